/* Figures: how much, with the words of what is measured. Two figures of one unit are
 * compared where the words around them agree: the words of the measure, its qualifiers
 * ("adjusted", "net"), its period. */
#include "note/claim_side.h"

#include <math.h>

#include "base/image_format.h"
#include "note/look.h"

enum { NEIGHBOURS = 2, QUALIFIERS_REACH = 7, NEAR = 5, SMALL = 100 };

/* ---- Filing ---- */

static bool is_compared(const struct gly_quantity *q)
{
    return (q->class == GLY_QUANTITY_AMOUNT || q->class == GLY_QUANTITY_COUNT ||
            q->class == GLY_QUANTITY_NUMBER) &&
           (q->bound == GLY_BOUND_NONE || q->bound == GLY_BOUND_ABOUT ||
            q->bound == GLY_BOUND_NEARLY) &&
           (q->role == GLY_ROLE_NONE || q->role == GLY_ROLE_TO ||
            q->role == GLY_ROLE_TOTAL) &&
           !(q->flags & (GLY_QUANTITY_ADJECTIVE | GLY_QUANTITY_SLIDING)) &&
           (q->unit || q->class == GLY_QUANTITY_COUNT);
}

/* Other figures are everywhere: only where the whole clause is the same. */
static bool is_telling(const struct gly_quantity *q)
{
    return q->unit ? q->unit->dimension == GLY_DIM_MONEY ||
                         q->unit->dimension == GLY_DIM_PERCENT
                   : q->low >= SMALL;
}

static bool is_candidate(const struct gly_claimer *c, uint32_t s)
{
    const struct gly_claim_sent *sent = &c->sents[s];
    const struct gly_block *block = &c->doc->blocks.at[c->doc->sents.at[s].block];
    return !sent->silent && sent->count >= 4 && block->kind != GLY_BLOCK_HEADING &&
           block->kind != GLY_BLOCK_CAPTION &&
           !(sent->cues & (GLY_CUE_HEARSAY | GLY_CUE_CORRECT | GLY_CUE_CONDITION));
}

/* The first profile word of a sentence at or behind a token. */
static uint32_t word_from(const struct gly_claimer *c,
                          const struct gly_claim_sent *sent, uint32_t tok)
{
    uint32_t low = sent->first, high = sent->first + sent->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (c->profile.at[middle].tok < tok)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void file_figure(struct gly_claimer *c, const struct gly_quantity *q)
{
    const struct gly_claim_sent *sent = &c->sents[q->sent];
    uint32_t first = word_from(c, sent, q->first_tok);
    uint32_t end = word_from(c, sent, q->first_tok + q->tok_count);
    uint64_t unit =
        q->unit ? gly_word_hash(q->unit->symbol, strlen(q->unit->symbol)) : 0;
    if (first == end)
        return;
    struct gly_claim claim = {
        .span = q->span, .sent = q->sent, .detail = first, .kind = GLY_CLAIM_FIGURE};
    unsigned found = 0;
    for (uint32_t i = first; i-- > sent->first && found < NEIGHBOURS;) {
        uint64_t parts[3] = {GLY_CLAIM_FIGURE, unit, c->profile.at[i].stem};
        if (!c->profile.at[i].stem)
            continue;
        claim.key = gly_word_hash((const char *)parts, sizeof parts) | 1;
        gly_claimer_add(c, &claim);
        found++;
    }
}

void gly_claimer_figures(struct gly_claimer *c)
{
    for (uint32_t i = 0; i < c->quantities->count; i++) {
        const struct gly_quantity *q = &c->quantities->at[i];
        if (q->sent != GLY_NONE && is_compared(q) && is_candidate(c, q->sent) &&
            gly_claimer_owns(c, q->span.start))
            file_figure(c, q);
    }
}

/* ---- Comparing ---- */

static const struct gly_quantity *quantity_of(const struct gly_claimer *c,
                                              const struct gly_claim *claim)
{
    uint32_t low = 0, high = c->quantities->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (c->quantities->at[middle].span.start < claim->span.start)
            low = middle + 1;
        else
            high = middle;
    }
    return &c->quantities->at[low];
}

