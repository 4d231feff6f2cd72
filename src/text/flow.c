#include "text/flow.h"

#include "text/flow_mark.h"
#include "text/inline.h"

/* ---- The text of the source ---- */

static struct gly_span append(struct gly_flow *flow, struct gly_str text)
{
    if (text.len > UINT32_MAX / 2 - flow->text.count)
        gly_arena_give_up(flow->arena);
    uint32_t start = flow->text.count, wanted = start + (uint32_t)text.len;
    if (flow->text.room < wanted) {
        uint32_t room = flow->text.room ? flow->text.room : 4096;
        while (room < wanted)
            room *= 2;
        flow->text.at = gly_arena_grow(flow->arena, flow->text.at, start, room, 1);
        flow->text.room = room;
    }
    memcpy(flow->text.at + start, text.ptr, text.len);
    flow->text.count = wanted;
    flow->source->text = (struct gly_str){flow->text.at, wanted};
    return (struct gly_span){start, wanted};
}

/* Remember where a stretch that is about to be appended stands in the package. */
static void add_origin(struct gly_flow *flow, size_t len, struct gly_span at)
{
    struct gly_writings *origins = flow->origins;
    if (origins->list.count > 0) {
        struct gly_written *last = &origins->list.at[origins->list.count - 1];
        uint32_t last_len = flow->text.count - last->text_start;
        if (last->part == flow->part && last->end == at.start &&
            last->end - last->start == last_len && gly_span_len(at) == len) {
            last->end = at.end;
            return;
        }
    }
    *GLY_VEC_ADD(flow->arena, &origins->list) =
        (struct gly_written){flow->text.count, flow->part, at.start, at.end};
}

void gly_flow_start(struct gly_flow *flow, struct gly_arena *arena,
                    struct gly_source *source)
{
    *flow = (struct gly_flow){
        .arena = arena,
        .source = source,
        .group = GLY_NONE,
        .lang_start = GLY_NONE,
        .link_start = GLY_NONE,
    };
    for (unsigned i = 0; i < GLY_FLOW_MARKS; i++)
        flow->mark_start[i] = GLY_NONE;
    flow->origins = gly_arena_alloc(arena, 1, sizeof *flow->origins);
    source->origins = flow->origins;
    source->text = (struct gly_str)GLY_STR("");
    gly_build_start(&flow->b, arena, source, true);
}

void gly_flow_part(struct gly_flow *flow, const char *name)
{
    flow->part = flow->origins->parts.count;
    *GLY_VEC_ADD(flow->arena, &flow->origins->parts) =
        gly_arena_copy(flow->arena, gly_str(name));
}

/* ---- Blocks ---- */

static void close_leaf(struct gly_flow *flow)
{
    if (flow->b.leaf == GLY_NONE)
        return;
    gly_flow_end_marks(flow);
    gly_build_close(&flow->b);
}

static void close_lists(struct gly_flow *flow, uint32_t keep)
{
    close_leaf(flow);
    while (flow->lists.count > keep) {
        gly_build_close(&flow->b); /* its item */
        gly_build_close(&flow->b);
        flow->lists.count--;
    }
}

static void close_group(struct gly_flow *flow)
{
    close_lists(flow, 0);
    if (flow->group != GLY_NONE)
        gly_build_close(&flow->b);
    flow->group = GLY_NONE;
}

/* Open the list and the item that the paragraph is. */
static void open_item(struct gly_flow *flow)
{
    const struct gly_flow_paragraph *p = &flow->paragraph;
    uint32_t keep = flow->lists.count;
    while (keep > 0) {
        const struct gly_flow_list *top = &flow->lists.at[keep - 1];
        if (top->depth < p->depth || (top->depth == p->depth && top->id == p->list))
            break;
        keep--;
    }
    close_lists(flow, keep);
    bool same = keep > 0 && flow->lists.at[keep - 1].depth == p->depth;
    if (same && p->in_item)
        return;
    if (same) {
        gly_build_close(&flow->b);
    } else {
        struct gly_block *list = gly_build_open(&flow->b, GLY_BLOCK_LIST);
        list->level = (uint16_t)(keep + 1);
        list->flags |= p->ordered ? GLY_BLOCK_ORDERED : 0;
        *GLY_VEC_ADD(flow->arena, &flow->lists) =
            (struct gly_flow_list){p->list, p->depth};
    }
    gly_build_open(&flow->b, GLY_BLOCK_ITEM)->number = p->ordered ? p->number : 0;
}

