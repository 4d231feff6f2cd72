#include "report/excerpt.h"

#include <stdio.h>

#include "report/escape.h"
#include "report/excerpt_window.h"

enum {
    HEADING_CELLS = 60, /* of the heading that a place is under */
    MOST_CELLS = 512,   /* of a row, whatever the terminal says */
};

/* ---- Rows ---------------------------------------------------------------------------------------- */

struct row {
    struct gly_excerpt_piece *pieces;
    unsigned count;
    struct gly_excerpt_window window;
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
        struct gly_excerpt_piece *p = &row->pieces[i];
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
        unsigned cells = gly_excerpt_cells_at(text, at, &len);
        place_pieces(row, at, len, cell, cells);
        struct gly_glyph glyph = gly_glyph_at(text, at);
        if (glyph.cp == '\t')
            gly_buf_fill(out, ' ', GLY_EXCERPT_TAB_CELLS);
        else
            gly_glyph_put(out, glyph);
        cell += cells;
    }
    row->cells = cell;
    for (unsigned i = 0; i < row->count; i++) {
        struct gly_excerpt_piece *p = &row->pieces[i];
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
static const struct gly_excerpt_piece *last_piece(const struct row *row)
{
    const struct gly_excerpt_piece *last = &row->pieces[0];
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
            const struct gly_excerpt_piece *p = &row->pieces[i];
            for (unsigned c = p->start;
                 p->primary == primary && c < p->end && c < sizeof marks - 1; c++)
                marks[c] = primary ? '^' : '-';
        }
    char before = 0;
    const struct gly_excerpt_piece *last = last_piece(row);
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

static bool hangs(const struct row *row, const struct gly_excerpt_piece *piece)
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
        const struct gly_excerpt_piece *p = &row->pieces[i];
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
        const struct gly_excerpt_piece *p = &row->pieces[i];
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
static unsigned row_length(const struct gly_excerpt *x,
                           const struct gly_excerpt_piece *pieces, unsigned count,
                           unsigned room, struct gly_span *ret_core)
{
    struct gly_str text = x->result->source->text;
    *ret_core = pieces[0].span;
    unsigned most = room - 2 * (GLY_EXCERPT_LEAST_CONTEXT + x->strokes.cut_width + 1);
    unsigned i = 1;
    for (; i < count && pieces[i].number == pieces[0].number; i++) {
        struct gly_span core = *ret_core;
        if (pieces[i].span.end > core.end)
            core.end = pieces[i].span.end;
        if (core.end > pieces[0].line.end ||
            gly_excerpt_measure(text, core, most) > most)
            break;
        *ret_core = core;
    }
    return i;
}

static void draw_row(const struct gly_excerpt *x, struct gly_excerpt_piece *pieces,
                     unsigned count, struct gly_span core, unsigned margin,
                     unsigned room, struct gly_buf *out)
{
    unsigned label = 0;
    for (unsigned i = 0; i < count; i++)
        if (pieces[i].span.end == core.end && pieces[i].label.len > 0)
            label = gly_show_width(pieces[i].label, room) + 1;
    struct row row = {.pieces = pieces, .count = count};
    row.window = gly_excerpt_choose(x, &pieces[0], core, room, label);
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
    uint32_t end = gly_excerpt_forward(title, 0, (uint32_t)title.len, HEADING_CELLS);
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
    struct gly_excerpt_piece pieces[GLY_EXCERPT_MOST_PIECES];
    unsigned count = gly_excerpt_gather(x, pieces);
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
