/* The inside of a flow (text/flow.h): what runs look like and which language they are in. */
#ifndef GALLEY_FLOW_MARK_H
#define GALLEY_FLOW_MARK_H

#include "text/flow.h"

/* End the marks that a run does not have, and begin those that it has. */
void gly_flow_end_unwanted(struct gly_flow *flow, const struct gly_flow_run *run);
void gly_flow_begin_wanted(struct gly_flow *flow, const struct gly_flow_run *run);
void gly_flow_end_marks(struct gly_flow *flow);

/* Text of that language was added. */
void gly_flow_count_lang(struct gly_flow *flow, const char *lang, size_t bytes);
/* The language of most of the text is that of the document, of a whole leaf that of the
 * leaf; marks of these are dropped. */
void gly_flow_settle_languages(struct gly_flow *flow);

#endif
