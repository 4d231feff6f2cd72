/* Words: letters of any script with the apostrophes, hyphens and stops that belong. */
#include "text/abbreviation.h"
#include "text/scan.h"

static char lower_byte(char c)
{
    return gly_byte_is(c, GLY_CHAR_UPPER) ? (char)(c | 0x20) : c;
}

/* ---- Runs of letters ---- */

/* Past soft hyphens, zero-width spaces and their kin. */
static uint32_t formats_end(const struct gly_scan *scan, uint32_t at)
{
    unsigned len;
    while (at < scan->end &&
           gly_char_at(scan->text, at, scan->end, &len) == GLY_CHAR_FORMAT)
        at += len;
    return at;
}

uint32_t gly_scan_letters(const struct gly_scan *scan, uint32_t at)
{
    at = gly_lower_end(scan->whole, at, scan->end);
    while (at < scan->end) {
        if (gly_byte_is(scan->text[at], GLY_CHAR_WORD)) {
            at++;
            continue;
        }
        if (!gly_byte_is(scan->text[at], GLY_CHAR_HIGH))
            break;
        unsigned len;
        unsigned class = gly_char_at(scan->text, at, scan->end, &len);
        if (class == GLY_CHAR_FORMAT) {
            uint32_t behind = formats_end(scan, at);
            if (!(gly_scan_class(scan, behind) & (GLY_CHAR_WORD | GLY_CHAR_INNER)))
                break;
            at = behind;
            continue;
        }
        if (!(class & (GLY_CHAR_WORD | GLY_CHAR_INNER)))
            break;
        at += len;
    }
    return at;
}

/* "AT&T", "R&D", "p&l": the end of letters joined by &, `at` for "Smith&Sons" and for
 * what is left of an entity. */
static uint32_t ampersand_end(const struct gly_scan *scan, uint32_t at)
{
    enum { MOST = 4 };
    if (gly_scan_byte(scan, at) != '&' || at - scan->at > MOST)
        return at;
    uint32_t end = gly_scan_letters(scan, at + 1);
    if (end == at + 1 || end - at - 1 > MOST || gly_scan_byte(scan, end) == ';')
        return at;
    bool upper = true;
    for (uint32_t p = scan->at; p < end; p++)
        upper = upper && (p == at || gly_byte_is(scan->text[p], GLY_CHAR_UPPER));
    return upper || end - scan->at == 3 ? end : at;
}

/* "f***", "sh*t": letters struck out. */
static uint32_t censored_end(const struct gly_scan *scan, uint32_t at)
{
    if (gly_scan_byte(scan, at) != '*' || at - scan->at > 2)
        return at;
    uint32_t stars = at;
    while (gly_scan_byte(scan, stars) == '*')
        stars++;
    uint32_t end = gly_scan_letters(scan, stars);
    return stars - at >= 2 || end - stars >= 2 ? end : at;
}

/* Letters, and apostrophes, & and * between them. */
static uint32_t body_end(const struct gly_scan *scan)
{
    uint32_t at = gly_scan_letters(scan, scan->at);
    for (;;) {
        unsigned len = gly_apostrophe_at(scan->text, at, scan->end);
        if (len == 0 &&
            gly_scan_byte(scan, at) == '`') /* "Levi`s", for want of better */
            len = (gly_scan_byte(scan, at + 1) | 0x20) == 's' ||
                  (gly_scan_byte(scan, at + 1) | 0x20) == 't';
        if (len == 0 || !(gly_scan_class(scan, at + len) & GLY_CHAR_LETTER))
            break;
        at = gly_scan_letters(scan, at + len);
    }
    uint32_t joined = ampersand_end(scan, at);
    if (joined > at) {
        unsigned len = gly_apostrophe_at(scan->text, joined, scan->end);
        bool possessive = len > 0 && gly_scan_byte(scan, joined + len) == 's' &&
                          !(gly_scan_class(scan, joined + len + 1) & GLY_CHAR_WORD);
        return possessive ? joined + len + 1 : joined;
    }
    return censored_end(scan, at);
}

