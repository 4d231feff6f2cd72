#include <galley/check.h>

enum { MISSPELLING, KNOWN, UNKNOWN };

static const struct gly_rule rules[] = {
    [MISSPELLING] =
        {
            .id = "spelling/misspelling",
            .severity = GLY_ERROR,
            .stage = GLY_PREVIEW,
            .summary = "An unknown word one slip away from a common one",
            .why =
                "A slip of pen or key that a reader sees at once. Silent for names, "
                "abbreviations, words of other languages and of code, for words made "
                "by "
                "the rules of English from known ones, and for words that the document "
                "uses again and again. A slip of more than one letter is a warning.",
            .bad = "The mayor reveived the letter on Monday.",
            .good = "The mayor received the letter on Monday.",
        },
    [KNOWN] =
        {
            .id = "spelling/common-misspelling",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A misspelling that people are known to make",
            .why =
                "Strong verbs inflected as weak ones, plurals of words that have none, "
                "words written as one that are two: what no search for the nearest "
                "word finds. rules/spelling/misspellings.csv has them all. Silent for "
                "words of code and of other languages.",
            .bad = "The class was teached by two painters.",
            .good = "The class was taught by two painters.",
        },
    [UNKNOWN] =
        {
            .id = "spelling/unknown-word",
            .severity = GLY_NOTE,
            .stage = GLY_OPTIONAL,
            .summary = "A word that no word list has",
            .why =
                "Most of what dictionaries lack is right: names, terms, coinages. For "
                "those who keep a list of their own words and want to see every other "
                "one.",
            .bad = "The mill has a zhqorvex made of oak.",
            .good = "The mill has a wheel made of oak.",
        },
};

/* What a word is suspected of, and what it takes to say so. */
struct suspicion {
    unsigned limit; /* the most that the slip may cost */
    unsigned among; /* enum gly_suggest_among */
    uint8_t size;   /* the rarest word that may have been meant */
};

enum { COMMONEST = 10, FAMILIAR = 20, COMMON = 35, ANY = 95 };

/* An unknown word in lower case. In short words every other string is a slip away from
 * some word. */
static struct suspicion of_unknown(const struct gly_tok *tok,
                                   const struct gly_word *word, size_t len)
{
    static const struct suspicion by_len[] = {
        {0},
        {0},
        {0},
        {72, GLY_SUGGEST_COMMON, COMMONEST},
        {110, GLY_SUGGEST_COMMON, COMMON},
        {220, GLY_SUGGEST_ALL, ANY},
        {240, GLY_SUGGEST_ALL, ANY},
        {280, GLY_SUGGEST_ALL, ANY},
    };
    if (word->flags & GLY_WORD_MENTIONED)
        return (struct suspicion){len < 5 ? 0 : 75, GLY_SUGGEST_COMMON, COMMON};
    if (word->times > 2 || tok->flags & (GLY_TOK_HYPHENATED | GLY_TOK_EMPHASIS))
        return (struct suspicion){len < 5 ? 0 : 100,
                                  GLY_SUGGEST_COMMON | GLY_SUGGEST_TWO, COMMON};
    return by_len[len < GLY_COUNT(by_len) ? len : GLY_COUNT(by_len) - 1];
}

/* A word of the largest lists only. SCOWL's last size has hundreds of slips among its
 * hundreds of thousands ("untill", "throroughly"), and hardly a word of it stands in
 * edited prose; the last but one is better. */
static struct suspicion of_rare(const struct gly_word *word, size_t len)
{
    enum { LAST_SIZE = 95 };
    if (word->times > 2 || len < 4 || word->flags & GLY_WORD_MENTIONED)
        return (struct suspicion){0};
    if (word->flags & GLY_WORD_DERIVED)
        return (struct suspicion){50, GLY_SUGGEST_COMMON, COMMON};
    if (word->size == LAST_SIZE && len == 4)
        return (struct suspicion){64, GLY_SUGGEST_COMMON, COMMONEST};
    if (word->size == LAST_SIZE)
        return (struct suspicion){len < 7 ? 95 : 135, GLY_SUGGEST_COMMON,
                                  len < 6 ? FAMILIAR : COMMON};
    return (struct suspicion){len < 6 ? (len < 5 ? 0 : 42) : 60, GLY_SUGGEST_COMMON,
                              len < 7 ? FAMILIAR : COMMON};
}

