/* The longest, the winner, the record: what figures say of their order. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { RANK };

static const struct gly_rule rules[] = {
    [RANK] =
        {
            .id = "figures/rank",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A place in an order that the figures contradict",
            .why =
                "The text calls something the longest, the winner or the record, and "
                "its own figures say otherwise. Judged where all that is compared "
                "stands in one table or sentence.",
            .bad = "Quist had 3,260 votes, Amdal 4,715 and Ferrer 4,180. Ferrer had "
                   "won by votes.",
            .good = "Quist had 3,260 votes, Amdal 4,715 and Ferrer 4,180. Amdal had "
                    "won by votes.",
        },
};

#define LARGEST                                                                       \
    "longest|highest|largest|biggest|tallest|heaviest|oldest|deepest|widest|hottest|" \
    "warmest|dearest|busiest|steepest|greatest"
#define SMALLEST                                                               \
    "shortest|lowest|smallest|lightest|youngest|shallowest|narrowest|coldest|" \
    "cheapest|quietest|fewest"

/* ---- Tables: "The Lune is the longest of the four" ---- */

static void check_claims(struct gly_pass *pass, const struct gly_grid *grid,
                         uint32_t sent)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_grid_rank rank;
    for (uint32_t from = 0; gly_grid_read_rank(doc, grid, sent, from, &rank);
         from = rank.tok) {
        const struct gly_grid_cell *own = gly_grid_at(grid, rank.row, rank.column);
        const struct gly_grid_cell *other = gly_grid_at(grid, rank.best, rank.column);
        struct gly_finding *f = gly_report(
            pass, RANK, rank.span,
            "the table has '%.*s' for '%.*s' and '%.*s' for '%.*s'",
            GLY_STR_ARG(gly_doc_slice(doc, own->text)),
            GLY_STR_ARG(gly_doc_slice(doc, gly_grid_at(grid, rank.row, 0)->text)),
            GLY_STR_ARG(gly_doc_slice(doc, other->text)),
            GLY_STR_ARG(gly_doc_slice(doc, gly_grid_at(grid, rank.best, 0)->text)));
        gly_evidence(f, own->text, "its figure");
        gly_evidence(f, other->text, "the %s", rank.most ? "largest" : "smallest");
    }
}

/* ---- Tables in the order of a column: "Rank | Runner | Time" ---- */

static void check_order(struct gly_pass *pass, const struct gly_grid *grid)
{
    uint32_t at, value;
    const struct gly_doc *doc = gly_pass_doc(pass);
    if (!gly_grid_find_misplaced(doc, grid, &at, &value))
        return;
    const struct gly_grid_cell *a = gly_grid_at(grid, at - 1, value),
                               *b = gly_grid_at(grid, at, value);
    struct gly_finding *f =
        gly_report(pass, RANK, b->text, "'%.*s' stands behind '%.*s' and is %s",
                   GLY_STR_ARG(gly_doc_slice(doc, b->text)),
                   GLY_STR_ARG(gly_doc_slice(doc, a->text)),
                   b->value < a->value ? "less" : "more");
    gly_evidence(f, a->text, "the place before");
}

static void check_grid(struct gly_pass *pass, const struct gly_grid *grid)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count;
    const struct gly_block *blocks = gly_doc_blocks(doc, &count);
    enum { MOST_ROWS = 60, BEFORE = 3, BEHIND = 6, MOST_SENTENCES = 20 };
    if (grid->rows > MOST_ROWS || grid->rows - grid->head_rows < 2)
        return;
    check_order(pass, grid);
    uint32_t first = grid->block > BEFORE ? grid->block - BEFORE : 0;
    uint32_t end = blocks[grid->block].end;
    for (uint32_t i = first; i < end + BEHIND && i < count; i++) {
        if (i == grid->block)
            i = end;
        if (i >= count || (i >= end && blocks[i].kind == GLY_BLOCK_HEADING))
            return;
        if (blocks[i].kind != GLY_BLOCK_PARAGRAPH ||
            blocks[i].sent_count > MOST_SENTENCES || !gly_block_speaks(pass, i))
            continue;
        for (uint32_t s = 0; s < blocks[i].sent_count; s++) {
            uint32_t sent = blocks[i].first_sent + s;
            if (gly_sent_has(doc, sent,
                             LARGEST "|" SMALLEST "|most|least|wettest|driest") &&
                !gly_sent_corrects(doc, sent))
                check_claims(pass, grid, sent);
        }
    }
}

/* ---- Results: "1. Tolland, 53 min 9 s; 2. Reyes, 52 min 47 s" ---- */