/* ---- An apostrophe at the end ---- */

/* Is there, soon, another apostrophe that could close a quotation? */
static bool closes_later(const struct gly_scan *scan, uint32_t at)
{
    enum { SOON = 200 };
    uint32_t stop = scan->end - at > SOON ? at + SOON : scan->end;
    for (uint32_t p = at; p < stop; p++) {
        unsigned len = gly_apostrophe_at(scan->text, p, scan->end);
        if (len > 0 && !gly_byte_is(scan->text[p - 1], GLY_CHAR_SPACE) &&
            !(gly_scan_class(scan, p + len) & GLY_CHAR_WORD))
            return true;
    }
    return false;
}

/* "the readers' letters", "goin'": the end with the apostrophe, or `at` when it closes
 * a quotation. */
static uint32_t last_apostrophe_end(const struct gly_scan *scan, uint32_t at)
{
    static const gly_short_word clipped[] = {"ol", "o",  "th", "an", "n",   "po", "lil",
                                             "wi", "de", "d",  "l",  "jus", "mo"};
    unsigned len = gly_apostrophe_at(scan->text, at, scan->end);
    if (len == 0 || gly_apostrophe_at(scan->text, at + len, scan->end) > 0)
        return at;
    struct gly_str word = gly_scan_slice(scan, scan->at, at);
    char last = lower_byte(word.ptr[word.len - 1]);
    bool plural = last == 's' || last == 'x' || last == 'z';
    if (scan->open_single > 0) {
        bool goes_on = plural && gly_scan_byte(scan, at + len) == ' ' &&
                       gly_byte_is(gly_scan_byte(scan, at + len + 1), GLY_CHAR_LOWER);
        return goes_on && closes_later(scan, at + len) ? at + len : at;
    }
    bool gerund = word.len >= 4 && gly_str_ends(word, "in");
    if (plural || gerund || gly_word_in(word, clipped, GLY_COUNT(clipped)))
        return at + len;
    return at;
}

struct gly_lexeme gly_lex_elision(const struct gly_scan *scan)
{
    static const gly_short_word words[] = {
        "em",   "n",     "til",   "till",  "tis",   "twas", "cause",
        "bout", "round", "neath", "twere", "twill", "cos",  "cuz",
        "nuff", "tude",  "hood",  "burbs", "fraid",
    };
    struct gly_lexeme none = {scan->at, 0, 0};
    unsigned len = gly_apostrophe_at(scan->text, scan->at, scan->end);
    uint32_t start = scan->at + len;
    if (len == 0 || start >= scan->end)
        return none;
    uint32_t end = gly_scan_letters(scan, start);
    struct gly_str word = gly_scan_slice(scan, start, end);
    unsigned closing = gly_apostrophe_at(scan->text, end, scan->end);
    /* Behind something that is no word: "the 'Times's", "Yahoo!'s". */
    if (scan->glued && scan->prev)
        return gly_str_is(word, "s") && scan->open_single == 0
                   ? (struct gly_lexeme){end, GLY_TOK_WORD, 0}
                   : none;
    bool year = word.len >= 2 && word.len <= 3 &&
                gly_byte_is(word.ptr[0], GLY_CHAR_DIGIT) &&
                gly_byte_is(word.ptr[1], GLY_CHAR_DIGIT) &&
                (word.len == 2 || word.ptr[2] == 's');
    if (year && closing == 0)
        return (struct gly_lexeme){end, GLY_TOK_NUMBER, 0};
    if (!gly_word_in(word, words, GLY_COUNT(words)))
        return none;
    /* "rock 'n' roll" keeps both apostrophes. */
    if (closing > 0)
        return word.len == 1 ? (struct gly_lexeme){end + closing, GLY_TOK_WORD, 0}
                             : none;
    return (struct gly_lexeme){end, GLY_TOK_WORD, 0};
}

