/* Section SLIP: tables kept as lines, their comments and the header line left out. */

#include "mkdata.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t count_commas(const char *line)
{
    size_t count = 0;
    for (; *line; line++)
        count += *line == ',';
    return count;
}

/* Fields hold neither quotation marks nor commas, so that a reader may cut at commas. */
static void check_line(const struct table *table, const char *line, size_t commas)
{
    if (strchr(line, '"') || count_commas(line) != commas)
        table_fail(table, "a row has %zu plain fields", commas + 1);
}

static void add_line(struct section *section, const char *line)
{
    size_t len = strlen(line);
    section->bytes = reallocate(section->bytes, section->size + len + 1);
    memcpy(section->bytes + section->size, line, len);
    section->bytes[section->size + len] = '\n';
    section->size += len + 1;
}

/* The rows of a table, which are in order, behind those of `section`. */
static void add_lines(const struct rules *rules, const char *name,
                      struct section *section)
{
    struct table table;
    table_open(&table, rules, name);
    char *line = table_next(&table);
    while (line && line[0] == '#')
        line = table_next(&table);
    if (!line)
        table_fail(&table, "has no header line");
    size_t commas = count_commas(line);
    const char *before = "";
    while ((line = table_next(&table))) {
        if (line[0] == '#')
            continue;
        check_line(&table, line, commas);
        if (strcmp(before, line) >= 0)
            table_fail(&table, "'%s' is not in order", line);
        before = line;
        add_line(section, line);
    }
    table_close(&table);
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The lines of both tables in one order. */
static void sort_lines(struct section *section)
{
    size_t count = 0;
    for (size_t i = 0; i < section->size; i++)
        count += section->bytes[i] == '\n';
    char *copy = reallocate(NULL, section->size + 1);
    char **lines = reallocate(NULL, (count + 1) * sizeof *lines);
    memcpy(copy, section->bytes, section->size);
    char *at = copy;
    for (size_t i = 0; i < count; i++) {
        lines[i] = at;
        at = strchr(at, '\n');
        *at++ = '\0';
    }
    qsort(lines, count, sizeof *lines, compare_lines);
    section->size = 0;
    for (size_t i = 0; i < count; i++)
        add_line(section, lines[i]);
    free(lines);
    free(copy);
}

void make_slips(const struct rules *rules, struct section *ret_section)
{
    memcpy(ret_section->tag, "SLIP", 5);
    add_lines(rules, "spelling/misspellings.csv", ret_section);
    add_lines(rules, "spelling/inflections.csv", ret_section);
    sort_lines(ret_section);
}
