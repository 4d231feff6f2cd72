/* Quantities with a unit: currencies before a number and units behind it, ranges, measures in
 * two parts, and what an amount is for. */
#include "note/quantity.h"

#include <math.h>

/* ---- Currency before, unit behind ---- */

/* A currency sign or code that ends where token `tok` begins: "£", "US$", "EUR ". Sets
 * the first token it takes; NULL for none. */
const struct gly_measure *gly_quantity_currency_before(const struct gly_look *look,
                                                       uint32_t tok,
                                                       uint32_t *ret_first)
{
    enum { MOST_TOKENS = 3 };
    for (uint32_t n = MOST_TOKENS; n > 0; n--) {
        uint32_t first = tok - n;
        if (!gly_look_has(look, first))
            continue;
        uint32_t start = look->toks[first].span.start;
        uint32_t end = look->toks[tok - 1].span.end;
        /* Several tokens are one sign only where nothing parts them. */
        if (end - start > 6)
            continue;
        struct gly_str text = {look->doc->text.ptr + start, end - start};
        const struct gly_measure *unit = gly_measure_find(look->doc, text);
        if (!unit || unit->dimension != GLY_DIM_MONEY ||
            gly_word_among(text,
                           "p cent cents pence euro euros dollar dollars quid yen "
                           "pounds rand won baht lei") ||
            (text.len < 3 && text.ptr[text.len - 1] >= 'a' && !gly_str_is(text, "Rs") &&
             (unsigned char)text.ptr[text.len - 1] < 0x80))
            continue;
        *ret_first = first;
        return unit;
    }
    return NULL;
}

/* The unit that the tokeniser left with the digits: "5.1pc". */
static const struct gly_measure *unit_inside(const struct gly_look *look,
                                             const struct gly_number *number)
{
    uint32_t last = number->first_tok + number->tok_count - 1;
    struct gly_span span = {number->span.end, look->toks[last].span.end};
    return span.start < span.end
               ? gly_measure_find(look->doc, gly_doc_slice(look->doc, span))
               : NULL;
}

static bool near_any(const struct gly_look *look, uint32_t tok, const char *words)
{
    enum { BEFORE = 12, BEHIND = 8 };
    uint32_t from = tok > look->first + BEFORE ? tok - BEFORE : look->first;
    for (uint32_t i = from; i < tok + BEHIND && i < look->end; i++)
        if (gly_look_among(look, i, words))
            return true;
    return false;
}

/* Pounds weigh where the sentence speaks of weight, and are money elsewhere. */
static const struct gly_measure *settle_pound(const struct gly_look *look, uint32_t tok,
                                              const struct gly_measure *unit,
                                              const struct gly_number *number)
{
    if (strcmp(unit->symbol, "lb") != 0 || gly_look_among(look, tok, "lb lbs lbs."))
        return unit;
    bool weight =
        number->scale == 0 &&
        near_any(look, tok,
                 "weigh weighs weighed weighing weight weights heavy heavier lb "
                 "lbs oz ounces ounce kg kilograms kilos flour sugar butter "
                 "meat force thrust pressure parcel bale load shell shells "
                 "gun guns bomb bombs");
    return weight ? unit : gly_measure_next(look->doc, "GBP", NULL);
}

/* "m" behind a number is a metre, but for "3.9m people". */
static bool is_scale_m(const struct gly_look *look, uint32_t tok, uint32_t behind)
{
    return gly_str_is(gly_look_at(look, tok), "m") &&
           gly_quantity_is_plural(look, behind) &&
           !gly_look_among(look, behind, "hurdles sprints races");
}

/* ---- Ranges ---- */

