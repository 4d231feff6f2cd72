/* Which way something went: "Turnover rose by a tenth" and "the fall in turnover". The noun
 * with its article takes for granted what a verb says elsewhere. */
#include "note/claim_state.h"

#include "base/image_format.h"
#include "note/language.h"
#include "note/look.h"

enum {
    DOWN,
    UP,
    NO_TURN,
    LONGEST = 80
}; /* LONGEST: tokens of a sentence that is read */

static const uint64_t turn = 0x7475726e65643f21; /* the key of what rose or fell */

/* The letters with which the words below begin: most words are told by them. */
static bool may_turn(struct gly_str word)
{
    return word.len > 2 && word.len < 10 && strchr("rigcjsfd", word.ptr[0] | 0x20);
}

static unsigned verb_turn(const struct gly_look *look, uint32_t tok)
{
    if (gly_look_among(look, tok,
                       "rose risen increased grew grown climbed jumped surged"))
        return UP;
    return gly_look_among(
               look, tok,
               "fell fallen decreased declined dropped shrank slumped dipped")
               ? DOWN
               : NO_TURN;
}

static unsigned noun_turn(const struct gly_look *look, uint32_t tok)
{
    if (gly_look_among(look, tok, "rise increase growth jump surge"))
        return UP;
    return gly_look_among(look, tok, "fall decrease decline drop slump dip") ? DOWN
                                                                             : NO_TURN;
}

/* The noun phrase from `tok` on that says what went up or down: "turnover", "the price of
 * coal"; false where it is not bounded. */
static bool read_thing(const struct gly_claimer *c, const struct gly_look *look,
                       uint32_t tok, uint32_t end, struct gly_bag *ret)
{
    for (uint32_t i = tok; i < end && gly_look_has(look, i); i++) {
        if (gly_look_kind(look, i) == GLY_TOK_PUNCT ||
            gly_look_among(look, i,
                           "was were is are has have had will would and or by in "
                           "to from at which that since during but as"))
            break;
        gly_claim_bag_at(c, look, i, ret);
    }
    return ret->count > 0 && ret->count < 4;
}

/* "the fall in turnover in Norway": a part of it. */
static bool is_part(const struct gly_look *look, uint32_t tok)
{
    for (uint32_t i = tok + 2; gly_look_has(look, i); i++) {
        if (gly_look_kind(look, i) == GLY_TOK_PUNCT ||
            gly_look_among(look, i, "was were is are has have had will would by"))
            return false;
        if (gly_look_among(look, i, "in from at to among for between on"))
            return true;
    }
    return false;
}

/* Another time, another part, or no more than a chance. */
static bool is_plain(const struct gly_claimer *c, uint32_t sent,
                     const struct gly_look *look)
{
    enum {
        REASONS = GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL | GLY_CUE_OTHER |
                  GLY_CUE_CONTRAST | GLY_CUE_YET | GLY_CUE_POSSIBLE
    };
    if (!gly_claimer_speaks(c, sent) || c->sents[sent].cues & REASONS ||
        gly_claimer_year(c, sent) != GLY_NO_YEAR)
        return false;
    for (uint32_t i = look->first; i < look->end; i++)
        if (gly_look_among(look, i,
                           "year years quarter month months week weeks half then while "
                           "after before until followed again when recent will may "
                           "january february march april june july august september "
                           "october november december monday today yesterday"))
            return false;
    return true;
}

void gly_claimer_turn(struct gly_claimer *c, uint32_t sent, uint32_t at)
{
    struct gly_look look = gly_look_sent(c->doc, sent);
    uint32_t tok = c->profile.at[at].tok, first;
    struct gly_bag thing = {.count = 0};
    if (!may_turn(gly_look_at(&look, tok)) || look.end - look.first > LONGEST)
        return;
    unsigned way = verb_turn(&look, tok);
    bool noun = way == NO_TURN;
    if (!noun) {
        first = look.first;
        if (tok - first > 5 || !read_thing(c, &look, first, tok, &thing) ||
            gly_look_among(&look, first, "in it this that they he she we a an"))
            return;
    } else {
        way = noun_turn(&look, tok);
        first = tok - 1;
        if (way == NO_TURN || !gly_look_among(&look, tok - 1, "the this") ||
            !gly_look_among(&look, tok + 1, "in of") ||
            !read_thing(c, &look, tok + 2, tok + 7, &thing) || is_part(&look, tok))
            return;
    }
    if (!is_plain(c, sent, &look) || !gly_claimer_owns(c, look.toks[tok].span.start))
        return;
    *GLY_VEC_ADD(c->arena, &c->states) =
        (struct gly_claim_state){.year = GLY_NO_YEAR, .turned = true, .by_noun = noun};
    gly_claimer_add(
        c, &(struct gly_claim){
               .key = gly_claim_state_key(turn, gly_bag_hash(&thing)),
               .span = look.toks[tok].span,
               .subject = {look.toks[first].span.start, look.toks[tok].span.end},
               .sent = sent,
               .detail = c->states.count - 1,
               .kind = GLY_CLAIM_STATE,
               .side = (uint8_t)way});
}
