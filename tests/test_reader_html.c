#include <criterion/criterion.h>

#include "source_map.h"

struct reading {
    const char *name, *text, *outline;
};

static void expect_readings(const struct reading *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct scratch_doc scratch;
        scratch_doc_read(&scratch, "html", gly_str(cases[i].text));
        const char *outline = scratch_doc_outline(&scratch);
        const char *fault = source_map_fault(scratch.doc);
        cr_expect_str_eq(outline, cases[i].outline, "%s:\n%s", cases[i].name, outline);
        cr_expect_null(fault, "%s: %s", cases[i].name, fault);
        scratch_doc_release(&scratch);
    }
}

Test(html, reads_blocks)
{
    static const struct reading cases[] = {
        {"paragraphs that are not closed", "<p>One<p>Two <div>Three</div> Four",
         "paragraph One\nparagraph Two\nparagraph Three\nparagraph Four\n"},
        {"loose text", "One<p>Two</p>Three<hr>Four",
         "paragraph One\nparagraph Two\nparagraph Three\nparagraph Four\n"},
        {"headings", "<h1>One</h1><h3>Two <em>two</em></h3>",
         "heading1 One\nheading3 Two two\n"},
        {"line breaks", "One<br>two<br><br>three<br/>",
         "paragraph One/two\nparagraph three\n"},
        {"lists",
         "<ul><li>One<li>Two<ul><li>A</ul></ul><ol start=3><li>x<li value=7>y"
         "<li>z</ol>",
         "list\n item\n  paragraph One\n item\n  paragraph Two\n  list\n   item\n"
         "    paragraph A\n"
         "list\n item#3\n  paragraph x\n item#7\n  paragraph y\n item#8\n"
         "  paragraph z\n"},
        {"text beside items", "<ul>One<li>Two</ul><li>Three",
         "list\n item\n  paragraph One\n item\n  paragraph Two\nparagraph Three\n"},
        {"definitions", "<dl><dt>A<dd>B<dt>C<dd>D</dl>",
         "list\n item!\n  paragraph A\n item\n  paragraph B\n item!\n  paragraph C\n "
         "item\n"
         "  paragraph D\n"},
        {"quotation", "<blockquote><p>One<footer>He</footer></blockquote>Two",
         "quote\n paragraph One\n paragraph He\nparagraph Two\n"},
        {"code", "<pre>\na  &lt;b&gt;\n c</pre>", "code a  <b>/ c\n"},
        {"hidden",
         "<p hidden>a<p>b <span style='display : none'>c<b>d</b></span> e"
         "<div aria-hidden=true><p>f</div><script>g</script><template>h</template>",
         "paragraph b e\n"},
        {"figure",
         "<figure><img src=a alt='A boat'><figcaption>B</figcaption></figure>",
         "paragraph A boat\ncaption B\n"},
        {"comments", "<!-- a --><p>One <!-- b --> two</p><!-- c -->",
         "comment  a \nparagraph One two\ncomment  c \n"},
        {"XHTML", "<?xml version='1.0'?><html xml:lang='de'><p/><p>Eins</p><div/>Zwei",
         "paragraph Eins\nparagraph Zwei\n"},
        {"nothing", "", ""},
        {"tags that are never closed", "One<div class=\"a", "paragraph One\n"},
        {"no tag", "1 < 2 &amp; 3 > 2 &copy 2020 &#151; &nope;",
         "paragraph 1 < 2 & 3 > 2 \u00A9 2020 \u2014 &nope;\n"},
    };
    expect_readings(cases, GLY_COUNT(cases));
}

