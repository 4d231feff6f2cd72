/* Two sentences, word by word, around the words in which they differ. */
#include "note/claim_side.h"

#include "note/language.h"
#include "note/look.h"

struct gly_str gly_claim_text(const struct gly_claimer *c, uint32_t word)
{
    return gly_tok_text(c->doc, &c->doc->toks.at[c->profile.at[word].tok]);
}

bool gly_claim_denies(const struct gly_claimer *c, const struct gly_claim_word *word)
{
    return word->cues & (GLY_CUE_NOT | GLY_CUE_NO) ||
           gly_claim_entry(c->words, word->entry)->implicative < 0;
}

/* "In the end", "At first", "Later": it has come to be otherwise. */
static bool opens_with_change(const struct gly_claimer *c, uint32_t first)
{
    struct gly_str text = gly_claim_text(c, first);
    if (gly_word_among(text, "in at by"))
        return gly_word_among(gly_claim_text(c, first + 1),
                              "first last length turn time then") ||
               (gly_word_among(gly_claim_text(c, first + 1), "the") &&
                gly_word_among(gly_claim_text(c, first + 2),
                               "end beginning outset start"));
    return gly_word_among(text,
                          "eventually finally later ultimately subsequently afterwards "
                          "then thereupon now today soon");
}

/* "However, ..." announces that the two are to be set against each other. */
bool gly_claim_opens_with_contrast(const struct gly_claimer *c,
                                   const struct gly_claim *claim)
{
    const struct gly_claim_sent *sent = &c->sents[claim->sent];

    for (uint32_t i = sent->first; i < sent->first + 2; i++)
        if (c->profile.at[i].cues & GLY_CUE_CONTRAST)
            return true;
    return sent->count > 3 && opens_with_change(c, sent->first);
}

const struct gly_claim_word *gly_side_word(const struct gly_side *s, unsigned i)
{
    return &s->c->profile.at[s->words[i]];
}

void gly_side_read(const struct gly_claimer *c, const struct gly_claim *claim,
                   uint32_t slot_end, struct gly_side *ret)
{
    const struct gly_claim_sent *sent = &c->sents[claim->sent];
    uint32_t low = claim->detail, high = slot_end - 1;
    unsigned found = 0;
    *ret = (struct gly_side){.c = c, .slot = claim->detail, .slot_end = slot_end};
    while (low > sent->first && found < GLY_SIDE_WINDOW) {
        if (c->profile.at[low].flags & GLY_CLAIM_BREAK && found >= 5)
            break;
        low--;
        found += c->profile.at[low].stem != 0;
    }
    found = 0;
    while (high + 1 < sent->first + sent->count && found < GLY_SIDE_WINDOW) {
        if (c->profile.at[high + 1].flags & GLY_CLAIM_BREAK && found >= 5)
            break;
        high++;
        found += c->profile.at[high].stem != 0;
    }
    ret->first = low;
    ret->end = high + 1;
    for (uint32_t i = low; i <= high; i++) {
        if (i == ret->slot)
            ret->before = ret->count;
        else if ((i < ret->slot || i >= slot_end) && c->profile.at[i].stem &&
                 ret->count < GLY_COUNT(ret->words))
            ret->words[ret->count++] = i;
    }
}

/* Match word by word, each once. */
unsigned gly_side_match(struct gly_side *a, struct gly_side *b)
{
    unsigned shared = 0;
    for (unsigned i = 0; i < a->count; i++)
        for (unsigned j = 0; j < b->count && !a->matched[i]; j++)
            if (!b->matched[j] &&
                gly_side_word(a, i)->stem == gly_side_word(b, j)->stem) {
                a->matched[i] = b->matched[j] = true;
                shared++;
            }
    return shared;
}

/* The longest common run of words in order, with words left out on either side. */
unsigned gly_side_in_order(const struct gly_side *a, const struct gly_side *b)
{
    uint8_t best[2 * GLY_SIDE_WINDOW + 2] = {0};
    for (unsigned i = 0; i < a->count; i++) {
        uint8_t corner = 0;
        for (unsigned j = 0; j < b->count; j++) {
            uint8_t above = best[j + 1];
            if (gly_side_word(a, i)->stem == gly_side_word(b, j)->stem)
                best[j + 1] = (uint8_t)(corner + 1);
            else if (best[j] > best[j + 1])
                best[j + 1] = best[j];
            corner = above;
        }
    }
    return best[b->count];
}

/* How many words agree right beside the slot, one word left out here or there. */
unsigned gly_side_run(const struct gly_side *a, const struct gly_side *b, int step)
{
    int i = (int)a->before - (step < 0), j = (int)b->before - (step < 0);
    unsigned run = 0, left_out = 0;
    while (i >= 0 && j >= 0 && i < (int)a->count && j < (int)b->count && left_out < 2) {
        int i2 = i + step, j2 = j + step;
        if (gly_side_word(a, (unsigned)i)->stem ==
            gly_side_word(b, (unsigned)j)->stem) {
            run++;
            i = i2;
            j = j2;
        } else if (i2 >= 0 && i2 < (int)a->count &&
                   gly_side_word(a, (unsigned)i2)->stem ==
                       gly_side_word(b, (unsigned)j)->stem) {
            i = i2;
            left_out++;
        } else if (j2 >= 0 && j2 < (int)b->count &&
                   gly_side_word(a, (unsigned)i)->stem ==
                       gly_side_word(b, (unsigned)j2)->stem) {
            j = j2;
            left_out++;
        } else {
            i = i2;
            j = j2;
            left_out++;
        }
    }
    return run;
}

