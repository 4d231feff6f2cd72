/* Words that no list has and no reader stumbles over: made by the living rules of English
 * from words that lists have (Bauer, Lieber, Plag: The Oxford Reference Guide to English
 * Morphology, 2013). The rules are strict about spelling, for a slip at the joint is
 * the commonest slip of all. */
#include "note/words.h"
#include "text/short_set.h"

/* Words up to this size are stems: rarer ones are too often chance strings. */
enum { STEM_SIZE = 60, STEM_LEN = 4, WORD_LEN_MAX = 48 };

static bool find(const struct gly_wordlist *list, struct gly_str word, unsigned size,
                 struct gly_word_info *ret_info)
{
    return gly_wordlist_find(list, word, ret_info) && ret_info->size <= size &&
           !(ret_info->flags & (GLY_LISTED_NAME | GLY_LISTED_ABBREVIATION));
}

static bool is_stem(const struct gly_wordlist *list, struct gly_str word)
{
    struct gly_word_info info;
    return word.len >= STEM_LEN && find(list, word, STEM_SIZE, &info);
}

static bool is_vowel(char letter)
{
    return letter && strchr("aeiou", letter);
}

/* What a word may begin or end with. */
struct affix {
    const char *text;
    size_t len;
};

#define AFFIX(text)            \
    {                          \
        text, sizeof(text) - 1 \
    }

static bool has_suffix(struct gly_str word, const struct affix *suffix)
{
    size_t len = suffix->len;
    return word.len >= len && word.ptr[word.len - 1] == suffix->text[len - 1] &&
           memcmp(word.ptr + word.len - len, suffix->text, len) == 0;
}

static bool has_prefix(struct gly_str word, const struct affix *prefix)
{
    return word.ptr[0] == prefix->text[0] && word.len >= prefix->len &&
           memcmp(word.ptr, prefix->text, prefix->len) == 0;
}

static struct gly_str cut(struct gly_str word, size_t from_end)
{
    return (struct gly_str){word.ptr, word.len - from_end};
}

static struct gly_str cut_front(struct gly_str word, size_t len)
{
    return (struct gly_str){word.ptr + len, word.len - len};
}

/* Words of grammar: they make no compounds, so beside one of them a blank is missing. Not
 * the particles of phrasal verbs, which do ("turndown"). */
static const gly_short_word grammar[] = {
    "about",   "after",  "also",  "although", "am",      "an",    "and",    "another",
    "are",     "as",     "at",    "be",       "because", "been",  "before", "being",
    "between", "but",    "by",    "can",      "cannot",  "could", "did",    "do",
    "does",    "during", "each",  "for",      "from",    "had",   "has",    "have",
    "he",      "her",    "him",   "his",      "how",     "if",    "in",     "into",
    "is",      "it",     "its",   "may",      "me",      "might", "more",   "most",
    "must",    "my",     "no",    "not",      "of",      "on",    "or",     "other",
    "our",     "shall",  "she",   "should",   "since",   "so",    "some",   "such",
    "than",    "that",   "the",   "their",    "them",    "then",  "there",  "these",
    "they",    "this",   "those", "through",  "to",      "us",    "very",   "was",
    "we",      "were",   "what",  "when",     "where",   "which", "while",  "who",
    "whose",   "will",   "with",  "would",    "you",     "your",
};

static struct gly_short_set grammar_set;
static pthread_once_t grammar_once = PTHREAD_ONCE_INIT;

_Static_assert(4 * GLY_COUNT(grammar) <= GLY_SHORT_SET_SLOTS, "a quarter");

static void fill_grammar_set(void)
{
    gly_short_set_fill(&grammar_set, grammar, GLY_COUNT(grammar));
}

bool gly_word_is_grammar(struct gly_str word)
{
    if (word.len < 2 || word.len > GLY_SHORT_WORD_LEN)
        return false;
    pthread_once(&grammar_once, fill_grammar_set);
    return gly_short_set_has(&grammar_set, gly_bytes_at(word, 0, word.len));
}

/* ---- Suffixes ---- */

/* "stop", "begin", "format": whether -ed and -ing double the last letter depends on the
 * stress, which is not written. The lists have the right ones. */
static bool may_double(struct gly_str stem)
{
    if (stem.len < 3)
        return true;
    char last = stem.ptr[stem.len - 1], before = stem.ptr[stem.len - 2];
    return !is_vowel(last) && !strchr("wxyh", last) && is_vowel(before) &&
           !is_vowel(stem.ptr[stem.len - 3]);
}

