#include "engine/changed.h"

#include <assert.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/process.h"

struct gly_changes {
    struct gly_arena *arena;
    struct gly_str top; /* real path of the top of the repository */
    struct gly_changed_file *changed;
    uint32_t changed_count;
    struct gly_str *tracked;
    uint32_t tracked_count;
};

static const struct gly_changed_file whole_file = {.whole = true};

/* ---- What git diff prints ---- */

struct parser {
    struct gly_arena *arena;
    struct gly_str text;
    size_t at;
    GLY_VEC(struct gly_changed_file) files;
    GLY_VEC(struct gly_changed_lines) lines; /* of the file in hand */
};

static bool next_line(struct parser *p, struct gly_str *ret_line)
{
    if (p->at >= p->text.len)
        return false;
    const char *start = p->text.ptr + p->at;
    const char *end = memchr(start, '\n', p->text.len - p->at);
    size_t len = end ? (size_t)(end - start) : p->text.len - p->at;
    *ret_line = (struct gly_str){start, len};
    p->at += len + 1;
    return true;
}

static struct gly_str from(struct gly_str s, size_t at)
{
    return (struct gly_str){s.ptr + at, s.len - at};
}

/* A name in git's quotation: C escapes, octal for other bytes. */
static struct gly_str unquote(struct gly_arena *arena, struct gly_str quoted)
{
    static const char names[] = "abtnvfr\"\\", values[] = "\a\b\t\n\v\f\r\"\\";
    char *out = gly_arena_alloc_raw(arena, quoted.len + 1, 1);
    size_t len = 0;
    for (size_t i = 1; i < quoted.len && quoted.ptr[i] != '"'; i++) {
        char c = quoted.ptr[i];
        if (c == '\\' && i + 1 < quoted.len) {
            c = quoted.ptr[++i];
            const char *name = strchr(names, c);
            if (c >= '0' && c <= '3' && i + 2 < quoted.len) {
                c = (char)((c - '0') << 6 | (quoted.ptr[i + 1] - '0') << 3 |
                           (quoted.ptr[i + 2] - '0'));
                i += 2;
            } else if (c && name) {
                c = values[name - names];
            }
        }
        out[len++] = c;
    }
    return (struct gly_str){out, len};
}

/* Behind "+++ ": "b/path", quoted where the name is odd; git puts a tab behind names
 * with spaces. NULL for a file that is gone. */
static struct gly_str read_name(struct parser *p, struct gly_str name)
{
    static const struct gly_str none = {0};
    if (name.len > 0 && name.ptr[0] == '"')
        name = unquote(p->arena, name);
    else if (name.len > 0 && name.ptr[name.len - 1] == '\t')
        name.len--;
    return gly_str_starts(name, "b/") ? from(name, 2) : none;
}

/* "12" or "12,3"; a count that is left out is 1. */
static bool read_range(struct gly_str *s, uint32_t *ret_first, uint32_t *ret_count)
{
    uint32_t values[2] = {0, 1};
    for (unsigned i = 0; i < 2; i++) {
        size_t digits = 0;
        uint64_t value = 0;
        while (digits < s->len && s->ptr[digits] >= '0' && s->ptr[digits] <= '9' &&
               value <= UINT32_MAX)
            value = value * 10 + (uint64_t)(s->ptr[digits++] - '0');
        if (digits == 0 || value > UINT32_MAX)
            return false;
        values[i] = (uint32_t)value;
        *s = from(*s, digits);
        if (i > 0 || s->len == 0 || s->ptr[0] != ',')
            break;
        *s = from(*s, 1);
    }
    *ret_first = values[0];
    *ret_count = values[1];
    return true;
}

/* "@@ -a,b +c,d @@": keeps the new side and steps over the lines of both, so that no
 * line of a document is taken for one of git's. */
static bool read_hunk(struct parser *p, struct gly_str line)
{
    uint32_t old_first, old_count, first, count;
    line = from(line, strlen("@@ -"));
    if (!read_range(&line, &old_first, &old_count) || !gly_str_starts(line, " +"))
        return false;
    line = from(line, 2);
    if (!read_range(&line, &first, &count) || !gly_str_starts(line, " @@"))
        return false;
    /* Of lines only taken out git names the line before the gap. */
    *GLY_VEC_ADD(p->arena, &p->lines) =
        (struct gly_changed_lines){count == 0 ? first + 1 : first, count};
    for (uint64_t rest = (uint64_t)old_count + count; rest > 0; rest--)
        if (!next_line(p, &line))
            return false;
    return true;
}

static void end_file(struct parser *p)
{
    if (p->files.count == 0)
        return;
    struct gly_changed_file *file = &p->files.at[p->files.count - 1];
    if (file->lines || p->lines.count == 0)
        return;
    file->lines = p->lines.at;
    file->line_count = p->lines.count;
    memset(&p->lines, 0, sizeof p->lines);
}

static int by_path(const void *left, const void *right)
{
    const struct gly_changed_file *a = left, *b = right;
    return gly_str_order(a->path, b->path);
}

