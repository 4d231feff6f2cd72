/* "Riga, a port on the Black Sea" */
#include <galley/check.h>
#include <galley/phrase.h>

static const struct gly_rule rules[] = {
    {
        .id = "geography/wrong-sea",
        .severity = GLY_WARNING,
        .stage = GLY_STABLE,
        .summary = "A city or country is put on a sea where it does not lie",
        .why = "A reader with a map sees it at once. Gulfs count to their seas, and a "
               "city whose coast is not known for certain is judged by its country.",
        .bad = "They sailed from Riga, a port on the Black Sea.",
        .good = "They sailed from Riga, a port on the Baltic Sea.",
    },
};

struct sea_pattern {
    const char *text;
    unsigned land, sea;
    bool serves; /* may stand in another country: Vienna's port, Trieste */
};

static const struct sea_pattern patterns[] = {
    {"A , on|at B coast|shore|shores|seaboard|coastline?", 0, 1},
    {"A , by|on B $", 0, 1},
    {"A on B "
     "will|is|has|was|and|to|in|by|for|with|had|can|after|that|which|where|could",
     0, 1},
    {"A on B $", 0, 1},
    {"A on B coast|shore|shores|seaboard|coastline", 0, 1},
    {"A on|at the shore|shores|coast of B", 0, 1},
    {"A , a|the _3 port|city|town|resort|harbour|harbor on B", 0, 1},
    {"A coast|shore|shores|coastline|seaboard of B", 1, 0},
    {"A is|lies _3 port|city|town|resort? on B", 0, 1},
    {"A off B", 1, 0},
    {"A~ coast|shore|shores|coastline|seaboard of B", 1, 0},
    {"A' _1 B coast|shore|shores|coastline|seaboard", 0, 1},
    {"A' _1 coast|shore|shores|coastline on|along B", 0, 1},
    {"A' _1 B~ coast|shore|shores|coastline|seaboard", 0, 1},
    {"A , on|along the B~ coast|shore|seaboard", 0, 1},
    {"A , with its|a _2 B coast|coastline|shore|shores|beaches", 0, 1},
    {"reaches|reached|meets|enters B at A", 0, 1},
    {"A on the B~ coast|shore|seaboard", 0, 1},
    {"A _1 port|harbour|harbor|resort|city|town of B", 1, 0},
    {"the A~ _1 port|harbour|harbor|resort|city|town of B", 1, 0},
    {"A lies|stands|sits|is _3 on|by B", 0, 1},
    {"A , B' _3 port|resort|city|town|harbour|harbor on|by C", 0, 2},
    {"A , B' _2 port|resort|city|town", 0, 1},
    {"A' _4 port|resort|harbour|harbor|seaport|beaches|ports on B", 0, 1, true},
    {"A~ _3 port|resort|harbour|harbor|seaport|beaches|ports on B", 0, 1, true},
    {"A off the? _1 coast|shores|shore of B", 1, 0},
    {"A has|have a|its _2 coast|coastline|shore|shoreline on B", 0, 1},
    {"A , which has a|its _2 coast|coastline|shore on B", 0, 1},
    {"A , which lies|stands|sits on B", 0, 1},
    {"A is|, washed by B", 0, 1},
    {"ports|cities|towns|resorts|harbours on A , B", 1, 0},
    {"ports|cities|towns|resorts|harbours on A ,? such|including|like as? B", 1, 0},
    {"off A in|on B", 0, 1},
    {"A , B' _2 gateway|outlet|door|window to|on C", 0, 2},
    {"A , on B' C coast|shore|shores|coastline", 0, 2},
    {"A looks|opens|fronts out? on|onto|over B", 0, 1},
    {"A faces|overlooks B $", 0, 1},
    {"A , overlooking|facing B $", 0, 1},
};

/* The water a name stands for: a sea, ocean or gulf; of an adjective or short form
 * ("Baltic", "the Mediterranean") the feature whose name is that with "Sea" or "Ocean". */
