#include "text/docx_body.h"

#include "base/utf8.h"

/* ---- Paragraphs ---- */

static bool takes_words(const struct gly_docx_body *b)
{
    return b->skip == 0 && (b->pass == GLY_DOCX_PASS_BODY || b->beside > 0);
}

static bool in_data_table(const struct gly_docx_body *b)
{
    return b->tables == 1 && !b->table[0].flat;
}

/* Rows and cells are told when their first content comes, after their properties. */
static void need_row(struct gly_docx_body *b)
{
    if (b->row_told || !in_data_table(b))
        return;
    gly_flow_row(&b->flow, b->header_row);
    b->flow.column = b->before;
    b->row_told = true;
}

static void need_cell(struct gly_docx_body *b)
{
    if (b->cell_told || !in_data_table(b))
        return;
    need_row(b);
    gly_flow_cell(&b->flow, b->colspan, 1, b->covered);
    b->cell_told = true;
}

static void end_paragraph(struct gly_docx_body *b)
{
    if (b->merge)
        gly_flow_paragraph_end(&b->flow);
    b->merge = false;
}

static void open_paragraph(struct gly_docx_body *b)
{
    need_cell(b);
    if (!b->merge)
        gly_flow_paragraph(&b->flow);
    b->in_paragraph = true;
    b->told = b->merge && !b->flow.fresh; /* goes on as it began */
    b->merge = false;
    b->style = b->styles->normal;
    b->has_number = false;
    b->number = GLY_DOCX_NO_NUMBER;
    b->depth = GLY_DOCX_NO_NUMBER;
    b->outline = 9;
    b->run_told = false;
}

static bool in_contents(const struct gly_docx_body *b)
{
    for (uint32_t i = 0; i < b->fields && i < GLY_DOCX_FIELDS; i++)
        if (b->field[i].contents)
            return true;
    return false;
}

static void tell_list(struct gly_docx_body *b, struct gly_flow_paragraph *p)
{
    uint32_t number = b->has_number && b->number != GLY_DOCX_NO_NUMBER ? b->number
                      : b->style ? b->style->number
                                 : GLY_DOCX_NO_NUMBER;
    uint32_t depth = b->depth != GLY_DOCX_NO_NUMBER ? b->depth
                     : b->style                     ? b->style->depth
                                                    : 0;
    struct gly_flow_paragraph item = *p;
    /* A numbering taken away: a further paragraph of the item before. */
    if (b->has_number && b->number == 0 && p->kind == GLY_FLOW_BODY)
        p->in_item = true;
    if (!gly_docx_count(b->styles, number, depth, &item))
        return;
    item.in_item = false;
    /* A numbered heading stays a heading; its number has been counted. */
    if (p->kind == GLY_FLOW_BODY && !b->flow.in_cell)
        *p = item;
}

/* Everything is known of the paragraph: its properties have been read. */
static void tell_paragraph(struct gly_docx_body *b)
{
    if (b->told)
        return;
    b->told = true;
    struct gly_flow_paragraph *p = &b->flow.paragraph;
    *p = (struct gly_flow_paragraph){0};
    if (b->style)
        gly_style_apply(b->style->role, b->style->level, p);
    if (b->outline < 9 && p->kind == GLY_FLOW_BODY) {
        p->kind = GLY_FLOW_HEADING;
        p->level = (uint16_t)(b->outline < 6 ? b->outline + 1 : 6);
    }
    if (in_contents(b))
        p->kind = GLY_FLOW_CONTENTS;
    tell_list(b, p);
}

static void close_paragraph(struct gly_docx_body *b)
{
    tell_paragraph(b);
    b->in_paragraph = false;
    /* A code that does not end with its paragraph would hide the rest of the text. */
    for (uint32_t i = 0; i < b->fields && i < GLY_DOCX_FIELDS; i++)
        b->field[i].instruction = false;
    if (!b->merge)
        gly_flow_paragraph_end(&b->flow);
}

