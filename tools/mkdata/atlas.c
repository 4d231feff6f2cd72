/* Section ATLA: the tables of rules/geography as rows, and a hash table of all names
 * (src/base/atlas_format.h). */

#include "atlas.h"

#include <stdlib.h>
#include <string.h>

static const uint32_t row_sizes[] = {
#define X(NAME, type) [GLY_ATLAS_##NAME] = sizeof(type),
    GLY_ATLAS_TABLES(X)
#undef X
};

/* ---- Growing ---- */

static unsigned char *grow(struct atlas *atlas, enum gly_atlas_table table,
                           uint32_t more)
{
    uint32_t size = row_sizes[table];
    uint32_t count = atlas->counts[table];
    if (atlas->rooms[table] - count < more) {
        uint32_t room = (count + more) * 2;
        atlas->tables[table] = reallocate(atlas->tables[table], (size_t)room * size);
        atlas->rooms[table] = room;
    }
    unsigned char *row = atlas->tables[table] + (size_t)count * size;
    memset(row, 0, (size_t)more * size);
    atlas->counts[table] += more;
    return row;
}

void *atlas_add(struct atlas *atlas, enum gly_atlas_table table)
{
    return grow(atlas, table, 1);
}

void *atlas_row(const struct atlas *atlas, enum gly_atlas_table table, uint32_t row)
{
    return atlas->tables[table] + (size_t)row * row_sizes[table];
}

uint32_t atlas_text(struct atlas *atlas, const char *text)
{
    size_t len = strlen(text);
    if (len > UINT16_MAX)
        fail("a text is too long: %.60s", text);
    uint32_t at = atlas->counts[GLY_ATLAS_TEXT];
    unsigned char *out = grow(atlas, GLY_ATLAS_TEXT, (uint32_t)len + 2);
    out[0] = (unsigned char)(len & 0xFF);
    out[1] = (unsigned char)(len >> 8);
    memcpy(out + 2, text, len);
    return at;
}

struct gly_str atlas_string(const struct atlas *atlas, uint32_t string)
{
    const unsigned char *at = atlas->tables[GLY_ATLAS_TEXT] + string;
    return (struct gly_str){(const char *)at + 2, at[0] | (size_t)at[1] << 8};
}

struct gly_rows atlas_items(struct atlas *atlas, const uint16_t *items, uint32_t count)
{
    struct gly_rows rows = {atlas->counts[GLY_ATLAS_ITEMS], count};
    unsigned char *out = grow(atlas, GLY_ATLAS_ITEMS, count);
    if (count > 0)
        memcpy(out, items, count * sizeof items[0]);
    return rows;
}

/* ---- Names ---- */

static struct named *new_name(struct atlas *atlas, const char *text)
{
    if (strncmp(text, "the ", 4) == 0 || strncmp(text, "The ", 4) == 0)
        text += 4;
    size_t len = strlen(text);
    if (len == 0 || len > GLY_ATLAS_NAME_MAX)
        fail("a name is empty or too long: '%s'", text);
    if (atlas->name_count == atlas->name_room) {
        atlas->name_room = atlas->name_room ? 2 * atlas->name_room : 4096;
        atlas->names =
            reallocate(atlas->names, atlas->name_room * sizeof atlas->names[0]);
    }
    struct named *name = &atlas->names[atlas->name_count++];
    *name = (struct named){.text = allocate(len + 1)};
    memcpy(name->text, text, len);
    return name;
}

void atlas_name(struct atlas *atlas, const char *text, struct gly_atlas_reading reading,
                uint32_t rank)
{
    struct named *name = new_name(atlas, text);
    name->reading = reading;
    name->rank = rank;
}

void atlas_flag(struct atlas *atlas, const char *text, uint16_t flags)
{
    struct named *name = new_name(atlas, text);
    name->flags = flags;
    name->bare = true;
}

uint16_t atlas_find(const struct atlas *atlas, const char *text,
                    enum gly_place_kind kind, uint16_t country)
{
    if (strncmp(text, "the ", 4) == 0)
        text += 4;
    const struct named *best = NULL;
    for (size_t i = 0; i < atlas->name_count; i++) {
        const struct named *name = &atlas->names[i];
        if (!name->bare && name->reading.kind == kind &&
            (country == GLY_NOWHERE || name->reading.country == country) &&
            strcmp(name->text, text) == 0 && (!best || name->rank < best->rank))
            best = name;
    }
    return best ? best->reading.row : GLY_NOWHERE;
}

struct gly_rows atlas_list(struct atlas *atlas, const struct sheet *sheet,
                           const char *column, enum gly_place_kind kind)
{
    uint16_t rows[256];
    uint32_t count = 0;
    const char *list = sheet_get(sheet, column);
    for (char item[128]; sheet_item(&list, item, sizeof item);) {
        uint16_t row = kind == GLY_PLACE_COUNTRY
                           ? atlas_country(atlas, item)
                           : atlas_find(atlas, item, kind, GLY_NOWHERE);
        if (row == GLY_NOWHERE)
            table_fail(&sheet->table, "%s: there is no '%s'", column, item);
        if (count == GLY_COUNT(rows))
            table_fail(&sheet->table, "%s: too many items", column);
        rows[count++] = row;
    }
    return atlas_items(atlas, rows, count);
}

