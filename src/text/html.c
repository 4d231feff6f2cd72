#include "text/html.h"

#include <galley/unicode.h>

#include "base/utf8.h"
#include "text/html_stack.h"
#include "text/html_text.h"

/* ---- Opening ---- */

/* Does a table hold another one? Then it is layout. The search ends at the next tag of a
 * table, so all searches together read the text once. */
static bool is_layout(const struct gly_html *h, uint32_t at,
                      const struct gly_attributes *attributes)
{
    if (gly_str_is(attributes->role, "presentation") ||
        gly_str_is(attributes->role, "none"))
        return true;
    struct gly_str text = h->text;
    for (size_t i = at; i < text.len; i++) {
        const char *found = memchr(text.ptr + i, '<', text.len - i);
        if (!found)
            return false;
        i = (size_t)(found - text.ptr);
        bool close = i + 1 < text.len && found[1] == '/';
        size_t name = i + 1 + close;
        if (text.len - name >= 5 && name < text.len &&
            gly_str_eq_nocase((struct gly_str){text.ptr + name, 5}, gly_str("table")))
            return !close;
    }
    return false;
}

/* May a block be opened here, or is this place flat: inside a leaf, or where a table has
 * rows or a row has cells? */
static bool is_flat(const struct gly_html *h)
{
    enum gly_block_kind kind = gly_html_frame(h);
    return h->skip > 0 || h->root > 0 || kind == GLY_BLOCK_TABLE ||
           kind == GLY_BLOCK_ROW;
}

static void open_root_leaf(struct gly_html *h, enum gly_block_kind kind)
{
    gly_html_open_leaf(h, kind);
    h->root = h->open.count;
}

/* A list holds items: what else is opened in it stands in one. */
static void need_item(struct gly_html *h)
{
    if (gly_html_frame(h) == GLY_BLOCK_LIST && h->b->skipped == 0)
        gly_build_open(h->b, GLY_BLOCK_ITEM);
}

static void open_section(struct gly_html *h, bool chrome, bool doubtful)
{
    need_item(h);
    struct gly_block *section = gly_html_open_container(h, GLY_BLOCK_SECTION);
    section->flags |= chrome ? GLY_BLOCK_CHROME : 0;
    gly_html_top(h)->doubtful = doubtful;
}

static void open_list(struct gly_html *h, const struct gly_element *element)
{
    need_item(h);
    unsigned level = 1;
    for (uint32_t i = h->b->open.count; i > 0; i--)
        level += h->b->doc->blocks.at[h->b->open.at[i - 1]].kind == GLY_BLOCK_LIST;
    struct gly_block *list = gly_html_open_container(h, GLY_BLOCK_LIST);
    list->level = (uint16_t)level;
    list->flags |= element->flags & GLY_ELEMENT_ORDERED ? GLY_BLOCK_ORDERED : 0;
}

/* The number of an item: its own, or one more than that of the item before. */
static uint32_t item_number(const struct gly_html *h, const struct gly_attributes *a)
{
    const struct gly_block *blocks = h->b->doc->blocks.at;
    uint32_t list = h->b->open.at[h->b->open.count - 1];
    if (!(blocks[list].flags & GLY_BLOCK_ORDERED))
        return 0;
    return a->start > 0 ? a->start : blocks[list].number + 1;
}

static void open_item(struct gly_html *h, const struct gly_element *which,
                      const struct gly_attributes *attributes)
{
    /* The element itself is on the stack already: is there another item in this list? */
    unsigned element = gly_html_top(h)->element;
    h->last[element] = gly_html_top(h)->before;
    uint32_t item = gly_html_find_last(h, gly_html_items);
    h->last[element] = h->open.count;
    if (gly_html_frame(h) == GLY_BLOCK_ITEM &&
        gly_html_find_last(h, gly_html_lists) > item && h->b->skipped == 0)
        gly_build_close(h->b); /* one that stray text has opened */
    if (gly_html_frame(h) != GLY_BLOCK_LIST || h->b->skipped > 0)
        return; /* an item outside a list is a paragraph */
    uint32_t list = h->b->open.at[h->b->open.count - 1];
    uint32_t number = item_number(h, attributes);
    h->b->doc->blocks.at[list].number = number;
    struct gly_block *block = gly_html_open_container(h, GLY_BLOCK_ITEM);
    block->number = number;
    block->flags |= which->flags & GLY_ELEMENT_HEADER ? GLY_BLOCK_HEADER : 0;
}

