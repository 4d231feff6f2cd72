/* Rows of countries.csv and currencies.csv. */
#include <stdio.h>
#include <string.h>

#include "base/atlas_builder.h"

/* ---- Countries: names first, then what refers to other tables ---- */

static void island_flags(struct gly_atlas_builder *b, uint32_t *flags)
{
    static const char *const words[] = {"no", "yes", "archipelago", "part"};
    static const uint32_t values[] = {0, GLY_COUNTRY_ISLAND, GLY_COUNTRY_ARCHIPELAGO,
                                      GLY_COUNTRY_PART};
    if (!gly_builder_has(b, "island"))
        return;
    int word = gly_builder_word(b, "island", words, GLY_COUNT(words));
    if (word < 0)
        return;
    *flags &=
        ~(uint32_t)(GLY_COUNTRY_ISLAND | GLY_COUNTRY_ARCHIPELAGO | GLY_COUNTRY_PART);
    *flags |= values[word];
}

/* Does the list of other names hold this one with its article? */
static bool takes_article(struct gly_atlas_builder *b, const char *name)
{
    const char *aliases = gly_builder_cell(b, "aliases");
    for (char item[128]; gly_builder_item(b, "aliases", &aliases, item);)
        if ((item[0] | 0x20) == 't' && strncmp(item + 1, "he ", 3) == 0 &&
            strcmp(item + 4, name) == 0)
            return true;
    return false;
}

/* struct gly_countries has room for 256 countries, the last one for nowhere. */
enum { COUNTRIES_MAX = 255 };

static uint32_t country_row(struct gly_atlas_builder *b)
{
    const char *iso2 = gly_builder_cell(b, "iso2");
    uint16_t known = b->over ? gly_builder_country(b, iso2) : GLY_NOWHERE;
    if (known != GLY_NOWHERE)
        return known;
    if (strlen(iso2) != 2)
        gly_builder_wrong(b, "iso2", "'%.60s' is not a code of two letters", iso2);
    else if (!gly_builder_has(b, "name"))
        gly_builder_wrong(b, "name", "a new country needs a name");
    else if (b->counts[GLY_ATLAS_COUNTRIES] >= COUNTRIES_MAX)
        gly_builder_wrong(b, NULL, "there is no room for more countries");
    if (b->record->is_bad)
        return GLY_NONE;
    struct gly_country *country = gly_builder_add(b, GLY_ATLAS_COUNTRIES);
    memcpy(country->iso2, iso2, 2);
    return b->counts[GLY_ATLAS_COUNTRIES] - 1;
}

void gly_builder_country_names(struct gly_atlas_builder *b)
{
    uint32_t row = country_row(b);
    if (row == GLY_NONE)
        return;
    b->record->row = row;
    struct gly_country facts =
        *(struct gly_country *)gly_builder_row(b, GLY_ATLAS_COUNTRIES, row);
    const char *name = gly_builder_cell(b, "name");
    const char *demonyms = gly_builder_cell(b, "demonyms");
    char adjective[128] = "";
    gly_builder_item(b, "demonyms", &demonyms, adjective);
    if (name[0] != '\0') {
        facts.name = gly_builder_text(b, name);
        facts.flags |= takes_article(b, name) ? GLY_COUNTRY_ARTICLE : 0;
    }
    if (adjective[0] != '\0')
        facts.adjective = gly_builder_text(b, adjective);
    island_flags(b, &facts.flags);
    gly_builder_yes(b, "landlocked", GLY_COUNTRY_LANDLOCKED, &facts.flags);
    gly_builder_yes(b, "disputed", GLY_COUNTRY_DISPUTED, &facts.flags);
    *(struct gly_country *)gly_builder_row(b, GLY_ATLAS_COUNTRIES, row) = facts;

    struct gly_atlas_reading noun =
        gly_builder_reading(b, GLY_PLACE_COUNTRY, GLY_NAMED_NOUN, row, (uint16_t)row);
    struct gly_atlas_reading of_it = noun;
    of_it.form = GLY_NAMED_ADJECTIVE;
    if (name[0] != '\0')
        gly_builder_name(b, name, noun, GLY_RANK_COUNTRY);
    gly_builder_names(b, "aliases", noun, GLY_RANK_COUNTRY);
    gly_builder_names(b, "demonyms", of_it, GLY_RANK_COUNTRY + 1);
}

