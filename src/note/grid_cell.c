/* What stands in a cell of a table, and what the head of a column says. */
#include "note/grid.h"

#include <math.h>

#include "note/measure.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct gly_span trim(const struct gly_doc *doc, struct gly_span span)
{
    while (span.start < span.end && is_blank(doc->text.ptr[span.start]))
        span.start++;
    while (span.start < span.end && is_blank(doc->text.ptr[span.end - 1]))
        span.end--;
    return span;
}

static bool is_missing(struct gly_str text)
{
    static const char *const marks[] = {
        "*",   "**",  "-",   "--",  "\u2013", "\u2014", "\u2212", "n/a",
        "N/A", "na",  "NA",  "..",  "...",    "\u2026", "x",      "X",
        "?",   "nil", "TBC", "tbc", "TBD",    "\u2020"};
    return gly_str_one_of(text, marks, GLY_COUNT(marks)) ||
           (text.len > 1 && (text.ptr[0] == '<' || text.ptr[0] == '>'));
}

/* Is there nothing but marks that change no figure: brackets, footnote signs, signs? */
static bool is_trimming(struct gly_str text)
{
    static const char *const marks[] = {"\u2020", "\u2021", "\u00A0", "\u2009",
                                        "\u202F", "\u2212", "\u2013", "\u00B2",
                                        "\u00B9", "\u00B3", "\u25B2", "\u25BC"};
    for (size_t i = 0; i < text.len;) {
        if (is_blank(text.ptr[i]) || strchr("()[]*+-", text.ptr[i])) {
            i++;
            continue;
        }
        size_t taken = 0;
        for (size_t k = 0; k < GLY_COUNT(marks) && taken == 0; k++) {
            struct gly_str rest = {text.ptr + i, text.len - i};
            if (gly_str_starts(rest, marks[k]))
                taken = strlen(marks[k]);
        }
        if (taken == 0)
            return false;
        i += taken;
    }
    return true;
}

/* A currency sign or code before the figure, where no quantity took it. */
static bool is_currency(const struct gly_doc *doc, struct gly_str text,
                        const struct gly_measure **ret_unit)
{
    while (text.len > 0 && is_blank(text.ptr[text.len - 1]))
        text.len--;
    const struct gly_measure *unit = text.len > 0 ? gly_measure_find(doc, text) : NULL;
    if (!unit || unit->dimension != GLY_DIM_MONEY)
        return false;
    *ret_unit = unit;
    return true;
}

static bool is_negative(struct gly_str before, struct gly_str behind)
{
    bool minus = memchr(before.ptr, '-', before.len) != NULL;
    for (size_t i = 0; i + 2 < before.len; i++)
        minus |= memcmp(before.ptr + i, "\u2212", 3) == 0;
    return minus ||
           (memchr(before.ptr, '(', before.len) && memchr(behind.ptr, ')', behind.len));
}

/* The quantity that holds a number, NULL for none. */
static const struct gly_quantity *quantity_of(struct gly_grid_reader *r,
                                              const struct gly_number *number)
{
    const struct gly_quantities *all = r->quantities;
    while (r->quantity < all->count &&
           all->at[r->quantity].span.end <= number->span.start)
        r->quantity++;
    return r->quantity < all->count &&
                   gly_span_contains(all->at[r->quantity].span, number->span)
               ? &all->at[r->quantity]
               : NULL;
}

static bool is_percent(const struct gly_quantity *q)
{
    return q && q->unit && q->unit->dimension == GLY_DIM_PERCENT;
}

/* "79 (59.8%)": sets the share. Text between the two figures is a bracket alone. */
static bool read_share(struct gly_grid_reader *r, const struct gly_number *second,
                       struct gly_grid_cell *cell, uint32_t behind_first)
{
    const struct gly_quantity *q = quantity_of(r, second);
    struct gly_str between = {r->doc->text.ptr + behind_first,
                              second->span.start - behind_first};
    if (!is_percent(q) || !memchr(between.ptr, '(', between.len) ||
        !is_trimming(between))
        return false;
    cell->share = second->value;
    cell->share_half = second->half;
    cell->share_span = q->span;
    return true;
}

