/* From what the checks said to what is reported: order, and one finding for one fault.
 */
#ifndef GALLEY_FILTER_H
#define GALLEY_FILTER_H

#include "engine/pass.h"

/* Sort by place and drop all but the most specific of several findings on the same
 * words. */
void gly_filter_findings(struct gly_findings *findings);

/* How specific the explanation of a rule is: lower is more. For tests. */
unsigned gly_filter_rank(const struct gly_rule *rule);

#endif
