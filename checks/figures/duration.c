/* Two dates and how long it is from one to the other. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { DURATION };

static const struct gly_rule rules[] = {
    [DURATION] =
        {
            .id = "figures/duration",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "Two dates and the time between them do not agree",
            .why = "Beginning, end and length decide each other. Years may be counted "
                   "with or without the first, and a date without a day may be any day "
                   "of its month or year; only a length outside all of that is told.",
            .bad = "Work on the pier started in 1902 and ended in 1909, having taken "
                   "twelve years.",
            .good = "Work on the pier started in 1902 and ended in 1909, having taken "
                    "seven years.",
        },
};

/* Days of one unit of a length of time; 0 for hours and below. */
static double days_in(const struct gly_measure *unit)
{
    static const struct {
        const char *symbol;
        double days;
    } units[] = {{"day", 1},         {"week", 7},          {"month", 30.44},
                 {"year", 365.2425}, {"decade", 3652.425}, {"century", 36524.25}};
    for (size_t i = 0; i < GLY_COUNT(units); i++)
        if (strcmp(unit->symbol, units[i].symbol) == 0)
            return units[i].days;
    return 0;
}

/* ---- Lengths ---- */

/* "for eleven years until it was rebuilt" */
static bool is_until(const struct gly_doc *doc, const struct gly_quantity *q)
{
    return gly_tok_is(doc, q->first_tok - 1, "for") &&
           gly_tok_is(doc, gly_quantity_end(q), "until|till");
}

/* "15 years in office, from 1996 to 2011" */
static bool is_in_office(const struct gly_doc *doc, const struct gly_quantity *q)
{
    uint32_t behind = gly_quantity_end(q);
    return gly_tok_is(doc, behind, "in") &&
           gly_tok_is(doc, behind + 1,
                      "office|power|charge|prison|exile|command|jail|parliament") &&
           gly_tok_is(doc, behind + 2, ",|(") &&
           gly_tok_is(doc, behind + 3, "from|between");
}

/* "having taken nine years", "a span of 275 years", "lasted two months". */
static bool is_length(const struct gly_doc *doc, const struct gly_sent *sent,
                      const struct gly_quantity *q)
{
    uint32_t at = q->first_tok;
    if (at > sent->first_tok && gly_tok_is(doc, at - 1, "after") &&
        is_in_office(doc, q))
        return true;
    if (at < sent->first_tok + 2)
        return false;
    /* "closed in 1980 after 60 years." */
    uint32_t behind = gly_quantity_end(q);
    bool ends = gly_tok_is(doc, behind, ".|,|;");
    if (gly_tok_is(doc, at - 1, "after") && ends &&
        gly_toks_have(
            doc, sent->first_tok, at,
            "founded|opened|established|began|begun|started|launched|formed") &&
        gly_toks_have(doc, sent->first_tok, at,
                      "closed|ended|ceased|dissolved|disbanded|folded|wound|shut"))
        return true;
    /* "begun in 1889, was completed in 1893 after four years of work" */
    bool work = gly_tok_is(doc, behind, "of") &&
                gly_tok_is(doc, behind + 1, "work|construction|building");
    if (gly_tok_is(doc, at - 1, "after") && (ends || work) &&
        gly_toks_have(doc, sent->first_tok, at, "began|begun|started") &&
        gly_toks_have(doc, sent->first_tok, at,
                      "completed|finished|opened|inaugurated|concluded"))
        return true;
    if (gly_tok_is(
            doc, at - 1,
            "lasted|lasting|lasts|last|taken|took|taking|takes|spanning|spanned"))
        return true;
    /* "After the fire of 1923 it stood empty for eleven years until 1934" */
    if (is_until(doc, q))
        return true;
    /* "From 1946 until he retired in 1981, for 35 years,", "to 31 August, three months in
     * all" */
    if (gly_tok_is(doc, at - 1, "for") && gly_tok_is(doc, at - 2, ",|(|–|—") &&
        gly_tok_is(doc, behind, ",|)|.|–|—") &&
        gly_toks_have(doc, sent->first_tok, at, "from|between|since") &&
        gly_toks_have(doc, sent->first_tok, at, "to|until|till|and"))
        return true;
    if (q->role == GLY_ROLE_TOTAL && gly_tok_is(doc, at - 1, ",|(|–|—"))
        return true;
    /* "for ten years, from 1990 to 1995" */
    if (gly_tok_is(doc, at - 1, "for") && gly_tok_is(doc, behind, ",") &&
        gly_tok_is(doc, behind + 1, "from"))
        return true;
    return gly_tok_is(doc, at - 1, "of") &&
           !gly_tok_is(doc, gly_quantity_end(q), "as|of|with|at|for|under") &&
           gly_tok_is(doc, at - 2,
                      "span|period|reign|total|duration|gap|interval|run|career|tenure|"
                      "stay|rule|voyage|siege|term|stretch|spell|stint|imprisonment");
}

static bool has_two_dates(const struct gly_dates *dates, uint32_t first, uint32_t sent,
                          const struct gly_date **ret_a, const struct gly_date **ret_b)
{
    unsigned count = 0;
    *ret_a = *ret_b = NULL;
    for (uint32_t i = first; i < dates->count && dates->at[i].sent == sent;
         i++, count++)
        *(count == 0 ? ret_a : ret_b) = &dates->at[i];
    if (count == 1 && (*ret_a)->kind == GLY_DATE_PERIOD) {
        *ret_b = *ret_a;
        return true;
    }
    return count == 2 && (*ret_a)->kind == GLY_DATE_POINT &&
           (*ret_b)->kind == GLY_DATE_POINT;
}

