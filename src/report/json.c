/* galley's own model in full, for programs: "galley":1 is its version, raised when a
 * reader of the old one would go wrong. Keys may be added at any time.
 *
 * json is one object with all findings, jsonl one finding a line. Columns count code
 * points; `bytes` are offsets into the file and stand only where it is sound UTF-8;
 * ends are exclusive. */
#include <inttypes.h>
#include <stdio.h>

#include "report/escape.h"
#include "report/reporters.h"

static void add_place(struct gly_json *json, const char *key, struct gly_place place)
{
    gly_json_add_open(json, key, '{');
    gly_json_add_uint(json, "line", place.line);
    gly_json_add_uint(json, "column", place.column);
    gly_json_close(json, '}');
}

/* Where in the package the words are written: the part, and from the first byte to the
 * last, with the tags between. */
static void add_part(struct gly_json *json, const struct gly_result *result,
                     struct gly_span span)
{
    struct gly_span at = gly_result_source_span(result, span), first, last;
    struct gly_str part, other;
    if (at.end == at.start ||
        !gly_source_origin(result->source, at.start, &part, &first) ||
        !gly_source_origin(result->source, at.end - 1, &other, &last) ||
        !gly_str_eq(part, other))
        return;
    gly_json_add_open(json, "bytes", '{');
    gly_json_add_str(json, "part", part);
    gly_json_add_uint(json, "start", first.start);
    gly_json_add_uint(json, "end", last.end);
    gly_json_close(json, '}');
}

static void add_heading(struct gly_json *json, const struct gly_result *result,
                        struct gly_span span)
{
    uint32_t heading = GLY_NONE;
    if (result->doc && result->source && gly_source_has_paragraphs(result->source))
        heading = gly_doc_heading(result->doc, span.start);
    if (heading != GLY_NONE)
        gly_json_add_str(json, "heading",
                         gly_result_text(result, result->doc->blocks.at[heading].span));
}

static void add_bytes(struct gly_json *json, const struct gly_result *result,
                      struct gly_span span)
{
    const struct gly_source *source = result->source;
    if (source && gly_source_has_paragraphs(source)) {
        add_part(json, result, span);
        return;
    }
    if (!source || source->damage_total > 0 || !gly_source_is_bytes(source))
        return;
    uint32_t mark = source->encoding == GLY_ENCODING_UTF8_BOM ? 3 : 0;
    struct gly_span at = gly_result_source_span(result, span);
    gly_json_add_open(json, "bytes", '{');
    gly_json_add_uint(json, "start", (uint64_t)at.start + mark);
    gly_json_add_uint(json, "end", (uint64_t)at.end + mark);
    gly_json_close(json, '}');
}

static void add_location(struct gly_json *json, const struct gly_result *result,
                         struct gly_span span)
{
    struct gly_region region = gly_result_region(result, span, GLY_UNIT_CODEPOINT);
    gly_json_add_open(json, "region", '{');
    add_place(json, "start", region.start);
    add_place(json, "end", region.end);
    gly_json_close(json, '}');
    add_bytes(json, result, span);
    add_heading(json, result, span);
    gly_json_add_str(json, "text", gly_result_text(result, span));
}

/* Sentences for people are made safe for their eyes, what is quoted stays exact. */
static void add_shown(struct gly_json *json, const char *key, struct gly_str s)
{
    struct gly_buf shown;
    gly_buf_init(&shown, json->out->cap);
    gly_show(&shown, s);
    gly_json_add_str(json, key, gly_buf_str(&shown));
    json->out->failed = json->out->failed || shown.failed;
    gly_buf_release(&shown);
}

static void add_suppression(struct gly_json *json, const struct gly_result *result,
                            const struct gly_finding *f)
{
    gly_json_key(json, "suppression");
    if (f->suppression == GLY_SUPPRESS_NONE) {
        gly_json_null(json);
        return;
    }
    bool stet = f->suppression == GLY_SUPPRESS_STET;
    gly_json_open(json, '{');
    gly_json_add_text(json, "kind", stet ? "stet" : "baseline");
    gly_json_add_str(json, "justification", f->justification);
    if (f->suppressed_at.end > f->suppressed_at.start)
        add_location(json, result, f->suppressed_at);
    gly_json_close(json, '}');
}

