/* Years, decades, centuries, quarters: "1933", "1991-92", "the '90s", "44 BC". */
#include "note/date.h"

#include "note/measure.h"

/* ---- Years ---- */

static bool is_before_christ(const struct gly_look *look, uint32_t tok)
{
    return gly_look_among(look, tok, "bc bce b.c. b.c.e.");
}

static bool is_era(const struct gly_look *look, uint32_t tok)
{
    return is_before_christ(look, tok) || gly_look_among(look, tok, "ad ce a.d. c.e.");
}

/* ---- Years below 1000 ---- */

static bool is_plain_number(const struct gly_number *number)
{
    return number && number->tok_count == 1 && number->decimals == 0 &&
           number->scale == 0 &&
           !(number->flags & ~(GLY_NUMBER_DIGITS | GLY_NUMBER_HYPHENATED));
}

struct gly_early_years gly_date_early_years(const struct gly_doc *doc,
                                            const struct gly_numbers *numbers)
{
    enum { ABOUT = 60, MARKS = 2 };
    struct gly_early_years years = {.first = 1000};
    unsigned marks = 0;
    for (uint32_t i = 0; i < numbers->count; i++) {
        const struct gly_number *number = &numbers->at[i];
        uint32_t tok = number->first_tok;
        if (number->value < 1 || number->value > 999 || !is_plain_number(number) ||
            doc->toks.at[tok].sent == GLY_NONE)
            continue;
        struct gly_look look = gly_look_sent(doc, doc->toks.at[tok].sent);
        uint32_t era =
            gly_look_flags(&look, tok - 1) & GLY_TOK_ALL_CAPS ? tok - 1 : tok + 1;
        if (!(gly_look_flags(&look, era) & GLY_TOK_ALL_CAPS) ||
            !gly_look_among(&look, era, era < tok ? "ad a.d." : "ad a.d. ce c.e."))
            continue;
        int32_t year = (int32_t)number->value;
        marks++;
        years.first = year < years.first ? year : years.first;
        years.last = year > years.last ? year : years.last;
    }
    if (marks < MARKS)
        return (struct gly_early_years){0};
    years.first = years.first > ABOUT ? years.first - ABOUT : 1;
    years.last = years.last + ABOUT < 999 ? years.last + ABOUT : 999;
    return years;
}

/* A bare number of the document's early years, with nothing behind that it counts. */
static bool may_be_early(const struct gly_date_look *at, uint32_t tok)
{
    const struct gly_look *look = &at->look;
    const struct gly_number *number = gly_date_number(at, tok);
    if (at->early.last == 0 || !is_plain_number(number) ||
        number->value < at->early.first || number->value > at->early.last)
        return false;
    unsigned behind = gly_look_kind(look, tok + 1);
    return behind == GLY_TOK_PUNCT || behind == GLY_TOK_MASKED ||
           gly_look_among(look, tok + 1,
                          "and or to under when where with as at by the he she his her "
                          "it they but for after before until who which while");
}

static bool is_early_year(const struct gly_date_look *at, uint32_t tok)
{
    const struct gly_look *look = &at->look;
    if (at->early.last == 0)
        return false;
    const struct gly_number *number = gly_date_number(at, tok);
    /* "In October 97 the ...": too many for days */
    if (is_plain_number(number) && number->value > 31 &&
        number->value <= at->early.last && gly_date_month(look, tok - 1) > 0)
        return true;
    if (!may_be_early(at, tok))
        return false;
    /* "(81–96)" */
    if (gly_look_is_dash(look, tok + 1))
        return gly_look_among(look, tok - 1, "(") && may_be_early(at, tok + 2) &&
               gly_look_among(look, tok + 3, ")");
    bool comma = gly_look_among(look, tok - 1, ",");
    return gly_look_among(look, tok - 1,
                          "in by since until till from after before around circa") ||
           gly_date_month(look, tok - 1 - comma) > 0;
}

/* Words before a number of four digits that make it a year, whatever stands behind. */
static bool announces_year(const struct gly_look *look, uint32_t tok)
{
    struct gly_str text = gly_look_at(look, tok);
    return gly_word_among(
               text, "in since by until till during from early late mid circa c. ca "
                     "ca. before after the its their his her our my of for year "
                     "years summer winter spring autumn fall easter christmas and "
                     "around between to c this that (c several many various") ||
           gly_str_ends(text, "'s") || gly_str_ends(text, "’s") ||
           gly_date_month(look, tok) > 0;
}

/* "1500 people": a lower-case plural behind, with no word before that asks for a
 * year. */
