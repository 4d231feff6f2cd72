#include "engine/plan.h"

#include <stdlib.h>

#include "base/nearest.h"
#include "engine/option.h"
#include "engine/setup.h"
#include "note/note.h"

/* ---- Rules and their order ---- */

static void gather(struct gly_arena *arena, const struct gly_check *more,
                   struct gly_plan *plan)
{
    plan->check_count = (uint32_t)gly_check_count + (more != NULL);
    plan->checks = gly_arena_alloc(arena, plan->check_count, sizeof *plan->checks);
    for (uint32_t c = 0; c < plan->check_count; c++) {
        plan->checks[c].check = c < gly_check_count ? gly_checks[c] : more;
        plan->checks[c].first_rule = plan->rule_count;
        plan->rule_count += (uint32_t)plan->checks[c].check->rule_count;
    }
    plan->rules = gly_arena_alloc(arena, plan->rule_count, sizeof(plan->rules[0]));
    plan->severity = gly_arena_alloc(arena, plan->rule_count, sizeof *plan->severity);
    plan->order = gly_arena_alloc(arena, plan->rule_count, sizeof *plan->order);
    uint32_t next = 0;
    for (uint32_t c = 0; c < plan->check_count; c++)
        for (size_t r = 0; r < plan->checks[c].check->rule_count; r++)
            plan->rules[next++] = &plan->checks[c].check->rules[r];
}

static int compare_ids(const void *a, const void *b, void *context)
{
    const struct gly_plan *plan = context;
    return strcmp(plan->rules[*(const uint32_t *)a]->id,
                  plan->rules[*(const uint32_t *)b]->id);
}

static void sort_by_id(struct gly_plan *plan)
{
    for (uint32_t i = 0; i < plan->rule_count; i++)
        plan->order[i] = i;
    qsort_r(plan->order, plan->rule_count, sizeof *plan->order, compare_ids, plan);
}

/* ---- Selection ---- */

static bool has_alias(const struct gly_rule *rule, struct gly_str id)
{
    for (const char *const *a = rule->aliases; a && *a; a++)
        if (gly_str_is(id, *a))
            return true;
    return false;
}

/* "module/" (with or without a star behind it) and "all" stand for many rules, anything
 * else for one. */
bool gly_wish_names(struct gly_str wish, const struct gly_rule *rule)
{
    if (gly_str_is(wish, "all") || gly_str_is(wish, "*"))
        return true;
    if (wish.len > 0 && wish.ptr[wish.len - 1] == '*')
        wish.len--;
    else if (wish.len == 0 || wish.ptr[wish.len - 1] != '/')
        return gly_str_is(wish, rule->id) || has_alias(rule, wish);
    struct gly_str id = gly_str(rule->id);
    return id.len >= wish.len && memcmp(id.ptr, wish.ptr, wish.len) == 0;
}

bool gly_plan_knows(const struct gly_plan *plan, struct gly_str wish)
{
    for (uint32_t r = 0; r < plan->rule_count; r++)
        if (gly_wish_names(wish, plan->rules[r]))
            return true;
    return false;
}

/* Trouble of the run itself is not a matter of taste: it is told also under --only, and
 * goes only when it is named. */
static bool is_about_run(const struct gly_rule *rule)
{
    return gly_str_starts(gly_str(rule->id), "run/");
}

/* Does a wish for rules alone take this one? Whoever names a module means what is on in it:
 * a rule that is off unless it is asked for is asked for by its own name. */
static bool takes_only(const struct gly_wish *wish, const struct gly_rule *rule)
{
    if (wish->kind != GLY_WISH_ONLY || !gly_wish_names(wish->rules, rule))
        return false;
    return rule->stage == GLY_STABLE || gly_str_is(wish->rules, rule->id) ||
           has_alias(rule, wish->rules);
}

static void select_rules(struct gly_plan *plan, const struct gly_wish *wishes,
                         size_t wish_count)
{
    bool only = false;
    for (size_t w = 0; w < wish_count; w++)
        only |= wishes[w].kind == GLY_WISH_ONLY;
    for (uint32_t r = 0; r < plan->rule_count; r++) {
        const struct gly_rule *rule = plan->rules[r];
        bool on = only ? is_about_run(rule) : rule->stage == GLY_STABLE;
        for (size_t w = 0; w < wish_count; w++)
            on |= takes_only(&wishes[w], rule);
        enum gly_severity severity = rule->severity;
        for (size_t w = 0; w < wish_count; w++) {
            if (!gly_wish_names(wishes[w].rules, rule))
                continue;
            switch (wishes[w].kind) {
            case GLY_WISH_ONLY:
                break;
            case GLY_WISH_ENABLE:
                on = true;
                break;
            case GLY_WISH_DISABLE:
                on = false;
                break;
            case GLY_WISH_SEVERITY:
                severity = wishes[w].severity;
                break;
            }
        }
        plan->severity[r] = on ? severity : GLY_OFF;
    }
}

