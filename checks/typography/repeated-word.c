#include <galley/check.h>
#include <galley/phrase.h>

enum { REPEATED };

static const struct gly_rule rules[] = {
    [REPEATED] =
        {
            .id = "typography/repeated-word",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A word stands twice in a row",
            .why =
                "A slip of editing that the eye jumps over, above all where a line "
                "ends between the two. Silent where English doubles a word on purpose "
                "(\"had had\", \"that that\", \"very, very\"), in names, in sounds and "
                "between quotation marks that close and open.",
            .bad = "She put it in the the drawer.",
            .good = "She said that that drawer had had a lock.",
        },
};

/* Words that print twice in a row in edited English: verbs that are their own
 * auxiliary, pronouns and particles that end one clause and begin the next,
 * intensifiers, and onomatopoeia. Sorted. */
static const char *const doubled[] = {
    "alas", "as",       "aye",   "bang",    "blah", "boo",  "boom",   "bye",
    "cha",  "choo",     "chop",  "clap",    "come", "dear", "ding",   "dong",
    "far",  "fifty",    "go",    "goodbye", "ha",   "had",  "half",   "he",
    "hear", "hello",    "her",   "hey",     "hip",  "ho",   "hooray", "hush",
    "in",   "it",       "knock", "la",      "long", "many", "more",   "much",
    "na",   "never",    "night", "no",      "now",  "oh",   "on",     "one",
    "out",  "over",     "pee",   "please",  "poo",  "poor", "pretty", "quack",
    "rah",  "really",   "ring",  "so",      "tap",  "that", "then",   "there",
    "tick", "tsk",      "tut",   "up",      "very", "wait", "walkie", "well",
    "what", "whatever", "who",   "whoever", "win",  "woof", "yeah",   "yes",
    "you",
};

/* Verbs that end a clause and begin the next: "what it was was a barn", "all he can do
 * does nothing". They may meet where such a clause has been opened. */
static const char *const verbs[] = {
    "are", "can", "could", "did", "do",   "does", "has",   "have",
    "is",  "may", "must",  "was", "were", "will", "would",
};
static const char *const clause_openers[] = {
    "all",      "how",   "that",  "thing", "things",  "what",
    "whatever", "where", "which", "who",   "whoever",
};

static bool is_one_of(struct gly_str word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (gly_str_eq_nocase(word, gly_str(words[i])))
            return true;
    return false;
}

/* Is token `i` such a verb, with a clause opened before it in its sentence? */
static bool ends_clause(const struct gly_doc *doc, const struct gly_tok *toks,
                        uint32_t i)
{
    if (!is_one_of(gly_tok_text(doc, &toks[i]), verbs, GLY_COUNT(verbs)))
        return false;
    enum { BACK = 64 };
    for (uint32_t t = i; t-- > 0 && i - t < BACK && toks[t].sent == toks[i].sent;)
        if (is_one_of(gly_tok_text(doc, &toks[t]), clause_openers,
                      GLY_COUNT(clause_openers)))
            return true;
    return false;
}

static bool may_double(struct gly_str word)
{
    /* Single letters are variables, grades and initials; only "a a" is a slip. */
    if (word.len == 1 && word.ptr[0] != 'a')
        return true;
    return is_one_of(word, doubled, GLY_COUNT(doubled));
}

/* The same word, the second one in lower case unless the first is not: "Duran Duran"
 * and "Walla Walla" are names, "The the" is a slip. */
static bool repeats(struct gly_str first, struct gly_str second,
                    const struct gly_tok *second_tok)
{
    return gly_str_eq_nocase(first, second) &&
           !(second_tok->flags & GLY_TOK_CAPITALISED);
}

/* Two columns of a table drawn with blanks, or two short lines that are no running text:
 * "make" and "make check". */
static bool are_apart(const struct gly_doc *doc, const struct gly_tok *a,
                      const struct gly_tok *b)
{
    enum {
        RUNNING = 16, /* bytes: shorter lines are commands, entries, verses */
        FAR = 200     /* with the blanks they are indented by */
    };
    if (!(b->flags & GLY_TOK_LINE_BREAK))
        return b->span.start - a->span.end > 2;
    struct gly_str text = gly_doc_text(doc);
    uint32_t start = a->span.start;
    while (start > 0 && a->span.end - start < FAR && text.ptr[start - 1] != '\n')
        start--;
    while (start < a->span.start && text.ptr[start] == ' ')
        start++;
    return a->span.end - start < RUNNING;
}

/* "-o output output", "--output output", "run.git git": the first is glued to what makes it a name. */
static bool is_part(const struct gly_doc *doc, const struct gly_tok *toks, uint32_t i)
{
    return i > 0 && toks[i].flags & GLY_TOK_GLUED &&
           (strchr("-.", gly_tok_text(doc, &toks[i - 1]).ptr[0]) ||
            toks[i - 1].kind == GLY_TOK_SYMBOL || toks[i - 1].kind == GLY_TOK_MASKED);
}

/* "Iguana iguana", "Gorilla gorilla": the name of a species, inside a sentence. */
static bool is_species(const struct gly_tok *a, const struct gly_tok *b)
{
    enum { SHORTEST = 4 };
    return a->flags & GLY_TOK_CAPITALISED && !(a->flags & GLY_TOK_SENT_START) &&
           !(b->flags & GLY_TOK_CAPITALISED) && gly_span_len(a->span) >= SHORTEST;
}

