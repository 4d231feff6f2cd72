/* Who won the one match, final or election that a text tells of: "Tarvos beat Elmstead 3-1" and
 * "Elmstead's victory". Where two contests are told by verbs, a noun may mean either. */
#include "note/claim_state.h"

#include "base/image_format.h"
#include "note/claim_side.h"
#include "note/language.h"
#include "note/look.h"

enum { LOST, WON, LONGEST = 60, AGENT_REACH = 8, NOUNS_MAX = 8 };

static const uint64_t outcome_key = 0x6f7574636f6d6521; /* the key of who won */

static const char verbs[] = "beat beaten defeated thrashed";
static const char wins[] = "victory win triumph";
static const char losses[] = "defeat loss";

struct reading {
    struct gly_claimer *c;
    struct gly_look look;
    uint32_t sent, tok;
};

static struct reading open_reading(struct gly_claimer *c, uint32_t at)
{
    uint32_t tok = c->profile.at[at].tok;
    uint32_t sent = c->doc->toks.at[tok].sent;
    return (struct reading){
        .c = c, .look = gly_look_sent(c->doc, sent), .sent = sent, .tok = tok};
}

/* The name that ends before `tok`, or begins at it. */
static bool name_beside(const struct reading *r, uint32_t tok, bool before,
                        struct gly_claim_subject *ret)
{
    if (before ? tok == r->look.first : !gly_look_has(&r->look, tok))
        return false;
    uint32_t n = gly_name_at(r->c->names, before ? tok - 1 : tok);
    return n != GLY_NONE && !(r->c->names->names[n].flags & GLY_NAME_POSSESSIVE) &&
           gly_claimer_name(r->c, n, ret) && ret->entity != GLY_NONE;
}

static void file(const struct reading *r, const struct gly_claim_subject *who,
                 unsigned side, bool by_noun)
{
    struct gly_claimer *c = r->c;
    *GLY_VEC_ADD(c->arena, &c->states) = (struct gly_claim_state){
        .year = GLY_NO_YEAR, .contest = true, .by_noun = by_noun};
    gly_claimer_add(
        c, &(struct gly_claim){.key = gly_claim_state_key(outcome_key, who->key),
                               .span = r->look.toks[r->tok].span,
                               .subject = gly_claim_subject_span(c, who),
                               .sent = r->sent,
                               .detail = c->states.count - 1,
                               .kind = GLY_CLAIM_STATE,
                               .side = (uint8_t)side});
}

/* "Tarvos beat Elmstead", "Elmstead were beaten 3-1 by Tarvos" */
static void read_verb(const struct reading *r)
{
    struct gly_claim_subject first, second;
    bool passive = gly_look_among(&r->look, r->tok - 1, "was were");
    uint32_t other = r->tok + 1;
    if (passive)
        while (other < r->tok + AGENT_REACH && gly_look_has(&r->look, other) &&
               !gly_look_among(&r->look, other - 1, "by"))
            other++;
    if (!name_beside(r, r->tok - passive, true, &first) ||
        !name_beside(r, other, false, &second) || first.entity == second.entity ||
        !gly_claimer_owns(r->c, r->look.toks[r->tok].span.start))
        return;
    file(r, &first, passive ? LOST : WON, false);
    file(r, &second, passive ? WON : LOST, false);
}

/* "Elmstead's victory": not "last year's victory", "Elmstead's defeat of Tarvos". */
static void read_noun(const struct reading *r)
{
    struct gly_claim_subject who;
    uint32_t n =
        r->tok == r->look.first ? GLY_NONE : gly_name_at(r->c->names, r->tok - 1);
    if (n == GLY_NONE || !(r->c->names->names[n].flags & GLY_NAME_POSSESSIVE) ||
        gly_look_among(&r->look, r->tok + 1, "of over against in at on to by from") ||
        r->look.end - r->look.first > LONGEST ||
        !gly_claimer_owns(r->c, r->look.toks[r->tok].span.start))
        return;
    for (uint32_t i = r->look.first; i < r->look.end; i++)
        if (gly_look_among(&r->look, i,
                           "earlier last previous week month year season before again "
                           "later second third next hopes chance chances ago would "
                           "could might never no not if second-leg monday tuesday "
                           "wednesday thursday friday saturday sunday"))
            return;
    uint32_t first = r->c->names->names[n].first_tok;
    if (first != r->look.first &&
        !gly_look_among(&r->look, first - 1, "after since following despite with"))
        return;
    if (!gly_claimer_name(r->c, n, &who) || who.entity == GLY_NONE)
        return;
    file(r, &who, gly_look_among(&r->look, r->tok, wins) ? WON : LOST, true);
}

/* May it be a word of a contest? Only these letters begin one. */
static bool may_tell(struct gly_str word)
{
    return word.len > 2 && word.len < 9 && memchr("bdtvwl", word.ptr[0], 6);
}

void gly_claimer_outcomes(struct gly_claimer *c)
{
    uint32_t nouns[NOUNS_MAX], verb = GLY_NONE;
    unsigned count = 0, told = 0;
    for (uint32_t i = 0; i < c->profile.count && told < 2; i++) {
        struct gly_str word = gly_claim_text(c, i);
        if (!may_tell(word))
            continue;
        if (gly_word_among(word, verbs)) {
            verb = i;
            told++;
        } else if (count < NOUNS_MAX &&
                   (gly_word_among(word, wins) || gly_word_among(word, losses))) {
            nouns[count++] = i;
        }
    }
    if (told != 1 || count == 0)
        return;
    struct reading r = open_reading(c, verb);
    if (!gly_claimer_speaks(c, r.sent) || r.tok == r.look.first)
        return;
    read_verb(&r);
    for (unsigned i = 0; i < count; i++) {
        r = open_reading(c, nouns[i]);
        if (gly_claimer_speaks(c, r.sent))
            read_noun(&r);
    }
}
