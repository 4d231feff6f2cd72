#include "text/shape.h"

#include <string.h>

#include <galley/unicode.h>
#include "base/utf8.h"

static bool is_in(char c, const char *set)
{
    return c != '\0' && strchr(set, c);
}

/* ---- Ends and beginnings ---- */

static bool is_closing(uint32_t cp)
{
    return cp == '"' || cp == '\'' || cp == ')' || cp == ']' || cp == '*' ||
           cp == '_' || cp == 0x201D || cp == 0x2019 || cp == 0xBB || cp == 0x300D ||
           cp == 0x300F;
}

static bool is_opening(uint32_t cp)
{
    return cp == '"' || cp == '\'' || cp == '(' || cp == '[' || cp == '*' ||
           cp == '_' || cp == 0x201C || cp == 0x2018 || cp == 0x201E || cp == 0xAB ||
           cp == 0xBF || cp == 0xA1 || cp == 0x300C || cp == 0x300E;
}

/* The last code point that is no closing mark; `*ret_at` is where it ends. */
static uint32_t last_char(struct gly_str line, size_t *ret_at)
{
    size_t at = line.len;
    while (at > 0) {
        unsigned len;
        uint32_t cp = gly_utf8_decode_before(line.ptr, at, &len);
        if (!is_closing(cp) && cp != ' ') {
            *ret_at = at;
            return cp;
        }
        at -= len;
    }
    *ret_at = 0;
    return 0;
}

static uint32_t first_char(struct gly_str line, size_t *ret_at)
{
    if (line.len > 0 && gly_is_ascii_letter((unsigned char)line.ptr[0])) {
        *ret_at = 0;
        return (unsigned char)line.ptr[0];
    }
    for (size_t at = 0; at < line.len;) {
        unsigned len;
        uint32_t cp = gly_utf8_decode(line.ptr, line.len, at, &len);
        if (!is_opening(cp) && cp != ' ') {
            *ret_at = at;
            return cp;
        }
        at += len;
    }
    *ret_at = line.len;
    return 0;
}

/* "J." or "Dr.": one to three letters after a blank, the first a capital. */
static bool ends_with_title(struct gly_str line, size_t stop)
{
    size_t at = stop;
    while (at > 0 && gly_is_ascii_letter((unsigned char)line.ptr[at - 1]))
        at--;
    size_t len = stop - at;
    return len > 0 && len <= 3 && gly_is_upper((unsigned char)line.ptr[at]) &&
           !(len > 1 && gly_is_upper((unsigned char)line.ptr[at + 1]));
}

bool gly_shape_ends_sentence(struct gly_str line)
{
    size_t at;
    uint32_t cp = last_char(line, &at);
    if (cp == '.')
        return !ends_with_title(line, at - 1);
    return cp == '?' || cp == '!' || cp == 0x2026 || cp == 0x3002 || cp == 0xFF01 ||
           cp == 0xFF1F || cp == 0x0964 || cp == 0x061F;
}

bool gly_shape_begins_sentence(struct gly_str line)
{
    size_t at;
    uint32_t cp = first_char(line, &at);
    return gly_is_digit(cp) || (gly_is_letter(cp) && !gly_is_lower(cp));
}

bool gly_shape_begins_lower(struct gly_str line)
{
    size_t at;
    return gly_is_lower(first_char(line, &at));
}

bool gly_shape_all_caps(struct gly_str line)
{
    unsigned letters = 0;
    for (size_t at = 0; at < line.len;) {
        unsigned len = 1;
        uint32_t cp = (unsigned char)line.ptr[at];
        if (cp >= 0x80)
            cp = gly_utf8_decode(line.ptr, line.len, at, &len);
        if (gly_is_lower(cp))
            return false;
        letters += gly_is_upper(cp);
        at += len;
    }
    return letters >= 3;
}

/* ---- Words ---- */

/* Cut the next word (between blanks) from the front of `*rest`; empty at the end. */
static struct gly_str next_word(struct gly_str *rest)
{
    size_t start = 0;
    while (start < rest->len && (rest->ptr[start] == ' ' || rest->ptr[start] == '\t'))
        start++;
    size_t end = start;
    while (end < rest->len && rest->ptr[end] != ' ' && rest->ptr[end] != '\t')
        end++;
    struct gly_str word = {rest->ptr + start, end - start};
    *rest = (struct gly_str){rest->ptr + end, rest->len - end};
    return word;
}

