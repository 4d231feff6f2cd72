#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/nearest.h"
#include "cli/cli.h"
#include "cli/command.h"
#include "cli/options.h"
#include "engine/preset.h"

enum {
    OPT_PRESET = 1,
    OPT_HELP,
};

static const struct gly_option options_table[] = {
    {OPT_PRESET, "--preset", 0, "NAME", "start from news, docs or report", "Options"},
    {OPT_HELP, "--help", 'h', NULL, "print this help", NULL},
    {0},
};

/* What stands commented out shows the form; what counts is as it would be without. */
static const char starter[] =
    "# The configuration of galley for this directory and all below it.\n"
    "# 'galley config FILE' shows what counts for a file, and who said so.\n"
    "\n"
    "%s\n"
    "\n"
    "# The language of texts that do not name theirs.\n"
    "#language: en-GB\n"
    "\n"
    "# Which findings make the run fail: error, warning, note or never.\n"
    "fail-on: error\n"
    "\n"
    "# Files and directories to leave out, written as in .gitignore.\n"
    "#exclude: [drafts/, \"*.min.html\"]\n"
    "\n"
    "# Words of your own, one a line.\n"
    "#dictionaries: [words.txt]\n"
    "\n"
    "# Rules: error, warning, note, on or off. 'galley rules' lists them.\n"
    "#rules:\n"
    "#  typography/repeated-word: warning\n"
    "\n"
    "# Other settings for some files.\n"
    "#overrides:\n"
    "#  - files: [archive/]\n"
    "#    fail-on: never\n";

static const char usage[] =
    "Usage: galley init [OPTION...]\n\n"
    "Write a galley.yaml to start from into the current directory. "
    "A file that is\nthere is never written over.\n";

static enum gly_status check_preset(const char *name, struct gly_error *err)
{
    struct gly_nearest nearest = {.wanted = gly_str(name)};
    for (const struct gly_preset *p = gly_presets; p->name; p++) {
        if (strcmp(name, p->name) == 0)
            return GLY_OK;
        gly_nearest_offer(&nearest, gly_str(p->name));
    }
    return gly_error_set(err, GLY_E_USAGE, NULL, 0, "unknown preset '%s'%s%.*s%s", name,
                         nearest.best.len ? ", did you mean '" : "",
                         GLY_STR_ARG(nearest.best), nearest.best.len ? "'?" : "");
}

static enum gly_status write_new(const char *path, const struct gly_buf *text,
                                 struct gly_error *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return errno == EEXIST
                   ? gly_error_set(err, GLY_E_USAGE, path, 0,
                                   "it is there already and was left as it is")
                   : gly_error_set(err, GLY_E_IO, path, 0, "cannot write it: %s",
                                   strerror(errno));
    ssize_t written = write(fd, text->ptr, text->len);
    int error = written < 0 ? errno : (size_t)written < text->len ? ENOSPC : 0;
    if (close(fd) != 0 && !error)
        error = errno;
    if (!error)
        return GLY_OK;
    unlink(path); /* half a configuration would be worse than none */
    return gly_error_set(err, GLY_E_IO, path, 0, "cannot write it: %s",
                         strerror(error));
}

static enum gly_status write_starter(const char *preset, struct gly_error *err)
{
    struct stat info;
    if (lstat(".galley.yaml", &info) == 0)
        return gly_error_set(err, GLY_E_USAGE, ".galley.yaml", 0,
                             "it is there already and was left as it is");
    struct gly_buf text, extends;
    gly_buf_init(&text, 65536);
    gly_buf_init(&extends, 256);
    gly_buf_printf(&extends, preset ? "extends: preset:%s" : "#extends: preset:%s",
                   preset ? preset : "news");
    gly_buf_printf(&text, starter, extends.ptr);
    enum gly_status status = write_new("galley.yaml", &text, err);
    gly_buf_release(&text);
    gly_buf_release(&extends);
    return status;
}

int gly_cmd_init(int argc, char **argv)
{
    struct gly_options options = {
        .table = options_table, .argc = argc, .argv = argv, .at = 1};
    struct gly_error err;
    const char *value, *preset = NULL;
    int id;
    while ((id = gly_options_next(&options, &value, &err)) != GLY_OPTION_END) {
        if (id == OPT_HELP)
            return gly_cli_help(usage, options_table);
        if (id == GLY_OPTION_OPERAND)
            gly_error_set(&err, GLY_E_USAGE, NULL, 0, "'galley init' takes no path");
        if (id == GLY_OPTION_OPERAND || id == GLY_OPTION_ERROR)
            return gly_cli_error(&err);
        preset = value;
    }
    if ((preset && check_preset(preset, &err) != GLY_OK) ||
        write_starter(preset, &err) != GLY_OK)
        return gly_cli_error(&err);
    puts("galley.yaml is written");
    return GLY_EXIT_CLEAN;
}
