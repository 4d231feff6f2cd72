#include "note/lang_word.h"

#include <stdbool.h>
#include <string.h>

uint32_t gly_lang_hash(const uint8_t *bytes, size_t length, uint64_t seed)
{
    uint64_t hash = seed ^ (length * 0x9E3779B97F4A7C15U);
    uint64_t piece;

    for (; length >= 8; bytes += 8, length -= 8) {
        memcpy(&piece, bytes, 8);
        hash = (hash ^ piece) * 0xFF51AFD7ED558CCDU;
        hash ^= hash >> 32;
    }
    piece = 0;
    memcpy(&piece, bytes, length);
    hash = (hash ^ piece) * 0xC4CEB9FE1A85EC53U;
    hash ^= hash >> 29;
    hash *= 0xFF51AFD7ED558CCDU;
    hash ^= hash >> 32;
    return (uint32_t)(hash >> 32);
}

uint32_t gly_lang_hashes_find(const struct gly_lang_hashes *hashes, uint32_t hash)
{
    if (hashes->count == 0) {
        return GLY_LANG_ABSENT;
    }
    uint32_t high = hash >> (32 - hashes->bits);
    uint16_t print = (uint16_t)(hash >> (16 - hashes->bits));
    uint32_t end = hashes->starts[high + 1];

    if (end > hashes->count) {
        return GLY_LANG_ABSENT;
    }
    for (uint32_t i = hashes->starts[high]; i < end; i++) {
        if (hashes->prints[i] == print) {
            return i;
        }
    }
    return GLY_LANG_ABSENT;
}

/* A form as bytes that compare: curly quotation marks straight, at most FORM_MAX. */
static size_t form_fold(struct gly_str form, uint8_t *ret)
{
    size_t length = 0;

    for (size_t i = 0; i < form.len && length < GLY_LANG_FORM_MAX; i++) {
        const uint8_t *at = (const uint8_t *)form.ptr + i;

        /* U+2018, U+2019, U+201C and U+201D are E2 80 98, 99, 9C and 9D. */
        if (at[0] == 0xE2 && i + 2 < form.len && at[1] == 0x80 &&
            (at[2] == 0x98 || at[2] == 0x99 || at[2] == 0x9C || at[2] == 0x9D)) {
            ret[length++] = at[2] < 0x9A ? '\'' : '"';
            i += 2;
        } else {
            ret[length++] = at[0];
        }
    }
    return length;
}

static uint32_t ends_pack(const uint8_t *bytes, size_t length, int step)
{
    uint32_t packed = 0;

    for (unsigned i = 0; i < 4 && i < length; i++) {
        packed |= (uint32_t)bytes[step * (int)i] << (8 * i);
    }
    return packed;
}

/*
 * Digits become 0, as no two amounts teach the same; but the first two of four stay,
 * for 1987 and 2014 are years and 4500 is not.
 */
static void digits_fold(uint8_t *low, size_t length, size_t digits)
{
    size_t from = digits == 4 && length == 4 ? 2 : 0;

    for (size_t i = from; i < length; i++) {
        if (low[i] >= '0' && low[i] <= '9') {
            low[i] = '0';
        }
    }
}

void gly_lang_word_read(const struct gly_lang_lexicon *lexicon, struct gly_str form,
                        struct gly_lang_word *ret_word)
{
    uint8_t folded[GLY_LANG_FORM_MAX] = {0};
    uint8_t low[GLY_LANG_FORM_MAX] = {0};
    uint8_t shape[GLY_LANG_FORM_MAX];
    size_t length = form_fold(form, folded);
    size_t shapes = 0;
    size_t upper = 0;
    size_t lower = 0;
    size_t digits = 0;
    bool hyphen = false;
    bool foreign = false;

    for (size_t i = 0; i < length; i++) {
        uint8_t byte = folded[i];
        uint8_t kind = byte;

        if (byte >= 'A' && byte <= 'Z') {
            upper++;
            byte += 'a' - 'A';
            kind = 'X';
        } else if (byte >= 'a' && byte <= 'z') {
            lower++;
            kind = 'x';
        } else if (byte >= '0' && byte <= '9') {
            digits++;
            kind = 'd';
        } else if (byte >= 0x80) {
            foreign = true;
            kind = 'u';
        } else if (byte == '-') {
            hyphen = true;
        }
        low[i] = byte;
        /* Xxxxx and Xxx are one shape: a run shows no more than two of a kind. */
        if (shapes < 2 || shape[shapes - 1] != kind || shape[shapes - 2] != kind) {
            shape[shapes++] = kind;
        }
    }
    if (digits > 0) {
        digits_fold(low, length, digits);
    }

    uint32_t hash = gly_lang_hash(low, length, GLY_LANG_SEED_LOW);
    uint32_t written =
        upper > 0 ? gly_lang_hash(folded, length, GLY_LANG_SEED_FORM) : hash;
    uint32_t lengths = length <= 1 ? 0 : length <= 3 ? 1 : length <= 6 ? 2 : 3;
    bool capital = length > 0 && folded[0] >= 'A' && folded[0] <= 'Z';
    bool punctuation = upper + lower + digits == 0 && !foreign;

    *ret_word = (struct gly_lang_word){
        .form = written,
        .low = hash,
        .suffix = ends_pack(low + (length > 0 ? length - 1 : 0), length, -1),
        .prefix = ends_pack(low, length, 1),
        .shape = gly_lang_hash(shape, shapes, GLY_LANG_SEED_SHAPE),
        .only_tag = -1,
        .flags = (uint8_t)((upper > 0 ? GLY_LANG_WORD_UPPER : 0) |
                           (capital ? GLY_LANG_WORD_CAPITAL : 0) |
                           (digits > 0 ? GLY_LANG_WORD_DIGIT : 0) |
                           (hyphen ? GLY_LANG_WORD_HYPHEN : 0) |
                           (upper > 0 && lower == 0 ? GLY_LANG_WORD_ALL_UPPER : 0) |
                           lengths << GLY_LANG_WORD_LENGTH_SHIFT |
                           (punctuation ? GLY_LANG_WORD_PUNCTUATION : 0)),
    };

    uint32_t at = gly_lang_hashes_find(&lexicon->seen, written);
    if (at != GLY_LANG_ABSENT) {
        ret_word->ambiguity = lexicon->ambiguities[at];
        if (lexicon->only_tags[at] != UINT8_MAX) {
            ret_word->only_tag = lexicon->only_tags[at];
        }
    } else if (written != hash) {
        at = gly_lang_hashes_find(&lexicon->seen, hash);
        if (at != GLY_LANG_ABSENT) {
            ret_word->ambiguity = lexicon->ambiguities[at];
        }
    }
    at = gly_lang_hashes_find(&lexicon->known, hash);
    if (at != GLY_LANG_ABSENT) {
        ret_word->forms = lexicon->masks[lexicon->classes[at]];
    }
}

uint32_t gly_lang_forms_find(const struct gly_lang_lexicon *lexicon,
                             struct gly_str form)
{
    if (form.len > GLY_LANG_FORM_MAX) {
        return 0;
    }
    uint32_t hash =
        gly_lang_hash((const uint8_t *)form.ptr, form.len, GLY_LANG_SEED_LOW);
    uint32_t at = gly_lang_hashes_find(&lexicon->known, hash);

    return at == GLY_LANG_ABSENT ? 0 : lexicon->masks[lexicon->classes[at]];
}
