#include "text/odt.h"

/* ---- Text ---- */

bool gly_odt_takes_words(const struct gly_odt_body *b)
{
    return b->skip == 0 && b->in_paragraph && b->inserted == 0 &&
           (b->pass == GLY_ODT_PASS_BODY ? b->text > 0 : b->beside > 0);
}

static const struct gly_flow_run *run_of(const struct gly_odt_body *b)
{
    static const struct gly_flow_run none;
    uint32_t spans = b->spans < GLY_ODT_SPANS ? b->spans : GLY_ODT_SPANS;
    return spans > 0 ? &b->runs[spans - 1] : &none;
}

static void add(struct gly_odt_body *b, struct gly_str text, struct gly_span at)
{
    if (b->space && b->any_text)
        gly_flow_text(&b->flow, run_of(b), gly_str(" "), b->space_at);
    b->space = false;
    b->any_text = true;
    gly_flow_text(&b->flow, run_of(b), text, at);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* White space is drawn together over the whole paragraph and left out at its ends;
 * text:s stands for what is meant. */
void gly_odt_add_words(struct gly_odt_body *b, struct gly_str text, struct gly_span at)
{
    bool exact = text.len == gly_span_len(at);
    for (size_t i = 0; i < text.len;) {
        size_t end = i;
        while (end < text.len && (!is_space(text.ptr[end]) ||
                                  (text.ptr[end] == ' ' && end > i &&
                                   end + 1 < text.len && !is_space(text.ptr[end + 1]))))
            end++;
        struct gly_span place = at;
        if (exact)
            place = (struct gly_span){at.start + (uint32_t)i,
                                      at.start + (uint32_t)(end > i ? end : i + 1)};
        if (end > i) {
            add(b, (struct gly_str){text.ptr + i, end - i}, place);
            i = end;
            continue;
        }
        if (!b->space)
            b->space_at = place;
        b->space = true;
        i++;
    }
}

/* text:s: as many spaces as it says; more than a line of them say no more. */
static void add_spaces(struct gly_odt_body *b,
                       const struct gly_xml_attributes *attributes)
{
    static const char spaces[] =
        "                                                                ";
    uint32_t count = gly_odt_number(attributes, "c", 1, sizeof spaces - 1);
    if (gly_odt_takes_words(b))
        add(b, (struct gly_str){spaces, count}, (struct gly_span){0, 0});
}

static void add_break(struct gly_odt_body *b)
{
    if (!gly_odt_takes_words(b) || run_of(b)->look & GLY_FLOW_HIDDEN)
        return;
    gly_flow_break(&b->flow);
    b->space = b->any_text = false;
}

/* ---- Paragraphs and spans ---- */

static void push_run(struct gly_odt_body *b, const struct gly_odt_style *style,
                     unsigned mask)
{
    struct gly_flow_run run = *run_of(b);
    if (b->spans++ >= GLY_ODT_SPANS)
        return;
    if (style) {
        run.look = (run.look & ~style->off) | (style->on & mask);
        if (style->lang[0])
            memcpy(run.lang, style->lang, sizeof run.lang);
        if (style->is_text && style->role == GLY_STYLE_CODE)
            run.look |= GLY_FLOW_CODED;
    }
    b->runs[b->spans - 1] = run;
}

/* Make the paragraph the item of the list it stands in, or a further one of it. */
static void tell_list(struct gly_odt_body *b, struct gly_flow_paragraph *p)
{
    uint32_t depth = b->list_depth < GLY_ODT_LISTS ? b->list_depth : GLY_ODT_LISTS;
    if (depth == 0 || b->flow.in_cell || !b->lists[depth - 1].item_open)
        return;
    uint32_t level = depth < GLY_ODT_LEVELS ? depth - 1 : GLY_ODT_LEVELS - 1;
    const struct gly_odt_list_style *style = b->lists[depth - 1].style;
    p->list = b->lists[depth - 1].id;
    p->depth = (uint16_t)(depth - 1);
    p->ordered = style && style->level[level].ordered;
    p->number = b->lists[depth - 1].number;
    p->in_item = b->lists[depth - 1].begun;
    b->lists[depth - 1].begun = true;
}

static void open_paragraph(struct gly_odt_body *b, bool heading,
                           const struct gly_xml_attributes *attributes)
{
    const struct gly_odt_style *style = gly_odt_find_style(
        b->styles, gly_xml_attribute(attributes, "style-name"), false);
    gly_flow_paragraph(&b->flow);
    b->in_paragraph = true;
    b->any_text = b->space = false;
    b->spans = 0;
    push_run(b, style, GLY_FLOW_FROZEN | GLY_FLOW_HIDDEN);
    if (!b->runs[0].lang[0])
        memcpy(b->runs[0].lang, b->styles->lang, sizeof b->styles->lang);
    struct gly_flow_paragraph *p = &b->flow.paragraph;
    if (style)
        gly_style_apply(style->role, style->level, p);
    if (heading) {
        uint32_t level = gly_odt_number(attributes, "outline-level", 1, 6);
        p->kind = GLY_FLOW_HEADING;
        p->level = (uint16_t)(level > 0 ? level : 1);
    } else if (p->kind == GLY_FLOW_HEADING && p->level == 0) {
        p->level = 1;
    }
    if (b->contents > 0)
        p->kind = GLY_FLOW_CONTENTS;
    if (p->kind == GLY_FLOW_BODY)
        tell_list(b, p);
}

static void close_paragraph(struct gly_odt_body *b)
{
    gly_flow_paragraph_end(&b->flow);
    b->in_paragraph = false;
    b->spans = 0;
}

/* ---- Lists ---- */

static void open_list(struct gly_odt_body *b,
                      const struct gly_xml_attributes *attributes)
{
    const struct gly_odt_list_style *style =
        gly_odt_find_list(b->styles, gly_xml_attribute(attributes, "style-name"));
    uint32_t depth = b->list_depth++;
    if (depth >= GLY_ODT_LISTS)
        return;
    bool goes_on =
        depth == 0 &&
        (gly_str_is(gly_xml_attribute(attributes, "continue-numbering"), "true") ||
         gly_xml_has_attribute(attributes, "continue-list"));
    if (!style)
        style = depth > 0 ? b->lists[depth - 1].style : NULL;
    uint32_t level = depth < GLY_ODT_LEVELS ? depth : GLY_ODT_LEVELS - 1;
    uint32_t start =
        style && style->level[level].start > 0 ? style->level[level].start : 1;
    uint32_t number = goes_on ? b->lists[0].number : start - 1;
    b->lists[depth].style = style;
    b->lists[depth].id = ++b->list_count;
    b->lists[depth].number = number;
    b->lists[depth].item_open = false;
}

static void open_item(struct gly_odt_body *b, bool header,
                      const struct gly_xml_attributes *attributes)
{
    if (b->list_depth == 0 || b->list_depth > GLY_ODT_LISTS)
        return;
    uint32_t depth = b->list_depth - 1;
    uint32_t number = b->lists[depth].number;
    b->lists[depth].item_open = !header;
    b->lists[depth].begun = false;
    if (!header)
        b->lists[depth].number =
            gly_odt_number(attributes, "start-value",
                           number < INT32_MAX ? number + 1 : number, INT32_MAX);
}

static void close_list(struct gly_odt_body *b)
{
    b->list_depth -= b->list_depth > 0;
}

/* ---- Elements ---- */

static bool is_left_out(struct gly_odt_body *b, unsigned id)
{
    switch (id) {
    case GLY_ODT_tracked_changes:
        b->in_changes = b->original && b->pass == GLY_ODT_PASS_BODY;
        return !b->in_changes;
    case GLY_ODT_text_box:
        b->has_boxes = true;
        return b->pass == GLY_ODT_PASS_BODY || b->beside > 0;
    case GLY_ODT_note_body:
        b->has_notes = true;
        return b->pass != GLY_ODT_PASS_NOTES || b->beside > 0;
    case GLY_ODT_covered_table_cell:
        gly_odt_open_covered(b);
        return true;
    case GLY_ODT_note_citation:
    case GLY_ODT_ruby_text:
    case GLY_ODT_script:
    case GLY_ODT_hidden_text:
    case GLY_ODT_forms:
    case GLY_ODT_title:
    case GLY_ODT_desc:
        return true;
    default:
        return false;
    }
}

static void look_for_aside(struct gly_odt_body *b, unsigned id)
{
    bool box = b->pass == GLY_ODT_PASS_BOXES && id == GLY_ODT_text_box;
    if (!box && !(b->pass == GLY_ODT_PASS_NOTES && id == GLY_ODT_note_body))
        return;
    gly_flow_aside(&b->flow, box ? GLY_BLOCK_SECTION : GLY_BLOCK_NOTE);
    b->beside = 1;
    b->list_depth = b->tables = 0;
    b->in_paragraph = false;
}

static bool is_index(unsigned id)
{
    return id == GLY_ODT_table_of_content || id == GLY_ODT_alphabetical_index ||
           id == GLY_ODT_illustration_index || id == GLY_ODT_table_index ||
           id == GLY_ODT_object_index || id == GLY_ODT_user_index;
}

static void on_inline(struct gly_odt_body *b, unsigned id,
                      const struct gly_xml_attributes *attributes)
{
    switch (id) {
    case GLY_ODT_span:
        push_run(b,
                 gly_odt_find_style(b->styles,
                                    gly_xml_attribute(attributes, "style-name"), true),
                 UINT32_MAX);
        break;
    case GLY_ODT_a:
        gly_flow_link(&b->flow, gly_xml_attribute(attributes, "href"));
        break;
    case GLY_ODT_s:
        add_spaces(b, attributes);
        break;
    case GLY_ODT_tab:
        if (gly_odt_takes_words(b))
            add(b, gly_str("\t"), (struct gly_span){0, 0});
        break;
    case GLY_ODT_line_break:
        add_break(b);
        break;
    case GLY_ODT_note:
        gly_flow_note_mark(&b->flow, gly_xml_attribute(attributes, "id"));
        break;
    case GLY_ODT_bookmark:
    case GLY_ODT_bookmark_start:
        *GLY_VEC_ADD(b->arena, &b->flow.b.doc->anchors) =
            gly_arena_copy(b->arena, gly_xml_attribute(attributes, "name"));
        break;
    case GLY_ODT_change:
    case GLY_ODT_change_start:
    case GLY_ODT_change_end:
        gly_odt_on_change(b, id, attributes);
        break;
    case GLY_ODT_annotation_end:
        gly_odt_end_annotation(b, gly_xml_attribute(attributes, "name"));
        break;
    default:
        break;
    }
}

static void on_block(struct gly_odt_body *b, unsigned id,
                     const struct gly_xml_attributes *attributes)
{
    switch (id) {
    case GLY_ODT_text:
        b->text++;
        break;
    case GLY_ODT_h:
    case GLY_ODT_p:
        if (!b->in_paragraph && (b->text > 0 || b->beside > 0))
            open_paragraph(b, id == GLY_ODT_h, attributes);
        break;
    case GLY_ODT_list:
        open_list(b, attributes);
        break;
    case GLY_ODT_list_item:
    case GLY_ODT_list_header:
        open_item(b, id == GLY_ODT_list_header, attributes);
        break;
    default:
        b->contents += is_index(id);
        if (!gly_odt_on_table(b, id, attributes))
            on_inline(b, id, attributes);
    }
}

void gly_odt_body_open(void *context, unsigned id,
                       const struct gly_xml_attributes *attributes)
{
    struct gly_odt_body *b = context;
    if (b->skip == 0 && b->annotation > 0) {
        b->annotation++;
        if (id == GLY_ODT_p && b->comment_len > 0 && b->comment_len < GLY_ODT_COMMENT)
            b->comment[b->comment_len++] = '\n';
        return;
    }
    if (b->skip > 0 || is_left_out(b, id)) {
        b->skip++;
        return;
    }
    if (b->in_changes) {
        gly_odt_on_change_list(b, id, attributes);
        return;
    }
    if (b->pass != GLY_ODT_PASS_BODY) {
        if (b->beside == 0) {
            look_for_aside(b, id);
            return;
        }
        b->beside++;
    }
    if (id == GLY_ODT_annotation) {
        b->annotation = 1;
        b->comment_len = 0;
        b->comment_name =
            gly_arena_copy(b->arena, gly_xml_attribute(attributes, "name"));
        return;
    }
    on_block(b, id, attributes);
}

static void close_element(struct gly_odt_body *b, unsigned id)
{
    switch (id) {
    case GLY_ODT_text:
        b->text -= b->text > 0;
        break;
    case GLY_ODT_h:
    case GLY_ODT_p:
        if (b->in_paragraph)
            close_paragraph(b);
        break;
    case GLY_ODT_span:
        b->spans -= b->spans > 1;
        break;
    case GLY_ODT_a:
        gly_flow_link_end(&b->flow);
        break;
    case GLY_ODT_list:
        close_list(b);
        break;
    case GLY_ODT_table:
        gly_odt_close_table(b);
        break;
    case GLY_ODT_table_header_rows:
        if (b->tables == 1)
            b->header_rows = false;
        break;
    case GLY_ODT_table_row:
        if (gly_odt_in_data_table(b))
            gly_flow_row_end(&b->flow);
        break;
    case GLY_ODT_table_cell:
        if (gly_odt_in_data_table(b))
            gly_flow_cell_end(&b->flow);
        break;
    default:
        b->contents -= is_index(id) && b->contents > 0;
    }
}

void gly_odt_body_close(void *context, unsigned id)
{
    struct gly_odt_body *b = context;
    if (b->skip > 0) {
        b->skip--;
        return;
    }
    if (b->in_changes) {
        gly_odt_close_change_list(b, id);
        return;
    }
    if (b->annotation > 1) {
        b->annotation--;
        return;
    }
    if (b->pass != GLY_ODT_PASS_BODY) {
        if (b->beside == 0)
            return;
        if (--b->beside == 0) {
            gly_flow_aside_end(&b->flow);
            return;
        }
    }
    if (b->annotation == 1) {
        b->annotation = 0;
        gly_odt_close_annotation(b);
        return;
    }
    close_element(b, id);
}

void gly_odt_body_text(void *context, struct gly_str text, struct gly_span at)
{
    struct gly_odt_body *b = context;
    if (b->skip > 0)
        return;
    if (b->in_deletion) {
        for (size_t i = 0; i < text.len; i++)
            *GLY_VEC_ADD(b->arena, &b->deleted) =
                is_space(text.ptr[i]) ? ' ' : text.ptr[i];
    } else if (b->annotation > 0) {
        for (size_t i = 0; i < text.len && b->comment_len < GLY_ODT_COMMENT; i++)
            b->comment[b->comment_len++] = text.ptr[i];
    } else if (gly_odt_takes_words(b)) {
        gly_odt_add_words(b, text, at);
    }
}

void gly_odt_body_begin(struct gly_odt_body *b, enum gly_odt_pass pass)
{
    b->pass = pass;
    b->skip = b->beside = b->text = b->contents = 0;
    b->in_paragraph = b->in_changes = b->in_deletion = false;
    b->spans = b->list_depth = b->tables = b->inserted = b->annotation = 0;
}

void gly_odt_body_end(struct gly_odt_body *b)
{
    gly_odt_end_annotations(b);
    if (b->beside > 0)
        gly_flow_aside_end(&b->flow);
}
