/* Two figures and what lies between them. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { DIFFERENCE };

static const struct gly_rule rules[] = {
    [DIFFERENCE] =
        {
            .id = "figures/difference",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A difference does not follow from its two figures",
            .why = "Two figures and the difference decide each other; all three stand "
                   "for what they may have been rounded from. Judged where the words "
                   "announce it ('a fall of', 'more than the') and the sentence has no "
                   "further figure of the kind.",
            .bad = "The gauge stood at 2.85 m on Monday and 2.40 m on Friday, a fall "
                   "of 35 cm.",
            .good = "The gauge stood at 2.85 m on Monday and 2.40 m on Friday, a fall "
                    "of 45 cm.",
        },
};

/* ---- Differences ---- */

#define NOUNS                                                                          \
    "rise|increase|growth|gain|jump|climb|improvement|fall|drop|decline|decrease|"     \
    "reduction|cut|loss|difference|gap|surge|slump|change|leap|shortfall|margin|lead|" \
    "majority|surplus|profit|deficit|saving|excess"

#define COMPARATIVES                                                                  \
    "more|less|fewer|higher|lower|above|below|taller|shorter|longer|heavier|lighter|" \
    "older|younger|larger|smaller|warmer|colder|deeper|cheaper|dearer|faster|slower"

/* ", a fall of 65 cm": in apposition to what stands before it. */
static bool is_announced(const struct gly_doc *doc, const struct gly_quantity *q)
{
    uint32_t at = q->first_tok;
    if (at < 4 || !gly_tok_is(doc, at - 1, "of") || !gly_tok_is(doc, at - 2, NOUNS) ||
        !gly_tok_is(doc, at - 3, "a|an|the"))
        return false;
    /* "carried by 312 votes to 289 with a majority of 23" */
    if (gly_tok_is(doc, at - 4, "for|with|by|yielding"))
        return gly_tok_is(doc, at - 2,
                          "majority|margin|lead|profit|loss|surplus|deficit") &&
               gly_tok_is(doc, gly_quantity_end(q), ".|,|;|votes|points");
    return gly_tok_is(
        doc, at - 4,
        ",|(|:|;|\u2013|\u2014|--|representing|making|giving|meaning|leaving");
}

/* "8,400 came last year; this year 9,100 did, 700 more than before", "20 mph lower.": it
 * ends the sentence or its clause, and the two stand before it. */
static bool is_compared(const struct gly_doc *doc, const struct gly_quantity *q)
{
    uint32_t tok = gly_quantity_behind_noun(doc, q);
    if (q->first_tok == 0 ||
        !gly_tok_is(doc, q->first_tok - 1, ",|(|:|\u2013|\u2014|--") ||
        !gly_tok_is(doc, tok, COMPARATIVES) ||
        !gly_sent_has(doc, q->sent,
                      "last|previous|old|older|earlier|former|yesterday|then|first") ||
        !gly_sent_has(doc, q->sent, "this|new|now|current|today|second|latter|later"))
        return false;
    tok++;
    if (gly_tok_is(doc, tok, ".|;|)"))
        return true;
    if (!gly_tok_is(doc, tok, "than"))
        return false;
    tok++;
    return gly_tok_is(doc, tok, "before|previously") ||
           (gly_tok_is(doc, tok, "last|the|a|in") &&
            gly_toks_have(doc, tok, tok + 3,
                          "year|month|week|season|quarter|before|previous|previously|"
                          "day|old|first|former|latter|other"));
}

/* "Of the 500 tickets, 430 were sold, leaving 70." */
static bool is_left(const struct gly_doc *doc, const struct gly_quantities *all,
                    const struct gly_figures *at, const struct gly_quantity *q)
{
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[at->sent];
    const struct gly_quantity *whole = &all->at[at->first];
    return q->first_tok > sent->first_tok && at->end - at->first == 3 &&
           gly_tok_is(doc, q->first_tok - 1, "leaving") &&
           gly_tok_is(doc, sent->first_tok, "of") &&
           whole->first_tok <= sent->first_tok + 2 && whole->low > q->low &&
           (gly_tok_is(doc, gly_quantity_behind_noun(doc, q),
                       ".|;|unsold|left|remaining|to|in|empty|"
                       "vacant|over|outstanding"));
}

