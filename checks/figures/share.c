/* A part, its whole and the percentage that the one is of the other. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { SHARE };

static const struct gly_rule rules[] = {
    [SHARE] =
        {
            .id = "figures/share",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A part, its whole and its percentage do not agree",
            .why =
                "Two of three figures decide the third. The percentage stands for all "
                "that rounds to it, and so do large figures that end in noughts. "
                "Judged where the words bind the three: '84 of 240 (45%)', 'of the 240 "
                "children, 84, or 45%'; silent where another figure nearby may be the "
                "whole.",
            .bad = "Of the children, 84 of 240 (45%) could swim.",
            .good = "Of the children, 84 of 240 (35%) could swim.",
        },
};

static bool is_percent(const struct gly_quantity *q)
{
    /* "18 of the 72, or a quarter" */
    if (q->class == GLY_QUANTITY_FRACTION)
        return q->bound == GLY_BOUND_NONE && q->low > 0 && q->low < 1 &&
               q->flags & GLY_QUANTITY_IN_WORDS && gly_span_len(q->per) == 0;
    return q->class == GLY_QUANTITY_AMOUNT && gly_quantity_in(q, GLY_DIM_PERCENT) &&
           gly_quantity_is_plain(q) && q->low >= 0 && gly_span_len(q->per) == 0;
}

/* In per cent, and by how much it may be rounded: fractions in words are loose. */
static double percent_of(const struct gly_quantity *q, double *ret_half)
{
    bool fraction = q->class == GLY_QUANTITY_FRACTION;
    *ret_half = fraction ? 1.5 + 5 * q->low : q->half;
    return fraction ? 100 * q->low : q->low;
}

/* How many or how much, and no percentage. */
static bool is_figure(const struct gly_quantity *q)
{
    return (q->class <= GLY_QUANTITY_NUMBER) && !gly_quantity_in(q, GLY_DIM_PERCENT) &&
           !gly_quantity_in(q, GLY_DIM_PERCENTAGE_POINT) &&
           !gly_quantity_in(q, GLY_DIM_TIME);
}

/* ---- What the three have to be ---- */

/* What noughts at the end may hide, where both figures have them: "3,500 of 5,000". */
static double slack_of(const struct gly_quantity *part,
                       const struct gly_quantity *whole)
{
    enum { ROUND = 50 };
    double half = fmin(gly_round_half(part->low), gly_round_half(whole->low));
    return half >= ROUND ? half : 0;
}

static bool fits(const struct gly_quantity *part, const struct gly_quantity *whole,
                 const struct gly_quantity *percent)
{
    double round = slack_of(part, whole);
    double a = part->low, b = whole->low;
    double ah = fmax(part->half, round), bh = fmax(whole->half, round);
    if (b <= bh)
        return true;
    double half, said = percent_of(percent, &half);
    double slack = half * (1 + 1e-9) + 1e-9;
    return said + slack >= 100 * (a - ah) / (b + bh) &&
           said - slack <= 100 * (a + ah) / (b - bh);
}

static bool may_be_part(const struct gly_quantity *part,
                        const struct gly_quantity *whole)
{
    return is_figure(part) && is_figure(whole) && part->bound == GLY_BOUND_NONE &&
           whole->bound == GLY_BOUND_NONE && whole->low > 1 && part->low > 0 &&
           part->low <= whole->low && gly_quantity_same_unit(part, whole) &&
           !((part->flags | whole->flags) &
             (GLY_QUANTITY_RANGE | GLY_QUANTITY_ADJECTIVE)) &&
           gly_span_len(part->per) == 0 && gly_span_len(whole->per) == 0;
}

static void report(struct gly_pass *pass, const struct gly_quantity *part,
                   const struct gly_quantity *whole, const struct gly_quantity *percent)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_finding *f = gly_report(
        pass, SHARE, percent->span, "'%.*s' of '%.*s' is %.4g%%, not '%.*s'",
        GLY_STR_ARG(gly_doc_slice(doc, part->span)),
        GLY_STR_ARG(gly_doc_slice(doc, whole->span)), 100 * part->low / whole->low,
        GLY_STR_ARG(gly_doc_slice(doc, percent->span)));
    gly_evidence(f, part->span, "the part");
    gly_evidence(f, whole->span, "the whole");
}

/* ---- Words that bind ---- */

#define SILENT                                                                        \
    "respectively|adjusted|weighted|eligible|valid|estimated|average|mean|median|SD|" \
    "projected|forecast|target|not|nearly|almost|respondents|answered|excluding|"     \
    "still|yet|remaining|outstanding|rose|fell|grew|increase|increased|decrease|"     \
    "decreased|up|down|interest"