/* Quotations and tables of contents hold the paragraphs that follow each other. */
static void open_group(struct gly_flow *flow)
{
    enum gly_flow_kind kind = flow->paragraph.kind;
    bool grouped = kind == GLY_FLOW_QUOTE || kind == GLY_FLOW_CONTENTS;
    if (flow->group != GLY_NONE && flow->group_kind != kind)
        close_group(flow);
    if (!grouped || flow->group != GLY_NONE)
        return;
    close_lists(flow, 0);
    struct gly_block *block = gly_build_open(
        &flow->b, kind == GLY_FLOW_QUOTE ? GLY_BLOCK_QUOTE : GLY_BLOCK_SECTION);
    block->flags |= kind == GLY_FLOW_CONTENTS ? GLY_BLOCK_CHROME : 0;
    flow->group = flow->b.doc->blocks.count - 1;
    flow->group_kind = kind;
}

static void add_comments(struct gly_flow *flow)
{
    for (uint32_t i = 0; i < flow->comments.count; i++) {
        uint32_t at = flow->b.source_at;
        gly_build_open(&flow->b, GLY_BLOCK_COMMENT);
        gly_build_decoded(&flow->b, flow->comments.at[i], (struct gly_span){at, at});
        gly_build_close(&flow->b);
    }
    flow->comments.count = 0;
}

static void open_leaf(struct gly_flow *flow)
{
    static const enum gly_block_kind kinds[] = {
        [GLY_FLOW_BODY] = GLY_BLOCK_PARAGRAPH,
        [GLY_FLOW_HEADING] = GLY_BLOCK_HEADING,
        [GLY_FLOW_CODE] = GLY_BLOCK_CODE,
        [GLY_FLOW_QUOTE] = GLY_BLOCK_PARAGRAPH,
        [GLY_FLOW_CAPTION] = GLY_BLOCK_CAPTION,
        [GLY_FLOW_CONTENTS] = GLY_BLOCK_PARAGRAPH,
    };
    const struct gly_flow_paragraph *p = &flow->paragraph;
    close_leaf(flow);
    open_group(flow);
    if (p->list > 0)
        open_item(flow);
    else if (!p->in_item)
        close_lists(flow, 0);
    add_comments(flow);
    struct gly_block *leaf = gly_build_open(&flow->b, kinds[p->kind]);
    if (p->kind == GLY_FLOW_HEADING) {
        leaf->level = p->level;
        *GLY_VEC_ADD(flow->arena, &flow->b.doc->headings) = flow->b.leaf;
    }
    if (p->kind == GLY_FLOW_CONTENTS)
        leaf->flags |= GLY_BLOCK_CHROME;
    flow->begin = gly_build_at(&flow->b);
}

static bool has_text(const struct gly_flow *flow)
{
    return flow->b.leaf != GLY_NONE && gly_build_at(&flow->b) > flow->begin;
}

/* Ends of paragraphs and of lines, from source offset `at` to where the source ends. */
static void add_feeds(struct gly_flow *flow, uint32_t at)
{
    for (; at < flow->text.count; at++)
        gly_build_decoded(&flow->b, gly_str("\n"), (struct gly_span){at, at + 1});
}

/* The first text of a paragraph whose leaf holds several: a cell, code. What lies between
 * is line feeds. */
static void join(struct gly_flow *flow)
{
    if (has_text(flow))
        add_feeds(flow, flow->b.source_at);
    if (flow->in_cell && flow->paragraph.is_head)
        flow->b.doc->blocks.at[flow->b.leaf].flags |= GLY_BLOCK_HEADER;
}

/* Line breaks before text. Two part paragraphs, as they do on the page. */
static void flush_breaks(struct gly_flow *flow)
{
    uint32_t breaks = flow->breaks;
    flow->breaks = 0;
    if (breaks == 0 || !has_text(flow))
        return;
    if (breaks > 1 && !flow->in_cell && flow->paragraph.kind == GLY_FLOW_BODY) {
        flow->paragraph.in_item = true;
        open_leaf(flow);
        return;
    }
    add_feeds(flow, flow->text.count - breaks);
}

