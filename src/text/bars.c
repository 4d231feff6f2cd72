#include "text/bars.h"

bool gly_bars_is_separator(struct gly_str line)
{
    unsigned dashes = 0, bars = 0;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        if (c == '-' || c == '=')
            dashes++;
        else if (c == '|' || c == '+')
            bars++;
        else if (c != ' ' && c != ':' && c != '\t')
            return false;
    }
    return bars > 0 && dashes > 0 && dashes >= bars - 1;
}

static bool is_bar(struct gly_str line, size_t at)
{
    return line.ptr[at] == '|' && (at == 0 || line.ptr[at - 1] != '\\');
}

unsigned gly_bars_count(struct gly_str line)
{
    unsigned count = 0;
    for (size_t i = 1; i + 1 < line.len; i++)
        count += is_bar(line, i);
    return count;
}

bool gly_bars_is_closed(struct gly_str line)
{
    return line.len >= 3 && line.ptr[0] == '|' && is_bar(line, line.len - 1);
}

static struct gly_str trim(struct gly_str s)
{
    while (s.len > 0 && (s.ptr[0] == ' ' || s.ptr[0] == '\t'))
        s = (struct gly_str){s.ptr + 1, s.len - 1};
    while (s.len > 0 && (s.ptr[s.len - 1] == ' ' || s.ptr[s.len - 1] == '\t'))
        s.len--;
    return s;
}

bool gly_bars_next(struct gly_str *rest, struct gly_str *ret_cell)
{
    if (rest->len == 0)
        return false;
    size_t end = 0;
    while (end < rest->len && !is_bar(*rest, end))
        end++;
    *ret_cell = trim((struct gly_str){rest->ptr, end});
    size_t used = end < rest->len ? end + 1 : end;
    *rest = (struct gly_str){rest->ptr + used, rest->len - used};
    return true;
}
