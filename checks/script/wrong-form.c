/* Characters that are another form of an ordinary one: fullwidth letters and marks,
 * typographic ligatures, decimal digits of another script, phonetic letters in ordinary
 * words. All but the digits follow from the compatibility mappings of Unicode. */
#include <galley/check.h>

enum { FORM };

static const struct gly_rule rules[] = {
    [FORM] =
        {
            .id = "script/wrong-form",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A character stands in a form made for another use",
            .why = "Fullwidth letters belong to East Asian typesetting, ligature "
                   "characters to old fonts: search does not find the word. Silent "
                   "beside Chinese, Japanese and Korean text, in quotation marks, for "
                   "superscripts, fractions, units, Roman numerals and letters of "
                   "mathematics, and where characters are spoken of.",
            .bad = "An e\uFB03cient stove burns less wood.",
            .good = "10 m\u00B2, \u00BD litre, Louis \u2169.",
        },
};

static uint32_t char_at(struct gly_str text, uint32_t at, unsigned *ret_len)
{
    *ret_len = 1;
    return at < text.len ? gly_utf8_decode(text.ptr, text.len, at, ret_len) : ' ';
}

static uint32_t char_before(struct gly_str text, uint32_t at, unsigned *ret_len)
{
    *ret_len = 1;
    return at > 0 ? gly_utf8_decode_before(text.ptr, at, ret_len) : ' ';
}

/* A span with its compatibility forms undone. */
static struct gly_str folded(struct gly_pass *pass, struct gly_str s)
{
    char *out = gly_alloc(pass, s.len + 1, 4 * GLY_COMPAT_MAX);
    size_t used = 0;
    unsigned len;
    for (size_t at = 0; at < s.len; at += len) {
        uint32_t cp = gly_utf8_decode(s.ptr, s.len, at, &len), to[GLY_COMPAT_MAX];
        enum gly_compat kind = gly_compat_kind(cp);
        size_t count = 1;
        to[0] = cp;
        if (cp == 0x261)
            to[0] = 'g';
        else if (cp == 0x251)
            to[0] = 'a';
        else if (kind == GLY_COMPAT_WIDE || kind == GLY_COMPAT_SMALL ||
                 kind == GLY_COMPAT_VERTICAL || kind == GLY_COMPAT_LIGATURE ||
                 (kind == GLY_COMPAT_FONT && cp >= 0x1D400))
            count = gly_compat_fold(cp, to);
        for (size_t i = 0; i < count; i++)
            used += gly_utf8_encode(to[i], out + used);
    }
    return (struct gly_str){out, used};
}

static struct gly_span word_round(struct gly_str text, struct gly_span span)
{
    enum { REACH = 80 }; /* bytes of a word to each side; longer ones are cut */
    unsigned len;
    uint32_t start = span.start, end = span.end, cp;
    while (start > 0 && span.start - start < REACH &&
           (cp = char_before(text, start, &len), gly_is_letter(cp) || gly_is_mark(cp)))
        start -= len;
    while (end < text.len && end - span.end < REACH &&
           (cp = char_at(text, end, &len), gly_is_letter(cp) || gly_is_mark(cp)))
        end += len;
    return (struct gly_span){start, end};
}

/* ---- Fullwidth ---- */

static bool is_wide_kind(enum gly_compat kind)
{
    return kind == GLY_COMPAT_WIDE || kind == GLY_COMPAT_SMALL ||
           kind == GLY_COMPAT_VERTICAL;
}

static bool is_wide(uint32_t cp)
{
    return is_wide_kind(gly_compat_kind(cp));
}

/* Is the nearest character beyond ASCII, to one side or the other, one of an East Asian
 * script, or another symbol that it makes a picture with? */
