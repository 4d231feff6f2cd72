#include "report/excerpt_window.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "report/escape.h"

enum {
    LINE_REACH = 4096, /* bytes of a line read to each side of a place */
    WORD_REACH = 14,   /* cells given up so that a window ends between words */
};

/* ---- Gathering ------------------------------------------------------------------------------- */

/* The line that holds `at`, as far as LINE_REACH. */
static void read_line(struct gly_str text, uint32_t at, struct gly_excerpt_piece *piece)
{
    struct gly_span line = {at, at};
    while (line.start > 0 && text.ptr[line.start - 1] != '\n' &&
           (at - line.start < LINE_REACH ||
            gly_utf8_is_continuation(text.ptr[line.start])))
        line.start--;
    while (line.end < text.len && text.ptr[line.end] != '\n' &&
           (line.end - at < LINE_REACH || gly_utf8_is_continuation(text.ptr[line.end])))
        line.end++;
    piece->cut_left = line.start > 0 && text.ptr[line.start - 1] != '\n';
    piece->cut_right = line.end < text.len && text.ptr[line.end] != '\n';
    if (!piece->cut_right && line.end < text.len && line.end > line.start &&
        text.ptr[line.end - 1] == '\r')
        line.end--;
    piece->line = line;
}

/* Where the line behind `at` starts; the end of the text when there is none. */
static uint32_t next_line(struct gly_str text, uint32_t at)
{
    const char *lf = memchr(text.ptr + at, '\n', text.len - at);
    return lf ? (uint32_t)(lf - text.ptr) + 1 : (uint32_t)text.len;
}

