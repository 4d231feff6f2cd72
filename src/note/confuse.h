/* The search for confused words (base/confusions.h) in a document. */
#ifndef GALLEY_CONFUSE_H
#define GALLEY_CONFUSE_H

#include "base/confusions.h"
#include "note/note.h"

/* Does a row begin with this word (in lower case)? */
bool gly_confusions_has(const struct gly_confusions *confusions, struct gly_str word);

/* Behind gly_confused() of <galley/note.h>. */
bool gly_confusions_find(const struct gly_confusions *confusions,
                         struct gly_arena *arena, const struct gly_doc *doc,
                         uint32_t tok, struct gly_confusion *ret);

#endif
