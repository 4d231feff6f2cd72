/* The lines of a plain text, and the marks that people begin a line with. */
#ifndef GALLEY_LINES_H
#define GALLEY_LINES_H

#include <galley/span.h>

#include "base/arena.h"

struct gly_line {
    uint32_t start, end; /* what the line says: without quotation prefix, indentation
                            and white space at its end; equal when it is blank */
    uint32_t next;       /* where the next line starts */
    uint32_t indent;     /* columns of white space before `start`, tabs to four */
    uint32_t quote;      /* how many '>' stand before that */
    uint32_t width;      /* code points from `start` to `end` */
    bool word;           /* begins with a word, as most do, and is no row of marks */
    bool marked;         /* begins with a marker: gly_line_marker() */
};

struct gly_lines {
    struct gly_str text;
    const struct gly_line *at;
    uint32_t count;
};

/* Split a text from offset `start` on. With `quotes` a '>' at the start of a line is the prefix of e-mail,
 * else it is text. Indentation that all lines share is taken off. */
struct gly_lines gly_lines_split(struct gly_arena *arena, struct gly_str text,
                                 uint32_t start, bool quotes);

static inline bool gly_line_is_blank(const struct gly_line *line)
{
    return line->start == line->end;
}

static inline struct gly_str gly_line_text(const struct gly_lines *lines,
                                           uint32_t index)
{
    const struct gly_line *line = &lines->at[index];
    return (struct gly_str){lines->text.ptr + line->start, line->end - line->start};
}

/* Does the line say nothing but one mark repeated, three times or more ("* * *",
 * "----",
 * "====")? Returns the mark, else 0. */
char gly_line_rule(struct gly_str line);

/* The bullet or number a list item begins with. */
struct gly_marker {
    uint32_t length;  /* bytes from the start of the line to the item's text */
    uint32_t columns; /* the same in columns */
    uint32_t number;  /* as written; 0 for a bullet */
    uint32_t style;   /* items of one list share it: the bullet, or '.', ')', '(' */
    bool ordered;
};

bool gly_line_marker(struct gly_str line, struct gly_marker *ret_marker);

#endif
