/* Fuzz entry of the readers of packages: any bytes as a package, as the XML of a part, and
 * each byte as the number of an element that is opened, of text, or of an end, which makes
 * documents that are well formed and make no sense. What is read must stand where its map
 * says. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "package.h"
#include "source_map.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

struct element {
    const char *tag;  /* with its attributes */
    const char *name; /* for its end */
};

static const struct element word[] = {
    {"w:p", "w:p"},
    {"w:p", "w:p"},
    {"w:r", "w:r"},
    {"w:t", "w:t"},
    {"w:t xml:space=\"preserve\"", "w:t"},
    {"w:delText", "w:delText"},
    {"w:pPr", "w:pPr"},
    {"w:rPr", "w:rPr"},
    {"w:pStyle w:val=\"Q\"", "w:pStyle"},
    {"w:pStyle w:val=\"C\"", "w:pStyle"},
    {"w:pStyle w:val=\"H\"", "w:pStyle"},
    {"w:rStyle w:val=\"K\"", "w:rStyle"},
    {"w:numPr", "w:numPr"},
    {"w:numId w:val=\"1\"", "w:numId"},
    {"w:numId w:val=\"0\"", "w:numId"},
    {"w:ilvl w:val=\"3\"", "w:ilvl"},
    {"w:outlineLvl w:val=\"1\"", "w:outlineLvl"},
    {"w:b", "w:b"},
    {"w:vanish", "w:vanish"},
    {"w:noProof", "w:noProof"},
    {"w:vertAlign w:val=\"superscript\"", "w:vertAlign"},
    {"w:lang w:val=\"de-DE\"", "w:lang"},
    {"w:lang w:val=\"en-GB\"", "w:lang"},
    {"w:br", "w:br"},
    {"w:tab", "w:tab"},
    {"w:sym w:font=\"Symbol\" w:char=\"F0B0\"", "w:sym"},
    {"w:fldChar w:fldCharType=\"begin\"", "w:fldChar"},
    {"w:fldChar w:fldCharType=\"separate\"", "w:fldChar"},
    {"w:fldChar w:fldCharType=\"end\"", "w:fldChar"},
    {"w:instrText", "w:instrText"},
    {"w:hyperlink w:anchor=\"a\"", "w:hyperlink"},
    {"w:ins", "w:ins"},
    {"w:del", "w:del"},
    {"w:tbl", "w:tbl"},
    {"w:tblGrid", "w:tblGrid"},
    {"w:gridCol", "w:gridCol"},
    {"w:tr", "w:tr"},
    {"w:trPr", "w:trPr"},
    {"w:tblHeader", "w:tblHeader"},
    {"w:tc", "w:tc"},
    {"w:tcPr", "w:tcPr"},
    {"w:gridSpan w:val=\"3\"", "w:gridSpan"},
    {"w:vMerge", "w:vMerge"},
    {"w:footnoteReference w:id=\"1\"", "w:footnoteReference"},
    {"w:footnote w:id=\"1\"", "w:footnote"},
    {"w:commentRangeStart w:id=\"0\"", "w:commentRangeStart"},
    {"w:commentRangeEnd w:id=\"0\"", "w:commentRangeEnd"},
    {"w:commentReference w:id=\"0\"", "w:commentReference"},
    {"w:txbxContent", "w:txbxContent"},
    {"mc:Fallback", "mc:Fallback"},
    {"m:oMath", "m:oMath"},
};

static const struct element open_document[] = {
    {"text:p", "text:p"},
    {"text:p text:style-name=\"Quotations\"", "text:p"},
    {"text:p text:style-name=\"Preformatted_20_Text\"", "text:p"},
    {"text:h text:outline-level=\"9\"", "text:h"},
    {"text:span text:style-name=\"T1\"", "text:span"},
    {"text:span text:style-name=\"T2\"", "text:span"},
    {"text:s text:c=\"3\"", "text:s"},
    {"text:tab", "text:tab"},
    {"text:line-break", "text:line-break"},
    {"text:a", "text:a"},
    {"text:list text:style-name=\"L1\"", "text:list"},
    {"text:list-item", "text:list-item"},
    {"text:list-header", "text:list-header"},
    {"text:note text:id=\"n\"", "text:note"},
    {"text:note-body", "text:note-body"},
    {"text:note-citation", "text:note-citation"},
    {"text:tracked-changes", "text:tracked-changes"},
    {"text:changed-region text:id=\"c\"", "text:changed-region"},
    {"text:insertion", "text:insertion"},
    {"text:deletion", "text:deletion"},
    {"text:change text:change-id=\"c\"", "text:change"},
    {"text:change-start text:change-id=\"c\"", "text:change-start"},
    {"text:change-end text:change-id=\"c\"", "text:change-end"},
    {"text:table-of-content", "text:table-of-content"},
    {"table:table", "table:table"},
    {"table:table-column", "table:table-column"},
    {"table:table-header-rows", "table:table-header-rows"},
    {"table:table-row", "table:table-row"},
    {"table:table-cell", "table:table-cell"},
    {"table:table-cell table:number-columns-spanned=\"2\"", "table:table-cell"},
    {"table:covered-table-cell", "table:covered-table-cell"},
    {"draw:text-box", "draw:text-box"},
    {"office:annotation office:name=\"a\"", "office:annotation"},
    {"office:annotation-end office:name=\"a\"", "office:annotation-end"},
    {"office:text", "office:text"},
};

