/* What publishing systems leave in a text: rules/structure/leftover.csv, compiled in. */
#ifndef GALLEY_LEFTOVER_H
#define GALLEY_LEFTOVER_H

#include <galley/span.h>

/* Where a pattern counts. */
enum gly_leftover_place {
    GLY_LEFTOVER_LINE,  /* a line that holds nothing else */
    GLY_LEFTOVER_START, /* the start of a block */
    GLY_LEFTOVER_ANYWHERE,
    GLY_LEFTOVER_EXACT, /* anywhere, token by token */
};

enum gly_leftover_kind {
    GLY_LEFTOVER_WIDGET,
    GLY_LEFTOVER_COUNTER,
    GLY_LEFTOVER_LINKS,
    GLY_LEFTOVER_SHARE,
    GLY_LEFTOVER_NEWSLETTER,
    GLY_LEFTOVER_COMMENT,
    GLY_LEFTOVER_ADVERTISEMENT,
    GLY_LEFTOVER_COOKIES,
    GLY_LEFTOVER_SCRIPT,
    GLY_LEFTOVER_BYLINE,
    GLY_LEFTOVER_PLACEHOLDER,
    GLY_LEFTOVER_ASSISTANT,
    GLY_LEFTOVER_MERGE,
    GLY_LEFTOVER_REFERENCE,
    GLY_LEFTOVER_REMARK,
};

struct gly_leftover {
    /* Words in lower case with a space between; '#' is a number, '*' at the end a few
     * words more or none. Marks between the words of the text do not count. Of an exact
     * pattern each element is one token, or several between bars; a capital is one. */
    const char *pattern;
    enum gly_leftover_place place;
    enum gly_leftover_kind kind;
};

/* Sorted by pattern. */
extern const struct gly_leftover gly_leftovers[];
extern const size_t gly_leftover_count;

#endif
