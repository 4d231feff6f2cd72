/* EXPANSIONS: letters in brackets behind the words they stand for, or the other way round.
 * Whether the words fit is asked as Schwartz and Hearst do ("A simple algorithm for
 * identifying abbreviation definitions in biomedical text", PSB 2003): from the end, each
 * letter must be found in the words, and the first at the start of one. */
#include <galley/expansion.h>
#include <galley/unicode.h>

#include "note/note.h"

enum {
    LETTERS_MIN = 2,
    LETTERS_MAX = 10,
    WORDS_BYTES_MAX = 160, /* the longest stretch of words that is looked at */
};

static bool is_mark(const struct gly_doc *doc, uint32_t tok, const char *mark)
{
    return tok < doc->toks.count &&
           gly_str_is(gly_tok_text(doc, &doc->toks.at[tok]), mark);
}

/* The letters of an abbreviation: capitals, perhaps figures between, and an s for several.
 * 0 for anything else. */
static uint32_t letters_len(struct gly_str text)
{
    uint32_t capitals = 0, len = 0;
    if (text.len > 2 && text.ptr[text.len - 1] == 's' && text.ptr[text.len - 2] != 's')
        text.len--;
    for (; len < text.len; len++) {
        unsigned char c = (unsigned char)text.ptr[len];
        if (gly_is_upper(c) && c < 0x80)
            capitals++;
        else if (c != '-' && c != '&' && !(c >= '0' && c <= '9'))
            return 0;
    }
    return capitals >= LETTERS_MIN && capitals * 2 > len && len <= LETTERS_MAX ? len
                                                                               : 0;
}

static bool same_letter(char a, char b)
{
    return gly_is_ascii_letter((unsigned char)a) && ((a ^ b) & ~0x20) == 0;
}

static bool is_inside_word(struct gly_str words, size_t at)
{
    return at > 0 &&
           (gly_is_ascii_letter((unsigned char)words.ptr[at - 1]) ||
            (unsigned char)words.ptr[at - 1] >= 0x80 || words.ptr[at - 1] == '\'');
}

/* Where the words that the letters stand for begin; `words.len` where they do not fit. */
static size_t find_start(struct gly_str letters, struct gly_str words)
{
    size_t at = words.len;
    for (size_t i = letters.len; i-- > 0;) {
        if (!gly_is_ascii_letter((unsigned char)letters.ptr[i]))
            continue;
        do {
            if (at == 0)
                return words.len;
            at--;
        } while (!same_letter(words.ptr[at], letters.ptr[i]) ||
                 (i == 0 && is_inside_word(words, at)));
    }
    return at;
}

/* As many words as letters, small ones aside; each word but those gives a letter. */
static bool is_fitting(struct gly_str letters, struct gly_str words)
{
    uint32_t count = 0, small = 0, initials = 0;
    for (size_t i = 0; i < words.len; i++) {
        if (!gly_is_ascii_letter((unsigned char)words.ptr[i]) ||
            is_inside_word(words, i))
            continue;
        size_t end = i;
        while (end < words.len && gly_is_ascii_letter((unsigned char)words.ptr[end]))
            end++;
        count++;
        small += end - i < 4 && gly_is_lower((unsigned char)words.ptr[i]);
        for (size_t l = 0; l < letters.len; l++)
            if (same_letter(words.ptr[i], letters.ptr[l])) {
                initials++;
                break;
            }
    }
    return count >= 2 && count - small <= letters.len && initials + small >= count &&
           initials * 2 >= letters.len;
}

/* Words before a bracket at token `bracket`, in the same sentence. */
static struct gly_span words_before(const struct gly_doc *doc, uint32_t bracket,
                                    uint32_t *ret_first)
{
    uint32_t first = bracket, sent = doc->toks.at[bracket].sent;
    uint32_t end = bracket > 0 ? doc->toks.at[bracket - 1].span.end : 0;
    while (first > 0 && doc->toks.at[first - 1].sent == sent) {
        const struct gly_tok *tok = &doc->toks.at[first - 1];
        struct gly_str text = gly_tok_text(doc, tok);
        if (end - tok->span.start > WORDS_BYTES_MAX ||
            (tok->kind == GLY_TOK_PUNCT && !gly_str_is(text, "-") &&
             !gly_str_is(text, ",") && !gly_str_is(text, "’") &&
             !gly_str_is(text, "/")) ||
            tok->kind == GLY_TOK_MASKED)
            break;
        first--;
    }
    *ret_first = first;
    return first == bracket ? (struct gly_span){end, end}
                            : (struct gly_span){doc->toks.at[first].span.start, end};
}

