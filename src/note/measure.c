#include "note/measure.h"

#include <galley/unicode.h>
#include <galley/utf8.h>

#include "text/chars.h"
#include "text/doc.h"

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
    if (text.len < s->len ||
        (s->len > 1 && s->text[1] != ' ' && lower(s->text[1]) != lower(text.ptr[1])))
        return false; /* most, by their second letter */
    for (size_t i = 0; i < s->len; i++)
        if (!same_letter(s->text[i], text.ptr[i], s->len))
            return false;
    return ends_word(text, s->len);
}

static uint32_t match_in(const struct gly_measures *all, struct gly_str text,
                         const struct gly_measure **ret_unit)
{
    unsigned char starts[2] = {(unsigned char)text.ptr[0],
                               (unsigned char)lower(text.ptr[0])};
    size_t word = 0;
    while (word < text.len && gly_is_ascii_letter((unsigned char)text.ptr[word]))
        word++;
    for (unsigned k = 0; k < 2; k++) {
        /* Longer ones stand first, and none ends inside the word. */
        for (uint16_t i = all->first[starts[k]];
             i < all->first[starts[k] + 1] && all->spellings[i].len >= word; i++)
            if (matches(&all->spellings[i], text)) {
                *ret_unit = &all->units[all->spellings[i].unit];
                return all->spellings[i].len;
            }
        if (starts[0] == starts[1])
            break;
    }
    return 0;
}

/* The first unit of a symbol from index `from` on. */
static const struct gly_measure *unit_of(const struct gly_measures *all,
                                         const char *symbol, size_t from)
{
    for (size_t i = from; i < all->unit_count; i++)
        if (strcmp(all->units[i].symbol, symbol) == 0)
            return &all->units[i];
    return NULL;
}

static const struct gly_measures *own_units(const struct gly_doc *doc)
{
    const struct gly_numbers *numbers = doc->notes[GLY_ANNOTATION_NUMBERS];
    return numbers->units;
}

uint32_t gly_measure_match(const struct gly_doc *doc, struct gly_str text,
                           const struct gly_measure **ret_unit)
{
    if (text.len == 0)
        return 0;
    const struct gly_measures *own = own_units(doc);
    const struct gly_measure *unit, *better;
    uint32_t len = match_in(&gly_measures_known, text, &unit);
    uint32_t own_len = own ? match_in(own, text, &better) : 0;
    if (own_len > 0 && own_len >= len)
        unit = better;
    else if (own && len > 0 && (better = unit_of(own, unit->symbol, 0)))
        unit = better;
    if (len > 0 || own_len > 0)
        *ret_unit = unit;
    return own_len > len ? own_len : len;
}

const struct gly_measure *gly_measure_find(const struct gly_doc *doc,
                                           struct gly_str spelling)
{
    const struct gly_measure *unit;
    return spelling.len > 0 && gly_measure_match(doc, spelling, &unit) == spelling.len
               ? unit
               : NULL;
}

const struct gly_measure *gly_measure_next(const struct gly_doc *doc,
                                           const char *symbol,
                                           const struct gly_measure *unit)
{
    const struct gly_measures *all = own_units(doc);
    if (!all || !unit_of(all, symbol, 0))
        all = &gly_measures_known;
    return unit_of(all, symbol, unit ? (size_t)(unit - all->units) + 1 : 0);
}
