#include "text/front.h"

#include <galley/unicode.h>

struct line {
    struct gly_str says; /* without white space at its end */
    uint32_t next;
};

static struct line line_at(struct gly_str text, uint32_t at)
{
    const char *lf = memchr(text.ptr + at, '\n', text.len - at);
    uint32_t end = lf ? (uint32_t)(lf - text.ptr) : (uint32_t)text.len;
    struct line line = {.next = lf ? end + 1 : end};
    while (end > at && strchr(" \t\r", text.ptr[end - 1]) && text.ptr[end - 1])
        end--;
    line.says = (struct gly_str){text.ptr + at, end - at};
    return line;
}

/* "key: value" or "key = value" at the margin. A text that merely begins with a line of
 * dashes has none. */
static bool is_entry(struct gly_str line, char sign)
{
    size_t at = 0;
    while (at < line.len && (gly_is_letter((unsigned char)line.ptr[at]) ||
                             gly_is_digit((unsigned char)line.ptr[at]) ||
                             (line.ptr[at] && strchr("_-.\"'", line.ptr[at]))))
        at++;
    size_t name = at;
    while (sign == '=' && at < line.len && line.ptr[at] == ' ')
        at++;
    return name > 0 && at < line.len && line.ptr[at] == sign;
}

uint32_t gly_front_matter(struct gly_builder *b)
{
    struct gly_str text = b->doc->source->text;
    if (!gly_str_starts(text, "---") && !gly_str_starts(text, "+++"))
        return 0;
    struct line line = line_at(text, 0);
    bool toml = text.ptr[0] == '+', entry = false;
    if (line.says.len != 3)
        return 0;
    for (uint32_t start = line.next; line.next < text.len;) {
        uint32_t at = line.next;
        line = line_at(text, at);
        if (gly_str_is(line.says, toml ? "+++" : "---") ||
            (!toml && gly_str_is(line.says, "..."))) {
            if (!entry)
                return 0;
            struct gly_span span = {start, at};
            while (span.end > start && memchr("\r\n", text.ptr[span.end - 1], 2))
                span.end--;
            if (b->decoded) {
                gly_build_open(b, GLY_BLOCK_FRONT_MATTER);
                gly_build_text(b, span);
                gly_build_close(b);
            } else {
                gly_build_place(b, GLY_BLOCK_FRONT_MATTER, span);
            }
            return line.next;
        }
        entry = entry || is_entry(line.says, toml ? '=' : ':');
        /* The first line that says something is an entry or a table's name. */
        if (!entry && line.says.len > 0 && line.says.ptr[0] != '#' &&
            line.says.ptr[0] != '[')
            return 0;
    }
    return 0;
}
