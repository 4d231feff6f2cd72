#include <stdlib.h>

#include "base/limits.h"
#include "engine/run.h"
#include "lib/handle.h"

struct galley_report {
    struct gly_worker worker; /* its arena holds all that is said of the document */
    struct gly_result result;
    struct galley_finding *findings;
    size_t count;
    struct galley_error trouble;
    bool has_trouble;
};

/* ---- From what the engine says to what callers see ---- */

static struct galley_text give_text(struct gly_arena *arena, struct gly_str s)
{
    return (struct galley_text){gly_arena_cstring(arena, s), s.len};
}

static struct galley_region give_region(const struct gly_result *result,
                                        struct gly_span span)
{
    struct gly_span source = gly_result_source_span(result, span);
    struct gly_region region = gly_result_region(result, span, GLY_UNIT_CODEPOINT);
    return (struct galley_region){
        {region.start.line, region.start.column, source.start},
        {region.end.line, region.end.column, source.end},
    };
}

static void give_evidence(struct gly_arena *arena, const struct gly_result *result,
                          const struct gly_finding *f, struct galley_finding *to)
{
    struct galley_evidence *evidence =
        gly_arena_alloc(arena, f->evidence_count, sizeof *evidence);
    for (uint32_t i = 0; i < f->evidence_count; i++)
        evidence[i] = (struct galley_evidence){
            give_region(result, f->evidence[i].span),
            give_text(arena, f->evidence[i].label),
        };
    to->evidence = evidence;
    to->evidence_count = f->evidence_count;
}

static void give_finding(struct gly_arena *arena, const struct gly_result *result,
                         const struct gly_finding *f, struct galley_finding *to)
{
    struct galley_text *fixes = gly_arena_alloc(arena, f->fix_count, sizeof *fixes);
    for (uint32_t i = 0; i < f->fix_count; i++)
        fixes[i] = give_text(arena, f->fixes[i]);
    *to = (struct galley_finding){
        .rule = f->rule->id,
        .severity = (enum galley_severity)f->severity,
        .message = give_text(arena, f->message),
        .text = give_text(arena, (struct gly_str){0}),
        .fixes = fixes,
        .fix_count = f->fix_count,
        .fingerprint = f->fingerprint,
        .let_stand = f->suppression == GLY_SUPPRESS_STET,
        .reason = give_text(arena, f->justification),
    };
    /* A document given up before it stood has no places. */
    if (!result->source || !result->doc) {
        to->region = (struct galley_region){{1, 1, 0}, {1, 1, 0}};
        return;
    }
    to->region = give_region(result, f->span);
    to->text = give_text(arena, gly_result_text(result, f->span));
    give_evidence(arena, result, f, to);
}

static void give_findings(struct galley_report *report)
{
    const struct gly_result *result = &report->result;
    struct gly_arena *arena = &report->worker.arena;
    report->findings =
        gly_arena_alloc(arena, result->finding_count, sizeof *report->findings);
    for (uint32_t i = 0; i < result->finding_count; i++)
        give_finding(arena, result, result->findings[i], &report->findings[i]);
    report->count = result->finding_count;
}

/* ---- Checking ---- */

/* Only what could not be read at all is an error; the rest stands in the report. */
static bool has_failed(const struct galley_report *report)
{
    return report->result.error.status != GLY_OK && !report->result.source &&
           report->result.finding_count == 0;
}

static enum galley_status check(const struct galley *galley, const struct gly_job *job,
                                struct galley_report **ret_report,
                                struct galley_error *error)
{
    struct galley_report *report = calloc(1, sizeof *report);
    if (!report)
        return galley_give_memory_error(error);
    gly_worker_init(&report->worker);
    gly_run_document(&report->worker, &galley->plan, job, &report->result);
    if (has_failed(report)) {
        enum galley_status status = galley_give_error(&report->result.error, error);
        galley_report_free(report);
        return status;
    }
    struct gly_arena *arena = &report->worker.arena;
    if (setjmp(report->worker.given_up) != 0) {
        galley_report_free(report);
        return galley_give_memory_error(error);
    }
    arena->unwind = &report->worker.given_up;
    give_findings(report);
    arena->unwind = NULL;
    report->has_trouble = report->result.error.status != GLY_OK;
    if (report->has_trouble)
        galley_give_error(&report->result.error, &report->trouble);
    *ret_report = report;
    return GALLEY_OK;
}

static struct gly_job make_job(const struct galley *galley, const char *name)
{
    struct gly_job job = {.path = gly_str(name), .named = true};
    memcpy(job.lang, galley->language, sizeof job.lang);
    return job;
}

enum galley_status galley_check_bytes(const struct galley *galley, const char *name,
                                      const void *bytes, size_t length,
                                      struct galley_report **ret_report,
                                      struct galley_error *error)
{
    struct gly_job job = make_job(galley, name);
    if (length > GLY_LIMIT_DOCUMENT_BYTES) {
        struct gly_error err;
        gly_error_set(&err, GLY_E_LIMIT, name, 0, "the document is larger than %u MiB",
                      GLY_LIMIT_DOCUMENT_BYTES / (1024 * 1024));
        return galley_give_error(&err, error);
    }
    job.bytes = (struct gly_str){bytes, length};
    return check(galley, &job, ret_report, error);
}

enum galley_status galley_check_file(const struct galley *galley, const char *path,
                                     struct galley_report **ret_report,
                                     struct galley_error *error)
{
    struct gly_job job = make_job(galley, path);
    job.open_path = path;
    return check(galley, &job, ret_report, error);
}

void galley_report_free(struct galley_report *report)
{
    if (report)
        gly_worker_release(&report->worker);
    free(report);
}

const struct galley_error *galley_report_trouble(const struct galley_report *report)
{
    return report->has_trouble ? &report->trouble : NULL;
}

size_t galley_report_count(const struct galley_report *report)
{
    return report->count;
}

const struct galley_finding *galley_report_finding(const struct galley_report *report,
                                                   size_t index)
{
    return index < report->count ? &report->findings[index] : NULL;
}
