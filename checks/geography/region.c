/* Where a country lies: "the Southeast Asian island" of a text about Taiwan, "Malawi, in
 * Asia", "Kenya and other Asian countries". */
#include <galley/check.h>
#include <galley/phrase.h>

enum { REGION, CONTINENT };

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

/* How the names of a phrase hang together. */
enum shape {
    LIES,      /* A lies in region B */
    ROW,       /* region A holds B and what follows it in a row */
    ROW_ALONE, /* the same, where nothing but the row follows */
    ROW_AHEAD, /* region B holds A and what stands before it in a row */
    PAIR,      /* region B holds A and D */
};

struct region_pattern {
    const char *text;
    enum shape shape;
};

#define MOST                                                                    \
    "largest|biggest|smallest|richest|poorest|oldest|driest|second|third|most|" \
    "fastest|least|top|main|leading|only|youngest|newest|wealthiest|strongest|" \
    "hottest|coldest|happiest|cheapest"
/* Not "India, Africa's third trading nation": what a country is to another continent. */
#define MUCH                                                                     \
    "most|largest|biggest|smallest|populous|populated|densely|sparsely|growing|" \
    "industrialised|industrialized|developed|unequal|stable|peaceful|indebted|"  \
    "visited|expensive|landlocked|corrupt|mountainous|forested|and|island?"
#define LAND                                                                        \
    "country|nation|state|kingdom|republic|economy|democracy|monarchy|archipelago|" \
    "islands|enclave"
#define TOWN                                                                     \
    "city|town|port|capital|metropolis|mountain|peak|river|lake|desert|volcano|" \
    "waterfall|island|province"
#define LANDS                                                                     \
    "countries|nations|states|economies|republics|kingdoms|democracies|capitals|" \
    "cities|islands|monarchies|producers|exporters|neighbours|neighbors|markets|" \
    "powers|archipelagos|governments|growers"

