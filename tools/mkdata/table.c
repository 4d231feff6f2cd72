#include "mkdata.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail("%s: %s", path, strerror(errno));
    size_t len = 0;
    size_t room = 1 << 16;
    char *text = allocate(room);
    size_t got;
    while ((got = fread(text + len, 1, room - 1 - len, file)) > 0) {
        len += got;
        if (len + 1 == room)
            text = reallocate(text, room *= 2);
    }
    if (ferror(file))
        fail("%s: %s", path, strerror(errno));
    fclose(file);
    text[len] = '\0';
    if (strlen(text) != len)
        fail("%s: holds a NUL byte", path);
    return text;
}

void table_open(struct table *table, const struct rules *rules, const char *name)
{
    char *path = allocate(strlen(rules->folder) + strlen(name) + 2);
    sprintf(path, "%s/%s", rules->folder, name);
    char *text = read_file(path);
    if (rules->depfile)
        fprintf(rules->depfile, " %s", path);
    *table = (struct table){.path = path, .text = text, .next = text};
}

char *table_next(struct table *table)
{
    while (*table->next != '\0') {
        char *line = table->next;
        char *end = strchr(line, '\n');
        table->line++;
        if (!end)
            table_fail(table, "the last line has no end");
        *end = '\0';
        table->next = end + 1;
        if (end > line)
            return line;
    }
    return NULL;
}

void table_close(struct table *table)
{
    free(table->text);
    free(table->path);
}

_Noreturn void table_fail(const struct table *table, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s:%u: ", table->path, table->line);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}
