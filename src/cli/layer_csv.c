/* Layers as CSV: a header line, then a row for each thing found. */
#include <stdarg.h>
#include <stdio.h>

#include "base/csv.h"
#include "cli/layer.h"

void gly_layer_csv_text(struct gly_layer_row *row, struct gly_str text)
{
    if (row->count < GLY_COUNT(row->fields))
        row->fields[row->count++] = text;
}

void gly_layer_csv_print(struct gly_layer_row *row, const char *format, ...)
{
    va_list args;
    char *at = row->made + row->used;
    size_t room = sizeof row->made - row->used;
    va_start(args, format);
    int len = vsnprintf(at, room, format, args);
    va_end(args);
    size_t kept = len < 0 ? 0 : (size_t)len < room ? (size_t)len : room - 1;
    row->used += (uint32_t)kept;
    gly_layer_csv_text(row, (struct gly_str){at, kept});
}

void gly_layer_csv_end(struct gly_layer_row *row, struct gly_buf *out)
{
    gly_csv_write(out, row->fields, row->count);
    row->count = row->used = 0;
}

void gly_layer_csv_head(const char *const *names, size_t count, struct gly_buf *out)
{
    struct gly_layer_row row = {0};
    for (size_t i = 0; i < count; i++)
        gly_layer_csv_text(&row, gly_str(names[i]));
    gly_layer_csv_end(&row, out);
}
