/* "Tulsa, Kansas" */
#include <galley/check.h>
#include <galley/phrase.h>

static const struct gly_rule rules[] = {
    {
        .id = "geography/wrong-state",
        .severity = GLY_WARNING,
        .stage = GLY_STABLE,
        .summary = "A city is put into a state or province where it does not lie",
        .why =
            "Two states were mixed up. Only cities are judged whose name no place in "
            "another state of their country bears, in federations; lists and older "
            "times keep the rule silent.",
        .bad = "The firm is based in Tulsa, Kansas.",
        .good = "The firm is based in Tulsa, Oklahoma.",
    },
};

struct division_pattern {
    const char *text;
    unsigned city, division; /* which of A and B is what */
    bool apposed;            /* may be a row of places */
};

#define TOWN "city|town|port|metropolis"
#define MOST "largest|biggest|second|third|most|oldest|main|busiest"

static const struct division_pattern patterns[] = {
    {"A , B $", 0, 1, true},
    {"A ( B )", 0, 1, true},
    {"in|near|outside|from|of A in northern|southern|eastern|western|central? B", 0, 1},
    {"A , a|an|the _4 " TOWN " in|of B", 0, 1},
    {"A is a|an|the _4 " TOWN " in|of B", 0, 1},
    {"A , B' _1 " MOST " _2 " TOWN, 0, 1},
    {"A is B' _1 " MOST " _2 " TOWN, 0, 1},
    {"B' _1 " MOST " _2 " TOWN " , A $", 0, 1},
    {"A lies|sits|stands|is in _1 B $", 0, 1},
};

/* The division that a name can only stand for, GLY_NOWHERE for none or several. */
static uint16_t division_of(const struct gly_toponym *place)
{
    uint16_t row = GLY_NOWHERE;
    for (uint32_t i = 0; i < place->reading_count; i++) {
        const struct gly_place_reading *r = &place->readings[i];
        if (r->kind != GLY_PLACE_DIVISION || r->form != GLY_PLACE_NOUN ||
            row != GLY_NOWHERE)
            return GLY_NOWHERE;
        row = r->row;
    }
    return row;
}

/* Federations whose states stand behind their cities. In India they were redrawn. */
static bool is_federation(const struct gly_atlas *atlas, uint16_t country)
{
    struct gly_str code = {gly_atlas_country(atlas, country)->iso2, 2};
    return gly_str_listed(code, "US|CA|AU|DE|AT|MX|BR|AR|CH|NG|MY|ZA|GB");
}

/* The city of this name in the country of a division, where it lies in another and no
 * other place there bears its name; NULL for none. */
static const struct gly_city *city_elsewhere(const struct gly_atlas *atlas,
                                             const struct gly_toponym *place,
                                             uint16_t division)
{
    uint16_t country = gly_atlas_division(atlas, division)->country;
    const struct gly_city *found = NULL;
    for (uint32_t i = 0; i < place->reading_count; i++) {
        const struct gly_place_reading *r = &place->readings[i];
        if (r->kind != GLY_PLACE_CITY || r->former)
            return NULL;
        const struct gly_city *city = gly_atlas_city(atlas, r->row);
        if (city->country != country)
            continue;
        if (found || city->division == division || city->division == GLY_NOWHERE ||
            !(city->flags & GLY_SPOT_SOLE))
            return NULL;
        found = city;
    }
    return found;
}

static bool is_place_behind(const struct gly_doc *doc, const struct gly_places *places,
                            uint32_t tok)
{
    uint32_t count;
    gly_doc_toks(doc, &count);
    for (unsigned i = 0; i < 2 && tok < count; i++)
        tok += gly_tok_is(doc, tok, "and|or|the");
    return tok < count && gly_place_at(places, tok);
}

/* "Tulsa, Kansas and Utah", "from Tulsa, Kansas" of a list of places */
static bool is_list(const struct gly_doc *doc, const struct gly_places *places,
                    const struct gly_match *m)
{
    uint32_t end = m->end_tok;
    return gly_tok_is(doc, end, "and|or|&|-|–|/|:|;") ||
           (gly_tok_is(doc, end, ",") && is_place_behind(doc, places, end + 1)) ||
           (m->first_tok > 0 &&
            gly_tok_is(doc, m->first_tok - 1, ",|and|or|between|;|&|-|/|:"));
}

static void report(struct gly_pass *pass, const struct gly_places *places,
                   const struct gly_toponym *place, const struct gly_city *city,
                   uint16_t wrong, struct gly_span span)
{
    const struct gly_atlas *atlas = places->atlas;
    const struct gly_division *right = gly_atlas_division(atlas, city->division);
    struct gly_finding *f = gly_report(
        pass, 0, span, "%.*s is in %.*s, not in %.*s",
        GLY_STR_ARG(gly_doc_slice(gly_pass_doc(pass), place->span)),
        GLY_STR_ARG(gly_atlas_text(atlas, right->name)),
        GLY_STR_ARG(gly_atlas_text(atlas, gly_atlas_division(atlas, wrong)->name)));
    if (place->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

static bool check_match(struct gly_pass *pass, const struct gly_places *places,
                        size_t index, const struct gly_match *m)
{
    enum {
        SILENT = GLY_PLACE_IN_PHRASE | GLY_PLACE_PART | GLY_PLACE_DOUBTFUL |
                 GLY_PLACE_HEADING
    };
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct division_pattern *pattern = &patterns[index];
    const struct gly_toponym *place = &places->at[m->place[pattern->city]];
    const struct gly_toponym *whole = &places->at[m->place[pattern->division]];
    uint16_t division = division_of(whole);
    if (division == GLY_NOWHERE || (place->flags | whole->flags) & SILENT ||
        !is_federation(places->atlas,
                       gly_atlas_division(places->atlas, division)->country))
        return false;
    const struct gly_city *city = city_elsewhere(places->atlas, place, division);
    int year = city ? gly_sentence_year(doc, place->sent, NULL) : 0;
    if (!city || (year != 0 && year < 1950) ||
        (pattern->apposed && is_list(doc, places, m)) ||
        gly_guards_near(doc, m->first_tok, m->end_tok, 4) &
            (GLY_GUARD_NEGATED | GLY_GUARD_MAYBE | GLY_GUARD_FICTION |
             GLY_GUARD_QUESTION | GLY_GUARD_PAST))
        return false;
    report(pass, places, place, city, division, m->span);
    return true;
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

const struct gly_check gly_check_geography_division = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .options = options,
    .option_count = GLY_COUNT(options),
    .needs = GLY_NEED_PLACES,
    .language = "en",
    .setup = setup,
    .run = run,
};
