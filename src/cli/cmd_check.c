#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/nearest.h"
#include "cli/cli.h"
#include "cli/inputs.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/settle.h"
#include "cli/timings.h"
#include "engine/house.h"
#include "engine/lexicon.h"
#include "engine/pool.h"
#include "engine/resources.h"
#include "engine/style.h"
#include "engine/walk.h"

enum {
    OPT_ONLY = 1,
    OPT_ENABLE,
    OPT_DISABLE,
    OPT_SEVERITY,
    OPT_FORMAT,
    OPT_OUTPUT,
    OPT_ALSO,
    OPT_UNIT,
    OPT_COLOR,
    OPT_QUIET,
    OPT_VERBOSE,
    OPT_FAIL_ON,
    OPT_EXIT_ZERO,
    OPT_MAX_WARNINGS,
    OPT_JOBS,
    OPT_TIMINGS,
    OPT_HELP,
};

static const struct gly_option options_table[] = {
    {OPT_ONLY, "--only", 0, "RULE,...",
     "run these rules and no others; a rule is an id, 'module/'\nor 'all'", "Rules"},
    {OPT_ENABLE, "--enable", 0, "RULE,...", "run these as well", NULL},
    {OPT_DISABLE, "--disable", 0, "RULE,...", "do not run these", NULL},
    {OPT_SEVERITY, "--severity", 0, "RULE=LEVEL",
     "report a rule as error, warning or note, or turn it off", NULL},
    GLY_CLI_CONFIG_OPTIONS,
    GLY_CLI_INPUT_OPTIONS,
    {OPT_FORMAT, "--format", 'f', "FORMAT", "how findings are written, see below",
     "Output"},
    {OPT_OUTPUT, "--output", 'o', "FILE", "write to FILE, not to standard output",
     NULL},
    {OPT_ALSO, "--also", 0, "FORMAT=FILE", "write a second report; may be repeated",
     NULL},
    {OPT_UNIT, "--unit", 0, "UNIT",
     "what columns count: codepoint, utf16, byte or display", NULL},
    {OPT_COLOR, "--color", 0, "WHEN", "auto, always or never", NULL},
    {OPT_QUIET, "--quiet", 'q', NULL, "no summary", NULL},
    {OPT_VERBOSE, "--verbose", 0, NULL,
     "say on standard error where rules were silent: passages in a\nlanguage they do "
     "not read, data that is not installed",
     NULL},
    {OPT_FAIL_ON, "--fail-on", 0, "LEVEL",
     "exit with 1 for findings of this level and above:\nerror (the default), warning, "
     "note or never",
     "Verdict"},
    {OPT_EXIT_ZERO, "--exit-zero", 0, NULL, "the same as --fail-on never", NULL},
    {OPT_MAX_WARNINGS, "--max-warnings", 0, "N", "exit with 1 for more than N warnings",
     NULL},
    GLY_CLI_SETTLE_OPTIONS,
    {OPT_JOBS, "--jobs", 'j', "N", "threads to use; as many as processors by default",
     "Speed"},
    {OPT_TIMINGS, "--timings", 0, NULL, "say on standard error where the time went",
     NULL},
    {OPT_HELP, "--help", 'h', NULL, "print this help", NULL},
    {0},
};

/* What was typed, with everything resolved that needs no file. */
struct settings {
    struct gly_arena *arena;
    GLY_VEC(struct gly_wish) wishes;
    struct gly_cli_inputs inputs;
    struct {
        const struct gly_reporter *reporter;
        const char *path; /* NULL: standard output */
    } outputs[GLY_POOL_MAX_OUTPUTS];
    unsigned output_count;
    struct gly_output_style style;
    struct gly_settle_options settle;
    uint32_t max_warnings; /* UINT32_MAX: any number */
    unsigned jobs;         /* 0: by the processors */
    bool timings;
    bool verbose;
    bool help;
};

/* ---- Values of options ---- */

