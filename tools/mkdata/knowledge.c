/* Section KNOW: which tables galley was built from, how many rows each has and what state
 * of knowledge it shows, for `galley rules --data`. Lines of "table TAB rows TAB state TAB
 * licence TAB credit", in the order of rules/knowledge.csv. */

#include "mkdata.h"

#include <stdlib.h>
#include <string.h>

/* Rows of a table: its lines without comments, of CSV without the header line. */
static unsigned count_rows(const struct rules *rules, const char *name)
{
    struct table table;
    size_t len = strlen(name);
    unsigned rows = 0;
    table_open(&table, rules, name);
    for (char *line; (line = table_next(&table));)
        rows += line[0] != '#';
    table_close(&table);
    return len > 4 && strcmp(name + len - 4, ".csv") == 0 && rows > 0 ? rows - 1 : rows;
}

void make_knowledge(const struct rules *rules, struct section *ret_section)
{
    struct sheet sheet;
    memcpy(ret_section->tag, "KNOW", 5);
    sheet_open(&sheet, rules, "knowledge.csv");
    while (sheet_next(&sheet)) {
        const char *name = sheet_get(&sheet, "table");
        const char *state = sheet_get(&sheet, "state");
        const char *licence = sheet_get(&sheet, "licence");
        const char *credit = sheet_get(&sheet, "credit");
        if (!*name || !*state || !*licence || !*credit)
            table_fail(&sheet.table, "a field is empty");
        size_t room =
            strlen(name) + strlen(state) + strlen(licence) + strlen(credit) + 32;
        ret_section->bytes = reallocate(ret_section->bytes, ret_section->size + room);
        ret_section->size +=
            (size_t)snprintf((char *)ret_section->bytes + ret_section->size, room,
                             "%s\t%u\t%s\t%s\t%s\n", name, count_rows(rules, name),
                             state, licence, credit);
    }
    sheet_close(&sheet);
}
