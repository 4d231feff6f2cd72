/* "Norway, which lies south of Denmark" */
#include <galley/check.h>
#include <galley/direction.h>
#include <galley/phrase.h>

static const struct gly_rule rules[] = {
    {
        .id = "geography/wrong-direction",
        .severity = GLY_WARNING,
        .stage = GLY_STABLE,
        .summary = "A place is said to lie on the side opposite to where it is",
        .why =
            "Only the plain opposite is told: what lies half beside the other place, "
            "or in a part of a country that may be called either, keeps the rule "
            "silent.",
        .bad = "Norway, which lies south of Denmark, lent two ferries.",
        .good = "Norway, which lies north of Denmark, lent two ferries.",
    },
};

/* ---- Directions ---- */

#define DIR                                                                     \
    "north|south|east|west|northeast|northwest|southeast|southwest|north-east|" \
    "north-west|south-east|south-west"
#define DIRERN                                                                  \
    "northern|southern|eastern|western|northeastern|northwestern|southeastern|" \
    "southwestern"

/* A city that is told from another lies near it. Far off, another place of the name is
 * meant (Chalcis in Syria); but a journey goes from the first name to the second. */
static bool is_far(const struct gly_box *a, const struct gly_box *b,
                   struct gly_span span, const struct gly_toponym *place)
{
    static const double near = 8;
    double north = a->north - b->north, east = a->east - b->east;
    bool told_first = place->span.start == span.start;
    return told_first && (north > near || north < -near || east > near || east < -near);
}

/* ---- Saying it ---- */

static const char *article(const struct gly_places *places,
                           const struct gly_toponym *place)
{
    return place->kind == GLY_PLACE_COUNTRY ? gly_country_the(places->atlas, place->row)
                                            : "";
}

static void report(struct gly_pass *pass, const struct gly_places *places,
                   const struct gly_toponym *a, const struct gly_toponym *b,
                   const struct gly_direction *direction, struct gly_span span)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_box of_a, of_b;
    if (!direction || !gly_place_is_sure(a) || !gly_place_is_sure(b) ||
        !gly_place_box(places, a, &of_a) || !gly_place_box(places, b, &of_b) ||
        (a->flags | b->flags) & GLY_PLACE_SEVERAL ||
        !gly_direction_is_wrong(&of_a, &of_b, direction) ||
        (a->kind != GLY_PLACE_COUNTRY && a->country != b->country &&
         is_far(&of_a, &of_b, span, a)))
        return;
    struct gly_finding *f =
        gly_report(pass, 0, span, "%s%.*s lies to the %s of %s%.*s, not to the %s",
                   article(places, a), GLY_STR_ARG(gly_doc_slice(doc, a->span)),
                   gly_direction_between(&of_a, &of_b, direction), article(places, b),
                   GLY_STR_ARG(gly_doc_slice(doc, b->span)), direction->name);
    if (!gly_span_contains(span, a->span))
        gly_evidence(f, a->span, "the place it speaks of");
    else if (!gly_span_contains(span, b->span))
        gly_evidence(f, b->span, "seen from here");
    if (a->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

static bool is_guarded(const struct gly_doc *doc, const struct gly_match *m,
                       uint32_t around)
{
    return gly_guards_near(doc, m->first_tok, m->end_tok, around) &
           (GLY_GUARD_NEGATED | GLY_GUARD_MAYBE | GLY_GUARD_FICTION |
            GLY_GUARD_QUESTION);
}

/* ---- Two places ---- */

static const char *const patterns[] = {
    "A , which lies|is|sits _4 " DIR " of B",
    "A lies|is|sits|stands _3 " DIR " of B",
    "A , _4 " DIR " of B",
    "A , to the " DIR " of B",
    "A lies|is to the " DIR " of B",
    "from A ,? _3 " DIR " to B",
    DIR " from A to B",
};
enum { TRAVEL = 5 };

/* "a city of 80,000, 40 km south of" - of the city, but "south of" may go with what
 * stands between; only direct neighbours are compared. */
static void check_pair(struct gly_pass *pass, const struct gly_places *places,
                       const struct gly_match *m, size_t pattern)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_toponym *a = &places->at[m->place[0]];
    const struct gly_toponym *b = &places->at[m->place[1]];
    const struct gly_direction *direction =
        pattern > TRAVEL
            ? gly_direction_in(doc, m->first_tok, a->first_tok)
            : gly_direction_in(doc, a->first_tok + a->tok_count, b->first_tok);
    /* "in western New York (north of Buffalo)" tells where in it. */
    if (gly_tok_is(doc, a->first_tok + a->tok_count, "(") || is_guarded(doc, m, 2))
        return;
    if (pattern >= TRAVEL)
        report(pass, places, b, a, direction, m->span);
    else
        report(pass, places, a, b, direction, m->span);
}

