#include "engine/house_table.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"

enum gly_status gly_house_table_text(struct gly_arena *arena, const char *path,
                                     const char *what, struct gly_str *ret_text,
                                     struct gly_error *err)
{
    int error = gly_file_text(arena, path, GLY_LIMIT_TABLE_BYTES, ret_text);
    if (error == EFBIG)
        return gly_error_set(err, GLY_E_CONFIG, path, 0,
                             "is larger than %u MiB: no table of %s",
                             GLY_LIMIT_TABLE_BYTES / 1024 / 1024, what);
    if (error != 0)
        return gly_error_set(err, GLY_E_CONFIG, path, 0, "%s", strerror(error));
    return GLY_OK;
}

enum gly_status gly_house_table_read(struct gly_arena *arena, const char *path,
                                     const char *what, struct gly_csv *ret_csv,
                                     struct gly_error *err)
{
    struct gly_str text;
    enum gly_status status = gly_house_table_text(arena, path, what, &text, err);
    if (status == GLY_OK)
        status = gly_csv_read(arena, path, text, ret_csv, err);
    if (status != GLY_OK)
        return status;
    if (ret_csv->count == 0)
        return gly_error_set(err, GLY_E_CONFIG, path, 0, "there is no header line");
    if (ret_csv->count - 1 > GLY_LIMIT_TABLE_ROWS)
        return gly_error_set(err, GLY_E_CONFIG, path, 0, "more than %d rows",
                             GLY_LIMIT_TABLE_ROWS);
    return GLY_OK;
}

bool gly_house_table_cell(struct gly_str field, struct gly_str *ret_cell)
{
    while (field.len > 0 && field.ptr[0] == ' ')
        field.ptr++, field.len--;
    while (field.len > 0 && field.ptr[field.len - 1] == ' ')
        field.len--;
    for (size_t i = 0; i < field.len; i++)
        if ((unsigned char)field.ptr[i] < ' ')
            return false;
    *ret_cell = field;
    return field.len <= GLY_LIMIT_CELL_BYTES;
}
