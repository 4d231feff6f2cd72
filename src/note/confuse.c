#include "note/confuse.h"

#include "note/words.h"

/* "would|could _ been|~ed": elements between blanks, `_` for the words in question. */
enum element_kind {
    ELEMENT_SELF,
    ELEMENT_WORDS, /* one of some words */
    ELEMENT_START, /* ^  the sentence begins here */
    ELEMENT_END,   /* $  the sentence or a part of it ends here: a mark follows */
    ELEMENT_GAP    /* .. up to six words */
};

enum { ELEMENTS_MAX = 10, GAP_MAX = 6, CONTEXTS_MAX = 12 };

struct element {
    enum element_kind kind;
    bool negated;         /* !x: anything but x, or nothing */
    struct gly_str words; /* "a|b|~ed" */
    uint32_t initials;    /* how one of them may begin: bits of initial_bit() */
};

struct context {
    struct element elements[ELEMENTS_MAX];
    unsigned count, self;
};

struct row {
    struct gly_str written, meant;
    unsigned written_count; /* words of `written` */
    struct context *contexts;
    unsigned context_count;
    const struct row *next; /* of the same first word */
};

struct set {
    struct gly_str name, words;
};

struct gly_confusions {
    const struct row **slots;
    uint32_t mask;
};

/* ---- Reading the table ---- */

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

struct reader {
    struct gly_arena *arena;
    GLY_VEC(struct set) sets;
    GLY_VEC(struct row *) rows;
};

static struct gly_str set_of(const struct reader *reader, struct gly_str name)
{
    for (uint32_t i = 0; i < reader->sets.count; i++)
        if (gly_str_eq(reader->sets.at[i].name, name))
            return reader->sets.at[i].words;
    return (struct gly_str){"", 0};
}

/* "@poss|the" with the words of the set in its place. */
static struct gly_str words_of(const struct reader *reader, struct gly_str text)
{
    if (!memchr(text.ptr, '@', text.len))
        return text;
    struct gly_str all = {"", 0};
    while (text.len > 0) {
        struct gly_str part = cut(&text, '|');
        if (part.len > 0 && part.ptr[0] == '@')
            part = set_of(reader, part);
        all = gly_arena_format(reader->arena, "%.*s%s%.*s", GLY_STR_ARG(all),
                               all.len > 0 ? "|" : "", GLY_STR_ARG(part));
    }
    return all;
}

/* What a word begins with: a letter, or something else. */
static uint32_t initial_bit(char first)
{
    unsigned letter = ((unsigned char)first | 0x20u) - (unsigned)'a';
    return UINT32_C(1) << (letter < 26 ? letter : 26);
}

/* All where one of the words is an ending. */
static uint32_t initials_of(struct gly_str words)
{
    uint32_t initials = 0;
    while (words.len > 0) {
        struct gly_str word = cut(&words, '|');
        initials |= word.len == 0           ? 0
                    : word.ptr[0] == '~'    ? UINT32_MAX
                    : gly_str_is(word, "#") ? initial_bit('#')
                                            : initial_bit(word.ptr[0]);
    }
    return initials;
}

static struct element read_element(const struct reader *reader, struct gly_str text)
{
    if (gly_str_is(text, "_"))
        return (struct element){.kind = ELEMENT_SELF};
    if (gly_str_is(text, "^"))
        return (struct element){.kind = ELEMENT_START};
    if (gly_str_is(text, "$"))
        return (struct element){.kind = ELEMENT_END};
    if (gly_str_is(text, ".."))
        return (struct element){.kind = ELEMENT_GAP};
    bool negated = text.ptr[0] == '!';
    if (negated)
        text = (struct gly_str){text.ptr + 1, text.len - 1};
    struct gly_str words = words_of(reader, text);
    return (struct element){ELEMENT_WORDS, negated, words, initials_of(words)};
}

