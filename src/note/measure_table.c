/* Units of a house's own, from tables with the columns of rules/figures/units.csv. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/limits.h"
#include "base/nearest.h"
#include "note/measure.h"

enum column {
    COLUMN_SYMBOL,
    COLUMN_SPELLINGS,
    COLUMN_DIMENSION,
    COLUMN_FACTOR,
    COLUMN_OFFSET,
    COLUMN_SYSTEM,
    COLUMN_COUNT
};

/* In the order of enum gly_measure_system, behind what an empty cell says. */
static const char *const systems[] = {"other", "si",       "imperial", "uk",
                                      "us",    "calendar", "currency", NULL};
static const enum gly_measure_system system_of[] = {
    GLY_SYSTEM_OTHER, GLY_SYSTEM_SI,       GLY_SYSTEM_IMPERIAL, GLY_SYSTEM_UK,
    GLY_SYSTEM_US,    GLY_SYSTEM_CALENDAR, GLY_SYSTEM_CURRENCY};

static const struct gly_column columns[COLUMN_COUNT] = {
    [COLUMN_SYMBOL] = {"symbol", GLY_COLUMN_TEXT, true, NULL},
    [COLUMN_SPELLINGS] = {"spellings", GLY_COLUMN_LIST, false, NULL},
    [COLUMN_DIMENSION] = {"dimension", GLY_COLUMN_TEXT, true, NULL},
    [COLUMN_FACTOR] = {"factor", GLY_COLUMN_NUMBER, true, NULL},
    [COLUMN_OFFSET] = {"offset", GLY_COLUMN_NUMBER, false, NULL},
    [COLUMN_SYSTEM] = {"system", GLY_COLUMN_WORD, false, systems},
};

static const char *const dimensions[GLY_DIM_COUNT] = {
    [GLY_DIM_LENGTH] = "length",
    [GLY_DIM_AREA] = "area",
    [GLY_DIM_VOLUME] = "volume",
    [GLY_DIM_MASS] = "mass",
    [GLY_DIM_TIME] = "time",
    [GLY_DIM_TEMPERATURE] = "temperature",
    [GLY_DIM_ANGLE] = "angle",
    [GLY_DIM_SPEED] = "speed",
    [GLY_DIM_PRESSURE] = "pressure",
    [GLY_DIM_ENERGY] = "energy",
    [GLY_DIM_POWER] = "power",
    [GLY_DIM_VOLTAGE] = "voltage",
    [GLY_DIM_CURRENT] = "current",
    [GLY_DIM_FREQUENCY] = "frequency",
    [GLY_DIM_FORCE] = "force",
    [GLY_DIM_DATA] = "data",
    [GLY_DIM_RATE] = "rate",
    [GLY_DIM_PIXEL] = "pixel",
    [GLY_DIM_LEVEL] = "level",
    [GLY_DIM_CONSUMPTION] = "consumption",
    [GLY_DIM_CONCENTRATION] = "concentration",
    [GLY_DIM_FRACTION] = "fraction",
    [GLY_DIM_PERCENT] = "percent",
    [GLY_DIM_PERCENTAGE_POINT] = "percentage point",
    [GLY_DIM_MONEY] = "money",
};

/* A spelling with the row it comes from. */
struct entry {
    struct gly_str text;
    const char *file;
    unsigned line;
    uint16_t unit;
    bool is_plural; /* made here: no fault of the table where it clashes */
};

struct reader {
    struct gly_arena *arena;
    const struct gly_table_mistakes *mistakes;
    const char *file;
    unsigned line; /* of the row in hand */
    GLY_VEC(struct gly_measure) units;
    GLY_VEC(struct entry) entries;
    GLY_VEC(struct gly_str) dimensions; /* of the house's own, from GLY_DIM_COUNT on */
};

static bool mistake(struct reader *r, const char *column, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Tell what is wrong in the row in hand; false, as it is left out. */
static bool mistake(struct reader *r, const char *column, const char *format, ...)
{
    struct gly_error err;
    va_list args;
    va_start(args, format);
    struct gly_str text = gly_arena_vformat(r->arena, format, args);
    va_end(args);
    gly_error_set(&err, GLY_E_CONFIG, r->file, r->line, "column '%s': %.*s", column,
                  GLY_STR_ARG(text));
    r->mistakes->mistake(r->mistakes->context, &err);
    return false;
}

/* ---- Spellings ---- */

/* What a number may be followed by, and no mark that ends a clause. */
static bool check_spelling(struct reader *r, const char *column, struct gly_str text)
{
    if (text.len > GLY_LIMIT_UNIT_BYTES)
        return mistake(r, column, "more than %d bytes", GLY_LIMIT_UNIT_BYTES);
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] < ' ')
            return mistake(r, column, "a control character");
    if (strchr("0123456789.,;:!?()[]{}-+ ", text.ptr[0]))
        return mistake(r, column, "'%.*s' begins with what cannot begin a unit",
                       GLY_STR_ARG(text));
    return true;
}

