#define _DEFAULT_SOURCE /* realpath */

#include "engine/config.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/nearest.h"
#include "engine/config_file.h"
#include "engine/preset.h"

/* Settings that were already put together: by the overrides that match. */
struct known {
    struct known *next;
    const uint8_t *matches; /* one byte an override */
    const struct gly_settings *settings;
};

/* A configuration with all it extends, in the order in which they are laid over each
 * other; its own file is the last. */
struct config {
    struct config *next;
    struct gly_str path; /* of its file; "" for none */
    struct gly_str name;
    struct gly_str base; /* what its globs are relative to */
    GLY_VEC(const struct gly_config_file *) files;
    GLY_VEC(const struct gly_override *) overrides;
    struct gly_globs include, exclude;
    struct known *known;
};

/* A directory whose configuration is known. */
struct directory {
    struct directory *next;
    struct gly_str path;
    struct config *config;
};

enum { BUCKETS = 4096 };

struct gly_configs {
    struct gly_arena *arena;
    struct gly_config_options options;
    struct gly_config_reader reader;
    struct gly_str working;    /* real path of the working directory */
    struct gly_layer defaults; /* the fallbacks of all keys */
    struct gly_layer given;    /* the command line */
    struct gly_globs given_exclude;
    const struct gly_config_file *preset; /* of the command line, NULL for none */
    struct config *configs;
    struct config *fixed; /* of --config or --no-config: for every file */
    struct config *user;  /* where no project has one; NULL until asked for */
    struct directory *buckets[BUCKETS];
    struct directory *last;
    GLY_VEC(const struct gly_settings *) settings;
};

/* ---- Paths ---- */

static struct gly_str parent_of(struct gly_str path)
{
    while (path.len > 0 && path.ptr[path.len - 1] != '/')
        path.len--;
    if (path.len > 1)
        path.len--;
    return path;
}

static struct gly_str path_in(struct gly_arena *arena, struct gly_str directory,
                              const char *name)
{
    bool is_root = gly_str_is(directory, "/");
    return gly_arena_format(arena, "%.*s/%s", is_root ? 0 : (int)directory.len,
                            directory.ptr, name);
}

/* `path` as seen from `base`; from the root where it is not below it. */
static struct gly_str relative(struct gly_str path, struct gly_str base)
{
    size_t skip = base.len;
    if (gly_str_is(base, "/") || base.len == 0 || path.len <= skip ||
        path.ptr[skip] != '/' || memcmp(path.ptr, base.ptr, base.len) != 0)
        skip = 0;
    while (skip < path.len && path.ptr[skip] == '/')
        skip++;
    return (struct gly_str){path.ptr + skip, path.len - skip};
}

static struct gly_str real_path(struct gly_arena *arena, const char *path)
{
    char real[PATH_MAX];
    return gly_arena_copy(arena, gly_str(realpath(path, real) ? real : path));
}

static bool exists(struct gly_str path)
{
    struct stat info;
    return lstat(path.ptr, &info) == 0;
}

/* As short as it can be said from here. */
static struct gly_str shown(const struct gly_configs *c, struct gly_str path)
{
    struct gly_str below = relative(path, c->working);
    return below.len + c->working.len + 1 == path.len ? below : path;
}

/* ---- Reading files ---- */

static const struct gly_config_file *read_preset(struct gly_configs *c,
                                                 struct gly_str name)
{
    for (const struct gly_preset *p = gly_presets; p->name; p++) {
        if (!gly_str_is(name, p->name))
            continue;
        struct gly_config_file *file = gly_arena_alloc(c->arena, 1, sizeof *file);
        file->name = gly_arena_format(c->arena, "preset:%s", p->name);
        file->path = gly_str("");
        file->directory = gly_str("");
        file->is_preset = true;
        gly_config_file_read(&c->reader, gly_str(p->text), file);
        return file;
    }
    return NULL;
}

static struct gly_str nearest_preset(struct gly_str name)
{
    struct gly_nearest nearest = {.wanted = name};
    for (const struct gly_preset *p = gly_presets; p->name; p++)
        gly_nearest_offer(&nearest, gly_str(p->name));
    return nearest.best;
}

/* The text of a file, in the arena. Returns an errno. */
static int read_text(struct gly_arena *arena, const char *path,
                     struct gly_str *ret_text)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return errno;
    struct gly_buf buf;
    gly_buf_init(&buf, GLY_LIMIT_YAML_BYTES);
    struct stat info;
    int error = fstat(fd, &info) != 0   ? errno
                : S_ISDIR(info.st_mode) ? EISDIR
                : S_ISREG(info.st_mode) ? gly_file_read(fd, &buf)
                                        : EINVAL;
    close(fd);
    *ret_text = gly_arena_copy(arena, gly_buf_str(&buf));
    gly_buf_release(&buf);
    return error;
}

