/* "150 taka" in a text about India, "90 million Swiss marks" */
#include <galley/check.h>
#include <galley/phrase.h>

static const struct gly_rule rules[] = {
    {
        .id = "geography/wrong-currency",
        .severity = GLY_WARNING,
        .stage = GLY_STABLE,
        .summary = "A sum is given in money that no country of the text uses",
        .why = "Dollars, euros, pounds and other money of the world markets are used "
               "everywhere, and so is money of any country that the text names.",
        .bad = "India raised the price of wheat by 150 taka.",
        .good = "India raised the price of wheat by 150 rupees.",
    },
};

/* Money of the world markets, and words that are no money for most readers: without an
 * adjective they say nothing of a country. */
static const char everywhere[] =
    "dollar|dollars|euro|euros|pound|pounds|franc|francs|yen|yuan|renminbi|sterling|"
    "cent|"
    "cents|penny|pence|mark|marks|crown|crowns|real|reals|som|sol|sols|won|lira|liras|"
    "ruble|rubles|rouble|roubles|leone|leones|para|colon|colons|gold|rand|rands|lev|"
    "lek";

static bool uses(const struct gly_places *places, const struct gly_toponym *money,
                 unsigned country)
{
    for (uint32_t i = 0; i < money->reading_count; i++)
        if (money->readings[i].kind != GLY_PLACE_CURRENCY ||
            gly_country_uses(places->atlas, country, money->readings[i].row))
            return true;
    return false;
}

/* Has any country that the document names such money? */
static bool anyone_uses(const struct gly_places *places,
                        const struct gly_toponym *money)
{
    for (uint32_t i = 0; i < places->count; i++) {
        const struct gly_toponym *place = &places->at[i];
        if (place->kind == GLY_PLACE_PHRASE || place->kind == GLY_PLACE_CURRENCY)
            continue;
        struct gly_countries set = gly_place_countries(places, place, false);
        for (unsigned country = 0; country < 256; country++)
            if (gly_countries_has(&set, country) && uses(places, money, country))
                return true;
    }
    return false;
}

static void say(struct gly_pass *pass, const struct gly_places *places,
                const struct gly_toponym *money, uint16_t country,
                const struct gly_toponym *subject, struct gly_span span)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_atlas *atlas = places->atlas;
    uint16_t own =
        gly_atlas_item(atlas, gly_atlas_country(atlas, country)->currencies, 0);
    if (own == GLY_NOWHERE)
        return;
    struct gly_str name = gly_atlas_text(atlas, gly_atlas_currency(atlas, own)->unit);
    struct gly_finding *f = gly_report(
        pass, 0, span,
        "The money of %s%.*s is the %.*s; '%.*s' is that of other countries",
        gly_country_the(atlas, country), GLY_STR_ARG(gly_country_name(atlas, country)),
        GLY_STR_ARG(name), GLY_STR_ARG(gly_doc_slice(doc, money->span)));
    if (!gly_span_contains(span, subject->span))
        gly_evidence(f, subject->span, "the country it speaks of");
    if (money->flags & GLY_PLACE_QUOTED)
        gly_soften(f, GLY_NOTE);
}

/* Money that is bought, lent or owed may be anybody's. */
static const char dealing[] =
    "buy|buys|buying|bought|sell|sells|selling|sold|exchange|exchanged|exchanging|swap|"
    "swapped|convert|converted|earned|donated|wired|transferred|holds|held";

static const char abroad[] =
    "reserves|exchange|exchanges|against|versus|tourist|tourists|visitor|visitors|"
    "traveller|travellers|traveler|travelers|abroad|foreign|overseas|shoppers|import|"
    "imports|imported|worth|equivalent|roughly|band";

/* "bought two billion zlotys", "the reserves hold" */
static bool is_dealt_in(const struct gly_doc *doc, const struct gly_toponym *money)
{
    uint32_t count;
    const struct gly_sent *s = &gly_doc_sents(doc, &count)[money->sent];
    for (uint32_t tok = s->first_tok; tok < s->first_tok + s->tok_count; tok++)
        if (gly_tok_is(doc, tok, abroad) ||
            (tok < money->first_tok && money->first_tok - tok <= 4 &&
             gly_tok_is(doc, tok, dealing) &&
             !gly_tok_is(doc, tok + 1, "for|at|a|an|the")))
            return true;
    return false;
}

static bool is_guarded(const struct gly_doc *doc, const struct gly_toponym *money)
{
    int year = gly_sentence_year(doc, money->sent, NULL);
    return (year != 0 && year < 2003) ||
           gly_guards_near(doc, money->first_tok, money->first_tok + 1, 8) &
               (GLY_GUARD_PAST | GLY_GUARD_FICTION | GLY_GUARD_NEGATED);
}