static void check_results(struct gly_pass *pass, const struct gly_quantity *q,
                          uint32_t count)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    enum { MOST = 20 };
    const struct gly_quantity *v[MOST];
    unsigned places = 0;
    for (uint32_t i = 0; i + 1 < count && places < MOST; i++) {
        const struct gly_quantity *value = &q[i + 1];
        if (q[i].unit || q[i].low != places + 1 ||
            !gly_tok_is(doc, gly_quantity_end(&q[i]), ".|)"))
            continue;
        if (!value->unit || !gly_quantity_is_plain(value) || value->low <= 0 ||
            (places > 0 && value->unit->dimension != v[0]->unit->dimension))
            return;
        v[places++] = value;
        i++;
    }
    if (places < 3)
        return;
    /* Times go up; what goes up or down otherwise follows the last two. */
    unsigned wrong = 0, at = 0, ups = 0;
    for (unsigned i = 1; i < places; i++)
        ups += v[i]->low * v[i]->unit->factor >= v[i - 1]->low * v[i - 1]->unit->factor;
    bool up = gly_quantity_in(v[0], GLY_DIM_TIME) || ups * 2 > places - 1;
    for (unsigned i = 1; i < places; i++) {
        double a = v[i - 1]->low * v[i - 1]->unit->factor,
               b = v[i]->low * v[i]->unit->factor;
        if (up ? b < a : b > a) {
            wrong++;
            at = i;
        }
    }
    if (wrong != 1)
        return;
    struct gly_finding *f = gly_report(
        pass, RANK, v[at]->span, "'%.*s' stands behind '%.*s' and is %s",
        GLY_STR_ARG(gly_doc_slice(doc, v[at]->span)),
        GLY_STR_ARG(gly_doc_slice(doc, v[at - 1]->span)), up ? "less" : "more");
    gly_evidence(f, v[at - 1]->span, "the place before");
}

/* ---- Records: "its second-highest total. The previous record, 398,000" ---- */

static bool is_record(const struct gly_doc *doc, const struct gly_quantity *q)
{
    uint32_t at = q->first_tok;
    return at >= 3 && gly_tok_is(doc, at - 1, ",|of|was") &&
           gly_tok_is(doc, at - 2, "record|best|high") &&
           gly_tok_is(doc, at - 3, "previous|old|former");
}

static void check_record(struct gly_pass *pass, const struct gly_quantities *all,
                         uint32_t i)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantity *record = &all->at[i], *value = NULL;
    if (!is_record(doc, record) || !gly_quantity_is_plain(record))
        return;
    for (uint32_t k = i; k-- > 0;) {
        const struct gly_quantity *q = &all->at[k];
        if (q->sent + 1 < record->sent ||
            sents[q->sent].block != sents[record->sent].block)
            break;
        if (q->sent == record->sent || q->class > GLY_QUANTITY_NUMBER ||
            !gly_quantity_comparable(q, record) || !gly_quantity_is_plain(q))
            continue;
        if (value)
            return;
        value = q;
    }
    if (!value)
        return;
    const struct gly_sent *sent = &sents[value->sent];
    uint32_t end = sent->first_tok + sent->tok_count;
    for (uint32_t tok = sent->first_tok; tok < end; tok++) {
        bool top = gly_tok_is(doc, tok, "highest|largest|biggest|best|greatest|most");
        const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
        bool later_place =
            gly_tok_is(doc, tok,
                       "second-highest|second-largest|second-best|third-highest|"
                       "third-largest|third-best|second-biggest") ||
            (top && tok >= sent->first_tok + 2 &&
             toks[tok].flags & GLY_TOK_HYPHENATED &&
             gly_tok_is(doc, tok - 2, "second|third|fourth|fifth")) ||
            (top && tok > sent->first_tok &&
             gly_tok_is(doc, tok - 1, "second|third|fourth"));
        top = top && !later_place && gly_tok_is(doc, tok - 1, "its|the|their|our");
        if ((later_place && value->low > record->low) ||
            (top && value->low < record->low)) {
            struct gly_finding *f = gly_report(
                pass, RANK, toks[tok].span, "'%.*s' is %s than the record of '%.*s'",
                GLY_STR_ARG(gly_doc_slice(doc, value->span)),
                later_place ? "more" : "less",
                GLY_STR_ARG(gly_doc_slice(doc, record->span)));
            gly_evidence(f, value->span, "the figure");
            gly_evidence(f, record->span, "the record");
            return;
        }
    }
}

/* ---- "812 m, 934 m and 877 m high; the highest, 877 m" ---- */

