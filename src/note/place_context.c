/* The words around a name that may be no place: those that only a place has
 * ("in Reading", "the mayor of Nancy", "Wellington is the capital"). */
#include <galley/phrase.h>

#include "note/place.h"

uint32_t gly_place_tok_before(const struct gly_doc *doc, uint32_t tok)
{
    return tok > 0 && doc->toks.at[tok - 1].sent == doc->toks.at[tok].sent ? tok - 1
                                                                           : GLY_NONE;
}

uint32_t gly_place_tok_after(const struct gly_doc *doc, const struct gly_toponym *place)
{
    uint32_t tok = place->first_tok + place->tok_count;
    return tok < doc->toks.count && doc->toks.at[tok].sent == place->sent ? tok
                                                                          : GLY_NONE;
}

bool gly_place_covers(const struct gly_place_work *work, uint32_t tok)
{
    for (uint32_t back = 0; back < 4 && back <= tok; back++) {
        const struct gly_toponym *place = gly_place_named_at(work, tok - back);
        if (place)
            return place->tok_count > back;
    }
    return false;
}

static const char placing[] =
    "in|near|across|outside|inside|throughout|within|around|into|toward|towards|"
    "neighbouring|neighboring|northern|southern|eastern|western|central|nearby";

static const char governing[] =
    "government|king|queen|president|army|parliament|capital|economy|foreign|border|"
    "ministry|prime|central|interior|military|constitution|currency|population|navy|"
    "coast|northern|southern|eastern|western|exports|imports|gdp|neighbours|neighbors";

static const char belonging[] =
    "capital|president|king|queen|government|north|south|east|west|republic|kingdom|"
    "state|city|town|island|port|border|coast|minister|embassy|region|province|people|"
    "archipelago|sultanate|emirate|nation|country|territory|rest|parts|cities|towns|"
    "coasts|waters|streets|suburb|suburbs|university|outskirts";

/* What stands in a place and is called by it. */
static const char standing[] =
    "airport|station|harbour|harbor|stadium|zoo|prison|suburb|suburbs|street|streets|"
    "officials|police|authorities|residents|mayor";

/* "Wellington is the capital", "Nancy, a town in": told to be a place. */
static bool is_called_place(const struct gly_doc *doc, uint32_t next)
{
    static const char kinds[] =
        "capital|city|town|village|port|island|seaport|metropolis|suburb";
    if (!gly_tok_is(doc, next, "is|was|remains|,|(") ||
        !gly_tok_is(doc, next + 1, "a|an|the|one|capital"))
        return false;
    for (uint32_t tok = next + 1; tok < next + 7 && tok < doc->toks.count; tok++) {
        if (gly_tok_is(doc, tok, kinds))
            return gly_tok_is(doc, tok + 1, "in|of|on|near|,|and|city");
        if (doc->toks.at[tok].kind != GLY_TOK_WORD ||
            doc->toks.at[tok].flags & GLY_TOK_CAPITALISED ||
            gly_tok_is(doc, tok, "of|from|in|who|for|by"))
            return false;
    }
    return false;
}

static bool next_is_place(const struct gly_place_work *work, uint32_t tok)
{
    const struct gly_toponym *other = gly_place_named_at(work, tok);
    return other && !(other->flags & (GLY_PLACE_PART | GLY_PLACE_IN_PHRASE)) &&
           (other->kind == GLY_PLACE_COUNTRY || other->kind == GLY_PLACE_DIVISION ||
            other->kind == GLY_PLACE_CITY);
}

bool gly_place_has_context(const struct gly_place_work *work,
                           const struct gly_toponym *place)
{
    const struct gly_doc *doc = work->doc;
    uint32_t tok = gly_place_tok_before(doc, place->first_tok);
    uint32_t next = gly_place_tok_after(doc, place);
    if (tok != GLY_NONE) {
        uint32_t head = gly_place_tok_before(doc, tok);
        if (gly_tok_is(doc, tok, placing) ||
            (gly_tok_is(doc, tok, "of") && head != GLY_NONE &&
             gly_tok_is(doc, head, belonging)))
            return true;
        bool listed = gly_tok_is(doc, tok, ",|and|or|between|with");
        if (listed && head != GLY_NONE && gly_place_covers(work, head))
            return true;
    }
    if (next == GLY_NONE)
        return false;
    if ((place->flags & GLY_PLACE_POSSESSIVE && gly_tok_is(doc, next, governing)) ||
        (place->kind == GLY_PLACE_CITY &&
         (gly_tok_is(doc, next, standing) || is_called_place(doc, next))))
        return true;
    return gly_tok_is(doc, next, ",|and|or") && next + 1 < doc->toks.count &&
           next_is_place(work, next + 1);
}
