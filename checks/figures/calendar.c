#include <galley/check.h>
#include <galley/phrase.h>
#include <galley/reckon.h>

enum { WEEKDAY, IMPOSSIBLE, PERIOD };

static const struct gly_rule rules[] = {
    [WEEKDAY] =
        {
            .id = "figures/weekday",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A date falls on another day of the week",
            .why =
                "Weekday and date exclude each other: a reader who wants to come does "
                "not know when. Reckoned in the Gregorian calendar; silent before "
                "1753, when England changed to it, and where the text speaks of Old "
                "Style.",
            .bad = "The fair opens on Monday 14 May 2005.",
            .good = "The fair opens on Saturday 14 May 2005.",
        },
    [IMPOSSIBLE] =
        {
            .id = "figures/impossible-date",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A date that no calendar has",
            .why = "The month has fewer days, or the year is no leap year. A date in "
                   "figures is wrong only where neither order of day and month exists. "
                   "Silent where the sentence says that there is no such day.",
            .bad = "The festival opens on 31 September.",
            .good = "The festival opens on 30 September.",
        },
    [PERIOD] =
        {
            .id = "figures/period",
            .severity = GLY_ERROR,
            .stage = GLY_STABLE,
            .summary = "A period ends before it begins",
            .why =
                "One of the two dates is wrong, or they are changed over. Silent for "
                "years before Christ, and where a year is left out and the period may "
                "run over the turn of the year.",
            .bad = "The loan ran from 9 April 2019 to 2 January 2019.",
            .good = "The loan ran from 9 April 2019 to 2 January 2021.",
        },
};

enum { REFORM = 1753 }; /* the first full year of the Gregorian calendar in Britain */

static bool is_word(struct gly_str word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (gly_str_eq_nocase(word, gly_str(list[i])))
            return true;
    return false;
}

/* Does the sentence have one of these words? */
static bool says(const struct gly_pass *pass, uint32_t sent, const char *const *list,
                 size_t count)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *s = &gly_doc_sents(doc, &(uint32_t){0})[sent];
    const struct gly_tok *toks = gly_doc_toks(doc, &(uint32_t){0});
    for (uint32_t i = 0; i < s->tok_count; i++)
        if (is_word(gly_tok_text(doc, &toks[s->first_tok + i]), list, count))
            return true;
    return false;
}

static struct gly_str token_at(const struct gly_doc *doc, uint32_t tok)
{
    uint32_t count;
    const struct gly_tok *toks = gly_doc_toks(doc, &count);
    return tok < count ? gly_tok_text(doc, &toks[tok]) : (struct gly_str){"", 0};
}

/* Behind the date: "[sic]", "(Old Style)", "BC". */
static bool is_excused(const struct gly_doc *doc, const struct gly_date *date)
{
    static const char *const words[] = {"sic", "BC", "BCE", "B.C.", "B.C.E.", "O.S."};
    uint32_t behind = date->first_tok + date->tok_count;
    return is_word(token_at(doc, behind), words, GLY_COUNT(words)) ||
           is_word(token_at(doc, behind + 1), words, GLY_COUNT(words));
}

static bool falls_on(struct gly_moment moment, unsigned weekday)
{
    return gly_is_date(moment.year, moment.month, moment.day) &&
           gly_day_weekday(gly_day_number(moment.year, moment.month, moment.day)) ==
               weekday;
}

static void check_weekday(struct gly_pass *pass, const struct gly_date *date)
{
    static const char *const calendars[] = {"Julian", "style", "O.S."};
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_moment from = date->from;
    if (date->weekday == 0 || from.day == 0 || from.year == GLY_NO_YEAR ||
        from.year < REFORM || !gly_is_date(from.year, from.month, from.day) ||
        falls_on(from, date->weekday) ||
        (date->flags & GLY_DATE_AMBIGUOUS && falls_on(date->other, date->weekday)) ||
        says(pass, date->sent, calendars, GLY_COUNT(calendars)))
        return;
    unsigned right = gly_day_weekday(gly_day_number(from.year, from.month, from.day));
    gly_report(pass, WEEKDAY, date->span, "'%.*s' is a %s, not a %s",
               GLY_STR_ARG(gly_doc_slice(doc, date->span)), gly_weekday_name(right),
               gly_weekday_name(date->weekday));
}

/* "not 31 April", "never on 30 February" */
static bool is_denied(const struct gly_doc *doc, const struct gly_date *date)
{
    enum { NEAR = 3 };
    uint32_t from = date->first_tok > NEAR ? date->first_tok - NEAR : 0;
    return gly_toks_have(doc, from, date->first_tok, "not|never");
}

