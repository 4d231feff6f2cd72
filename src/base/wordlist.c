#include "base/wordlist.h"

#include <string.h>

#include <galley/unicode.h>

#include "base/bytes.h"
#include "base/image_format.h"
#include "base/utf8.h"

enum gly_status gly_wordlist_init(struct gly_wordlist *ret_list,
                                  const struct gly_image *image, struct gly_error *err)
{
    const unsigned char *bytes;
    size_t size;
    if (!gly_image_section(image, "WORD", &bytes, &size))
        return gly_error_set(err, GLY_E_DATA, image->path, 0, "has no list of words");

    const struct gly_word_table *table = (const void *)bytes;
    if (size < sizeof *table)
        goto damaged;
    size_t left = size - sizeof *table;
    if (table->filter_count == 0 || table->filter_count > left / sizeof(uint64_t))
        goto damaged;
    left -= table->filter_count * sizeof(uint64_t);
    size_t room = left / sizeof(uint32_t);
    const struct gly_word_tier *common = &table->tiers[0], *others = &table->tiers[1];
    if (common->slot_count == 0 || others->slot_count == 0 ||
        common->slot_count > room || others->slot_count > room - common->slot_count)
        goto damaged;
    const uint64_t *filter = (const void *)(table + 1);
    const uint32_t *slots = (const void *)(filter + table->filter_count);
    size_t slots_size =
        ((size_t)common->slot_count + others->slot_count) * sizeof slots[0];
    if (table->blob_size > left - slots_size ||
        common->probe_count > GLY_WORD_PROBES_MAX ||
        others->probe_count > GLY_WORD_PROBES_MAX)
        goto damaged;

    *ret_list = (struct gly_wordlist){
        .common = {slots, common->slot_count, common->probe_count},
        .others = {slots + common->slot_count, others->slot_count, others->probe_count},
        .filter = filter,
        .filter_count = table->filter_count,
        .blob = (const unsigned char *)slots + slots_size,
        .blob_size = table->blob_size,
        .word_count = table->word_count,
    };
    return GLY_OK;

damaged:
    return gly_error_set(err, GLY_E_DATA, image->path, 0,
                         "is damaged: its list of words does not fit");
}

static struct gly_word_info info_at(const unsigned char *head)
{
    unsigned facts = head[1] | (unsigned)head[2] << 8;
    return (struct gly_word_info){
        .size = head[0],
        .usual = facts & GLY_WORD_VARIETIES,
        .variant = facts >> GLY_WORD_VARIANT_SHIFT & GLY_WORD_VARIETIES,
        .flags = (uint8_t)(facts >> GLY_WORD_FLAG_SHIFT),
    };
}

/* Where `len` bytes of a word and what stands before them begin, NULL when they are not
 * inside the blob: a slot may be damaged. */
static const unsigned char *head_at(const struct gly_wordlist *list, uint32_t offset,
                                    size_t len)
{
    if (offset >= list->blob_size || GLY_WORD_HEAD + len > list->blob_size - offset)
        return NULL;
    return list->blob + offset;
}

static bool find_in(const struct gly_wordlist *list, const uint32_t *slots,
                    uint32_t slot_count, uint32_t probe_count, struct gly_str word,
                    uint64_t hash, struct gly_word_info *ret_info)
{
    const uint32_t offset_mask = (1u << GLY_WORD_OFFSET_BITS) - 1;
    uint32_t mark = gly_word_mark(hash);
    uint32_t at = gly_word_home(hash, slot_count);
    for (uint32_t probe = 0; probe <= probe_count; probe++) {
        uint32_t slot = slots[at];
        if (slot == 0)
            return false;
        if ((slot & ~offset_mask) == mark) {
            const unsigned char *head = head_at(list, slot & offset_mask, word.len);
            if (head && head[3] == word.len &&
                memcmp(head + GLY_WORD_HEAD, word.ptr, word.len) == 0) {
                *ret_info = info_at(head);
                return true;
            }
        }
        at = at + 1 == slot_count ? 0 : at + 1;
    }
    return false;
}

