/* Where sentences end.
 *
 * Every stop is asked what stands before it (an abbreviation, an initial, a number at
 * the head of a list), what closes behind it (quotation marks, brackets, a reference)
 * and what follows. A stop that may end a sentence or may not ends none when the next
 * word is in lower case: two sentences read as one cost a check less than a half. */
#include "text/sentence.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "text/abbreviation.h"
#include "text/chars.h"
#include "text/doc.h"

struct splitter {
    struct gly_doc *doc;
    const struct gly_tok *toks; /* of the whole document */
    uint32_t start;             /* first token of the sentence in hand */
    uint32_t end;               /* behind the last token of the block */
};

/* ---- Looking at tokens ---- */

static struct gly_str text_of(const struct splitter *s, uint32_t i)
{
    struct gly_span span = s->toks[i].span;
    return (struct gly_str){s->doc->text.ptr + span.start, gly_span_len(span)};
}

static bool has(const struct gly_tok *tok, uint16_t flag)
{
    return (tok->flags & flag) != 0;
}

static bool is_wordlike(const struct gly_tok *tok)
{
    return tok->kind != GLY_TOK_PUNCT && tok->kind != GLY_TOK_SYMBOL &&
           tok->kind != GLY_TOK_MASKED;
}

static bool is_capitalised(const struct splitter *s, uint32_t i)
{
    return i < s->end && has(&s->toks[i], GLY_TOK_CAPITALISED);
}

/* A word that begins with a small letter of a script that has capitals. */
static bool is_lower(const struct splitter *s, uint32_t i)
{
    const struct gly_tok *tok = &s->toks[i];
    unsigned len;
    return is_wordlike(tok) && gly_char_at(s->doc->text.ptr, tok->span.start,
                                           tok->span.end, &len) == GLY_CHAR_LOWER;
}

static bool glued_next(const struct splitter *s, uint32_t i)
{
    return i + 1 < s->end && has(&s->toks[i + 1], GLY_TOK_GLUED);
}

/* What kind of mark a token is. */
enum mark {
    MARK_NONE,
    MARK_STOP,     /* "." */
    MARK_CALL,     /* "!" and "?", alone or several */
    MARK_ELLIPSIS, /* "...", "…" */
    MARK_FULL,     /* the stops of scripts that need no space behind them */
    MARK_OPENING,
    MARK_CLOSING,
    MARK_EITHER, /* straight quotation marks */
    MARK_DASH,
    MARK_BULLET,
    MARK_OTHER,
};

static enum mark mark_of_code(uint32_t cp)
{
    switch (cp) {
    case 0x2026:
        return MARK_ELLIPSIS;
    case 0x3002: /* 。 and its half-width form */
    case 0xFF61:
    case 0xFF01: /* ！？ */
    case 0xFF1F:
    case 0x0964: /* danda, double danda */
    case 0x0965:
    case 0x061F: /* Arabic question mark, full stop */
    case 0x06D4:
    case 0x0589: /* Armenian */
    case 0x1362: /* Ethiopic */
    case 0x1367:
    case 0x104B: /* Myanmar */
    case 0x17D4: /* Khmer */
    case 0x1803: /* Mongolian */
    case 0x203C: /* ‼ and kin */
    case 0x2047:
    case 0x2048:
    case 0x2049:
        return MARK_FULL;
    case 0x201C:
    case 0x2018:
    case 0x201E:
    case 0x201A:
    case 0xAB:
    case 0x300C:
    case 0x300E:
    case 0xFF08:
        return MARK_OPENING;
    case 0x201D:
    case 0x2019:
    case 0xBB:
    case 0x300D:
    case 0x300F:
    case 0xFF09:
        return MARK_CLOSING;
    case 0x2013:
    case 0x2014:
    case 0x2015:
        return MARK_DASH;
    case 0x2022:
    case 0x25CF:
    case 0x25AA:
        return MARK_BULLET;
    default:
        return MARK_OTHER;
    }
}

