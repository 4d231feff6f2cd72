#include "engine/config.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "engine/config_chain.h"

/* Settings that were already put together: by the overrides that match. */
struct gly_known_settings {
    struct gly_known_settings *next;
    const uint8_t *matches; /* one byte an override */
    const struct gly_settings *settings;
};

/* A directory whose configuration is known. */
struct directory {
    struct directory *next;
    struct gly_str path;
    struct gly_config_chain *config;
};

enum { BUCKETS = 4096 };

struct gly_configs {
    struct gly_arena *arena;
    struct gly_config_options options;
    struct gly_config_loader loader;
    struct gly_layer defaults; /* the fallbacks of all keys */
    struct gly_layer given;    /* the command line */
    struct gly_globs given_exclude;
    struct gly_config_chain *fixed; /* of --config or --no-config: for every file */
    struct gly_config_chain *user;  /* where no project has one; NULL until asked for */
    struct directory *buckets[BUCKETS];
    struct directory *last;
    GLY_VEC(const struct gly_settings *) settings;
};

/* ---- Which file rules a directory ---- */

static struct gly_config_chain *user_config(struct gly_configs *c)
{
    if (c->user)
        return c->user;
    const char *home = getenv("XDG_CONFIG_HOME");
    struct gly_str path = gly_str("");
    if (home && home[0] == '/')
        path = gly_arena_format(c->arena, "%s/galley/galley.yaml", home);
    else if ((home = getenv("HOME")) && home[0] == '/')
        path = gly_arena_format(c->arena, "%s/.config/galley/galley.yaml", home);
    if (path.len > 0 && !gly_path_exists(path))
        path = gly_str("");
    c->user = gly_config_load(&c->loader, path, c->loader.working);
    return c->user;
}

static struct gly_str file_in(struct gly_configs *c, struct gly_str directory)
{
    struct gly_str plain = gly_path_in(c->arena, directory, "galley.yaml");
    struct gly_str hidden = gly_path_in(c->arena, directory, ".galley.yaml");
    bool has_hidden = gly_path_exists(hidden);
    if (!gly_path_exists(plain))
        return has_hidden ? hidden : gly_str("");
    if (has_hidden)
        gly_config_mistake(&c->loader.reader, gly_path_shown(&c->loader, hidden), 0, 0,
                           "galley.yaml stands beside it, and only one may be there");
    return plain;
}

static struct gly_config_chain *config_of(struct gly_configs *c,
                                          struct gly_str directory);

/* Asks the directory above through the cache, so that a walk looks once at each; a path
 * has at most GLY_LIMIT_PATH_BYTES / 2 of them. */
static struct gly_config_chain *find_config(struct gly_configs *c, struct gly_str at)
{
    struct gly_str path = file_in(c, at);
    if (path.len > 0)
        return gly_config_load(&c->loader, path, at);
    if (at.len <= 1 || gly_path_exists(gly_path_in(c->arena, at, ".git")))
        return user_config(c);
    return config_of(c, gly_path_parent(at));
}

static uint32_t hash(struct gly_str s)
{
    uint32_t h = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * 16777619u;
    return h;
}

static struct gly_config_chain *config_of(struct gly_configs *c,
                                          struct gly_str directory)
{
    if (c->fixed)
        return c->fixed;
    if (c->last && gly_str_eq(c->last->path, directory))
        return c->last->config;
    struct directory **bucket = &c->buckets[hash(directory) % BUCKETS];
    struct directory *found = *bucket;
    while (found && !gly_str_eq(found->path, directory))
        found = found->next;
    if (!found) {
        found = gly_arena_alloc(c->arena, 1, sizeof *found);
        found->path = gly_arena_copy(c->arena, directory);
        found->config = find_config(c, found->path);
        found->next = *bucket;
        *bucket = found;
    }
    c->last = found;
    return found->config;
}

/* ---- Include and exclude ---- */

static bool speak_of(const struct gly_configs *c, const struct gly_globs *globs,
                     struct gly_str path, bool is_directory)
{
    if (globs->list.count == 0)
        return false;
    return c->options.force_exclude
               ? gly_globs_cover(globs, path, is_directory)
               : gly_globs_judge(globs, path, is_directory) == GLY_GLOB_YES;
}

enum gly_walk_verdict gly_configs_judge(void *configs, struct gly_str path,
                                        bool is_directory)
{
    struct gly_configs *c = configs;
    const struct gly_config_chain *config = config_of(c, gly_path_parent(path));
    struct gly_str below = gly_path_relative(path, config->base);
    if (speak_of(c, &config->exclude, below, is_directory) ||
        speak_of(c, &c->given_exclude, gly_path_relative(path, c->loader.working),
                 is_directory))
        return GLY_WALK_SKIP;
    if (is_directory || config->include.list.count == 0)
        return GLY_WALK_BY_TYPE;
    return gly_globs_cover(&config->include, below, false) ? GLY_WALK_TAKE
                                                           : GLY_WALK_SKIP;
}

