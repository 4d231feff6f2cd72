#define _DEFAULT_SOURCE /* d_type, realpath */

#include "engine/walk.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "engine/list.h"
#include "engine/walk_inside.h"

/* ---- Named paths ---- */

/* The real path of a directory; where the system will not tell, the path itself. */
static struct gly_str real_path(struct gly_arena *arena, const char *path)
{
    char real[PATH_MAX];
    return gly_arena_copy(arena, gly_str(realpath(path, real) ? real : path));
}

/* --force-exclude: would a walk from the top of the tree have come here? */
static bool is_excluded(struct gly_walk_state *w, struct gly_str real,
                        bool is_directory)
{
    if (gly_walk_judge(w, real, is_directory) == GLY_WALK_SKIP)
        return true;
    size_t end = real.len - gly_walk_base_name(real).len;
    struct gly_str directory =
        gly_arena_copy(w->arena, (struct gly_str){real.ptr, end > 1 ? end - 1 : end});
    const struct gly_ignore *ignore = gly_walk_open_ignore(w, directory);
    return ignore && gly_ignore_covers(ignore, real, is_directory);
}

/* How the entries of a named directory begin: "" for ".", and one slash in the end. */
static struct gly_str shown_prefix(struct gly_arena *arena, struct gly_str path)
{
    while (path.len > 1 && path.ptr[path.len - 1] == '/')
        path.len--;
    if (gly_str_is(path, "."))
        return gly_str("");
    return gly_walk_join(arena, path, gly_str(""));
}

static void take_directory(struct gly_walk_state *w, struct gly_str path)
{
    struct gly_walk_place root = {
        .shown = shown_prefix(w->arena, path),
        .open_path = path.ptr,
        .real = real_path(w->arena, path.ptr),
    };
    if (w->options->force_exclude && is_excluded(w, root.real, true))
        return;
    root.ignore = gly_walk_open_ignore(w, root.real);
    uint32_t before = w->inputs.count;
    gly_walk_directory(w, &root);
    if (w->inputs.count == before)
        *GLY_VEC_ADD(w->arena, &w->barren) = path;
}

/* The directory a path stands in, as a path: "." for a bare name. */
static const char *parent_path(struct gly_arena *arena, struct gly_str path)
{
    size_t end = path.len - gly_walk_base_name(path).len;
    if (end == 0)
        return ".";
    return gly_arena_cstring(arena, (struct gly_str){path.ptr, end});
}

static void take_file(struct gly_walk_state *w, struct gly_str path)
{
    const char *parent = parent_path(w->arena, path);
    struct gly_input input = {
        .path = path,
        .open_path = path.ptr,
        .directory = real_path(w->arena, parent),
        .name = gly_walk_base_name(path),
        .reader = gly_walk_reader_or_plain(w, path),
        .named = true,
    };
    struct gly_str real = gly_walk_real_path_of(w, input.directory, input.name);
    if (w->options->force_exclude && is_excluded(w, real, false))
        return;
    struct stat info = {0};
    if (stat(parent, &info) != 0)
        info = (struct stat){0};
    gly_walk_add_input(w, input, info.st_dev, info.st_ino);
}

static void take_stdin(struct gly_walk_state *w)
{
    const char *name = w->options->stdin_name;
    struct gly_str path = gly_str(name ? name : "<stdin>");
    struct gly_input input = {
        .path = path,
        .directory = real_path(w->arena, name ? parent_path(w->arena, path) : "."),
        .name = gly_walk_base_name(path),
        .reader = gly_walk_reader_or_plain(w, path),
        .named = true,
    };
    gly_walk_add_input(w, input, 0, 0);
}

static void take_path(struct gly_walk_state *w, const char *given)
{
    struct gly_str path = gly_arena_copy(w->arena, gly_str(given));
    struct stat info;
    if (gly_str_is(path, "-"))
        take_stdin(w);
    else if (path.len == 0)
        gly_walk_add_error(w, path, GLY_E_USAGE, "the path is empty");
    else if (stat(path.ptr, &info) != 0)
        gly_walk_add_system_error(w, path, errno);
    else if (S_ISDIR(info.st_mode))
        take_directory(w, path);
    else
        take_file(w, path);
}

/* ---- --files-from ---- */

/* Lines may end in CRLF; who has names that end in CR separates them by NUL. */
static void take_list(struct gly_walk_state *w, struct gly_str list)
{
    char separator = w->options->nul_separated ? '\0' : '\n';
    for (size_t start = 0, end; start < list.len; start = end + 1) {
        const char *stop = memchr(list.ptr + start, separator, list.len - start);
        end = stop ? (size_t)(stop - list.ptr) : list.len;
        size_t len = end - start;
        if (separator == '\n' && len > 0 && list.ptr[end - 1] == '\r')
            len--;
        if (len > 0)
            take_path(w, gly_arena_cstring(w->arena,
                                           (struct gly_str){list.ptr + start, len}));
    }
}

/* ---- Entry ---- */

static void release_buf(void *buf)
{
    gly_buf_release(buf);
}

static struct gly_buf *new_buf(struct gly_arena *arena, size_t cap)
{
    struct gly_buf *buf = gly_arena_alloc(arena, 1, sizeof *buf);
    gly_buf_init(buf, cap);
    gly_arena_defer(arena, release_buf, buf);
    return buf;
}

static enum gly_status check_stdin_use(const struct gly_walk_options *options,
                                       struct gly_error *err)
{
    if (!options->files_from || strcmp(options->files_from, "-") != 0)
        return GLY_OK;
    for (size_t i = 0; i < options->path_count; i++)
        if (strcmp(options->paths[i], "-") == 0)
            return gly_error_set(
                err, GLY_E_USAGE, NULL, 0,
                "standard input cannot be both a document and the list "
                "of files");
    return GLY_OK;
}

enum gly_status gly_walk(struct gly_arena *arena,
                         const struct gly_walk_options *options,
                         struct gly_inputs *ret_inputs, struct gly_error *err)
{
    enum gly_status status = check_stdin_use(options, err);
    if (status != GLY_OK)
        return status;
    struct gly_walk_state w = {
        .arena = arena,
        .options = options,
        .names = new_buf(arena, GLY_LIMIT_LIST_BYTES),
        .path = new_buf(arena, 2 * GLY_LIMIT_PATH_BYTES),
    };
    struct gly_buf *list = new_buf(arena, GLY_LIMIT_LIST_BYTES);
    if (options->files_from && (status = gly_list_read(options->files_from, list, err)))
        return status;
    for (size_t i = 0; i < options->path_count; i++)
        take_path(&w, options->paths[i]);
    take_list(&w, gly_buf_str(list));
    if (options->path_count == 0 && !options->files_from)
        take_path(&w, ".");
    gly_buf_release(list);
    gly_walk_drop_duplicates(&w);
    *ret_inputs = (struct gly_inputs){
        .at = w.inputs.at,
        .count = w.inputs.count,
        .barren = w.barren.at,
        .barren_count = w.barren.count,
    };
    return GLY_OK;
}
