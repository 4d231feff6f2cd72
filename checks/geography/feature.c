/* "the Rhine in Budapest", "Aconcagua, the highest peak of the Himalayas", "the Mekong
 * flows into the Arabian Sea" */
#include <galley/check.h>
#include <galley/phrase.h>

static const struct gly_rule rules[] = {
    {
        .id = "geography/wrong-feature",
        .severity = GLY_WARNING,
        .stage = GLY_STABLE,
        .summary =
            "A river, a mountain or an island is put beside a city or into a range or "
            "a sea far from it",
        .why = "Two names were mixed up. Judged by countries: a river that crosses the "
               "country of the city, a range in a country of the mountain and a sea "
               "that washes a country of the river keep the rule silent, and so do "
               "names that several places bear.",
        .bad = "The Rhine flooded its banks in Budapest.",
        .good = "The Danube flooded its banks in Budapest.",
    },
};

/* What the first place is to the second. */
enum relation {
    FLOWS_BY,    /* river A, city B */
    FLOWS_ROUND, /* city A, river B */
    RISES_IN,    /* mountain, city or country A, range B */
    FLOWS_INTO,  /* river A, sea B */
    LIES_IN,     /* island A, sea B */
};

struct feature_pattern {
    const char *text;
    enum relation relation;
};

#define MOST                                                              \
    "highest|tallest|second|third|largest|biggest|smallest|northernmost|" \
    "southernmost|most|longest|best|known|famous|remote|populous|beautiful|main"
#define PEAK "peak|mountain|summit|volcano|mountains|peaks"
#define FLOW "flows|runs|winds|meanders|passes|flowed|ran|flowing"
#define INTO "empties|flows|drains|discharges|spills|runs|emptying|flowing|draining"

static const struct feature_pattern patterns[] = {
    {"A in|near downtown|central? B", FLOWS_BY},
    {"A burst|bursts|flooded|floods|overflowed|breached|topped its banks in|near|at B",
     FLOWS_BY},
    {"A " FLOW " through|past|across B", FLOWS_BY},
    {"A , which " FLOW " through|past|across B", FLOWS_BY},
    {"A , on the? banks|bank? of? B $$", FLOWS_ROUND},
    {"A on the banks|bank of B", FLOWS_ROUND},
    {"A stands|lies|sits|is _3 on the? banks|bank? of? B", FLOWS_ROUND},
    {"A , a|an|the _4 city|port|town|capital on the? banks|bank? of? B", FLOWS_ROUND},
    {"A , a|an|the|one _2 " MOST " " PEAK " of|in B", RISES_IN},
    {"A is|remains a|an|the|one _2 " MOST " " PEAK " of|in B", RISES_IN},
    {"A , a|an _3 " PEAK " in B", RISES_IN},
    {"A , the? " MOST " " PEAK " of|in B", RISES_IN},
    {"A , high? in B $$", RISES_IN},
    {"A in B", RISES_IN},
    {"A " INTO " into B", FLOWS_INTO},
    {"A , which " INTO " into B", FLOWS_INTO},
    {"A reaches|meets B $$", FLOWS_INTO},
    {"A , an|the|a *4 island|islands in B", LIES_IN},
    {"A is|remains a|an|the *4 island|islands in B", LIES_IN},
};

/* The feature that a name can only stand for, GLY_NOWHERE where it may be another or
 * none. */
static uint16_t feature_of(const struct gly_toponym *place)
{
    uint16_t row = GLY_NOWHERE;
    for (uint32_t i = 0; i < place->reading_count; i++) {
        const struct gly_place_reading *r = &place->readings[i];
        /* "Sicily" is a province as well, and is where its island is. */
        if (r->kind == GLY_PLACE_REGION || r->kind == GLY_PLACE_DIVISION)
            continue;
        if (r->kind != GLY_PLACE_FEATURE || row != GLY_NOWHERE)
            return GLY_NOWHERE;
        row = r->row;
    }
    return row;
}

