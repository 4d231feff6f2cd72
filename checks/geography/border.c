/* "the Georgian border with Iran" */
#include <galley/check.h>
#include <galley/phrase.h>

static const struct gly_rule rules[] = {
    {
        .id = "geography/wrong-border",
        .severity = GLY_WARNING,
        .stage = GLY_STABLE,
        .summary = "Two countries are said to share a border, and do not",
        .why = "One of the two is usually another country than was meant. Sea borders, "
               "overseas parts, disputed lines and older times keep the rule silent.",
        .bad = "China has built a road to its border with Thailand.",
        .good = "China has built a road to its border with Laos.",
    },
};

#define BORDER "border|borders|frontier|boundary"

struct border_pattern {
    const char *text;
    enum { PAIR, ROW, NEAR, NEAR_ROW, ITS, NEIGHBOURING } shape;
};

#define SIDE "north|south|east|west|northeast|northwest|southeast|southwest"

#define SIDES                                                                   \
    "northern|southern|eastern|western|northeastern|northwestern|southeastern|" \
    "southwestern"

static const struct border_pattern patterns[] = {
    {"A' _1 " BORDER " with B", ROW},
    {"A~ _1 " BORDER " with B", ROW},
    {"border|frontier|boundary between A and B", PAIR},
    {"A _1 borders B", ROW},
    {"A , which _1 borders B", ROW},
    {"A , which shares _3 " BORDER " with B", ROW},
    {"A has a|land _4 " BORDER " with B", ROW},
    {"A , bordering B", ROW},
    {"A _1 border|frontier|boundary with B", ROW},
    {"A shares|share a|its|the|land? _2 " BORDER " with B", ROW},
    {"A and B share a|the|their _2 border|frontier|boundary", PAIR},
    {"A and B , which share a|the _4 border|frontier", PAIR},
    {"A is|, bordered by B", ROW},
    {"A , which is bordered by B", ROW},
    {"A is|, bordered to|on|in the " SIDE " and? " SIDE "? by B", ROW},
    {"A , which is bordered to|on|in the " SIDE " and? " SIDE "? by B", ROW},
    {"A neighbours|neighbors B", ROW},
    {"A , which neighbours|neighbors B", ROW},
    {"A lies|is|sits between B and D", NEAR},
    {"A , wedged|squeezed|sandwiched between B and D", PAIR},
    {"A is wedged|squeezed|sandwiched between B and D", PAIR},
    {"A - B border|frontier", PAIR},
    {"A – B border|frontier", PAIR},
    {"A~ - B~ border|frontier", PAIR},
    {"A~ – B~ border|frontier", PAIR},
    {"crossed|crossing|crosses from A into B by road|land|foot|train|rail", PAIR},
    {"A and neighbouring|neighboring B", NEAR},
    {"A , neighbouring|neighboring B", NEAR},
    {"A' _1 neighbour|neighbor , B", NEAR},
    {"A' _1 neighbours|neighbors ,? B", NEAR_ROW},
    {"A and its _1 neighbours|neighbors ,? B", NEAR_ROW},
    {"A , whose _1 neighbours|neighbors include B", NEAR_ROW},
    {"A' _1 neighbours|neighbors include B", NEAR_ROW},
    {"A shares _1 border|borders with _2 countries|states ,? including|such as? B",
     ROW},
    {"A borders _1 countries|states|nations , among them B", ROW},
    {"A borders _1 countries|states|nations ,? including B", ROW},
    {"A , B' _1 neighbour|neighbor", NEAR},
    {"A and its _1 neighbour|neighbor ,? B", NEAR},
    /* "its border with B": of a country named before */
    {"its|their|the _1 border|frontier|boundary with A", ITS},
    {"neighbouring|neighboring A", NEIGHBOURING},
};

static const char not_on_land[] =
    "maritime|sea|naval|ocean|marine|internal|virtual|customs|tariff|blurred|air|trade|"
    "exclusive|shelf|waters|eu|cross";

