/* The words near to one that is not in the list: what may have been meant. A view of
 * section NEAR of galley.dat; lives as long as the image. Searching takes no lock and no
 * memory, and some twenty microseconds. */
#ifndef GALLEY_NEIGHBOURS_H
#define GALLEY_NEIGHBOURS_H

#include "base/image_format.h"
#include "base/wordlist.h"

struct gly_neighbours {
    const struct gly_wordlist *words;
    const struct gly_near_table *table;
    const uint32_t *once; /* of each word, and its row */
    const struct gly_near_row *rows;
};

/* A word that may have been meant. */
struct gly_neighbour {
    struct gly_str word; /* the image's bytes */
    struct gly_word_info info;
    unsigned slip; /* gly_slip_cost() of having meant it */
    unsigned rank; /* the same with its rareness: the lower the likelier */
};

/* GLY_E_DATA when the image has no neighbours or damaged ones. */
enum gly_status gly_neighbours_init(struct gly_neighbours *ret_neighbours,
                                    const struct gly_wordlist *words,
                                    const struct gly_image *image,
                                    struct gly_error *err);

/* Among which words to look: any of these. */
enum gly_neighbours_among {
    GLY_AMONG_COMMON = 1, /* of size GLY_SIZE_COMMON and below: a third of the work */
    GLY_AMONG_OTHERS = 2, /* up to GLY_SIZE_ORDINARY */
    GLY_AMONG_NAMES = 4   /* that dictionaries have: Monday, Africa */
};

/* The likeliest words for what was written (in lower case), best first, at most `room` of
 * them and none whose slip costs more than `limit`. Returns how many. */
unsigned gly_neighbours_find(const struct gly_neighbours *neighbours,
                             struct gly_str written, unsigned among, unsigned limit,
                             struct gly_neighbour *ret, unsigned room);

/* Does a word of size GLY_SIZE_COMMON or below stand one letter away, missing, too many, wrong or
 * swapped with its neighbour, where gly_neighbours_find() would look for it? A tenth of the
 * work of a search. `written` is in lower case. */
bool gly_neighbours_has_common(const struct gly_neighbours *neighbours,
                               struct gly_str written, unsigned among);

/* Searches remembered, for one thread: the names and terms of a text stand in it more than
 * once, and in its neighbours. Entries are overwritten, never added. */
enum { GLY_NEAR_REMEMBERED = 4096, GLY_NEAR_KEPT = 3 };

struct gly_near_memory {
    struct gly_near_entry {
        const struct gly_neighbours *of; /* NULL: free */
        char written[GLY_NEAR_LENGTHS];
        uint8_t len, among, count;
        uint16_t limit;
        struct gly_neighbour found[GLY_NEAR_KEPT];
    } entries[GLY_NEAR_REMEMBERED];
};

/* gly_neighbours_find() with room for GLY_NEAR_KEPT words. `memory` begins as zeros; NULL:
 * there is none. */
unsigned gly_neighbours_recall(struct gly_near_memory *memory,
                               const struct gly_neighbours *neighbours,
                               struct gly_str written, unsigned among, unsigned limit,
                               struct gly_neighbour *ret);

#endif
