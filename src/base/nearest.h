/* "Did you mean ...?": the nearest of a list of names. */
#ifndef GALLEY_NEAREST_H
#define GALLEY_NEAREST_H

#include <galley/span.h>

/* Edit distance (insert, delete, replace, swap of neighbours; ASCII case ignored) of
 * two short names, or `cap` + 1 when it is above `cap`. Names longer than 63 bytes are
 * farther than any cap. */
unsigned gly_edit_distance(struct gly_str a, struct gly_str b, unsigned cap);

/* Keeps the best candidate so far. Start with {.wanted = name}. */
struct gly_nearest {
    struct gly_str wanted;
    struct gly_str best; /* "" while nothing is near enough to be worth saying */
    unsigned distance;
};

void gly_nearest_offer(struct gly_nearest *nearest, struct gly_str candidate);

#endif
