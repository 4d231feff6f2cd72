/* Plain text: the structure that people give a text without markup.
 *
 * The text of the document is the source itself, except where lines carry the '>' of
 * e-mail: these are taken out, and then the text is decoded.
 *
 * Two shapes of text come in: wrapped, where a paragraph is a run of lines of about the
 * same width, and unwrapped, where every line is a paragraph (articles copied from the
 * Web). The lines themselves tell which it is; see survey(). */
#include "text/doc.h"

#include <string.h>

#include <galley/unicode.h>
#include "base/utf8.h"
#include "text/bars.h"
#include "text/front.h"
#include "text/lines.h"
#include "text/shape.h"

enum {
    WIDE = 120,       /* nobody wraps by hand at more columns than this */
    WIDE_BLANKS = 12, /* a wide line of prose has blanks; an address has none */
    LIST_DEPTH = 32,  /* deeper items are read as items of the deepest list */
    CODE_INDENT = 4,
    LONGEST_FENCE = 32, /* a longer row of marks is an ornament; so no text makes
                           fence_end() look for more than 32 different lengths */
};

struct plain {
    struct gly_arena *arena;
    struct gly_lines lines;
    struct gly_builder b;
    uint32_t quote;     /* depth of the open quotations */
    uint32_t wrap;      /* the width at which lines are wrapped, 0 when none is seen */
    bool unwrapped;     /* lines are paragraphs in this document */
    uint32_t group_end; /* line after the group (lines between blank ones) in hand */
    bool by_line;       /* lines are paragraphs in this group */
    bool seen_text;     /* something has been read before */
    struct {
        uint32_t length, until; /* no fence of this length or more closes before line
                                   `until`: what a search in vain has taught */
    } unclosed[2];              /* by mark: '`', '~' */
};

static const struct gly_line *line_at(const struct plain *p, uint32_t i)
{
    return &p->lines.at[i];
}

static struct gly_str text_at(const struct plain *p, uint32_t i)
{
    return gly_line_text(&p->lines, i);
}

/* ---- Shape of the whole ---- */

static bool is_wide(const struct plain *p, uint32_t i)
{
    if (line_at(p, i)->width <= WIDE)
        return false;
    struct gly_str line = text_at(p, i);
    unsigned blanks = 0;
    for (size_t at = 0; at < line.len && blanks < WIDE_BLANKS; at++)
        blanks += line.ptr[at] == ' ';
    return blanks >= WIDE_BLANKS;
}

/* Do lines i and i + 1 stand together, the second going on in lower case? That is what
 * wrapping leaves, and little else does. */
static bool is_wrapped_pair(const struct plain *p, uint32_t i)
{
    const struct gly_line *line = line_at(p, i);
    return line->width >= 40 && line->width <= WIDE && i + 1 < p->lines.count &&
           !gly_line_is_blank(line_at(p, i + 1)) &&
           line_at(p, i + 1)->quote == line->quote &&
           gly_shape_begins_lower(text_at(p, i + 1));
}

static void survey(struct plain *p)
{
    uint32_t wide = 0, pairs = 0;
    for (uint32_t i = 0; i < p->lines.count; i++) {
        if (is_wide(p, i)) {
            wide++;
        } else if (is_wrapped_pair(p, i)) {
            pairs++;
            if (line_at(p, i)->width > p->wrap)
                p->wrap = line_at(p, i)->width;
        }
    }
    p->unwrapped = wide > pairs;
}

/* The same for one group, which may differ from the rest: a pasted article in a letter,
 * a letter in an article. */
static void survey_group(struct plain *p, uint32_t i)
{
    bool wide = false, pair = false;
    uint32_t quote = line_at(p, i)->quote;
    for (; i < p->lines.count && !gly_line_is_blank(line_at(p, i)) &&
           line_at(p, i)->quote == quote;
         i++) {
        wide |= is_wide(p, i);
        pair |= is_wrapped_pair(p, i);
    }
    p->group_end = i;
    p->by_line = wide || (p->unwrapped && !pair);
}

/* ---- Lines in company ---- */

