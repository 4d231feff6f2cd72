#include <galley/check.h>

enum { LEVEL, EMPTY };

static const struct gly_rule rules[] = {
    [LEVEL] =
        {
            .id = "structure/heading-level",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A heading skips a level",
            .why = "Tables of contents and screen readers show a level that is not "
                   "there. Only headings that the format marks as such count; a text "
                   "may begin with any level.",
            .bad = "# Boats\n\n### Oars\n\nAsh is best.\n",
            .good = "## Boats\n\n### Oars\n\nAsh is best.\n",
        },
    [EMPTY] =
        {
            .id = "structure/empty-section",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A heading has nothing below it",
            .why =
                "A section was announced and never written, or its text was moved "
                "away. A heading over a subheading is not empty, and an outline that "
                "consists of headings is left alone.",
            .bad = "# Boats\n\n## Oars\n\n## Sails\n\nFlax is best.\n",
            .good = "# Boats\n\n## Sails\n\nFlax is best.\n",
        },
};

static bool is_heading(const struct gly_pass *pass, const struct gly_block *blocks,
                       uint32_t b)
{
    return blocks[b].kind == GLY_BLOCK_HEADING &&
           !(blocks[b].flags & GLY_BLOCK_GUESSED) && blocks[b].tok_count > 0 &&
           gly_block_speaks(pass, b) &&
           gly_block_within(gly_pass_doc(pass), b, GLY_BLOCK_QUOTE) == GLY_NONE;
}

static struct gly_str text_of(struct gly_pass *pass, const struct gly_block *block)
{
    return gly_doc_slice(gly_pass_doc(pass), block->span);
}

/* A line below it marks it and shows no level: writers choose the mark as they like. Of
 * "=" and "-" the first is above the second. */
static bool has_level(const struct gly_pass *pass, const struct gly_block *heading)
{
    struct gly_str text = gly_doc_text(gly_pass_doc(pass));
    uint32_t at = heading->span.end;
    while (at < text.len && strchr(" \r\n", text.ptr[at]))
        at++;
    return at + 2 >= text.len || !strchr("*~^+\"#.:_", text.ptr[at]) ||
           text.ptr[at + 1] != text.ptr[at] || text.ptr[at + 2] != text.ptr[at];
}

/* "5.2 Oars" above "6 Sails": where marks and numbers tell of two orders, a text has taken
 * its marks in an order of its own. */
static bool contradicts_numbers(struct gly_pass *pass, const struct gly_block *blocks,
                                uint32_t count)
{
    uint32_t toks_count, deepest = 0, highest = GLY_NONE;
    const struct gly_tok *toks = gly_doc_toks(gly_pass_doc(pass), &toks_count);
    for (uint32_t b = 0; b < count; b++) {
        if (!is_heading(pass, blocks, b) ||
            toks[blocks[b].first_tok].kind != GLY_TOK_NUMBER)
            continue;
        struct gly_str number =
            gly_tok_text(gly_pass_doc(pass), &toks[blocks[b].first_tok]);
        if (!memchr(number.ptr, '.', number.len))
            deepest = blocks[b].level > deepest ? blocks[b].level : deepest;
        else if (blocks[b].level < highest)
            highest = blocks[b].level;
    }
    return highest < deepest;
}

static void check_levels(struct gly_pass *pass)
{
    uint32_t count, last = GLY_NONE;
    const struct gly_block *blocks = gly_doc_blocks(gly_pass_doc(pass), &count);
    if (contradicts_numbers(pass, blocks, count))
        return;
    for (uint32_t b = 0; b < count; b++) {
        if (!is_heading(pass, blocks, b))
            continue;
        if (!has_level(pass, &blocks[b])) {
            last = GLY_NONE;
            continue;
        }
        if (last != GLY_NONE && blocks[b].level > blocks[last].level + 1) {
            struct gly_finding *f =
                gly_report(pass, LEVEL, blocks[b].span,
                           "the heading '%.*s' is of level %u below one of level %u",
                           GLY_STR_ARG(text_of(pass, &blocks[b])), blocks[b].level,
                           blocks[last].level);
            gly_evidence(f, blocks[last].span, "the heading before it");
        }
        last = b;
    }
}

