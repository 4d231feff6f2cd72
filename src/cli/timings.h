/* --timings: a table of where the time went, on standard error. */
#ifndef GALLEY_CLI_TIMINGS_H
#define GALLEY_CLI_TIMINGS_H

#include "base/buf.h"
#include "engine/timing.h"

/* What took less than a thousandth of the whole is left out. */
void gly_timings_print(const struct gly_timings *timings, struct gly_buf *out);

#endif