/* ---- Settings ---- */

/* Settings while they grow. */
struct growing {
    struct gly_arena *arena;
    struct gly_settings *settings;
    GLY_VEC(struct gly_wish) wishes;
    GLY_VEC(struct gly_origin) wish_origins;
    GLY_VEC(struct gly_option_setting) options;
    GLY_VEC(struct gly_origin) option_origins;
};

static void add_values(struct gly_arena *arena, struct gly_values *values,
                       const struct gly_values *more)
{
    uint32_t count = values->count + more->count;
    struct gly_value *all = gly_arena_alloc(arena, count, sizeof *all);
    if (values->count > 0)
        memcpy(all, values->at, values->count * sizeof *all);
    if (more->count > 0)
        memcpy(all + values->count, more->at, more->count * sizeof *all);
    *values = (struct gly_values){all, count, true, more->origin};
}

static void lay_over(struct growing *g, const struct gly_layer *layer)
{
    for (unsigned k = 0; k < GLY_KEY_COUNT; k++) {
        const struct gly_values *values = &layer->values[k];
        if (!values->is_set)
            continue;
        if (gly_keys[k].flags & GLY_KEY_GROWS)
            add_values(g->arena, &g->settings->values[k], values);
        else
            g->settings->values[k] = *values;
    }
    for (uint32_t i = 0; i < layer->wishes.count; i++) {
        *GLY_VEC_ADD(g->arena, &g->wishes) = layer->wishes.at[i].wish;
        *GLY_VEC_ADD(g->arena, &g->wish_origins) = layer->wishes.at[i].origin;
    }
    for (uint32_t i = 0; i < layer->options.count; i++) {
        *GLY_VEC_ADD(g->arena, &g->options) = layer->options.at[i].setting;
        *GLY_VEC_ADD(g->arena, &g->option_origins) = layer->options.at[i].origin;
    }
}

static enum gly_severity severity_of(struct gly_str word)
{
    return gly_str_is(word, "error")     ? GLY_ERROR
           : gly_str_is(word, "warning") ? GLY_WARNING
           : gly_str_is(word, "note")    ? GLY_NOTE
                                         : GLY_OFF;
}

static struct gly_str single(const struct gly_settings *settings, enum gly_key key)
{
    const struct gly_values *values = &settings->values[key];
    return values->count > 0 ? values->at[0].text : gly_str("");
}

static const struct gly_settings *put_together(struct gly_configs *c,
                                               const struct gly_config_chain *config,
                                               const uint8_t *matches)
{
    struct gly_settings *s = gly_arena_alloc(c->arena, 1, sizeof *s);
    struct growing g = {.arena = c->arena, .settings = s};
    lay_over(&g, &c->defaults);
    for (uint32_t i = 0; i < config->files.count; i++)
        lay_over(&g, &config->files.at[i]->layer);
    for (uint32_t i = 0; i < config->overrides.count; i++)
        if (matches[i])
            lay_over(&g, &config->overrides.at[i]->layer);
    lay_over(&g, &c->given);
    s->wishes = g.wishes.at;
    s->wish_origins = g.wish_origins.at;
    s->wish_count = g.wishes.count;
    s->options = g.options.at;
    s->option_origins = g.option_origins.at;
    s->option_count = g.options.count;
    s->language = gly_arena_cstring(c->arena, single(s, GLY_KEY_LANGUAGE));
    s->fail_on = severity_of(single(s, GLY_KEY_FAIL_ON));
    s->wants_stet_reasons = gly_str_is(single(s, GLY_KEY_STET_REASONS), "required");
    s->index = c->settings.count;
    *GLY_VEC_ADD(c->arena, &c->settings) = s;
    return s;
}

const struct gly_settings *gly_configs_find(struct gly_configs *configs,
                                            struct gly_str path)
{
    struct gly_config_chain *config = config_of(configs, gly_path_parent(path));
    struct gly_str below = gly_path_relative(path, config->base);
    uint32_t count = config->overrides.count;
    uint8_t matches[GLY_LIMIT_OVERRIDES];
    for (uint32_t i = 0; i < count; i++)
        matches[i] = gly_globs_cover(&config->overrides.at[i]->files, below, false);
    for (const struct gly_known_settings *k = config->known; k; k = k->next)
        if (count == 0 || memcmp(k->matches, matches, count) == 0)
            return k->settings;
    struct gly_known_settings *known =
        gly_arena_alloc(configs->arena, 1, sizeof *known);
    uint8_t *kept = gly_arena_alloc(configs->arena, count, 1);
    memcpy(kept, matches, count);
    *known = (struct gly_known_settings){config->known, kept,
                                         put_together(configs, config, matches)};
    config->known = known;
    return known->settings;
}

