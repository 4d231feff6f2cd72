/* Short sentences: too few words to be twins by their words, but clauses of the same
 * subject, verb and object, read by the parser and its second opinion.
 *
 * "The bridge was damaged in the storm" and "trains ran, as the bridge was not damaged in
 * the storm" contradict each other; "the bridge was not damaged in the flood" contradicts
 * neither. What is denied must be said as widely as what is claimed, or more widely; a time
 * or a name that only one of them has tells two cases apart. */
#include "note/claim_side.h"

#include "base/image_format.h"
#include "note/language.h"

/* A clause, and its words with content. */
struct plain {
    const struct gly_reading *reading;
    const struct gly_clause *clause;
    struct gly_bag subject, rest;
    uint32_t entity; /* of the subject, GLY_NONE */
    uint32_t noun;   /* stem of the subject's noun */
    bool definite, never;
};

static bool is_other_clause(const struct gly_ud_word *word)
{
    switch (word->rel) {
    case GLY_REL_ADVCL:
    case GLY_REL_ADVCL_RELCL:
    case GLY_REL_CCOMP:
    case GLY_REL_CSUBJ:
    case GLY_REL_ACL:
    case GLY_REL_ACL_RELCL:
    case GLY_REL_PARATAXIS:
        return true;
    case GLY_REL_CONJ:
        return word->upos == GLY_UPOS_VERB || word->upos == GLY_UPOS_AUX;
    default:
        return false;
    }
}

/* Does a word belong to the clause of a predicate, and to no clause inside it? */
static bool belongs(const struct gly_reading *reading, uint32_t word,
                    uint32_t predicate)
{
    for (unsigned steps = 0; word != predicate && steps < 32; steps++) {
        if (word >= reading->word_count || is_other_clause(&reading->words[word]))
            return false;
        word = reading->words[word].head;
    }
    return word == predicate;
}

static uint32_t word_of(const struct gly_reading *reading, uint32_t tok)
{
    uint32_t i = 0;
    while (i < reading->word_count && reading->words[i].tok < tok)
        i++;
    return i;
}

static const struct gly_clause *clause_of(const struct gly_reading *reading,
                                          uint32_t tok)
{
    uint32_t word = word_of(reading, tok);
    const struct gly_clause *found = NULL;
    for (uint32_t i = 0; word < reading->word_count && i < reading->clause_count; i++) {
        if (reading->clauses[i].predicate == word)
            return &reading->clauses[i];
        if (!found && belongs(reading, word, reading->clauses[i].predicate))
            found = &reading->clauses[i];
    }
    return found;
}

/* The words of the clause but those of the claim itself. */
static void read_rest(const struct gly_claimer *c, const struct gly_claim *claim,
                      struct plain *ret)
{
    const struct gly_claim_sent *sent = &c->sents[claim->sent];
    for (uint32_t i = sent->first; i < sent->first + sent->count; i++) {
        const struct gly_claim_word *word = &c->profile.at[i];
        uint32_t at = word_of(ret->reading, word->tok);
        if (i == claim->detail || !word->stem ||
            !belongs(ret->reading, at, ret->clause->predicate))
            continue;
        bool subject = at >= ret->clause->subject.phrase_start &&
                       at < ret->clause->subject.phrase_end;
        gly_bag_add(subject ? &ret->subject : &ret->rest, word->stem);
    }
}

/* Who or what the clause speaks of, where that is one thing: a name, or "the" and a noun. */
static bool read_subject(const struct gly_claimer *c, struct plain *ret)
{
    const struct gly_noun *subject = &ret->clause->subject;
    if (subject->head >= ret->reading->word_count || ret->clause->relative)
        return false;
    uint32_t tok = ret->reading->words[subject->head].tok;
    uint32_t first = ret->reading->words[subject->phrase_start].tok;
    uint32_t name = gly_name_at(c->names, tok);
    char form[GLY_CLAIM_FORM];
    ret->entity =
        name == GLY_NONE || c->names->entities[c->names->names[name].entity].ambiguous
            ? GLY_NONE
            : c->names->names[name].entity;
    ret->noun = gly_claim_stem(
        gly_claim_fold(gly_tok_text(c->doc, &c->doc->toks.at[tok]), form));
    ret->definite =
        gly_word_among(gly_tok_text(c->doc, &c->doc->toks.at[first]), "the");
    return ret->entity != GLY_NONE || (ret->definite && ret->subject.count > 0);
}

