#include "note/lang_tree.h"

#include <assert.h>
#include <string.h>

#include "note/lang_lemma.h"

static const char *const negations[] = {"not", "n't", "never", "nor", "neither"};
static const char *const noes[] = {"no", "neither", "none"};
static const char *const conditions[] = {"if",       "unless",   "whether",
                                         "provided", "assuming", "supposing"};
static const char *const by_words[] = {"by"};

/* Whether a form is one of the words, whatever its case; ’ is read as '. */
bool gly_lang_form_is_any(struct gly_str form, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *word = words[i];
        size_t at = 0;

        for (; *word != '\0' && at < form.len; word++, at++) {
            uint8_t byte = (uint8_t)form.ptr[at];

            if (byte == 0xE2 && at + 2 < form.len &&
                memcmp(form.ptr + at, "\xE2\x80\x99", 3) == 0) {
                byte = '\'';
                at += 2;
            }
            if (byte >= 'A' && byte <= 'Z') {
                byte += 'a' - 'A';
            }
            if (byte != (uint8_t)*word) {
                break;
            }
        }
        if (*word == '\0' && at == form.len) {
            return true;
        }
    }
    return false;
}

enum gly_rel gly_lang_tree_rel(const struct gly_lang_tree *tree, size_t word)
{
    return tree->model->label_kinds[tree->arcs[word].label % GLY_LANG_LABELS_MAX];
}

enum gly_upos gly_lang_tree_upos(const struct gly_lang_tree *tree, size_t word)
{
    return tree->model->tag_upos[tree->tags[word] % GLY_LANG_TAGS_MAX];
}

enum gly_xpos gly_lang_tree_xpos(const struct gly_lang_tree *tree, size_t word)
{
    return tree->model->tag_xpos[tree->tags[word] % GLY_LANG_TAGS_MAX];
}

static bool lemma_is(const struct gly_lang_tree *tree, size_t word, const char *lemma)
{
    char buffer[GLY_LANG_LEMMA_MAX];
    struct gly_str found =
        gly_lang_lemma(tree->model, tree->forms[word], tree->tags[word], buffer);

    return found.len == strlen(lemma) && memcmp(found.ptr, lemma, found.len) == 0;
}

static void first_set(uint16_t *place, size_t word)
{
    if (*place == GLY_LANG_NONE) {
        *place = (uint16_t)word;
    }
}

static void auxiliary_note(const struct gly_lang_tree *tree,
                           struct gly_lang_children *of, size_t word)
{
    first_set(&of->first_auxiliary, word);
    if (gly_lang_tree_xpos(tree, word) == GLY_XPOS_MD) {
        first_set(&of->modal, word);
    } else if (lemma_is(tree, word, "have")) {
        of->perfect = true;
    } else if (lemma_is(tree, word, "be")) {
        of->progressive = true;
    }
}

static void child_note(const struct gly_lang_tree *tree, struct gly_lang_children *of,
                       size_t word)
{
    struct gly_str form = tree->forms[word];
    bool negates = GLY_LANG_FORM_IS(form, negations);

    switch (gly_lang_tree_rel(tree, word)) {
    case GLY_REL_NSUBJ:
    case GLY_REL_NSUBJ_PASS:
        if (of->subject == GLY_LANG_NONE) {
            of->subject_passive = gly_lang_tree_rel(tree, word) == GLY_REL_NSUBJ_PASS;
        }
        first_set(&of->subject, word);
        break;
    case GLY_REL_CSUBJ:
        of->subject_clause = true;
        break;
    case GLY_REL_OBJ:
        first_set(&of->object, word);
        break;
    case GLY_REL_XCOMP:
    case GLY_REL_CCOMP:
        first_set(&of->complement, word);
        break;
    case GLY_REL_OBL_AGENT:
        first_set(&of->agent, word);
        break;
    case GLY_REL_OBL:
        if (tree->children[word].by != GLY_LANG_NONE) {
            first_set(&of->by_phrase, word);
        }
        break;
    case GLY_REL_COP:
        first_set(&of->copula, word);
        break;
    case GLY_REL_AUX_PASS:
        first_set(&of->passive, word);
        first_set(&of->first_auxiliary, word);
        break;
    case GLY_REL_AUX:
        auxiliary_note(tree, of, word);
        break;
    case GLY_REL_MARK:
        if (GLY_LANG_FORM_IS(form, conditions)) {
            first_set(&of->condition, word);
        }
        if (negates) {
            first_set(&of->negation, word);
        }
        break;
    case GLY_REL_ADVMOD:
    case GLY_REL_CC:
    case GLY_REL_CC_PRECONJ:
        if (negates) {
            first_set(&of->negation, word);
        }
        break;
    case GLY_REL_ADVCL:
        if (tree->children[word].condition != GLY_LANG_NONE) {
            first_set(&of->after_if, tree->children[word].condition);
        }
        break;
    default:
        break;
    }
    if (GLY_LANG_FORM_IS(form, noes)) {
        first_set(&of->no, word);
    }
}

