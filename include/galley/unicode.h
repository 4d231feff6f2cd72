/*
 * unicode.h - what the Unicode Standard says about one code point.
 *
 * Facts are those of Unicode 15.0, in tables written by tools/unicode/generate.py.
 * Every function takes any uint32_t: a value above U+10FFFF answers like an unassigned
 * code point. ASCII is answered inline, everything else by two table look-ups.
 * Nothing here allocates or fails, and everything may be called from any thread.
 */
#ifndef GALLEY_UNICODE_H
#define GALLEY_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <galley/unicode_scripts.inc>

/*
 * Scripts. GLY_SCRIPT_COMMON is shared by many (digits, punctuation), and
 * GLY_SCRIPT_INHERITED takes the script of the letter before it (combining marks).
 */
enum gly_script {
#define X(constant, code, older, name) GLY_SCRIPT_##constant,
    GLY_SCRIPTS(X)
#undef X
        GLY_SCRIPT_COUNT
};

/* General categories (UAX #44, table 12). */
enum gly_category {
    GLY_CATEGORY_CN, /* unassigned */
    GLY_CATEGORY_LU, /* letters: upper, lower, title, modifier, other */
    GLY_CATEGORY_LL,
    GLY_CATEGORY_LT,
    GLY_CATEGORY_LM,
    GLY_CATEGORY_LO,
    GLY_CATEGORY_MN, /* marks: non-spacing, spacing, enclosing */
    GLY_CATEGORY_MC,
    GLY_CATEGORY_ME,
    GLY_CATEGORY_ND, /* numbers: decimal digit, letter, other */
    GLY_CATEGORY_NL,
    GLY_CATEGORY_NO,
    GLY_CATEGORY_PC, /* punctuation: connector, dash, open, close, quotes, other */
    GLY_CATEGORY_PD,
    GLY_CATEGORY_PS,
    GLY_CATEGORY_PE,
    GLY_CATEGORY_PI,
    GLY_CATEGORY_PF,
    GLY_CATEGORY_PO,
    GLY_CATEGORY_SM, /* symbols: mathematics, currency, modifier, other */
    GLY_CATEGORY_SC,
    GLY_CATEGORY_SK,
    GLY_CATEGORY_SO,
    GLY_CATEGORY_ZS, /* separators: space, line, paragraph */
    GLY_CATEGORY_ZL,
    GLY_CATEGORY_ZP,
    GLY_CATEGORY_CC, /* control, format, surrogate, private use */
    GLY_CATEGORY_CF,
    GLY_CATEGORY_CS,
    GLY_CATEGORY_CO
};

/*
 * Why gly_compat_fold() changes a code point: the tag in UnicodeData.txt, except that
 * the typographic ligatures (U+FB01 and its kin), tagged "compat" there, stand alone.
 */
enum gly_compat {
    GLY_COMPAT_NONE,
    GLY_COMPAT_CANONICAL, /* another code point for the same character: U+212B Å */
    GLY_COMPAT_OTHER,     /* tagged "compat" there: U+2026, U+33A1 */
    GLY_COMPAT_LIGATURE,  /* U+FB01 ﬁ, U+0133 ĳ, Arabic ligatures */
    GLY_COMPAT_FONT,      /* mathematical letters and digits */
    GLY_COMPAT_NO_BREAK,  /* U+00A0, U+2011 */
    GLY_COMPAT_INITIAL,   /* Arabic presentation forms, four kinds */
    GLY_COMPAT_MEDIAL,
    GLY_COMPAT_FINAL,
    GLY_COMPAT_ISOLATED,
    GLY_COMPAT_CIRCLE,
    GLY_COMPAT_SUPER,
    GLY_COMPAT_SUB,
    GLY_COMPAT_VERTICAL,
    GLY_COMPAT_WIDE,   /* fullwidth forms of Latin letters, digits, punctuation */
    GLY_COMPAT_NARROW, /* halfwidth forms of Katakana, Hangul, symbols */
    GLY_COMPAT_SMALL,
    GLY_COMPAT_SQUARE,
    GLY_COMPAT_FRACTION
};

