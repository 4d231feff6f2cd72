/* What explains a passage in another script: brackets, labels, format, words nearby, its
 * length; and the prose round it. */
#include "note/script.h"

#include "base/utf8.h"

/* How far brackets and quotation marks round a passage are looked for, in bytes: a gloss
 * is short, and the bound keeps the work linear. */
enum { ENCLOSURE_REACH = 240 };

/* A passage of so many bytes is text in another language, not a slip: some eight words
 * of Cyrillic, fifteen Han characters. */
enum { LONG_BYTES = 90, LONG_BYTES_HAN = 45 };

/* So many marks of the format before a passage are asked whether they reach it. */
enum { MARKS_REACH = 32 };

/* ---- Around a place ---- */

/* The text of a leaf block with a passage in it. */
struct around {
    const struct gly_doc *doc;
    const char *text;
    struct gly_span block, span;
};

static uint32_t char_before(const struct around *a, uint32_t at, unsigned *ret_len)
{
    *ret_len = 0;
    return at > a->block.start ? gly_utf8_decode_before(a->text, at, ret_len) : 0;
}

static uint32_t char_after(const struct around *a, uint32_t at, unsigned *ret_len)
{
    *ret_len = 0;
    return at < a->block.end ? gly_utf8_decode(a->text, a->block.end, at, ret_len) : 0;
}

static bool is_skipped(uint32_t cp)
{
    return gly_is_space(cp) || gly_is_default_ignorable(cp) || gly_is_bidi_control(cp);
}

/* The last character before the passage that is not space; 0 at the start of the block.
 * `*ret_glued` where there is no space between. */
static uint32_t solid_before(const struct around *a, bool *ret_glued)
{
    unsigned len;
    uint32_t at = a->span.start, cp = char_before(a, at, &len);
    while (len > 0 && is_skipped(cp)) {
        at -= len;
        cp = char_before(a, at, &len);
    }
    *ret_glued = at == a->span.start;
    return cp;
}

static uint32_t solid_after(const struct around *a, bool *ret_glued)
{
    unsigned len;
    uint32_t at = a->span.end, cp = char_after(a, at, &len);
    while (len > 0 && is_skipped(cp)) {
        at += len;
        cp = char_after(a, at, &len);
    }
    *ret_glued = at == a->span.end;
    return cp;
}

/* ---- Brackets and quotation marks ---- */

static bool in_category(uint32_t cp, enum gly_category first, enum gly_category last)
{
    return cp > 0 && gly_category_between(cp, first, last);
}

/* Brackets and quotation marks at the very edge. Straight ones and those that close in
 * one language and open in another count only where they touch the passage. */
static bool has_edge(const struct around *a)
{
    bool glued;
    uint32_t before = solid_before(a, &glued);
    if (before == '(' || before == '[' || before == '{' ||
        in_category(before, GLY_CATEGORY_PS, GLY_CATEGORY_PS) ||
        in_category(before, GLY_CATEGORY_PI, GLY_CATEGORY_PI))
        return true;
    if (glued && (before == '"' || before == '\'' || before == '`' || before == '<' ||
                  before == '>' || before == '*' || before == '_' ||
                  in_category(before, GLY_CATEGORY_PF, GLY_CATEGORY_PF)))
        return true;
    uint32_t after = solid_after(a, &glued);
    if (after == ')' || after == ']' || after == '}' ||
        in_category(after, GLY_CATEGORY_PE, GLY_CATEGORY_PE))
        return true;
    return glued && (after == '"' || after == '\'' || after == '`' || after == '<' ||
                     after == '>' || after == '*' || after == '_' ||
                     in_category(after, GLY_CATEGORY_PI, GLY_CATEGORY_PF));
}

/* The nearest of `open` before the passage that `close` does not shut, and the `close`
 * after it: their inside. */
static bool find_pair(const struct around *a, const char *open, const char *close,
                      struct gly_span *ret_inside)
{
    size_t open_len = strlen(open), close_len = strlen(close);
    uint32_t low = a->span.start - a->block.start > ENCLOSURE_REACH
                       ? a->span.start - ENCLOSURE_REACH
                       : a->block.start;
    uint32_t high = a->block.end - a->span.end > ENCLOSURE_REACH
                        ? a->span.end + ENCLOSURE_REACH
                        : a->block.end;
    uint32_t start = a->span.start, end = a->span.end;
    if (!memchr(a->text + low, open[0], start - low) ||
        !memchr(a->text + end, close[0], high - end))
        return false;
    for (;; start--) {
        if (start < low + open_len)
            return false;
        if (memcmp(a->text + start - open_len, open, open_len) == 0)
            break;
        if (start >= low + close_len &&
            memcmp(a->text + start - close_len, close, close_len) == 0)
            return false;
    }
    for (;; end++) {
        if (end + close_len > high)
            return false;
        if (memcmp(a->text + end, close, close_len) == 0)
            break;
    }
    *ret_inside = (struct gly_span){start, end};
    return true;
}

