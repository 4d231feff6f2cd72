#define _DEFAULT_SOURCE /* realpath */

#include "engine/ignore.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/limits.h"

struct gly_ignore {
    const struct gly_ignore *outer;
    struct gly_str directory; /* real path without a slash in the end; "" is the root */
    bool is_repository;       /* .gitignore files above do not speak of what is here */
    struct gly_globs galley, git;
    struct gly_globs info; /* .git/info/exclude, of a repository's root */
};

/* ---- Paths ---- */

static struct gly_str without_slash(struct gly_str path)
{
    while (path.len > 0 && path.ptr[path.len - 1] == '/')
        path.len--;
    return path;
}

static bool is_below(struct gly_str path, struct gly_str directory)
{
    return path.len > directory.len && path.ptr[directory.len] == '/' &&
           memcmp(path.ptr, directory.ptr, directory.len) == 0;
}

static const char *path_in(struct gly_arena *arena, struct gly_str directory,
                           const char *name)
{
    return gly_arena_format(arena, "%.*s/%s", GLY_STR_ARG(directory), name).ptr;
}

static bool exists(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0;
}

struct gly_str gly_repository_root(struct gly_arena *arena, struct gly_str directory)
{
    struct gly_str at = without_slash(directory);
    for (;;) {
        if (exists(path_in(arena, at, ".git")))
            return at.len ? at : gly_str("/");
        if (at.len == 0)
            return at;
        while (at.len > 0 && at.ptr[at.len - 1] != '/')
            at.len--;
        at = without_slash(at);
    }
}

/* ---- Reading ---- */

/* The text of a small file, "" when it is not there. Like git, a symbolic link is not
 * followed: its target could be anything. */
static struct gly_str read_small(struct gly_arena *arena, const char *path,
                                 struct gly_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0) {
        if (errno != ENOENT && errno != ENOTDIR && errno != ELOOP)
            gly_error_set(err, GLY_E_IO, path, 0, "cannot read the ignore file: %s",
                          strerror(errno));
        return gly_str("");
    }
    struct gly_buf buf;
    gly_buf_init(&buf, GLY_LIMIT_IGNORE_BYTES);
    struct stat info;
    bool is_file = fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
    int error = is_file ? gly_file_read(fd, &buf) : 0;
    close(fd);
    if (error == EFBIG)
        gly_error_set(err, GLY_E_LIMIT, path, 0, "the ignore file is larger than %u MB",
                      GLY_LIMIT_IGNORE_BYTES / 1024 / 1024);
    else if (error)
        gly_error_set(err, GLY_E_IO, path, 0, "cannot read the ignore file: %s",
                      strerror(error));
    struct gly_str text = gly_arena_copy(arena, gly_buf_str(&buf));
    gly_buf_release(&buf);
    return text;
}

static void read_globs(struct gly_arena *arena, struct gly_str directory,
                       const char *name, struct gly_globs *globs, struct gly_error *err)
{
    const char *path = path_in(arena, directory, name);
    gly_globs_add_lines(arena, globs, read_small(arena, path, err));
}

static struct gly_str first_line(struct gly_str text)
{
    const char *stop = text.len ? memchr(text.ptr, '\n', text.len) : NULL;
    if (stop)
        text.len = (size_t)(stop - text.ptr);
    return text;
}

/* `path`, read from a file in `directory`, may be relative to it. */
static struct gly_str resolve(struct gly_arena *arena, struct gly_str directory,
                              struct gly_str path)
{
    if (gly_str_starts(path, "/"))
        return path;
    return gly_arena_format(arena, "%.*s/%.*s", GLY_STR_ARG(directory),
                            GLY_STR_ARG(path));
}

/* Where a repository's own files are. In a linked worktree or a submodule ".git" is a
 * file that says so, and "commondir" there leads on (gitrepository-layout(5)). */