/* "The film 'February 30' opens": a date in quotation marks of its own is a name. */
static bool is_quoted(const struct gly_doc *doc, const struct gly_date *date)
{
    static const char marks[] = "'|\"|\u2018|\u2019|\u201C|\u201D";
    return date->first_tok > 0 && gly_tok_is(doc, date->first_tok - 1, marks) &&
           gly_tok_is(doc, date->first_tok + date->tok_count, marks);
}

static void check_possible(struct gly_pass *pass, const struct gly_date *date)
{
    static const char *const denials[] = {"no",         "exist",       "exists",
                                          "invalid",    "nonexistent", "isn't",
                                          "impossible", "wrong"};
    const struct gly_doc *doc = gly_pass_doc(pass);
    struct gly_moment m = date->from;
    if (gly_is_date(m.year, m.month, m.day))
        m = date->to;
    /* Sweden had a 30 February in 1712. Figures with stops may be a version. */
    if (!(date->flags & GLY_DATE_IMPOSSIBLE) || m.year == 1712 ||
        (m.day > 31 && m.year == GLY_NO_YEAR) ||
        says(pass, date->sent, denials, GLY_COUNT(denials)) || is_denied(doc, date) ||
        is_quoted(doc, date))
        return;
    struct gly_str text = gly_doc_slice(doc, date->span);
    if (date->flags & GLY_DATE_NUMERIC && memchr(text.ptr, '.', text.len))
        return;
    if (m.month < 1 || m.month > 12)
        gly_report(pass, IMPOSSIBLE, date->span,
                   "'%.*s' is no date: there is no month %u", GLY_STR_ARG(text),
                   m.month);
    else if (m.year != GLY_NO_YEAR)
        gly_report(pass, IMPOSSIBLE, date->span, "'%.*s' is no date: %s %d has %u days",
                   GLY_STR_ARG(text), gly_month_name(m.month), m.year,
                   gly_month_days(m.year, m.month));
    else
        gly_report(pass, IMPOSSIBLE, date->span, "'%.*s' is no date: %s has %u days",
                   GLY_STR_ARG(text), gly_month_name(m.month),
                   gly_month_days(m.year, m.month));
}

/* "Rooms 2010-1990": numbers of things, which may be told in any order. */
static bool numbers_things(const struct gly_doc *doc, const struct gly_date *date)
{
    if (date->first_tok == 0 || date->from.month > 0)
        return false;
    struct gly_str before = gly_tok_at(doc, date->first_tok - 1);
    return before.len > 3 && gly_str_ends(before, "s") && !gly_str_ends(before, "ss") &&
           !gly_str_listed(before, "years|seasons|terms|decades|periods|reigns|was|is|"
                                   "has|his|this|across|covers|lasts|spans|runs");
}

static void check_period(struct gly_pass *pass, const struct gly_date *date)
{
    const struct gly_tok *toks = gly_doc_toks(gly_pass_doc(pass), &(uint32_t){0});
    /* "CVE-2020-1967" is a number. */
    bool inside = date->first_tok > 0 && toks[date->first_tok].flags & GLY_TOK_GLUED &&
                  gly_str_is(token_at(gly_pass_doc(pass), date->first_tok - 1), "-");
    if (!(date->flags & GLY_DATE_REVERSED) || date->flags & GLY_DATE_BC || inside ||
        numbers_things(gly_pass_doc(pass), date) ||
        gly_sent_has(gly_pass_doc(pass), date->sent, "backwards|backward|reverse"))
        return;
    gly_report(pass, PERIOD, date->span, "the period '%.*s' ends before it begins",
               GLY_STR_ARG(gly_doc_slice(gly_pass_doc(pass), date->span)));
}

static void run(struct gly_pass *pass)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    const struct gly_sent *sents = gly_doc_sents(doc, &(uint32_t){0});
    const struct gly_dates *dates = gly_dates(pass);
    for (uint32_t i = 0; i < dates->count; i++) {
        const struct gly_date *date = &dates->at[i];
        bool odd = date->weekday > 0 ||
                   date->flags & (GLY_DATE_IMPOSSIBLE | GLY_DATE_REVERSED);
        if (!odd || !gly_block_speaks(pass, sents[date->sent].block) ||
            is_excused(doc, date))
            continue;
        check_weekday(pass, date);
        check_possible(pass, date);
        check_period(pass, date);
    }
}

const struct gly_check gly_check_figures_calendar = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_DATES,
    .language = "en",
    .run = run,
};
