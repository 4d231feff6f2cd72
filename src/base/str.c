#include <galley/span.h>

static unsigned char ascii_lower(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c + ('a' - 'A')) : c;
}

bool gly_str_eq_nocase(struct gly_str a, struct gly_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (ascii_lower((unsigned char)a.ptr[i]) !=
            ascii_lower((unsigned char)b.ptr[i]))
            return false;
    return true;
}
