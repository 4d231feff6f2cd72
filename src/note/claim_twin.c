/* Two sentences that say the same but for one word: a word and its opposite, or a word and
 * its denial.
 *
 * A word that has an opposite in the document is filed with each of its neighbours; so is
 * a word that is denied somewhere. Sentences meet only where such a pair of words is the
 * same in both. They are twins when most of the shorter one stands in the longer one, in
 * order, and what is left over on both sides gives no reason for the difference: another
 * name, number, time, condition or opposite. */
#include "note/claim_side.h"
#include "note/claim_state.h"

#include "base/image_format.h"
#include "note/look.h"

enum {
    NEIGHBOURS = 2,       /* on each side of a word */
    PAIRS_OF_A_WORD = 16, /* opposites of one word that are looked at */
    KEYS_OF_A_SENTENCE = 96,
    LOOKS_IN_A_SENTENCE = 48,
    BLOOM = 1 << 14,
    SEVERAL_SIDES = 255,
    DEED_WORDS = 80,   /* of a sentence that tells of one */
    DEEDS_LOOKED = 32, /* on each side of a deed, for one that may be its opposite */
};

/* A word that may tell what something is, and in which sentence. */
struct waiting {
    const struct gly_opposite *opposite;
    uint32_t sent, at;
};

struct twins {
    struct gly_claimer *c;
    uint8_t *sides; /* by pair: 1 + the side the document has, or SEVERAL */
    uint8_t *told;  /* by pair: the same of what may be a state or a deed */
    GLY_VEC(struct waiting) waiting;
    uint8_t *bloom;  /* stems that are denied somewhere */
    uint8_t *denied; /* by word of the profile: 1 + how far behind its negation, or 0 */
    unsigned keys;   /* filed, and words looked at, of this sentence */
    unsigned looks;
    uint32_t nones[GLY_LACKS_MAX]; /* "has no": words of the profile */
    unsigned none_count;
    bool kin; /* there are words for kin */
};

static uint64_t key_of(uint64_t kind, uint64_t a, uint64_t b)
{
    uint64_t parts[3] = {kind, a, b};
    return gly_word_hash((const char *)parts, sizeof parts) | 1;
}

static bool is_candidate(const struct gly_claimer *c, uint32_t s)
{
    const struct gly_claim_sent *sent = &c->sents[s];
    const struct gly_block *block = &c->doc->blocks.at[c->doc->sents.at[s].block];
    if (sent->silent || sent->count < 4 ||
        sent->cues & (GLY_CUE_HEARSAY | GLY_CUE_CORRECT | GLY_CUE_CONDITION) ||
        block->kind == GLY_BLOCK_HEADING || block->kind == GLY_BLOCK_CAPTION)
        return false;
    return true;
}

/* ---- What is denied ---- */

