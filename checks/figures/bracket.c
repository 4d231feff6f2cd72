/* What stands in brackets behind a figure says the same thing once more: in another
 * unit, in digits, as a percentage. */
#include <math.h>

#include <galley/check.h>

enum { CONVERSION, SHARE, FRACTION, WORD_DIGIT };

static const struct gly_rule rules[] = {
    [CONVERSION] =
        {
            .id = "figures/unit-conversion",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A measure and its conversion in brackets differ",
            .why =
                "One of the two is wrong, and readers take the one they are used to. "
                "Both figures stand for what they may have been rounded from; British "
                "and American gallons, pints and tons are both tried; a difference of "
                "temperatures is no temperature. Silent below 2.5 per cent.",
            .bad = "The fire burned 3,500 acres (2,416 hectares).",
            .good = "The fire burned 3,500 acres (1,416 hectares).",
        },
    [SHARE] =
        {
            .id = "figures/share",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A part, its whole and the percentage in brackets do not agree",
            .why =
                "Two of three figures decide the third. The percentage stands for all "
                "that rounds to it.",
            .bad = "Of the children, 84 of 240 (45%) could swim.",
            .good = "Of the children, 84 of 240 (35%) could swim.",
        },
    [FRACTION] =
        {
            .id = "figures/fraction",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A fraction and the percentage in brackets do not agree",
            .why =
                "A fraction in words may stand for a percentage near it: a point and a "
                "half is let pass, more where a hedge stands before it.",
            .bad = "The author receives one-eighth (18%) of the price.",
            .good = "The author receives one-eighth (12.5%) of the price.",
        },
    [WORD_DIGIT] =
        {
            .id = "figures/word-digit",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A number in words and the same in digits differ",
            .why =
                "Contracts say a number twice so that it cannot be mistaken; two "
                "different ones can be fought over. Only a single number in brackets "
                "with a noun behind is taken for a repetition.",
            .bad = "The tenant shall give thirty (60) days of notice.",
            .good = "The tenant shall give thirty (30) days of notice.",
        },
};

static struct gly_str token_at(const struct gly_doc *doc, uint32_t tok)
{
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    return tok < count ? gly_tok_text(doc, &toks[tok]) : (struct gly_str){"", 0};
}

/* Is `b` all that stands in the brackets behind `a`? */
static bool in_brackets(const struct gly_doc *doc, const struct gly_quantity *a,
                        const struct gly_quantity *b)
{
    return a->sent == b->sent && b->first_tok == a->first_tok + a->tok_count + 1 &&
           gly_str_is(token_at(doc, b->first_tok - 1), "(");
}

/* "(about 5,740 feet)", ", or 9.9 pounds,": the same again in other words. */
static bool is_again(const struct gly_doc *doc, const struct gly_quantity *a,
                     const struct gly_quantity *b)
{
    uint32_t behind = a->first_tok + a->tok_count;
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    while (behind < b->first_tok && toks[behind].span.start < a->noun.end)
        behind++;
    if (a->sent != b->sent || b->first_tok != behind + 2)
        return false;
    return (gly_str_is(token_at(doc, behind), "(") && b->bound == GLY_BOUND_ABOUT) ||
           (gly_str_is(token_at(doc, behind), ",") &&
            gly_str_eq_nocase(token_at(doc, behind + 1), gly_str("or")));
}

/* "two-thirds of members (56 per cent)", "half of the trees, 71%,": the percentage is
 * that of the fraction. */
static bool is_fraction_of(const struct gly_doc *doc, const struct gly_quantity *a,
                           const struct gly_quantity *b)
{
    uint32_t from = a->first_tok + a->tok_count;
    enum { LONGEST_GAP = 7 };
    if (a->class != GLY_QUANTITY_FRACTION || a->sent != b->sent ||
        b->first_tok < from + 3 || b->first_tok - from > LONGEST_GAP ||
        !gly_str_eq_nocase(token_at(doc, from), gly_str("of")))
        return false;
    for (uint32_t tok = from; tok + 1 < b->first_tok; tok++) {
        const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
        if (toks[tok].kind != GLY_TOK_WORD)
            return false;
    }
    struct gly_str mark = token_at(doc, b->first_tok - 1);
    return gly_str_is(mark, "(") || gly_str_is(mark, ",");
}

