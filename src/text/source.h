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
    GLY_ENCODING_PACKAGE, /* no text: its reader writes `text`, a line a paragraph */
};

/* Where in a package a stretch of `text` was written, so that a fix can be put back:
 * text [text_start, the next one's) came from bytes [start, end) of a part. Where both are
 * equally long, byte by byte; else as a whole (an entity, a tab). */
struct gly_written {
    uint32_t text_start;
    uint32_t part;       /* index into `parts` */
    uint32_t start, end; /* equal: it stands in no text of the package (a tab) */
};

struct gly_writings {
    GLY_VEC(struct gly_written)
    list;                          /* ascending, with gaps: line feeds come from none */
    GLY_VEC(struct gly_str) parts; /* names inside the package */
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
    struct gly_locator *locator;  /* built when first asked for */
    struct gly_writings *origins; /* of a package, else NULL */
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

/* Are the offsets and lines of the text those of the file's own bytes, but for a byte order
 * mark? */
static inline bool gly_source_is_bytes(const struct gly_source *source)
{
    return source->encoding == GLY_ENCODING_UTF8 ||
           source->encoding == GLY_ENCODING_UTF8_BOM;
}

/* Does the format have no lines, so that a place is a paragraph and a column in it? */
static inline bool gly_source_has_paragraphs(const struct gly_source *source)
{
    return source->encoding == GLY_ENCODING_PACKAGE;
}

/* Where in its package the text at `offset` was written: the part and the bytes of it.
 * False for text that stands in none, and for formats that are no package. */
bool gly_source_origin(const struct gly_source *source, uint32_t offset,
                       struct gly_str *ret_part, struct gly_span *ret_bytes);

/* The line (without its line break) that holds a source offset. */
struct gly_span gly_source_line(const struct gly_source *source, uint32_t offset);

#endif
