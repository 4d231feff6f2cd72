/* "the Guyanese parliament in Paramaribo" */
#include <galley/check.h>
#include <galley/phrase.h>

static const struct gly_rule rules[] = {
    {
        .id = "geography/wrong-demonym",
        .severity = GLY_WARNING,
        .stage = GLY_STABLE,
        .summary = "The adjective is that of another country with a similar name",
        .why =
            "Slovak and Slovenian, Nigerian and Nigerien are mixed up again and again. "
            "Only pairs that people confuse are looked at, and only where the text "
            "names no place of the other country.",
        .bad = "Niger will vote in March, the Nigerian commission in Niamey said.",
        .good = "Niger will vote in March, the Nigerien commission in Niamey said.",
    },
};

/* Bodies that a country has at home, and people who stand for it. */
static const char institutions[] =
    "ministry|government|parliament|president|presidency|commission|police|army|court|"
    "cabinet|senate|assembly|constitution|economy|capital|authorities|legislature|"
    "electorate|budget|treasury";

static const char people[] =
    "economist|leader|president|minister|premier|politician|lawmaker|diplomat|writer|"
    "scientist|singer|athlete|player|team|government|ministry|parliament|capital|"
    "currency|economy|army|police|chancellor";

/* What a government does at home. What it says or does to others (protest, welcome, visit)
 * it does as another country's, and two countries are spoken of; so a person who stands
 * for one must be described: "the Mauritanian economist, 47," */
static const char bodies[] =
    "government|ministry|parliament|economy|currency|army|police|capital|chancellor";

static const char at_home[] =
    "will|plans|planned|wants|expects|hopes|approved|passed|voted|raised|cut|cuts|"
    "needs|"
    "spends|adopted|introduced|faces|which|depends|grew|shrank|resigned|collapsed|"
    "lost|survived|expanded|contracted|slowed|stagnated|recovered|dissolved";

static bool is_at_home(const struct gly_doc *doc, uint32_t noun)
{
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    return noun + 1 >= count || toks[noun + 1].kind != GLY_TOK_WORD ||
           (gly_tok_is(doc, noun, bodies) && gly_tok_is(doc, noun + 1, at_home));
}

static bool is_noun_behind(const struct gly_doc *doc, uint32_t first, uint32_t sent,
                           const char *nouns, uint32_t *ret_noun)
{
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    for (uint32_t tok = first; tok < first + 3 && tok < count && toks[tok].sent == sent;
         tok++) {
        if (gly_tok_is(doc, tok, nouns)) {
            *ret_noun = tok;
            return true;
        }
        if (toks[tok].kind != GLY_TOK_WORD)
            return false;
    }
    return false;
}

/* What the document names of the two countries: the other must be there only by this
 * adjective, ours by more than it. */
struct named {
    uint32_t others; /* other mentions of the adjective's country */
    const struct gly_toponym *ours;
    bool ours_alone; /* nothing else is named before, in this block */
};

static struct named look_around(const struct gly_places *places, uint32_t index,
                                uint16_t country)
{
    struct named named = {.ours_alone = true};
    const struct gly_toponym *adjective = &places->at[index];
    const struct gly_atlas *atlas = places->atlas;
    for (uint32_t i = 0; i < places->count; i++) {
        const struct gly_toponym *other = &places->at[i];
        if (i == index || other->kind == GLY_PLACE_PHRASE)
            continue;
        if (other->country == country)
            named.others++;
        if (i > index || other->country == GLY_NOWHERE || other->country == country)
            continue;
        bool ours = gly_countries_confusable(atlas, country, other->country) &&
                    (other->kind == GLY_PLACE_COUNTRY || other->kind == GLY_PLACE_CITY);
        if (ours && gly_place_is_sure(other))
            named.ours = other;
        if (!ours && other->block == adjective->block)
            named.ours_alone = false;
    }
    return named;
}

/* A place of ours in the same noun phrase: "the ... commission in Niamey". */
static bool is_tied(const struct gly_doc *doc, const struct gly_places *places,
                    uint32_t noun, uint16_t country, uint16_t *ret_ours)
{
    uint32_t count;
    gly_doc_toks(doc, &count);
    if (noun + 2 >= count || !gly_tok_is(doc, noun + 1, "in|of"))
        return false;
    const struct gly_toponym *place = gly_place_at(places, noun + 2);
    if (!place || !gly_place_is_sure(place) || place->country == country ||
        !gly_countries_confusable(places->atlas, country, place->country))
        return false;
    *ret_ours = place->country;
    return true;
}

