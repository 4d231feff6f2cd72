/* Dates and what lies between them. */
#include <math.h>
#include <stdlib.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { CHRONOLOGY };

static const struct gly_rule rules[] = {
    [CHRONOLOGY] =
        {
            .id = "figures/chronology",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "Dates that contradict the words of time beside them",
            .why = "'Last year', 'before' and 'ten years later' fix a date as well as "
                   "its figures do, and here the two differ.",
            .bad = "Yearbook of 2016. Last year, in 2014, the club had no pool.",
            .good = "Yearbook of 2016. Last year, in 2015, the club had no pool.",
        },
};

/* ---- "In 1990 ...; ten years later, in 2005" ---- */

/* The only date of the sentence before, where `q` begins its own; NULL for none. */
static const struct gly_date *date_before(const struct gly_doc *doc,
                                          const struct gly_dates *dates, uint32_t first,
                                          const struct gly_quantity *q)
{
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_date *found = NULL;
    enum { NEAR = 5 };
    uint32_t from = sents[q->sent].first_tok;
    if (q->sent == 0 ||
        (q->first_tok != from &&
         (q->first_tok > from + NEAR || !gly_tok_is(doc, from, "it|he|she|they") ||
          gly_toks_have(doc, from, q->first_tok, "had|and|,|but"))) ||
        sents[q->sent - 1].block != sents[q->sent].block)
        return NULL;
    while (first > 0 && dates->at[first - 1].sent + 1 >= q->sent)
        first--;
    for (uint32_t i = first; i < dates->count && dates->at[i].sent < q->sent; i++) {
        if (found)
            return NULL;
        found = &dates->at[i];
    }
    return found && gly_date_is_known(found) && found->kind == GLY_DATE_POINT &&
                   !gly_sent_has(doc, found->sent, "until|since|not|after|before")
               ? found
               : NULL;
}

/* The years from one date to another, and how far off a number of whole years may be: a
 * year where only years are known. */
static double years_between(const struct gly_date *from, const struct gly_date *to,
                            double *ret_slack)
{
    bool months = from->from.month > 0 && to->from.month > 0;
    *ret_slack = months ? 0.7 : 1;
    return months ? (to->first_day - from->first_day) / 365.2425
                  : (double)to->from.year - from->from.year;
}

static void check_later(struct gly_pass *pass, const struct gly_dates *dates,
                        uint32_t first, const struct gly_quantity *q)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t behind = gly_quantity_end(q);
    bool later = gly_tok_is(doc, behind, "later");
    bool earlier = gly_tok_is(doc, behind, "earlier|before");
    const struct gly_date *a = NULL, *b = NULL;
    if ((!later && !earlier) || strcmp(q->unit->symbol, "year") != 0 ||
        q->bound != GLY_BOUND_NONE || q->flags & GLY_QUANTITY_RANGE)
        return;
    for (uint32_t i = first; i < dates->count && dates->at[i].sent == q->sent; i++) {
        const struct gly_date *d = &dates->at[i];
        if (!gly_date_is_known(d) || d->kind != GLY_DATE_POINT)
            return;
        if (d->first_tok < q->first_tok) {
            if (a)
                return;
            a = d;
        } else if (!b) {
            b = d;
        }
    }
    if (!a)
        a = date_before(doc, dates, first, q);
    if (!a || !b || b->first_tok > behind + 4 ||
        gly_toks_have(doc, behind + 1, b->first_tok,
                      "and|than|until|from|to|before|after|by|since|around|about") ||
        gly_sent_has(doc, q->sent, "another|further|not"))
        return;
    double slack,
        is = later ? years_between(a, b, &slack) : years_between(b, a, &slack);
    if (fabs(is - q->low) <= slack || is < 0)
        return;
    struct gly_finding *f = gly_report(
        pass, CHRONOLOGY, q->span, "from '%.*s' to '%.*s' is %.0f years, not '%.*s'",
        GLY_STR_ARG(gly_doc_slice(doc, a->span)),
        GLY_STR_ARG(gly_doc_slice(doc, b->span)), is,
        GLY_STR_ARG(gly_doc_slice(doc, q->span)));
    gly_evidence(f, a->span, "the one");
    gly_evidence(f, b->span, "the other");
}

/* ---- "Ten years after the fire of 1906, in 1926" ---- */

/* The length stands before "after" or "before", the date it is reckoned from behind it;
 * the other date follows that, or stands just before the length. */
