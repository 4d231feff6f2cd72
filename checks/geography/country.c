/* "Graz, Germany" */
#include <galley/check.h>
#include <galley/phrase.h>

static const struct gly_rule rules[] = {
    {
        .id = "geography/wrong-country",
        .severity = GLY_WARNING,
        .stage = GLY_STABLE,
        .summary =
            "A city, river or island is put into a country where none of its name "
            "is known",
        .why = "Two places or two countries were mixed up. Lists, places of the same "
               "name, disputed ground and older times keep the rule silent.",
        .bad = "Police found the coins in Graz, Germany.",
        .good = "Police found the coins in Graz, Austria.",
    },
};

/* What the words around two names say of them. */
enum shape {
    TIED,       /* nothing but that one lies in the other */
    APPOSITION, /* may be a list of places */
    INSIDE,     /* "Graz, in Austria": may go on as a list */
    HARBOUR,    /* a port may serve another country than its own */
    BARE,       /* may speak of who governs there: "Moscow is in Syria to stay" */
    FLOW,       /* a row of countries, each of them */
    SHARED,     /* two countries share it */
    HAILS,      /* "from Graz, in Austria"; of a capital it may be the government */
    SPOT,       /* only of what never acts: a mountain, a lake, a river */
    HOME_ALONE, /* a row of places that nothing but the end follows */
    HOME,       /* the country comes first, a row of places behind */
};

struct country_pattern {
    const char *text;
    unsigned city, country; /* which of A and B is what */
    enum shape shape;
};

#define VERBS "is|has|was|had|will|can|hosts|hosted|became|remains|welcomes|won|lost"
#define TOWNS "city|town|port|village|resort|suburb|district|metropolis|seaport"
#define LANDS                                                                         \
    "island|lake|river|mountain|peak|volcano|desert|peninsula|region|province|state|" \
    "territory|plain|district|archipelago|valley|plateau|municipality|commune|"       \
    "waterfall|canton|oblast|prefecture|county|reservoir|waterway|islands|falls"
#define PLURALS "cities|towns|ports|resorts|islands|rivers|lakes|provinces"
#define MOST                                                                       \
    "largest|biggest|longest|highest|tallest|deepest|second|third|fourth|busiest|" \
    "main|"                                                                        \
    "most|oldest|northernmost|southernmost|westernmost|easternmost"
/* "in the far north-east of", "in what is now" */
#define PART                                                                       \
    "northern|southern|eastern|western|central|north|south|east|west|northeast|"   \
    "northwest|southeast|southwest|northeastern|northwestern|southeastern|"        \
    "southwestern|midwestern|-|the|far|upper|lower|deep|remote|rural|mountainous|" \
    "coastal|inland|modern|present|day|what|is|now|today|today's|neighbouring|"    \
    "neighboring|nearby|landlocked|tiny|tropical|sunny|rainy|of|part|heart|"       \
    "middle|centre|center|interior|hills|highlands|mountains|lowlands|all?"
#define WHERE PART " " PART " " PART " " PART
#define ROAD  "ferry|flight|flights|train|trains|bus|road|route|line|pipeline|highway"

