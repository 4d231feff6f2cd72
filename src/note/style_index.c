/* Which words make it worth comparing a phrase rule. */
#include <string.h>

#include "note/style.h"

/* Endings that one regular expression may add to a word. */
enum { MAX_ENDINGS = 8, MAX_WORD = 64, MAX_NEEDED = 8 };

static bool is_letter(unsigned char c)
{
    return c >= 0x80 || (unsigned)((c | 0x20) - 'a') < 26;
}

static unsigned char fold(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 0x20) : c;
}

/* The length of a curly apostrophe at `at`, 0 where there is none. */
static size_t apostrophe_at(struct gly_str text, size_t at)
{
    size_t len = strlen("’");
    return text.len - at >= len && memcmp(text.ptr + at, "’", len) == 0 ? len : 0;
}

struct gly_str gly_style_letters(struct gly_str text, size_t *at)
{
    size_t start = *at, apostrophe = 0;
    while (start < text.len && (!is_letter((unsigned char)text.ptr[start]) ||
                                (apostrophe = apostrophe_at(text, start)) > 0)) {
        start += apostrophe > 0 ? apostrophe : 1;
        apostrophe = 0;
    }
    size_t end = start;
    while (end < text.len && is_letter((unsigned char)text.ptr[end]) &&
           apostrophe_at(text, end) == 0)
        end++;
    *at = end;
    return (struct gly_str){text.ptr + start, end - start};
}

static uint32_t hash_of(struct gly_str letters)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < letters.len; i++)
        hash = (hash ^ fold((unsigned char)letters.ptr[i])) * 16777619u;
    return hash ^ hash >> 15;
}

static bool same_letters(struct gly_str a, struct gly_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (fold((unsigned char)a.ptr[i]) != fold((unsigned char)b.ptr[i]))
            return false;
    return true;
}

/* By the first letters, so that a word and its forms fall together. */
enum { PREFIX = 4 };

void gly_style_add(struct gly_style_bits *set, struct gly_str letters)
{
    uint32_t hash = hash_of(
        (struct gly_str){letters.ptr, letters.len < PREFIX ? letters.len : PREFIX});
    set->bits[hash >> 6 & 3] |= (uint64_t)1 << (hash & 63);
}

/* ---- The words that a regular expression cannot do without ----
 *
 * Read from left to right at the top level of the expression: a run of letters with an
 * edge of a word on both sides is needed; behind it one group of endings may stand
 * ("word(?:s|ing)?"). Whatever is not understood is passed over, or gives the expression
 * up (an alternative at the top level, flags): then it is tried on every sentence. */

struct needed {
    struct gly_str stem;
    struct gly_str endings[MAX_ENDINGS]; /* of a group, "" among them where optional */
    unsigned ending_count;               /* 0: the stem alone */
    bool first;                          /* every match begins with it */
};

/* Past a quantifier; `*ret_optional` says that it lets the item be left out. */
static size_t skip_quantifier(struct gly_str p, size_t at, bool *ret_quantified)
{
    *ret_quantified = at < p.len && memchr("?*+{", p.ptr[at], 4);
    if (!*ret_quantified)
        return at;
    if (p.ptr[at] == '{')
        while (at < p.len && p.ptr[at] != '}')
            at++;
    at++;
    while (at < p.len && (p.ptr[at] == '?' || p.ptr[at] == '+'))
        at++;
    return at;
}

/* Past a character class that begins at `at`. */
static size_t skip_class(struct gly_str p, size_t at)
{
    at++;
    if (at < p.len && p.ptr[at] == '^')
        at++;
    if (at < p.len && p.ptr[at] == ']')
        at++;
    while (at < p.len && p.ptr[at] != ']')
        at += p.ptr[at] == '\\' ? 2 : 1;
    return at < p.len ? at + 1 : p.len;
}

/* Past a group that begins at `at`. */
static size_t skip_group(struct gly_str p, size_t at)
{
    unsigned depth = 0;
    while (at < p.len) {
        if (p.ptr[at] == '\\') {
            at += 2;
            continue;
        }
        if (p.ptr[at] == '[') {
            at = skip_class(p, at);
            continue;
        }
        depth += p.ptr[at] == '(';
        if (p.ptr[at++] == ')' && --depth == 0)
            return at;
    }
    return p.len;
}