/* Is there a line after `i` that may belong to the same paragraph? */
static bool has_next(const struct plain *p, uint32_t i)
{
    return i + 1 < p->lines.count && !gly_line_is_blank(line_at(p, i + 1)) &&
           line_at(p, i + 1)->quote == line_at(p, i)->quote;
}

static uint32_t skip_blank(const struct plain *p, uint32_t i)
{
    while (i < p->lines.count && gly_line_is_blank(line_at(p, i)))
        i++;
    return i;
}

/* Is the line as long as wrapping allows: would the next word not have fitted? */
static bool is_full(const struct plain *p, uint32_t i)
{
    if (p->wrap == 0 || !has_next(p, i))
        return false;
    struct gly_str next = text_at(p, i + 1);
    const char *blank = memchr(next.ptr, ' ', next.len);
    struct gly_str word = {next.ptr, blank ? (size_t)(blank - next.ptr) : next.len};
    return line_at(p, i)->width + 1 + gly_utf8_count(word) > p->wrap;
}

static bool has_marker(const struct plain *p, uint32_t i)
{
    struct gly_marker marker;
    return gly_line_marker(text_at(p, i), &marker);
}

/* "```" or "~~~" with nothing but a name behind it. Returns its length. */
static uint32_t fence_length(struct gly_str line)
{
    if (line.len < 3 || (line.ptr[0] != '`' && line.ptr[0] != '~'))
        return 0;
    uint32_t len = 0;
    while (len < line.len && line.ptr[len] == line.ptr[0])
        len++;
    if (len < 3 || len > LONGEST_FENCE || memchr(line.ptr + len, '`', line.len - len))
        return 0;
    return len;
}

/* The line that closes the fence at `i`; 0 when none does. */
static uint32_t fence_end(struct plain *p, uint32_t i)
{
    struct gly_str open = text_at(p, i);
    uint32_t len = fence_length(open);
    if (len == 0)
        return 0;
    unsigned mark = open.ptr[0] == '~';
    if (i < p->unclosed[mark].until && len >= p->unclosed[mark].length)
        return 0;
    uint32_t k = i + 1, quote = line_at(p, i)->quote;
    for (; k < p->lines.count && line_at(p, k)->quote == quote; k++) {
        struct gly_str line = text_at(p, k);
        uint32_t close = fence_length(line);
        if (close >= len && close == line.len && line.ptr[0] == open.ptr[0])
            return k;
    }
    p->unclosed[mark].length = len;
    p->unclosed[mark].until = k;
    return 0;
}

/* ---- Tables ---- */

static unsigned tab_count(struct gly_str line)
{
    unsigned count = 0;
    for (size_t i = 0; i < line.len; i++)
        count += line.ptr[i] == '\t';
    return count;
}

static bool has_bar(struct gly_str line)
{
    return line.len > 1 && memchr(line.ptr, '|', line.len);
}

static bool bars_begin(const struct plain *p, uint32_t i)
{
    struct gly_str line = text_at(p, i), next = text_at(p, i + 1);
    bool separator = gly_bars_is_separator(line);
    if (separator)
        return line.ptr[0] == '+' && next.ptr[0] == '|';
    if (!has_bar(line))
        return false;
    if (gly_bars_is_separator(next))
        return true;
    if (gly_bars_is_closed(line) && gly_bars_is_closed(next))
        return gly_bars_count(line) == gly_bars_count(next);
    /* Without a line of dashes or a frame three rows must agree: one row is a menu. */
    unsigned count = gly_bars_count(line);
    return count > 0 && has_next(p, i + 1) && gly_bars_count(next) == count &&
           gly_bars_count(text_at(p, i + 2)) == count;
}

/* Columns parted by tabs: certain when two rows have several, or three have one. */
static bool tabs_begin(const struct plain *p, uint32_t i)
{
    enum { TAB_ROW_BYTES = 400 };
    if (!memchr(text_at(p, i).ptr, '\t', text_at(p, i).len))
        return false;
    unsigned count = tab_count(text_at(p, i));
    uint32_t rows = count > 1 ? 2 : 3;
    for (uint32_t k = 0; k < rows; k++) {
        if (k > 0 && !has_next(p, i + k - 1))
            return false;
        struct gly_str line = text_at(p, i + k);
        if (line.len > TAB_ROW_BYTES || tab_count(line) != count)
            return false;
    }
    return true;
}

