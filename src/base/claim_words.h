/* The words of claims: what rules/claims says, laid out as section CLAM of galley.dat, or
 * the same with rows of a house's own (base/claim_build.h).
 *
 *   gly_claim_head | tables, each at a multiple of 8
 *
 * The bytes are read in place. They may be damaged, so every index is checked when it is
 * followed: one that points outside gives the empty row, and chains only lead to lower
 * rows. A change of a struct here raises GLY_CLAIM_VERSION. */
#ifndef GALLEY_BASE_CLAIM_WORDS_H
#define GALLEY_BASE_CLAIM_WORDS_H

#include <galley/error.h>
#include <galley/span.h>

#define GLY_CLAIM_VERSION 5

/* The longest word, in bytes; longer ones of a text are cut. */
enum { GLY_CLAIM_WORD_BYTES = 48 };

/* ---- Rows ---- */

/* Classes of cues.csv, as bits. */
#define GLY_CLAIM_CUES(X)   \
    X(FUNCTION, function)   \
    X(NOT, not )            \
    X(NO, no)               \
    X(MODAL, modal)         \
    X(CONDITION, condition) \
    X(HEARSAY, hearsay)     \
    X(CORRECT, correct)     \
    X(CONTRAST, contrast)   \
    X(PLAN, plan)           \
    X(QUALIFIER, qualifier) \
    X(OTHER, other)         \
    X(POSSIBLE, possible)   \
    X(YET, yet)             \
    X(NOW, now)             \
    X(MEASURE, measure)

enum gly_claim_cue_index {
#define X(NAME, text) GLY_CUE_INDEX_##NAME,
    GLY_CLAIM_CUES(X)
#undef X
        GLY_CUE_COUNT
};

enum gly_claim_cue {
#define X(NAME, text) GLY_CUE_##NAME = 1 << GLY_CUE_INDEX_##NAME,
    GLY_CLAIM_CUES(X)
#undef X
};

enum gly_event_object {
    GLY_EVENT_SELF,  /* only the subject counts: "die" */
    GLY_EVENT_GOAL,  /* of that to which it is done: "found" */
    GLY_EVENT_OTHER, /* subject and object: "marry" */
    GLY_EVENT_TERM,  /* a period, with an office: "serve" */
    GLY_EVENT_UNTIL, /* until when: "remain" */
};

enum gly_relation_value {
    GLY_VALUE_PLACE,
    GLY_VALUE_THING,
    GLY_VALUE_SCHOOL,   /* several are possible: only where all else is the same */
    GLY_VALUE_OFFICE,   /* changes hands: only in the present */
    GLY_VALUE_OCCASION, /* another one each time: only where the year is the same */
};

/* How a row of relations.csv is said. */
enum gly_relation_frame {
    GLY_FRAME_VERB,         /* "X was written by Y", "X, based in Y" */
    GLY_FRAME_NOUN,         /* "the author of X is Y", "Y, the author of X," */
    GLY_FRAME_ACTIVE,       /* "Y wrote X" */
    GLY_FRAME_INTRANSITIVE, /* "X flows into Y" */
    GLY_FRAME_WORK,         /* "X, a novel by Y" */
    GLY_FRAME_ORIGIN,       /* "his native Y", "Y, the city of his birth" */
};

/* Texts are offsets into table TEXT: two bytes of length, low byte first, then the text. */
struct gly_event_row {
    uint32_t verb;
    uint32_t object; /* enum gly_event_object */
    uint32_t group;  /* the first row of the same name: one event */
};

struct gly_relation_row {
    uint32_t name, links; /* links: "in|at" */
    uint32_t group;       /* the first row of the same name: one relation */
    uint16_t frame;       /* enum gly_relation_frame */
    uint16_t value;       /* enum gly_relation_value */
};

/* A relation that a word is of. */
struct gly_relation_link {
    uint32_t row, next; /* next: another of the same word, 0 behind the last */
};

/* What it means that two words are opposites. */
enum gly_opposite_kind {
    GLY_OPPOSITE_ANTONYM,
    GLY_OPPOSITE_QUANTIFIER, /* they count: "all", "none" */
    GLY_OPPOSITE_SET, /* one of several answers: "red", "blue"; `other` names the set */
    GLY_OPPOSITE_STATE, /* that last: "voluntary", "compulsory" */
    GLY_OPPOSITE_LACK,  /* who is the one lacks the other: "childless", "son" */
    GLY_OPPOSITE_VERDICT, /* of one thing one of them comes to pass: "approve", "reject" */
};

struct gly_opposite {
    uint32_t other; /* the opposite, as a text */
    uint32_t pair;
    uint32_t next; /* of the same word, 0 behind the last */
    uint16_t side;
    uint16_t kind; /* enum gly_opposite_kind */
};

