#include <math.h>

#include <galley/check.h>
#include <galley/phrase.h>

enum { CLOCK };

static const struct gly_rule rules[] = {
    [CLOCK] =
        {
            .id = "figures/clock",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "Two times of day and the time between them do not agree",
            .why = "Start, end and length decide each other. An end before the start "
                   "is on "
                   "the next day. Only sentences with two times and one length are "
                   "reckoned; hedges, breaks and time zones keep the rule silent.",
            .bad = "The hearing started at 10.20am and finished at 11.50am, having "
                   "lasted two hours and 30 minutes.",
            .good = "The hearing started at 10.20am and finished at 11.50am, having "
                    "lasted one hour and 30 minutes.",
        },
};

enum { HALF_DAY = 720, DAY = 1440 };

static bool is_one_of(struct gly_str word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (gly_str_eq_nocase(word, gly_str(list[i])))
            return true;
    return false;
}

/* Words of a length that is not the whole of the time between. */
static bool is_silent(const struct gly_doc *doc, const struct gly_sent *sent,
                      const struct gly_quantity *length)
{
    static const char *const words[] = {
        "gmt",    "bst",         "est",      "pst",     "utc",     "cet",
        "break",  "interval",    "delay",    "late",    "delayed", "between",
        "local",  "interrupted", "hours'",   "every",   "lunch",   "each",
        "flight", "half-time",   "pause",    "until",   "opening", "open",
        "clock",  "clocks",      "daylight", "forward", "rest",    "breaks",
        "net",    "unpaid"};
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    /* "open from 7 am to 10 pm, 15 hours in all" */
    bool total = length->role == GLY_ROLE_TOTAL;
    for (uint32_t i = 0; i < sent->tok_count; i++)
        if (is_one_of(gly_tok_text(doc, &toks[sent->first_tok + i]), words,
                      GLY_COUNT(words)) &&
            !(total && gly_tok_is(doc, sent->first_tok + i, "open")))
            return true;
    return false;
}

static bool length_is_total(const struct gly_quantity *q)
{
    return q->role == GLY_ROLE_TOTAL;
}

/* "lasted", "after", "took" within a few words before the length. */
static bool is_length(const struct gly_doc *doc, const struct gly_sent *sent,
                      const struct gly_quantity *q)
{
    static const char *const words[] = {
        "lasted", "lasting", "after", "took", "lasts",  "last", "taking", "spent",
        "total",  "takes",   "later", "runs", "giving", "take", "taken"};
    enum { NEAR = 3 };
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    /* "After four hours at the wheel": how long one thing took on the way. */
    uint32_t next = q->first_tok + q->tok_count;
    if (gly_tok_is(doc, next, "at|on|of") && gly_tok_is(doc, q->first_tok - 1, "after"))
        return false;
    for (uint32_t i = 1; i <= NEAR && q->first_tok >= sent->first_tok + i; i++)
        if (is_one_of(gly_tok_text(doc, &toks[q->first_tok - i]), words,
                      GLY_COUNT(words)))
            return true;
    /* "having sat for three hours" */
    if (q->first_tok >= sent->first_tok + 3 &&
        gly_tok_is(doc, q->first_tok - 1, "for") &&
        gly_tok_is(doc, q->first_tok - 2, "sat|talked|debated|met|lasted|ran|run") &&
        gly_tok_is(doc, q->first_tok - 3, "having|and|had|has|,"))
        return true;
    /* ", a journey of nine hours" */
    static const char *const nouns[] = {
        "journey",  "trip",   "crossing", "ride",    "drive", "session",  "voyage",
        "shift",    "wait",   "walk",     "passage", "total", "run",      "meeting",
        "climb",    "march",  "visit",    "stay",    "match", "game",     "stop",
        "hearing",  "debate", "outage",   "stretch", "span",  "duration", "vigil",
        "blackout", "lesson", "film",     "flight"};
    if (q->first_tok >= sent->first_tok + 2 &&
        gly_str_is(gly_tok_text(doc, &toks[q->first_tok - 1]), "of") &&
        is_one_of(gly_tok_text(doc, &toks[q->first_tok - 2]), nouns, GLY_COUNT(nouns)))
        return true;
    uint32_t behind = q->first_tok + q->tok_count;
    return behind < sent->first_tok + sent->tok_count &&
           (gly_str_is(gly_tok_text(doc, &toks[behind]), "later") ||
            gly_str_is(gly_tok_text(doc, &toks[behind]), "altogether") ||
            length_is_total(q));
}

/* "a two-hour talk begins at 6pm and ends at 8pm": an adjective of what takes place. */
static bool is_named_length(const struct gly_doc *doc, const struct gly_sent *sent,
                            const struct gly_quantity *q)
{
    static const char *const events[] = {
        "talk",    "lecture", "film",   "concert", "show",     "meeting", "session",
        "match",   "journey", "flight", "trip",    "crossing", "voyage",  "hearing",
        "debate",  "class",   "course", "play",    "tour",     "walk",    "ride",
        "service", "exam",    "shift",  "walkout", "strike",   "seminar", "workshop",
        "webinar", "drive",   "event",  "ceremony"};
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t behind = q->first_tok + q->tok_count;
    return q->flags & GLY_QUANTITY_ADJECTIVE &&
           behind < sent->first_tok + sent->tok_count &&
           is_one_of(gly_tok_text(doc, &toks[behind]), events, GLY_COUNT(events));
}