/* Inside parentheses or brackets anything may be a gloss. Between quotation marks stands
 * either the foreign word or somebody's sentence with a slip in it: there the passage
 * must be the greater part. */
static bool is_enclosed(const struct around *a)
{
    static const char *const quotes[][2] = {
        {"\u201C", "\u201D"}, {"\u2018", "\u2019"}, {"\u201E", "\u201C"},
        {"\u00AB", "\u00BB"}, {"\"", "\""},
    };
    struct gly_span inside;
    if (has_edge(a) || find_pair(a, "(", ")", &inside) ||
        find_pair(a, "[", "]", &inside) || find_pair(a, "/", "/", &inside))
        return true;
    for (size_t i = 0; i < GLY_COUNT(quotes); i++)
        if (find_pair(a, quotes[i][0], quotes[i][1], &inside) &&
            2 * gly_span_len(a->span) >= gly_span_len(inside))
            return true;
    return false;
}

/* ---- Labels ---- */

/* "Korean: 서울", "서울 = Seoul", "Seoul – 서울", "и/или", "王 (wáng)". */
static bool is_labelled(const struct around *a)
{
    static const uint32_t joins[] = {':',    '=',    '/',    '|',    '\\',   '+',
                                     0x2013, 0x2014, 0x2015, 0x2192, 0x21D2, 0x2022,
                                     0x00B7, 0x2190, 0x2194, 0x2248, 0x00D7, '~'};
    bool before_glued, after_glued;
    uint32_t before = solid_before(a, &before_glued);
    uint32_t after = solid_after(a, &after_glued);
    if (after == '(' || after == '[')
        return true;
    if ((before == '-' && !before_glued) || (after == '-' && !after_glued))
        return true;
    for (size_t i = 0; i < GLY_COUNT(joins); i++)
        if (before == joins[i] || after == joins[i])
            return true;
    return false;
}

/* ---- Format ---- */

static bool is_formatted(const struct around *a, uint32_t block)
{
    uint32_t index;
    const struct gly_tok *tok = gly_script_tok_at(a->doc, a->span.start, &index);
    if (tok && tok->span.start < a->span.end &&
        tok->flags & (GLY_TOK_EMPHASIS | GLY_TOK_IN_LINK))
        return true;
    /* Marks are sorted by their start; of those that begin before, the nearest are
     * enough, and keep the work linear. */
    uint32_t low = 0, high = a->doc->marks.count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (a->doc->marks.at[mid].span.start < a->span.end)
            low = mid + 1;
        else
            high = mid;
    }
    for (uint32_t i = low; i-- > 0 && low - i <= MARKS_REACH;)
        if (a->doc->marks.at[i].kind != GLY_MARK_CODE &&
            gly_span_overlaps(a->doc->marks.at[i].span, a->span))
            return true;
    return a->doc->blocks.at[block].kind == GLY_BLOCK_HEADING;
}

/* ---- Prose round it ---- */

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static struct gly_span sentence_of(const struct around *a)
{
    uint32_t index;
    const struct gly_tok *tok = gly_script_tok_at(a->doc, a->span.start, &index);
    if (!tok || tok->sent == GLY_NONE)
        return a->block;
    return a->doc->sents.at[tok->sent].span;
}

/* One space, or the end of a line with what sets in the next: wider gaps are those of a
 * table. */
static bool is_one_gap(const struct around *a, uint32_t start, uint32_t end)
{
    return end == start + 1 ||
           (end > start && memchr(a->text + start, '\n', end - start));
}

/* A number, glued or not: "300 \u4EBA". */
static bool number_before(const struct around *a)
{
    uint32_t at = a->span.start;
    if (at > a->block.start && a->text[at - 1] == ' ')
        at--;
    return at > a->block.start &&
           gly_in_range((unsigned char)a->text[at - 1], '0', '9');
}

