/* Section WORD: the lists of rules/spelling as a hash table (src/base/image_format.h).
 */

#include "words.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/image_format.h"
#include "base/wordlist.h"

struct letter {
    char letter;
    uint8_t bit;
};

static const struct letter varieties[] = {
    {'U', GLY_VARIETY_US}, {'B', GLY_VARIETY_GB}, {'Z', GLY_VARIETY_GB_IZE},
    {'C', GLY_VARIETY_CA}, {'A', GLY_VARIETY_AU},
};

static const struct letter flags[] = {
    {'u', GLY_LISTED_CAPITAL},      {'n', GLY_LISTED_NAME},
    {'a', GLY_LISTED_ABBREVIATION}, {'h', GLY_LISTED_HUNSPELL},
    {'x', GLY_LISTED_OFFENSIVE},
};

/* The varieties at the front of `*letters`, which moves past them. */
static unsigned take_varieties(const char **letters)
{
    unsigned bits = 0;
    for (size_t i = 0; i < GLY_COUNT(varieties); i++) {
        if (**letters == varieties[i].letter) {
            bits |= varieties[i].bit;
            (*letters)++;
        }
    }
    return bits;
}

/* "BZA/UCn": usual varieties, variant ones after a slash, flags. */
static uint16_t read_facts(const struct table *table, const char *letters)
{
    unsigned usual = take_varieties(&letters);
    unsigned variant = 0;
    if (*letters == '/') {
        letters++;
        variant = take_varieties(&letters);
    } else if (usual == 0) {
        usual = GLY_VARIETY_ALL;
    }
    unsigned flag_bits = 0;
    for (size_t i = 0; i < GLY_COUNT(flags); i++) {
        if (*letters == flags[i].letter) {
            flag_bits |= flags[i].bit;
            letters++;
        }
    }
    if (*letters != '\0')
        table_fail(table, "'%c' is no flag, or not in its place", *letters);
    return (uint16_t)(usual | variant << GLY_WORD_VARIANT_SHIFT |
                      flag_bits << GLY_WORD_FLAG_SHIFT);
}

static uint8_t read_size(const struct table *table, const char *digits)
{
    char *end;
    unsigned long size = strtoul(digits, &end, 10);
    if (*end != '\0' || size == 0 || size > 95)
        table_fail(table, "'%s' is no size", digits);
    return (uint8_t)size;
}

static void add_word(struct words *words, const struct table *table, char *line,
                     uint8_t size, unsigned more_flags)
{
    char *tab = strchr(line, '\t');
    if (tab)
        *tab = '\0';
    size_t len = strlen(line);
    if (size == 0)
        table_fail(table, "no '# size:' stands above the first word");
    if (len == 0 || len > GLY_WORD_BYTES_MAX)
        table_fail(table, "a word has 1 to %d bytes", GLY_WORD_BYTES_MAX);
    if (strpbrk(line, " \r-"))
        table_fail(table, "'%s' is more than one word", line);

    if (words->count == words->room) {
        words->room = words->room ? words->room * 2 : 1 << 16;
        words->list = reallocate(words->list, words->room * sizeof words->list[0]);
    }
    words->list[words->count++] = (struct word){
        .text = line,
        .len = (uint8_t)len,
        .size = size,
        .facts = (uint16_t)(read_facts(table, tab ? tab + 1 : "") |
                            more_flags << GLY_WORD_FLAG_SHIFT),
    };
}

static const char directive[] = "# size: ";

/* Words of one part of a table stand in order, each once, so that a person finds them.
 */
static void read_words(struct words *words, struct table *table, unsigned more_flags)
{
    uint8_t size = 0;
    const char *before = "";
    for (char *line; (line = table_next(table));) {
        if (line[0] == '#') {
            if (strncmp(line, directive, sizeof directive - 1) == 0) {
                size = read_size(table, line + sizeof directive - 1);
                before = "";
            }
            continue;
        }
        add_word(words, table, line, size, more_flags);
        if (strcmp(before, line) >= 0)
            table_fail(table, "'%s' is not in order", line);
        before = line;
    }
}

static int compare_text(const void *a, const void *b)
{
    const struct word *left = a, *right = b;
    int order = strcmp(left->text, right->text);
    return order ? order : left->size - right->size;
}

static int compare_size(const void *a, const void *b)
{
    const struct word *left = a, *right = b;
    int order = left->size - right->size;
    return order ? order : strcmp(left->text, right->text);
}

/* Of a word in two tables the commoner entry counts. */
static void drop_repeats(struct words *words)
{
    qsort(words->list, words->count, sizeof words->list[0], compare_text);
    size_t kept = 0;
    for (size_t i = 0; i < words->count; i++) {
        if (kept == 0 || strcmp(words->list[kept - 1].text, words->list[i].text) != 0)
            words->list[kept++] = words->list[i];
    }
    words->count = kept;
}

/* Half of the slots again as many as words: a load of two thirds. */
static uint32_t slots_for(size_t count)
{
    return (uint32_t)(count + count / 2 + 1);
}

/* Write the words one after another, the commonest first, so that a page of prose
 * touches few pages of the blob. */
