#include <stdlib.h>

#include <criterion/criterion.h>

#include "package.h"
#include "source_map.h"

struct reading {
    const char *name, *body, *outline;
    const char *source; /* lines joined by '|'; NULL: not asked for */
    enum gly_tracked tracked;
};

static const char styles[] =
    "<style:style style:name=\"P1\" style:family=\"paragraph\" "
    "style:parent-style-name=\"Quotations\"/>"
    "<style:style style:name=\"P2\" style:family=\"paragraph\" "
    "style:parent-style-name=\"Preformatted_20_Text\"/>"
    "<style:style style:name=\"Quotations\" style:family=\"paragraph\"/>"
    "<style:style style:name=\"Preformatted_20_Text\" style:family=\"paragraph\" "
    "style:display-name=\"Preformatted Text\"/>"
    "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties "
    "fo:font-weight=\"bold\"/></style:style>"
    "<style:style style:name=\"T2\" style:family=\"text\"><style:text-properties "
    "text:display=\"none\"/></style:style>"
    "<style:style style:name=\"T3\" style:family=\"text\"><style:text-properties "
    "fo:language=\"none\" fo:country=\"none\"/></style:style>"
    "<style:style style:name=\"T4\" style:family=\"text\"><style:text-properties "
    "style:text-position=\"super 58%\"/></style:style>"
    "<style:style style:name=\"Source_20_Text\" style:family=\"text\"/>"
    "<text:list-style style:name=\"L1\"><text:list-level-style-number text:level=\"1\" "
    "style:num-format=\"1\" text:start-value=\"3\"/><text:list-level-style-bullet "
    "text:level=\"2\"/></text:list-style>"
    "<text:list-style style:name=\"L2\"><text:list-level-style-bullet "
    "text:level=\"1\"/>"
    "</text:list-style>";

static void expect_readings(const struct reading *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct gly_str package = package_odt(cases[i].body, styles);
        struct scratch_doc scratch = {.tracked = cases[i].tracked};
        scratch_doc_read(&scratch, "odt", package);
        cr_assert_not_null(scratch.doc, "%s: %s", cases[i].name, scratch.err.message);
        const char *outline = scratch_doc_outline(&scratch);
        const char *fault = source_map_fault(scratch.doc);
        char source[2000];
        size_t len = scratch.source.text.len;
        for (size_t at = 0; at < len; at++)
            source[at] =
                scratch.source.text.ptr[at] == '\n' ? '|' : scratch.source.text.ptr[at];
        source[len] = '\0';
        cr_expect_str_eq(outline, cases[i].outline, "%s:\n%s", cases[i].name, outline);
        if (cases[i].source)
            cr_expect_str_eq(source, cases[i].source, "%s: %s", cases[i].name, source);
        cr_expect_null(fault, "%s: %s", cases[i].name, fault);
        cr_expect(scratch.err.status == GLY_OK);
        scratch_doc_release(&scratch);
        free((char *)package.ptr);
    }
}

#define P(text)       "<text:p>" text "</text:p>"
#define ITEM(content) "<text:list-item>" content "</text:list-item>"

Test(odt, reads_paragraphs)
{
    static const struct reading cases[] = {
        {"white space is drawn together over spans and left out at the ends",
         "<text:p>\n  One <text:span text:style-name=\"T1\"> two</text:span>\n "
         "th<text:span>ree</text:span><text:s text:c=\"2\"/>four  </text:p>\n" P(""),
         "paragraph One two three  four\n", "One two three  four|"},
        {"a million spaces are a line of them", P("a<text:s text:c=\"1000000\"/>b"),
         "paragraph a                                                              "
         "  b\n"},
        {"tabs, breaks, hidden text, raised digits, descriptions of pictures",
         P("a<text:tab/>b<text:line-break/>c<text:span text:style-name=\"T2\">d"
           "</text:span> 10<text:span "
           "text:style-name=\"T4\">6</text:span><draw:frame>"
           "<svg:title>t</svg:title></draw:frame><text:soft-page-break/>"),
         "paragraph a\tb/c 10⁶\n"},
        {"headings, quotations, code",
         "<text:h text:outline-level=\"2\">One</text:h><text:p "
         "text:style-name=\"P1\">Two</text:p><text:p "
         "text:style-name=\"P1\">Three</text:p>"
         "<text:p text:style-name=\"P2\">a {</text:p><text:p "
         "text:style-name=\"P2\"/>"
         "<text:p text:style-name=\"P2\"><text:s text:c=\"2\"/>}</text:p>",
         "heading2 One\nquote\n paragraph Two\n paragraph Three\ncode a {//  }\n"},
        {"an index is not the text",
         "<text:table-of-content><text:index-body><text:index-title>" P(
             "Contents") "</text:index-title>" P("One 3") "</text:index-body></"
                                                          "text:table-of-"
                                                          "content>" P("One"),
         "section-\n paragraph- Contents\n paragraph- One 3\nparagraph One\n"},
    };
    expect_readings(cases, GLY_COUNT(cases));
}

