#include <galley/check.h>

enum { ARTICLE };

static const struct gly_rule rules[] = {
    [ARTICLE] =
        {
            .id = "typography/article",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "'a' before a vowel sound, or 'an' before a consonant",
            .why =
                "The article follows the sound of the next word, not its spelling: an "
                "hour, a unit, an MP, a European, an 18-year-old. Silent where "
                "speakers differ (a or an historic, a or an SQL query) and where the "
                "letter is a name or a variable.",
            .bad = "It was a honest mistake by an unit of the fleet.",
            .good =
                "An hour later a European MP met an 18-year-old with a one-way ticket.",
        },
};

enum sound { VOWEL, CONSONANT, UNSURE };

static unsigned char lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

static bool is_vowel(char c)
{
    return c && strchr("aeiou", lower(c));
}

static bool begins(struct gly_str word, const char *const *prefixes)
{
    for (; *prefixes; prefixes++) {
        size_t len = strlen(*prefixes), i = 0;
        while (i < len && i < word.len &&
               lower(word.ptr[i]) == (unsigned char)(*prefixes)[i])
            i++;
        if (i == len)
            return true;
    }
    return false;
}

/* ---- Letters ---- */

static enum sound letter_sound(char letter)
{
    return strchr("aefhilmnorsx", lower(letter)) ? VOWEL : CONSONANT;
}

/* ---- Words ---- */

/* Begin with the sound of "you" or "w" though with a vowel letter (the u of "use" is long
 * before one consonant and a vowel; pronunciations as in any learner's dictionary). */
static const char *const consonant_prefixes[] = {
    "eu",    "ewe",   "ubi",   "uke",  "ukr",    "ukulele", "unanim", "unic",  "unif",
    "unil",  "union", "uniq",  "unis", "unit",   "univ",    "ura",    "ure",   "uri",
    "uro",   "uru",   "usab",  "usag", "use",    "usi",     "usu",    "utens", "uter",
    "utili", "utopi", "ouija", "unix", "unidir", NULL,
};
static const char *const consonant_words[] = {
    "one",     "ones",    "once", "oneness", "oneself",
    "oneshot", "onetime", "u",    "unary",   NULL,
};
/* Among them may be a negated word: "unilluminated", "unissued". */
static const char *const doubtful_negations[] = {"unil", "unis", "univ", NULL};
/* Silent h. */
static const char *const vowel_prefixes[] = {"heir",   "honest", "honor",
                                             "honour", "hour",   NULL};
/* Either article is printed. */
static const char *const unsure_prefixes[] = {
    "herb",     "histor", "hotel",    "humble",  "homage",  "hallucinat", "hereditary",
    "habitual", "heroic", "hysteric", "unionis", "unioniz", "houri",      "url",
    "umount",   "umask",  "uid",      "lvalue",  "rvalue",  NULL,
};

/* "unidentified" is un- and a word; "unicorn" is not. */
static bool is_negated(struct gly_pass *pass, struct gly_str word)
{
    struct gly_str rest = {word.ptr + 2, word.len - 2};
    return rest.len >= 5 && gly_word_of(pass, rest).flags & GLY_WORD_KNOWN;
}

/* "html", "ssh": letters that are read out, by some as a word. */
static bool has_no_vowel(struct gly_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (is_vowel(word.ptr[i]) || lower(word.ptr[i]) == 'y')
            return false;
    return true;
}

/* Two consonants that can begin an English word: "STAR" may be read, "FBI" may not. */
static bool is_onset(char first, char second)
{
    static const char *const onsets[] = {
        "bl", "br", "ch", "cl", "cr", "dr", "dw", "fl", "fr", "gh", "gl", "gn", "gr",
        "kn", "kr", "ph", "pl", "pr", "ps", "rh", "sc", "sh", "sk", "sl", "sm", "sn",
        "sp", "sq", "st", "sw", "th", "tr", "ts", "tw", "vl", "wh", "wr", "zl",
    };
    for (size_t i = 0; i < GLY_COUNT(onsets); i++)
        if (lower(first) == (unsigned char)onsets[i][0] &&
            lower(second) == (unsigned char)onsets[i][1])
            return true;
    return false;
}

/* "lsof", "fdisk", "xargs": a name whose first letter may be named by itself. The rarer
 * beginnings of words are "mnemonic", "llama", "fjord". */
static bool may_name_letter(struct gly_str word)
{
    static const char *const rare_onsets[] = {"mn", "ll", "fj", "sv", "sf", "xe", NULL};
    if (word.len < 2 || begins(word, rare_onsets))
        return false;
    if (lower(word.ptr[0]) == 'x')
        return true;
    return letter_sound(word.ptr[0]) == VOWEL && !is_vowel(word.ptr[0]) &&
           !is_vowel(word.ptr[1]) && lower(word.ptr[1]) != 'y' &&
           !is_onset(word.ptr[0], word.ptr[1]);
}

