/* Running another program and reading what it says: without a shell, so that no
 * argument means anything but itself. */
#ifndef GALLEY_PROCESS_H
#define GALLEY_PROCESS_H

#include <galley/error.h>

#include "base/buf.h"

/* Run `argv` (found on PATH, ending with NULL) with an empty input. What it writes goes
 * to `out`, what it complains of to `complaints`, both up to their caps.
 * `*ret_exit` is its exit status, 255 where a signal ended it. Fails only where it
 * cannot be run or says more than `out` holds. */
enum gly_status gly_process_run(const char *const *argv, struct gly_buf *out,
                                struct gly_buf *complaints, int *ret_exit,
                                struct gly_error *err);

#endif