/* A lower-case word, or the capitalised one that opens the sentence, with only space
 * between it and the passage. */
static bool prose_before(const struct around *a, struct gly_span sent)
{
    uint32_t at = a->span.start;
    while (at > a->block.start && (a->text[at - 1] == ' ' || a->text[at - 1] == '\n'))
        at--;
    if (!is_one_gap(a, at, a->span.start))
        return false;
    uint32_t end = at;
    while (at > a->block.start && is_small(a->text[at - 1]))
        at--;
    if (at > a->block.start && at == sent.start + 1 && is_capital(a->text[at - 1]))
        at--;
    if (at == end)
        return false;
    char before = at > a->block.start ? a->text[at - 1] : ' ';
    return !is_capital(before) && !((unsigned char)before & 0x80);
}

static bool prose_after(const struct around *a)
{
    uint32_t at = a->span.end;
    while (at < a->block.end && (a->text[at] == ' ' || a->text[at] == '\n'))
        at++;
    return is_one_gap(a, a->span.end, at) && at < a->block.end && is_small(a->text[at]);
}

/* Whether no letter or digit stands in a stretch of the sentence. */
static bool is_wordless(const struct around *a, uint32_t start, uint32_t end)
{
    for (uint32_t at = start; at < end; at++) {
        unsigned char c = (unsigned char)a->text[at];
        if (gly_is_ascii_letter(c) || gly_in_range(c, '0', '9') || c >= 0xC3)
            return false;
    }
    return true;
}

/* Whether a Latin word, capitalised or not, stands on that side with a space between. */
static bool word_before(const struct around *a)
{
    return a->span.start - a->block.start >= 2 && a->text[a->span.start - 1] == ' ' &&
           gly_is_ascii_letter((unsigned char)a->text[a->span.start - 2]);
}

static bool word_after(const struct around *a)
{
    return a->block.end - a->span.end >= 2 && a->text[a->span.end] == ' ' &&
           gly_is_ascii_letter((unsigned char)a->text[a->span.end + 1]);
}

static bool is_latin_letter(uint32_t cp)
{
    return cp > 0 && gly_is_letter(cp) && gly_script_of(cp) == GLY_SCRIPT_LATIN;
}

/* ---- One passage ---- */

uint32_t gly_script_explain(const struct gly_doc *doc,
                            const struct gly_foreign *foreign)
{
    struct around around = {.doc = doc,
                            .text = doc->text.ptr,
                            .block = doc->blocks.at[foreign->block].span,
                            .span = foreign->span};
    const struct around *a = &around;
    unsigned len;
    uint32_t flags = 0;
    struct gly_span sent = sentence_of(a);
    if (is_latin_letter(char_before(a, a->span.start, &len)))
        flags |= GLY_FOREIGN_GLUED_BEFORE;
    if (is_latin_letter(char_after(a, a->span.end, &len)))
        flags |= GLY_FOREIGN_GLUED_AFTER;
    if (prose_before(a, sent))
        flags |= GLY_FOREIGN_PROSE_BEFORE;
    if (prose_after(a))
        flags |= GLY_FOREIGN_PROSE_AFTER;
    if (number_before(a))
        flags |= GLY_FOREIGN_NUMBER_BEFORE;
    if (word_before(a))
        flags |= GLY_FOREIGN_WORD_BEFORE;
    if (word_after(a))
        flags |= GLY_FOREIGN_WORD_AFTER;
    if (sent.start >= a->span.start || is_wordless(a, sent.start, a->span.start))
        flags |= GLY_FOREIGN_FIRST;
    if (a->span.end >= sent.end || is_wordless(a, a->span.end, sent.end))
        flags |= GLY_FOREIGN_LAST;
    if (is_enclosed(a))
        flags |= GLY_FOREIGN_ENCLOSED;
    if (is_labelled(a))
        flags |= GLY_FOREIGN_LABELLED;
    if (is_formatted(a, foreign->block))
        flags |= GLY_FOREIGN_FORMATTED;
    if (gly_script_is_named(a->doc, a->span, foreign->script))
        flags |= GLY_FOREIGN_NAMED;
    uint32_t longest = gly_script_family(foreign->script) == GLY_SCRIPT_HAN
                           ? LONG_BYTES_HAN
                           : LONG_BYTES;
    if (gly_span_len(a->span) > longest)
        flags |= GLY_FOREIGN_LONG;
    return flags;
}
