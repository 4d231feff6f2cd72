#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "cli/check_options.h"
#include "cli/cli.h"
#include "cli/timings.h"
#include "engine/house.h"
#include "engine/lexicon.h"
#include "engine/resources.h"
#include "engine/style.h"
#include "engine/walk.h"

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
    run->totals.files += summary->reader || summary->error.status == GLY_OK;
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

static int verdict(const struct gly_check_options *s, const struct run *run)
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

static bool wants_fingerprints(const struct gly_check_options *s,
                               const struct gly_settle *settle)
{
    bool wanted = gly_settle_has_baseline(settle);
    for (unsigned o = 0; o < s->output_count; o++)
        wanted |= s->outputs[o].reporter->fingerprints;
    return wanted;
}

static void make_jobs(const struct gly_check_options *s, struct gly_configs *configs,
                      const struct gly_plan *plans, struct work *work)
{
    const struct gly_inputs *inputs = &work->inputs;
    bool fingerprints = wants_fingerprints(s, work->settle);
    work->jobs = gly_arena_alloc(s->arena, inputs->count, sizeof *work->jobs);
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
                    .no_fingerprints = !fingerprints,
                    .named = input->named,
                    .reader = input->reader,
                    .read_options = s->inputs.read,
                    .error = input->error,
                    .changed = gly_settle_changed(work->settle, i)},
        };
        snprintf(job->job.lang, sizeof job->job.lang, "%s", settings->language);
    }
}

/* Everything that can go wrong before the first document is opened. GLY_E_CONFIG: the
 * mistakes have been told. */
static enum gly_status prepare(struct gly_check_options *s, struct work *work,
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
    make_jobs(s, configs, plans, work);
    work->shown = work->inputs.count > 0 ? work->jobs[0].plan : rules;
    return GLY_OK;
}

static enum gly_status open_outputs(const struct gly_check_options *s, struct run *run,
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

static int run_work(const struct gly_check_options *s, const struct work *work)
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

static int check(struct gly_check_options *s)
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
    struct gly_check_options s = {
        .arena = &arena,
        .outputs = {{gly_reporters()[0], NULL}},
        .output_count = 1,
        .inputs = {.arena = &arena},
        .max_warnings = UINT32_MAX,
    };
    struct gly_error err;
    int status;
    if (gly_check_options_parse(&s, argc, argv, &err) != GLY_OK)
        status = gly_cli_error(&err);
    else if (s.help)
        status = gly_check_options_help();
    else
        status = check(&s);
    gly_arena_release(&arena);
    return status;
}
