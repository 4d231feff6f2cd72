#include <galley/check.h>
#include <galley/usage.h>

enum { HYPHENATION };

static const struct gly_rule rules[] = {
    [HYPHENATION] =
        {
            .id = "consistency/hyphenation",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A compound is written open, hyphenated and closed in one text",
            .why =
                "The rarer form is the finding. What grammar asks for is no fault: a "
                "long-term plan pays in the long term, and whoever logs in has a "
                "login. So a hyphen is compared with a space only where both "
                "compounds stand before a noun or both are nouns, and a space with "
                "nothing only between nouns. Names are left alone.",
            .bad = "The healthcare budget grew. Money for healthcare came late, and "
                   "health care for children came last.",
            .good = "The healthcare budget grew. Money for healthcare came late, and "
                    "healthcare for children came last.",
        },
};

/* How a compound is written. */
enum shape { CLOSED, HYPHENATED, OPEN, SHAPE_COUNT };

/* What it does in its sentence. */
enum role { ROLE_OTHER, ROLE_BEFORE_NOUN, ROLE_NOUN, ROLE_COUNT };

enum { SHOWN = 5 };

struct place {
    uint32_t tok, end; /* its tokens */
    uint32_t next;     /* another place of the compound in this shape, 1 + index */
    uint8_t role, shape;
    bool nouns; /* open: two nouns */
};

struct compound {
    uint64_t key;                                   /* 0 for a free slot */
    uint32_t first[SHAPE_COUNT], last[SHAPE_COUNT]; /* places, 1 + index */
    uint32_t word;                                  /* of the closed form, 1 + index */
    uint32_t split;                                 /* bytes of the first part */
    bool open; /* has open places: more than one shape is likely */
};

struct state {
    struct gly_pass *pass;
    const struct gly_doc *doc;
    const struct gly_tok *toks;
    const struct gly_quotations *quotations;
    const struct gly_usage *usage;
    uint32_t tok_count;
    struct compound *slots;
    uint32_t mask;
    struct place *places;
    uint32_t place_count, place_room;
    uint32_t *alike; /* by word: another word of the same stem, 1 + index */
};

/* ---- The compounds of the text ---- */

static const struct gly_usage_word *word_at(const struct state *s, uint32_t tok)
{
    if (tok >= s->tok_count || s->usage->form_at[tok] == GLY_NONE)
        return NULL;
    return &s->usage->words[s->usage->forms[s->usage->form_at[tok]].word];
}

static struct compound *slot_of(const struct state *s, uint64_t key)
{
    uint32_t at = (uint32_t)((key ^ key >> 29) * 0xD6E8FEB86659FD93u >> 32) & s->mask;
    while (s->slots[at].key != 0 && s->slots[at].key != key)
        at = (at + 1) & s->mask;
    return &s->slots[at];
}

static bool is_hyphen(const struct state *s, uint32_t tok)
{
    return tok < s->tok_count && s->toks[tok].kind == GLY_TOK_PUNCT &&
           s->toks[tok].flags & GLY_TOK_GLUED &&
           (gly_str_is(gly_tok_text(s->doc, &s->toks[tok]), "-") ||
            gly_str_is(gly_tok_text(s->doc, &s->toks[tok]), "‐"));
}

/* A name keeps its form; what is only set in capitals keeps none of its own. */
static bool is_named(const struct state *s, uint32_t tok)
{
    uint16_t flags = s->toks[tok].flags;
    return flags & (GLY_TOK_ALL_CAPS | GLY_TOK_MIXED_CASE) ||
           (flags & GLY_TOK_CAPITALISED && !(flags & GLY_TOK_SENT_START));
}

/* Letters only, and at most one hyphen. */
static bool is_plain(struct gly_str text, uint32_t *ret_hyphen)
{
    *ret_hyphen = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c == '-' && i > 0 && *ret_hyphen == 0)
            *ret_hyphen = i;
        else if (!gly_is_ascii_letter(c))
            return false;
    }
    return *ret_hyphen == 0 || *ret_hyphen + 1 < text.len;
}

