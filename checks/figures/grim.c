/* A mean of whole numbers is a fraction of how many there were. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { GRIM };

static const struct gly_rule rules[] = {
    [GRIM] =
        {
            .id = "figures/grim",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A mean that so many whole numbers cannot have",
            .why =
                "The mean of n whole numbers is some whole number divided by n, so few "
                "people allow few means. Judged where the paragraph gives one "
                "number of people and says that what was counted is whole: errors, "
                "words, points in whole numbers. Either way of rounding a half is "
                "accepted.",
            .bad = "The 17 pupils made 3.43 mistakes on average.",
            .good = "The 17 pupils made 3.41 mistakes on average.",
        },
};

/* ---- What is averaged ---- */

#define WHOLE_THINGS                                                                 \
    "errors|error|mistakes|mistake|slips|words|items|answers|faults|falls|goals|"    \
    "children|siblings|visits|attempts|trials|symptoms|targets|questions|responses|" \
    "awakenings|cigarettes|books|letters|digits|pictures|faces|names|pairs|hits|"    \
    "misses|seizures|eggs|times|wakings|accidents|calls|omissions|lapses"

/* "the mean number of errors was 3.27" */
static bool is_number_of(const struct gly_doc *doc, const struct gly_quantity *q)
{
    enum { NEAR = 5 };
    for (uint32_t tok = q->first_tok; tok > 2 && q->first_tok - tok < NEAR; tok--)
        if (gly_tok_is(doc, tok - 1, WHOLE_THINGS) && gly_tok_is(doc, tok - 2, "of") &&
            gly_tok_is(doc, tok - 3, "number"))
            return true;
    return false;
}

/* Does the paragraph say that the values are whole? */
static bool says_whole(const struct gly_doc *doc, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        if (gly_tok_is(doc, i, "whole") &&
            gly_tok_is(doc, i + 1,
                       "number|numbers|points|point|events|marks|stars|units"))
            return true;
        if (gly_tok_is(doc, i, "integer|integers|Likert|Likert-type"))
            return true;
        /* "rating ... on a 7-point scale" */
        if (gly_tok_is(doc, i, "scale") && i >= first + 3 &&
            gly_tok_is(doc, i - 1, "point") &&
            gly_toks_have(doc, first, end,
                          "rating|ratings|rated|rate|item|response|raters|gave|scored"))
            return true;
    }
    return false;
}

/* "On average the children made 2.18 errors", "made on average 2.18 errors". */
static bool is_said_on_average(const struct gly_doc *doc, const struct gly_sent *sent,
                               const struct gly_quantity *q)
{
    enum { FAR = 8 };
    uint32_t first = sent->first_tok;
    for (uint32_t tok = q->first_tok; tok > first + 1 && q->first_tok - tok < FAR;
         tok--)
        if (gly_tok_is(doc, tok - 1, "average"))
            return gly_tok_is(doc, tok - 2, "on") &&
                   !gly_toks_have(doc, tok, q->first_tok, "and|than|to|from|of|or");
    return false;
}

/* "a mean of 4.19", "4.19 times on average", "averaged 4.19", "M = 4.19". */
static bool is_mean(const struct gly_doc *doc, const struct gly_sent *sent,
                    const struct gly_quantity *q)
{
    uint32_t at = q->first_tok, behind = gly_quantity_end(q);
    uint32_t end = sent->first_tok + sent->tok_count;
    if (at > sent->first_tok) {
        if (gly_tok_is(doc, at - 1, "averaged|averaging"))
            return true;
        if (at >= sent->first_tok + 2 && gly_tok_is(doc, at - 1, "of|was|is|=") &&
            (gly_tok_is(doc, at - 2, "mean|average|averages|means|M") ||
             gly_toks_have(doc, at >= sent->first_tok + 9 ? at - 9 : sent->first_tok,
                           at, "mean|average")))
            return true;
    }
    for (uint32_t i = behind; i + 1 < end && i < behind + 3; i++)
        if (gly_tok_is(doc, i, "on") && gly_tok_is(doc, i + 1, "average"))
            return true;
    return is_said_on_average(doc, sent, q);
}

/* ---- How many there were ---- */

#define ANIMALS \
    "dogs|rats|mice|cats|monkeys|birds|horses|cows|sheep|goats|pigs|hens|rabbits"

/* "(n = 17)" */
static bool is_sample_size(const struct gly_doc *doc, const struct gly_quantity *q)
{
    return q->first_tok >= 2 && gly_str_is(gly_tok_at(doc, q->first_tok - 1), "=") &&
           gly_tok_is(doc, q->first_tok - 2, "n");
}

