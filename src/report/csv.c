/* CSV, RFC 4180: UTF-8, CRLF, one header line, every field in quotation marks, columns
 * in code points, no line break inside a field. New columns come only at the end.
 *
 * Spreadsheets run what looks like a formula, quoted or not (measured with
 * LibreOffice), so paths that look like one are written as "./=x", messages never start
 * like one, and csv-excel keeps the remaining fields from being read as one. Plain csv
 * stays exact. */
#include "base/csv.h"

#include <string.h>

#include "report/escape.h"
#include "report/reporters.h"

enum column {
    PATH,
    LINE,
    COLUMN,
    END_LINE,
    END_COLUMN,
    SEVERITY,
    RULE,
    MESSAGE,
    SUGGESTION,
    RELATED,
    TEXT,
    FINGERPRINT,
    COLUMN_COUNT
};

static const struct gly_str header[COLUMN_COUNT] = {
    [PATH] = GLY_STR("path"),
    [LINE] = GLY_STR("line"),
    [COLUMN] = GLY_STR("column"),
    [END_LINE] = GLY_STR("end_line"),
    [END_COLUMN] = GLY_STR("end_column"),
    [SEVERITY] = GLY_STR("severity"),
    [RULE] = GLY_STR("rule"),
    [MESSAGE] = GLY_STR("message"),
    [SUGGESTION] = GLY_STR("suggestion"),
    [RELATED] = GLY_STR("related"),
    [TEXT] = GLY_STR("text"),
    [FINGERPRINT] = GLY_STR("fingerprint"),
};

/* One record in the making: fields are added to `bytes` one after the other. */
struct record {
    struct gly_buf bytes;
    size_t end[COLUMN_COUNT]; /* where in `bytes` each field ends */
    bool excel;
};

static bool looks_like_formula(struct gly_str s)
{
    return s.len > 0 && s.ptr[0] && strchr("=+-@\t\r", s.ptr[0]);
}

/* "-" alone is standard input, and no formula. */
static bool needs_folder(struct gly_str path)
{
    return looks_like_formula(path) && !gly_str_is(path, "-");
}

static void put_path(struct gly_buf *out, struct gly_str path)
{
    if (needs_folder(path))
        gly_buf_puts(out, "./");
    gly_show(out, path);
}

/* In `related` a path may hold neither its separators nor '%'; ':' is safe, since the
 * numbers behind it are read from the right. */
static void put_related_path(struct gly_buf *out, struct gly_str path)
{
    if (needs_folder(path))
        gly_buf_puts(out, "./");
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        if (c == '%' || c == ';' || c < 0x20 || c == 0x7F)
            gly_buf_printf(out, "%%%02X", c);
        else
            gly_buf_putc(out, (char)c);
    }
}

static void put_related(struct gly_buf *out, const struct gly_result *result,
                        const struct gly_finding *f)
{
    for (uint32_t i = 0; i < f->evidence_count; i++) {
        struct gly_region region =
            gly_result_region(result, f->evidence[i].span, GLY_UNIT_CODEPOINT);
        if (i > 0)
            gly_buf_putc(out, ';');
        put_related_path(out, result->path);
        gly_buf_printf(out, ":%u:%u:%u:%u", region.start.line, region.start.column,
                       region.end.line, region.end.column);
    }
}

static bool is_exact(struct gly_str s)
{
    for (size_t at = 0; at < s.len;) {
        struct gly_glyph glyph = gly_glyph_at(s, at);
        if (glyph.shown != GLY_SHOWN_PLAIN)
            return false;
        at += glyph.len;
    }
    return true;
}

/* The best replacement that stands in a field as it is: one that had to be escaped
 * would put the escape into the document. */
static struct gly_str suggestion(const struct gly_finding *f)
{
    for (uint32_t i = 0; i < f->fix_count; i++)
        if (is_exact(f->fixes[i]))
            return f->fixes[i];
    return (struct gly_str)GLY_STR("");
}

