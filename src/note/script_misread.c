/* Misreadings of a document, widened to words and joined. */
#include "note/misread.h"
#include "note/script.h"

#include "base/utf8.h"

/* A word to either side of a misread letter, in bytes: longer ones are cut. */
enum { WORD_REACH = 80 };

static bool in_word(uint32_t cp)
{
    return gly_is_letter(cp) || gly_is_mark(cp) || gly_is_digit(cp);
}

/* The misreading with the word it is part of. */
static struct gly_span widen(struct gly_str text, const struct gly_misreading *m,
                             struct gly_span block)
{
    struct gly_span span = m->span;
    unsigned len;
    while (m->word_before && span.start > block.start &&
           m->span.start - span.start < WORD_REACH &&
           in_word(gly_utf8_decode_before(text.ptr, span.start, &len)))
        span.start -= len;
    while (m->word_after && span.end < block.end &&
           span.end - m->span.end < WORD_REACH &&
           in_word(gly_utf8_decode(text.ptr, block.end, span.end, &len)))
        span.end += len;
    return span;
}

/* The same word, or the next one: "MÃ¶tley CrÃ¼e" was hit by one accident. */
static bool joins(struct gly_str text, const struct gly_misread *before,
                  struct gly_span span, bool words)
{
    uint32_t end = before->span.end;
    return span.start <= end ||
           (words && span.start == end + 1 && text.ptr[end] == ' ');
}

struct finder {
    struct gly_doc *doc;
    GLY_VEC(struct gly_misread) list;
    bool words; /* the last one was made of letters */
};

static void add(struct finder *finder, const struct gly_misreading *m, uint32_t block)
{
    struct gly_str text = finder->doc->text;
    struct gly_span span = widen(text, m, finder->doc->blocks.at[block].span);
    struct gly_misread *last =
        finder->list.count > 0 ? &finder->list.at[finder->list.count - 1] : NULL;
    if (last && last->block == block &&
        joins(text, last, span, finder->words && m->is_word)) {
        if (span.end > last->span.end)
            last->span.end = span.end;
    } else {
        *GLY_VEC_ADD(finder->doc->arena, &finder->list) = (struct gly_misread){
            .span = span, .block = block, .page = gly_codepage_name(m->page)};
    }
    finder->words = m->is_word;
}

/* Each run that a misreading covers leaves the prose: it is nobody's letter. */
static void take_out(struct gly_scripts *scripts, struct gly_script_run *runs)
{
    uint32_t m = 0;
    for (uint32_t i = 0; i < scripts->run_count && m < scripts->misread_count; i++) {
        while (m < scripts->misread_count &&
               scripts->misreads[m].span.end <= runs[i].span.start)
            m++;
        if (m < scripts->misread_count &&
            gly_span_overlaps(scripts->misreads[m].span, runs[i].span))
            runs[i].flags =
                (uint16_t)((runs[i].flags & ~GLY_RUN_PROSE) | GLY_RUN_MISREAD);
    }
}

void gly_script_find_misreads(struct gly_doc *doc, struct gly_scripts *scripts,
                              struct gly_script_run *runs)
{
    struct finder finder = {.doc = doc};
    uint32_t done = 0;
    for (uint32_t i = 0; i < scripts->run_count; i++) {
        const struct gly_script_run *r = &runs[i];
        if (!(r->flags & GLY_RUN_PROSE))
            continue;
        struct gly_str text = {doc->text.ptr, doc->blocks.at[r->block].span.end};
        unsigned len;
        for (uint32_t at = r->span.start > done ? r->span.start : done;
             at < r->span.end; at += len) {
            struct gly_misreading m;
            gly_utf8_decode(text.ptr, text.len, at, &len);
            if (!gly_misreading_at(text, at, &m))
                continue;
            add(&finder, &m, r->block);
            done = m.span.end;
            len = done - at;
        }
    }
    for (uint32_t i = 0; i < finder.list.count; i++)
        finder.list.at[i].fixed =
            gly_misreading_undo(doc->arena, doc->text, finder.list.at[i].span);
    scripts->misreads = finder.list.at;
    scripts->misread_count = finder.list.count;
    take_out(scripts, runs);
}
