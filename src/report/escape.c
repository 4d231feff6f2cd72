#include "report/escape.h"

#include <galley/unicode.h>

#include "base/utf8.h"

/* ---- What may be shown ---- */

static bool is_joiner(uint32_t cp)
{
    return cp == 0x200C || cp == 0x200D;
}

static bool is_variation_selector(uint32_t cp)
{
    return gly_in_range(cp, 0xFE00, 0xFE0F) || gly_in_range(cp, 0xE0100, 0xE01EF);
}

/* Without a shape of its own, or taking one away from its neighbours. */
static bool is_hidden(uint32_t cp)
{
    if (cp < 0xAD)
        return gly_is_control(cp);
    return cp == 0x2028 || cp == 0x2029 || gly_in_range(cp, 0xFFF9, 0xFFFB) ||
           (cp & 0xFFFE) == 0xFFFE || gly_is_default_ignorable(cp) ||
           gly_is_bidi_control(cp);
}

/* Scripts that join, and emoji, stand above Latin, Greek and Cyrillic. */
static bool may_join(uint32_t cp)
{
    return cp >= 0x0590 && (is_variation_selector(cp) || !is_hidden(cp));
}

static uint32_t cp_before(struct gly_str s, size_t at)
{
    unsigned len;
    return at > 0 ? gly_utf8_decode_before(s.ptr, at, &len) : 0;
}

static uint32_t cp_at(struct gly_str s, size_t at)
{
    unsigned len;
    return at < s.len ? gly_utf8_decode(s.ptr, s.len, at, &len) : 0;
}

/* Hidden by nature, but here part of what people see. */
static bool belongs(struct gly_str s, size_t at, uint32_t cp, unsigned len)
{
    if (is_joiner(cp))
        return may_join(cp_before(s, at)) && may_join(cp_at(s, at + len));
    if (!is_variation_selector(cp))
        return false;
    uint32_t base = cp_before(s, at);
    return base > 0xA0 ? !is_hidden(base)
                       : gly_is_digit(base) || base == '#' || base == '*';
}

static unsigned number_width(uint32_t cp)
{
    return cp > 0xFFFFF ? 8 : cp > 0xFFFF ? 7 : 6;
}

struct gly_glyph gly_glyph_at(struct gly_str s, size_t at)
{
    struct gly_glyph glyph = {.shown = GLY_SHOWN_PLAIN};
    glyph.cp = gly_utf8_decode(s.ptr, s.len, at, &glyph.len);
    if (glyph.cp == '\r' && at + 1 < s.len && s.ptr[at + 1] == '\n') {
        glyph.cp = '\n';
        glyph.len = 2;
    }
    if (glyph.cp == '\n' || glyph.cp == '\v') {
        glyph.shown = GLY_SHOWN_BREAK;
        glyph.width = 3;
    } else if (is_hidden(glyph.cp) && !belongs(s, at, glyph.cp, glyph.len)) {
        glyph.shown = GLY_SHOWN_HIDDEN;
        glyph.width = number_width(glyph.cp);
    } else {
        glyph.width = gly_display_width(glyph.cp);
    }
    return glyph;
}

void gly_glyph_put(struct gly_buf *out, struct gly_glyph glyph)
{
    char bytes[4];
    switch (glyph.shown) {
    case GLY_SHOWN_PLAIN:
        gly_buf_add(out, bytes, gly_utf8_encode(glyph.cp, bytes));
        break;
    case GLY_SHOWN_BREAK:
        gly_buf_puts(out, " ⏎ ");
        break;
    case GLY_SHOWN_HIDDEN:
        gly_buf_printf(out, "U+%04X", (unsigned)glyph.cp);
        break;
    }
}

/* The end of the printable ASCII from `at` on, which is shown as it is. */
static size_t plain_end(struct gly_str s, size_t at)
{
    while (at < s.len && s.ptr[at] >= ' ' && s.ptr[at] < 0x7F)
        at++;
    return at;
}

void gly_show(struct gly_buf *out, struct gly_str s)
{
    struct gly_glyph glyph;
    for (size_t at = 0; at < s.len; at += glyph.len) {
        size_t plain = plain_end(s, at);
        gly_buf_add(out, s.ptr + at, plain - at);
        at = plain;
        if (at == s.len)
            break;
        glyph = gly_glyph_at(s, at);
        gly_glyph_put(out, glyph);
    }
}