/* Where the filter says no, the word is not in the list. */
static bool may_have(const struct gly_wordlist *list, uint64_t hash)
{
    uint64_t bits = gly_filter_bits(hash);
    return (list->filter[gly_word_home(hash, list->filter_count)] & bits) == bits;
}

bool gly_wordlist_find(const struct gly_wordlist *list, struct gly_str word,
                       struct gly_word_info *ret_info)
{
    if (word.len == 0 || word.len > GLY_WORD_BYTES_MAX)
        return false;
    uint64_t hash = gly_word_hash(word.ptr, word.len);
    return may_have(list, hash) &&
           (find_in(list, list->common.slots, list->common.slot_count,
                    list->common.probe_count, word, hash, ret_info) ||
            find_in(list, list->others.slots, list->others.slot_count,
                    list->others.probe_count, word, hash, ret_info));
}

void gly_wordlist_prefetch(const struct gly_wordlist *list, struct gly_str word)
{
    if (word.len == 0 || word.len > GLY_WORD_BYTES_MAX)
        return;
    uint64_t hash = gly_word_hash(word.ptr, word.len);
    __builtin_prefetch(&list->filter[gly_word_home(hash, list->filter_count)]);
    __builtin_prefetch(
        &list->common.slots[gly_word_home(hash, list->common.slot_count)]);
    __builtin_prefetch(
        &list->others.slots[gly_word_home(hash, list->others.slot_count)]);
}

bool gly_wordlist_find_common(const struct gly_wordlist *list, struct gly_str word,
                              struct gly_word_info *ret_info)
{
    if (word.len == 0 || word.len > GLY_WORD_BYTES_MAX)
        return false;
    uint64_t hash = gly_word_hash(word.ptr, word.len);
    return find_in(list, list->common.slots, list->common.slot_count,
                   list->common.probe_count, word, hash, ret_info);
}

bool gly_wordlist_next(const struct gly_wordlist *list, uint32_t *cursor,
                       struct gly_str *ret_word, struct gly_word_info *ret_info)
{
    uint32_t at = *cursor == 0 ? 1 : *cursor; /* byte 0 belongs to no word */
    const unsigned char *head = head_at(list, at, 0);
    if (!head || head[3] == 0 || !head_at(list, at, head[3]))
        return false;
    *ret_word = (struct gly_str){(const char *)head + GLY_WORD_HEAD, head[3]};
    *ret_info = info_at(head);
    *cursor = at + GLY_WORD_HEAD + head[3];
    return true;
}

/* ---- the forms of a word ---- */

/* A word being rewritten. One that does not fit is not in the list either. */
struct letters {
    char ptr[GLY_WORD_BYTES_MAX + 4];
    size_t len;
};

enum capitals {
    CAPITALS_NONE,
    CAPITALS_FIRST,
    CAPITALS_ALL, /* two at least: a lone capital is a first one */
    CAPITALS_MIXED
};

/* What one look at the bytes of a word tells. */
struct look {
    enum capitals capitals;
    bool may_have_curly; /* the first byte of U+2019 occurs */
};

static enum capitals judge_capitals(size_t upper, size_t lower, bool first)
{
    if (upper == 0)
        return CAPITALS_NONE;
    if (lower == 0 && upper > 1)
        return CAPITALS_ALL;
    return first && upper == 1 ? CAPITALS_FIRST : CAPITALS_MIXED;
}

static enum capitals capitals_of(struct gly_str word)
{
    size_t upper = 0;
    size_t lower = 0;
    bool first = false;
    unsigned step;
    for (size_t at = 0; at < word.len; at += step) {
        uint32_t cp = gly_utf8_decode(word.ptr, word.len, at, &step);
        if (gly_to_lower(cp) != cp) {
            upper++;
            first = first || at == 0;
        } else if (gly_to_upper(cp) != cp) {
            lower++;
        }
    }
    return judge_capitals(upper, lower, first);
}