static void check_listed(struct gly_pass *pass, const struct gly_quantity *q,
                         uint32_t count)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantity *last = &q[count - 1], *best = NULL;
    uint32_t at = last->first_tok;
    if (!last->unit || at < 3 || !gly_quantity_is_plain(last))
        return;
    uint32_t word = gly_tok_is(doc, at - 1, ",|is|was|at") ? at - 2 : at - 1;
    bool most = gly_tok_is(doc, word, LARGEST);
    if ((!most && !gly_tok_is(doc, word, SMALLEST)) ||
        !gly_tok_is(doc, word - 1, "the"))
        return;
    unsigned listed = 0, same = 0;
    for (uint32_t i = 0; i + 1 < count; i++) {
        if (!gly_quantity_is_plain(&q[i]) || !q[i].unit ||
            !gly_quantity_same_unit(&q[i], last))
            continue;
        listed++;
        same += q[i].low == last->low;
        if (!best || (most ? q[i].low > best->low : q[i].low < best->low))
            best = &q[i];
    }
    /* It is one of a list, and another of the list goes beyond it. */
    if (listed < 3 || same != 1 || best->low == last->low)
        return;
    struct gly_finding *f = gly_report(
        pass, RANK, last->span, "'%.*s' is not the %.*s: '%.*s' is",
        GLY_STR_ARG(gly_doc_slice(doc, last->span)), GLY_STR_ARG(gly_tok_at(doc, word)),
        GLY_STR_ARG(gly_doc_slice(doc, best->span)));
    gly_evidence(f, best->span, "the other");
}

/* ---- Votes: "Quist had 3,260 votes, Amdal 4,715 and Ferrer 4,180. Ferrer had won" ---- */

enum { MOST_RUNNERS = 8 };

static void check_winner(struct gly_pass *pass, const struct gly_holder *runners,
                         unsigned count, uint32_t index)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[index];
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t end = sent->first_tok + sent->tok_count;
    bool won = false;
    enum { NEAR = 4 };
    /* What else may decide it than who has most. */
    if (gly_sent_has(doc, index,
                     "preferences|preference|transfers|runoff|run-off|second|recount|"
                     "tie-break|tiebreak|lot|lots|electoral|penalties|penalty|appeal|"
                     "default|replay"))
        return;
    for (uint32_t tok = sent->first_tok; tok < end; tok++) {
        uint32_t from = tok > sent->first_tok + NEAR ? tok - NEAR : sent->first_tok;
        won |= (gly_tok_is(doc, tok, "won|winner|elected|victorious") ||
                (gly_tok_is(doc, tok, "most") && gly_tok_is(doc, tok + 1, "votes"))) &&
               !gly_toks_have(doc, from, tok, "not|if|would|almost|nearly|could|never");
    }
    if (!won)
        return;
    const struct gly_holder *named = NULL, *best = &runners[0];
    uint32_t where = 0;
    for (unsigned i = 0; i < count; i++) {
        if (runners[i].q->low > best->q->low)
            best = &runners[i];
        for (uint32_t tok = sent->first_tok; tok < end; tok++)
            if (gly_str_eq(gly_tok_at(doc, tok), gly_tok_at(doc, runners[i].name))) {
                if (named && named != &runners[i])
                    return;
                named = &runners[i];
                where = tok;
            }
    }
    if (!named || named->q->low == best->q->low)
        return;
    struct gly_finding *f = gly_report(pass, RANK, toks[where].span,
                                       "'%.*s' had '%.*s', and '%.*s' had '%.*s'",
                                       GLY_STR_ARG(gly_tok_at(doc, named->name)),
                                       GLY_STR_ARG(gly_doc_slice(doc, named->q->span)),
                                       GLY_STR_ARG(gly_tok_at(doc, best->name)),
                                       GLY_STR_ARG(gly_doc_slice(doc, best->q->span)));
    gly_evidence(f, named->q->span, "the figure");
    gly_evidence(f, best->q->span, "the larger one");
}

/* ---- "Ard is 2,410 metres long, Brae 3,080 and Corrie 1,960. Ard is the longest." ---- */

/* Does a superlative speak of what is measured? A river of 200 km may be the longest; the
 * largest may be another. */
