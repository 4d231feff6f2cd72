/* Many documents on several threads; what is said of them comes out in input order, so
 * the output is the same for any number of workers. */
#ifndef GALLEY_POOL_H
#define GALLEY_POOL_H

#include "engine/run.h"

/* How many outputs one run may write ("--also"). */
enum { GLY_POOL_MAX_OUTPUTS = 8 };

/* What is left of a document when its arena has gone on to the next. */
struct gly_summary {
    bool skipped; /* not text, and only met on a walk: nothing is said of it */
    const struct gly_reader *reader; /* NULL where the input could not be read */
    uint32_t words;
    uint32_t findings[4]; /* by enum gly_severity; those that count */
    uint32_t failing;     /* of them, at or above the job's `fail_on` */
    uint32_t suppressed, dropped;
    uint32_t passages, foreign; /* as in struct gly_result */
    char foreign_lang[12];
    struct gly_error error; /* status GLY_OK when all went well */
};

struct gly_pool_client {
    void *context;
    unsigned output_count;
    /* NULL, or called for one document at a time, in input order and before it is
     * reported: what depends on the documents before. It may drop and change findings;
     * it may not use the arena of the result. */
    void (*settle)(void *context, size_t index, struct gly_result *result);
    /* Called by a worker, side by side with others: write what is to be said of one
     * document into out[0 .. output_count). `context` is const to it. */
    void (*document)(const void *context, const struct gly_result *result,
                     struct gly_buf *out);
    /* Called by the thread that runs the pool, in input order. Returning false ends the
     * run early (the reader of the output has gone). */
    bool (*emit)(void *context, const struct gly_summary *summary, struct gly_buf *out);
    struct gly_timings *timings; /* NULL, or where the workers' sums are added */
};

/* A job and the plan that its configuration asks for. */
struct gly_pool_job {
    struct gly_job job;
    const struct gly_plan *plan;
    enum gly_severity fail_on; /* GLY_OFF: no finding fails */
};

/* Run all jobs on at most `workers` threads. Fails only where threads or memory for the
 * bookkeeping cannot be had. */
enum gly_status gly_pool_run(const struct gly_pool_job *jobs, size_t job_count,
                             unsigned workers, const struct gly_pool_client *client,
                             struct gly_error *err);

/* The number of processors this process may use, at least 1. */
unsigned gly_pool_processors(void);

#endif