static void open_table(struct gly_html *h, uint32_t at,
                       const struct gly_attributes *attributes)
{
    if (is_flat(h) || is_layout(h, at, attributes)) {
        gly_html_top(h)->flat = true;
        return;
    }
    need_item(h);
    gly_html_open_container(h, GLY_BLOCK_TABLE);
    memset(h->spans, 0, sizeof h->spans);
}

/* Is the innermost table one of data, so that rows and cells make blocks? */
static bool in_data_table(const struct gly_html *h)
{
    uint32_t table = h->last[GLY_ELEMENT_TABLE];
    return h->skip == 0 && h->root == 0 && table > 0 && !h->open.at[table - 1].flat;
}

static void open_row(struct gly_html *h)
{
    if (!in_data_table(h) || gly_html_frame(h) != GLY_BLOCK_TABLE)
        return;
    uint32_t head = h->last[GLY_ELEMENT_THEAD];
    bool header = head > h->last[GLY_ELEMENT_TABLE];
    gly_html_open_container(h, GLY_BLOCK_ROW)->flags |= header ? GLY_BLOCK_HEADER : 0;
    gly_html_top(h)->plain_head = true;
    h->column = 0;
}

static void open_cell(struct gly_html *h, const struct gly_element *element,
                      const struct gly_attributes *attributes)
{
    if (!in_data_table(h) || gly_html_frame(h) != GLY_BLOCK_ROW)
        return;
    bool header = element->flags & GLY_ELEMENT_HEADER;
    uint32_t row = h->last[GLY_ELEMENT_TR];
    if (row > 0 && !header)
        h->open.at[row - 1].plain_head = false;
    while (h->column < GLY_HTML_COLUMNS && h->spans[h->column] > 0)
        h->column++;
    open_root_leaf(h, GLY_BLOCK_CELL);
    struct gly_block *cell = &h->b->doc->blocks.at[h->b->leaf];
    uint32_t in_row = h->b->open.at[h->b->open.count - 1];
    header |= h->b->doc->blocks.at[in_row].flags & GLY_BLOCK_HEADER;
    cell->flags |= header ? GLY_BLOCK_HEADER : 0;
    cell->level = h->column;
    cell->colspan = attributes->colspan;
    cell->rowspan = attributes->rowspan;
    for (unsigned i = 0; i < attributes->colspan && h->column < UINT16_MAX; i++) {
        if (h->column < GLY_HTML_COLUMNS)
            h->spans[h->column] = attributes->rowspan;
        h->column++;
    }
}

static void open_main(struct gly_html *h, const struct gly_element *element)
{
    bool article = element->name[0] == 'a';
    h->substance++;
    if (h->skip > 0 || is_flat(h))
        return;
    uint32_t outer = h->open.at[h->open.count - 1].before;
    open_section(h, false, false);
    uint32_t block = gly_html_top(h)->block;
    if (article && outer == 0 && h->articles++ == 0)
        h->article = block;
    if (!article && h->mains++ == 0)
        h->main = block;
}

static void open_header(struct gly_html *h, const struct gly_attributes *attributes)
{
    bool inside = h->last[GLY_ELEMENT_MAIN] > 0 || h->last[GLY_ELEMENT_ARTICLE] > 0;
    bool chrome = gly_attributes_are_chrome(attributes);
    if (!inside || chrome)
        open_section(h, true, true);
}

