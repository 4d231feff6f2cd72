/* A document with findings made by hand, for tests of what comes after the checks: no
 * reader, tokeniser or check is needed. */
#ifndef GALLEY_TEST_SAMPLE_H
#define GALLEY_TEST_SAMPLE_H

#include "engine/result.h"
#include "report/report.h"

enum { SAMPLE_FINDINGS = 8, SAMPLE_PLACES = 16 };

struct sample {
    struct gly_arena arena;
    struct gly_source source;
    struct gly_result result;
    struct gly_finding findings[SAMPLE_FINDINGS];
    struct gly_finding *list[SAMPLE_FINDINGS];
    struct gly_plan plan;
    struct gly_report_options options;
    struct gly_report_totals totals;
    struct gly_buf out;
};

/* A document of one paragraph in place, with a sentence for every stretch that ends with
 * a full stop or a line break. `bytes` outlive it. */
void sample_init(struct sample *sample, const char *path, struct gly_str bytes);
void sample_release(struct sample *sample);

/* The `nth` (from 0) place in the text where `words` stand. */
struct gly_span sample_span(const struct sample *sample, const char *words,
                            unsigned nth);

/* Add a finding; findings are added in the order of their places. Rule 0 is an error,
 * "figures/restated", rule 1 a warning, "typography/repeated-word". */
struct gly_finding *sample_find(struct sample *sample, unsigned rule,
                                struct gly_span span, const char *message);
void sample_evidence(struct sample *sample, struct gly_finding *f, struct gly_span span,
                     const char *label);
void sample_fix(struct sample *sample, struct gly_finding *f, const char *fix);

/* What the reporter prints: of the document alone, or of the run. NUL-terminated, until
 * the next call. */
const char *sample_document(struct sample *sample, const char *reporter);
const char *sample_run(struct sample *sample, const char *reporter);

#endif
