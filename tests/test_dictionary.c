/* Dictionaries of other languages and words of the user's own. */
#include <criterion/criterion.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/dictionary.h"
#include "base/limits.h"
#include "base/ownwords.h"
#include "engine/resources.h"

static struct gly_arena arena;

static void setup(void)
{
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
}

static void teardown(void)
{
    gly_arena_release(&arena);
}

TestSuite(dictionary, .init = setup, .fini = teardown);
TestSuite(own_words, .init = setup, .fini = teardown);

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    cr_assert(file, "%s", path);
    fputs(text, file);
    fclose(file);
}

/* A dictionary of a made-up language, in Latin-1 unless `utf8`. */
static struct gly_dictionary made_up(char folder[64], bool utf8)
{
    strcpy(folder, "/tmp/galley-dictionary-XXXXXX");
    cr_assert(mkdtemp(folder));
    write_file(
        folder, "qx_QX.aff",
        utf8 ? "SET UTF-8\nTRY esianrtolcdugmphbyfvkwzjxq\nSFX S Y 1\nSFX S 0 en .\n"
             : "SET ISO8859-1\nTRY esianrtolcdugmphbyfvkwzjxq\nSFX S Y 1\n"
               "SFX S 0 en .\n");
    write_file(folder, "qx_QX.dic",
               utf8 ? "2\nbr\xC3\xBCkolt/S\nfaltor\n" : "2\nbr\xFCkolt/S\nfaltor\n");
    char path[200];
    snprintf(path, sizeof path, "%s/qx_QX", folder);
    struct gly_dictionary dictionary;
    struct gly_error err = {0};
    cr_assert_eq(gly_dictionary_find(&arena, path, &dictionary, &err), GLY_OK, "%s",
                 err.message);
    return dictionary;
}

static void remove_made_up(const char *folder)
{
    char path[200];
    snprintf(path, sizeof path, "%s/qx_QX.aff", folder);
    unlink(path);
    snprintf(path, sizeof path, "%s/qx_QX.dic", folder);
    unlink(path);
    rmdir(folder);
}

Test(dictionary, knows_inflected_words_in_any_encoding)
{
    for (unsigned utf8 = 0; utf8 < 2; utf8++) {
        char folder[64];
        struct gly_dictionary dictionary = made_up(folder, utf8);
        struct gly_handles handles = {0};
        cr_expect_str_eq(dictionary.lang, "qx-QX");
        cr_expect(gly_dictionary_has(&handles, &dictionary, gly_str("faltor")));
        cr_expect(
            gly_dictionary_has(&handles, &dictionary, gly_str("br\xC3\xBCkolten")));
        cr_expect(!gly_dictionary_has(&handles, &dictionary, gly_str("faltoren")));
        cr_expect_eq(handles.count, 1);
        struct gly_str offers[3];
        unsigned count = gly_dictionary_suggest(&handles, &dictionary, &arena,
                                                gly_str("br\xC3\xBCkoltt"), offers, 3);
        cr_assert_geq(count, 1);
        cr_expect(gly_str_is(offers[0], "br\xC3\xBCkolt"), "%.*s",
                  GLY_STR_ARG(offers[0]));
        gly_handles_close(&handles);
        remove_made_up(folder);
    }
}

Test(dictionary, says_what_is_missing)
{
    struct gly_dictionary dictionary;
    struct gly_error err = {0};
    cr_expect_eq(gly_dictionary_find(&arena, "qq_QQ", &dictionary, &err), GLY_E_USAGE);
    cr_expect(strstr(err.message, "qq_QQ"), "%s", err.message);
    cr_expect_eq(gly_dictionary_find(&arena, "/nowhere/x.dic", &dictionary, &err),
                 GLY_E_USAGE);
}

