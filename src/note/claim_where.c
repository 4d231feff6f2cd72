/* On which side something lies: "stands on the west coast", "is on the left bank of the
 * Sorne", "lies ten miles north of Alda". East and west exclude each other, north and east
 * do not. */
#include "note/claim_state.h"

#include "base/image_format.h"
#include "note/look.h"

enum { VERB_REACH = 8, SIDES_OPPOSITE_COMPASS = 3, SIDES_OPPOSITE_HAND = 1 };

struct reading {
    struct gly_look look;
    uint32_t tok;
    uint32_t verb; /* or the comma before */
    bool coast;    /* "on the west coast", not "west of" */
};

static bool is_compass(const struct gly_claimer *c, const struct gly_opposite *o)
{
    return gly_str_is(gly_claim_row_text(c->words, o->other), "compass");
}

bool gly_claim_is_side(const struct gly_claimer *c, const struct gly_opposite *o)
{
    return o->kind == GLY_OPPOSITE_SET &&
           (is_compass(c, o) ||
            gly_str_is(gly_claim_row_text(c->words, o->other), "hand"));
}

/* By the words alone. */
static bool find_verb(struct reading *r)
{
    const struct gly_look *look = &r->look;
    uint32_t i = r->tok;
    r->coast = gly_look_among(
        look, r->tok + 1, "coast bank shore side edge slope flank end tip outskirts");
    if (r->coast ? !gly_look_among(look, i - 1, "the") ||
                       !gly_look_among(look, i - 2, "on at in along")
                 : !gly_look_among(look, i + 1, "of"))
        return false;
    i -= r->coast ? 2 : 0;
    if (r->coast && gly_look_among(look, i - 1, ",")) {
        r->verb = i - 1;
        return true;
    }
    /* ", four miles north of the village," */
    if (!r->coast &&
        gly_look_among(look, i - 1, "mile miles kilometre kilometres km metres") &&
        i > look->first + 3 && gly_look_among(look, i - 3, ",")) {
        r->verb = i - 3;
        return true;
    }
    for (; i > look->first && r->tok - i < VERB_REACH; i--) {
        r->verb = i - 1;
        if (gly_look_among(look, i - 1,
                           "lies lie lay stands stand stood sits sat is are was were "
                           "located situated perched"))
            return true;
        if (gly_look_among(look, i - 1, "and or but just not from to who which") ||
            (gly_look_kind(look, i - 1) != GLY_TOK_WORD &&
             gly_look_kind(look, i - 1) != GLY_TOK_NUMBER))
            return false;
    }
    return false;
}

bool gly_claim_may_be_where(const struct gly_claimer *c, uint32_t sent, uint32_t at)
{
    struct reading r = {.look = gly_look_sent(c->doc, sent),
                        .tok = c->profile.at[at].tok};
    return find_verb(&r);
}

/* "of the Sorne": of what it is the side. */
static void read_whole(const struct gly_claimer *c, const struct reading *r,
                       struct gly_bag *ret)
{
    uint32_t i = r->tok + 1 + r->coast;
    if (!gly_look_among(&r->look, i, "of"))
        return;
    for (i++; gly_look_has(&r->look, i) && i < r->tok + VERB_REACH; i++) {
        if (gly_look_among(&r->look, i,
                           "and or in at on near by which that where to") ||
            gly_look_kind(&r->look, i) == GLY_TOK_PUNCT)
            return;
        gly_claim_bag_at(c, &r->look, i, ret);
    }
}

/* "on the north and the south bank", "once", "not": more or less is said than one side. */
static bool is_claimed(const struct gly_claimer *c, const struct reading *r,
                       const struct gly_claim_subject *subject)
{
    enum {
        REASONS = GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL | GLY_CUE_CONDITION |
                  GLY_CUE_PLAN | GLY_CUE_OTHER | GLY_CUE_POSSIBLE
    };
    for (uint32_t i = subject->first_tok; i < r->tok; i++)
        if (gly_claim_cues_at(c, &r->look, i) & REASONS ||
            gly_look_among(&r->look, i, "partly mostly mainly once both part half"))
            return false;
    /* "Seen from the sea, the house stands": right is left there. */
    return !gly_look_among(&r->look, r->look.first,
                           "seen viewed looking coming facing") &&
           !gly_look_is_hyphen(&r->look, r->tok + 1) &&
           !gly_look_is_hyphen(&r->look, r->tok - 1) &&
           !gly_look_among(&r->look, r->tok - 1, "and or");
}

/* "From the cave, four miles north": behind a preposition, too. */
static bool read_before(struct gly_claimer *c, uint32_t sent, const struct reading *r,
                        struct gly_claim_subject *ret)
{
    if (gly_claimer_phrase_before(c, sent, r->verb, ret))
        return true;
    uint32_t i = r->verb;
    while (i > r->look.first && r->verb - i < 4 && !gly_look_among(&r->look, i, "the"))
        i--;
    return gly_look_among(&r->look, i, "the") && gly_claimer_object(c, sent, i, ret) &&
           ret->end_tok == r->verb;
}

void gly_claimer_where(struct gly_claimer *c, uint32_t sent, uint32_t at,
                       const struct gly_opposite *o)
{
    struct reading r = {.look = gly_look_sent(c->doc, sent),
                        .tok = c->profile.at[at].tok};
    struct gly_claim_subject subject;
    if (!find_verb(&r) ||
        !(gly_look_among(&r.look, r.verb, ",")
              ? read_before(c, sent, &r, &subject)
              : gly_claimer_subject(c, sent, r.verb, &subject)) ||
        subject.key == 0 || subject.first_tok > r.tok || !is_claimed(c, &r, &subject))
        return;
    struct gly_claim_state *state = GLY_VEC_ADD(c->arena, &c->states);
    *state = (struct gly_claim_state){.noun = subject.noun,
                                      .year = GLY_NO_YEAR,
                                      .sum = is_compass(c, o) ? SIDES_OPPOSITE_COMPASS
                                                              : SIDES_OPPOSITE_HAND};
    read_whole(c, &r, &state->whole);
    if (!r.coast && state->whole.count == 0)
        return;
    char form[GLY_CLAIM_FORM];
    uint64_t what = o->pair;
    if (r.coast)
        what = what << 32 |
               gly_claim_stem(gly_claim_fold(gly_look_at(&r.look, r.tok + 1), form));
    gly_claimer_add(c,
                    &(struct gly_claim){.key = gly_claim_state_key(what, subject.key),
                                        .span = c->doc->toks.at[r.tok].span,
                                        .subject = gly_claim_subject_span(c, &subject),
                                        .what = gly_claim_row_text(c->words, o->other),
                                        .sent = sent,
                                        .detail = c->states.count - 1,
                                        .kind = GLY_CLAIM_STATE,
                                        .side = (uint8_t)o->side});
}
