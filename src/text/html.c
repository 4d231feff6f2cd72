#include "text/html.h"

#include <galley/unicode.h>

#include "base/utf8.h"
#include "text/html_text.h"

/* ---- The stack -------------------------------------------------------------------------------- */

static struct gly_html_open *top(struct gly_html *h)
{
    return h->open.count > 0 ? &h->open.at[h->open.count - 1] : NULL;
}

static enum gly_role role_of(const struct gly_html_open *open)
{
    return (enum gly_role)gly_element_at(open->element)->role;
}

/* The innermost open element of that name, index + 1; 0 when there is none, or when the
 * scope in hand hides it. */
static uint32_t find_open(const struct gly_html *h, unsigned element)
{
    uint32_t found = h->last[element];
    uint32_t scope = h->open.count > 0 ? h->open.at[h->open.count - 1].scope : 0;
    return found >= scope ? found : 0;
}

static uint32_t find_last(const struct gly_html *h, const char *const *names)
{
    uint32_t last = 0;
    for (; *names; names++) {
        uint32_t found = h->last[gly_element_find(gly_str(*names))];
        last = found > last ? found : last;
    }
    return last;
}

static struct gly_html_open *push(struct gly_html *h, unsigned element,
                                  const struct gly_markup *tag)
{
    uint32_t scope = h->open.count > 0 ? top(h)->scope : 0;
    uint32_t lang = h->open.count > 0 ? top(h)->lang_from : 0;
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

static struct gly_block *open_container(struct gly_html *h, enum gly_block_kind kind)
{
    struct gly_html_open *open = top(h);
    struct gly_block *block = gly_build_open(h->b, kind);
    open->containers++;
    if (block != &h->b->dropped && open->block == GLY_NONE)
        open->block = h->b->doc->blocks.count - 1;
    return block;
}

static enum gly_block_kind frame(const struct gly_html *h)
{
    const struct gly_builder *b = h->b;
    return b->doc->blocks.at[b->open.at[b->open.count - 1]].kind;
}

/* A block begins or ends: the paragraph in hand is over. Inside a cell or a heading, which
 * is one leaf, it is a line break. */
static void part(struct gly_html *h, uint32_t at)
{
    if (h->skip > 0)
        return;
    if (h->root == 0)
        gly_html_close_leaf(h);
    else if (h->breaks == 0)
        gly_html_break(h, (struct gly_span){at, at});
}

/* ---- Closing --------------------------------------------------------------------------------------- */

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
        /* The item that text between the items of a list has opened. */
        if (frame(h) == GLY_BLOCK_ITEM && role_of(open) == GLY_ROLE_LIST &&
            h->b->skipped == 0)
            gly_build_close(h->b);
        if (frame(h) == GLY_BLOCK_LIST) /* where its items were counted */
            h->b->doc->blocks.at[h->b->open.at[h->b->open.count - 1]].number = 0;
        gly_build_close(h->b);
    }
}

