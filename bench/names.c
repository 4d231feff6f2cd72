/* Names without a reader: every paragraph between empty lines is a block, so that nothing of
 * a treebank's raw text is taken for markup. Each file is a document.
 *
 *   bench-names FILE...            names as CoNLL-U, one file after the other
 *   bench-names --features FILE... what the learnt kinds look at, for their trainer: a line
 *                                  a name, with file, start, end, entity and features
 *   bench-names --speed FILE       the best of many runs, layer by layer, without the parser */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/limits.h"
#include "cli/layer.h"
#include "engine/resources.h"
#include "note/name_feature.h"
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

static bool read_file(const char *path, struct gly_buf *bytes)
{
    FILE *file = fopen(path, "rb");
    char block[65536];
    if (!file)
        return false;
    for (size_t got; (got = fread(block, 1, sizeof block, file)) > 0;)
        gly_buf_add(bytes, block, got);
    fclose(file);
    return true;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void print_speed(struct gly_arena *arena, struct gly_source *source,
                        const struct gly_resources *resources)
{
    static const struct {
        const char *layer;
        unsigned need;
    } steps[] = {{"tokens", 0},
                 {"numbers", GLY_NEED_NUMBERS},
                 {"dates", GLY_NEED_DATES},
                 {"quantities", GLY_NEED_QUANTITIES},
                 {"names", GLY_NEED_EXPANSIONS | GLY_NEED_NAMES},
                 {"quotations", GLY_NEED_QUOTATIONS}};
    enum { STEPS = sizeof steps / sizeof steps[0], RUNS = 10 };
    double best[STEPS], all = 0;
    for (unsigned run = 0; run < RUNS; run++) {
        unsigned needs = 0;
        gly_arena_clear(arena);
        double at = now(), then;
        struct gly_doc *doc = read_paragraphs(arena, source);
        gly_doc_tokenise(doc);
        for (unsigned i = 0; i < STEPS; i++) {
            needs |= steps[i].need;
            if (i > 0)
                gly_annotate(doc, needs, resources);
            then = at;
            at = now();
            best[i] = run == 0 || at - then < best[i] ? at - then : best[i];
        }
    }
    printf("%zu bytes:", source->text.len);
    for (unsigned i = 0; i < STEPS; i++) {
        printf(" %s %.1f ms,", steps[i].layer, best[i] * 1e3);
        all += best[i];
    }
    printf(" all %.1f ms\n", all * 1e3);
}

static const char *const templates[] = {
#define X(NAME, text) text,
    GLY_NAME_TEMPLATES(X)
#undef X
};

/* Tabs and line breaks stand in no token. */
static void print_features(const char *path, struct gly_doc *doc,
                           const struct gly_resources *resources)
{
    struct gly_namer n;
    struct gly_name_features features;
    gly_annotate(doc, GLY_NEED_EXPANSIONS, resources);
    gly_namer_start(&n, doc, resources);
    for (uint32_t i = 0; i < n.list.count; i++) {
        const struct gly_name *name = &n.list.at[i];
        gly_namer_features(&n, i, &features);
        printf("%s\t%u\t%u\t%s:%u", path, name->span.start, name->span.end,
               name->outer == GLY_NONE ? "whole" : "inner", name->entity);
        for (uint32_t f = 0; f < features.count; f++)
            printf("\t%s=%.*s", templates[features.at[f].template],
                   GLY_STR_ARG(features.at[f].text));
        putchar('\n');
    }
}

int main(int argc, char **argv)
{
    bool speed = argc == 3 && strcmp(argv[1], "--speed") == 0;
    bool features = argc >= 3 && strcmp(argv[1], "--features") == 0;
    struct gly_arena arena, kept;
    struct gly_error err;
    const struct gly_resources *resources;
    if (argc < 2) {
        fputs("usage: bench-names FILE... | --features FILE... | --speed FILE\n",
              stderr);
        return 2;
    }
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    gly_arena_init(&kept, GLY_LIMIT_ARENA_BYTES);
    if (gly_resources_open(&kept, GLY_NEED_NAMES, &resources, &err) != GLY_OK) {
        fprintf(stderr, "bench-names: %s\n", err.message);
        return 2;
    }
    for (int i = speed || features ? 2 : 1; i < argc; i++) {
        struct gly_buf bytes, out;
        gly_buf_init(&bytes, GLY_LIMIT_DOCUMENT_BYTES);
        gly_buf_init(&out, GLY_LIMIT_ARENA_BYTES);
        if (!read_file(argv[i], &bytes)) {
            fprintf(stderr, "bench-names: cannot read %s\n", argv[i]);
            return 2;
        }
        struct gly_source source = {.bytes = gly_buf_str(&bytes),
                                    .text = gly_buf_str(&bytes)};
        if (speed) {
            print_speed(&arena, &source, resources);
        } else {
            gly_arena_clear(&arena);
            struct gly_doc *doc = read_paragraphs(&arena, &source);
            gly_doc_tokenise(doc);
            if (features)
                print_features(argv[i], doc, resources);
            else
                gly_annotate(doc, gly_annotation_closure(GLY_NEED_NAMES), resources);
            if (!features)
                gly_layer_name.formats[GLY_LAYER_CONLLU](doc, &out);
            struct gly_str text = gly_buf_str(&out);
            fwrite(text.ptr, 1, text.len, stdout);
        }
        gly_buf_release(&bytes);
        gly_buf_release(&out);
    }
    gly_arena_release(&arena);
    gly_arena_release(&kept);
    return 0;
}