/* ---- Hyphens ---- */

/* Affixes that stay with their word, after the Penn Treebank's guidelines for web text
 * (LDC 2012, appendix on hyphens), less those that the English UD treebanks split. */
static const gly_short_word prefixes[] = {
    "non",   "e",     "re",    "anti",  "co",     "pre",   "pro",     "mid",
    "cross", "post",  "over",  "multi", "ex",     "sub",   "counter", "semi",
    "mini",  "inter", "neo",   "socio", "psycho", "intra", "micro",   "macro",
    "mega",  "ultra", "super", "extra", "trans",  "quasi", "pseudo",  "un",
    "arch",  "agro",  "ante",  "bi",    "bio",    "cyber", "de",      "eco",
    "hyper", "para",  "peri",  "tri",   "uni",    "mis",
};

static const gly_short_word suffixes[] = {
    "esque", "ette", "fest", "fold", "gate", "itis", "less", "rama", "wise",
};
enum { SHORTEST_SUFFIX = 4, LONGEST_SUFFIX = 5 };

static const gly_short_word interjections[] = {
    "uh-huh", "mm-hm",    "mm-hmm", "uh-oh",  "uh-uh",
    "o-kay",  "whoo-hoo", "ta-da",  "nuh-uh",
};

/* The end of "pre-war", "clock-wise", "uh-huh"; `at` where the hyphen stands alone. */
static uint32_t hyphened_end(const struct gly_scan *scan, uint32_t at)
{
    unsigned next = gly_scan_class(scan, at + 1);
    if (!(next & GLY_CHAR_WORD))
        return at;
    uint32_t end = gly_scan_letters(scan, at + 1);
    struct gly_str word = gly_scan_slice(scan, scan->at, at);
    bool after_hyphen = scan->glued && scan->prev && scan->text[scan->at - 1] == '-';
    if (!after_hyphen && gly_word_in(word, prefixes, GLY_COUNT(prefixes))) {
        /* "non-Hodgkin's" */
        unsigned len = gly_apostrophe_at(scan->text, end, scan->end);
        if (len > 0 && (gly_scan_class(scan, end + len) & GLY_CHAR_LETTER))
            end = gly_scan_letters(scan, end + len);
        return end;
    }
    if (!(next & GLY_CHAR_LETTER))
        return at;
    uint32_t len = end - at - 1;
    if ((len >= SHORTEST_SUFFIX && len <= LONGEST_SUFFIX &&
         gly_word_in(gly_scan_slice(scan, at + 1, end), suffixes,
                     GLY_COUNT(suffixes))) ||
        gly_word_in(gly_scan_slice(scan, scan->at, end), interjections,
                    GLY_COUNT(interjections)))
        return end;
    return at;
}

/* ---- Full stops ---- */

/* What follows a stop at `at`, past spaces. */
struct next {
    unsigned class;
    uint32_t at;
    bool glued;
};

static struct next look_ahead(const struct gly_scan *scan, uint32_t at)
{
    enum { FAR = 16 }; /* more spaces than that are a gap, not a space */
    struct next next = {.at = at + 1, .glued = true};
    while (next.at < scan->end && next.at - at <= FAR &&
           gly_byte_is(scan->text[next.at], GLY_CHAR_SPACE)) {
        next.at++;
        next.glued = false;
    }
    next.class = next.at < scan->end ? gly_scan_class(scan, next.at) : 0;
    return next;
}

static bool starts_sentence(const struct gly_scan *scan, uint32_t at)
{
    return gly_starts_sentence(gly_scan_slice(scan, at, gly_scan_letters(scan, at)));
}

static bool prev_is_number(const struct gly_scan *scan)
{
    return scan->prev && scan->prev->kind == GLY_TOK_NUMBER;
}

