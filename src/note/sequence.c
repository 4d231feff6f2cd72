/* One character of UTF-8 that was read as several of an eight-bit code page. */
#include "note/sequence.h"

#include <galley/unicode.h>

#include "base/utf8.h"

/* The bit of a page in what gly_sequence_pages() gives. */
#define PAGE(name) (1u << GLY_CODEPAGE_##name)

/* The characters at which sequences begin, the rest of 0xC2 to 0xF4 is not met in practice
 * or is too common where the page's own languages are written. */
unsigned gly_sequence_pages(uint32_t cp)
{
    unsigned latin = gly_in_range(cp, 0xC2, 0xF4) ? PAGE(WINDOWS_1252) : 0;
    switch (cp) {
    case 0xC2: /* Â Ä â */
    case 0xC4:
    case 0xE2:
        return latin | PAGE(WINDOWS_1250);
    case 0x102: /* Ă Ĺ đ */
    case 0x139:
    case 0x111:
        return PAGE(WINDOWS_1250);
    case 0x412: /* В Г Д Е О П Р С в г р */
    case 0x413:
    case 0x414:
    case 0x415:
    case 0x41E:
    case 0x41F:
    case 0x420:
    case 0x421:
    case 0x432:
    case 0x433:
    case 0x440:
        return PAGE(WINDOWS_1251);
    case 0x3B2: /* β, for quotation marks and dashes */
        return PAGE(WINDOWS_1253);
    case 0x11F: /* ğ, for emoji */
        return PAGE(WINDOWS_1254);
    case 0x101: /* ā, as β */
        return PAGE(WINDOWS_1257);
    case 0xAC: /* ¬ √ ƒ ≈ Œ œ – — ‚ and the apple */
    case 0x221A:
    case 0x192:
    case 0x2248:
    case 0x152:
    case 0x153:
    case 0x2013:
    case 0x2014:
    case 0x201A:
    case 0xF8FF:
        return PAGE(MAC_ROMAN);
    case 0x252C: /* ┬ ├ ─ ┼ */
    case 0x251C:
    case 0x2500:
    case 0x253C:
        return PAGE(DOS_437) | PAGE(DOS_850);
    case 0x393: /* Γ ≡ */
    case 0x2261:
        return PAGE(DOS_437);
    case 0xD4: /* Ô */
        return latin | PAGE(DOS_850);
    default:
        return latin;
    }
}

/* What stands beside a letter in sound text: quotation marks, dashes, superscripts,
 * trade marks, and what follows a root or a negation. */
static bool is_ordinary(uint32_t cp)
{
    switch (cp) {
    case '?':
    case 0xA0:
    case 0xA7:
    case 0xA9:
    case 0xAA:
    case 0xAE:
    case 0xB0:
    case 0xB2:
    case 0xB3:
    case 0xB7:
    case 0xB9:
    case 0xBA:
    case 0x2022:
    case 0x2020:
    case 0x2021:
    case 0x2026:
    case 0x2030:
    case 0x2122:
    case 0x3C0:
        return true;
    default:
        return gly_category_between(cp, GLY_CATEGORY_PI, GLY_CATEGORY_PF) ||
               gly_category_of(cp) == GLY_CATEGORY_PS ||
               gly_in_range(cp, 0x2200, 0x226F) || gly_in_range(cp, 0x2013, 0x2014) ||
               gly_in_range(cp, 0x2500, 0x259F);
    }
}

/* Letters that Windows-1250 and ISO 8859-2, otherwise nearly the same, have at different
 * bytes: what was read in which cannot be told from them. */
static bool differs_in_latin_2(uint32_t cp)
{
    static const uint16_t letters[] = {0x104, 0x105, 0x13D, 0x13E, 0x15A, 0x15B, 0x160,
                                       0x161, 0x164, 0x165, 0x179, 0x17A, 0x17D, 0x17E};
    for (size_t i = 0; i < GLY_COUNT(letters); i++)
        if (letters[i] == cp)
            return true;
    return false;
}

/* Read the sequence at `at`; a question mark may stand for a byte that had no character
 * in the page. */
