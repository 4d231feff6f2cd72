/* YAML as configuration needs it: maps, lists and text, with the place of each.
 *
 * Scalars stay text: `NO` is Norway, and what a value means is for its reader to say.
 * What makes YAML hard to read or to trust is refused with its place: anchors, aliases,
 * tags, merge keys, keys that are no text, duplicate keys, several documents, and what
 * goes beyond the limits (GLY_LIMIT_YAML_...). The one file that knows libyaml. */
#ifndef GALLEY_YAML_H
#define GALLEY_YAML_H

#include <galley/error.h>

#include "base/arena.h"

enum gly_yaml_kind {
    GLY_YAML_TEXT,
    GLY_YAML_LIST,
    GLY_YAML_MAP,
};

struct gly_yaml {
    enum gly_yaml_kind kind;
    unsigned line, column; /* where it starts, from 1; columns in code points */
    struct gly_str text;
    bool quoted; /* text in quotes or a block: "" is text, nothing at all is not */
    /* Inside a map: its key. */
    struct gly_str key;
    unsigned key_line, key_column;
    struct gly_yaml *first; /* of a list or map, NULL when it is empty */
    struct gly_yaml *next;  /* in the list or map this stands in */
};

/* Read `text`, which came from `file`. The tree lives in the arena; it is NULL for a
 * text without content. */
enum gly_status gly_yaml_read(struct gly_arena *arena, const char *file,
                              struct gly_str text, struct gly_yaml **ret_root,
                              struct gly_error *err);

/* The value of a key of a map; NULL when it is not there. */
const struct gly_yaml *gly_yaml_find(const struct gly_yaml *map, const char *key);

/* Was nothing written ("key:" and no value)? */
bool gly_yaml_is_empty(const struct gly_yaml *node);

/* "a map", "a list", "text": for messages. */
const char *gly_yaml_kind_name(const struct gly_yaml *node);

#endif
