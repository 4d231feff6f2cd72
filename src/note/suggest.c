/* What may have been meant by a word that the lists do not have. */
#include <galley/unicode.h>

#include "base/bytes.h"
#include "base/neighbours.h"
#include "base/slip.h"
#include "base/slips.h"
#include "base/utf8.h"
#include "note/words.h"

_Static_assert((int)GLY_SUGGEST_COMMON == (int)GLY_AMONG_COMMON &&
                   (int)GLY_SUGGEST_OTHERS == (int)GLY_AMONG_OTHERS &&
                   (int)GLY_SUGGEST_NAMES == (int)GLY_AMONG_NAMES,
               "one set of numbers");
_Static_assert((int)GLY_SLIP_SEVERAL == (int)GLY_KIND_SEVERAL &&
                   (int)GLY_SLIP_ENDING == (int)GLY_KIND_ENDING,
               "one set of numbers");

/* Most words are of ASCII; false where the word is not. */
static bool fold_ascii(struct gly_str word, struct gly_folded *ret_folded)
{
    uint64_t all = 0;
    size_t len = word.len < GLY_WORD_BYTES_MAX ? word.len : GLY_WORD_BYTES_MAX;
    for (size_t at = 0; at < len; at += 8) {
        uint64_t bytes = gly_bytes_at(word, at, len - at < 8 ? len - at : 8);
        all |= bytes;
        bytes = gly_bytes_fold(bytes);
        memcpy(ret_folded->ptr + at, &bytes, sizeof bytes);
    }
    ret_folded->len = len;
    return !gly_bytes_any_high(all);
}

struct gly_str gly_fold_word(struct gly_str word, struct gly_folded *ret_folded)
{
    if (fold_ascii(word, ret_folded))
        return (struct gly_str){ret_folded->ptr, ret_folded->len};
    size_t len = 0;
    unsigned step;
    for (size_t at = 0; at < word.len && len < GLY_WORD_BYTES_MAX; at += step) {
        uint32_t cp = gly_utf8_decode(word.ptr, word.len, at, &step);
        if (cp == 0x2019)
            cp = '\'';
        len += gly_utf8_encode(gly_to_lower(cp), ret_folded->ptr + len);
    }
    ret_folded->len = len;
    return (struct gly_str){ret_folded->ptr, len};
}

struct gly_str gly_with_capitals(struct gly_arena *arena, struct gly_str word,
                                 struct gly_str written)
{
    char *copy = gly_arena_cstring(arena, word);
    bool first = gly_is_upper((unsigned char)written.ptr[0]);
    bool all = first && written.len > 1;
    if (word.len == 0)
        return word;
    for (size_t i = 0; i < written.len; i++)
        all = all && !gly_is_lower((unsigned char)written.ptr[i]);
    for (size_t i = 0; i < word.len; i++)
        if ((all || (first && i == 0)) && gly_is_lower((unsigned char)copy[i]))
            copy[i] = (char)(copy[i] - 'a' + 'A');
    return (struct gly_str){copy, word.len};
}

bool gly_is_known_slip(const struct gly_resources *resources, struct gly_str written)
{
    struct gly_folded folded;
    struct gly_str meant;
    return gly_slips_find(&resources->slips, gly_fold_word(written, &folded), &meant);
}

struct gly_str gly_known_slip_of(struct gly_arena *arena,
                                 const struct gly_resources *resources,
                                 struct gly_str written)
{
    struct gly_folded folded;
    struct gly_str meant;
    if (!gly_slips_find(&resources->slips, gly_fold_word(written, &folded), &meant))
        return (struct gly_str){"", 0};
    return gly_with_capitals(arena, meant, written);
}

/* The cost of a missing blank, as a slip. */
enum { BLANK = 90, BLANK_LIKELY = 60 };

static unsigned offer(struct gly_suggestion *ret, unsigned count, unsigned room,
                      struct gly_suggestion suggestion, unsigned at)
{
    if (count < room)
        count++;
    for (unsigned i = count - 1; i > at; i--)
        ret[i] = ret[i - 1];
    ret[at] = suggestion;
    return count;
}

static uint8_t among_of(const struct gly_word_info *info)
{
    if (info->flags & GLY_LISTED_CAPITAL)
        return GLY_SUGGEST_NAMES;
    return info->size <= GLY_SIZE_COMMON ? GLY_SUGGEST_COMMON : GLY_SUGGEST_OTHERS;
}

/* A word of grammar that is no part of names as well: "nofollow", "offsetof". */
static bool is_plain_grammar(struct gly_str word)
{
    static const char *const parts[] = {
        "about", "after", "as",   "at",    "be",   "before", "by",   "can",
        "do",    "each",  "for",  "from",  "has",  "how",    "if",   "in",
        "is",    "its",   "may",  "more",  "most", "my",     "no",   "not",
        "of",    "on",    "or",   "other", "so",   "some",   "such", "through",
        "to",    "what",  "when", "where", NULL};
    return gly_word_is_grammar(word) && !gly_str_among(word, parts);
}