static bool closes(const struct gly_doc *doc, const struct gly_quantity *q,
                   const char *marks)
{
    struct gly_str behind = token_at(doc, q->first_tok + q->tok_count);
    return behind.len == 1 && strchr(marks, behind.ptr[0]);
}

/* ---- Conversions ---- */

/* Is `printed` what a writer makes of `value` by rounding to two figures, or to `fewest`?
 */
static bool rounds_to(double value, double printed, unsigned fewest)
{
    if (value <= 0 || printed <= 0)
        return false;
    double power = pow(10, floor(log10(value)) - (fewest - 1));
    for (unsigned figures = fewest; figures <= 2; figures++, power /= 10)
        if (fabs(printed - value) <= power / 2 * (1 + 1e-9) &&
            fabs(printed / power - round(printed / power)) < 1e-6)
            return true;
    return false;
}

static double to_base(double value, const struct gly_measure *unit, bool difference)
{
    return value * unit->factor + (difference ? 0 : unit->offset);
}

static double from_base(double value, const struct gly_measure *unit, bool difference)
{
    return (value - (difference ? 0 : unit->offset)) / unit->factor;
}

static bool value_fits(double a, double a_half, const struct gly_measure *from,
                       double b, double b_half, const struct gly_measure *to,
                       bool difference)
{
    static const double tolerance = 0.025;
    double want = from_base(to_base(a, from, difference), to, difference);
    double low = from_base(to_base(a - a_half, from, difference), to, difference);
    double high = from_base(to_base(a + a_half, from, difference), to, difference);
    if (b + b_half >= low && b - b_half <= high)
        return true;
    double allowed = fabs(want) * tolerance;
    if (from->dimension == GLY_DIM_TEMPERATURE)
        allowed = 1;
    double back = from_base(to_base(b, to, difference), from, difference);
    return fabs(b - want) <= allowed || rounds_to(want, b, 1) || rounds_to(back, a, 2);
}

static bool pair_fits(const struct gly_quantity *a, const struct gly_quantity *b,
                      const struct gly_measure *from, const struct gly_measure *to)
{
    /* Small temperatures may be differences: "warmed by 2 °C (3.6 °F)". */
    enum { LARGEST_DIFFERENCE = 50 };
    bool difference =
        from->dimension == GLY_DIM_TEMPERATURE && fabs(a->low) <= LARGEST_DIFFERENCE;
    for (unsigned d = 0; d <= (difference ? 1u : 0u); d++)
        if (value_fits(a->low, a->half, from, b->low, b->half, to, d) &&
            value_fits(a->high, a->half, from, b->high, b->half, to, d))
            return true;
    return false;
}

/* Gallons, pints and tons differ by country: any reading that fits will do. */
static bool any_reading_fits(const struct gly_quantity *a, const struct gly_quantity *b)
{
    for (const struct gly_measure *from = gly_measure_next(a->unit->symbol, NULL); from;
         from = gly_measure_next(a->unit->symbol, from))
        for (const struct gly_measure *to = gly_measure_next(b->unit->symbol, NULL); to;
             to = gly_measure_next(b->unit->symbol, to))
            if (pair_fits(a, b, from, to))
                return true;
    return false;
}

static bool is_convertible(const struct gly_quantity *q)
{
    if (q->class != GLY_QUANTITY_AMOUNT || !q->unit || q->bound == GLY_BOUND_VAGUE)
        return false;
    switch (q->unit->dimension) {
    case GLY_DIM_MONEY:
    case GLY_DIM_TIME:
    case GLY_DIM_PERCENT:
    case GLY_DIM_PERCENTAGE_POINT:
    case GLY_DIM_CONSUMPTION:
    case GLY_DIM_ANGLE:
    case GLY_DIM_DATA: /* decimal and binary ones share their names */
    case GLY_DIM_LEVEL:
        return false;
    default:
        return true;
    }
}

/* "grew.23 metres": a stop glued on both sides may be a decimal point that lost its
 * nought. */
static bool is_torn(const struct gly_doc *doc, const struct gly_quantity *q)
{
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    return q->first_tok > 0 && toks[q->first_tok].flags & GLY_TOK_GLUED &&
           gly_str_is(token_at(doc, q->first_tok - 1), ".");
}