static bool after_y(struct gly_str stem)
{
    return stem.len >= 2 && stem.ptr[stem.len - 1] == 'y' &&
           !is_vowel(stem.ptr[stem.len - 2]);
}

/* A suffix that begins with a vowel; `doubles`: one that may double the letter before. */
static bool joins_vowel(const struct gly_wordlist *list, struct gly_str stem,
                        char vowel, bool doubles)
{
    struct gly_folded whole = {.len = stem.len + 1};
    if (stem.len < 3 || stem.len > WORD_LEN_MAX)
        return false;
    char last = stem.ptr[stem.len - 1];
    memcpy(whole.ptr, stem.ptr, stem.len);
    whole.ptr[stem.len] = 'e';
    bool soft = (last == 'c' || last == 'g') && vowel == 'a'; /* "noticeable" */
    if (!is_vowel(last) && !soft &&
        is_stem(list, (struct gly_str){whole.ptr, whole.len}))
        return true; /* "destructure", "destructuring" */
    if (vowel == 'e' && after_y(stem))
        return false; /* "carried" */
    if (last == 'e' || last == 'c' || (doubles && may_double(stem)))
        return false;
    return is_stem(list, stem);
}

static bool is_sibilant(struct gly_str stem)
{
    return gly_str_ends(stem, "s") || gly_str_ends(stem, "x") ||
           gly_str_ends(stem, "z") || gly_str_ends(stem, "ch") ||
           gly_str_ends(stem, "sh");
}

/* "ied", "ies", "ier", "iness": the stem had a y. */
static bool stem_with_y(const struct gly_wordlist *list, struct gly_str stem)
{
    struct gly_folded whole = {.len = stem.len + 1};
    if (stem.len < 3 || stem.len > WORD_LEN_MAX)
        return false;
    memcpy(whole.ptr, stem.ptr, stem.len);
    whole.ptr[stem.len] = 'y';
    return is_stem(list, (struct gly_str){whole.ptr, whole.len});
}

static bool is_inflected(const struct gly_wordlist *list, struct gly_str word)
{
    static const struct affix doubling[] = {
        AFFIX("ed"),  AFFIX("ing"),  AFFIX("ings"),   AFFIX("er"),
        AFFIX("ers"), AFFIX("able"), AFFIX("ability")};
    static const struct affix vowel[] = {
        AFFIX("ish"),   AFFIX("ize"),   AFFIX("ized"),    AFFIX("izes"),
        AFFIX("izing"), AFFIX("izer"),  AFFIX("ization"), AFFIX("isation"),
        AFFIX("ise"),   AFFIX("ised"),  AFFIX("ises"),    AFFIX("ising"),
        AFFIX("iser"),  AFFIX("esque"), AFFIX("ism"),     AFFIX("ist"),
        AFFIX("ists")};
    static const struct affix y[] = {AFFIX("ied"),  AFFIX("ies"),   AFFIX("ier"),
                                     AFFIX("iest"), AFFIX("iness"), AFFIX("ily")};
    for (size_t i = 0; i < GLY_COUNT(doubling); i++)
        if (has_suffix(word, &doubling[i]) &&
            joins_vowel(list, cut(word, doubling[i].len), doubling[i].text[0], true))
            return true;
    for (size_t i = 0; i < GLY_COUNT(vowel); i++)
        if (has_suffix(word, &vowel[i]) &&
            joins_vowel(list, cut(word, vowel[i].len), vowel[i].text[0], false))
            return true;
    if ((gly_str_ends(word, "ctor") && is_stem(list, cut(word, 2))) ||
        (gly_str_ends(word, "ctors") && is_stem(list, cut(word, 3))))
        return true; /* "distractor"; elsewhere -or for -er is a slip */
    for (size_t i = 0; i < GLY_COUNT(y); i++)
        if (has_suffix(word, &y[i]) && stem_with_y(list, cut(word, y[i].len)))
            return true;
    if (gly_str_ends(word, "es") && is_sibilant(cut(word, 2)) &&
        is_stem(list, cut(word, 2)))
        return true;
    struct gly_str stem = cut(word, 1);
    return gly_str_ends(word, "s") && !is_sibilant(stem) && !after_y(stem) &&
           !gly_word_is_grammar(stem) && is_stem(list, stem);
}

