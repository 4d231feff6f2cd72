/* One finding a line, as compilers print them: for grep, Vim's quickfix (errorformat
 * "%f:%l:%c:\ %t%*[^:]:\ %m", with --unit byte) and Emacs' compile (--unit display). */
#include "report/escape.h"
#include "report/reporters.h"

static void print_document(const struct gly_report_options *options,
                           const struct gly_result *result, struct gly_buf *out)
{
    for (uint32_t i = 0; i < result->finding_count; i++) {
        const struct gly_finding *f = result->findings[i];
        if (!gly_finding_counts(f))
            continue;
        struct gly_region region = gly_result_region(result, f->span, options->unit);
        gly_show(out, result->path);
        gly_buf_printf(out, ":%u:%u: %s: ", region.start.line, region.start.column,
                       gly_severity_name(f->severity));
        gly_show(out, f->message);
        gly_buf_printf(out, " [%s]\n", f->rule->id);
    }
}

const struct gly_reporter gly_reporter_concise = {
    .name = "concise",
    .summary = "one line a finding: path:line:column: severity: message [rule]",
    .separator = "",
    .begin = gly_report_nothing,
    .document = print_document,
    .end = gly_report_no_end,
};
