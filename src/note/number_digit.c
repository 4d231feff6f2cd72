/* Numbers in digits: one token of them. */
#include <math.h>

#include <galley/unicode.h>
#include <galley/utf8.h>

#include "note/number.h"

/* The most digits that a double holds exactly; more are a code. */
enum { MOST_DIGITS = 17, MOST_GROUPS = 8 };

/* The groups of digits of a token and the mark before each: '\0', ',', '.', ' ', ':',
 * '/', '-', and 'x' for anything else. */
struct groups {
    double value[MOST_GROUPS];
    unsigned len[MOST_GROUPS];
    char mark[MOST_GROUPS];
    unsigned count, digits, zeros;
    uint32_t end; /* of the last digit */
};

static bool next_digit(struct gly_str text, size_t at, unsigned *ret_len,
                       int *ret_digit)
{
    if (at >= text.len)
        return false;
    uint32_t cp = gly_utf8_decode(text.ptr, text.len, at, ret_len);
    *ret_digit = gly_digit_value(cp);
    return *ret_digit >= 0;
}

static bool split(struct gly_str text, struct groups *g)
{
    size_t at = 0;
    unsigned len;
    int digit;
    while (at < text.len) {
        char mark = '\0';
        size_t start = at;
        if (!next_digit(text, at, &len, &digit)) {
            uint32_t cp = gly_utf8_decode(text.ptr, text.len, at, &len);
            if (!next_digit(text, at + len, &(unsigned){0}, &digit))
                break;
            mark = gly_is_space(cp) ? ' ' : cp < 0x80 ? (char)cp : 'x';
            if (gly_is_letter(cp))
                break;
            at += len;
        }
        if (g->count == MOST_GROUPS || (start == 0 && mark != '\0' && mark != '.'))
            return false;
        unsigned k = g->count++;
        g->mark[k] = mark;
        while (next_digit(text, at, &len, &digit)) {
            g->value[k] = g->value[k] * 10 + digit;
            g->zeros = digit == 0 ? g->zeros + 1 : 0;
            g->len[k]++;
            g->digits++;
            at += len;
        }
        g->end = (uint32_t)at;
    }
    return g->count > 0;
}

static bool all_marks(const struct groups *g, unsigned from, char mark)
{
    for (unsigned k = from; k < g->count; k++)
        if (g->mark[k] != mark)
            return false;
    return g->count > from;
}

/* Thousands: groups of three behind the first, or the last of three and the others of
 * two, as Indian numbers are written. */
static bool is_grouped(const struct groups *g, unsigned count)
{
    if (count < 2 || g->len[0] > 3 || g->len[count - 1] != 3)
        return false;
    for (unsigned k = 1; k + 1 < count; k++)
        if (g->len[k] != 3 && g->len[k] != 2)
            return false;
    return true;
}

static double joined(const struct groups *g, unsigned count)
{
    double value = 0;
    for (unsigned k = 0; k < count; k++)
        value = value * pow(10, g->len[k]) + g->value[k];
    return value;
}

static void read_fraction_part(struct gly_number *number, double value, unsigned len)
{
    number->value += value / pow(10, len);
    number->decimals = (uint8_t)len;
    number->zeros = 0;
}

/* Make sense of the groups: thousands and decimals, or several numbers in one. */
static void read_groups(const struct groups *g, bool decimal_comma,
                        struct gly_number *number)
{
    unsigned count = g->count;
    char last = g->mark[count - 1];
    char decimal = decimal_comma ? ',' : '.';
    number->value = g->value[0];
    number->zeros = (uint8_t)(g->zeros < g->digits ? g->zeros : 0);
    if (g->mark[0] == '.') {
        number->value = 0;
        number->zeros = 0;
        read_fraction_part(number, g->value[0], g->len[0]);
        if (count > 1)
            number->flags |= GLY_NUMBER_SHAPED;
        return;
    }
    if (count == 1) {
        if (g->len[0] > 1 && g->value[0] < pow(10, g->len[0] - 1))
            number->flags |= GLY_NUMBER_ZERO_FIRST;
        return;
    }
    unsigned wholes = count;
    if ((last == '.' || last == ',') &&
        (count == 2
             ? last == decimal || g->len[1] != 3 || (g->value[0] == 0 && g->len[0] == 1)
             : g->mark[count - 2] != last))
        wholes = count - 1;
    bool uniform = true;
    for (unsigned k = 2; k < wholes; k++)
        uniform = uniform && g->mark[k] == g->mark[1];
    bool separator = wholes == 1 || g->mark[1] == ',' || g->mark[1] == '.' ||
                     g->mark[1] == ' ' || g->mark[1] == '\'';
    if (!uniform || !separator || (wholes > 1 && !is_grouped(g, wholes))) {
        number->flags |= GLY_NUMBER_SHAPED;
        return;
    }
    number->value = joined(g, wholes);
    if (wholes > 1)
        number->flags |= GLY_NUMBER_GROUPED;
    if (wholes < count)
        read_fraction_part(number, g->value[count - 1], g->len[count - 1]);
}