static void open_block(struct gly_html *h, const struct gly_element *element,
                       const struct gly_attributes *attributes, uint32_t at)
{
    enum gly_role role = (enum gly_role)element->role;
    if (role == GLY_ROLE_MAIN) {
        open_main(h, element);
        return;
    }
    if (role == GLY_ROLE_TABLE) {
        open_table(h, at, attributes);
        return;
    }
    if (role == GLY_ROLE_ROW) {
        open_row(h);
        return;
    }
    if (role == GLY_ROLE_CELL) {
        open_cell(h, element, attributes);
        return;
    }
    if (role == GLY_ROLE_CAPTION && h->root == 0 &&
        gly_html_frame(h) == GLY_BLOCK_TABLE) {
        open_root_leaf(h, GLY_BLOCK_CAPTION);
        return;
    }
    if (is_flat(h))
        return;
    bool chrome = gly_attributes_are_chrome(attributes);
    if (role != GLY_ROLE_ITEM)
        need_item(h);
    if (chrome && role != GLY_ROLE_CHROME && role != GLY_ROLE_HEADER &&
        role != GLY_ROLE_ITEM)
        open_section(h, true, true);
    switch (role) {
    case GLY_ROLE_HEADING:
        h->substance += element->level == 1;
        open_root_leaf(h, GLY_BLOCK_HEADING);
        h->b->doc->blocks.at[h->b->leaf].level = element->level;
        break;
    case GLY_ROLE_LIST:
        open_list(h, element);
        if (attributes->start > 0)
            h->b->doc->blocks.at[h->b->open.at[h->b->open.count - 1]].number =
                attributes->start - 1;
        break;
    case GLY_ROLE_ITEM:
        open_item(h, element, attributes);
        break;
    case GLY_ROLE_QUOTE:
        gly_html_open_container(h, GLY_BLOCK_QUOTE);
        break;
    case GLY_ROLE_CAPTION:
        open_root_leaf(h, GLY_BLOCK_CAPTION);
        break;
    case GLY_ROLE_CODE:
        open_root_leaf(h, GLY_BLOCK_CODE);
        h->raw = true;
        break;
    case GLY_ROLE_CHROME:
        /* The footer of a quotation names who is quoted. */
        if (!gly_build_is_open(h->b, GLY_BLOCK_QUOTE))
            open_section(h, true, false);
        break;
    case GLY_ROLE_HEADER:
        open_header(h, attributes);
        break;
    default:
        break;
    }
}

/* ---- Single elements ---- */

/* A title or description of the page: beside the text, and read like it. */
static void add_head_text(struct gly_html *h, enum gly_block_kind kind,
                          struct gly_span span)
{
    if (h->skip > 0 || h->b->leaf != GLY_NONE || is_flat(h))
        return;
    gly_build_open(h->b, GLY_BLOCK_SECTION)->flags |= GLY_BLOCK_CHROME;
    gly_html_open_leaf(h, kind);
    h->b->doc->blocks.at[h->b->leaf].level = kind == GLY_BLOCK_HEADING;
    gly_html_add_text(h, span);
    gly_html_close_leaf(h);
    gly_build_close(h->b);
}

static struct gly_span span_of(const struct gly_html *h, struct gly_str s)
{
    uint32_t start = (uint32_t)(s.ptr - h->text.ptr);
    return (struct gly_span){start, start + (uint32_t)s.len};
}

/* What comes behind an opening tag whose element stays open. */
static uint32_t skip_content(struct gly_html *h, const struct gly_markup *tag)
{
    return (uint32_t)gly_markup_raw_end(h->text, tag->span.end, tag->name);
}

static void add_root(struct gly_html *h, const struct gly_attributes *attributes)
{
    if (attributes->lang.len > 0 && h->b->doc->lang[0] == '\0')
        gly_lang_copy(h->b->doc->lang, attributes->lang);
}

