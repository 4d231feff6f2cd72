/* LANGUAGE: the language model brought to the sentences of a document. */
#ifndef GALLEY_NOTE_LANGUAGE_H
#define GALLEY_NOTE_LANGUAGE_H

#include <galley/language.h>

#include "note/lang_model.h"
#include "text/doc.h"

/* What stands behind gly_sent_reading(). Reads the sentence when first asked; NULL for
 * a sentence in another language, and where no model is. Beyond tags also for headings,
 * captions, cells and fragments of lists, and for sentences of more than
 * GLY_LANG_WORDS_MAX words: they are not sentences to a parser. The annotation must
 * have been made. */
const struct gly_reading *gly_sent_read(const struct gly_doc *doc, uint32_t sent,
                                        enum gly_depth depth);

/* The model the document is read with, NULL without one. */
const struct gly_lang_model *gly_doc_language(const struct gly_doc *doc);

#endif
