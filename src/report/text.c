/* The report for people: what is wrong, the words underlined, the other place beside
 * them, and what to write instead. After rustc's diagnostics. */
#include "report/escape.h"
#include "report/excerpt.h"
#include "report/reporters.h"

enum {
    USUAL_WIDTH = 100, /* where nobody knows the terminal's */
    WIDEST = 120,      /* prose is not read in longer lines */
    LONGEST_FIX = 200, /* cells of a replacement that are shown */
    MOST_FIXES = 3,
};

static const struct gly_palette plain = {"", "", "", "", ""};

static struct gly_palette palette_for(enum gly_severity severity, bool color)
{
    static const char *const colors[] = {
        [GLY_OFF] = "\x1b[1m",
        [GLY_NOTE] = "\x1b[1;36m",
        [GLY_WARNING] = "\x1b[1;33m",
        [GLY_ERROR] = "\x1b[1;31m",
    };
    if (!color)
        return plain;
    return (struct gly_palette){
        .severity = colors[severity],
        .bold = "\x1b[1m",
        .other = "\x1b[34m",
        .frame = "\x1b[2m",
        .reset = "\x1b[0m",
    };
}

static struct gly_strokes strokes_for(bool ascii)
{
    if (ascii)
        return (struct gly_strokes){"-->", "|", "...", "...", 3};
    return (struct gly_strokes){"┌─", "│", "⋮", "…", 1};
}

static void put_header(const struct gly_excerpt *x, struct gly_buf *out)
{
    const struct gly_finding *f = x->finding;
    gly_buf_printf(out, "%s%s[%s]%s%s: ", x->palette.severity,
                   gly_severity_name(f->severity), f->rule->id, x->palette.reset,
                   x->palette.bold);
    gly_show(out, f->message);
    gly_buf_printf(out, "%s\n", x->palette.reset);
}

static void put_note(const struct gly_excerpt *x, unsigned margin, const char *name,
                     struct gly_buf *out)
{
    gly_buf_printf(out, "%s%*s =%s %s%s:%s ", x->palette.frame, (int)margin, "",
                   x->palette.reset, x->palette.bold, name, x->palette.reset);
}

static void put_quoted(const struct gly_excerpt *x, struct gly_str s,
                       struct gly_buf *out)
{
    unsigned cells = 0;
    struct gly_glyph glyph;
    gly_buf_putc(out, '\'');
    for (size_t at = 0; at < s.len; at += glyph.len) {
        glyph = gly_glyph_at(s, at);
        cells += glyph.width;
        if (cells > LONGEST_FIX && gly_is_cluster_start(s, at)) {
            gly_buf_printf(out, " %s", x->strokes.cut);
            break;
        }
        gly_glyph_put(out, glyph);
    }
    gly_buf_putc(out, '\'');
}

/* "1,204 words", "1 file". */
static void put_count(struct gly_buf *out, uint32_t number, const char *one,
                      const char *many)
{
    char reversed[16];
    unsigned len = 0;
    uint32_t rest = number;
    do {
        if (len % 4 == 3)
            reversed[len++] = ',';
        reversed[len++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    while (len > 0)
        gly_buf_putc(out, reversed[--len]);
    gly_buf_printf(out, " %s", number == 1 ? one : many);
}

/* "= help: replace with 'a', 'b' or 'c'" */
static void put_help(const struct gly_excerpt *x, unsigned margin, struct gly_buf *out)
{
    const struct gly_finding *f = x->finding;
    uint32_t count = f->fix_count < MOST_FIXES ? f->fix_count : MOST_FIXES;
    if (count == 0)
        return;
    put_note(x, margin, "help", out);
    gly_buf_puts(out, "replace with ");
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0)
            gly_buf_puts(out, i + 1 == count ? " or " : ", ");
        put_quoted(x, f->fixes[i], out);
    }
    gly_buf_putc(out, '\n');
}

static void print_finding(const struct gly_report_options *options,
                          const struct gly_result *result, const struct gly_finding *f,
                          struct gly_buf *out)
{
    unsigned width = options->width == 0 ? USUAL_WIDTH : options->width;
    struct gly_excerpt x = {
        .result = result,
        .finding = f,
        .palette = palette_for(f->severity, options->color),
        .strokes = strokes_for(options->ascii),
        .unit = options->unit,
        .width = width < WIDEST ? width : WIDEST,
    };
    put_header(&x, out);
    unsigned margin = gly_excerpt_draw(&x, out);
    if (f->evidence_count > GLY_EXCERPT_PLACES) {
        put_note(&x, margin, "note", out);
        put_count(out, f->evidence_count - GLY_EXCERPT_PLACES, "more place like these",
                  "more places like these");
        gly_buf_putc(out, '\n');
    }
    put_help(&x, margin, out);
    gly_buf_putc(out, '\n');
}

static void print_document(const struct gly_report_options *options,
                           const struct gly_result *result, struct gly_buf *out)
{
    for (uint32_t i = 0; i < result->finding_count; i++)
        if (gly_finding_counts(result->findings[i]))
            print_finding(options, result, result->findings[i], out);
}

/* ---- The last line -------------------------------------------------------------------- */

static void print_end(const struct gly_report_options *options,
                      const struct gly_report_totals *totals, struct gly_buf *out)
{
    static const char *const names[][2] = {
        {"error", "errors"}, {"warning", "warnings"}, {"note", "notes"}};
    static const enum gly_severity order[] = {GLY_ERROR, GLY_WARNING, GLY_NOTE};
    if (options->quiet)
        return;
    put_count(out, totals->files, "file", "files");
    gly_buf_puts(out, ", ");
    put_count(out, totals->words, "word", "words");
    const char *between = ": ";
    for (unsigned i = 0; i < GLY_COUNT(order); i++) {
        uint32_t count = totals->findings[order[i]];
        if (count == 0)
            continue;
        gly_buf_puts(out, between);
        put_count(out, count, names[i][0], names[i][1]);
        between = ", ";
    }
    if (between[0] == ':')
        gly_buf_puts(out, ": nothing found");
    if (totals->suppressed > 0)
        gly_buf_printf(out, ", %u let stand", totals->suppressed);
    if (totals->dropped > 0)
        gly_buf_printf(out, ", %u more not shown", totals->dropped);
    gly_buf_putc(out, '\n');
}

const struct gly_reporter gly_reporter_text = {
    .name = "text",
    .summary = "for people: the place, the words underlined, what to write instead",
    .separator = "",
    .begin = gly_report_nothing,
    .document = print_document,
    .end = print_end,
};
