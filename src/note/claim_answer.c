/* Are two answers of one relation different? Those that share a word of a name, or of which
 * one lies in the other, are the same answer given more or less fully. */
#include "note/claim.h"

#include <stdlib.h>

#include <galley/place.h>

static const struct gly_toponym *toponym_at(const struct gly_places *places,
                                            uint32_t tok)
{
    uint32_t at = tok != GLY_NONE ? places->starts[tok] : 0;
    const struct gly_toponym *place = at ? &places->at[at - 1] : NULL;
    return place && !(place->flags & (GLY_PLACE_IN_PHRASE | GLY_PLACE_ELSEWHERE))
               ? place
               : NULL;
}

/* Two cities so far from each other that neither is part of the other. */
static bool cities_apart(const struct gly_places *places, const struct gly_toponym *a,
                         const struct gly_toponym *b)
{
    if (!a || !b || a->kind != GLY_PLACE_CITY || b->kind != GLY_PLACE_CITY ||
        a->row == b->row)
        return false;
    const struct gly_city *x = gly_atlas_city(places->atlas, a->row);
    const struct gly_city *y = gly_atlas_city(places->atlas, b->row);
    if (!(x->flags & GLY_SPOT_PLACED) || !(y->flags & GLY_SPOT_PLACED))
        return false;
    return abs(x->latitude - y->latitude) + abs(x->longitude - y->longitude) > 60;
}

static bool is_area(const struct gly_toponym *place)
{
    return place &&
           (place->kind == GLY_PLACE_COUNTRY || place->kind == GLY_PLACE_DIVISION);
}

static bool areas_differ(const struct gly_toponym *a, const struct gly_toponym *b)
{
    if (!is_area(a) || !is_area(b) || (a->kind == b->kind && a->row == b->row))
        return false;
    return a->kind == b->kind || a->country != b->country;
}

/* Countries differ: of the places themselves, or of what they lie in. */
static bool countries_differ(const struct gly_toponym *a, const struct gly_toponym *b)
{
    return a && b && a->country != GLY_NOWHERE && b->country != GLY_NOWHERE &&
           a->country != b->country && !(a->flags & GLY_PLACE_SEVERAL) &&
           !(b->flags & GLY_PLACE_SEVERAL);
}

static bool places_differ(const struct gly_claimer *c, const struct gly_claim_value *a,
                          const struct gly_claim_value *b)
{
    const struct gly_places *places = c->doc->notes[GLY_ANNOTATION_PLACES];
    if (gly_bag_shared(&a->first, &b->first) || gly_bag_shared(&a->first, &b->parent) ||
        gly_bag_shared(&a->parent, &b->first))
        return false;
    const struct gly_toponym *x = toponym_at(places, a->place);
    const struct gly_toponym *y = toponym_at(places, b->place);
    const struct gly_toponym *in_x = toponym_at(places, a->within);
    const struct gly_toponym *in_y = toponym_at(places, b->within);
    if (a->parent.count > 0 && b->parent.count > 0)
        return gly_bag_shared(&a->parent, &b->parent) ? cities_apart(places, x, y)
                                                      : areas_differ(in_x, in_y);
    return countries_differ(in_x ? in_x : x, in_y ? in_y : y) ||
           cities_apart(places, x, y);
}

/* Told by one name, and of no year: a capital is where no list has it, too. */
static bool is_bare(const struct gly_claim_value *value)
{
    return value->parent.count == 0 && value->year == GLY_NO_YEAR && !value->past;
}

bool gly_claim_values_clash(const struct gly_claimer *c, const struct gly_claim *a,
                            const struct gly_claim *b)
{
    const struct gly_claim_value *x = &c->values.at[a->detail];
    const struct gly_claim_value *y = &c->values.at[b->detail];
    if (x->qualifiers.count != y->qualifiers.count ||
        !gly_bag_fits(&x->qualifiers, &y->qualifiers) ||
        (x->year != GLY_NO_YEAR && y->year != GLY_NO_YEAR && x->year != y->year))
        return false;
    if (x->type == GLY_VALUE_OCCASION && x->year != y->year)
        return false;
    if (x->noun && !gly_claims_same_thing(c, x->noun, a, b))
        return false;
    /* "The museum was led by Holm from 1964" beside "Director | Parr". */
    if (x->label != y->label && !x->timeless && !y->timeless &&
        (x->year != GLY_NO_YEAR || y->year != GLY_NO_YEAR))
        return false;
    if (x->past != y->past && x->type != GLY_VALUE_THING && !x->timeless &&
        !y->timeless)
        return false;

    if (x->origin && x->by_noun && y->by_noun)
        return false;
    if (x->origin && gly_claims_told_between(c, a, b,
                                             "citizen citizenship naturalised "
                                             "naturalized emigrated moved became born "
                                             "descent dual stateless"))
        return false;
    if (x->occasion &&
        ((x->by_noun && y->by_noun) || gly_claims_noun_divided(c, x->noun, a, b)))
        return false;
    if (x->number && gly_claims_noun_divided(c, x->noun, a, b))
        return false;
    if (x->number &&
        gly_claims_told_between(c, a, b,
                                "more another additional extra further added "
                                "enlarged extended grew"))
        return false;
    if (x->measured)
        return gly_claim_measures_clash(c, a, b);
    if (x->ordinal || y->ordinal)
        return x->ordinal != y->ordinal && (x->ordinal ? x : y)->names.stems[0] >
                                               (x->ordinal ? y : x)->names.stems[0];
    if (x->exact && y->exact)
        return !gly_bag_fits(&x->names, &y->names);
    /* Jane Holm and Jane Roe */
    if (x->person && y->person && x->names.count == 2 && y->names.count == 2 &&
        gly_bag_shared(&x->names, &y->names) == 1 && x->last != y->last &&
        x->type != GLY_VALUE_SCHOOL)
        return !gly_bag_has(&x->names, y->last) && !gly_bag_has(&y->names, x->last);
    if (gly_bag_shared(&x->names, &y->names))
        return x->type == GLY_VALUE_SCHOOL && x->names.count == y->names.count &&
               gly_bag_shared(&x->names, &y->names) < x->names.count &&
               gly_bag_shared(&x->rest, &y->rest) >= 2;
    if (x->type == GLY_VALUE_PLACE)
        return places_differ(c, x, y) ||
               (x->only && y->only && is_bare(x) && is_bare(y));
    if (x->type == GLY_VALUE_SCHOOL)
        return gly_bag_shared(&x->rest, &y->rest) >= 2;
    return true;
}
