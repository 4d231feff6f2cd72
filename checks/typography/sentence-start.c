#include <galley/check.h>
#include <galley/phrase.h>

enum { LOWER };

static const struct gly_rule rules[] = {
    [LOWER] =
        {
            .id = "typography/sentence-start",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A sentence begins in lower case",
            .why =
                "The reader takes the stop before it for a slip, or waits for the "
                "start of the sentence. Silent for names that are written so, behind "
                "abbreviations, lists, formulas, quotations and code that a sentence "
                "goes on from, and in texts that begin in lower case throughout.",
            .bad = "The ferry sails at noon. passengers wait in the shed.",
            .good = "eBay sellers noticed at once. iPhone sales fell by approx. three "
                    "per cent.",
        },
};

/* ---- Words ---- */

/* Known words that are also written with a stop for a longer one. */
static const char *const shortened[] = {
    "anon", "approx", "cent", "conj",  "cont", "dept", "dial",  "intro", "mass",
    "miss", "orig",   "part", "pass",  "perf", "plur", "poss",  "prep",  "pres",
    "sing", "subj",   "temp", "trans", "univ", "wash", "verse",
};

static bool is_shortened(struct gly_str word)
{
    for (size_t i = 0; i < GLY_COUNT(shortened); i++)
        if (gly_str_eq_nocase(word, gly_str(shortened[i])))
            return true;
    return false;
}

/* A word in lower case that everybody knows: no brand, no variable, no surname. */
static bool is_plain_word(const struct gly_tok *tok, const struct gly_word *word)
{
    return tok->kind == GLY_TOK_WORD && word->flags & GLY_WORD_KNOWN &&
           !(word->flags & (GLY_WORD_RARE | GLY_WORD_DERIVED | GLY_WORD_PROPER)) &&
           word->size <= 50 &&
           !(tok->flags & (GLY_TOK_CAPITALISED | GLY_TOK_MIXED_CASE |
                           GLY_TOK_NON_ASCII | GLY_TOK_HAS_DIGIT | GLY_TOK_EMPHASIS |
                           GLY_TOK_IN_LINK | GLY_TOK_ABBREVIATION));
}

/* A single letter is a variable or the mark of a list, but for "a" and "i". */
static bool is_letter(const struct gly_doc *doc, const struct gly_tok *tok)
{
    struct gly_str text = gly_tok_text(doc, tok);
    return text.len == 1 && text.ptr[0] != 'a';
}

/* Words of every sentence: what begins with one of these names nothing. */
#define PLAIN_STARTS                                                                  \
    "a|an|the|this|that|these|those|it|its|he|she|they|we|you|i|my|your|his|her|our|" \
    "their|there|here|and|but|or|so|if|when|where|which|who|what|how|why|as|at|by|"   \
    "for|from|in|of|on|to|with|in|please|thanks|then|also|not|no|some|many|such|"     \
    "since|because|although|though|while|however"

/* Words that whoever writes in a hurry begins sentences with. */
#define HASTY_STARTS                                                                  \
    "do|does|did|are|is|am|was|were|be|oh|ok|okay|great|good|nice|very|see|use|just|" \
    "can|could|will|would|should|have|has|had|let|get|got|make|look|yes|well|really|" \
    "maybe|all|any|never|always|still|even|only|now|first|next|too|more|most|every|"  \
    "everything|everyone|nothing|nobody|thank|sorry|hope|love|food|service|people"

/* Does another sentence begin with the word in lower case? No word of every sentence does so
 * twice by mistake: it is a name. */
static bool begins_elsewhere(const struct gly_doc *doc, const struct gly_tok *tok)
{
    uint32_t count, unused;
    const struct gly_sent *sents = gly_doc_sents(doc, &count);
    const struct gly_tok *toks = gly_doc_toks(doc, &unused);
    struct gly_str text = gly_tok_text(doc, tok);
    for (uint32_t s = 0; s < count; s++) {
        const struct gly_tok *first = &toks[sents[s].first_tok];
        if (first != tok && first->kind == GLY_TOK_WORD &&
            gly_str_eq(gly_tok_text(doc, first), text))
            return true;
    }
    return false;
}

/* "cups knows how", "six consists of": a noun in the singular and a verb. */
static bool is_before_verb(const struct gly_doc *doc, uint32_t i, uint32_t count)
{
    struct gly_str verb = gly_tok_text(doc, &gly_doc_toks(doc, &(uint32_t){0})[i + 1]);
    return i + 2 < count && verb.len > 3 && gly_str_ends(verb, "s") &&
           !gly_str_ends(verb, "ss") && !gly_str_ends(verb, "us") &&
           gly_tok_is(doc, i + 2, "the|a|an|of|how|that|which|it|its|all|itself");
}

