/* What stands behind a check's .setup. */
#ifndef GALLEY_ENGINE_SETUP_H
#define GALLEY_ENGINE_SETUP_H

#include <galley/check.h>
#include <galley/error.h>

#include "base/arena.h"

struct gly_plan;
struct gly_plan_check;

struct gly_setup {
    struct gly_arena *arena; /* lives as long as the plan */
    const struct gly_plan *plan;
    const struct gly_plan_check *planned; /* the check being set up */
    struct gly_error *err;
    enum gly_status status; /* not GLY_OK: the run cannot start */
};

#endif
