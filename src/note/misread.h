/* Text that was UTF-8, was read in another encoding and saved so: "Ã©" for "é". */
#ifndef GALLEY_NOTE_MISREAD_H
#define GALLEY_NOTE_MISREAD_H

#include "base/arena.h"
#include "base/codepage.h"

/* One stretch of misread characters: as few as one, no space or ASCII letter between. */
struct gly_misreading {
    struct gly_span span; /* in the text looked at */
    enum gly_codepage page;
    uint32_t first, last; /* the characters at its ends, as they were; 0 when lost */
    bool lost;            /* some bytes are gone: what it was cannot be told */
    bool is_word; /* it was a letter or an apostrophe, part of the word round it */
    bool word_before, word_after; /* the same of its first and last character */
};

/* Is there a misreading that begins exactly at `at`? */
bool gly_misreading_at(struct gly_str text, uint32_t at,
                       struct gly_misreading *ret_misreading);

/* A span of the text with every misreading undone, again and again while there are any (text is
 * misread twice as easily as once). Empty where something was lost. */
struct gly_str gly_misreading_undo(struct gly_arena *arena, struct gly_str text,
                                   struct gly_span span);

#endif
