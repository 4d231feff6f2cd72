/* Whether two descriptions mean one thing: "the museum's new wing" is "the new wing" and "the
 * wing" later on, but "the wing" is no "new wing", and nothing is when another wing has been
 * told of between. */
#include "note/claim.h"

#include "base/image_format.h"
#include "note/look.h"

enum { WORDS_BETWEEN = 400 };

uint64_t gly_claim_subject_key(const struct gly_claim_subject *subject)
{
    /* What the words behind a pronoun are is known here alone. */
    bool pronoun =
        subject->end_tok == subject->first_tok + 1 && subject->words.count > 1;
    return subject->noun && subject->key && !pronoun
               ? gly_claim_definite_key(subject->noun)
               : subject->key;
}

/* The words with content of what a claim is about, but for those of its value; none where
 * it is not told by the noun but by a pronoun or a name. */
static struct gly_bag words_of(const struct gly_claimer *c, uint32_t noun,
                               const struct gly_claim *claim)
{
    struct gly_bag bag = {.count = 0};
    const struct gly_claim_sent *sent = &c->sents[claim->sent];
    for (uint32_t i = sent->first; i < sent->first + sent->count; i++) {
        const struct gly_claim_word *word = &c->profile.at[i];
        uint32_t at = c->doc->toks.at[word->tok].span.start;
        if (at >= claim->subject.start && at < claim->subject.end &&
            (at < claim->span.start || at >= claim->span.end))
            gly_bag_add(&bag, word->stem);
    }
    if (!gly_bag_has(&bag, noun))
        bag.count = 0;
    return bag;
}

/* "the two-hour hike": what is claimed of it tells no other one apart. */
static bool is_value(const struct gly_claimer *c, uint32_t tok,
                     const struct gly_claim *claim)
{
    uint32_t at = c->doc->toks.at[tok].span.start;
    return at >= claim->span.start && at < claim->span.end;
}

/* Is the noun told of with a word that is not of the first description: "the old wing"? */
static bool has_rival(const struct gly_claimer *c, uint32_t noun,
                      const struct gly_bag *words, const struct gly_claim *a,
                      const struct gly_claim *b)
{
    const struct gly_claim_sent *x = &c->sents[a->sent], *y = &c->sents[b->sent];
    uint32_t end = y->first + y->count;
    if (end - x->first > WORDS_BETWEEN)
        return true;
    for (uint32_t i = x->first + 1; i < end; i++) {
        const struct gly_claim_word *word = &c->profile.at[i];
        if (word->stem == noun && word[-1].stem && word[-1].tok + 1 == word->tok &&
            !gly_bag_has(words, word[-1].stem) && !is_value(c, word[-1].tok, a) &&
            !is_value(c, word[-1].tok, b))
            return true;
    }
    return false;
}

bool gly_claims_same_thing(const struct gly_claimer *c, uint32_t noun,
                           const struct gly_claim *a, const struct gly_claim *b)
{
    if (!gly_claim_same_definite(c, noun, a->sent, b->sent))
        return false;
    if (a->sent == GLY_NONE || b->sent == GLY_NONE)
        return true;
    if (b->sent < a->sent)
        return gly_claims_same_thing(c, noun, b, a);
    struct gly_bag first = words_of(c, noun, a), second = words_of(c, noun, b);
    if (first.count == 0 || second.count == 0)
        return first.count + second.count < 2;
    if (gly_bag_shared(&first, &second) < second.count)
        return false;
    return first.count == second.count || !has_rival(c, noun, &first, a, b);
}
