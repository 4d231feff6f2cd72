/* Marks of a flow and its languages. */
#include "text/flow_mark.h"

static const enum gly_mark_kind mark_kinds[GLY_FLOW_MARKS] = {
    GLY_MARK_EMPHASIS, GLY_MARK_CODE, GLY_MARK_FROZEN};
static const unsigned mark_looks[GLY_FLOW_MARKS] = {GLY_FLOW_EMPHASIS, GLY_FLOW_CODED,
                                                    GLY_FLOW_FROZEN};

/* ---- Marks ---- */

static void make_mark(struct gly_flow *flow, enum gly_mark_kind kind, uint32_t start,
                      struct gly_str target, const char *lang)
{
    struct gly_span span = {start, gly_build_at(&flow->b)};
    const char *text = flow->b.text.at;
    while (span.start < span.end && memchr(" \n\t", text[span.start], 3))
        span.start++;
    while (span.start < span.end && memchr(" \n\t", text[span.end - 1], 3))
        span.end--;
    if (span.start == span.end)
        return;
    struct gly_mark *mark = gly_build_mark(&flow->b, kind, span, target);
    if (lang)
        memcpy(mark->lang, lang, sizeof mark->lang);
}

static void end_lang(struct gly_flow *flow)
{
    if (flow->lang_start != GLY_NONE)
        make_mark(flow, GLY_MARK_LANG, flow->lang_start, (struct gly_str){0},
                  flow->lang);
    flow->lang_start = GLY_NONE;
}

static void end_mark(struct gly_flow *flow, unsigned index)
{
    if (flow->mark_start[index] != GLY_NONE)
        make_mark(flow, mark_kinds[index], flow->mark_start[index], (struct gly_str){0},
                  NULL);
    flow->mark_start[index] = GLY_NONE;
}

static void end_link(struct gly_flow *flow)
{
    if (flow->link_start != GLY_NONE)
        make_mark(flow, GLY_MARK_LINK, flow->link_start, flow->link, NULL);
    flow->link_start = GLY_NONE;
}

void gly_flow_end_marks(struct gly_flow *flow)
{
    for (unsigned i = 0; i < GLY_FLOW_MARKS; i++)
        end_mark(flow, i);
    end_lang(flow);
    end_link(flow);
}

/* Marks that end before text of this look. */
void gly_flow_end_unwanted(struct gly_flow *flow, const struct gly_flow_run *run)
{
    for (unsigned i = 0; i < GLY_FLOW_MARKS; i++)
        if (!(run->look & mark_looks[i]))
            end_mark(flow, i);
    if (flow->lang_start != GLY_NONE && strcmp(flow->lang, run->lang) != 0)
        end_lang(flow);
}

void gly_flow_begin_wanted(struct gly_flow *flow, const struct gly_flow_run *run)
{
    uint32_t here = gly_build_at(&flow->b);
    if (flow->paragraph.kind == GLY_FLOW_CODE)
        return;
    if (flow->in_link && flow->link_start == GLY_NONE)
        flow->link_start = here;
    for (unsigned i = 0; i < GLY_FLOW_MARKS; i++)
        if (run->look & mark_looks[i] && flow->mark_start[i] == GLY_NONE)
            flow->mark_start[i] = here;
    if (run->lang[0] && flow->lang_start == GLY_NONE) {
        flow->lang_start = here;
        memcpy(flow->lang, run->lang, sizeof flow->lang);
    }
}

void gly_flow_count_lang(struct gly_flow *flow, const char *lang, size_t bytes)
{
    for (unsigned i = 0; i < GLY_FLOW_LANGS && lang[0]; i++) {
        if (flow->langs[i].tag[0] && strcmp(flow->langs[i].tag, lang) != 0)
            continue;
        memcpy(flow->langs[i].tag, lang, sizeof flow->langs[i].tag);
        flow->langs[i].bytes += bytes;
        return;
    }
}

void gly_flow_link(struct gly_flow *flow, struct gly_str target)
{
    end_link(flow);
    flow->in_link = target.len > 0;
    flow->link = gly_arena_copy(flow->arena, target);
}

void gly_flow_link_end(struct gly_flow *flow)
{
    end_link(flow);
    flow->in_link = false;
}

void gly_flow_note_mark(struct gly_flow *flow, struct gly_str label)
{
    uint32_t here = gly_build_at(&flow->b);
    if (flow->b.leaf != GLY_NONE && !flow->fresh)
        gly_build_mark(&flow->b, GLY_MARK_NOTE, (struct gly_span){here, here},
                       gly_arena_copy(flow->arena, label));
}

/* ---- Languages ---- */

static bool same_primary(const char *a, const char *b)
{
    size_t len = strcspn(a, "-");
    return len == strcspn(b, "-") && memcmp(a, b, len) == 0;
}

/* The leaf that holds an offset of the text; leaves ascend. */
static struct gly_block *leaf_at(struct gly_doc *doc, uint32_t *index, uint32_t at)
{
    for (; *index < doc->blocks.count; ++*index) {
        struct gly_block *block = &doc->blocks.at[*index];
        if (block->flags & GLY_BLOCK_LEAF && at < block->span.end)
            return block->span.start <= at ? block : NULL;
    }
    return NULL;
}

/* Every run of a word processor names its language. What most of the text has is that of
 * the document; marks and blocks name others only. Variants of one language are not told
 * apart: they change with the keyboard, not with the text. */
void gly_flow_settle_languages(struct gly_flow *flow)
{
    struct gly_doc *doc = flow->b.doc;
    uint64_t most = 0;
    for (unsigned i = 0; i < GLY_FLOW_LANGS; i++)
        if (flow->langs[i].bytes > most) {
            most = flow->langs[i].bytes;
            memcpy(doc->lang, flow->langs[i].tag, sizeof doc->lang);
        }
    uint32_t kept = 0, index = 0;
    for (uint32_t i = 0; i < doc->marks.count; i++) {
        const struct gly_mark *mark = &doc->marks.at[i];
        if (mark->kind == GLY_MARK_LANG) {
            if (same_primary(mark->lang, doc->lang))
                continue;
            struct gly_block *leaf = leaf_at(doc, &index, mark->span.start);
            if (leaf && gly_span_len(mark->span) + 2 >= gly_span_len(leaf->span)) {
                memcpy(leaf->lang, mark->lang, sizeof leaf->lang);
                continue;
            }
        }
        doc->marks.at[kept++] = *mark;
    }
    doc->marks.count = kept;
}
