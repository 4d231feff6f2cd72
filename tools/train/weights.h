#ifndef TRAIN_WEIGHTS_H
#define TRAIN_WEIGHTS_H

/*
 * Weights of an averaged perceptron (Collins 2002): a row of one weight a class for
 * every feature that was ever updated. All counts are whole numbers, so that training
 * gives the same model on every machine.
 */

#include <stddef.h>
#include <stdint.h>

struct weight_slot {
    uint64_t feature; /* 0: free */
    uint32_t row;     /* 0: never updated */
    uint32_t seen;    /* how often training met the feature */
};

struct weights {
    uint32_t classes; /* places in a row */
    uint32_t mask;    /* slots - 1 */
    uint32_t used;
    uint32_t rows; /* row 0 stays zero */
    uint32_t room;
    struct weight_slot *slots;
    int32_t *now;
    int64_t *late; /* sum of each change times when it was made */
    double *sum;   /* of the averages of the runs so far */
    int64_t time;  /* decisions taken in this run */
};

void weights_init(struct weights *weights, uint32_t classes, uint32_t log2_slots);
void weights_release(struct weights *weights);

/* Replaces the features by the numbers of their slots, counting them as seen. */
void weights_slots(struct weights *weights, const uint64_t *features, uint32_t count,
                   uint32_t *ret_slots);

void weights_score(const struct weights *weights, const uint32_t *slots, uint32_t count,
                   int32_t *ret_scores);

/* Moves weight from class wrong to class right in all the slots' rows. */
void weights_update(struct weights *weights, const uint32_t *slots, uint32_t count,
                    uint32_t right, uint32_t wrong);

/* Ends a run: its averages are added to the sum, and all weights begin at zero again.
 */
void weights_finish(struct weights *weights);

/* A pseudo-random number (xorshift64*, Vigna 2016). */
uint64_t random_next(uint64_t *state);
void random_shuffle(uint64_t *state, uint32_t *order, uint32_t count);

#endif
