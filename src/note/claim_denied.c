/* What one is said never to do, and does: "The plover does not migrate" and "each autumn the
 * plover migrates to Africa"; "the picture has never been found" and "the picture was found in
 * a cellar".
 *
 * Only what is denied altogether counts: nothing follows the verb. What is done must be told
 * without an object, as the denial may have been of another one. */
#include "note/claim_state.h"

#include "base/image_format.h"
#include "note/claim_side.h"
#include "note/language.h"
#include "note/look.h"

enum { DENIED_MAX = 16, LONGEST = 60 };

static const uint64_t denied_key = 0x64656e6965643f21; /* the key of what is denied */

struct denial {
    uint64_t key; /* of the claim */
    uint32_t stem;
    struct gly_str form;
};

struct reading {
    struct gly_claimer *c;
    struct gly_look look;
    const struct gly_reading *tags;
    uint32_t sent, tok;
    struct gly_claim_subject subject;
    bool passive, past, present;
};

static unsigned xpos(const struct reading *r, uint32_t tok)
{
    return gly_look_has(&r->look, tok) ? gly_claim_xpos(r->tags, r->look.first, tok)
                                       : GLY_XPOS_OTHER;
}

static struct gly_str lemma_at(const struct reading *r, uint32_t tok)
{
    for (uint32_t i = tok - r->look.first; i < r->tags->word_count; i++)
        if (r->tags->words[i].tok == tok)
            return r->tags->words[i].lemma;
    return (struct gly_str){"", 0};
}

static bool open_reading(struct reading *r, struct gly_claimer *c, uint32_t sent,
                         uint32_t tok)
{
    *r = (struct reading){.c = c,
                          .look = gly_look_sent(c->doc, sent),
                          .sent = sent,
                          .tok = tok,
                          .subject = {.entity = GLY_NONE, .person = 255}};
    if (r->look.end - r->look.first > LONGEST || !gly_claimer_speaks(c, sent) ||
        !gly_claimer_owns(c, r->look.toks[tok].span.start))
        return false;
    r->tags = gly_sent_read(c->doc, sent, GLY_DEPTH_TAGS);
    return r->tags != NULL;
}

/* Verbs that are denied of this or that moment, or mean little alone. */
static bool is_light(struct gly_str lemma)
{
    return lemma.len < 3 ||
           gly_word_among(lemma, "have get say know think see come seem appear help "
                                 "matter mean stop answer reply happen want need make "
                                 "take give agree understand remember like "
                                 "change move work hesitate respond fail try count "
                                 "exist apply compile run start build use");
}

static uint64_t key_of(const struct reading *r)
{
    struct gly_str lemma = lemma_at(r, r->tok);
    uint64_t parts[3] = {denied_key ^ r->passive, gly_claim_subject_key(&r->subject),
                         gly_word_hash(lemma.ptr, lemma.len)};
    return gly_claim_state_key(gly_word_hash((const char *)parts, sizeof parts), 1);
}

static void file(const struct reading *r, unsigned side, struct gly_span span)
{
    struct gly_claimer *c = r->c;
    *GLY_VEC_ADD(c->arena, &c->states) =
        (struct gly_claim_state){.noun = gly_claim_subject_head(&r->subject),
                                 .year = GLY_NO_YEAR,
                                 .denied = true,
                                 .past = r->past,
                                 .present = r->present};
    gly_claimer_add(
        c, &(struct gly_claim){.key = key_of(r),
                               .span = span,
                               .subject = gly_claim_subject_span(c, &r->subject),
                               .sent = r->sent,
                               .detail = c->states.count - 1,
                               .kind = GLY_CLAIM_STATE,
                               .side = (uint8_t)side,
                               .lack = true});
}

/* "does not migrate", "never married", "has never been found", "cannot drive": the verb behind
 * the denial; 0 for none. */
