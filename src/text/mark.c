/* Punctuation, symbols, emoji, emoticons: everything that is no word and no number. */
#include "base/utf8.h"
#include "text/scan.h"

/* ---- Emoticons ---- */

static const char *const emoticons[] = {
    ":)",  ":-)", ":(",  ":-(", ";)",  ";-)", ":D",  ":-D", "=)",  "=(",  "=D",
    ":P",  ":-P", ";P",  ":p",  ":-p", ":O",  ":-O", ":/",  ":-/", ":|",  "<3",
    "</3", "(:",  ">:(", "^_^", "-_-", ":'(", ":')", ":*",  ":3",  "(-:", ":]",
};

/* An emoticon stands between spaces; ":)" may be glued to a word where no parenthesis
 * is open. */
static uint32_t emoticon_end(const struct gly_scan *scan)
{
    struct gly_str rest = gly_scan_slice(scan, scan->at, scan->end);
    if (rest.len < 2 || gly_byte_is(rest.ptr[1], GLY_CHAR_SPACE | GLY_CHAR_HIGH))
        return scan->at;
    if (scan->glued &&
        (scan->open_paren > 0 ||
         !(rest.ptr[1] == ')' || rest.ptr[1] == '(' || rest.ptr[1] == '-')))
        return scan->at;
    for (size_t i = 0; i < GLY_COUNT(emoticons); i++) {
        if (emoticons[i][0] != rest.ptr[0] || emoticons[i][1] != rest.ptr[1] ||
            !gly_str_starts(rest, emoticons[i]))
            continue;
        uint32_t end = scan->at + (uint32_t)strlen(emoticons[i]);
        if (gly_scan_class(scan, end) & (GLY_CHAR_SPACE | GLY_CHAR_HIGH) ||
            strchr(".,!?", gly_scan_byte(scan, end)))
            return end;
    }
    return scan->at;
}

/* ---- Runs ---- */

static bool is_in(char c, const char *set)
{
    return c && strchr(set, c) != NULL;
}

static uint32_t run_end(const struct gly_scan *scan, const char *set)
{
    uint32_t at = scan->at;
    while (at < scan->end && is_in(scan->text[at], set))
        at++;
    return at;
}

static uint32_t same_end(const struct gly_scan *scan)
{
    uint32_t at = scan->at + 1;
    while (at < scan->end && scan->text[at] == scan->text[scan->at])
        at++;
    return at;
}

/* "->", "<=", "==>" and rules drawn with several characters are one token. */
static uint32_t drawing_end(const struct gly_scan *scan)
{
    uint32_t same = same_end(scan), all = run_end(scan, "-=_*+~|<>^#");
    if (all == same)
        return same;
    static const char *const arrows[] = {"->",  "-->", "=>", "==>", "===>", "<-",
                                         "<--", "<=",  ">=", "+-",  "<->",  "<=>"};
    struct gly_str run = gly_scan_slice(scan, scan->at, all);
    if (gly_str_one_of(run, arrows, GLY_COUNT(arrows)))
        return all;
    bool alone = !scan->glued && (gly_scan_class(scan, all) & GLY_CHAR_SPACE);
    return alone && run.len > 2 ? all : same;
}

/* Stops: "...", "?!", "!!!", "….": one mark to the reader. */
static uint32_t stops_end(const struct gly_scan *scan)
{
    uint32_t at = run_end(scan, ".!?");
    struct gly_str rest = gly_scan_slice(scan, at, scan->end);
    return gly_str_starts(rest, "\xE2\x80\xA6") ? at + 3 : at;
}

static struct gly_lexeme ascii_mark(const struct gly_scan *scan)
{
    uint32_t at = scan->at;
    char c = scan->text[at];
    uint16_t kind = gly_byte_is(c, GLY_CHAR_PUNCT) ? GLY_TOK_PUNCT : GLY_TOK_SYMBOL;
    switch (c) {
    case '.':
    case '!':
    case '?':
        return (struct gly_lexeme){stops_end(scan), kind, 0};
    case '-':
    case '=':
    case '_':
    case '*':
    case '+':
    case '~':
    case '|':
    case '<':
    case '>':
    case '^': {
        uint32_t end = drawing_end(scan);
        bool arrow = end - at > 1 && scan->text[end - 1] != c;
        return (struct gly_lexeme){end, arrow ? GLY_TOK_SYMBOL : kind, 0};
    }
    case '\'':
    case '`':
    case '#':
    case '$':
    case ',':
    case '/':
    case '\\':
    case ';':
        return (struct gly_lexeme){same_end(scan), kind, 0};
    default:
        if (gly_byte_is(c, GLY_CHAR_SYMBOL) && (unsigned char)c < 0x20)
            return (struct gly_lexeme){same_end(scan), kind, 0};
        return (struct gly_lexeme){at + 1, kind, 0};
    }
}

