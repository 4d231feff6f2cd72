/* Two sentences that say the same but for one word: a word and its opposite, or a word and
 * its denial.
 *
 * A word that has an opposite in the document is filed with each of its neighbours; so is
 * a word that is denied somewhere. Sentences meet only where such a pair of words is the
 * same in both. They are twins when most of the shorter one stands in the longer one, in
 * order, and what is left over on both sides gives no reason for the difference: another
 * name, number, time, condition or opposite. */
#include "note/claim.h"

#include "base/image_format.h"
#include "note/language.h"
#include "note/look.h"

enum {
    NEIGHBOURS = 2,      /* on each side of a word */
    PAIRS_OF_A_WORD = 8, /* opposites of one word that are looked at */
    KEYS_OF_A_SENTENCE = 96,
    WINDOW = 14, /* content words on each side that are compared */
    BLOOM = 1 << 14,
};

struct twins {
    struct gly_claimer *c;
    uint8_t *sides;  /* by pair: which of its words the document has */
    uint8_t *bloom;  /* stems that are denied somewhere */
    uint8_t *denied; /* by word of the profile: 1 + how far behind its negation, or 0 */
    unsigned keys;
};

static uint64_t key_of(uint64_t kind, uint64_t a, uint64_t b)
{
    uint64_t parts[3] = {kind, a, b};
    return gly_word_hash((const char *)parts, sizeof parts) | 1;
}

static struct gly_str text_of(const struct gly_claimer *c, uint32_t word)
{
    return gly_tok_text(c->doc, &c->doc->toks.at[c->profile.at[word].tok]);
}

static bool is_candidate(const struct gly_claimer *c, uint32_t s)
{
    const struct gly_claim_sent *sent = &c->sents[s];
    const struct gly_block *block = &c->doc->blocks.at[c->doc->sents.at[s].block];
    if (sent->silent || sent->count < 4 ||
        sent->cues & (GLY_CUE_HEARSAY | GLY_CUE_CORRECT | GLY_CUE_CONDITION) ||
        block->kind == GLY_BLOCK_HEADING)
        return false;
    return true;
}

/* "However, ..." announces that the two are to be set against each other. */
static bool opens_with_contrast(const struct gly_claimer *c,
                                const struct gly_claim *claim)
{
    const struct gly_claim_sent *sent = &c->sents[claim->sent];
    for (uint32_t i = sent->first; i < sent->first + 2; i++)
        if (c->profile.at[i].cues & GLY_CUE_CONTRAST)
            return true;
    return false;
}

/* ---- What is denied ---- */

static bool denies(const struct gly_claimer *c, const struct gly_claim_word *word)
{
    return word->cues & (GLY_CUE_NOT | GLY_CUE_NO) ||
           c->words->entries.at[word->entry].implicative < 0;
}

static void deny(struct twins *t, const struct gly_claim_sent *sent, uint32_t at)
{
    struct gly_claimer *c = t->c;
    uint32_t end = sent->first + sent->count;
    unsigned found = 0;
    if (at + 1 < end &&
        gly_word_among(
            text_of(c, at + 1),
            "all every each both only because just merely simply solely more "
            "less fewer later longer earlier sooner yet until much many least "
            "most always necessarily so as too enough doubt one"))
        return;
    for (uint32_t i = at + 1; i < end && i < at + 6 && found < 2; i++) {
        const struct gly_claim_word *word = &c->profile.at[i];
        if (word->flags & GLY_CLAIM_BREAK)
            break;
        if (!word->stem)
            continue;
        t->denied[i] = t->denied[i] ? 0 : (uint8_t)(i - at);
        t->bloom[word->stem % BLOOM / 8] |= (uint8_t)(1u << word->stem % 8);
        found++;
    }
}