static enum mark mark_of(const struct splitter *s, uint32_t i)
{
    const struct gly_tok *tok = &s->toks[i];
    if (tok->kind != GLY_TOK_PUNCT && tok->kind != GLY_TOK_SYMBOL)
        return MARK_NONE;
    struct gly_str text = text_of(s, i);
    switch (text.ptr[0]) {
    case '.':
        if (text.len == 1)
            return MARK_STOP;
        return memchr(text.ptr, '!', text.len) || memchr(text.ptr, '?', text.len)
                   ? MARK_CALL
                   : MARK_ELLIPSIS;
    case '!':
    case '?':
        return MARK_CALL;
    case '(':
    case '[':
    case '{':
        return MARK_OPENING;
    case ')':
    case ']':
    case '}':
        return MARK_CLOSING;
    case '"':
    case '\'':
    case '`':
        return MARK_EITHER;
    case '-':
        return text.len > 1 ? MARK_DASH : MARK_OTHER;
    default:
        break;
    }
    unsigned len;
    if (!gly_byte_is(text.ptr[0], GLY_CHAR_HIGH))
        return MARK_OTHER;
    return mark_of_code(gly_utf8_decode(text.ptr, text.len, 0, &len));
}

/* ---- What closes behind a stop ---- */

/* A reference behind a stop: "[12]", glued also "[citation needed]". The token behind
 * it, or `i`. */
static uint32_t reference_end(const struct splitter *s, uint32_t i)
{
    enum { LONGEST = 6 };
    if (text_of(s, i).ptr[0] != '[')
        return i;
    bool number = i + 1 < s->end && s->toks[i + 1].kind == GLY_TOK_NUMBER &&
                  gly_span_len(s->toks[i + 1].span) <= 3;
    if (!has(&s->toks[i], GLY_TOK_GLUED) && !number)
        return i;
    for (uint32_t p = i + 1; p < s->end && p <= i + LONGEST; p++)
        if (text_of(s, p).ptr[0] == ']')
            return p + 1;
    return i;
}

static bool is_pictogram(const struct splitter *s, uint32_t i)
{
    const struct gly_tok *tok = &s->toks[i];
    if (tok->kind != GLY_TOK_SYMBOL)
        return false;
    struct gly_str text = text_of(s, i);
    return (gly_span_len(tok->span) >= 4 && has(tok, GLY_TOK_NON_ASCII)) ||
           (text.len > 1 && strchr(":;", text.ptr[0]));
}

/* Does the straight mark at `i` close? One that touches what follows opens it. */
static bool either_closes(const struct splitter *s, uint32_t i)
{
    if (!glued_next(s, i))
        return true;
    return has(&s->toks[i], GLY_TOK_GLUED) && !is_wordlike(&s->toks[i + 1]);
}

/* The first token behind a stop that is not part of the sentence it ends. */
static uint32_t closing_end(const struct splitter *s, uint32_t i)
{
    while (i < s->end) {
        const struct gly_tok *tok = &s->toks[i];
        enum mark mark = mark_of(s, i);
        uint32_t reference = mark == MARK_OPENING ? reference_end(s, i) : i;
        if (reference > i)
            i = reference;
        else if ((mark == MARK_CLOSING) ||
                 (mark == MARK_EITHER && either_closes(s, i)) ||
                 (tok->kind == GLY_TOK_NUMBER && has(tok, GLY_TOK_GLUED) &&
                  !glued_next(s, i)) ||
                 is_pictogram(s, i))
            i++;
        else
            break;
    }
    return i;
}

/* ---- What follows ---- */

/* Skip opening marks: the word behind them decides. */
static uint32_t past_openers(const struct splitter *s, uint32_t i)
{
    while (i < s->end &&
           (mark_of(s, i) == MARK_OPENING || mark_of(s, i) == MARK_EITHER))
        i++;
    return i;
}

/* `"Stop!" Mrs. Hale said`: a name and a verb of saying behind a quotation. */
static bool is_reporting_clause(const struct splitter *s, uint32_t i)
{
    static const char *const verbs[] = {
        "said",     "says",   "asked",    "asks",      "replied",   "shouted",
        "cried",    "wrote",  "writes",   "added",     "adds",      "told",
        "tells",    "called", "answered", "whispered", "exclaimed", "demanded",
        "wondered", "joked",  "quipped",  "tweeted",   "declared",
    };
    enum { LONGEST_NAME = 4 };
    for (uint32_t p = i; p < s->end && p <= i + LONGEST_NAME; p++) {
        if (!is_wordlike(&s->toks[p]))
            return false;
        if (!has(&s->toks[p], GLY_TOK_CAPITALISED))
            return p > i && gly_str_one_of(text_of(s, p), verbs, GLY_COUNT(verbs));
    }
    return false;
}

