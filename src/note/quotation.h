/* The inside of the QUOTATIONS annotation: quotation.c pairs the marks, quotation_speaker.c
 * finds who speaks and what is reported without marks. */
#ifndef GALLEY_NOTE_QUOTATION_H
#define GALLEY_NOTE_QUOTATION_H

#include <galley/name.h>
#include <galley/quotation.h>

#include "base/namelist.h"
#include "note/note.h"

struct gly_quoter {
    struct gly_doc *doc;
    struct gly_arena *arena;
    const struct gly_namelist *words;
    const struct gly_names *names;
    GLY_VEC(struct gly_quotation) list;
};

/* Who speaks, for every quotation between marks, and what is a title or in scare quotes. */
void gly_quoter_find_speakers(struct gly_quoter *q);

/* Add what is reported without marks. */
void gly_quoter_find_reported(struct gly_quoter *q);

/* What stands behind gly_quotations(). */
const struct gly_quotations *gly_doc_quotations(const struct gly_doc *doc);

#endif