static void survey(struct twins *t)
{
    struct gly_claimer *c = t->c;
    for (uint32_t s = 0; s < c->doc->sents.count; s++) {
        const struct gly_claim_sent *sent = &c->sents[s];
        if (!is_candidate(c, s))
            continue;
        for (uint32_t i = sent->first; i < sent->first + sent->count; i++) {
            const struct gly_claim_word *word = &c->profile.at[i];
            uint32_t o = c->words->entries.at[word->opposed].opposites;
            for (unsigned n = 0; o && n < PAIRS_OF_A_WORD; n++) {
                const struct gly_opposite *opposite = &c->words->opposites.at[o];
                t->sides[opposite->pair] |= (uint8_t)(1u << opposite->side);
                o = opposite->next;
            }
            if (denies(c, word))
                deny(t, sent, i);
        }
    }
}

/* ---- Filing ---- */

static void file_word(struct twins *t, uint32_t s, uint32_t at, uint64_t first,
                      struct gly_claim *claim)
{
    struct gly_claimer *c = t->c;
    const struct gly_claim_sent *sent = &c->sents[s];
    for (int step = -1; step <= 1; step += 2) {
        unsigned found = 0;
        uint32_t i = at;
        while (found < NEIGHBOURS && t->keys < KEYS_OF_A_SENTENCE) {
            if (step < 0 ? i == sent->first : i + 1 == sent->first + sent->count)
                break;
            i = step < 0 ? i - 1 : i + 1;
            uint32_t stem = c->profile.at[i].stem;
            if (!stem)
                continue;
            claim->key = key_of(claim->kind, first, stem);
            gly_claimer_add(c, claim);
            t->keys++;
            found++;
        }
    }
}

/* Has the sentence the other word of the pair as well? Then it speaks of both. */
static bool has_other(const struct gly_claimer *c, const struct gly_claim_sent *sent,
                      uint32_t pair, unsigned side)
{
    for (uint32_t i = sent->first; i < sent->first + sent->count; i++) {
        uint32_t o = c->words->entries.at[c->profile.at[i].opposed].opposites;
        for (unsigned n = 0; o && n < PAIRS_OF_A_WORD; n++) {
            const struct gly_opposite *opposite = &c->words->opposites.at[o];
            if (opposite->pair == pair && opposite->side != side)
                return true;
            o = opposite->next;
        }
    }
    return false;
}

/* "after all", "at all", "they all": no count of things. */
static bool is_idiom(const struct gly_claimer *c, uint32_t at)
{
    return at > 0 && gly_word_among(text_of(c, at), "all both most") &&
           gly_word_among(text_of(c, at - 1),
                          "after at above in them us you we they it the for");
}

/* "late" of "late 1980s" */
static bool is_in_date(const struct gly_claimer *c, uint32_t at)
{
    uint32_t tok = c->profile.at[at].tok, low = 0, high = c->dates->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (c->dates->at[middle].first_tok <= tok)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 &&
           tok < c->dates->at[low - 1].first_tok + c->dates->at[low - 1].tok_count;
}

static void file_opposites(struct twins *t, uint32_t s, uint32_t at)
{
    struct gly_claimer *c = t->c;
    const struct gly_claim_word *word = &c->profile.at[at];
    uint32_t o = c->words->entries.at[word->opposed].opposites;
    for (unsigned n = 0; o && n < PAIRS_OF_A_WORD; n++) {
        const struct gly_opposite *opposite = &c->words->opposites.at[o];
        o = opposite->next;
        if (t->sides[opposite->pair] != 3 ||
            has_other(c, &c->sents[s], opposite->pair, opposite->side))
            continue;
        struct gly_claim claim = {.span = c->doc->toks.at[word->tok].span,
                                  .what = opposite->other,
                                  .sent = s,
                                  .detail = at,
                                  .kind = GLY_CLAIM_OPPOSITE,
                                  .side = opposite->side,
                                  .quantifier = opposite->quantifier};
        file_word(t, s, at, opposite->pair, &claim);
    }
}

