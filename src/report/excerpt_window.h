/* The inside of an excerpt (report/excerpt.h): which parts of which lines it shows. */
#ifndef GALLEY_EXCERPT_WINDOW_H
#define GALLEY_EXCERPT_WINDOW_H

#include "report/excerpt.h"

enum {
    GLY_EXCERPT_LINES =
        4, /* of one place; longer ones show their first and last line */
    GLY_EXCERPT_MOST_PIECES = (GLY_EXCERPT_PLACES + 1) * GLY_EXCERPT_LINES,
    GLY_EXCERPT_TAB_CELLS = 4,
    GLY_EXCERPT_LEAST_CONTEXT = 10, /* cells beside a place */
};

/* A part of one place on one line. */
struct gly_excerpt_piece {
    uint32_t number;          /* of the line */
    struct gly_span line;     /* as far as it was read */
    bool cut_left, cut_right; /* the line goes on beyond that */
    struct gly_span span;
    struct gly_str label; /* of the place, on its last piece */
    bool primary;
    unsigned start, end; /* cells in the row, once drawn; at least one */
};

/* The pieces of all places, in the order of the text; returns how many. */
unsigned gly_excerpt_gather(const struct gly_excerpt *x,
                            struct gly_excerpt_piece pieces[GLY_EXCERPT_MOST_PIECES]);

/* The cells that the cluster at `at` takes, and its bytes. */
unsigned gly_excerpt_cells_at(struct gly_str text, uint32_t at, unsigned *ret_len);
/* The cells of a span, `most` at most. */
unsigned gly_excerpt_measure(struct gly_str text, struct gly_span span, unsigned most);
/* The end of what fits into so many cells from `at`. */
uint32_t gly_excerpt_forward(struct gly_str text, uint32_t at, uint32_t end,
                             unsigned cells);

/* The part of a line that a row shows. */
struct gly_excerpt_window {
    struct gly_span span;
    bool cut_left, cut_right;
};

/* The window round `core` that fits into a row. */
struct gly_excerpt_window gly_excerpt_choose(const struct gly_excerpt *x,
                                             const struct gly_excerpt_piece *piece,
                                             struct gly_span core, unsigned room,
                                             unsigned label);

#endif