static bool differ(double a, double half_a, double b, double half_b)
{
    return fabs(a - b) > half_a + half_b + 1e-9 * (fabs(a) + fabs(b));
}

static bool values_differ(const struct gly_quantity *a, const struct gly_quantity *b)
{
    bool loose = a->bound != GLY_BOUND_NONE || b->bound != GLY_BOUND_NONE;
    if ((a->flags & GLY_QUANTITY_RANGE) != (b->flags & GLY_QUANTITY_RANGE))
        return false;
    if (loose)
        return a->low > 0 && b->low > 0 && (a->low / b->low > 3 || b->low / a->low > 3);
    return differ(a->low, a->half, b->low, b->half) ||
           differ(a->high, a->half, b->high, b->half);
}

/* Has `a` a qualifier of its measure near the figure that `b` has not? */
static bool qualifies_alone(const struct gly_side *a, const struct gly_side *b)
{
    unsigned seen = 0;
    for (uint32_t i = a->slot; i-- > a->first && seen < QUALIFIERS_REACH;) {
        const struct gly_claim_word *word = &a->c->profile.at[i];
        if (i + 1 < a->slot &&
            a->c->profile.at[i + 1].flags & (GLY_CLAIM_COMMA | GLY_CLAIM_BREAK))
            break;
        bool non = word->flags & GLY_CLAIM_PREFIX && word->cues & GLY_CUE_NOT;
        bool found = !non && !(word->cues & GLY_CUE_MEASURE);
        seen += word->stem != 0;
        for (uint32_t j = b->first; !found && j < b->slot; j++)
            found = b->c->profile.at[j].entry == word->entry &&
                    (!non || b->c->profile.at[j].flags & GLY_CLAIM_PREFIX);
        if (!found)
            return true;
    }
    return false;
}

/* 1 to 4 for "first" to "fourth" and "Q1" to "Q4", 0 for other words. */
static unsigned quarter_of(struct gly_str word)
{
    static const char *const names[] = {"first q1", "second q2", "third q3",
                                        "fourth q4"};
    for (unsigned i = 0; i < GLY_COUNT(names); i++)
        if (gly_word_among(word, names[i]))
            return i + 1;
    return 0;
}

struct period {
    uint32_t years[4];
    unsigned year_count, quarters; /* a bit each */
};

/* The years and quarters that a sentence names. */
static struct period period_of(const struct gly_claimer *c, uint32_t s)
{
    const struct gly_claim_sent *sent = &c->sents[s];
    struct period period = {.quarters = 0};
    for (uint32_t i = sent->first; i < sent->first + sent->count; i++) {
        struct gly_str word = gly_claim_text(c, i);
        unsigned quarter = quarter_of(word);
        bool part = word.len == 2 || (i + 1 < sent->first + sent->count &&
                                      gly_word_among(gly_claim_text(c, i + 1),
                                                     "quarter half half-year"));
        if (quarter && part)
            period.quarters |= 1u << quarter;
        if (word.len == 4 &&
            (gly_str_starts(word, "19") || gly_str_starts(word, "20")) &&
            period.year_count < GLY_COUNT(period.years))
            period.years[period.year_count++] = c->profile.at[i].stem;
    }
    return period;
}

/* Where both sentences name years, or quarters, one must be the same. */
static bool periods_fit(const struct gly_claimer *c, uint32_t x, uint32_t y)
{
    struct period a = period_of(c, x), b = period_of(c, y);
    bool year = a.year_count == 0 || b.year_count == 0;
    for (unsigned i = 0; i < a.year_count; i++)
        for (unsigned j = 0; j < b.year_count; j++)
            year = year || a.years[i] == b.years[j];
    return year && (!a.quarters || !b.quarters || a.quarters & b.quarters);
}

/* The word before the figure is the same. */
static bool begins_alike(const struct gly_side *a, const struct gly_side *b)
{
    return a->before > 0 && b->before > 0 &&
           gly_side_word(a, a->before - 1)->stem ==
               gly_side_word(b, b->before - 1)->stem;
}