static uint32_t denied_verb(struct reading *r, uint32_t not_tok)
{
    const struct gly_look *look = &r->look;
    bool never = gly_look_among(look, not_tok, "never");
    bool been = gly_look_among(look, not_tok + 1, "been");
    uint32_t verb = not_tok + 1 + been;
    unsigned tag = xpos(r, verb);
    r->passive = been;
    if (gly_look_among(look, not_tok, "cannot") ||
        (gly_look_among(look, not_tok, "not") &&
         gly_look_among(look, not_tok - 1, "can"))) {
        r->past = r->present = true;
        return tag == GLY_XPOS_VB ? verb : 0;
    }
    if (been) {
        r->past = true;
        return tag == GLY_XPOS_VBN && gly_look_among(look, not_tok - 1, "has have")
                   ? verb
                   : 0;
    }
    if (never && gly_look_among(look, not_tok - 1, "was were")) {
        r->past = r->passive = true;
        return tag == GLY_XPOS_VBN ? verb : 0;
    }
    if (gly_look_among(look, not_tok - 1, "does do")) {
        r->present = true;
        return tag == GLY_XPOS_VB ? verb : 0;
    }
    if (!never)
        return 0;
    r->present = tag == GLY_XPOS_VBZ || tag == GLY_XPOS_VBP;
    r->past = !r->present;
    return r->present || tag == GLY_XPOS_VBD ||
                   (tag == GLY_XPOS_VBN && gly_look_among(look, not_tok - 1, "has"))
               ? verb
               : 0;
}

/* To tag a sentence is dear: is nothing behind the verb, by the words alone? */
static bool may_be_bare(const struct gly_claimer *c, uint32_t sent, uint32_t not_tok)
{
    struct gly_look look = gly_look_sent(c->doc, sent);
    uint32_t behind = not_tok + 2 + gly_look_among(&look, not_tok + 1, "been");
    return not_tok > look.first && gly_look_has(&look, not_tok + 1) &&
           (!gly_look_has(&look, behind) ||
            gly_look_among(&look, behind, ". , ; and but or"));
}

static bool read_denial(struct gly_claimer *c, uint32_t sent, uint32_t not_tok,
                        struct denial *ret)
{
    struct reading r;
    char form[GLY_CLAIM_FORM];
    if (!may_be_bare(c, sent, not_tok) || !open_reading(&r, c, sent, not_tok) ||
        not_tok == r.look.first || !gly_look_has(&r.look, not_tok + 1))
        return false;
    r.tok = denied_verb(&r, not_tok);
    if (r.tok == 0 || is_light(lemma_at(&r, r.tok)) ||
        (!r.passive && gly_str_is(lemma_at(&r, r.tok), "find")) ||
        (gly_look_has(&r.look, r.tok + 1) &&
         !gly_look_among(&r.look, r.tok + 1, ". , ; and but or")) ||
        !gly_claimer_subject(c, sent,
                             gly_look_among(&r.look, not_tok - 1, "can")  ? not_tok - 1
                             : gly_look_among(&r.look, not_tok, "cannot") ? not_tok
                                                                          : r.tok,
                             &r.subject) ||
        r.subject.key == 0 ||
        c->sents[sent].cues & (GLY_CUE_YET | GLY_CUE_NOW | GLY_CUE_CONTRAST))
        return false;
    /* "Without light the seeds do not germinate": a case. */
    if (r.subject.first_tok > r.look.first &&
        !gly_look_among(&r.look, r.subject.first_tok - 1, "because since as that and"))
        return false;
    *ret = (struct denial){
        .key = key_of(&r),
        .stem = gly_claim_stem(gly_claim_fold(gly_look_at(&r.look, r.tok), form)),
        .form = gly_look_at(&r.look, r.tok)};
    file(&r, 0,
         (struct gly_span){r.look.toks[not_tok].span.start,
                           r.look.toks[r.tok].span.end});
    return true;
}

/* No object: the clause ends, or goes on with where, when and how. */
static bool stands_alone(const struct reading *r)
{
    unsigned tag = xpos(r, r->tok + 1);
    return !gly_look_has(&r->look, r->tok + 1) || tag == GLY_XPOS_IN ||
           tag == GLY_XPOS_TO || tag == GLY_XPOS_RB || tag == GLY_XPOS_CC ||
           gly_look_kind(&r->look, r->tok + 1) == GLY_TOK_PUNCT;
}