static enum sound word_sound(struct gly_pass *pass, struct gly_str word)
{
    if (has_no_vowel(word))
        return UNSURE;
    if (begins(word, unsure_prefixes))
        return UNSURE;
    if (begins(word, vowel_prefixes))
        return VOWEL;
    if (gly_str_among(word, consonant_words) || begins(word, consonant_prefixes))
        return begins(word, doubtful_negations) && is_negated(pass, word) ? UNSURE
                                                                          : CONSONANT;
    if (may_name_letter(word))
        return UNSURE;
    /* "yttrium": a y before a consonant sounds as a vowel, and is rare. */
    if (lower(word.ptr[0]) == 'y' && word.len > 1 && !is_vowel(word.ptr[1]))
        return UNSURE;
    return is_vowel(word.ptr[0]) ? VOWEL : CONSONANT;
}

/* ---- Initials and numbers ---- */

/* Initials are spelt out where no vowel lets them be read as a word or where no word
 * begins as they do: "an MP", "an FBI agent"; of the others (NATO, LED, SQL) nobody can
 * tell from the letters. */
static enum sound initials_sound(struct gly_str word)
{
    bool plural = word.len > 2 && word.ptr[word.len - 1] == 's';
    size_t len = word.len - plural;
    if (len < 2 || len > 4)
        return UNSURE;
    enum sound sound = letter_sound(word.ptr[0]);
    bool spelt_out = !is_vowel(word.ptr[0]) && !is_vowel(word.ptr[1]) &&
                     lower(word.ptr[1]) != 'y' && !is_onset(word.ptr[0], word.ptr[1]);
    for (size_t i = 0; i < len; i++) {
        if (word.ptr[i] < 'A' || word.ptr[i] > 'Z')
            return UNSURE;
        /* A vowel inside may make it a word; at its start both readings agree, but for U
         * (a UN envoy). */
        if (i > 0 && !spelt_out && (is_vowel(word.ptr[i]) || word.ptr[i] == 'Y'))
            return UNSURE;
    }
    /* "SQL", "FAQ": read either way though they hold no vowel. */
    if (gly_str_is(word, "SQL") || gly_str_is(word, "MRSA"))
        return UNSURE;
    return sound;
}

/* The first word of the number as it is read out. */
static enum sound number_sound(struct gly_str number)
{
    unsigned digits = 0;
    size_t end = 0;
    while (end < number.len && ((number.ptr[end] >= '0' && number.ptr[end] <= '9') ||
                                number.ptr[end] == ',')) {
        digits += number.ptr[end] != ',';
        end++;
    }
    /* "0.82" is "nought" to some and "oh" to others. */
    if (digits == 0 || number.ptr[0] == '0')
        return UNSURE;
    if (number.ptr[0] == '8')
        return VOWEL;
    if (number.len > 1 && number.ptr[0] == '1' &&
        (number.ptr[1] == '1' || number.ptr[1] == '8')) {
        /* Eleven, eighteen thousand, eleven million; 1100 and 1800 are read both ways. */
        if (digits % 3 == 2)
            return VOWEL;
        return digits == 4 ? UNSURE : CONSONANT;
    }
    return CONSONANT;
}

static enum sound sound_of(struct gly_pass *pass, const struct gly_tok *tok,
                           const struct gly_word *word)
{
    struct gly_str text = gly_tok_text(gly_pass_doc(pass), tok);
    unsigned char first = lower(text.ptr[0]);
    if (tok->kind == GLY_TOK_NUMBER)
        return number_sound(text);
    if (tok->kind == GLY_TOK_MIXED) {
        /* One letter and digits: "M72", "A4"; the letter is named. */
        if (text.len > 1 && first >= 'a' && first <= 'z' && text.ptr[1] >= '0' &&
            text.ptr[1] <= '9')
            return letter_sound(text.ptr[0]);
        return UNSURE;
    }
    if (tok->kind != GLY_TOK_WORD || tok->flags & GLY_TOK_NON_ASCII || first < 'a' ||
        first > 'z')
        return UNSURE;
    if (text.len == 1)
        return tok->flags & GLY_TOK_CAPITALISED && text.ptr[0] != 'I'
                   ? letter_sound(text.ptr[0])
                   : UNSURE;
    if (tok->flags & GLY_TOK_ALL_CAPS ||
        (text.len > 2 && text.ptr[text.len - 1] == 's' && text.ptr[1] >= 'A' &&
         text.ptr[1] <= 'Z'))
        return initials_sound(text);
    if (!(word->flags & GLY_WORD_KNOWN) || word->flags & GLY_WORD_RARE)
        return UNSURE;
    /* Names that begin with one of these are said as their bearers say them. */
    if (tok->flags & GLY_TOK_CAPITALISED && word->flags & GLY_WORD_PROPER &&
        strchr("ehjouxy", first))
        return UNSURE;
    return word_sound(pass, text);
}

