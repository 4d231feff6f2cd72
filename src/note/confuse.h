/* Words that are right by themselves and wrong where they stand: the table of
 * rules/spelling/confused.csv, and the search for its rows in a document. */
#ifndef GALLEY_CONFUSE_H
#define GALLEY_CONFUSE_H

#include "note/note.h"

/* Read the lines of the table (section CONF). Everything lives in the arena or borrows from
 * `lines`. A row that does not read is left out: the build has checked them. */
const struct gly_confusions *gly_confusions_read(struct gly_arena *arena,
                                                 struct gly_str lines);

/* Does a row begin with this word (in lower case)? */
bool gly_confusions_has(const struct gly_confusions *confusions, struct gly_str word);

/* Behind gly_confused() of <galley/note.h>. */
bool gly_confusions_find(const struct gly_confusions *confusions,
                         struct gly_arena *arena, const struct gly_doc *doc,
                         uint32_t tok, struct gly_confusion *ret);

#endif
