#include <criterion/criterion.h>

#include "source_map.h"

struct reading {
    const char *name, *text, *outline;
};

static void expect_readings(const struct reading *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct scratch_doc scratch;
        scratch_doc_read(&scratch, "plain", gly_str(cases[i].text));
        const char *outline = scratch_doc_outline(&scratch);
        const char *fault = source_map_fault(scratch.doc);
        cr_expect_str_eq(outline, cases[i].outline, "%s:\n%s", cases[i].name, outline);
        cr_expect_null(fault, "%s: %s", cases[i].name, fault);
        scratch_doc_release(&scratch);
    }
}

Test(plain, joins_wrapped_lines_and_parts_unwrapped_ones)
{
    static const struct reading cases[] = {
        {"wrapped",
         "The harbour was dredged in the spring, and the work took\n"
         "six weeks longer than the board had planned.\n"
         "\n"
         "Nobody was hurt.\n",
         "paragraph The harbour was dredged in the spring, and the work took/six weeks "
         "longer than the board had planned.\n"
         "paragraph Nobody was hurt.\n"},
        {"CRLF",
         "The work took rather\r\nlonger than planned.\r\n\r\nNobody was hurt.\r\n",
         "paragraph The work took rather\r/longer than planned.\n"
         "paragraph Nobody was hurt.\n"},
        {"a paragraph a line",
         "The harbour board met on Tuesday to hear why the dredging of the inner basin "
         "took six weeks longer than planned, and who will pay for it in the end.\n"
         "The engineer blamed the weather, the pilots blamed the engineer, and the "
         "clerk "
         "noted that the basin is eight metres deep now, as it was in his youth.\n",
         "paragraph The harbour board met on Tuesday to hear why the dredging of the "
         "inner basin took six weeks longer than planned, and who will pay for it in "
         "the "
         "end.\n"
         "paragraph The engineer blamed the weather, the pilots blamed the engineer, "
         "and "
         "the clerk noted that the basin is eight metres deep now, as it was in his "
         "youth.\n"},
        {"fields", "Name: Ann\nPort: Hull\n",
         "paragraph Name: Ann\nparagraph Port: Hull\n"},
    };
    expect_readings(cases, GLY_COUNT(cases));
}

Test(plain, knows_headings_by_their_shape)
{
    static const struct reading cases[] = {
        {"title", "Board approves dredging\n\nThe board voted on Tuesday.\n",
         "heading1 Board approves dredging\nparagraph The board voted on Tuesday.\n"},
        {"underlined",
         "Results\n=======\n\nWe had some.\n\nMore of it\n----------\nIndeed.\n",
         "heading1 Results\nparagraph We had some.\nheading2 More of it\n"
         "paragraph Indeed.\n"},
        {"numbered",
         "1. Introduction\n\nThe channel is eight metres deep and well marked.\n\n"
         "1.2 Methods\n\nWe asked the pilots.\n",
         "heading1 1. Introduction\n"
         "paragraph The channel is eight metres deep and well marked.\n"
         "heading2 1.2 Methods\nparagraph We asked the pilots.\n"},
        {"capitals", "He left.\n\nTHE SECOND DAY\nHe came back to the town.\n",
         "paragraph He left.\nheading2 THE SECOND DAY\n"
         "paragraph He came back to the town.\n"},
        {"no heading: byline, date, lead-in, one line alone",
         "By Jane Smith\n\n12 March 2021\n\nThe board met.\n\nThey asked:\n\nWho "
         "pays?\n",
         "paragraph By Jane Smith\nparagraph 12 March 2021\nparagraph The board met.\n"
         "paragraph They asked:\nparagraph Who pays?\n"},
        {"one line alone", "The basin is deep\n", "paragraph The basin is deep\n"},
        {"captions",
         "It rose.\n\nTable 2. Catch by month\n\nPhoto: A. Miller\n\nTable 2 shows "
         "it.\n",
         "paragraph It rose.\ncaption Table 2. Catch by month\n"
         "caption Photo: A. Miller\nparagraph Table 2 shows it.\n"},
    };
    expect_readings(cases, GLY_COUNT(cases));
}