static void add_lists(struct gly_json *json, const struct gly_result *result,
                      const struct gly_finding *f)
{
    gly_json_add_open(json, "evidence", '[');
    for (uint32_t i = 0; i < f->evidence_count; i++) {
        gly_json_open(json, '{');
        add_location(json, result, f->evidence[i].span);
        add_shown(json, "label", f->evidence[i].label);
        gly_json_close(json, '}');
    }
    gly_json_close(json, ']');
    gly_json_add_open(json, "fixes", '[');
    for (uint32_t i = 0; i < f->fix_count; i++)
        gly_json_str(json, f->fixes[i]);
    gly_json_close(json, ']');
}

static void add_fields(struct gly_json *json, const struct gly_result *result,
                       const struct gly_finding *f)
{
    gly_json_add_str(json, "path", result->path);
    gly_json_add_text(json, "rule", f->rule->id);
    gly_json_add_text(json, "severity", gly_severity_name(f->severity));
    add_shown(json, "message", f->message);
    add_location(json, result, f->span);
    add_lists(json, result, f);
    char hex[17];
    snprintf(hex, sizeof hex, "%016" PRIx64, f->fingerprint);
    gly_json_add_text(json, "fingerprint", hex);
    add_suppression(json, result, f);
}

static void print_document(const struct gly_report_options *options,
                           const struct gly_result *result, struct gly_buf *out)
{
    (void)options;
    for (uint32_t i = 0; i < result->finding_count; i++) {
        struct gly_json json = {.out = out};
        if (i > 0)
            gly_buf_puts(out, ",\n");
        gly_json_open(&json, '{');
        add_fields(&json, result, result->findings[i]);
        gly_json_close(&json, '}');
    }
}

static void print_lines(const struct gly_report_options *options,
                        const struct gly_result *result, struct gly_buf *out)
{
    (void)options;
    for (uint32_t i = 0; i < result->finding_count; i++) {
        struct gly_json json = {.out = out};
        gly_json_open(&json, '{');
        gly_json_add_uint(&json, "galley", 1);
        add_fields(&json, result, result->findings[i]);
        gly_json_close(&json, '}');
        gly_buf_putc(out, '\n');
    }
}

static void print_begin(const struct gly_report_options *options, struct gly_buf *out)
{
    struct gly_json json = {.out = out};
    gly_json_open(&json, '{');
    gly_json_add_uint(&json, "galley", 1);
    gly_json_add_text(&json, "version", options->version ? options->version : "");
    gly_json_add_open(&json, "findings", '[');
    gly_buf_putc(out, '\n');
}

static void add_error(struct gly_json *json, const struct gly_error *error)
{
    gly_json_open(json, '{');
    gly_json_add_text(json, "path", error->file);
    gly_json_add_uint(json, "line", error->line);
    gly_json_add_uint(json, "column", error->column);
    add_shown(json, "message", gly_str(error->message));
    gly_json_close(json, '}');
}

static void print_end(const struct gly_report_options *options,
                      const struct gly_report_totals *totals, struct gly_buf *out)
{
    (void)options;
    gly_buf_putc(out, '\n');
    struct gly_json json = {.out = out};
    gly_json_close(&json, ']');
    gly_json_add_open(&json, "errors", '[');
    for (uint32_t i = 0; i < totals->error_count; i++)
        add_error(&json, &totals->errors[i]);
    gly_json_close(&json, ']');
    gly_json_add_open(&json, "summary", '{');
    gly_json_add_uint(&json, "files", totals->files);
    gly_json_add_uint(&json, "words", totals->words);
    gly_json_add_uint(&json, "errors", totals->findings[GLY_ERROR]);
    gly_json_add_uint(&json, "warnings", totals->findings[GLY_WARNING]);
    gly_json_add_uint(&json, "notes", totals->findings[GLY_NOTE]);
    gly_json_add_uint(&json, "suppressed", totals->suppressed);
    gly_json_add_uint(&json, "dropped", totals->dropped);
    gly_json_close(&json, '}');
    gly_json_close(&json, '}');
    gly_buf_putc(out, '\n');
}

const struct gly_reporter gly_reporter_json = {
    .name = "json",
    .summary = "everything galley knows of its findings, as one JSON object",
    .separator = ",\n",
    .fingerprints = true,
    .begin = print_begin,
    .document = print_document,
    .end = print_end,
};

const struct gly_reporter gly_reporter_jsonl = {
    .name = "jsonl",
    .summary = "the same, one finding a line",
    .separator = "",
    .fingerprints = true,
    .begin = gly_report_nothing,
    .document = print_lines,
    .end = gly_report_no_end,
};
