#define _DEFAULT_SOURCE /* realpath */

#include "engine/config_chain.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/nearest.h"
#include "engine/preset.h"

/* ---- Paths ---- */

struct gly_str gly_path_parent(struct gly_str path)
{
    while (path.len > 0 && path.ptr[path.len - 1] != '/')
        path.len--;
    if (path.len > 1)
        path.len--;
    return path;
}

struct gly_str gly_path_in(struct gly_arena *arena, struct gly_str directory,
                           const char *name)
{
    bool is_root = gly_str_is(directory, "/");
    return gly_arena_format(arena, "%.*s/%s", is_root ? 0 : (int)directory.len,
                            directory.ptr, name);
}

struct gly_str gly_path_relative(struct gly_str path, struct gly_str base)
{
    size_t skip = base.len;
    if (gly_str_is(base, "/") || base.len == 0 || path.len <= skip ||
        path.ptr[skip] != '/' || memcmp(path.ptr, base.ptr, base.len) != 0)
        skip = 0;
    while (skip < path.len && path.ptr[skip] == '/')
        skip++;
    return (struct gly_str){path.ptr + skip, path.len - skip};
}

struct gly_str gly_path_real(struct gly_arena *arena, const char *path)
{
    char real[PATH_MAX];
    return gly_arena_copy(arena, gly_str(realpath(path, real) ? real : path));
}

bool gly_path_exists(struct gly_str path)
{
    struct stat info;
    return lstat(path.ptr, &info) == 0;
}

struct gly_str gly_path_shown(const struct gly_config_loader *l, struct gly_str path)
{
    struct gly_str below = gly_path_relative(path, l->working);
    return below.len + l->working.len + 1 == path.len ? below : path;
}

/* ---- Reading files ---- */

const struct gly_config_file *gly_config_read_preset(struct gly_config_loader *l,
                                                     struct gly_str name)
{
    for (const struct gly_preset *p = gly_presets; p->name; p++) {
        if (!gly_str_is(name, p->name))
            continue;
        struct gly_config_file *file = gly_arena_alloc(l->arena, 1, sizeof *file);
        file->name = gly_arena_format(l->arena, "preset:%s", p->name);
        file->path = gly_str("");
        file->directory = gly_str("");
        file->is_preset = true;
        gly_config_file_read(&l->reader, gly_str(p->text), file);
        return file;
    }
    return NULL;
}

struct gly_str gly_config_nearest_preset(struct gly_str name)
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

static const struct gly_config_file *read_file(struct gly_config_loader *l,
                                               struct gly_str path)
{
    struct gly_config_file *file = gly_arena_alloc(l->arena, 1, sizeof *file);
    file->path = path;
    file->name = gly_path_shown(l, path);
    file->directory = gly_path_parent(path);
    struct gly_str text;
    int error = read_text(l->arena, path.ptr, &text);
    if (error == EFBIG)
        gly_config_mistake(&l->reader, file->name, 0, 0,
                           "the file is larger than %u KB",
                           GLY_LIMIT_YAML_BYTES / 1024);
    else if (error)
        gly_config_mistake(&l->reader, file->name, 0, 0,
                           "cannot read the configuration: %s", strerror(error));
    else
        gly_config_file_read(&l->reader, text, file);
    return file;
}

/* ---- What is extended ---- */

/* The files on the way down to the one being read, against circles. */
struct chain {
    const struct chain *outer;
    const struct gly_config_file *file;
};

static void add_file(struct gly_config_loader *l, struct gly_config_chain *config,
                     const struct gly_config_file *file, const struct chain *outer);

static void extend_preset(struct gly_config_loader *l, struct gly_config_chain *config,
                          const struct gly_value *value)
{
    struct gly_str name = value->text;
    name.ptr += strlen("preset:");
    name.len -= strlen("preset:");
    const struct gly_config_file *file = gly_config_read_preset(l, name);
    if (file) {
        add_file(l, config, file, NULL);
        return;
    }
    struct gly_str near = gly_config_nearest_preset(name);
    gly_config_mistake(&l->reader, value->origin.name, value->origin.line, 0,
                       "unknown preset '%.*s'%s%.*s%s", GLY_STR_ARG(name),
                       near.len ? ", did you mean '" : "", GLY_STR_ARG(near),
                       near.len ? "'?" : "");
}

