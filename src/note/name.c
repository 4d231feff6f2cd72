/* NAMES: the annotation as a whole. */
#include "note/name.h"

#include <assert.h>

#include "note/name_feature.h"
#include "text/doc.h"

/* ---- Adding a name ---- */

static bool is_acronym(const struct gly_doc *doc, uint32_t tok)
{
    const struct gly_tok *t = &doc->toks.at[tok];
    struct gly_str text = gly_tok_text(doc, t);
    if (text.len < 2 || text.len > 12)
        return false;
    unsigned letters = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool capital = text.ptr[i] >= 'A' && text.ptr[i] <= 'Z';
        letters += capital;
        if (!capital && text.ptr[i] != '.' && text.ptr[i] != '&')
            return letters >= 2 && i + 2 >= text.len && t->flags & GLY_TOK_APOSTROPHE;
    }
    return letters >= 2;
}

static void add_inner(struct gly_namer *n, uint32_t sent, uint32_t outer,
                      const struct gly_name_piece *piece)
{
    struct gly_name name = {
        .span = {n->doc->toks.at[piece->tok].span.start, 0},
        .first_tok = piece->tok,
        .tok_count = piece->tok_end - piece->tok,
        .sent = sent,
        .outer = outer,
    };
    gly_name_is_possessive(n->doc, piece->tok_end - 1, &name.span.end);
    struct gly_name_draft draft = {0};
    gly_namer_score(n, &name, piece, 1, 0, &draft);
    *GLY_VEC_ADD(n->arena, &n->list) = name;
    *GLY_VEC_ADD(n->arena, &n->drafts) = draft;
}

struct gly_name *gly_namer_add(struct gly_namer *n, uint32_t sent,
                               const struct gly_name_piece *pieces, uint32_t count,
                               struct gly_span title, uint32_t title_roles)
{
    const struct gly_doc *doc = n->doc;
    uint32_t tok_end = pieces[count - 1].tok_end;
    struct gly_name name = {
        .span = {doc->toks.at[pieces[0].tok].span.start, 0},
        .title = title,
        .first_tok = pieces[0].tok,
        .tok_count = tok_end - pieces[0].tok,
        .sent = sent,
        .outer = GLY_NONE,
    };
    if (gly_name_is_possessive(doc, tok_end - 1, &name.span.end))
        name.flags |= GLY_NAME_POSSESSIVE;
    if (doc->toks.at[name.first_tok].flags & GLY_TOK_SENT_START)
        name.flags |= GLY_NAME_SENT_START;
    if (n->styles[sent] != GLY_STYLE_SENTENCE)
        name.flags |= GLY_NAME_HEADING;
    if (name.tok_count == 1 && n->styles[sent] != GLY_STYLE_CAPS &&
        is_acronym(doc, name.first_tok))
        name.flags |= GLY_NAME_ACRONYM;
    struct gly_name_draft draft;
    gly_namer_score(n, &name, pieces, count, title_roles, &draft);
    uint32_t index = n->list.count;
    *GLY_VEC_ADD(n->arena, &n->list) = name;
    *GLY_VEC_ADD(n->arena, &n->drafts) = draft;
    for (uint32_t i = 0; i < count && count > 1; i++) {
        const uint32_t inner = GLY_NAME_ROLE(PLACE) | GLY_NAME_ROLE(ORG);
        if (pieces[i].roles & inner &&
            !(pieces[i].roles & GLY_NAME_ROLE(MAYBE_PLACE)) &&
            !(pieces[i].roles & GLY_NAME_GIVEN) &&
            !(pieces[i].roles & GLY_NAME_ROLE(SURNAME)))
            add_inner(n, sent, index, &pieces[i]);
    }
    return &n->list.at[index];
}

/* ---- The annotation ---- */

void gly_namer_start(struct gly_namer *n, struct gly_doc *doc,
                     const struct gly_resources *resources)
{
    *n = (struct gly_namer){
        .doc = doc,
        .arena = doc->arena,
        .names = resources->names,
        .words = resources->words,
        .language = resources->language,
    };
    gly_namer_find_words(n);
    gly_namer_find_small(n);
    gly_namer_find_spans(n);
    gly_namer_level_lists(n);
    gly_namer_find_entities(n);
}

void gly_annotate_names(struct gly_doc *doc, const struct gly_resources *resources)
{
    struct gly_names *names = gly_arena_alloc(doc->arena, 1, sizeof *names);
    struct gly_namer n;
    doc->notes[GLY_ANNOTATION_NAMES] = names;
    gly_namer_start(&n, doc, resources);
    gly_namer_learn_kinds(&n);
    gly_namer_find_mentions(&n);
    gly_namer_find_twins(&n);
    *names = (struct gly_names){
        .names = n.list.at,
        .entities = n.entities.at,
        .mentions = n.mentions.at,
        .twins = n.twins.at,
        .name_count = n.list.count,
        .entity_count = n.entities.count,
        .mention_count = n.mentions.count,
        .twin_count = n.twins.count,
        .described = n.described,
        .described_mask = n.described_mask,
    };
}

const struct gly_names *gly_doc_names(const struct gly_doc *doc)
{
    return doc->notes[GLY_ANNOTATION_NAMES];
}

uint32_t gly_name_at(const struct gly_names *names, uint32_t tok)
{
    uint32_t low = 0, high = names->name_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (names->names[middle].first_tok <= tok)
            low = middle + 1;
        else
            high = middle;
    }
    while (low > 0) {
        const struct gly_name *name = &names->names[--low];
        if (name->outer == GLY_NONE)
            return tok < name->first_tok + name->tok_count ? low : GLY_NONE;
    }
    return GLY_NONE;
}

const struct gly_name *gly_name_canonical(const struct gly_names *names, uint32_t name)
{
    return &names->names[names->entities[names->names[name].entity].canonical];
}