enum gly_status gly_changes_parse(struct gly_arena *arena, struct gly_str diff,
                                  struct gly_changed_file **ret_files,
                                  uint32_t *ret_count, struct gly_error *err)
{
    struct parser p = {.arena = arena, .text = diff};
    struct gly_str line;
    while (next_line(&p, &line)) {
        if (gly_str_starts(line, "+++ ")) {
            end_file(&p);
            *GLY_VEC_ADD(arena, &p.files) =
                (struct gly_changed_file){.path = read_name(&p, from(line, 4))};
        } else if (gly_str_starts(line, "@@ -") &&
                   (p.files.count == 0 || !read_hunk(&p, line))) {
            return gly_error_set(err, GLY_E_DATA, NULL, 0,
                                 "git diff printed what galley does not understand");
        }
    }
    end_file(&p);
    if (p.files.count > 1)
        qsort(p.files.at, p.files.count, sizeof *p.files.at, by_path);
    *ret_files = p.files.at;
    *ret_count = p.files.count;
    return GLY_OK;
}

/* ---- Asking git ---- */

enum { MOST_ARGUMENTS = 32, MOST_COMPLAINT = 4096 };

/* The start of every command: no pager, no file system monitor; nothing that a
 * repository's configuration names may run for a look at what has changed. */
static const char *const git[] = {
    "git", "--no-pager",          "-c", "core.fsmonitor=false",
    "-c",  "core.quotePath=true", "-C"};

/* Run `git ... -C directory arguments`. `ret_exit` may be NULL: then a git that fails
 * is an error with its own words. */
static enum gly_status ask(const char *directory, const char *const *arguments,
                           struct gly_buf *out, int *ret_exit, struct gly_error *err)
{
    const char *argv[MOST_ARGUMENTS];
    size_t count = GLY_COUNT(git);
    memcpy(argv, git, sizeof git);
    argv[count++] = directory;
    while (*arguments && count + 1 < MOST_ARGUMENTS)
        argv[count++] = *arguments++;
    assert(!*arguments);
    argv[count] = NULL;
    struct gly_buf complaint;
    int code = 0;
    gly_buf_init(&complaint, MOST_COMPLAINT);
    enum gly_status status = gly_process_run(argv, out, &complaint, &code, err);
    if (ret_exit)
        *ret_exit = code;
    else if (status == GLY_OK && code != 0)
        status = gly_error_set(err, GLY_E_IO, NULL, 0, "git failed: %.*s",
                               (int)strcspn(complaint.ptr, "\n"), complaint.ptr);
    gly_buf_release(&complaint);
    return status;
}

static struct gly_str one_line(struct gly_arena *arena, const struct gly_buf *out)
{
    struct gly_str line = gly_buf_str(out);
    while (line.len > 0 && line.ptr[line.len - 1] == '\n')
        line.len--;
    return gly_arena_copy(arena, line);
}

static enum gly_status find_top(struct gly_changes *changes, const char *directory,
                                struct gly_buf *out, struct gly_error *err)
{
    const char *const arguments[] = {"rev-parse", "--show-toplevel", NULL};
    int code;
    enum gly_status status = ask(directory, arguments, out, &code, err);
    if (status != GLY_OK)
        return status;
    if (code != 0)
        return gly_error_set(err, GLY_E_USAGE, directory, 0,
                             "--changed-since needs a git work tree, and this is in "
                             "none that git will read");
    changes->top = one_line(changes->arena, out);
    return GLY_OK;
}

/* The name of the commit: from here on what was typed is never seen by git again. */
static enum gly_status find_commit(struct gly_changes *changes, const char *revision,
                                   struct gly_buf *out, struct gly_str *ret_commit,
                                   struct gly_error *err)
{
    const char *wanted = gly_arena_format(changes->arena, "%s^{commit}", revision).ptr;
    const char *const arguments[] = {"rev-parse",        "--verify", "--quiet",
                                     "--end-of-options", wanted,     NULL};
    int code;
    gly_buf_clear(out);
    enum gly_status status = ask(changes->top.ptr, arguments, out, &code, err);
    if (status != GLY_OK)
        return status;
    struct gly_str commit = one_line(changes->arena, out);
    if (code != 0 || commit.len < 40 ||
        strspn(commit.ptr, "0123456789abcdef") != commit.len)
        return gly_error_set(err, GLY_E_USAGE, NULL, 0,
                             "--changed-since: git knows no revision '%s'", revision);
    *ret_commit = commit;
    return GLY_OK;
}

static enum gly_status find_changed(struct gly_changes *changes, struct gly_str commit,
                                    struct gly_buf *out, struct gly_error *err)
{
    const char *const arguments[] = {"diff",
                                     "--no-ext-diff",
                                     "--no-textconv",
                                     "--no-color",
                                     "--text",
                                     "-M",
                                     "--src-prefix=a/",
                                     "--dst-prefix=b/",
                                     "-U0",
                                     "--no-relative",
                                     "--inter-hunk-context=0",
                                     "--ignore-submodules",
                                     commit.ptr,
                                     "--",
                                     NULL};
    gly_buf_clear(out);
    enum gly_status status = ask(changes->top.ptr, arguments, out, NULL, err);
    if (status != GLY_OK)
        return status;
    return gly_changes_parse(changes->arena,
                             gly_arena_copy(changes->arena, gly_buf_str(out)),
                             &changes->changed, &changes->changed_count, err);
}

