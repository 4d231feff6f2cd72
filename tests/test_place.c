/* The atlas and the annotation of places. */
#include <criterion/criterion.h>

#include <galley/place.h>

#include "base/atlas.h"
#include "base/atlas_build.h"
#include "base/image.h"
#include "engine/resources.h"
#include "text.h"

struct map {
    struct gly_arena arena;
    const struct gly_resources *resources;
};

static void map_open(struct map *map)
{
    gly_arena_init(&map->arena, GLY_LIMIT_ARENA_BYTES);
    struct gly_error err;
    cr_assert_eq(
        gly_resources_open(&map->arena, GLY_NEED_PLACES, &map->resources, &err), GLY_OK,
        "%s", err.message);
}

static const struct gly_places *read_places(struct text *t, const struct map *map,
                                            const char *text)
{
    text_read(t, gly_str(text));
    gly_annotate(t->doc, GLY_NEED_PLACES, map->resources);
    return t->doc->notes[GLY_ANNOTATION_PLACES];
}

/* ---- The atlas ---- */

static uint16_t country(const struct gly_atlas *atlas, const char *name)
{
    struct gly_atlas_entry entry;
    cr_assert(gly_atlas_find(atlas, gly_str(name), &entry), "%s", name);
    cr_assert_eq(entry.readings[0].kind, GLY_PLACE_COUNTRY, "%s", name);
    return entry.readings[0].row;
}

static uint16_t row_of(const struct gly_atlas *atlas, const char *name,
                       enum gly_place_kind kind)
{
    struct gly_atlas_entry entry;
    cr_assert(gly_atlas_find(atlas, gly_str(name), &entry), "%s", name);
    for (uint32_t i = 0; i < entry.count; i++)
        if (entry.readings[i].kind == kind)
            return entry.readings[i].row;
    cr_expect_fail("%s is no such thing", name);
    return GLY_NOWHERE;
}

Test(atlas, knows_borders_both_ways)
{
    struct map map;
    map_open(&map);
    const struct gly_atlas *atlas = map.resources->atlas;
    static const struct {
        const char *one, *two;
        enum gly_answer answer;
    } cases[] = {
        {"France", "Spain", GLY_ANSWER_YES},
        {"China", "Thailand", GLY_ANSWER_NO},
        {"United Kingdom", "Spain", GLY_ANSWER_TOLERATED},
        {"Poland", "Hungary", GLY_ANSWER_NO},
    };
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        uint16_t one = country(atlas, cases[i].one), two = country(atlas, cases[i].two);
        cr_expect_eq(gly_country_borders(atlas, one, two), cases[i].answer);
        cr_expect_eq(gly_country_borders(atlas, two, one), cases[i].answer);
    }
    gly_arena_release(&map.arena);
}

Test(atlas, knows_members_by_year)
{
    struct map map;
    map_open(&map);
    const struct gly_atlas *atlas = map.resources->atlas;
    static const struct {
        const char *country, *group;
        int year;
        enum gly_answer answer;
    } cases[] = {
        {"Lithuania", "NATO", 0, GLY_ANSWER_YES},
        {"Lithuania", "NATO", 1999, GLY_ANSWER_NO},
        {"Lithuania", "NATO", 2004, GLY_ANSWER_TOLERATED},
        {"Britain", "EU", 0, GLY_ANSWER_NO},
        {"Britain", "EU", 2010, GLY_ANSWER_YES},
        {"Austria", "NATO", 0, GLY_ANSWER_NO},
    };
    for (size_t i = 0; i < GLY_COUNT(cases); i++)
        cr_expect_eq(gly_country_in_group(
                         atlas, country(atlas, cases[i].country),
                         row_of(atlas, cases[i].group, GLY_PLACE_GROUP), cases[i].year),
                     cases[i].answer, "%s in %s", cases[i].country, cases[i].group);
    cr_expect_eq(
        gly_group_size(atlas, row_of(atlas, "Baltic states", GLY_PLACE_GROUP), 0), 3);
    gly_arena_release(&map.arena);
}

