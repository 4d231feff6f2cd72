#include "corpus.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void die(const char *what, const char *which)
{
    fprintf(stderr, "train: %s: %s\n", which, what);
    exit(EXIT_FAILURE);
}

void *must_alloc(size_t count, size_t size)
{
    void *memory = calloc(count > 0 ? count : 1, size);

    if (memory == NULL) {
        die("out of memory", "corpus");
    }
    return memory;
}

void *must_grow(void *old, size_t count, size_t size)
{
    void *memory = count > SIZE_MAX / size ? NULL : realloc(old, count * size);

    if (memory == NULL) {
        die("out of memory", "corpus");
    }
    return memory;
}

char *file_read(const char *path, size_t *ret_size)
{
    FILE *file = fopen(path, "rb");
    size_t size = 0;
    size_t room = 1 << 16;
    char *text = must_alloc(room, 1);

    if (file == NULL) {
        die("cannot be opened", path);
    }
    for (;;) {
        size += fread(text + size, 1, room - size - 1, file);
        if (size < room - 1) {
            break;
        }
        room *= 2;
        text = must_grow(text, room, 1);
    }
    if (ferror(file)) {
        die("cannot be read", path);
    }
    fclose(file);
    text[size] = '\0';
    *ret_size = size;
    return text;
}

static uint32_t name_number(struct names *names, const char *name)
{
    uint32_t number = 0;

    while (number < names->count && strcmp(names->items[number], name) != 0) {
        number++;
    }
    if (number == names->count) {
        if (number == NAMES_MAX) {
            die("too many kinds of tags or labels", name);
        }
        names->items[number] = strdup(name);
        names->count++;
    }
    names->counts[number]++;
    return number;
}

/* Forgets rare names; ret_numbers maps old numbers to new ones or NAME_NONE. */
static void names_prune(struct names *names, uint32_t rare, uint32_t most,
                        uint8_t *ret_numbers)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < names->count; i++) {
        ret_numbers[i] = NAME_NONE;
        if (names->counts[i] >= rare && kept < most) {
            ret_numbers[i] = (uint8_t)kept;
            names->items[kept] = names->items[i];
            names->counts[kept++] = names->counts[i];
        }
    }
    names->count = kept;
}

struct gly_str names_join(const struct names *names)
{
    char *text = must_alloc(names->count, 64);
    size_t length = 0;

    for (uint32_t i = 0; i < names->count; i++) {
        size_t size = strlen(names->items[i]) + 1;

        if (size > 64) {
            die("name too long", names->items[i]);
        }
        memcpy(text + length, names->items[i], size);
        length += size;
    }
    return (struct gly_str){text, length};
}

struct row {
    struct gly_str form;
    struct gly_str lemma;
    uint32_t tag;
    uint32_t label;
    uint16_t head;
};

enum { COLUMNS = 10 };

/* Returns false for lines that are no word: multiword tokens and empty nodes. */
static bool row_read(struct corpus *corpus, const char *path, char *line,
                     struct row *ret)
{
    char *columns[COLUMNS];
    char tag[64];
    int count = 0;

    for (char *at = line; count < COLUMNS && at != NULL; count++) {
        columns[count] = at;
        at = strchr(at, '\t');
        if (at != NULL) {
            *at++ = '\0';
        }
    }
    if (count < 8) {
        die("not CoNLL-U: a line with fewer than eight columns", path);
    }
    if (strpbrk(columns[0], "-.") != NULL) {
        return false;
    }
    snprintf(tag, sizeof(tag), "%s|%s", columns[3], columns[4]);
    *ret = (struct row){
        .form = {columns[1], strlen(columns[1])},
        .lemma = {columns[2], strlen(columns[2])},
        .tag = name_number(&corpus->tags, tag),
        .label = name_number(&corpus->labels, columns[7]),
        .head = (uint16_t)atoi(columns[6]),
    };
    return true;
}

/* Tags stand as numbers above 255 until the rare ones are known, hence two arrays. */
struct reading {
    struct row rows[4096];
    uint32_t count;
    uint16_t *all_tags;
    uint16_t *all_labels;
    size_t words;
};