static bool has_company(const struct gly_scripts *scripts, uint32_t index)
{
    enum { REACH = 60, LOOKED_AT = 8 };
    const struct gly_script_run *runs = scripts->runs, *r = &runs[index];
    uint32_t low = index > LOOKED_AT ? index - LOOKED_AT : 0;
    uint32_t high =
        scripts->run_count - index > LOOKED_AT ? index + LOOKED_AT : scripts->run_count;
    for (uint32_t i = low; i < high; i++) {
        if (i == index || runs[i].block != r->block)
            continue;
        uint32_t gap = i < index ? r->span.start - runs[i].span.end
                                 : runs[i].span.start - r->span.end;
        switch ((enum gly_script)runs[i].script) {
        case GLY_SCRIPT_HAN:
        case GLY_SCRIPT_HIRAGANA:
        case GLY_SCRIPT_KATAKANA:
        case GLY_SCRIPT_HANGUL:
        case GLY_SCRIPT_BOPOMOFO:
            if (gap <= REACH && runs[i].kind != GLY_RUN_SPACES)
                return true;
            break;
        default:
            if (gap <= 2 && runs[i].kind == GLY_RUN_SYMBOLS)
                return true;
        }
    }
    return false;
}

/* In quotation marks it is shown, not used. */
static bool is_quoted(struct gly_str text, struct gly_span span)
{
    unsigned len;
    uint32_t before = char_before(text, span.start, &len);
    uint32_t after = char_at(text, span.end, &len);
    return (before == '"' || before == '\'' || before == '`' ||
            gly_category_of(before) == GLY_CATEGORY_PI) &&
           (after == '"' || after == '\'' || after == '`' ||
            gly_category_of(after) == GLY_CATEGORY_PF);
}

/* In a row of a table of characters. */
static bool is_listed(struct gly_str text, struct gly_span span)
{
    unsigned len;
    return char_before(text, span.start, &len) == '\t' ||
           char_at(text, span.end, &len) == '\t';
}

/* Part of a picture made of characters, with a symbol right beside it. */
static bool is_drawn(struct gly_str text, struct gly_span span)
{
    unsigned len;
    uint32_t before = char_before(text, span.start, &len);
    uint32_t after = char_at(text, span.end, &len);
    return (before >= 0x80 && gly_is_symbol(before)) ||
           (after >= 0x80 && gly_is_symbol(after));
}

/* One stretch of fullwidth characters, over the borders of runs: letters, digits and
 * marks are of different kinds. An ideographic space stands alone. */
static struct gly_span wide_stretch(struct gly_str text, uint32_t start)
{
    unsigned len;
    uint32_t end = start, cp;
    while (end < text.len && (cp = char_at(text, end, &len), is_wide(cp))) {
        if ((cp == 0x3000 || gly_is_punct(cp)) && end > start)
            break;
        end += len;
        if (cp == 0x3000 || gly_is_punct(cp))
            break;
    }
    return (struct gly_span){start, end};
}

static void check_wide(struct gly_pass *pass, const struct gly_scripts *scripts,
                       uint32_t index, struct gly_span span)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_script_run *r = &scripts->runs[index];
    struct gly_str text = gly_doc_text(doc);
    if (gly_script_at_home(scripts, r->block, GLY_SCRIPT_HAN) ||
        is_listed(text, span) || is_drawn(text, span) || has_company(scripts, index) ||
        is_quoted(text, span) || gly_speaks_of_characters(scripts, r->block, span))
        return;
    struct gly_str piece = gly_doc_slice(doc, span);
    struct gly_str codes = gly_codepoints(pass, piece);
    struct gly_str fixed = folded(pass, piece);
    struct gly_finding *f;
    if (gly_str_is(piece, "\u3000"))
        f = gly_report(pass, FORM, span, "ideographic space U+3000 in Latin text");
    else
        f = gly_report(pass, FORM, span, "fullwidth '%.*s' (%.*s) stands for '%.*s'",
                       GLY_STR_ARG(piece), GLY_STR_ARG(codes), GLY_STR_ARG(fixed));
    gly_fix(f, fixed);
}

/* ---- Ligatures and phonetic letters ---- */

static bool is_ligature(uint32_t cp)
{
    return gly_in_range(cp, 0xFB00, 0xFB06);
}

