/* Where a country lies and what kind of land it is: "the Southeast Asian island" of a
 * text about Taiwan, "the landlocked nation" of Malta, "Malawi, in Asia". */
#include <galley/check.h>
#include <galley/phrase.h>

enum { REGION, TYPE, CONTINENT };

static const struct gly_rule rules[] = {
    [REGION] =
        {
            .id = "geography/wrong-region",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A country is put into a region where it does not lie",
            .why = "Readers who know the place stop believing the rest. The rule keeps "
                   "silent where usage differs, and where any place the text names "
                   "would fit the words.",
            .bad = "Taiwan makes most of the chips. The Southeast Asian island sells "
                   "them to everyone.",
            .good = "Taiwan makes most of the chips. The East Asian island sells them "
                    "to everyone.",
        },
    [TYPE] =
        {
            .id = "geography/wrong-type",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary =
                "A country is called landlocked, coastal or an island, or a water "
                "a mountain, and is none",
            .why =
                "A slip of the pen or a mix-up of two countries. The rule keeps silent "
                "where any place the text names would fit.",
            .bad = "Paraguay sells soybeans. The coastal country ships them by river.",
            .good = "Paraguay sells soybeans. The landlocked country ships them by "
                    "river.",
        },
    [CONTINENT] =
        {
            .id = "geography/wrong-continent",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A country or city is put on a continent where it does not lie",
            .why =
                "A mix-up of two places. Countries on two continents belong to both.",
            .bad = "Tea from Malawi, in Asia, has become dearer.",
            .good = "Tea from Malawi, in Africa, has become dearer.",
        },
};

#define MOST \
    "largest|biggest|smallest|richest|poorest|oldest|driest|second|third|most|fastest"

static const char *const patterns[] = {
    "A , in|from _1 B $",
    "A is|lies in _1 B $",
    "A , a|an|the _3 country|nation|city|town|port|state|kingdom|republic in B $",
    "A is|remains a|an|the|one _3 country|nation|state|kingdom|republic|economy in B $",
    "A is|remains one of the _2 countries|nations|states|economies in B $",
    "A , which is|lies in _1 B $",
    "A , B' " MOST " largest|biggest|populous|growing|smallest? "
    "country|nation|economy|state|republic|democracy|kingdom",
};

/* "Asian countries such as Kenya and Laos": A is the region word. */
static const char *const list_patterns[] = {
    "A~ countries|nations|states|economies such as B",
    "A~ countries|nations|states|economies such as D and B",
    "A~ countries|nations|states|economies like B",
    "A~ countries|nations|states|economies like D and B",
    "A~ countries|nations|states|economies , including B",
    "A~ countries|nations|states|economies including B",
};

/* "Malawi and Honduras, two Asian countries": true of both, or of neither name. */
static const char *const pair_patterns[] = {
    "A and D , two|both B~ countries|nations|states|republics|kingdoms|islands",
};

/* ---- Saying it ---- */

static unsigned rule_of(const struct gly_atlas *atlas, uint16_t region)
{
    return gly_atlas_region(atlas, region)->kind == GLY_REGION_CONTINENT ? CONTINENT
                                                                         : REGION;
}

/* The region a country is best known by: the first of its own that is a part of one
 * continent or a group, so that "Middle Eastern" goes before "Asian", but not "Latin
 * American" before "South American"; the continent where the continent was wrong. */
static bool is_well_known(const struct gly_world_region *region)
{
    return region->kind == GLY_REGION_PART &&
           (region->part_of != GLY_NOWHERE || region->group != GLY_NOWHERE);
}

static uint16_t home_region(const struct gly_atlas *atlas, uint16_t country,
                            unsigned rule)
{
    const struct gly_country *row = gly_atlas_country(atlas, country);
    if (rule == CONTINENT)
        return gly_atlas_item(atlas, row->continents, 0);
    uint16_t region;
    for (uint32_t i = 0;
         (region = gly_atlas_item(atlas, row->regions, i)) != GLY_NOWHERE; i++)
        if (is_well_known(gly_atlas_region(atlas, region)))
            return region;
    return gly_atlas_item(atlas, row->continents, 0);
}

/* "East Asian island" for "Southeast Asian island". */
static void fix_region(struct gly_pass *pass, struct gly_finding *f,
                       const struct gly_atlas *atlas,
                       const struct gly_description *description, uint16_t home)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_span lead = {description->span.start, description->claim.start};
    struct gly_span rest = {description->claim.end, description->span.end};
    if (home == GLY_NOWHERE || gly_span_len(rest) > 60)
        return;
    struct gly_str word =
        gly_atlas_text(atlas, gly_atlas_region(atlas, home)->adjective);
    gly_fix(f, gly_format(pass, "%.*s%.*s%.*s", GLY_STR_ARG(gly_doc_slice(doc, lead)),
                          GLY_STR_ARG(word), GLY_STR_ARG(gly_doc_slice(doc, rest))));
}

