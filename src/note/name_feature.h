/* What a name looks like to the learnt part of the kinds: a set of features, each a
 * template and a text ("before" and "in"), and the weights that the training found for
 * them. The trainer, the packer and the run share this page (docs/language-model.md). */
#ifndef GALLEY_NOTE_NAME_FEATURE_H
#define GALLEY_NOTE_NAME_FEATURE_H

#include "base/image_format.h"
#include "note/name.h"

/* X(NAME, text in rules/language/name-kinds.csv): of the words of a name first, then of
 * what stands around it. */
#define GLY_NAME_TEMPLATES(X)                                                  \
    X(BIAS, "bias")                                                            \
    X(WHOLE, "whole")     /* a role of the name as a whole */                  \
    X(FIRST, "first")     /* a role of its first word, of several */           \
    X(LAST, "last")       /* a role of its last word, of several */            \
    X(HEAD, "head")       /* a role of the word before "of" */                 \
    X(LENGTH, "length")   /* in words, up to 5 */                              \
    X(SHAPE, "shape")     /* of first and last word */                         \
    X(COMMON, "common")   /* which of both are ordinary words */               \
    X(WORD, "word")       /* the last word itself */                           \
    X(INSIDE, "inside")   /* a small word or mark in it */                     \
    X(RULES, "rules")     /* what name_kind.c says of its words, how surely */ \
    X(AROUND, "around")   /* what it says with what stands around */           \
    X(ENTITY, "entity")   /* what it says of all names of the thing */         \
    X(BEFORE, "before")   /* the token before */                               \
    X(BEFORE2, "before2") /* the two before */                                 \
    X(AFTER, "after")                                                          \
    X(AFTER2, "after2")                                                        \
    X(BESIDE, "beside") /* what the rules say of the names next to it */       \
    X(TITLE, "title")                                                          \
    X(FLAG, "flag") /* possessive, first in its sentence, heading */

enum gly_name_template {
#define X(NAME, text) GLY_NAME_TEMPLATE_##NAME,
    GLY_NAME_TEMPLATES(X)
#undef X
        GLY_NAME_TEMPLATE_COUNT
};

struct gly_name_feature {
    uint8_t template; /* enum gly_name_template */
    struct gly_str text;
};

/* The features of a name. Their texts lie in the document, in constants, and in `made`. */
struct gly_name_features {
    struct gly_name_feature at[96];
    uint32_t count;
    char made[256];
    uint32_t used;
};

void gly_namer_features(struct gly_namer *n, uint32_t name,
                        struct gly_name_features *ret);

static inline uint64_t gly_name_feature_key(unsigned template, const char *text,
                                            size_t len)
{
    uint64_t hash = gly_word_hash(text, len) + (template + 1) * 0xD6E8FEB86659FD93u;
    hash = (hash ^ hash >> 32) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

/* Weigh the kind of every entity anew by what was learnt; nothing without a model. Where
 * rules and learning differ, the kind is a guess. */
void gly_namer_learn_kinds(struct gly_namer *n);

#endif
