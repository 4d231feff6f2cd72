/* USAGE: the words a document uses, each spelling with all its places; and the spellings
 * that are known to be one word.
 *
 * A *form* is a word as it stands, capitals included, without a possessive ending. The
 * forms that differ only by capitals are one *word*. Numbers, code, navigation and what
 * stands outside sentences have no form. */
#ifndef GALLEY_USAGE_H
#define GALLEY_USAGE_H

#include <galley/document.h>

struct gly_pass;

struct gly_usage_form {
    struct gly_str text;
    uint32_t word;        /* index into words */
    uint32_t first, last; /* tokens; walk with gly_usage.next */
    uint32_t count;
    uint32_t sibling; /* another form of the word, GLY_NONE behind the last */
};

struct gly_usage_word {
    struct gly_str text; /* in lower case, with straight apostrophes */
    uint64_t hash;       /* gly_usage_hash() of the text */
    uint64_t stem;       /* the same without a plural s */
    uint32_t form;       /* its first form; walk with sibling */
    uint32_t count;      /* of all its forms */
    uint32_t spelling;   /* 1 + index into gly_spellings, 0 for most */
};

struct gly_usage {
    const struct gly_usage_form *forms;
    const struct gly_usage_word *words;
    uint32_t form_count, word_count;
    const uint32_t *form_at; /* by token: its form, GLY_NONE where it has none */
    const uint32_t *next;    /* by token: the next token of its form, GLY_NONE */
};

const struct gly_usage *gly_usage(const struct gly_pass *pass);

/* A hash that words put together share with their parts: that of "healthcare" is
 * gly_usage_joined() of those of "health" and "care". */
uint64_t gly_usage_hash(struct gly_str text);
uint64_t gly_usage_joined(uint64_t first, uint64_t second, size_t second_len);

/* ---- Spellings: rules/consistency/spellings*.csv, compiled in ---- */

/* Who spells a word so, as bits: usual, and shifted left by 8 what is a variant beside
 * the usual spelling. */
enum gly_spelling_variety {
    GLY_SPELLING_US = 1,
    GLY_SPELLING_GB = 2,     /* Britain with -ise */
    GLY_SPELLING_GB_IZE = 4, /* Britain with -ize */
    GLY_SPELLING_CA = 8,
    GLY_SPELLING_AU = 16,
    GLY_SPELLING_VARIETIES = 5,
    GLY_SPELLING_VARIANT = 8, /* the shift */
};

enum gly_spelling_speech {
    GLY_SPELLING_ANY,
    GLY_SPELLING_NOUN, /* only as a noun: a licence, but to license */
    GLY_SPELLING_VERB,
};

struct gly_spelling {
    const char *text;   /* in lower case */
    uint16_t pair;      /* index of the other spelling */
    uint16_t word;      /* the same for all inflections of one word */
    uint16_t varieties; /* enum gly_spelling_variety */
    uint8_t speech;     /* enum gly_spelling_speech */
};

extern const struct gly_spelling gly_spellings[];
extern const uint32_t gly_spelling_count, gly_spelling_word_count;

/* A spelling by its text in lower case: 1 + its index, 0 for none. */
uint32_t gly_spelling_find(struct gly_str text);

/* The variety that a BCP 47 tag names ("en-GB"): one of the bits above, 0 where it names
 * none. */
unsigned gly_spelling_variety_of(const char *tag);

/* "American", "British": of varieties that have a spelling as their usual one; NULL where
 * that tells nothing. */
const char *gly_spelling_variety_name(unsigned varieties);

/* How `variety` spells a word that is spelt so elsewhere alone, "colour" for "color" in
 * British English; NULL where the word is at home. Writes the name of its variety. */
const char *gly_spelling_elsewhere(struct gly_str text, unsigned variety,
                                   const char **ret_name);

/* Is this compound another word when it is hyphenated or written apart, as recover and
 * re-cover are? rules/consistency/apart.csv has them. */
bool gly_usage_differs_apart(struct gly_str closed);

/* ---- Names of one place that stand beside each other today ----
 *
 * rules/consistency/places.csv, compiled in. Names that only history has are not among
 * them. */

struct gly_rival {
    const char *name;
    uint32_t place; /* the same for all names of one place */
};

extern const struct gly_rival gly_rivals[];
extern const uint32_t gly_rival_count, gly_rival_place_count;

/* ---- Counting, in words ---- */

/* "once", "twice", "3 times". */
struct gly_str gly_times(struct gly_pass *pass, uint32_t count);

#endif
