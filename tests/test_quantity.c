#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include <galley/calendar.h>
#include <galley/date.h>
#include <galley/quantity.h>

#include "note/measure.h"
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
    struct text t;
    text_read(&t, gly_str("Nothing is measured here."));
    gly_annotate(t.doc, GLY_NEED_NUMBERS, NULL);
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        const struct gly_measure *unit = gly_measure_find(t.doc, gly_str(cases[i][0]));
        cr_assert_not_null(unit, "%s", cases[i][0]);
        cr_expect_str_eq(unit->symbol, cases[i][1]);
    }
    /* Spellings end where a word ends, and "%" anywhere. */
    const struct gly_measure *found;
    cr_expect_eq(gly_measure_match(t.doc, gly_str("%of the vote"), &found), 1);
    cr_expect_eq(gly_measure_match(t.doc, gly_str("m long"), &found), 1);
    cr_expect_eq(gly_measure_match(t.doc, gly_str("metric tons of it"), &found), 11);
    cr_expect_eq(gly_measure_match(t.doc, gly_str("men"), &found), 0);
    cr_expect_null(gly_measure_find(t.doc, gly_str("kmx")));
    const struct gly_measure *first = gly_measure_next(t.doc, "gal", NULL);
    cr_expect_neq(gly_measure_next(t.doc, "gal", first)->factor, first->factor);
    text_release(&t);
}

Test(quantity, says_whose_it_is)
{
    static const char *const cases[][2] = {
        {"Kent's 12 schools closed.", "Kent"},
        {"The firm's more than 400 staff left.", "The firm"},
        {"It sold its 12 lorries.", "its"},
        {"Harwick Ltd employs about 4,000 people.", "Harwick Ltd"},
        {"The 40 members of the council voted.", "the council"},
        {"The 12 schools of North Kent will close.", "North Kent"},
        {"They have 3 sons.", "They"},
        {"The head of Harwick has 3 sons.", ""},
        {"There are 12 schools.", ""},
        {"The 7 guns of the Ostwick class were removed.", ""},
        {"Dana said that he had 3 offers.", "he"},
        {"The harbour board has had four years of trouble.", "The harbour board"},
    };
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        struct text t;
        text_read(&t, gly_str(cases[i][0]));
        gly_annotate(t.doc, gly_annotation_closure(GLY_NEED_QUANTITIES), NULL);
        const struct gly_quantities *all = t.doc->notes[GLY_ANNOTATION_QUANTITIES];
        cr_assert_eq(all->count, 1, "%s", cases[i][0]);
        struct gly_str owner = gly_doc_slice(t.doc, all->at[0].owner);
        cr_expect(gly_str_is(owner, cases[i][1]), "'%.*s' in: %s", GLY_STR_ARG(owner),
                  cases[i][0]);
        text_release(&t);
    }
}

/* Before a word is read as a date its first three letters are asked. */
Test(date, begins_with_a_number_a_month_a_weekday_a_quarter_or_an_era)
{
    static const char *const dated[] = {
        "It fell in AD 69.",     "It fell in A.D. 69.",     "It rose in Q3 2004.",
        "It rose in April.",     "It rose in Sept. 2004.",  "It opens on Tuesday.",
        "It opened in 1904.",    "It opened on 3 May.",     "It shuts at nine am.",
        "It shut in the 1880s.", "They met on Weds 4 May.",
    };
    static const char *const undated[] = {
        "A Quarter of it fell.", "Ada fell.",      "Decimals fell.",  "Octavia fell.",
        "A fell is a hill.",     "AD is no more.", "Friedrich fell.",
    };
    for (size_t i = 0; i < GLY_COUNT(dated) + GLY_COUNT(undated); i++) {
        bool is_dated = i < GLY_COUNT(dated);
        const char *text = is_dated ? dated[i] : undated[i - GLY_COUNT(dated)];
        struct text t;
        text_read(&t, gly_str(text));
        gly_annotate(t.doc, gly_annotation_closure(GLY_NEED_DATES), NULL);
        const struct gly_dates *all = t.doc->notes[GLY_ANNOTATION_DATES];
        cr_expect_eq(all->count, is_dated ? 1u : 0u, "%u in: %s", all->count, text);
        text_release(&t);
    }
}

