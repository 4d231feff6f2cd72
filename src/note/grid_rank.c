/* What a sentence says of the order in a table: "Mill Piece had the highest yield". */
#include <galley/phrase.h>
#include <galley/reckon.h>

#include "note/grid.h"

#define LARGEST                                                                       \
    "longest|highest|largest|biggest|tallest|heaviest|oldest|deepest|widest|hottest|" \
    "warmest|dearest|busiest|steepest|greatest|wettest|most"
#define SMALLEST                                                               \
    "shortest|lowest|smallest|lightest|youngest|shallowest|narrowest|coldest|" \
    "cheapest|quietest|fewest|driest|least"

/* What stands between a label and "the longest", or "the longest" and a label. */
#define HAS                                                                           \
    "is|was|has|had|have|recorded|reported|saw|gave|produced|drew|sold|posted|shows|" \
    "showed|made|took|attracted|received|won|earned|achieved|registered|spent|got|"   \
    "reached|yielded|scored|ran|reports|records|sees|draws|sells|makes|takes|enjoyed"

/* What makes it another order than that of the table's figures. */
#define OTHERWISE                                                                      \
    "second|third|fourth|one|among|amongst|after|outside|except|since|ever|joint|per|" \
    "average|increase|growth|rise|fall|drop|decline|change|changes|relative|not|than|" \
    "per-head|previous|last|next|if|proportionally|both|gain|improvement|until|apart|" \
    "but|perhaps|probably|once|before|used|excluding|alone|faster|slower"

/* ---- Columns and rows ---- */

/* Has every row but the totals a figure there, and no year? */
static bool is_ordered(const struct gly_grid *grid, uint32_t column)
{
    for (uint32_t r = grid->head_rows; r < grid->rows; r++) {
        const struct gly_grid_cell *cell = gly_grid_at(grid, r, column);
        if (cell->kind != GLY_CELL_FIGURE || cell->year)
            return false;
    }
    return grid->rows - grid->head_rows >= 2;
}

/* The only column of figures that are no years; GLY_NONE for none or several. */
static uint32_t only_column(const struct gly_grid *grid)
{
    uint32_t found = GLY_NONE;
    for (uint32_t c = 1; c < grid->columns; c++) {
        bool figures = false;
        for (uint32_t r = grid->head_rows; r < grid->rows; r++) {
            const struct gly_grid_cell *cell = gly_grid_at(grid, r, c);
            figures |= cell->kind == GLY_CELL_FIGURE;
            if (cell->kind == GLY_CELL_MISSING ||
                (cell->kind == GLY_CELL_FIGURE && cell->year))
                return GLY_NONE;
        }
        if (!figures)
            continue;
        if (found != GLY_NONE || !is_ordered(grid, c))
            return GLY_NONE;
        found = c;
    }
    return found;
}

/* One word, or the singular or plural of the other. */
static bool is_form_of(struct gly_str a, struct gly_str b)
{
    if (a.len > b.len) {
        struct gly_str longer = a;
        a = b;
        b = longer;
    }
    return a.len >= 4 && b.len <= a.len + 1 &&
           gly_str_eq_nocase(a, (struct gly_str){b.ptr, a.len}) &&
           (b.len == a.len || (b.ptr[a.len] | 0x20) == 's');
}

/* The only column that one of the words from `first` to before `end` is the head of. */
static uint32_t column_named(const struct gly_doc *doc, const struct gly_grid *grid,
                             uint32_t first, uint32_t end)
{
    uint32_t found = GLY_NONE;
    for (uint32_t c = 1; c < grid->columns && grid->head_rows > 0; c++) {
        const struct gly_grid_cell *head = gly_grid_at(grid, grid->head_rows - 1, c);
        bool named = false;
        for (uint32_t i = 0; i < head->tok_count && !named; i++)
            for (uint32_t tok = first; tok < end && !named; tok++)
                named = is_form_of(gly_tok_at(doc, head->first_tok + i),
                                   gly_tok_at(doc, tok));
        if (!named)
            continue;
        if (found != GLY_NONE)
            return GLY_NONE;
        found = c;
    }
    return found != GLY_NONE && is_ordered(grid, found) ? found : GLY_NONE;
}

