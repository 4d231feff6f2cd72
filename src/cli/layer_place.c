/* The layer "place": names of places, what they are taken for and how surely, and the
 * descriptions that stand for one. */
#include <galley/place.h>

#include "base/limits.h"
#include "cli/layer.h"

static const char *const kinds[GLY_PLACE_KIND_COUNT] = {
    "country", "division", "city",     "feature",  "region",
    "group",   "former",   "currency", "disputed", "phrase",
};

static const char *const forms[] = {"noun",   "adjective", "person",
                                    "people", "combining", "unit"};

static const char *const flags[] = {
    "possessive", "quoted",    "title",    "heading",     "in-phrase", "part",
    "doubtful",   "elsewhere", "disputed", "former-name", "several",   "hyphenated",
};

static void put_flags(struct gly_buf *out, unsigned bits, const char *between)
{
    bool first = true;
    for (unsigned i = 0; i < GLY_COUNT(flags); i++)
        if (bits & 1u << i) {
            gly_buf_printf(out, "%s%s", first ? "" : between, flags[i]);
            first = false;
        }
}

static const char *iso2(const struct gly_places *places, uint16_t country)
{
    return country == GLY_NOWHERE ? ""
                                  : gly_atlas_country(places->atlas, country)->iso2;
}

static void print_text(const struct gly_doc *doc, struct gly_buf *out)
{
    const struct gly_places *places = doc->notes[GLY_ANNOTATION_PLACES];
    for (uint32_t i = 0; i < places->count; i++) {
        const struct gly_toponym *p = &places->at[i];
        gly_buf_printf(out, "%u\t%u\t%.*s\t%s\t%s\t%s\t", p->span.start, p->span.end,
                       GLY_STR_ARG(gly_doc_slice(doc, p->span)), kinds[p->kind],
                       forms[p->form], iso2(places, p->country));
        put_flags(out, p->flags, ",");
        gly_buf_puts(out, "\n");
    }
    for (uint32_t i = 0; i < places->description_count; i++) {
        const struct gly_description *d = &places->descriptions[i];
        gly_buf_printf(out, "%u\t%u\t%.*s\tdescription\t", d->span.start, d->span.end,
                       GLY_STR_ARG(gly_doc_slice(doc, d->span)));
        if (d->subject != GLY_NONE)
            gly_buf_printf(
                out, "%.*s",
                GLY_STR_ARG(gly_doc_slice(doc, places->at[d->subject].span)));
        gly_buf_puts(out, "\t\t\n");
    }
}

static void print_json(const struct gly_doc *doc, struct gly_buf *out)
{
    const struct gly_places *places = doc->notes[GLY_ANNOTATION_PLACES];
    gly_buf_puts(out, "{\"places\":[");
    for (uint32_t i = 0; i < places->count; i++) {
        const struct gly_toponym *p = &places->at[i];
        gly_buf_printf(out, "%s\n{\"start\":%u,\"end\":%u,\"text\":", i ? "," : "",
                       p->span.start, p->span.end);
        gly_layer_json_string(out, gly_doc_slice(doc, p->span));
        gly_buf_printf(out, ",\"kind\":\"%s\",\"form\":\"%s\",\"country\":\"%s\"",
                       kinds[p->kind], forms[p->form], iso2(places, p->country));
        gly_buf_puts(out, ",\"flags\":[");
        if (p->flags) {
            gly_buf_puts(out, "\"");
            put_flags(out, p->flags, "\",\"");
            gly_buf_puts(out, "\"");
        }
        gly_buf_puts(out, "]}");
    }
    gly_buf_puts(out, "],\"descriptions\":[");
    for (uint32_t i = 0; i < places->description_count; i++) {
        const struct gly_description *d = &places->descriptions[i];
        gly_buf_printf(out, "%s\n{\"start\":%u,\"end\":%u,\"text\":", i ? "," : "",
                       d->span.start, d->span.end);
        gly_layer_json_string(out, gly_doc_slice(doc, d->span));
        if (d->subject != GLY_NONE)
            gly_buf_printf(out, ",\"subject\":%u", d->subject);
        gly_buf_puts(out, "}");
    }
    gly_buf_puts(out, "]}\n");
}

/* The descriptions stand behind the places, with the place that each is tied to. */
static void print_csv(const struct gly_doc *doc, struct gly_buf *out)
{
    static const char *const columns[] = {"start", "end",     "text",  "kind",
                                          "form",  "country", "flags", "subject"};
    const struct gly_places *places = doc->notes[GLY_ANNOTATION_PLACES];
    struct gly_layer_row row = {0};
    gly_layer_csv_head(columns, GLY_COUNT(columns), out);
    for (uint32_t i = 0; i < places->count; i++) {
        const struct gly_toponym *p = &places->at[i];
        struct gly_buf flag_text;
        gly_buf_init(&flag_text, GLY_LIMIT_ARENA_BYTES);
        put_flags(&flag_text, p->flags, " ");
        gly_layer_csv_print(&row, "%u", p->span.start);
        gly_layer_csv_print(&row, "%u", p->span.end);
        gly_layer_csv_text(&row, gly_doc_slice(doc, p->span));
        gly_layer_csv_text(&row, gly_str(kinds[p->kind]));
        gly_layer_csv_text(&row, gly_str(forms[p->form]));
        gly_layer_csv_text(&row, gly_str(iso2(places, p->country)));
        gly_layer_csv_text(&row, gly_buf_str(&flag_text));
        gly_layer_csv_text(&row, gly_str(""));
        gly_layer_csv_end(&row, out);
        gly_buf_release(&flag_text);
    }
    for (uint32_t i = 0; i < places->description_count; i++) {
        const struct gly_description *d = &places->descriptions[i];
        gly_layer_csv_print(&row, "%u", d->span.start);
        gly_layer_csv_print(&row, "%u", d->span.end);
        gly_layer_csv_text(&row, gly_doc_slice(doc, d->span));
        gly_layer_csv_text(&row, gly_str("description"));
        for (unsigned empty = 0; empty < 3; empty++)
            gly_layer_csv_text(&row, gly_str(""));
        gly_layer_csv_text(&row, d->subject != GLY_NONE
                                     ? gly_doc_slice(doc, places->at[d->subject].span)
                                     : gly_str(""));
        gly_layer_csv_end(&row, out);
    }
}

const struct gly_layer gly_layer_place = {
    .name = "place",
    .needs = GLY_NEED_PLACES,
    .formats = {[GLY_LAYER_TEXT] = print_text,
                [GLY_LAYER_JSON] = print_json,
                [GLY_LAYER_CSV] = print_csv},
};
