/* The inside of GRIDS. */
#ifndef GALLEY_NOTE_GRID_H
#define GALLEY_NOTE_GRID_H

#include <galley/grid.h>

#include "note/number.h"
#include "text/doc.h"

/* What the annotator reads as it goes through the document: the numbers and quantities
 * that are not yet behind it. */
struct gly_grid_reader {
    const struct gly_doc *doc;
    const struct gly_numbers *numbers;
    const struct gly_quantities *quantities;
    uint32_t number, quantity;
};

/* Read the cell in `block`; cells are read in the order of the text. */
void gly_grid_read_cell(struct gly_grid_reader *r, const struct gly_block *block,
                        struct gly_grid_cell *ret);

/* Read unit and scale out of the label of a column, whose span is set. */
void gly_grid_read_head(const struct gly_doc *doc, struct gly_grid_head *column);

/* Which rows are totals, parts and subtotals, by their labels: enum gly_grid_line for each
 * row; `lines` is zero. The head is counted. */
void gly_grid_read_lines(const struct gly_doc *doc, const struct gly_grid *table,
                         uint8_t *lines);

/* Is a column headed "Total"? */
bool gly_grid_is_total_column(const struct gly_doc *doc, const struct gly_grid *table,
                              uint32_t column);

#endif