static void on_paragraph_property(struct gly_docx_body *b, unsigned id,
                                  const struct gly_xml_attributes *attributes)
{
    switch (id) {
    case GLY_DOCX_pStyle: {
        const struct gly_docx_style *style =
            gly_docx_find_style(b->styles, gly_xml_attribute(attributes, "val"));
        b->style = style ? style : b->style;
        break;
    }
    case GLY_DOCX_numId:
        b->number = gly_docx_number(attributes, "val", GLY_DOCX_NO_NUMBER);
        b->has_number = true;
        break;
    case GLY_DOCX_ilvl:
        b->depth = gly_docx_number(attributes, "val", 0);
        break;
    case GLY_DOCX_outlineLvl:
        b->outline = gly_docx_number(attributes, "val", 9);
        break;
    default:
        break;
    }
}

/* ---- Runs ---- */

static void open_run(struct gly_docx_body *b)
{
    b->look = (struct gly_docx_look){0};
    b->run_style = NULL;
    b->run_told = false;
}

static void overlay(struct gly_flow_run *run, const struct gly_docx_look *look,
                    unsigned mask)
{
    run->look = (run->look & ~look->off) | (look->on & mask);
    if (look->lang[0])
        memcpy(run->lang, look->lang, sizeof run->lang);
}

/* What text of the run looks like. A style of paragraphs may make all of one bold, which
 * emphasises nothing. */
static void tell_run(struct gly_docx_body *b)
{
    if (b->run_told)
        return;
    b->run_told = true;
    b->run = (struct gly_flow_run){0};
    overlay(&b->run, &b->styles->defaults, GLY_FLOW_FROZEN | GLY_FLOW_HIDDEN);
    if (b->style)
        overlay(&b->run, &b->style->look, GLY_FLOW_FROZEN | GLY_FLOW_HIDDEN);
    if (b->run_style) {
        overlay(&b->run, &b->run_style->look, UINT32_MAX);
        if (b->run_style->role == GLY_STYLE_CODE)
            b->run.look |= GLY_FLOW_CODED;
    }
    overlay(&b->run, &b->look, UINT32_MAX);
    if (b->formula > 0)
        b->run.look |= GLY_FLOW_CODED;
}

static bool shows_text(const struct gly_docx_body *b)
{
    for (uint32_t i = 0; i < b->fields && i < GLY_DOCX_FIELDS; i++)
        if (b->field[i].instruction)
            return false;
    return takes_words(b) && b->in_paragraph;
}

static void add_text(struct gly_docx_body *b, struct gly_str text, struct gly_span at)
{
    if (!shows_text(b))
        return;
    tell_paragraph(b);
    tell_run(b);
    gly_flow_text(&b->flow, &b->run, text, at);
}

static void add_made(struct gly_docx_body *b, const char *text)
{
    add_text(b, gly_str(text), (struct gly_span){0, 0});
}

static void add_break(struct gly_docx_body *b)
{
    if (!shows_text(b))
        return;
    tell_paragraph(b);
    tell_run(b);
    if (!(b->run.look & GLY_FLOW_HIDDEN))
        gly_flow_break(&b->flow);
}

/* A sign in a font that has its own table. Word keeps them in the private use area
 * (U+F000 and up); those of the font Symbol that prose is written with have a letter, the
 * rest are ornaments. Source: Adobe's "symbol.txt", mapped to Unicode by unicode.org. */
static void add_symbol(struct gly_docx_body *b,
                       const struct gly_xml_attributes *attributes)
{
    static const struct {
        unsigned code;
        const char *sign;
    } signs[] = {
        {0x61, "α"}, {0x62, "β"}, {0x67, "γ"}, {0x64, "δ"}, {0x6C, "λ"},
        {0x6D, "μ"}, {0x70, "π"}, {0x73, "σ"}, {0x77, "ω"}, {0x44, "Δ"},
        {0x53, "Σ"}, {0x57, "Ω"}, {0xA3, "≤"}, {0xA5, "∞"}, {0xAB, "↔"},
        {0xAC, "←"}, {0xAE, "→"}, {0xB0, "°"}, {0xB1, "±"}, {0xB3, "≥"},
        {0xB4, "×"}, {0xB7, "•"}, {0xB8, "÷"}, {0xB9, "≠"}, {0xBB, "≈"},
    };
    struct gly_str code = gly_xml_attribute(attributes, "char");
    unsigned value = 0;
    if (!gly_str_is(gly_xml_attribute(attributes, "font"), "Symbol") || code.len != 4)
        return;
    for (size_t i = 0; i < code.len; i++) {
        const char *digits = "0123456789abcdef";
        const char *digit = strchr(digits, code.ptr[i] | 0x20);
        value = value * 16 + (digit ? (unsigned)(digit - digits) : 0);
    }
    for (unsigned i = 0; i < GLY_COUNT(signs); i++)
        if ((value & 0xFF) == signs[i].code)
            add_made(b, signs[i].sign);
}

