/* Countries, divisions, cities, features, regions and groups for the atlas. */

#include "atlas.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Ranks of readings: a country before a large city before a division before a town. */
enum {
    RANK_COUNTRY = 0,
    RANK_REGION = 10,
    RANK_GROUP = 20,
    RANK_METROPOLIS = 30,
    RANK_LARGE_CITY = 35,
    RANK_DIVISION = 40,
    RANK_CITY = 50,
    RANK_FEATURE = 60,
    RANK_HISTORY_GROUP = 100, /* "Soviet Union": the state before its members */
    RANK_FORMER = 1000,       /* added for a name that was given up */
};

static struct gly_atlas_reading reading(enum gly_place_kind kind,
                                        enum gly_atlas_form form, uint32_t row,
                                        uint16_t country)
{
    if (row >= GLY_NOWHERE)
        fail("too many rows: %u", row);
    return (struct gly_atlas_reading){
        .kind = (uint8_t)kind,
        .form = (uint8_t)form,
        .row = (uint16_t)row,
        .country = country,
    };
}

static void name_all(struct atlas *atlas, const char *list, struct gly_atlas_reading r,
                     uint32_t rank)
{
    for (char item[128]; sheet_item(&list, item, sizeof item);)
        atlas_name(atlas, item, r, rank);
}

static void name_former(struct atlas *atlas, const char *list,
                        struct gly_atlas_reading r, uint32_t rank)
{
    r.former = 1;
    name_all(atlas, list, r, rank + RANK_FORMER);
}

uint16_t atlas_country(const struct atlas *atlas, const char *iso2)
{
    for (uint32_t i = 0; i < atlas->counts[GLY_ATLAS_COUNTRIES]; i++) {
        const struct gly_country *row = atlas_row(atlas, GLY_ATLAS_COUNTRIES, i);
        if (strcmp(row->iso2, iso2) == 0)
            return (uint16_t)i;
    }
    return GLY_NOWHERE;
}

static bool is_yes(const struct sheet *sheet, const char *column)
{
    return strcmp(sheet_get(sheet, column), "yes") == 0;
}

static int16_t scaled(const struct sheet *sheet, const char *text, double scale)
{
    char *end;
    double value = strtod(text, &end) * scale;
    if (end == text || *end != '\0' || fabs(value) > INT16_MAX)
        table_fail(&sheet->table, "'%s' is no coordinate", text);
    return (int16_t)lround(value);
}

/* ---- Countries: names first, then what refers to other tables ---- */

static uint32_t island_flags(const char *island)
{
    return strcmp(island, "yes") == 0           ? GLY_COUNTRY_ISLAND
           : strcmp(island, "archipelago") == 0 ? GLY_COUNTRY_ARCHIPELAGO
           : strcmp(island, "part") == 0        ? GLY_COUNTRY_PART
                                                : 0;
}

/* Does the list of other names hold this one with its article? */
static bool takes_article(const char *aliases, const char *name)
{
    for (char item[128]; sheet_item(&aliases, item, sizeof item);)
        if ((item[0] | 0x20) == 't' && strncmp(item + 1, "he ", 3) == 0 &&
            strcmp(item + 4, name) == 0)
            return true;
    return false;
}

static void read_country_names(struct atlas *atlas, const struct rules *rules)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, "geography/countries.csv");
    for (uint16_t row = 0; sheet_next(&sheet); row++) {
        const char *name = sheet_get(&sheet, "name");
        const char *aliases = sheet_get(&sheet, "aliases");
        const char *demonyms = sheet_get(&sheet, "demonyms");
        const char *iso2 = sheet_get(&sheet, "iso2");
        char adjective[128] = "";
        const char *rest = demonyms;
        sheet_item(&rest, adjective, sizeof adjective);
        uint32_t name_text = atlas_text(atlas, name);
        uint32_t adjective_text = atlas_text(atlas, adjective);
        struct gly_country *country = atlas_add(atlas, GLY_ATLAS_COUNTRIES);
        if (strlen(iso2) != 2)
            table_fail(&sheet.table, "'%s' is no code", iso2);
        memcpy(country->iso2, iso2, 2);
        country->name = name_text;
        country->adjective = adjective_text;
        country->flags = island_flags(sheet_get(&sheet, "island")) |
                         (is_yes(&sheet, "landlocked") ? GLY_COUNTRY_LANDLOCKED : 0u) |
                         (is_yes(&sheet, "disputed") ? GLY_COUNTRY_DISPUTED : 0u) |
                         (takes_article(aliases, name) ? GLY_COUNTRY_ARTICLE : 0u);
        struct gly_atlas_reading noun =
            reading(GLY_PLACE_COUNTRY, GLY_NAMED_NOUN, row, row);
        atlas_name(atlas, name, noun, RANK_COUNTRY);
        name_all(atlas, aliases, noun, RANK_COUNTRY);
        name_all(atlas, demonyms,
                 reading(GLY_PLACE_COUNTRY, GLY_NAMED_ADJECTIVE, row, row),
                 RANK_COUNTRY + 1);
    }
    sheet_close(&sheet);
    if (atlas->counts[GLY_ATLAS_COUNTRIES] > 255)
        fail("struct gly_countries has room for 256 countries");
}