static void country_set(struct gly_atlas_builder *b, const char *column,
                        struct gly_countries *ret_set)
{
    struct gly_countries set = {{0}};
    const char *list = gly_builder_cell(b, column);
    if (list[0] == '\0')
        return;
    for (char item[128]; gly_builder_item(b, column, &list, item);) {
        uint16_t country = gly_builder_country(b, item);
        if (country == GLY_NOWHERE)
            gly_builder_wrong(b, column, "there is no country '%.60s'", item);
        gly_countries_add(&set, country);
    }
    *ret_set = set;
}

static uint16_t small_city(struct gly_atlas_builder *b, const char *name,
                           uint16_t country)
{
    uint32_t text = gly_builder_text(b, name);
    struct gly_atlas_reading noun = gly_builder_reading(
        b, GLY_PLACE_CITY, GLY_NAMED_NOUN, b->counts[GLY_ATLAS_CITIES], country);
    struct gly_city *row = gly_builder_add(b, GLY_ATLAS_CITIES);
    row->name = text;
    row->country = country;
    row->division = GLY_NOWHERE;
    gly_builder_name(b, name, noun, GLY_RANK_CITY);
    return noun.row;
}

/* Cities by name in their country; those that cities.csv lacks (small capitals, the
 * names of a municipality) become cities without a position. */
static void home_cities(struct gly_atlas_builder *b, const char *column,
                        struct gly_rows *cities)
{
    uint16_t rows[32], country = (uint16_t)b->record->row;
    uint32_t count = 0;
    const char *list = gly_builder_cell(b, column);
    if (list[0] == '\0')
        return;
    for (char item[128]; gly_builder_item(b, column, &list, item);) {
        uint16_t city = gly_builder_find(b, item, GLY_PLACE_CITY, country);
        if (city == GLY_NOWHERE)
            city = gly_builder_find(b, item, GLY_PLACE_CITY, GLY_NOWHERE);
        if (city == GLY_NOWHERE)
            city = small_city(b, item, country);
        if (count < GLY_COUNT(rows))
            rows[count++] = city;
    }
    *cities = gly_builder_items(b, rows, count);
}

static void read_box(struct gly_atlas_builder *b, struct gly_country *country)
{
    const char *list = gly_builder_cell(b, "bbox_s_n_w_e");
    int16_t *sides[] = {&country->south, &country->north, &country->west,
                        &country->east};
    char item[128];
    unsigned count = 0;
    while (count < 4 && gly_builder_item(b, "bbox_s_n_w_e", &list, item))
        *sides[count++] = gly_builder_scaled(b, "bbox_s_n_w_e", item, 180, 10);
    if (count != 0 && (count != 4 || list[0] != '\0'))
        gly_builder_wrong(b, "bbox_s_n_w_e",
                          "wants four numbers: south, north, west, "
                          "east");
}

void gly_builder_country_facts(struct gly_atlas_builder *b)
{
    uint32_t row = b->record->row;
    struct gly_country facts =
        *(struct gly_country *)gly_builder_row(b, GLY_ATLAS_COUNTRIES, row);
    country_set(b, "borders", &facts.borders);
    country_set(b, "borders_tolerated", &facts.borders_tolerated);
    gly_builder_list(b, "region_words", GLY_PLACE_REGION, &facts.regions);
    gly_builder_list(b, "region_words_tolerated", GLY_PLACE_REGION,
                     &facts.regions_tolerated);
    gly_builder_list(b, "continents", GLY_PLACE_REGION, &facts.continents);
    gly_builder_list(b, "seas", GLY_PLACE_FEATURE, &facts.seas);
    gly_builder_list(b, "currencies", GLY_PLACE_CURRENCY, &facts.currencies);
    home_cities(b, "capitals", &facts.capitals);
    home_cities(b, "largest_city", &facts.largest);
    read_box(b, &facts);
    *(struct gly_country *)gly_builder_row(b, GLY_ATLAS_COUNTRIES, row) = facts;
}

