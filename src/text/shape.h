/* What one line of plain text looks like: the signs by which a reader tells a heading
 * from a sentence where no markup says so. */
#ifndef GALLEY_SHAPE_H
#define GALLEY_SHAPE_H

#include <galley/span.h>

/* Does the line end as a sentence does: a full stop, question or exclamation mark or an
 * ellipsis, closing quotation marks and brackets behind it allowed? The stop of an
 * initial or a short title ("Dr.") does not count. */
bool gly_shape_ends_sentence(struct gly_str line);

/* Does it begin, after opening marks, with a capital, a digit or a letter of a script
 * without case? */
bool gly_shape_begins_sentence(struct gly_str line);
/* Does it begin with a lower-case letter? */
bool gly_shape_begins_lower(struct gly_str line);

/* Letters there are, and all that have case are capitals. */
bool gly_shape_all_caps(struct gly_str line);

/* "Name: value", as in the head of a letter or a form. */
bool gly_shape_is_field(struct gly_str line);

/* Could it be a heading, standing alone? */
bool gly_shape_is_heading(struct gly_str line);
/* Is it a heading by what it says ("Chapter 3", "1.2 Methods")? `ret_level` from 1. */
bool gly_shape_is_numbered_heading(struct gly_str line, unsigned *ret_level);

/* Is it a caption or a credit: "Table 2: ...", "Photo: ...", "... Photo: A. Name"? */
bool gly_shape_is_caption(struct gly_str line);

/* Does an indented line look like code rather than prose? */
bool gly_shape_is_code(struct gly_str line);

#endif
