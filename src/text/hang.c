/* Terms that hang: set at the start of a line of plain text, with what is said of them
 * behind a wide gap or on lines that are indented more. */
#include "text/doc.h"

/* How many blanks the line of the source begins with that holds `at`. */
static uint32_t indent_at(struct gly_str source, uint32_t at)
{
    uint32_t start = at, indent = 0;
    while (start > 0 && source.ptr[start - 1] != '\n')
        start--;
    while (start + indent < source.len && source.ptr[start + indent] == ' ')
        indent++;
    return indent;
}

bool gly_doc_hangs(const struct gly_doc *doc, struct gly_span span)
{
    struct gly_str text = doc->text;
    uint32_t start = span.start, end = span.end;
    while (start > 0 && text.ptr[start - 1] == ' ')
        start--;
    if (start > 0 && text.ptr[start - 1] != '\n')
        return false;
    for (; end < text.len && text.ptr[end] != '\n'; end++)
        if (text.ptr[end] == ' ' && end + 1 < text.len && text.ptr[end + 1] == ' ' &&
            !strchr(".?!:", text.ptr[end - 1]))
            return true;
    /* Readers may leave indentation out of the text, so the source is asked. */
    uint32_t next = end;
    while (next < text.len && (text.ptr[next] == '\n' || text.ptr[next] == ' '))
        next++;
    if (next >= text.len || next == end)
        return false;
    struct gly_str source = doc->source->text;
    struct gly_span here = gly_doc_source_span(doc, span);
    struct gly_span below = gly_doc_source_span(doc, (struct gly_span){next, next + 1});
    return indent_at(source, below.start) > indent_at(source, here.start);
}
