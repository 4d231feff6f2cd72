#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/nearest.h"
#include "cli/cli.h"

#ifndef GALLEY_VERSION
#error "meson.build defines GALLEY_VERSION"
#endif

const struct gly_command gly_commands[] = {
    {"check", "check [OPTION...] [PATH...]", "check files and directories",
     gly_cmd_check},
    {"rules", "rules [OPTION...]", "list the rules", gly_cmd_rules},
    {"explain", "explain RULE", "explain a rule", gly_cmd_explain},
    {"files", "files [OPTION...] [PATH...]", "list what would be checked",
     gly_cmd_files},
    {"config", "config [OPTION...] [FILE]", "show what counts for a file, and why",
     gly_cmd_config},
    {"test", "test [OPTION...] [DIRECTORY]", "run the examples of your phrase rules",
     gly_cmd_test},
    {"init", "init [OPTION...]", "write a configuration to start from", gly_cmd_init},
    {"words", "words list|add [WORD...]", "keep words of your own", gly_cmd_words},
    {"annotate", "annotate [OPTION...] FILE...", "show how a file is read",
     gly_cmd_annotate},
    {NULL, NULL, NULL, NULL},
};

/* ---- Printing ---- */

static void add_visible(struct gly_buf *out, const char *text)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c < 0x20 || c == 0x7F)
            gly_buf_printf(out, "\\x%02x", c);
        else
            gly_buf_putc(out, *text);
    }
}

int gly_cli_error(const struct gly_error *err)
{
    struct gly_buf out;
    gly_buf_init(&out, 8192);
    gly_buf_puts(&out, "galley: ");
    if (err->file[0]) {
        add_visible(&out, err->file);
        if (err->line > 0)
            gly_buf_printf(&out, ":%u", err->line);
        if (err->column > 0)
            gly_buf_printf(&out, ":%u", err->column);
        gly_buf_puts(&out, ": ");
    }
    add_visible(&out, err->message);
    fprintf(stderr, "%s\n", out.ptr);
    gly_buf_release(&out);
    return GLY_EXIT_TROUBLE;
}

int gly_cli_print(const struct gly_buf *out)
{
    if ((out->len > 0 && fwrite(out->ptr, 1, out->len, stdout) != out->len) ||
        fflush(stdout) != 0) {
        if (errno == EPIPE)
            return GLY_EXIT_CLEAN;
        struct gly_error err;
        gly_error_set(&err, GLY_E_IO, NULL, 0, "cannot write the output: %s",
                      strerror(errno));
        return gly_cli_error(&err);
    }
    return GLY_EXIT_CLEAN;
}

/* ---- Commands ---- */

static int help(void)
{
    struct gly_buf out;
    gly_buf_init(&out, 65536);
    gly_buf_puts(&out, "galley reads prose before the reader does: it finds where a "
                       "document disagrees\nwith itself, with the map and with the "
                       "dictionary.\n\nCommands:\n");
    for (const struct gly_command *c = gly_commands; c->name; c++)
        gly_buf_printf(&out, "  galley %-34s %s\n", c->usage, c->summary);
    gly_buf_puts(
        &out,
        "\n'galley COMMAND --help' lists the options of a command.\n"
        "Exit status: 0 clean, 1 findings, 2 trouble (see 'galley check --help').\n");
    int status = gly_cli_print(&out);
    gly_buf_release(&out);
    return status;
}

static int unknown_command(const char *name)
{
    struct gly_nearest nearest = {.wanted = gly_str(name)};
    for (const struct gly_command *c = gly_commands; c->name; c++)
        gly_nearest_offer(&nearest, gly_str(c->name));
    struct gly_error err;
    gly_error_set(&err, GLY_E_USAGE, NULL, 0,
                  "unknown command '%s'%s%.*s%s ('galley --help' lists them)", name,
                  nearest.best.len ? ", did you mean '" : "", GLY_STR_ARG(nearest.best),
                  nearest.best.len ? "'?" : "");
    return gly_cli_error(&err);
}

int main(int argc, char **argv)
{
    /* A reader that has gone is an answer of write(), not the end of the program. */
    signal(SIGPIPE, SIG_IGN);
    if (argc < 2) {
        help();
        return GLY_EXIT_TROUBLE;
    }
    const char *name = argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 ||
        strcmp(name, "help") == 0)
        return help();
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) {
        puts("galley " GALLEY_VERSION);
        return GLY_EXIT_CLEAN;
    }
    for (const struct gly_command *c = gly_commands; c->name; c++)
        if (strcmp(name, c->name) == 0)
            return c->run(argc - 1, argv + 1);
    return unknown_command(name);
}
