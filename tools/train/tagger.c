#include "tagger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "note/lang_tag.h"

enum { FEATURES = GLY_LANG_TAG_STATIC + GLY_LANG_TAG_DYNAMIC };

static uint32_t best_class(const int32_t *scores, uint32_t count)
{
    uint32_t best = 0;

    for (uint32_t i = 1; i < count; i++) {
        best = scores[i] > scores[best] ? i : best;
    }
    return best;
}

struct tagger {
    const struct corpus *corpus;
    struct weights *weights;
    uint32_t *slots; /* of the static features, which never change */
    size_t *starts;  /* per sentence, into slots */
};

/* Where the words alone decide, the slots are found once for all rounds. */
static void static_slots(struct tagger *tagger, int fold, int folds)
{
    const struct corpus *corpus = tagger->corpus;
    uint64_t features[GLY_LANG_TAG_STATIC];
    size_t total = 0;

    tagger->starts = must_alloc(corpus->count, sizeof(*tagger->starts));
    for (uint32_t s = 0; s < corpus->count; s++) {
        tagger->starts[s] = total;
        total += corpus->sentences[s].count;
    }
    tagger->slots = must_alloc(total * GLY_LANG_TAG_STATIC, sizeof(*tagger->slots));
    for (uint32_t s = 0; s < corpus->count; s++) {
        const struct sentence *sentence = &corpus->sentences[s];

        if (fold >= 0 && (int)(s % (uint32_t)folds) == fold) {
            continue;
        }
        for (uint32_t i = 0; i < sentence->count; i++) {
            gly_lang_tag_static_features(sentence->words, sentence->count, i, features);
            weights_slots(tagger->weights, features, GLY_LANG_TAG_STATIC,
                          tagger->slots +
                              (tagger->starts[s] + i) * GLY_LANG_TAG_STATIC);
        }
    }
}

/* The tag the tagger gives now; learns when it is wrong or right by too little. */
static uint32_t word_learn(struct tagger *tagger, const struct sentence *sentence,
                           const uint32_t *slots, uint32_t at, uint32_t before,
                           uint32_t before_that)
{
    struct weights *weights = tagger->weights;
    uint64_t features[GLY_LANG_TAG_DYNAMIC];
    int32_t scores[GLY_LANG_TAGS_MAX];
    uint32_t all[FEATURES];
    uint32_t tags = tagger->corpus->tags.count;
    uint32_t gold = sentence->gold_tags[at];

    memcpy(all, slots, GLY_LANG_TAG_STATIC * sizeof(*all));
    gly_lang_tag_dynamic_features(sentence->words, sentence->count, at, before,
                                  before_that, features);
    weights_slots(weights, features, GLY_LANG_TAG_DYNAMIC, all + GLY_LANG_TAG_STATIC);
    weights_score(weights, all, FEATURES, scores);
    if (gold == NAME_NONE) {
        return best_class(scores, tags);
    }
    scores[gold] -= 1;
    uint32_t guess = best_class(scores, tags);
    scores[gold] += 1;
    weights->time++;
    if (guess != gold) {
        weights_update(weights, all, FEATURES, gold, guess);
        guess = best_class(scores, tags);
    }
    return guess;
}

/* One pass over the sentences in this order; the share of words tagged right. */
static double round_learn(struct tagger *tagger, const uint32_t *order, int fold,
                          int folds)
{
    const struct corpus *corpus = tagger->corpus;
    uint64_t right = 0;
    uint64_t words = 0;

    for (uint32_t s = 0; s < corpus->count; s++) {
        const struct sentence *sentence = &corpus->sentences[order[s]];
        const uint32_t *slots =
            tagger->slots + tagger->starts[order[s]] * GLY_LANG_TAG_STATIC;
        uint32_t before = GLY_LANG_TAG_BEGIN;
        uint32_t before_that = GLY_LANG_TAG_BEGIN;

        if (fold >= 0 && (int)(order[s] % (uint32_t)folds) == fold) {
            continue;
        }
        for (uint32_t i = 0; i < sentence->count; i++) {
            uint32_t tag;

            if (sentence->words[i].only_tag >= 0) {
                tag = (uint32_t)sentence->words[i].only_tag;
            } else {
                tag = word_learn(tagger, sentence, slots + i * GLY_LANG_TAG_STATIC, i,
                                 before, before_that);
            }
            right += tag == sentence->gold_tags[i];
            words++;
            before_that = before;
            before = tag;
        }
    }
    return (double)right / (double)words;
}

void tagger_train(const struct corpus *corpus, int fold, int folds, uint32_t runs,
                  uint32_t rounds, uint64_t *random, struct weights *ret_weights)
{
    struct tagger tagger = {.corpus = corpus, .weights = ret_weights};
    uint32_t *order = must_alloc(corpus->count, sizeof(*order));

    weights_init(ret_weights, (corpus->tags.count + 7) / 8 * 8, 23);
    static_slots(&tagger, fold, folds);
    for (uint32_t s = 0; s < corpus->count; s++) {
        order[s] = s;
    }
    for (uint32_t run = 0; run < runs; run++) {
        double right = 0;

        for (uint32_t round = 0; round < rounds; round++) {
            random_shuffle(random, order, corpus->count);
            right = round_learn(&tagger, order, fold, folds);
        }
        if (fold < 0) {
            fprintf(stderr, "  tagger, run %u: %.2f %% right in training\n", run + 1,
                    100.0 * right);
        }
        weights_finish(ret_weights);
    }
    free(tagger.slots);
    free(tagger.starts);
    free(order);
}
