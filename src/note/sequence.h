/* One character of UTF-8 that was read as several of an eight-bit code page. */
#ifndef GALLEY_NOTE_SEQUENCE_H
#define GALLEY_NOTE_SEQUENCE_H

#include <galley/span.h>

#include "base/codepage.h"

/* One character as it was before it was misread. */
struct gly_sequence {
    uint32_t end;   /* offset behind it */
    uint32_t cp;    /* what it was, 0 when a byte was lost */
    unsigned bytes; /* 2 to 4 */
    bool doubtful;  /* another page has another byte for one of the characters */
    bool ordinary;  /* what follows the first character is common punctuation */
};

/* The code pages in which a sequence may begin with `cp`, as bits by enum gly_codepage. */
unsigned gly_sequence_pages(uint32_t cp);

/* Read the sequence at `at`: a whole one, or one that lost its last character or had its
 * no-break space made plain. */
bool gly_sequence_read(enum gly_codepage page, struct gly_str text, uint32_t at,
                       struct gly_sequence *ret);

#endif
