#ifndef GALLEY_NOTE_LANG_TREE_H
#define GALLEY_NOTE_LANG_TREE_H

/*
 * A sentence's tree, turned so that clauses can be read off it: for each word the
 * children that matter, and the stretch of words that is its name or its phrase.
 */

#include "note/lang_clause.h"

/* The children of one word that a clause is made of, the first of each kind or NONE. */
struct gly_lang_children {
    uint16_t subject;
    uint16_t object;
    uint16_t complement; /* xcomp, else ccomp */
    uint16_t agent;
    uint16_t by_phrase; /* an oblique with "by" */
    uint16_t copula;
    uint16_t passive; /* its auxiliary */
    uint16_t first_auxiliary;
    uint16_t modal;
    uint16_t negation;
    uint16_t no;        /* "no" in "no one", "none", "neither" */
    uint16_t condition; /* "if" of this clause */
    uint16_t by;        /* "by" before this noun */
    uint16_t after_if;  /* a child clause with a condition */
    bool subject_passive;
    bool subject_clause; /* the subject is a clause: it is nobody's doing */
    bool perfect;
    bool progressive;
};

struct gly_lang_words {
    uint16_t start;
    uint16_t end;
};

struct gly_lang_tree {
    const struct gly_lang_model *model;
    const struct gly_str *forms;
    const uint8_t *tags;
    const struct gly_lang_arc *arcs;
    size_t count;
    struct gly_lang_children children[GLY_LANG_WORDS_MAX];
    struct gly_lang_words names[GLY_LANG_WORDS_MAX];
    struct gly_lang_words phrases[GLY_LANG_WORDS_MAX];
};

/* Everything is borrowed but the three arrays; count is at most GLY_LANG_WORDS_MAX. */
void gly_lang_tree_read(struct gly_lang_tree *tree, const struct gly_lang_model *model,
                        const struct gly_str *forms, const uint8_t *tags,
                        const struct gly_lang_arc *arcs, size_t count);

enum gly_rel gly_lang_tree_rel(const struct gly_lang_tree *tree, size_t word);
enum gly_upos gly_lang_tree_upos(const struct gly_lang_tree *tree, size_t word);
enum gly_xpos gly_lang_tree_xpos(const struct gly_lang_tree *tree, size_t word);

/* Whether a form is one of the words, whatever its case; the curly ’ is read as '. */
bool gly_lang_form_is_any(struct gly_str form, const char *const *words, size_t count);

#define GLY_LANG_FORM_IS(form, words) \
    gly_lang_form_is_any((form), (words), sizeof(words) / sizeof((words)[0]))

#endif
