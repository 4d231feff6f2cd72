/* The read-only files that a run needs, opened once before the workers start and only
 * where the plan asks for them. */
#ifndef GALLEY_RESOURCES_H
#define GALLEY_RESOURCES_H

#include <galley/error.h>

#include "base/arena.h"
#include "note/note.h"

/* Open what the annotations of `needs` stand on. Mapped files stay open as long as the
 * arena lives. */
enum gly_status gly_resources_open(struct gly_arena *arena, uint32_t needs,
                                   const struct gly_resources **ret_resources,
                                   struct gly_error *err);

/* The same with data files from `folder`; NULL: where they usually are. */
enum gly_status gly_resources_open_in(struct gly_arena *arena, const char *folder,
                                      uint32_t needs,
                                      const struct gly_resources **ret_resources,
                                      struct gly_error *err);

/* The path of a data file ("galley.dat"): in $GALLEY_DATA where that is set; beside the
 * program when it runs from its build folder; else in the data directory of its
 * installation. The file need not exist. */
struct gly_str gly_data_path(struct gly_arena *arena, const char *name);

#endif
