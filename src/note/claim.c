/* Claims, chained by key. */
#include "note/claim_state.h"

#include <stdlib.h>

#include "base/image_format.h"

/* ---- The index ---- */

static uint64_t key_of(uint64_t what, uint64_t subject)
{
    uint64_t parts[2] = {what, subject};
    return gly_word_hash((const char *)parts, sizeof parts);
}

uint64_t gly_claim_event_key(uint32_t row, uint64_t subject)
{
    return key_of(row, subject);
}

uint64_t gly_claim_state_key(uint64_t what, uint64_t subject)
{
    return key_of(~what, subject);
}

uint64_t gly_claim_relation_key(struct gly_str name, uint64_t subject)
{
    return key_of(gly_word_hash(name.ptr, name.len), subject);
}

static uint32_t *slot_of(const struct gly_claimer *c, uint64_t key)
{
    uint32_t slot = (uint32_t)(key >> 32 ^ key) & c->mask;
    while (c->slots[slot] && c->list.at[c->slots[slot] - 1].key != key)
        slot = (slot + 1) & c->mask;
    return &c->slots[slot];
}

static void grow(struct gly_claimer *c)
{
    uint32_t count = c->mask + 1;
    const uint32_t *old = c->slots;
    c->mask = count * 2 - 1;
    c->slots = gly_arena_alloc(c->arena, (size_t)c->mask + 1, sizeof *c->slots);
    for (uint32_t i = 0; i < count; i++)
        if (old[i])
            *slot_of(c, c->list.at[old[i] - 1].key) = old[i];
}

/* Add a claim under its key and chain it. */
static void file(struct gly_claimer *c, const struct gly_claim *claim)
{
    if (c->used * 2 > c->mask)
        grow(c);
    uint32_t *slot = slot_of(c, claim->key);
    struct gly_claim *added = GLY_VEC_ADD(c->arena, &c->list);
    *added = *claim;
    added->before = *slot ? *slot - 1 : GLY_NONE;
    c->used += *slot == 0;
    *slot = c->list.count;
}

void gly_claimer_add(struct gly_claimer *c, const struct gly_claim *claim)
{
    struct gly_claim own = *claim;
    uint32_t speaker = c->spoken ? gly_claimer_speaker(c, claim->span.start) : GLY_NONE;
    own.speaker = speaker == GLY_CLAIM_NOBODY ? GLY_NONE : speaker;
    if (own.speaker != GLY_NONE)
        own.key = key_of(own.key, own.speaker);
    file(c, &own);
}

static int by_place(const void *a, const void *b)
{
    const struct gly_claim *x = a, *y = b;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    return x->key < y->key ? -1 : x->key > y->key;
}

/* What is told outside of sentences was filed first, and ends before what came after them:
 * all in the order of the text. */
static void sort_claims(struct gly_claimer *c)
{
    uint32_t count = c->list.count;
    struct gly_claim *at = c->list.at;
    qsort(at, count, sizeof *at, by_place);
    memset(c->slots, 0, ((size_t)c->mask + 1) * sizeof *c->slots);
    c->list.count = c->used = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct gly_claim claim = at[i];
        file(c, &claim);
    }
}

/* How many claims each key has, and which follows which. */
static void count_times(struct gly_claimer *c)
{
    struct gly_claim *at = c->list.at;
    for (uint32_t i = 0; i < c->list.count; i++) {
        at[i].after = GLY_NONE;
        if (at[i].before != GLY_NONE)
            at[at[i].before].after = i;
    }
    for (uint32_t i = 0; i < c->list.count; i++)
        at[i].times = at[i].before == GLY_NONE ? 1 : at[at[i].before].times + 1;
    for (uint32_t i = c->list.count; i-- > 0;)
        if (at[i].before != GLY_NONE)
            at[at[i].before].times = at[i].times;
}

/* ---- The annotation ---- */

void gly_annotate_claims(struct gly_doc *doc, const struct gly_resources *resources)
{
    struct gly_claimer *c = gly_arena_alloc(doc->arena, 1, sizeof *c);
    *c = (struct gly_claimer){
        .doc = doc,
        .arena = doc->arena,
        .words = resources->claims,
        .names = doc->notes[GLY_ANNOTATION_NAMES],
        .quotations = doc->notes[GLY_ANNOTATION_QUOTATIONS],
        .dates = doc->notes[GLY_ANNOTATION_DATES],
        .quantities = doc->notes[GLY_ANNOTATION_QUANTITIES],
        .mask = 255,
    };
    doc->notes[GLY_ANNOTATION_CLAIMS] = c;
    if (!c->words)
        return;
    c->slots = gly_arena_alloc(c->arena, (size_t)c->mask + 1, sizeof *c->slots);
    gly_claimer_hear(c);
    gly_claimer_alias_names(c);
    gly_claimer_profile(c);
    gly_claimer_facts(c);
    gly_claimer_questions(c);
    gly_claimer_file_told(c);
    gly_claimer_front(c, resources);
    bool told = c->list.count > 0;
    gly_claimer_events(c);
    gly_claimer_relations(c);
    gly_claimer_superlatives(c);
    gly_claimer_ages(c);
    gly_claimer_occasions(c);
    gly_claimer_numbers(c);
    gly_claimer_measures(c);
    gly_claimer_origins(c);
    uint32_t in_order = c->list.count;
    gly_claimer_ends(c);
    gly_claimer_denied(c);
    gly_claimer_outcomes(c);
    if (told || c->list.count > in_order)
        sort_claims(c);
    gly_claimer_twins(c);
    gly_claimer_figures(c);
    gly_claimer_roles(c);
    count_times(c);
    c->claims = (struct gly_claims){c->list.at, c->list.count};
}

const struct gly_claims *gly_doc_claims(const struct gly_doc *doc)
{
    const struct gly_claimer *c = doc->notes[GLY_ANNOTATION_CLAIMS];
    return &c->claims;
}

bool gly_doc_claims_clash(const struct gly_doc *doc, const struct gly_claim *earlier,
                          const struct gly_claim *later)
{
    const struct gly_claimer *c = doc->notes[GLY_ANNOTATION_CLAIMS];
    if (earlier->kind != later->kind || earlier->key != later->key ||
        earlier->sent == later->sent || gly_claims_logged_apart(c, earlier, later))
        return false;
    switch (later->kind) {
    case GLY_CLAIM_DATE:
        return gly_claim_events_clash(c, earlier, later);
    case GLY_CLAIM_VALUE:
        return gly_claim_values_clash(c, earlier, later);
    case GLY_CLAIM_OPPOSITE:
    case GLY_CLAIM_NEGATION:
        return earlier->side != later->side && gly_claim_twins_clash(c, earlier, later);
    case GLY_CLAIM_STATE:
        return earlier->side != later->side &&
               gly_claim_states_clash(c, earlier, later);
    case GLY_CLAIM_DEED:
        return earlier->side != later->side && gly_claim_deeds_clash(c, earlier, later);
    case GLY_CLAIM_FIGURE:
        return gly_claim_figures_clash(c, earlier, later);
    default:
        return gly_claim_roles_clash(c, earlier, later);
    }
}

const char *gly_claim_kind_name(unsigned kind)
{
    static const char *const names[] = {"date",   "value", "opposite", "negation",
                                        "figure", "role",  "state",    "deed"};
    return kind < GLY_COUNT(names) ? names[kind] : "?";
}
