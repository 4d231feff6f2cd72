/* Scores: sets, legs, halves, series and seasons. */
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
            .summary = "Scores and results that do not fit each other",
            .why =
                "The sets that are listed can be counted, two legs can be added, and "
                "what was scored at half-time stays scored; so many wins and draws "
                "make so many points. Either order of the two sides is accepted.",
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

/* "in straight sets, 6-4, 6-7, 7-5": the winner lost none. */
static void check_straight(struct gly_pass *pass, const struct points *p,
                           unsigned count)
{
    if (count < 2 || count > 5)
        return;
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[p[0].q->sent];
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    unsigned first = 0, second = 0;
    for (unsigned i = 0; i < count; i++) {
        first += p[i].a > p[i].b;
        second += p[i].b > p[i].a;
        if (p[i].a > 7 || p[i].b > 7 ||
            (i > 0 && p[i].q->first_tok - gly_quantity_end(p[i - 1].q) > 2))
            return;
    }
    if (first == 0 || second == 0)
        return;
    for (uint32_t tok = sent->first_tok; tok + 1 < sent->first_tok + sent->tok_count;
         tok++)
        if (gly_tok_is(doc, tok, "straight") && gly_tok_is(doc, tok + 1, "sets") &&
            !gly_toks_have(doc, sent->first_tok, sent->first_tok + sent->tok_count,
                           "not|after|last|previous|next|then")) {
            struct gly_finding *f = gly_report(
                pass, SCORE,
                (struct gly_span){toks[tok].span.start, toks[tok + 1].span.end},
                "each side won a set of these");
            for (unsigned i = 0; i < count; i++)
                gly_evidence(f, p[i].q->span, "a set");
            return;
        }
}

/* "22-18, 19-25, 24-20 and 21-17, and the Bears won 86-80": quarters make the result. */
static void check_quarters(struct gly_pass *pass, const struct points *p,
                           unsigned count)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    unsigned a = 0, b = 0, whole = count - 1;
    uint32_t sent = p[0].q->sent, at = p[whole].q->first_tok;
    if (count < 4 || count > 5 ||
        !gly_sent_has(doc, sent, count == 5 ? "quarter|quarters" : "period|periods") ||
        !gly_toks_have(doc, at - 4, at, "won|win|lost|final|finished|ended|winning") ||
        gly_sent_has(doc, sent, "overtime|extra"))
        return;
    for (unsigned i = 0; i < whole; i++) {
        a += p[i].a;
        b += p[i].b;
        if (i > 0 && p[i].q->first_tok - gly_quantity_end(p[i - 1].q) > 3)
            return;
    }
    if ((a == p[whole].a && b == p[whole].b) || (a == p[whole].b && b == p[whole].a))
        return;
    struct gly_finding *f =
        gly_report(pass, SCORE, p[whole].q->span, "the parts make %u-%u, not '%.*s'", a,
                   b, GLY_STR_ARG(gly_doc_slice(doc, p[whole].q->span)));
    for (unsigned i = 0; i < whole; i++)
        gly_evidence(f, p[i].q->span, "a part");
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

/* ---- A series of so many games ---- */

/* "the best-of-five series", of the sentence: how many games; 0 for none. */
static unsigned best_of(const struct gly_doc *doc, const struct gly_quantities *all,
                        const struct gly_figures *at, struct gly_span *ret_span)
{
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *q = &all->at[i];
        uint32_t tok = q->first_tok;
        if (tok < 4 || q->low < 3 || q->low > 35 || (unsigned)q->low % 2 == 0)
            continue;
        unsigned hyphen = gly_tok_is(doc, tok - 1, "-");
        if (gly_tok_is(doc, tok - 1 - hyphen, "of") &&
            gly_tok_is(doc, tok - 2 - 2 * hyphen, "best")) {
            *ret_span = q->span;
            return (unsigned)q->low;
        }
    }
    return 0;
}

#define WINNING                                                               \
    "won|win|wins|winning|beat|beats|beating|took|taking|clinched|clinching|" \
    "defeated|defeating|claimed|claiming|sealed|sealing|victory|triumph|champions"
#define UNDECIDED                                                                 \
    "lead|leads|led|leading|trail|trails|trailed|trailing|ahead|level|behind|up|" \
    "down|needed|needs|after|tied|if|not|could|would|game"

