/* DATES: finds where a date may begin, reads it, joins two into a period, and works out
 * the days that it covers. */
#include "note/date.h"

#include "note/note.h"

/* ---- The days it covers ---- */

static int32_t first_day_of(struct gly_moment moment)
{
    return gly_day_number(moment.year, moment.month > 0 ? moment.month : 1,
                          moment.day > 0 ? moment.day : 1);
}

static int32_t last_day_of(struct gly_moment moment)
{
    unsigned month = moment.month > 0 ? moment.month : 12;
    unsigned day = moment.day > 0 ? moment.day : gly_month_days(moment.year, month);
    return gly_day_number(moment.year, month, day);
}

static bool is_possible(struct gly_moment moment)
{
    return moment.day == 0 || gly_is_date(moment.year, moment.month, moment.day);
}

static bool comes_before(struct gly_moment a, struct gly_moment b)
{
    if (a.year != b.year)
        return a.year < b.year;
    if (a.month != b.month)
        return a.month < b.month;
    return a.day < b.day;
}

void gly_date_settle(struct gly_date *date)
{
    date->first_day = date->last_day = GLY_NO_DAY;
    if (date->kind == GLY_DATE_TIME && date->from.month == 0)
        return;
    if (!is_possible(date->from) || !is_possible(date->to)) {
        date->flags |= GLY_DATE_IMPOSSIBLE;
        return;
    }
    bool years = date->from.year != GLY_NO_YEAR && date->to.year != GLY_NO_YEAR;
    if (date->kind == GLY_DATE_PERIOD && date->from.minute < 0 &&
        (years || (date->from.month == date->to.month && date->from.day > 0)) &&
        comes_before(date->to, date->from))
        date->flags |= GLY_DATE_REVERSED;
    if (years) {
        date->first_day = first_day_of(date->from);
        date->last_day = last_day_of(date->to);
    }
}

/* ---- What stands beside it ---- */

/* Seasons and other words of a year: "summer of 1998", "fiscal year 2004". */
static uint32_t widen(const struct gly_look *look, uint32_t first,
                      struct gly_date *date)
{
    uint32_t before = first - 1;
    if (gly_look_among(look, before, "of"))
        before--;
    if (date->from.month == 0 &&
        gly_look_among(look, before, "spring summer autumn winter easter christmas") &&
        before >= look->first && before < first) {
        date->flags |= GLY_DATE_SEASON;
        return before;
    }
    if (gly_look_among(look, before, "year") &&
        gly_look_among(look, before - 1, "fiscal financial tax academic school")) {
        date->flags |= GLY_DATE_FISCAL;
        return before - 1;
    }
    if (gly_look_among(look, first - 1, "fiscal")) {
        date->flags |= GLY_DATE_FISCAL;
        return first - 1;
    }
    if (gly_look_among(look, first - 1, "early late mid") ||
        gly_str_starts(gly_look_at(look, first), "mid-")) {
        date->flags |= GLY_DATE_EARLY;
        return gly_look_among(look, first - 1, "early late mid") ? first - 1 : first;
    }
    if (gly_look_is_hyphen(look, first - 1) && gly_look_among(look, first - 2, "mid")) {
        date->flags |= GLY_DATE_EARLY;
        return first - 2;
    }
    if (gly_look_among(look, first - 1, "circa c. ca. c ca")) {
        date->flags |= GLY_DATE_CIRCA;
        return first - 1;
    }
    if (gly_look_among(look, first - 1, ".") &&
        gly_look_among(look, first - 2, "c ca")) {
        date->flags |= GLY_DATE_CIRCA;
        return first - 2;
    }
    return first;
}

/* ---- Two into one ---- */

static uint32_t read_single(const struct gly_date_look *at, uint32_t tok,
                            struct gly_date *date)
{
    static uint32_t (*const readers[])(const struct gly_date_look *, uint32_t,
                                       struct gly_date *) = {
        gly_date_read_numeric, gly_date_read_day, gly_date_read_time,
        gly_date_read_year};
    uint32_t end = tok;
    for (size_t i = 0; i < GLY_COUNT(readers) && end == tok; i++)
        end = readers[i](at, tok, date);
    return end;
}

