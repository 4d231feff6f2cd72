#include <galley/check.h>
#include <galley/leftover.h>
#include <galley/phrase.h>

enum { LEFTOVER };

static const struct gly_rule rules[] = {
    [LEFTOVER] =
        {
            .id = "structure/leftover",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "Residue of the publishing system, or a placeholder",
            .why =
                "Buttons, counters, lists of links and consent banners come along "
                "when a page is copied; placeholders, marks of a merge, references "
                "that "
                "lead nowhere and the small talk of a chat assistant stay "
                "behind in a draft. The phrases stand in "
                "rules/structure/leftover.csv. Silent in quotations, code and tables, "
                "and where a text speaks about such things.",
            .bad = "The ferry sails at noon.\n\nRelated Posts",
            .good = "A link that says “Read more” is of little help.",
        },
};

enum { MORE_WORDS = 10 }; /* as many words may stand behind a pattern with '*' */

static const char *const messages[] = {
    [GLY_LEFTOVER_WIDGET] = "a button of the page",
    [GLY_LEFTOVER_COUNTER] = "a counter of the page",
    [GLY_LEFTOVER_LINKS] = "a heading or link of the page's navigation",
    [GLY_LEFTOVER_SHARE] = "part of a share bar",
    [GLY_LEFTOVER_NEWSLETTER] = "an invitation of the page to subscribe",
    [GLY_LEFTOVER_COMMENT] = "part of a comment form",
    [GLY_LEFTOVER_ADVERTISEMENT] = "the place of an advertisement",
    [GLY_LEFTOVER_COOKIES] = "a notice about cookies",
    [GLY_LEFTOVER_SCRIPT] = "a message of the page's scripts",
    [GLY_LEFTOVER_BYLINE] = "a line of the publishing system",
    [GLY_LEFTOVER_PLACEHOLDER] = "a placeholder",
    [GLY_LEFTOVER_ASSISTANT] = "a phrase of a chat assistant",
    [GLY_LEFTOVER_MERGE] = "the mark of a merge",
    [GLY_LEFTOVER_REFERENCE] = "a reference that leads nowhere",
    [GLY_LEFTOVER_REMARK] = "a note to the editors of a wiki",
};

struct state {
    struct gly_pass *pass;
    const struct gly_doc *doc;
    const struct gly_tok *toks;
    uint32_t buckets[257]; /* patterns by their first byte */
    bool about_assistants, has_merge;
};

static struct gly_str text_of(const struct state *s, uint32_t i)
{
    return gly_tok_text(s->doc, &s->toks[i]);
}

static bool is_quote(struct gly_str text)
{
    static const char *const marks[] = {"\"", "“", "”", "‘", "«", "»", "„", "'", NULL};
    return gly_str_among(text, marks);
}

/* ---- Matching ---- */

static char fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Does the token read as the `len` bytes of `word`? A curly apostrophe is a straight
 * one, and a capital in `word` is one in the text. */
static bool word_matches(struct gly_str text, const char *word, size_t len)
{
    size_t at = 0;
    for (size_t i = 0; i < len; i++) {
        if (word[i] == '\'' && text.len - at >= 3 && memcmp(text.ptr + at, "’", 3) == 0)
            at += 3;
        else if (at < text.len &&
                 (fold(text.ptr[at]) == word[i] || text.ptr[at] == word[i]))
            at++;
        else
            return false;
    }
    return at == text.len;
}

/* Is the token one of the forms between the bars of `element`? */
static bool element_matches(struct gly_str text, const char *element, size_t len)
{
    for (const char *end = element + len; element <= end;) {
        const char *bar = memchr(element, '|', (size_t)(end - element));
        size_t one = (size_t)((bar ? bar : end) - element);
        if (word_matches(text, element, one))
            return true;
        element += one + 1;
    }
    return false;
}

/* Match a pattern that names every token, marks and all. */
static uint32_t match_exactly(const struct state *s, const char *pattern, uint32_t i,
                              uint32_t end)
{
    for (; *pattern; i++) {
        size_t len = strcspn(pattern, " ");
        /* "Figure ??", but "Which figure??" asks. */
        if (i == end || !element_matches(text_of(s, i), pattern, len) ||
            (*pattern == '?' && s->toks[i].flags & GLY_TOK_GLUED))
            return 0;
        pattern += len + (pattern[len] == ' ');
    }
    return i;
}

