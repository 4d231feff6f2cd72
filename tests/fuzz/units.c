/* Fuzz entry: any bytes as a table of units, which are then looked for in the very same
 * bytes. */
#include <stdint.h>

#include "base/limits.h"
#include "note/measure.h"
#include "note/note.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool go_on(void *context, const struct gly_error *err)
{
    unsigned *mistakes = context;
    return err->message[0] != '\0' && ++*mistakes < 100;
}

/* Every unit is found again, and every quantity lies in the text. */
static void search(struct gly_arena *arena, const struct gly_resources *resources,
                   struct gly_str text)
{
    struct gly_source *source = gly_arena_alloc(arena, 1, sizeof *source);
    gly_source_read(arena, gly_str("fuzz.md"), text, source);
    struct gly_doc *doc = gly_reader_markdown.read(arena, source);
    gly_doc_tokenise(doc);
    gly_annotate(doc, gly_annotation_closure(GLY_NEED_GRIDS), resources);
    const struct gly_quantities *all = doc->notes[GLY_ANNOTATION_QUANTITIES];
    for (uint32_t i = 0; i < all->count; i++)
        if (all->at[i].span.end > gly_doc_text(doc).len)
            __builtin_trap();
    for (uint32_t i = 0; resources->units && i < resources->units->unit_count; i++)
        if (!gly_measure_next(doc, resources->units->units[i].symbol, NULL))
            __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct gly_arena arena;
    jmp_buf given_up;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    arena.unwind = &given_up;
    if (setjmp(given_up) == 0) {
        struct gly_str text = {(const char *)data, size};
        unsigned mistakes = 0;
        const struct gly_table_mistakes tolerant = {go_on, &mistakes};
        struct gly_measure_sheet sheet = {"fuzz", text};
        const struct gly_resources resources = {
            .units = gly_measures_read(&arena, &sheet, 1, &tolerant)};
        search(&arena, &resources, text);
    }
    gly_arena_release(&arena);
    return 0;
}
