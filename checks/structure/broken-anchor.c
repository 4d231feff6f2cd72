#include <galley/check.h>

enum { BROKEN };

static const struct gly_rule rules[] = {
    [BROKEN] =
        {
            .id = "structure/broken-anchor",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A link or footnote mark points to nothing in this document",
            .why =
                "The reader clicks and stays where he is. Speaks of links to a place "
                "in the document itself (\"#fares\") and of footnote marks without a "
                "footnote. Headings count however a generator writes their anchors; "
                "where most links fail, the anchors are made in a way that the text "
                "does not show.",
            .bad = "See [the fares](#fares) and [the pier](#the-pier).\n\n## The "
                   "pier\n\nOak.",
            .good =
                "See [the pier](#the-pier).\n\n## The pier\n\nOak.[^a]\n\n[^a]: Ash.",
        },
};

enum {
    ASKED = 64, /* anchors looked for in the source, which is read for each */
    NAME = 128, /* longer names are cut, in headings and links alike */
};

/* Letters and digits in lower case: all that generators agree on. */
struct slug {
    char bytes[NAME];
    uint32_t len;
};

static void slug_of(struct gly_str text, struct slug *ret)
{
    ret->len = 0;
    for (size_t i = 0; i < text.len && ret->len < NAME; i++) {
        char c = text.ptr[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + ('a' - 'A'));
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
            (unsigned char)c >= 0x80)
            ret->bytes[ret->len++] = c;
    }
}

/* Does the heading's slug stand for the link's: the same, or the same and the number
 * that tells headings of one wording apart? */
static bool stands_for(const struct slug *heading, const struct slug *link)
{
    if (heading->len == 0 || heading->len > link->len ||
        memcmp(heading->bytes, link->bytes, heading->len) != 0)
        return false;
    for (uint32_t i = heading->len; i < link->len; i++)
        if (link->bytes[i] < '0' || link->bytes[i] > '9')
            return false;
    return true;
}

static bool is_heading(const struct gly_pass *pass, struct gly_str name)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count;
    const struct gly_block *blocks = gly_doc_blocks(doc, &count);
    struct slug link, heading;
    slug_of(name, &link);
    for (uint32_t b = 0; b < count; b++) {
        if (blocks[b].kind != GLY_BLOCK_HEADING)
            continue;
        slug_of(gly_doc_slice(doc, blocks[b].span), &heading);
        if (stands_for(&heading, &link))
            return true;
    }
    return false;
}

/* A name that a script or a browser reads in its own way, or the start of the page. */
static bool is_special(struct gly_str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (strchr("/!?=:%~&", name.ptr[i]))
            return true;
    return name.len == 0 || gly_str_eq_nocase(name, gly_str("top"));
}

static bool is_internal(const struct gly_ref *ref, struct gly_str *ret_name)
{
    if (ref->note || ref->target.len < 1 || ref->target.ptr[0] != '#' ||
        gly_span_len(ref->span) == 0)
        return false;
    *ret_name = (struct gly_str){ref->target.ptr + 1, ref->target.len - 1};
    return !is_special(*ret_name);
}

static bool is_broken(struct gly_pass *pass, struct gly_str name)
{
    return !is_heading(pass, name) && !gly_doc_has_anchor(gly_pass_doc(pass), name);
}

static void check_links(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_ref ref, broken[ASKED];
    struct gly_str name;
    uint32_t links = 0, found = 0, at = 0;
    while (links < ASKED && gly_doc_next_ref(doc, &at, &ref)) {
        if (!is_internal(&ref, &name))
            continue;
        links++;
        if (is_broken(pass, name))
            broken[found++] = ref;
    }
    if (found > 1 && found * 2 > links)
        return;
    for (uint32_t i = 0; i < found; i++)
        gly_report(pass, BROKEN, broken[i].span,
                   "the link points to '%.*s', which names nothing in this document",
                   GLY_STR_ARG(broken[i].target));
}

/* A mark without a note is shown with the word before it. */
static void check_notes(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_ref ref;
    uint32_t at = 0, asked = 0, count, tok = 0;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    while (asked < ASKED && gly_doc_next_ref(doc, &at, &ref)) {
        if (!ref.note)
            continue;
        asked++;
        if (gly_doc_has_note(doc, ref.target))
            continue;
        while (tok + 1 < count && toks[tok + 1].span.end <= ref.span.start)
            tok++;
        if (tok < count && toks[tok].span.end <= ref.span.start)
            gly_report(pass, BROKEN, toks[tok].span,
                       "the footnote '%.*s' has a mark here and no text",
                       GLY_STR_ARG(ref.target));
    }
}

static void run(struct gly_pass *pass)
{
    check_links(pass);
    check_notes(pass);
}

const struct gly_check gly_check_structure_broken_anchor = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .run = run,
};
