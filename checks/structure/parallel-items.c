#include <galley/check.h>
#include <galley/phrase.h>

enum { PARALLEL };

static const struct gly_rule rules[] = {
    [PARALLEL] =
        {
            .id = "structure/parallel-items",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "One of several like items is written unlike the others",
            .why =
                "Items of a list, cells of a column and headings of a level are read "
                "side by side: one that begins in lower case among capitals, or lacks "
                "the full stop of the others, looks like a slip. Only words that could "
                "be written either way count; names, code and numbers do not, and the "
                "others must be in clear majority.",
            .bad = "- Sharpen the saw\n- Oil the hinges\n- sweep the floor\n",
            .good = "- London office\n- Paris office\n- home\n- `git` itself\n",
        },
};

/* ---- Members ---- */

enum {
    SEARCHES = 32,
    WELL_KNOWN = 50, /* SCOWL size: beyond it stand brands and terms of art */
};

/* INITIALS: capitals that it would have anyway, as "R&D". */
enum first { OTHER, UPPER, LOWER, INITIALS };
/* PHRASE: only its first word has a capital, and another one could have. */
enum title { NO_TITLE, TITLE, MIXED, PHRASE };

struct member {
    const struct gly_block *leaf;
    uint32_t first, end, label_end; /* tokens; label_end: behind "Label:", or first */
    enum first head, tail; /* how it begins, and how it goes on behind a label */
    enum title title;
    uint32_t small; /* MIXED, PHRASE: the first word in lower case */
};

struct group {
    struct gly_pass *pass;
    const struct gly_doc *doc;
    const struct gly_tok *toks;
    const struct gly_word *words;
    struct member *members; /* room for every leaf of the document */
    uint32_t count;
    const char *what; /* "items", "cells of the column", "headings" */
    bool headings;
    uint32_t searches, code_searches; /* for names, each through the whole text */
};

static struct gly_str text_of(const struct group *g, uint32_t i)
{
    return gly_tok_text(g->doc, &g->toks[i]);
}

/* Is it a word that has no capital of its own? */
static bool is_common(const struct group *g, uint32_t i)
{
    char small[24];
    const struct gly_tok *tok = &g->toks[i];
    struct gly_str text = text_of(g, i);
    if (tok->kind != GLY_TOK_WORD || text.len > sizeof small ||
        tok->flags & (GLY_TOK_ALL_CAPS | GLY_TOK_MIXED_CASE | GLY_TOK_NON_ASCII |
                      GLY_TOK_HAS_DIGIT | GLY_TOK_ABBREVIATION))
        return false;
    if (!(tok->flags & GLY_TOK_CAPITALISED))
        return g->words[i].flags & GLY_WORD_KNOWN && g->words[i].size <= WELL_KNOWN &&
               !(g->words[i].flags & (GLY_WORD_DERIVED | GLY_WORD_PROPER));
    memcpy(small, text.ptr, text.len);
    small[0] = (char)(small[0] | ('a' ^ 'A'));
    struct gly_word word = gly_word_of(g->pass, (struct gly_str){small, text.len});
    return word.flags & GLY_WORD_KNOWN && !(word.flags & GLY_WORD_PROPER) &&
           word.size <= WELL_KNOWN;
}

/* In lower case since it names something: a file or program ("docs/index", "user.name",
 * "bash 5"), a part that a label puts in front ("parser: Skip blanks"), a variable. */
static bool is_component(const struct group *g, uint32_t i, uint32_t end)
{
    struct gly_str text = text_of(g, i);
    if (text.len == 1 && text.ptr[0] != 'a')
        return true;
    if (i + 1 >= end)
        return false;
    struct gly_str next = text_of(g, i + 1);
    if (g->toks[i + 1].flags & GLY_TOK_GLUED)
        return gly_str_is(next, ":") ||
               (i + 2 < end && g->toks[i + 2].flags & GLY_TOK_GLUED &&
                strchr("-/._", next.ptr[0]));
    return g->toks[i + 1].kind == GLY_TOK_NUMBER || gly_str_is(next, "now");
}

