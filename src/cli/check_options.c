#include "cli/check_options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/nearest.h"
#include "cli/cli.h"
#include "cli/options.h"

enum {
    OPT_ONLY = 1,
    OPT_ENABLE,
    OPT_DISABLE,
    OPT_SEVERITY,
    OPT_FORMAT,
    OPT_OUTPUT,
    OPT_ALSO,
    OPT_UNIT,
    OPT_COLOR,
    OPT_QUIET,
    OPT_VERBOSE,
    OPT_FAIL_ON,
    OPT_EXIT_ZERO,
    OPT_MAX_WARNINGS,
    OPT_JOBS,
    OPT_TIMINGS,
    OPT_HELP,
};

static const struct gly_option options_table[] = {
    {OPT_ONLY, "--only", 0, "RULE,...",
     "run these rules and no others; a rule is an id, 'module/'\nor 'all', which "
     "take those that are on by default",
     "Rules"},
    {OPT_ENABLE, "--enable", 0, "RULE,...", "run these as well", NULL},
    {OPT_DISABLE, "--disable", 0, "RULE,...", "do not run these", NULL},
    {OPT_SEVERITY, "--severity", 0, "RULE=LEVEL",
     "report a rule as error, warning or note, or turn it off", NULL},
    GLY_CLI_CONFIG_OPTIONS,
    GLY_CLI_INPUT_OPTIONS,
    {OPT_FORMAT, "--format", 'f', "FORMAT", "how findings are written, see below",
     "Output"},
    {OPT_OUTPUT, "--output", 'o', "FILE", "write to FILE, not to standard output",
     NULL},
    {OPT_ALSO, "--also", 0, "FORMAT=FILE", "write a second report; may be repeated",
     NULL},
    {OPT_UNIT, "--unit", 0, "UNIT",
     "what columns count: codepoint, utf16, byte or display", NULL},
    {OPT_COLOR, "--color", 0, "WHEN", "auto, always or never", NULL},
    {OPT_QUIET, "--quiet", 'q', NULL, "no summary", NULL},
    {OPT_VERBOSE, "--verbose", 0, NULL,
     "say on standard error where rules were silent: passages in a\nlanguage they do "
     "not read, data that is not installed",
     NULL},
    {OPT_FAIL_ON, "--fail-on", 0, "LEVEL",
     "exit with 1 for findings of this level and above:\nerror (the default), warning, "
     "note or never",
     "Verdict"},
    {OPT_EXIT_ZERO, "--exit-zero", 0, NULL, "the same as --fail-on never", NULL},
    {OPT_MAX_WARNINGS, "--max-warnings", 0, "N", "exit with 1 for more than N warnings",
     NULL},
    GLY_CLI_SETTLE_OPTIONS,
    {OPT_JOBS, "--jobs", 'j', "N", "threads to use; as many as processors by default",
     "Speed"},
    {OPT_TIMINGS, "--timings", 0, NULL, "say on standard error where the time went",
     NULL},
    {OPT_HELP, "--help", 'h', NULL, "print this help", NULL},
    {0},
};

/* ---- Values of options ---- */

/* A closed set of words, in the order of the values they stand for. */
static enum gly_status choose(const char *option, const char *value,
                              const char *const *words, unsigned *ret_index,
                              struct gly_error *err)
{
    struct gly_nearest nearest = {.wanted = gly_str(value)};
    for (unsigned i = 0; words[i]; i++) {
        if (strcmp(value, words[i]) == 0) {
            *ret_index = i;
            return GLY_OK;
        }
        gly_nearest_offer(&nearest, gly_str(words[i]));
    }
    if (nearest.best.len > 0)
        return gly_error_set(err, GLY_E_USAGE, NULL, 0,
                             "unknown %s '%s', did you mean '%.*s'?", option, value,
                             GLY_STR_ARG(nearest.best));
    return gly_error_set(err, GLY_E_USAGE, NULL, 0, "unknown %s '%s'", option, value);
}

