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
            .bad =
                "Stone Ford had 29.7 mg/l of phosphate.\n\n| Site | Phosphate (mg/l) "
                "|\n|---|---:|\n| Upper Sluice | 18.2 |\n| Stone Ford | 27.9 |",
            .good =
                "Stone Ford had 27.9 mg/l of phosphate.\n\n| Site | Phosphate (mg/l) "
                "|\n|---|---:|\n| Upper Sluice | 18.2 |\n| Stone Ford | 27.9 |",
        },
};

enum { MOST_CELLS = 2000, MOST_BLOCKS = 12, MOST_SENTENCES = 60 };

/* ---- The sentences around a table ---- */

/* Words by which a figure is another than that of the table. */
#define OTHER                                                                          \
    "rose|fell|up|down|increase|decrease|difference|total|average|mean|median|target|" \
    "forecast|previous|previously|last|earlier|next|than|compared|combined|together|"  \
    "sum|per|each|more|less|fewer|additional|further|altogether|budget|planned|"       \
    "expected|would|will|plans|planned|hopes|aims|if|gap|margin|not|"                  \
    "another|other|another's|grew|gained|lost"

/* Is it a table of means, by its heads or the words above it? */
static bool is_of_means(const struct gly_doc *doc, const struct gly_grid *grid,
                        const struct gly_sent *sent)
{
    enum { FAR = 3 };
    const struct gly_block *blocks = gly_doc_blocks(doc, &(uint32_t){0});
    for (uint32_t i = grid->block, n = 0; i-- > 0 && n < FAR; n++)
        if (blocks[i].flags & GLY_BLOCK_PROSE && i != sent->block &&
            gly_toks_have(doc, blocks[i].first_tok,
                          blocks[i].first_tok + blocks[i].tok_count,
                          "mean|average|means"))
            return true;
    for (uint32_t c = 1; c < grid->columns && grid->head_rows > 0; c++) {
        const struct gly_grid_cell *head = gly_grid_at(grid, grid->head_rows - 1, c);
        if (gly_toks_have(doc, head->first_tok, head->first_tok + head->tok_count,
                          "mean|average"))
            return true;
    }
    return false;
}

/* Do words by which a figure is another stand in its clause? */
static bool is_other(const struct gly_doc *doc, const struct gly_grid *grid,
                     const struct gly_sent *sent, const struct gly_quantity *q)
{
    static const char parts[] = "and|but|while|whereas|;|though|although";
    uint32_t first = q->first_tok, end = gly_quantity_end(q);
    uint32_t stop = sent->first_tok + sent->tok_count;
    while (first > sent->first_tok && !gly_tok_is(doc, first - 1, parts))
        first--;
    while (end < stop && !gly_tok_is(doc, end, parts))
        end++;
    for (uint32_t tok = first; tok < end; tok++)
        if (gly_tok_is(doc, tok, OTHER) && !gly_grid_is_risen_to(doc, q, tok) &&
            !(gly_tok_is(doc, tok, "average|mean|averaged") &&
              is_of_means(doc, grid, sent)))
            return true;
    return false;
}

/* ---- Figures of the text against cells ---- */

/* What a cell stands for, its column's scale included. */
static double value_of(const struct gly_grid *grid, uint32_t row, uint32_t column)
{
    return gly_grid_at(grid, row, column)->value * grid->heads[column].scale;
}

/* Does what the head of the column has in brackets stand behind the figure, a unit that
 * nobody has heard of: "Yield (t/ha)", "5.8 t/ha"? */
