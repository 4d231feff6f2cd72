/* Eight bytes at once say what a loop over single bytes says; and the memory of word forms
 * gives back what was put in, of each form its own. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "base/bytes.h"
#include "note/forms.h"
#include "text/short_set.h"

/* Letters, their neighbours in ASCII and bytes beyond it, in an order of no meaning. */
static void fill(char *text, size_t len, uint32_t seed)
{
    static const char some[] = "azAZ@[`{'09 \x7F\x80\xC3\xE2\xFFmnMN";
    for (size_t i = 0; i < len; i++) {
        seed = seed * 1664525u + 1013904223u;
        text[i] = some[(seed >> 24) % (sizeof some - 1)];
    }
}

static void expect_bytes(struct gly_str text, size_t at, size_t len)
{
    unsigned char got[8], folded[8], between[8];
    uint64_t bytes = gly_bytes_at(text, at, len), fold = gly_bytes_fold(bytes);
    uint64_t small = gly_bytes_between(bytes, 'a', 'z');
    unsigned count = 0;
    bool high = false;
    memcpy(got, &bytes, sizeof got);
    memcpy(folded, &fold, sizeof folded);
    memcpy(between, &small, sizeof between);
    for (size_t i = 0; i < sizeof got; i++) {
        unsigned char c = i < len ? (unsigned char)text.ptr[at + i] : 0;
        bool is_small = c >= 'a' && c <= 'z';
        cr_expect(got[i] == c, "byte %zu of %zu from %zu", i, len, at);
        cr_expect(folded[i] == (c >= 'A' && c <= 'Z' ? c + 32 : c));
        cr_expect(between[i] == (is_small ? 0x80 : 0));
        count += is_small;
        high |= c >= 0x80;
    }
    cr_expect(gly_bytes_count(small) == count);
    cr_expect(gly_bytes_any_high(bytes) == high);
}

Test(bytes, are_those_of_the_text_and_none_behind_it)
{
    for (uint32_t seed = 0; seed < 400; seed++) {
        char text[19];
        fill(text, sizeof text, seed);
        for (size_t at = 0; at <= sizeof text; at++)
            for (size_t len = 0; len <= 8 && at + len <= sizeof text; len++)
                expect_bytes((struct gly_str){text, sizeof text}, at, len);
    }
}

Test(bytes, sort_as_the_text_does)
{
    struct gly_str text = {"abab\xFF"
                           "b",
                           6};
    cr_expect(gly_bytes_in_order(gly_bytes_at(text, 0, 2)) <
              gly_bytes_in_order(gly_bytes_at(text, 0, 3)));
    cr_expect(gly_bytes_in_order(gly_bytes_at(text, 0, 2)) <
              gly_bytes_in_order(gly_bytes_at(text, 4, 2)));
    cr_expect(gly_bytes_in_order(gly_bytes_at(text, 0, 2)) ==
              gly_bytes_in_order(gly_bytes_at(text, 2, 2)));
}

Test(bytes, the_end_of_small_letters)
{
    for (uint32_t seed = 0; seed < 2000; seed++) {
        char text[40];
        fill(text, sizeof text, seed);
        memset(text + seed % 7, 'q', seed % 23); /* runs of all lengths */
        struct gly_str whole = {text, sizeof text};
        for (uint32_t at = 0; at <= sizeof text; at += 3) {
            uint32_t end = at + seed % (uint32_t)(sizeof text - at + 1), stop = at;
            while (stop < end && text[stop] >= 'a' && text[stop] <= 'z')
                stop++;
            cr_expect(gly_lower_end(whole, at, end) == stop, "%u from %u to %u", seed,
                      at, end);
        }
    }
}

Test(forms, come_back_as_they_were_put)
{
    static struct gly_form_memory forms;
    enum { MANY = 20000 };
    unsigned found = 0;
    for (int turn = 0; turn < 2; turn++)
        for (unsigned i = 0; i < MANY; i++) {
            char text[64];
            int len = snprintf(text, sizeof text, "%.*s%u", (int)(i % 40),
                               "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrst", i);
            struct gly_str whole = {text, (size_t)len};
            uint64_t hash = gly_form_hash(whole, (struct gly_span){0, (uint32_t)len});
            struct gly_word word = {.flags = (uint16_t)i, .size = (uint8_t)(i >> 8)};
            uint64_t entry = gly_form_find(&forms, hash);
            if (turn == 0) {
                cr_expect(entry == 0, "'%s' is taken for another", text);
                gly_form_remember(&forms, hash, word);
            } else if (entry != 0) {
                struct gly_word back = gly_form_word(entry);
                cr_expect(back.flags == word.flags && back.size == word.size);
                found++;
            }
        }
    cr_expect(found > MANY * 9 / 10, "only %u are remembered", found);
}

Test(forms, do_not_depend_on_what_stands_around)
{
    const char *texts[] = {"word", "a word in a row", "a password here"};
    const uint32_t starts[] = {0, 2, 6};
    uint64_t hash = 0;
    for (unsigned i = 0; i < GLY_COUNT(texts); i++) {
        struct gly_span span = {starts[i], starts[i] + 4};
        uint64_t other = gly_form_hash(gly_str(texts[i]), span);
        cr_expect(i == 0 || other == hash);
        hash = other;
    }
}

Test(short_set, has_its_words_and_no_others)
{
    static const gly_short_word words[] = {"a", "of", "the", "harbour", "mountain"};
    static const char *const others[] = {"b", "f", "th", "then", "harbou", "mountaim"};
    static struct gly_short_set set;
    gly_short_set_fill(&set, words, GLY_COUNT(words));
    for (size_t i = 0; i < GLY_COUNT(words); i++) {
        struct gly_str word = gly_str(words[i]);
        cr_expect(gly_short_set_has(&set, gly_bytes_at(word, 0, word.len)), "%s",
                  words[i]);
    }
    for (size_t i = 0; i < GLY_COUNT(others); i++) {
        struct gly_str word = gly_str(others[i]);
        cr_expect_not(gly_short_set_has(&set, gly_bytes_at(word, 0, word.len)), "%s",
                      others[i]);
    }
}