/* "echo prints its arguments", "distance must be even": a singular noun or verb without
 * an article before a finite verb names a command, an option or a field. */
static bool is_mention(const struct gly_doc *doc, const struct gly_tok *tok,
                       const struct gly_word *words)
{
    uint32_t count, i = (uint32_t)(tok - gly_doc_toks(doc, &count));
    if (gly_tok_is(doc, i, PLAIN_STARTS))
        return false;
    uint32_t verb = i + 1;
    const struct gly_tok *next = tok + 1; /* a word, as was asked before */
    /* "enabled Names of what is on", "unset name[index]", "data and data_size". */
    if ((next->flags & GLY_TOK_CAPITALISED && words[i + 1].flags & GLY_WORD_COMMON &&
         !(words[i + 1].flags & GLY_WORD_PROPER)) ||
        (i + 2 < count && (tok[2].kind == GLY_TOK_MIXED ||
                           (tok[2].flags & GLY_TOK_GLUED &&
                            gly_str_is(gly_tok_text(doc, &tok[2]), "[")))))
        return true;
    if (is_before_verb(doc, i, count) || gly_tok_is(doc, i + 1, "itself") ||
        (!gly_tok_is(doc, i, HASTY_STARTS) && begins_elsewhere(doc, tok)))
        return true;
    if (verb + 1 < count && gly_str_ends(gly_tok_text(doc, next), "ly"))
        verb++;
    if (verb < count && gly_tok_is(doc, verb, "now|also|then|will|itself|always|never"))
        verb++;
    struct gly_str text = gly_tok_text(doc, &gly_doc_toks(doc, &count)[verb]);
    return gly_tok_is(
               doc, i + 1,
               "is|was|must|can|may|will|should|does|has|did|could|would|cannot") ||
           (gly_str_ends(text, "s") && !gly_str_ends(text, "ss") && text.len > 3 &&
            words[verb].flags & GLY_WORD_KNOWN && verb > i + 1) ||
           gly_tok_is(
               doc, verb,
               "accepts|adds|allows|applies|behaves|causes|checks|compares|contains|"
               "controls|converts|copies|creates|defaults|defines|describes|"
               "determines|displays|evaluates|exits|expands|gives|handles|holds|"
               "identifies|ignores|indicates|inserts|interprets|lists|makes|matches|"
               "means|names|opens|performs|points|prints|produces|provides|reads|"
               "refers|removes|reports|represents|requires|returns|runs|selects|sends|"
               "sets|shows|specifies|starts|stores|supports|takes|tells|treats|uses|"
               "works|writes");
}

/* ---- Behind a stop ---- */

/* Does the full stop `stop` end a sentence, and not an abbreviation? */
static bool ends_sentence(const struct gly_doc *doc, const struct gly_tok *stop,
                          const struct gly_word *before)
{
    const struct gly_tok *left = stop - 1;
    return stop->kind == GLY_TOK_PUNCT && gly_str_is(gly_tok_text(doc, stop), ".") &&
           stop->flags & GLY_TOK_GLUED && left->kind == GLY_TOK_WORD &&
           !(left->flags & (GLY_TOK_CAPITALISED | GLY_TOK_ABBREVIATION |
                            GLY_TOK_HAS_DIGIT | GLY_TOK_MIXED_CASE)) &&
           gly_span_len(left->span) >= 4 && before->flags & GLY_WORD_KNOWN &&
           !is_shortened(gly_tok_text(doc, left));
}

/* ---- At the start of a paragraph ---- */

static bool is_sentence_end(struct gly_str text)
{
    while (text.len > 0 && (gly_str_ends(text, "\"") || gly_str_ends(text, "”") ||
                            gly_str_ends(text, "’") || gly_str_ends(text, ")")))
        text.len -= gly_str_ends(text, "\"") || gly_str_ends(text, ")") ? 1 : 3;
    return text.len > 0 && strchr(".!?", text.ptr[text.len - 1]);
}

/* Paragraphs that stand free: not in lists, quotations, tables or notes. */
static bool is_free(const struct gly_doc *doc, uint32_t block)
{
    static const enum gly_block_kind holders[] = {
        GLY_BLOCK_LIST, GLY_BLOCK_QUOTE,   GLY_BLOCK_TABLE,
        GLY_BLOCK_NOTE, GLY_BLOCK_SECTION,
    };
    uint32_t count;
    if (gly_doc_blocks(doc, &count)[block].kind != GLY_BLOCK_PARAGRAPH)
        return false;
    for (size_t i = 0; i < GLY_COUNT(holders); i++)
        if (gly_block_within(doc, block, holders[i]) != GLY_NONE)
            return false;
    return true;
}

