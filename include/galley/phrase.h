/* Phrases: patterns of words around names of places, for rules about what a text says of
 * them.
 *
 *     "A' _2 capital ,? B"     Australia's federal capital, Sydney
 *
 * Elements stand between spaces. The mention that the rule is looking at is A: what
 * stands before it in the pattern must stand before it in the text.
 *
 *     word|other   one of these words, whatever their case
 *     A B C D      a name of a place, an article before it allowed
 *     A'           with a possessive ending
 *     A~           an adjective: "Danish"
 *     A!           behind "non-": "non-EU"
 *     _3           up to three words in lower case, or numbers
 *     *6           up to six words of any case, behind A only
 *     #            a year, of four digits
 *     $            the end of the phrase: no word follows
 *     $$           the same, or a word that goes on with the sentence: "which", "has"
 *     , - ( )      the mark itself; a comma before words may be a dash or a bracket
 *     x?           x or nothing
 */
#ifndef GALLEY_PHRASE_H
#define GALLEY_PHRASE_H

#include <galley/place.h>

enum { GLY_PHRASE_PLACES = 4, GLY_PHRASE_ELEMENTS = 24 };

struct gly_phrase_element {
    const char *text;
    uint16_t len;
    uint8_t kind;
    uint8_t value; /* which place, or how many words */
    bool optional;
};

struct gly_phrase {
    struct gly_phrase_element elements[GLY_PHRASE_ELEMENTS];
    uint8_t count;
    uint8_t anchor;         /* where A stands */
    bool pairs;             /* speaks of more than one place */
    bool of_subject;        /* a verb stands behind A: an aside may come between */
    uint32_t before, after; /* how the words next to A may begin */
};

/* Patterns read together. */
struct gly_phrases {
    const struct gly_phrase *at;
    size_t count;
};

struct gly_match {
    uint32_t first_tok, end_tok;       /* what the phrase covers */
    uint32_t place[GLY_PHRASE_PLACES]; /* indices of A, B, C, D; GLY_NONE */
    int year;                          /* of '#', else 0 */
    struct gly_span span;
};

/* Read patterns, once before the run: for .setup of a check. They stand as the first
 * member of structs of `size` bytes, or by themselves. A faulty one stops the program, as
 * patterns are the programmer's. */
struct gly_setup;
const struct gly_phrases *gly_setup_phrases(struct gly_setup *setup,
                                            const void *patterns, size_t size,
                                            size_t count);

/* The first pattern from number `from` on that fits around mention `place`; the count of
 * patterns when none does. */
size_t gly_phrases_match(const struct gly_doc *doc, const struct gly_places *places,
                         const struct gly_phrases *phrases, size_t from, uint32_t place,
                         struct gly_match *ret_match);

/* All patterns of a table, each mention with the first that fits: for .run of a check.
 */
struct gly_pass;
typedef void gly_phrase_fn(struct gly_pass *pass, const struct gly_places *places,
                           size_t pattern, const struct gly_match *match);
void gly_phrases_run(struct gly_pass *pass, const struct gly_phrases *phrases,
                     gly_phrase_fn *found);
/* The same, but the patterns that fit a mention are tried in order until one says true. */
typedef bool gly_phrase_try_fn(struct gly_pass *pass, const struct gly_places *places,
                               size_t pattern, const struct gly_match *match);
void gly_phrases_try(struct gly_pass *pass, const struct gly_phrases *phrases,
                     gly_phrase_try_fn *said);

/* ---- Rows of names ---- */

/* The next and the previous of a row, "Laos, Vietnam and the Philippines"; NULL where it
 * ends. A possessive ends it, and so do other words. */
const struct gly_toponym *gly_place_listed_behind(const struct gly_doc *doc,
                                                  const struct gly_places *places,
                                                  const struct gly_toponym *place);
const struct gly_toponym *gly_place_listed_before(const struct gly_doc *doc,
                                                  const struct gly_places *places,
                                                  const struct gly_toponym *place);

/* Does the object of a verb end with this name: no new clause has it as its subject, as in
 * "Uganda borders Kenya and Benin lies far off"? */
bool gly_place_ends_clause(const struct gly_doc *doc, const struct gly_toponym *place);

/* Is it the first of a row that nothing but the end of the clause follows: "States in
 * Africa: Kenya, Togo and Chad", but not "States in Africa: Brazil lent to three"? */
bool gly_place_begins_row(const struct gly_doc *doc, const struct gly_places *places,
                          const struct gly_toponym *place);

/* Is it an example: "countries such as Peru", "in countries like Peru", but not "the
 * states, like Peru, buy" or "countries like Peru because"? */
bool gly_place_is_example(const struct gly_doc *doc, const struct gly_places *places,
                          const struct gly_toponym *of,
                          const struct gly_toponym *place);

/* ---- Words ---- */

/* Is a word one of a list, "one|two|three", whatever its case? */
bool gly_str_listed(struct gly_str word, const char *list);
/* Is the token one of the words of a list, "one|two|three", whatever its case? */
bool gly_tok_is(const struct gly_doc *doc, uint32_t tok, const char *list);
/* Is any token of a sentence one of the words? */
bool gly_sentence_has(const struct gly_doc *doc, uint32_t sent, const char *list);

#endif
