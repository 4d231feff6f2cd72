/* Who a finding is, so that it can be known again: by galley after the text around it
 * has moved, and by GitHub, which has an algorithm of its own. */
#ifndef GALLEY_FINGERPRINT_H
#define GALLEY_FINGERPRINT_H

#include "engine/result.h"

/* Fill `fingerprint` of the findings of one document, which stand in the order of their
 * places: a hash of the rule's id, the words found, the sentence they stand in, and how
 * many equal ones came before. White space and the form of quotation marks do not
 * count, and no line number or path does: text may be wrapped anew, moved and renamed.
 *
 * The value is published (baselines, SARIF's galleyFinding/v1). Whoever changes how it
 * is made changes that name too. */
void gly_fingerprint_findings(struct gly_arena *arena, const struct gly_doc *doc,
                              struct gly_finding *const *findings, uint32_t count);

/* GitHub's name for a line: `hash` of the 100 UTF-16 units from its start that are not
 * blank, and `count`: the number of lines with that hash down to this one. Printed as
 * "%llx:%u". */
struct gly_line_hash {
    uint32_t line; /* from 1; given by the caller */
    uint64_t hash;
    uint32_t count; /* 0: the file has no such line */
};

/* Fill the hashes of `lines`, which ascend without duplicates. Two passes over the
 * text, memory only for the lines asked for. */
void gly_fingerprint_lines(struct gly_arena *arena, const struct gly_source *source,
                           struct gly_line_hash *lines, uint32_t count);

#endif
