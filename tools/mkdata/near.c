/* Section NEAR: the words that may be suggested (src/base/image_format.h). */

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/image_format.h"
#include "base/sound.h"
#include "base/wordlist.h"
#include "words.h"

/* Words that an editor would own, in plain letters. Names are no answer to a slip in
 * lower case, and nobody wants to be offered an insult. */
static bool may_be_suggested(const struct word *word)
{
    unsigned flags = word->facts >> GLY_WORD_FLAG_SHIFT;
    if (word->size > GLY_SIZE_ORDINARY || word->len > GLY_NEAR_LENGTHS - 2 ||
        flags & (GLY_LISTED_NAME | GLY_LISTED_ABBREVIATION | GLY_LISTED_OFFENSIVE |
                 GLY_LISTED_CAPITAL))
        return false;
    if (word->len == 1)
        return false;
    for (size_t i = 0; i < word->len; i++)
        if ((word->text[i] < 'a' || word->text[i] > 'z') && word->text[i] != '\'')
            return false;
    return true;
}

static int compare_length(const void *a, const void *b)
{
    const struct word *left = *(const struct word *const *)a;
    const struct word *right = *(const struct word *const *)b;
    if (left->len != right->len)
        return left->len < right->len ? -1 : 1;
    return left->offset < right->offset ? -1 : left->offset > right->offset;
}

void make_near(const struct rules *rules, struct section *ret_section)
{
    struct words words;
    words_open(&words, rules);
    const struct word **list = allocate(words.count * sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < words.count; i++)
        if (may_be_suggested(&words.list[i]))
            list[count++] = &words.list[i];
    qsort(list, count, sizeof *list, compare_length);

    memcpy(ret_section->tag, "NEAR", 5);
    ret_section->size = sizeof(struct gly_near_table) +
                        count * (sizeof(uint64_t) + 2 * sizeof(uint32_t));
    ret_section->bytes = allocate(ret_section->size);
    struct gly_near_table *table = (void *)ret_section->bytes;
    uint64_t *letters = (void *)(table + 1);
    uint32_t *sounds = (void *)(letters + count);
    uint32_t *offsets = sounds + count;
    size_t at = 0;
    for (unsigned len = 0; len < GLY_NEAR_LENGTHS; len++) {
        table->first[len] = (uint32_t)at;
        table->common[len] = (uint32_t)at;
        for (; at < count && list[at]->len == len; at++) {
            if (list[at]->size <= GLY_SIZE_COMMON)
                table->common[len] = (uint32_t)at + 1;
            letters[at] = gly_near_letters(list[at]->text, len);
            sounds[at] = gly_sound_key(list[at]->text, len);
            offsets[at] = list[at]->offset;
        }
    }
    free(list);
    words_close(&words);
}
