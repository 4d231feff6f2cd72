/* One figure said twice, and differently. */
#include <math.h>
#include <stdlib.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>
#include <galley/restate.h>

enum { RESTATED, SCALE };

static const struct gly_rule rules[] = {
    [RESTATED] =
        {
            .id = "figures/restated",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "The same figure is given twice and differs",
            .why =
                "A reader who meets 12 in the headline and 21 below trusts neither. "
                "Judged where the later figure speaks of one already known ('the "
                "6,270 people'), or stands in a title or caption; where no other "
                "figure of the text agrees with it; and where it is a slip away from "
                "one that the same words introduce: two digits changed over, one "
                "digit wrong.",
            .bad =
                "The yard trains 2,160 welders in three towns. A quarter of the 2,610 "
                "welders trained by the yard are women.",
            .good = "The yard trains 2,160 welders in three towns. A quarter of the "
                    "2,160 welders trained by the yard are women.",
        },
    [SCALE] =
        {
            .id = "figures/scale",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "Thousands, millions or billions are mixed up",
            .why = "The same figure stands in the text a thousand times larger, or the "
                   "parts make the whole only where one of them is a thousand times "
                   "larger, or two conversions imply rates far apart.",
            .bad = "The trust left nine hundred thousand pounds to hospitals. The £900 "
                   "million was split between two of them.",
            .good = "The trust left nine hundred million pounds to hospitals. The £900 "
                    "million was split between two of them.",
        },
};

/* ---- Figures that may be said again ---- */

struct figure {
    struct gly_figure told;
    struct gly_str kind; /* the noun, or the symbol of the unit */
    uint32_t index;      /* in gly_quantities() */
};

static uint32_t hash_of(struct gly_str s)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < s.len; i++)
        hash = (hash ^ (unsigned char)(s.ptr[i] | 0x20)) * 16777619u;
    return hash;
}

static int by_kind_and_value(const void *a, const void *b)
{
    const struct figure *x = a, *y = b;
    uint32_t hx = hash_of(x->kind), hy = hash_of(y->kind);
    if (hx != hy)
        return hx < hy ? -1 : 1;
    if (x->told.q->low != y->told.q->low)
        return x->told.q->low < y->told.q->low ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

static bool is_figure(const struct gly_quantity *q)
{
    if (!gly_quantity_is_plain(q) || q->low < 10 * (q->half == 0 || q->half == 0.5) ||
        q->flags & GLY_QUANTITY_COMPOUND || q->low <= 0 ||
        (q->flags & GLY_QUANTITY_ADJECTIVE && !q->unit))
        return false;
    if (q->class == GLY_QUANTITY_COUNT || q->class == GLY_QUANTITY_NUMBER)
        return true;
    return q->class == GLY_QUANTITY_AMOUNT && !gly_quantity_in(q, GLY_DIM_TIME) &&
           !gly_quantity_in(q, GLY_DIM_PERCENT) &&
           !gly_quantity_in(q, GLY_DIM_PERCENTAGE_POINT) &&
           !gly_quantity_in(q, GLY_DIM_TEMPERATURE) &&
           !gly_quantity_in(q, GLY_DIM_ANGLE) && !gly_quantity_in(q, GLY_DIM_DATA);
}

/* A heading, or the first line of a plain text that is one: a single sentence without its
 * stop, and prose below it. */
static bool is_title(const struct gly_doc *doc, uint32_t block)
{
    enum { LONGEST_TITLE = 16 };
    uint32_t count;
    const struct gly_block *blocks = gly_doc_blocks(doc, &count), *b = &blocks[block];
    if (b->kind == GLY_BLOCK_HEADING)
        return true;
    if (b->kind != GLY_BLOCK_PARAGRAPH || b->first_tok != 0 || b->sent_count != 1 ||
        b->tok_count > LONGEST_TITLE || block + 1 >= count)
        return false;
    return !gly_tok_is(doc, b->tok_count - 1, ".|!|?|:|;|,") &&
           blocks[block + 1].kind == GLY_BLOCK_PARAGRAPH &&
           blocks[block + 1].tok_count > 8;
}

/* ---- The search ---- */

enum { LOOK_BACK = 64 };

struct search {
    const struct gly_dates *dates;
    struct figure *figures; /* in the order of the text */
    struct figure *sorted;  /* by kind and value */
    uint32_t count;
};

static bool agree(const struct gly_quantity *a, const struct gly_quantity *b)
{
    double slack = a->half + b->half + 1e-9 * a->low;
    double round = fmax(gly_round_half(a->low), gly_round_half(b->low));
    return fabs(a->low - b->low) <= slack ||
           (round >= 5 && fabs(a->low - b->low) <= round && a->low != b->low &&
            fmin(gly_round_half(a->low), gly_round_half(b->low)) * 10 <= round);
}

/* How many figures of the kind there are, and does none but itself agree with `f`? */
static bool stands_alone(const struct search *s, const struct figure *f)
{
    const struct figure *at =
        bsearch(f, s->sorted, s->count, sizeof *f, by_kind_and_value);
    if (!at)
        return false;
    uint32_t i = (uint32_t)(at - s->sorted);
    uint32_t hash = hash_of(f->kind);
    bool before =
        i > 0 && hash_of(at[-1].kind) == hash && agree(at[-1].told.q, f->told.q);
    bool behind = i + 1 < s->count && hash_of(at[1].kind) == hash &&
                  agree(at[1].told.q, f->told.q);
    return !before && !behind;
}

static void report(struct gly_pass *pass, const struct figure *a,
                   const struct figure *b, enum gly_misprint misprint)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_finding *f = gly_report(
        pass, misprint == GLY_MISPRINT_THOUSANDS ? SCALE : RESTATED, b->told.q->span,
        misprint == GLY_MISPRINT_THOUSANDS
            ? "'%.*s' here is '%.*s' elsewhere: a thousand times "
              "more or less"
            : "'%.*s' here is '%.*s' elsewhere",
        GLY_STR_ARG(gly_doc_slice(doc, b->told.q->span)),
        GLY_STR_ARG(gly_doc_slice(doc, a->told.q->span)));
    gly_evidence(f, a->told.q->span, "the other figure");
}

