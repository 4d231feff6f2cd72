/* Words in another script that nothing explains.
 *
 * Who quotes, glosses or discusses a foreign word says so: with brackets, quotation
 * marks, a colon, italics, the name of the language (SCRIPTS finds these). What is left
 * stands in the middle of running English: the trace of an input method, of a
 * translation, of a machine that lost its language. */
#include <galley/check.h>

enum { FOREIGN };

static const struct gly_rule rules[] = {
    [FOREIGN] =
        {
            .id = "script/foreign-run",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A word in another script stands in running text unexplained",
            .why = "The reader cannot read it and nothing says what it is. Silent for "
                   "words that are quoted, bracketed, labelled, in italics or in a "
                   "link, that stand beside their gloss or the name of their "
                   "language, for people's names and credits, for single Greek "
                   "letters, for whole sentences and for "
                   "texts that use the script throughout.",
            .bad = "The council voted for the \u7684 budget at noon.",
            .good = "The night train to Seoul (\uC11C\uC6B8) was full.",
        },
};

/* ---- Greek ---- */

/* Greek letters name variables, angles, particles and brightest stars: one or two of
 * them are no word unless they bear an accent; "\u03AE" alone is "or". */
static bool is_greek_word(struct gly_str s)
{
    unsigned letters = 0, small = 0, steps = 0, accents = 0, len;
    uint32_t before = 0;
    for (size_t at = 0; at < s.len; at += len) {
        uint32_t cp = gly_utf8_decode(s.ptr, s.len, at, &len);
        if (!gly_is_letter(cp) && !gly_is_mark(cp)) {
            /* The end of a word: start again with the next. */
            letters = small = steps = accents = 0;
            before = 0;
            continue;
        }
        accents += gly_in_range(cp, 0x3AC, 0x3AF) || gly_in_range(cp, 0x3CC, 0x3CE) ||
                   cp == 0x386 || gly_in_range(cp, 0x388, 0x38F) ||
                   gly_in_range(cp, 0x1F00, 0x1FFF);
        letters += gly_is_letter(cp);
        if (accents > 0 && (letters >= 2 || cp == 0x3AE))
            return true;
        small += gly_is_lower(cp);
        /* "αβγ" is a list of letters. */
        steps += before > 0 && cp == before + 1;
        before = cp;
        if (letters >= 3 && small >= 2 && steps + 1 < letters)
            return true;
    }
    return false;
}

/* ---- Words that look Latin ---- */

/* Lower-case Cyrillic drawn like Latin in every typeface; a word of nothing else was
 * made to pass for a Latin one, or typed on the wrong keyboard (UTS #39, whole-script
 * confusables). */
static bool passes_for_latin(struct gly_pass *pass, struct gly_str s,
                             struct gly_str *ret_latin)
{
    static const uint16_t twins[] = {
        0x430, 0x441, 0x435, 0x43E, 0x440, 0x445, 0x443, 0x456, 0x458, 0x455,
        0x4BB, 0x501, 0x51B, 0x51D, 0x4CF, 0x410, 0x412, 0x421, 0x415, 0x41D,
        0x406, 0x408, 0x41A, 0x41C, 0x41E, 0x420, 0x405, 0x422, 0x425,
    };
    char *latin = gly_alloc(pass, s.len + 1, 1);
    size_t used = 0;
    unsigned len;
    for (size_t at = 0; at < s.len; at += len) {
        uint32_t cp = gly_utf8_decode(s.ptr, s.len, at, &len);
        size_t i = 0;
        while (i < GLY_COUNT(twins) && twins[i] != cp)
            i++;
        uint32_t twin = i < GLY_COUNT(twins) ? gly_confusable_latin(cp) : 0;
        if (twin == 0 || twin >= 0x80)
            return false;
        latin[used++] = (char)twin;
    }
    *ret_latin = (struct gly_str){latin, used};
    return used > 0;
}

/* ---- The check ---- */

/* Scripts in everyday use (UAX #31, table 5). Runes and hieroglyphs are typed with
 * effort, and therefore on purpose. */
