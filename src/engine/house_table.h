/* A table of a house's own, as rows of CSV. */
#ifndef GALLEY_HOUSE_TABLE_H
#define GALLEY_HOUSE_TABLE_H

#include <galley/error.h>

#include "base/arena.h"
#include "base/csv.h"

/* The text of the file, in the arena. `what` completes "no table of ...". */
enum gly_status gly_house_table_text(struct gly_arena *arena, const char *path,
                                     const char *what, struct gly_str *ret_text,
                                     struct gly_error *err);

/* Read the file: a header line and at most GLY_LIMIT_TABLE_ROWS rows. Fields live in the arena. GLY_E_CONFIG for what is no such file. */
enum gly_status gly_house_table_read(struct gly_arena *arena, const char *path,
                                     const char *what, struct gly_csv *ret_csv,
                                     struct gly_error *err);

/* A field without the blanks around it; false for what no table holds: control characters
 * and more than GLY_LIMIT_CELL_BYTES. */
bool gly_house_table_cell(struct gly_str field, struct gly_str *ret_cell);

#endif
