#include "engine/house_claims.h"

#include "base/claim_build.h"
#include "base/limits.h"
#include "base/nearest.h"
#include "engine/house_table.h"

struct reading {
    struct gly_arena *arena;
    struct gly_claim_builder *builder;
    const char *path;
    void (*tell)(void *context, const struct gly_error *err);
    void *context;
};

enum { ABSENT = UINT32_MAX };

/* Which field of a row each column of the table is. */
struct header {
    enum gly_claim_sheet sheet;
    uint32_t count;
    uint32_t fields[GLY_CLAIM_COLUMNS]; /* ABSENT where the file has none */
};

static void tell_column(struct reading *r, const struct gly_csv_row *row,
                        enum gly_claim_sheet sheet, struct gly_str name)
{
    struct gly_nearest nearest = {.wanted = name};
    const char *column;
    for (unsigned c = 0; (column = gly_claim_sheet_column(sheet, c)); c++)
        gly_nearest_offer(&nearest, gly_str(column));
    struct gly_error err;
    gly_error_set(&err, GLY_E_CONFIG, r->path, row->line,
                  "%s has no column '%.*s'%s%.*s%s", gly_claim_sheet_name(sheet),
                  (int)(name.len < 60 ? name.len : 60), name.ptr,
                  nearest.best.len ? ", did you mean '" : "", GLY_STR_ARG(nearest.best),
                  nearest.best.len ? "'?" : "");
    r->tell(r->context, &err);
}

static unsigned column_of(enum gly_claim_sheet sheet, struct gly_str name)
{
    unsigned c = 0;
    const char *column;
    while ((column = gly_claim_sheet_column(sheet, c)) && !gly_str_is(name, column))
        c++;
    return column ? c : GLY_CLAIM_COLUMNS;
}

static enum gly_status read_header(struct reading *r, const struct gly_csv_row *row,
                                   struct header *ret_header, struct gly_error *err)
{
    struct gly_str *names = gly_arena_alloc(r->arena, row->count, sizeof *names);
    for (uint32_t f = 0; f < row->count; f++)
        if (!gly_house_table_cell(row->fields[f], &names[f]))
            names[f] = (struct gly_str){"", 0};
    struct header header = {.sheet = gly_claim_sheet_of(names, row->count),
                            .count = row->count};
    if (header.sheet == GLY_CLAIM_SHEET_COUNT)
        return gly_error_set(err, GLY_E_CONFIG, r->path, row->line,
                             "the header is that of no table of claims");
    for (unsigned c = 0; c < GLY_CLAIM_COLUMNS; c++)
        header.fields[c] = ABSENT;
    for (uint32_t f = 0; f < row->count; f++) {
        unsigned c = column_of(header.sheet, names[f]);
        if (c == GLY_CLAIM_COLUMNS)
            tell_column(r, row, header.sheet, names[f]);
        else if (header.fields[c] != ABSENT)
            return gly_error_set(err, GLY_E_CONFIG, r->path, row->line,
                                 "there are two columns '%.*s'", GLY_STR_ARG(names[f]));
        else
            header.fields[c] = f;
    }
    *ret_header = header;
    return GLY_OK;
}

static enum gly_status read_row(struct reading *r, const struct header *header,
                                const struct gly_csv_row *row, struct gly_error *err)
{
    struct gly_str cells[GLY_CLAIM_COLUMNS];
    if (row->count != header->count)
        return gly_error_set(err, GLY_E_CONFIG, r->path, row->line,
                             "this row has %u fields, the header has %u", row->count,
                             header->count);
    for (unsigned c = 0; c < GLY_CLAIM_COLUMNS; c++) {
        cells[c] = (struct gly_str){"", 0};
        if (header->fields[c] != ABSENT &&
            !gly_house_table_cell(row->fields[header->fields[c]], &cells[c]))
            return gly_error_set(
                err, GLY_E_CONFIG, r->path, row->line,
                "column '%s': a control character or more than %d bytes",
                gly_claim_sheet_column(header->sheet, c), GLY_LIMIT_CELL_BYTES);
    }
    return gly_claim_builder_add(r->builder, header->sheet, cells, r->path, row->line,
                                 err);
}

static uint32_t read_table(struct reading *r)
{
    struct gly_csv csv;
    struct gly_error err;
    struct header header;
    uint32_t good = 0;
    if (gly_house_table_read(r->arena, r->path, "claims", &csv, &err) != GLY_OK ||
        read_header(r, &csv.rows[0], &header, &err) != GLY_OK) {
        r->tell(r->context, &err);
        return 0;
    }
    for (uint32_t i = 1; i < csv.count; i++) {
        if (read_row(r, &header, &csv.rows[i], &err) == GLY_OK)
            good++;
        else
            r->tell(r->context, &err);
    }
    return good;
}

const struct gly_claim_words *
gly_house_claims_open(struct gly_arena *arena, const struct gly_claim_words *base,
                      const char *const *paths, uint32_t path_count,
                      void (*tell)(void *context, const struct gly_error *err),
                      void *context)
{
    struct reading r = {.arena = arena,
                        .builder = gly_claim_builder_new(arena, base),
                        .tell = tell,
                        .context = context};
    uint32_t good = 0;
    for (uint32_t i = 0; i < path_count; i++) {
        r.path = paths[i];
        good += read_table(&r);
    }
    if (good == 0)
        return base;
    const unsigned char *bytes;
    size_t size;
    struct gly_claim_words *words = gly_arena_alloc(arena, 1, sizeof *words);
    struct gly_error err;
    gly_claim_builder_finish(r.builder, &bytes, &size);
    if (gly_claim_words_init(words, bytes, size, paths[0], &err) != GLY_OK) {
        tell(context, &err);
        return base;
    }
    return words;
}