/* The second number of a range whose first ends before `behind`; NULL for none. */
static const struct gly_number *range_end(const struct gly_quantity_look *at,
                                          uint32_t first, uint32_t behind,
                                          uint32_t *ret_tok)
{
    const struct gly_look *look = &at->look;
    bool dash = gly_look_is_dash(look, behind);
    bool to = gly_look_among(look, behind, "to");
    bool between = gly_look_among(look, first - 1, "between") ||
                   (gly_look_among(look, first - 1, "about around") &&
                    gly_look_among(look, first - 2, "between"));
    bool and = between && gly_look_among(look, behind, "and");
    const struct gly_number *next = gly_quantity_number_at(at, behind + 1);
    bool or = gly_look_among(look, behind, "or") && next &&
              next->value == gly_quantity_number(at, 0)->value + 1;
    if ((!dash && !to && !and&&! or) || (to && gly_look_among(look, first - 1, "from")))
        return NULL;
    uint32_t tok = behind + 1, sign = tok;
    const struct gly_number *number = gly_quantity_number_at(at, tok);
    for (uint32_t n = 1; !number && n <= 2; n++) {
        number = gly_quantity_number_at(at, tok + n);
        if (number && gly_quantity_currency_before(look, tok + n, &sign) == NULL)
            number = NULL;
    }
    *ret_tok = number ? number->first_tok : tok;
    return number;
}

/* Does the word behind "to" go with the first number: "from 5 to 10", "rose 5 to 10"? */
static bool changes_before(const struct gly_look *look, uint32_t first)
{
    return gly_look_among(
        look, first - 1,
        "rose fell up down dropped jumped climbed increased decreased");
}

static bool read_range(const struct gly_quantity_look *at, struct gly_quantity *q,
                       uint32_t *behind)
{
    const struct gly_look *look = &at->look;
    const struct gly_number *a = gly_quantity_number(at, 0);
    uint32_t tok;
    const struct gly_number *b = range_end(at, q->first_tok, *behind, &tok);
    if (!b || !gly_number_is_plain(a) || !gly_number_is_plain(b) || b != a + 1)
        return false;
    /* "Between 2200 and 0700" are hours. */
    if (b->flags & GLY_NUMBER_ZERO_FIRST)
        return false;
    if ((a->flags & GLY_NUMBER_FRACTION) != (b->flags & GLY_NUMBER_FRACTION) &&
        a->value < 1)
        return false;
    bool to = gly_look_among(look, *behind, "to");
    if (to && changes_before(look, q->first_tok))
        return false;
    double low = a->value, half = a->half;
    /* "5 to 10 million": the scale is shared. */
    if (a->scale == 0 && b->scale > 0 && low * pow(10, b->scale) < b->value) {
        low *= pow(10, b->scale);
        half *= pow(10, b->scale);
    } else if (a->scale == 0 && a->flags & GLY_NUMBER_WORDS &&
               b->flags & GLY_NUMBER_WORDS && b->value >= 1e6 && low < 1000) {
        double scale = pow(10, 3 * floor(log10(b->value) / 3));
        if (low * scale < b->value)
            low *= scale;
    }
    double high = b->value;
    if (low > high) {
        uint32_t after;
        if (!gly_look_is_dash(look, *behind) && !gly_look_among(look, *behind, "and") &&
            !(to &&
              gly_quantity_unit_behind(look, b->first_tok + b->tok_count, &after)))
            return false;
        q->flags |= GLY_QUANTITY_DESCENDING;
    }
    q->low = low < high ? low : high;
    q->high = low < high ? high : low;
    q->half = half > b->half ? half : b->half;
    q->flags |= GLY_QUANTITY_RANGE;
    q->number_count = 2;
    *behind = b->first_tok + b->tok_count;
    return true;
}

/* ---- Measures in two parts ---- */

