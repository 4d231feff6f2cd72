#include <criterion/criterion.h>
#include <stdlib.h>

#include <galley/grid.h>

#include "base/buf.h"
#include "base/limits.h"
#include "engine/run.h"
#include "package.h"

/* Grids of a document, read by the reader for its name. */
struct page {
    struct gly_arena arena;
    struct gly_plan plan;
    struct gly_worker worker;
    struct gly_result result;
    const struct gly_grids *grids;
    struct gly_buf drawn;
};

static void page_open(struct page *page, const char *name, struct gly_str bytes,
                      const char *rules)
{
    const struct gly_wish only = {GLY_WISH_ONLY, gly_str(rules), GLY_OFF};
    static const struct gly_resources none = {0};
    struct gly_error err;
    gly_arena_init(&page->arena, GLY_LIMIT_ARENA_BYTES);
    cr_assert(gly_plan_build(&page->arena, &only, 1, &page->plan, &err) == GLY_OK);
    cr_assert(gly_plan_setup(&page->arena, &page->plan, &none, &err) == GLY_OK);
    gly_worker_init(&page->worker);
    gly_buf_init(&page->drawn, 4096);
    struct gly_job job = {.path = gly_str(name), .bytes = bytes, .named = true};
    gly_run_document(&page->worker, &page->plan, &job, &page->result);
    cr_assert_not_null(page->result.doc);
    page->grids = page->result.doc->notes[GLY_ANNOTATION_GRIDS];
    cr_assert_not_null(page->grids);
}

static void page_close(struct page *page)
{
    gly_buf_release(&page->drawn);
    gly_worker_release(&page->worker);
    gly_arena_release(&page->arena);
}

static void draw_head(const struct gly_doc *doc, const struct gly_grid_head *head,
                      struct gly_buf *out)
{
    gly_buf_printf(out, "[%.*s", GLY_STR_ARG(gly_doc_slice(doc, head->label)));
    if (head->unit)
        gly_buf_printf(out, "=%s", head->unit->symbol);
    if (head->scale != 1)
        gly_buf_printf(out, "*%g", head->scale);
    gly_buf_puts(out, head->total ? "!]" : "]");
}

static void draw_cell(const struct gly_doc *doc, const struct gly_grid_cell *cell,
                      struct gly_buf *out)
{
    if (cell->kind == GLY_CELL_FIGURE)
        gly_buf_printf(out, "%g%s", cell->value, cell->unit ? cell->unit->symbol : "");
    else if (cell->kind == GLY_CELL_MISSING)
        gly_buf_putc(out, '~');
    else
        gly_buf_add_str(out, gly_doc_slice(doc, cell->text));
}

/* The grid as one string: heads in brackets with unit, scale and "!" for a total; then the
 * rows, "T:", "P:" and "S:" by their labels, figures as values, "~" for what is missing. */
static const char *drawn(struct page *page)
{
    const struct gly_doc *doc = page->result.doc;
    const struct gly_grid *grid = &page->grids->at[0];
    gly_buf_clear(&page->drawn);
    for (uint32_t c = 0; c < grid->columns; c++)
        draw_head(doc, &grid->heads[c], &page->drawn);
    for (uint32_t r = grid->head_rows; r < grid->rows; r++) {
        uint8_t line = grid->lines[r];
        gly_buf_printf(&page->drawn, "\n%s%s%s", line & GLY_LINE_TOTAL ? "T:" : "",
                       line & GLY_LINE_PART ? "P:" : "",
                       line & GLY_LINE_SUBTOTAL ? "S:" : "");
        for (uint32_t c = 0; c < grid->columns; c++) {
            gly_buf_puts(&page->drawn, c > 0 ? "|" : "");
            draw_cell(doc, gly_grid_at(grid, r, c), &page->drawn);
        }
    }
    return page->drawn.ptr;
}

