/* Fuzz entry: any bytes as a document, with the rules of claims; the first byte chooses the
 * format. */
#include "bench.h"

#include "note/claim.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
    static const struct gly_wish wishes[] = {
        {GLY_WISH_ONLY, GLY_STR("claims/"), GLY_OFF},
        {GLY_WISH_ENABLE, GLY_STR("claims/"), GLY_OFF}};
    static struct bench *bench;
    struct gly_result result;
    if (!bench)
        bench = bench_open(wishes, GLY_COUNT(wishes));
    if (size == 0)
        return 0;
    bench_run(bench, data, size, &result);
    if (result.doc && result.doc->notes[GLY_ANNOTATION_CLAIMS])
        inspect(result.doc, gly_doc_claims(result.doc));
    return 0;
}