/* "6ft 4in", "7 lb 3 oz", "two hours and 45 minutes", "£3,205 6s 8d". */
static void read_second_part(const struct gly_quantity_look *at, struct gly_quantity *q,
                             uint32_t *behind)
{
    static const char *const pairs[][2] = {
        {"ft", "in"},    {"lb", "oz"},      {"st", "lb"},    {"hour", "min"},
        {"min", "s"},    {"year", "month"}, {"m", "cm"},     {"mi", "yd"},
        {"day", "hour"}, {"year", "day"},   {"week", "day"}, {"month", "day"}};
    const struct gly_look *look = &at->look;
    uint32_t tok = *behind;
    bool time = q->unit->dimension == GLY_DIM_TIME;
    if (gly_look_among(look, tok, "and ,") && time)
        tok++;
    if (gly_look_among(look, tok, "and") && time)
        tok++;
    const struct gly_number *b = gly_quantity_number_at(at, tok);
    uint32_t end;
    if (!b || !gly_number_is_plain(b) || q->flags & GLY_QUANTITY_RANGE)
        return;
    const struct gly_measure *unit =
        gly_quantity_unit_behind(look, tok + b->tok_count, &end);
    if (!unit)
        return;
    /* Years, months and days are told apart: "three years and two days" keeps both, as
     * no one counts a year in days. */
    for (size_t i = 0; i < GLY_COUNT(pairs); i++)
        if (strcmp(q->unit->symbol, pairs[i][0]) == 0 &&
            strcmp(unit->symbol, pairs[i][1]) == 0) {
            double ratio = unit->factor / q->unit->factor;
            if (b->value * ratio >= 1.5)
                return;
            q->low += b->value * ratio;
            q->high = q->low;
            q->half = b->half * ratio;
            q->flags |= GLY_QUANTITY_COMPOUND;
            q->number_count += 1;
            *behind = end;
            return;
        }
}

/* "£3 6s 8d": old pounds, shillings and pence. */
static void read_shillings(const struct gly_quantity_look *at, struct gly_quantity *q,
                           uint32_t *behind)
{
    const struct gly_look *look = &at->look;
    static const char *const signs[] = {"s", "d"};
    static const double parts[] = {1.0 / 20, 1.0 / 240};
    for (unsigned i = 0; i < 2; i++) {
        struct gly_str text = gly_look_at(look, *behind);
        struct gly_number number;
        uint32_t taken = 1;
        size_t digits = 0;
        while (digits < text.len && text.ptr[digits] >= '0' && text.ptr[digits] <= '9')
            digits++;
        if (digits == 0 || digits > 2 ||
            !gly_number_digits((struct gly_str){text.ptr, digits}, false, &number))
            return;
        if (digits == text.len)
            text = gly_look_at(look, *behind + taken++);
        else
            text = (struct gly_str){text.ptr + digits, text.len - digits};
        if (!gly_str_is(text, signs[i]))
            return;
        q->low += number.value * parts[i];
        q->high = q->low;
        q->half = 0;
        q->flags |= GLY_QUANTITY_COMPOUND;
        if (gly_quantity_number_at(at, *behind))
            q->number_count++;
        *behind += taken;
    }
}

/* "a year", "per head", "/day": what the amount is for. */
void gly_quantity_read_per(const struct gly_look *look, uint32_t behind,
                           struct gly_quantity *q)
{
    uint32_t end = behind;
    /* "£500 a year earlier" is not for a year. */
    if (gly_look_among(look, behind, "a an each every") &&
        !gly_look_among(look, behind + 2, "earlier ago before later"))
        end = gly_look_among(look, behind + 1,
                             "year month week day hour minute second head share barrel "
                             "tonne ton night person piece unit gallon litre mile time "
                             "kilo pound")
                  ? behind + 2
                  : behind;
    else if (gly_look_among(look, behind, "per /") &&
             gly_look_kind(look, behind + 1) == GLY_TOK_WORD)
        end = behind + (gly_look_among(look, behind + 1, "square cubic") ? 3 : 2);
    if (end > behind && end <= look->end)
        q->per = (struct gly_span){look->toks[behind].span.start,
                                   look->toks[end - 1].span.end};
}
static void negate(struct gly_quantity *q)
{
    double low = q->low;
    q->low = -q->high;
    q->high = -low;
}

/* "-£4.2m"; "(£510m)" where the words before speak of a loss. */
static void read_sign(const struct gly_look *look, struct gly_quantity *q,
                      uint32_t *behind)
{
    uint32_t before = q->first_tok - 1;
    if (gly_look_among(look, before, "- \xE2\x88\x92") &&
        gly_look_is_glued(look, q->first_tok) && !gly_look_is_glued(look, before)) {
        q->first_tok--;
        negate(q);
        return;
    }
    if (!gly_look_among(look, before, "(") || !gly_look_among(look, *behind, ")"))
        return;
    for (uint32_t i = 2; i <= 4; i++)
        if (gly_look_among(look, q->first_tok - i, "loss losses deficit shortfall")) {
            q->first_tok--;
            ++*behind;
            negate(q);
            return;
        }
}