static void pop(struct gly_html *h, uint32_t at)
{
    struct gly_html_open open = *top(h);
    enum gly_role role = role_of(&open);
    if (h->root == h->open.count) {
        gly_html_close_leaf(h);
        h->root = 0;
        h->raw = false;
    } else if (role != GLY_ROLE_INLINE && role != GLY_ROLE_RAISED) {
        part(h, at);
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
static void pop_to(struct gly_html *h, uint32_t index, uint32_t at)
{
    while (index > 0 && h->open.count >= index)
        pop(h, at);
}

/* ---- What HTML closes by itself (HTML Standard, 13.1.2.4) ------------------------------------------------ */

static const char *const lists[] = {"ul", "ol", "menu", "dir", "dl", NULL};
static const char *const cells[] = {"td", "th", NULL};
static const char *const groups[] = {"thead", "tbody", "tfoot", "caption", NULL};
static const char *const headings[] = {"h1", "h2", "h3", "h4", "h5", "h6", NULL};
static const char *const items[] = {"li", "dt", "dd", NULL};

static void close_implied(struct gly_html *h, enum gly_role role, uint32_t at)
{
    uint32_t scope = h->open.count > 0 ? top(h)->scope : 0;
    uint32_t table = h->last[gly_element_find(gly_str("table"))], found;
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
        found = find_last(h, cells);
        pop_to(h, found > table ? found : 0, at);
        return;
    case GLY_ROLE_ROW:
        found = h->last[gly_element_find(gly_str("tr"))];
        pop_to(h, found > table ? found : 0, at);
        return;
    case GLY_ROLE_ROW_GROUP:
        found = find_last(h, groups);
        if (found < table)
            found = h->last[gly_element_find(gly_str("tr"))];
        pop_to(h, found > table ? found : 0, at);
        return;
    case GLY_ROLE_ITEM:
        found = find_last(h, items);
        pop_to(h, found > find_last(h, lists) && found > scope ? found : 0, at);
        break;
    case GLY_ROLE_HEADING:
        found = find_last(h, headings);
        pop_to(h, found > scope && found == h->open.count ? found : 0, at);
        break;
    default:
        break;
    }
    scope = h->open.count > 0 ? top(h)->scope : 0;
    found = h->last[gly_element_find(gly_str("p"))];
    pop_to(h, found > scope ? found : 0, at);
}

/* ---- Opening ------------------------------------------------------------------------------------------------ */

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
    enum gly_block_kind kind = frame(h);
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
    if (frame(h) == GLY_BLOCK_LIST && h->b->skipped == 0)
        gly_build_open(h->b, GLY_BLOCK_ITEM);
}

static void open_section(struct gly_html *h, bool chrome, bool doubtful)
{
    need_item(h);
    struct gly_block *section = open_container(h, GLY_BLOCK_SECTION);
    section->flags |= chrome ? GLY_BLOCK_CHROME : 0;
    top(h)->doubtful = doubtful;
}