static const char *type_message(const struct gly_country *country, unsigned type)
{
    if (type & GLY_DESCRIBED_LANDLOCKED && !(country->flags & GLY_COUNTRY_LANDLOCKED))
        return "is not landlocked";
    if (type & GLY_DESCRIBED_COASTAL && country->flags & GLY_COUNTRY_LANDLOCKED)
        return "is landlocked and has no coast";
    return "is not an island";
}

static void report(struct gly_pass *pass, const struct gly_places *places,
                   const struct gly_description *description,
                   const struct gly_toponym *subject, uint16_t country)
{
    const struct gly_atlas *atlas = places->atlas;
    struct gly_str name = gly_country_name(atlas, country);
    const char *the = gly_country_the(atlas, country);
    bool region =
        description->region != GLY_NOWHERE &&
        gly_country_in_region(atlas, country, description->region) == GLY_ANSWER_NO;
    struct gly_finding *f;
    if (region) {
        unsigned rule = rule_of(atlas, description->region);
        uint16_t home = home_region(atlas, country, rule);
        struct gly_str right =
            gly_atlas_text(atlas, gly_atlas_region(atlas, home)->noun);
        struct gly_str wrong =
            gly_atlas_text(atlas, gly_atlas_region(atlas, description->region)->noun);
        f = gly_report(pass, rule, description->span, "%s%.*s is in %.*s, not %.*s",
                       the, GLY_STR_ARG(name), GLY_STR_ARG(right), GLY_STR_ARG(wrong));
        fix_region(pass, f, atlas, description, home);
    } else {
        f = gly_report(
            pass, TYPE, description->span, "%s%.*s %s", the, GLY_STR_ARG(name),
            type_message(gly_atlas_country(atlas, country), description->type));
    }
    gly_evidence(f, subject->span, "the place it speaks of");
    if (description->type & GLY_DESCRIBED_QUOTED || subject->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

/* ---- Descriptions ---- */

/* Does any country that the name may stand for fit? */
static bool subject_fits(const struct gly_places *places,
                         const struct gly_description *description,
                         const struct gly_toponym *subject)
{
    struct gly_countries set = gly_place_countries(places, subject, true);
    for (unsigned country = 0; country < 256; country++)
        if (gly_countries_has(&set, country) &&
            gly_description_fits(places, description, country) != GLY_ANSWER_NO)
            return true;
    return gly_countries_empty(&set);
}

static void check_description(struct gly_pass *pass, const struct gly_places *places,
                              const struct gly_description *description)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t first = description->first_tok;
    uint32_t end = first + description->tok_count;
    uint32_t index = description->subject;
    /* What follows "the landlocked country" is said of it, not of the words. */
    unsigned guards = index == GLY_NONE
                          ? gly_guards(doc, first > 3 ? first - 3 : 0, end)
                          : gly_guards_near(doc, first, end, 3);
    unsigned silencing = GLY_GUARD_NEGATED | GLY_GUARD_PAST | GLY_GUARD_FICTION |
                         (index == GLY_NONE ? 0u : (unsigned)GLY_GUARD_MAYBE);
    if (description->type & GLY_DESCRIBED_HEADING || guards & silencing)
        return;
    if (index != GLY_NONE) {
        const struct gly_toponym *subject = &places->at[index];
        if (gly_place_country(subject, false) == GLY_NOWHERE ||
            subject_fits(places, description, subject))
            return;
    } else {
        if (!(description->type & GLY_DESCRIBED_DEFINITE))
            return;
        index = gly_description_antecedent(pass, places, description);
        if (index == GLY_NONE)
            return;
    }
    report(pass, places, description, &places->at[index], places->at[index].country);
}

/* ---- "Malawi, in Asia" ---- */

static uint16_t region_of(const struct gly_toponym *place)
{
    const struct gly_place_reading *r = gly_place_as(place, GLY_PLACE_REGION);
    return r && !gly_place_as(place, GLY_PLACE_COUNTRY) ? r->row : GLY_NOWHERE;
}

static void check_match(struct gly_pass *pass, const struct gly_places *places,
                        const struct gly_toponym *place,
                        const struct gly_toponym *region_place, struct gly_span span,
                        const struct gly_match *match)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint16_t region = region_of(region_place);
    if (region == GLY_NOWHERE || !gly_place_is_sure(place) ||
        (place->kind != GLY_PLACE_COUNTRY && place->kind != GLY_PLACE_CITY))
        return;
    const struct gly_world_region *row = gly_atlas_region(places->atlas, region);
    if (row->kind != GLY_REGION_CONTINENT && row->kind != GLY_REGION_PART)
        return;
    struct gly_description claim = {.region = region};
    if (subject_fits(places, &claim, place) ||
        gly_guards_near(doc, match->first_tok, match->end_tok, 4) &
            (GLY_GUARD_NEGATED | GLY_GUARD_MAYBE | GLY_GUARD_QUESTION |
             GLY_GUARD_FICTION | GLY_GUARD_SPORT))
        return;
    unsigned rule = rule_of(places->atlas, region);
    /* A part of another continent: name the continent, which is what went wrong. */
    uint16_t home = home_region(places->atlas, place->country, rule);
    struct gly_str name = gly_doc_slice(doc, place->span);
    struct gly_str right =
        gly_atlas_text(places->atlas, gly_atlas_region(places->atlas, home)->noun);
    struct gly_finding *f = gly_report(
        pass, rule, span, "%s%.*s is in %.*s, not %.*s",
        place->kind == GLY_PLACE_COUNTRY ? gly_country_the(places->atlas, place->row)
                                         : "",
        GLY_STR_ARG(name), GLY_STR_ARG(right),
        GLY_STR_ARG(gly_atlas_text(places->atlas, row->noun)));
    gly_evidence(f, place->span, "the place it speaks of");
    if (place->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

/* ---- "Bolivia's seaports", "landlocked Ecuador" ---- */

#define COAST "coast|coasts|coastline|seaport|seaports|shoreline|seaboard"

struct type_pattern {
    const char *text;
    unsigned type; /* enum gly_description_type */
};

static const struct type_pattern type_patterns[] = {
    {"A' _1 " COAST, GLY_DESCRIBED_COASTAL},
    {"the A~ " COAST, GLY_DESCRIBED_COASTAL},
    {"landlocked A", GLY_DESCRIBED_LANDLOCKED},
    {"A , landlocked and|, _1", GLY_DESCRIBED_LANDLOCKED},
    {"the island of A", GLY_DESCRIBED_ISLAND},
    {"A is|remains an _1 island in|off", GLY_DESCRIBED_ISLAND},
};

static const char inland[] =
    "lake|lakes|river|rivers|caspian|danube|lost|loss|lose|losing|lacks|ceded|war|"
    "regain|dream|nearly|almost|virtually|practically|effectively|all|semi|otherwise|"
    "ship|ships|fleet|sea";

static void check_type(struct gly_pass *pass, const struct gly_places *places,
                       uint32_t index, unsigned type, const struct gly_match *m)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_toponym *place = &places->at[index];
    struct gly_description claim = {.span = m->span,
                                    .claim = m->span,
                                    .region = GLY_NOWHERE,
                                    .type = (uint16_t)type};
    uint16_t country = gly_place_country(place, false);
    if (country == GLY_NOWHERE)
        country = gly_place_country(place, true);
    if (country == GLY_NOWHERE || subject_fits(places, &claim, place) ||
        gly_place_is_disputed(places, place) ||
        gly_atlas_country(places->atlas, country)->flags & GLY_COUNTRY_PART ||
        gly_sentence_has(doc, place->sent, inland) ||
        gly_tok_is(doc, m->end_tok, "guard|guards|guardsman|guardsmen|line|road"))
        return;
    int year = gly_sentence_year(doc, place->sent, NULL);
    if ((year != 0 && year < 2007) || /* Serbia's coast, Ethiopia's */
        gly_guards_near(doc, m->first_tok, m->end_tok, 4) &
            (GLY_GUARD_NEGATED | GLY_GUARD_PAST | GLY_GUARD_MAYBE | GLY_GUARD_QUESTION |
             GLY_GUARD_FICTION))
        return;
    report(pass, places, &claim, place, country);
}

/* ---- "the Lake Mekong", "the Serengeti mountain" ---- */

struct feature_word {
    const char *before, *after;
    unsigned kinds; /* bits of enum gly_feature_kind that the word may stand for */
};

#define KIND(kind) (1u << GLY_FEATURE_##kind)

static const struct feature_word feature_words[] = {
    {"lake", "lake", KIND(LAKE) | KIND(SEA) | KIND(REGION)},
    {"river", "river", KIND(RIVER) | KIND(CANAL) | KIND(REGION) | KIND(STRAIT)},
    {"mount", "mountain", KIND(MOUNTAIN) | KIND(RANGE)},
    {"", "desert", KIND(DESERT) | KIND(REGION)},
    {"", "strait", KIND(STRAIT) | KIND(CANAL)},
};

static const char *const kind_names[GLY_FEATURE_KIND_COUNT] = {
    "a canal",    "a desert", "a gulf",   "an island",   "a lake",
    "a mountain", "a range",  "an ocean", "a peninsula", "a region",
    "a river",    "a sea",    "a strait", "a waterfall",
};

static void check_feature(struct gly_pass *pass, const struct gly_places *places,
                          const struct gly_toponym *place)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count;
    gly_doc_toks(doc, &count);
    uint32_t next = place->first_tok + place->tok_count;
    if (!gly_place_as(place, GLY_PLACE_FEATURE) ||
        place->flags & (GLY_PLACE_IN_PHRASE | GLY_PLACE_HEADING | GLY_PLACE_POSSESSIVE))
        return;
    unsigned own = 0;
    for (uint32_t i = 0; i < place->reading_count; i++) {
        if (place->readings[i].kind == GLY_PLACE_REGION)
            continue;
        if (place->readings[i].kind != GLY_PLACE_FEATURE)
            return; /* a town or state of the name may have one */
        own |= 1u << gly_atlas_feature(places->atlas, place->readings[i].row)->kind;
    }
    for (size_t i = 0; i < GLY_COUNT(feature_words); i++) {
        const struct feature_word *w = &feature_words[i];
        bool leads = place->first_tok > 1 && w->before[0] &&
                     gly_tok_is(doc, place->first_tok - 1, w->before) &&
                     gly_tok_is(doc, place->first_tok - 2, "the");
        bool follows = next < count && gly_tok_is(doc, next, w->after) &&
                       place->first_tok > 0 &&
                       gly_tok_is(doc, place->first_tok - 1, "the");
        if ((!leads && !follows) || own & w->kinds)
            continue;
        const struct gly_tok *toks = gly_doc_toks(doc, &count);
        struct gly_span span = {leads ? toks[place->first_tok - 1].span.start
                                      : place->span.start,
                                follows ? toks[next].span.end : place->span.end};
        unsigned kind = gly_atlas_feature(places->atlas,
                                          gly_place_as(place, GLY_PLACE_FEATURE)->row)
                            ->kind;
        struct gly_finding *f = gly_report(pass, TYPE, span, "'%.*s' is %s, not a %s",
                                           GLY_STR_ARG(gly_doc_slice(doc, place->span)),
                                           kind_names[kind], w->after);
        if (place->flags & GLY_PLACE_QUOTED)
            gly_soften(f, GLY_NOTE);
        return;
    }
}

