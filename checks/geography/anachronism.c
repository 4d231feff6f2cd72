/* "the Soviet Union in 1995" */
#include <galley/check.h>
#include <galley/phrase.h>

static const struct gly_rule rules[] = {
    {
        .id = "geography/anachronism",
        .severity = GLY_WARNING,
        .stage = GLY_STABLE,
        .summary = "A state is named in a year in which it did not exist",
        .why = "Either the year or the state is wrong. Words that look back ('former', "
               "'collapse', 'since'), several years in one sentence, books and museums "
               "keep the rule silent.",
        .bad = "He taught in the Soviet Union in 1997.",
        .good = "He taught in the Soviet Union in 1987.",
    },
};

/* Words that look back on a state from a later year, or forward to it. */
static const char looks_back[] =
    "former|formerly|ex|then|collapse|collapsed|collapsing|fall|fell|fallen|"
    "dissolution|"
    "dissolved|breakup|break|broke|disintegration|demise|end|ended|ending|since|after|"
    "before|legacy|history|historian|historians|museum|book|novel|documentary|"
    "memoir|nostalgia|archive|archives|declassified|successor|succeeded|born|era|old|"
    "once|late|reunification|unification|reunified|anniversary|published|exhibition|"
    "stamp|stamps|restored|independence|independent|until|when|compared|memory|"
    "remembered|ago|research|paper|wrote|"
    "writes|author|opera|song|album|heir|debt|debts|inherited|relic|relics|"
    "veteran|veterans|biography|portrait|translated|edition|"
    "recognised|"
    "recognized|renamed|became";

/* The only year of a sentence, as an adverb or an attribute of what happened: not in
 * brackets, not one of several, not a decade. */
static int only_year(const struct gly_doc *doc, uint32_t sent, uint32_t *ret_tok)
{
    uint32_t count;
    const struct gly_sent *s = &gly_doc_sents(doc, &count)[sent];
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    int last;
    int first = gly_sentence_year(doc, sent, &last);
    if (first == 0 || first != last)
        return 0;
    unsigned seen = 0;
    int year = 0;
    for (uint32_t tok = s->first_tok; tok < s->first_tok + s->tok_count; tok++) {
        if (toks[tok].kind != GLY_TOK_NUMBER)
            continue;
        struct gly_str text = gly_tok_text(doc, &toks[tok]);
        if (text.len != 4 || (text.ptr[0] != '1' && text.ptr[0] != '2'))
            continue;
        seen++;
        if (tok > s->first_tok && gly_tok_is(doc, tok - 1, "in|the|of|during|by"))
            year = first;
        *ret_tok = tok;
    }
    return seen == 1 ? year : 0;
}

/* ---- What happened to whom ----
 *
 * The year tells when the state did something only where the two are close: "in the Soviet
 * Union in 1995", "In 1995 the Soviet Union", "The Soviet Union sent ... in 1995". */

static const char sent_by_states[] =
    "troops|soldiers|team|teams|delegation|delegates|ships|officials|ministers|planes|"
    "diplomats|athletes|exports|imports|forces|engineers|tanks|president|government|"
    "parliament|army|leader|leaders|premier";

static bool is_another_clause(const struct gly_doc *doc, uint32_t first, uint32_t end)
{
    for (uint32_t tok = first; tok < end; tok++)
        if (gly_tok_is(doc, tok, "and|but|,|;|:|-|–|—|that|which|who|while"))
            return true;
    return false;
}

/* Is the state what the sentence begins with, or where those come from who do? */
static bool leads(const struct gly_doc *doc, const struct gly_toponym *place)
{
    uint32_t count;
    const struct gly_sent *s = &gly_doc_sents(doc, &count)[place->sent];
    uint32_t start = place->first_tok;
    if (start > s->first_tok && gly_tok_is(doc, start - 1, "the"))
        start--;
    if (start == s->first_tok)
        return true;
    if (start == s->first_tok + 2 && gly_tok_is(doc, s->first_tok, sent_by_states))
        return gly_tok_is(doc, start - 1, "from|of");
    return false;
}