static const char *const texts[] = {
    "word", " ",     " two  words ", "stet a/b",   "6",
    "12",   "&amp;", "\n",           "na&#xEF;ve", "&#x1F600;"};

static void prove(const char *reader, struct gly_str package, enum gly_tracked tracked)
{
    struct scratch_doc *scratch = calloc(1, sizeof *scratch);
    scratch->tracked = tracked;
    scratch_doc_read(scratch, reader, package);
    if (scratch->doc) {
        scratch->doc->toks.count = 0;
        const char *fault = source_map_fault(scratch->doc);
        if (fault) {
            fprintf(stderr, "%s: %s\n", reader, fault);
            abort();
        }
        struct gly_str part;
        struct gly_span at;
        for (uint32_t i = 0; i < scratch->source.text.len; i++)
            gly_source_origin(&scratch->source, i, &part, &at);
    }
    scratch_doc_release(scratch);
    free(scratch);
}

/* A well-formed piece of XML of which the bytes are the recipe. */
static char *compose(const uint8_t *bytes, size_t size, const struct element *elements,
                     unsigned count)
{
    enum { STEPS = 300 };
    struct gly_buf out;
    const char *open[STEPS];
    unsigned depth = 0;
    gly_buf_init(&out, 1 << 20);
    for (size_t i = 0; i < size && i < STEPS; i++) {
        /* The byte before counts too, so that text as a recipe opens every element. */
        unsigned step = bytes[i], which = step * 31 + (i > 0 ? bytes[i - 1] : 0);
        if (step % 5 < 2) {
            gly_buf_printf(&out, "<%s>", elements[which % count].tag);
            open[depth++] = elements[which % count].name;
        } else if (step % 5 < 4 || depth == 0) {
            gly_buf_puts(&out, texts[which % GLY_COUNT(texts)]);
        } else {
            gly_buf_printf(&out, "</%s>", open[--depth]);
        }
    }
    while (depth > 0)
        gly_buf_printf(&out, "</%s>", open[--depth]);
    char *text = strdup(out.ptr);
    gly_buf_release(&out);
    return text;
}

static void read_word(const char *body)
{
    struct package_docx docx = {
        .body = body,
        .styles =
            "<w:style w:type=\"paragraph\" w:styleId=\"Q\"><w:name "
            "w:val=\"Quote\"/></w:style><w:style w:type=\"paragraph\" "
            "w:styleId=\"C\"><w:name w:val=\"Code\"/></w:style><w:style "
            "w:type=\"paragraph\" w:styleId=\"H\"><w:name w:val=\"heading "
            "1\"/></w:style><w:style w:type=\"character\" w:styleId=\"K\"><w:name "
            "w:val=\"HTML Code\"/></w:style>",
        .numbering =
            "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"3\"><w:numFmt "
            "w:val=\"decimal\"/></w:lvl></w:abstractNum><w:num "
            "w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        .footnotes = body,
        .comments = body,
    };
    struct gly_str package = package_docx(&docx);
    prove("docx", package, GLY_TRACKED_ACCEPTED);
    prove("docx", package, GLY_TRACKED_ORIGINAL);
    free((char *)package.ptr);
}

static void read_open_document(const char *body)
{
    struct gly_str package = package_odt(
        body, "<style:style style:name=\"T1\" style:family=\"text\">"
              "<style:text-properties text:display=\"none\"/></style:style>"
              "<style:style style:name=\"T2\" style:family=\"text\">"
              "<style:text-properties fo:language=\"de\"/></style:style>"
              "<style:style style:name=\"Quotations\" style:family=\"paragraph\"/>"
              "<style:style style:name=\"Preformatted_20_Text\" "
              "style:family=\"paragraph\"/>"
              "<text:list-style style:name=\"L1\"><text:list-level-style-number "
              "text:level=\"1\" style:num-format=\"1\"/></text:list-style>");
    prove("odt", package, GLY_TRACKED_ACCEPTED);
    prove("odt", package, GLY_TRACKED_ORIGINAL);
    free((char *)package.ptr);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct gly_str raw = {(const char *)bytes, size};
    prove("docx", raw, GLY_TRACKED_ACCEPTED);
    prove("odt", raw, GLY_TRACKED_ACCEPTED);
    struct package_part parts[] = {{"word/document.xml", raw}, {"content.xml", raw}};
    struct gly_str package = package_build(parts, GLY_COUNT(parts));
    prove("docx", package, GLY_TRACKED_ACCEPTED);
    prove("odt", package, GLY_TRACKED_ACCEPTED);
    free((char *)package.ptr);
    char *body = compose(bytes, size, word, GLY_COUNT(word));
    read_word(body);
    free(body);
    body = compose(bytes, size, open_document, GLY_COUNT(open_document));
    read_open_document(body);
    free(body);
    return 0;
}
