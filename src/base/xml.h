/* XML as a stream of tags and text. The one place that knows expat.
 *
 * Document type declarations are refused, and with them entities of a file's own: the
 * formats read here forbid them, and they are how XML is made to explode or to fetch.
 * Nesting and the length of one tag are bounded (GLY_LIMIT_XML_DEPTH, _TOKEN). */
#ifndef GALLEY_XML_H
#define GALLEY_XML_H

#include <galley/error.h>

#include "base/arena.h"

/* A name that a handler knows: its namespace, by a number that the handler chose, and
 * its local part. */
struct gly_xml_name {
    unsigned space;
    const char *local;
    unsigned id; /* what the handler calls it; above 0 */
};

/* A namespace is known by how its name ends, since the standards have two forms of
 * each ("http://schemas.openxmlformats.org/...", "http://purl.oclc.org/ooxml/..."). */
struct gly_xml_space {
    const char *end;
    unsigned space; /* above 0 */
};

struct gly_xml_vocabulary {
    const struct gly_xml_space *spaces; /* end NULL ends the list */
    const struct gly_xml_name *names;   /* local NULL ends the list */
};

/* The attributes of a tag, by local name alone; "" where there is none. */
struct gly_xml_attributes {
    const char **list;
};
struct gly_str gly_xml_attribute(const struct gly_xml_attributes *attributes,
                                 const char *local);
/* One that is a number of at most ten digits: false where it is none. What does not fit is
 * UINT32_MAX. */
bool gly_xml_number(const struct gly_xml_attributes *attributes, const char *local,
                    uint32_t *ret_number);
/* Is it there at all? */
bool gly_xml_has_attribute(const struct gly_xml_attributes *attributes,
                           const char *local);

/* Called for each piece; they may jump to the arena's unwind point. An unknown element
 * has id 0. */
struct gly_xml_handler {
    void (*open)(void *context, unsigned id,
                 const struct gly_xml_attributes *attributes);
    void (*close)(void *context, unsigned id);
    /* NULL where nobody asks. Text, in pieces; `at` is its place in the bytes read. `text` and its place are
     * equally long, or the text stands for the whole (an entity). */
    void (*text)(void *context, struct gly_str text, struct gly_span at);
};

/* Where the bytes come from: gives at most `room` at a time, 0 at the end. */
struct gly_xml_input {
    void *context;
    enum gly_status (*next)(void *context, char *bytes, size_t room, size_t *ret_len,
                            struct gly_error *err);
};

/* Read to the end. `name` is what messages call the file. What was read before a fault
 * has been handed out. */
enum gly_status gly_xml_read(struct gly_arena *arena, const char *name,
                             const struct gly_xml_input *input,
                             const struct gly_xml_vocabulary *vocabulary,
                             const struct gly_xml_handler *handler, void *context,
                             struct gly_error *err);

#endif
