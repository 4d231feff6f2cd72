#include "note/phrase.h"

#include <assert.h>
#include <ctype.h>

#include "text/doc.h"

enum element_kind {
    ELEMENT_WORD,
    ELEMENT_PLACE,
    ELEMENT_POSSESSIVE,
    ELEMENT_ADJECTIVE,
    ELEMENT_NON,
    ELEMENT_GAP,
    ELEMENT_WIDE_GAP,
    ELEMENT_YEAR,
    ELEMENT_END,
    ELEMENT_STOP,
    ELEMENT_BREAK,
};

/* ---- Reading patterns ---- */

static struct gly_phrase_element read_element(const char *text, size_t len)
{
    struct gly_phrase_element e = {.text = text, .kind = ELEMENT_WORD};
    if (len > 1 && text[len - 1] == '?') {
        e.optional = true;
        len--;
    }
    assert(len < UINT16_MAX);
    e.len = (uint16_t)len;
    if (text[0] >= 'A' && text[0] <= 'D' && len <= 2) {
        e.value = (uint8_t)(text[0] - 'A');
        e.kind = len == 1          ? ELEMENT_PLACE
                 : text[1] == '\'' ? ELEMENT_POSSESSIVE
                 : text[1] == '!'  ? ELEMENT_NON
                                   : ELEMENT_ADJECTIVE;
    } else if (text[0] == '_') {
        e.kind = ELEMENT_GAP;
        e.value = (uint8_t)(text[1] - '0');
    } else if (text[0] == '*') {
        e.kind = ELEMENT_WIDE_GAP;
        e.value = (uint8_t)(text[1] - '0');
    } else if (text[0] == '#') {
        e.kind = ELEMENT_YEAR;
    } else if (text[0] == '$') {
        e.kind = len == 1 ? ELEMENT_END : ELEMENT_STOP;
    }
    return e;
}

static void read_phrase(const char *pattern, struct gly_phrase *phrase)
{
    phrase->anchor = UINT8_MAX;
    for (const char *at = pattern; *at;) {
        size_t len = strcspn(at, " ");
        assert(len > 0 && phrase->count < GLY_PHRASE_ELEMENTS);
        struct gly_phrase_element *e = &phrase->elements[phrase->count];
        *e = read_element(at, len);
        if (at[0] == 'A' && e->kind != ELEMENT_WORD)
            phrase->anchor = phrase->count;
        /* "Peru – a country in Asia – ": a dash or a bracket may stand for the comma, but
         * between two names it is a match or a road. */
        bool names = at[len] == ' ' && at[len + 1] >= 'A' && at[len + 1] <= 'D' &&
                     (at[len + 2] == ' ' || at[len + 2] == '\0');
        if (len == 1 && at[0] == ',' && !names)
            e->kind = ELEMENT_BREAK;
        phrase->pairs |=
            e->kind <= ELEMENT_NON && e->kind != ELEMENT_WORD && e->value > 0;
        phrase->count++;
        at += len + (at[len] == ' ');
    }
    assert(phrase->anchor != UINT8_MAX);
}

/* ---- What may stand beside A ----
 *
 * Most patterns fail at the word next to the name: its first byte, as one bit of a small
 * set, tells so without looking at the pattern. */

enum {
    BEGINS_DIGIT = 1 << 26,
    BEGINS_COMMA = 1 << 27,
    BEGINS_ASIDE = 1 << 28, /* a bracket or a dash */
    BEGINS_OTHERWISE = 1 << 29,
    BEGINS_NOWHERE = 1 << 30, /* the sentence ends */
    ANY_LETTER = (1 << 26) - 1,
    ANY_MARK = BEGINS_COMMA | BEGINS_ASIDE | BEGINS_OTHERWISE,
    ANYTHING = ANY_LETTER | BEGINS_DIGIT | ANY_MARK | BEGINS_NOWHERE,
};

