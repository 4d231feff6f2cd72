/* What one thing is, of two that exclude each other: "The hall is a timber building", "the
 * stone building"; "Membership is voluntary", "because membership is compulsory".
 *
 * The words are those of sets.csv and the pairs of opposites.csv that last (kind `state`).
 * The sentences need have nothing else in common: what says it may be a predicate, an
 * apposition, what opens a sentence ("As a herbivore, the tapir") or a word before the noun. */
#include "note/claim_state.h"

#include "base/image_format.h"
#include "note/claim_side.h"
#include "note/language.h"
#include "note/look.h"

enum { LEFT_REACH = 6, LEAD_REACH = 18 };

/* How the word is joined to what it speaks of. */
enum form { NO_FORM, PREDICATE, APPOSITION, LEAD, DEFINITE };

struct reading {
    struct gly_claimer *c;
    struct gly_look look;
    const struct gly_reading *tags;
    uint32_t sent, tok;
    uint32_t joint; /* the copula, the comma before, or "as" */
    enum form form;
    bool set;     /* of several answers */
    bool made;    /* "is built of" */
    uint32_t end; /* behind the noun that the word describes, or behind itself */
    struct gly_claim_subject subject;
    struct gly_claim_state state;
};

static unsigned xpos(const struct reading *r, uint32_t tok)
{
    return gly_look_has(&r->look, tok) ? gly_claim_xpos(r->tags, r->look.first, tok)
                                       : GLY_XPOS_OTHER;
}

static bool is_noun(unsigned tag)
{
    return tag == GLY_XPOS_NN || tag == GLY_XPOS_NNS;
}

/* "is built of stone", "was made from oak" */
static uint32_t made_of(const struct gly_look *look, uint32_t tok)
{
    if (tok < look->first + 4 || !gly_look_among(look, tok - 1, "of from"))
        return GLY_NONE;
    uint32_t made =
        tok - 2 - gly_look_among(look, tok - 2, "entirely wholly completely");
    return gly_look_among(look, made, "built made carved constructed woven cast") &&
                   gly_look_among(look, made - 1, "is are was were")
               ? made - 1
               : GLY_NONE;
}

/* By the words alone, before any is tagged. */
static enum form form_of(struct reading *r)
{
    bool article = false;
    r->joint = made_of(&r->look, r->tok);
    if (r->joint != GLY_NONE) {
        r->made = true;
        return PREDICATE;
    }
    r->joint = r->tok - 1;
    if (gly_look_among(&r->look, r->tok - 1, "this"))
        return DEFINITE;
    for (uint32_t i = r->tok; i > r->look.first && r->tok - i < LEFT_REACH; i--) {
        r->joint = i - 1;
        if (gly_look_among(&r->look, i - 1, "is are was were"))
            return PREDICATE;
        if (gly_look_among(&r->look, i - 1, "as being"))
            return i - 1 <= r->look.first + 1 ? LEAD : NO_FORM;
        if (gly_look_among(&r->look, i - 1, "the"))
            return i == r->tok && i - 1 == r->look.first ? DEFINITE : NO_FORM;
        if (gly_look_among(&r->look, i - 1, ","))
            return article ? APPOSITION : NO_FORM;
        if (gly_look_kind(&r->look, i - 1) != GLY_TOK_WORD &&
            !gly_look_is_hyphen(&r->look, i - 1))
            return NO_FORM;
        article = article || gly_look_among(&r->look, i - 1, "a an");
    }
    return NO_FORM;
}

/* "timber and brick"; not "is timber and stands". */
static bool is_one_of_several(const struct reading *r)
{
    unsigned behind = xpos(r, r->tok + 2);
    return gly_look_among(&r->look, r->tok - 1, "and or /") ||
           (gly_look_among(&r->look, r->tok + 1, "and or") && behind != GLY_XPOS_VBZ &&
            behind != GLY_XPOS_VBD && behind != GLY_XPOS_VBP && behind != GLY_XPOS_VB);
}

static bool is_before_noun(unsigned tag)
{
    return tag == GLY_XPOS_DT || tag == GLY_XPOS_RB || tag == GLY_XPOS_JJ ||
           tag == GLY_XPOS_NN || tag == GLY_XPOS_CD;
}

/* "harder than quartz": what it is compared with. */
static bool read_than(struct reading *r)
{
    for (uint32_t i = r->tok + 2; gly_look_has(&r->look, i) && i < r->tok + LEFT_REACH;
         i++) {
        unsigned tag = xpos(r, i);
        /* "colder than the sea in winter" */
        if (tag == GLY_XPOS_IN && !gly_look_among(&r->look, i, "of"))
            return false;
        if (gly_look_kind(&r->look, i) == GLY_TOK_PUNCT || tag == GLY_XPOS_CC ||
            tag == GLY_XPOS_VBZ || tag == GLY_XPOS_VBD)
            break;
        gly_claim_bag_at(r->c, &r->look, i, &r->state.whole);
    }
    return r->state.whole.count > 0;
}

/* The noun that the word describes: "a timber [house]". False where it is one of several
 * words that say how it is, or only a part of a word. */
