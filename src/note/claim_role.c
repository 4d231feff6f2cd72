/* Who does what to whom, with verbs that do not hold the other way round. Here the parser
 * is asked, of the few sentences that have such a verb where another one has it too, and
 * believed only where its second opinion agrees in full. */
#include "note/claim.h"

#include "base/image_format.h"
#include "note/language.h"

enum { ENTITIES_MAX = 8, FILTER_BITS = 1 << 14 };

struct roles {
    struct gly_claimer *c;
    uint32_t sent, year;
    const struct gly_reading *reading;
};

static uint32_t mention_at(const struct gly_names *names, uint32_t start)
{
    uint32_t low = 0, high = names->mention_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (names->mentions[middle].span.start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < names->mention_count && names->mentions[low].span.start == start
               ? names->mentions[low].entity
               : GLY_NONE;
}

/* The entity that a noun of a clause names; GLY_NONE where that is in doubt. */
static uint32_t entity_of(const struct roles *r, const struct gly_noun *noun)
{
    const struct gly_names *names = r->c->names;
    if (noun->head == GLY_LANG_NONE || noun->name_end > r->reading->word_count ||
        noun->name_end == noun->name_start)
        return GLY_NONE;
    uint32_t tok = r->reading->words[noun->name_end - 1].tok;
    uint32_t n = gly_name_at(names, tok);
    uint32_t entity = n != GLY_NONE
                          ? names->names[n].entity
                          : mention_at(names, r->c->doc->toks.at[tok].span.start);
    if (entity == GLY_NONE || names->entities[entity].ambiguous ||
        (n != GLY_NONE &&
         (names->names[n].flags & GLY_NAME_POSSESSIVE ||
          names->names[n].first_tok + names->names[n].tok_count != tok + 1)))
        return GLY_NONE;
    return entity;
}

static unsigned verb_at(const struct gly_claimer *c, uint32_t tok)
{
    char form[GLY_CLAIM_FORM];
    struct gly_str word =
        gly_claim_fold(gly_tok_text(c->doc, &c->doc->toks.at[tok]), form);
    return gly_claim_entry(c->words, gly_claim_find(c->words, word))->verb;
}

static void read_clause(struct roles *r, const struct gly_clause *clause)
{
    uint32_t tok = r->reading->words[clause->predicate].tok;
    unsigned verb = verb_at(r->c, tok);
    if (!verb || clause->verdict != GLY_GATE_FULL || clause->question ||
        clause->negation != GLY_LANG_NONE || clause->modal != GLY_LANG_NONE ||
        clause->condition != GLY_LANG_NONE || clause->reporter != GLY_LANG_NONE ||
        clause->tense == GLY_TENSE_FUTURE)
        return;
    uint32_t doer = entity_of(r, gly_clause_doer(clause));
    uint32_t other = entity_of(r, gly_clause_undergoer(clause));
    if (doer == GLY_NONE || other == GLY_NONE || doer == other)
        return;
    uint64_t parts[4] = {GLY_CLAIM_ROLE, verb, doer < other ? doer : other,
                         doer < other ? other : doer};
    gly_claimer_add(r->c,
                    &(struct gly_claim){
                        .key = gly_word_hash((const char *)parts, sizeof parts) | 1,
                        .span = r->c->doc->toks.at[tok].span,
                        .sent = r->sent,
                        .detail = r->year,
                        .kind = GLY_CLAIM_ROLE,
                        .side = doer < other,
                    });
}

/* The first year of a sentence, 0 for none. */
static uint32_t year_of(const struct gly_claimer *c, const struct gly_sent *sent)
{
    uint32_t low = 0, high = c->dates->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (c->dates->at[middle].first_tok < sent->first_tok)
            low = middle + 1;
        else
            high = middle;
    }
    return low < c->dates->count &&
                   c->dates->at[low].first_tok < sent->first_tok + sent->tok_count &&
                   c->dates->at[low].from.year > 0
               ? (uint32_t)c->dates->at[low].from.year
               : 0;
}

static unsigned sentence_verb(const struct gly_claimer *c, uint32_t s)
{
    const struct gly_claim_sent *sent = &c->sents[s];
    if (sent->silent ||
        sent->cues & (GLY_CUE_HEARSAY | GLY_CUE_CORRECT | GLY_CUE_CONDITION))
        return 0;
    for (uint32_t i = sent->first; i < sent->first + sent->count; i++) {
        unsigned verb = gly_claim_entry(c->words, c->profile.at[i].entry)->verb;
        if (verb &&
            gly_claimer_owns(c, c->doc->toks.at[c->profile.at[i].tok].span.start))
            return verb;
    }
    return 0;
}

/* Walk the pairs of entities that a sentence names, with its verb, as bits of a filter:
 * once met, they are in the lower half, twice met, in the upper. Says whether the sentence
 * has a pair that is met twice. */
static bool meet_pairs(const struct gly_claimer *c, uint32_t s, unsigned verb,
                       uint8_t *filter, bool add)
{
    const struct gly_sent *sent = &c->doc->sents.at[s];
    uint32_t entities[ENTITIES_MAX];
    unsigned count = 0;
    bool twice = false;
    for (uint32_t i = sent->first_tok;
         i < sent->first_tok + sent->tok_count && count < ENTITIES_MAX; i++) {
        uint32_t n = gly_name_at(c->names, i);
        if (n != GLY_NONE && c->names->names[n].first_tok == i)
            entities[count++] = c->names->names[n].entity;
    }
    for (unsigned i = 0; i < count; i++)
        for (unsigned j = 0; j < i; j++) {
            uint64_t parts[3] = {verb,
                                 entities[i] < entities[j] ? entities[i] : entities[j],
                                 entities[i] < entities[j] ? entities[j] : entities[i]};
            uint32_t bit = (uint32_t)gly_word_hash((const char *)parts, sizeof parts) %
                           FILTER_BITS;
            uint8_t mask = (uint8_t)(1u << bit % 8);
            uint8_t *once = &filter[bit / 8], *more = once + FILTER_BITS / 8;
            if (add && *once & mask)
                *more |= mask;
            if (add)
                *once |= mask;
            twice = twice || *more & mask;
        }
    return twice;
}

void gly_claimer_roles(struct gly_claimer *c)
{
    uint8_t *filter = gly_arena_alloc(c->arena, 2 * FILTER_BITS / 8, 1);
    for (uint32_t s = 0; s < c->doc->sents.count; s++) {
        unsigned verb = sentence_verb(c, s);
        if (verb)
            meet_pairs(c, s, verb, filter, true);
    }
    for (uint32_t s = 0; s < c->doc->sents.count; s++) {
        unsigned verb = sentence_verb(c, s);
        if (!verb || !meet_pairs(c, s, verb, filter, false))
            continue;
        struct roles r = {.c = c,
                          .sent = s,
                          .year = year_of(c, &c->doc->sents.at[s]),
                          .reading = gly_sent_read(c->doc, s, GLY_DEPTH_CLAUSES)};
        for (uint32_t i = 0; r.reading && i < r.reading->clause_count; i++)
            read_clause(&r, &r.reading->clauses[i]);
    }
}

bool gly_claim_roles_clash(const struct gly_claim *a, const struct gly_claim *b)
{
    return a->side != b->side && (!a->detail || !b->detail || a->detail == b->detail);
}
