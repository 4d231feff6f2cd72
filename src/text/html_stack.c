#include "text/html_stack.h"

#include "text/html_text.h"

/* ---- The stack ---- */

struct gly_html_open *gly_html_top(struct gly_html *h)
{
    return h->open.count > 0 ? &h->open.at[h->open.count - 1] : NULL;
}

static enum gly_role role_of(const struct gly_html_open *open)
{
    return (enum gly_role)gly_element_at(open->element)->role;
}

/* The innermost open element of that name, index + 1; 0 when there is none, or when the
 * scope in hand hides it. */
uint32_t gly_html_find(const struct gly_html *h, unsigned element)
{
    uint32_t found = h->last[element];
    uint32_t scope = h->open.count > 0 ? h->open.at[h->open.count - 1].scope : 0;
    return found >= scope ? found : 0;
}

uint32_t gly_html_find_last(const struct gly_html *h, const uint8_t *elements)
{
    uint32_t last = 0;
    for (; *elements != GLY_ELEMENT_UNKNOWN; elements++) {
        uint32_t found = h->last[*elements];
        last = found > last ? found : last;
    }
    return last;
}

struct gly_html_open *gly_html_push(struct gly_html *h, unsigned element,
                                    const struct gly_markup *tag)
{
    uint32_t scope = h->open.count > 0 ? gly_html_top(h)->scope : 0;
    uint32_t lang = h->open.count > 0 ? gly_html_top(h)->lang_from : 0;
    struct gly_html_open *open = GLY_VEC_ADD(h->b->arena, &h->open);
    *open = (struct gly_html_open){
        .element = (uint8_t)element,
        .name = tag->name,
        .scope =
            gly_element_at(element)->flags & GLY_ELEMENT_SCOPE ? h->open.count : scope,
        .lang_from = lang,
        .before = h->last[element],
        .block = GLY_NONE,
        .substance = h->substance,
    };
    h->last[element] = h->open.count;
    return open;
}

struct gly_block *gly_html_open_container(struct gly_html *h, enum gly_block_kind kind)
{
    struct gly_html_open *open = gly_html_top(h);
    struct gly_block *block = gly_build_open(h->b, kind);
    open->containers++;
    if (block != &h->b->dropped && open->block == GLY_NONE)
        open->block = h->b->doc->blocks.count - 1;
    return block;
}

enum gly_block_kind gly_html_frame(const struct gly_html *h)
{
    const struct gly_builder *b = h->b;
    return b->doc->blocks.at[b->open.at[b->open.count - 1]].kind;
}

/* A block begins or ends: the paragraph in hand is over. Inside a cell or a heading, which
 * is one leaf, it is a line break. */
void gly_html_part(struct gly_html *h, uint32_t at)
{
    if (h->skip > 0)
        return;
    if (h->root == 0)
        gly_html_close_leaf(h);
    else if (h->breaks == 0)
        gly_html_break(h, (struct gly_span){at, at});
}

/* ---- Closing ---- */

/* A header is chrome unless it holds the headline; a block that its name makes chrome is
 * not when the text stands in it ("page-with-menu"). */
static void settle_doubt(struct gly_html *h, const struct gly_html_open *open)
{
    if (open->doubtful && open->substance != h->substance && open->block != GLY_NONE)
        h->b->doc->blocks.at[open->block].flags &= (uint16_t)~GLY_BLOCK_CHROME;
}

static void end_row(struct gly_html *h, const struct gly_html_open *open)
{
    if (open->block == GLY_NONE)
        return;
    struct gly_block *row = &h->b->doc->blocks.at[open->block];
    if (open->plain_head && h->column > 0)
        row->flags |= GLY_BLOCK_HEADER;
    for (unsigned i = 0; i < GLY_HTML_COLUMNS; i++)
        h->spans[i] -= h->spans[i] > 0;
}

static void close_containers(struct gly_html *h, const struct gly_html_open *open)
{
    for (unsigned i = 0; i < open->containers; i++) {
        /* The item that text between the gly_html_items of a list has opened. */
        if (gly_html_frame(h) == GLY_BLOCK_ITEM && role_of(open) == GLY_ROLE_LIST &&
            h->b->skipped == 0)
            gly_build_close(h->b);
        if (gly_html_frame(h) ==
            GLY_BLOCK_LIST) /* where its gly_html_items were counted */
            h->b->doc->blocks.at[h->b->open.at[h->b->open.count - 1]].number = 0;
        gly_build_close(h->b);
    }
}

