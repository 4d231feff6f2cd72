#include <galley/check.h>
#include <galley/place.h>
#include <galley/usage.h>

enum { NOT_PREFERRED };

static const struct gly_rule rules[] = {
    [NOT_PREFERRED] =
        {
            .id = "consistency/not-preferred",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A form other than the one that the house prefers",
            .why =
                "Speaks only of what the configuration lists under prefer: a spelling "
                "(harbour, which speaks of harbours as well), a compound (email, "
                "health care), capitals (GitHub) or the name of a place (Kyiv). Every "
                "other form that the rules of consistency know is the finding. "
                "Quotations and names keep theirs. The examples prefer harbour.",
            .bad = "The harbor is closed.",
            .good = "The harbour is closed.",
        },
};

enum { PREFER };

static const struct gly_rule_option options[] = {
    [PREFER] = {.rule = NOT_PREFERRED,
                .key = "prefer",
                .type = GLY_OPTION_TEXTS,
                .help =
                    "the forms that the house prefers, such as harbour, email, GitHub"},
};

struct slot {
    uint64_t key;  /* of the letters alone, 0 for a free slot */
    uint32_t text; /* 1 + index of the preferred text */
};

struct state {
    struct gly_pass *pass;
    const struct gly_doc *doc;
    const struct gly_tok *toks;
    const struct gly_quotations *quotations;
    const struct gly_usage *usage;
    const struct gly_option_value *prefer;
    uint32_t tok_count;
    struct slot *slots;
    uint32_t mask;
    uint32_t
        *by_spelling; /* by word of gly_spellings: 1 + spelling that is preferred */
};

/* ---- The list ---- */

/* The letters of a text in lower case without a plural s, as USAGE hashes them; 0 where it
 * has other characters than letters and one hyphen or space. */
static uint64_t key_of(struct gly_str text)
{
    char letters[64];
    size_t len = 0;
    for (size_t i = 0; i < text.len && len < sizeof letters; i++) {
        uint32_t c = gly_to_lower((unsigned char)text.ptr[i]);
        if (gly_is_ascii_letter(c))
            letters[len++] = (char)c;
        else if (c != '-' && c != ' ')
            return 0;
    }
    if (len < 2 || len + 1 < text.len || len == sizeof letters)
        return 0;
    if (len > 3 && letters[len - 1] == 's' && letters[len - 2] != 's')
        len--;
    return gly_usage_hash((struct gly_str){letters, len});
}

static struct slot *slot_of(const struct state *s, uint64_t key)
{
    uint32_t at = (uint32_t)((key ^ key >> 29) * 0xD6E8FEB86659FD93u >> 32) & s->mask;
    while (s->slots[at].key != 0 && s->slots[at].key != key)
        at = (at + 1) & s->mask;
    return &s->slots[at];
}

static void read_list(struct state *s)
{
    uint32_t room = 16;
    while (room < 2 * s->prefer->count)
        room *= 2;
    s->slots = gly_alloc(s->pass, room, sizeof *s->slots);
    s->mask = room - 1;
    s->by_spelling =
        gly_alloc(s->pass, gly_spelling_word_count, sizeof *s->by_spelling);
    for (uint32_t i = 0; i < s->prefer->count; i++) {
        uint64_t key = key_of(s->prefer->texts[i]);
        uint32_t spelling = gly_spelling_find(s->prefer->texts[i]);
        if (key != 0)
            *slot_of(s, key) = (struct slot){key, i + 1};
        if (spelling != 0)
            s->by_spelling[gly_spellings[spelling - 1].word] = spelling;
    }
}

/* ---- Findings ---- */

/* The writer's own words in running text, and no name. */
static bool counts(const struct state *s, uint32_t tok)
{
    const struct gly_tok *t = &s->toks[tok];
    return gly_tok_speaks(s->pass, t) && !(t->flags & GLY_TOK_IN_LINK) &&
           !gly_quotation_marks(s->quotations, t->span.start);
}

static bool is_named(const struct state *s, uint32_t tok)
{
    return s->toks[tok].flags & GLY_TOK_CAPITALISED &&
           !(s->toks[tok].flags & GLY_TOK_SENT_START);
}

