#include "base/ownwords.h"

#include <string.h>

#include "base/image_format.h"

static uint32_t slot_of(const struct gly_ownwords *words, struct gly_str word)
{
    uint32_t at = (uint32_t)(gly_word_hash(word.ptr, word.len) >> 32) & words->mask;
    while (words->slots[at].word.ptr && !gly_str_eq(words->slots[at].word, word))
        at = (at + 1) & words->mask;
    return at;
}

static void grow(struct gly_arena *arena, struct gly_ownwords *words)
{
    struct gly_ownwords old = *words;
    uint32_t slots = old.slots ? 2 * (old.mask + 1) : 64;
    words->slots = gly_arena_alloc(arena, slots, sizeof *words->slots);
    words->mask = slots - 1;
    for (uint32_t i = 0; old.slots && i <= old.mask; i++)
        if (old.slots[i].word.ptr)
            words->slots[slot_of(words, old.slots[i].word)] = old.slots[i];
}

static struct gly_str trim(struct gly_str s)
{
    while (s.len > 0 && (unsigned char)s.ptr[s.len - 1] <= ' ')
        s.len--;
    while (s.len > 0 && (unsigned char)s.ptr[0] <= ' ')
        s = (struct gly_str){s.ptr + 1, s.len - 1};
    return s;
}

static void add(struct gly_arena *arena, struct gly_ownwords *words,
                struct gly_str line)
{
    const char *slash = memchr(line.ptr, '/', line.len);
    size_t len = slash ? (size_t)(slash - line.ptr) : line.len;
    struct gly_ownword own = {.word = trim((struct gly_str){line.ptr, len})};
    if (slash)
        own.model = trim((struct gly_str){slash + 1, line.len - len - 1});
    if (own.word.len == 0)
        return;
    if (2 * words->count >= words->mask)
        grow(arena, words);
    struct gly_ownword *slot = &words->slots[slot_of(words, own.word)];
    words->count += slot->word.ptr == NULL;
    if (!slot->word.ptr || own.model.len > 0)
        *slot = own;
}

void gly_ownwords_add(struct gly_arena *arena, struct gly_ownwords *words,
                      struct gly_str text)
{
    if (gly_str_starts(text, "\xEF\xBB\xBF"))
        text = (struct gly_str){text.ptr + 3, text.len - 3};
    while (text.len > 0) {
        const char *end = memchr(text.ptr, '\n', text.len);
        size_t len = end ? (size_t)(end - text.ptr) : text.len;
        struct gly_str line = trim((struct gly_str){text.ptr, len});
        size_t step = len + (end != NULL);
        text = (struct gly_str){text.ptr + step, text.len - step};
        if (line.len > 0 && line.ptr[0] != '#')
            add(arena, words, line);
    }
}

static const struct gly_ownword *find(const struct gly_ownwords *words,
                                      struct gly_str word)
{
    const struct gly_ownword *slot = &words->slots[slot_of(words, word)];
    return slot->word.ptr ? slot : NULL;
}

/* Does the list have the model of `stem` with this ending, both without their last `cut`
 * letters? */
static bool inflects(const struct gly_ownwords *words, const struct gly_wordlist *list,
                     struct gly_str stem, size_t cut, struct gly_str ending)
{
    char form[GLY_WORD_BYTES_MAX];
    struct gly_word_info info;
    const struct gly_ownword *own = find(words, stem);
    if (!own || own->model.len <= cut ||
        own->model.len - cut + ending.len > sizeof form)
        return false;
    size_t len = own->model.len - cut;
    memcpy(form, own->model.ptr, len);
    memcpy(form + len, ending.ptr, ending.len);
    return gly_wordlist_find(list, (struct gly_str){form, len + ending.len}, &info);
}

/* "grabbling" from "grabble", "flarbies" from "flarby". */
static bool is_inflected(const struct gly_ownwords *words,
                         const struct gly_wordlist *list, struct gly_str word)
{
    enum { ENDING = 6 };
    char stem[GLY_WORD_BYTES_MAX + 1];
    if (!list || word.len < 3 || word.len > GLY_WORD_BYTES_MAX)
        return false;
    size_t first = word.len > ENDING ? word.len - ENDING : 2;
    for (size_t at = word.len - 1; at >= first; at--) {
        struct gly_str ending = {word.ptr + at, word.len - at};
        memcpy(stem, word.ptr, at);
        if (inflects(words, list, (struct gly_str){stem, at}, 0, ending))
            return true;
        for (const char *last = "ey"; *last; last++) {
            stem[at] = *last;
            if (inflects(words, list, (struct gly_str){stem, at + 1}, 1, ending))
                return true;
        }
    }
    return false;
}

static bool has(const struct gly_ownwords *words, const struct gly_wordlist *list,
                struct gly_str word)
{
    return find(words, word) || is_inflected(words, list, word);
}

bool gly_ownwords_has(const struct gly_ownwords *words, const struct gly_wordlist *list,
                      struct gly_str word)
{
    if (!words || words->count == 0 || word.len == 0)
        return false;
    if (word.len > 2 && (gly_str_ends(word, "'s") || gly_str_ends(word, "s'")))
        word.len -= gly_str_ends(word, "'s") ? 2 : 1;
    if (has(words, list, word))
        return true;
    /* A word in small letters may have capitals; one with a capital may be all in them. */
    char changed[GLY_WORD_BYTES_MAX];
    if (word.len > sizeof changed || word.ptr[0] < 'A' || word.ptr[0] > 'Z')
        return false;
    for (unsigned keep = 0; keep < 2; keep++) {
        for (size_t i = 0; i < word.len; i++) {
            char c = word.ptr[i];
            changed[i] = i >= keep && c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
        }
        if (has(words, list, (struct gly_str){changed, word.len}))
            return true;
    }
    return false;
}