static enum first first_of(const struct group *g, uint32_t i, uint32_t end)
{
    if (i >= end || g->toks[i].flags & GLY_TOK_IN_LINK)
        return OTHER;
    if (!is_common(g, i))
        return g->toks[i].flags & GLY_TOK_ALL_CAPS ? INITIALS : OTHER;
    /* "a" may be a letter, and a word glued to what follows a name of something. */
    if (i + 1 < end && g->toks[i + 1].flags & GLY_TOK_GLUED &&
        (g->toks[i + 1].kind != GLY_TOK_PUNCT || gly_str_is(text_of(g, i + 1), "(") ||
         gly_str_is(text_of(g, i + 1), "=")))
        return OTHER;
    if (!(g->toks[i].flags & GLY_TOK_CAPITALISED) && is_component(g, i, end))
        return OTHER;
    return g->toks[i].flags & GLY_TOK_CAPITALISED ? UPPER : LOWER;
}

/* Words that titles write small. */
static bool is_small_word(struct gly_str word)
{
    return word.len < 4 ||
           gly_str_listed(word, "about|above|across|after|against|along|among|around|"
                                "before|behind|below|between|beyond|during|from|into|"
                                "like|near|onto|over|past|since|than|that|through|"
                                "throughout|toward|towards|under|until|upon|when|with|"
                                "within|without|versus|your|their|them|were");
}

/* "Print ‘bash’ Environment": a word that is named, not used. */
static bool is_quoted(const struct group *g, uint32_t i)
{
    return g->toks[i].flags & GLY_TOK_GLUED &&
           gly_tok_is(g->doc, i - 1, "'|\"|‘|“|`|«");
}

/* A remark on the title, or a gloss: "The Throne — a chair", "Inipi, Sweat lodge". */
static bool ends_title(const struct group *g, uint32_t i)
{
    return gly_tok_is(g->doc, i, "(|[|,|;|:|–|—|--") ||
           (!(g->toks[i].flags & GLY_TOK_GLUED) && gly_str_is(text_of(g, i), "-"));
}

/* "Why does the boat leak?", with or without its mark: a sentence. */
static bool is_question(const struct group *g, uint32_t first, uint32_t end)
{
    while (first < end && g->toks[first].kind == GLY_TOK_NUMBER)
        first++;
    return gly_str_is(text_of(g, end - 1), "?") ||
           (gly_tok_is(g->doc, first, "how|what|when|where|which|who|why") &&
            first + 1 < end &&
            gly_tok_is(g->doc, first + 1,
                       "am|are|can|can't|cannot|could|couldn't|did|didn't|do|does|"
                       "doesn't|don't|is|isn't|should|was|were|will|won't|would"));
}

/* Is every weighty word of [first, end) capitalised, or only some? */
static enum title title_of(const struct group *g, uint32_t first, uint32_t end,
                           uint32_t *ret_small)
{
    enum { LONGEST = 12 };
    unsigned capitals = 0, small = 0;
    if (end - first > LONGEST || is_question(g, first, end))
        return NO_TITLE;
    /* "2 Speakers", "2. Speakers" */
    if (g->toks[first].kind == GLY_TOK_NUMBER && ++first < end &&
        gly_str_is(text_of(g, first), "."))
        first++;
    if (first == end || g->toks[first].kind != GLY_TOK_WORD ||
        first_of(g, first, end) == LOWER)
        return NO_TITLE;
    for (uint32_t i = first + 1; i < end; i++) {
        const struct gly_tok *tok = &g->toks[i];
        if (gly_str_is(text_of(g, i), "."))
            return NO_TITLE;
        if (tok->kind == GLY_TOK_PUNCT && ends_title(g, i))
            break;
        if (tok->kind != GLY_TOK_WORD ||
            tok->flags & (GLY_TOK_HYPHENATED | GLY_TOK_EMPHASIS) ||
            is_small_word(text_of(g, i)) || !is_common(g, i) || is_quoted(g, i))
            continue;
        if (tok->flags & GLY_TOK_CAPITALISED)
            capitals++;
        else if (small++ == 0)
            *ret_small = i;
    }
    return capitals == 0 && small == 0 ? NO_TITLE
           : capitals == 0             ? PHRASE
           : small == 0                ? TITLE
                                       : MIXED;
}

/* The token behind "Label:" at the start, or `first`. */
static uint32_t label_end(const struct group *g, uint32_t first, uint32_t end)
{
    enum { LONGEST = 8 };
    for (uint32_t i = first + 1; i + 1 < end && i - first <= LONGEST; i++)
        if (gly_str_is(text_of(g, i), ":") && g->toks[i].flags & GLY_TOK_GLUED &&
            !(g->toks[i + 1].flags & GLY_TOK_GLUED))
            return i + 1;
    return first;
}