static void add_place(struct state *s, struct compound *c, enum shape shape,
                      uint32_t tok, uint32_t end)
{
    if (s->place_count == s->place_room)
        return;
    s->places[s->place_count++] =
        (struct place){.tok = tok, .end = end, .shape = shape};
    if (c->first[shape] == 0)
        c->first[shape] = s->place_count;
    else
        s->places[c->last[shape] - 1].next = s->place_count;
    c->last[shape] = s->place_count;
}

static uint64_t stem_key(struct gly_str first, struct gly_str second)
{
    if (second.len >= 4 && gly_str_ends(second, "s") && !gly_str_ends(second, "ss"))
        second.len--;
    return gly_usage_joined(gly_usage_hash(first), gly_usage_hash(second), second.len);
}

/* A token that has its hyphen inside, as those of prefixes do. */
static void add_prefixed(struct state *s, uint32_t w)
{
    const struct gly_usage_word *word = &s->usage->words[w];
    uint32_t hyphen;
    if (!is_plain(word->text, &hyphen) || hyphen == 0)
        return;
    struct gly_str first = {word->text.ptr, hyphen};
    struct gly_str second = {word->text.ptr + hyphen + 1, word->text.len - hyphen - 1};
    struct compound *c = slot_of(s, stem_key(first, second));
    c->key = stem_key(first, second);
    c->split = hyphen;
    for (uint32_t f = word->form; f != GLY_NONE; f = s->usage->forms[f].sibling)
        for (uint32_t t = s->usage->forms[f].first; t != GLY_NONE;
             t = s->usage->next[t])
            if (!is_named(s, t) && !is_hyphen(s, t + 1) && !(t > 0 && is_hyphen(s, t)))
                add_place(s, c, HYPHENATED, t, t + 1);
}

/* "long", "-", "term", and no more. */
static bool is_hyphenated(const struct state *s, uint32_t tok)
{
    return is_hyphen(s, tok + 1) && word_at(s, tok + 2) &&
           s->toks[tok + 2].flags & GLY_TOK_GLUED &&
           !(s->toks[tok + 2].flags & GLY_TOK_LINE_BREAK) && !is_hyphen(s, tok + 3) &&
           !(tok > 0 && s->toks[tok].flags & GLY_TOK_GLUED && is_hyphen(s, tok - 1));
}

static void add_hyphenated(struct state *s, uint32_t tok)
{
    const struct gly_usage_word *first = word_at(s, tok), *second = word_at(s, tok + 2);
    uint32_t hyphen, hyphen_two;
    if (!is_plain(first->text, &hyphen) || !is_plain(second->text, &hyphen_two) ||
        hyphen + hyphen_two > 0 || is_named(s, tok) || is_named(s, tok + 2))
        return;
    uint64_t key = stem_key(first->text, second->text);
    struct compound *c = slot_of(s, key);
    c->key = key;
    c->split = (uint32_t)first->text.len;
    add_place(s, c, HYPHENATED, tok, tok + 3);
}

/* Shorter words are not told from two by chance. */
enum { CLOSED_MIN = 5, CLOSED_MAX = 24, PART_MIN = 3 };

static void add_closed(struct state *s, uint32_t w)
{
    const struct gly_usage_word *word = &s->usage->words[w];
    if (word->text.len < CLOSED_MIN || word->text.len > CLOSED_MAX)
        return;
    struct compound *c = slot_of(s, word->stem);
    c->key = word->stem;
    s->alike[w] = c->word;
    c->word = w + 1;
}

/* Words that make no noun with another one: anyone is not any one, a breakdown does not
 * break down. */
static bool is_grammar(struct gly_str word)
{
    static const char *const words[] = {
        "the",    "and",  "any",   "some",  "every",   "may",    "can",   "not",
        "how",    "what", "when",  "where", "who",     "with",   "out",   "over",
        "under",  "down", "off",   "away",  "through", "there",  "here",  "him",
        "her",    "them", "our",   "your",  "self",    "selves", "for",   "ever",
        "never",  "more", "other", "thing", "body",    "wise",   "get",   "set",
        "put",    "take", "make",  "break", "along",   "around", "about", "after",
        "before", "then", "than",  "that",  "this",    "was",    "were",  "has",
        "had",    "been", "are",   "too",
    };
    for (size_t i = 0; i < GLY_COUNT(words); i++)
        if (gly_str_is(word, words[i]))
            return true;
    return false;
}

