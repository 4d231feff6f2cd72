/* Numbers in words. */
#include "note/number.h"

#define D  GLY_NUMERAL_DIGIT
#define T  GLY_NUMERAL_TEEN
#define Y  GLY_NUMERAL_TENS
#define S  GLY_NUMERAL_SCALE
#define V  GLY_NUMERAL_VAGUE
#define OD GLY_NUMERAL_ORDINAL_DIGIT
#define OT GLY_NUMERAL_ORDINAL_TEEN
#define OY GLY_NUMERAL_ORDINAL_TENS
#define OS GLY_NUMERAL_ORDINAL_SCALE
#define P  GLY_NUMERAL_PART
#define X  GLY_NUMERAL_TIMES

static const struct gly_numeral b[] = {
    {"billion", 1e9, S}, {"billions", 1e9, V}, {"billionth", 1e9, OS}, {0}};
static const struct gly_numeral c[] = {{"crore", 1e7, S}, {"crores", 1e7, S}, {0}};
static const struct gly_numeral d[] = {
    {"dozen", 12, GLY_NUMERAL_DOZEN}, {"dozens", 12, V}, {0}};
static const struct gly_numeral e[] = {{"eight", 8, D},        {"eleven", 11, T},
                                       {"eighty", 80, Y},      {"eighteen", 18, T},
                                       {"eighth", 8, OD},      {"eleventh", 11, OT},
                                       {"eighths", 8, P},      {"eightieth", 80, OY},
                                       {"eighteenth", 18, OT}, {0}};
static const struct gly_numeral f[] = {
    {"four", 4, D},         {"five", 5, D},       {"first", 1, OD},
    {"forty", 40, Y},       {"fifty", 50, Y},     {"fifth", 5, OD},
    {"fourth", 4, OD},      {"fifteen", 15, T},   {"fourteen", 14, T},
    {"fortieth", 40, OY},   {"fiftieth", 50, OY}, {"fifteenth", 15, OT},
    {"fourteenth", 14, OT}, {"fifths", 5, P},     {"fourths", 4, P},
    {"fivefold", 5, X},     {"fourfold", 4, X},   {0}};
static const struct gly_numeral h[] = {
    {"half", 2, P},          {"hundred", 100, GLY_NUMERAL_HUNDRED},
    {"halves", 2, P},        {"hundreds", 100, V},
    {"hundredth", 100, OS},  {"hundredths", 100, P},
    {"hundredfold", 100, X}, {0}};
static const struct gly_numeral l[] = {{"lakh", 1e5, S}, {"lakhs", 1e5, S}, {0}};
static const struct gly_numeral m[] = {
    {"million", 1e6, S}, {"millions", 1e6, V}, {"millionth", 1e6, OS}, {0}};
static const struct gly_numeral n[] = {
    {"nine", 9, D},         {"nineteen", 19, T},   {"ninety", 90, Y}, {"ninth", 9, OD},
    {"nineteenth", 19, OT}, {"ninetieth", 90, OY}, {"ninths", 9, P},  {0}};
static const struct gly_numeral o[] = {{"one", 1, D}, {0}};
static const struct gly_numeral q[] = {{"quarter", 4, P}, {"quarters", 4, P}, {0}};
static const struct gly_numeral s[] = {{"six", 6, D},
                                       {"seven", 7, D},
                                       {"second", 2, OD},
                                       {"sixth", 6, OD},
                                       {"sixty", 60, Y},
                                       {"seventy", 70, Y},
                                       {"sixteen", 16, T},
                                       {"seventeen", 17, T},
                                       {"seventh", 7, OD},
                                       {"sixteenth", 16, OT},
                                       {"seventeenth", 17, OT},
                                       {"sixtieth", 60, OY},
                                       {"seventieth", 70, OY},
                                       {"sixths", 6, P},
                                       {"sevenths", 7, P},
                                       {"sixteenths", 16, P},
                                       {"sixfold", 6, X},
                                       {"sevenfold", 7, X},
                                       {0}};
