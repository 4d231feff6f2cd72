/* A sum and a number of parts that divide to an average. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { AVERAGE };

static const struct gly_rule rules[] = {
    [AVERAGE] =
        {
            .id = "figures/average",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "An average does not follow from its figures",
            .why = "A sum and a number of parts decide the average. Judged where all "
                   "parts stand in one list, or total, number and average in one "
                   "sentence; medians and weighted means are left alone.",
            .bad = "The three ponds held 1,250, 1,730 and 1,640 carp, an average of "
                   "1,640.",
            .good = "The three ponds held 1,250, 1,730 and 1,640 carp, an average of "
                    "1,540.",
        },
};

/* Is a word the singular of a noun, or the same: "show" of "shows"? */
static bool is_singular(struct gly_str one, struct gly_str many)
{
    if (one.len < 2 || many.len < one.len || many.len > one.len + 2)
        return false;
    return gly_str_eq_nocase(one, (struct gly_str){many.ptr, one.len}) ||
           (one.ptr[one.len - 1] == 'y' &&
            gly_str_eq_nocase((struct gly_str){one.ptr, one.len - 1},
                              (struct gly_str){many.ptr, one.len - 1}));
}

/* What one of the parts is: the "show" of "per show", "a show". */
static struct gly_str part_of(const struct gly_doc *doc, const struct gly_quantity *q)
{
    uint32_t tok = gly_quantity_end(q);
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    while (gly_span_len(q->noun) > 0 && toks[tok].span.start < q->noun.end)
        tok++;
    uint32_t count;
    gly_doc_toks(doc, &count);
    bool named = tok + 1 < count && toks[tok + 1].kind == GLY_TOK_WORD;
    return named && gly_tok_is(doc, tok, "a|an|per|each|every")
               ? gly_tok_at(doc, tok + 1)
               : (struct gly_str){"", 0};
}

/* ---- Averages ---- */

/* "an average of 2,800", "averaging 2,800", "2,800 on average". */
static bool is_average(const struct gly_doc *doc, const struct gly_quantity *q)
{
    uint32_t at = q->first_tok, behind = gly_quantity_end(q);
    if (at >= 2 && gly_tok_is(doc, at - 1, "of") &&
        gly_tok_is(doc, at - 2, "average|mean|averages"))
        return true;
    /* "; the average was 340" */
    if (at >= 3 && gly_tok_is(doc, at - 1, "was|is") &&
        gly_tok_is(doc, at - 2, "average|mean") && gly_tok_is(doc, at - 3, "the|their"))
        return true;
    /* "on average 50 a night", "200 a day on average" */
    if (at >= 2 && gly_tok_is(doc, at - 1, "average") && gly_tok_is(doc, at - 2, "on"))
        return true;
    while (gly_doc_toks(doc, &(uint32_t){0})[behind].span.start < q->per.end)
        behind++;
    return (at >= 1 && gly_tok_is(doc, at - 1, "averaging")) ||
           (gly_tok_is(doc, behind, "on") && gly_tok_is(doc, behind + 1, "average"));
}

/* ", or 7,000 litres per cow", "(7,000 litres a cow)": said once more for each. */
static bool is_for_each(const struct gly_doc *doc, const struct gly_quantity *q)
{
    uint32_t at = q->first_tok;
    bool set_off = at >= 2 && (gly_tok_is(doc, at - 1, "(|,") ||
                               (gly_tok_is(doc, at - 1, "or|equalling|making") &&
                                gly_tok_is(doc, at - 2, ",|(|\u2013|\u2014|--")));
    return set_off && part_of(doc, q).len > 0;
}

#define NOT_ALL                                                                       \
    "median|weighted|including|excluding|adjusted|respectively|other|others|"         \
    "rolling|moving|not|seasonally|previous|usual|long-term|national|compared|below|" \
    "above|against|than|target"

/* Members of a list stand a few tokens apart, with a comma or "and" between. */
static bool is_joined(const struct gly_doc *doc, const struct gly_quantity *a,
                      const struct gly_quantity *b)
{
    enum { LONGEST_GAP = 7 };
    uint32_t from = gly_quantity_end(a);
    return b->first_tok - from <= LONGEST_GAP &&
           gly_toks_have(doc, from, b->first_tok, ",|and|;");
}

