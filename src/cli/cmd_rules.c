#include <string.h>

#include "base/image.h"
#include "base/limits.h"
#include "cli/cli.h"
#include "cli/inputs.h"
#include "engine/config.h"
#include "engine/resources.h"
#include "note/lang_model.h"
#include "report/escape.h"

enum { OPT_FORMAT = 1, OPT_DATA, OPT_HELP };

static const struct gly_option options_table[] = {
    {OPT_FORMAT, "--format", 'f', "FORMAT", "text (the default), markdown or json",
     "Options"},
    {OPT_DATA, "--data", 0, NULL,
     "what galley knows instead: its tables, their state of knowledge\nand licence, "
     "and "
     "those that the configuration adds; the data\nfiles are read whole and verified",
     NULL},
    {OPT_HELP, "--help", 'h', NULL, "print this help", NULL},
    {0},
};

static const char *const severity_names[] = {"off", "note", "warning", "error"};
static const char *const stage_names[] = {"stable", "optional", "preview"};

static void print_text(const struct gly_plan *plan, struct gly_buf *out)
{
    for (uint32_t i = 0; i < plan->rule_count; i++) {
        const struct gly_rule *rule = plan->rules[plan->order[i]];
        gly_buf_printf(out, "%-34s %-8s %-9s %s\n", rule->id,
                       severity_names[rule->severity], stage_names[rule->stage],
                       rule->summary);
    }
}

/* Lines of an example, all but the first behind `indent`. What has no shape is shown by its
 * number: examples hold what a terminal must not get. */
static void add_lines(struct gly_buf *out, const char *text, const char *indent)
{
    struct gly_str s = gly_str(text);
    while (s.len > 0 && s.ptr[s.len - 1] == '\n')
        s.len--;
    for (size_t at = 0; at < s.len;) {
        struct gly_glyph glyph = gly_glyph_at(s, at);
        at += glyph.len;
        if (glyph.shown != GLY_SHOWN_BREAK)
            gly_glyph_put(out, glyph);
        else
            gly_buf_printf(out, "\n%s", s.ptr[at] == '\n' ? "" : indent);
    }
}

/* A code span may hold anything but a run of as many backticks as its fence, and no empty
 * line. */
static void add_code(struct gly_buf *out, const char *label, const char *text)
{
    gly_buf_printf(out, "\n- %s:", label);
    if (strchr(text, '\n')) {
        gly_buf_puts(out, "\n\n  ````\n  ");
        add_lines(out, text, "  ");
        gly_buf_puts(out, "\n  ````\n");
        return;
    }
    const char *fence = strchr(text, '`') ? "``" : "`";
    gly_buf_printf(out, " %s", fence);
    add_lines(out, text, "");
    gly_buf_puts(out, fence);
}

static void print_markdown(const struct gly_plan *plan, struct gly_buf *out)
{
    gly_buf_puts(out,
                 "# Rules\n\n"
                 "This page is printed by `galley rules --format markdown`; the "
                 "texts stand in the\nrules' own files under `checks/`. A *stable* "
                 "rule is on, an *optional* one is exact but\na matter of choice, a "
                 "*preview* is not yet proved; `--enable` turns these on.\n");
    const char *module = "";
    for (uint32_t i = 0; i < plan->rule_count; i++) {
        const struct gly_rule *rule = plan->rules[plan->order[i]];
        size_t len = strcspn(rule->id, "/");
        if (strncmp(module, rule->id, len + 1) != 0)
            gly_buf_printf(out, "\n## %.*s\n", (int)len, rule->id);
        module = rule->id;
        gly_buf_printf(out, "\n### %s\n\n%s. *%s, %s.*\n\n%s\n", rule->id,
                       rule->summary, severity_names[rule->severity],
                       stage_names[rule->stage], rule->why);
        if (rule->bad) {
            add_code(out, "Found", rule->bad);
            add_code(out, "Silent", rule->good);
            if (!strchr(rule->good, '\n'))
                gly_buf_putc(out, '\n');
        }
    }
}

static void add_json_string(struct gly_buf *out, const char *text)
{
    gly_buf_putc(out, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            gly_buf_printf(out, "\\%c", *text);
        else if ((unsigned char)*text < 0x20)
            gly_buf_printf(out, "\\u%04x", (unsigned)*text);
        else
            gly_buf_putc(out, *text);
    }
    gly_buf_putc(out, '"');
}

