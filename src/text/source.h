/* A source: the bytes of one input, their encoding, and where in them a place is.
 *
 * Reading a source turns whatever came into valid UTF-8 (`text`): the bytes themselves
 * where they are sound UTF-8, else a decoded copy. Offsets into `text` are "source
 * offsets"; line breaks and code points are the same in `text` and in the original, so
 * lines and columns worked out here are those of the file. */
#ifndef GALLEY_SOURCE_H
#define GALLEY_SOURCE_H

#include <galley/error.h>
#include <galley/span.h>

#include "base/arena.h"

enum gly_encoding {
    GLY_ENCODING_UTF8,
    GLY_ENCODING_UTF8_BOM,
    GLY_ENCODING_UTF16LE,
    GLY_ENCODING_UTF16BE,
};

/* Bytes that were not what the encoding promises. Each stands in `text` as U+FFFD. */
struct gly_damage {
    uint32_t at;   /* source offset of the U+FFFD */
    uint8_t count; /* how many bytes it stands for, 1 to 4 */
    unsigned char bytes[4];
};

struct gly_source {
    struct gly_str path;  /* as it is to be shown */
    struct gly_str bytes; /* as they came */
    struct gly_str text;  /* valid UTF-8, without BOM */
    enum gly_encoding encoding;
    const struct gly_damage *damage;
    uint32_t damage_count; /* of those kept, at most GLY_LIMIT_DAMAGE */
    uint32_t damage_total;
    struct gly_locator *locator; /* built when first asked for */
};

/* How many damaged places are told one by one; the rest is counted. A binary file read
 * by name would otherwise report every byte. */
#define GLY_LIMIT_DAMAGE 20

/* Decode `bytes`, which must outlive the source. Never fails: damage is recorded. */
void gly_source_read(struct gly_arena *arena, struct gly_str path, struct gly_str bytes,
                     struct gly_source *ret_source);

/* ---- The locator ---- */

enum gly_unit {
    GLY_UNIT_CODEPOINT,
    GLY_UNIT_UTF16,
    GLY_UNIT_BYTE,    /* UTF-8 bytes, also where the file is UTF-16 */
    GLY_UNIT_DISPLAY, /* terminal cells, with tab stops every 8 */
};

/* A place as people write it. Both count from 1. For formats without lines `line` is
 * the number of the paragraph and `column` counts in its text. */
struct gly_place {
    uint32_t line, column;
};

/* Line and column of a source offset, which may be the end of the text. LF and CRLF end
 * lines; a lone CR is a character. Costs the distance to the last checkpoint, not to
 * the start of the text. */
struct gly_place gly_source_locate(struct gly_arena *arena, struct gly_source *source,
                                   uint32_t offset, enum gly_unit unit);

/* The line (without its line break) that holds a source offset. */
struct gly_span gly_source_line(const struct gly_source *source, uint32_t offset);

#endif
