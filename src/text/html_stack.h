/* The open elements of the HTML reader, and what HTML closes by itself. */
#ifndef GALLEY_HTML_STACK_H
#define GALLEY_HTML_STACK_H

#include "text/html.h"

/* Indices of elements, with GLY_ELEMENT_UNKNOWN at the end, for gly_html_find_last(). */
extern const uint8_t gly_html_lists[], gly_html_items[], gly_html_headings[];

/* The innermost open element; NULL when none is. */
struct gly_html_open *gly_html_top(struct gly_html *h);
/* The innermost open element of that kind, index + 1; 0 when there is none, or when the
 * scope in hand hides it. */
uint32_t gly_html_find(const struct gly_html *h, unsigned element);
/* The innermost open one of several, index + 1; 0 when there is none. */
uint32_t gly_html_find_last(const struct gly_html *h, const uint8_t *elements);

struct gly_html_open *gly_html_push(struct gly_html *h, unsigned element,
                                    const struct gly_markup *tag);
/* Close the innermost element, at that source offset. */
void gly_html_pop(struct gly_html *h, uint32_t at);
/* Close the elements down to the one with this index + 1, and that too. */
void gly_html_pop_to(struct gly_html *h, uint32_t index, uint32_t at);
/* Close what a tag of this role ends without saying so. */
void gly_html_close_implied(struct gly_html *h, enum gly_role role, uint32_t at);

/* The kind of the innermost block that is open in the document. */
enum gly_block_kind gly_html_frame(const struct gly_html *h);
/* Open a block for the innermost element, which closes it when it is popped. */
struct gly_block *gly_html_open_container(struct gly_html *h, enum gly_block_kind kind);
/* A block begins or ends: the paragraph in hand is over. Inside a cell or a heading,
 * which is one leaf, it is a line break. */
void gly_html_part(struct gly_html *h, uint32_t at);

#endif