/* "The gap between the best-paid ($95,000) and the worst-paid ($40,000) is $55,000" */
static bool is_gap(const struct gly_doc *doc, const struct gly_quantities *all,
                   const struct gly_figures *at, const struct gly_quantity *q)
{
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[at->sent];
    return at->end - at->first == 3 && q == &all->at[at->end - 1] &&
           q->first_tok > sent->first_tok + 4 &&
           gly_tok_is(doc, q->first_tok - 1, "is|was|of|stands|stood|be") &&
           gly_tok_is(doc, sent->first_tok + 1, "gap|difference|spread|margin") &&
           gly_tok_is(doc, sent->first_tok + 2, "between");
}

/* "fell by 1,200, from": the figures it was and is follow. "To £182, down £14 from the
 * £196": they stand on both sides. */
static bool is_by(const struct gly_doc *doc, const struct gly_quantity *q)
{
    if (q->first_tok >= 2 && gly_tok_is(doc, q->first_tok - 1, "up|down") &&
        gly_tok_is(doc, q->first_tok - 2, ",") &&
        gly_tok_is(doc, gly_quantity_end(q), "from|on"))
        return true;
    return q->first_tok >= 2 && gly_tok_is(doc, q->first_tok - 1, "by") &&
           gly_tok_is(doc, q->first_tok - 2,
                      "rose|fell|risen|fallen|grew|grown|dropped|increased|decreased|"
                      "declined|climbed|up|down|shrank|jumped|rise|fall|grow|drop|"
                      "cut|reduced|raised|lowered|slipped|slid|lifted|trimmed|widened|"
                      "narrowed|extended|shortened|risen|dropping|rising|falling|"
                      "increasing");
}

/* "won by 114 votes, 3,318 to 3,204": the result follows the margin. */
static bool is_margin(const struct gly_doc *doc, const struct gly_quantities *all,
                      const struct gly_figures *at, uint32_t i)
{
    const struct gly_quantity *q = &all->at[i];
    if (i + 3 != at->end || q->first_tok < 3 ||
        !gly_tok_is(doc, q->first_tok - 1, "by"))
        return false;
    uint32_t from = q->first_tok > 5 ? q->first_tok - 5 : 0;
    return gly_toks_have(
               doc, from, q->first_tok,
               "won|win|wins|lost|beat|beaten|defeated|carried|passed|approved|"
               "rejected|adopted|elected|prevailed") &&
           gly_tok_is(doc, gly_quantity_behind_noun(doc, q), ",|(|:|\u2013|\u2014") &&
           q[1].first_tok == gly_quantity_behind_noun(doc, q) + 1 &&
           gly_tok_is(doc, q[2].first_tok - 1, "to|against");
}

/* "From 14 °C to 5 °C, a drop of nine degrees": degrees are those of the two. */
static bool in_degrees(const struct gly_quantity *d, const struct gly_values *v)
{
    return gly_quantity_in(d, GLY_DIM_ANGLE) && v->count == 2 &&
           gly_quantity_same_unit(v->at[0], v->at[1]);
}

/* The two temperatures of a sentence; false for any other number of them. */
static bool gather_degrees(const struct gly_quantities *all,
                           const struct gly_figures *at, struct gly_values *ret)
{
    ret->count = 0;
    for (uint32_t i = at->first; i < at->end; i++) {
        if (!gly_quantity_in(&all->at[i], GLY_DIM_TEMPERATURE))
            continue;
        if (ret->count == 2)
            return false;
        ret->at[ret->count++] = &all->at[i];
    }
    return ret->count == 2;
}

