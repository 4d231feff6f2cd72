/* How long, large or heavy one thing is: "The hike takes four hours" and "the two-hour hike",
 * "the tower is 68 metres high" and "the 86-metre tower". One must be told by a verb and one
 * before the noun: of two before the noun each may tell which one is meant. */
#include "note/claim.h"

#include <math.h>

#include "base/image_format.h"
#include "note/claim_side.h"
#include "note/language.h"
#include "note/look.h"

enum { LONGEST = 80, WORDS = 4 };

static const struct gly_str measure = GLY_STR("measure");

struct reading {
    struct gly_claimer *c;
    const struct gly_quantity *q;
    struct gly_look look;
    struct gly_claim_subject subject;
    bool by_noun;
};

/* The verb that tells it, by the words beside the quantity; GLY_NONE for none. */
static uint32_t verb_of(const struct gly_look *look, const struct gly_quantity *q)
{
    uint32_t verb = q->first_tok - 1, behind = q->first_tok + q->tok_count;
    switch (q->unit->dimension) {
    case GLY_DIM_TIME:
        if (gly_look_among(look, verb, "lasts lasted takes took"))
            return verb;
        return gly_look_among(look, behind, "long") &&
                       gly_look_among(look, verb, "is was")
                   ? verb
                   : GLY_NONE;
    case GLY_DIM_LENGTH:
        return gly_look_among(look, behind, "long high tall wide deep") &&
                       gly_look_among(look, verb, "is was")
                   ? verb
                   : GLY_NONE;
    case GLY_DIM_AREA:
        return gly_look_among(look, verb, "covers covered") ? verb : GLY_NONE;
    default:
        return gly_look_among(look, verb, "weighs weighed") ? verb : GLY_NONE;
    }
}

/* "the two-hour hike" */
static bool is_before_noun(const struct gly_look *look, const struct gly_quantity *q)
{
    return q->flags & GLY_QUANTITY_ADJECTIVE &&
           gly_look_among(look, q->first_tok - 1, "the");
}

static bool is_measure(const struct gly_quantity *q)
{
    return q->class == GLY_QUANTITY_AMOUNT && q->unit && q->sent != GLY_NONE &&
           q->bound == GLY_BOUND_NONE && q->low == q->high && q->low > 0 &&
           (q->unit->dimension == GLY_DIM_TIME ||
            q->unit->dimension == GLY_DIM_LENGTH ||
            q->unit->dimension == GLY_DIM_AREA || q->unit->dimension == GLY_DIM_MASS);
}

/* Said by a verb (1), before a noun (2), or not at all. */
static unsigned way_of(const struct gly_claimer *c, const struct gly_quantity *q)
{
    if (!is_measure(q) || c->sents[q->sent].silent)
        return 0;
    struct gly_look look = gly_look_sent(c->doc, q->sent);
    if (q->first_tok == look.first || look.end - look.first > LONGEST)
        return 0;
    if (is_before_noun(&look, q))
        return 2;
    return verb_of(&look, q) != GLY_NONE;
}

/* The noun behind "the two-hour", with what describes it. */
static bool read_thing(struct reading *r)
{
    const struct gly_reading *tags =
        gly_sent_read(r->c->doc, r->q->sent, GLY_DEPTH_TAGS);
    uint32_t i = r->q->first_tok + r->q->tok_count, first = i;
    char form[GLY_CLAIM_FORM];
    if (!tags)
        return false;
    for (; gly_look_has(&r->look, i) && i < first + WORDS; i++) {
        unsigned tag = gly_claim_xpos(tags, r->look.first, i);
        unsigned next = gly_look_has(&r->look, i + 1)
                            ? gly_claim_xpos(tags, r->look.first, i + 1)
                            : GLY_XPOS_OTHER;
        /* "the 86-metre tower climb 340 steps" */
        if ((tag != GLY_XPOS_NN && tag != GLY_XPOS_JJ) ||
            (i > first && (next == GLY_XPOS_CD || next == GLY_XPOS_DT)))
            break;
        gly_claim_bag_at(r->c, &r->look, i, &r->subject.words);
    }
    if (i == first || gly_claim_xpos(tags, r->look.first, i - 1) != GLY_XPOS_NN ||
        gly_look_among(&r->look, i, "of in for that which who between near") ||
        gly_look_among(&r->look, i - 1,
                       "period limit deadline mark delay wait journey trip drive walk "
                       "stay break lead gap version part section stretch leg"))
        return false;
    r->subject.first_tok = first;
    r->subject.end_tok = i;
    r->subject.noun =
        gly_claim_stem(gly_claim_fold(gly_look_at(&r->look, i - 1), form));
    r->subject.key = gly_claim_definite_key(r->subject.noun);
    return true;
}

