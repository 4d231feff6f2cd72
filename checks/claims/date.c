/* The same event, dated twice. */
#include <stdio.h>

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
                "same person or thing is compared wherever the document dates it: by "
                "a verb of rules/claims/events.csv, years in brackets behind a name, "
                "'her death in'; by a label of rules/claims/labels.csv in a table or "
                "box that is about one named thing ('Founded | 1998', 'Born: 4 May "
                "1961'); by a question and its answer; and `date` in the front matter "
                "against 'Published 3 March' at the top. Dates agree when one holds "
                "the other: '1934' and 'March 1934', 'the 1880s' and '1884'. Where "
                "several places agree, the finding stands on the one that does not. "
                "Silent where one is quoted, reported, denied, planned or 'about', "
                "where 'first', 'again' or another object sets the two apart, where "
                "the columns of a table are years or its value says more than a date, "
                "where four have four dates, and where it is doubtful who is meant.",
            .bad = "Arvid Holm died in 1934.\n\nHolm died in 1936 in Bergen.",
            .good = "Arvid Holm died in 1934.\n\nHolm died in March 1934 in Bergen.",
        },
};

/* "and '1998' elsewhere", "and '1998' in 3 other places" */
static void report(void *context, const struct gly_claim_dispute *dispute)
{
    struct gly_pass *pass = context;
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_claim *odd = dispute->odd;
    struct gly_str here = gly_doc_slice(doc, odd->span);
    struct gly_str there = gly_doc_slice(doc, dispute->others[0]->span);
    struct gly_str who = gly_doc_slice(doc, odd->subject);
    char places[32] = "elsewhere";
    if (dispute->count > 1)
        snprintf(places, sizeof places, "in %u other places", dispute->count);
    struct gly_finding *f =
        who.len == 0
            ? gly_report(pass, DATE, odd->span,
                         "'%.*s' here and '%.*s' %s: two dates for the %.*s",
                         GLY_STR_ARG(here), GLY_STR_ARG(there), places,
                         GLY_STR_ARG(odd->what))
            : gly_report(pass, DATE, odd->span,
                         "'%.*s' here and '%.*s' %s: two dates for '%.*s' (%.*s)",
                         GLY_STR_ARG(here), GLY_STR_ARG(there), places,
                         GLY_STR_ARG(who), GLY_STR_ARG(odd->what));
    for (unsigned i = 0; i < dispute->count; i++)
        gly_evidence(f, dispute->others[i]->span, "the other date");
}

static void run(struct gly_pass *pass)
{
    const struct gly_claims *claims = gly_claims(pass);
    for (uint32_t i = 0; i < claims->count; i++)
        if (claims->at[i].kind == GLY_CLAIM_DATE && claims->at[i].before == GLY_NONE &&
            claims->at[i].speaker == GLY_NONE)
            gly_claims_disputes(pass, &claims->at[i], report, pass);
}

const struct gly_check gly_check_claims_date = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_CLAIMS,
    .language = "en",
    .run = run,
};