/* "Fourteen died, two of them in Portugal": others in the sentence may be left out. */
static bool is_only_count(const struct gly_pass *pass, uint32_t i)
{
    const struct gly_quantities *all = gly_quantities(pass);
    const struct gly_quantity *q = &all->at[i];
    return !(i > 0 && q[-1].sent == q->sent && q[-1].class <= GLY_QUANTITY_NUMBER) &&
           !(i + 1 < all->count && q[1].sent == q->sent &&
             q[1].class <= GLY_QUANTITY_NUMBER);
}

/* Has its sentence another figure of the kind: "1,200 jobs in Wales and 300 in Kent"?
 * Then it may be a part of what the title sums up. */
static bool has_sibling(const struct search *s, uint32_t i)
{
    const struct figure *f = &s->figures[i];
    uint32_t hash = hash_of(f->kind);
    return (i > 0 && f[-1].told.q->sent == f->told.q->sent &&
            hash_of(f[-1].kind) == hash) ||
           (i + 1 < s->count && f[1].told.q->sent == f->told.q->sent &&
            hash_of(f[1].kind) == hash);
}

/* "Kestrel 1.1 (spring): ...", "Kestrel 1.3 (autumn): ...": paragraphs that begin with one
 * name and a number of their own tell of different things. */
static bool are_entries(const struct gly_doc *doc, const struct gly_quantity *a,
                        const struct gly_quantity *b)
{
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_block *blocks = gly_doc_blocks(doc, &(uint32_t){0});
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    const struct gly_block *x = &blocks[sents[a->sent].block];
    const struct gly_block *y = &blocks[sents[b->sent].block];
    if (x == y || x->tok_count < 3 || y->tok_count < 3)
        return false;
    uint32_t i = x->first_tok, k = y->first_tok;
    bool named = gly_str_eq(gly_tok_at(doc, i), gly_tok_at(doc, k));
    return (named || toks[i].kind == GLY_TOK_NUMBER) &&
           toks[i + named].kind == GLY_TOK_NUMBER &&
           toks[k + named].kind == GLY_TOK_NUMBER &&
           !gly_str_eq(gly_tok_at(doc, i + named), gly_tok_at(doc, k + named));
}

/* "27 stations x 13 days": a figure one reckons with. */
static bool is_operand(const struct gly_doc *doc, const struct gly_quantity *q)
{
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t tok = gly_quantity_end(q);
    while (gly_span_len(q->noun) > 0 && toks[tok].span.start < q->noun.end)
        tok++;
    return gly_tok_is(doc, tok, "x|×|*|+|=|÷") ||
           (q->first_tok > 0 && gly_tok_is(doc, q->first_tok - 1, "x|×|*|+|=|÷"));
}

/* "The default length of 127", "the maximum length is 128": one is another bound. */
static bool are_bounds_of_two(const struct gly_doc *doc, uint32_t a, uint32_t b)
{
    static const char *const kinds[] = {"maximum|max", "minimum|min",
                                        "default|defaults"};
    for (size_t i = 0; a != b && i < GLY_COUNT(kinds); i++)
        if (gly_sent_has(doc, a, kinds[i]) != gly_sent_has(doc, b, kinds[i]))
            return true;
    return false;
}

