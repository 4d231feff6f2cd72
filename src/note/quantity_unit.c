/* The unit behind a number. */
#include "note/quantity.h"

/* The unit behind token `tok`, with a hyphen or without; sets the token behind it. */
const struct gly_measure *gly_quantity_unit_behind(const struct gly_look *look,
                                                   uint32_t tok, uint32_t *ret_behind)
{
    uint32_t at = tok;
    if (gly_look_is_hyphen(look, at) && gly_look_is_glued(look, at) &&
        gly_look_is_glued(look, at + 1))
        at++;
    const struct gly_measure *unit;
    struct gly_str rest = gly_look_rest(look, at);
    uint32_t len = rest.len > 0 ? gly_measure_match(look->doc, rest, &unit) : 0;
    if (len == 0)
        return NULL;
    struct gly_str text = {rest.ptr, len};
    bool glued = gly_look_is_glued(look, at);
    /* Words that are units only where they touch the number or a symbol would not do:
     * "in" is a preposition, "a" an article, "t" and "A" letters. */
    if (!glued &&
        (gly_str_is(text, "in") || gly_str_is(text, "A") || gly_str_is(text, "PS") ||
         gly_str_is(text, "t") || gly_str_is(text, "V") || gly_str_is(text, "N") ||
         gly_str_is(text, "p") || gly_str_is(text, "st") || gly_str_is(text, "bar") ||
         gly_str_is(text, "pt"))) {
        /* "(6 in)", "12 in." close what they measure. */
        bool closes = gly_look_among(look, at + 1, ") ; , × (");
        if (!closes || !(gly_str_is(text, "in") || gly_str_is(text, "t") ||
                         gly_str_is(text, "V") || gly_str_is(text, "A")))
            return NULL;
    }
    *ret_behind = gly_look_reach(look, at, look->toks[at].span.start + len);
    return unit;
}
