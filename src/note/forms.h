/* The memory of word forms: what was said of a form is found again by its hash, in a few
 * instructions and without a branch on how long the word is. */
#ifndef GALLEY_NOTE_FORMS_H
#define GALLEY_NOTE_FORMS_H

#include "base/bytes.h"
#include "note/memory.h"

/* Well mixed in all 64 bits. Nine words in ten have sixteen bytes at most, and for these
 * nothing branches on the length, which is hard to foresee. */
static inline uint64_t gly_form_hash(struct gly_str text, struct gly_span span)
{
    enum { PART = 8, SHORT = 2 * PART };
    const uint64_t odd = 0x9E3779B97F4A7C15u;
    size_t at = span.start;
    uint64_t hash = 0;
    for (; span.end - at > SHORT; at += PART) {
        hash = (hash ^ gly_bytes_at(text, at, PART)) * odd;
        hash ^= hash >> 29;
    }
    size_t len = span.end - at, first = len < PART ? len : PART;
    hash = (hash ^ gly_bytes_at(text, at, first)) * odd;
    hash = ((hash ^ hash >> 29) + gly_bytes_at(text, at + first, len - first)) * odd;
    hash = (hash ^ hash >> 32) * odd;
    return hash ^ hash >> 32;
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
