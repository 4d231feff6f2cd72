/* Two scripts inside one word.
 *
 * Letters of Cyrillic, Greek and their kin that pass for Latin ones make the whole word
 * the fault, and where each of them has an exact twin the fix is certain (UTS #39,
 * mixed-script confusables). Letters that nobody confuses, 时间 in 时间frames, are a fault
 * by themselves. */
#include <galley/check.h>

enum { MIXED };

static const struct gly_rule rules[] = {
    [MIXED] =
        {
            .id = "script/mixed-word",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "One word holds letters of two scripts",
            .why = "A Cyrillic letter in a Latin word looks right and is found by no "
                   "search; a fragment of another script was left by an input method, "
                   "a translation or a machine. Silent for Greek letters of science "
                   "(\u03BCm, \u0394t, A\u03B242, NF-\u03BAB), for phonetic "
                   "transcription, in quotation marks and brackets, and where the "
                   "text is written in the other script (iPhone\u624B\u673A in a "
                   "Chinese paragraph).",
            .bad = "Customers of p\u0430ypal had to reset their passwords.",
            .good = "The cell is 5 \u03BCm wide.",
        },
};

/* ---- Twins ---- */

/* Letters that are drawn alike in nearly every typeface. Latin on the right; the first
 * of several pairs with one Latin letter is the one used for the way back. */
struct twin {
    uint16_t letter;
    char latin;
};

static const struct twin cyrillic_twins[] = {
    {0x0430, 'a'}, {0x0441, 'c'}, {0x0435, 'e'}, {0x043E, 'o'}, {0x0440, 'p'},
    {0x0445, 'x'}, {0x0443, 'y'}, {0x0456, 'i'}, {0x0458, 'j'}, {0x0455, 's'},
    {0x04BB, 'h'}, {0x0501, 'd'}, {0x051B, 'q'}, {0x051D, 'w'}, {0x04CF, 'l'},
    {0x0410, 'A'}, {0x0412, 'B'}, {0x0421, 'C'}, {0x0415, 'E'}, {0x041D, 'H'},
    {0x0406, 'I'}, {0x0408, 'J'}, {0x041A, 'K'}, {0x041C, 'M'}, {0x041E, 'O'},
    {0x0420, 'P'}, {0x0405, 'S'}, {0x0422, 'T'}, {0x0425, 'X'}, {0x04AE, 'Y'},
    {0x051A, 'Q'}, {0x051C, 'W'}, {0x04C0, 'I'},
};

