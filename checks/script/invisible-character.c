/* Characters that show nothing and do nothing where they stand. Joiners inside emoji, in
 * Persian or Devanagari, break opportunities in Thai are called for by their neighbours
 * and do not come here as INVISIBLE (SCRIPTS sees to that). */
#include <galley/check.h>

enum { INVISIBLE };

static const struct gly_rule rules[] = {
    [INVISIBLE] =
        {
            .id = "script/invisible-character",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "An invisible character stands where it does nothing",
            .why = "Search, spell checkers and comparison see a different word. They "
                   "come with text copied from web pages, PDF and messengers. Silent "
                   "for joiners of emoji and of scripts that need them, for break "
                   "opportunities beside slashes and dashes, and for soft hyphens used "
                   "throughout a document.",
            .bad = "The govern\u00ADment agreed.",
            .good = "The team \U0001F469\u200D\U0001F52C won.",
        },
};

enum {
    SOFT_HYPHEN = 0xAD,
    ZWSP = 0x200B,
    ZWNJ = 0x200C,
    ZWJ = 0x200D,
    WORD_JOINER = 0x2060,
    BYTE_ORDER_MARK = 0xFEFF,
};

static const char *name_of(uint32_t cp)
{
    switch (cp) {
    case SOFT_HYPHEN:
        return "soft hyphen";
    case 0x34F:
        return "combining grapheme joiner";
    case 0x115F:
    case 0x1160:
    case 0x3164:
    case 0xFFA0:
        return "Hangul filler";
    case 0x180E:
        return "Mongolian vowel separator";
    case 0x2800:
        return "Braille blank";
    case ZWSP:
        return "zero-width space";
    case ZWNJ:
        return "zero-width non-joiner";
    case ZWJ:
        return "zero-width joiner";
    case WORD_JOINER:
        return "word joiner";
    case BYTE_ORDER_MARK:
        return "byte order mark";
    default:
        break;
    }
    if (gly_in_range(cp, 0x2061, 0x2064))
        return "invisible operator";
    if (gly_in_range(cp, 0xFE00, 0xFE0F) || gly_in_range(cp, 0xE0100, 0xE01EF))
        return "variation selector";
    if (gly_in_range(cp, 0xE0000, 0xE007F))
        return "tag character";
    return gly_in_range(cp, 0xFFF9, 0xFFFB) ? "annotation mark" : "invisible character";
}

/* ---- Where they are meant ---- */

/* Pages and books that were set with soft hyphens have them in every third line. A stray
 * one or two came with a word that was pasted. */
enum { SOFT_HYPHENS_MEANT = 4 };

static bool sets_soft_hyphens(const struct gly_doc *doc,
                              const struct gly_scripts *scripts)
{
    unsigned count = 0;
    for (uint32_t i = 0; i < scripts->run_count && count < SOFT_HYPHENS_MEANT; i++)
        count += scripts->runs[i].kind == GLY_RUN_INVISIBLE &&
                 gly_str_is(gly_doc_slice(doc, scripts->runs[i].span), "\u00AD");
    return count >= SOFT_HYPHENS_MEANT;
}

static bool is_digit_or_letter(uint32_t cp)
{
    return gly_is_letter(cp) || gly_is_digit(cp) || gly_is_mark(cp);
}

/* Beside slashes, dashes and dots a break may be allowed or forbidden on purpose:
 * and/ZWSP/or, file_ZWSP_name, word ZWSP and the number of a footnote. A word joiner is meant wherever a line could break. */
static bool is_break_control(uint32_t before, uint32_t cp, uint32_t after)
{
    if (cp == ZWSP)
        return (gly_is_punct(before) && before != ')' && before != ',' &&
                before != '.' && before != '"') ||
               before == '=' || gly_category_of(after) == GLY_CATEGORY_PD ||
               after == '/' || after == '_' ||
               (gly_is_letter(before) && gly_is_digit(after));
    if (cp == WORD_JOINER)
        return !is_digit_or_letter(before) || !is_digit_or_letter(after);
    return false;
}

/* Files put one behind the other keep their byte order marks, each before a line; so do
 * texts that begin with one twice. Nothing is spoilt by it. */
static bool starts_line(struct gly_str text, uint32_t at)
{
    return at == 0 || text.ptr[at - 1] == '\n' || text.ptr[at - 1] == '\r';
}

static bool is_meant(const struct gly_doc *doc, const struct gly_script_run *r,
                     uint32_t cp)
{
    struct gly_str text = gly_doc_text(doc);
    unsigned len;
    uint32_t before =
        r->span.start > 0 ? gly_utf8_decode_before(text.ptr, r->span.start, &len) : ' ';
    uint32_t after = r->span.end < text.len
                         ? gly_utf8_decode(text.ptr, text.len, r->span.end, &len)
                         : ' ';
    /* A row of a table of characters. */
    if (before == '\t' || after == '\t' ||
        (cp == SOFT_HYPHEN && gly_is_space(before) && gly_is_space(after)))
        return true;
    if (cp == BYTE_ORDER_MARK)
        return starts_line(text, r->span.start);
    return is_break_control(before, cp, after);
}

/* Where the text is written in a script that needs them, joiners and breaks typed twice
 * are nobody's business. */
static bool is_at_home(const struct gly_scripts *scripts, uint32_t block, uint32_t cp)
{
    switch ((enum gly_script)scripts->homes[block].main) {
    case GLY_SCRIPT_LATIN:
    case GLY_SCRIPT_GREEK:
    case GLY_SCRIPT_CYRILLIC:
    case GLY_SCRIPT_ARMENIAN:
    case GLY_SCRIPT_GEORGIAN:
        return false;
    default:
        return gly_in_range(cp, ZWSP, ZWJ) || cp == WORD_JOINER;
    }
}

/* ---- The check ---- */

static void report(struct gly_pass *pass, const struct gly_script_run *r, uint32_t cp,
                   bool single)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_str codes = gly_codepoints(pass, gly_doc_slice(doc, r->span));
    if (single)
        gly_report(pass, INVISIBLE, r->span, "invisible %.*s (%s)", GLY_STR_ARG(codes),
                   name_of(cp));
    else
        gly_report(pass, INVISIBLE, r->span, "invisible characters %.*s (%s)",
                   GLY_STR_ARG(codes), name_of(cp));
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_scripts *scripts = gly_scripts(pass);
    struct gly_str text = gly_doc_text(doc);
    bool hyphens = sets_soft_hyphens(doc, scripts);
    for (uint32_t i = 0; i < scripts->run_count; i++) {
        const struct gly_script_run *r = &scripts->runs[i];
        if (r->kind != GLY_RUN_INVISIBLE || !(r->flags & GLY_RUN_PROSE))
            continue;
        unsigned len;
        uint32_t cp = gly_utf8_decode(text.ptr, text.len, r->span.start, &len);
        if ((cp == SOFT_HYPHEN && hyphens) || is_at_home(scripts, r->block, cp) ||
            is_meant(doc, r, cp) ||
            gly_speaks_of_characters(scripts, r->block, r->span))
            continue;
        report(pass, r, cp, len == gly_span_len(r->span));
    }
}

const struct gly_check gly_check_script_invisible_character = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_SCRIPTS,
    .run = run,
};