static void add_open(struct state *s, uint32_t tok)
{
    const struct gly_usage_word *first = word_at(s, tok), *second = word_at(s, tok + 1);
    if (first->text.len < PART_MIN || second->text.len < PART_MIN)
        return;
    /* joined() wants the length of the stem, which is one less than the word's where the
     * hashes differ. */
    size_t len = second->text.len - (second->stem != second->hash);
    uint64_t key = gly_usage_joined(first->hash, second->stem, len);
    struct compound *c = slot_of(s, key);
    if (c->key == 0 || is_named(s, tok) || is_named(s, tok + 1) ||
        is_grammar(first->text) || is_grammar(second->text))
        return;
    if (!c->open)
        c->split = (uint32_t)first->text.len;
    c->open = true;
    add_place(s, c, OPEN, tok, tok + 2);
}

static bool is_pair(const struct state *s, uint32_t tok)
{
    return word_at(s, tok) && word_at(s, tok + 1) &&
           s->toks[tok].sent == s->toks[tok + 1].sent &&
           !(s->toks[tok + 1].flags & GLY_TOK_GLUED) && !is_hyphen(s, tok + 2) &&
           !(s->toks[tok].flags & GLY_TOK_HYPHENATED) &&
           !(s->toks[tok + 1].flags & GLY_TOK_HYPHENATED);
}

static void gather(struct state *s)
{
    uint32_t hyphens = 0;
    for (uint32_t i = 0; i < s->tok_count; i++)
        hyphens += (s->toks[i].flags & GLY_TOK_HYPHENATED) != 0;
    uint32_t room = 64;
    while (room < 2 * (s->usage->word_count + hyphens) && room < (1u << 30))
        room *= 2;
    s->slots = gly_alloc(s->pass, room, sizeof *s->slots);
    s->mask = room - 1;
    s->alike = gly_alloc(s->pass, s->usage->word_count, sizeof *s->alike);
    s->place_room = 2 * s->tok_count + 1;
    s->places = gly_alloc(s->pass, s->place_room, sizeof *s->places);
    for (uint32_t w = 0; w < s->usage->word_count; w++) {
        if (memchr(s->usage->words[w].text.ptr, '-', s->usage->words[w].text.len))
            add_prefixed(s, w);
        else
            add_closed(s, w);
    }
    for (uint32_t i = 0; hyphens > 0 && i + 2 < s->tok_count; i++)
        if (s->toks[i].flags & GLY_TOK_HYPHENATED && word_at(s, i) &&
            is_hyphenated(s, i))
            add_hyphenated(s, i);
    for (uint32_t i = 0; i + 1 < s->tok_count; i++)
        if (is_pair(s, i))
            add_open(s, i);
}

/* ---- Which places count, and as what ---- */

static bool has_upos(const struct state *s, uint32_t tok, unsigned set)
{
    const struct gly_ud_word *word = gly_tok_reading(s->pass, tok);
    return word && set >> word->upos & 1;
}

enum {
    NOUNS = 1 << GLY_UPOS_NOUN | 1 << GLY_UPOS_PROPN,
    PARTS = NOUNS | 1 << GLY_UPOS_ADJ | 1 << GLY_UPOS_NUM | 1 << GLY_UPOS_ADV,
};

static bool same_sentence(const struct state *s, uint32_t a, uint32_t b)
{
    return b < s->tok_count && s->toks[a].sent == s->toks[b].sent;
}

/* Does a noun follow, or an adjective and a noun? */
static bool stands_before_noun(const struct state *s, uint32_t last)
{
    uint32_t next = last + 1;
    if (!same_sentence(s, last, next) || s->toks[next].kind != GLY_TOK_WORD)
        return false;
    if (has_upos(s, next, 1 << GLY_UPOS_ADJ))
        next++;
    return same_sentence(s, last, next) && has_upos(s, next, NOUNS);
}

