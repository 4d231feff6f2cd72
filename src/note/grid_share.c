/* "96 (58.2%)" in the cells of a column: of how many. */
#include <math.h>

#include "note/grid.h"

bool gly_grid_is_share(const struct gly_grid_cell *cell)
{
    return cell->kind == GLY_CELL_FIGURE && !isnan(cell->share) && cell->value > 0;
}

bool gly_grid_share_fits(const struct gly_grid_cell *cell, double whole)
{
    return fabs(100 * cell->value / whole - cell->share) <= cell->share_half + 1e-9;
}

/* Do two rows and twice as many as fail bear the whole out, and does one fail? */
static bool is_borne_out(const struct gly_grid *grid, uint32_t column, double whole,
                         bool *ret_some)
{
    unsigned fitting = 0, failing = 0;
    for (uint32_t r = grid->head_rows; r < grid->rows; r++) {
        const struct gly_grid_cell *cell = gly_grid_at(grid, r, column);
        if (!gly_grid_is_share(cell))
            continue;
        bool fits = gly_grid_share_fits(cell, whole);
        fitting += fits;
        failing += !fits;
    }
    *ret_some = fitting >= 2;
    return *ret_some && failing > 0 && failing * 2 <= fitting;
}

static bool has_shares(const struct gly_grid *grid, uint32_t column)
{
    for (uint32_t r = grid->head_rows; r < grid->rows; r++)
        if (gly_grid_is_share(gly_grid_at(grid, r, column)))
            return true;
    return false;
}

/* How many quantities begin before an offset. */
static uint32_t count_before(const struct gly_quantities *all, uint32_t offset)
{
    uint32_t low = 0;
    for (uint32_t high = all->count; low < high;) {
        uint32_t middle = low + (high - low) / 2;
        if (all->at[middle].span.start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct gly_quantity *gly_grid_find_whole(const struct gly_doc *doc,
                                               const struct gly_quantities *all,
                                               const struct gly_grid *grid,
                                               uint32_t column)
{
    enum { MOST_TRIED = 12 };
    if (!has_shares(grid, column))
        return NULL;
    const struct gly_block *blocks = gly_doc_blocks(doc, &(uint32_t){0});
    uint32_t end = count_before(all, blocks[grid->block].span.start);
    uint32_t first = end > MOST_TRIED ? end - MOST_TRIED : 0;
    for (uint32_t i = end; i-- > first;) {
        const struct gly_quantity *q = &all->at[i];
        bool some;
        if (q->low < 2)
            continue;
        bool borne_out = is_borne_out(grid, column, q->low, &some);
        if (some)
            return borne_out && gly_quantity_is_value(q) && !q->unit &&
                           q->low == floor(q->low)
                       ? q
                       : NULL;
    }
    return NULL;
}
