#include "base/part.h"

static enum gly_status next_bytes(void *zip, char *bytes, size_t room, size_t *ret_len,
                                  struct gly_error *err)
{
    return gly_zip_next(zip, bytes, room, ret_len, err);
}

enum gly_status gly_part_read(struct gly_arena *arena, struct gly_zip *zip,
                              const char *name,
                              const struct gly_xml_vocabulary *vocabulary,
                              const struct gly_xml_handler *handler, void *context,
                              struct gly_error *err)
{
    enum gly_status status = gly_zip_enter(zip, name, err);
    if (status != GLY_OK)
        return status;
    struct gly_xml_input input = {zip, next_bytes};
    return gly_xml_read(arena, name, &input, vocabulary, handler, context, err);
}
