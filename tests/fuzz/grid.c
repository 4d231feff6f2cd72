/* Fuzz entry: any bytes as a page with tables, read as grids; the first byte chooses the
 * format. */
#include <math.h>
#include <stdint.h>

#include <galley/grid.h>

#include "base/limits.h"
#include "note/note.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Every cell lies in the text, and its row and column are those of the table. */
static void inspect(const struct gly_doc *doc, const struct gly_grid *table)
{
    size_t len = gly_doc_text(doc).len;
    if (table->head_rows > table->rows || table->rows < 2 || table->columns < 2)
        __builtin_trap();
    for (uint32_t c = 0; c < table->columns; c++)
        if (table->heads[c].label.end > len || !(table->heads[c].scale >= 1))
            __builtin_trap();
    for (uint32_t r = 0; r < table->rows; r++)
        for (uint32_t c = 0; c < table->columns; c++) {
            const struct gly_grid_cell *cell = gly_grid_at(table, r, c);
            bool empty = cell->text.start == cell->text.end;
            if (cell->text.end > len || empty != (cell->kind == GLY_CELL_EMPTY) ||
                (cell->kind == GLY_CELL_FIGURE && isnan(cell->value)))
                __builtin_trap();
            gly_grid_unit(table, r, c);
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct gly_reader *const readers[] = {
        &gly_reader_html, &gly_reader_markdown, &gly_reader_plain};
    struct gly_arena arena;
    jmp_buf given_up;
    if (size == 0)
        return 0;
    const struct gly_str bytes = {(const char *)data + 1, size - 1};
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    arena.unwind = &given_up;
    if (setjmp(given_up) == 0) {
        struct gly_source *source = gly_arena_alloc(&arena, 1, sizeof *source);
        gly_source_read(&arena, gly_str("fuzz"), bytes, source);
        struct gly_doc *doc =
            readers[data[0] % GLY_COUNT(readers)]->read(&arena, source);
        gly_doc_tokenise(doc);
        gly_annotate(doc, gly_annotation_closure(GLY_NEED_GRIDS), NULL);
        const struct gly_grids *grids = doc->notes[GLY_ANNOTATION_GRIDS];
        for (uint32_t i = 0; i < grids->count; i++)
            inspect(doc, &grids->at[i]);
    }
    gly_arena_release(&arena);
    return 0;
}
