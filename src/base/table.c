#include "base/table.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>

#include "base/csv.h"
#include "base/nearest.h"

struct reader {
    struct gly_arena *arena;
    const char *file;
    const struct gly_column *columns;
    uint32_t column_count;
    struct gly_error *err;
    uint32_t *places; /* by column: its field in the file, or ABSENT */
};

enum { ABSENT = UINT32_MAX };

static enum gly_status mistake(struct reader *r, unsigned line, const char *column,
                               struct gly_str value, const char *what)
{
    return gly_error_set(r->err, GLY_E_DATA, r->file, line, "column '%s': '%.*s' %s",
                         column, GLY_STR_ARG(value), what);
}

/* ---- The header ---- */

static struct gly_str trimmed(struct gly_str s)
{
    while (s.len > 0 && (s.ptr[0] == ' ' || s.ptr[0] == '\t')) {
        s.ptr++;
        s.len--;
    }
    while (s.len > 0 && (s.ptr[s.len - 1] == ' ' || s.ptr[s.len - 1] == '\t'))
        s.len--;
    return s;
}

static enum gly_status
missing_column(struct reader *r, const struct gly_csv_row *header, const char *name)
{
    struct gly_nearest nearest = {.wanted = gly_str(name)};
    for (uint32_t f = 0; f < header->count; f++)
        gly_nearest_offer(&nearest, header->fields[f]);
    return gly_error_set(r->err, GLY_E_DATA, r->file, header->line,
                         "there is no column '%s'%s%.*s%s", name,
                         nearest.best.len ? "; is it '" : "", GLY_STR_ARG(nearest.best),
                         nearest.best.len ? "'?" : "");
}

static enum gly_status read_header(struct reader *r, const struct gly_csv_row *header)
{
    for (uint32_t a = 0; a < header->count; a++)
        for (uint32_t b = a + 1; b < header->count; b++)
            if (gly_str_eq(trimmed(header->fields[a]), trimmed(header->fields[b])))
                return gly_error_set(r->err, GLY_E_DATA, r->file, header->line,
                                     "there are two columns '%.*s'",
                                     GLY_STR_ARG(header->fields[a]));
    r->places = gly_arena_alloc(r->arena, r->column_count, sizeof *r->places);
    for (uint32_t c = 0; c < r->column_count; c++) {
        r->places[c] = ABSENT;
        for (uint32_t f = 0; f < header->count; f++)
            if (gly_str_is(trimmed(header->fields[f]), r->columns[c].name))
                r->places[c] = f;
        if (r->places[c] == ABSENT && r->columns[c].required)
            return missing_column(r, header, r->columns[c].name);
    }
    return GLY_OK;
}

/* ---- Values ---- */

static void split_list(struct reader *r, struct gly_cell *value)
{
    GLY_VEC(struct gly_str) items = {0};
    const char *at = value->text.ptr, *end = at + value->text.len;
    while (at < end) {
        const char *stop = memchr(at, ';', (size_t)(end - at));
        if (!stop)
            stop = end;
        struct gly_str item = trimmed((struct gly_str){at, (size_t)(stop - at)});
        if (item.len > 0)
            *GLY_VEC_ADD(r->arena, &items) = item;
        at = stop + 1;
    }
    value->list.items = items.at;
    value->list.count = items.count;
}

/* strtod() and strtoll() want a NUL and take more forms than a table should hold. */
static bool copy_number(struct gly_str text, const char *allowed, char *ret_copy,
                        size_t room)
{
    if (text.len == 0 || text.len >= room)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!strchr(allowed, text.ptr[i]) || text.ptr[i] == '\0')
            return false;
    memcpy(ret_copy, text.ptr, text.len);
    ret_copy[text.len] = '\0';
    return true;
}

static bool read_integer(struct gly_cell *value)
{
    char copy[32], *end;
    if (!copy_number(value->text, "+-0123456789", copy, sizeof copy))
        return false;
    errno = 0;
    value->integer = strtoll(copy, &end, 10);
    return *end == '\0' && errno == 0;
}

static bool read_number(struct gly_cell *value)
{
    char copy[64], *end;
    if (!copy_number(value->text, "+-.0123456789eE", copy, sizeof copy))
        return false;
    value->number = strtod(copy, &end);
    return *end == '\0' && isfinite(value->number);
}

static bool read_digits(struct gly_str *rest, unsigned count, unsigned *ret_value)
{
    if (rest->len < count)
        return false;
    *ret_value = 0;
    for (unsigned i = 0; i < count; i++) {
        if (rest->ptr[i] < '0' || rest->ptr[i] > '9')
            return false;
        *ret_value = *ret_value * 10 + (unsigned)(rest->ptr[i] - '0');
    }
    rest->ptr += count;
    rest->len -= count;
    return true;
}

