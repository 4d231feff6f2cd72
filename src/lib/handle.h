/* What stands behind the handles of <galley/galley.h>. */
#ifndef GALLEY_LIB_HANDLE_H
#define GALLEY_LIB_HANDLE_H

#include <galley/error.h>
#include <galley/galley.h>

#include "base/arena.h"
#include "engine/plan.h"

struct galley {
    struct gly_arena arena;
    struct gly_plan plan;
    char language[12]; /* of texts that do not name theirs */
};

/* Hand an error to the caller. The two enums of statuses have the same values. */
enum galley_status galley_give_error(const struct gly_error *from,
                                     struct galley_error *ret_error);

/* "memory has ended" */
enum galley_status galley_give_memory_error(struct galley_error *ret_error);

#endif
