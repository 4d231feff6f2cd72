/* Punctuation of another script in Latin text: an ideographic comma, a danda, an Arabic
 * question mark. Known by Script Extensions (UAX #24), not by a list. */
#include <galley/check.h>

enum { FOREIGN };

static const struct gly_rule rules[] = {
    [FOREIGN] =
        {
            .id = "script/foreign-punctuation",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "Punctuation of another script ends or joins Latin words",
            .why =
                "An input method or a machine put it there, and readers stumble over "
                "it. Silent beside words of its own script, between quotation marks, "
                "in texts that use that script, and where characters are spoken of.",
            .bad = "Apples\u3001 pears and plums were in short supply.",
            .good = "The book \u300A\u7EA2\u697C\u68A6\u300B was translated twice.",
        },
};

/* What people call it, and what Latin has in its place where that is certain. */
struct mark {
    uint16_t cp;
    const char *name, *latin;
};

static const struct mark marks[] = {
    {0x037E, "Greek question mark", ";"},
    {0x0387, "Greek ano teleia", "\u00B7"},
    {0x0589, "Armenian full stop", NULL},
    {0x05BE, "Hebrew maqaf", "-"},
    {0x05C3, "Hebrew sof pasuq", NULL},
    {0x05F3, "Hebrew geresh", "'"},
    {0x05F4, "Hebrew gershayim", "\""},
    {0x060C, "Arabic comma", ","},
    {0x061B, "Arabic semicolon", ";"},
    {0x061F, "Arabic question mark", "?"},
    {0x066A, "Arabic percent sign", "%"},
    {0x06D4, "Arabic full stop", "."},
    {0x0964, "danda", "."},
    {0x0965, "double danda", NULL},
    {0x104A, "Myanmar section sign", NULL},
    {0x104B, "Myanmar section sign", "."},
    {0x10FB, "Georgian paragraph separator", NULL},
    {0x1362, "Ethiopic full stop", "."},
    {0x1363, "Ethiopic comma", ","},
    {0x17D4, "Khmer full stop", "."},
    {0x3001, "ideographic comma", ","},
    {0x3002, "ideographic full stop", "."},
    {0x3008, "angle bracket", NULL},
    {0x3009, "angle bracket", NULL},
    {0x300A, "double angle bracket", NULL},
    {0x300B, "double angle bracket", NULL},
    {0x300C, "corner bracket", NULL},
    {0x300D, "corner bracket", NULL},
    {0x300E, "white corner bracket", NULL},
    {0x300F, "white corner bracket", NULL},
    {0x3010, "lenticular bracket", NULL},
    {0x3011, "lenticular bracket", NULL},
    {0x301C, "wave dash", NULL},
    {0x30FB, "Katakana middle dot", NULL},
    {0xFF61, "halfwidth ideographic full stop", "."},
    {0xFF64, "halfwidth ideographic comma", ","},
};

static const struct mark *find_mark(uint32_t cp)
{
    for (size_t i = 0; i < GLY_COUNT(marks); i++)
        if (marks[i].cp == cp)
            return &marks[i];
    return NULL;
}

/* ---- What does not need an explanation ---- */

/* Punctuation that names its scripts, Latin not among them. The Greek question mark is
 * Common by its decomposition alone. */
static bool is_foreign(const struct gly_script_run *r, uint32_t cp)
{
    if (cp == 0x37E)
        return true;
    return r->script != GLY_SCRIPT_COMMON && r->script != GLY_SCRIPT_INHERITED &&
           !gly_script_has(cp, GLY_SCRIPT_COMMON) &&
           !gly_script_has(cp, GLY_SCRIPT_LATIN);
}

/* Does a script that uses `cp` stand in the same line of text, near enough for the mark
 * to belong to it? A bracket may reach round a longer title. */
