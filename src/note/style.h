/* Phrase rules: what a house does not want to read, as rows of its own tables
 * (docs/configuration.md tells of them). A row is a rule; thousands of them cost little,
 * because the words of a document are looked up in an index of one word of each rule and
 * only what may match is compared. */
#ifndef GALLEY_STYLE_H
#define GALLEY_STYLE_H

#include <galley/check.h>

#include "base/pattern.h"
#include "base/table.h"
#include "text/doc.h"

/* A set of words, by their first letters: what is not in it is not there. */
struct gly_style_bits {
    uint64_t bits[4];
};

/* One row. Everything lives in the arena it was read into. */
struct gly_style_phrase {
    struct gly_str *words; /* of a literal: its tokens, folded; NULL for a pattern */
    uint32_t word_count;
    bool exact;                        /* capitals count */
    const struct gly_pattern *pattern; /* of a regular expression, else NULL */
    struct gly_str expression;         /* its text */
    const struct gly_pattern *unless;  /* silent where this overlaps; may be NULL */
    struct gly_style_bits needs;       /* the words that a sentence must hold */
    uint32_t scopes;                   /* bits by enum gly_block_kind; 0: all prose */
    struct gly_str message;            /* may be empty where there is a suggestion */
    const struct gly_str *suggestions;
    uint32_t suggestion_count;
    const char *file; /* where the row stands */
    unsigned line;
};

/* One word of one rule: `at` is where it stands among the words of a literal. */
struct gly_style_key {
    struct gly_str word;
    uint32_t phrase, at;
    bool first;    /* every match of the expression begins with it */
    uint32_t next; /* 1 + index of the next key of the same slot; 0 at the end */
};

struct gly_style {
    struct gly_rule *rules; /* by phrase, for the plan; ids "style/..." */
    struct gly_style_phrase *phrases;
    uint32_t count;
    GLY_VEC(struct gly_style_key) keys;
    uint32_t *slots; /* 1 + index of the first key; a power of two of them */
    uint32_t slot_mask;
    GLY_VEC(uint32_t) scanned; /* phrases without a word to look up */
    bool has_patterns;
    uint32_t *ids, id_mask; /* slots by id, while the tables are read */
};

/* Read the tables `files`, one after another; an id may stand once in all. A mistake in a
 * row is told and the row left out, as gly_table_read() does; without `mistakes` the first
 * is the error. */
enum gly_status gly_style_read(struct gly_arena *arena, const char *const *files,
                               uint32_t file_count,
                               const struct gly_table_mistakes *mistakes,
                               struct gly_style **ret_style, struct gly_error *err);

/* The same from the text of one table, which lives as long as the arena; gly_style_index()
 * has to follow. */
enum gly_status gly_style_add_table(struct gly_arena *arena, const char *file,
                                    struct gly_str text,
                                    const struct gly_table_mistakes *mistakes,
                                    struct gly_style *style, struct gly_error *err);

/* Told of each match. `groups` are those of a regular expression, the whole first;
 * `group_count` is 0 for a literal. */
struct gly_style_match {
    uint32_t phrase;
    struct gly_span span;
    struct gly_span groups[10];
    unsigned group_count;
};
typedef void gly_style_found(void *context, const struct gly_style_match *match);

/* Find the phrases of a document. `wanted` (by phrase) says which rules are on. Linear:
 * a regular expression sees a sentence once, however often its words stand there.
 * `matcher` may be NULL where style->has_patterns is false. */
void gly_style_find(const struct gly_style *style, const struct gly_doc *doc,
                    const bool *wanted, struct gly_matcher *matcher,
                    gly_style_found *found, void *context);

/* ---- Inside: src/note/style_index.c ---- */

/* Make keys and slots of all phrases: each is looked up by one of its words, of a regular
 * expression by one that every match holds. */
void gly_style_index(struct gly_arena *arena, struct gly_style *style);
/* The first key for these letters, in any case; NULL when there is none. */
const struct gly_style_key *gly_style_look_up(const struct gly_style *style,
                                              struct gly_str letters);
const struct gly_style_key *gly_style_next(const struct gly_style *style,
                                           const struct gly_style_key *key);

/* Add a run of letters to a set. */
void gly_style_add(struct gly_style_bits *set, struct gly_str letters);

/* The next run of letters of `text` at or after `*at`, which moves behind it; empty at
 * the end. Every byte beyond ASCII counts as a letter, but for those of a curly apostrophe. */
struct gly_str gly_style_letters(struct gly_str text, size_t *at);

#endif
