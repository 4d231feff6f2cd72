/* The languages of a document: every sentence votes for that of its block, the blocks for
 * that of the document, and what differs from what stands around it is foreign. */
#include "text/language.h"

#include "base/bytes.h"

enum { MOST_VOTED = 32 };

/* Letters (in bytes, which is near enough) by language, for a vote. */
struct votes {
    struct {
        const char *language;
        uint64_t weight;
    } list[MOST_VOTED];
    unsigned count;
    uint64_t total;
};

static void vote(struct votes *votes, const char *language, uint64_t weight)
{
    if (!language[0])
        return;
    votes->total += weight;
    for (unsigned i = 0; i < votes->count; i++) {
        if (votes->list[i].language == language ||
            strcmp(votes->list[i].language, language) == 0) {
            votes->list[i].weight += weight;
            return;
        }
    }
    if (votes->count < GLY_COUNT(votes->list)) {
        votes->list[votes->count].language = language;
        votes->list[votes->count++].weight = weight;
    }
}

/* The language with more than half of what could be told; "" when none has. */
static const char *winner(const struct votes *votes)
{
    for (unsigned i = 0; i < votes->count; i++)
        if (2 * votes->list[i].weight > votes->total)
            return votes->list[i].language;
    return "";
}

/* Do two tags name one language? "en" and "en-GB" do. */
static bool same_language(const char *a, const char *b)
{
    while (*a && *a != '-' && ((*a ^ *b) & ~0x20) == 0) {
        a++;
        b++;
    }
    return (*a == '\0' || *a == '-') && (*b == '\0' || *b == '-');
}

static void mark_foreign(struct gly_doc *doc, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++)
        doc->toks.at[t].flags |= GLY_TOK_FOREIGN;
}

static bool is_quote(const struct gly_doc *doc, const struct gly_tok *tok,
                     bool *ret_opens)
{
    static const char *const openers[] = {"“", "«", "„", "‹", "\""};
    static const char *const closers[] = {"”", "»", "“", "›", "\""};
    struct gly_str text = gly_tok_text(doc, tok);
    if (text.ptr[0] != '"' && !(tok->flags & GLY_TOK_NON_ASCII))
        return false;
    for (unsigned i = 0; i < GLY_COUNT(openers); i++) {
        if (!gly_str_is(text, openers[i]) && !gly_str_is(text, closers[i]))
            continue;
        *ret_opens = gly_str_is(text, openers[i]);
        return true;
    }
    return false;
}

/* A quotation mark, or a byte beyond ASCII, which may be of one. */
static gly_sixteen quotes_at(const char *at)
{
    gly_sixteen bytes = gly_sixteen_at(at);
    return (bytes == '"') | (bytes < 0);
}

/* Most text has none. */
static bool may_quote(struct gly_str text)
{
    enum { STRIDE = sizeof(gly_sixteen) };
    if (text.len < STRIDE) {
        bool found = false;
        for (size_t i = 0; i < text.len; i++)
            found |= text.ptr[i] == '"' || text.ptr[i] & 0x80;
        return found;
    }
    gly_sixteen found = quotes_at(text.ptr + text.len - STRIDE);
    for (size_t at = 0; at + STRIDE < text.len; at += STRIDE)
        found |= quotes_at(text.ptr + at);
    return gly_sixteen_any(found);
}

/* A quotation inside a sentence that is in another language than its block. */
static void mark_quotations(struct gly_doc *doc, const struct gly_sent *sent,
                            const char *around)
{
    uint32_t end = sent->first_tok + sent->tok_count, open = GLY_NONE;
    for (uint32_t t = sent->first_tok; t < end; t++) {
        bool opens;
        const struct gly_tok *tok = &doc->toks.at[t];
        if (tok->kind != GLY_TOK_PUNCT || !is_quote(doc, tok, &opens))
            continue;
        if (open != GLY_NONE) {
            const char *language = gly_language_of_tokens(doc, open + 1, t, false);
            if (language[0] && !same_language(language, around))
                mark_foreign(doc, open + 1, t);
            open = GLY_NONE;
        } else if (opens) {
            open = t;
        }
    }
}

