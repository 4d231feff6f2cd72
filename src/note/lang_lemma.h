#ifndef GALLEY_NOTE_LANG_LEMMA_H
#define GALLEY_NOTE_LANG_LEMMA_H

/* The form a dictionary lists a word under. */

#include "note/lang_model.h"

/*
 * Kinds of exceptions: those of WordNet by its classes, those of the treebanks by tag
 * (GLY_LEMMA_TAGGED + tag). The hash of one is that of the form in small letters, or as
 * written for a proper noun, with the seed GLY_LANG_SEED_LEMMA + kind.
 */
enum {
    GLY_LEMMA_NOUN,
    GLY_LEMMA_VERB,
    GLY_LEMMA_ADJECTIVE,
    GLY_LEMMA_ADVERB,
    GLY_LEMMA_TAGGED,
};

enum { GLY_LANG_LEMMA_MAX = GLY_LANG_FORM_MAX + 1 };

/*
 * The lemma of a form with this tag, in small letters unless it is a proper noun's. It
 * lies in the form, in the model or in buffer, whichever was shortest. A form of more
 * than GLY_LANG_FORM_MAX bytes is its own lemma.
 */
struct gly_str gly_lang_lemma(const struct gly_lang_model *model, struct gly_str form,
                              uint8_t tag, char buffer[GLY_LANG_LEMMA_MAX]);

#endif
