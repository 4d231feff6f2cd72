#include "text/markup.h"

#include <galley/unicode.h>

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(struct gly_str text, size_t at)
{
    return at < text.len && gly_is_ascii_letter((unsigned char)text.ptr[at]);
}

static struct gly_str slice(struct gly_str text, size_t start, size_t end)
{
    return (struct gly_str){text.ptr + start, end - start};
}

static size_t find_char(struct gly_str text, size_t at, char c)
{
    const char *found = at < text.len ? memchr(text.ptr + at, c, text.len - at) : NULL;
    return found ? (size_t)(found - text.ptr) : text.len;
}

/* ---- Tags ---- */

static size_t skip_space(struct gly_str text, size_t at)
{
    while (at < text.len && (is_space(text.ptr[at]) || text.ptr[at] == '/'))
        at++;
    return at;
}

/* The end of the attribute at `at`, which is no white space, '/' or '>'. */
static size_t read_attribute(struct gly_str text, size_t at, struct gly_str *name,
                             struct gly_str *value)
{
    size_t start = at++; /* a name may begin with '=' */
    while (at < text.len && !is_space(text.ptr[at]) && text.ptr[at] != '/' &&
           text.ptr[at] != '>' && text.ptr[at] != '=')
        at++;
    *name = slice(text, start, at);
    *value = slice(text, at, at);
    size_t sign = at;
    while (sign < text.len && is_space(text.ptr[sign]))
        sign++;
    if (sign == text.len || text.ptr[sign] != '=')
        return at;
    at = sign + 1;
    while (at < text.len && is_space(text.ptr[at]))
        at++;
    if (at == text.len)
        return at;
    char quote = text.ptr[at];
    if (quote == '"' || quote == '\'') {
        size_t end = find_char(text, at + 1, quote);
        *value = slice(text, at + 1, end);
        return end < text.len ? end + 1 : end;
    }
    start = at;
    while (at < text.len && !is_space(text.ptr[at]) && text.ptr[at] != '>')
        at++;
    *value = slice(text, start, at);
    return at;
}

bool gly_markup_attribute(struct gly_str *rest, struct gly_str *ret_name,
                          struct gly_str *ret_value)
{
    size_t at = skip_space(*rest, 0);
    if (at == rest->len || rest->ptr[at] == '>')
        return false;
    at = read_attribute(*rest, at, ret_name, ret_value);
    *rest = slice(*rest, at, rest->len);
    return true;
}

bool gly_markup_find(const struct gly_markup *tag, const char *name,
                     struct gly_str *ret_value)
{
    struct gly_str rest = tag->content, found, value;
    while (gly_markup_attribute(&rest, &found, &value))
        if (gly_str_eq_nocase(found, gly_str(name))) {
            *ret_value = value;
            return true;
        }
    return false;
}

static struct gly_markup read_tag(struct gly_str text, size_t start, size_t name,
                                  enum gly_markup_kind kind)
{
    size_t at = name;
    while (at < text.len && !is_space(text.ptr[at]) && text.ptr[at] != '/' &&
           text.ptr[at] != '>')
        at++;
    struct gly_markup tag = {.kind = kind, .name = slice(text, name, at)};
    size_t content = at;
    while (true) {
        at = skip_space(text, at);
        if (at == text.len || text.ptr[at] == '>')
            break;
        struct gly_str ignored;
        at = read_attribute(text, at, &ignored, &ignored);
    }
    tag.content = slice(text, content, at);
    tag.empty = at > content && text.ptr[at - 1] == '/';
    tag.span =
        (struct gly_span){(uint32_t)start, (uint32_t)(at < text.len ? at + 1 : at)};
    return tag;
}

/* ---- Comments and the rest ---- */

/* The '-' of the "-->" or "--!>" that ends a comment. */
static size_t comment_end(struct gly_str text, size_t at, size_t *ret_after)
{
    for (; at < text.len; at++) {
        at = find_char(text, at, '-');
        struct gly_str rest = slice(text, at, text.len);
        if (gly_str_starts(rest, "-->") || gly_str_starts(rest, "--!>")) {
            *ret_after = at + (rest.ptr[2] == '>' ? 3 : 4);
            return at;
        }
    }
    *ret_after = text.len;
    return text.len;
}

static struct gly_markup read_comment(struct gly_str text, size_t start)
{
    struct gly_str rest = slice(text, start, text.len);
    size_t content = start + 4, after;
    if (gly_str_starts(rest, "<!-->") || gly_str_starts(rest, "<!--->")) {
        after = find_char(text, start, '>') + 1;
        return (struct gly_markup){
            .kind = GLY_MARKUP_COMMENT,
            .span = {(uint32_t)start, (uint32_t)after},
            .content = slice(text, content, content),
        };
    }
    size_t end = comment_end(text, content, &after);
    return (struct gly_markup){
        .kind = GLY_MARKUP_COMMENT,
        .span = {(uint32_t)start, (uint32_t)after},
        .content = slice(text, content, end),
    };
}

static struct gly_markup read_other(struct gly_str text, size_t start)
{
    size_t end = find_char(text, start, '>');
    return (struct gly_markup){
        .kind = GLY_MARKUP_OTHER,
        .span = {(uint32_t)start, (uint32_t)(end < text.len ? end + 1 : end)},
    };
}

static bool begins_markup(struct gly_str text, size_t at)
{
    if (at + 1 >= text.len)
        return false;
    char next = text.ptr[at + 1];
    if (next == '/')
        return at + 2 < text.len;
    return next == '!' || next == '?' || is_letter(text, at + 1);
}

struct gly_markup gly_markup_next(struct gly_str text, size_t at)
{
    if (text.ptr[at] == '<' && begins_markup(text, at)) {
        if (gly_str_starts(slice(text, at, text.len), "<!--"))
            return read_comment(text, at);
        if (is_letter(text, at + 1))
            return read_tag(text, at, at + 1, GLY_MARKUP_OPEN);
        if (text.ptr[at + 1] == '/' && is_letter(text, at + 2))
            return read_tag(text, at, at + 2, GLY_MARKUP_CLOSE);
        return read_other(text, at);
    }
    size_t end = find_char(text, at + 1, '<');
    while (end < text.len && !begins_markup(text, end))
        end = find_char(text, end + 1, '<');
    return (struct gly_markup){
        .kind = GLY_MARKUP_TEXT,
        .span = {(uint32_t)at, (uint32_t)end},
    };
}

size_t gly_markup_raw_end(struct gly_str text, size_t at, struct gly_str name)
{
    for (; at < text.len; at++) {
        at = find_char(text, at, '<');
        if (text.len - at < name.len + 2 || text.ptr[at + 1] != '/')
            continue;
        if (!gly_str_eq_nocase(slice(text, at + 2, at + 2 + name.len), name))
            continue;
        char next = at + 2 + name.len < text.len ? text.ptr[at + 2 + name.len] : '>';
        if (is_space(next) || next == '/' || next == '>')
            return at;
    }
    return text.len;
}