/* "1/2", "3/4", "5/16": a fraction as people write them, no date. */
static bool is_fraction(const struct groups *g)
{
    static const uint8_t wholes[] = {2, 3, 4, 5, 8, 10, 16, 32, 100};
    if (g->count != 2 || g->mark[1] != '/' || g->value[0] >= g->value[1] ||
        g->value[0] == 0)
        return false;
    for (size_t i = 0; i < GLY_COUNT(wholes); i++)
        if (g->value[1] == wholes[i])
            return true;
    return false;
}

double gly_number_vulgar(struct gly_str text)
{
    static const struct {
        const char *text;
        double value;
    } list[] = {{"½", 0.5},     {"¼", 0.25},    {"¾", 0.75},   {"⅓", 1.0 / 3},
                {"⅔", 2.0 / 3}, {"⅛", 0.125},   {"⅜", 0.375},  {"⅝", 0.625},
                {"⅞", 0.875},   {"⅕", 0.2},     {"⅖", 0.4},    {"⅗", 0.6},
                {"⅘", 0.8},     {"⅙", 1.0 / 6}, {"⅚", 5.0 / 6}};
    for (size_t i = 0; i < GLY_COUNT(list); i++)
        if (gly_str_is(text, list[i].text))
            return list[i].value;
    return 0;
}

static void add_vulgar(struct gly_number *number, double part)
{
    number->value += part;
    number->zeros = 0;
    number->flags |= GLY_NUMBER_FRACTION;
}

static void read_ending(struct gly_str tail, struct gly_number *number)
{
    if (tail.len == 2 && (gly_str_eq_nocase(tail, gly_str("st")) ||
                          gly_str_eq_nocase(tail, gly_str("nd")) ||
                          gly_str_eq_nocase(tail, gly_str("rd")) ||
                          gly_str_eq_nocase(tail, gly_str("th"))))
        number->flags |= GLY_NUMBER_ORDINAL;
    else if (gly_number_vulgar(tail) > 0)
        add_vulgar(number, gly_number_vulgar(tail));
    else if (tail.len > 0 && gly_str_ends(tail, "s"))
        number->flags |= GLY_NUMBER_PLURAL;
}

bool gly_number_digits(struct gly_str text, bool decimal_comma,
                       struct gly_number *ret_number)
{
    struct groups g = {0};
    if (!split(text, &g))
        return false;
    struct gly_number number = {.flags = GLY_NUMBER_DIGITS};
    if (is_fraction(&g)) {
        number.value = g.value[0] / g.value[1];
        number.flags |= GLY_NUMBER_FRACTION | GLY_NUMBER_SHAPED;
    } else if (all_marks(&g, 1, '/') || all_marks(&g, 1, '-') ||
               all_marks(&g, 1, ':')) {
        number.value = g.value[0];
        number.flags |= GLY_NUMBER_SHAPED;
    } else {
        read_groups(&g, decimal_comma, &number);
    }
    if (g.digits > MOST_DIGITS)
        number.flags |= GLY_NUMBER_SHAPED;
    read_ending((struct gly_str){text.ptr + g.end, text.len - g.end}, &number);
    number.half = number.flags & (GLY_NUMBER_SHAPED | GLY_NUMBER_FRACTION)
                      ? 0
                      : 0.5 * pow(10, -number.decimals);
    *ret_number = number;
    return true;
}
