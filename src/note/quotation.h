/* The inside of the QUOTATIONS annotation:
 *
 *   quotation.c           pairs the marks, adds block quotations, nests and chains them
 *   quotation_subject.c   verbs of saying and their subjects
 *   quotation_speaker.c   who speaks in a quotation between marks, and what kind it is
 *   quotation_reported.c  what is reported without marks */
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

/* Who is said to speak: what a verb of saying or "according to" leads to. */
struct gly_speaker {
    struct gly_span span, verb;
    uint32_t entity;
    uint8_t kind; /* enum gly_speaker_kind */
};

/* ---- quotation_subject.c ---- */

/* Is the token a verb of saying? */
bool gly_quoter_says(const struct gly_quoter *q, uint32_t tok);

/* The subject before or behind the verb of saying at `verb`, inside tokens [first, end). */
bool gly_quoter_subject_before(const struct gly_quoter *q, uint32_t first, uint32_t verb,
                               struct gly_speaker *ret_speaker);
bool gly_quoter_subject_behind(const struct gly_quoter *q, uint32_t verb, uint32_t end,
                               struct gly_speaker *ret_speaker);

/* ---- quotation_speaker.c ---- */

/* Kind and speaker of every quotation between marks. */
void gly_quoter_find_speakers(struct gly_quoter *q);

/* ---- quotation_reported.c ---- */

/* Add what is reported without marks; the list is out of order afterwards. */
void gly_quoter_find_reported(struct gly_quoter *q);

/* What stands behind gly_quotations(). */
const struct gly_quotations *gly_doc_quotations(const struct gly_doc *doc);

#endif
