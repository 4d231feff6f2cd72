#include "base/namelist.h"

#include "base/image_format.h"

enum gly_status gly_namelist_init(struct gly_namelist *ret_list,
                                  const struct gly_image *image, struct gly_error *err)
{
    const unsigned char *bytes;
    size_t size;
    if (!gly_image_section(image, "NAME", &bytes, &size))
        return gly_error_set(err, GLY_E_DATA, image->path, 0, "has no names");
    const struct gly_name_table *table = (const void *)bytes;
    if (size < sizeof *table || table->slot_count == 0 ||
        (size - sizeof *table) / sizeof(struct gly_name_slot) < table->slot_count ||
        table->probe_count >= table->slot_count)
        return gly_error_set(err, GLY_E_DATA, image->path, 0, "its names are damaged");
    *ret_list = (struct gly_namelist){
        .slots = (const void *)(bytes + sizeof *table),
        .slot_count = table->slot_count,
        .probe_count = table->probe_count,
    };
    return GLY_OK;
}

uint32_t gly_namelist_roles(const struct gly_namelist *list, struct gly_str text)
{
    uint64_t hash = gly_word_hash(text.ptr, text.len);
    uint32_t at = gly_word_home(hash, list->slot_count);
    for (uint32_t probe = 0; probe <= list->probe_count; probe++) {
        const struct gly_name_slot *slot = &list->slots[at];
        if (slot->roles == 0)
            return 0;
        if (slot->check == (uint32_t)hash)
            return slot->roles;
        at = at + 1 == list->slot_count ? 0 : at + 1;
    }
    return 0;
}