/* ---- Currencies ---- */

/* "Danish krone" and, with each plural of the unit, "Danish kroner". */
static void name_currency(struct gly_atlas_builder *b, struct gly_atlas_reading r)
{
    const char *unit = gly_builder_cell(b, "unit");
    const char *names = gly_builder_cell(b, "names");
    for (char item[128]; gly_builder_item(b, "names", &names, item);) {
        gly_builder_name(b, item, r, GLY_RANK_CURRENCY);
        size_t len = strlen(item), tail = strlen(unit);
        if (len <= tail || strcmp(item + len - tail, unit) != 0)
            continue;
        const char *plurals = gly_builder_cell(b, "plurals");
        for (char plural[128]; gly_builder_item(b, "plurals", &plurals, plural);) {
            char name[256];
            snprintf(name, sizeof name, "%.*s%s", (int)(len - tail), item, plural);
            gly_builder_name(b, name, r, GLY_RANK_CURRENCY);
        }
    }
    r.form = GLY_NAMED_UNIT;
    r.country = GLY_NOWHERE;
    if (unit[0] != '\0')
        gly_builder_name(b, unit, r, GLY_RANK_CURRENCY);
    gly_builder_names(b, "plurals", r, GLY_RANK_CURRENCY);
}

/* Codes of three letters: ISO 4217 has 180. */
enum { CURRENCIES_MAX = 4096 };

static uint32_t currency_row(struct gly_atlas_builder *b)
{
    const char *code = gly_builder_cell(b, "code");
    for (uint32_t i = 0; b->over && i < b->counts[GLY_ATLAS_CURRENCIES]; i++) {
        const struct gly_currency *row = gly_builder_row(b, GLY_ATLAS_CURRENCIES, i);
        if (strncmp(row->code, code, sizeof row->code) == 0)
            return i;
    }
    if (strlen(code) != 3) {
        gly_builder_wrong(b, "code", "'%.60s' is not a code of three letters", code);
        return GLY_NONE;
    }
    if (b->counts[GLY_ATLAS_CURRENCIES] >= CURRENCIES_MAX) {
        gly_builder_wrong(b, NULL, "there is no room for more currencies");
        return GLY_NONE;
    }
    struct gly_currency *row = gly_builder_add(b, GLY_ATLAS_CURRENCIES);
    memcpy(row->code, code, 3);
    return b->counts[GLY_ATLAS_CURRENCIES] - 1;
}

void gly_builder_currency(struct gly_atlas_builder *b)
{
    uint32_t row = currency_row(b);
    if (row == GLY_NONE)
        return;
    struct gly_currency facts =
        *(struct gly_currency *)gly_builder_row(b, GLY_ATLAS_CURRENCIES, row);
    const char *names = gly_builder_cell(b, "names");
    char name[128] = "";
    if (gly_builder_item(b, "names", &names, name))
        facts.name = gly_builder_text(b, name);
    if (gly_builder_has(b, "unit"))
        facts.unit = gly_builder_text(b, gly_builder_cell(b, "unit"));
    if (gly_builder_has(b, "from"))
        facts.from = gly_builder_year(b, "from");
    if (gly_builder_has(b, "to"))
        facts.to = gly_builder_year(b, "to");
    gly_builder_list(b, "countries", GLY_PLACE_COUNTRY, &facts.countries);
    *(struct gly_currency *)gly_builder_row(b, GLY_ATLAS_CURRENCIES, row) = facts;
    struct gly_atlas_reading noun =
        gly_builder_reading(b, GLY_PLACE_CURRENCY, GLY_NAMED_NOUN, row,
                            gly_builder_only(b, facts.countries));
    gly_builder_name(b, gly_builder_cell(b, "code"), noun, GLY_RANK_CURRENCY);
    name_currency(b, noun);
}
