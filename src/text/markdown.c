/* Markdown through md4c: CommonMark, tables, task lists, strikethrough; front matter,
 * footnotes and formulas, which md4c does not know, are read here.
 *
 * md4c hands out blocks, spans and pieces of text. A piece of text points into the
 * buffer that was parsed, so its place is a subtraction; what md4c makes up (line
 * breaks, indentation of code) points elsewhere, and its place lies between the pieces
 * around it. Blocks have no places: they begin with their first text.
 *
 * md4c keeps buffers of its own, so nothing may jump over it: see guarded(). */
#include "text/doc.h"

#include <setjmp.h>

#include <md4c.h>

#include <galley/unicode.h>
#include "base/utf8.h"
#include "text/entity.h"
#include "text/front.h"
#include "text/html.h"
#include "text/inline.h"
#include "text/markup.h"
#include "text/feed.h"

/* Links without '<' and '>' are left to the tokeniser: md4c looks for them in quadratic
 * time (80,000 addresses in one paragraph take 2.4 seconds). */
enum { FLAGS = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS };

/* What is kept of a link's target that md4c had to decode: more than a URL has, and
 * little enough that one definition used a million times stays harmless. */
enum { TARGET_BYTES = 256 };

struct open_span {
    MD_SPANTYPE type;
    uint32_t start; /* in the text */
    struct gly_str target;
};

struct open_list {
    bool ordered;
    uint32_t number; /* of its next item */
};

struct reader {
    struct gly_arena *arena;
    struct gly_str source;
    struct gly_builder b;
    struct gly_feed feed;   /* the bytes that md4c reads */
    struct gly_inline html; /* inline, and between blocks: */
    struct gly_html raw_html;
    bool gave_up;

    uint32_t
        heard;   /* source offset behind the last piece that md4c told the place of */
    uint32_t at; /* source offset behind the last piece of text */
    char pending[8]; /* made-up characters whose place the next piece will tell */
    unsigned pending_count;

    GLY_VEC(struct open_span) spans;
    GLY_VEC(struct open_list) lists;
    uint32_t quotes; /* open quotations */
    bool raised;     /* inside <sup> */
    uint32_t item;   /* an item whose number stands before its first text; GLY_NONE */
    bool in_note;    /* a NOTE is open for this paragraph */
    bool in_code;    /* inside a code block */
    bool in_html;    /* inside an HTML block: */
    struct gly_span raw; /* its place; empty until its first text */
    uint32_t tag_end;    /* inline HTML is read up to this source offset */
    struct gly_str mute; /* inside <script> or <style>, inline: that name */
    bool escaped_dollar; /* the leaf has a dollar sign that is no formula */
    uint32_t skip_space; /* source offset of a space that is left out */
    bool image_before;   /* the description of an image stands right before */
    bool head;           /* inside the head of a table */
    uint16_t column;
    uint32_t cells;
};

struct event {
    int type;
    const void *detail;
    const char *text;
    MD_SIZE size;
};

/* ---- Leaves ---- */

static bool leaf_is_open(const struct reader *r)
{
    return r->b.leaf != GLY_NONE;
}

static struct gly_block *open_leaf(struct reader *r, enum gly_block_kind kind)
{
    r->pending_count = 0;
    r->escaped_dollar = false;
    r->image_before = false;
    r->mute.len = 0;
    r->raised = false;
    gly_inline_clear(&r->html);
    return gly_build_open(&r->b, kind);
}

/* Is there a sign of mathematics in what stands between two dollar signs? "$5 and $10"
 * has none. */
static bool is_formula(struct gly_str s)
{
    if (s.len == 0 || s.ptr[0] == ' ' || s.ptr[s.len - 1] == ' ' || s.ptr[0] == '\n' ||
        s.ptr[s.len - 1] == '\n')
        return false;
    bool digit = s.ptr[0] >= '0' && s.ptr[0] <= '9';
    for (size_t i = 0; i < s.len; i++)
        if (memchr("\\^_{}", s.ptr[i], 5) || (!digit && memchr("=<>+", s.ptr[i], 4)))
            return true;
    return s.len <= 2 && !digit;
}

/* Formulas between dollar signs are masked (pandoc's rules, and the content must look
 * like one). */
