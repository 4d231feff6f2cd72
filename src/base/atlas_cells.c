/* The cells of the row that a builder has in hand. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/atlas_builder.h"

const char *gly_builder_cell(const struct gly_atlas_builder *b, const char *column)
{
    for (uint32_t i = 0; i < b->sheet->column_count; i++)
        if (strcmp(b->sheet->columns[i], column) == 0)
            return b->record->fields[i];
    return "";
}

bool gly_builder_has(const struct gly_atlas_builder *b, const char *column)
{
    return gly_builder_cell(b, column)[0] != '\0';
}

bool gly_builder_is(const struct gly_atlas_builder *b, const char *column,
                    const char *value)
{
    return strcmp(gly_builder_cell(b, column), value) == 0;
}

void gly_builder_wrong(struct gly_atlas_builder *b, const char *column,
                       const char *format, ...)
{
    if (b->record->is_bad) /* one mistake a row */
        return;
    char what[400];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    struct gly_error err;
    gly_error_set(&err, GLY_E_CONFIG, b->sheet->file, b->record->line,
                  column ? "column '%s': %s" : "%s%s", column ? column : "", what);
    b->record->is_bad = true;
    b->bad_rows++;
    b->told->tell(b->told->context, &err);
}

bool gly_builder_item(struct gly_atlas_builder *b, const char *column,
                      const char **list, char ret_item[128])
{
    if (!*list || **list == '\0' || strcmp(*list, "-") == 0)
        return false;
    const char *bar = strchr(*list, '|');
    size_t len = bar ? (size_t)(bar - *list) : strlen(*list);
    if (len >= 128) {
        gly_builder_wrong(b, column, "'%.60s...' is too long", *list);
        return false;
    }
    memcpy(ret_item, *list, len);
    ret_item[len] = '\0';
    *list += len + (bar ? 1 : 0);
    return true;
}

int gly_builder_word(struct gly_atlas_builder *b, const char *column,
                     const char *const *words, unsigned count)
{
    const char *cell = gly_builder_cell(b, column);
    for (unsigned i = 0; i < count; i++)
        if (words[i] && strcmp(cell, words[i]) == 0)
            return (int)i;
    gly_builder_wrong(b, column, "'%.60s' is not a word this column knows", cell);
    return -1;
}

void gly_builder_yes(struct gly_atlas_builder *b, const char *column, uint32_t flag,
                     uint32_t *flags)
{
    const char *cell = gly_builder_cell(b, column);
    if (strcmp(cell, "yes") == 0)
        *flags |= flag;
    else if (strcmp(cell, "no") == 0)
        *flags &= ~flag;
    else if (cell[0] != '\0')
        gly_builder_wrong(b, column, "'%.60s' is neither yes nor no", cell);
}

int16_t gly_builder_year(struct gly_atlas_builder *b, const char *column)
{
    const char *cell = gly_builder_cell(b, column);
    char *end;
    long year = strtol(cell, &end, 10);
    if (cell[0] != '\0' && (*end != '\0' || year < -9999 || year > 9999)) {
        gly_builder_wrong(b, column, "'%.60s' is not a year", cell);
        return 0;
    }
    return (int16_t)year;
}

int16_t gly_builder_scaled(struct gly_atlas_builder *b, const char *column,
                           const char *text, int limit, int scale)
{
    char *end;
    double value =
        strspn(text, "-.0123456789") == strlen(text) ? strtod(text, &end) : NAN;
    if (isnan(value) || end == text || *end != '\0' || fabs(value) > limit) {
        gly_builder_wrong(b, column, "'%.60s' is not a number from -%d to %d", text,
                          limit, limit);
        return 0;
    }
    return (int16_t)lround(value * scale);
}

uint16_t gly_builder_home(struct gly_atlas_builder *b, const char *column)
{
    const char *code = gly_builder_cell(b, column);
    uint16_t country = gly_builder_country(b, code);
    if (country == GLY_NOWHERE)
        gly_builder_wrong(b, column, "there is no country '%.60s'", code);
    return country;
}

void gly_builder_list(struct gly_atlas_builder *b, const char *column,
                      enum gly_place_kind kind, struct gly_rows *rows)
{
    uint16_t found[256];
    uint32_t count = 0;
    const char *list = gly_builder_cell(b, column);
    if (list[0] == '\0')
        return;
    for (char item[128]; gly_builder_item(b, column, &list, item);) {
        uint16_t row = kind == GLY_PLACE_COUNTRY
                           ? gly_builder_country(b, item)
                           : gly_builder_find(b, item, kind, GLY_NOWHERE);
        if (row == GLY_NOWHERE || count == GLY_COUNT(found)) {
            gly_builder_wrong(b, column,
                              row == GLY_NOWHERE ? "there is no '%.60s'"
                                                 : "too many items, from '%.60s' on",
                              item);
            return;
        }
        found[count++] = row;
    }
    *rows = gly_builder_items(b, found, count);
}

uint16_t gly_builder_only(const struct gly_atlas_builder *b, struct gly_rows rows)
{
    return rows.count == 1 && rows.first < b->counts[GLY_ATLAS_ITEMS]
               ? *(uint16_t *)gly_builder_row(b, GLY_ATLAS_ITEMS, rows.first)
               : GLY_NOWHERE;
}

void gly_builder_names(struct gly_atlas_builder *b, const char *column,
                       struct gly_atlas_reading reading, uint32_t rank)
{
    const char *list = gly_builder_cell(b, column);
    for (char item[128]; gly_builder_item(b, column, &list, item);)
        gly_builder_name(b, item, reading, rank);
}

struct gly_atlas_reading gly_builder_reading(struct gly_atlas_builder *b,
                                             enum gly_place_kind kind,
                                             enum gly_atlas_form form, uint32_t row,
                                             uint16_t country)
{
    if (row >= GLY_NOWHERE) {
        gly_builder_wrong(b, NULL, "there are too many rows of this table");
        row = GLY_NOWHERE - 1;
    }
    return (struct gly_atlas_reading){
        .kind = (uint8_t)kind,
        .form = (uint8_t)form,
        .row = (uint16_t)row,
        .country = country,
    };
}