/* Is there an edge of words at `at`: "\b", white space, the end? */
static bool is_edge(struct gly_str p, size_t at)
{
    if (at >= p.len)
        return true;
    if (p.ptr[at] == ' ')
        return at + 1 >= p.len || !memchr("?*{", p.ptr[at + 1], 3);
    if (p.ptr[at] != '\\' || at + 1 >= p.len)
        return false;
    if (p.ptr[at + 1] == 'b')
        return true;
    return p.ptr[at + 1] == 's' &&
           (at + 2 >= p.len || !memchr("?*{", p.ptr[at + 2], 3));
}

/* A group of plain endings at `at`, "(?:s|ing)" or "(s)?": where it ends, else 0. */
static size_t read_endings(struct gly_str p, size_t at, struct needed *word)
{
    if (at >= p.len || p.ptr[at] != '(')
        return 0;
    at++;
    if (at + 1 < p.len && p.ptr[at] == '?' && p.ptr[at + 1] == ':')
        at += 2;
    word->ending_count = 0;
    for (;;) {
        size_t start = at;
        while (at < p.len && is_letter((unsigned char)p.ptr[at]))
            at++;
        if (at == p.len || word->ending_count == MAX_ENDINGS - 1)
            return 0;
        word->endings[word->ending_count++] =
            (struct gly_str){p.ptr + start, at - start};
        if (p.ptr[at] == ')')
            break;
        if (p.ptr[at++] != '|')
            return 0;
    }
    at++;
    if (at < p.len && p.ptr[at] == '?') {
        word->endings[word->ending_count++] = (struct gly_str){"", 0};
        at++;
    }
    return at < p.len && memchr("*+{?", p.ptr[at], 4) ? 0 : at;
}

/* The word that begins at `at`, behind an edge. False when it is not whole or not needed;
 * `*ret_end` is where the run of letters ends. */
static bool read_word(struct gly_str p, size_t at, struct needed *ret_word,
                      size_t *ret_end)
{
    size_t end = at;
    while (end < p.len && is_letter((unsigned char)p.ptr[end]))
        end++;
    *ret_end = end;
    *ret_word = (struct needed){.stem = {p.ptr + at, end - at}};
    if (is_edge(p, end))
        return true;
    size_t behind = read_endings(p, end, ret_word);
    if (behind == 0 || !is_edge(p, behind))
        return false;
    *ret_end = behind;
    return true;
}

/* The needed words, up to MAX_NEEDED of them; their number, 0 where none is certain. */
static unsigned find_needed(struct gly_str p, struct needed *ret_words)
{
    bool edge = false;
    unsigned count = 0;
    size_t start = 0;
    while (p.len - start >= 2 && memcmp(p.ptr + start, "\\b", 2) == 0)
        start += 2;
    for (size_t at = 0; at < p.len;) {
        unsigned char c = (unsigned char)p.ptr[at];
        bool quantified;
        if (c == '|' || c == '^' || c == '$')
            return 0;
        if (is_edge(p, at)) {
            at += c == ' ' ? 1 : 2;
            at = skip_quantifier(p, at, &quantified);
            edge = true;
        } else if (is_letter(c) && edge) {
            struct needed word;
            size_t end;
            if (read_word(p, at, &word, &end) && word.stem.len <= MAX_WORD / 2 &&
                count < MAX_NEEDED) {
                word.first = at == start;
                ret_words[count++] = word;
            }
            at = skip_quantifier(p, end, &quantified);
            edge = false;
        } else if (c == '(') {
            /* Flags change what the letters mean. */
            if (at + 2 < p.len && p.ptr[at + 1] == '?' &&
                !memchr(":=!<>", p.ptr[at + 2], 5))
                return 0;
            at = skip_quantifier(p, skip_group(p, at), &quantified);
            edge = false;
        } else if (c == '[') {
            at = skip_quantifier(p, skip_class(p, at), &quantified);
            edge = false;
        } else {
            at = skip_quantifier(p, at + (c == '\\' ? 2 : 1), &quantified);
            edge = false;
        }
    }
    return count;
}

/* ---- The words of a phrase that may be looked up ---- */

/* Of a literal `at` is where the word stands; of an expression, 0. */
static unsigned find_words(const struct gly_style_phrase *phrase,
                           struct needed *ret_words, uint32_t *ret_at)
{
    if (!phrase->words) {
        memset(ret_at, 0, MAX_NEEDED * sizeof *ret_at);
        return find_needed(phrase->expression, ret_words);
    }
    unsigned count = 0;
    for (uint32_t w = 0; w < phrase->word_count; w++) {
        size_t at = 0;
        for (struct gly_str run;
             count < MAX_NEEDED &&
             (run = gly_style_letters(phrase->words[w], &at)).len > 0;) {
            ret_words[count] = (struct needed){.stem = run};
            ret_at[count++] = w;
        }
    }
    return count;
}