static void add_entry(struct reader *r, struct gly_str text, bool is_plural)
{
    *GLY_VEC_ADD(r->arena, &r->entries) =
        (struct entry){text, r->file, r->line, (uint16_t)r->units.count, is_plural};
}

static bool is_letter(char c)
{
    return ((unsigned char)c | 0x20u) >= 'a' && ((unsigned char)c | 0x20u) <= 'z';
}

/* A spelling and its regular plural, where it looks like a word: "chain", "TEU". A plural
 * that nobody writes does no harm. */
static void add_spelling(struct reader *r, struct gly_str text)
{
    enum { SHORTEST_WORD = 3 };
    add_entry(r, text, false);
    if (text.len < SHORTEST_WORD || !is_letter(text.ptr[text.len - 1]) ||
        gly_str_ends(text, "s"))
        return;
    bool hisses = gly_str_ends(text, "ch") || gly_str_ends(text, "sh") ||
                  gly_str_ends(text, "x") || gly_str_ends(text, "z");
    bool to_ies = gly_str_ends(text, "y") && !strchr("aeiou", text.ptr[text.len - 2]);
    add_entry(r,
              gly_arena_format(r->arena, "%.*s%s", (int)text.len - to_ies, text.ptr,
                               hisses   ? "es"
                               : to_ies ? "ies"
                                        : "s"),
              true);
}

