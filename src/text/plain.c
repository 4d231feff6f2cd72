/* Plain text: the structure that people give a text without markup.
 *
 * The text of the document is the source itself, except where lines carry the '>' of
 * e-mail: these are taken out, and then the text is decoded.
 *
 * Two shapes of text come in: wrapped, where a paragraph is a run of lines of about the
 * same width, and unwrapped, where every line is a paragraph (articles copied from the
 * Web). The lines themselves tell which it is; see survey(). */
#include "text/plain.h"

#include <string.h>

#include <galley/unicode.h>
#include "base/utf8.h"
#include "text/front.h"
#include "text/shape.h"

enum {
    WIDE = 120,       /* nobody wraps by hand at more columns than this */
    WIDE_BLANKS = 12, /* a wide line of prose has blanks; an address has none */
    CODE_INDENT = 4,
    LONGEST_FENCE = 32, /* a longer row of marks is an ornament; so no text makes
                           fence_end() look for more than 32 different lengths */
};

/* ---- Shape of the whole ---- */

static bool is_wide(const struct gly_plain *p, uint32_t i)
{
    if (gly_plain_line(p, i)->width <= WIDE)
        return false;
    struct gly_str line = gly_plain_text(p, i);
    unsigned blanks = 0;
    for (size_t at = 0; at < line.len && blanks < WIDE_BLANKS; at++)
        blanks += line.ptr[at] == ' ';
    return blanks >= WIDE_BLANKS;
}

/* Do lines i and i + 1 stand together, the second going on in lower case? That is what
 * wrapping leaves, and little else does. */
static bool is_wrapped_pair(const struct gly_plain *p, uint32_t i)
{
    const struct gly_line *line = gly_plain_line(p, i);
    return line->width >= 40 && line->width <= WIDE && i + 1 < p->lines.count &&
           !gly_line_is_blank(gly_plain_line(p, i + 1)) &&
           gly_plain_line(p, i + 1)->quote == line->quote &&
           gly_shape_begins_lower(gly_plain_text(p, i + 1));
}

static void survey(struct gly_plain *p)
{
    uint32_t wide = 0, pairs = 0;
    for (uint32_t i = 0; i < p->lines.count; i++) {
        if (is_wide(p, i)) {
            wide++;
        } else if (is_wrapped_pair(p, i)) {
            pairs++;
            if (gly_plain_line(p, i)->width > p->wrap)
                p->wrap = gly_plain_line(p, i)->width;
        }
    }
    p->unwrapped = wide > pairs;
}

/* The same for one group, which may differ from the rest: a pasted article in a letter,
 * a letter in an article. */
void gly_plain_survey_group(struct gly_plain *p, uint32_t i)
{
    bool wide = false, pair = false;
    uint32_t quote = gly_plain_line(p, i)->quote;
    for (; i < p->lines.count && !gly_line_is_blank(gly_plain_line(p, i)) &&
           gly_plain_line(p, i)->quote == quote;
         i++) {
        wide |= is_wide(p, i);
        pair |= is_wrapped_pair(p, i);
    }
    p->group_end = i;
    p->by_line = wide || (p->unwrapped && !pair);
}

/* ---- Lines in company ---- */

/* Is there a line after `i` that may belong to the same paragraph? */
bool gly_plain_has_next(const struct gly_plain *p, uint32_t i)
{
    return i + 1 < p->lines.count && !gly_line_is_blank(gly_plain_line(p, i + 1)) &&
           gly_plain_line(p, i + 1)->quote == gly_plain_line(p, i)->quote;
}

uint32_t gly_plain_skip_blank(const struct gly_plain *p, uint32_t i)
{
    while (i < p->lines.count && gly_line_is_blank(gly_plain_line(p, i)))
        i++;
    return i;
}

/* Is the line as long as wrapping allows: would the next word not have fitted? */
bool gly_plain_is_full(const struct gly_plain *p, uint32_t i)
{
    if (p->wrap == 0 || !gly_plain_has_next(p, i))
        return false;
    struct gly_str next = gly_plain_text(p, i + 1);
    const char *blank = memchr(next.ptr, ' ', next.len);
    struct gly_str word = {next.ptr, blank ? (size_t)(blank - next.ptr) : next.len};
    return gly_plain_line(p, i)->width + 1 + gly_utf8_count(word) > p->wrap;
}