/* "the 19 patients", "each of the 28 judges", "(n = 17)". */
static bool is_sample(const struct gly_doc *doc, const struct gly_quantity *q)
{
    if (!gly_quantity_is_plain(q) || q->low != floor(q->low) || q->low < 2)
        return false;
    if (is_sample_size(doc, q))
        return true;
    /* "22 students took part (12 women)": some of them. */
    return q->class == GLY_QUANTITY_COUNT &&
           !(q->first_tok > 0 && gly_tok_is(doc, q->first_tok - 1, "(")) &&
           (gly_noun_is_people(gly_doc_slice(doc, q->noun)) ||
            gly_str_listed(gly_doc_slice(doc, q->noun), ANIMALS));
}

static bool some_total_fits(double mean, double half, double n)
{
    double total = round(mean * n);
    for (double k = total - 1; k <= total + 1; k++)
        if (fabs(k / n - mean) <= half + 1e-9)
            return true;
    return false;
}

static void judge(struct gly_pass *pass, const struct gly_quantity *mean,
                  const struct gly_quantity *sample)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    double n = sample->low;
    /* Beyond this every mean of that many decimals has its total. */
    if (n * 2 * mean->half >= 0.5 || some_total_fits(mean->low, mean->half, n))
        return;
    double below = floor(mean->low * n) / n, above = ceil(mean->low * n) / n;
    struct gly_finding *f = gly_report(
        pass, GRIM, mean->span,
        "no %g whole numbers have the mean '%.*s': the nearest are %.3f and %.3f", n,
        GLY_STR_ARG(gly_doc_slice(doc, mean->span)), below, above);
    gly_evidence(f, sample->span, "how many there were");
}

/* "Over three nights", "across tasks": a mean of several of each. "Across the 16 patients"
 * is the sample itself. */
static bool is_spread(const struct gly_doc *doc, uint32_t first, uint32_t end,
                      const struct gly_quantity *sample)
{
    for (uint32_t tok = first; tok < end; tok++)
        if (gly_tok_is(doc, tok, "over|across") &&
            !(tok + 1 == sample->first_tok ||
              (tok + 2 == sample->first_tok &&
               gly_tok_is(doc, tok + 1, "the|all|these"))) &&
            !(gly_tok_is(doc, tok, "over") &&
              gly_tok_is(doc, tok + 1, "the|a|that|this") &&
              gly_tok_is(doc, tok + 2,
                         "year|month|week|season|summer|winter|period|study")))
            return true;
    return false;
}

/* The figures of one paragraph: one sample, and the means it may have. */
static void check_block(struct gly_pass *pass, const struct gly_block *block,
                        const struct gly_quantity *q, uint32_t count)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    uint32_t end = block->first_tok + block->tok_count;
    const struct gly_quantity *sample = NULL;
    unsigned samples = 0;
    for (uint32_t i = 0; i < count; i++)
        if (is_sample(doc, &q[i]) && (!sample || q[i].low != sample->low)) {
            sample = &q[i];
            samples++;
        }
    if (samples != 1 || is_spread(doc, block->first_tok, end, sample) ||
        gly_toks_have(doc, block->first_tok, end,
                      "excluded|missing|weighted|adjusted|imputed|composite|subscale|"
                      "items|questions|visual|analogue|analog|"
                      "estimated|marginal|per|median|nightly|daily|weekly|half"))
        return;
    bool whole = says_whole(doc, block->first_tok, end);
    for (uint32_t i = 0; i < count; i++) {
        const struct gly_quantity *mean = &q[i];
        bool counted = gly_str_listed(gly_doc_slice(doc, mean->noun), WHOLE_THINGS) ||
                       mean->class == GLY_QUANTITY_MULTIPLE || is_number_of(doc, mean);
        if (mean < sample || mean->half == 0 || mean->half > 0.051 || mean->unit ||
            gly_span_len(mean->per) > 0 || mean->bound != GLY_BOUND_NONE ||
            mean->flags & GLY_QUANTITY_RANGE || (!counted && !whole) ||
            !is_mean(doc, &sents[mean->sent], mean))
            continue;
        judge(pass, mean, sample);
    }
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_block *blocks = gly_doc_blocks(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    for (uint32_t i = 0, end; i < all->count; i = end) {
        uint32_t block = sents[all->at[i].sent].block;
        bool decimals = false;
        for (end = i; end < all->count && sents[all->at[end].sent].block == block;
             end++)
            decimals |= all->at[end].half > 0 && all->at[end].half <= 0.051 &&
                        !all->at[end].unit;
        if (decimals && end - i >= 2 && gly_block_speaks(pass, block))
            check_block(pass, &blocks[block], &all->at[i], end - i);
    }
}

const struct gly_check gly_check_figures_grim = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
