/* What kind of land or water it is: "the landlocked nation" of Malta, "Bolivia's
 * seaports", "the Serengeti mountain". */
#include <galley/check.h>
#include <galley/phrase.h>

static const struct gly_rule rules[] = {
    {
        .id = "geography/wrong-type",
        .severity = GLY_WARNING,
        .stage = GLY_STABLE,
        .summary = "A country is called landlocked, coastal or an island, or a water "
                   "a mountain, and is none",
        .why = "A slip of the pen or a mix-up of two countries. The rule keeps silent "
               "where any place the text names would fit.",
        .bad = "Paraguay sells soybeans. The coastal country ships them by river.",
        .good = "Paraguay sells soybeans. The landlocked country ships them by "
                "river.",
    },
};

/* ---- Descriptions ---- */

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
    struct gly_finding *f = gly_report(
        pass, 0, description->span, "%s%.*s %s", gly_country_the(atlas, country),
        GLY_STR_ARG(gly_country_name(atlas, country)),
        type_message(gly_atlas_country(atlas, country), description->type));
    gly_evidence(f, subject->span, "the place it speaks of");
    if (description->type & GLY_DESCRIBED_QUOTED || subject->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

static void check_description(struct gly_pass *pass, const struct gly_places *places,
                              const struct gly_description *description)
{
    enum {
        KINDS = GLY_DESCRIBED_LANDLOCKED | GLY_DESCRIBED_COASTAL | GLY_DESCRIBED_ISLAND
    };
    uint32_t index = description->type & KINDS
                         ? gly_description_misfit(pass, places, description)
                         : GLY_NONE;
    if (index == GLY_NONE)
        return;
    const struct gly_toponym *subject = &places->at[index];
    /* Where its region is wrong, that is what is said of it. */
    if (description->region == GLY_NOWHERE ||
        gly_country_in_region(places->atlas, subject->country, description->region) !=
            GLY_ANSWER_NO)
        report(pass, places, description, subject, subject->country);
}

/* ---- "Bolivia's seaports", "landlocked Ecuador" ---- */

#define COAST "coast|coasts|coastline|seaport|seaports|shoreline|seaboard"

enum row { ALONE, BEHIND, AHEAD };

struct type_pattern {
    const char *text;
    unsigned type; /* enum gly_description_type */
    enum row row;  /* names that the same is said of */
};

#define LANDS "countries|nations|states|economies|republics|kingdoms"

static const struct type_pattern patterns[] = {
    {"A' _1 " COAST, GLY_DESCRIBED_COASTAL, ALONE},
    {"the A~ " COAST, GLY_DESCRIBED_COASTAL, ALONE},
    {"off|along|on the coast of A", GLY_DESCRIBED_COASTAL, ALONE},
    {"A has a|its _3 coastline|seaport|seaports", GLY_DESCRIBED_COASTAL, ALONE},
    {"A is|are not landlocked", GLY_DESCRIBED_COASTAL, ALONE},
    {"landlocked and|, _2 , A", GLY_DESCRIBED_LANDLOCKED, ALONE},
    {"landlocked A", GLY_DESCRIBED_LANDLOCKED, ALONE},
    {"coastal A", GLY_DESCRIBED_COASTAL, ALONE},
    {"A , landlocked and|, _1", GLY_DESCRIBED_LANDLOCKED, ALONE},
    {"A is|remains landlocked $$", GLY_DESCRIBED_LANDLOCKED, ALONE},
    {"A , which is landlocked $$", GLY_DESCRIBED_LANDLOCKED, ALONE},
    {"A has|have no _1 coast|coastline|shoreline", GLY_DESCRIBED_LANDLOCKED, ALONE},
    {"A , which has no _1 coast|coastline|shoreline", GLY_DESCRIBED_LANDLOCKED, ALONE},
    {"A has no _1 access|outlet to the sea|ocean", GLY_DESCRIBED_LANDLOCKED, ALONE},
    {"A , which has no _1 access|outlet to the sea|ocean", GLY_DESCRIBED_LANDLOCKED,
     ALONE},
    {"like|unlike other _1 landlocked " LANDS " , A", GLY_DESCRIBED_LANDLOCKED, ALONE},
    {"like|unlike other _1 island " LANDS " , A", GLY_DESCRIBED_ISLAND, ALONE},
    {"the island|archipelago of A", GLY_DESCRIBED_ISLAND, ALONE},
    {"A is|remains an _1 island in|off", GLY_DESCRIBED_ISLAND, ALONE},
    {"A are|remain all|both? _1 landlocked", GLY_DESCRIBED_LANDLOCKED, AHEAD},
    {"A are|remain all|both? _1 island " LANDS, GLY_DESCRIBED_ISLAND, AHEAD},
    {"A and|or other _1 landlocked " LANDS, GLY_DESCRIBED_LANDLOCKED, AHEAD},
    {"A and|or other _1 island " LANDS, GLY_DESCRIBED_ISLAND, AHEAD},
    {"landlocked _1 " LANDS " ,? such|including|like as? A", GLY_DESCRIBED_LANDLOCKED,
     BEHIND},
    {"island _1 " LANDS " ,? such|including|like as? A", GLY_DESCRIBED_ISLAND, BEHIND},
};

static const char inland[] =
    "lake|lakes|river|rivers|caspian|danube|lost|loss|lose|losing|lacks|ceded|war|"
    "regain|dream|nearly|almost|virtually|practically|effectively|all|semi|otherwise|"
    "ship|ships|fleet|sea";

/* "almost landlocked": the sea is no reason to be silent where its want is claimed. */
static const char not_quite[] =
    "nearly|almost|virtually|practically|effectively|all|semi|otherwise|war|lost|loss|"
    "ceded|blockade|blockaded|become|became|parts|part|own|ice|warm";

static bool is_excused(const struct gly_doc *doc, const struct gly_toponym *place,
                       const struct gly_match *m, unsigned type)
{
    unsigned guards =
        GLY_GUARD_PAST | GLY_GUARD_MAYBE | GLY_GUARD_QUESTION | GLY_GUARD_FICTION;
    /* "has no coast" is the claim itself. */
    bool denies =
        gly_tok_is(doc, m->end_tok - 1, "coast|coastline|shoreline|sea|ocean") &&
        type & GLY_DESCRIBED_LANDLOCKED;
    bool denied =
        type & GLY_DESCRIBED_COASTAL && gly_tok_is(doc, m->end_tok - 1, "landlocked");
    if (!denies && !denied)
        guards |= GLY_GUARD_NEGATED;
    int year = gly_sentence_year(doc, place->sent, NULL);
    /* "no coast on the Baltic", "no coastline to speak of" */
    if (denies && gly_tok_is(doc, m->end_tok, "on|along|of|to|in|with|worth|facing"))
        return true;
    return (year != 0 && year < 2007) || /* Serbia's coast, Ethiopia's */
           gly_guards_near(doc, m->first_tok, m->end_tok, 4) & guards ||
           gly_sentence_has(doc, place->sent,
                            type & GLY_DESCRIBED_LANDLOCKED ? not_quite : inland) ||
           gly_tok_is(doc, m->end_tok, "guard|guards|guardsman|guardsmen|line|road");
}

static bool check_type(struct gly_pass *pass, const struct gly_places *places,
                       const struct gly_toponym *place, unsigned type,
                       const struct gly_match *m)
{
    struct gly_description claim = {.span = m->span,
                                    .claim = m->span,
                                    .region = GLY_NOWHERE,
                                    .type = (uint16_t)type};
    uint16_t country = gly_place_country(place, false);
    if (country == GLY_NOWHERE)
        country = gly_place_country(place, true);
    if (country == GLY_NOWHERE || gly_place_may_be(places, &claim, place) ||
        gly_place_is_disputed(places, place) ||
        gly_atlas_country(places->atlas, country)->flags & GLY_COUNTRY_PART ||
        is_excused(gly_pass_doc(pass), place, m, type))
        return false;
    report(pass, places, &claim, place, country);
    return true;
}

static bool check_row(struct gly_pass *pass, const struct gly_places *places,
                      uint32_t index, const struct type_pattern *pattern,
                      const struct gly_match *m)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_toponym *place = &places->at[index];
    bool said = check_type(pass, places, place, pattern->type, m);
    while (!said && pattern->row != ALONE) {
        place = pattern->row == AHEAD ? gly_place_listed_before(doc, places, place)
                                      : gly_place_listed_behind(doc, places, place);
        if (!place)
            break;
        said = check_type(pass, places, place, pattern->type, m);
    }
    return said;
}