static const struct country_pattern patterns[] = {
    {"A , B $", 0, 1, APPOSITION},
    {"A ( B )", 0, 1, APPOSITION},
    {"A , B (|–|—|-", 0, 1, APPOSITION},
    {"A , B , " VERBS, 0, 1, APPOSITION},
    {"A , northern|southern|eastern|western|central B $", 0, 1, APPOSITION},
    {"comes|come|came|hails from A in " WHERE " B", 0, 1, TIED},
    {"A , deep|high? in " WHERE " B $", 0, 1, INSIDE},
    {TOWNS "|capital of A in " WHERE " B $$", 0, 1, TIED},
    {"in|near|outside A in " WHERE " B", 0, 1, TIED},
    {"far away? as A in " WHERE " B", 0, 1, TIED},
    {"travelled|traveled|flew|moved|drove|sailed|returned|fled to A in " WHERE " B", 0,
     1, TIED},
    {ROAD " from A in " WHERE " B", 0, 1, TIED},
    {"from A in " WHERE " B to|via", 0, 1, HAILS},
    {"outside|near|around A in " WHERE " B", 0, 1, TIED},
    {"port|city|town|village|resort|suburb|island of A in " WHERE " B", 0, 1, TIED},
    {"A in " WHERE " B", 0, 1, SPOT},
    {"A airport|station|zoo|university|cathedral|prison|harbour|harbor|stadium "
     "in " WHERE " B",
     0, 1, TIED},
    {"A , a|an|the|one _7 " TOWNS "|" LANDS " in|of " WHERE " B", 0, 1, TIED},
    {"A , a|an|the _3 " TOWNS "|" LANDS " in|on|at|by|of|along *6 in " WHERE " B", 0, 1,
     TIED},
    {"A is|lies in " WHERE " B $", 0, 1, BARE},
    {"A is|was|remains a|an|the|one _7 " TOWNS "|" LANDS " in|of " WHERE " B", 0, 1,
     TIED},
    {"A is|was|remains a|an|the _3 " TOWNS "|" LANDS
     " in|on|at|by|of|along *6 in " WHERE " B",
     0, 1, TIED},
    {"A , which|where? lies|sits|stands|is located|situated? in " WHERE " B $$", 0, 1,
     TIED},
    {"A lies|sits|stands in " WHERE " B $$", 0, 1, TIED},
    {"A is located|situated in " WHERE " B $$", 0, 1, TIED},
    {"A , B' _1 " MOST " _3 city|town|resort|metropolis|" LANDS, 0, 1, TIED},
    {"A is|remains|was B' _1 " MOST " _3 city|town|resort|metropolis|" LANDS, 0, 1,
     TIED},
    {"A , which is B' _1 " MOST " _3 city|town|resort|metropolis|" LANDS, 0, 1, TIED},
    {"A , B' _1 " MOST " _3 port|harbour|harbor|seaport|airport", 0, 1, HARBOUR},
    {"A is|remains|was B' _1 " MOST " _3 port|harbour|harbor|seaport|airport", 0, 1,
     HARBOUR},
    {"A' _1 " MOST " _3 city|town|resort|metropolis|" LANDS " , B $", 1, 0, TIED},
    {"A' _1 " MOST " _3 city|town|resort|metropolis|" LANDS " is|remains B $", 1, 0,
     TIED},
    {"A~ _2 " TOWNS "|" LANDS " of B", 1, 0, TIED},
    {"the A~ " TOWNS "|" LANDS " B $$", 1, 0, TIED},
    {"A~ " PLURALS " of B", 1, 0, HOME},
    {"A~ " PLURALS " : B", 1, 0, HOME_ALONE},
    {"A~ " PLURALS " ,? such|including|like as? B", 1, 0, HOME},
    {PLURALS " in|of A : B", 1, 0, HOME_ALONE},
    {"A is|remains the " MOST " B~ " TOWNS "|" LANDS, 0, 1, TIED},
    {"A , the " MOST " B~ " TOWNS "|" LANDS, 0, 1, TIED},
    {"A , the|a|an B~ " TOWNS "|" LANDS, 0, 1, TIED},
    {"A is a|an|the B~ " TOWNS "|" LANDS " $$", 0, 1, TIED},
    {"A , home to B", 1, 0, HOME},
    {"A is home to B", 1, 0, HOME},
    {"A is home to the? cities|city|towns|town|port of B", 1, 0, HOME},
    {"A , home to the? cities|city|towns|town|port of B", 1, 0, HOME},
    {"A flows|runs|winds|meanders through " WHERE " B", 0, 1, FLOW},
    {"A , which flows|runs|winds|meanders through " WHERE " B", 0, 1, FLOW},
    {"A flows|runs|winds|meanders through " WHERE " D , B", 0, 1, FLOW},
    {"A covers _3 of _1 B", 0, 1, FLOW},
    {"A stretches|extends|spreads across|into|over|through B", 0, 1, FLOW},
    {"A , between B and D", 0, 1, SHARED},
    {"A lies|is|sits|stretches between B and D", 0, 1, SHARED},
    {"A , which lies|sits|stretches|is between B and D", 0, 1, SHARED},
    {"A , on the border between|of B and D", 0, 1, SHARED},
    {"A lies|is|sits|stands|rises on the border between|of B and D", 0, 1, SHARED},
    {"A straddles the border between|of B and D", 0, 1, SHARED},
    {"A is shared by|between B and D", 0, 1, SHARED},
    {"A , shared by|between B and D", 0, 1, SHARED},
};