/* U+0261 and U+0251 look like g and a. In a transcription stand others with them; an
 * ordinary word has only ASCII round them. */
static bool is_phonetic_slip(struct gly_str word)
{
    if (word.len < 4)
        return false;
    unsigned ascii = 0, len;
    for (size_t at = 0; at < word.len; at += len) {
        uint32_t cp = gly_utf8_decode(word.ptr, word.len, at, &len);
        if (cp >= 0x80 && cp != 0x261 && cp != 0x251)
            return false;
        ascii += cp < 0x80;
    }
    return ascii >= 3;
}

static bool is_transcribed(struct gly_str text, struct gly_span word)
{
    unsigned len;
    uint32_t before = char_before(text, word.start, &len);
    uint32_t after = char_at(text, word.end, &len);
    return before == '/' || before == '[' || after == '/' || after == ']' ||
           before == 0x2C8 || before == '.' || after == 0x2D0;
}

static void check_letters(struct gly_pass *pass, const struct gly_scripts *scripts,
                          const struct gly_script_run *r, struct gly_span at,
                          uint32_t cp, uint32_t *done)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_str text = gly_doc_text(doc);
    struct gly_span span = word_round(text, at);
    struct gly_str word = gly_doc_slice(doc, span);
    *done = span.end;
    if (!is_ligature(cp) && (!is_phonetic_slip(word) || is_transcribed(text, span)))
        return;
    if (gly_span_len(span) == gly_span_len(at) || is_quoted(text, span) ||
        gly_speaks_of_characters(scripts, r->block, span))
        return;
    struct gly_str fixed = folded(pass, word), piece = gly_doc_slice(doc, at);
    struct gly_finding *f = gly_report(
        pass, FORM, span, "'%.*s' has the %s '%.*s' (U+%04X)", GLY_STR_ARG(word),
        is_ligature(cp) ? "ligature character" : "phonetic letter", GLY_STR_ARG(piece),
        (unsigned)cp);
    gly_fix(f, fixed);
}

/* ---- Letters of mathematics ---- */

/* Mathematical alphabets but for the italics (U+1D434 to U+1D49B), in which formulae are
 * copied from papers with all their words. */
static bool is_styled(uint32_t cp)
{
    return gly_in_range(cp, 0x1D400, 0x1D7CB) && !gly_in_range(cp, 0x1D434, 0x1D49B);
}

/* A formula has letters; words of four, small ones among them, are text in disguise that
 * no search and no screen reader can read. So is a word with one such letter in it. */
static bool is_styled_word(struct gly_str word)
{
    unsigned styled = 0, ascii = 0, small = 0, len;
    uint32_t last = 0;
    for (size_t at = 0; at < word.len; at += len) {
        uint32_t cp = gly_utf8_decode(word.ptr, word.len, at, &len);
        styled += is_styled(cp);
        ascii += gly_in_range(cp, 'a', 'z');
        small += is_styled(cp) && gly_is_lower(cp);
        if (cp >= 0x80 && !is_styled(cp))
            return false;
        last = cp;
    }
    return ascii == 0 ? styled >= 4 && small >= 2
                      : styled == 1 && ascii >= 3 && last < 0x80;
}

static void check_styled(struct gly_pass *pass, const struct gly_scripts *scripts,
                         const struct gly_script_run *r, struct gly_span at,
                         uint32_t *done)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_str text = gly_doc_text(doc);
    struct gly_span span = word_round(text, at);
    struct gly_str word = gly_doc_slice(doc, span);
    *done = span.end;
    if (!is_styled_word(word) || is_quoted(text, span) ||
        gly_speaks_of_characters(scripts, r->block, span))
        return;
    struct gly_str fixed = folded(pass, word);
    struct gly_finding *f =
        gly_report(pass, FORM, span, "'%.*s' is '%.*s' in letters of mathematics",
                   GLY_STR_ARG(word), GLY_STR_ARG(fixed));
    gly_fix(f, fixed);
    gly_soften(f, GLY_WARNING);
}

