/* Scores: so many sets, and an aggregate that is the sum of its legs. */
#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { SCORE };

static const struct gly_rule rules[] = {
    [SCORE] =
        {
            .id = "figures/score",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "Scores do not make the number of sets or the aggregate",
            .why =
                "The sets that are listed can be counted, and two legs can be added. "
                "Either order of the two sides is accepted.",
            .bad = "She won in three sets, 6-4, 3-6, 6-2, 7-5.",
            .good = "She won in four sets, 6-4, 3-6, 6-2, 7-5.",
        },
};

struct points {
    const struct gly_quantity *q;
    unsigned a, b;
};

/* "6-4", "6–4": two small numbers joined by a dash. */
static bool read_points(const struct gly_doc *doc, const struct gly_quantity *q,
                        struct points *ret)
{
    struct gly_str text = gly_doc_slice(doc, q->span);
    unsigned part[2] = {0, 0}, which = 0, digits = 0;
    if ((q->class != GLY_QUANTITY_SCORE && !(q->flags & GLY_QUANTITY_RANGE)) || q->unit)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c >= '0' && c <= '9') {
            part[which] = part[which] * 10 + (c - '0');
            if (++digits > 3)
                return false;
        } else if (c == '-' || c == 0xE2) {
            if (which == 1 || digits == 0)
                return false;
            which = 1;
            digits = 0;
            i += c == 0xE2 ? 2 : 0;
        } else if (c != ' ') {
            return false;
        }
    }
    *ret = (struct points){q, part[0], part[1]};
    return which == 1 && digits > 0;
}

enum { MOST = 8 };

/* "in three sets, 6-4, 3-6, 6-2": scores that commas join, before or behind the count. */
static void check_sets(struct gly_pass *pass, const struct gly_quantity *sets,
                       const struct points *p, unsigned count)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    if (count < 2 || sets->low == count || sets->low > 5 || sets->low < 2)
        return;
    for (unsigned i = 1; i < count; i++) {
        uint32_t from = gly_quantity_end(p[i - 1].q);
        /* A tie-break may stand in brackets between two of them. */
        if (p[i].q->first_tok - from > 2 ||
            !gly_toks_have(doc, from, p[i].q->first_tok, ",|and"))
            return;
    }
    struct gly_span span = {sets->span.start, sets->noun.end};
    struct gly_finding *f = gly_report(pass, SCORE, span, "'%.*s' and %u scores",
                                       GLY_STR_ARG(gly_doc_slice(doc, span)), count);
    for (unsigned i = 0; i < count; i++)
        gly_evidence(f, p[i].q->span, "a set");
}

/* "5-3 on aggregate" and two legs. */
static void check_aggregate(struct gly_pass *pass, const struct points *p,
                            unsigned count)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct points *sum = NULL, *legs[2] = {0};
    unsigned n = 0;
    for (unsigned i = 0; i < count; i++) {
        uint32_t behind = gly_quantity_end(p[i].q);
        bool is_sum =
            gly_tok_is(doc, behind, "on") && gly_tok_is(doc, behind + 1, "aggregate");
        if (is_sum && !sum)
            sum = &p[i];
        else if (!is_sum && n < 2)
            legs[n++] = &p[i];
        else
            return;
    }
    if (!sum || n != 2)
        return;
    unsigned high = sum->a > sum->b ? sum->a : sum->b, low = sum->a + sum->b - high;
    for (unsigned turn = 0; turn < 2; turn++) {
        unsigned a = legs[0]->a + (turn ? legs[1]->b : legs[1]->a);
        unsigned b = legs[0]->b + (turn ? legs[1]->a : legs[1]->b);
        if ((a == high && b == low) || (a == low && b == high))
            return;
    }
    struct gly_finding *f =
        gly_report(pass, SCORE, sum->q->span, "'%.*s' and '%.*s' do not make '%.*s'",
                   GLY_STR_ARG(gly_doc_slice(doc, legs[0]->q->span)),
                   GLY_STR_ARG(gly_doc_slice(doc, legs[1]->q->span)),
                   GLY_STR_ARG(gly_doc_slice(doc, sum->q->span)));
    gly_evidence(f, legs[0]->q->span, "one leg");
    gly_evidence(f, legs[1]->q->span, "the other");
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    for (struct gly_figures at = {0}; gly_figures_next(all, &at);) {
        struct points p[MOST];
        const struct gly_quantity *sets = NULL;
        unsigned count = 0, other = 0;
        if (at.end - at.first < 3 || at.end - at.first > MOST + 2 ||
            !gly_block_speaks(pass, sents[at.sent].block))
            continue;
        for (uint32_t i = at.first; i < at.end; i++) {
            const struct gly_quantity *q = &all->at[i];
            if (count < MOST && read_points(doc, q, &p[count]))
                count++;
            else if (q->class == GLY_QUANTITY_COUNT && gly_quantity_is_plain(q) &&
                     gly_str_eq_nocase(gly_doc_slice(doc, q->noun), gly_str("sets")) &&
                     !sets)
                sets = q;
            else
                other++;
        }
        if (sets && other == 0)
            check_sets(pass, sets, p, count);
        if (count == 3)
            check_aggregate(pass, p, count);
    }
}

const struct gly_check gly_check_figures_score = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
