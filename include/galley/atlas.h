/* The atlas: the facts of rules/geography as galley.dat holds them.
 *
 * Rows are read in place from the mapped file. A row is known by its number in its
 * table; every number and every list is checked when it is followed, as the file may
 * have been damaged: what does not exist reads as an empty row. What the columns mean
 * stands in rules/geography/README.md. Nothing here allocates, fails or locks. */
#ifndef GALLEY_ATLAS_H
#define GALLEY_ATLAS_H

#include <galley/span.h>

struct gly_atlas;

/* "No row." */
#define GLY_NOWHERE UINT16_MAX

/* Tables a name may stand in. */
enum gly_place_kind {
    GLY_PLACE_COUNTRY,  /* a country or a territory with a code of its own */
    GLY_PLACE_DIVISION, /* a state, province, canton ... of a country */
    GLY_PLACE_CITY,
    GLY_PLACE_FEATURE, /* a sea, river, island, mountain, desert ... */
    GLY_PLACE_REGION,  /* a continent or a part of one, known by its adjective */
    GLY_PLACE_GROUP,   /* countries that belong together */
    GLY_PLACE_FORMER,  /* a former state, name or organisation, and young states */
    GLY_PLACE_CURRENCY,
    GLY_PLACE_DISPUTED, /* a place that several claim, in no other table */
    GLY_PLACE_PHRASE,   /* words that hold a name but are no place */
    GLY_PLACE_KIND_COUNT
};

/* A set of countries, by row. */
struct gly_countries {
    uint64_t bits[4];
};

static inline bool gly_countries_has(const struct gly_countries *set, unsigned country)
{
    return country < 256 && set->bits[country / 64] >> country % 64 & 1;
}

static inline void gly_countries_add(struct gly_countries *set, unsigned country)
{
    if (country < 256)
        set->bits[country / 64] |= (uint64_t)1 << country % 64;
}

static inline bool gly_countries_meet(const struct gly_countries *a,
                                      const struct gly_countries *b)
{
    return ((a->bits[0] & b->bits[0]) | (a->bits[1] & b->bits[1]) |
            (a->bits[2] & b->bits[2]) | (a->bits[3] & b->bits[3])) != 0;
}

static inline bool gly_countries_empty(const struct gly_countries *set)
{
    return (set->bits[0] | set->bits[1] | set->bits[2] | set->bits[3]) == 0;
}

/* Row numbers of another table: gly_atlas_item() gives them one by one. */
struct gly_rows {
    uint32_t first, count;
};

/* Strings are numbers that gly_atlas_text() turns into text. */
enum gly_country_flags {
    GLY_COUNTRY_LANDLOCKED = 1 << 0,
    GLY_COUNTRY_ISLAND = 1 << 1,      /* one island */
    GLY_COUNTRY_ARCHIPELAGO = 1 << 2, /* several */
    GLY_COUNTRY_PART = 1 << 3,        /* shares an island, or half of it is islands */
    GLY_COUNTRY_ARTICLE = 1 << 4,     /* "the" stands before its name */
    GLY_COUNTRY_DISPUTED = 1 << 5,
};

struct gly_country {
    char iso2[4];
    uint32_t name, adjective;
    uint32_t flags;                   /* enum gly_country_flags */
    int16_t south, north, west, east; /* tenths of a degree, of the main body */
    struct gly_countries borders, borders_tolerated;
    struct gly_rows regions, regions_tolerated; /* of regions */
    struct gly_rows capitals, largest;          /* of cities */
    struct gly_rows seas;                       /* of features */
    struct gly_rows currencies;
    struct gly_rows continents; /* of regions */
};

struct gly_world_region {
    uint32_t adjective, noun; /* "Southeast Asian", "Southeast Asia" */
    uint16_t kind;            /* enum gly_region_kind */
    uint16_t group;           /* row of the group it stands for, or GLY_NOWHERE */
    uint16_t part_of;         /* row of the continent, or GLY_NOWHERE */
    uint16_t unused;
};