static const char *const level_words[] = {"off", "note", "warning", "error", NULL};
static const char *const unit_words[] = {"codepoint", "utf16", "byte", "display", NULL};
static const char *const color_words[] = {"auto", "always", "never", NULL};

static enum gly_status parse_number(const char *option, const char *value,
                                    unsigned most, unsigned *ret_number,
                                    struct gly_error *err)
{
    char *end;
    errno = 0;
    unsigned long number = strtoul(value, &end, 10);
    if (value[0] < '0' || value[0] > '9' || *end || errno || number > most)
        return gly_error_set(err, GLY_E_USAGE, NULL, 0,
                             "%s takes a whole number up to %u, not '%s'", option, most,
                             value);
    *ret_number = (unsigned)number;
    return GLY_OK;
}

/* "a,b,c" as one wish each. */
static void add_wishes(struct gly_check_options *s, enum gly_wish_kind kind,
                       const char *list)
{
    while (*list) {
        size_t len = strcspn(list, ",");
        if (len > 0)
            *GLY_VEC_ADD(s->arena, &s->wishes) =
                (struct gly_wish){.kind = kind, .rules = {list, len}};
        list += len + (list[len] == ',');
    }
}

static enum gly_status add_severity(struct gly_check_options *s, const char *value,
                                    struct gly_error *err)
{
    const char *equals = strrchr(value, '=');
    unsigned level;
    if (!equals) {
        /* A level alone speaks of every rule. */
        enum gly_status status = choose("severity", value, level_words, &level, err);
        if (status != GLY_OK)
            return gly_error_set(err, GLY_E_USAGE, NULL, 0,
                                 "--severity takes RULE=LEVEL, not '%s'", value);
        *GLY_VEC_ADD(s->arena, &s->wishes) =
            (struct gly_wish){GLY_WISH_SEVERITY, gly_str("all"), level};
        return GLY_OK;
    }
    enum gly_status status = choose("severity", equals + 1, level_words, &level, err);
    if (status != GLY_OK)
        return status;
    *GLY_VEC_ADD(s->arena, &s->wishes) =
        (struct gly_wish){GLY_WISH_SEVERITY, {value, (size_t)(equals - value)}, level};
    return GLY_OK;
}

static enum gly_status find_reporter(const char *name,
                                     const struct gly_reporter **ret_reporter,
                                     struct gly_error *err)
{
    *ret_reporter = gly_reporter_find(gly_str(name));
    if (*ret_reporter)
        return GLY_OK;
    struct gly_nearest nearest = {.wanted = gly_str(name)};
    for (const struct gly_reporter *const *r = gly_reporters(); *r; r++)
        gly_nearest_offer(&nearest, gly_str((*r)->name));
    return gly_error_set(err, GLY_E_USAGE, NULL, 0, "unknown format '%s'%s%.*s%s", name,
                         nearest.best.len ? ", did you mean '" : "",
                         GLY_STR_ARG(nearest.best), nearest.best.len ? "'?" : "");
}

static enum gly_status add_also(struct gly_check_options *s, const char *value,
                                struct gly_error *err)
{
    const char *equals = strchr(value, '=');
    if (!equals || !equals[1])
        return gly_error_set(err, GLY_E_USAGE, NULL, 0,
                             "--also takes FORMAT=FILE, not '%s'", value);
    if (s->output_count == GLY_POOL_MAX_OUTPUTS)
        return gly_error_set(err, GLY_E_USAGE, NULL, 0, "at most %d outputs",
                             GLY_POOL_MAX_OUTPUTS);
    const char *name =
        gly_arena_cstring(s->arena, (struct gly_str){value, (size_t)(equals - value)});
    s->outputs[s->output_count].path = equals + 1;
    return find_reporter(name, &s->outputs[s->output_count++].reporter, err);
}