static uint32_t beginning(char first)
{
    unsigned letter = (unsigned)((first | 0x20) - 'a');
    return letter < 26                                       ? 1u << letter
           : first >= '0' && first <= '9'                    ? BEGINS_DIGIT
           : first == ','                                    ? BEGINS_COMMA
           : first == '(' || first == '-' || first == '\xE2' ? BEGINS_ASIDE
                                                             : BEGINS_OTHERWISE;
}

static uint32_t beginnings_of(const struct gly_phrase_element *e)
{
    uint32_t set = 0;
    switch ((enum element_kind)e->kind) {
    case ELEMENT_WORD:
        for (unsigned i = 0; i < e->len; i++)
            if (i == 0 || e->text[i - 1] == '|')
                set |= beginning(e->text[i]);
        return set;
    case ELEMENT_BREAK:
        return BEGINS_COMMA | BEGINS_ASIDE;
    case ELEMENT_YEAR:
        return BEGINS_DIGIT;
    case ELEMENT_END:
        return ANY_MARK | BEGINS_NOWHERE;
    case ELEMENT_STOP:
        return ANY_LETTER | ANY_MARK | BEGINS_NOWHERE;
    default: /* names and gaps */
        return ANY_LETTER | BEGINS_DIGIT | BEGINS_ASIDE | BEGINS_OTHERWISE;
    }
}

/* Walk away from A as long as elements may be missing. */
static uint32_t beginnings(const struct gly_phrase *phrase, int step)
{
    uint32_t set = 0;
    for (int i = phrase->anchor + step; i >= 0 && i < phrase->count; i += step) {
        const struct gly_phrase_element *e = &phrase->elements[i];
        set |= beginnings_of(e);
        if (!e->optional && e->kind != ELEMENT_GAP && e->kind != ELEMENT_WIDE_GAP)
            return set;
    }
    return ANYTHING;
}

/* Does a verb stand behind A, so that A is what the sentence speaks of? */
static bool begins_with_verb(const struct gly_phrase *phrase)
{
    static const char verbs[] = "is|are|lies|has|borders|flows|uses|belongs|remains|"
                                "shares|stretches|neighbours|serves";
    if (phrase->anchor != 0 || phrase->count < 2)
        return false;
    const struct gly_phrase_element *e = &phrase->elements[1];
    const char *bar = memchr(e->text, '|', e->len);
    size_t len = bar ? (size_t)(bar - e->text) : e->len;
    return e->kind == ELEMENT_WORD &&
           gly_str_listed((struct gly_str){e->text, len}, verbs);
}

const struct gly_phrases *gly_phrases_read(struct gly_arena *arena,
                                           const void *patterns, size_t size,
                                           size_t count)
{
    struct gly_phrases *phrases = gly_arena_alloc(arena, 1, sizeof *phrases);
    struct gly_phrase *at = gly_arena_alloc(arena, count, sizeof *at);
    for (size_t i = 0; i < count; i++) {
        read_phrase(*(const char *const *)((const char *)patterns + i * size), &at[i]);
        at[i].before = beginnings(&at[i], -1);
        at[i].after = beginnings(&at[i], 1);
        at[i].of_subject = begins_with_verb(&at[i]);
        if (at[i].of_subject)
            at[i].after |= BEGINS_COMMA | BEGINS_ASIDE;
    }
    *phrases = (struct gly_phrases){at, count};
    return phrases;
}

/* ---- Matching ---- */

struct matcher {
    const struct gly_doc *doc;
    const struct gly_places *places;
    const struct gly_phrase *phrase;
    uint32_t sent_first, sent_end; /* tokens of the sentence */
    struct gly_match *match;
};

static bool is_in_list(struct gly_str word, const char *list, size_t len)
{
    /* Length and first letter tell most words apart. */
    const char *end = list + len;
    if (word.len == 0)
        return false;
    char first = (char)(word.ptr[0] | 0x20);
    while (list < end) {
        const char *bar = memchr(list, '|', (size_t)(end - list));
        if (!bar)
            bar = end;
        if ((size_t)(bar - list) == word.len && (list[0] | 0x20) == first &&
            gly_str_eq_nocase((struct gly_str){list, word.len}, word))
            return true;
        list = bar + 1;
    }
    return false;
}

