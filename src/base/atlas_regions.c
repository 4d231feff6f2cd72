/* Rows of regions.csv and groups.csv. */
#include <string.h>

#include "base/atlas_builder.h"

/* ---- Regions ---- */

/* Rows look for their region one by one: galley knows 200, and nobody many more. */
enum { REGIONS_MAX = 4096 };

static uint32_t region_row(struct gly_atlas_builder *b)
{
    static const char *const kinds[] = {
        [GLY_REGION_CONTINENT] = "continent",
        [GLY_REGION_PART] = "region",
        [GLY_REGION_SEA] = "sea",
        [GLY_REGION_GROUP] = "group",
        [GLY_REGION_PEOPLE] = "people",
        [GLY_REGION_HISTORY] = "history",
    };
    const char *canonical = gly_builder_cell(b, "canonical");
    uint32_t count = b->counts[GLY_ATLAS_REGIONS];
    for (uint32_t i = 0; i < count; i++) {
        const struct gly_world_region *region =
            gly_builder_row(b, GLY_ATLAS_REGIONS, i);
        if (gly_str_is(gly_builder_string(b, region->adjective), canonical))
            return i;
    }
    int kind = gly_builder_word(b, "kind", kinds, GLY_COUNT(kinds));
    if (count >= REGIONS_MAX)
        gly_builder_wrong(b, NULL, "there is no room for more regions");
    if (!gly_builder_has(b, "noun"))
        gly_builder_wrong(b, "noun", "a new region needs a noun");
    if (b->record->is_bad)
        return GLY_NONE;
    uint32_t adjective = gly_builder_text(b, canonical);
    uint32_t noun = gly_builder_text(b, gly_builder_cell(b, "noun"));
    struct gly_world_region *region = gly_builder_add(b, GLY_ATLAS_REGIONS);
    *region = (struct gly_world_region){
        .adjective = adjective,
        .noun = noun,
        .kind = (uint16_t)kind,
        .group = GLY_NOWHERE,
        .part_of = GLY_NOWHERE,
    };
    return count;
}

void gly_builder_region(struct gly_atlas_builder *b)
{
    static const char *const forms[] = {"adjective", "noun"};
    int form = gly_builder_word(b, "form", forms, GLY_COUNT(forms));
    uint32_t row = region_row(b);
    if (row == GLY_NONE || form < 0)
        return;
    b->record->row = row;
    gly_builder_name(
        b, gly_builder_cell(b, "word"),
        gly_builder_reading(b, GLY_PLACE_REGION,
                            form == 1 ? GLY_NAMED_NOUN : GLY_NAMED_ADJECTIVE, row,
                            GLY_NOWHERE),
        GLY_RANK_REGION);
}

static void link(struct gly_atlas_builder *b, const char *column,
                 enum gly_place_kind kind, uint16_t *ret_row)
{
    const char *name = gly_builder_cell(b, column);
    if (name[0] == '\0')
        return;
    uint16_t row = gly_builder_find(b, name, kind, GLY_NOWHERE);
    if (row == GLY_NOWHERE)
        gly_builder_wrong(b, column, "there is no '%.60s'", name);
    else
        *ret_row = row;
}

/* What a region refers to stands in later lines and in groups.csv. */
void gly_builder_region_links(struct gly_atlas_builder *b)
{
    struct gly_world_region *region =
        gly_builder_row(b, GLY_ATLAS_REGIONS, b->record->row);
    link(b, "group", GLY_PLACE_GROUP, &region->group);
    link(b, "part_of", GLY_PLACE_REGION, &region->part_of);
}

/* ---- Groups: one row a member ---- */

/* By its name alone: a group may be known by a former one's alias. */
static uint32_t known_group(const struct gly_atlas_builder *b, const char *name)
{
    uint16_t row = gly_builder_find(b, name, GLY_PLACE_GROUP, GLY_NOWHERE);
    return row == GLY_NOWHERE ? GLY_NONE : row;
}