void gly_grid_read_cell(struct gly_grid_reader *r, const struct gly_block *block,
                        struct gly_grid_cell *ret)
{
    const struct gly_doc *doc = r->doc;
    struct gly_grid_cell cell = {.text = trim(doc, block->span),
                                 .first_tok = block->first_tok,
                                 .tok_count = block->tok_count,
                                 .share = (double)NAN};
    const struct gly_numbers *numbers = r->numbers;
    while (r->number < numbers->count &&
           numbers->at[r->number].span.end <= cell.text.start)
        r->number++;
    uint32_t first = r->number, last = first;
    while (last < numbers->count && numbers->at[last].span.end <= cell.text.end)
        last++;
    r->number = last;
    struct gly_str text = gly_doc_slice(doc, cell.text);
    cell.kind = text.len == 0 ? GLY_CELL_EMPTY : GLY_CELL_TEXT;
    *ret = cell;
    if (text.len == 0)
        return;
    if (is_missing(text)) {
        ret->kind = GLY_CELL_MISSING;
        return;
    }
    enum {
        NO_FIGURE = GLY_NUMBER_ORDINAL | GLY_NUMBER_VAGUE | GLY_NUMBER_PLURAL |
                    GLY_NUMBER_SHAPED | GLY_NUMBER_HYPHENATED | GLY_NUMBER_ZERO_FIRST
    };
    if (last == first || last - first > 2 || numbers->at[first].flags & NO_FIGURE)
        return;
    const struct gly_number *number = &numbers->at[first];
    const struct gly_quantity *q = quantity_of(r, number);
    struct gly_span span = q && q->unit && !(q->flags & GLY_QUANTITY_RANGE) &&
                                   gly_span_contains(cell.text, q->span)
                               ? q->span
                               : number->span;
    struct gly_str before = {doc->text.ptr + cell.text.start,
                             span.start - cell.text.start};
    uint32_t behind =
        last - first == 2 ? numbers->at[first + 1].span.start : cell.text.end;
    if (behind < span.end)
        return;
    struct gly_str after = {doc->text.ptr + span.end, behind - span.end};
    const struct gly_measure *currency = NULL;
    if ((!is_trimming(before) && !is_currency(doc, before, &currency)) ||
        !is_trimming(after))
        return;
    if (last - first == 2 && !read_share(r, &numbers->at[first + 1], &cell, span.end))
        return;
    bool negative = number->flags & GLY_NUMBER_NEGATIVE ||
                    (last - first == 1 && is_negative(before, after));
    cell.kind = GLY_CELL_FIGURE;
    cell.unit = span.end > number->span.end || span.start < number->span.start
                    ? q->unit
                    : currency;
    cell.value = negative ? -fabs(number->value) : number->value;
    cell.half = number->half;
    cell.year = number->value >= 1000 && number->value < 2200 &&
                number->decimals == 0 && !(number->flags & GLY_NUMBER_GROUPED) &&
                !cell.unit;
    *ret = cell;
}

/* ---- Heads ---- */

/* "000", "m", "million": what the figures below are counted in. 0 for none. */
static double scale_of(struct gly_str word)
{
    static const struct {
        const char *text;
        double scale;
    } scales[] = {{"000", 1e3},     {"'000", 1e3},      {"000s", 1e3},
                  {"'000s", 1e3},   {"\u2019000", 1e3}, {"1,000", 1e3},
                  {"1000", 1e3},    {"thousand", 1e3},  {"thousands", 1e3},
                  {"k", 1e3},       {"m", 1e6},         {"mn", 1e6},
                  {"million", 1e6}, {"millions", 1e6},  {"bn", 1e9},
                  {"billion", 1e9}, {"billions", 1e9}};
    for (size_t i = 0; i < GLY_COUNT(scales); i++)
        if (gly_str_eq_nocase(word, gly_str(scales[i].text)))
            return scales[i].scale;
    return 0;
}

static struct gly_str strip(struct gly_str text)
{
    while (text.len > 0 && is_blank(text.ptr[0]))
        text = (struct gly_str){text.ptr + 1, text.len - 1};
    while (text.len > 0 && is_blank(text.ptr[text.len - 1]))
        text.len--;
    return text;
}

/* "€m", "000 tonnes", "km", "US$ million": false where it is something else. */
static bool read_unit(const struct gly_doc *doc, struct gly_str text,
                      struct gly_grid_head *column)
{
    text = strip(text);
    if (text.len == 0 || text.len > 40)
        return false;
    if (text.len > 3 &&
        gly_str_eq_nocase((struct gly_str){text.ptr, 3}, gly_str("in ")))
        text = strip((struct gly_str){text.ptr + 3, text.len - 3});
    const struct gly_measure *unit = gly_measure_find(doc, text);
    if (unit) {
        column->unit = unit;
        return true;
    }
    /* Cut it in two, at every place: a scale and a unit in either order. */
    for (size_t cut = 1; cut <= text.len; cut++) {
        struct gly_str left = strip((struct gly_str){text.ptr, cut});
        struct gly_str right = strip((struct gly_str){text.ptr + cut, text.len - cut});
        double before = scale_of(left), behind = scale_of(right);
        const struct gly_measure *of = NULL;
        if (before > 0 && (right.len == 0 || (of = gly_measure_find(doc, right)))) {
            column->scale = before;
            column->unit = of;
            return true;
        }
        if (behind > 0 && (of = gly_measure_find(doc, left)) &&
            of->dimension == GLY_DIM_MONEY) {
            column->scale = behind;
            column->unit = of;
            return true;
        }
    }
    return false;
}

void gly_grid_read_head(const struct gly_doc *doc, struct gly_grid_head *column)
{
    struct gly_str text = gly_doc_slice(doc, column->label);
    column->scale = 1;
    /* The last brackets, what follows the last comma, the whole. */
    for (size_t open = text.len; open-- > 0;)
        if (text.ptr[open] == '(' || text.ptr[open] == '[') {
            const char *close = memchr(
                text.ptr + open, text.ptr[open] == '(' ? ')' : ']', text.len - open);
            if (close &&
                read_unit(doc,
                          (struct gly_str){text.ptr + open + 1,
                                           (size_t)(close - text.ptr) - open - 1},
                          column))
                return;
            break;
        }
    for (size_t comma = text.len; comma-- > 0;)
        if (text.ptr[comma] == ',' && comma + 1 < text.len &&
            text.ptr[comma + 1] == ' ') {
            if (read_unit(doc,
                          (struct gly_str){text.ptr + comma + 1, text.len - comma - 1},
                          column))
                return;
            break;
        }
    read_unit(doc, text, column);
}