static bool counts_things(const struct gly_look *look, uint32_t tok)
{
    struct gly_str next = gly_look_at(look, tok + 1);
    unsigned flags = gly_look_flags(look, tok + 1);
    if (gly_look_kind(look, tok + 1) != GLY_TOK_WORD || flags & GLY_TOK_CAPITALISED)
        return false;
    bool plural =
        (next.len > 3 && gly_str_ends(next, "s") && !gly_str_ends(next, "ss") &&
         !gly_word_among(next, "was has this does his its is as across "
                               "towards perhaps always plus")) ||
        gly_word_among(next, "people men women children staff troops square "
                             "cubic more of per");
    return plural;
}

bool gly_date_is_year(const struct gly_date_look *at, uint32_t tok)
{
    const struct gly_look *look = &at->look;
    const struct gly_number *number = gly_date_number(at, tok);
    if (is_early_year(at, tok))
        return true;
    if (!number || number->tok_count != 1 || number->value < 1000 ||
        number->value > 2150 || number->decimals > 0 || number->scale > 0 ||
        number->flags & ~(GLY_NUMBER_DIGITS | GLY_NUMBER_HYPHENATED))
        return false;
    if (gly_look_kind(look, tok - 1) == GLY_TOK_SYMBOL ||
        gly_look_kind(look, tok + 1) == GLY_TOK_SYMBOL)
        return false;
    if (gly_look_among(look, tok - 1,
                       "than about over nearly almost some least most no. no no number "
                       "approximately roughly under exactly only page pages pp. line "
                       "u.s.c. usc room flight # section boeing global"))
        return false;
    const struct gly_measure *unit;
    struct gly_str rest = gly_look_rest(look, tok + 1);
    if (number->flags & GLY_NUMBER_HYPHENATED)
        rest = gly_look_rest(look, tok + 2);
    bool has_unit = rest.len > 0 && gly_measure_match(look->doc, rest, &unit) > 0 &&
                    !gly_look_among(look, tok + 1, "in a c");
    if (has_unit || gly_look_among(look, tok + 1, "gmt bst am pm"))
        return false;
    return announces_year(look, tok - 1) || !counts_things(look, tok);
}

static uint32_t set_year(struct gly_date *date, int32_t year, uint32_t end)
{
    date->kind = GLY_DATE_POINT;
    date->from = date->to = gly_moment_none();
    date->from.year = date->to.year = year;
    return end;
}

/* "44 BC", "AD 69", "300 BCE". */
static uint32_t read_era(const struct gly_date_look *at, uint32_t tok,
                         struct gly_date *date)
{
    const struct gly_look *look = &at->look;
    bool before = gly_look_among(look, tok, "ad a.d.") &&
                  gly_look_flags(look, tok) & GLY_TOK_ALL_CAPS;
    uint32_t number_tok = before ? tok + 1 : tok;
    const struct gly_number *number = gly_date_number(at, number_tok);
    if (!number || number->tok_count != 1 || number->value < 1 ||
        number->value > GLY_YEAR_MAX || number->decimals > 0 ||
        number->flags & ~(GLY_NUMBER_DIGITS | GLY_NUMBER_GROUPED))
        return tok;
    uint32_t end = number_tok + 1;
    bool behind = is_era(look, end) && gly_look_flags(look, end) & GLY_TOK_ALL_CAPS;
    if (!before && !behind)
        return tok;
    bool bc = behind && is_before_christ(look, end);
    if (bc)
        date->flags |= GLY_DATE_BC;
    int32_t year = (int32_t)number->value;
    return set_year(date, bc ? 1 - year : year, end + behind);
}

/* "480-420 BC", "between 480 and 420 BC": the first of the two. */
static uint32_t read_bc_period(const struct gly_date_look *at, uint32_t tok,
                               struct gly_date *date)
{
    const struct gly_look *look = &at->look;
    uint32_t second = tok + 2;
    const struct gly_number *a = gly_date_number(at, tok);
    const struct gly_number *b = gly_date_number(at, second);
    bool joined = gly_look_is_dash(look, tok + 1) ||
                  (gly_look_among(look, tok + 1, "and") &&
                   gly_look_among(look, tok - 1, "between")) ||
                  (gly_look_among(look, tok + 1, "to until") &&
                   gly_look_among(look, tok - 1, "from"));
    if (!a || !b || !joined || a->tok_count + b->tok_count != 2 || a->value < 1 ||
        b->value < 1 || a->value > GLY_YEAR_MAX || b->value > GLY_YEAR_MAX ||
        a->decimals + b->decimals > 0 ||
        (a->flags | b->flags) &
            ~(GLY_NUMBER_DIGITS | GLY_NUMBER_GROUPED | GLY_NUMBER_HYPHENATED) ||
        !is_before_christ(look, second + 1) ||
        !(gly_look_flags(look, second + 1) & GLY_TOK_ALL_CAPS))
        return tok;
    set_year(date, 1 - (int32_t)a->value, second);
    date->kind = GLY_DATE_PERIOD;
    date->to.year = 1 - (int32_t)b->value;
    date->flags |= GLY_DATE_BC;
    return second + 2;
}

