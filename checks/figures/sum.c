/* Figures of one sentence that the sentence itself adds up. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { SUM };

static const struct gly_rule rules[] = {
    [SUM] =
        {
            .id = "figures/sum",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A total is not the sum of its parts",
            .why =
                "Readers add up. Only figures of one kind in one sentence are "
                "added, and only where its words make one of them the whole of the "
                "others: 'altogether', 'a total of', 'comprises', '60 houses: 24 in "
                "Ashby ...', 'of the 240 delegates'. 'Including', 'of which', hedges "
                "and rounding keep the rule silent.",
            .bad = "We heard 27 residents, 11 officers and 9 traders, 49 witnesses "
                   "altogether.",
            .good = "We heard 27 residents, 11 officers and 9 traders, 47 witnesses "
                    "altogether.",
        },
};

enum { FEWEST_ADDENDS = 2, MOST_ADDENDS = 8 };

/* The figures of a sentence that may be added; years and places in a row are none. */
struct addends {
    const struct gly_quantity *at[MOST_ADDENDS + 1];
    unsigned count;
};

static bool is_addend(const struct gly_quantity *q)
{
    return q->bound == GLY_BOUND_NONE && !(q->flags & GLY_QUANTITY_RANGE) &&
           (q->class == GLY_QUANTITY_COUNT || q->class == GLY_QUANTITY_NUMBER ||
            (q->class == GLY_QUANTITY_AMOUNT && q->unit->dimension != GLY_DIM_PERCENT &&
             q->unit->dimension != GLY_DIM_PERCENTAGE_POINT &&
             q->unit->dimension != GLY_DIM_TIME &&
             q->unit->dimension != GLY_DIM_TEMPERATURE));
}

/* "29 hectares of oak, 12 of birch": the unit was said before. */
static bool is_of_same(const struct gly_doc *doc, const struct gly_quantity *q,
                       const struct addends *before)
{
    const struct gly_quantity *last = before->at[before->count - 1];
    return !q->unit && q->class == GLY_QUANTITY_NUMBER && before->at[0]->unit &&
           before->count >= 2 && gly_tok_is(doc, gly_quantity_end(q), "of|for|in|to") &&
           gly_tok_is(doc, gly_quantity_end(last), "of|for|in|to");
}

/* False where a figure of the sentence can be none of them, or there are too few or too
 * many. */
static bool gather(const struct gly_doc *doc, const struct gly_quantities *all,
                   const struct gly_figures *at, struct addends *ret)
{
    ret->count = 0;
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (q->class == GLY_QUANTITY_ORDINAL || q->class == GLY_QUANTITY_DATE)
            continue;
        /* "the total for the two regions" counts the parts. */
        if (ret->count > 1 && q->class == GLY_QUANTITY_COUNT && ret->at[0]->unit &&
            q->low == ret->count && q->flags & GLY_QUANTITY_IN_WORDS)
            continue;
        if (!is_addend(q) || ret->count > MOST_ADDENDS ||
            (ret->count > 0 && !gly_quantity_same_unit(q, ret->at[0]) &&
             !is_of_same(doc, q, ret)))
            return false;
        ret->at[ret->count++] = q;
    }
    return ret->count >= FEWEST_ADDENDS;
}

/* Commas and "and" join the addends, no verb of their own. */
static bool is_list(const struct gly_doc *doc, const struct gly_quantity *a,
                    const struct gly_quantity *b)
{
    enum { LONGEST_GAP = 9 };
    uint32_t from = gly_quantity_end(a);
    return b->first_tok - from <= LONGEST_GAP &&
           gly_toks_have(doc, from, b->first_tok, ",|and|;|&|plus");
}

/* ---- The sum ---- */

/* "1,200 + 340 + 25", of the money as the text writes it, in millions where all are. */
static void report(struct gly_pass *pass, const struct gly_quantity *const *part,
                   unsigned count, const struct gly_quantity *whole, double sum)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    double scale = 1;
    const char *word = "";
    if (sum >= 1e9 && whole->half >= 1e5) {
        scale = 1e9;
        word = " billion";
    } else if (sum >= 1e6 && whole->half >= 100) {
        scale = 1e6;
        word = " million";
    }
    char figure[GLY_FIGURE_BYTES];
    struct gly_str text = {"", 0};
    for (unsigned i = 0; i < count; i++)
        text = gly_format(pass, "%.*s%s%s", GLY_STR_ARG(text), i > 0 ? " + " : "",
                          gly_figure_text(part[i]->low / scale, figure));
    struct gly_finding *f =
        gly_report(pass, SUM, whole->span, "%.*s = %s%s; the text says '%.*s'",
                   GLY_STR_ARG(text), gly_figure_text(sum / scale, figure), word,
                   GLY_STR_ARG(gly_doc_slice(doc, whole->span)));
    for (unsigned i = 0; i < count; i++)
        gly_evidence(f, part[i]->span, "added");
}

