/* How old somebody was: birth, event and age decide each other. */
#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { AGE };

static const struct gly_rule rules[] = {
    [AGE] =
        {
            .id = "figures/age",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "An age does not fit the dates of birth and event",
            .why =
                "Two of the three decide the third. Where only years are known, both "
                "ages possible in that year are accepted. Judged where the birth is "
                "said to be one, and age and event stand side by side.",
            .bad = "Born on 9 April 1926, she died on 14 June 2019 aged 39.",
            .good = "Born on 9 April 1926, she died on 14 June 2019 aged 93.",
        },
};

/* People whose ages stand beside those of others. */
#define RELATIVES                                                                     \
    "brother|sister|son|sons|daughter|daughters|father|mother|wife|husband|child|"    \
    "children|siblings|parents|twins|baby|niece|nephew|grandson|granddaughter|uncle|" \
    "aunt|cousin|grandfather|grandmother|widow|girl|boy|boys|girls|friend"

/* ---- Births ---- */

struct birth {
    const struct gly_date *date;
    struct gly_moment day;
    int32_t first_day, last_day;
    bool span;   /* "(1888-1961)": the end is the death */
    bool begins; /* "Born in 1950, ...", "She was born" begin the sentence */
};

static void days_of(struct gly_moment m, int32_t *ret_first, int32_t *ret_last)
{
    unsigned first_month = m.month ? m.month : 1, last_month = m.month ? m.month : 12;
    unsigned first = m.day ? m.day : 1;
    unsigned last = m.day ? m.day : gly_month_days(m.year, last_month);
    *ret_first = gly_day_number(m.year, first_month, first);
    *ret_last = gly_day_number(m.year, last_month, last);
}

static bool is_known(struct gly_moment m)
{
    return m.year != GLY_NO_YEAR && m.year > 0 && m.year <= GLY_YEAR_MAX &&
           (m.day == 0 || gly_is_date(m.year, m.month, m.day)) && m.month <= 12;
}

enum {
    VAGUE = GLY_DATE_CIRCA | GLY_DATE_EARLY | GLY_DATE_AMBIGUOUS | GLY_DATE_BC |
            GLY_DATE_DECADE | GLY_DATE_CENTURY | GLY_DATE_FISCAL | GLY_DATE_IMPOSSIBLE |
            GLY_DATE_REVERSED
};

/* "born in Upper Halden on": from the last word of the place to "born"; `tok` where no
 * place stands between. */
static uint32_t before_place(const struct gly_doc *doc, const struct gly_sent *sent,
                             uint32_t tok)
{
    enum { LONGEST_PLACE = 9 };
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t at = tok;
    for (unsigned n = 0; n < LONGEST_PLACE && at > sent->first_tok; n++, at--) {
        if (gly_tok_is(doc, at, "in|at|near") && gly_tok_is(doc, at - 1, "born"))
            return at - 1;
        if (!(toks[at].flags & GLY_TOK_CAPITALISED) &&
            !gly_tok_is(doc, at, ",|of|the|de|la|-|village|town|city|parish|in"))
            break;
    }
    return tok;
}

/* "born on 3 February 1931", "(1888-1961)" behind a name. */
static bool read_birth(const struct gly_doc *doc, const struct gly_date *date,
                       struct birth *ret)
{
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[date->sent];
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    uint32_t at = date->first_tok;
    if (date->flags & VAGUE || !is_known(date->from) || at <= sent->first_tok)
        return false;
    *ret = (struct birth){.date = date, .day = date->from};
    days_of(date->from, &ret->first_day, &ret->last_day);
    if (date->kind == GLY_DATE_PERIOD) {
        int64_t span = (int64_t)date->to.year - date->from.year;
        ret->span = at >= sent->first_tok + 2 && gly_tok_is(doc, at - 1, "(") &&
                    gly_tok_is(doc, date->first_tok + date->tok_count, ")") &&
                    toks[at - 2].flags & GLY_TOK_CAPITALISED && is_known(date->to) &&
                    span > 15 && span < 110;
        return ret->span;
    }
    if (date->kind != GLY_DATE_POINT)
        return false;
    uint32_t born = at - 1;
    if (gly_tok_is(doc, born, "on|in") && born > sent->first_tok)
        born = before_place(doc, sent, born - 1);
    ret->begins = born == sent->first_tok ||
                  (born == sent->first_tok + 2 && gly_tok_is(doc, born - 2, "he|she"));
    return gly_tok_is(doc, born, "born|b.") &&
           !gly_toks_have(doc, sent->first_tok, born, RELATIVES);
}

