#include "text/rows.h"

/* ---- Short rows
 * ----------------------------------------------------------------------------- */

/* Is it a row of bars, dashes and colons with a cell of less than three dashes?
 * Prefixes of quotations may stand before it. Returns how many dashes are missing. */
static uint32_t missing_dashes(struct gly_str line)
{
    uint32_t dashes = 0, missing = 0;
    bool bar = false;
    for (size_t i = 0; i <= line.len; i++) {
        char c = i < line.len ? line.ptr[i] : '|';
        if (c == '-') {
            dashes++;
            continue;
        }
        if (dashes > 0 && dashes < 3)
            missing += 3 - dashes;
        dashes = 0;
        if (c == '|')
            bar |= i < line.len;
        else if (c != ' ' && c != ':' && c != '\t' && c != '\r' && c != '>')
            return 0;
    }
    return bar ? missing : 0;
}

static struct gly_str line_at(struct gly_str text, size_t at)
{
    const char *lf = memchr(text.ptr + at, '\n', text.len - at);
    size_t end = lf ? (size_t)(lf - text.ptr) + 1 : text.len;
    return (struct gly_str){text.ptr + at, end - at};
}

static struct gly_str without_break(struct gly_str line)
{
    while (line.len > 0 &&
           (line.ptr[line.len - 1] == '\n' || line.ptr[line.len - 1] == '\r'))
        line.len--;
    return line;
}

/* How many bytes the copy will be longer: 0 for nearly every text. A short row counts
 * only below a line with a bar, as a table's head has. */
static uint32_t count_missing(struct gly_str text)
{
    uint32_t missing = 0;
    bool bar_before = false;
    if (!memchr(text.ptr, '|', text.len))
        return 0;
    for (size_t at = 0; at < text.len;) {
        struct gly_str line = line_at(text, at);
        if (bar_before)
            missing += missing_dashes(without_break(line));
        bar_before = memchr(line.ptr, '|', line.len) != NULL;
        at += line.len;
    }
    return missing;
}

/* ---- The copy
 * -------------------------------------------------------------------------------- */

struct copy {
    struct gly_arena *arena;
    struct gly_rows *rows;
    char *bytes;
    uint32_t len, extra;
};

static void copy_bytes(struct copy *c, struct gly_str s)
{
    memcpy(c->bytes + c->len, s.ptr, s.len);
    c->len += (uint32_t)s.len;
}

static void put_dashes(struct copy *c, uint32_t count)
{
    memset(c->bytes + c->len, '-', count);
    c->len += count;
    c->extra += count;
    *GLY_VEC_ADD(c->arena, &c->rows->edits) = (struct gly_rows_edit){c->len, c->extra};
}

static void copy_row(struct copy *c, struct gly_str line)
{
    uint32_t dashes = 0;
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] != '-' && dashes > 0 && dashes < 3)
            put_dashes(c, 3 - dashes);
        dashes = line.ptr[i] == '-' ? dashes + 1 : 0;
        c->bytes[c->len++] = line.ptr[i];
    }
    if (dashes > 0 && dashes < 3)
        put_dashes(c, 3 - dashes);
}

void gly_rows_prepare(struct gly_arena *arena, struct gly_str source, uint32_t start,
                      struct gly_rows *ret_rows)
{
    struct gly_str text = {source.ptr + start, source.len - start};
    *ret_rows = (struct gly_rows){.text = text, .source = source, .start = start};
    uint32_t missing = text.len > 0 ? count_missing(text) : 0;
    if (missing == 0)
        return;
    struct copy c = {.arena = arena, .rows = ret_rows};
    c.bytes = gly_arena_alloc_raw(arena, text.len + missing, 1);
    bool bar_before = false;
    for (size_t at = 0; at < text.len;) {
        struct gly_str line = line_at(text, at), row = without_break(line);
        if (bar_before && missing_dashes(row) > 0) {
            copy_row(&c, row);
            copy_bytes(&c, (struct gly_str){row.ptr + row.len, line.len - row.len});
        } else {
            copy_bytes(&c, line);
        }
        bar_before = memchr(line.ptr, '|', line.len) != NULL;
        at += line.len;
    }
    ret_rows->text = (struct gly_str){c.bytes, c.len};
}

/* ---- Back
 * -------------------------------------------------------------------------------------
 */

static uint32_t source_of(const struct gly_rows *rows, uint32_t at)
{
    uint32_t low = 0, high = rows->edits.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (rows->edits.at[middle].at <= at)
            low = middle + 1;
        else
            high = middle;
    }
    uint32_t extra = low > 0 ? rows->edits.at[low - 1].extra : 0;
    return rows->start + at - extra;
}

bool gly_rows_place(const struct gly_rows *rows, const char *bytes, size_t len,
                    struct gly_span *ret_span)
{
    uintptr_t base = (uintptr_t)rows->text.ptr, at = (uintptr_t)bytes;
    if (at < base || at >= base + rows->text.len)
        return false;
    struct gly_span span = {(uint32_t)(at - base), (uint32_t)(at - base + len)};
    if (rows->edits.count > 0) {
        uint32_t start = source_of(rows, span.start), end = source_of(rows, span.end);
        *ret_span = (struct gly_span){start, end - start == len ? end : start};
        return true;
    }
    *ret_span = (struct gly_span){rows->start + span.start, rows->start + span.end};
    return true;
}
