#include <galley/check.h>
#include <galley/suspicion.h>
#include <galley/unicode.h>
#include <galley/usage.h>
#include <galley/utf8.h>

enum { MISSPELLING, KNOWN, UNKNOWN };

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
                "by the rules of English from known ones, and for words that the "
                "document introduces or uses again and again. An error where a finger "
                "slipped in a common word; a warning where the word may be one that no "
                "list has.",
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

/* A word and what it may be a slip for, likeliest first. */
enum { MOST_MEANT = 3 };

struct slip {
    const struct slip *before; /* the one that was set aside before it */
    uint32_t tok;
    struct gly_suggestion meant[MOST_MEANT];
    unsigned count;
};

/* A word of which something is suspected. */
struct suspect {
    const struct suspect *before; /* the one that was set aside before it */
    uint32_t tok;
    struct gly_suspicion suspicion;
};

/* What one document shows. A text on a trade, or full of commands, has many words that no
 * list has, and some of them look like slips by chance: the more words there are that look
 * like nothing, the less a mere likeness says. Whoever slips often slips plainly, too. Each
 * form counts once. */
struct yield {
    const struct gly_tok *toks;
    enum { TRADE_UNKNOWN, TRADE_SOFTWARE, TRADE_OTHER } trade;
    const struct suspect *waiting; /* the last of those not looked into yet */
    double open;                   /* forms among these */
    double unlike; /* and those of them in no list, near which no common word is */
    const struct slip *faint; /* the last of those that are told at the end, or not */
    double likenesses;        /* forms among these */
    double sure;              /* forms that have been told */
    double strangers;         /* unknown forms in lower case that are like no word */
    uint32_t words;
    bool touched;     /* something in it stands as code does */
    bool coded;       /* it has names of code */
    bool technical;   /* it has many */
    bool strange;     /* nothing faint is told */
    unsigned spoken;  /* words of dialect or another time */
    unsigned clipped; /* words in -in for -ing among the likenesses */
};

/* One token in so many that is a name of code, a path or an expression makes a text one that
 * has code, or a technical one, where there is enough to tell. */
static void count_code(const struct gly_doc *doc, struct yield *yield)
{
    enum { LONG_ENOUGH = 200, SOME = 3, CODED = 150, TECHNICAL = 40 };
    uint32_t words, names = gly_count_code(doc, &words);
    bool enough = words >= LONG_ENOUGH;
    yield->words = words;
    yield->touched = names > 0;
    yield->technical = names * TECHNICAL >= words && (enough || names >= SOME);
    yield->coded = yield->technical || (enough && names * CODED >= words);
}

static void report(struct gly_pass *pass, const struct slip *slip)
{
    enum { RIVAL = 60 };
    uint32_t unused;
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_tok *tok = &gly_doc_toks(doc, &unused)[slip->tok];
    struct gly_str text = gly_tok_text(doc, tok);
    struct gly_finding *f =
        gly_report(pass, MISSPELLING, tok->span, "'%.*s' looks like a slip for '%.*s'",
                   GLY_STR_ARG(text), GLY_STR_ARG(slip->meant[0].text));
    if (!gly_slip_is_certain(pass, &slip->meant[0], slip->tok))
        gly_soften(f, GLY_WARNING);
    for (unsigned i = 0; i < slip->count; i++)
        if (slip->meant[i].slip <= slip->meant[0].slip + RIVAL)
            gly_fix(f, slip->meant[i].text);
}

