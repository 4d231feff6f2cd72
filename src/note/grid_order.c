/* Tables that rank: is one row out of the order of its places? */
#include <galley/phrase.h>

#include "note/grid.h"

/* Does the head of a column begin with one of these words? */
static bool head_is(const struct gly_doc *doc, const struct gly_grid *grid,
                    uint32_t column, const char *list)
{
    const struct gly_grid_cell *head = gly_grid_at(grid, grid->head_rows - 1, column);
    return head->tok_count > 0 && gly_tok_is(doc, head->first_tok, list);
}

/* Are the places of a column 1, 2, 3 and so on? */
static bool counts_up(const struct gly_grid *grid, uint32_t column)
{
    for (uint32_t r = grid->head_rows; r < grid->rows; r++) {
        const struct gly_grid_cell *cell = gly_grid_at(grid, r, column);
        if (cell->kind != GLY_CELL_FIGURE || cell->value != r - grid->head_rows + 1)
            return false;
    }
    return true;
}

bool gly_grid_find_misplaced(const struct gly_doc *doc, const struct gly_grid *grid,
                             uint32_t *ret_row, uint32_t *ret_column)
{
    enum { FEWEST_ROWS = 4 };
    uint32_t value = GLY_NONE;
    bool placed = false;
    if (grid->head_rows == 0 || grid->rows < grid->head_rows + FEWEST_ROWS)
        return false;
    for (uint32_t c = 0; c < grid->columns; c++) {
        placed |=
            head_is(doc, grid, c, "rank|place|position|pos|pos.") && counts_up(grid, c);
        if (!head_is(doc, grid, c, "time|points|pts|votes|score"))
            continue;
        if (value != GLY_NONE)
            return false;
        value = c;
    }
    if (!placed || value == GLY_NONE)
        return false;
    uint32_t up = 0, down = 0, at_up = 0, at_down = 0;
    for (uint32_t r = grid->head_rows; r < grid->rows; r++) {
        if (gly_grid_at(grid, r, value)->kind != GLY_CELL_FIGURE)
            return false;
        if (r == grid->head_rows)
            continue;
        double a = gly_grid_at(grid, r - 1, value)->value,
               b = gly_grid_at(grid, r, value)->value;
        up += b > a;
        down += b < a;
        at_up = b > a ? r : at_up;
        at_down = b < a ? r : at_down;
    }
    /* Times go up, points and votes down; scores do either. */
    bool may_rise = head_is(doc, grid, value, "time|score");
    bool may_fall = !head_is(doc, grid, value, "time");
    uint32_t at = down == 1 && up >= 2 && may_rise   ? at_down
                  : up == 1 && down >= 2 && may_fall ? at_up
                                                     : 0;
    if (at == 0)
        return false;
    *ret_row = at;
    *ret_column = value;
    return true;
}
