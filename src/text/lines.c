#include "text/lines.h"

#include <string.h>

#include "base/utf8.h"

static bool is_blank_char(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

/* ---- Marks at the start ---- */

char gly_line_rule(struct gly_str line)
{
    static const char marks[] = "-=*_~#+.";
    if (line.len < 3 || (line.ptr[1] != line.ptr[0] && !is_blank_char(line.ptr[1])) ||
        !memchr(marks, line.ptr[0], sizeof marks - 1))
        return 0;
    size_t count = 0;
    for (size_t i = 0; i < line.len; i++) {
        if (line.ptr[i] == line.ptr[0])
            count++;
        else if (!is_blank_char(line.ptr[i]))
            return 0;
    }
    return count >= 3 ? line.ptr[0] : 0;
}

/* Bullets that word processors and web pages leave behind when text is copied. A dash
 * wider than '-' is left out where it opens speech in French, Spanish or Russian: only
 * the en dash, which none of them uses for that, is taken. */
static const struct {
    const char *bytes;
    uint32_t code_point;
} bullets[] = {
    {"-", '-'},         {"*", '*'},         {"+", '+'},         {"\u2022", 0x2022},
    {"\u2023", 0x2023}, {"\u2043", 0x2043}, {"\u25E6", 0x25E6}, {"\u25AA", 0x25AA},
    {"\u25CF", 0x25CF}, {"\u25CB", 0x25CB}, {"\u00B7", 0xB7},   {"\u2013", 0x2013},
    {"\u25A0", 0x25A0}, {"\u2219", 0x2219},
};

static bool bullet(struct gly_str line, struct gly_marker *marker)
{
    unsigned char first = (unsigned char)line.ptr[0];
    if (first < 0x80 && first != '-' && first != '*' && first != '+')
        return false;
    for (unsigned i = 0; i < GLY_COUNT(bullets); i++)
        if (gly_str_starts(line, bullets[i].bytes)) {
            marker->length = (uint32_t)strlen(bullets[i].bytes);
            marker->columns = 1;
            marker->style = bullets[i].code_point;
            return true;
        }
    return false;
}

/* "1.", "12)", "(3)", "a)", "(b)", "iv)": a letter needs its bracket, since "A. Smith"
 * begins a sentence, and a number has at most three digits, since "1984. It" does. */
static bool numbered(struct gly_str line, struct gly_marker *marker)
{
    uint32_t at = line.ptr[0] == '(', first = at, number = 0;
    while (at < line.len && at - first < 4 && line.ptr[at] >= '0' &&
           line.ptr[at] <= '9')
        number = number * 10 + (uint32_t)(line.ptr[at++] - '0');
    bool letter = at == first;
    if (letter) {
        while (at < line.len && at - first < 4 && memchr("ivx", line.ptr[at], 3))
            at++;
        if (at == first && at < line.len && line.ptr[at] >= 'a' && line.ptr[at] <= 'z')
            number = (uint32_t)(line.ptr[at++] - 'a') + 1;
    }
    if (at == first || at - first > 3 || at == line.len)
        return false;
    char close = line.ptr[at];
    if (close != ')' && (close != '.' || letter || first == 1))
        return false;
    marker->length = marker->columns = at + 1;
    marker->number = number;
    marker->style = first == 1 ? '(' : (uint32_t)close;
    marker->ordered = true;
    return true;
}

/* Nearly every line: letters, and no bracket behind the first few. */
static bool begins_word(struct gly_str line)
{
    if (line.len == 0 || ((unsigned char)line.ptr[0] | 0x20u) - 'a' >= 26)
        return false;
    for (size_t i = 1; i < line.len && i < 5; i++)
        if (line.ptr[i] == ')' || line.ptr[i] == '.')
            return false;
    return true;
}

bool gly_line_marker(struct gly_str line, struct gly_marker *ret_marker)
{
    struct gly_marker marker = {0};
    if (line.len < 3 || begins_word(line) ||
        (!bullet(line, &marker) && !numbered(line, &marker)))
        return false;
    if (marker.length == line.len || !is_blank_char(line.ptr[marker.length]) ||
        gly_line_rule(line))
        return false;
    while (marker.length < line.len && is_blank_char(line.ptr[marker.length])) {
        marker.length++;
        marker.columns++;
    }
    *ret_marker = marker;
    return true;
}

/* ---- Splitting ---- */

struct line_vec {
    struct gly_line *at;
    uint32_t count, room;
};

/* Read the prefix: quotation marks of e-mail, then indentation. */
static void read_prefix(struct gly_str text, struct gly_line *line, bool quotes)
{
    uint32_t column = 0;
    for (; line->start < line->end; line->start++) {
        char c = text.ptr[line->start];
        if (quotes && c == '>' && column < 4) {
            line->quote++;
            column = 0;
            /* "> text": the one space belongs to the prefix. */
            if (line->start + 1 < line->end && text.ptr[line->start + 1] == ' ')
                line->start++;
        } else if (c == '\t') {
            column = (column / 4 + 1) * 4;
        } else if (is_blank_char(c)) {
            column++;
        } else {
            break;
        }
    }
    line->indent = column;
}

static struct gly_line read_line(struct gly_str text, uint32_t start, bool quotes,
                                 bool ascii)
{
    const char *lf = memchr(text.ptr + start, '\n', text.len - start);
    uint32_t end = lf ? (uint32_t)(lf - text.ptr) : (uint32_t)text.len;
    struct gly_line line = {.start = start, .end = end, .next = lf ? end + 1 : end};
    while (line.end > line.start && is_blank_char(text.ptr[line.end - 1]))
        line.end--;
    read_prefix(text, &line, quotes);
    struct gly_str said = {text.ptr + line.start, line.end - line.start};
    line.width = (uint32_t)(ascii ? said.len : gly_utf8_count(said));
    struct gly_marker marker;
    line.word = begins_word(said);
    line.marked = !line.word && gly_line_marker(said, &marker);
    return line;
}

/* A text that is indented as a whole (pasted from a terminal, set in a frame) is read
 * as if it were not. */
static void take_common_indent(struct line_vec *lines)
{
    uint32_t common = UINT32_MAX;
    for (uint32_t i = 0; i < lines->count && common > 0; i++)
        if (!gly_line_is_blank(&lines->at[i]) && lines->at[i].indent < common)
            common = lines->at[i].indent;
    if (common == 0 || common == UINT32_MAX)
        return;
    for (uint32_t i = 0; i < lines->count; i++)
        if (!gly_line_is_blank(&lines->at[i]))
            lines->at[i].indent -= common;
}

struct gly_lines gly_lines_split(struct gly_arena *arena, struct gly_str text,
                                 uint32_t start, bool quotes)
{
    struct line_vec lines = {0};
    bool ascii = gly_utf8_count(text) == text.len;
    for (uint32_t at = start; at < text.len;) {
        struct gly_line *line = GLY_VEC_ADD(arena, &lines);
        *line = read_line(text, at, quotes, ascii);
        at = line->next;
    }
    take_common_indent(&lines);
    return (struct gly_lines){text, lines.at, lines.count};
}
