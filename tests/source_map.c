#include "source_map.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/limits.h"
#include "text/entity.h"

static char fault[400];

static const char *say(const struct gly_doc *doc, const char *what,
                       struct gly_span text, struct gly_span source)
{
    struct gly_str t = gly_doc_slice(doc, text);
    struct gly_str all = doc->source->text;
    int len = (int)(source.end > source.start && source.end <= all.len
                        ? source.end - source.start
                        : 0);
    snprintf(fault, sizeof fault, "%s: text %u-%u '%.*s', source %u-%u '%.*s'", what,
             text.start, text.end, (int)(t.len < 80 ? t.len : 80), t.ptr, source.start,
             source.end, len < 80 ? len : 80, all.ptr + source.start);
    return fault;
}

static bool is_space(char c)
{
    return c && strchr(" \t\r\n\f\v", c);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---- Runs ---- */

static bool decodes(struct gly_str source, struct gly_str text)
{
    char entity[GLY_ENTITY_MAX];
    unsigned len;
    if (source.len == 0 || (text.len == 1 && is_space(text.ptr[0])))
        return true; /* made up, or white space that was drawn together */
    if (source.len == 2 && source.ptr[0] == '\\')
        return text.len == 1 && source.ptr[1] == text.ptr[0];
    if (source.len == 1 && source.ptr[0] == '\0')
        return gly_str_is(text, "\uFFFD");
    if (source.len == 1 && is_digit(source.ptr[0])) /* raised: 10<sup>6</sup> */
        return text.len == 2 || text.len == 3;
    size_t used = gly_entity_read(source, GLY_ENTITY_HTML, entity, &len);
    return used == source.len && gly_str_starts((struct gly_str){entity, len}, "") &&
           len >= text.len && memcmp(entity, text.ptr, text.len) == 0;
}

static bool is_copy(struct gly_str source, struct gly_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (source.ptr[i] != text.ptr[i] &&
            !(is_space(source.ptr[i]) && is_space(text.ptr[i])))
            return false;
    return true;
}

static const char *check_runs(const struct gly_doc *doc)
{
    uint32_t at = 0, text_at = 0;
    for (uint32_t i = 0; i < doc->runs.count; i++) {
        const struct gly_run *run = &doc->runs.at[i];
        uint32_t end = i + 1 < doc->runs.count ? doc->runs.at[i + 1].text_start
                                               : (uint32_t)doc->text.len;
        struct gly_span text = {run->text_start, end};
        struct gly_span source = {run->source_start, run->source_end};
        if (text.start != text_at || text.end <= text.start || source.start < at ||
            source.end < source.start || source.end > doc->source->text.len)
            return say(doc, "map is not monotone", text, (struct gly_span){0, 0});
        struct gly_str s = {doc->source->text.ptr + source.start, gly_span_len(source)};
        struct gly_str t = gly_doc_slice(doc, text);
        if (s.len == t.len ? !is_copy(s, t) : !decodes(s, t))
            return say(doc, "run is not its source", text, source);
        at = source.end;
        text_at = end;
    }
    return text_at == doc->text.len || doc->runs.count == 0
               ? NULL
               : say(doc, "text without a run", (struct gly_span){0, 0},
                     (struct gly_span){0, 0});
}

/* ---- Tokens ---- */

/* The length of the markup at `s` that may stand inside a word. */
static size_t markup_length(struct gly_str s, bool notes)
{
    if (memchr("*_~`[]!\\", s.ptr[0], 8))
        return 1;
    if (notes && gly_str_starts(s, "<sup")) {
        const char *end = memmem(s.ptr, s.len, "</sup>", 6);
        return end ? (size_t)(end - s.ptr) + 6 : 0;
    }
    if (s.ptr[0] == '<' || s.ptr[0] == '(') {
        const char *end = memchr(s.ptr, s.ptr[0] == '<' ? '>' : ')', s.len);
        return end ? (size_t)(end - s.ptr) + 1 : 0;
    }
    return 0;
}

/* Is `text` what remains of `source` when entities are decoded and markup is dropped,
 * with `notes` also what <sup> holds? */
static bool reads_as(struct gly_str source, struct gly_str text, bool notes)
{
    size_t s = 0, t = 0;
    while (s < source.len) {
        struct gly_str rest = {source.ptr + s, source.len - s};
        char entity[GLY_ENTITY_MAX];
        unsigned len;
        size_t used = gly_entity_read(rest, GLY_ENTITY_HTML, entity, &len);
        if (used > 0 && text.len - t >= len && memcmp(entity, text.ptr + t, len) == 0) {
            s += used;
            t += len;
        } else if (t < text.len && (rest.ptr[0] == text.ptr[t] ||
                                    (is_space(rest.ptr[0]) && is_space(text.ptr[t])))) {
            s++;
            t++;
        } else if (is_space(rest.ptr[0]) || rest.ptr[0] == '>') {
            s++; /* the prefix of a line, white space drawn together */
        } else if (is_digit(rest.ptr[0]) && t < text.len &&
                   (text.ptr[t] == '\xC2' || text.ptr[t] == '\xE2')) {
            s++; /* a raised digit */
            t += text.ptr[t] == '\xC2' ? 2 : 3;
        } else if (rest.ptr[0] == '\0' && text.len - t >= 3) {
            s++;
            t += 3;
        } else if ((used = markup_length(rest, notes)) > 0) {
            s += used;
        } else {
            return false;
        }
    }
    return t == text.len;
}

static const char *check_tokens(const struct gly_doc *doc)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < doc->toks.count; i++) {
        struct gly_span text = doc->toks.at[i].span;
        struct gly_span source = gly_doc_source_span(doc, text);
        if (source.start < at || source.end < source.start)
            return say(doc, "token out of order", text, source);
        at = source.end;
        struct gly_str s = {doc->source->text.ptr + source.start, gly_span_len(source)};
        struct gly_str t = gly_doc_slice(doc, text);
        if (doc->toks.at[i].kind == GLY_TOK_MASKED && doc->runs.count > 0)
            continue; /* a formula may have any markup inside */
        if (doc->runs.count == 0 ? !gly_str_eq(s, t)
                                 : !reads_as(s, t, false) && !reads_as(s, t, true))
            return say(doc, "token is not its source", text, source);
    }
    return NULL;
}

