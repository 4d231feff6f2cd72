/* Which language a text is in: by its script, and by letter n-grams where several
 * languages share one. */
#ifndef GALLEY_TEXT_LANGUAGE_H
#define GALLEY_TEXT_LANGUAGE_H

#include "text/doc.h"

/* Name the language of sentences, blocks and the document where the format names none:
 * the document gets the language of most of its letters, a block that is in another one
 * gets that, and the tokens of a sentence or quotation that differs from its block get
 * GLY_TOK_FOREIGN. What is too short or too doubtful to tell keeps what is around it. */
void gly_doc_identify_languages(struct gly_doc *doc);

/* The language of a text alone as a BCP 47 tag, "" when it cannot be told. */
const char *gly_language_guess(struct gly_str text);

/* The same of the tokens from `first` up to `end`, looking no further than is needed. A
 * `label` (a heading, a cell, a caption) must show more, since names stand there alone. */
const char *gly_language_of_tokens(const struct gly_doc *doc, uint32_t first,
                                   uint32_t end, bool label);

#endif