static struct gly_str text_at(const struct gly_doc *doc, uint32_t tok)
{
    struct gly_span span = doc->toks.at[tok].span;
    return (struct gly_str){doc->text.ptr + span.start, span.end - span.start};
}

bool gly_str_listed(struct gly_str word, const char *list)
{
    return is_in_list(word, list, strlen(list));
}

bool gly_tok_is(const struct gly_doc *doc, uint32_t tok, const char *list)
{
    return tok < doc->toks.count && is_in_list(text_at(doc, tok), list, strlen(list));
}

bool gly_sentence_has(const struct gly_doc *doc, uint32_t sent, const char *list)
{
    uint32_t count;
    const struct gly_sent *s = &gly_doc_sents(doc, &count)[sent];
    for (uint32_t tok = s->first_tok; tok < s->first_tok + s->tok_count; tok++)
        if (gly_tok_is(doc, tok, list))
            return true;
    return false;
}

static int year_at(const struct gly_doc *doc, uint32_t tok)
{
    struct gly_str text = text_at(doc, tok);
    if (doc->toks.at[tok].kind != GLY_TOK_NUMBER || text.len != 4)
        return 0;
    int year = 0;
    for (unsigned i = 0; i < 4; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
        year = year * 10 + (text.ptr[i] - '0');
    }
    return year >= 1000 && year < 2100 ? year : 0;
}

static bool is_gap_word(const struct gly_doc *doc, uint32_t tok)
{
    const struct gly_tok *t = &doc->toks.at[tok];
    return (t->kind == GLY_TOK_WORD && !(t->flags & GLY_TOK_CAPITALISED)) ||
           t->kind == GLY_TOK_NUMBER ||
           (t->kind == GLY_TOK_PUNCT && text_at(doc, tok).ptr[0] == '-' &&
            t->flags & GLY_TOK_GLUED);
}

static bool has_reading(const struct gly_toponym *place, unsigned form)
{
    for (uint32_t i = 0; i < place->reading_count; i++)
        if (place->readings[i].form == form)
            return true;
    return false;
}

/* The form of a mention that an element asks for. Some words are both noun and adjective
 * ("US", "Black Sea"): any reading of that form will do. */
static bool has_form(const struct gly_toponym *place, unsigned kind)
{
    bool possessive = place->flags & GLY_PLACE_POSSESSIVE;
    if (!(place->flags & GLY_PLACE_NON) != (kind != ELEMENT_NON))
        return false;
    if (kind == ELEMENT_POSSESSIVE)
        return possessive && has_reading(place, GLY_PLACE_NOUN);
    if (possessive)
        return false;
    if (kind == ELEMENT_ADJECTIVE)
        return has_reading(place, GLY_PLACE_ADJECTIVE);
    return has_reading(place, GLY_PLACE_NOUN) || has_reading(place, GLY_PLACE_UNIT);
}

static bool forward(struct matcher *m, unsigned index, uint32_t tok);

static bool forward_place(struct matcher *m, const struct gly_phrase_element *e,
                          unsigned index, uint32_t tok)
{
    uint32_t at = tok;
    if (at < m->sent_end && gly_tok_is(m->doc, at, "the"))
        at++;
    if (at >= m->sent_end)
        return false;
    const struct gly_toponym *place = gly_place_at(m->places, at);
    if (!place || place->kind == GLY_PLACE_PHRASE || !has_form(place, e->kind))
        return false;
    m->match->place[e->value] = (uint32_t)(place - m->places->at);
    return forward(m, index + 1, at + place->tok_count);
}

static bool forward_gap(struct matcher *m, const struct gly_phrase_element *e,
                        unsigned index, uint32_t tok)
{
    for (unsigned skipped = 0; skipped <= e->value; skipped++) {
        if (forward(m, index + 1, tok + skipped))
            return true;
        if (tok + skipped >= m->sent_end ||
            (e->kind == ELEMENT_WIDE_GAP
                 ? m->doc->toks.at[tok + skipped].kind == GLY_TOK_PUNCT
                 : !is_gap_word(m->doc, tok + skipped)))
            return false;
    }
    return false;
}