/* Text of a table beside its cells: what a cell holds that another one covers, or what
 * stands between the rows. */
static void need_cell(struct gly_flow *flow)
{
    if (flow->tables == 0 || flow->in_cell)
        return;
    if (flow->in_row && flow->tables == 1) {
        gly_flow_cell(flow, 1, 1, false);
        return;
    }
    flow->paragraph = (struct gly_flow_paragraph){.kind = GLY_FLOW_CAPTION};
}

static void need_leaf(struct gly_flow *flow)
{
    /* A table inside a paragraph, which no format allows, has closed its leaf. */
    if (flow->fresh || flow->b.leaf == GLY_NONE) {
        need_cell(flow);
        bool shared =
            flow->in_cell || (flow->paragraph.kind == GLY_FLOW_CODE &&
                              flow->b.leaf != GLY_NONE && flow->paragraph.list == 0);
        gly_flow_end_marks(flow);
        if (shared)
            join(flow);
        else
            open_leaf(flow);
        flow->fresh = false;
        flow->breaks = 0;
    }
    flush_breaks(flow);
}

/* ---- Paragraphs ---- */

void gly_flow_paragraph(struct gly_flow *flow)
{
    if (flow->any_line)
        append(flow, gly_str("\n"));
    flow->any_line = true;
    flow->paragraph = (struct gly_flow_paragraph){0};
    flow->fresh = true;
    flow->breaks = 0;
}

void gly_flow_paragraph_end(struct gly_flow *flow)
{
    gly_flow_end_marks(flow);
    flow->in_link = false;
    if (!flow->in_cell && flow->paragraph.kind != GLY_FLOW_CODE)
        close_leaf(flow);
    flow->fresh = true;
}

void gly_flow_text(struct gly_flow *flow, const struct gly_flow_run *run,
                   struct gly_str text, struct gly_span at)
{
    if (text.len == 0 || run->look & GLY_FLOW_HIDDEN)
        return;
    if (!flow->any_line)
        gly_flow_paragraph(flow); /* text outside every paragraph */
    gly_flow_end_unwanted(flow, run);
    need_leaf(flow);
    gly_flow_begin_wanted(flow, run);
    gly_flow_count_lang(flow, run->lang, text.len);
    add_origin(flow, text.len, at);
    bool follows = has_text(flow);
    struct gly_span span = append(flow, text);
    if (!(run->look & GLY_FLOW_RAISED) || !follows ||
        !gly_raised_digits(text, &flow->b, span.start))
        gly_build_text(&flow->b, span);
}

void gly_flow_break(struct gly_flow *flow)
{
    if (!flow->any_line)
        return;
    add_origin(flow, 1, (struct gly_span){0, 0});
    append(flow, gly_str("\v"));
    flow->breaks++;
}

uint32_t gly_flow_at(const struct gly_flow *flow)
{
    return gly_build_at(&flow->b);
}

void gly_flow_comment(struct gly_flow *flow, uint32_t start, struct gly_str content)
{
    uint32_t here = gly_build_at(&flow->b);
    content = gly_arena_copy(flow->arena, content);
    if (start >= here && flow->fresh && !flow->in_cell) {
        *GLY_VEC_ADD(flow->arena, &flow->comments) = content;
        return;
    }
    while (start < here && flow->b.text.at[start] == '\n')
        start++;
    gly_build_mark(&flow->b, GLY_MARK_COMMENT, (struct gly_span){start, here}, content);
}

/* ---- Tables ---- */

void gly_flow_table(struct gly_flow *flow)
{
    if (flow->tables++ > 0)
        return;
    close_group(flow);
    gly_build_open(&flow->b, GLY_BLOCK_TABLE);
    for (unsigned i = 0; i < GLY_FLOW_COLUMNS; i++)
        flow->spanned[i] = GLY_NONE;
}

void gly_flow_row(struct gly_flow *flow, bool header)
{
    if (flow->tables != 1 || flow->in_row)
        return;
    close_leaf(flow); /* text between the rows */
    struct gly_block *row = gly_build_open(&flow->b, GLY_BLOCK_ROW);
    row->flags |= header ? GLY_BLOCK_HEADER : 0;
    flow->row = flow->b.doc->blocks.count - 1;
    flow->column = 0;
    flow->in_row = flow->plain_head = true;
}

