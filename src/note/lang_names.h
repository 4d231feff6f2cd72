#ifndef GALLEY_NOTE_LANG_NAMES_H
#define GALLEY_NOTE_LANG_NAMES_H

/*
 * The parts of speech and relations of Universal Dependencies that galley's code asks
 * for by name (universaldependencies.org). A model numbers its own tags and labels; at
 * loading each number is mapped to one of these, or to OTHER.
 */

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

#endif
