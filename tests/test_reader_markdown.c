#include <criterion/criterion.h>

#include "source_map.h"

struct reading {
    const char *name, *text, *outline;
};

static void expect_readings(const char *reader, const struct reading *cases,
                            size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct scratch_doc scratch;
        scratch_doc_read(&scratch, reader, gly_str(cases[i].text));
        const char *outline = scratch_doc_outline(&scratch);
        const char *fault = source_map_fault(scratch.doc);
        cr_expect_str_eq(outline, cases[i].outline, "%s:\n%s", cases[i].name, outline);
        cr_expect_null(fault, "%s: %s", cases[i].name, fault);
        scratch_doc_release(&scratch);
    }
}

Test(markdown, reads_blocks)
{
    static const struct reading cases[] = {
        {"headings", "# One\n\nTwo\n===\n\nText.\n",
         "heading1 One\nheading1 Two\nparagraph Text.\n"},
        {"list, tight and loose", "- one\n- two\n  goes on\n\n7) a\n\n8) b\n\n   c\n",
         "list\n item\n  paragraph one\n item\n  paragraph two/goes on\n"
         "list\n item#7\n  paragraph a\n item#8\n  paragraph b\n  paragraph c\n"},
        {"numbers as written", "1. a\n1. b\n5. c\n",
         "list\n item#1\n  paragraph a\n item#1\n  paragraph b\n item#5\n  paragraph "
         "c\n"},
        {"tasks", "- [ ] open\n- [x] done\n",
         "list\n item\n  paragraph open\n item\n  paragraph done\n"},
        {"quotation", "> One\n> two\n>\n> > Three\n",
         "quote\n paragraph One/two\n quote\n  paragraph Three\n"},
        {"table", "| Boat | m |\n|:--|--:|\n| Ann \\| Co | **12** |\n| Bea |\n",
         "table\n row!\n  cell! Boat\n  cell! m\n row\n  cell Ann | Co\n  cell 12\n"
         " row\n  cell Bea\n  cell \n"},
        {"table with a short second row", "a|b\n-|-\n1|2\n\nAnd.\n",
         "table\n row!\n  cell! a\n  cell! b\n row\n  cell 1\n  cell 2\nparagraph "
         "And.\n"},
        {"short row in code", "```\na|b\n-|-\n```\n\nAnd.\n",
         "code a|b/-|-/\nparagraph And.\n"},
        {"code", "```c\nint x;\n\n  y;\n```\n\n    z;\n",
         "code int x;//  y;/\ncode z;/\n"},
        {"front matter, YAML", "---\ntitle: Sea\n---\n\nText.\n",
         "front title: Sea\nparagraph Text.\n"},
        {"front matter, TOML", "+++\ntitle = \"Sea\"\n+++\nText.\n",
         "front title = \"Sea\"\nparagraph Text.\n"},
        {"notes", "Text.[^1] More.[^b]\n\n[^1]: The note.\n[^b]: Another.\n",
         "paragraph Text. More.\nnote#1\n paragraph The note.\nnote\n paragraph "
         "Another.\n"},
        {"definitions are no prose", "[a]: http://x.org \"Title\"\n\nSee [a].\n",
         "paragraph See a.\n"},
        {"a comment alone", "<!-- stet style/a -->\n\nText.\n",
         "comment  stet style/a \nparagraph Text.\n"},
        {"CRLF", "One\r\ntwo\r\n\r\n- a\r\n- b\r\n",
         "paragraph One/two\nlist\n item\n  paragraph a\n item\n  paragraph b\n"},
        {"empty", "", ""},
    };
    expect_readings("markdown", cases, GLY_COUNT(cases));
}

Test(markdown, reads_inlines)
{
    static const struct reading cases[] = {
        {"emphasis inside a word", "un*believ*able and un**do**ing\n",
         "paragraph unbelievable and undoing\n"},
        {"escapes and entities", "5 \\* 3 &amp; &#8217;s &nosuch;\n",
         "paragraph 5 * 3 & \u2019s &nosuch;\n"},
        {"breaks", "one  \ntwo\\\nthree\nfour\n", "paragraph one/two/three/four\n"},
        {"break behind markup over two lines", "[a](b\n\"t\") *c*\n*d*\n",
         "paragraph a c/d\n"},
        {"links", "[text](http://x.org/a) <http://y.org>\n",
         "paragraph text http://y.org\n"},
        {"code", "Run `a b` and ``c\nd``.\n", "paragraph Run a b and c d.\n"},
        {"strikethrough", "It is ~~not~~ so.\n", "paragraph It is not so.\n"},
        {"an image between words", "See ![the sea](a.png)here.\n",
         "paragraph See the sea/here.\n"},
        {"inline HTML", "One<br>two <b>bold</b> H<sub>2</sub>O\n",
         "paragraph One/two bold H2O\n"},
        {"comment in a sentence", "It is <!-- stet a/b --> so.\n",
         "paragraph It is so.\n"},
    };
    expect_readings("markdown", cases, GLY_COUNT(cases));
}

