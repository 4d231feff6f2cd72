/* What one thing is or has, told in whatever sentence. */
#ifndef GALLEY_NOTE_CLAIM_STATE_H
#define GALLEY_NOTE_CLAIM_STATE_H

#include "note/claim.h"

/* The word of the profile at `at`, if something is said to be it; both sides of the pair
 * are in the document. `may_be`: by the words alone, before any is tagged. */
bool gly_claim_may_be_state(const struct gly_claimer *c, uint32_t sent, uint32_t at);
void gly_claimer_state(struct gly_claimer *c, uint32_t sent, uint32_t at,
                       const struct gly_opposite *o);

/* Is it a set of sides, east or left? Then the same of where something lies. */
bool gly_claim_is_side(const struct gly_claimer *c, const struct gly_opposite *o);
bool gly_claim_may_be_where(const struct gly_claimer *c, uint32_t sent, uint32_t at);
void gly_claimer_where(struct gly_claimer *c, uint32_t sent, uint32_t at,
                       const struct gly_opposite *o);

/* The verb at `at`, if it tells what somebody did to something. */
bool gly_claim_may_be_deed(const struct gly_claimer *c, uint32_t sent, uint32_t at);
void gly_claimer_deed(struct gly_claimer *c, uint32_t sent, uint32_t at,
                      const struct gly_opposite *o);

/* The word at `at`, if it says that something rose or fell. */
void gly_claimer_turn(struct gly_claimer *c, uint32_t sent, uint32_t at);

/* A sentence with days of the week, or "daily". */
void gly_claimer_days(struct gly_claimer *c, uint32_t sent);
bool gly_claim_days_clash(const struct gly_claim_state *x,
                          const struct gly_claim_state *y);

/* What somebody lacks and what they have. `nones`: words of the profile, "no" behind "has";
 * `kin`: there are words for kin. */
enum { GLY_LACKS_MAX = 16 };
void gly_claimer_lacks(struct gly_claimer *c, const uint32_t *nones, unsigned count,
                       bool kin);

/* Who won the one match of a text. */
void gly_claimer_outcomes(struct gly_claimer *c);

/* What is denied altogether, and done. */
void gly_claimer_denied(struct gly_claimer *c);
bool gly_claim_denials_clash(const struct gly_claimer *c, const struct gly_claim *a,
                             const struct gly_claim *b);

/* Who is no more, and what they do. */
void gly_claimer_ends(struct gly_claimer *c);
bool gly_claim_ends_clash(const struct gly_claimer *c, const struct gly_claim *a,
                          const struct gly_claim *b);

uint64_t gly_claim_state_key(uint64_t what, uint64_t subject);

#endif