static bool table_begins(const struct plain *p, uint32_t i)
{
    return has_next(p, i) && (bars_begin(p, i) || tabs_begin(p, i));
}

static void add_leaf(struct plain *p, enum gly_block_kind kind, struct gly_span span,
                     uint16_t level, uint16_t flags)
{
    struct gly_block *block;
    if (p->b.decoded) {
        block = gly_build_open(&p->b, kind);
        block->level = level;
        block->flags |= flags;
        gly_build_text(&p->b, span);
        gly_build_close(&p->b);
    } else {
        block = gly_build_place(&p->b, kind, span);
        block->level = level;
        block->flags |= flags;
    }
}

static struct gly_span span_of(const struct plain *p, struct gly_str s)
{
    uint32_t start = (uint32_t)(s.ptr - p->lines.text.ptr);
    return (struct gly_span){start, start + (uint32_t)s.len};
}

static void read_bar_row(struct plain *p, struct gly_str line, uint16_t flags)
{
    gly_build_open(&p->b, GLY_BLOCK_ROW)->flags |= flags;
    if (line.ptr[0] == '|')
        line = (struct gly_str){line.ptr + 1, line.len - 1};
    struct gly_str cell;
    for (uint16_t column = 0; gly_bars_next(&line, &cell); column++)
        add_leaf(p, GLY_BLOCK_CELL, span_of(p, cell), column, flags);
    gly_build_close(&p->b);
}

static uint32_t read_bars(struct plain *p, uint32_t i)
{
    gly_build_open(&p->b, GLY_BLOCK_TABLE);
    bool framed = gly_bars_is_separator(text_at(p, i)), first = true;
    for (i += framed;; i++) {
        struct gly_str line = text_at(p, i);
        if (!gly_bars_is_separator(line)) {
            bool header =
                first && has_next(p, i) && gly_bars_is_separator(text_at(p, i + 1));
            read_bar_row(p, line, header ? GLY_BLOCK_HEADER : 0);
            first = false;
        }
        if (!has_next(p, i) ||
            (!has_bar(text_at(p, i + 1)) && !gly_bars_is_separator(text_at(p, i + 1))))
            break;
    }
    gly_build_close(&p->b);
    return i + 1;
}

static bool has_digit(struct gly_str line)
{
    for (size_t i = 0; i < line.len; i++)
        if (line.ptr[i] >= '0' && line.ptr[i] <= '9')
            return true;
    return false;
}

static void read_tab_row(struct plain *p, struct gly_str line, uint16_t flags)
{
    gly_build_open(&p->b, GLY_BLOCK_ROW)->flags |= flags;
    for (uint16_t column = 0;; column++) {
        const char *tab = memchr(line.ptr, '\t', line.len);
        struct gly_str cell = {line.ptr, tab ? (size_t)(tab - line.ptr) : line.len};
        size_t used = cell.len + (tab ? 1 : 0);
        while (cell.len > 0 && cell.ptr[0] == ' ')
            cell = (struct gly_str){cell.ptr + 1, cell.len - 1};
        while (cell.len > 0 && cell.ptr[cell.len - 1] == ' ')
            cell.len--;
        add_leaf(p, GLY_BLOCK_CELL, span_of(p, cell), column, flags);
        if (!tab)
            break;
        line = (struct gly_str){line.ptr + used, line.len - used};
    }
    gly_build_close(&p->b);
}

static uint32_t read_tabs(struct plain *p, uint32_t i)
{
    unsigned count = tab_count(text_at(p, i));
    bool header = !has_digit(text_at(p, i)) && has_digit(text_at(p, i + 1));
    gly_build_open(&p->b, GLY_BLOCK_TABLE);
    for (;; i++) {
        read_tab_row(p, text_at(p, i), header ? GLY_BLOCK_HEADER : 0);
        header = false;
        if (!has_next(p, i) || tab_count(text_at(p, i + 1)) != count)
            break;
    }
    gly_build_close(&p->b);
    return i + 1;
}

