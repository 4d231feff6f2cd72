/* Fuzz entry: any bytes as a document of each format, through every rule, as far as every
 * report. The first byte chooses the format. */
#include <stdint.h>
#include <stdlib.h>

#include "base/limits.h"
#include "engine/resources.h"
#include "engine/run.h"
#include "report/report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Everything a run needs, made once. */
struct bench {
    struct gly_arena arena;
    struct gly_plan plan;
    struct gly_worker worker;
    unsigned reader_count, reporter_count;
};

static struct bench *open_bench(void)
{
    struct bench *bench = calloc(1, sizeof *bench);
    struct gly_error err;
    const struct gly_resources *resources;
    struct gly_wish all = {GLY_WISH_ENABLE, GLY_STR("all"), GLY_OFF};
    gly_arena_init(&bench->arena, GLY_LIMIT_ARENA_BYTES);
    gly_worker_init(&bench->worker);
    if (gly_plan_build(&bench->arena, &all, 1, &bench->plan, &err) != GLY_OK ||
        gly_resources_open(&bench->arena, bench->plan.annotations, &resources, &err) !=
            GLY_OK ||
        gly_plan_setup(&bench->arena, &bench->plan, resources, &err) != GLY_OK)
        abort();
    while (gly_readers()[bench->reader_count])
        bench->reader_count++;
    while (gly_reporters()[bench->reporter_count])
        bench->reporter_count++;
    return bench;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct bench *bench;
    if (!bench)
        bench = open_bench();
    if (size == 0)
        return 0;
    struct gly_job job = {
        .path = GLY_STR("fuzz"),
        .bytes = {(const char *)data + 1, size - 1},
        .named = true,
        .reader = gly_readers()[data[0] % bench->reader_count],
    };
    struct gly_result result;
    gly_run_document(&bench->worker, &bench->plan, &job, &result);
    struct gly_report_options options = {.plan = &bench->plan, .category = "galley"};
    for (unsigned r = 0; r < bench->reporter_count; r++) {
        struct gly_buf out;
        gly_buf_init(&out, (size_t)64 * 1024 * 1024);
        gly_reporters()[r]->document(&options, &result, &out);
        gly_buf_release(&out);
    }
    return 0;
}