static bool prev_is_capitalised(const struct gly_scan *scan)
{
    return scan->prev && (scan->prev->flags & GLY_TOK_CAPITALISED);
}

/* Is the token before an initial with its stop, "J."? */
static bool prev_is_initial(const struct gly_scan *scan)
{
    return scan->prev && (scan->prev->flags & GLY_TOK_ABBREVIATION) &&
           gly_span_len(scan->prev->span) == 2;
}

/* "J." before a name, the last of "U. S.". */
static bool is_initial(const struct gly_scan *scan, struct next next)
{
    char letter = scan->text[scan->at];
    if (!gly_byte_is(letter, GLY_CHAR_UPPER))
        return false;
    if (prev_is_initial(scan) && next.class != 0 && !(next.class & GLY_CHAR_UPPER))
        return true;
    if (!(next.class & GLY_CHAR_UPPER))
        return false;
    if (next.glued)
        return true; /* "J.Smith" */
    if (starts_sentence(scan, next.at))
        /* "George W. The" hardly, "J. A. Smith" likely. */
        return gly_scan_byte(scan, next.at + 1) == '.';
    /* The pronoun: "you and I. Nobody", but "I. Newton". */
    bool opens = !scan->prev || scan->prev->kind == GLY_TOK_PUNCT;
    return letter != 'I' || prev_is_capitalised(scan) || opens;
}

/* "vol. III" */
static bool is_roman(const struct gly_scan *scan, uint32_t at)
{
    uint32_t end = at;
    while (end < scan->end && strchr("IVXLC", scan->text[end]))
        end++;
    return end > at && !(gly_scan_class(scan, end) & GLY_CHAR_WORD);
}

/* Whether the stop at `at` belongs to the abbreviation that ends there. */
static bool keeps_stop(const struct gly_scan *scan, uint32_t at,
                       enum gly_abbreviation_kind kind)
{
    struct next next = look_ahead(scan, at);
    switch (kind) {
    case GLY_ABBREVIATION_NONE:
        return false;
    case GLY_ABBREVIATION_NUMBERED:
        return (next.class & GLY_CHAR_DIGIT) || is_roman(scan, next.at);
    case GLY_ABBREVIATION_MONTH:
        return (next.class & GLY_CHAR_DIGIT) || (next.class & GLY_CHAR_LOWER) ||
               at - scan->at == 4 || prev_is_number(scan);
    case GLY_ABBREVIATION_DAY:
        return (next.class & (GLY_CHAR_DIGIT | GLY_CHAR_LOWER)) ||
               gly_scan_byte(scan, next.at) == ',' ||
               ((next.class & GLY_CHAR_UPPER) && !starts_sentence(scan, next.at) &&
                !scan->prev);
    case GLY_ABBREVIATION_STATE:
        return scan->prev && scan->text[scan->prev->span.start] == ',';
    case GLY_ABBREVIATION_UNIT:
        return prev_is_number(scan) && next.class != 0 &&
               !(next.class & GLY_CHAR_UPPER);
    case GLY_ABBREVIATION_PLACE:
        return gly_byte_is(scan->text[scan->at], GLY_CHAR_UPPER)
                   ? (next.class & GLY_CHAR_UPPER) || prev_is_capitalised(scan)
                   : prev_is_number(scan) && next.class != 0 &&
                         !(next.class & GLY_CHAR_UPPER);
    case GLY_ABBREVIATION_BEFORE:
        /* "Roe v. Wade", but a variable at the end of a sentence. */
        return next.class != 0 && (at - scan->at > 1 || (next.class & GLY_CHAR_UPPER));
    default:
        return true;
    }
}

/* "U.S.", "a.k.a", "Ph.D.": the end of single letters and their stops, `at` (a stop)
 * when there is no second letter. */