/* ---- Digits ---- */

static void check_digits(struct gly_pass *pass, const struct gly_scripts *scripts,
                         const struct gly_foreign *foreign)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    if (!(foreign->flags & GLY_FOREIGN_DIGITS) ||
        foreign->flags & GLY_FOREIGN_EXPLAINED ||
        !(foreign->flags & (GLY_FOREIGN_PROSE_BEFORE | GLY_FOREIGN_PROSE_AFTER |
                            GLY_FOREIGN_WORD_BEFORE)) ||
        gly_speaks_of_characters(scripts, foreign->block, foreign->span))
        return;
    struct gly_str piece = gly_doc_slice(doc, foreign->span);
    char *ascii = gly_alloc(pass, piece.len + 1, 1);
    size_t used = 0;
    unsigned len;
    for (size_t at = 0; at < piece.len; at += len) {
        uint32_t cp = gly_utf8_decode(piece.ptr, piece.len, at, &len);
        int value = gly_digit_value(cp);
        if (value < 0 && cp >= 0x80)
            return;
        ascii[used++] = value < 0 ? (char)cp : (char)('0' + value);
    }
    struct gly_str fixed = {ascii, used}, codes = gly_codepoints(pass, piece);
    struct gly_finding *f = gly_report(
        pass, FORM, foreign->span, "'%.*s' is %.*s in %s digits (%.*s)",
        GLY_STR_ARG(piece), GLY_STR_ARG(fixed),
        gly_script_name((enum gly_script)foreign->script), GLY_STR_ARG(codes));
    gly_fix(f, fixed);
}

/* ---- The check ---- */

static void check_run(struct gly_pass *pass, const struct gly_scripts *scripts,
                      uint32_t index, uint32_t *done)
{
    const struct gly_script_run *r = &scripts->runs[index];
    struct gly_str text = gly_doc_text(gly_pass_doc(pass));
    unsigned len;
    for (uint32_t at = r->span.start; at < r->span.end; at += len) {
        uint32_t cp = char_at(text, at, &len);
        if (at < *done)
            continue;
        if (is_ligature(cp) || cp == 0x261 || cp == 0x251) {
            check_letters(pass, scripts, r, (struct gly_span){at, at + len}, cp, done);
        } else if (is_styled(cp)) {
            check_styled(pass, scripts, r, (struct gly_span){at, at + len}, done);
        } else if (is_wide(cp)) {
            struct gly_span span = wide_stretch(text, at);
            /* Part of a word: the word is the fault. */
            if (gly_is_letter(cp))
                span = word_round(text, span);
            *done = span.end;
            check_wide(pass, scripts, index, span);
        }
    }
}

/* Most runs are accents and quotation marks: only these can hold another form. */
static bool may_hold_forms(const struct gly_script_run *r)
{
    return (r->kind == GLY_RUN_LETTERS &&
            (r->script == GLY_SCRIPT_LATIN || r->script == GLY_SCRIPT_COMMON)) ||
           r->kind == GLY_RUN_DIGITS || r->kind == GLY_RUN_PUNCT ||
           r->kind == GLY_RUN_SYMBOLS || r->kind == GLY_RUN_SPACES;
}

static void run(struct gly_pass *pass)
{
    const struct gly_scripts *scripts = gly_scripts(pass);
    uint32_t done = 0;
    for (uint32_t i = 0; i < scripts->run_count; i++)
        if ((scripts->runs[i].flags & (GLY_RUN_PROSE | GLY_RUN_LINK)) ==
                GLY_RUN_PROSE &&
            may_hold_forms(&scripts->runs[i]))
            check_run(pass, scripts, i, &done);
    for (uint32_t i = 0; i < scripts->foreign_count; i++)
        check_digits(pass, scripts, &scripts->foreign[i]);
}

const struct gly_check gly_check_script_wrong_form = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_SCRIPTS,
    .run = run,
};
