/* The text quotes a table, and the table says something else. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { TABLE_MISMATCH };

static const struct gly_rule rules[] = {
    [TABLE_MISMATCH] =
        {
            .id = "figures/table-mismatch",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A figure of the text differs from that of its table",
            .why =
                "Readers look it up. Judged where the sentence names the row, or the "
                "largest or smallest of a column, with a figure in the unit of the "
                "column that stands nowhere in the table; where the one is a slip "
                "away from the other; silent for differences, sums and other years.",
            .bad = "Bell Weir had 38.6 mg/l of nitrate.\n\n| Site | Nitrate (mg/l) "
                   "|\n|---|---:|\n| Mill Race | 21.4 |\n| Bell Weir | 36.8 |",
            .good = "Bell Weir had 36.8 mg/l of nitrate.\n\n| Site | Nitrate (mg/l) "
                    "|\n|---|---:|\n| Mill Race | 21.4 |\n| Bell Weir | 36.8 |",
        },
};

enum { MOST_CELLS = 2000, MOST_BLOCKS = 12, MOST_SENTENCES = 60 };

/* ---- The sentences around a table ---- */

/* Words by which a figure is another than that of the table. */
#define OTHER                                                                          \
    "rose|fell|up|down|increase|decrease|difference|total|average|mean|median|target|" \
    "forecast|previous|previously|last|earlier|next|than|compared|combined|together|"  \
    "sum|per|each|more|less|fewer|additional|further|altogether|budget|planned|"       \
    "expected|would|if|gap|margin|not|another|other|another's|grew|gained|lost"

/* Does the label of a row stand in the sentence, word by word? */
static bool names_label(const struct gly_doc *doc, const struct gly_sent *sent,
                        const struct gly_grid_cell *label)
{
    uint32_t end = sent->first_tok + sent->tok_count;
    if (label->tok_count == 0 || label->tok_count > 6 || gly_span_len(label->text) < 3)
        return false;
    for (uint32_t tok = sent->first_tok; tok + label->tok_count <= end; tok++) {
        uint32_t same = 0;
        while (same < label->tok_count &&
               gly_str_eq_nocase(gly_tok_at(doc, tok + same),
                                 gly_tok_at(doc, label->first_tok + same)))
            same++;
        if (same == label->tok_count)
            return true;
    }
    return false;
}

/* The only row that a sentence names; GLY_NONE for none and for several. */
static uint32_t row_named(const struct gly_doc *doc, const struct gly_grid *grid,
                          const struct gly_sent *sent)
{
    uint32_t found = GLY_NONE;
    for (uint32_t r = grid->head_rows; r < grid->rows; r++) {
        const struct gly_grid_cell *label = gly_grid_at(grid, r, 0);
        if (label->kind != GLY_CELL_TEXT || !names_label(doc, sent, label))
            continue;
        if (found != GLY_NONE)
            return GLY_NONE;
        found = r;
    }
    return found;
}

/* ---- Figures of the text against cells ---- */

/* What a cell stands for, its column's scale included. */
static double value_of(const struct gly_grid *grid, uint32_t row, uint32_t column)
{
    return gly_grid_at(grid, row, column)->value * grid->heads[column].scale;
}

/* Is the figure of the kind of the column: of its unit, or of the noun in its head? */
static bool is_of_column(const struct gly_doc *doc, const struct gly_grid *grid,
                         uint32_t row, uint32_t column, const struct gly_quantity *q)
{
    const struct gly_grid_cell *cell = gly_grid_at(grid, row, column);
    if (cell->kind != GLY_CELL_FIGURE)
        return false;
    const struct gly_measure *unit = gly_grid_unit(grid, row, column);
    if (q->unit && unit)
        return strcmp(q->unit->symbol, unit->symbol) == 0;
    if (q->unit || unit || q->class != GLY_QUANTITY_COUNT || gly_span_len(q->noun) == 0)
        return false;
    struct gly_str noun = gly_doc_slice(doc, q->noun);
    for (uint32_t r = 0; r < grid->head_rows; r++) {
        const struct gly_grid_cell *head = gly_grid_at(grid, r, column);
        for (uint32_t t = 0; t < head->tok_count; t++)
            if (gly_str_eq_nocase(gly_tok_at(doc, head->first_tok + t), noun))
                return true;
    }
    return false;
}

