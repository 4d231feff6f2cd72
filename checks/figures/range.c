#include <galley/check.h>

enum { RANGE };

static const struct gly_rule rules[] = {
    [RANGE] =
        {
            .id = "figures/range",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A range from more to less",
            .why =
                "'Between 35 and 18' names the larger end first: the two are changed "
                "over, or one of them is wrong. Only 'between ... and' is read so: "
                "dashes join scores, tapers and abbreviated figures as well. Silent "
                "for "
                "temperatures and whatever is below nought.",
            .bad = "Applicants should be between 35 and 18 years old.",
            .good = "Applicants should be between 18 and 35 years old.",
        },
};

/* "Between" before the range, on its way perhaps a currency sign. */
static bool is_between(const struct gly_doc *doc, const struct gly_quantity *q)
{
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    return q->first_tok > 0 &&
           gly_str_eq_nocase(gly_tok_text(doc, &toks[q->first_tok - 1]),
                             gly_str("between"));
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    for (uint32_t i = 0; i < all->count; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (!(q->flags & GLY_QUANTITY_DESCENDING) || !gly_quantity_is_value(q) ||
            q->low <= 0 || !is_between(doc, q) ||
            (q->unit && (q->unit->dimension == GLY_DIM_TEMPERATURE ||
                         q->unit->dimension == GLY_DIM_ANGLE)) ||
            !gly_block_speaks(pass, sents[q->sent].block))
            continue;
        gly_report(pass, RANGE, q->span, "the range '%.*s' begins with its larger end",
                   GLY_STR_ARG(gly_doc_slice(doc, q->span)));
    }
}

const struct gly_check gly_check_figures_range = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
