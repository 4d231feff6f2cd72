/* Misreadings are found by undoing them: a character is taken back to the byte it was
 * read from, and where the bytes are a well-formed UTF-8 sequence (Unicode 15, table
 * 3-7) of something that people write, the text was misread. That nobody wrote what
 * stands there is the second question: "Ô" and a closing quotation mark may well be
 * Portuguese. After ftfy (Speer 2019), which showed that this works; its list of
 * suspicious pairs is not used. */
#include "note/misread.h"

#include <galley/unicode.h>

#include "base/utf8.h"
#include "note/sequence.h"

/* ---- A chain of them ---- */

/* What text in Latin letters has beside ASCII: the result of undoing one sequence must
 * be among these to be believed by itself. */
static bool is_usual(uint32_t cp)
{
    return gly_in_range(cp, 0xA0, 0x17F) || gly_in_range(cp, 0x2002, 0x203A) ||
           gly_in_range(cp, 0x20A0, 0x20BF) || gly_in_range(cp, 0x2122, 0x2122) ||
           gly_in_range(cp, 0x2190, 0x2193) || gly_in_range(cp, 0x2212, 0x2265) ||
           gly_in_range(cp, 0x2713, 0x2717) || gly_in_range(cp, 0x1F1E6, 0x1FAFF) ||
           cp == 0xFEFF || cp == 0xFFFD || gly_in_range(cp, 0xFB01, 0xFB02) ||
           cp == 0x2C6 || cp == 0x2DC || cp == 0x192 || gly_in_range(cp, 0x2BB, 0x2BC);
}

/* A chain under examination. */
struct chain {
    struct gly_span span;
    unsigned count, usual, lost, latin_odd, hard, doubtful;
    unsigned same; /* letters of `script`, other than Latin */
    enum gly_script script;
    uint32_t first, last; /* first and last character, as they were */
};

static void chain_add(struct chain *chain, const struct gly_sequence *seq)
{
    if (chain->count == 0)
        chain->first = seq->cp;
    chain->last = seq->cp;
    chain->count++;
    chain->span.end = seq->end;
    chain->doubtful += seq->doubtful;
    if (seq->cp == 0) {
        chain->lost++;
        return;
    }
    if (is_usual(seq->cp)) {
        chain->usual++;
        chain->hard += seq->bytes > 2;
        chain->latin_odd += seq->bytes == 2 && !seq->ordinary;
    } else if (gly_is_letter(seq->cp)) {
        enum gly_script script = gly_script_of(seq->cp);
        if (chain->same == 0)
            chain->script = script;
        chain->same += script == chain->script;
        /* α, β, μ, π come alone. */
        if (script == GLY_SCRIPT_GREEK && !seq->ordinary)
            chain->latin_odd++;
    }
}

enum { MAX_CHAIN = 64 };

static struct chain read_chain(enum gly_codepage page, struct gly_str text, uint32_t at)
{
    struct chain chain = {.span = {at, at}};
    struct gly_sequence seq;
    /* The bound keeps a text of nothing but half-chains linear. */
    while (chain.count < MAX_CHAIN && chain.span.end < text.len &&
           gly_sequence_read(page, text, chain.span.end, &seq))
        chain_add(&chain, &seq);
    return chain;
}

/* ---- Is it believed? ---- */

static bool is_small(uint32_t cp)
{
    return gly_in_range(cp, 'a', 'z');
}

static bool is_ascii_word(uint32_t cp)
{
    return gly_is_ascii_letter(cp) || gly_in_range(cp, '0', '9');
}

static uint32_t char_before(struct gly_str text, uint32_t at)
{
    unsigned len;
    return at > 0 ? gly_utf8_decode_before(text.ptr, at, &len) : ' ';
}

static uint32_t char_after(struct gly_str text, uint32_t at)
{
    unsigned len;
    return at < text.len ? gly_utf8_decode(text.ptr, text.len, at, &len) : ' ';
}

/* Letters of ASCII right beside a pair show that it is part of a word, where no
 * quotation mark or capital could stand: "cafÃ©", "f├╝r". */
