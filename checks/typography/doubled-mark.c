#include <galley/check.h>

enum { DOUBLED };

static const struct gly_rule rules[] = {
    [DOUBLED] =
        {
            .id = "typography/doubled-mark",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A punctuation mark stands twice, or two stand where one is due",
            .why =
                "A slip of editing. Silent for ellipses, abbreviations, runs such as "
                "'?!', titles that end with a mark of their own, and code.",
            .bad = "The road was closed,, and the ford was open..",
            .good = "The road was closed... Was it?! They asked Marsh Ltd., etc.",
        },
};

/* What is written, and what was meant. */
static const struct {
    const char *run, *single;
} runs[] = {
    {",,", ","}, {"..", "."}, {";;", ";"}, {",.", "."}, {".,", ","},
    {",;", ";"}, {";,", ";"}, {"?.", "?"}, {"?,", "?"}, {";.", "."},
};

/* A stop before a comma may be that of a short form or a name of a file: only behind
 * words that everybody knows and nobody shortens is it a slip. */
static bool is_common(const struct gly_tok *tok, const struct gly_word *word)
{
    return gly_span_len(tok->span) >= 5 && word->size <= 35 &&
           !(word->flags & (GLY_WORD_RARE | GLY_WORD_DERIVED | GLY_WORD_PROPER));
}

static const char *meant_by(struct gly_str run)
{
    for (size_t i = 0; i < GLY_COUNT(runs); i++)
        if (gly_str_is(run, runs[i].run))
            return runs[i].single;
    return NULL;
}

/* A word of prose: not an abbreviation (whose stop is its own), not a single letter, not
 * a name (which may end with a mark: a title, a firm). */
static bool is_word(const struct gly_tok *tok, const struct gly_word *word)
{
    return tok->kind == GLY_TOK_WORD && gly_span_len(tok->span) >= 3 &&
           !(tok->flags & (GLY_TOK_ABBREVIATION | GLY_TOK_CAPITALISED |
                           GLY_TOK_EMPHASIS | GLY_TOK_IN_LINK)) &&
           word->flags & GLY_WORD_KNOWN;
}

/* "origin.. stands for origin..HEAD": a range, where the same line has it whole. */
static bool is_range(const struct gly_doc *doc, struct gly_str word,
                     struct gly_span span)
{
    enum { FAR = 160 };
    struct gly_str text = gly_doc_text(doc);
    for (size_t at = span.end; at + word.len + 2 < text.len && at < span.end + FAR;
         at++)
        if (memcmp(text.ptr + at, word.ptr, word.len) == 0 &&
            memcmp(text.ptr + at + word.len, "..", 2) == 0)
            return true;
    return false;
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_word *words = gly_words(pass);
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    for (uint32_t i = 1; i < count; i++) {
        const struct gly_tok *tok = &toks[i];
        if (tok->kind != GLY_TOK_PUNCT || !(tok->flags & GLY_TOK_GLUED))
            continue;
        /* The run may be one token or two. */
        uint32_t last = i;
        struct gly_span span = tok->span;
        if (gly_span_len(span) == 1 && i + 1 < count &&
            toks[i + 1].kind == GLY_TOK_PUNCT && toks[i + 1].flags & GLY_TOK_GLUED)
            span.end = toks[++last].span.end;
        struct gly_str text = gly_doc_slice(doc, span);
        const char *single = meant_by(text);
        if (!single || !is_word(&toks[i - 1], &words[i - 1]) ||
            (gly_str_is(text, ".,") && !is_common(&toks[i - 1], &words[i - 1])) ||
            (last + 1 < count && toks[last + 1].flags & GLY_TOK_GLUED) ||
            (toks[i].flags ^ toks[last].flags) & GLY_TOK_EMPHASIS ||
            (gly_str_is(text, "..") &&
             is_range(doc, gly_tok_text(doc, &toks[i - 1]), span)) ||
            !gly_tok_speaks(pass, tok))
            continue;
        struct gly_str word = gly_tok_text(doc, &toks[i - 1]);
        struct gly_finding *f = gly_report(
            pass, DOUBLED, (struct gly_span){toks[i - 1].span.start, span.end},
            "'%.*s' behind '%.*s'", GLY_STR_ARG(text), GLY_STR_ARG(word));
        gly_fix(f, gly_format(pass, "%.*s%s", GLY_STR_ARG(word), single));
    }
}

const struct gly_check gly_check_typography_doubled_mark = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_WORDS,
    .language = "en",
    .run = run,
};