/* Is the word what the rows are, by the head of their labels: "Club"? */
static bool is_of_rows(const struct gly_doc *doc, const struct gly_grid *grid,
                       uint32_t tok)
{
    if (grid->head_rows == 0)
        return false;
    const struct gly_grid_cell *head = gly_grid_at(grid, grid->head_rows - 1, 0);
    return head->tok_count == 1 &&
           is_form_of(gly_tok_at(doc, head->first_tok), gly_tok_at(doc, tok));
}

static bool is_sum(const struct gly_grid *grid, uint32_t row)
{
    return grid->lines[row] & (GLY_LINE_TOTAL | GLY_LINE_SUBTOTAL);
}

/* The row with the largest (or smallest) figure of a column. */
static uint32_t best_row(const struct gly_grid *grid, uint32_t column, bool most)
{
    uint32_t best = GLY_NONE;
    for (uint32_t r = grid->head_rows; r < grid->rows; r++) {
        double value = gly_grid_at(grid, r, column)->value;
        if (is_sum(grid, r))
            continue;
        double than = best == GLY_NONE ? value : gly_grid_at(grid, best, column)->value;
        if (best == GLY_NONE || (most ? value > than : value < than))
            best = r;
    }
    return best;
}

/* ---- Labels in a sentence ---- */

static bool is_label_at(const struct gly_doc *doc, const struct gly_grid_cell *label,
                        uint32_t tok, uint32_t end)
{
    bool year = label->kind == GLY_CELL_FIGURE && label->year;
    if ((label->kind != GLY_CELL_TEXT && !year) || label->tok_count == 0 ||
        label->tok_count > 6 || tok + label->tok_count > end ||
        gly_span_len(label->text) < 3)
        return false;
    for (uint32_t i = 0; i < label->tok_count; i++)
        if (!gly_str_eq_nocase(gly_tok_at(doc, tok + i),
                               gly_tok_at(doc, label->first_tok + i)))
            return false;
    return true;
}

/* The row whose label ends before token `behind`, or begins at `at` where that is given. */
static uint32_t row_at(const struct gly_doc *doc, const struct gly_grid *grid,
                       const struct gly_sent *sent, uint32_t at, uint32_t behind,
                       uint32_t *ret_label)
{
    for (uint32_t r = grid->head_rows; r < grid->rows; r++) {
        const struct gly_grid_cell *label = gly_grid_at(grid, r, 0);
        uint32_t tok = at;
        if (at == GLY_NONE) {
            if (behind < sent->first_tok + label->tok_count)
                continue;
            tok = behind - label->tok_count;
        }
        if (!is_label_at(doc, label, tok, sent->first_tok + sent->tok_count))
            continue;
        *ret_label = tok;
        return r;
    }
    return GLY_NONE;
}

/* The row that is said to be the longest: "LABEL had the longest ...", "the longest ... was
 * at LABEL". `the` is the article, `behind` stands behind what follows "longest". */
static uint32_t row_said(const struct gly_doc *doc, const struct gly_grid *grid,
                         const struct gly_sent *sent, uint32_t the, uint32_t behind,
                         uint32_t *ret_label)
{
    uint32_t end = sent->first_tok + sent->tok_count;
    if (the >= sent->first_tok + 2 && gly_tok_is(doc, the - 1, HAS))
        return row_at(doc, grid, sent, GLY_NONE, the - 1, ret_label);
    if (the > sent->first_tok + 1 && !gly_tok_is(doc, behind, "was|is|were"))
        return row_at(doc, grid, sent, GLY_NONE, the,
                      ret_label); /* "Lune the longest" */
    if (!gly_tok_is(doc, behind, "was|is|were"))
        return GLY_NONE;
    behind++;
    behind +=
        gly_tok_is(doc, behind, "recorded|found|measured|seen|reported|observed|that");
    behind += gly_tok_is(doc, behind, "in|at|by|on|for|of|from");
    behind += gly_tok_is(doc, behind, "the");
    uint32_t row = row_at(doc, grid, sent, behind, end, ret_label);
    if (row == GLY_NONE)
        return row;
    behind += gly_grid_at(grid, row, 0)->tok_count;
    return behind >= end || gly_tok_is(doc, behind, ".|,|;|(|with|at|:") ? row
                                                                         : GLY_NONE;
}

