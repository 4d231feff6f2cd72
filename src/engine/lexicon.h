/* The keys `dictionaries` and `scripts` of a configuration: files of words, names of
 * dictionaries, scripts that are at home. */
#ifndef GALLEY_ENGINE_LEXICON_H
#define GALLEY_ENGINE_LEXICON_H

#include "engine/config.h"
#include "note/note.h"

/* `resources` with what the settings name; the same where they name nothing. A file that
 * cannot be read, a dictionary that is not installed and an unknown script are told to
 * `mistake` (may be NULL) and left out. Everything lives in the arena. */
const struct gly_resources *
gly_lexicon_open(struct gly_arena *arena, const struct gly_resources *resources,
                 const struct gly_settings *settings,
                 bool (*mistake)(void *context, const struct gly_error *err),
                 void *context);

/* Is this value of the key a file of words, not the name or a file of a dictionary? */
bool gly_lexicon_is_words(const struct gly_value *value);

#endif
