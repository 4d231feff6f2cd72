/* GRIDS: from blocks to grids. */
#include "note/grid.h"

#include "note/note.h"

struct builder {
    struct gly_grid_reader reader;
    struct gly_arena *arena;
    GLY_VEC(struct gly_grid) tables;
};

/* Rows and columns of the table at `block`; false where there are too few, or where the
 * grid would be far larger than the cells that are written. */
static bool measure(const struct gly_doc *doc, uint32_t block, struct gly_grid *table)
{
    uint32_t cells = 0, end = doc->blocks.at[block].end, width = 0;
    table->rows = table->columns = 0;
    for (uint32_t i = block + 1; i < end; i++) {
        const struct gly_block *b = &doc->blocks.at[i];
        if (b->kind ==
            GLY_BLOCK_TABLE) { /* a table in a table: its rows are not ours */
            return false;
        } else if (b->kind == GLY_BLOCK_ROW) {
            table->rows++;
            width = 0;
        } else if (b->kind == GLY_BLOCK_CELL) {
            width = b->level + (b->colspan > 0 ? b->colspan : 1u);
            cells++;
            table->columns = width > table->columns ? width : table->columns;
        }
    }
    enum { SLACK = 1024, LOOSE = 8 };
    return table->rows >= 2 && table->columns >= 2 &&
           (uint64_t)table->rows * table->columns <= (uint64_t)cells * LOOSE + SLACK;
}

static void fill(struct builder *b, struct gly_grid *table, struct gly_grid_cell *cells,
                 bool *head)
{
    const struct gly_doc *doc = b->reader.doc;
    uint32_t row = UINT32_MAX, end = doc->blocks.at[table->block].end;
    bool row_head = false;
    for (uint32_t i = table->block + 1; i < end; i++) {
        const struct gly_block *block = &doc->blocks.at[i];
        if (block->kind == GLY_BLOCK_ROW) {
            row++;
            row_head = block->flags & GLY_BLOCK_HEADER;
            head[row] = true;
            continue;
        }
        if (block->kind != GLY_BLOCK_CELL || row == UINT32_MAX ||
            block->level >= table->columns)
            continue;
        struct gly_grid_cell *cell =
            &cells[(size_t)row * table->columns + block->level];
        gly_grid_read_cell(&b->reader, block, cell);
        for (uint16_t k = 1; k < block->colspan && block->level + k < table->columns;
             k++)
            cell[k].left = k;
        head[row] &=
            row_head || block->flags & GLY_BLOCK_HEADER || cell->kind == GLY_CELL_EMPTY;
    }
}

/* Without marked heads the first row is one where it has no figure and others have. */
static uint32_t count_heads(const struct gly_grid *table, const bool *head)
{
    uint32_t rows = 0;
    while (rows + 1 < table->rows && head[rows])
        rows++;
    if (rows > 0)
        return rows;
    for (uint32_t c = 0; c < table->columns; c++)
        if (gly_grid_at(table, 0, c)->kind == GLY_CELL_FIGURE &&
            !gly_grid_at(table, 0, c)->year)
            return 0;
    for (uint32_t c = 1; c < table->columns; c++)
        if (gly_grid_at(table, 1, c)->kind == GLY_CELL_FIGURE)
            return 1;
    return 0;
}

static void read_heads(const struct gly_doc *doc, const struct gly_grid *table,
                       struct gly_grid_head *heads)
{
    for (uint32_t c = 0; c < table->columns; c++) {
        heads[c] = (struct gly_grid_head){.scale = 1};
        for (uint32_t r = table->head_rows; r-- > 0 && !heads[c].unit;) {
            /* A head over several columns tells the unit of all, and labels the first. */
            const struct gly_grid_cell *cell = gly_grid_at(table, r, c);
            struct gly_grid_head above = {.label = (cell - cell->left)->text};
            if (gly_span_len(above.label) == 0)
                continue;
            gly_grid_read_head(doc, &above);
            if (gly_span_len(heads[c].label) == 0 && cell->left == 0)
                heads[c] = above;
            heads[c].unit = above.unit;
            heads[c].scale = above.unit ? above.scale : heads[c].scale;
        }
        heads[c].total = gly_grid_is_total_column(doc, table, c);
    }
}

static void add_table(struct builder *b, uint32_t block)
{
    struct gly_grid table = {.block = block};
    const struct gly_doc *doc = b->reader.doc;
    if (!measure(doc, block, &table))
        return;
    size_t count = (size_t)table.rows * table.columns;
    struct gly_grid_cell *cells = gly_arena_alloc(b->arena, count, sizeof *cells);
    struct gly_grid_head *heads =
        gly_arena_alloc(b->arena, table.columns, sizeof *heads);
    bool *head = gly_arena_alloc(b->arena, table.rows, sizeof *head);
    uint8_t *lines = gly_arena_alloc(b->arena, table.rows, sizeof *lines);
    table.cells = cells;
    table.heads = heads;
    table.lines = lines;
    fill(b, &table, cells, head);
    table.head_rows = count_heads(&table, head);
    read_heads(doc, &table, heads);
    gly_grid_read_lines(doc, &table, lines);
    *GLY_VEC_ADD(b->arena, &b->tables) = table;
}

void gly_annotate_grids(struct gly_doc *doc, const struct gly_resources *resources)
{
    struct builder b = {
        .reader = {doc, doc->notes[GLY_ANNOTATION_NUMBERS],
                   doc->notes[GLY_ANNOTATION_QUANTITIES], 0, 0},
        .arena = doc->arena,
    };
    for (uint32_t i = 0; i < doc->blocks.count; i++)
        if (doc->blocks.at[i].kind == GLY_BLOCK_TABLE)
            add_table(&b, i);
    struct gly_grids *tables = gly_arena_alloc(doc->arena, 1, sizeof *tables);
    *tables = (struct gly_grids){b.tables.at, b.tables.count};
    doc->notes[GLY_ANNOTATION_GRIDS] = tables;
}
