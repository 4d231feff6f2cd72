#include "base/atlas_builder.h"

#include <string.h>

#include "base/atlas.h"

static const uint32_t row_sizes[] = {
#define X(NAME, type) [GLY_ATLAS_##NAME] = sizeof(type),
    GLY_ATLAS_TABLES(X)
#undef X
};

/* ---- Growing ---- */

uint32_t gly_builder_row_size(enum gly_atlas_table table)
{
    return row_sizes[table];
}

void *gly_builder_grow(struct gly_atlas_builder *b, enum gly_atlas_table table,
                       uint32_t more)
{
    uint32_t size = row_sizes[table];
    uint32_t count = b->counts[table];
    if (b->rooms[table] - count < more) {
        uint32_t room = (count + more) * 2;
        b->tables[table] =
            gly_arena_grow(b->arena, b->tables[table], count, room, size);
        b->rooms[table] = room;
    }
    unsigned char *row = b->tables[table] + (size_t)count * size;
    memset(row, 0, (size_t)more * size);
    b->counts[table] += more;
    return row;
}

void *gly_builder_add(struct gly_atlas_builder *b, enum gly_atlas_table table)
{
    return gly_builder_grow(b, table, 1);
}

void *gly_builder_row(const struct gly_atlas_builder *b, enum gly_atlas_table table,
                      uint32_t row)
{
    return b->tables[table] + (size_t)row * row_sizes[table];
}

uint32_t gly_builder_text(struct gly_atlas_builder *b, const char *text)
{
    size_t len = strlen(text);
    if (len > UINT16_MAX) /* no name is: cells are cut long before */
        return 0;
    uint32_t at = b->counts[GLY_ATLAS_TEXT];
    unsigned char *out = gly_builder_grow(b, GLY_ATLAS_TEXT, (uint32_t)len + 2);
    out[0] = (unsigned char)(len & 0xFF);
    out[1] = (unsigned char)(len >> 8);
    memcpy(out + 2, text, len);
    return at;
}

struct gly_str gly_builder_string(const struct gly_atlas_builder *b, uint32_t string)
{
    struct gly_atlas view = {.tables[GLY_ATLAS_TEXT] = b->tables[GLY_ATLAS_TEXT],
                             .counts[GLY_ATLAS_TEXT] = b->counts[GLY_ATLAS_TEXT]};
    return gly_atlas_text(&view, string);
}

struct gly_rows gly_builder_items(struct gly_atlas_builder *b, const uint16_t *items,
                                  uint32_t count)
{
    struct gly_rows rows = {b->counts[GLY_ATLAS_ITEMS], count};
    unsigned char *out = gly_builder_grow(b, GLY_ATLAS_ITEMS, count);
    if (count > 0)
        memcpy(out, items, count * sizeof items[0]);
    return rows;
}

/* ---- Names ---- */

static const char *without_article(const char *text)
{
    return strncmp(text, "the ", 4) == 0 || strncmp(text, "The ", 4) == 0 ? text + 4
                                                                          : text;
}

static void chain(struct gly_atlas_builder *b, uint32_t index)
{
    struct gly_atlas_named *name = &b->names.at[index];
    uint32_t *head = &b->chains[name->text_hash & (b->chain_count - 1)];
    name->next = *head - 1; /* GLY_NONE behind the last */
    *head = index + 1;
}

static void chain_all(struct gly_atlas_builder *b)
{
    b->chain_count = b->chain_count ? 2 * b->chain_count : 4096;
    b->chains = gly_arena_alloc(b->arena, b->chain_count, sizeof *b->chains);
    for (uint32_t i = 0; i < b->names.count; i++)
        chain(b, i);
}

/* The last name added with this text, and those before it. */
static uint32_t first_named(const struct gly_atlas_builder *b, const char *text)
{
    return b->chain_count == 0
               ? GLY_NONE
               : b->chains[gly_atlas_hash(text, strlen(text)) & (b->chain_count - 1)] -
                     1;
}

static struct gly_atlas_named *add_name(struct gly_atlas_builder *b, const char *text)
{
    size_t len = strlen(text);
    if (b->names.count >= b->chain_count)
        chain_all(b);
    struct gly_atlas_named *name = GLY_VEC_ADD(b->arena, &b->names);
    *name = (struct gly_atlas_named){
        .text = gly_arena_cstring(b->arena, (struct gly_str){text, len}),
        .text_hash = gly_atlas_hash(text, len),
    };
    chain(b, b->names.count - 1);
    return name;
}

