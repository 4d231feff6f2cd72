/* Runs on the galley.dat that was built beside it: $GALLEY_DATA is its folder. */

#include "base/wordlist.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/image_format.h"

struct fixture {
    char path[4096];
    struct gly_image image;
    struct gly_wordlist list;
};

static void open_list(struct fixture *fixture)
{
    const char *folder = getenv("GALLEY_DATA");
    cr_assert_not_null(folder, "GALLEY_DATA names the folder of galley.dat");
    snprintf(fixture->path, sizeof fixture->path, "%s/galley.dat", folder);
    struct gly_error err = {0};
    cr_assert_eq(gly_image_open(fixture->path, &fixture->image, &err), GLY_OK, "%s",
                 err.message);
    cr_assert_eq(gly_wordlist_init(&fixture->list, &fixture->image, &err), GLY_OK, "%s",
                 err.message);
}

static bool knows(const struct fixture *fixture, const char *word,
                  struct gly_word_form *ret_form)
{
    return gly_wordlist_find_form(&fixture->list, gly_str(word), ret_form);
}

Test(wordlist, tells_who_spells_a_word_so)
{
    static const struct {
        const char *word;
        unsigned usual, variant;
    } cases[] = {
        {"house", GLY_VARIETY_ALL, 0},
        {"colour", GLY_VARIETY_ALL & ~GLY_VARIETY_US, 0},
        {"color", GLY_VARIETY_US, GLY_VARIETY_CA | GLY_VARIETY_AU},
        {"realise", GLY_VARIETY_GB | GLY_VARIETY_AU, 0},
        {"realize", GLY_VARIETY_US | GLY_VARIETY_GB_IZE | GLY_VARIETY_CA, 0},
        {"theatre", GLY_VARIETY_ALL & ~GLY_VARIETY_US, GLY_VARIETY_US},
        {"judgement", GLY_VARIETY_GB | GLY_VARIETY_GB_IZE | GLY_VARIETY_AU,
         GLY_VARIETY_US | GLY_VARIETY_CA},
    };
    struct fixture fixture;
    open_list(&fixture);
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        struct gly_word_info info;
        cr_assert(gly_wordlist_find(&fixture.list, gly_str(cases[i].word), &info), "%s",
                  cases[i].word);
        cr_expect_eq(info.usual, cases[i].usual, "%s", cases[i].word);
        cr_expect_eq(info.variant, cases[i].variant, "%s", cases[i].word);
    }
    gly_image_close(&fixture.image);
}

Test(wordlist, tells_how_common_a_word_is_and_what_sort)
{
    static const struct {
        const char *word;
        unsigned least, most, flags;
    } cases[] = {
        {"the", 10, 10, 0},
        {"attempt", 10, 10, 0},
        {"halberd", 50, 50, 0},
        {"wich", 80, 80, 0},
        {"untill", 95, 95, 0},
        {"Monday", 10, 35, GLY_LISTED_CAPITAL},
        {"goroutine", 60, 60, GLY_LISTED_ADDED},
        {"café", 10, 35, 0},
        {"résumé", 10, 70, GLY_LISTED_ADDED},
        {"GraphQL", 60, 60, GLY_LISTED_NAME | GLY_LISTED_ADDED},
        {"shitty", 10, 60, GLY_LISTED_OFFENSIVE},
        {"overclocked", 60, 60, GLY_LISTED_HUNSPELL},
    };
    struct fixture fixture;
    open_list(&fixture);
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        struct gly_word_info info = {0};
        cr_assert(gly_wordlist_find(&fixture.list, gly_str(cases[i].word), &info), "%s",
                  cases[i].word);
        cr_expect(info.size >= cases[i].least && info.size <= cases[i].most, "%s: %u",
                  cases[i].word, info.size);
        cr_expect_eq(info.flags, cases[i].flags, "%s: %u", cases[i].word, info.flags);
    }
    gly_image_close(&fixture.image);
}

Test(wordlist, takes_capitals_as_a_reader_does)
{
    static const struct {
        const char *word;
        bool known, lowered;
    } cases[] = {
        {"house", true, false},      {"House", true, true},
        {"HOUSE", true, true},       {"hOuse", false, false},
        {"Monday", true, false},     {"MONDAY", true, false},
        {"wednesday", false, false}, {"moNday", false, false},
        {"CAFÉ", true, true},        {"Éclair", true, true},
        {"ÉCLAIR", true, true},      {"I", true, false},
        {"NASA", true, false},       {"nato", false, false},
        {"GitHub", true, false},     {"github", true, false},
        {"macOS", true, false},      {"MacOS", false, false},
        {"recieve", false, false},   {"Recieve", false, false},
        {"RECIEVE", false, false},   {"", false, false},
        {"'", false, false},         {"'s", false, false},
        {"\xE2\x80", false, false},  {"\xFF\xFF", false, false},
    };
    struct fixture fixture;
    open_list(&fixture);
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        struct gly_word_form form = {0};
        cr_expect_eq(knows(&fixture, cases[i].word, &form), cases[i].known, "%s",
                     cases[i].word);
        cr_expect_eq(form.lowered, cases[i].lowered, "%s", cases[i].word);
    }
    gly_image_close(&fixture.image);
}

