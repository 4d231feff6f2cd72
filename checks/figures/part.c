/* A part is no larger than its whole. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { PART_OVER_WHOLE };

static const struct gly_rule rules[] = {
    [PART_OVER_WHOLE] =
        {
            .id = "figures/part-over-whole",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A part is larger than the whole it is taken from",
            .why =
                "One of the two figures is wrong. Judged where the words say that the "
                "one is part of the other ('of the', 'including'); growth, effort "
                "and targets may exceed a hundred per cent.",
            .bad = "Of the 83 lambs, 91 were sold in the first week.",
            .good = "Of the 83 lambs, 71 were sold in the first week.",
        },
};

/* Persons, and what stands for those who live or work there. */
static bool is_people(struct gly_str noun)
{
    return gly_noun_is_people(noun) ||
           gly_str_listed(noun, "households|states|schools|homes|businesses");
}

static bool is_whole_number(const struct gly_quantity *q)
{
    return gly_quantity_is_plain(q) && q->low == floor(q->low);
}

static void report(struct gly_pass *pass, const struct gly_quantity *part,
                   const struct gly_quantity *whole)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_finding *f = gly_report(pass, PART_OVER_WHOLE, part->span,
                                       "the part '%.*s' is more than the whole '%.*s'",
                                       GLY_STR_ARG(gly_doc_slice(doc, part->span)),
                                       GLY_STR_ARG(gly_doc_slice(doc, whole->span)));
    gly_evidence(f, whole->span, "the whole");
}

static bool is_larger(const struct gly_quantity *part, const struct gly_quantity *whole)
{
    double f = gly_quantity_factor(part, whole);
    return (part->low - part->half) * f > whole->low + whole->half;
}

/* "97 of the 88 delegates" */
static bool is_part_of_the(const struct gly_doc *doc, const struct gly_quantity *part,
                           const struct gly_quantity *whole)
{
    uint32_t behind = gly_quantity_end(part);
    return whole->first_tok == behind + 2 && gly_tok_is(doc, behind, "of") &&
           gly_tok_is(doc, behind + 1, "the|its|their|our|all|his|her") &&
           is_whole_number(part) && is_whole_number(whole) && !part->unit &&
           !whole->unit && whole->class == GLY_QUANTITY_COUNT;
}

/* "Of the 48 bridges, 53 were built", "Of 48 bridges" */
static bool is_of_the(const struct gly_doc *doc, const struct gly_sent *sent,
                      const struct gly_quantity *whole, const struct gly_quantity *part)
{
    uint32_t at = whole->first_tok;
    bool bare = at == sent->first_tok + 1 && gly_tok_is(doc, at - 1, "of");
    bool of_the = at >= sent->first_tok + 2 && at <= sent->first_tok + 4 &&
                  gly_tok_is(doc, at - 1, "the|its|their|our") &&
                  gly_tok_is(doc, at - 2, "of");
    return (bare || of_the) &&
           gly_toks_have(doc, gly_quantity_end(whole), part->first_tok, ",") &&
           part->first_tok - gly_quantity_end(whole) <= 12 &&
           whole->class == GLY_QUANTITY_COUNT && is_whole_number(whole) &&
           part->class == GLY_QUANTITY_NUMBER && is_whole_number(part) &&
           gly_tok_is(doc, part->first_tok - 1, ",") &&
           !gly_tok_is(doc, gly_quantity_end(part), "per|percent|%|years|of|,|or|-");
}