static bool is_name(struct gly_atlas_builder *b, const char *text)
{
    size_t len = strlen(text);
    if (len > 0 && len <= GLY_ATLAS_NAME_MAX)
        return true;
    gly_builder_wrong(b, NULL, "'%.100s' cannot be a name: it is %s", text,
                      len == 0 ? "empty" : "too long");
    return false;
}

static bool has_reading(const struct gly_atlas_builder *b, const char *text,
                        const struct gly_atlas_reading *reading)
{
    for (uint32_t i = first_named(b, text); i != GLY_NONE; i = b->names.at[i].next) {
        const struct gly_atlas_named *name = &b->names.at[i];
        if (!name->is_bare && memcmp(&name->reading, reading, sizeof *reading) == 0 &&
            strcmp(name->text, text) == 0)
            return true;
    }
    return false;
}

void gly_builder_name(struct gly_atlas_builder *b, const char *text,
                      struct gly_atlas_reading reading, uint32_t rank)
{
    text = without_article(text);
    if (!is_name(b, text) || (b->over && has_reading(b, text, &reading)))
        return;
    struct gly_atlas_named *name = add_name(b, text);
    name->reading = reading;
    name->rank = rank;
}

void gly_builder_flag(struct gly_atlas_builder *b, const char *text, uint16_t flags,
                      uint16_t forgotten)
{
    text = without_article(text);
    if (!is_name(b, text))
        return;
    for (uint32_t i = first_named(b, text); i != GLY_NONE; i = b->names.at[i].next) {
        struct gly_atlas_named *name = &b->names.at[i];
        if (!name->is_bare || strcmp(name->text, text) != 0)
            continue;
        name->flags = (uint16_t)((name->flags & ~forgotten) | flags);
        return;
    }
    struct gly_atlas_named *name = add_name(b, text);
    name->flags = flags;
    name->is_bare = true;
}

bool gly_builder_is_named(const struct gly_atlas_builder *b, const char *text)
{
    for (uint32_t i = first_named(b, text); i != GLY_NONE; i = b->names.at[i].next)
        if (!b->names.at[i].is_bare && strcmp(b->names.at[i].text, text) == 0)
            return true;
    return false;
}

/* How many rows the table of a kind has: a damaged atlas may name one that is not. */
static uint32_t rows_of(const struct gly_atlas_builder *b, enum gly_place_kind kind)
{
    static const uint8_t tables[GLY_PLACE_KIND_COUNT] = {
        [GLY_PLACE_COUNTRY] = GLY_ATLAS_COUNTRIES,
        [GLY_PLACE_DIVISION] = GLY_ATLAS_DIVISIONS,
        [GLY_PLACE_CITY] = GLY_ATLAS_CITIES,
        [GLY_PLACE_FEATURE] = GLY_ATLAS_FEATURES,
        [GLY_PLACE_REGION] = GLY_ATLAS_REGIONS,
        [GLY_PLACE_GROUP] = GLY_ATLAS_GROUPS,
        [GLY_PLACE_FORMER] = GLY_ATLAS_FORMER,
        [GLY_PLACE_CURRENCY] = GLY_ATLAS_CURRENCIES,
        [GLY_PLACE_DISPUTED] = GLY_ATLAS_DISPUTED,
    };
    return b->counts[tables[kind]];
}

uint16_t gly_builder_find(const struct gly_atlas_builder *b, const char *text,
                          enum gly_place_kind kind, uint16_t country)
{
    text = without_article(text);
    const struct gly_atlas_named *best = NULL;
    for (uint32_t i = first_named(b, text); i != GLY_NONE; i = b->names.at[i].next) {
        const struct gly_atlas_named *name = &b->names.at[i];
        if (!name->is_bare && name->reading.kind == kind &&
            (country == GLY_NOWHERE || name->reading.country == country) &&
            name->reading.row < rows_of(b, kind) && strcmp(name->text, text) == 0 &&
            (!best || name->rank <= best->rank)) /* of equals the first added */
            best = name;
    }
    return best ? best->reading.row : GLY_NOWHERE;
}

