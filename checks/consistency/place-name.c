#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/place.h>
#include <galley/usage.h>

enum { PLACE_NAME };

static const struct gly_rule rules[] = {
    [PLACE_NAME] =
        {
            .id = "consistency/place-name",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A place has two names in one text",
            .why =
                "Kyiv and Kiev, Türkiye and Turkey: both are used, but a text should "
                "choose. The rarer name is the finding. Silent where the writer shows "
                "that both are known (formerly Bombay; both in one sentence), where a "
                "past year stands beside the name, in quotations, and where the name "
                "is part of another (Peking duck, the Bombay Stock Exchange).",
            .bad = "Türkiye grows hazelnuts. Most hazelnuts of Türkiye go to Germany. "
                   "Wages in Turkey are rising.",
            .good = "Türkiye grows hazelnuts. Most hazelnuts of Türkiye go to Germany. "
                    "Wages in Türkiye are rising.",
        },
};

enum { SHOWN = 5 };

/* One name of a place, in this text. */
struct side {
    uint32_t mention[SHOWN], count;
};

struct state {
    struct gly_pass *pass;
    const struct gly_doc *doc;
    const struct gly_tok *toks;
    const struct gly_places *places;
    const struct gly_quotations *quotations;
    uint32_t tok_count;
    struct side *sides;  /* by rival */
    uint32_t *last_sent; /* by place: 1 + the sentence in which it was last named */
    uint32_t *last_name; /* by place: the rival by which */
    bool *told_apart;    /* by place */
};

static uint32_t rival_of(struct gly_str text)
{
    for (uint32_t i = 0; i < gly_rival_count; i++)
        if (gly_rivals[i].name[0] == text.ptr[0] &&
            gly_str_is(text, gly_rivals[i].name))
            return i;
    return GLY_NONE;
}

/* Words that say that a name has changed. */
static bool is_explained(const struct state *s, const struct gly_toponym *place)
{
    static const char words[] =
        "formerly|previously|then|now|once|called|named|renamed|"
        "known|aka|old|former|today|colonial|historic|ancient|"
        "imperial|soviet|ottoman|spelled|spelt|name|names";
    for (uint32_t back = 1; back <= 3 && back <= place->first_tok; back++)
        if (s->toks[place->first_tok - back].sent == place->sent &&
            gly_tok_is(s->doc, place->first_tok - back, words))
            return true;
    uint32_t next = place->first_tok + place->tok_count;
    return next < s->tok_count && s->toks[next].sent == place->sent &&
           (gly_tok_is(s->doc, next, "now|today|as") ||
            (next + 1 < s->tok_count && gly_tok_is(s->doc, next + 1, "now|today")));
}

/* A year in the sentence: another time may have had another name. */
static bool is_dated(const struct state *s, const struct gly_toponym *place)
{
    uint32_t count;
    const struct gly_sent *sent = &gly_doc_sents(s->doc, &count)[place->sent];
    for (uint32_t t = sent->first_tok; t < sent->first_tok + sent->tok_count; t++) {
        struct gly_str text = gly_tok_text(s->doc, &s->toks[t]);
        if (s->toks[t].kind == GLY_TOK_NUMBER && text.len >= 4 &&
            (gly_str_starts(text, "1") || gly_str_starts(text, "200")) &&
            gly_is_digit((unsigned char)text.ptr[1]) &&
            gly_is_digit((unsigned char)text.ptr[2]) &&
            gly_is_digit((unsigned char)text.ptr[3]))
            return true;
    }
    return false;
}

/* Part of another name, or of the name of a dish or a breed. */
static bool is_part(const struct state *s, const struct gly_toponym *place)
{
    uint32_t next = place->first_tok + place->tok_count;
    bool before = place->first_tok > 0 &&
                  s->toks[place->first_tok - 1].sent == place->sent &&
                  s->toks[place->first_tok - 1].kind == GLY_TOK_WORD &&
                  s->toks[place->first_tok - 1].flags & GLY_TOK_CAPITALISED &&
                  !(s->toks[place->first_tok - 1].flags & GLY_TOK_SENT_START);
    bool after = next < s->tok_count && s->toks[next].sent == place->sent &&
                 s->toks[next].kind == GLY_TOK_WORD &&
                 s->toks[next].flags & GLY_TOK_CAPITALISED;
    return before || after ||
           (place->first_tok > 0 &&
            gly_tok_is(s->doc, place->first_tok - 1, "chicken")) ||
           s->toks[place->first_tok].flags & GLY_TOK_HYPHENATED;
}

