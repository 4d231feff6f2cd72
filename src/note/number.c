/* NUMBERS: the numerals of a document, in digits and words, with their scale. */
#include <math.h>

#include "note/note.h"
#include "note/measure.h"
#include "note/number.h"
#include "text/chars.h"

struct numbers {
    struct gly_doc *doc;
    GLY_VEC(struct gly_number) list;
    bool decimal_comma; /* the document writes 3,5 */
};

static bool lang_is(const char *lang, const char *list)
{
    return gly_word_among((struct gly_str){lang, strcspn(lang, "-_")}, list);
}

static bool ends_with_sign(const struct gly_look *look, uint32_t tok)
{
    static const char *const signs[] = {"$", "£", "€", "¥", "₹", "₱", "₽", "₩", "Rs"};
    struct gly_str text = gly_look_at(look, tok);
    for (size_t i = 0; i < GLY_COUNT(signs); i++)
        if (gly_str_ends(text, signs[i]))
            return true;
    return false;
}

/* A currency before or behind decides that "m" is a million and not a metre. */
static bool is_money(const struct gly_look *look, uint32_t first, uint32_t behind)
{
    const struct gly_measure *unit =
        gly_measure_find(look->doc, gly_look_at(look, first - 1));
    if (ends_with_sign(look, first - 1) || (unit && unit->dimension == GLY_DIM_MONEY))
        return true;
    /* "£10-15m", "$26 to 31m" */
    if ((gly_look_is_dash(look, first - 1) ||
         gly_look_among(look, first - 1, "to and or")) &&
        gly_look_kind(look, first - 2) == GLY_TOK_NUMBER &&
        ends_with_sign(look, first - 3))
        return true;
    unit = gly_measure_find(look->doc, gly_look_at(look, behind));
    return unit && unit->dimension == GLY_DIM_MONEY;
}

/* The power of ten of the scale letter or short form at `tok`, behind a number from token
 * `first` on; 0 for none. */
static unsigned short_scale(const struct gly_look *look, uint32_t first, uint32_t tok)
{
    static const struct {
        const char *text;
        uint8_t power;
        bool always;
    } scales[] = {
        {"bn", 9, true},  {"mn", 6, true},   {"mln", 6, true},  {"bln", 9, true},
        {"tn", 12, true}, {"trn", 12, true}, {"m", 6, false},   {"M", 6, false},
        {"k", 3, false},  {"K", 3, false},   {"b", 9, false},   {"B", 9, false},
        {"T", 12, false}, {"MM", 6, false},  {"mil", 6, false},
    };
    struct gly_str text = gly_look_at(look, tok);
    for (size_t i = 0; i < GLY_COUNT(scales) && text.len <= 3; i++)
        if (gly_str_is(text, scales[i].text))
            return scales[i].always || is_money(look, first, tok + 1) ? scales[i].power
                                                                      : 0;
    return 0;
}

static unsigned power_of(double scale)
{
    return (unsigned)lround(log10(scale));
}

static void rescale(struct gly_number *number, unsigned power)
{
    number->value *= pow(10, power);
    number->half *= pow(10, power);
    number->scale = (uint8_t)(number->scale + power);
}

/* Scale words and letters behind digits: "3.5 million", "£12m", "5 lakh crore". */
static uint32_t read_scale(const struct gly_look *look, uint32_t first, uint32_t end,
                           struct gly_number *number)
{
    enum { MOST_SCALES = 2 };
    for (unsigned n = 0; n < MOST_SCALES; n++) {
        uint32_t at = end;
        /* "a 28-million-pound deal" */
        if (gly_look_is_hyphen(look, at) && gly_look_is_glued(look, at))
            at++;
        struct gly_str text = gly_look_at(look, at);
        const struct gly_numeral *numeral =
            gly_look_kind(look, at) == GLY_TOK_WORD ? gly_numeral_find(text) : NULL;
        if (numeral && (numeral->kind == GLY_NUMERAL_SCALE ||
                        numeral->kind == GLY_NUMERAL_HUNDRED)) {
            rescale(number, power_of(numeral->value));
            number->flags |= GLY_NUMBER_WORDS;
        } else if (numeral && numeral->kind == GLY_NUMERAL_DOZEN) {
            number->value *= 12;
            number->half = 0;
        } else {
            unsigned power = at == end && n == 0 ? short_scale(look, first, at) : 0;
            if (power == 0)
                break;
            rescale(number, power);
        }
        end = at + 1;
    }
    return end;
}

