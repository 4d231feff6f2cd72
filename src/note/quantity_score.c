/* Numbers side by side that are no quantities: scores, odds, formations, the parts of an
 * ISBN. */
#include "note/quantity.h"

static bool joins_numbers(const struct gly_quantity_look *at, uint32_t tok)
{
    return gly_look_is_dash(&at->look, tok) && gly_look_is_glued(&at->look, tok) &&
           gly_look_is_glued(&at->look, tok + 1) &&
           gly_quantity_number_at(at, tok + 1) != NULL;
}

static bool near_word(const struct gly_look *look, uint32_t tok, uint32_t behind,
                      const char *words)
{
    enum { BEFORE = 7, BEHIND = 4 };
    for (uint32_t i = 1; i <= BEFORE; i++)
        if (gly_look_among(look, tok - i, words))
            return true;
    for (uint32_t i = 0; i < BEHIND; i++)
        if (gly_look_among(look, behind + i, words))
            return true;
    return false;
}

bool gly_quantity_read_isbn(const struct gly_quantity_look *at, struct gly_quantity *q)
{
    const struct gly_look *look = &at->look;
    if (!gly_look_among(look, q->first_tok - 1, "isbn issn isbn: doi doi: isbn-13"))
        return false;
    uint32_t end = q->first_tok + q->tok_count;
    q->class = GLY_QUANTITY_CODE;
    while (
        gly_look_is_glued(look, end) &&
        (gly_look_is_dash(look, end) || gly_look_kind(look, end) == GLY_TOK_NUMBER)) {
        q->number_count += gly_quantity_number_at(at, end) != NULL;
        end++;
    }
    q->tok_count = end - q->first_tok;
    return true;
}

bool gly_quantity_read_score(const struct gly_quantity_look *at, struct gly_quantity *q)
{
    enum { HIGHEST = 250 };
    const struct gly_look *look = &at->look;
    const struct gly_number *a = gly_quantity_number(at, 0);
    uint32_t behind = q->first_tok + q->tok_count;
    if (!gly_quantity_is_integer(a) || a->flags & GLY_NUMBER_WORDS ||
        a->value > HIGHEST || !joins_numbers(at, behind) ||
        gly_look_among(look, q->first_tok - 1, "page pages pp. pp p. lines verses"))
        return false;
    const struct gly_number *b = gly_quantity_number_at(at, behind + 1);
    if (!gly_quantity_is_integer(b) || b->flags & GLY_NUMBER_WORDS ||
        b->value > HIGHEST)
        return false;
    uint32_t end = behind + 2, numbers = 2;
    bool more = false, sets = false;
    for (; joins_numbers(at, end); end += 2, numbers++)
        more = true;
    const struct gly_number *next;
    while (!more && (next = gly_quantity_number_at(at, end)) != NULL &&
           joins_numbers(at, end + 1)) {
        end += 3;
        numbers += 2;
        sets = true;
    }
    uint32_t after;
    bool has_unit = gly_quantity_unit_behind(look, end, &after) != NULL;
    bool odds = near_word(look, q->first_tok, end,
                          "odds favourite outsider favourites bookmakers priced");
    bool score = sets || more || a->value >= b->value ||
                 near_word(look, q->first_tok, end,
                           "won win wins winning beat beaten beating lost lose losing "
                           "defeat defeated victory led lead leads trailed draw drew "
                           "score scored record down up final aggregate ahead behind "
                           "triumph game games match");
    if (has_unit || (!score && !odds) ||
        (a->value < b->value && !sets && !more && gly_quantity_is_plural(look, end) &&
         !gly_look_among(look, end, "wins losses")))
        return false;
    q->class = more   ? GLY_QUANTITY_CODE
               : odds ? GLY_QUANTITY_RATIO
                      : GLY_QUANTITY_SCORE;
    q->tok_count = end - q->first_tok;
    q->number_count = numbers;
    return true;
}