static bool is_counted(const struct gly_tok *tok)
{
    return tok->kind == GLY_TOK_WORD || tok->kind == GLY_TOK_NUMBER ||
           tok->kind == GLY_TOK_MIXED;
}

/* A counter counts: "2.3 Comments" is a section. */
static bool is_count(const struct state *s, uint32_t i)
{
    struct gly_str text = text_of(s, i);
    return s->toks[i].kind == GLY_TOK_NUMBER && !memchr(text.ptr, '.', text.len);
}

static uint32_t next_word(const struct state *s, uint32_t i, uint32_t end)
{
    while (i < end && !is_counted(&s->toks[i]))
        i++;
    return i;
}

/* Match a pattern against the words from `i`; the token after the match, 0 for none.
 * `*ret_more` tells that the pattern lets other words follow. */
static uint32_t match(const struct state *s, const char *pattern, uint32_t i,
                      uint32_t end, bool *ret_more)
{
    uint32_t last = i;
    *ret_more = false;
    while (*pattern) {
        size_t len = strcspn(pattern, " ");
        if (*pattern == '*') {
            *ret_more = true;
            return last;
        }
        i = next_word(s, i, end);
        if (i == end || (*pattern == '#' ? !is_count(s, i)
                                         : !word_matches(text_of(s, i), pattern, len)))
            return 0;
        last = ++i;
        pattern += len + (pattern[len] == ' ');
    }
    return last;
}

/* ---- What keeps silent ---- */

/* Looks back a few lines only, so that a long paragraph stays linear. */
static bool is_quoted(const struct state *s, uint32_t from, uint32_t i)
{
    enum { BACK = 200 };
    bool quoted = false;
    if (i - from > BACK)
        from = i - BACK;
    for (uint32_t t = from; t < i; t++)
        if (s->toks[t].kind == GLY_TOK_PUNCT && is_quote(text_of(s, t)))
            quoted = !quoted;
    return quoted;
}

static bool has_quote(const struct state *s, uint32_t first, uint32_t end)
{
    while (first < end &&
           !(s->toks[first].kind == GLY_TOK_PUNCT && is_quote(text_of(s, first))))
        first++;
    return first < end;
}

/* Words that show what a text is about. */
static bool mentions(const struct state *s, uint32_t count, const char *const *topics)
{
    for (uint32_t i = 0; i < count; i++)
        if (gly_str_among(text_of(s, i), topics))
            return true;
    return false;
}

/* Cheaper than match(): most words that share the first letter differ in the second. */
static bool may_match(const char *pattern, struct gly_str text)
{
    return text.len < 2 || pattern[0] == '#' || pattern[1] == ' ' ||
           pattern[1] == '\'' || pattern[1] == fold(text.ptr[1]);
}

static bool is_told(const struct state *s, const struct gly_leftover *leftover)
{
    return leftover->kind != GLY_LEFTOVER_ASSISTANT || !s->about_assistants;
}

/* ---- Lines, starts and phrases ---- */

static void report(const struct state *s, uint32_t first, uint32_t end,
                   enum gly_leftover_kind kind)
{
    struct gly_span span = {s->toks[first].span.start, s->toks[end - 1].span.end};
    struct gly_str text = gly_doc_slice(s->doc, span);
    if (gly_tok_speaks(s->pass, &s->toks[first]))
        gly_report(s->pass, LEFTOVER, span, "'%.*s' is left over: %s",
                   GLY_STR_ARG(text), messages[kind]);
}

/* May what matched [first, last) of the line [first, end) stand for all of it? */
static bool fills(const struct state *s, const struct gly_leftover *leftover,
                  uint32_t last, uint32_t end, bool more)
{
    uint32_t words = 0;
    for (uint32_t i = next_word(s, last, end); i < end; i = next_word(s, i + 1, end))
        words++;
    if (!more)
        return words == 0;
    /* A sentence may begin so; a button has no full stop. */
    return words <= MORE_WORDS && !(words > 0 && leftover->kind <= GLY_LEFTOVER_SHARE &&
                                    gly_str_is(text_of(s, end - 1), "."));
}

