/* One part of a package, read as XML. */
#ifndef GALLEY_PART_H
#define GALLEY_PART_H

#include "base/xml.h"
#include "base/zip.h"

/* Hand a member of the archive to `handler`; see gly_xml_read. */
enum gly_status gly_part_read(struct gly_arena *arena, struct gly_zip *zip,
                              const char *name,
                              const struct gly_xml_vocabulary *vocabulary,
                              const struct gly_xml_handler *handler, void *context,
                              struct gly_error *err);

#endif
