/* What commands that read a configuration have in common: their options, their help, and
 * the memory that lives as long as they run. */
#ifndef GALLEY_CLI_COMMAND_H
#define GALLEY_CLI_COMMAND_H

#include "cli/inputs.h"

/* Print `usage` and the options of a command. Returns an exit status. */
int gly_cli_help(const char *usage, const struct gly_option *table);

struct gly_cli_frame {
    const struct gly_option *table; /* with the rows of inputs.h that it knows */
    int help;                       /* the id of --help */
    const char *usage;
    /* One of the command's own options; NULL when it has none but --help. */
    enum gly_status (*take)(void *context, int id, const char *value,
                            struct gly_error *err);
    /* Everything else; returns an exit status. */
    int (*run)(struct gly_cli_inputs *in, void *context);
};

/* Read the options and run. Returns an exit status. */
int gly_cli_run(const struct gly_cli_frame *frame, void *context, int argc,
                char **argv);

/* The settings of the one file or directory that a command takes, "." where none is named. NULL
 * where there is a mistake, which has been told; `takes` is the message where there are
 * several. */
const struct gly_settings *gly_cli_settings_of_one(struct gly_cli_inputs *in,
                                                   const char *takes,
                                                   struct gly_configs **ret_configs,
                                                   struct gly_str *ret_path);

#endif