static bool is_plain(const struct gly_number *number)
{
    return !(number->flags & (GLY_NUMBER_SHAPED | GLY_NUMBER_ORDINAL |
                              GLY_NUMBER_PLURAL | GLY_NUMBER_FRACTION)) &&
           number->decimals == 0;
}

/* "1 ⁄ 3" with a fraction slash, in tokens of its own; moves to its last one. */
static double read_slash_fraction(const struct gly_look *look, uint32_t *at)
{
    struct gly_number a, b;
    if (gly_look_kind(look, *at) != GLY_TOK_NUMBER ||
        gly_look_kind(look, *at + 2) != GLY_TOK_NUMBER ||
        !gly_number_digits(gly_look_at(look, *at), false, &a) ||
        !gly_number_digits(gly_look_at(look, *at + 2), false, &b) || b.value < 2 ||
        a.value >= b.value)
        return 0;
    *at += 2;
    return a.value / b.value;
}

/* A fraction behind a whole number: "2 1/2", "2½", "6 and a half". */
static uint32_t read_added_part(const struct gly_look *look, uint32_t end,
                                struct gly_number *number)
{
    struct gly_str text = gly_look_at(look, end);
    double part = gly_number_vulgar(text);
    struct gly_number fraction;
    if (part == 0 && gly_look_kind(look, end) == GLY_TOK_NUMBER &&
        gly_number_digits(text, false, &fraction) &&
        (fraction.flags & GLY_NUMBER_FRACTION) && number->value < 1000)
        part = fraction.value;
    if (part == 0 && gly_str_is(gly_look_at(look, end + 1), "\xE2\x81\x84"))
        part = read_slash_fraction(look, &end);
    if (part == 0 && gly_look_among(look, end, "and") &&
        gly_look_among(look, end + 1, "a") && gly_look_among(look, end + 2, "half")) {
        part = 0.5;
        end += 2;
    }
    if (part == 0)
        return end;
    number->value += part;
    number->half = 0;
    number->zeros = 0;
    number->flags |= GLY_NUMBER_FRACTION;
    return end + 1;
}

/* Groups of three parted by plain spaces, three of them or more: "1 243 500". */
static uint32_t read_spaced_groups(const struct gly_look *look, uint32_t end,
                                   struct gly_number *number)
{
    uint32_t at = end;
    double value = number->value;
    unsigned groups = 0;
    if (number->value >= 1000 || number->value < 1)
        return end;
    for (; gly_look_kind(look, at) == GLY_TOK_NUMBER; at++) {
        struct gly_str text = gly_look_at(look, at);
        struct gly_number group;
        if (text.len != 3 || gly_look_is_glued(look, at) ||
            !gly_number_digits(text, false, &group) || group.decimals > 0 ||
            !(group.flags == GLY_NUMBER_DIGITS ||
              group.flags == (GLY_NUMBER_DIGITS | GLY_NUMBER_ZERO_FIRST)))
            break;
        value = value * 1000 + group.value;
        groups++;
    }
    if (groups < 2)
        return end;
    number->value = value;
    number->flags |= GLY_NUMBER_GROUPED;
    return at;
}