/* ---- "Angola, its eastern neighbour" ---- */

static const char *const neighbour_patterns[] = {
    "A , its|their " DIRERN " neighbour|neighbor",
    "its|their " DIRERN " neighbour|neighbor ,? A",
};

/* Whose neighbour: the only other country that the sentence and the one before name. */
static const struct gly_toponym *only_other(const struct gly_places *places,
                                            uint32_t index)
{
    const struct gly_toponym *here = &places->at[index];
    const struct gly_toponym *found = NULL;
    for (uint32_t i = index; i-- > 0 && places->at[i].sent + 1 >= here->sent;) {
        const struct gly_toponym *other = &places->at[i];
        if (other->kind == GLY_PLACE_PHRASE || other->country == GLY_NOWHERE)
            continue;
        if (found && other->country != found->country)
            return NULL;
        if (other->kind == GLY_PLACE_COUNTRY)
            found = other;
    }
    /* "Its northern neighbour, Canada, sells most to the United States" */
    for (uint32_t i = index + 1;
         !found && i < places->count && places->at[i].sent == here->sent; i++)
        if (places->at[i].kind == GLY_PLACE_COUNTRY && places->at[i].row != here->row)
            found = &places->at[i];
    return found;
}

static const char *const own_patterns[] = {
    "A' " DIRERN " neighbour|neighbor ,? B",
    "A , B' " DIRERN " neighbour|neighbor",
};

/* ---- "borders Laos to the west, China to the north" ---- */

/* "It borders ...", "The country borders ...": the country of the sentence before. */
static bool goes_on(const struct gly_doc *doc, uint32_t first)
{
    return gly_tok_is(doc, first, "it") ||
           (gly_tok_is(doc, first, "the|this") &&
            gly_tok_is(doc, first + 1, "country|nation|state|kingdom|republic|island"));
}

static void check_borders(struct gly_pass *pass, const struct gly_places *places,
                          uint32_t index)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_toponym *here = &places->at[index];
    uint32_t end_tok = here->first_tok + here->tok_count, count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    if (end_tok + 2 >= count || toks[end_tok + 2].sent != here->sent ||
        !gly_tok_is(doc, end_tok, "to|on|in") ||
        !gly_tok_is(doc, end_tok + 1, "the|its") || here->kind != GLY_PLACE_COUNTRY)
        return;
    uint32_t sent_first = here->first_tok;
    uint32_t verb = GLY_NONE;
    while (sent_first > 0 && toks[sent_first - 1].sent == here->sent)
        if (gly_tok_is(
                doc, --sent_first,
                "borders|bordering|bordered|neighbours|neighbors|wedged|sandwiched|"
                "squeezed"))
            verb = sent_first;
    if (verb == GLY_NONE)
        return;
    uint32_t last = end_tok + 3;
    if (last + 1 < count && gly_tok_is(doc, last, "-"))
        last += 2;
    const struct gly_direction *direction = gly_direction_in(doc, end_tok, last);
    /* Of whom: the country at the head of the sentence, or of the one before ("It"). */
    const struct gly_toponym *subject = NULL;
    for (uint32_t i = index; i-- > 0 && places->at[i].sent + 1 >= here->sent;) {
        const struct gly_toponym *other = &places->at[i];
        if (other->sent == here->sent && other->first_tok > verb)
            continue;
        if (other->kind == GLY_PLACE_COUNTRY && other->form == GLY_PLACE_NOUN) {
            if (subject && subject->sent == here->sent)
                break;
            subject = other;
        }
    }
    struct gly_span span = {here->span.start, toks[end_tok + 2].span.end};
    if (subject && subject->row != here->row &&
        (subject->sent == here->sent || goes_on(doc, sent_first)))
        report(pass, places, here, subject, direction, span);
}

