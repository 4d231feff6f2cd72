/* HTML into blocks: whole pages, fragments from publishing systems, and the raw HTML
 * inside Markdown.
 *
 * One pass over the tags with a stack of open elements. The rules by which HTML closes
 * what its author left open are kept (a paragraph ends at the next block, a cell at the
 * next cell); text that stands between the rows of a table stays where it is written
 * instead of moving before the table, so the map to the source is monotone. A parser
 * that builds the tree of the standard (gumbo 0.10.1) was tried: it takes time in the
 * square of the depth (0.5 MB of "<div>": more than 20 seconds). */
#ifndef GALLEY_HTML_H
#define GALLEY_HTML_H

#include "text/doc.h"
#include "text/element.h"
#include "text/inline.h"

struct gly_html_open;

enum { GLY_HTML_COLUMNS = 256 }; /* of a table, in which row spans are followed */

struct gly_html {
    struct gly_builder *b;
    struct gly_str text; /* the source */
    uint32_t quoted;     /* '>' that may begin a line: quotations of Markdown */
    bool xml;            /* <p/> has no content */

    GLY_VEC(struct gly_html_open) open;
    uint32_t
        last[GLY_ELEMENT_COUNT]; /* by element: the innermost open one, index + 1 */
    struct gly_inline marks;

    uint32_t skip;   /* open elements whose content is left out */
    uint32_t frozen; /* open blocks that are to be left alone */
    uint32_t root;   /* the open element that is one leaf as a whole, index + 1; or 0 */
    bool raw;        /* that leaf is preformatted */

    uint32_t begin;        /* text of the leaf in hand begins here */
    struct gly_span space; /* white space before the next text, empty when none */
    uint32_t breaks;       /* line breaks before the next text */
    struct gly_span tag;   /* the last <br> */

    uint32_t substance;         /* main, article and h1 met so far */
    uint32_t main, mains;       /* block of the first main, how many there are */
    uint32_t article, articles; /* of those in no other article */

    uint16_t column;
    uint16_t spans[GLY_HTML_COLUMNS]; /* rows that a cell above still takes */
};

/* An element that is open. */
struct gly_html_open {
    uint8_t element;
    uint8_t containers; /* blocks opened for it in the builder */
    bool skip, frozen;
    bool flat;       /* table that is layout; block without a place of its own */
    bool doubtful;   /* flagged as chrome by its name or as a header */
    bool plain_head; /* row: all cells so far are <th> */
    struct gly_str name;
    struct gly_str lang; /* "" when it has none of its own */
    uint32_t lang_from;  /* nearest element with a language, index + 1 */
    uint32_t before;     /* the next outer open one of the same element, index + 1 */
    uint32_t scope;      /* nearest element that end tags do not reach out of, itself
                             included, index + 1 */
    uint32_t block;      /* its block, GLY_NONE */
    uint32_t substance;  /* h->substance when it was opened */
};

void gly_html_init(struct gly_html *h, struct gly_builder *b, struct gly_str source);
/* Read a part of the source. What it opens is closed at its end. */
void gly_html_read(struct gly_html *h, struct gly_span span);
/* Flag what stands around the text of a page. */
void gly_html_flag_chrome(struct gly_html *h);

#endif
