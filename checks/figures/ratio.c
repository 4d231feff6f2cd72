/* Two figures that divide to a speed, a density, a ratio. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { RATIO };

static const struct gly_rule rules[] = {
    [RATIO] =
        {
            .id = "figures/ratio",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A ratio or rate does not follow from its two figures",
            .why = "Distance and time decide the speed, fuel and distance the "
                   "consumption, two weights their ratio. All figures stand for what "
                   "they may have been rounded from.",
            .bad = "The minibus used 44 litres for 500 km, a consumption of 11 litres "
                   "per 100 km.",
            .good = "The minibus used 55 litres for 500 km, a consumption of 11 litres "
                    "per 100 km.",
        },
};

enum { MOST_VALUES = 12 };

/* ---- Rates: distance and time, fuel and distance, people and area ---- */

static double base_of(const struct gly_quantity *q)
{
    return q->low * q->unit->factor;
}

/* What the rate is in units of `rate`, where a and b decide it; 0 where they do not. */
static double rate_of(const struct gly_doc *doc, const struct gly_quantity *a,
                      const struct gly_quantity *b, const struct gly_quantity *rate)
{
    if (!a->unit || !b->unit || !rate->unit)
        return 0;
    unsigned of = a->unit->dimension, by = b->unit->dimension;
    if (rate->unit->dimension == GLY_DIM_SPEED && of == GLY_DIM_LENGTH &&
        by == GLY_DIM_TIME && b->unit->system != GLY_SYSTEM_CALENDAR)
        return base_of(a) / base_of(b) / rate->unit->factor;
    if (strcmp(rate->unit->symbol, "l/100km") == 0 && of == GLY_DIM_VOLUME &&
        by == GLY_DIM_LENGTH) {
        const struct gly_measure *litre = gly_measure_next(doc, "l", NULL);
        const struct gly_measure *km = gly_measure_next(doc, "km", NULL);
        return litre && km
                   ? 100 * (base_of(a) / litre->factor) / (base_of(b) / km->factor)
                   : 0;
    }
    return 0;
}

static void check_rate(struct gly_pass *pass, const struct gly_quantity *a,
                       const struct gly_quantity *b, const struct gly_quantity *rate)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    double is = rate_of(doc, a, b, rate);
    if (is <= 0)
        return;
    /* "In three hours" may be a quarter of an hour more or less. */
    double bh = b->half == 0 && gly_quantity_is_time(b) ? 0.25 : gly_quantity_half(b);
    double low = is * (1 - gly_quantity_half(a) / a->low) / (1 + bh / b->low);
    double high = is * (1 + gly_quantity_half(a) / a->low) / fmax(1 - bh / b->low, 0.1);
    double slack = gly_quantity_half(rate) + 0.01 * is;
    if (rate->low >= low - slack && rate->low <= high + slack)
        return;
    struct gly_finding *f = gly_report(
        pass, RATIO, rate->span, "'%.*s' and '%.*s' make %.3g %s, not '%.*s'",
        GLY_STR_ARG(gly_quantity_text(doc, a)), GLY_STR_ARG(gly_quantity_text(doc, b)),
        is, rate->unit->symbol, GLY_STR_ARG(gly_quantity_text(doc, rate)));
    gly_evidence(f, a->span, "divided");
    gly_evidence(f, b->span, "by this");
}