static uint32_t acronym_end(const struct gly_scan *scan, uint32_t at)
{
    enum { LONGEST_DEGREE = 4 };
    static const gly_short_word degrees[] = {"ph",  "m",    "b",  "ed",   "ll",
                                             "d",   "mr",   "sc", "litt", "mus",
                                             "eng", "phil", "th", "psy"};
    uint32_t p = at, letters = 1;
    bool degree =
        at - scan->at <= LONGEST_DEGREE &&
        gly_word_in(gly_scan_slice(scan, scan->at, at), degrees, GLY_COUNT(degrees));
    if (at - scan->at > 2 && !degree)
        return at;
    for (;;) {
        uint32_t start = p + 1;
        uint32_t end = gly_scan_letters(scan, start);
        bool dotted = gly_scan_byte(scan, end) == '.';
        unsigned first;
        if (end == start ||
            !(gly_char_at(scan->text, start, scan->end, &first) & GLY_CHAR_LETTER))
            break;
        bool single = end - start == first;
        bool part = degree && gly_word_in(gly_scan_slice(scan, start, end), degrees,
                                          GLY_COUNT(degrees));
        if (!single && !part)
            break;
        letters++;
        bool ellipsis =
            gly_scan_byte(scan, end + 1) == '.' && gly_scan_byte(scan, end + 2) == '.';
        if (!dotted || ellipsis)
            return end;
        p = end;
    }
    return letters > 1 ? p + 1 : at;
}

/* "v1.2.3", "Python3.9", "P.108": versions and models; `at` is the first stop. */
static uint32_t version_end(const struct gly_scan *scan, uint32_t at)
{
    enum { LONGEST_MODEL = 3 };
    bool version = gly_byte_is(scan->text[at - 1], GLY_CHAR_DIGIT);
    bool model = at - scan->at <= LONGEST_MODEL;
    for (uint32_t p = scan->at; p < at; p++)
        model = model && gly_byte_is(scan->text[p], GLY_CHAR_UPPER);
    if (!version && !model)
        return at;
    while (gly_scan_byte(scan, at) == '.' &&
           gly_byte_is(gly_scan_byte(scan, at + 1), GLY_CHAR_DIGIT))
        at = gly_scan_letters(scan, at + 1);
    return at;
}

/* The end of the word with the stop at `at` if it has one. */
static struct gly_lexeme dotted(const struct gly_scan *scan, uint32_t at)
{
    struct gly_lexeme plain = {at, GLY_TOK_WORD, 0};
    struct gly_lexeme stopped = {at + 1, GLY_TOK_WORD, GLY_TOK_ABBREVIATION};
    char next = gly_scan_byte(scan, at + 1);
    if (next == '.') {
        /* "Acme Inc..": one stop too many, the first is the abbreviation's. */
        bool two = gly_scan_byte(scan, at + 2) != '.';
        bool suffix = gly_abbreviation_find(gly_scan_slice(scan, scan->at, at)) ==
                      GLY_ABBREVIATION_SUFFIX;
        return two && suffix ? stopped : plain;
    }
    unsigned first;
    gly_char_at(scan->text, scan->at, scan->end, &first);
    bool single = at - scan->at == first;
    if (gly_scan_class(scan, at + 1) & GLY_CHAR_LETTER) {
        uint32_t end = single || at - scan->at <= 4 ? acronym_end(scan, at) : at;
        if (end > at)
            return (struct gly_lexeme){end, GLY_TOK_WORD,
                                       scan->text[end - 1] == '.' ? GLY_TOK_ABBREVIATION
                                                                  : 0};
    }
    if (single && is_initial(scan, look_ahead(scan, at)))
        return stopped;
    enum gly_abbreviation_kind kind =
        gly_abbreviation_find(gly_scan_slice(scan, scan->at, at));
    return keeps_stop(scan, at, kind) ? stopped : plain;
}

/* ---- Words ---- */

