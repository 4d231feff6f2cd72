/* "More than 300", and then fewer of the same. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { BOUND };

static const struct gly_rule rules[] = {
    [BOUND] =
        {
            .id = "figures/bound",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A figure lies on the wrong side of a bound set beside it",
            .why = "'Fewer than 50, 63 in all' cannot both be true. Judged where the "
                   "words put figure and bound side by side, and where a limit or "
                   "target is named and the figure is said to lie above or below it.",
            .bad = "The repair took 75 days, still under 70 days.",
            .good = "The repair took 68 days, still under 70 days.",
        },
};

enum side { NEITHER, BELOW, ABOVE };

static enum side side_of(unsigned bound)
{
    switch (bound) {
    case GLY_BOUND_UNDER:
    case GLY_BOUND_UP_TO:
    case GLY_BOUND_NEARLY:
        return BELOW;
    case GLY_BOUND_OVER:
    case GLY_BOUND_AT_LEAST:
        return ABOVE;
    default:
        return NEITHER;
    }
}

static bool is_value(const struct gly_quantity *q)
{
    return q->class == GLY_QUANTITY_COUNT || q->class == GLY_QUANTITY_AMOUNT ||
           q->class == GLY_QUANTITY_NUMBER;
}

/* Is `value` surely not on this side of `limit`? */
static bool is_wrong(const struct gly_quantity *value, const struct gly_quantity *limit,
                     enum side side)
{
    double f = gly_quantity_factor(value, limit);
    double low = (value->low - value->half) * f, high = (value->high + value->half) * f;
    /* A limit that is spoken of is exact. */
    return side == BELOW ? low > limit->low + 1e-9 : high < limit->low - 1e-9;
}

static void report(struct gly_pass *pass, const struct gly_quantity *value,
                   const struct gly_quantity *limit, enum side side)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_finding *f = gly_report(
        pass, BOUND, value->span, "'%.*s' is not %s '%.*s'",
        GLY_STR_ARG(gly_doc_slice(doc, value->span)), side == BELOW ? "below" : "above",
        GLY_STR_ARG(gly_doc_slice(doc, limit->span)));
    gly_evidence(f, limit->span, "the bound");
}

/* "under 40 calls in the morning, 71 in all": the second counts the same. */
static bool counts_again(const struct gly_doc *doc, const struct gly_quantity *a,
                         const struct gly_quantity *b)
{
    uint32_t from = gly_quantity_end(a);
    enum { LONGEST_GAP = 8 };
    if (b->first_tok - from > LONGEST_GAP || b->bound != GLY_BOUND_NONE ||
        b->flags & GLY_QUANTITY_RANGE ||
        !gly_tok_is(doc, b->first_tok - 1, ",|;|(|:|\u2013|\u2014|--") ||
        gly_toks_have(doc, from, b->first_tok - 1, ",|and|but|of|while|or"))
        return false;
    uint32_t behind = gly_quantity_end(b);
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    while (gly_span_len(b->noun) > 0 && toks[behind].span.start < b->noun.end)
        behind++;
    /* "300 on Monday, 280 in all on Tuesday" */
    if (gly_tok_is(doc, behind + 2, "on|in|by|from|at|for|during"))
        return false;
    return (gly_tok_is(doc, behind, "in") &&
            gly_tok_is(doc, behind + 1, "all|total")) ||
           gly_tok_is(doc, behind, "altogether") ||
           (gly_tok_is(doc, behind, "to") && gly_tok_is(doc, behind + 1, "be"));
}

/* "75 days, still under 70 days": the second is said of the first. */
static bool is_set_against(const struct gly_doc *doc, const struct gly_quantity *a,
                           const struct gly_quantity *b)
{
    uint32_t tok = gly_quantity_end(a);
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    while (gly_span_len(a->noun) > 0 && toks[tok].span.start < a->noun.end)
        tok++;
    if (gly_tok_is(doc, tok, "of")) /* "1.3 mg of lead" */
        tok += 2;
    if (!gly_tok_is(doc, tok, ",|(|\u2013|\u2014|--") || b->first_tok > tok + 7)
        return false;
    tok++;
    if (!gly_tok_is(doc, tok, "still|well|just|far|comfortably|easily|only|slightly|a"))
        return false;
    return !gly_toks_have(doc, tok, b->first_tok, ",|and|but|while|of|cost|price|took");
}

