/* Reading a whole file that is to be small: configuration, ignore files, lists. */
#ifndef GALLEY_FILE_H
#define GALLEY_FILE_H

#include "base/arena.h"
#include "base/buf.h"

/* Add all that can be read from `fd` to `out`, whose cap is the most that is accepted.
 * Returns 0, an errno, or EFBIG where there is more than the cap. */
int gly_file_read(int fd, struct gly_buf *out);

/* The text of a file, in the arena. Returns 0, an errno, or EFBIG where it has more than
 * `most` bytes. */
int gly_file_text(struct gly_arena *arena, const char *path, size_t most,
                  struct gly_str *ret_text);

#endif
