#define _DEFAULT_SOURCE /* d_type, realpath */

#include "engine/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/limits.h"
#include "engine/ignore.h"
#include "engine/list.h"

/* Which place in the file system an input is: the same name in the same directory, by
 * whatever path it was reached. Inputs that are no files have zeros and their path. */
struct key {
    dev_t dev;
    ino_t ino;
    struct gly_str name;
    uint32_t input;
};

struct walk {
    struct gly_arena *arena;
    const struct gly_walk_options *options;
    struct gly_buf *names; /* of the directory being read: flag, name, NUL */
    struct gly_buf *path;  /* the real path of the entry in hand */
    struct last {          /* the node of the last file named: lists name neighbours */
        struct gly_str directory;
        const struct gly_ignore *ignore;
    } last;
    GLY_VEC(struct gly_input) inputs;
    GLY_VEC(struct key) keys;
    GLY_VEC(struct gly_str) barren;
};

/* A directory on the way. */
struct place {
    struct gly_str shown; /* "" where entries are shown by name alone, else with '/' */
    const char *open_path;
    struct gly_str real;
    const struct gly_ignore *ignore; /* NULL when ignore files are not read */
    unsigned depth;
};

struct entry {
    const char *name;
    bool is_directory;
};

/* ---- Adding inputs ---- */

static void add_input(struct walk *w, struct gly_input input, dev_t dev, ino_t ino)
{
    struct gly_str name = dev || ino ? input.name : input.path;
    *GLY_VEC_ADD(w->arena, &w->keys) = (struct key){dev, ino, name, w->inputs.count};
    *GLY_VEC_ADD(w->arena, &w->inputs) = input;
}

static void add_error(struct walk *w, struct gly_str path, enum gly_status status,
                      const char *message)
{
    struct gly_error *error = gly_arena_alloc(w->arena, 1, sizeof *error);
    gly_error_set(error, status, path.ptr, 0, "%s", message);
    struct gly_input input = {
        .path = path, .open_path = path.ptr, .name = path, .error = error};
    add_input(w, input, 0, 0);
}

