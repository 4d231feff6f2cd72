/* Which place is meant, and whether one is: names beside other capitalised words are
 * parts of longer names (Michael Jordan, Taiwan Institute), "Paris, Texas" is another
 * Paris, Georgia is a country or a state.
 *
 * Shape and neighbours decide here and not the names annotation, which reads the whole
 * document several times over, for rules that most documents give nothing to do. Of 3,144 names
 * of countries and cities in 560 documents it calls 98 something else: teams and
 * governments called by their country, where a claim about the place is read rightly, and
 * parts of longer names, which the words below tell as well. */
#include <galley/phrase.h>

#include "note/place.h"

/* ---- Neighbours ---- */

static bool is_capitalised_word(const struct gly_doc *doc, uint32_t tok)
{
    const struct gly_tok *t = &doc->toks.at[tok];
    return (t->kind == GLY_TOK_WORD || t->kind == GLY_TOK_MIXED) &&
           t->flags & GLY_TOK_CAPITALISED;
}

static const char directions[] =
    "northern|southern|eastern|western|central|northeastern|northwestern|southeastern|"
    "southwestern|north-eastern|mainland|metropolitan|greater|inner|outer|upper|lower|"
    "downtown|rural|coastal|modern|neighbouring|neighboring|nearby|sub|post|pre|non|"
    "pro|"
    "anti|mr|mrs|ms";

/* Words of office and kind that stand before a name without being part of it. */
static const char offices[] =
    "president|minister|king|queen|government|republic|kingdom|state|states|embassy|"
    "ministry|commonwealth|ambassador|capital|people|parliament|prince|princess|emir|"
    "sultan|premier|chancellor|governor|mayor|city|port|coast|islands|republics|"
    "department|undersecretary|secretary|pope|emperor|bishop|archbishop|"
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|"
    "april|may|june|july|august|september|october|november|december|today|yesterday";

/* Known as a name alone, or not at all. */
static bool is_only_name(const struct gly_place_work *work, uint32_t tok)
{
    struct gly_word_form form;
    struct gly_str text = gly_tok_text(work->doc, &work->doc->toks.at[tok]);
    return !gly_wordlist_find_form(work->words, text, &form) ||
           form.info.flags & GLY_LISTED_NAME;
}

/* Does the capitalised word before a name belong to it? At the start of a sentence every
 * word has a capital: there only words known as names alone do. */
static bool joins_before(const struct gly_place_work *work, uint32_t tok)
{
    const struct gly_doc *doc = work->doc;
    if (!is_capitalised_word(doc, tok) || gly_place_covers(work, tok) ||
        gly_tok_is(doc, tok, directions) || gly_tok_is(doc, tok, offices))
        return false;
    if (doc->toks.at[tok].flags & GLY_TOK_SENT_START)
        return is_only_name(work, tok);
    return !gly_tok_is(doc, tok, "the|a|in|and|of|i|if|but|for|at|as");
}

/* What a state has: "Michigan State University", where "Michigan State" is no name. */
static const char institutions[] =
    "university|college|department|council|museum|press|police|hospital|orchestra|"
    "penitentiary|school|library|prison|dictionary|fair";

/* "Bank of America", but not "President of Kenya" or "Republic of Korea". */
static bool joins_of(const struct gly_place_work *work, uint32_t tok)
{
    const struct gly_doc *doc = work->doc;
    /* "University of Southern Indiana", "of the Western Cape" */
    if (is_capitalised_word(doc, tok) && gly_tok_is(doc, tok, directions))
        tok = gly_place_tok_before(doc, tok);
    if (tok != GLY_NONE && gly_tok_is(doc, tok, "the"))
        tok = gly_place_tok_before(doc, tok);
    if (tok == GLY_NONE || !gly_tok_is(doc, tok, "of|for|de|del|di"))
        return false;
    uint32_t head = gly_place_tok_before(doc, tok);
    return head != GLY_NONE && is_capitalised_word(doc, head) &&
           !(doc->toks.at[head].flags & GLY_TOK_SENT_START) &&
           !gly_tok_is(doc, head, offices) && !gly_place_covers(work, head);
}

