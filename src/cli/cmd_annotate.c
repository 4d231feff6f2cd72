/* galley annotate: how galley reads a document, for people and for measuring. */
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/nearest.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/layer.h"
#include "cli/options.h"
#include "engine/house.h"
#include "engine/lexicon.h"
#include "engine/resources.h"
#include "engine/run.h"

enum { OPT_LAYER = 1, OPT_FORMAT, OPT_HELP };

static const struct gly_option options_table[] = {
    {OPT_LAYER, "--layer", 'l', "LAYER",
     "tokens (the default), tag, parse, clause, quantity, date,\nname, quotation, "
     "place, "
     "claim or grid",
     "Options"},
    {OPT_FORMAT, "--format", 'f', "FORMAT", "text (the default), json, csv or conllu",
     NULL},
    GLY_CLI_CONFIG_OPTIONS,
    {OPT_HELP, "--help", 'h', NULL, "print this help", "Help"},
    {0},
};

static const struct gly_layer *const layers[] = {
    &gly_layer_tokens,   &gly_layer_tag,   &gly_layer_parse, &gly_layer_clause,
    &gly_layer_quantity, &gly_layer_date,  &gly_layer_name,  &gly_layer_quotation,
    &gly_layer_place,    &gly_layer_claim, &gly_layer_grid,
};

/* In the order of enum gly_layer_format. */
static const char *const formats[] = {"text", "json", "conllu", "csv"};

static const char usage[] =
    "Usage: galley annotate [OPTION...] FILE...\n\n"
    "Show how files are read: their tokens and sentences, parts of "
    "speech and lemmas,\ntrees, clauses, quantities, dates, names, "
    "quotations, places, claims or the grids of their tables. '-'\nis standard "
    "input.\n";

static enum gly_status layer_find(const char *name, const struct gly_layer **ret_layer,
                                  struct gly_error *err)
{
    struct gly_nearest nearest = {.wanted = gly_str(name)};
    for (unsigned i = 0; i < GLY_COUNT(layers); i++) {
        if (strcmp(name, layers[i]->name) == 0) {
            *ret_layer = layers[i];
            return GLY_OK;
        }
        gly_nearest_offer(&nearest, gly_str(layers[i]->name));
    }
    return gly_error_set(err, GLY_E_USAGE, NULL, 0, "unknown layer '%s'%s%.*s%s", name,
                         nearest.best.len ? ", did you mean '" : "",
                         GLY_STR_ARG(nearest.best), nearest.best.len ? "'?" : "");
}

static enum gly_status format_find(const char *name, enum gly_layer_format *ret_format,
                                   struct gly_error *err)
{
    for (unsigned i = 0; i < GLY_COUNT(formats); i++) {
        if (strcmp(name, formats[i]) == 0) {
            *ret_format = (enum gly_layer_format)i;
            return GLY_OK;
        }
    }
    return gly_error_set(err, GLY_E_USAGE, NULL, 0,
                         "unknown format '%s': text, json, csv or conllu", name);
}

struct annotation {
    struct gly_cli_inputs *inputs;
    const struct gly_layer *layer;
    enum gly_layer_format format;
    struct gly_plan plan; /* no check runs: it names the annotations */
    struct gly_configs *configs;
    struct gly_houses *houses;
    const struct gly_settings *settings; /* those that plan.resources are for */
    struct gly_worker *worker;
    unsigned mistakes; /* in what configurations name */
};

static bool tell_mistake(void *context, const struct gly_error *err)
{
    unsigned *count = context;
    gly_cli_error(err);
    return ++*count < GLY_LIMIT_MISTAKES;
}

/* One file a layer: a plan without checks gives the document and its annotations. */
static int annotate_file(struct annotation *a, const char *path)
{
    bool is_stdin = strcmp(path, "-") == 0;
    struct gly_job job = {.path = gly_str(is_stdin ? "<stdin>" : path),
                          .open_path = is_stdin ? NULL : path,
                          .is_stdin = is_stdin,
                          .named = true};
    struct gly_result result;
    struct gly_buf out;
    snprintf(job.lang, sizeof job.lang, "%s", a->settings->language);
    gly_run_document(a->worker, &a->plan, &job, &result);
    int status = result.error.status != GLY_OK ? gly_cli_error(&result.error) : 0;
    if (!result.doc)
        return status;
    gly_buf_init(&out, GLY_LIMIT_ARENA_BYTES);
    a->layer->formats[a->format](result.doc, &out);
    if (gly_cli_print(&out) != GLY_EXIT_CLEAN)
        status = GLY_EXIT_TROUBLE;
    gly_buf_release(&out);
    return status;
}

