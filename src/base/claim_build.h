/* Building the words of claims from rows of rules/claims and of users' tables: over nothing
 * (tools/mkdata) or over words that are there (the tables of a configuration). */
#ifndef GALLEY_BASE_CLAIM_BUILD_H
#define GALLEY_BASE_CLAIM_BUILD_H

#include "base/arena.h"
#include "base/claim_words.h"

/* The tables that a row may be of. rules/claims/wordnet.csv is one of opposites. */
enum gly_claim_sheet {
    GLY_CLAIM_SHEET_CUES,
    GLY_CLAIM_SHEET_EVENTS,
    GLY_CLAIM_SHEET_RELATIONS,
    GLY_CLAIM_SHEET_OPPOSITES,
    GLY_CLAIM_SHEET_SETS,
    GLY_CLAIM_SHEET_IMPLICATIVES,
    GLY_CLAIM_SHEET_ASYMMETRIC,
    GLY_CLAIM_SHEET_FORMS,
    GLY_CLAIM_SHEET_LABELS, /* behind those whose rows they name */
    GLY_CLAIM_SHEET_COUNT
};

enum { GLY_CLAIM_COLUMNS = 7 };

/* The file name of such a table: "events.csv". */
const char *gly_claim_sheet_name(enum gly_claim_sheet sheet);

/* The name of its column number `column`, NULL behind the last. */
const char *gly_claim_sheet_column(enum gly_claim_sheet sheet, unsigned column);

/* Which table has a header of these columns, by those it must have;
 * GLY_CLAIM_SHEET_COUNT for none. */
enum gly_claim_sheet gly_claim_sheet_of(const struct gly_str *columns, uint32_t count);

/* What is wrong with a cell of a column, NULL when nothing is. */
const char *gly_claim_sheet_fault(enum gly_claim_sheet sheet, unsigned column,
                                  struct gly_str cell);

/* Which of the words of its column a faultless cell is; an empty one stands for the first. */
unsigned gly_claim_sheet_choice(enum gly_claim_sheet sheet, unsigned column,
                                struct gly_str cell);

struct gly_claim_builder;

/* Over `base`, which is copied; NULL: over nothing. */
struct gly_claim_builder *gly_claim_builder_new(struct gly_arena *arena,
                                                const struct gly_claim_words *base);

/* Add a row: its cells in the order of the columns of the table, empty where the file has
 * no such column. A row with a mistake is GLY_E_CONFIG at `file` and `line`, and adds
 * nothing. */
enum gly_status gly_claim_builder_add(struct gly_claim_builder *b,
                                      enum gly_claim_sheet sheet,
                                      const struct gly_str cells[GLY_CLAIM_COLUMNS],
                                      const char *file, unsigned line,
                                      struct gly_error *err);

/* All rows as bytes for gly_claim_words_init(), in the arena. */
void gly_claim_builder_finish(struct gly_claim_builder *b,
                              const unsigned char **ret_bytes, size_t *ret_size);

#endif
