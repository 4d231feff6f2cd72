/* The layer "quotation": whose words are whose. */
#include <galley/quotation.h>

#include "cli/layer.h"
#include "note/name.h"
#include "note/quotation.h"

static const char *const kinds[] = {"direct", "indirect", "title", "scare", "block"};
static const char *const speakers[] = {"none", "name", "pronoun", "description",
                                       "continued"};

static struct gly_str name_of(const struct gly_doc *doc, uint32_t entity)
{
    const struct gly_names *names = gly_doc_names(doc);
    return gly_doc_slice(doc, names->names[names->entities[entity].canonical].span);
}

static void text_quotation(const struct gly_doc *doc, const struct gly_quotation *q,
                           struct gly_buf *out)
{
    gly_buf_printf(out, "%u-%u %s%s ", q->span.start, q->span.end, kinds[q->kind],
                   q->flags & GLY_QUOTATION_OPEN ? " (open)" : "");
    gly_layer_conllu_form(out, gly_doc_slice(doc, q->span));
    if (q->speaker_kind != GLY_SPEAKER_NONE) {
        gly_buf_printf(out, " = %s ", speakers[q->speaker_kind]);
        gly_layer_conllu_form(out, gly_doc_slice(doc, q->speaker));
        if (q->entity != GLY_NONE) {
            gly_buf_puts(out, " (");
            gly_layer_conllu_form(out, name_of(doc, q->entity));
            gly_buf_putc(out, ')');
        }
    }
    gly_buf_putc(out, '\n');
}

static void json_quotation(const struct gly_doc *doc, const struct gly_quotation *q,
                           struct gly_buf *out)
{
    static const struct {
        const char *name;
        unsigned flag;
    } flags[] = {{"open", GLY_QUOTATION_OPEN},
                 {"goes_on", GLY_QUOTATION_GOES_ON},
                 {"split", GLY_QUOTATION_SPLIT}};
    gly_buf_printf(out,
                   "{\"start\":%u,\"end\":%u,\"kind\":\"%s\",\"text\":", q->span.start,
                   q->span.end, kinds[q->kind]);
    gly_layer_json_string(out, gly_doc_slice(doc, q->inside));
    gly_buf_printf(out, ",\"speaker_kind\":\"%s\"", speakers[q->speaker_kind]);
    if (q->speaker_kind != GLY_SPEAKER_NONE) {
        gly_buf_printf(out, ",\"speaker\":{\"start\":%u,\"end\":%u,\"text\":",
                       q->speaker.start, q->speaker.end);
        gly_layer_json_string(out, gly_doc_slice(doc, q->speaker));
        if (q->entity != GLY_NONE) {
            gly_buf_puts(out, ",\"name\":");
            gly_layer_json_string(out, name_of(doc, q->entity));
        }
        gly_buf_putc(out, '}');
    }
    gly_buf_printf(out, ",\"whole\":%u", q->whole);
    if (q->outer != GLY_NONE)
        gly_buf_printf(out, ",\"outer\":%u", q->outer);
    for (unsigned f = 0; f < GLY_COUNT(flags); f++)
        if (q->flags & flags[f].flag)
            gly_buf_printf(out, ",\"%s\":true", flags[f].name);
    gly_buf_putc(out, '}');
}

static void print_csv(const struct gly_doc *doc, struct gly_buf *out)
{
    const struct gly_quotations *all = gly_doc_quotations(doc);
    static const char *const columns[] = {"start",        "end",     "kind", "text",
                                          "speaker_kind", "speaker", "name", "verb"};
    struct gly_layer_row row = {0};
    gly_layer_csv_head(columns, GLY_COUNT(columns), out);
    for (uint32_t i = 0; i < all->count; i++) {
        const struct gly_quotation *q = &all->list[i];
        gly_layer_csv_print(&row, "%u", q->span.start);
        gly_layer_csv_print(&row, "%u", q->span.end);
        gly_layer_csv_text(&row, gly_str(kinds[q->kind]));
        gly_layer_csv_text(&row, gly_doc_slice(doc, q->inside));
        gly_layer_csv_text(&row, gly_str(speakers[q->speaker_kind]));
        gly_layer_csv_text(&row, gly_doc_slice(doc, q->speaker));
        gly_layer_csv_text(&row, q->entity != GLY_NONE ? name_of(doc, q->entity)
                                                       : gly_str(""));
        gly_layer_csv_text(&row, gly_doc_slice(doc, q->verb));
        gly_layer_csv_end(&row, out);
    }
}

static void print_text(const struct gly_doc *doc, struct gly_buf *out)
{
    const struct gly_quotations *all = gly_doc_quotations(doc);
    for (uint32_t i = 0; i < all->count; i++)
        text_quotation(doc, &all->list[i], out);
}

static void print_json(const struct gly_doc *doc, struct gly_buf *out)
{
    const struct gly_quotations *all = gly_doc_quotations(doc);
    gly_buf_puts(out, "{\"quotations\":[");
    for (uint32_t i = 0; i < all->count; i++) {
        gly_buf_puts(out, i > 0 ? ",\n" : "\n");
        json_quotation(doc, &all->list[i], out);
    }
    gly_buf_puts(out, "]}\n");
}

const struct gly_layer gly_layer_quotation = {
    .name = "quotation",
    .needs = GLY_NEED_QUOTATIONS,
    .formats = {[GLY_LAYER_TEXT] = print_text,
                [GLY_LAYER_JSON] = print_json,
                [GLY_LAYER_CSV] = print_csv},
};
