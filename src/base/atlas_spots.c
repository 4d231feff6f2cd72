/* Rows of divisions.csv, features.csv and cities.csv. */
#include <stdlib.h>
#include <string.h>

#include "base/atlas_builder.h"

/* A name, its aliases, and names that were given up. */
static void name_all(struct gly_atlas_builder *b, struct gly_atlas_reading noun,
                     uint32_t rank)
{
    struct gly_atlas_reading former = noun;
    former.former = 1;
    gly_builder_name(b, gly_builder_cell(b, "name"), noun, rank);
    gly_builder_names(b, "aliases", noun, rank);
    gly_builder_names(b, "former", former, rank + GLY_RANK_FORMER);
}

static void text_cell(struct gly_atlas_builder *b, const char *column, uint32_t *text)
{
    if (gly_builder_has(b, column))
        *text = gly_builder_text(b, gly_builder_cell(b, column));
}

/* ---- Divisions ---- */

static uint32_t division_row(struct gly_atlas_builder *b, uint16_t country)
{
    uint16_t known = b->over ? gly_builder_find(b, gly_builder_cell(b, "name"),
                                                GLY_PLACE_DIVISION, country)
                             : GLY_NOWHERE;
    if (known != GLY_NOWHERE)
        return known;
    gly_builder_add(b, GLY_ATLAS_DIVISIONS);
    return b->counts[GLY_ATLAS_DIVISIONS] - 1;
}

void gly_builder_division(struct gly_atlas_builder *b)
{
    uint16_t country = gly_builder_home(b, "country");
    if (b->record->is_bad)
        return;
    uint32_t row = division_row(b, country);
    struct gly_division facts =
        *(struct gly_division *)gly_builder_row(b, GLY_ATLAS_DIVISIONS, row);
    uint32_t flags = facts.flags;
    text_cell(b, "name", &facts.name);
    text_cell(b, "kind", &facts.kind);
    text_cell(b, "capital", &facts.capital);
    gly_builder_yes(b, "disputed", GLY_SPOT_DISPUTED, &flags);
    facts.country = country;
    facts.flags = (uint16_t)flags;
    *(struct gly_division *)gly_builder_row(b, GLY_ATLAS_DIVISIONS, row) = facts;
    struct gly_atlas_reading noun =
        gly_builder_reading(b, GLY_PLACE_DIVISION, GLY_NAMED_NOUN, row, country);
    struct gly_atlas_reading of_it = noun;
    of_it.form = GLY_NAMED_ADJECTIVE;
    name_all(b, noun, GLY_RANK_DIVISION);
    gly_builder_names(b, "demonyms", of_it, GLY_RANK_DIVISION);
}

/* ---- Features ---- */

/* Latitude and longitude go together. */
static void place_it(struct gly_atlas_builder *b, int16_t *latitude, int16_t *longitude,
                     uint32_t *flags)
{
    if (!gly_builder_has(b, "latitude") && !gly_builder_has(b, "longitude"))
        return;
    *latitude =
        gly_builder_scaled(b, "latitude", gly_builder_cell(b, "latitude"), 90, 100);
    *longitude =
        gly_builder_scaled(b, "longitude", gly_builder_cell(b, "longitude"), 180, 100);
    *flags |= GLY_SPOT_PLACED;
}

static uint32_t feature_row(struct gly_atlas_builder *b, unsigned kind)
{
    uint16_t known = b->over ? gly_builder_find(b, gly_builder_cell(b, "name"),
                                                GLY_PLACE_FEATURE, GLY_NOWHERE)
                             : GLY_NOWHERE;
    if (known != GLY_NOWHERE) {
        const struct gly_feature *feature =
            gly_builder_row(b, GLY_ATLAS_FEATURES, known);
        if (feature->kind == kind)
            return known;
    }
    gly_builder_add(b, GLY_ATLAS_FEATURES);
    return b->counts[GLY_ATLAS_FEATURES] - 1;
}

