#include "note/confuse.h"

#include <galley/unicode.h>

#include "note/words.h"

enum { GAP_MAX = 6 }; /* words */

bool gly_confusions_has(const struct gly_confusions *confusions, struct gly_str word)
{
    for (; confusions; confusions = confusions->base)
        if (gly_confusions_first(confusions, word))
            return true;
    return false;
}

/* Cut the part before `end` off the front of `*rest`. */
static struct gly_str cut(struct gly_str *rest, char end)
{
    const char *at = rest->len > 0 ? memchr(rest->ptr, end, rest->len) : NULL;
    size_t len = at ? (size_t)(at - rest->ptr) : rest->len;
    struct gly_str part = {rest->ptr, len};
    size_t step = at ? len + 1 : len;
    *rest = (struct gly_str){rest->ptr + step, rest->len - step};
    return part;
}

/* A sentence, and the table that is asked about it. */
struct view {
    const struct gly_confusions *confusions;
    const struct gly_doc *doc;
    uint32_t first, end;                     /* the tokens of the sentence */
    unsigned steps;                          /* left for the context in hand */
    struct gly_confuse_shape before, behind; /* the words beside the one in hand */
    bool capitals; /* the one in hand is written in capitals */
};

/* Gaps multiply: two on one side try 49 places. A context that takes more steps than this
 * does not match. */
enum { STEPS_MAX = 2000 };

static bool is_in(const struct view *view, uint32_t index)
{
    return index >= view->first && index < view->end;
}

/* A mark that ends a part of a sentence; a hyphen joins. */
static bool is_mark(const struct view *view, uint32_t index)
{
    const struct gly_tok *tok = &view->doc->toks.at[index];
    return tok->kind == GLY_TOK_PUNCT && !(tok->flags & GLY_TOK_HYPHENATED);
}

/* What opens a quotation or a bracket does not end what stands before it. */
static bool is_closing(const struct view *view, uint32_t index)
{
    const struct gly_tok *tok = &view->doc->toks.at[index];
    struct gly_str text = gly_tok_text(view->doc, tok);
    return is_mark(view, index) &&
           (tok->flags & GLY_TOK_GLUED || gly_str_starts(text, "-") ||
            gly_str_is(text, "\u2013") || gly_str_is(text, "\u2014"));
}

/* "~ed" of "walked", but not of "shed". */
static bool has_ending(struct gly_str text, struct gly_str ending)
{
    size_t len = ending.len - 1;
    return text.len > len + 2 &&
           memcmp(text.ptr + text.len - len, ending.ptr + 1, len) == 0;
}

/* One of "a|b|~ed|#": # is a number. */
static bool is_one_of(const struct gly_tok *tok, struct gly_str text,
                      struct gly_str words)
{
    while (words.len > 0) {
        struct gly_str word = cut(&words, '|');
        if (gly_str_is(word, "#")       ? tok->kind == GLY_TOK_NUMBER
            : gly_str_starts(word, "~") ? has_ending(text, word)
                                        : gly_str_eq(word, text))
            return true;
    }
    return false;
}

/* The same where no ending and no number is asked for: the places of its first letter. */
static bool stands_among(struct gly_str text, struct gly_str words)
{
    const char *start = words.ptr, *end = words.ptr + words.len, *at = start;
    while (text.len > 0 && at < end && (size_t)(end - at) >= text.len &&
           (at = memchr(at, text.ptr[0], (size_t)(end - at) - text.len + 1))) {
        const char *behind = at + text.len;
        if ((at == start || at[-1] == '|') && (behind == end || *behind == '|') &&
            memcmp(at, text.ptr, text.len) == 0)
            return true;
        at++;
    }
    return false;
}