static void add(struct group *g, const struct gly_block *leaf)
{
    if (leaf->tok_count == 0)
        return;
    uint32_t first = leaf->first_tok, end = first + leaf->tok_count;
    struct member *m = &g->members[g->count++];
    *m = (struct member){.leaf = leaf, .first = first, .end = end};
    m->label_end = label_end(g, first, end);
    m->head = first_of(g, first, end);
    m->tail = m->label_end > first ? first_of(g, m->label_end, end) : OTHER;
    m->title = title_of(g, first, m->label_end > first ? m->label_end : end, &m->small);
}

/* ---- Judging a group ---- */

static bool is_minority(uint32_t few, uint32_t many)
{
    return few > 0 && many >= 2 && (few == 1 || few * 4 <= many);
}

static void report(const struct group *g, uint32_t tok, const char *how,
                   uint32_t example)
{
    struct gly_str text = text_of(g, tok);
    if (!gly_tok_speaks(g->pass, &g->toks[tok]))
        return;
    struct gly_finding *f =
        gly_report(g->pass, PARALLEL, g->toks[tok].span,
                   "'%.*s' is %s, unlike other %s", GLY_STR_ARG(text), how, g->what);
    gly_evidence(f, g->toks[example].span, "one of the others");
    gly_fix(f, gly_format(g->pass, "%c%.*s", text.ptr[0] ^ ('a' ^ 'A'),
                          (int)text.len - 1, text.ptr + 1));
}

/* Do sentences run through the members, as those of a comment with a star before each
 * line do? Then what begins in upper case stands behind a full stop, and all else goes
 * on with what no mark has ended. */
static bool runs_on(const struct group *g)
{
    uint32_t upper = 0, lower = 0;
    for (uint32_t i = 1; i < g->count; i++) {
        const struct member *m = &g->members[i];
        bool ended = g->toks[m[-1].end - 1].kind == GLY_TOK_PUNCT;
        if ((m->head == UPPER && !ended) || (m->head == LOWER && ended))
            return false;
        upper += m->head == UPPER;
        lower += m->head == LOWER;
    }
    return upper > 0 && lower > 0;
}

/* Does a word that begins with a capital have one inside sentences, too? */
static bool is_name(struct group *g, uint32_t tok)
{
    uint32_t count;
    struct gly_str text = text_of(g, tok);
    const struct gly_tok *toks = gly_doc_toks(g->doc, &count);
    if (g->searches++ >= SEARCHES)
        return true;
    for (uint32_t i = 1; i < count; i++)
        if (toks[i].flags & GLY_TOK_CAPITALISED && i != tok &&
            !(toks[i].flags & GLY_TOK_SENT_START) && toks[i - 1].kind == GLY_TOK_WORD &&
            !(toks[i - 1].flags & GLY_TOK_CAPITALISED) &&
            gly_str_eq(text_of(g, i), text))
            return true;
    return false;
}

/* Is the word code elsewhere, or what it begins with: an option, a command, a field? */
static bool is_code_elsewhere(struct group *g, uint32_t tok)
{
    uint32_t count;
    struct gly_str text = text_of(g, tok);
    const struct gly_tok *toks = gly_doc_toks(g->doc, &count);
    if (g->code_searches++ >= SEARCHES)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        struct gly_str code = text_of(g, i);
        if (toks[i].kind == GLY_TOK_MASKED && code.len >= text.len &&
            memcmp(code.ptr, text.ptr, text.len) == 0 &&
            (code.len == text.len || code.ptr[text.len] == ' '))
            return true;
    }
    return false;
}

static void judge_case(struct group *g, bool tails, bool list)
{
    uint32_t counts[4] = {0}, examples[4] = {0}, labelled = 0;
    for (uint32_t i = 0; i < g->count; i++) {
        const struct member *m = &g->members[i];
        labelled += m->label_end > m->first;
        enum first first = tails ? m->tail : m->head;
        if (counts[first]++ == 0)
            examples[first] = tails ? m->label_end : m->first;
    }
    enum first few = counts[LOWER] <= counts[UPPER] ? LOWER : UPPER,
               many = few == LOWER ? UPPER : LOWER;
    /* They lend their capitals to others, but make no majority alone. */
    if (many == UPPER && counts[INITIALS] > counts[UPPER])
        return;
    counts[UPPER] += many == UPPER ? counts[INITIALS] : 0;
    if (!is_minority(counts[few], counts[many]) || counts[OTHER] > counts[many] ||
        (tails && labelled * 2 < g->count) || (list && runs_on(g)))
        return;
    /* A capital may be that of a name, so it wants more company in lower case. */
    if (few == UPPER && (!list || counts[many] < 3))
        return;
    for (uint32_t i = 0; i < g->count; i++) {
        const struct member *m = &g->members[i];
        uint32_t tok = tails ? m->label_end : m->first;
        if ((tails ? m->tail : m->head) == few &&
            !(few == UPPER ? is_name(g, tok) : is_code_elsewhere(g, tok)))
            report(g, tok, few == LOWER ? "in lower case" : "capitalised",
                   examples[many]);
    }
}

