/* The inside of the SCRIPTS annotation. script.c finds the runs, script_misread.c those
 * that were read in the wrong encoding, script_home.c says which scripts are at home
 * where, script_foreign.c gathers the passages that are not, script_explain.c and
 * script_named.c look for what explains them, script_terms.c for talk of characters. */
#ifndef GALLEY_NOTE_SCRIPT_H
#define GALLEY_NOTE_SCRIPT_H

#include <galley/note.h>

#include "text/doc.h"

/* The script that stands for a writing of several: Han for kana, bopomofo and Hangul. */
enum gly_script gly_script_family(enum gly_script script);

/* Runs under construction. */
struct gly_script_runs {
    struct gly_doc *doc;
    GLY_VEC(struct gly_script_run) list;
};

/* A natural language and the script it is written in. */
struct gly_script_language {
    const char *tag;  /* BCP 47 primary subtag, "" where only the name matters */
    const char *name; /* in English */
    enum gly_script script;
};

extern const struct gly_script_language gly_script_languages[];
extern const size_t gly_script_language_count;

/* Find what was misread and take its runs out of the prose; fills scripts->misreads. */
void gly_script_find_misreads(struct gly_doc *doc, struct gly_scripts *scripts,
                              struct gly_script_run *runs);

/* Which scripts are at home in each block; fills scripts->homes. */
void gly_script_find_homes(struct gly_doc *doc, struct gly_scripts *scripts);

/* Gather the foreign passages and what explains them; `runs` are those of `scripts`. */
void gly_script_find_foreign(struct gly_doc *doc, struct gly_scripts *scripts,
                             struct gly_script_run *runs);

/* What explains a foreign passage, and the prose round it (enum gly_foreign_flags). */
uint32_t gly_script_explain(const struct gly_doc *doc,
                            const struct gly_foreign *foreign);

/* Do words of the sentence near a passage say what it is? */
bool gly_script_is_named(const struct gly_doc *doc, struct gly_span span,
                         enum gly_script script);

/* The token that holds a place, or the next one; NULL behind the last. */
const struct gly_tok *gly_script_tok_at(const struct gly_doc *doc, uint32_t at,
                                        uint32_t *ret_index);

/* Find where the text speaks of characters; fills scripts->terms. */
void gly_script_find_terms(struct gly_doc *doc, struct gly_scripts *scripts);

#endif