/* "boatmen": the plural of a word in -man, which may be listed among the rare ones. */
static bool is_plural_of_man(const struct gly_wordlist *list, struct gly_str word)
{
    enum { SIZE = 80 };
    struct gly_folded whole = {.len = word.len};
    struct gly_word_info info;
    if (!gly_str_ends(word, "men") || word.len > WORD_LEN_MAX)
        return false;
    memcpy(whole.ptr, word.ptr, word.len);
    whole.ptr[word.len - 2] = 'a';
    return find(list, (struct gly_str){whole.ptr, whole.len}, SIZE, &info);
}

/* Suffixes that leave the stem as it is. */
static bool has_plain_suffix(const struct gly_wordlist *list, struct gly_str word)
{
    static const struct affix plain[] = {
        AFFIX("less"),  AFFIX("like"),  AFFIX("wise"),   AFFIX("ward"),
        AFFIX("wards"), AFFIX("ness"),  AFFIX("ship"),   AFFIX("hood"),
        AFFIX("dom"),   AFFIX("proof"), AFFIX("lessly"), AFFIX("lessness"),
        AFFIX("ly")};
    for (size_t i = 0; i < GLY_COUNT(plain); i++) {
        if (!has_suffix(word, &plain[i]))
            continue;
        struct gly_str stem = cut(word, plain[i].len);
        bool joint = after_y(stem) || gly_str_ends(stem, "ic") ||
                     gly_str_ends(stem, "le") || gly_str_ends(stem, "ll");
        if (!joint && is_stem(list, stem))
            return true;
    }
    struct gly_str stem = cut(word, word.len < 4 ? 0 : 4);
    return gly_str_ends(word, "ically") && is_stem(list, stem);
}

/* ---- Prefixes ---- */

static bool is_suffixed(const struct gly_wordlist *list, struct gly_str word)
{
    return word.len > STEM_LEN &&
           (is_inflected(list, word) || is_plural_of_man(list, word) ||
            has_plain_suffix(list, word));
}

/* By their first letter; NULL behind the last. */
enum { PREFIXES_MAX = 10 };
static const struct affix prefixes[26][PREFIXES_MAX + 1] = {
    ['a' - 'a'] = {AFFIX("anti"), AFFIX("auto"), AFFIX("agro"), AFFIX("astro"),
                   AFFIX("aero"), AFFIX("audio")},
    ['b' - 'a'] = {AFFIX("bio"), AFFIX("back"), AFFIX("bi")},
    ['c' - 'a'] = {AFFIX("counter"), AFFIX("co"), AFFIX("cyber"), AFFIX("cross"),
                   AFFIX("crypto"), AFFIX("cardio")},
    ['d' - 'a'] = {AFFIX("de"), AFFIX("down")},
    ['e' - 'a'] = {AFFIX("eco"), AFFIX("electro"), AFFIX("ex"), AFFIX("ethno")},
    ['f' - 'a'] = {AFFIX("fore")},
    ['g' - 'a'] = {AFFIX("geo"), AFFIX("giga")},
    ['h' - 'a'] = {AFFIX("hyper"), AFFIX("hydro")},
    ['i' - 'a'] = {AFFIX("inter"), AFFIX("intra"), AFFIX("immuno"), AFFIX("infra")},
    ['k' - 'a'] = {AFFIX("kilo")},
    ['m' - 'a'] = {AFFIX("micro"), AFFIX("macro"), AFFIX("mini"), AFFIX("multi"),
                   AFFIX("mis"), AFFIX("mega"), AFFIX("mono"), AFFIX("meta"),
                   AFFIX("mid"), AFFIX("milli")},
    ['n' - 'a'] = {AFFIX("non"), AFFIX("nano"), AFFIX("neuro")},
    ['o' - 'a'] = {AFFIX("over"), AFFIX("out")},
    ['p' - 'a'] = {AFFIX("pre"), AFFIX("post"), AFFIX("pseudo"), AFFIX("psycho"),
                   AFFIX("photo"), AFFIX("poly"), AFFIX("proto"), AFFIX("para"),
                   AFFIX("pro")},
    ['q' - 'a'] = {AFFIX("quasi")},
    ['r' - 'a'] = {AFFIX("re"), AFFIX("radio")},
    ['s' - 'a'] = {AFFIX("sub"), AFFIX("super"), AFFIX("semi"), AFFIX("socio"),
                   AFFIX("self")},
    ['t' - 'a'] = {AFFIX("thermo"), AFFIX("tele"), AFFIX("trans"), AFFIX("tri")},
    ['u' - 'a'] = {AFFIX("un"), AFFIX("under"), AFFIX("ultra"), AFFIX("up")},
    ['v' - 'a'] = {AFFIX("video")},
};

