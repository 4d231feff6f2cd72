#include "note/language.h"

#include <assert.h>

#include "note/lang.h"
#include "note/lang_clause.h"
#include "note/lang_lemma.h"
#include "note/note.h"

/* A sentence in the course of being read. */
struct sentence {
    struct gly_reading reading;
    struct gly_ud_word *words;
    struct gly_str *forms;
    uint8_t *tags;
};

/* What the annotation holds: the model, and the sentences read so far. */
struct language {
    const struct gly_lang_model *model;
    struct gly_arena *arena;
    struct gly_lang_scratch *scratch;
    struct sentence **sentences; /* by number, NULL while not read */
};

void gly_annotate_language(struct gly_doc *doc, const struct gly_resources *resources)
{
    struct language *language = gly_arena_alloc(doc->arena, 1, sizeof *language);
    language->model = resources->language;
    language->arena = doc->arena;
    if (language->model)
        language->sentences =
            gly_arena_alloc(doc->arena, doc->sents.count, sizeof(struct sentence *));
    doc->notes[GLY_ANNOTATION_LANGUAGE] = language;
}

const struct gly_lang_model *gly_doc_language(const struct gly_doc *doc)
{
    const struct language *language = doc->notes[GLY_ANNOTATION_LANGUAGE];
    return language->model;
}

/* ---- What is read ---- */

static bool speaks_english(const struct gly_doc *doc, uint32_t block)
{
    const char *lang = gly_block_lang(doc, block);
    return lang[0] == '\0' || ((lang[0] | 0x20) == 'e' && (lang[1] | 0x20) == 'n' &&
                               (lang[2] == '\0' || lang[2] == '-'));
}

/* Does it end as sentences end? Quotation marks and brackets may follow the stop. */
static bool ends_with_stop(const struct gly_doc *doc, const struct gly_sent *sent)
{
    for (uint32_t i = sent->tok_count; i > 0; i--) {
        const struct gly_tok *tok = &doc->toks.at[sent->first_tok + i - 1];
        struct gly_str text = gly_tok_text(doc, tok);
        if (tok->kind != GLY_TOK_PUNCT)
            return (tok->flags & GLY_TOK_ABBREVIATION) != 0;
        char last = text.ptr[text.len - 1];
        if (last == '.' || last == '!' || last == '?' || last == ':')
            return true;
    }
    return false;
}

/* Headings, captions and cells are no sentences to a parser, which was taught by whole
 * ones: it would find verbs in them. Of list items those that end like sentences are. */
static bool is_parsed(const struct gly_doc *doc, const struct gly_sent *sent)
{
    enum { FEWEST_TOKENS = 3 };
    if (doc->blocks.at[sent->block].kind != GLY_BLOCK_PARAGRAPH ||
        sent->tok_count < FEWEST_TOKENS)
        return false;
    return gly_block_within(doc, sent->block, GLY_BLOCK_ITEM) == GLY_NONE ||
           ends_with_stop(doc, sent);
}

/* ---- Reading ---- */

static struct gly_str lemma_keep(struct language *language, struct gly_str form,
                                 uint8_t tag)
{
    char buffer[GLY_LANG_LEMMA_MAX];
    struct gly_str lemma = gly_lang_lemma(language->model, form, tag, buffer);
    return lemma.ptr == buffer ? gly_arena_copy(language->arena, lemma) : lemma;
}

static void words_find(const struct gly_doc *doc, const struct gly_sent *sent,
                       struct gly_arena *arena, struct sentence *sentence)
{
    struct gly_span spans[GLY_TOK_MAX_WORDS];
    uint32_t count = 0;
    for (uint32_t t = 0; t < sent->tok_count; t++)
        count += gly_tok_words(doc, &doc->toks.at[sent->first_tok + t], spans);
    sentence->words = gly_arena_alloc(arena, count, sizeof *sentence->words);
    sentence->forms = gly_arena_alloc(arena, count, sizeof *sentence->forms);
    sentence->tags = gly_arena_alloc(arena, count, 1);
    sentence->reading.words = sentence->words;
    for (uint32_t t = 0; t < sent->tok_count; t++) {
        uint32_t tok = sent->first_tok + t;
        unsigned pieces = gly_tok_words(doc, &doc->toks.at[tok], spans);
        for (unsigned i = 0; i < pieces; i++) {
            uint32_t word = sentence->reading.word_count++;
            sentence->words[word].span = spans[i];
            sentence->words[word].tok = tok;
            sentence->forms[word] = gly_doc_slice(doc, spans[i]);
        }
    }
}

