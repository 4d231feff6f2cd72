/* Two sentences that say the same but for one word, which says the opposite. */
#include <galley/check.h>
#include <galley/claim.h>

enum { NEGATION, ANTONYM, QUANTIFIER };

static const struct gly_rule rules[] = {
    [NEGATION] =
        {
            .id = "claims/negation",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "What one sentence says, another one denies",
            .why =
                "Two sentences that share most of their words, in order, where one "
                "denies "
                "what the other says: not, never, no, fail to, refuse to; or which "
                "agree "
                "in their subject and in what stands beside the word, while the rest "
                "adds "
                "to it. Also what one has whom another sentence says to have none: "
                "'never married' and 'his wife'. Silent where "
                "a "
                "name, number, time, condition or tense differs as well, where 'may' "
                "or "
                "'can' leaves both possible, in 'not only' and 'not yet', in "
                "questions, "
                "quotations and reports, and where the two stand side by side, as they "
                "are then set against each other.",
            .bad =
                "The harbour site was sold to the Nordlys company.\n\nThe harbour site "
                "was not sold to the Nordlys company.",
            .good = "The harbour site was sold to the Nordlys company.\n\nThe harbour "
                    "site was not sold to the council.",
        },
    [ANTONYM] =
        {
            .id = "claims/antonym",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "Two sentences differ in one word, which is its opposite",
            .why =
                "Two sentences that share most of their words, in order, where one has "
                "a "
                "word and the other its opposite in the same place: increase and "
                "decrease, direct and indirect. The pairs stand in "
                "rules/claims/opposites.csv and wordnet.csv, sets of which one is true "
                "(colours, "
                "materials) in sets.csv. Compared are also sentences that agree in "
                "their subject "
                "and in what stands beside the word, and in whatever sentences what "
                "one "
                "thing is for good (rows of kind 'state', sets): 'a timber house' and "
                "'the stone house', 'as a herbivore'; and what somebody did to "
                "something, of two that cannot both come to pass (kind 'verdict'): "
                "'the "
                "board approved the plan', 'the plan that the board rejected'. Silent "
                "where a name, "
                "number, "
                "time, condition or tense differs as well or a second pair cancels the "
                "first, where the word tells which of two things is meant ('the "
                "northern "
                "quarry'), and where the two stand side by side.",
            .bad = "Training in first aid is mandatory for all drivers.\n\nTraining in "
                   "first aid is voluntary for all drivers.",
            .good =
                "Training in first aid is mandatory for all drivers.\n\nTraining in "
                "first aid is voluntary for clerks.",
        },
    [QUANTIFIER] =
        {
            .id = "claims/quantifier",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "Two sentences count the same things as all and as none",
            .why = "All and none, most and few, always and never of the same things "
                   "cannot "
                   "both be true. Compared and kept silent as claims/antonym is.",
            .bad =
                "All nurses of the clinic have completed the course.\n\nNo nurses of "
                "the clinic have completed the course.",
            .good = "All nurses of the clinic have completed the course.\n\nNo doctors "
                    "of the clinic have completed the course.",
        },
};

static unsigned rule_of(const struct gly_claim *claim)
{
    return claim->kind == GLY_CLAIM_NEGATION || claim->lack ? NEGATION
           : claim->quantifier                              ? QUANTIFIER
                                                            : ANTONYM;
}

/* The nearest one that clashes; a state or deed goes with the nearest that agrees with it,
 * which may be that of another thing. */
static const struct gly_claim *opponent(struct gly_pass *pass,
                                        const struct gly_claims *claims,
                                        const struct gly_claim *later)
{
    if (later->times > GLY_CLAIMS_TEMPLATE)
        return NULL;
    bool twin = later->kind == GLY_CLAIM_OPPOSITE || later->kind == GLY_CLAIM_NEGATION;
    for (uint32_t i = later->before; i != GLY_NONE; i = claims->at[i].before) {
        if (gly_claims_clash(pass, &claims->at[i], later))
            return &claims->at[i];
        if (!twin && claims->at[i].side == later->side)
            return NULL;
    }
    return NULL;
}

static void report(struct gly_pass *pass, const struct gly_claim *earlier,
                   const struct gly_claim *later)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_str here = gly_doc_slice(doc, later->span),
                   there = gly_doc_slice(doc, earlier->span);
    struct gly_finding *f =
        later->kind == GLY_CLAIM_STATE || later->kind == GLY_CLAIM_DEED
            ? gly_report(pass, rule_of(later), later->span,
                         "'%.*s' here and '%.*s' elsewhere of the same ('%.*s')",
                         GLY_STR_ARG(here), GLY_STR_ARG(there),
                         GLY_STR_ARG(gly_doc_slice(doc, later->subject)))
            : gly_report(pass, rule_of(later), later->span,
                         "'%.*s' contradicts '%.*s' in a sentence that otherwise says "
                         "the same",
                         GLY_STR_ARG(here), GLY_STR_ARG(there));
    gly_evidence(f, earlier->span, "the other sentence");
}

static void run(struct gly_pass *pass)
{
    const struct gly_claims *claims = gly_claims(pass);
    uint32_t reported = GLY_NONE; /* the sentence with the last finding */
    for (uint32_t i = 0; i < claims->count; i++) {
        const struct gly_claim *later = &claims->at[i];
        if ((later->kind != GLY_CLAIM_OPPOSITE && later->kind != GLY_CLAIM_NEGATION &&
             later->kind != GLY_CLAIM_STATE && later->kind != GLY_CLAIM_DEED) ||
            later->speaker != GLY_NONE || later->sent == reported ||
            !gly_wants(pass, rule_of(later)))
            continue;
        const struct gly_claim *earlier = opponent(pass, claims, later);
        if (!earlier)
            continue;
        reported = later->sent;
        report(pass, earlier, later);
    }
}

const struct gly_check gly_check_claims_twin = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_CLAIMS,
    .language = "en",
    .run = run,
};