static uint32_t read_table(struct plain *p, uint32_t i)
{
    return bars_begin(p, i) ? read_bars(p, i) : read_tabs(p, i);
}

/* ---- Paragraphs ---- */

/* A leaf over whole lines, the first from offset `start`. */
static void add_lines(struct plain *p, enum gly_block_kind kind, uint16_t level,
                      uint32_t start, uint32_t first, uint32_t last)
{
    if (!p->b.decoded) {
        add_leaf(p, kind, (struct gly_span){start, line_at(p, last)->end}, level, 0);
        return;
    }
    gly_build_open(&p->b, kind)->level = level;
    for (uint32_t i = first; i <= last; i++) {
        const struct gly_line *line = line_at(p, i);
        if (i > first)
            gly_build_text(&p->b, (struct gly_span){line_at(p, i - 1)->next - 1,
                                                    line_at(p, i - 1)->next});
        gly_build_text(&p->b,
                       (struct gly_span){i == first ? start : line->start, line->end});
    }
    gly_build_close(&p->b);
}

/* Does the list item at line k end the paragraph that reaches to line k - 1? A wrapped
 * line may begin with a dash or "12." by chance. */
static bool marker_interrupts(const struct plain *p, uint32_t k)
{
    struct gly_marker marker;
    if (!gly_line_marker(text_at(p, k), &marker))
        return false;
    struct gly_str before = text_at(p, k - 1);
    if (p->by_line || before.ptr[before.len - 1] == ':' ||
        gly_shape_ends_sentence(before))
        return true;
    if (has_next(p, k) && has_marker(p, k + 1))
        return true;
    bool nearly_full = 4 * line_at(p, k - 1)->width >= 3 * p->wrap;
    return (!marker.ordered || marker.number == 1) && !nearly_full;
}

/* Does line i + 1, which holds plain text, go on with the paragraph of line i? */
static bool joins(const struct plain *p, uint32_t i)
{
    struct gly_str line = text_at(p, i), next = text_at(p, i + 1);
    if (p->by_line)
        return false;
    if (gly_shape_is_field(line) && gly_shape_is_field(next))
        return false;
    if (gly_shape_begins_lower(next))
        return true;
    if (gly_shape_all_caps(line) && !gly_shape_all_caps(next) &&
        gly_shape_is_heading(line) && !is_full(p, i))
        return false;
    if (gly_shape_ends_sentence(line) && gly_shape_begins_sentence(next))
        return is_full(p, i) && line_at(p, i + 1)->indent < line_at(p, i)->indent + 2;
    return true;
}

static bool goes_on(struct plain *p, uint32_t i)
{
    return has_next(p, i) && !gly_line_rule(text_at(p, i + 1)) &&
           !table_begins(p, i + 1) && fence_end(p, i + 1) == 0;
}

/* The last line of the paragraph that begins at line i. */
static uint32_t paragraph_end(struct plain *p, uint32_t i)
{
    while (goes_on(p, i) && !marker_interrupts(p, i + 1) && joins(p, i))
        i++;
    return i;
}

/* ---- Headings ---- */

/* Lines of headings only, one after the other, are a menu or a list without bullets. A
 * chapter and its first section make two. */
static bool begins_menu(const struct plain *p, uint32_t i)
{
    for (unsigned more = 0; more < 2; more++) {
        i = skip_blank(p, i + 1);
        if (i == p->lines.count)
            return true;
        if (has_marker(p, i) || !gly_shape_is_heading(text_at(p, i)))
            return false;
    }
    return true;
}

/* "1. Introduction" alone is a heading, with items after it a list. */
static bool is_numbered_title(const struct plain *p, uint32_t i)
{
    struct gly_marker marker;
    struct gly_str line = text_at(p, i);
    if (!gly_line_marker(line, &marker) || !marker.ordered || marker.style != '.')
        return false;
    line = (struct gly_str){line.ptr + marker.length, line.len - marker.length};
    uint32_t next = skip_blank(p, i + 1);
    return !has_next(p, i) && line.len <= 80 && gly_shape_is_heading(line) &&
           next < p->lines.count && !has_marker(p, next) &&
           line_at(p, next)->indent <= line_at(p, i)->indent &&
           line_at(p, next)->width > line_at(p, i)->width;
}