static void check_after(struct gly_pass *pass, const struct gly_dates *dates,
                        uint32_t first, const struct gly_quantity *q)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t behind = gly_quantity_end(q);
    bool after = gly_tok_is(doc, behind, "after");
    const struct gly_date *from = NULL, *other = NULL;
    enum { FAR = 9, NEAR = 4 };
    if ((!after && !gly_tok_is(doc, behind, "before")) ||
        strcmp(q->unit->symbol, "year") != 0 || q->bound != GLY_BOUND_NONE ||
        q->flags & GLY_QUANTITY_RANGE)
        return;
    for (uint32_t i = first; i < dates->count && dates->at[i].sent == q->sent; i++) {
        const struct gly_date *d = &dates->at[i];
        if (!gly_date_is_known(d) || d->kind != GLY_DATE_POINT)
            return;
        if (d->first_tok > behind && d->first_tok <= behind + FAR && !from) {
            from = d;
        } else if (d->first_tok < q->first_tok
                       ? q->first_tok - (d->first_tok + d->tok_count) <= NEAR &&
                             gly_toks_have(doc, d->first_tok + d->tok_count,
                                           q->first_tok, ",")
                       : from &&
                             d->first_tok <= from->first_tok + from->tok_count + 2 &&
                             gly_tok_is(doc, from->first_tok + from->tok_count, ",")) {
            if (other)
                return;
            other = d;
        } else {
            return;
        }
    }
    if (!from || !other || gly_toks_have(doc, behind, from->first_tok, "and|but|,|;") ||
        gly_sent_has(doc, q->sent, "another|further|not|more"))
        return;
    double slack, is = after ? years_between(from, other, &slack)
                             : years_between(other, from, &slack);
    if (fabs(is - q->low) <= slack || is < 0)
        return;
    struct gly_finding *f = gly_report(
        pass, CHRONOLOGY, q->span, "from '%.*s' to '%.*s' is %.0f years, not '%.*s'",
        GLY_STR_ARG(gly_doc_slice(doc, (after ? from : other)->span)),
        GLY_STR_ARG(gly_doc_slice(doc, (after ? other : from)->span)), is,
        GLY_STR_ARG(gly_doc_slice(doc, q->span)));
    gly_evidence(f, from->span, "the one");
    gly_evidence(f, other->span, "the other");
}

/* ---- "left on 14 May and arrived on 2 May" ---- */

static void check_order(struct gly_pass *pass, const struct gly_dates *dates,
                        uint32_t i)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_date *a = &dates->at[i], *b = a + 1;
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[a->sent];
    enum { NEAR = 4 };
    if (i + 1 >= dates->count || b->sent != a->sent || a->kind != GLY_DATE_POINT ||
        b->kind != GLY_DATE_POINT || a->from.day == 0 || b->from.day == 0 ||
        (a->flags | b->flags) & GLY_DATE_VAGUE || a->from.year != b->from.year ||
        a->from.month != b->from.month || b->from.day >= a->from.day)
        return;
    uint32_t from =
        a->first_tok > sent->first_tok + NEAR ? a->first_tok - NEAR : sent->first_tok;
    uint32_t behind = a->first_tok + a->tok_count;
    if (!gly_toks_have(doc, from, a->first_tok,
                       "left|departed|sailed|began|started|leaves") ||
        !gly_toks_have(doc, behind, b->first_tok,
                       "arrived|reached|ended|finished|arrives") ||
        gly_toks_have(doc, behind, b->first_tok, "had|having|who|which|after|where"))
        return;
    struct gly_finding *f =
        gly_report(pass, CHRONOLOGY, b->span, "'%.*s' is before '%.*s'",
                   GLY_STR_ARG(gly_doc_slice(doc, b->span)),
                   GLY_STR_ARG(gly_doc_slice(doc, a->span)));
    gly_evidence(f, a->span, "the beginning");
}

/* "opened in 1998 and closed in 1989": a beginning and the end of the same, which no other
 * thing parts. */
