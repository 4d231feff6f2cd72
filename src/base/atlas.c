#include "base/atlas.h"

#include <string.h>

static const uint32_t row_sizes[] = {
#define X(NAME, type) [GLY_ATLAS_##NAME] = sizeof(type),
    GLY_ATLAS_TABLES(X)
#undef X
};

enum gly_status gly_atlas_init(struct gly_atlas *ret_atlas, const unsigned char *bytes,
                               size_t size, const char *file, struct gly_error *err)
{
    const struct gly_atlas_head *head = (const void *)bytes;
    bool fits = size >= sizeof *head && head->version == GLY_ATLAS_VERSION;
    struct gly_atlas atlas = {0};
    for (unsigned i = 0; fits && i < GLY_ATLAS_TABLE_COUNT; i++) {
        uint32_t offset = head->tables[i].offset, count = head->tables[i].count;
        fits = offset % 8 == 0 && offset <= size &&
               count <= (size - offset) / row_sizes[i];
        atlas.tables[i] = bytes + offset;
        atlas.counts[i] = count;
    }
    uint32_t firsts = atlas.counts[GLY_ATLAS_FIRSTS];
    uint32_t slots = atlas.counts[GLY_ATLAS_SLOTS];
    fits = fits && firsts > 0 && (firsts & (firsts - 1)) == 0 && slots > 0 &&
           (slots & (slots - 1)) == 0;
    if (!fits)
        return gly_error_set(err, GLY_E_DATA, file, 0,
                             "is damaged: its atlas does not fit");
    *ret_atlas = atlas;
    return GLY_OK;
}

/* ---- Rows ---- */

static const void *row_at(const struct gly_atlas *atlas, enum gly_atlas_table table,
                          unsigned row)
{
    return row < atlas->counts[table]
               ? atlas->tables[table] + (size_t)row * row_sizes[table]
               : NULL;
}

/* An empty row for what does not exist: never a member of anything. */
#define ROW_GETTER(name, type, TABLE)                                     \
    const type *gly_atlas_##name(const struct gly_atlas *a, unsigned row) \
    {                                                                     \
        static const type none;                                           \
        const void *found = row_at(a, GLY_ATLAS_##TABLE, row);            \
        return found ? found : &none;                                     \
    }

ROW_GETTER(country, struct gly_country, COUNTRIES)
ROW_GETTER(division, struct gly_division, DIVISIONS)
ROW_GETTER(city, struct gly_city, CITIES)
ROW_GETTER(feature, struct gly_feature, FEATURES)
ROW_GETTER(region, struct gly_world_region, REGIONS)
ROW_GETTER(group, struct gly_group, GROUPS)
ROW_GETTER(member, struct gly_member, MEMBERS)
ROW_GETTER(former, struct gly_former, FORMER)
ROW_GETTER(currency, struct gly_currency, CURRENCIES)
ROW_GETTER(disputed, struct gly_disputed, DISPUTED)

struct gly_str gly_atlas_text(const struct gly_atlas *atlas, uint32_t string)
{
    uint32_t room = atlas->counts[GLY_ATLAS_TEXT];
    if (room < 2 || string > room - 2)
        return (struct gly_str){"", 0};
    const unsigned char *at = atlas->tables[GLY_ATLAS_TEXT] + string;
    uint32_t len = at[0] | (uint32_t)at[1] << 8;
    if (len > room - 2 - string)
        return (struct gly_str){"", 0};
    return (struct gly_str){(const char *)at + 2, len};
}

uint16_t gly_atlas_item(const struct gly_atlas *atlas, struct gly_rows rows,
                        uint32_t index)
{
    uint32_t room = atlas->counts[GLY_ATLAS_ITEMS];
    if (index >= rows.count || rows.first > room || rows.count > room - rows.first)
        return GLY_NOWHERE;
    return ((const uint16_t *)(const void *)
                atlas->tables[GLY_ATLAS_ITEMS])[rows.first + index];
}

bool gly_atlas_lists(const struct gly_atlas *atlas, struct gly_rows rows, uint16_t row)
{
    uint16_t item;
    for (uint32_t i = 0; (item = gly_atlas_item(atlas, rows, i)) != GLY_NOWHERE; i++)
        if (item == row)
            return true;
    return false;
}

/* ---- Names ---- */

bool gly_atlas_begins(const struct gly_atlas *atlas, struct gly_str word,
                      uint32_t *ret_longest)
{
    const struct gly_atlas_first *firsts =
        (const void *)atlas->tables[GLY_ATLAS_FIRSTS];
    uint32_t mask = atlas->counts[GLY_ATLAS_FIRSTS] - 1;
    uint32_t hash = gly_atlas_hash(word.ptr, word.len);
    for (uint32_t probe = 0; probe < GLY_ATLAS_PROBES_MAX; probe++) {
        const struct gly_atlas_first *first = &firsts[(hash + probe) & mask];
        if (first->longest == 0)
            return false;
        if (first->hash == hash) {
            *ret_longest = first->longest;
            return true;
        }
    }
    return false;
}

static bool entry_of(const struct gly_atlas *atlas, const struct gly_atlas_name *name,
                     struct gly_atlas_entry *ret_entry)
{
    uint32_t room = atlas->counts[GLY_ATLAS_READINGS];
    if (name->first_reading > room || name->reading_count > room - name->first_reading)
        return false;
    const struct gly_atlas_reading *readings =
        (const void *)atlas->tables[GLY_ATLAS_READINGS];
    *ret_entry = (struct gly_atlas_entry){
        .readings = readings + name->first_reading,
        .count = name->reading_count,
        .flags = name->flags,
    };
    return true;
}

bool gly_atlas_find(const struct gly_atlas *atlas, struct gly_str name,
                    struct gly_atlas_entry *ret_entry)
{
    const uint32_t *slots = (const void *)atlas->tables[GLY_ATLAS_SLOTS];
    const struct gly_atlas_name *names = (const void *)atlas->tables[GLY_ATLAS_NAMES];
    uint32_t mask = atlas->counts[GLY_ATLAS_SLOTS] - 1;
    uint32_t hash = gly_atlas_hash(name.ptr, name.len);
    for (uint32_t probe = 0; probe < GLY_ATLAS_PROBES_MAX; probe++) {
        uint32_t slot = slots[(hash + probe) & mask];
        if (slot == 0 || slot > atlas->counts[GLY_ATLAS_NAMES])
            return false;
        const struct gly_atlas_name *found = &names[slot - 1];
        if (found->hash == hash && gly_str_eq(gly_atlas_text(atlas, found->text), name))
            return entry_of(atlas, found, ret_entry);
    }
    return false;
}
