#include <galley/check.h>

enum { PRIVATE };

static const struct gly_rule rules[] = {
    [PRIVATE] =
        {
            .id = "script/private-use",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "A private-use character shows only in one font",
            .why = "It has no meaning outside the font it was made for: in another it "
                   "is a box or nothing. Word leaves them for bullets, web pages for "
                   "icons. Silent where the text speaks of private use or of fonts' "
                   "code points.",
            .bad = "A \uF0B7 first item in the list.",
            .good = "\u2022 A first item in the list.",
        },
};

/* Word writes the characters of the fonts Symbol and Wingdings at U+F000 and up; these
 * are its bullets, as documents show them in practice. */
static const char *bullet(uint32_t cp)
{
    switch (cp) {
    case 0xF0B7:
        return "\u2022";
    case 0xF0A7:
        return "\u25AA";
    case 0xF0D8:
        return "\u27A2";
    case 0xF0FC:
        return "\u2713";
    case 0xF0E0:
        return "\u2192";
    default:
        return NULL;
    }
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_scripts *scripts = gly_scripts(pass);
    for (uint32_t i = 0; i < scripts->run_count; i++) {
        const struct gly_script_run *r = &scripts->runs[i];
        if (r->kind != GLY_RUN_PRIVATE || !(r->flags & GLY_RUN_PROSE) ||
            gly_speaks_of_characters(scripts, r->block, r->span))
            continue;
        struct gly_str piece = gly_doc_slice(doc, r->span);
        struct gly_str codes = gly_codepoints(pass, piece);
        unsigned len;
        uint32_t cp = gly_utf8_decode(piece.ptr, piece.len, 0, &len);
        struct gly_finding *f =
            gly_is_private_use(cp)
                ? gly_report(
                      pass, PRIVATE, r->span,
                      "private use (%.*s): shown only by the font it was made for",
                      GLY_STR_ARG(codes))
                : gly_report(pass, PRIVATE, r->span, "%.*s is no character",
                             GLY_STR_ARG(codes));
        const char *fix = bullet(cp);
        if (fix && len == piece.len)
            gly_fix(f, gly_str(fix));
    }
}

const struct gly_check gly_check_script_private_use = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_SCRIPTS,
    .run = run,
};
