/* The pieces of HTML: tags, comments and the text between them, each with its place.
 * After the tokenizer of the HTML Standard (section 13.2.5), without its tree. */
#ifndef GALLEY_MARKUP_H
#define GALLEY_MARKUP_H

#include <galley/span.h>

enum gly_markup_kind {
    GLY_MARKUP_TEXT,
    GLY_MARKUP_OPEN,    /* <name attributes> */
    GLY_MARKUP_CLOSE,   /* </name> */
    GLY_MARKUP_COMMENT, /* <!-- content --> */
    GLY_MARKUP_OTHER,   /* <!DOCTYPE>, <?instruction?>, <![CDATA[, </3> */
};

struct gly_markup {
    enum gly_markup_kind kind;
    struct gly_span span;
    struct gly_str name;    /* of a tag, as written */
    struct gly_str content; /* of a comment: what it says; of a tag: its attributes */
    bool empty;             /* <name/> */
};

/* The piece of `text` that begins at `at`, which must lie inside it. What is never
 * closed reaches to the end. */
struct gly_markup gly_markup_next(struct gly_str text, size_t at);

/* Cut the next attribute from `*rest`, at first the content of a tag. A value is as
 * written, without quotation marks; empty when there is none. */
bool gly_markup_attribute(struct gly_str *rest, struct gly_str *ret_name,
                          struct gly_str *ret_value);

/* The value of one attribute of a tag; false when the tag has none of that name. */
bool gly_markup_find(const struct gly_markup *tag, const char *name,
                     struct gly_str *ret_value);

/* Where the content of a raw text element ends, which began at `at`: at "</name", or at
 * the end of the text. */
size_t gly_markup_raw_end(struct gly_str text, size_t at, struct gly_str name);

#endif
