/* Misreadings are found by undoing them: a character is taken back to the byte it was
 * read from, and where the bytes are a well-formed UTF-8 sequence (Unicode 15, table
 * 3-7) of something that people write, the text was misread. That nobody wrote what
 * stands there is the second question: "Ô" and a closing quotation mark may well be
 * Portuguese. After ftfy (Speer 2019), which showed that this works; its list of
 * suspicious pairs is not used. */
#include "note/misread.h"

#include <galley/unicode.h>

#include "base/utf8.h"

/* ---- One sequence ---- */

/* One character as it was before it was misread. */
struct sequence {
    uint32_t end;   /* offset behind it */
    uint32_t cp;    /* what it was, 0 when a byte was lost */
    unsigned bytes; /* 2 to 4 */
    bool ordinary;  /* what follows the first character is common punctuation */
};

/* The characters at which sequences begin, page by page; the rest of 0xC2 to 0xF4 is not
 * met in practice or is too common where the page's own languages are written. */
static bool may_lead(enum gly_codepage page, uint32_t cp)
{
    switch (page) {
    case GLY_CODEPAGE_WINDOWS_1252:
        return gly_in_range(cp, 0xC2, 0xF4);
    case GLY_CODEPAGE_WINDOWS_1251: /* В Г Д Е О П Р С в г р */
        return gly_in_range(cp, 0x412, 0x415) || gly_in_range(cp, 0x41E, 0x421) ||
               cp == 0x432 || cp == 0x433 || cp == 0x440;
    case GLY_CODEPAGE_WINDOWS_1250: /* Â Ă Ä Ĺ â đ */
        return cp == 0xC2 || cp == 0x102 || cp == 0xC4 || cp == 0x139 || cp == 0xE2 ||
               cp == 0x111;
    case GLY_CODEPAGE_MAC_ROMAN: /* ¬ √ ƒ ≈ Œ œ – — ‚ and the apple */
        return cp == 0xAC || cp == 0x221A || cp == 0x192 || cp == 0x2248 ||
               cp == 0x152 || cp == 0x153 || cp == 0x2013 || cp == 0x2014 ||
               cp == 0x201A || cp == 0xF8FF;
    case GLY_CODEPAGE_DOS_437: /* ┬ ├ ─ ┼ Γ ≡ */
        return cp == 0x252C || cp == 0x251C || cp == 0x2500 || cp == 0x253C ||
               cp == 0x393 || cp == 0x2261;
    case GLY_CODEPAGE_DOS_850: /* ┬ ├ ─ ┼ Ô */
        return cp == 0x252C || cp == 0x251C || cp == 0x2500 || cp == 0x253C ||
               cp == 0xD4;
    default:
        return false;
    }
}

/* What stands beside a letter in sound text: quotation marks, dashes, superscripts,
 * trade marks, and what follows a root or a negation. */
static bool is_ordinary(uint32_t cp)
{
    switch (cp) {
    case '?':
    case 0xA0:
    case 0xA7:
    case 0xA9:
    case 0xAA:
    case 0xAE:
    case 0xB0:
    case 0xB2:
    case 0xB3:
    case 0xB7:
    case 0xB9:
    case 0xBA:
    case 0x2022:
    case 0x2020:
    case 0x2021:
    case 0x2026:
    case 0x2030:
    case 0x2122:
    case 0x3C0:
        return true;
    default:
        return gly_category_between(cp, GLY_CATEGORY_PI, GLY_CATEGORY_PF) ||
               gly_category_of(cp) == GLY_CATEGORY_PS ||
               gly_in_range(cp, 0x2200, 0x226F) || gly_in_range(cp, 0x2013, 0x2014) ||
               gly_in_range(cp, 0x2500, 0x259F);
    }
}

/* Read the sequence at `at`; a question mark may stand for a byte that had no character
 * in the page. */
static bool read_sequence(enum gly_codepage page, struct gly_str text, uint32_t at,
                          struct sequence *ret)
{
    unsigned len;
    uint32_t cp = gly_utf8_decode(text.ptr, text.len, at, &len);
    if (!may_lead(page, cp))
        return false;
    int lead = gly_codepage_byte(page, cp);
    if (lead < 0xC2 || lead > 0xF4)
        return false;
    unsigned bytes = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    uint32_t value = (uint32_t)lead & (0x7Fu >> bytes);
    bool lost = false, ordinary = true;
    for (unsigned i = 1; i < bytes; i++) {
        at += len;
        if (at >= text.len)
            return false;
        cp = gly_utf8_decode(text.ptr, text.len, at, &len);
        int byte = cp == '?' ? 0x80 : gly_codepage_byte(page, cp);
        if (byte < 0x80 || byte > 0xBF)
            return false;
        lost |= cp == '?';
        ordinary &= is_ordinary(cp);
        value = value << 6 | ((uint32_t)byte & 0x3F);
    }
    bool overlong = (bytes == 3 && value < 0x800) || (bytes == 4 && value < 0x10000);
    if (!lost && (overlong || value > 0x10FFFF || gly_in_range(value, 0xD800, 0xDFFF)))
        return false;
    *ret = (struct sequence){
        .end = at + len, .cp = lost ? 0 : value, .bytes = bytes, .ordinary = ordinary};
    return true;
}