/* Lower-case letters but for omicron and nu are told apart by most typefaces. */
static const struct twin greek_twins[] = {
    {0x03BF, 'o'}, {0x03BD, 'v'}, {0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'},
    {0x0396, 'Z'}, {0x0397, 'H'}, {0x0399, 'I'}, {0x039A, 'K'}, {0x039C, 'M'},
    {0x039D, 'N'}, {0x039F, 'O'}, {0x03A1, 'P'}, {0x03A4, 'T'}, {0x03A5, 'Y'},
    {0x03A7, 'X'}, {0x03F3, 'j'}, {0x03F2, 'c'}, {0x03F9, 'C'},
};

static const struct twin armenian_twins[] = {
    {0x0585, 'o'}, {0x0570, 'h'}, {0x0578, 'n'}, {0x057D, 'u'},
    {0x0581, 'g'}, {0x0555, 'O'}, {0x054D, 'U'}, {0x0566, 'q'},
};

struct twins {
    enum gly_script script;
    const struct twin *at;
    size_t count;
};

static const struct twins all_twins[] = {
    {GLY_SCRIPT_CYRILLIC, cyrillic_twins, GLY_COUNT(cyrillic_twins)},
    {GLY_SCRIPT_GREEK, greek_twins, GLY_COUNT(greek_twins)},
    {GLY_SCRIPT_ARMENIAN, armenian_twins, GLY_COUNT(armenian_twins)},
};

static const struct twins *twins_of(enum gly_script script)
{
    for (size_t i = 0; i < GLY_COUNT(all_twins); i++)
        if (all_twins[i].script == script)
            return &all_twins[i];
    return NULL;
}

/* The Latin twin of a letter, 0 without one. */
static char to_latin(const struct twins *twins, uint32_t cp)
{
    for (size_t i = 0; twins && i < twins->count; i++)
        if (twins->at[i].letter == cp)
            return twins->at[i].latin;
    return 0;
}

static uint32_t from_latin(const struct twins *twins, uint32_t cp)
{
    for (size_t i = 0; twins && i < twins->count; i++)
        if ((unsigned char)twins->at[i].latin == cp)
            return twins->at[i].letter;
    return 0;
}

/* ---- A word ---- */

/* What a word of two scripts is made of, in letters. */
struct word {
    struct gly_span span;
    enum gly_script script; /* the one that is not Latin */
    const struct twins *twins;
    unsigned latin, latin_own; /* of them without a twin in the other script */
    unsigned other, other_own; /* of them without a Latin twin */
    unsigned other_unlike;     /* of them not taken for a Latin letter at all */
    unsigned third;            /* letters of neither script */
    unsigned digits;
    bool phonetic;        /* letters and marks of IPA */
    bool capitals;        /* no lower-case letter */
    unsigned latin_small; /* of the Latin letters */
};

static bool in_word(uint32_t cp)
{
    return gly_is_letter(cp) || gly_is_mark(cp) || gly_is_digit(cp);
}

static struct gly_span word_round(const struct gly_doc *doc, struct gly_span span,
                                  struct gly_span block)
{
    struct gly_str text = gly_doc_text(doc);
    unsigned len;
    while (span.start > block.start &&
           in_word(gly_utf8_decode_before(text.ptr, span.start, &len)))
        span.start -= len;
    while (span.end < block.end &&
           in_word(gly_utf8_decode(text.ptr, block.end, span.end, &len)))
        span.end += len;
    return span;
}

/* Phonetic letters and the spacing modifiers that go with them. */
static bool is_phonetic(uint32_t cp)
{
    return gly_in_range(cp, 0x250, 0x2FF) || gly_in_range(cp, 0x1D00, 0x1DBF);
}

static struct word look_at(struct gly_str text, struct gly_span span,
                           enum gly_script script)
{
    struct word w = {
        .span = span, .script = script, .twins = twins_of(script), .capitals = true};
    unsigned len;
    for (uint32_t at = span.start; at < span.end; at += len) {
        uint32_t cp = gly_utf8_decode(text.ptr, span.end, at, &len);
        w.digits += gly_is_digit(cp);
        w.phonetic |= is_phonetic(cp);
        if (!gly_is_letter(cp))
            continue;
        w.capitals &= !gly_is_lower(cp);
        enum gly_script own = gly_script_of(cp);
        if (own == GLY_SCRIPT_LATIN) {
            w.latin++;
            w.latin_small += gly_is_lower(cp) || at == span.start;
            w.latin_own += from_latin(w.twins, cp) == 0;
        } else if (own == script) {
            w.other++;
            w.other_own += to_latin(w.twins, cp) == 0;
            w.other_unlike +=
                gly_confusable_latin(cp) == 0 && to_latin(w.twins, cp) == 0;
        } else if (own != GLY_SCRIPT_COMMON && own != GLY_SCRIPT_INHERITED) {
            w.third++;
        }
    }
    return w;
}

/* ---- Greek in Latin words ---- */

/* Greek letters in Latin tokens are the language of science: CaMKIIα, kΩ, λmax, αβTCR.
 * A slip is a twin of a Latin letter where no variable stands: an omicron, or a capital
 * that begins a word of small letters. */
static bool is_greek_slip(const struct word *w, struct gly_str text)
{
    static const char *const functions[] = {"sin", "cos", "tan", "cot", "sec", "log",
                                            "ln",  "exp", "arc", "max", "min", "lim"};
    if (w->other_unlike > 0 || w->phonetic || w->digits > 0 ||
        w->latin != w->latin_small)
        return false;
    struct gly_str word = {text.ptr + w->span.start, gly_span_len(w->span)};
    for (size_t i = 0; i < GLY_COUNT(functions); i++)
        if (gly_str_starts(word, functions[i]))
            return false;
    unsigned len;
    uint32_t before = 0;
    for (uint32_t at = w->span.start; at < w->span.end; at += len) {
        uint32_t cp = gly_utf8_decode(text.ptr, w->span.end, at, &len);
        uint32_t next = at + len < w->span.end ? (unsigned char)text.ptr[at + len] : 0;
        if (cp >= 0x80 && gly_script_of(cp) == GLY_SCRIPT_GREEK) {
            bool inside =
                gly_in_range(before, 'a', 'z') || gly_in_range(next, 'a', 'z');
            bool between =
                gly_in_range(before, 'a', 'z') && gly_in_range(next, 'a', 'z');
            bool capital =
                gly_is_upper(cp) && w->span.start == at && gly_in_range(next, 'a', 'z');
            bool omicron = cp == 0x3BF || cp == 0x39F;
            bool vowel = cp == 0x3B1 || cp == 0x3C5 || cp == 0x3B9 || cp == 0x3BD;
            bool lunate = cp == 0x3F2 || cp == 0x3F9; /* no letter of science */
            if (!capital && !(lunate && inside) &&
                !(omicron && inside && w->latin >= 3) &&
                !(vowel && between && w->latin >= 3))
                return false;
        }
        before = cp;
    }
    return true;
}

/* ---- Messages and fixes ---- */

/* The letters of one script in a word, each once: "'а' U+0430, 'о' U+043E". */
static struct gly_str strangers(struct gly_pass *pass, const struct word *w,
                                struct gly_str text, enum gly_script script)
{
    enum { SHOWN = 3 };
    uint32_t seen[SHOWN];
    unsigned count = 0, len;
    struct gly_str shown = {0};
    for (uint32_t at = w->span.start; at < w->span.end && count < SHOWN; at += len) {
        uint32_t cp = gly_utf8_decode(text.ptr, w->span.end, at, &len);
        if (!gly_is_letter(cp) || gly_script_of(cp) != script)
            continue;
        unsigned i = 0;
        while (i < count && seen[i] != cp)
            i++;
        if (i < count)
            continue;
        seen[count++] = cp;
        shown =
            gly_format(pass, "%.*s%s'%.*s' U+%04X", GLY_STR_ARG(shown),
                       count > 1 ? ", " : "", (int)len, text.ptr + at, (unsigned)cp);
    }
    return shown;
}

/* The word with each letter of `from` put into the other script; empty where one of them
 * has no twin there. */
static struct gly_str put_right(struct gly_pass *pass, const struct word *w,
                                struct gly_str text, enum gly_script from)
{
    size_t room = 4 * (size_t)gly_span_len(w->span), used = 0;
    char *fixed = gly_alloc(pass, room, 1);
    unsigned len;
    for (uint32_t at = w->span.start; at < w->span.end; at += len) {
        uint32_t cp = gly_utf8_decode(text.ptr, w->span.end, at, &len);
        if (gly_is_letter(cp) && gly_script_of(cp) == from) {
            cp = from == GLY_SCRIPT_LATIN ? from_latin(w->twins, cp)
                                          : (uint32_t)to_latin(w->twins, cp);
            if (cp == 0)
                return (struct gly_str){0};
        }
        used += gly_utf8_encode(cp, fixed + used);
    }
    return (struct gly_str){fixed, used};
}

static void report_word(struct gly_pass *pass, const struct word *w,
                        struct gly_str text, enum gly_script stray, bool certain)
{
    enum gly_script main = stray == GLY_SCRIPT_LATIN ? w->script : GLY_SCRIPT_LATIN;
    struct gly_str letters = strangers(pass, w, text, stray);
    struct gly_finding *f =
        gly_report(pass, MIXED, w->span, "'%.*s' has %s letters among %s ones: %.*s",
                   (int)gly_span_len(w->span), text.ptr + w->span.start,
                   gly_script_name(stray), gly_script_name(main), GLY_STR_ARG(letters));
    struct gly_str fixed = put_right(pass, w, text, stray);
    if (fixed.len > 0)
        gly_fix(f, fixed);
    else if (!certain)
        gly_soften(f, GLY_WARNING);
}

/* ---- Letters that can be confused ---- */

/* Latin names with Cyrillic endings, in a text in Cyrillic: GPSный, Linuxом. */
static bool is_native_blend(const struct word *w)
{
    return w->latin_own > 0 || w->capitals || w->latin > w->other;
}

/* A placeholder of printf before a word of the translation: "%sНяма", "%ldК". */
static bool is_placeholder(struct gly_str text, uint32_t start)
{
    while (start > 0 && text.ptr[start - 1] != '\0' &&
           strchr("0123456789.*-+#", text.ptr[start - 1]))
        start--;
    return start > 0 && text.ptr[start - 1] == '%';
}

static void check_word(struct gly_pass *pass, const struct gly_scripts *scripts,
                       const struct gly_script_run *run, struct gly_span span)
{
    struct gly_str text = gly_doc_text(gly_pass_doc(pass));
    struct word w = look_at(text, span, (enum gly_script)run->script);
    if (w.latin == 0 || w.third > 0 || w.phonetic || is_placeholder(text, span.start) ||
        gly_speaks_of_characters(scripts, run->block, span))
        return;
    bool home = scripts->homes[run->block].main == w.script;
    /* A word of the other script with a Latin letter slipped in. */
    if (w.latin_own == 0 && w.script != GLY_SCRIPT_ARMENIAN &&
        (home || (w.other_own > 0 && w.other > w.latin))) {
        /* An abbreviation or a Roman numeral with an ending: SMSка, XXв. */
        bool blend = home && w.latin >= 2 && w.latin_small <= 1;
        if (w.digits == 0 && !w.capitals && !blend && !(run->flags & GLY_RUN_LINK) &&
            (w.script != GLY_SCRIPT_GREEK || w.other >= 3))
            report_word(pass, &w, text, GLY_SCRIPT_LATIN, true);
        return;
    }
    if (home && is_native_blend(&w))
        return;
    if (w.script == GLY_SCRIPT_GREEK && !is_greek_slip(&w, text))
        return;
    bool reads_latin = w.other_unlike == 0;
    report_word(pass, &w, text, home && !reads_latin ? GLY_SCRIPT_LATIN : w.script,
                reads_latin || w.script == GLY_SCRIPT_CYRILLIC);
}

/* ---- Letters that cannot ---- */

static bool is_confusable_script(enum gly_script script)
{
    switch (script) {
    case GLY_SCRIPT_CYRILLIC:
    case GLY_SCRIPT_GREEK:
    case GLY_SCRIPT_ARMENIAN:
    case GLY_SCRIPT_CHEROKEE:
    case GLY_SCRIPT_COPTIC:
    case GLY_SCRIPT_LISU:
        return true;
    default:
        return false;
    }
}

/* The Latin letters that touch a passage: "tral" in "cen\u30FCtral". */
static struct gly_str latin_part(struct gly_str text, const struct gly_foreign *foreign)
{
    enum { LONGEST = 40 }; /* of a word, in bytes: the rest is not shown */
    unsigned len;
    uint32_t start = foreign->span.start, end = foreign->span.end;
    if (foreign->flags & GLY_FOREIGN_GLUED_AFTER) {
        while (end < text.len && end - foreign->span.end < LONGEST &&
               gly_is_letter(gly_utf8_decode(text.ptr, text.len, end, &len)))
            end += len;
        return (struct gly_str){text.ptr + foreign->span.end, end - foreign->span.end};
    }
    while (start > 0 && foreign->span.start - start < LONGEST &&
           gly_is_letter(gly_utf8_decode_before(text.ptr, start, &len)))
        start -= len;
    return (struct gly_str){text.ptr + start, foreign->span.start - start};
}

/* "The name of the" and the like say nothing about a fragment glued to a word. */
enum { FRAGMENT_EXPLAINED = GLY_FOREIGN_EXPLAINED & ~GLY_FOREIGN_NAMED };

static void check_fragment(struct gly_pass *pass, const struct gly_foreign *foreign)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    if (!(foreign->flags & (GLY_FOREIGN_GLUED_BEFORE | GLY_FOREIGN_GLUED_AFTER)) ||
        foreign->flags & FRAGMENT_EXPLAINED)
        return;
    struct gly_str piece = gly_doc_slice(doc, foreign->span);
    struct gly_str latin = latin_part(gly_doc_text(doc), foreign);
    struct gly_str codes = gly_codepoints(pass, piece);
    gly_report(pass, MIXED, foreign->span, "'%.*s' (%s, %.*s) is joined to '%.*s'",
               GLY_STR_ARG(piece), gly_script_name((enum gly_script)foreign->script),
               GLY_STR_ARG(codes), GLY_STR_ARG(latin));
}

/* ---- The check ---- */

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_scripts *scripts = gly_scripts(pass);
    const struct gly_block *blocks = gly_doc_blocks(doc, &(uint32_t){0});
    uint32_t done = 0;
    for (uint32_t i = 0; i < scripts->run_count; i++) {
        const struct gly_script_run *r = &scripts->runs[i];
        if (r->kind != GLY_RUN_LETTERS || !(r->flags & GLY_RUN_PROSE) ||
            r->span.start < done || !is_confusable_script((enum gly_script)r->script))
            continue;
        struct gly_span word = word_round(doc, r->span, blocks[r->block].span);
        done = word.end;
        if (word.start < r->span.start || word.end > r->span.end)
            check_word(pass, scripts, r, word);
    }
    for (uint32_t i = 0; i < scripts->foreign_count; i++)
        if (!is_confusable_script((enum gly_script)scripts->foreign[i].script))
            check_fragment(pass, &scripts->foreign[i]);
}

const struct gly_check gly_check_script_mixed_word = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_SCRIPTS,
    .run = run,
};
