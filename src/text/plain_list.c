/* Lists in plain text: bulleted and numbered, nested by indentation. */
#include "text/plain.h"
#include "text/shape.h"

enum { LIST_DEPTH = 32 }; /* deeper items are read as items of the deepest list */

/* ---- Lists ---- */

struct level {
    uint32_t indent, content; /* columns of the marker and of the text behind it */
    uint32_t style;
};

struct list {
    struct level at[LIST_DEPTH];
    unsigned depth;
};

static void pop_level(struct gly_plain *p, struct list *list)
{
    gly_build_close(&p->b); /* the item */
    gly_build_close(&p->b); /* the list */
    list->depth--;
}

static void push_level(struct gly_plain *p, struct list *list, struct level level,
                       bool ordered)
{
    list->at[list->depth++] = level;
    struct gly_block *block = gly_build_open(&p->b, GLY_BLOCK_LIST);
    block->level = (uint16_t)list->depth;
    block->flags |= ordered ? GLY_BLOCK_ORDERED : 0;
}

/* Close and open lists until the innermost is the one for an item with this marker. */
static void enter_level(struct gly_plain *p, struct list *list, uint32_t indent,
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
static uint32_t item_end(struct gly_plain *p, uint32_t i, uint32_t indent)
{
    while (gly_plain_goes_on(p, i) && !gly_plain_has_marker(p, i + 1)) {
        bool lazy = !p->by_line && gly_plain_is_full(p, i) &&
                    (gly_shape_begins_lower(gly_plain_text(p, i + 1)) ||
                     !gly_shape_ends_sentence(gly_plain_text(p, i)));
        if (gly_plain_line(p, i + 1)->indent <= indent && !lazy)
            break;
        i++;
    }
    return i;
}

static uint32_t read_item(struct gly_plain *p, struct list *list, uint32_t i)
{
    struct gly_marker marker;
    const struct gly_line *line = gly_plain_line(p, i);
    gly_line_marker(gly_plain_text(p, i), &marker);
    enter_level(p, list, line->indent, &marker);
    gly_build_open(&p->b, GLY_BLOCK_ITEM)->number = marker.number;
    uint32_t last = item_end(p, i, line->indent);
    gly_plain_add_lines(p, GLY_BLOCK_PARAGRAPH, 0, line->start + marker.length, i,
                        last);
    return last + 1;
}

/* Does the list go on at line i, with blank lines before it or not? */
static bool list_goes_on(const struct gly_plain *p, const struct list *list, uint32_t i,
                         bool after_blank)
{
    if (i == p->lines.count || gly_plain_line(p, i)->quote != p->quote)
        return false;
    struct gly_marker marker;
    uint32_t indent = gly_plain_line(p, i)->indent;
    if (gly_plain_line(p, i)->marked)
        return !after_blank || indent > list->at[0].indent ||
               (gly_line_marker(gly_plain_text(p, i), &marker) &&
                marker.style == list->at[0].style);
    return after_blank && indent >= 2 && indent >= list->at[0].content;
}

uint32_t gly_plain_read_list(struct gly_plain *p, uint32_t i)
{
    struct list list = {.depth = 0};
    while (true) {
        if (gly_plain_has_marker(p, i)) {
            i = read_item(p, &list, i);
        } else { /* another paragraph of an item */
            while (list.depth > 1 &&
                   gly_plain_line(p, i)->indent < list.at[list.depth - 1].content)
                pop_level(p, &list);
            uint32_t last = item_end(p, i, list.at[list.depth - 1].indent);
            gly_plain_add_lines(p, GLY_BLOCK_PARAGRAPH, 0, gly_plain_line(p, i)->start,
                                i, last);
            i = last + 1;
        }
        uint32_t next = gly_plain_skip_blank(p, i);
        if (!list_goes_on(p, &list, next, next > i))
            break;
        i = next;
        if (i >= p->group_end)
            gly_plain_survey_group(p, i);
    }
    while (list.depth > 0)
        pop_level(p, &list);
    return i;
}
