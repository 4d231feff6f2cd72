/* A baseline: the findings that a text had when galley came to it, so that only new ones
 * count. A JSON file, sorted, one finding a line, that people may read, correct and keep
 * under version control:
 *
 *     {"version": 1, "findings": [
 *     {"galleyFinding/v1": "51af...", "rule": "geography/wrong-region",
 *      "path": "docs/a.md", "text": "Lyon", "reason": "quoting the minister"},
 *     ...
 *     ]}
 *
 * A finding is known by its fingerprint, which holds no line number: text may move and
 * be wrapped anew. Paths are relative to the folder of the baseline. An entry stands for
 * one finding of its file; where that file is gone, for the same finding in another one.
 * So a new fault never hides behind one that was fixed.
 *
 * An entry is *stale* where its file was checked with its rule and the finding was not
 * there, or where its file is gone. Entries that a run says nothing about (other files,
 * rules that are off) are neither stale nor lost when the file is written again. */
#ifndef GALLEY_BASELINE_H
#define GALLEY_BASELINE_H

#include "engine/plan.h"
#include "engine/result.h"

struct gly_baseline;

struct gly_baseline_entry {
    uint64_t fingerprint;
    struct gly_str rule, path, text, reason;
    unsigned line; /* in the file it was read from; 0 when it is new */
};

struct gly_baseline_options {
    const char *file; /* outlives the baseline */
    bool adopt;       /* take up what is new; the file need not be there yet */
    bool partial;     /* only some of each file's findings are told: nothing is stale */
};

enum gly_status gly_baseline_open(struct gly_arena *arena,
                                  const struct gly_baseline_options *options,
                                  struct gly_baseline **ret_baseline,
                                  struct gly_error *err);

/* What the baseline calls a file: `name` in the real path of its directory. An empty
 * directory is the working one, for inputs that have a name only. */
struct gly_str gly_baseline_path(struct gly_baseline *baseline,
                                 struct gly_str directory, struct gly_str name);

/* Tell which files the run checks, once and before it. */
void gly_baseline_expect(struct gly_baseline *baseline, const struct gly_str *paths,
                         size_t count);

/* Mark the findings of one document that are known. Documents are told one after
 * another, in the order of the inputs: where several could take an entry, the first
 * does. */
void gly_baseline_settle(struct gly_baseline *baseline, struct gly_str path,
                         const struct gly_plan *plan, const struct gly_result *result);

/* After the run: the entries that no finding needs any more, in the order of the file. */
const struct gly_baseline_entry *gly_baseline_stale(struct gly_baseline *baseline,
                                                    uint32_t *ret_count);

/* How many findings were adopted. */
uint32_t gly_baseline_adopted(const struct gly_baseline *baseline);

/* Write the file again without its stale entries and with what was adopted. It is
 * replaced whole or not at all. */
enum gly_status gly_baseline_write(struct gly_baseline *baseline,
                                   struct gly_error *err);

#endif
