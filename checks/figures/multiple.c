/* Two figures and how many times the one is the other. */
#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { MULTIPLE };

static const struct gly_rule rules[] = {
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
    if (gly_quantity_is_open(a) || gly_quantity_is_open(b) || a->low <= 0 ||
        b->low <= 0)
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
    struct gly_values v;
    const struct gly_quantity *from, *to;
    if (!gly_values_gather(all, at, NULL, &v))
        return;
    /* Lengths of time say how long it took. */
    unsigned kept = 0;
    for (unsigned i = 0; i < v.count; i++)
        if (!gly_quantity_in(v.at[i], GLY_DIM_TIME))
            v.at[kept++] = v.at[i];
    v.count = kept;
    if (!gly_values_from_to(doc, &v, &from, &to))
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

/* Does the word at `tok` open another thought than what stands before it? Behind a comma
 * more may still be said of the same: "the old one, with its 10 litres". */
static bool parts_thoughts(const struct gly_doc *doc, uint32_t tok)
{
    if (gly_tok_is(doc, tok, ","))
        return !gly_tok_is(doc, tok + 1, "with|which|whose|at|who|a");
    return gly_tok_is(doc, tok,
                      ";|:|(|)|and|but|or|while|when|where|after|before|because|if|so|"
                      "until|since|then|on|for|in|during|to|\u2013|\u2014|--");
}

/* "ten times as many retries as the limit of 3": what is multiplied; empty where only
 * "as many as" is said. */
static struct gly_str multiplied(const struct gly_doc *doc, uint32_t as)
{
    enum { LONGEST = 4 };
    struct gly_str noun = {"", 0};
    if (!gly_tok_is(doc, as + 1, "many|much|few"))
        return noun;
    for (uint32_t tok = as + 2; tok < as + 2 + LONGEST; tok++) {
        if (gly_tok_is(doc, tok, "as"))
            return noun;
        noun = gly_tok_at(doc, tok);
    }
    return (struct gly_str){"", 0};
}

/* The figures that `k` times speaks of: one before it, and one that belongs to what it is
 * compared with, "the 5 seconds", "the old pier with its 100 metres". "Ten times the
 * default, of which 40 ..." compares with a figure that is not there. */
static bool are_compared(const struct gly_doc *doc, const struct gly_quantity *k,
                         const struct gly_quantity *a, const struct gly_quantity *b)
{
    static const char totals[] = "number|total|figure|amount|sum|count|score|level";
    uint32_t behind = gly_quantity_end(k);
    bool named = gly_tok_is(doc, behind, "the|its|their|his|our");
    struct gly_str noun = gly_tok_at(doc, behind + 1);
    if (b < k || a > k) { /* both before it, or both behind */
        /* "108 times that of the lightest grain, was thought to hold 61": what it is
         * compared with has no figure. */
        bool of = gly_tok_is(doc, behind, "that|those") && a > k;
        for (uint32_t tok = behind; of && tok < a->first_tok; tok++)
            if (parts_thoughts(doc, tok))
                return false;
        return !named || gly_str_listed(noun, totals);
    }
    for (uint32_t tok = behind; tok < b->first_tok; tok++)
        if (parts_thoughts(doc, tok))
            return false;
    /* "Four times the size of one with depth 32": numbers alone are of something else. */
    if (named && gly_tok_is(doc, behind + 2, "of") && !a->unit &&
        gly_span_len(a->noun) == 0 && !gly_str_listed(noun, totals))
        return false;
    struct gly_str of = multiplied(doc, behind);
    struct gly_str counted = gly_doc_slice(doc, a->noun);
    return of.len == 0 || counted.len == 0 || gly_str_eq_nocase(of, counted);
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
    struct gly_values v = {.count = 0};
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (!gly_quantity_is_amount(q))
            continue;
        if (v.count == 2 || gly_quantity_is_open(q) ||
            (v.count == 1 && !gly_quantity_same_unit(q, v.at[0])))
            return;
        v.at[v.count++] = q;
    }
    if (v.count != 2 || !gly_quantity_same_per(doc, v.at[0], v.at[1]) ||
        !gly_quantity_same_noun(doc, v.at[0], v.at[1]) ||
        !are_compared(doc, k, v.at[0], v.at[1]) ||
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
        if (at.end - at.first >= 3)
            find_comparisons(pass, all, &at);
        find_verbs(pass, all, &at);
    }
}

const struct gly_check gly_check_figures_multiple = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