static void check_mean(struct gly_pass *pass, const struct gly_quantity *const *parts,
                       unsigned count, const struct gly_quantity *mean)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    /* "31, 33 and 38 minutes": the last one says the unit for all. */
    double sum = 0, slack = 0;
    double last = mean->unit ? gly_quantity_factor(parts[count - 1], mean) : 1;
    for (unsigned i = 0; i < count; i++) {
        double f =
            parts[i]->unit && mean->unit ? gly_quantity_factor(parts[i], mean) : last;
        sum += parts[i]->low * f;
        slack += fmax(parts[i]->half, parts[i]->unit ? 0 : parts[count - 1]->half) * f;
    }
    /* That all were rounded the same way is out of the question. */
    double spread = 0.6 * slack / count + gly_quantity_half(mean) + 1e-9 * sum;
    if (fabs(sum / count - mean->low) <= spread)
        return;
    char is[GLY_FIGURE_BYTES];
    struct gly_finding *f = gly_report(
        pass, AVERAGE, mean->span, "the average of the %u figures is %s, not '%.*s'",
        count, gly_figure_text(gly_figure_hundredths(sum / count), is),
        GLY_STR_ARG(gly_quantity_text(doc, mean)));
    for (unsigned i = 0; i < count; i++)
        gly_evidence(f, parts[i]->span, "averaged");
}

/* Does a figure say how many there are of what the mean is for one of? */
static bool counts_parts(const struct gly_doc *doc, const struct gly_quantity *q,
                         struct gly_str part)
{
    struct gly_str noun = gly_doc_slice(doc, q->noun);
    if (gly_quantity_is_time(q))
        return gly_str_eq_nocase(part, gly_str(q->unit->symbol));
    return q->class == GLY_QUANTITY_COUNT &&
           (is_singular(part, noun) ||
            (gly_noun_is_people(noun) &&
             gly_str_listed(part, "person|head|capita|inhabitant|resident")));
}

/* "1,200 tickets over six nights, an average of 200 a night" */
static void check_quotient(struct gly_pass *pass, const struct gly_quantity *const *v,
                           const struct gly_quantity *mean)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_str part = part_of(doc, mean);
    const struct gly_quantity *total = NULL, *number = NULL;
    /* "each receiving €40,000" */
    bool before = gly_tok_is(doc, mean->first_tok - 2, "each");
    /* "The 36 pupils raised £1,620, an average of £45 each" */
    bool each = part.len == 0 && mean->unit &&
                (before || gly_tok_is(doc, gly_quantity_end(mean), "each"));
    if (part.len == 0 && !each)
        return;
    for (unsigned i = 0; i < 2; i++) {
        bool is_number = (each && v[i]->class == GLY_QUANTITY_COUNT) ||
                         counts_parts(doc, v[i], part);
        if (is_number && !number)
            number = v[i];
        else if (!is_number && !total && gly_quantity_comparable(v[i], mean))
            total = v[i];
        else
            return;
    }
    if (!total || !number || number->low < 2 || total->low <= mean->low)
        return;
    double f = gly_quantity_factor(total, mean);
    double is = total->low * f / number->low;
    double least =
        (total->low - gly_quantity_half(total)) * f / (number->low + number->half);
    double most =
        (total->low + gly_quantity_half(total)) * f / (number->low - number->half);
    if (mean->low >= least - gly_quantity_half(mean) - 1e-9 &&
        mean->low <= most + gly_quantity_half(mean) + 1e-9)
        return;
    char text[GLY_FIGURE_BYTES];
    struct gly_finding *finding = gly_report(
        pass, AVERAGE, mean->span, "'%.*s' over '%.*s' is %s each, not '%.*s'",
        GLY_STR_ARG(gly_quantity_text(doc, total)),
        GLY_STR_ARG(gly_quantity_text(doc, number)),
        gly_figure_text(gly_figure_hundredths(is), text),
        GLY_STR_ARG(gly_quantity_text(doc, mean)));
    gly_evidence(finding, total->span, "the total");
    gly_evidence(finding, number->span, "the number");
}

enum { MOST_VALUES = 12 };

/* ---- "$12m for 4,000 pupils, which works out at $3,000 per pupil" ---- */

/* Do the words before a figure say that it is the same as told, for each: "which works out
 * at", "each receiving"? */
static bool is_put_for_each(const struct gly_doc *doc, const struct gly_quantity *q,
                            uint32_t from)
{
    uint32_t at = q->first_tok;
    if (at < 3)
        return false;
    if (gly_tok_is(doc, at - 2, "each") &&
        gly_tok_is(doc, at - 1,
                   "receiving|getting|paying|worth|costing|holding|with|carrying|"
                   "weighing|giving|contributing|producing|receives|gets"))
        return gly_tok_is(doc, gly_quantity_end(q), ".|,|;|)") &&
               !gly_tok_is(doc, gly_quantity_end(q) + 1, "then|plus|and|with");
    return (gly_tok_is(doc, at - 1, "at|to") &&
            gly_tok_is(doc, at - 2, "out|equivalent|equal|amounts|comes") &&
            gly_toks_have(doc, from, at, "which|that|this|equivalent|equal")) ||
           (gly_tok_is(doc, at - 1, "are") && gly_tok_is(doc, at - 2, "there")) ||
           (gly_tok_is(doc, at - 1, "is|means|makes|equals") &&
            gly_tok_is(doc, at - 2, "which|that|this"));
}