static void put_field(struct record *record, enum column column,
                      const struct gly_result *result, const struct gly_finding *f,
                      struct gly_region region)
{
    struct gly_buf *out = &record->bytes;
    switch (column) {
    case PATH:
        put_path(out, result->path);
        break;
    case LINE:
        gly_buf_printf(out, "%u", region.start.line);
        break;
    case COLUMN:
        gly_buf_printf(out, "%u", region.start.column);
        break;
    case END_LINE:
        gly_buf_printf(out, "%u", region.end.line);
        break;
    case END_COLUMN:
        gly_buf_printf(out, "%u", region.end.column);
        break;
    case SEVERITY:
        gly_buf_puts(out, gly_severity_name(f->severity));
        break;
    case RULE:
        gly_buf_puts(out, f->rule->id);
        break;
    case MESSAGE:
        gly_show(out, f->message);
        break;
    case SUGGESTION:
        gly_buf_add_str(out, suggestion(f));
        break;
    case RELATED:
        put_related(out, result, f);
        break;
    case TEXT:
        gly_show(out, gly_result_text(result, f->span));
        break;
    case FINGERPRINT:
        gly_buf_printf(out, "%016llx", (unsigned long long)f->fingerprint);
        break;
    case COLUMN_COUNT:
        break;
    }
}

/* An apostrophe makes a spreadsheet take the field for text. */
static void defuse(struct gly_buf *out, size_t start)
{
    struct gly_str field = {out->ptr + start, out->len - start};
    if (!looks_like_formula(field))
        return;
    gly_buf_putc(out, '\'');
    if (out->failed)
        return;
    memmove(out->ptr + start + 1, out->ptr + start, out->len - 1 - start);
    out->ptr[start] = '\'';
}

static void print_finding(struct record *record, const struct gly_result *result,
                          const struct gly_finding *f, struct gly_buf *out)
{
    struct gly_region region = gly_result_region(result, f->span, GLY_UNIT_CODEPOINT);
    gly_buf_clear(&record->bytes);
    for (unsigned i = 0; i < COLUMN_COUNT; i++) {
        size_t start = record->bytes.len;
        put_field(record, (enum column)i, result, f, region);
        if (record->excel)
            defuse(&record->bytes, start);
        record->end[i] = record->bytes.len;
    }
    struct gly_str fields[COLUMN_COUNT];
    for (unsigned i = 0; i < COLUMN_COUNT; i++) {
        size_t start = i > 0 ? record->end[i - 1] : 0;
        fields[i] = (struct gly_str){record->bytes.ptr + start, record->end[i] - start};
    }
    if (record->bytes.failed)
        out->failed = true;
    else
        gly_csv_write(out, fields, COLUMN_COUNT);
}

static void print_all(const struct gly_result *result, bool excel, struct gly_buf *out)
{
    struct record record = {.excel = excel};
    gly_buf_init(&record.bytes, out->cap);
    for (uint32_t i = 0; i < result->finding_count; i++)
        if (gly_finding_counts(result->findings[i]))
            print_finding(&record, result, result->findings[i], out);
    gly_buf_release(&record.bytes);
}

static void print_header(const struct gly_report_options *options, struct gly_buf *out)
{
    (void)options;
    gly_csv_write(out, header, COLUMN_COUNT);
}

static void print_document(const struct gly_report_options *options,
                           const struct gly_result *result, struct gly_buf *out)
{
    (void)options;
    print_all(result, false, out);
}

/* Excel takes a file without a byte order mark for Windows-1252. */
static void print_excel_header(const struct gly_report_options *options,
                               struct gly_buf *out)
{
    gly_buf_puts(out, "\xEF\xBB\xBF");
    print_header(options, out);
}

static void print_excel_document(const struct gly_report_options *options,
                                 const struct gly_result *result, struct gly_buf *out)
{
    (void)options;
    print_all(result, true, out);
}

const struct gly_reporter gly_reporter_csv = {
    .name = "csv",
    .summary = "a table, RFC 4180, for programs and databases",
    .separator = "",
    .fingerprints = true,
    .begin = print_header,
    .document = print_document,
    .end = gly_report_no_end,
};

const struct gly_reporter gly_reporter_csv_excel = {
    .name = "csv-excel",
    .summary = "the same table for spreadsheets: marked as UTF-8, formulas defused",
    .separator = "",
    .fingerprints = true,
    .begin = print_excel_header,
    .document = print_excel_document,
    .end = gly_report_no_end,
};
