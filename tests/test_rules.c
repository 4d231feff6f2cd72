#include <criterion/criterion.h>

#include <ctype.h>

#include "base/limits.h"
#include "engine/filter.h"
#include "engine/option.h"
#include "engine/resources.h"
#include "engine/run.h"

static struct gly_arena arena;

static void setup(void)
{
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
}

static void teardown(void)
{
    gly_arena_release(&arena);
}

TestSuite(rules, .init = setup, .fini = teardown);

static bool is_kebab(const char *id)
{
    const char *slash = strchr(id, '/');
    if (!slash || slash == id || !slash[1])
        return false;
    for (const char *c = id; *c; c++)
        if (!islower((unsigned char)*c) && !isdigit((unsigned char)*c) && *c != '-' &&
            c != slash)
            return false;
    return true;
}

Test(rules, are_described_in_full)
{
    struct gly_plan plan;
    gly_plan_gather(&arena, &plan);
    for (uint32_t i = 0; i < plan.rule_count; i++) {
        const struct gly_rule *rule = plan.rules[plan.order[i]];
        cr_expect(is_kebab(rule->id), "%s is not module/kebab-case", rule->id);
        cr_expect(i == 0 || strcmp(plan.rules[plan.order[i - 1]]->id, rule->id) < 0,
                  "%s is there twice", rule->id);
        cr_expect(rule->severity != GLY_OFF, "%s has no severity", rule->id);
        cr_expect(rule->summary && !gly_str_ends(gly_str(rule->summary), "."),
                  "%s: the summary ends with a stop", rule->id);
        cr_expect(rule->why && gly_str_ends(gly_str(rule->why), "."),
                  "%s: why is a sentence", rule->id);
        bool of_engine = gly_str_starts(gly_str(rule->id), "run/") ||
                         gly_str_starts(gly_str(rule->id), "stet/");
        cr_expect(of_engine || (rule->bad && rule->good), "%s has no examples",
                  rule->id);
    }
}

/* Rules that speak of nothing but what their option lists: what the list of their examples
 * is. */
static const struct {
    const char *id, *key, *text;
} wanted[] = {{"consistency/not-preferred", "prefer", "harbour"}};

static void set_options(struct gly_plan *plan, const char *id)
{
    for (size_t i = 0; i < GLY_COUNT(wanted); i++)
        for (uint32_t r = 0; r < plan->rule_count; r++) {
            struct gly_option_setting setting = {0};
            struct gly_str *text = gly_arena_alloc(&arena, 1, sizeof *text), why;
            *text = gly_str(wanted[i].text);
            const struct gly_rule_option *option =
                strcmp(id, wanted[i].id) == 0 && strcmp(plan->rules[r]->id, id) == 0
                    ? gly_option_find(plan, r, gly_str(wanted[i].key), &setting.check,
                                      &setting.option)
                    : NULL;
            if (option &&
                gly_option_parse(&arena, option, text, 1, &setting.value, &why))
                gly_options_apply(plan, &setting, 1);
        }
}

/* What `text` gives when `id` runs beside all stable rules. */
static void run_example(const char *id, const char *text, unsigned *ret_own,
                        unsigned *ret_others)
{
    struct gly_wish wish = {GLY_WISH_ENABLE, gly_str(id), GLY_OFF};
    struct gly_plan plan;
    struct gly_error err;
    const struct gly_resources *resources;
    cr_assert(gly_plan_build(&arena, &wish, 1, &plan, &err) == GLY_OK);
    set_options(&plan, id);
    cr_assert(gly_resources_open(&arena, plan.annotations, &resources, &err) == GLY_OK,
              "%s: %s", err.file, err.message);
    cr_assert(gly_plan_setup(&arena, &plan, resources, &err) == GLY_OK);
    struct gly_worker worker;
    gly_worker_init(&worker);
    struct gly_job job = {
        .path = gly_str("example.md"), .bytes = gly_str(text), .named = true};
    struct gly_result result;
    gly_run_document(&worker, &plan, &job, &result);
    *ret_own = *ret_others = 0;
    for (uint32_t i = 0; i < result.finding_count; i++) {
        if (strcmp(result.findings[i]->rule->id, id) == 0)
            ++*ret_own;
        else
            ++*ret_others;
    }
    gly_worker_release(&worker);
}

Test(rules, find_their_bad_example_and_pass_their_good_one)
{
    struct gly_plan plan;
    gly_plan_gather(&arena, &plan);
    for (uint32_t i = 0; i < plan.rule_count; i++) {
        const struct gly_rule *rule = plan.rules[i];
        if (!rule->bad)
            continue;
        unsigned own, others;
        run_example(rule->id, rule->bad, &own, &others);
        cr_expect(own > 0, "%s does not find its bad example", rule->id);
        cr_expect(others == 0, "%s: another rule finds its bad example", rule->id);
        run_example(rule->id, rule->good, &own, &others);
        cr_expect(own + others == 0, "%s: its good example has findings", rule->id);
    }
}

/* Is a rule on where the one wish is for these alone, or for these as well? */
static bool is_on(enum gly_wish_kind kind, const char *rules, const char *id)
{
    struct gly_wish wish = {kind, gly_str(rules), GLY_OFF};
    struct gly_plan plan;
    struct gly_error err;
    uint32_t index;
    cr_assert(gly_plan_build(&arena, &wish, 1, &plan, &err) == GLY_OK);
    cr_assert(gly_plan_find_rule(&plan, gly_str(id), &index) != NULL);
    return plan.severity[index] != GLY_OFF;
}

Test(rules, a_module_alone_stands_for_what_is_on_in_it)
{
    const char *optional = "spelling/unknown-word", *stable = "spelling/misspelling";
    cr_expect(is_on(GLY_WISH_ONLY, "spelling/", stable));
    cr_expect(!is_on(GLY_WISH_ONLY, "spelling/", optional));
    cr_expect(!is_on(GLY_WISH_ONLY, "all", optional));
    cr_expect(!is_on(GLY_WISH_ONLY, "spelling/", "figures/sum"));
    cr_expect(is_on(GLY_WISH_ONLY, optional, optional));
    cr_expect(!is_on(GLY_WISH_ONLY, optional, stable));
    cr_expect(is_on(GLY_WISH_ENABLE, "spelling/", optional));
}

Test(rules, of_one_fault_the_more_specific_explanation_stays)
{
    static const char *const order[] = {
        "script/x",
        "geography/x",
        "figures/x",
        "claims/x",
        "spelling/common-misspelling",
        "spelling/misspelling",
        "spelling/confused-word",
        "consistency/x",
        "typography/x",
        "structure/x",
        "style/x",
    };
    for (unsigned i = 1; i < GLY_COUNT(order); i++) {
        struct gly_rule a = {.id = order[i - 1]}, b = {.id = order[i]};
        cr_expect(gly_filter_rank(&a) < gly_filter_rank(&b), "%s before %s", a.id,
                  b.id);
    }
}
