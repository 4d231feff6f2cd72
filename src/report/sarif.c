/* SARIF 2.1.0 (OASIS Standard with Errata 01), for GitHub code scanning, GitLab,
 * editors. Clause numbers are the standard's. Nothing here depends on the time of day:
 * the same findings give the same bytes. */
#include <inttypes.h>
#include <stdio.h>

#include "engine/fingerprint.h"
#include "report/escape.h"
#include "report/reporters.h"

#define SCHEMA                                                            \
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/" \
    "sarif-schema-2.1.0.json"

/* Regions beyond this are shown without their text: a snippet is for reading. */
enum { LONGEST_SNIPPET = 4096 };

/* Links in a message: the first places only; relatedLocations has all. */
enum { MOST_LINKS = 4 };

/* One document on its way out. */
struct sheet {
    struct gly_json json;
    const struct gly_report_options *options;
    const struct gly_result *result;
    const struct gly_rule **listed; /* the rules of tool.driver, by ruleIndex */
    uint32_t listed_count;
    struct gly_line_hash *lines; /* of the lines on which findings start */
    uint32_t line_count;
};

/* ---- Messages ---- */

/* Text inside a message: braces are doubled (3.11.5), and "](" is torn apart, since
 * some viewers make a link of it however it is escaped. */
static void put_message(struct gly_buf *out, struct gly_str s)
{
    struct gly_glyph glyph;
    for (size_t at = 0; at < s.len; at += glyph.len) {
        glyph = gly_glyph_at(s, at);
        if (glyph.cp == '"' || glyph.cp == '\\')
            gly_buf_putc(out, '\\');
        gly_glyph_put(out, glyph);
        if (glyph.cp == '{' || glyph.cp == '}')
            gly_glyph_put(out, glyph);
        if (glyph.cp == ']' && at + 1 < s.len && s.ptr[at + 1] == '(')
            gly_buf_putc(out, ' ');
    }
}

/* "message":{"text":"..."} of one piece. */
static void add_message(struct gly_json *json, struct gly_str text)
{
    gly_json_add_open(json, "message", '{');
    gly_json_key(json, "text");
    gly_json_begin_str(json);
    put_message(json->out, text);
    gly_json_end_str(json);
    gly_json_close(json, '}');
}

/* " See [line 5](1) and [line 9](2)." (3.11.6: links to locations by their id) */
static void put_links(const struct sheet *sheet, const struct gly_finding *f)
{
    struct gly_buf *out = sheet->json.out;
    uint32_t count = f->evidence_count < MOST_LINKS ? f->evidence_count : MOST_LINKS;
    for (uint32_t i = 0; i < count; i++) {
        struct gly_region region =
            gly_result_region(sheet->result, f->evidence[i].span, GLY_UNIT_UTF16);
        gly_buf_puts(out, i == 0 ? " See " : i + 1 == count ? " and " : ", ");
        gly_buf_printf(out, "[%s %u](%u)", gly_result_counts(sheet->result),
                       region.start.line, (unsigned)i + 1);
    }
    if (count > 0)
        gly_buf_putc(out, '.');
}

static void add_finding_message(struct sheet *sheet, const struct gly_finding *f)
{
    struct gly_json *json = &sheet->json;
    gly_json_add_open(json, "message", '{');
    gly_json_key(json, "text");
    gly_json_begin_str(json);
    put_message(json->out, f->message);
    gly_buf_putc(json->out, '.');
    put_links(sheet, f);
    gly_json_end_str(json);
    gly_json_close(json, '}');
}

/* ---- Places ---- */

static void add_artifact(struct gly_json *json, struct gly_str path)
{
    gly_json_add_open(json, "artifactLocation", '{');
    gly_json_key(json, "uri");
    gly_json_begin_str(json);
    gly_escape_uri(json->out, path);
    gly_json_end_str(json);
    gly_json_close(json, '}');
}

/* 3.30. All four numbers, since GitHub asks for them; no byteOffset, which makes the
 * viewer of VS Code switch to a hexadecimal view. */
static void add_region(struct sheet *sheet, const char *key, struct gly_span span,
                       bool snippet)
{
    struct gly_json *json = &sheet->json;
    struct gly_region region = gly_result_region(sheet->result, span, GLY_UNIT_UTF16);
    gly_json_add_open(json, key, '{');
    gly_json_add_uint(json, "startLine", region.start.line);
    gly_json_add_uint(json, "startColumn", region.start.column);
    gly_json_add_uint(json, "endLine", region.end.line);
    gly_json_add_uint(json, "endColumn", region.end.column);
    struct gly_str text = gly_result_text(sheet->result, span);
    if (snippet && text.len > 0 && text.len <= LONGEST_SNIPPET) {
        gly_json_add_open(json, "snippet", '{');
        gly_json_add_str(json, "text", text);
        gly_json_close(json, '}');
    }
    gly_json_close(json, '}');
}

