/* What a worker remembers from one document to the next: answers that depend on the word
 * lists alone. Begins as zeros; entries are overwritten, never added. */
#ifndef GALLEY_NOTE_MEMORY_H
#define GALLEY_NOTE_MEMORY_H

#include "base/neighbours.h"
#include "note/note.h"

enum { GLY_FORM_SET_BITS = 15, GLY_FORM_WAYS = 2 };

/* The forms of words looked up last (note/forms.h): most words of a page stand on it more
 * than once, and on the next one again. Eight bytes each, so that the whole of it stays in
 * the second cache: 39 bits of the hash of a form and what gly_word says of it. The place
 * takes 15 bits more: a form is taken for another once in 10^11 times. */
struct gly_form_memory {
    _Alignas(16) uint64_t sets[1 << GLY_FORM_SET_BITS][GLY_FORM_WAYS]; /* 0: free */
    const struct gly_resources *of; /* the lists that answered; NULL: none did yet */
};

struct gly_memory {
    struct gly_near_memory near;
    struct gly_form_memory forms;
};

#endif
