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

/* ---- Adding inputs ---- */

void gly_walk_add_input(struct gly_walk_state *w, struct gly_input input, dev_t dev,
                        ino_t ino)
{
    struct gly_str name = dev || ino ? input.name : input.path;
    *GLY_VEC_ADD(w->arena, &w->keys) =
        (struct gly_walk_key){dev, ino, name, w->inputs.count};
    *GLY_VEC_ADD(w->arena, &w->inputs) = input;
}

void gly_walk_add_error(struct gly_walk_state *w, struct gly_str path,
                        enum gly_status status, const char *message)
{
    struct gly_error *error = gly_arena_alloc(w->arena, 1, sizeof *error);
    gly_error_set(error, status, path.ptr, 0, "%s", message);
    struct gly_input input = {
        .path = path, .open_path = path.ptr, .name = path, .error = error};
    gly_walk_add_input(w, input, 0, 0);
}

void gly_walk_add_system_error(struct gly_walk_state *w, struct gly_str path,
                               int number)
{
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        gly_walk_add_error(w, path, GLY_E_IO, "no such file or directory");
        break;
    case EACCES:
        gly_walk_add_error(w, path, GLY_E_IO, "permission denied");
        break;
    case ELOOP:
        gly_walk_add_error(w, path, GLY_E_IO, "symbolic links lead in a circle");
        break;
    case ENAMETOOLONG:
        gly_walk_add_error(w, path, GLY_E_LIMIT, "the path is too long");
        break;
    default:
        gly_walk_add_error(w, path, GLY_E_IO, strerror(number));
    }
}

/* ---- Types ---- */

static struct gly_str base_name(struct gly_str path)
{
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '/')
        start--;
    return (struct gly_str){path.ptr + start, path.len - start};
}

const struct gly_reader *gly_walk_reader(const struct gly_walk_type *types,
                                         size_t type_count, struct gly_str path)
{
    struct gly_str name = base_name(path);
    for (size_t i = type_count; i-- > 0;) {
        struct gly_str ext = types[i].extension;
        if (name.len <= ext.len || name.ptr[name.len - ext.len - 1] != '.')
            continue;
        struct gly_str tail = {name.ptr + name.len - ext.len, ext.len};
        if (gly_str_eq_nocase(tail, ext))
            return types[i].reader;
    }
    return gly_reader_for_path(name);
}

const struct gly_reader *gly_walk_known_reader(const struct gly_walk_state *w,
                                               struct gly_str name)
{
    return gly_walk_reader(w->options->types, w->options->type_count, name);
}

const struct gly_reader *gly_walk_reader_or_plain(const struct gly_walk_state *w,
                                                  struct gly_str name)
{
    const struct gly_reader *reader = gly_walk_known_reader(w, name);
    return reader ? reader : gly_readers()[0];
}

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
    size_t end = real.len - base_name(real).len;
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
    size_t end = path.len - base_name(path).len;
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
        .name = base_name(path),
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
        .name = base_name(path),
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

/* ---- One place, one input ---- */

static int by_place(const void *left, const void *right)
{
    const struct gly_walk_key *a = left, *b = right;
    if (a->dev != b->dev)
        return a->dev < b->dev ? -1 : 1;
    if (a->ino != b->ino)
        return a->ino < b->ino ? -1 : 1;
    if (a->name.len != b->name.len)
        return a->name.len < b->name.len ? -1 : 1;
    int order = a->name.len ? memcmp(a->name.ptr, b->name.ptr, a->name.len) : 0;
    if (order != 0)
        return order;
    return (a->input > b->input) - (a->input < b->input);
}

/* Keep the first of the inputs that are the same place; it is named if any is. */
static void drop_duplicates(struct gly_walk_state *w)
{
    struct gly_walk_key *keys = w->keys.at;
    uint32_t count = w->inputs.count, kept = 0;
    if (count < 2)
        return;
    bool *dropped = gly_arena_alloc(w->arena, count, sizeof *dropped);
    qsort(keys, count, sizeof *keys, by_place);
    uint32_t first = 0;
    for (uint32_t i = 1; i < count; i++) {
        const struct gly_walk_key *a = &keys[first], *b = &keys[i];
        if (a->dev == b->dev && a->ino == b->ino && gly_str_eq(a->name, b->name)) {
            dropped[b->input] = true;
            w->inputs.at[a->input].named |= w->inputs.at[b->input].named;
        } else {
            first = i;
        }
    }
    for (uint32_t i = 0; i < count; i++)
        if (!dropped[i])
            w->inputs.at[kept++] = w->inputs.at[i];
    w->inputs.count = kept;
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
    drop_duplicates(&w);
    *ret_inputs = (struct gly_inputs){
        .at = w.inputs.at,
        .count = w.inputs.count,
        .barren = w.barren.at,
        .barren_count = w.barren.count,
    };
    return GLY_OK;
}