static const struct gly_config_file *read_file(struct gly_configs *c,
                                               struct gly_str path)
{
    struct gly_config_file *file = gly_arena_alloc(c->arena, 1, sizeof *file);
    file->path = path;
    file->name = shown(c, path);
    file->directory = parent_of(path);
    struct gly_str text;
    int error = read_text(c->arena, path.ptr, &text);
    if (error == EFBIG)
        gly_config_mistake(&c->reader, file->name, 0, 0,
                           "the file is larger than %u KB",
                           GLY_LIMIT_YAML_BYTES / 1024);
    else if (error)
        gly_config_mistake(&c->reader, file->name, 0, 0,
                           "cannot read the configuration: %s", strerror(error));
    else
        gly_config_file_read(&c->reader, text, file);
    return file;
}

/* ---- What is extended ---- */

/* The files on the way down to the one being read, against circles. */
struct chain {
    const struct chain *outer;
    const struct gly_config_file *file;
};

static void add_file(struct gly_configs *c, struct config *config,
                     const struct gly_config_file *file, const struct chain *outer);

static void extend_preset(struct gly_configs *c, struct config *config,
                          const struct gly_value *value)
{
    struct gly_str name = value->text;
    name.ptr += strlen("preset:");
    name.len -= strlen("preset:");
    const struct gly_config_file *file = read_preset(c, name);
    if (file) {
        add_file(c, config, file, NULL);
        return;
    }
    struct gly_str near = nearest_preset(name);
    gly_config_mistake(&c->reader, value->origin.name, value->origin.line, 0,
                       "unknown preset '%.*s'%s%.*s%s", GLY_STR_ARG(name),
                       near.len ? ", did you mean '" : "", GLY_STR_ARG(near),
                       near.len ? "'?" : "");
}

static void extend_file(struct gly_configs *c, struct config *config,
                        const struct gly_value *value, const struct chain *chain)
{
    struct gly_str path = value->text;
    if (!gly_str_starts(path, "/"))
        path = path_in(c->arena, chain->file->directory,
                       gly_arena_cstring(c->arena, value->text));
    path = real_path(c->arena, path.ptr);
    for (const struct chain *at = chain; at; at = at->outer) {
        if (!gly_str_eq(at->file->path, path))
            continue;
        gly_config_mistake(&c->reader, value->origin.name, value->origin.line, 0,
                           "'%.*s' extends itself", GLY_STR_ARG(value->text));
        return;
    }
    if (!exists(path)) /* a bare name: paths were looked for when it was read */
        gly_config_mistake(&c->reader, value->origin.name, value->origin.line, 0,
                           "there is no file '%.*s'", GLY_STR_ARG(value->text));
    else
        add_file(c, config, read_file(c, path), chain);
}

static void add_file(struct gly_configs *c, struct config *config,
                     const struct gly_config_file *file, const struct chain *outer)
{
    struct chain chain = {outer, file};
    const struct gly_values *extends = &file->layer.values[GLY_KEY_EXTENDS];
    for (uint32_t i = 0; i < extends->count; i++) {
        const struct gly_value *value = &extends->at[i];
        if (config->files.count >= GLY_LIMIT_EXTENDS) {
            gly_config_mistake(&c->reader, value->origin.name, value->origin.line, 0,
                               "more than %d files are extended", GLY_LIMIT_EXTENDS);
            return;
        }
        if (gly_str_starts(value->text, "preset:"))
            extend_preset(c, config, value);
        else
            extend_file(c, config, value, &chain);
    }
    *GLY_VEC_ADD(c->arena, &config->files) = file;
    for (uint32_t i = 0; i < file->overrides.count; i++) {
        if (config->overrides.count >= GLY_LIMIT_OVERRIDES) {
            gly_config_mistake(&c->reader, file->name, 0, 0, "more than %d overrides",
                               GLY_LIMIT_OVERRIDES);
            return;
        }
        *GLY_VEC_ADD(c->arena, &config->overrides) = &file->overrides.at[i];
    }
}

/* The globs of a key that are in force, as lay_over() would have them. */
static void gather_globs(struct gly_configs *c, const struct config *config,
                         enum gly_key key, struct gly_globs *globs)
{
    for (uint32_t i = 0; i < config->files.count; i++) {
        const struct gly_values *values = &config->files.at[i]->layer.values[key];
        if (values->is_set && !(gly_keys[key].flags & GLY_KEY_GROWS))
            *globs = (struct gly_globs){0};
        for (uint32_t v = 0; v < values->count; v++)
            gly_globs_add(c->arena, globs, values->at[v].text);
    }
}

