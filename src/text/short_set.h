/* Sets of short words in lower case, asked in a few instructions without a branch foreseen
 * wrongly: a hash table that is filled when it is first asked. */
#ifndef GALLEY_SHORT_SET_H
#define GALLEY_SHORT_SET_H

#include <pthread.h>
#include <stdint.h>

#include "text/chars.h"

enum { GLY_SHORT_SET_BITS = 9, GLY_SHORT_SET_SLOTS = 1 << GLY_SHORT_SET_BITS };

struct gly_short_set {
    uint64_t slots[GLY_SHORT_SET_SLOTS]; /* 0: free; a quarter is filled at most */
};

static inline unsigned gly_short_set_slot(uint64_t word)
{
    return (unsigned)(word * 0x9E3779B97F4A7C15u >> (64 - GLY_SHORT_SET_BITS));
}

/* A word that is in the set is not added again. */
static inline void gly_short_set_add(struct gly_short_set *set, uint64_t word)
{
    unsigned at = gly_short_set_slot(word);
    while (set->slots[at] != 0 && set->slots[at] != word)
        at = (at + 1) % GLY_SHORT_SET_SLOTS;
    set->slots[at] = word;
}

static inline void gly_short_set_fill(struct gly_short_set *set,
                                      const gly_short_word *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint64_t word;
        memcpy(&word, words[i], sizeof word);
        gly_short_set_add(set, word);
    }
}

/* The first eight bytes of a word: what a set may be asked of longer ones, for a first look. */
static inline uint64_t gly_short_head(struct gly_str word)
{
    return gly_bytes_at(word, 0,
                        word.len < GLY_SHORT_WORD_LEN ? word.len : GLY_SHORT_WORD_LEN);
}

/* Is a word of eight bytes at most (gly_bytes_at(), folded where it has capitals) in the
 * set? */
static inline bool gly_short_set_has(const struct gly_short_set *set, uint64_t word)
{
    unsigned at = gly_short_set_slot(word);
    while (set->slots[at] != 0 && set->slots[at] != word)
        at = (at + 1) % GLY_SHORT_SET_SLOTS;
    return set->slots[at] != 0;
}

#endif
