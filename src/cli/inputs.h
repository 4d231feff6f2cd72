/* Options that say which files are read and which configuration counts: the same for
 * `check`, `files` and `config`. */
#ifndef GALLEY_CLI_INPUTS_H
#define GALLEY_CLI_INPUTS_H

#include "cli/options.h"
#include "engine/config.h"
#include "engine/walk.h"

enum {
    GLY_CLI_CONFIG = 1000, /* apart from the ids of any command */
    GLY_CLI_NO_CONFIG,
    GLY_CLI_PRESET,
    GLY_CLI_LANG,
    GLY_CLI_STDIN_FILENAME,
    GLY_CLI_FILES_FROM,
    GLY_CLI_NULL,
    GLY_CLI_TYPE,
    GLY_CLI_EXCLUDE,
    GLY_CLI_FORCE_EXCLUDE,
    GLY_CLI_NO_IGNORE,
    GLY_CLI_HIDDEN,
    GLY_CLI_TRACKED,
};

/* Rows for a table of options. */
/* clang-format off */
#define GLY_CLI_CONFIG_OPTIONS \
    {GLY_CLI_CONFIG, "--config", 0, "FILE", \
     "read this configuration, not the nearest galley.yaml", "Configuration"}, \
    {GLY_CLI_NO_CONFIG, "--no-config", 0, NULL, "read no configuration file", NULL}, \
    {GLY_CLI_PRESET, "--preset", 0, "NAME", \
     "start from news, docs or report; the configuration and\n" \
     "other options outrank it", NULL}, \
    {GLY_CLI_LANG, "--lang", 0, "TAG", \
     "the language of texts that do not name theirs (en-GB)", NULL}

#define GLY_CLI_INPUT_OPTIONS \
    {GLY_CLI_STDIN_FILENAME, "--stdin-filename", 0, "PATH", \
     "what standard input is called; its type goes by it", "Input"}, \
    {GLY_CLI_FILES_FROM, "--files-from", 0, "FILE", \
     "take further paths from FILE, one a line; '-' is standard\ninput", NULL}, \
    {GLY_CLI_NULL, "--null", '0', NULL, "they are separated by NUL bytes", NULL}, \
    {GLY_CLI_TYPE, "--type", 0, "EXT=TYPE", \
     "read files named *.EXT as TYPE (text, markdown, html, docx,\n" \
     "odt)", NULL}, \
    {GLY_CLI_EXCLUDE, "--exclude", 0, "GLOB", \
     "leave out what matches, written as in .gitignore", NULL}, \
    {GLY_CLI_FORCE_EXCLUDE, "--force-exclude", 0, NULL, \
     "leave out files that are named, too", NULL}, \
    {GLY_CLI_NO_IGNORE, "--no-ignore", 0, NULL, \
     "do not read .gitignore and .galleyignore", NULL}, \
    {GLY_CLI_HIDDEN, "--hidden", 0, NULL, "take hidden files and directories", NULL}, \
    {GLY_CLI_TRACKED, "--tracked", 0, "SIDE", \
     "of changes tracked in a document read what is 'accepted' (the\n" \
     "default) or the 'original'", NULL}
/* clang-format on */

struct gly_cli_inputs {
    struct gly_arena *arena;
    GLY_VEC(const char *) paths;
    GLY_VEC(struct gly_walk_type) types;
    GLY_VEC(struct gly_given) given; /* a command may add to it: --fail-on */
    struct gly_walk_options walk;
    struct gly_read_options read;
    struct gly_config_options config; /* its wishes are the command's */
};

/* Is this one of the options above, or an operand? */
bool gly_cli_inputs_know(int id);

/* Take one of them. */
enum gly_status gly_cli_inputs_take(struct gly_cli_inputs *in, int id,
                                    const char *value, struct gly_error *err);

/* Open the configuration; `rules` are all that are known. */
enum gly_status gly_cli_inputs_configure(struct gly_cli_inputs *in,
                                         const struct gly_plan *rules,
                                         struct gly_configs **ret_configs,
                                         struct gly_error *err);

/* Walk, as the configuration says. */
enum gly_status gly_cli_inputs_walk(struct gly_cli_inputs *in,
                                    struct gly_configs *configs,
                                    struct gly_inputs *ret_inputs,
                                    struct gly_error *err);

/* Tell the mistakes in configurations, and return whether there are any. */
bool gly_cli_print_mistakes(const struct gly_configs *configs);

/* The real path of a file that need not exist; a directory stands for a file in it. */
struct gly_str gly_cli_real_path(struct gly_arena *arena, const char *path);

#endif
