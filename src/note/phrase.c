#include <galley/phrase.h>

#include <assert.h>
#include <ctype.h>

#include <galley/check.h>

#include "text/doc.h"

enum element_kind {
    ELEMENT_WORD,
    ELEMENT_PLACE,
    ELEMENT_POSSESSIVE,
    ELEMENT_ADJECTIVE,
    ELEMENT_NON,
    ELEMENT_GAP,
    ELEMENT_YEAR,
    ELEMENT_END,
};

/* ---- Reading patterns ---- */

static struct gly_phrase_element read_element(const char *text, size_t len)
{
    struct gly_phrase_element e = {.text = text, .kind = ELEMENT_WORD};
    if (len > 1 && text[len - 1] == '?') {
        e.optional = true;
        len--;
    }
    assert(len < UINT8_MAX);
    e.len = (uint8_t)len;
    if (text[0] >= 'A' && text[0] <= 'D' && len <= 2) {
        e.value = (uint8_t)(text[0] - 'A');
        e.kind = len == 1          ? ELEMENT_PLACE
                 : text[1] == '\'' ? ELEMENT_POSSESSIVE
                 : text[1] == '!'  ? ELEMENT_NON
                                   : ELEMENT_ADJECTIVE;
    } else if (text[0] == '_') {
        e.kind = ELEMENT_GAP;
        e.value = (uint8_t)(text[1] - '0');
    } else if (text[0] == '#') {
        e.kind = ELEMENT_YEAR;
    } else if (text[0] == '$') {
        e.kind = ELEMENT_END;
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
        phrase->count++;
        at += len + (at[len] == ' ');
    }
    assert(phrase->anchor != UINT8_MAX);
}

const struct gly_phrase *gly_phrases_read(struct gly_pass *pass,
                                          const char *const *patterns, size_t count)
{
    struct gly_phrase *phrases = gly_alloc(pass, count, sizeof *phrases);
    for (size_t i = 0; i < count; i++)
        read_phrase(patterns[i], &phrases[i]);
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
    const char *end = list + len;
    while (list < end) {
        const char *bar = memchr(list, '|', (size_t)(end - list));
        size_t item = (size_t)((bar ? bar : end) - list);
        if (item == word.len && (list[0] | 0x20) == (word.ptr[0] | 0x20) &&
            gly_str_eq_nocase((struct gly_str){list, item}, word))
            return true;
        list += item + 1;
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
        if (tok + skipped >= m->sent_end || !is_gap_word(m->doc, tok + skipped))
            return false;
    }
    return false;
}

/* No word may follow: punctuation, a bracket, the end of the sentence. */
static bool is_phrase_end(const struct matcher *m, uint32_t tok)
{
    return tok >= m->sent_end || m->doc->toks.at[tok].kind == GLY_TOK_PUNCT;
}

static bool forward_element(struct matcher *m, const struct gly_phrase_element *e,
                            unsigned index, uint32_t tok)
{
    switch (e->kind) {
    case ELEMENT_GAP:
        return forward_gap(m, e, index, tok);
    case ELEMENT_END:
        return is_phrase_end(m, tok) && forward(m, index + 1, tok);
    case ELEMENT_WORD:
        return tok < m->sent_end && is_in_list(text_at(m->doc, tok), e->text, e->len) &&
               forward(m, index + 1, tok + 1);
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
                   (e->kind == ELEMENT_WORD
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

bool gly_phrase_match(const struct gly_doc *doc, const struct gly_places *places,
                      const struct gly_phrase *phrase, uint32_t place,
                      struct gly_match *ret_match)
{
    const struct gly_toponym *a = &places->at[place];
    if (a->sent == GLY_NONE || a->kind == GLY_PLACE_PHRASE)
        return false;
    const struct gly_sent *sent = &doc->sents.at[a->sent];
    struct gly_match match = {.place = {place, GLY_NONE, GLY_NONE, GLY_NONE}};
    struct matcher m = {
        doc,   places, phrase, sent->first_tok, sent->first_tok + sent->tok_count,
        &match};
    if (!has_form(a, phrase->elements[phrase->anchor].kind) ||
        !forward(&m, phrase->anchor + 1u, a->first_tok + a->tok_count))
        return false;
    /* An article before A belongs to A, or is an element of the pattern. */
    uint32_t start = a->first_tok;
    bool article = start > m.sent_first && gly_tok_is(doc, start - 1, "the");
    if (!(article && backward(&m, phrase->anchor, start - 1)) &&
        !backward(&m, phrase->anchor, start))
        return false;
    match.span = (struct gly_span){doc->toks.at[match.first_tok].span.start,
                                   doc->toks.at[match.end_tok - 1].span.end};
    *ret_match = match;
    return true;
}
