/* "Australia's capital, Sydney" */
#include <galley/check.h>
#include <galley/phrase.h>

static const struct gly_rule rules[] = {
    {
        .id = "geography/wrong-capital",
        .severity = GLY_ERROR,
        .stage = GLY_STABLE,
        .summary = "A city is called the capital of a country whose capital is another",
        .why =
            "The largest city is often not the capital. Seats of government, several "
            "capitals, former ones and those of states keep the rule silent.",
        .bad = "Brazil's capital, São Paulo, has two rivers.",
        .good = "Brazil's capital, Brasília, has a lake.",
    },
};

struct capital_pattern {
    const char *text;
    unsigned country, city; /* which of A and B is what */
};

#define KINDS "current|present|national|federal|administrative|official|political"

/* What a capital looks like. Other adjectives say what a town is the capital of: "the
 * financial capital", "the barbecue capital". */
#define SIGHT                                                                         \
    "bustling|busy|crowded|noisy|chaotic|sprawling|congested|tiny|small|sunny|windy|" \
    "polluted|nominal|seaside|hilly|coastal|inland|quiet|sleepy|leafy|vast|big|huge|" \
    "northern|southern|eastern|western|central|battered|flooded|modern|beautiful|"    \
    "charming|and|mountain|riverside|lively|dusty|hot|humid|cold?"
#define LOOK SIGHT " " SIGHT

static const struct capital_pattern patterns[] = {
    {"A ( the? capital of B )", 1, 0},
    {"A' " KINDS "? capital city? , B $", 0, 1},
    {"A' " KINDS "? capital city? of? B", 0, 1},
    {"A' " KINDS "? capital city? is|remains B", 0, 1},
    {"the " KINDS "? capital city? of A , B $", 0, 1},
    {"the " KINDS "? capital city? of A is|remains B", 0, 1},
    {"A , the " KINDS "? capital city? of B", 1, 0},
    {"A , the|a " LOOK " capital city? of B", 1, 0},
    {"A is|remains the|a " LOOK " capital city? of B", 1, 0},
    {"the " LOOK " capital city? of A , B $", 0, 1},
    {"A' " LOOK " capital city? , B $", 0, 1},
    {"A , B' " LOOK " capital city? $", 1, 0},
    {"A , capital of B", 1, 0},
    {"A has long? been the? " KINDS "? capital city? of B", 1, 0},
    {"A has long? been B' " KINDS "? capital", 1, 0},
    {"A is|remains the? " KINDS "? capital city? of B", 1, 0},
    {"A , B' " KINDS "? capital city? $", 1, 0},
    {"A , B' " KINDS "? capital city? and", 1, 0},
    {"A is|remains B' " KINDS "? capital", 1, 0},
    {"A , the B~ capital city? $", 1, 0},
    {"A is|remains the B~ capital city? $", 1, 0},
    {"the A~ capital city? , B $", 0, 1},
    {"the A~ capital city? B", 0, 1},
    {"the A~ capital city? of B", 0, 1},
    {"A' " KINDS "? capital city? is|remains now|currently B", 0, 1},
    {"A is|remains|became both? the? " KINDS "? capital city? and _4 of B", 1, 0},
    {"A , both? the? " KINDS "? capital city? and _4 of B", 1, 0},
    {"A , B' _3 city and capital", 1, 0},
    {"A is|remains B' _3 city and capital", 1, 0},
    {"A , which is the? " KINDS "? capital city? of B", 1, 0},
    {"A , which is B' " KINDS "? capital", 1, 0},
    {"A , which serves|functions as the? " KINDS "? capital city? of B", 1, 0},
    {"A serves|functions as the? " KINDS "? capital city? of B", 1, 0},
    {"A serves|functions as B' " KINDS "? capital", 1, 0},
    {"A , whose " KINDS "? capital city? is B", 0, 1},
    {"A and its " KINDS "? capital city? ,? B", 0, 1},
    {"A , with its capital at|in B", 0, 1},
    {"A ( capital city? :|,? B )", 0, 1},
    {"the A~ capital city? is|remains B", 0, 1},
    {"A became the? capital of B", 1, 0},
    {"A became B' capital", 1, 0},
    {"capital city? : A $", 0, 0},
    /* "in the capital, Toronto": of the country that the text is about */
    {"the capital , A $", 0, 0},
    {"to|in|from the|his|her|its capital ,? A $$", 0, 0},
    {"the country's|nation's|country’s|nation’s capital city? ,? A $", 0, 0},
    {"A , the|its _1 capital ,|and", 0, 0},
    {"A , the country's|nation's|country’s|nation’s capital city? $$", 0, 0},
};

enum { HERE = GLY_COUNT(patterns) - 6 };

/* The first country that a name says, by its noun or its adjective. */
static uint16_t country_of(const struct gly_toponym *place)
{
    uint16_t country = gly_place_country(place, false);
    return country != GLY_NOWHERE ? country : gly_place_country(place, true);
}

