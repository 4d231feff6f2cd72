#include <galley/check.h>

enum { REPLACEMENT };

static const struct gly_rule rules[] = {
    [REPLACEMENT] =
        {
            .id = "script/replacement-character",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "U+FFFD stands where a character was lost",
            .why = "A program met bytes that it could not read and put this mark in "
                   "their place. What stood there must be looked up. Silent where the "
                   "text speaks of the replacement character or of encodings.",
            .bad = "The caf\uFFFD was closed.",
            .good = "The replacement character \uFFFD is U+FFFD.",
        },
};

static void run(struct gly_pass *pass)
{
    const struct gly_scripts *scripts = gly_scripts(pass);
    for (uint32_t i = 0; i < scripts->run_count; i++) {
        const struct gly_script_run *r = &scripts->runs[i];
        if (r->kind != GLY_RUN_REPLACEMENT || !(r->flags & GLY_RUN_PROSE) ||
            gly_speaks_of_characters(scripts, r->block, r->span))
            continue;
        size_t count = gly_span_len(r->span) / strlen("\uFFFD");
        if (count == 1)
            gly_report(pass, REPLACEMENT, r->span,
                       "a character was lost here: U+FFFD stands in its place");
        else
            gly_report(pass, REPLACEMENT, r->span,
                       "text was lost here: U+FFFD stands %zu times in its place",
                       count);
    }
}

const struct gly_check gly_check_script_replacement_character = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_SCRIPTS,
    .run = run,
};