static void check_years(struct gly_pass *pass, const struct gly_dates *dates,
                        uint32_t i)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_date *a = &dates->at[i], *b = a + 1;
    if (i + 1 >= dates->count || b->sent != a->sent || a->kind != GLY_DATE_POINT ||
        b->kind != GLY_DATE_POINT || !gly_date_is_known(a) || !gly_date_is_known(b) ||
        b->last_day >= a->first_day)
        return;
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[a->sent];
    uint32_t begun = a->first_tok - 1, tok = a->first_tok + a->tok_count;
    if (begun <= sent->first_tok + 1)
        return;
    begun -= gly_tok_is(doc, begun, "in|on");
    if (!gly_tok_is(doc, begun,
                    "opened|began|started|founded|established|launched|formed|created|"
                    "introduced|inaugurated|commissioned|begun|college|navy|army|firm|"
                    "company|school|party|police|club|service|band|joined|enlisted"))
        return;
    bool joined = false, ended = false;
    for (; tok < b->first_tok; tok++) {
        joined |= gly_tok_is(doc, tok, "and|but");
        bool ends =
            gly_tok_is(doc, tok,
                       "closed|ended|finished|completed|demolished|abolished|"
                       "dissolved|disbanded|ceased|scrapped|discontinued|"
                       "withdrawn|decommissioned|concluded|left|retired|resigned");
        ended |= ends;
        if (gly_tok_is(doc, tok, "at|aged") &&
            gly_toks_have(doc, tok, tok + 5, "age|aged") &&
            !gly_toks_have(doc, tok, tok + 5, "and|but")) {
            while (tok + 1 < b->first_tok && !gly_tok_is(doc, tok + 1, ","))
                tok++;
            continue; /* ", at the age of 18," */
        }
        if (!ends && !gly_tok_is(doc, tok,
                                 "and|but|,|was|were|then|finally|being|in|on|only|"
                                 "permanently|eventually|had|been|it|by"))
            return;
    }
    if (!joined || !ended)
        return;
    struct gly_finding *f =
        gly_report(pass, CHRONOLOGY, b->span, "'%.*s' is before '%.*s'",
                   GLY_STR_ARG(gly_doc_slice(doc, b->span)),
                   GLY_STR_ARG(gly_doc_slice(doc, a->span)));
    gly_evidence(f, a->span, "the beginning");
}

/* ---- "The following year, in 1994" ---- */

/* The only date before `d` in its sentence, or that of the sentence before; NULL. */
static const struct gly_date *only_before(const struct gly_doc *doc,
                                          const struct gly_dates *dates, uint32_t i)
{
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_date *d = &dates->at[i], *found = NULL;
    for (uint32_t k = i; k-- > 0;) {
        const struct gly_date *other = &dates->at[k];
        if (other->sent + 1 < d->sent ||
            sents[other->sent].block != sents[d->sent].block ||
            (found && found->sent > other->sent))
            break;
        if (found)
            return NULL;
        found = other;
    }
    return found && gly_date_is_known(found) && found->kind == GLY_DATE_POINT ? found
                                                                              : NULL;
}

static void check_following(struct gly_pass *pass, const struct gly_dates *dates,
                            uint32_t i)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_date *d = &dates->at[i];
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[d->sent];
    uint32_t at = d->first_tok;
    if (d->kind != GLY_DATE_POINT || d->from.day > 0 || !gly_date_is_known(d) ||
        at < sent->first_tok + 4)
        return;
    at -= gly_tok_is(doc, at - 1, "in");
    /* "A year later, in May 2020": in the year behind that of the date before. */
    bool later = gly_tok_is(doc, at - 1, ",") && gly_tok_is(doc, at - 2, "later") &&
                 gly_tok_is(doc, at - 3, "year") && gly_tok_is(doc, at - 4, "a|one");
    if (!later &&
        (!gly_tok_is(doc, at - 1, ",") || !gly_tok_is(doc, at - 2, "year|month") ||
         !gly_tok_is(doc, at - 3, "following|next") || !gly_tok_is(doc, at - 4, "the")))
        return;
    bool month = gly_tok_is(doc, at - 2, "month");
    const struct gly_date *before = only_before(doc, dates, i);
    if (!before || (month && (before->from.month == 0 || d->from.month == 0)) ||
        gly_toks_have(doc, before->first_tok - 2, before->first_tok,
                      "since|until|after|before|by|from|born") ||
        gly_sent_has(doc, before->sent, "if|not|would|will"))
        return;
    int64_t years = (int64_t)d->from.year - before->from.year;
    int64_t is = month ? 12 * years + d->from.month - before->from.month : years;
    if (is == 1 ||
        (later && is == 2 && (before->from.month == 0 || d->from.month == 0)) ||
        (later && before->from.month > 0 && d->from.month > 0 &&
         llabs(12 * is + d->from.month - before->from.month - 12) <= 6))
        return;
    struct gly_span span = {gly_doc_toks(doc, &(uint32_t){0})[at - 4].span.start,
                            d->span.end};
    struct gly_finding *f =
        gly_report(pass, CHRONOLOGY, span, "'%.*s' does not follow '%.*s'",
                   GLY_STR_ARG(gly_doc_slice(doc, d->span)),
                   GLY_STR_ARG(gly_doc_slice(doc, before->span)));
    gly_evidence(f, before->span, "the date before");
}

/* ---- "before the mine closed in 1911, from 1912 to 1920" ---- */

