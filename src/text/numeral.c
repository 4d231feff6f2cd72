/* Numbers: digits with the separators that belong to them, and where the number ends
 * and a unit begins ("5kg" is two tokens, "5th" and "1990s" one, as in the treebanks).
 */
#include "text/scan.h"

static bool is_digit(char c)
{
    return gly_byte_is(c, GLY_CHAR_DIGIT);
}

static uint32_t digits_end(const struct gly_scan *scan, uint32_t at)
{
    while (at < scan->end && is_digit(scan->text[at]))
        at++;
    return at;
}

/* Digits of any script. */
static uint32_t any_digits_end(const struct gly_scan *scan, uint32_t at)
{
    for (;;) {
        at = digits_end(scan, at);
        unsigned len;
        if (at >= scan->end || !gly_byte_is(scan->text[at], GLY_CHAR_HIGH) ||
            gly_char_at(scan->text, at, scan->end, &len) != GLY_CHAR_DIGIT)
            return at;
        at += len;
    }
}

/* ---- Separators ---- */

/* The no-break and thin spaces that separate thousands: U+00A0, U+2009, U+202F. */
static unsigned thousands_space(const struct gly_scan *scan, uint32_t at)
{
    static const char *const spaces[] = {"\xC2\xA0", "\xE2\x80\x89", "\xE2\x80\xAF"};
    struct gly_str rest = gly_scan_slice(scan, at, scan->end);
    for (size_t i = 0; i < GLY_COUNT(spaces); i++)
        if (gly_str_starts(rest, spaces[i]))
            return (unsigned)strlen(spaces[i]);
    return 0;
}

/* ",234" behind at most three digits; ",23,456" as Indian numbers are written. */
static bool is_thousands(const struct gly_scan *scan, uint32_t start, uint32_t at)
{
    uint32_t end = digits_end(scan, at + 1);
    uint32_t group = end - at - 1;
    if (group == 3)
        return at - start <= 3 || scan->text[at - 4] == ',' ||
               scan->text[at - 3] == ',';
    bool decimal = at - start == 1 && scan->text[start] == '0' && group > 0;
    bool indian = group == 2 && at - start <= 6 && gly_scan_byte(scan, end) == ',' &&
                  digits_end(scan, end + 1) - end - 1 >= 2;
    return decimal || indian;
}

/* Groups of digits joined by hyphens that are one token: telephone numbers, dates.
 * Ranges ("3-4", "1990-95") and scores are not. Returns the end, `at` for a range. */
static uint32_t hyphen_groups_end(const struct gly_scan *scan, uint32_t start,
                                  uint32_t at)
{
    enum { MOST_GROUPS = 5 };
    uint32_t len[MOST_GROUPS] = {at - start}, count = 1, p = at;
    while (gly_scan_byte(scan, p) == '-' && is_digit(gly_scan_byte(scan, p + 1))) {
        if (count == MOST_GROUPS)
            return at;
        uint32_t end = digits_end(scan, p + 1);
        len[count++] = end - p - 1;
        p = end;
    }
    if (count == 2) {
        /* "555-0142", no range of two round numbers ("100-1000"). */
        bool round = scan->text[at - 1] == '0' && scan->text[p - 1] == '0';
        bool phone = len[0] == 3 && len[1] == 4 && !round;
        bool zip = len[0] == 5 && len[1] == 4;
        return phone || zip ? p : at;
    }
    if (count == 3 && len[0] <= 4 && len[1] <= 2 && len[2] <= 4) {
        bool iso = len[0] == 4 && len[1] == 2 && len[2] == 2;
        bool dated = len[0] <= 2 && (len[2] == 2 || len[2] == 4);
        return iso || dated ? p : at;
    }
    bool phone = count >= 3;
    for (uint32_t i = 1; i < count; i++)
        phone = phone && len[i] >= 2;
    return phone && len[count - 1] >= 3 ? p : at;
}

/* "9/11", "24/12/2001", "1/2": one token, as "713/555-0142"; "2001/02" are two. */
static uint32_t slash_groups_end(const struct gly_scan *scan, uint32_t start,
                                 uint32_t at)
{
    uint32_t second = digits_end(scan, at + 1);
    uint32_t first_len = at - start, second_len = second - at - 1;
    if (first_len == 3 && second_len == 3 && gly_scan_byte(scan, second) == '-' &&
        digits_end(scan, second + 1) - second - 1 == 4)
        return second + 5;
    if (gly_scan_byte(scan, second) == '/' &&
        is_digit(gly_scan_byte(scan, second + 1))) {
        uint32_t third = digits_end(scan, second + 1);
        return gly_scan_byte(scan, third) == '/' ? at : third;
    }
    bool letters = (gly_scan_class(scan, second) & GLY_CHAR_LETTER) != 0;
    return first_len <= 2 && second_len <= 2 && !letters ? second : at;
}

/* The end of the digits with everything that joins them. */
static uint32_t numeral_end(const struct gly_scan *scan, uint32_t start)
{
    uint32_t at = scan->text[start] == '.' ? start : any_digits_end(scan, start);
    bool whole = true; /* no separator yet but thousands */
    while (at < scan->end) {
        char c = scan->text[at];
        unsigned space = gly_byte_is(c, GLY_CHAR_HIGH) ? thousands_space(scan, at) : 0;
        uint32_t next = at;
        if (space > 0 && whole && digits_end(scan, at + space) == at + space + 3)
            next = at + space + 3;
        else if (!is_digit(gly_scan_byte(scan, at + 1)))
            break;
        else if (c == '.' || c == ':')
            next = digits_end(scan, at + 1);
        else if (c == ',' && is_thousands(scan, start, at))
            next = digits_end(scan, at + 1);
        else if (c == '-' && whole)
            return hyphen_groups_end(scan, start, at);
        else if (c == '/' && whole)
            return slash_groups_end(scan, start, at);
        if (next == at)
            break;
        whole = whole && (c == ',' || space > 0);
        at = next;
    }
    return any_digits_end(scan, at);
}