/* Does the block behind which `block` stands let a sentence go on? Only a heading and a
 * paragraph that has ended do not. */
static bool follows_an_end(const struct gly_doc *doc, uint32_t block)
{
    uint32_t count;
    const struct gly_block *blocks = gly_doc_blocks(doc, &count);
    if (block < 2)
        return false; /* the first words may be a name written so */
    const struct gly_block *last = &blocks[block - 1];
    if (last->kind == GLY_BLOCK_HEADING)
        return true;
    return is_free(doc, block - 1) && last->tok_count > 0 &&
           is_sentence_end(gly_doc_slice(doc, last->span));
}

static bool is_whole_sentence(const struct gly_doc *doc, const struct gly_block *block)
{
    struct gly_str text = gly_doc_slice(doc, block->span);
    return block->tok_count >= 8 && (is_sentence_end(text) || gly_str_ends(text, ":"));
}

/* Braces and backticks that the format did not take for code. */
static bool has_code(const struct gly_doc *doc, const struct gly_block *block)
{
    struct gly_str text = gly_doc_slice(doc, block->span);
    return memchr(text.ptr, '{', text.len) || memchr(text.ptr, '`', text.len);
}

/* ---- The document ---- */

/* Where many sentences begin in lower case, the text is written so. */
static bool is_habit(const struct gly_doc *doc)
{
    uint32_t count, tok_count, lower = 0, upper = 0;
    const struct gly_sent *sents = gly_doc_sents(doc, &count);
    const struct gly_tok *toks = gly_doc_toks(doc, &tok_count);
    for (uint32_t i = 0; i < count; i++) {
        const struct gly_tok *tok = &toks[sents[i].first_tok];
        if (tok->kind != GLY_TOK_WORD || sents[i].tok_count < 4)
            continue;
        upper += (tok->flags & GLY_TOK_CAPITALISED) != 0;
        lower += (tok->flags & GLY_TOK_CAPITALISED) == 0;
    }
    return lower > 2 && lower * 4 > upper;
}

static void report(struct gly_pass *pass, uint32_t i)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count;
    const struct gly_tok *tok = &gly_doc_toks(doc, &count)[i];
    struct gly_str text = gly_tok_text(doc, tok);
    if (gly_doc_hangs(doc, tok->span) || is_mention(doc, tok, gly_words(pass)))
        return;
    struct gly_finding *f =
        gly_report(pass, LOWER, tok->span,
                   "the sentence begins with '%.*s' in lower case", GLY_STR_ARG(text));
    gly_fix(f, gly_format(pass, "%c%.*s", text.ptr[0] - 'a' + 'A', (int)text.len - 1,
                          text.ptr + 1));
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_word *words = gly_words(pass);
    uint32_t count, block_count;
    const struct gly_block *blocks = gly_doc_blocks(doc, &block_count);
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    if (is_habit(doc))
        return;
    for (uint32_t b = 0; b < block_count; b++) {
        uint32_t first = blocks[b].first_tok, end = first + blocks[b].tok_count;
        if (!(blocks[b].flags & GLY_BLOCK_LEAF) || first == end ||
            !gly_block_speaks(pass, b) || has_code(doc, &blocks[b]))
            continue;
        if (is_plain_word(&toks[first], &words[first]) &&
            !is_letter(doc, &toks[first]) && is_free(doc, b) &&
            follows_an_end(doc, b) && is_whole_sentence(doc, &blocks[b]) &&
            /* a sentence goes on behind a formula or an example that is no block */
            !gly_tok_is(doc, first, "where|which|whose|and|or|for|to") &&
            toks[first + 1].kind == GLY_TOK_WORD && gly_tok_speaks(pass, &toks[first]))
            report(pass, first);
        if (blocks[b].kind == GLY_BLOCK_CELL)
            continue;
        for (uint32_t i = first + 1; i + 2 < end; i++)
            if (ends_sentence(doc, &toks[i], &words[i - 1]) &&
                is_plain_word(&toks[i + 1], &words[i + 1]) &&
                !(toks[i + 1].flags & GLY_TOK_GLUED) &&
                toks[i + 2].kind == GLY_TOK_WORD && !is_letter(doc, &toks[i + 1]) &&
                gly_tok_speaks(pass, &toks[i + 1]))
                report(pass, i + 1);
    }
}

const struct gly_check gly_check_typography_sentence_start = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_WORDS,
    .language = "en",
    .run = run,
};
