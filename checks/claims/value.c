/* The same relation, with two answers. */
#include <stdio.h>

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
                "places of the document name different answers for the same relation "
                "of the same thing, one is wrong: sentences with words of "
                "rules/claims/relations.csv, labels of tables and boxes that are about "
                "one named thing ('Headquarters | Leeds'), a question and its answer, "
                "what only one thing can be ('the deepest lake in the country'), how "
                "old one is, how many one has of something ('has two children', 'her "
                "three children'), "
                "and `author` in the front matter against a byline. Answers agree when "
                "they share a name, and places when one lies in the other. Where "
                "several places agree, the finding stands on the one that does not. "
                "Silent where one is quoted, reported, denied or of another time, "
                "where 'a', 'one' or 'former' leaves room for others, where the "
                "columns of a table are years or a value says more than a name, and "
                "where it is doubtful who is meant.",
            .bad = "Ilse Brandt was born in Vienna, Austria.\n\nBrandt was born in "
                   "Winnipeg, Canada.",
            .good = "Ilse Brandt was born in Vienna, Austria.\n\nBrandt was born in "
                    "Austria.",
        },
};

struct reporting {
    struct gly_pass *pass;
    uint32_t last; /* where the last finding begins: one place tells it in two ways */
};

/* "and 'Leeds' elsewhere", "and 'Leeds' in 3 other places" */
static void report(void *context, const struct gly_claim_dispute *dispute)
{
    struct reporting *r = context;
    const struct gly_doc *doc = gly_pass_doc(r->pass);
    const struct gly_claim *odd = dispute->odd;
    struct gly_str here = gly_doc_slice(doc, odd->span);
    struct gly_str there = gly_doc_slice(doc, dispute->others[0]->span);
    struct gly_str who = gly_doc_slice(doc, odd->subject);
    char places[32] = "elsewhere";
    if (odd->span.start == r->last)
        return;
    r->last = odd->span.start;
    if (dispute->count > 1)
        snprintf(places, sizeof places, "in %u other places", dispute->count);
    struct gly_finding *f =
        who.len == 0
            ? gly_report(r->pass, VALUE, odd->span,
                         "'%.*s' here and '%.*s' %s: two answers for the %.*s",
                         GLY_STR_ARG(here), GLY_STR_ARG(there), places,
                         GLY_STR_ARG(odd->what))
            : gly_report(r->pass, VALUE, odd->span,
                         "'%.*s' here and '%.*s' %s: two answers for '%.*s' (%.*s)",
                         GLY_STR_ARG(here), GLY_STR_ARG(there), places,
                         GLY_STR_ARG(who), GLY_STR_ARG(odd->what));
    for (unsigned i = 0; i < dispute->count; i++)
        gly_evidence(f, dispute->others[i]->span, "the other answer");
}

static bool report_figure(struct gly_pass *pass, const struct gly_claims *claims,
                          const struct gly_claim *later)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_claim *earlier = gly_claims_opponent(pass, claims, later);
    if (!earlier)
        return false;
    struct gly_finding *f =
        gly_report(pass, VALUE, later->span,
                   "'%.*s' here and '%.*s' in a sentence that otherwise says the same",
                   GLY_STR_ARG(gly_doc_slice(doc, later->span)),
                   GLY_STR_ARG(gly_doc_slice(doc, earlier->span)));
    gly_evidence(f, earlier->span, "the other answer");
    return true;
}

/* Three figures or more of one key are a series: a table told in sentences. */
static bool is_series(struct gly_pass *pass, const struct gly_claims *claims,
                      uint32_t at)
{
    const struct gly_claim *claim = &claims->at[at];
    unsigned others = 0;
    uint32_t b = claim->before;
    for (unsigned n = 0; n < GLY_CLAIMS_COMPARED && b != GLY_NONE; n++) {
        others += gly_claims_clash(pass, &claims->at[b], claim);
        b = claims->at[b].before;
    }
    return claim->kind == GLY_CLAIM_FIGURE && others > 1;
}

static void run(struct gly_pass *pass)
{
    const struct gly_claims *claims = gly_claims(pass);
    struct reporting reporting = {pass, GLY_NONE};
    uint32_t last = GLY_NONE;
    for (uint32_t i = 0; i < claims->count; i++) {
        const struct gly_claim *claim = &claims->at[i];
        if (claim->speaker != GLY_NONE)
            continue;
        if (claim->kind == GLY_CLAIM_VALUE && claim->before == GLY_NONE)
            gly_claims_disputes(pass, claim, report, &reporting);
        if (claim->kind == GLY_CLAIM_FIGURE && claim->span.start != last &&
            claim->span.start != reporting.last && !is_series(pass, claims, i) &&
            report_figure(pass, claims, claim))
            last = claim->span.start;
    }
}

const struct gly_check gly_check_claims_value = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_CLAIMS,
    .language = "en",
    .run = run,
};
