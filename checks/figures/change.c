/* "From a to b, a rise of z": the third figure follows from the other two. */
#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { CHANGE, POINT };

static const struct gly_rule rules[] = {
    [CHANGE] =
        {
            .id = "figures/change",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A change in per cent does not follow from its two figures",
            .why = "Old value, new value and change decide each other. All three stand "
                   "for "
                   "what they may have been rounded from. Silent where the sentence "
                   "speaks "
                   "of adjusted, like-for-like or yearly figures, or has more figures "
                   "than "
                   "these three.",
            .bad = "The toll went up from $3.00 to $3.60, an increase of 30 per cent.",
            .good = "The toll went up from $3.00 to $3.60, an increase of 20 per cent.",
        },
    [POINT] =
        {
            .id = "figures/percentage-point",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary =
                "A change in percentage points does not follow from its two figures",
            .why =
                "The difference of two percentages is counted in points; each of the "
                "three stands for what it may have been rounded from.",
            .bad =
                "Attendance fell from 88.3% to 84.9%, a drop of 4.4 percentage points.",
            .good =
                "Attendance fell from 88.3% to 84.9%, a drop of 3.4 percentage points.",
        },
};

/* The figures of one sentence, and what each is. */
struct figures {
    const struct gly_quantity *from, *to, *change;
    unsigned others;
};

static bool is_unit(const struct gly_quantity *q, unsigned dimension)
{
    return q->unit && q->unit->dimension == dimension;
}

/* "six points" beside percentages are points of theirs. */
static bool is_points(const struct gly_doc *doc, const struct gly_quantity *q)
{
    return is_unit(q, GLY_DIM_PERCENTAGE_POINT) ||
           (q->class == GLY_QUANTITY_COUNT && q->unit == NULL &&
            gly_str_eq_nocase(gly_doc_slice(doc, q->noun), gly_str("points")));
}

/* "a rise of z", "rose z", "rose by z", "up z": a word of change before the percentage. */
static bool is_announced(const struct gly_doc *doc, const struct gly_quantity *q)
{
    static const char nouns[] =
        "rise|increase|growth|gain|jump|climb|improvement|fall|drop|decline|decrease|"
        "reduction|cut|loss|surge|slump|change|leap";
    static const char verbs[] =
        "rose|risen|rises|fell|fallen|grew|grown|up|down|dropped|jumped|climbed|gained|"
        "declined|slid|increased|surged|slumped|decreased|shrank|rising|falling|"
        "slipped|raised|reduced|lowered|cut|rise|fall|i.e.|widened|narrowed|slowed|"
        "eased";
    static const char articles[] = "a|an|the";
    static const char than[] = "more|fewer|less|higher|lower";
    static const char more[] = "higher|lower|more|less|above|below|up|down";
    if (q->first_tok >= 2) {
        uint32_t tok = q->first_tok - 1;
        bool by = gly_tok_is(doc, tok, "by");
        if (by && q->role == GLY_ROLE_BY)
            return true;
        tok -= by;
        if (gly_tok_is(doc, tok, verbs))
            return true;
        /* "raised its rate by 25 basis points" */
        if (by && tok >= 2 && gly_tok_is(doc, tok - 2, verbs))
            return true;
    }
    /* "(-12%)", "(+12%)" */
    if (is_unit(q, GLY_DIM_PERCENT) && q->first_tok >= 3 &&
        gly_tok_is(doc, q->first_tok - 1, "-|\u2212|+|\u2013") &&
        gly_tok_is(doc, q->first_tok - 2, "(") &&
        gly_tok_is(doc, gly_quantity_end(q), ")"))
        return true;
    /* ", a 30% rise" */
    uint32_t behind = q->first_tok + q->tok_count;
    if (is_unit(q, GLY_DIM_PERCENT) && q->first_tok >= 2 &&
        gly_tok_is(doc, behind, than) && gly_tok_is(doc, behind + 1, "than"))
        return true;
    if (q->first_tok >= 2 && gly_tok_is(doc, behind, nouns) &&
        gly_tok_is(doc, q->first_tok - 1, articles)) {
        static const char sides[] = "from|to|against|at";
        return !gly_tok_is(doc, q->first_tok - 2, sides);
    }
    /* "5 points higher than" */
    while (behind < q->first_tok + q->tok_count + 3 &&
           gly_doc_toks(doc, &(uint32_t){0})[behind].span.start < q->noun.end)
        behind++;
    if (is_points(doc, q) && gly_tok_is(doc, behind, more))
        return true;
    /* "an increase of about 12 per cent" */
    uint32_t of = q->first_tok - 1;
    of -= q->bound == GLY_BOUND_ABOUT && gly_tok_is(doc, of, "about|around|roughly");
    return q->first_tok >= 3 && gly_tok_is(doc, of, "of") &&
           gly_tok_is(doc, of - 1, nouns);
}