static void open_list(struct gly_html *h, const struct gly_element *element)
{
    need_item(h);
    unsigned level = 1;
    for (uint32_t i = h->b->open.count; i > 0; i--)
        level += h->b->doc->blocks.at[h->b->open.at[i - 1]].kind == GLY_BLOCK_LIST;
    struct gly_block *list = open_container(h, GLY_BLOCK_LIST);
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

static void open_item(struct gly_html *h, const struct gly_attributes *attributes)
{
    /* The element itself is on the stack already: is there another item in this list? */
    unsigned element = top(h)->element;
    h->last[element] = top(h)->before;
    uint32_t item = find_last(h, items);
    h->last[element] = h->open.count;
    if (frame(h) == GLY_BLOCK_ITEM && find_last(h, lists) > item && h->b->skipped == 0)
        gly_build_close(h->b); /* one that stray text has opened */
    if (frame(h) != GLY_BLOCK_LIST || h->b->skipped > 0)
        return; /* an item outside a list is a paragraph */
    uint32_t list = h->b->open.at[h->b->open.count - 1];
    uint32_t number = item_number(h, attributes);
    h->b->doc->blocks.at[list].number = number;
    open_container(h, GLY_BLOCK_ITEM)->number = number;
}

static void open_table(struct gly_html *h, uint32_t at,
                       const struct gly_attributes *attributes)
{
    if (is_flat(h) || is_layout(h, at, attributes)) {
        top(h)->flat = true;
        return;
    }
    need_item(h);
    open_container(h, GLY_BLOCK_TABLE);
    memset(h->spans, 0, sizeof h->spans);
}

/* Is the innermost table one of data, so that rows and cells make blocks? */
static bool in_data_table(const struct gly_html *h)
{
    uint32_t table = h->last[gly_element_find(gly_str("table"))];
    return h->skip == 0 && h->root == 0 && table > 0 && !h->open.at[table - 1].flat;
}

static void open_row(struct gly_html *h)
{
    if (!in_data_table(h) || frame(h) != GLY_BLOCK_TABLE)
        return;
    uint32_t head = h->last[gly_element_find(gly_str("thead"))];
    bool header = head > h->last[gly_element_find(gly_str("table"))];
    open_container(h, GLY_BLOCK_ROW)->flags |= header ? GLY_BLOCK_HEADER : 0;
    top(h)->plain_head = true;
    h->column = 0;
}

static void open_cell(struct gly_html *h, const struct gly_element *element,
                      const struct gly_attributes *attributes)
{
    if (!in_data_table(h) || frame(h) != GLY_BLOCK_ROW)
        return;
    bool header = element->flags & GLY_ELEMENT_HEADER;
    uint32_t row = h->last[gly_element_find(gly_str("tr"))];
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
    uint32_t block = top(h)->block;
    if (article && outer == 0 && h->articles++ == 0)
        h->article = block;
    if (!article && h->mains++ == 0)
        h->main = block;
}

static void open_header(struct gly_html *h, const struct gly_attributes *attributes)
{
    bool inside = h->last[gly_element_find(gly_str("main"))] > 0 ||
                  h->last[gly_element_find(gly_str("article"))] > 0;
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
    if (role == GLY_ROLE_CAPTION && h->root == 0 && frame(h) == GLY_BLOCK_TABLE) {
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
        open_item(h, attributes);
        break;
    case GLY_ROLE_QUOTE:
        open_container(h, GLY_BLOCK_QUOTE);
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

/* ---- Single elements ------------------------------------------------------------------------------------------ */

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

/* Content of <sup>: digits become raised digits, so that 10<sup>6</sup> is not 106; a
 * mark that leads to a note is one. Returns where to go on; `at` when it is neither. */
static uint32_t add_raised(struct gly_html *h, uint32_t at)
{
    enum { RAISED_BYTES = 300 };
    struct gly_str text = {h->text.ptr, h->text.len};
    if (text.len - at > RAISED_BYTES)
        text.len = at + RAISED_BYTES;
    size_t end = gly_markup_raw_end(text, at, gly_str("sup"));
    if (end == text.len || end == at || h->skip > 0 || h->raw)
        return at;
    struct gly_span label = {0, 0};
    bool link = false;
    for (uint32_t i = at; i < end;) {
        struct gly_markup piece = gly_markup_next((struct gly_str){text.ptr, end}, i);
        i = piece.span.end;
        link |= piece.kind == GLY_MARKUP_OPEN && piece.name.len == 1 &&
                (piece.name.ptr[0] | 0x20) == 'a';
        if (piece.kind == GLY_MARKUP_TEXT && label.end == 0)
            label = piece.span;
        else if (piece.kind == GLY_MARKUP_TEXT)
            label.end = piece.span.end;
    }
    struct gly_str inside = {text.ptr + label.start, gly_span_len(label)};
    if (link || (inside.len > 0 && memchr("[*\xE2", inside.ptr[0], 3))) {
        uint32_t here = gly_build_at(h->b);
        if (h->b->leaf != GLY_NONE)
            gly_build_mark(h->b, GLY_MARK_NOTE, (struct gly_span){here, here}, inside);
        return (uint32_t)end;
    }
    if (label.start != at || h->b->leaf == GLY_NONE ||
        !gly_raised_digits(inside, h->b, label.start))
        return at;
    return (uint32_t)end;
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
            part(h, tag->span.start);
        return element->flags & GLY_ELEMENT_VOID;
    }
}

/* ---- Tags ----------------------------------------------------------------------------------------------------- */

/* Put an element on the stack and open its blocks. */
static void open_element(struct gly_html *h, const struct gly_markup *tag,
                         unsigned index, const struct gly_attributes *attributes)
{
    const struct gly_element *element = gly_element_at(index);
    bool skip = attributes->hidden || element->role == GLY_ROLE_HIDDEN;
    bool block = element->role != GLY_ROLE_INLINE && element->role != GLY_ROLE_RAISED &&
                 element->role != GLY_ROLE_HIDDEN;
    if (block)
        part(h, tag->span.start);
    struct gly_html_open *open = push(h, index, tag);
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
    open = top(h);
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
    close_implied(h, role, tag->span.start);
    if (role == GLY_ROLE_CELL && in_data_table(h) && frame(h) == GLY_BLOCK_TABLE) {
        push(h, gly_element_find(gly_str("tr")), tag); /* a row without its tag */
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
        return role == GLY_ROLE_RAISED && !empty ? add_raised(h, tag->span.end)
                                                 : tag->span.end;
    }
    open_element(h, tag, index, &attributes);
    if (empty)
        pop(h, tag->span.end);
    return tag->span.end;
}

static void on_close(struct gly_html *h, const struct gly_markup *tag)
{
    unsigned index = gly_element_find(tag->name);
    enum gly_role role = (enum gly_role)gly_element_at(index)->role;
    uint32_t found = find_open(h, index), at = tag->span.start;
    if (role == GLY_ROLE_INLINE || role == GLY_ROLE_RAISED) {
        gly_inline_close(&h->marks, tag->name);
        /* On the stack only where content is hidden. */
        if (found > 0 && gly_str_eq_nocase(h->open.at[found - 1].name, tag->name))
            pop_to(h, found, at);
        return;
    }
    if (role == GLY_ROLE_ROOT)
        return;
    if (role == GLY_ROLE_HEADING && found == 0) {
        found = find_last(h, headings);
        found = found > (h->open.count > 0 ? top(h)->scope : 0) ? found : 0;
    }
    if (role == GLY_ROLE_ROW || role == GLY_ROLE_ROW_GROUP || role == GLY_ROLE_CELL ||
        role == GLY_ROLE_TABLE) {
        uint32_t table = h->last[gly_element_find(gly_str("table"))];
        found = h->last[index] >= table ? h->last[index] : 0;
    }
    if (found > 0)
        pop_to(h, found, at);
    else
        part(h, at); /* "</p>" alone makes an empty paragraph */
}

/* ---- Reading -------------------------------------------------------------------------------------------------- */

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
    pop_to(h, 1, span.end);
    gly_html_close_leaf(h);
    gly_inline_clear(&h->marks);
    h->text = whole;
}

static void flag_outside(struct gly_doc *doc, uint32_t inside)
{
    for (uint32_t i = 1; i < doc->blocks.count; i++) {
        struct gly_block *block = &doc->blocks.at[i];
        bool within = i >= inside && i < doc->blocks.at[inside].end;
        bool around = i < inside && block->end > inside;
        if (!within && !around)
            block->flags |= GLY_BLOCK_CHROME;
    }
}

/* What is not chrome, in bytes of prose. */
static uint64_t count_substance(const struct gly_doc *doc)
{
    uint64_t count = 0;
    for (uint32_t i = 1; i < doc->blocks.count; i++)
        if (doc->blocks.at[i].flags & GLY_BLOCK_PROSE &&
            !(doc->blocks.at[i].flags & GLY_BLOCK_CHROME))
            count += gly_span_len(doc->blocks.at[i].span);
    return count;
}

void gly_html_flag_chrome(struct gly_html *h)
{
    struct gly_doc *doc = h->b->doc;
    if (h->mains == 1 && h->main != GLY_NONE)
        flag_outside(doc, h->main);
    else if (h->mains == 0 && h->articles == 1 && h->article != GLY_NONE)
        flag_outside(doc, h->article);
    for (uint32_t i = 1; i < doc->blocks.count; i++)
        if (doc->blocks.at[i].parent > 0)
            doc->blocks.at[i].flags |=
                doc->blocks.at[doc->blocks.at[i].parent].flags & GLY_BLOCK_CHROME;
    /* A page that has nothing else was misjudged. */
    if (count_substance(doc) == 0)
        for (uint32_t i = 1; i < doc->blocks.count; i++)
            doc->blocks.at[i].flags &= (uint16_t)~GLY_BLOCK_CHROME;
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
