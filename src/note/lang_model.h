#ifndef GALLEY_NOTE_LANG_MODEL_H
#define GALLEY_NOTE_LANG_MODEL_H

/*
 * A trained language model, used where it lies: the file is mapped and its tables are
 * read in place. What comes from the file is not trusted: sizes and offsets are checked
 * on opening, and every index that is read from a table is checked where it is used, so
 * that a file made with ill will yields wrong tags and never a wrong access.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <galley/language.h>
#include <galley/span.h>
#include "note/lang_word.h"

/*
 * The file: a header, then sections in the order of this list, each beginning at a
 * multiple of 64 bytes, the rest zero. Numbers are little-endian. A section may be
 * empty where a model lacks the part.
 */
#define GLY_LANG_SECTIONS(X)                                                         \
    X(CREDIT)      /* text: what the model was made from, and under which licence */ \
    X(TAG_NAMES)   /* "UPOS|XPOS", each ended by NUL */                              \
    X(LABEL_NAMES) /* "nsubj:pass", each ended by NUL */                             \
    X(SEEN_STARTS) /* struct gly_lang_lexicon, in its order */                       \
    X(SEEN_PRINTS)                                                                   \
    X(AMBIGUITIES)                                                                   \
    X(ONLY_TAGS)                                                                     \
    X(KNOWN_STARTS)                                                                  \
    X(KNOWN_PRINTS)                                                                  \
    X(KNOWN_CLASSES)                                                                 \
    X(KNOWN_MASKS)                                                                   \
    X(LEMMA_STARTS) /* struct gly_lang_lemmas */                                     \
    X(LEMMA_PRINTS)                                                                  \
    X(LEMMA_OFFSETS)                                                                 \
    X(LEMMA_TEXT)                                                                    \
    X(FORWARD_TAGS) /* buckets of struct gly_lang_rows, then its pool */             \
    X(FORWARD_TAGS_POOL)                                                             \
    X(FORWARD_LABELS)                                                                \
    X(FORWARD_LABELS_POOL)                                                           \
    X(FORWARD_MOVES) /* buckets of struct gly_lang_moves */                          \
    X(REVERSE_TAGS)                                                                  \
    X(REVERSE_TAGS_POOL)                                                             \
    X(REVERSE_LABELS)                                                                \
    X(REVERSE_LABELS_POOL)                                                           \
    X(REVERSE_MOVES)                                                                 \
    X(NAME_KINDS) /* struct gly_lang_name_slot, a power of two of them */

enum gly_lang_section {
#define GLY_X(name) GLY_LANG_SECTION_##name,
    GLY_LANG_SECTIONS(GLY_X)
#undef GLY_X
        GLY_LANG_SECTION_COUNT
};

enum {
    GLY_LANG_VERSION = 2,
    GLY_LANG_ALIGN = 64,
    GLY_LANG_TAGS_MAX = 128,
    GLY_LANG_LABELS_MAX = 64, /* a set of labels is one uint64_t */
};

#define GLY_LANG_MAGIC      "GLYLANG"
#define GLY_LANG_BYTE_ORDER 0x01020304U

struct gly_lang_header {
    char magic[8];
    uint32_t version;
    uint32_t byte_order;
    uint64_t size;     /* of the whole file */
    uint64_t checksum; /* of the header with this field zero, XOR of the rest */
    float scales[2]
                [3]; /* forward and reverse: units per weight of tags, labels, moves */
    uint64_t section_starts[GLY_LANG_SECTION_COUNT];
    uint64_t section_sizes[GLY_LANG_SECTION_COUNT];
    uint8_t padding[40]; /* to a multiple of GLY_LANG_ALIGN */
};

/*
 * Weights of many classes. A bucket is four words {offset:24, print:8}; an offset leads
 * into the pool, to a count and that many {weight:8, class:8}.
 */
struct gly_lang_rows {
    const uint32_t *buckets;
    const uint16_t *pool;
    uint32_t bucket_count; /* 0 when the model lacks the part */
    uint32_t pool_count;
    float scale;
};

/* Weights of the three moves: a bucket is four words {print:8, three weights:8}. */
struct gly_lang_moves {
    const uint32_t *buckets;
    uint32_t bucket_count;
    float scale;
};

/* Lemmas that no rule gives: see lang_lemma.h. */
struct gly_lang_lemmas {
    struct gly_lang_hashes keys;
    const uint32_t *offsets; /* per key, into text: kind, form NUL lemma NUL */
    struct gly_str text;
};