/* "playin": the g is not spoken, and so not written. */
static unsigned offer_ing(struct gly_suggestion *ret, unsigned count, unsigned room,
                          struct gly_arena *arena,
                          const struct gly_resources *resources, struct gly_str word,
                          struct gly_str written)
{
    enum { LIKELY = 40, SHORTEST = 4 };
    struct gly_folded whole = {.len = word.len + 1};
    struct gly_word_info info;
    if (word.len < SHORTEST || word.len >= GLY_WORD_BYTES_MAX ||
        !gly_str_ends(word, "in"))
        return count;
    memcpy(whole.ptr, word.ptr, word.len);
    whole.ptr[word.len] = 'g';
    struct gly_str meant = {whole.ptr, whole.len};
    if (!gly_wordlist_find(resources->words, meant, &info) ||
        info.size > GLY_SIZE_COMMON || info.flags & GLY_LISTED_CAPITAL)
        return count;
    struct gly_suggestion suggestion = {
        .text = gly_with_capitals(arena, meant, written),
        .slip = LIKELY,
        .size = info.size,
        .among = GLY_SUGGEST_COMMON,
        .how = GLY_SLIP_MISSING,
    };
    return offer(ret, count, room, suggestion, 0);
}

/* The 's at the end of a genitive as it is written, empty where there is none. */
static struct gly_str genitive_of(struct gly_str written)
{
    size_t len = gly_str_ends(written, "'s") ? 2 : 0;
    if (gly_str_ends(written, "\u2019s"))
        len = strlen("\u2019s");
    return (struct gly_str){written.ptr + written.len - len, len};
}

unsigned gly_suggest_words(struct gly_arena *arena, struct gly_near_memory *memory,
                           const struct gly_resources *resources,
                           struct gly_str written, unsigned among, unsigned limit,
                           struct gly_suggestion *ret, unsigned room)
{
    struct gly_neighbour found[GLY_NEAR_KEPT];
    struct gly_folded folded;
    struct gly_str genitive = genitive_of(written);
    written.len -= genitive.len;
    struct gly_str word = gly_fold_word(written, &folded);
    if (room == 0 || word.len == 0 || limit == 0)
        return 0;
    unsigned count =
        gly_neighbours_recall(memory, resources->neighbours, word, among, limit, found);
    count = count < room ? count : room;
    for (unsigned i = 0; i < count; i++) {
        struct gly_folded lower;
        struct gly_str meant = gly_fold_word(found[i].word, &lower);
        struct gly_str base = gly_with_capitals(arena, found[i].word, written);
        ret[i] = (struct gly_suggestion){
            .text = genitive.len == 0
                        ? base
                        : gly_arena_format(arena, "%.*s%.*s", GLY_STR_ARG(base),
                                           GLY_STR_ARG(genitive)),
            .slip = (uint16_t)found[i].slip,
            .size = found[i].info.size,
            .among = among_of(&found[i].info),
            .how = (uint8_t)gly_slip_kind(word, meant),
            .grammar = gly_word_is_grammar(meant),
            .abroad = gly_ends_abroad(word),
        };
    }
    size_t first;
    uint8_t size;
    if (genitive.len > 0)
        return count;
    count = offer_ing(ret, count, room, arena, resources, word, written);
    if (!(among & GLY_SUGGEST_TWO) ||
        !gly_word_is_run_together(resources->words, word, &first, &size))
        return count;
    unsigned at = 0;
    while (first > 1 && at < count && found[at].rank <= BLANK)
        at++;
    if (at == room)
        return count;
    struct gly_str head = {word.ptr, first},
                   tail = {word.ptr + first, word.len - first};
    struct gly_str two =
        gly_arena_format(arena, "%.*s %.*s", GLY_STR_ARG(head), GLY_STR_ARG(tail));
    struct gly_suggestion suggestion = {
        .text = gly_with_capitals(arena, two, written),
        .slip = BLANK_LIKELY,
        .size = size,
        .among = GLY_SUGGEST_TWO,
        .grammar = is_plain_grammar(head) || is_plain_grammar(tail),
    };
    return offer(ret, count, room, suggestion, at);
}

bool gly_near_common_word(const struct gly_resources *resources, struct gly_str written,
                          unsigned among)
{
    struct gly_folded folded;
    written.len -= genitive_of(written).len;
    struct gly_str word = gly_fold_word(written, &folded);
    size_t first;
    uint8_t size;
    return (among & GLY_SUGGEST_TWO &&
            gly_word_is_run_together(resources->words, word, &first, &size)) ||
           gly_neighbours_has_common(resources->neighbours, word, among);
}