static void check_before(struct gly_pass *pass, const struct gly_dates *dates,
                         uint32_t i)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_date *a = &dates->at[i], *b = a + 1;
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[a->sent];
    uint32_t behind = a->first_tok + a->tok_count;
    if (i + 1 >= dates->count || b->sent != a->sent || a->kind != GLY_DATE_POINT ||
        b->kind != GLY_DATE_PERIOD || !gly_date_is_known(a) || !gly_date_is_known(b) ||
        b->first_tok > behind + 3 || !gly_tok_is(doc, behind, ",|("))
        return;
    enum { NEAR = 8 };
    uint32_t tok = a->first_tok;
    for (unsigned n = 0; n < NEAR && tok > sent->first_tok + 1; n++) {
        tok--;
        bool before = gly_tok_is(doc, tok, "before");
        if (!before && !gly_tok_is(doc, tok, "after"))
            continue;
        /* "the decade before": the period is that time. */
        if (!gly_tok_is(
                doc, tok - 1,
                "decade|decades|years|year|century|months|weeks|period|time|days"))
            return;
        if (before ? b->from.year > a->from.year : b->to.year < a->from.year) {
            struct gly_finding *f = gly_report(
                pass, CHRONOLOGY, b->span, "'%.*s' is not %s '%.*s'",
                GLY_STR_ARG(gly_doc_slice(doc, b->span)), before ? "before" : "after",
                GLY_STR_ARG(gly_doc_slice(doc, a->span)));
            gly_evidence(f, a->span, "the other date");
        }
        return;
    }
}

/* ---- "Last year, in 2019" ---- */

struct now {
    int32_t year; /* GLY_NO_YEAR: nobody has said */
    struct gly_span span;
};

/* What a date says of the present year: "this year, 2019", "last year, in 2019", "annual
 * report for 2021", "yearbook of 2021". */
static int32_t present_of(const struct gly_doc *doc, const struct gly_date *d)
{
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[d->sent];
    uint32_t at = d->first_tok;
    if (d->kind != GLY_DATE_POINT || !gly_date_is_known(d) || d->from.month > 0)
        return GLY_NO_YEAR;
    if (at >= sent->first_tok + 2 && gly_tok_is(doc, at - 1, "for|of") &&
        (gly_tok_is(doc, at - 2, "yearbook|almanac") ||
         (at >= sent->first_tok + 3 &&
          gly_tok_is(doc, at - 2, "report|review|accounts|statement|letter") &&
          gly_tok_is(doc, at - 3, "annual|yearly"))))
        return d->from.year;
    if (at > sent->first_tok && gly_tok_is(doc, at - 1, "in"))
        at--;
    if (at < sent->first_tok + 3 || !gly_tok_is(doc, at - 1, ",|(") ||
        !gly_tok_is(doc, at - 2, "year") ||
        !gly_tok_is(doc, d->first_tok + d->tok_count, ",|.|)|;|:"))
        return GLY_NO_YEAR;
    if (gly_tok_is(doc, at - 3, "this"))
        return d->from.year;
    if (gly_tok_is(doc, at - 3, "last"))
        return d->from.year + 1;
    return gly_tok_is(doc, at - 3, "next") ? d->from.year - 1 : GLY_NO_YEAR;
}

static void check_present(struct gly_pass *pass, const struct gly_date *d,
                          struct now *now)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    int32_t year = present_of(doc, d);
    if (year == GLY_NO_YEAR)
        return;
    if (now->year == GLY_NO_YEAR) {
        *now = (struct now){year, d->span};
        return;
    }
    if (year == now->year)
        return;
    struct gly_finding *f =
        gly_report(pass, CHRONOLOGY, d->span,
                   "'%.*s' would make %d the present year, and elsewhere it is %d",
                   GLY_STR_ARG(gly_doc_slice(doc, d->span)), year, now->year);
    gly_evidence(f, now->span, "the other place");
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    const struct gly_dates *dates = gly_dates(pass);
    struct now now = {.year = GLY_NO_YEAR};
    uint32_t first = 0, figure = 0;
    for (uint32_t i = 0; i < dates->count; i++) {
        uint32_t sent = dates->at[i].sent;
        if (!gly_block_speaks(pass, sents[sent].block))
            continue;
        check_before(pass, dates, i);
        check_order(pass, dates, i);
        check_years(pass, dates, i);
        check_following(pass, dates, i);
        check_present(pass, &dates->at[i], &now);
        if (i > 0 && dates->at[i - 1].sent == sent)
            continue;
        first = i;
        while (figure < all->count && all->at[figure].sent < sent)
            figure++;
        for (; figure < all->count && all->at[figure].sent == sent; figure++)
            if (gly_quantity_is_time(&all->at[figure])) {
                check_later(pass, dates, first, &all->at[figure]);
                check_after(pass, dates, first, &all->at[figure]);
            }
    }
}

const struct gly_check gly_check_figures_chronology = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_DATES | GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
