/* What one character is to the tokeniser: a table of 256 classes for bytes, and a class
 * for every code point beyond ASCII. */
#ifndef GALLEY_TEXT_CHARS_H
#define GALLEY_TEXT_CHARS_H

#include <stdbool.h>
#include <stdint.h>

#include <galley/span.h>

#include "base/bytes.h"

/* Classes are bits, so that a question may name several. */
enum gly_char {
    GLY_CHAR_SPACE = 1 << 0,
    GLY_CHAR_LOWER = 1 << 1,
    GLY_CHAR_UPPER = 1 << 2,    /* title case, too */
    GLY_CHAR_CASELESS = 1 << 3, /* letters without case: Han, Arabic, modifiers */
    GLY_CHAR_DIGIT = 1 << 4,
    GLY_CHAR_INNER = 1 << 5, /* marks and joiners: part of what stands before them */
    GLY_CHAR_PUNCT = 1 << 6,
    GLY_CHAR_SYMBOL = 1 << 7,
    GLY_CHAR_HIGH = 1 << 8,   /* first byte of something beyond ASCII: decode it */
    GLY_CHAR_FORMAT = 1 << 9, /* invisible: part of a word only between its letters */

    GLY_CHAR_LETTER = GLY_CHAR_LOWER | GLY_CHAR_UPPER | GLY_CHAR_CASELESS,
    GLY_CHAR_WORD = GLY_CHAR_LETTER | GLY_CHAR_DIGIT,
};

extern const uint16_t gly_char_of_byte[256];

static inline bool gly_byte_is(char byte, unsigned classes)
{
    return (gly_char_of_byte[(unsigned char)byte] & classes) != 0;
}

/* The class of a code point beyond ASCII. */
enum gly_char gly_char_of_code(uint32_t cp);

/* Of the character at `at`, which is beyond ASCII: behind gly_char_at(). */
enum gly_char gly_char_decoded(const char *text, uint32_t at, uint32_t end,
                               unsigned *ret_len);

/* The class of the character at `at` (below `end`), of any length, and that length. */
static inline unsigned gly_char_at(const char *text, uint32_t at, uint32_t end,
                                   unsigned *ret_len)
{
    unsigned class = gly_char_of_byte[(unsigned char)text[at]];
    *ret_len = 1;
    return class == GLY_CHAR_HIGH ? gly_char_decoded(text, at, end, ret_len) : class;
}

/* Apostrophes and what is typed for them: ' U+2019, U+2018, U+02BC is a letter already.
 * Returns the length, 0 when there is none at `at`. */
static inline unsigned gly_apostrophe_at(const char *text, uint32_t at, uint32_t end)
{
    if (at >= end || (text[at] != '\'' && text[at] != '\xE2'))
        return 0;
    if (text[at] == '\'')
        return 1;
    bool curly = end - at >= 3 && text[at + 1] == '\x80' &&
                 (text[at + 2] == '\x99' || text[at + 2] == '\x98');
    return curly ? 3 : 0;
}

/* A word of at most eight bytes, in lower case, NUL behind it. */
enum { GLY_SHORT_WORD_LEN = 8 };
typedef char gly_short_word[GLY_SHORT_WORD_LEN + 1];

/* Is `word` in the list, but for the case of ASCII letters? For short lists. */
bool gly_word_in(struct gly_str word, const gly_short_word *list, size_t count);

#endif
