#include <stdio.h>

#include "cli/cli.h"
#include "cli/command.h"

enum {
    OPT_PRINT0 = 1,
    OPT_HELP,
};

static const struct gly_option options_table[] = {
    {OPT_PRINT0, "--print0", 0, NULL, "separate paths by NUL bytes, not by lines",
     "Output"},
    GLY_CLI_INPUT_OPTIONS,
    GLY_CLI_CONFIG_OPTIONS,
    {OPT_HELP, "--help", 'h', NULL, "print this help", "Help"},
    {0},
};

static const char usage[] =
    "Usage: galley files [OPTION...] [PATH...]\n\n"
    "List the files that 'galley check' with the same paths and "
    "options would read.\n";

/* A path with a line feed must not look like two, nor speak to the terminal. */
static void add_line(struct gly_buf *out, struct gly_str path)
{
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        if (c < 0x20 || c == 0x7F)
            gly_buf_printf(out, "\\x%02x", c);
        else
            gly_buf_putc(out, (char)c);
    }
    gly_buf_putc(out, '\n');
}

static int list(const struct gly_inputs *inputs, bool print0)
{
    struct gly_buf out;
    gly_buf_init(&out, (size_t)1024 * 1024 * 1024);
    int trouble = GLY_EXIT_CLEAN;
    for (uint32_t i = 0; i < inputs->count; i++) {
        const struct gly_input *input = &inputs->at[i];
        if (input->error)
            trouble = gly_cli_error(input->error);
        else if (print0)
            gly_buf_printf(&out, "%.*s%c", GLY_STR_ARG(input->path), '\0');
        else
            add_line(&out, input->path);
    }
    int status = gly_cli_print(&out);
    gly_buf_release(&out);
    return status > trouble ? status : trouble;
}

static int files(struct gly_cli_inputs *in, void *print0)
{
    struct gly_plan rules;
    struct gly_configs *configs;
    struct gly_inputs inputs;
    struct gly_error err;
    gly_plan_gather(in->arena, &rules);
    if (gly_cli_inputs_configure(in, &rules, &configs, &err) != GLY_OK ||
        gly_cli_inputs_walk(in, configs, &inputs, &err) != GLY_OK)
        return gly_cli_error(&err);
    if (gly_cli_print_mistakes(configs))
        return GLY_EXIT_TROUBLE;
    return list(&inputs, *(const bool *)print0);
}

static enum gly_status take(void *print0, int id, const char *value,
                            struct gly_error *err)
{
    (void)err;
    (void)value;
    *(bool *)print0 |= id == OPT_PRINT0;
    return GLY_OK;
}

int gly_cmd_files(int argc, char **argv)
{
    static const struct gly_cli_frame frame = {options_table, OPT_HELP, usage, take,
                                               files};
    bool print0 = false;
    return gly_cli_run(&frame, &print0, argc, argv);
}