static bool has_unit_of_head(const struct gly_doc *doc, const struct gly_grid *grid,
                             uint32_t column, const struct gly_quantity *q)
{
    struct gly_str head = gly_doc_slice(doc, grid->heads[column].label);
    struct gly_str text = gly_doc_text(doc);
    const char *open = memchr(head.ptr, '(', head.len);
    if (!open || head.len < 3 || head.ptr[head.len - 1] != ')')
        return false;
    size_t len = (size_t)(head.ptr + head.len - open) - 2, at = q->span.end;
    at += at < text.len && text.ptr[at] == ' ';
    if (len == 0 || at + len >= text.len || memcmp(text.ptr + at, open + 1, len) != 0)
        return false;
    char behind = text.ptr[at + len];
    return strchr(" .,;:)\n", behind) != NULL;
}

/* A figure that says neither what it counts nor in what unit. */
static bool is_bare(const struct gly_quantity *q)
{
    enum { LARGE = 100 };
    return q->class == GLY_QUANTITY_NUMBER && q->half == 0 && q->low >= LARGE;
}

/* Is the figure of the kind of the column: of its unit, or of the noun in its head? */
static bool shares_head(const struct gly_doc *doc, const struct gly_grid *grid,
                        uint32_t column, const struct gly_sent *sent,
                        const struct gly_quantity *q);