/* "4.1 million more than the 52.6 million": the figure behind, NULL for none. */
static const struct gly_quantity *more_than(const struct gly_doc *doc,
                                            const struct gly_quantities *all,
                                            const struct gly_figures *at, uint32_t i)
{
    const struct gly_quantity *q = &all->at[i];
    uint32_t tok = gly_quantity_behind_noun(doc, q);
    bool past = gly_tok_is(doc, tok, "over|under") &&
                gly_tok_is(doc, tok + 1, "the|its|their|a|budget|his|her");
    if (i + 1 >= at->end || (!past && !gly_tok_is(doc, tok, COMPARATIVES)))
        return NULL;
    bool than = gly_tok_is(doc, tok + 1, "than");
    if (!than && !past && !gly_tok_is(doc, tok, "above|below"))
        return NULL;
    const struct gly_quantity *next = &all->at[i + 1];
    uint32_t from = tok + (than ? 2 : 1);
    enum { NEAR = 3, FAR = 8 };
    if (next->first_tok < from || next->first_tok > from + FAR)
        return NULL;
    /* "than the old one, which had 80" */
    bool told = gly_toks_have(doc, from, next->first_tok, "which|who|with") &&
                !gly_toks_have(doc, from, next->first_tok, "and|but|in|when");
    bool near =
        next->first_tok <= from + NEAR &&
        (next->first_tok == from || gly_tok_is(doc, from, "the|last|its|their"));
    /* "over its budget of £38m" */
    near |= next->first_tok <= from + 4 &&
            gly_tok_is(doc, next->first_tok - 1, "of|at") &&
            gly_tok_is(doc, from, "the|its|their|a|his|her") &&
            gly_tok_is(doc, next->first_tok - 2,
                       "best|time|mark|one|budget|price|limit|estimate|level|record|"
                       "average|figure|total|"
                       "cost|length|height|width|weight|depth");
    return near || told ? next : NULL;
}

static void check_difference(struct gly_pass *pass, const struct gly_quantity *a,
                             const struct gly_quantity *b, const struct gly_quantity *d)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    if (gly_quantity_is_open(a) || gly_quantity_is_open(b) ||
        d->bound != GLY_BOUND_NONE || d->flags & GLY_QUANTITY_RANGE ||
        !gly_quantity_same_noun(doc, a, b) || !gly_quantity_same_noun(doc, a, d) ||
        !gly_quantity_same_noun(doc, b, d))
        return;
    bool degrees = gly_quantity_in(a, GLY_DIM_TEMPERATURE);
    double fa = degrees ? 1 : gly_quantity_factor(a, d);
    double fb = degrees ? 1 : gly_quantity_factor(b, d);
    double between = fabs(a->low * fa - b->low * fb);
    double slack = a->half * fa + b->half * fb + d->half;
    /* Rounded figures beside a difference that was reckoned from exact ones. */
    if (d->half == 0 && gly_round_half(d->low) > 5)
        slack += gly_round_half(d->low);
    if (fabs(between - d->low) <= slack + 1e-9 * between)
        return;
    bool named = d->unit && d->unit->dimension != GLY_DIM_MONEY;
    char text[GLY_FIGURE_BYTES];
    struct gly_finding *f = gly_report(
        pass, DIFFERENCE, d->span, "between '%.*s' and '%.*s' lie %s%s%s, not '%.*s'",
        GLY_STR_ARG(gly_doc_slice(doc, a->span)),
        GLY_STR_ARG(gly_doc_slice(doc, b->span)), gly_figure_text(between, text),
        named ? " " : "", named ? d->unit->symbol : "",
        GLY_STR_ARG(gly_doc_slice(doc, d->span)));
    gly_evidence(f, a->span, "the one");
    gly_evidence(f, b->span, "the other");
}

/* "214 metres long and the new one 260, 46 metres longer": a figure without a unit has that
 * of the one beside it. The only such figure of the sentence, as if it had it. */
