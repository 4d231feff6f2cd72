#include "note/quotation.h"
void gly_annotate_quotations(struct gly_doc *doc, const struct gly_resources *resources)
{
    (void)resources;
    doc->notes[GLY_ANNOTATION_QUOTATIONS] =
        gly_arena_alloc(doc->arena, 1, sizeof(struct gly_quotations));
}