static bool agrees(const struct gly_grid *grid, uint32_t row, uint32_t column,
                   const struct gly_quantity *q)
{
    const struct gly_grid_cell *cell = gly_grid_at(grid, row, column);
    double value = value_of(grid, row, column);
    /* Things that are counted one by one are told exactly in both places. */
    bool counted = q->half == 0 && cell->half == 0.5 && grid->heads[column].scale == 1;
    double printed = counted ? 0 : cell->half * grid->heads[column].scale;
    double half = fmax(printed, q->half);
    /* A count that was rounded in the text. */
    double zeros = gly_round_half(q->low);
    if (q->half == 0 && zeros > 0.5)
        half = fmax(half, zeros);
    return fabs(value - q->low) <= half + printed + 1e-9 * fabs(value);
}

/* Does the figure stand anywhere in the columns of its kind? */
static bool stands_somewhere(const struct gly_doc *doc, const struct gly_grid *grid,
                             const struct gly_quantity *q, unsigned *ret_kin)
{
    *ret_kin = 0;
    for (uint32_t r = grid->head_rows; r < grid->rows; r++)
        for (uint32_t c = 1; c < grid->columns; c++)
            if (is_of_column(doc, grid, r, c, q)) {
                ++*ret_kin;
                if (agrees(grid, r, c, q))
                    return true;
            }
    return false;
}

/* The digits of a slice, without points and signs. */
static unsigned digits_of(struct gly_str text, char ret[16])
{
    unsigned count = 0;
    for (size_t i = 0; i < text.len && count < 15; i++)
        if (text.ptr[i] >= '0' && text.ptr[i] <= '9')
            ret[count++] = text.ptr[i];
    return count;
}

/* Two digits changed over, or one wrong. */
static bool is_slip(const struct gly_doc *doc, const struct gly_grid_cell *cell,
                    const struct gly_quantity *q)
{
    char x[16], y[16];
    unsigned n = digits_of(gly_doc_slice(doc, cell->text), x);
    if (n < 2 || digits_of(gly_doc_slice(doc, q->span), y) != n)
        return false;
    unsigned wrong = 0, first = 0;
    for (unsigned i = 0; i < n; i++)
        if (x[i] != y[i] && wrong++ == 0)
            first = i;
    return wrong == 1 || (wrong == 2 && first + 1 < n && x[first] == y[first + 1] &&
                          y[first] == x[first + 1]);
}

static void report(struct gly_pass *pass, const struct gly_quantity *q,
                   const struct gly_grid_cell *cell)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_finding *f =
        gly_report(pass, TABLE_MISMATCH, q->span, "'%.*s' here is '%.*s' in the table",
                   GLY_STR_ARG(gly_doc_slice(doc, q->span)),
                   GLY_STR_ARG(gly_doc_slice(doc, cell->text)));
    gly_evidence(f, cell->text, "the table");
}

/* The cell of a row that the figure should be: a slip away, and the only such one. */
static const struct gly_grid_cell *meant_in_row(const struct gly_doc *doc,
                                                const struct gly_grid *grid,
                                                uint32_t row,
                                                const struct gly_quantity *q)
{
    const struct gly_grid_cell *found = NULL;
    for (uint32_t c = 1; c < grid->columns; c++) {
        const struct gly_grid_cell *cell = gly_grid_at(grid, row, c);
        if (!is_of_column(doc, grid, row, c, q) || !is_slip(doc, cell, q))
            continue;
        if (found)
            return NULL;
        found = cell;
    }
    return found;
}