/* The last group added is mostly the one meant: rows of a group stand together. */
static uint32_t group_row(struct gly_atlas_builder *b)
{
    static const char *const kinds[] = {
        [GLY_GROUP_BODY] = "body",
        [GLY_GROUP_COLLECTIVE] = "collective",
        [GLY_GROUP_REGION] = "region",
        [GLY_GROUP_HISTORY] = "history",
    };
    const char *name = gly_builder_cell(b, "group");
    uint32_t count = b->counts[GLY_ATLAS_GROUPS];
    if (count > 0) {
        const struct gly_group *last = gly_builder_row(b, GLY_ATLAS_GROUPS, count - 1);
        if (gly_str_is(gly_builder_string(b, last->name), name))
            return count - 1;
    }
    uint32_t known = b->over ? known_group(b, name) : GLY_NONE;
    if (known != GLY_NONE)
        return known;
    int kind = gly_builder_word(b, "kind", kinds, GLY_COUNT(kinds));
    if (kind < 0)
        return GLY_NONE;
    uint32_t text = gly_builder_text(b, name);
    struct gly_group *group = gly_builder_add(b, GLY_ATLAS_GROUPS);
    group->name = text;
    group->kind = (uint16_t)kind;
    group->members.first = b->counts[GLY_ATLAS_MEMBERS];
    return count;
}

static uint32_t group_rank(const struct gly_group *group)
{
    return group->kind == GLY_GROUP_HISTORY ? GLY_RANK_HISTORY_GROUP : GLY_RANK_GROUP;
}

/* Members of a group lie in a row: those of one that others follow move to the end. */
static struct gly_member *add_member(struct gly_atlas_builder *b, uint32_t group_row)
{
    struct gly_group *group = gly_builder_row(b, GLY_ATLAS_GROUPS, group_row);
    struct gly_rows *rows = &group->members;
    uint32_t end = b->counts[GLY_ATLAS_MEMBERS];
    if (rows->first > end || rows->count > end - rows->first)
        *rows = (struct gly_rows){end, 0}; /* damaged */
    if (rows->first + rows->count != end) {
        struct gly_member *moved = gly_builder_grow(b, GLY_ATLAS_MEMBERS, rows->count);
        memcpy(moved, gly_builder_row(b, GLY_ATLAS_MEMBERS, rows->first),
               rows->count * sizeof *moved);
        rows->first = end;
    }
    rows->count++;
    return gly_builder_add(b, GLY_ATLAS_MEMBERS);
}

static struct gly_member *member_row(struct gly_atlas_builder *b, uint32_t group_row,
                                     uint16_t country, int16_t from)
{
    const struct gly_group *group = gly_builder_row(b, GLY_ATLAS_GROUPS, group_row);
    struct gly_rows rows = group->members;
    uint32_t end = b->counts[GLY_ATLAS_MEMBERS];
    for (uint32_t i = 0;
         b->over && country != GLY_NOWHERE && i < rows.count && rows.first + i < end;
         i++) {
        struct gly_member *row = gly_builder_row(b, GLY_ATLAS_MEMBERS, rows.first + i);
        if (row->country == country && (row->from == from || from == 0))
            return row;
    }
    return add_member(b, group_row);
}

void gly_builder_group(struct gly_atlas_builder *b)
{
    const char *code = gly_builder_cell(b, "member");
    uint16_t country = code[0] == '+' ? GLY_NOWHERE : gly_builder_home(b, "member");
    int16_t from = gly_builder_year(b, "from"), to = gly_builder_year(b, "to");
    uint32_t row = b->record->is_bad ? GLY_NONE : group_row(b);
    if (row == GLY_NONE)
        return;
    struct gly_member *member = member_row(b, row, country, from);
    member->country = country;
    member->from = from != 0 ? from : member->from;
    member->to = to != 0 ? to : member->to;
    if (gly_builder_has(b, "note"))
        member->loose = strncmp(gly_builder_cell(b, "note"), "loose member", 12) == 0;
    struct gly_group *group = gly_builder_row(b, GLY_ATLAS_GROUPS, row);
    group->dated |= member->from != 0;
    struct gly_atlas_reading noun =
        gly_builder_reading(b, GLY_PLACE_GROUP, GLY_NAMED_NOUN, row, GLY_NOWHERE);
    uint32_t rank = group_rank(group);
    if (group->members.count == 1 || b->over) {
        gly_builder_name(b, gly_builder_cell(b, "group"), noun, rank);
        gly_builder_names(b, "aliases", noun, rank);
    }
}