Test(plain, reads_lists)
{
    static const struct reading cases[] = {
        {"nested, with lines that go on",
         "We asked:\n"
         "- the pilots,\n"
         "- the fishermen who land\n"
         "  their catch,\n"
         "    * from here\n"
         "    * from elsewhere\n"
         "- the board.\n",
         "paragraph We asked:\n"
         "list\n item\n  paragraph the pilots,\n"
         " item\n  paragraph the fishermen who land/  their catch,\n"
         "  list\n   item\n    paragraph from here\n   item\n    paragraph from "
         "elsewhere\n"
         " item\n  paragraph the board.\n"},
        {"numbers, with blank lines and a second paragraph",
         "Steps:\n\n3. Wait.\n\n4. Go on.\n\n   And on.\n\nThe end.\n",
         "paragraph Steps:\nlist\n item#3\n  paragraph Wait.\n item#4\n"
         "  paragraph Go on.\n  paragraph And on.\nparagraph The end.\n"},
        {"not a list",
         "The channel is eight metres deep now, or so the engineer has told us, in\n"
         "1984. It was ten - but that was before the flood of the year after it, and\n"
         "- as he said - before the war.\n",
         "paragraph The channel is eight metres deep now, or so the engineer has told "
         "us, "
         "in/1984. It was ten - but that was before the flood of the year after it, "
         "and/"
         "- as he said - before the war.\n"},
    };
    expect_readings(cases, GLY_COUNT(cases));
}

Test(plain, reads_tables)
{
    static const struct reading cases[] = {
        {"without outer bars",
         "Boat | Length |\n---|---|\nAnn | 12 |\nBea | 14 |\nThe rest are lost.\n",
         "table\n row!\n  cell! Boat\n  cell! Length\n row\n  cell Ann\n  cell 12\n "
         "row\n"
         "  cell Bea\n  cell 14\nparagraph The rest are lost.\n"},
        {"framed",
         "+-----+----+\n| Boat| m  |\n+=====+====+\n| Ann | 12 |\n+-----+----+\n",
         "table\n row!\n  cell! Boat\n  cell! m\n row\n  cell Ann\n  cell 12\n"},
        {"empty cell", "| | n |\n|--|--|\n| Men | 5 |\n",
         "table\n row!\n  cell! \n  cell! n\n row\n  cell Men\n  cell 5\n"},
        {"tabs", "Boat\tLength\tYear\nAnn\t12\t1980\nBea\t14\t1990\n",
         "table\n row!\n  cell! Boat\n  cell! Length\n  cell! Year\n row\n  cell Ann\n"
         "  cell 12\n  cell 1980\n row\n  cell Bea\n  cell 14\n  cell 1990\n"},
        {"a menu is no table", "Home | News | Sport\n\nThe board met.\n",
         "paragraph Home | News | Sport\nparagraph The board met.\n"},
    };
    expect_readings(cases, GLY_COUNT(cases));
}

Test(plain, reads_quotations_code_and_front_matter)
{
    static const struct reading cases[] = {
        {"mail",
         "She wrote:\n\n> The basin will be\n> closed on Friday.\n> > Why?\n\nNobody "
         "knows.\n",
         "paragraph She wrote:\nquote\n paragraph The basin will be/closed on Friday.\n"
         " quote\n  paragraph Why?\nparagraph Nobody knows.\n"},
        {"set in",
         "As he put it:\n\n    The sea is never the same twice, and no chart\n"
         "    shows where the sand went.\n\nHe is right.\n",
         "paragraph As he put it:\nquote\n paragraph The sea is never the same twice, "
         "and "
         "no chart/    shows where the sand went.\nparagraph He is right.\n"},
        {"code",
         "Run it:\n\n    make && ./galley check;\n\n```c\nint x;\n```\n\nDone.\n",
         "paragraph Run it:\ncode make && ./galley check;\ncode int x;\n"
         "paragraph Done.\n"},
        {"front matter", "---\ntitle: The sea\n---\nThe sea is deep.\n",
         "front title: The sea\nparagraph The sea is deep.\n"},
        {"rules are no front matter", "---\nThe sea\n---\nThe sea is deep.\n",
         "heading2 The sea\nparagraph The sea is deep.\n"},
    };
    expect_readings(cases, GLY_COUNT(cases));
}
