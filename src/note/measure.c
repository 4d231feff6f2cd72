#include "note/measure.h"

#include <galley/unicode.h>
#include <galley/utf8.h>

#include "text/chars.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Short symbols are exact: "MB" is no "Mb". Names may be capitalised. */
static bool same_letter(char wanted, char got, size_t len)
{
    enum { SHORTEST_NAME = 4 };
    return wanted == got || (len >= SHORTEST_NAME && lower(wanted) == lower(got)) ||
           (wanted == ' ' && (is_space(got) || got == '-'));
}

static bool ends_word(struct gly_str text, uint32_t at)
{
    return at >= text.len || !gly_byte_is(text.ptr[at - 1], GLY_CHAR_WORD) ||
           !gly_byte_is(text.ptr[at], GLY_CHAR_WORD | GLY_CHAR_HIGH) ||
           gly_byte_is(text.ptr[at], GLY_CHAR_PUNCT) ||
           !gly_is_letter(gly_utf8_decode(text.ptr, text.len, at, &(unsigned){0}));
}

static bool matches(const struct gly_measure_spelling *s, struct gly_str text)
{
    if (text.len < s->len)
        return false;
    for (size_t i = 0; i < s->len; i++)
        if (!same_letter(s->text[i], text.ptr[i], s->len))
            return false;
    return ends_word(text, s->len);
}

uint32_t gly_measure_match(struct gly_str text, const struct gly_measure **ret_unit)
{
    if (text.len == 0)
        return 0;
    unsigned char starts[2] = {(unsigned char)text.ptr[0],
                               (unsigned char)lower(text.ptr[0])};
    for (unsigned k = 0; k < 2; k++) {
        for (uint16_t i = gly_measure_first[starts[k]];
             i < gly_measure_first[starts[k] + 1]; i++)
            if (matches(&gly_measure_spellings[i], text)) {
                *ret_unit = &gly_measures[gly_measure_spellings[i].unit];
                return gly_measure_spellings[i].len;
            }
        if (starts[0] == starts[1])
            break;
    }
    return 0;
}

const struct gly_measure *gly_measure_find(struct gly_str spelling)
{
    const struct gly_measure *unit;
    return gly_measure_match(spelling, &unit) == spelling.len && spelling.len > 0
               ? unit
               : NULL;
}

const struct gly_measure *gly_measure_next(const char *symbol,
                                           const struct gly_measure *unit)
{
    size_t i = unit ? (size_t)(unit - gly_measures) + 1 : 0;
    for (; i < gly_measure_count; i++)
        if (strcmp(gly_measures[i].symbol, symbol) == 0)
            return &gly_measures[i];
    return NULL;
}