static bool speaks_of(const struct gly_doc *doc, uint32_t tok,
                      const struct gly_quantity *q)
{
    if (gly_quantity_in(q, GLY_DIM_LENGTH))
        return gly_tok_is(doc, tok,
                          "longest|highest|tallest|deepest|widest|shortest|lowest|"
                          "shallowest|narrowest");
    if (gly_quantity_in(q, GLY_DIM_MASS))
        return gly_tok_is(doc, tok, "heaviest|lightest");
    if (gly_quantity_in(q, GLY_DIM_MONEY))
        return gly_tok_is(doc, tok, "highest|lowest|dearest|cheapest|largest|smallest");
    if (gly_quantity_in(q, GLY_DIM_TEMPERATURE))
        return gly_tok_is(doc, tok, "hottest|warmest|coldest|highest|lowest");
    return gly_tok_is(doc, tok, "largest|biggest|greatest|smallest|highest|lowest");
}

/* Is the superlative at `tok` said of all that were compared: "the longest.", "the longest
 * of the three", "the lowest bidder" of those who bid? */
static bool ends_claim(const struct gly_doc *doc, uint32_t tok, uint32_t compared)
{
    if (gly_tok_is(doc, tok + 1, "of"))
        return (gly_tok_is(doc, tok + 2, "them|all|these|those") &&
                gly_tok_is(doc, tok + 3, ".|;|,")) ||
               (gly_tok_is(doc, tok + 2, "the") &&
                gly_tok_is(doc, tok + 3, "two|three|four|five|six|seven|eight") &&
                gly_tok_is(doc, tok + 4, ".|;|,"));
    if (gly_tok_is(doc, tok + 1, ".|;|,"))
        return true;
    const struct gly_sent *s = &gly_doc_sents(doc, &(uint32_t){0})[compared];
    struct gly_str noun = gly_tok_at(doc, tok + 1);
    bool ended = gly_tok_is(doc, tok + 2, ".|;|,");
    /* The sentence of the figures, or the one that leads to it. */
    uint32_t first = s->first_tok, end = first + s->tok_count;
    if (compared > 0 && s[-1].block == s->block)
        first = s[-1].first_tok;
    for (uint32_t i = first; ended && i < end && noun.len >= 4; i++) {
        struct gly_str word = gly_tok_at(doc, i);
        word.len -= word.len > 3 && gly_str_ends(word, "s");
        size_t shared = noun.len < word.len ? noun.len : word.len;
        if (shared >= 3 && gly_str_eq_nocase((struct gly_str){noun.ptr, shared},
                                             (struct gly_str){word.ptr, shared}))
            return true;
    }
    return false;
}

/* "The longest of the three is the Cole.": the name behind; GLY_NONE where the words are
 * others. `tok` is the superlative. */
static uint32_t last_named(const struct gly_doc *doc, uint32_t tok, uint32_t end)
{
    enum { LONGEST = 4 };
    if (!gly_tok_is(doc, tok + 1, "of") ||
        !gly_tok_is(doc, tok + 2, "the|them|all|these"))
        return GLY_NONE;
    uint32_t at = tok + 2;
    while (at < end && at < tok + 2 + LONGEST && !gly_tok_is(doc, at, "is|was"))
        at++;
    if (!gly_tok_is(doc, at, "is|was"))
        return GLY_NONE;
    at += gly_tok_is(doc, at + 1, "the") ? 2 : 1;
    return gly_tok_is(doc, at + 1, ".|,|;") ? at : GLY_NONE;
}

/* In sentence `index`, at or behind token `from`. */
static void check_most(struct gly_pass *pass, const struct gly_holder *runners,
                       unsigned count, uint32_t index, uint32_t from)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[index];
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t end = sent->first_tok + sent->tok_count;
    for (uint32_t tok = from + 1; tok < end; tok++) {
        bool most = gly_tok_is(doc, tok, LARGEST);
        uint32_t of = last_named(doc, tok, end);
        /* "Ard is the longest.", "Lomax, the lowest bidder, was chosen." */
        if ((!most && !gly_tok_is(doc, tok, SMALLEST)) ||
            !speaks_of(doc, tok, runners[0].q) || !gly_tok_is(doc, tok - 1, "the") ||
            (of == GLY_NONE &&
             (tok < sent->first_tok + 3 || !gly_tok_is(doc, tok - 2, "is|was|,") ||
              !ends_claim(doc, tok, runners[0].q->sent))))
            continue;
        uint32_t name = of == GLY_NONE ? tok - 3 : of;
        const struct gly_holder *named = NULL, *best = &runners[0];
        for (unsigned i = 0; i < count; i++) {
            if (most ? runners[i].q->low > best->q->low
                     : runners[i].q->low < best->q->low)
                best = &runners[i];
            if (gly_str_eq(gly_tok_at(doc, name), gly_tok_at(doc, runners[i].name)))
                named = &runners[i];
        }
        if (!named || named->q->low == best->q->low)
            return;
        struct gly_finding *f = gly_report(
            pass, RANK, toks[name].span, "'%.*s' has '%.*s', and '%.*s' has '%.*s'",
            GLY_STR_ARG(gly_tok_at(doc, named->name)),
            GLY_STR_ARG(gly_doc_slice(doc, named->q->span)),
            GLY_STR_ARG(gly_tok_at(doc, best->name)),
            GLY_STR_ARG(gly_doc_slice(doc, best->q->span)));
        gly_evidence(f, named->q->span, "the figure");
        gly_evidence(f, best->q->span, most ? "the larger one" : "the smaller one");
        return;
    }
}