/* No word may follow: punctuation, a bracket, the end of the sentence. */
static bool is_phrase_end(const struct matcher *m, uint32_t tok)
{
    return tok >= m->sent_end || m->doc->toks.at[tok].kind == GLY_TOK_PUNCT;
}

/* A phrase is over where a word stands that goes on with the sentence: "Peru and", "Peru
 * has", not "Peru trains". */
static bool is_phrase_stop(const struct matcher *m, uint32_t tok)
{
    static const char goes_on[] =
        "with|that|which|who|whose|where|when|while|and|or|but|is|was|are|were|has|had|"
        "have|will|would|can|could|may|must|to|for|by|in|on|at|as|since|after|before|"
        "because|said|says|during|from|until|than|so|if|near|into|through|under|over|"
        "told|around|between|against|without|within|along|also|not|now|then";
    return is_phrase_end(m, tok) || gly_tok_is(m->doc, tok, goes_on);
}

static bool is_break(const struct matcher *m, uint32_t tok)
{
    return gly_tok_is(m->doc, tok, ",|(|–|—") ||
           (gly_tok_is(m->doc, tok, "-") &&
            !(m->doc->toks.at[tok].flags & GLY_TOK_GLUED));
}

static bool forward_element(struct matcher *m, const struct gly_phrase_element *e,
                            unsigned index, uint32_t tok)
{
    switch (e->kind) {
    case ELEMENT_GAP:
    case ELEMENT_WIDE_GAP:
        return forward_gap(m, e, index, tok);
    case ELEMENT_END:
        return is_phrase_end(m, tok) && forward(m, index + 1, tok);
    case ELEMENT_STOP:
        return is_phrase_stop(m, tok) && forward(m, index + 1, tok);
    case ELEMENT_WORD:
        return tok < m->sent_end && is_in_list(text_at(m->doc, tok), e->text, e->len) &&
               forward(m, index + 1, tok + 1);
    case ELEMENT_BREAK:
        return tok < m->sent_end && is_break(m, tok) && forward(m, index + 1, tok + 1);
    case ELEMENT_YEAR: {
        int year = tok < m->sent_end ? year_at(m->doc, tok) : 0;
        if (year == 0)
            return false;
        m->match->year = year;
        return forward(m, index + 1, tok + 1);
    }
    default:
        return forward_place(m, e, index, tok);
    }
}

static bool forward(struct matcher *m, unsigned index, uint32_t tok)
{
    if (index == m->phrase->count) {
        m->match->end_tok = tok;
        return true;
    }
    const struct gly_phrase_element *e = &m->phrase->elements[index];
    return forward_element(m, e, index, tok) ||
           (e->optional && forward(m, index + 1, tok));
}

/* `end` is where what is matched so far begins; `left` elements are still to match, the
 * last of them first. Before A stand only words, gaps and marks. */
static bool backward(struct matcher *m, unsigned left, uint32_t end)
{
    if (left == 0) {
        m->match->first_tok = end;
        return true;
    }
    const struct gly_phrase_element *e = &m->phrase->elements[left - 1];
    bool is_here = end > m->sent_first &&
                   (e->kind == ELEMENT_BREAK ? is_break(m, end - 1)
                    : e->kind == ELEMENT_WORD
                        ? is_in_list(text_at(m->doc, end - 1), e->text, e->len)
                        : e->kind == ELEMENT_YEAR && year_at(m->doc, end - 1) != 0);
    if (is_here && backward(m, left - 1, end - 1))
        return true;
    if (e->kind == ELEMENT_GAP) {
        for (unsigned skipped = 0; skipped <= e->value; skipped++) {
            if (backward(m, left - 1, end - skipped))
                return true;
            if (end - skipped <= m->sent_first ||
                !is_gap_word(m->doc, end - skipped - 1))
                return false;
        }
    }
    return e->optional && backward(m, left - 1, end);
}