static struct gly_countries country_set(const struct atlas *atlas,
                                        const struct sheet *sheet, const char *column)
{
    struct gly_countries set = {{0}};
    const char *list = sheet_get(sheet, column);
    for (char item[128]; sheet_item(&list, item, sizeof item);) {
        uint16_t country = atlas_country(atlas, item);
        if (country == GLY_NOWHERE)
            table_fail(&sheet->table, "%s: there is no '%s'", column, item);
        gly_countries_add(&set, country);
    }
    return set;
}

/* Cities by name in their country; those that cities.csv lacks (small capitals, the
 * names of a municipality) become cities without a position. */
static struct gly_rows home_cities(struct atlas *atlas, const struct sheet *sheet,
                                   const char *column, uint16_t country)
{
    uint16_t rows[32];
    uint32_t count = 0;
    const char *list = sheet_get(sheet, column);
    for (char item[128]; sheet_item(&list, item, sizeof item);) {
        uint16_t city = atlas_find(atlas, item, GLY_PLACE_CITY, country);
        if (city == GLY_NOWHERE)
            city = atlas_find(atlas, item, GLY_PLACE_CITY, GLY_NOWHERE);
        if (city == GLY_NOWHERE) {
            uint32_t text = atlas_text(atlas, item);
            city = (uint16_t)atlas->counts[GLY_ATLAS_CITIES];
            struct gly_city *row = atlas_add(atlas, GLY_ATLAS_CITIES);
            row->name = text;
            row->country = country;
            row->division = GLY_NOWHERE;
            atlas_name(atlas, item,
                       reading(GLY_PLACE_CITY, GLY_NAMED_NOUN, city, country),
                       RANK_CITY);
        }
        if (count < GLY_COUNT(rows))
            rows[count++] = city;
    }
    return atlas_items(atlas, rows, count);
}

static void read_box(const struct sheet *sheet, struct gly_country *country)
{
    const char *list = sheet_get(sheet, "bbox_s_n_w_e");
    int16_t *sides[] = {&country->south, &country->north, &country->west,
                        &country->east};
    char item[128];
    for (unsigned i = 0; i < 4 && sheet_item(&list, item, sizeof item); i++)
        *sides[i] = scaled(sheet, item, 10);
}

static void read_country_facts(struct atlas *atlas, const struct rules *rules)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, "geography/countries.csv");
    for (uint16_t row = 0; sheet_next(&sheet); row++) {
        struct gly_country facts =
            *(struct gly_country *)atlas_row(atlas, GLY_ATLAS_COUNTRIES, row);
        facts.borders = country_set(atlas, &sheet, "borders");
        facts.borders_tolerated = country_set(atlas, &sheet, "borders_tolerated");
        facts.regions = atlas_list(atlas, &sheet, "region_words", GLY_PLACE_REGION);
        facts.regions_tolerated =
            atlas_list(atlas, &sheet, "region_words_tolerated", GLY_PLACE_REGION);
        facts.continents = atlas_list(atlas, &sheet, "continents", GLY_PLACE_REGION);
        facts.seas = atlas_list(atlas, &sheet, "seas", GLY_PLACE_FEATURE);
        facts.currencies = atlas_list(atlas, &sheet, "currencies", GLY_PLACE_CURRENCY);
        facts.capitals = home_cities(atlas, &sheet, "capitals", row);
        facts.largest = home_cities(atlas, &sheet, "largest_city", row);
        read_box(&sheet, &facts);
        *(struct gly_country *)atlas_row(atlas, GLY_ATLAS_COUNTRIES, row) = facts;
    }
    sheet_close(&sheet);
}

