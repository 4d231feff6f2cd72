#include "base/slips.h"

static size_t line_start(struct gly_str slips, size_t at)
{
    const char *before = memrchr(slips.ptr, '\n', at);
    return before ? (size_t)(before - slips.ptr) + 1 : 0;
}

static size_t line_end(struct gly_str slips, size_t at)
{
    const char *end = memchr(slips.ptr + at, '\n', slips.len - at);
    return end ? (size_t)(end - slips.ptr) : slips.len;
}

bool gly_slips_find(struct gly_str slips, struct gly_str written,
                    struct gly_str *ret_meant)
{
    size_t low = 0, high = slips.len; /* starts of lines */
    while (low < high) {
        size_t start = line_start(slips, low + (high - low) / 2);
        size_t end = line_end(slips, start);
        const char *comma = memchr(slips.ptr + start, ',', end - start);
        if (!comma)
            return false; /* a damaged file */
        struct gly_str field = {slips.ptr + start, (size_t)(comma - slips.ptr) - start};
        /* A field ends where the comma stands, and a comma is less than any letter. */
        int order = gly_str_order(written, field);
        if (order == 0) {
            *ret_meant =
                (struct gly_str){comma + 1, end - (size_t)(comma + 1 - slips.ptr)};
            return ret_meant->len > 0;
        }
        if (order < 0)
            high = start;
        else
            low = end + 1;
    }
    return false;
}
