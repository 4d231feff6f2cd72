#ifndef GALLEY_NOTE_LANG_WORD_H
#define GALLEY_NOTE_LANG_WORD_H

/*
 * What the models see of a word form, worked out once per word. Trainer and run time
 * share this file: a change here means training anew and a new GLY_LANG_VERSION.
 */

#include <stddef.h>
#include <stdint.h>

#include <galley/span.h>

/* Longer forms are read up to here; the longest English word in use has 45 letters. */
enum { GLY_LANG_FORM_MAX = 127 };

/*
 * More words than this are not a sentence a person wrote: the longest of 20,000 in
 * the treebanks has 159. The limit bounds the parser's arrays.
 */
enum { GLY_LANG_WORDS_MAX = 510 };

enum {
    GLY_LANG_WORD_UPPER = 1 << 0,       /* has a capital */
    GLY_LANG_WORD_CAPITAL = 1 << 1,     /* begins with one */
    GLY_LANG_WORD_DIGIT = 1 << 2,       /* has a digit */
    GLY_LANG_WORD_HYPHEN = 1 << 3,      /* has a hyphen */
    GLY_LANG_WORD_ALL_UPPER = 1 << 4,   /* has a capital and no small letter */
    GLY_LANG_WORD_LENGTH_SHIFT = 5,     /* two bits: 1, 2-3, 4-6, more bytes */
    GLY_LANG_WORD_PUNCTUATION = 1 << 7, /* neither letter nor digit */
    GLY_LANG_WORD_CASE_MASK = 31,
};

/* What WordNet allows a form to be. */
enum {
    GLY_FORM_NOUN = 1 << 0,
    GLY_FORM_VERB = 1 << 1,
    GLY_FORM_ADJECTIVE = 1 << 2,
    GLY_FORM_ADVERB = 1 << 3,
    GLY_FORM_PLURAL = 1 << 4,
    GLY_FORM_THIRD_PERSON = 1 << 5,
    GLY_FORM_PAST = 1 << 6, /* past tense or participle */
    GLY_FORM_ING = 1 << 7,
    GLY_FORM_COMPARED = 1 << 8, /* irregular comparative or superlative */
    /* The class in which the word stands far more often than in all others. */
    GLY_FORM_MAINLY_NOUN = 1 << 9,
    GLY_FORM_MAINLY_VERB = 1 << 10,
    GLY_FORM_MAINLY_OTHER = 1 << 11,
};

/* Numbers below this are not ambiguity classes of the lexicon but stand-ins. */
enum {
    GLY_AMBIGUITY_UNKNOWN = 0,
    GLY_AMBIGUITY_BEGIN = 1,
    GLY_AMBIGUITY_END = 2,
    GLY_AMBIGUITY_FIRST = 3,
};

struct gly_lang_word {
    uint32_t form;      /* hash of the form, as written */
    uint32_t low;       /* hash of the form, letters small, digits 0 */
    uint32_t suffix;    /* the last four bytes of low, the last one lowest */
    uint32_t prefix;    /* the first four bytes, the first one lowest */
    uint32_t shape;     /* hash of Xxx, dd, ... */
    uint16_t ambiguity; /* number of the set of tags the form had in training */
    uint16_t forms;     /* GLY_FORM_... */
    int16_t only_tag;   /* the one tag the form ever has, or -1 */
    uint8_t flags;      /* GLY_WORD_... */
};

/*
 * Sorted hashes: those with the same high bits lie together, starts[high] to
 * starts[high + 1], each known by its next 16 bits. An unknown word is taken for a
 * known one once in some thousands, which the models have learnt to live with.
 */
struct gly_lang_hashes {
    const uint32_t *starts; /* (1 << bits) + 1 */
    const uint16_t *prints;
    uint32_t bits; /* at most 16 */
    uint32_t count;
};

enum { GLY_LANG_ABSENT = UINT32_MAX };

/* The index of hash, or GLY_LANG_ABSENT; safe on any content of the arrays. */
uint32_t gly_lang_hashes_find(const struct gly_lang_hashes *hashes, uint32_t hash);

/* The words of the training text, and WordNet's. */
struct gly_lang_lexicon {
    struct gly_lang_hashes seen;
    const uint16_t *ambiguities;
    const uint8_t *only_tags; /* tag, or UINT8_MAX */
    struct gly_lang_hashes known;
    const uint8_t *classes; /* per known form an index into masks */
    const uint16_t *masks;  /* 256 sets of GLY_FORM_... */
};

void gly_lang_word_read(const struct gly_lang_lexicon *lexicon, struct gly_str form,
                        struct gly_lang_word *ret_word);

/* The bits WordNet gives a form that is written in small letters; 0 for unknown ones.
 */
uint32_t gly_lang_forms_find(const struct gly_lang_lexicon *lexicon,
                             struct gly_str form);

/* Part of the model's format: never changes but with GLY_LANG_VERSION. */
uint32_t gly_lang_hash(const uint8_t *bytes, size_t length, uint64_t seed);

enum {
    GLY_LANG_SEED_LOW = 1,
    GLY_LANG_SEED_SHAPE = 3,
    GLY_LANG_SEED_FORM = 7,
    GLY_LANG_SEED_LEMMA = 16, /* and up: one for each kind of lemma */
};

/* One number for a feature: which template, and up to three values. */
static inline uint64_t gly_lang_feature(uint64_t template, uint64_t a, uint64_t b,
                                        uint64_t c)
{
    uint64_t h = (a + 1) * 0x9E3779B97F4A7C15U + (b + 3) * 0xC2B2AE3D27D4EB4FU +
                 (c + 7) * 0x165667B19E3779F9U + template * 0xD6E8FEB86659FD93U;

    h ^= h >> 31;
    h *= 0xBF58476D1CE4E5B9U;
    h ^= h >> 28;
    return h * 0x9E3779B97F4A7C15U;
}

#endif
