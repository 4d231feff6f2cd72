/* The inside of the NAMES annotation, in the order in which it works:
 *
 *   name_word.c     words with a capital, and what the lists say of them
 *   name_small.c    which of them the text has in small letters, too
 *   name_span.c     runs of such words, as pieces
 *   name_join.c     names made of ordinary words
 *   name_trim.c     from a run to names: what begins a sentence, titles, title case
 *   name_adjective.c  words with capitals that name nothing: "French"
 *   name_kind.c     of what they are names, by rules
 *   name_feature.c  of what they are names, as learnt
 *   name_entity.c   which names mean the same
 *   name_twin.c     words of names that are one edit apart
 *   name_mention.c  pronouns and descriptions
 *   name.c          the whole, and the accessors */
#ifndef GALLEY_NOTE_NAME_H
#define GALLEY_NOTE_NAME_H

#include <galley/name.h>

#include "base/namelist.h"
#include "base/wordlist.h"
#include "note/lang_model.h"
#include "note/note.h"

/* ---- Words ---- */

/* A word form of the document that has a capital, with straight apostrophes and without
 * the possessive ending. */
struct gly_name_word {
    uint64_t hash;
    uint32_t roles;  /* GLY_NAME_ROLE() */
    uint32_t inside; /* how often it stands where only names have capitals */
    uint32_t last;   /* how often of these no other capital stands behind it */
    bool shortens;   /* the text shows that it is short for a common noun */
    bool small;      /* the text has it in small letters, too */
    uint8_t common;  /* enum gly_name_common */
};

/* Is the word, in lower case, an ordinary word? Looked up when first asked. */
enum gly_name_common { GLY_COMMON_UNASKED, GLY_COMMON_NO, GLY_COMMON_YES };

/* How the capitals of a sentence are to be taken. */
enum gly_name_style {
    GLY_STYLE_SENTENCE, /* capitals mean names */
    GLY_STYLE_TITLE,    /* every longer word has one */
    GLY_STYLE_CAPS,     /* nothing but capitals */
};

/* A run is cut where it becomes longer: no name has so many words. */
enum { GLY_NAME_PIECES_MAX = 16 };

/* A word of a run, or a phrase that the lists know. */
struct gly_name_piece {
    uint32_t tok, tok_end; /* with the particles before it */
    uint32_t capital;      /* its first word with a capital */
    uint32_t roles;
    uint32_t word;  /* of the first token, index into words */
    uint8_t before; /* enum gly_name_glue: what stands between it and the one before */
    bool phrase;
};

enum gly_name_glue {
    GLY_GLUE_SPACE,
    GLY_GLUE_HYPHEN,
    GLY_GLUE_PARTICLE, /* "van", "de la" */
    GLY_GLUE_OF,       /* "of", "for", "on", with or without "the" */
    GLY_GLUE_AND,
    GLY_GLUE_AMPERSAND,
    GLY_GLUE_COMMA, /* before "Jr", "Inc." */
};

/* A name in the making. */
struct gly_name_draft {
    int16_t words[GLY_NAME_KIND_COUNT];  /* what its own words say for a kind */
    int16_t around[GLY_NAME_KIND_COUNT]; /* what stands around it says */
    int16_t listed;                      /* how much of `words` comes from the lists */
    uint8_t sex;
};

/* What the rules say of the kinds of an entity, all its names together. */
struct gly_name_verdict {
    int32_t scores[GLY_NAME_KIND_COUNT];
};

struct gly_namer {
    struct gly_doc *doc;
    struct gly_arena *arena;
    const struct gly_namelist *names;
    const struct gly_wordlist *words;
    const struct gly_lang_model *language; /* for the learnt kinds; may be NULL */

    /* The tokens that a name may begin with: those with a capital, and addresses. */
    uint32_t *starts, start_count;
    /* The words by token, 0 where a token has no capital; word 0 is nobody's. */
    uint32_t *tok_words;
    GLY_VEC(struct gly_name_word) vocabulary;
    uint32_t *slots; /* of the vocabulary, by hash */
    uint32_t slot_mask;
    uint8_t *styles; /* by sentence */

