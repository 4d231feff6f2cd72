#include "lib/handle.h"

#include <assert.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "engine/config.h"
#include "engine/house.h"
#include "engine/lexicon.h"
#include "engine/resources.h"
#include "engine/style.h"

static_assert(GALLEY_OK == (int)GLY_OK && GALLEY_E_LIMIT == (int)GLY_E_LIMIT,
              "statuses agree");
static_assert(GALLEY_OFF == (int)GLY_OFF && GALLEY_ERROR == (int)GLY_ERROR,
              "severities agree");

/* ---- Errors ---- */

enum galley_status galley_give_error(const struct gly_error *from,
                                     struct galley_error *ret_error)
{
    if (ret_error) {
        ret_error->status = (enum galley_status)from->status;
        ret_error->line = from->line;
        ret_error->column = from->column;
        snprintf(ret_error->file, sizeof ret_error->file, "%s", from->file);
        snprintf(ret_error->message, sizeof ret_error->message, "%s", from->message);
    }
    return (enum galley_status)from->status;
}

enum galley_status galley_give_memory_error(struct galley_error *ret_error)
{
    struct gly_error err;
    gly_error_set(&err, GLY_E_LIMIT, NULL, 0, "there is not enough memory");
    return galley_give_error(&err, ret_error);
}

/* ---- Options ---- */

struct opening {
    struct gly_arena *arena;
    const struct galley_options *options;
    GLY_VEC(struct gly_wish) wishes;
    struct gly_error *err;
};

static enum gly_status parse_level(struct gly_str level, struct gly_wish *wish,
                                   struct gly_error *err)
{
    static const char *const names[] = {"off", "note", "warning", "error"};
    for (unsigned i = 0; i < GLY_COUNT(names); i++) {
        if (gly_str_is(level, names[i])) {
            wish->severity = (enum gly_severity)i;
            return GLY_OK;
        }
    }
    return gly_error_set(err, GLY_E_USAGE, NULL, 0,
                         "'%.*s' is no severity: off, note, warning or error",
                         GLY_STR_ARG(level));
}

/* "RULE=LEVEL" */
static enum gly_status split_level(struct gly_wish *wish, struct gly_error *err)
{
    const char *equals = memchr(wish->rules.ptr, '=', wish->rules.len);
    if (!equals)
        return gly_error_set(err, GLY_E_USAGE, NULL, 0,
                             "a severity is written RULE=LEVEL, not '%.*s'",
                             GLY_STR_ARG(wish->rules));
    size_t len = (size_t)(equals - wish->rules.ptr);
    struct gly_str level = {equals + 1, wish->rules.len - len - 1};
    wish->rules.len = len;
    return parse_level(level, wish, err);
}

static enum gly_status add_wishes(struct opening *o, enum gly_wish_kind kind,
                                  const char *list)
{
    if (!list)
        return GLY_OK;
    struct gly_str copy = gly_arena_copy(o->arena, gly_str(list));
    for (size_t at = 0; at < copy.len;) {
        const char *comma = memchr(copy.ptr + at, ',', copy.len - at);
        size_t end = comma ? (size_t)(comma - copy.ptr) : copy.len;
        struct gly_wish wish = {.kind = kind, .rules = {copy.ptr + at, end - at}};
        enum gly_status status =
            kind == GLY_WISH_SEVERITY ? split_level(&wish, o->err) : GLY_OK;
        if (status != GLY_OK)
            return status;
        if (wish.rules.len > 0)
            *GLY_VEC_ADD(o->arena, &o->wishes) = wish;
        at = end + 1;
    }
    return GLY_OK;
}

static enum gly_status gather_wishes(struct opening *o)
{
    const struct galley_options *from = o->options;
    enum gly_status status = add_wishes(o, GLY_WISH_ONLY, from->only);
    if (status == GLY_OK)
        status = add_wishes(o, GLY_WISH_ENABLE, from->enable);
    if (status == GLY_OK)
        status = add_wishes(o, GLY_WISH_DISABLE, from->disable);
    if (status == GLY_OK)
        status = add_wishes(o, GLY_WISH_SEVERITY, from->severity);
    return status;
}