/* Whether a child belongs to the name of its head. */
static bool is_name_part(const struct gly_lang_tree *tree, size_t word)
{
    size_t head = tree->arcs[word].head;
    bool names = gly_lang_tree_upos(tree, head) == GLY_UPOS_PROPN &&
                 gly_lang_tree_upos(tree, word) == GLY_UPOS_PROPN;

    switch (gly_lang_tree_rel(tree, word)) {
    case GLY_REL_FLAT:
    case GLY_REL_GOESWITH:
        return true;
    case GLY_REL_COMPOUND:
        return word < head;
    case GLY_REL_AMOD: /* "Supreme Court" */
    case GLY_REL_NMOD: /* "University of Oxford" */
        return names;
    default:
        return false;
    }
}

static bool is_phrase_part(const struct gly_lang_tree *tree, size_t word)
{
    size_t head = tree->arcs[word].head;

    switch (gly_lang_tree_rel(tree, word)) {
    case GLY_REL_DET:
    case GLY_REL_DET_PREDET:
    case GLY_REL_AMOD:
    case GLY_REL_NUMMOD:
    case GLY_REL_NMOD:
    case GLY_REL_NMOD_POSS:
    case GLY_REL_NMOD_UNMARKED:
    case GLY_REL_COMPOUND:
    case GLY_REL_FLAT:
    case GLY_REL_FIXED:
    case GLY_REL_GOESWITH:
        return true;
    case GLY_REL_ADVMOD: /* "nearly 300 people", "a very old town" */
        return word < head && gly_lang_tree_upos(tree, head) != GLY_UPOS_VERB &&
               !GLY_LANG_FORM_IS(tree->forms[word], negations);
    default:
        return false;
    }
}

static void span_cover(struct gly_lang_words *span, struct gly_lang_words other)
{
    span->start = other.start < span->start ? other.start : span->start;
    span->end = other.end > span->end ? other.end : span->end;
}

/*
 * Words with children before their heads. Each word goes where its last child has gone:
 * linear, and without recursion. Words of a cycle, which a gold file may hold by
 * mistake, are left out.
 */
static size_t bottom_up(const struct gly_lang_tree *tree, uint16_t *ret_order)
{
    uint16_t waiting[GLY_LANG_WORDS_MAX] = {0};
    size_t count = 0;

    for (size_t i = 0; i < tree->count; i++) {
        if (tree->arcs[i].head < tree->count) {
            waiting[tree->arcs[i].head]++;
        }
    }
    for (size_t i = 0; i < tree->count; i++) {
        if (waiting[i] == 0) {
            ret_order[count++] = (uint16_t)i;
        }
    }
    for (size_t done = 0; done < count; done++) {
        size_t head = tree->arcs[ret_order[done]].head;

        if (head < tree->count && --waiting[head] == 0) {
            ret_order[count++] = (uint16_t)head;
        }
    }
    return count;
}

static void spans_read(struct gly_lang_tree *tree)
{
    uint16_t order[GLY_LANG_WORDS_MAX];
    size_t count = bottom_up(tree, order);

    for (size_t i = 0; i < tree->count; i++) {
        struct gly_lang_words word = {(uint16_t)i, (uint16_t)(i + 1)};

        tree->names[i] = word;
        tree->phrases[i] = word;
    }
    for (size_t i = 0; i < count; i++) {
        size_t head = tree->arcs[order[i]].head;

        if (head >= tree->count) {
            continue;
        }
        if (is_name_part(tree, order[i])) {
            span_cover(&tree->names[head], tree->names[order[i]]);
        }
        if (is_phrase_part(tree, order[i])) {
            span_cover(&tree->phrases[head], tree->phrases[order[i]]);
        }
    }
}

static void children_read(struct gly_lang_tree *tree)
{
    for (size_t i = 0; i < tree->count; i++) {
        struct gly_lang_children *of = &tree->children[i];

        memset(of, 0, sizeof(*of));
        of->subject = of->object = of->complement = of->agent = GLY_LANG_NONE;
        of->by_phrase = of->copula = of->passive = of->first_auxiliary = GLY_LANG_NONE;
        of->modal = of->negation = of->no = of->condition = GLY_LANG_NONE;
        of->by = of->after_if = GLY_LANG_NONE;
    }
    /* What grandchildren are asked for comes first. */
    for (size_t i = 0; i < tree->count; i++) {
        size_t head = tree->arcs[i].head;

        if (head >= tree->count) {
            continue;
        }
        if (gly_lang_tree_rel(tree, i) == GLY_REL_CASE &&
            GLY_LANG_FORM_IS(tree->forms[i], by_words)) {
            first_set(&tree->children[head].by, i);
        } else if (gly_lang_tree_rel(tree, i) == GLY_REL_MARK &&
                   GLY_LANG_FORM_IS(tree->forms[i], conditions)) {
            first_set(&tree->children[head].condition, i);
        }
    }
    for (size_t i = 0; i < tree->count; i++) {
        size_t head = tree->arcs[i].head;

        if (head < tree->count) {
            child_note(tree, &tree->children[head], i);
        }
    }
}

void gly_lang_tree_read(struct gly_lang_tree *tree, const struct gly_lang_model *model,
                        const struct gly_str *forms, const uint8_t *tags,
                        const struct gly_lang_arc *arcs, size_t count)
{
    assert(count <= GLY_LANG_WORDS_MAX);
    tree->model = model;
    tree->forms = forms;
    tree->tags = tags;
    tree->arcs = arcs;
    tree->count = count;
    children_read(tree);
    spans_read(tree);
}
