#include "engine/timing.h"

#include <stdlib.h>
#include <time.h>

/* Processor time of this thread: what other threads and programs do is not in it. */
static uint64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

void gly_timer_start(struct gly_timer *timer)
{
    if (timer->to)
        timer->since = now();
}

static uint64_t lap(struct gly_timer *timer)
{
    uint64_t at = now(), spent = at - timer->since;
    timer->since = at;
    return spent;
}

void gly_timer_stage(struct gly_timer *timer, enum gly_timed_stage stage)
{
    if (timer->to)
        timer->to->stage[stage] += lap(timer);
}

void gly_timer_annotation(struct gly_timer *timer, unsigned annotation)
{
    if (!timer->to)
        return;
    uint64_t spent = lap(timer);
    timer->to->annotation[annotation] += spent;
    timer->to->stage[GLY_TIMED_ANNOTATE] += spent;
}

void gly_timer_check(struct gly_timer *timer, uint32_t check)
{
    if (!timer->to)
        return;
    uint64_t spent = lap(timer);
    timer->to->check[check] += spent;
    timer->to->stage[GLY_TIMED_CHECK] += spent;
}

struct gly_timings *gly_timings_new(void)
{
    struct gly_timings *timings = calloc(1, sizeof *timings);
    if (!timings)
        return NULL;
    timings->check = calloc(gly_check_count + 1, sizeof *timings->check);
    if (timings->check)
        return timings;
    free(timings);
    return NULL;
}

void gly_timings_add(struct gly_timings *sum, const struct gly_timings *more)
{
    for (unsigned i = 0; i < GLY_TIMED_COUNT; i++)
        sum->stage[i] += more->stage[i];
    for (unsigned i = 0; i < GLY_ANNOTATION_COUNT; i++)
        sum->annotation[i] += more->annotation[i];
    for (size_t i = 0; i <= gly_check_count; i++)
        sum->check[i] += more->check[i];
}

void gly_timings_free(struct gly_timings *timings)
{
    if (timings)
        free(timings->check);
    free(timings);
}
