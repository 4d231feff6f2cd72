/* Which row of a table a figure of the text is told of. */
#include <galley/phrase.h>
#include <galley/reckon.h>

#include "note/grid.h"

/* Does the label of a row stand at token `tok`? One too short to be told from other words
 * needs the head of its column before it: the "treatment C" of "Treatment | C". */
static bool is_label_at(const struct gly_doc *doc, const struct gly_grid *grid,
                        uint32_t row, uint32_t tok, uint32_t first, uint32_t end)
{
    const struct gly_grid_cell *label = gly_grid_at(grid, row, 0);
    enum { LONGEST = 6, SHORT = 2 };
    if (label->kind == GLY_CELL_EMPTY || label->kind == GLY_CELL_MISSING ||
        label->tok_count == 0 || label->tok_count > LONGEST ||
        tok + label->tok_count > end)
        return false;
    for (uint32_t i = 0; i < label->tok_count; i++)
        if (!gly_str_eq_nocase(gly_tok_at(doc, tok + i),
                               gly_tok_at(doc, label->first_tok + i)))
            return false;
    if (label->kind == GLY_CELL_TEXT && gly_span_len(label->text) > SHORT)
        return true;
    if (label->year && tok > first && gly_tok_is(doc, tok - 1, "in|for|during"))
        return true;
    if (grid->head_rows == 0 || tok == first)
        return false;
    const struct gly_grid_cell *head = gly_grid_at(grid, grid->head_rows - 1, 0);
    return head->tok_count > 0 && head->tok_count <= 2 &&
           gly_str_eq_nocase(gly_tok_at(doc, head->first_tok + head->tok_count - 1),
                             gly_tok_at(doc, tok - 1));
}

/* Is a label behind these words compared with, and not told of? */
#define AGAINST "than|to|over|against|behind|above|below|under|minus|versus|not|except"

/* "rose to €41.3 million": the figure is what it is now. */
bool gly_grid_is_risen_to(const struct gly_doc *doc, const struct gly_quantity *q,
                          uint32_t tok)
{
    return tok + 2 == q->first_tok && gly_tok_is(doc, tok + 1, "to") &&
           gly_tok_is(doc, tok, "rose|fell|grew|down|up");
}

/* The row a figure is told of: the one that the sentence names, or of several the one named
 * close before it with no figure between: "Ashby (75%), Coombe (62%)". GLY_NONE. */
uint32_t gly_grid_row_named(const struct gly_doc *doc, const struct gly_grid *grid,
                            const struct gly_sent *sent, const struct gly_quantity *q,
                            bool *ret_near)
{
    enum { NEAR = 4 };
    uint32_t found = GLY_NONE, near = GLY_NONE, near_end = 0;
    uint32_t end = sent->first_tok + sent->tok_count;
    unsigned rows = 0;
    for (uint32_t r = grid->head_rows; r < grid->rows; r++) {
        bool named = false;
        for (uint32_t tok = sent->first_tok; tok < end; tok++) {
            if (!is_label_at(doc, grid, r, tok, sent->first_tok, end))
                continue;
            uint32_t behind = tok + gly_grid_at(grid, r, 0)->tok_count;
            named = true;
            if (behind <= q->first_tok && behind > near_end &&
                !(tok > sent->first_tok && gly_tok_is(doc, tok - 1, AGAINST))) {
                near = r;
                near_end = behind;
            }
        }
        if (named) {
            found = r;
            rows++;
        }
    }
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    *ret_near = false;
    if (rows <= 1)
        return found;
    /* "the 250 g of butter into the flour" */
    uint32_t of = gly_quantity_end(q);
    if (gly_tok_is(doc, of, "of"))
        for (uint32_t r = grid->head_rows; r < grid->rows; r++)
            if (is_label_at(doc, grid, r, of + 1, sent->first_tok, end)) {
                *ret_near = true;
                return r;
            }
    /* "Upper Sluice and Stone Ford had 58.2": the two together. */
    uint32_t join =
        near == GLY_NONE ? 0 : near_end - gly_grid_at(grid, near, 0)->tok_count;
    if (near == GLY_NONE || q->first_tok - near_end > NEAR ||
        gly_toks_have(doc, sent->first_tok, end, "respectively|combined|together") ||
        (join > sent->first_tok && gly_tok_is(doc, join - 1, "and|or|&") &&
         toks[join - 2].kind == GLY_TOK_WORD))
        return GLY_NONE;
    for (uint32_t tok = near_end; tok < q->first_tok; tok++)
        if (toks[tok].kind == GLY_TOK_NUMBER ||
            gly_tok_is(doc, tok, "and|but|;|from|by|than") ||
            (gly_tok_is(doc, tok, "to") && !gly_grid_is_risen_to(doc, q, tok - 1)))
            return GLY_NONE;
    *ret_near = true;
    return near;
}