/* The three tables one after another, as setup() reads them. */
enum {
    LISTS = GLY_COUNT(patterns),
    PAIRS = LISTS + GLY_COUNT(list_patterns),
    TYPES = PAIRS + GLY_COUNT(pair_patterns),
    ALL = TYPES + GLY_COUNT(type_patterns),
};

static void check_place(struct gly_pass *pass, const struct gly_places *places,
                        uint32_t index, const struct gly_phrases *phrases)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    bool is_region = places->at[index].kind == GLY_PLACE_REGION;
    bool said = false;
    struct gly_match m;
    for (size_t k = 0;
         (k = gly_phrases_match(doc, places, phrases, k, index, &m)) < ALL; k++) {
        const struct gly_toponym *b = &places->at[m.place[1]];
        if (k >= TYPES) {
            check_type(pass, places, index, type_patterns[k - TYPES].type, &m);
        } else if (k >= PAIRS) {
            check_match(pass, places, &places->at[index], b, b->span, &m);
            check_match(pass, places, &places->at[m.place[3]], b, b->span, &m);
        } else if (k >= LISTS) {
            if (is_region)
                check_match(pass, places, b, &places->at[index], b->span, &m);
        } else if (!is_region && !said) {
            check_match(pass, places, &places->at[index], b, m.span, &m);
            said = true;
        }
    }
}

