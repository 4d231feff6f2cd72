/* The words that galley knows: section WORD of galley.dat, made from rules/spelling.
 *
 * A list is a view into an open image and lives as long. Looking up takes no lock and
 * no memory. Words are UTF-8 with composed accents (NFC) and a straight apostrophe. */
#ifndef GALLEY_WORDLIST_H
#define GALLEY_WORDLIST_H

#include <stdbool.h>
#include <stdint.h>

#include <galley/error.h>
#include <galley/span.h>

#include "base/image.h"

/* Who spells a word so. Both British sets have colour; they differ in -ise and -ize. */
enum gly_variety {
    GLY_VARIETY_US = 1,
    GLY_VARIETY_GB = 2,     /* Britain with -ise, as newspapers have it */
    GLY_VARIETY_GB_IZE = 4, /* Britain with -ize, as Oxford has it */
    GLY_VARIETY_CA = 8,
    GLY_VARIETY_AU = 16,
    GLY_VARIETY_ALL = 31
};

enum gly_word_flag {
    GLY_LISTED_CAPITAL = 1,      /* capitalised in dictionaries: Monday, African */
    GLY_LISTED_NAME = 2,         /* another proper name */
    GLY_LISTED_ABBREVIATION = 4, /* Prof, NASA */
    GLY_LISTED_HUNSPELL = 8,     /* not in SCOWL's common lists, accepted by en_US */
    GLY_LISTED_OFFENSIVE = 16,   /* right, but never to be suggested */
    GLY_LISTED_ADDED = 32        /* from rules/spelling/additions.txt */
};

/* SCOWL's sizes: 10 the commonest, 35 what every small dictionary has, 60 the largest
 * without errors, 70 what large dictionaries have; 80 and 95 exist, but rather as a
 * slip of the pen: "wich" and "untill" are among them. */
enum { GLY_SIZE_COMMON = 35, GLY_SIZE_ORDINARY = 70, GLY_SIZE_RARE = 80 };

struct gly_word_info {
    uint8_t size;    /* 10, 20, 35, 40, 50, 55, 60, 70, 80 or 95 */
    uint8_t usual;   /* varieties in which it is the usual spelling; 0 for none */
    uint8_t variant; /* varieties in which it is a variant beside the usual one */
    uint8_t flags;   /* enum gly_word_flag */
};

/* How gly_wordlist_find_form() came to a word. */
struct gly_word_form {
    struct gly_word_info info;
    bool lowered;    /* found in lower case: sentence starts, headings, capitals */
    bool possessive; /* found without 's, or without the apostrophe of s' */
};

struct gly_wordlist {
    struct {
        const uint32_t *slots;
        uint32_t slot_count, probe_count;
    } common, others;
    const uint64_t *filter;
    uint32_t filter_count;
    const unsigned char *blob;
    uint32_t blob_size, word_count;
};

/* The word list of an open image. GLY_E_DATA when it has none or a damaged one. */
enum gly_status gly_wordlist_init(struct gly_wordlist *ret_list,
                                  const struct gly_image *image, struct gly_error *err);

/* Exactly these bytes, case included. The list holds neither possessives nor other forms
 * in 's (house's, it's); don't and they'll it has. */
bool gly_wordlist_find(const struct gly_wordlist *list, struct gly_str word,
                       struct gly_word_info *ret_info);

/* Ask for the part of the list where a word would be, which is far from any cache, so that
 * it is there when the word is looked up a little later. */
void gly_wordlist_prefetch(const struct gly_wordlist *list, struct gly_str word);

/* The same for words of size GLY_SIZE_COMMON and below, several times faster for what
 * is not among them: for trying the neighbours of a misspelling. */
bool gly_wordlist_find_common(const struct gly_wordlist *list, struct gly_str word,
                              struct gly_word_info *ret_info);

/* As a reader takes it. A word may be meant as written; when only its first letter is a
 * capital or all are, also in lower case; all capitals also as a Title. The commonest
 * of these counts: House is the noun at the start of a sentence rather than the
 * surname. What is not found and ends in 's or s' is tried again without the ending,
 * and U+2019 counts as the apostrophe. iPhone and McDonald must be in the list as they
 * are. Neither hyphens nor numbers are taken apart. */
bool gly_wordlist_find_form(const struct gly_wordlist *list, struct gly_str word,
                            struct gly_word_form *ret_form);

/* The same for the word at a cursor of gly_wordlist_next(). */
static inline void gly_wordlist_prefetch_at(const struct gly_wordlist *list,
                                            uint32_t cursor)
{
    if (cursor < list->blob_size)
        __builtin_prefetch(list->blob + cursor);
}

/* Walk all words, from the commonest size to the rarest. Start with *cursor 0; false
 * at the end. The word's bytes are the image's. */
bool gly_wordlist_next(const struct gly_wordlist *list, uint32_t *cursor,
                       struct gly_str *ret_word, struct gly_word_info *ret_info);

#endif
