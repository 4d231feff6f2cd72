/* Quantities that count nothing: fractions, multiples, ages. */
#include "note/quantity.h"

#include <math.h>

/* "One in eight", "3 out of 10". Wholes that people round to; others are a part and its
 * whole. */
bool gly_quantity_read_one_in(const struct gly_quantity_look *at,
                              struct gly_quantity *q)
{
    const struct gly_look *look = &at->look;
    const struct gly_number *a = gly_quantity_number(at, 0);
    uint32_t behind = q->first_tok + q->tok_count, tok = behind;
    if (gly_look_among(look, tok, "in"))
        tok += gly_look_among(look, tok + 1, "every") ? 2 : 1;
    else if (gly_look_among(look, tok, "out") && gly_look_among(look, tok + 1, "of"))
        tok += gly_look_among(look, tok + 2, "every") ? 3 : 2;
    else
        return false;
    const struct gly_number *b = gly_quantity_number_at(at, tok);
    if (!b || !gly_number_is_plain(a) || !gly_number_is_plain(b) || a->value < 1 ||
        b->value <= a->value || a->decimals + b->decimals > 0 ||
        a->flags & GLY_NUMBER_FRACTION)
        return false;
    bool round = b->value <= 6 || b->value == 7 || b->value == 8 || b->value == 9 ||
                 fmod(b->value, 10) == 0 || b->value == 12;
    bool in = gly_look_among(look, behind, "in");
    const struct gly_measure *unit;
    struct gly_str rest = gly_look_rest(look, tok + b->tok_count);
    if ((rest.len > 0 && gly_measure_match(look->doc, rest, &unit) > 0 &&
         unit->dimension != GLY_DIM_TEMPERATURE) ||
        (in && (a->value > 10 || b->value > 1e6)) ||
        (!in && (!round || b->value > 1000)))
        return false;
    if (in && a->value != 1 && !round)
        return false;
    q->class = GLY_QUANTITY_FRACTION;
    q->low = q->high = a->value / b->value;
    q->half = 0;
    q->number_count = 2;
    q->tok_count = tok + b->tok_count - q->first_tok;
    return true;
}

bool gly_quantity_read_multiple(const struct gly_quantity_look *at,
                                struct gly_quantity *q)
{
    const struct gly_look *look = &at->look;
    const struct gly_number *number = gly_quantity_number(at, 0);
    uint32_t behind = q->first_tok + q->tok_count;
    const struct gly_numeral *numeral =
        q->tok_count == 1 && number->flags & GLY_NUMBER_WORDS
            ? gly_numeral_find(gly_look_at(look, q->first_tok))
            : NULL;
    uint32_t taken = 0;
    if (numeral && numeral->kind == GLY_NUMERAL_TIMES)
        taken = 0;
    else if (gly_look_among(look, behind, "times"))
        taken = 1;
    else if (gly_look_is_hyphen(look, behind) &&
             gly_look_among(look, behind + 1, "times fold time"))
        taken = 2;
    else if (gly_look_is_glued(look, behind) &&
             gly_look_among(look, behind, "x fold ×"))
        taken = 1;
    else
        return false;
    q->class = GLY_QUANTITY_MULTIPLE;
    q->tok_count += taken;
    return true;
}

static bool set_age(struct gly_quantity *q, uint32_t taken)
{
    q->class = GLY_QUANTITY_AGE;
    q->half = 0;
    q->tok_count += taken;
    return true;
}