/* ---- Beyond ASCII ---- */

static bool is_regional(uint32_t cp)
{
    return cp >= 0x1F1E6 && cp <= 0x1F1FF;
}

/* What modifies the emoji before it (UTS #51): skin tones, tags. */
static bool is_modifier(uint32_t cp)
{
    return (cp >= 0x1F3FB && cp <= 0x1F3FF) || (cp >= 0xE0020 && cp <= 0xE007F);
}

/* One emoji with its joiners and modifiers, or a flag of two letters. */
static uint32_t symbol_end(const struct gly_scan *scan, uint32_t first, uint32_t at)
{
    unsigned len;
    if (is_regional(first) && at < scan->end &&
        is_regional(gly_utf8_decode(scan->text, scan->end, at, &len)))
        return at + len;
    while (at < scan->end && gly_byte_is(scan->text[at], GLY_CHAR_HIGH)) {
        uint32_t cp = gly_utf8_decode(scan->text, scan->end, at, &len);
        if (!is_modifier(cp) && gly_char_of_code(cp) != GLY_CHAR_INNER)
            break;
        at += len;
        if (cp == 0x200D && gly_scan_class(scan, at) == GLY_CHAR_SYMBOL &&
            gly_byte_is(scan->text[at], GLY_CHAR_HIGH)) {
            gly_utf8_decode(scan->text, scan->end, at, &len);
            at += len;
        }
    }
    return at;
}

static uint32_t same_code_end(const struct gly_scan *scan, uint32_t first, uint32_t at)
{
    unsigned len;
    while (at < scan->end && gly_byte_is(scan->text[at], GLY_CHAR_HIGH) &&
           gly_utf8_decode(scan->text, scan->end, at, &len) == first)
        at += len;
    return at;
}

static struct gly_lexeme high_mark(const struct gly_scan *scan)
{
    unsigned len;
    uint32_t cp = gly_utf8_decode(scan->text, scan->end, scan->at, &len);
    uint32_t at = scan->at + len;
    enum gly_char class = gly_char_of_code(cp);
    if (class == GLY_CHAR_SYMBOL)
        return (struct gly_lexeme){symbol_end(scan, cp, at), GLY_TOK_SYMBOL, 0};
    /* Marks without a base, stray format characters: as long as they last. */
    if (class == GLY_CHAR_INNER || class == GLY_CHAR_FORMAT) {
        while (at < scan->end && gly_char_at(scan->text, at, scan->end, &len) == class)
            at += len;
        return (struct gly_lexeme){at, GLY_TOK_SYMBOL, 0};
    }
    /* "……", "——": several are one mark. Quotation marks are not: “‘’”. */
    bool quote = (cp >= 0x2018 && cp <= 0x201F) || cp == 0xAB || cp == 0xBB ||
                 (cp >= 0x3008 && cp <= 0x301B);
    if (!quote)
        at = same_code_end(scan, cp, at);
    if (cp == 0x2026)
        while (gly_scan_byte(scan, at) == '.' || gly_scan_byte(scan, at) == '?' ||
               gly_scan_byte(scan, at) == '!')
            at++;
    return (struct gly_lexeme){at, GLY_TOK_PUNCT, 0};
}

/* ---- All of them ---- */

/* The byte before the scanner, which is glued to it. */
static char mark_before(const struct gly_scan *scan)
{
    return scan->text[scan->at - 1];
}

/* ".NET", ".doc": a name that begins with a stop. */
static uint32_t dotted_name_end(const struct gly_scan *scan)
{
    if (scan->glued && scan->prev && mark_before(scan) != '(' &&
        mark_before(scan) != '"')
        return scan->at;
    if (!gly_byte_is(gly_scan_byte(scan, scan->at + 1), GLY_CHAR_LETTER))
        return scan->at;
    return gly_scan_letters(scan, scan->at + 1);
}

struct gly_lexeme gly_lex_mark(const struct gly_scan *scan)
{
    char c = scan->text[scan->at];
    if (gly_byte_is(c, GLY_CHAR_HIGH))
        return high_mark(scan);
    if (is_in(c, ":;=<>(^-")) {
        uint32_t end = emoticon_end(scan);
        if (end > scan->at)
            return (struct gly_lexeme){end, GLY_TOK_SYMBOL, 0};
    }
    if (c == '.') {
        uint32_t end = dotted_name_end(scan);
        if (end > scan->at)
            return (struct gly_lexeme){end, GLY_TOK_PATH, 0};
    }
    return ascii_mark(scan);
}
