/* The inside of relations: what reads them from verbs and from nouns, and their answers. */
#ifndef GALLEY_NOTE_CLAIM_RELATION_H
#define GALLEY_NOTE_CLAIM_RELATION_H

#include "note/claim.h"
#include "note/language.h"
#include "note/look.h"

/* A relation while it is read. */
struct gly_relation_reading {
    struct gly_claimer *c;
    struct gly_look look;
    const struct gly_reading *reading;
    const struct gly_relation_row *row;
    uint32_t sent, trigger;           /* trigger: the token of the relation's word */
    struct gly_claim_subject subject; /* of what the answer is told */
    struct gly_claim_value value;
    struct gly_span span; /* of the answer */
};

static inline unsigned gly_relation_xpos(const struct gly_relation_reading *f,
                                         uint32_t tok)
{
    return gly_look_has(&f->look, tok) ? gly_claim_xpos(f->reading, f->look.first, tok)
                                       : GLY_XPOS_OTHER;
}

/* ---- Answers; each fills value and span, false where none is told ---- */

/* Names, or a title in quotation marks, behind `tok`. */
bool gly_relation_read_value(struct gly_relation_reading *f, uint32_t tok);
/* A place at `tok`, and what it lies in. */
bool gly_relation_read_place(struct gly_relation_reading *f, uint32_t tok);
/* The words of an entity's fullest name. */
void gly_relation_bag_entity(struct gly_relation_reading *f, uint32_t entity);
/* Let the span of the answer reach over tokens [first, end), too. */
void gly_relation_widen(struct gly_relation_reading *f, uint32_t first, uint32_t end);
/* The quotation that begins at a token, NULL for none. */
const struct gly_quotation *gly_relation_quoted_at(const struct gly_relation_reading *f,
                                                   uint32_t tok);

/* ---- Frames ---- */

/* Is the token one of the words that link the relation to its answer or its subject? */
bool gly_relation_is_link(const struct gly_relation_reading *f, uint32_t tok);
static inline bool gly_relation_is_copula(const struct gly_relation_reading *f,
                                          uint32_t tok)
{
    return gly_look_among(&f->look, tok, "is was are were");
}
/* Is nothing denied, doubted or of another time from `from` to `to`? */
bool gly_relation_is_claimed(struct gly_relation_reading *f, uint32_t from,
                             uint32_t to);
void gly_relation_add(struct gly_relation_reading *f);

/* "the author of X is Y", "Y, the author of X", "Kestrel chief executive Y". */
void gly_relation_read_noun(struct gly_relation_reading *f);
/* "his native Y", "Y, the city of his birth", "Y-born X". */
void gly_relation_read_origin(struct gly_relation_reading *f);

#endif
