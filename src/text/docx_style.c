/* Styles and numbering of a Word document. */
#include <stdlib.h>

#include "text/docx.h"

enum { MOST_ANCESTORS = 32 }; /* of a style: those of Word are three deep */

/* ---- Looks ---- */

static void set_look(struct gly_docx_look *look, unsigned bit, bool on)
{
    look->on = on ? look->on | bit : look->on & ~bit;
    look->off = on ? look->off & ~bit : look->off | bit;
}

bool gly_docx_take_look(struct gly_docx_look *look, unsigned id,
                        const struct gly_xml_attributes *attributes)
{
    switch (id) {
    case GLY_DOCX_b:
    case GLY_DOCX_i:
    case GLY_DOCX_u:
        /* One of them is enough, and none takes away what another gave. */
        if (gly_docx_is_on(attributes))
            set_look(look, GLY_FLOW_EMPHASIS, true);
        return true;
    case GLY_DOCX_strike:
    case GLY_DOCX_dstrike:
    case GLY_DOCX_noProof:
        if (gly_docx_is_on(attributes))
            set_look(look, GLY_FLOW_FROZEN, true);
        return true;
    case GLY_DOCX_vanish:
        set_look(look, GLY_FLOW_HIDDEN, gly_docx_is_on(attributes));
        return true;
    case GLY_DOCX_vertAlign:
        set_look(look, GLY_FLOW_RAISED,
                 gly_str_is(gly_xml_attribute(attributes, "val"), "superscript"));
        return true;
    case GLY_DOCX_lang:
        if (gly_style_lang(look->lang, gly_xml_attribute(attributes, "val"),
                           (struct gly_str){0}))
            set_look(look, GLY_FLOW_FROZEN, true);
        return true;
    default:
        return false;
    }
}

/* What `under` says where `look` says nothing. */
static void inherit_look(struct gly_docx_look *look, const struct gly_docx_look *under)
{
    look->on |= under->on & ~look->off;
    look->off |= under->off & ~look->on;
    if (!look->lang[0])
        memcpy(look->lang, under->lang, sizeof look->lang);
}

/* ---- Styles ---- */

struct styling {
    struct gly_arena *arena;
    struct gly_docx_styles *styles;
    struct gly_docx_style *style; /* the one in hand, or NULL */
    unsigned skip;                /* open elements that are of no concern */
    unsigned run;                 /* inside w:rPr */
    bool defaults;
};

static void open_style(struct styling *s, const struct gly_xml_attributes *attributes)
{
    struct gly_str type = gly_xml_attribute(attributes, "type");
    bool character = gly_str_is(type, "character");
    if (!character && !gly_str_is(type, "paragraph"))
        return;
    s->style = GLY_VEC_ADD(s->arena, &s->styles->list);
    *s->style = (struct gly_docx_style){
        .id = gly_arena_copy(s->arena, gly_xml_attribute(attributes, "styleId")),
        .number = GLY_DOCX_NO_NUMBER,
        .is_character = character,
        .is_default = !character && gly_xml_has_attribute(attributes, "default") &&
                      !gly_str_is(gly_xml_attribute(attributes, "default"), "0"),
    };
}

static void style_open(void *context, unsigned id,
                       const struct gly_xml_attributes *attributes)
{
    struct styling *s = context;
    struct gly_docx_style *style = s->style;
    if (s->skip > 0 || id == GLY_DOCX_rPrChange || id == GLY_DOCX_pPrChange ||
        id == GLY_DOCX_tblStylePr) {
        s->skip++;
        return;
    }
    if (id == GLY_DOCX_style)
        open_style(s, attributes);
    else if (id == GLY_DOCX_docDefaults)
        s->defaults = true;
    else if (id == GLY_DOCX_rPr)
        s->run++;
    else if (s->run > 0)
        gly_docx_take_look(style         ? &style->look
                           : s->defaults ? &s->styles->defaults
                                         : &(struct gly_docx_look){0},
                           id, attributes);
    else if (!style)
        return;
    else if (id == GLY_DOCX_basedOn)
        style->based_on =
            gly_arena_copy(s->arena, gly_xml_attribute(attributes, "val"));
    else if (id == GLY_DOCX_name)
        style->role =
            gly_style_role(gly_xml_attribute(attributes, "val"), &style->level);
    else if (id == GLY_DOCX_numId)
        style->number = gly_docx_number(attributes, "val", GLY_DOCX_NO_NUMBER);
    else if (id == GLY_DOCX_ilvl)
        style->depth = gly_docx_number(attributes, "val", 0);
    else if (id == GLY_DOCX_outlineLvl && style->role == GLY_STYLE_NONE) {
        uint32_t level = gly_docx_number(attributes, "val", 9);
        if (level < 9) {
            style->role = GLY_STYLE_HEADING;
            style->level = (uint16_t)(level < 6 ? level + 1 : 6);
        }
    }
}

