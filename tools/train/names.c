#include "names.h"

#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/limits.h"
#include "corpus.h"
#include "note/name_feature.h"

static const char *const templates[] = {
#define X(NAME, text) text,
    GLY_NAME_TEMPLATES(X)
#undef X
};

enum { COLUMNS = 3 + GLY_LANG_NAME_KINDS }; /* template, text, the kinds, source */

static uint64_t row_key(const struct gly_csv_row *row, const char *path)
{
    for (unsigned i = 0; i < GLY_COUNT(templates); i++)
        if (row->count == COLUMNS && gly_str_is(row->fields[0], templates[i]))
            return gly_name_feature_key(i, row->fields[1].ptr, row->fields[1].len);
    die("a row is no feature with its weights", path);
}

static int8_t weight_of(struct gly_str text, const char *path)
{
    char digits[8] = "";
    char *end;
    if (text.len == 0 || text.len >= sizeof digits)
        die("a weight is no number", path);
    memcpy(digits, text.ptr, text.len);
    long weight = strtol(digits, &end, 10);
    if (*end != '\0' || weight < -127 || weight > 127)
        die("a weight is no number from -127 to 127", path);
    return (int8_t)weight;
}

/* False where a row finds no place near its home. */
static bool pack(const struct gly_csv *table, const char *path,
                 struct gly_lang_name_slot *slots, uint32_t mask)
{
    for (uint32_t r = 1; r < table->count; r++) {
        const struct gly_csv_row *row = &table->rows[r];
        uint64_t key = row_key(row, path);
        uint32_t at = (uint32_t)(key >> 32) & mask, probe = 0;
        while (slots[at].print != 0 && probe < GLY_LANG_NAME_PROBES) {
            if (slots[at].print == gly_lang_name_print(key))
                return false;
            at = (at + 1) & mask;
            probe++;
        }
        if (probe == GLY_LANG_NAME_PROBES)
            return false;
        slots[at].print = gly_lang_name_print(key);
        for (unsigned k = 0; k < GLY_LANG_NAME_KINDS; k++)
            slots[at].weights[k] = weight_of(row->fields[2 + k], path);
    }
    return true;
}

void names_pack(const char *path, struct image *image)
{
    struct gly_arena arena;
    struct gly_csv table;
    struct gly_error err;
    size_t size;
    char *text = file_read(path, &size);

    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    if (gly_csv_read(&arena, path, (struct gly_str){text, size}, &table, &err) !=
        GLY_OK)
        die(err.message, path);
    uint32_t count = 2;
    while (count < 2 * table.count)
        count *= 2;
    struct gly_lang_name_slot *slots = must_alloc(count, sizeof *slots);
    while (!pack(&table, path, slots, count - 1)) {
        free(slots);
        count *= 2;
        if (count > 1u << 22)
            die("two features have one key", path);
        slots = must_alloc(count, sizeof *slots);
    }
    image->sections[GLY_LANG_SECTION_NAME_KINDS] =
        (struct gly_str){(const char *)slots, count * sizeof *slots};
    gly_arena_release(&arena);
    free(text);
}
