/* The layer "claim": what the document says of the same thing, by key. */
#include <galley/claim.h>

#include "cli/layer.h"
#include "note/claim.h"

static void text_claim(const struct gly_doc *doc, const struct gly_claim *claim,
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

static void json_claim(const struct gly_doc *doc, const struct gly_claim *claim,
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

static void print_text(const struct gly_doc *doc, struct gly_buf *out)
{
    const struct gly_claims *all = gly_doc_claims(doc);
    for (uint32_t i = 0; i < all->count; i++)
        text_claim(doc, &all->at[i], out);
}

static void print_json(const struct gly_doc *doc, struct gly_buf *out)
{
    const struct gly_claims *all = gly_doc_claims(doc);
    gly_buf_puts(out, "{\"claims\":[");
    for (uint32_t i = 0; i < all->count; i++) {
        gly_buf_puts(out, i > 0 ? ",\n" : "\n");
        json_claim(doc, &all->at[i], out);
    }
    gly_buf_puts(out, "]}\n");
}

/* "claim" numbers the rows; "before" is the number of the one before it with the same key. */
static void print_csv(const struct gly_doc *doc, struct gly_buf *out)
{
    static const char *const columns[] = {"claim", "start",   "end",   "kind",  "key",
                                          "what",  "subject", "value", "before"};
    const struct gly_claims *all = gly_doc_claims(doc);
    struct gly_layer_row row = {0};
    gly_layer_csv_head(columns, GLY_COUNT(columns), out);
    for (uint32_t i = 0; i < all->count; i++) {
        const struct gly_claim *claim = &all->at[i];
        gly_layer_csv_print(&row, "%u", i);
        gly_layer_csv_print(&row, "%u", claim->span.start);
        gly_layer_csv_print(&row, "%u", claim->span.end);
        gly_layer_csv_text(&row, gly_str(gly_claim_kind_name(claim->kind)));
        gly_layer_csv_print(&row, "%016llx", (unsigned long long)claim->key);
        gly_layer_csv_text(&row, claim->what);
        gly_layer_csv_text(&row, gly_doc_slice(doc, claim->subject));
        gly_layer_csv_text(&row, gly_doc_slice(doc, claim->span));
        if (claim->before != GLY_NONE)
            gly_layer_csv_print(&row, "%u", claim->before);
        else
            gly_layer_csv_text(&row, gly_str(""));
        gly_layer_csv_end(&row, out);
    }
}

const struct gly_layer gly_layer_claim = {
    .name = "claim",
    .needs = GLY_NEED_CLAIMS,
    .formats = {[GLY_LAYER_TEXT] = print_text,
                [GLY_LAYER_JSON] = print_json,
                [GLY_LAYER_CSV] = print_csv},
};
