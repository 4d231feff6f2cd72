#include <galley/check.h>
#include <galley/phrase.h>

enum { EXTRA };

static const struct gly_rule rules[] = {
    [EXTRA] =
        {
            .id = "typography/extra-space",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "Two spaces inside a sentence, or a space before its mark",
            .why = "Left behind where a word was taken out. Silent where a text aligns "
                   "columns, sets space before its marks throughout, or doubles the "
                   "space behind every sentence.",
            .bad = "They closed the  bridge on Monday .",
            .good = "They closed it.  The ford is open: 3 : 1 is the gradient.",
        },
};

/* How many of a kind a text may have before they are its way of writing. */
enum { HABIT = 5 };

enum gap {
    GAP_NONE,
    GAP_ONE,
    GAP_TWO,
    GAP_MORE, /* more than three blanks: columns; or a line break */
};

static enum gap gap_before(const struct gly_doc *doc, const struct gly_tok *tok)
{
    struct gly_str text =
        gly_doc_slice(doc, (struct gly_span){tok[-1].span.end, tok->span.start});
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != ' ')
            return GAP_MORE;
    return text.len == 0   ? GAP_NONE
           : text.len == 1 ? GAP_ONE
           : text.len <= 3 ? GAP_TWO
                           : GAP_MORE;
}

static bool is_prose_word(const struct gly_tok *tok)
{
    return tok->kind == GLY_TOK_WORD || tok->kind == GLY_TOK_NUMBER;
}

static bool is_closing_mark(struct gly_str text)
{
    static const char *const marks[] = {",", ".", ";", ":", "!", "?", ")"};
    for (size_t i = 0; i < GLY_COUNT(marks); i++)
        if (gly_str_is(text, marks[i]))
            return true;
    return false;
}

/* Does the token end something behind which typists put two spaces? */
static bool ends_sentence(const struct gly_doc *doc, const struct gly_tok *tok)
{
    struct gly_str text = gly_tok_text(doc, tok);
    return strchr(".:?!\"')", text.ptr[text.len - 1]) || gly_str_ends(text, "”") ||
           gly_str_ends(text, "’") || gly_str_ends(text, "…");
}

/* "Sat,  8 May", "Wed,  04 Dec": dates that programs write pad the day. */
static bool is_padded_day(const struct gly_doc *doc, const struct gly_tok *tok)
{
    uint32_t count, i = (uint32_t)(tok - gly_doc_toks(doc, &count));
    return gly_str_is(gly_tok_text(doc, &tok[-1]), ",") &&
           ((tok->kind == GLY_TOK_NUMBER && gly_span_len(tok->span) == 1) ||
            (i >= 2 && gly_tok_is(doc, i - 2, "mon|tue|wed|thu|fri|sat|sun")));
}

/* "-  In seconds", "Documentation  Net::Ping(3)", "--file=name  is": behind a dash of a list,
 * before a name of code and behind one. */
static bool is_beside_code(const struct gly_doc *doc, const struct gly_tok *tok)
{
    struct gly_str text = gly_doc_text(doc), left = gly_tok_text(doc, &tok[-1]);
    uint32_t end = tok->span.end, start = tok[-1].span.start;
    if (tok[-1].kind == GLY_TOK_PUNCT && !strchr(",;)\"'`", left.ptr[0]))
        return true;
    if (end + 1 < text.len && strchr(":(", text.ptr[end]) && text.ptr[end + 1] != ' ' &&
        text.ptr[end + 1] != '\n')
        return true;
    return start > 0 && strchr("=<>{}|\\", text.ptr[start - 1]);
}

/* Two spaces between words of a sentence. */
static bool is_double(const struct gly_doc *doc, const struct gly_tok *tok)
{
    const struct gly_tok *left = tok - 1;
    /* Where a link begins or ends, one of the blanks is its own and not seen. */
    return left->sent == tok->sent && gap_before(doc, tok) == GAP_TWO &&
           ((left->flags ^ tok->flags) & GLY_TOK_IN_LINK) == 0 &&
           !ends_sentence(doc, left) && !is_padded_day(doc, tok) &&
           !is_beside_code(doc, tok) &&
           (is_prose_word(left) || left->kind == GLY_TOK_PUNCT) && is_prose_word(tok);
}

static bool opens_quote(const struct gly_doc *doc, const struct gly_tok *tok)
{
    struct gly_str text = gly_tok_text(doc, tok);
    return gly_str_is(text, "\"") || gly_str_is(text, "“") || gly_str_is(text, "‘");
}