static bool has_word(const struct gly_doc *doc, const struct gly_match *m,
                     const char *words)
{
    for (uint32_t tok = m->first_tok; tok < m->end_tok; tok++)
        if (gly_tok_is(doc, tok, words))
            return true;
    return false;
}

static uint16_t country_of(const struct gly_toponym *place)
{
    uint16_t country = gly_place_country(place, false);
    return country != GLY_NOWHERE ? country : gly_place_country(place, true);
}

/* Islands have borders in the sea, which prose calls borders too. */
static bool may_border(const struct gly_places *places, uint16_t a, uint16_t b)
{
    const struct gly_country *one = gly_atlas_country(places->atlas, a);
    const struct gly_country *two = gly_atlas_country(places->atlas, b);
    uint32_t islands = GLY_COUNTRY_ISLAND | GLY_COUNTRY_ARCHIPELAGO | GLY_COUNTRY_PART;
    uint32_t disputed = GLY_COUNTRY_DISPUTED;
    bool landlocked = (one->flags | two->flags) & GLY_COUNTRY_LANDLOCKED;
    return a == b || gly_country_borders(places->atlas, a, b) != GLY_ANSWER_NO ||
           (one->flags | two->flags) & disputed ||
           ((one->flags | two->flags) & islands && !landlocked);
}

static bool is_guarded(const struct gly_doc *doc, const struct gly_match *m,
                       uint32_t sent)
{
    int year = gly_sentence_year(doc, sent, NULL);
    return (year != 0 && year < 1993 && !gly_sentence_has(doc, sent, "since")) ||
           has_word(doc, m, not_on_land) ||
           gly_guards_near(doc, m->first_tok, m->end_tok, 5) &
               (GLY_GUARD_NEGATED | GLY_GUARD_PAST | GLY_GUARD_MAYBE |
                GLY_GUARD_QUESTION | GLY_GUARD_FICTION);
}