static void deny(struct twins *t, const struct gly_claim_sent *sent, uint32_t at)
{
    struct gly_claimer *c = t->c;
    uint32_t end = sent->first + sent->count;
    unsigned found = 0;
    /* "No, ...", "nobody, nogroup" */
    if (at + 1 < end && c->profile.at[at + 1].flags & GLY_CLAIM_COMMA)
        return;
    if (at + 1 < end &&
        gly_word_among(
            gly_claim_text(c, at + 1),
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

/* "has no", "there is no" */
static void note_none(struct twins *t, const struct gly_claim_sent *sent, uint32_t at)
{
    if (t->none_count < GLY_LACKS_MAX && at > sent->first &&
        gly_word_among(gly_claim_text(t->c, at), "no") &&
        (gly_word_among(gly_claim_text(t->c, at - 1), "has have") ||
         (at == sent->first + 2 && gly_word_among(gly_claim_text(t->c, at - 1), "is") &&
          gly_word_among(gly_claim_text(t->c, at - 2), "there"))))
        t->nones[t->none_count++] = at;
}

static void meet_side(uint8_t *sides, unsigned side)
{
    *sides = *sides && *sides != side + 1 ? SEVERAL_SIDES : (uint8_t)(side + 1);
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
            uint32_t o = gly_claim_entry(c->words, word->opposed)->opposites;
            for (unsigned n = 0; o && n < PAIRS_OF_A_WORD; n++) {
                const struct gly_opposite *opposite = gly_claim_opposite(c->words, o);
                o = opposite->next;
                if (opposite->kind == GLY_OPPOSITE_LACK)
                    t->kin = true;
                else
                    meet_side(&t->sides[opposite->pair], opposite->side);
            }
            if (gly_claim_denies(c, word)) {
                deny(t, sent, i);
                note_none(t, sent, i);
            }
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
        uint32_t o = gly_claim_entry(c->words, c->profile.at[i].opposed)->opposites;
        for (unsigned n = 0; o && n < PAIRS_OF_A_WORD; n++) {
            const struct gly_opposite *opposite = gly_claim_opposite(c->words, o);
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
    return at > 0 && gly_word_among(gly_claim_text(c, at), "all both most") &&
           gly_word_among(gly_claim_text(c, at - 1),
                          "after at above in them us you we they it the for");
}

/* "see below", "described above under": a place of the text. */
static bool is_pointer(const struct gly_claimer *c, const struct gly_claim_sent *sent,
                       uint32_t at)
{
    if (!gly_word_among(gly_claim_text(c, at), "above below"))
        return false;
    return at + 1 >= sent->first + sent->count ||
           c->profile.at[at].tok + 1 != c->profile.at[at + 1].tok ||
           gly_word_among(gly_claim_text(c, at + 1), "under for in and") ||
           (at > sent->first &&
            gly_word_among(gly_claim_text(c, at - 1),
                           "see described listed shown given mentioned the as"));
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

/* What something is or has come to is read only where the document may tell it both ways. */
static void wait(struct twins *t, uint32_t s, uint32_t at,
                 const struct gly_opposite *opposite)
{
    bool verdict = opposite->kind == GLY_OPPOSITE_VERDICT;
    /* "harder than" */
    uint32_t behind = t->c->profile.at[at].tok + 1;
    bool compared =
        opposite->kind == GLY_OPPOSITE_ANTONYM && behind < t->c->doc->toks.count &&
        gly_str_is(gly_tok_text(t->c->doc, &t->c->doc->toks.at[behind]), "than");
    if (opposite->kind != GLY_OPPOSITE_SET && opposite->kind != GLY_OPPOSITE_STATE &&
        !verdict && !compared)
        return;
    bool side = gly_claim_is_side(t->c, opposite);
    if (!(verdict ? gly_claim_may_be_deed
          : side  ? gly_claim_may_be_where
                  : gly_claim_may_be_state)(t->c, s, at))
        return;
    *GLY_VEC_ADD(t->c->arena, &t->waiting) = (struct waiting){opposite, s, at};
    meet_side(&t->told[opposite->pair], opposite->side);
}

/* To tag sentences is dear: one who does it and one to which it is done are named in both. */
static bool share_words(const struct gly_claimer *c, uint32_t sent, uint32_t other)
{
    const struct gly_claim_sent *a = &c->sents[sent], *b = &c->sents[other];
    /* "It rejected": the pronoun stands for one of them. */
    static const char pronouns[] = "it he she they";
    unsigned shared = gly_word_among(gly_claim_text(c, a->first), pronouns) ||
                      gly_word_among(gly_claim_text(c, b->first), pronouns);
    if (a->count > DEED_WORDS || b->count > DEED_WORDS)
        return false;
    for (uint32_t i = a->first; i < a->first + a->count && shared < 2; i++)
        for (uint32_t j = b->first; c->profile.at[i].stem && j < b->first + b->count;
             j++)
            if (c->profile.at[i].stem == c->profile.at[j].stem) {
                shared++;
                break;
            }
    return shared > 1;
}

/* Is there a deed of the other side that may be of the same? */
static bool has_counterpart(const struct twins *t, uint32_t at)
{
    const struct waiting *own = &t->waiting.at[at];
    for (unsigned step = 1; step <= DEEDS_LOOKED; step++)
        for (int side = -1; side <= 1; side += 2) {
            uint32_t i = side < 0 ? at - step : at + step;
            const struct waiting *other =
                i < t->waiting.count ? &t->waiting.at[i] : NULL;
            if (other && other->opposite->pair == own->opposite->pair &&
                other->opposite->side != own->opposite->side &&
                share_words(t->c, own->sent, other->sent))
                return true;
        }
    return false;
}

static void read_waiting(struct twins *t)
{
    for (uint32_t i = 0; i < t->waiting.count; i++) {
        const struct waiting *w = &t->waiting.at[i];
        if (t->told[w->opposite->pair] != SEVERAL_SIDES)
            continue;
        if (gly_claim_is_side(t->c, w->opposite))
            gly_claimer_where(t->c, w->sent, w->at, w->opposite);
        else if (w->opposite->kind != GLY_OPPOSITE_VERDICT)
            gly_claimer_state(t->c, w->sent, w->at, w->opposite);
        else if (has_counterpart(t, i))
            gly_claimer_deed(t->c, w->sent, w->at, w->opposite);
    }
}

static void file_opposites(struct twins *t, uint32_t s, uint32_t at)
{
    struct gly_claimer *c = t->c;
    const struct gly_claim_word *word = &c->profile.at[at];
    uint32_t o = gly_claim_entry(c->words, word->opposed)->opposites;
    for (unsigned n = 0; o && n < PAIRS_OF_A_WORD; n++) {
        const struct gly_opposite *opposite = gly_claim_opposite(c->words, o);
        o = opposite->next;
        if (t->sides[opposite->pair] != SEVERAL_SIDES ||
            has_other(c, &c->sents[s], opposite->pair, opposite->side))
            continue;
        struct gly_claim claim = {.span = c->doc->toks.at[word->tok].span,
                                  .what = gly_claim_row_text(c->words, opposite->other),
                                  .sent = s,
                                  .detail = at,
                                  .kind = GLY_CLAIM_OPPOSITE,
                                  .side = (uint8_t)opposite->side,
                                  .quantifier =
                                      opposite->kind == GLY_OPPOSITE_QUANTIFIER,
                                  .set = opposite->kind == GLY_OPPOSITE_SET,
                                  .verdict = opposite->kind == GLY_OPPOSITE_VERDICT};
        file_word(t, s, at, opposite->pair, &claim);
        wait(t, s, at, opposite);
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

/* "Mondays", "daily", "every day" */
static bool names_day(const struct gly_claimer *c, uint32_t at)
{
    struct gly_str text = gly_claim_text(c, at);
    if (text.len < 5 || text.len > 10)
        return false;
    return text.ptr[0] >= 'A' && text.ptr[0] <= 'Z'
               ? gly_str_ends(text, "day") || gly_str_ends(text, "days")
               : gly_str_is(text, "daily") || gly_str_is(text, "every");
}

void gly_claimer_twins(struct gly_claimer *c)
{
    struct twins t = {
        .c = c,
        .sides = gly_arena_alloc(c->arena, c->words->pair_count + 1, 1),
        .told = gly_arena_alloc(c->arena, c->words->pair_count + 1, 1),
        .bloom = gly_arena_alloc(c->arena, BLOOM / 8, 1),
        .denied = gly_arena_alloc(c->arena, c->profile.count + 1, 1),
    };
    survey(&t);
    for (uint32_t s = 0; s < c->doc->sents.count; s++) {
        const struct gly_claim_sent *sent = &c->sents[s];
        if (!is_candidate(c, s))
            continue;
        t.keys = t.looks = 0;
        bool days = false;
        for (uint32_t i = sent->first; i < sent->first + sent->count; i++) {
            if (!gly_claimer_owns(c, c->doc->toks.at[c->profile.at[i].tok].span.start))
                continue;
            if (!days && names_day(c, i))
                gly_claimer_days(c, s), days = true;
            if (c->profile.at[i].opposed)
                gly_claimer_turn(c, s, i);
            if (c->profile.at[i].opposed && t.looks++ < LOOKS_IN_A_SENTENCE &&
                !is_idiom(c, i) && !is_pointer(c, sent, i) && !is_in_date(c, i))
                file_opposites(&t, s, i);
            file_denial(&t, s, i);
        }
    }
    read_waiting(&t);
    if (t.kin || t.none_count > 0)
        gly_claimer_lacks(c, t.nones, t.none_count, t.kin);
}