static bool read_head(struct reading *r)
{
    char form[GLY_CLAIM_FORM];
    uint32_t end = r->tok + 1;
    if (gly_look_is_hyphen(&r->look, end) || gly_look_is_hyphen(&r->look, r->tok - 1) ||
        gly_look_among(&r->look, end, "/ to") || (r->set && is_one_of_several(r)))
        return false;
    for (uint32_t i = r->joint + 1; i < r->tok && !r->made; i++)
        if (!is_before_noun(xpos(r, i)))
            return false;
    while (is_noun(xpos(r, end)) || xpos(r, end) == GLY_XPOS_JJ)
        end++;
    while (end > r->tok + 1 && !is_noun(xpos(r, end - 1)))
        end--;
    r->end = end;
    r->state.compared = gly_look_among(&r->look, r->tok + 1, "than");
    if (r->state.compared && !read_than(r))
        return false;
    /* "voluntary for staff": and otherwise for others. */
    if (end == r->tok + 1)
        return r->form != DEFINITE &&
               (r->made || is_noun(xpos(r, r->tok)) ||
                !gly_look_among(
                    &r->look, end,
                    "for in to at on among under when if until except unless "
                    "during from with while where"));
    r->state.head =
        gly_claim_stem(gly_claim_fold(gly_look_at(&r->look, end - 1), form));
    return true;
}

/* "As a herbivore, the tapir": what stands behind the comma. */
static bool read_led(struct reading *r)
{
    uint32_t comma = r->end;
    while (comma < r->tok + LEAD_REACH && gly_look_has(&r->look, comma) &&
           !gly_look_among(&r->look, comma, ","))
        comma++;
    return gly_look_among(&r->look, comma, ",") && gly_look_has(&r->look, comma + 1) &&
           (gly_claimer_object(r->c, r->sent, comma + 1, &r->subject) ||
            gly_claimer_mention(r->c, comma + 1, GLY_MENTION_PRONOUN, &r->subject) ||
            gly_claimer_antecedent(r->c, r->sent, comma + 1, &r->subject));
}

/* "Membership of the fund is", "because membership is": a noun without an article. */
static bool read_bare(struct reading *r)
{
    char form[GLY_CLAIM_FORM];
    uint32_t first = r->joint;
    while (first > r->look.first && r->joint - first < LEFT_REACH &&
           !gly_look_among(&r->look, first - 1, "because as since although though , ;"))
        first--;
    bool bounded =
        first + 1 == r->joint || gly_look_among(&r->look, first + 1, "of in");
    if (first == r->joint || xpos(r, first) != GLY_XPOS_NN || !bounded ||
        gly_name_at(r->c->names, first) != GLY_NONE)
        return false;
    r->subject = (struct gly_claim_subject){
        .first_tok = first,
        .end_tok = r->joint,
        .entity = GLY_NONE,
        .noun = gly_claim_stem(gly_claim_fold(gly_look_at(&r->look, first), form)),
        .person = 255};
    r->subject.key = gly_claim_definite_key(r->subject.noun);
    return true;
}

static bool read_subject(struct reading *r)
{
    switch (r->form) {
    case PREDICATE:
        r->state.past = gly_look_among(&r->look, r->joint, "was were");
        r->state.present = !r->state.past;
        return (gly_claimer_subject(r->c, r->sent, r->joint, &r->subject) &&
                r->subject.key != 0) ||
               read_bare(r);
    case APPOSITION:
        return gly_look_among(&r->look, r->end, ", . of with in that which who on") &&
               gly_claimer_phrase_before(r->c, r->sent, r->joint, &r->subject);
    case LEAD:
        return read_led(r);
    case DEFINITE:
        /* "The stone house of the miller": there is another, and later on "the stone house"
         * may be that. */
        r->state.other = gly_look_among(
            &r->look, r->end,
            "of in at on by near that which with and beside behind under "
            "opposite next across above below from where who");
        r->subject = (struct gly_claim_subject){.first_tok = r->tok - 1,
                                                .end_tok = r->end,
                                                .entity = GLY_NONE,
                                                .noun = r->state.head,
                                                .person = 255};
        r->subject.key = gly_claim_definite_key(r->state.head);
        return true;
    default:
        return false;
    }
}

/* "In winter the island is", "Before the merger, the yard was": it may be otherwise else. */
static bool is_at_times(const struct reading *r)
{
    if (r->subject.first_tok > r->look.first && r->form == PREDICATE &&
        gly_look_among(&r->look, r->subject.first_tok - 1,
                       "where when if wherever whenever unless once while"))
        return true;
    return r->form == PREDICATE && r->subject.first_tok > r->look.first &&
           gly_look_among(&r->look, r->look.first,
                          "before after in at during under until by from on with "
                          "without when while outside inside for to within") &&
           !gly_look_among(&r->look, r->subject.first_tok - 1,
                           "because since as although though that");
}

/* Nothing from the subject to the noun denies it, doubts it or says that it was otherwise or
 * is so only in part. */
