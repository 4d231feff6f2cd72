#include <criterion/criterion.h>

#include "base/buf.h"
#include "base/limits.h"
#include "note/measure.h"
#include "note/note.h"
#include "text.h"

/* What a house's table and a text make of each other. */
struct house {
    struct gly_arena arena;
    const struct gly_measures *units;
    struct gly_buf mistakes; /* "line: message" each on a line */
    struct text text;
    bool has_text;
};

static bool tell(void *context, const struct gly_error *err)
{
    struct house *h = context;
    gly_buf_printf(&h->mistakes, "%u: %s\n", err->line, err->message);
    return true;
}

static void house_open(struct house *h, const char *table)
{
    const struct gly_table_mistakes mistakes = {tell, h};
    struct gly_measure_sheet sheet = {"units.csv", gly_str(table)};
    *h = (struct house){0};
    gly_arena_init(&h->arena, GLY_LIMIT_ARENA_BYTES);
    gly_buf_init(&h->mistakes, 1 << 16);
    h->units = gly_measures_read(&h->arena, &sheet, 1, &mistakes);
}

static const struct gly_quantities *house_read(struct house *h, const char *text)
{
    const struct gly_resources resources = {.units = h->units};
    if (h->has_text)
        text_release(&h->text);
    h->has_text = true;
    text_read(&h->text, gly_str(text));
    gly_annotate(h->text.doc, gly_annotation_closure(GLY_NEED_QUANTITIES), &resources);
    return h->text.doc->notes[GLY_ANNOTATION_QUANTITIES];
}

static void house_close(struct house *h)
{
    if (h->has_text)
        text_release(&h->text);
    gly_buf_release(&h->mistakes);
    gly_arena_release(&h->arena);
}

Test(measure, reads_units_of_a_house_by_symbol_spelling_and_plural)
{
    static const struct {
        const char *text, *symbol; /* NULL: no unit of the house is seen */
        double low;
    } cases[] = {
        {"The quay took 300 TEU in a day.", "TEU", 300},
        {"The quay took 300 TEUs in a day.", "TEU", 300},
        {"The quay took 300TEU in a day.", "TEU", 300},
        {"A barge of forty skeps lay there.", "skep", 40},
        {"Skeps, 12 skeps each, lay there.", "skep", 12},
        {"They rode 3 Danish miles north.", "dmil", 3},
        {"They rode 3 Danish\nmiles north.", "dmil", 3},
        {"It held 6 berries' worth of pitch.", NULL, 0},
        {"It held 6 gantries of pitch.", "gantry", 6},
        {"It held 6 skepful loads.", NULL, 0},
    };
    struct house h;
    house_open(&h, "symbol,spellings,dimension,factor,offset,system,source\n"
                   "TEU,twenty-foot equivalent unit,containers,1,,other,ISO 668\n"
                   "skep,,volume,0.035,,imperial,\n"
                   "dmil,Danish mile,length,7.5325e3,,other,\n"
                   "gantry,,volume,2,,,\n");
    cr_expect_str_eq(h.mistakes.ptr, "");
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        const struct gly_quantities *all = house_read(&h, cases[i].text);
        cr_assert_gt(all->count, 0, "%s", cases[i].text);
        const struct gly_measure *unit = all->at[0].unit;
        if (!cases[i].symbol) {
            cr_expect_null(unit, "%s", cases[i].text);
            continue;
        }
        cr_assert_not_null(unit, "%s", cases[i].text);
        cr_expect_str_eq(unit->symbol, cases[i].symbol);
        cr_expect_eq(all->at[0].low, cases[i].low, "%s", cases[i].text);
    }
    house_close(&h);
}

Test(measure, takes_the_symbol_of_a_house_for_all_spellings)
{
    struct house h;
    house_open(&h, "symbol,spellings,dimension,factor\n"
                   "gal,,volume,0.00454609\n"
                   "t,ton; tons,mass,1000\n");
    const struct gly_quantities *all =
        house_read(&h, "They sold 10 gallons and 5 tons and 3 lb of it.");
    cr_assert_eq(all->count, 3);
    cr_expect_eq(all->at[0].unit->factor, 0.00454609);
    cr_expect_eq(all->at[1].unit->factor, 1000);
    cr_expect_str_eq(all->at[2].unit->symbol, "lb");
    const struct gly_doc *doc = h.text.doc;
    const struct gly_measure *gallon = gly_measure_next(doc, "gal", NULL);
    cr_expect_eq(gallon, all->at[0].unit);
    cr_expect_null(gly_measure_next(doc, "gal", gallon), "no other gallon is left");
    cr_expect_not_null(
        gly_measure_next(doc, "ton", gly_measure_next(doc, "ton", NULL)));
    house_close(&h);
}

