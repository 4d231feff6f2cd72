/* Fuzz entry: any bytes as galley.dat. What opens must answer every question without
 * leaving its memory. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/claim_build.h"
#include "base/confusions.h"
#include "base/limits.h"
#include "base/neighbours.h"
#include "base/slips.h"
#include "base/wordlist.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ask_words(const struct gly_image *image)
{
    struct gly_wordlist words;
    struct gly_error err;
    if (gly_wordlist_init(&words, image, &err) != GLY_OK)
        return;
    struct gly_word_form form;
    uint32_t cursor = 0;
    struct gly_str word;
    struct gly_word_info info;
    gly_wordlist_find_form(&words, gly_str("Harbour's"), &form);
    for (unsigned i = 0; i < 1000 && gly_wordlist_next(&words, &cursor, &word, &info);
         i++)
        gly_wordlist_find_form(&words, word, &form);
    struct gly_neighbours neighbours;
    struct gly_neighbour found[GLY_NEAR_KEPT];
    if (gly_neighbours_init(&neighbours, &words, image, &err) != GLY_OK)
        return;
    unsigned among = GLY_AMONG_COMMON | GLY_AMONG_OTHERS | GLY_AMONG_NAMES;
    gly_neighbours_find(&neighbours, gly_str("harbuor"), among, 240, found,
                        GLY_NEAR_KEPT);
    gly_neighbours_has_common(&neighbours, gly_str("harbuor"), among);
}

static void ask_slips(const struct gly_image *image)
{
    struct gly_slips slips;
    struct gly_error err;
    struct gly_str meant;
    if (gly_slips_init(&slips, image, &err) == GLY_OK)
        gly_slips_find(&slips, gly_str("recieve"), &meant);
}

/* Every row, every chain and every text; and a row of a user's added to them. */
static void ask_claims(const unsigned char *bytes, size_t size)
{
    struct gly_claim_words words;
    struct gly_error err;
    if (gly_claim_words_init(&words, bytes, size, "fuzz", &err) != GLY_OK)
        return;
    gly_claim_find(&words, gly_str("born"));
    for (uint32_t i = 0; i < words.counts[GLY_CLAIM_ENTRIES]; i++) {
        const struct gly_claim_entry *entry = gly_claim_entry(&words, i);
        uint32_t at = entry->opposites;
        for (; at; at = gly_claim_opposite(&words, at)->next)
            gly_claim_row_text(&words, gly_claim_opposite(&words, at)->other);
        for (at = entry->relations; at; at = gly_claim_link(&words, at)->next)
            gly_claim_relation_row(&words, gly_claim_link(&words, at)->row);
        for (at = entry->labels; at; at = gly_claim_label(&words, at)->next)
            gly_claim_row_text(&words, gly_claim_label(&words, at)->qualifiers);
        gly_claim_event_row(&words, entry->event);
    }
    struct gly_arena arena;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    struct gly_claim_builder *b = gly_claim_builder_new(&arena, &words);
    const struct gly_str pair[GLY_CLAIM_COLUMNS] = {GLY_STR("born"), GLY_STR("cold")};
    gly_claim_builder_add(b, GLY_CLAIM_SHEET_OPPOSITES, pair, "fuzz", 1, &err);
    gly_claim_builder_finish(b, &bytes, &size);
    gly_claim_words_init(&words, bytes, size, "fuzz", &err);
    gly_arena_release(&arena);
}

static void ask_confusions(const struct gly_image *image)
{
    const unsigned char *bytes;
    size_t size;
    struct gly_confusions confusions;
    struct gly_error err;
    if (!gly_image_section(image, "CONF", &bytes, &size) ||
        gly_confusions_init(&confusions, bytes, size, image->path, &err) != GLY_OK)
        return;
    for (const struct gly_confuse_row *row =
             gly_confusions_first(&confusions, gly_str("of"));
         row; row = gly_confusions_next(&confusions, row)) {
        const struct gly_confuse_element *elements;
        for (uint32_t i = 0; gly_confusions_context(&confusions, row, i, &elements);
             i++)
            gly_confusions_text(&confusions, elements->words, elements->words_len);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[] = "/tmp/galley-fuzz-XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0)
        return 0;
    ssize_t written = write(fd, data, size);
    close(fd);
    struct gly_image image;
    struct gly_error err;
    if (written == (ssize_t)size && gly_image_open(path, &image, &err) == GLY_OK) {
        const unsigned char *bytes;
        size_t len;
        ask_words(&image);
        ask_slips(&image);
        if (gly_image_section(&image, "CLAM", &bytes, &len))
            ask_claims(bytes, len);
        ask_confusions(&image);
        gly_image_verify(&image, &err);
        gly_image_close(&image);
    }
    unlink(path);
    return 0;
}