/* ---- Regions and groups ---- */

static enum gly_region_kind region_kind(const struct sheet *sheet)
{
    static const char *const kinds[] = {
        [GLY_REGION_CONTINENT] = "continent",
        [GLY_REGION_PART] = "region",
        [GLY_REGION_SEA] = "sea",
        [GLY_REGION_GROUP] = "group",
        [GLY_REGION_PEOPLE] = "people",
        [GLY_REGION_HISTORY] = "history",
    };
    for (unsigned i = 0; i < GLY_COUNT(kinds); i++)
        if (strcmp(sheet_get(sheet, "kind"), kinds[i]) == 0)
            return i;
    table_fail(&sheet->table, "kind '%s' is not known", sheet_get(sheet, "kind"));
}

static uint16_t region_of(struct atlas *atlas, const struct sheet *sheet)
{
    const char *canonical = sheet_get(sheet, "canonical");
    uint32_t count = atlas->counts[GLY_ATLAS_REGIONS];
    for (uint32_t i = 0; i < count; i++) {
        const struct gly_world_region *region = atlas_row(atlas, GLY_ATLAS_REGIONS, i);
        if (gly_str_is(atlas_string(atlas, region->adjective), canonical))
            return (uint16_t)i;
    }
    uint32_t adjective = atlas_text(atlas, canonical);
    uint32_t noun = atlas_text(atlas, sheet_get(sheet, "noun"));
    struct gly_world_region *region = atlas_add(atlas, GLY_ATLAS_REGIONS);
    *region = (struct gly_world_region){
        .adjective = adjective,
        .noun = noun,
        .kind = (uint16_t)region_kind(sheet),
        .group = GLY_NOWHERE,
        .part_of = GLY_NOWHERE,
    };
    return (uint16_t)count;
}

static void read_regions(struct atlas *atlas, const struct rules *rules)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, "geography/regions.csv");
    while (sheet_next(&sheet)) {
        uint16_t row = region_of(atlas, &sheet);
        bool noun = strcmp(sheet_get(&sheet, "form"), "noun") == 0;
        atlas_name(atlas, sheet_get(&sheet, "word"),
                   reading(GLY_PLACE_REGION,
                           noun ? GLY_NAMED_NOUN : GLY_NAMED_ADJECTIVE, row,
                           GLY_NOWHERE),
                   RANK_REGION);
    }
    sheet_close(&sheet);
}

/* What a region refers to stands in later lines and in groups.csv. */
static void link_regions(struct atlas *atlas, const struct rules *rules)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, "geography/regions.csv");
    while (sheet_next(&sheet)) {
        struct gly_world_region *region =
            atlas_row(atlas, GLY_ATLAS_REGIONS, region_of(atlas, &sheet));
        const char *group = sheet_get(&sheet, "group");
        const char *whole = sheet_get(&sheet, "part_of");
        if (group[0] != '\0')
            region->group = atlas_find(atlas, group, GLY_PLACE_GROUP, GLY_NOWHERE);
        if (whole[0] != '\0')
            region->part_of = atlas_find(atlas, whole, GLY_PLACE_REGION, GLY_NOWHERE);
    }
    sheet_close(&sheet);
}

static enum gly_group_kind group_kind(const struct sheet *sheet)
{
    const char *kind = sheet_get(sheet, "kind");
    return strcmp(kind, "body") == 0         ? GLY_GROUP_BODY
           : strcmp(kind, "collective") == 0 ? GLY_GROUP_COLLECTIVE
           : strcmp(kind, "history") == 0    ? GLY_GROUP_HISTORY
                                             : GLY_GROUP_REGION;
}

