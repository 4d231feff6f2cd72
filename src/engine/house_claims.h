/* The words of claims with the rows of a house's own (key `claims`). */
#ifndef GALLEY_HOUSE_CLAIMS_H
#define GALLEY_HOUSE_CLAIMS_H

#include "base/arena.h"
#include "base/claim_words.h"

/* `base` with the rows of the tables at `paths` beside its own, or `base` itself where no
 * row is good; `tell` hears of what is mistaken. */
const struct gly_claim_words *
gly_house_claims_open(struct gly_arena *arena, const struct gly_claim_words *base,
                      const char *const *paths, uint32_t path_count,
                      void (*tell)(void *context, const struct gly_error *err),
                      void *context);

#endif