/* Elements that have no content. Returns false for all others. */
static bool add_single(struct gly_html *h, const struct gly_markup *tag,
                       const struct gly_element *element,
                       const struct gly_attributes *attributes)
{
    switch ((enum gly_role)element->role) {
    case GLY_ROLE_BREAK:
        if (h->raw)
            gly_build_decoded(h->b, gly_str("\n"), tag->span);
        else if (h->skip == 0)
            gly_html_break(h, tag->span);
        return true;
    case GLY_ROLE_IMAGE:
        gly_html_add_image(h, attributes);
        return true;
    case GLY_ROLE_META:
        if (gly_str_eq_nocase(attributes->name, gly_str("description")) &&
            attributes->content.len > 0)
            add_head_text(h, GLY_BLOCK_PARAGRAPH, span_of(h, attributes->content));
        return true;
    default:
        if (element->role == GLY_ROLE_BLOCK && element->flags & GLY_ELEMENT_VOID)
            gly_html_part(h, tag->span.start);
        return element->flags & GLY_ELEMENT_VOID;
    }
}

/* ---- Tags ---- */

/* Put an element on the stack and open its blocks. */
static void open_element(struct gly_html *h, const struct gly_markup *tag,
                         unsigned index, const struct gly_attributes *attributes)
{
    const struct gly_element *element = gly_element_at(index);
    bool skip = attributes->hidden || element->role == GLY_ROLE_HIDDEN;
    bool block = element->role != GLY_ROLE_INLINE && element->role != GLY_ROLE_RAISED &&
                 element->role != GLY_ROLE_HIDDEN;
    if (block)
        gly_html_part(h, tag->span.start);
    struct gly_html_open *open = gly_html_push(h, index, tag);
    open->skip = skip;
    h->skip += skip;
    if (!block || skip)
        return;
    open->frozen = attributes->frozen;
    h->frozen += attributes->frozen;
    if (attributes->lang.len > 0) {
        open->lang = attributes->lang;
        open->lang_from = h->open.count;
    }
    if (h->skip == 0)
        open_block(h, element, attributes, tag->span.end);
    open = gly_html_top(h);
    if (open->lang.len > 0 && open->block != GLY_NONE)
        gly_lang_copy(h->b->doc->blocks.at[open->block].lang, open->lang);
}

/* Returns the offset at which reading goes on. */
static uint32_t on_open(struct gly_html *h, const struct gly_markup *tag)
{
    unsigned index = gly_element_find(tag->name);
    const struct gly_element *element = gly_element_at(index);
    enum gly_role role = (enum gly_role)element->role;
    struct gly_attributes attributes;
    gly_attributes_read(tag, &attributes);
    if (role == GLY_ROLE_TITLE) {
        uint32_t end = skip_content(h, tag);
        add_head_text(h, GLY_BLOCK_HEADING, (struct gly_span){tag->span.end, end});
        return end;
    }
    if (role == GLY_ROLE_HIDDEN && element->flags & GLY_ELEMENT_RAW)
        return tag->empty && h->xml ? tag->span.end : skip_content(h, tag);
    if (role == GLY_ROLE_ROOT) {
        add_root(h, &attributes);
        return tag->span.end;
    }
    if (add_single(h, tag, element, &attributes))
        return tag->span.end;
    gly_html_close_implied(h, role, tag->span.start);
    if (role == GLY_ROLE_CELL && in_data_table(h) &&
        gly_html_frame(h) == GLY_BLOCK_TABLE) {
        gly_html_part(h, tag->span.start);
        gly_html_push(h, GLY_ELEMENT_TR, tag); /* a row without its tag */
        open_row(h);
    }
    bool empty = tag->empty && h->xml;
    if (role == GLY_ROLE_INLINE || role == GLY_ROLE_RAISED) {
        if (h->skip > 0 || attributes.hidden) {
            if (!empty)
                open_element(h, tag, index, &attributes);
            return tag->span.end;
        }
        if (!empty)
            gly_inline_open(&h->marks, tag);
        return role == GLY_ROLE_RAISED && !empty ? gly_html_add_raised(h, tag->span.end)
                                                 : tag->span.end;
    }
    open_element(h, tag, index, &attributes);
    if (empty)
        gly_html_pop(h, tag->span.end);
    return tag->span.end;
}