static void print_json(const struct gly_plan *plan, struct gly_buf *out)
{
    gly_buf_puts(out, "{\"galley\":1,\"rules\":[");
    for (uint32_t i = 0; i < plan->rule_count; i++) {
        const struct gly_rule *rule = plan->rules[plan->order[i]];
        const char *const fields[][2] = {
            {"id", rule->id},
            {"severity", severity_names[rule->severity]},
            {"stage", stage_names[rule->stage]},
            {"summary", rule->summary},
            {"why", rule->why},
            {"bad", rule->bad},
            {"good", rule->good},
        };
        gly_buf_puts(out, i > 0 ? ",\n{" : "\n{");
        for (unsigned f = 0; f < GLY_COUNT(fields); f++) {
            if (!fields[f][1])
                continue;
            gly_buf_printf(out, "%s\"%s\":", f > 0 ? "," : "", fields[f][0]);
            add_json_string(out, fields[f][1]);
        }
        gly_buf_putc(out, '}');
    }
    gly_buf_puts(out, "\n]}\n");
}

static const struct {
    const char *name;
    void (*print)(const struct gly_plan *plan, struct gly_buf *out);
} formats[] = {
    {"text", print_text},
    {"markdown", print_markdown},
    {"json", print_json},
};

static int usage(const char *text, const struct gly_option *table)
{
    struct gly_buf out;
    gly_buf_init(&out, 65536);
    gly_buf_puts(&out, text);
    gly_options_help(table, &out);
    int status = gly_cli_print(&out);
    gly_buf_release(&out);
    return status;
}

static int list(const char *format)
{
    unsigned chosen = 0;
    while (chosen < GLY_COUNT(formats) && strcmp(format, formats[chosen].name) != 0)
        chosen++;
    struct gly_error err;
    if (chosen == GLY_COUNT(formats)) {
        gly_error_set(&err, GLY_E_USAGE, NULL, 0,
                      "unknown format '%s': text, markdown or json", format);
        return gly_cli_error(&err);
    }
    struct gly_arena arena;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    struct gly_plan plan;
    gly_plan_gather(&arena, &plan);
    struct gly_buf out;
    gly_buf_init(&out, (size_t)16 * 1024 * 1024);
    formats[chosen].print(&plan, &out);
    int status = gly_cli_print(&out);
    gly_buf_release(&out);
    gly_arena_release(&arena);
    return status;
}

/* ---- --data ---- */

/* Section KNOW: a line for each table, its fields separated by tabs. */
static void print_tables(struct gly_str lines, struct gly_buf *out)
{
    enum { FIELDS = 5 };
    gly_buf_printf(out, "%-28s %9s  %-12s %-12s %s\n", "table", "rows", "state",
                   "licence", "credit");
    while (lines.len > 0) {
        const char *end = memchr(lines.ptr, '\n', lines.len);
        struct gly_str line = {lines.ptr, end ? (size_t)(end - lines.ptr) : lines.len};
        lines.ptr += line.len + (end != NULL);
        lines.len -= line.len + (end != NULL);
        struct gly_str fields[FIELDS] = {0};
        for (unsigned f = 0; f < FIELDS && line.ptr; f++) {
            const char *tab = memchr(line.ptr, '\t', line.len);
            fields[f] =
                (struct gly_str){line.ptr, tab ? (size_t)(tab - line.ptr) : line.len};
            line.len -= fields[f].len + (tab != NULL);
            line.ptr = tab ? tab + 1 : NULL;
        }
        gly_buf_printf(out, "%-28.*s %9.*s  %-12.*s %-12.*s %.*s\n",
                       GLY_STR_ARG(fields[0]), GLY_STR_ARG(fields[1]),
                       GLY_STR_ARG(fields[2]), GLY_STR_ARG(fields[3]),
                       GLY_STR_ARG(fields[4]));
    }
}

static enum gly_status print_image(struct gly_arena *arena, struct gly_buf *out,
                                   struct gly_error *err)
{
    const char *path = gly_data_path(arena, "galley.dat").ptr;
    struct gly_image image;
    enum gly_status status = gly_image_open(path, &image, err);
    if (status != GLY_OK)
        return status;
    status = gly_image_verify(&image, err);
    const unsigned char *bytes;
    size_t size;
    if (status == GLY_OK && gly_image_section(&image, "KNOW", &bytes, &size)) {
        gly_buf_printf(out, "%s: whole\n\n", path);
        print_tables((struct gly_str){(const char *)bytes, size}, out);
    }
    gly_image_close(&image);
    return status;
}