enum gly_region_kind {
    GLY_REGION_CONTINENT,
    GLY_REGION_PART,
    GLY_REGION_SEA,
    GLY_REGION_GROUP,
    GLY_REGION_PEOPLE,
    GLY_REGION_HISTORY,
};

enum gly_group_kind {
    GLY_GROUP_BODY,       /* can be a party beside its own member */
    GLY_GROUP_COLLECTIVE, /* cannot */
    GLY_GROUP_REGION,     /* the countries of a region */
    GLY_GROUP_HISTORY,    /* a former state and its parts */
};

struct gly_group {
    uint32_t name;
    uint16_t kind;           /* enum gly_group_kind */
    uint16_t dated;          /* has members that joined or left in a known year */
    struct gly_rows members; /* of the table of members, all of them in a row */
};

struct gly_member {
    uint16_t country; /* GLY_NOWHERE for an organisation */
    int16_t from, to; /* years; 0 where unknown or open */
    uint16_t loose;   /* often counted in: never flag either way */
};

struct gly_city {
    uint32_t name;
    uint32_t population; /* at least */
    uint16_t country;
    uint16_t division;           /* row, or GLY_NOWHERE */
    int16_t latitude, longitude; /* hundredths of a degree */
    struct gly_rows seas;        /* of features; empty says nothing */
    struct gly_rows namesakes;   /* other countries that have a place of this name */
    uint32_t flags;              /* enum gly_spot_flags */
    uint32_t unused;
};

enum gly_spot_flags {
    GLY_SPOT_DISPUTED = 1 << 0,
    GLY_SPOT_OUTLYING = 1 << 1, /* outside the main body of its country */
    GLY_SPOT_PLACED = 1 << 2,   /* latitude and longitude are known */
    GLY_SPOT_SOLE = 1 << 3, /* of a city: no other division of its country has a place
                                   of this name */
};

struct gly_division {
    uint32_t name, kind, capital;
    uint16_t country;
    uint16_t flags; /* enum gly_spot_flags */
};

enum gly_feature_kind {
    GLY_FEATURE_CANAL,
    GLY_FEATURE_DESERT,
    GLY_FEATURE_GULF,
    GLY_FEATURE_ISLAND,
    GLY_FEATURE_LAKE,
    GLY_FEATURE_MOUNTAIN,
    GLY_FEATURE_RANGE,
    GLY_FEATURE_OCEAN,
    GLY_FEATURE_PENINSULA,
    GLY_FEATURE_REGION,
    GLY_FEATURE_RIVER,
    GLY_FEATURE_SEA,
    GLY_FEATURE_STRAIT,
    GLY_FEATURE_WATERFALL,
    GLY_FEATURE_KIND_COUNT
};

struct gly_feature {
    uint32_t name;
    uint16_t kind;  /* enum gly_feature_kind */
    uint16_t flags; /* enum gly_spot_flags */
    int16_t latitude, longitude;
    struct gly_rows countries;
    struct gly_rows part_of; /* of features */
};

enum gly_former_kind {
    GLY_FORMER_STATE, /* lived from `from` to `to` */
    GLY_FORMER_NAME,  /* of a place that still exists */
    GLY_FORMER_YOUNG, /* independent, or under this name, since `from` */
    GLY_FORMER_ORGANISATION,
    GLY_FORMER_CAPITAL, /* a city that was the capital from `from` to `to` */
};

struct gly_former {
    uint32_t name;
    uint16_t kind;    /* enum gly_former_kind */
    int16_t from, to; /* years, 0 where open */
    uint16_t unused;
    struct gly_rows countries;
};

struct gly_currency {
    char code[4];
    uint32_t name, unit;
    int16_t from, to;
    struct gly_rows countries;
};

struct gly_disputed {
    uint32_t name;
    uint32_t unused;
    struct gly_rows parties;
};

/* Two countries whose adjectives are mistaken for each other. */
struct gly_confusable {
    uint16_t country, other;
};