void gly_html_pop(struct gly_html *h, uint32_t at)
{
    struct gly_html_open open = *gly_html_top(h);
    enum gly_role role = role_of(&open);
    if (h->root == h->open.count) {
        gly_html_close_leaf(h);
        h->root = 0;
        h->raw = false;
    } else if (role != GLY_ROLE_INLINE && role != GLY_ROLE_RAISED) {
        gly_html_part(h, at);
    }
    if (role == GLY_ROLE_ROW)
        end_row(h, &open);
    settle_doubt(h, &open);
    close_containers(h, &open);
    h->skip -= open.skip;
    h->frozen -= open.frozen;
    h->last[open.element] = open.before;
    h->open.count--;
}

/* Close the elements down to the one with this index + 1, and that too. */
void gly_html_pop_to(struct gly_html *h, uint32_t index, uint32_t at)
{
    while (index > 0 && h->open.count >= index)
        gly_html_pop(h, at);
}

/* ---- What HTML closes by itself (HTML Standard, 13.1.2.4) ---- */

const uint8_t gly_html_lists[] = {GLY_ELEMENT_UL,  GLY_ELEMENT_OL, GLY_ELEMENT_MENU,
                                  GLY_ELEMENT_DIR, GLY_ELEMENT_DL, 0};
static const uint8_t cells[] = {GLY_ELEMENT_TD, GLY_ELEMENT_TH, 0};
static const uint8_t groups[] = {GLY_ELEMENT_THEAD, GLY_ELEMENT_TBODY,
                                 GLY_ELEMENT_TFOOT, GLY_ELEMENT_CAPTION, 0};
const uint8_t gly_html_headings[] = {GLY_ELEMENT_H1,
                                     GLY_ELEMENT_H2,
                                     GLY_ELEMENT_H3,
                                     GLY_ELEMENT_H4,
                                     GLY_ELEMENT_H5,
                                     GLY_ELEMENT_H6,
                                     0};
const uint8_t gly_html_items[] = {GLY_ELEMENT_LI, GLY_ELEMENT_DT, GLY_ELEMENT_DD, 0};

void gly_html_close_implied(struct gly_html *h, enum gly_role role, uint32_t at)
{
    uint32_t scope = h->open.count > 0 ? gly_html_top(h)->scope : 0, found;
    bool in_table =
        role == GLY_ROLE_CELL || role == GLY_ROLE_ROW || role == GLY_ROLE_ROW_GROUP;
    uint32_t table = in_table ? h->last[GLY_ELEMENT_TABLE] : 0;
    switch (role) {
    case GLY_ROLE_INLINE:
    case GLY_ROLE_BREAK:
    case GLY_ROLE_IMAGE:
    case GLY_ROLE_RAISED:
    case GLY_ROLE_HIDDEN:
    case GLY_ROLE_META:
    case GLY_ROLE_TITLE:
    case GLY_ROLE_ROOT:
        return;
    case GLY_ROLE_CELL:
        found = gly_html_find_last(h, cells);
        gly_html_pop_to(h, found > table ? found : 0, at);
        return;
    case GLY_ROLE_ROW:
        found = h->last[GLY_ELEMENT_TR];
        gly_html_pop_to(h, found > table ? found : 0, at);
        return;
    case GLY_ROLE_ROW_GROUP:
        found = gly_html_find_last(h, groups);
        if (found < table)
            found = h->last[GLY_ELEMENT_TR];
        gly_html_pop_to(h, found > table ? found : 0, at);
        return;
    case GLY_ROLE_ITEM:
        found = gly_html_find_last(h, gly_html_items);
        gly_html_pop_to(
            h,
            found > gly_html_find_last(h, gly_html_lists) && found > scope ? found : 0,
            at);
        break;
    case GLY_ROLE_HEADING:
        found = gly_html_find_last(h, gly_html_headings);
        gly_html_pop_to(h, found > scope && found == h->open.count ? found : 0, at);
        break;
    default:
        break;
    }
    scope = h->open.count > 0 ? gly_html_top(h)->scope : 0;
    found = h->last[GLY_ELEMENT_P];
    gly_html_pop_to(h, found > scope ? found : 0, at);
}
