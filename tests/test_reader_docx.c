#include <stdio.h>
#include <stdlib.h>

#include <criterion/criterion.h>

#include "package.h"
#include "source_map.h"

/* The text of a source as lines joined by '|', line breaks as '/'. */
static void show_source(const struct scratch_doc *scratch, char *ret_shown, size_t room)
{
    struct gly_str text = scratch->source.text;
    size_t len = text.len < room - 1 ? text.len : room - 1;
    for (size_t i = 0; i < len; i++)
        ret_shown[i] = text.ptr[i] == '\n'   ? '|'
                       : text.ptr[i] == '\v' ? '/'
                                             : text.ptr[i];
    ret_shown[len] = '\0';
}

struct reading {
    const char *name;
    struct package_docx docx;
    const char *outline; /* NULL: not asked for */
    const char *source;  /* likewise */
    enum gly_tracked tracked;
};

static void expect_readings(const struct reading *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct scratch_doc scratch = {.tracked = cases[i].tracked};
        struct gly_str package = package_docx(&cases[i].docx);
        scratch_doc_read(&scratch, "docx", package);
        cr_assert_not_null(scratch.doc, "%s: %s", cases[i].name, scratch.err.message);
        const char *outline = scratch_doc_outline(&scratch);
        const char *fault = source_map_fault(scratch.doc);
        char source[2000];
        show_source(&scratch, source, sizeof source);
        if (cases[i].outline)
            cr_expect_str_eq(outline, cases[i].outline, "%s:\n%s", cases[i].name,
                             outline);
        if (cases[i].source)
            cr_expect_str_eq(source, cases[i].source, "%s: %s", cases[i].name, source);
        cr_expect_null(fault, "%s: %s", cases[i].name, fault);
        cr_expect(scratch.err.status == GLY_OK, "%s: %s", cases[i].name,
                  scratch.err.message);
        scratch_doc_release(&scratch);
        free((char *)package.ptr);
    }
}

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define R(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define STYLED(style, text)                                              \
    "<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr><w:r><w:t>" text \
    "</w:t></w:r></w:p>"
#define ITEM(list, level, text)                                                \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" list \
    "\"/></w:numPr></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define STYLE(id, name, more)                                                  \
    "<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name \
    "\"/>" more "</w:style>"

static const char styles[] = STYLE("Title", "Title", "") STYLE("H2", "heading 2", "")
    STYLE("Mine", "My heading", "<w:basedOn w:val=\"H2\"/>")
        STYLE("Out", "Chapter", "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>")
            STYLE("Quote", "Quote", "") STYLE("Pre", "HTML Preformatted", "")
                STYLE("Cap", "caption", "") STYLE("TOC1", "toc 1", "")
                    STYLE("LP", "List Paragraph",
                          "") "<w:style w:type=\"character\" "
                              "w:styleId=\"Code\"><w:name w:val=\"HTML Code\"/>"
                              "</w:style>";

static const char numbering[] =
    "<w:abstractNum w:abstractNumId=\"0\">"
    "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/></w:lvl>"
    "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt "
    "w:val=\"lowerLetter\"/></w:lvl>"
    "</w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"7\">"
    "<w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum>"
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
    "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/>"
    "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>"
    "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/></w:num>";

Test(docx, joins_runs)
{
    static const struct reading cases[] = {
        {"as Word writes: revision marks, spelling marks, smart tags",
         {"<w:p w:rsidR=\"00A1\"><w:r w:rsidRPr=\"00B2\"><w:t "
          "xml:space=\"preserve\">The "
          "har</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:t>bour</w:t></w:r>"
          "<w:smartTag w:uri=\"urn:x\" "
          "w:element=\"City\"><w:r><w:lastRenderedPageBreak/>"
          "<w:t xml:space=\"preserve\"> of Oban</w:t></w:r></w:smartTag></w:p>"},
         "paragraph The harbour of Oban\n",
         "The harbour of Oban"},
        {"white space counts only where it is kept",
         {"<w:p><w:r><w:t>  One </w:t></w:r><w:r><w:t xml:space=\"preserve\"> two  "
          "</w:t></w:r><w:r><w:t>\n three\n  four </w:t></w:r></w:p>"},
         "paragraph One two  three four\n"},
        {"content controls and simple fields",
         {"<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>" P("In a box") "</w:sdtContent></w:sdt><w:p>" R(
             "Page ") "<w:fldSimple w:instr=\"PAGE\">" R("7") "</"
                                                              "w:fldSimple><w:sdt><w:"
                                                              "sdtContent>" R(
                                                                  " of 9") "</"
                                                                           "w:"
                                                                           "sdtContent>"
                                                                           "</w:sdt>"
                                                                           "</w:p>"},
         "paragraph In a box\nparagraph Page 7 of 9\n"},
        {"signs that have elements of their own",
         {"<w:p>" R("a") "<w:r><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t>"
                         "<w:br/><w:t>d</w:t><w:softHyphen/><w:t>e &amp; f</w:t><w:sym "
                         "w:font=\"Symbol\" "
                         "w:char=\"F0B0\"/><w:sym w:font=\"Wingdings\" "
                         "w:char=\"F04A\"/></w:r></w:p>"},
         "paragraph a\tb‑c/d\u00ADe & f°\n",
         "a\tb‑c/d\u00ADe & f°"},
        {"two line breaks part paragraphs; the line stays one",
         {"<w:p>" R("One") "<w:r><w:br/><w:br/></w:r>" R("Two") "</w:p>" P("Three")},
         "paragraph One\nparagraph Two\nparagraph Three\n",
         "One//Two|Three"},
        {"field codes, one inside the other, are not text",
         {"<w:p>" R("See ") "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r>"
                            "<w:instrText> IF </w:instrText></w:r><w:r><w:fldChar "
                            "w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</"
                            "w:instrText></w:r><w:r>"
                            "<w:fldChar w:fldCharType=\"separate\"/></w:r>" R(
                                "7") "<w:r><w:fldChar "
                                     "w:fldCharType=\"end\"/></w:r><w:r><w:fldChar "
                                     "w:fldCharType=\"separate\"/></w:r>" R(
                                         "table 2") "<w:r><w:fldChar "
                                                    "w:fldCharType=\"end\"/></w:r>" R(
                                                        ".") "</"
                                                             "w:"
                                                             "p"
                                                             ">"},
         "paragraph See table 2.\n"},
        {"a field that never ends hides one paragraph at most",
         {"<w:p>" R("One") "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>" R(
             "two") "</w:p>" P("Three")},
         "paragraph One\nparagraph Three\n",
         "One|Three"},
        {"formulas, ruby, hidden text",
         {"<w:p>" R("Let ") "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>" R(
             "go") "<w:r><w:ruby><w:rt>" R("hidden") "</w:rt><w:rubyBase>" R("!") "</"
                                                                                  "w:"
                                                                                  "ruby"
                                                                                  "Base"
                                                                                  "></"
                                                                                  "w:"
                                                                                  "ruby"
                                                                                  "></"
                                                                                  "w:r>"
                                                                                  "<w:"
                                                                                  "r><"
                                                                                  "w:"
                                                                                  "rPr>"
                                                                                  "<w:"
                                                                                  "vani"
                                                                                  "sh/"
                                                                                  "></"
                                                                                  "w:"
                                                                                  "rPr>"
                                                                                  "<w:"
                                                                                  "t>"
                                                                                  "secr"
                                                                                  "et</"
                                                                                  "w:t>"
                                                                                  "</"
                                                                                  "w:r>"
                                                                                  "</"
                                                                                  "w:"
                                                                                  "p>"},
         "paragraph Let go!\n"},
        {"another prefix, and the namespace of the strict form",
         {"<x:p xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><x:r><x:t>"
          "Strict</x:t></x:r></x:p><y:p xmlns:y=\"urn:other\"><y:t>Not "
          "ours</y:t></y:p>"},
         "paragraph Strict\n"},
    };
    expect_readings(cases, GLY_COUNT(cases));
}

Test(docx, knows_paragraphs_by_their_styles)
{
    static const struct reading cases[] = {
        {"headings by name, by ancestor, by outline level",
         {STYLED("Title", "One") STYLED("H2", "Two") STYLED("Mine", "Three")
              STYLED("Out", "Four") "<w:p><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr>" R(
                  "Five") "</w:p>" STYLED("Unknown", "Six"),
          styles},
         "heading1 One\nheading2 Two\nheading2 Three\nheading1 Four\nheading3 Five\n"
         "paragraph Six\n"},
        {"quotations and code that go over several paragraphs",
         {STYLED("Quote", "One") "<w:p/>" STYLED("Quote", "Two") STYLED(
              "Pre",
              "a {") "<w:p><w:pPr><w:pStyle w:val=\"Pre\"/></w:pPr></w:p>" STYLED("Pre",
                                                                                  "}")
              STYLED("Cap", "Figure 1. Boats") STYLED("TOC1", "One 3"),
          styles},
         "quote\n paragraph One\n paragraph Two\ncode a {//}\ncaption Figure 1. Boats\n"
         "section-\n paragraph- One 3\n",
         "One||Two|a {||}|Figure 1. Boats|One 3"},
    };
    expect_readings(cases, GLY_COUNT(cases));
}

Test(docx, counts_lists)
{
    static const struct reading cases[] = {
        {"levels, and a list that begins anew",
         {ITEM("1", "0", "One") ITEM("1", "1", "A") ITEM("1", "1", "B") "<w:p/>" ITEM(
              "1", "0", "Two") STYLED("LP", "More") P("Between") ITEM("2", "0", "Five")
              ITEM("1", "0", "Six") ITEM("3", "0", "Bullet") ITEM("9", "0", "None"),
          styles, numbering},
         "list\n item#1\n  paragraph One\n  list\n   item#1\n    paragraph A\n"
         "   item#2\n    paragraph B\n item#2\n  paragraph Two\n  paragraph More\n"
         "paragraph Between\nlist\n item#5\n  paragraph Five\n item#6\n"
         "  paragraph Six\nlist\n item\n  paragraph Bullet\nparagraph None\n"},
        {"a numbering taken away",
         {ITEM("1", "0", "One") ITEM("0", "0", "More") ITEM("1", "0", "Two"), styles,
          numbering},
         "list\n item#1\n  paragraph One\n  paragraph More\n item#2\n"
         "  paragraph Two\n"},
    };
    expect_readings(cases, GLY_COUNT(cases));
}

#define TC(props, text) "<w:tc><w:tcPr>" props "</w:tcPr>" P(text) "</w:tc>"
#define GRID            "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"

Test(docx, reads_tables)
{
    static const struct reading cases[] = {
        {"header rows, spans, several paragraphs in a cell",
         {P("Before") "<w:tbl>" GRID "<w:tr><w:trPr><w:tblHeader/></w:trPr>" TC(
             "",
             "Port") TC("",
                        "Tonnes") "</w:tr><w:tr>" TC("<w:vMerge w:val=\"restart\"/>",
                                                     "Ayr") "<w:tc>" P("12")
              P("13") "</w:tc></w:tr><w:tr>"
                      "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>" TC(
                          "",
                          "14") "</w:tr><w:tr>" TC("<w:gridSpan w:val=\"2\"/>",
                                                   "All") "</w:tr></w:tbl>" P("After")},
         "paragraph Before\ntable\n row!\n  cell! Port\n  cell! Tonnes\n row\n"
         "  cell Ayr\n  cell 12/13\n row\n  cell 14\n row\n  cell All\n"
         "paragraph After\n",
         "Before|Port|Tonnes|Ayr|12|13||14|All|After"},
        {"a table in a cell, and a frame of one column",
         {"<w:tbl>" GRID "<w:tr><w:tc>" P("One") "<w:tbl>" GRID "<w:tr>" TC("", "a")
              TC("", "b") "</w:tr></w:tbl>" P("two") "</w:tc>" TC(
                  "",
                  "x") "</w:tr></w:tbl><w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>"
                       "<w:tc>" P("Framed") P("text") "</w:tc></w:tr></w:tbl>"},
         "table\n row\n  cell One/a/b/two\n  cell x\nparagraph Framed\n"
         "paragraph text\n"},
    };
    expect_readings(cases, GLY_COUNT(cases));
}

Test(docx, reads_what_stands_beside_the_text)
{
    static const struct reading cases[] = {
        {"notes come last, without the lines that part them",
         {"<w:p>" R("Text") "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" R(
              " goes on.") "</w:p>" P("End."),
          .footnotes = "<w:footnote w:type=\"separator\" w:id=\"-1\">" P(
              "line") "</w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/>"
                      "</w:r>" R(" A note.") "</w:p></w:footnote>"},
         "paragraph Text goes on.\nparagraph End.\nnote\n paragraph  A note.\n",
         "Text goes on.|End.| A note."},
        {"a text box, which Word writes twice, comes behind the body",
         {"<w:p>" R(
             "Before ") "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">"
                        "<wps:txbx><w:txbxContent>" P(
                            "Boxed") "</w:txbxContent></wps:txbx></mc:Choice>"
                                     "<mc:Fallback><v:textbox><w:txbxContent>" P(
                                         "Boxed") "</w:txbxContent>"
                                                  "</v:textbox></mc:Fallback></"
                                                  "mc:AlternateContent></w:r>" R(
                                                      "after") "</w:p>" P("End")},
         "paragraph Before after\nparagraph End\nsection\n paragraph Boxed\n",
         "Before after|End|Boxed"},
    };
    expect_readings(cases, GLY_COUNT(cases));
}

Test(docx, reads_either_side_of_tracked_changes)
{
#define INS(content) "<w:ins w:id=\"1\" w:author=\"A\">" content "</w:ins>"
#define DEL(text)                                                    \
    "<w:del w:id=\"2\"><w:r><w:delText xml:space=\"preserve\">" text \
    "</w:delText></w:r></w:del>"
    static const char words[] = "<w:p>" R("All ") DEL("two") INS(R("three"))
        R(" boats") "<w:moveFrom>" R(" sank") "</w:moveFrom>" R(".") "</w:p>";
    static const char marks[] =
        "<w:p><w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr>" R("One ") "</w:p>" P(
            "two") "<w:p><w:pPr><w:rPr><w:ins "
                   "w:id=\"4\"/></w:rPr></w:pPr>" R("Three ") "</"
                                                              "w:"
                                                              "p>" P("four");
    static const char rows[] =
        "<w:tbl>" GRID "<w:tr><w:trPr><w:del w:id=\"5\"/></w:trPr>" TC("", "old") TC(
            "", "1") "</w:tr><w:tr><w:trPr><w:ins w:id=\"6\"/></w:trPr>" TC("", "new")
            TC("", "2") "</w:tr></w:tbl>"
                        "<w:p><w:pPr><w:rPr><w:rPrChange "
                        "w:id=\"7\"><w:rPr><w:vanish/></w:rPr>"
                        "</w:rPrChange></w:rPr></w:pPr><w:r><w:rPr><w:rPrChange "
                        "w:id=\"8\"><w:rPr>"
                        "<w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>Seen</w:t></"
                        "w:r></w:p>";
    static const struct reading cases[] = {
        {"words, accepted", {words}, "paragraph All three boats.\n"},
        {"words, original",
         {words},
         "paragraph All two boats sank.\n",
         .tracked = GLY_TRACKED_ORIGINAL},
        {"ends of paragraphs, accepted",
         {marks},
         "paragraph One two\nparagraph Three \nparagraph four\n",
         "One two|Three |four"},
        {"ends of paragraphs, original",
         {marks},
         "paragraph One \nparagraph two\nparagraph Three four\n",
         .tracked = GLY_TRACKED_ORIGINAL},
        {"rows, and what formatting was before",
         {rows},
         "table\n row\n  cell new\n  cell 2\nparagraph Seen\n"},
        {"rows, original",
         {rows},
         "table\n row\n  cell old\n  cell 1\nparagraph Seen\n",
         .tracked = GLY_TRACKED_ORIGINAL},
    };
    expect_readings(cases, GLY_COUNT(cases));
}

/* ---- Marks ---- */

static const char *marks_of(const struct scratch_doc *scratch, char *ret_shown,
                            size_t room)
{
    static const char *const kinds[] = {
        [GLY_MARK_CODE] = "code",      [GLY_MARK_LINK] = "link",
        [GLY_MARK_EMPHASIS] = "em",    [GLY_MARK_QUOTE] = "q",
        [GLY_MARK_LANG] = "lang",      [GLY_MARK_FROZEN] = "frozen",
        [GLY_MARK_ALT] = "alt",        [GLY_MARK_NOTE] = "note",
        [GLY_MARK_COMMENT] = "comment"};
    size_t len = 0;
    ret_shown[0] = '\0';
    for (uint32_t i = 0; i < scratch->doc->marks.count; i++) {
        const struct gly_mark *mark = &scratch->doc->marks.at[i];
        struct gly_str text = gly_doc_slice(scratch->doc, mark->span);
        len += (size_t)snprintf(ret_shown + len, room - len, "%s %.*s (%s%.*s)\n",
                                kinds[mark->kind], GLY_STR_ARG(text), mark->lang,
                                GLY_STR_ARG(mark->target));
    }
    return ret_shown;
}

Test(docx, marks_runs)
{
    struct package_docx docx = {
        .body = "<w:p>" R(
            "Plain ") "<w:r><w:rPr><w:b/></w:rPr><w:t>bo</w:t></w:r><w:r><w:rPr>"
                      "<w:i/></w:rPr><w:t>ld</w:t></w:r><w:r><w:rPr><w:rStyle "
                      "w:val=\"Code\"/></w:rPr>"
                      "<w:t xml:space=\"preserve\"> ls -l "
                      "</w:t></w:r><w:r><w:rPr><w:noProof/>"
                      "</w:rPr><w:t xml:space=\"preserve\">Xyzzy "
                      "</w:t></w:r><w:hyperlink r:id=\"h\">" R(
                          "a link") "</w:hyperlink><w:hyperlink "
                                    "w:anchor=\"here\">" R(
                                        " inside") "</"
                                                   "w:hyperlink>"
                                                   "<w:r><w:rPr>"
                                                   "<w:lang "
                                                   "w:val=\"de-"
                                                   "DE\"/></"
                                                   "w:rPr>"
                                                   "<w:t "
                                                   "xml:space="
                                                   "\"preserve\""
                                                   "> "
                                                   "und</w:t></"
                                                   "w:r><w:r><w:"
                                                   "rPr><w:lang "
                                                   "w:val=\"en-"
                                                   "US\"/></"
                                                   "w:rPr><w:t "
                                                   "xml:space="
                                                   "\"preserve\""
                                                   "> so on to "
                                                   "10</w:t></"
                                                   "w:r>"
                                                   "<w:r><w:rPr>"
                                                   "<w:"
                                                   "vertAlign "
                                                   "w:val="
                                                   "\"superscrip"
                                                   "t\"/></"
                                                   "w:rPr><w:t>"
                                                   "6</w:t></"
                                                   "w:r>"
                                                   "<w:r><w:rPr>"
                                                   "<w:lang "
                                                   "w:val="
                                                   "\"zxx\"/></"
                                                   "w:rPr><w:t "
                                                   "xml:space="
                                                   "\"preserve\""
                                                   "> qqq"
                                                   "</w:t></"
                                                   "w:r></"
                                                   "w:p><w:p><w:"
                                                   "r><w:rPr><w:"
                                                   "lang "
                                                   "w:val=\"fr-"
                                                   "FR\"/></"
                                                   "w:rPr><w:t>"
                                                   "Bonjour</"
                                                   "w:t></w:r></"
                                                   "w:p><w:p><w:"
                                                   "bookmarkStar"
                                                   "t "
                                                   "w:id=\"0\" "
                                                   "w:name="
                                                   "\"here\"/"
                                                   ">" R("Here") "</w:p>",
        .styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val=\"en-GB\" "
                  "w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault></w:docDefaults>"
                  "<w:style w:type=\"character\" w:styleId=\"Code\"><w:name "
                  "w:val=\"HTML Code\"/></w:style>",
        .relations = "<Relationship Id=\"h\" Type=\"x/hyperlink\" "
                     "Target=\"https://example.org/\" TargetMode=\"External\"/>",
    };
    struct gly_str package = package_docx(&docx);
    struct scratch_doc scratch = {0};
    scratch_doc_read(&scratch, "docx", package);
    char shown[2000];
    cr_expect_str_eq(marks_of(&scratch, shown, sizeof shown),
                     "em bold ()\ncode ls -l ()\nfrozen Xyzzy ()\n"
                     "link a link (https://example.org/)\nlink inside (#here)\n"
                     "lang und (de-DE)\nfrozen qqq ()\n");
    cr_expect_str_eq(scratch.doc->lang, "en-GB");
    cr_expect_str_eq(
        scratch_doc_outline(&scratch),
        "paragraph Plain bold ls -l Xyzzy a link inside und so on to 10⁶ qqq\n"
        "paragraph@fr-FR Bonjour\nparagraph Here\n");
    cr_expect(gly_doc_has_anchor(scratch.doc, gly_str("here")));
    cr_expect_not(gly_doc_has_anchor(scratch.doc, gly_str("there")));
    scratch_doc_release(&scratch);
    free((char *)package.ptr);
}

Test(docx, hears_comments_that_speak_to_galley)
{
#define COMMENT(id, text) "<w:comment w:id=\"" id "\">" P(text) "</w:comment>"
#define REF(id)           "<w:r><w:commentReference w:id=\"" id "\"/></w:r>"
    struct package_docx docx = {
        .body = "<w:p><w:commentRangeStart w:id=\"0\"/>" R(
            "One two") "<w:commentRangeEnd w:id=\"0\"/>" REF("0")
            R(" three.") "</w:p><w:p>" REF("1") R("Four.") REF("2") "</w:p>",
        .comments = COMMENT("0", "Stet figures/sum “One two”: as counted")
            COMMENT("1", "stet claims/") COMMENT("2", "Is this right?"),
    };
    struct gly_str package = package_docx(&docx);
    struct scratch_doc scratch = {0};
    scratch_doc_read(&scratch, "docx", package);
    char shown[2000];
    cr_expect_str_eq(marks_of(&scratch, shown, sizeof shown),
                     "comment One two (stet figures/sum \"One two\": as counted)\n");
    cr_expect_str_eq(
        scratch_doc_outline(&scratch),
        "paragraph One two three.\ncomment stet claims/\nparagraph Four.\n");
    scratch_doc_release(&scratch);
    free((char *)package.ptr);
}

Test(docx, keeps_where_the_text_was_written)
{
    struct package_docx docx = {
        .body = "<w:p>" R("One &amp; tw")
            R("o") "<w:r><w:tab/><w:t>three</w:t></w:r></w:p>" P("four"),
        .footnotes = "<w:footnote w:id=\"1\">" P("five") "</w:footnote>"};
    struct gly_str package = package_docx(&docx);
    struct scratch_doc scratch = {0};
    scratch_doc_read(&scratch, "docx", package);
    static const struct {
        uint32_t offset;
        const char *part, *written; /* NULL: nowhere */
    } cases[] = {
        {0, "word/document.xml", "O"},
        {4, "word/document.xml", "&amp;"},
        {7, "word/document.xml", "w"},
        {8, "word/document.xml", "o"},
        {9, NULL, NULL},
        {10, "word/document.xml", "t"},
        {14, "word/document.xml", "e"},
        {15, NULL, NULL},
        {16, "word/document.xml", "f"},
        {19, "word/document.xml", "r"},
        {21, "word/footnotes.xml", "f"},
    };
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        struct gly_str part;
        struct gly_span at;
        bool found = gly_source_origin(&scratch.source, cases[i].offset, &part, &at);
        cr_assert_eq(found, cases[i].part != NULL, "offset %u", cases[i].offset);
        if (!found)
            continue;
        cr_expect(gly_str_is(part, cases[i].part));
        /* Members are stored as they are: the part begins where its XML does. */
        char head[60];
        snprintf(head, sizeof head, "%s<?xml", cases[i].part);
        const char *xml = memmem(package.ptr, package.len, head, strlen(head));
        xml += strlen(cases[i].part) + at.start;
        cr_expect(strncmp(xml, cases[i].written, strlen(cases[i].written)) == 0 &&
                      gly_span_len(at) == strlen(cases[i].written),
                  "offset %u: %.10s", cases[i].offset, xml);
    }
    scratch_doc_release(&scratch);
    free((char *)package.ptr);
}