unsigned gly_show_width(struct gly_str s, unsigned most)
{
    unsigned width = 0;
    struct gly_glyph glyph;
    for (size_t at = 0; at < s.len && width < most; at += glyph.len) {
        glyph = gly_glyph_at(s, at);
        width += glyph.width;
    }
    return width < most ? width : most;
}

/* ---- Clusters ---- */

static bool is_regional_indicator(uint32_t cp)
{
    return gly_in_range(cp, 0x1F1E6, 0x1F1FF);
}

/* Flags are pairs of regional indicators; how far back a run of them is counted. */
enum { LONGEST_FLAG_RUN = 64 };

static bool splits_flag(struct gly_str s, size_t at)
{
    unsigned before = 0, len;
    while (at > 0 && before < LONGEST_FLAG_RUN &&
           is_regional_indicator(gly_utf8_decode_before(s.ptr, at, &len))) {
        before++;
        at -= len;
    }
    return before % 2 == 1;
}

bool gly_is_cluster_start(struct gly_str s, size_t at)
{
    if (at == 0 || at >= s.len)
        return true;
    uint32_t cp = cp_at(s, at);
    if (cp < 0x300)
        return cp != '\n' || s.ptr[at - 1] != '\r';
    if (gly_is_mark(cp) || is_joiner(cp) || is_variation_selector(cp))
        return false;
    if (gly_in_range(cp, 0x1F3FB, 0x1F3FF) || gly_in_range(cp, 0xE0020, 0xE007F))
        return false; /* skin tones, tags of a flag */
    if (gly_in_range(cp, 0x1160, 0x11FF))
        return false; /* Hangul vowels and finals behind their initial */
    if (cp_before(s, at) == 0x200D && gly_is_emoji(cp))
        return false;
    return !is_regional_indicator(cp) || !splits_flag(s, at);
}

/* ---- JSON ---- */

static void put_json_unit(struct gly_buf *out, unsigned unit)
{
    gly_buf_printf(out, "\\u%04x", unit);
}

static void put_json_escaped(struct gly_buf *out, uint32_t cp)
{
    switch (cp) {
    case '"':
        gly_buf_puts(out, "\\\"");
        break;
    case '\\':
        gly_buf_puts(out, "\\\\");
        break;
    case '\n':
        gly_buf_puts(out, "\\n");
        break;
    case '\r':
        gly_buf_puts(out, "\\r");
        break;
    case '\t':
        gly_buf_puts(out, "\\t");
        break;
    default:
        if (cp > 0xFFFF) {
            put_json_unit(out, 0xD800 + ((cp - 0x10000) >> 10));
            cp = 0xDC00 + ((cp - 0x10000) & 0x3FF);
        }
        put_json_unit(out, cp);
    }
}

void gly_escape_json(struct gly_buf *out, struct gly_str s)
{
    size_t plain = 0; /* start of the stretch that needs no escape */
    unsigned len;
    for (size_t at = 0; at < s.len; at += len) {
        uint32_t cp = gly_utf8_decode(s.ptr, s.len, at, &len);
        bool broken = cp == 0xFFFD && (unsigned char)s.ptr[at] != 0xEF;
        if (!broken && cp != '"' && cp != '\\' && !is_hidden(cp))
            continue;
        gly_buf_add(out, s.ptr + plain, at - plain);
        put_json_escaped(out, cp);
        plain = at + len;
    }
    gly_buf_add(out, s.ptr ? s.ptr + plain : "", s.len - plain);
}

/* ---- URIs ---- */

static bool is_unreserved(char c)
{
    return gly_is_ascii_letter((unsigned char)c) ||
           gly_in_range((unsigned char)c, '0', '9') || c == '-' || c == '.' ||
           c == '_' || c == '~' || c == '/';
}

void gly_escape_uri(struct gly_buf *out, struct gly_str path)
{
    while (path.len > 2 && gly_str_starts(path, "./")) {
        path = (struct gly_str){path.ptr + 2, path.len - 2};
        while (path.len > 1 && path.ptr[0] == '/')
            path = (struct gly_str){path.ptr + 1, path.len - 1};
    }
    if (gly_str_starts(path, "/"))
        gly_buf_puts(out, "file://");
    for (size_t i = 0; i < path.len; i++) {
        if (is_unreserved(path.ptr[i]))
            gly_buf_putc(out, path.ptr[i]);
        else
            gly_buf_printf(out, "%%%02X", (unsigned char)path.ptr[i]);
    }
}