/* ---- May it lie there? ---- */

/* A river may lend its name to a region, which is known by it as an adjective. */
static bool is_spot(const struct gly_toponym *place)
{
    return place->kind == GLY_PLACE_CITY || place->kind == GLY_PLACE_DIVISION ||
           place->kind == GLY_PLACE_FEATURE ||
           (place->kind == GLY_PLACE_REGION && place->form == GLY_PLACE_ADJECTIVE &&
            gly_place_as(place, GLY_PLACE_FEATURE));
}

/* What has no shore or edge of its own, so that a neighbour may claim a part of it. */
static bool is_vague(const struct gly_feature *feature)
{
    return feature->kind == GLY_FEATURE_RANGE || feature->kind == GLY_FEATURE_REGION ||
           feature->kind == GLY_FEATURE_DESERT ||
           feature->kind == GLY_FEATURE_PENINSULA;
}

static bool is_sea(const struct gly_feature *feature)
{
    return feature->kind == GLY_FEATURE_SEA || feature->kind == GLY_FEATURE_OCEAN ||
           feature->kind == GLY_FEATURE_GULF || feature->kind == GLY_FEATURE_STRAIT;
}

/* Countries whose settlers named rivers, mountains and provinces alike: another Thames,
 * another La Rioja. */
static const char *const kindred[] = {
    "GB|US|CA|AU|NZ|IE|ZA|JM|KE|UG|ZW|ZM|MW|GH|NG|SL|LR|GY|TT|BB|BS|BZ|IN|PG|LK|FJ",
    "ES|PT|BR|MX|AR|CL|CO|PE|VE|EC|BO|PY|UY|CR|PA|NI|HN|SV|GT|CU|DO|PR|PH|US|CV|AO|MZ",
    "FR|BE|CH|CA|LU|HT|SN|CI|CM|GA|CD|CG|MG",
    "RU|UA|BY|PL|CZ|SK|BG|RS|HR|SI|BA|ME|MK|KZ",
    "DE|AT|CH|NL|BE|LI",
};

enum { IBERIAN = 1 };

static bool are_kindred(const struct gly_atlas *atlas, uint16_t a, uint16_t b,
                        size_t first)
{
    const char *one = gly_atlas_country(atlas, a)->iso2;
    const char *two = gly_atlas_country(atlas, b)->iso2;
    size_t end = first == IBERIAN ? IBERIAN + 1 : GLY_COUNT(kindred);
    for (size_t i = first; i < end; i++)
        if (gly_str_listed((struct gly_str){one, 2}, kindred[i]) &&
            gly_str_listed((struct gly_str){two, 2}, kindred[i]))
            return true;
    return false;
}

/* A feature may be meant to lie in a country by any of its readings; rivers and provinces
 * of one name are many, and no table has them all. */
static bool may_hold(const struct gly_atlas *atlas, const struct gly_toponym *spot,
                     uint16_t country)
{
    for (uint32_t i = 0; i < spot->reading_count; i++) {
        const struct gly_place_reading *r = &spot->readings[i];
        if (r->kind == GLY_PLACE_CITY || r->kind == GLY_PLACE_FORMER ||
            r->form != GLY_PLACE_NOUN)
            continue;
        if (r->kind != GLY_PLACE_DIVISION && r->kind != GLY_PLACE_FEATURE)
            return true;
        if (r->kind == GLY_PLACE_DIVISION) {
            if (are_kindred(atlas, r->country, country, IBERIAN))
                return true;
            continue;
        }
        const struct gly_feature *feature = gly_atlas_feature(atlas, r->row);
        uint16_t own;
        if (is_sea(feature) || feature->countries.count == 0)
            return true;
        for (uint32_t k = 0;
             (own = gly_atlas_item(atlas, feature->countries, k)) != GLY_NOWHERE; k++)
            if (own == country ||
                (feature->countries.count == 1 &&
                 !gly_place_as(spot, GLY_PLACE_DIVISION) &&
                 are_kindred(atlas, own, country, 0)) ||
                (is_vague(feature) && !gly_place_as(spot, GLY_PLACE_DIVISION) &&
                 gly_country_borders(atlas, own, country) != GLY_ANSWER_NO))
                return true;
    }
    return false;
}

