/* The memory of word forms: what was said of a form is found again by its hash, in a few
 * instructions and without a branch on how long the word is. */
#ifndef GALLEY_NOTE_FORMS_H
#define GALLEY_NOTE_FORMS_H

#include "base/bytes.h"
#include "note/memory.h"

/* A product of 128 bits, folded: all bits of both depend on each other. */
static inline uint64_t gly_form_mix(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
    __extension__ unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
#else /* processors of 32 bits: two products of 64 bits, each of which leaves bits above */
    const uint64_t odd = 0x9E3779B97F4A7C15u;
    uint64_t mixed = (a ^ a >> 32) * odd + (b << 32 | b >> 32);
    mixed = (mixed ^ mixed >> 29) * odd;
    return mixed ^ mixed >> 32;
#endif
}

/* Sixteen bytes of a text from `at` on, with NUL for those from `len` (sixteen at most). */
static inline void gly_form_bytes(struct gly_str text, size_t at, size_t len,
                                  uint64_t ret_halves[2])
{
    enum { ALL = sizeof(gly_sixteen) };
    static const unsigned char kept[2 * ALL] = {
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    };
    gly_sixteen bytes;
    if (text.len - at >= ALL) {
        bytes = gly_sixteen_at(text.ptr + at) &
                gly_sixteen_at((const char *)kept + ALL - len);
    } else {
        memset(&bytes, 0, sizeof bytes);
        memcpy(&bytes, text.ptr + at, len);
    }
    memcpy(ret_halves, &bytes, sizeof bytes);
}

/* Well mixed in all 64 bits. Nine words in ten have sixteen bytes at most, and for these
 * nothing branches on the length, which is hard to foresee. */
static inline uint64_t gly_form_hash(struct gly_str text, struct gly_span span)
{
    enum { PART = sizeof(gly_sixteen) };
    const uint64_t odd = 0x9E3779B97F4A7C15u, other = 0xD6E8FEB86659FD93u;
    uint64_t hash = odd, halves[2];
    size_t at = span.start;
    for (; span.end - at > PART; at += PART) {
        gly_form_bytes(text, at, PART, halves);
        hash = gly_form_mix(halves[0] ^ hash, halves[1] ^ other);
    }
    gly_form_bytes(text, at, span.end - at, halves);
    return gly_form_mix(gly_form_mix(halves[0] ^ hash, halves[1] ^ other), odd);
}

/* An entry: above its lowest bits, which are a gly_word, those of the hash, the least of
 * them always set. */
enum { GLY_FORM_FLAGS_BITS = 16, GLY_FORM_WORD_BITS = 24 };

static inline uint64_t gly_form_pack(uint64_t hash, struct gly_word word)
{
    const uint64_t used = UINT64_C(1) << GLY_FORM_WORD_BITS;
    return (hash & ~(used - 1)) | used | (uint64_t)word.size << GLY_FORM_FLAGS_BITS |
           word.flags;
}

/* What an entry says; `times` is of a document and not remembered. */
static inline struct gly_word gly_form_word(uint64_t entry)
{
    return (struct gly_word){.flags = (uint16_t)entry,
                             .size = (uint8_t)(entry >> GLY_FORM_FLAGS_BITS)};
}

static inline bool gly_form_is(uint64_t entry, uint64_t wanted)
{
    return (entry ^ wanted) >> GLY_FORM_WORD_BITS == 0;
}

/* Where the memory would have a form. */
static inline uint64_t *gly_form_set(struct gly_form_memory *forms, uint64_t hash)
{
    const unsigned below = GLY_FORM_WORD_BITS - GLY_FORM_SET_BITS;
    return forms->sets[hash >> below & ((1u << GLY_FORM_SET_BITS) - 1)];
}

/* Its entry, 0 where there is none. */
static inline uint64_t gly_form_find(struct gly_form_memory *forms, uint64_t hash)
{
    const uint64_t *set = gly_form_set(forms, hash);
    uint64_t wanted = gly_form_pack(hash, (struct gly_word){0});
    uint64_t first = 0 - (uint64_t)gly_form_is(set[0], wanted); /* all ones: it is */
    uint64_t entry = (set[0] & first) | (set[1] & ~first);
    return gly_form_is(entry, wanted) ? entry : 0;
}

/* Put a form in the place of the one that has been there longest. */
static inline uint64_t gly_form_remember(struct gly_form_memory *forms, uint64_t hash,
                                         struct gly_word word)
{
    uint64_t *set = gly_form_set(forms, hash);
    set[1] = set[0];
    set[0] = gly_form_pack(hash, word);
    return set[0];
}

#endif
