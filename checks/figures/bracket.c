/* What stands in brackets behind a figure says the same thing once more: in another
 * unit, in digits, as a percentage. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { CONVERSION, FRACTION, WORD_DIGIT };

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
            .bad = "The lake covers 5,200 acres (3,104 hectares).",
            .good = "The lake covers 5,200 acres (2,104 hectares).",
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
            .bad = "The diocese owns one-fifth (25%) of the meadow.",
            .good = "The diocese owns one-fifth (20%) of the meadow.",
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

static bool closes(const struct gly_doc *doc, const struct gly_quantity *q,
                   const char *marks)
{
    struct gly_str behind = token_at(doc, q->first_tok + q->tok_count);
    return behind.len == 1 && strchr(marks, behind.ptr[0]);
}

/* "one in ten, 12%,": the share between commas. */
static bool is_apposed(const struct gly_doc *doc, const struct gly_quantity *a,
                       const struct gly_quantity *b)
{
    return a->sent == b->sent && a->class == GLY_QUANTITY_FRACTION &&
           b->first_tok == a->first_tok + a->tok_count + 1 &&
           gly_str_is(token_at(doc, b->first_tok - 1), ",") && closes(doc, b, ",");
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

/* A plural in small letters: what both numbers count. */
static bool is_plural_noun(const struct gly_doc *doc, uint32_t tok)
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

/* "two-thirds of members (56 per cent)", "half of the trees, 71%,": the percentage is
 * that of the fraction. */
static bool is_fraction_of(const struct gly_doc *doc, const struct gly_quantity *a,
                           const struct gly_quantity *b)
{
    uint32_t from = a->first_tok + a->tok_count;
    enum { LONGEST_GAP = 7 };
    /* "one in five respondents (20%)" */
    if (a->class == GLY_QUANTITY_FRACTION && a->sent == b->sent &&
        b->first_tok == from + 2 && gly_str_is(token_at(doc, from + 1), "(") &&
        is_plural_noun(doc, from))
        return true;
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
    /* Small temperatures may be differences: "cooled by 3 °C (5.4 °F)". */
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
static bool any_reading_fits(const struct gly_doc *doc, const struct gly_quantity *a,
                             const struct gly_quantity *b)
{
    for (const struct gly_measure *from = gly_measure_next(doc, a->unit->symbol, NULL);
         from; from = gly_measure_next(doc, a->unit->symbol, from))
        for (const struct gly_measure *to =
                 gly_measure_next(doc, b->unit->symbol, NULL);
             to; to = gly_measure_next(doc, b->unit->symbol, to))
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
        is_torn(doc, a) || any_reading_fits(doc, a, b))
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

/* May `percent`, printed to `half`, stand for a share of `share` per cent? A hedge widens
 * it on its own side only. */
static bool share_fits(double share, double percent, double half, unsigned bound)
{
    enum { ABOUT = 5 };
    const double bare = 1.5, rounding = 0.5, nearly = 0.85;
    switch (bound) {
    case GLY_BOUND_NONE:
        return fabs(share - percent) <= bare + half;
    case GLY_BOUND_OVER:
    case GLY_BOUND_AT_LEAST:
        return percent >= share - rounding - half;
    case GLY_BOUND_UNDER:
    case GLY_BOUND_UP_TO:
        return percent <= share + rounding + half;
    case GLY_BOUND_NEARLY:
        return percent + half >= nearly * share && percent <= share + ABOUT + half;
    default:
        return fabs(share - percent) <= ABOUT + half;
    }
}

static void check_fraction(struct gly_pass *pass, const struct gly_quantity *a,
                           const struct gly_quantity *b)
{
    double share = 100 * a->low;
    if (a->class == GLY_QUANTITY_FRACTION && is_percent(b) &&
        !share_fits(share, b->low, b->half, a->bound))
        report_fraction(pass, a, b, share);
}

/* "Two-thirds of the 93 members, or 62, ...", "half of the 48 seats (24)": the fraction,
 * its whole, and how many that is. */
static void check_part(struct gly_pass *pass, const struct gly_quantity *a,
                       const struct gly_quantity *whole,
                       const struct gly_quantity *part)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t of = a->first_tok + a->tok_count, at = part->first_tok;
    bool again =
        (gly_str_is(token_at(doc, at - 1), "(") && closes(doc, part, ")")) ||
        (gly_tok_is(doc, at - 1, "or") && gly_str_is(token_at(doc, at - 2), ",")) ||
        ((part->role == GLY_ROLE_TOTAL ||
          (closes(doc, part, ",") && gly_span_len(part->noun) == 0)) &&
         gly_str_is(token_at(doc, at - 1), ","));
    if (a->class != GLY_QUANTITY_FRACTION || a->sent != whole->sent ||
        whole->sent != part->sent || whole->class != GLY_QUANTITY_COUNT ||
        (part->class != GLY_QUANTITY_NUMBER && part->class != GLY_QUANTITY_COUNT) ||
        whole->bound != GLY_BOUND_NONE || part->bound != GLY_BOUND_NONE ||
        (whole->flags | part->flags) & GLY_QUANTITY_RANGE || whole->low < 4 ||
        part->low <= 0 || !again || at > of + 12 || !gly_tok_is(doc, of, "of") ||
        whole->first_tok != of + 2 ||
        !gly_tok_is(doc, of + 1, "the|its|their|these|all|his|her|our") ||
        (gly_span_len(part->noun) > 0 &&
         !gly_str_eq_nocase(gly_doc_slice(doc, part->noun),
                            gly_doc_slice(doc, whole->noun))))
        return;
    double share = 100 * a->low, is = 100 * part->low / whole->low;
    if (share_fits(share, is, 50 / whole->low, a->bound))
        return;
    struct gly_finding *f =
        gly_report(pass, FRACTION, part->span, "'%.*s' of '%.*s' is %.4g, not '%.*s'",
                   GLY_STR_ARG(gly_doc_slice(doc, a->span)),
                   GLY_STR_ARG(gly_doc_slice(doc, whole->span)), a->low * whole->low,
                   GLY_STR_ARG(gly_doc_slice(doc, part->span)));
    gly_evidence(f, a->span, "the fraction");
    gly_evidence(f, whole->span, "the whole");
}

/* "A majority of residents, 47 per cent,", "most pupils (43%)": the word that a percentage
 * stands behind, with a noun between; GLY_NONE. */
static uint32_t portion_before(const struct gly_doc *doc, const struct gly_quantity *q)
{
    enum { LONGEST_NOUN = 3 };
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[q->sent];
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t tok = q->first_tok - 1;
    if (q->first_tok < sent->first_tok + 3 || !gly_tok_is(doc, tok, "(|,") ||
        !closes(doc, q, gly_tok_is(doc, tok, "(") ? ")" : ",."))
        return GLY_NONE;
    for (unsigned n = 0; n <= LONGEST_NOUN + 2 && tok > sent->first_tok; n++) {
        tok--;
        if (gly_tok_is(doc, tok, "majority|minority"))
            return n >= 2 && gly_tok_is(doc, tok + 1, "of") &&
                           !(tok > sent->first_tok &&
                             gly_tok_is(doc, tok - 1, "relative|largest|no|blocking"))
                       ? tok
                       : GLY_NONE;
        if (tok == sent->first_tok && gly_tok_is(doc, tok, "most"))
            return n >= 1 ? tok : GLY_NONE;
        if (toks[tok].kind != GLY_TOK_WORD)
            return GLY_NONE;
    }
    return GLY_NONE;
}

static void check_majority(struct gly_pass *pass, const struct gly_quantity *q)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t tok =
        is_percent(q) && q->bound == GLY_BOUND_NONE ? portion_before(doc, q) : GLY_NONE;
    if (tok == GLY_NONE)
        return;
    bool minority = gly_tok_is(doc, tok, "minority");
    if (minority ? q->low - q->half <= 50 : q->low + q->half >= 50)
        return;
    struct gly_finding *f =
        gly_report(pass, FRACTION, q->span, "'%.*s' is %s than half, not '%.*s'",
                   GLY_STR_ARG(gly_doc_slice(doc, q->span)), minority ? "more" : "less",
                   GLY_STR_ARG(token_at(doc, tok)));
    gly_evidence(f, gly_doc_toks(doc, &(uint32_t){0})[tok].span, "the word");
}