/*
 * What a feature of a name says for its kinds (note/name_feature.h), in sixteenths of a
 * natural logarithm of odds. Open addressing by the upper half of the feature's key.
 */
enum {
    GLY_LANG_NAME_KINDS = 5, /* person, organisation, place, event, other */
    GLY_LANG_NAME_PROBES = 24,
};

struct gly_lang_name_slot {
    uint32_t print; /* 0 when empty */
    int8_t weights[GLY_LANG_NAME_KINDS];
    uint8_t padding[3];
};

static inline uint32_t gly_lang_name_print(uint64_t key)
{
    return (uint32_t)key | 1;
}

struct gly_lang_direction {
    struct gly_lang_rows tags;
    struct gly_lang_rows labels;
    struct gly_lang_moves moves;
};

enum { GLY_LANG_FORWARD, GLY_LANG_REVERSE };

struct gly_lang_model {
    const uint8_t *bytes;
    size_t size;
    struct gly_lang_lexicon lexicon;
    struct gly_lang_lemmas lemmas;
    struct gly_lang_direction directions[2];
    const struct gly_lang_name_slot *name_slots; /* NULL when the model has none */
    uint32_t name_mask;
    uint32_t tag_count;
    uint32_t label_count;
    struct gly_str tag_names[GLY_LANG_TAGS_MAX];
    struct gly_str label_names[GLY_LANG_LABELS_MAX];
    uint8_t tag_upos[GLY_LANG_TAGS_MAX];      /* enum gly_upos */
    uint8_t tag_xpos[GLY_LANG_TAGS_MAX];      /* enum gly_xpos */
    uint8_t label_kinds[GLY_LANG_LABELS_MAX]; /* enum gly_rel */
    uint8_t root_label;
};

/*
 * Maps a model file and checks that its parts fit together, which takes the same short
 * time for a model of any size: a start costs no more than what it reads. On failure
 * returns false, and ret_why says in one line what is wrong with the file (a constant).
 * The model is const from here on.
 */
bool gly_lang_model_open(struct gly_lang_model *model, const char *path,
                         const char **ret_why);
void gly_lang_model_close(struct gly_lang_model *model);

/*
 * The same for bytes that the caller keeps, at an address that is a multiple of 16:
 * the model points into them. Needs no close.
 */
bool gly_lang_model_read(struct gly_lang_model *model, const void *bytes, size_t size,
                         const char **ret_why);

/*
 * Reads the whole model and compares it with its checksum. Every index in the tables is
 * checked where it is followed, so that a damaged weight can mislead and nothing worse;
 * `galley rules --data` verifies, a check of documents does not.
 */
bool gly_lang_model_verify(const struct gly_lang_model *model, const char **ret_why);

bool gly_lang_model_has_reverse(const struct gly_lang_model *model);

struct gly_str gly_lang_upos_name(const struct gly_lang_model *model, uint8_t tag);
struct gly_str gly_lang_xpos_name(const struct gly_lang_model *model, uint8_t tag);
struct gly_str gly_lang_label_name(const struct gly_lang_model *model, uint8_t label);
struct gly_str gly_lang_model_credit(const struct gly_lang_model *model);

/* size is a multiple of 64. */
uint64_t gly_lang_checksum(const void *bytes, size_t size);

/*
 * Adds up the rows of count features, class by class, in units of rows->scale.
 * ret_scores has GLY_LANG_TAGS_MAX places; those from classes on are lowest. A sum has
 * at most GLY_LANG_FEATURES_MAX terms of -127 to 127 and so fits.
 */
void gly_lang_rows_score(const struct gly_lang_rows *rows, const uint64_t *features,
                         size_t count, uint32_t classes, int16_t *ret_scores);

void gly_lang_moves_score(const struct gly_lang_moves *moves, const uint64_t *features,
                          size_t count, int32_t ret_scores[3]);

/* The best class and its margin over the second; spoils scores. */
uint32_t gly_lang_scores_best(int16_t *scores, uint32_t classes, float scale,
                              int16_t *ret_margin);

int16_t gly_lang_margin(int32_t units, float scale);

enum { GLY_LANG_FEATURES_MAX = 128 };

/* Where a row's bucket and print lie in a feature's number; shared with the trainer. */
static inline uint32_t gly_lang_bucket(uint64_t feature, uint32_t bucket_count)
{
    return (uint32_t)((feature >> 32) * bucket_count >> 32) * 4;
}

static inline uint32_t gly_lang_print(uint64_t feature)
{
    uint32_t print = feature & 0xFF;

    return print == 0 ? 1 : print; /* 0 marks an empty place */
}

#endif