/* What counts for the documents: configuration, preset and wishes laid over each other,
 * as the program does it. */
static enum gly_status settle(struct opening *o, const struct gly_settings **ret)
{
    const struct galley_options *from = o->options;
    struct gly_plan *rules = gly_arena_alloc(o->arena, 1, sizeof *rules);
    gly_plan_gather(o->arena, rules);
    struct gly_given language = {GLY_KEY_LANGUAGE, "language", from->language};
    struct gly_config_options options = {
        .file = from->config,
        .none = !from->config,
        .preset = from->preset,
        .given = &language,
        .given_count = from->language != NULL,
        .wishes = o->wishes.at,
        .wish_count = o->wishes.count,
        .rules = rules,
    };
    struct gly_configs *configs;
    enum gly_status status = gly_configs_open(o->arena, &options, &configs, o->err);
    if (status != GLY_OK)
        return status;
    char *real = from->document ? realpath(from->document, NULL) : NULL;
    struct gly_str path =
        gly_arena_copy(o->arena, gly_str(real             ? real
                                         : from->document ? from->document
                                                          : "/"));
    free(real);
    *ret = gly_configs_find(configs, path);
    uint32_t mistakes;
    const struct gly_error *first = gly_configs_mistakes(configs, &mistakes);
    if (mistakes == 0)
        return GLY_OK;
    *o->err = *first;
    return first->status;
}

/* ---- Data ---- */

/* The data folder seen from the library, which an installation may keep two deep
 * ("lib/x86_64-linux-gnu"). "" where it is not there: then the usual places count. */
static struct gly_str data_beside_library(struct gly_arena *arena)
{
    static const char *const ways[] = {"", "../share/galley/", "../../share/galley/"};
    struct gly_str none = {"", 0};
    Dl_info info;
    if (!dladdr((const void *)(uintptr_t)&galley_version, &info) || !info.dli_fname)
        return none;
    const char *slash = strrchr(info.dli_fname, '/');
    if (!slash)
        return none;
    for (unsigned i = 0; i < GLY_COUNT(ways); i++) {
        struct gly_str folder = gly_arena_format(
            arena, "%.*s/%s", (int)(slash - info.dli_fname), info.dli_fname, ways[i]);
        struct gly_str file =
            gly_arena_format(arena, "%.*sgalley.dat", GLY_STR_ARG(folder));
        if (access(file.ptr, R_OK) == 0)
            return folder;
    }
    return none;
}

static const char *data_folder(struct opening *o)
{
    const char *named = getenv("GALLEY_DATA");
    if (o->options->data)
        return gly_arena_cstring(o->arena, gly_str(o->options->data));
    if (named && named[0])
        return NULL;
    struct gly_str beside = data_beside_library(o->arena);
    return beside.len > 0 ? beside.ptr : NULL;
}

/* ---- Opening ---- */

/* A library has nobody to tell of a bad row but who opens it: the first one ends it. */
static enum gly_status open_house(struct opening *o, const struct galley *galley,
                                  const struct gly_settings *settings,
                                  const struct gly_resources **resources)
{
    struct gly_houses *houses = gly_houses_new(o->arena, *resources);
    uint32_t count;
    *resources = gly_houses_find(houses, &galley->plan, settings);
    const struct gly_error *mistakes = gly_houses_mistakes(houses, &count);
    if (count > 0)
        *o->err = mistakes[0];
    return count > 0 ? GLY_E_CONFIG : GLY_OK;
}

/* The first mistake is the one that is told. */
static bool keep_mistake(void *context, const struct gly_error *err)
{
    *(struct gly_error *)context = *err;
    return false;
}