static void judge_titles(struct group *g, bool list)
{
    enum { AMONG = 3, AMONG_MORE = 8 }; /* titles to a heading written as a phrase */
    uint32_t counts[4] = {0}, example = 0;
    for (uint32_t i = 0; i < g->count; i++)
        if (counts[g->members[i].title]++ == 0 && g->members[i].title == TITLE)
            example = g->members[i].first;
    /* Among sentences a title has its capitals by chance. */
    if (counts[TITLE] < 2 ||
        (list && counts[NO_TITLE] + counts[PHRASE] > counts[TITLE]))
        return;
    enum title odd =
        is_minority(counts[MIXED], counts[TITLE]) ? MIXED
        : g->headings && counts[MIXED] == 0 && counts[TITLE] >= AMONG &&
                (counts[PHRASE] == 1 || counts[PHRASE] * AMONG_MORE <= counts[TITLE])
            ? PHRASE
            : NO_TITLE;
    for (uint32_t i = 0; odd != NO_TITLE && i < g->count; i++)
        if (g->members[i].title == odd &&
            (!(g->members[i].leaf->flags & GLY_BLOCK_GUESSED) ||
             g->toks[g->members[i].first].kind == GLY_TOK_NUMBER) &&
            !(odd == PHRASE && is_code_elsewhere(g, g->members[i].small)))
            report(g, g->members[i].small, "in lower case inside a title", example);
}

/* ---- Full stops ---- */

enum stop { STOP_NONE, STOP_FULL, STOP_OTHER };

static enum stop stop_of(const struct group *g, const struct member *m)
{
    if (gly_str_is(text_of(g, m->end - 1), "."))
        return STOP_FULL;
    return g->toks[m->end - 1].kind == GLY_TOK_WORD &&
                   !(g->toks[m->end - 1].flags & GLY_TOK_ABBREVIATION)
               ? STOP_NONE
               : STOP_OTHER;
}

/* One full stop missing, or one too many. The last item may end the sentence that the
 * list is part of. */
static void judge_stops(const struct group *g)
{
    enum { FEWEST = 4, WORDS = 3 };
    uint32_t counts[3] = {0}, odd = 0;
    for (uint32_t i = 0; i < g->count; i++)
        counts[stop_of(g, &g->members[i])]++;
    if (g->count < FEWEST || counts[STOP_OTHER] > 0 ||
        (counts[STOP_NONE] != 1 && counts[STOP_FULL] != 1))
        return;
    enum stop few = counts[STOP_NONE] == 1 ? STOP_NONE : STOP_FULL;
    for (uint32_t i = 0; i < g->count; i++)
        if (stop_of(g, &g->members[i]) == few)
            odd = i;
    const struct member *m = &g->members[odd];
    if (m->end - m->first < WORDS || (few == STOP_FULL && odd + 1 == g->count) ||
        m->leaf->sent_count != 1 || !gly_tok_speaks(g->pass, &g->toks[m->first]))
        return;
    const struct member *other = &g->members[odd ? 0 : 1];
    struct gly_finding *f =
        gly_report(g->pass, PARALLEL, g->toks[m->end - 1].span,
                   few == STOP_NONE
                       ? "no full stop behind '%.*s', unlike other items"
                       : "'%.*s' ends an item that other items of the list do not have",
                   GLY_STR_ARG(text_of(g, m->end - 1)));
    gly_soften(f, GLY_NOTE);
    gly_evidence(f, g->toks[other->end - 1].span, "one of the others");
}

static void judge(struct group *g, bool list)
{
    if (g->count >= 3) {
        judge_case(g, false, list);
        judge_case(g, true, list);
        judge_titles(g, list);
        if (list)
            judge_stops(g);
    }
    g->count = 0;
}