static int compare_names(const void *left, const void *right)
{
    const struct named *a = left, *b = right;
    int order = strcmp(a->text, b->text);
    if (order != 0)
        return order;
    if (a->bare != b->bare)
        return a->bare ? 1 : -1;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return memcmp(&a->reading, &b->reading, sizeof a->reading);
}

/* The first letters of a name: what its first token begins with. */
static size_t first_len(const char *text)
{
    size_t len = 0;
    while (gly_is_first_byte((unsigned char)text[len]))
        len++;
    return len;
}

static void gather_names(struct atlas *atlas)
{
    qsort(atlas->names, atlas->name_count, sizeof atlas->names[0], compare_names);
    for (size_t i = 0, next; i < atlas->name_count; i = next) {
        const char *text = atlas->names[i].text;
        uint32_t string = atlas_text(atlas, text);
        uint32_t first = atlas->counts[GLY_ATLAS_READINGS];
        uint16_t flags = 0;
        for (next = i;
             next < atlas->name_count && strcmp(atlas->names[next].text, text) == 0;
             next++) {
            const struct named *name = &atlas->names[next];
            flags |= name->flags;
            bool repeated = next > i && memcmp(&name->reading, &name[-1].reading,
                                               sizeof name->reading) == 0;
            if (!name->bare && !repeated)
                *(struct gly_atlas_reading *)atlas_add(atlas, GLY_ATLAS_READINGS) =
                    name->reading;
        }
        struct gly_atlas_name *row = atlas_add(atlas, GLY_ATLAS_NAMES);
        row->text = string;
        row->hash = gly_atlas_hash(text, strlen(text));
        row->first_reading = first;
        row->reading_count = (uint16_t)(atlas->counts[GLY_ATLAS_READINGS] - first);
        row->flags = flags;
    }
}

static uint32_t power_for(uint32_t count)
{
    uint32_t power = 1;
    while (power < 2 * count)
        power *= 2;
    return power;
}

static void hash_names(struct atlas *atlas)
{
    uint32_t count = atlas->counts[GLY_ATLAS_NAMES];
    uint32_t size = power_for(count);
    uint32_t *slots = (void *)grow(atlas, GLY_ATLAS_SLOTS, size);
    struct gly_atlas_first *firsts = (void *)grow(atlas, GLY_ATLAS_FIRSTS, size);
    for (uint32_t i = 0; i < count; i++) {
        const struct gly_atlas_name *name = atlas_row(atlas, GLY_ATLAS_NAMES, i);
        struct gly_str text = atlas_string(atlas, name->text);
        uint32_t probe = 0;
        while (slots[(name->hash + probe) & (size - 1)] != 0)
            probe++;
        slots[(name->hash + probe) & (size - 1)] = i + 1;
        if (probe >= GLY_ATLAS_PROBES_MAX)
            fail("the hash function suits these names badly: %u probes", probe);

        size_t len = first_len(text.ptr);
        len = len < text.len ? len : text.len;
        uint32_t hash = gly_atlas_hash(text.ptr, len);
        struct gly_atlas_first *first;
        for (probe = 0;; probe++) {
            first = &firsts[(hash + probe) & (size - 1)];
            if (first->longest == 0 || first->hash == hash)
                break;
        }
        if (probe >= GLY_ATLAS_PROBES_MAX)
            fail("the hash function suits these words badly: %u probes", probe);
        first->hash = hash;
        if (first->longest < text.len)
            first->longest = (uint32_t)text.len;
    }
}

/* ---- Laying out ---- */

static void lay_out(const struct atlas *atlas, struct section *section)
{
    struct gly_atlas_head head = {.version = GLY_ATLAS_VERSION};
    size_t end = (sizeof head + 7) / 8 * 8;
    for (size_t i = 0; i < GLY_ATLAS_TABLE_COUNT; i++) {
        head.tables[i].offset = (uint32_t)end;
        head.tables[i].count = atlas->counts[i];
        end += ((size_t)atlas->counts[i] * row_sizes[i] + 7) / 8 * 8;
    }
    memcpy(section->tag, "ATLA", 5);
    section->size = end;
    section->bytes = allocate(end);
    memcpy(section->bytes, &head, sizeof head);
    for (size_t i = 0; i < GLY_ATLAS_TABLE_COUNT; i++)
        if (atlas->counts[i] > 0)
            memcpy(section->bytes + head.tables[i].offset, atlas->tables[i],
                   (size_t)atlas->counts[i] * row_sizes[i]);
}

void make_atlas(const struct rules *rules, struct section *ret_section)
{
    struct atlas atlas = {0};
    atlas_text(&atlas, ""); /* string 0 */
    atlas_read_places(&atlas, rules);
    atlas_read_names(&atlas, rules);
    gather_names(&atlas);
    hash_names(&atlas);
    lay_out(&atlas, ret_section);
    for (size_t i = 0; i < atlas.name_count; i++)
        free(atlas.names[i].text);
    free(atlas.names);
    for (size_t i = 0; i < GLY_ATLAS_TABLE_COUNT; i++)
        free(atlas.tables[i]);
}