/* The rate that a part and a whole make: "a clear-up rate of 50%". */
#define RATES \
    "rate|share|percentage|proportion|turnout|ratio|average|majority|fraction|margin"

/* Is it a percentage of something else: "35% of those insured"? */
static bool is_of_other(const struct gly_doc *doc, const struct gly_quantity *percent)
{
    uint32_t tok = gly_quantity_end(percent);
    if (!gly_tok_is(doc, tok, "of|among|in"))
        return false;
    tok += gly_tok_is(doc, tok + 1, "the") ? 2 : 1;
    return !gly_tok_is(doc, tok, "total|whole|them|all|electorate|membership");
}

/* Does what stands before the percentage say that it is the one just told in other
 * words: "(", ", or", ", a rate of", "which is", "equal to"? */
static bool says_again(const struct gly_doc *doc, const struct gly_quantity *percent,
                       uint32_t from)
{
    uint32_t at = percent->first_tok;
    if (at < from + 1 || is_of_other(doc, percent))
        return false;
    if (gly_tok_is(doc, at - 1, "(|["))
        return true;
    if (at >= from + 2 &&
        gly_tok_is(doc, at - 1, "or|representing|i.e.|ie|equalling") &&
        gly_tok_is(doc, at - 2, ",|(|\u2013|\u2014|--|-"))
        return true;
    if (gly_tok_is(doc, at - 1, ",|representing|constituting"))
        return gly_tok_is(doc, gly_quantity_end(percent), ",|.|;|of");
    if (at >= from + 2 && gly_tok_is(doc, at - 2, "which|this|that") &&
        gly_tok_is(doc, at - 1, "is|was|represents|makes|equals"))
        return true;
    return at >= from + 2 && gly_tok_is(doc, at - 1, "of") &&
           gly_tok_is(doc, at - 2, RATES) &&
           gly_toks_have(doc, from, at - 2, ",|;|for|(|giving|making");
}

/* "84 of 240 children", "36 out of 48": a part and its whole; `ret` is the whole. */
static bool is_pair(const struct gly_doc *doc, const struct gly_quantity *a,
                    const struct gly_quantity *b)
{
    if (a->sent != b->sent || !may_be_part(a, b))
        return false;
    if (a->role == GLY_ROLE_PART && b->role == GLY_ROLE_WHOLE)
        return true;
    uint32_t tok = gly_quantity_behind_noun(doc, a);
    if (a->noun.end > b->span.start)
        tok = gly_quantity_end(a);
    if (gly_tok_is(doc, tok, "out") && gly_tok_is(doc, tok + 1, "of"))
        tok++;
    if (!gly_tok_is(doc, tok, "of"))
        return false;
    tok++;
    /* "150 of the prison's 600 inmates" */
    enum { LONGEST_OWNER = 4 };
    struct gly_str owner = gly_tok_at(doc, b->first_tok - 1);
    if (b->first_tok > tok + 1 && b->first_tok <= tok + LONGEST_OWNER &&
        gly_tok_is(doc, tok, "the|this|its|their|his|her") &&
        (gly_str_ends(owner, "'s") || gly_str_ends(owner, "’s")))
        return true;
    return b->first_tok == tok ||
           (b->first_tok == tok + 1 &&
            gly_tok_is(doc, tok, "the|its|their|all|these|those|his|her|our|\u00a3|$"));
}

/* The other figures of the sentence: is one of them a whole that fits? */
static bool another_fits(const struct gly_quantities *all, const struct gly_figures *at,
                         const struct gly_quantity *part,
                         const struct gly_quantity *whole,
                         const struct gly_quantity *percent)
{
    enum { BEFORE = 8 };
    uint32_t first = at->first > BEFORE ? at->first - BEFORE : 0;
    for (uint32_t i = first; i < at->end; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (q == part || q == whole || q == percent || !is_figure(q) || q->low <= 0)
            continue;
        if ((q->low >= part->low && fits(part, q, percent)) ||
            (q->low <= whole->low && q->sent == percent->sent &&
             fits(q, whole, percent)))
            return true;
    }
    return false;
}