Test(measure, tells_bad_rows_and_uses_the_rest)
{
    struct house h;
    house_open(&h, "symbol,spellings,dimension,factor,offset,system\n"
                   "skep,,volume,0.035,,\n"
                   "a,,lenght,1,,\n"
                   "b,12 b,length,1,,\n"
                   "c,,length,0,,\n"
                   "d,,length,1e999,,\n"
                   "e,,length,1,,roman\n"
                   "f,skeps,length,1,,\n"
                   "g,skep,length,1,,\n"
                   "(,,length,1,,\n"
                   "h\x01i,,length,1,,\n"
                   "TEU,,containers,1,,\n"
                   "short,length\n");
    cr_expect_str_eq(
        h.mistakes.ptr,
        "6: column 'factor': '1e999' is not a number\n"
        "7: column 'system': 'roman' is not a word this column knows\n"
        "13: this row has 2 fields, the header has 6\n"
        "3: column 'dimension': unknown dimension 'lenght', is it 'length'?\n"
        "4: column 'spellings': '12 b' begins with what cannot begin a unit\n"
        "5: column 'factor': a factor is greater than nought\n"
        "10: column 'symbol': '(' begins with what cannot begin a unit\n"
        "11: column 'symbol': a control character\n"
        "9: column 'spellings': 'skep' is 'skep' already\n");
    const struct gly_quantities *all = house_read(&h, "They had 5 skeps and 6 TEU.");
    cr_assert_eq(all->count, 2);
    cr_expect_str_eq(all->at[0].unit->symbol, "f",
                     "a written plural outranks a made one");
    cr_expect_str_eq(all->at[1].unit->symbol, "TEU");
    house_close(&h);
    static const char *const no_tables[] = {"", "symbol\n", "symbol,factor\nx,1\n",
                                            "\x00", "symbol,dimension,factor\n"};
    for (size_t i = 0; i < GLY_COUNT(no_tables); i++) {
        house_open(&h, no_tables[i]);
        cr_expect_null(h.units, "%s", no_tables[i]);
        house_close(&h);
    }
}

Test(measure, tells_columns_that_no_one_knows)
{
    struct house h;
    house_open(
        &h, "symbol,dimension,factor,ofset,source,colour\r\nskep,volume,1,,,red\r\n");
    cr_expect_not_null(h.units);
    cr_expect_str_eq(h.mistakes.ptr,
                     "1: unknown column 'ofset', did you mean 'offset'?\n"
                     "1: unknown column 'colour'\n");
    house_close(&h);
}

Test(measure, keeps_to_its_limits)
{
    struct gly_buf table;
    struct house h;
    gly_buf_init(&table, 1 << 20);
    gly_buf_puts(&table, "symbol,spellings,dimension,factor\n");
    for (unsigned i = 0; i < GLY_LIMIT_UNITS + 50; i++)
        gly_buf_printf(&table, "aa%u,,dim%u,1\n", i, i);
    house_open(&h, table.ptr);
    cr_assert_not_null(h.units);
    cr_expect_leq(h.units->unit_count, GLY_LIMIT_UNITS);
    cr_expect(strstr(h.mistakes.ptr, "dimensions\n") != NULL, "%s", h.mistakes.ptr);
    house_close(&h);
    gly_buf_clear(&table);
    gly_buf_puts(&table, "symbol,spellings,dimension,factor\nzz,");
    for (unsigned i = 0; i < GLY_LIMIT_UNIT_SPELLINGS + 1; i++)
        gly_buf_printf(&table, "zz%u;", i);
    gly_buf_puts(&table, ",length,1\n");
    house_open(&h, table.ptr);
    cr_expect_null(h.units);
    cr_expect_str_eq(h.mistakes.ptr, "2: column 'spellings': more than 20\n");
    house_close(&h);
    gly_buf_release(&table);
}