Test(atlas, counts_a_gulf_to_its_sea)
{
    struct map map;
    map_open(&map);
    const struct gly_atlas *atlas = map.resources->atlas;
    uint16_t riga = row_of(atlas, "Riga", GLY_PLACE_CITY);
    cr_expect(
        gly_city_on_sea(atlas, riga, row_of(atlas, "Baltic Sea", GLY_PLACE_FEATURE)));
    cr_expect(gly_city_on_sea(atlas, riga,
                              row_of(atlas, "Atlantic Ocean", GLY_PLACE_FEATURE)));
    cr_expect_not(
        gly_city_on_sea(atlas, riga, row_of(atlas, "North Sea", GLY_PLACE_FEATURE)));
    gly_arena_release(&map.arena);
}

/* Ask everything that a check may ask, whatever the answers are. */
static void ask(const struct gly_atlas *atlas)
{
    enum { MOST_READINGS = 64 }; /* a damaged name may claim thousands */
    static const char *const names[] = {"Taiwan",       "Georgia", "Baltic states",
                                        "Riga",         "Danish",  "Bank of America",
                                        "no such place"};
    for (size_t i = 0; i < GLY_COUNT(names); i++) {
        struct gly_atlas_entry entry;
        uint32_t longest;
        gly_atlas_begins(atlas, gly_str(names[i]), &longest);
        if (!gly_atlas_find(atlas, gly_str(names[i]), &entry))
            continue;
        for (uint32_t k = 0; k < entry.count && k < MOST_READINGS; k++) {
            uint16_t row = entry.readings[k].row, other = entry.readings[k].country;
            gly_country_in_region(atlas, other, row);
            gly_country_borders(atlas, other, row);
            gly_country_in_group(atlas, other, row, 2000);
            gly_country_on_sea(atlas, other, row);
            gly_city_on_sea(atlas, row, other);
            gly_country_uses(atlas, other, row);
            gly_countries_confusable(atlas, other, row);
            gly_country_name(atlas, other);
            gly_group_name(atlas, row);
            gly_atlas_text(atlas, gly_atlas_city(atlas, row)->name);
        }
    }
}

static void count_mistake(void *context, const struct gly_error *err)
{
    ++*(unsigned *)context;
    cr_expect(err->line > 0 && err->message[0] != '\0');
}

/* A house's rows over an atlas that may be damaged. */
static void build_over(const struct gly_atlas *under)
{
    struct gly_arena arena;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    const char *const member[] = {"European Union", "CH", "2031"};
    const char *const city[] = {"Port Lantern", "NO", "North Sea"};
    struct gly_atlas_record members = {.fields = member, .line = 2};
    struct gly_atlas_record cities = {.fields = city, .line = 2};
    struct gly_atlas_sheet sheets[] = {
        {.kind = GLY_SHEET_GROUPS,
         .file = "groups",
         .columns = {"group", "member", "from"},
         .column_count = 3,
         .records = &members,
         .record_count = 1},
        {.kind = GLY_SHEET_CITIES,
         .file = "cities",
         .columns = {"name", "country", "seas"},
         .column_count = 3,
         .records = &cities,
         .record_count = 1},
    };
    unsigned mistakes = 0;
    struct gly_atlas_mistakes told = {count_mistake, &mistakes};
    struct gly_atlas_builder *b = gly_atlas_builder_new(&arena, under, &told);
    cr_expect_eq(gly_atlas_builder_read(b, sheets, GLY_COUNT(sheets)), mistakes);
    const unsigned char *bytes;
    size_t size;
    const char *why;
    struct gly_atlas over;
    struct gly_error err;
    if (gly_atlas_builder_finish(b, &bytes, &size, &why)) {
        cr_expect_eq(gly_atlas_init(&over, bytes, size, "over", &err), GLY_OK);
        ask(&over);
    }
    gly_arena_release(&arena);
}