/* ---- "Botswana patrols its coast" ---- */

/* The country is the only place that its sentence has named so far. */
static void check_own_coast(struct gly_pass *pass, const struct gly_places *places,
                            uint32_t index)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_toponym *place = &places->at[index];
    uint16_t country = gly_place_country(place, false);
    if (country == GLY_NOWHERE ||
        !(gly_atlas_country(places->atlas, country)->flags & GLY_COUNTRY_LANDLOCKED) ||
        (index > 0 && places->at[index - 1].sent == place->sent))
        return;
    uint32_t count;
    const struct gly_sent *sent = &gly_doc_sents(doc, &count)[place->sent];
    uint32_t end = sent->first_tok + sent->tok_count;
    if (index + 1 < places->count && places->at[index + 1].sent == place->sent)
        end = places->at[index + 1].first_tok;
    for (uint32_t tok = place->first_tok + place->tok_count; tok + 1 < end; tok++) {
        if (!gly_tok_is(doc, tok, "its") ||
            !gly_tok_is(doc, tok + 1, "coast|coastline|seaports|shoreline|seaboard"))
            continue;
        struct gly_match m = {.first_tok = tok, .end_tok = tok + 2};
        const struct gly_tok *toks = gly_doc_toks(doc, &count);
        m.span = (struct gly_span){toks[tok].span.start, toks[tok + 1].span.end};
        check_type(pass, places, place, GLY_DESCRIBED_COASTAL, &m);
        return;
    }
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
        struct gly_finding *f = gly_report(pass, 0, span, "'%.*s' is %s, not a %s",
                                           GLY_STR_ARG(gly_doc_slice(doc, place->span)),
                                           kind_names[kind], w->after);
        if (place->flags & GLY_PLACE_QUOTED)
            gly_soften(f, GLY_NOTE);
        return;
    }
}

static void check_types(struct gly_pass *pass, const struct gly_places *places,
                        uint32_t index, const struct gly_phrases *phrases)
{
    struct gly_match m;
    for (size_t k = 0; (k = gly_phrases_match(gly_pass_doc(pass), places, phrases, k,
                                              index, &m)) < phrases->count;
         k++)
        if (check_row(pass, places, index, &patterns[k], &m))
            return;
    check_own_coast(pass, places, index);
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
    for (uint32_t i = 0; i < places->count; i++) {
        check_types(pass, places, i, gly_pass_data(pass));
        check_feature(pass, places, &places->at[i]);
    }
}

static const struct gly_rule_option options[] = {
    GLY_PLACES_OPTION(0),
};

const struct gly_check gly_check_geography_type = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .options = options,
    .option_count = GLY_COUNT(options),
    .needs = GLY_NEED_PLACES,
    .language = "en",
    .setup = setup,
    .run = run,
};