/* Is the city the capital of any place that the words could mean? */
static bool is_capital(const struct gly_places *places, const struct gly_toponym *city,
                       const struct gly_toponym *country)
{
    for (uint32_t i = 0; i < country->reading_count; i++) {
        const struct gly_place_reading *c = &country->readings[i];
        if (c->kind == GLY_PLACE_DIVISION)
            return true; /* "Georgia", "Punjab": a division has its own */
        if (c->kind != GLY_PLACE_COUNTRY)
            continue;
        for (uint32_t k = 0; k < city->reading_count; k++)
            if (city->readings[k].kind == GLY_PLACE_CITY &&
                gly_country_has_capital(places->atlas, c->row, city->readings[k].row))
                return true;
    }
    return false;
}

/* ---- States and provinces ---- */

/* India's states have summer and winter capitals. */
static bool has_several(const struct gly_atlas *atlas, const struct gly_city *city)
{
    const char *country = gly_atlas_country(atlas, city->country)->iso2;
    return country[0] == 'I' && country[1] == 'N';
}

/* The capital of the division that a name stands for alone, where the city is in the same
 * country and is another; an empty one where nothing can be said. */
static struct gly_str division_capital(const struct gly_places *places,
                                       const struct gly_toponym *city,
                                       const struct gly_toponym *whole)
{
    const struct gly_atlas *atlas = places->atlas;
    struct gly_str none = {0};
    if (whole->kind != GLY_PLACE_DIVISION || !gly_place_is_sure(whole) ||
        city->country != whole->country || city->flags & GLY_PLACE_SEVERAL)
        return none;
    for (uint32_t i = 0; i < whole->reading_count; i++)
        if (whole->readings[i].kind != GLY_PLACE_DIVISION &&
            whole->readings[i].kind != GLY_PLACE_FEATURE)
            return none;
    const struct gly_division *division = gly_atlas_division(atlas, whole->row);
    struct gly_str capital = gly_atlas_text(atlas, division->capital);
    for (uint32_t i = 0; i < city->reading_count; i++) {
        const struct gly_city *row = gly_atlas_city(atlas, city->readings[i].row);
        if (city->readings[i].kind == GLY_PLACE_CITY &&
            (gly_str_eq(gly_atlas_text(atlas, row->name), capital) ||
             has_several(atlas, row)))
            return none;
    }
    return capital;
}

static bool is_guarded(const struct gly_doc *doc, const struct gly_match *m,
                       uint32_t sent)
{
    int last;
    int year = gly_sentence_year(doc, sent, &last);
    return (year != 0 && year < 1992 && !gly_sentence_has(doc, sent, "since")) ||
           gly_guards_near(doc, m->first_tok, m->end_tok, 5) &
               (GLY_GUARD_NEGATED | GLY_GUARD_PAST | GLY_GUARD_MAYBE |
                GLY_GUARD_QUESTION | GLY_GUARD_FICTION);
}

/* Only where the country has one capital is the right word known. */
static void propose(struct gly_pass *pass, struct gly_finding *f,
                    const struct gly_places *places, uint16_t country,
                    const struct gly_toponym *city, struct gly_span span)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_rows capitals = gly_atlas_country(places->atlas, country)->capitals;
    if (capitals.count != 1)
        return;
    struct gly_str name = gly_atlas_text(
        places->atlas,
        gly_atlas_city(places->atlas, gly_atlas_item(places->atlas, capitals, 0))
            ->name);
    struct gly_span before = {span.start, city->span.start};
    struct gly_span behind = {city->span.end, span.end};
    gly_fix(f, gly_format(pass, "%.*s%.*s%.*s", GLY_STR_ARG(gly_doc_slice(doc, before)),
                          GLY_STR_ARG(name), GLY_STR_ARG(gly_doc_slice(doc, behind))));
}

