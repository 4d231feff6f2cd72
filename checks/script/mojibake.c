#include <galley/check.h>
#include <galley/utf8.h>

enum { MOJIBAKE };

static const struct gly_rule rules[] = {
    [MOJIBAKE] =
        {
            .id = "script/mojibake",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "Text was read in the wrong encoding and saved so",
            .why =
                "UTF-8 taken for Windows-1252, 1251 or another eight-bit code, once "
                "or several times: each accent and quotation mark has become two or "
                "three characters. Found by undoing it, so what it was is known. "
                "Silent where the characters can have been meant and where encodings "
                "are spoken of.",
            .bad = "It\u00E2\u20AC\u2122s a classic.",
            .good = "It\u2019s a classic.",
        },
};

/* What codepages 437 and 850 of DOS have where Windows-1252 has a sign, and no letter of
 * any word: between two small letters such a sign was one. */
static const struct dos_letter {
    uint16_t sign;
    const char *letter;
} dos_letters[] = {
    {0x201A, "\u00E9"}, {0x201E, "\u00E4"}, {0x2020, "\u00E5"}, {0x2021, "\u00E7"},
    {0x2030, "\u00EB"}, {0x2039, "\u00EF"}, {0x00A1, "\u00ED"}, {0x00A2, "\u00F3"},
    {0x00A3, "\u00FA"}, {0x00A4, "\u00F1"},
};

static bool is_small(struct gly_str text, size_t at)
{
    return at < text.len && gly_is_lower((unsigned char)text.ptr[at]) &&
           (unsigned char)text.ptr[at] < 0x80;
}

/* "A\u00A2b" may have a sign; no quotation mark stands behind a capital. */
static bool is_letter_before(struct gly_str text, size_t at, uint32_t cp)
{
    return is_small(text, at - 1) ||
           (cp > 0xFF && gly_is_ascii_letter((unsigned char)text.ptr[at - 1]));
}

/* "Espa\u00A4ol", "M\u201Edchen": one letter, and where a word ends a sign may be one. */
static void check_dos(struct gly_pass *pass, const struct gly_scripts *scripts,
                      const struct gly_script_run *run)
{
    struct gly_str text = gly_doc_text(gly_pass_doc(pass));
    unsigned len;
    uint32_t cp = gly_utf8_decode(text.ptr, text.len, run->span.start, &len);
    const struct dos_letter *letter = dos_letters;
    while (letter < dos_letters + GLY_COUNT(dos_letters) && letter->sign != cp)
        letter++;
    if (letter == dos_letters + GLY_COUNT(dos_letters) ||
        len != gly_span_len(run->span) || run->span.start == 0 ||
        !is_letter_before(text, run->span.start, cp) ||
        !is_small(text, run->span.end) ||
        gly_speaks_of_characters(scripts, run->block, run->span))
        return;
    struct gly_finding *f =
        gly_report(pass, MOJIBAKE, run->span, "'%.*s' is '%s' read as Windows-1252",
                   (int)len, text.ptr + run->span.start, letter->letter);
    gly_fix(f, gly_str(letter->letter));
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_scripts *scripts = gly_scripts(pass);
    for (uint32_t i = 0; i < scripts->misread_count; i++) {
        const struct gly_misread *m = &scripts->misreads[i];
        if (gly_speaks_of_characters(scripts, m->block, m->span))
            continue;
        struct gly_str piece = gly_doc_slice(doc, m->span);
        if (m->fixed.len == 0) {
            gly_report(pass, MOJIBAKE, m->span,
                       "'%.*s' is text read as %s with characters lost",
                       GLY_STR_ARG(piece), m->page);
            continue;
        }
        struct gly_finding *f =
            gly_report(pass, MOJIBAKE, m->span, "'%.*s' is '%.*s' read as %s",
                       GLY_STR_ARG(piece), GLY_STR_ARG(m->fixed), m->page);
        gly_fix(f, m->fixed);
    }
    for (uint32_t i = 0; i < scripts->run_count; i++)
        if ((scripts->runs[i].kind == GLY_RUN_PUNCT ||
             scripts->runs[i].kind == GLY_RUN_SYMBOLS) &&
            (scripts->runs[i].flags & (GLY_RUN_PROSE | GLY_RUN_LINK)) == GLY_RUN_PROSE)
            check_dos(pass, scripts, &scripts->runs[i]);
}

const struct gly_check gly_check_script_mojibake = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_SCRIPTS,
    .run = run,
};
