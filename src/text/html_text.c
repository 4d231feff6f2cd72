/* The text between the tags: white space drawn together as browsers do, character
 * references decoded, every byte with its place. */
#include "text/html_text.h"

#include "base/bytes.h"
#include "text/entity.h"
#include "text/html_stack.h"

/* ---- Leaves ---- */

void gly_html_open_leaf(struct gly_html *h, enum gly_block_kind kind)
{
    struct gly_block *leaf = gly_build_open(h->b, kind);
    struct gly_html_open *open = gly_html_top(h);
    if (open && open->lang_from > 0)
        gly_lang_copy(leaf->lang, h->open.at[open->lang_from - 1].lang);
    h->begin = gly_build_at(h->b);
    h->space = (struct gly_span){0, 0};
    h->breaks = 0;
    gly_inline_begin_leaf(&h->marks);
}

void gly_html_close_leaf(struct gly_html *h)
{
    if (h->b->leaf == GLY_NONE)
        return;
    gly_inline_end_leaf(&h->marks);
    struct gly_span span = {h->begin, gly_build_at(h->b)};
    if (h->frozen > 0 && span.end > span.start)
        gly_build_mark(h->b, GLY_MARK_FROZEN, span, (struct gly_str){0});
    gly_build_close(h->b);
}

/* Text where no leaf is open: a paragraph, or what may stand in a table. */
static void need_leaf(struct gly_html *h)
{
    if (h->b->leaf != GLY_NONE)
        return;
    switch (gly_html_frame(h)) {
    case GLY_BLOCK_TABLE:
        gly_html_open_leaf(h, GLY_BLOCK_CAPTION);
        break;
    case GLY_BLOCK_ROW:
        gly_html_open_leaf(h, GLY_BLOCK_CELL);
        break;
    case GLY_BLOCK_LIST: /* text beside the items: an item without its tag */
        gly_build_open(h->b, GLY_BLOCK_ITEM);
        gly_html_open_leaf(h, GLY_BLOCK_PARAGRAPH);
        break;
    default:
        gly_html_open_leaf(h, GLY_BLOCK_PARAGRAPH);
    }
}

static bool has_text(const struct gly_html *h)
{
    return h->b->leaf != GLY_NONE && gly_build_at(h->b) > h->begin;
}

void gly_html_break(struct gly_html *h, struct gly_span tag)
{
    if (!has_text(h))
        return;
    if (h->breaks < 2)
        h->breaks++;
    if (h->breaks == 1)
        h->tag = tag;
    h->space = (struct gly_span){0, 0};
}

/* White space and breaks that came before text which begins at `at`. */
static void flush(struct gly_html *h, uint32_t at)
{
    bool paragraph = h->b->leaf != GLY_NONE && h->root == 0;
    if (h->breaks > 1 && paragraph)
        gly_html_close_leaf(h); /* two line breaks part paragraphs */
    need_leaf(h);
    if (!has_text(h)) {
        h->space = (struct gly_span){0, 0};
        h->breaks = 0;
        return;
    }
    if (h->breaks > 0) {
        struct gly_span tag = h->tag.end <= at ? h->tag : (struct gly_span){at, at};
        gly_build_decoded(h->b, gly_str("\n"), tag);
    } else if (h->space.end > h->space.start) {
        gly_build_decoded(h->b, gly_str(" "), h->space);
    }
    h->breaks = 0;
    h->space = (struct gly_span){0, 0};
}

/* ---- Text ---- */

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* The end of the white space at `at`, with the prefixes of quoted lines inside it. */
static uint32_t space_end(const struct gly_html *h, uint32_t at, uint32_t end)
{
    bool line_start = at == 0 || h->text.ptr[at - 1] == '\n';
    for (uint32_t marks = h->quoted; at < end; at++) {
        char c = h->text.ptr[at];
        if (c == '\n') {
            line_start = true;
            marks = h->quoted;
        } else if (c == '>' && line_start && marks > 0) {
            marks--;
        } else if (!is_space(c)) {
            break;
        }
    }
    return at;
}

/* May one of sixteen bytes end a stretch? A blank does with white space behind it. */
static bool ends_stretch(const char *at)
{
    gly_sixteen c = gly_sixteen_at(at), next = gly_sixteen_at(at + 1);
    return gly_sixteen_any((c == '&') | ((c >= 0) & (c < ' ')) |
                           ((c == ' ') & (next >= 0) & (next <= ' ')));
}

/* The end of the stretch at `at` that stands in the text as it is: blanks inside it are
 * single. */
static uint32_t stretch_end(const struct gly_html *h, uint32_t at, uint32_t end)
{
    const char *text = h->text.ptr;
    while (end - at > sizeof(gly_sixteen) && !ends_stretch(text + at))
        at += sizeof(gly_sixteen);
    for (; at < end; at++) {
        char c = text[at];
        if (c == '&' || c == '\0')
            return at;
        if (is_space(c) && (c != ' ' || at + 1 == end || is_space(text[at + 1])))
            return at;
    }
    return at;
}

/* A '&' or a NUL. */
static uint32_t add_special(struct gly_html *h, uint32_t at, uint32_t end)
{
    char decoded[GLY_ENTITY_MAX];
    unsigned len = 0;
    struct gly_str rest = {h->text.ptr + at, end - at};
    size_t used = gly_entity_read(rest, GLY_ENTITY_HTML, decoded, &len);
    if (used == 0) {
        used = 1;
        len = 1;
        decoded[0] = '&';
        if (rest.ptr[0] == '\0')
            len = (unsigned)strlen(strcpy(decoded, "\uFFFD"));
    }
    struct gly_span source = {at, at + (uint32_t)used};
    gly_build_decoded(h->b, (struct gly_str){decoded, len}, source);
    return source.end;
}

