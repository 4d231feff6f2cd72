/* Results of statistical tests as papers print them. The forms are those of the American
 * Psychological Association's style and what statcheck's manual says it reads. */
#include <galley/statistics.h>

#include <math.h>

#include "text/doc.h"

/* ---- Reading ---- */

struct reader {
    struct gly_str text;
    size_t at;
};

static char peek(const struct reader *r)
{
    return r->at < r->text.len ? r->text.ptr[r->at] : '\0';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool take(struct reader *r, const char *text)
{
    size_t len = strlen(text);
    if (r->text.len - r->at < len || memcmp(r->text.ptr + r->at, text, len) != 0)
        return false;
    r->at += len;
    return true;
}

/* Blanks, line breaks and the spaces that do not break. */
static void skip_space(struct reader *r)
{
    while (take(r, " ") || take(r, "\n") || take(r, "\r") || take(r, "\t") ||
           take(r, "\u00A0") || take(r, "\u2009") || take(r, "\u202F"))
        ;
}

/* "2.41", ".31", "1,234.5"; digits before or behind the point. */
static bool read_decimal(struct reader *r, double *ret, unsigned *ret_decimals)
{
    size_t start = r->at, digits = 0;
    double value = 0, unit = 1;
    unsigned decimals = 0;
    enum { MOST_DIGITS = 18 };
    for (; is_digit(peek(r)) && digits < MOST_DIGITS; r->at++, digits++) {
        value = value * 10 + (peek(r) - '0');
        const char *rest = r->text.ptr + r->at + 1;
        size_t left = r->text.len - r->at - 1;
        if (left >= 4 && rest[0] == ',' && is_digit(rest[1]) && is_digit(rest[2]) &&
            is_digit(rest[3]) && (left == 4 || !is_digit(rest[4])))
            r->at++;
    }
    if (peek(r) == '.' && r->at + 1 < r->text.len && is_digit(r->text.ptr[r->at + 1]))
        for (r->at++; is_digit(peek(r)) && digits < MOST_DIGITS; r->at++, digits++) {
            unit /= 10;
            value += unit * (peek(r) - '0');
            decimals++;
        }
    if (digits == 0 || digits == MOST_DIGITS) {
        r->at = start;
        return false;
    }
    *ret = value;
    *ret_decimals = decimals;
    return true;
}

static bool read_sign(struct reader *r, char *ret)
{
    skip_space(r);
    char c = peek(r);
    if (c != '=' && c != '<' && c != '>')
        return false;
    r->at++;
    *ret = c;
    skip_space(r);
    return peek(r) != '=';
}

static bool read_value(struct reader *r, struct gly_printed *ret)
{
    if (!read_sign(r, &ret->sign))
        return false;
    if (!take(r, "-") && !take(r, "\u2212"))
        take(r, "\u2013");
    return read_decimal(r, &ret->value, &ret->decimals);
}

/* ".19", "0.016", ".5e-3"; "ns". */
static bool read_p(struct reader *r, struct gly_statistic *s)
{
    skip_space(r);
    /* A semicolon may begin something else: "t(28) = 2.20; p = .03" is not read. */
    if (!take(r, ","))
        return false;
    skip_space(r);
    size_t start = r->at;
    if (take(r, "ns") || take(r, "n.s.") || take(r, "NS")) {
        s->not_significant = !is_letter(peek(r));
        s->p_span = (struct gly_span){(uint32_t)start, (uint32_t)r->at};
        return s->not_significant;
    }
    if (!take(r, "p") && !take(r, "P"))
        return false;
    if (!read_sign(r, &s->p.sign))
        return false;
    start = r->at;
    if (!read_decimal(r, &s->p.value, &s->p.decimals))
        return false;
    size_t end = r->at;
    if ((take(r, "e-") || take(r, "E-") || take(r, "e\u2212")) && is_digit(peek(r))) {
        double power;
        unsigned none;
        if (read_decimal(r, &power, &none) && power < 300 && none == 0) {
            s->p.value *= pow(10, -power);
            s->p.decimals += (unsigned)power;
            end = r->at;
        }
    }
    r->at = end;
    s->p_span = (struct gly_span){(uint32_t)start, (uint32_t)end};
    return s->p.value <= 1 && !is_digit(peek(r));
}

static bool read_symbol(struct reader *r, uint8_t *ret)
{
    static const struct {
        const char *text;
        uint8_t kind;
    } symbols[] = {
        {"chi-squared", GLY_TEST_CHI_SQUARE},
        {"Chi-squared", GLY_TEST_CHI_SQUARE},
        {"chi-square", GLY_TEST_CHI_SQUARE},
        {"Chi-square", GLY_TEST_CHI_SQUARE},
        {"chi2", GLY_TEST_CHI_SQUARE},
        {"Chi2", GLY_TEST_CHI_SQUARE},
        {"chi\u00B2", GLY_TEST_CHI_SQUARE},
        {"\u03C72", GLY_TEST_CHI_SQUARE},
        {"\u03C7\u00B2", GLY_TEST_CHI_SQUARE},
        {"\u03A72", GLY_TEST_CHI_SQUARE},
        {"\u03A7\u00B2", GLY_TEST_CHI_SQUARE},
        {"X\u00B2", GLY_TEST_CHI_SQUARE},
        {"X2", GLY_TEST_CHI_SQUARE},
        {"x2", GLY_TEST_CHI_SQUARE},
        {"x\u00B2", GLY_TEST_CHI_SQUARE},
        {"Qw", GLY_TEST_Q},
        {"Qb", GLY_TEST_Q},
        {"Q", GLY_TEST_Q},
        {"t", GLY_TEST_T},
        {"F", GLY_TEST_F},
        {"r", GLY_TEST_R},
        {"z", GLY_TEST_Z},
        {"Z", GLY_TEST_Z},
    };
    for (size_t i = 0; i < GLY_COUNT(symbols); i++)
        if (take(r, symbols[i].text)) {
            *ret = symbols[i].kind;
            return true;
        }
    return false;
}

/* "(58)", "(2, 117)", "(1, N = 11,455)". A one that was read by a machine may be an "l"
 * or an "I". */
static bool read_df(struct reader *r, struct gly_statistic *s)
{
    unsigned none;
    skip_space(r);
    if (!take(r, "("))
        return false;
    skip_space(r);
    if (s->kind == GLY_TEST_F && (take(r, "l") || take(r, "I")))
        s->df1 = 1;
    else {
        /* "F(2,117)": a comma between figures parts them here. */
        struct reader one = *r;
        while (one.at < one.text.len && (is_digit(peek(&one)) || peek(&one) == '.'))
            one.at++;
        struct reader head = {
            {r->text.ptr, s->kind == GLY_TEST_F ? one.at : r->text.len}, r->at};
        if (!read_decimal(&head, &s->df1, &none))
            return false;
        r->at = head.at;
    }
    skip_space(r);
    if (s->kind == GLY_TEST_F) {
        if (!take(r, ","))
            return false;
        skip_space(r);
        if (!read_decimal(r, &s->df2, &none))
            return false;
        skip_space(r);
    } else if (s->kind == GLY_TEST_CHI_SQUARE && take(r, ",")) {
        double cases;
        skip_space(r);
        if (!take(r, "N") && !take(r, "n"))
            return false;
        skip_space(r);
        if (!take(r, "="))
            return false;
        skip_space(r);
        if (!read_decimal(r, &cases, &none))
            return false;
        skip_space(r);
    }
    return take(r, ")");
}

/* A result that begins at r->at. */
static bool read_statistic(struct reader *r, struct gly_statistic *ret)
{
    struct gly_statistic s = {.span.start = (uint32_t)r->at};
    if (!read_symbol(r, &s.kind) || (s.kind != GLY_TEST_Z && !read_df(r, &s)) ||
        !read_value(r, &s.value))
        return false;
    s.span.end = (uint32_t)r->at;
    if (!read_p(r, &s) || (s.kind == GLY_TEST_R && s.value.value > 1))
        return false;
    *ret = s;
    return true;
}

bool gly_statistic_next(const struct gly_doc *doc, const struct gly_block *block,
                        uint32_t *at, struct gly_statistic *ret)
{
    struct reader r = {{doc->text.ptr, block->span.end}, *at};
    if (r.at < block->span.start)
        r.at = block->span.start;
    for (; r.at < block->span.end; r.at++) {
        char c = r.text.ptr[r.at];
        bool begins = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                      (unsigned char)c >= 0xC0;
        char before = r.at > block->span.start ? r.text.ptr[r.at - 1] : ' ';
        if (!begins || is_letter(before) || is_digit(before) || before == '-')
            continue;
        struct reader try = r;
        if (read_statistic(&try, ret)) {
            *at = (uint32_t)try.at;
            return true;
        }
    }
    *at = block->span.end;
    return false;
}

/* ---- Probabilities ---- */

double gly_statistic_p(const struct gly_statistic *s, double value)
{
    value = value < 0 ? 0 : value;
    switch (s->kind) {
    case GLY_TEST_T:
        return 2 * gly_tail_t(value, s->df1);
    case GLY_TEST_R:
        return value >= 1
                   ? 0
                   : 2 * gly_tail_t(value / sqrt((1 - value * value) / s->df1), s->df1);
    case GLY_TEST_Z:
        return 2 * gly_tail_normal(value);
    case GLY_TEST_F:
        return gly_tail_f(value, s->df1, s->df2);
    default:
        return gly_tail_chi_square(value, s->df1);
    }
}