static bool touches_word(const struct chain *chain, struct gly_str text)
{
    uint32_t before = char_before(text, chain->span.start);
    uint32_t after = char_after(text, chain->span.end);
    if (is_small(before) || is_small(after))
        return true;
    if (chain->first == 0xB0 && (after == 'C' || after == 'F'))
        return true;
    /* 20Â°C, ¬£5 */
    return chain->first < 0xC0 &&
           (gly_in_range(before, '0', '9') || gly_in_range(after, '0', '9'));
}

static bool is_believed(enum gly_codepage page, const struct chain *chain,
                        struct gly_str text)
{
    if (chain->lost > 0)
        return page == GLY_CODEPAGE_WINDOWS_1252 && chain->count >= 2 &&
               chain->usual + chain->lost == chain->count;
    if (chain->hard > 0)
        return true;
    if (chain->usual == 0 &&
        chain->same >= (page == GLY_CODEPAGE_WINDOWS_1252 ? 2u : 3u))
        return true;
    switch (page) {
    case GLY_CODEPAGE_WINDOWS_1252:
        if (chain->latin_odd > 0)
            return true;
        break;
    case GLY_CODEPAGE_WINDOWS_1251:
        /* Pairs such as "Ві" are ordinary Ukrainian. */
        if (gly_script_of(char_before(text, chain->span.start)) ==
                GLY_SCRIPT_CYRILLIC ||
            gly_script_of(char_after(text, chain->span.end)) == GLY_SCRIPT_CYRILLIC)
            return false;
        if (!is_ascii_word(char_before(text, chain->span.start)) &&
            !is_ascii_word(char_after(text, chain->span.end)))
            return false;
        break;
    case GLY_CODEPAGE_MAC_ROMAN: {
        /* 2√π is mathematics: a root wants two small letters before it. */
        uint32_t before = chain->span.start;
        if (char_after(text, chain->span.end) != 0 && chain->usual > 0 &&
            chain->latin_odd == 0 &&
            !(before >= 2 && is_small((unsigned char)text.ptr[before - 1]) &&
              is_small((unsigned char)text.ptr[before - 2])))
            return false;
        break;
    }
    default:
        break;
    }
    return chain->usual > 0 && touches_word(chain, text);
}

/* ---- The public two ---- */

static bool is_word_char(uint32_t cp)
{
    return gly_is_letter(cp) || gly_is_mark(cp) || gly_is_digit(cp);
}

/* Is what stood there part of the word beside it? An apostrophe is, between letters. */
static bool belongs(uint32_t cp, uint32_t before, uint32_t after)
{
    if (cp == 0 || cp == 0xFFFD || (gly_is_letter(cp) && cp != 0xAA && cp != 0xBA) ||
        gly_is_mark(cp))
        return true;
    return cp == 0x2019 && gly_is_letter(before) && gly_is_letter(after);
}

/* The characters of a believed chain, one layer undone. */
static size_t write_chain(enum gly_codepage page, struct gly_str text,
                          struct gly_span span, char *out)
{
    struct gly_sequence seq;
    size_t used = 0;
    for (uint32_t at = span.start;
         at < span.end && gly_sequence_read(page, text, at, &seq); at = seq.end)
        used += gly_utf8_encode(seq.cp ? seq.cp : '?', out + used);
    return used;
}

/* The first and last character under all layers: what was misread twice has another
 * misreading below the first. */
static void find_edges(enum gly_codepage page, struct gly_str text,
                       const struct chain *chain, struct gly_misreading *m)
{
    char once[4 * MAX_CHAIN + 2];
    uint32_t before = char_before(text, chain->span.start);
    uint32_t after = char_after(text, chain->span.end);
    size_t start = 0, end;
    m->first = chain->first;
    m->last = chain->last;
    if (chain->lost > 0)
        return;
    if (before < 0x80)
        once[start++] = (char)before;
    end = start + write_chain(page, text, chain->span, once + start);
    size_t len = end;
    if (after < 0x80)
        once[len++] = (char)after;
    struct gly_misreading inner;
    /* Each layer is at most half as long, so the recursion ends. */
    if (!gly_misreading_at((struct gly_str){once, len}, (uint32_t)start, &inner))
        return;
    m->first = inner.first;
    if (inner.span.end == end)
        m->last = inner.last;
}

