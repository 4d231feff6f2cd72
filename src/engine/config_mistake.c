/* What is told of a configuration file: mistakes with their place, and where a value stands. */
#include <stdarg.h>
#include <stdio.h>

#include "engine/config_reading.h"

static void add_mistake(struct gly_config_reader *reader, struct gly_str file,
                        unsigned line, unsigned column, const char *format,
                        va_list args)
{
    char message[sizeof((struct gly_error){0}.message)];
    vsnprintf(message, sizeof message, format, args);
    struct gly_error *err = GLY_VEC_ADD(reader->arena, &reader->mistakes);
    gly_error_set(err, GLY_E_CONFIG, gly_arena_cstring(reader->arena, file), line, "%s",
                  message);
    err->column = column;
}

void gly_config_mistake(struct gly_config_reader *reader, struct gly_str file,
                        unsigned line, unsigned column, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_mistake(reader, file, line, column, format, args);
    va_end(args);
}

void gly_config_mistake_at(struct gly_config_reading *r, const struct gly_yaml *node,
                           const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_mistake(r->reader, r->file->name, node->line, node->column, format, args);
    va_end(args);
}

void gly_config_key_mistake(struct gly_config_reading *r, const struct gly_yaml *node,
                            const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_mistake(r->reader, r->file->name, node->key_line, node->key_column, format,
                args);
    va_end(args);
}

struct gly_str gly_config_alternatives(struct gly_arena *arena,
                                       const char *const *words)
{
    struct gly_str text = gly_str(words[0]);
    for (unsigned i = 1; words[i]; i++)
        text = gly_arena_format(arena, "%.*s%s%s", GLY_STR_ARG(text),
                                words[i + 1] ? ", " : " or ", words[i]);
    return text;
}

struct gly_origin gly_config_origin(const struct gly_config_reading *r,
                                    const struct gly_yaml *node)
{
    return (struct gly_origin){r->file->name, node->line};
}
