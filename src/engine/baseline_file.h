/* The file of a baseline: reading and writing entries. */
#ifndef GALLEY_BASELINE_FILE_H
#define GALLEY_BASELINE_FILE_H

#include "engine/baseline.h"

struct gly_baseline_entries {
    struct gly_baseline_entry *at;
    uint32_t count;
};

/* Every mistake of the file is an error with its place. With `may_miss` a file that is
 * not there holds no entries. */
enum gly_status gly_baseline_read_file(struct gly_arena *arena, const char *file,
                                       bool may_miss,
                                       struct gly_baseline_entries *ret_entries,
                                       struct gly_error *err);

/* Sorts the entries by path, rule and text, so that one change of a document is one
 * change of the file. */
enum gly_status gly_baseline_write_file(struct gly_arena *arena, const char *file,
                                        struct gly_baseline_entries entries,
                                        struct gly_error *err);

/* Byte order. */
int gly_baseline_compare_str(struct gly_str a, struct gly_str b);

#endif