static void check_conversion(struct gly_pass *pass, const struct gly_quantity *a,
                             const struct gly_quantity *b)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    if (!is_convertible(a) || !is_convertible(b) ||
        a->unit->dimension != b->unit->dimension || gly_quantity_same_unit(a, b) ||
        !closes(doc, b, ");,/.") ||
        (a->flags & GLY_QUANTITY_RANGE) != (b->flags & GLY_QUANTITY_RANGE) ||
        is_torn(doc, a) || any_reading_fits(a, b))
        return;
    double want = from_base(to_base(a->low, a->unit, false), b->unit, false);
    struct gly_finding *f =
        gly_report(pass, CONVERSION, b->span, "'%.*s' is about %.4g %s, not '%.*s'",
                   GLY_STR_ARG(gly_doc_slice(doc, a->span)), want, b->unit->symbol,
                   GLY_STR_ARG(gly_doc_slice(doc, b->span)));
    gly_evidence(f, a->span, "converted from this");
}

/* ---- Percentages ---- */

static bool is_percent(const struct gly_quantity *q)
{
    return q->class == GLY_QUANTITY_AMOUNT && q->unit &&
           q->unit->dimension == GLY_DIM_PERCENT && !(q->flags & GLY_QUANTITY_RANGE);
}

/* "84 of 240 (45%)": `b` is the whole, its part stands before it. */
static void check_share(struct gly_pass *pass, const struct gly_quantity *a,
                        const struct gly_quantity *b,
                        const struct gly_quantity *percent)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    if (a->role != GLY_ROLE_PART || b->role != GLY_ROLE_WHOLE || b->low <= 0 ||
        a->bound != GLY_BOUND_NONE || b->bound != GLY_BOUND_NONE ||
        percent->bound != GLY_BOUND_NONE || (a->flags | b->flags) & GLY_QUANTITY_RANGE)
        return;
    double share = 100 * a->low / b->low;
    double most = 100 * (a->low + a->half) / (b->low - b->half);
    double least = 100 * (a->low - a->half) / (b->low + b->half);
    double slack = percent->half * (1 + 1e-9) + 1e-9;
    if (percent->low + slack >= least && percent->low - slack <= most)
        return;
    struct gly_span span = {a->span.start, b->span.end};
    struct gly_finding *f =
        gly_report(pass, SHARE, percent->span, "'%.*s' is %.4g%%, not '%.*s'",
                   GLY_STR_ARG(gly_doc_slice(doc, span)), share,
                   GLY_STR_ARG(gly_doc_slice(doc, percent->span)));
    gly_evidence(f, span, "the part and its whole");
}

static void report_fraction(struct gly_pass *pass, const struct gly_quantity *a,
                            const struct gly_quantity *b, double share)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_finding *f =
        gly_report(pass, FRACTION, b->span, "'%.*s' is %.4g%%, not '%.*s'",
                   GLY_STR_ARG(gly_doc_slice(doc, a->span)), share,
                   GLY_STR_ARG(gly_doc_slice(doc, b->span)));
    gly_evidence(f, a->span, "the fraction");
}

static void check_fraction(struct gly_pass *pass, const struct gly_quantity *a,
                           const struct gly_quantity *b)
{
    if (a->class != GLY_QUANTITY_FRACTION || !is_percent(b))
        return;
    double slack = a->bound == GLY_BOUND_NONE ? 1.5 : 5;
    double share = 100 * a->low;
    if (fabs(share - b->low) <= slack + b->half)
        return;
    /* "More than a third (40%)" is right whatever the distance. */
    if (a->bound == GLY_BOUND_NEARLY && b->low + b->half < 0.85 * share) {
        report_fraction(pass, a, b, share);
        return;
    }
    bool above = a->bound == GLY_BOUND_OVER || a->bound == GLY_BOUND_AT_LEAST;
    bool below = a->bound == GLY_BOUND_UNDER || a->bound == GLY_BOUND_UP_TO ||
                 a->bound == GLY_BOUND_NEARLY;
    if ((above && b->low >= share) || (below && b->low <= share))
        return;
    report_fraction(pass, a, b, share);
}

/* ---- Words and digits ---- */