/* What the parts make, and by how much rounding may move it. */
static double sum_of(const struct gly_quantity *const *part, unsigned count,
                     double *ret_slack)
{
    double sum = 0;
    for (unsigned i = 0; i < count; i++) {
        sum += part[i]->low;
        *ret_slack += part[i]->half;
    }
    return sum;
}

static void judge(struct gly_pass *pass, const struct gly_quantity *const *part,
                  unsigned count, const struct gly_quantity *whole)
{
    double slack = whole->half, sum = sum_of(part, count, &slack);
    if (fabs(sum - whole->low) > slack + 1e-9 * fabs(sum))
        report(pass, part, count, whole, sum);
}

#define NOT_ALL                                                                      \
    "including|includes|included|among|some|excluding|rounding|rounded|per|average|" \
    "than|compared|overlap|also|another|each|every|both|most|least|mainly|mostly|"   \
    "notably|such|example|about|respectively|other|others|more|either"

/* ---- The total behind ---- */

/* Words that may also speak of something else than the figures before. */
static bool is_weak_total(const struct gly_doc *doc, const struct gly_quantity *last,
                          const struct gly_quantity *q)
{
    uint32_t from = gly_quantity_end(last), at = q->first_tok;
    return gly_toks_have(doc, from, at, "combined|overall") ||
           /* ", making 485 casualties" */
           (at >= from + 2 && gly_tok_is(doc, at - 1, "making|giving") &&
            gly_tok_is(doc, at - 2, ",|\u2013|\u2014|--"));
}

/* Do words between the last addend and `q`, or behind it, call it the total? */
static bool is_total(const struct gly_doc *doc, const struct gly_quantity *last,
                     const struct gly_quantity *q)
{
    uint32_t from = gly_quantity_end(last), at = q->first_tok;
    uint32_t behind = gly_quantity_end(q);
    /* "450 g of dough altogether" */
    if (gly_tok_is(doc, behind, "of") && (gly_tok_is(doc, behind + 2, "altogether") ||
                                          (gly_tok_is(doc, behind + 2, "in") &&
                                           gly_tok_is(doc, behind + 3, "all|total"))))
        return true;
    return q->role == GLY_ROLE_TOTAL ||
           gly_toks_have(doc, from, at,
                         "total|totals|totalled|totaled|altogether|totalling|"
                         "totaling");
}

/* Ten, a hundred or a thousand times too little: a slip of the scale. */
static bool is_scale_slip(double times)
{
    double power = pow(10, round(log10(times)));
    return power >= 10 && fabs(times / power - 1) < 0.01;
}

static void check_sum(struct gly_pass *pass, const struct gly_figures *at,
                      const struct addends *v)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    unsigned addends = v->count - 1;
    const struct gly_quantity *total = v->at[addends];
    for (unsigned i = 1; i < addends; i++)
        if (!is_list(doc, v->at[i - 1], v->at[i]))
            return;
    double slack = 0, times = sum_of(v->at, addends, &slack) / total->low;
    bool weak =
        times < 2 && times > 0.5 && is_weak_total(doc, v->at[addends - 1], total);
    /* Nothing that is a third or three times as much was meant to be the sum. */
    if ((!weak && !is_total(doc, v->at[addends - 1], total)) || times < 1.0 / 3 ||
        (times > 3 && !is_scale_slip(times)) || v->at[0]->role == GLY_ROLE_TOTAL ||
        gly_sent_has(doc, at->sent,
                     "including|includes|included|which|whom|among|both|some|net|"
                     "excluding|rounding|rounded|minus|less|but|not|per|average|than|"
                     "compared|against|overlap|also|further|another|more|target|each|"
                     "every"))
        return;
    judge(pass, v->at, addends, total);
}

/* ---- The whole before ---- */

/* How the words between a whole and its first part lead to all of its parts. */
enum lead {
    NO_LEAD,
    COLON,    /* "In total, 60 houses were damaged: 24 in Ashby, ..." */
    BRACKET,  /* "60 people (34 women and 26 men)" */
    COMPRISE, /* "comprises" */
    DIVIDED   /* "Of the 240 delegates, 130 voted ..." */
};