static unsigned count_words(struct gly_str line)
{
    unsigned count = 0;
    while (next_word(&line).len > 0)
        count++;
    return count;
}

/* The lists are lower case; most words fail by their first letter. */
static bool is_one_of(struct gly_str word, const char *const *list)
{
    if (word.len == 0)
        return false;
    unsigned char first = (unsigned char)gly_to_lower((unsigned char)word.ptr[0]);
    for (; *list; list++)
        if ((unsigned char)(*list)[0] == first &&
            gly_str_eq_nocase(word, gly_str(*list)))
            return true;
    return false;
}

/* What one look at the bytes of a line tells: which signs it has, and how many words. */
enum line_sign {
    HAS_DIGIT = 1,
    HAS_COLON = 2,
    HAS_BAR = 4, /* | */
    HAS_AT = 8,  /* @ */
    HAS_GREATER = 16,
    HAS_TAB = 32,
    HAS_W = 64,
    HAS_STOP = 128, /* or a question or exclamation mark */
};

static unsigned signs_of(struct gly_str line, unsigned *ret_words)
{
    static const uint8_t sign[256] = {
        ['0'] = HAS_DIGIT, ['1'] = HAS_DIGIT, ['2'] = HAS_DIGIT,   ['3'] = HAS_DIGIT,
        ['4'] = HAS_DIGIT, ['5'] = HAS_DIGIT, ['6'] = HAS_DIGIT,   ['7'] = HAS_DIGIT,
        ['8'] = HAS_DIGIT, ['9'] = HAS_DIGIT, [':'] = HAS_COLON,   ['|'] = HAS_BAR,
        ['@'] = HAS_AT,    ['\t'] = HAS_TAB,  ['>'] = HAS_GREATER, ['w'] = HAS_W,
        ['.'] = HAS_STOP,  ['?'] = HAS_STOP,  ['!'] = HAS_STOP,
    };
    unsigned signs = 0, words = 0;
    bool blank = true;
    for (size_t i = 0; i < line.len; i++) {
        bool before = blank;
        blank = line.ptr[i] == ' ' || line.ptr[i] == '\t';
        words += before & !blank;
        signs |= sign[(unsigned char)line.ptr[i]];
    }
    *ret_words = words;
    return signs;
}

static struct gly_str trim_punct(struct gly_str word)
{
    while (word.len > 0 && is_in(word.ptr[word.len - 1], ".,:;()"))
        word.len--;
    while (word.len > 0 && word.ptr[0] == '(') {
        word.ptr++;
        word.len--;
    }
    return word;
}

static bool is_number(struct gly_str word)
{
    bool digit = false;
    for (size_t i = 0; i < word.len; i++) {
        digit |= word.ptr[i] >= '0' && word.ptr[i] <= '9';
        if (!is_in(word.ptr[i], "0123456789.,:/-"))
            return false;
    }
    return digit;
}

/* ---- Lines that stand alone and are no headings ---- */

static const char *const date_words[] = {
    "january", "february",  "march",   "april",    "may",       "june",      "july",
    "august",  "september", "october", "november", "december",  "jan",       "feb",
    "mar",     "apr",       "jun",     "jul",      "aug",       "sep",       "sept",
    "oct",     "nov",       "dec",     "monday",   "tuesday",   "wednesday", "thursday",
    "friday",  "saturday",  "sunday",  "mon",      "tue",       "wed",       "thu",
    "fri",     "sat",       "sun",     "updated",  "published", "posted",    "on",
    "at",      "am",        "pm",      "a.m",      "p.m",       "gmt",       "utc",
    "est",     "et",        "cet",     "bst",      "last",      "modified",  "date",
    "|",       "-",         "\u2013",  "\u2014",   "\u00B7",    NULL};

static bool is_date_line(struct gly_str line)
{
    bool digit = false;
    for (struct gly_str word; (word = trim_punct(next_word(&line))).len > 0;) {
        bool number = word.ptr[0] >= '0' && word.ptr[0] <= '9';
        if (!number && !is_one_of(word, date_words))
            return false;
        digit |= number;
    }
    return digit;
}