static void on_close(struct gly_html *h, const struct gly_markup *tag)
{
    unsigned index = gly_element_find(tag->name);
    enum gly_role role = (enum gly_role)gly_element_at(index)->role;
    uint32_t found = gly_html_find(h, index), at = tag->span.start;
    if (role == GLY_ROLE_INLINE || role == GLY_ROLE_RAISED) {
        gly_inline_close(&h->marks, tag->name);
        /* On the stack only where content is hidden. */
        if (found > 0 && gly_str_eq_nocase(h->open.at[found - 1].name, tag->name))
            gly_html_pop_to(h, found, at);
        return;
    }
    if (role == GLY_ROLE_ROOT)
        return;
    if (role == GLY_ROLE_HEADING && found == 0) {
        found = gly_html_find_last(h, gly_html_headings);
        found = found > (h->open.count > 0 ? gly_html_top(h)->scope : 0) ? found : 0;
    }
    if (role == GLY_ROLE_ROW || role == GLY_ROLE_ROW_GROUP || role == GLY_ROLE_CELL ||
        role == GLY_ROLE_TABLE) {
        uint32_t table = h->last[GLY_ELEMENT_TABLE];
        found = h->last[index] >= table ? h->last[index] : 0;
    }
    if (found > 0)
        gly_html_pop_to(h, found, at);
    else
        gly_html_part(h, at); /* "</p>" alone makes an empty paragraph */
}

/* ---- Reading ---- */

void gly_html_init(struct gly_html *h, struct gly_builder *b, struct gly_str source)
{
    *h = (struct gly_html){.b = b, .text = source};
    h->marks.b = b;
}

void gly_html_read(struct gly_html *h, struct gly_span span)
{
    struct gly_str whole = h->text;
    h->text.len = span.end;
    for (uint32_t at = span.start; at < span.end;) {
        struct gly_markup piece = gly_markup_next(h->text, at);
        at = piece.span.end;
        switch (piece.kind) {
        case GLY_MARKUP_TEXT:
            gly_html_add_text(h, piece.span);
            break;
        case GLY_MARKUP_OPEN:
            at = on_open(h, &piece);
            break;
        case GLY_MARKUP_CLOSE:
            on_close(h, &piece);
            break;
        case GLY_MARKUP_COMMENT:
            gly_html_add_comment(h, piece.content);
            break;
        case GLY_MARKUP_OTHER:
            break;
        }
    }
    gly_html_pop_to(h, 1, span.end);
    gly_html_close_leaf(h);
    gly_inline_clear(&h->marks);
    h->text = whole;
}

static struct gly_doc *read_html(struct gly_arena *arena, struct gly_source *source)
{
    struct gly_builder b;
    gly_build_start(&b, arena, source, true);
    struct gly_html *h = gly_arena_alloc(arena, 1, sizeof *h);
    gly_html_init(h, &b, source->text);
    h->xml = gly_str_starts(source->text, "<?xml");
    gly_html_read(h, (struct gly_span){0, (uint32_t)source->text.len});
    while (b.open.count > 1)
        gly_build_close(&b);
    b.doc->blocks.at[0].end = b.doc->blocks.count;
    gly_html_flag_chrome(h);
    return gly_build_finish(&b);
}

static const char *const extensions[] = {"html", "htm", "xhtml", NULL};
static const char *const mime[] = {"text/html", "application/xhtml+xml", NULL};

const struct gly_reader gly_reader_html = {
    .name = "html",
    .extensions = extensions,
    .mime = mime,
    .read = read_html,
};
