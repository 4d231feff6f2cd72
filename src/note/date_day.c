/* Days and months: "14 May 2005", "May 14th", "9-12 June", "2005-05-14". */
#include "note/date.h"
#include "note/quantity.h"

const struct gly_number *gly_date_number(const struct gly_date_look *at, uint32_t tok)
{
    for (uint32_t k = at->next; k < at->numbers->count; k++) {
        if (at->numbers->at[k].first_tok == tok)
            return &at->numbers->at[k];
        if (at->numbers->at[k].first_tok > tok)
            break;
    }
    return NULL;
}

static struct gly_str without_stop(struct gly_str text)
{
    return text.len > 0 && text.ptr[text.len - 1] == '.'
               ? (struct gly_str){text.ptr, text.len - 1}
               : text;
}

unsigned gly_date_month(const struct gly_look *look, uint32_t tok)
{
    static const char *const names[] = {
        "january jan", "february feb", "march mar",
        "april apr",   "may",          "june jun",
        "july jul",    "august aug",   "september sep sept",
        "october oct", "november nov", "december dec"};
    if (!(gly_look_flags(look, tok) & GLY_TOK_CAPITALISED))
        return 0;
    struct gly_str text = without_stop(gly_look_at(look, tok));
    if (text.len < 3 || text.len > 9)
        return 0;
    for (unsigned m = 0; m < 12; m++)
        if ((text.ptr[0] | 0x20) == names[m][0] && gly_word_among(text, names[m]))
            return m + 1;
    return 0;
}

bool gly_date_is_month(const struct gly_look *look, uint32_t tok)
{
    return gly_date_month(look, tok) > 0;
}

unsigned gly_date_weekday(const struct gly_look *look, uint32_t tok, bool *ret_short)
{
    static const char *const names[] = {"monday mon",         "tuesday tue tues",
                                        "wednesday wed weds", "thursday thu thur thurs",
                                        "friday fri",         "saturday sat",
                                        "sunday sun"};
    if (!(gly_look_flags(look, tok) & GLY_TOK_CAPITALISED))
        return 0;
    struct gly_str text = without_stop(gly_look_at(look, tok));
    if (text.len < 3 || text.len > 9)
        return 0;
    for (unsigned d = 0; d < 7; d++)
        if ((text.ptr[0] | 0x20) == names[d][0] && gly_word_among(text, names[d])) {
            *ret_short = text.len < 6;
            return d + 1;
        }
    return 0;
}

/* A day of the month in figures: "14", "14th"; 0 for none. One above 31 is wrong, and
 * for the check to say: "32 May". */
static unsigned day_at(const struct gly_date_look *at, uint32_t tok)
{
    const struct gly_number *number = gly_date_number(at, tok);
    if (!number || number->tok_count != 1 || number->decimals > 0 ||
        number->value < 1 || number->value > 39 ||
        number->flags & (GLY_NUMBER_SHAPED | GLY_NUMBER_WORDS | GLY_NUMBER_PLURAL |
                         GLY_NUMBER_FRACTION | GLY_NUMBER_APOSTROPHE))
        return 0;
    return (unsigned)number->value;
}

/* A year behind a month: any plain number of three or four digits; of fewer too where
 * nothing else can be meant ("December 69"). 0 for none. */
static unsigned year_behind(const struct gly_date_look *at, uint32_t tok)
{
    const struct gly_number *number = gly_date_number(at, tok);
    if (!number || number->tok_count != 1 ||
        number->flags & ~(GLY_NUMBER_DIGITS | GLY_NUMBER_HYPHENATED) ||
        number->decimals > 0 || number->value > 2200 || number->value < 1)
        return 0;
    if (gly_str_is(gly_look_at(&at->look, tok + 1), ":") &&
        gly_look_is_glued(&at->look, tok + 1))
        return 0;
    /* "January | 148": the next cell of a table. */
    const struct gly_tok *toks = at->look.toks;
    bool apart = at->look.doc->text.ptr[toks[tok].span.start - 1] == '\n';
    uint32_t block = at->look.doc->sents.at[toks[tok].sent].block;
    if (apart && (number->value < 1000 ||
                  gly_block_within(at->look.doc, block, GLY_BLOCK_TABLE) != GLY_NONE))
        return 0;
    return (unsigned)number->value;
}

