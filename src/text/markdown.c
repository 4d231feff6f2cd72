/* Markdown through md4c: CommonMark, tables, task lists, strikethrough; front matter,
 * footnotes and formulas, which md4c does not know, are read here.
 *
 * md4c hands out blocks, spans and pieces of text. A piece of text points into the
 * buffer that was parsed, so its place is a subtraction; what md4c makes up (line
 * breaks, indentation of code) points elsewhere, and its place lies between the pieces
 * around it. Blocks have no places: they begin with their first text.
 *
 * md4c keeps buffers of its own, so nothing may jump over it: see guarded(). */
#include "text/markdown.h"

#include <setjmp.h>

#include <md4c.h>

#include "text/front.h"

/* Links without '<' and '>' are left to the tokeniser: md4c looks for them in quadratic
 * time (80,000 addresses in one paragraph take 2.4 seconds). */
enum { FLAGS = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS };

/* What is kept of a link's target that md4c had to decode: more than a URL has, and
 * little enough that one definition used a million times stays harmless. */
enum { TARGET_BYTES = 256 };

struct event {
    int type;
    const void *detail;
    const char *text;
    MD_SIZE size;
};

/* ---- Spans ---- */

static struct gly_str keep_target(struct gly_markdown *r, const MD_ATTRIBUTE *attribute)
{
    struct gly_span span;
    struct gly_str text = {attribute->text, attribute->size};
    if (text.len == 0)
        return (struct gly_str){0};
    if (gly_feed_place(&r->feed, text.ptr, text.len, &span))
        return (struct gly_str){r->source.ptr + span.start, gly_span_len(span)};
    if (text.len > TARGET_BYTES)
        text.len = TARGET_BYTES;
    return gly_arena_copy(r->arena, text);
}

static void on_enter_span(struct gly_markdown *r, const struct event *e)
{
    if (!gly_markdown_in_leaf(r))
        gly_markdown_open_leaf(r, GLY_BLOCK_PARAGRAPH);
    struct gly_markdown_span *span = GLY_VEC_ADD(r->arena, &r->spans);
    *span = (struct gly_markdown_span){.type = e->type};
    if (e->type == MD_SPAN_A)
        span->target = keep_target(r, &((const MD_SPAN_A_DETAIL *)e->detail)->href);
    if (e->type == MD_SPAN_IMG) {
        span->target = keep_target(r, &((const MD_SPAN_IMG_DETAIL *)e->detail)->src);
        const struct gly_block *leaf = &r->b.doc->blocks.at[r->b.leaf];
        uint32_t at = gly_build_at(&r->b);
        r->image_before |= r->pending_count == 0 && at > leaf->span.start &&
                           r->b.text.at[at - 1] != ' ' && r->b.text.at[at - 1] != '\n';
    }
    /* The line break before the span stands outside it. */
    span->start = gly_build_at(&r->b) + r->pending_count;
}

static enum gly_mark_kind mark_of(int type)
{
    switch (type) {
    case MD_SPAN_A:
        return GLY_MARK_LINK;
    case MD_SPAN_IMG:
        return GLY_MARK_ALT;
    case MD_SPAN_CODE:
        return GLY_MARK_CODE;
    case MD_SPAN_DEL:
        return GLY_MARK_FROZEN;
    default:
        return GLY_MARK_EMPHASIS;
    }
}

static void on_leave_span(struct gly_markdown *r, const struct event *e)
{
    (void)e;
    struct gly_markdown_span span = r->spans.at[--r->spans.count];
    struct gly_span place = {span.start, gly_build_at(&r->b)};
    if (place.end <= place.start)
        return;
    if (r->b.text.at[place.start] == '\n') /* put before an image to part it */
        place.start++;
    gly_build_mark(&r->b, mark_of(span.type), place, span.target);
    if (span.type == MD_SPAN_IMG)
        r->image_before = true;
}

/* ---- Blocks ---- */

static void enter_list(struct gly_markdown *r, bool ordered, uint32_t first)
{
    gly_markdown_close_leaf(r);
    struct gly_block *list = gly_build_open(&r->b, GLY_BLOCK_LIST);
    *GLY_VEC_ADD(r->arena, &r->lists) = (struct gly_markdown_list){ordered, first};
    list->level = (uint16_t)(r->lists.count < UINT16_MAX ? r->lists.count : UINT16_MAX);
    list->flags |= ordered ? GLY_BLOCK_ORDERED : 0;
}

static void enter_item(struct gly_markdown *r)
{
    struct gly_markdown_list *list = &r->lists.at[r->lists.count - 1];
    struct gly_block *item = gly_build_open(&r->b, GLY_BLOCK_ITEM);
    r->item = GLY_NONE;
    if (!list->ordered)
        return;
    item->number = list->number++;
    if (item != &r->b.dropped)
        r->item = r->b.doc->blocks.count - 1;
}

static void enter_cell(struct gly_markdown *r)
{
    /* md4c fills short rows up to the number of columns, so n bytes can ask for n * n
     * cells. */
    if (++r->cells > r->source.len)
        gly_arena_give_up(r->arena);
    struct gly_block *cell = gly_markdown_open_leaf(r, GLY_BLOCK_CELL);
    cell->level = r->column++;
    cell->flags |= r->head ? GLY_BLOCK_HEADER : 0;
}

