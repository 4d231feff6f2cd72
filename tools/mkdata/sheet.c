/* Tables in CSV (RFC 4180): one line a record, a header line, columns known by name. */

#include "mkdata.h"

#include <stdlib.h>
#include <string.h>

/* Cut a line into its fields, in place. */
static size_t split(struct sheet *sheet, char *line, char **fields)
{
    size_t count = 0;
    char *at = line;
    for (;;) {
        if (count == SHEET_COLUMNS)
            table_fail(&sheet->table, "more than %d columns", SHEET_COLUMNS);
        char *out = at;
        fields[count++] = out;
        if (*at == '"') {
            at++;
            while (*at && !(at[0] == '"' && at[1] != '"')) {
                at += at[0] == '"';
                *out++ = *at++;
            }
            if (*at != '"')
                table_fail(&sheet->table, "a quotation mark is not closed");
            at++;
        } else {
            while (*at && *at != ',')
                *out++ = *at++;
        }
        char end = *at;
        *out = '\0';
        if (end == '\0')
            return count;
        if (end != ',')
            table_fail(&sheet->table, "text behind a quotation mark");
        at++;
    }
}

void sheet_open(struct sheet *sheet, const struct rules *rules, const char *name)
{
    table_open(&sheet->table, rules, name);
    char *line = table_next(&sheet->table);
    if (!line)
        table_fail(&sheet->table, "has no header line");
    sheet->column_count = split(sheet, line, sheet->columns);
}

bool sheet_next(struct sheet *sheet)
{
    char *line = table_next(&sheet->table);
    if (!line)
        return false;
    if (split(sheet, line, sheet->fields) != sheet->column_count)
        table_fail(&sheet->table, "the record has another number of fields");
    return true;
}

const char *sheet_get(const struct sheet *sheet, const char *column)
{
    for (size_t i = 0; i < sheet->column_count; i++)
        if (strcmp(sheet->columns[i], column) == 0)
            return sheet->fields[i];
    table_fail(&sheet->table, "has no column %s", column);
}

bool sheet_item(const char **list, char *ret_item, size_t room)
{
    if (!*list || **list == '\0')
        return false;
    const char *bar = strchr(*list, '|');
    size_t len = bar ? (size_t)(bar - *list) : strlen(*list);
    if (len >= room)
        fail("an item is too long: %s", *list);
    memcpy(ret_item, *list, len);
    ret_item[len] = '\0';
    *list += len + (bar ? 1 : 0);
    return true;
}

void sheet_close(struct sheet *sheet)
{
    table_close(&sheet->table);
}