static bool read_sequence(enum gly_codepage page, struct gly_str text, uint32_t at,
                          struct gly_sequence *ret)
{
    unsigned len;
    uint32_t cp = gly_utf8_decode(text.ptr, text.len, at, &len);
    if (!(gly_sequence_pages(cp) & 1u << page))
        return false;
    int lead = gly_codepage_byte(page, cp);
    if (lead < 0xC2 || lead > 0xF4)
        return false;
    unsigned bytes = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    uint32_t value = (uint32_t)lead & (0x7Fu >> bytes);
    bool lost = false, ordinary = true, doubtful = false;
    for (unsigned i = 1; i < bytes; i++) {
        at += len;
        if (at >= text.len)
            return false;
        cp = gly_utf8_decode(text.ptr, text.len, at, &len);
        int byte = cp == '?' ? 0x80 : gly_codepage_byte(page, cp);
        if (byte < 0x80 || byte > 0xBF)
            return false;
        lost |= cp == '?';
        ordinary &= is_ordinary(cp);
        doubtful |= page == GLY_CODEPAGE_WINDOWS_1250 && differs_in_latin_2(cp);
        value = value << 6 | ((uint32_t)byte & 0x3F);
    }
    bool overlong = (bytes == 3 && value < 0x800) || (bytes == 4 && value < 0x10000);
    if (!lost && (overlong || value > 0x10FFFF || gly_in_range(value, 0xD800, 0xDFFF)))
        return false;
    *ret = (struct gly_sequence){.end = at + len,
                                 .cp = lost ? 0 : value,
                                 .bytes = bytes,
                                 .doubtful = doubtful,
                                 .ordinary = ordinary};
    return true;
}

/* "â€" whose third character is gone: 0x9D has none in Windows-1252, and the character
 * was a closing quotation mark. In Windows-1251 the same of 0x98. */
static bool read_cut(enum gly_codepage page, struct gly_str text, uint32_t at,
                     struct gly_sequence *ret)
{
    static const char cut_1252[] = "\u00E2\u20AC", cut_1251[] = "\u0432\u0402";
    struct gly_str rest = {text.ptr + at, text.len - at};
    const char *cut = page == GLY_CODEPAGE_WINDOWS_1252   ? cut_1252
                      : page == GLY_CODEPAGE_WINDOWS_1251 ? cut_1251
                                                          : NULL;
    if (!cut || !gly_str_starts(rest, cut))
        return false;
    *ret =
        (struct gly_sequence){.end = at + (uint32_t)strlen(cut),
                              .cp = page == GLY_CODEPAGE_WINDOWS_1252 ? 0x201D : 0x2018,
                              .bytes = 3};
    return true;
}

/* A pair whose second character, a no-break space, was made a plain one: "voilÃ " for
 * "voilà", "end.Â The" for a no-break space. Only where no capital can stand: behind a
 * small letter, "Â" also behind a full stop. */
static bool read_spaced(enum gly_codepage page, struct gly_str text, uint32_t at,
                        struct gly_sequence *ret)
{
    unsigned len;
    uint32_t cp = gly_utf8_decode(text.ptr, text.len, at, &len);
    if (page != GLY_CODEPAGE_WINDOWS_1252 || (cp != 0xC2 && cp != 0xC3) || at == 0 ||
        at + len >= text.len || text.ptr[at + len] != ' ')
        return false;
    char before = text.ptr[at - 1];
    if (!gly_in_range((unsigned char)before, 'a', 'z') &&
        (cp == 0xC3 || !strchr(".,;:!?)", before) || before == '\0'))
        return false;
    *ret = (struct gly_sequence){
        .end = at + len, .cp = cp == 0xC2 ? 0xA0 : 0xE0, .bytes = 3};
    return true;
}

bool gly_sequence_read(enum gly_codepage page, struct gly_str text, uint32_t at,
                       struct gly_sequence *ret)
{
    return read_sequence(page, text, at, ret) || read_cut(page, text, at, ret) ||
           read_spaced(page, text, at, ret);
}
