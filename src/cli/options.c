#include "cli/options.h"

#include "base/nearest.h"

static const struct gly_option *find_long(const struct gly_option *table,
                                          struct gly_str name)
{
    for (; table->id; table++)
        if (gly_str_is(name, table->name))
            return table;
    return NULL;
}

static const struct gly_option *find_letter(const struct gly_option *table, char letter)
{
    for (; table->id; table++)
        if (table->letter == letter)
            return table;
    return NULL;
}

static int unknown(const struct gly_options *options, struct gly_str name,
                   struct gly_error *err)
{
    struct gly_nearest nearest = {.wanted = name};
    for (const struct gly_option *o = options->table; o->id; o++)
        gly_nearest_offer(&nearest, gly_str(o->name));
    gly_error_set(err, GLY_E_USAGE, NULL, 0, "unknown option '%.*s'%s%.*s%s",
                  GLY_STR_ARG(name), nearest.best.len ? ", did you mean '" : "",
                  GLY_STR_ARG(nearest.best), nearest.best.len ? "'?" : "");
    return GLY_OPTION_ERROR;
}

static int take_argument(struct gly_options *options, const struct gly_option *option,
                         const char *attached, const char **ret_value,
                         struct gly_error *err)
{
    if (attached) {
        *ret_value = attached;
    } else if (options->at < options->argc) {
        *ret_value = options->argv[options->at++];
    } else {
        gly_error_set(err, GLY_E_USAGE, NULL, 0, "option '%s' needs %s", option->name,
                      option->argument);
        return GLY_OPTION_ERROR;
    }
    return option->id;
}

static int next_long(struct gly_options *options, const char *word,
                     const char **ret_value, struct gly_error *err)
{
    const char *equals = strchr(word, '=');
    struct gly_str name = {word, equals ? (size_t)(equals - word) : strlen(word)};
    const struct gly_option *option = find_long(options->table, name);
    if (!option)
        return unknown(options, name, err);
    if (option->argument)
        return take_argument(options, option, equals ? equals + 1 : NULL, ret_value,
                             err);
    if (equals) {
        gly_error_set(err, GLY_E_USAGE, NULL, 0, "option '%s' takes no argument",
                      option->name);
        return GLY_OPTION_ERROR;
    }
    return option->id;
}

static int next_letter(struct gly_options *options, const char **ret_value,
                       struct gly_error *err)
{
    char letter = *options->cluster++;
    const struct gly_option *option = find_letter(options->table, letter);
    if (!option) {
        gly_error_set(err, GLY_E_USAGE, NULL, 0, "unknown option '-%c'", letter);
        return GLY_OPTION_ERROR;
    }
    const char *rest = *options->cluster ? options->cluster : NULL;
    if (!option->argument) {
        options->cluster = rest;
        return option->id;
    }
    options->cluster = NULL;
    return take_argument(options, option, rest, ret_value, err);
}

int gly_options_next(struct gly_options *options, const char **ret_value,
                     struct gly_error *err)
{
    *ret_value = NULL;
    if (options->cluster)
        return next_letter(options, ret_value, err);
    if (options->at >= options->argc)
        return GLY_OPTION_END;
    const char *word = options->argv[options->at++];
    if (!options->only_operands && strcmp(word, "--") == 0) {
        options->only_operands = true;
        return gly_options_next(options, ret_value, err);
    }
    if (options->only_operands || word[0] != '-' || word[1] == '\0') {
        *ret_value = word;
        return GLY_OPTION_OPERAND;
    }
    if (word[1] == '-')
        return next_long(options, word, ret_value, err);
    options->cluster = word + 1;
    return next_letter(options, ret_value, err);
}

void gly_options_help(const struct gly_option *table, struct gly_buf *out)
{
    enum { HELP_COLUMN = 30 };
    for (; table->id; table++) {
        if (table->group)
            gly_buf_printf(out, "\n%s:\n", table->group);
        size_t start = out->len;
        if (table->letter)
            gly_buf_printf(out, "  -%c, %s", table->letter, table->name);
        else
            gly_buf_printf(out, "      %s", table->name);
        if (table->argument)
            gly_buf_printf(out, " %s", table->argument);
        size_t used = out->len - start;
        if (used + 2 > HELP_COLUMN) {
            gly_buf_putc(out, '\n');
            used = 0;
        }
        gly_buf_fill(out, ' ', HELP_COLUMN - used);
        for (const char *c = table->help; *c; c++) {
            gly_buf_putc(out, *c);
            if (*c == '\n')
                gly_buf_fill(out, ' ', HELP_COLUMN);
        }
        gly_buf_putc(out, '\n');
    }
}
