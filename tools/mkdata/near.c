/* Section NEAR: the words that may be suggested (src/base/image_format.h). */

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/image_format.h"
#include "base/sound.h"
#include "base/wordlist.h"
#include "words.h"

enum { NEVER = GLY_NEAR_KINDS };

/* Words that an editor would own, in plain letters: nobody wants to be offered an insult. Of
 * names, days, peoples, countries and great cities; persons' and firms' names have too
 * many like them. */
/* An enum gly_near_kind: common words, other words, names that all dictionaries have. */
static unsigned kind_of(const struct word *word)
{
    enum { PROPER_SIZE = 50, PROPER_LEN = 5 };
    unsigned flags = word->facts >> GLY_WORD_FLAG_SHIFT;
    bool proper = flags & GLY_LISTED_CAPITAL;
    if (word->size > GLY_SIZE_ORDINARY || word->len > GLY_NEAR_LENGTHS - 2 ||
        word->len == 1 ||
        flags & (GLY_LISTED_NAME | GLY_LISTED_ABBREVIATION | GLY_LISTED_OFFENSIVE) ||
        (proper && (word->size > PROPER_SIZE || word->len < PROPER_LEN)))
        return NEVER;
    for (size_t i = proper; i < word->len; i++)
        if ((word->text[i] < 'a' || word->text[i] > 'z') && word->text[i] != '\'')
            return NEVER;
    if (proper)
        return word->text[0] >= 'A' && word->text[0] <= 'Z' ? GLY_NEAR_PROPER : NEVER;
    return word->size <= GLY_SIZE_COMMON ? GLY_NEAR_COMMON : GLY_NEAR_OTHER;
}

static unsigned bin_of(const struct word *word)
{
    char first = word->text[0];
    if (first >= 'A' && first <= 'Z')
        first = (char)(first - 'A' + 'a');
    return gly_near_bin((unsigned)word->len, kind_of(word), gly_near_initial(first));
}

static int compare_bin(const void *a, const void *b)
{
    const struct word *left = *(const struct word *const *)a;
    const struct word *right = *(const struct word *const *)b;
    unsigned left_bin = bin_of(left), right_bin = bin_of(right);
    if (left_bin != right_bin)
        return left_bin < right_bin ? -1 : 1;
    return left->offset < right->offset ? -1 : left->offset > right->offset;
}

static void fill(uint32_t *ret_once, struct gly_near_row *ret_row,
                 const struct word *word)
{
    char lower[GLY_NEAR_LENGTHS];
    memcpy(lower, word->text, word->len);
    if (lower[0] >= 'A' && lower[0] <= 'Z')
        lower[0] = (char)(lower[0] - 'A' + 'a');
    struct gly_near_letters letters = gly_near_letters(lower, word->len);
    *ret_once = letters.once;
    *ret_row = (struct gly_near_row){
        .twice = letters.twice,
        .pairs = gly_near_pairs(lower, word->len),
        .sound = gly_sound_key(lower, word->len),
        .offset = word->offset,
    };
}

void make_near(const struct rules *rules, struct section *ret_section)
{
    struct words words;
    words_open(&words, rules);
    const struct word **list = allocate(words.count * sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < words.count; i++)
        if (kind_of(&words.list[i]) != NEVER)
            list[count++] = &words.list[i];
    qsort(list, count, sizeof *list, compare_bin);

    memcpy(ret_section->tag, "NEAR", 5);
    ret_section->size = sizeof(struct gly_near_table) +
                        count * (sizeof(uint32_t) + sizeof(struct gly_near_row));
    ret_section->bytes = allocate(ret_section->size);
    struct gly_near_table *table = (void *)ret_section->bytes;
    uint32_t *once = (void *)(table + 1);
    struct gly_near_row *rows = (void *)(once + count);
    size_t at = 0;
    for (unsigned bin = 0; bin < GLY_NEAR_BINS; bin++) {
        table->first[bin] = (uint32_t)at;
        for (; at < count && bin_of(list[at]) == bin; at++)
            fill(&once[at], &rows[at], list[at]);
    }
    table->first[GLY_NEAR_BINS] = (uint32_t)at;
    free(list);
    words_close(&words);
}