/* Can what stands behind `lead`, which has `len` bytes at `at`, be more of a sequence:
 * something else beyond ASCII, a question mark for what was lost, or the blank of a no-break
 * space? Behind most dashes there is a letter or a blank, and rules drawn of one character
 * go on with it. */
static bool may_go_on(struct gly_str text, uint32_t at, unsigned len, uint32_t lead)
{
    if (at + len >= text.len)
        return false;
    const char *here = text.ptr + at, *next = here + len;
    bool same = text.len - at >= 2 * len && memcmp(here, next, len) == 0;
    return (*next & 0x80 && !same) || *next == '?' ||
           (*next == ' ' && (lead == 0xC2 || lead == 0xC3));
}

bool gly_misreading_at(struct gly_str text, uint32_t at,
                       struct gly_misreading *ret_misreading)
{
    unsigned len;
    uint32_t cp = gly_utf8_decode(text.ptr, text.len, at, &len);
    if (cp < 0xA0 || (cp > 0x2800 && cp != 0xF8FF) || !may_go_on(text, at, len, cp))
        return false;
    for (unsigned pages = gly_sequence_pages(cp); pages; pages &= pages - 1) {
        enum gly_codepage page = (enum gly_codepage)__builtin_ctz(pages);
        struct chain chain = read_chain(page, text, at);
        if (chain.count == 0 || !is_believed(page, &chain, text))
            continue;
        uint32_t before = char_before(text, at);
        uint32_t after = char_after(text, chain.span.end);
        struct gly_misreading m = {
            .span = chain.span, .page = page, .lost = chain.lost + chain.doubtful > 0};
        find_edges(page, text, &chain, &m);
        bool first = belongs(m.first, before, after);
        bool last = belongs(m.last, before, after);
        m.is_word = first && last;
        m.word_before = first && is_word_char(before);
        m.word_after = last && is_word_char(after);
        *ret_misreading = m;
        return true;
    }
    return false;
}

/* Undo one layer; `out` has room for the text itself, as undoing never makes it longer
 * but for a cut sequence, which grows by no byte either. */
static size_t undo_once(struct gly_str text, char *out, bool *ret_changed,
                        bool *ret_lost)
{
    size_t used = 0;
    unsigned len;
    *ret_changed = false;
    for (uint32_t at = 0; at < text.len;) {
        struct gly_misreading m;
        if (!gly_misreading_at(text, at, &m)) {
            gly_utf8_decode(text.ptr, text.len, at, &len);
            memcpy(out + used, text.ptr + at, len);
            used += len;
            at += len;
            continue;
        }
        *ret_changed = true;
        *ret_lost |= m.lost;
        used += write_chain(m.page, text, m.span, out + used);
        at = m.span.end;
    }
    return used;
}

struct gly_str gly_misreading_undo(struct gly_arena *arena, struct gly_str text,
                                   struct gly_span span)
{
    enum { MAX_TIMES = 4 }; /* beyond it each letter has become dozens */
    /* One ASCII character to either side comes along: some misreadings are told by what
     * they touch. Undoing leaves ASCII as it is. */
    uint32_t before = span.start > 0 && !(text.ptr[span.start - 1] & 0x80);
    uint32_t after = span.end < text.len && !(text.ptr[span.end] & 0x80);
    struct gly_str part = {text.ptr + span.start - before,
                           gly_span_len(span) + before + after};
    char *a = gly_arena_alloc(arena, part.len + 4, 1);
    char *b = gly_arena_alloc(arena, part.len + 4, 1);
    bool changed = true, lost = false;
    for (unsigned i = 0; i < MAX_TIMES && changed; i++) {
        part.len = undo_once(part, a, &changed, &lost);
        part.ptr = a;
        char *other = b;
        b = a;
        a = other;
    }
    /* "ï¿½" was U+FFFD already: what stood there is unknown. */
    static const char replacement[] = "\uFFFD";
    for (size_t i = 0; i + 3 <= part.len; i++)
        lost |= memcmp(part.ptr + i, replacement, 3) == 0;
    if (lost)
        return (struct gly_str){0};
    return (struct gly_str){part.ptr + before, part.len - before - after};
}
