/* What the files behind the annotation WORDS share. */
#ifndef GALLEY_NOTE_WORDS_H
#define GALLEY_NOTE_WORDS_H

#include "base/arena.h"
#include "base/image_format.h"
#include "base/wordlist.h"
#include "note/note.h"

/* A word in lower case and with straight apostrophes, as far as it is one that lists could
 * have; longer ones are cut. */
struct gly_folded {
    char ptr[GLY_WORD_BYTES_MAX + 8]; /* eight bytes are written at once */
    size_t len;
};

struct gly_str gly_fold_word(struct gly_str word, struct gly_folded *ret_folded);

/* `word` with the capitals of `written`. */
struct gly_str gly_with_capitals(struct gly_arena *arena, struct gly_str word,
                                 struct gly_str written);

/* What the lists say of a word, derivation included. */
struct gly_word gly_word_look_up(const struct gly_resources *resources,
                                 struct gly_str word);

/* Is a word in lower case, not in the list, made from listed ones by a living rule of
 * English: prefix, suffix, compound? Spelling is part of the rule: "beginning" comes from
 * "begin", "begining" does not. */
bool gly_word_is_derived(const struct gly_wordlist *list, struct gly_str word);

/* A word of grammar ("the", "would"), in lower case: it makes no compounds and stands in
 * every text. */
bool gly_word_is_grammar(struct gly_str word);

/* Are these two words that a slip ran together, one of them at least a word of grammar
 * ("willmean", "ofthe")? Writes the length of the first. */
bool gly_word_is_run_together(const struct gly_wordlist *list, struct gly_str word,
                              size_t *ret_first, uint8_t *ret_size);

/* Tokens of a document by index, ascending. */
struct gly_tok_list {
    uint32_t *at;
    uint32_t count, room;
};

/* The annotation WORDS. */
struct gly_word_notes {
    struct gly_word *words;
    struct gly_tok_list doubtful;   /* what the lists do not settle */
    struct gly_tok_list confusable; /* GLY_WORD_CONFUSABLE */
};

/* What a form says of the words around it, whatever the lists say of it: enum
 * gly_word_flags, of PARTICLE, INTRODUCER and LANGUAGE. */
uint16_t gly_word_company(struct gly_str form);

/* How often each doubtful word stands in the document, and whether code, links or front matter have
 * it: sets `times`, GLY_WORD_DOCUMENT, and takes GLY_WORD_NAME away from what stands
 * elsewhere without a capital. */
void gly_count_doubts(struct gly_doc *doc, struct gly_word *words,
                      const struct gly_tok_list *doubts);

/* The words around each: sets GLY_WORD_FOREIGN and GLY_WORD_MENTIONED. */
void gly_judge_company(const struct gly_doc *doc, struct gly_word *words,
                       const struct gly_tok_list *doubts);

/* The least power of two that is not below `count` nor below 16. */
uint32_t gly_power_above(uint32_t count);

/* Would gly_known_slip_of() find one? */
bool gly_is_known_slip(const struct gly_resources *resources, struct gly_str written);

/* Behind gly_known_slip() of <galley/note.h>. */
struct gly_str gly_known_slip_of(struct gly_arena *arena,
                                 const struct gly_resources *resources,
                                 struct gly_str written);

struct gly_near_memory;

/* Behind gly_suggest() of <galley/note.h>; `memory` may be NULL. */
unsigned gly_suggest_words(struct gly_arena *arena, struct gly_near_memory *memory,
                           const struct gly_resources *resources,
                           struct gly_str written, unsigned among, unsigned limit,
                           struct gly_suggestion *ret, unsigned room);

/* Behind gly_is_near_common() of <galley/note.h>. */
bool gly_near_common_word(const struct gly_resources *resources, struct gly_str written,
                          unsigned among);

#endif