static void file_denial(struct twins *t, uint32_t s, uint32_t at)
{
    struct gly_claimer *c = t->c;
    const struct gly_claim_word *word = &c->profile.at[at];
    struct gly_span span = c->doc->toks.at[word->tok].span;
    if (!word->stem || !(t->bloom[word->stem % BLOOM / 8] & 1u << word->stem % 8))
        return;
    if (t->denied[at])
        span.start = c->doc->toks.at[c->profile.at[at - t->denied[at]].tok].span.start;
    struct gly_claim claim = {.span = span,
                              .sent = s,
                              .detail = at,
                              .kind = GLY_CLAIM_NEGATION,
                              .side = t->denied[at] != 0};
    file_word(t, s, at, word->stem, &claim);
}

void gly_claimer_twins(struct gly_claimer *c)
{
    struct twins t = {
        .c = c,
        .sides = gly_arena_alloc(c->arena, c->words->pair_count + 1, 1),
        .bloom = gly_arena_alloc(c->arena, BLOOM / 8, 1),
        .denied = gly_arena_alloc(c->arena, c->profile.count + 1, 1),
    };
    survey(&t);
    for (uint32_t s = 0; s < c->doc->sents.count; s++) {
        const struct gly_claim_sent *sent = &c->sents[s];
        if (!is_candidate(c, s))
            continue;
        t.keys = 0;
        for (uint32_t i = sent->first; i < sent->first + sent->count; i++) {
            if (!gly_claimer_owns(c, c->doc->toks.at[c->profile.at[i].tok].span.start))
                continue;
            if (c->profile.at[i].opposed && !is_idiom(c, i) && !is_in_date(c, i))
                file_opposites(&t, s, i);
            file_denial(&t, s, i);
        }
    }
}

/* ---- Comparing ---- */

/* The words around one of the two. */
struct side {
    const struct gly_claimer *c;
    uint32_t slot, first, end;      /* of the profile */
    uint32_t words[2 * WINDOW + 1]; /* those with content, but the slot */
    bool matched[2 * WINDOW + 1];
    unsigned count, before; /* `before`: how many stand before the slot */
};

static const struct gly_claim_word *word_of(const struct side *s, unsigned i)
{
    return &s->c->profile.at[s->words[i]];
}

static void side_read(const struct gly_claimer *c, const struct gly_claim *claim,
                      struct side *ret)
{
    const struct gly_claim_sent *sent = &c->sents[claim->sent];
    uint32_t low = claim->detail, high = claim->detail;
    unsigned found = 0;
    *ret = (struct side){.c = c, .slot = claim->detail};
    while (low > sent->first && found < WINDOW) {
        if (c->profile.at[low].flags & GLY_CLAIM_BREAK && found >= 5)
            break;
        low--;
        found += c->profile.at[low].stem != 0;
    }
    found = 0;
    while (high + 1 < sent->first + sent->count && found < WINDOW) {
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
        else if (c->profile.at[i].stem && ret->count < GLY_COUNT(ret->words))
            ret->words[ret->count++] = i;
    }
}

/* Match word by word, each once. */
static unsigned match(struct side *a, struct side *b)
{
    unsigned shared = 0;
    for (unsigned i = 0; i < a->count; i++)
        for (unsigned j = 0; j < b->count && !a->matched[i]; j++)
            if (!b->matched[j] && word_of(a, i)->stem == word_of(b, j)->stem) {
                a->matched[i] = b->matched[j] = true;
                shared++;
            }
    return shared;
}

/* The longest common run of words in order, with words left out on either side. */
static unsigned in_order(const struct side *a, const struct side *b)
{
    uint8_t best[2 * WINDOW + 2] = {0};
    for (unsigned i = 0; i < a->count; i++) {
        uint8_t corner = 0;
        for (unsigned j = 0; j < b->count; j++) {
            uint8_t above = best[j + 1];
            if (word_of(a, i)->stem == word_of(b, j)->stem)
                best[j + 1] = (uint8_t)(corner + 1);
            else if (best[j] > best[j + 1])
                best[j + 1] = best[j];
            corner = above;
        }
    }
    return best[b->count];
}