struct gly_str gly_atlas_text(const struct gly_atlas *atlas, uint32_t string);
/* Number `index` of a list; GLY_NOWHERE past its end. */
uint16_t gly_atlas_item(const struct gly_atlas *atlas, struct gly_rows rows,
                        uint32_t index);
bool gly_atlas_lists(const struct gly_atlas *atlas, struct gly_rows rows, uint16_t row);

/* The row of a table; an empty one when there is no such row. Never NULL. */
const struct gly_country *gly_atlas_country(const struct gly_atlas *atlas,
                                            unsigned row);
const struct gly_division *gly_atlas_division(const struct gly_atlas *atlas,
                                              unsigned row);
const struct gly_city *gly_atlas_city(const struct gly_atlas *atlas, unsigned row);
const struct gly_feature *gly_atlas_feature(const struct gly_atlas *atlas,
                                            unsigned row);
const struct gly_world_region *gly_atlas_region(const struct gly_atlas *atlas,
                                                unsigned row);
const struct gly_group *gly_atlas_group(const struct gly_atlas *atlas, unsigned row);
const struct gly_member *gly_atlas_member(const struct gly_atlas *atlas, unsigned row);
const struct gly_former *gly_atlas_former(const struct gly_atlas *atlas, unsigned row);
const struct gly_currency *gly_atlas_currency(const struct gly_atlas *atlas,
                                              unsigned row);
const struct gly_disputed *gly_atlas_disputed(const struct gly_atlas *atlas,
                                              unsigned row);

/* The names a message says: "the Netherlands", "Dutch". */
struct gly_str gly_country_name(const struct gly_atlas *atlas, unsigned country);
struct gly_str gly_country_adjective(const struct gly_atlas *atlas, unsigned country);
/* "the" with a space where it stands before the name, "" where not. */
const char *gly_country_the(const struct gly_atlas *atlas, unsigned country);

/* A group likewise: "the European Union", "NATO". */
struct gly_str gly_group_name(const struct gly_atlas *atlas, unsigned group);
const char *gly_group_the(const struct gly_atlas *atlas, unsigned group);

/* ---- Questions ---- */

/* How sure the tables are. What is tolerated is neither right nor wrong: it is never
 * flagged and never proposed. */
enum gly_answer {
    GLY_ANSWER_NO,
    GLY_ANSWER_TOLERATED,
    GLY_ANSWER_YES,
};

enum gly_answer gly_country_in_region(const struct gly_atlas *atlas, unsigned country,
                                      unsigned region);
enum gly_answer gly_country_borders(const struct gly_atlas *atlas, unsigned country,
                                    unsigned other);
bool gly_country_has_capital(const struct gly_atlas *atlas, unsigned country,
                             unsigned city);
/* Was it the capital in that year? Not where the year is unknown (0). */
bool gly_country_had_capital(const struct gly_atlas *atlas, unsigned country,
                             unsigned city, int year);
/* On this water, or on one that it is part of or that is part of it. */
bool gly_country_on_sea(const struct gly_atlas *atlas, unsigned country, unsigned sea);
bool gly_city_on_sea(const struct gly_atlas *atlas, unsigned city, unsigned sea);
bool gly_feature_part_of(const struct gly_atlas *atlas, unsigned part, unsigned whole);
bool gly_country_uses(const struct gly_atlas *atlas, unsigned country,
                      unsigned currency);
/* A member in that year; year 0 asks for today. Loose and undated members are
 * tolerated, as is a year of joining or leaving. */
enum gly_answer gly_country_in_group(const struct gly_atlas *atlas, unsigned country,
                                     unsigned group, int year);
/* Was it ever one? `ret_to` is the year it left, 0 where it did not. */
bool gly_country_was_in_group(const struct gly_atlas *atlas, unsigned country,
                              unsigned group, int *ret_from, int *ret_to);
/* How many countries are members today. */
unsigned gly_group_size(const struct gly_atlas *atlas, unsigned group, int year);
/* Are the adjectives of the two mistaken for each other? */
bool gly_countries_confusable(const struct gly_atlas *atlas, unsigned country,
                              unsigned other);

#endif