/* " ,and": the blank before the mark belongs behind it. */
static bool is_swapped(const struct gly_doc *doc, const struct gly_tok *tok,
                       const struct gly_tok *next)
{
    struct gly_str text = gly_tok_text(doc, tok);
    return (gly_str_is(text, ",") || gly_str_is(text, ";")) &&
           next->flags & GLY_TOK_GLUED && next->kind == GLY_TOK_WORD &&
           tok[-1].kind == GLY_TOK_WORD && gly_span_len(tok[-1].span) > 1;
}

/* "a colon : splits them", "put ; behind it", "the . character": a mark that is named or
 * spoken of. No clause ends with one of the words that take it for their object. */
static bool is_spoken_of(const struct gly_doc *doc, const struct gly_tok *tok)
{
    uint32_t count, left = (uint32_t)(tok - gly_doc_toks(doc, &count)) - 1;
    static const struct {
        const char *mark, *name;
    } names[] = {
        {":", "colon"}, {";", "semicolon"}, {",", "comma"},       {".", "dot"},
        {".", "stop"},  {".", "period"},    {".", "point"},       {"?", "mark"},
        {"!", "mark"},  {")", "bracket"},   {")", "parenthesis"},
    };
    struct gly_str text = gly_tok_text(doc, tok), word = gly_tok_text(doc, tok - 1);
    for (size_t i = 0; i < GLY_COUNT(names); i++)
        if (gly_str_is(text, names[i].mark) &&
            gly_str_eq_nocase(word, gly_str(names[i].name)))
            return true;
    return gly_tok_is(doc, left, "a|an|the|no|every|suffix|prefix") ||
           (!gly_str_is(text, ",") && gly_tok_is(doc, left, "or|and|just")) ||
           (gly_str_is(text, ".") && gly_tok_is(doc, left, "with|by")) ||
           (!gly_str_is(text, ":") && gly_tok_is(doc, left, "of|put|use|uses|using"));
}

/* "a name with . or newline in it" */
static bool is_conjunction(const struct gly_doc *doc, const struct gly_tok *tok)
{
    uint32_t count;
    return gly_tok_is(doc, (uint32_t)(tok - gly_doc_toks(doc, &count)),
                      "or|is|means|as");
}

/* A mark that stands off the word it belongs to: "office .", "word )". */
static bool is_mark_apart(const struct gly_doc *doc, const struct gly_tok *tok,
                          const struct gly_tok *next)
{
    const struct gly_tok *left = tok - 1;
    if (tok->kind != GLY_TOK_PUNCT)
        return false;
    struct gly_str text = gly_tok_text(doc, tok);
    bool colon = gly_str_is(text, ":");
    if (!(left->kind == GLY_TOK_WORD || (left->kind == GLY_TOK_NUMBER && !colon)) ||
        left->flags & GLY_TOK_GLUED || left->sent != tok->sent ||
        !is_closing_mark(text))
        return false;
    enum gap gap = gap_before(doc, tok);
    if ((gap != GAP_ONE && gap != GAP_TWO) || is_spoken_of(doc, tok))
        return false;
    if (!next)
        return true;
    /* "the ! and / commands": a mark that is spoken of stands inside its sentence. */
    if (strchr(".!?", text.ptr[0]) && next->kind == GLY_TOK_WORD &&
        !(next->flags & (GLY_TOK_CAPITALISED | GLY_TOK_ALL_CAPS | GLY_TOK_GLUED)) &&
        (next->sent == tok->sent || is_conjunction(doc, next)))
        return false;
    /* ".5", ":)", "? ?" and ". . ." belong together with what follows; " ,and" is a
     * blank on the wrong side. */
    if (next->flags & GLY_TOK_GLUED)
        return is_swapped(doc, tok, next);
    return next->kind != GLY_TOK_PUNCT || (colon && opens_quote(doc, next));
}

/* "( closed": a bracket that stands off the word behind it, closed later on. */
static bool is_bracket_apart(const struct gly_doc *doc, const struct gly_tok *tok)
{
    const struct gly_tok *left = tok - 1;
    if (left->kind != GLY_TOK_PUNCT || !gly_str_is(gly_tok_text(doc, left), "("))
        return false;
    enum gap gap = gap_before(doc, tok);
    return tok->kind == GLY_TOK_WORD && gly_span_len(tok->span) > 1 &&
           left->sent == tok->sent && !(left->flags & GLY_TOK_GLUED) &&
           (gap == GAP_ONE || gap == GAP_TWO);
}

/* Is the gap before `tok` the one between a term at the start of an indented line of a
 * plain text and what is said of it: "    EBADF  the file is closed"? */
