/* A number, a price each and the total: in a sentence, or along the rows of a table. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { PRODUCT };

static const struct gly_rule rules[] = {
    [PRODUCT] =
        {
            .id = "figures/product",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A number, a price each and the total do not agree",
            .why =
                "Two of them decide the third. Silent where taxes, discounts or other "
                "charges stand in the sentence.",
            .bad = "160 oak stakes at £12.25 each: £1,950.00.",
            .good = "160 oak stakes at £12.25 each: £1,960.00.",
        },
};

/* ---- In a sentence ---- */

/* The unit that an amount is for: "$21 an hour", "£12 a tonne"; NULL for none. */
static const struct gly_measure *unit_priced(const struct gly_doc *doc,
                                             const struct gly_quantity *q)
{
    struct gly_str per = gly_doc_slice(doc, q->per);
    size_t word = per.len;
    while (word > 0 && per.ptr[word - 1] != ' ' && per.ptr[word - 1] != '/')
        word--;
    return gly_measure_find(doc, (struct gly_str){per.ptr + word, per.len - word});
}

/* The token behind the words that say what a price is for. */
static uint32_t behind_per(const struct gly_doc *doc, const struct gly_quantity *q)
{
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t tok = gly_quantity_end(q);
    while (toks[tok].span.start < q->per.end)
        tok++;
    return tok;
}

static bool is_each(const struct gly_doc *doc, const struct gly_quantity *q)
{
    uint32_t behind = gly_quantity_end(q);
    return gly_tok_is(doc, behind, "each|apiece") ||
           gly_tok_is(doc, behind - 1, "each|apiece");
}

/* "£12 a copy" of "450 copies": the price of one of what `n` counts. */
static bool is_of_one(const struct gly_doc *doc, const struct gly_quantity *price,
                      const struct gly_quantity *n)
{
    struct gly_str many = gly_doc_slice(doc, n->noun);
    uint32_t tok = gly_quantity_end(price);
    if (!gly_tok_is(doc, tok, "a|an|per") || many.len == 0)
        return false;
    struct gly_str one = gly_tok_at(doc, tok + 1);
    size_t kept = one.len > 1 && one.ptr[one.len - 1] == 'y' ? one.len - 1 : one.len;
    return one.len >= 3 && many.len > one.len && many.len <= one.len + 2 &&
           gly_str_eq_nocase((struct gly_str){one.ptr, kept},
                             (struct gly_str){many.ptr, kept});
}

/* The number of things that an amount is the price of one of; NULL for none. */
static const struct gly_quantity *priced(const struct gly_doc *doc,
                                         const struct gly_quantities *all,
                                         const struct gly_figures *at,
                                         const struct gly_quantity *price)
{
    for (uint32_t i = at->first; i < at->end; i++)
        if (all->at[i].class == GLY_QUANTITY_COUNT &&
            is_of_one(doc, price, &all->at[i]))
            return &all->at[i];
    return NULL;
}

/* "at $21 an hour, or", "and was paid", "for": do the words lead to what it makes? */
static bool leads_to_total(const struct gly_doc *doc, uint32_t from, uint32_t end)
{
    enum { LONGEST = 8 };
    if (end - from > LONGEST)
        return false;
    for (uint32_t tok = from; tok < end; tok++)
        if (!gly_tok_is(doc, tok,
                        ",|:|;|(|=|for|and|or|was|were|is|are|paid|made|raising|making|"
                        "come|add|adds|up|cost|amount|amounts|totalled|total|"
                        "came|comes|to|a|total|of|in|all|costing|which|he|she|they|it|"
                        "\u2013|\u2014|--"))
            return false;
    return true;
}

/* "at £15 each and programmes": something else is sold with it. */
static bool sells_more(const struct gly_doc *doc, uint32_t from, uint32_t end)
{
    for (uint32_t tok = from; tok + 1 < end; tok++)
        if (gly_tok_is(doc, tok, "and|with|besides") &&
            gly_str_ends(gly_tok_at(doc, tok + 1), "s") &&
            !gly_tok_is(doc, tok + 1,
                        "makes|takes|brings|earns|costs|comes|was|is|has"))
            return true;
    return false;
}

static void report_product(struct gly_pass *pass, const struct gly_quantity *n,
                           const struct gly_quantity *each,
                           const struct gly_quantity *all)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    char product[GLY_FIGURE_BYTES];
    struct gly_finding *f =
        gly_report(pass, PRODUCT, all->span, "'%.*s' times '%.*s' is %s, not '%.*s'",
                   GLY_STR_ARG(gly_quantity_text(doc, n)),
                   GLY_STR_ARG(gly_quantity_text(doc, each)),
                   gly_figure_text(n->low * each->low, product),
                   GLY_STR_ARG(gly_quantity_text(doc, all)));
    gly_evidence(f, n->span, "the number");
    gly_evidence(f, each->span, "each");
}

