/* Inline elements of HTML, in HTML or inside Markdown, and the marks they make. They
 * may be nested wrongly, left open, or reach over several leaves; a mark lies in one
 * leaf. */
#ifndef GALLEY_INLINE_H
#define GALLEY_INLINE_H

#include "text/doc.h"
#include "text/markup.h"

/* Open elements beyond this many make no marks: each costs a mark in every leaf that it
 * reaches over, and no author nests a tenth of them. */
enum { GLY_INLINE_DEPTH = 32 };

struct gly_inline {
    struct gly_builder *b;
    unsigned count;
    struct gly_inline_open {
        struct gly_str name; /* of the element */
        uint32_t start;      /* in the text */
        enum gly_mark_kind kind;
        char lang[12];
        struct gly_str target;
    } at[GLY_INLINE_DEPTH];
};

/* An opening tag, inside a leaf or between two. Elements that make no mark are ignored.
 */
void gly_inline_open(struct gly_inline *in, const struct gly_markup *tag);
void gly_inline_close(struct gly_inline *in, struct gly_str name);

/* The leaf in hand ends: its marks are made; what is open goes on with the next leaf,
 * whose text begins at gly_inline_begin_leaf(). */
void gly_inline_end_leaf(struct gly_inline *in);
void gly_inline_begin_leaf(struct gly_inline *in);

/* Forget what is open. */
void gly_inline_clear(struct gly_inline *in);

/* Add digits at source offset `start` as raised ones, so that 10<sup>6</sup> does not
 * become 106. False when `text` is no number of one to three digits; with `b` NULL
 * nothing is added. */
bool gly_raised_digits(struct gly_str text, struct gly_builder *b, uint32_t start);

/* Copy a language tag as written into a field of a block or mark; "" when it is none.
 */
void gly_lang_copy(char ret_lang[12], struct gly_str tag);

#endif