Test(wordlist, takes_endings_with_an_apostrophe_off)
{
    static const struct {
        const char *word;
        bool known, possessive;
    } cases[] = {
        {"don't", true, false},      {"don’t", true, false},   {"DON'T", true, false},
        {"Don’t", true, false},      {"dont", false, false},   {"house's", true, true},
        {"house’s", true, true},     {"houses'", true, true},  {"HOUSE'S", true, true},
        {"James's", true, true},     {"James’", true, true},   {"hose's", true, true},
        {"recieve's", false, false}, {"NASA's", true, true},   {"HOUSEs", false, false},
        {"o'clock", true, false},    {"o’clock", true, false}, {"house'", false, false},
    };
    struct fixture fixture;
    open_list(&fixture);
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        struct gly_word_form form = {0};
        cr_expect_eq(knows(&fixture, cases[i].word, &form), cases[i].known, "%s",
                     cases[i].word);
        cr_expect_eq(form.possessive, cases[i].possessive, "%s", cases[i].word);
    }
    gly_image_close(&fixture.image);
}

Test(wordlist, bears_long_words)
{
    struct fixture fixture;
    open_list(&fixture);
    for (size_t len = 1; len < 600; len++) {
        char word[1024];
        struct gly_word_form form;
        memset(word, 'Q', len);
        cr_expect(len < 8 || !gly_wordlist_find_form(
                                 &fixture.list, (struct gly_str){word, len}, &form));
        /* U+023A grows by a byte in lower case. */
        for (size_t i = 0; i < len / 2; i++)
            memcpy(word + 2 * i, "\xC8\xBA", 2);
        cr_expect_not(gly_wordlist_find_form(
            &fixture.list, (struct gly_str){word, len / 2 * 2}, &form));
        for (size_t i = 0; i < len / 3; i++)
            memcpy(word + 3 * i, "\xE2\x80\x99", 3);
        cr_expect_not(gly_wordlist_find_form(
            &fixture.list, (struct gly_str){word, len / 3 * 3}, &form));
    }
    gly_image_close(&fixture.image);
}

Test(wordlist, finds_every_word_it_holds)
{
    struct fixture fixture;
    open_list(&fixture);
    uint32_t cursor = 0;
    uint32_t count = 0;
    unsigned size = 0;
    struct gly_str word;
    struct gly_word_info info, again;
    while (gly_wordlist_next(&fixture.list, &cursor, &word, &info)) {
        /* One assertion a word, and only where it fails: each costs a message. */
        bool common = info.size <= GLY_SIZE_COMMON;
        if (!gly_wordlist_find(&fixture.list, word, &again) ||
            again.size != info.size || again.usual != info.usual ||
            again.variant != info.variant || again.flags != info.flags ||
            gly_wordlist_find_common(&fixture.list, word, &again) != common)
            cr_assert_fail("%.*s", GLY_STR_ARG(word));
        if (info.size < size)
            cr_assert_fail("%.*s: the commonest come first", GLY_STR_ARG(word));
        size = info.size;
        count++;
    }
    cr_expect_eq(count, fixture.list.word_count);
    cr_expect_gt(count, 400000);
    gly_image_close(&fixture.image);
}

/* ---- files that are not what they should be ---- */

static void write_file(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file);
    cr_assert_eq(fwrite(bytes, 1, size, file), size);
    fclose(file);
}

/* A name of its own for each test: they run side by side. */
static void scratch_path(char path[64], const char *test)
{
    snprintf(path, 64, "/tmp/galley-%s-%ld", test, (long)getpid());
}

Test(image, verifies_what_was_built)
{
    struct fixture fixture;
    open_list(&fixture);
    struct gly_error err = {0};
    cr_expect_eq(gly_image_verify(&fixture.image, &err), GLY_OK, "%s", err.message);
    const unsigned char *bytes;
    size_t size;
    cr_expect_not(gly_image_section(&fixture.image, "NONE", &bytes, &size));
    gly_image_close(&fixture.image);
    gly_image_close(&fixture.image);
}