static bool check_line(const struct state *s, uint32_t first, uint32_t end)
{
    uint32_t start = next_word(s, first, end);
    if (start == end || start - first > 3 || has_quote(s, first, end))
        return false;
    if (s->toks[start].kind == GLY_TOK_WORD &&
        !(s->toks[start].flags & GLY_TOK_CAPITALISED))
        return false;
    bool number = s->toks[start].kind == GLY_TOK_NUMBER;
    unsigned char key = number ? '#' : (unsigned char)fold(text_of(s, start).ptr[0]);
    for (uint32_t p = s->buckets[key]; p < s->buckets[key + 1]; p++) {
        const struct gly_leftover *leftover = &gly_leftovers[p];
        bool more;
        uint32_t last = leftover->place == GLY_LEFTOVER_LINE && is_told(s, leftover)
                            ? match(s, leftover->pattern, start, end, &more)
                            : 0;
        if (last == 0 || !fills(s, leftover, last, end, more))
            continue;
        report(s, start, end, leftover->kind);
        return true;
    }
    return false;
}

/* Phrases from token `i` on; the token behind the one told, 0 for none. */
static uint32_t check_phrase(const struct state *s, uint32_t first, uint32_t i,
                             uint32_t end)
{
    struct gly_str text = text_of(s, i);
    unsigned char key = (unsigned char)fold(text.ptr[0]);
    for (uint32_t p = s->buckets[key]; p < s->buckets[key + 1]; p++) {
        const struct gly_leftover *leftover = &gly_leftovers[p];
        bool more;
        if (leftover->place == GLY_LEFTOVER_LINE ||
            (leftover->place == GLY_LEFTOVER_START && i != first) ||
            !may_match(leftover->pattern, text) || !is_told(s, leftover))
            continue;
        uint32_t last = leftover->place == GLY_LEFTOVER_EXACT
                            ? match_exactly(s, leftover->pattern, i, end)
                            : match(s, leftover->pattern, i, end, &more);
        if (last == 0 || is_quoted(s, first, i))
            continue;
        report(s, i, last, leftover->kind);
        return last;
    }
    return 0;
}

/* ---- Placeholders by their form ---- */

/* The token after the bracket that closes what opens at `i`, 0 for none. */
static uint32_t closed_by(const struct state *s, uint32_t i, uint32_t end,
                          const char *close)
{
    for (uint32_t t = i + 1; t < end && t < i + 12; t++)
        if (gly_str_is(text_of(s, t), close))
            return t + 1;
    return 0;
}

/* "was sold in [YEAR] to": what a form asks for, in capitals and in the middle of a
 * sentence. A synopsis names its arguments so, behind a command. */
static bool is_open_field(const struct state *s, uint32_t i)
{
    static const char *const fields[] = {"YEAR", "DATE",    "NAME",  "CITY",
                                         "TIME", "COMPANY", "TITLE", "AMOUNT",
                                         "TOWN", "COUNTRY", "VENUE", NULL};
    return s->toks[i + 1].flags & GLY_TOK_ALL_CAPS &&
           gly_str_among(text_of(s, i + 1), fields) && i > 0 &&
           gly_tok_is(s->doc, i - 1,
                      "a|an|at|by|dear|for|from|in|is|of|on|the|to|was|with");
}

/* "[insert date]", "[your name]", "[TK]". A single word may be an editor's addition. */
static void check_bracket(const struct state *s, uint32_t i, uint32_t end)
{
    static const char *const orders[] = {"insert", "your", "enter", "placeholder",
                                         NULL};
    static const char *const marks[] = {"TK", "TKTK", "TODO", "TBD", "TBC", NULL};
    /* What forms ask for, with a capital: "[Name]", "[Company Address]". */
    static const char *const fields[] = {"Name",    "Date",   "Company",  "City",
                                         "Address", "Amount", "Headline", NULL};
    static const char *const sections[] = {"section", "sections", "block", "blocks",
                                           "setting", "settings", NULL};
    if (!gly_str_is(text_of(s, i), "[") || i + 2 >= end)
        return;
    uint32_t after = closed_by(s, i, end, "]");
    /* In capitals, so that they are no words that a speaker left out: "[CHECK DATE]". */
    static const char *const shouted[] = {
        "CHECK",    "ADD",   "CONFIRM", "VERIFY", "FILL",  "UPDATE",  "CLIENT",
        "CUSTOMER", "ORDER", "PRODUCT", "NAME",   "PHONE", "COMPANY", NULL};
    bool loud = after > i + 3 && s->toks[i + 1].flags & GLY_TOK_ALL_CAPS &&
                s->toks[i + 2].flags & GLY_TOK_ALL_CAPS;
    bool order =
        after > i + 3 && (gly_str_among(text_of(s, i + 1), orders) ||
                          (loud && (gly_str_among(text_of(s, i + 1), shouted) ||
                                    gly_str_is(text_of(s, after - 2), "HERE"))));
    bool mark = after == i + 3 && gly_str_among(text_of(s, i + 1), marks) &&
                s->toks[i + 1].flags & GLY_TOK_ALL_CAPS;
    bool field = after >= i + 3 && after <= i + 4 &&
                 s->toks[i + 1].flags & GLY_TOK_CAPITALISED &&
                 gly_str_among(text_of(s, i + 1), fields) &&
                 s->toks[after - 2].flags & GLY_TOK_CAPITALISED &&
                 !(s->toks[i + 1].flags & GLY_TOK_IN_LINK);
    /* A section of a settings file, a word of a synopsis. */
    if (field && after == i + 3 &&
        (s->toks[i + 1].flags & GLY_TOK_ALL_CAPS ||
         (after < end && gly_str_among(text_of(s, after), sections))))
        field = false;
    if (order || mark || field || (after == i + 3 && is_open_field(s, i)))
        report(s, i, after, GLY_LEFTOVER_PLACEHOLDER);
}

