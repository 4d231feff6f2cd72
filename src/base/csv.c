#include "base/csv.h"

#include <csv.h>
#include <string.h>

#include "base/utf8.h"

/* ---- Reading ---- */

struct reading {
    struct gly_arena *arena;
    struct csv_parser parser;
    GLY_VEC(struct gly_str) fields; /* of all rows */
    GLY_VEC(struct gly_csv_row) rows;
    uint32_t first;    /* index of the first field of the row in hand */
    unsigned line;     /* the line being fed */
    unsigned row_line; /* the line on which the row in hand starts */
    size_t row_start;  /* its offset */
    size_t next;       /* the offset behind the line being fed */
};

/* libcsv strips blanks round unquoted fields; RFC 4180, section 2.4: "Spaces are
 * considered part of a field and should not be ignored." */
static int no_space(unsigned char byte)
{
    (void)byte;
    return 0;
}

static void free_parser(void *parser)
{
    csv_free(parser);
}

static void take_field(void *bytes, size_t len, void *context)
{
    struct reading *r = context;
    *GLY_VEC_ADD(r->arena, &r->fields) =
        gly_arena_copy(r->arena, (struct gly_str){bytes, len});
}

/* With CSV_REPALL_NL this is called for every unquoted CR and LF: a CRLF ends its row
 * at the CR, and what ends without fields is the LF behind it or a blank line. */
static void take_row(int end, void *context)
{
    (void)end;
    struct reading *r = context;
    uint32_t count = r->fields.count - r->first;
    if (count > 0)
        *GLY_VEC_ADD(r->arena, &r->rows) =
            (struct gly_csv_row){.count = count, .line = r->row_line};
    r->first = r->fields.count;
    r->row_line = r->line + 1;
    r->row_start = r->next;
}

static enum gly_status fail_at(const char *file, struct gly_str text, size_t at,
                               const char *what, struct gly_error *err)
{
    unsigned line = 1;
    size_t start = 0;
    for (size_t i = 0; i < at; i++) {
        if (text.ptr[i] != '\n')
            continue;
        line++;
        start = i + 1;
    }
    gly_error_set(err, GLY_E_CONFIG, file, line, "%s", what);
    struct gly_str before = {text.ptr + start, at - start};
    if (err)
        err->column = (unsigned)gly_utf8_count(before) + 1;
    return GLY_E_CONFIG;
}

/* Where the quotation mark stands that the end of the file left open: in sound CSV
 * every second one closes. */
static size_t open_quote(struct gly_str text, size_t from)
{
    size_t at = from;
    bool open = false;
    for (size_t i = from; i < text.len; i++) {
        if (text.ptr[i] != '"')
            continue;
        open = !open;
        if (open)
            at = i;
    }
    return at;
}

static const char *find_lone_cr(struct gly_str text)
{
    const char *at = text.ptr, *end = text.ptr + text.len;
    while (at < end && (at = memchr(at, '\r', (size_t)(end - at)))) {
        if (at + 1 == end || at[1] != '\n')
            return at;
        at++;
    }
    return NULL;
}

/* libcsv tells rows but not where they stand: it is fed line by line. */
static enum gly_status feed(struct reading *r, const char *file, struct gly_str text,
                            struct gly_error *err)
{
    for (size_t at = 0; at < text.len; at = r->next) {
        const char *lf = memchr(text.ptr + at, '\n', text.len - at);
        r->next = lf ? (size_t)(lf - text.ptr) + 1 : text.len;
        r->line++;
        size_t len = r->next - at;
        size_t done =
            csv_parse(&r->parser, text.ptr + at, len, take_field, take_row, r);
        if (done == len)
            continue;
        if (csv_error(&r->parser) != CSV_EPARSE)
            return gly_error_set(err, GLY_E_LIMIT, file, r->line, "out of memory");
        /* The byte that cannot follow is told; the mark before it is the culprit,
         * unless the byte is itself one. */
        return fail_at(file, text, at + done,
                       "a quotation mark inside a field: quote the whole field and "
                       "double the mark",
                       err);
    }
    if (csv_fini(&r->parser, take_field, take_row, r) != 0)
        return fail_at(file, text, open_quote(text, r->row_start),
                       "a quotation mark opens here and nothing closes it", err);
    return GLY_OK;
}

enum gly_status gly_csv_read(struct gly_arena *arena, const char *file,
                             struct gly_str text, struct gly_csv *ret_csv,
                             struct gly_error *err)
{
    if (gly_str_starts(text, "\xEF\xBB\xBF"))
        text = (struct gly_str){text.ptr + 3, text.len - 3};
    size_t valid = gly_utf8_valid_prefix(text.ptr, text.len);
    if (valid < text.len)
        return fail_at(file, text, valid, "bytes that are not UTF-8", err);
    const char *cr = find_lone_cr(text);
    if (cr)
        return fail_at(file, text, (size_t)(cr - text.ptr),
                       "a carriage return without a line feed", err);

    struct reading *r = gly_arena_alloc(arena, 1, sizeof *r);
    *r = (struct reading){.arena = arena, .row_line = 1};
    unsigned char options = CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL;
    if (csv_init(&r->parser, options) != 0)
        return gly_error_set(err, GLY_E_LIMIT, file, 0, "out of memory");
    /* The callbacks allocate in the arena and so may never come back. */
    gly_arena_defer(arena, free_parser, &r->parser);
    csv_set_space_func(&r->parser, no_space);

    enum gly_status status = feed(r, file, text, err);
    if (status != GLY_OK)
        return status;
    const struct gly_str *fields = r->fields.at;
    for (uint32_t i = 0; i < r->rows.count; i++) {
        r->rows.at[i].fields = fields;
        fields += r->rows.at[i].count;
    }
    *ret_csv = (struct gly_csv){r->rows.at, r->rows.count};
    return GLY_OK;
}

/* ---- Writing ---- */

void gly_csv_write(struct gly_buf *out, const struct gly_str *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            gly_buf_putc(out, ',');
        const char *bytes = fields[i].ptr ? fields[i].ptr : "";
        size_t len = csv_write(NULL, 0, bytes, fields[i].len);
        char *room = gly_buf_room(out, len);
        if (!room)
            return;
        csv_write(room, len, bytes, fields[i].len);
        gly_buf_used(out, len);
    }
    gly_buf_puts(out, "\r\n");
}