static void sentence_add(struct corpus *corpus, struct reading *reading,
                         const char *path)
{
    uint32_t count = reading->count;

    reading->count = 0;
    if (count == 0 || count > GLY_LANG_WORDS_MAX) {
        return;
    }
    corpus->sentences =
        must_grow(corpus->sentences, corpus->count + 1, sizeof(*corpus->sentences));
    struct sentence *sentence = &corpus->sentences[corpus->count++];
    *sentence = (struct sentence){
        .count = count,
        .forms = must_alloc(count, sizeof(struct gly_str)),
        .lemmas = must_alloc(count, sizeof(struct gly_str)),
        .gold_tags = must_alloc(count, 1),
        .gold_labels = must_alloc(count, 1),
        .gold_heads = must_alloc(count, sizeof(uint16_t)),
        .tags = must_alloc(count, 1),
        .words = must_alloc(count, sizeof(struct gly_lang_word)),
    };
    reading->all_tags =
        must_grow(reading->all_tags, reading->words + count, sizeof(uint16_t));
    reading->all_labels =
        must_grow(reading->all_labels, reading->words + count, sizeof(uint16_t));
    for (uint32_t i = 0; i < count; i++) {
        const struct row *row = &reading->rows[i];

        if (row->head > count) {
            die("not CoNLL-U: a head outside its sentence", path);
        }
        sentence->forms[i] = row->form;
        sentence->lemmas[i] = row->lemma;
        sentence->gold_heads[i] = row->head;
        reading->all_tags[reading->words] = (uint16_t)row->tag;
        reading->all_labels[reading->words++] = (uint16_t)row->label;
    }
}

void corpus_read(struct corpus *corpus, const char *path, uint32_t rare)
{
    struct reading *reading = must_alloc(1, sizeof(*reading));
    uint8_t tag_numbers[NAMES_MAX];
    uint8_t label_numbers[NAMES_MAX];
    size_t size;
    size_t word = 0;
    char *text = file_read(path, &size);

    *corpus = (struct corpus){0};
    for (char *line = text, *next; line < text + size; line = next) {
        char *end = memchr(line, '\n', (size_t)(text + size - line));

        end = end == NULL ? text + size : end;
        next = end + 1;
        *end = '\0';
        if (line == end) {
            sentence_add(corpus, reading, path);
        } else if (*line != '#') {
            if (reading->count == sizeof(reading->rows) / sizeof(*reading->rows)) {
                die("a sentence of more than 4096 words", path);
            }
            reading->count +=
                row_read(corpus, path, line, &reading->rows[reading->count]);
        }
    }
    sentence_add(corpus, reading, path);

    names_prune(&corpus->tags, rare, GLY_LANG_TAGS_MAX, tag_numbers);
    names_prune(&corpus->labels, 1, GLY_LANG_LABELS_MAX, label_numbers);
    for (uint32_t s = 0; s < corpus->count; s++) {
        struct sentence *sentence = &corpus->sentences[s];

        for (uint32_t i = 0; i < sentence->count; i++, word++) {
            sentence->gold_tags[i] = tag_numbers[reading->all_tags[word]];
            sentence->gold_labels[i] = label_numbers[reading->all_labels[word]];
        }
    }
    free(reading->all_tags);
    free(reading->all_labels);
    free(reading);
}

#define SWAP(type, array, i, j)  \
    do {                         \
        type kept = (array)[i];  \
        (array)[i] = (array)[j]; \
        (array)[j] = kept;       \
    } while (0)

void corpus_reverse(struct corpus *corpus)
{
    for (uint32_t s = 0; s < corpus->count; s++) {
        struct sentence *sentence = &corpus->sentences[s];

        for (uint32_t i = 0; i < sentence->count; i++) {
            uint16_t head = sentence->gold_heads[i];

            sentence->gold_heads[i] =
                (uint16_t)(head == 0 ? 0 : sentence->count + 1 - head);
        }
        for (uint32_t i = 0, j = sentence->count; i + 1 < j; i++) {
            j--;
            SWAP(struct gly_str, sentence->forms, i, j);
            SWAP(struct gly_str, sentence->lemmas, i, j);
            SWAP(uint8_t, sentence->gold_tags, i, j);
            SWAP(uint8_t, sentence->gold_labels, i, j);
            SWAP(uint16_t, sentence->gold_heads, i, j);
            SWAP(uint8_t, sentence->tags, i, j);
        }
    }
}

void corpus_words(struct corpus *corpus, const struct gly_lang_lexicon *lexicon)
{
    for (uint32_t s = 0; s < corpus->count; s++) {
        struct sentence *sentence = &corpus->sentences[s];

        for (uint32_t i = 0; i < sentence->count; i++) {
            gly_lang_word_read(lexicon, sentence->forms[i], &sentence->words[i]);
        }
    }
}
