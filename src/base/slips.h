/* Known human misspellings: a view of section SLIP of galley.dat, made from
 * rules/spelling/misspellings.csv and inflections.csv. Lives as long as the image. */
#ifndef GALLEY_SLIPS_H
#define GALLEY_SLIPS_H

#include "base/image.h"
#include <galley/span.h>

struct gly_slips {
    const uint32_t *slots;
    uint32_t slot_count; /* 0: there are no slips */
    struct gly_str text;
};

/* Without the section there are none; GLY_E_DATA when it is damaged. */
enum gly_status gly_slips_init(struct gly_slips *ret_slips,
                               const struct gly_image *image, struct gly_error *err);

/* What was meant by a known misspelling in lower case: one word or several. The bytes are
 * the section's. */
bool gly_slips_find(const struct gly_slips *slips, struct gly_str written,
                    struct gly_str *ret_meant);

#endif
