#include "engine/baseline.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "engine/baseline_file.h"

/* What became of an entry. */
enum fate {
    FATE_UNASKED, /* nothing has been said of it yet */
    FATE_USED,
    FATE_STALE,
};

struct known {
    struct gly_baseline_entry entry;
    enum fate fate;
    bool gone; /* its file is neither checked nor there */
    uint32_t
        taken; /* of the first of a fingerprint among the gone: how many are used */
    struct gly_str moved; /* where such an entry was used; else empty */
};

struct gly_baseline {
    struct gly_arena *arena;
    struct gly_baseline_options options;
    struct gly_str folder; /* real path of the folder it stands in */
    struct gly_str here;   /* the working directory */
    struct known *known;   /* sorted by fingerprint and path */
    uint32_t count;
    struct known **by_path; /* the same, sorted by path */
    struct known **gone;    /* those whose file is gone, sorted as `known` */
    uint32_t gone_count;
    GLY_VEC(struct gly_baseline_entry) adopted;
};

/* ---- Order ---- */

static int compare_key(uint64_t fingerprint, struct gly_str path,
                       const struct gly_baseline_entry *entry)
{
    if (fingerprint != entry->fingerprint)
        return fingerprint < entry->fingerprint ? -1 : 1;
    return gly_baseline_compare_str(path, entry->path);
}

static int by_fingerprint(const void *left, const void *right)
{
    const struct known *a = left, *b = right;
    return compare_key(a->entry.fingerprint, a->entry.path, &b->entry);
}

static int by_path(const void *left, const void *right)
{
    const struct known *a = *(const struct known *const *)left;
    const struct known *b = *(const struct known *const *)right;
    int order = gly_baseline_compare_str(a->entry.path, b->entry.path);
    return order ? order : by_fingerprint(a, b);
}

static struct known *find(const struct gly_baseline *b, uint64_t fingerprint,
                          struct gly_str path)
{
    uint32_t low = 0, high = b->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = compare_key(fingerprint, path, &b->known[middle].entry);
        if (order == 0)
            return &b->known[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* ---- Opening ---- */

static struct gly_str working_directory(struct gly_arena *arena)
{
    char path[GLY_LIMIT_PATH_BYTES];
    return gly_arena_copy(arena, gly_str(getcwd(path, sizeof path) ? path : "/"));
}

/* The real path of the folder that a file stands in. */
static struct gly_str folder_of(struct gly_arena *arena, const char *file,
                                struct gly_str here)
{
    const char *slash = strrchr(file, '/');
    if (!slash)
        return here;
    size_t len = slash == file ? 1 : (size_t)(slash - file);
    char *real = realpath(gly_arena_cstring(arena, (struct gly_str){file, len}), NULL);
    struct gly_str folder = gly_arena_copy(arena, gly_str(real ? real : "/"));
    free(real);
    return folder;
}

/* Two equal entries stand for one finding. */
static void drop_doubles(struct gly_baseline *b)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < b->count; i++)
        if (kept == 0 || by_fingerprint(&b->known[kept - 1], &b->known[i]) != 0)
            b->known[kept++] = b->known[i];
    b->count = kept;
}

enum gly_status gly_baseline_open(struct gly_arena *arena,
                                  const struct gly_baseline_options *options,
                                  struct gly_baseline **ret_baseline,
                                  struct gly_error *err)
{
    struct gly_baseline_entries entries;
    enum gly_status status =
        gly_baseline_read_file(arena, options->file, options->adopt, &entries, err);
    if (status != GLY_OK)
        return status;
    struct gly_baseline *b = gly_arena_alloc(arena, 1, sizeof *b);
    b->arena = arena;
    b->options = *options;
    b->here = working_directory(arena);
    b->folder = folder_of(arena, options->file, b->here);
    b->count = entries.count;
    b->known = gly_arena_alloc(arena, b->count, sizeof *b->known);
    for (uint32_t i = 0; i < b->count; i++)
        b->known[i].entry = entries.at[i];
    if (b->count > 1)
        qsort(b->known, b->count, sizeof *b->known, by_fingerprint);
    drop_doubles(b);
    *ret_baseline = b;
    return GLY_OK;
}

/* ---- Paths ---- */

/* Add the parts of `path` to `parts`, "." left out and ".." undone. */
static void add_parts(struct gly_arena *arena, struct gly_str path,
                      struct gly_str *parts, uint32_t *count)
{
    for (size_t at = 0; at < path.len;) {
        const char *slash = memchr(path.ptr + at, '/', path.len - at);
        size_t end = slash ? (size_t)(slash - path.ptr) : path.len;
        struct gly_str part = {path.ptr + at, end - at};
        if (gly_str_is(part, "..") && *count > 0)
            --*count;
        else if (part.len > 0 && !gly_str_is(part, ".") && !gly_str_is(part, ".."))
            parts[(*count)++] = part;
        at = end + 1;
    }
}

