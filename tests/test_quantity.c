#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

#include <galley/calendar.h>
#include <galley/quantity.h>

#include "note/note.h"
#include "quantity_gold.h"
#include "text.h"

#define BAR 0.97

Test(quantity, agrees_with_the_forms_annotated_by_hand)
{
    struct gold_totals totals;
    struct gly_buf out;
    gly_buf_init(&out, 1 << 20);
    cr_assert(gold_score(QUANTITIES, &totals, &out));
    cr_expect(gold_f1(&totals) >= BAR, "F1 %.4f of %u forms\n%s", gold_f1(&totals),
              totals.gold, out.ptr);
    gly_buf_release(&out);
}

Test(calendar, numbers_days_both_ways)
{
    cr_expect_eq(gly_day_number(1970, 1, 1), 0);
    cr_expect_eq(gly_day_number(2000, 3, 1), 11017);
    cr_expect_eq(gly_day_weekday(gly_day_number(2004, 2, 29)), 7);
    cr_expect_eq(gly_day_weekday(gly_day_number(1815, 6, 18)), 7); /* Waterloo */
    for (int32_t day = gly_day_number(-100, 1, 1); day < gly_day_number(2200, 1, 1);
         day += 17) {
        int32_t year;
        unsigned month, of_month;
        gly_day_split(day, &year, &month, &of_month);
        cr_assert_eq(gly_day_number(year, month, of_month), day);
    }
}

Test(calendar, knows_leap_years)
{
    cr_expect(gly_is_date(2000, 2, 29));
    cr_expect_not(gly_is_date(1900, 2, 29));
    cr_expect(gly_is_date(GLY_NO_YEAR, 2, 29));
    cr_expect_not(gly_is_date(GLY_NO_YEAR, 2, 30));
    cr_expect_not(gly_is_date(2004, 13, 1));
}

Test(measure, finds_units_by_any_spelling)
{
    static const char *const cases[][2] = {
        {"km", "km"},
        {"Miles", "mi"},
        {"square feet", "ft2"},
        {"per cent", "%"},
        {"US$", "USD"},
        {"Swiss francs", "CHF"},
        {"kilowatt-hour", "kWh"},
        {"°C", "°C"},
    };
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        const struct gly_measure *unit = gly_measure_find(gly_str(cases[i][0]));
        cr_assert_not_null(unit, "%s", cases[i][0]);
        cr_expect_str_eq(unit->symbol, cases[i][1]);
    }
    cr_expect_null(gly_measure_find(gly_str("kmx")));
    const struct gly_measure *first = gly_measure_next("gal", NULL);
    cr_expect_neq(gly_measure_next("gal", first)->factor, first->factor);
}

/* Whatever stands in a text, the time is linear: ten times the text in less than twenty
 * times the time. */
static double seconds(const char *piece, size_t bytes)
{
    struct gly_buf buf;
    struct text t;
    gly_buf_init(&buf, bytes + 4096);
    while (buf.len < bytes)
        gly_buf_puts(&buf, piece);
    text_read(&t, (struct gly_str){buf.ptr, buf.len});
    clock_t start = clock();
    gly_annotate(t.doc, gly_annotation_closure(GLY_NEED_QUANTITIES), NULL);
    double took = (double)(clock() - start) / CLOCKS_PER_SEC;
    text_release(&t);
    gly_buf_release(&buf);
    return took;
}

Test(quantity, takes_linear_time)
{
    static const char *const pieces[] = {"1 000 ",
                                         "two ",
                                         "1-2-3-4 ",
                                         "twenty-",
                                         "1,000,000,",
                                         "5 to ",
                                         "one hundred and ",
                                         "$",
                                         "12 May ",
                                         "no. 1 ",
                                         "a ",
                                         "1'000'",
                                         "May ",
                                         "3 of ",
                                         "(1) ",
                                         "half a ",
                                         "2 metres ",
                                         "- 1 "};
    for (size_t i = 0; i < GLY_COUNT(pieces); i++) {
        double one = seconds(pieces[i], 20 * 1000);
        double ten = seconds(pieces[i], 200 * 1000);
        cr_expect(ten < 20 * one + 0.05, "'%s': %.3f s, then %.3f s", pieces[i], one,
                  ten);
    }
}
