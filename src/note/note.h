/* Annotators: from a document to what is understood of it. One annotator a file; the
 * list of kinds stands in <galley/note.h>. */
#ifndef GALLEY_NOTE_NOTE_H
#define GALLEY_NOTE_NOTE_H

#include <galley/error.h>
#include <galley/note.h>

#include "base/slips.h"
#include "text/doc.h"

/* What annotators and checks may use beside the document: opened once before the run,
 * const while workers run. A resource nobody needs is not opened and stays NULL. */
struct gly_lexicon;

struct gly_resources {
    const struct gly_wordlist *words;
    const struct gly_lang_model *language;   /* NULL also where none is installed */
    const struct gly_neighbours *neighbours; /* opened with the words */
    const struct gly_atlas *atlas;
    const struct gly_namelist *names;        /* opened with the words */
    struct gly_slips slips;                  /* likewise */
    const struct gly_confusions *confusions; /* likewise: base/confusions.h */
    const struct gly_claim_words *claims;    /* base/claim_words.h */
    const struct gly_lexicon *lexicon;       /* note/lexicon.h; NULL: none is named */
    const struct gly_measures
        *units;          /* of the configuration: note/measure.h; or NULL */
    const bool *scripts; /* by enum gly_script: at home in all texts; NULL: none is */
};

/* Annotators by kind. `doc->notes[kind]` is filled; memory comes from doc->arena. */
typedef void (*gly_annotate_fn)(struct gly_doc *doc,
                                const struct gly_resources *resources);

#define X(NAME, name, needs)                      \
    void gly_annotate_##name(struct gly_doc *doc, \
                             const struct gly_resources *resources);
GLY_ANNOTATIONS(X)
#undef X

/* The needs with all they need in turn. */
uint32_t gly_annotation_closure(uint32_t needs);

/* Compute the annotations of a closure that do not stand yet, in order. */
void gly_annotate(struct gly_doc *doc, uint32_t needs,
                  const struct gly_resources *resources);

#endif