static const struct {
    const char *about, *name, *text, *grid;
} cases[] = {
    {"heads with units and scales", "a.md",
     "| Port | Cargo (000 tonnes) | Toll (€m) | Depth, m |\n|---|--:|--:|--:|\n"
     "| Ostby | 412 | 3.5 | 9 |\n| Varn | 88 | 0.4 | – |\n| Total | 500 | 3.9 | |\n",
     "[Port][Cargo (000 tonnes)=t*1000][Toll (€m)=EUR*1e+06][Depth, m=m]\n"
     "Ostby|412|3.5|9\nVarn|88|0.4|~\nT:Total|500|3.9|"},
    {"what labels say", "a.md",
     "| Staff | 2023 | Total |\n|---|--:|--:|\n| Nurses | 40 | 80 |\n"
     "| of which on leave | (3) | <5 |\n| Sub-total | 37 | n/a |\n| All staff | 37 | "
     "80 |\n",
     "[Staff][2023][Total!]\nNurses|40|80\nP:of which on leave|-3|~\n"
     "S:Sub-total|37|~\nT:All staff|37|80"},
    {"quarters and their year", "a.md",
     "| Quarter | Boats |\n|---|--:|\n| Q1 | 12 |\n| Q2 | 14 |\n| Q3 | 9 |\n| Q4 | 5 "
     "|\n"
     "| Year | 40 |\n",
     "[Quarter][Boats]\nQ1|12\nQ2|14\nQ3|9\nQ4|5\nT:Year|40"},
    {"HTML: a head of two rows, a foot", "a.html",
     "<table><thead><tr><th rowspan=2>Quay</th><th colspan=2>Landed (t)</th></tr>"
     "<tr><th>Cod</th><th>Ling</th></tr></thead><tfoot><tr><th>Total</th><td>18</td>"
     "<td>7</td></tr></tfoot><tbody><tr><th "
     "scope=row>North</th><td>11</td><td>3</td></tr>"
     "<tr><th scope=row>South</th><td>7</td><td>4</td></tr></tbody></table>",
     "[Quay][Cod=t][Ling=t]\nT:Total|18|7\nNorth|11|3\nSouth|7|4"},
    {"HTML: a label over three rows", "a.html",
     "<table><tr><th>Coast</th><th>Port</th><th>Boats</th></tr>"
     "<tr><td rowspan=3>East</td><td>Ostby</td><td>12</td></tr>"
     "<tr><td>Varn</td><td>9</td></tr><tr><td>Hals</td><td>4</td></tr>"
     "<tr><td colspan=2>Total</td><td>25</td></tr></table>",
     "[Coast][Port][Boats]\nEast|Ostby|12\n|Varn|9\n|Hals|4\nT:Total||25"},
    {"HTML: no head", "a.html",
     "<table><tr><td>Ostby</td><td>12</td></tr><tr><td>Varn</td><td>9</td></tr></"
     "table>",
     "[][]\nOstby|12\nVarn|9"},
};

Test(grid, reads_heads_units_labels_and_merged_cells)
{
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        struct page page;
        page_open(&page, cases[i].name, gly_str(cases[i].text), "figures/table-total");
        cr_assert_eq(page.grids->count, 1, "%s", cases[i].about);
        cr_expect_str_eq(drawn(&page), cases[i].grid, "%s: %s", cases[i].about,
                         drawn(&page));
        page_close(&page);
    }
}

#define CELL(properties, text)                                  \
    "<w:tc><w:tcPr>" properties "</w:tcPr><w:p><w:r><w:t>" text \
    "</w:t></w:r></w:p></w:tc>"
#define COVERED "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
#define TABLE(total)                                                                 \
    "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>"             \
    "<w:tr><w:trPr><w:tblHeader/></w:trPr>" CELL("", "Coast") CELL("", "Port") CELL( \
        "", "Boats") "</w:tr><w:tr>" CELL("<w:vMerge w:val=\"restart\"/>", "East")   \
        CELL("", "Ostby") CELL("", "12") "</w:tr><w:tr>" COVERED CELL("", "Varn")    \
            CELL("", "9") "</w:tr><w:tr>" COVERED CELL("", "Hals") CELL(             \
                "", "4") "</w:tr><w:tr>" CELL("<w:gridSpan w:val=\"2\"/>", "Total")  \
                CELL("", total) "</w:tr></w:tbl>"

/* The same table of a Word document, and the rule that reads it. */
Test(grid, reads_merged_cells_of_word)
{
    static const struct {
        const char *body;
        uint32_t findings;
    } bodies[] = {{TABLE("25"), 0}, {TABLE("26"), 1}};
    for (size_t i = 0; i < GLY_COUNT(bodies); i++) {
        struct package_docx docx = {.body = bodies[i].body};
        struct gly_str bytes = package_docx(&docx);
        struct page page;
        page_open(&page, "a.docx", bytes, "figures/table-total");
        cr_assert_eq(page.grids->count, 1);
        cr_expect(gly_str_starts(gly_str(drawn(&page)),
                                 "[Coast][Port][Boats]\nEast|Ostby|12\n|Varn|9\n"
                                 "|Hals|4\nT:Total||2"),
                  "%s", drawn(&page));
        cr_expect_eq(page.result.finding_count, bodies[i].findings);
        page_close(&page);
        free((void *)(uintptr_t)bytes.ptr);
    }
}

/* What is no grid, and what would be far larger than what is written. */
Test(grid, passes_over_what_is_no_grid)
{
    static const char *const texts[] = {
        "<table><tr><td>One</td></tr><tr><td>column</td></tr></table>",
        "<table><tr><td>One</td><td>row</td></tr></table>",
        "<table><tr><td colspan=999>1</td><td>a</td></tr><tr><td rowspan=9>2</td></tr>"
        "<tr></tr><tr></tr><tr></tr></table>",
        "<table><tr><td>a</td><td><table><tr><td>1</td><td>2</td></tr><tr><td>3</td>"
        "<td>4</td></tr></table></td></tr><tr><td>b</td><td>c</td></tr></table>",
    };
    for (size_t i = 0; i < GLY_COUNT(texts); i++) {
        struct page page;
        page_open(&page, "a.html", gly_str(texts[i]), "figures/table-total");
        for (uint32_t g = 0; g < page.grids->count; g++)
            cr_expect_leq(page.grids->at[g].rows * page.grids->at[g].columns, 4096,
                          "%s", texts[i]);
        page_close(&page);
    }
}
