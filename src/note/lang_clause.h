#ifndef GALLEY_NOTE_LANG_CLAUSE_H
#define GALLEY_NOTE_LANG_CLAUSE_H

/*
 * Who does what in a sentence, read off its tree: one clause for each verb, or copula
 * with its complement, that has a subject.
 */

#include "note/lang.h"

enum { GLY_LANG_NONE = UINT16_MAX };

/* A noun with what belongs to it. Spans are words, half open; empty when head is NONE.
 */
struct gly_lang_noun {
    uint16_t head;
    uint16_t name_start; /* the name: "Charles Bolden", "Lake Tahoe" */
    uint16_t name_end;
    uint16_t phrase_start; /* the phrase, without appositions and relative clauses */
    uint16_t phrase_end;
};

enum gly_lang_tense {
    GLY_TENSE_NONE, /* no finite verb: a participle or an infinitive */
    GLY_TENSE_PRESENT,
    GLY_TENSE_PAST,
    GLY_TENSE_FUTURE,
};

/* What the second opinion says. */
enum gly_lang_verdict {
    GLY_VERDICT_ALONE, /* not asked, or it reads otherwise: not to be built upon */
    GLY_VERDICT_CORE,  /* the same subject, predicate and negation */
    GLY_VERDICT_FULL,  /* and the same object and agent */
};

struct gly_lang_clause {
    uint16_t predicate;           /* the verb; with a copula the complement's head */
    uint16_t copula;              /* "is" in "she is a judge", else NONE */
    struct gly_lang_noun subject; /* as grammar has it; relative pronouns resolved */
    struct gly_lang_noun object;  /* or the copula's complement */
    struct gly_lang_noun agent;   /* of a passive: "by the mayor" */
    uint16_t complement;          /* head of an infinitive or that-clause, or NONE */
    uint16_t negation;            /* "not", "never", "no", or NONE */
    uint16_t modal;               /* "may", "should"; not "will"; or NONE */
    uint16_t condition; /* "if", "unless": of this clause or one it depends on,
                           or of one that depends on it; or NONE */
    uint16_t reporter;  /* the verb that says, thinks or shows it; or NONE */
    uint8_t tense;      /* enum gly_lang_tense */
    bool perfect;
    bool progressive;
    bool passive;
    bool shared_subject; /* the subject is that of a verb it is coordinated with */
    bool relative;       /* the subject stands outside, before a relative pronoun */
    bool question;
    uint8_t verdict; /* enum gly_lang_verdict */
    int16_t margin;  /* the least of the arcs it was read from */
};

/*
 * The clauses of one sentence, in the order of their predicates; returns how many.
 * ret_clauses has a place for each word. count is at most GLY_LANG_WORDS_MAX.
 */
size_t gly_lang_clauses_read(const struct gly_lang_model *model,
                             const struct gly_str *forms, const uint8_t *tags,
                             const struct gly_lang_arc *arcs, size_t count,
                             struct gly_lang_clause *ret_clauses);

/*
 * Sets verdict and margin of each clause by what the other model's clauses of the same
 * sentence say.
 */
void gly_lang_clauses_gate(const struct gly_lang_model *model,
                           const struct gly_str *forms, const uint8_t *tags,
                           struct gly_lang_clause *clauses, size_t count,
                           const uint8_t *other_tags,
                           const struct gly_lang_clause *others, size_t other_count);

/* Who does it and to whom it is done, whichever way round the sentence says so. */
const struct gly_lang_noun *gly_lang_clause_doer(const struct gly_lang_clause *clause);
const struct gly_lang_noun *
gly_lang_clause_undergoer(const struct gly_lang_clause *clause);

#endif
