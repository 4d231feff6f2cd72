/* The same relation, with two answers. */
#include <galley/check.h>
#include <galley/claim.h>

enum { VALUE };

static const struct gly_rule rules[] = {
    [VALUE] =
        {
            .id = "claims/value",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "What has one answer is given two",
            .why =
                "A person is born in one place, a book has its author. Where two "
                "sentences name different answers for the same relation of the same "
                "thing, one is wrong. The relations stand in "
                "rules/claims/relations.csv. "
                "Answers agree when they share a name, and places when one lies in the "
                "other. Silent where one is quoted, reported, denied or of another "
                "time, "
                "where 'a' or 'one' leaves room for several, and where it is doubtful "
                "who is meant.",
            .bad = "Ilse Brandt was born in Vienna, Austria.\n\nBrandt was born in "
                   "Winnipeg, Canada.",
            .good = "Ilse Brandt was born in Vienna, Austria.\n\nBrandt was born in "
                    "Austria.",
        },
};

static void compare(struct gly_pass *pass, const struct gly_claims *claims, uint32_t i)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_claim *later = &claims->at[i];
    uint32_t b = later->before;
    for (unsigned n = 0; n < GLY_CLAIMS_COMPARED && b != GLY_NONE; n++) {
        const struct gly_claim *earlier = &claims->at[b];
        b = earlier->before;
        if (!gly_claims_clash(pass, earlier, later))
            continue;
        struct gly_finding *f = gly_report(
            pass, VALUE, later->span,
            "'%.*s' here, '%.*s' elsewhere: for '%.*s', two answers "
            "(%.*s)",
            GLY_STR_ARG(gly_doc_slice(doc, later->span)),
            GLY_STR_ARG(gly_doc_slice(doc, earlier->span)),
            GLY_STR_ARG(gly_doc_slice(doc, later->subject)), GLY_STR_ARG(later->what));
        gly_evidence(f, earlier->span, "the other answer");
        return;
    }
}

static void run(struct gly_pass *pass)
{
    const struct gly_claims *claims = gly_claims(pass);
    for (uint32_t i = 0; i < claims->count; i++)
        if (claims->at[i].kind == GLY_CLAIM_VALUE)
            compare(pass, claims, i);
}

const struct gly_check gly_check_claims_value = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_CLAIMS,
    .language = "en",
    .run = run,
};