/* ---- Gathering groups ---- */

/* The lines of a comment in a program, each behind its star. */
static bool is_comment(const struct group *g, const struct gly_block *list)
{
    struct gly_str text = gly_doc_text(g->doc);
    uint32_t start = list->span.start, end = list->span.end;
    while (start > 0 && strchr(" *\n", text.ptr[start - 1]))
        if (--start > 0 && text.ptr[start] == '*' && text.ptr[start - 1] == '/')
            return true;
    while (end < text.len && strchr(" *\n", text.ptr[end]))
        if (++end < text.len && text.ptr[end - 1] == '*' && text.ptr[end] == '/')
            return true;
    return false;
}

static void judge_list(struct group *g, const struct gly_block *blocks, uint32_t list)
{
    if (is_comment(g, &blocks[list]))
        return;
    g->what = "items of the list";
    for (unsigned terms = 0; terms < 2; terms++) { /* terms and what is said of them */
        for (uint32_t b = list + 1; b < blocks[list].end; b = blocks[b].end) {
            if (blocks[b].kind == GLY_BLOCK_ITEM && b + 1 < blocks[b].end &&
                !(blocks[b].flags & GLY_BLOCK_HEADER) == (terms == 0) &&
                blocks[b + 1].kind == GLY_BLOCK_PARAGRAPH &&
                gly_block_speaks(g->pass, b + 1))
                add(g, &blocks[b + 1]);
        }
        judge(g, true);
    }
}

static void judge_table(struct group *g, const struct gly_block *blocks, uint32_t table)
{
    enum { COLUMNS = 12 }; /* a column is found by a pass over the table */
    g->what = "cells of the column";
    unsigned columns = 0;
    for (uint32_t b = table; b < blocks[table].end; b++)
        if (blocks[b].kind == GLY_BLOCK_CELL && blocks[b].level >= columns)
            columns = blocks[b].level + 1u;
    for (unsigned c = 0; c < columns && c < COLUMNS; c++) {
        for (uint32_t b = table; b < blocks[table].end; b++)
            if (blocks[b].kind == GLY_BLOCK_CELL && blocks[b].level == c &&
                !(blocks[b].flags & GLY_BLOCK_HEADER) &&
                !(blocks[blocks[b].parent].flags & GLY_BLOCK_HEADER) &&
                gly_block_speaks(g->pass, b))
                add(g, &blocks[b]);
        judge(g, false);
    }
}

/* "boats", and below it "boats - list of all boats": what a manual page is called by. */
static bool is_page_name(const struct group *g, const struct gly_block *heading)
{
    uint32_t count, end = heading->first_tok + heading->tok_count;
    gly_doc_toks(g->doc, &count);
    if (heading->tok_count != 1 || end + 1 >= count ||
        !gly_str_eq(text_of(g, end), text_of(g, end - 1)))
        return false;
    struct gly_str mark = text_of(g, end + 1);
    return gly_str_is(mark, "-") || gly_str_is(mark, "–") || gly_str_is(mark, "—");
}

static void judge_headings(struct group *g, const struct gly_block *blocks,
                           uint32_t count)
{
    g->what = "headings of the level";
    g->headings = true;
    for (unsigned level = 1; level <= 6; level++) {
        for (uint32_t b = 0; b < count; b++)
            if (blocks[b].kind == GLY_BLOCK_HEADING && blocks[b].level == level &&
                gly_block_speaks(g->pass, b) && !is_page_name(g, &blocks[b]))
                add(g, &blocks[b]);
        judge(g, false);
    }
}

static void run(struct gly_pass *pass)
{
    uint32_t count, tok_count;
    struct group g = {.pass = pass, .doc = gly_pass_doc(pass)};
    const struct gly_block *blocks = gly_doc_blocks(g.doc, &count);
    g.toks = gly_doc_toks(g.doc, &tok_count);
    g.words = gly_words(pass);
    g.members = gly_alloc(pass, count, sizeof *g.members);
    for (uint32_t b = 0; b < count; b++) {
        if (blocks[b].kind == GLY_BLOCK_LIST)
            judge_list(&g, blocks, b);
        else if (blocks[b].kind == GLY_BLOCK_TABLE)
            judge_table(&g, blocks, b);
    }
    judge_headings(&g, blocks, count);
}

const struct gly_check gly_check_structure_parallel_items = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_WORDS,
    .language = "en",
    .run = run,
};