/* The largest or smallest cell of the figure's column, where the sentence asks for it. */
static const struct gly_grid_cell *meant_extreme(const struct gly_doc *doc,
                                                 const struct gly_grid *grid,
                                                 uint32_t sent,
                                                 const struct gly_quantity *q)
{
    bool most = gly_sent_has(doc, sent,
                             "highest|largest|biggest|most|greatest|longest|"
                             "heaviest|tallest|maximum|peak");
    bool least = gly_sent_has(doc, sent,
                              "lowest|smallest|fewest|least|shortest|lightest|"
                              "minimum");
    const struct gly_grid_cell *found = NULL;
    if (most == least)
        return NULL;
    for (uint32_t c = 1; c < grid->columns; c++)
        for (uint32_t r = grid->head_rows; r < grid->rows; r++) {
            const struct gly_grid_cell *cell = gly_grid_at(grid, r, c);
            if (is_of_column(doc, grid, r, c, q) &&
                !gly_toks_have(doc, gly_grid_at(grid, r, 0)->first_tok,
                               gly_grid_at(grid, r, 0)->first_tok + 1,
                               "total|all|sum|overall") &&
                (!found ||
                 (most ? cell->value > found->value : cell->value < found->value)))
                found = cell;
        }
    return found && is_slip(doc, found, q) ? found : NULL;
}

static void check_figure(struct gly_pass *pass, const struct gly_grid *grid,
                         const struct gly_sent *sent, const struct gly_quantity *q)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    unsigned kin;
    if (!gly_quantity_is_plain(q) || q->role >= GLY_ROLE_FROM ||
        q->role == GLY_ROLE_TOTAL || stands_somewhere(doc, grid, q, &kin) || kin < 2)
        return;
    uint32_t row = row_named(doc, grid, sent);
    const struct gly_grid_cell *cell =
        row != GLY_NONE ? meant_in_row(doc, grid, row, q) : NULL;
    if (!cell)
        cell = meant_extreme(doc, grid, q->sent, q);
    if (cell)
        report(pass, q, cell);
}

/* ---- Tables and their neighbourhood ---- */

static uint32_t first_quantity(const struct gly_quantities *all, uint32_t at)
{
    uint32_t low = 0, high = all->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (all->at[middle].span.start < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void check_block(struct gly_pass *pass, const struct gly_grid *grid,
                        uint32_t block)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_block *b = &gly_doc_blocks(doc, &(uint32_t){0})[block];
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    if (b->sent_count > MOST_SENTENCES)
        return;
    for (uint32_t i = first_quantity(all, b->span.start);
         i < all->count && all->at[i].span.start < b->span.end; i++) {
        const struct gly_quantity *q = &all->at[i];
        if ((q->class == GLY_QUANTITY_AMOUNT || q->class == GLY_QUANTITY_COUNT) &&
            !gly_sent_has(doc, q->sent, OTHER))
            check_figure(pass, grid, &sents[q->sent], q);
    }
}

/* The paragraphs before and behind the table, up to the next table or heading. */
static void check_grid(struct gly_pass *pass, const struct gly_grid *grid)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count;
    const struct gly_block *blocks = gly_doc_blocks(doc, &count);
    if ((uint64_t)grid->rows * grid->columns > MOST_CELLS)
        return;
    uint32_t i = grid->block;
    for (unsigned n = 0; i > 0 && n < MOST_BLOCKS; n++) {
        i--;
        if (blocks[i].kind == GLY_BLOCK_CELL || blocks[i].kind == GLY_BLOCK_HEADING)
            break;
        if (blocks[i].flags & GLY_BLOCK_PROSE && gly_block_speaks(pass, i))
            check_block(pass, grid, i);
    }
    i = blocks[grid->block].end;
    for (unsigned n = 0; i < count && n < MOST_BLOCKS; n++, i++) {
        if (blocks[i].kind == GLY_BLOCK_TABLE || blocks[i].kind == GLY_BLOCK_HEADING)
            break;
        if (blocks[i].flags & GLY_BLOCK_PROSE && gly_block_speaks(pass, i))
            check_block(pass, grid, i);
    }
}

static void run(struct gly_pass *pass)
{
    const struct gly_grids *grids = gly_grids(pass);
    for (uint32_t i = 0; i < grids->count; i++)
        check_grid(pass, &grids->at[i]);
}

const struct gly_check gly_check_figures_table_mismatch = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_GRIDS | GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
