/* Options of rules: their values, from the text of a configuration to what a check
 * reads. */
#ifndef GALLEY_OPTION_H
#define GALLEY_OPTION_H

#include "engine/plan.h"

/* One option that somebody set. */
struct gly_option_setting {
    const struct gly_check *check;
    unsigned option; /* index in its options */
    struct gly_option_value value;
};

/* Read a value as the option's type asks. False when it does not: `ret_wanted` says what
 * it takes ("true or false"), for a message. The texts are borrowed. */
bool gly_option_parse(struct gly_arena *arena, const struct gly_rule_option *option,
                      const struct gly_str *texts, uint32_t count,
                      struct gly_option_value *ret_value, struct gly_str *ret_wanted);

/* Give every option of the plan its fallback. */
void gly_options_default(struct gly_arena *arena, struct gly_plan *plan);

/* Put settings in force, later ones win. Before gly_plan_setup(). */
void gly_options_apply(struct gly_plan *plan, const struct gly_option_setting *settings,
                       size_t count);

/* The option of a rule (by its index in the plan) with that key; NULL when it has none.
 * `ret_check` and `ret_index` say whose it is. */
const struct gly_rule_option *gly_option_find(const struct gly_plan *plan,
                                              uint32_t rule, struct gly_str key,
                                              const struct gly_check **ret_check,
                                              unsigned *ret_index);

/* The key of an option of this rule that is nearest to `key`; "" when none is near. */
struct gly_str gly_option_nearest(const struct gly_plan *plan, uint32_t rule,
                                  struct gly_str key);

/* A value as one would write it in a configuration. */
struct gly_str gly_option_text(struct gly_arena *arena,
                               const struct gly_rule_option *option,
                               const struct gly_option_value *value);

#endif