/* Could it be meant to lie there: by any reading, or as a place that bears the same name?
 * Territories count to the country that holds them. */
static bool may_lie_in(const struct gly_places *places, const struct gly_toponym *city,
                       const struct gly_toponym *country, uint16_t row)
{
    struct gly_countries of_city = gly_place_countries(places, city, true);
    struct gly_countries of_country = gly_place_countries(places, country, true);
    return gly_countries_meet(&of_city, &of_country) ||
           (city->kind != GLY_PLACE_CITY && may_hold(places->atlas, city, row));
}

/* ---- Is it said? ---- */

/* A place, behind "and" and "the" if need be. */
static bool is_place_behind(const struct gly_doc *doc, const struct gly_places *places,
                            uint32_t tok)
{
    uint32_t count;
    gly_doc_toks(doc, &count);
    for (unsigned i = 0; i < 2 && tok < count; i++)
        tok += gly_tok_is(doc, tok, "and|or|the");
    return tok < count && gly_place_at(places, tok);
}

/* "Paris, Germany and Spain", "from Paris, Germany, Spain", "Lyon, Paris, Germany" */
static bool is_list(const struct gly_doc *doc, const struct gly_places *places,
                    const struct gly_match *m)
{
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    uint32_t next = m->end_tok;
    uint32_t sent = toks[m->first_tok].sent;
    /* "In Beijing, Japan, too, ...": the sentence begins behind the city. */
    if (m->first_tok > 0 && toks[m->first_tok - 1].flags & GLY_TOK_SENT_START &&
        next + 1 < count &&
        gly_tok_is(doc, next + 1,
                   "too|also|however|meanwhile|which|whose|once|like|as|for|together|"
                   "itself|already|still|by|along"))
        return true;
    if (next < count && toks[next].sent == sent) {
        if (gly_tok_is(doc, next, "and|or|&|-|–|/|:|;"))
            return true;
        if (next + 1 < count && gly_tok_is(doc, next, ",") &&
            is_place_behind(doc, places, next + 1))
            return true;
    }
    uint32_t before = m->first_tok;
    if (before > 0 && toks[before - 1].sent == sent &&
        gly_tok_is(doc, before - 1, ",|and|or|between|;|&|-|/|from"))
        return !gly_tok_is(doc, before - 1, "from") ||
               (next < count && gly_tok_is(doc, next, "to"));
    return false;
}

/* "east of the Tigris (in what is now Iran)": something else lies there. */
static bool is_aside(const struct gly_doc *doc, const struct gly_toponym *place)
{
    return gly_tok_is(doc, place->first_tok + place->tok_count, "(");
}

/* Only behind a preposition, or where it is what a sentence begins with and speaks of, is
 * "City, Country" one place rather than two in a row. */
static bool is_placed(const struct gly_doc *doc, const struct gly_match *m)
{
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    if (toks[m->first_tok].flags & GLY_TOK_SENT_START &&
        gly_tok_is(doc, m->end_tok - 1, VERBS "|(|–|—|-"))
        return true;
    uint32_t first = m->first_tok;
    if (first > 1 && gly_tok_is(doc, first - 1,
                                "central|northern|southern|eastern|western|downtown|"
                                "suburban|nearby|rural|inner"))
        first--;
    return first > 0 &&
           gly_tok_is(doc, first - 1,
                      "in|at|near|of|from|to|outside|around|for|via|through|across|on|"
                      "by|leave|left|visited|visit|reached|inside|toward|towards|into|"
                      "off|based");
}

/* "a port with a twin in Germany", "a village close to the border in ...", "a town that
 * traders from ..." */
