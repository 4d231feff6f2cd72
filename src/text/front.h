/* Front matter: what a publishing system wants to know, before the text begins.
 *
 *     ---                     +++
 *     title: The harbour      title = "The harbour"
 *     ---                     +++                          */
#ifndef GALLEY_FRONT_H
#define GALLEY_FRONT_H

#include "text/doc.h"

/* Read the front matter of the builder's source into a block of its own. Returns the
 * source offset at which the text begins: 0 when there is none. */
uint32_t gly_front_matter(struct gly_builder *b);

#endif