static void report_unknown(struct gly_pass *pass, const struct gly_tok *tok)
{
    gly_report(pass, UNKNOWN, tok->span, "'%.*s' is in no word list",
               GLY_STR_ARG(gly_tok_text(gly_pass_doc(pass), tok)));
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

/* Only slips of one letter in a common word, and two words run together, are told whatever
 * else the document has. Most unknown words are no such thing, and this costs less than
 * to search all words. */
static bool may_be_sure(struct gly_pass *pass, const struct gly_word *word,
                        struct gly_str text, const struct gly_suspicion *s)
{
    return s->limit > 0 && !(word->flags & (GLY_WORD_KNOWN | GLY_WORD_NAME)) &&
           word->times <= 2 && gly_is_near_common(pass, text, s->among);
}

static double share_of(const struct gly_word *word) /* each form counts once */
{
    return 1.0 / (word->times > 0 ? word->times : 1);
}

/* Looks for what may have been meant: tells it, or sets it aside as a mere likeness. False
 * where there is nothing. */
static bool report_likely(struct gly_pass *pass, struct yield *yield,
                          const struct suspect *suspect)
{
    const struct gly_tok *tok = &yield->toks[suspect->tok];
    const struct gly_word *word = &gly_words(pass)[suspect->tok];
    struct gly_str text = gly_tok_text(gly_pass_doc(pass), tok);
    const struct gly_suspicion *s = &suspect->suspicion;
    struct gly_suggestion found[MOST_MEANT];
    unsigned found_count =
        gly_suggest(pass, text, s->among, s->limit, found, MOST_MEANT);
    unsigned first = 0;
    while (first < found_count &&
           !gly_suspicion_fits(&found[first], s, word, tok->flags & GLY_TOK_SENT_START,
                               tok->flags & GLY_TOK_CAPITALISED, text.len))
        first++;
    if (first == found_count ||
        (word->flags & GLY_WORD_KNOWN && gly_is_inflection(text, found[first].text)) ||
        gly_is_name_and_s(pass, tok) ||
        (yield->technical && gly_looks_like_code(pass, text, &found[first])) ||
        gly_is_cut_short(gly_pass_doc(pass), tok, found[first].text))
        return false;
    if (gly_is_as_spoken(pass, &found[first], suspect->tok)) {
        yield->spoken++;
        return false;
    }
    struct slip slip = {
        .before = yield->faint, .tok = suspect->tok, .count = found_count - first};
    memcpy(slip.meant, found + first, slip.count * sizeof *found);
    if ((gly_slip_is_certain(pass, &slip.meant[0], slip.tok) ||
         gly_slip_is_plain(pass, &slip.meant[0], slip.tok)) &&
        !(yield->coded && gly_looks_like_code(pass, text, &slip.meant[0]))) {
        report(pass, &slip);
        yield->sure += share_of(word);
        return true;
    }
    if (gly_is_name_in_lower_case(pass, &slip.meant[0], slip.tok))
        return false;
    struct slip *kept = gly_alloc(pass, 1, sizeof *kept);
    *kept = slip;
    yield->faint = kept;
    yield->likenesses += share_of(word);
    yield->clipped += gly_is_without_g(text, slip.meant[0].text);
    return true;
}

/* A word in no list that is like no other, as far as that was asked. */
static void pass_over(struct gly_pass *pass, struct yield *yield, uint32_t tok)
{
    const struct gly_word *word = &gly_words(pass)[tok];
    if (word->flags & GLY_WORD_KNOWN)
        return;
    if (!(word->flags & GLY_WORD_NAME) &&
        !(yield->toks[tok].flags & GLY_TOK_CAPITALISED))
        yield->strangers += share_of(word);
    report_unknown(pass, &yield->toks[tok]);
}

/* What a slip of one letter may have made is looked into at once; the rest waits for what
 * the whole document shows. */
static void suspect(struct gly_pass *pass, struct yield *yield, uint32_t tok,
                    uint32_t count)
{
    const struct gly_word *words = gly_words(pass);
    struct gly_str text = gly_tok_text(gly_pass_doc(pass), &yield->toks[tok]);
    struct suspect suspect = {
        .before = yield->waiting,
        .tok = tok,
        .suspicion = gly_suspect(yield->toks, tok, count, words, text.len)};
    bool soon = may_be_sure(pass, &words[tok], text, &suspect.suspicion);
    if (soon && report_likely(pass, yield, &suspect))
        return;
    if (soon || yield->technical || suspect.suspicion.limit == 0) {
        pass_over(pass, yield, tok);
        return;
    }
    struct suspect *kept = gly_alloc(pass, 1, sizeof *kept);
    *kept = suspect;
    yield->waiting = kept;
    yield->open += share_of(&words[tok]);
    if (!(words[tok].flags & (GLY_WORD_KNOWN | GLY_WORD_NAME)))
        yield->unlike += share_of(&words[tok]);
}

/* Are there more words that look like nothing than words that look like slips, whatever
 * those that wait will show? */
static bool has_too_many_strangers(const struct yield *yield)
{
    const double rounding = 1e-6;
    return yield->strangers > yield->likenesses + yield->sure + yield->open + rounding;
}

/* Where words that no common one is near are more than a few, and more than come of slipping
 * as often as the rest shows, they are the text's own. */
static bool is_strange(const struct yield *yield)
{
    enum { FEW = 2, TIMES = 3 };
    return yield->strangers + yield->unlike >
           FEW + TIMES * (yield->sure + yield->likenesses);
}

/* Looks into what waits, as long as it may still be told. */
static void look_into_rest(struct gly_pass *pass, struct yield *yield)
{
    const struct gly_word *words = gly_words(pass);
    yield->strange = yield->technical || is_strange(yield);
    for (const struct suspect *s = yield->waiting; s; s = s->before) {
        if (yield->strange || has_too_many_strangers(yield)) {
            pass_over(pass, yield, s->tok);
            continue;
        }
        yield->open -= share_of(&words[s->tok]);
        if (!report_likely(pass, yield, s))
            pass_over(pass, yield, s->tok);
    }
}

/* A long text in which hardly a finger slips: what merely looks like a slip there is a word
 * of its own more often than not. */
static bool is_clean(const struct yield *yield)
{
    enum { LONG = 600, ONE_IN = 1500 };
    return yield->words > LONG && yield->sure * ONE_IN < yield->words;
}

/* Speech as it sounds, a term, a program, or a name where code stands in the text. */
static bool is_chosen(struct gly_pass *pass, const struct yield *yield,
                      const struct slip *slip)
{
    enum { EDITED = 200, DIALECT = 3 }; /* hardly one word in 200 slips */
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_suggestion *meant = &slip->meant[0];
    struct gly_str text = gly_tok_text(doc, &yield->toks[slip->tok]);
    if (gly_is_without_g(text, meant->text))
        return (yield->clipped > 1 && yield->clipped * 2 > yield->likenesses) ||
               gly_is_in_quotes(doc, slip->tok);
    bool none = yield->sure == 0;
    return (none && ((yield->touched && gly_may_be_named(pass, meant, slip->tok)) ||
                     gly_is_chance(meant, text.len))) ||
           gly_is_headword(doc, slip->tok) || yield->spoken >= DIALECT ||
           (yield->sure * EDITED < yield->words &&
            gly_stands_beside_strange(doc, gly_words(pass), slip->tok)) ||
           (!gly_slip_is_cheap(pass, meant, slip->tok) &&
            gly_stands_as_name(doc, meant, slip->tok));
}

/* Looked into once a document, and only where it decides. */
static bool is_on_software(struct gly_pass *pass, struct yield *yield)
{
    if (yield->trade == TRADE_UNKNOWN)
        yield->trade =
            gly_is_on_software(gly_pass_doc(pass)) ? TRADE_SOFTWARE : TRADE_OTHER;
    return yield->trade == TRADE_SOFTWARE;
}

/* What a text asks of a mere likeness: hardly a finger slips in it, or it is full of names
 * of programs. */
static bool is_likely_here(struct gly_pass *pass, struct yield *yield,
                           const struct slip *slip)
{
    const struct gly_suggestion *meant = &slip->meant[0];
    return gly_slip_is_cheap(pass, meant, slip->tok) ||
           gly_slip_is_clear(pass, meant, slip->tok) ||
           (!is_clean(yield) &&
            !(yield->sure < yield->likenesses && is_on_software(pass, yield)));
}

/* Told where strange words are not so many that some would be like a word by chance: about
 * one in four is. */
static void report_faint(struct gly_pass *pass, struct yield *yield)
{
    const struct gly_word *words = gly_words(pass);
    bool told = !yield->strange && !has_too_many_strangers(yield) &&
                !(yield->coded && yield->likenesses > yield->sure);
    for (const struct slip *slip = yield->faint; slip; slip = slip->before) {
        if (told && !is_chosen(pass, yield, slip) && is_likely_here(pass, yield, slip))
            report(pass, slip);
        else if (!(words[slip->tok].flags & GLY_WORD_KNOWN))
            report_unknown(pass, &yield->toks[slip->tok]);
    }
}

static bool is_inside_name(const struct gly_tok *tok)
{
    return tok->flags & GLY_TOK_CAPITALISED && !(tok->flags & GLY_TOK_SENT_START);
}

/* ---- A variety of English, where the language names one ---- */

/* "color" in a text that calls itself British: true where it was told. Names keep their
 * spelling wherever they go. */
static bool report_variety(struct gly_pass *pass, const struct gly_tok *tok,
                           unsigned variety)
{
    struct gly_str text = gly_tok_text(gly_pass_doc(pass), tok);
    const char *name;
    const char *other =
        is_inside_name(tok) ? NULL : gly_spelling_elsewhere(text, variety, &name);
    if (!other)
        return false;
    struct gly_finding *f = gly_report(
        pass, MISSPELLING, tok->span, "'%.*s' is %s spelling, and the language is %s",
        GLY_STR_ARG(text), name, gly_tok_lang(gly_pass_doc(pass), tok));
    gly_soften(f, GLY_WARNING);
    gly_fix(f,
            gly_format(pass, "%c%s",
                       tok->flags & GLY_TOK_CAPITALISED ? other[0] & ~0x20 : other[0],
                       other + 1));
    return true;
}

static void check_english(struct gly_pass *pass, struct yield *yield,
                          const struct gly_tok *toks, uint32_t index, uint32_t count,
                          const struct gly_word *words, unsigned variety)
{
    const uint16_t passed = GLY_WORD_SKIPPED | GLY_WORD_DOCUMENT | GLY_WORD_FOREIGN;
    const uint16_t doubtful = GLY_WORD_RARE | GLY_WORD_DERIVED;
    uint16_t flags = words[index].flags;
    if (variety && flags & GLY_WORD_KNOWN &&
        report_variety(pass, &toks[index], variety))
        return;
    if ((flags & GLY_WORD_KNOWN && !(flags & doubtful)) || flags & passed)
        return;
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_str text = gly_tok_text(doc, &toks[index]);
    if (gly_dictionary_knows(pass, "en", text) ||
        gly_is_word_part(pass, toks, index, count))
        return;
    if (gly_stands_as_code(doc, toks, words, index, count)) {
        yield->touched = true;
        pass_over(pass, yield, index);
    } else if (!(flags & GLY_WORD_SLIP) || is_inside_name(&toks[index]) ||
               gly_is_as_quoted(pass, index) || !report_known(pass, &toks[index], text))
        suspect(pass, yield, index, count);
}

/* ---- Other languages ---- */

/* What a dictionary of the word's language does not have: told where one of its words is
 * a slip away, for names and new compounds are in none either. */
static void check_other(struct gly_pass *pass, const struct gly_tok *tok,
                        const struct gly_word *word, const char *lang)
{
    enum { SHORTEST = 4, SHORTEST_CAPITAL = 6, MOST = 3 };
    const uint16_t odd = GLY_TOK_ALL_CAPS | GLY_TOK_MIXED_CASE | GLY_TOK_HAS_DIGIT |
                         GLY_TOK_ABBREVIATION | GLY_TOK_HYPHENATED | GLY_TOK_IN_LINK;
    struct gly_str text = gly_tok_text(gly_pass_doc(pass), tok);
    if (tok->kind != GLY_TOK_WORD || tok->flags & odd ||
        word->flags & GLY_WORD_DOCUMENT || text.len < SHORTEST ||
        gly_dictionary_knows(pass, lang, text))
        return;
    struct gly_str offers[MOST];
    bool short_name = tok->flags & GLY_TOK_CAPITALISED && text.len < SHORTEST_CAPITAL;
    unsigned count = short_name || word->times > 2 || !gly_wants(pass, MISSPELLING)
                         ? 0
                         : gly_dictionary_offers(pass, lang, text, offers, MOST);
    if (count == 0 || !gly_is_one_slip(text, offers[0])) {
        gly_report(pass, UNKNOWN, tok->span, "'%.*s' is in no dictionary",
                   GLY_STR_ARG(text));
        return;
    }
    struct gly_finding *f =
        gly_report(pass, MISSPELLING, tok->span, "'%.*s' looks like a slip for '%.*s'",
                   GLY_STR_ARG(text), GLY_STR_ARG(offers[0]));
    gly_soften(f, GLY_WARNING);
    for (unsigned i = 0; i < count; i++)
        gly_fix(f, offers[i]);
}

/* The block in hand, and what is asked of its words. */
struct ground {
    uint32_t block;
    bool speaks, english;
    unsigned variety;
};

static void enter(struct gly_pass *pass, struct ground *ground, uint32_t block)
{
    if (block == ground->block)
        return;
    *ground = (struct ground){
        .block = block,
        .speaks = gly_block_speaks(pass, block),
        .english = gly_block_speaks_in(pass, block, "en"),
        .variety = gly_spelling_variety_of(gly_block_lang(gly_pass_doc(pass), block)),
    };
}

static void check_token(struct gly_pass *pass, struct yield *yield,
                        struct ground *ground, const struct gly_tok *toks,
                        uint32_t index, uint32_t count)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_word *words = gly_words(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    if (toks[index].sent == GLY_NONE)
        return;
    enter(pass, ground, sents[toks[index].sent].block);
    if (!ground->speaks)
        return;
    if (ground->english && !(toks[index].flags & GLY_TOK_FOREIGN)) {
        check_english(pass, yield, toks, index, count, words, ground->variety);
        return;
    }
    const char *lang = gly_tok_lang(doc, &toks[index]);
    if (gly_has_dictionary(pass, lang))
        check_other(pass, &toks[index], &words[index], lang);
}

/* Known words are of interest in a variety of English, and where a dictionary of another
 * language is at hand. */
static bool asks_all(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count;
    const struct gly_block *blocks = gly_doc_blocks(doc, &count);
    bool varied = gly_has_dictionaries(pass) ||
                  gly_spelling_variety_of(gly_block_lang(doc, GLY_NONE)) != 0;
    for (uint32_t b = 0; b < count && !varied; b++)
        varied = blocks[b].lang[0] && gly_spelling_variety_of(blocks[b].lang) != 0;
    return varied;
}

static void run(struct gly_pass *pass)
{
    uint32_t count, doubts;
    const struct gly_tok *toks = gly_doc_toks(gly_pass_doc(pass), &count);
    const uint32_t *doubtful = gly_doubtful_words(pass, &doubts);
    struct ground ground = {.block = GLY_NONE};
    struct yield yield = {.toks = toks};
    count_code(gly_pass_doc(pass), &yield);
    if (asks_all(pass))
        for (uint32_t i = 0; i < count; i++)
            check_token(pass, &yield, &ground, toks, i, count);
    else
        for (uint32_t i = 0; i < doubts; i++)
            check_token(pass, &yield, &ground, toks, doubtful[i], count);
    look_into_rest(pass, &yield);
    report_faint(pass, &yield);
}

const struct gly_check gly_check_spelling_misspelling = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_WORDS, /* of any language: see run() */
    .run = run,
};
