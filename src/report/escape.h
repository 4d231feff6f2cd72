/* Text of documents and paths on its way out: what may be shown, and how each form of
 * output escapes it. A document's control characters never reach a terminal, a page or
 * a log as they are. */
#ifndef GALLEY_ESCAPE_H
#define GALLEY_ESCAPE_H

#include "base/buf.h"

/* What a reader is shown for the code point at an offset. */
enum gly_shown {
    GLY_SHOWN_PLAIN, /* itself */
    GLY_SHOWN_BREAK, /* LF or CRLF, and VT, the line break of word processors: " ⏎ " */
    GLY_SHOWN_HIDDEN, /* its number, "U+202E": controls (a lone CR among them), what
                         turns the direction of writing, what has no shape */
};

struct gly_glyph {
    uint32_t cp;
    unsigned len; /* bytes it takes in the text: 2 for CRLF */
    enum gly_shown shown;
    unsigned width; /* cells it takes when shown */
};

/* The glyph at `at`, which is below `s.len`. Joiners between letters that join or
 * between emoji, and variation selectors behind what they vary, are plain. */
struct gly_glyph gly_glyph_at(struct gly_str s, size_t at);
void gly_glyph_put(struct gly_buf *out, struct gly_glyph glyph);

/* `s` on one line, safe to print. */
void gly_show(struct gly_buf *out, struct gly_str s);
/* The cells that takes; stops counting at `most`. */
unsigned gly_show_width(struct gly_str s, unsigned most);

/* May the text be cut before `at`: does a cluster that people see as one character
 * start there? Follows UAX #29 for marks, joiners, Hangul, emoji modifiers and flags.
 */
bool gly_is_cluster_start(struct gly_str s, size_t at);

/* `s` as the inside of a JSON string. What gly_show() would not print as it is, is
 * written as \uXXXX; nothing is lost but bytes that are not UTF-8. */
void gly_escape_json(struct gly_buf *out, struct gly_str s);

/* A path as a URI reference (RFC 3986): a relative one stays relative, without "./" at
 * its start; an absolute one becomes file:///... Bytes outside the unreserved set but
 * "/" are percent-encoded, which keeps paths that are not UTF-8. */
void gly_escape_uri(struct gly_buf *out, struct gly_str path);

#endif