/* "12,000 people on 40 square kilometres, a density of 300 per square kilometre" */
static void find_density(struct gly_pass *pass, const struct gly_quantities *all,
                         const struct gly_figures *at)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantity *people = NULL, *area = NULL, *density = NULL;
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (q->class > GLY_QUANTITY_NUMBER)
            continue;
        uint32_t from = q->first_tok > 4 ? q->first_tok - 4 : 0;
        struct gly_str per = gly_doc_slice(doc, q->per);
        bool dense = gly_toks_have(doc, from, q->first_tok, "density|densities") ||
                     (people && area && !q->unit && gly_str_starts(per, "per square") &&
                      gly_tok_is(doc, q->first_tok - 1, "or|,|("));
        const struct gly_quantity **slot = dense                              ? &density
                                           : gly_quantity_in(q, GLY_DIM_AREA) ? &area
                                           : q->unit                          ? NULL
                                                                              : &people;
        if (!slot || *slot || !gly_quantity_is_positive(q))
            return;
        *slot = q;
    }
    if (!people || !area || !density || density < people || density < area ||
        density->unit ||
        gly_sent_has(doc, at->sent, "not|including|average|land|water"))
        return;
    uint32_t per = gly_quantity_end(density);
    /* "per square kilometre of farmland" */
    const struct gly_measure *unit = NULL;
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    while (toks[per].span.start < density->noun.end)
        per++;
    if (gly_tok_is(doc, per, "per|a") && gly_tok_is(doc, per + 1, "square"))
        unit = gly_measure_find(
            doc, gly_doc_slice(doc, (struct gly_span){toks[per + 1].span.start,
                                                      toks[per + 2].span.end}));
    else if (gly_tok_is(doc, per, "per|a"))
        unit = gly_measure_find(doc, gly_tok_at(doc, per + 1));
    if (!unit || unit->dimension != GLY_DIM_AREA || gly_tok_is(doc, per + 2, "of") ||
        gly_tok_is(doc, per + 3, "of"))
        return;
    double is = people->low / (base_of(area) / unit->factor);
    double spread =
        gly_quantity_half(people) / people->low + gly_quantity_half(area) / area->low;
    if (fabs(is - density->low) <= is * spread + gly_quantity_half(density) + 0.01 * is)
        return;
    char text[GLY_FIGURE_BYTES];
    struct gly_finding *f =
        gly_report(pass, RATIO, density->span, "'%.*s' on '%.*s' is %s, not '%.*s'",
                   GLY_STR_ARG(gly_quantity_text(doc, people)),
                   GLY_STR_ARG(gly_quantity_text(doc, area)),
                   gly_figure_text(gly_figure_hundredths(is), text),
                   GLY_STR_ARG(gly_quantity_text(doc, density)));
    gly_evidence(f, people->span, "divided");
    gly_evidence(f, area->span, "by this");
}

/* "45 litres over 500 km": across them, no hedge. */
static bool is_across(const struct gly_doc *doc, const struct gly_quantity *q)
{
    return q->bound == GLY_BOUND_OVER && q->first_tok > 0 && gly_quantity_is_value(q) &&
           !(q->flags & GLY_QUANTITY_RANGE) &&
           gly_tok_is(doc, q->first_tok - 1, "over");
}

/* ", a consumption of 11 litres per 100 km", "an average speed of 60 km/h" */
static bool is_rate(const struct gly_doc *doc, const struct gly_quantity *q)
{
    return q->unit &&
           (q->unit->dimension == GLY_DIM_SPEED ||
            q->unit->dimension == GLY_DIM_CONSUMPTION) &&
           q->first_tok >= 2 &&
           (gly_tok_is(doc, q->first_tok - 1, "of|averaging|or|=") ||
            (q->unit->dimension == GLY_DIM_CONSUMPTION &&
             gly_tok_is(doc, q->first_tok - 1, ","))) &&
           (!gly_tok_is(doc, q->first_tok - 1, "of") ||
            gly_tok_is(doc, q->first_tok - 2, "consumption|speed|average|rate|pace"));
}

static void find_rates(struct gly_pass *pass, const struct gly_quantities *all,
                       const struct gly_figures *at)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantity *v[2], *rate = NULL;
    unsigned count = 0;
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (q->class > GLY_QUANTITY_NUMBER ||
            (q->unit && rate && q->span.start < rate->span.end))
            continue;
        if (is_rate(doc, q) && !rate && gly_quantity_is_positive(q)) {
            rate = q;
            continue;
        }
        /* "per 100 km" stands inside the rate. */
        if (rate && q->first_tok < gly_quantity_end(rate) + 2 &&
            q->first_tok > rate->first_tok)
            continue;
        if ((!gly_quantity_is_positive(q) && !(count == 1 && is_across(doc, q))) ||
            !q->unit || count == 2)
            return;
        v[count++] = q;
    }
    if (!rate || count != 2 || rate < v[1] ||
        gly_sent_has(doc, at->sent,
                     "top|maximum|peak|limit|best|not|including|each|stops"))
        return;
    check_rate(pass, v[0], v[1], rate);
    check_rate(pass, v[1], v[0], rate);
}

/* ---- Ratios of two figures ---- */

struct ratio {
    const struct gly_quantity *at; /* its first figure */
    double a, b;
    struct gly_span span;
};

