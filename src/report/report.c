#include "report/report.h"

#include "report/reporters.h"

static const struct gly_reporter *const reporters[] = {
    &gly_reporter_text,   &gly_reporter_concise,   &gly_reporter_csv,
    &gly_reporter_sarif,  &gly_reporter_json,      &gly_reporter_jsonl,
    &gly_reporter_github, &gly_reporter_csv_excel, NULL,
};

const struct gly_reporter *const *gly_reporters(void)
{
    return reporters;
}

const struct gly_reporter *gly_reporter_find(struct gly_str name)
{
    for (size_t i = 0; reporters[i]; i++)
        if (gly_str_is(name, reporters[i]->name))
            return reporters[i];
    return NULL;
}

const char *gly_severity_name(enum gly_severity severity)
{
    static const char *const names[] = {
        [GLY_OFF] = "off",
        [GLY_NOTE] = "note",
        [GLY_WARNING] = "warning",
        [GLY_ERROR] = "error",
    };
    return names[severity];
}

void gly_report_nothing(const struct gly_report_options *options, struct gly_buf *out)
{
    (void)options;
    (void)out;
}

void gly_report_no_end(const struct gly_report_options *options,
                       const struct gly_report_totals *totals, struct gly_buf *out)
{
    (void)options;
    (void)totals;
    (void)out;
}