/* "84 of 240 (45%)", and with words between. */
static void check_pair(struct gly_pass *pass, const struct gly_quantities *all,
                       const struct gly_figures *at, uint32_t i)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantity *a = &all->at[i], *b = a + 1;
    if (i + 1 >= at->end || !is_pair(doc, a, b))
        return;
    const struct gly_quantity *percent = NULL;
    unsigned percents = 0, figures = 0, between = 0;
    for (uint32_t k = at->first; k < at->end; k++) {
        percents += gly_quantity_in(&all->at[k], GLY_DIM_PERCENT);
        between += !percent && k > i + 1 && gly_quantity_is_value(&all->at[k]) &&
                   !gly_quantity_in(&all->at[k], GLY_DIM_PERCENT) &&
                   !is_percent(&all->at[k]);
        figures += is_figure(&all->at[k]);
        if (!percent && k > i + 1 && is_percent(&all->at[k]))
            percent = &all->at[k];
    }
    if (!percent) {
        /* "Turnout was 72%, with 54,000 of the 90,000 voters" */
        const struct gly_quantity *q = &all->at[at->first];
        if (percents == 1 && figures == 2 && is_percent(q) &&
            gly_toks_have(doc, gly_quantity_end(q), a->first_tok, ",|:|;|(") &&
            gly_toks_have(doc, gly_quantity_end(q), a->first_tok,
                          "with|after|as|or|:|(") &&
            (a->first_tok - gly_quantity_end(q) <= 3 ||
             (gly_tok_is(doc, a->first_tok - 1, ":") &&
              a->first_tok - gly_quantity_end(q) <= 6)) &&
            !gly_sent_has(doc, at->sent, SILENT) && !fits(a, b, q))
            report(pass, a, b, q);
        return;
    }
    bool next = between == 0;
    uint32_t from = gly_quantity_end(b);
    bool close = next && percent->first_tok <= gly_quantity_behind_noun(doc, b) + 3;
    if (!next || !says_again(doc, percent, from) || fits(a, b, percent) ||
        (!close &&
         (percents != 1 || figures != 2 || gly_sent_has(doc, at->sent, SILENT))) ||
        another_fits(all, at, a, b, percent))
        return;
    report(pass, a, b, percent);
}

/* Does a figure stand where a sentence names the whole that it then divides: "Of the
 * 250 households", "640 staff, of whom"? Or, with `exact`, "A total of 150 patients"? */
static bool is_whole(const struct gly_doc *doc, const struct gly_sent *sent,
                     const struct gly_quantity *q)
{
    uint32_t at = q->first_tok, first = sent->first_tok, end = first + sent->tok_count;
    if (q->bound != GLY_BOUND_NONE || q->low < 2)
        return false;
    if (at <= first + 3 && gly_tok_is(doc, first, "of|among") &&
        !gly_toks_have(doc, first + 1, at, ",|all|and"))
        return true;
    if (at <= first + 3 && gly_tok_is(doc, first, "out") &&
        gly_tok_is(doc, first + 1, "of"))
        return true;
    uint32_t tok = gly_quantity_behind_noun(doc, q);
    for (uint32_t k = tok; k < end && k < tok + 5; k++)
        if (gly_tok_is(doc, k, "of") &&
            gly_tok_is(doc, k + 1, "whom|which|these|them") &&
            gly_tok_is(doc, k - 1, ",|;|:|(|-|\u2013|\u2014"))
            return true;
    return false;
}

/* "12 (25%) were positive, 33 (58.8%) negative": the parts behind a first one that fits
 * have the same whole, each with its percentage in brackets. */
static void check_further(struct gly_pass *pass, const struct gly_quantities *all,
                          const struct gly_figures *at,
                          const struct gly_quantity *whole,
                          const struct gly_quantity *percent)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantity *end = all->at + at->end;
    for (const struct gly_quantity *part = percent + 1; part + 1 < end; part += 2) {
        percent = part + 1;
        uint32_t open = gly_quantity_end(part);
        if (!is_percent(percent) || percent->first_tok != open + 1 ||
            !gly_tok_is(doc, open, "(") ||
            !gly_tok_is(doc, gly_quantity_end(percent), ")") ||
            !may_be_part(part, whole) ||
            gly_toks_have(doc, gly_quantity_end(part - 1), part->first_tok,
                          "whom|which|these|those|them|latter|former|among|;|:"))
            return;
        if (!fits(part, whole, percent) && !another_fits(all, at, part, whole, percent))
            report(pass, part, whole, percent);
    }
}

