/* Eight bytes of a text at once, in one register: what a loop over single bytes would do with
 * a branch for each, and one that is foreseen wrongly for each word, since word lengths are
 * hard to foresee. */
#ifndef GALLEY_BYTES_H
#define GALLEY_BYTES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <galley/span.h>

/* The same byte eight times. */
static inline uint64_t gly_bytes_of(unsigned char byte)
{
    return UINT64_C(0x0101010101010101) * byte;
}

/* Fewer than eight bytes, and none behind them is read. */
static inline uint64_t gly_bytes_last(const char *at, size_t len)
{
    uint64_t bytes = 0;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (len >= 4) { /* two halves, which may overlap */
        uint32_t first, last;
        memcpy(&first, at, sizeof first);
        memcpy(&last, at + len - 4, sizeof last);
        return first | (uint64_t)last << 8 * (len - 4);
    }
    for (size_t i = 0; i < len; i++)
        bytes |= (uint64_t)(unsigned char)at[i] << 8 * i;
#else
    memcpy(&bytes, at, len);
#endif
    return bytes;
}

/* `len` bytes (eight at most) of a text from `at` on, with NUL for what is missing to
 * eight. */
static inline uint64_t gly_bytes_at(struct gly_str text, size_t at, size_t len)
{
    static const unsigned char kept[16] = {0xFF, 0xFF, 0xFF, 0xFF,
                                           0xFF, 0xFF, 0xFF, 0xFF};
    uint64_t bytes, mask;
    if (text.len - at < sizeof bytes)
        return gly_bytes_last(text.ptr + at, len);
    memcpy(&bytes, text.ptr + at, sizeof bytes);
    memcpy(&mask, kept + 8 - len, sizeof mask);
    return bytes & mask;
}

/* The top bit of each byte from `first` to `last`, which are of ASCII. */
static inline uint64_t gly_bytes_between(uint64_t bytes, unsigned char first,
                                         unsigned char last)
{
    uint64_t high = gly_bytes_of(0x80), seven = bytes & ~high;
    uint64_t from_first = seven + gly_bytes_of((unsigned char)(0x80 - first));
    uint64_t past_last = seven + gly_bytes_of((unsigned char)(0x7F - last));
    return from_first & ~past_last & ~bytes & high;
}

/* Is one of them beyond ASCII? */
static inline bool gly_bytes_any_high(uint64_t bytes)
{
    return (bytes & gly_bytes_of(0x80)) != 0;
}

/* With their ASCII letters in lower case. */
static inline uint64_t gly_bytes_fold(uint64_t bytes)
{
    return bytes | gly_bytes_between(bytes, 'A', 'Z') >> 2;
}

/* How many top bits are set, and no other is. */
static inline unsigned gly_bytes_count(uint64_t tops)
{
    return (unsigned)((tops >> 7) * gly_bytes_of(1) >> 56);
}

/* As the number that sorts as they do. */
static inline uint64_t gly_bytes_in_order(uint64_t bytes)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return __builtin_bswap64(bytes);
#else
    return bytes;
#endif
}

/* Sixteen bytes, as compilers know them (an extension of GCC and Clang); compared they give
 * all ones where it holds. */
typedef signed char gly_sixteen __attribute__((vector_size(16)));

static inline gly_sixteen gly_sixteen_at(const char *at)
{
    gly_sixteen bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

/* Is any bit set? */
static inline bool gly_sixteen_any(gly_sixteen bytes)
{
    uint64_t halves[2];
    memcpy(halves, &bytes, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

/* The end of the run of small ASCII letters from `at`, `end` at most (inside the text);
 * eight at a time where the machine's byte order lets the first other byte be found by
 * counting zeros. */
static inline uint32_t gly_lower_end(struct gly_str text, uint32_t at, uint32_t end)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    while (text.len - at >= 8) {
        uint64_t bytes;
        memcpy(&bytes, text.ptr + at, sizeof bytes);
        uint64_t other = gly_bytes_between(bytes, 'a', 'z') ^ gly_bytes_of(0x80);
        uint32_t stop = at + (other != 0 ? (uint32_t)__builtin_ctzll(other) / 8 : 8);
        if (other != 0 || stop >= end)
            return stop < end ? stop : end;
        at = stop;
    }
#endif
    while (at < end && text.ptr[at] >= 'a' && text.ptr[at] <= 'z')
        at++;
    return at;
}

#endif
