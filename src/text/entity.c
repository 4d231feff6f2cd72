#include "text/entity.h"

#include <string.h>

#include <galley/unicode.h>
#include "base/utf8.h"

struct entity {
    uint16_t offset; /* of its name in entity_names */
    uint8_t len;
    uint8_t legacy;         /* known without its semicolon */
    uint32_t first, second; /* code points; the second is 0 for most */
};

#include "text/entity_table.inc"

/* The C1 controls of ISO 8859-1 are read as Windows-1252 (HTML Standard, "numeric
 * character reference end state"). */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

static unsigned digit_of(char c, unsigned base)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    unsigned char lower = (unsigned char)c | 0x20;
    return base == 16 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10u : 99;
}

static size_t read_number(struct gly_str text, enum gly_entity_rules rules,
                          char ret[GLY_ENTITY_MAX], unsigned *ret_len)
{
    size_t at = 2;
    unsigned base = 10;
    if (at < text.len && (text.ptr[at] == 'x' || text.ptr[at] == 'X')) {
        base = 16;
        at++;
    }
    size_t first = at;
    uint32_t cp = 0;
    for (; at < text.len && digit_of(text.ptr[at], base) < base; at++)
        if (cp <= 0x10FFFF)
            cp = cp * base + digit_of(text.ptr[at], base);
    bool ended = at < text.len && text.ptr[at] == ';';
    /* CommonMark 0.30, 6.2: at most seven decimal or six hexadecimal digits. */
    if (at == first || (rules == GLY_ENTITY_MARKDOWN &&
                        (!ended || at - first > (base == 10 ? 7u : 6u))))
        return 0;
    if (rules == GLY_ENTITY_HTML && cp >= 0x80 && cp < 0xA0)
        cp = windows_1252[cp - 0x80];
    if (cp == 0 || cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000))
        cp = 0xFFFD;
    *ret_len = gly_utf8_encode(cp, ret);
    return at + ended;
}

static const struct entity *find(const char *name, size_t len)
{
    size_t low = 0, high = GLY_COUNT(entities);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct entity *e = &entities[middle];
        size_t shorter = len < e->len ? len : e->len;
        int order = memcmp(name, entity_names + e->offset, shorter);
        if (order == 0)
            order = (len > e->len) - (len < e->len);
        if (order == 0)
            return e;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* Of the entities nearly all are these: the character, 0 for another one. */
static char common_character(struct gly_str name)
{
    static const struct {
        char name[5], character;
    } common[] = {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}};
    for (unsigned i = 0; i < GLY_COUNT(common); i++)
        if (gly_str_is(name, common[i].name))
            return common[i].character;
    return 0;
}

static bool is_name_char(char c)
{
    return gly_is_ascii_letter((unsigned char)c) || (c >= '0' && c <= '9');
}

size_t gly_entity_read(struct gly_str text, enum gly_entity_rules rules,
                       char ret[GLY_ENTITY_MAX], unsigned *ret_len)
{
    enum { LONGEST = 32 };
    if (text.len < 3 || text.ptr[0] != '&')
        return 0;
    if (text.ptr[1] == '#')
        return read_number(text, rules, ret, ret_len);
    size_t len = 0;
    while (1 + len < text.len && len < LONGEST && is_name_char(text.ptr[1 + len]))
        len++;
    bool ended = 1 + len < text.len && text.ptr[1 + len] == ';';
    ret[0] = ended ? common_character((struct gly_str){text.ptr + 1, len}) : 0;
    if (ret[0]) {
        *ret_len = 1;
        return 2 + len;
    }
    const struct entity *e = ended ? find(text.ptr + 1, len) : NULL;
    if (!e && rules == GLY_ENTITY_HTML) {
        /* The longest old name that the text begins with: "&notit;" is "\u00ACit;". */
        for (ended = false; len >= 2; len--) {
            e = find(text.ptr + 1, len);
            if (e && e->legacy)
                break;
            e = NULL;
        }
    }
    if (!e)
        return 0;
    *ret_len = gly_utf8_encode(e->first, ret);
    if (e->second)
        *ret_len += gly_utf8_encode(e->second, ret + *ret_len);
    return 1 + len + ended;
}