static bool same_grain(const struct gly_date *a, const struct gly_date *b)
{
    if (a->kind != b->kind || (a->kind == GLY_DATE_TIME) != (b->kind == GLY_DATE_TIME))
        return false;
    if (a->kind == GLY_DATE_TIME)
        return true;
    return (a->from.day > 0) == (b->from.day > 0) &&
           (a->from.month > 0) == (b->from.month > 0) &&
           (a->from.month > 0 || b->from.year != GLY_NO_YEAR);
}

/* "9 to 5pm": the hour borrows its half of the day from the one behind. */
static uint32_t read_bare_hours(const struct gly_date_look *at, uint32_t tok,
                                struct gly_date *date)
{
    const struct gly_look *look = &at->look;
    const struct gly_number *number = gly_date_number(at, tok);
    if (!number || number->tok_count != 1 || number->value < 1 || number->value > 12 ||
        number->decimals > 2)
        return tok;
    if (!gly_look_is_dash(look, tok + 1) && !gly_look_among(look, tok + 1, "to"))
        return tok;
    struct gly_date end = {0};
    uint32_t behind = gly_date_read_time(at, tok + 2, &end);
    struct gly_str text = gly_look_at(look, tok);
    const struct gly_number *last = gly_date_number(at, tok + 2);
    if (behind != tok + 4 || !last || last->flags & GLY_NUMBER_SHAPED ||
        number->flags & (GLY_NUMBER_SHAPED | GLY_NUMBER_WORDS | GLY_NUMBER_ORDINAL) ||
        text.len > 5)
        return tok;
    int hour = (int)number->value % 12;
    int minute = (int)((number->value - (int)number->value) * 100 + 0.5);
    int start = hour * 60 + minute + (end.from.minute >= 720 ? 720 : 0);
    if (start > end.from.minute)
        start -= 720;
    *date = end;
    date->kind = GLY_DATE_PERIOD;
    date->from.minute = (int16_t)(start < 0 ? start + 1440 : start);
    return behind;
}

static uint32_t join_period(const struct gly_date_look *at, uint32_t tok, uint32_t end,
                            struct gly_date *date)
{
    const struct gly_look *look = &at->look;
    bool between = gly_look_among(look, tok - 1, "between");
    bool from = gly_look_among(look, tok - 1, "from");
    bool joins = gly_look_is_dash(look, end) || gly_look_among(look, end, "— --") ||
                 (between && gly_look_among(look, end, "and")) ||
                 (from && gly_look_among(look, end, "to until till through")) ||
                 gly_look_among(look, end, "through") ||
                 (date->from.day > 0 && date->from.year != GLY_NO_YEAR &&
                  gly_look_among(look, end, "to until"));
    if (!joins || date->kind == GLY_DATE_PERIOD ||
        date->flags & (GLY_DATE_DECADE | GLY_DATE_CENTURY))
        return end;
    struct gly_date last = {0};
    uint32_t behind = read_single(at, end + 1, &last);
    bool whole = from || between || !gly_look_among(look, end, "to until") ||
                 last.from.year != GLY_NO_YEAR;
    if (behind == end + 1 || !whole || !same_grain(date, &last) ||
        last.flags & (GLY_DATE_DECADE | GLY_DATE_CENTURY))
        return end;
    date->kind = GLY_DATE_PERIOD;
    date->to = last.to;
    date->flags |= last.flags & GLY_DATE_BC;
    /* "30 June - 2 July 2005": one year for both. "1 Nov - 5 Feb 2005" is not known. */
    if (date->from.year == GLY_NO_YEAR && last.to.year != GLY_NO_YEAR &&
        date->from.month <= last.to.month)
        date->from.year = last.to.year;
    return behind;
}