static bool has_company(const struct gly_scripts *scripts, uint32_t index, uint32_t cp)
{
    if (cp == 0x37E)
        return false;
    enum { REACH = 120, LOOKED_AT = 12 };
    const struct gly_script_run *runs = scripts->runs, *r = &runs[index];
    for (uint32_t i = index; i-- > 0 && index - i <= LOOKED_AT &&
                             runs[i].block == r->block &&
                             r->span.start - runs[i].span.end <= REACH;)
        if (runs[i].kind != GLY_RUN_PUNCT && runs[i].kind != GLY_RUN_SPACES &&
            gly_script_has(cp, (enum gly_script)runs[i].script))
            return true;
    for (uint32_t i = index + 1;
         i < scripts->run_count && i - index <= LOOKED_AT &&
         runs[i].block == r->block && runs[i].span.start - r->span.end <= REACH;
         i++)
        if (runs[i].kind != GLY_RUN_PUNCT && runs[i].kind != GLY_RUN_SPACES &&
            gly_script_has(cp, (enum gly_script)runs[i].script))
            return true;
    return false;
}

/* Is a script that uses `cp` at home here? */
static bool is_at_home(const struct gly_scripts *scripts, uint32_t block, uint32_t cp)
{
    const struct gly_script_home *home = &scripts->homes[block];
    if (cp == 0x37E)
        return gly_script_at_home(scripts, block, GLY_SCRIPT_GREEK);
    const uint8_t at_home[] = {home->main, home->also[0], home->also[1], home->also[2]};
    for (size_t i = 0; i < GLY_COUNT(at_home); i++)
        if (at_home[i] != GLY_SCRIPT_COMMON &&
            gly_script_has(cp, (enum gly_script)at_home[i]))
            return true;
    return false;
}

/* Shown rather than used: quoted, bracketed, or standing free like a bullet. */
static bool is_shown(struct gly_str text, struct gly_span span)
{
    static const char *const before[] = {"\"", "'", "(", "\u201C", "\u2018", "\u00AB"};
    static const char *const after[] = {"\"", "'", ")", "\u201D", "\u2019", "\u00BB"};
    struct gly_str head = {text.ptr, span.start};
    struct gly_str tail = {text.ptr + span.end, text.len - span.end};
    for (size_t i = 0; i < GLY_COUNT(before); i++)
        if (gly_str_ends(head, before[i]) && gly_str_starts(tail, after[i]))
            return true;
    bool free_before =
        head.len == 0 || gly_is_space((unsigned char)head.ptr[head.len - 1]);
    bool free_after = tail.len == 0 || gly_is_space((unsigned char)tail.ptr[0]);
    return free_before && free_after;
}

/* ---- The check ---- */

static void report(struct gly_pass *pass, const struct gly_script_run *r, uint32_t cp)
{
    struct gly_str piece = gly_doc_slice(gly_pass_doc(pass), r->span);
    struct gly_str codes = gly_codepoints(pass, piece);
    const struct mark *mark = find_mark(cp);
    const char *script = gly_script_name((enum gly_script)r->script);
    struct gly_finding *f;
    if (mark)
        f = gly_report(pass, FOREIGN, r->span, "'%.*s' (%s, %.*s) stands in Latin text",
                       GLY_STR_ARG(piece), mark->name, GLY_STR_ARG(codes));
    else
        f = gly_report(pass, FOREIGN, r->span,
                       "'%.*s' (%s punctuation, %.*s) stands in Latin text",
                       GLY_STR_ARG(piece), script, GLY_STR_ARG(codes));
    unsigned len;
    gly_utf8_decode(piece.ptr, piece.len, 0, &len);
    if (mark && mark->latin && len == piece.len)
        gly_fix(f, gly_str(mark->latin));
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_scripts *scripts = gly_scripts(pass);
    struct gly_str text = gly_doc_text(doc);
    for (uint32_t i = 0; i < scripts->run_count; i++) {
        const struct gly_script_run *r = &scripts->runs[i];
        unsigned len;
        if (r->kind != GLY_RUN_PUNCT ||
            (r->flags & (GLY_RUN_PROSE | GLY_RUN_LINK)) != GLY_RUN_PROSE)
            continue;
        uint32_t cp = gly_utf8_decode(text.ptr, text.len, r->span.start, &len);
        if (!is_foreign(r, cp) || is_at_home(scripts, r->block, cp) ||
            has_company(scripts, i, cp) || is_shown(text, r->span) ||
            gly_speaks_of_characters(scripts, r->block, r->span))
            continue;
        report(pass, r, cp);
    }
}

const struct gly_check gly_check_script_foreign_punctuation = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_SCRIPTS,
    .run = run,
};
