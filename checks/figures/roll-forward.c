/* What there was at first, what came, what went, and what there was at last. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { ROLL_FORWARD };

static const struct gly_rule rules[] = {
    [ROLL_FORWARD] =
        {
            .id = "figures/roll-forward",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "Opening figure, movements and closing figure do not agree",
            .why = "What there was, and what was added and taken, decide what is left. "
                   "Judged where each figure says which of these it is; one that does "
                   "not keeps the rule silent.",
            .bad =
                "The party began with 58 seats, gained two, lost five, and now holds "
                "53.",
            .good =
                "The party began with 58 seats, gained two, lost five, and now holds "
                "55.",
        },
};

#define OPENING                                                                      \
    "began|started|opened|opening|initially|originally|beginning|start|had|balance|" \
    "stood|numbered|totalled|held|employed|housed|owned|counted"
#define CLOSING                                                                     \
    "now|closed|closing|ended|finished|end|leaving|left|remain|remained|remaining|" \
    "ending|finishing|by"
#define ADDING                                                                         \
    "gained|won|joined|added|received|bought|hired|recruited|increased|took|deposits|" \
    "deposited|raised|new|arrived|born|acquired|increasing|adding|gaining|admitted|"   \
    "increase|deliveries|purchases|joiners|arrivals|births|income|receipts|donations|" \
    "grants|inflows|additions|recruits|opened|hires|signed|planted|laid|built|hatched"
#define TAKING                                                                     \
    "lost|sold|paid|repaid|reduced|resigned|died|withdrew|withdrawn|used|spent|"   \
    "departed|reducing|losing|discharged|scrapped|closed|destroyed|retired|sales|" \
    "leavers|departures|deaths|withdrawals|decreased|stolen|expenditure|spending|" \
    "payments|outgoings|expenses|outflows|redemptions|disposals|repayments|left|"  \
    "cancelled|felled|removed|demolished|culled|released|sank|wrote|withdraw|"     \
    "discarded|shed|dismissed|returned|shipped|expired"

enum part { NOTHING, OPEN, ADD, TAKE, CLOSE };

enum { NEAR = 4, FAR = 10 };

static bool is_value(const struct gly_quantity *q)
{
    return q->class == GLY_QUANTITY_COUNT || q->class == GLY_QUANTITY_NUMBER ||
           (q->class == GLY_QUANTITY_AMOUNT && !gly_quantity_in(q, GLY_DIM_TIME));
}

/* The bounds of the words that belong to figure `i`: from behind the one before to the
 * one behind. */
struct reach {
    uint32_t before, behind;
};

static struct reach reach_of(const struct gly_doc *doc, const struct gly_quantity *q,
                             const struct gly_quantity *before,
                             const struct gly_quantity *behind)
{
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[q->sent];
    struct reach r = {sent->first_tok, sent->first_tok + sent->tok_count};
    if (before && before->sent == q->sent && is_value(before))
        r.before = gly_quantity_end(before);
    if (behind && behind->sent == q->sent && is_value(behind))
        r.behind = behind->first_tok;
    return r;
}

/* The movement a figure is: the nearest word before it says so, or one behind. */
static enum part movement(const struct gly_doc *doc, const struct gly_quantity *q,
                          struct reach r)
{
    uint32_t end = gly_quantity_end(q);
    for (uint32_t tok = q->first_tok; tok-- > r.before && q->first_tok - tok <= NEAR;) {
        /* "37 joined and 21 left": what stands before is told of another figure. */
        if (gly_tok_is(doc, tok, "and|,|;|but|while|so"))
            break;
        if (gly_tok_is(doc, tok, ADDING))
            return ADD;
        if (gly_tok_is(doc, tok, TAKING))
            return TAKE;
    }
    for (uint32_t tok = end; tok < r.behind && tok < end + NEAR; tok++) {
        if (gly_tok_is(doc, tok, ",|;|and"))
            break;
        if (gly_tok_is(doc, tok, ADDING))
            return ADD;
        if (gly_tok_is(doc, tok, TAKING) ||
            gly_tok_is(doc, tok,
                       "left|housed|rehoused|rehomed|adopted|resolved|settled"))
            return TAKE;
    }
    return NOTHING;
}

