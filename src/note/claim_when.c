/* When an event happened: the one date that belongs to its verb, and whether two dates of
 * the same event can both be right. */
#include "note/claim_event.h"

#include "base/image_format.h"
#include "note/language.h"

enum { REACH = 40 };

/* ---- Dates ---- */

static unsigned part_of(const struct gly_doc *doc, const struct gly_date *date)
{
    struct gly_str text = gly_doc_slice(doc, date->span);
    char form[GLY_CLAIM_FORM];
    struct gly_str folded = gly_claim_fold(text, form);
    return gly_str_starts(folded, "early")                                     ? 1
           : gly_str_starts(folded, "mid")                                     ? 2
           : gly_str_starts(folded, "late") || gly_str_starts(folded, "later") ? 3
                                                                               : 0;
}

bool gly_event_is_plain(const struct gly_date *date)
{
    return !(date->flags &
             (GLY_DATE_CIRCA | GLY_DATE_AMBIGUOUS | GLY_DATE_IMPOSSIBLE |
              GLY_DATE_FISCAL | GLY_DATE_REVERSED | GLY_DATE_BC | GLY_DATE_CENTURY)) &&
           (date->from.year != GLY_NO_YEAR || (date->from.month && date->from.day));
}

struct gly_claim_time gly_event_time(const struct gly_doc *doc,
                                     const struct gly_date *date)
{
    struct gly_claim_time time = {.first = date->first_day,
                                  .last = date->last_day,
                                  .month = date->from.month,
                                  .day = date->from.day};
    if (date->flags & GLY_DATE_EARLY && date->flags & GLY_DATE_DECADE) {
        time.part = (uint8_t)part_of(doc, date);
        /* "The early 1900s" may be any years of the century's first half. */
        if (date->from.year % 100 == 0 && time.last != GLY_NO_DAY)
            time = (struct gly_claim_time){.first = time.first,
                                           .last = time.last + 30 * 365};
    }
    if (date->flags & GLY_DATE_SEASON)
        time.month = time.day = 0;
    return time;
}

static bool times_differ(const struct gly_claim_time *a, const struct gly_claim_time *b)
{
    if (a->first != GLY_NO_DAY && b->first != GLY_NO_DAY) {
        if (a->part && b->part && a->part != b->part)
            return true;
        return a->last < b->first || b->last < a->first;
    }
    return a->month && b->month && a->day && b->day &&
           (a->month != b->month || a->day != b->day);
}

/* ---- The date of a verb ---- */

/* Does the way from `tok` to `end` leave the clause? */
static bool leaves_clause(const struct gly_event_frame *f, uint32_t tok, uint32_t end)
{
    for (uint32_t i = tok; i < end; i++) {
        if (gly_look_among(&f->look, i,
                           "; : who whom which that when where while after before "
                           "until till since because although though but if whose as"))
            return true;
        unsigned tag = gly_claim_xpos(f->reading, f->look.first, i);
        if (tag == GLY_XPOS_VBD || tag == GLY_XPOS_VBZ || tag == GLY_XPOS_VBP ||
            tag == GLY_XPOS_MD)
            return true;
    }
    return false;
}

static bool is_among_dates(const struct gly_dates *dates, uint32_t d, uint32_t end)
{
    return d < dates->count && dates->at[d].first_tok < end;
}

bool gly_event_joins(const struct gly_event_frame *f, const struct gly_date *date)
{
    uint32_t tok = date->first_tok;
    if (tok == f->look.first ||
        gly_look_among(&f->look, tok, "in on from between during"))
        return true;
    if (gly_look_among(&f->look, tok - 1, "the") && tok > f->look.first + 1)
        tok--;
    return gly_look_among(&f->look, tok - 1, "in on during");
}

/* "In 1844, ...", "When the town fell in 1277, ...": a date that opens the sentence, before
 * the subject of the verb, with nothing but commas between. */
