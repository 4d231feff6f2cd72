/* Reporters: findings to bytes. A reporter never decides anything: what reaches it has
 * been selected, filtered and sorted.
 *
 * The functions are pure, so that workers may format documents side by side: whatever
 * order they run in, the run writes begin, the documents in input order with
 * `separator` between those that printed something, then end. */
#ifndef GALLEY_REPORT_H
#define GALLEY_REPORT_H

#include "base/buf.h"
#include "engine/plan.h"
#include "engine/result.h"

/* What a reporter may be told to do otherwise. */
struct gly_report_options {
    const struct gly_plan *plan;
    enum gly_unit unit;   /* of columns, where the format leaves a choice */
    bool color;           /* escape sequences for a terminal */
    bool ascii;           /* no line-drawing characters */
    unsigned width;       /* of the terminal, in cells; 0 for the usual 100 */
    bool quiet;           /* no summary */
    const char *category; /* SARIF's automationDetails.id, "galley" by default */
    bool baseline;        /* findings are told apart into new and known ones */
    const char *version;  /* of galley, "" when nobody says */
    const char *homepage; /* absolute URL, for formats that name the tool; or NULL */
};

/* An input whose places count something else than lines. */
struct gly_report_paged {
    struct gly_str path;
    const struct gly_reader *reader;
};

/* Sums over the whole run, for `end`. */
struct gly_report_totals {
    uint32_t files, words, findings[4]; /* by enum gly_severity, counting ones only */
    uint32_t suppressed, dropped;
    /* Inputs that could not be read or not wholly, in input order. */
    const struct gly_error *errors;
    uint32_t error_count;
    /* Those of the inputs that have no lines, in input order. */
    const struct gly_report_paged *paged;
    uint32_t paged_count;
};

struct gly_reporter {
    const char *name;      /* "--format" value */
    const char *summary;   /* one line for the help */
    const char *separator; /* between documents that printed something; "" for none */
    bool fingerprints;     /* it prints them */
    void (*begin)(const struct gly_report_options *options, struct gly_buf *out);
    void (*document)(const struct gly_report_options *options,
                     const struct gly_result *result, struct gly_buf *out);
    void (*end)(const struct gly_report_options *options,
                const struct gly_report_totals *totals, struct gly_buf *out);
};

/* "error", "warning", "note" or "off": as the command line and every format spell it.
 */
const char *gly_severity_name(enum gly_severity severity);

/* All reporters, NULL-terminated; the first is the default. */
const struct gly_reporter *const *gly_reporters(void);
/* By name; NULL when there is none. */
const struct gly_reporter *gly_reporter_find(struct gly_str name);

#endif
