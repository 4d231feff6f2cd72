/* Directions of the compass, as words name them and as the map has them. */
#ifndef GALLEY_DIRECTION_H
#define GALLEY_DIRECTION_H

#include <galley/document.h>
#include <galley/place.h>

struct gly_direction {
    const char *words;
    int north, east; /* 1, 0 or -1 */
    const char *name;
};

/* The direction that tokens [first, end) name, hyphenated or not; NULL for none or for
 * two. */
const struct gly_direction *gly_direction_in(const struct gly_doc *doc, uint32_t first,
                                             uint32_t end);

/* Does A lie wholly on the side of B that is opposite to the direction? */
bool gly_direction_is_wrong(const struct gly_box *a, const struct gly_box *b,
                            const struct gly_direction *direction);

/* Where A lies from B, by the greater of the two distances. */
const char *gly_direction_between(const struct gly_box *a, const struct gly_box *b,
                                  const struct gly_direction *claimed);

#endif
