/* What came of one document: its findings, ready for a reporter. */
#ifndef GALLEY_RESULT_H
#define GALLEY_RESULT_H

#include <galley/check.h>
#include <galley/error.h>

#include "base/arena.h"
#include "text/doc.h"

/* A place of a finding beside its own: why it is one. */
struct gly_evidence_span {
    struct gly_span span; /* in the text of the document */
    struct gly_str label;
};

/* Why a finding does not count, beside being shown by those formats that can. */
enum gly_suppression {
    GLY_SUPPRESS_NONE,
    GLY_SUPPRESS_STET,     /* the document lets it stand */
    GLY_SUPPRESS_BASELINE, /* it was known before */
};

struct gly_finding {
    const struct gly_rule *rule;
    enum gly_severity severity;
    struct gly_span span; /* in the text of the document */
    struct gly_str message;
    struct gly_evidence_span *evidence;
    uint32_t evidence_count;
    bool fixable;          /* nothing but text stands in the span: fixes are kept */
    struct gly_str *fixes; /* replacements of the whole span, best first */
    uint32_t fix_count;
    uint64_t fingerprint; /* of rule, words, sentence and ordinal; no line number */
    enum gly_suppression suppression;
    struct gly_str justification;  /* of the suppression, "" when none was given */
    struct gly_span suppressed_at; /* stet: the comment, in the text; else empty */

    struct gly_arena *arena; /* for the functions that add to a finding */
};

struct gly_result {
    struct gly_str path;       /* as given on the command line */
    struct gly_source *source; /* NULL when the input could not be read */
    const struct gly_doc *doc; /* NULL when the document was given up before it stood */
    const struct gly_reader *reader;
    struct gly_finding **findings; /* in the order of their places */
    uint32_t finding_count;
    uint32_t dropped;        /* findings beyond GLY_LIMIT_FINDINGS */
    struct gly_error error;  /* GLY_OK, or what was wrong with the input */
    uint32_t words;          /* of prose, for summaries */
    uint32_t passages;       /* blocks of prose with sentences in them */
    uint32_t foreign;        /* of them, in a language that some wanted check does not
                                speak */
    char foreign_lang[12];   /* the language of the first of these */
    struct gly_arena *arena; /* where reporters may work; dies with the document */
};

/* Does the finding count, for the exit status and for formats without suppressions? */
static inline bool gly_finding_counts(const struct gly_finding *f)
{
    return f->suppression == GLY_SUPPRESS_NONE;
}

/* A finding's place: start and end as line and column. */
struct gly_region {
    struct gly_place start, end; /* `end` is exclusive */
};

/* The span of the source that a span of the document came from; never half a CRLF. */
struct gly_span gly_result_source_span(const struct gly_result *result,
                                       struct gly_span span);

struct gly_region gly_result_region(const struct gly_result *result,
                                    struct gly_span span, enum gly_unit unit);

/* What the first number of a place counts: "line" or "paragraph". */
const char *gly_result_counts(const struct gly_result *result);

/* The source text of a span of the document: what an editor sees there. */
struct gly_str gly_result_text(const struct gly_result *result, struct gly_span span);

/* The sentence or sentences that a span of the text stands in; where there are none (code,
 * front matter), its line, cut when very long. */
struct gly_span gly_doc_context(const struct gly_doc *doc, struct gly_span span);

#endif