/* "In 2005 she moved to Czechoslovakia": what people do in a state that there is. */
static bool is_gone_to(const struct gly_doc *doc, const struct gly_toponym *place,
                       uint32_t year)
{
    uint32_t tok = place->first_tok;
    if (tok > 0 && gly_tok_is(doc, tok - 1, "the"))
        tok--;
    return tok > year + 2 && gly_tok_is(doc, tok - 1, "to|in|into") &&
           gly_tok_is(
               doc, tok - 2,
               "moved|went|travelled|traveled|flew|emigrated|fled|exported|"
               "returned|came|worked|lived|studied|arrived|drove|sailed|settled") &&
           !is_another_clause(doc, year + 1 + gly_tok_is(doc, year + 1, ","), tok);
}

static bool is_dated(const struct gly_doc *doc, const struct gly_places *places,
                     const struct gly_toponym *place, uint32_t year)
{
    uint32_t count;
    const struct gly_sent *s = &gly_doc_sents(doc, &count)[place->sent];
    uint32_t behind = place->first_tok + place->tok_count;
    if (year >= behind)
        return (year == behind + 1 && gly_tok_is(doc, behind, "in|during")) ||
               (leads(doc, place) &&
                (!(place->flags & GLY_PLACE_POSSESSIVE) ||
                 gly_tok_is(doc, behind,
                            "prime|president|government|parliament|army|minister|king|"
                            "foreign|finance|navy|cabinet")) &&
                !is_another_clause(doc, behind, year));
    if (year == s->first_tok + 1 && is_gone_to(doc, place, year))
        return true;
    uint32_t tok = year + 1;
    while (tok < place->first_tok) { /* "In 1998, Yugoslavia and East Germany" */
        const struct gly_toponym *other = gly_place_at(places, tok);
        /* "In 1998, diplomats from Zaire" */
        if (!other && !gly_tok_is(doc, tok, ",|the|and|from|of") &&
            !gly_tok_is(doc, tok, sent_by_states))
            return false;
        tok += other ? other->tok_count : 1;
    }
    return year == s->first_tok + 1;
}

