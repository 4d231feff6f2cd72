/* The text side of the HTML reader: see html_text.c. */
#ifndef GALLEY_HTML_TEXT_H
#define GALLEY_HTML_TEXT_H

#include "text/html.h"

void gly_html_open_leaf(struct gly_html *h, enum gly_block_kind kind);
/* Close the leaf in hand, if there is one. */
void gly_html_close_leaf(struct gly_html *h);

/* Text between tags, or in an attribute that is read as text. */
void gly_html_add_text(struct gly_html *h, struct gly_span span);
/* A line break, made by `tag`. */
void gly_html_break(struct gly_html *h, struct gly_span tag);
void gly_html_add_comment(struct gly_html *h, struct gly_str content);
void gly_html_add_image(struct gly_html *h, const struct gly_attributes *attributes);
/* The content of <sup>, from `at`: digits become raised digits, so that 10<sup>6</sup> is
 * not 106; a mark that leads to a note is one. Returns where to go on: `at` when it is
 * neither. */
uint32_t gly_html_add_raised(struct gly_html *h, uint32_t at);

#endif
