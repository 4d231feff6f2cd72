/* The tokeniser by itself, without a reader: every paragraph between empty lines is a
 * block, so that nothing of a treebank's raw text is taken for markup.
 *
 *   bench-tokens FILE            tokens and sentences as CoNLL-U
 *   bench-tokens --speed FILE    the best of many runs, in MB/s */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/limits.h"
#include "cli/layer.h"
#include "text/doc.h"

static struct gly_doc *read_paragraphs(struct gly_arena *arena,
                                       struct gly_source *source)
{
    struct gly_builder b;
    const char *text = source->text.ptr;
    uint32_t end = (uint32_t)source->text.len, at = 0;
    gly_build_start(&b, arena, source, false);
    while (at < end) {
        while (at < end && text[at] == '\n')
            at++;
        uint32_t start = at;
        while (at < end &&
               !(text[at] == '\n' && (at + 1 == end || text[at + 1] == '\n')))
            at++;
        if (at > start)
            gly_build_place(&b, GLY_BLOCK_PARAGRAPH, (struct gly_span){start, at});
    }
    return gly_build_finish(&b);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Until two seconds are over: the first runs warm the caches, the best one tells. */
static void print_speed(struct gly_arena *arena, struct gly_source *source)
{
    double best = 1e9, begin = now();
    uint32_t tokens = 0, sentences = 0;
    while (now() - begin < 2.0) {
        gly_arena_clear(arena);
        struct gly_doc *doc = read_paragraphs(arena, source);
        double start = now();
        gly_doc_tokenise(doc);
        double taken = now() - start;
        best = taken < best ? taken : best;
        tokens = doc->toks.count;
        sentences = doc->sents.count;
    }
    printf("%zu bytes, %u tokens, %u sentences: %.1f MB/s\n", source->text.len, tokens,
           sentences, (double)source->text.len / best * 1e-6);
}

int main(int argc, char **argv)
{
    bool speed = argc == 3 && strcmp(argv[1], "--speed") == 0;
    FILE *file = argc == 2 || speed ? fopen(argv[argc - 1], "rb") : NULL;
    if (!file) {
        fputs("usage: bench-tokens [--speed] FILE\n", stderr);
        return 2;
    }
    struct gly_buf bytes, out;
    gly_buf_init(&bytes, GLY_LIMIT_DOCUMENT_BYTES);
    char block[65536];
    for (size_t got; (got = fread(block, 1, sizeof block, file)) > 0;)
        gly_buf_add(&bytes, block, got);
    fclose(file);

    struct gly_arena arena;
    struct gly_source source = {.bytes = gly_buf_str(&bytes),
                                .text = gly_buf_str(&bytes)};
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    if (speed) {
        print_speed(&arena, &source);
    } else {
        struct gly_doc *doc = read_paragraphs(&arena, &source);
        gly_doc_tokenise(doc);
        gly_buf_init(&out, GLY_LIMIT_ARENA_BYTES);
        gly_layer_tokens.formats[GLY_LAYER_CONLLU](doc, &out);
        fwrite(out.ptr, 1, out.len, stdout);
        gly_buf_release(&out);
    }
    gly_arena_release(&arena);
    gly_buf_release(&bytes);
    return 0;
}