/* "Of the 250 households asked, 90 (46%) had no car": the first part behind the whole. */
static void check_divided(struct gly_pass *pass, const struct gly_quantities *all,
                          const struct gly_figures *at, uint32_t i)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[at->sent];
    const struct gly_quantity *whole = &all->at[i], *part = whole + 1,
                              *percent = whole + 2;
    while (part < all->at + at->end && part->class > GLY_QUANTITY_NUMBER)
        part++, percent = part + 1;
    if (percent >= all->at + at->end || !is_percent(percent) ||
        !may_be_part(part, whole) || !is_whole(doc, sent, whole))
        return;
    uint32_t behind = gly_quantity_behind_noun(doc, part),
             tok = gly_quantity_end(percent);
    bool close = percent->first_tok <= behind + 2 ||
                 percent->first_tok <= gly_quantity_end(part) + 2;
    bool alone = at->end - i == 3 && i == at->first;
    if (fits(part, whole, percent))
        check_further(pass, all, at, whole, percent);
    if (!(close || alone) || !says_again(doc, percent, gly_quantity_end(part)) ||
        fits(part, whole, percent) || another_fits(all, at, part, whole, percent) ||
        gly_toks_have(doc, tok, tok + 4, "these|those|them|whom|which") ||
        (!close && gly_sent_has(doc, at->sent, SILENT)))
        return;
    report(pass, part, whole, percent);
}

/* Are there three figures in the sentence, and behind them at most "first" and years? */
static bool are_three(const struct gly_quantities *all, const struct gly_figures *at)
{
    if (at->end - at->first < 3)
        return false;
    for (uint32_t i = at->first; i < at->end; i++)
        if ((i < at->first + 3) != gly_quantity_is_value(&all->at[i]) &&
            all->at[i].class != GLY_QUANTITY_ORDINAL &&
            all->at[i].class != GLY_QUANTITY_DATE)
            return false;
    return gly_quantity_is_value(&all->at[at->first]) &&
           gly_quantity_is_value(&all->at[at->first + 1]) &&
           gly_quantity_is_value(&all->at[at->first + 2]);
}

/* "Of the 1,500 trees planted, 12 per cent, or 180, died" */
static void check_percent_between(struct gly_pass *pass,
                                  const struct gly_quantities *all,
                                  const struct gly_figures *at)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[at->sent];
    const struct gly_quantity *whole = &all->at[at->first], *percent = whole + 1,
                              *part = whole + 2;
    if (!are_three(all, at) || !is_percent(percent) || !may_be_part(part, whole) ||
        !is_whole(doc, sent, whole) || gly_sent_has(doc, at->sent, SILENT))
        return;
    uint32_t tok = gly_quantity_end(percent);
    bool again = (gly_tok_is(doc, tok, ",") && gly_tok_is(doc, tok + 1, "or") &&
                  part->first_tok == tok + 2) ||
                 (gly_tok_is(doc, tok, "(") && part->first_tok == tok + 1 &&
                  gly_tok_is(doc, gly_quantity_behind_noun(doc, part), ")"));
    if (again && !fits(part, whole, percent))
        report(pass, part, whole, percent);
}

/* "sent to 400 firms; 260 replied, a response rate of 65%": the two counts of the sentence,
 * and the rate at which the first became the second. */
static void check_rate_said(struct gly_pass *pass, const struct gly_quantities *all,
                            const struct gly_figures *at)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantity *whole = &all->at[at->first], *part = whole + 1,
                              *percent = whole + 2;
    if (!are_three(all, at) || !is_percent(percent) || !may_be_part(part, whole))
        return;
    uint32_t tok = percent->first_tok;
    bool rate = tok >= 4 && gly_tok_is(doc, tok - 1, "of") &&
                gly_tok_is(doc, tok - 2, "rate") &&
                gly_tok_is(doc, tok - 3,
                           "response|return|success|survival|pass|completion|reply|"
                           "participation|germination|hatching|recovery|clearance|"
                           "conversion|acceptance|attendance|vaccination|detection");
    if (!rate || part->low == whole->low || gly_sent_has(doc, at->sent, SILENT) ||
        !gly_toks_have(doc, gly_quantity_end(whole), part->first_tok,
                       ",|;|and|of|but|:") ||
        fits(part, whole, percent))
        return;
    report(pass, part, whole, percent);
}

/* "Forty per cent of the 600 applicants, or 180 people" */
static void check_percent_first(struct gly_pass *pass, const struct gly_quantities *all,
                                const struct gly_figures *at)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantity *percent = &all->at[at->first], *whole = percent + 1,
                              *part = percent + 2;
    if (at->end - at->first != 3 || !is_percent(percent) ||
        percent->class == GLY_QUANTITY_FRACTION || !may_be_part(part, whole))
        return;
    uint32_t tok = gly_quantity_end(percent),
             behind = gly_quantity_behind_noun(doc, whole);
    if (!gly_tok_is(doc, tok, "of") || whole->first_tok > tok + 2 ||
        (whole->first_tok == tok + 2 &&
         !gly_tok_is(doc, tok + 1, "the|its|their|all|these|his|her|our")) ||
        gly_sent_has(doc, at->sent, SILENT) || fits(part, whole, percent))
        return;
    uint32_t gap = part->first_tok - 1;
    bool again = (gly_tok_is(doc, gap, "or") && gly_tok_is(doc, gap - 1, ",")) ||
                 (gly_tok_is(doc, gap, "(") && gap == behind);
    if (again && part->first_tok <= behind + 5)
        report(pass, part, whole, percent);
}