static void on_enter_block(struct gly_markdown *r, const struct event *e)
{
    if (e->type != MD_BLOCK_DOC)
        gly_markdown_close_leaf(r);
    switch (e->type) {
    case MD_BLOCK_QUOTE:
        gly_build_open(&r->b, GLY_BLOCK_QUOTE);
        r->quotes++;
        break;
    case MD_BLOCK_UL:
        enter_list(r, false, 0);
        break;
    case MD_BLOCK_OL:
        enter_list(r, true, ((const MD_BLOCK_OL_DETAIL *)e->detail)->start);
        break;
    case MD_BLOCK_LI:
        enter_item(r);
        break;
    case MD_BLOCK_H:
        gly_markdown_open_leaf(r, GLY_BLOCK_HEADING)->level =
            (uint16_t)((const MD_BLOCK_H_DETAIL *)e->detail)->level;
        break;
    case MD_BLOCK_CODE:
        gly_markdown_open_leaf(r, GLY_BLOCK_CODE);
        r->in_code = true;
        break;
    case MD_BLOCK_HTML:
        r->in_html = true;
        r->raw = (struct gly_span){0, 0};
        break;
    case MD_BLOCK_TABLE:
        gly_build_open(&r->b, GLY_BLOCK_TABLE);
        break;
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
        r->head = e->type == MD_BLOCK_THEAD;
        break;
    case MD_BLOCK_TR:
        gly_build_open(&r->b, GLY_BLOCK_ROW)->flags |= r->head ? GLY_BLOCK_HEADER : 0;
        r->column = 0;
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        enter_cell(r);
        break;
    default: /* document, rule, paragraph: its first text opens it */
        break;
    }
}

/* The raw HTML between blocks. */
static void leave_html(struct gly_markdown *r)
{
    r->in_html = false;
    r->raw_html.quoted = r->quotes;
    gly_html_read(&r->raw_html, r->raw);
}

static void on_leave_block(struct gly_markdown *r, const struct event *e)
{
    gly_markdown_close_leaf(r);
    switch (e->type) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        r->lists.count--;
        gly_build_close(&r->b);
        break;
    case MD_BLOCK_QUOTE:
        r->quotes--;
        gly_build_close(&r->b);
        break;
    case MD_BLOCK_LI:
    case MD_BLOCK_TABLE:
    case MD_BLOCK_TR:
        gly_build_close(&r->b);
        break;
    case MD_BLOCK_CODE:
        r->in_code = false;
        break;
    case MD_BLOCK_HTML:
        leave_html(r);
        break;
    default:
        break;
    }
}

/* ---- md4c ---- */

static void on_text(struct gly_markdown *r, const struct event *e)
{
    static const enum gly_markdown_piece pieces[] = {
        [MD_TEXT_NORMAL] = GLY_MARKDOWN_TEXT,   [MD_TEXT_NULLCHAR] = GLY_MARKDOWN_NUL,
        [MD_TEXT_BR] = GLY_MARKDOWN_BREAK,      [MD_TEXT_SOFTBR] = GLY_MARKDOWN_BREAK,
        [MD_TEXT_ENTITY] = GLY_MARKDOWN_ENTITY, [MD_TEXT_CODE] = GLY_MARKDOWN_CODE,
        [MD_TEXT_HTML] = GLY_MARKDOWN_HTML,     [MD_TEXT_LATEXMATH] = GLY_MARKDOWN_CODE,
    };
    gly_markdown_add_text(r, pieces[e->type], (struct gly_str){e->text, e->size});
}

/* Run one step. Where memory ends the arena jumps; here the jump is caught, and md4c is
 * told to stop, so that it can free what it holds. */
static int guarded(struct gly_markdown *r,
                   void (*step)(struct gly_markdown *, const struct event *),
                   struct event event)
{
    jmp_buf here, *const outer = r->arena->unwind;
    if (r->gave_up) /* md4c goes on filling up the row of a table */
        return 1;
    if (setjmp(here)) {
        r->arena->unwind = outer;
        r->gave_up = true;
        return 1;
    }
    r->arena->unwind = &here;
    step(r, &event);
    r->arena->unwind = outer;
    return 0;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *reader)
{
    return guarded(reader, on_enter_block, (struct event){type, detail, NULL, 0});
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *reader)
{
    return guarded(reader, on_leave_block, (struct event){type, detail, NULL, 0});
}

static int enter_span(MD_SPANTYPE type, void *detail, void *reader)
{
    return guarded(reader, on_enter_span, (struct event){type, detail, NULL, 0});
}

static int leave_span(MD_SPANTYPE type, void *detail, void *reader)
{
    return guarded(reader, on_leave_span, (struct event){type, detail, NULL, 0});
}

static int text(MD_TEXTTYPE type, const MD_CHAR *bytes, MD_SIZE size, void *reader)
{
    return guarded(reader, on_text, (struct event){type, NULL, bytes, size});
}

static struct gly_doc *read_markdown(struct gly_arena *arena, struct gly_source *source)
{
    static const MD_PARSER parser = {
        .flags = FLAGS,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = text,
    };
    struct gly_markdown r = {.arena = arena, .source = source->text, .item = GLY_NONE};
    gly_build_start(&r.b, arena, source, true);
    r.html.b = &r.b;
    r.mdx = gly_str_ends(source->path, ".mdx");
    gly_html_init(&r.raw_html, &r.b, source->text);
    r.at = gly_front_matter(&r.b);
    gly_feed_prepare(arena, source->text, r.at, &r.feed);
    if (md_parse(r.feed.text.ptr, (MD_SIZE)r.feed.text.len, &parser, &r) != 0)
        gly_arena_give_up(arena); /* a limit of ours, or md4c had no memory */
    return gly_build_finish(&r.b);
}

static const char *const extensions[] = {"md", "markdown", "mkd", "mdown", "mdx", NULL};
static const char *const mime[] = {"text/markdown", NULL};

const struct gly_reader gly_reader_markdown = {
    .name = "markdown",
    .extensions = extensions,
    .mime = mime,
    .read = read_markdown,
};