/* The sentence round the region, where it says more (3.29.5: a proper superset). */
static void add_context(struct sheet *sheet, struct gly_span span)
{
    if (!sheet->result->doc)
        return;
    struct gly_span context = gly_doc_context(sheet->result->doc, span);
    if (!gly_span_contains(context, span) ||
        gly_span_len(context) == gly_span_len(span) ||
        gly_span_len(context) > LONGEST_SNIPPET)
        return;
    add_region(sheet, "contextRegion", context, true);
}

static void add_physical(struct sheet *sheet, struct gly_span span, bool context)
{
    struct gly_json *json = &sheet->json;
    gly_json_add_open(json, "physicalLocation", '{');
    add_artifact(json, sheet->result->path);
    add_region(sheet, "region", span, true);
    if (context)
        add_context(sheet, span);
    gly_json_close(json, '}');
}

static void add_locations(struct sheet *sheet, const struct gly_finding *f)
{
    struct gly_json *json = &sheet->json;
    gly_json_add_open(json, "locations", '[');
    gly_json_open(json, '{');
    add_physical(sheet, f->span, true);
    gly_json_close(json, '}');
    gly_json_close(json, ']');
    if (f->evidence_count == 0)
        return;
    gly_json_add_open(json, "relatedLocations", '[');
    for (uint32_t i = 0; i < f->evidence_count; i++) {
        const struct gly_evidence_span *e = &f->evidence[i];
        gly_json_open(json, '{');
        gly_json_add_uint(json, "id", (uint64_t)i + 1);
        add_physical(sheet, e->span, true);
        add_message(json, e->label.len > 0
                              ? e->label
                              : (struct gly_str)GLY_STR("the other place"));
        gly_json_close(json, '}');
    }
    gly_json_close(json, ']');
}

/* ---- The rest of a result ---- */

static void add_fix(struct sheet *sheet, const struct gly_finding *f,
                    struct gly_str fix)
{
    struct gly_json *json = &sheet->json;
    gly_json_open(json, '{');
    gly_json_add_open(json, "description", '{');
    gly_json_key(json, "text");
    gly_json_begin_str(json);
    gly_buf_puts(json->out, "Replace '");
    put_message(json->out, gly_result_text(sheet->result, f->span));
    gly_buf_puts(json->out, "' with '");
    put_message(json->out, fix);
    gly_buf_puts(json->out, "'.");
    gly_json_end_str(json);
    gly_json_close(json, '}');
    gly_json_add_open(json, "artifactChanges", '[');
    gly_json_open(json, '{');
    add_artifact(json, sheet->result->path);
    gly_json_add_open(json, "replacements", '[');
    gly_json_open(json, '{');
    add_region(sheet, "deletedRegion", f->span, false);
    gly_json_add_open(json, "insertedContent", '{');
    gly_json_add_str(json, "text", fix);
    gly_json_close(json, '}');
    gly_json_close(json, '}');
    gly_json_close(json, ']');
    gly_json_close(json, '}');
    gly_json_close(json, ']');
    gly_json_close(json, '}');
}

static void add_fixes(struct sheet *sheet, const struct gly_finding *f)
{
    if (f->fix_count == 0)
        return;
    gly_json_add_open(&sheet->json, "fixes", '[');
    for (uint32_t i = 0; i < f->fix_count; i++)
        add_fix(sheet, f, f->fixes[i]);
    gly_json_close(&sheet->json, ']');
}

