/* The reporters, for the table of report.c, and what they share. */
#ifndef GALLEY_REPORTERS_H
#define GALLEY_REPORTERS_H

#include "report/json_writer.h"
#include "report/report.h"

extern const struct gly_reporter gly_reporter_text, gly_reporter_concise,
    gly_reporter_csv, gly_reporter_csv_excel, gly_reporter_sarif, gly_reporter_json,
    gly_reporter_jsonl, gly_reporter_github;

/* Begin and end of formats that have none. */
void gly_report_nothing(const struct gly_report_options *options, struct gly_buf *out);
void gly_report_no_end(const struct gly_report_options *options,
                       const struct gly_report_totals *totals, struct gly_buf *out);

/* SARIF: tool.driver, with the rules that are on (sarif_driver.c). */
void gly_sarif_driver(struct gly_json *json, const struct gly_report_options *options);
/* The rules that are on, in the order of their ids, which is that of SARIF's ruleIndex:
 * calls `each` with every one. */
void gly_sarif_each_rule(const struct gly_plan *plan,
                         void (*each)(void *context, const struct gly_rule *rule),
                         void *context);
/* SARIF's level of a severity. */
const char *gly_sarif_level(enum gly_severity severity);

#endif
