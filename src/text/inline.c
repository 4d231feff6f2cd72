#include "text/inline.h"

#include <galley/unicode.h>

static const struct {
    const char *name;
    enum gly_mark_kind kind;
} elements[] = {
    {"a", GLY_MARK_LINK},        {"b", GLY_MARK_EMPHASIS},
    {"cite", GLY_MARK_EMPHASIS}, {"code", GLY_MARK_CODE},
    {"del", GLY_MARK_FROZEN},    {"dfn", GLY_MARK_EMPHASIS},
    {"em", GLY_MARK_EMPHASIS},   {"i", GLY_MARK_EMPHASIS},
    {"kbd", GLY_MARK_CODE},      {"mark", GLY_MARK_EMPHASIS},
    {"math", GLY_MARK_CODE},     {"q", GLY_MARK_QUOTE},
    {"s", GLY_MARK_FROZEN},      {"samp", GLY_MARK_CODE},
    {"strike", GLY_MARK_FROZEN}, {"strong", GLY_MARK_EMPHASIS},
    {"tt", GLY_MARK_CODE},       {"u", GLY_MARK_EMPHASIS},
    {"var", GLY_MARK_CODE},
};

void gly_lang_copy(char ret_lang[12], struct gly_str tag)
{
    ret_lang[0] = '\0';
    if (tag.len < 2)
        return;
    size_t len = 0;
    for (; len < tag.len && len < 11; len++) {
        char c = tag.ptr[len];
        if (!gly_is_ascii_letter((unsigned char)c) && c != '-' && (c < '0' || c > '9'))
            break;
        ret_lang[len] = c;
    }
    /* A cut tag ends with a whole subtag. */
    if (len < tag.len)
        while (len > 0 && ret_lang[len - 1] != '-')
            len--;
    while (len > 0 && ret_lang[len - 1] == '-')
        len--;
    ret_lang[len] = '\0';
}

/* The attributes that matter to any inline element, read in one pass; of two of a name
 * the first holds. `ptr` is NULL where there is none. */
struct wanted {
    struct gly_str translate, spellcheck, lang, xml_lang, href;
};

static struct wanted read_wanted(const struct gly_markup *tag)
{
    struct wanted wanted = {0};
    const struct {
        const char *name;
        struct gly_str *slot;
    } slots[] = {
        {"translate", &wanted.translate}, {"spellcheck", &wanted.spellcheck},
        {"lang", &wanted.lang},           {"xml:lang", &wanted.xml_lang},
        {"href", &wanted.href},
    };
    struct gly_str rest = tag->content, name, value;
    while (gly_markup_attribute(&rest, &name, &value))
        for (unsigned i = 0; i < GLY_COUNT(slots); i++)
            if (((name.ptr[0] ^ slots[i].name[0]) & ~0x20) == 0 &&
                !slots[i].slot->ptr && gly_str_eq_nocase(name, gly_str(slots[i].name)))
                *slots[i].slot = value.ptr ? value : gly_str("");
    return wanted;
}

static void push(struct gly_inline *in, const struct gly_markup *tag,
                 enum gly_mark_kind kind, struct gly_str target)
{
    if (in->count == GLY_INLINE_DEPTH)
        return;
    in->at[in->count++] = (struct gly_inline_open){
        .name = tag->name,
        .start = gly_build_at(in->b),
        .kind = kind,
        .target = target,
    };
}

void gly_inline_open(struct gly_inline *in, const struct gly_markup *tag)
{
    struct gly_str none = {0};
    struct wanted wanted = {0};
    if (tag->content.len > 0)
        wanted = read_wanted(tag);
    if (gly_str_eq_nocase(wanted.translate, gly_str("no")) ||
        gly_str_eq_nocase(wanted.spellcheck, gly_str("false")))
        push(in, tag, GLY_MARK_FROZEN, none);
    struct gly_str lang = wanted.lang.ptr ? wanted.lang : wanted.xml_lang;
    if (lang.ptr) {
        unsigned before = in->count;
        push(in, tag, GLY_MARK_LANG, none);
        if (in->count > before)
            gly_lang_copy(in->at[before].lang, lang);
    }
    for (unsigned i = 0; i < GLY_COUNT(elements); i++) {
        if (((tag->name.ptr[0] ^ elements[i].name[0]) & ~0x20) != 0 ||
            !gly_str_eq_nocase(tag->name, gly_str(elements[i].name)))
            continue;
        enum gly_mark_kind kind = elements[i].kind;
        if (kind != GLY_MARK_LINK)
            push(in, tag, kind, none);
        else if (wanted.href.ptr)
            push(in, tag, kind, wanted.href);
        return;
    }
}

static void make_mark(struct gly_inline *in, const struct gly_inline_open *open)
{
    struct gly_span span = {open->start, gly_build_at(in->b)};
    const char *text = in->b->text.at;
    while (span.start < span.end && memchr(" \n", text[span.start], 2))
        span.start++;
    while (span.start < span.end && memchr(" \n", text[span.end - 1], 2))
        span.end--;
    if (span.start >= span.end)
        return;
    struct gly_mark *mark = gly_build_mark(in->b, open->kind, span, open->target);
    memcpy(mark->lang, open->lang, sizeof mark->lang);
}

void gly_inline_close(struct gly_inline *in, struct gly_str name)
{
    /* The innermost element of that name, and what the same tag opened beside it: the
     * entries of one tag stand together and share its name slice. */
    unsigned i = in->count;
    while (i > 0 && !gly_str_eq_nocase(in->at[i - 1].name, name))
        i--;
    if (i == 0)
        return;
    const char *tag = in->at[i - 1].name.ptr;
    unsigned end = i;
    while (i > 0 && in->at[i - 1].name.ptr == tag)
        make_mark(in, &in->at[--i]);
    memmove(&in->at[i], &in->at[end], (in->count - end) * sizeof in->at[0]);
    in->count -= end - i;
}

void gly_inline_end_leaf(struct gly_inline *in)
{
    unsigned made = 0; /* kinds, of which one mark over the leaf says everything */
    for (unsigned i = 0; i < in->count; i++) {
        enum gly_mark_kind kind = in->at[i].kind;
        if (made & 1u << kind)
            continue;
        make_mark(in, &in->at[i]);
        if (kind == GLY_MARK_EMPHASIS || kind == GLY_MARK_CODE ||
            kind == GLY_MARK_FROZEN)
            made |= 1u << kind;
    }
}

void gly_inline_begin_leaf(struct gly_inline *in)
{
    for (unsigned i = 0; i < in->count; i++)
        in->at[i].start = gly_build_at(in->b);
}

void gly_inline_clear(struct gly_inline *in)
{
    in->count = 0;
}

bool gly_raised_digits(struct gly_str text, struct gly_builder *b, uint32_t start)
{
    static const char *const raised[] = {"\u2070", "\u00B9", "\u00B2", "\u00B3",
                                         "\u2074", "\u2075", "\u2076", "\u2077",
                                         "\u2078", "\u2079"};
    if (text.len == 0 || text.len > 3)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    for (uint32_t i = 0; b && i < text.len; i++)
        gly_build_decoded(b, gly_str(raised[text.ptr[i] - '0']),
                          (struct gly_span){start + i, start + i + 1});
    return true;
}