/* The second year of "1991-92", "2004/05", "1939-1945" at `tok`: as a full year, or
 * GLY_NO_YEAR. */
static int32_t closing_year(const struct gly_date_look *at, uint32_t tok, int32_t year,
                            bool *ret_short)
{
    const struct gly_number *number = gly_date_number(at, tok);
    struct gly_str text = gly_look_at(&at->look, tok);
    if (!number || number->tok_count != 1 || number->decimals > 0 ||
        number->flags & ~(GLY_NUMBER_DIGITS | GLY_NUMBER_ZERO_FIRST |
                          GLY_NUMBER_HYPHENATED | GLY_NUMBER_APOSTROPHE))
        return GLY_NO_YEAR;
    int32_t value = (int32_t)number->value;
    if (year < 1000) {
        *ret_short = false;
        return value > year && may_be_early(at, tok) ? value : GLY_NO_YEAR;
    }
    *ret_short = text.len < 4;
    if (text.len == 4) {
        /* "The 2008-2010 seasons": years, not so many of them. */
        bool spans = value > year && value - year < 200 && value < 2200 &&
                     gly_look_is_glued(&at->look, tok) &&
                     gly_look_among(&at->look, tok + 1,
                                    "seasons campaigns sessions tours terms winters "
                                    "summers budgets editions elections");
        return spans || gly_date_is_year(at, tok) ? value : GLY_NO_YEAR;
    }
    if (text.len != 2)
        return GLY_NO_YEAR;
    int32_t full = year - year % 100 + value;
    if (full <= year)
        full += 100;
    /* "1998-03" may be five years, "2004-01" a month: no period is ninety-seven. */
    return full - year <= 60 ? full : GLY_NO_YEAR;
}

static uint32_t read_year_period(const struct gly_date_look *at, uint32_t tok,
                                 int32_t year, struct gly_date *date)
{
    const struct gly_look *look = &at->look;
    bool slash = gly_str_is(gly_look_at(look, tok), "/");
    bool dash = gly_look_is_dash(look, tok) || gly_look_among(look, tok, "— --");
    bool to =
        gly_look_among(look, tok, "to") ||
        (gly_look_among(look, tok, "and") && gly_look_among(look, tok - 2, "between"));
    bool abbreviated = false;
    if (!slash && !dash && !to)
        return tok;
    int32_t last = closing_year(at, tok + 1, year, &abbreviated);
    if (last == GLY_NO_YEAR || ((to || slash) && !slash && abbreviated))
        return tok;
    if (!gly_look_is_glued(look, tok + 1) && abbreviated)
        return tok;
    date->kind = GLY_DATE_PERIOD;
    date->to.year = last;
    if (abbreviated)
        date->flags |= GLY_DATE_ABBREVIATED;
    return tok + 2;
}

/* "1933", "1991-92", "1881-1944". */
static uint32_t read_plain_year(const struct gly_date_look *at, uint32_t tok,
                                struct gly_date *date)
{
    if (!gly_date_is_year(at, tok))
        return tok;
    int32_t year = (int32_t)gly_date_number(at, tok)->value;
    uint32_t end = set_year(date, year, tok + 1);
    return read_year_period(at, end, year, date);
}

/* ---- Decades and centuries ---- */

/* "Nineteen-twenties", "eighteen nineties": returns its first year, GLY_NO_YEAR for
 * anything else. `ret_end` is behind it. */
static int32_t worded_decade_at(const struct gly_date_look *at, uint32_t tok,
                                uint32_t *ret_end)
{
    static const char *const tens[] = {"twenties", "thirties",  "forties",  "fifties",
                                       "sixties",  "seventies", "eighties", "nineties"};
    const struct gly_number *number = gly_date_number(at, tok);
    if (!number || !(number->flags & GLY_NUMBER_WORDS) || number->tok_count != 1 ||
        number->value < 17 || number->value > 19 || number->flags & GLY_NUMBER_ORDINAL)
        return GLY_NO_YEAR;
    uint32_t word = tok + 1 + gly_look_is_hyphen(&at->look, tok + 1);
    for (size_t i = 0; i < GLY_COUNT(tens); i++)
        if (gly_look_among(&at->look, word, tens[i])) {
            *ret_end = word + 1;
            return (int32_t)number->value * 100 + 20 + 10 * (int32_t)i;
        }
    return GLY_NO_YEAR;
}

