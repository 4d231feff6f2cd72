/* A document of one paragraph, for tests of what is made of text. */
#ifndef GALLEY_TESTS_TEXT_H
#define GALLEY_TESTS_TEXT_H

#include "base/limits.h"
#include "text/doc.h"

struct text {
    struct gly_arena arena;
    struct gly_source source;
    struct gly_doc *doc;
};

/* Tokenise `text`, a paragraph; text_release() when done. */
static inline void text_read(struct text *t, struct gly_str text)
{
    gly_arena_init(&t->arena, GLY_LIMIT_ARENA_BYTES);
    t->source = (struct gly_source){.bytes = text, .text = text};
    struct gly_builder b;
    gly_build_start(&b, &t->arena, &t->source, false);
    gly_build_place(&b, GLY_BLOCK_PARAGRAPH, (struct gly_span){0, (uint32_t)text.len});
    t->doc = gly_build_finish(&b);
    gly_doc_tokenise(t->doc);
}

static inline void text_release(struct text *t)
{
    gly_arena_release(&t->arena);
}

#endif