/* The year behind a day and month, with or without a comma. */
static uint32_t read_year_behind(const struct gly_date_look *at, uint32_t tok,
                                 struct gly_moment *moment)
{
    uint32_t year_tok = tok;
    if (gly_str_is(gly_look_at(&at->look, tok), ",") ||
        gly_look_among(&at->look, tok, "of"))
        year_tok++;
    unsigned year = year_behind(at, year_tok);
    bool comma = year_tok > tok;
    /* "On 5 May 300 people came", "May 5, 12 of them": a count is no year. */
    bool full = year >= 1000;
    struct gly_str next = gly_look_at(&at->look, year_tok + 1);
    bool counts = gly_look_kind(&at->look, year_tok + 1) == GLY_TOK_WORD &&
                  !(gly_look_flags(&at->look, year_tok + 1) & GLY_TOK_CAPITALISED);
    if (year == 0 ||
        (!full && (comma || (counts && !gly_word_among(next, "and in the when is was "
                                                             "he she it brought")))))
        return tok;
    if (!full && year < 60)
        return tok;
    moment->year = (int32_t)year;
    return year_tok + 1;
}

static void set_point(struct gly_date *date, struct gly_moment from,
                      struct gly_moment to)
{
    date->kind =
        (uint8_t)(from.day != to.day || from.month != to.month || from.year != to.year
                      ? GLY_DATE_PERIOD
                      : GLY_DATE_POINT);
    date->from = from;
    date->to = to;
}

/* "27/28" of "the night of 27/28 January": the first of two days that follow each other;
 * 0 for anything else. */
static unsigned night_at(const struct gly_look *look, uint32_t tok)
{
    struct gly_str text = gly_look_at(look, tok);
    unsigned days[2] = {0}, k = 0;
    if (gly_look_kind(look, tok) != GLY_TOK_NUMBER || text.len < 3 || text.len > 5)
        return 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '/' && k == 0 && i > 0)
            k++;
        else if (c >= '0' && c <= '9')
            days[k] = days[k] * 10 + (unsigned)(c - '0');
        else
            return 0;
    }
    return days[0] > 0 && days[1] == days[0] + 1 && days[1] <= 31 ? days[0] : 0;
}

/* "14 May", "14th of May", "12-14 March", "12 to 14 March", "12 and 14 March", "12/13
 * March". */
static uint32_t read_day_first(const struct gly_date_look *at, uint32_t tok,
                               struct gly_date *date)
{
    const struct gly_look *look = &at->look;
    uint32_t i = tok;
    unsigned first = day_at(at, i), last = first;
    if (first == 0) {
        first = night_at(look, i);
        last = first + 1;
    }
    if (first == 0)
        return tok;
    i++;
    if (last == first &&
        (gly_look_is_dash(look, i) || gly_look_among(look, i, "to and or &")) &&
        day_at(at, i + 1) > 0 &&
        (gly_date_month(look, i + 2) > 0 ||
         (gly_look_among(look, i + 2, "of") && gly_date_month(look, i + 3) > 0))) {
        last = day_at(at, i + 1);
        i += 2;
    }
    if (gly_look_among(look, i, "of"))
        i++;
    unsigned month = gly_date_month(look, i);
    /* "3 May" is a date, "3 may" and "the 3 March brothers" are not often written. */
    if (month == 0)
        return tok;
    struct gly_moment from = gly_moment_none();
    from.month = (uint8_t)month;
    i = read_year_behind(at, i + 1, &from);
    struct gly_moment to = from;
    from.day = (uint8_t)first;
    to.day = (uint8_t)last;
    set_point(date, from, to);
    return i;
}

/* Words that show that a month stands behind them, for "May" and "March" above all. */
static bool announces_month(const struct gly_look *look, uint32_t tok)
{
    return gly_look_among(look, tok,
                          "in since by until till during from early late mid last next "
                          "before after around through to between this every of each "
                          "mid- end");
}

/* "May 14", "May 14th, 2005", "May 12-14, 2005". */
static uint32_t read_month_first(const struct gly_date_look *at, uint32_t tok,
                                 struct gly_date *date)
{
    const struct gly_look *look = &at->look;
    unsigned month = gly_date_month(look, tok);
    uint32_t i = tok + 1;
    if (gly_look_among(look, i, "the"))
        i++;
    unsigned first = month > 0 ? day_at(at, i) : 0, last = first;
    /* "May 10 people go?", "in May 3.4 million": the number must end the date. */
    if (first == 0)
        return tok;
    i++;
    if ((gly_look_is_dash(look, i) || gly_look_among(look, i, "to and")) &&
        day_at(at, i + 1) > first && !gly_date_month(look, i + 2)) {
        last = day_at(at, i + 1);
        i += 2;
    }
    struct gly_moment from = gly_moment_none();
    from.month = (uint8_t)month;
    /* "In June 31 per cent stayed", "in May 12 people came": counts, no days. */
    uint32_t after;
    bool counts =
        gly_quantity_unit_behind(look, i, &after) ||
        (announces_month(look, tok - 1) &&
         (gly_quantity_is_plural(look, i) || gly_look_among(look, i, "more fewer")));
    if (counts && last == first)
        return tok;
    i = read_year_behind(at, i, &from);
    struct gly_moment to = from;
    from.day = (uint8_t)first;
    to.day = (uint8_t)last;
    set_point(date, from, to);
    return i;
}

