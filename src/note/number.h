/* The inside of NUMBERS, and what QUANTITIES and DATES share with it. */
#ifndef GALLEY_NOTE_NUMBER_H
#define GALLEY_NOTE_NUMBER_H

#include <galley/quantity.h>

#include "note/look.h"

/* ---- Words ---- */

enum gly_numeral_kind {
    GLY_NUMERAL_NONE,
    GLY_NUMERAL_DIGIT, /* zero to nine */
    GLY_NUMERAL_TEEN,  /* ten to nineteen */
    GLY_NUMERAL_TENS,  /* twenty to ninety */
    GLY_NUMERAL_HUNDRED,
    GLY_NUMERAL_SCALE, /* thousand and beyond */
    GLY_NUMERAL_DOZEN,
    GLY_NUMERAL_VAGUE, /* dozens, hundreds, millions */
    GLY_NUMERAL_ORDINAL_DIGIT,
    GLY_NUMERAL_ORDINAL_TEEN,
    GLY_NUMERAL_ORDINAL_TENS,
    GLY_NUMERAL_ORDINAL_SCALE,
    GLY_NUMERAL_PART,  /* half, thirds, quarters: value is how many make a whole */
    GLY_NUMERAL_TIMES, /* twice, fivefold */
};

struct gly_numeral {
    const char *word;
    double value;
    uint8_t kind;
};

/* The numeral a word is, NULL for none. Cheap for words that are none. */
const struct gly_numeral *gly_numeral_find(struct gly_str word);

/* A number in words that begins at token `at`: "twenty-one", "two and a half", "a
 * dozen", "two-thirds". Returns the token behind it, `at` where there is none. */
uint32_t gly_number_words(const struct gly_look *look, uint32_t at,
                          struct gly_number *ret_number);

/* ---- Digits ---- */

/* Read the digits of one token ("1,204", "12th", "3/4"). False where they are none. */
bool gly_number_digits(struct gly_str text, bool decimal_comma,
                       struct gly_number *ret_number);

/* The value of "½" and its like, 0 for anything else. */
double gly_number_vulgar(struct gly_str text);

#endif
