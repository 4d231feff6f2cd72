/* What stands around the text of a page: menus, footers, share bars. */
#include "text/html.h"

#include <galley/unicode.h>

/* ---- By name ---- */

/* The landmark and widget roles of WAI-ARIA that never hold the text of a page. */
static const char *const chrome_roles[] = {
    "navigation", "banner",    "contentinfo", "complementary", "search",
    "menu",       "menubar",   "dialog",      "alertdialog",   "tablist",
    "toolbar",    "directory", "doc-toc",     "doc-index",
};

/* Words that the class names of publishing systems begin or end with. "header" and
 * "meta" are not among them: the headline stands there as often as the menu. */
static const char *const chrome_words[] = {
    "ad",          "ads",      "advert",     "advertisement", "breadcrumb",
    "breadcrumbs", "comments", "consent",    "cookie",        "cookies",
    "disqus",      "footer",   "gdpr",       "masthead",      "menu",
    "nav",         "navbar",   "navigation", "newsletter",    "pager",
    "pagination",  "popup",    "promo",      "recirculation", "recommended",
    "related",     "share",    "sharing",    "sidebar",       "signup",
    "skip",        "social",   "sponsored",  "subscribe",     "toc",
    "trending",
};

/* "has-sidebar", "no-ads" speak of the page as a whole. */
static const char *const page_words[] = {"has", "no", "with", "without", "is"};

static bool is_among(struct gly_str word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if ((word.ptr[0] | 0x20) == list[i][0] &&
            gly_str_eq_nocase(word, gly_str(list[i])))
            return true;
    return false;
}

/* One class name: "share-bar", "post__related", "navMain" counts as one word. */
static bool name_is_chrome(struct gly_str name)
{
    bool chrome = false;
    for (size_t start = 0; start < name.len;) {
        size_t end = start;
        while (end < name.len && name.ptr[end] != '-' && name.ptr[end] != '_')
            end++;
        struct gly_str word = {name.ptr + start, end - start};
        bool edge = start == 0 || end == name.len;
        if (word.len > 0 && is_among(word, page_words, GLY_COUNT(page_words)))
            return false;
        chrome |= edge && word.len > 0 &&
                  is_among(word, chrome_words, GLY_COUNT(chrome_words));
        start = end + 1;
    }
    return chrome;
}

static bool names_are_chrome(struct gly_str names)
{
    for (size_t start = 0; start < names.len;) {
        size_t end = start;
        while (end < names.len && !gly_is_space((unsigned char)names.ptr[end]))
            end++;
        if (end > start &&
            name_is_chrome((struct gly_str){names.ptr + start, end - start}))
            return true;
        start = end + 1;
    }
    return false;
}

bool gly_attributes_are_chrome(const struct gly_attributes *attributes)
{
    if (attributes->role.len > 0 &&
        is_among(attributes->role, chrome_roles, GLY_COUNT(chrome_roles)))
        return true;
    return names_are_chrome(attributes->class) || names_are_chrome(attributes->id);
}

/* ---- By place ---- */

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
