/*
 * Trains galley's language model. docs/language-model.md tells where the treebanks come
 * from and how the figures are measured.
 *
 *     train [--direction forward|reverse|none --base MODEL] [--runs N] [--words DIR]
 *           [--credit FILE] [--names FILE] TRAIN.conllu OUT.model
 *     train --base MODEL [--names FILE] OUT.model
 *
 * Without --direction both models are trained, one after the other. With it the rest
 * comes from --base, which must have been made from the same treebank; with none only
 * words, lemmas and credits are new. The second form takes all from --base but the kinds
 * of names, which name-kinds.py learns.
 *
 * The steps of each direction: five taggers, each on four fifths of the text, tag the
 * fifth they have not seen, for a parser must learn to live with wrong tags; then the
 * tagger proper, on everything; then the parser.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "compact.h"
#include "corpus.h"
#include "image.h"
#include "note/lang.h"
#include "lexicon.h"
#include "names.h"
#include "parser.h"
#include "tagger.h"

/* All settings were chosen on the development set. A bucket takes 16 bytes. */
enum {
    RARE_TAG = 10,
    FOLDS = 5,
    FOLD_ROUNDS = 5,
    TAGGER_RUNS = 3,
    TAGGER_ROUNDS = 6,
    PARSER_ROUNDS = 6,
    FOLD_BUCKETS = 32768,
    LABEL_BUCKETS = 16384,
};

struct direction {
    const char *name;
    enum gly_lang_section first;
    enum gly_lang_section last;
    uint32_t tag_buckets;
    uint32_t move_buckets;
    uint32_t runs; /* of the parser */
};

static const struct direction directions[2] = {
    {
        .name = "forward",
        .first = GLY_LANG_SECTION_FORWARD_TAGS,
        .last = GLY_LANG_SECTION_FORWARD_MOVES,
        .tag_buckets = 16384,
        .move_buckets = 110000,
        .runs = 6,
    },
    {
        .name = "reverse",
        .first = GLY_LANG_SECTION_REVERSE_TAGS,
        .last = GLY_LANG_SECTION_REVERSE_MOVES,
        .tag_buckets = 24000,
        .move_buckets = 90000,
        .runs = 3,
    },
};

struct options {
    const char *direction;
    const char *base;
    const char *words;
    const char *credit;
    const char *names;
    const char *train; /* NULL: only the kinds of names are new */
    const char *out;
    uint32_t runs;
};

static void lexicon_apply(struct corpus *corpus, const struct image *image)
{
    struct gly_lang_model model;
    void *bytes;

    image_open(image, &model, &bytes);
    corpus_words(corpus, &model.lexicon);
    free(bytes);
}

/* Takes the tagger in the making through the code of the run time. */
static void fold_tag(struct corpus *corpus, uint32_t fold,
                     const struct gly_lang_model *model)
{
    struct gly_lang_scratch *scratch = must_alloc(1, sizeof(*scratch));
    uint64_t right = 0;
    uint64_t words = 0;

    for (uint32_t s = fold; s < corpus->count; s += FOLDS) {
        struct sentence *sentence = &corpus->sentences[s];

        gly_lang_tag(model, scratch, sentence->forms, sentence->count, sentence->tags,
                     NULL);
        for (uint32_t i = 0; i < sentence->count; i++) {
            right += sentence->tags[i] == sentence->gold_tags[i];
            words++;
        }
    }
    fprintf(stderr, "  fold %u: %.2f %% right on text not seen\n", fold + 1,
            100.0 * (double)right / (double)words);
    free(scratch);
}

/* The tagger stands in the forward sections here, whichever way the text runs. */
static void jackknife(struct corpus *corpus, const struct image *image,
                      uint64_t *random)
{
    for (int fold = 0; fold < FOLDS; fold++) {
        struct image folded = *image;
        struct weights weights;
        struct gly_lang_model model;
        void *bytes;

        lexicon_make(corpus, fold, FOLDS, &folded);
        lexicon_apply(corpus, &folded);
        tagger_train(corpus, fold, FOLDS, 1, FOLD_ROUNDS, random, &weights);
        folded.scales[0][0] = compact_rows(&weights, FOLD_BUCKETS, &folded,
                                           GLY_LANG_SECTION_FORWARD_TAGS);
        weights_release(&weights);
        image_open(&folded, &model, &bytes);
        fold_tag(corpus, (uint32_t)fold, &model);
        free(bytes);
    }
}

static void direction_train(struct corpus *corpus, int which, uint32_t runs,
                            struct image *image)
{
    const struct direction *direction = &directions[which];
    enum gly_lang_section labels = direction->first + 2;
    enum gly_lang_section moves = direction->first + 4;
    uint64_t random = 88172645463325252U;
    struct weights tag_weights;
    struct weights move_weights;
    struct weights label_weights;
    clock_t start = clock();

    fprintf(stderr, "%s model\n", direction->name);
    if (which == GLY_LANG_REVERSE) {
        corpus_reverse(corpus);
    }
    jackknife(corpus, image, &random);
    lexicon_apply(corpus, image);
    tagger_train(corpus, -1, 1, TAGGER_RUNS, TAGGER_ROUNDS, &random, &tag_weights);
    image->scales[which][0] =
        compact_rows(&tag_weights, direction->tag_buckets, image, direction->first);
    weights_release(&tag_weights);

    parser_train(corpus, runs > 0 ? runs : direction->runs, PARSER_ROUNDS, &random,
                 &move_weights, &label_weights);
    image->scales[which][1] =
        compact_rows(&label_weights, LABEL_BUCKETS, image, labels);
    image->scales[which][2] =
        compact_moves(&move_weights, direction->move_buckets, image, moves);
    weights_release(&move_weights);
    weights_release(&label_weights);
    if (which == GLY_LANG_REVERSE) {
        corpus_reverse(corpus);
    }
    fprintf(stderr, "%s model trained in %.0f s\n", direction->name,
            (double)(clock() - start) / CLOCKS_PER_SEC);
}

