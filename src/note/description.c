/* Descriptions that stand for a country: "the Southeast Asian island", "Malta, a
 * landlocked country", "the Baltic nation of Estonia". */
#include <galley/check.h>
#include <galley/phrase.h>

#include "note/place.h"

/* ---- What the words say ---- */

struct head {
    const char *words;
    uint16_t type;
};

static const struct head heads[] = {
    {"country|nation|kingdom|republic|monarchy|economy|democracy|sultanate|emirate",
     GLY_DESCRIBED_SOVEREIGN},
    {"state", GLY_DESCRIBED_SOVEREIGN | GLY_DESCRIBED_STATE},
    {"city-state", GLY_DESCRIBED_SOVEREIGN},
    {"island|archipelago", GLY_DESCRIBED_ISLAND},
    {"territory", 0},
};

/* Behind "one of the" and "the poorest of the". */
static const struct head plurals[] = {
    {"countries|nations|kingdoms|republics|monarchies|economies|democracies",
     GLY_DESCRIBED_SOVEREIGN},
    {"states", GLY_DESCRIBED_SOVEREIGN | GLY_DESCRIBED_STATE},
    {"islands", GLY_DESCRIBED_ISLAND},
};

static const struct head qualities[] = {
    {"landlocked|land-locked", GLY_DESCRIBED_LANDLOCKED},
    {"coastal|seaside|maritime", GLY_DESCRIBED_COASTAL},
    {"island|insular|archipelagic", GLY_DESCRIBED_ISLAND},
};

/* Nouns that make "country", "state" and "island" the first part of something else:
 * country music, state media, island resort. */
static const char compounds[] =
    "music|club|clubs|house|houses|road|roads|side|manager|director|report|reports|"
    "risk|"
    "head|office|star|singer|life|team|chief|analyst|analysts|media|visit|visits|"
    "television|tv|oil|bank|banks|department|police|news|news-agency|agency|run|owned|"
    "backed|level|wide|secretary|university|school|schools|government|governments|"
    "governor|senator|park|line|lines|law|laws|court|funeral|dinner|capital|capitals|"
    "legislature|lawmaker|lawmakers|resort|resorts|hopping|chain|group|community|time|"
    "paradise|home|homes|getaway|people|residents|hotel|hotels|hopper|airport|cruise|"
    "cruises|cuisine|studies|expert|experts|correspondent|service|desk|food|building|"
    "championship|championships|title|record|records|cup|tour|tours|product|products|"
    "wines|wine|style|ownership|aid|subsidies|control|actor|actors|support|power|"
    "authorities|officials|official|broadcaster|prosecutor|prosecutors|forces|arc|"
    "holiday|holidays|breaks|destination|destinations|vacation|race|species|dwarfism";

struct parse {
    const struct gly_place_work *work;
    uint32_t tok, end; /* of the sentence */
    struct gly_description d;
    bool claims;
    uint32_t start; /* of the first claim */
    uint32_t noun;  /* the head's token */
    bool plural;    /* one of several: "one of the Baltic states" */
};

static bool is_word_here(const struct parse *p, const char *list)
{
    return p->tok < p->end && gly_tok_is(p->work->doc, p->tok, list);
}

/* The same for a noun, which may have a possessive ending: "the country's". */
static bool is_noun_here(const struct parse *p, const char *list)
{
    if (p->tok >= p->end)
        return false;
    const struct gly_doc *doc = p->work->doc;
    struct gly_str word = gly_tok_text(doc, &doc->toks.at[p->tok]);
    if (gly_str_ends(word, "'s"))
        word.len -= 2;
    else if (gly_str_ends(word, "’s"))
        word.len -= 4;
    return gly_str_listed(word, list);
}

static void claim(struct parse *p, uint32_t first, uint32_t end, bool is_region)
{
    const struct gly_tok *toks = p->work->doc->toks.at;
    struct gly_span span = {toks[first].span.start, toks[end - 1].span.end};
    if (!p->claims)
        p->start = span.start;
    if (!p->claims || is_region)
        p->d.claim = span;
    p->claims = true;
}

/* A region word: as an adjective, or a noun used like one ("Baltic", "Gulf"). */
static bool take_region(struct parse *p)
{
    const struct gly_toponym *place = gly_place_named_at(p->work, p->tok);
    const struct gly_place_reading *region = NULL;
    for (uint32_t i = 0; place && i < place->reading_count && !region; i++) {
        const struct gly_place_reading *r = &place->readings[i];
        if (r->kind == GLY_PLACE_REGION && r->form == GLY_PLACE_ADJECTIVE)
            region = r;
    }
    if (!region || p->d.region != GLY_NOWHERE || place->flags & GLY_PLACE_POSSESSIVE)
        return false;
    /* "South African state": the name of a country is no region word. */
    if (gly_place_as(place, GLY_PLACE_COUNTRY))
        return false;
    p->d.region = region->row;
    claim(p, p->tok, p->tok + place->tok_count, true);
    p->tok += place->tok_count;
    return true;
}

