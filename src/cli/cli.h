/* The command line: the only code that prints errors and the only code that exits. */
#ifndef GALLEY_CLI_H
#define GALLEY_CLI_H

#include <galley/error.h>

#include "base/buf.h"

/* Exit statuses (docs/using.md). TROUBLE beats FINDINGS. */
enum {
    GLY_EXIT_CLEAN = 0,
    GLY_EXIT_FINDINGS = 1, /* findings at or above --fail-on */
    GLY_EXIT_TROUBLE = 2,
};

/* A command. `argv[0]` is its name; the result is the exit status. */
struct gly_command {
    const char *name;
    const char *usage;   /* "check [OPTION...] [PATH...]" */
    const char *summary; /* one line */
    int (*run)(int argc, char **argv);
};

/* All commands, ending with name NULL. */
extern const struct gly_command gly_commands[];

int gly_cmd_check(int argc, char **argv);
int gly_cmd_rules(int argc, char **argv);
int gly_cmd_explain(int argc, char **argv);
int gly_cmd_files(int argc, char **argv);
int gly_cmd_config(int argc, char **argv);
int gly_cmd_init(int argc, char **argv);
int gly_cmd_test(int argc, char **argv);
int gly_cmd_words(int argc, char **argv);
int gly_cmd_annotate(int argc, char **argv);

/* Print an error as "galley: file:line: message" on standard error; control characters
 * in it are shown, not sent. Returns GLY_EXIT_TROUBLE. */
int gly_cli_error(const struct gly_error *err);

/* Write all of `out` to standard output. A closed pipe is no error; anything else is
 * told and gives GLY_EXIT_TROUBLE. */
int gly_cli_print(const struct gly_buf *out);

#endif
