/* What a configuration adds to the word lists: words of the user's own and dictionaries. */
#ifndef GALLEY_NOTE_LEXICON_H
#define GALLEY_NOTE_LEXICON_H

#include "base/dictionary.h"
#include "base/ownwords.h"

struct gly_lexicon {
    struct gly_ownwords own;
    const struct gly_dictionary *dictionaries;
    unsigned count;
};

#endif