static void style_close(void *context, unsigned id)
{
    struct styling *s = context;
    if (s->skip > 0)
        s->skip--;
    else if (id == GLY_DOCX_style)
        s->style = NULL;
    else if (id == GLY_DOCX_docDefaults)
        s->defaults = false;
    else if (id == GLY_DOCX_rPr && s->run > 0)
        s->run--;
}

static int by_name(const void *left, const void *right)
{
    const struct gly_docx_style *a = left, *b = right;
    return gly_str_order(a->id, b->id);
}

static struct gly_docx_style *find_style(const struct gly_docx_styles *styles,
                                         struct gly_str id)
{
    struct gly_docx_style wanted = {.id = id};
    if (id.len == 0 || styles->list.count == 0)
        return NULL;
    return bsearch(&wanted, styles->list.at, styles->list.count,
                   sizeof *styles->list.at, by_name);
}

const struct gly_docx_style *gly_docx_find_style(const struct gly_docx_styles *styles,
                                                 struct gly_str id)
{
    return find_style(styles, id);
}

/* Take from the styles it is based on what a style does not say itself. */
static void settle(struct gly_docx_styles *styles, struct gly_docx_style *style)
{
    struct gly_docx_style *chain[MOST_ANCESTORS];
    unsigned count = 0;
    for (struct gly_docx_style *s = style; s && !s->settled && count < MOST_ANCESTORS;
         s = find_style(styles, s->based_on))
        chain[count++] = s;
    while (count-- > 0) {
        struct gly_docx_style *s = chain[count];
        const struct gly_docx_style *under = find_style(styles, s->based_on);
        if (s->settled)
            continue; /* based on itself */
        s->settled = true;
        if (!under || under == s)
            continue;
        inherit_look(&s->look, &under->look);
        if (s->role == GLY_STYLE_NONE) {
            s->role = under->role;
            s->level = under->level;
        }
        if (s->number == GLY_DOCX_NO_NUMBER) {
            s->number = under->number;
            s->depth = s->depth > 0 ? s->depth : under->depth;
        }
    }
}

/* ---- Numbering ---- */

struct numbering {
    struct gly_arena *arena;
    struct gly_docx_styles *styles;
    bool in_abstract, in_number;
    uint32_t level; /* in hand; GLY_DOCX_LEVELS: none */
};

static void open_abstract(struct numbering *n, uint32_t id)
{
    struct gly_docx_abstract *abstract = GLY_VEC_ADD(n->arena, &n->styles->abstracts);
    *abstract = (struct gly_docx_abstract){.id = id};
    for (unsigned i = 0; i < GLY_DOCX_LEVELS; i++)
        abstract->level[i].start = 1;
    n->in_abstract = true;
}

static void open_number(struct numbering *n, uint32_t id)
{
    struct gly_docx_number *number = GLY_VEC_ADD(n->arena, &n->styles->numbers);
    *number = (struct gly_docx_number){.id = id, .abstract = GLY_DOCX_NO_NUMBER};
    for (unsigned i = 0; i < GLY_DOCX_LEVELS; i++)
        number->start[i] = GLY_DOCX_NO_NUMBER;
    n->in_number = true;
}

static void number_open(void *context, unsigned id,
                        const struct gly_xml_attributes *attributes)
{
    struct numbering *n = context;
    struct gly_docx_styles *s = n->styles;
    bool level = n->level < GLY_DOCX_LEVELS;
    switch (id) {
    case GLY_DOCX_abstractNum:
        open_abstract(n, gly_docx_number(attributes, "abstractNumId", 0));
        break;
    case GLY_DOCX_num:
        open_number(n, gly_docx_number(attributes, "numId", 0));
        break;
    case GLY_DOCX_lvl:
    case GLY_DOCX_lvlOverride:
        n->level = gly_docx_number(attributes, "ilvl", GLY_DOCX_LEVELS);
        break;
    case GLY_DOCX_abstractNumId:
        if (n->in_number)
            s->numbers.at[s->numbers.count - 1].abstract =
                gly_docx_number(attributes, "val", GLY_DOCX_NO_NUMBER);
        break;
    case GLY_DOCX_start:
        if (n->in_abstract && level)
            s->abstracts.at[s->abstracts.count - 1].level[n->level].start =
                gly_docx_number(attributes, "val", 1);
        break;
    case GLY_DOCX_numFmt:
        if (n->in_abstract && level)
            s->abstracts.at[s->abstracts.count - 1].level[n->level].ordered =
                !gly_str_is(gly_xml_attribute(attributes, "val"), "bullet") &&
                !gly_str_is(gly_xml_attribute(attributes, "val"), "none");
        break;
    case GLY_DOCX_startOverride:
        if (n->in_number && level)
            s->numbers.at[s->numbers.count - 1].start[n->level] =
                gly_docx_number(attributes, "val", 1);
        break;
    default:
        break;
    }
}