/* Does an indented block that is no running text follow ("Build it with")? */
static bool leads_in(const struct plain *p, uint32_t next)
{
    return line_at(p, next)->indent >= CODE_INDENT &&
           (gly_shape_is_code(text_at(p, next)) ||
            (has_next(p, next) && line_at(p, next + 1)->indent >= CODE_INDENT));
}

/* Does line i touch another line of its group? Then only a text whose lines are
 * paragraphs, or capitals, can make it a heading. */
static bool is_crowded(const struct plain *p, uint32_t i)
{
    if (gly_shape_is_field(text_at(p, i)))
        return has_next(p, i) || (i > 0 && !gly_line_is_blank(line_at(p, i - 1)));
    return has_next(p, i) && !p->by_line && !gly_shape_all_caps(text_at(p, i));
}

/* The level of the heading that line i is, 0 when it is none. `last` is the last line
 * of its paragraph. */
static unsigned heading_level(const struct plain *p, uint32_t i, uint32_t last)
{
    struct gly_str line = text_at(p, i);
    unsigned level;
    if (last > i || p->quote > 0)
        return 0;
    if (gly_shape_is_numbered_heading(line, &level))
        return level;
    if (is_numbered_title(p, i))
        return 1;
    if (!gly_shape_is_heading(line) || has_marker(p, i) || is_crowded(p, i))
        return 0;
    uint32_t next = skip_blank(p, i + 1);
    if (next == p->lines.count) /* nothing below it */
        return p->by_line && p->seen_text ? 2 : 0;
    if (leads_in(p, next))
        return 0;
    if (!p->seen_text)
        return 1;
    return begins_menu(p, i) ? 0 : 2;
}

/* A title with a line of marks below it. */
static unsigned underlined_level(const struct plain *p, uint32_t i)
{
    if (!has_next(p, i))
        return 0;
    struct gly_str title = text_at(p, i);
    char mark = gly_line_rule(text_at(p, i + 1));
    if (!mark || title.len > 200 || gly_line_rule(title) || has_marker(p, i))
        return 0;
    bool long_enough = 2 * line_at(p, i + 1)->width >= line_at(p, i)->width ||
                       gly_shape_is_heading(title);
    if (mark == '=' && long_enough)
        return 1;
    if (mark == '-' && long_enough && !gly_shape_ends_sentence(title))
        return 2;
    return (mark == '~' || mark == '*') && long_enough && gly_shape_is_heading(title)
               ? 3
               : 0;
}

/* "## Title", which people write in plain text too. */
static unsigned hash_level(const struct plain *p, uint32_t i, uint32_t *ret_start)
{
    struct gly_str line = text_at(p, i);
    unsigned level = 0;
    while (level < line.len && line.ptr[level] == '#')
        level++;
    if (level == 0 || level > 6 || level + 1 >= line.len || line.ptr[level] != ' ')
        return 0;
    struct gly_str title = {line.ptr + level + 1, line.len - level - 1};
    *ret_start = line_at(p, i)->start + level + 1;
    return gly_shape_is_heading(title) && *ret_start < line_at(p, i)->end ? level : 0;
}

static uint32_t read_text(struct plain *p, uint32_t i)
{
    uint32_t last = paragraph_end(p, i), start = line_at(p, i)->start;
    unsigned level = heading_level(p, i, last);
    enum gly_block_kind kind = GLY_BLOCK_PARAGRAPH;
    if (level > 0)
        kind = GLY_BLOCK_HEADING;
    else if (gly_shape_is_caption((struct gly_str){p->lines.text.ptr + start,
                                                   line_at(p, last)->end - start}))
        kind = GLY_BLOCK_CAPTION;
    add_lines(p, kind, (uint16_t)level, start, i, last);
    if (level > 0)
        p->b.doc->blocks.at[p->b.doc->blocks.count - 1].flags |= GLY_BLOCK_GUESSED;
    return last + 1;
}

