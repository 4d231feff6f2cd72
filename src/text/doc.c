#include "text/doc.h"

#include <assert.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/utf8.h"

/* ---- Reading a document ---- */

struct gly_str gly_doc_text(const struct gly_doc *doc)
{
    return doc->text;
}

struct gly_str gly_doc_slice(const struct gly_doc *doc, struct gly_span span)
{
    assert(span.start <= span.end && span.end <= doc->text.len);
    return (struct gly_str){doc->text.ptr + span.start, gly_span_len(span)};
}

const struct gly_block *gly_doc_blocks(const struct gly_doc *doc, uint32_t *ret_count)
{
    *ret_count = doc->blocks.count;
    return doc->blocks.at;
}

const struct gly_sent *gly_doc_sents(const struct gly_doc *doc, uint32_t *ret_count)
{
    *ret_count = doc->sents.count;
    return doc->sents.at;
}

const struct gly_tok *gly_doc_toks(const struct gly_doc *doc, uint32_t *ret_count)
{
    *ret_count = doc->toks.count;
    return doc->toks.at;
}

uint32_t gly_doc_word_count(const struct gly_doc *doc)
{
    return doc->word_count;
}

const uint32_t *gly_doc_designators(const struct gly_doc *doc, uint32_t *ret_count)
{
    *ret_count = doc->designators.count;
    return doc->designators.at;
}

struct gly_str gly_tok_text(const struct gly_doc *doc, const struct gly_tok *tok)
{
    return (struct gly_str){doc->text.ptr + tok->span.start, gly_span_len(tok->span)};
}

uint32_t gly_block_within(const struct gly_doc *doc, uint32_t index,
                          enum gly_block_kind kind)
{
    while (index != GLY_NONE && doc->blocks.at[index].kind != kind)
        index = doc->blocks.at[index].parent;
    return index;
}

const char *gly_block_lang(const struct gly_doc *doc, uint32_t index)
{
    for (; index != GLY_NONE; index = doc->blocks.at[index].parent)
        if (doc->blocks.at[index].lang[0])
            return doc->blocks.at[index].lang;
    return doc->lang;
}

const char *gly_tok_lang(const struct gly_doc *doc, const struct gly_tok *tok)
{
    if (tok->sent == GLY_NONE)
        return "";
    if (!(tok->flags & GLY_TOK_FOREIGN))
        return gly_block_lang(doc, doc->sents.at[tok->sent].block);
    const char *lang = "";
    for (uint32_t i = 0; i < doc->marks.count; i++) {
        const struct gly_mark *mark = &doc->marks.at[i];
        if (mark->span.start > tok->span.start)
            break;
        if (mark->kind == GLY_MARK_LANG && gly_span_contains(mark->span, tok->span))
            lang = mark->lang;
    }
    return lang;
}

/* ---- The map ---- */

/* The run that holds the text offset `at`: the last that starts at or before it. */
static uint32_t run_at(const struct gly_doc *doc, uint32_t at)
{
    uint32_t low = 0, high = doc->runs.count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->runs.at[middle].text_start <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static uint32_t run_end(const struct gly_doc *doc, uint32_t run)
{
    return run + 1 < doc->runs.count ? doc->runs.at[run + 1].text_start
                                     : (uint32_t)doc->text.len;
}

struct gly_span gly_doc_source_span(const struct gly_doc *doc, struct gly_span span)
{
    if (doc->runs.count == 0)
        return span;
    struct gly_span source;
    uint32_t first = run_at(doc, span.start);
    const struct gly_run *run = &doc->runs.at[first];
    bool linear =
        run->source_end - run->source_start == run_end(doc, first) - run->text_start;
    source.start =
        linear ? run->source_start + (span.start - run->text_start) : run->source_start;
    if (span.end == span.start)
        return (struct gly_span){source.start, source.start};
    uint32_t last = run_at(doc, span.end - 1);
    run = &doc->runs.at[last];
    linear =
        run->source_end - run->source_start == run_end(doc, last) - run->text_start;
    source.end =
        linear ? run->source_start + (span.end - run->text_start) : run->source_end;
    return source;
}

/* The text offset of a source offset: the first one whose source place is not before
 * it. */
static uint32_t text_offset(const struct gly_doc *doc, uint32_t at)
{
    uint32_t low = 0, high = doc->runs.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->runs.at[middle].source_end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == doc->runs.count)
        return (uint32_t)doc->text.len;
    const struct gly_run *run = &doc->runs.at[low];
    if (at <= run->source_start)
        return run->text_start;
    uint32_t len = run_end(doc, low) - run->text_start;
    return run->text_start +
           (run->source_end - run->source_start == len ? at - run->source_start : 0);
}

