#include <stdlib.h>

#include "text/odt.h"

enum { MOST_ANCESTORS = 32 };

/* ---- Reading ---- */

struct styling {
    struct gly_odt_styles *styles;
    struct gly_odt_style *style; /* in hand, or NULL */
    struct gly_odt_list_style *list;
    bool defaults;
};

/* "Text_20_body": how the format writes names with spaces. */
static struct gly_str plain_name(struct gly_arena *arena, struct gly_str name)
{
    char *plain = gly_arena_alloc_raw(arena, name.len, 1);
    size_t len = 0;
    for (size_t at = 0; at < name.len;) {
        struct gly_str rest = {name.ptr + at, name.len - at};
        bool space = gly_str_starts(rest, "_20_");
        plain[len++] = space ? ' ' : name.ptr[at];
        at += space ? 4 : 1;
    }
    return (struct gly_str){plain, len};
}

static void open_style(struct styling *s, const struct gly_xml_attributes *attributes)
{
    struct gly_arena *arena = s->styles->arena;
    struct gly_str family = gly_xml_attribute(attributes, "family");
    bool is_text = gly_str_is(family, "text");
    if (!is_text && !gly_str_is(family, "paragraph"))
        return;
    s->style = GLY_VEC_ADD(arena, &s->styles->list);
    struct gly_str name = gly_xml_attribute(attributes, "name");
    struct gly_str shown = gly_xml_attribute(attributes, "display-name");
    *s->style = (struct gly_odt_style){
        .name = gly_arena_copy(arena, name),
        .parent =
            gly_arena_copy(arena, gly_xml_attribute(attributes, "parent-style-name")),
        .is_text = is_text,
    };
    s->style->role = gly_style_role(shown.len > 0 ? shown : plain_name(arena, name),
                                    &s->style->level);
    uint32_t outline = gly_odt_number(attributes, "default-outline-level", 0, 10);
    if (outline > 0 && s->style->role == GLY_STYLE_NONE) {
        s->style->role = GLY_STYLE_HEADING;
        s->style->level = (uint16_t)(outline < 6 ? outline : 6);
    }
}

static void set_look(struct gly_odt_style *style, unsigned bit, bool on)
{
    style->on = on ? style->on | bit : style->on & ~bit;
    style->off = on ? style->off & ~bit : style->off | bit;
}

static bool is_there(struct gly_str value)
{
    return value.len > 0 && !gly_str_is(value, "none");
}

static void take_look(struct gly_odt_style *style,
                      const struct gly_xml_attributes *attributes)
{
    struct gly_str weight = gly_xml_attribute(attributes, "font-weight");
    struct gly_str slant = gly_xml_attribute(attributes, "font-style");
    if (gly_str_is(weight, "bold") || gly_str_is(slant, "italic") ||
        is_there(gly_xml_attribute(attributes, "text-underline-style")))
        set_look(style, GLY_FLOW_EMPHASIS, true);
    if (is_there(gly_xml_attribute(attributes, "text-line-through-style")))
        set_look(style, GLY_FLOW_FROZEN, true);
    struct gly_str display = gly_xml_attribute(attributes, "display");
    if (display.len > 0)
        set_look(style, GLY_FLOW_HIDDEN, gly_str_is(display, "none"));
    struct gly_str position = gly_xml_attribute(attributes, "text-position");
    if (position.len > 0)
        set_look(style, GLY_FLOW_RAISED,
                 gly_str_starts(position, "super") ||
                     (position.ptr[0] >= '1' && position.ptr[0] <= '9'));
    if (gly_style_lang(style->lang, gly_xml_attribute(attributes, "language"),
                       gly_xml_attribute(attributes, "country")))
        set_look(style, GLY_FLOW_FROZEN, true);
}

static void open_level(struct styling *s, const struct gly_xml_attributes *attributes,
                       bool number)
{
    uint32_t level = gly_odt_number(attributes, "level", 0, GLY_ODT_LEVELS);
    if (!s->list || level == 0)
        return;
    s->list->level[level - 1].ordered =
        number && gly_xml_attribute(attributes, "num-format").len > 0;
    s->list->level[level - 1].start =
        gly_odt_number(attributes, "start-value", 1, INT32_MAX);
}

