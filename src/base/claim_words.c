#include "base/claim_words.h"

#include <string.h>

#include "base/image_format.h"
#include "base/limits.h"

static const uint32_t row_sizes[] = {
#define X(NAME, type) [GLY_CLAIM_##NAME] = sizeof(type),
    GLY_CLAIM_TABLES(X)
#undef X
};

enum gly_status gly_claim_words_init(struct gly_claim_words *ret_words,
                                     const unsigned char *bytes, size_t size,
                                     const char *file, struct gly_error *err)
{
    const struct gly_claim_head *head = (const void *)bytes;
    bool fits = size >= sizeof *head && head->version == GLY_CLAIM_VERSION;
    struct gly_claim_words words = {0};
    for (unsigned i = 0; fits && i < GLY_CLAIM_TABLE_COUNT; i++) {
        uint32_t offset = head->tables[i].offset, count = head->tables[i].count;
        fits = offset % 8 == 0 && offset <= size &&
               count <= (size - offset) / row_sizes[i];
        words.tables[i] = bytes + offset;
        words.counts[i] = count;
    }
    uint32_t slots = words.counts[GLY_CLAIM_SLOTS];
    fits = fits && slots > 0 && (slots & (slots - 1)) == 0 &&
           head->pair_count <= words.counts[GLY_CLAIM_OPPOSITES] &&
           head->verb_count <= UINT16_MAX;
    if (!fits)
        return gly_error_set(err, GLY_E_DATA, file, 0,
                             "is damaged: its words of claims do not fit");
    words.pair_count = head->pair_count;
    words.verb_count = head->verb_count;
    *ret_words = words;
    return GLY_OK;
}

uint32_t gly_claim_find(const struct gly_claim_words *words, struct gly_str word)
{
    const uint32_t *slots = words->tables[GLY_CLAIM_SLOTS];
    const struct gly_claim_entry *entries = words->tables[GLY_CLAIM_ENTRIES];
    uint32_t mask = words->counts[GLY_CLAIM_SLOTS] - 1;
    uint64_t hash = gly_word_hash(word.ptr, word.len);
    uint32_t slot = (uint32_t)(hash >> 32) & mask;
    for (uint32_t probe = 0; probe <= mask; probe++) {
        uint32_t entry = slots[slot];
        if (entry == 0 || entry >= words->counts[GLY_CLAIM_ENTRIES])
            return 0;
        if (entries[entry].hash == hash)
            return entry;
        slot = (slot + 1) & mask;
    }
    return 0;
}

/* ---- Rows ---- */

const struct gly_opposite *gly_claim_opposite(const struct gly_claim_words *words,
                                              uint32_t opposite)
{
    static const struct gly_opposite none;
    const struct gly_opposite *rows = words->tables[GLY_CLAIM_OPPOSITES];
    if (opposite >= words->counts[GLY_CLAIM_OPPOSITES] ||
        rows[opposite].next >= opposite || rows[opposite].pair >= words->pair_count ||
        rows[opposite].side >= GLY_LIMIT_CLAIM_OPPOSITES)
        return &none;
    return &rows[opposite];
}

const struct gly_relation_link *gly_claim_link(const struct gly_claim_words *words,
                                               uint32_t link)
{
    static const struct gly_relation_link none;
    const struct gly_relation_link *rows = words->tables[GLY_CLAIM_LINKS];
    if (link >= words->counts[GLY_CLAIM_LINKS] || rows[link].next >= link ||
        rows[link].row >= words->counts[GLY_CLAIM_RELATIONS])
        return &none;
    return &rows[link];
}

const struct gly_label_row *gly_claim_label(const struct gly_claim_words *words,
                                            uint32_t label)
{
    static const struct gly_label_row none;
    const struct gly_label_row *rows = words->tables[GLY_CLAIM_LABELS];
    if (label >= words->counts[GLY_CLAIM_LABELS] || rows[label].next >= label ||
        rows[label].row >= words->counts[rows[label].relation ? GLY_CLAIM_RELATIONS
                                                              : GLY_CLAIM_EVENTS])
        return &none;
    return &rows[label];
}

const struct gly_event_row *gly_claim_event_row(const struct gly_claim_words *words,
                                                uint32_t row)
{
    static const struct gly_event_row none;
    const struct gly_event_row *rows = words->tables[GLY_CLAIM_EVENTS];
    return row < words->counts[GLY_CLAIM_EVENTS] ? &rows[row] : &none;
}

const struct gly_relation_row *
gly_claim_relation_row(const struct gly_claim_words *words, uint32_t row)
{
    static const struct gly_relation_row none;
    const struct gly_relation_row *rows = words->tables[GLY_CLAIM_RELATIONS];
    if (row >= words->counts[GLY_CLAIM_RELATIONS] || rows[row].group > row)
        return &none;
    return &rows[row];
}

struct gly_str gly_claim_row_text(const struct gly_claim_words *words, uint32_t text)
{
    uint32_t room = words->counts[GLY_CLAIM_TEXT];
    if (room < 2 || text > room - 2)
        return (struct gly_str){"", 0};
    const unsigned char *at =
        (const unsigned char *)words->tables[GLY_CLAIM_TEXT] + text;
    uint32_t len = at[0] | (uint32_t)at[1] << 8;
    if (len > room - 2 - text)
        return (struct gly_str){"", 0};
    return (struct gly_str){(const char *)at + 2, len};
}