/* Is `price` for one of the units in which `n` is told, and does it stand behind it? */
static bool is_per_unit(const struct gly_doc *doc, const struct gly_quantity *price,
                        const struct gly_quantity *n)
{
    const struct gly_measure *unit = unit_priced(doc, price);
    uint32_t behind = gly_quantity_end(n);
    return unit && strcmp(unit->symbol, n->unit->symbol) == 0 &&
           price->first_tok >= behind && price->first_tok <= behind + 4 &&
           gly_toks_have(doc, behind, price->first_tok, "at|for|@");
}

/* "Six bottles at €7.50 come to", "twelve instalments of €250 add up to" */
static bool is_put_behind(const struct gly_doc *doc, const struct gly_quantity *n,
                          const struct gly_quantity *price)
{
    uint32_t behind = gly_quantity_end(price);
    behind += gly_tok_is(doc, behind, "would|will|then|thus");
    return n && n->class == GLY_QUANTITY_COUNT && gly_span_len(n->noun) > 0 &&
           price->first_tok == gly_quantity_behind_noun(doc, n) + 1 &&
           gly_tok_is(doc, price->first_tok - 1, "at|of") &&
           gly_tok_is(doc, behind,
                      "come|comes|came|add|adds|added|cost|costs|total|totals|"
                      "amount|amounts|make|makes");
}

/* "Up" of a price, but not of "adds up to". */
static bool goes_up(const struct gly_doc *doc, uint32_t index)
{
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[index];
    for (uint32_t i = 1; i < sent->tok_count; i++)
        if (gly_tok_is(doc, sent->first_tok + i, "up") &&
            !gly_tok_is(doc, sent->first_tok + i - 1, "add|adds|added|adding"))
            return true;
    return false;
}

/* "36 lamps at £12.25 each: £441.00", "tickets cost £5 each, £200 for 40 tickets" */
static void find_prices(struct gly_pass *pass, const struct gly_quantities *all,
                        const struct gly_figures *at)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantity *n = NULL, *price = NULL, *total = NULL;
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *q = &all->at[i];
        bool money = gly_quantity_in(q, GLY_DIM_MONEY);
        if (q->class > GLY_QUANTITY_NUMBER)
            continue;
        /* "38 hours at $21 an hour" */
        if (q->unit && !money) {
            if (i + 1 < at->end && !n && gly_quantity_is_positive(q) &&
                q->class == GLY_QUANTITY_AMOUNT &&
                gly_quantity_in(&q[1], GLY_DIM_MONEY) && is_per_unit(doc, &q[1], q))
                n = q;
            continue;
        }
        if (!gly_quantity_is_positive(q))
            return;
        if (money && !price &&
            (is_each(doc, q) || is_put_behind(doc, n, q) || (n && n->unit) ||
             priced(doc, all, at, q)))
            price = q;
        else if (money && !total)
            total = q;
        else if (!money && q->class != GLY_QUANTITY_AMOUNT && !n)
            n = q;
        else
            return;
    }
    bool joined =
        n && price && total &&
        (n < price
             ? price - n == 1 && (n->class == GLY_QUANTITY_COUNT || n->unit)
             : n - price == 1 &&
                   (gly_toks_have(doc, gly_quantity_end(n), gly_quantity_end(n) + 3,
                                  "sold|bought|were") ||
                    (is_of_one(doc, price, n) && price->first_tok > 0 &&
                     gly_tok_is(doc, price->first_tok - 1, "at") &&
                     gly_toks_have(doc, gly_quantity_end(n), total->first_tok,
                                   "cost|costs|came|come|makes|make|bring|brought|"
                                   "raised|earned|fetched|for"))));
    if (!joined || goes_up(doc, at->sent) || total < price || total < n ||
        !gly_quantity_same_unit(price, total) || gly_span_len(total->per) > 0 ||
        gly_tok_is(doc, gly_quantity_end(total), "with|after|if|online|instead") ||
        sells_more(doc, gly_quantity_end(price), total->first_tok) ||
        (n->unit && !leads_to_total(doc, behind_per(doc, price), total->first_tok)) ||
        gly_sent_has(
            doc, at->sent,
            "vat|tax|discount|deposit|plus|off|reduced|surcharge|fee|fees|less|"
            "commission|budget|save|saving|instead|postage|overtime|bonus|not|also|"
            "tips|including|first|more"))
        return;
    double slack = n->low * price->half + n->half * price->low + total->half;
    if (fabs(n->low * price->low - total->low) > slack + 1e-6)
        report_product(pass, n, price, total);
}

