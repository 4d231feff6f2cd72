#include "engine/house_confused.h"

#include "base/table.h"
#include "engine/house_table.h"

enum { WRITTEN, MEANT, CONTEXTS, COLUMN_COUNT };

static const struct gly_column columns[COLUMN_COUNT] = {
    [WRITTEN] = {.name = "written", .required = true},
    [MEANT] = {.name = "meant", .required = true},
    [CONTEXTS] = {.name = "contexts"}, /* a set of words has none */
};

struct reading {
    struct gly_arena *arena;
    struct gly_confusions_builder *builder;
    uint32_t row_count; /* good ones */
    void (*tell)(void *context, const struct gly_error *err);
    void *context;
};

static bool tell_row(void *context, const struct gly_error *err)
{
    struct reading *r = context;
    r->tell(r->context, err);
    return true;
}

static void read_table(struct reading *r, const char *path)
{
    const struct gly_table_mistakes mistakes = {tell_row, r};
    struct gly_str text;
    struct gly_table table;
    struct gly_error err;
    if (gly_house_table_text(r->arena, path, "confused words", &text, &err) != GLY_OK ||
        gly_table_read(r->arena, path, text, columns, COLUMN_COUNT, &mistakes, &table,
                       &err) != GLY_OK) {
        r->tell(r->context, &err);
        return;
    }
    for (uint32_t row = 0; row < table.row_count; row++) {
        const struct gly_cell *cells = gly_table_value(&table, row, 0);
        const char *why;
        if (gly_confusions_builder_add(r->builder, cells[WRITTEN].text,
                                       cells[MEANT].text, cells[CONTEXTS].text, &why)) {
            r->row_count++;
            continue;
        }
        gly_error_set(&err, GLY_E_CONFIG, path, table.lines[row], "%s", why);
        r->tell(r->context, &err);
    }
}

const struct gly_confusions *
gly_house_confused_open(struct gly_arena *arena, const struct gly_confusions *base,
                        const char *const *paths, uint32_t path_count,
                        void (*tell)(void *context, const struct gly_error *err),
                        void *context)
{
    struct reading r = {.arena = arena,
                        .builder = gly_confusions_builder_new(arena),
                        .tell = tell,
                        .context = context};
    for (uint32_t i = 0; i < path_count; i++)
        read_table(&r, paths[i]);
    size_t size;
    const void *bytes = gly_confusions_builder_finish(r.builder, &size);
    struct gly_confusions *own = gly_arena_alloc(arena, 1, sizeof *own);
    struct gly_error err;
    if (r.row_count == 0 ||
        gly_confusions_init(own, bytes, size, "confused", &err) != GLY_OK)
        return base;
    own->base = base;
    return own;
}