/* A word that the rules of English allow, but one letter from a common one: "charactors"
 * are no actors. */
static struct suspicion of_derived(const struct gly_word *word, size_t len)
{
    if (word->times > 2 || len < 6 || word->flags & GLY_WORD_MENTIONED)
        return (struct suspicion){0};
    return (struct suspicion){100, GLY_SUGGEST_COMMON, COMMON};
}

/* The rarer the word that was meant, and the shorter the one that was written, the cheaper
 * the slip must be. */
static bool is_likely(const struct gly_suggestion *meant, const struct gly_word *word,
                      size_t len)
{
    enum { CHEAP = 75, LETTER = 100, LONG = 8 };
    if (!(word->flags & (GLY_WORD_RARE | GLY_WORD_DERIVED)) || meant->slip <= CHEAP)
        return true;
    if (meant->slip > LETTER)
        return meant->size <= COMMONEST;
    if (word->flags & GLY_WORD_DERIVED)
        return len < LONG ? meant->size <= COMMONEST : true;
    return meant->size <= FAMILIAR;
}

static bool is_capitalised_word(const struct gly_tok *tok)
{
    return tok->kind == GLY_TOK_WORD && tok->flags & GLY_TOK_CAPITALISED;
}

/* A capitalised unknown word is a name, and names are spelt as their bearers like. At the
 * start of a sentence it may be a common word; by itself, no part of a longer name, it
 * may be a country or a month. */
static struct suspicion of_name(const struct gly_tok *toks, uint32_t index,
                                uint32_t count, const struct gly_word *word, size_t len)
{
    enum { NAME_LEN = 7, LIMIT = 66, LIMIT_LONG = 86 };
    const struct gly_tok *tok = &toks[index];
    bool starts = tok->flags & GLY_TOK_SENT_START;
    if (word->times > 1 || len < (starts ? NAME_LEN - 2 : NAME_LEN) ||
        tok->flags & (GLY_TOK_HYPHENATED | GLY_TOK_IN_LINK | GLY_TOK_EMPHASIS) ||
        (index > 0 && toks[index - 1].sent == tok->sent &&
         is_capitalised_word(&toks[index - 1])) ||
        (index + 1 < count && toks[index + 1].sent == tok->sent &&
         is_capitalised_word(&toks[index + 1])))
        return (struct suspicion){0};
    if (len < NAME_LEN)
        return (struct suspicion){LIMIT, GLY_SUGGEST_COMMON, COMMONEST};
    unsigned limit =
        len > NAME_LEN && (starts || word->flags & GLY_WORD_RARE) ? LIMIT_LONG : LIMIT;
    unsigned among = GLY_SUGGEST_NAMES;
    if (starts || len > NAME_LEN)
        among |= GLY_SUGGEST_COMMON;
    return (struct suspicion){limit, among, ANY};
}

static struct suspicion suspect(const struct gly_tok *toks, uint32_t index,
                                uint32_t count, const struct gly_word *word, size_t len)
{
    uint16_t written = toks[index].flags;
    bool inside = written & GLY_TOK_CAPITALISED && !(written & GLY_TOK_SENT_START);
    if (word->flags & GLY_WORD_NAME || (inside && word->flags & GLY_WORD_RARE))
        return of_name(toks, index, count, word, len);
    if (inside)
        return (struct suspicion){0};
    if (word->flags & GLY_WORD_RARE)
        return of_rare(word, len);
    if (word->flags & GLY_WORD_DERIVED)
        return of_derived(word, len);
    return of_unknown(&toks[index], word, len);
}

/* "financials" is a plural that the lists lack, no slip for "financial". */
static bool is_inflection(struct gly_str written, struct gly_str meant)
{
    return written.len > meant.len &&
           gly_str_eq((struct gly_str){written.ptr, meant.len}, meant) &&
           written.ptr[written.len - 1] == 's';
}