/* "248'300": Swiss thousands, two tokens or three. */
static uint32_t read_apostrophe_groups(const struct gly_look *look, uint32_t end,
                                       struct gly_number *number)
{
    while (gly_look_is_glued(look, end)) {
        struct gly_str text = gly_look_at(look, end);
        struct gly_number group;
        uint32_t at = end;
        if (gly_str_is(text, "'") || gly_str_is(text, "’")) {
            at++;
            text = gly_look_at(look, at);
        } else if (gly_str_starts(text, "'") && text.len == 4) {
            text = (struct gly_str){text.ptr + 1, 3};
        } else {
            break;
        }
        if (text.len != 3 || !gly_number_digits(text, false, &group) ||
            group.flags & ~(GLY_NUMBER_DIGITS | GLY_NUMBER_ZERO_FIRST))
            break;
        number->value = number->value * 1000 + group.value;
        number->flags |= GLY_NUMBER_GROUPED;
        end = at + 1;
    }
    return end;
}

/* "1.234,5" and, where the document writes so, "3,5": the tokeniser parts them. */
static uint32_t read_decimal_comma(struct numbers *numbers, const struct gly_look *look,
                                   uint32_t at, struct gly_number *number)
{
    uint32_t end = at + 1;
    struct gly_number part;
    if (!gly_str_is(gly_look_at(look, end), ",") || !gly_look_is_glued(look, end) ||
        gly_look_kind(look, end + 1) != GLY_TOK_NUMBER ||
        !gly_look_is_glued(look, end + 1) ||
        !gly_number_digits(gly_look_at(look, end + 1), false, &part) ||
        part.flags & ~(GLY_NUMBER_DIGITS | GLY_NUMBER_ZERO_FIRST) || part.decimals > 0)
        return end;
    struct gly_number whole;
    struct gly_str text = gly_look_at(look, at);
    bool grouped = memchr(text.ptr, '.', text.len) &&
                   gly_number_digits(text, true, &whole) &&
                   (whole.flags & GLY_NUMBER_GROUPED);
    if (grouped)
        numbers->decimal_comma = true;
    if (!numbers->decimal_comma)
        return end;
    if (grouped)
        *number = whole;
    unsigned len = (unsigned)gly_look_at(look, end + 1).len;
    number->value += part.value / pow(10, len);
    number->decimals = (uint8_t)len;
    number->half = 0.5 * pow(10, -(double)len);
    number->zeros = 0;
    return end + 2;
}

/* A minus sign before digits: glued to them, and to nothing before it. */
static bool has_minus(const struct gly_look *look, uint32_t tok)
{
    return tok > look->first && gly_look_is_glued(look, tok) &&
           gly_look_among(look, tok - 1, "- \xE2\x88\x92") &&
           !gly_look_is_glued(look, tok - 1);
}

static uint32_t read_digits(struct numbers *numbers, const struct gly_look *look,
                            uint32_t at, struct gly_number *number)
{
    struct gly_str text = gly_look_at(look, at);
    bool apostrophe = false;
    while (text.len > 0 && gly_apostrophe_at(text.ptr, 0, (uint32_t)text.len) > 0) {
        unsigned len = gly_apostrophe_at(text.ptr, 0, (uint32_t)text.len);
        text = (struct gly_str){text.ptr + len, text.len - len};
        apostrophe = true;
    }
    double part = gly_number_vulgar(text);
    if (part > 0) {
        *number = (struct gly_number){.value = part,
                                      .flags = GLY_NUMBER_DIGITS | GLY_NUMBER_FRACTION};
        return at + 1;
    }
    if (!gly_number_digits(text, numbers->decimal_comma, number))
        return at;
    if (apostrophe)
        number->flags |= GLY_NUMBER_APOSTROPHE;
    if (number->flags & (GLY_NUMBER_SHAPED | GLY_NUMBER_ORDINAL | GLY_NUMBER_PLURAL))
        return at + 1;
    uint32_t end = read_decimal_comma(numbers, look, at, number);
    if (end == at + 1 && is_plain(number)) {
        end = read_spaced_groups(look, end, number);
        end = read_apostrophe_groups(look, end, number);
        end = read_added_part(look, end, number);
    }
    end = read_scale(look, at, end, number);
    if (has_minus(look, at)) {
        number->value = -number->value;
        number->flags |= GLY_NUMBER_NEGATIVE;
    }
    return end;
}

