/* QUANTITIES: what each number of the document means. */
#include "note/quantity.h"

#include <math.h>

#include <galley/unicode.h>

#include "note/note.h"
#include "text/chars.h"

/* ---- Currency before, unit behind ---- */

/* A currency sign or code that ends where token `tok` begins: "£", "US$", "EUR ". Sets
 * the first token it takes; NULL for none. */
static const struct gly_measure *currency_before(const struct gly_look *look,
                                                 uint32_t tok, uint32_t *ret_first)
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
        const struct gly_measure *unit = gly_measure_find(text);
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
    return span.start < span.end ? gly_measure_find(gly_doc_slice(look->doc, span))
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
    return weight ? unit : gly_measure_next("GBP", NULL);
}

/* "m" behind a number is a metre, but for "3.9m people". */
static bool is_scale_m(const struct gly_look *look, uint32_t tok, uint32_t behind)
{
    return gly_str_is(gly_look_at(look, tok), "m") &&
           gly_quantity_is_plural(look, behind) &&
           !gly_look_among(look, behind, "hurdles sprints races");
}

/* ---- Ranges ---- */

static bool is_plain(const struct gly_number *number)
{
    return !(number->flags & (GLY_NUMBER_SHAPED | GLY_NUMBER_ORDINAL |
                              GLY_NUMBER_PLURAL | GLY_NUMBER_VAGUE));
}

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
        if (number && currency_before(look, tok + n, &sign) == NULL)
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
    if (!b || !is_plain(a) || !is_plain(b) || b != a + 1)
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
        if (!gly_look_is_dash(look, *behind) &&
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
    if (!b || !is_plain(b) || q->flags & GLY_QUANTITY_RANGE)
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
static void read_per(const struct gly_look *look, uint32_t behind,
                     struct gly_quantity *q)
{
    uint32_t end = behind;
    if (gly_look_among(look, behind, "a an each every"))
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

/* ---- Fractions, multiples, ages ---- */

/* "One in eight", "3 out of 10". Wholes that people round to; others are a part and its
 * whole. */
static bool read_one_in(const struct gly_quantity_look *at, struct gly_quantity *q)
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
    if (!b || !is_plain(a) || !is_plain(b) || a->value < 1 || b->value <= a->value ||
        a->decimals + b->decimals > 0 || a->flags & GLY_NUMBER_FRACTION)
        return false;
    bool round = b->value <= 6 || b->value == 7 || b->value == 8 || b->value == 9 ||
                 fmod(b->value, 10) == 0 || b->value == 12;
    bool in = gly_look_among(look, behind, "in");
    const struct gly_measure *unit;
    struct gly_str rest = gly_look_rest(look, tok + b->tok_count);
    if ((rest.len > 0 && gly_measure_match(rest, &unit) > 0 &&
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

static bool read_multiple(const struct gly_quantity_look *at, struct gly_quantity *q)
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

static bool read_age(const struct gly_quantity_look *at, struct gly_quantity *q)
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
    if (!is_plain(number) || number->value > 130 || number->decimals > 1)
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
    if (rest.len > 0 && gly_measure_match(rest, &unit) > 0)
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
    return (then || is_apposed_age(look, q, number)) && set_age(q, 0);
}

/* ---- One quantity ---- */

static void set_value(struct gly_quantity *q, const struct gly_number *number)
{
    q->low = q->high = number->value;
    q->half = number->half;
    if (number->flags & GLY_NUMBER_VAGUE)
        q->bound = GLY_BOUND_VAGUE;
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
static bool read_amount(const struct gly_quantity_look *at, struct gly_quantity *q)
{
    const struct gly_look *look = &at->look;
    const struct gly_number *number = gly_quantity_number(at, 0);
    if (number->flags & (GLY_NUMBER_ORDINAL | GLY_NUMBER_PLURAL))
        return false;
    uint32_t first = q->first_tok, behind = first + q->tok_count, after;
    const struct gly_measure *money = currency_before(look, first, &first);
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
    read_per(look, behind, q);
    return true;
}

static void read_bare(const struct gly_quantity_look *at, struct gly_quantity *q)
{
    const struct gly_look *look = &at->look;
    const struct gly_number *number = gly_quantity_number(at, 0);
    uint32_t behind = q->first_tok + q->tok_count;
    if (number->flags & GLY_NUMBER_ORDINAL) {
        q->class = GLY_QUANTITY_ORDINAL;
        q->half = 0;
        return;
    }
    if (number->flags & GLY_NUMBER_FRACTION && number->value < 1) {
        q->class = GLY_QUANTITY_FRACTION;
        return;
    }
    if (number->scale == 0 && number->decimals == 0 &&
        !(q->flags & GLY_QUANTITY_SLIDING))
        q->half = 0;
    bool hyphen = gly_look_is_hyphen(look, behind) && gly_look_is_glued(look, behind) &&
                  gly_look_is_glued(look, behind + 1);
    if (hyphen)
        q->flags |= GLY_QUANTITY_ADJECTIVE;
    q->class = GLY_QUANTITY_NUMBER;
    bool many = q->high != 1 && !hyphen;
    if (!gly_look_among(look, behind - 1, "%"))
        gly_quantity_find_noun(look, behind + hyphen, many, hyphen, q);
    if (q->noun.end > q->noun.start) {
        q->class = GLY_QUANTITY_COUNT;
        read_per(look, gly_look_reach(look, behind, q->noun.end), q);
    }
}

/* "19 of 27 games": the whole behind a part, and the part before a whole. */
static void note_part(const struct gly_quantity_look *at, struct gly_quantity *q,
                      struct gly_quantity *last)
{
    const struct gly_look *look = &at->look;
    if (!last || last->sent != q->sent || last->flags & GLY_QUANTITY_RANGE ||
        (last->class != GLY_QUANTITY_NUMBER && last->class != GLY_QUANTITY_COUNT) ||
        (q->class != GLY_QUANTITY_NUMBER && q->class != GLY_QUANTITY_COUNT) ||
        last->noun.end > last->noun.start)
        return;
    uint32_t tok = last->first_tok + last->tok_count;
    if (gly_look_among(look, tok, "out"))
        tok++;
    if (!gly_look_among(look, tok, "of"))
        return;
    tok++;
    if (gly_look_among(look, tok, "the those these a their its his her our"))
        tok++;
    if (tok != q->first_tok || last->high > q->low)
        return;
    last->role = GLY_ROLE_PART;
    q->role = GLY_ROLE_WHOLE;
    last->class = q->class;
    last->noun = q->noun;
    last->phrase = q->phrase;
}

/* ---- The walk ---- */

struct quantities {
    struct gly_doc *doc;
    const struct gly_numbers *numbers;
    const struct gly_dates *dates;
    GLY_VEC(struct gly_quantity) list;
    uint32_t date; /* the first date not behind us */
};

static void finish(struct quantities *all, const struct gly_look *look,
                   struct gly_quantity *q)
{
    q->span = (struct gly_span){look->toks[q->first_tok].span.start,
                                look->toks[q->first_tok + q->tok_count - 1].span.end};
    *GLY_VEC_ADD(all->doc->arena, &all->list) = *q;
}

/* The date that covers number `k`, GLY_NONE. */
static uint32_t date_over(struct quantities *all, uint32_t k)
{
    struct gly_span span = all->numbers->at[k].span;
    while (all->date < all->dates->count &&
           all->dates->at[all->date].span.end <= span.start)
        all->date++;
    return all->date < all->dates->count &&
                   all->dates->at[all->date].span.start <= span.start
               ? all->date
               : GLY_NONE;
}

/* "Tables 2 and 3", "Turrets 2, 3 and 5": what the first is the next is too. */
static bool follows_label(const struct gly_look *look, const struct gly_quantity *last,
                          struct gly_quantity *q)
{
    if (!last || last->sent != q->sent ||
        (last->class != GLY_QUANTITY_LABEL && last->class != GLY_QUANTITY_REFERENCE))
        return false;
    uint32_t gap = q->first_tok - (last->first_tok + last->tok_count);
    bool list =
        gap == 1 && gly_look_among(look, q->first_tok - 1, "and , to or & – - —");
    list = list || (gap == 2 && gly_look_among(look, q->first_tok - 1, "and or"));
    if (!list || gly_quantity_is_plural(look, q->first_tok + q->tok_count))
        return false;
    q->class = last->class;
    return true;
}

static uint32_t add_date(struct quantities *all, const struct gly_look *look,
                         uint32_t k, uint32_t date)
{
    const struct gly_date *d = &all->dates->at[date];
    struct gly_quantity q = {.sent = d->sent,
                             .first_tok = d->first_tok,
                             .tok_count = d->tok_count,
                             .number = k,
                             .class = GLY_QUANTITY_DATE,
                             .date = date};
    while (k < all->numbers->count && all->numbers->at[k].span.start < d->span.end)
        k++;
    q.number_count = k - q.number;
    q.low = q.high = all->numbers->at[q.number].value;
    finish(all, look, &q);
    return k;
}

static uint32_t read_at(struct quantities *all, uint32_t k)
{
    const struct gly_number *number = &all->numbers->at[k];
    uint32_t sent = all->doc->toks.at[number->first_tok].sent;
    struct gly_quantity_look at = {gly_look_sent(all->doc, sent), all->numbers, k};
    uint32_t date = date_over(all, k);
    if (date != GLY_NONE)
        return add_date(all, &at.look, k, date);
    struct gly_quantity *last =
        all->list.count > 0 ? &all->list.at[all->list.count - 1] : NULL;
    struct gly_quantity q = {
        .sent = sent,
        .first_tok = number->first_tok,
        .tok_count = number->tok_count,
        .number = k,
        .number_count = 1,
        .date = GLY_NONE,
        .flags = number->flags & GLY_NUMBER_DIGITS ? 0 : GLY_QUANTITY_IN_WORDS,
    };
    set_value(&q, number);
    bool alike = gly_quantity_read_isbn(&at, &q) || gly_quantity_read_score(&at, &q) ||
                 follows_label(&at.look, last, &q);
    if (!alike && currency_before(&at.look, q.first_tok, &(uint32_t){0}) == NULL)
        alike = gly_quantity_read_lookalike(&at, &q);
    if (!alike) {
        if (!read_age(&at, &q) && !read_multiple(&at, &q) && !read_one_in(&at, &q) &&
            !read_amount(&at, &q))
            read_bare(&at, &q);
        note_part(&at, &q, last);
        gly_quantity_find_sides(&at.look, &q);
    }
    finish(all, &at.look, &q);
    return k + q.number_count;
}

void gly_annotate_quantities(struct gly_doc *doc, const struct gly_resources *resources)
{
    (void)resources;
    struct quantities all = {
        .doc = doc,
        .numbers = doc->notes[GLY_ANNOTATION_NUMBERS],
        .dates = doc->notes[GLY_ANNOTATION_DATES],
    };
    for (uint32_t k = 0; k < all.numbers->count;)
        k = read_at(&all, k);
    struct gly_quantities *note = gly_arena_alloc(doc->arena, 1, sizeof *note);
    *note = (struct gly_quantities){all.list.at, all.list.count};
    doc->notes[GLY_ANNOTATION_QUANTITIES] = note;
}

/* ---- For checks ---- */

bool gly_quantity_same_unit(const struct gly_quantity *a, const struct gly_quantity *b)
{
    if (!a->unit || !b->unit)
        return a->unit == b->unit;
    return a->unit->dimension == b->unit->dimension &&
           strcmp(a->unit->symbol, b->unit->symbol) == 0;
}

const char *gly_quantity_class_name(unsigned class)
{
    static const char *const names[] = {"count",    "amount",    "number",  "fraction",
                                        "multiple", "age",       "ordinal", "date",
                                        "label",    "reference", "version", "phone",
                                        "code",     "address",   "score",   "ratio"};
    return class < GLY_COUNT(names) ? names[class] : "?";
}

const char *gly_bound_name(unsigned bound)
{
    static const char *const names[] = {"",        "about", "nearly", "over",
                                        "atleast", "under", "upto",   "vague"};
    return bound < GLY_COUNT(names) ? names[bound] : "?";
}

const char *gly_role_name(unsigned role)
{
    static const char *const names[] = {"",      "total",  "part",    "whole",
                                        "from",  "to",     "by",      "versus",
                                        "prior", "target", "forecast"};
    return role < GLY_COUNT(names) ? names[role] : "?";
}
