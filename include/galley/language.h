/* What galley has read of a sentence: words, their parts of speech and lemmas, how they
 * hang together, and who does what. English so far; for a block in another language, or
 * where the language model is not installed, there is no reading and a check that wants
 * one is silent.
 *
 * Everything is worked out when it is first asked for, sentence by sentence. */
#ifndef GALLEY_PUBLIC_LANGUAGE_H
#define GALLEY_PUBLIC_LANGUAGE_H

#include <galley/span.h>

/* The parts of speech and relations of Universal Dependencies that galley's code asks
 * for by name (universaldependencies.org). A model numbers its own tags and labels; at
 * loading each number is mapped to one of these, or to OTHER. */

/* ENTRY, as one of them is called X. */
#define GLY_UPOS_LIST(ENTRY) \
    ENTRY(ADJ)               \
    ENTRY(ADP)               \
    ENTRY(ADV)               \
    ENTRY(AUX)               \
    ENTRY(CCONJ)             \
    ENTRY(DET)               \
    ENTRY(INTJ)              \
    ENTRY(NOUN)              \
    ENTRY(NUM)               \
    ENTRY(PART)              \
    ENTRY(PRON)              \
    ENTRY(PROPN)             \
    ENTRY(PUNCT)             \
    ENTRY(SCONJ)             \
    ENTRY(SYM)               \
    ENTRY(VERB)              \
    ENTRY(X)

enum gly_upos {
#define GLY_X(name) GLY_UPOS_##name,
    GLY_UPOS_LIST(GLY_X)
#undef GLY_X
        GLY_UPOS_OTHER
};

/* The Penn Treebank tags that tell inflections apart. */
#define GLY_XPOS_LIST(X) \
    X(CC)                \
    X(CD)                \
    X(DT)                \
    X(EX)                \
    X(IN)                \
    X(JJ)                \
    X(JJR)               \
    X(JJS)               \
    X(MD)                \
    X(NN)                \
    X(NNP)               \
    X(NNPS)              \
    X(NNS)               \
    X(PDT)               \
    X(POS)               \
    X(PRP)               \
    X(RB)                \
    X(RBR)               \
    X(RBS)               \
    X(RP)                \
    X(TO)                \
    X(VB)                \
    X(VBD)               \
    X(VBG)               \
    X(VBN)               \
    X(VBP)               \
    X(VBZ)               \
    X(WDT)               \
    X(WP)                \
    X(WRB)

enum gly_xpos {
#define GLY_X(name) GLY_XPOS_##name,
    GLY_XPOS_LIST(GLY_X)
#undef GLY_X
        GLY_XPOS_OTHER
};

#define GLY_REL_LIST(X)               \
    X(ROOT, "root")                   \
    X(NSUBJ, "nsubj")                 \
    X(NSUBJ_PASS, "nsubj:pass")       \
    X(NSUBJ_OUTER, "nsubj:outer")     \
    X(CSUBJ, "csubj")                 \
    X(EXPL, "expl")                   \
    X(OBJ, "obj")                     \
    X(IOBJ, "iobj")                   \
    X(OBL, "obl")                     \
    X(OBL_AGENT, "obl:agent")         \
    X(OBL_UNMARKED, "obl:unmarked")   \
    X(OBL_TMOD, "obl:tmod")           \
    X(NMOD, "nmod")                   \
    X(NMOD_POSS, "nmod:poss")         \
    X(NMOD_UNMARKED, "nmod:unmarked") \
    X(AMOD, "amod")                   \
    X(NUMMOD, "nummod")               \
    X(ADVMOD, "advmod")               \
    X(AUX, "aux")                     \
    X(AUX_PASS, "aux:pass")           \
    X(COP, "cop")                     \
    X(MARK, "mark")                   \
    X(CASE, "case")                   \
    X(DET, "det")                     \
    X(DET_PREDET, "det:predet")       \
    X(CC, "cc")                       \
    X(CC_PRECONJ, "cc:preconj")       \
    X(CONJ, "conj")                   \
    X(FLAT, "flat")                   \
    X(COMPOUND, "compound")           \
    X(COMPOUND_PRT, "compound:prt")   \
    X(FIXED, "fixed")                 \
    X(APPOS, "appos")                 \
    X(XCOMP, "xcomp")                 \
    X(CCOMP, "ccomp")                 \
    X(ADVCL, "advcl")                 \
    X(ADVCL_RELCL, "advcl:relcl")     \
    X(ACL, "acl")                     \
    X(ACL_RELCL, "acl:relcl")         \
    X(PARATAXIS, "parataxis")         \
    X(PUNCT, "punct")                 \
    X(GOESWITH, "goeswith")