/* ---- Indented blocks ---- */

/* A whole group set in by four columns or more: code, or a quotation when it is prose
 * of several lines. One indented line is a paragraph with its first line set in, or a
 * centred heading. */
static bool read_indented(struct plain *p, uint32_t *i)
{
    uint32_t first = *i, end = first, code = 0;
    for (; end < p->group_end; end++) {
        if (line_at(p, end)->indent < CODE_INDENT)
            return false;
        code += gly_shape_is_code(text_at(p, end));
    }
    if (2 * code >= end - first) {
        add_lines(p, GLY_BLOCK_CODE, 0, line_at(p, first)->start, first, end - 1);
        *i = end;
        return true;
    }
    if (end - first < 2 || p->by_line || has_marker(p, first) || code > 0 ||
        line_at(p, first + 1)->indent != line_at(p, first)->indent)
        return false;
    gly_build_open(&p->b, GLY_BLOCK_QUOTE);
    for (uint32_t at = first; at < end;)
        at = read_text(p, at);
    gly_build_close(&p->b);
    *i = end;
    return true;
}

/* ---- Lists ---- */

struct level {
    uint32_t indent, content; /* columns of the marker and of the text behind it */
    uint32_t style;
};

struct list {
    struct level at[LIST_DEPTH];
    unsigned depth;
};

static void pop_level(struct plain *p, struct list *list)
{
    gly_build_close(&p->b); /* the item */
    gly_build_close(&p->b); /* the list */
    list->depth--;
}

static void push_level(struct plain *p, struct list *list, struct level level,
                       bool ordered)
{
    list->at[list->depth++] = level;
    struct gly_block *block = gly_build_open(&p->b, GLY_BLOCK_LIST);
    block->level = (uint16_t)list->depth;
    block->flags |= ordered ? GLY_BLOCK_ORDERED : 0;
}

/* Close and open lists until the innermost is the one for an item with this marker. */
static void enter_level(struct plain *p, struct list *list, uint32_t indent,
                        const struct gly_marker *marker)
{
    struct level level = {indent, indent + marker->columns, marker->style};
    while (list->depth > 1 && indent < list->at[list->depth - 1].indent)
        pop_level(p, list);
    if (list->depth == 0) {
        push_level(p, list, level, marker->ordered);
        return;
    }
    struct level *top = &list->at[list->depth - 1];
    if (indent >= top->indent + 2 && list->depth < LIST_DEPTH) {
        push_level(p, list, level, marker->ordered);
    } else if (marker->style != top->style) {
        pop_level(p, list);
        push_level(p, list, level, marker->ordered);
    } else {
        gly_build_close(&p->b); /* the item before */
        top->content = level.content;
    }
}

/* The last line of the paragraph of an item whose marker stands at column `indent`. */
static uint32_t item_end(struct plain *p, uint32_t i, uint32_t indent)
{
    while (goes_on(p, i) && !has_marker(p, i + 1)) {
        bool lazy = !p->by_line && is_full(p, i) &&
                    (gly_shape_begins_lower(text_at(p, i + 1)) ||
                     !gly_shape_ends_sentence(text_at(p, i)));
        if (line_at(p, i + 1)->indent <= indent && !lazy)
            break;
        i++;
    }
    return i;
}

static uint32_t read_item(struct plain *p, struct list *list, uint32_t i)
{
    struct gly_marker marker;
    const struct gly_line *line = line_at(p, i);
    gly_line_marker(text_at(p, i), &marker);
    enter_level(p, list, line->indent, &marker);
    gly_build_open(&p->b, GLY_BLOCK_ITEM)->number = marker.number;
    uint32_t last = item_end(p, i, line->indent);
    add_lines(p, GLY_BLOCK_PARAGRAPH, 0, line->start + marker.length, i, last);
    return last + 1;
}

/* Does the list go on at line i, with blank lines before it or not? */
static bool list_goes_on(const struct plain *p, const struct list *list, uint32_t i,
                         bool after_blank)
{
    if (i == p->lines.count || line_at(p, i)->quote != p->quote)
        return false;
    struct gly_marker marker;
    uint32_t indent = line_at(p, i)->indent;
    if (gly_line_marker(text_at(p, i), &marker))
        return !after_blank || indent > list->at[0].indent ||
               marker.style == list->at[0].style;
    return after_blank && indent >= 2 && indent >= list->at[0].content;
}

