/* Tables of a Word document. Only the outermost is a table to the flow: what stands in
 * one that is nested belongs to the cell round it. */
#include "text/docx_body.h"

static bool in_data_table(const struct gly_docx_body *b)
{
    return b->tables == 1 && !b->table[0].flat;
}

/* Rows and cells are told when their first content comes, after their properties. */
static void need_row(struct gly_docx_body *b)
{
    if (b->row_told || !in_data_table(b))
        return;
    gly_flow_row(&b->flow, b->header_row);
    b->flow.column = b->before;
    b->row_told = true;
}

void gly_docx_need_cell(struct gly_docx_body *b)
{
    if (b->cell_told || !in_data_table(b))
        return;
    need_row(b);
    gly_flow_cell(&b->flow, b->colspan, 1, b->covered);
    b->cell_told = true;
}

void gly_docx_open_table(struct gly_docx_body *b)
{
    gly_docx_end_paragraph(b);
    if (b->tables < GLY_DOCX_TABLES)
        memset(&b->table[b->tables], 0, sizeof b->table[0]);
    if (b->tables > 0)
        gly_docx_need_cell(b);
    b->tables++;
}

/* A table of one column is a frame round paragraphs; so is, in effect, one that is
 * nested in another. */
void gly_docx_open_row(struct gly_docx_body *b)
{
    if (b->tables > 0 && b->tables <= GLY_DOCX_TABLES &&
        !b->table[b->tables - 1].begun) {
        b->table[b->tables - 1].begun = true;
        b->table[b->tables - 1].flat = b->table[b->tables - 1].columns == 1;
        if (b->tables == 1 && !b->table[0].flat)
            gly_flow_table(&b->flow);
    }
    if (b->tables != 1)
        return;
    b->header_row = b->row_told = b->row_gone = false;
    b->before = 0;
}

void gly_docx_open_cell(struct gly_docx_body *b)
{
    if (b->tables != 1)
        return;
    b->cell_told = b->covered = false;
    b->colspan = 1;
}

void gly_docx_close_cell(struct gly_docx_body *b)
{
    gly_docx_end_paragraph(b);
    if (!in_data_table(b))
        return;
    gly_docx_need_cell(b);
    gly_flow_cell_end(&b->flow);
}

void gly_docx_close_row(struct gly_docx_body *b)
{
    if (in_data_table(b) && b->row_told)
        gly_flow_row_end(&b->flow);
}

void gly_docx_close_table(struct gly_docx_body *b)
{
    if (b->tables == 0)
        return;
    if (in_data_table(b) && b->table[0].begun)
        gly_flow_table_end(&b->flow);
    b->tables--;
}

void gly_docx_on_table_property(struct gly_docx_body *b, unsigned id,
                                const struct gly_xml_attributes *attributes)
{
    switch (id) {
    case GLY_DOCX_gridCol:
        if (b->tables > 0 && b->tables <= GLY_DOCX_TABLES)
            b->table[b->tables - 1].columns++;
        break;
    case GLY_DOCX_tblHeader:
        if (b->tables == 1)
            b->header_row = gly_docx_is_on(attributes);
        break;
    case GLY_DOCX_gridBefore:
        if (b->tables == 1)
            b->before = gly_docx_number(attributes, "val", 0) % GLY_FLOW_COLUMNS;
        break;
    case GLY_DOCX_gridSpan:
        if (b->tables == 1) {
            uint32_t span = gly_docx_number(attributes, "val", 1);
            b->colspan = span == 0                 ? 1
                         : span > GLY_FLOW_COLUMNS ? GLY_FLOW_COLUMNS
                                                   : span;
        }
        break;
    case GLY_DOCX_vMerge:
        if (b->tables == 1)
            b->covered = !gly_str_is(gly_xml_attribute(attributes, "val"), "restart");
        break;
    default:
        break;
    }
}