/* The first year of a decade at `tok`: "1890s", "mid-1980s", "'90s"; GLY_NO_YEAR. */
static int32_t decade_at(const struct gly_date_look *at, uint32_t tok)
{
    const struct gly_number *number = gly_date_number(at, tok);
    if (!number || !(number->flags & GLY_NUMBER_PLURAL) || number->decimals > 0 ||
        number->value < 0)
        return GLY_NO_YEAR;
    int32_t value = (int32_t)number->value;
    if (value >= 1000 && value <= 2100 && value % 10 == 0)
        return value;
    struct gly_str text = gly_look_at(&at->look, tok);
    bool two = value < 100 && value % 10 == 0 && text.len >= 3;
    bool decade = number->flags & GLY_NUMBER_APOSTROPHE ||
                  (gly_look_among(&at->look, tok - 1, "' ’ ‘") &&
                   gly_look_among(&at->look, tok - 2, "the early late mid")) ||
                  gly_look_among(&at->look, tok - 1, "the early late mid");
    if (!two || !decade ||
        gly_look_among(&at->look, tok - 1, "his her their my your our"))
        return GLY_NO_YEAR;
    /* "His early 40s" is an age. */
    if (gly_look_among(&at->look, tok - 1, "early late mid") &&
        gly_look_among(&at->look, tok - 2, "his her their my your our"))
        return GLY_NO_YEAR;
    return (value >= 20 ? 1900 : 2000) + value;
}

static uint32_t read_decade(const struct gly_date_look *at, uint32_t tok,
                            struct gly_date *date)
{
    uint32_t end = tok + 1;
    int32_t first = decade_at(at, tok);
    if (first == GLY_NO_YEAR)
        first = worded_decade_at(at, tok, &end);
    if (first == GLY_NO_YEAR)
        return tok;
    set_year(date, first, end);
    /* "The 1900s" may be a century; it is at least the decade. */
    date->to.year = first + 9;
    date->flags |= GLY_DATE_DECADE;
    if (gly_look_among(&at->look, end, "and to or") ||
        gly_look_is_dash(&at->look, end)) {
        int32_t second = decade_at(at, end + 1);
        if (second != GLY_NO_YEAR && second > first) {
            date->kind = GLY_DATE_PERIOD;
            date->to.year = second + 9;
            end += 2;
        }
    }
    return end;
}

static uint32_t read_century(const struct gly_date_look *at, uint32_t tok,
                             struct gly_date *date)
{
    const struct gly_look *look = &at->look;
    const struct gly_number *number = gly_date_number(at, tok);
    if (!number || !(number->flags & GLY_NUMBER_ORDINAL) || number->value > 30 ||
        number->value < 1)
        return tok;
    uint32_t word = tok + number->tok_count;
    if (gly_look_is_hyphen(look, word))
        word++;
    if (!gly_look_among(look, word, "century centuries c."))
        return tok;
    int32_t n = (int32_t)number->value;
    uint32_t end = word + 1;
    set_year(date, (n - 1) * 100 + 1, end);
    date->to.year = n * 100;
    date->flags |= GLY_DATE_CENTURY;
    if (is_before_christ(look, end)) {
        date->flags |= GLY_DATE_BC;
        date->from.year = 1 - n * 100;
        date->to.year = 1 - ((n - 1) * 100 + 1);
        end++;
    }
    return end;
}

/* "Q3 2004". */
static uint32_t read_quarter(const struct gly_date_look *at, uint32_t tok,
                             struct gly_date *date)
{
    struct gly_str text = gly_look_at(&at->look, tok);
    if (text.len != 2 || (text.ptr[0] | 0x20) != 'q' || text.ptr[1] < '1' ||
        text.ptr[1] > '4')
        return tok;
    uint32_t year = tok + 1;
    if (gly_look_among(&at->look, year, "of"))
        year++;
    if (!gly_date_is_year(at, year))
        return tok;
    unsigned quarter = (unsigned)(text.ptr[1] - '0');
    set_year(date, (int32_t)gly_date_number(at, year)->value, year + 1);
    date->from.month = (uint8_t)(quarter * 3 - 2);
    date->to.month = (uint8_t)(quarter * 3);
    date->flags |= GLY_DATE_QUARTER;
    return year + 1;
}

uint32_t gly_date_read_year(const struct gly_date_look *at, uint32_t tok,
                            struct gly_date *ret_date)
{
    static uint32_t (*const readers[])(const struct gly_date_look *, uint32_t,
                                       struct gly_date *) = {
        read_quarter, read_bc_period, read_era,
        read_century, read_decade,    read_plain_year};
    uint32_t end = tok;
    for (size_t i = 0; i < GLY_COUNT(readers) && end == tok; i++)
        end = readers[i](at, tok, ret_date);
    return end;
}