static enum gly_status print_model(struct gly_arena *arena, struct gly_buf *out,
                                   struct gly_error *err)
{
    const char *path = gly_data_path(arena, "en.model").ptr, *why;
    struct gly_lang_model *model = gly_arena_alloc(arena, 1, sizeof *model);
    if (!gly_lang_model_open(model, path, &why))
        return gly_error_set(err, GLY_E_DATA, path, 0, "%s", why);
    enum gly_status status = GLY_OK;
    if (gly_lang_model_verify(model, &why)) {
        struct gly_str credit = gly_lang_model_credit(model);
        gly_buf_printf(out, "\n%s: whole\n\n%.*s\n", path, GLY_STR_ARG(credit));
    } else {
        status = gly_error_set(err, GLY_E_DATA, path, 0, "%s", why);
    }
    gly_lang_model_close(model);
    return status;
}

/* What the configuration of this directory adds. False where it is faulty; that has been
 * told. */
static bool print_house(struct gly_arena *arena, struct gly_buf *out)
{
    static const enum gly_key keys[] = {GLY_KEY_DICTIONARIES, GLY_KEY_PLACES,
                                        GLY_KEY_UNITS,        GLY_KEY_CLAIMS,
                                        GLY_KEY_CONFUSED,     GLY_KEY_STYLE};
    struct gly_cli_inputs in = {.arena = arena};
    struct gly_plan rules;
    struct gly_configs *configs;
    struct gly_error err;
    gly_plan_gather(arena, &rules);
    if (gly_cli_inputs_configure(&in, &rules, &configs, &err) != GLY_OK) {
        gly_cli_error(&err);
        return false;
    }
    struct gly_str here = gly_cli_real_path(arena, ".");
    const struct gly_settings *settings = gly_configs_find(configs, here);
    const char *heading = "\nof the configuration of this directory:\n\n";
    for (size_t k = 0; k < GLY_COUNT(keys); k++) {
        const struct gly_values *values = &settings->values[keys[k]];
        for (uint32_t i = 0; i < values->count; i++) {
            const struct gly_value *value = &values->at[i];
            gly_buf_printf(out, "%s%-12s ", heading, gly_keys[keys[k]].name);
            gly_buf_add_str(out, value->path ? gly_str(value->path) : value->text);
            gly_buf_putc(out, '\n');
            heading = "";
        }
    }
    return !gly_cli_print_mistakes(configs);
}

/* One damaged file does not hide the other. */
static int show_data(void)
{
    struct gly_arena arena;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    struct gly_buf out;
    gly_buf_init(&out, (size_t)1024 * 1024);
    struct gly_error image_error, model_error;
    bool image = print_image(&arena, &out, &image_error) == GLY_OK;
    bool model = print_model(&arena, &out, &model_error) == GLY_OK;
    bool house = print_house(&arena, &out);
    int status = gly_cli_print(&out);
    if (!house)
        status = GLY_EXIT_TROUBLE;
    if (!image)
        status = gly_cli_error(&image_error);
    if (!model)
        status = gly_cli_error(&model_error);
    gly_buf_release(&out);
    gly_arena_release(&arena);
    return status;
}

int gly_cmd_rules(int argc, char **argv)
{
    struct gly_options options = {
        .table = options_table, .argc = argc, .argv = argv, .at = 1};
    const char *format = "text", *value;
    bool data = false;
    struct gly_error err;
    int id;
    while ((id = gly_options_next(&options, &value, &err)) != GLY_OPTION_END) {
        if (id == GLY_OPTION_ERROR)
            return gly_cli_error(&err);
        if (id == OPT_HELP)
            return usage("Usage: galley rules [OPTION...]\n\nList every rule with its "
                         "severity, stage and summary.\n",
                         options_table);
        if (id == GLY_OPTION_OPERAND) {
            gly_error_set(
                &err, GLY_E_USAGE, NULL, 0,
                "'galley rules' takes no operand; 'galley explain %s' explains "
                "one rule",
                value);
            return gly_cli_error(&err);
        }
        if (id == OPT_DATA)
            data = true;
        else
            format = value;
    }
    return data ? show_data() : list(format);
}

/* ---- explain ---- */

/* Wrap a paragraph at 78 columns. */
static void add_wrapped(struct gly_buf *out, const char *text)
{
    size_t column = 0;
    while (*text) {
        size_t len = strcspn(text, " ");
        if (column > 0 && column + 1 + len > 78) {
            gly_buf_putc(out, '\n');
            column = 0;
        }
        if (column > 0) {
            gly_buf_putc(out, ' ');
            column++;
        }
        gly_buf_add(out, text, len);
        column += len;
        text += len + strspn(text + len, " ");
    }
    gly_buf_putc(out, '\n');
}