/* "Fewer than 20 pupils failed. In all, 23 pupils failed": the same things, in the next
 * sentence. */
static bool sums_up(const struct gly_doc *doc, const struct gly_quantity *a,
                    const struct gly_quantity *b)
{
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[b->sent];
    uint32_t first = sent->first_tok;
    /* "The exact figure was 43." */
    if (b->sent == a->sent + 1 && b->bound == GLY_BOUND_NONE &&
        !(b->flags & GLY_QUANTITY_RANGE) && b->first_tok == first + 4 &&
        gly_tok_is(doc, first, "the") &&
        gly_tok_is(doc, first + 1, "exact|actual|precise|final") &&
        gly_tok_is(doc, first + 2, "figure|number|total|count|sum|amount|cost") &&
        gly_tok_is(doc, first + 3, "was|is") &&
        gly_tok_is(doc, gly_quantity_end(b), "."))
        return true;
    return b->sent == a->sent + 1 && b->first_tok <= first + 4 &&
           b->first_tok > first && b->bound == GLY_BOUND_NONE &&
           !(b->flags & GLY_QUANTITY_RANGE) &&
           (gly_tok_is(doc, first, "altogether") ||
            (gly_tok_is(doc, first, "in") &&
             gly_tok_is(doc, first + 1, "all|total"))) &&
           gly_span_len(a->noun) > 0 && gly_span_len(b->noun) > 0;
}

/* "more than 300 metres long. At 286 metres, it": what the sentence before is about. */
static bool tells_again(const struct gly_doc *doc, const struct gly_quantity *a,
                        const struct gly_quantity *b)
{
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[b->sent];
    uint32_t behind = gly_quantity_end(b);
    return b->sent == a->sent + 1 && b->bound == GLY_BOUND_NONE && b->unit &&
           !(b->flags & GLY_QUANTITY_RANGE) && b->first_tok == sent->first_tok + 1 &&
           gly_tok_is(doc, sent->first_tok, "at|with") && b->low >= 0.7 * a->low &&
           b->low <= 1.4 * a->low &&
           gly_tok_is(doc, gly_quantity_end(a),
                      "long|high|tall|wide|deep|thick|heavy|old|above") &&
           gly_tok_is(doc, behind, ",") && gly_tok_is(doc, behind + 1, "it|this");
}

/* "Nearly 500 homes lost power, 512 according to the operator" */
static bool is_by_source(const struct gly_doc *doc, const struct gly_quantity *a,
                         const struct gly_quantity *b)
{
    uint32_t behind = gly_quantity_end(b);
    return a->sent == b->sent && b->bound == GLY_BOUND_NONE &&
           b->class == GLY_QUANTITY_NUMBER && !(b->flags & GLY_QUANTITY_RANGE) &&
           gly_tok_is(doc, b->first_tok - 1, ",|;|(|–|—") &&
           ((gly_tok_is(doc, behind, "according") &&
             gly_tok_is(doc, behind + 1, "to")) ||
            gly_tok_is(doc, behind, "exactly") ||
            gly_tok_is(doc, b->first_tok - 1, "exactly|precisely"));
}

static void check_pair(struct gly_pass *pass, const struct gly_quantity *a,
                       const struct gly_quantity *b)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    if (!is_value(a) || !is_value(b) || !gly_quantity_comparable(a, b) ||
        !gly_quantity_same_noun(doc, a, b) || !gly_quantity_same_per(doc, a, b))
        return;
    enum side of_a = side_of(a->bound), of_b = side_of(b->bound);
    if (of_a != NEITHER && of_b == NEITHER &&
        (a->sent == b->sent ? counts_again(doc, a, b) || is_by_source(doc, a, b)
                            : sums_up(doc, a, b) || tells_again(doc, a, b)) &&
        is_wrong(b, a, of_a))
        report(pass, b, a, of_a);
    else if (of_b != NEITHER && a->bound == GLY_BOUND_NONE &&
             b->bound != GLY_BOUND_NEARLY && !(a->flags & GLY_QUANTITY_RANGE) &&
             is_set_against(doc, a, b) && is_wrong(a, b, of_b))
        report(pass, a, b, of_b);
}

