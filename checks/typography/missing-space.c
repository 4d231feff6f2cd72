#include <galley/check.h>

enum { MISSING };

static const struct gly_rule rules[] = {
    [MISSING] =
        {
            .id = "typography/missing-space",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "No space after a punctuation mark or before a bracket",
            .why =
                "Two words have run into each other across a comma or a full stop, as "
                "happens when text is pasted from a page or a cell. Speaks only "
                "between two words that the word lists know; file names, addresses, "
                "domain names, abbreviations, initials, numbers and code are left "
                "alone.",
            .bad = "The bridge was closed in March,and traffic went by the ford.",
            .good = "Open report.Final.pdf at example.org, see p.12 and No.5, e.g. at "
                    "10.30.",
        },
};

/* After which marks a space is due, and whether what follows must begin a sentence. */
static const struct {
    const char *mark;
    bool ends_sentence;
} marks[] = {
    {",", false}, {";", false}, {".", true}, {"!", true}, {"?", true},
};

static bool is_mark(struct gly_str text, bool *ret_ends_sentence)
{
    for (size_t i = 0; i < GLY_COUNT(marks); i++) {
        if (gly_str_is(text, marks[i].mark)) {
            *ret_ends_sentence = marks[i].ends_sentence;
            return true;
        }
    }
    return false;
}

/* Words that open sentences and that nobody names a thing after: in a text with code
 * they tell a sentence behind a glued stop from an identifier ("context.Background"). */
static const char *const openers[] = {
    "a",     "although", "an",    "and",     "as",   "at",    "because",
    "but",   "despite",  "he",    "however", "i",    "in",    "it",
    "its",   "our",      "she",   "some",    "such", "that",  "the",
    "their", "there",    "these", "they",    "this", "those", "we",
    "when",  "which",    "with",  "without", "you",  "your",
};

static bool opens_sentence(struct gly_str word)
{
    for (size_t i = 0; i < GLY_COUNT(openers); i++)
        if (gly_str_eq_nocase(word, gly_str(openers[i])))
            return true;
    return false;
}

/* Does the document hold code? Then "name.Name" is as likely to be a part of it. */
static bool has_code(const struct gly_doc *doc)
{
    uint32_t count;
    const struct gly_block *blocks = gly_doc_blocks(doc, &count);
    for (uint32_t i = 0; i < count; i++)
        if (blocks[i].kind == GLY_BLOCK_CODE)
            return true;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    for (uint32_t i = 0; i < count; i++)
        if (toks[i].kind == GLY_TOK_MASKED)
            return true;
    return false;
}

/* A word of prose: letters alone, two at least, in the word lists or a name. */
static bool is_word(const struct gly_tok *tok, const struct gly_word *word)
{
    return tok->kind == GLY_TOK_WORD && gly_span_len(tok->span) >= 2 &&
           !(tok->flags &
             (GLY_TOK_HAS_DIGIT | GLY_TOK_ABBREVIATION | GLY_TOK_MIXED_CASE |
              GLY_TOK_HYPHENATED | GLY_TOK_IN_LINK)) &&
           word->flags & (GLY_WORD_KNOWN | GLY_WORD_NAME) &&
           !(word->flags & GLY_WORD_SKIPPED);
}

static void report(struct gly_pass *pass, const struct gly_tok *left, uint32_t gap,
                   const struct gly_tok *right, const char *message)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_span span = {left->span.start, right->span.end};
    struct gly_str before = gly_doc_slice(doc, (struct gly_span){span.start, gap}),
                   behind = gly_doc_slice(doc, (struct gly_span){gap, span.end});
    struct gly_finding *f =
        gly_report(pass, MISSING, span, "no space %s in '%.*s%.*s'", message,
                   GLY_STR_ARG(before), GLY_STR_ARG(behind));
    gly_fix(f, gly_format(pass, "%.*s %.*s", GLY_STR_ARG(before), GLY_STR_ARG(behind)));
}

/* Is the mark one of a list without spaces, which is code or data: the same mark glued
 * again on either side, or a bracket that is glued to it and to what stands before? */
static bool is_listed(const struct gly_doc *doc, const struct gly_tok *toks, uint32_t i,
                      uint32_t count)
{
    static const char *const brackets[] = {"(", "[", "{", "<", "=", NULL};
    struct gly_str mark = gly_tok_text(doc, &toks[i]);
    if (i + 3 < count && toks[i + 2].flags & GLY_TOK_GLUED &&
        toks[i + 3].flags & GLY_TOK_GLUED &&
        gly_str_eq(mark, gly_tok_text(doc, &toks[i + 2])))
        return true;
    if (i < 2 || !(toks[i - 1].flags & GLY_TOK_GLUED))
        return false;
    struct gly_str before = gly_tok_text(doc, &toks[i - 2]);
    return gly_str_eq(mark, before) || gly_str_is(before, "{") ||
           (toks[i - 2].flags & GLY_TOK_GLUED && gly_str_among(before, brackets));
}