static bool any_quote(const struct splitter *s, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        char first = text_of(s, i).ptr[0];
        if (first == '"' || first == '\'' || first == '\xE2')
            return true;
    }
    return false;
}

/* ---- Deciding ---- */

/* "1.", "a.", "IV.": the number of a list item opens the sentence. */
static bool is_opener(const struct splitter *s, uint32_t stop)
{
    enum { FAR = 8 }; /* so many marks in a row are no sentence */
    uint32_t first = s->start;
    while (first < stop && first - s->start < FAR && !is_wordlike(&s->toks[first]))
        first++;
    if (first == stop || !is_wordlike(&s->toks[first]))
        return true; /* nothing to end yet */
    if (first + 1 != stop)
        return false;
    struct gly_str text = text_of(s, first);
    if (s->toks[first].kind == GLY_TOK_NUMBER)
        return text.len <= 3;
    bool roman = text.len <= 4;
    for (size_t i = 0; i < text.len; i++)
        roman = roman && memchr("IVXivx", text.ptr[i], 6);
    return text.len == 1 || roman;
}

/* "the 1. division": an ordinal as other languages write it. */
static bool is_short_number(const struct splitter *s, uint32_t i)
{
    return s->toks[i].kind == GLY_TOK_NUMBER && gly_span_len(s->toks[i].span) <= 2;
}

/* Does a sentence end with the stop at `i` when `next` comes after it? */
static bool ends_at_mark(const struct splitter *s, uint32_t i, enum mark mark,
                         uint32_t next)
{
    if (mark == MARK_FULL)
        return true;
    if (is_opener(s, i))
        return false;
    bool closed = next > i + 1;
    bool glued = has(&s->toks[next], GLY_TOK_GLUED);
    enum mark follows = mark_of(s, next);
    if (follows == MARK_BULLET)
        return true;
    if (follows == MARK_DASH || follows == MARK_CLOSING)
        return false;
    uint32_t word = past_openers(s, next);
    if (word == s->end)
        return word > next && !glued;
    /* Who begins in lower case goes on in lower case. */
    if (is_lower(s, word))
        return !glued && !is_short_number(s, i - 1) && !closed &&
               mark != MARK_ELLIPSIS && (mark == MARK_STOP || is_lower(s, s->start));
    if (!is_wordlike(&s->toks[word]) && s->toks[word].kind != GLY_TOK_MASKED) {
        char first = text_of(s, word).ptr[0];
        return word > next || (!strchr(",;:/%)", first) && !glued);
    }
    if (glued)
        return mark != MARK_ELLIPSIS && is_capitalised(s, word) && word == next &&
               i > s->start && is_lower(s, i - 1);
    if (mark == MARK_CALL && closed && any_quote(s, i + 1, next))
        return !is_reporting_clause(s, next);
    return true;
}

static bool is_time_zone_or_day(struct gly_str word)
{
    static const char *const words[] = {
        "Monday",   "Tuesday", "Wednesday", "Thursday",  "Friday",    "Saturday",
        "Sunday",   "January", "February",  "March",     "April",     "May",
        "June",     "July",    "August",    "September", "October",   "November",
        "December", "EST",     "EDT",       "ET",        "CST",       "CDT",
        "CT",       "MST",     "MDT",       "PST",       "PDT",       "PT",
        "GMT",      "BST",     "UTC",       "CET",       "CEST",      "IST",
        "Eastern",  "Central", "Mountain",  "Pacific",   "Greenwich", "JST",
        "AEST",     "Mon",     "Tue",       "Wed",       "Thu",       "Fri",
        "Sat",      "Sun",     "Mon.",      "Tue.",      "Wed.",      "Thu.",
        "Fri.",     "Sat.",    "Sun.",      "Tues.",     "Thurs.",    "Jan.",
        "Feb.",     "Mar.",    "Apr.",      "Aug.",      "Sept.",     "Oct.",
        "Nov.",     "Dec.",
    };
    return gly_str_one_of(word, words, GLY_COUNT(words));
}