/* The only total and the only number of parts before a mean; false for none or several. */
static bool find_both(const struct gly_doc *doc, const struct gly_quantities *all,
                      const struct gly_figures *at, const struct gly_quantity *mean,
                      const struct gly_quantity *ret[2])
{
    struct gly_str part = part_of(doc, mean);
    const struct gly_quantity *total = NULL, *number = NULL;
    for (uint32_t i = at->first; &all->at[i] < mean; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (q->class > GLY_QUANTITY_NUMBER)
            continue;
        bool during = q->bound == GLY_BOUND_OVER && counts_parts(doc, q, part) &&
                      gly_tok_is(doc, q->first_tok - 1, "over");
        if (part.len > 0 ? counts_parts(doc, q, part)
                         : !q->unit && q->class == GLY_QUANTITY_COUNT) {
            if (number || (!gly_quantity_is_positive(q) && !during))
                return false;
            number = q;
        } else if (gly_quantity_comparable(q, mean)) {
            if (total || !gly_quantity_is_positive(q) ||
                q->flags & GLY_QUANTITY_ADJECTIVE)
                return false;
            total = q;
        }
    }
    ret[0] = total;
    ret[1] = number;
    return total && number;
}

/* What is given for each in the figures of one sentence, whatever else it counts. */
static void find_quotients(struct gly_pass *pass, const struct gly_quantities *all,
                           const struct gly_figures *at)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    for (uint32_t i = at->first + 2; i < at->end; i++) {
        const struct gly_quantity *mean = &all->at[i], *both[2];
        uint32_t from = gly_quantity_end(mean - 1);
        bool put = is_put_for_each(doc, mean, from);
        bool each = gly_tok_is(doc, mean->first_tok - 2, "each");
        if (!gly_quantity_is_positive(mean) || mean->class == GLY_QUANTITY_AGE ||
            (!put && !is_average(doc, mean) && !is_for_each(doc, mean)) ||
            (part_of(doc, mean).len == 0 && !(put && each && mean->unit) &&
             !(mean->unit && gly_tok_is(doc, gly_quantity_end(mean), "each"))) ||
            (!each && gly_sent_has(doc, at->sent, "among")) ||
            gly_sent_has(doc, at->sent,
                         NOT_ALL "|another|extra|further|additional|deposit|only|"
                                 "most|least|maximum|minimum|up") ||
            !find_both(doc, all, at, mean, both))
            continue;
        check_quotient(pass, both, mean);
        return;
    }
}

/* Returns whether the mean is one of figures in a row. */
static bool find_averages(struct gly_pass *pass, const struct gly_quantities *all,
                          const struct gly_figures *at)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantity *v[MOST_VALUES], *mean = NULL;
    unsigned count = 0;
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (is_average(doc, q) ||
            (count == 2 && i + 1 == at->end && is_for_each(doc, q))) {
            if (mean || !gly_quantity_is_positive(q))
                return false;
            mean = q;
        } else if (q->class <= GLY_QUANTITY_NUMBER) {
            /* "Over six nights" is during them. */
            bool during = q->bound == GLY_BOUND_OVER && q->class == GLY_QUANTITY_COUNT;
            if ((!gly_quantity_is_positive(q) && !during) || count == MOST_VALUES)
                return false;
            v[count++] = q;
        }
    }
    if (!mean || count < 2 || mean < v[count - 1] ||
        gly_sent_has(doc, at->sent, NOT_ALL "|each|among"))
        return false;
    /* The list before the average: the parts that are joined, from the last one back. */
    unsigned first = count - 1;
    while (
        first > 0 && is_joined(doc, v[first - 1], v[first]) &&
        (!v[first - 1]->unit || gly_quantity_comparable(v[first - 1], mean)) &&
        (first < 2 || v[first - 1]->class == GLY_QUANTITY_NUMBER || v[first - 1]->unit))
        first--;
    unsigned parts = count - first;
    bool said = first == 1 && v[0]->low == parts;
    /* "41, 43, 39 and 45 minutes, an average of 42" */
    bool bare = !mean->unit && mean->class == GLY_QUANTITY_NUMBER && first <= 1 &&
                v[count - 1]->unit && (count < 2 || !v[count - 2]->unit);
    if (parts >= 2 && (bare || gly_quantity_comparable(v[count - 1], mean)) &&
        (gly_span_len(mean->noun) == 0 ||
         gly_str_eq_nocase(gly_doc_slice(doc, mean->noun),
                           gly_doc_slice(doc, v[count - 1]->noun))) &&
        ((first == 0 && parts >= 3) || said))
        return check_mean(pass, v + first, parts, mean), true;
    return false;
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
        if (!find_averages(pass, all, &at))
            find_quotients(pass, all, &at);
    }
}

const struct gly_check gly_check_figures_average = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