/* How many words agree right beside the slot, one word left out here or there. */
static unsigned run_beside(const struct side *a, const struct side *b, int step)
{
    int i = (int)a->before - (step < 0), j = (int)b->before - (step < 0);
    unsigned run = 0, left_out = 0;
    while (i >= 0 && j >= 0 && i < (int)a->count && j < (int)b->count && left_out < 2) {
        int i2 = i + step, j2 = j + step;
        if (word_of(a, (unsigned)i)->stem == word_of(b, (unsigned)j)->stem) {
            run++;
            i = i2;
            j = j2;
        } else if (i2 >= 0 && i2 < (int)a->count &&
                   word_of(a, (unsigned)i2)->stem == word_of(b, (unsigned)j)->stem) {
            i = i2;
            left_out++;
        } else if (j2 >= 0 && j2 < (int)b->count &&
                   word_of(a, (unsigned)i)->stem == word_of(b, (unsigned)j2)->stem) {
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

static bool is_left_over(const struct side *s, unsigned flags)
{
    for (unsigned i = 0; i < s->count; i++)
        if (!s->matched[i] && word_of(s, i)->flags & flags)
            return true;
    return false;
}

/* A cue that one has and the other has not; by word. */
static bool has_cue_alone(const struct side *a, const struct side *b, unsigned cue)
{
    for (uint32_t i = a->first; i < a->end; i++) {
        const struct gly_claim_word *word = &a->c->profile.at[i];
        bool found = i == a->slot || !(word->cues & cue) ||
                     a->c->words->entries.at[word->entry].implicative < 0;
        for (uint32_t j = b->first; !found && j < b->end; j++)
            found = b->c->profile.at[j].entry == word->entry ||
                    (word->stem && b->c->profile.at[j].stem == word->stem);
        if (!found)
            return true;
    }
    return false;
}

/* "may", before the slot: it says no more than that both are possible. */
static bool is_possible(const struct side *s)
{
    for (uint32_t i = s->first; i < s->slot; i++)
        if (s->c->profile.at[i].cues & GLY_CUE_POSSIBLE)
            return true;
    return false;
}

/* "Now" right before the slot, "when" at the start: something has changed, or the sentence
 * is true at times. */
static bool is_of_now(const struct side *s, const struct gly_claim *claim)
{
    const struct gly_claim_word *words = s->c->profile.at;
    for (uint32_t i = s->slot; i > s->first && s->slot - i < 4; i--)
        if (words[i - 1].cues & GLY_CUE_NOW)
            return true;
    return words[s->c->sents[claim->sent].first].cues & GLY_CUE_NOW;
}

static unsigned count_denials(const struct side *s)
{
    unsigned count = 0;
    for (uint32_t i = s->first; i < s->end; i++)
        count += i != s->slot && !(s->c->profile.at[i].flags & GLY_CLAIM_PREFIX) &&
                 denies(s->c, &s->c->profile.at[i]);
    return count;
}

/* Another pair of opposites among what is left over: the two differences cancel. */
static bool has_second_pair(const struct side *a, const struct side *b)
{
    const struct gly_claim_words *words = a->c->words;
    for (unsigned i = 0; i < a->count; i++) {
        uint32_t o = words->entries.at[word_of(a, i)->opposed].opposites;
        if (a->matched[i])
            continue;
        for (; o; o = words->opposites.at[o].next)
            for (unsigned j = 0; j < b->count; j++) {
                uint32_t p = words->entries.at[word_of(b, j)->opposed].opposites;
                if (b->matched[j])
                    continue;
                for (; p; p = words->opposites.at[p].next)
                    if (words->opposites.at[p].pair == words->opposites.at[o].pair)
                        return true;
            }
    }
    return false;
}

/* 1 for the past, 2 for the present, by forms of "be" and "have"; 0 for neither, 3 both. */
static unsigned tense_of(const struct side *s)
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

static bool same_time(const struct side *a, const struct side *b)
{
    unsigned x = tense_of(a), y = tense_of(b);
    return !((x == 1 && y == 2) || (x == 2 && y == 1));
}

/* Both in one list, or side by side in one paragraph: they are set against each other. */
static bool are_parallel(const struct gly_claimer *c, const struct gly_claim *a,
                         const struct gly_claim *b)
{
    uint32_t x = c->doc->sents.at[a->sent].block, y = c->doc->sents.at[b->sent].block;
    if (x == y)
        return b->sent - a->sent <= 2;
    uint32_t list = gly_block_within(c->doc, x, GLY_BLOCK_LIST);
    return list != GLY_NONE && list == gly_block_within(c->doc, y, GLY_BLOCK_LIST);
}

/* "captures a mutable reference": one of many, and the next one may be another. */
static bool is_indefinite(const struct side *s)
{
    const struct gly_claimer *c = s->c;
    uint32_t tok = c->profile.at[s->slot].tok;
    return tok > 0 && gly_word_among(gly_tok_text(c->doc, &c->doc->toks.at[tok - 1]),
                                     "a an some any");
}

static bool is_finite(unsigned tag)
{
    return tag == GLY_XPOS_VBD || tag == GLY_XPOS_VBZ || tag == GLY_XPOS_VBP ||
           tag == GLY_XPOS_MD || tag == GLY_XPOS_VB;
}

static bool is_nominal(unsigned tag)
{
    return tag == GLY_XPOS_NN || tag == GLY_XPOS_NNS || tag == GLY_XPOS_NNP ||
           tag == GLY_XPOS_NNPS || tag == GLY_XPOS_JJ || tag == GLY_XPOS_CD ||
           tag == GLY_XPOS_VBN || tag == GLY_XPOS_VBG;
}

/* "The northern quarry ...": a word before the noun of the subject, behind no "a", that
 * tells which one is meant. */
static bool tells_apart(const struct side *s, const struct gly_claim *claim)
{
    const struct gly_claimer *c = s->c;
    const struct gly_reading *reading =
        gly_sent_read(c->doc, claim->sent, GLY_DEPTH_TAGS);
    uint32_t first = c->doc->sents.at[claim->sent].first_tok;
    uint32_t tok = c->profile.at[s->slot].tok;
    if (!reading)
        return true;
    unsigned tag = gly_claim_xpos(reading, first, tok);
    unsigned behind = gly_claim_xpos(reading, first, tok + 1);
    if ((tag != GLY_XPOS_JJ && tag != GLY_XPOS_JJR && tag != GLY_XPOS_JJS &&
         tag != GLY_XPOS_NN && tag != GLY_XPOS_NNP) ||
        !is_nominal(behind))
        return false;
    for (uint32_t i = tok; i-- > first;) {
        struct gly_str text = gly_tok_text(c->doc, &c->doc->toks.at[i]);
        if (is_finite(gly_claim_xpos(reading, first, i)) ||
            (gly_word_among(text, "a an") && tok - i < 4))
            return false;
    }
    return true;
}

/* The same word, or one made from the other: "attention", "attentional". */
static bool are_akin(const struct side *a, unsigned i, const struct side *b, unsigned j)
{
    struct gly_str x = text_of(a->c, a->words[i]), y = text_of(b->c, b->words[j]);
    size_t same = 0;
    if (word_of(a, i)->stem == word_of(b, j)->stem)
        return true;
    while (same < x.len && same < y.len && (x.ptr[same] | 0x20) == (y.ptr[same] | 0x20))
        same++;
    return same >= 5 && same * 4 >= (x.len < y.len ? x.len : y.len) * 3;
}

/* What follows the slot is the same, or one says nothing more. */
static bool follows_alike(const struct side *a, const struct side *b)
{
    unsigned i = a->before, j = b->before;
    return i >= a->count || j >= b->count || are_akin(a, i, b, j) ||
           (i + 1 < a->count && are_akin(a, i + 1, b, j)) ||
           (j + 1 < b->count && are_akin(a, i, b, j + 1));
}

/* What is denied before the slot stands in the other sentence as well. */
static bool denies_shared(const struct side *s)
{
    const struct gly_claimer *c = s->c;
    for (unsigned i = s->before; i-- > 0;) {
        for (uint32_t w = s->words[i]; w < s->slot; w++)
            if (denies(c, &c->profile.at[w]))
                return true;
        struct gly_str text = text_of(c, s->words[i]);
        if (!s->matched[i] && !gly_str_ends(text, "ly"))
            return false;
    }
    return true;
}

/* Is the slot denied by "non-"? */
static bool is_prefixed(const struct side *s)
{
    return s->slot > 0 && s->c->profile.at[s->slot - 1].flags & GLY_CLAIM_PREFIX &&
           s->c->profile.at[s->slot - 1].tok == s->c->profile.at[s->slot].tok;
}

static bool is_determiner(const struct side *s)
{
    return gly_word_among(
        text_of(s->c, s->slot),
        "all no none every each most few many several both neither more "
        "fewer some any");
}

static bool are_twins(struct side *a, struct side *b, unsigned shared)
{
    unsigned shorter = a->count < b->count ? a->count : b->count;
    unsigned ordered = in_order(a, b);
    unsigned run = run_beside(a, b, 1) + run_beside(a, b, -1);
    if (shared < 3 || run == 0 || ordered + 1 < shared)
        return false;
    if (shared == shorter)
        return true;
    return shared >= 5 &&
           (shared * 5 >= shorter * 4 || (run >= 5 && shared * 2 >= shorter));
}

bool gly_claim_twins_clash(const struct gly_claimer *c, const struct gly_claim *x,
                           const struct gly_claim *y)
{
    struct side a, b;
    side_read(c, x, &a);
    side_read(c, y, &b);
    unsigned shared = match(&a, &b);
    if (opens_with_contrast(c, x) != opens_with_contrast(c, y))
        return false;
    if (!are_twins(&a, &b, shared) || are_parallel(c, x, y) || !same_time(&a, &b))
        return false;
    unsigned reasons = GLY_CUE_OTHER | GLY_CUE_MODAL | GLY_CUE_PLAN;
    unsigned marks = GLY_CLAIM_NAME | GLY_CLAIM_NUMBER;
    if (is_left_over(&a, marks) && is_left_over(&b, marks))
        return false;
    if (is_possible(&a) || is_possible(&b) || is_of_now(&a, x) != is_of_now(&b, y) ||
        has_cue_alone(&a, &b, reasons) || has_cue_alone(&b, &a, reasons) ||
        has_second_pair(&a, &b))
        return false;
    unsigned denials = count_denials(&a) + count_denials(&b);
    unsigned shorter = a.count < b.count ? a.count : b.count;
    if (x->kind == GLY_CLAIM_NEGATION)
        return denials == (is_prefixed(&a) || is_prefixed(&b) ? 0 : 1) &&
               shared * 3 >= shorter * 2 && follows_alike(&a, &b) &&
               denies_shared(x->side ? &a : &b) &&
               !has_cue_alone(&a, &b, GLY_CUE_YET) &&
               !has_cue_alone(&b, &a, GLY_CUE_YET);
    if (x->quantifier && is_determiner(&a) && !follows_alike(&a, &b))
        return false;
    if (!x->quantifier && ((tells_apart(&a, x) && tells_apart(&b, y)) ||
                           (shared < 5 && is_indefinite(&a) && is_indefinite(&b))))
        return false;
    return denials % 2 == 0;
}
