/* Fuzz entry: any bytes as CSV and as a typed table, as YAML, JSON and as globs. */
#include <stdint.h>
#include <stdlib.h>

#include "base/atlas_build.h"
#include "base/claim_build.h"
#include "base/confusions.h"
#include "base/csv.h"
#include "base/glob.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/table.h"
#include "base/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool go_on(void *context, const struct gly_error *err)
{
    unsigned *mistakes = context;
    return err->message[0] != '\0' && ++*mistakes < 100;
}

static void count_row(void *context, const struct gly_error *err)
{
    (void)err;
    ++*(unsigned *)context;
}

/* The bytes as rows of every table of places, all at once. */
static void build_atlas(struct gly_arena *arena, struct gly_str text)
{
    static const char *const columns[] = {"name",  "country", "kind",   "iso2",
                                          "group", "member",  "word",   "form",
                                          "text",  "from",    "aliases"};
    enum { COLUMNS = sizeof columns / sizeof columns[0], ROWS = 8 };
    struct gly_atlas_record records[GLY_SHEET_KIND_COUNT][ROWS] = {0};
    struct gly_atlas_sheet sheets[GLY_SHEET_KIND_COUNT] = {0};
    const char *at = gly_arena_cstring(arena, text);
    for (unsigned kind = 0; kind < GLY_SHEET_KIND_COUNT; kind++) {
        struct gly_atlas_sheet *sheet = &sheets[kind];
        *sheet = (struct gly_atlas_sheet){.kind = kind,
                                          .file = "fuzz",
                                          .column_count = COLUMNS,
                                          .records = records[kind],
                                          .record_count = ROWS};
        for (unsigned c = 0; c < COLUMNS; c++)
            sheet->columns[c] = columns[c];
        for (unsigned r = 0; r < ROWS; r++) {
            const char **fields = gly_arena_alloc(arena, COLUMNS, sizeof *fields);
            for (unsigned c = 0; c < COLUMNS; c++) {
                size_t len = strcspn(at, ",\n");
                fields[c] = gly_arena_cstring(arena, (struct gly_str){at, len});
                at += len + (at[len] != '\0');
            }
            records[kind][r] =
                (struct gly_atlas_record){.fields = fields, .line = r + 1};
        }
    }
    unsigned mistakes = 0;
    struct gly_atlas_mistakes told = {count_row, &mistakes};
    struct gly_atlas_builder *b = gly_atlas_builder_new(arena, NULL, &told);
    const unsigned char *bytes;
    const char *why;
    size_t size;
    gly_atlas_builder_read(b, sheets, GLY_SHEET_KIND_COUNT);
    gly_atlas_builder_finish(b, &bytes, &size, &why);
}

/* The lines of the bytes as rows of every table of claims. */
static void build_claims(struct gly_arena *arena, struct gly_str text)
{
    struct gly_claim_builder *b = gly_claim_builder_new(arena, NULL);
    const char *at = gly_arena_cstring(arena, text);
    for (unsigned line = 1; *at && line < 500; line++) {
        struct gly_str cells[GLY_CLAIM_COLUMNS];
        struct gly_error err;
        for (unsigned c = 0; c < GLY_CLAIM_COLUMNS; c++) {
            cells[c] = (struct gly_str){at, strcspn(at, ",\n")};
            at += cells[c].len + (at[cells[c].len] == ',');
        }
        at += strcspn(at, "\n");
        at += *at == '\n';
        for (unsigned sheet = 0; sheet < GLY_CLAIM_SHEET_COUNT; sheet++)
            gly_claim_builder_add(b, sheet, cells, "fuzz", line, &err);
    }
    const unsigned char *bytes;
    size_t size;
    struct gly_claim_words words;
    struct gly_error err;
    gly_claim_builder_finish(b, &bytes, &size);
    if (gly_claim_words_init(&words, bytes, size, "fuzz", &err) != GLY_OK)
        abort();
}

/* The bytes as a table of confused words. */
static void build_confusions(struct gly_arena *arena, struct gly_str text)
{
    struct gly_confusions_builder *builder = gly_confusions_builder_new(arena);
    const char *at = gly_arena_cstring(arena, text), *why;
    while (*at) {
        struct gly_str fields[3];
        for (unsigned i = 0; i < 3; i++) {
            fields[i] = (struct gly_str){at, strcspn(at, ",\n")};
            at += fields[i].len + (at[fields[i].len] != '\0');
        }
        gly_confusions_builder_add(builder, fields[0], fields[1], fields[2], &why);
    }
    size_t size;
    const void *bytes = gly_confusions_builder_finish(builder, &size);
    struct gly_confusions confusions;
    struct gly_error err;
    if (gly_confusions_init(&confusions, bytes, size, "fuzz", &err) != GLY_OK)
        abort();
    gly_confusions_first(&confusions, text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const kinds[] = {"river", "sea", NULL};
    static const struct gly_column columns[] = {
        {"name", GLY_COLUMN_TEXT, true, NULL},
        {"items", GLY_COLUMN_LIST, false, NULL},
        {"count", GLY_COLUMN_INTEGER, false, NULL},
        {"size", GLY_COLUMN_NUMBER, false, NULL},
        {"since", GLY_COLUMN_DATE, false, NULL},
        {"kind", GLY_COLUMN_WORD, false, kinds},
    };
    struct gly_arena arena;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    struct gly_str text = {(const char *)data, size};
    struct gly_error err;
    unsigned mistakes = 0;
    struct gly_table_mistakes tolerant = {go_on, &mistakes};
    struct gly_table table;
    gly_table_read(&arena, "fuzz", text, columns, GLY_COUNT(columns), &tolerant, &table,
                   &err);
    struct gly_yaml *yaml;
    gly_yaml_read(&arena, "fuzz", text, &yaml, &err);
    struct gly_json_value *json;
    gly_json_read(&arena, "fuzz", text, &json, &err);
    struct gly_globs globs = {0};
    gly_globs_add(&arena, &globs, text);
    build_atlas(&arena, text);
    build_claims(&arena, text);
    build_confusions(&arena, text);
    gly_arena_release(&arena);
    return 0;
}