/* "Swiss marks": the adjective says whose money it is. */
static void check_adjective(struct gly_pass *pass, const struct gly_places *places,
                            const struct gly_toponym *whose,
                            const struct gly_toponym *money)
{
    uint16_t country = gly_place_country(whose, true);
    if (country == GLY_NOWHERE || whose->reading_count == 0 ||
        uses(places, money, country))
        return;
    for (uint32_t i = 0; i < whose->reading_count; i++)
        if (whose->readings[i].kind == GLY_PLACE_COUNTRY &&
            uses(places, money, whose->readings[i].row))
            return;
    struct gly_span span = {whose->span.start, money->span.end};
    say(pass, places, money, country, whose, span);
}

/* Its country, where that is certain: of a city that has one of its name. */
static uint16_t country_of(const struct gly_toponym *place)
{
    uint16_t country = gly_place_country(place, false);
    if (country == GLY_NOWHERE)
        country = gly_place_country(place, true);
    bool city = place->kind == GLY_PLACE_CITY && gly_place_is_sure(place) &&
                place->form == GLY_PLACE_NOUN && !(place->flags & GLY_PLACE_SEVERAL);
    return country == GLY_NOWHERE && city ? place->country : country;
}

/* The country that the sentence speaks of, or the one before. */
static const struct gly_toponym *subject_of(const struct gly_places *places,
                                            uint32_t index)
{
    for (uint32_t i = index;
         i-- > 0 && places->at[i].sent + 1 >= places->at[index].sent;)
        if (country_of(&places->at[i]) != GLY_NOWHERE)
            return &places->at[i];
    for (uint32_t i = index + 1;
         i < places->count && places->at[i].sent == places->at[index].sent; i++)
        if (country_of(&places->at[i]) != GLY_NOWHERE)
            return &places->at[i];
    return NULL;
}

static void check_money(struct gly_pass *pass, const struct gly_places *places,
                        uint32_t index)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_toponym *money = &places->at[index];
    if (money->form != GLY_PLACE_UNIT || money->flags & GLY_PLACE_UNSURE ||
        is_guarded(doc, money))
        return;
    const struct gly_toponym *whose = index > 0 ? &places->at[index - 1] : NULL;
    if (whose && whose->first_tok + whose->tok_count == money->first_tok) {
        check_adjective(pass, places, whose, money);
        return;
    }
    const struct gly_toponym *subject = subject_of(places, index);
    if (!subject || gly_tok_is(doc, money->first_tok, everywhere) ||
        is_dealt_in(doc, money) || anyone_uses(places, money))
        return;
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    struct gly_span span = {toks[money->first_tok - 1].span.start, money->span.end};
    say(pass, places, money, country_of(subject), subject, span);
}

/* ---- "Vietnam uses the baht" ---- */

static const char *const patterns[] = {
    "A uses|adopted B",
    "A , which uses B",
    "A' _1 currency , B",
    "A' _1 currency is B",
};

static void check_use(struct gly_pass *pass, const struct gly_places *places,
                      const struct gly_match *m)
{
    const struct gly_toponym *place = &places->at[m->place[0]];
    const struct gly_toponym *money = &places->at[m->place[1]];
    uint16_t country = gly_place_country(place, false);
    if (country == GLY_NOWHERE || money->kind != GLY_PLACE_CURRENCY ||
        money->flags & GLY_PLACE_UNSURE || uses(places, money, country) ||
        is_guarded(gly_pass_doc(pass), money))
        return;
    const struct gly_place_reading *r = gly_place_as(money, GLY_PLACE_CURRENCY);
    const char *code = gly_atlas_currency(places->atlas, r->row)->code;
    /* Money of the world markets is used beside a country's own. */
    if (gly_str_listed((struct gly_str){code, 3}, "EUR|USD|ZAR|CHF|AUD|GBP|RUB|INR"))
        return;
    say(pass, places, money, country, place, m->span);
}

static const void *setup(struct gly_setup *setup)
{
    return gly_setup_phrases(setup, patterns, sizeof patterns[0], GLY_COUNT(patterns));
}

static void find_use(struct gly_pass *pass, const struct gly_places *places,
                     size_t pattern, const struct gly_match *m)
{
    (void)pattern;
    check_use(pass, places, m);
}

/* Each sum looks at all places: a text with more of them names every country. */
enum { PLACES_MAX = 4000 };

static void run(struct gly_pass *pass)
{
    const struct gly_places *places = gly_places(pass);
    if (places->count > PLACES_MAX)
        return;
    for (uint32_t i = 0; i < places->count; i++)
        if (places->at[i].kind == GLY_PLACE_CURRENCY)
            check_money(pass, places, i);
    gly_phrases_run(pass, gly_pass_data(pass), find_use);
}

static const struct gly_rule_option options[] = {
    GLY_PLACES_OPTION(0),
};

const struct gly_check gly_check_geography_currency = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .options = options,
    .option_count = GLY_COUNT(options),
    .needs = GLY_NEED_PLACES,
    .language = "en",
    .setup = setup,
    .run = run,
};