static bool is_gerund(const struct state *s, uint32_t tok)
{
    const struct gly_ud_word *word = gly_tok_reading(s->pass, tok);
    return word && word->xpos == GLY_XPOS_VBG;
}

static bool are_nouns(const struct state *s, uint32_t first, uint32_t last)
{
    return has_upos(s, first, 1 << GLY_UPOS_NOUN) &&
           (has_upos(s, last, 1 << GLY_UPOS_NOUN) || is_gerund(s, last));
}

static enum role role_of(const struct state *s, const struct place *p)
{
    uint32_t last = p->end - 1;
    if (p->shape == CLOSED)
        return has_upos(s, last, 1 << GLY_UPOS_NOUN) ? ROLE_NOUN : ROLE_OTHER;
    bool parts =
        p->end == p->tok + 1 || has_upos(s, p->tok, PARTS) || p->shape == HYPHENATED;
    if (parts && stands_before_noun(s, last))
        return ROLE_BEFORE_NOUN;
    return are_nouns(s, p->tok, last) ? ROLE_NOUN : ROLE_OTHER;
}

/* What was said aloud had no hyphens: they are the writer's. What was written has its
 * own. */
static bool is_written_by_others(const struct state *s, uint32_t offset)
{
    uint32_t at = gly_quotation_at(s->quotations, offset);
    if (at == GLY_NONE)
        return gly_quotation_marks(s->quotations, offset);
    const struct gly_quotation *q = &s->quotations->list[at];
    return q->kind == GLY_QUOTATION_BLOCK ||
           (q->kind == GLY_QUOTATION_DIRECT && q->speaker_kind != GLY_SPEAKER_NAME &&
            q->speaker_kind != GLY_SPEAKER_PRONOUN);
}

/* Paths, options, fields and what stands for them keep their form: "--log-file",
 * "<file name>", "man-db/", "cursor-name: INT", "error_code". */
static bool is_identifier(const struct state *s, const struct place *p)
{
    struct gly_str text = gly_doc_text(s->doc);
    uint32_t start = s->toks[p->tok].span.start, end = s->toks[p->end - 1].span.end;
    char before = start > 0 ? text.ptr[start - 1] : ' ';
    char behind = end < text.len ? text.ptr[end] : ' ';
    char beyond = end + 1 < text.len ? text.ptr[end + 1] : ' ';
    return strchr("/<>[]{}=_@#\\|+*~-.:$%", before) ||
           strchr("/<>[]{}=_@#\\|+*~(", behind) ||
           (behind == '.' && gly_is_ascii_letter((unsigned char)beyond)) ||
           (behind == ':' && p->shape != OPEN) || (behind == '-' && beyond == '-');
}

/* "keel-depth - tell the depth of the keel": what a manual page is called by. */
static bool is_page_name(const struct state *s, const struct place *p)
{
    if (p->tok > 0 && p->end < s->tok_count && p->shape != OPEN &&
        s->toks[p->tok].flags & GLY_TOK_LINE_BREAK &&
        gly_str_is(gly_tok_text(s->doc, &s->toks[p->tok - 1]), "NAME")) {
        struct gly_str mark = gly_tok_text(s->doc, &s->toks[p->end]);
        return gly_str_is(mark, "-") || gly_str_is(mark, "–") || gly_str_is(mark, "—");
    }
    return false;
}

static bool counts(const struct state *s, const struct place *p)
{
    const struct gly_tok *tok = &s->toks[p->tok];
    return gly_tok_speaks(s->pass, tok) && !(tok->flags & GLY_TOK_IN_LINK) &&
           !is_identifier(s, p) && !is_page_name(s, p) &&
           !is_written_by_others(s, tok->span.start);
}

/* The places of one shape, by role; `all` in the end has them whatever their role. */
struct tally {
    uint32_t count[ROLE_COUNT], all, nouns;
    uint32_t first[ROLE_COUNT]; /* places, 1 + index */
    uint32_t first_all, first_nouns;
};