/* `path` is the real path of its file, "" for none. */
static struct config *load(struct gly_configs *c, struct gly_str path,
                           struct gly_str base)
{
    for (struct config *known = c->configs; known; known = known->next)
        if (gly_str_eq(known->path, path) && gly_str_eq(known->base, base))
            return known;
    struct config *config = gly_arena_alloc(c->arena, 1, sizeof *config);
    config->path = path;
    config->base = base;
    config->name = gly_str("");
    if (c->preset)
        add_file(c, config, c->preset, NULL);
    if (path.len > 0) {
        const struct gly_config_file *file = read_file(c, path);
        config->name = file->name;
        add_file(c, config, file, NULL);
    }
    gather_globs(c, config, GLY_KEY_INCLUDE, &config->include);
    gather_globs(c, config, GLY_KEY_EXCLUDE, &config->exclude);
    config->next = c->configs;
    c->configs = config;
    return config;
}

/* ---- Which file rules a directory ---- */

static struct config *user_config(struct gly_configs *c)
{
    if (c->user)
        return c->user;
    const char *home = getenv("XDG_CONFIG_HOME");
    struct gly_str path = gly_str("");
    if (home && home[0] == '/')
        path = gly_arena_format(c->arena, "%s/galley/galley.yaml", home);
    else if ((home = getenv("HOME")) && home[0] == '/')
        path = gly_arena_format(c->arena, "%s/.config/galley/galley.yaml", home);
    if (path.len > 0 && !exists(path))
        path = gly_str("");
    c->user = load(c, path, c->working);
    return c->user;
}

static struct gly_str file_in(struct gly_configs *c, struct gly_str directory)
{
    struct gly_str plain = path_in(c->arena, directory, "galley.yaml");
    struct gly_str hidden = path_in(c->arena, directory, ".galley.yaml");
    bool has_hidden = exists(hidden);
    if (!exists(plain))
        return has_hidden ? hidden : gly_str("");
    if (has_hidden)
        gly_config_mistake(&c->reader, shown(c, hidden), 0, 0,
                           "galley.yaml stands beside it, and only one may be there");
    return plain;
}

static struct config *find_config(struct gly_configs *c, struct gly_str directory)
{
    struct gly_str at = directory;
    for (;;) {
        struct gly_str path = file_in(c, at);
        if (path.len > 0)
            return load(c, path, gly_arena_copy(c->arena, at));
        if (at.len <= 1 || exists(path_in(c->arena, at, ".git")))
            return user_config(c);
        at = parent_of(at);
    }
}

static uint32_t hash(struct gly_str s)
{
    uint32_t h = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * 16777619u;
    return h;
}

static struct config *config_of(struct gly_configs *c, struct gly_str directory)
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
    const struct config *config = config_of(c, parent_of(path));
    struct gly_str below = relative(path, config->base);
    if (speak_of(c, &config->exclude, below, is_directory) ||
        speak_of(c, &c->given_exclude, relative(path, c->working), is_directory))
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

static const struct gly_settings *
put_together(struct gly_configs *c, const struct config *config, const uint8_t *matches)
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
    struct config *config = config_of(configs, parent_of(path));
    struct gly_str below = relative(path, config->base);
    uint32_t count = config->overrides.count;
    uint8_t matches[GLY_LIMIT_OVERRIDES];
    for (uint32_t i = 0; i < count; i++)
        matches[i] = gly_globs_cover(&config->overrides.at[i]->files, below, false);
    for (const struct known *k = config->known; k; k = k->next)
        if (count == 0 || memcmp(k->matches, matches, count) == 0)
            return k->settings;
    struct known *known = gly_arena_alloc(configs->arena, 1, sizeof *known);
    uint8_t *kept = gly_arena_alloc(configs->arena, count, 1);
    memcpy(kept, matches, count);
    *known =
        (struct known){config->known, kept, put_together(configs, config, matches)};
    config->known = known;
    return known->settings;
}

static struct gly_str path_of(struct gly_configs *c, const struct gly_input *input)
{
    const char *name = gly_arena_cstring(c->arena, input->name);
    return path_in(c->arena, input->directory, name);
}

const struct gly_settings *gly_configs_for(struct gly_configs *configs,
                                           const struct gly_input *input)
{
    /* What cannot be checked has no place: any settings will do. */
    if (input->error)
        return gly_configs_find(configs, path_in(configs->arena, configs->working, ""));
    return gly_configs_find(configs, path_of(configs, input));
}

struct gly_str gly_configs_file(struct gly_configs *configs, struct gly_str path)
{
    return config_of(configs, parent_of(path))->name;
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
    *ret_count = configs->reader.mistakes.count;
    return configs->reader.mistakes.at;
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
    c->preset = read_preset(c, name);
    if (c->preset)
        return GLY_OK;
    struct gly_str near = nearest_preset(name);
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
    c->arena = arena;
    c->options = *options;
    c->reader = (struct gly_config_reader){.arena = arena, .rules = options->rules};
    c->working = real_path(arena, ".");
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
        c->fixed = load(c, real_path(arena, options->file), c->working);
    } else if (options->none) {
        c->fixed = load(c, gly_str(""), c->working);
    }
    *ret_configs = c;
    return GLY_OK;
}