/* With a currency or a unit: an amount. */
bool gly_quantity_read_amount(const struct gly_quantity_look *at,
                              struct gly_quantity *q)
{
    const struct gly_look *look = &at->look;
    const struct gly_number *number = gly_quantity_number(at, 0);
    if (number->flags & (GLY_NUMBER_ORDINAL | GLY_NUMBER_PLURAL))
        return false;
    uint32_t first = q->first_tok, behind = first + q->tok_count, after;
    const struct gly_measure *money = gly_quantity_currency_before(look, first, &first);
    if (gly_look_is_glued(look, q->first_tok) || !money ||
        !gly_look_is_dash(look, q->first_tok - 1))
        q->first_tok = first;
    const struct gly_measure *own = gly_quantity_unit_behind(look, behind, &after);
    uint32_t range_from = behind;
    if (!money && own &&
        (gly_look_is_dash(look, after) || gly_look_among(look, after, "to and")))
        range_from = after; /* "5% to 10%", "2 km - 3 km" */
    struct gly_quantity before_range = *q;
    bool range = read_range(at, q, &range_from);
    const struct gly_measure *unit =
        gly_quantity_unit_behind(look, range ? range_from : behind, &after);
    /* "0.5 points to 4.75%" are two: units must agree. */
    if (range && own && (!unit || strcmp(unit->symbol, own->symbol) != 0)) {
        *q = before_range;
        range = false;
        unit = gly_quantity_unit_behind(look, behind, &after);
    }
    if (range)
        behind = range_from;
    if (!unit)
        unit = unit_inside(look, number);
    if (unit && number->span.end < look->toks[number->first_tok].span.end)
        after = behind;
    /* Vague sizes take units behind "of": "thousands of miles". */
    if (!unit && q->bound == GLY_BOUND_VAGUE && gly_look_among(look, behind, "of"))
        unit = gly_quantity_unit_behind(look, behind + 1, &after);
    /* "Three quarters of a mile", "half an hour" */
    if (!unit && number->flags & GLY_NUMBER_FRACTION && number->value < 1) {
        uint32_t skip = behind;
        if (gly_look_among(look, skip, "of"))
            skip++;
        if (gly_look_among(look, skip, "a an"))
            unit = gly_quantity_unit_behind(look, skip + 1, &after);
    }
    if (money && (!unit || unit->dimension != GLY_DIM_MONEY ||
                  strcmp(money->symbol, unit->symbol) == 0)) {
        q->unit = money;
        if (unit && unit->dimension == GLY_DIM_MONEY)
            behind = after;
    } else if (unit) {
        q->unit = settle_pound(look, behind, unit, number);
        if (is_scale_m(look, behind, after)) {
            q->low *= 1e6;
            q->high *= 1e6;
            q->half *= 1e6;
            q->unit = NULL;
            q->flags |= GLY_QUANTITY_SLIDING;
            q->tok_count = after - q->first_tok;
            return false;
        }
        if (gly_look_is_hyphen(look, behind))
            q->flags |= GLY_QUANTITY_ADJECTIVE;
        /* "An hour and a half" */
        behind = after;
    } else if (range) {
        q->tok_count = behind - q->first_tok;
        return false;
    } else {
        return false;
    }
    q->class = GLY_QUANTITY_AMOUNT;
    read_second_part(at, q, &behind);
    if (q->unit->dimension == GLY_DIM_MONEY && strcmp(q->unit->symbol, "GBP") == 0)
        read_shillings(at, q, &behind);
    if (q->unit->dimension == GLY_DIM_MONEY)
        read_sign(look, q, &behind);
    q->tok_count = behind - q->first_tok;
    gly_quantity_read_per(look, behind, q);
    return true;
}
