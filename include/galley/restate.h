/* Is one figure another told again? What rules ask that set two places of a text against
 * each other. */
#ifndef GALLEY_RESTATE_H
#define GALLEY_RESTATE_H

#include <galley/date.h>
#include <galley/reckon.h>

/* A figure with where it stands. */
struct gly_figure {
    const struct gly_quantity *q;
    bool title; /* in a heading */
    bool caption;
    bool known; /* spoken of as known: gly_figure_is_known() */
};

/* "the 4,130 people", "this cohort of 412", "the sum of £3.54m": a determiner before it,
 * with at most a few words and "of" between. */
bool gly_figure_is_known(const struct gly_doc *doc, const struct gly_quantity *q);

/* "The 35 level": which one, and not how many. */
bool gly_figure_is_label(const struct gly_doc *doc, const struct gly_quantity *q);

/* How one figure may have become the other. */
enum gly_misprint {
    GLY_MISPRINT_NONE,
    GLY_MISPRINT_DIGIT,     /* one digit differs */
    GLY_MISPRINT_SWAPPED,   /* two neighbouring digits have changed places */
    GLY_MISPRINT_THOUSANDS, /* a thousand or a million times more */
};

enum gly_misprint gly_misprint_between(const struct gly_doc *doc,
                                       const struct gly_quantity *a,
                                       const struct gly_quantity *b);

/* "employs 3,400 people ... employs 4,300 people", "146 metres tall ... 164 metres tall":
 * the words at both figures' sides say the same of them. */
bool gly_figures_share_frame(const struct gly_doc *doc, const struct gly_quantity *a,
                             const struct gly_quantity *b);

/* "Fire kills 12", "Fourteen people died": do both tell the dead, or the hurt? */
bool gly_figures_share_toll(const struct gly_doc *doc, const struct gly_quantity *a,
                            const struct gly_quantity *b);

enum { GLY_FIGURE_SAME = 5 }; /* points to be the same figure */

/* Points for what binds figure `b` to an earlier `a` from which it is `misprint` away; 0
 * where something parts them. */
unsigned gly_figures_binding(const struct gly_doc *doc, const struct gly_dates *dates,
                             const struct gly_figure *a, const struct gly_figure *b,
                             enum gly_misprint misprint);

#endif
