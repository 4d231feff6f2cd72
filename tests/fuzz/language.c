/*
 * Fuzz entry for the loader of language models (libFuzzer): any bytes, given a right
 * checksum, so that the search gets past it. What opens must read a sentence without
 * leaving its memory.
 *
 *     clang -g -fsanitize=fuzzer,address,undefined -Iinclude -Isrc tests/fuzz/language.c
 *           src/note/lang.c src/note/lang_*.c -lm
 */

#include <stdlib.h>
#include <string.h>

#include "note/lang.h"
#include "note/lang_clause.h"
#include "note/lang_lemma.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct gly_str forms[] = {
    GLY_STR("The"), GLY_STR("dogs"), GLY_STR("were"),  GLY_STR("n't"),
    GLY_STR("fed"), GLY_STR("by"),   GLY_STR("Smith"), GLY_STR("'s"),
    GLY_STR("42"),  GLY_STR("cats"), GLY_STR("."),
};

static void sentence_read(const struct gly_lang_model *model)
{
    enum { COUNT = sizeof(forms) / sizeof(forms[0]) };
    struct gly_lang_scratch *scratch = malloc(sizeof(*scratch));
    struct gly_clause clauses[GLY_LANG_WORDS_MAX];
    struct gly_lang_arc arcs[COUNT];
    uint8_t tags[COUNT];
    char buffer[GLY_LANG_LEMMA_MAX];

    if (scratch == NULL) {
        return;
    }
    gly_lang_tag(model, scratch, forms, COUNT, tags, NULL);
    gly_lang_parse(model, scratch, forms, tags, COUNT, arcs);
    gly_lang_clauses_read(model, forms, tags, arcs, COUNT, clauses);
    gly_lang_parse_back(model, scratch, forms, COUNT, tags, arcs);
    for (size_t i = 0; i < COUNT; i++) {
        gly_lang_lemma(model, forms[i], tags[i], buffer);
    }
    free(scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t whole = (size + GLY_LANG_ALIGN) / GLY_LANG_ALIGN * GLY_LANG_ALIGN;
    uint8_t *bytes = aligned_alloc(GLY_LANG_ALIGN, whole);
    struct gly_lang_model model;
    const char *why;

    if (bytes == NULL) {
        return 0;
    }
    memset(bytes, 0, whole);
    memcpy(bytes, data, size);
    if (whole >= sizeof(struct gly_lang_header)) {
        struct gly_lang_header *header = (struct gly_lang_header *)bytes;

        memcpy(header->magic, GLY_LANG_MAGIC, sizeof(header->magic));
        header->version = GLY_LANG_VERSION;
        header->byte_order = GLY_LANG_BYTE_ORDER;
        header->size = whole;
        header->checksum = 0;
        header->checksum =
            gly_lang_checksum(header, sizeof(*header)) ^
            gly_lang_checksum(bytes + sizeof(*header), whole - sizeof(*header));
    }
    if (gly_lang_model_read(&model, bytes, whole, &why)) {
        sentence_read(&model);
    }
    free(bytes);
    return 0;
}