/* A closed set of words, in the order of the values they stand for. */
static enum gly_status choose(const char *option, const char *value,
                              const char *const *words, unsigned *ret_index,
                              struct gly_error *err)
{
    struct gly_nearest nearest = {.wanted = gly_str(value)};
    for (unsigned i = 0; words[i]; i++) {
        if (strcmp(value, words[i]) == 0) {
            *ret_index = i;
            return GLY_OK;
        }
        gly_nearest_offer(&nearest, gly_str(words[i]));
    }
    if (nearest.best.len > 0)
        return gly_error_set(err, GLY_E_USAGE, NULL, 0,
                             "unknown %s '%s', did you mean '%.*s'?", option, value,
                             GLY_STR_ARG(nearest.best));
    return gly_error_set(err, GLY_E_USAGE, NULL, 0, "unknown %s '%s'", option, value);
}

static const char *const level_words[] = {"off", "note", "warning", "error", NULL};
static const char *const unit_words[] = {"codepoint", "utf16", "byte", "display", NULL};
static const char *const color_words[] = {"auto", "always", "never", NULL};

static enum gly_status parse_number(const char *option, const char *value,
                                    unsigned most, unsigned *ret_number,
                                    struct gly_error *err)
{
    char *end;
    errno = 0;
    unsigned long number = strtoul(value, &end, 10);
    if (value[0] < '0' || value[0] > '9' || *end || errno || number > most)
        return gly_error_set(err, GLY_E_USAGE, NULL, 0,
                             "%s takes a whole number up to %u, not '%s'", option, most,
                             value);
    *ret_number = (unsigned)number;
    return GLY_OK;
}

/* "a,b,c" as one wish each. */
static void add_wishes(struct settings *s, enum gly_wish_kind kind, const char *list)
{
    while (*list) {
        size_t len = strcspn(list, ",");
        if (len > 0)
            *GLY_VEC_ADD(s->arena, &s->wishes) =
                (struct gly_wish){.kind = kind, .rules = {list, len}};
        list += len + (list[len] == ',');
    }
}

static enum gly_status add_severity(struct settings *s, const char *value,
                                    struct gly_error *err)
{
    const char *equals = strrchr(value, '=');
    unsigned level;
    if (!equals) {
        /* A level alone speaks of every rule. */
        enum gly_status status = choose("severity", value, level_words, &level, err);
        if (status != GLY_OK)
            return gly_error_set(err, GLY_E_USAGE, NULL, 0,
                                 "--severity takes RULE=LEVEL, not '%s'", value);
        *GLY_VEC_ADD(s->arena, &s->wishes) =
            (struct gly_wish){GLY_WISH_SEVERITY, gly_str("all"), level};
        return GLY_OK;
    }
    enum gly_status status = choose("severity", equals + 1, level_words, &level, err);
    if (status != GLY_OK)
        return status;
    *GLY_VEC_ADD(s->arena, &s->wishes) =
        (struct gly_wish){GLY_WISH_SEVERITY, {value, (size_t)(equals - value)}, level};
    return GLY_OK;
}

static enum gly_status find_reporter(const char *name,
                                     const struct gly_reporter **ret_reporter,
                                     struct gly_error *err)
{
    *ret_reporter = gly_reporter_find(gly_str(name));
    if (*ret_reporter)
        return GLY_OK;
    struct gly_nearest nearest = {.wanted = gly_str(name)};
    for (const struct gly_reporter *const *r = gly_reporters(); *r; r++)
        gly_nearest_offer(&nearest, gly_str((*r)->name));
    return gly_error_set(err, GLY_E_USAGE, NULL, 0, "unknown format '%s'%s%.*s%s", name,
                         nearest.best.len ? ", did you mean '" : "",
                         GLY_STR_ARG(nearest.best), nearest.best.len ? "'?" : "");
}

static enum gly_status add_also(struct settings *s, const char *value,
                                struct gly_error *err)
{
    const char *equals = strchr(value, '=');
    if (!equals || !equals[1])
        return gly_error_set(err, GLY_E_USAGE, NULL, 0,
                             "--also takes FORMAT=FILE, not '%s'", value);
    if (s->output_count == GLY_POOL_MAX_OUTPUTS)
        return gly_error_set(err, GLY_E_USAGE, NULL, 0, "at most %d outputs",
                             GLY_POOL_MAX_OUTPUTS);
    const char *name =
        gly_arena_cstring(s->arena, (struct gly_str){value, (size_t)(equals - value)});
    s->outputs[s->output_count].path = equals + 1;
    return find_reporter(name, &s->outputs[s->output_count++].reporter, err);
}

