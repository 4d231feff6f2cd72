/* The inside of a builder of atlases (base/atlas_build.h): tables that grow row by row,
 * all names of all of them, and the row in hand. */
#ifndef GALLEY_ATLAS_BUILDER_H
#define GALLEY_ATLAS_BUILDER_H

#include <galley/document.h>

#include "base/atlas_build.h"

/* A name with one of its readings; names with several stand in several rows. */
struct gly_atlas_named {
    const char *text;
    uint32_t text_hash;
    uint32_t next; /* index of the name before it in its chain, or GLY_NONE */
    struct gly_atlas_reading reading;
    uint32_t rank; /* the best known reading has the lowest */
    uint16_t flags;
    bool is_bare; /* flags alone, no reading */
};

struct gly_atlas_builder {
    struct gly_arena *arena;
    const struct gly_atlas_mistakes *told;
    bool over; /* begun with an atlas: keys may be known */
    unsigned char *tables[GLY_ATLAS_TABLE_COUNT];
    uint32_t counts[GLY_ATLAS_TABLE_COUNT], rooms[GLY_ATLAS_TABLE_COUNT];
    GLY_VEC(struct gly_atlas_named) names;
    uint32_t *chains; /* by hash of the text: 1 + index of the last name */
    uint32_t chain_count;
    uint32_t bad_rows;
    /* The row in hand. */
    struct gly_atlas_sheet *sheet;
    struct gly_atlas_record *record;
};

/* Ranks of readings: a country before a large city before a division before a town. */
enum gly_atlas_rank {
    GLY_RANK_COUNTRY = 0,
    GLY_RANK_DEMONYM = 2, /* and the kind of its place */
    GLY_RANK_REGION = 10,
    GLY_RANK_GROUP = 20,
    GLY_RANK_METROPOLIS = 30,
    GLY_RANK_LARGE_CITY = 35,
    GLY_RANK_DIVISION = 40,
    GLY_RANK_CITY = 50,
    GLY_RANK_FEATURE = 60,
    GLY_RANK_CURRENCY = 80,
    GLY_RANK_HISTORY = 90,
    GLY_RANK_DISPUTED = 95,
    GLY_RANK_HISTORY_GROUP = 100, /* "Soviet Union": the state before its members */
    GLY_RANK_FORMER = 1000,       /* added for a name that was given up */
};

static inline uint32_t gly_builder_city_rank(uint32_t population)
{
    return population >= 1000000  ? GLY_RANK_METROPOLIS
           : population >= 100000 ? GLY_RANK_LARGE_CITY
                                  : GLY_RANK_CITY;
}

/* ---- Growing ---- */

/* A new zeroed row at the end of a table; the pointer holds until the next one. */
void *gly_builder_add(struct gly_atlas_builder *b, enum gly_atlas_table table);
void *gly_builder_grow(struct gly_atlas_builder *b, enum gly_atlas_table table,
                       uint32_t more);
void *gly_builder_row(const struct gly_atlas_builder *b, enum gly_atlas_table table,
                      uint32_t row);
uint32_t gly_builder_row_size(enum gly_atlas_table table);
uint32_t gly_builder_text(struct gly_atlas_builder *b, const char *text);
struct gly_str gly_builder_string(const struct gly_atlas_builder *b, uint32_t string);
struct gly_rows gly_builder_items(struct gly_atlas_builder *b, const uint16_t *items,
                                  uint32_t count);

/* One more reading of a name; an article before it is dropped. */
void gly_builder_name(struct gly_atlas_builder *b, const char *text,
                      struct gly_atlas_reading reading, uint32_t rank);
/* More facts about a name, whatever it stands for. `forgotten` are flags that it loses.
 */
void gly_builder_flag(struct gly_atlas_builder *b, const char *text, uint16_t flags,
                      uint16_t forgotten);