/* "ended on 17 March, two weeks later." Years are told of by the rule below. */
static bool is_later(const struct gly_doc *doc, const struct gly_quantity *q)
{
    uint32_t behind = gly_quantity_end(q);
    return gly_tok_is(doc, behind, "later") && gly_tok_is(doc, behind + 1, ".|;|,") &&
           gly_tok_is(doc, q->first_tok - 1, ",|\u2013|\u2014|just|only");
}

/* "lasted six years, from 1914 to 1918": the period stands right behind the length. */
static bool is_followed(const struct gly_doc *doc, const struct gly_quantity *q,
                        const struct gly_date *a, const struct gly_date *b)
{
    uint32_t behind = gly_quantity_end(q);
    behind += is_in_office(doc, q) ? 2 : 0;
    return a == b && a->first_tok > behind && a->first_tok <= behind + 3 &&
           gly_tok_is(doc, behind, ",|(|from|between|\u2013|\u2014") &&
           !gly_toks_have(doc, behind, a->first_tok, "and|but|in|of");
}

/* Two days of one unnamed year, the second later: give them one, so that they can be
 * counted. False where a year is named or a day is not. */
static bool give_year(struct gly_date *a, struct gly_date *b)
{
    enum { SOME_YEAR = 2023 };
    struct gly_date *both[] = {a, b};
    for (unsigned i = 0; i < 2; i++) {
        struct gly_date *d = both[i];
        if (d->kind != GLY_DATE_POINT || d->flags & GLY_DATE_VAGUE ||
            d->from.day == 0 || d->from.month == 0 || d->from.year != GLY_NO_YEAR ||
            !gly_is_date(SOME_YEAR, d->from.month, d->from.day))
            return false;
        d->from.year = d->to.year = SOME_YEAR;
        d->first_day = d->last_day =
            gly_day_number(SOME_YEAR, d->from.month, d->from.day);
    }
    return a->first_day < b->first_day;
}

static void check_length(struct gly_pass *pass, const struct gly_dates *dates,
                         uint32_t first, const struct gly_quantity *q)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[q->sent];
    const struct gly_date *a, *b;
    struct gly_date one, other;
    double unit = days_in(q->unit);
    if (unit == 0 || q->bound != GLY_BOUND_NONE ||
        q->flags & (GLY_QUANTITY_RANGE | GLY_QUANTITY_ADJECTIVE) ||
        !(is_length(doc, sent, q) || is_later(doc, q)) ||
        !has_two_dates(dates, first, q->sent, &a, &b))
        return;
    if (a != b) {
        one = *a;
        other = *b;
        if (give_year(&one, &other)) {
            a = &one;
            b = &other;
        }
    }
    if (!gly_date_is_known(a) || !gly_date_is_known(b) ||
        (b->first_tok > q->first_tok && !is_followed(doc, q, a, b) &&
         !(is_until(doc, q) && a->first_tok < q->first_tok)) ||
        (a != b && b->first_tok < q->first_tok && is_until(doc, q)) ||
        gly_sent_has(doc, q->sent,
                     "interrupted|break|breaks|apart|except|nearly|almost|not|"
                     "each|second|other|another|further|pause|combined|altogether|"
                     "planned|expected|should|would|estimated|first"))
        return;
    /* A period is one entry: its days are those from beginning to end. */
    double most =
        a == b ? b->last_day - a->first_day + 1 : b->last_day - a->first_day + 1;
    double least = b->first_day - a->last_day;
    if (a == b) {
        bool days = a->from.day > 0 && a->to.day > 0;
        least = days ? most - 2 : most - 2 * (a->from.month > 0 ? 31 : 366);
    }
    if (b->first_day < a->first_day)
        return;
    double low = (q->low - 0.5) * unit, high = (q->low + 0.5) * unit;
    if (strcmp(q->unit->symbol, "day") == 0) {
        low = q->low - 1;
        high = q->low + 1;
    }
    if (high >= least && low <= most)
        return;
    double is = a == b && a->from.month == 0
                    ? (a->to.year - a->from.year) * 365.2425 / unit
                    : (b->last_day - a->first_day) / unit;
    struct gly_finding *f =
        a == b ? gly_report(pass, DURATION, q->span,
                            "'%.*s' is about %.0f %ss, not '%.*s'",
                            GLY_STR_ARG(gly_doc_slice(doc, a->span)), is,
                            q->unit->symbol, GLY_STR_ARG(gly_doc_slice(doc, q->span)))
               : gly_report(pass, DURATION, q->span,
                            "from '%.*s' to '%.*s' is %.0f %ss, not '%.*s'",
                            GLY_STR_ARG(gly_doc_slice(doc, a->span)),
                            GLY_STR_ARG(gly_doc_slice(doc, b->span)),
                            (b->first_day - a->first_day) / unit, q->unit->symbol,
                            GLY_STR_ARG(gly_doc_slice(doc, q->span)));
    gly_evidence(f, a->span, a == b ? "the period" : "the beginning");
    if (a != b)
        gly_evidence(f, b->span, "the end");
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    const struct gly_dates *dates = gly_dates(pass);
    uint32_t figure = 0;
    for (uint32_t i = 0; i < dates->count; i++) {
        uint32_t sent = dates->at[i].sent;
        if ((i > 0 && dates->at[i - 1].sent == sent) ||
            !gly_block_speaks(pass, sents[sent].block))
            continue;
        while (figure < all->count && all->at[figure].sent < sent)
            figure++;
        for (; figure < all->count && all->at[figure].sent == sent; figure++)
            if (gly_quantity_is_time(&all->at[figure]))
                check_length(pass, dates, i, &all->at[figure]);
    }
}

const struct gly_check gly_check_figures_duration = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_DATES | GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