static bool read_context(const struct reader *reader, struct gly_str text,
                         struct context *ret)
{
    bool has_self = false;
    *ret = (struct context){0};
    while (text.len > 0) {
        struct gly_str part = cut(&text, ' ');
        if (part.len == 0)
            continue;
        if (ret->count == ELEMENTS_MAX)
            return false;
        struct element element = read_element(reader, part);
        if (element.kind == ELEMENT_SELF) {
            has_self = true;
            ret->self = ret->count;
        }
        ret->elements[ret->count++] = element;
    }
    return has_self;
}

static void read_row(struct reader *reader, struct gly_str line)
{
    struct gly_str written = cut(&line, ','), meant = cut(&line, ',');
    if (written.len == 0 || meant.len == 0)
        return;
    if (written.ptr[0] == '@') {
        *GLY_VEC_ADD(reader->arena, &reader->sets) = (struct set){written, meant};
        return;
    }
    struct row *row = gly_arena_alloc(reader->arena, 1, sizeof *row);
    *row = (struct row){.written = written, .meant = meant, .written_count = 1};
    for (size_t i = 0; i < written.len; i++)
        row->written_count += written.ptr[i] == ' ';
    row->contexts = gly_arena_alloc(reader->arena, CONTEXTS_MAX, sizeof *row->contexts);
    while (line.len > 0 && row->context_count < CONTEXTS_MAX)
        row->context_count +=
            read_context(reader, cut(&line, ';'), &row->contexts[row->context_count]);
    *GLY_VEC_ADD(reader->arena, &reader->rows) = row;
}

static struct gly_str first_word(struct gly_str written)
{
    return cut(&written, ' ');
}

static uint32_t home_of(const struct gly_confusions *confusions, struct gly_str word)
{
    return (uint32_t)(gly_word_hash(word.ptr, word.len) >> 32) & confusions->mask;
}

/* The slot of a word: that of its rows, or the free one where they would be. */
static uint32_t slot_of(const struct gly_confusions *confusions, struct gly_str word)
{
    uint32_t at = home_of(confusions, word);
    while (confusions->slots[at] &&
           !gly_str_eq(first_word(confusions->slots[at]->written), word))
        at = (at + 1) & confusions->mask;
    return at;
}

const struct gly_confusions *gly_confusions_read(struct gly_arena *arena,
                                                 struct gly_str lines)
{
    struct reader reader = {.arena = arena};
    while (lines.len > 0)
        read_row(&reader, cut(&lines, '\n'));
    struct gly_confusions *confusions = gly_arena_alloc(arena, 1, sizeof *confusions);
    uint32_t slots = gly_power_above(2 * reader.rows.count);
    confusions->slots = gly_arena_alloc(arena, slots, sizeof *confusions->slots);
    confusions->mask = slots - 1;
    for (uint32_t i = 0; i < reader.rows.count; i++) {
        struct row *row = reader.rows.at[i];
        uint32_t at = slot_of(confusions, first_word(row->written));
        row->next = confusions->slots[at];
        confusions->slots[at] = row;
    }
    return confusions;
}

bool gly_confusions_has(const struct gly_confusions *confusions, struct gly_str word)
{
    return confusions && word.len > 0 &&
           confusions->slots[slot_of(confusions, word)] != NULL;
}

/* ---- Finding rows in a text ---- */

struct view {
    const struct gly_doc *doc;
    uint32_t first, end; /* the tokens of the sentence */
};

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

/* One of "a|b|~ed|#": # is a number. */
static bool is_one_of(const struct gly_tok *tok, struct gly_str text,
                      struct gly_str words)
{
    while (words.len > 0) {
        struct gly_str word = cut(&words, '|');
        if (gly_str_is(word, "#") ? tok->kind == GLY_TOK_NUMBER
            : word.ptr[0] == '~'
                ? text.len > word.len + 1 && memcmp(text.ptr + text.len - word.len + 1,
                                                    word.ptr + 1, word.len - 1) == 0
                : gly_str_eq(word, text))
            return true;
    }
    return false;
}

