#include "note/lang_clause.h"

#include <string.h>

#include "note/lang_lemma.h"
#include "note/lang_tree.h"

static const char *const future_words[] = {"will", "'ll", "wo", "shall"};
static const char *const question_marks[] = {"?"};
static const char *const relatives[] = {"who", "which", "that", "whom"};

static void margin_lower(const struct gly_lang_tree *tree, size_t word,
                         struct gly_clause *clause)
{
    const struct gly_lang_arc *arc = &tree->arcs[word];

    if (arc->arc_margin < clause->margin) {
        clause->margin = arc->arc_margin;
    }
    if (arc->label_margin < clause->margin) {
        clause->margin = arc->label_margin;
    }
}

static struct gly_noun noun_make(const struct gly_lang_tree *tree, uint16_t head)
{
    if (head == GLY_LANG_NONE) {
        return (struct gly_noun){.head = GLY_LANG_NONE};
    }
    return (struct gly_noun){
        .head = head,
        .name_start = tree->names[head].start,
        .name_end = tree->names[head].end,
        .phrase_start = tree->phrases[head].start,
        .phrase_end = tree->phrases[head].end,
    };
}

static bool is_predicate(const struct gly_lang_tree *tree, size_t word)
{
    return gly_lang_tree_upos(tree, word) == GLY_UPOS_VERB ||
           tree->children[word].copula != GLY_LANG_NONE;
}

/*
 * The word whose subject is the predicate's: itself, or the first verb of the
 * coordination it stands in, "came, saw and conquered". NONE when there is none.
 */
static uint16_t subject_holder(const struct gly_lang_tree *tree, uint16_t predicate,
                               struct gly_clause *clause)
{
    uint16_t at = predicate;

    for (size_t steps = 0; steps < tree->count; steps++) {
        const struct gly_lang_children *of = &tree->children[at];

        if ((at == predicate || is_predicate(tree, at)) &&
            of->subject != GLY_LANG_NONE) {
            return at;
        }
        if (of->subject_clause || gly_lang_tree_rel(tree, at) != GLY_REL_CONJ ||
            tree->arcs[at].head >= tree->count) {
            return GLY_LANG_NONE;
        }
        margin_lower(tree, at, clause);
        at = tree->arcs[at].head;
    }
    return GLY_LANG_NONE;
}

/* The noun before a relative clause, if the word is the clause's relative pronoun. */
static uint16_t relative_resolve(const struct gly_lang_tree *tree, uint16_t word,
                                 uint16_t clause_head, struct gly_clause *clause)
{
    size_t noun = tree->arcs[clause_head].head;

    if (word == GLY_LANG_NONE || noun >= tree->count ||
        gly_lang_tree_rel(tree, clause_head) != GLY_REL_ACL_RELCL ||
        gly_lang_tree_upos(tree, word) != GLY_UPOS_PRON ||
        !GLY_LANG_FORM_IS(tree->forms[word], relatives)) {
        return word;
    }
    margin_lower(tree, clause_head, clause);
    return (uint16_t)noun;
}

static void tense_read(const struct gly_lang_tree *tree, uint16_t finite,
                       struct gly_clause *clause)
{
    switch (gly_lang_tree_xpos(tree, finite)) {
    case GLY_XPOS_VBD:
        clause->tense = GLY_TENSE_PAST;
        break;
    case GLY_XPOS_VBP:
    case GLY_XPOS_VBZ:
        clause->tense = GLY_TENSE_PRESENT;
        break;
    case GLY_XPOS_MD:
        if (GLY_LANG_FORM_IS(tree->forms[finite], future_words)) {
            clause->tense = GLY_TENSE_FUTURE;
            clause->modal = GLY_LANG_NONE;
        } else {
            clause->tense = GLY_TENSE_PRESENT;
        }
        break;
    default:
        break;
    }
}

static void auxiliaries_read(const struct gly_lang_tree *tree, uint16_t holder,
                             struct gly_clause *clause)
{
    const struct gly_lang_children *of = &tree->children[clause->predicate];
    uint16_t finite = of->first_auxiliary;

