/* A test's statistic and its degrees of freedom decide its p. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>
#include <galley/statistics.h>

enum { STATISTIC };

static const struct gly_rule rules[] = {
    [STATISTIC] =
        {
            .id = "figures/statistic",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A p-value does not follow from its test statistic",
            .why = "The statistic and its degrees of freedom decide the probability. "
                   "Statistic and p stand for all that rounds to them. A warning where "
                   "both lie on the same side of .05. A one-tailed p is accepted where "
                   "the text speaks of one-tailed or directional tests, and one that "
                   "is too large where it speaks of corrections for several tests.",
            .bad = "Heavier birds flew less, t(34) = 2.50, p = .05.",
            .good = "Heavier birds flew less, t(34) = 2.50, p = .017.",
        },
};

#define ALPHA 0.05

static double round_to(double value, unsigned decimals)
{
    double power = pow(10, decimals < 15 ? decimals : 15);
    return floor(value * power + 0.5 + 1e-9) / power;
}

/* Is the printed p none that a statistic between the two bounds could have? */
static bool is_wrong(const struct gly_statistic *s, double low, double high)
{
    double p = s->p.value;
    if (s->not_significant)
        return s->value.sign == '=' && high < ALPHA;
    if (p <= 0 && s->p.sign != '>')
        return true;
    double first = round_to(low, s->p.decimals), last = round_to(high, s->p.decimals);
    static const double slack = 1e-12;
    switch (s->value.sign) {
    case '=':
        return s->p.sign == '='   ? p > last + slack || p < first - slack
               : s->p.sign == '<' ? p < low - slack
                                  : p > high + slack;
    case '<':
        return s->p.sign == '='   ? p < last - slack
               : s->p.sign == '<' ? p < high - slack
                                  : false;
    default:
        return s->p.sign == '='   ? p > first + slack
               : s->p.sign == '>' ? p > low + slack
                                  : false;
    }
}

/* Are the printed p and the reckoned one on different sides of .05? */
static bool decides_otherwise(const struct gly_statistic *s, double p)
{
    bool significant = p <= ALPHA;
    if (s->not_significant)
        return significant;
    bool printed = s->p.sign == '>' ? s->p.value < ALPHA : s->p.value <= ALPHA;
    return printed != significant;
}

/* What the text says of all its tests. */
struct customs {
    bool known, one_tailed, corrected;
};

static void learn(const struct gly_doc *doc, struct customs *ret)
{
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    ret->known = true;
    for (uint32_t i = 0; i < count; i++) {
        if (toks[i].kind != GLY_TOK_WORD)
            continue;
        if (gly_tok_is(doc, i, "one-tailed|one-sided|directional|tailed|sided"))
            ret->one_tailed |= !gly_tok_is(doc, i, "tailed|sided") ||
                               (i >= 2 && gly_tok_is(doc, i - 2, "one|1"));
        ret->corrected |= gly_tok_is(
            doc, i,
            "Bonferroni|Bonferroni-corrected|Holm|FDR|Tukey|Tukey's|Sidak|"
            "\u0160id\u00E1k|"
            "Benjamini|Hochberg|Greenhouse|Greenhouse-Geisser|Huynh|Scheff\u00E9|"
            "permutation|permutations|bootstrap|bootstrapped|Dunn|Dunnett|Games");
    }
}

static void judge(struct gly_pass *pass, const struct gly_statistic *s,
                  struct customs *customs)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    double half = 0.5 * pow(10, -(double)s->value.decimals);
    double low = gly_statistic_p(s, s->value.value + half);
    double high = gly_statistic_p(s, s->value.value - half);
    double p = gly_statistic_p(s, s->value.value);
    if (isnan(low) || isnan(high) || isnan(p) || !is_wrong(s, low, high))
        return;
    if (!customs->known)
        learn(doc, customs);
    bool two_sided =
        s->kind == GLY_TEST_T || s->kind == GLY_TEST_R || s->kind == GLY_TEST_Z;
    if ((two_sided && customs->one_tailed && !is_wrong(s, low / 2, high / 2)) ||
        (customs->corrected && (s->not_significant || s->p.value > p)))
        return;
    struct gly_str test = gly_doc_slice(doc, s->span);
    struct gly_str printed = gly_doc_slice(doc, s->p_span);
    struct gly_finding *f;
    if (s->p.value <= 0 && !s->not_significant)
        f = gly_report(pass, STATISTIC, s->p_span, "no p is 0: that of '%.*s' is %.2g",
                       GLY_STR_ARG(test), p);
    else
        f = gly_report(pass, STATISTIC, s->p_span,
                       p < 0.0005 ? "the p of '%.*s' is %.1e, not '%s%.*s'"
                                  : "the p of '%.*s' is %.3g, not '%s%.*s'",
                       GLY_STR_ARG(test), p,
                       s->p.sign == '<'   ? "< "
                       : s->p.sign == '>' ? "> "
                                          : "",
                       GLY_STR_ARG(printed));
    gly_evidence(f, s->span, "the test");
    if (!decides_otherwise(s, p))
        gly_soften(f, GLY_WARNING);
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t count;
    const struct gly_block *blocks = gly_doc_blocks(doc, &count);
    struct gly_str text = gly_doc_text(doc);
    struct customs customs = {0};
    for (uint32_t i = 0; i < count; i++) {
        uint32_t start = blocks[i].span.start, len = gly_span_len(blocks[i].span);
        if (!(blocks[i].flags & GLY_BLOCK_PROSE) ||
            (!memchr(text.ptr + start, '=', len) &&
             !memchr(text.ptr + start, '<', len) &&
             !memchr(text.ptr + start, '>', len)))
            continue;
        struct gly_statistic s;
        for (uint32_t at = start; gly_statistic_next(doc, &blocks[i], &at, &s);)
            judge(pass, &s, &customs);
    }
}

const struct gly_check gly_check_figures_statistic = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .run = run,
};