static uint32_t read_list(struct plain *p, uint32_t i)
{
    struct list list = {.depth = 0};
    while (true) {
        if (has_marker(p, i)) {
            i = read_item(p, &list, i);
        } else { /* another paragraph of an item */
            while (list.depth > 1 &&
                   line_at(p, i)->indent < list.at[list.depth - 1].content)
                pop_level(p, &list);
            uint32_t last = item_end(p, i, list.at[list.depth - 1].indent);
            add_lines(p, GLY_BLOCK_PARAGRAPH, 0, line_at(p, i)->start, i, last);
            i = last + 1;
        }
        uint32_t next = skip_blank(p, i);
        if (!list_goes_on(p, &list, next, next > i))
            break;
        i = next;
        if (i >= p->group_end)
            survey_group(p, i);
    }
    while (list.depth > 0)
        pop_level(p, &list);
    return i;
}

/* ---- The document ---- */

static void set_quote_depth(struct plain *p, uint32_t depth)
{
    for (; p->quote > depth; p->quote--)
        gly_build_close(&p->b);
    for (; p->quote < depth; p->quote++)
        gly_build_open(&p->b, GLY_BLOCK_QUOTE);
}

static uint32_t read_block(struct plain *p, uint32_t i)
{
    uint32_t start, fence = fence_end(p, i);
    unsigned level;
    if (fence > 0) {
        if (fence > i + 1)
            add_lines(p, GLY_BLOCK_CODE, 0, line_at(p, i + 1)->start, i + 1, fence - 1);
        return fence + 1;
    }
    if ((level = underlined_level(p, i)) > 0) {
        add_lines(p, GLY_BLOCK_HEADING, (uint16_t)level, line_at(p, i)->start, i, i);
        return i + 2;
    }
    if (table_begins(p, i))
        return read_table(p, i);
    if (gly_line_rule(text_at(p, i)))
        return i + 1;
    if ((level = hash_level(p, i, &start)) > 0) {
        add_lines(p, GLY_BLOCK_HEADING, (uint16_t)level, start, i, i);
        return i + 1;
    }
    if (line_at(p, i)->indent >= CODE_INDENT && read_indented(p, &i))
        return i;
    if (has_marker(p, i) && !is_numbered_title(p, i))
        return read_list(p, i);
    return read_text(p, i);
}

/* Is there a line that begins with '>'? */
static bool has_quotes(struct gly_str text)
{
    for (size_t at = 0; at < text.len;) {
        const char *found = memchr(text.ptr + at, '>', text.len - at);
        if (!found)
            return false;
        at = (size_t)(found - text.ptr);
        size_t before = at;
        while (before > 0 && text.ptr[before - 1] == ' ')
            before--;
        if (before == 0 || text.ptr[before - 1] == '\n')
            return true;
        at++;
    }
    return false;
}

static struct gly_doc *read_plain(struct gly_arena *arena, struct gly_source *source)
{
    bool quotes = has_quotes(source->text);
    struct plain p = {.arena = arena};
    gly_build_start(&p.b, arena, source, quotes);
    uint32_t start = gly_front_matter(&p.b);
    p.lines = gly_lines_split(arena, source->text, start, quotes);
    survey(&p);
    for (uint32_t i = 0; i < p.lines.count;) {
        if (gly_line_is_blank(line_at(&p, i))) {
            i++;
            continue;
        }
        if (i >= p.group_end)
            survey_group(&p, i);
        set_quote_depth(&p, line_at(&p, i)->quote);
        i = read_block(&p, i);
        p.seen_text = true;
    }
    return gly_build_finish(&p.b);
}

static const char *const extensions[] = {"txt", "text", NULL};
static const char *const mime[] = {"text/plain", NULL};

const struct gly_reader gly_reader_plain = {
    .name = "plain",
    .extensions = extensions,
    .mime = mime,
    .read = read_plain,
};
