#include "base/claim_builder.h"

#include "base/image_format.h"

uint32_t *gly_claim_builder_slot(const struct gly_claim_builder *b, uint64_t hash)
{
    uint32_t mask = b->slot_count - 1, slot = (uint32_t)(hash >> 32) & mask;
    while (b->slots[slot] && b->entries.at[b->slots[slot]].hash != hash)
        slot = (slot + 1) & mask;
    return &b->slots[slot];
}

void gly_claim_builder_grow(struct gly_claim_builder *b)
{
    b->slot_count *= 2;
    b->slots = gly_arena_alloc(b->arena, b->slot_count, sizeof *b->slots);
    for (uint32_t i = 1; i < b->entries.count; i++)
        *gly_claim_builder_slot(b, b->entries.at[i].hash) = i;
}

uint32_t gly_claim_builder_entry_at(struct gly_claim_builder *b, struct gly_str word)
{
    uint64_t hash = gly_word_hash(word.ptr, word.len);
    if (b->entries.count * 4 >= b->slot_count)
        gly_claim_builder_grow(b);
    uint32_t *slot = gly_claim_builder_slot(b, hash);
    if (!*slot) {
        *slot = b->entries.count;
        *GLY_VEC_ADD(b->arena, &b->entries) = (struct gly_claim_entry){.hash = hash};
    }
    return *slot;
}

struct gly_claim_entry *gly_claim_builder_entry_of(struct gly_claim_builder *b,
                                                   struct gly_str word)
{
    uint32_t at =
        gly_claim_builder_entry_at(b, word); /* first: it may move the entries */
    return &b->entries.at[at];
}

uint32_t gly_claim_builder_add_text(struct gly_claim_builder *b, struct gly_str text)
{
    uint32_t at = b->text.count;
    *GLY_VEC_ADD(b->arena, &b->text) = (unsigned char)(text.len & 0xFF);
    *GLY_VEC_ADD(b->arena, &b->text) = (unsigned char)(text.len >> 8);
    for (size_t i = 0; i < text.len; i++)
        *GLY_VEC_ADD(b->arena, &b->text) = (unsigned char)text.ptr[i];
    return at;
}

struct gly_str gly_claim_builder_text(const struct gly_claim_builder *b, uint32_t at)
{
    if (b->text.count < 2 || at > b->text.count - 2)
        return (struct gly_str){"", 0};
    const unsigned char *p = b->text.at + at;
    size_t len = p[0] | (size_t)p[1] << 8;
    return (struct gly_str){(const char *)p + 2,
                            len <= b->text.count - 2 - at ? len : 0};
}

bool gly_claim_builder_text_is(const struct gly_claim_builder *b, uint32_t at,
                               struct gly_str text)
{
    return gly_str_eq(gly_claim_builder_text(b, at), text);
}