static void report(struct gly_pass *pass, const struct gly_places *places,
                   const struct gly_toponym *country_place,
                   const struct gly_toponym *city, uint16_t country,
                   struct gly_span span)
{
    const struct gly_atlas *atlas = places->atlas;
    struct gly_rows capitals = gly_atlas_country(atlas, country)->capitals;
    uint16_t capital = gly_atlas_item(atlas, capitals, 0);
    if (capital == GLY_NOWHERE)
        return;
    struct gly_finding *f = gly_report(
        pass, 0, span, "The capital of %s%.*s is %.*s, not %.*s",
        gly_country_the(atlas, country), GLY_STR_ARG(gly_country_name(atlas, country)),
        GLY_STR_ARG(gly_atlas_text(atlas, gly_atlas_city(atlas, capital)->name)),
        GLY_STR_ARG(gly_doc_slice(gly_pass_doc(pass), city->span)));
    propose(pass, f, places, country, city, span);
    if (country_place && !gly_span_contains(span, country_place->span))
        gly_evidence(f, country_place->span, "the country it speaks of");
    /* Which country is meant is certain where the words themselves say it. */
    if (country_place && !gly_span_contains(span, country_place->span))
        gly_soften(f, GLY_WARNING);
    if (city->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

/* The capital of an earlier year, in a text that names one: of the sentence, else the
 * last of all. */
static bool was_capital(const struct gly_pass *pass, const struct gly_places *places,
                        const struct gly_toponym *city, uint16_t country)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    int year = gly_sentence_year(doc, city->sent, NULL);
    if (year == 0)
        year = places->latest_year;
    return gly_country_had_capital(places->atlas, country, city->row, year);
}

static void check_division(struct gly_pass *pass, const struct gly_places *places,
                           const struct gly_toponym *whole,
                           const struct gly_toponym *city, const struct gly_match *m)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_str capital = division_capital(places, city, whole);
    if (capital.len == 0)
        return;
    struct gly_finding *f = gly_report(
        pass, 0, m->span, "The capital of %.*s is %.*s, not %.*s",
        GLY_STR_ARG(gly_atlas_text(
            places->atlas, gly_atlas_division(places->atlas, whole->row)->name)),
        GLY_STR_ARG(capital), GLY_STR_ARG(gly_doc_slice(doc, city->span)));
    if ((city->flags | whole->flags) & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

static void check_pair(struct gly_pass *pass, const struct gly_places *places,
                       const struct gly_toponym *country,
                       const struct gly_toponym *city, const struct gly_match *m)
{
    uint16_t row = country_of(country);
    if (!gly_place_is_sure(city) || city->kind != GLY_PLACE_CITY)
        return;
    if (row == GLY_NOWHERE && !gly_place_is_disputed(places, city) &&
        !gly_place_is_disputed(places, country) &&
        !is_guarded(gly_pass_doc(pass), m, city->sent))
        check_division(pass, places, country, city, m);
    if (row == GLY_NOWHERE || is_capital(places, city, country) ||
        gly_place_is_disputed(places, city) || gly_place_is_disputed(places, country) ||
        is_guarded(gly_pass_doc(pass), m, city->sent) ||
        was_capital(pass, places, city, row))
        return;
    report(pass, places, country, city, row, m->span);
}

/* "the capital, Toronto" and "Capital: Toronto" speak of the only country that the paragraph and the one
 * before it name, which is that of the city. */
static void check_here(struct gly_pass *pass, const struct gly_places *places,
                       uint32_t index, const struct gly_match *m, bool label)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_toponym *city = &places->at[index];
    if (!gly_place_is_sure(city) || city->kind != GLY_PLACE_CITY ||
        city->flags & GLY_PLACE_SEVERAL || gly_place_is_disputed(places, city) ||
        is_guarded(doc, m, city->sent) ||
        gly_sentence_has(doc, city->sent,
                         "region|regional|province|provincial|state|county|district|"
                         "canton|island|prefecture|oblast|governor|republic"))
        return;
    const struct gly_toponym *country = NULL;
    /* In a box of facts the country may stand behind. */
    uint32_t end = index;
    while (label && end + 1 < places->count && places->at[end + 1].block == city->block)
        end++;
    for (uint32_t i = end + 1; i-- > 0 && places->at[i].block + 1 >= city->block;) {
        const struct gly_toponym *other = &places->at[i];
        if (i == index || other->kind == GLY_PLACE_PHRASE)
            continue;
        if (other->country != city->country ||
            (other->kind != GLY_PLACE_COUNTRY && other->kind != GLY_PLACE_CITY))
            return;
        if (!country && other->kind == GLY_PLACE_COUNTRY && gly_place_is_sure(other))
            country = other;
    }
    if (country && !is_capital(places, city, country) &&
        !was_capital(pass, places, city, city->country))
        report(pass, places, country, city, city->country, m->span);
}

static const void *setup(struct gly_setup *setup)
{
    return gly_setup_phrases(setup, patterns, sizeof patterns[0], GLY_COUNT(patterns));
}

static void check_match(struct gly_pass *pass, const struct gly_places *places,
                        size_t index, const struct gly_match *m)
{
    if (index >= HERE)
        check_here(pass, places, m->place[0], m, index == HERE);
    else
        check_pair(pass, places, &places->at[m->place[patterns[index].country]],
                   &places->at[m->place[patterns[index].city]], m);
}

static void run(struct gly_pass *pass)
{
    gly_phrases_run(pass, gly_pass_data(pass), check_match);
}

static const struct gly_rule_option options[] = {
    GLY_PLACES_OPTION(0),
};

const struct gly_check gly_check_geography_capital = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .options = options,
    .option_count = GLY_COUNT(options),
    .needs = GLY_NEED_PLACES,
    .language = "en",
    .setup = setup,
    .run = run,
};