/* "GROUP,OWNER", "TL;DR", "-Wl,entry", "trailers:only,unfold": columns, options, fields. */
static bool is_data(const struct gly_doc *doc, const struct gly_tok *toks, uint32_t i)
{
    /* "(row,col)", "<ptr,len>" */
    if (i >= 2 && toks[i - 1].flags & toks[i + 2].flags & GLY_TOK_GLUED &&
        strchr("(<", gly_tok_text(doc, &toks[i - 2]).ptr[0]) &&
        strchr(")>", gly_tok_text(doc, &toks[i + 2]).ptr[0]))
        return true;
    if (toks[i - 1].flags & toks[i + 1].flags & GLY_TOK_ALL_CAPS)
        return !(i >= 2 && toks[i - 2].flags & GLY_TOK_ALL_CAPS);
    if (i >= 2 && toks[i - 1].flags & GLY_TOK_GLUED)
        return strchr("-:", gly_tok_text(doc, &toks[i - 2]).ptr[0]);
    /* "-o remount,ro", "--sort comm,dso" */
    return i >= 3 && toks[i - 2].flags & GLY_TOK_GLUED &&
           !(toks[i - 3].flags & GLY_TOK_GLUED) &&
           gly_tok_text(doc, &toks[i - 3]).ptr[0] == '-';
}

enum { SEARCHES = 64 }; /* each reads the text through */

/* "**build,test**: add a test": a label of two parts. */
static bool is_label(const struct gly_doc *doc, const struct gly_tok *toks, uint32_t i,
                     uint32_t count)
{
    return toks[i - 1].flags & toks[i + 1].flags & GLY_TOK_EMPHASIS && i + 2 < count &&
           (i < 2 || !(toks[i - 2].flags & GLY_TOK_EMPHASIS)) &&
           gly_str_is(gly_tok_text(doc, &toks[i + 2]), ":");
}

/* "dbus.Bus", "start,end": a module with its parts or a pair of fields stands glued in
 * more places than one. */
static bool is_again(const struct gly_doc *doc, const struct gly_tok *toks, uint32_t i,
                     uint32_t count, bool stop)
{
    struct gly_str left = gly_tok_text(doc, &toks[i - 1]),
                   right = gly_tok_text(doc, &toks[i + 1]),
                   mark = gly_tok_text(doc, &toks[i]);
    for (uint32_t t = 1; t + 1 < count; t++)
        if (t != i && toks[t].kind == GLY_TOK_PUNCT &&
            toks[t].flags & toks[t + 1].flags & GLY_TOK_GLUED &&
            gly_str_eq(gly_tok_text(doc, &toks[t]), mark) &&
            gly_str_eq(gly_tok_text(doc, &toks[t - 1]), left) &&
            (stop || gly_str_eq(gly_tok_text(doc, &toks[t + 1]), right)))
            return true;
    return false;
}

/* Behind a mark: "March,and", "barn.The". */
static void check_mark(struct gly_pass *pass, uint32_t i, uint32_t count, bool code,
                       uint32_t *searches)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_word *words = gly_words(pass);
    const struct gly_tok *toks = gly_doc_toks(doc, &count), *mark = &toks[i],
                         *left = mark - 1, *right = mark + 1;
    bool ends_sentence;
    if (!is_mark(gly_tok_text(doc, mark), &ends_sentence) ||
        right->kind != GLY_TOK_WORD || !(right->flags & GLY_TOK_GLUED))
        return;
    /* A stop inside a word ("report.final") is a name of something; before a capital
     * behind a lower-case word it ends a sentence. */
    if (ends_sentence &&
        (!(right->flags & GLY_TOK_CAPITALISED) ||
         (left->flags & GLY_TOK_CAPITALISED &&
          (left->flags & GLY_TOK_ALL_CAPS || code ||
           !opens_sentence(gly_tok_text(doc, right)))) ||
         right->flags & GLY_TOK_ALL_CAPS || gly_span_len(left->span) < 3 ||
         (code && !opens_sentence(gly_tok_text(doc, right)))))
        return;
    if (!is_word(left, &words[i - 1]) || !is_word(right, &words[i + 1]) ||
        !gly_tok_speaks(pass, mark))
        return;
    if (is_listed(doc, toks, i, count) || is_data(doc, toks, i) ||
        is_label(doc, toks, i, count) ||
        (!(left->flags & GLY_TOK_CAPITALISED) &&
         !(ends_sentence && opens_sentence(gly_tok_text(doc, right))) &&
         (*searches)++ < SEARCHES && is_again(doc, toks, i, count, ends_sentence)))
        return;
    report(pass, left, right->span.start, right,
           gly_format(pass, "after '%.*s'", GLY_STR_ARG(gly_tok_text(doc, mark))).ptr);
}

/* Before a bracket that holds several words: "works(closed since 1962)". One word is an
 * ending ("person(s)") or a call. */
