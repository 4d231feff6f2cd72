/* Figures of one sentence that the sentence itself adds up. */
#include <math.h>

#include <galley/check.h>

enum { SUM, PERCENT_TOTAL };

static const struct gly_rule rules[] = {
    [SUM] =
        {
            .id = "figures/sum",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A total is not the sum of the figures before it",
            .why = "Readers add up. Only figures of one kind in one sentence are "
                   "added, and "
                   "only where it says 'altogether', 'in all' or 'a total of'; "
                   "'including', "
                   "'of which', hedges and rounding keep the rule silent.",
            .bad = "We heard 27 residents, 11 officers and 9 traders, 49 witnesses "
                   "altogether.",
            .good = "We heard 27 residents, 11 officers and 9 traders, 47 witnesses "
                    "altogether.",
        },
    [PERCENT_TOTAL] =
        {
            .id = "figures/percent-total",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "Shares of one whole do not add up to a hundred per cent",
            .why =
                "Only where the sentence says that the shares are all there are: 'the "
                "rest', 'the remaining', or as many shares as the sentence before "
                "names "
                "choices. Each share may have been rounded.",
            .bad = "Oak had 48% of the trees, beech 37%, and birch the remaining 21%.",
            .good = "Oak had 48% of the trees, beech 31%, and birch the remaining 21%.",
        },
};

enum { FEWEST_ADDENDS = 2, MOST_ADDENDS = 8, FEWEST_SHARES = 3 };

static struct gly_str token_at(const struct gly_doc *doc, uint32_t tok)
{
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    return tok < count ? gly_tok_text(doc, &toks[tok]) : (struct gly_str){"", 0};
}

/* Does one of these words stand among the tokens from `from` to before `to`? */
static bool has_word(const struct gly_doc *doc, uint32_t from, uint32_t to,
                     const char *const *list, size_t count)
{
    for (uint32_t i = from; i < to; i++)
        for (size_t k = 0; k < count; k++)
            if (gly_str_eq_nocase(token_at(doc, i), gly_str(list[k])))
                return true;
    return false;
}

static bool is_open(const struct gly_quantity *q)
{
    return q->bound != GLY_BOUND_NONE || q->flags & GLY_QUANTITY_RANGE;
}

/* ---- Sums ---- */

static bool is_addend(const struct gly_quantity *q)
{
    return !is_open(q) &&
           (q->class == GLY_QUANTITY_COUNT || q->class == GLY_QUANTITY_NUMBER ||
            (q->class == GLY_QUANTITY_AMOUNT && q->unit->dimension != GLY_DIM_PERCENT &&
             q->unit->dimension != GLY_DIM_TIME &&
             q->unit->dimension != GLY_DIM_TEMPERATURE));
}

/* Do words between the last addend and `q`, or behind it, call it the total? */
static bool is_total(const struct gly_doc *doc, const struct gly_quantity *last,
                     const struct gly_quantity *q)
{
    static const char *const words[] = {"total", "altogether", "totalling", "totaling"};
    return q->role == GLY_ROLE_TOTAL || has_word(doc, last->first_tok + last->tok_count,
                                                 q->first_tok, words, GLY_COUNT(words));
}

/* Commas and "and" join the addends, no verb of their own. */
static bool is_list(const struct gly_doc *doc, const struct gly_quantity *a,
                    const struct gly_quantity *b)
{
    static const char *const joints[] = {",", "and", ";", "&", "plus"};
    enum { LONGEST_GAP = 9 };
    uint32_t from = a->first_tok + a->tok_count;
    return b->first_tok - from <= LONGEST_GAP &&
           has_word(doc, from, b->first_tok, joints, GLY_COUNT(joints));
}

static void check_sum(struct gly_pass *pass, const struct gly_sent *sent,
                      const struct gly_quantity *q, uint32_t count)
{
    static const char *const silent[] = {
        "including", "includes", "included", "which",     "whom",     "among",
        "both",      "some",     "net",      "excluding", "rounding", "rounded",
        "minus",     "less",     "but",      "not",       "per",      "average",
        "than",      "compared", "against",  "overlap",   "also",     "further",
        "another",   "more",     "target",   "each",      "every"};
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t addends = count - 1;
    if (addends < FEWEST_ADDENDS || addends > MOST_ADDENDS)
        return;
    const struct gly_quantity *total = &q[addends];
    double sum = 0, slack = total->half;
    for (uint32_t i = 0; i < count; i++) {
        if (!is_addend(&q[i]) || !gly_quantity_same_unit(&q[i], total) ||
            (i > 0 && i < addends && !is_list(doc, &q[i - 1], &q[i])))
            return;
        sum += i < addends ? q[i].low : 0;
        slack += i < addends ? q[i].half : 0;
    }
    if (!is_total(doc, &q[addends - 1], total) ||
        (q[0].role == GLY_ROLE_TOTAL && addends > 0) ||
        fabs(sum - total->low) <= slack + 1e-9 * fabs(sum) ||
        has_word(doc, sent->first_tok, sent->first_tok + sent->tok_count, silent,
                 GLY_COUNT(silent)))
        return;
    struct gly_str text = gly_format(pass, "%.12g", q[0].low);
    for (uint32_t i = 1; i < addends; i++)
        text = gly_format(pass, "%.*s + %.12g", GLY_STR_ARG(text), q[i].low);
    struct gly_finding *f = gly_report(
        pass, SUM, total->span, "the sum %.*s is %.12g, not '%.*s'", GLY_STR_ARG(text),
        sum, GLY_STR_ARG(gly_doc_slice(doc, total->span)));
    for (uint32_t i = 0; i < addends; i++)
        gly_evidence(f, q[i].span, "added");
}