/* "from 5 am to midnight, and a trip takes two hours": a new subject between. */
static bool tells_another(const struct gly_doc *doc, const struct gly_date *hours,
                          const struct gly_quantity *length)
{
    for (uint32_t tok = hours->first_tok + hours->tok_count; tok < length->first_tok;
         tok++)
        if (gly_tok_is(doc, tok, "and|but|;|while") &&
            !gly_tok_is(doc, tok + 1,
                        "lasted|lasts|last|took|takes|take|was|will|ran|runs|so|thus"))
            return true;
    return false;
}

static void check(struct gly_pass *pass, const struct gly_sent *sent,
                  const struct gly_date *start, const struct gly_date *end,
                  const struct gly_quantity *length)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    bool hours = strcmp(length->unit->symbol, "hour") == 0;
    bool minutes = strcmp(length->unit->symbol, "min") == 0;
    if ((!hours && !minutes) || length->bound != GLY_BOUND_NONE ||
        length->flags & GLY_QUANTITY_RANGE ||
        (length->flags & GLY_QUANTITY_ADJECTIVE ? !is_named_length(doc, sent, length)
                                                : !is_length(doc, sent, length)) ||
        is_silent(doc, sent, length))
        return;
    for (unsigned i = 0; i < 2; i++) { /* "at about 9.20pm" */
        uint32_t tok = (i ? end : start)->first_tok;
        if (tok > 0 &&
            gly_tok_is(doc, tok - 1, "about|around|roughly|nearly|almost|by"))
            return;
    }
    if (start == end && tells_another(doc, start, length))
        return;
    double said = length->low * length->unit->factor / 60;
    double slack = length->flags & GLY_QUANTITY_COMPOUND ? 1 : hours ? 29 : 1;
    int between = end->to.minute - start->from.minute;
    between += between < 0 ? DAY : 0;
    /* Without "am" and "pm" an hour may be of either half of the day. */
    if (fabs(between - said) <= slack || fabs(between + HALF_DAY - said) <= slack ||
        fabs(between - HALF_DAY - said) <= slack || said > DAY)
        return;
    for (uint32_t tok = start->first_tok; start != end && tok < end->first_tok; tok++) {
        static const char *const turned[] = {"after", "before", "following"};
        if (is_one_of(gly_tok_text(doc, &gly_doc_toks(doc, &(uint32_t){0})[tok]),
                      turned, GLY_COUNT(turned)))
            return;
    }
    if (start == end) {
        struct gly_finding *f =
            gly_report(pass, CLOCK, length->span, "'%.*s' is %d h %d min, not '%.*s'",
                       GLY_STR_ARG(gly_doc_slice(doc, start->span)), between / 60,
                       between % 60, GLY_STR_ARG(gly_doc_slice(doc, length->span)));
        gly_evidence(f, start->span, "from start to end");
        return;
    }
    struct gly_finding *f = gly_report(
        pass, CLOCK, length->span, "from '%.*s' to '%.*s' is %d h %d min, not '%.*s'",
        GLY_STR_ARG(gly_doc_slice(doc, start->span)),
        GLY_STR_ARG(gly_doc_slice(doc, end->span)), between / 60, between % 60,
        GLY_STR_ARG(gly_doc_slice(doc, length->span)));
    gly_evidence(f, start->span, "the start");
    gly_evidence(f, end->span, "the end");
}

/* The only length of time in a sentence; NULL where there is none or more. */
static const struct gly_quantity *only_length(const struct gly_quantities *all,
                                              uint32_t *next, uint32_t sent)
{
    const struct gly_quantity *length = NULL;
    unsigned count = 0;
    while (*next < all->count && all->at[*next].sent < sent)
        ++*next;
    for (uint32_t i = *next; i < all->count && all->at[i].sent == sent; i++)
        if (all->at[i].class == GLY_QUANTITY_AMOUNT &&
            all->at[i].unit->dimension == GLY_DIM_TIME) {
            length = &all->at[i];
            count++;
        }
    return count == 1 ? length : NULL;
}

static bool is_clock(const struct gly_date *d)
{
    return d->kind == GLY_DATE_TIME ||
           (d->kind == GLY_DATE_PERIOD && d->from.minute >= 0);
}

/* "from 2 pm to 4.30 pm", one entry */
static bool is_hours(const struct gly_date *d)
{
    return d->kind == GLY_DATE_PERIOD && d->from.minute >= 0 && d->to.minute >= 0 &&
           d->from.day == 0;
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_dates *dates = gly_dates(pass);
    uint32_t next = 0;
    for (uint32_t i = 0; i < dates->count; i++) {
        const struct gly_date *a = &dates->at[i], *b = a + 1;
        if (is_hours(a) && (i == 0 || a[-1].sent != a->sent || !is_clock(a - 1)) &&
            (i + 1 == dates->count || b->sent != a->sent || !is_clock(b)) &&
            gly_block_speaks(pass, sents[a->sent].block)) {
            const struct gly_quantity *length =
                only_length(gly_quantities(pass), &next, a->sent);
            if (length)
                check(pass, &sents[a->sent], a, a, length);
            continue;
        }
        if (i + 1 == dates->count)
            break;
        if (a->kind != GLY_DATE_TIME || b->kind != GLY_DATE_TIME ||
            a->sent != b->sent ||
            (i > 0 && a[-1].sent == a->sent && a[-1].kind == GLY_DATE_TIME) ||
            (i + 2 < dates->count && b[1].sent == b->sent &&
             b[1].kind == GLY_DATE_TIME) ||
            !gly_block_speaks(pass, sents[a->sent].block))
            continue;
        const struct gly_quantity *length =
            only_length(gly_quantities(pass), &next, a->sent);
        if (length)
            check(pass, &sents[a->sent], a, b, length);
    }
}

const struct gly_check gly_check_figures_clock = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_DATES | GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
