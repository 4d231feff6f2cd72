#include "lexicon.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void hashes_make(const uint32_t *hashes, uint32_t count, uint32_t bits,
                 struct image *image, enum gly_lang_section starts)
{
    uint32_t size = (1U << bits) + 1;
    uint32_t *first = must_alloc(size, sizeof(*first));
    uint16_t *prints = must_alloc(count, sizeof(*prints));
    uint32_t high = 0;

    for (uint32_t i = 0; i < count; i++) {
        while (high <= hashes[i] >> (32 - bits)) {
            first[high++] = i;
        }
        prints[i] = (uint16_t)(hashes[i] >> (16 - bits));
    }
    while (high < size) {
        first[high++] = count;
    }
    image->sections[starts] = (struct gly_str){(char *)first, size * sizeof(*first)};
    image->sections[starts + 1] =
        (struct gly_str){(char *)prints, count * sizeof(*prints)};
}

/* One sight of a word with its tag. */
struct sight {
    uint32_t hash;
    uint8_t tag;
};

static int sight_compare(const void *a, const void *b)
{
    const struct sight *left = a;
    const struct sight *right = b;

    return left->hash != right->hash ? (left->hash < right->hash ? -1 : 1)
                                     : left->tag - right->tag;
}

static struct sight *sights_collect(const struct corpus *corpus, int fold, int folds,
                                    size_t *ret_count)
{
    struct sight *sights = NULL;
    size_t count = 0;
    size_t room = 0;

    for (uint32_t s = 0; s < corpus->count; s++) {
        const struct sentence *sentence = &corpus->sentences[s];

        if (fold >= 0 && (int)(s % (uint32_t)folds) == fold) {
            continue;
        }
        if (count + 2 * (size_t)sentence->count > room) {
            room = 2 * (room + sentence->count + 1024);
            sights = must_grow(sights, room, sizeof(*sights));
        }
        for (uint32_t i = 0; i < sentence->count; i++) {
            const struct gly_lang_word *word = &sentence->words[i];

            if (sentence->gold_tags[i] == NAME_NONE) {
                continue;
            }
            sights[count++] = (struct sight){word->low, sentence->gold_tags[i]};
            if (word->form != word->low) {
                sights[count++] = (struct sight){word->form, sentence->gold_tags[i]};
            }
        }
    }
    qsort(sights, count, sizeof(*sights), sight_compare);
    *ret_count = count;
    return sights;
}

/* An ambiguity class: the tags that make up a fiftieth or more, and the main one. */
struct tag_set {
    uint64_t tags[2];
    uint32_t main; /* tag + 1 where it makes up three fifths, else 0 */
};

struct tag_sets {
    struct tag_set items[UINT16_MAX];
    uint32_t count;
};

static uint16_t tag_set_number(struct tag_sets *sets, struct tag_set set)
{
    uint32_t i = 0;

    while (i < sets->count && memcmp(&sets->items[i], &set, sizeof(set)) != 0) {
        i++;
    }
    if (i == sets->count) {
        if (i + GLY_AMBIGUITY_FIRST > UINT16_MAX) {
            die("too many ambiguity classes", "lexicon");
        }
        sets->items[sets->count++] = set;
    }
    return (uint16_t)(i + GLY_AMBIGUITY_FIRST);
}

/* A word is learnt from its third sight on; before that its tags are chance. */
enum { SIGHTS_LEAST = 3, SIGHTS_SURE = 20 };

void lexicon_make(const struct corpus *corpus, int fold, int folds, struct image *image)
{
    size_t count;
    struct sight *sights = sights_collect(corpus, fold, folds, &count);
    struct tag_sets *sets = must_alloc(1, sizeof(*sets));
    uint32_t *hashes = must_alloc(count, sizeof(*hashes));
    uint16_t *ambiguities = must_alloc(count, sizeof(*ambiguities));
    uint8_t *only_tags = must_alloc(count, 1);
    uint32_t words = 0;

    for (size_t i = 0, next; i < count; i = next) {
        uint32_t tags[256] = {0};
        uint32_t main = 0;
        struct tag_set set;

        for (next = i; next < count && sights[next].hash == sights[i].hash; next++) {
            tags[sights[next].tag]++;
        }
        uint32_t total = (uint32_t)(next - i);
        if (total < SIGHTS_LEAST) {
            continue;
        }
        memset(&set, 0, sizeof(set));
        for (uint32_t tag = 0; tag < GLY_LANG_TAGS_MAX; tag++) {
            main = tags[tag] > tags[main] ? tag : main;
            if (tags[tag] > 0 && tags[tag] * 50 >= total) {
                set.tags[tag / 64] |= 1ULL << (tag % 64);
            }
        }
        set.main = tags[main] * 5 >= total * 3 ? main + 1 : 0;
        hashes[words] = sights[i].hash;
        ambiguities[words] = tag_set_number(sets, set);
        /* Sure words need no classifier: a third of all, and hardly ever wrong. */
        only_tags[words] =
            total >= SIGHTS_SURE && tags[main] * 1000ULL >= total * 997ULL
                ? (uint8_t)main
                : UINT8_MAX;
        words++;
    }
    hashes_make(hashes, words, 12, image, GLY_LANG_SECTION_SEEN_STARTS);
    image->sections[GLY_LANG_SECTION_AMBIGUITIES] =
        (struct gly_str){(char *)ambiguities, words * sizeof(*ambiguities)};
    image->sections[GLY_LANG_SECTION_ONLY_TAGS] =
        (struct gly_str){(char *)only_tags, words};
    if (fold < 0) {
        fprintf(stderr, "lexicon: %u words, %u ambiguity classes\n", words,
                sets->count);
    }
    free(sights);
    free(sets);
    free(hashes);
}
