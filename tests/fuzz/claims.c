/* Fuzz entry: any bytes as a document, with the rules of claims; the first byte chooses the
 * format. */
#include <stdint.h>
#include <stdlib.h>

#include "base/limits.h"
#include "engine/resources.h"
#include "engine/run.h"
#include "note/claim.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct bench {
    struct gly_arena arena;
    struct gly_plan plan;
    struct gly_worker worker;
    unsigned reader_count;
};

static struct bench *open_bench(void)
{
    const struct gly_wish wishes[] = {{GLY_WISH_ONLY, GLY_STR("claims/"), GLY_OFF},
                                      {GLY_WISH_ENABLE, GLY_STR("claims/"), GLY_OFF}};
    struct bench *bench = calloc(1, sizeof *bench);
    const struct gly_resources *resources;
    struct gly_error err;
    gly_arena_init(&bench->arena, GLY_LIMIT_ARENA_BYTES);
    gly_worker_init(&bench->worker);
    if (gly_plan_build(&bench->arena, wishes, 2, &bench->plan, &err) != GLY_OK ||
        gly_resources_open(&bench->arena, bench->plan.annotations, &resources, &err) !=
            GLY_OK ||
        gly_plan_setup(&bench->arena, &bench->plan, resources, &err) != GLY_OK)
        abort();
    while (gly_readers()[bench->reader_count])
        bench->reader_count++;
    return bench;
}

/* Every claim lies in the text, and its neighbours are of its key and speaker. */
static void inspect(const struct gly_doc *doc, const struct gly_claims *claims)
{
    size_t len = gly_doc_text(doc).len;
    for (uint32_t i = 0; i < claims->count; i++) {
        const struct gly_claim *claim = &claims->at[i];
        if (claim->span.start > claim->span.end || claim->span.end > len ||
            claim->subject.start > claim->subject.end || claim->subject.end > len ||
            claim->times == 0)
            __builtin_trap();
        if (claim->before == GLY_NONE)
            continue;
        const struct gly_claim *before = &claims->at[claim->before];
        if (claim->before >= i || before->after != i || before->key != claim->key ||
            before->speaker != claim->speaker)
            __builtin_trap();
    }
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
    if (result.doc && result.doc->notes[GLY_ANNOTATION_CLAIMS])
        inspect(result.doc, gly_doc_claims(result.doc));
    return 0;
}