static void read_groups(struct atlas *atlas, const struct rules *rules)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, "geography/groups.csv");
    char last[128] = "";
    while (sheet_next(&sheet)) {
        const char *name = sheet_get(&sheet, "group");
        if (strcmp(name, last) != 0) {
            uint32_t text = atlas_text(atlas, name);
            uint32_t row = atlas->counts[GLY_ATLAS_GROUPS];
            struct gly_group *group = atlas_add(atlas, GLY_ATLAS_GROUPS);
            group->name = text;
            group->kind = (uint16_t)group_kind(&sheet);
            group->members.first = atlas->counts[GLY_ATLAS_MEMBERS];
            struct gly_atlas_reading noun =
                reading(GLY_PLACE_GROUP, GLY_NAMED_NOUN, row, GLY_NOWHERE);
            uint32_t rank =
                group->kind == GLY_GROUP_HISTORY ? RANK_HISTORY_GROUP : RANK_GROUP;
            atlas_name(atlas, name, noun, rank);
            name_all(atlas, sheet_get(&sheet, "aliases"), noun, rank);
            strncpy(last, name, sizeof last - 1);
        }
        const char *member = sheet_get(&sheet, "member");
        struct gly_member *row = atlas_add(atlas, GLY_ATLAS_MEMBERS);
        row->country = member[0] == '+' ? GLY_NOWHERE : atlas_country(atlas, member);
        if (member[0] != '+' && row->country == GLY_NOWHERE)
            table_fail(&sheet.table, "there is no country '%s'", member);
        row->from = (int16_t)atoi(sheet_get(&sheet, "from"));
        row->to = (int16_t)atoi(sheet_get(&sheet, "to"));
        row->loose = strncmp(sheet_get(&sheet, "note"), "loose member", 12) == 0;
        struct gly_group *group =
            atlas_row(atlas, GLY_ATLAS_GROUPS, atlas->counts[GLY_ATLAS_GROUPS] - 1);
        group->members.count++;
        group->dated |= row->from != 0;
    }
    sheet_close(&sheet);
}

/* ---- Divisions, features, cities ---- */

static void read_divisions(struct atlas *atlas, const struct rules *rules)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, "geography/divisions.csv");
    for (uint32_t row = 0; sheet_next(&sheet); row++) {
        uint32_t name = atlas_text(atlas, sheet_get(&sheet, "name"));
        uint32_t kind = atlas_text(atlas, sheet_get(&sheet, "kind"));
        uint32_t capital = atlas_text(atlas, sheet_get(&sheet, "capital"));
        uint16_t country = atlas_country(atlas, sheet_get(&sheet, "country"));
        struct gly_division *division = atlas_add(atlas, GLY_ATLAS_DIVISIONS);
        *division = (struct gly_division){
            .name = name,
            .kind = kind,
            .capital = capital,
            .country = country,
            .flags = is_yes(&sheet, "disputed") ? GLY_SPOT_DISPUTED : 0,
        };
        struct gly_atlas_reading noun =
            reading(GLY_PLACE_DIVISION, GLY_NAMED_NOUN, row, country);
        atlas_name(atlas, sheet_get(&sheet, "name"), noun, RANK_DIVISION);
        name_all(atlas, sheet_get(&sheet, "aliases"), noun, RANK_DIVISION);
        name_former(atlas, sheet_get(&sheet, "former"), noun, RANK_DIVISION);
        name_all(atlas, sheet_get(&sheet, "demonyms"),
                 reading(GLY_PLACE_DIVISION, GLY_NAMED_ADJECTIVE, row, country),
                 RANK_DIVISION);
    }
    sheet_close(&sheet);
}

static enum gly_feature_kind feature_kind(const struct sheet *sheet)
{
    static const char *const kinds[GLY_FEATURE_KIND_COUNT] = {
        "canal", "desert",    "gulf",   "island", "lake", "mountain", "mountain range",
        "ocean", "peninsula", "region", "river",  "sea",  "strait",   "waterfall",
    };
    for (unsigned i = 0; i < GLY_FEATURE_KIND_COUNT; i++)
        if (strcmp(sheet_get(sheet, "kind"), kinds[i]) == 0)
            return i;
    table_fail(&sheet->table, "kind '%s' is not known", sheet_get(sheet, "kind"));
}