static bool lend_unit(const struct gly_quantities *all, const struct gly_figures *at,
                      struct gly_values *v, struct gly_quantity *lent)
{
    const struct gly_quantity *bare = NULL, *own = v->at[0];
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (q->class == GLY_QUANTITY_COUNT)
            return false;
        if (q->class != GLY_QUANTITY_NUMBER)
            continue;
        if (bare || q->unit || q->bound != GLY_BOUND_NONE)
            return false;
        bare = q;
    }
    if (!bare || !own->unit || bare->low < own->low / 3 || bare->low > own->low * 3)
        return false;
    *lent = *bare;
    lent->unit = own->unit;
    lent->class = own->class;
    lent->half = fmax(lent->half, own->half == 0 ? 0 : lent->half);
    v->at[1] = lent;
    v->count = 2;
    if (bare < own) {
        v->at[1] = own;
        v->at[0] = lent;
    }
    return true;
}

static void find_differences(struct gly_pass *pass, const struct gly_quantities *all,
                             const struct gly_figures *at)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *d = &all->at[i];
        if (!gly_quantity_is_amount(d) || gly_quantity_in(d, GLY_DIM_PERCENT) ||
            gly_quantity_in(d, GLY_DIM_PERCENTAGE_POINT) || d->low <= 0)
            continue;
        bool announced = is_announced(doc, d);
        bool compared =
            !announced && (is_left(doc, all, at, d) || is_gap(doc, all, at, d) ||
                           (is_compared(doc, d) && !more_than(doc, all, at, i)));
        announced |= compared;
        bool by = !announced && is_by(doc, d);
        const struct gly_quantity *than =
            announced || by ? NULL : more_than(doc, all, at, i);
        struct gly_values v;
        struct gly_quantity lent;
        const struct gly_quantity *from, *to;
        bool margin = !announced && !by && is_margin(doc, all, at, i);
        bool degrees = announced && gly_quantity_in(d, GLY_DIM_ANGLE) &&
                       !gly_sent_has(doc, at->sent,
                                     "turn|turned|turning|rotated|angle|angles|slope|"
                                     "latitude|longitude|north|south|needle|tilt");
        if ((!announced && !by && !than && !margin) ||
            !(degrees ? gather_degrees(all, at, &v)
                      : gly_values_gather(all, at, d, &v)) ||
            (v.count == 1 && d->unit && !lend_unit(all, at, &v, &lent)) ||
            v.count != 2 || (degrees && !in_degrees(d, &v)))
            continue;
        /* The two stand before it, or around it where "than" follows. */
        bool borrowed = v.at[0] == &lent || v.at[1] == &lent;
        if (announced ? v.at[1]->span.start > d->span.start
            : margin  ? borrowed || v.at[0] != d + 1
            : by      ? !gly_values_from_to(doc, &v, &from, &to)
                      : (v.at[0]->span.start > d->span.start ||
                    v.at[1]->span.start != than->span.start))
            continue;
        if (gly_sent_has(doc, at->sent,
                         "adjusted|average|annual|annually|per|net|forecast|target|not|"
                         "combined|another|further|each|respectively|seasonally|"
                         "instead|of-which|twice|half|double"))
            continue;
        /* "£182 a tonne, down £14 from the £196": said once for both. */
        bool once = gly_span_len(v.at[0]->per) == 0 || gly_span_len(v.at[1]->per) == 0;
        if (gly_quantity_same_per(doc, v.at[0], v.at[1]) || (by && once))
            check_difference(pass, v.at[0], v.at[1], d);
    }
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    for (struct gly_figures at = {0}; gly_figures_next(all, &at);) {
        if (at.end - at.first < 3 || at.end - at.first > 12 ||
            !gly_block_speaks(pass, sents[at.sent].block) ||
            gly_block_tabled(doc, sents[at.sent].block))
            continue;
        find_differences(pass, all, &at);
    }
}

const struct gly_check gly_check_figures_difference = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