/* "£120,000 in four equal instalments of £30,000", "split evenly among six towns, which get
 * €400,000 each" */
static void find_equal(struct gly_pass *pass, const struct gly_quantities *all,
                       const struct gly_figures *at)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantity *total = &all->at[at->first], *n = total + 1,
                              *each = n + 1;
    if (at->end - at->first != 3 || !gly_quantity_is_positive(total) ||
        !gly_quantity_is_positive(n) || !gly_quantity_is_positive(each) ||
        !gly_quantity_in(total, GLY_DIM_MONEY) || n->class != GLY_QUANTITY_COUNT ||
        n->low < 2 || !gly_quantity_in(each, GLY_DIM_MONEY) ||
        !gly_quantity_same_unit(total, each) ||
        !gly_toks_have(doc, gly_quantity_end(total), each->first_tok,
                       "equal|equally|evenly") ||
        !(is_each(doc, each) || gly_tok_is(doc, each->first_tok - 1, "of")) ||
        gly_sent_has(doc, at->sent,
                     "not|tax|plus|interest|first|deposit|after|fee|less"))
        return;
    if (fabs(n->low * each->low - total->low) >
        n->low * each->half + total->half + 1e-6)
        report_product(pass, n, each, total);
}

/* "Twelve rows of 24 seats", "14 boxes hold 36 eggs each" */
static bool says_each(const struct gly_doc *doc, const struct gly_quantity *a,
                      const struct gly_quantity *b)
{
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t from = gly_quantity_end(a), behind = gly_quantity_end(b);
    while (toks[behind].span.start < b->noun.end)
        behind++;
    uint32_t before = a->first_tok > 3 ? a->first_tok - 3 : 0;
    bool each = gly_toks_have(doc, from, b->first_tok, "each") ||
                gly_toks_have(doc, before, a->first_tok, "each") ||
                gly_tok_is(doc, behind, "each|apiece");
    bool of = gly_tok_is(doc, b->first_tok - 1, "of") && b->first_tok == from + 2 &&
              gly_tok_is(doc, behind, "make|makes|gives|give|making|giving");
    return of || (each && gly_toks_have(doc, from, b->first_tok,
                                        "holding|seating|hold|holds|seat|seats|"
                                        "contain|contains|containing|carry|carries|"
                                        "carrying|with|of|take|takes|taking|for|have|"
                                        "has|had|sleep|sleeps|sleeping"));
}

/* "four sailings, each of a boat with 90 seats ... to 460 people" */
static void find_capacity(struct gly_pass *pass, const struct gly_quantities *all,
                          const struct gly_figures *at)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantity *v[3];
    unsigned count = 0;
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (q->class > GLY_QUANTITY_NUMBER)
            continue;
        /* "Over six performances" is during them, no hedge. */
        bool over = q->bound == GLY_BOUND_OVER && count == 0;
        /* "780 in all": of what each of them has. */
        bool all_told =
            count == 2 && q->class == GLY_QUANTITY_NUMBER && q->role == GLY_ROLE_TOTAL;
        if (count == 3 || (q->class != GLY_QUANTITY_COUNT && !all_told) ||
            q->flags & GLY_QUANTITY_RANGE || (q->bound != GLY_BOUND_NONE && !over) ||
            (gly_span_len(q->noun) == 0 && !all_told))
            return;
        v[count++] = q;
    }
    if (count != 3 || v[0]->low < 2 ||
        (gly_span_len(v[2]->noun) > 0 &&
         !gly_str_eq_nocase(gly_doc_slice(doc, v[1]->noun),
                            gly_doc_slice(doc, v[2]->noun))) ||
        !says_each(doc, v[0], v[1]) ||
        gly_sent_has(doc, at->sent, "not|only|about|another|other|including|also|more"))
        return;
    double product = v[0]->low * v[1]->low;
    bool total = v[2]->role == GLY_ROLE_TOTAL ||
                 gly_toks_have(doc, gly_quantity_end(v[1]), v[2]->first_tok,
                               "total|altogether|making|all|make|makes|give|gives");
    if (v[2]->low > product || (total && v[2]->low < product))
        report_product(pass, v[0], v[1], v[2]);
}

