#include <galley/check.h>

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
}

const struct gly_check gly_check_script_mojibake = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_SCRIPTS,
    .run = run,
};
