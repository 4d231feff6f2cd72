/* Front matter: lines of "key: value" (YAML) or "key = value" (TOML). */
#ifndef GALLEY_NOTE_FRONT_H
#define GALLEY_NOTE_FRONT_H

#include <galley/span.h>

/* What stands behind a key at the beginning of a line, without blanks around it; empty
 * where there is no such key, or nothing on its line. A slice of `text`. */
struct gly_str gly_front_value(struct gly_str text, const char *key);

#endif