static unsigned days_in_month(int year, unsigned month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30,
                                         31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

static bool read_date(struct gly_cell *value)
{
    struct gly_str rest = value->text;
    unsigned year, month = 0, day = 0;
    if (!read_digits(&rest, 4, &year))
        return false;
    if (rest.len > 0) {
        if (rest.ptr[0] != '-')
            return false;
        rest.ptr++, rest.len--;
        if (!read_digits(&rest, 2, &month) || month < 1 || month > 12)
            return false;
    }
    if (rest.len > 0) {
        if (rest.ptr[0] != '-')
            return false;
        rest.ptr++, rest.len--;
        if (!read_digits(&rest, 2, &day) || day < 1 ||
            day > days_in_month((int)year, month))
            return false;
    }
    value->date = (struct gly_table_date){(int)year, month, day};
    return rest.len == 0;
}

static bool read_word(const struct gly_column *column, struct gly_cell *value)
{
    for (unsigned w = 0; column->words[w]; w++) {
        if (gly_str_is(value->text, column->words[w])) {
            value->word = w;
            return true;
        }
    }
    return false;
}

static enum gly_status read_value(struct reader *r, unsigned line,
                                  const struct gly_column *column,
                                  struct gly_cell *value)
{
    value->text = trimmed(value->text);
    if (value->text.len == 0)
        return column->required
                   ? mistake(r, line, column->name, value->text, "may not be empty")
                   : GLY_OK;
    switch (column->type) {
    case GLY_COLUMN_TEXT:
        return GLY_OK;
    case GLY_COLUMN_LIST:
        split_list(r, value);
        return GLY_OK;
    case GLY_COLUMN_INTEGER:
        return read_integer(value) ? GLY_OK
                                   : mistake(r, line, column->name, value->text,
                                             "is not a whole number");
    case GLY_COLUMN_NUMBER:
        return read_number(value)
                   ? GLY_OK
                   : mistake(r, line, column->name, value->text, "is not a number");
    case GLY_COLUMN_DATE:
        return read_date(value)
                   ? GLY_OK
                   : mistake(r, line, column->name, value->text,
                             "is not a date like 2004, 2004-05 or 2004-05-01");
    case GLY_COLUMN_WORD:
        return read_word(column, value) ? GLY_OK
                                        : mistake(r, line, column->name, value->text,
                                                  "is not a word this column knows");
    }
    return GLY_OK;
}

static enum gly_status read_row(struct reader *r, const struct gly_csv_row *row,
                                uint32_t field_count, struct gly_cell *values)
{
    if (row->count != field_count)
        return gly_error_set(r->err, GLY_E_DATA, r->file, row->line,
                             "this row has %u fields, the header has %u", row->count,
                             field_count);
    for (uint32_t c = 0; c < r->column_count; c++) {
        values[c] = (struct gly_cell){.text = {"", 0}};
        if (r->places[c] == ABSENT)
            continue;
        values[c].text = row->fields[r->places[c]];
        enum gly_status status = read_value(r, row->line, &r->columns[c], &values[c]);
        if (status != GLY_OK)
            return status;
    }
    return GLY_OK;
}

enum gly_status gly_table_read(struct gly_arena *arena, const char *file,
                               struct gly_str text, const struct gly_column *columns,
                               uint32_t column_count,
                               const struct gly_table_mistakes *mistakes,
                               struct gly_table *ret_table, struct gly_error *err)
{
    struct gly_error own;
    struct reader r = {.arena = arena,
                       .file = file,
                       .columns = columns,
                       .column_count = column_count,
                       .err = err ? err : &own};
    struct gly_csv csv;
    enum gly_status status = gly_csv_read(arena, file, text, &csv, err);
    if (status != GLY_OK)
        return status;
    if (csv.count == 0)
        return gly_error_set(err, GLY_E_DATA, file, 0, "there is no header line");
    status = read_header(&r, &csv.rows[0]);
    if (status != GLY_OK)
        return status;
    struct gly_cell *values =
        gly_arena_alloc(arena, (size_t)csv.count * column_count, sizeof *values);
    unsigned *lines = gly_arena_alloc(arena, csv.count, sizeof *lines);
    uint32_t kept = 0;
    for (uint32_t i = 1; i < csv.count; i++) {
        status = read_row(&r, &csv.rows[i], csv.rows[0].count,
                          values + (size_t)kept * column_count);
        if (status == GLY_OK) {
            lines[kept++] = csv.rows[i].line;
        } else if (!mistakes || !mistakes->mistake(mistakes->context, r.err)) {
            return status;
        }
    }
    *ret_table = (struct gly_table){.values = values,
                                    .lines = lines,
                                    .row_count = kept,
                                    .column_count = column_count};
    return GLY_OK;
}