static void read_deed(struct gly_claimer *c, uint32_t sent, uint32_t tok,
                      const struct denial *denials, unsigned count)
{
    enum {
        REASONS = GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL | GLY_CUE_CONTRAST |
                  GLY_CUE_CONDITION | GLY_CUE_PLAN
    };
    struct reading r;
    if (!open_reading(&r, c, sent, tok) || c->sents[sent].cues & REASONS)
        return;
    for (uint32_t i = r.look.first; i < tok; i++)
        if (gly_look_among(&r.look, i, "said says told story film novel play dream"))
            return;
    unsigned tag = xpos(&r, tok);
    bool finite = tag == GLY_XPOS_VBZ || tag == GLY_XPOS_VBP || tag == GLY_XPOS_VBD;
    if ((!finite && tag != GLY_XPOS_VBN) ||
        !gly_claimer_subject(c, sent, tok, &r.subject) || r.subject.key == 0)
        return;
    r.passive = r.subject.passive;
    r.past = tag == GLY_XPOS_VBD || tag == GLY_XPOS_VBN;
    r.present = !r.past;
    if (!r.passive && (!finite || !stands_alone(&r)))
        return;
    uint64_t key = key_of(&r);
    for (unsigned i = 0; i < count; i++)
        if (denials[i].key == key) {
            file(&r, 1, r.look.toks[tok].span);
            return;
        }
}

/* May the word be a form of the verb? Most are told by two letters. */
static bool may_be_form(const struct gly_claimer *c, uint32_t at,
                        const struct denial *denial)
{
    struct gly_str word = gly_claim_text(c, at);
    return c->profile.at[at].stem == denial->stem ||
           (word.len > 2 && denial->form.len > 2 &&
            word.ptr[0] == denial->form.ptr[0] && word.ptr[1] == denial->form.ptr[1] &&
            word.len <= denial->form.len + 2 && denial->form.len <= word.len + 2);
}

void gly_claimer_denied(struct gly_claimer *c)
{
    struct denial denials[DENIED_MAX];
    unsigned count = 0;
    for (uint32_t s = 0; s < c->doc->sents.count; s++) {
        const struct gly_claim_sent *sent = &c->sents[s];
        if (!(sent->cues & GLY_CUE_NOT) || !gly_claimer_speaks(c, s))
            continue;
        for (uint32_t i = sent->first; i < sent->first + sent->count; i++)
            if (count < DENIED_MAX && c->profile.at[i].cues & GLY_CUE_NOT &&
                gly_word_among(gly_claim_text(c, i), "not never cannot") &&
                read_denial(c, s, c->profile.at[i].tok, &denials[count]))
                count++;
    }
    for (uint32_t s = 0; count && s < c->doc->sents.count; s++) {
        const struct gly_claim_sent *sent = &c->sents[s];
        if (sent->cues & GLY_CUE_NOT || !gly_claimer_speaks(c, s))
            continue;
        for (uint32_t i = sent->first; i < sent->first + sent->count; i++)
            for (unsigned n = 0; n < count; n++)
                if (may_be_form(c, i, &denials[n])) {
                    read_deed(c, s, c->profile.at[i].tok, denials, count);
                    break;
                }
    }
}

bool gly_claim_denials_clash(const struct gly_claimer *c, const struct gly_claim *a,
                             const struct gly_claim *b)
{
    const struct gly_claim_state *x = &c->states.at[a->detail];
    const struct gly_claim_state *y = &c->states.at[b->detail];
    return ((x->past && y->past) || (x->present && y->present)) &&
           !(x->noun && !gly_claims_same_thing(c, x->noun, a, b)) &&
           !gly_claims_parallel(c, a, b) &&
           gly_claim_opens_with_contrast(c, a) == gly_claim_opens_with_contrast(c, b);
}
