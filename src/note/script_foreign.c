/* Passages in a script that is not at home where they stand, and what explains them. */
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

/* So many explained passages of one document are remembered. */
enum { MAX_KNOWN = 64 };

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

static const struct gly_tok *tok_at(const struct gly_doc *doc, uint32_t at,
                                    uint32_t *ret_index)
{
    uint32_t low = 0, high = doc->toks.count;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (doc->toks.at[mid].span.end <= at)
            low = mid + 1;
        else
            high = mid;
    }
    *ret_index = low;
    return low < doc->toks.count ? &doc->toks.at[low] : NULL;
}

static bool is_formatted(const struct around *a, uint32_t block)
{
    uint32_t index;
    const struct gly_tok *tok = tok_at(a->doc, a->span.start, &index);
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

/* ---- The words nearby ---- */

/* Words that stand right beside what they speak of; news has them, too, so far away
 * they tell nothing. */
static const char *const naming[] = {
    "word",     "words",     "term",       "name",    "names",       "named",
    "phrase",   "character", "characters", "letter",  "letters",     "symbol",
    "symbols",  "sign",      "signs",      "title",   "titled",      "called",
    "written",  "writes",    "writing",    "reads",   "reading",     "means",
    "meaning",  "meant",     "mean",       "verb",    "verbs",       "noun",
    "nouns",    "article",   "root",       "stem",    "ending",      "endings",
    "form",     "forms",     "string",     "strings", "text",        "hashtag",
    "tag",      "tags",      "key",        "keyword", "menu",        "label",
    "caption",  "numeral",   "numerals",   "digit",   "digits",      "derived",
    "lit",      "i.e",       "i.e.",       "aka",     "typed",       "typing",
    "shouted",  "chanted",   "spells",     "logo",    "username",    "nickname",
    "slogan",   "motto",     "expression", "says",    "abbreviated", "acronym",
    "particle",
};

/* Words that hardly stand in a sentence that is not about language. */
static const char *const linguistic[] = {
    "kanji",      "hanzi",         "hanja",          "kana",
    "hiragana",   "katakana",      "hangul",         "pinyin",
    "romaji",     "entitled",      "spelled",        "spelt",
    "spelling",   "translates",    "translated",     "translation",
    "pronounced", "pronunciation", "surname",        "adjective",
    "adverb",     "pronoun",       "preposition",    "conjunction",
    "suffix",     "prefix",        "syllable",       "syllables",
    "vowel",      "vowels",        "consonant",      "consonants",
    "diacritic",  "abbreviation",  "transliterated", "transliteration",
    "romanized",  "romanised",     "transcribed",    "inscription",
    "inscribed",  "homophone",     "cognate",        "cognates",
    "synonym",    "etymology",     "etymologically", "radical",
    "ideogram",   "ideograph",     "calligraphy",    "literally",
    "dialect",    "alphabet",      "accusative",     "genitive",
    "dative",     "nominative",    "infinitive",     "loanword",
    "glyph",      "glyphs",        "script",         "scripts",
    "phonetic",
};

static bool in_list(struct gly_str word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (gly_str_eq_nocase(word, gly_str(list[i])))
            return true;
    return false;
}

/* The name of a language written in `script`, or of the script itself. */
static bool names_language(struct gly_str word, enum gly_script script)
{
    enum gly_script family = gly_script_family(script);
    if (word.len == 0 || word.ptr[0] < 'A' || word.ptr[0] > 'Z')
        return false;
    if (gly_str_is(word, gly_script_name(script)) ||
        gly_str_is(word, gly_script_name(family)) || gly_str_is(word, "Unicode"))
        return true;
    for (size_t i = 0; i < gly_script_language_count; i++)
        if (gly_str_is(word, gly_script_languages[i].name) &&
            (gly_script_languages[i].script == family || family == GLY_SCRIPT_LATIN))
            return true;
    return false;
}

static bool is_into(struct gly_str word)
{
    static const char *const into[] = {"in", "into", "from", "to"};
    return in_list(word, into, GLY_COUNT(into));
}

/* A linguistic word within six before and four behind, a naming one within three before
 * or right behind; a
 * language that is the word next to the passage or stands behind "in". "The Chinese
 * ministry and 的 budget" has none of them. */
enum { WORDS_BEFORE = 6, WORDS_AFTER = 4, WORDS_NEAR = 3 };

static bool names_at(const struct gly_doc *doc, uint32_t index, unsigned distance,
                     unsigned near, enum gly_script script)
{
    const struct gly_tok *tok = &doc->toks.at[index];
    struct gly_str word = gly_doc_slice(doc, tok->span);
    if (in_list(word, linguistic, GLY_COUNT(linguistic)) ||
        (distance <= near && in_list(word, naming, GLY_COUNT(naming))))
        return true;
    if (!names_language(word, script))
        return false;
    if (distance == 1)
        return true;
    return index > 0 && is_into(gly_doc_slice(doc, doc->toks.at[index - 1].span));
}

bool gly_script_is_named(const struct gly_doc *doc, struct gly_span span,
                         enum gly_script script)
{
    uint32_t at;
    const struct gly_tok *tok = tok_at(doc, span.start, &at);
    if (!tok)
        return false;
    uint32_t sent = tok->sent;
    unsigned words = 0;
    for (uint32_t i = at;
         i-- > 0 && doc->toks.at[i].sent == sent && words < WORDS_BEFORE;)
        if (doc->toks.at[i].kind == GLY_TOK_WORD &&
            names_at(doc, i, ++words, WORDS_NEAR, script))
            return true;
    words = 0;
    for (uint32_t i = at;
         i < doc->toks.count && doc->toks.at[i].sent == sent && words < WORDS_AFTER;
         i++)
        if (doc->toks.at[i].span.start >= span.end &&
            doc->toks.at[i].kind == GLY_TOK_WORD &&
            names_at(doc, i, ++words, 1, script))
            return true;
    return false;
}

/* In lower case, as they are looked for. "U+" stands before every code point. */
static const char *const of_characters[] = {
    "unicode",      "utf-",           "u+",          "ascii",         "mojibake",
    "encoding",     "code point",     "codepoint",   "code page",     "homoglyph",
    "homograph",    "lookalike",      "look-alike",  "confusable",    "zero-width",
    "zero width",   "ligature",       "glyph",       "fullwidth",     "full-width",
    "half-width",   "halfwidth",      "cyrillic",    "diacritic",     "combining",
    "control char", "replacement ch", "private use", "bidirectional", "soft hyphen",
    "latin-1",      "windows-125",    "iso 8859",    "iso-8859",      "garbled",
    "zalgo",        "invisible ch",   "byte order",  "punctuation",   "latin letter",
};

bool gly_speaks_of_characters(const struct gly_doc *doc, uint32_t index,
                              struct gly_span span)
{
    struct gly_span block = doc->blocks.at[index].span;
    uint32_t low = span.start - block.start > ENCLOSURE_REACH
                       ? span.start - ENCLOSURE_REACH
                       : block.start;
    uint32_t high =
        block.end - span.end > ENCLOSURE_REACH ? span.end + ENCLOSURE_REACH : block.end;
    for (uint32_t at = low; at < high; at++)
        for (size_t i = 0; i < GLY_COUNT(of_characters); i++) {
            struct gly_str term = gly_str(of_characters[i]);
            if ((doc->text.ptr[at] | 0x20) == (term.ptr[0] | 0x20) &&
                term.len <= high - at &&
                gly_str_eq_nocase((struct gly_str){doc->text.ptr + at, term.len}, term))
                return true;
        }
    return false;
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
    const struct gly_tok *tok = tok_at(a->doc, a->span.start, &index);
    if (!tok || tok->sent == GLY_NONE)
        return a->block;
    return a->doc->sents.at[tok->sent].span;
}

/* A lower-case word, or the capitalised one that opens the sentence, with only space
 * between it and the passage. */
static bool prose_before(const struct around *a, struct gly_span sent)
{
    uint32_t at = a->span.start;
    while (at > a->block.start && (a->text[at - 1] == ' ' || a->text[at - 1] == '\n'))
        at--;
    if (at == a->span.start)
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
    return at > a->span.end && at < a->block.end && is_small(a->text[at]);
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

static bool is_latin_letter(uint32_t cp)
{
    return cp > 0 && gly_is_letter(cp) && gly_script_of(cp) == GLY_SCRIPT_LATIN;
}

/* ---- One passage ---- */

static uint16_t flags_of(const struct around *a, const struct gly_foreign *foreign)
{
    unsigned len;
    uint16_t flags = 0;
    struct gly_span sent = sentence_of(a);
    if (is_latin_letter(char_before(a, a->span.start, &len)))
        flags |= GLY_FOREIGN_GLUED_BEFORE;
    if (is_latin_letter(char_after(a, a->span.end, &len)))
        flags |= GLY_FOREIGN_GLUED_AFTER;
    if (prose_before(a, sent))
        flags |= GLY_FOREIGN_PROSE_BEFORE;
    if (prose_after(a))
        flags |= GLY_FOREIGN_PROSE_AFTER;
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

/* ---- All of them ---- */

static bool is_seed(const struct gly_scripts *scripts, const struct gly_script_run *run)
{
    /* A vowel sign of Devanagari has a script, a plain accent has none. */
    return (run->kind == GLY_RUN_LETTERS || run->kind == GLY_RUN_DIGITS ||
            run->kind == GLY_RUN_MARKS) &&
           run->flags & GLY_RUN_PROSE &&
           !gly_script_at_home(scripts, run->block, (enum gly_script)run->script);
}

/* Between two words of one passage: spaces, and marks that do not end a phrase. */
static bool joins(const struct gly_doc *doc, uint32_t start, uint32_t end)
{
    for (uint32_t at = start; at < end; at++)
        if (!strchr(" \n-,'.!?", doc->text.ptr[at]) || doc->text.ptr[at] == '\0')
            return false;
    return true;
}

/* A run that may stand inside a passage without being a word of it. */
static bool is_filler(const struct gly_script_run *run, const struct gly_doc *doc)
{
    if (run->kind == GLY_RUN_PUNCT) {
        unsigned len;
        uint32_t cp =
            gly_utf8_decode(doc->text.ptr, doc->text.len, run->span.start, &len);
        return !gly_category_between(cp, GLY_CATEGORY_PS, GLY_CATEGORY_PF);
    }
    return run->kind == GLY_RUN_MARKS || run->kind == GLY_RUN_SPACES ||
           run->kind == GLY_RUN_INVISIBLE || run->kind == GLY_RUN_BIDI;
}

static struct gly_foreign gather(const struct gly_doc *doc,
                                 const struct gly_scripts *scripts, uint32_t first)
{
    const struct gly_script_run *runs = scripts->runs;
    enum gly_script family = gly_script_family(runs[first].script);
    uint32_t last = first;
    for (uint32_t i = first + 1;
         i < scripts->run_count && runs[i].block == runs[first].block &&
         joins(doc, runs[i - 1].span.end, runs[i].span.start);
         i++) {
        if (is_seed(scripts, &runs[i]) && gly_script_family(runs[i].script) == family)
            last = i;
        else if (!is_filler(&runs[i], doc))
            break;
    }
    return (struct gly_foreign){
        .span = {runs[first].span.start, runs[last].span.end},
        .block = runs[first].block,
        .first_run = first,
        .run_count = last - first + 1,
        .script = runs[first].script,
        .flags =
            (uint16_t)((runs[first].flags & GLY_RUN_LINK ? GLY_FOREIGN_LINK : 0) |
                       (runs[first].kind == GLY_RUN_DIGITS ? GLY_FOREIGN_DIGITS : 0)),
    };
}

/* What is explained once may be used again without a word. */
static void mark_repeated(const struct gly_doc *doc, struct gly_foreign *list,
                          uint32_t count)
{
    struct gly_str known[MAX_KNOWN];
    unsigned known_count = 0;
    for (uint32_t i = 0; i < count && known_count < MAX_KNOWN; i++)
        if (list[i].flags & GLY_FOREIGN_EXPLAINED)
            known[known_count++] = gly_doc_slice(doc, list[i].span);
    for (uint32_t i = 0; i < count; i++)
        for (unsigned k = 0; k < known_count; k++)
            if (!(list[i].flags & GLY_FOREIGN_EXPLAINED) &&
                gly_str_eq(known[k], gly_doc_slice(doc, list[i].span)))
                list[i].flags |= GLY_FOREIGN_AGAIN;
}

void gly_script_find_foreign(struct gly_doc *doc, struct gly_scripts *scripts,
                             struct gly_script_run *runs)
{
    GLY_VEC(struct gly_foreign) list = {0};
    for (uint32_t i = 0; i < scripts->run_count; i++) {
        if (!is_seed(scripts, &runs[i]))
            continue;
        struct gly_foreign foreign = gather(doc, scripts, i);
        struct around a = {.doc = doc,
                           .text = doc->text.ptr,
                           .block = doc->blocks.at[foreign.block].span,
                           .span = foreign.span};
        foreign.flags |= flags_of(&a, &foreign);
        for (uint32_t r = i; r < i + foreign.run_count; r++)
            runs[r].foreign = list.count;
        *GLY_VEC_ADD(doc->arena, &list) = foreign;
        i += foreign.run_count - 1;
    }
    mark_repeated(doc, list.at, list.count);
    scripts->foreign = list.at;
    scripts->foreign_count = list.count;
}
