/* Words of the user's own: files of one word a line.
 *
 *     # a comment
 *     flarb            known with any capitals that English allows it
 *     Kestrelina       known with this capital (or all in capitals) only
 *     grabble/handle   and inflected as this word is: grabbles, grabbling, grabbler
 */
#ifndef GALLEY_OWNWORDS_H
#define GALLEY_OWNWORDS_H

#include "base/arena.h"
#include "base/wordlist.h"

struct gly_ownwords {
    struct gly_ownword {
        struct gly_str word, model; /* model: "" where none is named */
    } * slots;
    uint32_t mask, count;
};

/* Add the words of a file's text, which outlives them. Begins with zeros. */
void gly_ownwords_add(struct gly_arena *arena, struct gly_ownwords *words,
                      struct gly_str text);

/* Is this one of them, or inflected as its model is in `list` (NULL: as written only)? */
bool gly_ownwords_has(const struct gly_ownwords *words, const struct gly_wordlist *list,
                      struct gly_str word);

#endif
