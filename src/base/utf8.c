#include "base/utf8.h"

#include <string.h>

#include "base/bytes.h"

/* How many bytes a sequence has by its first byte, 0 where none can start; and the
 * range its second byte must lie in (Unicode 15, table 3-7). */
static unsigned sequence_length(unsigned char lead, unsigned char *low,
                                unsigned char *high)
{
    *low = 0x80;
    *high = 0xBF;
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    if (lead < 0xE0)
        return 2;
    if (lead < 0xF0) {
        if (lead == 0xE0)
            *low = 0xA0;
        if (lead == 0xED)
            *high = 0x9F;
        return 3;
    }
    if (lead == 0xF0)
        *low = 0x90;
    if (lead == 0xF4)
        *high = 0x8F;
    return 4;
}

uint32_t gly_utf8_decode(const char *text, size_t len, size_t at, unsigned *ret_len)
{
    const unsigned char *s = (const unsigned char *)text + at;
    size_t left = len - at;
    if (s[0] < 0x80) {
        *ret_len = 1;
        return s[0];
    }
    unsigned char low, high;
    unsigned want = sequence_length(s[0], &low, &high);
    *ret_len = 1;
    if (want == 0)
        return 0xFFFD;
    uint32_t cp = s[0] & (0x7Fu >> want);
    for (unsigned i = 1; i < want; i++) {
        if (i >= left || s[i] < low || s[i] > high)
            return 0xFFFD;
        cp = cp << 6 | (s[i] & 0x3F);
        *ret_len = i + 1;
        low = 0x80;
        high = 0xBF;
    }
    return cp;
}

uint32_t gly_utf8_decode_before(const char *text, size_t at, unsigned *ret_len)
{
    size_t start = at - 1;
    while (start > 0 && at - start < 4 && gly_utf8_is_continuation(text[start]))
        start--;
    uint32_t cp = gly_utf8_decode(text, at, start, ret_len);
    if (start + *ret_len != at) {
        *ret_len = 1;
        return 0xFFFD;
    }
    return cp;
}

unsigned gly_utf8_encode(uint32_t cp, char ret[4])
{
    if (cp < 0x80) {
        ret[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        ret[0] = (char)(0xC0 | cp >> 6);
        ret[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        ret[0] = (char)(0xE0 | cp >> 12);
        ret[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        ret[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    ret[0] = (char)(0xF0 | cp >> 18);
    ret[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    ret[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    ret[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

/* Is one of 64 bytes beyond ASCII? */
static bool any_high(const char *at)
{
    gly_sixteen all = gly_sixteen_at(at) | gly_sixteen_at(at + 16) |
                      gly_sixteen_at(at + 32) | gly_sixteen_at(at + 48);
    return gly_sixteen_any(all < 0);
}

size_t gly_utf8_valid_prefix(const char *text, size_t len)
{
    size_t at = 0;
    while (at < len) {
        /* Prose is nearly all ASCII. */
        while (len - at >= 4 * sizeof(gly_sixteen) && !any_high(text + at))
            at += 4 * sizeof(gly_sixteen);
        while (len - at >= sizeof(uint64_t)) {
            uint64_t eight;
            memcpy(&eight, text + at, sizeof eight);
            if (eight & UINT64_C(0x8080808080808080))
                break;
            at += sizeof eight;
        }
        if (at == len)
            break;
        if ((unsigned char)text[at] < 0x80) {
            at++;
            continue;
        }
        unsigned char low, high;
        unsigned want = sequence_length((unsigned char)text[at], &low, &high);
        if (want == 0 || want > len - at)
            return at;
        for (unsigned i = 1; i < want; i++) {
            unsigned char byte = (unsigned char)text[at + i];
            if (byte < low || byte > high)
                return at;
            low = 0x80;
            high = 0xBF;
        }
        at += want;
    }
    return len;
}

/* Is no byte a part of a longer character? */
static bool is_ascii(struct gly_str s)
{
    uint64_t all = 0, bytes;
    size_t start = 0;
    if (s.len < sizeof bytes)
        return !gly_bytes_any_high(gly_bytes_last(s.ptr, s.len));
    for (; s.len - start >= 64; start += 64)
        if (any_high(s.ptr + start))
            return false;
    for (size_t at = start; at + sizeof bytes <= s.len; at += sizeof bytes) {
        memcpy(&bytes, s.ptr + at, sizeof bytes);
        all |= bytes;
    }
    memcpy(&bytes, s.ptr + s.len - sizeof bytes, sizeof bytes);
    return !gly_bytes_any_high(all | bytes);
}

size_t gly_utf8_count(struct gly_str s)
{
    size_t count = 0;
    if (is_ascii(s))
        return s.len;
    for (size_t at = 0; at < s.len; at++)
        count += !gly_utf8_is_continuation(s.ptr[at]);
    return count;
}