static void check_bracket(struct gly_pass *pass, uint32_t i, uint32_t count)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_word *words = gly_words(pass);
    const struct gly_tok *toks = gly_doc_toks(doc, &count), *bracket = &toks[i],
                         *left = bracket - 1;
    if (!gly_str_is(gly_tok_text(doc, bracket), "(") ||
        !(bracket[1].flags & GLY_TOK_GLUED) || bracket[1].kind != GLY_TOK_WORD ||
        gly_span_len(left->span) < 3 || left->flags & GLY_TOK_GLUED ||
        !is_word(left, &words[i - 1]) || !gly_tok_speaks(pass, bracket))
        return;
    /* "copy(from, to)": arguments. */
    if (i + 2 < count && gly_str_is(gly_tok_text(doc, &toks[i + 2]), ",") &&
        !(bracket[1].flags & (GLY_TOK_CAPITALISED | GLY_TOK_NON_ASCII)))
        return;
    /* "round(x, p)": a variable. */
    if (gly_span_len(bracket[1].span) == 1 &&
        !strchr("aAI", gly_tok_text(doc, &bracket[1]).ptr[0]))
        return;
    enum { LONGEST = 64 }; /* tokens in brackets: the search stays short */
    unsigned spaces = 0;
    uint32_t t = i + 2;
    for (; t < count && t - i < LONGEST && toks[t].sent == bracket->sent; t++) {
        if (gly_str_is(gly_tok_text(doc, &toks[t]), ")"))
            break;
        spaces += !(toks[t].flags & GLY_TOK_GLUED) && toks[t].kind == GLY_TOK_WORD &&
                  words[t].flags & GLY_WORD_KNOWN;
    }
    if (t < count && t - i < LONGEST && toks[t].sent == bracket->sent && spaces >= 1)
        report(pass, left, bracket->span.start, &bracket[1], "before the bracket");
}

/* ---- Initials ---- */

/* "A." and a name behind it. */
static bool is_initial(const struct gly_doc *doc, const struct gly_tok *tok)
{
    struct gly_str text = gly_tok_text(doc, tok);
    return tok->kind == GLY_TOK_WORD && tok->flags & GLY_TOK_ABBREVIATION &&
           text.len == 2 && text.ptr[0] >= 'A' && text.ptr[0] <= 'Z' &&
           !(tok->flags & GLY_TOK_GLUED);
}

static bool is_surname(const struct gly_tok *tok)
{
    return tok->kind == GLY_TOK_WORD && tok->flags & GLY_TOK_CAPITALISED &&
           !(tok->flags & (GLY_TOK_ALL_CAPS | GLY_TOK_HAS_DIGIT | GLY_TOK_ABBREVIATION |
                           GLY_TOK_IN_LINK)) &&
           gly_span_len(tok->span) >= 3;
}

/* Where a document sets initials apart ("J. Hale"), those glued to their names are the
 * slip: at most one for each that stands apart. */
static void check_initials(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count, apart = 0, glued = 0, example = 0;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    for (uint32_t i = 0; i + 1 < count; i++) {
        if (!is_initial(doc, &toks[i]) || !is_surname(&toks[i + 1]) ||
            toks[i].sent != toks[i + 1].sent)
            continue;
        if (toks[i + 1].flags & GLY_TOK_GLUED) {
            glued++;
        } else if (apart++ == 0) {
            example = i;
        }
    }
    if (glued == 0 || glued > apart)
        return;
    for (uint32_t i = 0; i + 1 < count; i++) {
        if (!is_initial(doc, &toks[i]) || !is_surname(&toks[i + 1]) ||
            !(toks[i + 1].flags & GLY_TOK_GLUED) || !gly_tok_speaks(pass, &toks[i]))
            continue;
        struct gly_str initial = gly_tok_text(doc, &toks[i]),
                       name = gly_tok_text(doc, &toks[i + 1]);
        struct gly_finding *f = gly_report(
            pass, MISSING, (struct gly_span){toks[i].span.start, toks[i + 1].span.end},
            "no space after the initial in '%.*s%.*s'", GLY_STR_ARG(initial),
            GLY_STR_ARG(name));
        gly_soften(f, GLY_WARNING);
        gly_fix(f,
                gly_format(pass, "%.*s %.*s", GLY_STR_ARG(initial), GLY_STR_ARG(name)));
        gly_evidence(
            f, (struct gly_span){toks[example].span.start, toks[example + 1].span.end},
            "set apart here");
    }
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    bool code = has_code(doc);
    uint32_t searches = 0;
    check_initials(pass);
    for (uint32_t i = 1; i + 1 < count; i++) {
        if (toks[i].kind != GLY_TOK_PUNCT || !(toks[i].flags & GLY_TOK_GLUED))
            continue;
        check_mark(pass, i, count, code, &searches);
        if (!code)
            check_bracket(pass, i, count);
    }
}

const struct gly_check gly_check_typography_missing_space = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_WORDS,
    .language = "en",
    .run = run,
};
