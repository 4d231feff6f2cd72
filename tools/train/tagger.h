#ifndef TRAIN_TAGGER_H
#define TRAIN_TAGGER_H

#include "corpus.h"
#include "weights.h"

/*
 * Trains a tagger on the corpus, whose words must be worked out, without the sentences
 * of fold (-1: with all). The averages of all runs end up in ret_weights->sum.
 */
void tagger_train(const struct corpus *corpus, int fold, int folds, uint32_t runs,
                  uint32_t rounds, uint64_t *random, struct weights *ret_weights);

#endif
