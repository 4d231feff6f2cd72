/* Where a run writes to: one reporter and one file, several of them with --also. */
#ifndef GALLEY_OUTPUT_H
#define GALLEY_OUTPUT_H

#include <stdio.h>

#include "base/buf.h"
#include "report/report.h"

struct gly_output {
    const struct gly_reporter *reporter;
    const char *path; /* NULL: standard output */
    FILE *file;
    struct gly_report_options options;
    bool any_printed; /* has a document printed something? */
    int failure;      /* errno of the first write that failed, 0 while all went well */
};

/* What a person chose about looks. */
struct gly_output_style {
    const char *color; /* "auto", "always", "never"; NULL is auto */
    enum gly_unit unit;
    bool quiet;
};

/* Open the file and settle the options that depend on it (colour, width). */
enum gly_status gly_output_open(struct gly_output *output,
                                const struct gly_reporter *reporter, const char *path,
                                const struct gly_output_style *style,
                                struct gly_error *err);

/* The frame around the documents. `totals` is read by the end only. */
void gly_output_begin(struct gly_output *output, const struct gly_plan *plan);
void gly_output_end(struct gly_output *output, const struct gly_report_totals *totals);

/* What a document printed, with the separator before it where one is due. */
void gly_output_document(struct gly_output *output, const struct gly_buf *printed);

/* Flush and close. A closed pipe is no error: whoever reads has seen enough. */
enum gly_status gly_output_close(struct gly_output *output, struct gly_error *err);

#endif