/* How the word at `index` looks, and that anything may stand there. */
static struct gly_confuse_shape shape_at(const struct view *view, uint32_t index)
{
    if (!is_in(view, index))
        return (struct gly_confuse_shape){GLY_CONFUSE_ANY, UINT32_MAX};
    const struct gly_tok *tok = &view->doc->toks.at[index];
    char first = view->doc->text.ptr[tok->span.start];
    bool ascii = !(tok->flags & GLY_TOK_NON_ASCII); /* else an apostrophe may be long */
    return (struct gly_confuse_shape){
        GLY_CONFUSE_ANY | gly_confuse_initial(first),
        ascii ? gly_confuse_length(gly_span_len(tok->span)) : UINT32_MAX};
}

/* The word in lower case, mostly as it stands. */
static struct gly_str folded_text(const struct view *view, const struct gly_tok *tok,
                                  struct gly_folded *folded)
{
    const uint16_t other =
        GLY_TOK_CAPITALISED | GLY_TOK_MIXED_CASE | GLY_TOK_ALL_CAPS | GLY_TOK_NON_ASCII;
    struct gly_str text = gly_tok_text(view->doc, tok);
    bool plain = tok->kind == GLY_TOK_WORD && !(tok->flags & other) &&
                 text.len <= GLY_WORD_BYTES_MAX;
    return plain ? text : gly_fold_word(text, folded);
}

static bool element_matches(const struct view *view,
                            const struct gly_confuse_element *element, uint32_t index)
{
    if (!is_in(view, index))
        return element->negated;
    const struct gly_tok *tok = &view->doc->toks.at[index];
    bool short_form =
        tok->flags & GLY_TOK_ALL_CAPS && !view->capitals; /* "an IT system" */
    if (tok->flags & GLY_TOK_HYPHENATED || short_form ||
        !gly_confuse_fits(element->shape, shape_at(view, index)))
        return element->negated;
    struct gly_folded folded;
    struct gly_str text = folded_text(view, tok, &folded);
    struct gly_str words =
        gly_confusions_text(view->confusions, element->words, element->words_len);
    bool plain = element->shape.initials != UINT32_MAX && tok->kind != GLY_TOK_NUMBER;
    return (plain ? stands_among(text, words) : is_one_of(tok, text, words)) !=
           element->negated;
}

/* A context of the table. */
struct context {
    const struct gly_confuse_element *elements;
    unsigned count;
};

/* Match elements from `at` on, away from the words in question, by `step`. */
static bool side_matches(struct view *view, const struct context *context, unsigned at,
                         uint32_t index, int step, uint32_t *ret_reached)
{
    for (; at < context->count; at += (unsigned)step) {
        const struct gly_confuse_element *element = &context->elements[at];
        if (view->steps == 0)
            return false;
        view->steps--;
        switch (element->kind) {
        case GLY_CONFUSE_START:
            if (is_in(view, index) && !is_mark(view, index))
                return false;
            break;
        case GLY_CONFUSE_END:
            if (is_in(view, index) && !is_closing(view, index))
                return false;
            break;
        case GLY_CONFUSE_GAP:
            for (unsigned n = 0; n <= GAP_MAX; n++)
                if (side_matches(view, context, at + (unsigned)step,
                                 index + (uint32_t)((int)n * step), step, ret_reached))
                    return true;
            return false;
        default:
            if (!element_matches(view, element, index))
                return false;
            if (!element->negated)
                *ret_reached = index;
            index += (uint32_t)step;
        }
    }
    return true;
}

/* Does context number `index` of the row match the tokens from `tok` on? */
static bool context_matches(struct view *view, const struct gly_confuse_row *row,
                            uint32_t index, uint32_t tok, struct gly_span *ret_span)
{
    struct context context = {0};
    const struct gly_confuse_context *found =
        gly_confusions_context(view->confusions, row, index, &context.elements);
    if (!found)
        return false;
    context.count = found->element_count;
    uint32_t first = tok, last = tok + row->word_count - 1;
    view->steps = STEPS_MAX;
    if (!side_matches(view, &context, found->self - 1u, tok - 1, -1, &first) ||
        !side_matches(view, &context, found->self + 1u, last + 1, 1, &last))
        return false;
    *ret_span = (struct gly_span){view->doc->toks.at[first].span.start,
                                  view->doc->toks.at[last].span.end};
    return true;
}