const struct gly_date *gly_event_date_before(const struct gly_event_frame *f)
{
    const struct gly_dates *dates = f->c->dates;
    uint32_t d = gly_claimer_date_from(f->c, f->look.first);
    uint32_t end = f->subject.first_tok < f->verb ? f->subject.first_tok : f->verb;
    if (!is_among_dates(dates, d, end))
        return NULL;
    const struct gly_date *date = &dates->at[d];
    if (is_among_dates(dates, d + 1, end) || !gly_event_joins(f, date))
        return NULL;
    uint32_t behind = date->first_tok + date->tok_count;
    bool opens = date->first_tok - f->look.first <= 2;
    bool when = gly_look_among(&f->look, f->look.first, "when") &&
                date->first_tok - f->look.first < 20;
    if ((!opens && !when) || (when && !gly_look_among(&f->look, behind, ",")))
        return NULL;
    /* What stands between the date and the subject: ", the composer" at most. */
    if (end - behind > (gly_look_among(&f->look, behind, ",") ? 2 : 0))
        return NULL;
    return date;
}

const struct gly_date *gly_event_date_behind(const struct gly_event_frame *f)
{
    const struct gly_dates *dates = f->c->dates;
    uint32_t d = gly_claimer_date_from(f->c, f->verb + 1);
    if (!is_among_dates(dates, d, f->look.end))
        return NULL;
    const struct gly_date *date = &dates->at[d];
    if (date->first_tok - f->verb > REACH ||
        leaves_clause(f, f->verb + 1, date->first_tok))
        return NULL;
    return date;
}

/* ---- Comparing ---- */

static bool persons_fit(const struct gly_claimer *c, const struct gly_claim_event *a,
                        const struct gly_claim_event *b)
{
    if (a->subject != GLY_NONE && b->subject != GLY_NONE)
        return a->subject == b->subject;
    const struct gly_claim_event *named = a->subject != GLY_NONE ? a : b;
    const struct gly_claim_event *other = named == a ? b : a;
    if (other->person == 255)
        return false;
    if (named->subject == GLY_NONE)
        return named->person == other->person;
    unsigned sex = c->names->entities[named->subject].sex;
    return sex == GLY_SEX_UNSAID || sex == other->person;
}

static bool meets(const struct gly_bag *a, const struct gly_bag *b)
{
    return a->count == 0 || b->count == 0 || gly_bag_shared(a, b) > 0;
}

/* Or is the year of one not told? */
static bool years_differ(const struct gly_claim_time *a, const struct gly_claim_time *b)
{
    enum { APART = 200 };
    if (a->first == GLY_NO_DAY || b->first == GLY_NO_DAY)
        return a->first != b->first;
    return a->first - b->first > APART || b->first - a->first > APART;
}

bool gly_claim_events_clash(const struct gly_claimer *c, const struct gly_claim *a,
                            const struct gly_claim *b)
{
    const struct gly_claim_event *x = &c->events.at[a->detail];
    const struct gly_claim_event *y = &c->events.at[b->detail];
    if (!gly_bag_fits(&x->qualifiers, &y->qualifiers) ||
        x->qualifiers.count != y->qualifiers.count || !meets(&x->agent, &y->agent) ||
        gly_claims_told_between(c, a, b,
                                "again anew refounded revived reopened rebuilt"))
        return false;
    if (x->subject == GLY_NONE && y->subject == GLY_NONE && x->person == 255 &&
        y->person == 255) {
        /* The keys are the same words. */
        if (x->noun && !gly_claims_same_thing(c, x->noun, a, b))
            return false;
    } else if (!persons_fit(c, x, y)) {
        return false;
    }
    /* "the meeting on 3 May", "the meeting on 10 May": two of them. */
    if (x->occasion &&
        ((x->by_noun && y->by_noun) || gly_claims_noun_divided(c, x->noun, a, b) ||
         ((x->recurs || x->from.day) && years_differ(&x->from, &y->from))))
        return false;
    if (!x->home &&
        (!gly_bag_fits(&x->object, &y->object) || !meets(&x->place, &y->place)))
        return false;
    if (x->type == GLY_EVENT_TERM)
        return x->from.first <= y->to.first && y->from.first <= x->to.first &&
               (x->from.first != y->from.first || x->to.first != y->to.first);
    return times_differ(&x->from, &y->from);
}