static bool take_quality(struct parse *p)
{
    for (size_t i = 0; i < GLY_COUNT(qualities); i++)
        if (is_word_here(p, qualities[i].words)) {
            p->d.type |= qualities[i].type;
            claim(p, p->tok, p->tok + 1, false);
            p->tok++;
            return true;
        }
    /* "land-locked" in three tokens */
    if (is_word_here(p, "land") && p->tok + 2 < p->end &&
        gly_tok_is(p->work->doc, p->tok + 1, "-") &&
        gly_tok_is(p->work->doc, p->tok + 2, "locked")) {
        p->d.type |= GLY_DESCRIBED_LANDLOCKED;
        claim(p, p->tok, p->tok + 3, false);
        p->tok += 3;
        return true;
    }
    return false;
}

static const struct head *head_here(const struct parse *p)
{
    const struct head *list = p->plural ? plurals : heads;
    size_t count = p->plural ? GLY_COUNT(plurals) : GLY_COUNT(heads);
    /* "the Malay Archipelago" is a name. */
    if (p->tok < p->end && p->work->doc->toks.at[p->tok].flags & GLY_TOK_CAPITALISED)
        return NULL;
    for (size_t i = 0; i < count; i++)
        if (is_noun_here(p, list[i].words))
            return &list[i];
    return NULL;
}

/* "city-state" is three tokens. */
static bool take_city_state(struct parse *p)
{
    const struct gly_doc *doc = p->work->doc;
    if (!is_word_here(p, "city") || p->tok + 2 >= p->end ||
        !gly_tok_is(doc, p->tok + 1, "-") || !gly_tok_is(doc, p->tok + 2, "state"))
        return false;
    p->d.type |= GLY_DESCRIBED_SOVEREIGN;
    p->noun = p->tok + 2;
    p->tok += 3;
    return true;
}

/* "island", or "island nation": the first of two is a quality. */
static bool take_head(struct parse *p)
{
    if (take_city_state(p))
        return true;
    const struct head *head = head_here(p);
    if (!head)
        return false;
    p->d.type |= head->type;
    p->noun = p->tok++;
    if (head->type == GLY_DESCRIBED_ISLAND) {
        const struct head *second = head_here(p);
        if (second && second->type != GLY_DESCRIBED_ISLAND) {
            claim(p, p->noun, p->noun + 1, false);
            p->d.type |= second->type;
            p->noun = p->tok++;
        }
    }
    return true;
}

/* A lower-case word that may stand among the adjectives: "small", "oil-rich". */
static bool take_filler(struct parse *p)
{
    const struct gly_doc *doc = p->work->doc;
    const struct gly_tok *t = &doc->toks.at[p->tok];
    bool hyphen = gly_tok_is(doc, p->tok, "-") && t->flags & GLY_TOK_GLUED;
    if (!hyphen && (t->kind != GLY_TOK_WORD || t->flags & GLY_TOK_CAPITALISED ||
                    gly_tok_is(doc, p->tok,
                               "of|and|or|in|to|is|was|a|the|that|which|for|on|by|from|"
                               "with|as|at|than|but|like|non|former|then|whole|entire|"
                               "other|another|same|only|neighbouring|neighboring|ex")))
        return false;
    p->tok++;
    return true;
}

/* ---- What it is tied to ---- */

/* May the noun end the description here? Not where it begins a compound, or where a
 * capital goes on with a name. */
static bool is_whole(const struct parse *p)
{
    const struct gly_doc *doc = p->work->doc;
    if (p->tok >= p->end)
        return true;
    const struct gly_tok *t = &doc->toks.at[p->tok];
    struct gly_str text = gly_tok_text(doc, t);
    if (t->flags & GLY_TOK_GLUED && (gly_str_is(text, "-") || gly_str_is(text, "/")))
        return false;
    if (t->flags & GLY_TOK_CAPITALISED)
        return gly_place_named_at(p->work, p->tok) != NULL;
    return !gly_tok_is(doc, p->tok, compounds) && !gly_tok_is(doc, p->tok, "and|or");
}

static uint32_t index_of(const struct gly_place_work *work,
                         const struct gly_toponym *place)
{
    return (uint32_t)(place - work->places.at);
}