static struct gly_str path_of(struct gly_configs *c, const struct gly_input *input)
{
    const char *name = gly_arena_cstring(c->arena, input->name);
    return gly_path_in(c->arena, input->directory, name);
}

const struct gly_settings *gly_configs_for(struct gly_configs *configs,
                                           const struct gly_input *input)
{
    /* What cannot be checked has no place: any settings will do. */
    if (input->error)
        return gly_configs_find(
            configs, gly_path_in(configs->arena, configs->loader.working, ""));
    return gly_configs_find(configs, path_of(configs, input));
}

struct gly_str gly_configs_file(struct gly_configs *configs, struct gly_str path)
{
    return config_of(configs, gly_path_parent(path))->name;
}

const struct gly_settings *const *
gly_configs_settings(const struct gly_configs *configs, uint32_t *ret_count)
{
    *ret_count = configs->settings.count;
    return configs->settings.at;
}

const struct gly_error *gly_configs_mistakes(const struct gly_configs *configs,
                                             uint32_t *ret_count)
{
    *ret_count = configs->loader.reader.mistakes.count;
    return configs->loader.reader.mistakes.at;
}

/* ---- Opening ---- */

static void set_defaults(struct gly_configs *c)
{
    for (unsigned k = 0; k < GLY_KEY_COUNT; k++) {
        if (!gly_keys[k].fallback)
            continue;
        struct gly_value *value = gly_arena_alloc(c->arena, 1, sizeof *value);
        value->text = gly_str(gly_keys[k].fallback);
        value->origin.name = gly_str("default");
        c->defaults.values[k] = (struct gly_values){value, 1, true, value->origin};
    }
}

static enum gly_status take_command_line(struct gly_configs *c, struct gly_error *err)
{
    static const char *const names[] = {
        [GLY_WISH_ONLY] = "--only",
        [GLY_WISH_ENABLE] = "--enable",
        [GLY_WISH_DISABLE] = "--disable",
        [GLY_WISH_SEVERITY] = "--severity",
    };
    const struct gly_config_options *o = &c->options;
    for (size_t i = 0; i < o->given_count; i++) {
        enum gly_status status =
            gly_config_give(c->arena, &c->given, &o->given[i], err);
        if (status != GLY_OK)
            return status;
        if (o->given[i].key == GLY_KEY_EXCLUDE)
            gly_globs_add(c->arena, &c->given_exclude, gly_str(o->given[i].value));
    }
    for (size_t i = 0; i < o->wish_count; i++)
        *GLY_VEC_ADD(c->arena, &c->given.wishes) = (struct gly_rule_wish){
            o->wishes[i], {gly_str(names[o->wishes[i].kind]), 0}};
    return GLY_OK;
}

static enum gly_status take_preset(struct gly_configs *c, struct gly_error *err)
{
    struct gly_str name = gly_str(c->options.preset);
    if (!c->options.preset)
        return GLY_OK;
    c->loader.preset = gly_config_read_preset(&c->loader, name);
    if (c->loader.preset)
        return GLY_OK;
    struct gly_str near = gly_config_nearest_preset(name);
    return gly_error_set(err, GLY_E_USAGE, NULL, 0, "unknown preset '%.*s'%s%.*s%s",
                         GLY_STR_ARG(name), near.len ? ", did you mean '" : "",
                         GLY_STR_ARG(near), near.len ? "'?" : "");
}

enum gly_status gly_configs_open(struct gly_arena *arena,
                                 const struct gly_config_options *options,
                                 struct gly_configs **ret_configs,
                                 struct gly_error *err)
{
    struct gly_configs *c = gly_arena_alloc(arena, 1, sizeof *c);
    c->arena = c->loader.arena = arena;
    c->options = *options;
    c->loader.reader =
        (struct gly_config_reader){.arena = arena, .rules = options->rules};
    c->loader.working = gly_path_real(arena, ".");
    set_defaults(c);
    enum gly_status status = take_command_line(c, err);
    if (status == GLY_OK)
        status = take_preset(c, err);
    if (status != GLY_OK)
        return status;
    if (options->file) {
        if (access(options->file, R_OK) != 0)
            return gly_error_set(err, GLY_E_USAGE, options->file, 0,
                                 "cannot read the configuration: %s", strerror(errno));
        c->fixed = gly_config_load(&c->loader, gly_path_real(arena, options->file),
                                   c->loader.working);
    } else if (options->none) {
        c->fixed = gly_config_load(&c->loader, gly_str(""), c->loader.working);
    }
    *ret_configs = c;
    return GLY_OK;
}
