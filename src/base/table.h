/* Tables of rules/ and of users: CSV with a header line, columns known by name, every
 * value checked against the type of its column.
 *
 * A mistake names file, line and column. In a shipped table it ends the build or the run;
 * in a user's table the row is left out, reported, and the rest is used. */
#ifndef GALLEY_TABLE_H
#define GALLEY_TABLE_H

#include <galley/error.h>

#include "base/arena.h"

enum gly_column_type {
    GLY_COLUMN_TEXT,
    GLY_COLUMN_LIST,    /* items separated by ';', white space around them dropped */
    GLY_COLUMN_INTEGER, /* optional sign and digits, 64 bits */
    GLY_COLUMN_NUMBER,  /* a point, an exponent: 0.5, 4.5e-3; finite */
    GLY_COLUMN_DATE,    /* ISO 8601: 2004, 2004-05 or 2004-05-01 */
    GLY_COLUMN_WORD,    /* one of `words` */
};

struct gly_column {
    const char *name;
    enum gly_column_type type;
    bool required; /* may not be empty in any row; the column must be there */
    const char *const *words; /* GLY_COLUMN_WORD: NULL-terminated */
};

/* A calendar date as far as it is known: month and day are 0 where they are not. */
struct gly_table_date {
    int year;
    unsigned month, day;
};

struct gly_cell {
    struct gly_str text; /* as written, for every type; empty where the cell is */
    union {
        struct {
            const struct gly_str *items;
            uint32_t count;
        } list;
        int64_t integer;
        double number;
        struct gly_table_date date;
        unsigned word; /* index in `words`; 0 where the cell is empty */
    };
};

struct gly_table {
    const struct gly_cell *values; /* rows one after another */
    const unsigned *lines;         /* of each row in its file */
    uint32_t row_count, column_count;
};

/* Told of each mistake; `context` is the caller's. Returning false stops the reading. */
struct gly_table_mistakes {
    bool (*mistake)(void *context, const struct gly_error *err);
    void *context;
};

/* Read a table. Columns of the file that `columns` does not name are passed over, as are
 * optional ones that are missing. With `mistakes`, a bad row is told and left out and the
 * result is GLY_OK; without, the first mistake is the error. What makes the file no table
 * at all (not CSV, no header, a required column missing, two columns of one name) is an
 * error in any case. Values borrow from `text`. */
enum gly_status gly_table_read(struct gly_arena *arena, const char *file,
                               struct gly_str text, const struct gly_column *columns,
                               uint32_t column_count,
                               const struct gly_table_mistakes *mistakes,
                               struct gly_table *ret_table, struct gly_error *err);

/* The value of a row in the order of `columns`. */
static inline const struct gly_cell *gly_table_value(const struct gly_table *table,
                                                     uint32_t row, uint32_t column)
{
    return &table->values[(size_t)row * table->column_count + column];
}

#endif