/* Without xml:space="preserve" the white space at both ends of w:t does not count. Line
 * breaks in the file are spaces. */
static void add_words(struct gly_docx_body *b, struct gly_str text, struct gly_span at)
{
    bool exact = text.len == gly_span_len(at);
    for (size_t i = 0; i < text.len;) {
        size_t end = i;
        while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r' &&
               text.ptr[end] != '\t' && (text.ptr[end] != ' ' || b->keep_space))
            end++;
        if (end > i) {
            if (b->space && b->any_text)
                add_made(b, " ");
            b->space = false;
            b->any_text = true;
            struct gly_span place = exact ? (struct gly_span){at.start + (uint32_t)i,
                                                              at.start + (uint32_t)end}
                                          : at;
            add_text(b, (struct gly_str){text.ptr + i, end - i}, place);
            i = end;
            continue;
        }
        if (b->keep_space)
            add_made(b, text.ptr[i] == '\t' ? "\t" : " ");
        b->space = !b->keep_space;
        i++;
    }
}

/* ---- Fields ---- */

static void begin_field(struct gly_docx_body *b)
{
    if (b->fields < GLY_DOCX_FIELDS)
        memset(&b->field[b->fields], 0, sizeof b->field[0]);
    if (b->fields < GLY_DOCX_FIELDS)
        b->field[b->fields].instruction = true;
    b->fields++;
    b->instruction_len = 0;
}

/* The code of a field is read: HYPERLINK "target", TOC, or one of the many that show a
 * piece of text. */
static void show_field(struct gly_docx_body *b)
{
    if (b->fields == 0 || b->fields > GLY_DOCX_FIELDS)
        return;
    struct gly_str code = {b->instruction, b->instruction_len};
    while (code.len > 0 && code.ptr[0] == ' ')
        code.ptr++, code.len--;
    b->field[b->fields - 1].instruction = false;
    b->field[b->fields - 1].contents =
        gly_str_starts(code, "TOC ") || gly_str_starts(code, "INDEX ");
    if (b->field[b->fields - 1].contents && b->in_paragraph && b->flow.fresh)
        b->flow.paragraph.kind = GLY_FLOW_CONTENTS;
    const char *open = memchr(code.ptr, '"', code.len);
    if (!gly_str_starts(code, "HYPERLINK ") || !open || open[-1] != ' ' ||
        memchr(code.ptr, '\\', (size_t)(open - code.ptr)))
        return;
    size_t rest = code.len - (size_t)(open + 1 - code.ptr);
    const char *close = memchr(open + 1, '"', rest);
    if (!close || !takes_words(b))
        return;
    gly_flow_link(&b->flow, (struct gly_str){open + 1, (size_t)(close - open - 1)});
    b->field[b->fields - 1].link = true;
}

static void end_field(struct gly_docx_body *b)
{
    if (b->fields == 0)
        return;
    b->fields--;
    if (b->fields < GLY_DOCX_FIELDS && b->field[b->fields].link)
        gly_flow_link_end(&b->flow);
}

static void on_field(struct gly_docx_body *b,
                     const struct gly_xml_attributes *attributes)
{
    struct gly_str type = gly_xml_attribute(attributes, "fldCharType");
    if (gly_str_is(type, "begin"))
        begin_field(b);
    else if (gly_str_is(type, "separate"))
        show_field(b);
    else if (gly_str_is(type, "end"))
        end_field(b);
}

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

/* ---- Tables ---- */

static void open_table(struct gly_docx_body *b)
{
    end_paragraph(b);
    if (b->tables < GLY_DOCX_TABLES)
        memset(&b->table[b->tables], 0, sizeof b->table[0]);
    if (b->tables > 0)
        need_cell(b);
    b->tables++;
}

/* A table of one column is a frame round paragraphs; so is, in effect, one that is
 * nested in another. */
