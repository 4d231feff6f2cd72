/* Confused words with the rows of a house's own (key `confused`). */
#ifndef GALLEY_HOUSE_CONFUSED_H
#define GALLEY_HOUSE_CONFUSED_H

#include "base/confusions.h"

/* The rows of the tables at `paths`, asked before those of `base`, or `base` itself where no
 * row is good; `tell` hears of what is mistaken. */
const struct gly_confusions *
gly_house_confused_open(struct gly_arena *arena, const struct gly_confusions *base,
                        const char *const *paths, uint32_t path_count,
                        void (*tell)(void *context, const struct gly_error *err),
                        void *context);

#endif