static void see(struct state *s, uint32_t index)
{
    const struct gly_toponym *place = &s->places->at[index];
    uint32_t rival = rival_of(gly_doc_slice(s->doc, place->span));
    if (rival == GLY_NONE || place->kind == GLY_PLACE_PHRASE)
        return;
    uint32_t at = gly_rivals[rival].place;
    if (s->last_sent[at] == place->sent + 1 && s->last_name[at] != rival)
        s->told_apart[at] = true;
    s->last_sent[at] = place->sent + 1;
    s->last_name[at] = rival;
    if (is_explained(s, place))
        s->told_apart[at] = true;
    const struct gly_tok *tok = &s->toks[place->first_tok];
    if (place->flags & (GLY_PLACE_UNSURE | GLY_PLACE_QUOTED | GLY_PLACE_TITLE) ||
        tok->flags & GLY_TOK_IN_LINK || !gly_tok_speaks(s->pass, tok) ||
        gly_quotation_marks(s->quotations, place->span.start) || is_part(s, place) ||
        is_dated(s, place))
        return;
    struct side *side = &s->sides[rival];
    if (side->count < SHOWN)
        side->mention[side->count] = index;
    side->count++;
}

static bool is_minority(uint32_t few, uint32_t many)
{
    return few > 0 && ((few == 1 && many >= 2) || few * 3 <= many);
}

static void report(const struct state *s, uint32_t few, uint32_t many)
{
    const struct side *rare = &s->sides[few], *often = &s->sides[many];
    struct gly_finding *f = gly_report(
        s->pass, PLACE_NAME, s->places->at[rare->mention[0]].span,
        "'%s' (%.*s) is called '%s' (%.*s) elsewhere in this text",
        gly_rivals[few].name, GLY_STR_ARG(gly_times(s->pass, rare->count)),
        gly_rivals[many].name, GLY_STR_ARG(gly_times(s->pass, often->count)));
    for (uint32_t i = 0; i < often->count && i < SHOWN; i++)
        gly_evidence(f, s->places->at[often->mention[i]].span, "the other name");
    for (uint32_t i = 1; i < rare->count && i < SHOWN; i++)
        gly_evidence(f, s->places->at[rare->mention[i]].span, "this name again");
    gly_fix(f, gly_str(gly_rivals[many].name));
}

static void run(struct gly_pass *pass)
{
    struct state s = {
        .pass = pass,
        .doc = gly_pass_doc(pass),
        .places = gly_places(pass),
        .quotations = gly_quotations(pass),
    };
    if (s.places->count < 3)
        return;
    s.toks = gly_doc_toks(s.doc, &s.tok_count);
    s.sides = gly_alloc(pass, gly_rival_count, sizeof *s.sides);
    s.last_sent = gly_alloc(pass, gly_rival_place_count, sizeof *s.last_sent);
    s.last_name = gly_alloc(pass, gly_rival_place_count, sizeof *s.last_name);
    s.told_apart = gly_alloc(pass, gly_rival_place_count, sizeof *s.told_apart);
    for (uint32_t i = 0; i < s.places->count; i++)
        see(&s, i);
    for (uint32_t a = 0; a < gly_rival_count; a++)
        for (uint32_t b = 0; b < gly_rival_count && s.sides[a].count > 0; b++)
            if (a != b && gly_rivals[a].place == gly_rivals[b].place &&
                !s.told_apart[gly_rivals[a].place] &&
                is_minority(s.sides[a].count, s.sides[b].count))
                report(&s, a, b);
}

const struct gly_check gly_check_consistency_place_name = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_PLACES | GLY_NEED_QUOTATIONS,
    .language = "en",
    .run = run,
};
