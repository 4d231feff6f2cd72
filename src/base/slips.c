#include "base/slips.h"

#include "base/image_format.h"

enum gly_status gly_slips_init(struct gly_slips *ret_slips,
                               const struct gly_image *image, struct gly_error *err)
{
    const unsigned char *bytes;
    size_t size;
    *ret_slips = (struct gly_slips){0};
    if (!gly_image_section(image, "SLIP", &bytes, &size))
        return GLY_OK;
    const struct gly_slip_table *table = (const void *)bytes;
    bool whole = size >= sizeof *table && table->slot_count > 0 &&
                 (table->slot_count & (table->slot_count - 1)) == 0;
    size_t left = whole ? size - sizeof *table : 0;
    if (!whole || table->slot_count > left / sizeof(uint32_t) ||
        table->text_size > left - table->slot_count * sizeof(uint32_t))
        return gly_error_set(err, GLY_E_DATA, image->path, 0,
                             "is damaged: its misspellings do not fit");
    const uint32_t *slots = (const void *)(table + 1);
    *ret_slips = (struct gly_slips){
        slots,
        table->slot_count,
        {(const char *)(slots + table->slot_count), table->text_size},
    };
    return GLY_OK;
}

/* Is it what was written in the line at `at`? */
static bool begins_line(struct gly_str text, size_t at, struct gly_str written)
{
    return at < text.len && text.len - at > written.len &&
           text.ptr[at + written.len] == ',' &&
           memcmp(text.ptr + at, written.ptr, written.len) == 0;
}

bool gly_slips_find(const struct gly_slips *slips, struct gly_str written,
                    struct gly_str *ret_meant)
{
    uint64_t hash = gly_word_hash(written.ptr, written.len);
    uint32_t at = slips->slot_count ? gly_slip_home(hash, slips->slot_count) : 0;
    /* A damaged table may have no free slot. */
    for (uint32_t probe = 0; probe < slips->slot_count; probe++) {
        uint32_t line = slips->slots[at];
        if (line == 0)
            return false;
        if (begins_line(slips->text, line - 1, written)) {
            const char *meant = slips->text.ptr + line + written.len;
            size_t left = slips->text.len - line - written.len;
            const char *end = memchr(meant, '\n', left);
            *ret_meant = (struct gly_str){meant, end ? (size_t)(end - meant) : left};
            return ret_meant->len > 0;
        }
        at = (at + 1) & (slips->slot_count - 1);
    }
    return false;
}
