/* The text of Markdown: the place of every piece, references to notes, formulas, inline
 * HTML, the JavaScript of MDX. */
#include "text/markdown.h"

#include <galley/unicode.h>

#include "base/utf8.h"
#include "text/entity.h"
#include "text/markup.h"

/* ---- Leaves ---- */

struct gly_block *gly_markdown_open_leaf(struct gly_markdown *r,
                                         enum gly_block_kind kind)
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

/* The end of the code that holds `at`, 0 for none. Code comes in order; `*mark` moves on
 * to it among the first `count` marks. */
static uint32_t code_around(const struct gly_markdown *r, uint32_t *mark,
                            uint32_t count, uint32_t at)
{
    const struct gly_mark *marks = r->b.doc->marks.at;
    while (*mark < count &&
           (marks[*mark].kind != GLY_MARK_CODE || marks[*mark].span.end <= at))
        ++*mark;
    return *mark < count && marks[*mark].span.start <= at ? marks[*mark].span.end : 0;
}

/* Formulas between dollar signs are masked (pandoc's rules, and the content must look
 * like one). A dollar sign in code begins and ends none. */
static void mark_formulas(struct gly_markdown *r)
{
    enum { FORMULA_BYTES = 1000 };
    uint32_t at = r->b.doc->blocks.at[r->b.leaf].span.start;
    const char *text = r->b.text.at;
    uint32_t end = gly_build_at(&r->b);
    uint32_t count = r->b.doc->marks.count, mark = count;
    while (mark > 0 && r->b.doc->marks.at[mark - 1].span.end > at)
        mark--;
    while (at < end) {
        const char *dollar = memchr(text + at, '$', end - at);
        if (!dollar)
            return;
        uint32_t start = (uint32_t)(dollar - text);
        uint32_t code = code_around(r, &mark, count, start);
        if (code > 0) {
            at = code;
            continue;
        }
        uint32_t width = start + 1 < end && text[start + 1] == '$' ? 2 : 1;
        uint32_t first = start + width, limit = end;
        if (limit - first > FORMULA_BYTES)
            limit = first + FORMULA_BYTES;
        at = first;
        const char *close = memchr(text + first, '$', limit - first);
        if (!close)
            continue;
        uint32_t last = (uint32_t)(close - text), from = mark;
        if (code_around(r, &from, count, last) > 0)
            continue;
        if (width == 2 ? last + 1 < end && text[last + 1] == '$' && last > first
                       : is_formula((struct gly_str){text + first, last - first})) {
            gly_build_mark(&r->b, GLY_MARK_CODE, (struct gly_span){start, last + width},
                           (struct gly_str){0});
            at = last + width;
        }
    }
}

/* Expressions of MDX in braces are masked, and comments among them kept. */
static void mark_expressions(struct gly_markdown *r)
{
    uint32_t at = r->b.doc->blocks.at[r->b.leaf].span.start, depth = 0, start = at;
    for (uint32_t end = gly_build_at(&r->b); at < end; at++) {
        char c = r->b.text.at[at];
        if (c == '{' && depth++ == 0)
            start = at;
        if (c != '}' || depth == 0 || --depth > 0)
            continue;
        struct gly_str s = {r->b.text.at + start, at + 1 - start};
        if (s.len > 6 && gly_str_starts(s, "{/*"))
            gly_build_mark(
                &r->b, GLY_MARK_COMMENT, (struct gly_span){start, start},
                gly_arena_copy(r->arena, (struct gly_str){s.ptr + 3, s.len - 6}));
        gly_build_mark(&r->b, GLY_MARK_CODE, (struct gly_span){start, at + 1},
                       (struct gly_str){0});
    }
}