static bool is_kind(const struct gly_places *places, const struct gly_toponym *place,
                    unsigned kind)
{
    uint16_t row = feature_of(place);
    return row != GLY_NOWHERE && gly_atlas_feature(places->atlas, row)->kind == kind;
}

static struct gly_rows countries_of(const struct gly_places *places,
                                    const struct gly_toponym *feature)
{
    return gly_atlas_feature(places->atlas, feature_of(feature))->countries;
}

static bool is_sea(const struct gly_atlas *atlas, uint16_t feature)
{
    unsigned kind = gly_atlas_feature(atlas, feature)->kind;
    return kind == GLY_FEATURE_SEA || kind == GLY_FEATURE_OCEAN ||
           kind == GLY_FEATURE_GULF;
}

/* Is one of the countries in the set, or next to one that is? */
static bool is_near(const struct gly_atlas *atlas, const struct gly_countries *set,
                    struct gly_rows countries, bool neighbours)
{
    uint16_t own;
    for (uint32_t i = 0; (own = gly_atlas_item(atlas, countries, i)) != GLY_NOWHERE;
         i++) {
        if (gly_countries_has(set, own))
            return true;
        for (unsigned c = 0; neighbours && c < 256; c++)
            if (gly_countries_has(set, c) &&
                gly_country_borders(atlas, own, (uint16_t)c) != GLY_ANSWER_NO)
                return true;
    }
    return countries.count == 0;
}

static bool washes(const struct gly_atlas *atlas, struct gly_rows countries,
                   uint16_t sea)
{
    uint16_t own;
    for (uint32_t i = 0; (own = gly_atlas_item(atlas, countries, i)) != GLY_NOWHERE;
         i++)
        if (gly_country_on_sea(atlas, own, sea))
            return true;
    return countries.count == 0;
}

/* Settlers gave a river at home its name again: only a city of a country where another
 * tongue is spoken tells that it is not meant. */
static bool may_be_named_again(const struct gly_places *places,
                               const struct gly_toponym *river,
                               const struct gly_countries *city)
{
    static const char *const kindred[] = {
        "GB|US|CA|AU|NZ|IE|ZA|JM|KE|UG|ZW|ZM|MW|GH|NG|SL|LR|GY|TT|BB|BS|BZ|IN|PG|LK|FJ",
        "ES|PT|BR|MX|AR|CL|CO|PE|VE|EC|BO|PY|UY|CR|PA|NI|HN|SV|GT|CU|DO|PR|PH|US",
        "RU|UA|BY|PL|CZ|SK|BG|RS|HR|SI|BA|ME|MK|KZ",
    };
    const struct gly_atlas *atlas = places->atlas;
    struct gly_rows own = countries_of(places, river);
    if (own.count != 1)
        return false;
    const char *home = gly_atlas_country(atlas, gly_atlas_item(atlas, own, 0))->iso2;
    for (size_t i = 0; i < GLY_COUNT(kindred); i++) {
        if (!gly_str_listed((struct gly_str){home, 2}, kindred[i]))
            continue;
        for (unsigned c = 0; c < 256; c++)
            if (gly_countries_has(city, c) &&
                gly_str_listed((struct gly_str){gly_atlas_country(atlas, c)->iso2, 2},
                               kindred[i]))
                return true;
    }
    return false;
}