static void base_take(const char *path, int which, struct image *image)
{
    struct gly_lang_model *model = must_alloc(1, sizeof(*model));
    struct gly_str tags = image->sections[GLY_LANG_SECTION_TAG_NAMES];
    struct image old;
    const char *why;

    if (!gly_lang_model_open(model, path, &why)) {
        die(why, path);
    }
    image_init(&old);
    image_take(&old, model, 0, GLY_LANG_SECTION_COUNT - 1, which);
    if (old.sections[GLY_LANG_SECTION_TAG_NAMES].len != tags.len ||
        memcmp(old.sections[GLY_LANG_SECTION_TAG_NAMES].ptr, tags.ptr, tags.len) != 0) {
        die("made from another treebank: its tags differ", path);
    }
    /* The model stays mapped until the program ends: the image points into it. */
    image_take(image, model, directions[which].first, directions[which].last, which);
}

static const char usage[] =
    "usage: train [--direction forward|reverse|none] [--base MODEL] [--runs N]\n"
    "             [--words DIR] [--credit FILE] [--names FILE] TRAIN.conllu OUT.model\n"
    "       train --base MODEL [--names FILE] OUT.model\n";

static struct options options_read(int argc, char **argv)
{
    struct options options = {.words = "rules/language",
                              .credit = "rules/language/CREDITS",
                              .names = "rules/language/name-kinds.csv"};
    int at = 1;

    for (; at + 1 < argc && strncmp(argv[at], "--", 2) == 0; at += 2) {
        const char *value = argv[at + 1];

        if (strcmp(argv[at], "--direction") == 0) {
            options.direction = value;
        } else if (strcmp(argv[at], "--base") == 0) {
            options.base = value;
        } else if (strcmp(argv[at], "--words") == 0) {
            options.words = value;
        } else if (strcmp(argv[at], "--credit") == 0) {
            options.credit = value;
        } else if (strcmp(argv[at], "--names") == 0) {
            options.names = value;
        } else if (strcmp(argv[at], "--runs") == 0) {
            options.runs = (uint32_t)strtoul(value, NULL, 10);
        } else {
            fputs(usage, stderr);
            exit(EXIT_FAILURE);
        }
    }
    bool known = options.direction == NULL ||
                 strcmp(options.direction, directions[0].name) == 0 ||
                 strcmp(options.direction, directions[1].name) == 0 ||
                 (strcmp(options.direction, "none") == 0 && options.base != NULL);
    if (at + 1 == argc && options.base != NULL && options.direction == NULL) {
        options.out = argv[at];
        return options;
    }
    if (at + 2 != argc || !known) {
        fputs(usage, stderr);
        exit(EXIT_FAILURE);
    }
    options.train = argv[at];
    options.out = argv[at + 1];
    return options;
}

/* All of the base but the kinds of names. */
static void names_renew(const struct options *options)
{
    struct gly_lang_model *model = must_alloc(1, sizeof(*model));
    struct image image;
    const char *why;

    if (!gly_lang_model_open(model, options->base, &why)) {
        die(why, options->base);
    }
    image_init(&image);
    image_take(&image, model, 0, GLY_LANG_SECTION_COUNT - 1, GLY_LANG_FORWARD);
    image_take(&image, model, 0, GLY_LANG_SECTION_COUNT - 1, GLY_LANG_REVERSE);
    names_pack(options->names, &image);
    image_save(&image, options->out);
}

int main(int argc, char **argv)
{
    struct options options = options_read(argc, argv);
    struct corpus *corpus = must_alloc(1, sizeof(*corpus));
    struct wordnet wordnet;
    struct image image;
    char words_path[4096];
    char exceptions_path[4096];
    size_t credit_size;

    if (options.train == NULL) {
        names_renew(&options);
        return EXIT_SUCCESS;
    }
    snprintf(words_path, sizeof(words_path), "%s/wordnet-words.txt", options.words);
    snprintf(exceptions_path, sizeof(exceptions_path), "%s/wordnet-exceptions.txt",
             options.words);
    image_init(&image);
    image.sections[GLY_LANG_SECTION_CREDIT].ptr =
        file_read(options.credit, &credit_size);
    image.sections[GLY_LANG_SECTION_CREDIT].len = credit_size;
    corpus_read(corpus, options.train, RARE_TAG);
    image.sections[GLY_LANG_SECTION_TAG_NAMES] = names_join(&corpus->tags);
    image.sections[GLY_LANG_SECTION_LABEL_NAMES] = names_join(&corpus->labels);
    fprintf(stderr, "%s: %u sentences, %u tags, %u labels\n", options.train,
            corpus->count, corpus->tags.count, corpus->labels.count);

    wordnet_read(&wordnet, words_path, exceptions_path);
    wordnet_forms_make(&wordnet, &image);
    lexicon_apply(corpus, &image); /* hashes of the words, for the lexicon */
    lexicon_make(corpus, -1, 1, &image);
    lemmas_make(&wordnet, corpus, &image);
    for (int which = 0; which < 2; which++) {
        if (options.direction == NULL ||
            strcmp(options.direction, directions[which].name) == 0) {
            direction_train(corpus, which, options.runs, &image);
        } else if (options.base != NULL) {
            base_take(options.base, which, &image);
        }
    }
    names_pack(options.names, &image);
    image_save(&image, options.out);
    return EXIT_SUCCESS;
}