/* "1 : 8", "1 to 8" behind the word "ratio". */
static bool find_ratio(const struct gly_quantities *all, const struct gly_doc *doc,
                       const struct gly_figures *at, struct ratio *ret)
{
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *a = &all->at[i], *b = a + 1;
        uint32_t behind = gly_quantity_end(a);
        const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
        while (toks[behind].span.start < a->noun.end) /* "16 pupils to one teacher" */
            behind++;
        if (a->unit ||
            !gly_toks_have(doc, a->first_tok >= 10 ? a->first_tok - 10 : 0,
                           a->first_tok, "ratio|outnumber|outnumbers|outnumbered"))
            continue;
        if (a->flags & GLY_QUANTITY_RANGE)
            *ret = (struct ratio){a, a->low, a->high, a->span};
        else if (gly_tok_is(doc, behind, "to") && gly_tok_is(doc, behind + 1, "one") &&
                 (i + 1 == at->end || b->first_tok != behind + 1)) /* "20 to one" */
            *ret = (struct ratio){
                a, a->low, 1, {a->span.start, toks[behind + 1].span.end}};
        else if (i + 1 < at->end && !b->unit && b->first_tok == behind + 1 &&
                 gly_tok_is(doc, behind, ":|to"))
            *ret = (struct ratio){a, a->low, b->low, {a->span.start, b->span.end}};
        else
            continue;
        return ret->a > 0 && ret->b > 0 && ret->a == floor(ret->a) &&
               ret->b == floor(ret->b);
    }
    return false;
}

/* A colon or a bracket behind a ratio leads to its two figures. */
static bool told_behind(const struct gly_doc *doc, const struct ratio *said)
{
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t tok = said->at->first_tok;
    while (toks[tok].span.start < said->span.end)
        tok++;
    return gly_tok_is(doc, tok, ":|(|–|—");
}

static void find_ratios(struct gly_pass *pass, const struct gly_quantities *all,
                        const struct gly_figures *at)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantity *v[2];
    struct ratio said;
    unsigned count = 0;
    if (!gly_sent_has(doc, at->sent, "ratio|outnumber|outnumbers|outnumbered") ||
        !find_ratio(all, doc, at, &said))
        return;
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (gly_span_contains(said.span, q->span) || q->class > GLY_QUANTITY_NUMBER)
            continue;
        /* "outnumber them by four to one: 1,600 against 400" */
        if (!gly_quantity_is_positive(q) || count == 2 ||
            (q > said.at && !told_behind(doc, &said)))
            return;
        v[count++] = q;
    }
    if (count != 2 || !gly_quantity_comparable(v[0], v[1]) ||
        !gly_quantity_same_per(doc, v[0], v[1]) ||
        gly_sent_has(doc, at->sent, "not|about|roughly|nearly|almost|over|gear|aspect"))
        return;
    double f = gly_quantity_factor(v[0], v[1]);
    double is = v[0]->low * f / v[1]->low;
    double one = said.a / said.b, other = said.b / said.a;
    /* "1 to 2" is anything that rounds to it. */
    double slack = 0.05 + 0.5 / fmax(said.a, said.b);
    double spread = v[0]->half / v[0]->low + v[1]->half / v[1]->low;
    if (fabs(is - one) <= one * (slack + spread) ||
        fabs(is - other) <= other * (slack + spread))
        return;
    struct gly_finding *finding =
        gly_report(pass, RATIO, said.span, "'%.*s' to '%.*s' is %.3g : 1, not '%.*s'",
                   GLY_STR_ARG(gly_quantity_text(doc, is >= 1 ? v[0] : v[1])),
                   GLY_STR_ARG(gly_quantity_text(doc, is >= 1 ? v[1] : v[0])),
                   is >= 1 ? is : 1 / is, GLY_STR_ARG(gly_doc_slice(doc, said.span)));
    gly_evidence(finding, v[0]->span, "the one");
    gly_evidence(finding, v[1]->span, "the other");
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    for (struct gly_figures at = {0}; gly_figures_next(all, &at);) {
        if (at.end - at.first < 3 || at.end - at.first > MOST_VALUES + 2 ||
            !gly_block_speaks(pass, sents[at.sent].block) ||
            gly_block_tabled(doc, sents[at.sent].block))
            continue;
        find_rates(pass, all, &at);
        find_density(pass, all, &at);
        find_ratios(pass, all, &at);
    }
}

const struct gly_check gly_check_figures_ratio = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