static void report(struct gly_pass *pass, const struct gly_toponym *a,
                   const char *relation, const struct gly_toponym *b,
                   struct gly_span span)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_finding *f = gly_report(
        pass, 0, span, "%.*s %s %.*s", GLY_STR_ARG(gly_doc_slice(doc, a->span)),
        relation, GLY_STR_ARG(gly_doc_slice(doc, b->span)));
    if ((a->flags | b->flags) & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

static bool check_river(struct gly_pass *pass, const struct gly_places *places,
                        const struct gly_toponym *river, const struct gly_toponym *city,
                        struct gly_span span)
{
    if (!is_kind(places, river, GLY_FEATURE_RIVER) || city->kind != GLY_PLACE_CITY ||
        city->flags & GLY_PLACE_SEVERAL)
        return false;
    struct gly_countries set = gly_place_countries(places, city, true);
    struct gly_countries own = gly_place_countries(places, city, false);
    if (is_near(places->atlas, &set, countries_of(places, river), false) ||
        may_be_named_again(places, river, &own))
        return false;
    report(pass, river, "does not flow by", city, span);
    return true;
}

static bool check_range(struct gly_pass *pass, const struct gly_places *places,
                        const struct gly_toponym *place,
                        const struct gly_toponym *range, struct gly_span span)
{
    const struct gly_atlas *atlas = places->atlas;
    bool mountain = is_kind(places, place, GLY_FEATURE_MOUNTAIN);
    if (!is_kind(places, range, GLY_FEATURE_RANGE) ||
        (place->kind != GLY_PLACE_CITY && place->kind != GLY_PLACE_COUNTRY &&
         !mountain) ||
        place->flags & GLY_PLACE_SEVERAL)
        return false;
    struct gly_countries set = gly_place_countries(places, place, true);
    if (gly_countries_empty(&set) ||
        (mountain &&
         gly_feature_part_of(atlas, feature_of(place), feature_of(range))) ||
        is_near(atlas, &set, countries_of(places, range), !mountain))
        return false;
    report(pass, place, "is not in the", range, span);
    return true;
}

static bool check_sea(struct gly_pass *pass, const struct gly_places *places,
                      const struct gly_toponym *place, const struct gly_toponym *sea,
                      const char *relation, unsigned kind, struct gly_span span)
{
    const struct gly_atlas *atlas = places->atlas;
    const struct gly_place_reading *water = gly_place_as(sea, GLY_PLACE_FEATURE);
    if (!is_kind(places, place, kind) || !water || !is_sea(atlas, water->row) ||
        washes(atlas, countries_of(places, place), water->row))
        return false;
    report(pass, place, relation, sea, span);
    return true;
}

/* "He rates Washington on the Nile": what a government says of it. */
static bool is_government(const struct gly_doc *doc, const struct gly_places *places,
                          const struct gly_toponym *city)
{
    return gly_country_has_capital(places->atlas, city->country, city->row) &&
           gly_tok_is(doc, city->first_tok + city->tok_count, "on|in");
}

static bool check_match(struct gly_pass *pass, const struct gly_places *places,
                        size_t index, const struct gly_match *m)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_toponym *a = &places->at[m->place[0]];
    const struct gly_toponym *b = &places->at[m->place[1]];
    if (!gly_place_is_sure(a) || !gly_place_is_sure(b) ||
        gly_place_is_disputed(places, a) || gly_place_is_disputed(places, b) ||
        gly_guards_near(doc, m->first_tok, m->end_tok, 4) &
            (GLY_GUARD_NEGATED | GLY_GUARD_MAYBE | GLY_GUARD_FICTION |
             GLY_GUARD_QUESTION))
        return false;
    switch (patterns[index].relation) {
    case FLOWS_BY:
        return check_river(pass, places, a, b, m->span);
    case FLOWS_ROUND:
        return !is_government(doc, places, a) &&
               check_river(pass, places, b, a, m->span);
    case RISES_IN:
        return check_range(pass, places, a, b, m->span);
    case FLOWS_INTO:
        return check_sea(pass, places, a, b, "does not flow into the",
                         GLY_FEATURE_RIVER, m->span);
    case LIES_IN:
        return check_sea(pass, places, a, b, "is not in the", GLY_FEATURE_ISLAND,
                         m->span);
    }
    return false;
}

static const void *setup(struct gly_setup *setup)
{
    return gly_setup_phrases(setup, patterns, sizeof patterns[0], GLY_COUNT(patterns));
}

static void run(struct gly_pass *pass)
{
    gly_phrases_try(pass, gly_pass_data(pass), check_match);
}

static const struct gly_rule_option options[] = {
    GLY_PLACES_OPTION(0),
};

const struct gly_check gly_check_geography_feature = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .options = options,
    .option_count = GLY_COUNT(options),
    .needs = GLY_NEED_PLACES,
    .language = "en",
    .setup = setup,
    .run = run,
};