static bool turns(const struct gly_doc *doc, const struct gly_toponym *a,
                  const struct gly_toponym *b)
{
    enum { LEAD = 3 }; /* ", which", "is home to" belong to the words looked for */
    uint32_t end = a->first_tok + a->tok_count;
    for (uint32_t tok = end; tok < b->first_tok; tok++)
        if (gly_tok_is(doc, tok,
                       "twin|twinned|sister|partner|like|than|from|with|opposite|"
                       "facing|near|close|closest|across|outside|rival|named|called|"
                       "born|exiled|exile|favourite|favorite") ||
            (tok >= end + LEAD &&
             gly_tok_is(doc, tok,
                        "that|which|who|whose|by|for|to|its|his|her|their|linked|"
                        "founded")))
            return true;
    return false;
}

/* A capital stands for its government: "aid from Moscow in Syria". */
static bool is_capital(const struct gly_places *places, const struct gly_toponym *city)
{
    return city->kind == GLY_PLACE_CITY &&
           gly_country_has_capital(places->atlas, city->country, city->row);
}

/* A mountain, a lake, a waterfall, and never a name that is something else besides. */
static bool is_ground(const struct gly_places *places, const struct gly_toponym *place)
{
    if (place->kind != GLY_PLACE_FEATURE)
        return false;
    unsigned kind = gly_atlas_feature(places->atlas, place->row)->kind;
    return kind == GLY_FEATURE_MOUNTAIN || kind == GLY_FEATURE_LAKE ||
           kind == GLY_FEATURE_WATERFALL || kind == GLY_FEATURE_ISLAND ||
           kind == GLY_FEATURE_RIVER;
}

/* The sea gate of a country may stand in its neighbour: "Rotterdam, Germany's main
 * port". */
static bool may_serve(const struct gly_places *places, const struct gly_toponym *city,
                      uint16_t country)
{
    return city->country == GLY_NOWHERE ||
           gly_atlas_country(places->atlas, country)->flags & GLY_COUNTRY_LANDLOCKED ||
           gly_country_borders(places->atlas, city->country, country) != GLY_ANSWER_NO;
}

static bool is_guarded(const struct gly_doc *doc, const struct gly_match *m,
                       uint32_t sent)
{
    int year = gly_sentence_year(doc, sent, NULL);
    return (year != 0 && year < 1992 && !gly_sentence_has(doc, sent, "since")) ||
           gly_guards_near(doc, m->first_tok, m->end_tok, 5) &
               (GLY_GUARD_NEGATED | GLY_GUARD_PAST | GLY_GUARD_MAYBE |
                GLY_GUARD_FICTION | GLY_GUARD_QUESTION);
}

/* The country by name, else by adjective. */
static uint16_t country_of(const struct gly_toponym *place)
{
    uint16_t row = gly_place_country(place, false);
    return row != GLY_NOWHERE ? row : gly_place_country(place, true);
}

/* ---- Saying it ---- */

static void propose(struct gly_pass *pass, struct gly_finding *f,
                    const struct gly_places *places, const struct gly_toponym *city,
                    const struct gly_toponym *country, struct gly_span span)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    if (country->span.start < city->span.end || country->span.end > span.end ||
        country->flags & GLY_PLACE_POSSESSIVE || country->form != GLY_PLACE_NOUN)
        return;
    struct gly_str before =
        gly_doc_slice(doc, (struct gly_span){span.start, country->span.start});
    struct gly_span behind = {country->span.end, span.end};
    if (gly_str_ends(before, " the "))
        before.len -= 4;
    gly_fix(f, gly_format(pass, "%.*s%s%.*s%.*s", GLY_STR_ARG(before),
                          gly_country_the(places->atlas, city->country),
                          GLY_STR_ARG(gly_country_name(places->atlas, city->country)),
                          GLY_STR_ARG(gly_doc_slice(doc, behind))));
}

/* The only country that all of its readings lie in, GLY_NOWHERE where there are more. */
static uint16_t home_of(const struct gly_atlas *atlas, const struct gly_toponym *city)
{
    for (uint32_t i = 0; i < city->reading_count; i++) {
        const struct gly_place_reading *r = &city->readings[i];
        if (r->kind == GLY_PLACE_FEATURE &&
            gly_atlas_feature(atlas, r->row)->countries.count > 1)
            return GLY_NOWHERE;
    }
    return city->country;
}

