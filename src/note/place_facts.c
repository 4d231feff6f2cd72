/* Questions about mentions (<galley/place.h>). */
#include <galley/phrase.h>
#include <galley/place.h>

#include "base/atlas.h"

const struct gly_toponym *gly_place_at(const struct gly_places *places, uint32_t tok)
{
    return places->starts[tok] == 0 ? NULL : &places->at[places->starts[tok] - 1];
}

bool gly_place_is_sure(const struct gly_toponym *place)
{
    return place->kind != GLY_PLACE_PHRASE &&
           !(place->flags & (GLY_PLACE_UNSURE | GLY_PLACE_HEADING));
}

bool gly_place_is_disputed(const struct gly_places *places,
                           const struct gly_toponym *place)
{
    if (place->flags & GLY_PLACE_ON_DISPUTE)
        return true;
    switch ((enum gly_place_kind)place->kind) {
    case GLY_PLACE_CITY:
        return gly_atlas_city(places->atlas, place->row)->flags & GLY_SPOT_DISPUTED;
    case GLY_PLACE_DIVISION:
        return gly_atlas_division(places->atlas, place->row)->flags & GLY_SPOT_DISPUTED;
    case GLY_PLACE_FEATURE:
        return gly_atlas_feature(places->atlas, place->row)->flags & GLY_SPOT_DISPUTED;
    case GLY_PLACE_COUNTRY:
        return gly_atlas_country(places->atlas, place->row)->flags &
               GLY_COUNTRY_DISPUTED;
    case GLY_PLACE_DISPUTED:
        return true;
    default:
        return false;
    }
}

uint16_t gly_place_country(const struct gly_toponym *place, bool adjective)
{
    if (!gly_place_is_sure(place) || place->kind != GLY_PLACE_COUNTRY)
        return GLY_NOWHERE;
    for (uint32_t i = 0; i < place->reading_count; i++) {
        const struct gly_place_reading *r = &place->readings[i];
        if (r->kind == GLY_PLACE_COUNTRY && r->row == place->row && !r->former &&
            (adjective ? r->form == GLY_PLACE_ADJECTIVE : r->form == GLY_PLACE_NOUN))
            return place->row;
    }
    return GLY_NOWHERE;
}

const struct gly_place_reading *gly_place_as(const struct gly_toponym *place,
                                             enum gly_place_kind kind)
{
    for (uint32_t i = 0; i < place->reading_count; i++)
        if (place->readings[i].kind == kind)
            return &place->readings[i];
    return NULL;
}

static void add_rows(const struct gly_atlas *atlas, struct gly_rows rows,
                     struct gly_countries *set)
{
    uint16_t country;
    for (uint32_t i = 0; (country = gly_atlas_item(atlas, rows, i)) != GLY_NOWHERE; i++)
        gly_countries_add(set, country);
}

/* Oceans and long rivers touch many countries and name none of them. */
enum { FEATURE_COUNTRIES = 3 };

struct gly_countries gly_place_countries(const struct gly_places *places,
                                         const struct gly_toponym *place,
                                         bool namesakes)
{
    const struct gly_atlas *atlas = places->atlas;
    struct gly_countries set = {{0}};
    gly_countries_add(&set, place->country);
    for (uint32_t i = 0; i < place->reading_count; i++) {
        const struct gly_place_reading *r = &place->readings[i];
        gly_countries_add(&set, r->country);
        switch ((enum gly_place_kind)r->kind) {
        case GLY_PLACE_CITY:
            if (namesakes)
                add_rows(atlas, gly_atlas_city(atlas, r->row)->namesakes, &set);
            break;
        case GLY_PLACE_FEATURE:
            if (gly_atlas_feature(atlas, r->row)->countries.count <= FEATURE_COUNTRIES)
                add_rows(atlas, gly_atlas_feature(atlas, r->row)->countries, &set);
            break;
        case GLY_PLACE_FORMER:
            if (gly_atlas_former(atlas, r->row)->countries.count <= FEATURE_COUNTRIES)
                add_rows(atlas, gly_atlas_former(atlas, r->row)->countries, &set);
            break;
        case GLY_PLACE_DISPUTED:
            add_rows(atlas, gly_atlas_disputed(atlas, r->row)->parties, &set);
            break;
        default:
            break;
        }
    }
    return set;
}

/* ---- Where it lies ---- */