/* "{{name}}": two braces, one name, two braces. */
static void check_braces(const struct state *s, uint32_t i, uint32_t end)
{
    struct gly_str text = gly_doc_text(s->doc);
    uint32_t at = s->toks[i].span.start, limit = s->toks[end - 1].span.end;
    if (limit - at < 5 || memcmp(text.ptr + at, "{{", 2) != 0)
        return;
    uint32_t stop = at + 2;
    while (stop < limit && stop - at < 48 &&
           (strchr("_.-| ", text.ptr[stop]) ||
            (text.ptr[stop] >= '0' && text.ptr[stop] <= '9') ||
            (fold(text.ptr[stop]) >= 'a' && fold(text.ptr[stop]) <= 'z')))
        stop++;
    if (stop + 2 > limit || stop == at + 2 || memcmp(text.ptr + stop, "}}", 2) != 0)
        return;
    uint32_t last = i;
    while (last < end && s->toks[last].span.start < stop + 2)
        last++;
    report(s, i, last, GLY_LEFTOVER_PLACEHOLDER);
}

/* "TODO:", and "TODO check the hours" where a sentence starts. */
static void check_note(const struct state *s, uint32_t i, uint32_t end)
{
    static const char *const notes[] = {"TODO", "FIXME", NULL};
    static const char orders[] =
        "add|ask|check|confirm|describe|document|explain|fill|find|finish|fix|insert|"
        "link|mention|replace|rewrite|update|verify|write";
    if (i + 1 >= end || !gly_str_among(text_of(s, i), notes))
        return;
    if (gly_str_is(text_of(s, i + 1), ":"))
        report(s, i, i + 2, GLY_LEFTOVER_PLACEHOLDER);
    else if (s->toks[i].flags & GLY_TOK_SENT_START &&
             !(s->toks[i + 1].flags & GLY_TOK_CAPITALISED) &&
             gly_tok_is(s->doc, i + 1, orders))
        report(s, i, i + 1, GLY_LEFTOVER_PLACEHOLDER);
}

/* "<<<<<<< HEAD": two versions of a passage that nobody chose between. */
static void check_merge(const struct state *s, uint32_t i, uint32_t end)
{
    struct gly_str text = text_of(s, i);
    if (text.len != 7 || i + 1 == end ||
        (!gly_str_is(text, "<<<<<<<") && !gly_str_is(text, ">>>>>>>")) ||
        s->toks[i + 1].flags & (GLY_TOK_GLUED | GLY_TOK_LINE_BREAK))
        return;
    report(s, i, i + 2, GLY_LEFTOVER_MERGE);
}

/* "The budget is TK million", "she said, aged TK": the mark stands for a figure. An airline
 * and a shop bear the same letters, and XX are chromosomes and a century. */