static bool is_behind_term(const struct gly_doc *doc, const struct gly_tok *tok)
{
    enum { LONGEST = 24, INDENT = 2 };
    struct gly_str text = gly_doc_text(doc);
    uint32_t start = tok[-1].span.start, end = start;
    while (start > 0 && end - start < LONGEST && text.ptr[start - 1] != '\n')
        start--;
    if (start > 0 && text.ptr[start - 1] != '\n')
        return false;
    uint32_t indent = 0, words = 0;
    while (start + indent < end && text.ptr[start + indent] == ' ')
        indent++;
    for (uint32_t i = start + indent; i < end; i++)
        words += text.ptr[i] == ' ';
    return indent >= INDENT && words == 0;
}

/* "Call → Name ( Name )": a rule of a grammar. */
static bool is_rule(const struct gly_doc *doc, const struct gly_tok *tok)
{
    uint32_t count, i = (uint32_t)(tok - gly_doc_toks(doc, &count));
    const struct gly_sent *sent = &gly_doc_sents(doc, &count)[tok[-1].sent];
    for (uint32_t t = sent->first_tok; t < i; t++)
        if (gly_str_is(gly_tok_text(doc, tok - (i - t)), "→"))
            return true;
    return false;
}

/* Signs of a grammar, a formula or a program close by. */
static bool is_code(const struct gly_doc *doc, const struct gly_tok *tok)
{
    enum { REACH = 24 };
    struct gly_str text = gly_doc_text(doc);
    uint32_t from = tok->span.start > REACH ? tok->span.start - REACH : 0;
    for (uint32_t i = from; i < text.len && i < tok->span.end + REACH; i++)
        if (strchr("={}|\\#~", text.ptr[i]) ||
            (text.ptr[i] == '[' && i + 1 < text.len && text.ptr[i + 1] == ' '))
            return true;
    return false;
}

/* "( option )": one word set off from both its brackets stands for something. */
static bool is_placeholder(const struct gly_doc *doc, const struct gly_tok *open,
                           const struct gly_tok *close)
{
    return close - open == 2 && gly_str_is(gly_tok_text(doc, open), "(") &&
           gly_str_is(gly_tok_text(doc, close), ")") &&
           !(close->flags & GLY_TOK_GLUED) && !(open[1].flags & GLY_TOK_GLUED) &&
           !(open[1].flags & GLY_TOK_CAPITALISED);
}

enum kind { KIND_NONE, KIND_DOUBLE, KIND_MARK, KIND_BRACKET, KIND_COUNT };

static enum kind kind_of(const struct gly_doc *doc, const struct gly_tok *tok,
                         const struct gly_tok *next)
{
    if (tok[-1].sent == GLY_NONE || tok->flags & (GLY_TOK_GLUED | GLY_TOK_LINE_BREAK))
        return KIND_NONE;
    /* One character between two words: nearly every gap. */
    if (tok->span.start - tok[-1].span.end == 1 && tok->kind == GLY_TOK_WORD &&
        tok[-1].kind == GLY_TOK_WORD)
        return KIND_NONE;
    if (is_double(doc, tok))
        return KIND_DOUBLE;
    bool mark = is_mark_apart(doc, tok, next);
    if (!mark && !is_bracket_apart(doc, tok))
        return KIND_NONE;
    return mark ? KIND_MARK : KIND_BRACKET;
}

/* "STRING : REGEXP", "E : executed", "-exec command ;": the syntax of a command. */
static bool is_syntax(const struct gly_doc *doc, const struct gly_tok *tok,
                      const struct gly_tok *next)
{
    struct gly_str text = gly_doc_text(doc), mark = gly_tok_text(doc, tok);
    if (gly_str_is(mark, ":") &&
        (gly_span_len(tok[-1].span) == 1 ||
         (next && tok[-1].flags & next->flags & GLY_TOK_ALL_CAPS)))
        return true;
    uint32_t start = tok->span.start;
    while (start > 0 && text.ptr[start - 1] != '\n')
        start--;
    while (start < tok->span.start && text.ptr[start] == ' ')
        start++;
    return start + 1 < text.len &&
           ((text.ptr[start] == '-' && text.ptr[start + 1] != ' ') ||
            (text.ptr[start] == '$' && text.ptr[start + 1] == ' '));
}

/* Is a gap meant: behind a term, in a grammar or a formula? It tells of the text's habit
 * all the same. */