/* Does a sentence end with the abbreviation at `i` when `next` comes after it? */
static bool ends_at_abbreviation(const struct splitter *s, uint32_t i, uint32_t next)
{
    struct gly_str text = text_of(s, i);
    text.len--;
    bool single = text.len == 1;
    uint32_t word = past_openers(s, next);
    if (word == s->end || !is_capitalised(s, word) ||
        has(&s->toks[next], GLY_TOK_GLUED))
        return false;
    struct gly_str follower = text_of(s, word);
    bool starter = gly_starts_sentence(follower) && follower.len > 1;
    switch (gly_abbreviation_find(text)) {
    case GLY_ABBREVIATION_TITLE:
    case GLY_ABBREVIATION_BEFORE:
    case GLY_ABBREVIATION_NUMBERED:
        return false;
    case GLY_ABBREVIATION_TIME:
        return !is_time_zone_or_day(follower);
    case GLY_ABBREVIATION_END:
        return gly_str_is(text, "al") ? starter : true;
    default:
        return !single && (starter || (word > next && next > i + 1));
    }
}

/* The token behind the sentence that ends with `i`, 0 when none ends there. */
static uint32_t sentence_end(const struct splitter *s, uint32_t i)
{
    const struct gly_tok *tok = &s->toks[i];
    bool abbreviation = has(tok, GLY_TOK_ABBREVIATION);
    enum mark mark = abbreviation ? MARK_NONE : mark_of(s, i);
    if (!abbreviation && (mark < MARK_STOP || mark > MARK_FULL))
        return 0;
    uint32_t next = closing_end(s, i + 1);
    if (next >= s->end)
        return s->end;
    bool ends = abbreviation ? ends_at_abbreviation(s, i, next)
                             : ends_at_mark(s, i, mark, next);
    return ends ? next : 0;
}

/* ---- Splitting ---- */

/* The first word; behind the number of a list item, that too. */
static void flag_start(struct gly_tok *toks, uint32_t start, uint32_t end)
{
    for (uint32_t i = start; i < end; i++) {
        if (!is_wordlike(&toks[i]))
            continue;
        toks[i].flags |= GLY_TOK_SENT_START;
        bool item = toks[i].kind == GLY_TOK_NUMBER && i + 1 < end &&
                    toks[i + 1].kind == GLY_TOK_PUNCT &&
                    has(&toks[i + 1], GLY_TOK_GLUED);
        if (!item || gly_span_len(toks[i].span) > 3)
            return;
    }
}

static void add_sentence(struct splitter *s, uint32_t block, uint32_t end)
{
    struct gly_doc *doc = s->doc;
    uint32_t index = doc->sents.count;
    struct gly_tok *toks = doc->toks.at;
    *GLY_VEC_ADD(doc->arena, &doc->sents) = (struct gly_sent){
        .span = {toks[s->start].span.start, toks[end - 1].span.end},
        .block = block,
        .first_tok = s->start,
        .tok_count = end - s->start,
    };
    for (uint32_t i = s->start; i < end; i++)
        toks[i].sent = index;
    flag_start(toks, s->start, end);
    s->start = end;
}

/* Sentences before token `end` that are longer than any sentence is. */
static void cut_long(struct splitter *s, uint32_t block, uint32_t end)
{
    while (end - s->start > GLY_LIMIT_SENTENCE_TOKENS)
        add_sentence(s, block, s->start + GLY_LIMIT_SENTENCE_TOKENS);
}

void gly_split_sentences(struct gly_doc *doc, uint32_t block,
                         const struct gly_stops *stops)
{
    struct splitter s = {
        .doc = doc,
        .toks = doc->toks.at,
        .start = doc->blocks.at[block].first_tok,
        .end = doc->toks.count,
    };
    for (uint32_t n = 0; n < stops->count; n++) {
        uint32_t i = stops->at[n];
        if (i < s.start)
            continue;
        cut_long(&s, block, i + 1);
        uint32_t end = sentence_end(&s, i);
        if (end > 0)
            add_sentence(&s, block, end);
    }
    cut_long(&s, block, s.end);
    if (s.start < s.end)
        add_sentence(&s, block, s.end);
}
