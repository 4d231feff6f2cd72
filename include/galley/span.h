/* Places and slices: the two small types that every stage of galley shares. */
#ifndef GALLEY_SPAN_H
#define GALLEY_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A half-open range of byte offsets [start, end) into the text of one document. An
 * offset never changes its meaning from the first stage to the last; lines and columns
 * exist only in reporters. */
struct gly_span {
    uint32_t start, end;
};

static inline uint32_t gly_span_len(struct gly_span span)
{
    return span.end - span.start;
}

static inline bool gly_span_overlaps(struct gly_span a, struct gly_span b)
{
    return a.start < b.end && b.start < a.end;
}

static inline bool gly_span_contains(struct gly_span outer, struct gly_span inner)
{
    return outer.start <= inner.start && inner.end <= outer.end;
}

/* A borrowed slice of bytes, never NUL-terminated. `ptr` may be NULL only when `len` is
 * 0. Who owns the bytes is said by whoever hands the slice out. */
struct gly_str {
    const char *ptr;
    size_t len;
};

/* The slice of a string literal, usable in static initialisers. */
#define GLY_STR(literal)                   \
    {                                      \
        "" literal "", sizeof(literal) - 1 \
    }

static inline struct gly_str gly_str(const char *cstring)
{
    return (struct gly_str){cstring, cstring ? strlen(cstring) : 0};
}

static inline bool gly_str_eq(struct gly_str a, struct gly_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* By their bytes: below, at or above 0 as memcmp() has it. */
static inline int gly_str_order(struct gly_str a, struct gly_str b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len > 0 ? memcmp(a.ptr, b.ptr, len) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

/* Is it one of `count` strings that are sorted by their bytes? */
static inline bool gly_str_in_sorted(struct gly_str s, const char *const *sorted,
                                     size_t count)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        struct gly_str entry = {sorted[middle], strlen(sorted[middle])};
        int order = gly_str_order(s, entry);
        if (order == 0)
            return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

/* The first bytes are compared before anything is counted: nearly all strings differ
 * there. */
static inline bool gly_str_is(struct gly_str s, const char *cstring)
{
    if (s.len == 0 || !cstring)
        return s.len == 0 && (!cstring || cstring[0] == '\0');
    return s.ptr[0] == cstring[0] && s.len == strlen(cstring) &&
           memcmp(s.ptr, cstring, strlen(cstring)) == 0;
}

/* Is it one of `count` strings, byte for byte? */
static inline bool gly_str_one_of(struct gly_str s, const char *const *list,
                                  size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (gly_str_is(s, list[i]))
            return true;
    return false;
}

/* Equal when ASCII letters are compared without their case. */
bool gly_str_eq_nocase(struct gly_str a, struct gly_str b);

/* Is it one of the strings of the NULL-ended list, ASCII letters compared without their
 * case? The entries are not empty. Most words fail by an entry's first byte. */
static inline bool gly_str_among(struct gly_str s, const char *const *list)
{
    unsigned char first = s.len > 0 ? (unsigned char)s.ptr[0] : 0;
    for (; *list; list++)
        if ((((unsigned char)**list ^ first) & ~0x20) == 0 &&
            gly_str_eq_nocase(s, gly_str(*list)))
            return true;
    return false;
}

static inline bool gly_str_starts(struct gly_str s, const char *prefix)
{
    if (s.len > 0 && prefix[0] != '\0' && s.ptr[0] != prefix[0])
        return false;
    size_t len = strlen(prefix);
    return s.len >= len && memcmp(s.ptr, prefix, len) == 0;
}

static inline bool gly_str_ends(struct gly_str s, const char *suffix)
{
    size_t len = strlen(suffix);
    return s.len >= len && memcmp(s.ptr + s.len - len, suffix, len) == 0;
}

/* printf("%.*s", GLY_STR_ARG(s)) */
#define GLY_STR_ARG(s) (int)(s).len, (s).ptr ? (s).ptr : ""

#define GLY_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
