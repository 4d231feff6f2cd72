/* The way through folders. */
#define _DEFAULT_SOURCE /* d_type */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "engine/walk_inside.h"

struct entry {
    const char *name;
    bool is_directory;
};

/* ---- Reading one directory ---- */

/* Byte order of the whole paths below: a directory sorts as if its name ended in '/'.
 */
static int by_path(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    size_t i = 0;
    while (a->name[i] && a->name[i] == b->name[i])
        i++;
    unsigned char x = (unsigned char)a->name[i], y = (unsigned char)b->name[i];
    int first = x ? x : a->is_directory ? '/' : 0;
    int second = y ? y : b->is_directory ? '/' : 0;
    return (first > second) - (first < second);
}

enum kind { OTHER, REGULAR, DIRECTORY };

static enum kind kind_of(DIR *dir, const struct dirent *found)
{
    switch (found->d_type) {
    case DT_REG:
        return REGULAR;
    case DT_DIR:
        return DIRECTORY;
    case DT_UNKNOWN:
        break; /* some file systems do not say */
    default:
        return OTHER;
    }
    struct stat info;
    if (fstatat(dirfd(dir), found->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0)
        return OTHER;
    return S_ISREG(info.st_mode) ? REGULAR : S_ISDIR(info.st_mode) ? DIRECTORY : OTHER;
}

/* A first sieve, so that trees of other things cost no memory. */
static bool is_candidate(const struct gly_walk_state *w, const char *name,
                         enum kind kind)
{
    if (kind == OTHER || strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
        strcmp(name, ".git") == 0)
        return false;
    if (name[0] == '.' && !w->options->hidden)
        return false;
    return kind == DIRECTORY || w->options->judge ||
           gly_walk_known_reader(w, gly_str(name));
}

/* The candidates of a directory go to w->names. Nothing is allocated in the arena while
 * the directory is open. Returns an errno. */
static int read_names(struct gly_walk_state *w, const char *path, struct stat *ret_info,
                      uint32_t *ret_count)
{
    DIR *dir = opendir(path);
    if (!dir)
        return errno;
    uint32_t count = 0;
    int error = fstat(dirfd(dir), ret_info) == 0 ? 0 : errno;
    gly_buf_clear(w->names);
    while (!error) {
        errno = 0;
        const struct dirent *found = readdir(dir);
        if (!found) {
            error = errno;
            break;
        }
        enum kind kind = kind_of(dir, found);
        if (!is_candidate(w, found->d_name, kind))
            continue;
        gly_buf_putc(w->names, kind == DIRECTORY ? 'd' : 'f');
        gly_buf_add(w->names, found->d_name, strlen(found->d_name) + 1);
        count++;
    }
    if (!error && w->names->failed)
        error = ENOMEM;
    closedir(dir);
    *ret_count = count;
    return error;
}

static struct entry *sorted_entries(struct gly_walk_state *w, uint32_t count)
{
    struct gly_str names = gly_arena_copy(w->arena, gly_buf_str(w->names));
    struct entry *entries = gly_arena_alloc_raw(w->arena, count, sizeof *entries);
    const char *at = names.ptr;
    for (uint32_t i = 0; i < count; i++) {
        entries[i] = (struct entry){.name = at + 1, .is_directory = *at == 'd'};
        at += strlen(at) + 1;
    }
    qsort(entries, count, sizeof *entries, by_path);
    return entries;
}

/* ---- The walk ---- */

struct gly_str gly_walk_join(struct gly_arena *arena, struct gly_str directory,
                             struct gly_str name)
{
    const char *slash = gly_str_ends(directory, "/") ? "" : "/";
    return gly_arena_format(arena, "%.*s%s%.*s", GLY_STR_ARG(directory), slash,
                            GLY_STR_ARG(name));
}

enum gly_walk_verdict gly_walk_judge(const struct gly_walk_state *w,
                                     struct gly_str path, bool is_directory)
{
    const struct gly_walk_options *o = w->options;
    return o->judge ? o->judge(o->judge_data, path, is_directory) : GLY_WALK_BY_TYPE;
}

/* The real path of an entry; it lives until the next call. */
struct gly_str gly_walk_real_path_of(struct gly_walk_state *w, struct gly_str directory,
                                     struct gly_str name)
{
    gly_buf_clear(w->path);
    gly_buf_add_str(w->path, directory);
    if (!gly_str_ends(directory, "/"))
        gly_buf_putc(w->path, '/');
    gly_buf_add_str(w->path, name);
    return gly_buf_str(w->path);
}

/* An ignore file that cannot be read is an input that cannot be checked: what it keeps
 * out would be reported without a word. */
static void add_ignore_error(struct gly_walk_state *w, const struct gly_error *error)
{
    if (error->status != GLY_OK)
        gly_walk_add_error(w, gly_arena_copy(w->arena, gly_str(error->file)),
                           error->status, error->message);
}

static const struct gly_ignore *enter(struct gly_walk_state *w,
                                      const struct gly_ignore *outer,
                                      struct gly_str directory)
{
    struct gly_error error = {0};
    if (!outer)
        return NULL;
    outer = gly_ignore_enter(w->arena, outer, directory, &error);
    add_ignore_error(w, &error);
    return outer;
}

const struct gly_ignore *gly_walk_open_ignore(struct gly_walk_state *w,
                                              struct gly_str directory)
{
    struct gly_error error = {0};
    if (w->options->no_ignore)
        return NULL;
    if (!w->last.ignore || !gly_str_eq(w->last.directory, directory)) {
        w->last.directory = directory;
        w->last.ignore = gly_ignore_open(w->arena, directory, &error);
        add_ignore_error(w, &error);
    }
    return w->last.ignore;
}

void gly_walk_directory(struct gly_walk_state *w, const struct gly_walk_place *at);

static void walk_entry(struct gly_walk_state *w, const struct gly_walk_place *at,
                       const struct stat *info, const struct entry *entry)
{
    struct gly_str name = gly_str(entry->name);
    struct gly_str real = gly_walk_real_path_of(w, at->real, name);
    enum gly_walk_verdict verdict = gly_walk_judge(w, real, entry->is_directory);
    if (verdict == GLY_WALK_SKIP)
        return;
    if (!entry->is_directory && verdict == GLY_WALK_BY_TYPE &&
        !gly_walk_known_reader(w, name))
        return;
    if (at->ignore && gly_ignore_matches(at->ignore, real, entry->is_directory))
        return;
    struct gly_str path =
        gly_arena_format(w->arena, "%.*s%s", GLY_STR_ARG(at->shown), entry->name);
    if (!entry->is_directory) {
        struct gly_input input = {
            .path = path,
            .open_path = path.ptr,
            .directory = at->real,
            .name = name,
            .reader = gly_walk_reader_or_plain(w, name),
        };
        gly_walk_add_input(w, input, info->st_dev, info->st_ino);
    } else if (at->depth + 1 >= GLY_LIMIT_WALK_DEPTH) {
        gly_walk_add_error(w, path, GLY_E_LIMIT, "directories are nested too deep");
    } else if (path.len + 1 >= GLY_LIMIT_PATH_BYTES) {
        gly_walk_add_error(w, path, GLY_E_LIMIT, "the path is too long");
    } else {
        struct gly_walk_place below = {
            .shown = gly_arena_format(w->arena, "%.*s/", GLY_STR_ARG(path)),
            .open_path = path.ptr,
            .real = gly_arena_copy(w->arena, real),
            .depth = at->depth + 1,
        };
        below.ignore = enter(w, at->ignore, below.real);
        gly_walk_directory(w, &below);
    }
}

void gly_walk_directory(struct gly_walk_state *w, const struct gly_walk_place *at)
{
    struct stat info;
    uint32_t count;
    int error = read_names(w, at->open_path, &info, &count);
    if (error) {
        gly_walk_add_system_error(w, gly_str(at->open_path), error);
        return;
    }
    const struct entry *entries = sorted_entries(w, count);
    for (uint32_t i = 0; i < count; i++)
        walk_entry(w, at, &info, &entries[i]);
}
