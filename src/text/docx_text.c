/* Paragraphs, runs and fields of a Word document. */
#include "text/docx_body.h"

/* ---- Paragraphs ---- */

bool gly_docx_takes_words(const struct gly_docx_body *b)
{
    return b->skip == 0 && (b->pass == GLY_DOCX_PASS_BODY || b->beside > 0);
}

void gly_docx_end_paragraph(struct gly_docx_body *b)
{
    if (b->merge)
        gly_flow_paragraph_end(&b->flow);
    b->merge = false;
}

void gly_docx_open_paragraph(struct gly_docx_body *b)
{
    gly_docx_need_cell(b);
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
void gly_docx_tell_paragraph(struct gly_docx_body *b)
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

void gly_docx_close_paragraph(struct gly_docx_body *b)
{
    gly_docx_tell_paragraph(b);
    b->in_paragraph = false;
    /* A code that does not end with its paragraph would hide the rest of the text. */
    for (uint32_t i = 0; i < b->fields && i < GLY_DOCX_FIELDS; i++)
        b->field[i].instruction = false;
    if (!b->merge)
        gly_flow_paragraph_end(&b->flow);
}

void gly_docx_on_paragraph_property(struct gly_docx_body *b, unsigned id,
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

void gly_docx_open_run(struct gly_docx_body *b)
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
    return gly_docx_takes_words(b) && b->in_paragraph;
}

static void add_text(struct gly_docx_body *b, struct gly_str text, struct gly_span at)
{
    if (!shows_text(b))
        return;
    gly_docx_tell_paragraph(b);
    tell_run(b);
    gly_flow_text(&b->flow, &b->run, text, at);
}

void gly_docx_add_made(struct gly_docx_body *b, const char *text)
{
    add_text(b, gly_str(text), (struct gly_span){0, 0});
}

void gly_docx_add_break(struct gly_docx_body *b)
{
    if (!shows_text(b))
        return;
    gly_docx_tell_paragraph(b);
    tell_run(b);
    if (!(b->run.look & GLY_FLOW_HIDDEN))
        gly_flow_break(&b->flow);
}

/* A sign in a font that has its own table. Word keeps them in the private use area
 * (U+F000 and up); those of the font Symbol that prose is written with have a letter, the
 * rest are ornaments. Source: Adobe's "symbol.txt", mapped to Unicode by unicode.org. */
void gly_docx_add_symbol(struct gly_docx_body *b,
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
            gly_docx_add_made(b, signs[i].sign);
}

/* Without xml:space="preserve" the white space at both ends of w:t does not count. Line
 * breaks in the file are spaces. */
void gly_docx_add_words(struct gly_docx_body *b, struct gly_str text,
                        struct gly_span at)
{
    bool exact = text.len == gly_span_len(at);
    for (size_t i = 0; i < text.len;) {
        size_t end = i;
        while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r' &&
               text.ptr[end] != '\t' && (text.ptr[end] != ' ' || b->keep_space))
            end++;
        if (end > i) {
            if (b->space && b->any_text)
                gly_docx_add_made(b, " ");
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
            gly_docx_add_made(b, text.ptr[i] == '\t' ? "\t" : " ");
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
    if (!close || !gly_docx_takes_words(b))
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

void gly_docx_on_field(struct gly_docx_body *b,
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