/* A copy of the mapped atlas, in memory of just its size, so that the sanitizer sees
 * every byte beyond it. */
Test(atlas, stays_in_bounds_whatever_is_damaged)
{
    struct gly_arena arena;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    struct gly_image image;
    struct gly_error err;
    cr_assert_eq(gly_image_open(gly_data_path(&arena, "galley.dat").ptr, &image, &err),
                 GLY_OK);
    const unsigned char *section;
    size_t size;
    cr_assert(gly_image_section(&image, "ATLA", &section, &size));

    unsigned char *bytes = malloc(size);
    cr_assert_not_null(bytes);
    size_t opened = 0;
    uint32_t random = 1;
    for (unsigned round = 0; round < 400; round++) {
        memcpy(bytes, section, size);
        /* the head byte by byte, the rest at random */
        for (unsigned k = 0; k < 200; k++) {
            random = random * 1664525u + 1013904223u;
            size_t at = round < 160 && k == 0 ? round : random % size;
            if (round < 160 && k > 0)
                break;
            bytes[at] = (unsigned char)(random >> 24);
        }
        struct gly_atlas atlas;
        if (gly_atlas_init(&atlas, bytes, size, "copy", &err) == GLY_OK) {
            opened++;
            ask(&atlas);
            if (round % 8 == 0)
                build_over(&atlas);
        } else {
            cr_expect_eq(err.status, GLY_E_DATA);
        }
    }
    cr_expect_gt(opened, 100);
    struct gly_atlas atlas;
    cr_expect_eq(gly_atlas_init(&atlas, section, 16, "cut", &err), GLY_E_DATA);
    free(bytes);
    gly_image_close(&image);
    gly_arena_release(&arena);
}

/* ---- Mentions ---- */

struct mention {
    const char *text, *name;
    enum gly_place_kind kind;
    const char *iso2; /* "" for none */
    bool sure;
};

static void expect_mention(const struct map *map, const struct mention *want)
{
    struct text t;
    const struct gly_places *places = read_places(&t, map, want->text);
    const struct gly_toponym *found = NULL;
    for (uint32_t i = 0; i < places->count && !found; i++)
        if (gly_str_is(gly_doc_slice(t.doc, places->at[i].span), want->name))
            found = &places->at[i];
    cr_expect_not_null(found, "%s in: %s", want->name, want->text);
    if (found) {
        cr_expect_eq(found->kind, want->kind, "kind %d: %s", found->kind, want->text);
        cr_expect_str_eq(found->country == GLY_NOWHERE
                             ? ""
                             : gly_atlas_country(places->atlas, found->country)->iso2,
                         want->iso2, "%s", want->text);
        cr_expect_eq(gly_place_is_sure(found), want->sure, "%s", want->text);
    }
    text_release(&t);
}

