/* House knowledge: the tables of places, of units, of claims and of confused words that a
 * configuration names, over those of galley. */
#ifndef GALLEY_HOUSE_H
#define GALLEY_HOUSE_H

#include "engine/config.h"
#include "engine/resources.h"

struct gly_houses;

/* The houses of a run, none yet; everything lives in the arena. */
struct gly_houses *gly_houses_new(struct gly_arena *arena,
                                  const struct gly_resources *resources);

/* What a plan with these settings runs on: the resources of the run, or the same with an
 * atlas that holds the tables named by the key `places` and by options of that name of
 * rules that are on, with the units named by the key `units`, with words of claims that hold
 * those named by the key `claims`, and with confused words named by the key `confused`.
 * Plans that name the same tables share them. The plan has its options. */
const struct gly_resources *gly_houses_find(struct gly_houses *houses,
                                            const struct gly_plan *plan,
                                            const struct gly_settings *settings);

/* All mistakes found in tables so far. What is not mistaken counts all the same. */
const struct gly_error *gly_houses_mistakes(const struct gly_houses *houses,
                                            uint32_t *ret_count);

#endif
