/* What "of them" speaks of. */
#include <galley/reckon.h>

#include "text/doc.h"

const struct gly_quantity *gly_quantity_whole_before(const struct gly_doc *doc,
                                                     const struct gly_quantities *all,
                                                     uint32_t index)
{
    const struct gly_quantity *part = &all->at[index], *found = NULL;
    for (uint32_t i = index; i-- > 0 && all->at[i].sent + 1 >= part->sent;) {
        const struct gly_quantity *q = &all->at[i];
        if (doc->sents.at[q->sent].block != doc->sents.at[part->sent].block ||
            (found && found->sent != q->sent))
            break;
        if (q->class == GLY_QUANTITY_DATE || q->class == GLY_QUANTITY_ORDINAL ||
            gly_quantity_is_time(q))
            continue;
        if (found || q->class != GLY_QUANTITY_COUNT || !gly_quantity_is_plain(q) ||
            q->flags & GLY_QUANTITY_ADJECTIVE)
            return NULL;
        found = q;
    }
    return found;
}