struct gly_span gly_doc_text_span(const struct gly_doc *doc, struct gly_span source)
{
    /* Read in place, or markup that leaves no text at all. */
    uint32_t len = (uint32_t)doc->text.len;
    if (doc->runs.count == 0)
        return (struct gly_span){source.start < len ? source.start : len,
                                 source.end < len ? source.end : len};
    struct gly_span span = {text_offset(doc, source.start),
                            text_offset(doc, source.end)};
    if (span.end < span.start)
        span.end = span.start;
    return span;
}

uint32_t gly_doc_heading(const struct gly_doc *doc, uint32_t at)
{
    uint32_t low = 0, high = doc->headings.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->blocks.at[doc->headings.at[middle]].span.start <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? doc->headings.at[low - 1] : GLY_NONE;
}

/* ---- Building ---- */

static bool is_leaf(enum gly_block_kind kind)
{
    switch (kind) {
    case GLY_BLOCK_HEADING:
    case GLY_BLOCK_PARAGRAPH:
    case GLY_BLOCK_CELL:
    case GLY_BLOCK_CAPTION:
    case GLY_BLOCK_CODE:
    case GLY_BLOCK_FRONT_MATTER:
    case GLY_BLOCK_COMMENT:
        return true;
    default:
        return false;
    }
}

static uint16_t kind_flags(enum gly_block_kind kind)
{
    if (!is_leaf(kind))
        return 0;
    bool prose = kind != GLY_BLOCK_CODE && kind != GLY_BLOCK_FRONT_MATTER &&
                 kind != GLY_BLOCK_COMMENT;
    return GLY_BLOCK_LEAF | (prose ? GLY_BLOCK_PROSE : 0);
}

void gly_build_start(struct gly_builder *b, struct gly_arena *arena,
                     struct gly_source *source, bool decoded)
{
    *b = (struct gly_builder){.arena = arena, .leaf = GLY_NONE, .decoded = decoded};
    b->doc = gly_arena_alloc(arena, 1, sizeof *b->doc);
    b->doc->arena = arena;
    b->doc->source = source;
    gly_build_open(b, GLY_BLOCK_DOCUMENT);
}

static void append(struct gly_builder *b, const char *bytes, uint32_t len)
{
    if (len > UINT32_MAX / 2 - b->text.count)
        gly_arena_give_up(b->arena);
    if (b->text.room - b->text.count < len) {
        uint32_t room = b->text.room ? b->text.room : 1024;
        while (room - b->text.count < len)
            room *= 2;
        b->text.at =
            gly_arena_grow(b->arena, b->text.at, b->text.count, room, sizeof(char));
        b->text.room = room;
    }
    memcpy(b->text.at + b->text.count, bytes, len);
    b->text.count += len;
}

/* `len` bytes of text are about to be appended that came from `source`. Byte by byte
 * runs that touch in both become one, so a plain paragraph costs one run however often
 * the foreign parser interrupts it. */
