/* The layer "quantity": every number with what it means. */
#include <galley/quantity.h>

#include "cli/layer.h"

static const struct gly_quantities *quantities_of(const struct gly_doc *doc)
{
    return doc->notes[GLY_ANNOTATION_QUANTITIES];
}

static void print_field(struct gly_buf *out, const char *name, struct gly_str text)
{
    if (text.len > 0)
        gly_buf_printf(out, " %s '%.*s'", name, GLY_STR_ARG(text));
}

static void print_text(const struct gly_doc *doc, struct gly_buf *out)
{
    const struct gly_quantities *all = quantities_of(doc);
    for (uint32_t i = 0; i < all->count; i++) {
        const struct gly_quantity *q = &all->at[i];
        gly_buf_printf(out, "%6u %-9s '", q->span.start,
                       gly_quantity_class_name(q->class));
        gly_buf_add_str(out, gly_doc_slice(doc, q->span));
        gly_buf_putc(out, '\'');
        if (gly_quantity_is_value(q) || q->class == GLY_QUANTITY_ORDINAL) {
            gly_buf_printf(out, q->low < q->high ? " %.12g to %.12g" : " %.12g", q->low,
                           q->high);
            if (q->half > 0)
                gly_buf_printf(out, " ±%.12g", q->half);
            print_field(out, "unit", gly_str(q->unit ? q->unit->symbol : ""));
            print_field(out, "bound", gly_str(gly_bound_name(q->bound)));
            print_field(out, "role", gly_str(gly_role_name(q->role)));
            print_field(out, "of", gly_doc_slice(doc, q->noun));
            print_field(out, "owner", gly_doc_slice(doc, q->owner));
            print_field(out, "per", gly_doc_slice(doc, q->per));
        }
        gly_buf_putc(out, '\n');
    }
}

static void json_string(struct gly_buf *out, const char *name, struct gly_str text)
{
    if (text.len == 0)
        return;
    gly_buf_printf(out, ",\"%s\":", name);
    gly_layer_json_string(out, text);
}

static void print_json(const struct gly_doc *doc, struct gly_buf *out)
{
    const struct gly_quantities *all = quantities_of(doc);
    gly_buf_puts(out, "{\"quantities\":[");
    for (uint32_t i = 0; i < all->count; i++) {
        const struct gly_quantity *q = &all->at[i];
        gly_buf_printf(out, "%s\n{\"start\":%u,\"end\":%u,\"class\":\"%s\"",
                       i > 0 ? "," : "", q->span.start, q->span.end,
                       gly_quantity_class_name(q->class));
        json_string(out, "text", gly_doc_slice(doc, q->span));
        if (gly_quantity_is_value(q) || q->class == GLY_QUANTITY_ORDINAL) {
            gly_buf_printf(out, ",\"low\":%.17g,\"high\":%.17g,\"half\":%.17g", q->low,
                           q->high, q->half);
            json_string(out, "unit", gly_str(q->unit ? q->unit->symbol : ""));
            json_string(out, "bound", gly_str(gly_bound_name(q->bound)));
            json_string(out, "role", gly_str(gly_role_name(q->role)));
            json_string(out, "noun", gly_doc_slice(doc, q->noun));
            json_string(out, "phrase", gly_doc_slice(doc, q->phrase));
            json_string(out, "owner", gly_doc_slice(doc, q->owner));
            json_string(out, "per", gly_doc_slice(doc, q->per));
        }
        gly_buf_putc(out, '}');
    }
    gly_buf_puts(out, "]}\n");
}

static void print_csv(const struct gly_doc *doc, struct gly_buf *out)
{
    static const char *const names[] = {"start", "end",    "class", "text",  "low",
                                        "high",  "half",   "unit",  "bound", "role",
                                        "noun",  "phrase", "owner", "per"};
    const struct gly_quantities *all = quantities_of(doc);
    struct gly_layer_row row = {0};
    gly_layer_csv_head(names, GLY_COUNT(names), out);
    for (uint32_t i = 0; i < all->count; i++) {
        const struct gly_quantity *q = &all->at[i];
        bool value = gly_quantity_is_value(q) || q->class == GLY_QUANTITY_ORDINAL;
        const double numbers[] = {q->low, q->high, q->half};
        const struct gly_str texts[] = {gly_str(q->unit ? q->unit->symbol : ""),
                                        gly_str(gly_bound_name(q->bound)),
                                        gly_str(gly_role_name(q->role)),
                                        gly_doc_slice(doc, q->noun),
                                        gly_doc_slice(doc, q->phrase),
                                        gly_doc_slice(doc, q->owner),
                                        gly_doc_slice(doc, q->per)};
        gly_layer_csv_print(&row, "%u", q->span.start);
        gly_layer_csv_print(&row, "%u", q->span.end);
        gly_layer_csv_text(&row, gly_str(gly_quantity_class_name(q->class)));
        gly_layer_csv_text(&row, gly_doc_slice(doc, q->span));
        for (size_t n = 0; n < GLY_COUNT(numbers); n++)
            if (value)
                gly_layer_csv_print(&row, "%.17g", numbers[n]);
            else
                gly_layer_csv_text(&row, gly_str(""));
        for (size_t t = 0; t < GLY_COUNT(texts); t++)
            gly_layer_csv_text(&row, value ? texts[t] : gly_str(""));
        gly_layer_csv_end(&row, out);
    }
}

const struct gly_layer gly_layer_quantity = {
    .name = "quantity",
    .needs = GLY_NEED_QUANTITIES,
    .formats = {[GLY_LAYER_TEXT] = print_text,
                [GLY_LAYER_JSON] = print_json,
                [GLY_LAYER_CSV] = print_csv},
};
