/* Sentences of a block that has been tokenised. */
#ifndef GALLEY_TEXT_SENTENCE_H
#define GALLEY_TEXT_SENTENCE_H

#include <stdint.h>

struct gly_doc;

/* The tokens of a block with which a sentence may end, ascending: stops, question and
 * exclamation marks, abbreviations, and marks beyond ASCII. */
struct gly_stops {
    uint32_t *at;
    uint32_t count, room;
};

/* Split the tokens from doc->blocks.at[block].first_tok to the last one into sentences,
 * name each token's sentence and flag the first words. */
void gly_split_sentences(struct gly_doc *doc, uint32_t block,
                         const struct gly_stops *stops);

#endif