/* "By Jane Smith", "Jane Smith, Reuters" has no sign of its own and is not known. */
static bool is_byline(struct gly_str line)
{
    static const char *const openers[] = {"by", "from", "words", "text", NULL};
    struct gly_str rest = line;
    struct gly_str first = trim_punct(next_word(&rest));
    if (!is_one_of(first, openers) || count_words(rest) > 8)
        return false;
    struct gly_str second = next_word(&rest);
    return second.len > 0 && gly_shape_begins_sentence(second);
}

static bool has_bytes(struct gly_str line, const char *bytes)
{
    return memmem(line.ptr, line.len, bytes, strlen(bytes)) != NULL;
}

/* Addresses, menus, prompts: "a | b | c", "x@y.org", "http://...". `signs` are those of the
 * line. */
static bool is_technical(struct gly_str line, unsigned signs)
{
    return signs & (HAS_AT | HAS_TAB) ||
           (signs & HAS_COLON && has_bytes(line, "://")) ||
           (signs & HAS_W && has_bytes(line, "www.")) ||
           (signs & HAS_BAR && has_bytes(line, " | ")) ||
           (signs & HAS_GREATER && has_bytes(line, " > "));
}

bool gly_shape_is_field(struct gly_str line)
{
    const char *colon = memchr(line.ptr, ':', line.len < 32 ? line.len : 32);
    if (!colon || colon == line.ptr || !gly_shape_begins_sentence(line))
        return false;
    size_t len = (size_t)(colon - line.ptr);
    struct gly_str name = {line.ptr, len};
    if (len + 1 < line.len && line.ptr[len + 1] != ' ')
        return false;
    return count_words(name) <= 3 && !memchr(name.ptr, ',', len);
}

/* ---- Captions ---- */

/* "Table 2:", "Figure 3.", "Fig. 4a |", then words. */
static bool is_numbered_caption(struct gly_str line)
{
    static const char *const kinds[] = {"table", "figure", "fig", "chart",
                                        "graph", "map",    "box", "exhibit",
                                        "plate", "photo",  NULL};
    struct gly_str rest = line;
    if (!is_one_of(trim_punct(next_word(&rest)), kinds))
        return false;
    struct gly_str number = next_word(&rest);
    if (number.len == 0 || !(number.ptr[0] >= '0' && number.ptr[0] <= '9'))
        return false;
    if (is_in(number.ptr[number.len - 1], ":.|)"))
        return true;
    struct gly_str sign = next_word(&rest);
    return gly_str_is(sign, "\u2013") || gly_str_is(sign, "\u2014") ||
           gly_str_is(sign, "-") || gly_str_is(sign, "|") || gly_str_is(sign, ":");
}

/* Does a credit stand right before its colon, at `colon`? Where it begins, or NULL. */
static const char *credit_at(struct gly_str line, const char *colon)
{
    static const char *const credits[] = {
        "Photo",  "Photos",       "Photograph",   "Picture", "Image", "Image credit",
        "Credit", "Photo credit", "Illustration", "Source",  NULL};
    struct gly_str before = {line.ptr, (size_t)(colon - line.ptr)};
    for (const char *const *credit = credits; *credit; credit++)
        if (gly_str_ends(before, *credit))
            return colon - strlen(*credit);
    return NULL;
}

/* At the start of the line, or at the end of a description: after a stop, a bracket or a
 * bar. */
static bool may_credit(struct gly_str line, const char *at)
{
    return at == line.ptr ||
           (at >= line.ptr + 2 && at[-1] == ' ' && is_in(at[-2], ".|)/"));
}

bool gly_shape_is_caption(struct gly_str line)
{
    enum { CAPTION_BYTES = 600, CREDIT_BYTES = 120 };
    if (line.len > CAPTION_BYTES || line.len == 0)
        return false;
    if (is_numbered_caption(line))
        return true;
    const char *end = line.ptr + line.len;
    const char *at = line.len > CREDIT_BYTES ? end - CREDIT_BYTES : line.ptr;
    struct gly_str tail = {at, (size_t)(end - at)};
    static const char by[] = "Photo by ";
    const char *found = memchr(at, by[0], tail.len);
    if (found && (found = memmem(found, (size_t)(end - found), by, sizeof by - 1)) &&
        may_credit(line, found))
        return true;
    while ((at = memchr(at, ':', (size_t)(end - at)))) {
        found = at + 1 < end && at[1] == ' ' ? credit_at(tail, at) : NULL;
        if (found && may_credit(line, found))
            return true;
        at++;
    }
    return false;
}