static void mark_formulas(struct reader *r)
{
    enum { FORMULA_BYTES = 1000 };
    uint32_t at = r->b.doc->blocks.at[r->b.leaf].span.start;
    const char *text = r->b.text.at;
    uint32_t end = gly_build_at(&r->b);
    while (at < end) {
        const char *dollar = memchr(text + at, '$', end - at);
        if (!dollar)
            return;
        uint32_t start = (uint32_t)(dollar - text);
        uint32_t width = start + 1 < end && text[start + 1] == '$' ? 2 : 1;
        uint32_t first = start + width, limit = end;
        if (limit - first > FORMULA_BYTES)
            limit = first + FORMULA_BYTES;
        at = first;
        const char *close = memchr(text + first, '$', limit - first);
        if (!close)
            continue;
        uint32_t last = (uint32_t)(close - text);
        if (width == 2 ? last + 1 < end && text[last + 1] == '$' && last > first
                       : is_formula((struct gly_str){text + first, last - first})) {
            gly_build_mark(&r->b, GLY_MARK_CODE, (struct gly_span){start, last + width},
                           (struct gly_str){0});
            at = last + width;
        }
    }
}

static void close_leaf(struct reader *r)
{
    if (!leaf_is_open(r))
        return;
    r->pending_count = 0;
    if (!r->in_code && !r->escaped_dollar)
        mark_formulas(r);
    gly_inline_clear(&r->html);
    gly_build_close(&r->b);
    if (r->in_note)
        gly_build_close(&r->b);
    r->in_note = false;
}

/* ---- Places ---- */

/* Add the made-up characters that came before the piece at source offset `until`: line
 * breaks stand at the last line breaks before it, since the markup after a break has
 * none inside, and that before it may (a title of a link over two lines). */
static void flush_pending(struct reader *r, uint32_t until)
{
    uint32_t place[GLY_COUNT(r->pending)];
    uint32_t at = until;
    for (unsigned i = r->pending_count; i > 0; i--) {
        while (at > r->at && r->source.ptr[at - 1] != '\n' &&
               r->source.ptr[at - 1] != '\r')
            at--;
        place[i - 1] = at;
        if (at > r->at)
            at--;
        if (at > r->at && r->source.ptr[at] == '\n' && r->source.ptr[at - 1] == '\r')
            at--;
    }
    for (unsigned i = 0; i < r->pending_count; i++) {
        struct gly_str text = {&r->pending[i], 1};
        uint32_t start = place[i] > r->at ? place[i] - 1 : place[i];
        gly_build_decoded(&r->b, text, (struct gly_span){start, place[i]});
        r->at = place[i];
    }
    r->pending_count = 0;
}

static void add_pending(struct reader *r, char c)
{
    /* Breaks follow each other only where whole lines are markup without text, so the
     * buffer is never full in practice; what does not fit is dropped. */
    if (r->pending_count < GLY_COUNT(r->pending))
        r->pending[r->pending_count++] = c;
}

/* Keep the description of an image and the text beside it apart. */
static void part_from_image(struct reader *r, char next)
{
    if (r->image_before && !memchr(" \n.,;:!?)", next, 9))
        gly_build_synthetic(&r->b, "\n");
    r->image_before = false;
}

static void add_source(struct reader *r, uint32_t start, uint32_t end)
{
    flush_pending(r, start);
    part_from_image(r, r->source.ptr[start]);
    gly_build_text(&r->b, (struct gly_span){start, end});
    r->at = end;
}

static void add_decoded(struct reader *r, struct gly_str text, uint32_t start,
                        uint32_t end)
{
    flush_pending(r, start);
    part_from_image(r, text.ptr[0]);
    gly_build_decoded(&r->b, text, (struct gly_span){start, end});
    r->at = end;
}

/* ---- Footnotes ---- */

/* The length of the "[^label]" at the start of `s`, 0 when there is none. */
static uint32_t note_label(struct gly_str s)
{
    enum { LABEL_BYTES = 100 };
    if (s.len < 4 || s.ptr[0] != '[' || s.ptr[1] != '^')
        return 0;
    for (uint32_t i = 2; i < s.len && i < LABEL_BYTES; i++) {
        if (s.ptr[i] == ']')
            return i > 2 ? i + 1 : 0;
        if (memchr(" \t\r\n[", s.ptr[i], 5))
            return 0;
    }
    return 0;
}

