#include "engine/baseline_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"

/* ---- Reading ---- */

static enum gly_status refuse(const char *file, const struct gly_json_value *at,
                              struct gly_error *err, const char *what)
{
    gly_error_set(err, GLY_E_CONFIG, file, at->line, "%s", what);
    if (err)
        err->column = at->column;
    return GLY_E_CONFIG;
}

static bool parse_fingerprint(struct gly_str text, uint64_t *ret_value)
{
    uint64_t value = 0;
    if (text.len != 16)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        const char *digits = "0123456789abcdef";
        const char *found = memchr(digits, text.ptr[i], 16);
        if (!found)
            return false;
        value = value << 4 | (uint64_t)(found - digits);
    }
    *ret_value = value;
    return true;
}

static enum gly_status read_field(const char *file, const struct gly_json_value *field,
                                  struct gly_baseline_entry *entry, bool *has_print,
                                  struct gly_error *err)
{
    struct {
        const char *key;
        struct gly_str *value;
    } texts[] = {{"rule", &entry->rule},
                 {"path", &entry->path},
                 {"text", &entry->text},
                 {"reason", &entry->reason}};
    if (field->kind != GLY_JSON_TEXT)
        return refuse(file, field, err, "every value of a finding is text");
    if (gly_str_is(field->key, "galleyFinding/v1")) {
        *has_print = true;
        return parse_fingerprint(field->text, &entry->fingerprint)
                   ? GLY_OK
                   : refuse(file, field, err,
                            "a fingerprint is 16 hexadecimal digits in lower case");
    }
    for (unsigned i = 0; i < GLY_COUNT(texts); i++) {
        if (gly_str_is(field->key, texts[i].key)) {
            *texts[i].value = field->text;
            return GLY_OK;
        }
    }
    return refuse(file, field, err,
                  "a finding has 'galleyFinding/v1', 'rule', 'path', 'text' and "
                  "'reason' only");
}

static enum gly_status read_entry(const char *file, const struct gly_json_value *map,
                                  struct gly_baseline_entry *entry,
                                  struct gly_error *err)
{
    bool has_print = false;
    if (map->kind != GLY_JSON_MAP)
        return refuse(file, map, err,
                      "a finding is a map: {\"galleyFinding/v1\": ...}");
    entry->line = map->line;
    for (const struct gly_json_value *f = map->first; f; f = f->next) {
        enum gly_status status = read_field(file, f, entry, &has_print, err);
        if (status != GLY_OK)
            return status;
    }
    if (!has_print || entry->rule.len == 0 || entry->path.len == 0)
        return refuse(file, map, err,
                      "a finding needs 'galleyFinding/v1', 'rule' and 'path'");
    return GLY_OK;
}

static enum gly_status read_entries(struct gly_arena *arena, const char *file,
                                    const struct gly_json_value *root,
                                    struct gly_baseline_entries *ret_entries,
                                    struct gly_error *err)
{
    const struct gly_json_value *version = gly_json_find(root, "version");
    const struct gly_json_value *list = gly_json_find(root, "findings");
    if (root->kind != GLY_JSON_MAP || !version || !list || root->count != 2)
        return refuse(file, root, err,
                      "this is no baseline: {\"version\": 1, \"findings\": [...]}");
    if (version->kind != GLY_JSON_NUMBER || !gly_str_is(version->text, "1"))
        return refuse(file, version, err,
                      "this galley reads baselines of version 1 only");
    if (list->kind != GLY_JSON_LIST)
        return refuse(file, list, err, "the findings are a list");
    struct gly_baseline_entries entries = {
        gly_arena_alloc(arena, list->count, sizeof *entries.at), 0};
    for (const struct gly_json_value *item = list->first; item; item = item->next) {
        enum gly_status status =
            read_entry(file, item, &entries.at[entries.count++], err);
        if (status != GLY_OK)
            return status;
    }
    *ret_entries = entries;
    return GLY_OK;
}

static enum gly_status read_bytes(const char *file, bool may_miss, struct gly_buf *buf,
                                  bool *ret_missing, struct gly_error *err)
{
    int fd = open(file, O_RDONLY | O_CLOEXEC);
    *ret_missing = fd < 0 && errno == ENOENT && may_miss;
    if (fd < 0)
        return *ret_missing
                   ? GLY_OK
                   : gly_error_set(err, GLY_E_IO, file, 0, "%s", strerror(errno));
    int failure = gly_file_read(fd, buf);
    close(fd);
    if (failure)
        return gly_error_set(err, failure == EFBIG ? GLY_E_LIMIT : GLY_E_IO, file, 0,
                             "%s", strerror(failure));
    return GLY_OK;
}