/* ---- Headings ---- */

enum { HEADING_WORDS = 16, HEADING_BYTES = 160 };

/* Two sentences in one line: a stop, a blank, a capital. */
static bool has_inner_stop(struct gly_str line)
{
    for (size_t i = 1; i + 2 < line.len; i++)
        if (line.ptr[i + 1] == ' ' &&
            (line.ptr[i] == '.' || line.ptr[i] == '?' || line.ptr[i] == '!') &&
            gly_is_lower((unsigned char)line.ptr[i - 1]) && !ends_with_title(line, i) &&
            gly_is_upper((unsigned char)line.ptr[i + 2]))
            return true;
    return false;
}

bool gly_shape_is_heading(struct gly_str line)
{
    if (line.len < 2 || line.len > HEADING_BYTES || !gly_shape_begins_sentence(line))
        return false;
    size_t at;
    uint32_t last = last_char(line, &at);
    if (last == '.' || last == ',' || last == ';' || last == ':' || last == 0x2026 ||
        last == 0x3002)
        return false;
    unsigned words, signs = signs_of(line, &words);
    return words <= HEADING_WORDS && !is_technical(line, signs) &&
           !(signs & HAS_DIGIT && (is_number(line) || is_date_line(line))) &&
           !is_byline(line) && !gly_shape_is_caption(line) &&
           !(signs & HAS_STOP && has_inner_stop(line));
}

/* "1.2 Methods", "3 Results", "A.1 Data", "Chapter 3", "Part II: The Sea". */
bool gly_shape_is_numbered_heading(struct gly_str line, unsigned *ret_level)
{
    static const char *const divisions[] = {"chapter",  "part",    "section",
                                            "appendix", "article", NULL};
    struct gly_str rest = line;
    struct gly_str first = next_word(&rest);
    struct gly_str second = next_word(&rest);
    if (second.len == 0)
        return false;
    if (is_one_of(first, divisions)) {
        second = trim_punct(second);
        bool roman = second.len > 0;
        for (size_t i = 0; i < second.len; i++)
            roman &= is_in(second.ptr[i], "IVXLC");
        *ret_level = 1;
        return (roman || is_number(second) || second.len == 1) &&
               gly_shape_is_heading(line);
    }
    unsigned dots = 0;
    for (size_t i = 0; i < first.len; i++) {
        dots += first.ptr[i] == '.' && i + 1 < first.len;
        if (!is_in(first.ptr[i], "0123456789."))
            return false;
    }
    *ret_level = dots + 1 > 6 ? 6 : dots + 1;
    /* "3.5 Percent" and "12.50 Euro" are amounts: a section has small numbers. */
    return dots > 0 && first.len <= 2 * (dots + 1) + 1 && first.ptr[0] != '0' &&
           gly_shape_begins_sentence(second) && !is_number(second) &&
           gly_shape_is_heading(line);
}

/* ---- Code ---- */

bool gly_shape_is_code(struct gly_str line)
{
    if (line.len == 0)
        return false;
    if (gly_str_starts(line, "$ ") || gly_str_starts(line, "# ") ||
        gly_str_starts(line, "//") || gly_str_starts(line, "/*") ||
        gly_str_starts(line, "#!") || gly_str_starts(line, ">>> "))
        return true;
    static const bool is_sign[256] = {
        ['{'] = 1, ['}'] = 1, ['('] = 1, [')'] = 1, ['['] = 1,  [']'] = 1,
        [';'] = 1, ['='] = 1, ['<'] = 1, ['>'] = 1, ['_'] = 1,  ['$'] = 1,
        ['|'] = 1, ['/'] = 1, ['&'] = 1, ['+'] = 1, ['\\'] = 1, ['@'] = 1,
        ['%'] = 1, ['#'] = 1, ['^'] = 1, ['~'] = 1, ['`'] = 1,
    };
    unsigned signs = 0;
    for (size_t i = 0; i < line.len; i++)
        signs += is_sign[(unsigned char)line.ptr[i]];
    char last = line.ptr[line.len - 1];
    return last == ';' || last == '{' || last == '}' || last == '\\' ||
           signs * 8 >= line.len;
}
