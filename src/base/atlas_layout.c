/* A builder's names gathered and hashed, and all of it laid out as section ATLA. */
#include <stdlib.h>
#include <string.h>

#include "base/atlas_builder.h"

static int compare_names(const void *left, const void *right)
{
    const struct gly_atlas_named *a = left, *b = right;
    int order = strcmp(a->text, b->text);
    if (order != 0)
        return order;
    if (a->is_bare != b->is_bare)
        return a->is_bare ? 1 : -1;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return memcmp(&a->reading, &b->reading, sizeof a->reading);
}

/* The first letters of a name: what its first token begins with. */
static size_t first_len(struct gly_str text)
{
    size_t len = 0;
    while (len < text.len && gly_is_first_byte((unsigned char)text.ptr[len]))
        len++;
    return len;
}

/* The names that share a text, from `first` on, as one row. Returns the next one. */
static uint32_t gather_name(struct gly_atlas_builder *b, uint32_t first)
{
    const char *text = b->names.at[first].text;
    uint32_t string = gly_builder_text(b, text);
    uint32_t first_reading = b->counts[GLY_ATLAS_READINGS];
    uint16_t flags = 0;
    uint32_t next = first;
    for (; next < b->names.count && strcmp(b->names.at[next].text, text) == 0; next++) {
        const struct gly_atlas_named *name = &b->names.at[next];
        flags |= name->flags;
        bool repeated = next > first && memcmp(&name->reading, &name[-1].reading,
                                               sizeof name->reading) == 0;
        if (!name->is_bare && !repeated)
            *(struct gly_atlas_reading *)gly_builder_add(b, GLY_ATLAS_READINGS) =
                name->reading;
    }
    struct gly_atlas_name *row = gly_builder_add(b, GLY_ATLAS_NAMES);
    row->text = string;
    row->hash = gly_atlas_hash(text, strlen(text));
    row->first_reading = first_reading;
    row->reading_count = (uint16_t)(b->counts[GLY_ATLAS_READINGS] - first_reading);
    row->flags = flags;
    return next;
}

static uint32_t power_for(uint32_t count)
{
    uint32_t power = 1;
    while (power < 2 * count)
        power *= 2;
    return power;
}

static bool hash_first(struct gly_atlas_first *firsts, uint32_t mask,
                       struct gly_str text)
{
    uint32_t hash = gly_atlas_hash(text.ptr, first_len(text));
    for (uint32_t probe = 0; probe < GLY_ATLAS_PROBES_MAX; probe++) {
        struct gly_atlas_first *first = &firsts[(hash + probe) & mask];
        if (first->longest != 0 && first->hash != hash)
            continue;
        first->hash = hash;
        if (first->longest < text.len)
            first->longest = (uint32_t)text.len;
        return true;
    }
    return false;
}

static bool hash_names(struct gly_atlas_builder *b)
{
    uint32_t count = b->counts[GLY_ATLAS_NAMES];
    uint32_t size = power_for(count), mask = size - 1;
    uint32_t *slots = gly_builder_grow(b, GLY_ATLAS_SLOTS, size);
    struct gly_atlas_first *firsts = gly_builder_grow(b, GLY_ATLAS_FIRSTS, size);
    for (uint32_t i = 0; i < count; i++) {
        const struct gly_atlas_name *name = gly_builder_row(b, GLY_ATLAS_NAMES, i);
        uint32_t probe = 0;
        while (probe < GLY_ATLAS_PROBES_MAX && slots[(name->hash + probe) & mask] != 0)
            probe++;
        if (probe == GLY_ATLAS_PROBES_MAX ||
            !hash_first(firsts, mask, gly_builder_string(b, name->text)))
            return false;
        slots[(name->hash + probe) & mask] = i + 1;
    }
    return true;
}

static void lay_out(const struct gly_atlas_builder *b, const unsigned char **ret_bytes,
                    size_t *ret_size)
{
    struct gly_atlas_head head = {.version = GLY_ATLAS_VERSION};
    size_t end = (sizeof head + 7) / 8 * 8;
    for (unsigned i = 0; i < GLY_ATLAS_TABLE_COUNT; i++) {
        head.tables[i].offset = (uint32_t)end;
        head.tables[i].count = b->counts[i];
        end += ((size_t)b->counts[i] * gly_builder_row_size(i) + 7) / 8 * 8;
    }
    unsigned char *bytes = gly_arena_alloc(b->arena, end, 1);
    memcpy(bytes, &head, sizeof head);
    for (unsigned i = 0; i < GLY_ATLAS_TABLE_COUNT; i++)
        if (b->counts[i] > 0)
            memcpy(bytes + head.tables[i].offset, b->tables[i],
                   (size_t)b->counts[i] * gly_builder_row_size(i));
    *ret_bytes = bytes;
    *ret_size = end;
}

bool gly_atlas_builder_finish(struct gly_atlas_builder *b,
                              const unsigned char **ret_bytes, size_t *ret_size,
                              const char **ret_why)
{
    if (b->names.count > 0)
        qsort(b->names.at, b->names.count, sizeof b->names.at[0], compare_names);
    for (uint32_t i = 0; i < b->names.count;)
        i = gather_name(b, i);
    *ret_why = "too many names fall together";
    if (!hash_names(b))
        return false;
    lay_out(b, ret_bytes, ret_size);
    return true;
}