static void read_features(struct atlas *atlas, const struct rules *rules)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, "geography/features.csv");
    for (uint32_t row = 0; sheet_next(&sheet); row++) {
        uint32_t name = atlas_text(atlas, sheet_get(&sheet, "name"));
        struct gly_rows countries =
            atlas_list(atlas, &sheet, "countries", GLY_PLACE_COUNTRY);
        const char *latitude = sheet_get(&sheet, "latitude");
        const char *longitude = sheet_get(&sheet, "longitude");
        bool placed = latitude[0] != '\0';
        struct gly_feature *feature = atlas_add(atlas, GLY_ATLAS_FEATURES);
        *feature = (struct gly_feature){
            .name = name,
            .kind = (uint16_t)feature_kind(&sheet),
            .flags = (uint16_t)((is_yes(&sheet, "disputed") ? GLY_SPOT_DISPUTED : 0) |
                                (placed ? GLY_SPOT_PLACED : 0)),
            .latitude = placed ? scaled(&sheet, latitude, 100) : 0,
            .longitude = placed ? scaled(&sheet, longitude, 100) : 0,
            .countries = countries,
        };
        uint16_t country =
            countries.count == 1
                ? *(uint16_t *)atlas_row(atlas, GLY_ATLAS_ITEMS, countries.first)
                : GLY_NOWHERE;
        struct gly_atlas_reading noun =
            reading(GLY_PLACE_FEATURE, GLY_NAMED_NOUN, row, country);
        atlas_name(atlas, sheet_get(&sheet, "name"), noun, RANK_FEATURE);
        name_all(atlas, sheet_get(&sheet, "aliases"), noun, RANK_FEATURE);
        name_former(atlas, sheet_get(&sheet, "former"), noun, RANK_FEATURE);
    }
    sheet_close(&sheet);
}

static void link_features(struct atlas *atlas, const struct rules *rules)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, "geography/features.csv");
    for (uint32_t row = 0; sheet_next(&sheet); row++) {
        struct gly_rows wholes =
            atlas_list(atlas, &sheet, "part_of", GLY_PLACE_FEATURE);
        ((struct gly_feature *)atlas_row(atlas, GLY_ATLAS_FEATURES, row))->part_of =
            wholes;
    }
    sheet_close(&sheet);
}

static uint32_t population(const struct sheet *sheet)
{
    const char *class = sheet_get(sheet, "population_class");
    char *end;
    unsigned long number = strtoul(class, &end, 10);
    return end == class  ? 0
           : *end == 'M' ? (uint32_t)number * 1000000
           : *end == 'k' ? (uint32_t)number * 1000
                         : (uint32_t)number;
}

static void read_cities(struct atlas *atlas, const struct rules *rules)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, "geography/cities.csv");
    for (uint32_t row = 0; sheet_next(&sheet); row++) {
        uint16_t country = atlas_country(atlas, sheet_get(&sheet, "country"));
        if (country == GLY_NOWHERE)
            table_fail(&sheet.table, "there is no such country");
        uint32_t name = atlas_text(atlas, sheet_get(&sheet, "name"));
        struct gly_rows seas = atlas_list(atlas, &sheet, "seas", GLY_PLACE_FEATURE);
        struct gly_rows namesakes =
            atlas_list(atlas, &sheet, "namesakes", GLY_PLACE_COUNTRY);
        const char *division = sheet_get(&sheet, "division");
        struct gly_city *city = atlas_add(atlas, GLY_ATLAS_CITIES);
        *city = (struct gly_city){
            .name = name,
            .population = population(&sheet),
            .country = country,
            .division = division[0] == '\0'
                            ? GLY_NOWHERE
                            : atlas_find(atlas, division, GLY_PLACE_DIVISION, country),
            .latitude = scaled(&sheet, sheet_get(&sheet, "latitude"), 100),
            .longitude = scaled(&sheet, sheet_get(&sheet, "longitude"), 100),
            .seas = seas,
            .namesakes = namesakes,
            .flags = GLY_SPOT_PLACED |
                     (is_yes(&sheet, "disputed") ? GLY_SPOT_DISPUTED : 0u) |
                     (is_yes(&sheet, "outlying") ? GLY_SPOT_OUTLYING : 0u),
        };
        struct gly_atlas_reading noun =
            reading(GLY_PLACE_CITY, GLY_NAMED_NOUN, row, country);
        uint32_t rank = city->population >= 1000000  ? RANK_METROPOLIS
                        : city->population >= 100000 ? RANK_LARGE_CITY
                                                     : RANK_CITY;
        atlas_name(atlas, sheet_get(&sheet, "name"), noun, rank);
        name_all(atlas, sheet_get(&sheet, "aliases"), noun, rank);
        name_former(atlas, sheet_get(&sheet, "former"), noun, rank);
    }
    sheet_close(&sheet);
}

void atlas_read_places(struct atlas *atlas, const struct rules *rules)
{
    read_country_names(atlas, rules);
    read_regions(atlas, rules);
    read_groups(atlas, rules);
    link_regions(atlas, rules);
    read_divisions(atlas, rules);
    read_features(atlas, rules);
    link_features(atlas, rules);
    read_cities(atlas, rules);
    atlas_read_currencies(atlas, rules);
    read_country_facts(atlas, rules);
}
