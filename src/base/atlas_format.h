/* The form of section ATLA of galley.dat, shared by tools/mkdata and src/base/atlas.c.
 *
 *   gly_atlas_head | tables, each at a multiple of 8
 *
 * Rows are the structs of <galley/atlas.h>. A change of any of them, of these, or of
 * gly_atlas_hash() raises GLY_ATLAS_VERSION. */
#ifndef GALLEY_ATLAS_FORMAT_H
#define GALLEY_ATLAS_FORMAT_H

#include <galley/atlas.h>

#include "base/image_format.h"

#define GLY_ATLAS_VERSION 2

/* The longest name, in bytes; the longest of the tables has 74. */
enum { GLY_ATLAS_NAME_MAX = 96, GLY_ATLAS_PROBES_MAX = 64 };

/* X(NAME, type): the tables in the order in which they lie. */
#define GLY_ATLAS_TABLES(X)               \
    X(TEXT, char)                         \
    X(ITEMS, uint16_t)                    \
    X(COUNTRIES, struct gly_country)      \
    X(DIVISIONS, struct gly_division)     \
    X(CITIES, struct gly_city)            \
    X(FEATURES, struct gly_feature)       \
    X(REGIONS, struct gly_world_region)   \
    X(GROUPS, struct gly_group)           \
    X(MEMBERS, struct gly_member)         \
    X(FORMER, struct gly_former)          \
    X(CURRENCIES, struct gly_currency)    \
    X(DISPUTED, struct gly_disputed)      \
    X(CONFUSABLE, struct gly_confusable)  \
    X(NAMES, struct gly_atlas_name)       \
    X(READINGS, struct gly_atlas_reading) \
    X(SLOTS, uint32_t)                    \
    X(FIRSTS, struct gly_atlas_first)

enum gly_atlas_table {
#define X(NAME, type) GLY_ATLAS_##NAME,
    GLY_ATLAS_TABLES(X)
#undef X
        GLY_ATLAS_TABLE_COUNT
};

struct gly_atlas_head {
    uint32_t version;
    uint32_t unused;
    struct {
        uint32_t offset, count;
    } tables[GLY_ATLAS_TABLE_COUNT]; /* offsets from the start of the section */
};

/* How a name is used. */
enum gly_atlas_form {
    GLY_NAMED_NOUN,
    GLY_NAMED_ADJECTIVE,
    GLY_NAMED_PERSON,    /* "a Dane" */
    GLY_NAMED_PEOPLE,    /* "Danes", "the Dutch" */
    GLY_NAMED_COMBINING, /* "Sino" before a hyphen */
    GLY_NAMED_UNIT,      /* "krone": shared by several currencies */
};

enum gly_atlas_flags {
    GLY_LABEL_NEEDS_CONTEXT = 1 << 0, /* may well be no place */
    GLY_LABEL_WHICH = 1 << 1,         /* a place, but several bear the name */
    GLY_LABEL_NEVER = 1 << 2,         /* makes no claim about a place */
    GLY_LABEL_PHRASE = 1 << 3,        /* holds a name, but is no place */
    GLY_LABEL_DISPUTED = 1 << 4,
};

/* A reading of a name. One that is a former name of its place says so. */
struct gly_atlas_reading {
    uint8_t kind; /* enum gly_place_kind */
    uint8_t form; /* enum gly_atlas_form */
    uint16_t row;
    uint16_t former; /* a name that was given up, or that of a former state */
    uint16_t
        country; /* it is, lies in or belongs to; GLY_NOWHERE for none or several */
};

struct gly_atlas_name {
    uint32_t text, hash;
    uint32_t first_reading;
    uint16_t reading_count, flags;
};

/* A slot of FIRSTS, open addressing over a power of two; empty when `longest` is 0. */
struct gly_atlas_first {
    uint32_t hash, longest;
};

/* Letters at the start of a name or a token: what FIRSTS is asked for. */
static inline bool gly_is_first_byte(unsigned char byte)
{
    return byte >= 0x80 || (unsigned)((byte | 0x20) - 'a') < 26 ||
           (unsigned)(byte - '0') < 10;
}

static inline uint32_t gly_atlas_hash(const char *text, size_t len)
{
    uint64_t hash = gly_word_hash(text, len);
    return (uint32_t)(hash >> 32);
}

#endif