static void number_close(void *context, unsigned id)
{
    struct numbering *n = context;
    if (id == GLY_DOCX_abstractNum)
        n->in_abstract = false;
    else if (id == GLY_DOCX_num)
        n->in_number = false;
    else if (id == GLY_DOCX_lvlOverride || (id == GLY_DOCX_lvl && n->in_abstract))
        n->level = GLY_DOCX_LEVELS;
}

static int by_abstract(const void *left, const void *right)
{
    const struct gly_docx_abstract *a = left, *b = right;
    return (a->id > b->id) - (a->id < b->id);
}

static int by_number(const void *left, const void *right)
{
    const struct gly_docx_number *a = left, *b = right;
    return (a->id > b->id) - (a->id < b->id);
}

bool gly_docx_count(struct gly_docx_styles *styles, uint32_t number, uint32_t depth,
                    struct gly_flow_paragraph *paragraph)
{
    struct gly_docx_number wanted = {.id = number};
    if (number == 0 || number == GLY_DOCX_NO_NUMBER || styles->numbers.count == 0 ||
        styles->abstracts.count == 0)
        return false;
    struct gly_docx_number *n = bsearch(&wanted, styles->numbers.at,
                                        styles->numbers.count, sizeof *n, by_number);
    struct gly_docx_abstract key = {.id = n ? n->abstract : 0};
    struct gly_docx_abstract *a =
        n ? bsearch(&key, styles->abstracts.at, styles->abstracts.count, sizeof *a,
                    by_abstract)
          : NULL;
    if (!a)
        return false;
    if (depth >= GLY_DOCX_LEVELS)
        depth = GLY_DOCX_LEVELS - 1;
    if (!n->begun[depth] && n->start[depth] != GLY_DOCX_NO_NUMBER)
        a->level[depth].count = n->start[depth];
    else if (a->level[depth].count == 0)
        a->level[depth].count = a->level[depth].start;
    else
        a->level[depth].count++;
    n->begun[depth] = true;
    for (uint32_t deeper = depth + 1; deeper < GLY_DOCX_LEVELS; deeper++)
        a->level[deeper].count = 0;
    paragraph->list = (uint32_t)(a - styles->abstracts.at) + 1;
    paragraph->depth = (uint16_t)depth;
    paragraph->ordered = a->level[depth].ordered;
    paragraph->number = a->level[depth].count;
    return true;
}

/* ---- Reading ---- */

static void sort(struct gly_docx_styles *styles)
{
    if (styles->list.count > 0)
        qsort(styles->list.at, styles->list.count, sizeof *styles->list.at, by_name);
    if (styles->numbers.count > 0)
        qsort(styles->numbers.at, styles->numbers.count, sizeof *styles->numbers.at,
              by_number);
    if (styles->abstracts.count > 0)
        qsort(styles->abstracts.at, styles->abstracts.count,
              sizeof *styles->abstracts.at, by_abstract);
}

void gly_docx_read_styles(const struct gly_docx_package *package,
                          struct gly_docx_styles *ret_styles)
{
    static const struct gly_xml_handler style_handler = {style_open, style_close, NULL};
    static const struct gly_xml_handler number_handler = {number_open, number_close,
                                                          NULL};
    struct gly_docx_styles *styles = ret_styles;
    *styles = (struct gly_docx_styles){.arena = package->arena};
    struct styling styling = {.arena = package->arena, .styles = styles};
    struct numbering numbering = {
        .arena = package->arena, .styles = styles, .level = GLY_DOCX_LEVELS};
    struct gly_error err;
    const char *part = gly_docx_part(package, "styles");
    if (part)
        gly_docx_tell(package,
                      gly_docx_read(package, part, &style_handler, &styling, &err),
                      &err);
    part = gly_docx_part(package, "numbering");
    if (part)
        gly_docx_tell(package,
                      gly_docx_read(package, part, &number_handler, &numbering, &err),
                      &err);
    sort(styles);
    for (uint32_t i = 0; i < styles->list.count; i++)
        settle(styles, &styles->list.at[i]);
    for (uint32_t i = 0; i < styles->list.count && !styles->normal; i++)
        if (styles->list.at[i].is_default)
            styles->normal = &styles->list.at[i];
}