static void check_figure(struct gly_pass *pass, const struct search *s, uint32_t i)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct figure *b = &s->figures[i], *best = NULL;
    enum gly_misprint best_misprint = GLY_MISPRINT_NONE;
    unsigned most = 0;
    uint32_t hash = hash_of(b->kind);
    uint32_t first = i > LOOK_BACK ? i - LOOK_BACK : 0;
    bool alone = true;
    for (uint32_t k = first; k < i; k++) {
        const struct figure *a = &s->figures[k];
        /* "Ferry fire kills 37": the noun is left out above, not in the lead. */
        enum { LEAD = 3 };
        bool bare = a->told.title && a->kind.len == 0 &&
                    b->told.q->class == GLY_QUANTITY_COUNT &&
                    b->told.q->sent <= a->told.q->sent + LEAD;
        if (hash_of(a->kind) != hash && !bare)
            continue;
        enum gly_misprint misprint = gly_misprint_between(doc, a->told.q, b->told.q);
        /* Digits may be a slip apart; a toll told at once is the same. */
        bool toll = misprint == GLY_MISPRINT_NONE && a->told.title &&
                    b->told.q->sent == a->told.q->sent + 1 &&
                    b->told.q->low < 2 * a->told.q->low &&
                    a->told.q->low < 2 * b->told.q->low &&
                    gly_figures_share_toll(doc, a->told.q, b->told.q) &&
                    is_only_count(pass, b->index);
        if (toll)
            misprint = GLY_MISPRINT_SWAPPED;
        if (misprint == GLY_MISPRINT_NONE || agree(a->told.q, b->told.q) ||
            are_entries(doc, a->told.q, b->told.q) ||
            are_bounds_of_two(doc, a->told.q->sent, b->told.q->sent))
            continue;
        if (!(b->told.known || a->told.title || b->told.caption || a->told.caption) &&
            !(misprint == GLY_MISPRINT_SWAPPED &&
              gly_figures_share_frame(doc, a->told.q, b->told.q)))
            continue;
        if (!best && !(alone = stands_alone(s, b)))
            return;
        if (a->told.title && has_sibling(s, i))
            continue;
        unsigned points =
            gly_figures_binding(doc, s->dates, &a->told, &b->told, misprint);
        /* A title's figure has to be missing below, or two things are meant. */
        if (a->told.title && !b->told.known && !stands_alone(s, a))
            continue;
        if (points >= (bare ? GLY_FIGURE_SAME + 1 : GLY_FIGURE_SAME) && points > most) {
            most = points;
            best = a;
            best_misprint = misprint;
        }
    }
    if (best)
        report(pass, best, b, best_misprint);
}

static void find_restated(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_block *blocks = gly_doc_blocks(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    struct search s = {.dates = gly_dates(pass)};
    s.figures = gly_alloc(pass, all->count + 1, sizeof *s.figures);
    for (uint32_t i = 0; i < all->count; i++) {
        const struct gly_quantity *q = &all->at[i];
        uint32_t block = sents[q->sent].block;
        if (!is_figure(q) || gly_figure_is_label(doc, q) || is_operand(doc, q) ||
            !gly_block_speaks(pass, block) || gly_block_tabled(doc, block) ||
            (!q->unit && gly_span_len(q->noun) == 0 &&
             (!is_title(doc, block) ||
              (blocks[block].kind == GLY_BLOCK_HEADING && blocks[block].level > 1))))
            continue;
        bool caption =
            blocks[block].kind == GLY_BLOCK_CAPTION ||
            (blocks[block].tok_count > 2 &&
             gly_tok_is(doc, blocks[block].first_tok, "figure|table|fig.|photo") &&
             blocks[block].sent_count <= 4);
        s.figures[s.count++] = (struct figure){
            .told = {.q = q,
                     .title = is_title(doc, block),
                     .caption = caption,
                     .known = gly_figure_is_known(doc, q)},
            .kind = q->unit ? gly_str(q->unit->symbol) : gly_doc_slice(doc, q->noun),
            .index = i};
    }
    if (s.count < 2)
        return;
    s.sorted = gly_alloc(pass, s.count, sizeof *s.sorted);
    memcpy(s.sorted, s.figures, s.count * sizeof *s.sorted);
    qsort(s.sorted, s.count, sizeof *s.sorted, by_kind_and_value);
    for (uint32_t i = 1; i < s.count; i++)
        check_figure(pass, &s, i);
}

/* ---- Parts that make the whole when one is a thousand times larger ---- */

static void check_parts(struct gly_pass *pass, const struct gly_quantities *all,
                        const struct gly_figures *at)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    enum { MOST = 6 };
    const struct gly_quantity *v[MOST];
    unsigned count = 0;
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (!gly_quantity_in(q, GLY_DIM_MONEY))
            continue;
        if (count == MOST || !gly_quantity_is_plain(q) || q->low <= 0 ||
            (count > 0 && !gly_quantity_same_unit(q, v[0])))
            return;
        v[count++] = q;
    }
    if (count < 3)
        return;
    uint32_t behind = gly_quantity_end(v[0]);
    if (!gly_toks_have(doc, behind, v[1]->first_tok, "which|including|comprising|:"))
        return;
    double sum = 0, slack = v[0]->half;
    for (unsigned i = 1; i < count; i++) {
        sum += v[i]->low;
        slack += v[i]->half;
    }
    if (fabs(sum - v[0]->low) <= slack)
        return;
    /* "$75 thousand for ...: $40 million, $35 million" */
    for (int k = -1; k <= 1; k += 2) {
        double factor = k > 0 ? 1e3 : 1e-3;
        double loose = slack + v[0]->half * (factor - 1);
        if (fabs(sum - v[0]->low * factor) > fmax(loose, 0) || loose > 0.2 * sum)
            continue;
        struct gly_finding *f = gly_report(
            pass, SCALE, v[0]->span, "its parts make '%.*s' a thousand times %s",
            GLY_STR_ARG(gly_doc_slice(doc, v[0]->span)), k > 0 ? "more" : "less");
        for (unsigned i = 1; i < count; i++)
            gly_evidence(f, v[i]->span, "a part");
        return;
    }
    for (unsigned i = 1; i < count; i++)
        for (int k = -1; k <= 1; k += 2) {
            double factor = k > 0 ? 1e3 : 1e-3;
            double rest = sum + v[i]->low * (factor - 1);
            double loose = slack + v[i]->half * (factor - 1);
            if (fabs(rest - v[0]->low) > loose || loose > 0.2 * v[0]->low)
                continue;
            struct gly_finding *f = gly_report(
                pass, SCALE, v[i]->span,
                "the parts make '%.*s' if '%.*s' is a thousand times %s",
                GLY_STR_ARG(gly_doc_slice(doc, v[0]->span)),
                GLY_STR_ARG(gly_doc_slice(doc, v[i]->span)), k > 0 ? "more" : "less");
            gly_evidence(f, v[0]->span, "the whole");
            return;
        }
}