/* "AND and OR lists", "XID xid": an operator or a type, and a word. */
static bool is_loud(const struct gly_tok *a, const struct gly_tok *b)
{
    return a->flags & GLY_TOK_ALL_CAPS && gly_span_len(a->span) > 1 &&
           !(b->flags & GLY_TOK_ALL_CAPS);
}

/* "mount -t tmpfs tmpfs": two arguments behind an option. The commonest words go on with
 * the sentence behind it. */
static bool is_argument(const struct gly_doc *doc, const struct gly_tok *toks,
                        uint32_t i)
{
    if (i < 2 || !(toks[i - 1].flags & GLY_TOK_GLUED) ||
        toks[i - 2].flags & GLY_TOK_GLUED || toks[i - 1].sent != toks[i].sent)
        return false;
    struct gly_str mark = gly_tok_text(doc, &toks[i - 2]);
    return (gly_str_is(mark, "-") || gly_str_is(mark, "--")) &&
           !gly_tok_is(doc, i,
                       "a|an|the|this|that|and|or|of|to|for|from|with|by|at|is|are|was|"
                       "be|can|may|must|will|should|if|when|where|option|options|flag");
}

/* "KeelSet keelset": a type and what is of it; over a line, two entries of a list. */
static bool is_declared(const struct gly_doc *doc, const struct gly_tok *a,
                        const struct gly_tok *b)
{
    return (a->flags | b->flags) & GLY_TOK_MIXED_CASE &&
           (b->flags & GLY_TOK_LINE_BREAK ||
            !gly_str_eq(gly_tok_text(doc, a), gly_tok_text(doc, b)));
}

/* "filename filename.gz", "list list(", "cp a a~", "1 root root 4096", "arg arg ...": code
 * and listings. */
static bool is_code(const struct gly_doc *doc, const struct gly_tok *toks, uint32_t b,
                    uint32_t count)
{
    if (b + 1 >= count)
        return false;
    struct gly_str next = gly_tok_text(doc, &toks[b + 1]);
    if (toks[b + 1].flags & GLY_TOK_GLUED) {
        char mark = next.ptr[0];
        return strchr("(/=_[~", mark) ||
               (mark == '.' && b + 2 < count && toks[b + 2].flags & GLY_TOK_GLUED);
    }
    return gly_str_is(next, "...") || gly_str_is(next, "…") ||
           (b > 1 && toks[b - 2].kind == GLY_TOK_NUMBER &&
            toks[b + 1].kind == GLY_TOK_NUMBER);
}

/* Remove "the the": the two words alone between quotation marks are spoken of. */
static bool is_spoken_of(const struct gly_doc *doc, const struct gly_tok *toks,
                         uint32_t i, uint32_t count)
{
    if (i == 0 || i + 2 >= count ||
        !(toks[i].flags & toks[i + 2].flags & GLY_TOK_GLUED))
        return false;
    struct gly_str left = gly_tok_text(doc, &toks[i - 1]);
    return (strchr("\"'", left.ptr[0]) || gly_str_is(left, "“") ||
            gly_str_is(left, "‘")) &&
           toks[i + 2].kind == GLY_TOK_PUNCT &&
           !strchr(".,;:?!", gly_tok_text(doc, &toks[i + 2]).ptr[0]);
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const char *text = gly_doc_text(doc).ptr;
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    for (uint32_t i = 1; i < count; i++) {
        const struct gly_tok *a = &toks[i - 1], *b = &toks[i];
        if (gly_span_len(a->span) != gly_span_len(b->span) ||
            (text[a->span.start] ^ text[b->span.start]) &
                ~0x20 || /* but for capitals */
            a->kind != GLY_TOK_WORD ||
            b->kind != GLY_TOK_WORD || a->sent != b->sent ||
            b->flags & (GLY_TOK_GLUED | GLY_TOK_HYPHENATED) ||
            a->flags & GLY_TOK_HYPHENATED)
            continue;
        struct gly_str first = gly_tok_text(doc, a), second = gly_tok_text(doc, b);
        if (!repeats(first, second, b) || may_double(second) || are_apart(doc, a, b) ||
            is_part(doc, toks, i - 1) || ends_clause(doc, toks, i - 1) ||
            is_species(a, b) || is_loud(a, b) || is_declared(doc, a, b) ||
            is_argument(doc, toks, i - 1) || is_spoken_of(doc, toks, i - 1, count) ||
            is_code(doc, toks, i, count) || !gly_tok_speaks(pass, b))
            continue;
        /* Three in a row are meant: a chant, a refrain, a stammer. */
        if ((i + 1 < count && toks[i + 1].sent == b->sent &&
             gly_str_eq_nocase(second, gly_tok_text(doc, &toks[i + 1]))) ||
            (i > 1 && toks[i - 2].sent == a->sent &&
             gly_str_eq_nocase(first, gly_tok_text(doc, &toks[i - 2]))))
            continue;
        struct gly_span span = {a->span.start, b->span.end};
        struct gly_finding *f = gly_report(pass, REPEATED, span, "'%.*s' stands twice",
                                           GLY_STR_ARG(second));
        gly_fix(f, first);
    }
}

const struct gly_check gly_check_typography_repeated_word = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .language = "en",
    .run = run,
};