enum gly_status gly_baseline_read_file(struct gly_arena *arena, const char *file,
                                       bool may_miss,
                                       struct gly_baseline_entries *ret_entries,
                                       struct gly_error *err)
{
    struct gly_buf buf;
    bool missing;
    gly_buf_init(&buf, GLY_LIMIT_JSON_BYTES);
    enum gly_status status = read_bytes(file, may_miss, &buf, &missing, err);
    struct gly_str text = gly_arena_copy(arena, gly_buf_str(&buf));
    gly_buf_release(&buf);
    if (status != GLY_OK)
        return status;
    if (missing) {
        *ret_entries = (struct gly_baseline_entries){0};
        return GLY_OK;
    }
    struct gly_json_value *root;
    status = gly_json_read(arena, file, text, &root, err);
    if (status == GLY_OK)
        status = read_entries(arena, file, root, ret_entries, err);
    return status;
}

/* ---- Writing ---- */

int gly_baseline_compare_str(struct gly_str a, struct gly_str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter > 0 ? memcmp(a.ptr, b.ptr, shorter) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int by_path(const void *left, const void *right)
{
    const struct gly_baseline_entry *a = left, *b = right;
    int order = gly_baseline_compare_str(a->path, b->path);
    if (order == 0)
        order = gly_baseline_compare_str(a->rule, b->rule);
    if (order == 0)
        order = gly_baseline_compare_str(a->text, b->text);
    return order
               ? order
               : (a->fingerprint > b->fingerprint) - (a->fingerprint < b->fingerprint);
}

static void put_field(struct gly_buf *out, const char *key, struct gly_str value)
{
    gly_buf_printf(out, ", \"%s\": ", key);
    gly_json_quote(out, value);
}

static void print(struct gly_buf *out, struct gly_baseline_entries entries)
{
    gly_buf_puts(out, "{\"version\": 1, \"findings\": [");
    for (uint32_t i = 0; i < entries.count; i++) {
        const struct gly_baseline_entry *e = &entries.at[i];
        gly_buf_printf(out, "%s\n{\"galleyFinding/v1\": \"%016llx\"", i > 0 ? "," : "",
                       (unsigned long long)e->fingerprint);
        put_field(out, "rule", e->rule);
        put_field(out, "path", e->path);
        put_field(out, "text", e->text);
        if (e->reason.len > 0)
            put_field(out, "reason", e->reason);
        gly_buf_putc(out, '}');
    }
    gly_buf_puts(out, "\n]}\n");
}

/* Returns an errno. */
static int write_bytes(int fd, const struct gly_buf *buf)
{
    size_t done = 0;
    while (done < buf->len) {
        ssize_t put = write(fd, buf->ptr + done, buf->len - done);
        if (put < 0 && errno != EINTR)
            return errno;
        if (put > 0)
            done += (size_t)put;
    }
    return 0;
}

/* A new file beside the old one, renamed over it: nobody ever reads half of it. It keeps
 * the permissions of the old one. */
static int replace(struct gly_arena *arena, const char *file, const struct gly_buf *buf)
{
    struct stat old;
    mode_t mode = umask(0);
    umask(mode);
    mode = stat(file, &old) == 0 ? old.st_mode & 07777 : 0666 & ~mode;
    char *name = gly_arena_cstring(arena, gly_arena_format(arena, "%s.XXXXXX", file));
    int fd = mkostemp(name, O_CLOEXEC);
    if (fd < 0)
        return errno;
    int failure = write_bytes(fd, buf);
    if (!failure && fchmod(fd, mode) != 0)
        failure = errno;
    if (close(fd) != 0 && !failure)
        failure = errno;
    if (!failure && rename(name, file) != 0)
        failure = errno;
    if (failure)
        unlink(name);
    return failure;
}

enum gly_status gly_baseline_write_file(struct gly_arena *arena, const char *file,
                                        struct gly_baseline_entries entries,
                                        struct gly_error *err)
{
    struct gly_buf buf;
    if (entries.count > 1)
        qsort(entries.at, entries.count, sizeof *entries.at, by_path);
    gly_buf_init(&buf, GLY_LIMIT_JSON_BYTES);
    print(&buf, entries);
    int failure = buf.failed ? EFBIG : replace(arena, file, &buf);
    gly_buf_release(&buf);
    if (failure)
        return gly_error_set(err, GLY_E_IO, file, 0, "cannot write the baseline: %s",
                             strerror(failure));
    return GLY_OK;
}