void gly_builder_feature(struct gly_atlas_builder *b)
{
    static const char *const kinds[GLY_FEATURE_KIND_COUNT] = {
        "canal", "desert",    "gulf",   "island", "lake", "mountain", "mountain range",
        "ocean", "peninsula", "region", "river",  "sea",  "strait",   "waterfall",
    };
    int kind = gly_builder_word(b, "kind", kinds, GLY_FEATURE_KIND_COUNT);
    if (kind < 0)
        return;
    uint32_t row = feature_row(b, (unsigned)kind);
    struct gly_feature facts =
        *(struct gly_feature *)gly_builder_row(b, GLY_ATLAS_FEATURES, row);
    uint32_t flags = facts.flags;
    text_cell(b, "name", &facts.name);
    facts.kind = (uint16_t)kind;
    gly_builder_yes(b, "disputed", GLY_SPOT_DISPUTED, &flags);
    place_it(b, &facts.latitude, &facts.longitude, &flags);
    gly_builder_list(b, "countries", GLY_PLACE_COUNTRY, &facts.countries);
    facts.flags = (uint16_t)flags;
    *(struct gly_feature *)gly_builder_row(b, GLY_ATLAS_FEATURES, row) = facts;
    b->record->row = row;
    name_all(b,
             gly_builder_reading(b, GLY_PLACE_FEATURE, GLY_NAMED_NOUN, row,
                                 gly_builder_only(b, facts.countries)),
             GLY_RANK_FEATURE);
}

/* A feature is part of others that may stand in later lines. */
void gly_builder_feature_links(struct gly_atlas_builder *b)
{
    struct gly_feature *feature =
        gly_builder_row(b, GLY_ATLAS_FEATURES, b->record->row);
    struct gly_rows wholes = feature->part_of;
    gly_builder_list(b, "part_of", GLY_PLACE_FEATURE, &wholes);
    feature->part_of = wholes;
}

/* ---- Cities ---- */

static void population(struct gly_atlas_builder *b, uint32_t *ret_population)
{
    const char *class = gly_builder_cell(b, "population_class");
    char *end;
    if (class[0] == '\0')
        return;
    unsigned long number = strtoul(class, &end, 10);
    if (strcmp(class, "small") == 0)
        *ret_population = 0;
    else if (end == class || number > 999 || (strcmp(end, "M") && strcmp(end, "k")))
        gly_builder_wrong(b, "population_class",
                          "'%.60s' is not a class such as 1M, 100k or small", class);
    else
        *ret_population = (uint32_t)number * (*end == 'M' ? 1000000 : 1000);
}

static uint32_t city_row(struct gly_atlas_builder *b, uint16_t country,
                         uint16_t division)
{
    uint16_t known = b->over ? gly_builder_find(b, gly_builder_cell(b, "name"),
                                                GLY_PLACE_CITY, country)
                             : GLY_NOWHERE;
    if (known != GLY_NOWHERE) {
        const struct gly_city *city = gly_builder_row(b, GLY_ATLAS_CITIES, known);
        if (division == GLY_NOWHERE || city->division == division)
            return known;
    }
    struct gly_city *city = gly_builder_add(b, GLY_ATLAS_CITIES);
    city->division = GLY_NOWHERE;
    return b->counts[GLY_ATLAS_CITIES] - 1;
}

void gly_builder_city(struct gly_atlas_builder *b)
{
    uint16_t country = gly_builder_home(b, "country");
    if (b->record->is_bad)
        return;
    uint16_t division = gly_builder_has(b, "division")
                            ? gly_builder_find(b, gly_builder_cell(b, "division"),
                                               GLY_PLACE_DIVISION, country)
                            : GLY_NOWHERE;
    uint32_t row = city_row(b, country, division);
    struct gly_city facts =
        *(struct gly_city *)gly_builder_row(b, GLY_ATLAS_CITIES, row);
    text_cell(b, "name", &facts.name);
    population(b, &facts.population);
    facts.country = country;
    if (division != GLY_NOWHERE)
        facts.division = division;
    place_it(b, &facts.latitude, &facts.longitude, &facts.flags);
    gly_builder_list(b, "seas", GLY_PLACE_FEATURE, &facts.seas);
    gly_builder_list(b, "namesakes", GLY_PLACE_COUNTRY, &facts.namesakes);
    gly_builder_yes(b, "disputed", GLY_SPOT_DISPUTED, &facts.flags);
    gly_builder_yes(b, "outlying", GLY_SPOT_OUTLYING, &facts.flags);
    gly_builder_yes(b, "sole", GLY_SPOT_SOLE, &facts.flags);
    *(struct gly_city *)gly_builder_row(b, GLY_ATLAS_CITIES, row) = facts;
    name_all(b, gly_builder_reading(b, GLY_PLACE_CITY, GLY_NAMED_NOUN, row, country),
             gly_builder_city_rank(facts.population));
}
