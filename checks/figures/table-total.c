/* Totals in a table: down its columns, and along its rows. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { TABLE_TOTAL };

static const struct gly_rule rules[] = {
    [TABLE_TOTAL] =
        {
            .id = "figures/table-total",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A total in a table is not the sum of its figures",
            .why = "Subtotals, 'of which' rows, totals that stand first and negative "
                   "figures in brackets are all tried; only a total that no reading "
                   "explains is told. Silent for averages, rates, shares and years, "
                   "where figures are missing, and where the text says that figures "
                   "may not add up. Where a slip of one digit or two does not explain "
                   "it, another column has to add up.",
            .bad = "| Quarter | Units |\n|---|---:|\n| Q1 | 21,350 |\n| Q2 | 22,715 "
                   "|\n| Total | 45,065 |",
            .good = "| Quarter | Units |\n|---|---:|\n| Q1 | 21,350 |\n| Q2 | 22,715 "
                    "|\n| Total | 44,065 |",
        },
};

enum { MOST_ROWS = 400, LONGEST_RUN = 60 };

/* ---- Words ---- */

/* Has a label one of these words? */
static bool says(const struct gly_doc *doc, const struct gly_grid_cell *cell,
                 const char *list)
{
    return gly_toks_have(doc, cell->first_tok, cell->first_tok + cell->tok_count, list);
}

static bool label_says(const struct gly_doc *doc, const struct gly_grid *table,
                       uint32_t column, const char *list)
{
    for (uint32_t r = 0; r < table->head_rows; r++)
        if (says(doc, gly_grid_at(table, r, column), list))
            return true;
    return false;
}

/* Figures that are not added down a column. */
#define NO_COLUMN                                                                     \
    "rate|average|avg|mean|median|unit|each|year|years|rank|index|ratio|change|"      \
    "growth|"                                                                         \
    "score|age|per|density|height|speed|temperature|position|no|no.|number-of|level|" \
    "cumulative|grade|factor|id|code|date|percentile|sd|ci|vs|margin|pace|time|year's"

/* Words beside the table by which nothing need add up. */
static bool is_excused(const struct gly_doc *doc, const struct gly_grid *table)
{
    uint32_t count;
    const struct gly_block *blocks = gly_doc_blocks(doc, &count);
    const struct gly_block *block = &blocks[table->block];
    static const char words[] =
        "rounding|rounded|selected|excludes|excluding|suppressed|withheld|several|more-"
        "than-one|multiple|overlap|overlapping|approximate|shown|extract|excerpt|top";
    uint32_t from = table->block;
    enum { BESIDE = 2 };
    for (unsigned n = 0; n < BESIDE && from > 0; n++) {
        from--;
        while (from > 0 && !(blocks[from].flags & GLY_BLOCK_PROSE))
            from--;
        if (!(blocks[from].flags & GLY_BLOCK_PROSE) || gly_block_tabled(doc, from))
            break;
        if (gly_toks_have(doc, blocks[from].first_tok,
                          blocks[from].first_tok + blocks[from].tok_count, words))
            return true;
    }
    uint32_t to = block->end;
    for (unsigned n = 0; n < BESIDE && to < count; to++)
        if (blocks[to].flags & GLY_BLOCK_PROSE) {
            n++;
            if (gly_toks_have(doc, blocks[to].first_tok,
                              blocks[to].first_tok + blocks[to].tok_count, words))
                return true;
        }
    return false;
}

/* ---- Columns ---- */

struct column {
    const struct gly_grid_cell *cells[MOST_ROWS]; /* of the rows without the total */
    uint32_t rows[MOST_ROWS];
    unsigned count;
    const struct gly_grid_cell *total;
};

static bool fits(double sum, const struct gly_grid_cell *total, double slack)
{
    return fabs(sum - total->value) <= slack + total->half + 1e-9 * fabs(total->value);
}

/* Figures printed in whole numbers are counts, and exact; others are rounded. */
static double half_of(const struct gly_grid_cell *cell)
{
    return cell->half < 0.5 || cell->half > 0.5 ? cell->half : 0;
}

static double slack_of(const struct gly_grid_cell *const *cells, unsigned count)
{
    double slack = 0;
    for (unsigned i = 0; i < count; i++)
        slack += half_of(cells[i]);
    return slack;
}

/* Is every run that makes one of the figures behind it taken for its parts: does what is
 * left make the total? */