/* Open the paragraph that the text at source offset `start` begins; "[^1]: " before it
 * makes it the body of a note. Returns where its text begins. */
static uint32_t open_paragraph(struct reader *r, uint32_t start, uint32_t end)
{
    struct gly_str s = {r->source.ptr + start, end - start};
    uint32_t label = note_label(s);
    if (label > 0 && label < s.len && s.ptr[label] == ':') {
        struct gly_block *note = gly_build_open(&r->b, GLY_BLOCK_NOTE);
        for (uint32_t i = 2; i + 1 < label && s.ptr[i] >= '0' && s.ptr[i] <= '9'; i++)
            note->number = note->number * 10 + (uint32_t)(s.ptr[i] - '0');
        r->in_note = true;
        start += label + 1;
        while (start < end &&
               (r->source.ptr[start] == ' ' || r->source.ptr[start] == '\t'))
            start++;
        r->at = start;
    }
    open_leaf(r, GLY_BLOCK_PARAGRAPH);
    return start;
}

/* Text with references to notes in it. */
static void add_noted(struct reader *r, uint32_t start, uint32_t end)
{
    const char *text = r->source.ptr;
    for (uint32_t at = start; at < end; at++) {
        const char *bracket = memchr(text + at, '[', end - at);
        if (!bracket)
            break;
        at = (uint32_t)(bracket - text);
        uint32_t label = note_label((struct gly_str){bracket, end - at});
        if (label == 0)
            continue;
        if (at > start)
            add_source(r, start, at);
        start = at + label;
        gly_build_mark(&r->b, GLY_MARK_NOTE,
                       (struct gly_span){gly_build_at(&r->b), gly_build_at(&r->b)},
                       (struct gly_str){bracket + 2, label - 3});
        r->at = start;
        at = start - 1;
    }
    if (start < end)
        add_source(r, start, end);
}

/* ---- Text ---- */

/* The number of an item as it is written before its first text at `start`. */
static void read_item_number(struct reader *r, uint32_t start)
{
    enum { PREFIX_BYTES = 200 };
    if (r->item == GLY_NONE)
        return;
    uint32_t at = start;
    while (at > 0 && start - at < PREFIX_BYTES && r->source.ptr[at - 1] != '\n')
        at--;
    for (; at < start; at++) {
        char c = r->source.ptr[at];
        if (memchr(" \t>-+*", c, 6))
            continue;
        uint32_t number = 0, first = at;
        for (; at < start && at - first < 9 && r->source.ptr[at] >= '0' &&
               r->source.ptr[at] <= '9';
             at++)
            number = number * 10 + (uint32_t)(r->source.ptr[at] - '0');
        if (at == first || at == start ||
            (r->source.ptr[at] != '.' && r->source.ptr[at] != ')'))
            break;
        r->b.doc->blocks.at[r->item].number = number;
    }
    r->item = GLY_NONE;
}

static void add_html_tag(struct reader *r, uint32_t start)
{
    if (start < r->tag_end)
        return;
    struct gly_markup tag = gly_markup_next(r->source, start);
    r->tag_end = tag.span.end;
    uint32_t here = gly_build_at(&r->b);
    switch (tag.kind) {
    case GLY_MARKUP_COMMENT:
        flush_pending(r, start);
        here = gly_build_at(&r->b);
        gly_build_mark(&r->b, GLY_MARK_COMMENT, (struct gly_span){here, here},
                       tag.content);
        /* "word <!-- --> word" has one space too many without it. */
        if (here > 0 && memchr(" \n", r->b.text.at[here - 1], 2) &&
            tag.span.end < r->source.len && r->source.ptr[tag.span.end] == ' ')
            r->skip_space = tag.span.end;
        break;
    case GLY_MARKUP_OPEN:
        if (gly_str_eq_nocase(tag.name, gly_str("br"))) {
            add_decoded(r, gly_str("\n"), tag.span.start, tag.span.end);
        } else if (gly_str_eq_nocase(tag.name, gly_str("script")) ||
                   gly_str_eq_nocase(tag.name, gly_str("style"))) {
            r->mute = tag.name;
        } else if (!tag.empty) {
            flush_pending(r, start);
            r->raised = gly_str_eq_nocase(tag.name, gly_str("sup"));
            gly_inline_open(&r->html, &tag);
        }
        break;
    case GLY_MARKUP_CLOSE:
        if (gly_str_eq_nocase(tag.name, r->mute))
            r->mute.len = 0;
        r->raised = false;
        gly_inline_close(&r->html, tag.name);
        break;
    default:
        break;
    }
    r->at = tag.span.end;
}