static int by_name(const void *left, const void *right)
{
    return gly_str_order(*(const struct gly_str *)left, *(const struct gly_str *)right);
}

static enum gly_status find_tracked(struct gly_changes *changes, struct gly_buf *out,
                                    struct gly_error *err)
{
    const char *const arguments[] = {"ls-files", "-z", "--full-name", NULL};
    GLY_VEC(struct gly_str) names = {0};
    gly_buf_clear(out);
    enum gly_status status = ask(changes->top.ptr, arguments, out, NULL, err);
    if (status != GLY_OK)
        return status;
    struct gly_str all = gly_arena_copy(changes->arena, gly_buf_str(out));
    for (size_t at = 0; at < all.len;) {
        size_t len = strlen(all.ptr + at);
        *GLY_VEC_ADD(changes->arena, &names) = (struct gly_str){all.ptr + at, len};
        at += len + 1;
    }
    if (names.count > 1)
        qsort(names.at, names.count, sizeof *names.at, by_name);
    changes->tracked = names.at;
    changes->tracked_count = names.count;
    return GLY_OK;
}

enum gly_status gly_changes_open(struct gly_arena *arena, struct gly_str directory,
                                 const char *revision, struct gly_changes **ret_changes,
                                 struct gly_error *err)
{
    struct gly_changes *changes = gly_arena_alloc(arena, 1, sizeof *changes);
    struct gly_str commit;
    struct gly_buf out;
    changes->arena = arena;
    gly_buf_init(&out, GLY_LIMIT_DIFF_BYTES);
    enum gly_status status =
        find_top(changes, gly_arena_cstring(arena, directory), &out, err);
    if (status == GLY_OK)
        status = find_commit(changes, revision, &out, &commit, err);
    if (status == GLY_OK)
        status = find_changed(changes, commit, &out, err);
    if (status == GLY_OK)
        status = find_tracked(changes, &out, err);
    gly_buf_release(&out);
    if (status == GLY_OK)
        *ret_changes = changes;
    return status;
}

/* ---- Files and findings ---- */

const struct gly_changed_file *gly_changes_find(const struct gly_changes *changes,
                                                struct gly_str directory,
                                                struct gly_str name)
{
    struct gly_str top = changes->top;
    if (directory.len < top.len || memcmp(directory.ptr, top.ptr, top.len) != 0 ||
        (directory.len > top.len && directory.ptr[top.len] != '/'))
        return &whole_file;
    struct gly_str below = from(directory, top.len);
    if (below.len > 0)
        below = from(below, 1);
    struct gly_changed_file wanted = {
        .path = gly_arena_format(changes->arena, "%.*s%s%.*s", GLY_STR_ARG(below),
                                 below.len > 0 ? "/" : "", GLY_STR_ARG(name))};
    const struct gly_changed_file *file =
        changes->changed_count > 0
            ? bsearch(&wanted, changes->changed, changes->changed_count, sizeof wanted,
                      by_path)
            : NULL;
    if (file)
        return file;
    bool tracked = changes->tracked_count > 0 &&
                   bsearch(&wanted.path, changes->tracked, changes->tracked_count,
                           sizeof wanted.path, by_name);
    return tracked ? NULL : &whole_file;
}

static bool touches(const struct gly_changed_file *file,
                    const struct gly_result *result, struct gly_span span)
{
    struct gly_region region = gly_result_region(result, span, GLY_UNIT_BYTE);
    uint32_t first = region.start.line, last = region.end.line;
    /* The end is exclusive: at the start of a line it is still the line before. */
    if (last > first && region.end.column == 1)
        last--;
    uint32_t low = 0, high = file->line_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct gly_changed_lines *lines = &file->lines[middle];
        if ((uint64_t)lines->first + lines->count <= first)
            low = middle + 1;
        else
            high = middle;
    }
    return low < file->line_count && file->lines[low].first <= last;
}

static bool counts(const struct gly_changed_file *file, const struct gly_result *result,
                   const struct gly_finding *f)
{
    if (touches(file, result, f->span))
        return true;
    for (uint32_t i = 0; i < f->evidence_count; i++)
        if (touches(file, result, f->evidence[i].span))
            return true;
    return false;
}

void gly_changes_keep(const struct gly_changed_file *file, struct gly_result *result)
{
    /* git counts the lines of bytes, which in UTF-16 and in packages are not those of the
     * text. */
    if (file->whole || !gly_source_is_bytes(result->source))
        return;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < result->finding_count; i++)
        if (counts(file, result, result->findings[i]))
            result->findings[kept++] = result->findings[i];
    result->finding_count = kept;
}