/* ---- "Aberdeen, in the far south of Scotland" ---- */

static const char *const part_patterns[] = {
    "A , in the _1 " DIR " of B $",
    "A , in the _1 north|south - east|west of B $",
    "A , in " DIRERN " B $",
    "A in " DIRERN " B $",
    "A , in B' _1 " DIR " $",
    "A is|lies in the _1 " DIR " of B $$",
    "A is|lies in " DIRERN " B $$",
    "A , a|the _4 city|town|port|resort|village in " DIRERN " B $$",
    "A , a|the _4 city|town|port|resort|village in the _1 " DIR " of B $$",
    "A is a|the _4 city|town|port|resort|village in " DIRERN " B $$",
    "A is a|the _4 city|town|port|resort|village in the _1 " DIR " of B $$",
    "A is|lies on the " DIRERN " coast|shore|tip|edge of B",
    "A , on the " DIRERN " coast|shore|tip|edge of B",
    "A , on B' _1 " DIRERN " coast|shore|tip|edge",
};

/* "the southern Italian city of Bari": the adjective's country first. */
static const char *const adjective_patterns[] = {
    "the " DIRERN " A~ city|town|port|resort|village of B",
    "the " DIRERN " city|town|port|resort|village of A",
};

/* Countries whose east lies where the other end's west does, or that have two bodies of
 * land: Oslo is in the east of Norway, Kuantan in the east of half of Malaysia. */
static const char slanted[] = "NO|NZ|MY|CL|HR|VN|TH|ID|PG|CU|PA";

/* How far up its country a city must lie, from 0 to 1, before the other end is wrong. */
static bool is_other_end(double at, double low, double high, int sign, double edge)
{
    double part = (at - low) / (high - low);
    return sign > 0 ? part < edge : part > 1 - edge;
}

/* "the northern city of Edmonton" is said of more than "in the north of Canada". */
static const double third = 0.33, quarter = 0.25;