Test(dictionary, survives_any_word)
{
    char folder[64];
    struct gly_dictionary dictionary = made_up(folder, false);
    struct gly_handles handles = {0};
    char bytes[700];
    for (unsigned seed = 1; seed < 100; seed++) {
        unsigned state = seed;
        for (size_t i = 0; i < seed * 7; i++) {
            state = state * 1103515245u + 12345u;
            bytes[i] = (char)(state >> 16);
        }
        struct gly_str offers[3], word = {bytes, seed * 7};
        gly_dictionary_has(&handles, &dictionary, word);
        if (seed < 20)
            gly_dictionary_suggest(&handles, &dictionary, &arena, word, offers, 3);
    }
    gly_handles_close(&handles);
    remove_made_up(folder);
}

static void *open_and_close(void *context)
{
    for (unsigned i = 0; i < 20; i++) {
        struct gly_handles handles = {0};
        cr_assert(gly_dictionary_has(&handles, context, gly_str("faltor")));
        gly_handles_close(&handles);
    }
    return NULL;
}

Test(dictionary, is_opened_by_many_at_once)
{
    char folder[64];
    struct gly_dictionary dictionary = made_up(folder, true);
    pthread_t threads[4];
    for (size_t i = 0; i < GLY_COUNT(threads); i++)
        cr_assert_eq(pthread_create(&threads[i], NULL, open_and_close, &dictionary), 0);
    for (size_t i = 0; i < GLY_COUNT(threads); i++)
        pthread_join(threads[i], NULL);
    remove_made_up(folder);
}

/* With the dictionaries of packages.txt, where they are installed. */
static void expect_installed(const char *name, const char *lang, const char *right,
                             const char *wrong, const char *meant)
{
    struct gly_dictionary dictionary;
    struct gly_error err;
    struct gly_handles handles = {0};
    if (gly_dictionary_find(&arena, name, &dictionary, &err) != GLY_OK) {
        cr_log_warn("skipped: %s", err.message);
        return;
    }
    cr_expect_str_eq(dictionary.lang, lang);
    cr_expect(gly_dictionary_has(&handles, &dictionary, gly_str(right)));
    cr_expect(!gly_dictionary_has(&handles, &dictionary, gly_str(wrong)));
    struct gly_str offers[3];
    unsigned count = gly_dictionary_suggest(&handles, &dictionary, &arena,
                                            gly_str(wrong), offers, 3);
    cr_assert_geq(count, 1);
    cr_expect(gly_str_is(offers[0], meant), "%.*s", GLY_STR_ARG(offers[0]));
    gly_handles_close(&handles);
}

Test(dictionary, speaks_german_and_spanish)
{
    expect_installed("de", "de", "Dampfschifffahrt", "Wettter", "Wetter");
    expect_installed("de-DE", "de-DE", "Bürgermeister", "geschlosssen", "geschlossen");
    expect_installed("es_ES", "es-ES", "manzana", "manzanna", "manzana");
}

Test(own_words, are_known_and_inflected_as_their_models)
{
    const struct gly_resources *resources;
    struct gly_error err = {0};
    cr_assert_eq(gly_resources_open(&arena, GLY_NEED_WORDS, &resources, &err), GLY_OK,
                 "%s", err.message);
    struct gly_ownwords words = {0};
    gly_ownwords_add(&arena, &words,
                     gly_str("\xEF\xBB\xBF# ours\r\nflarb\r\n\n  grabble/handle \n"
                             "squiffy/happy\nKestrelina\n/\n"));
    cr_expect_eq(words.count, 4);
    static const char *const known[] = {
        "flarb",     "Flarb",    "FLARB",     "flarb's",   "grabble",    "grabbles",
        "grabbling", "Grabbled", "squiffier", "squiffily", "Kestrelina", "KESTRELINA"};
    static const char *const unknown[] = {"flarbs",  "grabblees", "kestrelina", "",
                                          "grabbly", "x",         "handleflarb"};
    for (size_t i = 0; i < GLY_COUNT(known); i++)
        cr_expect(gly_ownwords_has(&words, resources->words, gly_str(known[i])), "%s",
                  known[i]);
    for (size_t i = 0; i < GLY_COUNT(unknown); i++)
        cr_expect(!gly_ownwords_has(&words, resources->words, gly_str(unknown[i])),
                  "%s", unknown[i]);
}
