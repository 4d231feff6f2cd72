/* What the marks of a document say of its tokens. */
#include "text/doc.h"

/* The first token from `tok` on that ends behind `at`, in strides that double. */
static uint32_t token_behind(const struct gly_doc *doc, uint32_t tok, uint32_t at)
{
    uint32_t step = 1;
    while (tok + step < doc->toks.count && doc->toks.at[tok + step].span.end <= at) {
        tok += step;
        step *= 2;
    }
    for (; step > 0; step /= 2)
        if (tok + step < doc->toks.count && doc->toks.at[tok + step].span.end <= at)
            tok += step;
    while (tok < doc->toks.count && doc->toks.at[tok].span.end <= at)
        tok++;
    return tok;
}

/* Marks are sorted by start, however they nest. */
void gly_doc_flag_marked(struct gly_doc *doc, enum gly_mark_kind kind, uint16_t flag)
{
    uint32_t tok = 0;
    for (uint32_t m = 0; m < doc->marks.count; m++) {
        const struct gly_mark *mark = &doc->marks.at[m];
        if (mark->kind != kind)
            continue;
        tok = token_behind(doc, tok, mark->span.start);
        for (; tok < doc->toks.count && doc->toks.at[tok].span.start < mark->span.end;
             tok++)
            doc->toks.at[tok].flags |= flag;
    }
}