static enum gly_status open_lexicon(struct opening *o,
                                    const struct gly_settings *settings,
                                    const struct gly_resources **resources)
{
    struct gly_error mistake = {0};
    *resources =
        gly_lexicon_open(o->arena, *resources, settings, keep_mistake, &mistake);
    if (mistake.status != GLY_OK)
        *o->err = mistake;
    return mistake.status == GLY_OK ? GLY_OK : GLY_E_CONFIG;
}

static enum gly_status open_plan(struct opening *o, struct galley *galley)
{
    const struct gly_settings *settings;
    const struct gly_resources *resources;
    enum gly_status status = gather_wishes(o);
    if (status == GLY_OK)
        status = settle(o, &settings);
    const struct gly_check *style = NULL;
    if (status == GLY_OK)
        status = gly_style_open(o->arena, settings, NULL, &style, o->err);
    if (status == GLY_OK)
        status = gly_plan_build_with(o->arena, style, settings->wishes,
                                     settings->wish_count, &galley->plan, o->err);
    if (status != GLY_OK)
        return status;
    gly_options_apply(&galley->plan, settings->options, settings->option_count);
    galley->plan.wants_stet_reasons = settings->wants_stet_reasons;
    snprintf(galley->language, sizeof galley->language, "%s", settings->language);
    status = gly_resources_open_in(o->arena, data_folder(o), galley->plan.annotations,
                                   &resources, o->err);
    if (status == GLY_OK)
        status = open_house(o, galley, settings, &resources);
    if (status == GLY_OK)
        status = open_lexicon(o, settings, &resources);
    if (status == GLY_OK)
        status = gly_plan_setup(o->arena, &galley->plan, resources, o->err);
    return status;
}

enum galley_status galley_open(const struct galley_options *options,
                               struct galley **ret_galley, struct galley_error *error)
{
    static const struct galley_options defaults = GALLEY_OPTIONS_INIT;
    struct gly_error err = {0};
    jmp_buf given_up;
    struct galley *galley = calloc(1, sizeof *galley);
    if (!galley)
        return galley_give_memory_error(error);
    gly_arena_init(&galley->arena, GLY_LIMIT_ARENA_BYTES);
    struct opening o = {&galley->arena, options ? options : &defaults, .err = &err};
    enum gly_status status;
    if (setjmp(given_up) == 0) {
        galley->arena.unwind = &given_up;
        status = o.options->size == sizeof *options
                     ? open_plan(&o, galley)
                     : gly_error_set(&err, GLY_E_USAGE, NULL, 0,
                                     "the options are not those of this version: "
                                     "start from GALLEY_OPTIONS_INIT");
    } else {
        status =
            gly_error_set(&err, GLY_E_LIMIT, NULL, 0, "there is not enough memory");
    }
    galley->arena.unwind = NULL;
    if (status == GLY_OK) {
        *ret_galley = galley;
        return GALLEY_OK;
    }
    galley_close(galley);
    return galley_give_error(&err, error);
}

void galley_close(struct galley *galley)
{
    if (galley)
        gly_arena_release(&galley->arena);
    free(galley);
}

const char *galley_version(void)
{
    return GALLEY_VERSION;
}

/* ---- Rules ---- */

size_t galley_rule_count(const struct galley *galley)
{
    return galley->plan.rule_count;
}

bool galley_rule_get(const struct galley *galley, size_t index,
                     struct galley_rule *ret_rule)
{
    if (index >= galley->plan.rule_count)
        return false;
    uint32_t at = galley->plan.order[index];
    const struct gly_rule *rule = galley->plan.rules[at];
    *ret_rule = (struct galley_rule){
        .id = rule->id,
        .summary = rule->summary,
        .why = rule->why,
        .bad = rule->bad ? rule->bad : "",
        .good = rule->good ? rule->good : "",
        .severity = (enum galley_severity)galley->plan.severity[at],
    };
    return true;
}
