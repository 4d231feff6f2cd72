#include "text/docx_body.h"

/* ---- Links, notes, comments ---- */

static void open_link(struct gly_docx_body *b,
                      const struct gly_xml_attributes *attributes)
{
    struct gly_str target =
        gly_docx_target(b->package, gly_xml_attribute(attributes, "id"));
    struct gly_str anchor = gly_xml_attribute(attributes, "anchor");
    if (target.len == 0 && anchor.len > 0)
        target = gly_arena_format(b->arena, "#%.*s", GLY_STR_ARG(anchor));
    gly_flow_link(&b->flow, target);
}

static struct gly_docx_comment *
find_comment(struct gly_docx_body *b, const struct gly_xml_attributes *attributes)
{
    struct gly_str id = gly_xml_attribute(attributes, "id");
    for (uint32_t i = 0; i < b->comments.count; i++)
        if (!b->comments.at[i].placed && gly_str_eq(b->comments.at[i].id, id))
            return &b->comments.at[i];
    return NULL;
}

static void on_comment(struct gly_docx_body *b, unsigned id,
                       const struct gly_xml_attributes *attributes)
{
    struct gly_docx_comment *comment = find_comment(b, attributes);
    if (!comment)
        return;
    if (id == GLY_DOCX_commentRangeStart) {
        comment->start = gly_flow_at(&b->flow);
        return;
    }
    uint32_t here = gly_flow_at(&b->flow);
    gly_flow_comment(&b->flow, comment->start == GLY_NONE ? here : comment->start,
                     comment->content);
    comment->placed = true;
}

static void add_anchor(struct gly_docx_body *b, struct gly_str name)
{
    if (name.len > 0)
        *GLY_VEC_ADD(b->arena, &b->flow.b.doc->anchors) =
            gly_arena_copy(b->arena, name);
}

/* ---- Elements ---- */

/* What is not read, or not now. */
static bool is_left_out(struct gly_docx_body *b, unsigned id,
                        const struct gly_xml_attributes *attributes)
{
    switch (id) {
    case GLY_DOCX_rPrChange:
    case GLY_DOCX_pPrChange:
    case GLY_DOCX_tblPrChange:
    case GLY_DOCX_trPrChange:
    case GLY_DOCX_tcPrChange:
    case GLY_DOCX_sectPr:
    case GLY_DOCX_rt:
    case GLY_DOCX_Fallback:
        return true;
    case GLY_DOCX_del:
    case GLY_DOCX_moveFrom:
        return !b->original && b->run_properties == 0;
    case GLY_DOCX_ins:
    case GLY_DOCX_moveTo:
        return b->original && b->run_properties == 0;
    case GLY_DOCX_tc:
        return b->tables == 1 && b->row_gone;
    case GLY_DOCX_txbxContent:
        b->has_boxes = true;
        return b->pass != GLY_DOCX_PASS_BOXES || b->beside > 0;
    case GLY_DOCX_footnote:
    case GLY_DOCX_endnote: { /* the lines between text and notes are kept as notes */
        struct gly_str type = gly_xml_attribute(attributes, "type");
        return type.len > 0 && !gly_str_is(type, "normal");
    }
    default:
        return false;
    }
}

/* A change tracked of a row (w:trPr) or of the mark that ends a paragraph (w:rPr). */
static void on_change(struct gly_docx_body *b, unsigned id)
{
    bool gone = b->original ? id == GLY_DOCX_ins || id == GLY_DOCX_moveTo
                            : id == GLY_DOCX_del || id == GLY_DOCX_moveFrom;
    if (gone && b->in_properties)
        b->merge = true;
}

static void open_aside(struct gly_docx_body *b, enum gly_block_kind kind)
{
    gly_flow_aside(&b->flow, kind);
    b->beside = 1;
}

/* In passes that read a part of the file: only what stands inside that. */
static void look_for_aside(struct gly_docx_body *b, unsigned id)
{
    if (b->pass == GLY_DOCX_PASS_BOXES && id == GLY_DOCX_txbxContent)
        open_aside(b, GLY_BLOCK_SECTION);
    if (b->pass == GLY_DOCX_PASS_NOTES &&
        (id == GLY_DOCX_footnote || id == GLY_DOCX_endnote))
        open_aside(b, GLY_BLOCK_NOTE);
}

static void on_inline(struct gly_docx_body *b, unsigned id,
                      const struct gly_xml_attributes *attributes)
{
    switch (id) {
    case GLY_DOCX_t:
    case GLY_DOCX_delText:
        b->in_text = true;
        b->keep_space = gly_str_is(gly_xml_attribute(attributes, "space"), "preserve");
        b->space = b->any_text = false;
        break;
    case GLY_DOCX_tab:
    case GLY_DOCX_ptab:
        if (!b->in_properties)
            gly_docx_add_made(b, "\t");
        break;
    case GLY_DOCX_br:
    case GLY_DOCX_cr:
        gly_docx_add_break(b);
        break;
    case GLY_DOCX_noBreakHyphen:
        gly_docx_add_made(b, "\u2011");
        break;
    case GLY_DOCX_softHyphen:
        gly_docx_add_made(b, "\u00AD");
        break;
    case GLY_DOCX_sym:
        gly_docx_add_symbol(b, attributes);
        break;
    case GLY_DOCX_fldChar:
        gly_docx_on_field(b, attributes);
        break;
    case GLY_DOCX_instrText:
        b->in_instruction = true;
        break;
    case GLY_DOCX_hyperlink:
        open_link(b, attributes);
        break;
    case GLY_DOCX_bookmarkStart:
        add_anchor(b, gly_xml_attribute(attributes, "name"));
        break;
    case GLY_DOCX_footnoteReference:
    case GLY_DOCX_endnoteReference:
        gly_flow_note_mark(&b->flow, gly_xml_attribute(attributes, "id"));
        break;
    case GLY_DOCX_commentRangeStart:
    case GLY_DOCX_commentRangeEnd:
    case GLY_DOCX_commentReference:
        on_comment(b, id, attributes);
        break;
    case GLY_DOCX_oMath:
        b->formula++;
        b->run_told = false;
        break;
    default:
        break;
    }
}

