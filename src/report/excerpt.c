#include "report/excerpt.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "report/escape.h"

enum {
    MOST_LINES = 4, /* of one place; longer ones show their first and last line */
    MOST_PIECES = (GLY_EXCERPT_PLACES + 1) * MOST_LINES,
    LINE_REACH = 4096, /* bytes of a line read to each side of a place */
    TAB_CELLS = 4,
    WORD_REACH = 14,    /* cells given up so that a window ends between words */
    LEAST_CONTEXT = 10, /* cells beside a place */
    HEADING_CELLS = 60, /* of the heading that a place is under */
    MOST_CELLS = 512,   /* of a row, whatever the terminal says */
};

/* A part of one place on one line. */
struct piece {
    uint32_t number;          /* of the line */
    struct gly_span line;     /* as far as it was read */
    bool cut_left, cut_right; /* the line goes on beyond that */
    struct gly_span span;
    struct gly_str label; /* of the place, on its last piece */
    bool primary;
    unsigned start, end; /* cells in the row, once drawn; at least one */
};

/* ---- Gathering ------------------------------------------------------------------------------- */

/* The line that holds `at`, as far as LINE_REACH. */
static void read_line(struct gly_str text, uint32_t at, struct piece *piece)
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
                          struct piece *pieces)
{
    const struct gly_result *result = x->result;
    struct gly_str text = result->source->text;
    struct gly_span span = gly_result_source_span(result, place);
    struct gly_region region = gly_result_region(result, place, GLY_UNIT_CODEPOINT);
    bool all = region.end.line - region.start.line < MOST_LINES;
    unsigned count = 0;
    uint32_t at = span.start, line = region.start.line;
    while (line <= region.end.line) {
        struct piece piece = {.number = line};
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
    const struct piece *a = left, *b = right;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    return a->span.end < b->span.end ? -1 : a->span.end > b->span.end;
}

static unsigned gather(const struct gly_excerpt *x, struct piece pieces[MOST_PIECES])
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

static unsigned cells_at(struct gly_str text, uint32_t at, unsigned *ret_len)
{
    struct gly_glyph glyph = gly_glyph_at(text, at);
    *ret_len = glyph.len;
    return glyph.cp == '\t' ? TAB_CELLS : glyph.width;
}

/* Cells of a span; stops counting past `most`. */
static unsigned measure(struct gly_str text, struct gly_span span, unsigned most)
{
    unsigned cells = 0, len;
    for (uint32_t at = span.start; at < span.end && cells <= most; at += len)
        cells += cells_at(text, at, &len);
    return cells;
}

/* The furthest cluster border behind `at` that is at most `cells` away. */
static uint32_t forward(struct gly_str text, uint32_t at, uint32_t end, unsigned cells)
{
    uint32_t border = at;
    unsigned len, used = 0;
    while (at < end) {
        used += cells_at(text, at, &len);
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
        used += cells_at(text, at, &len);
        if (used > cells)
            return border;
        if (gly_is_cluster_start(text, at))
            border = at;
    }
    return start;
}

/* The part of a line that a row shows. */
struct window {
    struct gly_span span;
    bool cut_left, cut_right;
};

/* Move the ends of the window inwards to the nearest space, so that it shows words. */
static void end_between_words(struct gly_str text, struct gly_span core,
                              struct window *window)
{
    if (window->cut_left) {
        uint32_t reach = forward(text, window->span.start, core.start, WORD_REACH);
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
static struct window choose_window(const struct gly_excerpt *x,
                                   const struct piece *piece, struct gly_span core,
                                   unsigned room, unsigned label)
{
    struct gly_str text = x->result->source->text;
    struct gly_span line = piece->line;
    struct window window = {.span = line};
    if (!piece->cut_left && !piece->cut_right && measure(text, line, room) <= room &&
        measure(text, (struct gly_span){line.start, core.end}, room) + label <= room)
        return window;
    room -= 2 * (x->strokes.cut_width + 1);
    unsigned cells = measure(text, core, room);
    unsigned spare = cells < room ? room - cells : 0;
    unsigned left = spare / 2;
    if (label > spare - left)
        left = label < spare ? spare - label : 0;
    if (left < LEAST_CONTEXT)
        left = LEAST_CONTEXT < spare ? LEAST_CONTEXT : spare;
    window.span.start = backward(text, core.start, line.start, left);
    window.span.end = forward(text, window.span.start, line.end, room);
    /* What the right end did not need. */
    unsigned used = measure(text, window.span, room);
    if (used < room && window.span.end == line.end && label <= spare / 2)
        window.span.start = backward(text, window.span.start, line.start, room - used);
    window.cut_left = piece->cut_left || window.span.start > line.start;
    window.cut_right = piece->cut_right || window.span.end < line.end;
    end_between_words(text, core, &window);
    return window;
}

/* ---- Rows ---------------------------------------------------------------------------------------- */

struct row {
    struct piece *pieces;
    unsigned count;
    struct window window;
    unsigned cells; /* of the text, marks of cutting included */
};

static void put_number(const struct gly_excerpt *x, unsigned width, uint32_t number,
                       struct gly_buf *out)
{
    gly_buf_printf(out, "%s%*u %s%s ", x->palette.frame, (int)width, number,
                   x->strokes.bar, x->palette.reset);
}

void gly_excerpt_margin(const struct gly_excerpt *excerpt, unsigned width,
                        struct gly_buf *out)
{
    gly_buf_printf(out, "%s%*s %s%s", excerpt->palette.frame, (int)width, "",
                   excerpt->strokes.bar, excerpt->palette.reset);
}

/* Note in which cells the pieces of the row start and end. */
static void place_pieces(struct row *row, uint32_t at, unsigned len, unsigned cell,
                         unsigned cells)
{
    for (unsigned i = 0; i < row->count; i++) {
        struct piece *p = &row->pieces[i];
        if (p->span.start >= at && p->span.start < at + len)
            p->start = cell;
        if (p->span.end > at)
            p->end = cell + cells;
    }
}

/* The text of the row; pieces learn their cells. */
static void draw_text(const struct gly_excerpt *x, struct row *row, struct gly_buf *out)
{
    struct gly_str text = x->result->source->text;
    struct gly_span span = row->window.span;
    unsigned cell = 0, len;
    if (row->window.cut_left) {
        gly_buf_printf(out, "%s ", x->strokes.cut);
        cell = x->strokes.cut_width + 1;
    }
    for (uint32_t at = span.start; at < span.end; at += len) {
        unsigned cells = cells_at(text, at, &len);
        place_pieces(row, at, len, cell, cells);
        struct gly_glyph glyph = gly_glyph_at(text, at);
        if (glyph.cp == '\t')
            gly_buf_fill(out, ' ', TAB_CELLS);
        else
            gly_glyph_put(out, glyph);
        cell += cells;
    }
    row->cells = cell;
    for (unsigned i = 0; i < row->count; i++) {
        struct piece *p = &row->pieces[i];
        if (p->span.start >= span.end)
            p->start = cell; /* at the end of the line */
        if (p->end <= p->start) {
            /* Nothing to see: a place between characters, or marks on a letter. */
            if (p->start > 0 && p->span.end > p->span.start)
                p->start--;
            p->end = p->start + 1;
        }
        if (p->end > row->cells)
            row->cells = p->end;
    }
    if (row->window.cut_right)
        gly_buf_printf(out, " %s", x->strokes.cut);
    gly_buf_putc(out, '\n');
}

/* The piece whose label may stand on the line of the marks: the last one there. */
static const struct piece *last_piece(const struct row *row)
{
    const struct piece *last = &row->pieces[0];
    for (unsigned i = 1; i < row->count; i++)
        if (row->pieces[i].end >= last->end)
            last = &row->pieces[i];
    return last;
}

static void put_marks(const struct gly_excerpt *x, const struct row *row,
                      struct gly_buf *out)
{
    char marks[MOST_CELLS + 16] = {0};
    for (int primary = 0; primary < 2; primary++)
        for (unsigned i = 0; i < row->count; i++) {
            const struct piece *p = &row->pieces[i];
            for (unsigned c = p->start;
                 p->primary == primary && c < p->end && c < sizeof marks - 1; c++)
                marks[c] = primary ? '^' : '-';
        }
    char before = 0;
    const struct piece *last = last_piece(row);
    for (unsigned c = 0; c < last->end && c < sizeof marks - 1; c++) {
        if (marks[c] != before)
            gly_buf_puts(out, marks[c] == '^'   ? x->palette.severity
                              : marks[c] == '-' ? x->palette.other
                                                : x->palette.reset);
        before = marks[c];
        gly_buf_putc(out, marks[c] ? marks[c] : ' ');
    }
    if (last->label.len > 0) {
        gly_buf_printf(out, "%s ", last->primary ? "" : x->palette.other);
        gly_show(out, last->label);
    }
    gly_buf_printf(out, "%s\n", x->palette.reset);
}

static bool hangs(const struct row *row, const struct piece *piece)
{
    return piece->label.len > 0 && piece != last_piece(row);
}

/* Bars down from the marks whose labels hang, up to cell `before`. Returns the cell it
 * got to. */
static unsigned put_bars(const struct gly_excerpt *x, const struct row *row,
                         unsigned before, struct gly_buf *out)
{
    unsigned cell = 0;
    for (unsigned i = 0; i < row->count; i++) {
        const struct piece *p = &row->pieces[i];
        if (!hangs(row, p) || p->start >= before || p->start < cell)
            continue;
        gly_buf_fill(out, ' ', p->start - cell);
        gly_buf_puts(out, x->strokes.bar);
        cell = p->start + 1;
    }
    return cell;
}

/* Labels that found no room beside their marks, the rightmost first:
 *
 *     the first and the second
 *         -----         ------ beside its marks
 *         │
 *         below them                                     */
static void draw_hanging(const struct gly_excerpt *x, const struct row *row,
                         unsigned margin, struct gly_buf *out)
{
    bool first = true;
    for (unsigned i = row->count; i-- > 0;) {
        const struct piece *p = &row->pieces[i];
        if (!hangs(row, p))
            continue;
        if (first) {
            gly_excerpt_margin(x, margin, out);
            gly_buf_printf(out, " %s", x->palette.other);
            put_bars(x, row, MOST_CELLS, out);
            gly_buf_printf(out, "%s\n", x->palette.reset);
        }
        first = false;
        gly_excerpt_margin(x, margin, out);
        gly_buf_printf(out, " %s", x->palette.other);
        unsigned cell = put_bars(x, row, p->start, out);
        gly_buf_fill(out, ' ', p->start - cell);
        gly_show(out, p->label);
        gly_buf_printf(out, "%s\n", x->palette.reset);
    }
}

/* ---- The whole -------------------------------------------------------------------------------------- */

/* How many of the pieces fit into one row: they stand on one line and near enough. */
static unsigned row_length(const struct gly_excerpt *x, const struct piece *pieces,
                           unsigned count, unsigned room, struct gly_span *ret_core)
{
    struct gly_str text = x->result->source->text;
    *ret_core = pieces[0].span;
    unsigned most = room - 2 * (LEAST_CONTEXT + x->strokes.cut_width + 1);
    unsigned i = 1;
    for (; i < count && pieces[i].number == pieces[0].number; i++) {
        struct gly_span core = *ret_core;
        if (pieces[i].span.end > core.end)
            core.end = pieces[i].span.end;
        if (core.end > pieces[0].line.end || measure(text, core, most) > most)
            break;
        *ret_core = core;
    }
    return i;
}

static void draw_row(const struct gly_excerpt *x, struct piece *pieces, unsigned count,
                     struct gly_span core, unsigned margin, unsigned room,
                     struct gly_buf *out)
{
    unsigned label = 0;
    for (unsigned i = 0; i < count; i++)
        if (pieces[i].span.end == core.end && pieces[i].label.len > 0)
            label = gly_show_width(pieces[i].label, room) + 1;
    struct row row = {.pieces = pieces, .count = count};
    row.window = choose_window(x, &pieces[0], core, room, label);
    put_number(x, margin, pieces[0].number, out);
    draw_text(x, &row, out);
    gly_excerpt_margin(x, margin, out);
    gly_buf_putc(out, ' ');
    put_marks(x, &row, out);
    draw_hanging(x, &row, margin, out);
}

static unsigned digits(uint32_t number)
{
    unsigned count = 1;
    for (; number >= 10; number /= 10)
        count++;
    return count;
}

/* The block of the text that a place stands in, or the one before it. */
static uint32_t block_at(const struct gly_doc *doc, uint32_t at)
{
    uint32_t sent = 0, high = doc->sents.count;
    while (sent < high) {
        uint32_t middle = sent + (high - sent) / 2;
        if (doc->sents.at[middle].span.start <= at)
            sent = middle + 1;
        else
            high = middle;
    }
    return sent > 0 ? doc->sents.at[sent - 1].block : GLY_NONE;
}

/* Nobody counts paragraphs: where a format has no lines, say under which heading to look,
 * or that it is beside the text. */
static void put_surroundings(const struct gly_excerpt *x, struct gly_buf *out)
{
    const struct gly_doc *doc = x->result->doc;
    if (!doc || !gly_source_has_paragraphs(x->result->source))
        return;
    uint32_t at = x->finding->span.start, block = block_at(doc, at);
    if (gly_block_within(doc, block, GLY_BLOCK_NOTE) != GLY_NONE) {
        gly_buf_puts(out, ", in a note");
        return;
    }
    if (gly_block_within(doc, block, GLY_BLOCK_SECTION) != GLY_NONE) {
        gly_buf_puts(out, ", beside the text");
        return;
    }
    uint32_t heading = gly_doc_heading(doc, at);
    if (heading == GLY_NONE)
        return;
    struct gly_span span = doc->blocks.at[heading].span;
    struct gly_str title = gly_doc_slice(doc, span);
    bool own = span.start <= at && at <= span.end;
    uint32_t end = forward(title, 0, (uint32_t)title.len, HEADING_CELLS);
    gly_buf_puts(out, own ? ", in the heading" : ", under '");
    if (own)
        return;
    gly_show(out, (struct gly_str){title.ptr, end});
    gly_buf_printf(out, "%s'", end < title.len ? x->strokes.cut : "");
}

static void draw_place(const struct gly_excerpt *x, unsigned margin,
                       struct gly_buf *out)
{
    struct gly_region region = gly_result_region(x->result, x->finding->span, x->unit);
    gly_buf_printf(out, "%s%*s %s%s ", x->palette.frame, (int)margin, "",
                   x->strokes.corner, x->palette.reset);
    gly_show(out, x->result->path);
    gly_buf_printf(out, ":%u:%u", region.start.line, region.start.column);
    put_surroundings(x, out);
    gly_buf_putc(out, '\n');
}

unsigned gly_excerpt_draw(const struct gly_excerpt *x, struct gly_buf *out)
{
    if (!x->result->source) {
        draw_place(x, 1, out);
        return 1;
    }
    struct piece pieces[MOST_PIECES];
    unsigned count = gather(x, pieces);
    unsigned margin = digits(pieces[count - 1].number);
    unsigned width = x->width < 40 ? 40 : x->width < MOST_CELLS ? x->width : MOST_CELLS;
    unsigned room = width - margin - 3;
    draw_place(x, margin, out);
    gly_excerpt_margin(x, margin, out);
    gly_buf_putc(out, '\n');
    struct gly_span core;
    for (unsigned i = 0, in_row; i < count; i += in_row) {
        in_row = row_length(x, pieces + i, count - i, room, &core);
        if (i > 0 && pieces[i].number != pieces[i - 1].number + 1)
            gly_buf_printf(out, "%s%*s %s%s\n", x->palette.frame, (int)margin, "",
                           x->strokes.gap, x->palette.reset);
        draw_row(x, pieces + i, in_row, core, margin, room, out);
    }
    return margin;
}
