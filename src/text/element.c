#include "text/element.h"

#include <pthread.h>

#include <galley/unicode.h>

#include "text/chars.h"

#define B(name)                    \
    {                              \
        name, GLY_ROLE_BLOCK, 0, 0 \
    }
#define HIDDEN(name)                \
    {                               \
        name, GLY_ROLE_HIDDEN, 0, 0 \
    }
#define RAW(name)                                 \
    {                                             \
        name, GLY_ROLE_HIDDEN, GLY_ELEMENT_RAW, 0 \
    }
#define VOID(name)                                 \
    {                                              \
        name, GLY_ROLE_INLINE, GLY_ELEMENT_VOID, 0 \
    }
#define HEADING(n)                     \
    {                                  \
        "h" #n, GLY_ROLE_HEADING, 0, n \
    }
#define SIMPLE(name, role)          \
    {                               \
        name, GLY_ROLE_##role, 0, 0 \
    }
#define FLAGGED(name, role, flag)                    \
    {                                                \
        name, GLY_ROLE_##role, GLY_ELEMENT_##flag, 0 \
    }

/* The first stands for all that are unknown; behind it those that have an index of their own. What a form asks and what
 * a media player shows in its place are no part of the text. */
static const struct gly_element elements[] = {
    {"", GLY_ROLE_INLINE, 0, 0},
    [GLY_ELEMENT_H1] = HEADING(1),
    [GLY_ELEMENT_H2] = HEADING(2),
    [GLY_ELEMENT_H3] = HEADING(3),
    [GLY_ELEMENT_H4] = HEADING(4),
    [GLY_ELEMENT_H5] = HEADING(5),
    [GLY_ELEMENT_H6] = HEADING(6),
    [GLY_ELEMENT_P] = SIMPLE("p", PARAGRAPH),
    [GLY_ELEMENT_TABLE] = FLAGGED("table", TABLE, SCOPE),
    [GLY_ELEMENT_TR] = SIMPLE("tr", ROW),
    [GLY_ELEMENT_TD] = FLAGGED("td", CELL, SCOPE),
    [GLY_ELEMENT_TH] = {"th", GLY_ROLE_CELL, GLY_ELEMENT_SCOPE | GLY_ELEMENT_HEADER, 0},
    [GLY_ELEMENT_CAPTION] = FLAGGED("caption", CAPTION, SCOPE),
    [GLY_ELEMENT_THEAD] = FLAGGED("thead", ROW_GROUP, HEADER),
    [GLY_ELEMENT_TBODY] = SIMPLE("tbody", ROW_GROUP),
    [GLY_ELEMENT_TFOOT] = SIMPLE("tfoot", ROW_GROUP),
    [GLY_ELEMENT_UL] = SIMPLE("ul", LIST),
    [GLY_ELEMENT_OL] = FLAGGED("ol", LIST, ORDERED),
    [GLY_ELEMENT_MENU] = SIMPLE("menu", LIST),
    [GLY_ELEMENT_DIR] = SIMPLE("dir", LIST),
    [GLY_ELEMENT_DL] = SIMPLE("dl", LIST),
    [GLY_ELEMENT_LI] = SIMPLE("li", ITEM),
    [GLY_ELEMENT_DT] = FLAGGED("dt", ITEM, HEADER),
    [GLY_ELEMENT_DD] = SIMPLE("dd", ITEM),
    [GLY_ELEMENT_MAIN] = SIMPLE("main", MAIN),
    [GLY_ELEMENT_ARTICLE] = SIMPLE("article", MAIN),
    B("address"),
    VOID("area"),
    SIMPLE("aside", CHROME),
    RAW("audio"),
    VOID("base"),
    SIMPLE("blockquote", QUOTE),
    SIMPLE("body", ROOT),
    FLAGGED("br", BREAK, VOID),
    HIDDEN("button"),
    HIDDEN("canvas"),
    B("center"),
    FLAGGED("col", INLINE, VOID),
    HIDDEN("colgroup"),
    HIDDEN("datalist"),
    B("details"),
    B("dialog"),
    B("div"),
    VOID("embed"),
    B("fieldset"),
    SIMPLE("figcaption", CAPTION),
    B("figure"),
    SIMPLE("footer", CHROME),
    B("form"),
    FLAGGED("frame", INLINE, VOID),
    SIMPLE("head", ROOT),
    SIMPLE("header", HEADER),
    B("hgroup"),
    FLAGGED("hr", BLOCK, VOID),
    SIMPLE("html", ROOT),
    RAW("iframe"),
    FLAGGED("img", IMAGE, VOID),
    FLAGGED("input", INLINE, VOID),
    B("legend"),
    FLAGGED("link", INLINE, VOID),
    FLAGGED("meta", META, VOID),
    SIMPLE("nav", CHROME),
    RAW("noembed"),
    RAW("noframes"),
    RAW("noscript"),
    HIDDEN("object"),
    FLAGGED("param", INLINE, VOID),
    SIMPLE("pre", CODE),
    HIDDEN("rp"),
    HIDDEN("rt"),
    RAW("script"),
    B("search"),
    B("section"),
    HIDDEN("select"),
    FLAGGED("source", INLINE, VOID),
    RAW("style"),
    B("summary"),
    SIMPLE("sup", RAISED),
    HIDDEN("svg"),
    HIDDEN("template"),
    RAW("textarea"),
    FLAGGED("title", TITLE, RAW),
    FLAGGED("track", INLINE, VOID),
    RAW("video"),
    FLAGGED("wbr", INLINE, VOID),
    RAW("xmp"),
};

