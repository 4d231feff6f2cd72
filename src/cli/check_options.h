/* What `galley check` was asked on the command line. */
#ifndef GALLEY_CLI_CHECK_OPTIONS_H
#define GALLEY_CLI_CHECK_OPTIONS_H

#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/settle.h"
#include "engine/pool.h"

/* What was typed, with everything resolved that needs no file. */
struct gly_check_options {
    struct gly_arena *arena;
    GLY_VEC(struct gly_wish) wishes;
    struct gly_cli_inputs inputs;
    struct {
        const struct gly_reporter *reporter;
        const char *path; /* NULL: standard output */
    } outputs[GLY_POOL_MAX_OUTPUTS];
    unsigned output_count;
    struct gly_output_style style;
    struct gly_settle_options settle;
    uint32_t max_warnings; /* UINT32_MAX: any number */
    unsigned jobs;         /* 0: by the processors */
    bool timings;
    bool verbose;
    bool help;
};

/* Take the options and operands of a command line. `options` holds the defaults. */
enum gly_status gly_check_options_parse(struct gly_check_options *options, int argc,
                                        char **argv, struct gly_error *err);

/* Print them all, the formats and the exit statuses. Returns an exit status. */
int gly_check_options_help(void);

#endif