/* "Gere, 55, greeted": a number between commas behind a name, or in brackets. */
static bool is_apposed_age(const struct gly_look *look, const struct gly_quantity *q,
                           const struct gly_number *number)
{
    uint32_t tok = q->first_tok, behind = tok + q->tok_count;
    bool commas = gly_look_among(look, tok - 1, ",") &&
                  (gly_look_among(look, behind, ", .") || behind == look->end);
    bool brackets =
        gly_look_among(look, tok - 1, "(") && gly_look_among(look, behind, ")");
    if ((!commas && !brackets) || number->value < 4 || number->value > 110 ||
        number->decimals > 0 || number->flags & ~GLY_NUMBER_DIGITS)
        return false;
    if (brackets && !gly_look_among(look, behind + 1, ", and ;"))
        return false;
    uint32_t name = tok - 2;
    /* A list of numbers, or a date, is not a name. */
    return gly_look_kind(look, name) == GLY_TOK_WORD &&
           (gly_look_flags(look, name) & GLY_TOK_CAPITALISED) &&
           !(gly_look_flags(look, name) & GLY_TOK_ALL_CAPS) &&
           !gly_date_is_month(look, name);
}

bool gly_quantity_read_age(const struct gly_quantity_look *at, struct gly_quantity *q)
{
    const struct gly_look *look = &at->look;
    const struct gly_number *number = gly_quantity_number(at, 0);
    uint32_t tok = q->first_tok, behind = tok + q->tok_count;
    if (number->flags & GLY_NUMBER_PLURAL && number->value < 120 &&
        fmod(number->value, 10) == 0) {
        uint32_t before = tok - 1;
        if (gly_look_among(look, before, "early late mid"))
            before--;
        if (!gly_look_among(look, before, "his her their my your our"))
            return false;
        q->high = q->low + 9;
        q->flags |= GLY_QUANTITY_RANGE;
        return set_age(q, 0);
    }
    if (!gly_number_is_plain(number) || number->value > 130 || number->decimals > 1)
        return false;
    if (gly_look_is_hyphen(look, behind) &&
        gly_look_among(look, behind + 1, "year years yr") &&
        gly_look_is_hyphen(look, behind + 2) &&
        gly_look_among(look, behind + 3, "old olds"))
        return set_age(q, 4);
    if (gly_look_among(look, behind, "year years") &&
        gly_look_is_hyphen(look, behind + 1) &&
        gly_look_among(look, behind + 2, "old olds"))
        return set_age(q, 3);
    if (gly_look_among(look, behind, "year years") &&
        gly_look_among(look, behind + 1, "old"))
        return set_age(q, 2);
    if (gly_look_is_hyphen(look, behind) && gly_look_among(look, behind + 1, "year") &&
        gly_look_among(look, behind + 2, "old olds"))
        return set_age(q, 3);
    const struct gly_measure *unit;
    struct gly_str rest = gly_look_rest(look, behind);
    if (rest.len > 0 && gly_measure_match(look->doc, rest, &unit) > 0)
        return false;
    if (gly_look_among(look, tok - 1, "aged age ages") ||
        (gly_look_among(look, tok - 1, "of") &&
         gly_look_among(look, tok - 2, "age ages")) ||
        (gly_look_among(look, tok - 1, "of") &&
         gly_look_among(look, tok - 2,
                        "boy girl man woman child youth widow widower lad teenager") &&
         !gly_quantity_is_plural(look, behind)) ||
        (gly_look_among(look, tok - 1, "between and") &&
         gly_look_among(look, tok - 2, "aged")))
        return set_age(q, 0);
    /* "Cooper, 92 at the time", "Ray is 31 now" are not: the second may be anything. */
    bool then = gly_look_among(look, tok - 1, ", was is") &&
                gly_look_among(look, behind, "at") &&
                gly_look_among(look, behind + 1, "the") &&
                gly_look_among(look, behind + 2, "time");
    /* "When she was nine, ..." */
    bool when =
        gly_look_among(look, tok - 1, "was turned") &&
        gly_look_among(look, tok - 2, "he she i") &&
        gly_look_among(look, tok - 3, "when until till since once before after") &&
        (gly_look_kind(look, behind) == GLY_TOK_PUNCT ||
         gly_look_among(look, behind, "and or but his her"));
    return (then || when || is_apposed_age(look, q, number)) && set_age(q, 0);
}