bool gly_builder_is_named(const struct gly_atlas_builder *b, const char *text);
/* A row of this kind that bears a name, in `country` unless that is GLY_NOWHERE; the
 * best known one. */
uint16_t gly_builder_find(const struct gly_atlas_builder *b, const char *text,
                          enum gly_place_kind kind, uint16_t country);
/* The row of a country code. */
uint16_t gly_builder_country(const struct gly_atlas_builder *b, const char *iso2);

/* ---- The row in hand ---- */

/* A cell; "" where the sheet has no such column. */
const char *gly_builder_cell(const struct gly_atlas_builder *b, const char *column);
bool gly_builder_has(const struct gly_atlas_builder *b, const char *column);
bool gly_builder_is(const struct gly_atlas_builder *b, const char *column,
                    const char *value);
/* Tell that a cell is wrong: "column 'seas': there is no 'Blue Sea'". */
void gly_builder_wrong(struct gly_atlas_builder *b, const char *column,
                       const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Take the first item of a list separated by '|'; false at its end. A list that is "-"
 * has none. */
bool gly_builder_item(struct gly_atlas_builder *b, const char *column,
                      const char **list, char ret_item[128]);
/* Which of `words` the cell holds; -1, and told, when it is none of them. */
int gly_builder_word(struct gly_atlas_builder *b, const char *column,
                     const char *const *words, unsigned count);
/* "yes" sets a flag, "no" takes it; an empty cell leaves it. */
void gly_builder_yes(struct gly_atlas_builder *b, const char *column, uint32_t flag,
                     uint32_t *flags);
/* A year; 0 where the cell is empty. */
int16_t gly_builder_year(struct gly_atlas_builder *b, const char *column);
/* A decimal number times `scale`; `text` is the cell or an item of it. */
int16_t gly_builder_scaled(struct gly_atlas_builder *b, const char *column,
                           const char *text, int limit, int scale);
/* The country whose code the cell holds; GLY_NOWHERE, and told, when there is none. */
uint16_t gly_builder_home(struct gly_atlas_builder *b, const char *column);
/* The rows that the items of a list name. An empty cell leaves `rows` as they are. */
void gly_builder_list(struct gly_atlas_builder *b, const char *column,
                      enum gly_place_kind kind, struct gly_rows *rows);
uint16_t gly_builder_only(const struct gly_atlas_builder *b, struct gly_rows rows);
/* All items of a list as names. */
void gly_builder_names(struct gly_atlas_builder *b, const char *column,
                       struct gly_atlas_reading reading, uint32_t rank);

/* A reading of row `row`; told when the table is full. */
struct gly_atlas_reading gly_builder_reading(struct gly_atlas_builder *b,
                                             enum gly_place_kind kind,
                                             enum gly_atlas_form form, uint32_t row,
                                             uint16_t country);

/* ---- What a row says, by table; each is called once for every row ---- */

void gly_builder_country_names(struct gly_atlas_builder *b); /* atlas_countries.c */
void gly_builder_country_facts(struct gly_atlas_builder *b);
void gly_builder_currency(struct gly_atlas_builder *b);
void gly_builder_region(struct gly_atlas_builder *b); /* atlas_regions.c */
void gly_builder_region_links(struct gly_atlas_builder *b);
void gly_builder_group(struct gly_atlas_builder *b);
void gly_builder_division(struct gly_atlas_builder *b); /* atlas_spots.c */
void gly_builder_feature(struct gly_atlas_builder *b);
void gly_builder_feature_links(struct gly_atlas_builder *b);
void gly_builder_city(struct gly_atlas_builder *b);
void gly_builder_history(struct gly_atlas_builder *b); /* atlas_words.c */
void gly_builder_demonym(struct gly_atlas_builder *b);
void gly_builder_confusable(struct gly_atlas_builder *b);
void gly_builder_disputed(struct gly_atlas_builder *b);
void gly_builder_ambiguous(struct gly_atlas_builder *b);

#endif