/* Does block `b` fill a section? Containers are asked for what they hold. */
static bool is_content(const struct gly_block *block)
{
    return block->flags & GLY_BLOCK_LEAF && block->kind != GLY_BLOCK_HEADING &&
           block->kind != GLY_BLOCK_COMMENT;
}

/* Is nothing between heading `b` and the next of its level or higher? */
static bool is_empty(const struct gly_block *blocks, uint32_t b, uint32_t count)
{
    for (uint32_t i = b + 1; i < count; i++) {
        if (is_content(&blocks[i]))
            return false;
        if (blocks[i].kind == GLY_BLOCK_HEADING) /* a guessed one has no level */
            return !(blocks[i].flags & GLY_BLOCK_GUESSED) &&
                   blocks[i].level <= blocks[b].level;
    }
    return true;
}

/* A heading that is all link leads to its section: headings make a table of contents. */
static bool is_link(struct gly_pass *pass, const struct gly_block *heading)
{
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(gly_pass_doc(pass), &count);
    for (uint32_t i = 0; i < heading->tok_count; i++)
        if (!(toks[heading->first_tok + i].flags & GLY_TOK_IN_LINK))
            return false;
    return true;
}

/* Does it say something by itself: a line with a colon inside ("Drawn by: Ann Hale"), of
 * several lines or of many words, a signature, an aside, "END OF PART ONE", a mark without
 * letters? */
static bool is_message(struct gly_pass *pass, const struct gly_block *heading)
{
    enum { LONGEST = 12 };
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count, words = 0;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    for (uint32_t i = 0; i < heading->tok_count; i++) {
        const struct gly_tok *tok = &toks[heading->first_tok + i];
        struct gly_str text = gly_tok_text(doc, tok);
        words += tok->kind == GLY_TOK_WORD;
        if ((gly_str_is(text, ":") && i + 1 < heading->tok_count) ||
            (gly_str_is(text, "(") && (i == 0 || tok->flags & GLY_TOK_GLUED)) ||
            (i == 0 && gly_str_is(text, "END")) ||
            (i > 0 && tok->flags & GLY_TOK_LINE_BREAK))
            return true;
    }
    return words == 0 || words > LONGEST;
}

static void check_empty(struct gly_pass *pass)
{
    uint32_t count, headings = 0, empty = 0;
    const struct gly_block *blocks = gly_doc_blocks(gly_pass_doc(pass), &count);
    for (uint32_t b = 0; b < count; b++) {
        if (is_heading(pass, blocks, b)) {
            headings++;
            empty += is_empty(blocks, b, count);
        }
    }
    if (empty == 0 || headings < 2 || empty * 2 > headings)
        return;
    uint32_t first = 0;
    while (first < count && !(blocks[first].flags & GLY_BLOCK_LEAF))
        first++;
    for (uint32_t b = 0; b < count; b++) {
        /* A title may stand alone above a heading of its own level; so may the first line
         * of a text. */
        if (!is_heading(pass, blocks, b) || !is_empty(blocks, b, count) ||
            blocks[b].level == 1 || b == first || is_link(pass, &blocks[b]) ||
            is_message(pass, &blocks[b]))
            continue;
        gly_report(pass, EMPTY, blocks[b].span,
                   "nothing stands below the heading '%.*s'",
                   GLY_STR_ARG(text_of(pass, &blocks[b])));
    }
}

static void run(struct gly_pass *pass)
{
    if (gly_wants(pass, LEVEL))
        check_levels(pass);
    if (gly_wants(pass, EMPTY))
        check_empty(pass);
}

const struct gly_check gly_check_structure_headings = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .run = run,
};