/* The winner of the best of five has won three games, and no more. */
static void check_series(struct gly_pass *pass, unsigned games, struct gly_span named,
                         const struct points *p, uint32_t sent)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    unsigned high = p->a > p->b ? p->a : p->b, low = p->a + p->b - high;
    bool whole = gly_sent_has(doc, sent, "distance");
    bool wrong = high != games / 2 + 1 || low >= high || (whole && low + 1 != high);
    if (!wrong || high > games || !gly_sent_has(doc, sent, WINNING) ||
        gly_sent_has(doc, sent, UNDECIDED))
        return;
    struct gly_finding *f =
        gly_report(pass, SCORE, p->q->span, "'%.*s' is not how a series of %u is won",
                   GLY_STR_ARG(gly_doc_slice(doc, p->q->span)), games);
    gly_evidence(f, named, "the games there may be");
}

/* ---- Half-time and the end ---- */

static bool is_at_half(const struct gly_doc *doc, const struct gly_quantity *q)
{
    uint32_t tok = gly_quantity_end(q);
    if (gly_tok_is(doc, tok, "up|down|ahead|behind"))
        tok++;
    if (!gly_tok_is(doc, tok, "at"))
        return false;
    tok += gly_tok_is(doc, tok + 1, "the") ? 2 : 1;
    return gly_tok_is(doc, tok, "half-time|halftime|interval|break") ||
           (gly_tok_is(doc, tok, "half") &&
            (gly_tok_is(doc, tok + 1, "time") || gly_tok_is(doc, tok + 2, "time")));
}

/* "3-1 down at half-time, they won 2-1": what was scored stays scored. */
static void check_halves(struct gly_pass *pass, const struct points *half,
                         const struct points *end)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t from = end->q->first_tok;
    enum { NEAR = 4 };
    from = from > NEAR ? from - NEAR : 0;
    if (!gly_toks_have(doc, from, end->q->first_tok,
                       "won|win|winning|lost|lose|losing|drew|draw|ended|finished|beat|"
                       "eventually") ||
        gly_sent_has(
            doc, half->q->sent,
            "sets|set|aggregate|series|frames|leg|legs|games|penalties|shoot-out|"
            "next|other|another|eleven|teams|pitch|reserves|"
            "shootout|half's|last|previous|first-leg|replay") ||
        (half->a <= end->a && half->b <= end->b) ||
        (half->a <= end->b && half->b <= end->a))
        return;
    struct gly_finding *f =
        gly_report(pass, SCORE, end->q->span, "'%.*s' at half-time cannot end '%.*s'",
                   GLY_STR_ARG(gly_doc_slice(doc, half->q->span)),
                   GLY_STR_ARG(gly_doc_slice(doc, end->q->span)));
    gly_evidence(f, half->q->span, "at half-time");
}

/* "led 14-10 at half-time, added 17 points and won 31-24": of the one side or the other. */
static void check_added(struct gly_pass *pass, const struct points *half,
                        const struct points *end, const struct gly_quantity *added)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const unsigned more[] = {end->a - half->a, end->b - half->b, end->a - half->b,
                             end->b - half->a};
    if (!gly_tok_is(doc, added->first_tok - 1, "added|adding") || added->low > 200 ||
        !gly_str_listed(gly_doc_slice(doc, added->noun), "points|goals|runs"))
        return;
    /* "led 14-10 and won 31-24": the same side comes first. */
    bool leads = half->a > half->b && end->a > end->b &&
                 gly_sent_has(doc, half->q->sent, "led|leading|lead|ahead") &&
                 gly_sent_has(doc, half->q->sent, "win|won|winning");
    for (unsigned i = 0; i < (leads ? 2 : GLY_COUNT(more)); i++)
        if (more[i] == (unsigned)added->low)
            return;
    struct gly_finding *f = gly_report(pass, SCORE, added->span,
                                       "from '%.*s' to '%.*s' nobody added '%.*s'",
                                       GLY_STR_ARG(gly_doc_slice(doc, half->q->span)),
                                       GLY_STR_ARG(gly_doc_slice(doc, end->q->span)),
                                       GLY_STR_ARG(gly_doc_slice(doc, added->span)));
    gly_evidence(f, half->q->span, "at half-time");
    gly_evidence(f, end->q->span, "at the end");
}