static void add_run(struct gly_builder *b, uint32_t len, struct gly_span source)
{
    struct gly_doc *doc = b->doc;
    assert(source.start >= b->source_at); /* the map is monotone */
    b->source_at = source.end;
    if (doc->runs.count > 0) {
        struct gly_run *last = &doc->runs.at[doc->runs.count - 1];
        if (last->source_end == source.start && gly_span_len(source) == len &&
            last->source_end - last->source_start == b->text.count - last->text_start) {
            last->source_end = source.end;
            return;
        }
    }
    struct gly_run *run = GLY_VEC_ADD(b->arena, &doc->runs);
    *run = (struct gly_run){b->text.count, source.start, source.end};
}

static void add(struct gly_builder *b, struct gly_str text, struct gly_span source)
{
    add_run(b, (uint32_t)text.len, source);
    append(b, text.ptr, (uint32_t)text.len);
}

struct gly_block *gly_build_open(struct gly_builder *b, enum gly_block_kind kind)
{
    assert(b->leaf == GLY_NONE);
    bool leaf = is_leaf(kind);
    if (!leaf && b->open.count == GLY_LIMIT_BLOCK_DEPTH) {
        b->skipped++;
        return &b->dropped;
    }
    /* A line feed, so that no two leaves touch. It stands here, before anybody asks
     * gly_build_at() where the text of the leaf begins. */
    if (leaf && b->text.count > 0)
        add(b, gly_str("\n"), (struct gly_span){b->source_at, b->source_at});
    uint32_t index = b->doc->blocks.count;
    struct gly_block *block = GLY_VEC_ADD(b->arena, &b->doc->blocks);
    *block = (struct gly_block){
        .kind = kind,
        .flags = kind_flags(kind),
        .span = {gly_build_at(b), gly_build_at(b)},
        .parent = b->open.count > 0 ? b->open.at[b->open.count - 1] : GLY_NONE,
        .end = index + 1,
        .colspan = 1,
        .rowspan = 1,
    };
    if (leaf)
        b->leaf = index;
    else
        *GLY_VEC_ADD(b->arena, &b->open) = index;
    return block;
}

/* Markup alone can leave a paragraph without any text: an image without a description,
 * a comment. Such a paragraph is taken back; an empty cell or heading says something.
 */
static void close_leaf(struct gly_builder *b)
{
    struct gly_doc *doc = b->doc;
    const struct gly_block *leaf = &doc->blocks.at[b->leaf];
    if (leaf->kind == GLY_BLOCK_PARAGRAPH && b->decoded &&
        leaf->span.start == leaf->span.end)
        doc->blocks.count--;
    b->leaf = GLY_NONE;
}

void gly_build_close(struct gly_builder *b)
{
    if (b->leaf != GLY_NONE) {
        close_leaf(b);
    } else if (b->skipped > 0) {
        b->skipped--;
    } else {
        assert(b->open.count > 0);
        b->doc->blocks.at[b->open.at[--b->open.count]].end = b->doc->blocks.count;
    }
}

bool gly_build_is_open(const struct gly_builder *b, enum gly_block_kind kind)
{
    if (b->leaf != GLY_NONE && b->doc->blocks.at[b->leaf].kind == kind)
        return true;
    for (uint32_t i = b->open.count; i > 0; i--)
        if (b->doc->blocks.at[b->open.at[i - 1]].kind == kind)
            return true;
    return false;
}

struct gly_block *gly_build_place(struct gly_builder *b, enum gly_block_kind kind,
                                  struct gly_span span)
{
    assert(!b->decoded && span.end <= b->doc->source->text.len);
    struct gly_block *block = gly_build_open(b, kind);
    block->span = span;
    gly_build_close(b);
    return block;
}

uint32_t gly_build_at(const struct gly_builder *b)
{
    return b->text.count;
}

static void add_to_leaf(struct gly_builder *b, struct gly_str text,
                        struct gly_span source)
{
    assert(b->leaf != GLY_NONE && b->decoded);
    if (text.len > UINT32_MAX / 2)
        gly_arena_give_up(b->arena);
    if (text.len == 0)
        return;
    add(b, text, source);
    b->doc->blocks.at[b->leaf].span.end = b->text.count;
}