static void add_system_error(struct walk *w, struct gly_str path, int number)
{
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        add_error(w, path, GLY_E_IO, "no such file or directory");
        break;
    case EACCES:
        add_error(w, path, GLY_E_IO, "permission denied");
        break;
    case ELOOP:
        add_error(w, path, GLY_E_IO, "symbolic links lead in a circle");
        break;
    case ENAMETOOLONG:
        add_error(w, path, GLY_E_LIMIT, "the path is too long");
        break;
    default:
        add_error(w, path, GLY_E_IO, strerror(number));
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

static const struct gly_reader *known_reader(const struct walk *w, struct gly_str name)
{
    return gly_walk_reader(w->options->types, w->options->type_count, name);
}

static const struct gly_reader *reader_or_plain(const struct walk *w,
                                                struct gly_str name)
{
    const struct gly_reader *reader = known_reader(w, name);
    return reader ? reader : gly_readers()[0];
}

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
static bool is_candidate(const struct walk *w, const char *name, enum kind kind)
{
    if (kind == OTHER || strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
        strcmp(name, ".git") == 0)
        return false;
    if (name[0] == '.' && !w->options->hidden)
        return false;
    return kind == DIRECTORY || w->options->judge || known_reader(w, gly_str(name));
}

/* The candidates of a directory go to w->names. Nothing is allocated in the arena while
 * the directory is open. Returns an errno. */
static int read_names(struct walk *w, const char *path, struct stat *ret_info,
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

static struct entry *sorted_entries(struct walk *w, uint32_t count)
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

static struct gly_str join(struct gly_arena *arena, struct gly_str directory,
                           struct gly_str name)
{
    const char *slash = gly_str_ends(directory, "/") ? "" : "/";
    return gly_arena_format(arena, "%.*s%s%.*s", GLY_STR_ARG(directory), slash,
                            GLY_STR_ARG(name));
}

static enum gly_walk_verdict judge(const struct walk *w, struct gly_str path,
                                   bool is_directory)
{
    const struct gly_walk_options *o = w->options;
    return o->judge ? o->judge(o->judge_data, path, is_directory) : GLY_WALK_BY_TYPE;
}

/* The real path of an entry; it lives until the next call. */
static struct gly_str real_path_of(struct walk *w, struct gly_str directory,
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
static void add_ignore_error(struct walk *w, const struct gly_error *error)
{
    if (error->status != GLY_OK)
        add_error(w, gly_arena_copy(w->arena, gly_str(error->file)), error->status,
                  error->message);
}

static const struct gly_ignore *enter(struct walk *w, const struct gly_ignore *outer,
                                      struct gly_str directory)
{
    struct gly_error error = {0};
    if (!outer)
        return NULL;
    outer = gly_ignore_enter(w->arena, outer, directory, &error);
    add_ignore_error(w, &error);
    return outer;
}

static const struct gly_ignore *open_ignore(struct walk *w, struct gly_str directory)
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

static void walk_directory(struct walk *w, const struct place *at);

static void walk_entry(struct walk *w, const struct place *at, const struct stat *info,
                       const struct entry *entry)
{
    struct gly_str name = gly_str(entry->name);
    struct gly_str real = real_path_of(w, at->real, name);
    enum gly_walk_verdict verdict = judge(w, real, entry->is_directory);
    if (verdict == GLY_WALK_SKIP)
        return;
    if (!entry->is_directory && verdict == GLY_WALK_BY_TYPE && !known_reader(w, name))
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
            .reader = reader_or_plain(w, name),
        };
        add_input(w, input, info->st_dev, info->st_ino);
    } else if (at->depth + 1 >= GLY_LIMIT_WALK_DEPTH) {
        add_error(w, path, GLY_E_LIMIT, "directories are nested too deep");
    } else if (path.len + 1 >= GLY_LIMIT_PATH_BYTES) {
        add_error(w, path, GLY_E_LIMIT, "the path is too long");
    } else {
        struct place below = {
            .shown = gly_arena_format(w->arena, "%.*s/", GLY_STR_ARG(path)),
            .open_path = path.ptr,
            .real = gly_arena_copy(w->arena, real),
            .depth = at->depth + 1,
        };
        below.ignore = enter(w, at->ignore, below.real);
        walk_directory(w, &below);
    }
}

static void walk_directory(struct walk *w, const struct place *at)
{
    struct stat info;
    uint32_t count;
    int error = read_names(w, at->open_path, &info, &count);
    if (error) {
        add_system_error(w, gly_str(at->open_path), error);
        return;
    }
    const struct entry *entries = sorted_entries(w, count);
    for (uint32_t i = 0; i < count; i++)
        walk_entry(w, at, &info, &entries[i]);
}

/* ---- Named paths ---- */

/* The real path of a directory; where the system will not tell, the path itself. */
static struct gly_str real_path(struct gly_arena *arena, const char *path)
{
    char real[PATH_MAX];
    return gly_arena_copy(arena, gly_str(realpath(path, real) ? real : path));
}

/* --force-exclude: would a walk from the top of the tree have come here? */
static bool is_excluded(struct walk *w, struct gly_str real, bool is_directory)
{
    if (judge(w, real, is_directory) == GLY_WALK_SKIP)
        return true;
    size_t end = real.len - base_name(real).len;
    struct gly_str directory =
        gly_arena_copy(w->arena, (struct gly_str){real.ptr, end > 1 ? end - 1 : end});
    const struct gly_ignore *ignore = open_ignore(w, directory);
    return ignore && gly_ignore_covers(ignore, real, is_directory);
}

/* How the entries of a named directory begin: "" for ".", and one slash in the end. */
static struct gly_str shown_prefix(struct gly_arena *arena, struct gly_str path)
{
    while (path.len > 1 && path.ptr[path.len - 1] == '/')
        path.len--;
    if (gly_str_is(path, "."))
        return gly_str("");
    return join(arena, path, gly_str(""));
}

static void take_directory(struct walk *w, struct gly_str path)
{
    struct place root = {
        .shown = shown_prefix(w->arena, path),
        .open_path = path.ptr,
        .real = real_path(w->arena, path.ptr),
    };
    if (w->options->force_exclude && is_excluded(w, root.real, true))
        return;
    root.ignore = open_ignore(w, root.real);
    uint32_t before = w->inputs.count;
    walk_directory(w, &root);
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

static void take_file(struct walk *w, struct gly_str path)
{
    const char *parent = parent_path(w->arena, path);
    struct gly_input input = {
        .path = path,
        .open_path = path.ptr,
        .directory = real_path(w->arena, parent),
        .name = base_name(path),
        .reader = reader_or_plain(w, path),
        .named = true,
    };
    struct gly_str real = real_path_of(w, input.directory, input.name);
    if (w->options->force_exclude && is_excluded(w, real, false))
        return;
    struct stat info = {0};
    if (stat(parent, &info) != 0)
        info = (struct stat){0};
    add_input(w, input, info.st_dev, info.st_ino);
}

static void take_stdin(struct walk *w)
{
    const char *name = w->options->stdin_name;
    struct gly_str path = gly_str(name ? name : "<stdin>");
    struct gly_input input = {
        .path = path,
        .directory = real_path(w->arena, name ? parent_path(w->arena, path) : "."),
        .name = base_name(path),
        .reader = reader_or_plain(w, path),
        .named = true,
    };
    add_input(w, input, 0, 0);
}

static void take_path(struct walk *w, const char *given)
{
    struct gly_str path = gly_arena_copy(w->arena, gly_str(given));
    struct stat info;
    if (gly_str_is(path, "-"))
        take_stdin(w);
    else if (path.len == 0)
        add_error(w, path, GLY_E_USAGE, "the path is empty");
    else if (stat(path.ptr, &info) != 0)
        add_system_error(w, path, errno);
    else if (S_ISDIR(info.st_mode))
        take_directory(w, path);
    else
        take_file(w, path);
}

/* ---- --files-from ---- */

/* Lines may end in CRLF; who has names that end in CR separates them by NUL. */
static void take_list(struct walk *w, struct gly_str list)
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
    const struct key *a = left, *b = right;
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
static void drop_duplicates(struct walk *w)
{
    struct key *keys = w->keys.at;
    uint32_t count = w->inputs.count, kept = 0;
    if (count < 2)
        return;
    bool *dropped = gly_arena_alloc(w->arena, count, sizeof *dropped);
    qsort(keys, count, sizeof *keys, by_place);
    uint32_t first = 0;
    for (uint32_t i = 1; i < count; i++) {
        const struct key *a = &keys[first], *b = &keys[i];
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
    struct walk w = {
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
