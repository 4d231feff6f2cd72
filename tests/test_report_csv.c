#include <criterion/criterion.h>

#include "base/csv.h"
#include "sample.h"

static struct gly_arena arena;

static void set_up(void)
{
    gly_arena_init(&arena, (size_t)1 << 24);
}

static void tear_down(void)
{
    gly_arena_release(&arena);
}

TestSuite(csv, .init = set_up, .fini = tear_down);

/* ---- Reading -------------------------------------------------------------------------- */

static struct gly_csv read_sound(struct gly_str text)
{
    struct gly_csv csv = {0};
    struct gly_error err = {0};
    cr_assert_eq(gly_csv_read(&arena, "t.csv", text, &csv, &err), GLY_OK, "%s",
                 err.message);
    return csv;
}

static void expect_field(const struct gly_csv *csv, uint32_t row, uint32_t field,
                         const char *expected)
{
    cr_assert_lt(row, csv->count);
    cr_assert_lt(field, csv->rows[row].count);
    cr_expect(gly_str_is(csv->rows[row].fields[field], expected), "%u,%u: '%.*s'", row,
              field, GLY_STR_ARG(csv->rows[row].fields[field]));
}

Test(csv, keeps_blanks_quotes_and_empty_fields)
{
    struct gly_csv csv = read_sound(gly_str("\uFEFFname, value \r\n"
                                            "\"a, \"\"b\"\"\",\r\n"
                                            "\r\n"
                                            "\n"
                                            "\"two\nlines\",x\n"
                                            "\"\"\n"
                                            "last"));
    static const unsigned counts[] = {2, 2, 2, 1, 1}, lines[] = {1, 2, 5, 7, 8};
    cr_assert_eq(csv.count, GLY_COUNT(counts));
    for (uint32_t i = 0; i < csv.count; i++) {
        cr_expect_eq(csv.rows[i].count, counts[i], "row %u has %u", i,
                     csv.rows[i].count);
        cr_expect_eq(csv.rows[i].line, lines[i], "row %u on %u", i, csv.rows[i].line);
    }
    expect_field(&csv, 0, 0, "name");
    expect_field(&csv, 0, 1, " value ");
    expect_field(&csv, 1, 0, "a, \"b\"");
    expect_field(&csv, 1, 1, "");
    expect_field(&csv, 2, 0, "two\nlines");
    expect_field(&csv, 3, 0, "");
    expect_field(&csv, 4, 0, "last");
}

Test(csv, reads_nothing_from_nothing)
{
    cr_expect_eq(read_sound(gly_str("")).count, 0);
    cr_expect_eq(read_sound(gly_str("\n\r\n\n")).count, 0);
}

Test(csv, names_the_place_of_a_mistake)
{
    static const struct {
        const char *text;
        unsigned line, column;
    } cases[] = {
        {"a,b\nc,d\"e\n", 2, 4},
        {"a,b\nnaïve,\"d\"e\n", 2, 10},
        {"a\n\"ok\",\"open\nand\n", 2, 6},
        {"a\nb\rc\n", 2, 2},
        {"a\nb\xFF\n", 2, 2},
    };
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        struct gly_csv csv;
        struct gly_error err = {0};
        cr_expect_eq(gly_csv_read(&arena, "t.csv", gly_str(cases[i].text), &csv, &err),
                     GLY_E_CONFIG, "case %zu", i);
        cr_expect_eq(err.line, cases[i].line, "case %zu: line %u", i, err.line);
        cr_expect_eq(err.column, cases[i].column, "case %zu: column %u (%s)", i,
                     err.column, err.message);
    }
}

/* ---- Writing --------------------------------------------------------------------------- */

