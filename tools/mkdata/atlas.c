/* Section ATLA: the tables of rules/geography as rows, and a hash table of all names
 * (src/base/atlas_format.h). What a row says is read by src/base/atlas_build.h. */

#include "mkdata.h"

#include <stdlib.h>
#include <string.h>

#include "base/atlas_build.h"
#include "base/limits.h"

static void tell(void *context, const struct gly_error *err)
{
    (void)context;
    fail("%s:%u: %s", err->file, err->line, err->message);
}

/* Every column the table may have must be there, and no other. */
static void read_header(const struct sheet *sheet, struct gly_atlas_sheet *out)
{
    for (size_t c = 0; c < sheet->column_count; c++) {
        struct gly_str near;
        if (!gly_atlas_sheet_has(out->kind, sheet->columns[c], &near))
            table_fail(&sheet->table, "unknown column %s", sheet->columns[c]);
        out->columns[out->column_count++] = sheet->columns[c];
    }
    if (gly_atlas_sheet_of(out->columns, out->column_count) != out->kind)
        table_fail(&sheet->table, "a column is missing");
}

static void read_sheet(struct gly_arena *arena, const struct rules *rules,
                       struct sheet *sheet, struct gly_atlas_sheet *out)
{
    char name[64];
    snprintf(name, sizeof name, "geography/%s", gly_atlas_sheet_name(out->kind));
    sheet_open(sheet, rules, name);
    out->file = sheet->table.path;
    read_header(sheet, out);
    GLY_VEC(struct gly_atlas_record) records = {0};
    while (sheet_next(sheet)) {
        const char **fields =
            gly_arena_alloc(arena, sheet->column_count, sizeof *fields);
        for (size_t c = 0; c < sheet->column_count; c++)
            fields[c] = sheet->fields[c];
        *GLY_VEC_ADD(arena, &records) =
            (struct gly_atlas_record){.fields = fields, .line = sheet->table.line};
    }
    out->records = records.at;
    out->record_count = records.count;
}

void make_atlas(const struct rules *rules, struct section *ret_section)
{
    struct gly_arena arena;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    struct sheet sheets[GLY_SHEET_KIND_COUNT];
    struct gly_atlas_sheet read[GLY_SHEET_KIND_COUNT] = {0};
    for (unsigned kind = 0; kind < GLY_SHEET_KIND_COUNT; kind++) {
        read[kind].kind = kind;
        read_sheet(&arena, rules, &sheets[kind], &read[kind]);
    }
    struct gly_atlas_mistakes told = {.tell = tell};
    struct gly_atlas_builder *b = gly_atlas_builder_new(&arena, NULL, &told);
    gly_atlas_builder_read(b, read, GLY_SHEET_KIND_COUNT);
    const unsigned char *bytes;
    const char *why;
    if (!gly_atlas_builder_finish(b, &bytes, &ret_section->size, &why))
        fail("%s", why);
    memcpy(ret_section->tag, "ATLA", 5);
    ret_section->bytes = allocate(ret_section->size);
    memcpy(ret_section->bytes, bytes, ret_section->size);
    for (unsigned kind = 0; kind < GLY_SHEET_KIND_COUNT; kind++)
        sheet_close(&sheets[kind]);
    gly_arena_release(&arena);
}
