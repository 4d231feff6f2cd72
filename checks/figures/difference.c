/* Two figures and what lies between them: a difference, or how many times. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { DIFFERENCE, MULTIPLE };

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
    [MULTIPLE] =
        {
            .id = "figures/multiple",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary =
                "'Doubled', 'four times' or 'sixfold' does not fit the two figures",
            .why =
                "Two figures decide how many times the one is the other. A twentieth "
                "more or less is let pass, and where a hedge stands before it what "
                "the hedge says; 'three times more' may be four times as much.",
            .bad = "The fund has tripled, rising from $31,000 to $62,000.",
            .good = "The fund has doubled, rising from $31,000 to $62,000.",
        },
};

/* ---- The figures of one sentence ---- */

enum { MOST_VALUES = 6 };

struct values {
    const struct gly_quantity *at[MOST_VALUES];
    unsigned count;
};

static bool is_value(const struct gly_quantity *q)
{
    return (q->class == GLY_QUANTITY_COUNT || q->class == GLY_QUANTITY_AMOUNT ||
            q->class == GLY_QUANTITY_NUMBER) &&
           !(q->flags & GLY_QUANTITY_ADJECTIVE);
}

/* The values of a sentence that can be reckoned against `q`, itself left out. False
 * where there are too many. */
static bool gather(const struct gly_quantities *all, const struct gly_figures *at,
                   const struct gly_quantity *q, struct values *ret)
{
    ret->count = 0;
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *v = &all->at[i];
        if (v == q || !is_value(v) || (q && !gly_quantity_comparable(v, q)))
            continue;
        if (ret->count == MOST_VALUES)
            return false;
        ret->at[ret->count++] = v;
    }
    return true;
}

/* The "than" of "5 more than the 30" is no hedge; nobody else's "over" is open either. */
static bool is_open(const struct gly_quantity *q)
{
    return q->flags & GLY_QUANTITY_RANGE ||
           (q->bound != GLY_BOUND_NONE && q->bound != GLY_BOUND_OVER &&
            q->bound != GLY_BOUND_UNDER);
}

/* "from a to b" in a sentence with no other figure of the kind. Where the article or
 * the list of words makes them something else, silence. */
static bool from_to(const struct gly_doc *doc, const struct values *v,
                    const struct gly_quantity **ret_from,
                    const struct gly_quantity **ret_to)
{
    if (v->count != 2 || !gly_quantity_comparable(v->at[0], v->at[1]))
        return false;
    const struct gly_quantity *a = v->at[0], *b = v->at[1];
    bool a_from = a->role == GLY_ROLE_FROM || gly_tok_is(doc, a->first_tok - 1, "from");
    bool b_to = b->role == GLY_ROLE_TO || gly_tok_is(doc, b->first_tok - 1, "to");
    if (a_from && b_to) {
        *ret_from = a;
        *ret_to = b;
        return true;
    }
    bool b_from = b->role == GLY_ROLE_FROM || b->role == GLY_ROLE_PRIOR ||
                  gly_tok_is(doc, b->first_tok - 1, "from");
    if (b_from && (a->role == GLY_ROLE_TO || gly_tok_is(doc, a->first_tok - 1, "to"))) {
        *ret_from = b;
        *ret_to = a;
        return true;
    }
    return false;
}

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

/* The token behind a figure and what it counts. */
static uint32_t behind_noun(const struct gly_doc *doc, const struct gly_quantity *q)
{
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t tok = gly_quantity_end(q);
    while (toks[tok].span.start < q->noun.end)
        tok++;
    return tok;
}

/* "8,400 came last year; this year 9,100 did, 700 more than before", "20 mph lower.": it
 * ends the sentence or its clause, and the two stand before it. */