Test(csv, writes_what_it_reads)
{
    static const struct gly_str fields[] = {GLY_STR("plain"), GLY_STR(""),
                                            GLY_STR("a \"b\", c"), GLY_STR(" x ")};
    struct gly_buf out;
    gly_buf_init(&out, 4096);
    gly_csv_write(&out, fields, GLY_COUNT(fields));
    cr_expect_str_eq(out.ptr, "\"plain\",\"\",\"a \"\"b\"\", c\",\" x \"\r\n");
    struct gly_csv csv = read_sound(gly_buf_str(&out));
    cr_assert_eq(csv.count, 1);
    cr_assert_eq(csv.rows[0].count, GLY_COUNT(fields));
    for (uint32_t i = 0; i < GLY_COUNT(fields); i++)
        cr_expect(gly_str_eq(csv.rows[0].fields[i], fields[i]));
    gly_buf_release(&out);
}

/* ---- The report -------------------------------------------------------------------------- */

enum { PATH, LINE, COLUMN, END_LINE, END_COLUMN, SEVERITY, RULE, MESSAGE, SUGGESTION };
enum { RELATED = SUGGESTION + 1, TEXT, FINGERPRINT, COLUMNS };

static const char text[] = "The ship “Alba 🚢” carried 240\r\npeople, of whom 230\r\n"
                           "people were saved. =SUM(A1) stood on the door.\r\n";

static void add_findings(struct sample *s)
{
    struct gly_finding *f = sample_find(s, 0, sample_span(s, "230\r\npeople", 0),
                                        "'230 people' here, but 240 above");
    sample_evidence(s, f, sample_span(s, "240\r\npeople", 0), "the earlier figure");
    sample_fix(s, f, "240\npeople");
    sample_fix(s, f, "240 people");
    f = sample_find(s, 1, sample_span(s, "=SUM(A1)", 0), "'=SUM(A1)' is no prose");
    sample_fix(s, f, "=SUM(A2)");
    f = sample_find(s, 1, sample_span(s, "door", 0), "'door' is let stand");
    f->suppression = GLY_SUPPRESS_STET;
}

Test(csv, reports_every_counting_finding)
{
    struct sample s;
    sample_init(&s, "=news;1.txt", gly_str(text));
    add_findings(&s);
    struct gly_csv csv = read_sound(gly_str(sample_run(&s, "csv")));
    cr_assert_eq(csv.count, 3);
    for (uint32_t i = 0; i < csv.count; i++)
        cr_expect_eq(csv.rows[i].count, COLUMNS);
    expect_field(&csv, 0, PATH, "path");
    expect_field(&csv, 0, FINGERPRINT, "fingerprint");
    expect_field(&csv, 1, PATH, "./=news;1.txt");
    expect_field(&csv, 1, LINE, "2");
    expect_field(&csv, 1, COLUMN, "17");
    expect_field(&csv, 1, END_LINE, "3");
    expect_field(&csv, 1, END_COLUMN, "7");
    expect_field(&csv, 1, SEVERITY, "error");
    expect_field(&csv, 1, RULE, "figures/restated");
    expect_field(&csv, 1, MESSAGE, "'230 people' here, but 240 above");
    expect_field(&csv, 1, SUGGESTION, "240 people");
    expect_field(&csv, 1, RELATED, "./=news%3B1.txt:1:27:2:7");
    expect_field(&csv, 1, TEXT, "230 ⏎ people");
    expect_field(&csv, 2, SUGGESTION, "=SUM(A2)");
    expect_field(&csv, 2, RELATED, "");
    expect_field(&csv, 2, TEXT, "=SUM(A1)");
    sample_release(&s);
}

Test(csv, defuses_formulas_for_spreadsheets)
{
    struct sample s;
    sample_init(&s, "-", gly_str(text));
    add_findings(&s);
    const char *out = sample_run(&s, "csv-excel");
    cr_expect(gly_str_starts(gly_str(out), "\uFEFF\"path\""));
    struct gly_csv csv = read_sound(gly_str(out));
    cr_assert_eq(csv.count, 3);
    expect_field(&csv, 2, SUGGESTION, "'=SUM(A2)");
    expect_field(&csv, 2, TEXT, "'=SUM(A1)");
    expect_field(&csv, 2, MESSAGE, "'=SUM(A1)' is no prose");
    read_sound(gly_str(sample_run(&s, "csv")));
    sample_release(&s);
}