/* "In Bern, the Swedish government approved": from the seat of one government, what another
 * does at home. */
static bool is_led(const struct gly_doc *doc, const struct gly_places *places,
                   uint32_t index, uint32_t noun, uint16_t country, uint16_t *ret_ours)
{
    if (index == 0)
        return false;
    const struct gly_toponym *city = &places->at[index - 1];
    const struct gly_toponym *adjective = &places->at[index];
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    uint32_t behind = city->first_tok + city->tok_count;
    if (city->kind != GLY_PLACE_CITY || !gly_place_is_sure(city) ||
        city->first_tok == 0 || !gly_tok_is(doc, city->first_tok - 1, "in") ||
        !(toks[city->first_tok - 1].flags & GLY_TOK_SENT_START) ||
        !gly_tok_is(doc, behind, ",") || behind + 2 != adjective->first_tok ||
        !gly_country_has_capital(places->atlas, city->country, city->row) ||
        !gly_countries_confusable(places->atlas, country, city->country) ||
        noun + 1 >= count ||
        !gly_tok_is(doc, noun + 1,
                    "approved|passed|voted|raised|cut|adopted|introduced"))
        return false;
    *ret_ours = city->country;
    return true;
}

static void check_adjective(struct gly_pass *pass, const struct gly_places *places,
                            uint32_t index)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_toponym *adjective = &places->at[index];
    uint16_t country = gly_place_country(adjective, true);
    if (country == GLY_NOWHERE || adjective->reading_count > 4 ||
        adjective->first_tok == 0 || adjective->flags & GLY_PLACE_HYPHENATED ||
        !gly_tok_is(doc, adjective->first_tok - 1, "the"))
        return;
    uint32_t first = adjective->first_tok + adjective->tok_count;
    uint32_t noun = 0, count;
    uint16_t ours = GLY_NOWHERE;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    bool tied = is_noun_behind(doc, first, adjective->sent, institutions, &noun) &&
                (is_tied(doc, places, noun, country, &ours) ||
                 is_led(doc, places, index, noun, country, &ours));
    struct named named = look_around(places, index, country);
    if (named.others > 0)
        return;
    if (!tied) {
        bool opens = toks[adjective->first_tok - 1].flags & GLY_TOK_SENT_START;
        if (!opens || !named.ours || !named.ours_alone ||
            named.ours->sent + 1 != adjective->sent ||
            !is_noun_behind(doc, first, adjective->sent, people, &noun) ||
            !is_at_home(doc, noun))
            return;
        ours = named.ours->country;
    }
    if (gly_guards_near(doc, adjective->first_tok, noun, 3) &
        (GLY_GUARD_NEGATED | GLY_GUARD_FICTION | GLY_GUARD_SPORT))
        return;
    const struct gly_atlas *atlas = places->atlas;
    struct gly_str right = gly_country_adjective(atlas, ours);
    struct gly_str written = gly_doc_slice(doc, adjective->span);
    if (right.len == 0 || gly_str_eq(right, written))
        return;
    struct gly_finding *f = gly_report(
        pass, 0, adjective->span, "'%.*s' is of %s%.*s; of %s%.*s it is '%.*s'",
        GLY_STR_ARG(written), gly_country_the(atlas, country),
        GLY_STR_ARG(gly_country_name(atlas, country)), gly_country_the(atlas, ours),
        GLY_STR_ARG(gly_country_name(atlas, ours)), GLY_STR_ARG(right));
    gly_fix(f, right);
    if (named.ours)
        gly_evidence(f, named.ours->span, "the country it speaks of");
    if (adjective->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

/* Each adjective looks at the whole document: past this many places no country is
 * named by one adjective alone. */
enum { PLACES_MAX = 5000 };

static void run(struct gly_pass *pass)
{
    const struct gly_places *places = gly_places(pass);
    if (places->count > PLACES_MAX)
        return;
    for (uint32_t i = 0; i < places->count; i++)
        if (places->at[i].kind == GLY_PLACE_COUNTRY &&
            places->at[i].form == GLY_PLACE_ADJECTIVE)
            check_adjective(pass, places, i);
}

static const struct gly_rule_option options[] = {
    GLY_PLACES_OPTION(0),
};

const struct gly_check gly_check_geography_demonym = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .options = options,
    .option_count = GLY_COUNT(options),
    .needs = GLY_NEED_PLACES,
    .language = "en",
    .run = run,
};
