#define _DEFAULT_SOURCE /* realpath */

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "cli/cli.h"
#include "cli/command.h"
#include "engine/style.h"

enum { OPT_HELP = 1 };

static const struct gly_option options_table[] = {
    GLY_CLI_CONFIG_OPTIONS,
    {OPT_HELP, "--help", 'h', NULL, "print this help", "Help"},
    {0},
};

static const char usage[] =
    "Usage: galley config [OPTION...] [FILE]\n\n"
    "Print what counts for a file, and who said so. The output is a "
    "configuration\nitself. No file is any file of the current "
    "directory.\n";

/* ---- Lines ---- */

/* Where the origin of a value stands, in bytes; longer lines have it behind them. */
enum { ORIGIN_COLUMN = 40 };

struct listing {
    struct gly_buf out;
    size_t line; /* where the current line starts */
};

static void end_line(struct listing *l, const struct gly_origin *origin)
{
    if (origin) {
        size_t width = l->out.len - l->line;
        gly_buf_fill(&l->out, ' ', width < ORIGIN_COLUMN ? ORIGIN_COLUMN - width : 1);
        gly_buf_puts(&l->out, "# ");
        for (size_t i = 0; i < origin->name.len; i++) {
            unsigned char c = (unsigned char)origin->name.ptr[i];
            if (c < 0x20 || c == 0x7F)
                gly_buf_printf(&l->out, "\\x%02x", c);
            else
                gly_buf_putc(&l->out, (char)c);
        }
        if (origin->line > 0)
            gly_buf_printf(&l->out, ":%u", origin->line);
    }
    gly_buf_putc(&l->out, '\n');
    l->line = l->out.len;
}

/* As YAML: in quotes unless it is a plain word in any eyes. */
static void add_text(struct gly_buf *out, struct gly_str text)
{
    bool plain = text.len > 0 && text.ptr[0] != '-';
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        plain &= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                 (c >= '0' && c <= '9') || memchr("._/-+", c, 5) != NULL;
    }
    if (plain) {
        gly_buf_add_str(out, text);
        return;
    }
    gly_buf_putc(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c < 0x20 || c == 0x7F)
            gly_buf_printf(out, "\\x%02x", c);
        else if (c == '"' || c == '\\')
            gly_buf_printf(out, "\\%c", c);
        else
            gly_buf_putc(out, (char)c);
    }
    gly_buf_putc(out, '"');
}

/* ---- Values ---- */

static bool is_list(enum gly_key_type type)
{
    return type == GLY_TYPE_TEXTS || type == GLY_TYPE_PATHS || type == GLY_TYPE_GLOBS;
}

static void print_value(struct listing *l, const struct gly_key_info *key,
                        const struct gly_values *values)
{
    if (values->count == 0)
        return;
    gly_buf_printf(&l->out, "%s:", key->name);
    if (!is_list(key->type)) {
        gly_buf_putc(&l->out, ' ');
        add_text(&l->out, values->at[0].text);
        end_line(l, &values->at[0].origin);
        return;
    }
    end_line(l, NULL);
    for (uint32_t i = 0; i < values->count; i++) {
        const struct gly_value *value = &values->at[i];
        gly_buf_puts(&l->out, "  - ");
        add_text(&l->out, value->path ? gly_str(value->path) : value->text);
        end_line(l, &value->origin);
    }
}

/* ---- Rules ---- */

/* Who decided what became of a rule: the last to speak of what is the case. */
static struct gly_origin decided_by(const struct gly_settings *s,
                                    const struct gly_rule *rule,
                                    enum gly_severity severity)
{
    struct gly_origin origin = {gly_str("default"), 0};
    bool by_severity = false;
    for (size_t i = 0; i < s->wish_count; i++) {
        const struct gly_wish *wish = &s->wishes[i];
        bool names = gly_wish_names(wish->rules, rule);
        bool fits = false;
        if (wish->kind == GLY_WISH_ONLY)
            fits = severity == GLY_OFF || (names && !by_severity);
        else if (names && severity == GLY_OFF)
            fits = wish->kind == GLY_WISH_DISABLE || wish->severity == GLY_OFF;
        else if (names && wish->kind == GLY_WISH_ENABLE)
            fits = !by_severity;
        else if (names && wish->kind == GLY_WISH_SEVERITY)
            fits = by_severity = true;
        if (fits)
            origin = s->wish_origins[i];
    }
    return origin;
}

