/* CLAIMS: what the document says of the same thing in two places.
 *
 * A claim is a frame: a key (who, and what is said of them) and a value. Only claims of
 * the same key are ever compared; they are chained, each to the one before it. A claim
 * that is conditional, denied, doubted or a question is no claim and is not listed. What is
 * quoted or reported is a claim of its speaker, where it is known who that is: its key is of
 * that speaker alone. The words come from rules/claims. */
#ifndef GALLEY_CLAIM_H
#define GALLEY_CLAIM_H

#include <galley/document.h>

struct gly_pass;

enum gly_claim_kind {
    GLY_CLAIM_DATE,     /* when something happened that happens once */
    GLY_CLAIM_VALUE,    /* what stands in a relation that has one answer */
    GLY_CLAIM_OPPOSITE, /* a word that has an opposite, beside a word it belongs to */
    GLY_CLAIM_NEGATION, /* a word that is denied, or that is denied elsewhere */
    GLY_CLAIM_FIGURE,   /* how much, of what the words around it say */
    GLY_CLAIM_ROLE,     /* who does what to whom */
    GLY_CLAIM_STATE,    /* what something is, of several that exclude each other */
    GLY_CLAIM_DEED, /* what somebody did to something, where one of two comes to pass */
    GLY_CLAIM_KIND_COUNT
};

struct gly_claim {
    uint64_t key;
    struct gly_span span;    /* the words that give the value */
    struct gly_span subject; /* of whom or what; empty where it is the whole sentence */
    struct gly_str what;     /* the relation or event by name: "die"; or the opposite */
    uint32_t sent;
    uint32_t before;  /* the claim of the same key before it, GLY_NONE for the first */
    uint32_t after;   /* the one behind it, GLY_NONE for the last */
    uint32_t times;   /* how many claims have the key */
    uint32_t detail;  /* inside */
    uint32_t speaker; /* entity, whose words these are; GLY_NONE: the document's own */
    uint8_t kind;     /* enum gly_claim_kind */
    uint8_t side;     /* OPPOSITE, NEGATION, STATE: claims of one side agree */
    bool quantifier;  /* OPPOSITE: "all", "none" */
    bool set;         /* OPPOSITE: another answer of a set */
    bool lack;        /* STATE: something one has, or has not */
    bool verdict;     /* OPPOSITE: of one thing one of them comes to pass */
};

struct gly_claims {
    const struct gly_claim *at; /* of each kind in the order of the text */
    uint32_t count;
};

const struct gly_claims *gly_claims(const struct gly_pass *pass);

/* Can these two, of one key, not both be true? */
bool gly_claims_clash(const struct gly_pass *pass, const struct gly_claim *earlier,
                      const struct gly_claim *later);

/* The claims of a key that are compared with each other, at most. */
enum { GLY_CLAIMS_COMPARED = 8 };

/* Sentences of more claims of one key than this are made after a template. */
enum { GLY_CLAIMS_TEMPLATE = 4 };

/* A claim that cannot be true beside others of its key. Of two it is the later one; of more,
 * one that fewer agree with, wherever it stands. */
struct gly_claim_dispute {
    const struct gly_claim *odd;
    const struct gly_claim
        *others[GLY_CLAIMS_COMPARED]; /* which agree with each other */
    unsigned count;
};

/* Call `each` for every claim at odds with others, of the key whose first claim this is. */
void gly_claims_disputes(const struct gly_pass *pass, const struct gly_claim *first,
                         void (*each)(void *context,
                                      const struct gly_claim_dispute *dispute),
                         void *context);

/* The nearest earlier claim of the same key that clashes with `later`; NULL for none. */
static inline const struct gly_claim *
gly_claims_opponent(const struct gly_pass *pass, const struct gly_claims *claims,
                    const struct gly_claim *later)
{
    uint32_t before = later->before;
    for (unsigned n = 0; n < GLY_CLAIMS_COMPARED && before != GLY_NONE; n++) {
        if (gly_claims_clash(pass, &claims->at[before], later))
            return &claims->at[before];
        before = claims->at[before].before;
    }
    return NULL;
}

/* Name as `galley annotate` prints it. */
const char *gly_claim_kind_name(unsigned kind);

#endif