/* ---- Shares in a table: "96 (58.2%)" of as many as the caption says ---- */

/* A whole that most rows bear out: only then is a row that does not fit wrong. */
static void check_grid_shares(struct gly_pass *pass, const struct gly_grid *grid)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantities *all = gly_quantities(pass);
    for (uint32_t c = 1; c < grid->columns; c++) {
        const struct gly_quantity *whole = gly_grid_find_whole(doc, all, grid, c);
        for (uint32_t r = grid->head_rows; whole && r < grid->rows; r++) {
            const struct gly_grid_cell *cell = gly_grid_at(grid, r, c);
            if (!gly_grid_is_share(cell) || gly_grid_share_fits(cell, whole->low))
                continue;
            struct gly_finding *f = gly_report(
                pass, SHARE, cell->share_span, "%.12g of %.12g is %.4g%%, not '%.*s'",
                cell->value, whole->low, 100 * cell->value / whole->low,
                GLY_STR_ARG(gly_doc_slice(doc, cell->share_span)));
            gly_evidence(f, cell->text, "the part");
            gly_evidence(f, whole->span, "the whole");
        }
    }
}

/* ---- "640 were asked; 416 of them, or 65%, replied" ---- */

static void check_of_them(struct gly_pass *pass, const struct gly_quantities *all,
                          const struct gly_figures *at, uint32_t i)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantity *a = &all->at[i], *b = a + 1;
    if (i + 1 >= at->end || is_percent(a) == is_percent(b))
        return;
    const struct gly_quantity *part = is_percent(a) ? b : a;
    const struct gly_quantity *percent = is_percent(a) ? a : b;
    uint32_t tok = gly_quantity_end(part), first = gly_quantity_end(a);
    bool of_them = part == a && gly_tok_is(doc, tok, "of") &&
                   gly_tok_is(doc, tok + 1, "them|these|those|whom") &&
                   b->first_tok == tok + 4;
    bool again = gly_tok_is(doc, b->first_tok - 1, "or") &&
                 gly_tok_is(doc, b->first_tok - 2, ",|–|—|(");
    bool bracket = gly_tok_is(doc, b->first_tok - 1, "(") &&
                   gly_tok_is(doc, gly_quantity_end(b), ")");
    /* "One in four, or 400, said": of all those the sentence before counts. */
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[at->sent];
    bool opens = part == b && i == at->first && a->first_tok == sent->first_tok &&
                 b->first_tok == first + 2 && part->class == GLY_QUANTITY_NUMBER;
    if (!((of_them && (again || bracket)) || (opens && again)) ||
        part->class > GLY_QUANTITY_NUMBER || gly_sent_has(doc, at->sent, SILENT))
        return;
    const struct gly_quantity *whole = gly_quantity_whole_before(doc, all, i);
    if (whole && may_be_part(part, whole) && !fits(part, whole, percent) &&
        !another_fits(all, at, part, whole, percent))
        report(pass, part, whole, percent);
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    const struct gly_grids *grids = gly_grids(pass);
    enum { MOST_VALUES = 16 };
    for (struct gly_figures at = {0}; gly_figures_next(all, &at);) {
        bool shares = false;
        for (uint32_t i = at.first; i < at.end && !shares; i++)
            shares = is_percent(&all->at[i]);
        if (!shares || at.end - at.first < 2 || at.end - at.first > MOST_VALUES ||
            !gly_block_speaks(pass, sents[at.sent].block))
            continue;
        for (uint32_t i = at.first; i + 1 < at.end; i++)
            check_of_them(pass, all, &at, i);
        if (at.end - at.first < 3)
            continue;
        check_percent_first(pass, all, &at);
        check_rate_said(pass, all, &at);
        check_percent_between(pass, all, &at);
        for (uint32_t i = at.first; i + 1 < at.end; i++) {
            check_pair(pass, all, &at, i);
            if (i + 2 < at.end)
                check_divided(pass, all, &at, i);
        }
    }
    for (uint32_t i = 0; i < grids->count; i++)
        check_grid_shares(pass, &grids->at[i]);
}

const struct gly_check gly_check_figures_share = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES | GLY_NEED_GRIDS,
    .language = "en",
    .run = run,
};