static struct gly_str git_directory(struct gly_arena *arena, struct gly_str root)
{
    struct gly_str git = gly_arena_format(arena, "%.*s/.git", GLY_STR_ARG(root));
    struct stat info;
    if (stat(git.ptr, &info) != 0 || S_ISDIR(info.st_mode))
        return git;
    struct gly_error ignored = {0};
    struct gly_str line = first_line(read_small(arena, git.ptr, &ignored));
    if (!gly_str_starts(line, "gitdir: "))
        return git;
    line.ptr += strlen("gitdir: ");
    line.len -= strlen("gitdir: ");
    git = resolve(arena, root, line);
    const char *common = path_in(arena, git, "commondir");
    line = first_line(read_small(arena, common, &ignored));
    return line.len ? resolve(arena, git, line) : git;
}

/* ---- Nodes ---- */

/* A directory without ignore files needs no node: it shares the one above. */
const struct gly_ignore *gly_ignore_enter(struct gly_arena *arena,
                                          const struct gly_ignore *outer,
                                          struct gly_str directory,
                                          struct gly_error *err)
{
    struct gly_ignore node = {.outer = outer, .directory = without_slash(directory)};
    struct gly_str dir = node.directory;
    node.is_repository = exists(path_in(arena, dir, ".git"));
    read_globs(arena, dir, ".galleyignore", &node.galley, err);
    read_globs(arena, dir, ".gitignore", &node.git, err);
    if (node.is_repository)
        read_globs(arena, git_directory(arena, dir), "info/exclude", &node.info, err);
    if (outer && !node.is_repository && node.galley.list.count == 0 &&
        node.git.list.count == 0)
        return outer;
    struct gly_ignore *kept = gly_arena_alloc(arena, 1, sizeof *kept);
    *kept = node;
    return kept;
}

/* How far up ignore files are read for a walk that begins in `directory`. */
static struct gly_str top_for(struct gly_arena *arena, struct gly_str directory)
{
    struct gly_str root = without_slash(gly_repository_root(arena, directory));
    if (root.len > 0)
        return root;
    char buffer[PATH_MAX];
    char *working = getcwd(buffer, sizeof buffer);
    struct gly_str top = without_slash(gly_str(working ? working : ""));
    return working && is_below(directory, top) ? gly_arena_copy(arena, top) : directory;
}

const struct gly_ignore *gly_ignore_open(struct gly_arena *arena,
                                         struct gly_str directory,
                                         struct gly_error *err)
{
    *err = (struct gly_error){0};
    directory = without_slash(directory);
    struct gly_str at = top_for(arena, directory);
    const struct gly_ignore *node = gly_ignore_enter(arena, NULL, at, err);
    while (at.len < directory.len) {
        at.len++;
        while (at.len < directory.len && directory.ptr[at.len] != '/')
            at.len++;
        node =
            gly_ignore_enter(arena, node, (struct gly_str){directory.ptr, at.len}, err);
    }
    return node;
}

/* ---- Matching ---- */

static enum gly_glob_verdict ask(const struct gly_ignore *node,
                                 const struct gly_globs *globs, struct gly_str path,
                                 bool is_directory)
{
    if (globs->list.count == 0 || !is_below(path, node->directory))
        return GLY_GLOB_SILENT;
    size_t skip = node->directory.len + 1;
    struct gly_str below = {path.ptr + skip, path.len - skip};
    return gly_globs_judge(globs, below, is_directory);
}

bool gly_ignore_matches(const struct gly_ignore *ignore, struct gly_str path,
                        bool is_directory)
{
    enum gly_glob_verdict verdict;
    for (const struct gly_ignore *node = ignore; node; node = node->outer)
        if ((verdict = ask(node, &node->galley, path, is_directory)) != GLY_GLOB_SILENT)
            return verdict == GLY_GLOB_YES;
    for (const struct gly_ignore *node = ignore; node; node = node->outer) {
        if ((verdict = ask(node, &node->git, path, is_directory)) != GLY_GLOB_SILENT ||
            (verdict = ask(node, &node->info, path, is_directory)) != GLY_GLOB_SILENT)
            return verdict == GLY_GLOB_YES;
        if (node->is_repository)
            break;
    }
    return false;
}

bool gly_ignore_covers(const struct gly_ignore *ignore, struct gly_str path,
                       bool is_directory)
{
    for (size_t i = 1; i < path.len; i++)
        if (path.ptr[i] == '/' &&
            gly_ignore_matches(ignore, (struct gly_str){path.ptr, i}, true))
            return true;
    return gly_ignore_matches(ignore, path, is_directory);
}
