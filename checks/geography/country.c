/* "Graz, Germany" */
#include <galley/check.h>
#include <galley/phrase.h>

static const struct gly_rule rules[] = {
    {
        .id = "geography/wrong-country",
        .severity = GLY_WARNING,
        .stage = GLY_STABLE,
        .summary = "A city is put into a country where no place of its name is known",
        .why = "Two cities or two countries were mixed up. Lists, places of the same "
               "name, disputed ground and older times keep the rule silent.",
        .bad = "Police found the coins in Graz, Germany.",
        .good = "Police found the coins in Graz, Austria.",
    },
};

struct country_pattern {
    const char *text;
    unsigned city, country;
    bool apposition; /* may be a list of places */
};

#define VERBS "is|has|was|had|will|can|hosts|hosted|became|remains|welcomes|won|lost"

static const struct country_pattern patterns[] = {
    {"A , B $", 0, 1, true},
    {"A ( B )", 0, 1, true},
    {"A , B , " VERBS, 0, 1, true},
    {"city|town|port|village|capital|resort|suburb|district of A in _2 B " VERBS, 0, 1,
     false},
    {"city|town|port|village|capital|resort|suburb|district of A in _2 B $", 0, 1,
     false},
    {"A , a|the _3 city|town|port|village|resort in _2 B $", 0, 1, false},
    {"A is|lies in _2 B $", 0, 1, false},
    {"A~ city|town|port|village|resort of B", 1, 0, false},
    {"A~ _1 city|town|port|village|resort of B", 1, 0, false},
};

/* Could the city be meant to lie there: by any reading, or as a place that bears the
 * same name? Territories count to the country that holds them. */
static bool may_lie_in(const struct gly_places *places, const struct gly_toponym *city,
                       const struct gly_toponym *country)
{
    struct gly_countries of_city = gly_place_countries(places, city, true);
    struct gly_countries of_country = gly_place_countries(places, country, true);
    return gly_countries_meet(&of_city, &of_country);
}

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

/* Only behind a preposition, or where it is what a sentence begins with and speaks of, is
 * "City, Country" one place rather than two in a row. */
static bool is_placed(const struct gly_doc *doc, const struct gly_match *m)
{
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    if (toks[m->first_tok].flags & GLY_TOK_SENT_START &&
        gly_tok_is(doc, m->end_tok - 1, VERBS))
        return true;
    return m->first_tok > 0 &&
           gly_tok_is(doc, m->first_tok - 1,
                      "in|at|near|of|from|to|outside|around|for|via|through|across|on|"
                      "by|leave|left|visited|visit|reached|inside|toward|towards|into|"
                      "off|based");
}

static void check_match(struct gly_pass *pass, const struct gly_places *places,
                        size_t index, const struct gly_match *m)
{
    const struct country_pattern *pattern = &patterns[index];
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_toponym *city = &places->at[m->place[pattern->city]];
    const struct gly_toponym *country = &places->at[m->place[pattern->country]];
    uint16_t row = gly_place_country(country, false);
    if (row == GLY_NOWHERE)
        row = gly_place_country(country, true);
    if (row == GLY_NOWHERE || !gly_place_is_sure(city) ||
        city->kind != GLY_PLACE_CITY || city->flags & GLY_PLACE_FORMER_NAME ||
        may_lie_in(places, city, country) || gly_place_is_disputed(places, city) ||
        gly_place_is_disputed(places, country))
        return;
    if (pattern->apposition && (is_list(doc, places, m) || !is_placed(doc, m)))
        return;
    int year = gly_sentence_year(doc, city->sent, NULL);
    if ((year != 0 && year < 1992) ||
        gly_guards_near(doc, m->first_tok, m->end_tok, 5) &
            (GLY_GUARD_NEGATED | GLY_GUARD_PAST | GLY_GUARD_MAYBE | GLY_GUARD_FICTION |
             GLY_GUARD_QUESTION))
        return;
    const struct gly_atlas *atlas = places->atlas;
    uint16_t home = gly_atlas_city(atlas, city->row)->country;
    struct gly_finding *f = gly_report(
        pass, 0, m->span, "%.*s is in %s%.*s, not in %s%.*s",
        GLY_STR_ARG(gly_doc_slice(doc, city->span)), gly_country_the(atlas, home),
        GLY_STR_ARG(gly_country_name(atlas, home)), gly_country_the(atlas, row),
        GLY_STR_ARG(gly_country_name(atlas, row)));
    if (m->place[pattern->country] > m->place[pattern->city]) {
        struct gly_str before =
            gly_doc_slice(doc, (struct gly_span){m->span.start, country->span.start});
        struct gly_span behind = {country->span.end, m->span.end};
        if (gly_str_ends(before, " the "))
            before.len -= 4;
        gly_fix(f, gly_format(pass, "%.*s%s%.*s%.*s", GLY_STR_ARG(before),
                              gly_country_the(atlas, home),
                              GLY_STR_ARG(gly_country_name(atlas, home)),
                              GLY_STR_ARG(gly_doc_slice(doc, behind))));
    }
    if (city->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
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