static void tell(const struct state *s, const struct compound *c, enum shape shape,
                 struct tally *tally)
{
    for (uint32_t p = c->first[shape]; p != 0; p = s->places[p - 1].next) {
        struct place *place = &s->places[p - 1];
        place->role = UINT8_MAX;
        if (!counts(s, place))
            continue;
        place->role = (uint8_t)role_of(s, place);
        place->nouns = place->role == ROLE_NOUN ||
                       (shape == OPEN && are_nouns(s, place->tok, place->end - 1));
        if (place->nouns && tally->nouns++ == 0)
            tally->first_nouns = p;
        if (tally->count[place->role]++ == 0)
            tally->first[place->role] = p;
        if (tally->all++ == 0)
            tally->first_all = p;
    }
}

/* ---- Judging ---- */

static struct gly_span span_of(const struct state *s, const struct place *p)
{
    struct gly_span span = {s->toks[p->tok].span.start, s->toks[p->end - 1].span.end};
    struct gly_str text = gly_doc_slice(s->doc, span);
    if (gly_str_ends(text, "'s"))
        span.end -= 2;
    else if (gly_str_ends(text, "’s"))
        span.end -= 4;
    return span;
}

/* The words of a place written in another shape. */
static struct gly_str reshaped(const struct state *s, const struct compound *c,
                               const struct place *p, enum shape shape)
{
    static const char *const between[] = {
        [CLOSED] = "", [HYPHENATED] = "-", [OPEN] = " "};
    struct gly_str text = gly_doc_slice(s->doc, span_of(s, p));
    size_t first = c->split;
    size_t second = p->shape == CLOSED ? first
                    : p->end == p->tok + 1
                        ? first + 1
                        : s->toks[p->end - 1].span.start - s->toks[p->tok].span.start;
    if (first == 0 || first > second || second >= text.len)
        return (struct gly_str){0};
    return gly_format(s->pass, "%.*s%s%.*s", (int)first, text.ptr, between[shape],
                      (int)(text.len - second), text.ptr + second);
}

static void show(struct gly_finding *f, const struct state *s, uint32_t from, int role,
                 const char *label)
{
    uint32_t shown = 0;
    for (uint32_t p = from; p != 0 && shown < SHOWN; p = s->places[p - 1].next)
        if (role == ROLE_COUNT ? s->places[p - 1].role != UINT8_MAX
                               : s->places[p - 1].role == role) {
            gly_evidence(f, span_of(s, &s->places[p - 1]), "%s", label);
            shown++;
        }
}

static bool is_minority(uint32_t few, uint32_t many)
{
    return few > 0 && ((few == 1 && many >= 2) || few * 3 <= many);
}

static bool judge(const struct state *s, const struct compound *c, uint32_t few,
                  uint32_t few_count, uint32_t many, uint32_t many_count, int role)
{
    if (!is_minority(few_count, many_count))
        return false;
    const struct place *p = &s->places[few - 1], *other = &s->places[many - 1];
    struct gly_str text = gly_doc_slice(s->doc, span_of(s, p));
    struct gly_finding *f = gly_report(
        s->pass, HYPHENATION, span_of(s, p),
        "'%.*s' (%.*s) is written as in '%.*s' (%.*s) elsewhere in this text",
        GLY_STR_ARG(text), GLY_STR_ARG(gly_times(s->pass, few_count)),
        GLY_STR_ARG(gly_doc_slice(s->doc, span_of(s, other))),
        GLY_STR_ARG(gly_times(s->pass, many_count)));
    show(f, s, many, role, "the other form");
    show(f, s, p->next, role, "this form again");
    struct gly_str fix = reshaped(s, c, p, other->shape);
    if (f && fix.len > 0)
        gly_fix(f, fix);
    return true;
}

/* Whatever they do in their sentences. */
static bool judge_all(const struct state *s, const struct compound *c,
                      const struct tally *a, const struct tally *b)
{
    return judge(s, c, a->first_all, a->all, b->first_all, b->all, ROLE_COUNT) ||
           judge(s, c, b->first_all, b->all, a->first_all, a->all, ROLE_COUNT);
}