/* ---- Blocks ---- */

static const char *check_blocks(const struct gly_doc *doc)
{
    uint32_t at = 0, source_at = 0;
    for (uint32_t i = 1; i < doc->blocks.count; i++) {
        const struct gly_block *block = &doc->blocks.at[i];
        const struct gly_block *parent = &doc->blocks.at[block->parent];
        struct gly_span source = gly_doc_source_span(doc, block->span);
        if (block->parent >= i || block->end <= i || block->end > parent->end ||
            (parent->flags & GLY_BLOCK_LEAF))
            return say(doc, "block outside its parent", block->span, source);
        if (!(block->flags & GLY_BLOCK_LEAF) || gly_span_len(block->span) == 0)
            continue;
        if (block->span.start < at || source.start < source_at)
            return say(doc, "leaf out of order", block->span, source);
        if (!gly_span_contains(parent->span, block->span))
            return say(doc, "leaf outside its parent", block->span, source);
        at = block->span.end;
        source_at = source.end;
    }
    for (uint32_t i = 0; i < doc->marks.count; i++)
        if (doc->marks.at[i].span.end > doc->text.len ||
            doc->marks.at[i].span.start > doc->marks.at[i].span.end ||
            (i > 0 && doc->marks.at[i].span.start < doc->marks.at[i - 1].span.start))
            return say(doc, "mark out of order", (struct gly_span){0, 0},
                       doc->marks.at[i].span);
    return NULL;
}

