/* galley annotate: how galley reads a document, for people and for measuring. */
#include <string.h>

#include "base/limits.h"
#include "base/nearest.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/layer.h"
#include "cli/options.h"
#include "engine/resources.h"
#include "engine/run.h"

enum { OPT_LAYER = 1, OPT_FORMAT, OPT_HELP };

static const struct gly_option options_table[] = {
    {OPT_LAYER, "--layer", 'l', "LAYER",
     "tokens (the default), tag, parse, clause, quantity, date,\nname, quotation or "
     "place",
     "Options"},
    {OPT_FORMAT, "--format", 'f', "FORMAT", "text (the default), json, csv or conllu",
     NULL},
    {OPT_HELP, "--help", 'h', NULL, "print this help", NULL},
    {0},
};

static const struct gly_layer *const layers[] = {
    &gly_layer_tokens,   &gly_layer_tag,   &gly_layer_parse, &gly_layer_clause,
    &gly_layer_quantity, &gly_layer_date,  &gly_layer_name,  &gly_layer_quotation,
    &gly_layer_place,    &gly_layer_claim,
};

/* In the order of enum gly_layer_format. */
static const char *const formats[] = {"text", "json", "conllu", "csv"};

static const char usage[] =
    "Usage: galley annotate [OPTION...] FILE...\n\n"
    "Show how files are read: their tokens and sentences, parts of "
    "speech and lemmas,\ntrees, clauses, quantities, dates, names, "
    "quotations or places. '-' is standard\ninput.\n";

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

/* One file a layer: a plan without checks gives the document and its annotations. */
static int annotate_file(struct gly_worker *worker, const struct gly_plan *plan,
                         const char *path, const struct gly_layer *layer,
                         enum gly_layer_format format)
{
    bool is_stdin = strcmp(path, "-") == 0;
    struct gly_job job = {.path = gly_str(is_stdin ? "<stdin>" : path),
                          .open_path = is_stdin ? NULL : path,
                          .is_stdin = is_stdin,
                          .named = true};
    struct gly_result result;
    struct gly_buf out;
    struct gly_error err;
    gly_run_document(worker, plan, &job, &result);
    int status = result.error.status != GLY_OK ? gly_cli_error(&result.error) : 0;
    if (!result.doc)
        return status;
    gly_buf_init(&out, GLY_LIMIT_ARENA_BYTES);
    if (!layer->print(result.doc, format, &out)) {
        gly_error_set(&err, GLY_E_USAGE, NULL, 0, "the layer '%s' has no format '%s'",
                      layer->name, formats[format]);
        status = gly_cli_error(&err);
    } else if (gly_cli_print(&out) != GLY_EXIT_CLEAN) {
        status = GLY_EXIT_TROUBLE;
    }
    gly_buf_release(&out);
    return status;
}

static int annotate(struct gly_options *files, const struct gly_layer *layer,
                    enum gly_layer_format format)
{
    struct gly_arena arena;
    struct gly_error err;
    struct gly_plan plan;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    gly_plan_gather(&arena, &plan);
    plan.annotations = gly_annotation_closure(layer->needs);
    if (gly_resources_open(&arena, plan.annotations, &plan.resources, &err) != GLY_OK) {
        gly_arena_release(&arena);
        return gly_cli_error(&err);
    }
    int status = GLY_EXIT_CLEAN;
    if (layer->needs & GLY_NEED_LANGUAGE && !plan.resources->language) {
        gly_error_set(&err, GLY_E_DATA, NULL, 0,
                      "the language model is not installed (en.model)");
        status = gly_cli_error(&err);
    } else {
        struct gly_worker *worker = gly_arena_alloc(&arena, 1, sizeof *worker);
        const char *path;
        int id;
        gly_worker_init(worker);
        while ((id = gly_options_next(files, &path, &err)) != GLY_OPTION_END)
            if (id == GLY_OPTION_OPERAND &&
                annotate_file(worker, &plan, path, layer, format) != GLY_EXIT_CLEAN)
                status = GLY_EXIT_TROUBLE;
        gly_worker_release(worker);
    }
    gly_arena_release(&arena);
    return status;
}

int gly_cmd_annotate(int argc, char **argv)
{
    struct gly_options options = {
        .table = options_table, .argc = argc, .argv = argv, .at = 1};
    struct gly_options files = options; /* walked a second time, for the operands */
    const struct gly_layer *layer = layers[0];
    enum gly_layer_format format = GLY_LAYER_TEXT;
    enum gly_status status = GLY_OK;
    unsigned operands = 0;
    struct gly_error err;
    const char *value;
    int id;
    while ((id = gly_options_next(&options, &value, &err)) != GLY_OPTION_END) {
        if (id == GLY_OPTION_ERROR)
            return gly_cli_error(&err);
        if (id == OPT_HELP)
            return gly_cli_help(usage, options_table);
        if (id == OPT_LAYER)
            status = layer_find(value, &layer, &err);
        if (id == OPT_FORMAT)
            status = format_find(value, &format, &err);
        if (status != GLY_OK)
            return gly_cli_error(&err);
        operands += id == GLY_OPTION_OPERAND;
    }
    if (operands == 0) {
        gly_error_set(&err, GLY_E_USAGE, NULL, 0, "'galley annotate' needs a file");
        return gly_cli_error(&err);
    }
    return annotate(&files, layer, format);
}
