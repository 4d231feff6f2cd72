/* Documents of word processors: paragraphs with styles, not lines with marks. What DOCX
 * and ODT have in common.
 *
 * The text of such a source is what a person reads on the page: one line a paragraph,
 * cells of tables and empty paragraphs too, in the order of the file; then text boxes,
 * then notes. So the line of a place is the number of its paragraph, the column counts
 * code points in it, and everything behind the locator works as it does for text. A line
 * break inside a paragraph is U+000B there, as in the clipboard of word processors, and a
 * line feed in the text of the document.
 *
 * A reader says what it meets in the order of the file. Paragraphs without text make no
 * blocks; blocks, lists and quotations are opened by the first text that needs them. */
#ifndef GALLEY_FLOW_H
#define GALLEY_FLOW_H

#include "text/doc.h"

/* What a place of such a format counts, for readers of reports. */
#define GLY_FLOW_PLACES(what)                                                          \
    what                                                                               \
        " has no lines: startLine and endLine are the numbers of paragraphs, counted " \
        "from 1 with empty ones and those in table cells, text boxes and notes after " \
        "the body; columns count in the text of the paragraph as it is shown."

enum gly_flow_kind {
    GLY_FLOW_BODY,
    GLY_FLOW_HEADING,
    GLY_FLOW_CODE,     /* those that follow each other are one block */
    GLY_FLOW_QUOTE,    /* likewise, in one quotation */
    GLY_FLOW_CAPTION,  /* of a table or picture */
    GLY_FLOW_CONTENTS, /* of a table of contents or an index: not the text itself */
};

struct gly_flow_paragraph {
    enum gly_flow_kind kind;
    uint16_t level; /* heading: 1 to 6 */
    /* An item of a list, unless `list` is 0. */
    uint32_t list;  /* items of one list share it */
    uint16_t depth; /* of the item, from 0 */
    bool in_item;   /* goes on with the item before, where there is one */
    bool ordered;
    uint32_t number;
    bool is_head; /* in a cell: a header of the table */
};

enum gly_flow_look {
    GLY_FLOW_EMPHASIS = 1 << 0,
    GLY_FLOW_CODED = 1 << 1,  /* code inside a sentence, a formula */
    GLY_FLOW_FROZEN = 1 << 2, /* "do not check", struck out */
    GLY_FLOW_RAISED = 1 << 3,
    GLY_FLOW_HIDDEN = 1 << 4, /* not on the page: left out */
};

struct gly_flow_run {
    unsigned look; /* enum gly_flow_look */
    char lang[12]; /* "" when the format says none */
};

enum {
    GLY_FLOW_COLUMNS = 256, /* of a table, in which row spans are followed */
    GLY_FLOW_MARKS = 3,     /* kinds of marks that runs make */
    GLY_FLOW_LANGS = 16,    /* languages whose share is counted */
};

struct gly_flow_list {
    uint32_t id;
    uint16_t depth;
};

struct gly_flow {
    struct gly_arena *arena;
    struct gly_source *source;
    struct gly_builder b;
    GLY_VEC(char) text; /* of the source */
    struct gly_writings *origins;
    uint32_t part; /* index of the one being read */

    bool any_line; /* a paragraph was begun */
    struct gly_flow_paragraph paragraph;
    bool fresh;      /* no text of this paragraph yet */
    uint32_t breaks; /* line breaks before the next text */
    uint32_t begin;  /* the text of the leaf in hand begins here */

    GLY_VEC(struct gly_flow_list) lists; /* open ones, each with an open item */
    uint32_t group;                      /* open quotation or contents, else GLY_NONE */
    enum gly_flow_kind group_kind;

    uint32_t tables;                  /* open ones; those inside cells make no blocks */
    bool in_row, in_cell, plain_head; /* of the outermost; all cells are headers */
    uint32_t column, row;
    uint32_t spanned[GLY_FLOW_COLUMNS]; /* by column: block of the cell that may reach
                                           into further rows, GLY_NONE */

    uint32_t mark_start[GLY_FLOW_MARKS]; /* GLY_NONE: not open */
    uint32_t lang_start;
    char lang[12]; /* of the open mark */
    bool in_link;
    uint32_t link_start;
    struct gly_str link;
    GLY_VEC(struct gly_str) comments; /* to stand before the next leaf */
    struct {
        char tag[12];
        uint64_t bytes;
    } langs[GLY_FLOW_LANGS];
};

void gly_flow_start(struct gly_flow *flow, struct gly_arena *arena,
                    struct gly_source *source);
/* Close what is open, settle the languages. */
struct gly_doc *gly_flow_finish(struct gly_flow *flow);

/* What follows comes from this part of the package. */
void gly_flow_part(struct gly_flow *flow, const char *name);

/* A paragraph begins: a line of the source. What it is may be told until its first text,
 * through flow->paragraph. */
void gly_flow_paragraph(struct gly_flow *flow);
void gly_flow_paragraph_end(struct gly_flow *flow);

/* Text of a paragraph, from `at` in the part; an empty `at`: from no text. */
void gly_flow_text(struct gly_flow *flow, const struct gly_flow_run *run,
                   struct gly_str text, struct gly_span at);
/* A line break inside the paragraph. */
void gly_flow_break(struct gly_flow *flow);

void gly_flow_link(struct gly_flow *flow, struct gly_str target);
void gly_flow_link_end(struct gly_flow *flow);
/* A reference to a note. */
void gly_flow_note_mark(struct gly_flow *flow, struct gly_str label);
/* Where the text now stands, for comments that reach over a part of it. */
uint32_t gly_flow_at(const struct gly_flow *flow);
/* A comment on the text from `start` to here; with nothing in it, on this place, or on
 * the paragraph where that has not begun. */
void gly_flow_comment(struct gly_flow *flow, uint32_t start, struct gly_str content);

/* What a comment says to galley, "" where it speaks to people: word processors write
 * "Stet" and curly quotation marks where "stet" and straight ones were typed. */
struct gly_str gly_flow_stet(struct gly_arena *arena, struct gly_str text);

void gly_flow_table(struct gly_flow *flow);
void gly_flow_row(struct gly_flow *flow, bool header);
/* A cell; `covered` by one above, whose text it does not repeat. */
void gly_flow_cell(struct gly_flow *flow, unsigned colspan, unsigned rowspan,
                   bool covered);
void gly_flow_cell_end(struct gly_flow *flow);
void gly_flow_row_end(struct gly_flow *flow);
void gly_flow_table_end(struct gly_flow *flow);

/* A stretch beside the text: a note (GLY_BLOCK_NOTE) or a text box (GLY_BLOCK_SECTION). */
void gly_flow_aside(struct gly_flow *flow, enum gly_block_kind kind);
void gly_flow_aside_end(struct gly_flow *flow);

#endif
