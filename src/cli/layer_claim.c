/* The layer "claim": what the document says of the same thing, by key. */
#include <galley/claim.h>

#include "cli/layer.h"
#include "note/claim.h"

static void print_text(const struct gly_doc *doc, const struct gly_claim *claim,
                       struct gly_buf *out)
{
    gly_buf_printf(out, "%u-%u %s %016llx %.*s", claim->span.start, claim->span.end,
                   gly_claim_kind_name(claim->kind), (unsigned long long)claim->key,
                   GLY_STR_ARG(claim->what));
    if (claim->subject.end > claim->subject.start) {
        gly_buf_puts(out, " (");
        gly_layer_conllu_form(out, gly_doc_slice(doc, claim->subject));
        gly_buf_putc(out, ')');
    }
    gly_buf_puts(out, " = ");
    gly_layer_conllu_form(out, gly_doc_slice(doc, claim->span));
    gly_buf_putc(out, '\n');
}

static void print_json(const struct gly_doc *doc, const struct gly_claim *claim,
                       struct gly_buf *out)
{
    gly_buf_printf(out, "{\"start\":%u,\"end\":%u,\"kind\":\"%s\",\"key\":\"%016llx\"",
                   claim->span.start, claim->span.end, gly_claim_kind_name(claim->kind),
                   (unsigned long long)claim->key);
    gly_buf_puts(out, ",\"what\":");
    gly_layer_json_string(out, claim->what);
    gly_buf_puts(out, ",\"subject\":");
    gly_layer_json_string(out, gly_doc_slice(doc, claim->subject));
    gly_buf_puts(out, ",\"value\":");
    gly_layer_json_string(out, gly_doc_slice(doc, claim->span));
    if (claim->before != GLY_NONE)
        gly_buf_printf(out, ",\"before\":%u", claim->before);
    gly_buf_putc(out, '}');
}

static bool print(const struct gly_doc *doc, enum gly_layer_format format,
                  struct gly_buf *out)
{
    const struct gly_claims *claims = gly_doc_claims(doc);
    if (format != GLY_LAYER_TEXT && format != GLY_LAYER_JSON)
        return false;
    if (format == GLY_LAYER_JSON)
        gly_buf_puts(out, "{\"claims\":[");
    for (uint32_t i = 0; i < claims->count; i++) {
        if (format == GLY_LAYER_JSON)
            gly_buf_puts(out, i > 0 ? ",\n" : "\n");
        (format == GLY_LAYER_JSON ? print_json : print_text)(doc, &claims->at[i], out);
    }
    if (format == GLY_LAYER_JSON)
        gly_buf_puts(out, "]}\n");
    return true;
}

const struct gly_layer gly_layer_claim = {
    .name = "claim", .needs = GLY_NEED_CLAIMS, .print = print};