bool gly_place_box(const struct gly_places *places, const struct gly_toponym *place,
                   struct gly_box *ret_box)
{
    const struct gly_atlas *atlas = places->atlas;
    int16_t latitude, longitude;
    switch ((enum gly_place_kind)place->kind) {
    case GLY_PLACE_COUNTRY: {
        const struct gly_country *row = gly_atlas_country(atlas, place->row);
        *ret_box = (struct gly_box){row->south / 10.0, row->north / 10.0,
                                    row->west / 10.0, row->east / 10.0};
        return row->north != row->south && row->west < row->east;
    }
    case GLY_PLACE_CITY: {
        const struct gly_city *row = gly_atlas_city(atlas, place->row);
        if (!(row->flags & GLY_SPOT_PLACED))
            return false;
        latitude = row->latitude;
        longitude = row->longitude;
        break;
    }
    case GLY_PLACE_DIVISION:
    case GLY_PLACE_FEATURE: {
        /* A division that is an island has a place: Sicily. */
        const struct gly_place_reading *r = gly_place_as(place, GLY_PLACE_FEATURE);
        if (!r)
            return false;
        const struct gly_feature *row = gly_atlas_feature(atlas, r->row);
        if (!(row->flags & GLY_SPOT_PLACED) || row->kind == GLY_FEATURE_RIVER ||
            row->kind == GLY_FEATURE_SEA || row->kind == GLY_FEATURE_OCEAN ||
            row->kind == GLY_FEATURE_RANGE || row->kind == GLY_FEATURE_REGION)
            return false;
        latitude = row->latitude;
        longitude = row->longitude;
        break;
    }
    default:
        return false;
    }
    *ret_box = (struct gly_box){latitude / 100.0, latitude / 100.0, longitude / 100.0,
                                longitude / 100.0};
    return true;
}

/* ---- Rows of names ---- */

static bool is_of_row(const struct gly_toponym *place, uint32_t sent)
{
    return place && place->kind != GLY_PLACE_PHRASE && place->sent == sent &&
           place->form == GLY_PLACE_NOUN;
}

const struct gly_toponym *gly_place_listed_behind(const struct gly_doc *doc,
                                                  const struct gly_places *places,
                                                  const struct gly_toponym *place)
{
    uint32_t count;
    gly_doc_toks(doc, &count);
    uint32_t tok = place->first_tok + place->tok_count;
    if (place->flags & GLY_PLACE_POSSESSIVE)
        return NULL;
    uint32_t first = tok;
    tok += gly_tok_is(doc, tok, ",");
    tok += gly_tok_is(doc, tok, "and|or|&");
    if (tok == first || tok >= count)
        return NULL;
    tok += gly_tok_is(doc, tok, "the|also");
    const struct gly_toponym *next = tok < count ? gly_place_at(places, tok) : NULL;
    return is_of_row(next, place->sent) ? next : NULL;
}

const struct gly_toponym *gly_place_listed_before(const struct gly_doc *doc,
                                                  const struct gly_places *places,
                                                  const struct gly_toponym *place)
{
    for (uint32_t i = (uint32_t)(place - places->at); i-- > 0;) {
        const struct gly_toponym *other = &places->at[i];
        if (other->sent != place->sent)
            return NULL;
        if (is_of_row(other, place->sent) &&
            other->first_tok + other->tok_count < place->first_tok)
            return gly_place_listed_behind(doc, places, other) == place ? other : NULL;
    }
    return NULL;
}

bool gly_place_ends_clause(const struct gly_doc *doc, const struct gly_toponym *place)
{
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    uint32_t next = place->first_tok + place->tok_count;
    return next >= count || toks[next].sent != place->sent ||
           toks[next].kind == GLY_TOK_PUNCT ||
           gly_tok_is(doc, next,
                      "and|or|to|in|on|as|while|but|which|with|at|by|before|after|from|"
                      "where|because|although|along|since|for|through");
}

bool gly_place_begins_row(const struct gly_doc *doc, const struct gly_places *places,
                          const struct gly_toponym *place)
{
    const struct gly_toponym *last = place, *next;
    while ((next = gly_place_listed_behind(doc, places, last)))
        last = next;
    return last != place && gly_place_ends_clause(doc, last);
}

bool gly_place_is_example(const struct gly_doc *doc, const struct gly_places *places,
                          const struct gly_toponym *of, const struct gly_toponym *place)
{
    uint32_t like = place->first_tok - 1;
    like -= gly_tok_is(doc, like, "the");
    if (!gly_tok_is(doc, like, "like"))
        return true;
    if (gly_tok_is(doc, like - 1, ","))
        return false;
    uint32_t first = of->first_tok;
    if (first > 0 && gly_tok_is(doc, first - 1,
                                "in|across|among|from|of|to|for|other|with|by|many|"
                                "some|several|most|at|on|against"))
        return true;
    const struct gly_toponym *last = place, *next;
    while ((next = gly_place_listed_behind(doc, places, last)))
        last = next;
    uint32_t behind = last->first_tok + last->tok_count, count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    return behind < count && toks[behind].sent == last->sent &&
           toks[behind].kind == GLY_TOK_WORD &&
           !gly_tok_is(doc, behind,
                       "because|less|more|for|as|and|or|but|when|since|very|a|so|too|"
                       "better|best|most|least|though|although|while|well|again");
}
