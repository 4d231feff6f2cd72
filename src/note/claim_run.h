/* Two sentences of which a part says the same, read by claim_run.c for claim_run_compare.c. */
#ifndef GALLEY_NOTE_CLAIM_RUN_H
#define GALLEY_NOTE_CLAIM_RUN_H

#include "note/claim_side.h"
#include "note/language.h"
#include "note/look.h"

enum { GLY_RUN_UNITS = 12, GLY_RUN_VERB_REACH = 8 };

/* A word with content, or a name. */
struct gly_claim_unit {
    uint32_t stem, entity;
    uint32_t word;     /* of the profile */
    uint8_t joint;     /* the preposition of its phrase, 0 for none */
    bool opens;        /* the preposition stands right before it */
    bool mark, moment; /* a name or number; a time */
    bool matched;
};

struct gly_claim_run {
    const struct gly_claimer *c;
    const struct gly_claim *claim;
    struct gly_look look;
    const struct gly_reading *reading;
    struct gly_claim_subject subject;
    uint32_t verb, verb_end; /* tokens of the verb group: its first, behind its last */
    uint32_t slot;           /* token */
    uint32_t slot_end;       /* profile word behind it */
    uint32_t stop;           /* profile word where the clause ends */
    struct gly_claim_unit before[GLY_RUN_UNITS], left[GLY_RUN_UNITS],
        right[GLY_RUN_UNITS];
    unsigned before_count, left_count, right_count; /* of the subject; to the slot */
    unsigned denials;
    uint8_t article; /* enum gly_article, of the subject */
    bool dated, verbal, broken;
    bool opened; /* a date opens the clause: "In June the council ..." */
    bool led;    /* the slot stands in what opens the sentence: "As a member, Holm" */
};

enum gly_article {
    GLY_NO_ARTICLE,
    GLY_DEFINITE,
    GLY_INDEFINITE,
    GLY_WHOLE, /* "both", "all" */
    GLY_OTHER_DETERMINER
};

/* The part of speech of a token, enum gly_xpos. */
unsigned gly_run_tag(const struct gly_claim_run *r, uint32_t tok);
bool gly_run_is_be(struct gly_str word);
bool gly_run_is_in_date(const struct gly_claimer *c, uint32_t tok);
/* A number for a preposition, 0 for another word. */
unsigned gly_run_joint(struct gly_str word);
bool gly_run_units_match(const struct gly_claim_unit *a,
                         const struct gly_claim_unit *b);
/* The profile word at or behind a token of a sentence. */
uint32_t gly_run_word(const struct gly_claimer *c, uint32_t sent, uint32_t tok);
/* Read a claim: `open` only finds it, `read` finds verb and subject and what stands around. */
bool gly_run_open(const struct gly_claimer *c, const struct gly_claim *claim,
                  struct gly_claim_run *r);
/* What stands behind the slot, and how often the clause denies. */
void gly_run_read_behind(struct gly_claim_run *r);
bool gly_run_read(const struct gly_claimer *c, const struct gly_claim *claim,
                  struct gly_claim_run *r);
/* The slot is a figure that ends before profile word `slot_end`. */
bool gly_run_read_figure(const struct gly_claimer *c, const struct gly_claim *claim,
                         uint32_t slot_end, struct gly_claim_run *r);
bool gly_run_has_symbol(const struct gly_claim_run *r, uint32_t first, uint32_t end);
/* Is the slot the first word of its clause? */
bool gly_run_opens_clause(const struct gly_claim_run *r);
/* Is a verb among the first units behind the slot? */
bool gly_run_has_verb(const struct gly_claim_run *r, unsigned run);

/* The tense of a clause; those above MODAL are of "will", "must", "can" and so on. */
enum { GLY_RUN_NO_TENSE, GLY_RUN_PAST, GLY_RUN_PRESENT, GLY_RUN_MODAL };

unsigned gly_run_tense(const struct gly_claim_run *r);

/* Do both name one date, the same, and no other? */
bool gly_run_same_date(const struct gly_claim_run *a, const struct gly_claim_run *b);

/* Is a time told in the clause, beside the first `run` words behind the one in question? */
bool gly_run_is_timed(const struct gly_claim_run *r, unsigned run);

/* Is it in doubt whether the two speak of one time? */
bool gly_run_times_apart(const struct gly_claim_run *a, const struct gly_claim_run *b,
                         unsigned run);

#endif