static bool is_compared(const struct gly_doc *doc, const struct gly_quantity *q)
{
    uint32_t tok = behind_noun(doc, q);
    if (q->first_tok == 0 ||
        !gly_tok_is(doc, q->first_tok - 1, ",|(|:|\u2013|\u2014|--") ||
        !gly_tok_is(doc, tok, COMPARATIVES) ||
        !gly_sent_has(doc, q->sent,
                      "last|previous|old|earlier|former|yesterday|then|first") ||
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
           (gly_tok_is(doc, behind_noun(doc, q),
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

/* "fell by 1,200, from": the figures it was and is follow. */
static bool is_by(const struct gly_doc *doc, const struct gly_quantity *q)
{
    return q->first_tok >= 2 && gly_tok_is(doc, q->first_tok - 1, "by") &&
           gly_tok_is(doc, q->first_tok - 2,
                      "rose|fell|risen|fallen|grew|grown|dropped|increased|decreased|"
                      "declined|climbed|up|down|shrank|jumped|rise|fall|grow|drop|"
                      "cut|reduced|raised|lowered|slipped|slid|lifted|trimmed|widened|"
                      "narrowed|extended|shortened|risen|dropping|rising|falling|"
                      "increasing");
}

/* "9.7 million more than the 76.7 million": the figure behind, NULL for none. */
static const struct gly_quantity *more_than(const struct gly_doc *doc,
                                            const struct gly_quantities *all,
                                            const struct gly_figures *at, uint32_t i)
{
    const struct gly_quantity *q = &all->at[i];
    uint32_t tok = behind_noun(doc, q);
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
            gly_tok_is(doc, from, "the|its|their|a") &&
            gly_tok_is(doc, next->first_tok - 2,
                       "budget|price|limit|estimate|level|record|average|figure|total|"
                       "cost|length|height|width|weight|depth");
    return near || told ? next : NULL;
}

static void check_difference(struct gly_pass *pass, const struct gly_quantity *a,
                             const struct gly_quantity *b, const struct gly_quantity *d)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    if (is_open(a) || is_open(b) || d->bound != GLY_BOUND_NONE ||
        d->flags & GLY_QUANTITY_RANGE || !gly_quantity_same_per(doc, a, b) ||
        !gly_quantity_same_noun(doc, a, b) || !gly_quantity_same_noun(doc, a, d) ||
        !gly_quantity_same_noun(doc, b, d))
        return;
    double fa = gly_quantity_factor(a, d), fb = gly_quantity_factor(b, d);
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

static void find_differences(struct gly_pass *pass, const struct gly_quantities *all,
                             const struct gly_figures *at)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *d = &all->at[i];
        if (!is_value(d) || gly_quantity_in(d, GLY_DIM_PERCENT) ||
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
        struct values v;
        const struct gly_quantity *from, *to;
        if ((!announced && !by && !than) || !gather(all, at, d, &v) || v.count != 2)
            continue;
        /* The two stand before it, or around it where "than" follows. */
        if (announced ? v.at[1] > d
            : by      ? !from_to(doc, &v, &from, &to)
                      : (v.at[0] > d || v.at[1] != than))
            continue;
        if (gly_sent_has(doc, at->sent,
                         "adjusted|average|annual|annually|per|net|forecast|target|not|"
                         "combined|another|further|each|respectively|seasonally|"
                         "instead|of-which|twice|half|double"))
            continue;
        check_difference(pass, v.at[0], v.at[1], d);
    }
}

/* ---- How many times ---- */

/* What a word says the figure became of what it was; 0 for none. */
static double times_of(const struct gly_doc *doc, uint32_t tok)
{
    static const struct {
        const char *words;
        double times;
    } verbs[] = {
        {"doubled|doubling|doubles", 2},
        {"tripled|tripling|triples", 3},
        {"trebled|trebling|trebles", 3},
        {"quadrupled|quadrupling", 4},
        {"quintupled", 5},
        {"halved|halving|halves", 0.5},
    };
    for (size_t i = 0; i < GLY_COUNT(verbs); i++)
        if (gly_tok_is(doc, tok, verbs[i].words))
            return verbs[i].times;
    return 0;
}

enum hedge { NO_HEDGE, ABOUT, NEARLY, OVER };

static enum hedge hedge_before(const struct gly_doc *doc, uint32_t tok)
{
    if (tok < 2)
        return NO_HEDGE;
    if (gly_tok_is(doc, tok - 1, "nearly|almost"))
        return NEARLY;
    if ((gly_tok_is(doc, tok - 1, "than") && gly_tok_is(doc, tok - 2, "more")) ||
        gly_tok_is(doc, tok - 1, "over"))
        return OVER;
    return gly_tok_is(doc, tok - 1,
                      "about|roughly|around|approximately|some|virtually|"
                      "effectively|practically|least|to")
               ? ABOUT
               : NO_HEDGE;
}

static enum hedge hedge_of(const struct gly_quantity *q)
{
    switch (q->bound) {
    case GLY_BOUND_NONE:
        return NO_HEDGE;
    case GLY_BOUND_NEARLY:
        return NEARLY;
    case GLY_BOUND_OVER:
    case GLY_BOUND_AT_LEAST:
        return OVER;
    default:
        return ABOUT;
    }
}

/* May something between `low` and `high` times be called `times` times? */
static bool times_fit(double low, double high, double times, enum hedge hedge)
{
    /* "More than halved" is less than half. */
    bool shrinks = times < 1;
    switch (hedge) {
    case OVER:
        return shrinks ? low < times : high > times * 0.999;
    case NEARLY:
        return shrinks ? high >= times * 0.98 && low <= times * 1.2
                       : high >= times * 0.8 && low <= times * 1.02;
    case ABOUT:
        return high >= times * 0.85 && low <= times * 1.15;
    default:
        return high >= times * 0.95 && low <= times * 1.05;
    }
}

static void check_times(struct gly_pass *pass, const struct gly_quantity *a,
                        const struct gly_quantity *b, double times, enum hedge hedge,
                        struct gly_span span, bool more)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    if (is_open(a) || is_open(b) || a->low <= 0 || b->low <= 0)
        return;
    double fa = gly_quantity_factor(a, b);
    double low = (b->low - b->half) / ((a->low + a->half) * fa);
    double high =
        a->low > a->half ? (b->low + b->half) / ((a->low - a->half) * fa) : 1e9;
    if (times_fit(low, high, times, hedge) ||
        (more && times_fit(low, high, times + 1, hedge)))
        return;
    double is = b->low / (a->low * fa);
    struct gly_finding *f =
        gly_report(pass, MULTIPLE, span, "'%.*s' is %.3g times '%.*s', not '%.*s'",
                   GLY_STR_ARG(gly_doc_slice(doc, b->span)), is,
                   GLY_STR_ARG(gly_doc_slice(doc, a->span)),
                   GLY_STR_ARG(gly_doc_slice(doc, span)));
    gly_evidence(f, a->span, "the one");
    gly_evidence(f, b->span, "the other");
}

static void find_verbs(struct gly_pass *pass, const struct gly_quantities *all,
                       const struct gly_figures *at)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[at->sent];
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t end = sent->first_tok + sent->tok_count;
    struct values v;
    const struct gly_quantity *from, *to;
    if (!gather(all, at, NULL, &v))
        return;
    /* Lengths of time say how long it took. */
    unsigned kept = 0;
    for (unsigned i = 0; i < v.count; i++)
        if (!gly_quantity_in(v.at[i], GLY_DIM_TIME))
            v.at[kept++] = v.at[i];
    v.count = kept;
    if (!from_to(doc, &v, &from, &to))
        return;
    double times = 0;
    uint32_t where = 0;
    for (uint32_t tok = sent->first_tok; tok < end; tok++) {
        double found = times_of(doc, tok);
        if (found > 0 && times > 0)
            return;
        if (found > 0) {
            times = found;
            where = tok;
        }
    }
    if (times > 0 && !gly_sent_has(doc, at->sent, "not|then|again|target|twice")) {
        check_times(pass, from, to, times, hedge_before(doc, where), toks[where].span,
                    false);
        return;
    }
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *q = &all->at[i];
        struct gly_str text = gly_doc_slice(doc, q->span);
        if (q->class == GLY_QUANTITY_MULTIPLE && q->low >= 2 &&
            (gly_str_ends(text, "fold") ||
             gly_tok_is(doc, q->first_tok - 1, "grown|risen|rose|grew|increased")))
            check_times(pass, from, to, q->low, hedge_of(q), q->span, false);
    }
}