/* The longest answer of gly_compat_fold(): U+FDFA, 18 code points. */
enum { GLY_COMPAT_MAX = 18 };

/* The general versions of the functions below, without their path for ASCII. */
enum gly_script gly_script_any(uint32_t cp);
enum gly_category gly_category_any(uint32_t cp);
uint32_t gly_to_lower_any(uint32_t cp);
uint32_t gly_to_upper_any(uint32_t cp);
uint32_t gly_case_fold_any(uint32_t cp);
unsigned gly_width_any(uint32_t cp);
bool gly_is_space_any(uint32_t cp);

/* Whether `cp` lies in first..last, by one comparison. */
static inline bool gly_in_range(uint32_t cp, uint32_t first, uint32_t last)
{
    return cp - first <= last - first;
}

static inline bool gly_is_ascii_letter(uint32_t cp)
{
    return gly_in_range(cp | 0x20, 'a', 'z');
}

/* ---- scripts ---- */

/* The Script property: one script for each code point. */
static inline enum gly_script gly_script_of(uint32_t cp)
{
    if (cp < 0x80) {
        return gly_is_ascii_letter(cp) ? GLY_SCRIPT_LATIN : GLY_SCRIPT_COMMON;
    }
    return gly_script_any(cp);
}

/*
 * The Script_Extensions property: whether `cp` is used to write `script`. U+30FC is
 * Common, but has Hiragana and Katakana. Common and Inherited have only themselves.
 */
bool gly_script_has(uint32_t cp, enum gly_script script);

/* The name to print: "Cyrillic", "Old Italic". */
const char *gly_script_name(enum gly_script script);

/* The ISO 15924 code: "Cyrl". */
const char *gly_script_code(enum gly_script script);

/*
 * The script of an ISO 15924 code, written as in the standard ("Cyrl"), or
 * GLY_SCRIPT_UNKNOWN. Codes for a choice of scripts (Jpan, Hans) are not scripts here.
 */
enum gly_script gly_script_from_code(const char *code);

/* ---- categories ---- */

static inline enum gly_category gly_category_of(uint32_t cp)
{
    return gly_category_any(cp);
}

/* Whether the category of `cp` lies between two of the enumeration, both included. */
static inline bool gly_category_between(uint32_t cp, enum gly_category first,
                                        enum gly_category last)
{
    return gly_in_range(gly_category_any(cp), first, last);
}

static inline bool gly_is_letter(uint32_t cp)
{
    if (cp < 0x80) {
        return gly_is_ascii_letter(cp);
    }
    return gly_category_between(cp, GLY_CATEGORY_LU, GLY_CATEGORY_LO);
}

/* Combining marks, spacing ones included. */
static inline bool gly_is_mark(uint32_t cp)
{
    return cp >= 0x300 && gly_category_between(cp, GLY_CATEGORY_MN, GLY_CATEGORY_ME);
}

/* Decimal digits of any script (category Nd). */
static inline bool gly_is_digit(uint32_t cp)
{
    if (cp < 0x80) {
        return gly_in_range(cp, '0', '9');
    }
    return gly_category_any(cp) == GLY_CATEGORY_ND;
}

/* The value of a decimal digit of any script, 0 to 9; -1 for everything else. */
int gly_digit_value(uint32_t cp);

/* Category Lu; title-case letters such as U+01C5 are neither upper nor lower. */
static inline bool gly_is_upper(uint32_t cp)
{
    if (cp < 0x80) {
        return gly_in_range(cp, 'A', 'Z');
    }
    return gly_category_any(cp) == GLY_CATEGORY_LU;
}

static inline bool gly_is_lower(uint32_t cp)
{
    if (cp < 0x80) {
        return gly_in_range(cp, 'a', 'z');
    }
    return gly_category_any(cp) == GLY_CATEGORY_LL;
}

/* White_Space: blanks, line ends, no-break spaces. Not U+200B, which is a format. */
static inline bool gly_is_space(uint32_t cp)
{
    if (cp < 0x80) {
        return cp == ' ' || gly_in_range(cp, '\t', '\r');
    }
    return gly_is_space_any(cp);
}