Test(date, knows_yesterday_only_by_the_day_of_writing)
{
    static const struct {
        const char *text;
        uint32_t dates;
        struct gly_moment last;
    } cases[] = {
        {"LEEDS, 1 March 2021 - The mill closed yesterday.", 2, {2021, 2, 28, -1}},
        {"LEEDS, 31 December 2020 (Agency) - It opens tomorrow.", 2, {2021, 1, 1, -1}},
        {"Leeds, 3 January 2021 - Sales rose last month.", 2, {2020, 12, 0, -1}},
        {"LEEDS, 3 May 2021 - Sales rose last year.", 2, {2020, 0, 0, -1}},
        {"LEEDS, 3 May 2021 - \"We sold it yesterday,\" she said.",
         1,
         {2021, 5, 3, -1}},
        {"LEEDS, 3 May 2021 - It was the last year of the war.", 1, {2021, 5, 3, -1}},
        {"LEEDS, 3 May 2021 - Today's readers laugh.", 1, {2021, 5, 3, -1}},
        {"The mill closed yesterday.", 0, {0, 0, 0, 0}},
        {"On 3 May 2021 the mill closed; yesterday it burnt.", 1, {2021, 5, 3, -1}},
    };
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        struct text t;
        text_read(&t, gly_str(cases[i].text));
        gly_annotate(t.doc, gly_annotation_closure(GLY_NEED_DATES), NULL);
        const struct gly_dates *all = t.doc->notes[GLY_ANNOTATION_DATES];
        cr_expect_eq(all->count, cases[i].dates, "%u in: %s", all->count,
                     cases[i].text);
        if (all->count > 0) {
            const struct gly_moment *is = &all->at[all->count - 1].from;
            const struct gly_moment *want = &cases[i].last;
            cr_expect(is->year == want->year && is->month == want->month &&
                          is->day == want->day,
                      "%d-%u-%u in: %s", is->year, is->month, is->day, cases[i].text);
        }
        text_release(&t);
    }
}

/* Read in the square of its length, a text like these would outlast the runner's
 * patience. Quantities stand in the order of the text and do not overlap. */
Test(quantity, reads_repetition_without_end)
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
                                         "LEEDS, 3 May 2021 - yesterday ",
                                         "Kent's 12 of the ",
                                         "3 May 2021 ",
                                         "May ",
                                         "3 of ",
                                         "(1) ",
                                         "half a ",
                                         "One Bank. The One Bank ",
                                         "AD 50, in 40, ",
                                         "one-hundred-and-",
                                         "at 09: 00 ",
                                         "7/8 March ",
                                         "2 metres ",
                                         "- 1 "};
    enum { BYTES = 200 * 1000 };
    for (size_t i = 0; i < GLY_COUNT(pieces); i++) {
        struct gly_buf buf;
        struct text t;
        gly_buf_init(&buf, BYTES + 4096);
        while (buf.len < BYTES)
            gly_buf_puts(&buf, pieces[i]);
        text_read(&t, gly_buf_str(&buf));
        gly_annotate(t.doc, gly_annotation_closure(GLY_NEED_QUANTITIES), NULL);
        const struct gly_quantities *all = t.doc->notes[GLY_ANNOTATION_QUANTITIES];
        uint32_t end = 0;
        for (uint32_t k = 0; k < all->count; k++) {
            cr_assert_geq(all->at[k].span.start, end, "%s", pieces[i]);
            end = all->at[k].span.end;
        }
        cr_assert_leq(end, buf.len, "%s", pieces[i]);
        text_release(&t);
        gly_buf_release(&buf);
    }
}