static const struct gly_numeral t[] = {{"two", 2, D},           {"three", 3, D},
                                       {"ten", 10, T},          {"third", 3, OD},
                                       {"twelve", 12, T},       {"twenty", 20, Y},
                                       {"thirty", 30, Y},       {"thirds", 3, P},
                                       {"tenth", 10, OT},       {"tenths", 10, P},
                                       {"twice", 2, X},         {"thirteen", 13, T},
                                       {"twelfth", 12, OT},     {"thousand", 1e3, S},
                                       {"thousands", 1e3, V},   {"trillion", 1e12, S},
                                       {"trillions", 1e12, V},  {"twentieth", 20, OY},
                                       {"thirtieth", 30, OY},   {"thirteenth", 13, OT},
                                       {"thousandth", 1e3, OS}, {"thousandths", 1e3, P},
                                       {"twofold", 2, X},       {"threefold", 3, X},
                                       {"tenfold", 10, X},      {0}};
static const struct gly_numeral z[] = {{"zero", 0, D}, {0}};

#undef D
#undef T
#undef Y
#undef S
#undef V
#undef OD
#undef OT
#undef OY
#undef OS
#undef P
#undef X

const struct gly_numeral *gly_numeral_find(struct gly_str word)
{
    static const struct gly_numeral *const by_letter[26] = {
        [1] = b,  [2] = c,  [3] = d,  [4] = e,  [5] = f,  [7] = h,  [11] = l,
        [12] = m, [13] = n, [14] = o, [16] = q, [18] = s, [19] = t, [25] = z};
    unsigned letter = ((unsigned char)word.ptr[0] | 0x20u) - 'a';
    if (letter >= 26 || !by_letter[letter] || word.len < 3)
        return NULL;
    for (const struct gly_numeral *at = by_letter[letter]; at->word; at++)
        if ((word.ptr[1] | 0x20) == at->word[1] &&
            (word.ptr[2] | 0x20) == at->word[2] &&
            gly_str_eq_nocase(word, gly_str(at->word)))
            return at;
    return NULL;
}

static const struct gly_numeral *numeral_at(const struct gly_look *look, uint32_t tok)
{
    return gly_look_kind(look, tok) == GLY_TOK_WORD
               ? gly_numeral_find(gly_look_at(look, tok))
               : NULL;
}

static unsigned kind_at(const struct gly_look *look, uint32_t tok)
{
    const struct gly_numeral *numeral = numeral_at(look, tok);
    return numeral ? numeral->kind : GLY_NUMERAL_NONE;
}

/* ---- Words that look like a number and are none ---- */

/* "One" as a pronoun, and in "one day", "one another". */
static bool is_pronoun(const struct gly_look *look, uint32_t tok)
{
    if (gly_look_is_hyphen(look, tok + 1))
        return false;
    if (kind_at(look, tok + 1) != GLY_NUMERAL_NONE)
        return false;
    /* "One in eight", "one out of three", "one to two": a number stands behind. */
    if (gly_look_among(look, tok + 1, "in out to or and") &&
        (gly_look_kind(look, tok + 2) == GLY_TOK_NUMBER ||
         kind_at(look, tok + 2) != GLY_NUMERAL_NONE))
        return false;
    if (gly_look_among(look, tok + 1, "out") && gly_look_among(look, tok + 2, "of"))
        return false;
    if (gly_look_kind(look, tok + 1) != GLY_TOK_WORD &&
        !gly_look_among(look, tok - 1, "least most only just than"))
        return true;
    if (gly_look_among(look, tok - 1,
                       "no this that each every any which another some such loved "
                       "old new young big small good bad right wrong first last next "
                       "whole little same other lucky only's"))
        return true;
    /* "One aimed at adults": a participle with its preposition. */
    struct gly_str next = gly_look_at(look, tok + 1);
    if ((gly_str_ends(next, "ed") || gly_str_ends(next, "ing")) &&
        gly_look_among(look, tok + 2, "at by for in on to with as from the"))
        return true;
    return gly_look_among(
        look, tok + 1,
        "of who that can cannot could is was are were will would has had "
        "another on at to and or but must should may might for with "
        "by as when thing day has's in before after from into over "
        "more could've might've does did if so than where which "
        "it he she they we you there "
        "whose not never also too side evening morning night "
        "afternoon whom sees finds hopes wonders");
}

