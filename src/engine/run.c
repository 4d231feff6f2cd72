#include "engine/run.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "engine/filter.h"
#include "engine/fingerprint.h"
#include "engine/pass.h"
#include "engine/stet.h"
#include "engine/walk.h"
#include "note/memory.h"
#include "text/language.h"

static const struct gly_rule rules[] = {
    [GLY_RULE_RUN_ENCODING] =
        {
            .id = "run/encoding",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "Bytes that are not text in the file's encoding",
            .why = "The file was cut, mixed from two encodings or damaged on its way. "
                   "The rest of it is checked; the damaged bytes are read as U+FFFD.",
        },
    [GLY_RULE_RUN_LIMIT] =
        {
            .id = "run/limit",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A limit was reached before the end of the document",
            .why = "galley bounds what one document may cost. What was found before is "
                   "reported; the rest of the document is not checked.",
        },
    [GLY_RULE_STET_NO_REASON] =
        {
            .id = "stet/no-reason",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A stet comment without a reason",
            .why =
                "Told where the configuration says 'stet-reasons: required': whoever "
                "lets a finding stand says why, after a colon: "
                "'<!-- stet geography/wrong-region: quoting the minister -->'.",
        },
    [GLY_RULE_STET_UNNAMED] =
        {
            .id = "stet/unnamed",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A stet comment that names no rule",
            .why = "A stet lets the findings of the rules it names stand, never "
                   "everything: write '<!-- stet geography/wrong-region: reason -->'. "
                   "Also told where the name is not that of a rule.",
        },
    [GLY_RULE_STET_UNUSED] =
        {
            .id = "stet/unused",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A stet comment that lets nothing stand",
            .why =
                "The fault it excused is gone, or it stands in the wrong place; left "
                "there it would hide the next fault. Not told while the rules it "
                "names are off.",
        },
};

const struct gly_check gly_check_engine = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
};

void gly_worker_init(struct gly_worker *worker)
{
    worker->timer = (struct gly_timer){0};
    gly_arena_init(&worker->arena, GLY_LIMIT_ARENA_BYTES);
    worker->handles.count = 0;
    worker->memory = calloc(1, sizeof *worker->memory); /* pages come when touched */
}

void gly_worker_release(struct gly_worker *worker)
{
    gly_arena_release(&worker->arena);
    gly_handles_close(&worker->handles);
    free(worker->memory);
    worker->memory = NULL;
}

/* ---- Bytes ---- */

static enum gly_status io_error(struct gly_result *result, int code)
{
    return gly_error_set(&result->error, GLY_E_IO, result->error.file, 0, "%s",
                         strerror(code));
}

/* The whole of a file, pipe or device, up to the limit of a document. */
static enum gly_status read_all(struct gly_arena *arena, int fd,
                                struct gly_result *result, struct gly_str *ret_bytes)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return io_error(result, errno);
    if (S_ISDIR(st.st_mode))
        return io_error(result, EISDIR);
    size_t room = S_ISREG(st.st_mode) && st.st_size > 0 ? (size_t)st.st_size : 65536;
    if (room > GLY_LIMIT_DOCUMENT_BYTES)
        room = GLY_LIMIT_DOCUMENT_BYTES;
    room++; /* so that reading a regular file ends without growing */
    char *bytes = gly_arena_alloc_raw(arena, room, 1);
    size_t len = 0;
    for (;;) {
        if (len == room) {
            bytes = gly_arena_grow(arena, bytes, room, room * 2, 1);
            room *= 2;
        }
        ssize_t got = read(fd, bytes + len, room - len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return io_error(result, errno);
        if (got == 0)
            break;
        len += (size_t)got;
        if (len > GLY_LIMIT_DOCUMENT_BYTES)
            return gly_error_set(&result->error, GLY_E_LIMIT, result->error.file, 0,
                                 "the document is larger than %u MiB",
                                 GLY_LIMIT_DOCUMENT_BYTES / (1024 * 1024));
    }
    *ret_bytes = (struct gly_str){bytes, len};
    return GLY_OK;
}

