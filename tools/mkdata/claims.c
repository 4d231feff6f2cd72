/* Section CLAM: the tables of rules/claims (src/base/claim_words.h). What a row says is read
 * by src/base/claim_build.h. */

#include "mkdata.h"

#include <stdlib.h>
#include <string.h>

#include "base/claim_build.h"
#include "base/limits.h"

/* Later rows of a word come first where it is looked up. */
static const struct {
    const char *name;
    enum gly_claim_sheet sheet;
} tables[] = {
    {"claims/cues.csv", GLY_CLAIM_SHEET_CUES},
    {"claims/events.csv", GLY_CLAIM_SHEET_EVENTS},
    {"claims/relations.csv", GLY_CLAIM_SHEET_RELATIONS},
    {"claims/opposites.csv", GLY_CLAIM_SHEET_OPPOSITES},
    {"claims/sets.csv", GLY_CLAIM_SHEET_SETS},
    {"claims/wordnet.csv", GLY_CLAIM_SHEET_OPPOSITES},
    {"claims/implicatives.csv", GLY_CLAIM_SHEET_IMPLICATIVES},
    {"claims/asymmetric.csv", GLY_CLAIM_SHEET_ASYMMETRIC},
    {"claims/forms.csv", GLY_CLAIM_SHEET_FORMS},
    {"claims/labels.csv", GLY_CLAIM_SHEET_LABELS},
};

static struct gly_str cell_of(const struct sheet *sheet, const char *column)
{
    for (size_t c = 0; column && c < sheet->column_count; c++)
        if (strcmp(sheet->columns[c], column) == 0)
            return gly_str(sheet->fields[c]);
    return (struct gly_str){"", 0};
}

static void read_table(struct gly_claim_builder *b, const struct rules *rules,
                       const char *name, enum gly_claim_sheet kind)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, name);
    while (sheet_next(&sheet)) {
        struct gly_str cells[GLY_CLAIM_COLUMNS];
        struct gly_error err;
        for (unsigned c = 0; c < GLY_CLAIM_COLUMNS; c++)
            cells[c] = cell_of(&sheet, gly_claim_sheet_column(kind, c));
        if (gly_claim_builder_add(b, kind, cells, name, sheet.table.line, &err) !=
            GLY_OK)
            table_fail(&sheet.table, "%s", err.message);
    }
    sheet_close(&sheet);
}

void make_claims(const struct rules *rules, struct section *ret_section)
{
    struct gly_arena arena;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    struct gly_claim_builder *b = gly_claim_builder_new(&arena, NULL);
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        read_table(b, rules, tables[i].name, tables[i].sheet);
    const unsigned char *bytes;
    gly_claim_builder_finish(b, &bytes, &ret_section->size);
    memcpy(ret_section->tag, "CLAM", 5);
    ret_section->bytes = allocate(ret_section->size);
    memcpy(ret_section->bytes, bytes, ret_section->size);
    gly_arena_release(&arena);
}
