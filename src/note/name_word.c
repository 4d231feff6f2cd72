/* Words with a capital: which they are, what the lists say of them, and in which
 * sentences a capital means nothing. */
#include <galley/expansion.h>
#include <galley/unicode.h>
#include <galley/utf8.h>

#include "base/image_format.h"
#include "note/name.h"

static const char apostrophe[] = "\xE2\x80\x99"; /* U+2019 */

/* 's, ’s, s' and s’: in a token, the apostrophe is the last or last but one character. */
static size_t base_len(struct gly_str text)
{
    size_t len = text.len;
    if (len > 2 && (text.ptr[len - 1] | 0x20) == 's') {
        if (text.ptr[len - 2] == '\'')
            return len - 2;
        if (len > 4 && memcmp(text.ptr + len - 4, apostrophe, 3) == 0)
            return len - 4;
    }
    if (len > 2 && text.ptr[len - 1] == '\'')
        return len - 1;
    if (len > 4 && memcmp(text.ptr + len - 3, apostrophe, 3) == 0)
        return len - 3;
    return len;
}

bool gly_name_is_possessive(const struct gly_doc *doc, uint32_t tok, uint32_t *ret_end)
{
    const struct gly_tok *t = &doc->toks.at[tok];
    *ret_end = t->span.end;
    if (!(t->flags & GLY_TOK_APOSTROPHE))
        return false;
    struct gly_str text = gly_tok_text(doc, t);
    size_t len = base_len(text);
    *ret_end = t->span.start + (uint32_t)len;
    return len < text.len;
}

struct gly_str gly_name_form(const struct gly_doc *doc, uint32_t tok, uint32_t end,
                             struct gly_name_form *ret_form)
{
    const uint16_t folded = GLY_TOK_APOSTROPHE | GLY_TOK_LINE_BREAK;
    if (end == tok + 1 && !(doc->toks.at[tok].flags & folded))
        return gly_tok_text(doc, &doc->toks.at[tok]);
    struct gly_span span = {doc->toks.at[tok].span.start, 0};
    gly_name_is_possessive(doc, end - 1, &span.end);
    struct gly_str text = gly_doc_slice(doc, span);
    bool plain = true;
    for (uint32_t t = tok; t < end && plain; t++)
        plain = !(doc->toks.at[t].flags & folded);
    if (plain)
        return text;
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (len == sizeof ret_form->folded)
            return (struct gly_str){"", 0};
        char c = text.ptr[i];
        if (i + 2 < text.len && memcmp(text.ptr + i, apostrophe, 3) == 0) {
            c = '\'';
            i += 2;
        } else if (c == '\n' || c == '\r' || c == '\t') {
            c = ' ';
        }
        if (c != ' ' || (len > 0 && ret_form->folded[len - 1] != ' '))
            ret_form->folded[len++] = c;
    }
    return (struct gly_str){ret_form->folded, len};
}

bool gly_tok_is_one(const struct gly_doc *doc, uint32_t tok, const char *const *list)
{
    struct gly_str text = gly_tok_text(doc, &doc->toks.at[tok]);
    for (; *list; list++)
        if (text.ptr[0] == **list && gly_str_is(text, *list))
            return true;
    return false;
}

/* ---- The vocabulary ---- */

static bool is_capital(const struct gly_tok *tok)
{
    return tok->flags & (GLY_TOK_CAPITALISED | GLY_TOK_MIXED_CASE) &&
           (tok->kind == GLY_TOK_WORD || tok->kind == GLY_TOK_MIXED) &&
           !(tok->flags & GLY_TOK_HYPHENATED && !(tok->flags & GLY_TOK_CAPITALISED)) &&
           tok->sent != GLY_NONE;
}

static bool is_address(const struct gly_tok *tok)
{
    return tok->kind >= GLY_TOK_URL && tok->kind <= GLY_TOK_HASHTAG &&
           tok->sent != GLY_NONE;
}