/* A plural in small letters: what both numbers count. */
static bool is_noun_behind(const struct gly_doc *doc, uint32_t tok)
{
    static const char *const others[] = {"people",   "men", "women",
                                         "children", "per", "percent"};
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    if (tok >= count || toks[tok].kind != GLY_TOK_WORD ||
        toks[tok].flags & GLY_TOK_CAPITALISED)
        return false;
    struct gly_str word = gly_tok_text(doc, &toks[tok]);
    for (size_t i = 0; i < GLY_COUNT(others); i++)
        if (gly_str_eq_nocase(word, gly_str(others[i])))
            return true;
    return word.len > 3 && gly_str_ends(word, "s") && !gly_str_ends(word, "ss");
}

static void check_word_digit(struct gly_pass *pass, const struct gly_quantity *a,
                             const struct gly_quantity *b)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    bool money = b->class == GLY_QUANTITY_AMOUNT && b->unit->dimension == GLY_DIM_MONEY;
    if (!(a->flags & GLY_QUANTITY_IN_WORDS) || b->flags & GLY_QUANTITY_IN_WORDS ||
        a->class != GLY_QUANTITY_NUMBER || a->low <= 1 || a->low == b->low ||
        (b->class != GLY_QUANTITY_NUMBER && !money) ||
        (a->flags | b->flags) & GLY_QUANTITY_RANGE || a->bound == GLY_BOUND_VAGUE ||
        !is_noun_behind(doc, b->first_tok + b->tok_count + 1))
        return;
    struct gly_finding *f = gly_report(pass, WORD_DIGIT, b->span,
                                       "'%.*s' is %.12g, but the brackets say '%.*s'",
                                       GLY_STR_ARG(gly_doc_slice(doc, a->span)), a->low,
                                       GLY_STR_ARG(gly_doc_slice(doc, b->span)));
    gly_evidence(f, a->span, "in words");
}

/* "Of the 250 households asked, 90 (46%) had no car": the sentence opens with the whole. */
static void check_share_of_the(struct gly_pass *pass, const struct gly_quantities *all,
                               uint32_t i)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantity *percent = &all->at[i], *part = percent - 1;
    if (!in_brackets(doc, part, percent) || part->unit ||
        part->bound != GLY_BOUND_NONE || part->role == GLY_ROLE_PART ||
        part->role == GLY_ROLE_WHOLE || !gly_quantity_is_value(part) ||
        part->low != floor(part->low))
        return;
    const struct gly_quantity *whole = part - 1;
    if (i < 2 || whole->sent != part->sent)
        return;
    uint32_t at = whole->first_tok, first = sents[whole->sent].first_tok;
    if (whole->class != GLY_QUANTITY_COUNT || whole->bound != GLY_BOUND_NONE ||
        at < first + 1 || at > first + 2 || whole->low < part->low ||
        !gly_str_eq_nocase(token_at(doc, first), gly_str("of")) ||
        !gly_str_is(token_at(doc, part->first_tok - 1), ",") ||
        fabs(100 * part->low / whole->low - percent->low) <= percent->half + 1e-9)
        return;
    struct gly_finding *f = gly_report(
        pass, SHARE, percent->span, "'%.*s' of '%.*s' is %.4g%%, not '%.*s'",
        GLY_STR_ARG(gly_doc_slice(doc, part->span)),
        GLY_STR_ARG(gly_doc_slice(doc, whole->span)), 100 * part->low / whole->low,
        GLY_STR_ARG(gly_doc_slice(doc, percent->span)));
    gly_evidence(f, part->span, "the part");
    gly_evidence(f, whole->span, "the whole");
}

/* ---- Shares in a table: "79 (59.8%)" of as many as the caption says ---- */

/* Does the cell hold a part of `whole` and its share? */
static bool cell_fits(const struct gly_grid_cell *cell, double whole)
{
    return fabs(100 * cell->value / whole - cell->share) <= cell->share_half + 1e-9;
}

static void count_shares(const struct gly_grid *grid, uint32_t column, double whole,
                         unsigned *ret_fitting, unsigned *ret_failing)
{
    *ret_fitting = *ret_failing = 0;
    for (uint32_t r = grid->head_rows; r < grid->rows; r++) {
        const struct gly_grid_cell *cell = gly_grid_at(grid, r, column);
        if (cell->kind != GLY_CELL_FIGURE || isnan(cell->share) || cell->value <= 0)
            continue;
        bool fits = cell_fits(cell, whole);
        *ret_fitting += fits;
        *ret_failing += !fits;
    }
}