/* A leaf whose language its own format has not named. */
static void identify_leaf(struct gly_doc *doc, struct gly_block *block,
                          const char **languages, struct votes *all)
{
    struct votes votes; /* its list is long and mostly unused */
    votes.count = 0;
    votes.total = 0;
    bool label = block->kind != GLY_BLOCK_PARAGRAPH;
    for (uint32_t s = block->first_sent; s < block->first_sent + block->sent_count;
         s++) {
        const struct gly_sent *sent = &doc->sents.at[s];
        languages[s] = gly_language_of_tokens(doc, sent->first_tok,
                                              sent->first_tok + sent->tok_count, label);
        vote(&votes, languages[s], gly_span_len(sent->span));
        vote(all, languages[s], gly_span_len(sent->span));
    }
    /* What is known to be British English is more than English. */
    const char *language = winner(&votes);
    if (language[0] && !(doc->lang[0] && same_language(language, doc->lang)))
        memcpy(block->lang, language, strlen(language) + 1);
}

static void settle_leaf(struct gly_doc *doc, uint32_t index, const char **languages)
{
    const struct gly_block *block = &doc->blocks.at[index];
    const char *around = gly_block_lang(doc, index);
    if (!around[0] || block->sent_count == 0)
        return;
    enum { SHORTEST = 14 }; /* two marks, and six letters beyond ASCII between them */
    bool quotes = gly_span_len(block->span) >= SHORTEST &&
                  may_quote(gly_doc_slice(doc, block->span));
    for (uint32_t s = block->first_sent; s < block->first_sent + block->sent_count;
         s++) {
        const struct gly_sent *sent = &doc->sents.at[s];
        if (languages[s] && languages[s][0] && !same_language(languages[s], around))
            mark_foreign(doc, sent->first_tok, sent->first_tok + sent->tok_count);
        else if (quotes)
            mark_quotations(doc, sent, around);
    }
}

/* Spans that the format itself marked as being in another language. */
static void apply_marks(struct gly_doc *doc)
{
    uint32_t t = 0;
    for (uint32_t m = 0; m < doc->marks.count; m++) {
        const struct gly_mark *mark = &doc->marks.at[m];
        if (mark->kind != GLY_MARK_LANG)
            continue;
        while (t < doc->toks.count && doc->toks.at[t].span.end <= mark->span.start)
            t++;
        for (uint32_t i = t;
             i < doc->toks.count && doc->toks.at[i].span.start < mark->span.end; i++) {
            uint32_t sent = doc->toks.at[i].sent;
            if (sent != GLY_NONE &&
                !same_language(mark->lang,
                               gly_block_lang(doc, doc->sents.at[sent].block)))
                doc->toks.at[i].flags |= GLY_TOK_FOREIGN;
        }
    }
}

/* Does the format name the language of any block but the document? */
static bool has_named_blocks(const struct gly_doc *doc)
{
    for (uint32_t b = 1; b < doc->blocks.count; b++)
        if (doc->blocks.at[b].lang[0])
            return true;
    return false;
}

/* Does it name that of this one, or of one around it? */
static bool is_named(const struct gly_doc *doc, uint32_t block)
{
    for (; block != GLY_NONE && block != 0; block = doc->blocks.at[block].parent)
        if (doc->blocks.at[block].lang[0])
            return true;
    return false;
}

void gly_doc_identify_languages(struct gly_doc *doc)
{
    const char **languages =
        gly_arena_alloc(doc->arena, doc->sents.count + 1, sizeof *languages);
    struct votes all = {0};
    bool any_named = has_named_blocks(doc);
    for (uint32_t b = 0; b < doc->blocks.count; b++) {
        struct gly_block *block = &doc->blocks.at[b];
        if (block->flags & GLY_BLOCK_PROSE && !(any_named && is_named(doc, b)))
            identify_leaf(doc, block, languages, &all);
    }
    const char *language = winner(&all);
    if (!doc->lang[0] && language[0])
        memcpy(doc->lang, language, strlen(language) + 1);
    for (uint32_t b = 0; b < doc->blocks.count; b++)
        if (doc->blocks.at[b].flags & GLY_BLOCK_PROSE)
            settle_leaf(doc, b, languages);
    apply_marks(doc);
}