/* ---- Words and digits ---- */

/* "(10) days", "(10) business days" */
static bool is_noun_behind(const struct gly_doc *doc, uint32_t tok)
{
    return is_plural_noun(doc, tok) ||
           (gly_tok_is(doc, tok,
                       "business|calendar|working|consecutive|additional|written|equal|"
                       "annual|monthly|weekly|clear|full|certified|original|printed") &&
            is_plural_noun(doc, tok + 1));
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

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    for (uint32_t i = 0; i < all->count; i++)
        if (gly_quantity_in(&all->at[i], GLY_DIM_PERCENT) &&
            gly_block_speaks(pass, sents[all->at[i].sent].block))
            check_majority(pass, &all->at[i]);
    for (uint32_t i = 1; i < all->count; i++) {
        const struct gly_quantity *a = &all->at[i - 1], *b = &all->at[i];
        if (a->sent != b->sent || !gly_block_speaks(pass, sents[a->sent].block))
            continue;
        if (i + 1 < all->count && a->class == GLY_QUANTITY_FRACTION)
            check_part(pass, a, b, &all->at[i + 1]);
        if (is_again(doc, a, b))
            check_conversion(pass, a, b);
        if ((is_fraction_of(doc, a, b) && closes(doc, b, "),.")) ||
            is_apposed(doc, a, b))
            check_fraction(pass, a, b);
        if (!in_brackets(doc, a, b))
            continue;
        check_conversion(pass, a, b);
        if (!closes(doc, b, ")"))
            continue;
        check_fraction(pass, a, b);
        check_word_digit(pass, a, b);
    }
}

const struct gly_check gly_check_figures_bracket = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
