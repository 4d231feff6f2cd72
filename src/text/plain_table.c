/* Tables in plain text: drawn with bars, or with tabs between the columns. */
#include "text/bars.h"
#include "text/plain.h"

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

static bool bars_begin(const struct gly_plain *p, uint32_t i)
{
    struct gly_str line = gly_plain_text(p, i), next = gly_plain_text(p, i + 1);
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
    return count > 0 && gly_plain_has_next(p, i + 1) && gly_bars_count(next) == count &&
           gly_bars_count(gly_plain_text(p, i + 2)) == count;
}

/* Columns parted by tabs: certain when two rows have several, or three have one. */
static bool tabs_begin(const struct gly_plain *p, uint32_t i)
{
    enum { TAB_ROW_BYTES = 400 };
    if (!memchr(gly_plain_text(p, i).ptr, '\t', gly_plain_text(p, i).len))
        return false;
    unsigned count = tab_count(gly_plain_text(p, i));
    uint32_t rows = count > 1 ? 2 : 3;
    for (uint32_t k = 0; k < rows; k++) {
        if (k > 0 && !gly_plain_has_next(p, i + k - 1))
            return false;
        struct gly_str line = gly_plain_text(p, i + k);
        if (line.len > TAB_ROW_BYTES || tab_count(line) != count)
            return false;
    }
    return true;
}

bool gly_plain_table_begins(const struct gly_plain *p, uint32_t i)
{
    return gly_plain_has_next(p, i) &&
           ((p->bars && bars_begin(p, i)) || (p->tabs && tabs_begin(p, i)));
}

static struct gly_span span_of(const struct gly_plain *p, struct gly_str s)
{
    uint32_t start = (uint32_t)(s.ptr - p->lines.text.ptr);
    return (struct gly_span){start, start + (uint32_t)s.len};
}

static void read_bar_row(struct gly_plain *p, struct gly_str line, uint16_t flags)
{
    gly_build_open(&p->b, GLY_BLOCK_ROW)->flags |= flags;
    if (line.ptr[0] == '|')
        line = (struct gly_str){line.ptr + 1, line.len - 1};
    struct gly_str cell;
    for (uint16_t column = 0; gly_bars_next(&line, &cell); column++)
        gly_plain_add_leaf(p, GLY_BLOCK_CELL, span_of(p, cell), column, flags);
    gly_build_close(&p->b);
}

static uint32_t read_bars(struct gly_plain *p, uint32_t i)
{
    gly_build_open(&p->b, GLY_BLOCK_TABLE);
    bool framed = gly_bars_is_separator(gly_plain_text(p, i)), first = true;
    for (i += framed;; i++) {
        struct gly_str line = gly_plain_text(p, i);
        if (!gly_bars_is_separator(line)) {
            bool header = first && gly_plain_has_next(p, i) &&
                          gly_bars_is_separator(gly_plain_text(p, i + 1));
            read_bar_row(p, line, header ? GLY_BLOCK_HEADER : 0);
            first = false;
        }
        if (!gly_plain_has_next(p, i) ||
            (!has_bar(gly_plain_text(p, i + 1)) &&
             !gly_bars_is_separator(gly_plain_text(p, i + 1))))
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

static void read_tab_row(struct gly_plain *p, struct gly_str line, uint16_t flags)
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
        gly_plain_add_leaf(p, GLY_BLOCK_CELL, span_of(p, cell), column, flags);
        if (!tab)
            break;
        line = (struct gly_str){line.ptr + used, line.len - used};
    }
    gly_build_close(&p->b);
}

static uint32_t read_tabs(struct gly_plain *p, uint32_t i)
{
    unsigned count = tab_count(gly_plain_text(p, i));
    bool header =
        !has_digit(gly_plain_text(p, i)) && has_digit(gly_plain_text(p, i + 1));
    gly_build_open(&p->b, GLY_BLOCK_TABLE);
    for (;; i++) {
        read_tab_row(p, gly_plain_text(p, i), header ? GLY_BLOCK_HEADER : 0);
        header = false;
        if (!gly_plain_has_next(p, i) || tab_count(gly_plain_text(p, i + 1)) != count)
            break;
    }
    gly_build_close(&p->b);
    return i + 1;
}

uint32_t gly_plain_read_table(struct gly_plain *p, uint32_t i)
{
    return bars_begin(p, i) ? read_bars(p, i) : read_tabs(p, i);
}
