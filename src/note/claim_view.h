/* A sentence as noun phrases are read from it: what its words may be parts of. */
#ifndef GALLEY_NOTE_CLAIM_VIEW_H
#define GALLEY_NOTE_CLAIM_VIEW_H

#include "note/claim_run.h"
#include "note/language.h"
#include "note/look.h"

struct view {
    const struct gly_claimer *c;
    struct gly_look look;
    const struct gly_reading *reading;
};

static inline unsigned xpos(const struct view *v, uint32_t tok)
{
    return gly_look_has(&v->look, tok) ? gly_claim_xpos(v->reading, v->look.first, tok)
                                       : GLY_XPOS_OTHER;
}

static inline bool is_in_name(const struct view *v, uint32_t tok)
{
    return gly_name_at(v->c->names, tok) != GLY_NONE;
}

static inline bool is_noun(const struct view *v, uint32_t tok)
{
    switch (xpos(v, tok)) {
    case GLY_XPOS_NN:
    case GLY_XPOS_NNS:
    case GLY_XPOS_NNP:
    case GLY_XPOS_NNPS:
        return true;
    default:
        return is_in_name(v, tok);
    }
}

static inline bool is_determiner_word(const struct view *v, uint32_t tok)
{
    return gly_look_among(&v->look, tok, "the a an his her its their");
}

/* What may stand before the noun of a phrase. */
static inline bool is_modifier(const struct view *v, uint32_t tok)
{
    switch (xpos(v, tok)) {
    case GLY_XPOS_JJ:
    case GLY_XPOS_JJR:
    case GLY_XPOS_JJS:
    case GLY_XPOS_CD:
    case GLY_XPOS_POS:
        return true;
    case GLY_XPOS_VBN:
        /* Not "the bill surprised observers". */
        return tok == v->look.first || !is_noun(v, tok - 1);
    case GLY_XPOS_VBG:
        /* "the folding plough" */
        return tok > v->look.first && is_determiner_word(v, tok - 1) &&
               is_noun(v, tok + 1);
    default:
        return is_noun(v, tok) || gly_look_is_hyphen(&v->look, tok) ||
               (gly_look_is_dash(&v->look, tok) && gly_look_is_glued(&v->look, tok) &&
                gly_look_is_glued(&v->look, tok + 1));
    }
}

/* Not the "that" of "said that". */
static inline bool is_determiner(const struct view *v, uint32_t tok)
{
    return xpos(v, tok) != GLY_XPOS_IN &&
           gly_look_among(
               &v->look, tok,
               "the a an this that these those his her its their our my your "
               "some any no each every another both all several many most");
}

static inline bool is_indefinite(const struct view *v, uint32_t tok)
{
    return gly_look_among(&v->look, tok,
                          "a an some any no each every another both all several many "
                          "most this that these those our my your");
}

static inline bool is_be(const struct view *v, uint32_t tok)
{
    return gly_look_among(&v->look, tok, "was were is are been be being got");
}

static inline bool is_auxiliary(const struct view *v, uint32_t tok)
{
    return gly_look_among(&v->look, tok, "has had have having did does do");
}

static inline bool is_adverb(const struct view *v, uint32_t tok)
{
    unsigned tag = xpos(v, tok);
    return (tag == GLY_XPOS_RB || tag == GLY_XPOS_RBR || tag == GLY_XPOS_RBS) &&
           !(gly_look_flags(&v->look, tok) & GLY_TOK_CAPITALISED);
}

#endif