enum gly_rel {
#define GLY_X(name, text) GLY_REL_##name,
    GLY_REL_LIST(GLY_X)
#undef GLY_X
        GLY_REL_OTHER
};

/* "No such word", also the head of the root. */
enum { GLY_LANG_NONE = UINT16_MAX };

/* A noun with what belongs to it. Spans are words, half open; empty when head is NONE.
 */
struct gly_noun {
    uint16_t head;
    uint16_t name_start; /* the name: "Charles Bolden", "Lake Tahoe" */
    uint16_t name_end;
    uint16_t phrase_start; /* the phrase, without appositions and relative clauses */
    uint16_t phrase_end;
};

enum gly_tense {
    GLY_TENSE_NONE, /* no finite verb: a participle or an infinitive */
    GLY_TENSE_PRESENT,
    GLY_TENSE_PAST,
    GLY_TENSE_FUTURE,
};

/* What the second opinion says. */
enum gly_gate {
    GLY_GATE_ALONE, /* not asked, or it reads otherwise: not to be built upon */
    GLY_GATE_CORE,  /* the same subject, predicate and negation */
    GLY_GATE_FULL,  /* and the same object and agent */
};

struct gly_clause {
    uint16_t predicate;      /* the verb; with a copula the complement's head */
    uint16_t copula;         /* "is" in "she is a judge", else NONE */
    struct gly_noun subject; /* as grammar has it; relative pronouns resolved */
    struct gly_noun object;  /* or the copula's complement */
    struct gly_noun agent;   /* of a passive: "by the mayor" */
    uint16_t complement;     /* head of an infinitive or that-clause, or NONE */
    uint16_t negation;       /* "not", "never", "no", or NONE */
    uint16_t modal;          /* "may", "should"; not "will"; or NONE */
    uint16_t condition;      /* "if", "unless": of this clause or one it depends on,
                           or of one that depends on it; or NONE */
    uint16_t reporter;       /* the verb that says, thinks or shows it; or NONE */
    uint8_t tense;           /* enum gly_tense */
    bool perfect;
    bool progressive;
    bool passive;
    bool shared_subject; /* the subject is that of a verb it is coordinated with */
    bool relative;       /* the subject stands outside, before a relative pronoun */
    bool question;
    uint8_t verdict; /* enum gly_gate */
    int16_t margin;  /* the least of the arcs it was read from */
};

/* Who does it and to whom it is done, whichever way round the sentence says so. */
const struct gly_noun *gly_clause_doer(const struct gly_clause *clause);
const struct gly_noun *gly_clause_undergoer(const struct gly_clause *clause);

/* A syntactic word: "don't" is the two words "do" and "n't". */
struct gly_ud_word {
    struct gly_span span; /* in the document's text */
    uint32_t tok;         /* index of its token */
    uint8_t upos;         /* enum gly_upos */
    uint8_t xpos;         /* enum gly_xpos */
    uint8_t rel;          /* enum gly_rel; OTHER until the sentence is parsed */
    uint16_t head;        /* a word of the sentence, or NONE */
    uint8_t tag;          /* the model's own numbers of tag and label, for printing */
    uint8_t label;
    struct gly_str lemma;
};

/* How far a sentence is to be read; each includes those before it. */
enum gly_depth {
    GLY_DEPTH_TAGS,
    GLY_DEPTH_TREE,
    GLY_DEPTH_CLAUSES, /* with the second opinion */
};

struct gly_reading {
    const struct gly_ud_word *words;
    const struct gly_clause *clauses; /* in the order of their predicates */
    uint32_t word_count, clause_count;
    enum gly_depth depth; /* how far the sentence has been read */
};

#endif
