/* The lines of a document on which a finding's places stand, with the places underlined:
 *
 *     5 │ … and 240 delegates had arrived by noon on Friday …
 *       │       ------------- the earlier figure
 *       ⋮
 *     9 │ All 230 delegates voted.
 *       │     ^^^^^^^^^^^^^
 *
 * A line may be a whole paragraph, or a whole file: only a window round the places is
 * read and shown. Cells of a terminal are what counts, clusters stay whole. */
#ifndef GALLEY_EXCERPT_H
#define GALLEY_EXCERPT_H

#include "engine/result.h"
#include "report/report.h"

/* Escape sequences, all "" without colour. */
struct gly_palette {
    const char *severity, *bold, *other, *frame, *reset;
};

/* Marks that draw, in Unicode or in ASCII. */
struct gly_strokes {
    const char *corner; /* before the place: "┌─" or "-->" */
    const char *bar;
    const char *gap; /* lines left out */
    const char *cut; /* text left out */
    unsigned cut_width;
};

struct gly_excerpt {
    const struct gly_result *result;
    const struct gly_finding *finding;
    struct gly_palette palette;
    struct gly_strokes strokes;
    enum gly_unit unit;
    unsigned width; /* of the terminal, in cells */
};

/* How many places of evidence are drawn. */
enum { GLY_EXCERPT_PLACES = 8 };

/* Draws the place ("┌─ path:line:column") and the lines. Returns the cells of the margin,
 * so that notes below may be aligned with it. */
unsigned gly_excerpt_draw(const struct gly_excerpt *excerpt, struct gly_buf *out);

/* The empty margin of `width` cells and its bar. */
void gly_excerpt_margin(const struct gly_excerpt *excerpt, unsigned width,
                        struct gly_buf *out);

#endif