    /* "will build and sell": the second verb lives on the first one's auxiliary. */
    if (finite == GLY_LANG_NONE && of->copula == GLY_LANG_NONE &&
        clause->shared_subject) {
        enum gly_xpos xpos = gly_lang_tree_xpos(tree, clause->predicate);

        if (xpos == GLY_XPOS_VB || xpos == GLY_XPOS_VBN || xpos == GLY_XPOS_VBG) {
            of = &tree->children[holder];
            finite = of->first_auxiliary;
        }
    }
    clause->modal = of->modal;
    clause->perfect = of->perfect;
    clause->progressive = of->progressive;
    clause->passive =
        of->passive != GLY_LANG_NONE ||
        (tree->children[clause->predicate].subject_passive && !clause->relative);
    if (finite == GLY_LANG_NONE) {
        finite = of->copula != GLY_LANG_NONE ? of->copula : clause->predicate;
    }
    tense_read(tree, finite, clause);
}

/*
 * Who answers for the clause: the verb it is the content of, "the mayor said that ...",
 * "..., officials reported". Coordinated clauses stand under the same verb.
 */
static uint16_t reporter_find(const struct gly_lang_tree *tree, uint16_t predicate)
{
    uint16_t at = predicate;

    for (size_t steps = 0; steps < tree->count; steps++) {
        size_t head = tree->arcs[at].head;
        enum gly_rel rel = gly_lang_tree_rel(tree, at);

        if (head >= tree->count) {
            return GLY_LANG_NONE;
        }
        if (rel == GLY_REL_CCOMP) {
            return (uint16_t)head;
        }
        if (rel != GLY_REL_CONJ) {
            return GLY_LANG_NONE;
        }
        at = (uint16_t)head;
    }
    return GLY_LANG_NONE;
}

static uint16_t condition_find(const struct gly_lang_tree *tree, uint16_t predicate)
{
    uint16_t at = predicate;

    for (size_t steps = 0; steps < tree->count; steps++) {
        const struct gly_lang_children *of = &tree->children[at];

        if (of->condition != GLY_LANG_NONE) {
            return of->condition;
        }
        if (of->after_if != GLY_LANG_NONE) {
            return of->after_if;
        }
        if (gly_lang_tree_rel(tree, at) != GLY_REL_CONJ ||
            tree->arcs[at].head >= tree->count) {
            return GLY_LANG_NONE;
        }
        at = tree->arcs[at].head;
    }
    return GLY_LANG_NONE;
}

/* "by the mayor" is an agent, "by 2014", "by five points" and "by voting" are not. */
static bool is_agent(const struct gly_lang_tree *tree, uint16_t word)
{
    enum gly_upos upos = gly_lang_tree_upos(tree, word);

    if (upos != GLY_UPOS_NOUN && upos != GLY_UPOS_PROPN && upos != GLY_UPOS_PRON) {
        return false;
    }
    for (size_t i = tree->phrases[word].start; i < tree->phrases[word].end; i++) {
        if (gly_lang_tree_upos(tree, i) == GLY_UPOS_NUM) {
            return false;
        }
    }
    return true;
}

static void negation_read(const struct gly_lang_tree *tree, uint16_t subject,
                          struct gly_clause *clause)
{
    const struct gly_lang_children *of = &tree->children[clause->predicate];

    clause->negation = of->negation;
    if (clause->negation != GLY_LANG_NONE) {
        margin_lower(tree, clause->negation, clause);
        return;
    }
    clause->negation = tree->children[subject].no;
    if (clause->negation == GLY_LANG_NONE && of->object != GLY_LANG_NONE) {
        clause->negation = tree->children[of->object].no;
    }
    if (clause->negation == GLY_LANG_NONE && of->copula != GLY_LANG_NONE) {
        clause->negation = of->no;
    }
}

static bool clause_read(const struct gly_lang_tree *tree, uint16_t predicate,
                        struct gly_clause *clause)
{
    const struct gly_lang_children *of = &tree->children[predicate];

    *clause = (struct gly_clause){
        .predicate = predicate,
        .copula = of->copula,
        .margin = GLY_LANG_SURE,
        .verdict = GLY_GATE_ALONE,
    };
    uint16_t holder = subject_holder(tree, predicate, clause);
    if (holder == GLY_LANG_NONE) {
        return false;
    }
    uint16_t pronoun = tree->children[holder].subject;
    uint16_t subject = relative_resolve(tree, pronoun, holder, clause);
    margin_lower(tree, pronoun, clause);
    clause->shared_subject = holder != predicate;
    clause->relative = subject != pronoun;
    clause->subject = noun_make(tree, subject);
    negation_read(tree, pronoun, clause);
    auxiliaries_read(tree, holder, clause);

