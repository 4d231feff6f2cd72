/* The layer "grid": the tables of a document, cell by cell, with what heads and labels say
 * of them. */
#include <math.h>
#include <stdio.h>

#include <galley/grid.h>

#include "cli/layer.h"

static const struct gly_grids *grids_of(const struct gly_doc *doc)
{
    return doc->notes[GLY_ANNOTATION_GRIDS];
}

/* By enum gly_grid_kind. */
static const char *const kinds[] = {"empty", "text", "figure", "missing"};

/* By bit of enum gly_grid_line. */
static const char *const lines[] = {"total", "part", "subtotal"};

static const char *symbol_of(const struct gly_measure *unit)
{
    return unit ? unit->symbol : "";
}

/* "total", "part subtotal"; what the head of the column adds stands with the column. */
static struct gly_str line_text(uint8_t line, char *room, size_t size)
{
    size_t len = 0;
    for (unsigned i = 0; i < GLY_COUNT(lines); i++)
        if (line & (1u << i))
            len += (size_t)snprintf(room + len, size - len, "%s%s", len > 0 ? " " : "",
                                    lines[i]);
    return (struct gly_str){room, len};
}

enum { LINE_BYTES = 32 }; /* all names of `lines` */

/* ---- Text ---- */

static void text_head(const struct gly_doc *doc, const struct gly_grid_head *head,
                      uint32_t column, struct gly_buf *out)
{
    gly_buf_printf(out, "%6u column    %u '", head->label.start, column);
    gly_buf_add_str(out, gly_doc_slice(doc, head->label));
    gly_buf_putc(out, '\'');
    if (head->unit)
        gly_buf_printf(out, " unit '%s'", head->unit->symbol);
    if (head->scale != 1)
        gly_buf_printf(out, " scale %.12g", head->scale);
    gly_buf_puts(out, head->total ? " total\n" : "\n");
}

static void text_cell(const struct gly_doc *doc, const struct gly_grid *table,
                      uint32_t row, uint32_t column, struct gly_buf *out)
{
    const struct gly_grid_cell *cell = gly_grid_at(table, row, column);
    const struct gly_measure *unit = gly_grid_unit(table, row, column);
    char room[LINE_BYTES];
    gly_buf_printf(out, "%6u %-9s %u,%u '", cell->text.start, kinds[cell->kind], row,
                   column);
    gly_buf_add_str(out, gly_doc_slice(doc, cell->text));
    gly_buf_putc(out, '\'');
    if (cell->kind == GLY_CELL_FIGURE) {
        gly_buf_printf(out, " %.12g", cell->value);
        if (cell->half > 0)
            gly_buf_printf(out, " ±%.12g", cell->half);
        if (unit)
            gly_buf_printf(out, " unit '%s'", unit->symbol);
        if (!isnan(cell->share))
            gly_buf_printf(out, " share %.12g", cell->share);
        gly_buf_puts(out, cell->year ? " year" : "");
    }
    if (row < table->head_rows)
        gly_buf_puts(out, " head");
    else if (column == 0 && table->lines[row] != 0)
        gly_buf_printf(out, " %.*s",
                       GLY_STR_ARG(line_text(table->lines[row], room, sizeof room)));
    gly_buf_putc(out, '\n');
}

static void print_text(const struct gly_doc *doc, struct gly_buf *out)
{
    const struct gly_grids *all = grids_of(doc);
    for (uint32_t i = 0; i < all->count; i++) {
        const struct gly_grid *table = &all->at[i];
        gly_buf_printf(out, "%6u grid      %u rows, %u columns, %u of the head\n",
                       doc->blocks.at[table->block].span.start, table->rows,
                       table->columns, table->head_rows);
        for (uint32_t c = 0; c < table->columns; c++)
            text_head(doc, &table->heads[c], c, out);
        for (uint32_t r = 0; r < table->rows; r++)
            for (uint32_t c = 0; c < table->columns; c++)
                if (gly_grid_at(table, r, c)->kind != GLY_CELL_EMPTY)
                    text_cell(doc, table, r, c, out);
    }
}

/* ---- JSON ---- */

static void json_head(const struct gly_doc *doc, const struct gly_grid_head *head,
                      struct gly_buf *out)
{
    gly_buf_puts(out, "\n {\"label\":");
    gly_layer_json_string(out, gly_doc_slice(doc, head->label));
    if (head->unit) {
        gly_buf_puts(out, ",\"unit\":");
        gly_layer_json_string(out, gly_str(head->unit->symbol));
    }
    gly_buf_printf(out, ",\"scale\":%.17g,\"total\":%s}", head->scale,
                   head->total ? "true" : "false");
}

static void json_cell(const struct gly_doc *doc, const struct gly_grid *table,
                      uint32_t row, uint32_t column, struct gly_buf *out)
{
    const struct gly_grid_cell *cell = gly_grid_at(table, row, column);
    const struct gly_measure *unit = gly_grid_unit(table, row, column);
    gly_buf_printf(out, "\n {\"row\":%u,\"column\":%u,\"kind\":\"%s\"", row, column,
                   kinds[cell->kind]);
    if (cell->kind != GLY_CELL_EMPTY) {
        gly_buf_printf(out, ",\"start\":%u,\"end\":%u,\"text\":", cell->text.start,
                       cell->text.end);
        gly_layer_json_string(out, gly_doc_slice(doc, cell->text));
    }
    if (cell->kind == GLY_CELL_FIGURE) {
        gly_buf_printf(out, ",\"value\":%.17g,\"half\":%.17g", cell->value, cell->half);
        if (unit) {
            gly_buf_puts(out, ",\"unit\":");
            gly_layer_json_string(out, gly_str(unit->symbol));
        }
        if (!isnan(cell->share))
            gly_buf_printf(out, ",\"share\":%.17g", cell->share);
        if (cell->year)
            gly_buf_puts(out, ",\"year\":true");
    }
    gly_buf_putc(out, '}');
}