static void say(struct gly_pass *pass, const struct gly_toponym *place,
                const struct gly_former *state, int year, uint32_t year_tok)
{
    uint32_t count;
    struct gly_str name = gly_doc_slice(gly_pass_doc(pass), place->span);
    struct gly_finding *f =
        year > state->to && state->to != 0
            ? gly_report(pass, 0, place->span, "'%.*s' ended in %d, before %d",
                         GLY_STR_ARG(name), state->to, year)
            : gly_report(pass, 0, place->span, "'%.*s' began in %d, after %d",
                         GLY_STR_ARG(name), state->from, year);
    gly_evidence(f, gly_doc_toks(gly_pass_doc(pass), &count)[year_tok].span,
                 "the year");
    if (place->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

/* "In 1985, independent Ukraine": before its independence. */
static void check_independent(struct gly_pass *pass, const struct gly_places *places,
                              const struct gly_toponym *place)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_place_reading *r = NULL;
    for (uint32_t i = 0; i < place->reading_count; i++)
        if (place->readings[i].kind == GLY_PLACE_FORMER &&
            gly_atlas_former(places->atlas, place->readings[i].row)->kind ==
                GLY_FORMER_YOUNG)
            r = &place->readings[i];
    if (!r || place->first_tok == 0 || !gly_place_is_sure(place) ||
        !gly_tok_is(doc, place->first_tok - 1, "independent|sovereign"))
        return;
    const struct gly_former *state = gly_atlas_former(places->atlas, r->row);
    uint32_t year_tok = 0;
    int year = only_year(doc, place->sent, &year_tok);
    if (year == 0 || year >= state->from || year < 1945 ||
        gly_guards_near(doc, place->first_tok, place->first_tok + 1, 5) &
            (GLY_GUARD_NEGATED | GLY_GUARD_MAYBE | GLY_GUARD_FICTION))
        return;
    say(pass, place, state, year, year_tok);
}

/* The state that a name stood for: by itself, or as an older name of a country (Zaire). */
static uint16_t former_of(const struct gly_doc *doc, const struct gly_places *places,
                          const struct gly_toponym *place)
{
    if (place->kind == GLY_PLACE_FORMER)
        return place->row;
    const struct gly_place_reading *r = gly_place_as(place, GLY_PLACE_FORMER);
    bool older = r && place->kind == GLY_PLACE_COUNTRY &&
                 !gly_str_eq(gly_country_name(places->atlas, place->row),
                             gly_doc_slice(doc, place->span));
    return older ? r->row : GLY_NOWHERE;
}

static bool looks_back_in(const struct gly_doc *doc, uint32_t sent)
{
    return gly_sentence_has(doc, sent, looks_back);
}

/* "born in 1995 in Czechoslovakia" */
static bool is_born(const struct gly_doc *doc, const struct gly_toponym *place,
                    uint32_t year)
{
    uint32_t tok = place->first_tok;
    tok -= tok > 0 && gly_tok_is(doc, tok - 1, "the");
    return tok == year + 2 && year >= 2 && gly_tok_is(doc, tok - 1, "in") &&
           gly_tok_is(doc, year - 1, "in") && gly_tok_is(doc, year - 2, "born");
}

static void check_state(struct gly_pass *pass, const struct gly_places *places,
                        const struct gly_toponym *place)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint16_t row = former_of(doc, places, place);
    if (row == GLY_NOWHERE || place->form != GLY_PLACE_NOUN ||
        !gly_place_is_sure(place))
        return;
    const struct gly_former *state = gly_atlas_former(places->atlas, row);
    if (state->kind != GLY_FORMER_STATE || state->to < 1900)
        return;
    uint32_t year_tok = 0;
    int year = only_year(doc, place->sent, &year_tok);
    /* What became the state is often called by its name a few years before. */
    enum { BEFORE = 5 };
    if (year == 0 || (year >= state->from - BEFORE && year <= state->to + 1) ||
        (year < state->from && state->from < 1900) || /* a convention */
        !(is_dated(doc, places, place, year_tok) || is_born(doc, place, year_tok)) ||
        (looks_back_in(doc, place->sent) && !is_born(doc, place, year_tok)) ||
        gly_sentence_guards(doc, place->sent) &
            (GLY_GUARD_NEGATED | GLY_GUARD_MAYBE | GLY_GUARD_QUESTION) ||
        gly_guards_near(doc, place->first_tok, place->first_tok + 1, 5) &
            GLY_GUARD_FICTION)
        return;
    /* A later state of the same name: Poland's republics, Yugoslavia's two. */
    for (uint32_t i = 0; i < place->reading_count; i++) {
        const struct gly_former *other =
            gly_atlas_former(places->atlas, place->readings[i].row);
        if (i > 0 && place->readings[i].kind == GLY_PLACE_FORMER &&
            year >= other->from && (other->to == 0 || year <= other->to + 1))
            return;
    }
    say(pass, place, state, year, year_tok);
}

static void run(struct gly_pass *pass)
{
    const struct gly_places *places = gly_places(pass);
    for (uint32_t i = 0; i < places->count; i++) {
        if (places->at[i].kind == GLY_PLACE_PHRASE)
            continue;
        check_state(pass, places, &places->at[i]);
        check_independent(pass, places, &places->at[i]);
    }
}

static const struct gly_rule_option options[] = {
    GLY_PLACES_OPTION(0),
};

const struct gly_check gly_check_geography_anachronism = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .options = options,
    .option_count = GLY_COUNT(options),
    .needs = GLY_NEED_PLACES,
    .language = "en",
    .run = run,
};
