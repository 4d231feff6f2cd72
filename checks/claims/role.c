/* The same deed with its two sides exchanged. */
#include <galley/check.h>
#include <galley/claim.h>

enum { ROLE };

static const struct gly_rule rules[] = {
    [ROLE] =
        {
            .id = "claims/role",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "Two sentences exchange who does it and to whom it is done",
            .why =
                "Whoever acquires, kills or sues another is not acquired, killed or "
                "sued by them in the same affair. The verbs stand in "
                "rules/claims/asymmetric.csv; passive voice is turned round first. "
                "What two do to each other but once is compared wherever it is told; "
                "what happens again, as matches and suits do, only where both "
                "sentences "
                "name the same occasion in the same year. Silent where 'again', 'then' "
                "or 'in return' tells two deeds apart, where it is denied, planned, "
                "quoted or reported, and within one paragraph.",
            .bad =
                "Nordlys acquired Kestrel in 2004.\n\nThe yards were busy. Nordlys was "
                "acquired by Kestrel in 2004.",
            .good =
                "Nordlys acquired Kestrel in 2004.\n\nThe yards were busy. Kestrel was "
                "acquired by Nordlys in 2004.",
        },
};

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_claims *claims = gly_claims(pass);
    for (uint32_t i = 0; i < claims->count; i++) {
        const struct gly_claim *later = &claims->at[i];
        const struct gly_claim *earlier =
            later->kind == GLY_CLAIM_ROLE && later->speaker == GLY_NONE
                ? gly_claims_opponent(pass, claims, later)
                : NULL;
        if (!earlier)
            continue;
        struct gly_finding *f =
            gly_report(pass, ROLE, later->span,
                       "'%.*s' is said of the same two the other way round elsewhere",
                       GLY_STR_ARG(gly_doc_slice(doc, later->span)));
        gly_evidence(f, earlier->span, "the other way round");
    }
}

const struct gly_check gly_check_claims_role = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_CLAIMS,
    .language = "en",
    .run = run,
};
