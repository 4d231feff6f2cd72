#define _DEFAULT_SOURCE /* d_type, realpath */

#include "engine/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/limits.h"

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
    GLY_VEC(struct gly_input) inputs;
    GLY_VEC(struct key) keys;
    GLY_VEC(struct gly_str) barren;
};

/* A directory on the way. */
struct place {
    struct gly_str shown; /* "" where entries are shown by name alone, else with '/' */
    const char *open_path;
    struct gly_str real;
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

static enum gly_walk_verdict judge(const struct walk *w, struct gly_str directory,
                                   struct gly_str name, bool is_directory)
{
    const struct gly_walk_options *o = w->options;
    return o->judge ? o->judge(o->judge_data, directory, name, is_directory)
                    : GLY_WALK_BY_TYPE;
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

static void walk_directory(struct walk *w, const struct place *at);

static void walk_entry(struct walk *w, const struct place *at, const struct stat *info,
                       const struct entry *entry)
{
    struct gly_str name = gly_str(entry->name);
    enum gly_walk_verdict verdict = judge(w, at->real, name, entry->is_directory);
    if (verdict == GLY_WALK_SKIP)
        return;
    if (!entry->is_directory && verdict == GLY_WALK_BY_TYPE && !known_reader(w, name))
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
            .real = join(w->arena, at->real, name),
            .depth = at->depth + 1,
        };
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
    if (w->options->force_exclude &&
        judge(w, input.directory, input.name, false) == GLY_WALK_SKIP)
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

static enum gly_status read_list(const char *path, struct gly_buf *list,
                                 struct gly_error *err)
{
    bool is_stdin = strcmp(path, "-") == 0;
    const char *shown = is_stdin ? "<stdin>" : path;
    int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return gly_error_set(err, GLY_E_IO, shown, 0,
                             "cannot open the list of files: %s", strerror(errno));
    ssize_t got;
    do {
        char *room = gly_buf_room(list, 64 * 1024);
        if (!room) {
            got = 0;
            break;
        }
        got = read(fd, room, 64 * 1024);
        if (got > 0)
            gly_buf_used(list, (size_t)got);
    } while (got > 0 || (got < 0 && errno == EINTR));
    int error = errno;
    if (!is_stdin)
        close(fd);
    if (got < 0)
        return gly_error_set(err, GLY_E_IO, shown, 0,
                             "cannot read the list of files: %s", strerror(error));
    if (list->failed)
        return gly_error_set(err, GLY_E_LIMIT, shown, 0,
                             "the list of files is larger than %u MB",
                             GLY_LIMIT_LIST_BYTES / 1024 / 1024);
    return GLY_OK;
}

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
    };
    struct gly_buf *list = new_buf(arena, GLY_LIMIT_LIST_BYTES);
    if (options->files_from && (status = read_list(options->files_from, list, err)))
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

/* ---- Binary or not ---- */

static bool is_control(unsigned unit)
{
    return (unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r' &&
            unit != '\f') ||
           unit == 0x7F;
}

bool gly_bytes_look_binary(struct gly_str bytes)
{
    const unsigned char *at = (const unsigned char *)bytes.ptr;
    size_t len = bytes.len < 8192 ? bytes.len : 8192, units = len, control = 0;
    bool little = len >= 2 && at[0] == 0xFF && at[1] == 0xFE;
    bool big = len >= 2 && at[0] == 0xFE && at[1] == 0xFF;
    if (little || big) {
        units = len / 2;
        for (size_t i = 0; i < units; i++)
            control += is_control((unsigned)at[2 * i + little] << 8 | at[2 * i + big]);
    } else {
        for (size_t i = 0; i < len; i++)
            control += is_control(at[i]);
    }
    return control * 10 > units;
}
