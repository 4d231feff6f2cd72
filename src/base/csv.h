/* CSV as RFC 4180 has it, read strictly and written so that every reader agrees. The
 * one place that knows libcsv. */
#ifndef GALLEY_CSV_H
#define GALLEY_CSV_H

#include <galley/error.h>

#include "base/arena.h"
#include "base/buf.h"

/* ---- Reading ---- */

struct gly_csv_row {
    const struct gly_str *fields;
    uint32_t count;
    unsigned line; /* of the file, from 1, on which the row starts */
};

/* A whole table, header included, in the arena. */
struct gly_csv {
    struct gly_csv_row *rows;
    uint32_t count;
};

/* Read a table. A byte order mark is skipped, LF and CRLF end lines, blank lines are
 * passed over, and white space belongs to its field. A quotation mark may stand only
 * round a whole field, and doubled inside one; it, bytes that are not UTF-8, and a lone
 * carriage return are errors that name line and column. `file` is for the error. */
enum gly_status gly_csv_read(struct gly_arena *arena, const char *file,
                             struct gly_str text, struct gly_csv *ret_csv,
                             struct gly_error *err);

/* ---- Writing ---- */

/* One record, every field in quotation marks, ended by CRLF. */
void gly_csv_write(struct gly_buf *out, const struct gly_str *fields, size_t count);

#endif
