/* What the names of styles say. Word stores the English names of its own styles whatever
 * the language of its menus; LibreOffice, Google Docs and pandoc have theirs. */
#ifndef GALLEY_STYLE_H
#define GALLEY_STYLE_H

#include "text/flow.h"

enum gly_style_role {
    GLY_STYLE_NONE,
    GLY_STYLE_HEADING, /* with a level */
    GLY_STYLE_QUOTE,
    GLY_STYLE_CODE, /* of a paragraph or of characters */
    GLY_STYLE_CAPTION,
    GLY_STYLE_CONTENTS,
    GLY_STYLE_HEAD,  /* of a table */
    GLY_STYLE_GO_ON, /* a further paragraph of an item */
};

/* The role that a style has by its name, with the level of a heading. */
enum gly_style_role gly_style_role(struct gly_str name, uint16_t *ret_level);

/* Make the paragraph what a role says. */
void gly_style_apply(enum gly_style_role role, uint16_t level,
                     struct gly_flow_paragraph *paragraph);

/* A language as a document names it: 'en' and 'GB' or 'en-GB', "" for none; true where
 * it says that the text is in no language, which is how people switch checking off. */
bool gly_style_lang(char ret_lang[12], struct gly_str language, struct gly_str country);

#endif