static void give_fail_on(struct settings *s, const char *option, const char *value)
{
    *GLY_VEC_ADD(s->arena, &s->inputs.given) =
        (struct gly_given){.key = GLY_KEY_FAIL_ON, .option = option, .value = value};
}

static enum gly_status apply(struct settings *s, int id, const char *value,
                             struct gly_error *err)
{
    unsigned index;
    enum gly_status status = GLY_OK;
    switch (id) {
    case OPT_ONLY:
        add_wishes(s, GLY_WISH_ONLY, value);
        break;
    case OPT_ENABLE:
        add_wishes(s, GLY_WISH_ENABLE, value);
        break;
    case OPT_DISABLE:
        add_wishes(s, GLY_WISH_DISABLE, value);
        break;
    case OPT_SEVERITY:
        return add_severity(s, value, err);
    case OPT_FORMAT:
        return find_reporter(value, &s->outputs[0].reporter, err);
    case OPT_OUTPUT:
        s->outputs[0].path = value;
        break;
    case OPT_ALSO:
        return add_also(s, value, err);
    case OPT_UNIT:
        status = choose("unit", value, unit_words, &index, err);
        if (status == GLY_OK)
            s->style.unit = (enum gly_unit)index;
        break;
    case OPT_COLOR:
        status = choose("colour setting", value, color_words, &index, err);
        s->style.color = value;
        break;
    case OPT_QUIET:
        s->style.quiet = true;
        break;
    case OPT_VERBOSE:
        s->verbose = true;
        break;
    case OPT_FAIL_ON:
        give_fail_on(s, "--fail-on", value);
        break;
    case OPT_EXIT_ZERO:
        give_fail_on(s, "--exit-zero", "never");
        break;
    case OPT_MAX_WARNINGS:
        return parse_number("--max-warnings", value, UINT32_MAX - 1, &s->max_warnings,
                            err);
    case OPT_JOBS:
        return parse_number("--jobs", value, GLY_LIMIT_WORKERS, &s->jobs, err);
    case OPT_TIMINGS:
        s->timings = true;
        break;
    case OPT_HELP:
        s->help = true;
        break;
    default:
        if (gly_settle_take(&s->settle, id, value))
            return GLY_OK;
        return gly_cli_inputs_take(&s->inputs, id, value, err);
    }
    return status;
}

static enum gly_status parse(struct settings *s, int argc, char **argv,
                             struct gly_error *err)
{
    struct gly_options options = {
        .table = options_table, .argc = argc, .argv = argv, .at = 1};
    for (;;) {
        const char *value;
        int id = gly_options_next(&options, &value, err);
        if (id == GLY_OPTION_END)
            return GLY_OK;
        if (id == GLY_OPTION_ERROR)
            return err->status;
        enum gly_status status = apply(s, id, value, err);
        if (status != GLY_OK)
            return status;
    }
}

static int help(void)
{
    struct gly_buf out;
    gly_buf_init(&out, 65536);
    gly_buf_puts(&out,
                 "Usage: galley check [OPTION...] [PATH...]\n\n"
                 "Check files, and the files of known types in directories. '-' is "
                 "standard input;\nno path is the current directory.\n");
    gly_options_help(options_table, &out);
    gly_buf_puts(&out, "\nFormats:\n");
    for (const struct gly_reporter *const *r = gly_reporters(); *r; r++)
        gly_buf_printf(&out, "  %-12s %s\n", (*r)->name, (*r)->summary);
    gly_buf_puts(
        &out, "\nExit status:\n"
              "  0  nothing at or above --fail-on was found\n"
              "  1  something was\n"
              "  2  trouble: a bad option, an input that is missing, unreadable, "
              "damaged or\n     beyond a limit; everything else was still checked\n");
    int status = gly_cli_print(&out);
    gly_buf_release(&out);
    return status;
}

/* What a run works on: each input with the plan that its configuration asks for. */
struct work {
    struct gly_inputs inputs;
    struct gly_pool_job *jobs;
    const struct gly_plan *shown; /* whose rules a report lists */
    struct gly_settle *settle;
    unsigned mistakes; /* in tables of the user's own; they have been told */
};