static void open_row(struct gly_docx_body *b)
{
    if (b->tables > 0 && b->tables <= GLY_DOCX_TABLES &&
        !b->table[b->tables - 1].begun) {
        b->table[b->tables - 1].begun = true;
        b->table[b->tables - 1].flat = b->table[b->tables - 1].columns == 1;
        if (b->tables == 1 && !b->table[0].flat)
            gly_flow_table(&b->flow);
    }
    if (b->tables != 1)
        return;
    b->header_row = b->row_told = b->row_gone = false;
    b->before = 0;
}

static void open_cell(struct gly_docx_body *b)
{
    if (b->tables != 1)
        return;
    b->cell_told = b->covered = false;
    b->colspan = 1;
}

static void close_cell(struct gly_docx_body *b)
{
    end_paragraph(b);
    if (!in_data_table(b))
        return;
    need_cell(b);
    gly_flow_cell_end(&b->flow);
}

static void close_row(struct gly_docx_body *b)
{
    if (in_data_table(b) && b->row_told)
        gly_flow_row_end(&b->flow);
}

static void close_table(struct gly_docx_body *b)
{
    if (b->tables == 0)
        return;
    if (in_data_table(b) && b->table[0].begun)
        gly_flow_table_end(&b->flow);
    b->tables--;
}

static void on_table_property(struct gly_docx_body *b, unsigned id,
                              const struct gly_xml_attributes *attributes)
{
    switch (id) {
    case GLY_DOCX_gridCol:
        if (b->tables > 0 && b->tables <= GLY_DOCX_TABLES)
            b->table[b->tables - 1].columns++;
        break;
    case GLY_DOCX_tblHeader:
        if (b->tables == 1)
            b->header_row = gly_docx_is_on(attributes);
        break;
    case GLY_DOCX_gridBefore:
        if (b->tables == 1)
            b->before = gly_docx_number(attributes, "val", 0) % GLY_FLOW_COLUMNS;
        break;
    case GLY_DOCX_gridSpan:
        if (b->tables == 1) {
            uint32_t span = gly_docx_number(attributes, "val", 1);
            b->colspan = span == 0                 ? 1
                         : span > GLY_FLOW_COLUMNS ? GLY_FLOW_COLUMNS
                                                   : span;
        }
        break;
    case GLY_DOCX_vMerge:
        if (b->tables == 1)
            b->covered = !gly_str_is(gly_xml_attribute(attributes, "val"), "restart");
        break;
    default:
        break;
    }
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
            add_made(b, "\t");
        break;
    case GLY_DOCX_br:
    case GLY_DOCX_cr:
        add_break(b);
        break;
    case GLY_DOCX_noBreakHyphen:
        add_made(b, "\u2011");
        break;
    case GLY_DOCX_softHyphen:
        add_made(b, "\u00AD");
        break;
    case GLY_DOCX_sym:
        add_symbol(b, attributes);
        break;
    case GLY_DOCX_fldChar:
        on_field(b, attributes);
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
        open_paragraph(b);
        break;
    case GLY_DOCX_pPr:
        b->in_properties = true;
        break;
    case GLY_DOCX_r:
        open_run(b);
        break;
    case GLY_DOCX_rStyle:
        b->run_style =
            gly_docx_find_style(b->styles, gly_xml_attribute(attributes, "val"));
        break;
    case GLY_DOCX_tbl:
        open_table(b);
        break;
    case GLY_DOCX_tr:
        open_row(b);
        break;
    case GLY_DOCX_tc:
        open_cell(b);
        break;
    default:
        on_table_property(b, id, attributes);
        on_paragraph_property(b, id, attributes);
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
            end_paragraph(b);
            gly_flow_aside_end(&b->flow);
            b->tables = 0;
            return;
        }
    }
    switch (id) {
    case GLY_DOCX_p:
        close_paragraph(b);
        break;
    case GLY_DOCX_pPr:
        b->in_properties = false;
        tell_paragraph(b);
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
        close_cell(b);
        break;
    case GLY_DOCX_tr:
        close_row(b);
        break;
    case GLY_DOCX_tbl:
        close_table(b);
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
        add_words(b, text, at);
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
    end_paragraph(b);
    if (b->beside > 0) /* cut off in the middle */
        gly_flow_aside_end(&b->flow);
}