void gly_build_text(struct gly_builder *b, struct gly_span source)
{
    struct gly_str text = b->doc->source->text;
    assert(source.start <= source.end && source.end <= text.len);
    add_to_leaf(b, (struct gly_str){text.ptr + source.start, gly_span_len(source)},
                source);
}

void gly_build_decoded(struct gly_builder *b, struct gly_str text,
                       struct gly_span source)
{
    if (text.len > 1 && text.len == gly_span_len(source)) {
        /* Equal lengths would be taken for a run byte by byte ("&nang;" is six bytes and
         * stands for six): the first code point takes the whole place. */
        unsigned first;
        gly_utf8_decode(text.ptr, text.len, 0, &first);
        if (first == text.len)
            first--;
        add_to_leaf(b, (struct gly_str){text.ptr, first}, source);
        text = (struct gly_str){text.ptr + first, text.len - first};
        source.start = source.end;
    }
    add_to_leaf(b, text, source);
}

void gly_build_synthetic(struct gly_builder *b, const char *text)
{
    add_to_leaf(b, gly_str(text), (struct gly_span){b->source_at, b->source_at});
}

struct gly_mark *gly_build_mark(struct gly_builder *b, enum gly_mark_kind kind,
                                struct gly_span span, struct gly_str target)
{
    struct gly_mark *mark = GLY_VEC_ADD(b->arena, &b->doc->marks);
    *mark = (struct gly_mark){.span = span, .kind = kind, .target = target};
    return mark;
}

/* By start; of two that start together the longer one comes first. */
static int compare_marks(const void *a, const void *b)
{
    const struct gly_mark *x = a, *y = b;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    if (x->span.end != y->span.end)
        return x->span.end > y->span.end ? -1 : 1;
    return (int)x->kind - (int)y->kind;
}

/* Marks come in the order of their ends, so each is at most as many places behind its own
 * as it holds others: each is moved there. Where that is far for many, all are sorted. */
static void sort_marks(struct gly_doc *doc)
{
    struct gly_mark *marks = doc->marks.at;
    uint32_t count = doc->marks.count;
    uint64_t moves = 0, most = 8 * (uint64_t)count;
    for (uint32_t i = 1; i < count && moves <= most; i++) {
        struct gly_mark mark = marks[i];
        uint32_t to = i;
        for (; to > 0 && compare_marks(&marks[to - 1], &mark) > 0; to--)
            marks[to] = marks[to - 1];
        marks[to] = mark;
        moves += i - to;
    }
    if (moves > most)
        qsort(marks, count, sizeof *marks, compare_marks);
}

/* A container spans its leaves. Blocks stand in preorder, so one walk from the back
 * meets every child before its parent; the first child is met last. */
static void settle_spans(struct gly_doc *doc)
{
    for (uint32_t i = 0; i < doc->blocks.count; i++) {
        struct gly_block *block = &doc->blocks.at[i];
        if (!(block->flags & GLY_BLOCK_LEAF))
            block->span = (struct gly_span){UINT32_MAX, 0};
    }
    for (uint32_t i = doc->blocks.count; i-- > 1;) {
        struct gly_block *block = &doc->blocks.at[i];
        if (block->span.start == UINT32_MAX)
            block->span = (struct gly_span){0, 0}; /* nothing inside */
        else if (block->span.end > block->span.start) {
            struct gly_span *parent = &doc->blocks.at[block->parent].span;
            if (block->span.start < parent->start)
                parent->start = block->span.start;
            if (block->span.end > parent->end)
                parent->end = block->span.end;
        }
    }
    doc->blocks.at[0].span = (struct gly_span){0, (uint32_t)doc->text.len};
}

struct gly_doc *gly_build_finish(struct gly_builder *b)
{
    while (b->open.count > 0 || b->leaf != GLY_NONE)
        gly_build_close(b);
    struct gly_doc *doc = b->doc;
    doc->text =
        b->decoded ? (struct gly_str){b->text.at, b->text.count} : doc->source->text;
    sort_marks(doc);
    settle_spans(doc);
    return doc;
}