/* ---- Conversions of money ---- */

struct rate {
    const struct gly_quantity *a, *b;
};

/* Is `b` what `a` is in another currency: in brackets behind it, or ", or"? */
static bool is_conversion(const struct gly_doc *doc, const struct gly_quantity *a,
                          const struct gly_quantity *b)
{
    uint32_t behind = gly_quantity_end(a);
    if (a->sent != b->sent || !gly_quantity_in(a, GLY_DIM_MONEY) ||
        !gly_quantity_in(b, GLY_DIM_MONEY) || gly_quantity_same_unit(a, b) ||
        !gly_quantity_is_value(a) || !gly_quantity_is_value(b) || a->low <= 0 ||
        b->low <= 0 || b->first_tok > behind + 4)
        return false;
    return gly_tok_is(doc, behind, "(") ||
           (gly_tok_is(doc, behind, ",") &&
            gly_tok_is(doc, behind + 1, "or|about|roughly"));
}

static void check_rates(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantities *all = gly_quantities(pass);
    enum { MOST_RATES = 16 };
    struct rate rates[MOST_RATES];
    unsigned count = 0;
    for (uint32_t i = 0; i + 1 < all->count; i++) {
        const struct gly_quantity *a = &all->at[i], *b = a + 1;
        if (!is_conversion(doc, a, b))
            continue;
        double rate = a->low / b->low;
        for (unsigned k = 0; k < count; k++) {
            if (!gly_quantity_same_unit(rates[k].a, a) ||
                !gly_quantity_same_unit(rates[k].b, b))
                continue;
            double other = rates[k].a->low / rates[k].b->low;
            double off = rate > other ? rate / other : other / rate;
            if (off < 5)
                break;
            struct gly_finding *f =
                gly_report(pass, SCALE, b->span,
                           "'%.*s' for '%.*s' is %.3g times the other rate here",
                           GLY_STR_ARG(gly_doc_slice(doc, b->span)),
                           GLY_STR_ARG(gly_doc_slice(doc, a->span)), other / rate);
            gly_evidence(f, rates[k].a->span, "the other amount");
            gly_evidence(f, rates[k].b->span, "converted so");
            break;
        }
        if (count < MOST_RATES)
            rates[count++] = (struct rate){a, b};
    }
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    if (all->count < 2)
        return;
    find_restated(pass);
    for (struct gly_figures at = {0}; gly_figures_next(all, &at);)
        if (at.end - at.first >= 3 && gly_block_speaks(pass, sents[at.sent].block) &&
            !gly_block_tabled(doc, sents[at.sent].block))
            check_parts(pass, all, &at);
    check_rates(pass);
}

const struct gly_check gly_check_figures_restated = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_DATES | GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
