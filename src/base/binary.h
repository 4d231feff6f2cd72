/* Text or not: a look at the first bytes of a file. */
#ifndef GALLEY_BINARY_H
#define GALLEY_BINARY_H

#include <galley/span.h>

/* Is more than a tenth of the first 8 KB control bytes? Asked when a file met in a walk
 * is read; a named file is read in any case. UTF-16 is recognised by its BOM. */
bool gly_bytes_look_binary(struct gly_str bytes);

#endif
