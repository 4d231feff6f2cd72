#include "bench.h"

#include <stdlib.h>

#include "base/limits.h"
#include "engine/resources.h"

struct bench *bench_open(const struct gly_wish *wishes, size_t count)
{
    struct bench *bench = calloc(1, sizeof *bench);
    const struct gly_resources *resources;
    struct gly_error err;
    gly_arena_init(&bench->arena, GLY_LIMIT_ARENA_BYTES);
    gly_worker_init(&bench->worker);
    if (gly_plan_build(&bench->arena, wishes, count, &bench->plan, &err) != GLY_OK ||
        gly_resources_open(&bench->arena, bench->plan.annotations, &resources, &err) !=
            GLY_OK ||
        gly_plan_setup(&bench->arena, &bench->plan, resources, &err) != GLY_OK)
        abort();
    while (gly_readers()[bench->reader_count])
        bench->reader_count++;
    return bench;
}

void bench_run(struct bench *bench, const uint8_t *data, size_t size,
               struct gly_result *ret_result)
{
    struct gly_job job = {
        .path = GLY_STR("fuzz"),
        .bytes = {(const char *)data + 1, size - 1},
        .named = true,
        .reader = gly_readers()[data[0] % bench->reader_count],
    };
    gly_run_document(&bench->worker, &bench->plan, &job, ret_result);
}
