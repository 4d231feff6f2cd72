/* Annotations: what galley has understood of a document, one array a kind, computed
 * only where a check asked for it.
 *
 * GLY_ANNOTATIONS is the single list of kinds; the enum, the need bits, the closure
 * over dependencies, the accessors' assertions and `galley check --timings` expand from
 * it. */
#ifndef GALLEY_NOTE_H
#define GALLEY_NOTE_H

#include <galley/document.h>
#include <galley/language.h>
#include <galley/script.h>

struct gly_pass;

/*  X(NAME, name, needs): `needs` are the annotations that must stand before it. */
#define GLY_ANNOTATIONS(X)                                       \
    X(WORDS, words, 0)                                           \
    X(SCRIPTS, scripts, 0)                                       \
    X(LANGUAGE, language, 0)                                     \
    X(NUMBERS, numbers, 0)                                       \
    X(DATES, dates, GLY_NEED_NUMBERS)                            \
    X(QUANTITIES, quantities, GLY_NEED_NUMBERS | GLY_NEED_DATES) \
    X(GRIDS, grids, GLY_NEED_NUMBERS | GLY_NEED_QUANTITIES)      \
    X(PLACES, places, 0)                                         \
    X(EXPANSIONS, expansions, 0)                                 \
    X(NAMES, names, GLY_NEED_EXPANSIONS)                         \
    X(USAGE, usage, 0)                                           \
    X(QUOTATIONS, quotations, GLY_NEED_NAMES)                    \
    X(CLAIMS, claims,                                            \
      GLY_NEED_LANGUAGE | GLY_NEED_GRIDS | GLY_NEED_PLACES | GLY_NEED_QUOTATIONS)

enum gly_annotation {
#define X(NAME, name, needs) GLY_ANNOTATION_##NAME,
    GLY_ANNOTATIONS(X)
#undef X
        GLY_ANNOTATION_COUNT
};

enum {
#define X(NAME, name, needs) GLY_NEED_##NAME = 1 << GLY_ANNOTATION_##NAME,
    GLY_ANNOTATIONS(X)
#undef X
};

/* ---- WORDS: what the word lists say of a token ---- */

enum gly_word_flags {
    GLY_WORD_KNOWN = 1 << 0,  /* in a word list, in this form and capitalisation */
    GLY_WORD_COMMON = 1 << 1, /* among the words most readers know (SCOWL 35) */
    GLY_WORD_PROPER = 1 << 2, /* known as a name only */
    GLY_WORD_RARE = 1 << 3,   /* known, but so rare that it may be a slip */
    GLY_WORD_SKIPPED =
        1 << 4, /* not a word a dictionary speaks of: number, URL, code */
    GLY_WORD_DERIVED = 1 << 5,  /* known only through its prefix, suffix or parts */
    GLY_WORD_DOCUMENT = 1 << 6, /* the document itself shows that it is meant: used in
                                   code, front matter or a link */
    GLY_WORD_FOREIGN = 1 << 7,  /* unknown, among words of another language, in a gloss,
                                    or alone in quotation marks */
    GLY_WORD_MENTIONED = 1 << 8, /* unknown, and introduced rather than used: in
                                    quotation marks with a few others, beside another
                                    unknown word, glossed, named as a word */
    GLY_WORD_NAME = 1 << 9, /* unknown and capitalised as a name is; rare, and a name
                                    elsewhere in the document */
    GLY_WORD_CONFUSABLE = 1 << 10, /* gly_confused() may have something to say */
    GLY_WORD_SLIP = 1 << 14,       /* gly_known_slip() says what was meant */
    GLY_WORD_PARTICLE = 1 << 11,   /* small word of another language: von, della */
    GLY_WORD_INTRODUCER = 1 << 12, /* called, the term: introduces what follows */
    GLY_WORD_LANGUAGE = 1 << 13,   /* Danish, Latin: its words stand in English prose */
};

/* One entry for each token of the document, by token index. */
struct gly_word {
    uint16_t flags; /* enum gly_word_flags */
    uint8_t size;   /* SCOWL size class 10 (commonest) to 95, 0 when unknown */
    uint8_t times;  /* of a word that is not KNOWN, or RARE: how often the document has
                       it, whatever its capitals; 255 stands for more */
};

const struct gly_word *gly_words(const struct gly_pass *pass);

/* The tokens that the lists do not settle, ascending: neither KNOWN nor SKIPPED, or RARE or
 * DERIVED. */
const uint32_t *gly_doubtful_words(const struct gly_pass *pass, uint32_t *ret_count);

/* Those with GLY_WORD_CONFUSABLE, ascending. */
const uint32_t *gly_confusable_words(const struct gly_pass *pass, uint32_t *ret_count);

