/* UTF-8: decoding, encoding, validation, counting. Everything downstream of the source
 * holds valid UTF-8, so the decoders here are written for valid text and merely stay in
 * bounds on anything else. */
#ifndef GALLEY_UTF8_H
#define GALLEY_UTF8_H

#include <stdint.h>

#include <galley/span.h>

/* Decode the code point at `at`, which must be below `len`; `*ret_len` is the number of
 * bytes it takes, at least 1. An ill-formed byte gives U+FFFD and the length of the
 * maximal subpart (Unicode 15, table 3-7), as Python and the Web do. */
uint32_t gly_utf8_decode(const char *text, size_t len, size_t at, unsigned *ret_len);

/* The code point that ends before `at` (above 0). */
uint32_t gly_utf8_decode_before(const char *text, size_t at, unsigned *ret_len);

/* Write `cp` as 1 to 4 bytes; returns how many. */
unsigned gly_utf8_encode(uint32_t cp, char ret[4]);

/* The length of the longest valid prefix: `len` when all is valid. */
size_t gly_utf8_valid_prefix(const char *text, size_t len);

/* Code points in valid text. */
size_t gly_utf8_count(struct gly_str s);

static inline bool gly_utf8_is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

#endif
