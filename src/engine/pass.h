/* What stands behind <galley/check.h>: a check's view of one document. */
#ifndef GALLEY_PASS_H
#define GALLEY_PASS_H

#include "engine/plan.h"
#include "engine/result.h"

/* The findings of one document while they are gathered. */
struct gly_findings {
    GLY_VEC(struct gly_finding *) list;
    uint32_t dropped; /* beyond GLY_LIMIT_FINDINGS */
};

struct gly_handles;

struct gly_pass {
    const struct gly_plan *plan;
    const struct gly_plan_check *planned;
    const struct gly_doc *doc;
    struct gly_arena *arena;
    struct gly_findings *findings;
    struct gly_handles *handles; /* the worker's, or NULL: dictionaries it has opened */
};

#endif
