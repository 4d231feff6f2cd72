/* JSON (RFC 8259), read strictly into a tree with the place of each value.
 *
 * Strict means: valid UTF-8 without a byte order mark, no comments, no trailing commas,
 * no lone surrogates, no key twice in one map, nothing behind the value; and bounded by
 * GLY_LIMIT_JSON_.... Numbers stay text: what they mean is for their reader to say. */
#ifndef GALLEY_JSON_H
#define GALLEY_JSON_H

#include <galley/error.h>

#include "base/arena.h"
#include "base/buf.h"

enum gly_json_kind {
    GLY_JSON_NULL,
    GLY_JSON_FALSE,
    GLY_JSON_TRUE,
    GLY_JSON_NUMBER,
    GLY_JSON_TEXT,
    GLY_JSON_LIST,
    GLY_JSON_MAP,
};

struct gly_json_value {
    enum gly_json_kind kind;
    unsigned line, column;        /* where it starts, from 1; columns in code points */
    struct gly_str text;          /* of a text, decoded; of a number, as written */
    struct gly_str key;           /* inside a map: its key, decoded */
    struct gly_json_value *first; /* of a list or map, NULL when it is empty */
    struct gly_json_value *next;  /* in the list or map this stands in */
    uint32_t count;               /* of a list or map */
};

/* Read `text`, which came from `file` and outlives the tree. The tree lives in the
 * arena. */
enum gly_status gly_json_read(struct gly_arena *arena, const char *file,
                              struct gly_str text, struct gly_json_value **ret_root,
                              struct gly_error *err);

/* The value of a key of a map; NULL when it is not there. */
const struct gly_json_value *gly_json_find(const struct gly_json_value *map,
                                           const char *key);

/* Write `s` as a text, quotation marks included. What is not UTF-8 becomes U+FFFD. */
void gly_json_quote(struct gly_buf *out, struct gly_str s);

/* "a map", "a list", "text", ...: for messages. */
const char *gly_json_kind_name(enum gly_json_kind kind);

#endif
