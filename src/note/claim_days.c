/* On which days of the week: "open from Tuesday to Sunday", "sails on Fridays", "closed on
 * Mondays". A range or "daily" names all days there are; days by themselves are some. */
#include "note/claim_state.h"

#include "base/image_format.h"
#include "note/language.h"
#include "note/look.h"

enum { DAYS = 7, EVERY_DAY = 0x7F, REACH = 10 };

static const uint64_t week = 0x6461797377656b21; /* the key of what is told of days */

/* 0 for Monday to 6, DAYS for another word; "Mondays", too. */
static unsigned day_at(const struct gly_look *look, uint32_t tok)
{
    static const char *const days[] = {"monday mondays",       "tuesday tuesdays",
                                       "wednesday wednesdays", "thursday thursdays",
                                       "friday fridays",       "saturday saturdays",
                                       "sunday sundays"};
    unsigned day = 0;
    while (day < DAYS && !gly_look_among(look, tok, days[day]))
        day++;
    return day;
}

/* Each week, at any time of the year. */
static bool is_of_week(const struct gly_look *look, uint32_t verb)
{
    for (uint32_t i = look->first; i < look->end; i++)
        if (gly_look_among(
                look, i,
                "january february march april may june july august september "
                "october november december summer winter spring autumn "
                "holiday holidays bank season except until after before "
                "second first last next this week other also night evening "
                "evenings noon alternate only will"))
            return false;
    for (uint32_t i = verb > look->first + 3 ? verb - 3 : look->first; i < verb + 3;
         i++)
        if (gly_look_among(look, i, "sometimes usually often most some"))
            return false;
    return true;
}

/* The days from one to another, round the end of the week. */
static unsigned span_of(unsigned from, unsigned to)
{
    unsigned set = 0;
    for (unsigned day = from;; day = (day + 1) % DAYS) {
        set |= 1u << day;
        if (day == to)
            return set;
    }
}

/* Days that are told of: all that there are, or some; and where they stand. */
struct days {
    unsigned set;
    bool all;
    uint32_t first, last; /* tokens */
};

static struct days read_days(const struct gly_look *look, uint32_t from, uint32_t to)
{
    struct days days = {.first = GLY_NONE};
    for (uint32_t i = from; i < to && gly_look_has(look, i); i++) {
        unsigned day = day_at(look, i);
        bool every =
            gly_look_among(look, i, "every") && gly_look_among(look, i + 1, "day");
        if (every || gly_look_among(look, i, "daily"))
            return (struct days){EVERY_DAY, true, i, i + every};
        if (day == DAYS)
            continue;
        bool ranged = gly_look_among(look, i + 1, "to until through") ||
                      gly_look_is_dash(look, i + 1) || gly_look_is_hyphen(look, i + 1);
        unsigned end = ranged ? day_at(look, i + 2) : DAYS;
        days.first = days.first == GLY_NONE ? i : days.first;
        days.set |= end < DAYS ? span_of(day, end) : 1u << day;
        days.all = days.all || end < DAYS;
        i += end < DAYS ? 2 : 0;
        days.last = i;
    }
    return days;
}

/* The verb that says what goes on, or does not; GLY_NONE for none. */
static uint32_t find_verb(const struct gly_look *look, bool *ret_closed)
{
    for (uint32_t i = look->first; i < look->end; i++) {
        bool is = gly_look_among(look, i, "is are");
        *ret_closed = gly_look_among(look, i, "closes") ||
                      (is && gly_look_among(look, i + 1, "closed shut"));
        if (*ret_closed || (is && gly_look_among(look, i + 1, "open")) ||
            gly_look_among(look, i, "opens open sails sail runs run operates operate"))
            return i;
    }
    return GLY_NONE;
}

void gly_claimer_days(struct gly_claimer *c, uint32_t sent)
{
    struct gly_look look = gly_look_sent(c->doc, sent);
    struct gly_claim_subject subject;
    bool closed;
    uint32_t verb = find_verb(&look, &closed);
    if (verb == GLY_NONE || !gly_claimer_speaks(c, sent) || !is_of_week(&look, verb) ||
        c->sents[sent].cues & (GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL))
        return;
    uint32_t from = verb > look.first + REACH ? verb - REACH : look.first;
    struct days days = read_days(&look, from, verb + REACH);
    if (days.set == 0 || gly_look_among(&look, days.last + 1, "for if when by with") ||
        !gly_claimer_subject(c, sent, verb, &subject) || subject.key == 0 ||
        !gly_claimer_owns(c, look.toks[verb].span.start))
        return;
    uint32_t end = verb + gly_look_among(&look, verb, "is are"); /* "open" */
    *GLY_VEC_ADD(c->arena, &c->states) =
        (struct gly_claim_state){.noun = subject.noun,
                                 .year = GLY_NO_YEAR,
                                 .days = (uint8_t)days.set,
                                 .all_days = days.all,
                                 .closed = closed};
    gly_claimer_add(
        c, &(struct gly_claim){
               .key = gly_claim_state_key(week, subject.key),
               .span = {look.toks[days.first < verb ? days.first : verb].span.start,
                        look.toks[days.last > end ? days.last : end].span.end},
               .subject = gly_claim_subject_span(c, &subject),
               .sent = sent,
               .detail = c->states.count - 1,
               .kind = GLY_CLAIM_STATE,
               .side = (uint8_t)(days.set << 1 | closed)});
}

bool gly_claim_days_clash(const struct gly_claim_state *x,
                          const struct gly_claim_state *y)
{
    if (x->closed != y->closed)
        return (x->days & y->days) != 0;
    const struct gly_claim_state *all = x->all_days ? x : y, *some = all == x ? y : x;
    return !x->closed && all->all_days && !some->all_days &&
           (some->days & ~all->days) != 0;
}
