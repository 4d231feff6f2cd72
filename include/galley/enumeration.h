/* Items in a row inside a sentence, and how many there may be. */
#ifndef GALLEY_ENUMERATION_H
#define GALLEY_ENUMERATION_H

#include <galley/document.h>

/* An enumeration read token by token. */
struct gly_enumeration {
    unsigned commas; /* segments less one */
    unsigned inner;  /* "and" inside a segment that is not the last */
    bool last_and;   /* "C and D" in the last segment */
    bool oxford;     /* ", and D" */
    bool capital;    /* every item begins with a capital */
    bool article;    /* or with an article */
    bool single;     /* every item is one word, and the last two are no pair */
    bool strange;    /* something in it that is no plain item */
    uint32_t end;    /* the token behind it */
};

/* What stands from `tok` on, up to `end` or a mark that ends it. */
struct gly_enumeration gly_enumeration_read(const struct gly_doc *doc, uint32_t tok,
                                            uint32_t end);

/* How many items there may be: "fish and chips" is one or two. */
void gly_enumeration_count(const struct gly_enumeration *items, unsigned *ret_least,
                           unsigned *ret_most);

/* A token that may be in an item: a word, or one mixed with figures. */
bool gly_is_item_word(const struct gly_doc *doc, uint32_t tok);
/* One with a capital. */
bool gly_is_item_name(const struct gly_doc *doc, uint32_t tok);

/* Does the mark end a row of items: a stop, a semicolon, a closing bracket? */
bool gly_enumeration_ends(struct gly_str mark);

#endif
