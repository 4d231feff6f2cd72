#include "cli/command.h"

#include "base/limits.h"
#include "cli/cli.h"

int gly_cli_help(const char *usage, const struct gly_option *table)
{
    struct gly_buf out;
    gly_buf_init(&out, 65536);
    gly_buf_puts(&out, usage);
    gly_options_help(table, &out);
    int status = gly_cli_print(&out);
    gly_buf_release(&out);
    return status;
}

int gly_cli_run(const struct gly_cli_frame *frame, void *context, int argc, char **argv)
{
    struct gly_arena arena;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    struct gly_cli_inputs in = {.arena = &arena};
    struct gly_options options = {
        .table = frame->table, .argc = argc, .argv = argv, .at = 1};
    struct gly_error err;
    const char *value;
    bool wants_help = false;
    int id, status;
    while ((id = gly_options_next(&options, &value, &err)) != GLY_OPTION_END) {
        wants_help |= id == frame->help;
        enum gly_status taken = id == GLY_OPTION_ERROR ? err.status : GLY_OK;
        if (gly_cli_inputs_know(id))
            taken = gly_cli_inputs_take(&in, id, value, &err);
        else if (frame->take && taken == GLY_OK)
            taken = frame->take(context, id, value, &err);
        if (taken != GLY_OK) {
            status = gly_cli_error(&err);
            goto out;
        }
    }
    status = wants_help ? gly_cli_help(frame->usage, frame->table)
                        : frame->run(&in, context);
out:
    gly_arena_release(&arena);
    return status;
}

const struct gly_settings *gly_cli_settings_of_one(struct gly_cli_inputs *in,
                                                   const char *takes,
                                                   struct gly_configs **ret_configs,
                                                   struct gly_str *ret_path)
{
    struct gly_plan rules;
    struct gly_error err;
    gly_plan_gather(in->arena, &rules);
    if (gly_cli_inputs_configure(in, &rules, ret_configs, &err) != GLY_OK) {
        gly_cli_error(&err);
        return NULL;
    }
    if (in->paths.count > 1) {
        gly_error_set(&err, GLY_E_USAGE, NULL, 0, "%s", takes);
        gly_cli_error(&err);
        return NULL;
    }
    *ret_path = gly_cli_real_path(in->arena, in->paths.count ? in->paths.at[0] : ".");
    const struct gly_settings *settings = gly_configs_find(*ret_configs, *ret_path);
    return gly_cli_print_mistakes(*ret_configs) ? NULL : settings;
}