static void add_entity(struct reader *r, uint32_t start, uint32_t end)
{
    char decoded[GLY_ENTITY_MAX];
    unsigned len;
    struct gly_str entity = {r->source.ptr + start, end - start};
    if (gly_entity_read(entity, GLY_ENTITY_MARKDOWN, decoded, &len) == entity.len)
        add_decoded(r, (struct gly_str){decoded, len}, start, end);
    else
        add_source(r, start, end);
}

static bool is_escape(const struct reader *r, uint32_t start)
{
    return start > r->at && r->source.ptr[start - 1] == '\\' &&
           gly_in_range((unsigned char)r->source.ptr[start], '!', '~') &&
           !gly_is_ascii_letter((unsigned char)r->source.ptr[start]) &&
           !gly_is_digit((unsigned char)r->source.ptr[start]);
}

static void add_normal(struct reader *r, uint32_t start, uint32_t end)
{
    struct gly_str text = {r->source.ptr + start, end - start};
    if (r->raised && gly_raised_digits(text, NULL, 0)) {
        flush_pending(r, start);
        gly_raised_digits(text, &r->b, start);
        r->at = end;
        return;
    }
    if (is_escape(r, start)) {
        r->escaped_dollar |= r->source.ptr[start] == '$';
        add_decoded(r, (struct gly_str){r->source.ptr + start, 1}, start - 1,
                    start + 1);
        start++;
    }
    if (r->skip_space > 0 && start == r->skip_space)
        start++;
    if (start < end)
        add_noted(r, start, end);
}

/* A piece whose place in the source is known. */
static void add_located(struct reader *r, MD_TEXTTYPE type, uint32_t start,
                        uint32_t end)
{
    if (r->in_html) {
        if (r->raw.end == 0)
            r->raw.start = start;
        r->raw.end = r->at = end;
        return;
    }
    read_item_number(r, start);
    bool note = r->in_note && r->pending_count > 0 && r->spans.count == 0 &&
                note_label((struct gly_str){r->source.ptr + start, end - start}) > 0;
    if (note) /* definitions of notes on lines that follow each other */
        close_leaf(r);
    if (!leaf_is_open(r))
        start = open_paragraph(r, start, end);
    if (start == end || (r->mute.len > 0 && type != MD_TEXT_HTML))
        return;
    switch (type) {
    case MD_TEXT_HTML:
        add_html_tag(r, start);
        break;
    case MD_TEXT_ENTITY:
        add_entity(r, start, end);
        break;
    case MD_TEXT_NORMAL:
        add_normal(r, start, end);
        break;
    default:
        add_source(r, start, end);
    }
}

/* A NUL, which md4c reports without its place: the next one behind the last piece. */
static void add_nul(struct reader *r)
{
    const char *nul = memchr(r->source.ptr + r->heard, '\0', r->source.len - r->heard);
    if (!nul)
        return;
    uint32_t at = (uint32_t)(nul - r->source.ptr);
    r->heard = at + 1;
    if (at >= r->at) /* else inside a tag */
        add_decoded(r, gly_str("\uFFFD"), at, at + 1);
}

/* A piece that md4c made up. */
static void add_made_up(struct reader *r, MD_TEXTTYPE type, struct gly_str text)
{
    if (!leaf_is_open(r) || r->in_html || r->mute.len > 0 || type == MD_TEXT_HTML)
        return;
    if (type == MD_TEXT_NULLCHAR) {
        add_nul(r);
    } else if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
        add_pending(r, '\n');
    } else if (!r->in_code) {
        add_pending(r, text.ptr[0]); /* a line break inside a code span or a tag */
    } else if (text.ptr[0] == '\n') {
        /* Lines of code are handed out whole: the next line break ends this one. */
        uint32_t end = (uint32_t)r->source.len, at = r->at;
        while (at < end && r->source.ptr[at] != '\n' && r->source.ptr[at] != '\r')
            at++;
        if (at + 1 < end && r->source.ptr[at] == '\r' && r->source.ptr[at + 1] == '\n')
            at++;
        r->at = at < end ? at + 1 : at;
        gly_build_decoded(&r->b, text, (struct gly_span){at, r->at});
    } else {
        gly_build_decoded(&r->b, text, (struct gly_span){r->at, r->at});
    }
}

