/* Whether two descriptions mean one thing: "the museum's new wing" is "the new wing" and "the
 * wing" later on, but "the wing" is no "new wing", and nothing is when another wing has been
 * told of between. */
#include "note/claim.h"

#include "base/image_format.h"
#include "note/look.h"

enum { WORDS_BETWEEN = 400 };

uint32_t gly_claim_subject_head(const struct gly_claim_subject *subject)
{
    return subject->noun ? subject->noun : subject->head;
}

uint64_t gly_claim_subject_key(const struct gly_claim_subject *subject)
{
    uint32_t head = gly_claim_subject_head(subject);
    return head && subject->key ? gly_claim_definite_key(head) : subject->key;
}

/* Where it is told what a claim is about: for a pronoun, in a sentence before. */
static uint32_t sent_of(const struct gly_claimer *c, const struct gly_claim *claim)
{
    enum { BACK = 4 };
    const struct gly_sent *sents = c->doc->sents.at;
    uint32_t s = claim->sent;
    while (s > 0 && claim->sent - s < BACK &&
           c->doc->toks.at[sents[s].first_tok].span.start > claim->subject.start)
        s--;
    return s;
}

/* The words with content of what a claim is about, but for those of its value; none where
 * it is not told by the noun but by a pronoun or a name. */
static struct gly_bag words_of(const struct gly_claimer *c, uint32_t noun,
                               const struct gly_claim *claim, bool *ret_named)
{
    struct gly_bag bag = {.count = 0};
    const struct gly_claim_sent *sent = &c->sents[sent_of(c, claim)];
    for (uint32_t i = sent->first; i < sent->first + sent->count; i++) {
        const struct gly_claim_word *word = &c->profile.at[i];
        uint32_t at = c->doc->toks.at[word->tok].span.start;
        if (at >= claim->subject.start && at < claim->subject.end &&
            (at < claim->span.start || at >= claim->span.end)) {
            gly_bag_add(&bag, word->stem);
            *ret_named = *ret_named || word->flags & GLY_CLAIM_NAME;
        }
    }
    if (!gly_bag_has(&bag, noun)) {
        bag.count = 0;
        *ret_named = false;
    }
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
        /* "the church in Brede" */
        if (word->stem == noun && i + 2 < end && !word[1].stem &&
            word[2].flags & GLY_CLAIM_NAME && word[2].tok == word->tok + 2 &&
            !gly_bag_has(words, word[2].stem))
            return true;
    }
    return false;
}

bool gly_claims_same_thing(const struct gly_claimer *c, uint32_t noun,
                           const struct gly_claim *a, const struct gly_claim *b)
{
    if (a->sent == GLY_NONE || b->sent == GLY_NONE)
        return gly_claim_same_definite(c, noun, a->sent, b->sent);
    if (b->sent < a->sent)
        return gly_claims_same_thing(c, noun, b, a);
    bool named = false, too = false;
    struct gly_bag first = words_of(c, noun, a, &named),
                   second = words_of(c, noun, b, &too);
    /* "the treaty of Alda", wherever it stands */
    if (named && too)
        return first.count == second.count &&
               gly_bag_shared(&first, &second) == first.count;
    if (!gly_claim_same_definite(c, noun, a->sent, b->sent) || too)
        return false;
    if (first.count == 0 || second.count == 0)
        return first.count + second.count < 2;
    if (gly_bag_shared(&first, &second) < second.count)
        return false;
    return first.count == second.count || !has_rival(c, noun, &first, a, b);
}