static void add_collapsed(struct gly_html *h, uint32_t at, uint32_t end)
{
    while (at < end) {
        uint32_t after = space_end(h, at, end);
        if (after > at) {
            if (has_text(h) && h->breaks == 0 && h->space.end == h->space.start)
                h->space = (struct gly_span){at, after};
            at = after;
            continue;
        }
        flush(h, at);
        after = stretch_end(h, at, end);
        if (after > at)
            gly_build_text(h->b, (struct gly_span){at, after});
        else
            after = add_special(h, at, end);
        at = after;
    }
}

static void add_preformatted(struct gly_html *h, uint32_t at, uint32_t end)
{
    /* A line break right behind <pre> is not shown (HTML Standard, 13.1.2.5). */
    if (!has_text(h) && at < end && h->text.ptr[at] == '\r')
        at++;
    if (!has_text(h) && at < end && h->text.ptr[at] == '\n')
        at++;
    while (at < end) {
        const char *special = memchr(h->text.ptr + at, '&', end - at);
        uint32_t after = special ? (uint32_t)(special - h->text.ptr) : end;
        special = memchr(h->text.ptr + at, '\0', after - at);
        after = special ? (uint32_t)(special - h->text.ptr) : after;
        if (after > at)
            gly_build_text(h->b, (struct gly_span){at, after});
        at = after < end ? add_special(h, after, end) : after;
    }
}

void gly_html_add_text(struct gly_html *h, struct gly_span span)
{
    if (h->skip > 0 || span.start == span.end)
        return;
    if (h->raw)
        add_preformatted(h, span.start, span.end);
    else
        add_collapsed(h, span.start, span.end);
}

void gly_html_add_comment(struct gly_html *h, struct gly_str content)
{
    if (h->skip > 0 || content.len == 0)
        return;
    if (h->b->leaf != GLY_NONE) {
        uint32_t here = gly_build_at(h->b);
        gly_build_mark(h->b, GLY_MARK_COMMENT, (struct gly_span){here, here}, content);
        return;
    }
    uint32_t start = (uint32_t)(content.ptr - h->text.ptr);
    gly_build_open(h->b, GLY_BLOCK_COMMENT);
    gly_build_text(h->b, (struct gly_span){start, start + (uint32_t)content.len});
    gly_build_close(h->b);
}

/* ---- Images and notes ---- */

void gly_html_add_image(struct gly_html *h, const struct gly_attributes *attributes)
{
    struct gly_str alt = attributes->alt;
    if (h->skip > 0 || attributes->hidden || alt.len == 0)
        return;
    uint32_t start = (uint32_t)(alt.ptr - h->text.ptr);
    /* What stands for a picture is parted from the text around it by line breaks. */
    if (has_text(h) && h->breaks == 0)
        gly_html_break(h, (struct gly_span){start, start});
    uint32_t before = gly_build_at(h->b);
    gly_html_add_text(h, (struct gly_span){start, start + (uint32_t)alt.len});
    uint32_t after = gly_build_at(h->b);
    if (after == before)
        return;
    if (before < h->begin)
        before = h->begin;
    if (after > before && h->b->text.at[before] == '\n')
        before++;
    gly_build_mark(h->b, GLY_MARK_ALT, (struct gly_span){before, after},
                   (struct gly_str){0});
    if (h->breaks == 0)
        gly_html_break(
            h, (struct gly_span){start + (uint32_t)alt.len, start + (uint32_t)alt.len});
}

uint32_t gly_html_add_raised(struct gly_html *h, uint32_t at)
{
    enum { RAISED_BYTES = 300 };
    struct gly_str text = {h->text.ptr, h->text.len};
    if (text.len - at > RAISED_BYTES)
        text.len = at + RAISED_BYTES;
    size_t end = gly_markup_raw_end(text, at, gly_str("sup"));
    if (end == text.len || end == at || h->skip > 0 || h->raw)
        return at;
    struct gly_span label = {0, 0};
    bool link = false;
    for (uint32_t i = at; i < end;) {
        struct gly_markup piece = gly_markup_next((struct gly_str){text.ptr, end}, i);
        i = piece.span.end;
        link |= piece.kind == GLY_MARKUP_OPEN && piece.name.len == 1 &&
                (piece.name.ptr[0] | 0x20) == 'a';
        if (piece.kind == GLY_MARKUP_TEXT && label.end == 0)
            label = piece.span;
        else if (piece.kind == GLY_MARKUP_TEXT)
            label.end = piece.span.end;
    }
    struct gly_str inside = {text.ptr + label.start, gly_span_len(label)};
    if (link || (inside.len > 0 && memchr("[*\xE2", inside.ptr[0], 3))) {
        uint32_t here = gly_build_at(h->b);
        if (h->b->leaf != GLY_NONE)
            gly_build_mark(h->b, GLY_MARK_NOTE, (struct gly_span){here, here}, inside);
        return (uint32_t)end;
    }
    if (label.start != at || !has_text(h) || !gly_raised_digits(inside, NULL, 0))
        return at;
    flush(h, label.start);
    gly_raised_digits(inside, h->b, label.start);
    return (uint32_t)end;
}
