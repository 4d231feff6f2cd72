/* `galley test`: do the phrase rules of a configuration find what they should? */
#include <string.h>

#include "base/limits.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "engine/resources.h"
#include "engine/run.h"
#include "engine/style.h"

enum { OPT_QUIET = 1, OPT_HELP };

static const struct gly_option options_table[] = {
    GLY_CLI_CONFIG_OPTIONS,
    {OPT_QUIET, "--quiet", 'q', NULL, "no summary", "Output"},
    {OPT_HELP, "--help", 'h', NULL, "print this help", NULL},
    {0},
};

static const char usage[] =
    "Usage: galley test [OPTION...] [DIRECTORY]\n\n"
    "Run the examples of the phrase rules that the configuration of "
    "a directory names\n(by default the current one): each rule "
    "finds its bad example and not its good\none. Exit status: 0 all "
    "do, 1 one does not, 2 trouble.\n";

struct test {
    struct gly_arena *arena;
    struct gly_plan plan;
    struct gly_worker *worker;
    struct gly_buf out;
    unsigned rules, failures;
};

/* Does the rule find anything in the example? */
static bool finds(struct test *t, const struct gly_rule *rule, const char *example)
{
    struct gly_job job = {
        .path = gly_str(rule->id), .bytes = gly_str(example), .named = true};
    struct gly_result result;
    gly_run_document(t->worker, &t->plan, &job, &result);
    for (uint32_t f = 0; f < result.finding_count; f++)
        if (result.findings[f]->rule == rule)
            return true;
    return false;
}

static void test_rule(struct test *t, const struct gly_rule *rule)
{
    t->rules++;
    if (!finds(t, rule, rule->bad)) {
        gly_buf_printf(&t->out, "%s: the bad example is not found: %s\n", rule->id,
                       rule->bad);
        t->failures++;
    }
    if (finds(t, rule, rule->good)) {
        gly_buf_printf(&t->out, "%s: the good example is found: %s\n", rule->id,
                       rule->good);
        t->failures++;
    }
}

static bool tell_mistake(void *context, const struct gly_error *err)
{
    unsigned *count = context;
    gly_cli_error(err);
    return ++*count < GLY_LIMIT_MISTAKES;
}

/* The plan of the phrase rules alone, as each has to speak by itself. */
static enum gly_status make_plan(struct test *t, const struct gly_settings *settings,
                                 unsigned *ret_mistakes, const struct gly_check **ret,
                                 struct gly_error *err)
{
    const struct gly_table_mistakes mistakes = {tell_mistake, ret_mistakes};
    const struct gly_wish only = {.kind = GLY_WISH_ONLY, .rules = GLY_STR("style/")};
    const struct gly_resources *resources;
    enum gly_status status = gly_style_open(t->arena, settings, &mistakes, ret, err);
    if (status != GLY_OK || !*ret || (*ret)->rule_count == 0)
        return status;
    status = gly_plan_build_with(t->arena, *ret, &only, 1, &t->plan, err);
    if (status == GLY_OK)
        status = gly_resources_open(t->arena, t->plan.annotations, &resources, err);
    if (status == GLY_OK)
        status = gly_plan_setup(t->arena, &t->plan, resources, err);
    return status;
}

static int run_tests(struct test *t, const struct gly_check *style, bool quiet)
{
    t->worker = gly_arena_alloc(t->arena, 1, sizeof *t->worker);
    gly_worker_init(t->worker);
    gly_buf_init(&t->out, (size_t)64 * 1024 * 1024);
    for (size_t r = 0; style && r < style->rule_count; r++)
        test_rule(t, &style->rules[r]);
    if (!quiet)
        gly_buf_printf(&t->out, "%u phrase rule%s, %u example%s fail%s\n", t->rules,
                       t->rules == 1 ? "" : "s", t->failures,
                       t->failures == 1 ? "" : "s", t->failures == 1 ? "s" : "");
    int status = gly_cli_print(&t->out);
    gly_buf_release(&t->out);
    gly_worker_release(t->worker);
    return status != GLY_EXIT_CLEAN ? status
           : t->failures > 0        ? GLY_EXIT_FINDINGS
                                    : GLY_EXIT_CLEAN;
}

static int test(struct gly_cli_inputs *in, void *quiet)
{
    struct test t = {.arena = in->arena};
    struct gly_configs *configs;
    struct gly_error err;
    struct gly_str path;
    const struct gly_settings *settings = gly_cli_settings_of_one(
        in, "'galley test' takes one directory", &configs, &path);
    if (!settings)
        return GLY_EXIT_TROUBLE;
    const struct gly_check *style;
    unsigned mistakes = 0;
    if (make_plan(&t, settings, &mistakes, &style, &err) != GLY_OK)
        return gly_cli_error(&err);
    int status = run_tests(&t, style, *(const bool *)quiet);
    return mistakes > 0 ? GLY_EXIT_TROUBLE : status;
}

static enum gly_status take(void *quiet, int id, const char *value,
                            struct gly_error *err)
{
    (void)err;
    (void)value;
    *(bool *)quiet |= id == OPT_QUIET;
    return GLY_OK;
}

int gly_cmd_test(int argc, char **argv)
{
    static const struct gly_cli_frame frame = {options_table, OPT_HELP, usage, take,
                                               test};
    bool quiet = false;
    return gly_cli_run(&frame, &quiet, argc, argv);
}