bool gly_side_left_over(const struct gly_side *s, unsigned flags)
{
    for (unsigned i = 0; i < s->count; i++)
        if (!s->matched[i] && gly_side_word(s, i)->flags & flags)
            return true;
    return false;
}

/* A cue that one has and the other has not; by word. */
bool gly_side_cue_alone(const struct gly_side *a, const struct gly_side *b,
                        unsigned cue)
{
    for (uint32_t i = a->first; i < a->end; i++) {
        const struct gly_claim_word *word = &a->c->profile.at[i];
        bool found = i == a->slot || !(word->cues & cue) ||
                     gly_claim_entry(a->c->words, word->entry)->implicative < 0;
        for (uint32_t j = b->first; !found && j < b->end; j++)
            found = b->c->profile.at[j].entry == word->entry ||
                    (word->stem && b->c->profile.at[j].stem == word->stem);
        if (!found)
            return true;
    }
    return false;
}

/* "may", before the slot: it says no more than that both are possible. */
bool gly_side_possible(const struct gly_side *s)
{
    for (uint32_t i = s->first; i < s->slot; i++)
        if (s->c->profile.at[i].cues & GLY_CUE_POSSIBLE)
            return true;
    return false;
}

/* "Now" right before the slot, "when" at the start: something has changed, or the sentence
 * is true at times. */
bool gly_side_of_now(const struct gly_side *s, const struct gly_claim *claim)
{
    const struct gly_claim_word *words = s->c->profile.at;
    for (uint32_t i = s->slot; i > s->first && s->slot - i < 4; i--)
        if (words[i - 1].cues & GLY_CUE_NOW)
            return true;
    return words[s->c->sents[claim->sent].first].cues & GLY_CUE_NOW;
}

unsigned gly_side_denials(const struct gly_side *s)
{
    unsigned count = 0;
    for (uint32_t i = s->first; i < s->end; i++)
        count += i != s->slot && !(s->c->profile.at[i].flags & GLY_CLAIM_PREFIX) &&
                 gly_claim_denies(s->c, &s->c->profile.at[i]);
    return count;
}

/* Another pair of opposites among what is left over: the two differences cancel. */
bool gly_sides_second_pair(const struct gly_side *a, const struct gly_side *b)
{
    const struct gly_claim_words *words = a->c->words;
    for (unsigned i = 0; i < a->count; i++) {
        uint32_t o = gly_claim_entry(words, gly_side_word(a, i)->opposed)->opposites;
        if (a->matched[i])
            continue;
        for (; o; o = gly_claim_opposite(words, o)->next)
            for (unsigned j = 0; j < b->count; j++) {
                uint32_t p =
                    gly_claim_entry(words, gly_side_word(b, j)->opposed)->opposites;
                if (b->matched[j])
                    continue;
                for (; p; p = gly_claim_opposite(words, p)->next)
                    if (gly_claim_opposite(words, p)->pair ==
                        gly_claim_opposite(words, o)->pair)
                        return true;
            }
    }
    return false;
}

/* 1 for the past, 2 for the present, by forms of "be" and "have"; 0 for neither, 3 both. */
static unsigned tense_of(const struct gly_side *s)
{
    unsigned tense = 0;
    for (uint32_t i = s->first; i < s->end; i++) {
        struct gly_str text =
            gly_tok_text(s->c->doc, &s->c->doc->toks.at[s->c->profile.at[i].tok]);
        if (gly_word_among(text, "was were had did"))
            tense |= 1;
        else if (gly_word_among(text, "is are has have does do will"))
            tense |= 2;
    }
    return tense;
}

bool gly_sides_same_time(const struct gly_side *a, const struct gly_side *b)
{
    unsigned x = tense_of(a), y = tense_of(b);
    return !((x == 1 && y == 2) || (x == 2 && y == 1));
}

bool gly_claims_told_between(const struct gly_claimer *c, const struct gly_claim *a,
                             const struct gly_claim *b, const char *words)
{
    enum { TOKENS = 200 };
    const struct gly_sent *sents = c->doc->sents.at;
    if (a->sent == GLY_NONE || b->sent == GLY_NONE || b->sent <= a->sent)
        return false;
    uint32_t first = sents[a->sent].first_tok,
             end = sents[b->sent].first_tok + sents[b->sent].tok_count;
    first = end - first > TOKENS ? end - TOKENS : first;
    for (uint32_t i = first; i < end; i++)
        if (gly_word_among(gly_tok_text(c->doc, &c->doc->toks.at[i]), words) &&
            !(i + 1 < end &&
              gly_word_among(gly_tok_text(c->doc, &c->doc->toks.at[i + 1]), "than")))
            return true;
    return false;
}

bool gly_claims_noun_divided(const struct gly_claimer *c, uint32_t noun,
                             const struct gly_claim *a, const struct gly_claim *b)
{
    enum { WORDS = 200 };
    if (!noun || a->sent == GLY_NONE || b->sent == GLY_NONE || b->sent < a->sent)
        return false;
    const struct gly_claim_sent *x = &c->sents[a->sent], *y = &c->sents[b->sent];
    uint32_t end = y->first + y->count;
    for (uint32_t i = x->first + 1; i < end && i < x->first + WORDS; i++) {
        const struct gly_claim_word *word = &c->profile.at[i];
        if (word->stem != noun || !word[-1].stem || word[-1].tok + 1 != word->tok)
            continue;
        uint32_t start = c->doc->toks.at[word[-1].tok].span.start;
        bool own = (start >= a->span.start && start < a->span.end) ||
                   (start >= b->span.start && start < b->span.end) ||
                   (start >= a->subject.start && start < a->subject.end) ||
                   (start >= b->subject.start && start < b->subject.end);
        if (!own)
            return true;
    }
    return false;
}
