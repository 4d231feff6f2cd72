#include <galley/check.h>

enum { MISSPELLING };

static const struct gly_rule rules[] = {
    [MISSPELLING] =
        {
            .id = "spelling/misspelling",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "An unknown word one slip away from a common one",
            .why =
                "A slip of pen or key that a reader sees at once. Silent for names, "
                "abbreviations, words of other languages and of code, for words made "
                "by "
                "the rules of English from known ones, and for words that the document "
                "uses again and again. A slip of more than one letter is a warning.",
            .bad = "The mayor recieved the letter on Monday.",
            .good = "The mayor received the letter on Monday.",
        },
};

/* What a slip may cost, by the number of letters: in short words every other string is a
 * slip away from some word. */
static unsigned limit_for(size_t len)
{
    static const unsigned limits[] = {0, 0, 0, 110, 190, 220, 240};
    return len < GLY_COUNT(limits) ? limits[len] : 280;
}

static void check_token(struct gly_pass *pass, const struct gly_tok *tok,
                        const struct gly_word *word)
{
    enum { MOST = 3, NAME_LEN = 7, COMMON = 35 };
    struct gly_str text = gly_tok_text(gly_pass_doc(pass), tok);
    struct gly_suggestion found[MOST];
    unsigned limit = limit_for(text.len);
    if (word->times > 2 || tok->flags & (GLY_TOK_HYPHENATED | GLY_TOK_EMPHASIS))
        limit = limit < 100 ? limit : 100;
    if (word->flags & GLY_WORD_NAME)
        limit = text.len < NAME_LEN || word->times > 1 ? 0 : 75;
    unsigned count = gly_suggest(pass, text, limit, found, MOST);
    if (count == 0)
        return;
    if (word->flags & GLY_WORD_NAME && found[0].size > COMMON)
        return;
    struct gly_finding *f =
        gly_report(pass, MISSPELLING, tok->span, "'%.*s' looks like a slip for '%.*s'",
                   GLY_STR_ARG(text), GLY_STR_ARG(found[0].text));
    if (found[0].slip > 110)
        gly_soften(f, GLY_WARNING);
    for (unsigned i = 0; i < count; i++)
        gly_fix(f, found[i].text);
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_word *words = gly_words(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    for (uint32_t i = 0; i < count; i++) {
        const uint16_t passed =
            GLY_WORD_KNOWN | GLY_WORD_SKIPPED | GLY_WORD_DOCUMENT | GLY_WORD_FOREIGN;
        if (words[i].flags & passed || toks[i].sent == GLY_NONE ||
            !gly_block_speaks(pass, sents[toks[i].sent].block))
            continue;
        if (words[i].flags & GLY_WORD_NAME && !(toks[i].flags & GLY_TOK_SENT_START))
            continue;
        check_token(pass, &toks[i], &words[i]);
    }
}

const struct gly_check gly_check_spelling_misspelling = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_WORDS,
    .language = "en",
    .run = run,
};
