#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <galley/statistics.h>

/* The next field of a line; quotes are dropped. */
static const char *field(char **line)
{
    char *start = *line;
    char *end = start + strcspn(start, ",\n");
    *line = *end ? end + 1 : end;
    *end = '\0';
    return start;
}

static double tail_of(const char *function, double x, double df1, double df2)
{
    if (strcmp(function, "normal") == 0)
        return gly_tail_normal(x);
    if (strcmp(function, "t") == 0)
        return gly_tail_t(x, df1);
    if (strcmp(function, "f") == 0)
        return gly_tail_f(x, df1, df2);
    return gly_tail_chi_square(x, df1);
}

Test(tail, agrees_with_the_golden_values)
{
    FILE *file = fopen(TAILS, "r");
    cr_assert(file);
    char buffer[256];
    unsigned rows = 0;
    cr_assert(fgets(buffer, sizeof buffer, file));
    while (fgets(buffer, sizeof buffer, file)) {
        char *line = buffer;
        const char *function = field(&line);
        bool table = strncmp(function, "table ", 6) == 0;
        function += table ? 6 : 0;
        double x = strtod(field(&line), NULL), df1 = strtod(field(&line), NULL);
        double df2 = strtod(field(&line), NULL), want = strtod(field(&line), NULL);
        double got = tail_of(function, x, df1, df2);
        /* Printed tables have three decimals of x. */
        double allowed = table ? 5e-5 : 1e-9;
        cr_expect(fabs(got - want) <= allowed, "%s(%g; %g, %g) = %.15g, not %.15g",
                  function, x, df1, df2, got, want);
        if (!table)
            cr_expect(fabs(got - want) <= 1e-8 * want + 1e-290,
                      "%s(%g; %g, %g) = %.15g, not %.15g", function, x, df1, df2, got,
                      want);
        rows++;
    }
    fclose(file);
    cr_expect_gt(rows, 200);
}

Test(tail, is_no_number_where_it_is_not_defined)
{
    cr_expect(isnan(gly_tail_t(1, 0)));
    cr_expect(isnan(gly_tail_t(1, -3)));
    cr_expect(isnan(gly_tail_f(1, 2, 1e12)));
    cr_expect(isnan(gly_tail_chi_square(1, 1e9)));
    cr_expect(isnan(gly_tail_chi_square(INFINITY, 3)));
    cr_expect_eq(gly_tail_chi_square(0, 3), 1);
    cr_expect_eq(gly_tail_f(0, 3, 3), 1);
}

Test(tail, ends_for_the_largest_degrees_of_freedom)
{
    for (double df = 1; df <= GLY_DF_MAX; df *= 10)
        for (double x = 0.01; x < 1e7; x *= 10) {
            double p = gly_tail_f(x, df, GLY_DF_MAX) + gly_tail_chi_square(x, df) +
                       gly_tail_t(x, df);
            cr_expect(p >= 0 && p <= 3);
        }
}