static bool judge_both(const struct state *s, const struct compound *c,
                       const struct tally *a, const struct tally *b, enum role role)
{
    return judge(s, c, a->first[role], a->count[role], b->first[role], b->count[role],
                 role) ||
           judge(s, c, b->first[role], b->count[role], a->first[role], a->count[role],
                 role);
}

/* A form of the compound that is another word when it is written apart. */
static bool is_other_word(const struct state *s, const struct compound *c)
{
    for (uint32_t w = c->word; w != 0; w = s->alike[w - 1])
        if (gly_usage_differs_apart(s->usage->words[w - 1].text))
            return true;
    return false;
}

static void add_closed_places(struct state *s, struct compound *c)
{
    for (uint32_t w = c->word; w != 0; w = s->alike[w - 1]) {
        const struct gly_usage_word *word = &s->usage->words[w - 1];
        for (uint32_t f = word->form; f != GLY_NONE; f = s->usage->forms[f].sibling)
            for (uint32_t t = s->usage->forms[f].first; t != GLY_NONE;
                 t = s->usage->next[t])
                if (!is_named(s, t) && !(s->toks[t].flags & GLY_TOK_HYPHENATED))
                    add_place(s, c, CLOSED, t, t + 1);
    }
}

/* How many places of a shape count, before any sentence is read. */
static uint32_t count_own(const struct state *s, uint32_t first)
{
    uint32_t count = 0;
    for (uint32_t p = first; p != 0; p = s->places[p - 1].next)
        count += counts(s, &s->places[p - 1]);
    return count;
}

/* Can any of its shapes be the rarer one of two? Reading sentences costs. */
static bool may_disagree(const struct state *s, const struct compound *c)
{
    uint32_t shapes = 0, most = 0;
    for (unsigned shape = 0; shape < SHAPE_COUNT; shape++) {
        uint32_t count = count_own(s, c->first[shape]);
        shapes += count > 0;
        most = count > most ? count : most;
    }
    return shapes >= 2 && most >= 2;
}

static void judge_compound(struct state *s, struct compound *c)
{
    struct tally tally[SHAPE_COUNT];
    memset(tally, 0, sizeof tally);
    if (c->word != 0)
        add_closed_places(s, c);
    if (!may_disagree(s, c))
        return;
    for (unsigned shape = 0; shape < SHAPE_COUNT; shape++)
        tell(s, c, shape, &tally[shape]);
    const struct tally *closed = &tally[CLOSED], *hyphenated = &tally[HYPHENATED],
                       *open = &tally[OPEN];
    bool same = c->word != 0 && !is_other_word(s, c);
    if (same && judge_all(s, c, hyphenated, closed))
        return;
    if (judge_both(s, c, hyphenated, open, ROLE_BEFORE_NOUN) ||
        judge_both(s, c, hyphenated, open, ROLE_NOUN) || !same)
        return;
    if (!judge(s, c, open->first_nouns, open->nouns, closed->first_nouns, closed->nouns,
               ROLE_COUNT))
        judge(s, c, closed->first_nouns, closed->nouns, open->first_nouns, open->nouns,
              ROLE_COUNT);
}

static void run(struct gly_pass *pass)
{
    struct state s = {
        .pass = pass,
        .doc = gly_pass_doc(pass),
        .quotations = gly_quotations(pass),
        .usage = gly_usage(pass),
    };
    s.toks = gly_doc_toks(s.doc, &s.tok_count);
    gather(&s);
    for (uint32_t i = 0; i <= s.mask; i++) {
        struct compound *c = &s.slots[i];
        if (c->key != 0 && (c->word != 0) + (c->first[HYPHENATED] != 0) + c->open >= 2)
            judge_compound(&s, c);
    }
}

const struct gly_check gly_check_consistency_hyphenation = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_USAGE | GLY_NEED_QUOTATIONS | GLY_NEED_LANGUAGE,
    .language = "en",
    .run = run,
};
