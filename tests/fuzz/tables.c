/* Fuzz entry: any bytes as CSV and as a typed table, as YAML, JSON and as globs. */
#include <stdint.h>
#include <stdlib.h>

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
    gly_arena_release(&arena);
    return 0;
}