typedef GLY_VEC(struct gly_expansion) expansions;

static uint32_t tok_at(const struct gly_doc *doc, uint32_t first, uint32_t offset)
{
    while (doc->toks.at[first].span.end <= offset)
        first++;
    return first;
}

/* "rapid response unit (RRU)" around the bracket. */
static bool add_words_first(struct gly_doc *doc, expansions *list, uint32_t bracket)
{
    const struct gly_tok *tok = &doc->toks.at[bracket + 1];
    struct gly_str letters = gly_tok_text(doc, tok);
    letters.len = letters_len(letters);
    if (letters.len == 0 || !is_mark(doc, bracket + 2, ")"))
        return false;
    uint32_t first;
    struct gly_span around = words_before(doc, bracket, &first);
    struct gly_str words = gly_doc_slice(doc, around);
    size_t start = find_start(letters, words);
    if (start == words.len)
        return false;
    struct gly_span span = {around.start + (uint32_t)start, around.end};
    if (!is_fitting(letters, gly_doc_slice(doc, span)))
        return false;
    first = tok_at(doc, first, span.start);
    *GLY_VEC_ADD(doc->arena, list) = (struct gly_expansion){
        .span = {span.start, doc->toks.at[bracket + 2].span.end},
        .words = span,
        .letters = {tok->span.start, tok->span.start + (uint32_t)letters.len},
        .tok = bracket + 1,
        .first_tok = first,
        .tok_count = bracket + 3 - first,
    };
    return true;
}

/* "the RRU (rapid response unit)". */
static void add_letters_first(struct gly_doc *doc, expansions *list, uint32_t bracket)
{
    const struct gly_tok *tok = &doc->toks.at[bracket - 1];
    struct gly_str letters = gly_tok_text(doc, tok);
    letters.len = letters_len(letters);
    if (letters.len == 0 || tok->sent != doc->toks.at[bracket].sent)
        return;
    uint32_t end = bracket + 1;
    while (end < doc->toks.count && doc->toks.at[end].sent == tok->sent &&
           !is_mark(doc, end, ")") && !is_mark(doc, end, "("))
        if (doc->toks.at[end++].span.end - tok->span.start > WORDS_BYTES_MAX)
            return;
    if (end == bracket + 1 || !is_mark(doc, end, ")"))
        return;
    struct gly_span span = {doc->toks.at[bracket + 1].span.start,
                            doc->toks.at[end - 1].span.end};
    struct gly_str words = gly_doc_slice(doc, span);
    if (find_start(letters, words) != 0 || !is_fitting(letters, words))
        return;
    *GLY_VEC_ADD(doc->arena, list) = (struct gly_expansion){
        .span = {tok->span.start, doc->toks.at[end].span.end},
        .words = span,
        .letters = {tok->span.start, tok->span.start + (uint32_t)letters.len},
        .tok = bracket - 1,
        .first_tok = bracket - 1,
        .tok_count = end + 2 - bracket,
        .letters_first = true,
    };
}

void gly_annotate_expansions(struct gly_doc *doc, const struct gly_resources *resources)
{
    (void)resources;
    expansions list = {0};
    for (uint32_t i = 1; i + 2 < doc->toks.count; i++) {
        if (doc->toks.at[i].kind != GLY_TOK_PUNCT || doc->toks.at[i].sent == GLY_NONE ||
            !is_mark(doc, i, "("))
            continue;
        if (!add_words_first(doc, &list, i))
            add_letters_first(doc, &list, i);
    }
    struct gly_expansions *found = gly_arena_alloc(doc->arena, 1, sizeof *found);
    *found = (struct gly_expansions){.at = list.at, .count = list.count};
    doc->notes[GLY_ANNOTATION_EXPANSIONS] = found;
}