static void add_options(const struct gly_plan *plan, uint32_t index,
                        struct gly_buf *out)
{
    const struct gly_plan_check *planned = plan->checks;
    while (index >= planned->first_rule + planned->check->rule_count)
        planned++;
    const char *heading = "\nOptions in galley.yaml:\n";
    for (size_t i = 0; i < planned->check->option_count; i++) {
        const struct gly_rule_option *option = &planned->check->options[i];
        if (planned->first_rule + option->rule != index)
            continue;
        gly_buf_printf(out, "%s  %-16s %s", heading, option->key, option->help);
        if (option->fallback)
            gly_buf_printf(out, " (%s)", option->fallback);
        gly_buf_putc(out, '\n');
        heading = "";
    }
}

static void explain(const struct gly_rule *rule, struct gly_buf *out)
{
    gly_buf_printf(out, "%s (%s, %s)\n\n", rule->id, severity_names[rule->severity],
                   stage_names[rule->stage]);
    gly_buf_printf(out, "%s.\n\n", rule->summary);
    add_wrapped(out, rule->why);
    if (rule->bad) {
        gly_buf_puts(out, "\nFound:   ");
        add_lines(out, rule->bad, "         ");
        gly_buf_puts(out, strchr(rule->bad, '\n') ? "\n\nSilent:  " : "\nSilent:  ");
        add_lines(out, rule->good, "         ");
        gly_buf_putc(out, '\n');
    }
    if (rule->stage != GLY_STABLE)
        gly_buf_printf(out, "\nOff unless asked for: --enable %s\n", rule->id);
}

/* "figures", "figures/": every rule of the module, in the order of their list. */
static bool explain_module(const struct gly_plan *plan, struct gly_str module,
                           struct gly_buf *out)
{
    bool found = false;
    if (module.len > 0 && module.ptr[module.len - 1] == '/')
        module.len--;
    for (uint32_t i = 0; i < plan->rule_count; i++) {
        const struct gly_rule *rule = plan->rules[plan->order[i]];
        size_t len = strcspn(rule->id, "/");
        if (!gly_str_eq(module, (struct gly_str){rule->id, len}))
            continue;
        if (found)
            gly_buf_putc(out, '\n');
        explain(rule, out);
        add_options(plan, plan->order[i], out);
        found = true;
    }
    return found;
}

int gly_cmd_explain(int argc, char **argv)
{
    static const struct gly_option table[] = {
        {OPT_HELP, "--help", 'h', NULL, "print this help", "Options"},
        {0},
    };
    struct gly_options options = {.table = table, .argc = argc, .argv = argv, .at = 1};
    const char *wanted = NULL, *value;
    struct gly_error err;
    int id;
    while ((id = gly_options_next(&options, &value, &err)) != GLY_OPTION_END) {
        if (id == GLY_OPTION_ERROR)
            return gly_cli_error(&err);
        if (id == OPT_HELP)
            return usage("Usage: galley explain RULE\n\nSay what a rule finds, why a "
                         "reader minds, and show an example. RULE may\nbe a module: "
                         "'galley explain figures' explains all its rules.\n",
                         table);
        wanted = value;
    }
    if (!wanted) {
        gly_error_set(&err, GLY_E_USAGE, NULL, 0,
                      "'galley explain' needs a rule; 'galley rules' lists them");
        return gly_cli_error(&err);
    }
    struct gly_arena arena;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    struct gly_plan plan;
    gly_plan_gather(&arena, &plan);
    struct gly_buf out;
    gly_buf_init(&out, (size_t)1024 * 1024);
    int status;
    uint32_t index;
    const struct gly_rule *rule = gly_plan_find_rule(&plan, gly_str(wanted), &index);
    if (rule) {
        explain(rule, &out);
        add_options(&plan, index, &out);
        status = gly_cli_print(&out);
    } else if (explain_module(&plan, gly_str(wanted), &out)) {
        status = gly_cli_print(&out);
    } else {
        struct gly_str near = gly_plan_nearest_rule(&plan, gly_str(wanted));
        gly_error_set(&err, GLY_E_USAGE, NULL, 0, "unknown rule '%s'%s%.*s%s", wanted,
                      near.len ? ", did you mean '" : "", GLY_STR_ARG(near),
                      near.len ? "'?" : "");
        status = gly_cli_error(&err);
    }
    gly_buf_release(&out);
    gly_arena_release(&arena);
    return status;
}
