#ifndef TRAIN_COMPACT_H
#define TRAIN_COMPACT_H

/* Prunes and rounds trained weights into the tables of a model file. */

#include "image.h"
#include "weights.h"

/*
 * Fills two sections, buckets and the pool behind it, with bucket_count buckets.
 * Returns the scale: how many units of the table one unit of weight is.
 */
float compact_rows(const struct weights *weights, uint32_t bucket_count,
                   struct image *image, enum gly_lang_section section);

float compact_moves(const struct weights *weights, uint32_t bucket_count,
                    struct image *image, enum gly_lang_section section);

#endif
