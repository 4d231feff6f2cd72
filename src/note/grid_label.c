/* What the labels of a table say: which rows and columns sum up others. */
#include <galley/phrase.h>
#include <galley/reckon.h>

#include "note/grid.h"

/* Has a label one of these words? */
static bool says(const struct gly_doc *doc, const struct gly_grid_cell *cell,
                 const char *list)
{
    return gly_toks_have(doc, cell->first_tok, cell->first_tok + cell->tok_count, list);
}

/* Totals that are no sums. */
#define NO_SUM                                                                        \
    "unique|distinct|net|average|mean|median|weighted|other|others|balance|target|"   \
    "budget|score|index|rate|max|maximum|min|minimum|selected|change|population|run|" \
    "running|cumulative"

static bool is_total_label(const struct gly_doc *doc, const struct gly_grid_cell *cell)
{
    return cell->kind == GLY_CELL_TEXT && cell->tok_count <= 5 && cell->tok_count > 0 &&
           (gly_tok_is(doc, cell->first_tok, "total|totals|sum|overall") ||
            (gly_tok_is(doc, cell->first_tok, "grand") && says(doc, cell, "total")) ||
            (gly_tok_is(doc, cell->first_tok, "all") && cell->tok_count <= 3)) &&
           !says(doc, cell, NO_SUM);
}

/* "Quarter total" below all rows, where no other row is a total. */
static bool is_last_total(const struct gly_doc *doc, const struct gly_grid *table,
                          uint32_t row)
{
    const struct gly_grid_cell *cell = gly_grid_at(table, row, 0);
    if (row + 1 != table->rows || cell->kind != GLY_CELL_TEXT || cell->tok_count < 2 ||
        cell->tok_count > 4 || says(doc, cell, NO_SUM) ||
        !gly_tok_is(doc, cell->first_tok + cell->tok_count - 1, "total|totals"))
        return false;
    for (uint32_t r = table->head_rows; r < row; r++)
        if (says(doc, gly_grid_at(table, r, 0), "total|totals|subtotal|sub-total|all"))
            return false;
    return true;
}

static bool is_part_label(const struct gly_doc *doc, const struct gly_grid_cell *cell)
{
    return says(doc, cell, "of|including|thereof|incl|incl.") &&
           (gly_tok_is(doc, cell->first_tok, "of|including|thereof|incl|incl.") ||
            gly_tok_is(doc, cell->first_tok + 1, "of|including|thereof|incl|incl."));
}

static bool is_subtotal_label(const struct gly_doc *doc,
                              const struct gly_grid_cell *cell)
{
    return says(doc, cell, "subtotal|sub-total|subtotals|total|totals|gross|net");
}

/* "Year" below four quarters, "Year" below twelve months. */
static bool is_year_label(const struct gly_doc *doc, const struct gly_grid *table,
                          uint32_t row)
{
    const struct gly_grid_cell *cell = gly_grid_at(table, row, 0);
    uint32_t above = row - table->head_rows;
    return cell->kind == GLY_CELL_TEXT && (above == 4 || above == 12) &&
           ((cell->tok_count == 1 && gly_tok_is(doc, cell->first_tok, "year")) ||
            (cell->tok_count == 2 && gly_tok_is(doc, cell->first_tok, "full|whole") &&
             gly_tok_is(doc, cell->first_tok + 1, "year")));
}

void gly_grid_read_lines(const struct gly_doc *doc, const struct gly_grid *table,
                         uint8_t *lines)
{
    for (uint32_t r = table->head_rows; r < table->rows; r++) {
        const struct gly_grid_cell *label = gly_grid_at(table, r, 0);
        bool total = is_total_label(doc, label) || is_year_label(doc, table, r) ||
                     is_last_total(doc, table, r);
        lines[r] =
            (uint8_t)((total ? GLY_LINE_TOTAL : 0) |
                      (is_part_label(doc, label) ? GLY_LINE_PART : 0) |
                      (!total && is_subtotal_label(doc, label) ? GLY_LINE_SUBTOTAL
                                                               : 0));
    }
}

bool gly_grid_is_total_column(const struct gly_doc *doc, const struct gly_grid *table,
                              uint32_t column)
{
    if (table->head_rows == 0 || column == 0)
        return false;
    const struct gly_grid_cell *cell = gly_grid_at(table, table->head_rows - 1, column);
    if (cell->tok_count == 2 && !says(doc, cell, NO_SUM))
        return gly_tok_is(doc, cell->first_tok, "total|all|combined|both") ||
               gly_tok_is(doc, cell->first_tok + 1, "total|totals");
    return cell->tok_count == 1 &&
           gly_tok_is(doc, cell->first_tok, "total|all|sum|overall|both|totals");
}