static enum lead lead_of(const struct gly_doc *doc, const struct gly_sent *sent,
                         const struct gly_quantity *whole,
                         const struct gly_quantity *first)
{
    uint32_t tok = gly_quantity_behind_noun(doc, whole), at = first->first_tok;
    enum { NEAR = 6 };
    if (tok >= at)
        return NO_LEAD;
    if (gly_tok_is(doc, at - 1, ":"))
        return whole->role == GLY_ROLE_TOTAL || at - tok <= NEAR ? COLON : NO_LEAD;
    enum { LABEL = 4 };
    if (gly_tok_is(doc, tok, "(") && at - tok <= LABEL)
        return gly_toks_have(doc, tok, at,
                             "of|which|including|incl.|with|up|down|from|in")
                   ? NO_LEAD
                   : BRACKET;
    if (whole->first_tok <= sent->first_tok + 2 &&
        gly_tok_is(doc, sent->first_tok, "of"))
        return gly_toks_have(doc, tok, at, ",") ? DIVIDED : NO_LEAD;
    uint32_t verb = at - 1;
    if (gly_tok_is(doc, verb, "of") &&
        gly_tok_is(doc, verb - 1,
                   "consists|consisted|consisting|consist|made|up|composed|comprised"))
        return verb - tok <= NEAR ? COMPRISE : NO_LEAD;
    return gly_tok_is(doc, verb,
                      "comprises|comprised|comprising|comprise|into|\u2013|\u2014") &&
                   verb - tok <= NEAR &&
                   (!gly_tok_is(doc, verb, "into") ||
                    gly_tok_is(doc, verb - 1, "divided|split|broken"))
               ? COMPRISE
               : NO_LEAD;
}

/* Words by which the parts of "of the 240 delegates" exclude each other and are all. */
#define EXCLUSIVE                                                                     \
    "abstained|abstain|abstentions|abstaining|undecided|drawn|drew|tied|women|girls|" \
    "female|females|missing|remaining|rest|neither|absent|failed|blank|invalid|"      \
    "spoiled|spoilt|pending|withdrew|refused|unknown|unhurt|unharmed|survived|died"

/* The whole comes first, and all that follows are its parts. */
static void check_whole_first(struct gly_pass *pass, const struct gly_sent *sent,
                              const struct gly_figures *at, const struct addends *v)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantity *whole = v->at[0], *last = v->at[v->count - 1];
    enum lead lead = lead_of(doc, sent, whole, v->at[1]);
    if (lead == NO_LEAD || whole->flags & GLY_QUANTITY_ADJECTIVE ||
        gly_sent_has(doc, at->sent, NOT_ALL))
        return;
    for (unsigned i = 2; i < v->count; i++)
        if (!is_list(doc, v->at[i - 1], v->at[i]))
            return;
    /* "and 31 of the latter left": a part of a part. */
    for (unsigned i = 1; i < v->count; i++) {
        uint32_t behind = gly_quantity_end(v->at[i]);
        if (gly_tok_is(doc, behind, "of") &&
            gly_toks_have(doc, behind + 1, behind + 3,
                          "latter|former|them|these|those|whom|which"))
            return;
    }
    uint32_t end = sent->first_tok + sent->tok_count;
    if (lead == BRACKET &&
        (!gly_tok_is(doc, gly_quantity_behind_noun(doc, last), ")") ||
         gly_toks_have(doc, v->at[1]->first_tok, last->first_tok, ")")))
        return;
    /* A list that ends with "and": the last part is the last. */
    if (!gly_toks_have(doc, gly_quantity_end(v->at[v->count - 2]), last->first_tok,
                       "and|&|plus") &&
        whole->role != GLY_ROLE_TOTAL &&
        !(lead == BRACKET && gly_tok_is(doc, sent->first_tok, "total")))
        return;
    if (lead == DIVIDED &&
        !gly_toks_have(doc, gly_quantity_end(v->at[v->count - 2]), end, EXCLUSIVE))
        return;
    /* "the rest being volunteers": more parts than have a figure. */
    if (gly_toks_have(doc, gly_quantity_end(last), end, "rest|remaining|remainder"))
        return;
    double slack = whole->half, sum = sum_of(v->at + 1, v->count - 1, &slack);
    double off = sum / whole->low;
    enum { ZEROS = 50 };
    double round = gly_round_half(whole->low);
    if (off < 0.7 || off > 1.4 || whole->low < 4 || fabs(sum - whole->low) <= slack ||
        (round >= ZEROS && fabs(sum - whole->low) < round))
        return;
    judge(pass, v->at + 1, v->count - 1, whole);
}

/* ---- The total in the next sentence: "Altogether the council will spend ..." ---- */

/* Does the sentence say at its head that it adds up what was told: strongly, or by "All
 * 26 were ..." alone? */
