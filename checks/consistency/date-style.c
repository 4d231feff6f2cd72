#include <galley/check.h>
#include <galley/ways.h>

enum { DATE_STYLE };

static const struct gly_rule rules[] = {
    [DATE_STYLE] =
        {
            .id = "consistency/date-style",
            .severity = GLY_WARNING,
            .stage = GLY_STABLE,
            .summary = "Dates or times are written in two styles",
            .why = "The rarer style is the finding, where the other has three times as "
                   "many places. What is compared: the day before the month or behind "
                   "it, 25 October and 25th October, dates in words and in figures "
                   "alone, 9pm and 9 p.m., 2023–24 and 2023/24. Quotations, tables and "
                   "names such as September 11 are left alone.",
            .bad =
                "It opens on 1 October and shuts on 20 October. On 31 October and on "
                "4th November it is dark.",
            .good =
                "It opens on 1 October and shuts on 20 October. On 31 October and on "
                "4 November it is dark.",
        },
};

/* What may be written in several ways, and the ways. */
enum choice { ORDER, SUFFIX, FIGURES, HALF_OF_DAY, YEARS, CHOICE_COUNT };
enum { WAYS = 3 };

/* "is written ..." */
static const char *const wording[CHOICE_COUNT][WAYS] = {
    [ORDER] = {"with the day before the month", "with the day behind the month", NULL},
    [SUFFIX] = {"with a plain number", "with the ending of an ordinal", NULL},
    [FIGURES] = {"with the month in words", "in figures alone", NULL},
    [HALF_OF_DAY] = {"without stops", "with stops", "in capitals"},
    [YEARS] = {"with a dash", "with a slash", NULL},
};

struct state {
    struct gly_pass *pass;
    const struct gly_doc *doc;
    const struct gly_tok *toks;
    const struct gly_sent *sents;
    const struct gly_block *blocks;
    const struct gly_quotations *quotations;
    uint32_t tok_count;
    struct gly_way ways[CHOICE_COUNT][WAYS];
};

static void add(struct state *s, enum choice choice, unsigned way, struct gly_span span)
{
    gly_way_add(&s->ways[choice][way], span);
}

/* ---- One date ---- */

static struct gly_str text_of(const struct state *s, uint32_t tok)
{
    return gly_tok_text(s->doc, &s->toks[tok]);
}

static bool is_month(const struct state *s, uint32_t tok)
{
    static const char *const months[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December",
        "Jan",     "Feb",      "Mar",       "Apr",     "Jun",      "Jul",
        "Aug",     "Sep",      "Sept",      "Oct",     "Nov",      "Dec"};
    struct gly_str text = text_of(s, tok);
    if (text.len > 3 && text.ptr[text.len - 1] == '.')
        text.len--;
    return gly_str_one_of(text, months, GLY_COUNT(months));
}

/* A day of the month: 0 for none, else 1 + whether it has its ending. */
static unsigned day_form(const struct state *s, uint32_t tok)
{
    struct gly_str text = text_of(s, tok);
    size_t digits = 0;
    while (digits < text.len && gly_is_digit((unsigned char)text.ptr[digits]))
        digits++;
    if (digits == 0 || digits > 2)
        return 0;
    if (digits == text.len)
        return 1;
    return digits + 2 == text.len &&
                   gly_is_ascii_letter((unsigned char)text.ptr[digits])
               ? 2
               : 0;
}

/* Names of events, and days that are names. */
static bool is_name(const struct state *s, uint32_t month, uint32_t day)
{
    struct gly_str m = text_of(s, month), d = text_of(s, day);
    return (gly_str_starts(m, "Sep") && gly_str_is(d, "11")) ||
           (gly_str_is(m, "July") && (gly_str_is(d, "4") || gly_str_is(d, "4th")));
}

static struct gly_span both(const struct state *s, uint32_t first, uint32_t last)
{
    return (struct gly_span){s->toks[first].span.start, s->toks[last].span.end};
}

/* A day and its month side by side. */
static void see_day(struct state *s, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t + 1 < end; t++) {
        bool before = is_month(s, t + 1);
        uint32_t month = before ? t + 1 : t, day = before ? t : t + 1;
        /* "December 06": the day, or 2006? */
        if ((!before && !is_month(s, t)) || day_form(s, day) == 0 ||
            is_name(s, month, day) ||
            (!before && text_of(s, day).ptr[0] == '0' && t + 2 >= end))
            continue;
        /* "May 24": of 2024? It has no year behind it, so it is the day. */
        add(s, ORDER, !before, both(s, t, t + 1));
        /* "the 5th" is how one says it */
        if (before && !(t > 0 && gly_str_eq_nocase(text_of(s, t - 1), gly_str("the"))))
            add(s, SUFFIX, day_form(s, day) - 1, both(s, t, t + 1));
        else if (!before)
            add(s, SUFFIX, day_form(s, day) - 1, both(s, t, t + 1));
        t++;
    }
}

static void see_half(struct state *s, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++) {
        struct gly_str text = text_of(s, t);
        unsigned way = gly_str_is(text, "am") || gly_str_is(text, "pm")       ? 1
                       : gly_str_is(text, "a.m.") || gly_str_is(text, "p.m.") ? 2
                       : gly_str_is(text, "AM") || gly_str_is(text, "PM")     ? 3
                                                                              : 0;
        if (way == 0 || t == 0)
            continue;
        uint32_t from = s->toks[t - 1].kind == GLY_TOK_NUMBER ? t - 1 : t;
        add(s, HALF_OF_DAY, way - 1, both(s, from, t));
    }
}