static void report(struct gly_pass *pass, const struct gly_places *places,
                   const struct gly_toponym *city, const struct gly_toponym *country,
                   uint16_t row, struct gly_span span)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_atlas *atlas = places->atlas;
    struct gly_str name = gly_doc_slice(doc, city->span);
    uint16_t home = home_of(atlas, city);
    struct gly_finding *f;
    if (home != GLY_NOWHERE) {
        f = gly_report(
            pass, 0, span, "%.*s is in %s%.*s, not in %s%.*s", GLY_STR_ARG(name),
            gly_country_the(atlas, home), GLY_STR_ARG(gly_country_name(atlas, home)),
            gly_country_the(atlas, row), GLY_STR_ARG(gly_country_name(atlas, row)));
        propose(pass, f, places, city, country, span);
    } else {
        f = gly_report(pass, 0, span, "%.*s is not in %s%.*s", GLY_STR_ARG(name),
                       gly_country_the(atlas, row),
                       GLY_STR_ARG(gly_country_name(atlas, row)));
    }
    if (city->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

/* ---- One claim ---- */

static bool check_pair(struct gly_pass *pass, const struct gly_places *places,
                       const struct gly_toponym *city,
                       const struct gly_toponym *country, const struct gly_match *m,
                       enum shape shape)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint16_t row = country_of(country);
    if (row == GLY_NOWHERE || !gly_place_is_sure(city) || !is_spot(city) ||
        city->flags & GLY_PLACE_FORMER_NAME || may_lie_in(places, city, country, row) ||
        gly_place_is_disputed(places, city) || gly_place_is_disputed(places, country))
        return false;
    if ((shape == APPOSITION && (is_list(doc, places, m) || !is_placed(doc, m))) ||
        (shape == INSIDE && (is_list(doc, places, m) || is_aside(doc, city))) ||
        (shape == HAILS && (is_aside(doc, city) || is_capital(places, city))) ||
        (shape == SPOT && !is_ground(places, city)) ||
        (shape == HARBOUR && may_serve(places, city, row)) ||
        turns(doc, city, country) || turns(doc, country, city) ||
        /* "Alexandria, the Greek city of Egypt" */
        (country->form == GLY_PLACE_ADJECTIVE && country->first_tok > city->first_tok &&
         gly_tok_is(doc, m->end_tok, "of|in")) ||
        is_guarded(doc, m, city->sent))
        return false;
    /* "Danish cities such as Aarhus and Malmö": the one that is wrong. */
    bool within = gly_span_contains(m->span, city->span);
    report(pass, places, city, country, row, within ? m->span : city->span);
    return true;
}

static bool check_match(struct gly_pass *pass, const struct gly_places *places,
                        size_t index, const struct gly_match *m)
{
    const struct country_pattern *pattern = &patterns[index];
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_toponym *city = &places->at[m->place[pattern->city]];
    const struct gly_toponym *country = &places->at[m->place[pattern->country]];
    if (pattern->shape == HOME_ALONE && !gly_place_begins_row(doc, places, city))
        return false;
    bool said = check_pair(pass, places, city, country, m, pattern->shape);
    if (pattern->shape == SHARED && !said)
        said = check_pair(pass, places, city, &places->at[m->place[3]], m, TIED);
    while (pattern->shape == FLOW && !said &&
           (country = gly_place_listed_behind(doc, places, country)) &&
           gly_place_ends_clause(doc, country))
        said = check_pair(pass, places, city, country, m, TIED);
    while (pattern->shape >= HOME_ALONE && !said &&
           (city = gly_place_listed_behind(doc, places, city)) &&
           gly_place_ends_clause(doc, city))
        said = check_pair(pass, places, city, country, m, TIED);
    return said;
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

const struct gly_check gly_check_geography_country = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .options = options,
    .option_count = GLY_COUNT(options),
    .needs = GLY_NEED_PLACES,
    .language = "en",
    .setup = setup,
    .run = run,
};