/* BLAIR as Blair: ASCII is enough, the lists of other letters are short. */
static uint32_t roles_lowered(const struct gly_namelist *names, struct gly_str text)
{
    char lowered[64];
    if (text.len > sizeof lowered || text.len < 4)
        return 0;
    lowered[0] = text.ptr[0];
    for (size_t i = 1; i < text.len; i++) {
        char c = text.ptr[i];
        lowered[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    return gly_namelist_roles(names, (struct gly_str){lowered, text.len});
}

static uint32_t find_roles(const struct gly_namer *n, uint32_t tok, struct gly_str form)
{
    const struct gly_tok *t = &n->doc->toks.at[tok];
    uint32_t roles = gly_namelist_roles(n->names, form);
    if (roles == 0 && t->flags & GLY_TOK_ALL_CAPS)
        roles = roles_lowered(n->names, form);
    return roles;
}

/* The slot of a word, free (0) where it is not in the vocabulary. */
static uint32_t *slot_of(const struct gly_namer *n, uint64_t hash)
{
    uint32_t at = (uint32_t)(hash >> 32) & n->slot_mask;
    while (n->slots[at] != 0 && n->vocabulary.at[n->slots[at]].hash != hash)
        at = (at + 1) & n->slot_mask;
    return &n->slots[at];
}

static uint32_t word_of(struct gly_namer *n, uint32_t tok)
{
    struct gly_name_form form;
    struct gly_str text = gly_name_form(n->doc, tok, tok + 1, &form);
    uint64_t hash = gly_word_hash(text.ptr, text.len);
    uint32_t *slot = slot_of(n, hash);
    if (*slot == 0) {
        *slot = n->vocabulary.count;
        *GLY_VEC_ADD(n->arena, &n->vocabulary) =
            (struct gly_name_word){.hash = hash, .roles = find_roles(n, tok, text)};
    }
    return *slot;
}

/* ---- Styles ---- */

/* In a title every word has its capital but the small ones; one line of three words and
 * more that is so is read as a title, wherever it stands. */
static enum gly_name_style style_of(const struct gly_doc *doc,
                                    const struct gly_sent *sent)
{
    uint32_t words = 0, capitals = 0, caps = 0, small = 0;
    for (uint32_t i = 0; i < sent->tok_count; i++) {
        const struct gly_tok *tok = &doc->toks.at[sent->first_tok + i];
        if (tok->kind != GLY_TOK_WORD)
            continue;
        bool capital = tok->flags & GLY_TOK_CAPITALISED;
        if (!capital && gly_span_len(tok->span) < 5) {
            small++;
            continue;
        }
        words++;
        capitals += capital;
        caps += (tok->flags & GLY_TOK_ALL_CAPS) != 0;
        if (words - capitals > 2)
            return GLY_STYLE_SENTENCE;
    }
    if (words >= 2 && caps == words && small == 0)
        return GLY_STYLE_CAPS;
    /* "Anna Berg met Otto Berg." is a sentence: titles go without a full stop. */
    if (gly_str_is(
            gly_tok_text(doc, &doc->toks.at[sent->first_tok + sent->tok_count - 1]),
            "."))
        return GLY_STYLE_SENTENCE;
    if (words >= 4 && capitals == words && small < words)
        return GLY_STYLE_TITLE;
    if (words >= 6 && capitals + 1 == words && small < words)
        return GLY_STYLE_TITLE;
    return GLY_STYLE_SENTENCE;
}

/* Is this a place where any word has a capital? */
static bool is_start(const struct gly_doc *doc, uint32_t tok)
{
    const struct gly_tok *t = &doc->toks.at[tok];
    if (t->flags & GLY_TOK_SENT_START || tok == 0)
        return true;
    const struct gly_tok *before = t - 1;
    if (before->sent != t->sent)
        return true;
    if (before->kind != GLY_TOK_PUNCT)
        return false;
    struct gly_str text = gly_tok_text(doc, before);
    return text.ptr[0] == ':' || text.ptr[0] == '"' || text.ptr[0] == '(' ||
           text.ptr[0] == '[' || text.ptr[0] == '.' || text.ptr[0] == '?' ||
           text.ptr[0] == '!' || (unsigned char)text.ptr[0] >= 0x80 ||
           text.ptr[0] == '*' || text.ptr[0] == '\'';
}

/* The words of the sentence that start `first` stands in; returns the first start of the
 * next one. */
static uint32_t find_words_of(struct gly_namer *n, uint32_t first)
{
    const struct gly_doc *doc = n->doc;
    uint32_t index = doc->toks.at[n->starts[first]].sent;
    const struct gly_sent *sent = &doc->sents.at[index];
    enum gly_name_style style = style_of(doc, sent);
    n->styles[index] = (uint8_t)style;
    uint32_t c = first;
    for (; c < n->start_count && doc->toks.at[n->starts[c]].sent == index; c++) {
        uint32_t tok = n->starts[c];
        if (!is_capital(&doc->toks.at[tok]))
            continue;
        n->tok_words[tok] = word_of(n, tok);
        if (style != GLY_STYLE_SENTENCE || is_start(doc, tok))
            continue;
        struct gly_name_word *word = &n->vocabulary.at[n->tok_words[tok]];
        word->inside++;
        word->last += tok + 1 == sent->first_tok + sent->tok_count ||
                      !is_capital(&doc->toks.at[tok + 1]);
    }
    return c;
}

/* "CFLs", "R2s": what there are several of is no name, and neither is one of them. */
static void find_several(struct gly_namer *n)
{
    const struct gly_doc *doc = n->doc;
    for (uint32_t c = 0; c < n->start_count; c++) {
        const struct gly_tok *tok = &doc->toks.at[n->starts[c]];
        struct gly_str text = gly_tok_text(doc, tok);
        size_t len = 0;
        if (n->tok_words[n->starts[c]] == 0 || text.ptr[text.len - 1] != 's')
            continue;
        while (len < text.len && ((text.ptr[len] >= 'A' && text.ptr[len] <= 'Z') ||
                                  (text.ptr[len] >= '0' && text.ptr[len] <= '9')))
            len++;
        if (len < 2 || len + 1 != text.len)
            continue;
        /* The words without the s; word 0 is nobody's. */
        n->vocabulary.at[n->tok_words[n->starts[c]]].shortens = true;
        n->vocabulary.at[*slot_of(n, gly_word_hash(text.ptr, len))].shortens = true;
    }
}

/* "a CFL.", "an RTU is": what there may be another of is no name. What a name stands before
 * is another thing: "a BBC report". */
static void find_one_of_many(struct gly_namer *n)
{
    static const char *const articles[] = {"a", "an", "A", "An", NULL};
    static const char *const after[] = {"is",  "was", "that", "which", "to",
                                        "of",  "in",  "and",  "or",    "with",
                                        "for", "can", "has",  NULL};
    const struct gly_doc *doc = n->doc;
    for (uint32_t c = 0; c < n->start_count; c++) {
        uint32_t t = n->starts[c];
        if (n->tok_words[t] != 0 && t > 0 && t + 1 < doc->toks.count &&
            doc->toks.at[t].flags & GLY_TOK_ALL_CAPS &&
            gly_span_len(doc->toks.at[t].span) > 1 &&
            gly_tok_is_one(doc, t - 1, articles) &&
            (doc->toks.at[t + 1].kind == GLY_TOK_PUNCT
                 ? !gly_tok_is_one(doc, t + 1, (const char *const[]){"-", "/", NULL})
                 : gly_tok_is_one(doc, t + 1, after)))
            n->vocabulary.at[n->tok_words[t]].shortens = true;
    }
}

/* "ground reaction force (GRF)" explains a common noun, not a name. */
static void find_shortened(struct gly_namer *n)
{
    const struct gly_doc *doc = n->doc;
    const struct gly_expansions *expansions = doc->notes[GLY_ANNOTATION_EXPANSIONS];
    for (uint32_t i = 0; i < expansions->count; i++) {
        const struct gly_expansion *e = &expansions->at[i];
        bool capital = n->tok_words[e->tok] == 0;
        for (uint32_t t = e->first_tok; t < e->first_tok + e->tok_count; t++)
            capital |= t != e->tok && n->tok_words[t] != 0;
        n->vocabulary.at[n->tok_words[e->tok]].shortens |= !capital;
    }
}

void gly_namer_find_words(struct gly_namer *n)
{
    struct gly_doc *doc = n->doc;
    uint32_t slots = 64;
    n->starts = gly_arena_alloc_raw(n->arena, doc->toks.count + 1, sizeof(uint32_t));
    for (uint32_t i = 0; i < doc->toks.count; i++)
        if (is_capital(&doc->toks.at[i]) || is_address(&doc->toks.at[i]))
            n->starts[n->start_count++] = i;
    while (slots < 2 * (uint64_t)n->start_count && slots < (1u << 30))
        slots *= 2;
    n->slots = gly_arena_alloc(n->arena, slots, sizeof *n->slots);
    n->slot_mask = slots - 1;
    n->tok_words = gly_arena_alloc(n->arena, doc->toks.count + 1, sizeof(uint32_t));
    n->styles = gly_arena_alloc(n->arena, doc->sents.count + 1, 1);
    *GLY_VEC_ADD(n->arena, &n->vocabulary) = (struct gly_name_word){0};
    for (uint32_t c = 0; c < n->start_count;)
        c = find_words_of(n, c);
    find_several(n);
    find_one_of_many(n);
    find_shortened(n);
}

bool gly_namer_is_common(struct gly_namer *n, uint32_t tok)
{
    struct gly_name_word *word = &n->vocabulary.at[n->tok_words[tok]];
    if (word->common == GLY_COMMON_UNASKED) {
        struct gly_name_form form;
        struct gly_str text = gly_name_form(n->doc, tok, tok + 1, &form);
        char lowered[GLY_WORD_BYTES_MAX];
        struct gly_word_info info = {0};
        word->common = GLY_COMMON_NO;
        if (text.len > 0 && text.len <= sizeof lowered) {
            for (size_t i = 0; i < text.len; i++)
                lowered[i] = text.ptr[i] >= 'A' && text.ptr[i] <= 'Z'
                                 ? (char)(text.ptr[i] | 0x20)
                                 : text.ptr[i];
            if (gly_wordlist_find(n->words, (struct gly_str){lowered, text.len},
                                  &info) &&
                info.size <= GLY_SIZE_ORDINARY &&
                !(info.flags & (GLY_LISTED_CAPITAL | GLY_LISTED_NAME)))
                word->common = GLY_COMMON_YES;
        }
    }
    return word->common == GLY_COMMON_YES;
}
