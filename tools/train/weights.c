#include "weights.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "corpus.h"

/* Big tables are met at random places: large pages halve the time. */
static void *table_alloc(size_t size)
{
    size_t whole = (size + (2U << 20) - 1) & ~((size_t)(2U << 20) - 1);
    void *table = mmap(NULL, whole, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    if (table == MAP_FAILED) {
        die("out of memory", "weights");
    }
    madvise(table, whole, MADV_HUGEPAGE);
    return table;
}

static void table_free(void *table, size_t size)
{
    if (table != NULL) {
        munmap(table, (size + (2U << 20) - 1) & ~((size_t)(2U << 20) - 1));
    }
}

void weights_init(struct weights *weights, uint32_t classes, uint32_t log2_slots)
{
    *weights = (struct weights){
        .classes = classes,
        .mask = (1U << log2_slots) - 1,
        .rows = 1,
        /* Not every feature is ever updated: half the slots is room enough. */
        .room = 1U << (log2_slots - 1),
        .time = 1,
    };
    size_t cells = (size_t)weights->room * classes;

    weights->slots = table_alloc(((size_t)weights->mask + 1) * sizeof(*weights->slots));
    weights->now = table_alloc(cells * sizeof(*weights->now));
    weights->late = table_alloc(cells * sizeof(*weights->late));
    weights->sum = table_alloc(cells * sizeof(*weights->sum));
}

void weights_release(struct weights *weights)
{
    size_t cells = (size_t)weights->room * weights->classes;

    table_free(weights->slots, ((size_t)weights->mask + 1) * sizeof(*weights->slots));
    table_free(weights->now, cells * sizeof(*weights->now));
    table_free(weights->late, cells * sizeof(*weights->late));
    table_free(weights->sum, cells * sizeof(*weights->sum));
    *weights = (struct weights){0};
}

static uint32_t slot_first(const struct weights *weights, uint64_t feature)
{
    return (uint32_t)(feature >> 20) & weights->mask;
}

void weights_slots(struct weights *weights, const uint64_t *features, uint32_t count,
                   uint32_t *ret_slots)
{
    for (uint32_t i = 0; i < count; i++) {
        __builtin_prefetch(&weights->slots[slot_first(weights, features[i])]);
    }
    for (uint32_t i = 0; i < count; i++) {
        uint64_t feature = features[i] == 0 ? 1 : features[i];
        uint32_t at = slot_first(weights, feature);

        while (weights->slots[at].feature != feature &&
               weights->slots[at].feature != 0) {
            at = (at + 1) & weights->mask;
        }
        struct weight_slot *slot = &weights->slots[at];
        if (slot->feature == 0) {
            slot->feature = feature;
            if (++weights->used > weights->mask / 10 * 9) {
                die("too many features for the table", "weights");
            }
        }
        slot->seen += slot->seen < UINT32_MAX;
        ret_slots[i] = at;
    }
}

void weights_score(const struct weights *weights, const uint32_t *slots, uint32_t count,
                   int32_t *ret_scores)
{
    uint32_t classes = weights->classes;

    memset(ret_scores, 0, classes * sizeof(*ret_scores));
    for (uint32_t i = 0; i < count; i++) {
        uint32_t row = weights->slots[slots[i]].row;

        __builtin_prefetch(weights->now + (size_t)row * classes);
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t row = weights->slots[slots[i]].row;
        const int32_t *now = weights->now + (size_t)row * classes;

        if (row == 0) {
            continue;
        }
        for (uint32_t class = 0; class < classes; class ++) {
            ret_scores[class] += now[class];
        }
    }
}

void weights_update(struct weights *weights, const uint32_t *slots, uint32_t count,
                    uint32_t right, uint32_t wrong)
{
    for (uint32_t i = 0; i < count; i++) {
        struct weight_slot *slot = &weights->slots[slots[i]];

        if (slot->row == 0) {
            if (weights->rows == weights->room) {
                die("too many rows for the table", "weights");
            }
            slot->row = weights->rows++;
        }
        size_t row = (size_t)slot->row * weights->classes;
        weights->now[row + right] += 1;
        weights->late[row + right] += weights->time;
        weights->now[row + wrong] -= 1;
        weights->late[row + wrong] -= weights->time;
    }
}

void weights_finish(struct weights *weights)
{
    size_t cells = (size_t)weights->rows * weights->classes;

    for (size_t i = 0; i < cells; i++) {
        weights->sum[i] +=
            weights->now[i] - (double)weights->late[i] / (double)weights->time;
        weights->now[i] = 0;
        weights->late[i] = 0;
    }
    weights->time = 1;
}

uint64_t random_next(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * 0x2545F4914F6CDD1DU;
}

void random_shuffle(uint64_t *state, uint32_t *order, uint32_t count)
{
    for (uint32_t i = count; i > 1; i--) {
        uint32_t j = (uint32_t)(random_next(state) >> 32) % i;
        uint32_t kept = order[i - 1];

        order[i - 1] = order[j];
        order[j] = kept;
    }
}