static void print_json(const struct gly_doc *doc, struct gly_buf *out)
{
    const struct gly_grids *all = grids_of(doc);
    char room[LINE_BYTES];
    gly_buf_puts(out, "{\"grids\":[");
    for (uint32_t i = 0; i < all->count; i++) {
        const struct gly_grid *table = &all->at[i];
        struct gly_span span = doc->blocks.at[table->block].span;
        gly_buf_printf(out,
                       "%s\n{\"start\":%u,\"end\":%u,\"rows\":%u,\"columns\":%u,"
                       "\"head_rows\":%u,\"heads\":[",
                       i > 0 ? "," : "", span.start, span.end, table->rows,
                       table->columns, table->head_rows);
        for (uint32_t c = 0; c < table->columns; c++) {
            gly_buf_puts(out, c > 0 ? "," : "");
            json_head(doc, &table->heads[c], out);
        }
        gly_buf_puts(out, "],\"lines\":[");
        for (uint32_t r = 0; r < table->rows; r++)
            gly_buf_printf(out, "%s\"%.*s\"", r > 0 ? "," : "",
                           GLY_STR_ARG(line_text(table->lines[r], room, sizeof room)));
        gly_buf_puts(out, "],\"cells\":[");
        for (uint32_t k = 0; k < table->rows * table->columns; k++) {
            gly_buf_puts(out, k > 0 ? "," : "");
            json_cell(doc, table, k / table->columns, k % table->columns, out);
        }
        gly_buf_puts(out, "]}");
    }
    gly_buf_puts(out, "]}\n");
}

/* ---- CSV: a row a cell ---- */

static void csv_number(struct gly_layer_row *row, bool given, double number)
{
    if (given)
        gly_layer_csv_print(row, "%.17g", number);
    else
        gly_layer_csv_text(row, gly_str(""));
}

static void csv_cell(const struct gly_doc *doc, const struct gly_grid *table,
                     uint32_t grid, uint32_t row, uint32_t column, struct gly_buf *out)
{
    const struct gly_grid_cell *cell = gly_grid_at(table, row, column);
    const struct gly_grid_head *head = &table->heads[column];
    const struct gly_grid_cell *label = gly_grid_at(table, row, 0);
    bool is_body = row >= table->head_rows;
    bool is_figure = cell->kind == GLY_CELL_FIGURE;
    char room[LINE_BYTES];
    struct gly_layer_row fields = {0};
    gly_layer_csv_print(&fields, "%u", grid);
    gly_layer_csv_print(&fields, "%u", row);
    gly_layer_csv_print(&fields, "%u", column);
    csv_number(&fields, cell->kind != GLY_CELL_EMPTY, cell->text.start);
    csv_number(&fields, cell->kind != GLY_CELL_EMPTY, cell->text.end);
    gly_layer_csv_text(&fields, gly_str(is_body ? kinds[cell->kind] : "head"));
    gly_layer_csv_text(&fields, gly_doc_slice(doc, cell->text));
    gly_layer_csv_text(&fields,
                       is_body ? gly_doc_slice(doc, label->text) : gly_str(""));
    gly_layer_csv_text(&fields, gly_doc_slice(doc, head->label));
    csv_number(&fields, is_figure, cell->value);
    csv_number(&fields, is_figure, cell->half);
    gly_layer_csv_text(
        &fields,
        gly_str(is_figure ? symbol_of(gly_grid_unit(table, row, column)) : ""));
    csv_number(&fields, is_figure, head->scale);
    csv_number(&fields, is_figure && !isnan(cell->share), cell->share);
    gly_layer_csv_text(&fields, line_text(table->lines[row], room, sizeof room));
    gly_layer_csv_text(&fields, gly_str(head->total ? "total" : ""));
    gly_layer_csv_end(&fields, out);
}

static void print_csv(const struct gly_doc *doc, struct gly_buf *out)
{
    static const char *const names[] = {
        "grid",  "row",   "column",       "start",      "end",  "kind",
        "text",  "label", "column_label", "value",      "half", "unit",
        "scale", "share", "row_line",     "column_line"};
    const struct gly_grids *all = grids_of(doc);
    gly_layer_csv_head(names, GLY_COUNT(names), out);
    for (uint32_t i = 0; i < all->count; i++)
        for (uint32_t r = 0; r < all->at[i].rows; r++)
            for (uint32_t c = 0; c < all->at[i].columns; c++)
                csv_cell(doc, &all->at[i], i, r, c, out);
}

const struct gly_layer gly_layer_grid = {
    .name = "grid",
    .needs = GLY_NEED_GRIDS,
    .formats = {[GLY_LAYER_TEXT] = print_text,
                [GLY_LAYER_JSON] = print_json,
                [GLY_LAYER_CSV] = print_csv},
};