enum announced { NOT_ANNOUNCED, WEAKLY, STRONGLY };

static enum announced announces(const struct gly_doc *doc, uint32_t first,
                                const struct gly_quantity *total)
{
    if (gly_tok_is(doc, first, "altogether|together|combined|overall") ||
        (gly_tok_is(doc, first, "in") && gly_tok_is(doc, first + 1, "all|total")) ||
        (gly_tok_is(doc, first, "taken") && gly_tok_is(doc, first + 1, "together")) ||
        (gly_tok_is(doc, first, "that|this") &&
         gly_tok_is(doc, first + 1, "makes|made|brings|brought")))
        return STRONGLY;
    return gly_tok_is(doc, first, "all") && total->first_tok == first + 1
               ? WEAKLY
               : NOT_ANNOUNCED;
}

/* The only figure of the sentence that can be the total; "the three items" counts the
 * parts. NULL for none or several. */
static const struct gly_quantity *total_of(const struct gly_quantities *all,
                                           uint32_t first, const struct addends *v)
{
    const struct gly_quantity *found = NULL;
    uint32_t sent = all->at[first].sent;
    for (uint32_t i = first; i < all->count && all->at[i].sent == sent; i++) {
        const struct gly_quantity *q = &all->at[i];
        bool counts = q->class == GLY_QUANTITY_COUNT && q->low == v->count &&
                      q->flags & GLY_QUANTITY_IN_WORDS;
        if (q->class == GLY_QUANTITY_DATE || counts)
            continue;
        if (found || !is_addend(q) || !gly_quantity_same_unit(q, v->at[0]))
            return NULL;
        found = q;
    }
    return found;
}

/* May all of them count what the total counts? Two figures must: more are a list. */
static bool are_alike(const struct gly_doc *doc, const struct addends *v,
                      const struct gly_quantity *total)
{
    struct gly_str noun = gly_doc_slice(doc, total->noun);
    struct gly_str first = gly_doc_slice(doc, v->at[0]->noun);
    for (unsigned i = 0; i < v->count && !total->unit && v->count < 3; i++) {
        struct gly_str own = gly_doc_slice(doc, v->at[i]->noun);
        bool same = own.len == 0 || gly_str_eq_nocase(own, first) ||
                    (gly_noun_is_people(own) && gly_noun_is_people(first));
        bool meant = noun.len == 0 || gly_str_eq_nocase(noun, first) ||
                     (gly_noun_is_people(noun) && gly_noun_is_people(first));
        if (first.len == 0 || !same || !meant)
            return false;
    }
    return true;
}

static void check_next(struct gly_pass *pass, const struct gly_figures *at,
                       const struct addends *v, const struct gly_quantities *all)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    if (at->end >= all->count || v->count > MOST_ADDENDS ||
        all->at[at->end].sent != at->sent + 1 ||
        sents[at->sent + 1].block != sents[at->sent].block)
        return;
    const struct gly_quantity *total = total_of(all, at->end, v);
    enum announced how =
        total ? announces(doc, sents[total->sent].first_tok, total) : NOT_ANNOUNCED;
    if (how == NOT_ANNOUNCED ||
        gly_sent_has(doc, at->sent, NOT_ALL "|of|with|whom|which|than|but|not") ||
        gly_sent_has(doc, total->sent,
                     NOT_ALL "|so|since|years|months|aboard|board|inside|present|"
                             "attended|registered|ever|took") ||
        !are_alike(doc, v, total))
        return;
    for (unsigned i = 0; i < v->count; i++)
        if ((i > 0 && !is_list(doc, v->at[i - 1], v->at[i])) ||
            v->at[i]->role == GLY_ROLE_TOTAL)
            return;
    double slack = 0, sum = sum_of(v->at, v->count, &slack), times = sum / total->low;
    enum { NEAR = 10 };
    if (how == WEAKLY ? fabs(sum - total->low) <= NEAR && total->low >= NEAR
                      : times > 0.5 && times < 2)
        judge(pass, v->at, v->count, total);
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    for (struct gly_figures at = {0}; gly_figures_next(all, &at);) {
        struct addends v;
        if (at.end - at.first < FEWEST_ADDENDS ||
            !gly_block_speaks(pass, sents[at.sent].block) || !gather(doc, all, &at, &v))
            continue;
        if (v.count > FEWEST_ADDENDS) {
            check_sum(pass, &at, &v);
            check_whole_first(pass, &sents[at.sent], &at, &v);
        }
        check_next(pass, &at, &v, all);
    }
}

const struct gly_check gly_check_figures_sum = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
