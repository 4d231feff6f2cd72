/* Fuzz entry: any bytes as a table of phrase rules, which are then looked for in the very
 * same bytes. */
#include <stdint.h>

#include "base/limits.h"
#include "note/style.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool go_on(void *context, const struct gly_error *err)
{
    unsigned *mistakes = context;
    return err->message[0] != '\0' && ++*mistakes < 100;
}

static void found(void *context, const struct gly_style_match *match)
{
    const struct gly_doc *doc = context;
    if (match->span.end > gly_doc_text(doc).len || match->span.start >= match->span.end)
        __builtin_trap();
}

static void search(struct gly_arena *arena, const struct gly_style *style,
                   struct gly_str text)
{
    struct gly_source *source = gly_arena_alloc(arena, 1, sizeof *source);
    gly_source_read(arena, gly_str("fuzz.md"), text, source);
    struct gly_doc *doc = gly_reader_markdown.read(arena, source);
    gly_doc_tokenise(doc);
    bool *wanted = gly_arena_alloc(arena, style->count, sizeof *wanted);
    for (uint32_t i = 0; i < style->count; i++)
        wanted[i] = true;
    struct gly_matcher *matcher = gly_matcher_open();
    if (matcher)
        gly_style_find(style, doc, wanted, matcher, found, doc);
    gly_matcher_close(matcher);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct gly_arena arena;
    jmp_buf given_up;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    arena.unwind = &given_up;
    if (setjmp(given_up) == 0) {
        struct gly_str text = {(const char *)data, size};
        struct gly_style style = {0};
        struct gly_error err;
        unsigned mistakes = 0;
        struct gly_table_mistakes tolerant = {go_on, &mistakes};
        gly_style_add_table(&arena, "fuzz", text, &tolerant, &style, &err);
        gly_style_index(&arena, &style);
        search(&arena, &style, text);
    }
    gly_arena_release(&arena);
    return 0;
}
