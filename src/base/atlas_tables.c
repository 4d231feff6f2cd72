/* Which tables there are, how they are told apart, and in which order they need each
 * other. */
#include <string.h>

#include "base/atlas_builder.h"
#include "base/nearest.h"

/* The first columns, up to NULL, are those a house's table must have; they tell which
 * table it is. Tables stand in the order in which they are tried. */
struct table {
    const char *name;
    const char *keys[5];
    const char *others[20];
};

static const struct table tables[GLY_SHEET_KIND_COUNT] = {
    [GLY_SHEET_COUNTRIES] = {"countries.csv",
                             {"iso2"},
                             {"iso3", "name", "aliases", "demonyms", "capitals",
                              "continents", "m49", "m49_name", "region_words",
                              "region_words_tolerated", "landlocked", "island",
                              "borders", "borders_tolerated", "largest_city", "seas",
                              "currencies", "bbox_s_n_w_e", "disputed"}},
    [GLY_SHEET_CURRENCIES] = {"currencies.csv",
                              {"code", "unit"},
                              {"plurals", "names", "signs", "countries", "from", "to"}},
    [GLY_SHEET_DIVISIONS] = {"divisions.csv",
                             {"name", "country", "code"},
                             {"kind", "capital", "aliases", "former", "demonyms",
                              "disputed"}},
    [GLY_SHEET_GROUPS] = {"groups.csv",
                          {"group", "member"},
                          {"kind", "aliases", "from", "to"}},
    [GLY_SHEET_REGIONS] = {"regions.csv",
                           {"word", "form", "canonical"},
                           {"noun", "kind", "part_of", "group"}},
    [GLY_SHEET_DEMONYMS] = {"demonyms.csv", {"word", "kind", "place"}, {"scope"}},
    [GLY_SHEET_CONFUSABLE] = {"confusable.csv",
                              {"country", "other_country"},
                              {"word", "other_word"}},
    [GLY_SHEET_AMBIGUOUS] = {"ambiguous.csv", {"text", "treatment"}, {"what"}},
    [GLY_SHEET_DISPUTED] = {"disputed.csv", {"name", "parties"}, {"kind"}},
    [GLY_SHEET_HISTORY] = {"history.csv",
                           {"name", "kind", "from", "to"},
                           {"aliases", "countries"}},
    [GLY_SHEET_FEATURES] = {"features.csv",
                            {"name", "kind", "countries"},
                            {"latitude", "longitude", "aliases", "former", "part_of",
                             "disputed"}},
    [GLY_SHEET_CITIES] = {"cities.csv",
                          {"name", "country"},
                          {"division", "latitude", "longitude", "population_class",
                           "seas", "aliases", "former", "namesakes", "outlying",
                           "disputed", "sole"}},
};

const char *gly_atlas_sheet_name(enum gly_atlas_sheet_kind kind)
{
    return tables[kind].name;
}

static bool is_among(const char *const *columns, uint32_t count, const char *column)
{
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(columns[i], column) == 0)
            return true;
    return false;
}

enum gly_atlas_sheet_kind gly_atlas_sheet_of(const char *const *columns, uint32_t count)
{
    for (unsigned kind = 0; kind < GLY_SHEET_KIND_COUNT; kind++) {
        const char *const *key = tables[kind].keys;
        while (*key && is_among(columns, count, *key))
            key++;
        if (!*key)
            return kind;
    }
    return GLY_SHEET_KIND_COUNT;
}

static bool offer(struct gly_nearest *nearest, const char *const *columns)
{
    for (; *columns; columns++) {
        if (gly_str_is(nearest->wanted, *columns))
            return true;
        gly_nearest_offer(nearest, gly_str(*columns));
    }
    return false;
}

bool gly_atlas_sheet_has(enum gly_atlas_sheet_kind kind, const char *column,
                         struct gly_str *ret_near)
{
    static const char *const everywhere[] = {"note", "source", NULL};
    struct gly_nearest nearest = {.wanted = gly_str(column)};
    bool has = offer(&nearest, tables[kind].keys) ||
               offer(&nearest, tables[kind].others) || offer(&nearest, everywhere);
    *ret_near = nearest.best;
    return has;
}

/* ---- Reading ---- */

/* What is read in which order: names before what refers to them. */
static const struct {
    enum gly_atlas_sheet_kind kind;
    void (*read)(struct gly_atlas_builder *b);
} steps[] = {
    {GLY_SHEET_COUNTRIES, gly_builder_country_names},
    {GLY_SHEET_REGIONS, gly_builder_region},
    {GLY_SHEET_GROUPS, gly_builder_group},
    {GLY_SHEET_REGIONS, gly_builder_region_links},
    {GLY_SHEET_DIVISIONS, gly_builder_division},
    {GLY_SHEET_FEATURES, gly_builder_feature},
    {GLY_SHEET_FEATURES, gly_builder_feature_links},
    {GLY_SHEET_CITIES, gly_builder_city},
    {GLY_SHEET_CURRENCIES, gly_builder_currency},
    {GLY_SHEET_COUNTRIES, gly_builder_country_facts},
    {GLY_SHEET_HISTORY, gly_builder_history},
    {GLY_SHEET_DEMONYMS, gly_builder_demonym},
    {GLY_SHEET_CONFUSABLE, gly_builder_confusable},
    {GLY_SHEET_DISPUTED, gly_builder_disputed},
    {GLY_SHEET_AMBIGUOUS, gly_builder_ambiguous},
};

static bool has_keys(struct gly_atlas_builder *b)
{
    for (const char *const *key = tables[b->sheet->kind].keys; *key; key++) {
        bool may_be_empty = b->sheet->kind == GLY_SHEET_HISTORY ||
                            b->sheet->kind == GLY_SHEET_FEATURES ||
                            b->sheet->kind == GLY_SHEET_DISPUTED ||
                            strcmp(*key, "code") == 0 || strcmp(*key, "unit") == 0;
        if (!gly_builder_has(b, *key) &&
            !(may_be_empty && key > tables[b->sheet->kind].keys)) {
            gly_builder_wrong(b, *key, "may not be empty");
            return false;
        }
    }
    return true;
}

uint32_t gly_atlas_builder_read(struct gly_atlas_builder *b,
                                struct gly_atlas_sheet *sheets, uint32_t count)
{
    for (size_t s = 0; s < GLY_COUNT(steps); s++) {
        for (uint32_t i = 0; i < count; i++) {
            if (sheets[i].kind != steps[s].kind)
                continue;
            b->sheet = &sheets[i];
            for (uint32_t r = 0; r < sheets[i].record_count; r++) {
                b->record = &sheets[i].records[r];
                if (!b->record->is_bad && has_keys(b))
                    steps[s].read(b);
            }
        }
    }
    return b->bad_rows;
}
