/* The atlas in galley.dat: section ATLA, compiled by tools/mkdata from rules/geography.
 * Facts are read through <galley/atlas.h>; here are opening it and looking names up. */
#ifndef GALLEY_BASE_ATLAS_H
#define GALLEY_BASE_ATLAS_H

#include <galley/atlas.h>
#include <galley/error.h>

#include "base/atlas_format.h"

/* A view into its bytes, as long-lived as they are. */
struct gly_atlas {
    const unsigned char *tables[GLY_ATLAS_TABLE_COUNT];
    uint32_t counts[GLY_ATLAS_TABLE_COUNT];
};

/* The atlas in section ATLA of an image, or in what a builder laid out: GLY_E_DATA when
 * it is damaged. `file` is for the error. */
enum gly_status gly_atlas_init(struct gly_atlas *ret_atlas, const unsigned char *bytes,
                               size_t size, const char *file, struct gly_error *err);

/* What a name may stand for; readings lie one after another, the best known first. */
struct gly_atlas_entry {
    const struct gly_atlas_reading *readings;
    uint32_t count;
    uint16_t flags; /* enum gly_atlas_flags */
};

/* Does any name begin with this word? `ret_longest` is the length in bytes of the
 * longest that does. */
bool gly_atlas_begins(const struct gly_atlas *atlas, struct gly_str word,
                      uint32_t *ret_longest);

/* Exactly this name: one space between words, straight apostrophes, no article. */
bool gly_atlas_find(const struct gly_atlas *atlas, struct gly_str name,
                    struct gly_atlas_entry *ret_entry);

#endif
