/* The same event, dated twice. */
#include <galley/check.h>
#include <galley/claim.h>

enum { DATE };

static const struct gly_rule rules[] = {
    [DATE] =
        {
            .id = "claims/date",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "What happens once has two dates",
            .why =
                "A person dies once, a company is founded once. The same event of the "
                "same person or thing is compared wherever the document dates it: "
                "verbs "
                "of rules/claims/events.csv, years in brackets behind a name, 'her "
                "death "
                "in'. Dates agree when one holds the other: '1934' and 'March 1934', "
                "'the 1880s' and '1884'. Silent where one is quoted, reported, denied, "
                "planned or 'about', where 'first', 'again' or another object sets the "
                "two apart, and where it is doubtful who is meant.",
            .bad = "Arvid Holm died in 1934.\n\nHolm died in 1936 in Bergen.",
            .good = "Arvid Holm died in 1934.\n\nHolm died in March 1934 in Bergen.",
        },
};

static void compare(struct gly_pass *pass, const struct gly_claims *claims, uint32_t i)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_claim *later = &claims->at[i];
    const struct gly_claim *earlier = gly_claims_opponent(pass, claims, later);
    if (!earlier)
        return;
    struct gly_finding *f = gly_report(
        pass, DATE, later->span,
        "'%.*s' here and '%.*s' elsewhere: two dates for '%.*s' (%.*s)",
        GLY_STR_ARG(gly_doc_slice(doc, later->span)),
        GLY_STR_ARG(gly_doc_slice(doc, earlier->span)),
        GLY_STR_ARG(gly_doc_slice(doc, later->subject)), GLY_STR_ARG(later->what));
    gly_evidence(f, earlier->span, "the other date");
}

static void run(struct gly_pass *pass)
{
    const struct gly_claims *claims = gly_claims(pass);
    for (uint32_t i = 0; i < claims->count; i++)
        if (claims->at[i].kind == GLY_CLAIM_DATE)
            compare(pass, claims, i);
}

const struct gly_check gly_check_claims_date = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_CLAIMS,
    .language = "en",
    .run = run,
};