static void place_words(struct words *words)
{
    uint32_t end = 1; /* offset 0 stands for an empty slot */
    for (size_t i = 0; i < words->count; i++) {
        words->list[i].offset = end;
        end += (uint32_t)GLY_WORD_HEAD + words->list[i].len;
    }
}

static void fill_blob(const struct words *words, unsigned char *blob)
{
    for (size_t i = 0; i < words->count; i++) {
        const struct word *word = &words->list[i];
        unsigned char *at = blob + word->offset;
        at[0] = word->size;
        at[1] = (unsigned char)(word->facts & 0xFF);
        at[2] = (unsigned char)(word->facts >> 8);
        at[3] = word->len;
        memcpy(at + GLY_WORD_HEAD, word->text, word->len);
    }
}

/* Put every word into the first free slot from its home on. */
static struct gly_word_tier fill_slots(const struct word *words, size_t count,
                                       uint32_t *slots)
{
    struct gly_word_tier tier = {.slot_count = slots_for(count)};
    for (size_t i = 0; i < count; i++) {
        uint64_t hash = gly_word_hash(words[i].text, words[i].len);
        uint32_t at = gly_word_home(hash, tier.slot_count);
        uint32_t probe = 0;
        for (; slots[at] != 0; probe++)
            at = at + 1 == tier.slot_count ? 0 : at + 1;
        slots[at] = gly_word_mark(hash) | words[i].offset;
        tier.probe_count = probe > tier.probe_count ? probe : tier.probe_count;
    }
    if (tier.probe_count > GLY_WORD_PROBES_MAX)
        fail("the hash function suits these words badly: %u probes", tier.probe_count);
    return tier;
}

/* Eight bits a word. */
static uint32_t filter_for(size_t count)
{
    return (uint32_t)(count / 8 + 1);
}

static void fill_filter(const struct words *words, uint64_t *filter, uint32_t count)
{
    for (size_t i = 0; i < words->count; i++) {
        uint64_t hash = gly_word_hash(words->list[i].text, words->list[i].len);
        filter[gly_word_home(hash, count)] |= gly_filter_bits(hash);
    }
}

static void fill_table(const struct words *words, struct section *section)
{
    size_t blob_size = 1;
    size_t common = 0;
    for (size_t i = 0; i < words->count; i++) {
        blob_size += (size_t)GLY_WORD_HEAD + words->list[i].len;
        common += words->list[i].size <= GLY_SIZE_COMMON;
    }
    if (blob_size >> GLY_WORD_OFFSET_BITS != 0)
        fail("too many words: offsets have %d bits", GLY_WORD_OFFSET_BITS);

    uint32_t slot_count = slots_for(common) + slots_for(words->count - common);
    size_t slots_size = slot_count * sizeof(uint32_t);
    uint32_t filter_count = filter_for(words->count);
    section->size = sizeof(struct gly_word_table) + filter_count * sizeof(uint64_t) +
                    slots_size + blob_size;
    section->bytes = allocate(section->size);
    struct gly_word_table *table = (void *)section->bytes;
    uint64_t *filter = (void *)(table + 1);
    uint32_t *slots = (void *)(filter + filter_count);

    fill_filter(words, filter, filter_count);
    fill_blob(words, (unsigned char *)slots + slots_size);
    table->tiers[0] = fill_slots(words->list, common, slots);
    table->tiers[1] = fill_slots(words->list + common, words->count - common,
                                 slots + table->tiers[0].slot_count);
    table->word_count = (uint32_t)words->count;
    table->blob_size = (uint32_t)blob_size;
    table->filter_count = filter_count;
}

static const char *const names[] = {
    "spelling/words-10.txt", "spelling/words-20.txt", "spelling/words-35.txt",
    "spelling/words-40.txt", "spelling/words-50.txt", "spelling/words-55.txt",
    "spelling/words-60.txt", "spelling/words-70.txt", "spelling/words-80.txt",
    "spelling/words-95.txt",
};

enum { TABLE_COUNT = GLY_COUNT(names) + 1 };

void words_open(struct words *words, const struct rules *rules)
{
    *words = (struct words){.tables = allocate(TABLE_COUNT * sizeof(struct table))};
    for (size_t i = 0; i < GLY_COUNT(names); i++) {
        table_open(&words->tables[i], rules, names[i]);
        read_words(words, &words->tables[i], 0);
    }
    struct table *additions = &words->tables[GLY_COUNT(names)];
    table_open(additions, rules, "spelling/additions.txt");
    read_words(words, additions, GLY_LISTED_ADDED);

    drop_repeats(words);
    qsort(words->list, words->count, sizeof words->list[0], compare_size);
    place_words(words);
}

void words_close(struct words *words)
{
    free(words->list);
    for (size_t i = 0; i < TABLE_COUNT; i++)
        table_close(&words->tables[i]);
    free(words->tables);
}

void make_words(const struct rules *rules, struct section *ret_section)
{
    struct words words;
    words_open(&words, rules);
    memcpy(ret_section->tag, "WORD", 5);
    fill_table(&words, ret_section);
    words_close(&words);
}
