#ifndef TRAIN_NAMES_H
#define TRAIN_NAMES_H

#include "image.h"

/* Packs the weights of rules/language/name-kinds.csv, which name-kinds.py learns, into the
 * model's section NAME_KINDS. Exits with a message when the table is not as it should be. */
void names_pack(const char *path, struct image *image);

#endif