static bool is_of_column(const struct gly_doc *doc, const struct gly_grid *grid,
                         uint32_t row, uint32_t column, const struct gly_quantity *q)
{
    const struct gly_grid_cell *cell = gly_grid_at(grid, row, column);
    if (cell->kind != GLY_CELL_FIGURE)
        return false;
    const struct gly_measure *unit = gly_grid_unit(grid, row, column);
    if (q->unit && unit)
        return strcmp(q->unit->symbol, unit->symbol) == 0;
    if (q->unit || unit)
        return false;
    if (has_unit_of_head(doc, grid, column, q))
        return true;
    /* "Complaints peaked in March, when 231 came in" */
    if (is_bare(q))
        return shares_head(doc, grid, column,
                           &gly_doc_sents(doc, &(uint32_t){0})[q->sent], q);
    if (q->class != GLY_QUANTITY_COUNT || gly_span_len(q->noun) == 0)
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

/* A word of content that the head of a column and the sentence share, beside what the
 * figure counts: the "car" of "With a car (%)". */
static bool shares_head(const struct gly_doc *doc, const struct gly_grid *grid,
                        uint32_t column, const struct gly_sent *sent,
                        const struct gly_quantity *q)
{
    enum { SHORTEST = 3 };
    uint32_t end = sent->first_tok + sent->tok_count;
    for (uint32_t r = 0; r < grid->head_rows; r++) {
        const struct gly_grid_cell *head = gly_grid_at(grid, r, column);
        for (uint32_t i = 0; i < head->tok_count; i++) {
            struct gly_str word = gly_tok_at(doc, head->first_tok + i);
            if (word.len < SHORTEST || (unsigned char)(word.ptr[0] | 0x20) < 'a' ||
                (unsigned char)(word.ptr[0] | 0x20) > 'z' ||
                gly_str_listed(word,
                               "the|and|with|for|per|number|total|cent|percent") ||
                gly_measure_find(doc, word) ||
                gly_str_eq_nocase(word, gly_doc_slice(doc, q->noun)))
                continue;
            for (uint32_t tok = sent->first_tok; tok < end; tok++)
                if ((tok < q->first_tok || tok >= gly_quantity_end(q)) &&
                    gly_str_eq_nocase(gly_tok_at(doc, tok), word))
                    return true;
        }
    }
    return false;
}

/* The cell of a row that the figure speaks of: the only one of its kind, whose head the
 * sentence names too. NULL for none; a year in the sentence may be another's. */
static const struct gly_grid_cell *
told_in_row(const struct gly_doc *doc, const struct gly_grid *grid, uint32_t row,
            const struct gly_sent *sent, const struct gly_quantity *q)
{
    enum { FAR_OFF = 2 };
    const struct gly_grid_cell *found = NULL;
    uint32_t column = GLY_NONE;
    for (uint32_t c = 1; c < grid->columns; c++) {
        if (!is_of_column(doc, grid, row, c, q))
            continue;
        if (found)
            return NULL;
        found = gly_grid_at(grid, row, c);
        column = c;
    }
    if (!found || !shares_head(doc, grid, column, sent, q))
        return NULL;
    double value = value_of(grid, row, column);
    return value > 0 && q->low < value * FAR_OFF && value < q->low * FAR_OFF ? found
                                                                             : NULL;
}

static bool is_year(struct gly_str text)
{
    if (text.len != 4 || (text.ptr[0] != '1' && text.ptr[0] != '2'))
        return false;
    for (size_t i = 1; i < 4; i++)
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    return true;
}

/* Does the table, or what stands right above it, name a year? */
static bool has_year(const struct gly_doc *doc, const struct gly_grid *grid,
                     struct gly_str year)
{
    enum { FAR = 4 };
    const struct gly_block *blocks = gly_doc_blocks(doc, &(uint32_t){0});
    for (uint32_t r = 0; r < grid->rows; r++)
        for (uint32_t c = 0; c < (r < grid->head_rows ? grid->columns : 1); c++) {
            const struct gly_grid_cell *cell = gly_grid_at(grid, r, c);
            for (uint32_t i = 0; i < cell->tok_count; i++)
                if (gly_str_eq(gly_tok_at(doc, cell->first_tok + i), year))
                    return true;
        }
    for (uint32_t i = grid->block, n = 0; i-- > 0 && n < FAR; n++)
        for (uint32_t k = 0;
             blocks[i].kind != GLY_BLOCK_PARAGRAPH &&
             blocks[i].flags & GLY_BLOCK_PROSE && k < blocks[i].tok_count;
             k++)
            if (gly_str_eq(gly_tok_at(doc, blocks[i].first_tok + k), year))
                return true;
    return false;
}

/* Does the sentence name a year that the table does not? */
static bool names_other_year(const struct gly_doc *doc, const struct gly_grid *grid,
                             const struct gly_sent *sent)
{
    for (uint32_t tok = sent->first_tok; tok < sent->first_tok + sent->tok_count; tok++)
        if (is_year(gly_tok_at(doc, tok)) && !has_year(doc, grid, gly_tok_at(doc, tok)))
            return true;
    return false;
}

/* Is a year named in the sentence? */
static bool names_year(const struct gly_doc *doc, const struct gly_sent *sent)
{
    for (uint32_t tok = sent->first_tok; tok < sent->first_tok + sent->tok_count; tok++)
        if (is_year(gly_tok_at(doc, tok)))
            return true;
    return false;
}

static void check_figure(struct gly_pass *pass, const struct gly_grid *grid,
                         const struct gly_sent *sent, const struct gly_quantity *q)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    unsigned kin;
    bool near;
    bool now = q->role == GLY_ROLE_TO && q->first_tok >= 2 &&
               gly_grid_is_risen_to(doc, q, q->first_tok - 2);
    if (!gly_quantity_is_plain(q) || (q->role >= GLY_ROLE_FROM && !now) ||
        q->role == GLY_ROLE_TOTAL || stands_somewhere(doc, grid, q, &kin) || kin < 2)
        return;
    if (names_other_year(doc, grid, sent))
        return;
    uint32_t row = gly_grid_row_named(doc, grid, sent, q, &near);
    const struct gly_grid_cell *cell =
        row != GLY_NONE ? meant_in_row(doc, grid, row, q) : NULL;
    if (!cell && row != GLY_NONE && !is_bare(q) &&
        (gly_grid_at(grid, row, 0)->year || !names_year(doc, sent)))
        cell = told_in_row(doc, grid, row, sent, q);
    if (!cell && !near && !is_bare(q))
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
        if ((q->class == GLY_QUANTITY_AMOUNT || q->class == GLY_QUANTITY_COUNT ||
             (q->class == GLY_QUANTITY_NUMBER && q->half > 0) || is_bare(q)) &&
            !is_other(doc, grid, &sents[q->sent], q))
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
