/* Known human misspellings: section SLIP of galley.dat, made from
 * rules/spelling/misspellings.csv. Lines "written,meant", sorted by their bytes. */
#ifndef GALLEY_SLIPS_H
#define GALLEY_SLIPS_H

#include "base/image.h"
#include <galley/span.h>

/* What was meant by a known misspelling in lower case: one word or several. The bytes are
 * the section's. */
bool gly_slips_find(struct gly_str slips, struct gly_str written,
                    struct gly_str *ret_meant);

#endif
