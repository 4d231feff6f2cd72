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

/* Words of section NEAR that stand one after another. Behind the last column entry something of
 * the image stands, so that eight may always be read. */
struct gly_sift_words {
    const uint32_t *once;
    const struct gly_near_row *rows;
    unsigned count;
};

/* What a word must have, but for so many edits. */
struct gly_sift_wanted {
    struct gly_near_letters letters;
    uint32_t pairs;    /* gly_near_pairs() */
    uint32_t sound;    /* gly_sound_key(): a word that has it need not have the pairs */
    unsigned distance; /* in plain edits */
};

/* Which of the words (at most a block) may be so near; returns how many and writes their
 * numbers, ascending, to an array of as many as the block has. */
unsigned gly_sift_by_letters(struct gly_sift_words words, struct gly_sift_wanted wanted,
                             struct gly_slack slack, uint16_t *ret_fitting);

#endif