/* ---- Limits by name ---- */

#define LIMITS                                                                \
    "limit|target|threshold|maximum|minimum|ceiling|cap|goal|standard|quota|" \
    "budget|allowance"

/* "18 mg, well above the limit": the side, NEITHER for none. */
static enum side side_said(const struct gly_doc *doc, const struct gly_quantity *q)
{
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t tok = gly_quantity_end(q);
    while (toks[tok].span.start < q->per.end || toks[tok].span.start < q->noun.end)
        tok++;
    if (!gly_tok_is(doc, tok, ","))
        return NEITHER;
    tok++;
    if (gly_tok_is(doc, tok, "still|well|just|far|comfortably|easily|slightly"))
        tok++;
    enum side side = gly_tok_is(doc, tok, "above|over|beyond|exceeding") ? ABOVE
                     : gly_tok_is(doc, tok, "below|under|within")        ? BELOW
                                                                         : NEITHER;
    return side != NEITHER && gly_tok_is(doc, tok + 1, "the|its|this|that|their|our") &&
                   (gly_tok_is(doc, tok + 2, LIMITS) ||
                    gly_tok_is(doc, tok + 3, LIMITS))
               ? side
               : NEITHER;
}

/* "The speed limit is 30 km/h": is the figure that of a limit? */
static bool is_limit(const struct gly_doc *doc, const struct gly_quantity *q)
{
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[q->sent];
    enum { NEAR = 8 };
    uint32_t from =
        q->first_tok > sent->first_tok + NEAR ? q->first_tok - NEAR : sent->first_tok;
    /* "must not exceed 50 mg" */
    if (gly_quantity_is_plain(q) && q->first_tok > sent->first_tok + 2 &&
        gly_tok_is(doc, q->first_tok - 1, "exceed") &&
        gly_tok_is(doc, q->first_tok - 2, "not|never"))
        return true;
    return gly_quantity_is_plain(q) &&
           (gly_tok_is(doc, q->first_tok - 1, "of") ||
            gly_tok_is(doc, q->first_tok - 1, "is|was|at|to")) &&
           gly_toks_have(doc, from, q->first_tok, LIMITS);
}

static void check_limit(struct gly_pass *pass, const struct gly_quantities *all,
                        uint32_t i)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantity *value = &all->at[i], *limit = NULL;
    enum { FARTHEST = 6 };
    if (!is_value(value) || value->bound != GLY_BOUND_NONE ||
        value->flags & GLY_QUANTITY_RANGE)
        return;
    enum side side = side_said(doc, value);
    if (side == NEITHER)
        return;
    /* "well above the limit of 50 mg" */
    const struct gly_quantity *next = i + 1 < all->count ? value + 1 : NULL;
    if (next && next->sent == value->sent && is_value(next) &&
        gly_tok_is(doc, next->first_tok - 1, "of") &&
        gly_tok_is(doc, next->first_tok - 2, LIMITS)) {
        if (gly_quantity_comparable(next, value) && gly_quantity_is_plain(next) &&
            is_wrong(value, next, side))
            report(pass, value, next, side);
        return;
    }
    for (uint32_t k = i; k-- > 0 && i - k <= FARTHEST;) {
        const struct gly_quantity *q = &all->at[k];
        if (q->sent + 1 < value->sent ||
            sents[q->sent].block != sents[value->sent].block)
            break;
        if (!is_value(q) || !gly_quantity_comparable(q, value) || !is_limit(doc, q))
            continue;
        if (limit)
            return;
        limit = q;
    }
    if (limit && is_wrong(value, limit, side))
        report(pass, value, limit, side);
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    for (uint32_t i = 0; i < all->count; i++) {
        const struct gly_quantity *b = &all->at[i], *a = i > 0 ? b - 1 : NULL;
        if (!gly_block_speaks(pass, sents[b->sent].block))
            continue;
        if (a && a->sent + 1 >= b->sent &&
            sents[a->sent].block == sents[b->sent].block &&
            (a->bound != GLY_BOUND_NONE || b->bound != GLY_BOUND_NONE) &&
            !gly_sent_corrects(doc, a->sent))
            check_pair(pass, a, b);
        check_limit(pass, all, i);
    }
}

const struct gly_check gly_check_figures_bound = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