/* Nearly all words are of ASCII, and only the others are decoded. */
static struct look look_at(struct gly_str word)
{
    size_t upper = 0, lower = 0;
    uint64_t all = 0;
    for (size_t at = 0; at < word.len; at += 8) {
        uint64_t bytes = gly_bytes_at(word, at, word.len - at < 8 ? word.len - at : 8);
        all |= bytes;
        upper += gly_bytes_count(gly_bytes_between(bytes, 'A', 'Z'));
        lower += gly_bytes_count(gly_bytes_between(bytes, 'a', 'z'));
    }
    if (gly_bytes_any_high(all))
        return (struct look){capitals_of(word), memchr(word.ptr, 0xE2, word.len)};
    bool first = word.len > 0 && (unsigned char)(word.ptr[0] - 'A') < 26;
    return (struct look){judge_capitals(upper, lower, first), false};
}

/* The word in lower case, from its first letter on or from the second (a Title). */
static bool lower(struct gly_str word, bool title, struct letters *ret)
{
    ret->len = 0;
    unsigned step;
    for (size_t at = 0; at < word.len; at += step) {
        if (ret->len > GLY_WORD_BYTES_MAX)
            return false;
        unsigned char c = (unsigned char)word.ptr[at];
        if (c < 0x80) {
            step = 1;
            ret->ptr[ret->len++] =
                (char)(gly_is_upper(c) && !(title && at == 0) ? c | 0x20 : c);
            continue;
        }
        uint32_t cp = gly_utf8_decode(word.ptr, word.len, at, &step);
        ret->len += gly_utf8_encode(title && at == 0 ? cp : gly_to_lower(cp),
                                    ret->ptr + ret->len);
    }
    return true;
}

/* U+2019 as the apostrophe of the list. */
static bool straighten(struct gly_str word, struct letters *ret)
{
    ret->len = 0;
    for (size_t at = 0; at < word.len; at++) {
        if (ret->len > GLY_WORD_BYTES_MAX)
            return false;
        if (word.len - at >= 3 && memcmp(word.ptr + at, "\xE2\x80\x99", 3) == 0) {
            ret->ptr[ret->len++] = '\'';
            at += 2;
        } else {
            ret->ptr[ret->len++] = word.ptr[at];
        }
    }
    return true;
}

/* Keep the commonest form; of two equally common ones the first tried. */
static bool try_form(const struct gly_wordlist *list, struct gly_str word, bool lowered,
                     struct gly_word_form *best)
{
    struct gly_word_info info;
    if (!gly_wordlist_find(list, word, &info))
        return false;
    if (best->info.size == 0 || info.size < best->info.size)
        *best = (struct gly_word_form){.info = info, .lowered = lowered};
    return true;
}

static bool find_with_case(const struct gly_wordlist *list, struct gly_str word,
                           enum capitals capitals, struct gly_word_form *ret_form)
{
    struct gly_word_form best = {0};
    bool found = try_form(list, word, false, &best);
    if (capitals == CAPITALS_FIRST || capitals == CAPITALS_ALL) {
        struct letters letters;
        if (lower(word, false, &letters))
            found |=
                try_form(list, (struct gly_str){letters.ptr, letters.len}, true, &best);
        if (capitals == CAPITALS_ALL && lower(word, true, &letters))
            found |= try_form(list, (struct gly_str){letters.ptr, letters.len}, false,
                              &best);
    }
    if (found)
        *ret_form = best;
    return found;
}

bool gly_wordlist_find_form(const struct gly_wordlist *list, struct gly_str word,
                            struct gly_word_form *ret_form)
{
    struct look look = look_at(word);
    struct letters straight;
    if (look.may_have_curly) {
        if (!straighten(word, &straight))
            return false;
        word = (struct gly_str){straight.ptr, straight.len};
    }
    if (find_with_case(list, word, look.capitals, ret_form))
        return true;

    /* The s that comes off may have been the only small letter: NASA's. */
    if (gly_str_ends(word, "'s") || gly_str_ends(word, "'S"))
        word.len -= 2;
    else if (gly_str_ends(word, "s'") || gly_str_ends(word, "S'"))
        word.len -= 1;
    else
        return false;
    if (!find_with_case(list, word, look_at(word).capitals, ret_form))
        return false;
    ret_form->possessive = true;
    return true;
}