static bool is_claimed(const struct reading *r)
{
    enum {
        REASONS = GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL | GLY_CUE_CONDITION |
                  GLY_CUE_PLAN | GLY_CUE_OTHER | GLY_CUE_QUALIFIER | GLY_CUE_POSSIBLE
    };
    uint32_t behind = r->q->first_tok + r->q->tok_count;
    if (!gly_claimer_speaks(r->c, r->q->sent) ||
        !gly_claimer_owns(r->c, r->q->span.start) ||
        (!r->by_noun && gly_claimer_year(r->c, r->q->sent) != GLY_NO_YEAR))
        return false;
    for (uint32_t i = r->look.first; i < behind + 1; i++)
        if (gly_claim_cues_at(r->c, &r->look, i) & REASONS)
            return false;
    return !gly_look_among(&r->look, behind, "each per a to or and at by more less");
}

static void read_measure(struct gly_claimer *c, const struct gly_quantity *q,
                         bool by_noun)
{
    struct reading r = {.c = c,
                        .q = q,
                        .look = gly_look_sent(c->doc, q->sent),
                        .by_noun = by_noun,
                        .subject = {.entity = GLY_NONE, .person = 255}};
    bool found =
        by_noun ? read_thing(&r)
                : gly_claimer_subject(c, q->sent, verb_of(&r.look, q), &r.subject) &&
                      r.subject.key != 0;
    if (!found || !is_claimed(&r))
        return;
    uint64_t parts[2] = {gly_claim_subject_key(&r.subject), q->unit->dimension};
    struct gly_claim_value *value = GLY_VEC_ADD(c->arena, &c->values);
    *value = (struct gly_claim_value){.place = GLY_NONE,
                                      .within = GLY_NONE,
                                      .noun = gly_claim_subject_head(&r.subject),
                                      .year = GLY_NO_YEAR,
                                      .measured = q,
                                      .by_noun = by_noun,
                                      .type = GLY_VALUE_THING};
    gly_claimer_add(c,
                    &(struct gly_claim){
                        .key = gly_claim_relation_key(
                            measure, gly_word_hash((const char *)parts, sizeof parts)),
                        .span = q->span,
                        .subject = gly_claim_subject_span(c, &r.subject),
                        .what = measure,
                        .sent = q->sent,
                        .detail = c->values.count - 1,
                        .kind = GLY_CLAIM_VALUE});
}

void gly_claimer_measures(struct gly_claimer *c)
{
    const struct gly_quantities *all = c->quantities;
    unsigned ways[GLY_DIM_COUNT] = {0};
    for (unsigned read = 0; read < 2; read++)
        for (uint32_t i = 0; i < all->count; i++) {
            unsigned way = way_of(c, &all->at[i]);
            if (way && !read)
                ways[all->at[i].unit->dimension] |= way;
            else if (way && ways[all->at[i].unit->dimension] == 3)
                read_measure(c, &all->at[i], way == 2);
        }
}

bool gly_claim_measures_clash(const struct gly_claimer *c, const struct gly_claim *a,
                              const struct gly_claim *b)
{
    const struct gly_claim_value *x = &c->values.at[a->detail];
    const struct gly_claim_value *y = &c->values.at[b->detail];
    const struct gly_quantity *p = x->measured, *q = y->measured;
    if (x->by_noun == y->by_noun || gly_claims_noun_divided(c, x->noun, a, b) ||
        gly_claims_told_between(c, a, b,
                                "extended lengthened shortened raised enlarged cut "
                                "widened rebuilt grew return"))
        return false;
    if (p->unit == q->unit)
        return fabs(p->low - q->low) > p->half + q->half + 1e-9;
    double first = p->low * p->unit->factor, second = q->low * q->unit->factor;
    return fabs(first - second) > 0.3 * fmax(first, second);
}