static enum gly_status read_job(struct gly_arena *arena, const struct gly_job *job,
                                struct gly_result *result, struct gly_str *ret_bytes)
{
    if (!job->open_path && !job->is_stdin) {
        *ret_bytes = job->bytes;
        return GLY_OK;
    }
    int fd = job->is_stdin ? STDIN_FILENO : open(job->open_path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return io_error(result, errno);
    enum gly_status status;
    jmp_buf *outer = arena->unwind, here;
    /* The descriptor must be closed also where memory ends while reading. */
    if (setjmp(here) == 0) {
        arena->unwind = &here;
        status = read_all(arena, fd, result, ret_bytes);
    } else {
        status = gly_error_set(&result->error, GLY_E_LIMIT, result->error.file, 0,
                               "there is not enough memory to read the document");
    }
    arena->unwind = outer;
    if (!job->is_stdin)
        close(fd);
    return status;
}

/* ---- Findings of the engine ---- */

static void report_damage(struct gly_pass *pass, const struct gly_source *source)
{
    for (uint32_t i = 0; i < source->damage_count; i++) {
        const struct gly_damage *d = &source->damage[i];
        char shown[3 * GLY_COUNT(d->bytes) + 1] = "";
        for (unsigned b = 0; b < d->count; b++)
            snprintf(shown + 3 * b, sizeof shown - 3 * b, " %02X", d->bytes[b]);
        uint32_t more = i + 1 == source->damage_count
                            ? source->damage_total - source->damage_count
                            : 0;
        struct gly_span span = gly_doc_text_span(
            pass->doc, (struct gly_span){d->at, d->at + (uint32_t)strlen("\uFFFD")});
        if (more > 0)
            gly_report(pass, GLY_RULE_RUN_ENCODING, span,
                       "damaged text: byte%s%s, and %u more such places",
                       d->count > 1 ? "s" : "", shown, more);
        else
            gly_report(pass, GLY_RULE_RUN_ENCODING, span, "damaged text: byte%s%s",
                       d->count > 1 ? "s" : "", shown);
    }
}

/* ---- One document ---- */

static void annotate(const struct gly_plan *plan, struct gly_doc *doc,
                     struct gly_timer *timer)
{
    for (unsigned a = 0; a < GLY_ANNOTATION_COUNT; a++) {
        gly_annotate(doc, plan->annotations & 1u << a, plan->resources);
        gly_timer_annotation(timer, a);
    }
}

static void check_document(struct gly_pass *pass, const struct gly_plan *plan,
                           struct gly_timer *timer)
{
    for (uint32_t c = 0; c < plan->check_count; c++) {
        if (!plan->checks[c].wanted)
            continue;
        pass->planned = &plan->checks[c];
        pass->planned->check->run(pass);
        gly_timer_check(timer, c);
    }
}

/* The checks that stand for the languages which the wanted ones speak, each once. Most
 * plans have one language: its blocks need not be asked for by every check. */
struct spoken {
    uint32_t checks[8]; /* indices of the plan */
    unsigned count;
};

static struct spoken languages_spoken(const struct gly_plan *plan)
{
    struct spoken spoken = {0};
    for (uint32_t c = 0; c < plan->check_count; c++) {
        const char *language = plan->checks[c].check->language;
        bool known = !plan->checks[c].wanted || !language;
        for (unsigned i = 0; i < spoken.count && !known; i++)
            known =
                strcmp(language, plan->checks[spoken.checks[i]].check->language) == 0;
        if (!known && spoken.count < GLY_COUNT(spoken.checks))
            spoken.checks[spoken.count++] = c;
    }
    return spoken;
}

/* Where is a wanted check silent because it does not speak the language? */
static void count_foreign(struct gly_pass *pass, struct gly_result *result)
{
    const struct gly_doc *doc = pass->doc;
    const struct gly_plan *plan = pass->plan;
    struct spoken spoken = languages_spoken(plan);
    for (uint32_t b = 0; b < doc->blocks.count; b++) {
        const struct gly_block *block = &doc->blocks.at[b];
        if (!(block->flags & GLY_BLOCK_PROSE) || block->sent_count == 0)
            continue;
        result->passages++;
        bool silent = false;
        for (unsigned i = 0; i < spoken.count && !silent; i++) {
            pass->planned = &plan->checks[spoken.checks[i]];
            silent = !(block->flags & GLY_BLOCK_CHROME) && !gly_block_speaks(pass, b);
        }
        if (silent && result->foreign++ == 0)
            memcpy(result->foreign_lang, gly_block_lang(doc, b),
                   strnlen(gly_block_lang(doc, b), sizeof result->foreign_lang - 1));
    }
}

static const struct gly_reader *reader_for(const struct gly_job *job)
{
    const struct gly_reader *reader = job->reader;
    if (!reader)
        reader = gly_reader_for_path(job->path);
    return reader ? reader : gly_readers()[0];
}

/* From bytes to findings; false where no document came of them. Everything that may be
 * given up happens in here. */
static bool run_bytes(const struct gly_plan *plan, const struct gly_job *job,
                      struct gly_str bytes, struct gly_worker *worker,
                      struct gly_result *result)
{
    struct gly_pass *pass = &worker->pass;
    struct gly_timer *timer = &worker->timer;
    struct gly_arena *arena = pass->arena;
    struct gly_source *source = gly_arena_alloc(arena, 1, sizeof *source);
    const struct gly_reader *reader = reader_for(job);
    gly_reader_open(arena, reader, job->path, bytes, source);
    result->source = source;
    result->reader = reader;
    gly_timer_stage(timer, GLY_TIMED_DECODE);
    struct gly_doc *doc;
    struct gly_error err;
    if (gly_doc_read(arena, reader, &job->read_options, source, &doc, &err) != GLY_OK)
        gly_error_set(&result->error, err.status, result->error.file, 0, "%s",
                      err.message);
    result->doc = pass->doc = doc;
    if (!doc) {
        result->source = NULL;
        return false;
    }
    doc->memory = worker->memory;
    if (!doc->lang[0])
        memcpy(doc->lang, job->lang, sizeof doc->lang);
    gly_timer_stage(timer, GLY_TIMED_BLOCKS);
    gly_doc_tokenise(doc);
    gly_timer_stage(timer, GLY_TIMED_TOKENS);
    gly_doc_identify_languages(doc);
    gly_timer_stage(timer, GLY_TIMED_LANGUAGE);
    result->words = doc->word_count;
    count_foreign(pass, result);
    pass->planned = &plan->checks[0]; /* gly_check_engine */
    report_damage(pass, source);
    annotate(plan, doc, timer);
    check_document(pass, plan, timer);
    return true;
}

/* From what was found to what is told. One fault keeps one finding before stets are
 * asked, so that a stet speaks of what a reader would have seen. */
static void filter(struct gly_pass *pass, const struct gly_job *job)
{
    gly_filter_findings(pass->findings);
    pass->planned = &pass->plan->checks[0];
    gly_stet_apply(pass);
    gly_filter_findings(pass->findings);
    if (!job->no_fingerprints)
        gly_fingerprint_findings(pass->arena, pass->doc, pass->findings->list.at,
                                 pass->findings->list.count);
}

static void keep_changed(struct gly_findings *findings, const struct gly_job *job,
                         struct gly_result *result)
{
    if (!job->changed)
        return;
    result->findings = findings->list.at;
    result->finding_count = findings->list.count;
    gly_changes_keep(job->changed, result);
    findings->list.count = result->finding_count;
}

/* The document was given up: say so beside what was found before. Allocates nothing. */
static void report_limit(struct gly_worker *worker, struct gly_result *result)
{
    enum gly_severity severity = worker->pass.plan->severity[GLY_RULE_RUN_LIMIT];
    static const char message[] =
        "the document was given up: it needs more memory than galley allows";
    gly_error_set(&result->error, GLY_E_LIMIT, result->error.file, 0, message);
    if (severity == GLY_OFF)
        return;
    worker->limit = (struct gly_finding){
        .rule = &rules[GLY_RULE_RUN_LIMIT],
        .severity = severity,
        .message = gly_str(message),
        .arena = &worker->arena,
    };
    struct gly_findings *findings = &worker->findings;
    if (findings->list.count == 0) {
        worker->only[0] = &worker->limit;
        findings->list.at = worker->only;
        findings->list.count = 1;
        return;
    }
    if (findings->list.count == findings->list.room)
        findings->dropped++;
    else
        findings->list.count++;
    findings->list.at[findings->list.count - 1] = &worker->limit;
}

bool gly_run_document(struct gly_worker *worker, const struct gly_plan *plan,
                      const struct gly_job *job, struct gly_result *ret_result)
{
    struct gly_arena *arena = &worker->arena;
    gly_arena_clear(arena);
    *ret_result = (struct gly_result){.path = job->path, .arena = arena};
    struct gly_result *result = ret_result;
    snprintf(result->error.file, sizeof result->error.file, "%.*s",
             GLY_STR_ARG(job->path));
    if (job->error) {
        result->error = *job->error;
        return true;
    }
    struct gly_str bytes;
    gly_timer_start(&worker->timer);
    if (read_job(arena, job, result, &bytes) != GLY_OK)
        return true;
    gly_timer_stage(&worker->timer, GLY_TIMED_READ);
    if (!job->named && !reader_for(job)->unpack && gly_bytes_look_binary(bytes))
        return false;

    worker->findings = (struct gly_findings){0};
    worker->pass = (struct gly_pass){.plan = plan,
                                     .arena = arena,
                                     .findings = &worker->findings,
                                     .handles = &worker->handles};
    arena->unwind = &worker->given_up;
    if (setjmp(worker->given_up) == 0) {
        if (run_bytes(plan, job, bytes, worker, result)) {
            filter(&worker->pass, job);
            keep_changed(&worker->findings, job, result);
        }
        gly_timer_stage(&worker->timer, GLY_TIMED_FILTER);
    } else {
        report_limit(worker, result);
    }
    arena->unwind = NULL;
    if (result->source && result->source->damage_total > 0 &&
        result->error.status == GLY_OK)
        gly_error_set(&result->error, GLY_E_ENCODING, result->error.file, 0,
                      "the file holds %u damaged place%s", result->source->damage_total,
                      result->source->damage_total > 1 ? "s" : "");
    result->findings = worker->findings.list.at;
    result->finding_count = worker->findings.list.count;
    result->dropped = worker->findings.dropped;
    return true;
}
