/* What one character is to the tokeniser: a table of 256 classes for bytes, and a class
 * for every code point beyond ASCII. */
#ifndef GALLEY_TEXT_CHARS_H
#define GALLEY_TEXT_CHARS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <galley/span.h>

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

/* The class of the character at `at` (below `end`), of any length, and that length. */
enum gly_char gly_char_at(const char *text, uint32_t at, uint32_t end,
                          unsigned *ret_len);

/* The end of the run of small ASCII letters from `at`, `end` at most (inside the text);
 * eight at a time where the machine's byte order lets the first other byte be found by
 * counting zeros. Word lengths are hard to foresee: a loop over single bytes pays one
 * mispredicted branch a word. */
static inline uint32_t gly_lower_end(struct gly_str text, uint32_t at, uint32_t end)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
    while (text.len - at >= 8) {
        uint64_t bytes, seven;
        memcpy(&bytes, text.ptr + at, sizeof bytes);
        seven = bytes & ~high;
        uint64_t from_a = seven + ones * (0x80 - 'a');
        uint64_t past_z = seven + ones * (0x7F - 'z');
        uint64_t other = ~(from_a & ~past_z & ~bytes) & high;
        uint32_t stop = at + (other != 0 ? (uint32_t)__builtin_ctzll(other) / 8 : 8);
        if (other != 0 || stop >= end)
            return stop < end ? stop : end;
        at = stop;
    }
#endif
    while (at < end && gly_byte_is(text.ptr[at], GLY_CHAR_LOWER))
        at++;
    return at;
}

/* Apostrophes and what is typed for them: ' U+2019, U+2018, U+02BC is a letter already.
 * Returns the length, 0 when there is none at `at`. */
unsigned gly_apostrophe_at(const char *text, uint32_t at, uint32_t end);

/* `len` bytes (eight at most) of a text from `at` on as one number, with NUL for what is
 * missing to eight. */
static inline uint64_t gly_bytes_at(struct gly_str text, size_t at, size_t len)
{
    static const unsigned char kept[16] = {0xFF, 0xFF, 0xFF, 0xFF,
                                           0xFF, 0xFF, 0xFF, 0xFF};
    uint64_t bytes = 0, mask;
    memcpy(&mask, kept + 8 - len, sizeof mask);
    if (text.len - at >= sizeof bytes)
        memcpy(&bytes, text.ptr + at, sizeof bytes);
    else
        memcpy(&bytes, text.ptr + at, len);
    return bytes & mask;
}

/* Eight bytes with their ASCII letters in lower case. */
static inline uint64_t gly_fold_bytes(uint64_t bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
    uint64_t seven = bytes & ~high;
    uint64_t from_a = seven + ones * (0x80 - 'A');
    uint64_t past_z = seven + ones * (0x7F - 'Z');
    return bytes | (from_a & ~past_z & ~bytes & high) >> 2;
}

/* Eight bytes of a text as the number that sorts as they do. */
static inline uint64_t gly_bytes_in_order(uint64_t bytes)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return __builtin_bswap64(bytes);
#else
    return bytes;
#endif
}

/* A word of at most eight bytes, in lower case, NUL behind it. */
enum { GLY_SHORT_WORD_LEN = 8 };
typedef char gly_short_word[GLY_SHORT_WORD_LEN + 1];

/* Is `word` in the list, but for the case of ASCII letters? For short lists. */
bool gly_word_in(struct gly_str word, const gly_short_word *list, size_t count);

#endif
