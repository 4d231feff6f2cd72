#include <galley/check.h>

enum { CONTROL };

static const struct gly_rule rules[] = {
    [CONTROL] =
        {
            .id = "script/control-character",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A control character stands in the text",
            .why =
                "It cannot be seen and means nothing in a document: the trace of a "
                "terminal, of a page layout, or of a quotation mark of Windows-1252 "
                "read as Latin-1. Silent for tabs, line ends and form feeds, and for "
                "bold and underline by overstriking.",
            .bad = "He left\b early.",
            .good = "He left early.",
        },
};

/* What Windows-1252 has at 0x80 to 0x9F; 0 where it has nothing. A text that was read as
 * Latin-1 shows these bytes as C1 controls. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* The abbreviations of ISO/IEC 6429 that people know. */
static const char *name_of(uint32_t cp)
{
    switch (cp) {
    case 0x00:
        return "NUL";
    case 0x07:
        return "the bell";
    case 0x08:
        return "backspace";
    case 0x0C:
        return "form feed";
    case 0x0B:
        return "vertical tab";
    case 0x1A:
        return "end of file (Ctrl-Z)";
    case 0x1B:
        return "escape";
    case 0x7F:
        return "delete";
    case 0x85:
        return "next line";
    case 0x2028:
        return "line separator";
    case 0x2029:
        return "paragraph separator";
    default:
        return NULL;
    }
}

static bool is_sign(char c)
{
    return c > ' ' && (unsigned char)c < 0x7F &&
           !gly_is_ascii_letter((unsigned char)c) && !gly_is_digit((unsigned char)c);
}

/* c BACKSPACE c is bold and _ BACKSPACE c is underlined in formatted manual pages; a sign
 * and a letter make one character, as "+" and "o" a bullet and "," and "c" a cedilla. */
static bool is_overstrike(struct gly_str text, struct gly_span span)
{
    if (span.start == 0 || span.end >= text.len || text.ptr[span.start] != '\b')
        return false;
    char before = text.ptr[span.start - 1], after = text.ptr[span.end];
    return before == after || (is_sign(before) && after > ' ') ||
           (is_sign(after) && before > ' ');
}

/* A form feed ends a page: fine beside a line end. */
static bool is_page_end(struct gly_str text, struct gly_span span)
{
    if (text.ptr[span.start] != '\f')
        return false;
    return span.start == 0 || span.end >= text.len ||
           strchr("\r\n", text.ptr[span.start - 1]) ||
           strchr("\r\n", text.ptr[span.end]);
}

/* ESC [ 1 ; 31 m: a terminal's colours, one fault from the escape to the letter. */
static struct gly_span whole_sequence(struct gly_str text, struct gly_span span)
{
    enum { LONGEST = 24 };
    if (text.ptr[span.end - 1] != '\x1B' || span.end >= text.len ||
        text.ptr[span.end] != '[')
        return span;
    uint32_t at = span.end + 1, last = at + LONGEST;
    while (at < text.len && at < last && strchr("0123456789;?", text.ptr[at]))
        at++;
    if (at < text.len && gly_is_ascii_letter((unsigned char)text.ptr[at]))
        span.end = at + 1;
    return span;
}

/* A page of a terminal has hundreds of such sequences: the first stands for all. */
static uint32_t count_sequences(const struct gly_scripts *scripts, struct gly_str text)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < scripts->run_count; i++) {
        const struct gly_script_run *r = &scripts->runs[i];
        count += r->kind == GLY_RUN_CONTROL && r->flags & GLY_RUN_PROSE &&
                 gly_span_len(whole_sequence(text, r->span)) > gly_span_len(r->span);
    }
    return count;
}

static void report_sequences(struct gly_pass *pass, struct gly_span first,
                             uint32_t count)
{
    if (count > 1)
        gly_report(pass, CONTROL, first,
                   "a control sequence of a terminal in the text, and %u more",
                   (unsigned)count - 1);
    else
        gly_report(pass, CONTROL, first,
                   "a control sequence of a terminal in the text");
}

static void fix(struct gly_pass *pass, struct gly_finding *f, uint32_t cp)
{
    if (cp == 0x0B || cp == 0x0C || cp == 0x85 || cp == 0x2028 || cp == 0x2029) {
        gly_fix(f, gly_str("\n"));
    } else if (gly_in_range(cp, 0x80, 0x9F) && windows_1252[cp - 0x80] != 0) {
        char utf8[4];
        unsigned len = gly_utf8_encode(windows_1252[cp - 0x80], utf8);
        gly_fix(f, gly_format(pass, "%.*s", (int)len, utf8));
    }
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_scripts *scripts = gly_scripts(pass);
    struct gly_str text = gly_doc_text(doc);
    uint32_t sequences = 0;
    for (uint32_t i = 0; i < scripts->run_count; i++) {
        const struct gly_script_run *r = &scripts->runs[i];
        if (r->kind != GLY_RUN_CONTROL || !(r->flags & GLY_RUN_PROSE) ||
            is_overstrike(text, r->span) || is_page_end(text, r->span))
            continue;
        struct gly_span whole = whole_sequence(text, r->span);
        if (gly_span_len(whole) > gly_span_len(r->span)) {
            if (sequences++ == 0)
                report_sequences(pass, whole, count_sequences(scripts, text));
            continue;
        }
        struct gly_str piece = gly_doc_slice(doc, r->span);
        struct gly_str codes = gly_codepoints(pass, piece);
        unsigned len;
        uint32_t cp = gly_utf8_decode(piece.ptr, piece.len, 0, &len);
        const char *name = len == piece.len ? name_of(cp) : NULL;
        struct gly_finding *f = gly_report(
            pass, CONTROL, r->span, "control character%s %.*s%s%s%s in the text",
            len == piece.len ? "" : "s", GLY_STR_ARG(codes), name ? " (" : "",
            name ? name : "", name ? ")" : "");
        if (len == piece.len)
            fix(pass, f, cp);
    }
}

const struct gly_check gly_check_script_control_character = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_SCRIPTS,
    .run = run,
};