/* "March 19, 1988, a Saturday": the weekday belongs to the date. */
static void note_weekday_behind(const struct gly_look *look, uint32_t end,
                                struct gly_date *date)
{
    bool is_short;
    if (date->kind != GLY_DATE_POINT || date->from.day == 0 ||
        !gly_str_is(gly_look_at(look, end), ",") || !gly_look_among(look, end + 1, "a"))
        return;
    unsigned weekday = gly_date_weekday(look, end + 2, &is_short);
    if (weekday == 0 || is_short)
        return;
    date->weekday = (uint8_t)weekday;
    date->flags |= GLY_DATE_WEEKDAY;
}

/* A weekday with the date behind it, or alone. */
static uint32_t read_weekday(const struct gly_date_look *at, uint32_t tok,
                             struct gly_date *date)
{
    const struct gly_look *look = &at->look;
    bool is_short;
    unsigned weekday = gly_date_weekday(look, tok, &is_short);
    if (weekday == 0)
        return tok;
    uint32_t next = tok + 1;
    if (gly_str_is(gly_look_at(look, next), ","))
        next++;
    uint32_t end = gly_date_read_day(at, next, date);
    if (end == next)
        end = gly_date_read_numeric(at, next, date);
    if (end > next && date->from.day > 0) {
        date->weekday = (uint8_t)weekday;
        date->flags |= GLY_DATE_WEEKDAY;
        return end;
    }
    *date = (struct gly_date){.from = gly_moment_none(), .to = gly_moment_none()};
    if (is_short || gly_look_among(look, tok - 1, "a"))
        return tok;
    date->weekday = (uint8_t)weekday;
    date->flags = GLY_DATE_WEEKDAY;
    return tok + 1;
}

/* ---- The walk ---- */

struct dates {
    struct gly_doc *doc;
    GLY_VEC(struct gly_date) list;
};

/* "On 14, 20 and 27 April": the days before the one that has the month. They ascend, and
 * words that announce a day stand before the first. */
enum { DAYS_LISTED = 8 };

static const struct gly_number *day_before(const struct gly_date_look *at,
                                           uint32_t ahead, uint32_t tok)
{
    if (at->next < ahead)
        return NULL;
    const struct gly_number *number = &at->numbers->at[at->next - ahead];
    return number->first_tok == tok && number->tok_count == 1 &&
                   number->decimals == 0 && number->value >= 1 && number->value <= 31 &&
                   !(number->flags & ~(GLY_NUMBER_DIGITS | GLY_NUMBER_ORDINAL))
               ? number
               : NULL;
}

static void add_listed_days(struct dates *dates, const struct gly_date_look *at,
                            uint32_t tok, const struct gly_date *date)
{
    const struct gly_look *look = &at->look;
    uint32_t days[DAYS_LISTED], count = 0, first = tok;
    double next = date->from.day;
    if (date->from.day == 0 || date->kind == GLY_DATE_TIME ||
        gly_look_kind(look, tok) != GLY_TOK_NUMBER)
        return;
    while (count < DAYS_LISTED) {
        uint32_t join = first - 1;
        if (gly_look_among(look, join, "and or &") &&
            gly_look_among(look, join - 1, ","))
            join--;
        if (!gly_look_among(look, join, ", and or &"))
            break;
        const struct gly_number *number = day_before(at, count + 1, join - 1);
        if (!number || number->value >= next)
            break;
        next = number->value;
        first = days[count++] = number->first_tok;
    }
    if (count == 0 ||
        !gly_look_among(look, first - 1, "on the for from until of since by"))
        return;
    while (count > 0) {
        struct gly_date day = *date;
        day.first_tok = days[--count];
        day.tok_count = 1;
        day.sent = look->toks[tok].sent;
        day.span = look->toks[day.first_tok].span;
        day.kind = GLY_DATE_POINT;
        day.flags = 0;
        day.weekday = 0;
        day.from = day.to = date->to;
        day.from.day = day.to.day =
            (uint8_t)at->numbers->at[at->next - count - 1].value;
        gly_date_settle(&day);
        *GLY_VEC_ADD(dates->doc->arena, &dates->list) = day;
    }
}

