/* Everything that a fuzz entry needs to run documents, made once. */
#ifndef GALLEY_FUZZ_BENCH_H
#define GALLEY_FUZZ_BENCH_H

#include <stdint.h>

#include "engine/run.h"

struct bench {
    struct gly_arena arena;
    struct gly_plan plan;
    struct gly_worker worker;
    unsigned reader_count;
};

/* With these rules selected; ends the program where the data cannot be opened. */
struct bench *bench_open(const struct gly_wish *wishes, size_t count);

/* Any bytes but none, as a document: the first one chooses the format. */
void bench_run(struct bench *bench, const uint8_t *data, size_t size,
               struct gly_result *ret_result);

#endif
