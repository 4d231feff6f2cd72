/* Where the time of a run goes: by stage, by annotation, by check. Each worker keeps its
 * own sums; nothing is measured unless somebody asks. */
#ifndef GALLEY_TIMING_H
#define GALLEY_TIMING_H

#include "engine/plan.h"

/*  X(NAME, name): the stages of a document in their order. ANNOTATE and CHECK are the
 * sums of what stands beneath them. */
#define GLY_TIMED_STAGES(X)            \
    X(READ, "read the file")           \
    X(DECODE, "decode")                \
    X(BLOCKS, "blocks")                \
    X(TOKENS, "sentences and tokens")  \
    X(LANGUAGE, "language")            \
    X(ANNOTATE, "annotations")         \
    X(CHECK, "checks")                 \
    X(FILTER, "filters, fingerprints") \
    X(REPORT, "report")

enum gly_timed_stage {
#define X(NAME, name) GLY_TIMED_##NAME,
    GLY_TIMED_STAGES(X)
#undef X
        GLY_TIMED_COUNT
};

/* Sums of processor time, in nanoseconds. */
struct gly_timings {
    uint64_t stage[GLY_TIMED_COUNT];
    uint64_t annotation[GLY_ANNOTATION_COUNT];
    uint64_t *check; /* by index in gly_checks; the last, of the phrase rules */
};

/* A worker's stopwatch: each lap goes to what has just been done. */
struct gly_timer {
    struct gly_timings *to; /* NULL: nothing is measured */
    uint64_t since;
};

void gly_timer_start(struct gly_timer *timer);
void gly_timer_stage(struct gly_timer *timer, enum gly_timed_stage stage);
void gly_timer_annotation(struct gly_timer *timer, unsigned annotation);
void gly_timer_check(struct gly_timer *timer, uint32_t check);

/* NULL where memory ends. */
struct gly_timings *gly_timings_new(void);
void gly_timings_add(struct gly_timings *sum, const struct gly_timings *more);
void gly_timings_free(struct gly_timings *timings);

#endif
