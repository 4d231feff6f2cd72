/* Documents that nobody writes: the readers come to an end with them. */
#include <criterion/criterion.h>
#include <malloc.h>
#include <stdlib.h>

#include "base/buf.h"
#include "source_map.h"

static const char *const readers[] = {"plain", "markdown", "html"};

/* Each was quadratic, or deeper than a stack, in some reader or in a library that was
 * tried; see src/text/feed.h and src/text/html.h. */
static const char *const repeated[] = {
    "[",
    "![",
    "*",
    "_",
    "`",
    "<",
    "|",
    "\\",
    "&",
    "$",
    "~",
    "> ",
    "- ",
    "1. ",
    "a\n",
    "Ab\n\n",
    "A b: c\n",
    "```\n",
    "~~~a\n",
    "[a](",
    "[a](b)\n",
    "[a](b)\r",
    "[a]\n",
    "[a]: /b\n",
    "[^1]",
    "[^1]: ",
    "<a b=\"",
    "<!--",
    "<!-- x ",
    "<?",
    "*a _",
    "**a ",
    "a**b",
    "|-|-|\n",
    "a|b\n-|-\n",
    "a\tb\n",
    "<div>",
    "<b>",
    "<b><i></b>",
    "<table>",
    "<td>x",
    "<ul><li>",
    "<p>x",
    "<sup>1",
    "<a href=x>",
    "<script>",
    "<h1>x",
    "<pre>x",
    "<div hidden>x",
    "<blockquote>x",
    "<span lang=de>x",
    "<table><b>x<tr>",
    "\n",
    "\r",
    "<nav>x",
    "<img alt='x'>",
    "\"",
    "(",
    "> a\n",
    "- a\n",
    "      a\n    b\n", /* set in, and no block of code */
};

static struct gly_str repeat(const char *pattern, size_t bytes)
{
    size_t len = strlen(pattern);
    char *text = malloc(bytes);
    for (size_t i = 0; i < bytes; i++)
        text[i] = pattern[i % len];
    return (struct gly_str){text, bytes};
}

/* Read in the square of its length, a text like these would outlast the runner's
 * patience. */
Test(pathological, readers_take_repetition_without_end)
{
    enum { BYTES = 160000 };
    for (size_t i = 0; i < GLY_COUNT(repeated); i++) {
        struct gly_str text = repeat(repeated[i], BYTES);
        for (size_t r = 0; r < GLY_COUNT(readers); r++) {
            struct scratch_doc scratch;
            scratch_doc_read_only(&scratch, readers[r], text);
            const char *fault = scratch.doc ? source_map_fault(scratch.doc) : NULL;
            cr_expect_null(fault, "%s, '%s': %s", readers[r], repeated[i], fault);
            scratch_doc_release(&scratch);
        }
        free((char *)text.ptr);
    }
}

Test(pathological, readers_bear_any_depth)
{
    static const char *const nested[] = {">",   "> ",    "- ",       "* ",
                                         "1. ", "<div>", "<ul><li>", "<blockquote>",
                                         "[",   "![",    "*a "};
    for (size_t i = 0; i < GLY_COUNT(nested); i++) {
        struct gly_str text = repeat(nested[i], 100000 * strlen(nested[i]));
        for (size_t r = 0; r < GLY_COUNT(readers); r++) {
            struct scratch_doc scratch;
            scratch_doc_read(&scratch, readers[r], text);
            const char *fault = scratch.doc ? source_map_fault(scratch.doc) : NULL;
            cr_expect_null(fault, "%s, '%s': %s", readers[r], nested[i], fault);
            scratch_doc_release(&scratch);
        }
        free((char *)text.ptr);
    }
}

/* Columns times rows that md4c would fill up, a definition read at every use. */
Test(pathological, markdown_is_given_up_where_md4c_would_not_end)
{
    enum { COLUMNS = 2000, ROWS = 20000, USES = 200000, TITLE = 40000 };
    struct gly_buf buf;
    gly_buf_init(&buf, (size_t)1 << 24);
    for (int i = 0; i < COLUMNS; i++)
        gly_buf_puts(&buf, "a|");
    gly_buf_puts(&buf, "a\n");
    for (int i = 0; i < COLUMNS; i++)
        gly_buf_puts(&buf, "---|");
    gly_buf_puts(&buf, "---\n");
    for (int i = 0; i < ROWS; i++)
        gly_buf_puts(&buf, "|\n");
    struct scratch_doc scratch;
    scratch_doc_read_only(&scratch, "markdown", gly_buf_str(&buf));
    cr_expect_null(scratch.doc);
    scratch_doc_release(&scratch);

    gly_buf_clear(&buf);
    gly_buf_puts(&buf, "[a]: /b \"");
    gly_buf_fill(&buf, 'x', TITLE);
    gly_buf_puts(&buf, "\"\n\n");
    for (int i = 0; i < USES; i++)
        gly_buf_puts(&buf, "[a]");
    /* The title is one long word: it is cut, and the document can be read. */
    scratch_doc_read_only(&scratch, "markdown", gly_buf_str(&buf));
    cr_expect_not_null(scratch.doc);
    scratch_doc_release(&scratch);
    gly_buf_release(&buf);
}

/* Where memory ends inside md4c, what md4c holds is freed. */
Test(pathological, markdown_frees_what_md4c_holds_at_a_limit)
{
    struct gly_str text = repeat("*a* [b](c) `d`\n\n", 400000);
    struct scratch_doc scratch;
    size_t before = 0;
    for (int i = 0; i < 40; i++) {
        scratch_doc_read_capped(&scratch, "markdown", text, (size_t)1 << 20);
        cr_expect_null(scratch.doc);
        scratch_doc_release(&scratch);
        if (i == 9)
            before = mallinfo2().uordblks;
    }
    cr_expect_leq(mallinfo2().uordblks, before + 100000);
    free((char *)text.ptr);
}
