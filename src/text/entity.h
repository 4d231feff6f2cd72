/* Character references: "&amp;", "&#8217;", "&#x2019;". */
#ifndef GALLEY_ENTITY_H
#define GALLEY_ENTITY_H

#include <galley/span.h>

enum gly_entity_rules {
    GLY_ENTITY_MARKDOWN, /* a semicolon ends it */
    GLY_ENTITY_HTML,     /* old names need none ("&copy 2020"), and the numbers 128 to
                            159 mean what Windows-1252 has there */
};

/* The most bytes one reference stands for: two code points. */
#define GLY_ENTITY_MAX 8

/* Read the reference at the '&' that `text` begins with. Returns its length in bytes, 0
 * when it is none (then the '&' is text); `ret` receives `*ret_len` bytes of UTF-8. */
size_t gly_entity_read(struct gly_str text, enum gly_entity_rules rules,
                       char ret[GLY_ENTITY_MAX], unsigned *ret_len);

#endif
