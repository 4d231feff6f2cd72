#include "lexicon.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * WordNet lists words and irregular forms. The regular forms are derived here, so that
 * the tagger knows of "links" that it is a plural or a verb though no text showed it.
 */

struct form {
    uint32_t hash;
    uint32_t kinds;
};

struct forms {
    struct form *items;
    size_t count;
    size_t room;
};

static void form_add(struct forms *forms, const char *form, size_t length,
                     uint32_t kinds)
{
    if (forms->count == forms->room) {
        forms->room = 2 * forms->room + 4096;
        forms->items = must_grow(forms->items, forms->room, sizeof(*forms->items));
    }
    forms->items[forms->count++] = (struct form){
        gly_lang_hash((const uint8_t *)form, length, GLY_LANG_SEED_LOW), kinds};
}

/* The word, cut by so many bytes and with the tail added. */
static void form_add_with(struct forms *forms, struct gly_str word, size_t cut,
                          const char *tail, uint32_t kinds)
{
    char form[256];
    int length =
        snprintf(form, sizeof(form), "%.*s%s", (int)(word.len - cut), word.ptr, tail);

    form_add(forms, form, (size_t)length, kinds);
}

static bool ends(struct gly_str word, const char *ending)
{
    size_t length = strlen(ending);

    return word.len >= length &&
           memcmp(word.ptr + word.len - length, ending, length) == 0;
}

static bool ends_consonant_y(struct gly_str word)
{
    return word.len >= 2 && ends(word, "y") &&
           strchr("aeiou", word.ptr[word.len - 2]) == NULL;
}

static void s_form_add(struct forms *forms, struct gly_str word, bool verb,
                       uint32_t kinds)
{
    if (ends(word, "s") || ends(word, "x") || ends(word, "z") || ends(word, "ch") ||
        ends(word, "sh") || (verb && ends(word, "o"))) {
        form_add_with(forms, word, 0, "es", kinds);
    } else if (ends_consonant_y(word)) {
        form_add_with(forms, word, 1, "ies", kinds);
    } else {
        form_add_with(forms, word, 0, "s", kinds);
    }
}

static int lemma_compare(const struct wordnet_exception *exception, char class,
                         struct gly_str lemma)
{
    size_t length = exception->lemma.len < lemma.len ? exception->lemma.len : lemma.len;
    int order = exception->class - class;

    order = order != 0 ? order : memcmp(exception->lemma.ptr, lemma.ptr, length);
    return order != 0 ? order : (int)exception->lemma.len - (int)lemma.len;
}

static int exception_compare(const void *a, const void *b)
{
    const struct wordnet_exception *left = a;
    const struct wordnet_exception *right = b;
    int order = lemma_compare(left, right->class, right->lemma);

    return order != 0 ? order : left->form.ptr < right->form.ptr ? -1 : 1;
}

/* The first exception of the lemma; those of the same lemma follow it. */
static size_t exceptions_find(const struct wordnet *wordnet, char class,
                              struct gly_str lemma)
{
    size_t first = 0;
    size_t end = wordnet->exception_count;

    while (first < end) {
        size_t middle = first + (end - first) / 2;

        if (lemma_compare(&wordnet->exceptions[middle], class, lemma) < 0) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    return first;
}

/* Adds the irregular forms that end in -ing, or that do not; returns their number. */
static uint32_t irregular_add(struct forms *forms, const struct wordnet *wordnet,
                              char class, struct gly_str word, int ing, uint32_t kinds)
{
    uint32_t count = 0;

    for (size_t i = exceptions_find(wordnet, class, word);
         i < wordnet->exception_count &&
         lemma_compare(&wordnet->exceptions[i], class, word) == 0;
         i++) {
        struct gly_str form = wordnet->exceptions[i].form;

        if (ing < 0 || ends(form, "ing") == (ing == 1)) {
            form_add(forms, form.ptr, form.len, kinds);
            count++;
        }
    }
    return count;
}

static void noun_add(struct forms *forms, const struct wordnet *wordnet,
                     struct gly_str word, uint32_t mainly)
{
    form_add(forms, word.ptr, word.len, GLY_FORM_NOUN | mainly);
    if (irregular_add(forms, wordnet, 'n', word, -1, GLY_FORM_PLURAL | mainly) == 0 ||
        word.len > 5) {
        s_form_add(forms, word, false, GLY_FORM_PLURAL | mainly);
    }
}

static void verb_add(struct forms *forms, const struct wordnet *wordnet,
                     struct gly_str word, uint32_t mainly)
{
    size_t silent_e = ends(word, "e") && !ends(word, "ee") ? 1 : 0;
    bool sounded_e = ends(word, "ee") || ends(word, "oe") || ends(word, "ye");