static void give_fail_on(struct gly_check_options *s, const char *option,
                         const char *value)
{
    *GLY_VEC_ADD(s->arena, &s->inputs.given) =
        (struct gly_given){.key = GLY_KEY_FAIL_ON, .option = option, .value = value};
}

static enum gly_status apply(struct gly_check_options *s, int id, const char *value,
                             struct gly_error *err)
{
    unsigned index;
    enum gly_status status = GLY_OK;
    switch (id) {
    case OPT_ONLY:
        add_wishes(s, GLY_WISH_ONLY, value);
        break;
    case OPT_ENABLE:
        add_wishes(s, GLY_WISH_ENABLE, value);
        break;
    case OPT_DISABLE:
        add_wishes(s, GLY_WISH_DISABLE, value);
        break;
    case OPT_SEVERITY:
        return add_severity(s, value, err);
    case OPT_FORMAT:
        return find_reporter(value, &s->outputs[0].reporter, err);
    case OPT_OUTPUT:
        s->outputs[0].path = value;
        break;
    case OPT_ALSO:
        return add_also(s, value, err);
    case OPT_UNIT:
        status = choose("unit", value, unit_words, &index, err);
        if (status == GLY_OK)
            s->style.unit = (enum gly_unit)index;
        break;
    case OPT_COLOR:
        status = choose("colour setting", value, color_words, &index, err);
        s->style.color = value;
        break;
    case OPT_QUIET:
        s->style.quiet = true;
        break;
    case OPT_VERBOSE:
        s->verbose = true;
        break;
    case OPT_FAIL_ON:
        give_fail_on(s, "--fail-on", value);
        break;
    case OPT_EXIT_ZERO:
        give_fail_on(s, "--exit-zero", "never");
        break;
    case OPT_MAX_WARNINGS:
        return parse_number("--max-warnings", value, UINT32_MAX - 1, &s->max_warnings,
                            err);
    case OPT_JOBS:
        return parse_number("--jobs", value, GLY_LIMIT_WORKERS, &s->jobs, err);
    case OPT_TIMINGS:
        s->timings = true;
        break;
    case OPT_HELP:
        s->help = true;
        break;
    default:
        if (gly_settle_take(&s->settle, id, value))
            return GLY_OK;
        return gly_cli_inputs_take(&s->inputs, id, value, err);
    }
    return status;
}

enum gly_status gly_check_options_parse(struct gly_check_options *s, int argc,
                                        char **argv, struct gly_error *err)
{
    struct gly_options options = {
        .table = options_table, .argc = argc, .argv = argv, .at = 1};
    for (;;) {
        const char *value;
        int id = gly_options_next(&options, &value, err);
        if (id == GLY_OPTION_END)
            return GLY_OK;
        if (id == GLY_OPTION_ERROR)
            return err->status;
        enum gly_status status = apply(s, id, value, err);
        if (status != GLY_OK)
            return status;
    }
}

int gly_check_options_help(void)
{
    struct gly_buf out;
    gly_buf_init(&out, 65536);
    gly_buf_puts(&out,
                 "Usage: galley check [OPTION...] [PATH...]\n\n"
                 "Check files, and the files of known types in directories. '-' is "
                 "standard input;\nno path is the current directory.\n");
    gly_options_help(options_table, &out);
    gly_buf_puts(&out, "\nFormats:\n");
    for (const struct gly_reporter *const *r = gly_reporters(); *r; r++)
        gly_buf_printf(&out, "  %-12s %s\n", (*r)->name, (*r)->summary);
    gly_buf_puts(
        &out, "\nExit status:\n"
              "  0  nothing at or above --fail-on was found\n"
              "  1  something was\n"
              "  2  trouble: a bad option, an input that is missing, unreadable, "
              "damaged or\n     beyond a limit; everything else was still checked\n");
    int status = gly_cli_print(&out);
    gly_buf_release(&out);
    return status;
}