static uint16_t water_of(const struct gly_places *places,
                         const struct gly_toponym *place)
{
    for (uint32_t i = 0; i < place->reading_count; i++) {
        if (place->readings[i].kind != GLY_PLACE_FEATURE)
            continue;
        unsigned kind = gly_atlas_feature(places->atlas, place->readings[i].row)->kind;
        if (kind == GLY_FEATURE_SEA || kind == GLY_FEATURE_OCEAN ||
            kind == GLY_FEATURE_GULF)
            return place->readings[i].row;
    }
    return GLY_NOWHERE;
}

/* A place of this name in another country: meant only where the text names that country,
 * or where the name is that of a small place whose own country the text does not name. */
enum { WELL_KNOWN = 100000 };

static bool may_mean(const struct gly_places *places, const struct gly_toponym *land,
                     uint16_t country)
{
    return country == land->country || gly_countries_has(&places->named, country) ||
           (gly_atlas_city(places->atlas, land->row)->population < WELL_KNOWN &&
            !gly_countries_has(&places->named, land->country));
}

/* The province of a city that has its name: the city is known better. */
static bool is_own_division(const struct gly_toponym *land,
                            const struct gly_place_reading *division)
{
    return land->kind == GLY_PLACE_CITY && division->country == land->country;
}

/* A namesake elsewhere may lie there. */
static bool may_lie_on(const struct gly_places *places, const struct gly_toponym *land,
                       uint16_t sea)
{
    const struct gly_atlas *atlas = places->atlas;
    for (uint32_t i = 0; i < land->reading_count; i++) {
        const struct gly_place_reading *r = &land->readings[i];
        if (r->kind == GLY_PLACE_COUNTRY && gly_country_on_sea(atlas, r->row, sea))
            return true;
        if (r->kind == GLY_PLACE_CITY && may_mean(places, land, r->country)) {
            const struct gly_city *city = gly_atlas_city(atlas, r->row);
            bool known = city->seas.count > 0;
            if (known ? gly_city_on_sea(atlas, r->row, sea)
                      : gly_country_on_sea(atlas, city->country, sea))
                return true;
            uint16_t other;
            for (uint32_t k = 0;
                 (other = gly_atlas_item(atlas, city->namesakes, k)) != GLY_NOWHERE;
                 k++)
                if (may_mean(places, land, other) &&
                    gly_country_on_sea(atlas, other, sea))
                    return true;
        }
        if (r->kind == GLY_PLACE_FEATURE || r->kind == GLY_PLACE_DISPUTED ||
            (r->kind == GLY_PLACE_DIVISION && !is_own_division(land, r) &&
             gly_country_on_sea(atlas, r->country, sea)))
            return true;
    }
    return false;
}