static bool is_prefixed(const struct gly_wordlist *list, struct gly_str word)
{
    unsigned initial = (unsigned char)word.ptr[0] - (unsigned)'a';
    if (initial >= GLY_COUNT(prefixes))
        return false;
    for (const struct affix *prefix = prefixes[initial]; prefix->text; prefix++) {
        size_t len = prefix->len;
        if (!has_prefix(word, prefix))
            continue;
        if (len >= STEM_LEN && word.len == len)
            return true; /* such a prefix may stand alone: "micro and macro" */
        if (word.len < len + STEM_LEN)
            continue;
        struct gly_str rest = {word.ptr + len, word.len - len};
        if (is_stem(list, rest) || is_suffixed(list, rest))
            return true;
    }
    return false;
}

/* ---- Compounds ---- */

/* "lampmaker", "shelfmark", "hayrake": nouns and verbs run together. A part of three
 * letters must be a word that everybody knows. */
static bool is_compound(const struct gly_wordlist *list, struct gly_str word)
{
    enum { SHORT = 3, PART = 4, PART_SIZE = 50, SHORT_SIZE = 35 };
    for (size_t at = SHORT; at + SHORT <= word.len; at++) {
        struct gly_str first = {word.ptr, at};
        struct gly_str second = {word.ptr + at, word.len - at};
        struct gly_word_info info;
        if (at == SHORT && second.len == SHORT)
            return false;
        if (find(list, first, at == SHORT ? SHORT_SIZE : PART_SIZE, &info) &&
            (find(list, second, second.len == SHORT ? SHORT_SIZE : PART_SIZE, &info) ||
             (second.len > PART && is_suffixed(list, second))) &&
            !gly_word_is_grammar(first) && !gly_word_is_grammar(second))
            return true;
    }
    return false;
}

/* "alot", "afew": an article run together with a word that counts. */
static bool is_behind_article(struct gly_str word)
{
    static const char *const counting[] = {"bunch",  "couple",  "dozen",    "few",
                                           "great",  "handful", "huge",     "hundred",
                                           "little", "lot",     "majority", "million",
                                           "number", "pair",    "thousand", NULL};
    return word.len > STEM_LEN - 1 && word.ptr[0] == 'a' &&
           gly_str_among(cut_front(word, 1), counting);
}

bool gly_word_is_run_together(const struct gly_wordlist *list, struct gly_str word,
                              size_t *ret_first, uint8_t *ret_size)
{
    if (is_behind_article(word)) {
        *ret_first = 1;
        *ret_size = GLY_SIZE_COMMON;
        return true;
    }
    for (size_t at = 2; at + 2 <= word.len; at++) {
        struct gly_str first = {word.ptr, at};
        struct gly_str second = {word.ptr + at, word.len - at};
        struct gly_word_info a, b;
        if (first.len > GLY_SHORT_WORD_LEN && second.len > GLY_SHORT_WORD_LEN)
            continue;
        bool grammar_a = gly_word_is_grammar(first),
             grammar_b = gly_word_is_grammar(second);
        if (!(grammar_a && (grammar_b || second.len >= 4)) &&
            !(grammar_b && first.len >= 4))
            continue;
        /* Short words of grammar begin and end too many others. */
        if (word.len < 5 || (!(grammar_a && grammar_b) &&
                             (grammar_a ? first.len : second.len) < 3 && word.len < 8))
            continue;
        if (find(list, first, GLY_SIZE_COMMON, &a) &&
            find(list, second, GLY_SIZE_COMMON, &b)) {
            *ret_first = at;
            *ret_size = a.size > b.size ? a.size : b.size;
            return true;
        }
    }
    return false;
}

bool gly_word_is_derived(const struct gly_wordlist *list, struct gly_str word)
{
    if (word.len < STEM_LEN || word.len > WORD_LEN_MAX)
        return false;
    return is_suffixed(list, word) || is_prefixed(list, word) ||
           is_compound(list, word);
}