/* Is the word at `tok` the "average" of "an average of 5.3 tonnes", the figure itself? */
static bool is_average_of(const struct gly_doc *doc, uint32_t tok)
{
    return gly_tok_is(doc, tok, "average") && gly_tok_is(doc, tok + 1, "of");
}

/* Words that make the change one of something else: anywhere in the sentence, or beside
 * it. "Total sales rose from 40 to 46" may be reckoned, "a total rise of 20%" may not. */
static bool is_qualified(const struct gly_doc *doc, const struct gly_sent *sent,
                         const struct figures *f)
{
    const struct gly_quantity *change = f->change;
    uint32_t value = gly_quantity_end(f->from);
    static const char words[] =
        "adjusted|like-for-like|like|real|inflation|year-on-year|underlying|annualised|"
        "currency|annualized|forecast|not|wrongly|compound|annually|twice|again";
    static const char beside[] = "annual|average|total|earlier|quarter|target|each|"
                                 "combined|further|another|every";
    enum { BEFORE = 4, BEHIND = 5 };
    uint32_t from = change->first_tok > sent->first_tok + BEFORE
                        ? change->first_tok - BEFORE
                        : sent->first_tok;
    uint32_t to = change->first_tok + change->tok_count + BEHIND;
    for (uint32_t i = 0; i < sent->tok_count; i++) {
        uint32_t tok = sent->first_tok + i;
        struct gly_str word = gly_tok_at(doc, tok);
        if (tok >= change->first_tok && tok < change->first_tok + change->tok_count)
            continue; /* "by a quarter" */
        /* "up 30% from $30 million a year earlier": the year of the figure. */
        enum { YEAR_EARLIER = 4 };
        if (tok >= value && tok < value + YEAR_EARLIER &&
            gly_tok_is(doc, tok, "earlier|quarter"))
            continue;
        if (gly_str_listed(word, words) ||
            (tok >= from && tok < to && !is_average_of(doc, tok) &&
             gly_str_listed(word, beside)))
            return true;
    }
    return false;
}

static bool is_open(const struct gly_quantity *q)
{
    return q->bound != GLY_BOUND_NONE || q->flags & GLY_QUANTITY_RANGE;
}

/* "higher than the 59% recorded in 2018", "20% more than the 1,500 who came before" */
static bool is_than(const struct gly_doc *doc, const struct gly_quantity *q)
{
    static const char more[] = "more|fewer|less|higher|lower";
    uint32_t tok = q->first_tok;
    if (tok > 1 && gly_tok_is(doc, tok - 1, "the"))
        tok--;
    if (!is_unit(q, GLY_DIM_PERCENT) && (tok < 2 || !gly_tok_is(doc, tok - 2, more)))
        return false;
    return tok > 0 && gly_tok_is(doc, tok - 1, "than");
}

/* "(2022: £3.0 million)": the value of another year, in brackets. */
static bool is_year_before(const struct gly_doc *doc, const struct gly_quantity *q)
{
    uint32_t tok = q->first_tok, behind = tok + q->tok_count;
    return tok >= 3 && gly_tok_is(doc, behind, ")") && gly_tok_is(doc, tok - 1, ":") &&
           gly_tok_at(doc, tok - 2).len == 4 &&
           (gly_tok_is(doc, tok - 3, "(") ||
            gly_str_is(gly_tok_at(doc, tok - 3), "in"));
}

/* "up 10% on the £13.0m of 2021" */
static bool is_on(const struct gly_doc *doc, const struct gly_quantity *q,
                  const struct gly_quantity *change)
{
    if (!change)
        return false;
    uint32_t tok = change->first_tok + change->tok_count;
    /* "a 20% increase on the €8 billion" */
    tok += gly_tok_is(doc, tok, "increase|rise|gain|fall|drop|decrease|decline");
    bool the = gly_tok_is(doc, tok + 1, "the");
    return gly_tok_is(doc, tok, "on") && q->first_tok == tok + 1 + the;
}

/* The year right behind a figure, "$1.6 billion in 2017"; 0 for none. */
static int year_behind(const struct gly_doc *doc, const struct gly_quantity *q)
{
    static const char in[] = "in|for|during";
    uint32_t tok = gly_quantity_behind_noun(doc, q);
    struct gly_str year = gly_tok_at(doc, tok + 1);
    if (!gly_tok_is(doc, tok, in) || year.len != 4)
        return 0;
    int value = 0;
    for (size_t i = 0; i < 4; i++) {
        if (year.ptr[i] < '0' || year.ptr[i] > '9')
            return 0;
        value = value * 10 + (year.ptr[i] - '0');
    }
    return value >= 1800 && value < 2100 ? value : 0;
}