static bool read_plain(const struct gly_claimer *c, const struct gly_claim *claim,
                       struct plain *ret)
{
    uint32_t tok = c->profile.at[claim->detail].tok;
    *ret = (struct plain){.reading =
                              gly_sent_read(c->doc, claim->sent, GLY_DEPTH_CLAUSES)};
    ret->clause = ret->reading ? clause_of(ret->reading, tok) : NULL;
    if (!ret->clause || ret->clause->verdict == GLY_GATE_ALONE ||
        ret->clause->question || ret->clause->condition != GLY_LANG_NONE ||
        ret->clause->reporter != GLY_LANG_NONE ||
        ret->clause->tense == GLY_TENSE_NONE || ret->clause->tense == GLY_TENSE_FUTURE)
        return false;
    if (ret->clause->negation != GLY_LANG_NONE) {
        struct gly_str word =
            gly_doc_slice(c->doc, ret->reading->words[ret->clause->negation].span);
        ret->never = gly_word_among(word, "never");
        if (!ret->never && !gly_word_among(word, "not n't n’t"))
            return false;
    }
    read_rest(c, claim, ret);
    return read_subject(c, ret);
}

static bool same_modal(const struct gly_claimer *c, const struct plain *a,
                       const struct plain *b)
{
    uint16_t x = a->clause->modal, y = b->clause->modal;
    if (x == GLY_LANG_NONE || y == GLY_LANG_NONE)
        return x == y;
    /* It may rain, and it may not. */
    if (gly_word_among(gly_doc_slice(c->doc, a->reading->words[x].span),
                       "may might could would should"))
        return false;
    return gly_str_eq_nocase(gly_doc_slice(c->doc, a->reading->words[x].span),
                             gly_doc_slice(c->doc, b->reading->words[y].span));
}

/* "because the bridge was", "when the court overturned": joins the clause to another one. In
 * the present "when" makes a condition of it. */
static bool joins(const struct plain *a, uint32_t at)
{
    const struct gly_ud_word *word = &a->reading->words[at];
    return word->head == a->clause->predicate &&
           (word->rel == GLY_REL_MARK ||
            (word->xpos == GLY_XPOS_WRB && a->clause->tense == GLY_TENSE_PAST));
}

/* Does the clause have a word that the other has not, and that narrows it: a name, a
 * number, "first", "only", "again"? */
static bool is_narrowed(const struct gly_claimer *c, const struct gly_claim *claim,
                        const struct plain *a, const struct plain *b, unsigned flags)
{
    const struct gly_claim_sent *sent = &c->sents[claim->sent];
    unsigned cues = GLY_CUE_QUALIFIER | GLY_CUE_OTHER | GLY_CUE_CONTRAST |
                    GLY_CUE_PLAN | GLY_CUE_NOW | GLY_CUE_YET;
    for (uint32_t i = sent->first; i < sent->first + sent->count; i++) {
        const struct gly_claim_word *word = &c->profile.at[i];
        if (i == claim->detail || !(word->cues & cues || word->flags & flags) ||
            (word->stem && (gly_bag_has(&b->rest, word->stem) ||
                            gly_bag_has(&b->subject, word->stem))))
            continue;
        uint32_t at = word_of(a->reading, word->tok);
        if (belongs(a->reading, at, a->clause->predicate) && !joins(a, at))
            return true;
    }
    return false;
}

bool gly_claims_clauses_clash(const struct gly_claimer *c, const struct gly_claim *x,
                              const struct gly_claim *y)
{
    struct plain a, b;
    if (!read_plain(c, x, &a) || !read_plain(c, y, &b))
        return false;
    bool denied = a.clause->negation != GLY_LANG_NONE;
    bool other = b.clause->negation != GLY_LANG_NONE;
    if ((denied != other) != (x->kind == GLY_CLAIM_NEGATION) ||
        a.clause->tense != b.clause->tense || a.clause->passive != b.clause->passive ||
        a.clause->perfect != b.clause->perfect || !same_modal(c, &a, &b))
        return false;
    if (a.entity != b.entity ||
        (a.entity == GLY_NONE &&
         (!gly_bag_fits(&a.subject, &b.subject) || a.subject.count != b.subject.count ||
          !gly_claim_same_definite(c, a.noun, x->sent, y->sent))))
        return false;
    /* What is denied holds as widely as what is claimed, or more widely. */
    const struct plain *wide = denied ? &a : &b, *narrow = denied ? &b : &a;
    unsigned shared = gly_bag_shared(&a.rest, &b.rest);
    unsigned least = a.rest.count < b.rest.count ? a.rest.count : b.rest.count;
    bool whole = denied != other && wide->rest.count == 0 &&
                 wide->clause->modal != GLY_LANG_NONE; /* "cannot be washed" */
    if ((shared == 0 && !whole) ||
        (x->kind == GLY_CLAIM_NEGATION ? shared < wide->rest.count : shared < least))
        return false;
    unsigned marks = GLY_CLAIM_NAME | GLY_CLAIM_NUMBER;
    unsigned of_narrow = wide->never ? 0 : marks;
    return !is_narrowed(c, denied ? x : y, wide, narrow, marks) &&
           !is_narrowed(c, denied ? y : x, narrow, wide, of_narrow);
}