static const char *const severity_names[] = {
    [GLY_OFF] = "off",
    [GLY_NOTE] = "note",
    [GLY_WARNING] = "warning",
    [GLY_ERROR] = "error",
};

/* The setting of an option that counts, or NULL: the last one. */
static const struct gly_origin *option_origin(const struct gly_settings *s,
                                              const struct gly_check *check,
                                              size_t option)
{
    const struct gly_origin *origin = NULL;
    for (size_t i = 0; i < s->option_count; i++)
        if (s->options[i].check == check && s->options[i].option == option)
            origin = &s->option_origins[i];
    return origin;
}

static void print_options(struct listing *l, struct gly_arena *arena,
                          const struct gly_settings *s,
                          const struct gly_plan_check *planned, size_t rule)
{
    const struct gly_check *check = planned->check;
    const struct gly_origin fallback = {gly_str("default"), 0};
    for (size_t i = 0; i < check->option_count; i++) {
        if (check->options[i].rule != rule)
            continue;
        const struct gly_origin *origin = option_origin(s, check, i);
        struct gly_str text =
            gly_option_text(arena, &check->options[i], &planned->options[i]);
        gly_buf_printf(&l->out, "    %s: %.*s", check->options[i].key,
                       GLY_STR_ARG(text));
        end_line(l, origin ? origin : &fallback);
    }
}

static bool has_options(const struct gly_check *check, size_t rule)
{
    for (size_t i = 0; i < check->option_count; i++)
        if (check->options[i].rule == rule)
            return true;
    return false;
}

static void print_rule(struct listing *l, struct gly_arena *arena,
                       const struct gly_settings *s, const struct gly_plan *plan,
                       uint32_t index)
{
    const struct gly_plan_check *planned = plan->checks;
    while (index >= planned->first_rule + planned->check->rule_count)
        planned++;
    size_t rule = index - planned->first_rule;
    enum gly_severity severity = plan->severity[index];
    struct gly_origin origin = decided_by(s, plan->rules[index], severity);
    if (has_options(planned->check, rule)) {
        gly_buf_printf(&l->out, "  %s:", plan->rules[index]->id);
        end_line(l, NULL);
        gly_buf_printf(&l->out, "    severity: %s", severity_names[severity]);
    } else {
        gly_buf_printf(&l->out, "  %s: %s", plan->rules[index]->id,
                       severity_names[severity]);
    }
    end_line(l, &origin);
    print_options(l, arena, s, planned, rule);
}

/* ---- The command ---- */

static int print_settings(struct gly_arena *arena, const struct gly_settings *s,
                          struct gly_str file)
{
    struct gly_plan plan;
    struct gly_error err;
    const struct gly_check *style;
    if (gly_style_open(arena, s, NULL, &style, &err) != GLY_OK ||
        gly_plan_build_with(arena, style, s->wishes, s->wish_count, &plan, &err) !=
            GLY_OK)
        return gly_cli_error(&err);
    gly_options_apply(&plan, s->options, s->option_count);
    struct listing l = {0};
    gly_buf_init(&l.out, (size_t)64 * 1024 * 1024);
    if (file.len > 0)
        gly_buf_printf(&l.out, "# by %.*s", GLY_STR_ARG(file));
    else
        gly_buf_puts(&l.out, "# there is no configuration file");
    end_line(&l, NULL);
    for (unsigned k = 0; k < GLY_KEY_COUNT; k++)
        if (!(gly_keys[k].flags & GLY_KEY_UNSHOWN))
            print_value(&l, &gly_keys[k], &s->values[k]);
    gly_buf_puts(&l.out, "rules:");
    end_line(&l, NULL);
    for (uint32_t i = 0; i < plan.rule_count; i++)
        print_rule(&l, arena, s, &plan, plan.order[i]);
    int status = gly_cli_print(&l.out);
    gly_buf_release(&l.out);
    return status;
}

static int config(struct gly_cli_inputs *in, void *unused)
{
    (void)unused;
    struct gly_configs *configs;
    struct gly_str path;
    const struct gly_settings *settings =
        gly_cli_settings_of_one(in, "'galley config' takes one file", &configs, &path);
    if (!settings)
        return GLY_EXIT_TROUBLE;
    return print_settings(in->arena, settings, gly_configs_file(configs, path));
}

int gly_cmd_config(int argc, char **argv)
{
    static const struct gly_cli_frame frame = {options_table, OPT_HELP, usage, NULL,
                                               config};
    return gly_cli_run(&frame, NULL, argc, argv);
}