static const struct gly_line_hash *find_line(const struct sheet *sheet, uint32_t line)
{
    uint32_t low = 0, high = sheet->line_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (sheet->lines[middle].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sheet->line_count && sheet->lines[low].line == line &&
                   sheet->lines[low].count > 0
               ? &sheet->lines[low]
               : NULL;
}

static void add_fingerprints(struct sheet *sheet, const struct gly_finding *f)
{
    struct gly_json *json = &sheet->json;
    struct gly_region region =
        gly_result_region(sheet->result, f->span, GLY_UNIT_UTF16);
    const struct gly_line_hash *line = find_line(sheet, region.start.line);
    char text[40];
    gly_json_add_open(json, "partialFingerprints", '{');
    if (line) {
        snprintf(text, sizeof text, "%" PRIx64 ":%" PRIu32, line->hash, line->count);
        gly_json_add_text(json, "primaryLocationLineHash", text);
    }
    snprintf(text, sizeof text, "%016" PRIx64, f->fingerprint);
    gly_json_add_text(json, "galleyFinding/v1", text);
    gly_json_close(json, '}');
}

/* 3.27.23: on all results or on none, so that an empty list says "counts". A finding
 * that the baseline knows is suppressed only where a person said why. */
static void add_suppressions(struct sheet *sheet, const struct gly_finding *f)
{
    struct gly_json *json = &sheet->json;
    bool stet = f->suppression == GLY_SUPPRESS_STET;
    gly_json_add_open(json, "suppressions", '[');
    if (stet || (f->suppression == GLY_SUPPRESS_BASELINE && f->justification.len > 0)) {
        gly_json_open(json, '{');
        gly_json_add_text(json, "kind", stet ? "inSource" : "external");
        gly_json_add_text(json, "status", "accepted");
        if (f->justification.len > 0)
            gly_json_add_str(json, "justification", f->justification);
        if (f->suppressed_at.end > f->suppressed_at.start) {
            gly_json_add_open(json, "location", '{');
            add_physical(sheet, f->suppressed_at, false);
            gly_json_close(json, '}');
        }
        gly_json_close(json, '}');
    }
    gly_json_close(json, ']');
    if (sheet->options->baseline)
        gly_json_add_text(json, "baselineState",
                          f->suppression == GLY_SUPPRESS_BASELINE ? "unchanged"
                                                                  : "new");
}

static void add_rule_reference(struct sheet *sheet, const struct gly_finding *f)
{
    gly_json_add_text(&sheet->json, "ruleId", f->rule->id);
    for (uint32_t i = 0; i < sheet->listed_count; i++)
        if (sheet->listed[i] == f->rule) {
            gly_json_add_uint(&sheet->json, "ruleIndex", i);
            return;
        }
}

static void add_result(struct sheet *sheet, const struct gly_finding *f)
{
    struct gly_json *json = &sheet->json;
    gly_json_open(json, '{');
    add_rule_reference(sheet, f);
    gly_json_add_text(json, "level", gly_sarif_level(f->severity));
    add_finding_message(sheet, f);
    add_locations(sheet, f);
    add_fixes(sheet, f);
    add_fingerprints(sheet, f);
    add_suppressions(sheet, f);
    gly_json_close(json, '}');
}

/* ---- The document and the run ---- */

static void list_rule(void *context, const struct gly_rule *rule)
{
    struct sheet *sheet = context;
    sheet->listed[sheet->listed_count++] = rule;
}

/* Lines in ascending order, as findings stand in the order of their places.
 * codeql-action reads files as UTF-8: for UTF-16 and for packages its hash is of something
 * else, and ours is left out. */
static void hash_lines(struct sheet *sheet)
{
    const struct gly_result *result = sheet->result;
    const struct gly_source *source = result->source;
    if (!source || !gly_source_is_bytes(source))
        return;
    sheet->lines =
        gly_arena_alloc(result->arena, result->finding_count, sizeof *sheet->lines);
    for (uint32_t i = 0; i < result->finding_count; i++) {
        struct gly_region region =
            gly_result_region(result, result->findings[i]->span, GLY_UNIT_UTF16);
        uint32_t count = sheet->line_count;
        if (count == 0 || sheet->lines[count - 1].line < region.start.line)
            sheet->lines[sheet->line_count++].line = region.start.line;
    }
    gly_fingerprint_lines(result->arena, source, sheet->lines, sheet->line_count);
}

static void print_document(const struct gly_report_options *options,
                           const struct gly_result *result, struct gly_buf *out)
{
    if (result->finding_count == 0)
        return;
    struct sheet sheet = {.json.out = out, .options = options, .result = result};
    if (options->plan)
        sheet.listed = gly_arena_alloc(result->arena, options->plan->rule_count,
                                       sizeof *sheet.listed);
    gly_sarif_each_rule(options->plan, list_rule, &sheet);
    hash_lines(&sheet);
    for (uint32_t i = 0; i < result->finding_count; i++) {
        if (i > 0)
            gly_buf_puts(out, ",\n");
        sheet.json.comma = false;
        add_result(&sheet, result->findings[i]);
    }
}

static void print_begin(const struct gly_report_options *options, struct gly_buf *out)
{
    struct gly_json json = {.out = out};
    gly_json_open(&json, '{');
    gly_json_add_text(&json, "$schema", SCHEMA);
    gly_json_add_text(&json, "version", "2.1.0");
    gly_json_add_open(&json, "runs", '[');
    gly_json_open(&json, '{');
    gly_json_add_open(&json, "tool", '{');
    gly_sarif_driver(&json, options);
    gly_json_close(&json, '}');
    /* 3.27.28: what conforming readers are told and the others assume anyway. */
    gly_json_add_text(&json, "columnKind", "utf16CodeUnits");
    gly_json_add_open(&json, "automationDetails", '{');
    gly_json_key(&json, "id");
    gly_json_begin_str(&json);
    gly_escape_json(out, gly_str(options->category ? options->category : "galley"));
    gly_buf_putc(out, '/');
    gly_json_end_str(&json);
    gly_json_close(&json, '}');
    gly_json_add_open(&json, "results", '[');
    gly_buf_putc(out, '\n');
}

static void open_notification(struct gly_json *json, const char *level,
                              struct gly_str message)
{
    gly_json_open(json, '{');
    gly_json_add_text(json, "level", level);
    gly_json_add_open(json, "message", '{');
    gly_json_key(json, "text");
    gly_json_begin_str(json);
    put_message(json->out, message);
    gly_buf_putc(json->out, '.');
    gly_json_end_str(json);
    gly_json_close(json, '}');
}

/* 3.58: what hindered the run, an input that could not be read above all. */
static void add_error(struct gly_json *json, const struct gly_error *error)
{
    open_notification(json, "error", gly_str(error->message));
    if (error->file[0]) {
        gly_json_add_open(json, "locations", '[');
        gly_json_open(json, '{');
        gly_json_add_open(json, "physicalLocation", '{');
        add_artifact(json, gly_str(error->file));
        if (error->line > 0) {
            gly_json_add_open(json, "region", '{');
            gly_json_add_uint(json, "startLine", error->line);
            gly_json_close(json, '}');
        }
        gly_json_close(json, '}');
        gly_json_close(json, '}');
        gly_json_close(json, ']');
    }
    gly_json_close(json, '}');
}

static void add_dropped(struct gly_json *json, uint32_t dropped)
{
    char text[80];
    snprintf(text, sizeof text, "%" PRIu32 " further findings are left out", dropped);
    open_notification(json, "warning", gly_str(text));
    gly_json_close(json, '}');
}

/* 3.24: what startLine and startColumn count in files that have no lines. */
static void add_paged(struct gly_json *json, const struct gly_report_paged *paged)
{
    gly_json_open(json, '{');
    gly_json_add_open(json, "location", '{');
    gly_json_key(json, "uri");
    gly_json_begin_str(json);
    gly_escape_uri(json->out, paged->path);
    gly_json_end_str(json);
    gly_json_close(json, '}');
    gly_json_add_text(json, "mimeType", paged->reader->mime[0]);
    gly_json_add_open(json, "roles", '[');
    gly_json_str(json, gly_str("analysisTarget"));
    gly_json_close(json, ']');
    gly_json_add_open(json, "description", '{');
    gly_json_add_text(json, "text", paged->reader->places);
    gly_json_close(json, '}');
    gly_json_close(json, '}');
}

static void add_artifacts(struct gly_json *json, const struct gly_report_totals *totals)
{
    if (totals->paged_count == 0)
        return;
    gly_json_add_open(json, "artifacts", '[');
    for (uint32_t i = 0; i < totals->paged_count; i++)
        add_paged(json, &totals->paged[i]);
    gly_json_close(json, ']');
}

static void print_end(const struct gly_report_options *options,
                      const struct gly_report_totals *totals, struct gly_buf *out)
{
    (void)options;
    gly_buf_putc(out, '\n');
    struct gly_json json = {.out = out};
    gly_json_close(&json, ']');
    add_artifacts(&json, totals);
    gly_json_add_open(&json, "invocations", '[');
    gly_json_open(&json, '{');
    gly_json_key(&json, "executionSuccessful");
    gly_json_bool(&json, totals->error_count == 0);
    if (totals->error_count > 0 || totals->dropped > 0) {
        gly_json_add_open(&json, "toolExecutionNotifications", '[');
        for (uint32_t i = 0; i < totals->error_count; i++)
            add_error(&json, &totals->errors[i]);
        if (totals->dropped > 0)
            add_dropped(&json, totals->dropped);
        gly_json_close(&json, ']');
    }
    gly_json_close(&json, '}');
    gly_json_close(&json, ']');
    gly_json_close(&json, '}');
    gly_json_close(&json, ']');
    gly_json_close(&json, '}');
    gly_buf_putc(out, '\n');
}

const struct gly_reporter gly_reporter_sarif = {
    .name = "sarif",
    .summary = "SARIF 2.1.0, for code scanning and editors",
    .separator = ",\n",
    .fingerprints = true,
    .begin = print_begin,
    .document = print_document,
    .end = print_end,
};