static bool element_matches(const struct view *view, const struct element *element,
                            uint32_t index)
{
    if (!is_in(view, index))
        return element->negated;
    const struct gly_tok *tok = &view->doc->toks.at[index];
    struct gly_str text = gly_tok_text(view->doc, tok);
    if (text.len == 0 || !(element->initials & initial_bit(text.ptr[0])))
        return element->negated;
    struct gly_folded folded;
    text = gly_fold_word(text, &folded);
    bool hyphenated = tok->flags & GLY_TOK_HYPHENATED;
    return (!hyphenated && is_one_of(tok, text, element->words)) != element->negated;
}

/* Match elements from `at` on, away from the words in question, by `step`. */
static bool side_matches(const struct view *view, const struct context *context,
                         unsigned at, uint32_t index, int step, uint32_t *ret_reached)
{
    for (; at < context->count; at += (unsigned)step) {
        const struct element *element = &context->elements[at];
        switch (element->kind) {
        case ELEMENT_START:
            if (is_in(view, index) && !is_mark(view, index))
                return false;
            break;
        case ELEMENT_END:
            if (is_in(view, index) && !is_mark(view, index))
                return false;
            break;
        case ELEMENT_GAP:
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

static bool context_matches(const struct view *view, const struct context *context,
                            uint32_t tok, unsigned written_count,
                            struct gly_span *ret_span)
{
    uint32_t first = tok, last = tok + written_count - 1;
    if (!side_matches(view, context, context->self - 1, tok - 1, -1, &first) ||
        !side_matches(view, context, context->self + 1, last + 1, 1, &last))
        return false;
    *ret_span = (struct gly_span){view->doc->toks.at[first].span.start,
                                  view->doc->toks.at[last].span.end};
    return true;
}

/* Do all the words of `written` stand here? */
static bool stands_here(const struct view *view, struct gly_str written, uint32_t tok)
{
    for (uint32_t at = tok; written.len > 0; at++) {
        struct gly_folded folded;
        if (!is_in(view, at) || view->doc->toks.at[at].flags & GLY_TOK_HYPHENATED)
            return false;
        struct gly_str text =
            gly_fold_word(gly_tok_text(view->doc, &view->doc->toks.at[at]), &folded);
        if (!gly_str_eq(text, cut(&written, ' ')))
            return false;
    }
    return true;
}

static bool row_matches(const struct view *view, struct gly_arena *arena,
                        const struct row *row, uint32_t tok, struct gly_confusion *ret)
{
    if (!stands_here(view, row->written, tok))
        return false;
    for (unsigned i = 0; i < row->context_count; i++) {
        struct gly_span span;
        if (!context_matches(view, &row->contexts[i], tok, row->written_count, &span))
            continue;
        struct gly_str written = gly_tok_text(view->doc, &view->doc->toks.at[tok]);
        *ret = (struct gly_confusion){
            .meant = gly_with_capitals(arena, row->meant, written),
            .first_tok = tok,
            .count = row->written_count,
            .context = gly_doc_slice(view->doc, span),
        };
        return true;
    }
    return false;
}

bool gly_confusions_find(const struct gly_confusions *confusions,
                         struct gly_arena *arena, const struct gly_doc *doc,
                         uint32_t tok, struct gly_confusion *ret)
{
    const struct gly_tok *token = &doc->toks.at[tok];
    if (!confusions || token->sent == GLY_NONE)
        return false;
    const struct gly_sent *sent = &doc->sents.at[token->sent];
    struct view view = {doc, sent->first_tok, sent->first_tok + sent->tok_count};
    struct gly_folded folded;
    struct gly_str word = gly_fold_word(gly_tok_text(doc, token), &folded);
    if (word.len == 0)
        return false;
    for (const struct row *row = confusions->slots[slot_of(confusions, word)]; row;
         row = row->next)
        if (row_matches(&view, arena, row, tok, ret))
            return true;
    return false;
}
