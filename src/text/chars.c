#include "text/chars.h"

#include <galley/unicode.h>
#include "base/utf8.h"

#define SP GLY_CHAR_SPACE
#define LO GLY_CHAR_LOWER
#define UP GLY_CHAR_UPPER
#define DI GLY_CHAR_DIGIT
#define PU GLY_CHAR_PUNCT
#define SY GLY_CHAR_SYMBOL
#define HI GLY_CHAR_HIGH

/* Controls other than white space are symbols: they must not vanish from the tokens. */
const uint16_t gly_char_of_byte[256] = {
    SY, SY, SY, SY, SY, SY, SY, SY,
    SY, SP, SP, SP, SP, SP, SY, SY, /* 00 */
    SY, SY, SY, SY, SY, SY, SY, SY,
    SY, SY, SY, SY, SY, SY, SY, SY, /* 10 */
    SP, PU, PU, SY, SY, SY, PU, PU,
    PU, PU, PU, SY, PU, PU, PU, PU, /*  !"#$%&'()*+,-./ */
    DI, DI, DI, DI, DI, DI, DI, DI,
    DI, DI, PU, PU, SY, SY, SY, PU, /* 0-9 :;<=>? */
    SY, UP, UP, UP, UP, UP, UP, UP,
    UP, UP, UP, UP, UP, UP, UP, UP, /* @A-O */
    UP, UP, UP, UP, UP, UP, UP, UP,
    UP, UP, UP, PU, PU, PU, SY, PU, /* P-Z [\]^_ */
    PU, LO, LO, LO, LO, LO, LO, LO,
    LO, LO, LO, LO, LO, LO, LO, LO, /* `a-o */
    LO, LO, LO, LO, LO, LO, LO, LO,
    LO, LO, LO, PU, SY, PU, SY, SY, /* p-z {|}~ DEL */
    HI, HI, HI, HI, HI, HI, HI, HI,
    HI, HI, HI, HI, HI, HI, HI, HI, /* 80 */
    HI, HI, HI, HI, HI, HI, HI, HI,
    HI, HI, HI, HI, HI, HI, HI, HI, /* 90 */
    HI, HI, HI, HI, HI, HI, HI, HI,
    HI, HI, HI, HI, HI, HI, HI, HI, /* a0 */
    HI, HI, HI, HI, HI, HI, HI, HI,
    HI, HI, HI, HI, HI, HI, HI, HI, /* b0 */
    HI, HI, HI, HI, HI, HI, HI, HI,
    HI, HI, HI, HI, HI, HI, HI, HI, /* c0 */
    HI, HI, HI, HI, HI, HI, HI, HI,
    HI, HI, HI, HI, HI, HI, HI, HI, /* d0 */
    HI, HI, HI, HI, HI, HI, HI, HI,
    HI, HI, HI, HI, HI, HI, HI, HI, /* e0 */
    HI, HI, HI, HI, HI, HI, HI, HI,
    HI, HI, HI, HI, HI, HI, HI, HI, /* f0 */
};

static enum gly_char char_of_category(enum gly_category category)
{
    switch (category) {
    case GLY_CATEGORY_LU:
    case GLY_CATEGORY_LT:
        return GLY_CHAR_UPPER;
    case GLY_CATEGORY_LL:
        return GLY_CHAR_LOWER;
    case GLY_CATEGORY_LM:
    case GLY_CATEGORY_LO:
        return GLY_CHAR_CASELESS;
    case GLY_CATEGORY_ND:
    case GLY_CATEGORY_NL:
    case GLY_CATEGORY_NO:
        return GLY_CHAR_DIGIT;
    case GLY_CATEGORY_MN:
    case GLY_CATEGORY_MC:
    case GLY_CATEGORY_ME:
        return GLY_CHAR_INNER;
    case GLY_CATEGORY_CF:
        return GLY_CHAR_FORMAT;
    case GLY_CATEGORY_PC:
    case GLY_CATEGORY_PD:
    case GLY_CATEGORY_PS:
    case GLY_CATEGORY_PE:
    case GLY_CATEGORY_PI:
    case GLY_CATEGORY_PF:
    case GLY_CATEGORY_PO:
        return GLY_CHAR_PUNCT;
    case GLY_CATEGORY_ZS:
    case GLY_CATEGORY_ZL:
    case GLY_CATEGORY_ZP:
        return GLY_CHAR_SPACE;
    default:
        return GLY_CHAR_SYMBOL;
    }
}

enum gly_char gly_char_of_code(uint32_t cp)
{
    /* A damaged byte stands inside the word it damaged; the two joiners shape letters.
     */
    if (cp == 0xFFFD || cp == 0x200C || cp == 0x200D)
        return GLY_CHAR_INNER;
    if (gly_is_space(cp))
        return GLY_CHAR_SPACE;
    return char_of_category(gly_category_of(cp));
}

enum gly_char gly_char_decoded(const char *text, uint32_t at, uint32_t end,
                               unsigned *ret_len)
{
    return gly_char_of_code(gly_utf8_decode(text, end, at, ret_len));
}

bool gly_word_in(struct gly_str word, const gly_short_word *list, size_t count)
{
    uint64_t wanted, entry;
    if (word.len == 0 || word.len > sizeof wanted)
        return false;
    wanted = gly_bytes_fold(gly_bytes_at(word, 0, word.len));
    for (size_t i = 0; i < count; i++) {
        memcpy(&entry, list[i], sizeof entry);
        if (entry == wanted)
            return true;
    }
    return false;
}
