/* The making of PLACES, in four steps: names are found (place.c), doubted and resolved
 * (place_sense.c, place_context.c), quotations marked (place_quote.c), descriptions read
 * (description.c). */
#ifndef GALLEY_NOTE_PLACE_H
#define GALLEY_NOTE_PLACE_H

#include <galley/place.h>

#include "base/atlas.h"
#include "base/wordlist.h"
#include "note/note.h"

struct gly_place_work {
    struct gly_doc *doc;
    const struct gly_atlas *atlas;
    const struct gly_wordlist *words;
    GLY_VEC(struct gly_toponym) places;
    uint16_t *names; /* flags of the name of each place: enum gly_atlas_flags */
    uint32_t *starts;
    uint8_t *quoted; /* by token: inside quotation marks */
    GLY_VEC(struct gly_description) descriptions;
};

/* Mark the tokens of one leaf block that stand inside quotation marks. */
void gly_place_quotes(const struct gly_doc *doc, const struct gly_block *block,
                      uint8_t *quoted);

/* Set the flags of all places that depend on what stands around them. */
void gly_place_doubt(struct gly_place_work *work);

/* Find the descriptions of one leaf block. */
void gly_place_describe(struct gly_place_work *work, uint32_t block);

/* The mention that begins at a token, phrases passed over; NULL when none does. */
const struct gly_toponym *gly_place_named_at(const struct gly_place_work *work,
                                             uint32_t tok);

/* The token before or after, in the same sentence; GLY_NONE when there is none. */
uint32_t gly_place_tok_before(const struct gly_doc *doc, uint32_t tok);
uint32_t gly_place_tok_after(const struct gly_doc *doc,
                             const struct gly_toponym *place);
/* Is the token part of a name found so far? */
bool gly_place_covers(const struct gly_place_work *work, uint32_t tok);
/* Words around a name that only a place has. */
bool gly_place_has_context(const struct gly_place_work *work,
                           const struct gly_toponym *place);

#endif