static void report(const struct state *s, struct gly_span span,
                   struct gly_str preferred, bool capital)
{
    struct gly_str text = gly_doc_slice(s->doc, span);
    if (capital && preferred.len > 0 && preferred.ptr[0] >= 'a' &&
        preferred.ptr[0] <= 'z' && text.ptr[0] >= 'A' && text.ptr[0] <= 'Z')
        preferred = gly_format(s->pass, "%c%.*s", preferred.ptr[0] - 'a' + 'A',
                               (int)preferred.len - 1, preferred.ptr + 1);
    struct gly_finding *f =
        gly_report(s->pass, NOT_PREFERRED, span, "'%.*s' is to be written '%.*s'",
                   GLY_STR_ARG(text), GLY_STR_ARG(preferred));
    gly_fix(f, preferred);
}

static struct gly_span form_span(const struct state *s, uint32_t tok)
{
    uint32_t start = s->toks[tok].span.start;
    const struct gly_usage_form *form = &s->usage->forms[s->usage->form_at[tok]];
    return (struct gly_span){start, start + (uint32_t)form->text.len};
}

/* ---- Spellings ---- */

static bool is_speech(const struct state *s, uint32_t tok, unsigned speech)
{
    if (speech == GLY_SPELLING_ANY)
        return true;
    const struct gly_ud_word *word = gly_tok_reading(s->pass, tok);
    return word &&
           word->upos == (speech == GLY_SPELLING_NOUN ? GLY_UPOS_NOUN : GLY_UPOS_VERB);
}

static void check_spelling(const struct state *s, const struct gly_usage_word *word)
{
    const struct gly_spelling *own = &gly_spellings[word->spelling - 1];
    uint32_t preferred = s->by_spelling[own->word];
    uint32_t index = word->spelling - 1;
    if (preferred == 0)
        return;
    bool first = gly_spellings[preferred - 1].pair > preferred - 1;
    if (first == (own->pair > index))
        return;
    for (uint32_t f = word->form; f != GLY_NONE; f = s->usage->forms[f].sibling)
        for (uint32_t t = s->usage->forms[f].first; t != GLY_NONE;
             t = s->usage->next[t])
            if (counts(s, t) && !is_named(s, t) && is_speech(s, t, own->speech))
                report(s, form_span(s, t), gly_str(gly_spellings[own->pair].text),
                       true);
}

/* ---- Compounds and capitals ---- */

static bool is_plural(struct gly_str text)
{
    return text.len > 3 && gly_str_ends(text, "s") && !gly_str_ends(text, "ss");
}

/* The preferred form with the plural s of what was written. */
static struct gly_str in_number_of(const struct state *s, struct gly_str preferred,
                                   struct gly_str written)
{
    if (is_plural(written) && !is_plural(preferred))
        return gly_format(s->pass, "%.*ss", GLY_STR_ARG(preferred));
    if (is_plural(preferred) && !is_plural(written))
        preferred.len--;
    return preferred;
}

static bool has_capital(struct gly_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= 'A' && text.ptr[i] <= 'Z')
            return true;
    return false;
}

/* Words that have the letters of a preferred text and are written otherwise. */
static void compare(const struct state *s, const struct slot *slot, uint32_t tok,
                    struct gly_span span)
{
    struct gly_str written = gly_doc_slice(s->doc, span);
    struct gly_str preferred =
        in_number_of(s, s->prefer->texts[slot->text - 1], written);
    bool same = gly_str_eq_nocase(written, preferred);
    if (gly_str_eq(written, preferred) || !counts(s, tok) ||
        s->toks[tok].flags & GLY_TOK_ALL_CAPS)
        return;
    if (same && !has_capital(preferred))
        return;
    if (!same && !has_capital(preferred) && is_named(s, tok))
        return;
    report(s, span, preferred, !has_capital(preferred));
}

static const struct gly_usage_word *word_at(const struct state *s, uint32_t tok)
{
    return tok < s->tok_count && s->usage->form_at[tok] != GLY_NONE
               ? &s->usage->words[s->usage->forms[s->usage->form_at[tok]].word]
               : NULL;
}

