#include "cli/layer.h"
static bool print(const struct gly_doc *doc, enum gly_layer_format format,
                  struct gly_buf *out)
{
    (void)doc;
    (void)format;
    (void)out;
    return false;
}
const struct gly_layer gly_layer_quotation = {
    .name = "quotation", .needs = GLY_NEED_QUOTATIONS, .print = print};
