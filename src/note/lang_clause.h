#ifndef GALLEY_NOTE_LANG_CLAUSE_H
#define GALLEY_NOTE_LANG_CLAUSE_H

/*
 * Who does what in a sentence, read off its tree: one clause for each verb, or copula
 * with its complement, that has a subject. <galley/language.h> says what a clause is.
 */

#include <galley/language.h>

#include "note/lang.h"

/*
 * The clauses of one sentence, in the order of their predicates; returns how many.
 * ret_clauses has a place for each word. count is at most GLY_LANG_WORDS_MAX.
 */
size_t gly_lang_clauses_read(const struct gly_lang_model *model,
                             const struct gly_str *forms, const uint8_t *tags,
                             const struct gly_lang_arc *arcs, size_t count,
                             struct gly_clause *ret_clauses);

/*
 * Sets verdict and margin of each clause by what the other model's clauses of the same
 * sentence say.
 */
void gly_lang_clauses_gate(const struct gly_lang_model *model,
                           const struct gly_str *forms, const uint8_t *tags,
                           struct gly_clause *clauses, size_t count,
                           const uint8_t *other_tags, const struct gly_clause *others,
                           size_t other_count);

#endif
