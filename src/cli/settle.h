/* What happens to findings between the checks and the reports because a command line
 * asks for it: --baseline and its kin, --changed-since, --statistics. */
#ifndef GALLEY_CLI_SETTLE_H
#define GALLEY_CLI_SETTLE_H

#include "cli/options.h"
#include "engine/baseline.h"
#include "engine/changed.h"
#include "engine/walk.h"

enum {
    GLY_CLI_BASELINE = 2000, /* apart from the ids of any command */
    GLY_CLI_WRITE_BASELINE,
    GLY_CLI_PRUNE_BASELINE,
    GLY_CLI_CHANGED_SINCE,
    GLY_CLI_STATISTICS,
};

/* Rows for a table of options. */
/* clang-format off */
#define GLY_CLI_SETTLE_OPTIONS \
    {GLY_CLI_BASELINE, "--baseline", 0, "FILE", \
     "findings that FILE knows do not count; entries that nothing\n" \
     "needs any more are told and give exit status 2", "Old text"}, \
    {GLY_CLI_WRITE_BASELINE, "--write-baseline", 0, "FILE", \
     "write what is found to FILE, so that only what is new\ncounts from now on", \
     NULL}, \
    {GLY_CLI_PRUNE_BASELINE, "--prune-baseline", 0, NULL, \
     "take the entries that nothing needs out of --baseline", NULL}, \
    {GLY_CLI_CHANGED_SINCE, "--changed-since", 0, "REV", \
     "tell only what touches a line changed since this git\nrevision", NULL}, \
    {GLY_CLI_STATISTICS, "--statistics", 0, NULL, \
     "count the findings of each rule, on standard error", NULL}
/* clang-format on */

struct gly_settle_options {
    const char *baseline, *write_baseline, *changed_since;
    bool prune, statistics;
};

/* Take one of the options above; false when it is none of them. */
bool gly_settle_take(struct gly_settle_options *options, int id, const char *value);

struct gly_settle;

/* Everything that can fail, before the run. Inputs in which nothing has changed are
 * taken out of `inputs`. */
enum gly_status gly_settle_open(struct gly_arena *arena,
                                const struct gly_settle_options *options,
                                struct gly_inputs *inputs,
                                struct gly_settle **ret_settle, struct gly_error *err);

/* Is there anything to do? */
bool gly_settle_is_needed(const struct gly_settle *settle);
/* Are findings told apart into new and known ones? */
bool gly_settle_has_baseline(const struct gly_settle *settle);

/* The lines of an input that count; NULL: all of them. */
const struct gly_changed_file *gly_settle_changed(const struct gly_settle *settle,
                                                  size_t index);

/* One document, in the order of the inputs. */
void gly_settle_document(struct gly_settle *settle, size_t index,
                         const struct gly_plan *plan, struct gly_result *result);

/* After the run: write and tell. Of a run that was not `whole` because its output was
 * closed, no baseline is written. Returns the exit status that follows from it. */
int gly_settle_close(struct gly_settle *settle, bool whole);

#endif
