#include <galley/check.h>
#include <galley/usage.h>

enum { VARIANT };

static const struct gly_rule rules[] = {
    [VARIANT] =
        {
            .id = "consistency/name-variant",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A name is spelled in two ways",
            .why =
                "One of the two is wrong, and its bearer will notice. The rarer "
                "spelling is the finding. One letter of difference is not enough: the "
                "rest of the name must be the same (Orla Kinsella, Orla Kinsela), a "
                "surname must stand alone that nobody in the text was introduced by "
                "(Dr Kinsela), or nothing but a doubled letter sets apart a name that "
                "no list has. Two people named in one sentence are two people.",
            .bad = "Orla Kinsella keeps bees. Mrs Kinsella sells honey. Candles are "
                   "made by Orla Kinsela.",
            .good = "Orla Kinsella keeps bees. Mrs Kinsella sells honey. Candles are "
                    "made by Orla Kinsella.",
        },
};

enum {
    SHOWN = 5,
    LOOKED_AT =
        64, /* names with one spelling that are compared with those of the other */
};

/* A place where a name has one of the two words. */
struct place {
    uint32_t name, tok;
};

/* The places of one spelling that count. */
struct side {
    struct place at[LOOKED_AT];
    uint32_t looked_at, count;
    struct gly_str word;
    bool introduced; /* some name has another word before it, or a first letter */
    bool titled;
};

struct state {
    struct gly_pass *pass;
    const struct gly_doc *doc;
    const struct gly_tok *toks;
    const struct gly_names *names;
    const struct gly_quotations *quotations;
    const struct gly_usage *usage;
    uint32_t tok_count;
    struct side rare, often; /* here, as they are large */
};

static const struct gly_name *name_of(const struct state *s, const struct place *place)
{
    return &s->names->names[place->name];
}

/* ---- Gathering ---- */

static struct gly_str word_text(const struct state *s, uint32_t tok)
{
    return s->usage->forms[s->usage->form_at[tok]].text;
}

static bool is_own(const struct state *s, uint32_t tok)
{
    const struct gly_tok *t = &s->toks[tok];
    return gly_tok_speaks(s->pass, t) && !(t->flags & GLY_TOK_IN_LINK) &&
           !gly_quotation_marks(s->quotations, t->span.start);
}

static void gather(const struct state *s, uint32_t tok, struct side *side)
{
    side->looked_at = side->count = 0;
    side->introduced = side->titled = false;
    side->word = (struct gly_str){"", 0};
    if (s->usage->form_at[tok] == GLY_NONE)
        return;
    side->word = word_text(s, tok);
    for (uint32_t t = s->usage->forms[s->usage->form_at[tok]].first; t != GLY_NONE;
         t = s->usage->next[t]) {
        uint32_t name = gly_name_at(s->names, t);
        if (name == GLY_NONE || !is_own(s, t))
            continue;
        side->introduced |= t > s->names->names[name].first_tok;
        side->titled |= gly_span_len(s->names->names[name].title) > 0;
        if (side->looked_at < LOOKED_AT)
            side->at[side->looked_at++] = (struct place){name, t};
        side->count++;
    }
}

/* ---- Comparing ---- */

static bool same_word(const struct state *s, uint32_t a, uint32_t b)
{
    return gly_str_eq(gly_tok_text(s->doc, &s->toks[a]),
                      gly_tok_text(s->doc, &s->toks[b])) ||
           (s->usage->form_at[a] != GLY_NONE &&
            s->usage->form_at[a] == s->usage->form_at[b]);
}

/* Two names of several words that are the same but for the word in question. */
static bool agree_elsewhere(const struct state *s, const struct place *a,
                            const struct place *b)
{
    const struct gly_name *x = name_of(s, a), *y = name_of(s, b);
    if (x->tok_count < 2 || x->tok_count != y->tok_count ||
        a->tok - x->first_tok != b->tok - y->first_tok)
        return false;
    for (uint32_t i = 0; i < x->tok_count; i++)
        if (x->first_tok + i != a->tok &&
            !same_word(s, x->first_tok + i, y->first_tok + i))
            return false;
    return true;
}

/* Names of one word before the same number or in front of the same noun: "the Novatek 300". */
static bool same_number_follows(const struct state *s, const struct place *a,
                                const struct place *b)
{
    return name_of(s, a)->tok_count == 1 && name_of(s, b)->tok_count == 1 &&
           a->tok + 1 < s->tok_count && b->tok + 1 < s->tok_count &&
           (s->toks[a->tok + 1].kind == GLY_TOK_NUMBER ||
            s->toks[a->tok + 1].kind == GLY_TOK_MIXED) &&
           gly_str_eq(gly_tok_text(s->doc, &s->toks[a->tok + 1]),
                      gly_tok_text(s->doc, &s->toks[b->tok + 1]));
}

