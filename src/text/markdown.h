/* The inside of the Markdown reader: what its files share. */
#ifndef GALLEY_MARKDOWN_H
#define GALLEY_MARKDOWN_H

#include "text/doc.h"
#include "text/feed.h"
#include "text/html.h"
#include "text/inline.h"

/* What md4c says a piece of text is. */
enum gly_markdown_piece {
    GLY_MARKDOWN_TEXT,
    GLY_MARKDOWN_NUL,   /* has no place of its own */
    GLY_MARKDOWN_BREAK, /* of a line, likewise */
    GLY_MARKDOWN_ENTITY,
    GLY_MARKDOWN_CODE,
    GLY_MARKDOWN_HTML,
};

struct gly_markdown_span {
    int type;       /* MD_SPANTYPE of md4c */
    uint32_t start; /* in the text */
    struct gly_str target;
};

struct gly_markdown_list {
    bool ordered;
    uint32_t number; /* of its next item */
};

struct gly_markdown {
    struct gly_arena *arena;
    struct gly_str source;
    struct gly_builder b;
    struct gly_feed feed;   /* the bytes that md4c reads */
    struct gly_inline html; /* inline, and between blocks: */
    struct gly_html raw_html;
    bool gave_up;
    bool mdx; /* with the JavaScript of MDX */

    uint32_t at;     /* source offset behind the last piece of text */
    uint32_t heard;  /* the same, of all that md4c told the place of */
    char pending[8]; /* made-up characters whose place the next piece will tell */
    unsigned pending_count;

    GLY_VEC(struct gly_markdown_span) spans;
    GLY_VEC(struct gly_markdown_list) lists;
    uint32_t quotes; /* open quotations */
    bool raised;     /* inside <sup> */
    uint32_t item;   /* an item whose number stands before its first text; GLY_NONE */
    bool in_note;    /* a NOTE is open for this paragraph */
    bool in_code;    /* inside a code block */
    bool in_html;    /* inside an HTML block: */
    struct gly_span raw; /* its place; empty until its first text */
    uint32_t tag_end;    /* inline HTML is read up to this source offset */
    struct gly_str mute; /* inside <script> or <style>, inline: that name */
    bool escaped_dollar; /* the leaf has a dollar sign that is no formula */
    uint32_t skip_space; /* source offset of a space that is left out */
    bool image_before;   /* the description of an image stands right before */
    bool head;           /* inside the head of a table */
    uint16_t column;
    uint32_t cells;
};

static inline bool gly_markdown_in_leaf(const struct gly_markdown *r)
{
    return r->b.leaf != GLY_NONE;
}

/* markdown_text.c: open and close a leaf; closing none is allowed. */
struct gly_block *gly_markdown_open_leaf(struct gly_markdown *r,
                                         enum gly_block_kind kind);
void gly_markdown_close_leaf(struct gly_markdown *r);
/* A piece of text as md4c hands it out. */
void gly_markdown_add_text(struct gly_markdown *r, enum gly_markdown_piece type,
                           struct gly_str text);

#endif
