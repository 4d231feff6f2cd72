#ifndef TRAIN_CORPUS_H
#define TRAIN_CORPUS_H

/* Sentences of a CoNLL-U file, and the names of tags and labels as numbers. */

#include <stdbool.h>
#include <stdint.h>

#include "note/lang.h"

enum { NAMES_MAX = 1024, NAME_NONE = 255 };

struct names {
    char *items[NAMES_MAX];
    uint32_t counts[NAMES_MAX];
    uint32_t count;
};

struct sentence {
    uint32_t count;
    struct gly_str *forms;
    struct gly_str *lemmas;
    uint8_t *gold_tags; /* NAME_NONE: too rare to learn */
    uint8_t *gold_labels;
    uint16_t *gold_heads; /* from 1; 0 is the root */
    uint8_t *tags;        /* predicted */
    struct gly_lang_word *words;
};

struct corpus {
    struct sentence *sentences;
    uint32_t count;
    struct names tags; /* "UPOS|XPOS" */
    struct names labels;
};

/*
 * Reads a file for training: tags that stand fewer than rare times are not learnt.
 * Sentences longer than GLY_LANG_WORDS_MAX are left out. Exits with a message when the
 * file cannot be read or is no CoNLL-U.
 */
void corpus_read(struct corpus *corpus, const char *path, uint32_t rare);

/* Turns every sentence round: for the model that reads from the last word to the first.
 */
void corpus_reverse(struct corpus *corpus);

/* Works the words out anew, for a lexicon that has changed. */
void corpus_words(struct corpus *corpus, const struct gly_lang_lexicon *lexicon);

/* The names with their NULs, as they stand in a model. */
struct gly_str names_join(const struct names *names);

/* A whole file, NUL added; exits with a message when it cannot be read. */
char *file_read(const char *path, size_t *ret_size);

void *must_alloc(size_t count, size_t size); /* zeroed; exits when memory runs out */
void *must_grow(void *old, size_t count, size_t size);
_Noreturn void die(const char *what, const char *which);

#endif