static bool any_pair(const struct state *s,
                     bool (*same)(const struct state *, const struct place *,
                                  const struct place *))
{
    for (uint32_t i = 0; i < s->rare.looked_at; i++)
        for (uint32_t j = 0; j < s->often.looked_at; j++)
            if (same(s, &s->rare.at[i], &s->often.at[j]))
                return true;
    return false;
}

/* Both in one sentence: the writer tells them apart. */
static bool is_told_apart(const struct state *s)
{
    for (uint32_t i = 0; i < s->rare.looked_at; i++)
        for (uint32_t j = 0; j < s->often.looked_at; j++)
            if (name_of(s, &s->rare.at[i])->sent == name_of(s, &s->often.at[j])->sent)
                return true;
    return false;
}

static bool are_persons(const struct state *s, const struct side *side)
{
    for (uint32_t i = 0; i < side->looked_at; i++) {
        const struct gly_name *name = name_of(s, &side->at[i]);
        if (name->kind != GLY_NAME_PERSON || name->ground == GLY_NAME_GUESSED)
            return false;
    }
    return side->looked_at > 0;
}

static bool is_woman_and_man(const struct state *s)
{
    uint8_t a = s->names->entities[name_of(s, &s->rare.at[0])->entity].sex;
    uint8_t b = s->names->entities[name_of(s, &s->often.at[0])->entity].sex;
    return a != GLY_SEX_UNSAID && b != GLY_SEX_UNSAID && a != b;
}

/* A surname that stands alone, of nobody who was introduced, beside one letter more or
 * less of somebody who was. */