Test(image, refuses_foreign_files)
{
    struct gly_image_header header = {
        .magic = GLY_IMAGE_MAGIC,
        .version = GLY_IMAGE_VERSION,
        .order = GLY_IMAGE_ORDER,
        .size = sizeof header,
    };
    struct gly_image_header swapped = header, other = header, longer = header,
                            many = header, more = header;
    swapped.order = 0x04030201;
    other.version++;
    longer.size++;
    many.section_count = UINT32_MAX;
    more.section_count = 1;
    const struct {
        const void *bytes;
        size_t size;
        const char *says;
    } cases[] = {
        {"", 0, "is not a data file of galley"},
        {"GLYDATA", 8, "is too short"},
        {"A page of prose that was named galley.dat by mistake.", 53, "is not a data"},
        {&swapped, sizeof swapped, "byte order"},
        {&other, sizeof other, "another version"},
        {&longer, sizeof longer, "is damaged"},
        {&many, sizeof many, "is damaged"},
        {&more, sizeof more, "is damaged"},
    };
    char path[64];
    scratch_path(path, "foreign");
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        write_file(path, cases[i].bytes, cases[i].size);
        struct gly_image image;
        struct gly_error err = {0};
        cr_expect_eq(gly_image_open(path, &image, &err), GLY_E_DATA);
        cr_expect_not_null(strstr(err.message, cases[i].says), "%s", err.message);
    }
    unlink(path);
    struct gly_image image;
    struct gly_error err = {0};
    cr_expect_eq(gly_image_open(path, &image, &err), GLY_E_DATA);
    cr_expect_eq(gly_image_open("/tmp", &image, &err), GLY_E_DATA);

    write_file(path, &header, sizeof header);
    struct gly_wordlist list;
    cr_assert_eq(gly_image_open(path, &image, &err), GLY_OK, "no sections is no fault");
    cr_expect_eq(gly_wordlist_init(&list, &image, &err), GLY_E_DATA);
    gly_image_close(&image);
    unlink(path);
}

/* A small image with one section, for damage that a large one would take too long for.
 */
struct small {
    struct gly_image_header header;
    struct gly_image_entry entry;
    struct gly_word_table table;
    uint64_t filter[1];
    uint32_t slots[4 + 2];
    char blob[32];
};

static struct small make_small(void)
{
    struct small small = {
        .header = {.magic = GLY_IMAGE_MAGIC,
                   .version = GLY_IMAGE_VERSION,
                   .order = GLY_IMAGE_ORDER,
                   .size = sizeof small,
                   .section_count = 1},
        .entry = {.tag = {'W', 'O', 'R', 'D'},
                  .offset = offsetof(struct small, table),
                  .size = sizeof small - offsetof(struct small, table)},
        .table = {.tiers = {{.slot_count = 4, .probe_count = 3}, {.slot_count = 2}},
                  .word_count = 1,
                  .blob_size = sizeof small.blob,
                  .filter_count = 1},
        .blob = "\0\x0A\x1F\0\5house",
    };
    uint64_t hash = gly_word_hash("house", 5);
    small.filter[0] = gly_filter_bits(hash);
    small.slots[gly_word_home(hash, 4)] = gly_word_mark(hash) | 1;
    return small;
}

Test(image, small_one_is_read)
{
    char path[64];
    scratch_path(path, "small");
    struct small small = make_small();
    write_file(path, &small, sizeof small);
    struct gly_image image;
    struct gly_wordlist list;
    struct gly_error err = {0};
    struct gly_word_form form = {0};
    cr_assert_eq(gly_image_open(path, &image, &err), GLY_OK, "%s", err.message);
    cr_assert_eq(gly_wordlist_init(&list, &image, &err), GLY_OK, "%s", err.message);
    cr_expect(gly_wordlist_find_form(&list, gly_str("House’s"), &form));
    cr_expect(form.lowered && form.possessive);
    cr_expect_eq(form.info.size, 10);
    cr_expect_eq(form.info.usual, GLY_VARIETY_ALL);
    cr_expect_not(gly_wordlist_find_form(&list, gly_str("horse"), &form));
    cr_expect_eq(gly_image_verify(&image, &err), GLY_E_DATA, "it has no checksum");
    gly_image_close(&image);
    unlink(path);
}

Test(image, stays_in_bounds_whatever_byte_is_damaged)
{
    char path[64];
    scratch_path(path, "damaged");
    const struct small good = make_small();
    write_file(path, &good, sizeof good);
    int file = open(path, O_WRONLY);
    cr_assert_geq(file, 0);
    size_t opened = 0;
    size_t bytes = 0;
    for (size_t at = 0; at < sizeof good; at++) {
        const unsigned char was = ((const unsigned char *)&good)[at];
        for (unsigned value = 0; value <= 256; value += 8) {
            /* In place: a new file each time would be flushed to the disk each time. */
            unsigned char byte = value < 256 ? (unsigned char)value : was;
            cr_assert(pwrite(file, &byte, 1, (off_t)at) == 1);
            struct gly_image image;
            struct gly_wordlist list;
            struct gly_error err;
            if (gly_image_open(path, &image, &err) != GLY_OK)
                continue;
            opened++;
            if (gly_wordlist_init(&list, &image, &err) == GLY_OK) {
                struct gly_word_form form;
                gly_wordlist_find_form(&list, gly_str("house"), &form);
                gly_wordlist_find_form(&list, gly_str("Houses'"), &form);
                uint32_t cursor = 0;
                struct gly_str word;
                while (gly_wordlist_next(&list, &cursor, &word, &form.info))
                    bytes += word.len;
            }
            gly_image_close(&image);
        }
    }
    cr_expect_gt(opened, 100);
    cr_expect_gt(bytes, opened);
    close(file);
    unlink(path);
}