/* Do the words of `written`, which are `count`, stand here? The first does. */
static bool stands_here(const struct view *view, struct gly_str written, uint32_t count,
                        uint32_t tok)
{
    if (count > 1)
        cut(&written, ' ');
    for (uint32_t at = tok + 1; at - tok < count; at++) {
        struct gly_folded folded;
        if (!is_in(view, at) || view->doc->toks.at[at].flags & GLY_TOK_HYPHENATED)
            return false;
        struct gly_str text = folded_text(view, &view->doc->toks.at[at], &folded);
        if (!gly_str_eq(text, cut(&written, ' ')))
            return false;
    }
    return count > 0;
}

/* "advise()", "advise.hints": a name of code stands right behind the token. */
static bool is_code(const struct view *view, uint32_t tok)
{
    struct gly_str text = view->doc->text;
    uint32_t at = view->doc->toks.at[tok].span.end;
    if (at + 1 >= text.len)
        return false;
    return text.ptr[at] == '(' ||
           (text.ptr[at] == '.' &&
            gly_is_ascii_letter((unsigned char)text.ptr[at + 1]));
}

static bool row_matches(struct view *view, struct gly_arena *arena,
                        const struct gly_confuse_row *row, uint32_t tok,
                        struct gly_confusion *ret)
{
    const struct gly_confusions *table = view->confusions;
    struct gly_confuse_shape before = view->before, behind = view->behind;
    if (row->word_count != 1)
        behind = shape_at(view, tok + row->word_count);
    if (!gly_confuse_fits(row->before, before) ||
        !gly_confuse_fits(row->behind, behind) ||
        !stands_here(view, gly_confusions_text(table, row->written, row->written_len),
                     row->word_count, tok) ||
        is_code(view, tok + row->word_count - 1))
        return false;
    for (uint32_t i = 0;; i++) {
        struct gly_span span;
        i = gly_confusions_likely(table, row, i, before, behind);
        if (i >= row->context_count)
            return false;
        if (!context_matches(view, row, i, tok, &span))
            continue;
        struct gly_str written = gly_tok_text(view->doc, &view->doc->toks.at[tok]);
        *ret = (struct gly_confusion){
            .meant = gly_with_capitals(
                arena, gly_confusions_text(table, row->meant, row->meant_len), written),
            .first_tok = tok,
            .count = row->word_count,
            .context = gly_doc_slice(view->doc, span),
        };
        return true;
    }
}

bool gly_confusions_find(const struct gly_confusions *confusions,
                         struct gly_arena *arena, const struct gly_doc *doc,
                         uint32_t tok, struct gly_confusion *ret)
{
    const struct gly_tok *token = &doc->toks.at[tok];
    if (!confusions || token->sent == GLY_NONE || token->flags & GLY_TOK_HYPHENATED)
        return false;
    const struct gly_sent *sent = &doc->sents.at[token->sent];
    struct view view = {.confusions = confusions,
                        .doc = doc,
                        .first = sent->first_tok,
                        .end = sent->first_tok + sent->tok_count,
                        .capitals = token->flags & GLY_TOK_ALL_CAPS};
    struct gly_folded folded;
    struct gly_str word = folded_text(&view, token, &folded);
    view.before = shape_at(&view, tok - 1);
    view.behind = shape_at(&view, tok + 1);
    for (; view.confusions; view.confusions = view.confusions->base) {
        const struct gly_confuse_row *row = gly_confusions_first(view.confusions, word);
        if (!row || !gly_confuse_fits(row->any_before, view.before) ||
            !gly_confuse_fits(row->any_behind, view.behind))
            continue;
        for (; row; row = gly_confusions_next(view.confusions, row))
            if (row_matches(&view, arena, row, tok, ret))
                return true;
    }
    return false;
}