/* "From 2,500 in 2019, the number grew 40 per cent to 3,500" */
static bool is_front_from(const struct gly_doc *doc, const struct gly_quantity *q)
{
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[q->sent];
    return q->first_tok == sent->first_tok + 1 &&
           gly_tok_is(doc, sent->first_tok, "from") && q->role == GLY_ROLE_NONE &&
           year_behind(doc, q) != 0;
}

/* "less than in 2017", "than four years ago" */
static bool is_than_then(const struct gly_doc *doc, uint32_t tok)
{
    for (uint32_t end = tok + 4; tok < end; tok++)
        if (gly_tok_is(doc, tok, "than"))
            return gly_tok_is(doc, tok + 1, "in|at|last|two|three|four|five|a");
    return false;
}

/* "5.5 points less than in 2017, when it won 44 per cent" */
static bool is_when(const struct gly_doc *doc, const struct gly_quantity *q,
                    const struct gly_quantity *change)
{
    enum { NEAR = 5 };
    uint32_t behind = gly_quantity_end(change);
    return q->first_tok > behind + NEAR && is_than_then(doc, behind) &&
           gly_toks_have(doc, q->first_tok - NEAR, q->first_tok, "when") &&
           gly_tok_is(doc, gly_quantity_end(q), ".|,|;");
}

/* From the figures at `first` of one sentence; `change` comes last. */
static struct figures gather(const struct gly_doc *doc,
                             const struct gly_quantities *all, uint32_t first,
                             uint32_t end)
{
    struct figures f = {0};
    for (uint32_t i = first; i < end; i++) {
        const struct gly_quantity *q = &all->at[i];
        bool change = (is_unit(q, GLY_DIM_PERCENT) || is_points(doc, q) ||
                       q->class == GLY_QUANTITY_FRACTION) &&
                      is_announced(doc, q);
        if (!gly_quantity_is_value(q) || is_unit(q, GLY_DIM_TIME) ||
            q->class == GLY_QUANTITY_AGE)
            continue;
        if (change && !f.change)
            f.change = q;
        else if (!f.from && f.to && is_year_before(doc, q))
            f.from = q;
        else if (!f.from && f.to && (is_than(doc, q) || is_on(doc, q, f.change)))
            f.from = q;
        else if (!f.from && !f.to && is_front_from(doc, q))
            f.from = q;
        else if (!f.from && f.to && f.change && is_when(doc, q, f.change))
            f.from = q;
        else if ((q->role == GLY_ROLE_FROM || q->role == GLY_ROLE_VERSUS ||
                  q->role == GLY_ROLE_PRIOR ||
                  ((f.to || i + 1 < end) && f.change && q->first_tok > 0 &&
                   gly_tok_is(doc, q->first_tok - 1, "from"))) &&
                 !f.from)
            f.from = q;
        else if (!f.to && (q->role == GLY_ROLE_TO || q->role == GLY_ROLE_NONE))
            f.to = q;
        else
            f.others++;
    }
    /* "7.8 tonnes this year against 6.5": without "from", the other comes first; not in
     * "was 7.8 tonnes, up 20% from 6.5". */
    bool up_from = f.to && f.change && f.from && f.to < f.change && f.change < f.from;
    if (f.from && f.to && !up_from && f.to->role == GLY_ROLE_NONE &&
        f.from->role == GLY_ROLE_FROM && !gly_tok_is(doc, f.to->first_tok - 1, "to"))
        f.to = NULL;
    return f;
}

/* "$1.6 billion in 2017 and $2.0 billion in 2018, a rise of 25 per cent": the years
 * say which comes first. */
static struct figures gather_by_year(const struct gly_doc *doc,
                                     const struct gly_quantities *all, uint32_t first,
                                     uint32_t end)
{
    struct figures f = {0};
    for (uint32_t i = first; i < end; i++) {
        const struct gly_quantity *q = &all->at[i];
        if (!gly_quantity_is_value(q))
            continue;
        bool change =
            (is_unit(q, GLY_DIM_PERCENT) || is_points(doc, q)) && is_announced(doc, q);
        if (change && !f.change && f.to)
            f.change = q;
        else if (year_behind(doc, q) == 0 || f.to || f.change)
            f.others++;
        else if (!f.from)
            f.from = q;
        else
            f.to = q;
    }
    if (f.from && f.to && year_behind(doc, f.from) >= year_behind(doc, f.to))
        f.others++;
    return f;
}