static bool is_meant(const struct gly_doc *doc, const struct gly_tok *tok,
                     const struct gly_tok *next, enum kind kind)
{
    if (kind == KIND_DOUBLE)
        return is_behind_term(doc, tok);
    if (is_code(doc, tok) || is_rule(doc, tok) ||
        (kind == KIND_MARK && is_syntax(doc, tok, next)))
        return true;
    if (kind == KIND_BRACKET)
        return next && is_placeholder(doc, &tok[-1], next);
    return tok - gly_doc_toks(doc, &(uint32_t){0}) >= 2 &&
           is_placeholder(doc, &tok[-2], tok);
}

static bool is_aligned(const struct gly_doc *doc, uint32_t block)
{
    return gly_block_within(doc, block, GLY_BLOCK_TABLE) != GLY_NONE;
}

/* Where several gaps of a block are wide, or one is very wide, it is set in columns or
 * filled to its margin; then their number. */
static uint32_t spread(const struct gly_doc *doc, const struct gly_block *block)
{
    uint32_t count, wide = 0, very = 0;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    for (uint32_t i = block->first_tok + 1; i < block->first_tok + block->tok_count;
         i++) {
        if (toks[i].flags & (GLY_TOK_GLUED | GLY_TOK_LINE_BREAK))
            continue;
        enum gap gap = gap_before(doc, &toks[i]);
        very += gap == GAP_MORE && toks[i].span.start - toks[i - 1].span.end > 3;
        wide += gap == GAP_TWO && !ends_sentence(doc, &toks[i - 1]);
    }
    return wide > 2 || very > 0 ? wide + very : 0;
}

static void report(struct gly_pass *pass, const struct gly_tok *left,
                   const struct gly_tok *right, const struct gly_tok *next,
                   enum kind kind)
{
    static const char *const messages[] = {
        [KIND_DOUBLE] = "two spaces between '%.*s' and '%.*s'",
        [KIND_MARK] = "a space between '%.*s' and '%.*s'",
        [KIND_BRACKET] = "a space between '%.*s' and '%.*s'",
    };
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_span span = {left->span.start, right->span.end};
    struct gly_str before = gly_tok_text(doc, left), behind = gly_tok_text(doc, right);
    const char *message = kind == KIND_DOUBLE && gap_before(doc, right) == GAP_TWO &&
                                  right->span.start - left->span.end > 2
                              ? "three spaces between '%.*s' and '%.*s'"
                              : messages[kind];
    struct gly_str said =
        gly_format(pass, message, GLY_STR_ARG(before), GLY_STR_ARG(behind));
    struct gly_finding *f = gly_report(pass, EXTRA, span, "%.*s", GLY_STR_ARG(said));
    bool swapped = kind == KIND_MARK && next && is_swapped(doc, right, next);
    if (!swapped)
        gly_fix(f, gly_format(pass, "%.*s%s%.*s", GLY_STR_ARG(before),
                              kind == KIND_DOUBLE ? " " : "", GLY_STR_ARG(behind)));
}

/* The kind of gap before each token of a block, given to `visit`. */
static void each_gap(struct gly_pass *pass, uint32_t *found, bool reporting)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count, tok_count;
    const struct gly_block *blocks = gly_doc_blocks(doc, &count);
    const struct gly_tok *toks = gly_doc_toks(doc, &tok_count);
    for (uint32_t b = 0; b < count; b++) {
        if (!gly_block_speaks(pass, b) || !(blocks[b].flags & GLY_BLOCK_LEAF) ||
            is_aligned(doc, b))
            continue;
        uint32_t wide = spread(doc, &blocks[b]);
        if (wide > 0) { /* a text set so may have single wide gaps elsewhere */
            found[KIND_DOUBLE] += reporting ? 0 : wide;
            continue;
        }
        uint32_t end = blocks[b].first_tok + blocks[b].tok_count;
        for (uint32_t i = blocks[b].first_tok + 1; i < end; i++) {
            enum kind kind = kind_of(doc, &toks[i], i + 1 < end ? &toks[i + 1] : NULL);
            if (kind == KIND_NONE)
                continue;
            if (!reporting)
                found[kind]++;
            else if (found[kind] <= HABIT && gly_tok_speaks(pass, &toks[i]) &&
                     !is_meant(doc, &toks[i], i + 1 < end ? &toks[i + 1] : NULL, kind))
                report(pass, &toks[i - 1], &toks[i], i + 1 < end ? &toks[i + 1] : NULL,
                       kind);
        }
    }
}

static void run(struct gly_pass *pass)
{
    uint32_t found[KIND_COUNT] = {0};
    each_gap(pass, found, false);
    each_gap(pass, found, true);
}

const struct gly_check gly_check_typography_extra_space = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .language = "en",
    .run = run,
};
