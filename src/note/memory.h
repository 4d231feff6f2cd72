/* What a worker remembers from one document to the next: answers that depend on the word
 * lists alone. Begins as zeros; entries are overwritten, never added. */
#ifndef GALLEY_NOTE_MEMORY_H
#define GALLEY_NOTE_MEMORY_H

#include "base/neighbours.h"
#include "note/note.h"

enum { GLY_FORMS_REMEMBERED = 32768, GLY_FORM_BYTES = 27 };

/* The forms of words looked up last, in entries of half a cache line: most words of a page
 * stand on it more than once, and on the next one again. */
struct gly_form_memory {
    const struct gly_resources *of; /* the lists that answered; NULL: none did yet */
    struct gly_form {
        char text[GLY_FORM_BYTES];
        uint8_t len; /* 0: free */
        struct gly_word word;
    } entries[GLY_FORMS_REMEMBERED];
};

struct gly_memory {
    struct gly_near_memory near;
    struct gly_form_memory forms;
};

#endif