static bool is_in_use(enum gly_script script)
{
    static const enum gly_script in_use[] = {
        GLY_SCRIPT_ARABIC,   GLY_SCRIPT_ARMENIAN,  GLY_SCRIPT_BENGALI,
        GLY_SCRIPT_BOPOMOFO, GLY_SCRIPT_CYRILLIC,  GLY_SCRIPT_DEVANAGARI,
        GLY_SCRIPT_ETHIOPIC, GLY_SCRIPT_GEORGIAN,  GLY_SCRIPT_GREEK,
        GLY_SCRIPT_GUJARATI, GLY_SCRIPT_GURMUKHI,  GLY_SCRIPT_HAN,
        GLY_SCRIPT_HANGUL,   GLY_SCRIPT_HEBREW,    GLY_SCRIPT_HIRAGANA,
        GLY_SCRIPT_KANNADA,  GLY_SCRIPT_KATAKANA,  GLY_SCRIPT_KHMER,
        GLY_SCRIPT_LAO,      GLY_SCRIPT_MALAYALAM, GLY_SCRIPT_MYANMAR,
        GLY_SCRIPT_ORIYA,    GLY_SCRIPT_SINHALA,   GLY_SCRIPT_TAMIL,
        GLY_SCRIPT_TELUGU,   GLY_SCRIPT_THAANA,    GLY_SCRIPT_THAI,
        GLY_SCRIPT_TIBETAN,
    };
    for (size_t i = 0; i < GLY_COUNT(in_use); i++)
        if (in_use[i] == script)
            return true;
    return false;
}

/* How many words begin with a capital; 0 where one does not. Names of people have two. */
static unsigned capitals(struct gly_str s)
{
    unsigned count = 0, len;
    bool inside = false;
    for (size_t at = 0; at < s.len; at += len) {
        uint32_t cp = gly_utf8_decode(s.ptr, s.len, at, &len);
        bool letter = gly_is_letter(cp) || gly_is_mark(cp);
        if (letter && !inside) {
            if (!gly_is_upper(cp))
                return 0;
            count++;
        }
        inside = letter;
    }
    return count;
}

/* The commonest words that join others. None of them is a name or a title, and nobody
 * puts them into an English sentence on purpose; so they need less around them. */
static const char *const joining[] = {
    "\u548C",
    "\u4E0E",
    "\u53CA",
    "\u6216",
    "\u7684",
    "\u5728",
    "\u662F",
    "\u4E86",
    "\u4F46",
    "\u4E3A",
    "\u800C",
    "\u4E5F",
    "\u5C06",
    "\u8207",
    "\u548C\u5176",
    "\u4EE5\u53CA",
    "\u4F46\u662F",
    "\u56E0\u4E3A",
    "\u6240\u4EE5",
    "\u5982\u679C",
    "\u3068",
    "\u306E",
    "\u306F",
    "\u304C",
    "\u3092",
    "\u306B",
    "\u3067",
    "\u3082",
    "\uADF8\uB9AC\uACE0",
    "\uC640",
    "\uACFC",
    "\uB610\uB294",
    "\u0438",
    "\u0432",
    "\u043D\u0430",
    "\u0441",
    "\u0430",
    "\u043D\u043E",
    "\u0447\u0442\u043E",
    "\u0438\u043B\u0438",
    "\u0434\u043B\u044F",
    "\u043A\u0430\u043A",
    "\u0442\u0430",
    "\u0430\u0431\u043E",
    "\u0456",
    "\u03BA\u03B1\u03B9",
    "\u03BA\u03B1\u03AF",
    "\u03C4\u03BF",
    "\u03C4\u03B7\u03C2",
    "\u0648",
    "\u0641\u064A",
    "\u0645\u0646",
    "\u0623\u0648",
    "\u0639\u0644\u0649",
    "\u062F\u0631",
    "\u0627\u0632",
    "\u06CC\u0627",
    "\u0627\u0648\u0631",
    "\u05E9\u05DC",
    "\u05D0\u05D5",
    "\u0914\u0930",
    "\u092F\u093E",
    "\u0915\u093E",
    "\u0915\u0947",
    "\u0915\u0940",
    "\u098F\u09AC\u0982",
    "\u0993",
    "\u0E41\u0E25\u0E30",
    "\u0E2B\u0E23\u0E37\u0E2D",
    "\u0E17\u0E35\u0E48",
    "\u10D3\u10D0",
    "\u0587",
    "\u0578\u0582",
};