struct gly_str gly_plan_nearest_rule(const struct gly_plan *plan, struct gly_str id)
{
    struct gly_nearest nearest = {.wanted = id};
    for (uint32_t r = 0; r < plan->rule_count; r++) {
        struct gly_str full = gly_str(plan->rules[r]->id);
        gly_nearest_offer(&nearest, full);
        /* People leave the module out, or name it alone. */
        const char *slash = memchr(full.ptr, '/', full.len);
        struct gly_str module = {full.ptr, (size_t)(slash - full.ptr) + 1};
        struct gly_str name = {slash + 1, full.len - module.len};
        if (gly_str_eq_nocase(name, id))
            return full;
        if (memchr(id.ptr, '/', id.len) == NULL)
            gly_nearest_offer(&nearest, module);
    }
    return nearest.best;
}

const struct gly_rule *gly_plan_find_rule(const struct gly_plan *plan,
                                          struct gly_str id, uint32_t *ret_index)
{
    for (uint32_t r = 0; r < plan->rule_count; r++) {
        if (gly_str_is(id, plan->rules[r]->id) || has_alias(plan->rules[r], id)) {
            if (ret_index)
                *ret_index = r;
            return plan->rules[r];
        }
    }
    return NULL;
}

/* ---- What the selection needs ---- */

static void want_checks(struct gly_plan *plan)
{
    uint32_t needs = 0;
    for (uint32_t c = 0; c < plan->check_count; c++) {
        struct gly_plan_check *planned = &plan->checks[c];
        for (size_t r = 0; r < planned->check->rule_count; r++)
            planned->wanted |= plan->severity[planned->first_rule + r] != GLY_OFF;
        planned->wanted &= planned->check->run != NULL;
        if (planned->wanted)
            needs |= planned->check->needs;
    }
    plan->annotations = gly_annotation_closure(needs);
}

void gly_plan_gather_with(struct gly_arena *arena, const struct gly_check *more,
                          struct gly_plan *ret_plan)
{
    *ret_plan = (struct gly_plan){0};
    gather(arena, more, ret_plan);
    sort_by_id(ret_plan);
}

void gly_plan_gather(struct gly_arena *arena, struct gly_plan *ret_plan)
{
    gly_plan_gather_with(arena, NULL, ret_plan);
}

enum gly_status gly_plan_build(struct gly_arena *arena, const struct gly_wish *wishes,
                               size_t wish_count, struct gly_plan *ret_plan,
                               struct gly_error *err)
{
    return gly_plan_build_with(arena, NULL, wishes, wish_count, ret_plan, err);
}

enum gly_status gly_plan_build_with(struct gly_arena *arena,
                                    const struct gly_check *more,
                                    const struct gly_wish *wishes, size_t wish_count,
                                    struct gly_plan *ret_plan, struct gly_error *err)
{
    struct gly_plan plan;
    gly_plan_gather_with(arena, more, &plan);
    for (size_t w = 0; w < wish_count; w++) {
        struct gly_str rules = wishes[w].rules;
        if (gly_plan_knows(&plan, rules))
            continue;
        struct gly_str near = gly_plan_nearest_rule(&plan, rules);
        return gly_error_set(err, GLY_E_USAGE, NULL, 0, "unknown rule '%.*s'%s%.*s%s",
                             GLY_STR_ARG(rules), near.len ? ", did you mean '" : "",
                             GLY_STR_ARG(near), near.len ? "'?" : "");
    }
    select_rules(&plan, wishes, wish_count);
    gly_options_default(arena, &plan);
    want_checks(&plan);
    *ret_plan = plan;
    return GLY_OK;
}

enum gly_status gly_plan_setup(struct gly_arena *arena, struct gly_plan *plan,
                               const struct gly_resources *resources,
                               struct gly_error *err)
{
    plan->resources = resources;
    struct gly_setup setup = {.arena = arena, .plan = plan, .err = err};
    for (uint32_t c = 0; c < plan->check_count; c++) {
        struct gly_plan_check *planned = &plan->checks[c];
        setup.planned = planned;
        if (planned->wanted && planned->check->setup)
            planned->data = planned->check->setup(&setup);
        if (setup.status != GLY_OK)
            return setup.status;
    }
    return GLY_OK;
}
