/* What a slip of pen or key costs: a weighted edit distance between what was written
 * and what may have been meant. The unit is a hundredth of an ordinary slip (one letter
 * wrong, missing, too many). Neighbouring keys, vowels, letters and groups that sound
 * alike, doubled letters and swapped neighbours cost less; a wrong first letter costs
 * more, for people seldom miss it. */
#ifndef GALLEY_SLIP_H
#define GALLEY_SLIP_H

#include <galley/span.h>

enum { GLY_SLIP = 100, GLY_SLIP_LETTERS_MAX = 40, GLY_SLIP_GROUPS_MAX = 16 };

/* What was written, made ready to be compared with many words. */
struct gly_slip {
    struct gly_str written;
    /* The groups of letters that end after each letter, and what may stand for them. */
    struct gly_slip_group {
        const char *meant;
        unsigned char written_len, meant_len, cost;
    } groups[GLY_SLIP_LETTERS_MAX][GLY_SLIP_GROUPS_MAX];
    unsigned char group_counts[GLY_SLIP_LETTERS_MAX];
    uint32_t group_ends[GLY_SLIP_LETTERS_MAX];  /* bits of what they may end in */
    unsigned short extra[GLY_SLIP_LETTERS_MAX]; /* cost of each letter if too many */
    /* Cost of each letter where another of a to z was meant. */
    unsigned char replaced[GLY_SLIP_LETTERS_MAX][26];
};

/* `written` is in lower case and lives as long as the slip; false when it is empty or
 * longer than GLY_SLIP_LETTERS_MAX. */
bool gly_slip_init(struct gly_slip *slip, struct gly_str written);

/* The cost of having meant `meant`, or `limit` + 1 when it is above `limit`. A word longer
 * than GLY_SLIP_LETTERS_MAX is farther than any limit. */
unsigned gly_slip_cost(const struct gly_slip *slip, struct gly_str meant,
                       unsigned limit);

/* The numbers of enum gly_slip_how in <galley/note.h>. */
enum gly_slip_kind {
    GLY_KIND_SEVERAL,
    GLY_KIND_SWAPPED,
    GLY_KIND_DOUBLED,
    GLY_KIND_MISSING,
    GLY_KIND_EXTRA,
    GLY_KIND_REPLACED,
    GLY_KIND_VOWEL,
    GLY_KIND_ENDING
};

/* Does a word end as words of other languages do and English ones seldom: in -a, -i, -o, -u,
 * -um, -us, -os, -ae, -eau? */
bool gly_ends_abroad(struct gly_str word);

/* How `written` came from `meant`, both in lower case. */
enum gly_slip_kind gly_slip_kind(struct gly_str written, struct gly_str meant);

/* Is one letter too many, missing or wrong, or have two neighbours changed places? Of any alphabet,
 * whatever the capitals; false where nothing differs. */
bool gly_slip_is_single(struct gly_str written, struct gly_str meant);

#endif