static bool is_joining(struct gly_str s)
{
    for (size_t i = 0; i < GLY_COUNT(joining); i++)
        if (gly_str_is(s, joining[i]))
            return true;
    return false;
}

/* Running text on both sides, or on one with the end of the sentence on the other. For
 * a joining word the capitalised words of a headline will do. */
static bool stands_in_prose(uint32_t flags, struct gly_str words)
{
    if (flags & (GLY_FOREIGN_WORD_BEFORE | GLY_FOREIGN_PROSE_BEFORE) &&
        flags & (GLY_FOREIGN_WORD_AFTER | GLY_FOREIGN_PROSE_AFTER) && is_joining(words))
        return true;
    if (flags & (GLY_FOREIGN_PROSE_BEFORE | GLY_FOREIGN_PROSE_AFTER) &&
        is_joining(words))
        return true;
    return (flags & GLY_FOREIGN_PROSE_BEFORE &&
            flags & (GLY_FOREIGN_PROSE_AFTER | GLY_FOREIGN_LAST)) ||
           (flags & GLY_FOREIGN_PROSE_AFTER &&
            flags & (GLY_FOREIGN_FIRST | GLY_FOREIGN_NUMBER_BEFORE));
}

/* "The word" beside a homograph of a Latin word is no explanation. */
static unsigned explained_for(struct gly_pass *pass, const struct gly_foreign *foreign)
{
    struct gly_str latin;
    if (foreign->script == GLY_SCRIPT_CYRILLIC && foreign->flags & GLY_FOREIGN_NAMED &&
        gly_span_len(foreign->span) >= 6 &&
        passes_for_latin(pass, gly_doc_slice(gly_pass_doc(pass), foreign->span),
                         &latin))
        return GLY_FOREIGN_EXPLAINED & ~(unsigned)GLY_FOREIGN_NAMED;
    return GLY_FOREIGN_EXPLAINED;
}

static void report(struct gly_pass *pass, const struct gly_foreign *foreign)
{
    struct gly_str words = gly_doc_slice(gly_pass_doc(pass), foreign->span), latin;
    const char *script = gly_script_name((enum gly_script)foreign->script);
    struct gly_str codes = gly_codepoints(pass, words);
    if (passes_for_latin(pass, words, &latin) && (latin.len >= 3 || latin.len == 1)) {
        struct gly_finding *f =
            gly_report(pass, FOREIGN, foreign->span,
                       "'%.*s' is written in %s letters (%.*s) that look Latin",
                       GLY_STR_ARG(words), script, GLY_STR_ARG(codes));
        if (latin.len >= 3 || gly_str_is(latin, "a") || gly_str_is(latin, "i"))
            gly_fix(f, latin);
        return;
    }
    struct gly_finding *f =
        gly_report(pass, FOREIGN, foreign->span,
                   "'%.*s' is %s (%.*s) and nothing says why it stands here",
                   GLY_STR_ARG(words), script, GLY_STR_ARG(codes));
    /* A name in its own script may be meant, if unkind to the reader. */
    if (capitals(words) > 0)
        gly_soften(f, GLY_WARNING);
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_scripts *scripts = gly_scripts(pass);
    for (uint32_t i = 0; i < scripts->foreign_count; i++) {
        const struct gly_foreign *foreign = &scripts->foreign[i];
        struct gly_str words = gly_doc_slice(doc, foreign->span);
        if (foreign->flags & (GLY_FOREIGN_GLUED_BEFORE | GLY_FOREIGN_GLUED_AFTER |
                              GLY_FOREIGN_DIGITS) ||
            foreign->flags & explained_for(pass, foreign) ||
            !stands_in_prose(foreign->flags, words) || capitals(words) > 1 ||
            !gly_block_speaks(pass, foreign->block))
            continue;
        if (!is_in_use((enum gly_script)foreign->script))
            continue;
        if (foreign->script == GLY_SCRIPT_GREEK && !is_greek_word(words) &&
            !is_joining(words))
            continue;
        if (gly_speaks_of_characters(scripts, foreign->block, foreign->span))
            continue;
        report(pass, foreign);
    }
}

const struct gly_check gly_check_script_foreign_run = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_SCRIPTS,
    .language = "en",
    .run = run,
};
