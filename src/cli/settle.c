#include "cli/settle.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "cli/cli.h"

/* How often a rule was found. */
struct count {
    const struct gly_rule *rule;
    uint32_t counting, known;
};

struct gly_settle {
    struct gly_arena *arena;
    struct gly_settle_options options;
    struct gly_baseline *baseline; /* NULL without one */
    const struct gly_str *paths;   /* of the inputs, as the baseline calls them */
    const struct gly_changed_file **changed; /* by input; NULL without a revision */
    GLY_VEC(struct count) counts;
};

bool gly_settle_take(struct gly_settle_options *options, int id, const char *value)
{
    switch (id) {
    case GLY_CLI_BASELINE:
        options->baseline = value;
        return true;
    case GLY_CLI_WRITE_BASELINE:
        options->write_baseline = value;
        return true;
    case GLY_CLI_PRUNE_BASELINE:
        return options->prune = true;
    case GLY_CLI_CHANGED_SINCE:
        options->changed_since = value;
        return true;
    case GLY_CLI_STATISTICS:
        return options->statistics = true;
    default:
        return false;
    }
}

/* ---- Before the run ---- */

static enum gly_status check_options(const struct gly_settle_options *o,
                                     struct gly_error *err)
{
    if (o->prune && !o->baseline)
        return gly_error_set(err, GLY_E_USAGE, NULL, 0,
                             "--prune-baseline needs --baseline FILE");
    if (o->write_baseline && o->baseline && strcmp(o->write_baseline, o->baseline) != 0)
        return gly_error_set(err, GLY_E_USAGE, NULL, 0,
                             "--write-baseline keeps what its own file knows: "
                             "name that one alone");
    if ((o->write_baseline || o->prune) && o->changed_since)
        return gly_error_set(err, GLY_E_USAGE, NULL, 0,
                             "a baseline is written from whole files, not with "
                             "--changed-since");
    return GLY_OK;
}

static struct gly_str working_directory(struct gly_arena *arena)
{
    char path[GLY_LIMIT_PATH_BYTES];
    return gly_arena_copy(arena, gly_str(getcwd(path, sizeof path) ? path : "/"));
}

/* Where git is asked: at the first input that stands somewhere. */
static struct gly_str first_directory(struct gly_arena *arena,
                                      const struct gly_inputs *inputs)
{
    for (uint32_t i = 0; i < inputs->count; i++)
        if (inputs->at[i].directory.len > 0)
            return inputs->at[i].directory;
    return working_directory(arena);
}

/* Keep the inputs that have changed, with what has. Those that cannot be read stay: they
 * are told. */
static enum gly_status select_changed(struct gly_settle *settle,
                                      struct gly_inputs *inputs, struct gly_error *err)
{
    static const struct gly_changed_file all = {.whole = true};
    struct gly_changes *changes;
    enum gly_status status =
        gly_changes_open(settle->arena, first_directory(settle->arena, inputs),
                         settle->options.changed_since, &changes, err);
    if (status != GLY_OK)
        return status;
    uint32_t kept = 0;
    settle->changed =
        gly_arena_alloc(settle->arena, inputs->count, sizeof *settle->changed);
    for (uint32_t i = 0; i < inputs->count; i++) {
        const struct gly_input *input = &inputs->at[i];
        const struct gly_changed_file *file =
            input->error || input->directory.len == 0
                ? &all
                : gly_changes_find(changes, input->directory, input->name);
        if (!file)
            continue;
        settle->changed[kept] = file;
        inputs->at[kept++] = *input;
    }
    inputs->count = kept;
    return GLY_OK;
}

static enum gly_status open_baseline(struct gly_settle *settle,
                                     const struct gly_inputs *inputs,
                                     struct gly_error *err)
{
    const struct gly_settle_options *o = &settle->options;
    struct gly_baseline_options options = {
        .file = o->write_baseline ? o->write_baseline : o->baseline,
        .adopt = o->write_baseline != NULL,
        .partial = o->changed_since != NULL,
    };
    if (!options.file)
        return GLY_OK;
    enum gly_status status =
        gly_baseline_open(settle->arena, &options, &settle->baseline, err);
    if (status != GLY_OK)
        return status;
    struct gly_str *paths =
        gly_arena_alloc(settle->arena, inputs->count, sizeof *paths);
    for (uint32_t i = 0; i < inputs->count; i++)
        paths[i] = gly_baseline_path(
            settle->baseline, inputs->at[i].directory,
            inputs->at[i].directory.len > 0 ? inputs->at[i].name : inputs->at[i].path);
    settle->paths = paths;
    gly_baseline_expect(settle->baseline, paths, inputs->count);
    return GLY_OK;
}

