/* Words whose letters may fit, sifted from columns of section NEAR many at a time: what is left is
 * compared letter by letter. */
#ifndef GALLEY_SIFT_H
#define GALLEY_SIFT_H

#include <stdint.h>

#include "base/image_format.h"

/* Words are sifted by blocks, which bounds what is kept of them; and eight at a time, so that the
 * columns hold at least as many. */
enum { GLY_SIFT_BLOCK = 512, GLY_SIFT_LANES = 8 };

/* How many letters a word within `distance` edits may have that the written one lacks, and
 * the other way about. A longer word has that many letters more, which leaves less room
 * for replaced ones. */
struct gly_slack {
    unsigned more, less;
};

struct gly_slack gly_slack_for(unsigned distance, unsigned written, unsigned meant);

/* The letters of words, see gly_near_letters(). Behind the last of the words something of the
 * image stands, so that eight may always be read. */
struct gly_sift_letters {
    const uint32_t *once, *twice;
};

/* Which of `count` words (at most a block) have letters that fit; returns how many and
 * writes their numbers, ascending, to an array of as many as the block has. */
unsigned gly_sift_by_letters(struct gly_sift_letters letters, unsigned count,
                             struct gly_near_letters wanted, struct gly_slack slack,
                             uint16_t *ret_fitting);

/* The pairs of letters of a word (gly_near_pairs()), how many of them another may have or
 * lack, and how the word sounds (gly_sound_key()). */
struct gly_sift_pairs {
    uint32_t pairs, sound;
    unsigned slack;
};

/* Keeps of `count` words, whose numbers `fitting` holds, those that fit in their pairs of
 * letters or sound the same; returns how many are left. */
unsigned gly_sift_by_pairs(const uint32_t *pairs, const uint32_t *sounds,
                           struct gly_sift_pairs wanted, uint16_t *fitting,
                           unsigned count);

/* Which of them sound so (gly_sound_key()). */
unsigned gly_sift_by_sound(const uint32_t *sounds, unsigned count, uint32_t wanted,
                           uint16_t *ret_alike);

#endif
