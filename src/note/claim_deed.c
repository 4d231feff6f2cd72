/* What came of one thing, told by a verb of which only one of two comes to pass: "The board
 * approved the plan", "since the board rejected the plan", "the plan that the board vetoed".
 *
 * A deed has one who does it and that to which it is done, whatever the voice and whatever
 * else the sentence says. Both must be told and agree; a sentence that hints at a second
 * round ("again", "later", "this time") tells nothing. */
#include "note/claim_state.h"

#include "base/image_format.h"
#include "note/claim_side.h"
#include "note/language.h"
#include "note/look.h"

enum { AGENT_REACH = 10, LEAD_REACH = 16 };

struct reading {
    struct gly_claimer *c;
    struct gly_look look;
    const struct gly_reading *tags;
    uint32_t sent, tok;
    struct gly_claim_subject agent, object;
    bool by_noun;
};

static unsigned xpos(const struct reading *r, uint32_t tok)
{
    return gly_look_has(&r->look, tok) ? gly_claim_xpos(r->tags, r->look.first, tok)
                                       : GLY_XPOS_OTHER;
}

/* "rejected by the board in May" */
static bool read_by(struct reading *r)
{
    for (uint32_t i = r->tok + 1; i < r->tok + AGENT_REACH && gly_look_has(&r->look, i);
         i++) {
        if (gly_look_among(&r->look, i, "by")) {
            gly_claimer_object(r->c, r->sent, i + 1, &r->agent);
            return r->agent.words.count > 0 || r->agent.entity != GLY_NONE;
        }
        if (gly_look_among(&r->look, i, ", ; : and but which who"))
            return false;
    }
    return false;
}

/* "Having lost the final, the club": who did stands behind the comma. */
static bool read_having(struct reading *r)
{
    uint32_t comma = r->object.end_tok;
    while (comma < r->tok + LEAD_REACH && gly_look_has(&r->look, comma) &&
           !gly_look_among(&r->look, comma, ","))
        comma++;
    return gly_look_among(&r->look, comma, ",") && gly_look_has(&r->look, comma + 1) &&
           (gly_claimer_object(r->c, r->sent, comma + 1, &r->agent) ||
            gly_claimer_mention(r->c, comma + 1, GLY_MENTION_PRONOUN, &r->agent));
}

/* "the plan that the board rejected": before the pronoun stands what it is done to. */
static bool read_relative(struct reading *r)
{
    uint32_t i = r->agent.first_tok;
    if (i < r->look.first + 2 || !gly_look_among(&r->look, i - 1, "that which"))
        return false;
    i -= 1 + gly_look_among(&r->look, i - 2, ",");
    return gly_claimer_phrase_before(r->c, r->sent, i, &r->object);
}

/* "the board's": who has the decision, or the deed that a noun tells. */
static bool read_owner(struct reading *r, uint32_t tok)
{
    uint32_t n = gly_name_at(r->c->names, tok);
    struct gly_str owner = gly_look_at(&r->look, tok);
    if (n != GLY_NONE)
        return gly_claimer_name(r->c, n, &r->agent);
    r->agent.words.count = 0;
    gly_claim_bag_at(r->c, &r->look, tok, &r->agent.words);
    return gly_str_ends(owner, "'s") || gly_str_ends(owner, "\u2019s");
}

/* "the board's decision to reject", "the board voted to reject" */
static bool read_intent(struct reading *r)
{
    uint32_t tok = r->tok;
    if (tok < r->look.first + 3 || !gly_look_among(&r->look, tok - 1, "to"))
        return false;
    if (gly_look_among(&r->look, tok - 2, "decision vote"))
        return read_owner(r, tok - 3);
    return gly_look_among(&r->look, tok - 2, "voted decided chose") &&
           (gly_claimer_subject(r->c, r->sent, tok - 2, &r->agent) ||
            r->agent.words.count > 0);
}

/* As a subject, or of what came before or after it: "since the board's rejection of"; not
 * "they feared the board's rejection of". */
static bool is_taken_for_granted(const struct reading *r)
{
    for (uint32_t i = r->tok; i > r->look.first && r->tok - i < LEAD_REACH / 2; i--)
        if (gly_look_among(&r->look, i - 1, "after since following despite by upon") ||
            gly_look_among(&r->look, i - 1, ","))
            return true;
        else if (gly_look_kind(&r->look, i - 1) != GLY_TOK_WORD ||
                 xpos(r, i - 1) == GLY_XPOS_VBD || xpos(r, i - 1) == GLY_XPOS_IN ||
                 xpos(r, i - 1) == GLY_XPOS_TO)
            return false;
    return r->tok - r->look.first < LEAD_REACH / 2;
}