/* Behind "the longest" and its noun: nothing that leaves the table. */
static bool claims_all(const struct gly_doc *doc, uint32_t tok, uint32_t end)
{
    if (tok >= end || gly_tok_is(doc, tok, ".|,|;|and|)|(|was|is|were|:"))
        return true;
    if (gly_tok_is(doc, tok, "this"))
        return gly_tok_is(doc, tok + 1, "year|season|month|week") &&
               gly_tok_is(doc, tok + 2, ".|,|;");
    return gly_tok_is(doc, tok, "of") &&
           gly_tok_is(doc, tok + 1, "them|these|those|all|the|any");
}

bool gly_grid_read_rank(const struct gly_doc *doc, const struct gly_grid *grid,
                        uint32_t index, uint32_t from, struct gly_grid_rank *ret)
{
    enum { LONGEST_NOUN = 5 };
    const struct gly_sent *sent = &doc->sents.at[index];
    uint32_t end = sent->first_tok + sent->tok_count;
    for (uint32_t tok = from > sent->first_tok ? from : sent->first_tok; tok + 1 < end;
         tok++) {
        if (!gly_tok_is(doc, tok, "the"))
            continue;
        bool most = gly_tok_is(doc, tok + 1, LARGEST);
        if ((!most && !gly_tok_is(doc, tok + 1, SMALLEST)) ||
            (tok > sent->first_tok && gly_tok_is(doc, tok - 1, "of|among|in|from|to")))
            continue;
        uint32_t noun = tok + 2, behind = noun;
        while (behind < end && behind < noun + LONGEST_NOUN &&
               doc->toks.at[behind].kind == GLY_TOK_WORD &&
               !gly_tok_is(doc, behind, "of|in|at|and|was|is|were|this|with|for|to"))
            behind++;
        uint32_t stop = behind;
        /* "the highest share of households" */
        if (gly_tok_is(doc, behind, "of") && behind > noun &&
            gly_tok_is(doc, behind - 1,
                       "share|proportion|number|percentage|amount|rate"))
            for (stop = behind + 1; stop < end && stop < behind + 4 &&
                                    doc->toks.at[stop].kind == GLY_TOK_WORD;)
                stop++;
        bool bare = behind == noun;
        if (bare && gly_tok_is(doc, tok + 1, "most|least"))
            continue;
        uint32_t column =
            bare ? only_column(grid) : column_named(doc, grid, noun, stop);
        if (column == GLY_NONE && !bare && behind == noun + 1 &&
            (gly_tok_is(doc, noun, "figure|number|total|value|result|amount") ||
             is_of_rows(doc, grid, noun)))
            column = only_column(grid);
        if (column == GLY_NONE || !claims_all(doc, stop, end) ||
            gly_sent_has(doc, index, OTHERWISE))
            continue;
        uint32_t label = 0, row = row_said(doc, grid, sent, tok, stop, &label);
        uint32_t best = best_row(grid, column, most);
        if (row == GLY_NONE || is_sum(grid, row) || best == GLY_NONE ||
            gly_grid_at(grid, row, column)->value ==
                gly_grid_at(grid, best, column)->value)
            continue;
        uint32_t last =
            label < tok ? tok + 1 : label + gly_grid_at(grid, row, 0)->tok_count - 1;
        uint32_t first = label < tok ? label : tok + 1;
        *ret = (struct gly_grid_rank){
            row,     best,
            column,  most,
            tok + 1, {doc->toks.at[first].span.start, doc->toks.at[last].span.end}};
        return true;
    }
    return false;
}