    GLY_VEC(struct gly_name) list;
    GLY_VEC(struct gly_name_draft) drafts;
    GLY_VEC(struct gly_entity) entities;
    GLY_VEC(struct gly_name_verdict) verdicts; /* by entity */
    GLY_VEC(struct gly_mention) mentions;
    GLY_VEC(struct gly_name_twin) twins;
    struct gly_name_described *described;
    uint32_t described_mask;
};

/* What the document calls an entity, by one word. */
struct gly_name_described {
    uint64_t key;
    uint32_t entity; /* + 1 */
    bool several;    /* it is called so of more than one */
};

/* The only entity that a noun describes, in the whole document: "architect" where one is
 * said to be one; GLY_NONE for none and several. */
uint32_t gly_names_described(const struct gly_names *names, struct gly_str word);

/* A form as the lists have it; ptr may lie in the text. */
struct gly_name_form {
    struct gly_str text;
    char folded[128];
};

/* The word of a token, 0 for a token without a capital. */
static inline const struct gly_name_word *gly_namer_word(const struct gly_namer *n,
                                                         uint32_t tok)
{
    return &n->vocabulary.at[n->tok_words[tok]];
}

void gly_namer_find_words(struct gly_namer *n);
void gly_namer_find_small(struct gly_namer *n);
bool gly_namer_is_common(struct gly_namer *n, uint32_t tok);

/* Is the possessive ending part of the token, and where does the name in it end? */
bool gly_name_is_possessive(const struct gly_doc *doc, uint32_t tok, uint32_t *ret_end);

/* The text of tokens [tok, end) with single spaces, straight apostrophes and without a
 * possessive ending; "" when it is too long for any list. */
struct gly_str gly_name_form(const struct gly_doc *doc, uint32_t tok, uint32_t end,
                             struct gly_name_form *ret_form);

/* ---- Spans ---- */

void gly_namer_find_spans(struct gly_namer *n);

/* The capital behind the small words at `tok` that belong to a name with the pieces before
 * them, or `tok`; the sentence ends before `end`. */
uint32_t gly_namer_over_small_words(struct gly_namer *n,
                                    const struct gly_name_piece *pieces, uint32_t count,
                                    uint32_t tok, uint32_t end);

/* One run of pieces, to be made into names. */
void gly_namer_trim(struct gly_namer *n, uint32_t sent, struct gly_name_piece *pieces,
                    uint32_t count);

/* Are these pieces, before what stands behind them, an adjective? */
bool gly_namer_is_adjective(const struct gly_namer *n,
                            const struct gly_name_piece *pieces, uint32_t count);

/* Add the name that these pieces are. */
struct gly_name *gly_namer_add(struct gly_namer *n, uint32_t sent,
                               const struct gly_name_piece *pieces, uint32_t count,
                               struct gly_span title, uint32_t title_roles);

/* ---- Kinds, entities, mentions ---- */

void gly_namer_score(struct gly_namer *n, const struct gly_name *name,
                     const struct gly_name_piece *pieces, uint32_t count,
                     uint32_t title_roles, struct gly_name_draft *ret_draft);
enum gly_name_kind gly_name_best_kind(const struct gly_name_draft *draft,
                                      enum gly_name_ground *ret_ground);
/* Names in a list are of one kind: what is only guessed follows its neighbours. */
void gly_namer_level_lists(struct gly_namer *n);

void gly_namer_find_entities(struct gly_namer *n);
void gly_namer_find_twins(struct gly_namer *n);
void gly_namer_find_mentions(struct gly_namer *n);

/* Find the names and entities of a document and what the rules say of their kinds: all that
 * the learnt part and its trainer look at. */
void gly_namer_start(struct gly_namer *n, struct gly_doc *doc,
                     const struct gly_resources *resources);

/* What stands behind gly_names(). */
const struct gly_names *gly_doc_names(const struct gly_doc *doc);

/* ---- Small words ---- */

/* The text of a token is one of these, NULL-terminated; case counts. */
bool gly_tok_is_one(const struct gly_doc *doc, uint32_t tok, const char *const *list);

#endif