static bool is_unintroduced(const struct state *s)
{
    for (uint32_t i = 0; i < s->rare.looked_at; i++)
        if (name_of(s, &s->rare.at[i])->tok_count > 1)
            return false;
    return s->often.introduced && are_persons(s, &s->rare) && are_persons(s, &s->often);
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Capitals inside a word or nothing but capitals make it a code: "WinGetFocus",
 * "getFocus", "GFocusRing", "MTBSF". One capital inside is that of a brand or a clan. */
static bool is_code(struct gly_str word)
{
    uint32_t small = 0, turns = 0;
    for (size_t i = 0; i < word.len; i++) {
        bool before = i > 0 && word.ptr[i - 1] >= 'a' && word.ptr[i - 1] <= 'z';
        turns += is_capital(word.ptr[i]) && before;
        small += word.ptr[i] >= 'a' && word.ptr[i] <= 'z';
    }
    bool two = word.len > 1 && is_capital(word.ptr[0]) && is_capital(word.ptr[1]);
    return small == 0 || turns > 1 ||
           (turns == 1 && (two || (word.len > 0 && !is_capital(word.ptr[0]))));
}

/* "Lanka", "Lankan": a place and its people. */
static bool is_people(struct gly_str a, struct gly_str b)
{
    return a.len + 1 == b.len && gly_str_ends(b, "n") &&
           memcmp(a.ptr, b.ptr, a.len) == 0;
}

/* No word list has it, in whatever capitals: a slip rather than another name. */
static bool is_unknown(const struct state *s, struct gly_str word)
{
    char small[32];
    if (word.len > sizeof small || word.len == 0)
        return false;
    memcpy(small, word.ptr, word.len);
    small[0] = (char)(small[0] | ('a' ^ 'A'));
    const uint16_t made = GLY_WORD_KNOWN | GLY_WORD_DERIVED; /* "holing" and "beck" */
    return (gly_word_of(s->pass, word).flags & made) != GLY_WORD_KNOWN &&
           (gly_word_of(s->pass, (struct gly_str){small, word.len}).flags & made) !=
               GLY_WORD_KNOWN;
}

/* "Stallby", "Stalby": a letter written once that is doubled in the other. */
static bool is_doubling(struct gly_str a, struct gly_str b)
{
    struct gly_str longer = a.len > b.len ? a : b, shorter = a.len > b.len ? b : a;
    if (longer.len != shorter.len + 1)
        return false;
    size_t at = 0;
    while (at < shorter.len && longer.ptr[at] == shorter.ptr[at])
        at++;
    return at > 0 && longer.ptr[at] == longer.ptr[at - 1] &&
           memcmp(longer.ptr + at + 1, shorter.ptr + at, shorter.len - at) == 0;
}

/* Names of one word that nothing but a doubled letter sets apart. */
static bool is_misspelt(const struct state *s)
{
    for (uint32_t i = 0; i < s->rare.looked_at; i++)
        if (name_of(s, &s->rare.at[i])->tok_count > 1)
            return false;
    return s->rare.count == 1 && is_doubling(s->rare.word, s->often.word) &&
           is_unknown(s, s->rare.word);
}

/* "Mr Thorvaldsen", "Mr Thorvaldson": one title before both, and one of them is no name
 * that anybody knows. */
static bool same_title(const struct state *s, const struct place *a,
                       const struct place *b)
{
    struct gly_span x = name_of(s, a)->title, y = name_of(s, b)->title;
    return gly_span_len(x) > 0 &&
           gly_str_eq(gly_doc_slice(s->doc, x), gly_doc_slice(s->doc, y));
}

static bool is_same_name(const struct state *s, const struct gly_name_twin *twin)
{
    if (is_code(s->rare.word) || is_code(s->often.word) ||
        is_people(s->rare.word, s->often.word) ||
        is_people(s->often.word, s->rare.word))
        return false;
    bool common = twin->flags & GLY_NAME_TWIN_COMMON;
    bool doubtful = twin->flags & GLY_NAME_TWIN_LISTED &&
                    !(twin->flags & (GLY_NAME_TWIN_SOUNDS | GLY_NAME_TWIN_ACCENT));
    if (is_told_apart(s) || is_woman_and_man(s))
        return false;
    if (common && !(s->rare.titled && s->often.titled))
        return is_unknown(s, s->rare.word) && any_pair(s, agree_elsewhere);
    if (!doubtful && !common && any_pair(s, agree_elsewhere))
        return true;
    if (!doubtful && !common && any_pair(s, same_number_follows))
        return true;
    bool listed = twin->flags & GLY_NAME_TWIN_LISTED;
    if (!listed && !common && s->rare.count == 1 &&
        (is_misspelt(s) || (is_unknown(s, s->rare.word) && any_pair(s, same_title))))
        return true;
    /* Who is famous needs no introduction. */
    return !(twin->flags & GLY_NAME_TWIN_FAMOUS) && is_unintroduced(s);
}

/* "Dr Helen Okafor" once and "Dr Okofor" once: which of them is right nobody can tell, but
 * they are one person. */
static bool is_once_each(struct state *s, const struct gly_name_twin *twin)
{
    if (s->rare.count != 1 || s->often.count != 1 || is_code(s->rare.word) ||
        is_code(s->often.word) || is_told_apart(s) || is_woman_and_man(s) ||
        twin->flags & (GLY_NAME_TWIN_FAMOUS | GLY_NAME_TWIN_COMMON))
        return false;
    if (s->rare.introduced) {
        struct side *swap = gly_alloc(s->pass, 1, sizeof *swap);
        *swap = s->rare;
        s->rare = s->often;
        s->often = *swap;
    }
    return !s->rare.introduced && any_pair(s, same_title) && is_unintroduced(s);
}

/* ---- Reporting ---- */

static bool is_minority(uint32_t few, uint32_t many)
{
    return few > 0 && ((few == 1 && many >= 2) || few * 3 <= many);
}

static struct gly_span span_of(const struct state *s, uint32_t tok)
{
    uint32_t start = s->toks[tok].span.start;
    return (struct gly_span){start, start + (uint32_t)word_text(s, tok).len};
}

static void report(const struct state *s, const struct side *few,
                   const struct side *many)
{
    struct gly_finding *f = gly_report(
        s->pass, VARIANT, span_of(s, few->at[0].tok),
        "'%.*s' (%.*s) is spelled '%.*s' (%.*s) elsewhere in this text",
        GLY_STR_ARG(few->word), GLY_STR_ARG(gly_times(s->pass, few->count)),
        GLY_STR_ARG(many->word), GLY_STR_ARG(gly_times(s->pass, many->count)));
    for (uint32_t i = 0; i < many->looked_at && i < SHOWN; i++)
        gly_evidence(f, span_of(s, many->at[i].tok), "the other spelling");
    for (uint32_t i = 1; i < few->looked_at && i < SHOWN; i++)
        gly_evidence(f, span_of(s, few->at[i].tok), "this spelling again");
    gly_fix(f, many->word);
}

static void run(struct gly_pass *pass)
{
    const struct gly_names *names = gly_names(pass);
    if (names->twin_count == 0)
        return;
    struct state *s = gly_alloc(pass, 1, sizeof *s);
    s->pass = pass;
    s->doc = gly_pass_doc(pass);
    s->names = names;
    s->quotations = gly_quotations(pass);
    s->usage = gly_usage(pass);
    s->toks = gly_doc_toks(s->doc, &s->tok_count);
    for (uint32_t i = 0; i < names->twin_count; i++) {
        const struct gly_name_twin *twin = &names->twins[i];
        gather(s, twin->rare_tok, &s->rare);
        gather(s, twin->often_tok, &s->often);
        if (is_minority(s->rare.count, s->often.count) ? is_same_name(s, twin)
                                                       : is_once_each(s, twin))
            report(s, &s->rare, &s->often);
    }
}

const struct gly_check gly_check_consistency_name_variant = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_NAMES | GLY_NEED_QUOTATIONS | GLY_NEED_USAGE | GLY_NEED_WORDS,
    .language = "en",
    .run = run,
};