/* ---- The run ---- */

struct run {
    const struct work *work;
    struct gly_output outputs[GLY_POOL_MAX_OUTPUTS];
    unsigned output_count;
    struct gly_report_totals totals;
    uint64_t failing; /* findings at or above the level of their file's --fail-on */
    GLY_VEC(struct gly_error) errors;
    GLY_VEC(struct gly_report_paged) paged;
    struct gly_arena *arena;
    bool stopped; /* whoever read the output has gone */
    bool verbose;
    size_t emitted; /* documents, those that were skipped among them */
};

static void settle(void *context, size_t index, struct gly_result *result)
{
    const struct work *work = ((struct run *)context)->work;
    gly_settle_document(work->settle, index, work->jobs[index].plan, result);
}

static void document(const void *context, const struct gly_result *result,
                     struct gly_buf *out)
{
    const struct run *run = context;
    for (unsigned o = 0; o < run->output_count; o++)
        run->outputs[o].reporter->document(&run->outputs[o].options, result, &out[o]);
}

/* Rules on in the plan whose check speaks of one language only. */
static unsigned count_bound_rules(const struct gly_plan *plan)
{
    unsigned count = 0;
    for (uint32_t c = 0; c < plan->check_count; c++)
        for (size_t r = 0;
             plan->checks[c].check->language && r < plan->checks[c].check->rule_count;
             r++)
            count += plan->severity[plan->checks[c].first_rule + r] != GLY_OFF;
    return count;
}

static void tell_silence(const struct gly_pool_job *job,
                         const struct gly_summary *summary)
{
    unsigned rules = count_bound_rules(job->plan);
    if (summary->foreign == 0)
        return;
    fprintf(stderr,
            "galley: %.*s: %u of %u passages are in another language (%s): %u rule%s "
            "that read%s English %s silent there\n",
            GLY_STR_ARG(job->job.path), summary->foreign, summary->passages,
            summary->foreign_lang[0] ? summary->foreign_lang : "unknown", rules,
            rules == 1 ? "" : "s", rules == 1 ? "s" : "", rules == 1 ? "is" : "are");
}

static bool emit(void *context, const struct gly_summary *summary, struct gly_buf *out)
{
    struct run *run = context;
    const struct gly_pool_job *job = &run->work->jobs[run->emitted++];
    if (summary->skipped)
        return true;
    if (run->verbose)
        tell_silence(job, summary);
    run->totals.files++;
    run->failing += summary->failing;
    run->totals.words += summary->words;
    run->totals.suppressed += summary->suppressed;
    run->totals.dropped += summary->dropped;
    for (unsigned i = 0; i < GLY_COUNT(run->totals.findings); i++)
        run->totals.findings[i] += summary->findings[i];
    if (summary->reader && summary->reader->places)
        *GLY_VEC_ADD(run->arena, &run->paged) =
            (struct gly_report_paged){job->job.path, summary->reader};
    if (summary->error.status != GLY_OK) {
        *GLY_VEC_ADD(run->arena, &run->errors) = summary->error;
        gly_cli_error(&summary->error);
    }
    bool anybody = false;
    for (unsigned o = 0; o < run->output_count; o++) {
        gly_output_document(&run->outputs[o], &out[o]);
        anybody |= !run->outputs[o].failure;
    }
    run->stopped = !anybody;
    return anybody;
}

static int verdict(const struct settings *s, const struct run *run)
{
    if (run->totals.error_count > 0 || run->work->mistakes > 0)
        return GLY_EXIT_TROUBLE;
    bool too_many = run->totals.findings[GLY_WARNING] > s->max_warnings;
    return run->failing > 0 || too_many ? GLY_EXIT_FINDINGS : GLY_EXIT_CLEAN;
}

/* ---- What is run ---- */

/* A faulty row of a user's table: told at once; the rest is used. */
static bool tell_mistake(void *context, const struct gly_error *err)
{
    unsigned *count = context;
    gly_cli_error(err);
    return ++*count < GLY_LIMIT_MISTAKES;
}