static void report(struct gly_pass *pass, const struct gly_places *places, uint16_t a,
                   uint16_t b, const struct gly_toponym *subject,
                   const struct gly_toponym *object, struct gly_span span)
{
    const struct gly_atlas *atlas = places->atlas;
    struct gly_finding *f =
        gly_report(pass, 0, span, "%s%.*s and %s%.*s have no common border",
                   gly_country_the(atlas, a), GLY_STR_ARG(gly_country_name(atlas, a)),
                   gly_country_the(atlas, b), GLY_STR_ARG(gly_country_name(atlas, b)));
    if (!gly_span_contains(span, subject->span))
        gly_evidence(f, subject->span, "whose border is spoken of");
    if (object->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

/* Neighbours in a loose sense may have a third country or a sea between them. */
static bool are_near(const struct gly_atlas *atlas, uint16_t a, uint16_t b)
{
    enum { NEAR_BY = 40 }; /* tenths of a degree */
    const struct gly_country *one = gly_atlas_country(atlas, a);
    const struct gly_country *two = gly_atlas_country(atlas, b);
    return one->west > one->east || two->west > two->east ||
           (one->south - NEAR_BY < two->north && two->south - NEAR_BY < one->north &&
            one->west - NEAR_BY < two->east && two->west - NEAR_BY < one->east);
}

static bool check_pair(struct gly_pass *pass, const struct gly_places *places,
                       const struct gly_toponym *one, const struct gly_toponym *two,
                       const struct gly_match *m, bool near)
{
    uint16_t a = country_of(one), b = country_of(two);
    if (a == GLY_NOWHERE || b == GLY_NOWHERE || may_border(places, a, b) ||
        (near && are_near(places->atlas, a, b)) || one->flags & GLY_PLACE_ON_DISPUTE ||
        two->flags & GLY_PLACE_ON_DISPUTE ||
        is_guarded(gly_pass_doc(pass), m, two->sent))
        return false;
    report(pass, places, a, b, one, two, m->span);
    return true;
}

/* Does the sentence begin with what stands for something before it? */
static bool reaches_back(const struct gly_doc *doc, uint32_t sent)
{
    uint32_t count;
    const struct gly_sent *s = &gly_doc_sents(doc, &count)[sent];
    return gly_tok_is(doc, s->first_tok,
                      "it|its|they|their|he|she|this|that|these|both") ||
           gly_tok_is(doc, s->first_tok + 1,
                      "country|nation|government|president|it|its");
}

/* None of the countries named in this sentence borders B, nor any in the two before
 * where it reaches back to them: the nearest is whose border it should be. */
static void check_its(struct gly_pass *pass, const struct gly_places *places,
                      const struct gly_match *m, bool loosely)
{
    const struct gly_toponym *object = &places->at[m->place[0]];
    uint16_t b = gly_place_country(object, false);
    /* "Togo and neighbouring Mali" has a pattern of its own. */
    if (loosely && m->first_tok > 0 &&
        gly_tok_is(gly_pass_doc(pass), m->first_tok - 1, "and|,"))
        return;
    if (b == GLY_NOWHERE || object->flags & GLY_PLACE_ON_DISPUTE ||
        is_guarded(gly_pass_doc(pass), m, object->sent))
        return;
    const struct gly_toponym *subject = NULL;
    uint32_t reach = reaches_back(gly_pass_doc(pass), object->sent) ? 2 : 0;
    for (uint32_t i = m->place[0];
         i-- > 0 && places->at[i].sent + reach >= object->sent;) {
        const struct gly_toponym *other = &places->at[i];
        if (other->kind == GLY_PLACE_PHRASE || other->kind == GLY_PLACE_REGION)
            continue;
        if (other->kind == GLY_PLACE_GROUP || other->kind == GLY_PLACE_DIVISION ||
            other->kind == GLY_PLACE_FEATURE)
            return;
        struct gly_countries set = gly_place_countries(places, other, false);
        for (unsigned a = 0; a < 256; a++)
            if (gly_countries_has(&set, a) &&
                (may_border(places, (uint16_t)a, b) ||
                 (loosely && are_near(places->atlas, (uint16_t)a, b))))
                return;
        if (!subject && other->sent == object->sent &&
            (gly_place_country(other, false) != GLY_NOWHERE ||
             (loosely && gly_place_country(other, true) != GLY_NOWHERE)))
            subject = other;
    }
    if (subject)
        report(pass, places, subject->row, b, subject, object, m->span);
}

static bool check_match(struct gly_pass *pass, const struct gly_places *places,
                        size_t pattern, const struct gly_match *m)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    if (patterns[pattern].shape >= ITS) {
        check_its(pass, places, m, patterns[pattern].shape == NEIGHBOURING);
        return false;
    }
    const struct gly_toponym *one = &places->at[m->place[0]];
    const struct gly_toponym *two = &places->at[m->place[1]];
    bool near = patterns[pattern].shape == NEAR || patterns[pattern].shape == NEAR_ROW;
    if (near && has_word(doc, m, SIDES))
        return false; /* which side it is on is another matter */
    bool said = check_pair(pass, places, one, two, m, near);
    if (m->place[3] != GLY_NONE) {
        const struct gly_toponym *third = &places->at[m->place[3]];
        return said || check_pair(pass, places, one, third, m, near);
    }
    bool row = patterns[pattern].shape == ROW || patterns[pattern].shape == NEAR_ROW;
    while (!said && row && (two = gly_place_listed_behind(doc, places, two)) &&
           gly_place_ends_clause(doc, two))
        said = check_pair(pass, places, one, two, m, near);
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

const struct gly_check gly_check_geography_border = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .options = options,
    .option_count = GLY_COUNT(options),
    .needs = GLY_NEED_PLACES,
    .language = "en",
    .setup = setup,
    .run = run,
};
