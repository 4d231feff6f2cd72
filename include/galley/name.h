/* Names and mentions: which words of a document are names, of what, and which of them mean
 * the same thing.
 *
 * A name is found by its capitals, by lists (given names, surnames, places, organisations)
 * and by the words around it. Names stand in the order of the text and do not overlap; the
 * names inside a name ("Kent" in "University of Kent") follow it and say so. All that is
 * believed to be one thing is one entity; a mention is a place where an entity is spoken
 * of, by name, pronoun or description. Where it is doubtful what a pronoun or a
 * description means, it is no mention: silence is the rule. */
#ifndef GALLEY_NAME_H
#define GALLEY_NAME_H

#include <galley/document.h>

struct gly_pass;

enum gly_name_kind {
    GLY_NAME_PERSON,
    GLY_NAME_ORGANISATION,
    GLY_NAME_PLACE,
    GLY_NAME_WORK,    /* book, film, law, treaty, programme */
    GLY_NAME_PRODUCT, /* and ships, spacecraft, software */
    GLY_NAME_EVENT,   /* war, feast, cup, period */
    GLY_NAME_OTHER,   /* peoples, languages, awards; and what galley cannot tell */
    GLY_NAME_KIND_COUNT
};

/* What the kind stands on. A check that accuses asks for LISTED or SHOWN. */
enum gly_name_ground {
    GLY_NAME_GUESSED, /* only by its shape */
    GLY_NAME_LISTED,  /* the lists know it, or one of its words */
    GLY_NAME_SHOWN,   /* the text says so: a title, "Ltd", "the river", who speaks; or
                         another mention of the same entity does */
};

enum gly_name_flags {
    GLY_NAME_ACRONYM = 1 << 0,    /* capitals alone: "WHO", "U.N." */
    GLY_NAME_POSSESSIVE = 1 << 1, /* 's or s' follows */
    GLY_NAME_SENT_START = 1 << 2, /* first word of its sentence: less sure to be one */
    GLY_NAME_ROLE = 1 << 3,    /* a word of rank or institution in capitals, alone: "the
                                     President", "the Court": names nobody by itself */
    GLY_NAME_HEADING = 1 << 4, /* in a line of capitals or in title case: less sure
                                     where it ends */
    GLY_NAME_DEFINED = 1 << 5, /* an acronym in brackets behind what it stands for, or
                                     the long form in brackets behind the acronym */
};

struct gly_name {
    struct gly_span span;  /* without title, article and possessive ending */
    struct gly_span title; /* "Dr", "Prime Minister"; empty without one */
    uint32_t first_tok, tok_count;
    uint32_t sent;
    uint32_t outer;  /* index of the name it is part of, GLY_NONE for most */
    uint32_t entity; /* index into entities */
    uint8_t kind;    /* enum gly_name_kind; all names of an entity have its kind, as far
                        as they were listed or shown to be nothing else */
    uint8_t ground;  /* enum gly_name_ground */
    uint16_t flags;  /* enum gly_name_flags */
};

enum gly_mention_kind {
    GLY_MENTION_NAME,
    GLY_MENTION_PRONOUN,     /* "she", "his" */
    GLY_MENTION_DESCRIPTION, /* "the company", "the university" */
};

struct gly_mention {
    struct gly_span span;
    uint32_t first_tok;
    uint32_t name; /* index of the name, GLY_NONE for the others */
    uint32_t entity;
    uint32_t next; /* the next mention of the same entity, GLY_NONE behind the last */
    uint8_t kind;  /* enum gly_mention_kind */
};

/* What a given name or a title says of a person. */
enum gly_sex { GLY_SEX_UNSAID, GLY_SEX_MALE, GLY_SEX_FEMALE };

struct gly_entity {
    uint32_t canonical;   /* index of the name that says most: the longest */
    uint32_t first, last; /* its first and last mention; walk with gly_mention.next */
    uint32_t name_count, mention_count;
    uint8_t kind, ground; /* of all its names together */
    uint8_t sex;          /* enum gly_sex; of persons only */
    bool
        ambiguous; /* a short form that would fit several others ("Smith" where there are
                       two of them): its mentions may mean any of those */
};

/* Two words inside names, of different spelling and one edit apart once accents are taken
 * away, as "Ahmad" and "Ahmed", "Álvarez" and "Alvarez": the same name in two spellings,
 * or two names. Both have at least five letters. */
struct gly_name_twin {
    uint32_t rare, often; /* names: the first with either spelling */
    uint32_t rare_tok, often_tok;
    uint32_t rare_times, often_times; /* how many names have it */
    uint8_t flags;                    /* enum gly_name_twin_flags */
};

enum gly_name_twin_flags {
    GLY_NAME_TWIN_ACCENT = 1 << 0, /* they differ by accents alone */
    GLY_NAME_TWIN_LISTED = 1 << 1, /* the lists know both: "Maria", "Marie" */
    GLY_NAME_TWIN_COMMON = 1 << 2, /* one is an ordinary word, too: "Thorn" */
    GLY_NAME_TWIN_SOUNDS = 1 << 3, /* they sound alike: "Eleanor", "Elenor" */
    GLY_NAME_TWIN_LONGER = 1 << 4, /* one is the other and a letter more */
    GLY_NAME_TWIN_FAMOUS =
        1 << 5, /* either is somebody known by this one name: "Keats" */
};

struct gly_name_described;

struct gly_names {
    const struct gly_name *names;
    const struct gly_entity *entities;
    const struct gly_mention *mentions; /* in the order of the text */
    const struct gly_name_twin *twins;
    uint32_t name_count, entity_count, mention_count, twin_count;
    struct gly_name_described
        *described; /* inside: what the document calls its entities */
    uint32_t described_mask;
};

const struct gly_names *gly_names(const struct gly_pass *pass);

/* The name, not inside another one, that token `tok` belongs to; GLY_NONE for most. */
uint32_t gly_name_at(const struct gly_names *names, uint32_t tok);

/* The name that says most of the entity of a name; it is its canonical form. */
const struct gly_name *gly_name_canonical(const struct gly_names *names, uint32_t name);

#endif
