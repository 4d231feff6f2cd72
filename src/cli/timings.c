#include "cli/timings.h"

#include <stdlib.h>

struct row {
    uint64_t spent;
    const char *kind, *name;
    uint32_t more; /* rules of the check beside the one that names it */
};

static int by_time(const void *left, const void *right)
{
    const struct row *a = left, *b = right;
    if (a->spent != b->spent)
        return a->spent > b->spent ? -1 : 1;
    return strcmp(a->name, b->name);
}

static void print_row(const struct row *row, uint64_t total, struct gly_buf *out)
{
    gly_buf_printf(out, "%10.2f %6.1f %%  %s%s", (double)row->spent / 1e6,
                   total > 0 ? 100.0 * (double)row->spent / (double)total : 0.0,
                   row->kind, row->name);
    if (row->more > 0)
        gly_buf_printf(out, " and %u more", row->more);
    gly_buf_putc(out, '\n');
}

static void print_rows(struct row *rows, uint32_t count, uint64_t total,
                       struct gly_buf *out)
{
    qsort(rows, count, sizeof *rows, by_time);
    for (uint32_t i = 0; i < count && rows[i].spent * 1000 >= total; i++)
        if (rows[i].spent > 0)
            print_row(&rows[i], total, out);
}

static void print_checks(const struct gly_timings *timings, uint64_t total,
                         struct gly_buf *out)
{
    struct row *rows = calloc(gly_check_count + 1, sizeof *rows);
    if (!rows)
        return;
    for (size_t i = 0; i < gly_check_count; i++)
        rows[i] =
            (struct row){timings->check[i], "  check ", gly_checks[i]->rules[0].id,
                         (uint32_t)gly_checks[i]->rule_count - 1};
    rows[gly_check_count] =
        (struct row){timings->check[gly_check_count], "  check ", "style/", 0};
    print_rows(rows, (uint32_t)gly_check_count + 1, total, out);
    free(rows);
}

void gly_timings_print(const struct gly_timings *timings, struct gly_buf *out)
{
    static const char *const stages[] = {
#define X(NAME, name) name,
        GLY_TIMED_STAGES(X)
#undef X
    };
    struct row notes[] = {
#define X(NAME, name, needs) \
    {timings->annotation[GLY_ANNOTATION_##NAME], "  ", #name, 0},
        GLY_ANNOTATIONS(X)
#undef X
    };
    uint64_t total = 0;
    for (unsigned i = 0; i < GLY_TIMED_COUNT; i++)
        total += timings->stage[i];
    gly_buf_puts(out, "    CPU ms   share\n");
    for (unsigned i = 0; i < GLY_TIMED_COUNT; i++) {
        struct row row = {timings->stage[i], "", stages[i], 0};
        print_row(&row, total, out);
        if (i == GLY_TIMED_ANNOTATE)
            print_rows(notes, GLY_COUNT(notes), total, out);
        else if (i == GLY_TIMED_CHECK)
            print_checks(timings, total, out);
    }
    struct row whole = {total, "", "in all", 0};
    print_row(&whole, total, out);
}
