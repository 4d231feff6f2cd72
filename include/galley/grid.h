/* GRIDS: the tables of a document as grids of cells, with what their figures mean.
 *
 * A cell that spans several columns or rows stands in the first of them; the others are
 * empty. A table whose grid would be far larger than what is written is left out. */
#ifndef GALLEY_GRID_H
#define GALLEY_GRID_H

#include <galley/quantity.h>

struct gly_pass;

enum gly_grid_kind {
    GLY_CELL_EMPTY,
    GLY_CELL_TEXT,
    GLY_CELL_FIGURE,  /* one figure, with its unit, in brackets or with a mark */
    GLY_CELL_MISSING, /* a dash, an asterisk, "n/a", "<5": kept back or not known */
};

struct gly_grid_cell {
    struct gly_span text; /* without blanks around it */
    uint32_t first_tok, tok_count;
    uint8_t kind;  /* enum gly_grid_kind */
    bool year;     /* a plain number that may be a year */
    uint16_t left; /* of a column that a cell of the row spans: how far to the left that
                      stands; else 0 */
    double value;  /* as printed, in the unit of the cell; negative in brackets */
    double half;   /* half of the last printed place */
    const struct gly_measure *unit; /* of the cell itself; NULL without one */
    double share;                   /* the 59.8 of "79 (59.8%)"; NaN without one */
    double share_half;
    struct gly_span share_span;
};

/* What the head of a column says. */
struct gly_grid_head {
    struct gly_span label;          /* empty without a head */
    const struct gly_measure *unit; /* "Length (km)"; NULL without one */
    double scale;                   /* 1000 for "000 tonnes", 1e6 for "€m" */
    bool total;                     /* "Total", "All" */
};

/* What the label of a row says of its figures. */
enum gly_grid_line {
    GLY_LINE_TOTAL = 1 << 0,    /* "Total", "All regions"; "Year" below four quarters */
    GLY_LINE_PART = 1 << 1,     /* "of which part-time" */
    GLY_LINE_SUBTOTAL = 1 << 2, /* "Subtotal", "Gross" */
};

struct gly_grid {
    uint32_t block; /* of kind TABLE */
    uint32_t rows, columns;
    uint32_t head_rows;                /* rows of the head, before all others */
    const struct gly_grid_cell *cells; /* rows times columns, row by row */
    const struct gly_grid_head *heads; /* one a column */
    const uint8_t *lines;              /* one a row: enum gly_grid_line */
};

struct gly_grids {
    const struct gly_grid *at; /* in the order of the text */
    uint32_t count;
};

const struct gly_grids *gly_grids(const struct gly_pass *pass);

static inline const struct gly_grid_cell *gly_grid_at(const struct gly_grid *table,
                                                      uint32_t row, uint32_t column)
{
    return &table->cells[(size_t)row * table->columns + column];
}

/* The unit of a figure: its own, or that of its column. */
static inline const struct gly_measure *gly_grid_unit(const struct gly_grid *table,
                                                      uint32_t row, uint32_t column)
{
    const struct gly_measure *own = gly_grid_at(table, row, column)->unit;
    return own ? own : table->heads[column].unit;
}

/* ---- Shares: "96 (58.2%)" ---- */

/* Does a cell hold a count and its share? */
bool gly_grid_is_share(const struct gly_grid_cell *cell);

/* Is its share that of its count in `whole`? */
bool gly_grid_share_fits(const struct gly_grid_cell *cell, double whole);

/* The figure before the table (of its caption, of the paragraph) that most shares of a column
 * are shares of, where at least one is not; NULL for none. */
const struct gly_quantity *gly_grid_find_whole(const struct gly_doc *doc,
                                               const struct gly_quantities *all,
                                               const struct gly_grid *grid,
                                               uint32_t column);

/* ---- Rows in the text ---- */

/* The row that figure `q` of sentence `sent` is told of: the one that the sentence names, or of
 * several the one named close before it with no figure between ("Ashby (75%), Coombe
 * (62%)"), which `ret_near` says. GLY_NONE for none. */
uint32_t gly_grid_row_named(const struct gly_doc *doc, const struct gly_grid *grid,
                            const struct gly_sent *sent, const struct gly_quantity *q,
                            bool *ret_near);

/* "rose to €41.3 million": is the word at `tok` the verb by which a figure is what it is
 * now? */
bool gly_grid_is_risen_to(const struct gly_doc *doc, const struct gly_quantity *q,
                          uint32_t tok);

/* ---- Order ---- */

/* The row whose points or time does not fit its place, where a table counts its places up
 * and all others fit; false where there is none. */
bool gly_grid_find_misplaced(const struct gly_doc *doc, const struct gly_grid *grid,
                             uint32_t *ret_row, uint32_t *ret_column);

/* A place in the order of a column that a sentence gives a row, and the figures do not. */
struct gly_grid_rank {
    uint32_t row;         /* of which it is said */
    uint32_t best;        /* which it is */
    uint32_t column;      /* by whose figures */
    bool most;            /* the largest, or the smallest? */
    uint32_t tok;         /* the word: "longest" */
    struct gly_span span; /* from the label to that word, or the other way round */
};

/* The first such claim of sentence `sent` at or behind token `from`; false for none. */
bool gly_grid_read_rank(const struct gly_doc *doc, const struct gly_grid *grid,
                        uint32_t sent, uint32_t from, struct gly_grid_rank *ret);

#endif
