/* Fuzz entry of the readers: any bytes as a document of each format, and each byte as the
 * number of a piece of markup, which makes documents that parsers have more to do with.
 * What is read must stand where its map says. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "source_map.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char *const readers[] = {"plain", "markdown", "mdx", "html"};

static const char *const pieces[] = {
    "word",
    " ",
    "\n",
    "\n\n",
    "  \n",
    "\r\n",
    "\r",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "``",
    "```\n",
    "[",
    "]",
    "](",
    ")",
    "[^1]",
    "[^1]: ",
    "[a]: b\n",
    "![",
    "<",
    ">",
    "> ",
    "- ",
    "1. ",
    "    ",
    "\t",
    "|",
    "|-|-|\n",
    "---\n",
    "===\n",
    "# ",
    "\\",
    "&amp;",
    "&#8217;",
    "&nang;",
    "&",
    "&#0;",
    "$",
    "$$",
    "<b>",
    "</b>",
    "<i lang=de>",
    "</i>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<div hidden>",
    "<ul>",
    "<li>",
    "</ul>",
    "<ol start=3>",
    "<dl>",
    "<dt>",
    "<table>",
    "<tr>",
    "<td>",
    "<th rowspan=2>",
    "</td>",
    "</tr>",
    "</table>",
    "<caption>",
    "<pre>",
    "</pre>",
    "<h1>",
    "</h1>",
    "<br>",
    "<!-- c -->",
    "<!--",
    "-->",
    "<sup>",
    "</sup>",
    "12",
    "<q>",
    "</q>",
    "<blockquote>",
    "</blockquote>",
    "<nav>",
    "</nav>",
    "<header>",
    "</header>",
    "<main>",
    "</main>",
    "<article>",
    "<img alt='a &lt; b'>",
    "<script>",
    "</script>",
    "<title>",
    "</title>",
    "<a href=x>",
    "</a>",
    "<code>",
    "</code>",
    "<span style=display:none>",
    "</span>",
    "<meta name=description content='x  y'>",
    "\xEF\xBB\xBF",
    "\xE4\xBD\xA0",
    "\xFF",
    "caf\xC3\xA9",
    ".",
    "A b: c\n",
    "+++\n",
    "a = 1\n",
    "~~~\n",
    "+--+\n",
    "- [x] ",
    "<svg>",
    "</svg>",
    "<p/>",
    "<?xml?>",
    "<![CDATA[",
    "]]>",
    "<wbr>",
    "http://x.org/",
};

static void read_as(const char *reader, struct gly_str text)
{
    struct scratch_doc *scratch = calloc(1, sizeof *scratch);
    scratch_doc_read(scratch, reader, text);
    if (scratch->doc) {
        /* Of made-up markup nobody can say by other means what a token is: the map, the
         * blocks and the marks are proved. */
        scratch->doc->toks.count = 0;
        const char *fault = source_map_fault(scratch->doc);
        if (fault) {
            fprintf(stderr, "%s: %s\n", reader, fault);
            abort();
        }
    }
    scratch_doc_release(scratch);
    free(scratch);
}

/* The document that the bytes are the recipe for, in memory of its own size. */
static struct gly_str compose(const uint8_t *bytes, size_t size)
{
    enum { PIECES = 200, LONGEST = 40 };
    char *text = malloc(PIECES * LONGEST);
    size_t len = 0;
    for (size_t i = 0; i < size && i < PIECES; i++) {
        size_t piece = bytes[i] % (GLY_COUNT(pieces) + 1);
        const char *s = piece < GLY_COUNT(pieces) ? pieces[piece] : "";
        size_t count = piece < GLY_COUNT(pieces) ? strlen(s) : 1; /* a NUL */
        memcpy(text + len, s, count);
        len += count;
    }
    return (struct gly_str){realloc(text, len ? len : 1), len};
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct gly_str made = compose(bytes, size);
    for (size_t i = 0; i < GLY_COUNT(readers); i++) {
        read_as(readers[i], (struct gly_str){(const char *)bytes, size});
        read_as(readers[i], made);
    }
    free((char *)made.ptr);
    return 0;
}