/* How many rules hold a word (or, by chance, one of the same hash): the fewer, the better
 * it tells them apart. Endings are left out of the count. */
struct census {
    uint32_t *times;
    uint32_t mask;
};

static uint32_t *times_of(const struct census *census, struct gly_str word)
{
    return &census->times[hash_of(word) & census->mask];
}

static struct census count_words(struct gly_arena *arena, const struct gly_style *style)
{
    struct census census = {.mask = 63};
    while (census.mask < 8 * style->count)
        census.mask = 2 * census.mask + 1;
    census.times = gly_arena_alloc(arena, (size_t)census.mask + 1, sizeof(uint32_t));
    for (uint32_t i = 0; i < style->count; i++) {
        struct needed words[MAX_NEEDED];
        uint32_t at[MAX_NEEDED];
        unsigned count = find_words(&style->phrases[i], words, at);
        for (unsigned w = 0; w < count; w++)
            ++*times_of(&census, words[w].stem);
    }
    return census;
}

/* ---- Keys ---- */

static void add_key(struct gly_arena *arena, struct gly_style *style,
                    struct gly_str word, uint32_t phrase, uint32_t at, bool first)
{
    *GLY_VEC_ADD(arena, &style->keys) = (struct gly_style_key){
        .word = word, .phrase = phrase, .at = at, .first = first};
}

/* Is a word so rare that it is worth comparing at each of its places? */
static bool is_telling(struct gly_str word)
{
    return word.len >= 4;
}

/* Enter a phrase by the word that the fewest rules hold, the longest of these. An
 * expression goes by its first word where that is a telling one: there it is compared at
 * one place, by any other word with the whole sentence. */
static void enter(struct gly_arena *arena, struct gly_style *style, uint32_t phrase,
                  const struct census *census)
{
    struct needed words[MAX_NEEDED];
    uint32_t at[MAX_NEEDED];
    unsigned count = find_words(&style->phrases[phrase], words, at), best = 0;
    if (count == 0) {
        *GLY_VEC_ADD(arena, &style->scanned) = phrase;
        return;
    }
    for (unsigned w = 1; w < count; w++) {
        uint32_t times = *times_of(census, words[w].stem);
        uint32_t least = *times_of(census, words[best].stem);
        if (times < least ||
            (times == least && words[w].stem.len > words[best].stem.len))
            best = w;
    }
    for (unsigned w = 0; w < count; w++)
        if (words[w].ending_count == 0 || words[w].stem.len >= PREFIX)
            gly_style_add(&style->phrases[phrase].needs, words[w].stem);
    if (words[0].first && is_telling(words[0].stem))
        best = 0;
    const struct needed *word = &words[best];
    if (word->ending_count == 0)
        add_key(arena, style, word->stem, phrase, at[best], word->first);
    for (unsigned e = 0; e < word->ending_count; e++)
        add_key(arena, style,
                gly_arena_format(arena, "%.*s%.*s", GLY_STR_ARG(word->stem),
                                 GLY_STR_ARG(word->endings[e])),
                phrase, 0, word->first);
}

void gly_style_index(struct gly_arena *arena, struct gly_style *style)
{
    struct census census = count_words(arena, style);
    for (uint32_t i = 0; i < style->count; i++)
        enter(arena, style, i, &census);
    uint32_t slots = 16;
    while (slots < 2 * style->keys.count)
        slots *= 2;
    style->slots = gly_arena_alloc(arena, slots, sizeof *style->slots);
    style->slot_mask = slots - 1;
    for (uint32_t k = 0; k < style->keys.count; k++) {
        uint32_t *slot =
            &style->slots[hash_of(style->keys.at[k].word) & style->slot_mask];
        style->keys.at[k].next = *slot;
        *slot = k + 1;
    }
}

static const struct gly_style_key *matching(const struct gly_style *style,
                                            uint32_t number, struct gly_str letters)
{
    for (; number > 0; number = style->keys.at[number - 1].next)
        if (same_letters(style->keys.at[number - 1].word, letters))
            return &style->keys.at[number - 1];
    return NULL;
}

const struct gly_style_key *gly_style_look_up(const struct gly_style *style,
                                              struct gly_str letters)
{
    uint32_t number = style->slots[hash_of(letters) & style->slot_mask];
    return number > 0 ? matching(style, number, letters) : NULL;
}

const struct gly_style_key *gly_style_next(const struct gly_style *style,
                                           const struct gly_style_key *key)
{
    return matching(style, key->next, key->word);
}