static bool is_claimed(const struct reading *r)
{
    enum {
        REASONS = GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL | GLY_CUE_CONDITION |
                  GLY_CUE_PLAN | GLY_CUE_QUALIFIER | GLY_CUE_OTHER | GLY_CUE_YET |
                  GLY_CUE_NOW | GLY_CUE_CONTRAST | GLY_CUE_POSSIBLE
    };
    uint32_t first = r->form == LEAD ? r->look.first : r->subject.first_tok;
    if (first > r->tok || first < r->look.first)
        first = r->look.first;
    for (uint32_t i = first; i < r->end; i++)
        if (gly_claim_cues_at(r->c, &r->look, i) & REASONS ||
            gly_look_among(
                &r->look, i,
                "more less most least half semi partly mainly mostly largely "
                "usually often sometimes when where while until before after "
                "during like almost part mere no-one n't so-called quasi "
                "once then both either neither if"))
            return false;
    return true;
}

static void file(const struct reading *r, const struct gly_opposite *o, uint64_t key,
                 uint32_t noun)
{
    struct gly_claimer *c = r->c;
    struct gly_claim_state state = r->state;
    state.noun = noun;
    *GLY_VEC_ADD(c->arena, &c->states) = state;
    gly_claimer_add(
        c, &(struct gly_claim){.key = gly_claim_state_key(o->pair, key),
                               .span = c->doc->toks.at[r->tok].span,
                               .subject = gly_claim_subject_span(c, &r->subject),
                               .what = gly_claim_row_text(c->words, o->other),
                               .sent = r->sent,
                               .detail = c->states.count - 1,
                               .kind = GLY_CLAIM_STATE,
                               .side = (uint8_t)o->side});
}

bool gly_claim_may_be_state(const struct gly_claimer *c, uint32_t sent, uint32_t at)
{
    struct reading r = {.look = gly_look_sent(c->doc, sent),
                        .tok = c->profile.at[at].tok};
    return form_of(&r) != NO_FORM;
}

void gly_claimer_state(struct gly_claimer *c, uint32_t sent, uint32_t at,
                       const struct gly_opposite *o)
{
    struct reading r = {.c = c,
                        .look = gly_look_sent(c->doc, sent),
                        .sent = sent,
                        .tok = c->profile.at[at].tok,
                        .set = o->kind == GLY_OPPOSITE_SET,
                        .subject = {.entity = GLY_NONE, .person = 255}};
    r.form = form_of(&r);
    if (r.form == NO_FORM || c->profile.at[at].flags & GLY_CLAIM_PREFIX)
        return;
    r.tags = gly_sent_read(c->doc, sent, GLY_DEPTH_TAGS);
    if (!r.tags || !read_head(&r) || !read_subject(&r) || r.subject.key == 0 ||
        is_at_times(&r) || !is_claimed(&r))
        return;
    r.state.year = r.state.past ? gly_claimer_year(c, sent) : GLY_NO_YEAR;
    r.state.definite = r.form == DEFINITE;
    file(&r, o, gly_claim_subject_key(&r.subject), gly_claim_subject_head(&r.subject));
    /* "Sark Hall is a timber house": so "the house" is one as well. */
    if (r.state.head && r.form == PREDICATE &&
        gly_look_among(&r.look, r.joint + 1, "a an"))
        file(&r, o, gly_claim_definite_key(r.state.head), r.state.head);
}

bool gly_claim_states_clash(const struct gly_claimer *c, const struct gly_claim *a,
                            const struct gly_claim *b)
{
    const struct gly_claim_state *x = &c->states.at[a->detail];
    const struct gly_claim_state *y = &c->states.at[b->detail];
    if (x->ended)
        return gly_claim_ends_clash(c, a, b);
    if (x->contest)
        return x->by_noun != y->by_noun;
    if (x->denied)
        return gly_claim_denials_clash(c, a, b);
    if ((x->past && y->present) || (x->present && y->past) ||
        (x->definite && y->definite) || (x->head && y->head && x->head != y->head) ||
        (x->year != y->year && x->year != GLY_NO_YEAR && y->year != GLY_NO_YEAR))
        return false;
    if (x->other || y->other || gly_claims_noun_divided(c, x->noun, a, b) ||
        gly_claims_told_between(c, a, b,
                                "burnt burned destroyed replaced rebuilt demolished "
                                "collapsed converted became becomes turned moved"))
        return false;
    if (x->compared != y->compared ||
        (x->compared && !gly_bag_fits(&x->whole, &y->whole)))
        return false;
    if (x->turned && (x->by_noun == y->by_noun || a->times != 2))
        return false;
    if (x->days && !gly_claim_days_clash(x, y))
        return false;
    /* North and south of one thing. */
    if (x->sum &&
        (a->side + b->side != x->sum || (x->whole.count > 0 && y->whole.count > 0 &&
                                         !gly_bag_fits(&x->whole, &y->whole))))
        return false;
    return !(x->noun && !gly_claims_same_thing(c, x->noun, a, b)) &&
           gly_claim_opens_with_contrast(c, a) == gly_claim_opens_with_contrast(c, b);
}