/* What the configuration of a file knows beside galley itself. False where that is faulty;
 * it has been told. */
static bool settle(struct annotation *a, const char *path)
{
    bool is_stdin = strcmp(path, "-") == 0;
    const struct gly_settings *settings = gly_configs_find(
        a->configs, gly_cli_real_path(a->inputs->arena, is_stdin ? "." : path));
    if (gly_cli_print_mistakes(a->configs))
        return false;
    if (settings == a->settings)
        return true;
    a->settings = settings;
    a->plan.resources = gly_lexicon_open(a->inputs->arena,
                                         gly_houses_find(a->houses, &a->plan, settings),
                                         settings, tell_mistake, &a->mistakes);
    return true;
}

static int tell_houses(const struct gly_houses *houses)
{
    uint32_t count;
    const struct gly_error *mistakes = gly_houses_mistakes(houses, &count);
    for (uint32_t i = 0; i < count; i++)
        gly_cli_error(&mistakes[i]);
    return count > 0 ? GLY_EXIT_TROUBLE : GLY_EXIT_CLEAN;
}

static int annotate_files(struct annotation *a, const struct gly_resources *resources)
{
    int status = GLY_EXIT_CLEAN;
    a->houses = gly_houses_new(a->inputs->arena, resources);
    a->worker = gly_arena_alloc(a->inputs->arena, 1, sizeof *a->worker);
    gly_worker_init(a->worker);
    for (uint32_t i = 0; i < a->inputs->paths.count; i++)
        if (!settle(a, a->inputs->paths.at[i]) ||
            annotate_file(a, a->inputs->paths.at[i]) != GLY_EXIT_CLEAN)
            status = GLY_EXIT_TROUBLE;
    gly_worker_release(a->worker);
    if (tell_houses(a->houses) != GLY_EXIT_CLEAN || a->mistakes > 0)
        status = GLY_EXIT_TROUBLE;
    return status;
}

static int annotate(struct gly_cli_inputs *in, void *context)
{
    struct annotation *a = context;
    a->inputs = in;
    struct gly_error err;
    const struct gly_resources *resources;
    gly_plan_gather(a->inputs->arena, &a->plan);
    a->plan.annotations = gly_annotation_closure(a->layer->needs);
    if (a->inputs->paths.count == 0)
        gly_error_set(&err, GLY_E_USAGE, NULL, 0, "'galley annotate' needs a file");
    else if (!a->layer->formats[a->format])
        gly_error_set(&err, GLY_E_USAGE, NULL, 0, "the layer '%s' has no format '%s'",
                      a->layer->name, formats[a->format]);
    else if (gly_cli_inputs_configure(a->inputs, &a->plan, &a->configs, &err) ==
                 GLY_OK &&
             gly_resources_open(a->inputs->arena, a->plan.annotations, &resources,
                                &err) == GLY_OK) {
        if (!(a->layer->needs & GLY_NEED_LANGUAGE) || resources->language)
            return annotate_files(a, resources);
        gly_error_set(&err, GLY_E_DATA, NULL, 0,
                      "the language model is not installed (en.model)");
    }
    return gly_cli_error(&err);
}

static enum gly_status take(void *context, int id, const char *value,
                            struct gly_error *err)
{
    struct annotation *a = context;
    return id == OPT_LAYER    ? layer_find(value, &a->layer, err)
           : id == OPT_FORMAT ? format_find(value, &a->format, err)
                              : GLY_OK;
}

int gly_cmd_annotate(int argc, char **argv)
{
    static const struct gly_cli_frame frame = {options_table, OPT_HELP, usage, take,
                                               annotate};
    struct annotation a = {.layer = layers[0]};
    return gly_cli_run(&frame, &a, argc, argv);
}
