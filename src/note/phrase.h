/* Phrases (<galley/phrase.h>), for the layer that sets checks up. */
#ifndef GALLEY_NOTE_PHRASE_H
#define GALLEY_NOTE_PHRASE_H

#include <galley/phrase.h>

#include "base/arena.h"

/* Read patterns, for the life of the arena. */
const struct gly_phrases *gly_phrases_read(struct gly_arena *arena,
                                           const void *patterns, size_t size,
                                           size_t count);

#endif
