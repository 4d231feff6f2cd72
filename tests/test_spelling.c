/* Suggestions, derivation and contexts, on the galley.dat that was built beside this. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "engine/resources.h"
#include "note/confuse.h"
#include "note/words.h"

struct fixture {
    struct gly_arena arena;
    const struct gly_resources *resources;
};

static void open_words(struct fixture *f)
{
    struct gly_error err = {0};
    gly_arena_init(&f->arena, (size_t)1 << 28);
    cr_assert_eq(gly_resources_open(&f->arena, GLY_NEED_WORDS, &f->resources, &err),
                 GLY_OK, "%s", err.message);
}

static struct gly_str best(struct fixture *f, const char *written, unsigned limit)
{
    struct gly_suggestion found[3];
    unsigned count = gly_suggest_words(&f->arena, NULL, f->resources, gly_str(written),
                                       GLY_SUGGEST_ALL, limit, found, 3);
    return count > 0 ? found[0].text : (struct gly_str){"", 0};
}

Test(suggestion, takes_the_likeliest_first)
{
    static const struct {
        const char *written, *meant;
    } cases[] = {
        {"comittee", "committee"},  {"shreik", "shriek"},
        {"baloon", "balloon"},      {"telefone", "telephone"},
        {"pensil", "pencil"},       {"elegent", "elegant"},
        {"Althuogh", "Although"},   {"BRIDGW", "BRIDGE"},
        {"ofthe", "of the"},        {"willreturn", "will return"},
        {"Septembre", "September"}, {"fountan", "fountain"},
    };
    struct fixture f;
    open_words(&f);
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        struct gly_str text = best(&f, cases[i].written, 240);
        cr_expect(gly_str_is(text, cases[i].meant), "%s: %.*s", cases[i].written,
                  GLY_STR_ARG(text));
    }
    gly_arena_release(&f.arena);
}

Test(suggestion, keeps_to_its_limit)
{
    struct fixture f;
    open_words(&f);
    struct gly_suggestion found[8];
    unsigned count = gly_suggest_words(&f.arena, NULL, f.resources, gly_str("chiars"),
                                       GLY_SUGGEST_COMMON, 100, found, 8);
    cr_assert_gt(count, 0);
    for (unsigned i = 0; i < count; i++)
        cr_expect_leq(found[i].slip, 100);
    cr_expect_eq(gly_suggest_words(&f.arena, NULL, f.resources, gly_str("chiars"),
                                   GLY_SUGGEST_COMMON, 0, found, 8),
                 0);
    gly_arena_release(&f.arena);
}

Test(suggestion, survives_any_bytes)
{
    struct fixture f;
    open_words(&f);
    struct gly_suggestion found[3];
    char bytes[600];
    for (unsigned seed = 1; seed < 200; seed++) {
        unsigned state = seed;
        size_t len = seed * 3;
        for (size_t i = 0; i < len; i++) {
            state = state * 1103515245u + 12345u;
            bytes[i] = (char)(seed % 2 ? state >> 16 : 'a' + (state >> 16) % 3);
        }
        struct gly_str word = {bytes, len};
        gly_suggest_words(&f.arena, NULL, f.resources, word, GLY_SUGGEST_ALL, 280,
                          found, 3);
        gly_word_look_up(f.resources, word);
        gly_known_slip_of(&f.arena, f.resources, word);
    }
    gly_arena_release(&f.arena);
}

Test(suggestion, says_how_the_words_differ)
{
    static const struct {
        const char *written;
        enum gly_slip_how how;
    } cases[] = {
        {"lantren", GLY_SLIP_SWAPPED}, {"laddder", GLY_SLIP_DOUBLED},
        {"buton", GLY_SLIP_DOUBLED},   {"blanet", GLY_SLIP_MISSING},
        {"stovue", GLY_SLIP_EXTRA},    {"bridgw", GLY_SLIP_REPLACED},
        {"cabinat", GLY_SLIP_VOWEL},   {"lantarna", GLY_SLIP_ENDING},
        {"pensill", GLY_SLIP_SEVERAL},
    };
    struct fixture f;
    open_words(&f);
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        struct gly_suggestion found[1];
        unsigned count =
            gly_suggest_words(&f.arena, NULL, f.resources, gly_str(cases[i].written),
                              GLY_SUGGEST_ALL, 240, found, 1);
        cr_assert_eq(count, 1, "%s", cases[i].written);
        cr_expect_eq(found[0].how, cases[i].how, "%s: %.*s, %d", cases[i].written,
                     GLY_STR_ARG(found[0].text), found[0].how);
    }
    gly_arena_release(&f.arena);
}

Test(derivation, knows_the_living_rules)
{
    static const char *const derived[] = {
        "unbudgeted", "deprioritised", "haycart",  "lampshelf",
        "hydrotimer", "verticalize",   "dejector",
    };
    static const char *const others[] = {
        "regreting", "regrted", "carryed", "driveing", "boxs", "basicly", "happyness",
    };
    struct fixture f;
    open_words(&f);
    for (size_t i = 0; i < GLY_COUNT(derived); i++) {
        struct gly_word word = gly_word_look_up(f.resources, gly_str(derived[i]));
        cr_expect(word.flags & GLY_WORD_KNOWN, "%s", derived[i]);
    }
    for (size_t i = 0; i < GLY_COUNT(others); i++)
        cr_expect(!gly_word_is_derived(f.resources->words, gly_str(others[i])), "%s",
                  others[i]);
    gly_arena_release(&f.arena);
}

Test(known_slip, keeps_the_capitals)
{
    struct fixture f;
    open_words(&f);
    cr_expect(
        gly_str_is(gly_known_slip_of(&f.arena, f.resources, gly_str("Teh")), "The"));
    cr_expect(gly_str_is(gly_known_slip_of(&f.arena, f.resources, gly_str("atleast")),
                         "at least"));
    cr_expect_eq(gly_known_slip_of(&f.arena, f.resources, gly_str("the")).len, 0);
    gly_arena_release(&f.arena);
}

/* ---- Confused words ---- */