/* "the board's rejection of the plan", "the rejection of the plan by the board" */
static bool read_told_by_noun(struct reading *r)
{
    r->by_noun = true;
    if (!gly_look_among(&r->look, r->tok + 1, "of") || !is_taken_for_granted(r) ||
        !gly_look_has(&r->look, r->tok + 2) ||
        !gly_claimer_object(r->c, r->sent, r->tok + 2, &r->object))
        return false;
    return read_owner(r, r->tok - 1) ||
           (gly_look_among(&r->look, r->tok - 1, "the") && read_by(r));
}

static bool read_active(struct reading *r)
{
    bool having = gly_look_among(&r->look, r->tok - 1, "having");
    bool has_object = gly_look_has(&r->look, r->tok + 1) &&
                      gly_claimer_object(r->c, r->sent, r->tok + 1, &r->object);
    if (having)
        return r->tok == r->look.first + 1 && has_object && read_having(r);
    if (xpos(r, r->tok) == GLY_XPOS_VB)
        return has_object && read_intent(r);
    gly_claimer_subject(r->c, r->sent, r->tok, &r->agent);
    if (r->agent.words.count == 0 && r->agent.entity == GLY_NONE)
        return false;
    return has_object || read_relative(r);
}

/* Is a word of the clause a reason to think of another round, or of what is to be? Words of
 * the thing itself are none: "the final". */
static bool is_claimed(const struct reading *r)
{
    enum {
        ROUNDS = GLY_CUE_CONTRAST | GLY_CUE_OTHER | GLY_CUE_YET | GLY_CUE_QUALIFIER,
        DOUBTS = GLY_CUE_CONDITION | GLY_CUE_POSSIBLE | GLY_CUE_NOT | GLY_CUE_NO |
                 GLY_CUE_MODAL
    };
    /* Behind a noun stands what is said of the deed. */
    uint32_t first = r->tok, end = r->by_noun ? r->object.end_tok : r->look.end;
    while (first > r->look.first && !gly_look_among(&r->look, first - 1, ", ; :"))
        first--;
    /* "Under the old law, the agency approved": a case. */
    if (first > r->look.first &&
        gly_look_among(&r->look, r->look.first,
                       "under in at on with without during before after for by"))
        return false;
    for (uint32_t i = first; i < end && !gly_look_among(&r->look, i, ", ; :"); i++) {
        bool inside = i >= r->object.first_tok && i < r->object.end_tok;
        if (!inside && i != r->tok && !gly_look_among(&r->look, i, "because") &&
            (gly_claim_cues_at(r->c, &r->look, i) &
                 (i < r->tok ? ROUNDS | DOUBTS : ROUNDS) ||
             gly_look_among(&r->look, i,
                            "time round twice previous year week month season would "
                            "being when if narrowly almost had")))
            return false;
    }
    return true;
}

/* What behind the noun tells which one it is: "the plan for the mill". */
static void read_narrower(struct reading *r)
{
    uint32_t i = r->object.end_tok;
    if (!gly_look_among(&r->look, i, "for of on in to at against from about with"))
        return;
    for (; gly_look_has(&r->look, i) && i != r->tok; i++) {
        uint32_t d = gly_claimer_date_from(r->c, i);
        if (gly_look_among(
                &r->look, i,
                ", ; : by when which that who after before because as and was "
                "is were had has") ||
            (d < r->c->dates->count && r->c->dates->at[d].first_tok <= i + 1))
            return;
        gly_claim_bag_at(r->c, &r->look, i, &r->object.words);
    }
}

static bool read_deed(struct reading *r)
{
    unsigned tag = xpos(r, r->tok);
    bool passive = gly_look_among(&r->look, r->tok - 1, "was were been is are");
    if (tag == GLY_XPOS_VBN && (passive || r->tok == r->look.first))
        return gly_claimer_subject(r->c, r->sent, r->tok, &r->object) &&
               r->object.passive && read_by(r);
    if (tag == GLY_XPOS_NN)
        return read_told_by_noun(r);
    if (tag != GLY_XPOS_VBD && tag != GLY_XPOS_VBN && tag != GLY_XPOS_VB)
        return false;
    return !passive && read_active(r);
}