/* "four times that of", "twice as many as", "three times the": k compares two figures. */
static void find_comparisons(struct gly_pass *pass, const struct gly_quantities *all,
                             const struct gly_figures *at)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantity *k = NULL;
    for (uint32_t i = at->first; i < at->end; i++)
        if (all->at[i].class == GLY_QUANTITY_MULTIPLE) {
            if (k)
                return;
            k = &all->at[i];
        }
    if (!k || k->low < 2 || k->flags & GLY_QUANTITY_RANGE)
        return;
    uint32_t behind = gly_quantity_end(k);
    bool more = gly_tok_is(doc, behind,
                           "more|larger|higher|greater|faster|longer|bigger|heavier|"
                           "taller|wider|deeper|further|farther|better|quicker");
    bool as = gly_tok_is(doc, behind, "as");
    if (!more && !as &&
        !gly_tok_is(doc, behind,
                    "that|those|the|its|their|what|ours|theirs|hers|his|mine|our"))
        return;
    struct values v = {.count = 0};
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (!is_value(q))
            continue;
        if (v.count == 2 || is_open(q) ||
            (v.count == 1 && !gly_quantity_same_unit(q, v.at[0])))
            return;
        v.at[v.count++] = q;
    }
    if (v.count != 2 || !gly_quantity_same_per(doc, v.at[0], v.at[1]) ||
        !gly_quantity_same_noun(doc, v.at[0], v.at[1]) ||
        gly_sent_has(doc, at->sent,
                     "not|average|target|if|combined|together|each|both"))
        return;
    bool up = v.at[0]->low < v.at[1]->low;
    check_times(pass, up ? v.at[0] : v.at[1], up ? v.at[1] : v.at[0], k->low,
                hedge_of(k), k->span, more);
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    for (struct gly_figures at = {0}; gly_figures_next(all, &at);) {
        if (at.end - at.first < 2 || at.end - at.first > 12 ||
            !gly_block_speaks(pass, sents[at.sent].block) ||
            gly_block_tabled(doc, sents[at.sent].block))
            continue;
        if (at.end - at.first >= 3) {
            find_differences(pass, all, &at);
            find_comparisons(pass, all, &at);
        }
        find_verbs(pass, all, &at);
    }
}

const struct gly_check gly_check_figures_difference = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
