/* The compounds of a document in the shapes in which they are written: "healthcare",
 * "health-care", "health care". */
#ifndef GALLEY_COMPOUND_H
#define GALLEY_COMPOUND_H

#include <galley/document.h>
#include <galley/usage.h>

enum gly_compound_shape {
    GLY_COMPOUND_CLOSED,
    GLY_COMPOUND_HYPHENATED,
    GLY_COMPOUND_OPEN,
    GLY_COMPOUND_SHAPES
};

struct gly_compound_place {
    uint32_t tok, end; /* its tokens */
    uint32_t next;     /* another place of the compound in this shape, 1 + index */
    uint8_t shape;
};

struct gly_compound {
    uint64_t key; /* 0 for a free slot */
    /* By shape: its places, 1 + index. */
    uint32_t first[GLY_COMPOUND_SHAPES], last[GLY_COMPOUND_SHAPES];
    uint32_t word;  /* of the closed form, 1 + index */
    uint32_t split; /* bytes of the first part */
    bool open;      /* has open places: more than one shape is likely */
};

struct gly_compounds {
    const struct gly_doc *doc;
    const struct gly_tok *toks;
    const struct gly_usage *usage;
    uint32_t tok_count;
    struct gly_compound *slots;
    uint32_t slot_count; /* a power of two */
    struct gly_compound_place *places;
    uint32_t place_count, place_room;
    uint32_t *alike; /* by word: another word of the same stem, 1 + index */
};

/* All that are hyphenated or open somewhere, and the words that may be closed ones. */
void gly_compounds_gather(struct gly_pass *pass, struct gly_compounds *ret);

/* The places of its closed form, which are many and seldom wanted. */
void gly_compound_close(struct gly_compounds *all, struct gly_compound *compound);

#endif
