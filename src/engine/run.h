/* One document through a plan: from an input to its result. */
#ifndef GALLEY_RUN_H
#define GALLEY_RUN_H

#include "base/buf.h"
#include "base/dictionary.h"
#include "engine/changed.h"
#include "engine/pass.h"
#include "engine/plan.h"
#include "engine/result.h"
#include "engine/timing.h"

/* One input. Slices and pointers outlive the run. */
struct gly_job {
    struct gly_str path;   /* as shown */
    const char *open_path; /* to open; NULL for standard input or `bytes` */
    struct gly_str bytes;  /* the contents, where open_path is NULL and !is_stdin */
    bool is_stdin;
    bool no_fingerprints;            /* nobody asks for those of the findings */
    bool named;                      /* named outright: read whatever it holds */
    char lang[12];                   /* of the document, where it names none itself */
    const struct gly_reader *reader; /* NULL: by the path, else plain text */
    struct gly_read_options read_options;
    const struct gly_error *error; /* what is already known to be wrong, or NULL */
    const struct gly_changed_file *changed; /* the lines that count; NULL: all */
};

/* What one thread works with; reused for document after document. All but the arena is
 * about the document in hand; it stands here, not on the stack, so that it is whole
 * when the document is given up. */
struct gly_worker {
    struct gly_arena arena;
    jmp_buf given_up;
    struct gly_findings findings;
    struct gly_pass pass;
    struct gly_finding limit; /* run/limit, told without allocating */
    struct gly_finding *only[1];
    struct gly_handles handles; /* dictionaries that its documents asked for */
    struct gly_memory *memory;  /* note/memory.h; NULL where no memory was left */
    struct gly_timer timer;     /* measures where timer.to is set */
};

void gly_worker_init(struct gly_worker *worker);
void gly_worker_release(struct gly_worker *worker);

/* Read the input, build the document, run the checks, filter the findings. Everything
 * in the result lives until the worker's next document. Never fails: what went wrong is
 * in the result, beside all that could be found. Returns false when a walk met a file
 * that is not text and that nobody named: there is no result. */
bool gly_run_document(struct gly_worker *worker, const struct gly_plan *plan,
                      const struct gly_job *job, struct gly_result *ret_result);

/* The rules of the engine itself, in the order of gly_check_engine.rules. */
enum gly_engine_rule {
    GLY_RULE_RUN_ENCODING,
    GLY_RULE_RUN_LIMIT,
    GLY_RULE_STET_NO_REASON,
    GLY_RULE_STET_UNNAMED,
    GLY_RULE_STET_UNUSED,
};

#endif