void gly_markdown_close_leaf(struct gly_markdown *r)
{
    if (!gly_markdown_in_leaf(r))
        return;
    r->pending_count = 0;
    if (!r->in_code && !r->escaped_dollar)
        mark_formulas(r);
    if (r->mdx && !r->in_code)
        mark_expressions(r);
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
static void flush_pending(struct gly_markdown *r, uint32_t until)
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

static void add_pending(struct gly_markdown *r, char c)
{
    /* Breaks follow each other only where whole lines are markup without text, so the
     * buffer is never full in practice; what does not fit is dropped. */
    if (r->pending_count < GLY_COUNT(r->pending))
        r->pending[r->pending_count++] = c;
}

/* Keep the description of an image and the text beside it apart. */
static void part_from_image(struct gly_markdown *r, char next)
{
    if (r->image_before && !memchr(" \n.,;:!?)", next, 9))
        gly_build_synthetic(&r->b, "\n");
    r->image_before = false;
}

static void add_source(struct gly_markdown *r, uint32_t start, uint32_t end)
{
    flush_pending(r, start);
    part_from_image(r, r->source.ptr[start]);
    gly_build_text(&r->b, (struct gly_span){start, end});
    r->at = end;
}

static void add_decoded(struct gly_markdown *r, struct gly_str text, uint32_t start,
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
/* The kind of leaf that a paragraph of MDX is: imports and exports are code, and what is
 * all in a JavaScript comment is a comment. */
static enum gly_block_kind mdx_kind(struct gly_str s)
{
    if (gly_str_starts(s, "import ") || gly_str_starts(s, "export "))
        return GLY_BLOCK_CODE;
    return s.len > 6 && gly_str_starts(s, "{/*") && gly_str_ends(s, "*/}")
               ? GLY_BLOCK_COMMENT
               : GLY_BLOCK_PARAGRAPH;
}

static uint32_t open_paragraph(struct gly_markdown *r, uint32_t start,
                               uint32_t *ret_end)
{
    uint32_t end = *ret_end;
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
    enum gly_block_kind kind = r->mdx ? mdx_kind(s) : GLY_BLOCK_PARAGRAPH;
    gly_markdown_open_leaf(r, kind);
    if (kind == GLY_BLOCK_COMMENT) {
        *ret_end -= 3;
        start += 3;
    }
    return start;
}

/* Text with references to notes in it. */
static void add_noted(struct gly_markdown *r, uint32_t start, uint32_t end)
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
static void read_item_number(struct gly_markdown *r, uint32_t start)
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

static void add_html_tag(struct gly_markdown *r, uint32_t start)
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

static void add_entity(struct gly_markdown *r, uint32_t start, uint32_t end)
{
    char decoded[GLY_ENTITY_MAX];
    unsigned len;
    struct gly_str entity = {r->source.ptr + start, end - start};
    if (gly_entity_read(entity, GLY_ENTITY_MARKDOWN, decoded, &len) == entity.len)
        add_decoded(r, (struct gly_str){decoded, len}, start, end);
    else
        add_source(r, start, end);
}

static bool is_escape(const struct gly_markdown *r, uint32_t start)
{
    return start > r->at && r->source.ptr[start - 1] == '\\' &&
           gly_in_range((unsigned char)r->source.ptr[start], '!', '~') &&
           !gly_is_ascii_letter((unsigned char)r->source.ptr[start]) &&
           !gly_is_digit((unsigned char)r->source.ptr[start]);
}

static void add_normal(struct gly_markdown *r, uint32_t start, uint32_t end)
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
static void add_located(struct gly_markdown *r, enum gly_markdown_piece type,
                        uint32_t start, uint32_t end)
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
        gly_markdown_close_leaf(r);
    if (!gly_markdown_in_leaf(r))
        start = open_paragraph(r, start, &end);
    if (start == end || (r->mute.len > 0 && type != GLY_MARKDOWN_HTML))
        return;
    switch (type) {
    case GLY_MARKDOWN_HTML:
        add_html_tag(r, start);
        break;
    case GLY_MARKDOWN_ENTITY:
        add_entity(r, start, end);
        break;
    case GLY_MARKDOWN_TEXT:
        add_normal(r, start, end);
        break;
    default:
        add_source(r, start, end);
    }
}

/* A NUL, which md4c reports without its place: the next one behind the last piece. */
static void add_nul(struct gly_markdown *r)
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
static void add_made_up(struct gly_markdown *r, enum gly_markdown_piece type,
                        struct gly_str text)
{
    if (!gly_markdown_in_leaf(r) || r->in_html || r->mute.len > 0 ||
        type == GLY_MARKDOWN_HTML)
        return;
    if (type == GLY_MARKDOWN_NUL) {
        add_nul(r);
    } else if (type == GLY_MARKDOWN_BREAK) {
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

void gly_markdown_add_text(struct gly_markdown *r, enum gly_markdown_piece type,
                           struct gly_str text)
{
    struct gly_span span;
    if (text.len == 0)
        return;
    if (type == GLY_MARKDOWN_BREAK || type == GLY_MARKDOWN_NUL ||
        !gly_feed_place(&r->feed, text.ptr, text.len, &span)) {
        add_made_up(r, type, text);
        return;
    }
    /* After a NUL, which it has reported, md4c 0.4.8 hands it out once more. */
    if (span.start < r->heard)
        span.start = r->heard;
    if (span.end > r->heard)
        r->heard = span.end;
    if (span.start < r->at)
        span.start = r->at;
    if (span.end > span.start)
        add_located(r, type, span.start, span.end);
}
