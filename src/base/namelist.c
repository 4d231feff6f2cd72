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
    if (size < sizeof *table)
        goto damaged;
    size_t room = (size - sizeof *table) / sizeof(struct gly_name_slot);
    const struct gly_name_slot *slots = (const void *)(bytes + sizeof *table);
    struct gly_namelist list = {.says = table->says};
    for (unsigned i = 0; i < GLY_NAME_TIERS; i++) {
        uint32_t count = table->tiers[i].slot_count;
        if (count == 0 || count > room || table->tiers[i].probe_count >= count)
            goto damaged;
        list.tiers[i].slots = slots;
        list.tiers[i].slot_count = count;
        list.tiers[i].probe_count = table->tiers[i].probe_count;
        slots += count;
        room -= count;
    }
    *ret_list = list;
    return GLY_OK;

damaged:
    return gly_error_set(err, GLY_E_DATA, image->path, 0, "its names are damaged");
}

uint32_t gly_namelist_roles(const struct gly_namelist *list, struct gly_str text)
{
    unsigned tier = gly_name_tier_of(text.ptr, text.len);
    uint64_t hash = gly_word_hash(text.ptr, text.len);
    const struct gly_name_slot *slots = list->tiers[tier].slots;
    uint32_t count = list->tiers[tier].slot_count;
    uint32_t at = gly_word_home(hash, count);
    for (uint32_t probe = 0; probe <= list->tiers[tier].probe_count; probe++) {
        if (slots[at].roles == 0)
            return 0;
        if (slots[at].check == (uint32_t)hash)
            return slots[at].roles;
        at = at + 1 == count ? 0 : at + 1;
    }
    return 0;
}
