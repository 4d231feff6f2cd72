/* The inside of QUANTITIES: what quantity.c asks of its neighbours. */
#ifndef GALLEY_NOTE_QUANTITY_H
#define GALLEY_NOTE_QUANTITY_H

#include <galley/date.h>

#include "note/number.h"
#include "note/measure.h"

struct gly_quantity_look {
    struct gly_look look;
    const struct gly_numbers *numbers;
    uint32_t k; /* the number in question */
};

static inline const struct gly_number *
gly_quantity_number(const struct gly_quantity_look *at, uint32_t ahead)
{
    return at->k + ahead < at->numbers->count ? &at->numbers->at[at->k + ahead] : NULL;
}

/* The number that begins at token `tok`, at->k or one of the few behind it. */
const struct gly_number *gly_quantity_number_at(const struct gly_quantity_look *at,
                                                uint32_t tok);

/* A number alone: no ordinal, "1990s", "dozens", "3:16". */
static inline bool gly_number_is_plain(const struct gly_number *number)
{
    return !(number->flags & (GLY_NUMBER_SHAPED | GLY_NUMBER_ORDINAL |
                              GLY_NUMBER_PLURAL | GLY_NUMBER_VAGUE));
}

/* A currency sign or code that ends where token `tok` begins: "£", "US$", "EUR ". Sets the
 * first token it takes; NULL for none. */
const struct gly_measure *gly_quantity_currency_before(const struct gly_look *look,
                                                       uint32_t tok,
                                                       uint32_t *ret_first);

/* ---- quantity_amount.c ---- */

/* With a currency or a unit: an amount. False where there is neither; a range is read all
 * the same. */
bool gly_quantity_read_amount(const struct gly_quantity_look *at,
                              struct gly_quantity *q);

/* "a year", "per head", "/day" from token `behind` on: what the amount is for. */
void gly_quantity_read_per(const struct gly_look *look, uint32_t behind,
                           struct gly_quantity *q);

/* ---- quantity_part.c ---- */

bool gly_quantity_read_age(const struct gly_quantity_look *at, struct gly_quantity *q);
bool gly_quantity_read_multiple(const struct gly_quantity_look *at,
                                struct gly_quantity *q);
bool gly_quantity_read_one_in(const struct gly_quantity_look *at,
                              struct gly_quantity *q);

/* ---- quantity_owner.c ---- */

/* Fill q->owner from the words on both sides. */
void gly_quantity_find_owner(const struct gly_look *look, struct gly_quantity *q);

/* ---- quantity_alike.c, quantity_score.c, quantity_noun.c, quantity_side.c,
 * quantity_unit.c ---- */

/* Does the number only look like one? Sets class, tok_count and number_count. */
bool gly_quantity_read_lookalike(const struct gly_quantity_look *at,
                                 struct gly_quantity *q);

/* A plain whole number, not grouped, negative, ordinal ... */
bool gly_quantity_is_integer(const struct gly_number *number);

/* Two numbers joined by hyphens: a score, odds, a formation. Likewise. */
bool gly_quantity_read_score(const struct gly_quantity_look *at,
                             struct gly_quantity *q);

/* "978-0-306-40615-7" behind "ISBN". Likewise. */
bool gly_quantity_read_isbn(const struct gly_quantity_look *at, struct gly_quantity *q);

/* The unit that begins at token `tok`, behind a hyphen or not; sets the token behind it.
 * NULL for none. */
const struct gly_measure *gly_quantity_unit_behind(const struct gly_look *look,
                                                   uint32_t tok, uint32_t *ret_behind);

/* Fill q->noun and q->phrase from the words behind token `behind`. `many` says that a
 * plural is expected, `joined` that a hyphen joins the first of them to the number. */
void gly_quantity_find_noun(const struct gly_look *look, uint32_t behind, bool many,
                            bool joined, struct gly_quantity *q);

/* Fill q->bound and q->role from the words on both sides. */
void gly_quantity_find_sides(const struct gly_look *look, struct gly_quantity *q);

/* Is the word at `tok` the name of a month? src/note/date_day.c. */
bool gly_date_is_month(const struct gly_look *look, uint32_t tok);

/* Does a lower-case word that looks like a plural noun stand at `tok`? */
bool gly_quantity_is_plural(const struct gly_look *look, uint32_t tok);

#endif
