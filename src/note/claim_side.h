/* Two sentences laid side by side: the words with content around the slot, the word in which
 * they differ, and what is the same. */
#ifndef GALLEY_NOTE_CLAIM_SIDE_H
#define GALLEY_NOTE_CLAIM_SIDE_H

#include "note/claim.h"

/* Content words on each side of a slot that are compared. */
enum { GLY_SIDE_WINDOW = 14 };

/* The words around one of the two. */
struct gly_side {
    const struct gly_claimer *c;
    uint32_t slot, slot_end, first, end;     /* of the profile */
    uint32_t words[2 * GLY_SIDE_WINDOW + 1]; /* those with content, but the slot */
    bool matched[2 * GLY_SIDE_WINDOW + 1];
    unsigned count, before; /* `before`: how many stand before the slot */
};

struct gly_str gly_claim_text(const struct gly_claimer *c, uint32_t word);
/* Is it a word that denies: not, no, fail to? */
bool gly_claim_denies(const struct gly_claimer *c, const struct gly_claim_word *word);
bool gly_claim_opens_with_contrast(const struct gly_claimer *c,
                                   const struct gly_claim *claim);

/* Do two sentences, too short to be compared word by word, deny each other or say the
 * opposite in clauses of the same subject, verb and object? */
bool gly_claims_clauses_clash(const struct gly_claimer *c, const struct gly_claim *x,
                              const struct gly_claim *y);

/* Do their subjects and what stands beside the word in question agree, while the rest only
 * adds to the clause? */
bool gly_claims_runs_clash(const struct gly_claimer *c, const struct gly_claim *x,
                           const struct gly_claim *y);
/* The same of two figures, which end before profile words `x_end` and `y_end`. */
bool gly_claims_figure_runs_clash(const struct gly_claimer *c,
                                  const struct gly_claim *x, uint32_t x_end,
                                  const struct gly_claim *y, uint32_t y_end);

/* The words around profile words [slot, slot_end) of a claim. */
void gly_side_read(const struct gly_claimer *c, const struct gly_claim *claim,
                   uint32_t slot_end, struct gly_side *ret);
const struct gly_claim_word *gly_side_word(const struct gly_side *s, unsigned i);
/* Match word by word, each once; how many. */
unsigned gly_side_match(struct gly_side *a, struct gly_side *b);
/* The longest run of words that both have, in order, others left out. */
unsigned gly_side_in_order(const struct gly_side *a, const struct gly_side *b);
/* How many words agree right beside the slot, before it (-1) or behind it (1). */
unsigned gly_side_run(const struct gly_side *a, const struct gly_side *b, int step);
/* Is a word with one of these flags without its match? */
bool gly_side_left_over(const struct gly_side *s, unsigned flags);
/* A cue that `a` has and `b` has not; by word. */
bool gly_side_cue_alone(const struct gly_side *a, const struct gly_side *b,
                        unsigned cue);
bool gly_side_possible(const struct gly_side *s);
bool gly_side_of_now(const struct gly_side *s, const struct gly_claim *claim);
unsigned gly_side_denials(const struct gly_side *s);
/* Another pair of opposites among what is left over: the two differences cancel. */
bool gly_sides_second_pair(const struct gly_side *a, const struct gly_side *b);
bool gly_sides_same_time(const struct gly_side *a, const struct gly_side *b);

#endif