/* Is a name or number close to the figure without its match? */
static bool is_marked_alone(const struct gly_side *s)
{
    unsigned low = s->before > NEAR ? s->before - NEAR : 0, high = s->before + NEAR;
    for (unsigned i = low; i < s->count && i < high; i++)
        if (!s->matched[i] && !(gly_side_word(s, i)->cues & GLY_CUE_OTHER) &&
            quarter_of(gly_claim_text(s->c, s->words[i])) == 0 &&
            gly_side_word(s, i)->flags & (GLY_CLAIM_NAME | GLY_CLAIM_NUMBER))
            return true;
    return false;
}

/* Is a word of plans or possibility close before the figure of `a`, and not in `b`? */
static bool is_planned_alone(const struct gly_side *a, const struct gly_side *b)
{
    unsigned seen = 0;
    for (uint32_t i = a->slot; i-- > a->first && seen < NEAR;) {
        const struct gly_claim_word *word = &a->c->profile.at[i];
        bool found = !(word->cues & (GLY_CUE_PLAN | GLY_CUE_MODAL));
        seen += word->stem != 0;
        for (uint32_t j = b->first; !found && j < b->end; j++)
            found = b->c->profile.at[j].entry == word->entry ||
                    (word->stem && b->c->profile.at[j].stem == word->stem);
        if (!found)
            return true;
    }
    return false;
}

/* The words right before the figures are the same: "has", "is", "killed". */
static bool begins_near(const struct gly_claimer *c, const struct gly_claim *x,
                        const struct gly_claim *y)
{
    return x->detail > c->sents[x->sent].first && y->detail > c->sents[y->sent].first &&
           gly_str_eq_nocase(gly_claim_text(c, x->detail - 1),
                             gly_claim_text(c, y->detail - 1));
}

/* And so is the word behind them: "players", "metres"; or there is none. */
static bool goes_on_near(const struct gly_claimer *c, const struct gly_claim *x,
                         uint32_t x_end, const struct gly_claim *y, uint32_t y_end)
{
    bool ends = x_end == c->sents[x->sent].first + c->sents[x->sent].count;
    bool too = y_end == c->sents[y->sent].first + c->sents[y->sent].count;
    unsigned marks = GLY_CLAIM_COMMA | GLY_CLAIM_BREAK;
    ends = ends || c->profile.at[x_end].flags & marks;
    too = too || c->profile.at[y_end].flags & marks;
    return ends || too || c->profile.at[x_end].stem == c->profile.at[y_end].stem;
}

bool gly_claim_figures_clash(const struct gly_claimer *c, const struct gly_claim *x,
                             const struct gly_claim *y)
{
    const struct gly_quantity *p = quantity_of(c, x), *q = quantity_of(c, y);
    struct gly_side a, b;
    if (!values_differ(p, q) || gly_claims_parallel(c, x, y) ||
        gly_claim_opens_with_contrast(c, x) != gly_claim_opens_with_contrast(c, y))
        return false;

    uint32_t x_end = word_from(c, &c->sents[x->sent], p->first_tok + p->tok_count),
             y_end = word_from(c, &c->sents[y->sent], q->first_tok + q->tok_count);
    if (p->bound == GLY_BOUND_NONE && q->bound == GLY_BOUND_NONE &&
        begins_near(c, x, y) && goes_on_near(c, x, x_end, y, y_end) &&
        gly_claims_figure_runs_clash(c, x, x_end, y, y_end))
        return true;
    if (!is_telling(p) || !is_telling(q))
        return false;
    gly_side_read(c, x, x_end, &a);
    gly_side_read(c, y, y_end, &b);

    gly_side_match(&a, &b);
    unsigned left = gly_side_run(&a, &b, -1), right = gly_side_run(&a, &b, 1);
    if (!(left >= 4 || (left >= 2 && right >= 2 && left + right >= 5)) ||
        !begins_alike(&a, &b) || (is_marked_alone(&a) && is_marked_alone(&b)))
        return false;
    return !is_planned_alone(&a, &b) && !is_planned_alone(&b, &a) &&
           !qualifies_alone(&a, &b) && !qualifies_alone(&b, &a) &&
           periods_fit(c, x->sent, y->sent) &&
           (gly_side_denials(&a) + gly_side_denials(&b)) % 2 == 0;
}