struct confusion_row {
    const char *written, *meant, *contexts;
};

/* A section made of the rows that read, in a copy of just its size. */
static unsigned char *make_section(const struct confusion_row *rows, size_t count,
                                   size_t *ret_size, unsigned *ret_refused)
{
    struct gly_arena arena;
    gly_arena_init(&arena, (size_t)1 << 24);
    struct gly_confusions_builder *builder = gly_confusions_builder_new(&arena);
    *ret_refused = 0;
    for (size_t i = 0; i < count; i++) {
        const char *why = NULL;
        if (!gly_confusions_builder_add(builder, gly_str(rows[i].written),
                                        gly_str(rows[i].meant),
                                        gly_str(rows[i].contexts), &why)) {
            cr_expect(why && why[0]);
            ++*ret_refused;
        }
    }
    const void *made = gly_confusions_builder_finish(builder, ret_size);
    unsigned char *bytes = malloc(*ret_size);
    cr_assert_not_null(bytes);
    memcpy(bytes, made, *ret_size);
    gly_arena_release(&arena);
    return bytes;
}

/* Follow every index; returns how many contexts were sound. */
static unsigned walk(const struct gly_confusions *confusions, struct gly_str word)
{
    unsigned sound = 0;
    volatile uint64_t sum = 0; /* every byte is read */
    for (const struct gly_confuse_row *row = gly_confusions_first(confusions, word);
         row; row = gly_confusions_next(confusions, row)) {
        sum += gly_confusions_text(confusions, row->meant, row->meant_len).len;
        const struct gly_confuse_element *elements;
        const struct gly_confuse_context *context;
        for (uint32_t i = 0;
             (context = gly_confusions_context(confusions, row, i, &elements)); i++) {
            sound++;
            for (uint32_t e = 0; e < context->element_count; e++) {
                struct gly_str words = gly_confusions_text(
                    confusions, elements[e].words, elements[e].words_len);
                for (size_t at = 0; at < words.len; at++)
                    sum += (unsigned char)words.ptr[at];
            }
        }
    }
    return sound;
}

static const struct confusion_row good_rows[] = {
    {"@s", "x|y", ""},
    {"of", "have", "_ @s|been .. $"},
    {"of", "off", "^ turn _;!cut _ the|~ing"},
    {"to be", "too", "_ #"},
};

Test(confusion, says_what_does_not_read)
{
    static const struct confusion_row bad[] = {
        {"", "", ""},
        {"a", "", "_ b"},
        {"b", "c", ""},
        {"b", "c", "no place"},
        {"b", "c", "_ twice _"},
        {"b", "c", "_ @nowhere"},
        {"b", "c", "_ 1 2 3 4 5 6 7 8 9 10"},
        {" b", "c", "_ d"},
    };
    size_t size;
    unsigned refused;
    unsigned char *bytes = make_section(bad, GLY_COUNT(bad), &size, &refused);
    struct gly_confusions confusions;
    struct gly_error err;
    cr_expect_eq(refused, GLY_COUNT(bad));
    cr_assert_eq(gly_confusions_init(&confusions, bytes, size, "none", &err), GLY_OK);
    cr_expect(!gly_confusions_has(&confusions, gly_str("b")));
    free(bytes);
}

Test(confusion, finds_the_rows_of_a_word)
{
    size_t size;
    unsigned refused;
    unsigned char *bytes =
        make_section(good_rows, GLY_COUNT(good_rows), &size, &refused);
    struct gly_confusions confusions;
    struct gly_error err;
    cr_expect_eq(refused, 0);
    cr_assert_eq(gly_confusions_init(&confusions, bytes, size, "rows", &err), GLY_OK);
    cr_expect_eq(walk(&confusions, gly_str("of")), 3);
    cr_expect_eq(walk(&confusions, gly_str("to")), 1);
    cr_expect(!gly_confusions_has(&confusions, gly_str("be")));
    cr_expect(!gly_confusions_has(&confusions, gly_str("o")));
    cr_expect(!gly_confusions_has(&confusions, gly_str("")));
    cr_expect_eq(gly_confusions_init(&confusions, bytes, size - 1, "cut", &err),
                 GLY_E_DATA);
    cr_expect_eq(gly_confusions_init(&confusions, bytes, 8, "cut", &err), GLY_E_DATA);
    free(bytes);
}

Test(confusion, stays_in_bounds_whatever_byte_is_damaged)
{
    size_t size, opened = 0;
    unsigned refused;
    unsigned char *bytes =
        make_section(good_rows, GLY_COUNT(good_rows), &size, &refused);
    for (size_t at = 0; at < size; at++) {
        const unsigned char was = bytes[at];
        for (unsigned value = 0; value < 256; value += 5) {
            struct gly_confusions confusions;
            struct gly_error err;
            bytes[at] = (unsigned char)value;
            if (gly_confusions_init(&confusions, bytes, size, "damaged", &err) !=
                GLY_OK)
                continue;
            opened++;
            walk(&confusions, gly_str("of"));
            walk(&confusions, gly_str("to"));
        }
        bytes[at] = was;
    }
    cr_expect_gt(opened, size);
    free(bytes);
}
