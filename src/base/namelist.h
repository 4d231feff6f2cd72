/* What words and phrases say about names: section NAME of galley.dat, made from
 * rules/names and rules/geography. Given names, surnames, places and organisations, and the
 * words that tell what a name is a name of ("River", "Ministry", "Ltd").
 *
 * The words themselves are not kept, only their 64-bit hashes: what is asked for is whether
 * this text is known, and as what. Of a thousand million unknown words one is taken for a
 * known one. A list is a view into an open image and lives as long. */
#ifndef GALLEY_NAMELIST_H
#define GALLEY_NAMELIST_H

#include <stdbool.h>
#include <stdint.h>

#include <galley/error.h>
#include <galley/span.h>

#include "base/image.h"

/* A text may have several: "Washington" is a place and a surname, "Bank" the last word of
 * names of organisations ("Deutsche Bank") and one that takes "of" ("Bank of England").
 * X(NAME, name in rules/names/words.csv) */
#define GLY_NAME_ROLES(X)                                                         \
    X(GIVEN_MALE, "given_male") /* given name */                                  \
    X(GIVEN_FEMALE, "given_female")                                               \
    X(SURNAME, "surname")                                                         \
    X(PERSON, "person") /* known by this one name: Aristotle */                   \
    X(PLACE, "place")                                                             \
    X(MAYBE_PLACE, "maybe_place") /* as often something else: Reading, Jordan */  \
    X(ORG, "org")                                                                 \
    X(EVENT, "event")                                                             \
    X(WORK, "work")                                                               \
    X(PRODUCT, "product")                                                         \
    X(OTHER, "other")                                                             \
    X(DEMONYM, "demonym")       /* adjective of a place: French */                \
    X(PEOPLE, "people")         /* those who live there: Frenchman, Danes */      \
    X(TITLE, "title")           /* before a person's name: Dr, Prime Minister */  \
    X(STOP, "stop")             /* begins a sentence and no name: The, However */ \
    X(TIME, "time")             /* days, months */                                \
    X(CORPORATE, "corporate")   /* Ltd, Inc. */                                   \
    X(ORG_TAIL, "org_tail")     /* last word: University, Group */                \
    X(ORG_OF, "org_of")         /* before "of", "for": Ministry, University */    \
    X(PLACE_TAIL, "place_tail") /* last word: River, Street */                    \
    X(PLACE_HEAD, "place_head") /* first word: Lake, Mount, San */                \
    X(PLACE_OF, "place_of")     /* before "of": Gulf, Isle */                     \
    X(EVENT_TAIL, "event_tail")                                                   \
    X(EVENT_OF, "event_of")                                                       \
    X(WORK_TAIL, "work_tail")                                                     \
    X(MODIFIER, "modifier") /* first word of names of things: National */         \
    X(PARTICLE, "particle") /* small word inside a person's name: van */          \
    X(NUMBERED, "numbered") /* takes a number: Apollo 11 */                       \
    X(SAYS, "says")         /* a verb of saying: said, warned */                  \
    X(ROLE, "role")         /* in small letters before a person: actor */         \
    X(PHRASE, "phrase")     /* first word, or words, of a longer phrase */        \
    X(JOINED, "joined")     /* a phrase that belongs together, kind unsaid */

enum gly_name_role_index {
#define X(NAME, text) GLY_NAME_ROLE_INDEX_##NAME,
    GLY_NAME_ROLES(X)
#undef X
        GLY_NAME_ROLE_COUNT
};

/* Bits of a set of roles. */
#define GLY_NAME_ROLE(NAME) (UINT32_C(1) << GLY_NAME_ROLE_INDEX_##NAME)
#define GLY_NAME_GIVEN      (GLY_NAME_ROLE(GIVEN_MALE) | GLY_NAME_ROLE(GIVEN_FEMALE))

struct gly_name_slot;

struct gly_namelist {
    const uint32_t *says; /* the same of base/image_format.h */
    struct {
        const struct gly_name_slot *slots;
        uint32_t slot_count, probe_count;
    } tiers[2]; /* by enum gly_name_tier of base/image_format.h */
};

/* GLY_E_DATA when the image has none or a damaged one. */
enum gly_status gly_namelist_init(struct gly_namelist *ret_list,
                                  const struct gly_image *image, struct gly_error *err);

/* The roles of exactly this text, 0 when it is not known. Words of a phrase are separated
 * by one space; apostrophes are straight. */
uint32_t gly_namelist_roles(const struct gly_namelist *list, struct gly_str text);

/* Is it a verb of saying? Cheap for what is none: each word of a text is asked. */
static inline bool gly_namelist_says(const struct gly_namelist *list,
                                     struct gly_str word)
{
    unsigned first = word.len > 0 ? (unsigned char)word.ptr[0] - (unsigned)'a' : 26;
    return first < 26 && list->says[first] >> (word.ptr[word.len - 1] & 31) & 1 &&
           gly_namelist_roles(list, word) & GLY_NAME_ROLE(SAYS);
}

#endif
