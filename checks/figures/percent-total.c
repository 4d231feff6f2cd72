/* Percentages that are said to be all there are. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { PERCENT_TOTAL };

static const struct gly_rule rules[] = {
    [PERCENT_TOTAL] =
        {
            .id = "figures/percent-total",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "Shares of one whole do not add up to a hundred per cent",
            .why =
                "Only where the sentence says that the shares are all there are: 'the "
                "rest', 'undecided', 'other' stand for what is left, 'consists of' and "
                "'alloy' for a whole, or the sentence before names as many choices. "
                "Each share may have been rounded; answers of which one may give "
                "several keep the rule silent.",
            .bad = "Oak had 48% of the trees, beech 37%, and birch the remaining 21%.",
            .good = "Oak had 48% of the trees, beech 31%, and birch the remaining 21%.",
        },
};

enum { FEWEST_SHARES = 3, MOST_SHARES = 9 };

/* "Some 45%" is a way to begin a sentence with a figure. */
static bool is_some(const struct gly_doc *doc, const struct gly_quantity *q)
{
    return q->bound == GLY_BOUND_ABOUT && q->first_tok > 0 &&
           gly_tok_is(doc, q->first_tok - 1, "some");
}

static bool is_share(const struct gly_doc *doc, const struct gly_quantity *q)
{
    return q->class == GLY_QUANTITY_AMOUNT && gly_quantity_in(q, GLY_DIM_PERCENT) &&
           (q->bound == GLY_BOUND_NONE || is_some(doc, q)) &&
           !(q->flags & GLY_QUANTITY_RANGE) && q->low > 0 && q->low < 100 &&
           gly_span_len(q->per) == 0;
}

/* "One of three": how many choices there were; 0 where nobody says. */
static double choices(const struct gly_doc *doc, const struct gly_quantities *all,
                      uint32_t first, uint32_t sent)
{
    for (uint32_t i = first; i-- > 0 && all->at[i].sent + 1 >= sent;) {
        const struct gly_quantity *q = &all->at[i];
        if (q->sent + 1 == sent && q->class == GLY_QUANTITY_COUNT &&
            q->first_tok >= 2 && gly_tok_is(doc, q->first_tok - 1, "of") &&
            gly_tok_is(doc, q->first_tok - 2, "one"))
            return q->low;
    }
    return 0;
}

/* What stands for all that is left. */
#define LEFT "rest|remaining|remainder|balance"
#define RESIDUAL                                                                    \
    "undecided|abstained|abstaining|other|others|none|unsure|neither|know|opinion|" \
    "unknown|uncertain|elsewhere|undeclared|unaffiliated|blank|spoiled|neutral|"    \
    "never|cash|unspecified"
/* What is made of its parts, and may have one of each only. */
#define MADE_OF                                                                     \
    "consists|consisted|consisting|composed|comprises|comprised|comprising|makeup|" \
    "make-up|alloy|blend|mixture|mix|split|divided|owned|ownership|breakdown|"      \
    "invested|composition|distributed|allocated|shared"

/* "The soil is 55% sand, 30% silt and 15% clay": each share with a noun of its own, and
 * nothing else. */
static bool is_made_of(const struct gly_doc *doc, const struct gly_quantity *q,
                       uint32_t count)
{
    if (q->first_tok == 0 || !gly_tok_is(doc, q->first_tok - 1, "is|are|was|were"))
        return false;
    for (uint32_t i = 0; i + 1 < count; i++) {
        uint32_t noun = gly_quantity_end(&q[i]), next = q[i + 1].first_tok;
        bool joined = (next == noun + 2 && gly_tok_is(doc, noun + 1, ",|and")) ||
                      (next == noun + 3 && gly_tok_is(doc, noun + 1, ",") &&
                       gly_tok_is(doc, noun + 2, "and"));
        if (!joined || gly_tok_is(doc, noun, "in|on|of|for|at|by|,"))
            return false;
    }
    return gly_tok_is(doc, gly_quantity_end(&q[count - 1]) + 1, ".|,|;");
}

