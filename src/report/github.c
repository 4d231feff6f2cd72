/* GitHub Actions: workflow commands, which show as annotations of the changed files.
 * Escapes as in actions/toolkit, packages/core/src/command.ts. */
#include "report/escape.h"
#include "report/reporters.h"

static void put_escaped(struct gly_buf *out, struct gly_str s, bool is_property)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '%' || c == '\r' || c == '\n' ||
            (is_property && (c == ':' || c == ',')))
            gly_buf_printf(out, "%%%02X", (unsigned char)c);
        else
            gly_buf_putc(out, c);
    }
}

/* Through gly_show() first: the log is read in terminals too. */
static void put_shown(struct gly_buf *out, struct gly_str s, bool is_property)
{
    struct gly_buf shown;
    gly_buf_init(&shown, out->cap);
    gly_show(&shown, s);
    put_escaped(out, gly_buf_str(&shown), is_property);
    out->failed = out->failed || shown.failed;
    gly_buf_release(&shown);
}

static void put_place(struct gly_buf *out, const struct gly_result *result,
                      struct gly_region region)
{
    gly_buf_puts(out, "file=");
    put_shown(out, result->path, true);
    gly_buf_printf(out, ",line=%u,endLine=%u", region.start.line, region.end.line);
    /* Columns of a region of several lines make GitHub drop the annotation. */
    if (region.start.line == region.end.line)
        gly_buf_printf(out, ",col=%u,endColumn=%u", region.start.column,
                       region.end.column);
}

static void print_finding(const struct gly_report_options *options,
                          const struct gly_result *result, const struct gly_finding *f,
                          struct gly_buf *out)
{
    static const char *const commands[] = {
        [GLY_OFF] = "debug",
        [GLY_NOTE] = "notice",
        [GLY_WARNING] = "warning",
        [GLY_ERROR] = "error",
    };
    gly_buf_printf(out, "::%s ", commands[f->severity]);
    put_place(out, result, gly_result_region(result, f->span, options->unit));
    gly_buf_puts(out, ",title=");
    put_shown(out, gly_str(f->rule->id), true);
    gly_buf_puts(out, "::");
    put_shown(out, f->message, false);
    for (uint32_t i = 0; i < f->evidence_count; i++) {
        const struct gly_evidence_span *e = &f->evidence[i];
        struct gly_region region = gly_result_region(result, e->span, options->unit);
        gly_buf_printf(out, "%%0A%s %u: ", gly_result_counts(result),
                       region.start.line);
        put_shown(out, e->label, false);
    }
    if (f->fix_count > 0) {
        gly_buf_puts(out, "%0Areplace with '");
        put_shown(out, f->fixes[0], false);
        gly_buf_putc(out, '\'');
    }
    gly_buf_putc(out, '\n');
}

static void print_document(const struct gly_report_options *options,
                           const struct gly_result *result, struct gly_buf *out)
{
    for (uint32_t i = 0; i < result->finding_count; i++)
        if (gly_finding_counts(result->findings[i]))
            print_finding(options, result, result->findings[i], out);
}

const struct gly_reporter gly_reporter_github = {
    .name = "github",
    .summary = "annotations for GitHub Actions",
    .separator = "",
    .begin = gly_report_nothing,
    .document = print_document,
    .end = gly_report_no_end,
};
