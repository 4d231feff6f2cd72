/* Of OpenDocument: tables. */
#include "text/odt.h"

bool gly_odt_in_data_table(const struct gly_odt_body *b)
{
    return b->tables == 1 && !b->table[0].flat;
}

static void open_table(struct gly_odt_body *b)
{
    if (b->tables < GLY_ODT_TABLES)
        memset(&b->table[b->tables], 0, sizeof b->table[0]);
    if (b->tables++ == 0)
        b->header_rows = false;
}

static void open_row(struct gly_odt_body *b)
{
    if (b->tables == 1 && !b->table[0].begun) {
        b->table[0].begun = true;
        b->table[0].flat = b->table[0].columns == 1;
        if (!b->table[0].flat)
            gly_flow_table(&b->flow);
    }
    if (gly_odt_in_data_table(b))
        gly_flow_row(&b->flow, b->header_rows);
    b->covered = b->tables == 1 ? 0 : b->covered;
}

static void open_cell(struct gly_odt_body *b,
                      const struct gly_xml_attributes *attributes)
{
    if (!gly_odt_in_data_table(b))
        return;
    uint32_t columns =
        gly_odt_number(attributes, "number-columns-spanned", 1, GLY_FLOW_COLUMNS);
    uint32_t rows = gly_odt_number(attributes, "number-rows-spanned", 1, UINT16_MAX);
    columns += columns == 0;
    gly_flow_cell(&b->flow, columns, rows + (rows == 0), false);
    b->covered = columns - 1;
}

/* A place that a cell beside or above reaches over. */
void gly_odt_open_covered(struct gly_odt_body *b)
{
    if (!gly_odt_in_data_table(b))
        return;
    if (b->covered > 0)
        b->covered--;
    else if (b->flow.column < UINT16_MAX)
        b->flow.column++;
}

void gly_odt_close_table(struct gly_odt_body *b)
{
    if (gly_odt_in_data_table(b) && b->table[0].begun)
        gly_flow_table_end(&b->flow);
    b->tables -= b->tables > 0;
}

bool gly_odt_on_table(struct gly_odt_body *b, unsigned id,
                      const struct gly_xml_attributes *attributes)
{
    switch (id) {
    case GLY_ODT_table:
        open_table(b);
        return true;
    case GLY_ODT_table_column:
        if (b->tables > 0 && b->tables <= GLY_ODT_TABLES)
            b->table[b->tables - 1].columns += gly_odt_number(
                attributes, "number-columns-repeated", 1, GLY_FLOW_COLUMNS);
        return true;
    case GLY_ODT_table_header_rows:
        b->header_rows |= b->tables == 1;
        return true;
    case GLY_ODT_table_row:
        open_row(b);
        return true;
    case GLY_ODT_table_cell:
        open_cell(b, attributes);
        return true;
    default:
        return false;
    }
}
