#include "note/front.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static struct gly_str value_of(struct gly_str line, size_t key_len)
{
    size_t at = key_len;
    while (at < line.len && line.ptr[at] == ' ')
        at++;
    if (at == line.len || (line.ptr[at] != ':' && line.ptr[at] != '='))
        return (struct gly_str){0};
    struct gly_str value = {line.ptr + at + 1, line.len - at - 1};
    while (value.len > 0 && is_blank(value.ptr[0]))
        value.ptr++, value.len--;
    while (value.len > 0 && is_blank(value.ptr[value.len - 1]))
        value.len--;
    return value;
}

struct gly_str gly_front_value(struct gly_str text, const char *key)
{
    while (text.len > 0) {
        const char *lf = memchr(text.ptr, '\n', text.len);
        size_t len = lf ? (size_t)(lf - text.ptr) : text.len;
        struct gly_str line = {text.ptr, len}, value = {0};
        if (gly_str_starts(line, key))
            value = value_of(line, strlen(key));
        if (value.ptr)
            return value;
        len += lf != NULL;
        text = (struct gly_str){text.ptr + len, text.len - len};
    }
    return (struct gly_str){"", 0};
}