static const struct region_pattern patterns[] = {
    {"A , in|from _1 B $", LIES},
    {"A is|lies|sits located|situated? in _1 B $", LIES},
    {"A , a|an|the _4 " LAND "|" TOWN " in B $$", LIES},
    {"A , a|an|the _3 " LAND "|" TOWN " of _5 in B $$", LIES},
    {"A is|remains a|an|the|one _4 " LAND "|" TOWN " in _1 B $$", LIES},
    {"A is|remains a|an|the _3 " LAND "|" TOWN " of _5 in B $$", LIES},
    {"A , one of the _3 " LANDS " in|of B $$", LIES},
    {"A , one of the _3 B~ _2 " LANDS, LIES},
    {"A , one of B", LIES},
    {"A , the " MOST " of B", LIES},
    {"A , the " MOST " of the B~ " LANDS, LIES},
    {"A is|remains one of the _3 B~ _2 " LANDS, LIES},
    {"A is|remains one of B", LIES},
    {"A is|remains the only _2 country|nation|state in B", LIES},
    {"A is|remains the " MOST " of the? B", LIES},
    {"A are|remain all|both? _1 B~ " LANDS " $$", ROW_AHEAD},
    {"A is|remains one of the _3 " LANDS " in B $$", LIES},
    {"A , which is|lies in _1 B $$", LIES},
    {"A , B' _1 " MOST " " MUCH " " MUCH " " MUCH " " LAND "|" TOWN, LIES},
    {"A is|remains B' _1 " MOST " " MUCH " " MUCH " " MUCH " " LAND "|" TOWN, LIES},
    {"A , which is B' _1 " MOST " " MUCH " " MUCH " " MUCH " " LAND "|" TOWN, LIES},
    {"A , one of B' _4 " LANDS, LIES},
    {"A is|remains one of B' _4 " LANDS, LIES},
    {LANDS " in|across|of A : B", ROW_ALONE},
    {"A~ _1 " LANDS " : B", ROW_ALONE},
    {"A~ _1 " LANDS " -|–|— B", ROW_ALONE},
    {"A~ _1 states|countries|nations|republics|kingdoms of B", ROW},
    {"A : B", ROW_ALONE},
    {"A -|–|— B", ROW_ALONE},
    {"A of B", ROW},
    {"A are|remain all|both? _1 B $$", ROW_AHEAD},
    {LANDS " in|across A ,? such|including|like as? B", ROW},
    {LANDS " in|across A , among them B", ROW},
    {"A~ _1 " LANDS " such as B", ROW},
    {"A~ _1 " LANDS " like B", ROW},
    {"A~ _1 " LANDS " ,? including B", ROW},
    {"A~ _1 " LANDS " , among them B", ROW},
    {"A~ _1 " LANDS " , especially|notably|particularly B", ROW},
    /* a name that counts countries: "Gulf states" */
    {"A ,? such|including|like as? B", ROW},
    {"A , among them B", ROW},
    {"like|unlike other A , B", ROW},
    {"A and|or many|several|most|two|three|four|five|six|seven? other B", ROW_AHEAD},
    {"A , like|unlike other B", ROW_AHEAD},
    {"A , two|three|four|both of the _3 " LANDS " in B", ROW_AHEAD},
    {"A' " MOST " _2 " LAND "|" TOWN " , B", ROW},
    {"A' B $$", ROW},
    {"like|unlike other _1 A~ _1 " LANDS " , B", ROW},
    {"A and|or many|several|most|two|three|four|five|six|seven? other _1 B~ " LANDS,
     ROW_AHEAD},
    {"A and|or other B~ _2 " LANDS, ROW_AHEAD},
    {"A , like|unlike other _1 B~ " LANDS, ROW_AHEAD},
    {"A , along|together with other _1 B~ " LANDS, ROW_AHEAD},
    {"A , as in|with other _1 B~ " LANDS, ROW_AHEAD},
    /* true of both, or of neither name */
    {"A and D , two|both _1 B~ " LANDS, PAIR},
    {"A and D are|remain both|two? _1 B~ " LANDS, PAIR},
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

/* ---- Descriptions ---- */

static void check_description(struct gly_pass *pass, const struct gly_places *places,
                              const struct gly_description *description)
{
    const struct gly_atlas *atlas = places->atlas;
    uint32_t index = description->region == GLY_NOWHERE
                         ? GLY_NONE
                         : gly_description_misfit(pass, places, description);
    if (index == GLY_NONE)
        return;
    const struct gly_toponym *subject = &places->at[index];
    uint16_t country = subject->country;
    if (gly_country_in_region(atlas, country, description->region) != GLY_ANSWER_NO)
        return; /* its kind is wrong, not its region */
    unsigned rule = rule_of(atlas, description->region);
    uint16_t home = home_region(atlas, country, rule);
    struct gly_finding *f = gly_report(
        pass, rule, description->span, "%s%.*s is in %.*s, not %.*s",
        gly_country_the(atlas, country), GLY_STR_ARG(gly_country_name(atlas, country)),
        GLY_STR_ARG(gly_atlas_text(atlas, gly_atlas_region(atlas, home)->noun)),
        GLY_STR_ARG(
            gly_atlas_text(atlas, gly_atlas_region(atlas, description->region)->noun)));
    fix_region(pass, f, atlas, description, home);
    gly_evidence(f, subject->span, "the place it speaks of");
    if (description->type & GLY_DESCRIBED_QUOTED || subject->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

/* ---- "Malawi, in Asia" ---- */

static uint16_t region_of(const struct gly_toponym *place)
{
    const struct gly_place_reading *r = gly_place_as(place, GLY_PLACE_REGION);
    return r && !gly_place_as(place, GLY_PLACE_COUNTRY) ? r->row : GLY_NOWHERE;
}

/* Its country, the first one of a river or an island that has several. */
static uint16_t country_of(const struct gly_places *places,
                           const struct gly_toponym *place)
{
    if (place->country != GLY_NOWHERE)
        return place->country;
    struct gly_countries set = gly_place_countries(places, place, false);
    uint16_t country = 0;
    while (country < 256 && !gly_countries_has(&set, country))
        country++;
    return country;
}

/* Israel is a European country in football, Australia an Asian one. */
static const char sports[] =
    "football|soccer|basketball|handball|volleyball|rugby|hockey|cricket|sport|sports|"
    "olympics|eurovision|uefa|fifa|afc|caf|gymnastics|judo|chess";

static bool is_excused(const struct gly_doc *doc, const struct gly_toponym *place,
                       const struct gly_match *m)
{
    return gly_guards_near(doc, m->first_tok, m->end_tok, 4) &
               (GLY_GUARD_NEGATED | GLY_GUARD_MAYBE | GLY_GUARD_QUESTION |
                GLY_GUARD_FICTION | GLY_GUARD_SPORT) ||
           gly_sentence_has(doc, place->sent, sports);
}

/* ---- "Kenya and other Gulf states" ---- */

static bool counts_countries(struct gly_str name)
{
    return gly_str_ends(name, "countries") || gly_str_ends(name, "states") ||
           gly_str_ends(name, "nations") || gly_str_ends(name, "republics") ||
           gly_str_ends(name, "monarchies") || gly_str_ends(name, "economies");
}

/* Is the country told by the group's region word, or might it be? */
static bool may_belong(const struct gly_atlas *atlas, uint16_t country, uint16_t group)
{
    if (gly_country_in_group(atlas, country, group, 0) != GLY_ANSWER_NO)
        return true;
    const struct gly_world_region *row;
    for (uint16_t region = 0;
         gly_atlas_text(atlas, (row = gly_atlas_region(atlas, region))->noun).len > 0;
         region++)
        if (row->group == group &&
            gly_country_in_region(atlas, country, region) != GLY_ANSWER_NO)
            return true;
    return false;
}

static bool check_group(struct gly_pass *pass, const struct gly_places *places,
                        const struct gly_toponym *place,
                        const struct gly_toponym *group, const struct gly_match *m)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_atlas *atlas = places->atlas;
    const struct gly_place_reading *r = gly_place_as(group, GLY_PLACE_GROUP);
    struct gly_str name = gly_doc_slice(doc, group->span);
    uint16_t country = gly_place_country(place, false);
    if (!r || country == GLY_NOWHERE || !gly_place_is_sure(group) ||
        gly_atlas_group(atlas, r->row)->dated || !counts_countries(name) ||
        (gly_atlas_group(atlas, r->row)->kind != GLY_GROUP_COLLECTIVE &&
         gly_atlas_group(atlas, r->row)->kind != GLY_GROUP_REGION) ||
        may_belong(atlas, country, r->row) || gly_place_is_disputed(places, place) ||
        is_excused(doc, place, m))
        return false;
    struct gly_finding *f =
        gly_report(pass, REGION, place->span, "%s%.*s is not one of the '%.*s'",
                   gly_country_the(atlas, country),
                   GLY_STR_ARG(gly_country_name(atlas, country)), GLY_STR_ARG(name));
    gly_evidence(f, group->span, "what it is counted among");
    if (place->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
    return true;
}

/* A river, a lake, a mountain or a desert of the main body of its country: islands lie on
 * other continents than their countries, and so does what is on them. */
static bool is_inland(const struct gly_places *places, const struct gly_toponym *place)
{
    if (place->kind != GLY_PLACE_FEATURE || place->reading_count != 1)
        return false;
    const struct gly_feature *row = gly_atlas_feature(places->atlas, place->row);
    if (row->kind != GLY_FEATURE_RIVER && row->kind != GLY_FEATURE_LAKE &&
        row->kind != GLY_FEATURE_MOUNTAIN && row->kind != GLY_FEATURE_DESERT)
        return false;
    struct gly_box box;
    if (row->kind == GLY_FEATURE_RIVER || !gly_place_box(places, place, &box))
        return row->kind == GLY_FEATURE_RIVER;
    uint16_t country;
    for (uint32_t i = 0;
         (country = gly_atlas_item(places->atlas, row->countries, i)) != GLY_NOWHERE;
         i++) {
        const struct gly_country *c = gly_atlas_country(places->atlas, country);
        if (box.north * 10 >= c->south && box.north * 10 <= c->north &&
            box.east * 10 >= c->west && box.east * 10 <= c->east)
            return true;
    }
    return false;
}

/* ---- One claim ---- */

static bool check_match(struct gly_pass *pass, const struct gly_places *places,
                        const struct gly_toponym *place,
                        const struct gly_toponym *region_place, struct gly_span span,
                        const struct gly_match *match)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint16_t region = region_of(region_place);
    if (region == GLY_NOWHERE)
        return check_group(pass, places, place, region_place, match);
    if (!gly_place_is_sure(place) ||
        (place->kind != GLY_PLACE_COUNTRY && place->kind != GLY_PLACE_CITY &&
         !is_inland(places, place)))
        return false;
    const struct gly_world_region *row = gly_atlas_region(places->atlas, region);
    /* "in the Caribbean" says where a country lies, of a city only on which coast. */
    if (row->kind != GLY_REGION_CONTINENT && row->kind != GLY_REGION_PART &&
        (row->kind != GLY_REGION_SEA || place->kind != GLY_PLACE_COUNTRY))
        return false;
    struct gly_description claim = {.region = region};
    if (gly_place_may_be(places, &claim, place) || is_excused(doc, place, match))
        return false;
    unsigned rule = rule_of(places->atlas, region);
    /* A part of another continent: name the continent, which is what went wrong. */
    uint16_t home = home_region(places->atlas, country_of(places, place), rule);
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
    return true;
}

/* Each name of a row, up to the first that lies elsewhere. */
static bool check_row(struct gly_pass *pass, const struct gly_places *places,
                      const struct gly_toponym *region, const struct gly_toponym *place,
                      const struct gly_match *m, bool ahead)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    for (; place; place = ahead ? gly_place_listed_before(doc, places, place)
                                : gly_place_listed_behind(doc, places, place))
        if (check_match(pass, places, place, region, place->span, m))
            return true;
    return false;
}

static bool check_shape(struct gly_pass *pass, const struct gly_places *places,
                        size_t pattern, const struct gly_match *m)
{
    const struct gly_toponym *a = &places->at[m->place[0]];
    const struct gly_toponym *b = &places->at[m->place[1]];
    switch (patterns[pattern].shape) {
    case LIES:
        return a->kind != GLY_PLACE_REGION &&
               check_match(pass, places, a, b, m->span, m);
    case ROW:
        return (a->kind == GLY_PLACE_REGION || a->kind == GLY_PLACE_GROUP) &&
               gly_place_is_example(gly_pass_doc(pass), places, a, b) &&
               check_row(pass, places, a, b, m, false);
    case ROW_ALONE:
        return (a->kind == GLY_PLACE_REGION || a->kind == GLY_PLACE_GROUP) &&
               gly_place_begins_row(gly_pass_doc(pass), places, b) &&
               check_row(pass, places, a, b, m, false);
    case ROW_AHEAD:
        return check_row(pass, places, b, a, m, true);
    case PAIR:
        return check_match(pass, places, a, b, b->span, m) |
               check_match(pass, places, &places->at[m->place[3]], b, b->span, m);
    }
    return false;
}

static const void *setup(struct gly_setup *setup)
{
    return gly_setup_phrases(setup, patterns, sizeof patterns[0], GLY_COUNT(patterns));
}

static void run(struct gly_pass *pass)
{
    const struct gly_places *places = gly_places(pass);
    for (uint32_t i = 0; i < places->description_count; i++)
        check_description(pass, places, &places->descriptions[i]);
    gly_phrases_try(pass, gly_pass_data(pass), check_shape);
}

static const struct gly_rule_option options[] = {
    GLY_PLACES_OPTION(0),
    GLY_PLACES_OPTION(1),
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
