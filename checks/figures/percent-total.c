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
        /* "A quarter is forest, 60% is farmed and the remaining 15% is built on" */
        bool fraction = i == 0 && q[i].class == GLY_QUANTITY_FRACTION &&
                        q[i].bound == GLY_BOUND_NONE &&
                        q[i].flags & GLY_QUANTITY_IN_WORDS &&
                        gly_sent_has(doc, q[i].sent, LEFT);
        if (!fraction && !is_share(doc, &q[i]))
            return;
        sum += fraction ? 100 * q[i].low : q[i].low;
        slack += fraction ? 2 : q[i].half + (q[i].bound != GLY_BOUND_NONE ? 2 : 0);
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

/* ---- Columns and lists of shares ---- */

/* What a column, a list or the words before it are called where its shares are all. */
#define SHARES                                                                        \
    "share|shares|split|breakdown|composition|makeup|make-up|mix|distribution|money|" \
    "spent|spend|spending|divided|allocated|allocation|portfolio|consists|budget|"    \
    "comes|came|proportion|went|goes|assets"
#define NOT_EXCLUSIVE                                                              \
    "multiple|several|more|both|tick|ticked|apply|named|mentioned|mention|change|" \
    "growth|increase|rise|top|largest|main|selected|some|each"

/* The words before a table or list: of the heading or paragraph right above it. */
static const struct gly_block *lead_of(const struct gly_doc *doc, uint32_t block)
{
    const struct gly_block *blocks = gly_doc_blocks(doc, &(uint32_t){0});
    enum { FAR = 6 };
    for (unsigned n = 0; n < FAR && block > 0; n++) {
        block--;
        if (blocks[block].tok_count > 0)
            return blocks[block].flags & GLY_BLOCK_PROSE ||
                           blocks[block].kind == GLY_BLOCK_HEADING
                       ? &blocks[block]
                       : NULL;
    }
    return NULL;
}

static bool lead_has(const struct gly_doc *doc, const struct gly_block *lead,
                     const char *list)
{
    return lead &&
           gly_toks_have(doc, lead->first_tok, lead->first_tok + lead->tok_count, list);
}

static bool may_be_all(double sum, double slack)
{
    return sum >= 80 && sum <= 120 && fabs(sum - 100) > slack + 1e-9;
}

static void check_grid(struct gly_pass *pass, const struct gly_grid *grid)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_block *lead = lead_of(doc, grid->block);
    enum { MOST_COLUMNS = 12 };
    bool other = false;
    if (grid->head_rows == 0 || grid->rows - grid->head_rows < FEWEST_SHARES ||
        grid->rows - grid->head_rows > MOST_SHARES + 3 ||
        grid->columns > MOST_COLUMNS || lead_has(doc, lead, NOT_EXCLUSIVE))
        return;
    for (uint32_t r = grid->head_rows; r < grid->rows; r++) {
        const struct gly_grid_cell *label = gly_grid_at(grid, r, 0);
        if (grid->lines[r])
            return;
        other |= gly_toks_have(doc, label->first_tok,
                               label->first_tok + label->tok_count, RESIDUAL "|" LEFT);
    }
    for (uint32_t c = 1; c < grid->columns; c++) {
        const struct gly_grid_cell *head = gly_grid_at(grid, grid->head_rows - 1, c);
        uint32_t end = head->first_tok + head->tok_count;
        double sum = 0, slack = 0;
        bool percents = true;
        for (uint32_t r = grid->head_rows; r < grid->rows && percents; r++) {
            const struct gly_grid_cell *cell = gly_grid_at(grid, r, c);
            const struct gly_measure *unit = gly_grid_unit(grid, r, c);
            percents = cell->kind == GLY_CELL_FIGURE && unit && cell->value > 0 &&
                       unit->dimension == GLY_DIM_PERCENT;
            sum += cell->value;
            slack += cell->half;
        }
        if (!percents || !other || !may_be_all(sum, slack) ||
            gly_toks_have(doc, head->first_tok, end, NOT_EXCLUSIVE) ||
            !(gly_toks_have(doc, head->first_tok, end, SHARES) ||
              lead_has(doc, lead, SHARES)))
            continue;
        struct gly_span span = {gly_grid_at(grid, grid->head_rows, c)->text.start,
                                gly_grid_at(grid, grid->rows - 1, c)->text.end};
        struct gly_finding *f =
            gly_report(pass, PERCENT_TOTAL, head->text,
                       "the shares of this column add up to %.6g%%", sum);
        gly_evidence(f, span, "the shares");
    }
}

/* The figures from `first` on that stand in one list, one in each item. */
static uint32_t check_list(struct gly_pass *pass, const struct gly_quantities *all,
                           uint32_t first, uint32_t list)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_block *blocks = gly_doc_blocks(doc, &(uint32_t){0});
    const struct gly_block *lead = lead_of(doc, list);
    uint32_t items = 0, at = first, last = GLY_NONE;
    double sum = 0, slack = 0;
    bool single = true, other = false;
    for (uint32_t i = list + 1; i < blocks[list].end; i++) {
        items += blocks[i].kind == GLY_BLOCK_ITEM && blocks[i].parent == list;
        single &= blocks[i].kind != GLY_BLOCK_LIST;
    }
    for (; at < all->count && sents[all->at[at].sent].block < blocks[list].end; at++) {
        const struct gly_quantity *q = &all->at[at];
        uint32_t item = gly_block_within(doc, sents[q->sent].block, GLY_BLOCK_ITEM);
        single &= is_share(doc, q) && q->bound == GLY_BOUND_NONE && item != last;
        last = item;
        sum += q->low;
        slack += q->half;
        other |= gly_toks_have(doc, sents[q->sent].first_tok, q->first_tok,
                               RESIDUAL "|" LEFT);
    }
    if (single && other && items == at - first && items >= FEWEST_SHARES &&
        items <= MOST_SHARES && may_be_all(sum, slack) && lead_has(doc, lead, SHARES) &&
        !lead_has(doc, lead, NOT_EXCLUSIVE)) {
        struct gly_span span = {all->at[first].span.start, all->at[at - 1].span.end};
        gly_report(pass, PERCENT_TOTAL, span,
                   "the shares of this list add up to %.6g%%", sum);
    }
    return at;
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
    for (uint32_t i = 0; i < all->count;) {
        uint32_t block = sents[all->at[i].sent].block;
        uint32_t list = gly_quantity_in(&all->at[i], GLY_DIM_PERCENT)
                            ? gly_block_within(doc, block, GLY_BLOCK_LIST)
                            : GLY_NONE;
        bool judged = list != GLY_NONE && gly_block_speaks(pass, block);
        i = judged ? check_list(pass, all, i, list) : i + 1;
    }
    const struct gly_grids *grids = gly_grids(pass);
    for (uint32_t i = 0; i < grids->count; i++)
        check_grid(pass, &grids->at[i]);
}

const struct gly_check gly_check_figures_percent_total = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES | GLY_NEED_GRIDS,
    .language = "en",
    .run = run,
};