/* By the words alone: somebody and something may stand beside the verb. */
bool gly_claim_may_be_deed(const struct gly_claimer *c, uint32_t sent, uint32_t at)
{
    struct gly_look look = gly_look_sent(c->doc, sent);
    uint32_t tok = c->profile.at[at].tok;
    if (gly_look_among(&look, tok + 1, "the a an his her its their this that these") ||
        gly_look_flags(&look, tok + 1) & GLY_TOK_CAPITALISED)
        return tok > look.first && !gly_look_among(&look, tok - 1, "the a an of");
    if (gly_look_among(&look, tok + 1, "of"))
        return tok > look.first;
    bool passive = gly_look_among(&look, tok - 1, "was were been") || tok == look.first;
    for (uint32_t i = tok + 1; passive && i < tok + AGENT_REACH; i++)
        if (gly_look_among(&look, i, "by"))
            return true;
    for (uint32_t i = tok; !passive && i > look.first && tok - i < AGENT_REACH; i--)
        if (gly_look_among(&look, i - 1, "that which"))
            return true;
    return false;
}

void gly_claimer_deed(struct gly_claimer *c, uint32_t sent, uint32_t at,
                      const struct gly_opposite *o)
{
    struct gly_claim_subject nobody = {.entity = GLY_NONE, .person = 255};
    struct reading r = {.c = c,
                        .look = gly_look_sent(c->doc, sent),
                        .sent = sent,
                        .tok = c->profile.at[at].tok,
                        .agent = nobody,
                        .object = nobody};
    r.tags = gly_sent_read(c->doc, sent, GLY_DEPTH_TAGS);
    if (!r.tags || !read_deed(&r) || r.object.key == 0 || !is_claimed(&r))
        return;
    read_narrower(&r);
    uint32_t d = gly_claimer_date_from(c, r.look.first);
    bool dated = d < c->dates->count && c->dates->at[d].first_tok < r.look.end;
    *GLY_VEC_ADD(c->arena, &c->deeds) = (struct gly_claim_deed_told){
        .agent = r.agent.words,
        .object = r.object.words,
        .doer = r.agent.entity,
        .noun = r.object.noun,
        .when = dated ? c->dates->at[d].from : (struct gly_moment){GLY_NO_YEAR, 0, 0}};
    gly_claimer_add(c, &(struct gly_claim){
                           .key = gly_claim_state_key(
                               o->pair, r.object.noun ? r.object.noun : r.object.key),
                           .span = c->doc->toks.at[r.tok].span,
                           .subject = gly_claim_subject_span(c, &r.object),
                           .what = gly_claim_row_text(c->words, o->other),
                           .sent = sent,
                           .detail = c->deeds.count - 1,
                           .kind = GLY_CLAIM_DEED,
                           .side = (uint8_t)o->side});
}

/* Both are told, and are one: by entity, or by words of which one has all of the other's. */
static bool same_agent(const struct gly_claim_deed_told *x,
                       const struct gly_claim_deed_told *y)
{
    if (x->doer != GLY_NONE && y->doer != GLY_NONE)
        return x->doer == y->doer;
    return x->agent.count > 0 && gly_bag_fits(&x->agent, &y->agent);
}

bool gly_claim_deeds_clash(const struct gly_claimer *c, const struct gly_claim *a,
                           const struct gly_claim *b)
{
    const struct gly_claim_deed_told *x = &c->deeds.at[a->detail];
    const struct gly_claim_deed_told *y = &c->deeds.at[b->detail];
    /* "the new pool in the park" is "the pool" later on, but not the other way round. */
    if (!same_agent(x, y) || y->object.count > x->object.count ||
        !gly_bag_fits(&x->object, &y->object) ||
        (x->noun && !gly_claim_same_definite(c, x->noun, a->sent, b->sent)))
        return false;
    if ((x->when.year != y->when.year && x->when.year != GLY_NO_YEAR &&
         y->when.year != GLY_NO_YEAR) ||
        (x->when.month != y->when.month && x->when.month && y->when.month) ||
        (x->when.day != y->when.day && x->when.day && y->when.day))
        return false;
    return gly_claim_opens_with_contrast(c, a) == gly_claim_opens_with_contrast(c, b);
}