static struct gly_str *split(struct gly_arena *arena, struct gly_str folder,
                             struct gly_str name, uint32_t *ret_count)
{
    size_t most = folder.len + name.len + 1;
    struct gly_str *parts = gly_arena_alloc(arena, most / 2 + 1, sizeof *parts);
    *ret_count = 0;
    if (name.len == 0 || name.ptr[0] != '/')
        add_parts(arena, folder, parts, ret_count);
    add_parts(arena, name, parts, ret_count);
    return parts;
}

/* The file holds UTF-8, file names need not: what is not UTF-8 in them is U+FFFD. */
static void add_valid(struct gly_buf *out, struct gly_str s)
{
    unsigned len;
    for (size_t at = 0; at < s.len; at += len) {
        char bytes[4];
        uint32_t cp = gly_utf8_decode(s.ptr, s.len, at, &len);
        gly_buf_add(out, bytes, gly_utf8_encode(cp, bytes));
    }
}

struct gly_str gly_baseline_path(struct gly_baseline *b, struct gly_str directory,
                                 struct gly_str name)
{
    struct gly_arena *arena = b->arena;
    uint32_t from_count, to_count, same = 0;
    const struct gly_str *from = split(arena, b->folder, gly_str(""), &from_count);
    const struct gly_str *to =
        split(arena, directory.len > 0 ? directory : b->here, name, &to_count);
    while (same < from_count && same + 1 < to_count && gly_str_eq(from[same], to[same]))
        same++;
    struct gly_buf path;
    gly_buf_init(&path, 16 * (size_t)GLY_LIMIT_PATH_BYTES);
    for (uint32_t i = same; i < from_count; i++)
        gly_buf_puts(&path, "../");
    for (uint32_t i = same; i < to_count; i++) {
        if (i > same)
            gly_buf_putc(&path, '/');
        add_valid(&path, to[i]);
    }
    struct gly_str copy = gly_arena_copy(arena, gly_buf_str(&path));
    gly_buf_release(&path);
    return copy;
}

/* ---- Which files are checked, which are gone ---- */

static int by_bytes(const void *left, const void *right)
{
    return gly_baseline_compare_str(*(const struct gly_str *)left,
                                    *(const struct gly_str *)right);
}

static bool is_missing(struct gly_baseline *b, struct gly_str path)
{
    struct stat st;
    struct gly_str full = gly_arena_format(b->arena, "%.*s/%.*s",
                                           GLY_STR_ARG(b->folder), GLY_STR_ARG(path));
    return lstat(full.ptr, &st) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

void gly_baseline_expect(struct gly_baseline *b, const struct gly_str *paths,
                         size_t count)
{
    struct gly_str *sorted = gly_arena_alloc(b->arena, count, sizeof *sorted);
    if (count > 0)
        memcpy(sorted, paths, count * sizeof *sorted);
    if (count > 1)
        qsort(sorted, count, sizeof *sorted, by_bytes);
    b->by_path = gly_arena_alloc(b->arena, b->count, sizeof *b->by_path);
    for (uint32_t i = 0; i < b->count; i++)
        b->by_path[i] = &b->known[i];
    if (b->count > 1)
        qsort(b->by_path, b->count, sizeof *b->by_path, by_path);
    /* One look at the disc for each path, not for each entry. */
    for (uint32_t i = 0; i < b->count; i++) {
        struct gly_str path = b->by_path[i]->entry.path;
        if (i > 0 && gly_str_eq(path, b->by_path[i - 1]->entry.path))
            b->by_path[i]->gone = b->by_path[i - 1]->gone;
        else
            b->by_path[i]->gone = !(count > 0 && bsearch(&path, sorted, count,
                                                         sizeof *sorted, by_bytes)) &&
                                  is_missing(b, path);
    }
    b->gone = gly_arena_alloc(b->arena, b->count, sizeof *b->gone);
    for (uint32_t i = 0; i < b->count; i++)
        if (b->known[i].gone)
            b->gone[b->gone_count++] = &b->known[i];
}

/* ---- One document ---- */

/* The next unused entry of this fingerprint whose file is gone. */
static struct known *take_gone(struct gly_baseline *b, uint64_t fingerprint)
{
    uint32_t low = 0, high = b->gone_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (b->gone[middle]->entry.fingerprint < fingerprint)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == b->gone_count || b->gone[low]->entry.fingerprint != fingerprint)
        return NULL;
    uint32_t at = low + b->gone[low]->taken;
    if (at >= b->gone_count || b->gone[at]->entry.fingerprint != fingerprint)
        return NULL;
    b->gone[low]->taken++;
    return b->gone[at];
}