static void see_years(struct state *s, const struct gly_date *date)
{
    struct gly_str text = gly_doc_slice(s->doc, date->span);
    if (date->kind != GLY_DATE_PERIOD || !(date->flags & GLY_DATE_ABBREVIATED) ||
        date->from.month != 0 || text.len < 6)
        return;
    add(s, YEARS, memchr(text.ptr, '/', text.len) != NULL, date->span);
}

static void see_date(struct state *s, const struct gly_date *date)
{
    uint32_t end = date->first_tok + date->tok_count;
    if (date->from.year != GLY_NO_YEAR && date->from.day != 0 &&
        date->kind == GLY_DATE_POINT)
        add(s, FIGURES, (date->flags & GLY_DATE_NUMERIC) != 0, date->span);
    if (!(date->flags & GLY_DATE_NUMERIC))
        see_day(s, date->first_tok, end);
    see_half(s, date->first_tok, end);
    see_years(s, date);
}

/* "Retrieved 2007-08-11": references have a style of their own. */
static bool is_reference(const struct state *s, uint32_t tok)
{
    static const char *const words[] = {"retrieved", "accessed", "archived", NULL};
    for (uint32_t back = 1; back <= 2 && back <= tok; back++)
        if (gly_str_among(text_of(s, tok - back), words))
            return true;
    return false;
}

/* "03/23/2001 10:13 AM", "08 Jul 2000 20:27:21", "2014.11.17": programs write those. */
static bool is_stamp(const struct state *s, const struct gly_date *date)
{
    struct gly_str text = gly_doc_slice(s->doc, date->span);
    if (date->flags & GLY_DATE_NUMERIC && text.len >= 8 && text.ptr[4] == '.')
        return true;
    uint32_t next = date->first_tok + date->tok_count;
    uint32_t last = next + 2 < s->tok_count ? next + 2 : s->tok_count;
    bool numeric = date->flags & GLY_DATE_NUMERIC;
    for (uint32_t t = date->first_tok; t < last; t++) {
        struct gly_str tok = text_of(s, t);
        const char *colon = memchr(tok.ptr, ':', tok.len);
        if (!colon || !gly_is_digit((unsigned char)tok.ptr[0]))
            continue;
        bool seconds = memchr(colon + 1, ':', tok.len - (size_t)(colon + 1 - tok.ptr));
        if (numeric || seconds)
            return true;
    }
    return false;
}

static bool counts(const struct state *s, const struct gly_date *date)
{
    const struct gly_tok *tok = &s->toks[date->first_tok];
    if (is_reference(s, date->first_tok) || is_stamp(s, date))
        return false;
    if (!gly_tok_speaks(s->pass, tok) || tok->flags & GLY_TOK_IN_LINK ||
        gly_quotation_marks(s->quotations, date->span.start))
        return false;
    /* "the April 30 Movement" */
    uint32_t next = date->first_tok + date->tok_count;
    if (next < s->tok_count && s->toks[next].sent == tok->sent &&
        s->toks[next].kind == GLY_TOK_WORD && s->toks[next].flags & GLY_TOK_CAPITALISED)
        return false;
    return s->blocks[s->sents[tok->sent].block].kind == GLY_BLOCK_PARAGRAPH;
}

/* ---- The document ---- */

/* Has the order of the same date been told? One word on a date is enough. */
static bool is_told(const struct state *s, const struct gly_way *rare)
{
    const struct gly_way *ways = s->ways[ORDER];
    for (unsigned way = 0; way < 2; way++)
        if (gly_way_is_rare(&ways[way], &ways[!way]) &&
            ways[way].at[0].start == rare->at[0].start)
            return true;
    return false;
}

static void judge(const struct state *s, enum choice choice, unsigned few,
                  unsigned many)
{
    const struct gly_way *rare = &s->ways[choice][few], *often = &s->ways[choice][many];
    if (choice == SUFFIX && is_told(s, rare))
        return;
    if (gly_way_is_rare(rare, often))
        gly_way_report(s->pass, DATE_STYLE, rare, wording[choice][few], often,
                       wording[choice][many]);
}

static void run(struct gly_pass *pass)
{
    uint32_t unused;
    const struct gly_dates *dates = gly_dates(pass);
    if (dates->count < 2)
        return;
    struct state *s = gly_alloc(pass, 1, sizeof *s);
    s->pass = pass;
    s->doc = gly_pass_doc(pass);
    s->quotations = gly_quotations(pass);
    s->toks = gly_doc_toks(s->doc, &s->tok_count);
    s->sents = gly_doc_sents(s->doc, &unused);
    s->blocks = gly_doc_blocks(s->doc, &unused);
    for (uint32_t i = 0; i < dates->count; i++)
        if (counts(s, &dates->at[i]))
            see_date(s, &dates->at[i]);
    for (unsigned choice = 0; choice < CHOICE_COUNT; choice++)
        for (unsigned few = 0; few < WAYS; few++)
            for (unsigned many = 0; many < WAYS; many++)
                if (few != many)
                    judge(s, choice, few, many);
}

const struct gly_check gly_check_consistency_date_style = {
    .rules = rules,
    .rule_count = GLY_COUNT(rules),
    .needs = GLY_NEED_DATES | GLY_NEED_QUOTATIONS,
    .language = "en",
    .run = run,
};
