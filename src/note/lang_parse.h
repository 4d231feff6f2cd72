#ifndef GALLEY_NOTE_LANG_PARSE_H
#define GALLEY_NOTE_LANG_PARSE_H

/*
 * The arc-hybrid transition system (Kuhlmann, Gómez-Rodríguez and Satta 2011) and the
 * features of its moves and labels, shared by trainer and run time.
 *
 * Positions in the arrays of a state: 0 stands for "no such word", 1 to count are the
 * words, count + 1 is the root, which waits at the end of the buffer, so that every
 * tree has exactly one root (Ballesteros and Nivre 2013).
 */

#include <stdbool.h>
#include <stdint.h>

#include "note/lang_word.h"

enum gly_lang_move {
    GLY_LANG_SHIFT, /* the first of the buffer goes on the stack */
    GLY_LANG_LEFT,  /* the top of the stack becomes a child of the buffer's first */
    GLY_LANG_RIGHT, /* the top of the stack becomes a child of the one below it */
};

enum { GLY_LANG_PLACES = GLY_LANG_WORDS_MAX + 2 };

struct gly_lang_state {
    uint32_t count;                 /* words */
    uint32_t depth;                 /* of the stack */
    uint32_t buffer;                /* the place of the buffer's first */
    uint32_t word[GLY_LANG_PLACES]; /* gly_lang_word.low */
    uint32_t suffix[GLY_LANG_PLACES];
    uint64_t left_labels[GLY_LANG_PLACES]; /* set of the labels of left children */
    uint64_t right_labels[GLY_LANG_PLACES];
    uint16_t stack[GLY_LANG_PLACES];
    uint16_t head[GLY_LANG_PLACES];
    uint16_t left[GLY_LANG_PLACES];        /* leftmost child */
    uint16_t second_left[GLY_LANG_PLACES]; /* the one attached before it */
    uint16_t right[GLY_LANG_PLACES];
    uint16_t second_right[GLY_LANG_PLACES];
    uint8_t tag[GLY_LANG_PLACES];
    uint8_t label[GLY_LANG_PLACES];
    uint8_t left_count[GLY_LANG_PLACES]; /* at most 7 */
    uint8_t right_count[GLY_LANG_PLACES];
};

/* count is at most GLY_LANG_WORDS_MAX. */
void gly_lang_state_init(struct gly_lang_state *state,
                         const struct gly_lang_word *words, const uint8_t *tags,
                         uint32_t count);

static inline uint32_t gly_lang_state_root(const struct gly_lang_state *state)
{
    return state->count + 1;
}

/* The place of the stack's top, or of the one so many below it; 0 for none. */
static inline uint32_t gly_lang_state_top(const struct gly_lang_state *state,
                                          uint32_t below)
{
    return state->depth > below ? state->stack[state->depth - 1 - below] : 0;
}

/* All words attached: nothing on the stack and only the root in the buffer. */
static inline int gly_lang_state_done(const struct gly_lang_state *state)
{
    return state->depth == 0 && state->buffer > state->count;
}

/* The moves that may be made, as a set of 1 << enum gly_lang_move; never empty. */
uint32_t gly_lang_state_legal(const struct gly_lang_state *state);

/* The place that a left or right move makes the head of the stack's top. */
uint32_t gly_lang_state_head(const struct gly_lang_state *state,
                             enum gly_lang_move move);

/* label is that of the new arc, ignored for a shift. */
void gly_lang_state_move(struct gly_lang_state *state, enum gly_lang_move move,
                         uint8_t label);

/* Both write at most GLY_LANG_FEATURES_MAX features and return how many. */
uint32_t gly_lang_move_features(const struct gly_lang_state *state, uint64_t *ret);
uint32_t gly_lang_label_features(const struct gly_lang_state *state, uint32_t head,
                                 uint64_t *ret);

#endif