static inline bool gly_is_punct(uint32_t cp)
{
    return gly_category_between(cp, GLY_CATEGORY_PC, GLY_CATEGORY_PO);
}

/* Symbols; in ASCII $ + < = > ^ ` | ~ */
static inline bool gly_is_symbol(uint32_t cp)
{
    return gly_category_between(cp, GLY_CATEGORY_SM, GLY_CATEGORY_SO);
}

/* C0 and C1 controls and DEL, tab and line ends among them. */
static inline bool gly_is_control(uint32_t cp)
{
    return cp < 0x20 || gly_in_range(cp, 0x7F, 0x9F);
}

/* Category Cf: soft hyphen, joiners, direction marks, byte order mark, tags. */
static inline bool gly_is_format(uint32_t cp)
{
    return cp >= 0x80 && gly_category_any(cp) == GLY_CATEGORY_CF;
}

/* Private_Use: what these look like depends on the font. */
static inline bool gly_is_private_use(uint32_t cp)
{
    return cp >= 0xE000 && gly_category_any(cp) == GLY_CATEGORY_CO;
}

/* Invisible unless something supports it (Default_Ignorable_Code_Point). */
bool gly_is_default_ignorable(uint32_t cp);

/* The embeddings, overrides, isolates and marks of the bidi algorithm (UAX #9). */
bool gly_is_bidi_control(uint32_t cp);

/*
 * Emoji_Presentation or Extended_Pictographic (UTS #51): what a reader would call an
 * emoji, and U+00A9 and U+2122, which may be shown as one. ASCII is never an emoji.
 */
bool gly_is_emoji(uint32_t cp);

/* ---- width ---- */

/*
 * Cells in a terminal: 0 for marks and invisible characters, 2 for wide and fullwidth
 * ones (UAX #11) and most emoji, 1 for all else. Controls count 1: who prints must have
 * replaced them.
 */
static inline unsigned gly_display_width(uint32_t cp)
{
    return cp < 0x300 && cp != 0xAD ? 1 : gly_width_any(cp);
}

/* ---- case ---- */

/*
 * Simple mappings, one code point to one. German ß has no simple upper case and stays;
 * folding is for comparing (Greek final sigma folds to sigma), not for showing.
 */
static inline uint32_t gly_to_lower(uint32_t cp)
{
    if (cp < 0x80) {
        return gly_in_range(cp, 'A', 'Z') ? cp + 0x20 : cp;
    }
    return gly_to_lower_any(cp);
}

static inline uint32_t gly_to_upper(uint32_t cp)
{
    if (cp < 0x80) {
        return gly_in_range(cp, 'a', 'z') ? cp - 0x20 : cp;
    }
    return gly_to_upper_any(cp);
}

static inline uint32_t gly_case_fold(uint32_t cp)
{
    if (cp < 0x80) {
        return gly_in_range(cp, 'A', 'Z') ? cp + 0x20 : cp;
    }
    return gly_case_fold_any(cp);
}

/* ---- other forms of the same character ---- */

/*
 * NFKC of a single code point: fullwidth Ａ to A, ﬁ to f and i, ² to 2. Writes at most
 * GLY_COMPAT_MAX code points and returns how many; where nothing changes that is `cp`
 * itself and 1. Accented letters stay as they are.
 */
size_t gly_compat_fold(uint32_t cp, uint32_t out[GLY_COMPAT_MAX]);

/* Why gly_compat_fold() changes `cp`, GLY_COMPAT_NONE where it does not. */
enum gly_compat gly_compat_kind(uint32_t cp);

/*
 * The letter that NFC makes of a base and a combining mark (e, U+0301: é), 0 if there
 * is none. Hangul is not composed.
 */
uint32_t gly_compose(uint32_t base, uint32_t mark);

/*
 * The Latin letter that a letter of another script is taken for: Cyrillic а for a,
 * Greek Ο for O. 0 where there is none, and for Latin letters. After UTS #39, where
 * small capitals count as the plain letter (Cyrillic к for k). Looking alike is all
 * this says: а in a Russian word is no fault.
 */
uint32_t gly_confusable_latin(uint32_t cp);

#endif