/* ---- "Lind scored three times in a 2-1 win" ---- */

static void check_scorer(struct gly_pass *pass, const struct gly_quantity *goals,
                         const struct points *p)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t behind = gly_quantity_end(p->q);
    unsigned most = p->a > p->b ? p->a : p->b;
    bool counted = (goals->class == GLY_QUANTITY_COUNT &&
                    gly_str_listed(gly_doc_slice(doc, goals->noun), "goals|tries")) ||
                   (goals->class == GLY_QUANTITY_MULTIPLE && goals->low >= 2);
    /* Tries count more than a point each: no side has more of them than points either. */
    if (!counted || !gly_quantity_is_plain(goals) || goals->low <= most ||
        !gly_tok_is(doc, goals->first_tok - 1, "scored|scoring|netted|struck") ||
        !gly_tok_is(doc, behind, "win|victory|defeat|loss|draw") ||
        p->q->first_tok > gly_quantity_end(goals) + 6 || p->q < goals ||
        !gly_toks_have(doc, gly_quantity_end(goals), p->q->first_tok, "in") ||
        gly_toks_have(doc, gly_quantity_end(goals), p->q->first_tok,
                      "and|games|matches|including|two|three|season|each"))
        return;
    struct gly_finding *f = gly_report(pass, SCORE, goals->span, "'%.*s' in a '%.*s'",
                                       GLY_STR_ARG(gly_doc_slice(doc, goals->span)),
                                       GLY_STR_ARG(gly_doc_slice(doc, p->q->span)));
    gly_evidence(f, p->q->span, "the result");
}

/* ---- "won 11, drawn four and lost five of their 20 matches, for 37 points" ---- */

struct season {
    const struct gly_quantity *won, *drawn, *lost, *played, *points;
    bool strange;
};

static void take(struct season *s, const struct gly_quantity **slot,
                 const struct gly_quantity *q)
{
    s->strange |= *slot != NULL || !gly_quantity_is_plain(q);
    *slot = q;
}

static struct season read_season(const struct gly_doc *doc,
                                 const struct gly_quantities *all,
                                 const struct gly_figures *at)
{
    struct season s = {0};
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (q->class != GLY_QUANTITY_COUNT && q->class != GLY_QUANTITY_NUMBER)
            continue;
        struct gly_str noun = gly_doc_slice(doc, q->noun);
        uint32_t before = q->first_tok - (q->first_tok > 0);
        if (gly_str_listed(noun, "points|pts"))
            take(&s, &s.points, q);
        else if (gly_str_listed(noun, "matches|games|fixtures|outings|contests") &&
                 !gly_tok_is(doc, before, "won|drawn|drew|lost"))
            take(&s, &s.played, q);
        else if (gly_tok_is(doc, before, "won|winning") ||
                 gly_str_listed(noun, "wins|win|victories|victory"))
            take(&s, &s.won, q);
        else if (gly_tok_is(doc, before, "drawn|drew|drawing") ||
                 gly_str_listed(noun, "draws|draw|ties|tie"))
            take(&s, &s.drawn, q);
        else if (gly_tok_is(doc, before, "lost|losing") ||
                 gly_str_listed(noun, "defeats|defeat|losses|loss"))
            take(&s, &s.lost, q);
        else
            s.strange = true;
    }
    return s;
}

/* Three points a win, or two; rugby gives four and more, so much above is no slip. */
static bool points_fit(double won, double drawn, double points)
{
    return points == 3 * won + drawn || points == 2 * won + drawn || points >= 4 * won;
}