static void tell_houses(const struct gly_houses *houses,
                        const struct gly_table_mistakes *mistakes)
{
    uint32_t count;
    const struct gly_error *found = gly_houses_mistakes(houses, &count);
    for (uint32_t i = 0; i < count; i++)
        mistakes->mistake(mistakes->context, &found[i]);
}

/* One plan for each distinct configuration, all on the same resources but for the
 * places and claims that a house knows. */
static enum gly_status make_plans(struct gly_arena *arena,
                                  const struct gly_configs *configs,
                                  unsigned *ret_mistakes, struct gly_plan **ret_plans,
                                  struct gly_error *err)
{
    uint32_t count;
    const struct gly_settings *const *settings = gly_configs_settings(configs, &count);
    struct gly_plan *plans = gly_arena_alloc(arena, count, sizeof *plans);
    const struct gly_table_mistakes mistakes = {tell_mistake, ret_mistakes};
    uint32_t needs = 0;
    enum gly_status status = GLY_OK;
    for (uint32_t i = 0; i < count && status == GLY_OK; i++) {
        const struct gly_check *style;
        status = gly_style_open(arena, settings[i], &mistakes, &style, err);
        if (status == GLY_OK)
            status = gly_plan_build_with(arena, style, settings[i]->wishes,
                                         settings[i]->wish_count, &plans[i], err);
        if (status == GLY_OK)
            gly_options_apply(&plans[i], settings[i]->options,
                              settings[i]->option_count);
        plans[i].wants_stet_reasons = settings[i]->wants_stet_reasons;
        needs |= plans[i].annotations;
    }
    const struct gly_resources *resources;
    if (status == GLY_OK)
        status = gly_resources_open(arena, needs, &resources, err);
    if (status != GLY_OK)
        return status;
    struct gly_houses *houses = gly_houses_new(arena, resources);
    for (uint32_t i = 0; i < count && status == GLY_OK; i++)
        status = gly_plan_setup(
            arena, &plans[i],
            gly_lexicon_open(arena, gly_houses_find(houses, &plans[i], settings[i]),
                             settings[i], mistakes.mistake, mistakes.context),
            err);
    tell_houses(houses, &mistakes);
    *ret_plans = plans;
    return status;
}

static void make_jobs(struct gly_arena *arena, struct gly_configs *configs,
                      const struct gly_plan *plans, const struct gly_read_options *read,
                      struct work *work)
{
    const struct gly_inputs *inputs = &work->inputs;
    work->jobs = gly_arena_alloc(arena, inputs->count, sizeof *work->jobs);
    for (uint32_t i = 0; i < inputs->count; i++) {
        const struct gly_input *input = &inputs->at[i];
        const struct gly_settings *settings = gly_configs_for(configs, input);
        struct gly_pool_job *job = &work->jobs[i];
        *job = (struct gly_pool_job){
            .plan = &plans[settings->index],
            .fail_on = settings->fail_on,
            .job = {.path = input->path,
                    .open_path = input->open_path,
                    .is_stdin = !input->open_path && !input->error,
                    .named = input->named,
                    .reader = input->reader,
                    .read_options = *read,
                    .error = input->error,
                    .changed = gly_settle_changed(work->settle, i)},
        };
        snprintf(job->job.lang, sizeof job->job.lang, "%s", settings->language);
    }
}

/* Everything that can go wrong before the first document is opened. GLY_E_CONFIG: the
 * mistakes have been told. */
static enum gly_status prepare(struct settings *s, struct work *work,
                               struct gly_error *err)
{
    struct gly_plan *rules = gly_arena_alloc(s->arena, 1, sizeof *rules), *plans;
    struct gly_configs *configs;
    gly_plan_gather(s->arena, rules);
    s->inputs.config.wishes = s->wishes.at;
    s->inputs.config.wish_count = s->wishes.count;
    enum gly_status status = gly_cli_inputs_configure(&s->inputs, rules, &configs, err);
    if (status == GLY_OK)
        status = gly_cli_inputs_walk(&s->inputs, configs, &work->inputs, err);
    if (status == GLY_OK)
        status =
            gly_settle_open(s->arena, &s->settle, &work->inputs, &work->settle, err);
    if (status != GLY_OK)
        return status;
    for (uint32_t i = 0; i < work->inputs.count; i++)
        gly_configs_for(configs, &work->inputs.at[i]);
    if (gly_cli_print_mistakes(configs))
        return err->status = GLY_E_CONFIG;
    status = make_plans(s->arena, configs, &work->mistakes, &plans, err);
    if (status != GLY_OK)
        return status;
    make_jobs(s->arena, configs, plans, &s->inputs.read, work);
    work->shown = work->inputs.count > 0 ? work->jobs[0].plan : rules;
    return GLY_OK;
}