Test(place, is_told_from_people_firms_states_and_things)
{
    static const struct mention cases[] = {
        {"The U.S. said no.", "U.S.", GLY_PLACE_COUNTRY, "US", true},
        {"She left Denmark's coast.", "Denmark", GLY_PLACE_COUNTRY, "DK", true},
        {"A talk on Sino-Russian trade.", "Sino", GLY_PLACE_COUNTRY, "CN", true},
        {"Paris, Texas, is small.", "Paris", GLY_PLACE_CITY, "FR", false},
        {"In Athens, Georgia, it rained.", "Georgia", GLY_PLACE_DIVISION, "US", true},
        {"Talks in Tbilisi, Georgia, ended.", "Georgia", GLY_PLACE_COUNTRY, "GE", true},
        {"Michael Jordan scored.", "Jordan", GLY_PLACE_COUNTRY, "JO", false},
        {"The border of Jordan is long.", "Jordan", GLY_PLACE_COUNTRY, "JO", true},
        {"He works for Bank of America.", "Bank of America", GLY_PLACE_PHRASE, "",
         false},
        {"He works for Bank of America.", "America", GLY_PLACE_COUNTRY, "US", false},
        {"Goods from non-EU Serbia.", "EU", GLY_PLACE_GROUP, "", true},
        {"The Baltic states voted.", "Baltic states", GLY_PLACE_REGION, "", true},
        {"Talks of the G7 failed.", "G7", GLY_PLACE_GROUP, "", true},
        {"It sank in the Baltic Sea.", "Baltic Sea", GLY_PLACE_REGION, "", true},
        {"He paid 40 million kroner.", "kroner", GLY_PLACE_CURRENCY, "", true},
        {"It happened in East Germany.", "East Germany", GLY_PLACE_FORMER, "DE", true},
    };
    struct map map;
    map_open(&map);
    for (size_t i = 0; i < GLY_COUNT(cases); i++)
        expect_mention(&map, &cases[i]);
    gly_arena_release(&map.arena);
}

Test(place, marks_quotations)
{
    struct map map;
    map_open(&map);
    struct text t;
    const struct gly_places *places =
        read_places(&t, &map, "“I love Spain,” he said in Portugal.");
    cr_assert_eq(places->count, 2);
    cr_expect(places->at[0].flags & GLY_PLACE_QUOTED);
    cr_expect_not(places->at[1].flags & GLY_PLACE_QUOTED);
    text_release(&t);
    gly_arena_release(&map.arena);
}

Test(place, reads_descriptions)
{
    static const struct {
        const char *text, *words; /* NULL: none */
        bool tied;
    } cases[] = {
        {"Taiwan sells. The Southeast Asian island buys.", "Southeast Asian island",
         false},
        {"Malta, a landlocked country, votes.", "landlocked country", true},
        {"The small Baltic nation of Estonia voted.", "Baltic nation", true},
        {"In Malta the island nation's president spoke.", "island nation", false},
        {"The Caribbean island resort is full.", NULL, false},
        {"The Baltic state media wrote it.", NULL, false},
        {"The Central African Republic voted.", NULL, false},
        {"The country of Ruritania is Baltic.", NULL, false},
    };
    struct map map;
    map_open(&map);
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        struct text t;
        const struct gly_places *places = read_places(&t, &map, cases[i].text);
        cr_expect_eq(places->description_count, cases[i].words != NULL, "%s",
                     cases[i].text);
        if (cases[i].words && places->description_count == 1) {
            struct gly_str words = gly_doc_slice(t.doc, places->descriptions[0].span);
            cr_expect(gly_str_is(words, cases[i].words), "%.*s", GLY_STR_ARG(words));
            cr_expect_eq(places->descriptions[0].subject != GLY_NONE, cases[i].tied);
        }
        text_release(&t);
    }
    gly_arena_release(&map.arena);
}

/* Hostile: every word is a place, or begins one, or describes one. Quadratic work would
 * not end in the time a test is given. */
Test(place, bears_endless_repetition)
{
    static const char *const units[] = {
        "Georgia ",
        "Springfield, Georgia, ",
        "non-non-",
        "the island ",
        "New New York ",
        "the landlocked Baltic island nation ",
        "Jordan Michael Jordan-",
        "\"Paris ",
        "Guinea Guinea pig ",
        "São ",
    };
    struct map map;
    map_open(&map);
    for (size_t i = 0; i < GLY_COUNT(units); i++) {
        size_t len = strlen(units[i]), size = 0;
        char *text = malloc(100000 + len + 1);
        cr_assert_not_null(text);
        for (; size < 100000; size += len)
            memcpy(text + size, units[i], len);
        text[size] = '\0';
        struct text t;
        cr_expect_not_null(read_places(&t, &map, text));
        text_release(&t);
        free(text);
    }
    gly_arena_release(&map.arena);
}
