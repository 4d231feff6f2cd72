/* Section SLIP (src/base/image_format.h): tables kept as lines, without comments and headers. */

#include "mkdata.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/image_format.h"

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

/* Puts the lines of `text` into the slots. */
static void fill_slots(const struct section *text, uint32_t *slots, uint32_t slot_count)
{
    const char *start = (const char *)text->bytes, *end = start + text->size;
    for (const char *line = start; line < end; line = strchr(line, '\n') + 1) {
        size_t len = (size_t)(strchr(line, ',') - line);
        uint32_t at = gly_slip_home(gly_word_hash(line, len), slot_count);
        while (slots[at] != 0)
            at = (at + 1) & (slot_count - 1);
        slots[at] = (uint32_t)(line - start) + 1;
    }
}

void make_slips(const struct rules *rules, struct section *ret_section)
{
    struct section text = {.size = 0};
    add_lines(rules, "spelling/misspellings.csv", &text);
    add_lines(rules, "spelling/inflections.csv", &text);
    text.bytes = reallocate(text.bytes, text.size + 1);
    text.bytes[text.size] = '\0';
    uint32_t slot_count = 16;
    for (size_t i = 0, lines = 0; i < text.size; i++) {
        lines += text.bytes[i] == '\n';
        while (slot_count < 2 * lines)
            slot_count *= 2;
    }
    struct gly_slip_table table = {slot_count, (uint32_t)text.size};
    size_t slots_size = slot_count * sizeof(uint32_t);
    memcpy(ret_section->tag, "SLIP", 5);
    ret_section->size = sizeof table + slots_size + text.size;
    ret_section->bytes = allocate(ret_section->size);
    memcpy(ret_section->bytes, &table, sizeof table);
    fill_slots(&text, (void *)(ret_section->bytes + sizeof table), slot_count);
    memcpy(ret_section->bytes + sizeof table + slots_size, text.bytes, text.size);
    free(text.bytes);
}