/* "Of the men 60%, of the women 50%": shares of different wholes. */
static bool has_other_wholes(const struct gly_doc *doc, const struct gly_quantity *q,
                             uint32_t count)
{
    for (uint32_t i = 0; i + 1 < count; i++)
        for (uint32_t tok = gly_quantity_end(&q[i]); tok < q[i + 1].first_tok; tok++)
            if (gly_tok_is(doc, tok, "of|among") && gly_tok_is(doc, tok - 1, ",|and|;"))
                return true;
    return false;
}

/* Are the shares all there are? `ret_most` and `ret_least` are what they may add up to
 * and still be meant so. */
static bool is_all(const struct gly_doc *doc, const struct gly_sent *sent,
                   const struct gly_quantities *all, uint32_t first, uint32_t count,
                   double *ret_least, double *ret_most)
{
    const struct gly_quantity *q = &all->at[first];
    uint32_t from = gly_quantity_end(&q[count - 2]);
    uint32_t last = q[count - 1].first_tok, behind = gly_quantity_end(&q[count - 1]);
    uint32_t end = sent->first_tok + sent->tok_count;
    *ret_least = 0;
    *ret_most = 800;
    /* "The remaining 21%" belongs to the last share, or the sentence has more. */
    if (gly_toks_have(doc, from, last, LEFT) ||
        choices(doc, all, first, q->sent) == count)
        return true;
    *ret_least = 75;
    *ret_most = 125;
    bool listed = gly_toks_have(doc, from, last, "and|&|while|with|,|(");
    enum { LONGEST = 9 };
    if (listed &&
        (gly_toks_have(doc, from, behind < end ? behind : end, RESIDUAL) ||
         (end - behind <= LONGEST && gly_toks_have(doc, behind, end, RESIDUAL))))
        return true;
    if (listed && gly_toks_have(doc, sent->first_tok, q[0].first_tok, MADE_OF))
        return true;
    *ret_least = 100; /* less may leave out small ones: "72% White, 15% Black" */
    return listed && is_made_of(doc, q, count);
}

#define SILENT                                                                     \
    "rose|fell|up|down|increase|increased|decrease|compared|than|from|against|"    \
    "multiple|speak|spoke|use|used|using|also|either|respectively|several|growth|" \
    "grew|both|reported|among|average|rate|rates|least|interest|if|include|including"

static void check_shares(struct gly_pass *pass, const struct gly_sent *sent,
                         const struct gly_quantities *all, uint32_t first,
                         uint32_t count)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantity *q = &all->at[first];
    double sum = 0, slack = 0, least, most;
    if (count < FEWEST_SHARES || count > MOST_SHARES)
        return;
    for (uint32_t i = 0; i < count; i++) {
        if (!is_share(doc, &q[i]))
            return;
        sum += q[i].low;
        slack += q[i].half + (q[i].bound != GLY_BOUND_NONE ? 2 : 0);
    }
    if (has_other_wholes(doc, q, count) ||
        !is_all(doc, sent, all, first, count, &least, &most) || sum < least ||
        sum > most || fabs(sum - 100) <= slack + 1e-9)
        return;
    /* "40% comes from coal" tells where, no change. */
    for (uint32_t tok = sent->first_tok; tok < sent->first_tok + sent->tok_count; tok++)
        if (gly_tok_is(doc, tok, SILENT) &&
            !(gly_tok_is(doc, tok, "from|against") &&
              gly_tok_is(doc, tok - 1,
                         "comes|came|comes|is|was|are|were|come|voted|those|generated|"
                         "derived|%|cent|percent")) &&
            !(gly_tok_is(doc, tok, "from") && gly_toks_have(doc, sent->first_tok, tok,
                                                            "comes|came|come|makeup|"
                                                            "make-up|derived")))
            return;
    struct gly_span span = {q[0].span.start, q[count - 1].span.end};
    gly_report(pass, PERCENT_TOTAL, span, "these shares add up to %.6g%%", sum);
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    for (struct gly_figures at = {0}; gly_figures_next(all, &at);)
        if (at.end - at.first >= FEWEST_SHARES &&
            gly_block_speaks(pass, sents[at.sent].block))
            check_shares(pass, &sents[at.sent], all, at.first, at.end - at.first);
}

const struct gly_check gly_check_figures_percent_total = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