/* "At first"; "first" with nothing that determines it; "a second later". */
static bool is_adverb(const struct gly_look *look, uint32_t tok, double value)
{
    if (value == 1)
        return !gly_look_among(look, tok - 1,
                               "the his her its their our my your a this that 's") &&
               !gly_str_ends(gly_look_at(look, tok - 1), "'s") &&
               !gly_str_ends(gly_look_at(look, tok - 1), "\xE2\x80\x99s");
    if (value == 2) {
        if (gly_look_among(look, tok - 1, "per each every split"))
            return true;
        return gly_look_among(look, tok - 1, "a") &&
               (gly_look_kind(look, tok + 1) != GLY_TOK_WORD ||
                gly_look_among(look, tok + 1, "later or ago before after and to of"));
    }
    return false;
}

/* ---- Cardinals and ordinals ---- */

struct words {
    double total, current;
    double scale; /* the smallest so far */
    unsigned last;
    bool ordinal, scaled;
};

static bool add_numeral(struct words *w, const struct gly_numeral *numeral)
{
    unsigned kind = numeral->kind;
    bool after_ones = w->last == GLY_NUMERAL_DIGIT || w->last == GLY_NUMERAL_TEEN;
    switch (kind) {
    case GLY_NUMERAL_DIGIT:
    case GLY_NUMERAL_ORDINAL_DIGIT:
        if (after_ones || (w->last == GLY_NUMERAL_TENS && numeral->value == 0))
            return false;
        w->current += numeral->value;
        break;
    case GLY_NUMERAL_TEEN:
    case GLY_NUMERAL_TENS:
    case GLY_NUMERAL_ORDINAL_TEEN:
    case GLY_NUMERAL_ORDINAL_TENS:
        if (after_ones || w->last == GLY_NUMERAL_TENS)
            return false;
        w->current += numeral->value;
        break;
    case GLY_NUMERAL_HUNDRED:
        if (w->current >= 100 || w->last == GLY_NUMERAL_HUNDRED ||
            (w->current == 0 && w->last != GLY_NUMERAL_NONE))
            return false;
        w->current = (w->current > 0 ? w->current : 1) * 100;
        break;
    case GLY_NUMERAL_DOZEN:
        if (w->current >= 100 || w->total > 0)
            return false;
        w->current = (w->current > 0 ? w->current : 1) * 12;
        break;
    case GLY_NUMERAL_SCALE:
        if (w->scale > 0 && numeral->value >= w->scale)
            return false;
        if (w->current == 0 && w->last != GLY_NUMERAL_NONE)
            return false;
        w->total += (w->current > 0 ? w->current : 1) * numeral->value;
        w->current = 0;
        w->scale = numeral->value;
        break;
    case GLY_NUMERAL_ORDINAL_SCALE:
        w->total = (w->total + (w->current > 0 ? w->current : 1)) * numeral->value;
        w->current = 0;
        break;
    default:
        return false;
    }
    w->last = kind;
    w->ordinal = kind >= GLY_NUMERAL_ORDINAL_DIGIT && kind <= GLY_NUMERAL_ORDINAL_SCALE;
    return true;
}

/* Does "and", a hyphen or "-and-" at `tok` carry the number on? Returns the tokens to pass
 * over, 0 where it ends. */
static uint32_t carries_on(const struct gly_look *look, uint32_t tok,
                           const struct words *w)
{
    bool hyphens = gly_look_is_hyphen(look, tok) &&
                   gly_look_among(look, tok + 1, "and") &&
                   gly_look_is_hyphen(look, tok + 2);
    uint32_t joint = hyphens ? 3 : 1;
    unsigned next = kind_at(look, tok + joint);
    bool ones = next == GLY_NUMERAL_DIGIT || next == GLY_NUMERAL_ORDINAL_DIGIT;
    bool small = ones || next == GLY_NUMERAL_TEEN || next == GLY_NUMERAL_TENS ||
                 next == GLY_NUMERAL_ORDINAL_TEEN || next == GLY_NUMERAL_ORDINAL_TENS;
    bool on = (hyphens || gly_look_among(look, tok, "and")) && small &&
              (w->last == GLY_NUMERAL_HUNDRED || w->last == GLY_NUMERAL_SCALE);
    if (!hyphens && gly_look_is_hyphen(look, tok) && gly_look_is_glued(look, tok))
        on = (w->last == GLY_NUMERAL_TENS && ones) || next == GLY_NUMERAL_HUNDRED ||
             next == GLY_NUMERAL_SCALE;
    return on ? joint : 0;
}