static uint32_t skip_blanks(struct gly_str text, struct gly_span span)
{
    uint32_t at = span.start;
    while (at < span.end && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
        at++;
    return at;
}

/* The pieces of one place, in order; returns how many. */
static unsigned cut_place(const struct gly_excerpt *x, struct gly_span place,
                          struct gly_excerpt_piece *pieces)
{
    const struct gly_result *result = x->result;
    struct gly_str text = result->source->text;
    struct gly_span span = gly_result_source_span(result, place);
    struct gly_region region = gly_result_region(result, place, GLY_UNIT_CODEPOINT);
    bool all = region.end.line - region.start.line < GLY_EXCERPT_LINES;
    unsigned count = 0;
    uint32_t at = span.start, line = region.start.line;
    while (line <= region.end.line) {
        struct gly_excerpt_piece piece = {.number = line};
        read_line(text, at, &piece);
        struct gly_span rest = {line == region.start.line ? span.start
                                                          : piece.line.start,
                                span.end < piece.line.end ? span.end : piece.line.end};
        if (line > region.start.line)
            rest.start = skip_blanks(text, rest);
        if (rest.end > rest.start || line == region.start.line) {
            piece.span = rest.end >= rest.start
                             ? rest
                             : (struct gly_span){piece.line.end, piece.line.end};
            pieces[count++] = piece;
        }
        at = all ? next_line(text, at) : span.end;
        line = all || line == region.end.line ? line + 1 : region.end.line;
    }
    return count;
}

static int by_place(const void *left, const void *right)
{
    const struct gly_excerpt_piece *a = left, *b = right;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    return a->span.end < b->span.end ? -1 : a->span.end > b->span.end;
}

unsigned gly_excerpt_gather(const struct gly_excerpt *x,
                            struct gly_excerpt_piece pieces[GLY_EXCERPT_MOST_PIECES])
{
    const struct gly_finding *f = x->finding;
    unsigned count = cut_place(x, f->span, pieces);
    for (unsigned i = 0; i < count; i++)
        pieces[i].primary = true;
    for (uint32_t i = 0; i < f->evidence_count && i < GLY_EXCERPT_PLACES; i++) {
        count += cut_place(x, f->evidence[i].span, pieces + count);
        pieces[count - 1].label = f->evidence[i].label;
    }
    qsort(pieces, count, sizeof *pieces, by_place);
    return count;
}

/* ---- Windows ----------------------------------------------------------------------------------- */

unsigned gly_excerpt_cells_at(struct gly_str text, uint32_t at, unsigned *ret_len)
{
    struct gly_glyph glyph = gly_glyph_at(text, at);
    *ret_len = glyph.len;
    return glyph.cp == '\t' ? GLY_EXCERPT_TAB_CELLS : glyph.width;
}

/* Cells of a span; stops counting past `most`. */
unsigned gly_excerpt_measure(struct gly_str text, struct gly_span span, unsigned most)
{
    unsigned cells = 0, len;
    for (uint32_t at = span.start; at < span.end && cells <= most; at += len)
        cells += gly_excerpt_cells_at(text, at, &len);
    return cells;
}

/* The furthest cluster border behind `at` that is at most `cells` away. */
uint32_t gly_excerpt_forward(struct gly_str text, uint32_t at, uint32_t end,
                             unsigned cells)
{
    uint32_t border = at;
    unsigned len, used = 0;
    while (at < end) {
        used += gly_excerpt_cells_at(text, at, &len);
        if (used > cells)
            return border;
        at += len;
        if (at >= end || gly_is_cluster_start(text, at))
            border = at;
    }
    return end;
}

static uint32_t backward(struct gly_str text, uint32_t at, uint32_t start,
                         unsigned cells)
{
    uint32_t border = at;
    unsigned len, used = 0;
    while (at > start) {
        gly_utf8_decode_before(text.ptr, at, &len);
        at -= len;
        used += gly_excerpt_cells_at(text, at, &len);
        if (used > cells)
            return border;
        if (gly_is_cluster_start(text, at))
            border = at;
    }
    return start;
}

/* Move the ends of the window inwards to the nearest space, so that it shows words. */
static void end_between_words(struct gly_str text, struct gly_span core,
                              struct gly_excerpt_window *window)
{
    if (window->cut_left) {
        uint32_t reach =
            gly_excerpt_forward(text, window->span.start, core.start, WORD_REACH);
        for (uint32_t at = window->span.start; at < reach; at++)
            if (text.ptr[at] == ' ') {
                window->span.start = at + 1;
                break;
            }
    }
    if (window->cut_right && window->span.end > core.end) {
        uint32_t reach = backward(text, window->span.end, core.end, WORD_REACH);
        for (uint32_t at = window->span.end; at > reach; at--)
            if (text.ptr[at - 1] == ' ' || text.ptr[at] == ' ') {
                window->span.end = text.ptr[at] == ' ' ? at : at - 1;
                break;
            }
    }
}

/* Choose what to show of the line round `core`, within `room` cells; `label` cells should
 * fit behind the underline. */
struct gly_excerpt_window gly_excerpt_choose(const struct gly_excerpt *x,
                                             const struct gly_excerpt_piece *piece,
                                             struct gly_span core, unsigned room,
                                             unsigned label)
{
    struct gly_str text = x->result->source->text;
    struct gly_span line = piece->line;
    struct gly_excerpt_window window = {.span = line};
    if (!piece->cut_left && !piece->cut_right &&
        gly_excerpt_measure(text, line, room) <= room &&
        gly_excerpt_measure(text, (struct gly_span){line.start, core.end}, room) +
                label <=
            room)
        return window;
    room -= 2 * (x->strokes.cut_width + 1);
    unsigned cells = gly_excerpt_measure(text, core, room);
    unsigned spare = cells < room ? room - cells : 0;
    unsigned left = spare / 2;
    if (label > spare - left)
        left = label < spare ? spare - label : 0;
    if (left < GLY_EXCERPT_LEAST_CONTEXT)
        left = GLY_EXCERPT_LEAST_CONTEXT < spare ? GLY_EXCERPT_LEAST_CONTEXT : spare;
    window.span.start = backward(text, core.start, line.start, left);
    window.span.end = gly_excerpt_forward(text, window.span.start, line.end, room);
    /* What the right end did not need. */
    unsigned used = gly_excerpt_measure(text, window.span, room);
    if (used < room && window.span.end == line.end && label <= spare / 2)
        window.span.start = backward(text, window.span.start, line.start, room - used);
    window.cut_left = piece->cut_left || window.span.start > line.start;
    window.cut_right = piece->cut_right || window.span.end < line.end;
    end_between_words(text, core, &window);
    return window;
}
