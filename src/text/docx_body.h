/* The text of a Word document, as its XML is read. */
#ifndef GALLEY_DOCX_BODY_H
#define GALLEY_DOCX_BODY_H

#include "text/docx.h"

/* What is read of a part. */
enum gly_docx_pass {
    GLY_DOCX_PASS_BODY,  /* all but text boxes */
    GLY_DOCX_PASS_BOXES, /* text boxes alone */
    GLY_DOCX_PASS_NOTES, /* footnotes or endnotes */
};

struct gly_docx_comment {
    struct gly_str id, content;
    uint32_t start; /* in the text; GLY_NONE: no range */
    bool placed;
};

enum { GLY_DOCX_FIELDS = 32, GLY_DOCX_INSTRUCTION = 300, GLY_DOCX_TABLES = 32 };

struct gly_docx_body {
    struct gly_arena *arena;
    struct gly_docx_package *package;
    struct gly_docx_styles *styles;
    struct gly_flow flow;
    bool original; /* tracked changes as they were before */
    enum gly_docx_pass pass;
    bool has_boxes;
    GLY_VEC(struct gly_docx_comment) comments;

    uint32_t skip;   /* open elements of what is left out */
    uint32_t beside; /* of the passes but the first: open elements of what is read */

    /* The paragraph in hand. */
    bool in_paragraph, in_properties;
    bool told;  /* the flow knows what it is */
    bool merge; /* its mark is a tracked change: the next one goes on with it */
    const struct gly_docx_style *style;
    uint32_t number, depth; /* of its list, as it says itself */
    bool has_number;
    uint32_t outline; /* heading level from 0, 9 for none */

    /* The run in hand. */
    uint32_t run_properties; /* open w:rPr */
    struct gly_docx_look look;
    const struct gly_docx_style *run_style;
    struct gly_flow_run run;
    bool run_told, in_text, keep_space, in_instruction;
    bool space; /* white space at the end of text that is not kept */
    bool any_text;
    uint32_t formula; /* open elements of one */

    /* Fields inside fields. */
    struct {
        bool instruction; /* its code comes, not yet what it shows */
        bool link, contents;
    } field[GLY_DOCX_FIELDS];
    uint32_t fields; /* open ones, more than there is room for may be */
    char instruction[GLY_DOCX_INSTRUCTION];
    size_t instruction_len;

    /* Tables; of those inside cells only that they are there. */
    struct {
        bool begun; /* the flow knows it */
        bool flat;  /* a frame round text: one column */
        uint32_t columns;
    } table[GLY_DOCX_TABLES];
    uint32_t tables;
    bool header_row, row_told, row_gone, cell_told, covered;
    uint32_t before, colspan;
};

void gly_docx_body_begin(struct gly_docx_body *body);
void gly_docx_body_end(struct gly_docx_body *body);
void gly_docx_body_open(void *body, unsigned id,
                        const struct gly_xml_attributes *attributes);
void gly_docx_body_close(void *body, unsigned id);
void gly_docx_body_text(void *body, struct gly_str text, struct gly_span at);

/* ---- Paragraphs, runs, fields (docx_text.c) ---- */

/* Is what comes part of the pass, and not left out? */
bool gly_docx_takes_words(const struct gly_docx_body *body);
void gly_docx_open_paragraph(struct gly_docx_body *body);
/* Tell the flow what the paragraph is; its properties have been read. */
void gly_docx_tell_paragraph(struct gly_docx_body *body);
void gly_docx_close_paragraph(struct gly_docx_body *body);
/* A paragraph whose mark is a tracked change waits for the next one: end it for good. */
void gly_docx_end_paragraph(struct gly_docx_body *body);
void gly_docx_on_paragraph_property(struct gly_docx_body *body, unsigned id,
                                    const struct gly_xml_attributes *attributes);
void gly_docx_open_run(struct gly_docx_body *body);
/* The content of w:t; `at` is its place in the part. */
void gly_docx_add_words(struct gly_docx_body *body, struct gly_str text,
                        struct gly_span at);
/* Text that stands for an element. */
void gly_docx_add_made(struct gly_docx_body *body, const char *text);
void gly_docx_add_break(struct gly_docx_body *body);
void gly_docx_add_symbol(struct gly_docx_body *body,
                         const struct gly_xml_attributes *attributes);
/* w:fldChar */
void gly_docx_on_field(struct gly_docx_body *body,
                       const struct gly_xml_attributes *attributes);

/* ---- Tables (docx_table.c) ---- */

void gly_docx_open_table(struct gly_docx_body *body);
void gly_docx_open_row(struct gly_docx_body *body);
void gly_docx_open_cell(struct gly_docx_body *body);
/* Tell the flow of the cell in hand, when its first content comes. */
void gly_docx_need_cell(struct gly_docx_body *body);
void gly_docx_close_cell(struct gly_docx_body *body);
void gly_docx_close_row(struct gly_docx_body *body);
void gly_docx_close_table(struct gly_docx_body *body);
void gly_docx_on_table_property(struct gly_docx_body *body, unsigned id,
                                const struct gly_xml_attributes *attributes);

#endif
