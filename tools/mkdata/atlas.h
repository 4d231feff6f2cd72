/* The atlas while it is built: tables that grow row by row, and all names of all of
 * them. atlas.c lays it out, atlas_places.c and atlas_names.c fill it. */
#ifndef GALLEY_MKDATA_ATLAS_H
#define GALLEY_MKDATA_ATLAS_H

#include "mkdata.h"

#include "base/atlas_format.h"

/* A name with one of its readings; names with several stand in several rows. */
struct named {
    char *text;
    struct gly_atlas_reading reading;
    uint32_t rank; /* the best known reading has the lowest */
    uint16_t flags;
    bool bare; /* flags alone, no reading */
};

struct atlas {
    unsigned char *tables[GLY_ATLAS_TABLE_COUNT];
    uint32_t counts[GLY_ATLAS_TABLE_COUNT], rooms[GLY_ATLAS_TABLE_COUNT];
    struct named *names;
    size_t name_count, name_room;
};

/* A new zeroed row at the end of a table; the pointer holds until the next one. */
void *atlas_add(struct atlas *atlas, enum gly_atlas_table table);
void *atlas_row(const struct atlas *atlas, enum gly_atlas_table table, uint32_t row);
uint32_t atlas_text(struct atlas *atlas, const char *text);
struct gly_rows atlas_items(struct atlas *atlas, const uint16_t *items, uint32_t count);
struct gly_str atlas_string(const struct atlas *atlas, uint32_t string);

/* One more reading of a name; an article before it is dropped. */
void atlas_name(struct atlas *atlas, const char *text, struct gly_atlas_reading reading,
                uint32_t rank);
/* More facts about a name, whatever it stands for. */
void atlas_flag(struct atlas *atlas, const char *text, uint16_t flags);
/* A row of this kind that bears a name, in `country` unless that is GLY_NOWHERE. */
uint16_t atlas_find(const struct atlas *atlas, const char *text,
                    enum gly_place_kind kind, uint16_t country);

/* The row of a country code. */
uint16_t atlas_country(const struct atlas *atlas, const char *iso2);

/* atlas_places.c: countries, divisions, cities, features, regions, groups. */
void atlas_read_places(struct atlas *atlas, const struct rules *rules);
/* atlas_names.c: currencies, history, demonyms, what is disputed or ambiguous. */
void atlas_read_currencies(struct atlas *atlas, const struct rules *rules);
void atlas_read_names(struct atlas *atlas, const struct rules *rules);

/* A list of names in a field, as rows: atlas_find() for each; an unknown one ends the
 * build. */
struct gly_rows atlas_list(struct atlas *atlas, const struct sheet *sheet,
                           const char *column, enum gly_place_kind kind);

#endif