static void extend_file(struct gly_config_loader *l, struct gly_config_chain *config,
                        const struct gly_value *value, const struct chain *chain)
{
    struct gly_str path = value->text;
    if (!gly_str_starts(path, "/"))
        path = gly_path_in(l->arena, chain->file->directory,
                           gly_arena_cstring(l->arena, value->text));
    path = gly_path_real(l->arena, path.ptr);
    for (const struct chain *at = chain; at; at = at->outer) {
        if (!gly_str_eq(at->file->path, path))
            continue;
        gly_config_mistake(&l->reader, value->origin.name, value->origin.line, 0,
                           "'%.*s' extends itself", GLY_STR_ARG(value->text));
        return;
    }
    if (!gly_path_exists(
            path)) /* a bare name: paths were looked for when it was read */
        gly_config_mistake(&l->reader, value->origin.name, value->origin.line, 0,
                           "there is no file '%.*s'", GLY_STR_ARG(value->text));
    else
        add_file(l, config, read_file(l, path), chain);
}

static void add_file(struct gly_config_loader *l, struct gly_config_chain *config,
                     const struct gly_config_file *file, const struct chain *outer)
{
    struct chain chain = {outer, file};
    const struct gly_values *extends = &file->layer.values[GLY_KEY_EXTENDS];
    for (uint32_t i = 0; i < extends->count; i++) {
        const struct gly_value *value = &extends->at[i];
        if (config->files.count >= GLY_LIMIT_EXTENDS) {
            gly_config_mistake(&l->reader, value->origin.name, value->origin.line, 0,
                               "more than %d files are extended", GLY_LIMIT_EXTENDS);
            return;
        }
        if (gly_str_starts(value->text, "preset:"))
            extend_preset(l, config, value);
        else
            extend_file(l, config, value, &chain);
    }
    *GLY_VEC_ADD(l->arena, &config->files) = file;
    for (uint32_t i = 0; i < file->overrides.count; i++) {
        if (config->overrides.count >= GLY_LIMIT_OVERRIDES) {
            gly_config_mistake(&l->reader, file->name, 0, 0, "more than %d overrides",
                               GLY_LIMIT_OVERRIDES);
            return;
        }
        *GLY_VEC_ADD(l->arena, &config->overrides) = &file->overrides.at[i];
    }
}

/* The globs of a key that are in force, as lay_over() would have them. */
static void gather_globs(struct gly_config_loader *l,
                         const struct gly_config_chain *config, enum gly_key key,
                         struct gly_globs *globs)
{
    for (uint32_t i = 0; i < config->files.count; i++) {
        const struct gly_values *values = &config->files.at[i]->layer.values[key];
        if (values->is_set && !(gly_keys[key].flags & GLY_KEY_GROWS))
            *globs = (struct gly_globs){0};
        for (uint32_t v = 0; v < values->count; v++)
            gly_globs_add(l->arena, globs, values->at[v].text);
    }
}

struct gly_config_chain *gly_config_load(struct gly_config_loader *l,
                                         struct gly_str path, struct gly_str base)
{
    for (struct gly_config_chain *known = l->chains; known; known = known->next)
        if (gly_str_eq(known->path, path) && gly_str_eq(known->base, base))
            return known;
    struct gly_config_chain *config = gly_arena_alloc(l->arena, 1, sizeof *config);
    config->path = path;
    config->base = base;
    config->name = gly_str("");
    if (l->preset)
        add_file(l, config, l->preset, NULL);
    if (path.len > 0) {
        const struct gly_config_file *file = read_file(l, path);
        config->name = file->name;
        add_file(l, config, file, NULL);
    }
    gather_globs(l, config, GLY_KEY_INCLUDE, &config->include);
    gather_globs(l, config, GLY_KEY_EXCLUDE, &config->exclude);
    config->next = l->chains;
    l->chains = config;
    return config;
}