/* ---- The article ---- */

/* After a letter or a variable "a" these go on with the sentence. */
static const char *const continuations[] = {
    "am",  "and", "are", "as",  "at",   "if",    "in",    "into", "is",   "it", "of",
    "off", "on",  "or",  "out", "over", "under", "until", "up",   "upon", "us", NULL,
};

/* Does "a" stand as itself here: "Plan A", "vitamin a", "option a"? */
static bool is_letter(const struct gly_doc *doc, const struct gly_tok *tok, bool first)
{
    if (tok->flags & (GLY_TOK_HYPHENATED | GLY_TOK_IN_LINK | GLY_TOK_EMPHASIS))
        return true;
    struct gly_str text = gly_tok_text(doc, tok);
    return !first && text.len == 1 && text.ptr[0] == 'A';
}

static bool is_opening_quote(struct gly_str text)
{
    return gly_str_is(text, "“") || gly_str_is(text, "‘") || gly_str_is(text, "\"") ||
           gly_str_is(text, "'");
}

/* "the -a option", "U+014a": glued to something that does not open a phrase. */
static bool is_part(const struct gly_doc *doc, const struct gly_tok *toks, uint32_t i)
{
    static const char *const openers[] = {"(", "[", "\"", "'", "“", "‘",
                                          "«", "—", "–",  "/", NULL};
    return i > 0 && toks[i].flags & GLY_TOK_GLUED &&
           !gly_str_among(gly_tok_text(doc, &toks[i - 1]), openers);
}

/* "an half", "an hundred", "an hypothesis" all over: an old text, which writes "an
 * uniform" as well. */
static bool is_old(struct gly_pass *pass)
{
    enum { HABIT = 5 };
    uint32_t count, found = 0;
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_word *words = gly_words(pass);
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    for (uint32_t i = 0; i + 1 < count && found <= HABIT; i++)
        found += gly_str_is(gly_tok_text(doc, &toks[i]), "an") &&
                 toks[i + 1].kind == GLY_TOK_WORD &&
                 lower(gly_tok_text(doc, &toks[i + 1]).ptr[0]) == 'h' &&
                 sound_of(pass, &toks[i + 1], &words[i + 1]) == CONSONANT;
    return found > HABIT;
}

static void run(struct gly_pass *pass)
{
    enum { UNKNOWN, NEW, OLD } age = UNKNOWN;
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_word *words = gly_words(pass);
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    for (uint32_t i = 0; i + 1 < count; i++) {
        const struct gly_tok *article = &toks[i];
        uint32_t len = gly_span_len(article->span);
        if (article->kind != GLY_TOK_WORD || len > 2)
            continue;
        struct gly_str text = gly_tok_text(doc, article);
        bool an = gly_str_eq_nocase(text, gly_str("an"));
        if ((!an && !gly_str_eq_nocase(text, gly_str("a"))) ||
            (an && article->flags & GLY_TOK_ALL_CAPS) || is_part(doc, toks, i) ||
            is_letter(doc, article, article->flags & GLY_TOK_SENT_START))
            continue;
        uint32_t next = i + 1;
        if (toks[next].kind == GLY_TOK_PUNCT && next + 1 < count &&
            !(toks[next].flags & GLY_TOK_GLUED) &&
            is_opening_quote(gly_tok_text(doc, &toks[next])))
            next++;
        if (toks[next].sent != article->sent ||
            (next == i + 1 && toks[next].flags & GLY_TOK_GLUED))
            continue;
        struct gly_str word = gly_tok_text(doc, &toks[next]);
        enum sound sound = sound_of(pass, &toks[next], &words[next]);
        if (sound == UNSURE || (sound == VOWEL) == an ||
            (!an && gly_str_among(word, continuations)) || gly_str_is(word, "A") ||
            !gly_tok_speaks(pass, article) || gly_doc_hangs(doc, article->span))
            continue;
        if (an && strchr("ehu1", lower(word.ptr[0])) && age == UNKNOWN)
            age = is_old(pass) ? OLD : NEW;
        if (an && strchr("ehu1", lower(word.ptr[0])) && age == OLD)
            continue;
        const char *right = an ? "a" : "an";
        struct gly_finding *f = gly_report(
            pass, ARTICLE, (struct gly_span){article->span.start, toks[next].span.end},
            "'%.*s' before '%.*s', which begins with a %s sound", GLY_STR_ARG(text),
            GLY_STR_ARG(word), an ? "consonant" : "vowel");
        struct gly_str behind = gly_doc_slice(
            doc, (struct gly_span){article->span.end, toks[next].span.end});
        bool capital = article->flags & GLY_TOK_CAPITALISED;
        gly_fix(f, gly_format(pass, "%s%.*s", capital ? (an ? "A" : "An") : right,
                              GLY_STR_ARG(behind)));
    }
}

const struct gly_check gly_check_typography_article = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_WORDS,
    .language = "en",
    .run = run,
};