static uint32_t read_cardinal(const struct gly_look *look, uint32_t at, struct words *w)
{
    uint32_t end = at;
    for (uint32_t i = at; gly_look_has(look, i);) {
        const struct gly_numeral *numeral = numeral_at(look, i);
        if (numeral && add_numeral(w, numeral)) {
            end = ++i;
            if (w->ordinal)
                break;
        } else {
            uint32_t joint = !numeral && end > at ? carries_on(look, i, w) : 0;
            if (joint == 0)
                break;
            i += joint;
        }
    }
    return end;
}

/* ---- Fractions ---- */

/* The whole that a part at `tok` divides: 3 for "third" and "thirds"; 0 for none. */
static double part_at(const struct gly_look *look, uint32_t tok, bool one)
{
    const struct gly_numeral *numeral = numeral_at(look, tok);
    if (!numeral)
        return 0;
    if (numeral->kind == GLY_NUMERAL_PART) {
        bool plural = gly_str_ends(gly_look_at(look, tok), "s");
        return plural != one || numeral->value == 2 ? numeral->value : 0;
    }
    bool ordinal = numeral->kind == GLY_NUMERAL_ORDINAL_DIGIT ||
                   numeral->kind == GLY_NUMERAL_ORDINAL_TEEN ||
                   numeral->kind == GLY_NUMERAL_ORDINAL_SCALE;
    return one && ordinal && numeral->value > 2 ? numeral->value : 0;
}

/* "and a half", "-and-a-half", "and three quarters" behind a whole number: adds it. */
static uint32_t read_and_part(const struct gly_look *look, uint32_t at,
                              struct gly_number *number)
{
    uint32_t and = at + gly_look_is_hyphen(look, at);
    if (!gly_look_among(look, and, "and"))
        return at;
    uint32_t first = and+1 + gly_look_is_hyphen(look, and+1);
    bool one = gly_look_among(look, first, "a one");
    const struct gly_numeral *count = numeral_at(look, first);
    if (!one && (!count || count->kind != GLY_NUMERAL_DIGIT))
        return at;
    uint32_t part = first + 1 + gly_look_is_hyphen(look, first + 1);
    double whole = part_at(look, part, one);
    if (whole == 0)
        return at;
    number->value += (one ? 1 : count->value) / whole;
    number->flags |= GLY_NUMBER_FRACTION;
    return part + 1;
}

/* May "a third" or "a quarter" here be a part, and not the third of some? */
static bool is_part_use(const struct gly_look *look, uint32_t part)
{
    if (gly_look_is_hyphen(look, part + 1))
        return false;
    return gly_look_kind(look, part + 1) != GLY_TOK_WORD ||
           gly_look_among(look, part + 1,
                          "of more less in less are were is was have had and or to "
                          "said say on from over by this last");
}

static bool is_half_use(const struct gly_look *look, uint32_t at)
{
    if (gly_look_is_hyphen(look, at + 1) || gly_look_is_hyphen(look, at - 1))
        return false;
    if (gly_look_among(look, at - 1,
                       "first second other better either each every one "
                       "back front top bottom this that time in"))
        return false;
    return gly_look_among(look, at + 1,
                          "of the a an its their his her our my all that this") ||
           gly_look_among(look, at - 1, "nearly almost about than over by under");
}

/* "A third of", "half the", "a quarter of an", "half a million". */
static uint32_t read_single_part(const struct gly_look *look, uint32_t at,
                                 struct gly_number *number)
{
    bool article = gly_look_among(look, at, "a");
    uint32_t part = at + article;
    double whole = part_at(look, part, true);
    if (whole == 0 || (!article && whole != 2))
        return at;
    if (whole == 2 && gly_look_among(look, part + 1, "a") &&
        (kind_at(look, part + 2) == GLY_NUMERAL_SCALE ||
         kind_at(look, part + 2) == GLY_NUMERAL_DOZEN)) {
        const struct gly_numeral *scale = numeral_at(look, part + 2);
        *number =
            (struct gly_number){.value = scale->value / 2,
                                .half = scale->value >= 1e3 ? scale->value / 20 : 0,
                                .flags = GLY_NUMBER_WORDS};
        return part + 3;
    }
    bool used = whole == 2 ? is_half_use(look, at) : is_part_use(look, part);
    if (!used)
        return at;
    *number = (struct gly_number){.value = 1 / whole,
                                  .flags = GLY_NUMBER_WORDS | GLY_NUMBER_FRACTION};
    return part + 1;
}

