#ifndef GALLEY_NOTE_LANG_H
#define GALLEY_NOTE_LANG_H

/*
 * Reading a sentence: tags, arcs and lemmas over a plain array of word forms.
 *
 * A word here is a word of Universal Dependencies: "don't" is the two words "do" and
 * "n't", "two-year" the three words "two", "-" and "year" (gly_tok_words).
 * All functions are pure: the model is const and may be shared by any number of
 * threads, everything they write to lies in the caller's scratch and results.
 * Nothing here allocates but gly_lang_model_open.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <galley/language.h>
#include <galley/span.h>

#include "note/lang_model.h"
#include "note/lang_parse.h"
#include "note/lang_word.h"

/* How one word hangs in its sentence. Words count from 0. */
struct gly_lang_arc {
    uint16_t head; /* a word, or GLY_LANG_ROOT */
    uint8_t label; /* the model's number: gly_lang_label_name, model->label_kinds */
    int16_t arc_margin; /* by how much the head won over the next best, see below */
    int16_t label_margin;
};

enum { GLY_LANG_ROOT = UINT16_MAX };

/*
 * A margin is the distance between the best and the second-best score in units of
 * perceptron weight, at most GLY_LANG_SURE, which is also what a forced choice gets.
 * It grows with doubt removed, but it is no probability.
 */
enum { GLY_LANG_SURE = INT16_MAX };

/* Working storage for one sentence; about 80 KB; contents mean nothing to the caller.
 */
struct gly_lang_scratch {
    struct gly_lang_word words[GLY_LANG_WORDS_MAX];
    uint8_t tags[GLY_LANG_WORDS_MAX];
    struct gly_lang_state state;
};

/*
 * Tags count words, at most GLY_LANG_WORDS_MAX of them. ret_tags gets the model's tag
 * numbers (gly_lang_tag_name), ret_margins, which may be NULL, a margin for each.
 */
void gly_lang_tag(const struct gly_lang_model *model, struct gly_lang_scratch *scratch,
                  const struct gly_str *forms, size_t count, uint8_t *ret_tags,
                  int16_t *ret_margins);

/* Parses a tagged sentence of at most GLY_LANG_WORDS_MAX words: a tree with one root.
 */
void gly_lang_parse(const struct gly_lang_model *model,
                    struct gly_lang_scratch *scratch, const struct gly_str *forms,
                    const uint8_t *tags, size_t count, struct gly_lang_arc *ret_arcs);

/*
 * The second opinion: tags and parses the sentence from its last word to its first with
 * a model of its own. Weaker, but wrong in other places than the first, so that what
 * both say can be relied on. Order and numbering of ret_tags and ret_arcs are those of
 * the forms. The model must have that direction (gly_lang_model_has_reverse).
 */
void gly_lang_parse_back(const struct gly_lang_model *model,
                         struct gly_lang_scratch *scratch, const struct gly_str *forms,
                         size_t count, uint8_t *ret_tags,
                         struct gly_lang_arc *ret_arcs);

#endif