Test(markdown, reads_the_prose_of_mdx)
{
    static const struct reading cases[] = {
        {"imports", "import A from './a'\n\n# Sea\n\nexport const b = 1\n",
         "code import A from './a'\nheading1 Sea\ncode export const b = 1\n"},
        {"a comment alone", "{/* stet a/b */}\n\nThe sea.\n",
         "comment  stet a/b \nparagraph The sea.\n"},
        {"elements", "<Note kind={1}>\n\nThe *sea*.\n\n</Note>\n",
         "paragraph The sea.\n"},
    };
    expect_readings("mdx", cases, GLY_COUNT(cases));
}

Test(markdown, reads_the_prose_in_raw_html)
{
    static const struct reading cases[] = {
        {"blocks",
         "<h1 align=center>\n <img alt='A sea'>\n Sea &amp; sand\n</h1>\n\nA *b*\n",
         "heading1 A sea/Sea & sand\nparagraph A b\n"},
        {"open over Markdown",
         "<details>\n<summary>More</summary>\n\nA *b*\n\n</details>\n",
         "paragraph More\nparagraph A b\n"},
        {"a table", "<table><tr><th>A</th></tr><tr><td>1</td></tr></table>\n",
         "table\n row!\n  cell! A\n row\n  cell 1\n"},
        {"quoted", "> <div>One\n> two</div>\n", "quote\n paragraph One two\n"},
        {"comment and text", "<!-- a --> b\n", "comment  a \nparagraph b\n"},
        {"no prose", "<script>\nvar x;\n</script>\n\nB\n", "paragraph B\n"},
    };
    expect_readings("markdown", cases, GLY_COUNT(cases));
}

struct marked {
    const char *text;
    enum gly_mark_kind kind;
    const char *words, *target;
};

Test(markdown, marks_what_the_format_says)
{
    static const struct marked cases[] = {
        {"a *b c* d", GLY_MARK_EMPHASIS, "b c", ""},
        {"a\n*b* c", GLY_MARK_EMPHASIS, "b", ""},
        {"a `b c` d", GLY_MARK_CODE, "b c", ""},
        {"a [b](http://x.org/_y_) c", GLY_MARK_LINK, "b", "http://x.org/_y_"},
        {"a [b](x&amp;y) c", GLY_MARK_LINK, "b", "x&amp;y"},
        {"a ![b](y.png) c", GLY_MARK_ALT, "b", "y.png"},
        {"a <kbd>b</kbd> c", GLY_MARK_CODE, "b", ""},
        {"a <span lang=de>b c</span> d", GLY_MARK_LANG, "b c", ""},
        {"a <i translate=\"no\">b</i> d", GLY_MARK_FROZEN, "b", ""},
        {"a<!-- stet x/y -->b", GLY_MARK_COMMENT, "", " stet x/y "},
        {"a[^n] b", GLY_MARK_NOTE, "", "n"},
        {"a $x_1 + y$ b", GLY_MARK_CODE, "$x_1 + y$", ""},
        {"a $$x$$ b", GLY_MARK_CODE, "$$x$$", ""},
    };
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        struct scratch_doc scratch;
        scratch_doc_read(&scratch, "markdown", gly_str(cases[i].text));
        const struct gly_doc *doc = scratch.doc;
        bool found = false;
        for (uint32_t m = 0; m < doc->marks.count; m++)
            found |=
                doc->marks.at[m].kind == cases[i].kind &&
                gly_str_is(gly_doc_slice(doc, doc->marks.at[m].span), cases[i].words) &&
                gly_str_is(doc->marks.at[m].target, cases[i].target);
        cr_expect(found, "%s", cases[i].text);
        scratch_doc_release(&scratch);
    }
}

Test(markdown, takes_prices_for_prices)
{
    struct scratch_doc scratch;
    scratch_doc_read(&scratch, "markdown",
                     gly_str("It fell from $5 to $3, then $2_a.\n"));
    cr_expect_eq(scratch.doc->marks.count, 0);
    scratch_doc_release(&scratch);
}

Test(markdown, map_check_finds_a_wrong_map)
{
    struct scratch_doc scratch;
    scratch_doc_read(&scratch, "markdown", gly_str("A *b* &amp; c d e f\n"));
    cr_expect_null(source_map_fault(scratch.doc));
    scratch.doc->runs.at[scratch.doc->runs.count - 1].source_start--;
    cr_expect_not_null(source_map_fault(scratch.doc));
    scratch_doc_release(&scratch);
}