/* A change in per cent: "by a third" is one, and near it is near enough. */
static double percent_of(const struct gly_quantity *change, double *ret_half)
{
    enum { FRACTION_SLACK = 2 };
    bool fraction = change->class == GLY_QUANTITY_FRACTION;
    *ret_half = fraction ? FRACTION_SLACK + 0.05 * 100 * change->low : change->half;
    /* "Up 70%" may be said of 71.7: tens are rounded. */
    if (!fraction && change->low >= 20 && fmod(change->low, 10) == 0)
        *ret_half = fmax(*ret_half, FRACTION_SLACK);
    /* "About 12%" of 11 or 14 */
    if (change->bound == GLY_BOUND_ABOUT)
        *ret_half += 1 + 0.15 * change->low * (fraction ? 100 : 1);
    return fraction ? 100 * change->low : change->low;
}

static void check_percent(struct gly_pass *pass, const struct figures *f)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    double a = f->from->low, b = f->to->low;
    double ah = f->from->half, bh = f->to->half;
    if (a - ah <= 0 || b < 0)
        return;
    double half, said = percent_of(f->change, &half);
    double change = fabs(100 * (b - a) / a);
    double most = fabs(100 * ((b + bh) - (a - ah)) / (a - ah));
    double least = fabs(100 * ((b - bh) - (a + ah)) / (a + ah));
    double low = fmin(change, fmin(least, most)) - half - 1e-9;
    double high = fmax(change, fmax(least, most)) + half + 1e-9;
    /* "From 4% to 5%, a rise of 1%": points are meant, whatever the rounding allows. */
    bool points = is_unit(f->from, GLY_DIM_PERCENT) && said > 0 &&
                  fabs(said - fabs(b - a)) < 1e-9 && change > 3 * said;
    if (!points && said >= low && said <= high)
        return;
    struct gly_finding *finding = gly_report(
        pass, CHANGE, f->change->span, "from '%.*s' to '%.*s' is %.3g%%, not '%.*s'",
        GLY_STR_ARG(gly_doc_slice(doc, f->from->span)),
        GLY_STR_ARG(gly_doc_slice(doc, f->to->span)), change,
        GLY_STR_ARG(gly_doc_slice(doc, f->change->span)));
    gly_evidence(finding, f->from->span, "the value before");
    gly_evidence(finding, f->to->span, "the value after");
    if (points)
        gly_soften(finding, GLY_WARNING);
}

static void check_points(struct gly_pass *pass, const struct figures *f)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    bool basis = f->change->unit && strcmp(f->change->unit->symbol, "bp") == 0;
    double points = f->change->low * (basis ? 0.01 : 1);
    double half = f->change->half * (basis ? 0.01 : 1);
    double change = fabs(f->to->low - f->from->low);
    double slack = f->to->half + f->from->half + half + 1e-9;
    if (fabs(change - points) <= slack)
        return;
    struct gly_finding *finding =
        gly_report(pass, POINT, f->change->span,
                   "from '%.*s' to '%.*s' is %.4g percentage points, not '%.*s'",
                   GLY_STR_ARG(gly_doc_slice(doc, f->from->span)),
                   GLY_STR_ARG(gly_doc_slice(doc, f->to->span)), change,
                   GLY_STR_ARG(gly_doc_slice(doc, f->change->span)));
    gly_evidence(finding, f->from->span, "the value before");
    gly_evidence(finding, f->to->span, "the value after");
}