Test(odt, reads_lists_and_tables)
{
    static const struct reading cases[] = {
        {"numbers, further paragraphs, lists inside",
         "<text:list text:style-name=\"L1\">" ITEM(
             P("One") P("more") "<text:list>" ITEM(P("a")) "</text:list>")
             ITEM(P("Two")) "</text:list>" P(
                 "Between") "<text:list "
                            "text:style-name=\"L1\" "
                            "text:continue-numbering=\"true\">" ITEM(
                                P("Three")) "</text:list><text:list "
                                            "text:style-name="
                                            "\"L2\">" ITEM(P("Bulle"
                                                             "t")) "<"
                                                                   "/"
                                                                   "t"
                                                                   "e"
                                                                   "x"
                                                                   "t"
                                                                   ":"
                                                                   "l"
                                                                   "i"
                                                                   "s"
                                                                   "t"
                                                                   ">",
         "list\n item#3\n  paragraph One\n  paragraph more\n  list\n   "
         "item\n"
         "    paragraph a\n item#4\n  paragraph Two\nparagraph "
         "Between\nlist\n item#5\n"
         "  paragraph Three\nlist\n item\n  paragraph Bullet\n"},
        {"header rows, covered cells, repeated columns",
         "<table:table><table:table-column "
         "table:number-columns-repeated=\"2\"/>"
         "<table:table-header-rows><table:table-row><table:table-"
         "cell>" P("Port") "</table:table-cell><table:table-cell>" P(
             "Tonnes") "</table:table-cell>"
                       "</table:table-row></"
                       "table:table-header-rows><table:table-row><"
                       "table:table-cell "
                       "table:number-rows-spanned=\"2\">" P(
                           "Ayr") "</table:table-cell>"
                                  "<table:table-cell>" P("12")
                                      P("13") "</table:table-cell></"
                                              "table:table-row>"
                                              "<table:table-row><table:"
                                              "covered-table-cell/"
                                              "><table:table-cell>" P(
                                                  "14") "</"
                                                        "table:table-"
                                                        "cell></"
                                                        "table:table-row>"
                                                        "</table:table>",
         "table\n row!\n  cell! Port\n  cell! Tonnes\n row\n  cell "
         "Ayr\n  cell 12/13\n"
         " row\n  cell 14\n",
         "Port|Tonnes|Ayr|12|13|14"},
    };
    expect_readings(cases, GLY_COUNT(cases));
}

Test(odt, reads_what_stands_beside_the_text)
{
    static const struct reading cases[] = {
        {"notes and text boxes come behind the body",
         P("One<text:note text:id=\"f1\"><text:note-citation>1</text:note-citation>"
           "<text:note-body>" P(
               "A note.") "</text:note-body></text:note> two<draw:frame>"
                          "<draw:text-box>" P("Boxed") "</draw:text-box></draw:frame>.")
             P("End."),
         "paragraph One two.\nparagraph End.\nsection\n paragraph Boxed\nnote\n"
         " paragraph A note.\n",
         "One two.|End.|Boxed|A note."},
        {"comments of people are left out, those for galley kept",
         P("One<office:annotation><dc:creator>A</dc:creator>" P(
             "Sure?") "</office:annotation> two.")
             P("<office:annotation>" P(
                 "Stet figures/sum") "</office:annotation>Three."),
         "paragraph One two.\ncomment stet figures/sum\nparagraph Three.\n"},
    };
    expect_readings(cases, GLY_COUNT(cases));
}

Test(odt, reads_either_side_of_tracked_changes)
{
    static const char body[] =
        "<text:tracked-changes><text:changed-region "
        "text:id=\"c1\"><text:insertion/>"
        "</text:changed-region><text:changed-region "
        "text:id=\"c2\"><text:deletion>" P(
            "two") "</text:deletion></text:changed-region></"
                   "text:tracked-changes>" P("All <text:change "
                                             "text:change-id=\"c2\"/"
                                             "><text:change-start "
                                             "text:change-id=\"c1\"/"
                                             ">three<text:change-end "
                                             "text:change-id=\"c1\"/> boats.");
    static const struct reading cases[] = {
        {"accepted", body, "paragraph All three boats.\n"},
        {"original", body, "paragraph All two boats.\n",
         .tracked = GLY_TRACKED_ORIGINAL},
    };
    expect_readings(cases, GLY_COUNT(cases));
}

Test(odt, marks_spans)
{
    struct gly_str package = package_odt(
        P("<text:span text:style-name=\"T1\">Bold</text:span> and <text:span "
          "text:style-name=\"Source_20_Text\">ls</text:span> <text:span "
          "text:style-name=\"T3\">qqq</text:span> <text:a "
          "xlink:href=\"https://example.org/\">here</text:a>"),
        styles);
    struct scratch_doc scratch = {0};
    scratch_doc_read(&scratch, "odt", package);
    static const struct {
        enum gly_mark_kind kind;
        const char *text;
    } marks[] = {{GLY_MARK_EMPHASIS, "Bold"},
                 {GLY_MARK_CODE, "ls"},
                 {GLY_MARK_FROZEN, "qqq"},
                 {GLY_MARK_LINK, "here"}};
    cr_assert_eq(scratch.doc->marks.count, GLY_COUNT(marks));
    for (size_t i = 0; i < GLY_COUNT(marks); i++) {
        const struct gly_mark *mark = &scratch.doc->marks.at[i];
        cr_expect_eq(mark->kind, marks[i].kind);
        cr_expect(gly_str_is(gly_doc_slice(scratch.doc, mark->span), marks[i].text));
    }
    scratch_doc_release(&scratch);
    free((char *)package.ptr);
}

Test(odt, survives_every_cut)
{
    struct gly_str package = package_odt(P("One") P("two"), styles);
    for (size_t len = 0; len < package.len; len += 11) {
        struct scratch_doc scratch = {0};
        char *cut = malloc(len ? len : 1);
        memcpy(cut, package.ptr, len);
        scratch_doc_read(&scratch, "odt", (struct gly_str){cut, len});
        cr_expect(scratch.err.status != GLY_OK);
        scratch_doc_release(&scratch);
        free(cut);
    }
    free((char *)package.ptr);
}