uint16_t gly_builder_country(const struct gly_atlas_builder *b, const char *iso2)
{
    for (uint32_t i = 0; i < b->counts[GLY_ATLAS_COUNTRIES]; i++) {
        const struct gly_country *row = gly_builder_row(b, GLY_ATLAS_COUNTRIES, i);
        if (strncmp(row->iso2, iso2, sizeof row->iso2) == 0)
            return (uint16_t)i;
    }
    return GLY_NOWHERE;
}

/* ---- Beginning with an atlas ---- */

/* Readings lie in the order of their ranks, which the atlas does not keep: what their
 * kind says will do, as long as it keeps that order. */
static uint32_t rank_of(const struct gly_atlas *atlas,
                        const struct gly_atlas_reading *reading)
{
    static const uint8_t ranks[GLY_PLACE_KIND_COUNT] = {
        [GLY_PLACE_COUNTRY] = GLY_RANK_COUNTRY,
        [GLY_PLACE_REGION] = GLY_RANK_REGION,
        [GLY_PLACE_GROUP] = GLY_RANK_GROUP,
        [GLY_PLACE_DIVISION] = GLY_RANK_DIVISION,
        [GLY_PLACE_FEATURE] = GLY_RANK_FEATURE,
        [GLY_PLACE_CURRENCY] = GLY_RANK_CURRENCY,
        [GLY_PLACE_FORMER] = GLY_RANK_HISTORY,
        [GLY_PLACE_DISPUTED] = GLY_RANK_DISPUTED,
    };
    if (reading->kind >= GLY_PLACE_KIND_COUNT)
        return GLY_RANK_FORMER;
    uint32_t rank = ranks[reading->kind];
    if (reading->form != GLY_NAMED_NOUN && reading->form != GLY_NAMED_UNIT)
        rank = GLY_RANK_DEMONYM + reading->kind;
    else if (reading->kind == GLY_PLACE_CITY)
        rank = gly_builder_city_rank(gly_atlas_city(atlas, reading->row)->population);
    return reading->former && reading->kind != GLY_PLACE_FORMER ? rank + GLY_RANK_FORMER
                                                                : rank;
}

static void load_name(struct gly_atlas_builder *b, const struct gly_atlas *atlas,
                      const struct gly_atlas_name *from)
{
    struct gly_str string = gly_atlas_text(atlas, from->text);
    uint32_t room = atlas->counts[GLY_ATLAS_READINGS];
    if (string.len == 0 || string.len > GLY_ATLAS_NAME_MAX ||
        from->first_reading > room || from->reading_count > room - from->first_reading)
        return;
    const char *text = gly_arena_cstring(b->arena, string);
    const struct gly_atlas_reading *readings =
        (const void *)atlas->tables[GLY_ATLAS_READINGS];
    uint32_t rank = 0;
    for (uint32_t i = 0; i < from->reading_count; i++) {
        const struct gly_atlas_reading *reading = &readings[from->first_reading + i];
        uint32_t own = rank_of(atlas, reading);
        struct gly_atlas_named *name = add_name(b, text);
        name->reading = *reading;
        name->rank = rank = own > rank ? own : rank + 1;
    }
    if (from->flags) {
        struct gly_atlas_named *name = add_name(b, text);
        name->flags = from->flags;
        name->is_bare = true;
    }
}

static void load(struct gly_atlas_builder *b, const struct gly_atlas *atlas)
{
    for (unsigned t = GLY_ATLAS_TEXT; t < GLY_ATLAS_NAMES; t++)
        if (atlas->counts[t] > 0)
            memcpy(gly_builder_grow(b, t, atlas->counts[t]), atlas->tables[t],
                   (size_t)atlas->counts[t] * row_sizes[t]);
    const struct gly_atlas_name *names = (const void *)atlas->tables[GLY_ATLAS_NAMES];
    for (uint32_t i = 0; i < atlas->counts[GLY_ATLAS_NAMES]; i++)
        load_name(b, atlas, &names[i]);
}

struct gly_atlas_builder *gly_atlas_builder_new(struct gly_arena *arena,
                                                const struct gly_atlas *under,
                                                const struct gly_atlas_mistakes *told)
{
    struct gly_atlas_builder *b = gly_arena_alloc(arena, 1, sizeof *b);
    b->arena = arena;
    b->told = told;
    b->over = under != NULL;
    if (under)
        load(b, under);
    else
        gly_builder_text(b, ""); /* string 0 */
    return b;
}