static bool joins_after(const struct gly_place_work *work,
                        const struct gly_toponym *place, uint32_t tok)
{
    const struct gly_doc *doc = work->doc;
    struct gly_str text = gly_tok_text(doc, &doc->toks.at[tok]);
    if (doc->toks.at[tok].flags & GLY_TOK_GLUED && gly_str_is(text, "-")) {
        uint32_t next = tok + 1;
        return next < doc->toks.count && doc->toks.at[next].flags & GLY_TOK_GLUED &&
               is_capitalised_word(doc, next) && !gly_place_covers(work, next) &&
               place->form == GLY_PLACE_NOUN;
    }
    if (doc->toks.at[tok].flags & GLY_TOK_GLUED && gly_str_is(text, "/"))
        return true;
    if (place->form != GLY_PLACE_NOUN || place->flags & GLY_PLACE_POSSESSIVE)
        return false;
    if (!is_capitalised_word(doc, tok) || gly_place_covers(work, tok))
        return false;
    return !gly_tok_is(doc, tok, offices) ||
           (tok + 1 < doc->toks.count && is_capitalised_word(doc, tok + 1) &&
            gly_tok_is(doc, tok + 1, institutions));
}

/* ---- Parts of longer names ---- */

static void mark_parts(struct gly_place_work *work)
{
    const struct gly_doc *doc = work->doc;
    for (uint32_t i = 0; i < work->places.count; i++) {
        struct gly_toponym *place = &work->places.at[i];
        if (place->kind == GLY_PLACE_PHRASE || place->flags & GLY_PLACE_IN_PHRASE)
            continue;
        uint32_t tok = gly_place_tok_before(doc, place->first_tok);
        uint32_t next = gly_place_tok_after(doc, place);
        bool noun = place->form == GLY_PLACE_NOUN;
        if ((tok != GLY_NONE && noun && joins_before(work, tok)) ||
            (tok != GLY_NONE && noun && joins_of(work, tok)) ||
            (tok != GLY_NONE && noun &&
             gly_tok_is(doc, tok, "mr|mr.|mrs|mrs.|ms|ms.|dr|dr.")) ||
            (tok != GLY_NONE && noun &&
             doc->toks.at[place->first_tok].flags & GLY_TOK_GLUED &&
             gly_tok_is(doc, tok, "-|@|#|/|&") &&
             !(tok > 0 && gly_place_covers(work, tok - 1))) ||
            (next != GLY_NONE && joins_after(work, place, next)))
            place->flags |= GLY_PLACE_PART;
        if (next != GLY_NONE && doc->toks.at[next].flags & GLY_TOK_GLUED &&
            gly_tok_is(doc, next, "-|–"))
            place->flags |= GLY_PLACE_HYPHENATED;
    }
}

/* ---- Is it a place at all? ---- */

static struct gly_str name_of(const struct gly_doc *doc,
                              const struct gly_toponym *place)
{
    return gly_doc_slice(doc, place->span);
}

/* How often the document speaks of each country by a name that leaves no doubt, and the
 * names that are part of longer ones somewhere (Michael Jordan ... Jordan), as a hash
 * table of hashes. */
struct census {
    uint32_t votes[256];
    uint32_t *persons;
    uint32_t mask;
};

static bool is_of_one_country(const struct gly_toponym *place)
{
    for (uint32_t i = 1; i < place->reading_count; i++)
        if (place->readings[i].country != place->country)
            return false;
    return place->country != GLY_NOWHERE;
}

/* All readings in one country, and a name that needs no context. */
static bool is_plain(const struct gly_toponym *place)
{
    return place->kind != GLY_PLACE_PHRASE && is_of_one_country(place) &&
           !(place->flags & (GLY_PLACE_PART | GLY_PLACE_DOUBTFUL));
}

static uint32_t name_hash(const struct gly_doc *doc, const struct gly_toponym *place)
{
    struct gly_str name = name_of(doc, place);
    uint32_t hash = gly_atlas_hash(name.ptr, name.len);
    return hash ? hash : 1;
}

static uint32_t *person_slot(const struct census *census, uint32_t hash)
{
    uint32_t at = hash & census->mask;
    while (census->persons[at] != 0 && census->persons[at] != hash)
        at = (at + 1) & census->mask;
    return &census->persons[at];
}

static void take_census(const struct gly_place_work *work, struct census *census)
{
    uint32_t size = 16;
    while (size < 2 * work->places.count)
        size *= 2;
    *census = (struct census){
        .persons = gly_arena_alloc(work->doc->arena, size, sizeof *census->persons),
        .mask = size - 1,
    };
    for (uint32_t i = 0; i < work->places.count; i++) {
        const struct gly_toponym *place = &work->places.at[i];
        if (is_plain(place) && place->country < 256)
            census->votes[place->country]++;
        if (place->flags & GLY_PLACE_PART && place->kind != GLY_PLACE_PHRASE) {
            uint32_t hash = name_hash(work->doc, place);
            *person_slot(census, hash) = hash;
        }
    }
}

static uint32_t votes(const struct census *census, uint16_t country)
{
    return country < 256 ? census->votes[country] : 0;
}

