/* Fuzz entry: any bytes as a document of each format, through every rule, as far as every
 * report. The first byte chooses the format. */
#include "bench.h"

#include "report/report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct gly_wish all = {GLY_WISH_ENABLE, GLY_STR("all"), GLY_OFF};
    static struct bench *bench;
    struct gly_result result;
    if (!bench)
        bench = bench_open(&all, 1);
    if (size == 0)
        return 0;
    bench_run(bench, data, size, &result);
    struct gly_report_options options = {.plan = &bench->plan, .category = "galley"};
    for (const struct gly_reporter *const *reporter = gly_reporters(); *reporter;
         reporter++) {
        struct gly_buf out;
        gly_buf_init(&out, (size_t)64 * 1024 * 1024);
        (*reporter)->document(&options, &result, &out);
        gly_buf_release(&out);
    }
    return 0;
}