Test(docx, bounds_hostile_packages)
{
    static const char doctype[] =
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>"
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/"
        "main\"><w:body>" P("&b;") "</w:body></w:document>";
    enum { DEEP = 5000 };
    char *deep = malloc(7 * DEEP + 200);
    strcpy(deep, "<w:document xmlns:w=\"http://schemas.openxmlformats.org/"
                 "wordprocessingml/2006/main\">");
    for (unsigned i = 0; i < DEEP; i++)
        strcat(deep + i * 7, "<w:sdt>");
    const struct {
        const char *name, *part, *content, *message;
    } cases[] = {
        {"entities", "word/document.xml", doctype,
         "'word/document.xml' declares a document type, which this format forbids"},
        {"depth", "word/document.xml", deep,
         "'word/document.xml' has more than 1000 elements inside each other"},
        {"another format", "content.xml", "<x/>", "the package holds no Word document"},
        {"a part outside", "../../word/document.xml", "<x/>",
         "the package holds no Word document"},
        {"no XML", "word/document.xml", "PK",
         "'word/document.xml' is damaged at byte 0: syntax error"},
    };
    for (size_t i = 0; i < GLY_COUNT(cases); i++) {
        struct package_part part = {cases[i].part, gly_str(cases[i].content)};
        struct gly_str package = package_build(&part, 1);
        struct scratch_doc scratch = {0};
        scratch_doc_read(&scratch, "docx", package);
        cr_expect_null(scratch.doc, "%s", cases[i].name);
        cr_expect_str_eq(scratch.err.message, cases[i].message, "%s: %s", cases[i].name,
                         scratch.err.message);
        scratch_doc_release(&scratch);
        free((char *)package.ptr);
    }
    free(deep);
}