const char *source_map_fault(const struct gly_doc *doc)
{
    const char *found = check_runs(doc);
    if (!found)
        found = check_blocks(doc);
    return found ? found : check_tokens(doc);
}

/* ---- Documents ---- */

static void read_doc(struct scratch_doc *scratch, const char *reader,
                     struct gly_str bytes, size_t cap, bool tokens)
{
    scratch->doc = NULL;
    gly_arena_init(&scratch->arena, cap);
    scratch->arena.unwind = &scratch->unwind;
    if (setjmp(scratch->unwind))
        return;
    bool mdx = strcmp(reader, "mdx") == 0; /* Markdown by another ending */
    const struct gly_reader *r = gly_reader_find(gly_str(mdx ? "markdown" : reader));
    struct gly_read_options how = {scratch->tracked};
    struct gly_doc *doc;
    gly_reader_open(&scratch->arena, r, gly_str(mdx ? "test.mdx" : "test"), bytes,
                    &scratch->source);
    scratch->err.status = GLY_OK;
    gly_doc_read(&scratch->arena, r, &how, &scratch->source, &doc, &scratch->err);
    if (tokens && doc)
        gly_doc_tokenise(doc);
    scratch->doc = doc;
}

void scratch_doc_read(struct scratch_doc *scratch, const char *reader,
                      struct gly_str bytes)
{
    read_doc(scratch, reader, bytes, GLY_LIMIT_ARENA_BYTES, true);
}

void scratch_doc_read_only(struct scratch_doc *scratch, const char *reader,
                           struct gly_str bytes)
{
    read_doc(scratch, reader, bytes, GLY_LIMIT_ARENA_BYTES, false);
}

void scratch_doc_read_capped(struct scratch_doc *scratch, const char *reader,
                             struct gly_str bytes, size_t cap)
{
    read_doc(scratch, reader, bytes, cap, false);
}

void scratch_doc_release(struct scratch_doc *scratch)
{
    gly_arena_release(&scratch->arena);
}

static const char *const kind_names[GLY_BLOCK_KIND_COUNT] = {
    "document", "section", "heading", "paragraph", "list", "item",  "table",  "row",
    "cell",     "quote",   "caption", "note",      "code", "front", "comment"};

const char *scratch_doc_outline(struct scratch_doc *scratch)
{
    const struct gly_doc *doc = scratch->doc;
    struct gly_buf buf;
    gly_buf_init(&buf, (size_t)1 << 26);
    for (uint32_t i = 1; i < doc->blocks.count; i++) {
        const struct gly_block *block = &doc->blocks.at[i];
        for (uint32_t p = block->parent; p > 0; p = doc->blocks.at[p].parent)
            gly_buf_putc(&buf, ' ');
        gly_buf_puts(&buf, kind_names[block->kind]);
        if (block->kind == GLY_BLOCK_HEADING)
            gly_buf_printf(&buf, "%u", block->level);
        if (block->number > 0)
            gly_buf_printf(&buf, "#%u", block->number);
        if (block->flags & GLY_BLOCK_HEADER)
            gly_buf_putc(&buf, '!');
        if (block->flags & GLY_BLOCK_CHROME)
            gly_buf_putc(&buf, '-');
        if (block->lang[0])
            gly_buf_printf(&buf, "@%s", block->lang);
        if (block->flags & GLY_BLOCK_LEAF) {
            struct gly_str text = gly_doc_slice(doc, block->span);
            gly_buf_putc(&buf, ' ');
            for (size_t at = 0; at < text.len; at++)
                gly_buf_putc(&buf, text.ptr[at] == '\n' ? '/' : text.ptr[at]);
        }
        gly_buf_putc(&buf, '\n');
    }
    const char *outline = gly_arena_cstring(&scratch->arena, gly_buf_str(&buf));
    gly_buf_release(&buf);
    return outline;
}