/* "mid-1980s", "pre-1914": digits behind a prefix, one token. */
static uint32_t read_prefixed(const struct gly_look *look, uint32_t at,
                              struct gly_number *number)
{
    static const char *const prefixes[] = {"mid-", "pre-",  "post-", "Mid-",
                                           "Pre-", "Post-", "mid–"};
    struct gly_str text = gly_look_at(look, at);
    for (size_t i = 0; i < GLY_COUNT(prefixes); i++) {
        size_t len = strlen(prefixes[i]);
        if (!gly_str_starts(text, prefixes[i]) || text.len - len < 2)
            continue;
        struct gly_str digits = {text.ptr + len, text.len - len};
        bool elided = gly_apostrophe_at(digits.ptr, 0, (uint32_t)digits.len) > 0;
        unsigned mark =
            elided ? gly_apostrophe_at(digits.ptr, 0, (uint32_t)digits.len) : 0;
        digits = (struct gly_str){digits.ptr + mark, digits.len - mark};
        if (digits.len == 0 || !gly_number_digits(digits, false, number) ||
            number->flags & GLY_NUMBER_SHAPED)
            return at;
        number->flags |= elided ? GLY_NUMBER_APOSTROPHE : 0;
        return at + 1;
    }
    return at;
}

static void add(struct numbers *numbers, const struct gly_look *look, uint32_t at,
                uint32_t end, struct gly_number number)
{
    uint32_t first = at - (number.flags & GLY_NUMBER_NEGATIVE ? 1 : 0);
    number.first_tok = first;
    number.tok_count = end - first;
    uint32_t stop =
        number.span.end > 0 ? number.span.end : look->toks[end - 1].span.end;
    number.span = (struct gly_span){look->toks[first].span.start, stop};
    if (gly_look_is_hyphen(look, end) && gly_look_is_glued(look, end) &&
        gly_look_is_glued(look, end + 1))
        number.flags |= GLY_NUMBER_HYPHENATED;
    *GLY_VEC_ADD(numbers->doc->arena, &numbers->list) = number;
}

/* May this word begin a number? "a", "several" and "tens" are looked at only before
 * their numeral. */
static bool may_begin(struct gly_str word)
{
    if (word.len == 1)
        return word.ptr[0] == 'a' || word.ptr[0] == 'A';
    return word.len >= 3 && (gly_numeral_find(word) || gly_word_among(word, "tens"));
}

/* Digits with a unit that the tokeniser does not part from them: "5.1pc". The number
 * ends inside its token. */
static uint32_t read_with_unit(const struct gly_look *look, uint32_t at,
                               struct gly_number *number)
{
    struct gly_str text = gly_look_at(look, at);
    size_t digits = 0;
    while (digits < text.len && ((text.ptr[digits] >= '0' && text.ptr[digits] <= '9') ||
                                 text.ptr[digits] == '.' || text.ptr[digits] == ','))
        digits++;
    if (digits == 0 || digits == text.len ||
        !gly_measure_find(look->doc,
                          (struct gly_str){text.ptr + digits, text.len - digits}) ||
        !gly_number_digits((struct gly_str){text.ptr, digits}, false, number) ||
        number->flags & GLY_NUMBER_SHAPED)
        return at;
    number->span.end = look->toks[at].span.start + (uint32_t)digits;
    return at + 1;
}