static void on_block(struct gly_docx_body *b, unsigned id,
                     const struct gly_xml_attributes *attributes)
{
    switch (id) {
    case GLY_DOCX_p:
        gly_docx_open_paragraph(b);
        break;
    case GLY_DOCX_pPr:
        b->in_properties = true;
        break;
    case GLY_DOCX_r:
        gly_docx_open_run(b);
        break;
    case GLY_DOCX_rStyle:
        b->run_style =
            gly_docx_find_style(b->styles, gly_xml_attribute(attributes, "val"));
        break;
    case GLY_DOCX_tbl:
        gly_docx_open_table(b);
        break;
    case GLY_DOCX_tr:
        gly_docx_open_row(b);
        break;
    case GLY_DOCX_tc:
        gly_docx_open_cell(b);
        break;
    default:
        gly_docx_on_table_property(b, id, attributes);
        gly_docx_on_paragraph_property(b, id, attributes);
    }
}

void gly_docx_body_open(void *context, unsigned id,
                        const struct gly_xml_attributes *attributes)
{
    struct gly_docx_body *b = context;
    if (b->skip > 0 || is_left_out(b, id, attributes)) {
        b->skip++;
        return;
    }
    if (b->pass != GLY_DOCX_PASS_BODY) {
        if (b->beside == 0) {
            look_for_aside(b, id);
            return;
        }
        b->beside++;
    }
    if (id == GLY_DOCX_rPr) {
        b->run_properties++;
        return;
    }
    if (id == GLY_DOCX_trPr) {
        b->run_properties++; /* holds the same marks of tracked changes */
        return;
    }
    if (b->run_properties > 0) {
        if (id == GLY_DOCX_ins || id == GLY_DOCX_del || id == GLY_DOCX_moveFrom ||
            id == GLY_DOCX_moveTo) {
            on_change(b, id);
            b->row_gone |= !b->in_paragraph && (id == GLY_DOCX_ins) == b->original &&
                           (id == GLY_DOCX_ins || id == GLY_DOCX_del);
            return;
        }
        if (!b->in_properties && gly_docx_take_look(&b->look, id, attributes))
            return;
    }
    on_block(b, id, attributes);
    on_inline(b, id, attributes);
}

void gly_docx_body_close(void *context, unsigned id)
{
    struct gly_docx_body *b = context;
    if (b->skip > 0) {
        b->skip--;
        return;
    }
    if (b->pass != GLY_DOCX_PASS_BODY) {
        if (b->beside == 0)
            return;
        if (--b->beside == 0) {
            gly_docx_end_paragraph(b);
            gly_flow_aside_end(&b->flow);
            b->tables = 0;
            return;
        }
    }
    switch (id) {
    case GLY_DOCX_p:
        gly_docx_close_paragraph(b);
        break;
    case GLY_DOCX_pPr:
        b->in_properties = false;
        gly_docx_tell_paragraph(b);
        break;
    case GLY_DOCX_rPr:
    case GLY_DOCX_trPr:
        b->run_properties -= b->run_properties > 0;
        break;
    case GLY_DOCX_t:
    case GLY_DOCX_delText:
        b->in_text = false;
        break;
    case GLY_DOCX_instrText:
        b->in_instruction = false;
        break;
    case GLY_DOCX_hyperlink:
        gly_flow_link_end(&b->flow);
        break;
    case GLY_DOCX_oMath:
        b->formula -= b->formula > 0;
        b->run_told = false;
        break;
    case GLY_DOCX_tc:
        gly_docx_close_cell(b);
        break;
    case GLY_DOCX_tr:
        gly_docx_close_row(b);
        break;
    case GLY_DOCX_tbl:
        gly_docx_close_table(b);
        break;
    default:
        break;
    }
}

void gly_docx_body_text(void *context, struct gly_str text, struct gly_span at)
{
    struct gly_docx_body *b = context;
    if (b->in_instruction && b->skip == 0) {
        size_t room = GLY_DOCX_INSTRUCTION - b->instruction_len;
        size_t len = text.len < room ? text.len : room;
        memcpy(b->instruction + b->instruction_len, text.ptr, len);
        b->instruction_len += len;
    } else if (b->in_text && b->skip == 0) {
        gly_docx_add_words(b, text, at);
    }
}

void gly_docx_body_begin(struct gly_docx_body *b)
{
    b->skip = b->beside = b->tables = b->fields = 0;
    b->run_properties = b->formula = 0;
    b->in_paragraph = b->in_properties = b->merge = false;
    b->in_text = b->in_instruction = false;
}

void gly_docx_body_end(struct gly_docx_body *b)
{
    gly_docx_end_paragraph(b);
    if (b->beside > 0) /* cut off in the middle */
        gly_flow_aside_end(&b->flow);
}
