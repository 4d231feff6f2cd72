#include <galley/check.h>
#include <galley/ways.h>

enum { SERIAL_COMMA };

static const struct gly_rule rules[] = {
    [SERIAL_COMMA] =
        {
            .id = "consistency/serial-comma",
            .severity = GLY_NOTE,
            .stage = GLY_OPTIONAL,
            .summary = "A comma stands before the last item of some lists and not of "
                       "others",
            .why =
                "The rarer way is told, where the other has three times as many "
                "places. "
                "Only plain lists of three nouns or adjectives and more count. Off by "
                "default: a comma that keeps two items apart may be wanted in any "
                "style.",
            .bad =
                "Bring bread, salt and oil. The shop sells tea, milk and jam. We saw "
                "goats, hens and pigs. They grow rye, wheat, and oats.",
            .good =
                "Bring bread, salt and oil. The shop sells tea, milk and jam. We saw "
                "goats, hens and pigs. They grow rye, wheat and oats.",
        },
};

enum { ITEM = 3 /* words */ };

struct state {
    struct gly_pass *pass;
    const struct gly_doc *doc;
    const struct gly_tok *toks;
    const struct gly_quotations *quotations;
    uint32_t tok_count;
};

static bool is_text(const struct state *s, uint32_t tok, const char *text)
{
    return gly_str_is(gly_tok_text(s->doc, &s->toks[tok]), text);
}

/* The part of speech of a token, OTHER where it cannot be read. */
static unsigned upos_of(const struct state *s, uint32_t tok)
{
    const struct gly_ud_word *word = gly_tok_reading(s->pass, tok);
    unsigned upos = word ? word->upos : GLY_UPOS_OTHER;
    return upos == GLY_UPOS_PROPN ? GLY_UPOS_NOUN : upos;
}

/* The token behind which the item that ends before `end` has its comma; GLY_NONE where no
 * short item of words stands there. */
static uint32_t comma_before(const struct state *s, uint32_t end)
{
    for (uint32_t n = 1; n <= ITEM + 1 && n <= end; n++) {
        uint32_t tok = end - n;
        if (s->toks[tok].sent != s->toks[end].sent)
            return GLY_NONE;
        if (is_text(s, tok, ","))
            return n > 1 ? tok : GLY_NONE;
        if (s->toks[tok].kind != GLY_TOK_WORD)
            return GLY_NONE;
    }
    return GLY_NONE;
}

/* Does the item of the words first..end hold nothing but nouns and what describes them? */
static bool is_plain_item(const struct state *s, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        unsigned upos = upos_of(s, i);
        if (upos != GLY_UPOS_NOUN && upos != GLY_UPOS_ADJ && upos != GLY_UPOS_DET &&
            upos != GLY_UPOS_PRON && upos != GLY_UPOS_NUM && upos != GLY_UPOS_OTHER)
            return false;
    }
    return true;
}

static bool is_verb(const struct state *s, uint32_t tok)
{
    unsigned upos = upos_of(s, tok);
    return upos == GLY_UPOS_VERB || upos == GLY_UPOS_AUX;
}

/* One comma makes a list only where the pair behind it is no subject or explanation of
 * its own: "In Oban, mist and rain came", "his father, a clerk and poet". So a verb or
 * preposition leads to it, the items are alike, and no verb follows the last. */
static bool is_three(const struct state *s, uint32_t comma, uint32_t and)
{
    uint32_t first = comma + 1, last = and+1, end = s->tok_count;
    uint32_t start = comma;
    bool led = false;
    while (start > 0 && s->toks[start - 1].sent == s->toks[and].sent) {
        start--;
        led |= is_verb(s, start);
    }
    bool det = upos_of(s, first) == GLY_UPOS_DET || upos_of(s, first) == GLY_UPOS_PRON;
    bool det_last =
        upos_of(s, last) == GLY_UPOS_DET || upos_of(s, last) == GLY_UPOS_PRON;
    while (last < end && s->toks[last].sent == s->toks[and].sent &&
           s->toks[last].kind == GLY_TOK_WORD && is_plain_item(s, last, last + 1))
        last++;
    bool verb =
        last < end && s->toks[last].sent == s->toks[and].sent && is_verb(s, last);
    /* "his parents, Ann and Tom" */
    bool names = s->toks[first].flags & GLY_TOK_CAPITALISED &&
                 !(s->toks[comma - 1].flags & GLY_TOK_CAPITALISED);
    return led && det == det_last && !verb && !names;
}

/* Does the conjunction at `and` close a list? Writes whether a comma stands before it. */
static bool is_list(const struct state *s, uint32_t and, bool *ret_comma)
{
    if (and < 4 || and+1 >= s->tok_count || s->toks[and+1].sent != s->toks[and].sent ||
        s->toks[and-1].sent != s->toks[and].sent)
        return false;
    *ret_comma = is_text(s, and-1, ",");
    uint32_t end = *ret_comma ? and-1 : and;
    uint32_t comma = comma_before(s, end);
    if (comma == GLY_NONE || comma < 1 || s->toks[comma - 1].kind != GLY_TOK_WORD ||
        s->toks[comma - 1].sent != s->toks[and].sent)
        return false;
    unsigned kind = upos_of(s, end - 1);
    if (kind != GLY_UPOS_NOUN && kind != GLY_UPOS_ADJ)
        return false;
    if (upos_of(s, comma - 1) != kind || upos_of(s, and+1) != kind)
        return false;
    return is_plain_item(s, comma + 1, end) &&
           (*ret_comma || comma_before(s, comma) != GLY_NONE ||
            is_three(s, comma, and));
}

static void report(const struct state *s, const struct gly_way *few,
                   const struct gly_way *many, const char *what, const char *other)
{
    if (!gly_way_is_rare(few, many))
        return;
    struct gly_finding *f =
        gly_report(s->pass, SERIAL_COMMA, few->at[0],
                   "this list has %s before its last item, while %u others have %s",
                   what, (unsigned)many->count, other);
    gly_way_evidence(f, few, many);
}

static void run(struct gly_pass *pass)
{
    if (!gly_wants(pass, SERIAL_COMMA))
        return;
    struct state s = {
        .pass = pass,
        .doc = gly_pass_doc(pass),
        .quotations = gly_quotations(pass),
    };
    s.toks = gly_doc_toks(s.doc, &s.tok_count);
    struct gly_way ways[2];
    memset(ways, 0, sizeof ways);
    for (uint32_t t = 0; t < s.tok_count; t++) {
        bool comma;
        if (s.toks[t].kind != GLY_TOK_WORD ||
            !(is_text(&s, t, "and") || is_text(&s, t, "or")) ||
            !gly_tok_speaks(pass, &s.toks[t]) ||
            gly_quotation_marks(s.quotations, s.toks[t].span.start) ||
            !is_list(&s, t, &comma))
            continue;
        gly_way_add(&ways[comma],
                    (struct gly_span){s.toks[t - 1].span.start, s.toks[t].span.end});
    }
    report(&s, &ways[1], &ways[0], "a comma", "none");
    report(&s, &ways[0], &ways[1], "no comma", "one");
}

const struct gly_check gly_check_consistency_serial_comma = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUOTATIONS | GLY_NEED_LANGUAGE,
    .language = "en",
    .run = run,
};