/* ---- What is glued to a number ---- */

/* Units and the like that are words of their own behind a number. In this form only:
 * "5M" may be a model, "5m" is a length or millions. */
static const char *const units[] = {
    "am",      "pm",   "AM",     "PM",     "a",       "p",       "k",
    "K",       "m",    "bn",     "mn",     "tn",      "bln",     "mln",
    "km",      "cm",   "mm",     "nm",     "kg",      "g",       "mg",
    "lb",      "lbs",  "oz",     "ft",     "yd",      "yds",     "mi",
    "mph",     "kph",  "kmh",    "km/h",   "Hz",      "hz",      "kHz",
    "MHz",     "GHz",  "KB",     "MB",     "GB",      "TB",      "PB",
    "kB",      "kb",   "Mb",     "Gb",     "Mbps",    "Gbps",    "kbps",
    "W",       "kW",   "MW",     "GW",     "TW",      "kWh",     "MWh",
    "GWh",     "TWh",  "kV",     "mA",     "ml",      "mL",      "cl",
    "dl",      "hr",   "hrs",    "h",      "min",     "mins",    "sec",
    "secs",    "ms",   "px",     "pt",     "x",       "yr",      "yrs",
    "yo",      "hh",   "ha",     "kcal",   "kJ",      "MJ",      "ppm",
    "dB",      "gb",   "mb",     "tb",     "ghz",     "mhz",     "khz",
    "c",       "in",   "km2",    "m2",     "rpm",     "fps",     "dpi",
    "mAh",     "th/",  "cc",     "sq",     "million", "billion", "trillion",
    "percent", "days", "years",  "hours",  "minutes", "pages",   "people",
    "miles",   "feet", "inches", "metres", "meters",  "weeks",   "months",
};

/* Letters behind an amount of money: "$3M". */
static bool is_magnitude(struct gly_str letters)
{
    static const char *const list[] = {"M", "B", "T", "K", "m", "b", "bn", "MM"};
    return gly_str_one_of(letters, list, GLY_COUNT(list));
}

static bool is_unit(struct gly_str letters)
{
    return gly_str_one_of(letters, units, GLY_COUNT(units));
}

/* "st", "nd", "rd", "th", "s": part of the number. */
static bool is_ending(struct gly_str letters)
{
    static const gly_short_word endings[] = {"st", "nd", "rd", "th", "s"};
    return gly_word_in(letters, endings, GLY_COUNT(endings));
}

/* "60's", "1990’s": decades and plurals. */
static uint32_t apostrophe_s_end(const struct gly_scan *scan, uint32_t at)
{
    unsigned len = gly_apostrophe_at(scan->text, at, scan->end);
    if (len == 0 || gly_scan_byte(scan, at + len) != 's' ||
        (gly_scan_class(scan, at + len + 1) & GLY_CHAR_WORD))
        return at;
    return at + len + 1;
}

static bool after_currency(const struct gly_scan *scan)
{
    if (!scan->prev || !scan->glued)
        return false;
    char last = scan->text[scan->prev->span.end - 1];
    /* The last byte of $, £ and € (UTF-8), and the yen's. */
    return scan->prev->kind == GLY_TOK_SYMBOL &&
           (last == '$' || last == '\xA3' || last == '\xAC' || last == '\xA5');
}

struct gly_lexeme gly_lex_number(const struct gly_scan *scan)
{
    uint32_t end = numeral_end(scan, scan->at);
    struct gly_lexeme number = {end, GLY_TOK_NUMBER, 0};
    unsigned next = gly_scan_class(scan, end);
    if (!(next & GLY_CHAR_LETTER)) {
        uint32_t plural = apostrophe_s_end(scan, end);
        number.end = plural;
        if (gly_scan_byte(scan, end) == '_' &&
            (gly_scan_class(scan, end + 1) & GLY_CHAR_WORD))
            number =
                (struct gly_lexeme){gly_scan_letters(scan, end + 1), GLY_TOK_MIXED, 0};
        return number;
    }
    uint32_t tail = gly_scan_letters(scan, end);
    struct gly_str letters = gly_scan_slice(scan, end, tail);
    if (is_ending(letters)) {
        number.end = tail;
        return number;
    }
    if (is_unit(letters) || (after_currency(scan) && is_magnitude(letters)))
        return number;
    /* "5a.m." */
    if (letters.len == 1 && gly_scan_byte(scan, tail) == '.' &&
        (gly_scan_byte(scan, tail + 1) == 'm' || gly_scan_byte(scan, tail + 1) == 'M'))
        return number;
    if (gly_char_at(scan->text, end, scan->end, &(unsigned){0}) == GLY_CHAR_CASELESS)
        return number; /* "5日", "3월": the counter is a word of its own */
    tail += apostrophe_s_end(scan, tail) - tail;
    return (struct gly_lexeme){tail, GLY_TOK_MIXED, 0};
}
