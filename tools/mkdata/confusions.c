/* Section CONF: the rows of spelling/confused.csv as src/base/confusions.h has them. */

#include "mkdata.h"

#include <string.h>

#include "base/confusions.h"
#include "base/limits.h"

enum { FIELDS = 3 }; /* written, meant, contexts: none holds a comma */

static void cut_fields(const struct table *table, char *line,
                       struct gly_str fields[FIELDS])
{
    for (unsigned i = 0; i < FIELDS; i++) {
        char *comma = strchr(line, ',');
        if ((comma != NULL) != (i + 1 < FIELDS))
            table_fail(table, "a row has %d plain fields", FIELDS);
        fields[i] = (struct gly_str){line, strcspn(line, ",")};
        line += fields[i].len + 1;
    }
}

void make_confusions(const struct rules *rules, struct section *ret_section)
{
    struct gly_arena arena;
    gly_arena_init(&arena, GLY_LIMIT_ARENA_BYTES);
    struct gly_confusions_builder *builder = gly_confusions_builder_new(&arena);
    struct table table;
    table_open(&table, rules, "spelling/confused.csv");
    bool header = true;
    for (char *line; (line = table_next(&table));) {
        struct gly_str fields[FIELDS];
        const char *why;
        if (line[0] == '#')
            continue;
        cut_fields(&table, line, fields);
        if (!header &&
            !gly_confusions_builder_add(builder, fields[0], fields[1], fields[2], &why))
            table_fail(&table, "%s", why);
        header = false;
    }
    const void *bytes = gly_confusions_builder_finish(builder, &ret_section->size);
    memcpy(ret_section->tag, "CONF", 5);
    ret_section->bytes = allocate(ret_section->size);
    memcpy(ret_section->bytes, bytes, ret_section->size);
    table_close(&table);
    gly_arena_release(&arena);
}