/* "of Mauritius" or "Mauritius" right behind; what is no known place ends the matter. */
static bool tie_behind(struct parse *p)
{
    const struct gly_doc *doc = p->work->doc;
    uint32_t tok = p->tok;
    bool of = is_word_here(p, "of");
    if (of && gly_tok_is(doc, p->noun, "territory"))
        return true; /* of whom it is, not which */
    if (of)
        tok++;
    if (tok < p->end && gly_tok_is(doc, tok, "the"))
        tok++;
    if (tok >= p->end)
        return !of;
    const struct gly_toponym *place = gly_place_named_at(p->work, tok);
    /* "a landlocked country of nine million" */
    if (of && !place)
        return tok == p->tok + 1 &&
               (doc->toks.at[tok].kind == GLY_TOK_NUMBER ||
                gly_tok_is(doc, tok,
                           "some|about|around|nearly|almost|more|less|fewer|just|only|"
                           "over|roughly|barely|under|two|three|four|five|six|seven|"
                           "eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"));
    if (place && (of || place->form == GLY_PLACE_NOUN)) {
        p->d.subject = index_of(p->work, place);
        return place->form == GLY_PLACE_NOUN;
    }
    return !of;
}

/* The place that ends right before a token. */
static const struct gly_toponym *place_ending(const struct gly_place_work *work,
                                              uint32_t end)
{
    for (uint32_t back = 1; back <= 6 && back <= end; back++) {
        const struct gly_toponym *place = gly_place_named_at(work, end - back);
        if (place && place->tok_count == back)
            return place;
    }
    return NULL;
}

/* "Malta, the landlocked country," but not "In Malta, the ..." or a list. */
static void tie_before(struct parse *p)
{
    const struct gly_doc *doc = p->work->doc;
    uint32_t first = p->d.first_tok;
    if (p->d.subject != GLY_NONE || first < 2)
        return;
    uint32_t sent = doc->toks.at[first].sent;
    const struct gly_toponym *place = NULL;
    bool dash = gly_tok_is(doc, first - 1, "-") &&
                !(doc->toks.at[first - 1].flags & GLY_TOK_GLUED);
    if (dash || gly_tok_is(doc, first - 1, ",|(|–|—")) {
        place = place_ending(p->work, first - 1);
        bool closed =
            p->tok >= p->end || doc->toks.at[p->tok].kind == GLY_TOK_PUNCT ||
            gly_tok_is(doc, p->tok, "that|which|where|whose|with|in|on|between|off|of");
        if (!closed)
            return;
        uint32_t lead = place ? place->first_tok : 0;
        if (lead > 0 && gly_tok_is(doc, lead - 1, "the"))
            lead--;
        bool opener = lead > 0 && doc->toks.at[lead - 1].flags & GLY_TOK_SENT_START &&
                      (p->tok >= p->end || !gly_tok_is(doc, p->tok, ","));
        bool listed = lead > 0 && doc->toks.at[lead - 1].sent == sent &&
                      gly_tok_is(doc, lead - 1, ",|and|or");
        if (opener || listed)
            return;
    } else if (gly_tok_is(doc, first - 1, "is|remains")) {
        place = place_ending(p->work, first - 1);
        if (place && place->first_tok > 0 &&
            !(doc->toks.at[place->first_tok].flags & GLY_TOK_SENT_START) &&
            !gly_tok_is(doc, place->first_tok - 1,
                        ",|that|because|although|while|the|but"))
            return;
    }
    if (place && place->sent == sent && place->form == GLY_PLACE_NOUN &&
        !(place->flags & GLY_PLACE_POSSESSIVE))
        p->d.subject = index_of(p->work, place);
}

/* "As a landlocked country, Peru ...", "A small Baltic nation, Slovenia has ...": what
 * the sentence begins with is said of its subject. */
static void tie_ahead(struct parse *p)
{
    const struct gly_doc *doc = p->work->doc;
    uint32_t first = p->d.first_tok;
    if (p->d.subject != GLY_NONE || p->d.type & GLY_DESCRIBED_DEFINITE ||
        !is_word_here(p, ","))
        return;
    if (first > 0 && gly_tok_is(doc, first - 1, "as|like"))
        first--;
    uint32_t tok = p->tok + 1;
    tok += gly_tok_is(doc, tok, "the");
    const struct gly_toponym *place =
        tok < p->end ? gly_place_named_at(p->work, tok) : NULL;
    if (!(doc->toks.at[first].flags & GLY_TOK_SENT_START) || !place ||
        place->form != GLY_PLACE_NOUN || place->flags & GLY_PLACE_POSSESSIVE ||
        gly_tok_is(doc, tok + place->tok_count, ",|and|or"))
        return;
    p->d.subject = index_of(p->work, place);
}

/* ---- Reading one ---- */

enum { FILLERS_MAX = 4 };

static bool read_description(struct parse *p)
{
    p->tok++; /* the determiner */
    for (unsigned fillers = 0;;) {
        if (p->tok >= p->end)
            return false;
        if (take_region(p))
            continue;
        /* "island" is a quality before another noun, else the noun itself */
        if (!is_word_here(p, "island") && take_quality(p))
            continue;
        if (take_head(p))
            break;
        if (fillers++ == FILLERS_MAX || !take_filler(p))
            return false;
    }
    return p->claims && is_whole(p) && tie_behind(p);
}