    uint16_t object = of->copula != GLY_LANG_NONE ? predicate : of->object;
    if (object != predicate && object != GLY_LANG_NONE) {
        margin_lower(tree, object, clause);
        object = relative_resolve(tree, object, predicate, clause);
    }
    clause->object = noun_make(tree, object);
    clause->complement = of->complement;
    if (object == GLY_LANG_NONE && of->complement != GLY_LANG_NONE) {
        margin_lower(tree, of->complement, clause);
    }
    uint16_t agent = of->agent;
    if (agent == GLY_LANG_NONE && clause->passive && of->by_phrase != GLY_LANG_NONE &&
        is_agent(tree, of->by_phrase)) {
        agent = of->by_phrase;
    }
    clause->agent = noun_make(tree, agent);
    if (agent != GLY_LANG_NONE) {
        margin_lower(tree, agent, clause);
    }
    clause->condition = condition_find(tree, predicate);
    clause->reporter = reporter_find(tree, predicate);
    return true;
}

size_t gly_lang_clauses_read(const struct gly_lang_model *model,
                             const struct gly_str *forms, const uint8_t *tags,
                             const struct gly_lang_arc *arcs, size_t count,
                             struct gly_clause *ret_clauses)
{
    struct gly_lang_tree tree;
    size_t found = 0;
    bool asks = false;

    gly_lang_tree_read(&tree, model, forms, tags, arcs, count);
    for (size_t i = count; i > 0 && i + 3 > count; i--) {
        asks = asks || GLY_LANG_FORM_IS(forms[i - 1], question_marks);
    }
    for (size_t i = 0; i < count; i++) {
        if (is_predicate(&tree, i) &&
            clause_read(&tree, (uint16_t)i, &ret_clauses[found])) {
            ret_clauses[found++].question = asks;
        }
    }
    return found;
}

static bool lemmas_agree(const struct gly_lang_model *model, struct gly_str form,
                         uint8_t tag, uint8_t other_tag)
{
    char buffer[GLY_LANG_LEMMA_MAX];
    char other_buffer[GLY_LANG_LEMMA_MAX];
    struct gly_str lemma = gly_lang_lemma(model, form, tag, buffer);
    struct gly_str other = gly_lang_lemma(model, form, other_tag, other_buffer);

    return lemma.len == other.len && memcmp(lemma.ptr, other.ptr, lemma.len) == 0;
}

/* The word that says it: the verb, or the copula; two clauses never share it. */
static uint16_t verb_word(const struct gly_clause *clause)
{
    return clause->copula != GLY_LANG_NONE ? clause->copula : clause->predicate;
}

static bool cores_agree(const struct gly_clause *clause, const struct gly_clause *other)
{
    return other->subject.head == clause->subject.head &&
           (other->copula == GLY_LANG_NONE) == (clause->copula == GLY_LANG_NONE) &&
           (other->negation == GLY_LANG_NONE) == (clause->negation == GLY_LANG_NONE);
}

static bool rests_agree(const struct gly_clause *clause, const struct gly_clause *other)
{
    return other->object.head == clause->object.head &&
           other->agent.head == clause->agent.head &&
           (clause->object.head != GLY_LANG_NONE ||
            other->complement == clause->complement);
}

void gly_lang_clauses_gate(const struct gly_lang_model *model,
                           const struct gly_str *forms, const uint8_t *tags,
                           struct gly_clause *clauses, size_t count,
                           const uint8_t *other_tags, const struct gly_clause *others,
                           size_t other_count)
{
    uint16_t by_verb[GLY_LANG_WORDS_MAX]; /* place in others, or NONE */

    memset(by_verb, 0xFF, sizeof(by_verb));
    for (size_t i = 0; i < other_count; i++) {
        by_verb[verb_word(&others[i])] = (uint16_t)i;
    }
    for (size_t i = 0; i < count; i++) {
        struct gly_clause *clause = &clauses[i];
        uint16_t verb = verb_word(clause);

        clause->verdict = GLY_GATE_ALONE;
        if (by_verb[verb] == GLY_LANG_NONE) {
            continue;
        }
        const struct gly_clause *other = &others[by_verb[verb]];
        if (!cores_agree(clause, other) ||
            !lemmas_agree(model, forms[verb], tags[verb], other_tags[verb])) {
            continue;
        }
        clause->verdict = rests_agree(clause, other) ? GLY_GATE_FULL : GLY_GATE_CORE;
        if (other->margin < clause->margin) {
            clause->margin = other->margin;
        }
    }
}

const struct gly_noun *gly_clause_doer(const struct gly_clause *clause)
{
    return clause->passive ? &clause->agent : &clause->subject;
}

const struct gly_noun *gly_clause_undergoer(const struct gly_clause *clause)
{
    return clause->passive ? &clause->subject : &clause->object;
}
