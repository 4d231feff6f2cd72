#ifndef TRAIN_PARSER_H
#define TRAIN_PARSER_H

#include "corpus.h"
#include "weights.h"

/*
 * Trains the moves and the labels of a parser on the corpus, whose words must be worked
 * out and whose predicted tags must be those a tagger gives to text it has not seen.
 * The averages of all runs are added up in the weights' sums: runs differ in nothing
 * but the order of the sentences, and their mistakes cancel out.
 */
void parser_train(const struct corpus *corpus, uint32_t runs, uint32_t rounds,
                  uint64_t *random, struct weights *ret_moves,
                  struct weights *ret_labels);

#endif
