#ifndef TRAIN_LEXICON_H
#define TRAIN_LEXICON_H

/* Tables of words: those of the training text, WordNet's, and lemmas. */

#include "corpus.h"
#include "image.h"

/*
 * Which tags each word of the corpus had, as the SEEN sections of the image. Sentences
 * of fold (their number modulo folds) are left out; fold -1 leaves out none.
 */
void lexicon_make(const struct corpus *corpus, int fold, int folds,
                  struct image *image);

/* One line a word in WordNet's list: the word, then letters of n, v, a and r, its main
   class a capital. */
struct wordnet {
    struct gly_str *words;
    char **classes;
    size_t word_count;
    struct wordnet_exception {
        char class;
        struct gly_str form;
        struct gly_str lemma;
    } * exceptions; /* by class, lemma and place in the file */
    size_t exception_count;
};

void wordnet_read(struct wordnet *wordnet, const char *words_path,
                  const char *exceptions_path);

/* What each form of the words may be, as the KNOWN sections of the image. */
void wordnet_forms_make(const struct wordnet *wordnet, struct image *image);

/*
 * The lemmas that rules miss, as the LEMMA sections: WordNet's exceptions, and what the
 * corpus shows at least twice. The image must have tags and KNOWN sections.
 */
void lemmas_make(const struct wordnet *wordnet, const struct corpus *corpus,
                 struct image *image);

/* Sorted, distinct hashes as two sections, starts and prints behind it. */
void hashes_make(const uint32_t *hashes, uint32_t count, uint32_t bits,
                 struct image *image, enum gly_lang_section starts);

#endif