static void report(struct gly_pass *pass, const struct gly_tok *tok,
                   struct gly_str text, const struct gly_suggestion *found,
                   unsigned count)
{
    enum { ONE_LETTER = 110, RIVAL = 60 };
    struct gly_finding *f =
        gly_report(pass, MISSPELLING, tok->span, "'%.*s' looks like a slip for '%.*s'",
                   GLY_STR_ARG(text), GLY_STR_ARG(found[0].text));
    if (found[0].slip > ONE_LETTER)
        gly_soften(f, GLY_WARNING);
    for (unsigned i = 0; i < count; i++)
        if (found[i].slip <= found[0].slip + RIVAL)
            gly_fix(f, found[i].text);
}

/* A known misspelling: true where it was one. */
static bool report_known(struct gly_pass *pass, const struct gly_tok *tok,
                         struct gly_str text)
{
    struct gly_str meant = gly_known_slip(pass, text);
    if (meant.len == 0)
        return false;
    struct gly_finding *f =
        gly_report(pass, KNOWN, tok->span, "'%.*s' is a misspelling of '%.*s'",
                   GLY_STR_ARG(text), GLY_STR_ARG(meant));
    gly_fix(f, meant);
    return true;
}

/* "Estonias", "theres": a listed word and an s. Whether an apostrophe is missing is asked
 * elsewhere. */
static bool is_listed_and_s(const struct gly_pass *pass, struct gly_str text)
{
    if (text.len < 3 || text.ptr[text.len - 1] != 's')
        return false;
    struct gly_str stem = {text.ptr, text.len - 1};
    struct gly_word word = gly_word_of(pass, stem);
    return word.flags & GLY_WORD_KNOWN &&
           !(word.flags & (GLY_WORD_RARE | GLY_WORD_DERIVED));
}

static bool report_likely(struct gly_pass *pass, const struct gly_tok *toks,
                          uint32_t index, uint32_t count, const struct gly_word *word,
                          struct gly_str text)
{
    enum { MOST = 3 };
    if (word->flags & (GLY_WORD_KNOWN | GLY_WORD_NAME) && is_listed_and_s(pass, text))
        return false;
    struct suspicion s = suspect(toks, index, count, word, text.len);
    struct gly_suggestion found[MOST];
    unsigned found_count = gly_suggest(pass, text, s.among, s.limit, found, MOST);
    if (found_count == 0 || found[0].size > s.size ||
        !is_likely(&found[0], word, text.len) ||
        (word->flags & GLY_WORD_KNOWN && is_inflection(text, found[0].text)))
        return false;
    report(pass, &toks[index], text, found, found_count);
    return true;
}

static bool is_inside_name(const struct gly_tok *tok)
{
    return tok->flags & GLY_TOK_CAPITALISED && !(tok->flags & GLY_TOK_SENT_START);
}

static void run(struct gly_pass *pass)
{
    const uint16_t passed = GLY_WORD_SKIPPED | GLY_WORD_DOCUMENT | GLY_WORD_FOREIGN;
    const uint16_t doubtful = GLY_WORD_RARE | GLY_WORD_DERIVED;
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_word *words = gly_words(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    for (uint32_t i = 0; i < count; i++) {
        uint16_t flags = words[i].flags;
        if ((flags & GLY_WORD_KNOWN && !(flags & doubtful)) || flags & passed ||
            toks[i].sent == GLY_NONE ||
            !gly_block_speaks(pass, sents[toks[i].sent].block))
            continue;
        struct gly_str text = gly_tok_text(doc, &toks[i]);
        if (!is_inside_name(&toks[i]) && report_known(pass, &toks[i], text))
            continue;
        if (report_likely(pass, toks, i, count, &words[i], text) ||
            flags & GLY_WORD_KNOWN)
            continue;
        gly_report(pass, UNKNOWN, toks[i].span, "'%.*s' is in no word list",
                   GLY_STR_ARG(text));
    }
}

const struct gly_check gly_check_spelling_misspelling = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_WORDS,
    .language = "en",
    .run = run,
};