/* ---- Ages ---- */

static bool is_age(const struct gly_doc *doc, const struct gly_quantity *q)
{
    if (q->low < 1 || q->low > 115 || q->flags & GLY_QUANTITY_RANGE ||
        (q->bound != GLY_BOUND_NONE && q->bound != GLY_BOUND_ABOUT))
        return false;
    if (q->class == GLY_QUANTITY_AGE)
        return true;
    uint32_t at = q->first_tok - (q->bound == GLY_BOUND_ABOUT ? 1 : 0);
    if (q->class != GLY_QUANTITY_NUMBER || q->unit || at < 3)
        return false;
    uint32_t behind = gly_quantity_end(q);
    /* "retired in 2014 at 65" */
    struct gly_str year = gly_tok_at(doc, at - 2);
    if (gly_tok_is(doc, at - 1, "at") && gly_tok_is(doc, behind, ".|,|;") &&
        q->low >= 14 && year.len == 4 && (year.ptr[0] == '1' || year.ptr[0] == '2') &&
        gly_tok_is(doc, at - 3, "in"))
        return true;
    if (gly_tok_is(doc, at - 1, "was") && gly_tok_is(doc, behind, "when") &&
        gly_tok_is(doc, behind + 1, "he|she"))
        return true;
    /* "who was born in 1962, turned 50 in March" */
    if (gly_tok_is(doc, at - 1, "turned|turns") && q->low >= 16 &&
        gly_tok_is(doc, behind, "in|on|.|,"))
        return true;
    return (gly_tok_is(doc, at - 1, "was|is|turned|turning|aged") &&
            gly_tok_is(doc, at - 2, "he|she|who|when")) ||
           (gly_tok_is(doc, at - 1, "of") && gly_tok_is(doc, at - 2, "age")) ||
           gly_tok_is(doc, at - 1, "aged");
}

/* Whole years from one day to another. */
static int years_between(int32_t from, int32_t to)
{
    int32_t y1, y2;
    unsigned m1, m2, d1, d2;
    gly_day_split(from, &y1, &m1, &d1);
    gly_day_split(to, &y2, &m2, &d2);
    return (int)(y2 - y1) - (m2 < m1 || (m2 == m1 && d2 < d1) ? 1 : 0);
}

/* Do age and event stand together, with nothing between that begins another event? */
static bool side_by_side(const struct gly_doc *doc, const struct gly_quantity *age,
                         const struct gly_date *event)
{
    enum { LONGEST = 7 };
    uint32_t a_end = gly_quantity_end(age), e_end = event->first_tok + event->tok_count;
    uint32_t from = a_end <= event->first_tok ? a_end : e_end;
    uint32_t to = a_end <= event->first_tok ? event->first_tok : age->first_tok;
    return from <= to && to - from <= LONGEST &&
           !gly_toks_have(doc, from, to,
                          "and|but|or|;|while|before|after|until|since|later|from|then|"
                          "whose");
}

static void judge(struct gly_pass *pass, const struct birth *birth, int32_t first_day,
                  int32_t last_day, struct gly_span event,
                  const struct gly_quantity *age, bool at_least)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    if (first_day < birth->last_day)
        return;
    int youngest = years_between(birth->last_day, first_day);
    int oldest = years_between(birth->first_day, last_day);
    double slack = age->bound == GLY_BOUND_ABOUT ? 0.1 * oldest : 0;
    if (age->low >= youngest - slack && (at_least || age->low <= oldest + slack))
        return;
    /* Far apart they speak of two people. */
    if (oldest > 115 || youngest < 0)
        return;
    struct gly_finding *f =
        youngest == oldest
            ? gly_report(pass, AGE, age->span, "the age was %d, not '%.*s'", oldest,
                         GLY_STR_ARG(gly_doc_slice(doc, age->span)))
            : gly_report(pass, AGE, age->span, "the age was %d or %d, not '%.*s'",
                         youngest, oldest, GLY_STR_ARG(gly_doc_slice(doc, age->span)));
    gly_evidence(f, birth->date->span, "the birth");
    gly_evidence(f, event, "the event");
}