/* "May 2005", and a month alone where the word before says so. */
static uint32_t read_month(const struct gly_date_look *at, uint32_t tok,
                           struct gly_date *date)
{
    const struct gly_look *look = &at->look;
    unsigned month = gly_date_month(look, tok);
    if (month == 0)
        return tok;
    struct gly_moment moment = gly_moment_none();
    moment.month = (uint8_t)month;
    uint32_t end = read_year_behind(at, tok + 1, &moment);
    struct gly_str text = gly_look_at(look, tok);
    bool sure = text.len > 5 ||
                (text.len > 3 && month != 3 && month != 6 && month != 4 && month != 8);
    bool name = (gly_look_flags(look, tok + 1) & GLY_TOK_CAPITALISED) != 0;
    if (moment.year == GLY_NO_YEAR) {
        end = tok + 1;
        if (name || text.len < 3 ||
            (!announces_month(look, tok - 1) &&
             !(sure && gly_look_flags(look, tok - 1))))
            return tok;
        if (!announces_month(look, tok - 1) && month != 1 && !sure)
            return tok;
    }
    set_point(date, moment, moment);
    return end;
}

uint32_t gly_date_read_day(const struct gly_date_look *at, uint32_t tok,
                           struct gly_date *ret_date)
{
    uint32_t end = read_day_first(at, tok, ret_date);
    if (end == tok)
        end = read_month_first(at, tok, ret_date);
    if (end == tok)
        end = read_month(at, tok, ret_date);
    return end;
}

/* ---- In figures alone ---- */

struct triple {
    int part[3];
    unsigned len[3];
    char mark;
};

/* Three groups of digits with one and the same of / - . between them. */
static bool split_triple(struct gly_str text, struct triple *ret)
{
    struct triple t = {0};
    unsigned k = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c >= '0' && c <= '9') {
            if (++t.len[k] > 4)
                return false;
            t.part[k] = t.part[k] * 10 + (c - '0');
        } else if ((c == '/' || c == '-' || c == '.') && t.len[k] > 0 && k < 2 &&
                   (t.mark == '\0' || t.mark == c)) {
            t.mark = c;
            k++;
        } else {
            return false;
        }
    }
    *ret = t;
    return k == 2 && t.len[2] > 0;
}

static struct gly_moment moment_of(int year, int month, int day)
{
    struct gly_moment moment = gly_moment_none();
    moment.year = year;
    moment.month = (uint8_t)month;
    moment.day = (uint8_t)day;
    return moment;
}

uint32_t gly_date_read_numeric(const struct gly_date_look *at, uint32_t tok,
                               struct gly_date *ret_date)
{
    struct triple t;
    if (gly_look_kind(&at->look, tok) != GLY_TOK_NUMBER ||
        !split_triple(gly_look_at(&at->look, tok), &t))
        return tok;
    struct gly_moment first, second = gly_moment_none();
    if (t.len[0] == 4 && t.len[1] == 2 && t.len[2] == 2 && t.part[0] <= 2200 &&
        t.part[0] >= 1000) {
        first = moment_of(t.part[0], t.part[1], t.part[2]);
    } else if (t.len[2] == 4 && t.len[0] <= 2 && t.len[1] <= 2 && t.part[2] >= 1000 &&
               t.part[2] <= 2200 && t.part[0] <= 31 && t.part[1] <= 31) {
        first = moment_of(t.part[2], t.part[1], t.part[0]);
        second = moment_of(t.part[2], t.part[0], t.part[1]);
    } else {
        return tok;
    }
    bool fits = gly_is_date(first.year, first.month, first.day);
    bool other = second.month > 0 && gly_is_date(second.year, second.month, second.day);
    ret_date->flags |= GLY_DATE_NUMERIC;
    if (fits && other && first.month != second.month) {
        ret_date->flags |= GLY_DATE_AMBIGUOUS;
        ret_date->other = second;
    } else if (!fits && other) {
        first = second;
    }
    ret_date->kind = GLY_DATE_POINT;
    ret_date->from = ret_date->to = first;
    return tok + 1;
}