Test(html, reads_tables)
{
    static const struct reading cases[] = {
        {"head, caption, text in blocks",
         "<table><caption>C</caption><thead><tr><td>A<td>B</thead>"
         "<tr><td><p>1<p>2<td></table>",
         "table\n caption C\n row!\n  cell! A\n  cell! B\n row\n  cell 1/2\n  cell \n"},
        {"a head without thead", "<table><tr><th>A<th>B<tr><th>1<td>2</table>",
         "table\n row!\n  cell! A\n  cell! B\n row\n  cell! 1\n  cell 2\n"},
        {"rows left out", "<table><td>A<td>B</table>C",
         "table\n row\n  cell A\n  cell B\nparagraph C\n"},
        {"text between rows", "<table>X<tr><td>A</td>Y</table>",
         "table\n caption X\n row\n  cell A\n  cell Y\n"},
        {"a table of tables is layout",
         "<table><tr><td><h1>A</h1><table><tr><td>1</table><td>B</table>",
         "heading1 A\ntable\n row\n  cell 1\nparagraph B\n"},
    };
    expect_readings(cases, GLY_COUNT(cases));
}

Test(html, counts_columns_under_cells_that_span_rows)
{
    struct scratch_doc scratch;
    scratch_doc_read(&scratch, "html",
                     gly_str("<table><tr><td rowspan=2>a<td colspan=2>b<td>c"
                             "<tr><td>d<td>e<td>f<tr><td>g</table>"));
    static const unsigned columns[] = {0, 1, 3, 1, 2, 3, 0};
    unsigned cell = 0;
    for (uint32_t i = 0; i < scratch.doc->blocks.count; i++)
        if (scratch.doc->blocks.at[i].kind == GLY_BLOCK_CELL) {
            cr_expect_eq(scratch.doc->blocks.at[i].level, columns[cell], "cell %u",
                         cell);
            cell++;
        }
    cr_expect_eq(cell, GLY_COUNT(columns));
    scratch_doc_release(&scratch);
}

Test(html, draws_white_space_together)
{
    static const struct reading cases[] = {
        {"", "<p> One \n two<b> three </b> four\t</p>",
         "paragraph One two three four\n"},
        {"", "<p>un<b>believ</b>able <i>a</i><i>b</i></p>",
         "paragraph unbelievable ab\n"},
        {"", "<p>One&nbsp;&nbsp;two</p>", "paragraph One\u00A0\u00A0two\n"},
        {"",
         "10<sup>6</sup> m<sup>2</sup> H<sub>2</sub>O 1<sup>st</sup> "
         "word<sup><a href=#n>1</a></sup>",
         "paragraph 10\u2076 m\u00B2 H2O 1st word\n"},
    };
    expect_readings(cases, GLY_COUNT(cases));
}

struct marked {
    const char *text;
    enum gly_mark_kind kind;
    const char *words, *detail; /* target or language */
};

Test(html, marks_what_the_format_says)
{
    static const struct marked cases[] = {
        {"a <em> b c</em> d", GLY_MARK_EMPHASIS, "b c", ""},
        {"a <code>b</code>", GLY_MARK_CODE, "b", ""},
        {"a <a href=\"x?y\">b</a>", GLY_MARK_LINK, "b", "x?y"},
        {"a <q>b</q>", GLY_MARK_QUOTE, "b", ""},
        {"a <span lang=\"de-AT\">b</span>", GLY_MARK_LANG, "b", "de-AT"},
        {"a <i translate=no>b</i>", GLY_MARK_FROZEN, "b", ""},
        {"<div spellcheck=false><p>a</p></div>", GLY_MARK_FROZEN, "a", ""},
        {"a <img alt=\"b &amp; c\"> d", GLY_MARK_ALT, "b & c", ""},
        {"a<!-- stet -->b", GLY_MARK_COMMENT, "", " stet "},
        {"<b>a<p>b</b>", GLY_MARK_EMPHASIS, "b", ""},
    };
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        struct scratch_doc scratch;
        scratch_doc_read(&scratch, "html", gly_str(cases[i].text));
        const struct gly_doc *doc = scratch.doc;
        bool found = false;
        for (uint32_t m = 0; m < doc->marks.count; m++) {
            const struct gly_mark *mark = &doc->marks.at[m];
            found |= mark->kind == cases[i].kind &&
                     gly_str_is(gly_doc_slice(doc, mark->span), cases[i].words) &&
                     (gly_str_is(mark->target, cases[i].detail) ||
                      gly_str_is(gly_str(mark->lang), cases[i].detail));
        }
        cr_expect(found, "%s", cases[i].text);
        scratch_doc_release(&scratch);
    }
}

