/* The buffer that md4c reads.
 *
 * md4c wants three dashes in each cell of the row below a table's head; GitHub takes
 * one
 * ("|-|-|"). Where a text has such rows, md4c reads a copy in which they are longer,
 * and this maps places in the copy back. A text without them is read as it is. */
#ifndef GALLEY_ROWS_H
#define GALLEY_ROWS_H

#include "base/arena.h"

struct gly_rows {
    struct gly_str text; /* for md4c */
    struct gly_str source;
    uint32_t start; /* source offset at which `text` begins */
    GLY_VEC(struct gly_rows_edit) edits;
};

/* Where the copy has more bytes than the source: `extra` of them before offset `at`. */
struct gly_rows_edit {
    uint32_t at, extra; /* extra: all that were put in so far */
};

/* Make ready to parse `source` from offset `start` on. */
void gly_rows_prepare(struct gly_arena *arena, struct gly_str source, uint32_t start,
                      struct gly_rows *ret_rows);

/* The place in the source of bytes that md4c points to; false when they lie outside the
 * buffer. Bytes that were put in have an empty place. */
bool gly_rows_place(const struct gly_rows *rows, const char *bytes, size_t len,
                    struct gly_span *ret_span);

#endif