static void check_season(struct gly_pass *pass, const struct gly_quantities *all,
                         const struct gly_figures *at)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct season s = read_season(doc, all, at);
    /* A series has no draws. */
    const struct gly_quantity none = {.low = 0};
    bool series = !s.drawn && s.played && gly_sent_has(doc, at->sent, "series");
    if (series)
        s.drawn = &none;
    if (s.strange || !s.won || !s.drawn || !s.lost ||
        gly_sent_has(doc, at->sent,
                     "deducted|deduction|docked|penalty|bonus|last|next|previous|"
                     "abandoned|home|away|other|more|remaining|not"))
        return;
    double sum = s.won->low + s.drawn->low + s.lost->low;
    const struct gly_quantity *wrong = NULL;
    double is = sum;
    if (s.played && sum != s.played->low) {
        wrong = s.played;
    } else if (s.points && s.points->low > 0 &&
               !points_fit(s.won->low, s.drawn->low, s.points->low)) {
        wrong = s.points;
        is = 3 * s.won->low + s.drawn->low;
    }
    if (!wrong)
        return;
    struct gly_finding *f = gly_report(
        pass, SCORE, wrong->span, "%g won, %g drawn and %g lost make %g %s, not '%.*s'",
        s.won->low, s.drawn->low, s.lost->low, is,
        wrong == s.played ? "played" : "points",
        GLY_STR_ARG(gly_doc_slice(doc, wrong->span)));
    gly_evidence(f, s.won->span, "won");
    if (!series)
        gly_evidence(f, s.drawn->span, "drawn");
    gly_evidence(f, s.lost->span, "lost");
}

/* ---- "leading 2-2", "drew 2-1" ---- */

static void check_level(struct gly_pass *pass, const struct points *p)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t tok = p->q->first_tok, behind = gly_quantity_end(p->q);
    bool led = tok > 0 && gly_tok_is(doc, tok - 1, "led|leading") && p->a == p->b;
    bool drew = tok > 0 && p->a != p->b &&
                (gly_tok_is(doc, tok - 1, "drew") ||
                 (gly_tok_is(doc, behind, "draw") && gly_tok_is(doc, tok - 1, "a")));
    if (!(led || drew) ||
        gly_sent_has(doc, p->q->sent, "penalties|shoot-out|shootout|aggregate|not"))
        return;
    gly_report(pass, SCORE, p->q->span,
               led ? "who leads has more than '%.*s'" : "'%.*s' is no draw",
               GLY_STR_ARG(gly_doc_slice(doc, p->q->span)));
}

/* ---- Sentences ---- */

static bool is_sets(const struct gly_doc *doc, const struct gly_quantity *q)
{
    return q->class == GLY_QUANTITY_COUNT && gly_quantity_is_plain(q) &&
           gly_str_eq_nocase(gly_doc_slice(doc, q->noun), gly_str("sets"));
}

static void check_sentence(struct gly_pass *pass, const struct gly_quantities *all,
                           const struct gly_figures *at)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct points p[MOST];
    const struct gly_quantity *sets = NULL, *value = NULL;
    unsigned count = 0, other = 0, values = 0;
    for (uint32_t i = at->first; i < at->end; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (count < MOST && read_points(doc, q, &p[count])) {
            count++;
        } else if (is_sets(doc, q) && !sets) {
            sets = q;
        } else if (q->class <= GLY_QUANTITY_MULTIPLE) {
            value = q;
            values++;
            other++;
        } else if (q->class != GLY_QUANTITY_ORDINAL && q->class != GLY_QUANTITY_DATE) {
            other++;
        }
    }
    for (unsigned i = 0; i < count; i++)
        check_level(pass, &p[i]);
    if (sets && other == 0)
        check_sets(pass, sets, p, count);
    if (!sets && values == 0)
        check_straight(pass, p, count);
    if (!sets && count >= 4)
        check_quarters(pass, p, count);
    if (count == 3 && !sets)
        check_aggregate(pass, p, count);
    struct gly_span named;
    unsigned games = count == 1 ? best_of(doc, all, at, &named) : 0;
    if (games > 0)
        check_series(pass, games, named, &p[0], at->sent);
    else if (count == 1 && values == 1)
        check_scorer(pass, value, &p[0]);
    if (count == 2 && is_at_half(doc, p[0].q)) {
        check_halves(pass, &p[0], &p[1]);
        if (values == 1)
            check_added(pass, &p[0], &p[1], value);
    }
    if (count == 0 && values >= 3)
        check_season(pass, all, at);
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    for (struct gly_figures at = {0}; gly_figures_next(all, &at);)
        if (at.end - at.first <= MOST + 4 &&
            gly_block_speaks(pass, sents[at.sent].block) &&
            !gly_block_tabled(doc, sents[at.sent].block))
            check_sentence(pass, all, &at);
}

const struct gly_check gly_check_figures_score = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