static const void *setup(struct gly_setup *setup)
{
    const char *texts[ALL];
    memcpy(texts, patterns, sizeof patterns);
    memcpy(texts + LISTS, list_patterns, sizeof list_patterns);
    memcpy(texts + PAIRS, pair_patterns, sizeof pair_patterns);
    for (size_t i = 0; i < GLY_COUNT(type_patterns); i++)
        texts[TYPES + i] = type_patterns[i].text;
    return gly_setup_phrases(setup, texts, sizeof texts[0], GLY_COUNT(texts));
}

static void run(struct gly_pass *pass)
{
    const struct gly_places *places = gly_places(pass);
    if (places->count == 0)
        return;
    const struct gly_phrases *phrases = gly_pass_data(pass);
    for (uint32_t i = 0; i < places->description_count; i++)
        check_description(pass, places, &places->descriptions[i]);
    for (uint32_t i = 0; i < places->count; i++) {
        check_place(pass, places, i, phrases);
        check_feature(pass, places, &places->at[i]);
    }
}

static const struct gly_rule_option options[] = {
    GLY_PLACES_OPTION(0),
    GLY_PLACES_OPTION(1),
    GLY_PLACES_OPTION(2),
};

const struct gly_check gly_check_geography_region = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .options = options,
    .option_count = GLY_COUNT(options),
    .needs = GLY_NEED_PLACES,
    .language = "en",
    .setup = setup,
    .run = run,
};