static uint32_t read_at(struct numbers *numbers, const struct gly_look *look,
                        uint32_t at)
{
    const struct gly_tok *tok = &look->toks[at];
    struct gly_number number = {0};
    uint32_t end = at;
    if (tok->kind == GLY_TOK_NUMBER || tok->kind == GLY_TOK_SYMBOL) {
        end = read_digits(numbers, look, at, &number);
    } else if (tok->flags & GLY_TOK_HAS_DIGIT) {
        const char *text = look->doc->text.ptr;
        end = gly_apostrophe_at(text, tok->span.start, tok->span.end) > 0
                  ? read_digits(numbers, look, at, &number)
                  : read_prefixed(look, at, &number);
        if (end == at && tok->kind == GLY_TOK_MIXED)
            end = read_with_unit(look, at, &number);
    } else if (tok->kind == GLY_TOK_WORD && may_begin(gly_look_at(look, at))) {
        end = gly_number_words(look, at, &number);
    }
    if (end > at)
        add(numbers, look, at, end, number);
    return end > at ? end : at + 1;
}

/* How numerals begin, "tens" among them. */
static const char *const numeral_starts[26] = {['b' - 'a'] = "il",
                                               ['c' - 'a'] = "ro",
                                               ['d' - 'a'] = "oz",
                                               ['e' - 'a'] = "igle",
                                               ['f' - 'a'] = "ifirivorou",
                                               ['h' - 'a'] = "alun",
                                               ['l' - 'a'] = "ak",
                                               ['m' - 'a'] = "il",
                                               ['n' - 'a'] = "in",
                                               ['o' - 'a'] = "ne",
                                               ['q' - 'a'] = "ua",
                                               ['s' - 'a'] = "ecevix",
                                               ['t' - 'a'] = "enhihohrriwewiwo",
                                               ['z' - 'a'] = "er"};

/* Can a numeral begin at this token at all? What most tokens fail, so that the look
 * around is taken only where something may be seen. */
static bool is_candidate(const struct gly_doc *doc,
                         const struct gly_word_starts *starts, uint32_t index)
{
    const struct gly_tok *tok = &doc->toks.at[index];
    if (tok->flags & GLY_TOK_HAS_DIGIT)
        return tok->kind == GLY_TOK_NUMBER || tok->kind == GLY_TOK_MIXED ||
               tok->kind == GLY_TOK_WORD;
    struct gly_str text = gly_tok_text(doc, tok);
    if (tok->kind == GLY_TOK_WORD && text.len == 1 && (text.ptr[0] | 0x20) == 'a') {
        /* "A hundred", "a third" */
        text = index + 1 < doc->toks.count ? gly_tok_text(doc, tok + 1) : text;
        return gly_word_begins(starts, text);
    }
    if (tok->kind == GLY_TOK_SYMBOL || tok->kind == GLY_TOK_NUMBER)
        return (unsigned char)text.ptr[0] >= 0x80;
    return tok->kind == GLY_TOK_WORD && gly_word_begins(starts, text);
}

void gly_annotate_numbers(struct gly_doc *doc, const struct gly_resources *resources)
{
    struct gly_numbers *note = gly_arena_alloc(doc->arena, 1, sizeof *note);
    note->units = resources ? resources->units : NULL;
    doc->notes[GLY_ANNOTATION_NUMBERS] = note; /* units are asked for from here on */
    struct numbers numbers = {
        .doc = doc,
        .decimal_comma =
            lang_is(doc->lang, "de fr es it nl pl pt ru sv da nb no fi cs hu ro"),
    };
    struct gly_word_starts starts;
    gly_word_starts_init(&starts, numeral_starts);
    for (uint32_t i = 0; i < doc->toks.count;) {
        uint32_t sent = doc->toks.at[i].sent;
        if (!is_candidate(doc, &starts, i) || sent == GLY_NONE) {
            i++;
            continue;
        }
        struct gly_look look = gly_look_sent(doc, sent);
        i = read_at(&numbers, &look, i);
    }
    note->at = numbers.list.at;
    note->count = numbers.list.count;
}