/* ---- In a table ---- */

/* Does a row have all three, and is the third the product of the others? */
enum fit { NO_FIGURES, FITS, FAILS };

static enum fit row_fits(const struct gly_grid *grid, uint32_t row,
                         const uint32_t *column)
{
    const struct gly_grid_cell *a = gly_grid_at(grid, row, column[0]);
    const struct gly_grid_cell *b = gly_grid_at(grid, row, column[1]);
    const struct gly_grid_cell *c = gly_grid_at(grid, row, column[2]);
    if (a->kind != GLY_CELL_FIGURE || b->kind != GLY_CELL_FIGURE ||
        c->kind != GLY_CELL_FIGURE || a->value <= 0 || b->value <= 0)
        return NO_FIGURES;
    double slack = a->value * (b->half < 0.5 ? b->half : 0) + c->half;
    return fabs(a->value * b->value - c->value) <= slack + 1e-6 ? FITS : FAILS;
}

static void check_columns(struct gly_pass *pass, const struct gly_grid *grid,
                          const uint32_t *column)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    unsigned fitting = 0, failing = 0;
    for (uint32_t r = grid->head_rows; r < grid->rows; r++) {
        enum fit fit = row_fits(grid, r, column);
        /* One times a price proves nothing. */
        bool telling = fit == FITS && gly_grid_at(grid, r, column[0])->value != 1;
        fitting += telling;
        failing += fit == FAILS;
    }
    if (fitting < 2 || failing == 0 || failing * 2 > fitting)
        return;
    for (uint32_t r = grid->head_rows; r < grid->rows; r++) {
        if (row_fits(grid, r, column) != FAILS)
            continue;
        const struct gly_grid_cell *a = gly_grid_at(grid, r, column[0]);
        const struct gly_grid_cell *b = gly_grid_at(grid, r, column[1]);
        const struct gly_grid_cell *c = gly_grid_at(grid, r, column[2]);
        char product[GLY_FIGURE_BYTES];
        struct gly_finding *f =
            gly_report(pass, PRODUCT, c->text, "'%.*s' times '%.*s' is %s, not '%.*s'",
                       GLY_STR_ARG(gly_doc_slice(doc, a->text)),
                       GLY_STR_ARG(gly_doc_slice(doc, b->text)),
                       gly_figure_text(a->value * b->value, product),
                       GLY_STR_ARG(gly_doc_slice(doc, c->text)));
        gly_evidence(f, a->text, "the number");
        gly_evidence(f, b->text, "each");
    }
}

static bool head_has(const struct gly_doc *doc, const struct gly_grid *grid,
                     uint32_t column, const char *list)
{
    for (uint32_t r = 0; r < grid->head_rows; r++) {
        const struct gly_grid_cell *cell = gly_grid_at(grid, r, column);
        if (gly_toks_have(doc, cell->first_tok, cell->first_tok + cell->tok_count,
                          list))
            return true;
    }
    return false;
}

/* A column of prices each, one of numbers before or behind it, and one of amounts. */
static void check_grid(struct gly_pass *pass, const struct gly_grid *grid)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    enum { MOST_COLUMNS = 12 };
    if (grid->columns > MOST_COLUMNS || grid->columns < 3)
        return;
    for (uint32_t b = 0; b < grid->columns; b++) {
        if (!head_has(doc, grid, b, "price|rate|each|unit|fee|fare|wage"))
            continue;
        for (uint32_t a = 0; a < grid->columns; a++)
            for (uint32_t c = a + 1; c < grid->columns; c++)
                if (a != b && c != b && c > b &&
                    head_has(doc, grid, c, "amount|total|sum|cost|value|price|due|pay"))
                    check_columns(pass, grid, (uint32_t[]){a, b, c});
    }
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    const struct gly_grids *grids = gly_grids(pass);
    enum { MOST_VALUES = 12 };
    for (struct gly_figures at = {0}; gly_figures_next(all, &at);) {
        if (at.end - at.first < 3 || at.end - at.first > MOST_VALUES ||
            !gly_block_speaks(pass, sents[at.sent].block) ||
            gly_block_tabled(doc, sents[at.sent].block))
            continue;
        find_prices(pass, all, &at);
        find_capacity(pass, all, &at);
        find_equal(pass, all, &at);
    }
    for (uint32_t i = 0; i < grids->count; i++)
        check_grid(pass, &grids->at[i]);
}

const struct gly_check gly_check_figures_product = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES | GLY_NEED_GRIDS,
    .language = "en",
    .run = run,
};