/* What may have been meant by a word. */
struct gly_suggestion {
    struct gly_str text; /* with the capitals of what was written; two words where two
                            were run together */
    uint16_t slip; /* what the slip costs: 100 for one letter wrong, missing or too
                            many; less for what happens often (doubled letters, swapped
                            neighbours, letters that sound alike or lie side by side) */
    uint8_t size;  /* SCOWL size class of the word, the larger one of two */
    uint8_t among; /* which of the following it is */
    uint8_t how;   /* enum gly_slip_how */
    bool grammar; /* a word of grammar: the, would, from; of two words, one is, and none
                      that names of code are built of */
    bool abroad; /* what was written ends as words of other languages do: -a, -o, -um */
};

/* How a word differs from what was meant. */
enum gly_slip_how {
    GLY_SLIP_SEVERAL,  /* in more than one place */
    GLY_SLIP_SWAPPED,  /* two neighbours have changed places */
    GLY_SLIP_DOUBLED,  /* one of two equal letters is missing or too many */
    GLY_SLIP_MISSING,  /* a letter */
    GLY_SLIP_EXTRA,    /* a letter */
    GLY_SLIP_REPLACED, /* a letter by another */
    GLY_SLIP_VOWEL,    /* a vowel by another */
    GLY_SLIP_ENDING /* whatever it is, the word now ends as foreign ones do: in -a, -i,
                          -o, -u, -us, -um, as the one that was meant does not */
};

enum gly_suggest_among {
    GLY_SUGGEST_COMMON = 1, /* words most readers know (SCOWL 35) */
    GLY_SUGGEST_OTHERS = 2, /* words of large dictionaries (SCOWL 70) */
    GLY_SUGGEST_NAMES = 4,  /* names that all dictionaries have: Monday, Africa */
    GLY_SUGGEST_TWO = 8,    /* two common words run together, one a word of grammar */
    GLY_SUGGEST_ALL = 15
};

/* The likeliest words for `written`, best first, at most `room` of them (three), none whose slip
 * costs more than `limit`; returns how many. `among` says where to look. Some
 * 40 microseconds, the second time none. Needs GLY_NEED_WORDS. */
unsigned gly_suggest(struct gly_pass *pass, struct gly_str written, unsigned among,
                     unsigned limit, struct gly_suggestion *ret, unsigned room);

/* May gly_suggest() offer a common word that is one letter away, or two words that were run
 * together? A few microseconds: most unknown words are no such thing, and need no search.
 * Needs GLY_NEED_WORDS. */
bool gly_is_near_common(struct gly_pass *pass, struct gly_str written, unsigned among);

/* What was meant by a known human misspelling, with the capitals of what was written; empty
 * where `written` is none. Needs GLY_NEED_WORDS. */
struct gly_str gly_known_slip(struct gly_pass *pass, struct gly_str written);

/* A word that is right by itself and wrong where it stands: rules/spelling/confused.csv
 * says so of the words around it. */
struct gly_confusion {
    struct gly_str meant;      /* what should stand in its place */
    uint32_t first_tok, count; /* the tokens it should replace */
    struct gly_str context;    /* the words that show it, as written */
};

/* Is token `tok` confused with another word? Needs GLY_NEED_WORDS. */
bool gly_confused(struct gly_pass *pass, uint32_t tok, struct gly_confusion *ret);

/* What the word lists say of any word, as if it stood in the document: `times` stays 0.
 * Needs GLY_NEED_WORDS. */
struct gly_word gly_word_of(const struct gly_pass *pass, struct gly_str word);

/* ---- Dictionaries that the configuration names ---- */

/* Is there one for this language (a tag; "de" is answered by de_AT)? */
bool gly_has_dictionary(const struct gly_pass *pass, const char *language);

/* Is there one for any language? */
bool gly_has_dictionaries(const struct gly_pass *pass);

/* Does one of them have the word, or the user's own words? Needs GLY_NEED_WORDS. */
bool gly_dictionary_knows(struct gly_pass *pass, const char *language,
                          struct gly_str word);

/* What they suggest, best first; returns how many. Takes milliseconds a word: ask once, for
 * what is to be reported. */
unsigned gly_dictionary_offers(struct gly_pass *pass, const char *language,
                               struct gly_str word, struct gly_str *ret, unsigned room);

/* ---- SCRIPTS: see <galley/script.h> ---- */

/* ---- PLACES: see <galley/place.h> ---- */

/* ---- CLAIMS: see <galley/claim.h> ---- */

/* ---- USAGE: see <galley/usage.h> ---- */

/* ---- EXPANSIONS: see <galley/expansion.h> ---- */

/* ---- LANGUAGE: sentences read, see <galley/language.h> ---- */

/* Sentence number `sent`, read at least that far; NULL where there is nothing to read.
 * Sentences are read when first asked for, so ask only where there is a candidate. */
const struct gly_reading *gly_sent_reading(const struct gly_pass *pass, uint32_t sent,
                                           enum gly_depth depth);

/* The first word of token `tok`, its sentence read for tags; NULL where there is nothing
 * to read. */
const struct gly_ud_word *gly_tok_reading(const struct gly_pass *pass, uint32_t tok);

#endif