static bool fits_by_level(const struct column *c)
{
    double left[MOST_ROWS], sum = 0;
    unsigned count = 0;
    for (unsigned i = 0; i < c->count; i++) {
        double value = c->cells[i]->value, run = 0;
        for (unsigned k = count; k-- > 0 && count - k <= LONGEST_RUN;) {
            run += left[k];
            if (count - k >= 2 && fabs(run - value) <= c->cells[i]->half + 1e-9) {
                count = k;
                break;
            }
        }
        left[count++] = value;
    }
    for (unsigned i = 0; i < count; i++)
        sum += left[i];
    return fits(sum, c->total, slack_of(c->cells, c->count));
}

/* The same with totals that stand before their parts. */
static bool fits_first(const struct column *c)
{
    struct column turned = {.total = c->total, .count = c->count};
    for (unsigned i = 0; i < c->count; i++)
        turned.cells[i] = c->cells[c->count - 1 - i];
    return fits_by_level(&turned);
}

/* Does some reading of the rows make the total? */
static bool some_reading_fits(const struct gly_grid *table, const struct column *c)
{
    double all = 0, whole = 0, own = 0, subtotals = 0, size = 0;
    unsigned subtotal_count = 0;
    double slack = slack_of(c->cells, c->count);
    for (unsigned i = 0; i < c->count; i++) {
        double value = c->cells[i]->value;
        uint8_t line = table->lines[c->rows[i]];
        bool part = line & GLY_LINE_PART, subtotal = line & GLY_LINE_SUBTOTAL;
        all += value;
        size += fabs(value);
        whole += part ? 0 : value;
        own += part || subtotal ? 0 : value;
        subtotals += subtotal ? value : 0;
        subtotal_count += subtotal;
    }
    return fits(all, c->total, slack) || fits(whole, c->total, slack) ||
           fits(own, c->total, slack) || fits(size, c->total, slack) ||
           (subtotal_count > 0 && fits(subtotals, c->total, slack)) ||
           fits_by_level(c) || fits_first(c);
}

/* One digit wrong, two changed over, or one not carried. */
static bool is_slip(double a, double b)
{
    char x[GLY_FIGURE_BYTES], y[GLY_FIGURE_BYTES];
    gly_figure_text(a, x);
    gly_figure_text(b, y);
    size_t n = strlen(x), wrong = 0, first = 0;
    if (strlen(y) != n || n < 2)
        return false;
    for (size_t i = 0; i < n; i++)
        if (x[i] != y[i] && wrong++ == 0)
            first = i;
    /* A ten or a hundred was not carried. */
    double off = fabs(a - b), place = pow(10, floor(log10(fmax(off, 1))));
    if (off >= 10 && fmod(off, place) == 0 && off <= 9 * place)
        return true;
    return wrong == 1 || (wrong == 2 && first + 1 < n && x[first] == y[first + 1] &&
                          y[first] == x[first + 1]);
}

/* The figures of one column, without the row of the total; false where one is missing. */
static bool gather(const struct gly_grid *table, uint32_t column, uint32_t total,
                   struct column *ret)
{
    ret->count = 0;
    ret->total = gly_grid_at(table, total, column);
    unsigned years = 0;
    if (ret->total->kind != GLY_CELL_FIGURE)
        return false;
    uint32_t first = total == table->head_rows ? total + 1 : table->head_rows;
    uint32_t end = total == table->head_rows ? table->rows : total;
    for (uint32_t r = first; r < end; r++) {
        const struct gly_grid_cell *cell = gly_grid_at(table, r, column);
        const struct gly_grid_cell *label = gly_grid_at(table, r, 0);
        if (cell->kind == GLY_CELL_EMPTY && label->kind == GLY_CELL_TEXT && column > 1)
            return false;
        if (cell->kind == GLY_CELL_EMPTY)
            continue; /* a heading between the rows */
        if (cell->kind != GLY_CELL_FIGURE || ret->count == MOST_ROWS)
            return false;
        if ((cell->unit == NULL) != (ret->total->unit == NULL) ||
            (cell->unit && strcmp(cell->unit->symbol, ret->total->unit->symbol) != 0))
            if (cell->unit && ret->total->unit)
                return false;
        years += cell->year;
        ret->rows[ret->count] = r;
        ret->cells[ret->count++] = cell;
    }
    return ret->count >= 2 && years < ret->count;
}