/* "3,100 m² of greenhouses, including 3,700 m² for tomatoes" */
static bool is_included(const struct gly_doc *doc, const struct gly_quantity *whole,
                        const struct gly_quantity *part)
{
    uint32_t behind = gly_quantity_end(whole);
    bool money = gly_quantity_in(whole, GLY_DIM_MONEY);
    if (whole->low <= 1 || part->first_tok - behind > 12 || part->first_tok < 2 ||
        !(gly_tok_is(doc, part->first_tok - 1, "including") ||
          (gly_tok_is(doc, part->first_tok - 1, "which") &&
           gly_tok_is(doc, part->first_tok - 2, "of")) ||
          (gly_tok_is(doc, part->first_tok - 1, "whom") &&
           gly_tok_is(doc, part->first_tok - 2, "of"))) ||
        !gly_quantity_same_per(doc, whole, part))
        return false;
    if (whole->unit && part->unit)
        return gly_quantity_comparable(whole, part) &&
               (money || gly_quantity_in(whole, GLY_DIM_AREA) ||
                gly_quantity_in(whole, GLY_DIM_MASS) ||
                gly_quantity_in(whole, GLY_DIM_LENGTH) ||
                gly_quantity_in(whole, GLY_DIM_VOLUME));
    /* Counts of different things: "12 houses, including 40 flats" may be right. */
    return whole->class == GLY_QUANTITY_COUNT && !part->unit &&
           (part->class == GLY_QUANTITY_NUMBER ||
            (is_people(gly_doc_slice(doc, whole->noun)) &&
             is_people(gly_doc_slice(doc, part->noun))) ||
            gly_str_eq_nocase(gly_doc_slice(doc, whole->noun),
                              gly_doc_slice(doc, part->noun)));
}

/* "112 per cent of the members voted" */
static void check_percent(struct gly_pass *pass, const struct gly_quantity *q)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t behind = gly_quantity_end(q);
    enum { LONGEST_NOUN = 4 };
    bool about = q->bound == GLY_BOUND_ABOUT && q->low >= 110;
    if (!gly_quantity_in(q, GLY_DIM_PERCENT) || (!gly_quantity_is_plain(q) && !about) ||
        q->flags & GLY_QUANTITY_RANGE || q->low - q->half <= 100 ||
        !gly_tok_is(doc, behind, "of"))
        return;
    uint32_t tok = behind + 1;
    if (gly_tok_is(doc, tok, "the|all|its|our|their"))
        tok++;
    bool bare = tok == behind + 1;
    for (uint32_t end = tok + (bare ? 1 : LONGEST_NOUN); tok < end; tok++) {
        if (is_people(gly_tok_at(doc, tok)) &&
            !gly_tok_is(doc, tok + 1, "'|target|needs|capacity|wages|income|places")) {
            gly_report(pass, PART_OVER_WHOLE, q->span,
                       "a share of '%.*s' cannot be more than all of them",
                       GLY_STR_ARG(gly_tok_at(doc, tok)));
            return;
        }
        if (gly_tok_is(doc, tok, ",|.|target|number|average|level|income|of|for|in"))
            return;
    }
}

/* "All 45 delegates voted; 52 of them backed it" */
static bool is_of_them(const struct gly_doc *doc, const struct gly_quantity *q)
{
    uint32_t behind = gly_quantity_end(q);
    return q->class == GLY_QUANTITY_NUMBER && !q->unit && is_whole_number(q) &&
           gly_tok_is(doc, behind, "of") && gly_tok_is(doc, behind + 1, "them|whom") &&
           !gly_tok_is(doc, behind + 2, "each|per|in|at");
}

static void check_sentence(struct gly_pass *pass, const struct gly_quantities *all,
                           const struct gly_figures *at)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[at->sent];
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *a = &all->at[i], *b = a + 1;
        check_percent(pass, a);
        if (i + 1 == at->end || !gly_quantity_is_plain(a) ||
            !gly_quantity_is_plain(b) || !gly_quantity_comparable(a, b))
            continue;
        const struct gly_quantity *part = NULL, *whole = NULL;
        if (is_part_of_the(doc, a, b)) {
            part = a;
            whole = b;
        } else if (is_of_the(doc, sent, a, b) || is_included(doc, a, b)) {
            part = b;
            whole = a;
        }
        if (!part && is_of_them(doc, b) &&
            (whole = gly_quantity_whole_before(doc, all, i + 1)) == a)
            part = b;
        if (part && is_larger(part, whole) && !gly_sent_corrects(doc, at->sent))
            report(pass, part, whole);
    }
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    for (struct gly_figures at = {0}; gly_figures_next(all, &at);)
        if (gly_block_speaks(pass, sents[at.sent].block) &&
            !gly_block_tabled(doc, sents[at.sent].block))
            check_sentence(pass, all, &at);
}

const struct gly_check gly_check_figures_part = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