/* ---- Paragraphs ---- */

struct view {
    const struct gly_block *block;
    const struct gly_date *dates;
    const struct gly_quantity *figures;
    uint32_t date_count, figure_count;
};

/* How far before an age "died" may stand: "died in Porto at the age of 89". */
enum { DEATH_NEAR = 8 };

static bool has_pronoun(const struct gly_doc *doc, uint32_t sent)
{
    return gly_sent_has(doc, sent, "he|she|his|her");
}

/* Is the age of the person whose birth it is? In the sentence of the birth, or in one
 * beside it that goes on with a pronoun. */
static bool is_of(const struct gly_doc *doc, const struct birth *birth, uint32_t sent)
{
    uint32_t at = birth->date->sent;
    if (sent == at)
        return true;
    if (sent == at + 1)
        return has_pronoun(doc, sent);
    return sent + 1 == at && birth->begins && has_pronoun(doc, at);
}

/* The only event beside the age; NULL for none or several. */
static const struct gly_date *event_of(const struct gly_doc *doc, const struct view *v,
                                       const struct birth *birth,
                                       const struct gly_quantity *age)
{
    const struct gly_date *event = NULL;
    for (uint32_t i = 0; i < v->date_count; i++) {
        const struct gly_date *d = &v->dates[i];
        if (d->sent != age->sent || d == birth->date || d->kind != GLY_DATE_POINT ||
            d->flags & VAGUE || !is_known(d->from) || !side_by_side(doc, age, d))
            continue;
        if (event)
            return NULL;
        event = d;
    }
    return event;
}

/* "... (1944-2019) died at home. She was 75.": an age at the death that the sentence before
 * tells. */
static bool is_at_death(const struct gly_doc *doc, const struct gly_quantity *age)
{
    const struct gly_sent *sent = &gly_doc_sents(doc, &(uint32_t){0})[age->sent];
    return age->sent > 0 && age->first_tok == sent->first_tok + 2 &&
           gly_tok_is(doc, sent->first_tok, "he|she") &&
           gly_tok_is(doc, sent->first_tok + 1, "was") &&
           gly_tok_is(doc, gly_quantity_end(age), ".") &&
           gly_sent_has(doc, age->sent - 1, "died|dies|dead") &&
           !gly_sent_has(doc, age->sent - 1, RELATIVES "|not|whose|when|before");
}

/* "died in Porto at the age of 89" */
static bool dies_near(const struct gly_doc *doc, const struct gly_quantity *age)
{
    uint32_t from = gly_doc_sents(doc, &(uint32_t){0})[age->sent].first_tok;
    if (age->first_tok > from + DEATH_NEAR)
        from = age->first_tok - DEATH_NEAR;
    return gly_toks_have(doc, from, age->first_tok, "died|death") &&
           !gly_toks_have(doc, from, age->first_tok, "whose|when|but|after|before");
}

/* "(1921-1999), who died at the age of 78": who stands behind the span of a life. */
static bool is_own_death(const struct gly_doc *doc, const struct birth *birth,
                         const struct gly_quantity *age)
{
    uint32_t behind = birth->date->first_tok + birth->date->tok_count;
    return !gly_toks_have(doc, age->first_tok - DEATH_NEAR, age->first_tok, "who") ||
           (birth->date->sent == age->sent && gly_tok_is(doc, behind, ")") &&
            gly_tok_is(doc, behind + 1, ",") && gly_tok_is(doc, behind + 2, "who"));
}