/* An overlong sentence is tagged in pieces. */
static void tags_read(struct language *language, struct sentence *sentence)
{
    const struct gly_lang_model *model = language->model;
    uint32_t count = sentence->reading.word_count;
    for (uint32_t at = 0; at < count; at += GLY_LANG_WORDS_MAX) {
        uint32_t left = count - at;
        gly_lang_tag(model, language->scratch, sentence->forms + at,
                     left < GLY_LANG_WORDS_MAX ? left : GLY_LANG_WORDS_MAX,
                     sentence->tags + at, NULL);
    }
    for (uint32_t i = 0; i < count; i++) {
        struct gly_ud_word *word = &sentence->words[i];
        word->upos = model->tag_upos[sentence->tags[i]];
        word->xpos = model->tag_xpos[sentence->tags[i]];
        word->tag = sentence->tags[i];
        word->rel = GLY_REL_OTHER;
        word->head = GLY_LANG_NONE;
        word->lemma = lemma_keep(language, sentence->forms[i], sentence->tags[i]);
    }
}

static void tree_read(struct language *language, struct sentence *sentence,
                      struct gly_lang_arc *arcs)
{
    const struct gly_lang_model *model = language->model;
    uint32_t count = sentence->reading.word_count;
    gly_lang_parse(model, language->scratch, sentence->forms, sentence->tags, count,
                   arcs);
    for (uint32_t i = 0; i < count; i++) {
        sentence->words[i].head = arcs[i].head;
        sentence->words[i].rel = model->label_kinds[arcs[i].label];
        sentence->words[i].label = arcs[i].label;
    }
}

static void clauses_read(struct language *language, struct sentence *sentence,
                         const struct gly_lang_arc *arcs)
{
    const struct gly_lang_model *model = language->model;
    uint32_t count = sentence->reading.word_count;
    struct gly_clause own[GLY_LANG_WORDS_MAX];
    struct gly_clause others[GLY_LANG_WORDS_MAX];
    struct gly_lang_arc other_arcs[GLY_LANG_WORDS_MAX];
    uint8_t other_tags[GLY_LANG_WORDS_MAX];
    size_t found =
        gly_lang_clauses_read(model, sentence->forms, sentence->tags, arcs, count, own);
    if (found > 0 && gly_lang_model_has_reverse(model)) {
        gly_lang_parse_back(model, language->scratch, sentence->forms, count,
                            other_tags, other_arcs);
        size_t other_found = gly_lang_clauses_read(model, sentence->forms, other_tags,
                                                   other_arcs, count, others);
        gly_lang_clauses_gate(model, sentence->forms, sentence->tags, own, found,
                              other_tags, others, other_found);
    }
    struct gly_clause *kept = gly_arena_alloc(language->arena, found, sizeof *kept);
    memcpy(kept, own, found * sizeof *kept);
    sentence->reading.clauses = kept;
    sentence->reading.clause_count = (uint32_t)found;
}

const struct gly_reading *gly_sent_read(const struct gly_doc *doc, uint32_t sent,
                                        enum gly_depth depth)
{
    struct language *language = doc->notes[GLY_ANNOTATION_LANGUAGE];
    assert(language && sent < doc->sents.count);
    const struct gly_sent *place = &doc->sents.at[sent];
    if (!language->model || !speaks_english(doc, place->block) ||
        (depth > GLY_DEPTH_TAGS && !is_parsed(doc, place)))
        return NULL;
    if (!language->scratch)
        language->scratch =
            gly_arena_alloc_raw(language->arena, 1, sizeof *language->scratch);
    struct sentence *sentence = language->sentences[sent];
    if (!sentence) {
        sentence = gly_arena_alloc(language->arena, 1, sizeof *sentence);
        words_find(doc, place, language->arena, sentence);
        tags_read(language, sentence);
        language->sentences[sent] = sentence;
    }
    if (depth > GLY_DEPTH_TAGS && sentence->reading.word_count > GLY_LANG_WORDS_MAX)
        return NULL;
    if (depth > sentence->reading.depth) {
        struct gly_lang_arc arcs[GLY_LANG_WORDS_MAX];
        tree_read(language, sentence, arcs);
        if (depth == GLY_DEPTH_CLAUSES)
            clauses_read(language, sentence, arcs);
        sentence->reading.depth = depth;
    }
    return &sentence->reading;
}
