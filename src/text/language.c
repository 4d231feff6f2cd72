#include "text/language.h"

#include <galley/unicode.h>

#include "base/utf8.h"
#include "text/short_set.h"

/* Rows of weights are this long, so that they are added up without a loop. */
enum { MOST_LANGUAGES = 32 };

#include "text/language_data.inc"

/* One script that several languages share. */
struct group {
    enum gly_script script;
    const char *const *languages;
    unsigned language_count;
    const uint64_t *grams;
    const unsigned char (*weights)[MOST_LANGUAGES];
    const uint16_t *slots; /* 1 + index of a gram, by its hash */
    unsigned slot_bits;
};

/* The Latin one first: ASCII letters are counted for it. */
static const struct group groups[] = {
#define GROUP(NAME, name)                                                 \
    {                                                                     \
        GLY_SCRIPT_##NAME, name##_languages, GLY_COUNT(name##_languages), \
            name##_grams, name##_weights, name##_slots,                   \
            __builtin_ctz(GLY_COUNT(name##_slots))                        \
    }
    GROUP(LATIN, latin),
    GROUP(CYRILLIC, cyrillic),
    GROUP(ARABIC, arabic),
    GROUP(DEVANAGARI, devanagari),
#undef GROUP
};

/* Scripts that stand for one language in the texts galley meets. Han is Chinese where no
 * kana stands beside it. */
static const struct {
    enum gly_script script;
    const char *language;
} single[] = {
    {GLY_SCRIPT_HIRAGANA, "ja"},  {GLY_SCRIPT_KATAKANA, "ja"},
    {GLY_SCRIPT_HANGUL, "ko"},    {GLY_SCRIPT_HAN, "zh"},
    {GLY_SCRIPT_GREEK, "el"},     {GLY_SCRIPT_HEBREW, "he"},
    {GLY_SCRIPT_THAI, "th"},      {GLY_SCRIPT_TAMIL, "ta"},
    {GLY_SCRIPT_TELUGU, "te"},    {GLY_SCRIPT_KANNADA, "kn"},
    {GLY_SCRIPT_MALAYALAM, "ml"}, {GLY_SCRIPT_GUJARATI, "gu"},
    {GLY_SCRIPT_GURMUKHI, "pa"},  {GLY_SCRIPT_BENGALI, "bn"},
    {GLY_SCRIPT_GEORGIAN, "ka"},  {GLY_SCRIPT_ARMENIAN, "hy"},
};

/* ---- What must be known before a language is named ----
 *
 * Chosen on edited English, which must never be called anything else: names, menus and
 * formulas make odd English. docs/measurements.md has the figures. */
enum {
    LEAST_LETTERS = 24,
    LEAST_WORDS = 4,
    /* How far the best language must be ahead of English: in eighths of a bit, in all and
     * for each n-gram. */
    LEAST_AHEAD = 8 * 48,
    LEAST_AHEAD_PER_GRAM = 8,
    /* Headings, cells and captions are where names stand alone. */
    LEAST_AHEAD_IN_LABEL = 8 * 120,
    LONGEST_SAMPLE = 600, /* bytes; more tells no more */
    /* With so many n-grams and so far ahead of the next, English it stays. */
    SETTLED_GRAMS = 32,
    SETTLED_AHEAD = 8 * 24,
};

/* ---- N-grams ---- */

static const unsigned char *find_weights(const struct group *group, uint64_t gram)
{
    unsigned mask = (1u << group->slot_bits) - 1;
    unsigned at = (unsigned)(gram * 0x9E3779B97F4A7C15u >> (64 - group->slot_bits));
    while (group->slots[at] && group->grams[group->slots[at] - 1] != gram)
        at = (at + 1) & mask;
    if (!group->slots[at])
        return NULL;
    return group->weights[group->slots[at] - 1];
}

/* Sums by language, each in two parts so that adding works on short numbers: FLUSH times
 * 255 fits 16 bits. */
struct scores {
    unsigned sum[MOST_LANGUAGES];
    uint16_t part[MOST_LANGUAGES];
    unsigned grams;
};

enum { FLUSH = 256 };

static void flush(struct scores *scores)
{
    for (unsigned l = 0; l < MOST_LANGUAGES; l++) {
        scores->sum[l] += scores->part[l];
        scores->part[l] = 0;
    }
}

/* Count one n-gram more; `weights` is NULL where no language has it often. */
static void add_weights(const unsigned char *weights, struct scores *scores)
{
    if (++scores->grams % FLUSH == 0)
        flush(scores);
    if (!weights)
        return;
    for (unsigned l = 0; l < MOST_LANGUAGES; l++)
        scores->part[l] = (uint16_t)(scores->part[l] + weights[l]);
}

static void add_gram(const struct group *group, uint64_t gram, struct scores *scores)
{
    add_weights(find_weights(group, gram), scores);
}

/* The two letters before the one in hand; a space stands for all that is no letter. */
struct slide {
    uint32_t before, last;
};

static void add_letter(const struct group *group, struct slide *slide, uint32_t cp,
                       struct scores *scores)
{
    uint32_t before = slide->before, last = slide->last;
    if (cp == ' ' && last == ' ')
        return;
    add_gram(group, (uint64_t)last << 21 | cp, scores);
    if (last != ' ')
        add_gram(group, ((uint64_t)before << 21 | last) << 21 | cp, scores);
    *slide = (struct slide){last, cp};
}

/* Slide over the letters of words that begin in lower case; whatever is no letter is one
 * space. Capitalised words are left out: names keep the letters of their own language
 * wherever they stand. */
static void score_text(const struct group *group, struct gly_str text,
                       struct scores *scores)
{
    struct slide slide = {' ', ' '};
    bool in_word = false, counted = false;
    for (size_t at = 0; at < text.len;) {
        unsigned len = 1;
        uint32_t cp = (unsigned char)text.ptr[at];
        bool letter, upper;
        if (cp < 0x80) {
            letter = (cp | 0x20) - 'a' < 26;
            upper = !(cp & 0x20);
        } else {
            cp = gly_utf8_decode(text.ptr, text.len, at, &len);
            letter = gly_is_letter(cp) || (in_word && gly_is_mark(cp));
            upper = gly_is_upper(cp);
        }
        at += len;
        if (letter && !in_word)
            counted = !upper;
        in_word = letter;
        add_letter(group, &slide, letter && counted ? cp : ' ', scores);
    }
}

static unsigned english_of(const struct group *group)
{
    unsigned l = 0;
    while (l < group->language_count && strcmp(group->languages[l], "en") != 0)
        l++;
    return l;
}

/* The best language of a group; NULL where it does not stand out. In Latin letters it
 * must stand out against English, the language in which names and foreign words are
 * embedded most. */
static const char *best_of(const struct group *group, struct scores *scores,
                           unsigned least_ahead)
{
    unsigned best = 0, english = english_of(group);
    flush(scores);
    for (unsigned l = 0; l < group->language_count; l++)
        if (scores->sum[l] > scores->sum[best])
            best = l;
    if (english == group->language_count || best == english)
        return group->languages[best];
    unsigned ahead = scores->sum[best] - scores->sum[english];
    if (ahead < least_ahead || ahead < LEAST_AHEAD_PER_GRAM * scores->grams)
        return NULL;
    return group->languages[best];
}

/* Is English so far ahead of every other language that what follows will not change it?
 * Asked before the first flush. */
static bool is_settled(const struct scores *scores, unsigned english)
{
    if (scores->grams < SETTLED_GRAMS || scores->grams >= FLUSH)
        return false;
    uint16_t parts[MOST_LANGUAGES], most = 0;
    memcpy(parts, scores->part, sizeof parts);
    parts[english] = 0;
    for (unsigned l = 0; l < MOST_LANGUAGES; l++)
        most = parts[l] > most ? parts[l] : most;
    return scores->part[english] > most + SETTLED_AHEAD;
}

/* ---- A stretch of text ---- */

struct census {
    unsigned letters, words;
    unsigned by_group[GLY_COUNT(groups)];
    unsigned by_single[GLY_COUNT(single)];
};

static void count_letter(enum gly_script script, struct census *census)
{
    census->letters++;
    for (unsigned g = 0; g < GLY_COUNT(groups); g++)
        census->by_group[g] += groups[g].script == script;
    for (unsigned s = 0; s < GLY_COUNT(single); s++)
        census->by_single[s] += single[s].script == script;
}

static void take_census(struct gly_str text, struct census *census)
{
    bool in_word = false;
    for (size_t at = 0; at < text.len;) {
        unsigned len;
        if (!(text.ptr[at] & 0x80)) {
            unsigned char c = (unsigned char)text.ptr[at++];
            bool letter = (c | 0x20u) - 'a' < 26;
            census->letters += letter;
            census->by_group[0] += letter;
            census->words += letter && !in_word;
            in_word = letter || (in_word && c == '\'');
            continue;
        }
        uint32_t cp = gly_utf8_decode(text.ptr, text.len, at, &len);
        at += len;
        bool letter = gly_is_letter(cp);
        if (letter)
            count_letter(gly_script_of(cp), census);
        census->words += letter && !in_word;
        in_word =
            letter || (in_word && (cp == '\'' || cp == 0x2019 || gly_is_mark(cp)));
    }
}

static const char *guess_single(const struct census *census)
{
    /* Japanese first: kana beside Han. */
    unsigned kana = census->by_single[0] + census->by_single[1];
    if (kana > 0 && 10 * kana >= census->letters)
        return "ja";
    for (unsigned s = 0; s < GLY_COUNT(single); s++)
        if (2 * census->by_single[s] > census->letters)
            return single[s].language;
    return NULL;
}

static const char *guess(struct gly_str text, unsigned least_ahead)
{
    if (text.len > LONGEST_SAMPLE) {
        text.len = LONGEST_SAMPLE;
        while (gly_utf8_is_continuation(text.ptr[text.len]))
            text.len--;
    }
    struct census census = {0};
    take_census(text, &census);
    /* A dozen ideographs say as much as a line of letters. */
    const char *language = census.letters >= 6 ? guess_single(&census) : NULL;
    if (language)
        return language;
    if (census.letters < LEAST_LETTERS || census.words < LEAST_WORDS)
        return "";
    for (unsigned g = 0; g < GLY_COUNT(groups); g++) {
        if (2 * census.by_group[g] <= census.letters)
            continue;
        struct scores scores = {0};
        score_text(&groups[g], text, &scores);
        language = best_of(&groups[g], &scores, least_ahead);
        return language ? language : "";
    }
    return "";
}

const char *gly_language_guess(struct gly_str text)
{
    return guess(text, LEAST_AHEAD);
}

/* ---- English without n-grams ----
 *
 * Nearly every sentence of English holds a word that no other language shares. They are
 * looked for first, so that English, which is most of what galley reads, is told for the
 * price of a few comparisons. */

/* Words that another language written in Latin letters has too are left out: "of" is
 * Dutch, "to" Polish, "also" German, "are" Romanian, "has" Spanish. */
static const gly_short_word english_words[] = {
    "of",      "to",      "also",   "are",     "has",    "about",   "above",   "after",
    "again",   "and",     "around", "because", "been",   "before",  "being",   "below",
    "between", "both",    "by",     "called",  "cannot", "could",   "did",     "does",
    "during",  "each",    "either", "enough",  "every",  "few",     "first",   "found",
    "from",    "given",   "have",   "his",     "how",    "into",    "its",     "least",
    "less",    "many",    "might",  "much",    "never",  "not",     "nothing", "only",
    "other",   "our",     "rather", "said",    "she",    "should",  "since",   "some",
    "such",    "than",    "that",   "the",     "their",  "them",    "then",    "there",
    "these",   "they",    "this",   "those",   "though", "through", "thus",    "two",
    "unless",  "until",   "upon",   "used",    "using",  "were",    "what",    "when",
    "where",   "whether", "which",  "while",   "who",    "why",     "with",    "within",
    "without", "would",   "you",    "your",
};

static struct gly_short_set english_set;
static pthread_once_t english_once = PTHREAD_ONCE_INIT;

_Static_assert(4 * GLY_COUNT(english_words) <= GLY_SHORT_SET_SLOTS, "a quarter");

static void fill_english_set(void)
{
    gly_short_set_fill(&english_set, english_words, GLY_COUNT(english_words));
}

/* Is the ASCII word at `span` one of them, whatever its capitals? */
static bool is_english_word(struct gly_str text, struct gly_span span)
{
    size_t len = gly_span_len(span);
    if (len > GLY_SHORT_WORD_LEN)
        return false;
    return gly_short_set_has(&english_set,
                             gly_bytes_fold(gly_bytes_at(text, span.start, len)));
}

static struct gly_str text_of(const struct gly_doc *doc, const struct gly_tok *tok)
{
    return (struct gly_str){doc->text.ptr + tok->span.start, gly_span_len(tok->span)};
}

/* Is there one word that only English has, in a long stretch two? */
static bool has_english_words(const struct gly_doc *doc, uint32_t first, uint32_t end)
{
    unsigned found = 0, wanted = end - first <= 40 ? 1 : 2;
    for (uint32_t t = first; t < end && found < wanted; t++) {
        const struct gly_tok *tok = &doc->toks.at[t];
        if (tok->kind == GLY_TOK_WORD && !(tok->flags & GLY_TOK_NON_ASCII))
            found += is_english_word(doc->text, tok->span);
    }
    return found == wanted;
}

/* What the words of a stretch of tokens show. */
struct words {
    uint32_t count, letters;
    bool non_ascii; /* in any token */
};

static struct words look_at_words(const struct gly_doc *doc, uint32_t first,
                                  uint32_t end)
{
    struct words words = {0};
    for (uint32_t t = first; t < end; t++) {
        const struct gly_tok *tok = &doc->toks.at[t];
        bool word = tok->kind == GLY_TOK_WORD;
        words.non_ascii |= (tok->flags & GLY_TOK_NON_ASCII) != 0;
        words.count += word;
        words.letters += word ? gly_span_len(tok->span) : 0;
    }
    return words;
}

/* The weights at an index of a table of n-grams of ASCII letters. */
static const unsigned char *latin_at(uint16_t index)
{
    return index > 0 ? latin_weights[index - 1] : NULL;
}

/* Slide over the letters of a word and the space behind it; all that is no letter is a
 * space, too. */
static void score_word(struct gly_str word, struct scores *scores)
{
    unsigned before = 0, last = 0; /* a is 1, a space 0 */
    for (size_t i = 0; i <= word.len; i++) {
        unsigned letter =
            i < word.len ? ((unsigned char)word.ptr[i] | 0x20u) - 'a' + 1 : 0;
        letter = letter > 26 ? 0 : letter;
        if (letter == 0 && last == 0)
            continue;
        add_weights(latin_at(latin_pairs[last * 27 + letter]), scores);
        if (last != 0)
            add_weights(latin_at(latin_triples[(before * 27 + last) * 27 + letter]),
                        scores);
        before = last;
        last = letter;
    }
}

/* As score_text() does, over the words alone, and no further than is needed. */
static const char *guess_ascii(const struct gly_doc *doc, uint32_t first, uint32_t end,
                               unsigned least_ahead)
{
    const struct group *latin = &groups[0];
    unsigned english = english_of(latin);
    struct scores scores = {0};
    uint32_t stop = doc->toks.at[first].span.start + LONGEST_SAMPLE;
    for (uint32_t t = first; t < end && doc->toks.at[t].span.start < stop; t++) {
        const struct gly_tok *tok = &doc->toks.at[t];
        if (tok->kind != GLY_TOK_WORD || tok->flags & GLY_TOK_CAPITALISED)
            continue;
        score_word(text_of(doc, tok), &scores);
        if (is_settled(&scores, english))
            return "en";
    }
    const char *language = best_of(latin, &scores, least_ahead);
    return language ? language : "";
}

const char *gly_language_of_tokens(const struct gly_doc *doc, uint32_t first,
                                   uint32_t end, bool label)
{
    if (first >= end)
        return "";
    pthread_once(&english_once, fill_english_set);
    unsigned least_ahead = label ? LEAST_AHEAD_IN_LABEL : LEAST_AHEAD;
    if (has_english_words(doc, first, end))
        return "en";
    struct words words = look_at_words(doc, first, end);
    if (!words.non_ascii)
        return words.count < LEAST_WORDS || words.letters < LEAST_LETTERS
                   ? ""
                   : guess_ascii(doc, first, end, least_ahead);
    struct gly_span span = {doc->toks.at[first].span.start,
                            doc->toks.at[end - 1].span.end};
    return guess(gly_doc_slice(doc, span), least_ahead);
}