static void check_part(struct gly_pass *pass, const struct gly_places *places,
                       const struct gly_toponym *city, uint16_t country,
                       const struct gly_direction *direction, double edge,
                       const struct gly_match *m)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_box at;
    if (!direction || !gly_place_is_sure(city) || city->kind != GLY_PLACE_CITY ||
        country == GLY_NOWHERE || city->country != country ||
        city->flags & GLY_PLACE_SEVERAL ||
        gly_atlas_city(places->atlas, city->row)->flags & GLY_SPOT_OUTLYING ||
        !gly_place_box(places, city, &at))
        return;
    const struct gly_country *row = gly_atlas_country(places->atlas, country);
    bool is_slanted = gly_str_listed((struct gly_str){row->iso2, 2}, slanted);
    bool coast = false;
    for (uint32_t tok = m->first_tok; tok < m->end_tok; tok++)
        coast = coast || gly_tok_is(doc, tok, "coast|shore|tip|edge");
    struct gly_box whole = {row->south / 10.0, row->north / 10.0, row->west / 10.0,
                            row->east / 10.0};
    if (whole.north - whole.south < 2 || whole.east - whole.west < 2 ||
        (coast && is_slanted))
        return;
    bool north =
        direction->north != 0 &&
        is_other_end(at.south, whole.south, whole.north, direction->north, edge);
    bool east = direction->east != 0 && !is_slanted &&
                is_other_end(at.west, whole.west, whole.east, direction->east, edge);
    if ((!north && !east) || gly_guards_near(doc, m->first_tok, m->end_tok, 3) &
                                 (GLY_GUARD_NEGATED | GLY_GUARD_MAYBE |
                                  GLY_GUARD_FICTION | GLY_GUARD_QUESTION))
        return;
    const char *right = north ? (direction->north > 0 ? "south" : "north")
                              : (direction->east > 0 ? "west" : "east");
    struct gly_finding *f =
        gly_report(pass, 0, m->span, "%.*s lies in the %s of %s%.*s",
                   GLY_STR_ARG(gly_doc_slice(doc, city->span)), right,
                   gly_country_the(places->atlas, country),
                   GLY_STR_ARG(gly_country_name(places->atlas, country)));
    if (city->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

/* The direction stands between the two, or behind both: "in Chile's far south". */
static void check_part_of(struct gly_pass *pass, const struct gly_places *places,
                          const struct gly_match *m)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_toponym *city = &places->at[m->place[0]];
    const struct gly_toponym *country = &places->at[m->place[1]];
    const struct gly_direction *direction =
        gly_direction_in(doc, city->first_tok + city->tok_count, country->first_tok);
    if (!direction)
        direction =
            gly_direction_in(doc, country->first_tok + country->tok_count, m->end_tok);
    uint16_t row = gly_place_country(country, false);
    check_part(pass, places, city, row, direction, third, m);
}

static void check_adjective(struct gly_pass *pass, const struct gly_places *places,
                            const struct gly_match *m)
{
    const struct gly_toponym *a = &places->at[m->place[0]];
    const struct gly_toponym *city =
        m->place[1] == GLY_NONE ? a : &places->at[m->place[1]];
    uint16_t country =
        m->place[1] == GLY_NONE ? city->country : gly_place_country(a, true);
    check_part(pass, places, city, country,
               gly_direction_in(gly_pass_doc(pass), m->first_tok, a->first_tok),
               quarter, m);
}

/* ---- "in the northern hemisphere" ---- */

static const char *const hemisphere_patterns[] = {
    "A , _1 in the " DIRERN " hemisphere",
    "A is|lies _1 in the " DIRERN " hemisphere",
    "A , which is|lies _1 in the " DIRERN " hemisphere",
    "as a|an|the _2 country|nation|state in the " DIRERN " hemisphere , A",
    "A , _3 north|south of the equator",
    "A is|lies|sits _4 north|south of the equator",
    "A , which is|lies|sits _4 north|south of the equator",
};