static bool is_opening(const struct gly_doc *doc, const struct gly_quantity *q,
                       struct reach r)
{
    uint32_t end = gly_quantity_end(q);
    uint32_t from = q->first_tok > r.before + FAR ? q->first_tok - FAR : r.before;
    /* "There were 31 children on the register" */
    if (q->first_tok >= r.before + 2 && gly_tok_is(doc, q->first_tok - 1, "were") &&
        gly_tok_is(doc, q->first_tok - 2, "there"))
        return true;
    return gly_toks_have(doc, from, q->first_tok, OPENING) ||
           gly_toks_have(doc, end, r.behind < end + FAR ? r.behind : end + FAR,
                         "beginning|start|first");
}

static bool is_closing(const struct gly_doc *doc, const struct gly_quantity *q,
                       struct reach r)
{
    uint32_t end = gly_quantity_end(q);
    uint32_t from = q->first_tok > r.before + FAR ? q->first_tok - FAR : r.before;
    return gly_toks_have(doc, from, q->first_tok, CLOSING) ||
           gly_toks_have(doc, end, r.behind < end + NEAR ? r.behind : end + NEAR,
                         "left|remain|remained|now|end");
}

/* "so that at 31 December it held 12,950": what there is behind all movements. */
static bool is_what_is_held(const struct gly_doc *doc, const struct gly_quantity *q,
                            struct reach r)
{
    uint32_t from = q->first_tok > r.before + 3 ? q->first_tok - 3 : r.before;
    return gly_toks_have(
               doc, from, q->first_tok,
               "held|holds|stood|stands|numbered|numbers|had|has|employed|"
               "employs|housed|houses|owned|owns|totalled|to|are|were|is|was") &&
           gly_toks_have(doc, r.before, q->first_tok,
                         "so|thus|year-end|december|march|june|september|then|total|"
                         "bringing|takes|took|taking|brought|brings|therefore|today");
}

enum { MOST_VALUES = 8 };

static void judge(struct gly_pass *pass, const struct gly_quantity *const *v,
                  const enum part *part, unsigned count)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    double sum = 0, slack = 0;
    struct gly_str text = {"", 0};
    const struct gly_quantity *close = v[count - 1];
    for (unsigned i = 0; i < count; i++) {
        char figure[GLY_FIGURE_BYTES];
        slack += v[i]->half;
        if (i + 1 == count)
            break;
        sum += part[i] == TAKE ? -v[i]->low : v[i]->low;
        text = i == 0 ? gly_format(pass, "%s", gly_figure_text(v[i]->low, figure))
                      : gly_format(pass, "%.*s %s %s", GLY_STR_ARG(text),
                                   part[i] == TAKE ? "-" : "+",
                                   gly_figure_text(v[i]->low, figure));
    }
    if (fabs(sum - close->low) <= slack + 1e-9 * fabs(sum))
        return;
    char is[GLY_FIGURE_BYTES];
    struct gly_finding *f = gly_report(
        pass, ROLL_FORWARD, close->span, "%.*s is %s, not '%.*s'", GLY_STR_ARG(text),
        gly_figure_text(sum, is), GLY_STR_ARG(gly_doc_slice(doc, close->span)));
    for (unsigned i = 0; i + 1 < count; i++)
        gly_evidence(f, v[i]->span,
                     part[i] == OPEN  ? "at first"
                     : part[i] == ADD ? "added"
                                      : "taken");
}

/* The figures from `first` on, in at most three sentences of one paragraph. */
static void check_from(struct gly_pass *pass, const struct gly_quantities *all,
                       uint32_t first)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantity *v[MOST_VALUES];
    enum part part[MOST_VALUES];
    enum { MOST_SENTENCES = 3 };
    uint32_t sent = all->at[first].sent;
    unsigned count = 0, moves = 0;
    for (uint32_t i = first; i < all->count && count < MOST_VALUES; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (q->sent >= sent + MOST_SENTENCES ||
            sents[q->sent].block != sents[sent].block)
            return;
        if (!is_value(q) || q->role == GLY_ROLE_WHOLE)
            continue;
        if (!gly_quantity_is_plain(q) ||
            (count > 0 && !gly_quantity_same_unit(q, v[0])))
            return;
        struct reach r =
            reach_of(doc, q, i > 0 ? q - 1 : NULL, i + 1 < all->count ? q + 1 : NULL);
        enum part is = movement(doc, q, r);
        /* "and 5 died, which left 260": taken, as another figure follows. */
        bool more = is != NOTHING && i + 1 < all->count && q[1].sent == q->sent &&
                    is_value(&q[1]);
        if (count == 0)
            is = is_opening(doc, q, r) ? OPEN : NOTHING;
        else if (moves >= 2 && !more &&
                 (is_closing(doc, q, r) ||
                  (is == NOTHING && is_what_is_held(doc, q, r))))
            is = CLOSE;
        if (is == NOTHING)
            return;
        v[count] = q;
        part[count++] = is;
        moves += is == ADD || is == TAKE;
        if (is == CLOSE) {
            if (!gly_sent_has(doc, q->sent,
                              "about|other|others|also|further|not|those|whom") &&
                v[0]->low > 2)
                judge(pass, v, part, count);
            return;
        }
    }
}

