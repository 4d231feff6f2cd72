/* The inside of the reader of plain text: what its files share. */
#ifndef GALLEY_PLAIN_H
#define GALLEY_PLAIN_H

#include "text/doc.h"
#include "text/lines.h"

struct gly_plain {
    struct gly_arena *arena;
    struct gly_lines lines;
    struct gly_builder b;
    uint32_t quote;     /* depth of the open quotations */
    uint32_t wrap;      /* the width at which lines are wrapped, 0 when none is seen */
    bool unwrapped;     /* lines are paragraphs in this document */
    uint32_t group_end; /* line after the group (lines between blank ones) in hand */
    bool by_line;       /* lines are paragraphs in this group */
    bool seen_text;     /* something has been read before */
    bool bars, tabs;    /* somewhere: there may be tables */
    struct {
        uint32_t length, until; /* no fence of this length or more closes before line
                                   `until`: what a search in vain has taught */
    } unclosed[2];              /* by mark: '`', '~' */
    struct {
        uint32_t end;      /* of the group that was looked at */
        uint32_t shallow;  /* its last line that is not set in, plus one; 0: none */
        uint32_t at, code; /* how many lines from `at` on look like code */
    } indented;
};

static inline const struct gly_line *gly_plain_line(const struct gly_plain *p,
                                                    uint32_t i)
{
    return &p->lines.at[i];
}

static inline struct gly_str gly_plain_text(const struct gly_plain *p, uint32_t i)
{
    return gly_line_text(&p->lines, i);
}

/* ---- Lines in company (plain.c) ---- */

/* Is there a line after `i` that may belong to the same paragraph? */
bool gly_plain_has_next(const struct gly_plain *p, uint32_t i);
/* The first line from `i` on that says something; the number of lines when none does. */
uint32_t gly_plain_skip_blank(const struct gly_plain *p, uint32_t i);
/* Is the line as long as wrapping allows: would the next word not have fitted? */
bool gly_plain_is_full(const struct gly_plain *p, uint32_t i);
/* Does it begin as a list item does? */
bool gly_plain_has_marker(const struct gly_plain *p, uint32_t i);
/* Does line i + 1 hold plain text that may go on with line i? */
bool gly_plain_goes_on(struct gly_plain *p, uint32_t i);
/* Look at the group of lines that begins at `i`: sets by_line and group_end. */
void gly_plain_survey_group(struct gly_plain *p, uint32_t i);

/* ---- Leaves (plain.c) ---- */

void gly_plain_add_leaf(struct gly_plain *p, enum gly_block_kind kind,
                        struct gly_span span, uint16_t level, uint16_t flags);
/* A leaf over whole lines, the first from offset `start`. */
void gly_plain_add_lines(struct gly_plain *p, enum gly_block_kind kind, uint16_t level,
                         uint32_t start, uint32_t first, uint32_t last);

/* ---- Parts: each returns the line behind what it has read ---- */

/* plain_table.c */
bool gly_plain_table_begins(const struct gly_plain *p, uint32_t i);
uint32_t gly_plain_read_table(struct gly_plain *p, uint32_t i);
/* plain_list.c: line i has a marker. */
uint32_t gly_plain_read_list(struct gly_plain *p, uint32_t i);

#endif