static uint32_t read_at(struct dates *dates, const struct gly_date_look *at,
                        uint32_t tok)
{
    struct gly_date date = {.from = gly_moment_none(), .to = gly_moment_none()};
    uint32_t end = read_weekday(at, tok, &date);
    if (end == tok)
        end = read_bare_hours(at, tok, &date);
    if (end == tok)
        end = read_single(at, tok, &date);
    if (end == tok)
        return tok + 1;
    end = join_period(at, tok, end, &date);
    note_weekday_behind(&at->look, end, &date);
    uint32_t first = widen(&at->look, tok, &date);
    if (dates->list.count > 0) {
        const struct gly_date *last = &dates->list.at[dates->list.count - 1];
        if (first < last->first_tok + last->tok_count)
            first = tok;
    }
    add_listed_days(dates, at, tok, &date);
    date.first_tok = first;
    date.tok_count = end - first;
    date.sent = at->look.toks[tok].sent;
    date.span = (struct gly_span){at->look.toks[first].span.start,
                                  at->look.toks[end - 1].span.end};
    gly_date_settle(&date);
    *GLY_VEC_ADD(dates->doc->arena, &dates->list) = date;
    return end;
}

/* How months and weekdays begin, and "A.D.". */
static const char *const calendar_starts[26] = {
    ['a' - 'a'] = "prug.d", ['d' - 'a'] = "ec",     ['f' - 'a'] = "ebri",
    ['j' - 'a'] = "anunul", ['m' - 'a'] = "arayon", ['n' - 'a'] = "ov",
    ['o' - 'a'] = "ct",     ['s' - 'a'] = "epatun", ['t' - 'a'] = "uehu",
    ['w' - 'a'] = "ed"};

/* May a month, a weekday, a quarter, an era or the name of an hour begin here? */
static bool may_begin(const struct gly_doc *doc, const struct gly_word_starts *starts,
                      const struct gly_tok *tok)
{
    struct gly_str text = gly_tok_text(doc, tok);
    if (!(tok->flags & GLY_TOK_CAPITALISED))
        return gly_date_names_hour(text);
    if (tok->kind == GLY_TOK_MASKED)
        return false;
    return text.len == 2 ? gly_str_is(text, "AD") || text.ptr[0] == 'Q'
                         : gly_word_begins(starts, text);
}

static uint32_t first_tok_of(const struct gly_numbers *numbers, uint32_t index)
{
    return index < numbers->count ? numbers->at[index].first_tok : GLY_NONE;
}

void gly_annotate_dates(struct gly_doc *doc, const struct gly_resources *resources)
{
    (void)resources;
    const struct gly_numbers *numbers = doc->notes[GLY_ANNOTATION_NUMBERS];
    struct dates dates = {.doc = doc};
    const struct gly_early_years early = gly_date_early_years(doc, numbers);
    struct gly_word_starts starts;
    gly_word_starts_init(&starts, calendar_starts);
    uint32_t next = 0, number_tok = first_tok_of(numbers, 0);
    for (uint32_t i = 0; i < doc->toks.count;) {
        const struct gly_tok *tok = &doc->toks.at[i];
        while (number_tok < i)
            number_tok = first_tok_of(numbers, ++next);
        if ((number_tok != i && !may_begin(doc, &starts, tok)) ||
            tok->sent == GLY_NONE) {
            i++;
            continue;
        }
        struct gly_date_look at = {gly_look_sent(doc, tok->sent), numbers, next, early};
        i = read_at(&dates, &at, i);
    }
    struct gly_dates *note = gly_arena_alloc(doc->arena, 1, sizeof *note);
    *note = (struct gly_dates){dates.list.at, dates.list.count};
    gly_dates_add_relative(doc, dates.list.at, dates.list.count, note);
    doc->notes[GLY_ANNOTATION_DATES] = note;
}

const char *gly_date_kind_name(unsigned kind)
{
    static const char *const names[] = {"date", "period", "time"};
    return kind < GLY_COUNT(names) ? names[kind] : "?";
}