static struct known *take(struct gly_baseline *b, uint64_t fingerprint,
                          struct gly_str path)
{
    struct known *known = find(b, fingerprint, path);
    if (known)
        return known->fate == FATE_USED ? NULL : known;
    known = take_gone(b, fingerprint);
    if (known)
        known->moved = path;
    return known;
}

/* The words as one line of moderate length: they are there for people. */
static struct gly_str shown_text(struct gly_arena *arena, struct gly_str text)
{
    enum { LONGEST = 160 };
    if (text.len <= LONGEST)
        return gly_arena_copy(arena, text);
    size_t len = LONGEST;
    while (len > 0 && gly_utf8_is_continuation(text.ptr[len]))
        len--;
    return gly_arena_format(arena, "%.*s\u2026", (int)len, text.ptr);
}

static void adopt_finding(struct gly_baseline *b, struct gly_str path,
                          const struct gly_result *result, const struct gly_finding *f)
{
    *GLY_VEC_ADD(b->arena, &b->adopted) = (struct gly_baseline_entry){
        .fingerprint = f->fingerprint,
        .rule = gly_str(f->rule->id),
        .path = path,
        .text = shown_text(b->arena, gly_result_text(result, f->span)),
    };
}

/* Does the rule of an entry run? One that no rule has any more cannot be found again. */
static bool has_run(const struct gly_plan *plan, struct gly_str id)
{
    uint32_t index;
    if (!gly_plan_find_rule(plan, id, &index))
        return true;
    return plan->severity[index] != GLY_OFF;
}

/* Every entry of this document that nobody took has gone stale. */
static void find_stale(struct gly_baseline *b, struct gly_str path,
                       const struct gly_plan *plan)
{
    uint32_t low = 0, high = b->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (gly_baseline_compare_str(b->by_path[middle]->entry.path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < b->count && gly_str_eq(b->by_path[low]->entry.path, path); low++)
        if (b->by_path[low]->fate == FATE_UNASKED &&
            has_run(plan, b->by_path[low]->entry.rule))
            b->by_path[low]->fate = FATE_STALE;
}

void gly_baseline_settle(struct gly_baseline *b, struct gly_str path,
                         const struct gly_plan *plan, const struct gly_result *result)
{
    /* Of a document that could not be read or not wholly, nothing can be said. */
    bool whole =
        result->source && result->error.status != GLY_E_LIMIT && result->dropped == 0;
    if (!result->source || result->error.status == GLY_E_LIMIT)
        return;
    for (uint32_t i = 0; i < result->finding_count; i++) {
        struct gly_finding *f = result->findings[i];
        if (!gly_finding_counts(f))
            continue;
        struct known *known = take(b, f->fingerprint, path);
        if (!known && !b->options.adopt)
            continue;
        if (known) {
            known->fate = FATE_USED;
            f->justification = known->entry.reason;
        } else {
            adopt_finding(b, path, result, f);
        }
        f->suppression = GLY_SUPPRESS_BASELINE;
    }
    if (whole)
        find_stale(b, path, plan);
}

/* ---- After the run ---- */

static bool is_stale(const struct gly_baseline *b, const struct known *known)
{
    if (b->options.partial)
        return false;
    return known->fate == FATE_STALE || (known->gone && known->fate != FATE_USED);
}

static int by_line(const void *left, const void *right)
{
    const struct gly_baseline_entry *a = left, *b = right;
    return (a->line > b->line) - (a->line < b->line);
}

const struct gly_baseline_entry *gly_baseline_stale(struct gly_baseline *b,
                                                    uint32_t *ret_count)
{
    struct gly_baseline_entry *stale =
        gly_arena_alloc(b->arena, b->count, sizeof *stale);
    uint32_t count = 0;
    for (uint32_t i = 0; i < b->count; i++)
        if (is_stale(b, &b->known[i]))
            stale[count++] = b->known[i].entry;
    if (count > 1)
        qsort(stale, count, sizeof *stale, by_line);
    *ret_count = count;
    return stale;
}

uint32_t gly_baseline_adopted(const struct gly_baseline *b)
{
    return b->adopted.count;
}

enum gly_status gly_baseline_write(struct gly_baseline *b, struct gly_error *err)
{
    struct gly_baseline_entries entries = {
        gly_arena_alloc(b->arena, (size_t)b->count + b->adopted.count,
                        sizeof *entries.at),
        0};
    for (uint32_t i = 0; i < b->count; i++) {
        if (is_stale(b, &b->known[i]))
            continue;
        struct gly_baseline_entry *entry = &entries.at[entries.count++];
        *entry = b->known[i].entry;
        if (b->known[i].moved.len > 0)
            entry->path = b->known[i].moved;
    }
    for (uint32_t i = 0; i < b->adopted.count; i++)
        entries.at[entries.count++] = b->adopted.at[i];
    return gly_baseline_write_file(b->arena, b->options.file, entries, err);
}