/* "Honduras, long the poorest of the Central American states": where the words begin
 * that pick one of several; `tok` itself where none do. */
static uint32_t picking_start(const struct gly_doc *doc, uint32_t tok, uint32_t first)
{
    if (tok < first + 2 || !gly_tok_is(doc, tok, "the|several|many") ||
        !gly_tok_is(doc, tok - 1, "of"))
        return tok;
    uint32_t start = tok - 2;
    if (gly_tok_is(doc, start, "one"))
        return start;
    struct gly_str word = gly_tok_text(doc, &doc->toks.at[start]);
    if (!gly_str_ends(word, "est") && !gly_str_ends(word, "last"))
        return tok;
    while (start > first && gly_tok_is(doc, start - 1, "the|long|still|now|easily"))
        start--;
    return start;
}

static void read_at(struct gly_place_work *work, uint32_t tok, uint32_t end)
{
    const struct gly_doc *doc = work->doc;
    uint32_t start =
        picking_start(doc, tok, doc->sents.at[doc->toks.at[tok].sent].first_tok);
    bool definite = start == tok && gly_tok_is(doc, tok, "the|this");
    struct parse p = {
        .plural = start < tok,
        .work = work,
        .tok = tok,
        .end = end,
        .d = {.first_tok = tok, .region = GLY_NOWHERE, .subject = GLY_NONE},
    };
    if (!read_description(&p) || (!p.plural && gly_tok_is(doc, tok, "several|many")))
        return;
    if (definite)
        p.d.type |= GLY_DESCRIBED_DEFINITE;
    if (work->quoted[tok])
        p.d.type |= GLY_DESCRIBED_QUOTED;
    p.d.first_tok = start;
    tie_before(&p);
    tie_ahead(&p);
    p.d.sent = doc->toks.at[tok].sent;
    p.d.block = doc->sents.at[p.d.sent].block;
    enum gly_block_kind kind = doc->blocks.at[p.d.block].kind;
    if (kind == GLY_BLOCK_HEADING || kind == GLY_BLOCK_CELL)
        p.d.type |= GLY_DESCRIBED_HEADING;
    p.d.tok_count = p.noun + 1 - start;
    p.d.span = (struct gly_span){p.start, doc->toks.at[p.noun].span.end};
    struct gly_str noun = gly_tok_text(doc, &doc->toks.at[p.noun]);
    if (gly_str_ends(noun, "'s") || gly_str_ends(noun, "’s"))
        p.d.span.end -= gly_str_ends(noun, "'s") ? 2 : 4;
    *GLY_VEC_ADD(doc->arena, &work->descriptions) = p.d;
}

/* Could a description's claim begin at this token? Few words can, so this is asked
 * first: a region word, or one of the qualities, which their lengths tell apart. */
static bool may_claim(const struct gly_place_work *work, uint32_t tok)
{
    if (work->starts[tok] != 0)
        return true;
    const struct gly_tok *t = &work->doc->toks.at[tok];
    uint32_t len = gly_span_len(t->span);
    if (t->flags & GLY_TOK_CAPITALISED || (len != 4 && (len < 6 || len > 12)))
        return false;
    char first = work->doc->text.ptr[t->span.start];
    if (first != 'l' && first != 'c' && first != 's' && first != 'm' && first != 'i' &&
        first != 'a')
        return false;
    return gly_tok_is(work->doc, tok,
                      "land|landlocked|coastal|island|seaside|maritime|insular|"
                      "archipelagic");
}

/* The nearest determiner, a few words before. */
static uint32_t determiner_before(const struct gly_doc *doc, uint32_t tok,
                                  uint32_t first)
{
    for (uint32_t back = 1; back <= FILLERS_MAX + 2 && tok >= first + back; back++)
        if (gly_tok_is(doc, tok - back, "the|this|a|an|another|fellow|several|many"))
            return tok - back;
    return GLY_NONE;
}

void gly_place_describe(struct gly_place_work *work, uint32_t block)
{
    const struct gly_doc *doc = work->doc;
    const struct gly_block *b = &doc->blocks.at[block];
    for (uint32_t i = 0; i < b->sent_count; i++) {
        const struct gly_sent *sent = &doc->sents.at[b->first_sent + i];
        uint32_t end = sent->first_tok + sent->tok_count;
        uint32_t done = sent->first_tok; /* determiners before it have been read */
        for (uint32_t tok = sent->first_tok + 1; tok < end; tok++) {
            if (!may_claim(work, tok))
                continue;
            uint32_t determiner = determiner_before(doc, tok, done);
            if (determiner == GLY_NONE)
                continue;
            read_at(work, determiner, end);
            done = determiner + 1;
        }
    }
}
