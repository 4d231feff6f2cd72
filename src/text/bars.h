/* Tables drawn with bars in plain text:
 *
 *     Region | Sales          | Region | Sales |         +--------+-------+
 *     ---|---                 |--------|-------|         | Region | Sales |
 *     North | 12              | North  |    12 |         +--------+-------+  */
#ifndef GALLEY_BARS_H
#define GALLEY_BARS_H

#include <galley/span.h>

/* A line of dashes and bars that parts the header from the rows, or frames a table. */
bool gly_bars_is_separator(struct gly_str line);

/* The bars of a line that part cells: not at its ends, not behind a backslash. */
unsigned gly_bars_count(struct gly_str line);

/* A line with a bar at both ends. */
bool gly_bars_is_closed(struct gly_str line);

/* Cut the next cell from the front of `*rest`, without the white space around it. Call
 * with the whole line first; false when no cell is left. */
bool gly_bars_next(struct gly_str *rest, struct gly_str *ret_cell);

#endif