/* A whole that most rows bear out: only then is a row that does not fit wrong. */
static void check_shares_of(struct gly_pass *pass, const struct gly_grid *grid,
                            uint32_t column, const struct gly_quantity *whole)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    unsigned fitting, failing;
    if (!gly_quantity_is_value(whole) || whole->unit || whole->low < 2 ||
        whole->low != floor(whole->low))
        return;
    count_shares(grid, column, whole->low, &fitting, &failing);
    if (fitting < 2 || failing == 0 || failing * 2 > fitting)
        return;
    for (uint32_t r = grid->head_rows; r < grid->rows; r++) {
        const struct gly_grid_cell *cell = gly_grid_at(grid, r, column);
        if (cell->kind != GLY_CELL_FIGURE || isnan(cell->share) || cell->value <= 0 ||
            cell_fits(cell, whole->low))
            continue;
        struct gly_finding *f = gly_report(
            pass, SHARE, cell->share_span, "%.12g of %.12g is %.4g%%, not '%.*s'",
            cell->value, whole->low, 100 * cell->value / whole->low,
            GLY_STR_ARG(gly_doc_slice(doc, cell->share_span)));
        gly_evidence(f, cell->text, "the part");
        gly_evidence(f, whole->span, "the whole");
    }
}

/* The figures of the caption, the paragraph before and the head are tried as wholes. */
static void check_grid_shares(struct gly_pass *pass, const struct gly_grid *grid)
{
    const struct gly_block *blocks = gly_doc_blocks(gly_pass_doc(pass), &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    enum { MOST_TRIED = 12 };
    uint32_t end = 0, column = 0;
    for (uint32_t c = 0; c < grid->columns && column == 0; c++)
        for (uint32_t r = grid->head_rows; r < grid->rows && column == 0; r++)
            if (!isnan(gly_grid_at(grid, r, c)->share) &&
                gly_grid_at(grid, r, c)->kind == GLY_CELL_FIGURE)
                column = c;
    if (column == 0)
        return;
    uint32_t start = blocks[grid->block].span.start;
    for (uint32_t high = all->count; end < high;) {
        uint32_t middle = end + (high - end) / 2;
        if (all->at[middle].span.start < start)
            end = middle + 1;
        else
            high = middle;
    }
    uint32_t first = end > MOST_TRIED ? end - MOST_TRIED : 0;
    for (uint32_t c = column; c < grid->columns; c++)
        for (uint32_t i = end; i-- > first;) {
            unsigned fitting, failing;
            if (all->at[i].low < 2)
                continue;
            count_shares(grid, c, all->at[i].low, &fitting, &failing);
            if (fitting >= 2) {
                check_shares_of(pass, grid, c, &all->at[i]);
                break;
            }
        }
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    for (uint32_t i = 1; i < all->count; i++) {
        const struct gly_quantity *a = &all->at[i - 1], *b = &all->at[i];
        if (a->sent != b->sent || !gly_block_speaks(pass, sents[a->sent].block))
            continue;
        if (is_again(doc, a, b))
            check_conversion(pass, a, b);
        if (is_fraction_of(doc, a, b) && closes(doc, b, "),."))
            check_fraction(pass, a, b);
        if (i > 1 && is_percent(b) && closes(doc, b, ",.") && is_again(doc, a, b))
            check_share(pass, a - 1, a, b);
        if (is_percent(b) && closes(doc, b, ")"))
            check_share_of_the(pass, all, i);
        if (!in_brackets(doc, a, b))
            continue;
        check_conversion(pass, a, b);
        if (!closes(doc, b, ")"))
            continue;
        if (i > 1 && is_percent(b))
            check_share(pass, a - 1, a, b);
        check_fraction(pass, a, b);
        check_word_digit(pass, a, b);
    }
    const struct gly_grids *grids = gly_grids(pass);
    for (uint32_t i = 0; i < grids->count; i++)
        check_grid_shares(pass, &grids->at[i]);
}

const struct gly_check gly_check_figures_bracket = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES | GLY_NEED_GRIDS,
    .language = "en",
    .run = run,
};
