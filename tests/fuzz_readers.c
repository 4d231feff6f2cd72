/* Fuzz entry of the readers: the first byte chooses one, the rest is its document. What
 * it reads must stand where its map says. With a main of its own it makes documents up
 * from pieces of markup: fuzz_readers [ROUNDS [SEED]]. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "source_map.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char *const readers[] = {"plain", "markdown", "html"};

/* Runs, blocks and marks only: of made-up markup nobody can say by other means what a
 * token is. */
static const char *map_fault(struct gly_doc *doc)
{
    doc->toks.count = 0;
    return source_map_fault(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size == 0)
        return 0;
    struct scratch_doc *scratch = calloc(1, sizeof *scratch);
    struct gly_str text = {(const char *)bytes + 1, size - 1};
    scratch_doc_read(scratch, readers[bytes[0] % GLY_COUNT(readers)], text);
    const char *fault = scratch->doc ? map_fault(scratch->doc) : NULL;
    if (fault) {
        fprintf(stderr, "%s\n", fault);
        abort();
    }
    scratch_doc_release(scratch);
    free(scratch);
    return 0;
}

#ifndef FUZZ_WITH_LIBFUZZER

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

int main(int argc, char **argv)
{
    enum { MOST = 4096, PIECES = 60 };
    unsigned long rounds = argc > 1 ? strtoul(argv[1], NULL, 10) : 10000;
    srand(argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 1);
    for (unsigned long i = 0; i < rounds; i++) {
        char text[MOST];
        size_t len = 1;
        text[0] = (char)rand();
        for (int count = rand() % PIECES; count > 0; count--) {
            size_t piece = (size_t)rand() % (GLY_COUNT(pieces) + 1);
            const char *bytes = piece < GLY_COUNT(pieces) ? pieces[piece] : "";
            size_t size = piece < GLY_COUNT(pieces) ? strlen(bytes) : 1; /* a NUL */
            memcpy(text + len, bytes, size);
            len += size;
        }
        /* In memory of its own size, so that the sanitizer sees the end. */
        uint8_t *exact = malloc(len);
        memcpy(exact, text, len);
        FILE *last = argc > 3 ? fopen(argv[3], "wb") : NULL;
        if (last) {
            fwrite(exact, 1, len, last);
            fclose(last);
        }
        LLVMFuzzerTestOneInput(exact, len);
        free(exact);
    }
    return 0;
}

#endif
