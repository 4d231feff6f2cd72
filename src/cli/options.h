/* Options of the command line: one table a command, from which both parsing and help
 * are done. */
#ifndef GALLEY_OPTIONS_H
#define GALLEY_OPTIONS_H

#include <galley/error.h>
#include <galley/span.h>

#include "base/buf.h"

struct gly_option {
    int id;               /* what the parser returns; above 0 */
    const char *name;     /* "--format" */
    char letter;          /* 'f' for -f, 0 for none */
    const char *argument; /* "FORMAT" in the help, NULL when it takes none */
    const char *help;     /* one or more lines */
    const char *group;    /* heading it stands under; NULL: that of the one before */
};

struct gly_options {
    const struct gly_option *table; /* ends with id 0 */
    int argc;
    char **argv;
    int at;              /* of the next argument */
    const char *cluster; /* rest of "-abc" */
    bool only_operands;  /* "--" was seen */
};

enum {
    GLY_OPTION_END = 0,
    GLY_OPTION_OPERAND = -1, /* not an option: *ret_value is the argument */
    GLY_OPTION_ERROR = -2,
};

/* The next option's id, with its argument in *ret_value (NULL without one); "--name=x",
 * "--name x", "-nx" and "-n x" are the same. An unknown option is an error that names
 * the nearest right one. */
int gly_options_next(struct gly_options *options, const char **ret_value,
                     struct gly_error *err);

/* The table as help. */
void gly_options_help(const struct gly_option *table, struct gly_buf *out);

#endif