/* "â€" whose third character is gone: 0x9D has none in Windows-1252, and the character
 * was a closing quotation mark. In Windows-1251 the same of 0x98. */
static bool read_cut(enum gly_codepage page, struct gly_str text, uint32_t at,
                     struct sequence *ret)
{
    static const char cut_1252[] = "\u00E2\u20AC", cut_1251[] = "\u0432\u0402";
    struct gly_str rest = {text.ptr + at, text.len - at};
    const char *cut = page == GLY_CODEPAGE_WINDOWS_1252   ? cut_1252
                      : page == GLY_CODEPAGE_WINDOWS_1251 ? cut_1251
                                                          : NULL;
    if (!cut || !gly_str_starts(rest, cut))
        return false;
    *ret = (struct sequence){.end = at + (uint32_t)strlen(cut),
                             .cp = page == GLY_CODEPAGE_WINDOWS_1252 ? 0x201D : 0x2018,
                             .bytes = 3};
    return true;
}

/* ---- A chain of them ---- */

/* What text in Latin letters has beside ASCII: the result of undoing one sequence must
 * be among these to be believed by itself. */
static bool is_usual(uint32_t cp)
{
    return gly_in_range(cp, 0xA0, 0x17F) || gly_in_range(cp, 0x2002, 0x203A) ||
           gly_in_range(cp, 0x20A0, 0x20BF) || gly_in_range(cp, 0x2122, 0x2122) ||
           gly_in_range(cp, 0x2190, 0x2193) || gly_in_range(cp, 0x2212, 0x2265) ||
           gly_in_range(cp, 0x2713, 0x2717) || gly_in_range(cp, 0x1F1E6, 0x1FAFF) ||
           cp == 0xFEFF || gly_in_range(cp, 0xFB01, 0xFB02) || cp == 0x2C6 ||
           cp == 0x2DC || cp == 0x192 || gly_in_range(cp, 0x2BB, 0x2BC);
}

/* A chain under examination. */
struct chain {
    struct gly_span span;
    unsigned count, usual, lost, latin_odd, hard;
    unsigned same; /* letters of `script`, other than Latin */
    enum gly_script script;
    uint32_t first, last; /* first and last character, as they were */
};

static void chain_add(struct chain *chain, const struct sequence *seq)
{
    if (chain->count == 0)
        chain->first = seq->cp;
    chain->last = seq->cp;
    chain->count++;
    chain->span.end = seq->end;
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
    struct sequence seq;
    /* The bound keeps a text of nothing but half-chains linear. */
    while (chain.count < MAX_CHAIN && chain.span.end < text.len &&
           (read_sequence(page, text, chain.span.end, &seq) ||
            read_cut(page, text, chain.span.end, &seq)))
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
    if (cp == 0 || (gly_is_letter(cp) && cp != 0xAA && cp != 0xBA) || gly_is_mark(cp))
        return true;
    return cp == 0x2019 && gly_is_letter(before) && gly_is_letter(after);
}

/* The characters of a believed chain, one layer undone. */
static size_t write_chain(enum gly_codepage page, struct gly_str text,
                          struct gly_span span, char *out)
{
    struct sequence seq;
    size_t used = 0;
    for (uint32_t at = span.start;
         at < span.end &&
         (read_sequence(page, text, at, &seq) || read_cut(page, text, at, &seq));
         at = seq.end)
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

bool gly_misreading_at(struct gly_str text, uint32_t at,
                       struct gly_misreading *ret_misreading)
{
    unsigned len;
    uint32_t cp = gly_utf8_decode(text.ptr, text.len, at, &len);
    if (cp < 0xA0 || (cp > 0x2800 && cp != 0xF8FF))
        return false;
    for (unsigned p = 0; p < GLY_CODEPAGE_COUNT; p++) {
        enum gly_codepage page = (enum gly_codepage)p;
        if (!may_lead(page, cp))
            continue;
        struct chain chain = read_chain(page, text, at);
        if (chain.count == 0 || !is_believed(page, &chain, text))
            continue;
        uint32_t before = char_before(text, at);
        uint32_t after = char_after(text, chain.span.end);
        struct gly_misreading m = {
            .span = chain.span, .page = page, .lost = chain.lost > 0};
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
    if (lost)
        return (struct gly_str){0};
    return (struct gly_str){part.ptr + before, part.len - before - after};
}
