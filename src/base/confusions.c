#include "base/confusions.h"

#include "base/bytes.h"
#include "base/image_format.h"

/* Take `count` objects of `size` bytes off the front of what is left; NULL when there are not
 * so many. */
static const void *take(const unsigned char **bytes, size_t *left, size_t count,
                        size_t size)
{
    const void *taken = *bytes;
    if (count > *left / size)
        return NULL;
    *bytes += count * size;
    *left -= count * size;
    return taken;
}

enum gly_status gly_confusions_init(struct gly_confusions *ret, const void *bytes,
                                    size_t size, const char *path,
                                    struct gly_error *err)
{
    const unsigned char *at = bytes;
    struct gly_confusions c = {.table = take(&at, &size, 1, sizeof *c.table)};
    const struct gly_confuse_table *table = c.table;
    if (table && table->slot_count > 0 &&
        (table->slot_count & (table->slot_count - 1)) == 0) {
        c.slots = take(&at, &size, table->slot_count, sizeof *c.slots);
        c.rows = take(&at, &size, table->row_count, sizeof *c.rows);
        c.contexts = take(&at, &size, table->context_count, sizeof *c.contexts);
        c.elements = take(&at, &size, table->element_count, sizeof *c.elements);
        c.text = take(&at, &size, table->text_size, 1);
    }
    if (!c.slots || !c.rows || !c.contexts || !c.elements || !c.text)
        return gly_error_set(err, GLY_E_DATA, path, 0,
                             "is damaged: its confused words do not fit");
    *ret = c;
    return GLY_OK;
}

struct gly_str gly_confusions_text(const struct gly_confusions *confusions, uint32_t at,
                                   uint32_t len)
{
    uint32_t size = confusions->table->text_size;
    if (at > size || len > size - at)
        return (struct gly_str){"", 0};
    return (struct gly_str){confusions->text + at, len};
}

/* `head` is what gly_bytes_at() gives for the first eight bytes of `word`. */
static bool begins_with(const struct gly_confusions *confusions,
                        const struct gly_confuse_row *row, struct gly_str word,
                        uint64_t head)
{
    uint64_t other;
    memcpy(&other, row->head, sizeof other);
    if (row->head_len != word.len || other != head)
        return false;
    if (word.len <= sizeof head)
        return true;
    struct gly_str written =
        gly_confusions_text(confusions, row->written, row->written_len);
    return written.len >= word.len && memcmp(written.ptr, word.ptr, word.len) == 0;
}

const struct gly_confuse_row *
gly_confusions_first(const struct gly_confusions *confusions, struct gly_str word)
{
    uint32_t mask = confusions->table->slot_count - 1;
    uint32_t at = (uint32_t)(gly_word_hash(word.ptr, word.len) >> 32) & mask;
    if (word.len == 0)
        return NULL;
    uint64_t head =
        gly_bytes_at(word, 0, word.len < sizeof head ? word.len : sizeof head);
    /* A damaged table may have no free slot. */
    for (uint32_t probe = 0; probe <= mask; probe++, at = (at + 1) & mask) {
        uint32_t slot = confusions->slots[at];
        if (slot == 0 || slot > confusions->table->row_count)
            return NULL;
        if (begins_with(confusions, &confusions->rows[slot - 1], word, head))
            return &confusions->rows[slot - 1];
    }
    return NULL;
}

const struct gly_confuse_row *
gly_confusions_next(const struct gly_confusions *confusions,
                    const struct gly_confuse_row *row)
{
    /* Always downwards, so that a damaged chain ends as well. */
    if (row->next == 0 || row->next > (uint32_t)(row - confusions->rows))
        return NULL;
    return &confusions->rows[row->next - 1];
}

uint32_t gly_confusions_likely(const struct gly_confusions *confusions,
                               const struct gly_confuse_row *row, uint32_t index,
                               struct gly_confuse_shape before,
                               struct gly_confuse_shape behind)
{
    uint32_t count = confusions->table->context_count;
    if (row->first_context > count || row->context_count > count - row->first_context)
        return row->context_count; /* damaged */
    const struct gly_confuse_context *contexts =
        confusions->contexts + row->first_context;
    while (index < row->context_count &&
           !(gly_confuse_fits(contexts[index].before, before) &&
             gly_confuse_fits(contexts[index].behind, behind)))
        index++;
    return index;
}

const struct gly_confuse_context *
gly_confusions_context(const struct gly_confusions *confusions,
                       const struct gly_confuse_row *row, uint32_t index,
                       const struct gly_confuse_element **ret_elements)
{
    const struct gly_confuse_table *table = confusions->table;
    if (index >= row->context_count || row->first_context >= table->context_count ||
        index >= table->context_count - row->first_context)
        return NULL;
    const struct gly_confuse_context *context =
        &confusions->contexts[row->first_context + index];
    if (context->element_count > GLY_CONFUSE_ELEMENTS_MAX ||
        context->self >= context->element_count ||
        context->first_element > table->element_count ||
        context->element_count > table->element_count - context->first_element)
        return NULL;
    *ret_elements = &confusions->elements[context->first_element];
    return context;
}