/* Countries named that border this one: where Azerbaijan and Turkey are spoken of,
 * Georgia is the country. */
static uint32_t neighbours(const struct gly_place_work *work,
                           const struct census *census, uint16_t country)
{
    if (country == GLY_NOWHERE)
        return 0;
    const struct gly_countries *borders =
        &gly_atlas_country(work->atlas, country)->borders;
    uint32_t count = 0;
    for (unsigned other = 0; other < 256; other++)
        count += gly_countries_has(borders, other) && census->votes[other] > 0;
    return count;
}

static bool has_article(const struct gly_doc *doc, const struct gly_toponym *place)
{
    uint32_t tok = gly_place_tok_before(doc, place->first_tok);
    return tok != GLY_NONE && gly_tok_is(doc, tok, "the");
}

static bool is_river(const struct gly_atlas *atlas, const struct gly_toponym *place)
{
    return place->kind == GLY_PLACE_FEATURE &&
           gly_atlas_feature(atlas, place->row)->kind == GLY_FEATURE_RIVER;
}

/* Another country or a group in the same sentence: "Turkey, a NATO member". */
static bool has_company(const struct gly_place_work *work, uint32_t index)
{
    enum { REACH = 6 };
    const struct gly_toponym *place = &work->places.at[index];
    uint32_t first = index > REACH ? index - REACH : 0;
    for (uint32_t i = first; i < work->places.count && i <= index + REACH; i++) {
        const struct gly_toponym *other = &work->places.at[i];
        if (i != index && other->sent == place->sent &&
            !(other->flags & GLY_PLACE_UNSURE) && other->row != place->row &&
            (other->kind == GLY_PLACE_GROUP ||
             (other->kind == GLY_PLACE_COUNTRY && other->form == GLY_PLACE_NOUN)))
            return true;
    }
    return false;
}

static void doubt_names(struct gly_place_work *work, const struct census *census)
{
    for (uint32_t i = 0; i < work->places.count; i++) {
        struct gly_toponym *place = &work->places.at[i];
        if (place->kind == GLY_PLACE_PHRASE)
            continue;
        bool needs = place->flags & GLY_PLACE_DOUBTFUL;
        bool noun = place->form == GLY_PLACE_NOUN;
        if (!noun && !needs)
            continue;
        if (!needs && place->tok_count > 1)
            continue;
        bool person = *person_slot(census, name_hash(work->doc, place)) != 0;
        if (!needs && !person)
            continue;
        bool country = votes(census, place->country) > 0 ||
                       neighbours(work, census, place->country) > 1;
        bool context = gly_place_has_context(work, place) ||
                       (place->kind == GLY_PLACE_COUNTRY && has_company(work, i));
        /* In the middle of a sentence "Polish" is no verb. */
        if (!noun &&
            !(work->doc->toks.at[place->first_tok].flags & GLY_TOK_SENT_START) &&
            (is_of_one_country(place) || place->kind == GLY_PLACE_REGION))
            context = true;
        if (noun && place->kind == GLY_PLACE_REGION && has_article(work->doc, place))
            context = true;
        /* "over the Thames" */
        if (noun && is_river(work->atlas, place) && has_article(work->doc, place))
            context = true;
        if (needs && (context || country) && !person)
            place->flags &= (uint16_t)~GLY_PLACE_DOUBTFUL;
        if (person && !context)
            place->flags |= GLY_PLACE_DOUBTFUL;
    }
}

/* ---- Which place? ---- */

static void take(struct gly_toponym *place, const struct gly_place_reading *reading)
{
    place->kind = reading->kind;
    place->form = reading->form;
    place->row = reading->row;
    place->country = reading->country;
}

/* The mention after "City, " or "City in ", if it could hold the city. */
static struct gly_toponym *holder(const struct gly_place_work *work,
                                  const struct gly_toponym *city)
{
    const struct gly_doc *doc = work->doc;
    uint32_t tok = gly_place_tok_after(doc, city);
    if (tok == GLY_NONE || !gly_tok_is(doc, tok, ",|in|(") ||
        tok + 1 >= doc->toks.count)
        return NULL;
    uint32_t start = tok + 1 + gly_tok_is(doc, tok + 1, "the");
    const struct gly_toponym *found = gly_place_named_at(work, start);
    return found && found->sent == city->sent && found->form == GLY_PLACE_NOUN
               ? (struct gly_toponym *)found
               : NULL;
}

static bool has_namesake(const struct gly_atlas *atlas, const struct gly_toponym *place,
                         uint16_t country)
{
    for (uint32_t i = 0; i < place->reading_count; i++) {
        const struct gly_place_reading *r = &place->readings[i];
        if (r->country == country ||
            (r->kind == GLY_PLACE_CITY &&
             gly_atlas_lists(atlas, gly_atlas_city(atlas, r->row)->namesakes, country)))
            return true;
    }
    return false;
}