/* ---- Tables: "Opening balance", movements, "Closing balance" ---- */

static bool row_says(const struct gly_doc *doc, const struct gly_grid *grid,
                     uint32_t row, const char *list)
{
    const struct gly_grid_cell *label = gly_grid_at(grid, row, 0);
    return gly_toks_have(doc, label->first_tok, label->first_tok + label->tok_count,
                         list);
}

/* By how much the rows from `first` to before `last` miss row `last`: with the signs as
 * printed, and with what their labels say is taken; the nearer of the two. False where a
 * figure is missing. */
static bool miss_of(const struct gly_doc *doc, const struct gly_grid *grid,
                    uint32_t first, uint32_t last, uint32_t column, double *ret_sum,
                    double *ret_miss)
{
    double plain = 0, told = 0, slack = 0;
    for (uint32_t r = first; r <= last; r++) {
        const struct gly_grid_cell *cell = gly_grid_at(grid, r, column);
        if (cell->kind != GLY_CELL_FIGURE || cell->year ||
            (r > first && r < last && grid->lines[r]))
            return false;
        slack += cell->half < 0.5 || cell->half > 0.5 ? cell->half : 0;
        if (r == last)
            break;
        bool taken =
            r > first && cell->value > 0 && row_says(doc, grid, r, TAKING "|less");
        plain += cell->value;
        told += taken ? -cell->value : cell->value;
    }
    double end = gly_grid_at(grid, last, column)->value;
    *ret_sum = fabs(told - end) <= fabs(plain - end) ? told : plain;
    *ret_miss = fmax(fabs(*ret_sum - end) - slack, 0);
    return true;
}

static void check_grid(struct gly_pass *pass, const struct gly_grid *grid)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t first = grid->head_rows, last = grid->rows - 1;
    enum { FEWEST = 4, MOST = 12 };
    if (grid->rows < first + FEWEST || grid->rows > first + MOST ||
        !row_says(doc, grid, first, "opening|start|beginning") ||
        !row_says(doc, grid, last, "closing|end"))
        return;
    for (uint32_t c = 1; c < grid->columns; c++) {
        double sum, miss;
        const struct gly_grid_cell *end = gly_grid_at(grid, last, c);
        if (!miss_of(doc, grid, first, last, c, &sum, &miss) || miss < 1e-6 ||
            miss > 0.5 * fabs(end->value))
            continue;
        char is[GLY_FIGURE_BYTES];
        struct gly_finding *f = gly_report(
            pass, ROLL_FORWARD, end->text, "the rows above make %s, not '%.*s'",
            gly_figure_text(sum, is), GLY_STR_ARG(gly_doc_slice(doc, end->text)));
        for (uint32_t r = first; r < last; r++)
            gly_evidence(f, gly_grid_at(grid, r, c)->text,
                         r == first ? "at first" : "then");
    }
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    const struct gly_grids *grids = gly_grids(pass);
    for (uint32_t i = 0; i < grids->count; i++)
        check_grid(pass, &grids->at[i]);
    for (uint32_t i = 0; i + 3 < all->count; i++)
        if (is_value(&all->at[i]) && all->at[i + 3].sent < all->at[i].sent + 4 &&
            gly_block_speaks(pass, sents[all->at[i].sent].block) &&
            !gly_block_tabled(doc, sents[all->at[i].sent].block))
            check_from(pass, all, i);
}

const struct gly_check gly_check_figures_roll_forward = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES | GLY_NEED_GRIDS,
    .language = "en",
    .run = run,
};