static void say(struct gly_pass *pass, const struct gly_places *places,
                const struct gly_toponym *land, uint16_t sea, struct gly_span span)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_atlas *atlas = places->atlas;
    struct gly_rows own = land->kind == GLY_PLACE_CITY
                              ? gly_atlas_city(atlas, land->row)->seas
                              : gly_atlas_country(atlas, land->row)->seas;
    uint16_t right = gly_atlas_item(atlas, own, 0);
    const char *the =
        land->kind == GLY_PLACE_COUNTRY ? gly_country_the(atlas, land->row) : "";
    struct gly_str name = gly_doc_slice(doc, land->span);
    struct gly_str wrong = gly_atlas_text(atlas, gly_atlas_feature(atlas, sea)->name);
    struct gly_finding *f =
        right == GLY_NOWHERE
            ? gly_report(pass, 0, span, "%s%.*s is not on the %.*s", the,
                         GLY_STR_ARG(name), GLY_STR_ARG(wrong))
            : gly_report(pass, 0, span, "%s%.*s is on the %.*s, not the %.*s", the,
                         GLY_STR_ARG(name),
                         GLY_STR_ARG(gly_atlas_text(
                             atlas, gly_atlas_feature(atlas, right)->name)),
                         GLY_STR_ARG(wrong));
    if (!gly_span_contains(span, land->span))
        gly_evidence(f, land->span, "the place it speaks of");
    if (land->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

/* A gateway may stand on a river far from the sea: Basel. */
static bool is_gateway(const struct gly_doc *doc, const struct gly_places *places,
                       const struct gly_toponym *land, const struct gly_match *m)
{
    if (land->kind != GLY_PLACE_CITY ||
        gly_atlas_city(places->atlas, land->row)->seas.count > 0)
        return false;
    for (uint32_t tok = m->first_tok; tok < m->end_tok; tok++)
        if (gly_tok_is(doc, tok, "gateway|outlet|door|window"))
            return true;
    return false;
}

static bool may_serve(const struct gly_places *places, const struct gly_toponym *land)
{
    return land->kind != GLY_PLACE_COUNTRY ||
           gly_atlas_country(places->atlas, land->row)->flags & GLY_COUNTRY_LANDLOCKED;
}

/* "to the north of Ethiopia on the Red Sea": what lies there stands before. */
static bool is_bearing(const struct gly_doc *doc, const struct gly_toponym *place)
{
    return place->first_tok > 1 && gly_tok_is(doc, place->first_tok - 1, "of|from") &&
           gly_tok_is(doc, place->first_tok - 2,
                      "north|south|east|west|northeast|northwest|southeast|southwest|"
                      "part|side|km|kilometres|kilometers|miles");
}

static bool is_land(const struct gly_toponym *place)
{
    return gly_place_is_sure(place) &&
           (place->kind == GLY_PLACE_COUNTRY || place->kind == GLY_PLACE_CITY);
}

/* Coasts have changed hands. */
static bool is_of_old(const struct gly_doc *doc, uint32_t sent)
{
    int year = gly_sentence_year(doc, sent, NULL);
    return year != 0 && year < 1950;
}

static bool check_land(struct gly_pass *pass, const struct gly_places *places,
                       const struct sea_pattern *pattern,
                       const struct gly_toponym *land, const struct gly_match *m)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_toponym *water = &places->at[m->place[pattern->sea]];
    uint16_t sea = water_of(places, water);
    if (sea == GLY_NOWHERE || !is_land(land) || is_bearing(doc, land) ||
        (pattern->serves && may_serve(places, land)) ||
        is_gateway(doc, places, land, m) || may_lie_on(places, land, sea) ||
        is_of_old(doc, land->sent) ||
        gly_guards_near(doc, m->first_tok, m->end_tok, 3) &
            (GLY_GUARD_NEGATED | GLY_GUARD_MAYBE | GLY_GUARD_FICTION |
             GLY_GUARD_QUESTION | GLY_GUARD_PAST))
        return false;
    say(pass, places, land, sea, m->span);
    return true;
}

static void check_match(struct gly_pass *pass, const struct gly_places *places,
                        size_t index, const struct gly_match *m)
{
    const struct sea_pattern *pattern = &patterns[index];
    const struct gly_toponym *land = &places->at[m->place[pattern->land]];
    /* "Varna, Bulgaria's port on ...": of the city that stands before it. */
    uint32_t first = land->first_tok;
    if (pattern->serves && m->place[0] > 0 && first > 0 &&
        gly_tok_is(gly_pass_doc(pass), first - 1, ",") &&
        land[-1].first_tok + land[-1].tok_count == first - 1)
        return;
    bool said = check_land(pass, places, pattern, land, m);
    /* "two ports on the Caspian Sea, Baku and Aktau" */
    while (!said && pattern->land > pattern->sea &&
           (land = gly_place_listed_behind(gly_pass_doc(pass), places, land)))
        said = check_land(pass, places, pattern, land, m);
}

static const void *setup(struct gly_setup *setup)
{
    return gly_setup_phrases(setup, patterns, sizeof patterns[0], GLY_COUNT(patterns));
}

static void run(struct gly_pass *pass)
{
    gly_phrases_run(pass, gly_pass_data(pass), check_match);
}

static const struct gly_rule_option options[] = {
    GLY_PLACES_OPTION(0),
};

const struct gly_check gly_check_geography_sea = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .options = options,
    .option_count = GLY_COUNT(options),
    .needs = GLY_NEED_PLACES,
    .language = "en",
    .setup = setup,
    .run = run,
};
