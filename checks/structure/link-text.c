#include <galley/check.h>

enum { LINK_TEXT };

static const struct gly_rule rules[] = {
    [LINK_TEXT] =
        {
            .id = "structure/link-text",
            .severity = GLY_NOTE,
            .stage = GLY_STABLE,
            .summary = "Two links read alike and lead to different pages",
            .why =
                "One of the two was pasted from the other, or the reader cannot tell "
                "them apart. Speaks where exactly two pages go by one text of some "
                "length; words that stand for a button (\"download\", \"read more\"), "
                "links in tables and two places of one page are left alone.",
            .bad = "See the [tide tables](/tides-2024). The [tide tables](/tides-2019) "
                   "are printed.",
            .good = "See the [tide tables](/tides). The [tide tables](/tides/) are "
                    "printed.",
        },
};

enum { LEAST_LETTERS = 6, MOST_BYTES = 200 };

/* Links that go by one text. */
struct slot {
    struct gly_str text;
    struct gly_ref first, second;
    unsigned targets;
};

struct state {
    struct gly_pass *pass;
    const struct gly_doc *doc;
    struct slot *slots;
    uint32_t mask;
};

/* What stands for a button rather than for a page. */
static const char *const buttons[] = {
    "click here",     "continue reading", "documentation",
    "download",       "edit this page",   "find out more",
    "full text",      "homepage",         "learn more",
    "more details",   "more information", "next page",
    "previous page",  "read more",        "see more",
    "source",         "source code",      "view source",
    "website",        "official website", "build status",
    "code coverage",  "coverage status",  "latest release",
    "latest version", "test status",      NULL};

static char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* The text with its letters in lower case and its white space made even. */
static struct gly_str normalise(struct gly_pass *pass, struct gly_str text)
{
    char *made = gly_alloc(pass, text.len + 1, 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool blank = strchr(" \t\n", text.ptr[i]) != NULL;
        if (!blank)
            made[len++] = fold(text.ptr[i]);
        else if (len > 0 && made[len - 1] != ' ')
            made[len++] = ' ';
    }
    return (struct gly_str){made, len > 0 && made[len - 1] == ' ' ? len - 1 : len};
}

/* Several words: a single one is a term, which may have a page and a home page. */
static bool says_something(struct gly_str text)
{
    unsigned letters = 0;
    for (size_t i = 0; i < text.len; i++)
        letters += (text.ptr[i] >= 'a' && text.ptr[i] <= 'z') ||
                   (unsigned char)text.ptr[i] >= 0xC0;
    return letters >= LEAST_LETTERS && memchr(text.ptr, ' ', text.len) &&
           text.len <= MOST_BYTES && !gly_str_among(text, buttons);
}

/* The page that a link leads to: without scheme, place on the page, final slash. */
static struct gly_str page_of(struct gly_str target)
{
    static const char *const prefixes[] = {"https://", "http://", "//", "www."};
    for (unsigned i = 0; i < GLY_COUNT(prefixes); i++)
        if (gly_str_starts(target, prefixes[i])) {
            target.ptr += strlen(prefixes[i]);
            target.len -= strlen(prefixes[i]);
        }
    const char *hash = target.len ? memchr(target.ptr, '#', target.len) : NULL;
    if (hash)
        target.len = (size_t)(hash - target.ptr);
    while (target.len > 0 && target.ptr[target.len - 1] == '/')
        target.len--;
    return target;
}

/* In prose that is read as such, outside of tables. `*tok` moves on to the link. */
static bool is_prose(const struct state *s, const struct gly_ref *ref, uint32_t *tok)
{
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(s->doc, &count);
    while (*tok < count && toks[*tok].span.end <= ref->span.start)
        ++*tok;
    if (*tok == count || !gly_span_overlaps(toks[*tok].span, ref->span) ||
        toks[*tok].sent == GLY_NONE)
        return false;
    uint32_t sent_count;
    uint32_t block = gly_doc_sents(s->doc, &sent_count)[toks[*tok].sent].block;
    return gly_block_speaks(s->pass, block) &&
           gly_block_within(s->doc, block, GLY_BLOCK_TABLE) == GLY_NONE;
}

static void enter(const struct state *s, const struct gly_ref *ref)
{
    struct gly_str text = normalise(s->pass, gly_doc_slice(s->doc, ref->span));
    if (!says_something(text) || page_of(ref->target).len == 0)
        return;
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * 16777619u;
    uint32_t at = (hash ^ hash >> 15) & s->mask;
    while (s->slots[at].targets > 0 && !gly_str_eq(s->slots[at].text, text))
        at = (at + 1) & s->mask;
    struct slot *slot = &s->slots[at];
    struct gly_str page = page_of(ref->target);
    if (slot->targets == 0) {
        *slot = (struct slot){.text = text, .first = *ref, .targets = 1};
    } else if (slot->targets == 1 && !gly_str_eq(page, page_of(slot->first.target))) {
        slot->second = *ref;
        slot->targets = 2;
    } else if (slot->targets == 2 && !gly_str_eq(page, page_of(slot->first.target)) &&
               !gly_str_eq(page, page_of(slot->second.target))) {
        slot->targets = 3;
    }
}

static uint32_t count_links(const struct gly_doc *doc)
{
    struct gly_ref ref;
    uint32_t at = 0, count = 0;
    while (gly_doc_next_ref(doc, &at, &ref))
        count += !ref.note;
    return count;
}

static void run(struct gly_pass *pass)
{
    struct state s = {.pass = pass, .doc = gly_pass_doc(pass), .mask = 7};
    uint32_t links = count_links(s.doc);
    if (links < 2)
        return;
    while (s.mask < links * 2)
        s.mask = s.mask * 2 + 1;
    s.slots = gly_alloc(pass, (size_t)s.mask + 1, sizeof *s.slots);
    struct gly_ref ref;
    uint32_t at = 0, tok = 0;
    while (gly_doc_next_ref(s.doc, &at, &ref))
        if (!ref.note && gly_span_len(ref.span) > 0 && is_prose(&s, &ref, &tok))
            enter(&s, &ref);
    for (uint32_t i = 0; i <= s.mask; i++) {
        const struct slot *slot = &s.slots[i];
        if (slot->targets != 2)
            continue;
        struct gly_finding *f = gly_report(
            pass, LINK_TEXT, slot->second.span,
            "the link '%.*s' leads to '%.*s', another of the same text to '%.*s'",
            GLY_STR_ARG(gly_doc_slice(s.doc, slot->second.span)),
            GLY_STR_ARG(slot->second.target), GLY_STR_ARG(slot->first.target));
        gly_evidence(f, slot->first.span, "leads to '%.*s'",
                     GLY_STR_ARG(slot->first.target));
    }
}

const struct gly_check gly_check_structure_link_text = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .run = run,
};