/* "The defendant, 34," is as old as that now, and no younger than on a day gone by. */
static void check_present(struct gly_pass *pass, const struct view *v,
                          const struct birth *birth, const struct gly_quantity *age)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    if (birth->span || gly_quantity_end(age) < 2 ||
        !gly_tok_is(doc, age->first_tok - 1, ",") ||
        !gly_tok_is(doc, gly_quantity_end(age), ","))
        return;
    for (uint32_t i = 0; i < v->date_count; i++) {
        const struct gly_date *d = &v->dates[i];
        if (d == birth->date || d->kind != GLY_DATE_POINT || d->flags & VAGUE ||
            d->from.day == 0 || !is_known(d->from) || d->sent < age->sent ||
            gly_sent_has(doc, d->sent, "will|due|next|would|until|later|by|scheduled"))
            continue;
        judge(pass, birth, d->first_day, d->last_day, d->span, age, true);
        return;
    }
}

static void check_block(struct gly_pass *pass, const struct view *v)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct birth birth = {0}, other;
    for (uint32_t i = 0; i < v->date_count; i++)
        if (read_birth(doc, &v->dates[i], &other)) {
            if (birth.date)
                return;
            birth = other;
        }
    if (!birth.date)
        return;
    unsigned apposed = 0;
    const struct gly_quantity *present = NULL;
    for (uint32_t i = 0; i < v->figure_count; i++) {
        const struct gly_quantity *age = &v->figures[i];
        bool commas = age->class == GLY_QUANTITY_NUMBER && !age->unit &&
                      age->first_tok > 0 && gly_tok_is(doc, age->first_tok - 1, ",") &&
                      gly_tok_is(doc, gly_quantity_end(age), ",") && age->low >= 16 &&
                      age->low <= 99;
        if (commas || (age->class == GLY_QUANTITY_AGE && age->first_tok > 0 &&
                       gly_tok_is(doc, age->first_tok - 1, ","))) {
            apposed++;
            present = age;
        }
        if (!is_age(doc, age) || !is_of(doc, &birth, age->sent) ||
            gly_sent_corrects(doc, age->sent) ||
            gly_toks_have(doc, gly_doc_sents(doc, &(uint32_t){0})[age->sent].first_tok,
                          age->first_tok, RELATIVES))
            continue;
        const struct gly_date *event = event_of(doc, v, &birth, age);
        if (event) {
            judge(pass, &birth, event->first_day, event->last_day, event->span, age,
                  false);
        } else if (birth.span && birth.date->sent + 1 == age->sent &&
                   is_at_death(doc, age)) {
            int32_t first, last;
            days_of(birth.date->to, &first, &last);
            judge(pass, &birth, first, last, birth.date->span, age, false);
        } else if (birth.span && dies_near(doc, age) &&
                   is_own_death(doc, &birth, age)) {
            int32_t first, last;
            days_of(birth.date->to, &first, &last);
            judge(pass, &birth, first, last, birth.date->span, age, false);
        }
    }
    /* Born words must stand in a sentence about the same person: "he had been born". */
    if (apposed == 1 && !birth.span && birth.date->sent > present->sent &&
        birth.date->sent <= present->sent + 2 && has_pronoun(doc, birth.date->sent))
        check_present(pass, v, &birth, present);
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_block *blocks = gly_doc_blocks(doc, &(uint32_t){0});
    const struct gly_quantities *all = gly_quantities(pass);
    const struct gly_dates *dates = gly_dates(pass);
    uint32_t next = 0;
    for (uint32_t i = 0, end; i < dates->count; i = end) {
        uint32_t block = sents[dates->at[i].sent].block;
        for (end = i + 1;
             end < dates->count && sents[dates->at[end].sent].block == block;)
            end++;
        uint32_t start = blocks[block].span.start, stop = blocks[block].span.end;
        while (next < all->count && all->at[next].span.start < start)
            next++;
        uint32_t first = next;
        while (next < all->count && all->at[next].span.start < stop)
            next++;
        if (gly_block_speaks(pass, block) && next > first)
            check_block(pass, &(struct view){&blocks[block], &dates->at[i],
                                             &all->at[first], end - i, next - first});
    }
}

const struct gly_check gly_check_figures_age = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_DATES | GLY_NEED_QUANTITIES,
    .language = "en",
    .run = run,
};