static bool is_percent(const struct gly_grid *table, uint32_t row, uint32_t column)
{
    const struct gly_measure *unit = gly_grid_unit(table, row, column);
    return unit && unit->dimension == GLY_DIM_PERCENT;
}

/* Is it a total that may count things once that several rows have: larger than each and
 * smaller than their sum? */
static bool may_overlap(const struct column *c, double sum)
{
    double most = 0;
    for (unsigned i = 0; i < c->count; i++)
        most = fmax(most, c->cells[i]->value);
    return c->total->value >= most && c->total->value < sum;
}

static void report_total(struct gly_pass *pass, const struct column *c, bool sure)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    double sum = 0;
    for (unsigned i = 0; i < c->count; i++)
        sum += c->cells[i]->value;
    if (!is_slip(sum, c->total->value) && (!sure || may_overlap(c, sum)))
        return;
    char text[GLY_FIGURE_BYTES];
    struct gly_finding *f = gly_report(
        pass, TABLE_TOTAL, c->total->text, "the figures add up to %s, not '%.*s'",
        gly_figure_text(sum, text), GLY_STR_ARG(gly_doc_slice(doc, c->total->text)));
    enum { MOST_SHOWN = 12 };
    for (unsigned i = 0; i < c->count && i < MOST_SHOWN; i++)
        gly_evidence(f, c->cells[i]->text, "added");
}

static void check_columns(struct gly_pass *pass, const struct gly_grid *table,
                          uint32_t total)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    bool bad[64] = {false};
    unsigned fitting = 0, failing = 0;
    struct column here, *c = &here;
    uint32_t columns =
        table->columns < GLY_COUNT(bad) ? table->columns : GLY_COUNT(bad);
    for (uint32_t k = 1; k < columns; k++) {
        if (label_says(doc, table, k, NO_COLUMN) || !gather(table, k, total, c) ||
            (is_percent(table, total, k) && fabs(c->total->value - 100) > 0.5))
            continue;
        bad[k] = !some_reading_fits(table, c);
        fitting += !bad[k];
        failing += bad[k];
    }
    /* Where most columns fail they were not meant to be added. */
    if (failing == 0 || failing > fitting + 1)
        return;
    for (uint32_t k = 1; k < columns; k++)
        if (bad[k] && gather(table, k, total, c))
            report_total(pass, c, fitting > 0);
}

/* ---- Rows ---- */

/* Cells of one row that should make another: `of` is the column of the sum, the others
 * from `first` to before `end`. */
struct sum {
    uint32_t of, first, end;
    double factor[8]; /* of the columns, where they are not added once each */
    bool weighted;
};

static bool row_sum(const struct gly_grid *table, uint32_t row, const struct sum *s,
                    double *ret_sum, double *ret_slack)
{
    double sum = 0, slack = 0;
    if (gly_grid_at(table, row, s->of)->kind != GLY_CELL_FIGURE)
        return false;
    for (uint32_t k = s->first; k < s->end; k++) {
        const struct gly_grid_cell *cell = gly_grid_at(table, row, k);
        if (cell->kind != GLY_CELL_FIGURE || cell->year)
            return false;
        sum += cell->value * (s->weighted ? s->factor[k - s->first] : 1);
        slack += half_of(cell);
    }
    *ret_sum = sum;
    *ret_slack = slack;
    return true;
}

/* Rows that fit show that the column is the sum; what does not then is wrong. */
static void check_rows(struct gly_pass *pass, const struct gly_grid *table,
                       const struct sum *s)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    unsigned fitting = 0, failing = 0;
    double sum, slack;
    for (uint32_t r = table->head_rows; r < table->rows; r++)
        if (row_sum(table, r, s, &sum, &slack)) {
            bool ok = fits(sum, gly_grid_at(table, r, s->of), slack);
            fitting += ok;
            failing += !ok;
        }
    if (fitting < 2 || failing == 0 || failing * 2 > fitting)
        return;
    for (uint32_t r = table->head_rows; r < table->rows; r++) {
        const struct gly_grid_cell *cell = gly_grid_at(table, r, s->of);
        if (!row_sum(table, r, s, &sum, &slack) || fits(sum, cell, slack))
            continue;
        char text[GLY_FIGURE_BYTES];
        struct gly_finding *f = gly_report(
            pass, TABLE_TOTAL, cell->text, "the row makes %s, not '%.*s'",
            gly_figure_text(sum, text), GLY_STR_ARG(gly_doc_slice(doc, cell->text)));
        for (uint32_t k = s->first; k < s->end; k++)
            gly_evidence(f, gly_grid_at(table, r, k)->text, "added");
    }
}