void gly_flow_cell(struct gly_flow *flow, unsigned colspan, unsigned rowspan,
                   bool covered)
{
    if (flow->tables != 1 || !flow->in_row || flow->in_cell)
        return;
    uint32_t column = flow->column;
    flow->column += colspan;
    if (covered) {
        uint32_t above = column < GLY_FLOW_COLUMNS ? flow->spanned[column] : GLY_NONE;
        if (above != GLY_NONE && flow->b.doc->blocks.at[above].rowspan < UINT16_MAX)
            flow->b.doc->blocks.at[above].rowspan++;
        return;
    }
    close_leaf(flow);
    struct gly_block *cell = gly_build_open(&flow->b, GLY_BLOCK_CELL);
    cell->level = (uint16_t)(column < UINT16_MAX ? column : UINT16_MAX);
    cell->colspan = (uint16_t)(colspan < UINT16_MAX ? colspan : UINT16_MAX);
    cell->rowspan = (uint16_t)(rowspan < UINT16_MAX ? rowspan : UINT16_MAX);
    cell->flags |= flow->b.doc->blocks.at[flow->row].flags & GLY_BLOCK_HEADER;
    for (uint32_t c = column; c < flow->column && c < GLY_FLOW_COLUMNS; c++)
        flow->spanned[c] = flow->b.leaf;
    flow->begin = gly_build_at(&flow->b);
    flow->in_cell = flow->fresh = true;
}

void gly_flow_cell_end(struct gly_flow *flow)
{
    if (flow->tables != 1 || !flow->in_cell)
        return;
    flow->plain_head &=
        (flow->b.doc->blocks.at[flow->b.leaf].flags & GLY_BLOCK_HEADER) != 0;
    close_leaf(flow);
    flow->in_cell = false;
}

void gly_flow_row_end(struct gly_flow *flow)
{
    if (flow->tables != 1 || !flow->in_row)
        return;
    gly_flow_cell_end(flow);
    close_leaf(flow);
    if (flow->plain_head && flow->b.doc->blocks.count > flow->row + 1)
        flow->b.doc->blocks.at[flow->row].flags |= GLY_BLOCK_HEADER;
    gly_build_close(&flow->b);
    flow->in_row = false;
}

void gly_flow_table_end(struct gly_flow *flow)
{
    if (flow->tables == 0)
        return;
    if (flow->tables == 1) {
        gly_flow_row_end(flow);
        close_leaf(flow);
        gly_build_close(&flow->b);
    }
    flow->tables--;
}

/* ---- Beside the text ---- */

static void close_all(struct gly_flow *flow)
{
    while (flow->tables > 0)
        gly_flow_table_end(flow);
    close_group(flow);
    flow->in_link = false;
}

void gly_flow_aside(struct gly_flow *flow, enum gly_block_kind kind)
{
    close_all(flow);
    gly_build_open(&flow->b, kind);
}

void gly_flow_aside_end(struct gly_flow *flow)
{
    close_all(flow);
    gly_build_close(&flow->b);
}

struct gly_doc *gly_flow_finish(struct gly_flow *flow)
{
    close_all(flow);
    add_comments(flow);
    struct gly_doc *doc = gly_build_finish(&flow->b);
    gly_flow_settle_languages(flow);
    return doc;
}

/* ---- Comments ---- */

struct gly_str gly_flow_stet(struct gly_arena *arena, struct gly_str text)
{
    while (text.len > 0 && (text.ptr[0] == ' ' || text.ptr[0] == '\n'))
        text.ptr++, text.len--;
    if (text.len < 4 ||
        !gly_str_eq_nocase((struct gly_str){text.ptr, 4}, gly_str("stet")))
        return (struct gly_str){"", 0};
    char *copy = gly_arena_alloc_raw(arena, text.len, 1);
    size_t len = 0;
    for (size_t at = 0; at < text.len;) {
        struct gly_str rest = {text.ptr + at, text.len - at};
        if (gly_str_starts(rest, "\u201C") || gly_str_starts(rest, "\u201D")) {
            copy[len++] = '"';
            at += 3;
        } else {
            copy[len++] = text.ptr[at++];
        }
    }
    copy[0] = 's';
    return (struct gly_str){copy, len};
}