static int compare(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    unsigned char first_x = (unsigned char)x->text.ptr[0];
    unsigned char first_y = (unsigned char)y->text.ptr[0];
    if (first_x != first_y)
        return first_x < first_y ? -1 : 1;
    if (x->text.len != y->text.len)
        return x->text.len > y->text.len ? -1 : 1;
    int order = memcmp(x->text.ptr, y->text.ptr, x->text.len);
    if (order != 0)
        return order;
    if (x->is_plural != y->is_plural)
        return x->is_plural ? 1 : -1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

/* Has another unit the spelling of `e` already? Two rows of one symbol may share it. */
static bool is_taken(struct reader *r, const struct entry *first, const struct entry *e)
{
    const char *symbol = r->units.at[first->unit].symbol;
    if (!gly_str_eq(first->text, e->text))
        return false;
    if (!e->is_plural && strcmp(symbol, r->units.at[e->unit].symbol) != 0) {
        r->file = e->file;
        r->line = e->line;
        mistake(r, "spellings", "'%.*s' is '%s' already", GLY_STR_ARG(e->text), symbol);
    }
    return true;
}

static const struct gly_measures *finish(struct reader *r)
{
    struct gly_measures *all = gly_arena_alloc(r->arena, 1, sizeof *all);
    struct gly_measure_spelling *spellings =
        gly_arena_alloc(r->arena, r->entries.count, sizeof *spellings);
    const struct entry *kept = NULL;
    uint16_t count = 0;
    unsigned next = 0; /* bytes below it have their place in `first` */
    qsort(r->entries.at, r->entries.count, sizeof *r->entries.at, compare);
    for (uint32_t i = 0; i < r->entries.count; i++) {
        const struct entry *e = &r->entries.at[i];
        if (kept && is_taken(r, kept, e))
            continue;
        kept = e;
        for (; next <= (unsigned char)e->text.ptr[0]; next++)
            all->first[next] = count;
        spellings[count++] =
            (struct gly_measure_spelling){e->text.ptr, (uint8_t)e->text.len, e->unit};
    }
    for (; next < GLY_COUNT(all->first); next++)
        all->first[next] = count;
    all->units = r->units.at;
    all->unit_count = (uint16_t)r->units.count;
    all->spellings = spellings;
    return all;
}

/* ---- Rows ---- */

/* A dimension that galley knows, or one of the house's own; what is nearly the name of a
 * known one is taken for a slip. */
static bool read_dimension(struct reader *r, struct gly_str name, uint8_t *ret)
{
    enum { LONG_NAME = 7, MOST = UINT8_MAX - GLY_DIM_COUNT };
    unsigned slips = name.len >= LONG_NAME ? 2 : 1;
    for (unsigned d = GLY_DIM_NONE + 1; d < GLY_DIM_COUNT; d++)
        if (gly_str_is(name, dimensions[d])) {
            *ret = (uint8_t)d;
            return true;
        }
    for (unsigned d = GLY_DIM_NONE + 1; d < GLY_DIM_COUNT; d++)
        if (gly_edit_distance(name, gly_str(dimensions[d]), slips) <= slips)
            return mistake(r, "dimension", "unknown dimension '%.*s', is it '%s'?",
                           GLY_STR_ARG(name), dimensions[d]);
    uint32_t own = 0;
    while (own < r->dimensions.count && !gly_str_eq(r->dimensions.at[own], name))
        own++;
    if (own == MOST)
        return mistake(r, "dimension", "more than %d dimensions", MOST);
    if (own == r->dimensions.count)
        *GLY_VEC_ADD(r->arena, &r->dimensions) = name;
    *ret = (uint8_t)(GLY_DIM_COUNT + own);
    return true;
}

static void read_row(struct reader *r, const struct gly_cell *cells)
{
    const struct gly_cell *spellings = &cells[COLUMN_SPELLINGS];
    struct gly_str symbol = cells[COLUMN_SYMBOL].text;
    struct gly_measure unit = {
        .system = system_of[cells[COLUMN_SYSTEM].word],
        .factor = cells[COLUMN_FACTOR].number,
        .offset = cells[COLUMN_OFFSET].number,
    };
    if (!check_spelling(r, "symbol", symbol) ||
        !read_dimension(r, cells[COLUMN_DIMENSION].text, &unit.dimension))
        return;
    if (spellings->list.count > GLY_LIMIT_UNIT_SPELLINGS) {
        mistake(r, "spellings", "more than %d", GLY_LIMIT_UNIT_SPELLINGS);
        return;
    }
    for (uint32_t i = 0; i < spellings->list.count; i++)
        if (!check_spelling(r, "spellings", spellings->list.items[i]))
            return;
    if (unit.factor <= 0) {
        mistake(r, "factor", "a factor is greater than nought");
        return;
    }
    unit.symbol = gly_arena_cstring(r->arena, symbol);
    add_spelling(r, symbol);
    for (uint32_t i = 0; i < spellings->list.count; i++)
        add_spelling(r, spellings->list.items[i]);
    *GLY_VEC_ADD(r->arena, &r->units) = unit;
}

/* Tell the columns that no one knows, as a key of the configuration would be told: what
 * stands in them is not read. "source" says where a row is from. */
static void check_header(struct reader *r, const struct gly_measure_sheet *sheet)
{
    const char *end = memchr(sheet->text.ptr, '\n', sheet->text.len);
    struct gly_str line = {sheet->text.ptr,
                           end ? (size_t)(end - sheet->text.ptr) + 1 : sheet->text.len};
    struct gly_csv header;
    struct gly_error err;
    if (gly_csv_read(r->arena, sheet->file, line, &header, &err) != GLY_OK ||
        header.count == 0)
        return;
    for (uint32_t f = 0; f < header.rows[0].count; f++) {
        struct gly_str name = header.rows[0].fields[f];
        while (name.len > 0 && strchr(" \t", name.ptr[0]))
            name = (struct gly_str){name.ptr + 1, name.len - 1};
        while (name.len > 0 && strchr(" \t", name.ptr[name.len - 1]))
            name.len--;
        struct gly_nearest nearest = {.wanted = name};
        bool known = gly_str_is(name, "source");
        for (unsigned c = 0; c < COLUMN_COUNT; c++) {
            known |= gly_str_is(name, columns[c].name);
            gly_nearest_offer(&nearest, gly_str(columns[c].name));
        }
        if (known)
            continue;
        gly_error_set(&err, GLY_E_CONFIG, sheet->file, header.rows[0].line,
                      "unknown column '%.*s'%s%.*s%s", GLY_STR_ARG(name),
                      nearest.best.len > 0 ? ", did you mean '" : "",
                      GLY_STR_ARG(nearest.best), nearest.best.len > 0 ? "'?" : "");
        r->mistakes->mistake(r->mistakes->context, &err);
    }
}

static void read_sheet(struct reader *r, const struct gly_measure_sheet *sheet)
{
    struct gly_table table;
    struct gly_error err;
    if (gly_table_read(r->arena, sheet->file, sheet->text, columns, COLUMN_COUNT,
                       r->mistakes, &table, &err) != GLY_OK) {
        r->mistakes->mistake(r->mistakes->context, &err);
        return;
    }
    check_header(r, sheet);
    r->file = sheet->file;
    for (uint32_t row = 0; row < table.row_count; row++) {
        r->line = table.lines[row];
        if (r->units.count == GLY_LIMIT_UNITS) {
            mistake(r, "symbol", "more than %d units", GLY_LIMIT_UNITS);
            return;
        }
        read_row(r, gly_table_value(&table, row, 0));
    }
}

const struct gly_measures *gly_measures_read(struct gly_arena *arena,
                                             const struct gly_measure_sheet *sheets,
                                             uint32_t count,
                                             const struct gly_table_mistakes *mistakes)
{
    struct reader r = {.arena = arena, .mistakes = mistakes};
    for (uint32_t i = 0; i < count; i++)
        read_sheet(&r, &sheets[i]);
    return r.units.count > 0 ? finish(&r) : NULL;
}