static void on_text(struct reader *r, const struct event *e)
{
    MD_TEXTTYPE type = (MD_TEXTTYPE)e->type;
    struct gly_span span;
    if (e->size == 0)
        return;
    if (type != MD_TEXT_BR && type != MD_TEXT_SOFTBR && type != MD_TEXT_NULLCHAR &&
        gly_feed_place(&r->feed, e->text, e->size, &span)) {
        /* After a NUL, which it has reported, md4c 0.4.8 hands it out once more. */
        if (span.start < r->heard)
            span.start = r->heard;
        if (span.end > r->heard)
            r->heard = span.end;
        if (span.start < r->at)
            span.start = r->at;
        if (span.end > span.start)
            add_located(r, type, span.start, span.end);
    } else {
        add_made_up(r, type, (struct gly_str){e->text, e->size});
    }
}

/* ---- Spans ---- */

static struct gly_str keep_target(struct reader *r, const MD_ATTRIBUTE *attribute)
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

static void on_enter_span(struct reader *r, const struct event *e)
{
    if (!leaf_is_open(r))
        open_leaf(r, GLY_BLOCK_PARAGRAPH);
    struct open_span *span = GLY_VEC_ADD(r->arena, &r->spans);
    *span = (struct open_span){.type = (MD_SPANTYPE)e->type};
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

static enum gly_mark_kind mark_of(MD_SPANTYPE type)
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

static void on_leave_span(struct reader *r, const struct event *e)
{
    (void)e;
    struct open_span span = r->spans.at[--r->spans.count];
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

static void enter_list(struct reader *r, bool ordered, uint32_t first)
{
    close_leaf(r);
    struct gly_block *list = gly_build_open(&r->b, GLY_BLOCK_LIST);
    *GLY_VEC_ADD(r->arena, &r->lists) = (struct open_list){ordered, first};
    list->level = (uint16_t)(r->lists.count < UINT16_MAX ? r->lists.count : UINT16_MAX);
    list->flags |= ordered ? GLY_BLOCK_ORDERED : 0;
}

static void enter_item(struct reader *r)
{
    struct open_list *list = &r->lists.at[r->lists.count - 1];
    struct gly_block *item = gly_build_open(&r->b, GLY_BLOCK_ITEM);
    r->item = GLY_NONE;
    if (!list->ordered)
        return;
    item->number = list->number++;
    if (item != &r->b.dropped)
        r->item = r->b.doc->blocks.count - 1;
}

static void enter_cell(struct reader *r)
{
    /* md4c fills short rows up to the number of columns, so n bytes can ask for n * n
     * cells. */
    if (++r->cells > r->source.len)
        gly_arena_give_up(r->arena);
    struct gly_block *cell = open_leaf(r, GLY_BLOCK_CELL);
    cell->level = r->column++;
    cell->flags |= r->head ? GLY_BLOCK_HEADER : 0;
}

static void on_enter_block(struct reader *r, const struct event *e)
{
    if (e->type != MD_BLOCK_DOC)
        close_leaf(r);
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
        open_leaf(r, GLY_BLOCK_HEADING)->level =
            (uint16_t)((const MD_BLOCK_H_DETAIL *)e->detail)->level;
        break;
    case MD_BLOCK_CODE:
        open_leaf(r, GLY_BLOCK_CODE);
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
static void leave_html(struct reader *r)
{
    r->in_html = false;
    r->raw_html.quoted = r->quotes;
    gly_html_read(&r->raw_html, r->raw);
}

static void on_leave_block(struct reader *r, const struct event *e)
{
    close_leaf(r);
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

/* Run one step. Where memory ends the arena jumps; here the jump is caught, and md4c is
 * told to stop, so that it can free what it holds. */
static int guarded(struct reader *r,
                   void (*step)(struct reader *, const struct event *),
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
    struct reader r = {.arena = arena, .source = source->text, .item = GLY_NONE};
    gly_build_start(&r.b, arena, source, true);
    r.html.b = &r.b;
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
