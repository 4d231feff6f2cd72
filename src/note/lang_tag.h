#ifndef GALLEY_NOTE_LANG_TAG_H
#define GALLEY_NOTE_LANG_TAG_H

/* The features of the tagger, shared by trainer and run time. */

#include <stdint.h>

#include "note/lang_word.h"

/* The tag before a sentence's first word. */
enum { GLY_LANG_TAG_BEGIN = 255 };

enum {
    GLY_LANG_TAG_STATIC = 30, /* features that the words alone decide */
    GLY_LANG_TAG_DYNAMIC = 11 /* those that look at the two tags before */
};

void gly_lang_tag_static_features(const struct gly_lang_word *words, uint32_t count,
                                  uint32_t at, uint64_t ret[GLY_LANG_TAG_STATIC]);

/* before is the tag of the last word, before_that the one of the word before it. */
void gly_lang_tag_dynamic_features(const struct gly_lang_word *words, uint32_t count,
                                   uint32_t at, uint32_t before, uint32_t before_that,
                                   uint64_t ret[GLY_LANG_TAG_DYNAMIC]);

#endif
