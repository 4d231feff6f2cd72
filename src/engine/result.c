#include "engine/result.h"

#include "base/utf8.h"

/* How far the context of words outside every sentence reaches, in bytes: a file may be
 * one line. */
enum { CONTEXT = 2048 };

/* Index of the last sentence that starts at or before `at`; GLY_NONE when none does. */
static uint32_t sent_before(const struct gly_doc *doc, uint32_t at)
{
    uint32_t low = 0, high = doc->sents.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->sents.at[middle].span.start <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? low - 1 : GLY_NONE;
}

/* The lines of the text that hold `span`, cut where they are very long. */
static struct gly_span lines_around(struct gly_str text, struct gly_span span)
{
    struct gly_span line = span;
    while (line.start > 0 && text.ptr[line.start - 1] != '\n' &&
           span.start - line.start < CONTEXT)
        line.start--;
    while (line.end < text.len && text.ptr[line.end] != '\n' &&
           line.end - span.end < CONTEXT)
        line.end++;
    while (line.start < span.start && gly_utf8_is_continuation(text.ptr[line.start]))
        line.start++;
    while (line.end > span.end && line.end < text.len &&
           gly_utf8_is_continuation(text.ptr[line.end]))
        line.end--;
    if (line.end > span.end && text.ptr[line.end - 1] == '\r')
        line.end--;
    return line;
}

struct gly_span gly_doc_context(const struct gly_doc *doc, struct gly_span span)
{
    uint32_t first = sent_before(doc, span.start);
    uint32_t last = sent_before(doc, span.end > span.start ? span.end - 1 : span.end);
    if (first == GLY_NONE || span.start > doc->sents.at[first].span.end ||
        doc->sents.at[last].span.end < span.end)
        return lines_around(doc->text, span);
    return (struct gly_span){doc->sents.at[first].span.start,
                             doc->sents.at[last].span.end};
}

/* CRLF is one line break: a place inside it has no column that a reader of the file would
 * agree with. */
static uint32_t out_of_crlf(struct gly_str text, uint32_t at)
{
    bool inside =
        at > 0 && at < text.len && text.ptr[at] == '\n' && text.ptr[at - 1] == '\r';
    return inside ? at - 1 : at;
}

struct gly_span gly_result_source_span(const struct gly_result *result,
                                       struct gly_span span)
{
    if (result->doc)
        span = gly_doc_source_span(result->doc, span);
    if (result->source) {
        span.start = out_of_crlf(result->source->text, span.start);
        span.end = out_of_crlf(result->source->text, span.end);
    }
    return span;
}

struct gly_region gly_result_region(const struct gly_result *result,
                                    struct gly_span span, enum gly_unit unit)
{
    if (!result->source)
        return (struct gly_region){{1, 1}, {1, 1}};
    struct gly_span source = gly_result_source_span(result, span);
    struct gly_region region;
    region.start = gly_source_locate(result->arena, result->source, source.start, unit);
    region.end = gly_source_locate(result->arena, result->source, source.end, unit);
    return region;
}

const char *gly_result_counts(const struct gly_result *result)
{
    return result->source && gly_source_has_paragraphs(result->source) ? "paragraph"
                                                                       : "line";
}

struct gly_str gly_result_text(const struct gly_result *result, struct gly_span span)
{
    if (!result->source)
        return (struct gly_str)GLY_STR("");
    struct gly_span source = gly_result_source_span(result, span);
    return (struct gly_str){result->source->text.ptr + source.start,
                            gly_span_len(source)};
}