_Static_assert(GLY_COUNT(elements) <= GLY_ELEMENT_COUNT, "GLY_ELEMENT_COUNT");

/* A name as numbers: its first eight bytes, and the last eight of its room. */
struct key {
    uint64_t head, tail;
};

static struct key key_of(const char name[12])
{
    struct key key;
    memcpy(&key.head, name, sizeof key.head);
    memcpy(&key.tail, name + 4, sizeof key.tail);
    return key;
}

/* The elements, each where its hash or the next free slot is; 0 for an empty one. */
enum { SLOT_BITS = 8, SLOTS = 1 << SLOT_BITS };
static uint8_t element_slots[SLOTS];
static pthread_once_t element_once = PTHREAD_ONCE_INIT;

_Static_assert(GLY_COUNT(elements) < SLOTS, "free slots");

static unsigned slot_of(struct key key)
{
    return (unsigned)((key.head ^ key.tail >> 32) * 0x9E3779B97F4A7C15u >>
                      (64 - SLOT_BITS));
}

static void fill_element_slots(void)
{
    for (unsigned i = 1; i < GLY_COUNT(elements); i++) {
        unsigned at = slot_of(key_of(elements[i].name));
        while (element_slots[at] != 0)
            at = (at + 1) % SLOTS;
        element_slots[at] = (uint8_t)i;
    }
}

unsigned gly_element_find(struct gly_str name)
{
    enum { HEAD = 8 };
    char lower[sizeof elements[0].name] = "";
    if (name.len >= sizeof lower)
        return GLY_ELEMENT_UNKNOWN;
    pthread_once(&element_once, fill_element_slots);
    size_t len = name.len < HEAD ? name.len : HEAD;
    uint64_t part = gly_bytes_fold(gly_bytes_at(name, 0, len));
    memcpy(lower, &part, sizeof part);
    for (size_t i = len; i < name.len; i++)
        lower[i] = (char)gly_bytes_fold((unsigned char)name.ptr[i]);
    struct key key = key_of(lower);
    for (unsigned at = slot_of(key); element_slots[at] != 0; at = (at + 1) % SLOTS) {
        struct key other = key_of(elements[element_slots[at]].name);
        if (key.head == other.head && key.tail == other.tail)
            return element_slots[at];
    }
    return GLY_ELEMENT_UNKNOWN;
}

const struct gly_element *gly_element_at(unsigned index)
{
    return &elements[index];
}

/* ---- Attributes ---- */

static uint32_t read_number(struct gly_str value, uint32_t most)
{
    uint32_t number = 0;
    for (size_t i = 0; i < value.len && value.ptr[i] >= '0' && value.ptr[i] <= '9'; i++)
        if (number <= most)
            number = number * 10 + (uint32_t)(value.ptr[i] - '0');
    return number < most ? number : most;
}

static bool value_is(struct gly_str value, const char *word)
{
    return gly_str_eq_nocase(value, gly_str(word));
}

/* "display: none" with or without blanks. */
static bool style_hides(struct gly_str style)
{
    static const char *const hiding[] = {"display:none", "visibility:hidden"};
    for (unsigned i = 0; i < GLY_COUNT(hiding); i++) {
        size_t matched = 0;
        for (size_t at = 0; at < style.len; at++) {
            char c = style.ptr[at];
            if (c == ' ')
                continue;
            if ((c | 0x20) == hiding[i][matched] || c == hiding[i][matched])
                matched++;
            else
                matched = (c | 0x20) == hiding[i][0];
            if (hiding[i][matched] == '\0')
                return true;
        }
    }
    return false;
}

static void read_attribute(struct gly_attributes *a, struct gly_str name,
                           struct gly_str value)
{
    enum { MOST_COLUMNS = 1000, MOST_ROWS = 65534 }; /* HTML Standard, 4.9.11 */
    const struct {
        const char *name;
        struct gly_str *slot;
    } slots[] = {
        {"alt", &a->alt},   {"class", &a->class}, {"content", &a->content},
        {"href", &a->href}, {"id", &a->id},       {"lang", &a->lang},
        {"name", &a->name}, {"role", &a->role},   {"xml:lang", &a->lang},
    };
    char first = (char)(name.ptr[0] | 0x20);
    for (unsigned i = 0; i < GLY_COUNT(slots); i++)
        if (first == slots[i].name[0] && value_is(name, slots[i].name)) {
            *slots[i].slot = value;
            return;
        }
    if (!memchr("acrsvht", first, 7))
        return;
    if (value_is(name, "colspan"))
        a->colspan = (uint16_t)read_number(value, MOST_COLUMNS);
    else if (value_is(name, "rowspan"))
        a->rowspan = (uint16_t)read_number(value, MOST_ROWS);
    else if (value_is(name, "start") || value_is(name, "value"))
        a->start = read_number(value, 1000000000);
    else if (value_is(name, "hidden"))
        a->hidden = true;
    else if (value_is(name, "aria-hidden"))
        a->hidden |= value_is(value, "true");
    else if (value_is(name, "style"))
        a->hidden |= style_hides(value);
    else if (value_is(name, "translate"))
        a->frozen |= value_is(value, "no");
    else if (value_is(name, "spellcheck"))
        a->frozen |= value_is(value, "false");
}

void gly_attributes_read(const struct gly_markup *tag, struct gly_attributes *ret)
{
    *ret = (struct gly_attributes){0};
    struct gly_str rest = tag->content, name, value;
    while (gly_markup_attribute(&rest, &name, &value))
        read_attribute(ret, name, value);
    if (ret->colspan == 0)
        ret->colspan = 1;
    if (ret->rowspan == 0)
        ret->rowspan = 1;
}