Test(html, knows_the_language_of_blocks)
{
    struct scratch_doc scratch;
    scratch_doc_read(&scratch, "html",
                     gly_str("<html lang=en><p>a<p lang=de>b<div lang=fr><ul><li>c"
                             "<blockquote lang=it>d</blockquote></ul></div>e"));
    static const char *const langs[] = {"en", "de", "fr", "it", "en"};
    unsigned leaf = 0;
    for (uint32_t i = 0; i < scratch.doc->blocks.count; i++)
        if (scratch.doc->blocks.at[i].flags & GLY_BLOCK_LEAF) {
            const char *lang = gly_block_lang(scratch.doc, i);
            cr_expect_str_eq(lang, langs[leaf], "%u: %s", leaf, lang);
            leaf++;
        }
    cr_expect_eq(leaf, GLY_COUNT(langs));
    scratch_doc_release(&scratch);
}

/* Three pages as they are in the world: what is not the text is known as such. */
Test(html, keeps_the_chrome_of_pages_apart)
{
    static const struct reading cases[] = {
        {"news site",
         "<!DOCTYPE html><html lang=en><head><title>Dredging - Gazette</title>"
         "<meta name=description content='What the board decided.'></head>"
         "<body class='has-sidebar'><header><a "
         "href=/>Gazette</a><nav><ul><li>Sport</ul>"
         "</nav></header><main><article><header><h1>Dredging</h1><p>By Ann Lee</p>"
         "</header><p>The board met.</p><div class='social-share'>Share</div>"
         "<aside>Related</aside></article></main><footer>2020</footer></body></html>",
         "section-\n heading1- Dredging - Gazette\n"
         "section-\n paragraph- What the board decided.\n"
         "section-\n paragraph- Gazette\n section-\n  list-\n   item-\n"
         "    paragraph- Sport\n"
         "section\n section\n  heading1 Dredging\n  paragraph By Ann Lee\n"
         "  paragraph The board met.\n  section-\n   paragraph- Share\n"
         "  section-\n   paragraph- Related\n"
         "section-\n paragraph- 2020\n"},
        {"wiki",
         "<div id=content role=main><h1 id=firstHeading>Dredging</h1>"
         "<div id=toc class=toc>1 History</div>"
         "<p><b>Dredging</b> is digging.<sup class=reference><a "
         "href=#c>[1]</a></sup></p>"
         "</div><div id=mw-navigation><h2>Navigation menu</h2></div>"
         "<div id=footer><ul><li>About</ul></div>",
         "heading1 Dredging\nsection-\n paragraph- 1 History\n"
         "paragraph Dredging is digging.\n"
         "section-\n heading2- Navigation menu\n"
         "section-\n list-\n  item-\n   paragraph- About\n"},
        {"documentation generator",
         "<nav class=sidebar><a href=a>a</a></nav><div role=search>Search</div>"
         "<main><h1>dredge</h1><pre>dredge(1)</pre><p>Digs <code>mud</code>.</p></main>"
         "<div class='rst-footer'>Built</div>",
         "section-\n paragraph- a\nsection-\n paragraph- Search\n"
         "section\n heading1 dredge\n code dredge(1)\n paragraph Digs mud.\n"
         "section-\n paragraph- Built\n"},
        {"a page that its class calls a menu",
         "<div class=page-menu><h1>A</h1><p>B</p></div>",
         "section\n heading1 A\n paragraph B\n"},
        {"a header with the headline", "<header><h1>A</h1></header><p>B</p>",
         "section\n heading1 A\nparagraph B\n"},
    };
    expect_readings(cases, GLY_COUNT(cases));
}