    form_add(forms, word.ptr, word.len, GLY_FORM_VERB | mainly);
    s_form_add(forms, word, true, GLY_FORM_THIRD_PERSON | mainly);
    if (irregular_add(forms, wordnet, 'v', word, 0, GLY_FORM_PAST | mainly) == 0) {
        if (ends_consonant_y(word)) {
            form_add_with(forms, word, 1, "ied", GLY_FORM_PAST | mainly);
        } else {
            form_add_with(forms, word, silent_e, "ed", GLY_FORM_PAST | mainly);
        }
    }
    if (irregular_add(forms, wordnet, 'v', word, 1, GLY_FORM_ING | mainly) == 0) {
        form_add_with(forms, word, sounded_e ? 0 : silent_e, "ing",
                      GLY_FORM_ING | mainly);
    }
}

static int form_compare(const void *a, const void *b)
{
    const struct form *left = a;
    const struct form *right = b;

    return left->hash < right->hash ? -1 : left->hash > right->hash;
}

static uint8_t mask_number(uint16_t *masks, uint32_t *count, uint32_t kinds)
{
    uint32_t i = 0;

    while (i < *count && masks[i] != kinds) {
        i++;
    }
    if (i == *count) {
        if (i == 256) {
            die("more than 256 sets of forms", "WordNet");
        }
        masks[(*count)++] = (uint16_t)kinds;
    }
    return (uint8_t)i;
}

/* The capital among the letters of a word's classes. */
static uint32_t mainly_of(const char *classes)
{
    for (; *classes != '\0'; classes++) {
        if (*classes == 'N') {
            return GLY_FORM_MAINLY_NOUN;
        }
        if (*classes == 'V') {
            return GLY_FORM_MAINLY_VERB;
        }
        if (*classes == 'A' || *classes == 'R') {
            return GLY_FORM_MAINLY_OTHER;
        }
    }
    return 0;
}

void wordnet_forms_make(const struct wordnet *wordnet, struct image *image)
{
    struct forms forms = {0};
    uint16_t *masks = must_alloc(256, sizeof(*masks));
    uint32_t mask_count = 0;
    uint32_t count = 0;

    for (size_t i = 0; i < wordnet->word_count; i++) {
        struct gly_str word = wordnet->words[i];
        uint32_t mainly = mainly_of(wordnet->classes[i]);

        for (const char *class = wordnet->classes[i]; *class != '\0'; class ++) {
            if (*class == 'n' || *class == 'N') {
                noun_add(&forms, wordnet, word, mainly);
            } else if (*class == 'v' || *class == 'V') {
                verb_add(&forms, wordnet, word, mainly);
            } else {
                bool adjective = *class == 'a' || *class == 'A';

                form_add(&forms, word.ptr, word.len,
                         (adjective ? GLY_FORM_ADJECTIVE : GLY_FORM_ADVERB) | mainly);
            }
        }
    }
    for (size_t i = 0; i < wordnet->exception_count; i++) {
        const struct wordnet_exception *exception = &wordnet->exceptions[i];

        if (exception->class == 'a' || exception->class == 'r') {
            form_add(&forms, exception->form.ptr, exception->form.len,
                     GLY_FORM_COMPARED);
        }
    }
    qsort(forms.items, forms.count, sizeof(*forms.items), form_compare);
    uint32_t *hashes = must_alloc(forms.count, sizeof(*hashes));
    uint8_t *classes = must_alloc(forms.count, 1);
    for (size_t i = 0, next; i < forms.count; i = next) {
        uint32_t kinds = 0;

        for (next = i;
             next < forms.count && forms.items[next].hash == forms.items[i].hash;
             next++) {
            kinds |= forms.items[next].kinds;
        }
        hashes[count] = forms.items[i].hash;
        classes[count++] = mask_number(masks, &mask_count, kinds);
    }
    hashes_make(hashes, count, 14, image, GLY_LANG_SECTION_KNOWN_STARTS);
    image->sections[GLY_LANG_SECTION_KNOWN_CLASSES] =
        (struct gly_str){(char *)classes, count};
    image->sections[GLY_LANG_SECTION_KNOWN_MASKS] =
        (struct gly_str){(char *)masks, 256 * sizeof(*masks)};
    fprintf(stderr, "WordNet: %u forms, %u sets of kinds\n", count, mask_count);
    free(forms.items);
    free(hashes);
}

/* The next line of a list, without its end; skips comments. */
static char *line_next(char **at)
{
    while (**at != '\0') {
        char *line = *at;
        char *end = strchr(line, '\n');

        *at = end == NULL ? line + strlen(line) : end + 1;
        if (end != NULL) {
            *end = '\0';
        }
        if (*line != '#' && *line != '\0') {
            return line;
        }
    }
    return NULL;
}

static char *column_next(char *line, const char *path)
{
    char *space = strchr(line, ' ');

    if (space == NULL || space[1] == '\0') {
        die("a line lacks a column", path);
    }
    *space = '\0';
    return space + 1;
}

void wordnet_read(struct wordnet *wordnet, const char *words_path,
                  const char *exceptions_path)
{
    size_t size;
    char *at = file_read(words_path, &size);

    *wordnet = (struct wordnet){
        .words = must_alloc(size / 4 + 1, sizeof(*wordnet->words)),
        .classes = must_alloc(size / 4 + 1, sizeof(*wordnet->classes)),
    };
    for (char *line; (line = line_next(&at)) != NULL;) {
        wordnet->classes[wordnet->word_count] = column_next(line, words_path);
        wordnet->words[wordnet->word_count++] = (struct gly_str){line, strlen(line)};
    }
    at = file_read(exceptions_path, &size);
    wordnet->exceptions = must_alloc(size / 6 + 1, sizeof(*wordnet->exceptions));
    for (char *line; (line = line_next(&at)) != NULL;) {
        char *form = column_next(line, exceptions_path);
        char *lemma = column_next(form, exceptions_path);

        wordnet->exceptions[wordnet->exception_count++] = (struct wordnet_exception){
            .class = *line,
            .form = {form, strlen(form)},
            .lemma = {lemma, strlen(lemma)},
        };
    }
    qsort(wordnet->exceptions, wordnet->exception_count, sizeof(*wordnet->exceptions),
          exception_compare);
}