/* "fell from 1,240 to 1,420": the verb says one direction, the figures the other. */
static void check_direction(struct gly_pass *pass, const struct gly_quantities *all,
                            uint32_t i, uint32_t end)
{
    static const char falls[] = "fell|fallen|dropped|declined|decreased|shrank|slumped|"
                                "falling|dropping|declining";
    static const char rises[] = "rose|risen|climbed|increased|grew|grown|soared|jumped|"
                                "surged|rising|growing|climbing";
    /* Ranks and rates of exchange go the other way, and who knows what else does. */
    static const char turned[] =
        "rank|ranked|ranking|rankings|place|position|table|yen|dollar|against|exchange|"
        "rupee|peso|lira|krona|odds|league|seeded|world|not|ph|standings|chart|then";
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_quantity *a = &all->at[i], *b = a + 1;
    enum { SMALL = 100 };
    if (i + 1 >= end || a->first_tok < 2 || is_open(a) || is_open(b) ||
        !gly_quantity_is_value(a) || !gly_quantity_is_value(b) ||
        a->class > GLY_QUANTITY_NUMBER || b->class > GLY_QUANTITY_NUMBER ||
        !gly_quantity_same_unit(a, b) || a->low <= 0 || b->low <= 0 ||
        (!a->unit && (a->low < SMALL || b->low < SMALL)) ||
        !gly_tok_is(doc, a->first_tok - 1, "from") ||
        !gly_tok_is(doc, b->first_tok - 1, "to") ||
        b->first_tok > a->first_tok + a->tok_count + 8)
        return;
    struct gly_str verb = gly_tok_at(doc, a->first_tok - 2);
    bool fall = gly_str_listed(verb, falls);
    bool rise = gly_str_listed(verb, rises);
    if (!(fall && b->low > a->low) && !(rise && b->low < a->low))
        return;
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[a->sent];
    for (uint32_t k = 0; k < sent->tok_count; k++)
        if (gly_tok_is(doc, sent->first_tok + k, turned))
            return;
    struct gly_finding *f =
        gly_report(pass, CHANGE, b->span, "'%.*s' from '%.*s' to '%.*s'",
                   GLY_STR_ARG(verb), GLY_STR_ARG(gly_doc_slice(doc, a->span)),
                   GLY_STR_ARG(gly_doc_slice(doc, b->span)));
    gly_evidence(f, a->span, "the value before");
}

/* "There were 12,400 in 2018. By 2023 they had dropped to 9,300, a decline of 25%": the
 * only value of the sentence before, of the same kind; NULL where there are more. */
static const struct gly_quantity *told_before(const struct gly_doc *doc,
                                              const struct gly_quantities *all,
                                              uint32_t first, const struct figures *f)
{
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantity *found = NULL, *to = f->to;
    /* A verb takes it there, and the change is told as a noun behind it. */
    if (to->role != GLY_ROLE_TO || f->change->first_tok < gly_quantity_end(to) + 2 ||
        !gly_tok_is(doc, f->change->first_tok - 1, "of|a|an|-|+|up|down") ||
        !gly_toks_have(doc, gly_quantity_end(to), f->change->first_tok, ",|(|–|—"))
        return NULL;
    for (uint32_t i = first; i-- > 0 && all->at[i].sent + 1 == to->sent;) {
        const struct gly_quantity *q = &all->at[i];
        if (sents[q->sent].block != sents[to->sent].block)
            return NULL;
        if (!gly_quantity_is_value(q) || q->class == GLY_QUANTITY_AGE)
            continue;
        if (found || is_open(q) || q->flags & GLY_QUANTITY_ADJECTIVE ||
            !gly_quantity_same_unit(q, to) || !gly_quantity_same_noun(doc, q, to))
            return NULL;
        found = q;
    }
    return found && !gly_sent_corrects(doc, found->sent) &&
                   !gly_sent_has(doc, found->sent, "target|forecast|expected|goal|aim")
               ? found
               : NULL;
}

static void check_sentence(struct gly_pass *pass, const struct gly_sent *sent,
                           const struct gly_quantities *all, uint32_t first,
                           uint32_t end)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    for (uint32_t i = first; i + 1 < end; i++)
        check_direction(pass, all, i, end);
    if (end - first < 2)
        return;
    struct figures f = gather(doc, all, first, end);
    if (!f.from && f.to && f.change && f.others == 0)
        f.from = told_before(doc, all, first, &f);
    if (!f.from || !f.to || !f.change)
        f = gather_by_year(doc, all, first, end);
    if (!f.from || !f.to || !f.change || f.others > 0 ||
        !gly_quantity_same_unit(f.from, f.to) ||
        (is_open(f.from) && !is_than(doc, f.from)) || is_open(f.to) ||
        (is_open(f.change) && f.change->bound != GLY_BOUND_ABOUT) ||
        f.change->flags & GLY_QUANTITY_RANGE || is_qualified(doc, sent, &f))
        return;
    if (is_unit(f.change, GLY_DIM_PERCENT) || f.change->class == GLY_QUANTITY_FRACTION)
        check_percent(pass, &f);
    else if (is_unit(f.from, GLY_DIM_PERCENT) && !is_open(f.change))
        check_points(pass, &f);
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    for (uint32_t i = 0, end; i < all->count; i = end) {
        uint32_t sent = all->at[i].sent;
        for (end = i + 1; end < all->count && all->at[end].sent == sent;)
            end++;
        if (gly_block_speaks(pass, sents[sent].block))
            check_sentence(pass, &sents[sent], all, i, end);
    }
}

const struct gly_check gly_check_figures_change = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