/* One token, or two with a hyphen or a space between them. */
static void check_token(const struct state *s, uint32_t tok)
{
    const struct gly_usage_word *one = word_at(s, tok);
    bool hyphen = tok + 1 < s->tok_count && s->toks[tok + 1].flags & GLY_TOK_GLUED &&
                  gly_str_is(gly_tok_text(s->doc, &s->toks[tok + 1]), "-");
    uint32_t behind = hyphen ? tok + 2 : tok + 1;
    const struct gly_usage_word *two = word_at(s, behind);
    uint64_t key =
        memchr(one->text.ptr, '-', one->text.len) ? key_of(one->text) : one->stem;
    const struct slot *slot = slot_of(s, key);
    if (slot->key != 0 && !hyphen &&
        !(s->toks[tok].flags & GLY_TOK_HYPHENATED &&
          s->toks[tok].flags & GLY_TOK_GLUED))
        compare(s, slot, tok, form_span(s, tok));
    if (!two || s->toks[tok].sent != s->toks[behind].sent ||
        (hyphen && !(s->toks[behind].flags & GLY_TOK_GLUED)) ||
        (!hyphen && s->toks[behind].flags & GLY_TOK_GLUED))
        return;
    size_t len = two->text.len - (two->stem != two->hash);
    slot = slot_of(s, gly_usage_joined(one->hash, two->stem, len));
    if (slot->key == 0)
        return;
    /* A hyphen asked for before a noun is none elsewhere: spaces stay. */
    if (!hyphen && memchr(s->prefer->texts[slot->text - 1].ptr, '-',
                          s->prefer->texts[slot->text - 1].len))
        return;
    compare(s, slot, tok,
            (struct gly_span){s->toks[tok].span.start, form_span(s, behind).end});
}

/* ---- Places ---- */

static void check_places(const struct state *s)
{
    const struct gly_places *places = gly_places(s->pass);
    uint32_t *preferred = gly_alloc(s->pass, gly_rival_place_count, sizeof *preferred);
    for (uint32_t i = 0; i < s->prefer->count; i++)
        for (uint32_t r = 0; r < gly_rival_count; r++)
            if (gly_str_is(s->prefer->texts[i], gly_rivals[r].name))
                preferred[gly_rivals[r].place] = r + 1;
    for (uint32_t i = 0; i < places->count; i++) {
        const struct gly_toponym *place = &places->at[i];
        struct gly_str text = gly_doc_slice(s->doc, place->span);
        for (uint32_t r = 0; r < gly_rival_count; r++) {
            uint32_t wanted = preferred[gly_rivals[r].place];
            if (wanted != 0 && wanted != r + 1 &&
                gly_str_is(text, gly_rivals[r].name) &&
                !(place->flags &
                  (GLY_PLACE_UNSURE | GLY_PLACE_QUOTED | GLY_PLACE_TITLE)) &&
                counts(s, place->first_tok))
                report(s, place->span, gly_str(gly_rivals[wanted - 1].name), false);
        }
    }
}

static void run(struct gly_pass *pass)
{
    struct state s = {
        .pass = pass,
        .doc = gly_pass_doc(pass),
        .quotations = gly_quotations(pass),
        .usage = gly_usage(pass),
        .prefer = gly_pass_option(pass, PREFER),
    };
    if (s.prefer->count == 0)
        return;
    s.toks = gly_doc_toks(s.doc, &s.tok_count);
    read_list(&s);
    for (uint32_t w = 0; w < s.usage->word_count; w++)
        if (s.usage->words[w].spelling != 0)
            check_spelling(&s, &s.usage->words[w]);
    for (uint32_t t = 0; t < s.tok_count; t++)
        if (word_at(&s, t))
            check_token(&s, t);
    check_places(&s);
}

const struct gly_check gly_check_consistency_not_preferred = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .options = options,
    .option_count = GLY_COUNT(options),
    .needs = GLY_NEED_USAGE | GLY_NEED_QUOTATIONS | GLY_NEED_PLACES | GLY_NEED_LANGUAGE,
    .language = "en",
    .run = run,
};