/* The token behind "which has three parts," and the like; 0 where there is none. Names and
 * words of any kind stand in an aside. */
static uint32_t behind_aside(const struct matcher *m, uint32_t tok)
{
    enum { ASIDE_MAX = 24 };
    if (tok >= m->sent_end || !is_break(m, tok))
        return 0;
    for (uint32_t end = tok + 2; end < m->sent_end && end < tok + ASIDE_MAX; end++)
        if (gly_tok_is(m->doc, end, ",|)|–|—") ||
            (gly_tok_is(m->doc, end, "-") && is_break(m, end)))
            return end + 1;
    return 0;
}

/* "Peru, which has three seasons, is a country in": only what the sentence begins with is
 * still spoken of behind the aside. */
static bool forward_past_aside(struct matcher *m, const struct gly_toponym *a)
{
    uint32_t first = a->first_tok;
    if (first > m->sent_first && gly_tok_is(m->doc, first - 1, "the"))
        first--;
    if (!m->phrase->of_subject || first != m->sent_first)
        return false;
    uint32_t tok = behind_aside(m, a->first_tok + a->tok_count);
    return tok != 0 && forward(m, m->phrase->anchor + 1u, tok);
}

static bool match_one(struct matcher *m, const struct gly_toponym *a)
{
    const struct gly_phrase *phrase = m->phrase;
    if (!has_form(a, phrase->elements[phrase->anchor].kind) ||
        (!forward(m, phrase->anchor + 1u, a->first_tok + a->tok_count) &&
         !forward_past_aside(m, a)))
        return false;
    /* An article before A belongs to A, or is an element of the pattern. */
    uint32_t start = a->first_tok;
    bool article = start > m->sent_first && gly_tok_is(m->doc, start - 1, "the");
    return (article && backward(m, phrase->anchor, start - 1)) ||
           backward(m, phrase->anchor, start);
}

static uint32_t beginning_at(const struct matcher *m, uint32_t tok)
{
    return tok < m->sent_first || tok >= m->sent_end
               ? (uint32_t)BEGINS_NOWHERE
               : beginning(text_at(m->doc, tok).ptr[0]);
}

/* What stands before A, and before its article. */
static uint32_t before_a(const struct matcher *m, uint32_t tok)
{
    uint32_t set = beginning_at(m, tok - 1);
    if (tok > m->sent_first && gly_tok_is(m->doc, tok - 1, "the"))
        set |= beginning_at(m, tok - 2);
    return set;
}

size_t gly_phrases_match(const struct gly_doc *doc, const struct gly_places *places,
                         const struct gly_phrases *phrases, size_t from, uint32_t place,
                         struct gly_match *ret_match)
{
    const struct gly_toponym *a = &places->at[place];
    if (a->sent == GLY_NONE || a->kind == GLY_PLACE_PHRASE)
        return phrases->count;
    /* B comes after A: where no other name does, no pair can match. */
    bool alone = place + 1 >= places->count || places->at[place + 1].sent != a->sent;
    const struct gly_sent *sent = &doc->sents.at[a->sent];
    struct gly_match match;
    struct matcher m = {.doc = doc,
                        .places = places,
                        .sent_first = sent->first_tok,
                        .sent_end = sent->first_tok + sent->tok_count,
                        .match = &match};
    uint32_t before = before_a(&m, a->first_tok);
    uint32_t after = beginning_at(&m, a->first_tok + a->tok_count);
    for (size_t i = from; i < phrases->count; i++) {
        m.phrase = &phrases->at[i];
        if (!(m.phrase->after & after) || !(m.phrase->before & before) ||
            (alone && m.phrase->pairs))
            continue;
        match = (struct gly_match){.place = {place, GLY_NONE, GLY_NONE, GLY_NONE}};
        if (!match_one(&m, a))
            continue;
        match.span = (struct gly_span){doc->toks.at[match.first_tok].span.start,
                                       doc->toks.at[match.end_tok - 1].span.end};
        *ret_match = match;
        return i;
    }
    return phrases->count;
}
