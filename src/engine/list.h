/* The list of paths that --files-from names. */
#ifndef GALLEY_LIST_H
#define GALLEY_LIST_H

#include <galley/error.h>

#include "base/buf.h"

/* Read the whole of a file, "-" for standard input, into `list`, which was created with
 * GLY_LIMIT_LIST_BYTES. */
enum gly_status gly_list_read(const char *path, struct gly_buf *list,
                              struct gly_error *err);

#endif