static enum gly_status open_outputs(const struct settings *s, struct run *run,
                                    struct gly_error *err)
{
    for (; run->output_count < s->output_count; run->output_count++) {
        unsigned o = run->output_count;
        enum gly_status status =
            gly_output_open(&run->outputs[o], s->outputs[o].reporter,
                            s->outputs[o].path, &s->style, err);
        if (status != GLY_OK)
            return status;
    }
    return GLY_OK;
}

static void print_timings(const struct gly_timings *timings)
{
    struct gly_buf out;
    gly_buf_init(&out, 1024 * 1024);
    gly_timings_print(timings, &out);
    fputs(out.ptr, stderr);
    gly_buf_release(&out);
}

static int run_work(const struct settings *s, const struct work *work)
{
    struct run run = {.work = work, .arena = s->arena, .verbose = s->verbose};
    struct gly_error err;
    if (open_outputs(s, &run, &err) != GLY_OK)
        return gly_cli_error(&err);
    for (unsigned o = 0; o < run.output_count; o++) {
        run.outputs[o].options.baseline = gly_settle_has_baseline(work->settle);
        gly_output_begin(&run.outputs[o], work->shown);
    }
    struct gly_pool_client client = {
        .context = &run,
        .output_count = run.output_count,
        .document = document,
        .settle = gly_settle_is_needed(work->settle) ? settle : NULL,
        .emit = emit,
        .timings = s->timings ? gly_timings_new() : NULL};
    if (gly_pool_run(work->jobs, work->inputs.count,
                     s->jobs > 0 ? s->jobs : gly_pool_processors(), &client,
                     &err) != GLY_OK)
        return gly_cli_error(&err);
    run.totals.errors = run.errors.at;
    run.totals.error_count = run.errors.count;
    run.totals.paged = run.paged.at;
    run.totals.paged_count = run.paged.count;
    int status = verdict(s, &run);
    for (unsigned o = 0; o < run.output_count; o++) {
        gly_output_end(&run.outputs[o], &run.totals);
        if (gly_output_close(&run.outputs[o], &err) != GLY_OK)
            status = gly_cli_error(&err);
    }
    if (client.timings)
        print_timings(client.timings);
    gly_timings_free(client.timings);
    int settled = gly_settle_close(work->settle, !run.stopped);
    return settled == GLY_EXIT_TROUBLE ? settled : status;
}

static int check(struct settings *s)
{
    struct work work = {0};
    struct gly_error err = {0};
    if (prepare(s, &work, &err) != GLY_OK)
        return err.message[0] ? gly_cli_error(&err) : GLY_EXIT_TROUBLE;
    for (uint32_t i = 0; i < work.inputs.barren_count; i++)
        fprintf(stderr, "galley: %.*s: no file of a known type in this directory\n",
                GLY_STR_ARG(work.inputs.barren[i]));
    if (s->verbose && work.shown->annotations & GLY_NEED_LANGUAGE &&
        !work.shown->resources->language)
        fprintf(stderr, "galley: en.model is not installed: rules that read whole "
                        "sentences are silent\n");
    return run_work(s, &work);
}

int gly_cmd_check(int argc, char **argv)
{
    struct gly_arena arena;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    struct settings s = {
        .arena = &arena,
        .outputs = {{gly_reporters()[0], NULL}},
        .output_count = 1,
        .inputs = {.arena = &arena},
        .max_warnings = UINT32_MAX,
    };
    struct gly_error err;
    int status;
    if (parse(&s, argc, argv, &err) != GLY_OK)
        status = gly_cli_error(&err);
    else if (s.help)
        status = help();
    else
        status = check(&s);
    gly_arena_release(&arena);
    return status;
}