static void check_to_come(const struct state *s, uint32_t first, uint32_t i,
                          uint32_t end)
{
    static const char *const counted[] = {
        "million", "billion", "percent", "people", "words", "years", "euros", "dollars",
        "points",  "pounds",  "miles",   "km",     "per",   "times", "votes", NULL};
    if (gly_str_is(text_of(s, i), "XX") && i + 1 < end &&
        gly_tok_is(s->doc, i + 1,
                   "million|billion|percent|%|inhabitants|euros|dollars|pounds|miles|"
                   "employees|members"))
        report(s, i, i + 1, GLY_LEFTOVER_PLACEHOLDER);
    if (!gly_str_is(text_of(s, i), "TK"))
        return;
    bool figure = i + 1 < end && gly_str_among(text_of(s, i + 1), counted);
    bool open = i > first &&
                gly_tok_is(s->doc, i - 1,
                           "said|costs|cost|aged|nearly|about|than|$|€|£|roughly") &&
                (i + 1 == end || s->toks[i + 1].kind == GLY_TOK_PUNCT);
    if (figure || open)
        report(s, i, i + 1, GLY_LEFTOVER_PLACEHOLDER);
}

/* ---- Leaves ---- */

static bool is_looked_at(const struct state *s, uint32_t b)
{
    uint32_t count;
    const struct gly_block *block = &gly_doc_blocks(s->doc, &count)[b];
    return (block->kind == GLY_BLOCK_PARAGRAPH || block->kind == GLY_BLOCK_HEADING) &&
           block->tok_count > 0 && gly_block_speaks(s->pass, b) &&
           gly_block_within(s->doc, b, GLY_BLOCK_QUOTE) == GLY_NONE;
}

/* The token behind a phrase that was told, else behind `i`. */
static uint32_t check_place(const struct state *s, uint32_t first, uint32_t i,
                            uint32_t end)
{
    const struct gly_tok *tok = &s->toks[i];
    if (tok->kind == GLY_TOK_PUNCT || tok->kind == GLY_TOK_SYMBOL) {
        check_bracket(s, i, end);
        check_braces(s, i, end);
        if (s->has_merge)
            check_merge(s, i, end);
        if (!strchr("[%",
                    text_of(s, i).ptr[0])) /* no phrase begins with another mark */
            return i + 1;
    } else if (!is_counted(tok)) {
        return i + 1;
    } else if (tok->flags & GLY_TOK_ALL_CAPS) {
        check_note(s, i, end);
        check_to_come(s, first, i, end);
    }
    uint32_t last = check_phrase(s, first, i, end);
    return last > i ? last : i + 1;
}

static void check_leaf(const struct state *s, const struct gly_block *block)
{
    uint32_t first = block->first_tok, end = first + block->tok_count;
    bool whole = true; /* does what stands before this line let another begin? */
    for (uint32_t line = first; line < end;) {
        uint32_t stop = line + 1;
        while (stop < end && !(s->toks[stop].flags & GLY_TOK_LINE_BREAK))
            stop++;
        if (whole && check_line(s, line, stop)) {
            line = stop;
            continue;
        }
        for (uint32_t i = line; i < stop;)
            i = check_place(s, first, i, end);
        struct gly_str last = text_of(s, stop - 1);
        whole = strchr(".!?", last.ptr[0]) != NULL;
        line = stop;
    }
}

static void run(struct gly_pass *pass)
{
    static const char *const assistants[] = {"chatgpt", "chatbot", "chatbots",
                                             "gpt",     "llm",     "llms",
                                             "prompt",  "prompts", NULL};
    static const char *const merges[] = {"conflict", "conflicts", "merge",
                                         "merges",   "merging",   NULL};
    struct state s = {.pass = pass, .doc = gly_pass_doc(pass)};
    uint32_t count, tok_count;
    s.toks = gly_doc_toks(s.doc, &tok_count);
    for (size_t p = 0; p < gly_leftover_count; p++)
        s.buckets[(unsigned char)gly_leftovers[p].pattern[0] + 1]++;
    for (unsigned i = 1; i < GLY_COUNT(s.buckets); i++)
        s.buckets[i] += s.buckets[i - 1];
    s.about_assistants = mentions(&s, tok_count, assistants);
    struct gly_str text = gly_doc_text(s.doc);
    s.has_merge = text.len > 0 && memmem(text.ptr, text.len, "<<<<<<<", 7) != NULL &&
                  !mentions(&s, tok_count, merges);
    const struct gly_block *blocks = gly_doc_blocks(s.doc, &count);
    for (uint32_t b = 0; b < count; b++)
        if (is_looked_at(&s, b))
            check_leaf(&s, &blocks[b]);
}

const struct gly_check gly_check_structure_leftover = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .language = "en",
    .run = run,
};