enum gly_status gly_settle_open(struct gly_arena *arena,
                                const struct gly_settle_options *options,
                                struct gly_inputs *inputs,
                                struct gly_settle **ret_settle, struct gly_error *err)
{
    struct gly_settle *settle = gly_arena_alloc(arena, 1, sizeof *settle);
    settle->arena = arena;
    settle->options = *options;
    enum gly_status status = check_options(options, err);
    if (status == GLY_OK && options->changed_since)
        status = select_changed(settle, inputs, err);
    if (status == GLY_OK)
        status = open_baseline(settle, inputs, err);
    if (status == GLY_OK)
        *ret_settle = settle;
    return status;
}

bool gly_settle_is_needed(const struct gly_settle *settle)
{
    return settle->baseline || settle->options.statistics;
}

bool gly_settle_has_baseline(const struct gly_settle *settle)
{
    return settle->baseline != NULL;
}

const struct gly_changed_file *gly_settle_changed(const struct gly_settle *settle,
                                                  size_t index)
{
    return settle->changed ? settle->changed[index] : NULL;
}

/* ---- One document ---- */

static struct count *count_of(struct gly_settle *settle, const struct gly_rule *rule)
{
    for (uint32_t i = 0; i < settle->counts.count; i++)
        if (settle->counts.at[i].rule == rule)
            return &settle->counts.at[i];
    struct count *count = GLY_VEC_ADD(settle->arena, &settle->counts);
    *count = (struct count){.rule = rule};
    return count;
}

void gly_settle_document(struct gly_settle *settle, size_t index,
                         const struct gly_plan *plan, struct gly_result *result)
{
    if (settle->baseline)
        gly_baseline_settle(settle->baseline, settle->paths[index], plan, result);
    if (!settle->options.statistics)
        return;
    for (uint32_t i = 0; i < result->finding_count; i++) {
        struct count *count = count_of(settle, result->findings[i]->rule);
        if (gly_finding_counts(result->findings[i]))
            count->counting++;
        else
            count->known++;
    }
}

/* ---- After the run ---- */

static int by_count(const void *left, const void *right)
{
    const struct count *a = left, *b = right;
    if (a->counting != b->counting)
        return a->counting > b->counting ? -1 : 1;
    return strcmp(a->rule->id, b->rule->id);
}

static void print_statistics(struct gly_settle *settle)
{
    uint32_t total = 0, known = 0;
    if (settle->counts.count > 1)
        qsort(settle->counts.at, settle->counts.count, sizeof *settle->counts.at,
              by_count);
    for (uint32_t i = 0; i < settle->counts.count; i++) {
        const struct count *count = &settle->counts.at[i];
        fprintf(stderr, "%8u  %s", count->counting, count->rule->id);
        if (count->known > 0)
            fprintf(stderr, ", and %u let stand", count->known);
        putc('\n', stderr);
        total += count->counting;
        known += count->known;
    }
    fprintf(stderr, "%8u  findings in all", total);
    if (known > 0)
        fprintf(stderr, ", and %u let stand", known);
    putc('\n', stderr);
}

/* Entries that nothing needs, the first of them by name. */
static int tell_stale(const struct gly_settle *settle, const char *file)
{
    enum { MOST = 20 };
    uint32_t count;
    const struct gly_baseline_entry *stale =
        gly_baseline_stale(settle->baseline, &count);
    struct gly_error err;
    for (uint32_t i = 0; i < count && i < MOST; i++) {
        gly_error_set(&err, GLY_E_CONFIG, file, stale[i].line,
                      "stale: %.*s no longer has '%.*s' (%.*s)",
                      GLY_STR_ARG(stale[i].path), GLY_STR_ARG(stale[i].text),
                      GLY_STR_ARG(stale[i].rule));
        gly_cli_error(&err);
    }
    if (count == 0)
        return GLY_EXIT_CLEAN;
    gly_error_set(&err, GLY_E_CONFIG, file, 0,
                  "%u stale entr%s; --prune-baseline takes %s out", count,
                  count == 1 ? "y" : "ies", count == 1 ? "it" : "them");
    return gly_cli_error(&err);
}

static int finish_baseline(struct gly_settle *settle, bool whole)
{
    const struct gly_settle_options *o = &settle->options;
    const char *file = o->write_baseline ? o->write_baseline : o->baseline;
    if (!o->write_baseline && !o->prune)
        return whole ? tell_stale(settle, file) : GLY_EXIT_CLEAN;
    struct gly_error err;
    uint32_t stale;
    if (!whole) {
        gly_error_set(&err, GLY_E_IO, file, 0,
                      "not written: the output was closed before the run had ended");
        return gly_cli_error(&err);
    }
    gly_baseline_stale(settle->baseline, &stale);
    if (gly_baseline_write(settle->baseline, &err) != GLY_OK)
        return gly_cli_error(&err);
    fprintf(stderr, "galley: %s: %u added, %u taken out\n", file,
            gly_baseline_adopted(settle->baseline), stale);
    return GLY_EXIT_CLEAN;
}

int gly_settle_close(struct gly_settle *settle, bool whole)
{
    if (settle->options.statistics)
        print_statistics(settle);
    return settle->baseline ? finish_baseline(settle, whole) : GLY_EXIT_CLEAN;
}
