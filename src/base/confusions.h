/* Words that are right by themselves and wrong where they stand: section CONF of galley.dat,
 * made from rules/spelling/confused.csv, and the same made from a table of the user's own.
 *
 * A row has the words as written, what was meant, and the contexts that show it, each a
 * sequence of elements. Reading takes no memory: everything lies in the section, and every
 * index is checked when it is followed, for the section may be damaged. */
#ifndef GALLEY_CONFUSIONS_H
#define GALLEY_CONFUSIONS_H

#include <stdbool.h>
#include <stdint.h>

#include <galley/error.h>

#include "base/arena.h"

/* "would|could _ been|~ed": elements between blanks, `_` for the words in question. */
enum gly_confuse_element_kind {
    GLY_CONFUSE_SELF,
    GLY_CONFUSE_WORDS, /* one of some words */
    GLY_CONFUSE_START, /* ^  the sentence or a part of it begins here */
    GLY_CONFUSE_END,   /* $  the sentence or a part of it ends here: a mark follows */
    GLY_CONFUSE_GAP    /* .. up to six words */
};

/* ---- The section ----
 *
 *   gly_confuse_table | slots | rows | contexts | elements | text
 *
 * The slots are a hash table with linear probing over the first words of the rows: 1 + the
 * index of the last row that begins so, 0 where free. Places in the text are offsets. */

struct gly_confuse_table {
    uint32_t slot_count; /* a power of two; one slot at least is free */
    uint32_t row_count, context_count, element_count, text_size;
};

/* How a word may look: nearly all that is asked for fails by this. */
struct gly_confuse_shape {
    uint32_t initials; /* bits of gly_confuse_initial() */
    uint32_t lengths;  /* bits of gly_confuse_length() */
};

struct gly_confuse_row {
    uint32_t written, written_len;
    uint32_t meant, meant_len;
    uint32_t word_count; /* of `written` */
    uint32_t first_context, context_count;
    /* What stands beside in any of the contexts. */
    struct gly_confuse_shape before, behind;
    uint32_t next; /* 1 + index of the row before it that begins with the same word */
    /* What stands beside the first word in any context of this row and of those that `next`
     * leads to. */
    struct gly_confuse_shape any_before, any_behind;
    uint32_t head_len; /* of the first word */
    char head[8];      /* how it begins; NUL behind a shorter one */
};

struct gly_confuse_context {
    uint32_t first_element;
    uint16_t element_count;
    uint16_t self; /* which of them is `_` */
    /* The words beside those in question; GLY_CONFUSE_ANY where none is asked for. */
    struct gly_confuse_shape before, behind;
};

struct gly_confuse_element {
    uint32_t words, words_len;      /* "a|b|~ed" */
    struct gly_confuse_shape shape; /* of one of them */
    uint8_t kind;                   /* enum gly_confuse_element_kind */
    uint8_t negated;                /* !x: anything but x, or nothing */
    uint16_t unused;
};

/* What one word of a text can cost is bounded by these, whoever wrote the table. */
enum {
    GLY_CONFUSE_ELEMENTS_MAX = 10, /* of a context */
    GLY_CONFUSE_CONTEXTS_MAX = 32, /* of a row */
    GLY_CONFUSE_SAME_MAX = 32,     /* rows that begin with the same word */
    GLY_CONFUSE_ROWS_MAX = 4096
};

/* An initial that is set in what may stand beside the words in question where that is open,
 * and in whatever does stand there. */
#define GLY_CONFUSE_ANY (UINT32_C(1) << 31)

/* What a word begins with: the bit of a letter, or that of all others. */
static inline uint32_t gly_confuse_initial(char first)
{
    unsigned letter = ((unsigned char)first | 0x20u) - (unsigned)'a';
    return UINT32_C(1) << (letter < 26 ? letter : 26);
}

/* How many bytes it has. */
static inline uint32_t gly_confuse_length(size_t len)
{
    return UINT32_C(1) << (len < 31 ? len : 31);
}

/* May a word that looks so be what is asked for? */
static inline bool gly_confuse_fits(struct gly_confuse_shape asked,
                                    struct gly_confuse_shape word)
{
    return (asked.initials & word.initials) != 0 && (asked.lengths & word.lengths) != 0;
}

/* ---- Reading ---- */

struct gly_confusions {
    const struct gly_confuse_table *table;
    const uint32_t *slots;
    const struct gly_confuse_row *rows;
    const struct gly_confuse_context *contexts;
    const struct gly_confuse_element *elements;
    const char *text;
    const struct gly_confusions *base; /* asked where these say nothing; NULL: none */
};

/* GLY_E_DATA when the bytes, aligned to 8, are no such section; `path` is for the message.
 * The bytes outlive `ret`, which has no base. */
enum gly_status gly_confusions_init(struct gly_confusions *ret, const void *bytes,
                                    size_t size, const char *path,
                                    struct gly_error *err);

/* The last row that begins with this word (in lower case), NULL when none does. */
const struct gly_confuse_row *
gly_confusions_first(const struct gly_confusions *confusions, struct gly_str word);

/* The row before it that begins with the same word, NULL behind the last. */
const struct gly_confuse_row *
gly_confusions_next(const struct gly_confusions *confusions,
                    const struct gly_confuse_row *row);

/* Bytes of the text; empty where they are not inside it. */
struct gly_str gly_confusions_text(const struct gly_confusions *confusions, uint32_t at,
                                   uint32_t len);

/* The first context of the row from number `index` on that has a chance between words that
 * look so; row->context_count where none has. */
uint32_t gly_confusions_likely(const struct gly_confusions *confusions,
                               const struct gly_confuse_row *row, uint32_t index,
                               struct gly_confuse_shape before,
                               struct gly_confuse_shape behind);

/* Context number `index` of a row, and its elements; NULL where it has none, or a damaged
 * one. */
const struct gly_confuse_context *
gly_confusions_context(const struct gly_confusions *confusions,
                       const struct gly_confuse_row *row, uint32_t index,
                       const struct gly_confuse_element **ret_elements);

/* ---- Making ---- */

struct gly_confusions_builder;

struct gly_confusions_builder *gly_confusions_builder_new(struct gly_arena *arena);

/* One row of the table, in the form that the head of rules/spelling/confused.csv explains;
 * "@name" in place of the written words begins a set, whose words stand in place of the
 * meant ones. False where the row does not read: it is left out and `*ret_why` says what
 * is wrong with it. The texts must outlive the builder. */
bool gly_confusions_builder_add(struct gly_confusions_builder *builder,
                                struct gly_str written, struct gly_str meant,
                                struct gly_str contexts, const char **ret_why);

/* The section, in the arena, aligned to 8. */
void *gly_confusions_builder_finish(const struct gly_confusions_builder *builder,
                                    size_t *ret_size);

#endif
