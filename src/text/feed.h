/* The bytes that md4c is given to read.
 *
 * Nearly always the source itself. Where a text has something that md4c 0.4.8 reads
 * otherwise than people expect, or in quadratic time, md4c reads a copy in which that
 * place is changed, and this maps places in the copy back:
 *
 *   - rows of less than three dashes below the head of a table ("|-|-|"), which GitHub
 *     takes and md4c does not, are made longer;
 *   - a definition's address of many kilobytes (a picture inside a "data:" URL) is cut,
 *     since md4c reads it again at every use;
 *   - a text that does not end with a line break gets one, since md4c now and then reads
 *     on behind its end;
 *   - in a paragraph of thousands of lines with brackets a blank line is put in, since
 *     md4c looks for a bracket's line from the first one on. */
#ifndef GALLEY_FEED_H
#define GALLEY_FEED_H

#include "base/arena.h"

/* Something that is different in the copy: behind offset `at` of the copy, `shift` has
 * to be added to get an offset of the source. */
struct gly_feed_edit {
    uint32_t at;
    int64_t shift;
};

struct gly_feed {
    struct gly_str text; /* for md4c */
    struct gly_str source;
    uint32_t start; /* source offset at which `text` begins */
    GLY_VEC(struct gly_feed_edit) edits;
};

/* Make ready to parse `source` from offset `start` on. Gives the document up when md4c
 * would take more than linear time all the same: a table of many columns whose rows are
 * nearly empty, a long definition used a hundred thousand times. */
void gly_feed_prepare(struct gly_arena *arena, struct gly_str source, uint32_t start,
                      struct gly_feed *ret_feed);

/* The place in the source of bytes that md4c points to; false when they lie outside the
 * copy. */
bool gly_feed_place(const struct gly_feed *feed, const char *bytes, size_t len,
                    struct gly_span *ret_span);

#endif