/* ---- Vague numbers ---- */

/* "Dozens", "tens of thousands", "hundreds of thousands". */
static uint32_t read_vague(const struct gly_look *look, uint32_t at,
                           struct gly_number *number)
{
    bool tens = gly_look_among(look, at, "tens");
    const struct gly_numeral *first = numeral_at(look, at);
    if (!tens && (!first || first->kind != GLY_NUMERAL_VAGUE))
        return at;
    double value = tens ? 10 : first->value;
    uint32_t end = at + 1;
    const struct gly_numeral *more = numeral_at(look, at + 2);
    if (gly_look_among(look, at + 1, "of") && more && more->kind == GLY_NUMERAL_VAGUE &&
        more->value >= 1e3) {
        value *= more->value;
        end = at + 3;
    } else if (tens) {
        return at;
    }
    *number = (struct gly_number){.value = value,
                                  .flags = GLY_NUMBER_WORDS | GLY_NUMBER_VAGUE};
    return end;
}

/* ---- All together ---- */

static uint32_t read_fraction_of(const struct gly_look *look, uint32_t end,
                                 struct gly_number *number)
{
    uint32_t part =
        end + (gly_look_is_hyphen(look, end) && gly_look_is_glued(look, end) ? 1 : 0);
    bool small = number->value >= 1 && number->value <= 20;
    double whole = small ? part_at(look, part, number->value == 1) : 0;
    /* "One half", but "one third man" stays an ordinal's business. */
    if (whole == 0 || (part == end && number->value == 1 && !is_part_use(look, part)))
        return end;
    number->value /= whole;
    number->flags |= GLY_NUMBER_FRACTION;
    return part + 1;
}

uint32_t gly_number_words(const struct gly_look *look, uint32_t at,
                          struct gly_number *ret_number)
{
    uint32_t end = read_vague(look, at, ret_number);
    if (end == at)
        end = read_single_part(look, at, ret_number);
    if (end > at)
        return end;
    const struct gly_numeral *first = numeral_at(look, at);
    if (first && first->kind == GLY_NUMERAL_TIMES) {
        *ret_number =
            (struct gly_number){.value = first->value, .flags = GLY_NUMBER_WORDS};
        return at + 1;
    }
    uint32_t start = at;
    if (gly_look_among(look, at, "a") || gly_look_among(look, at, "several few")) {
        unsigned next = kind_at(look, at + 1);
        if (next != GLY_NUMERAL_HUNDRED && next != GLY_NUMERAL_SCALE &&
            next != GLY_NUMERAL_DOZEN)
            return at;
        start = at + 1;
    }
    struct words w = {0};
    end = read_cardinal(look, start, &w);
    if (end == start)
        return at;
    double value = w.total + w.current;
    if (w.ordinal && end == start + 1 && is_adverb(look, start, value))
        return at;
    if (end == at + 1 && value == 1 && !w.ordinal && is_pronoun(look, at)) {
        if (part_at(look, end + (gly_look_is_hyphen(look, end) ? 1 : 0), true) == 0)
            return at;
    }
    *ret_number = (struct gly_number){
        .value = value,
        .half = w.scale >= 1e6 ? w.scale / 2 : 0,
        .flags = (uint16_t)(GLY_NUMBER_WORDS | (w.ordinal ? GLY_NUMBER_ORDINAL : 0)),
    };
    /* "A few hundred" is a size, no value. */
    if (start > at && !gly_look_among(look, at, "a"))
        ret_number->flags |= GLY_NUMBER_VAGUE;
    if (w.ordinal)
        return end;
    uint32_t with_part = read_and_part(look, end, ret_number);
    if (with_part > end) {
        /* "Two and a half million" */
        const struct gly_numeral *scale = numeral_at(look, with_part);
        if (scale &&
            (scale->kind == GLY_NUMERAL_SCALE || scale->kind == GLY_NUMERAL_HUNDRED)) {
            ret_number->value *= scale->value;
            ret_number->half = scale->value / 20;
            ret_number->flags &= (uint16_t)~GLY_NUMBER_FRACTION;
            with_part++;
        }
        return with_part;
    }
    return read_fraction_of(look, end, ret_number);
}