/* "Paris, Texas", "Athens, Georgia", "Moscow in Idaho": the second name tells which the
 * first is, and the first whether the second is a country or a state. */
static void resolve_pair(struct gly_place_work *work, struct gly_toponym *city,
                         struct gly_toponym *whole)
{
    const struct gly_place_reading *division = gly_place_as(whole, GLY_PLACE_DIVISION);
    const struct gly_place_reading *country = gly_place_as(whole, GLY_PLACE_COUNTRY);
    for (uint32_t i = 0; i < city->reading_count; i++) {
        const struct gly_place_reading *r = &city->readings[i];
        if (r->kind != GLY_PLACE_CITY)
            continue;
        bool in_country = country && r->country == country->row;
        bool in_division =
            division && gly_atlas_city(work->atlas, r->row)->division == division->row;
        if (in_country || in_division) {
            take(city, r);
            take(whole, in_country ? country : division);
            return;
        }
    }
    if (!division)
        return;
    /* A place of the state that our tables do not list. */
    if (country && has_namesake(work->atlas, city, country->row) &&
        !has_namesake(work->atlas, city, division->country))
        return;
    if (city->kind == GLY_PLACE_CITY) {
        city->flags |= GLY_PLACE_ELSEWHERE;
        if (country && !has_namesake(work->atlas, city, country->row))
            take(whole, division);
    }
}

/* A name that is a country and a state of another one (Georgia): what else the document
 * names decides, and where nothing does, nothing is claimed. */
static void resolve_state(struct gly_place_work *work, const struct census *census,
                          struct gly_toponym *place)
{
    const struct gly_place_reading *division = gly_place_as(place, GLY_PLACE_DIVISION);
    const struct gly_place_reading *country = gly_place_as(place, GLY_PLACE_COUNTRY);
    if (!division || !country || division->country == country->row ||
        place->kind == GLY_PLACE_DIVISION)
        return;
    uint32_t state = votes(census, division->country);
    uint32_t nation =
        votes(census, country->row) + neighbours(work, census, country->row);
    if (nation == 0 && state > 0)
        take(place, division);
    const struct gly_doc *doc = work->doc;
    uint32_t next = gly_place_tok_after(doc, place);
    if (place->flags & GLY_PLACE_POSSESSIVE && next != GLY_NONE &&
        gly_tok_is(doc, next, "governor|senators|senator|legislature"))
        take(place, division);
    else if (nation == 0 && state == 0 && !gly_place_has_context(work, place))
        place->flags |= GLY_PLACE_DOUBTFUL;
}

/* Several cities of one name: the one in a country that the document names. */
static void resolve_city(const struct census *census, struct gly_toponym *place)
{
    if (place->kind != GLY_PLACE_CITY || place->reading_count < 2)
        return;
    const struct gly_place_reading *best = NULL;
    uint32_t best_votes = 0, all_votes = 0;
    bool several = false;
    for (uint32_t i = 0; i < place->reading_count; i++) {
        const struct gly_place_reading *r = &place->readings[i];
        if (r->kind != GLY_PLACE_CITY)
            continue;
        if (r->country != place->country)
            several = true;
        uint32_t count = votes(census, r->country);
        if (!best || r->country != best->country)
            all_votes += count;
        if (!best || count > best_votes) {
            best = r;
            best_votes = count;
        }
    }
    if (best && best_votes > 0)
        take(place, best);
    if (several && (best_votes == 0 || best_votes != all_votes))
        place->flags |= GLY_PLACE_SEVERAL;
}

void gly_place_doubt(struct gly_place_work *work)
{
    mark_parts(work);
    struct census census;
    take_census(work, &census);
    doubt_names(work, &census);
    /* What is certain now may tell what its neighbours are. */
    take_census(work, &census);
    doubt_names(work, &census);
    for (uint32_t i = 0; i < work->places.count; i++) {
        struct gly_toponym *place = &work->places.at[i];
        if (place->kind == GLY_PLACE_PHRASE || place->form != GLY_PLACE_NOUN)
            continue;
        struct gly_toponym *whole = holder(work, place);
        if (whole)
            resolve_pair(work, place, whole);
    }
    for (uint32_t i = 0; i < work->places.count; i++) {
        struct gly_toponym *place = &work->places.at[i];
        if (place->kind == GLY_PLACE_PHRASE || place->form != GLY_PLACE_NOUN)
            continue;
        resolve_state(work, &census, place);
        resolve_city(&census, place);
    }
}