bool gly_plain_has_marker(const struct gly_plain *p, uint32_t i)
{
    return gly_plain_line(p, i)->marked;
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
static uint32_t fence_end(struct gly_plain *p, uint32_t i)
{
    struct gly_str open = gly_plain_text(p, i);
    uint32_t len = fence_length(open);
    if (len == 0)
        return 0;
    unsigned mark = open.ptr[0] == '~';
    if (i < p->unclosed[mark].until && len >= p->unclosed[mark].length)
        return 0;
    uint32_t k = i + 1, quote = gly_plain_line(p, i)->quote;
    for (; k < p->lines.count && gly_plain_line(p, k)->quote == quote; k++) {
        struct gly_str line = gly_plain_text(p, k);
        uint32_t close = fence_length(line);
        if (close >= len && close == line.len && line.ptr[0] == open.ptr[0])
            return k;
    }
    p->unclosed[mark].length = len;
    p->unclosed[mark].until = k;
    return 0;
}

/* ---- Paragraphs ---- */

void gly_plain_add_leaf(struct gly_plain *p, enum gly_block_kind kind,
                        struct gly_span span, uint16_t level, uint16_t flags)
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

/* A leaf over whole lines, the first from offset `start`. */
void gly_plain_add_lines(struct gly_plain *p, enum gly_block_kind kind, uint16_t level,
                         uint32_t start, uint32_t first, uint32_t last)
{
    if (!p->b.decoded) {
        gly_plain_add_leaf(
            p, kind, (struct gly_span){start, gly_plain_line(p, last)->end}, level, 0);
        return;
    }
    gly_build_open(&p->b, kind)->level = level;
    for (uint32_t i = first; i <= last; i++) {
        const struct gly_line *line = gly_plain_line(p, i);
        if (i > first)
            gly_build_text(&p->b, (struct gly_span){gly_plain_line(p, i - 1)->next - 1,
                                                    gly_plain_line(p, i - 1)->next});
        gly_build_text(&p->b,
                       (struct gly_span){i == first ? start : line->start, line->end});
    }
    gly_build_close(&p->b);
}

/* Does the list item at line k end the paragraph that reaches to line k - 1? A wrapped
 * line may begin with a dash or "12." by chance. */
static bool marker_interrupts(const struct gly_plain *p, uint32_t k)
{
    struct gly_marker marker;
    if (!gly_plain_line(p, k)->marked ||
        !gly_line_marker(gly_plain_text(p, k), &marker))
        return false;
    struct gly_str before = gly_plain_text(p, k - 1);
    if (p->by_line || before.ptr[before.len - 1] == ':' ||
        gly_shape_ends_sentence(before))
        return true;
    if (gly_plain_has_next(p, k) && gly_plain_has_marker(p, k + 1))
        return true;
    bool nearly_full = 4 * gly_plain_line(p, k - 1)->width >= 3 * p->wrap;
    return (!marker.ordered || marker.number == 1) && !nearly_full;
}

/* Does line i + 1, which holds plain text, go on with the paragraph of line i? */
static bool joins(const struct gly_plain *p, uint32_t i)
{
    struct gly_str line = gly_plain_text(p, i), next = gly_plain_text(p, i + 1);
    if (p->by_line)
        return false;
    if (gly_shape_is_field(line) && gly_shape_is_field(next))
        return false;
    if (gly_shape_begins_lower(next))
        return true;
    if (gly_shape_all_caps(line) && !gly_shape_all_caps(next) &&
        gly_shape_is_heading(line) && !gly_plain_is_full(p, i))
        return false;
    if (gly_shape_ends_sentence(line) && gly_shape_begins_sentence(next))
        return gly_plain_is_full(p, i) &&
               gly_plain_line(p, i + 1)->indent < gly_plain_line(p, i)->indent + 2;
    return true;
}

bool gly_plain_goes_on(struct gly_plain *p, uint32_t i)
{
    if (!gly_plain_has_next(p, i) || gly_plain_table_begins(p, i + 1))
        return false;
    return gly_plain_line(p, i + 1)->word ||
           (!gly_line_rule(gly_plain_text(p, i + 1)) && fence_end(p, i + 1) == 0);
}

/* The last line of the paragraph that begins at line i. */
static uint32_t paragraph_end(struct gly_plain *p, uint32_t i)
{
    while (gly_plain_goes_on(p, i) && !marker_interrupts(p, i + 1) && joins(p, i))
        i++;
    return i;
}

/* ---- Headings ---- */

/* Lines of headings only, one after the other, are a menu or a list without bullets. A
 * chapter and its first section make two. */
static bool begins_menu(const struct gly_plain *p, uint32_t i)
{
    for (unsigned more = 0; more < 2; more++) {
        i = gly_plain_skip_blank(p, i + 1);
        if (i == p->lines.count)
            return true;
        if (gly_plain_has_marker(p, i) || !gly_shape_is_heading(gly_plain_text(p, i)))
            return false;
    }
    return true;
}

/* "1. Introduction" alone is a heading, with items after it a list. */
static bool is_numbered_title(const struct gly_plain *p, uint32_t i)
{
    struct gly_marker marker;
    struct gly_str line = gly_plain_text(p, i);
    if (!gly_plain_line(p, i)->marked || !gly_line_marker(line, &marker) ||
        !marker.ordered || marker.style != '.')
        return false;
    line = (struct gly_str){line.ptr + marker.length, line.len - marker.length};
    uint32_t next = gly_plain_skip_blank(p, i + 1);
    return !gly_plain_has_next(p, i) && line.len <= 80 && gly_shape_is_heading(line) &&
           next < p->lines.count && !gly_plain_has_marker(p, next) &&
           gly_plain_line(p, next)->indent <= gly_plain_line(p, i)->indent &&
           gly_plain_line(p, next)->width > gly_plain_line(p, i)->width;
}

/* Does an indented block that is no running text follow ("Build it with")? */
static bool leads_in(const struct gly_plain *p, uint32_t next)
{
    return gly_plain_line(p, next)->indent >= CODE_INDENT &&
           (gly_shape_is_code(gly_plain_text(p, next)) ||
            (gly_plain_has_next(p, next) &&
             gly_plain_line(p, next + 1)->indent >= CODE_INDENT));
}

/* Does line i touch another line of its group? Then only a text whose lines are
 * paragraphs, or capitals, can make it a heading. */
static bool is_crowded(const struct gly_plain *p, uint32_t i)
{
    if (gly_shape_is_field(gly_plain_text(p, i)))
        return gly_plain_has_next(p, i) ||
               (i > 0 && !gly_line_is_blank(gly_plain_line(p, i - 1)));
    return gly_plain_has_next(p, i) && !p->by_line &&
           !gly_shape_all_caps(gly_plain_text(p, i));
}

/* The level of the heading that line i is, 0 when it is none. `last` is the last line
 * of its paragraph. */
static unsigned heading_level(const struct gly_plain *p, uint32_t i, uint32_t last)
{
    struct gly_str line = gly_plain_text(p, i);
    unsigned level;
    if (last > i || p->quote > 0)
        return 0;
    if (gly_shape_is_numbered_heading(line, &level))
        return level;
    if (is_numbered_title(p, i))
        return 1;
    if (gly_plain_has_marker(p, i) || is_crowded(p, i) || !gly_shape_is_heading(line))
        return 0;
    uint32_t next = gly_plain_skip_blank(p, i + 1);
    if (next == p->lines.count) /* nothing below it */
        return p->by_line && p->seen_text ? 2 : 0;
    if (leads_in(p, next))
        return 0;
    if (!p->seen_text)
        return 1;
    return begins_menu(p, i) ? 0 : 2;
}

/* A title with a line of marks below it. */
static unsigned underlined_level(const struct gly_plain *p, uint32_t i)
{
    if (!gly_plain_has_next(p, i))
        return 0;
    struct gly_str title = gly_plain_text(p, i);
    char mark = gly_line_rule(gly_plain_text(p, i + 1));
    if (!mark || title.len > 200 || gly_line_rule(title) || gly_plain_has_marker(p, i))
        return 0;
    bool long_enough =
        2 * gly_plain_line(p, i + 1)->width >= gly_plain_line(p, i)->width ||
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
static unsigned hash_level(const struct gly_plain *p, uint32_t i, uint32_t *ret_start)
{
    struct gly_str line = gly_plain_text(p, i);
    unsigned level = 0;
    while (level < line.len && line.ptr[level] == '#')
        level++;
    if (level == 0 || level > 6 || level + 1 >= line.len || line.ptr[level] != ' ')
        return 0;
    struct gly_str title = {line.ptr + level + 1, line.len - level - 1};
    *ret_start = gly_plain_line(p, i)->start + level + 1;
    return gly_shape_is_heading(title) && *ret_start < gly_plain_line(p, i)->end ? level
                                                                                 : 0;
}

static uint32_t read_text(struct gly_plain *p, uint32_t i)
{
    uint32_t last = paragraph_end(p, i), start = gly_plain_line(p, i)->start;
    unsigned level = heading_level(p, i, last);
    enum gly_block_kind kind = GLY_BLOCK_PARAGRAPH;
    if (level > 0)
        kind = GLY_BLOCK_HEADING;
    else if (gly_shape_is_caption((struct gly_str){
                 p->lines.text.ptr + start, gly_plain_line(p, last)->end - start}))
        kind = GLY_BLOCK_CAPTION;
    gly_plain_add_lines(p, kind, (uint16_t)level, start, i, last);
    if (level > 0)
        p->b.doc->blocks.at[p->b.doc->blocks.count - 1].flags |= GLY_BLOCK_GUESSED;
    return last + 1;
}

/* ---- Indented blocks ---- */

/* Is every line from `first` to the end of its group set in, and how many look like code? A
 * group is looked at once, whatever number of its lines ask. */
static bool is_set_in(struct gly_plain *p, uint32_t first, uint32_t *ret_code)
{
    if (p->indented.end != p->group_end || first < p->indented.at) {
        p->indented.end = p->group_end;
        p->indented.shallow = p->indented.code = 0;
        p->indented.at = first;
        for (uint32_t i = first; i < p->group_end; i++) {
            if (gly_plain_line(p, i)->indent < CODE_INDENT)
                p->indented.shallow = i + 1;
            p->indented.code += gly_shape_is_code(gly_plain_text(p, i));
        }
    }
    for (; p->indented.at < first; p->indented.at++)
        p->indented.code -= gly_shape_is_code(gly_plain_text(p, p->indented.at));
    *ret_code = p->indented.code;
    return p->indented.shallow <= first;
}

/* A whole group set in by four columns or more: code, or a quotation when it is prose
 * of several lines. One indented line is a paragraph with its first line set in, or a
 * centred heading. */
static bool read_indented(struct gly_plain *p, uint32_t *i)
{
    uint32_t first = *i, end = p->group_end, code;
    if (!is_set_in(p, first, &code))
        return false;
    if (2 * code >= end - first) {
        gly_plain_add_lines(p, GLY_BLOCK_CODE, 0, gly_plain_line(p, first)->start,
                            first, end - 1);
        *i = end;
        return true;
    }
    if (end - first < 2 || p->by_line || gly_plain_has_marker(p, first) || code > 0 ||
        gly_plain_line(p, first + 1)->indent != gly_plain_line(p, first)->indent)
        return false;
    gly_build_open(&p->b, GLY_BLOCK_QUOTE);
    for (uint32_t at = first; at < end;)
        at = read_text(p, at);
    gly_build_close(&p->b);
    *i = end;
    return true;
}

/* ---- The document ---- */

static void set_quote_depth(struct gly_plain *p, uint32_t depth)
{
    for (; p->quote > depth; p->quote--)
        gly_build_close(&p->b);
    for (; p->quote < depth; p->quote++)
        gly_build_open(&p->b, GLY_BLOCK_QUOTE);
}

static uint32_t read_block(struct gly_plain *p, uint32_t i)
{
    uint32_t start, fence = fence_end(p, i);
    unsigned level;
    if (fence > 0) {
        if (fence > i + 1)
            gly_plain_add_lines(p, GLY_BLOCK_CODE, 0, gly_plain_line(p, i + 1)->start,
                                i + 1, fence - 1);
        return fence + 1;
    }
    if ((level = underlined_level(p, i)) > 0) {
        gly_plain_add_lines(p, GLY_BLOCK_HEADING, (uint16_t)level,
                            gly_plain_line(p, i)->start, i, i);
        return i + 2;
    }
    if (gly_plain_table_begins(p, i))
        return gly_plain_read_table(p, i);
    if (gly_line_rule(gly_plain_text(p, i)))
        return i + 1;
    if ((level = hash_level(p, i, &start)) > 0) {
        gly_plain_add_lines(p, GLY_BLOCK_HEADING, (uint16_t)level, start, i, i);
        return i + 1;
    }
    if (gly_plain_line(p, i)->indent >= CODE_INDENT && read_indented(p, &i))
        return i;
    if (gly_plain_has_marker(p, i) && !is_numbered_title(p, i))
        return gly_plain_read_list(p, i);
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
    struct gly_plain p = {.arena = arena};
    gly_build_start(&p.b, arena, source, quotes);
    uint32_t start = gly_front_matter(&p.b);
    p.lines = gly_lines_split(arena, source->text, start, quotes);
    p.bars = memchr(source->text.ptr, '|', source->text.len);
    p.tabs = memchr(source->text.ptr, '\t', source->text.len);
    survey(&p);
    for (uint32_t i = 0; i < p.lines.count;) {
        if (gly_line_is_blank(gly_plain_line(&p, i))) {
            i++;
            continue;
        }
        if (i >= p.group_end)
            gly_plain_survey_group(&p, i);
        set_quote_depth(&p, gly_plain_line(&p, i)->quote);
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
