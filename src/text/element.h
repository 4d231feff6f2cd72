/* The elements of HTML: what each means for a reader of prose. */
#ifndef GALLEY_ELEMENT_H
#define GALLEY_ELEMENT_H

#include "text/markup.h"

enum gly_role {
    GLY_ROLE_INLINE, /* goes with the text around it; unknown elements too */
    GLY_ROLE_BLOCK,  /* begins and ends a line, nothing more: div, section, form */
    GLY_ROLE_PARAGRAPH,
    GLY_ROLE_HEADING,
    GLY_ROLE_LIST,
    GLY_ROLE_ITEM,
    GLY_ROLE_TABLE,
    GLY_ROLE_ROW_GROUP,
    GLY_ROLE_ROW,
    GLY_ROLE_CELL,
    GLY_ROLE_CAPTION,
    GLY_ROLE_QUOTE,
    GLY_ROLE_CODE,
    GLY_ROLE_MAIN,   /* the text itself: main, article */
    GLY_ROLE_HEADER, /* of the page, or of an article */
    GLY_ROLE_CHROME, /* around the text: nav, aside, footer */
    GLY_ROLE_BREAK,  /* br */
    GLY_ROLE_IMAGE,
    GLY_ROLE_TITLE,
    GLY_ROLE_META,
    GLY_ROLE_ROOT,   /* html, body, head: no place of their own */
    GLY_ROLE_RAISED, /* sup */
    GLY_ROLE_HIDDEN, /* its content is not prose, or not shown */
};

enum gly_element_flags {
    GLY_ELEMENT_VOID = 1 << 0,  /* has no content and no end tag */
    GLY_ELEMENT_RAW = 1 << 1,   /* its content has no tags */
    GLY_ELEMENT_SCOPE = 1 << 2, /* end tags inside do not reach out of it */
    GLY_ELEMENT_ORDERED = 1 << 3,
    GLY_ELEMENT_HEADER = 1 << 4,
};

struct gly_element {
    char name[12]; /* lower case */
    uint8_t role;  /* enum gly_role */
    uint8_t flags;
    uint8_t level; /* of a heading */
};

/* Every element has an index below GLY_ELEMENT_COUNT; GLY_ELEMENT_UNKNOWN is that of all others.
 * These are asked for by themselves. */
enum {
    GLY_ELEMENT_UNKNOWN,
    GLY_ELEMENT_H1,
    GLY_ELEMENT_H2,
    GLY_ELEMENT_H3,
    GLY_ELEMENT_H4,
    GLY_ELEMENT_H5,
    GLY_ELEMENT_H6,
    GLY_ELEMENT_P,
    GLY_ELEMENT_TABLE,
    GLY_ELEMENT_TR,
    GLY_ELEMENT_TD,
    GLY_ELEMENT_TH,
    GLY_ELEMENT_CAPTION,
    GLY_ELEMENT_THEAD,
    GLY_ELEMENT_TBODY,
    GLY_ELEMENT_TFOOT,
    GLY_ELEMENT_UL,
    GLY_ELEMENT_OL,
    GLY_ELEMENT_MENU,
    GLY_ELEMENT_DIR,
    GLY_ELEMENT_DL,
    GLY_ELEMENT_LI,
    GLY_ELEMENT_DT,
    GLY_ELEMENT_DD,
    GLY_ELEMENT_MAIN,
    GLY_ELEMENT_ARTICLE,
    GLY_ELEMENT_COUNT = 110
};

unsigned gly_element_find(struct gly_str name);
const struct gly_element *gly_element_at(unsigned index);

/* The attributes that matter here, read in one pass. */
struct gly_attributes {
    struct gly_str lang, class, id, role, alt, href, content, name;
    uint16_t colspan, rowspan; /* at least 1 */
    uint32_t start;            /* of a list, value of an item; 0 when none is given */
    bool hidden;               /* hidden, aria-hidden, display: none */
    bool frozen;               /* translate="no", spellcheck="false" */
};

void gly_attributes_read(const struct gly_markup *tag, struct gly_attributes *ret);

/* Do role, class or id say that an element stands around the text: menu, share bar,
 * cookie banner, comments? */
bool gly_attributes_are_chrome(const struct gly_attributes *attributes);

#endif
