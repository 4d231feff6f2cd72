/* The inside of a builder of claim words (base/claim_build.h): entries by their word, rows
 * that grow, and the texts that rows refer to by an offset. */
#ifndef GALLEY_CLAIM_BUILDER_H
#define GALLEY_CLAIM_BUILDER_H

#include "base/claim_build.h"

struct gly_claim_builder {
    struct gly_arena *arena;
    uint32_t *slots;
    uint32_t slot_count;
    uint32_t pair_count, verb_count;
    GLY_VEC(struct gly_claim_entry) entries;
    GLY_VEC(struct gly_opposite) opposites;
    GLY_VEC(struct gly_event_row) events;
    GLY_VEC(struct gly_relation_row) relations;
    GLY_VEC(struct gly_relation_link) links;
    GLY_VEC(struct gly_label_row) labels;
    GLY_VEC(unsigned char) text;
};

/* Twice the slots; of none, none. */
void gly_claim_builder_grow(struct gly_claim_builder *b);

/* The slot of the entry with this hash, or the free one where it would stand. */
uint32_t *gly_claim_builder_slot(const struct gly_claim_builder *b, uint64_t hash);

/* The entry of a word, which is made where there is none: its index, or itself. Either may
 * move the entries. */
uint32_t gly_claim_builder_entry_at(struct gly_claim_builder *b, struct gly_str word);
struct gly_claim_entry *gly_claim_builder_entry_of(struct gly_claim_builder *b,
                                                   struct gly_str word);

/* Keeps a text; the offset by which rows refer to it. */
uint32_t gly_claim_builder_add_text(struct gly_claim_builder *b, struct gly_str text);

/* The text at an offset, empty where the offset leads nowhere. */
struct gly_str gly_claim_builder_text(const struct gly_claim_builder *b, uint32_t at);
bool gly_claim_builder_text_is(const struct gly_claim_builder *b, uint32_t at,
                               struct gly_str text);

#endif