/* "In total, 60 houses were damaged: 24 in Ashby, 19 in Birk and 13 in Colne": the total
 * comes first, and a colon leads to all its parts. */
static void check_total_first(struct gly_pass *pass, const struct gly_sent *sent,
                              const struct gly_quantity *q, uint32_t count)
{
    static const char *const colon[] = {":"};
    static const char *const silent[] = {
        "including", "includes", "among",       "some",  "about",   "rounded",
        "rounding",  "per",      "average",     "than",  "mainly",  "such",
        "example",   "notably",  "most", "least", "others", "other", "rest", "remaining", "another", "more",
        "both",      "also",     "respectively"};
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t end = sent->first_tok + sent->tok_count;
    double sum = 0, slack = q[0].half;
    if (count < 3 || count > MOST_ADDENDS || !is_addend(&q[0]) ||
        q[0].role != GLY_ROLE_TOTAL ||
        !has_word(doc, q[0].first_tok + q[0].tok_count, q[1].first_tok, colon, 1) ||
        has_word(doc, sent->first_tok, end, silent, GLY_COUNT(silent)))
        return;
    for (uint32_t i = 1; i < count; i++) {
        if (!is_addend(&q[i]) || !gly_quantity_same_unit(&q[i], &q[0]) ||
            (i > 1 && !is_list(doc, &q[i - 1], &q[i])))
            return;
        sum += q[i].low;
        slack += q[i].half;
    }
    if (fabs(sum - q[0].low) <= slack + 1e-9 * sum)
        return;
    struct gly_finding *f =
        gly_report(pass, SUM, q[0].span, "the parts add up to %.12g, not '%.*s'", sum,
                   GLY_STR_ARG(gly_doc_slice(doc, q[0].span)));
    for (uint32_t i = 1; i < count; i++)
        gly_evidence(f, q[i].span, "added");
}

/* ---- Shares of a whole ---- */

static bool is_share(const struct gly_quantity *q)
{
    return q->class == GLY_QUANTITY_AMOUNT && q->unit->dimension == GLY_DIM_PERCENT &&
           !is_open(q) && q->low > 0 && q->low < 100;
}

/* "One of three": how many choices there were; 0 where nobody says. */
static double choices(const struct gly_doc *doc, const struct gly_quantities *all,
                      uint32_t first, uint32_t sent)
{
    for (uint32_t i = first; i-- > 0 && all->at[i].sent + 1 >= sent;) {
        const struct gly_quantity *q = &all->at[i];
        if (q->sent + 1 == sent && q->class == GLY_QUANTITY_COUNT &&
            q->first_tok >= 2 &&
            gly_str_eq_nocase(token_at(doc, q->first_tok - 1), gly_str("of")) &&
            gly_str_eq_nocase(token_at(doc, q->first_tok - 2), gly_str("one")))
            return q->low;
    }
    return 0;
}

static void check_shares(struct gly_pass *pass, const struct gly_sent *sent,
                         const struct gly_quantities *all, uint32_t first,
                         uint32_t count)
{
    static const char *const exhaustive[] = {"rest", "remaining", "remainder"};
    static const char *const silent[] = {
        "rose", "fell",    "up",   "down",     "increase", "compared",   "than",
        "from", "against", "some", "multiple", "than",     "respondents"};
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantity *q = &all->at[first];
    double sum = 0, slack = 0;
    if (count < FEWEST_SHARES || count > MOST_ADDENDS)
        return;
    for (uint32_t i = 0; i < count; i++) {
        if (!is_share(&q[i]))
            return;
        sum += q[i].low;
        slack += q[i].half;
    }
    uint32_t end = sent->first_tok + sent->tok_count;
    /* "The remaining 21%" belongs to the last share, or the sentence has more of them. */
    bool all_there =
        has_word(doc, q[count - 2].first_tok + q[count - 2].tok_count,
                 q[count - 1].first_tok, exhaustive, GLY_COUNT(exhaustive)) ||
        choices(doc, all, first, q->sent) == count;
    if (!all_there || fabs(sum - 100) <= slack + 1e-9 ||
        has_word(doc, sent->first_tok, end, silent, GLY_COUNT(silent)))
        return;
    struct gly_span span = {q[0].span.start, q[count - 1].span.end};
    gly_report(pass, PERCENT_TOTAL, span, "these shares add up to %.6g%%", sum);
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    for (uint32_t i = 0, end; i < all->count; i = end) {
        uint32_t sent = all->at[i].sent;
        for (end = i + 1; end < all->count && all->at[end].sent == sent;)
            end++;
        if (end - i < FEWEST_SHARES || !gly_block_speaks(pass, sents[sent].block))
            continue;
        check_sum(pass, &sents[sent], &all->at[i], end - i);
        check_total_first(pass, &sents[sent], &all->at[i], end - i);
        check_shares(pass, &sents[sent], all, i, end - i);
    }
}

const struct gly_check gly_check_figures_sum = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
