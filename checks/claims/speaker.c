/* Somebody who is quoted says two things that cannot both be true. */
#include <galley/check.h>
#include <galley/claim.h>
#include <galley/name.h>

enum { SPEAKER };

static const struct gly_rule rules[] = {
    [SPEAKER] =
        {
            .id = "claims/speaker",
            .severity = GLY_WARNING,
            .stage = GLY_PREVIEW,
            .summary = "Two quotations of one speaker contradict each other",
            .why =
                "What somebody is quoted or reported to have said is compared as the "
                "claims of the document are: two dates for what happens once, two "
                "answers where there is one, a word and its opposite, a thing said and "
                "denied. Only within one speaker, who must be named or plainly meant: "
                "never with the words of others or of the document. A quotation of a "
                "few words counts as the writer's own sentence. People do contradict "
                "themselves, and a text that reports it is right: a preview.",
            .bad =
                "\"The Alda was launched in Hull in 1931,\" said Jane Roe.\n\nThe sea "
                "was calm.\n\n\"The Alda was launched in Hull in 1937,\" Jane Roe "
                "said.",
            .good =
                "\"The Alda was launched in Hull in 1931,\" said Jane Roe.\n\nThe sea "
                "was calm.\n\n\"The Alda was launched in Hull in 1937,\" Bo Lind said.",
        },
};

struct reporting {
    struct gly_pass *pass;
    uint32_t last; /* where the last finding begins */
};

static void report(void *context, const struct gly_claim_dispute *dispute)
{
    struct reporting *r = context;
    const struct gly_doc *doc = gly_pass_doc(r->pass);
    const struct gly_names *names = gly_names(r->pass);
    const struct gly_claim *odd = dispute->odd, *other = dispute->others[0];
    const struct gly_name *speaker =
        &names->names[names->entities[odd->speaker].canonical];
    if (odd->span.start == r->last)
        return;
    r->last = odd->span.start;
    struct gly_finding *f =
        gly_report(r->pass, SPEAKER, odd->span,
                   "%.*s says '%.*s' here and '%.*s' elsewhere of the same",
                   GLY_STR_ARG(gly_doc_slice(doc, speaker->span)),
                   GLY_STR_ARG(gly_doc_slice(doc, odd->span)),
                   GLY_STR_ARG(gly_doc_slice(doc, other->span)));
    for (unsigned i = 0; i < dispute->count; i++)
        gly_evidence(f, dispute->others[i]->span, "the other quotation");
}

/* Two sentences that differ in one word. */
static void compare_twins(struct reporting *r, const struct gly_claims *claims,
                          const struct gly_claim *later)
{
    const struct gly_claim *earlier = later->times <= GLY_CLAIMS_TEMPLATE
                                          ? gly_claims_opponent(r->pass, claims, later)
                                          : NULL;
    if (earlier)
        report(r, &(struct gly_claim_dispute){
                      .odd = later, .others = {earlier}, .count = 1});
}

static void run(struct gly_pass *pass)
{
    const struct gly_claims *claims = gly_claims(pass);
    struct reporting reporting = {pass, GLY_NONE};
    for (uint32_t i = 0; i < claims->count; i++) {
        const struct gly_claim *claim = &claims->at[i];
        if (claim->speaker == GLY_NONE)
            continue;
        if (claim->kind == GLY_CLAIM_OPPOSITE || claim->kind == GLY_CLAIM_NEGATION)
            compare_twins(&reporting, claims, claim);
        else if (claim->before == GLY_NONE &&
                 (claim->kind == GLY_CLAIM_DATE || claim->kind == GLY_CLAIM_VALUE))
            gly_claims_disputes(pass, claim, report, &reporting);
    }
}

const struct gly_check gly_check_claims_speaker = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_CLAIMS | GLY_NEED_NAMES,
    .language = "en",
    .run = run,
};
