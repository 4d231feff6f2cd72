/* tests/data/quantities.txt: sentences with their numbers annotated by hand, and how far
 * the annotators agree with them. */
#ifndef GALLEY_TESTS_QUANTITY_GOLD_H
#define GALLEY_TESTS_QUANTITY_GOLD_H

#include "base/buf.h"

struct gold_totals {
    unsigned lines, gold, found, right;
};

/* Score the file; what differs is described in `out`, a line each. False where it cannot
 * be read. */
bool gold_score(const char *path, struct gold_totals *totals, struct gly_buf *out);

/* Precision and recall in one. */
double gold_f1(const struct gold_totals *totals);

#endif