static void check_hemisphere(struct gly_pass *pass, const struct gly_places *places,
                             const struct gly_match *m)
{
    static const double near = 0.5;
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_toponym *place = &places->at[m->place[0]];
    const struct gly_direction *claim =
        gly_direction_in(doc, place->first_tok + place->tok_count, m->end_tok);
    if (!claim)
        claim = gly_direction_in(doc, m->first_tok, place->first_tok);
    struct gly_box box;
    if (!claim || !gly_place_is_sure(place) || place->flags & GLY_PLACE_SEVERAL ||
        !gly_place_box(places, place, &box))
        return;
    bool wrong = (claim->north > 0 && box.north < -near) ||
                 (claim->north < 0 && box.south > near) ||
                 (claim->east > 0 && box.east < -near) ||
                 (claim->east < 0 && box.west > near);
    if (!wrong || is_guarded(doc, m, 3))
        return;
    const char *right = claim->north ? (claim->north > 0 ? "southern" : "northern")
                                     : (claim->east > 0 ? "western" : "eastern");
    struct gly_finding *f = gly_report(
        pass, 0, m->span, "%s%.*s lies in the %s hemisphere", article(places, place),
        GLY_STR_ARG(gly_doc_slice(doc, place->span)), right);
    if (place->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

/* ---- All of it ---- */

enum {
    NEIGHBOURS = GLY_COUNT(patterns),
    OWN = NEIGHBOURS + GLY_COUNT(neighbour_patterns),
    PARTS = OWN + GLY_COUNT(own_patterns),
    ADJECTIVES = PARTS + GLY_COUNT(part_patterns),
    HEMISPHERES = ADJECTIVES + GLY_COUNT(adjective_patterns),
    ALL = HEMISPHERES + GLY_COUNT(hemisphere_patterns),
};

static void check_neighbour(struct gly_pass *pass, const struct gly_places *places,
                            uint32_t index, const struct gly_match *m)
{
    const struct gly_toponym *other = only_other(places, index);
    if (other)
        report(pass, places, &places->at[index], other,
               gly_direction_in(gly_pass_doc(pass), m->first_tok, m->end_tok), m->span);
}

/* "Spain's northern neighbour, France", and the other way round */
static void check_own(struct gly_pass *pass, const struct gly_places *places,
                      size_t pattern, const struct gly_match *m)
{
    const struct gly_toponym *a = &places->at[m->place[0]];
    const struct gly_toponym *b = &places->at[m->place[1]];
    const struct gly_direction *direction =
        gly_direction_in(gly_pass_doc(pass), m->first_tok, m->end_tok);
    if (pattern == OWN)
        report(pass, places, b, a, direction, m->span);
    else
        report(pass, places, a, b, direction, m->span);
}

static void check_place(struct gly_pass *pass, const struct gly_places *places,
                        uint32_t index, const struct gly_phrases *phrases)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_match m;
    bool paired = false;
    for (size_t k = 0;
         (k = gly_phrases_match(doc, places, phrases, k, index, &m)) < ALL; k++) {
        if (k >= HEMISPHERES)
            check_hemisphere(pass, places, &m);
        else if (k >= ADJECTIVES)
            check_adjective(pass, places, &m);
        else if (k >= PARTS)
            check_part_of(pass, places, &m);
        else if (k >= OWN)
            check_own(pass, places, k, &m);
        else if (k >= NEIGHBOURS)
            check_neighbour(pass, places, index, &m);
        else if (!paired)
            check_pair(pass, places, &m, k);
        paired |= k < NEIGHBOURS;
    }
    check_borders(pass, places, index);
}

static const void *setup(struct gly_setup *setup)
{
    const char *texts[ALL];
    memcpy(texts, patterns, sizeof patterns);
    memcpy(texts + NEIGHBOURS, neighbour_patterns, sizeof neighbour_patterns);
    memcpy(texts + OWN, own_patterns, sizeof own_patterns);
    memcpy(texts + PARTS, part_patterns, sizeof part_patterns);
    memcpy(texts + ADJECTIVES, adjective_patterns, sizeof adjective_patterns);
    memcpy(texts + HEMISPHERES, hemisphere_patterns, sizeof hemisphere_patterns);
    return gly_setup_phrases(setup, texts, sizeof texts[0], ALL);
}

static void run(struct gly_pass *pass)
{
    const struct gly_places *places = gly_places(pass);
    if (places->count == 0)
        return;
    for (uint32_t i = 0; i < places->count; i++)
        if (places->at[i].kind != GLY_PLACE_PHRASE)
            check_place(pass, places, i, gly_pass_data(pass));
}

static const struct gly_rule_option options[] = {
    GLY_PLACES_OPTION(0),
};

const struct gly_check gly_check_geography_direction = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .options = options,
    .option_count = GLY_COUNT(options),
    .needs = GLY_NEED_PLACES,
    .language = "en",
    .setup = setup,
    .run = run,
};
