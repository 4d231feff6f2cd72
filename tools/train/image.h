#ifndef TRAIN_IMAGE_H
#define TRAIN_IMAGE_H

/* The model file in the making: its sections, borrowed until it is built. */

#include "note/lang_model.h"

struct image {
    struct gly_str sections[GLY_LANG_SECTION_COUNT];
    float scales[2][3];
};

void image_init(struct image *image);

/*
 * Lays the sections out as a file and opens it: all that training looks up or decodes
 * goes through the code of the run time. ret_model points into *ret_bytes, which the
 * caller frees.
 */
void image_open(const struct image *image, struct gly_lang_model *ret_model,
                void **ret_bytes);

/* Copies the sections first to last, and the scales of direction if it is not -1. */
void image_take(struct image *image, const struct gly_lang_model *from,
                enum gly_lang_section first, enum gly_lang_section last, int direction);

void image_save(const struct image *image, const char *path);

#endif
