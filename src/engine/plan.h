/* The plan of a run: which rules are on and how grave they are, which checks that
 * needs, which annotations those need. Built once from a selection, const while workers
 * run. */
#ifndef GALLEY_PLAN_H
#define GALLEY_PLAN_H

#include <galley/check.h>
#include <galley/error.h>

#include "base/arena.h"
#include "note/note.h"

/* One wish about rules, as typed: "geography/wrong-region", "geography/" or
 * "geography/...*" (all rules whose id starts so), or "all". */
enum gly_wish_kind {
    GLY_WISH_ONLY,   /* these rules and no others; of a module those that are on by
                        default, whatever its stage a rule by its id */
    GLY_WISH_ENABLE, /* also these */
    GLY_WISH_DISABLE,
    GLY_WISH_SEVERITY, /* give them this severity; does not switch them on */
};

struct gly_wish {
    enum gly_wish_kind kind;
    struct gly_str rules;
    enum gly_severity severity; /* for GLY_WISH_SEVERITY; GLY_OFF disables */
};

struct gly_plan_check {
    const struct gly_check *check;
    uint32_t first_rule;              /* index in the plan of the check's rule 0 */
    bool wanted;                      /* is one of its rules on? */
    const void *data;                 /* what its setup returned */
    struct gly_option_value *options; /* in force, by index of the check's options */
};

/* Rules of the whole program in the order of their ids are `order`; `rules` and
 * `severity` are by plan index, which groups them by check. */
struct gly_plan {
    const struct gly_rule **rules;
    enum gly_severity *severity; /* GLY_OFF: not selected */
    uint32_t rule_count;
    uint32_t *order; /* plan indices sorted by id */
    struct gly_plan_check *checks;
    uint32_t check_count;
    uint32_t annotations; /* closure of the needs, GLY_NEED_... */
    const struct gly_resources *resources;
    bool wants_stet_reasons; /* a stet without a reason is a finding */
};

/* All checks of the program, sorted by symbol (generated from the folder checks/). */
extern const struct gly_check *const gly_checks[];
extern const size_t gly_check_count;

/* Rules that belong to the engine itself (run/..., stet/...): reported by its filters.
 */
extern const struct gly_check gly_check_engine;

/* Only the rules and their order, nothing selected: for listing and explaining. */
void gly_plan_gather(struct gly_arena *arena, struct gly_plan *ret_plan);
/* The same with one check more, which outlives the plan; NULL for none. */
void gly_plan_gather_with(struct gly_arena *arena, const struct gly_check *more,
                          struct gly_plan *ret_plan);

/* Select rules. Wishes apply in order, later ones win; ONLY wishes are gathered first.
 * An unknown rule is an error that names the nearest right one. */
enum gly_status gly_plan_build(struct gly_arena *arena, const struct gly_wish *wishes,
                               size_t wish_count, struct gly_plan *ret_plan,
                               struct gly_error *err);
/* The same with one check more (the phrase rules of a configuration); NULL for none. */
enum gly_status gly_plan_build_with(struct gly_arena *arena,
                                    const struct gly_check *more,
                                    const struct gly_wish *wishes, size_t wish_count,
                                    struct gly_plan *ret_plan, struct gly_error *err);

/* Make a plan ready to run: give it `resources`, which hold what plan->annotations need
 * and outlive it, and run the setup of its checks. */
enum gly_status gly_plan_setup(struct gly_arena *arena, struct gly_plan *plan,
                               const struct gly_resources *resources,
                               struct gly_error *err);

/* Does a wish, as written in a struct gly_wish, speak of this rule? */
bool gly_wish_names(struct gly_str wish, const struct gly_rule *rule);
/* Does it speak of any? */
bool gly_plan_knows(const struct gly_plan *plan, struct gly_str wish);

/* The rule of an id or a former id; NULL when there is none. */
const struct gly_rule *gly_plan_find_rule(const struct gly_plan *plan,
                                          struct gly_str id, uint32_t *ret_index);

/* The known id nearest to a misspelt one, "" when nothing is near. */
struct gly_str gly_plan_nearest_rule(const struct gly_plan *plan, struct gly_str id);

#endif