static void on_open(void *context, unsigned id,
                    const struct gly_xml_attributes *attributes)
{
    struct styling *s = context;
    switch (id) {
    case GLY_ODT_style:
        open_style(s, attributes);
        break;
    case GLY_ODT_default_style:
        s->defaults = gly_str_is(gly_xml_attribute(attributes, "family"), "paragraph");
        break;
    case GLY_ODT_text_properties:
        if (s->style)
            take_look(s->style, attributes);
        else if (s->defaults)
            gly_style_lang(s->styles->lang, gly_xml_attribute(attributes, "language"),
                           gly_xml_attribute(attributes, "country"));
        break;
    case GLY_ODT_list_style:
        s->list = GLY_VEC_ADD(s->styles->arena, &s->styles->lists);
        *s->list = (struct gly_odt_list_style){
            .name = gly_arena_copy(s->styles->arena,
                                   gly_xml_attribute(attributes, "name"))};
        break;
    case GLY_ODT_list_level_style_number:
    case GLY_ODT_list_level_style_bullet:
        open_level(s, attributes, id == GLY_ODT_list_level_style_number);
        break;
    default:
        break;
    }
}

static void on_close(void *context, unsigned id)
{
    struct styling *s = context;
    if (id == GLY_ODT_style)
        s->style = NULL;
    else if (id == GLY_ODT_default_style)
        s->defaults = false;
    else if (id == GLY_ODT_list_style)
        s->list = NULL;
}

/* ---- Finding ---- */

static int by_name(const void *left, const void *right)
{
    const struct gly_odt_style *a = left, *b = right;
    return a->is_text != b->is_text ? a->is_text - b->is_text
                                    : gly_str_order(a->name, b->name);
}

static int by_list(const void *left, const void *right)
{
    const struct gly_odt_list_style *a = left, *b = right;
    return gly_str_order(a->name, b->name);
}

static struct gly_odt_style *find(const struct gly_odt_styles *styles,
                                  struct gly_str name, bool is_text)
{
    struct gly_odt_style wanted = {.name = name, .is_text = is_text};
    if (name.len == 0 || styles->list.count == 0)
        return NULL;
    return bsearch(&wanted, styles->list.at, styles->list.count,
                   sizeof *styles->list.at, by_name);
}

const struct gly_odt_style *gly_odt_find_style(const struct gly_odt_styles *styles,
                                               struct gly_str name, bool is_text)
{
    return find(styles, name, is_text);
}

const struct gly_odt_list_style *gly_odt_find_list(const struct gly_odt_styles *styles,
                                                   struct gly_str name)
{
    struct gly_odt_list_style wanted = {.name = name};
    if (name.len == 0 || styles->lists.count == 0)
        return NULL;
    return bsearch(&wanted, styles->lists.at, styles->lists.count,
                   sizeof *styles->lists.at, by_list);
}

static void settle(struct gly_odt_styles *styles, struct gly_odt_style *style)
{
    struct gly_odt_style *chain[MOST_ANCESTORS];
    unsigned count = 0;
    for (struct gly_odt_style *s = style; s && !s->settled && count < MOST_ANCESTORS;
         s = find(styles, s->parent, s->is_text))
        chain[count++] = s;
    while (count-- > 0) {
        struct gly_odt_style *s = chain[count];
        const struct gly_odt_style *under = find(styles, s->parent, s->is_text);
        if (s->settled)
            continue;
        s->settled = true;
        if (!under || under == s)
            continue;
        s->on |= under->on & ~s->off;
        s->off |= under->off & ~s->on;
        if (!s->lang[0])
            memcpy(s->lang, under->lang, sizeof s->lang);
        if (s->role == GLY_STYLE_NONE) {
            s->role = under->role;
            s->level = under->level;
        }
    }
}

void gly_odt_read_styles(struct gly_arena *arena, struct gly_zip *zip,
                         struct gly_odt_styles *ret_styles, struct gly_error *first)
{
    static const struct gly_xml_handler handler = {on_open, on_close, NULL};
    static const char *const parts[] = {"styles.xml", "content.xml"};
    struct gly_odt_styles *styles = ret_styles;
    *styles = (struct gly_odt_styles){.arena = arena};
    for (unsigned i = 0; i < GLY_COUNT(parts); i++) {
        struct styling styling = {.styles = styles};
        struct gly_error err;
        if (gly_zip_has(zip, parts[i]) &&
            gly_odt_read(arena, zip, parts[i], &handler, &styling, &err) != GLY_OK &&
            first->status == GLY_OK)
            *first = err;
    }
    if (styles->list.count > 0)
        qsort(styles->list.at, styles->list.count, sizeof *styles->list.at, by_name);
    if (styles->lists.count > 0)
        qsort(styles->lists.at, styles->lists.count, sizeof *styles->lists.at, by_list);
    for (uint32_t i = 0; i < styles->list.count; i++)
        settle(styles, &styles->list.at[i]);
}
