/* Whose words a claim is made in. Of what is quoted only the words of somebody who is known
 * and quoted more than once can be at odds with others of the same speaker. */
#include "note/claim.h"

/* Tokens of a quotation that may be a sentence; a few words are part of the writer's own. */
enum { SENTENCE = 6 };

static const struct gly_entity *speaker_of(const struct gly_claimer *c,
                                           const struct gly_quotation *q)
{
    const struct gly_entity *speaker =
        q->entity != GLY_NONE ? &c->names->entities[q->entity] : NULL;
    bool said = q->kind == GLY_QUOTATION_INDIRECT || q->tok_count >= SENTENCE;
    return speaker && !speaker->ambiguous && q->outer == GLY_NONE && said ? speaker
                                                                          : NULL;
}

void gly_claimer_hear(struct gly_claimer *c)
{
    uint32_t most = 0;
    if (c->quotations->count < 2)
        return;
    uint32_t *spoken =
        gly_arena_alloc(c->arena, c->names->entity_count, sizeof *spoken);
    for (uint32_t i = 0; i < c->quotations->count; i++) {
        const struct gly_quotation *q = &c->quotations->list[i];
        if (q->whole == i && speaker_of(c, q) && ++spoken[q->entity] > most)
            most = spoken[q->entity];
    }
    c->spoken = most > 1 ? spoken : NULL;
}

uint32_t gly_claimer_speaker(const struct gly_claimer *c, uint32_t offset)
{
    uint32_t at = gly_quotation_at(c->quotations, offset);
    if (at == GLY_NONE)
        return GLY_NONE;
    const struct gly_quotation *q = &c->quotations->list[at];
    return c->spoken && speaker_of(c, q) && c->spoken[q->entity] > 1 ? q->entity
                                                                     : GLY_CLAIM_NOBODY;
}

bool gly_claimer_owns(const struct gly_claimer *c, uint32_t offset)
{
    return gly_claimer_speaker(c, offset) != GLY_CLAIM_NOBODY;
}