static bool has_digit(const struct gly_scan *scan, uint32_t end)
{
    for (uint32_t p = gly_lower_end(scan->whole, scan->at + 1, end); p < end; p++)
        if (gly_byte_is(scan->text[p], GLY_CHAR_DIGIT))
            return true;
    return false;
}

/* "w/o", "I/O", "s/he" */
static uint32_t slashed_end(const struct gly_scan *scan, uint32_t at)
{
    uint32_t end = gly_scan_letters(scan, at + 1);
    struct gly_str word = gly_scan_slice(scan, scan->at, end);
    static const gly_short_word words[] = {"w/o", "w/out", "w/", "s/he",
                                           "n/a", "b/c",   "b/w"};
    bool letters = at - scan->at == 1 && end - at == 2 &&
                   (gly_scan_class(scan, at + 1) & GLY_CHAR_LETTER) &&
                   gly_scan_byte(scan, end) != '/';
    return letters || gly_word_in(word, words, GLY_COUNT(words)) ? end : at;
}

/* "US$", "HK$" before an amount; "Rs1000", "EUR50". */
static uint32_t currency_end(const struct gly_scan *scan)
{
    static const char *const codes[] = {"Rs",  "EUR", "USD", "GBP", "CHF",
                                        "AUD", "CAD", "NZD", "RMB", "CNY",
                                        "JPY", "INR", "SEK", "NOK", "DKK"};
    uint32_t p = scan->at;
    while (p < scan->end && p - scan->at < 4 &&
           gly_byte_is(scan->text[p], GLY_CHAR_LETTER))
        p++;
    if (p - scan->at <= 3 && gly_scan_byte(scan, p) == '$' &&
        gly_byte_is(scan->text[p - 1], GLY_CHAR_UPPER))
        return p + 1;
    struct gly_str code = gly_scan_slice(scan, scan->at, p);
    if (gly_byte_is(gly_scan_byte(scan, p), GLY_CHAR_DIGIT))
        for (size_t i = 0; i < GLY_COUNT(codes); i++)
            if (gly_str_is(code, codes[i]))
                return p;
    return scan->at;
}

struct gly_lexeme gly_lex_word(const struct gly_scan *scan)
{
    uint32_t currency = currency_end(scan);
    if (currency > scan->at)
        return (struct gly_lexeme){
            currency, scan->text[currency - 1] == '$' ? GLY_TOK_SYMBOL : GLY_TOK_WORD,
            0};
    uint32_t at = body_end(scan);
    uint16_t kind = has_digit(scan, at) ? GLY_TOK_MIXED : GLY_TOK_WORD;
    struct gly_lexeme word = {at, kind, 0};
    switch (gly_scan_byte(scan, at)) {
    case '.':
        word.end = version_end(scan, at);
        if (word.end > at)
            return (struct gly_lexeme){word.end, GLY_TOK_MIXED, 0};
        if (kind == GLY_TOK_WORD)
            return dotted(scan, at);
        break;
    case '-':
        word.end = hyphened_end(scan, at);
        break;
    case '/':
        word.end = slashed_end(scan, at);
        break;
    case '!':
        word.end = at + gly_is_exclaimed_name(gly_scan_slice(scan, scan->at, at));
        break;
    case '+':
    case '#': {
        bool letter = at - scan->at == 1 && strchr("CFJQ", scan->text[scan->at]);
        bool plus = gly_str_starts(gly_scan_slice(scan, at, scan->end), "++");
        if (letter && (plus || scan->text[at] == '#'))
            word = (struct gly_lexeme){at + 1 + plus, GLY_TOK_MIXED, 0};
        break;
    }
    case '_':
        if (gly_scan_class(scan, at + 1) & GLY_CHAR_WORD)
            word =
                (struct gly_lexeme){gly_scan_letters(scan, at + 1), GLY_TOK_MIXED, 0};
        break;
    default:
        word.end = last_apostrophe_end(scan, at);
        break;
    }
    return word;
}