static void check_measured(struct gly_pass *pass, const struct gly_quantity *q,
                           uint32_t figures)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t sent_count;
    const struct gly_sent *sents = gly_doc_sents(doc, &sent_count);
    struct gly_holder runners[MOST_RUNNERS];
    /* "Of the three tunnels, ..." */
    if (figures > 1 && !q->unit && q[1].unit &&
        q->first_tok <= sents[q->sent].first_tok + 2 &&
        gly_tok_is(doc, sents[q->sent].first_tok, "of")) {
        q++;
        figures--;
    }
    const struct gly_quantity *last = &q[figures - 1];
    if (last->class == GLY_QUANTITY_NUMBER && last->low == figures - 1 &&
        last->flags & GLY_QUANTITY_IN_WORDS)
        figures--;
    if (!q->unit || figures < 3 || figures > MOST_RUNNERS ||
        gly_quantity_in(q, GLY_DIM_TIME) ||
        gly_sent_has(doc, q->sent, "born|not|about|average|per|target|from|to") ||
        !gly_holders_read(doc, q, figures, runners))
        return;
    for (uint32_t i = 0; i < figures; i++)
        if (!gly_quantity_same_unit(&q[i], q) &&
            (q[i].unit || q[i].class != GLY_QUANTITY_NUMBER))
            return;
    uint32_t next = q->sent + 1;
    if (next < sent_count && sents[next].block == sents[q->sent].block &&
        !gly_sent_corrects(doc, next))
        check_most(pass, runners, figures, next, sents[next].first_tok);
    /* "... and the Cole 240 km; the Cole is the longest of the three" */
    if (!gly_sent_corrects(doc, q->sent))
        check_most(pass, runners, figures, q->sent, gly_quantity_end(&q[figures - 1]));
}

static void check_votes(struct gly_pass *pass, const struct gly_quantity *q,
                        uint32_t figures)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t sent_count;
    const struct gly_sent *sents = gly_doc_sents(doc, &sent_count);
    struct gly_holder runners[MOST_RUNNERS];
    if (!gly_sent_has(doc, q->sent, "votes|points|goals|seats") || figures < 2 ||
        figures > MOST_RUNNERS || !gly_holders_read(doc, q, figures, runners))
        return;
    for (uint32_t i = 0; i < figures; i++)
        if (q[i].class != GLY_QUANTITY_COUNT && q[i].class != GLY_QUANTITY_NUMBER)
            return;
    for (uint32_t s = q->sent + 1; s <= q->sent + 2 && s < sent_count; s++)
        if (sents[s].block == sents[q->sent].block)
            check_winner(pass, runners, figures, s);
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    for (uint32_t i = 0; i < gly_grids(pass)->count; i++)
        check_grid(pass, &gly_grids(pass)->at[i]);
    for (struct gly_figures at = {0}; gly_figures_next(all, &at);) {
        if (!gly_block_speaks(pass, sents[at.sent].block) ||
            gly_block_tabled(doc, sents[at.sent].block))
            continue;
        check_record(pass, all, at.first);
        if (at.end - at.first >= 2) {
            check_listed(pass, &all->at[at.first], at.end - at.first);
            check_votes(pass, &all->at[at.first], at.end - at.first);
        }
        if (at.end - at.first >= 3)
            check_measured(pass, &all->at[at.first], at.end - at.first);
    }
    /* A number with its stop may end a sentence: results are read by the paragraph. */
    for (uint32_t i = 0, end; i < all->count; i = end) {
        uint32_t block = sents[all->at[i].sent].block;
        for (end = i + 1; end < all->count && sents[all->at[end].sent].block == block;)
            end++;
        if (end - i >= 6 && gly_block_speaks(pass, block) &&
            !gly_block_tabled(doc, block))
            check_results(pass, &all->at[i], end - i);
    }
}

const struct gly_check gly_check_figures_rank = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES | GLY_NEED_GRIDS,
    .language = "en",
    .run = run,
};