static bool head_is(const struct gly_doc *doc, const struct gly_grid *table,
                    uint32_t column, const char *list)
{
    if (table->head_rows == 0 || column >= table->columns)
        return false;
    const struct gly_grid_cell *cell = gly_grid_at(table, table->head_rows - 1, column);
    return cell->tok_count == 1 && gly_tok_is(doc, cell->first_tok, list);
}

/* Won, drawn and lost make played; three times won and drawn make the points. */
static void check_league(struct gly_pass *pass, const struct gly_grid *table)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    for (uint32_t k = 1; k + 2 < table->columns; k++) {
        if (!head_is(doc, table, k, "won|w|wins|win") ||
            !head_is(doc, table, k + 1, "drawn|d|draws|lost|l") ||
            !head_is(doc, table, k + 2, "lost|l|losses|drawn|d"))
            continue;
        for (uint32_t of = 1; of < table->columns; of++) {
            if (head_is(doc, table, of, "played|p|pld|games|gp|matches|mp"))
                check_rows(pass, table,
                           &(struct sum){.of = of, .first = k, .end = k + 3});
            if (head_is(doc, table, of, "points|pts") &&
                head_is(doc, table, k + 1, "drawn|d|draws"))
                check_rows(pass, table,
                           &(struct sum){.of = of,
                                         .first = k,
                                         .end = k + 2,
                                         .factor = {3, 1},
                                         .weighted = true});
        }
    }
}

static bool is_numeric(const struct gly_grid *table, uint32_t column)
{
    unsigned figures = 0, others = 0;
    for (uint32_t r = table->head_rows; r < table->rows; r++) {
        const struct gly_grid_cell *cell = gly_grid_at(table, r, column);
        figures += cell->kind == GLY_CELL_FIGURE && !cell->year;
        others += cell->kind == GLY_CELL_TEXT || cell->year;
    }
    return figures >= 2 && others == 0;
}

/* A column headed "Total" sums those before it, or those behind it. */
static void check_total_column(struct gly_pass *pass, const struct gly_grid *table)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    for (uint32_t of = 1; of < table->columns; of++) {
        bool period = head_is(doc, table, of, "q1|q2|q3|q4|h1|h2|year|quarter");
        if ((!table->heads[of].total && !period) || !is_numeric(table, of))
            continue;
        uint32_t first = of;
        while (first > 1 && is_numeric(table, first - 1) &&
               !label_says(doc, table, first - 1, "total"))
            first--;
        if (of - first >= 2) {
            check_rows(pass, table, &(struct sum){.of = of, .first = first, .end = of});
            continue;
        }
        if (period)
            continue;
        uint32_t end = of + 1;
        while (end < table->columns && is_numeric(table, end) &&
               !label_says(doc, table, end, "total"))
            end++;
        if (end - of - 1 >= 2)
            check_rows(pass, table,
                       &(struct sum){.of = of, .first = of + 1, .end = end});
    }
}

/* ---- Tables ---- */

static void check_table(struct gly_pass *pass, const struct gly_grid *table)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    check_league(pass, table);
    check_total_column(pass, table);
    if (is_excused(doc, table))
        return;
    uint32_t total = 0;
    unsigned totals = 0;
    for (uint32_t r = table->head_rows; r < table->rows; r++)
        if (table->lines[r] & GLY_LINE_TOTAL) {
            total = r;
            totals++;
        }
    /* One total, first or last: what stands behind another belongs to something else. */
    if (totals == 1 && table->rows - table->head_rows <= MOST_ROWS &&
        (total == table->head_rows || total + 1 == table->rows ||
         total + 2 == table->rows))
        check_columns(pass, table, total);
}

static void run(struct gly_pass *pass)
{
    const struct gly_grids *tables = gly_grids(pass);
    for (uint32_t i = 0; i < tables->count; i++)
        check_table(pass, &tables->at[i]);
}

const struct gly_check gly_check_figures_table_total = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_GRIDS,
    .language = "en",
    .run = run,
};