/* What a label of a table or a box tells: "Founded | 1998". */
struct gly_label_row {
    uint32_t next;       /* another of the same label, 0 behind the last */
    uint32_t row;        /* of events or relations */
    uint32_t qualifiers; /* a text: "first|last" */
    uint16_t relation;   /* is it one of relations? */
    uint8_t any_tense;   /* what was so is so: where someone was born */
    uint8_t text;        /* may be told of the text itself: "Published" */
};

/* How often one may do to another what a verb of asymmetric.csv says. */
enum gly_claim_deed {
    GLY_DEED_OCCASION, /* again and again */
    GLY_DEED_ONCE,     /* but once between two, whatever the occasion */
    GLY_DEED_CONTEST,  /* in each match, of which most texts tell of one */
};

/* A word, or a label of several with one blank between them. */
struct gly_claim_entry {
    uint64_t hash; /* gly_word_hash() of the word */
    uint32_t cues;
    uint32_t opposites;  /* the first one, 0 for none */
    uint32_t relations;  /* the first link, 0 for none */
    uint32_t word;       /* the entry of the word that it is a form of, 0 for none */
    uint32_t labels;     /* the first label row, 0 for none */
    uint16_t event;      /* row + 1 */
    uint16_t verb;       /* of asymmetric.csv, numbered from 1 */
    uint16_t once;       /* of `verb`: enum gly_claim_deed */
    int16_t implicative; /* +1, -1 */
};

/* X(NAME, type): the tables in the order in which they lie. Row 0 of entries, opposites,
 * links and labels is nobody's. SLOTS is a hash table of entries with linear probing. */
#define GLY_CLAIM_TABLES(X)               \
    X(SLOTS, uint32_t)                    \
    X(ENTRIES, struct gly_claim_entry)    \
    X(OPPOSITES, struct gly_opposite)     \
    X(EVENTS, struct gly_event_row)       \
    X(RELATIONS, struct gly_relation_row) \
    X(LINKS, struct gly_relation_link)    \
    X(LABELS, struct gly_label_row)       \
    X(TEXT, unsigned char)

enum gly_claim_table {
#define X(NAME, type) GLY_CLAIM_##NAME,
    GLY_CLAIM_TABLES(X)
#undef X
        GLY_CLAIM_TABLE_COUNT
};

struct gly_claim_head {
    uint32_t version;
    uint32_t pair_count, verb_count;
    uint32_t unused;
    struct {
        uint32_t offset, count;
    } tables[GLY_CLAIM_TABLE_COUNT]; /* offsets from the start of the section */
};

/* ---- Reading ---- */

struct gly_claim_words {
    const void *tables[GLY_CLAIM_TABLE_COUNT];
    uint32_t counts[GLY_CLAIM_TABLE_COUNT];
    uint32_t pair_count, verb_count;
};

/* The words in `bytes`, which are aligned to 8 and outlive them. GLY_E_DATA naming `file`
 * where the tables do not fit. */
enum gly_status gly_claim_words_init(struct gly_claim_words *ret_words,
                                     const unsigned char *bytes, size_t size,
                                     const char *file, struct gly_error *err);

/* The entry of a word in small letters, 0 for none. */
uint32_t gly_claim_find(const struct gly_claim_words *words, struct gly_str word);

/* Rows by index. */
static inline const struct gly_claim_entry *
gly_claim_entry(const struct gly_claim_words *words, uint32_t entry)
{
    static const struct gly_claim_entry none;
    const struct gly_claim_entry *rows = words->tables[GLY_CLAIM_ENTRIES];
    if (entry >= words->counts[GLY_CLAIM_ENTRIES] ||
        rows[entry].event > words->counts[GLY_CLAIM_EVENTS] ||
        rows[entry].verb > words->verb_count)
        return &none;
    return &rows[entry];
}

const struct gly_opposite *gly_claim_opposite(const struct gly_claim_words *words,
                                              uint32_t opposite);
const struct gly_relation_link *gly_claim_link(const struct gly_claim_words *words,
                                               uint32_t link);
const struct gly_label_row *gly_claim_label(const struct gly_claim_words *words,
                                            uint32_t label);
const struct gly_event_row *gly_claim_event_row(const struct gly_claim_words *words,
                                                uint32_t row);
const struct gly_relation_row *
gly_claim_relation_row(const struct gly_claim_words *words, uint32_t row);

/* The first item of a list separated by '|', cut off its front. */
static inline struct gly_str gly_claim_cut(struct gly_str *list)
{
    const char *bar = list->len > 0 ? memchr(list->ptr, '|', list->len) : NULL;
    size_t len = bar ? (size_t)(bar - list->ptr) : list->len;
    struct gly_str item = {list->ptr, len};
    len += bar != NULL;
    *list = (struct gly_str){list->ptr + len, list->len - len};
    return item;
}

/* A text of a row; empty where the offset leads nowhere. */
struct gly_str gly_claim_row_text(const struct gly_claim_words *words, uint32_t text);

#endif