Test(docx, reads_what_comes_before_a_fault)
{
    struct package_docx docx = {.body =
                                    P("One") P("two") "<w:p><w:r></w:p>" P("three")};
    struct gly_str package = package_docx(&docx);
    struct scratch_doc scratch = {0};
    scratch_doc_read(&scratch, "docx", package);
    cr_assert_not_null(scratch.doc);
    cr_expect_eq(scratch.err.status, GLY_E_ENCODING);
    cr_expect_str_eq(scratch_doc_outline(&scratch), "paragraph One\nparagraph two\n");
    scratch_doc_release(&scratch);
    /* Every cut of the package ends in an error or in a document, and in time. */
    for (size_t len = 0; len < package.len; len += 7) {
        char *cut = malloc(len ? len : 1);
        memcpy(cut, package.ptr, len);
        scratch_doc_read(&scratch, "docx", (struct gly_str){cut, len});
        cr_expect(scratch.err.status != GLY_OK);
        scratch_doc_release(&scratch);
        free(cut);
    }
    free((char *)package.ptr);
}

Test(docx, gives_up_where_memory_ends)
{
    struct package_docx docx = {.body = P("One") P("two")};
    struct gly_str package = package_docx(&docx);
    for (size_t cap = 4096; cap < 400 * 1024; cap += 4096) {
        struct scratch_doc scratch = {0};
        scratch_doc_read_capped(&scratch, "docx", package, cap);
        scratch_doc_release(&scratch);
    }
    free((char *)package.ptr);
}
