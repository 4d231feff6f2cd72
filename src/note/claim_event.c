/* When something happened that happens once: a verb of rules/claims/events.csv, of whom it
 * speaks, and the one date that belongs to it. */
#include "note/claim.h"

#include <stdlib.h>

#include "base/image_format.h"
#include "note/language.h"
#include "note/look.h"

/* Verbs looked at in one sentence: more of them are a list. */
enum { EVENTS_PER_SENTENCE = 6, REACH = 40 };

struct frame {
    struct gly_claimer *c;
    struct gly_look look;
    const struct gly_reading *reading;
    uint32_t sent, verb;
    const struct gly_event_row *row;
    uint32_t number; /* of the row */
    struct gly_claim_subject subject;
    struct gly_claim_event event;
};

static uint32_t cues_at(const struct frame *f, uint32_t tok)
{
    char form[GLY_CLAIM_FORM];
    struct gly_str word = gly_claim_fold(gly_look_at(&f->look, tok), form);
    uint32_t entry = gly_claim_find(f->c->words, word);
    return gly_claim_entry(f->c->words, entry)->cues |
           (word.len > 3 && gly_str_ends(word, "n't") ? GLY_CUE_NOT : 0);
}

static void bag_word(const struct frame *f, uint32_t tok, struct gly_bag *bag)
{
    char form[GLY_CLAIM_FORM];
    unsigned kind = gly_look_kind(&f->look, tok);
    if (kind != GLY_TOK_PUNCT && kind != GLY_TOK_SYMBOL &&
        !(cues_at(f, tok) & GLY_CUE_FUNCTION))
        gly_bag_add(bag,
                    gly_claim_stem(gly_claim_fold(gly_look_at(&f->look, tok), form)));
}

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

bool gly_claim_date_is_plain(const struct gly_date *date)
{
    return !(date->flags &
             (GLY_DATE_CIRCA | GLY_DATE_AMBIGUOUS | GLY_DATE_IMPOSSIBLE |
              GLY_DATE_FISCAL | GLY_DATE_REVERSED | GLY_DATE_BC | GLY_DATE_CENTURY)) &&
           (date->from.year != GLY_NO_YEAR || (date->from.month && date->from.day));
}

struct gly_claim_time gly_claim_time_of(const struct gly_doc *doc,
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
static bool leaves_clause(const struct frame *f, uint32_t tok, uint32_t end)
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

/* The words before a date that join it to a verb: how many, or -1 where they say that it is
 * no date of the verb ("since", "by"). */
static int joins(const struct frame *f, const struct gly_date *date)
{
    uint32_t tok = date->first_tok;
    if (tok == f->look.first)
        return 0;
    if (gly_look_among(&f->look, tok, "in on from between during"))
        return 0;
    if (gly_look_among(&f->look, tok - 1, "the") && tok > f->look.first + 1)
        tok--;
    return gly_look_among(&f->look, tok - 1, "in on during") ? 1 : -1;
}

/* The first date of the sentence at or behind `tok`. */
static uint32_t date_from(const struct gly_dates *dates, uint32_t tok)
{
    uint32_t low = 0, high = dates->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (dates->at[middle].first_tok < tok)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* "In 1844, ...", "When the town fell in 1277, ...": a date that opens the sentence, before
 * the subject of the verb, with nothing but commas between. */
static const struct gly_date *opening_date(const struct frame *f)
{
    const struct gly_dates *dates = f->c->dates;
    uint32_t d = date_from(dates, f->look.first);
    if (!is_among_dates(dates, d, f->subject.first_tok))
        return NULL;
    const struct gly_date *date = &dates->at[d];
    if (is_among_dates(dates, d + 1, f->subject.first_tok) || joins(f, date) < 0)
        return NULL;
    uint32_t behind = date->first_tok + date->tok_count;
    bool opens = date->first_tok - f->look.first <= 2;
    bool when = gly_look_among(&f->look, f->look.first, "when") &&
                date->first_tok - f->look.first < 20;
    if ((!opens && !when) || (when && !gly_look_among(&f->look, behind, ",")))
        return NULL;
    /* What stands between the date and the subject: ", the composer" at most. */
    if (f->subject.first_tok - behind > (gly_look_among(&f->look, behind, ",") ? 2 : 0))
        return NULL;
    return date;
}

static const struct gly_date *date_behind(const struct frame *f)
{
    const struct gly_dates *dates = f->c->dates;
    uint32_t d = date_from(dates, f->verb + 1);
    if (!is_among_dates(dates, d, f->look.end))
        return NULL;
    const struct gly_date *date = &dates->at[d];
    if (date->first_tok - f->verb > REACH ||
        leaves_clause(f, f->verb + 1, date->first_tok))
        return NULL;
    return date;
}

/* ---- What else the clause says ---- */

static bool is_stop(const struct frame *f, uint32_t tok)
{
    unsigned tag = gly_claim_xpos(f->reading, f->look.first, tok);
    return gly_look_among(&f->look, tok,
                          ", ; : ( ) by in on at after before when while during with "
                          "and who which where until till from for as to following "
                          "near because under against") ||
           tag == GLY_XPOS_VBD || tag == GLY_XPOS_MD;
}

/* Fill the bags with what stands between the verb and `end`. */
static void read_behind(struct frame *f, uint32_t from, uint32_t end)
{
    struct gly_bag *bag = &f->event.object;
    const struct gly_names *names = f->c->names;
    for (uint32_t i = from; i < end; i++) {
        if (gly_look_among(&f->look, i, "by"))
            bag = &f->event.agent;
        else if (gly_look_among(&f->look, i, "in at near on"))
            bag = &f->event.place;
        else if (gly_look_among(&f->look, i, "to into from as for") &&
                 bag == &f->event.object)
            continue;
        else if (is_stop(f, i))
            bag = NULL;
        else if (bag && (bag != &f->event.place || gly_name_at(names, i) != GLY_NONE))
            bag_word(f, i, bag);
        if (!bag && gly_look_among(&f->look, i, ", ; : ( ) and who which where when"))
            break;
    }
}

/* Words that turn the claim into none. */
static bool is_claimed(struct frame *f, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        uint32_t cues = cues_at(f, i);
        if (cues & (GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL | GLY_CUE_CONDITION) ||
            (cues & GLY_CUE_PLAN && i < f->verb))
            return false;
        if (cues & GLY_CUE_QUALIFIER) {
            char form[GLY_CLAIM_FORM];
            gly_bag_add(&f->event.qualifiers,
                        gly_claim_stem(gly_claim_fold(gly_look_at(&f->look, i), form)));
        }
    }
    return true;
}

static bool speaks(const struct gly_claimer *c, uint32_t sent)
{
    const struct gly_claim_sent *s = &c->sents[sent];
    return !s->silent &&
           !(s->cues & (GLY_CUE_HEARSAY | GLY_CUE_CORRECT | GLY_CUE_CONDITION));
}

/* ---- Claims ---- */

static void add_claim(struct frame *f, struct gly_span span)
{
    struct gly_claimer *c = f->c;
    *GLY_VEC_ADD(c->arena, &c->events) = f->event;
    gly_claimer_add(c,
                    &(struct gly_claim){
                        .key = gly_claim_event_key(f->number, f->subject.key),
                        .span = span,
                        .subject = {c->doc->toks.at[f->subject.first_tok].span.start,
                                    c->doc->toks.at[f->subject.end_tok - 1].span.end},
                        .what = gly_claim_row_text(c->words, f->row->verb),
                        .sent = f->sent,
                        .detail = c->events.count - 1,
                        .kind = GLY_CLAIM_DATE,
                    });
}

/* "from 1991 to 1995", "until 1967" */
static bool read_span(struct frame *f, const struct gly_date *date)
{
    const struct gly_doc *doc = f->c->doc;
    if (f->row->object == GLY_EVENT_UNTIL) {
        uint32_t tok = date->first_tok;
        if (gly_look_among(&f->look, tok - 1, "the"))
            tok--;
        if (date->kind != GLY_DATE_POINT ||
            !gly_look_among(&f->look, tok - 1, "until till"))
            return false;
        f->event.from = f->event.to = gly_claim_time_of(doc, date);
        return true;
    }
    if (date->kind != GLY_DATE_PERIOD || date->from.year == GLY_NO_YEAR ||
        date->to.year == GLY_NO_YEAR)
        return false;
    f->event.from = (struct gly_claim_time){.first = date->from.year};
    f->event.to = (struct gly_claim_time){.first = date->to.year};
    return true;
}

static uint32_t until_date(const struct frame *f)
{
    const struct gly_dates *dates = f->c->dates;
    uint32_t d = date_from(dates, f->verb + 1);
    return is_among_dates(dates, d, f->look.end) &&
                   dates->at[d].first_tok - f->verb < REACH
               ? d
               : GLY_NONE;
}

/* To whom it is done: the subject of a passive, the object of an active verb. */
static bool find_goal(struct frame *f, uint32_t *ret_behind)
{
    *ret_behind = f->verb + 1;
    if (f->subject.passive)
        return f->subject.key != 0;
    struct gly_claim_subject object;
    if (!gly_claimer_object(f->c, f->sent, f->verb + 1, &object))
        /* "The theatre opened in 1904." */
        return f->subject.key != 0 &&
               gly_look_among(&f->look, f->verb + 1, "in on at during by to");
    f->event.agent = f->subject.words;
    f->subject = object;
    *ret_behind = object.end_tok;
    return object.key != 0;
}

/* "Police arrested Vidal": nobody can be told by "police", but it is Vidal who counts. */
static bool acts_alone(struct frame *f)
{
    if (f->row->object != GLY_EVENT_GOAL || f->verb == f->look.first ||
        gly_look_among(&f->look, f->verb - 1, "was were is are been be being to not"))
        return false;
    f->subject = (struct gly_claim_subject){.entity = GLY_NONE,
                                            .first_tok = f->verb,
                                            .end_tok = f->verb + 1,
                                            .person = 255};
    return true;
}

static void read_event(struct gly_claimer *c, uint32_t sent, uint32_t verb,
                       uint32_t number)
{
    const struct gly_event_row *row = gly_claim_event_row(c->words, number);
    struct frame f = {.c = c,
                      .look = gly_look_sent(c->doc, sent),
                      .reading = gly_sent_read(c->doc, sent, GLY_DEPTH_TAGS),
                      .sent = sent,
                      .verb = verb,
                      .row = row,
                      .number = number,
                      .event = {.type = row->object, .subject = GLY_NONE}};
    if (!f.reading || !gly_claimer_owns(c, c->doc->toks.at[verb].span.start) ||
        (!gly_claimer_subject(c, sent, verb, &f.subject) && !acts_alone(&f)))
        return;
    struct gly_claim_subject subject = f.subject;
    uint32_t behind = verb + 1;
    unsigned tag = gly_claim_xpos(f.reading, f.look.first, verb);
    if (tag != GLY_XPOS_VBD && tag != GLY_XPOS_VBN)
        return;
    if (row->object == GLY_EVENT_GOAL && !find_goal(&f, &behind))
        return;
    const struct gly_date *date;
    if (row->object >= GLY_EVENT_TERM) {
        uint32_t d = until_date(&f);
        date = d == GLY_NONE ? NULL : &c->dates->at[d];
        if (!date || !gly_claim_date_is_plain(date) || !read_span(&f, date))
            return;
    } else {
        const struct gly_date *late = date_behind(&f);
        struct gly_claim_subject goal = f.subject;
        f.subject = subject;
        const struct gly_date *early = opening_date(&f);
        f.subject = goal;
        date = late ? late : early;
        if (!date || (late && early) || !gly_claim_date_is_plain(date) ||
            joins(&f, date) < 0 || date->kind != GLY_DATE_POINT)
            return;
        f.event.from = f.event.to = gly_claim_time_of(c->doc, date);
    }
    uint32_t end = date->first_tok > verb ? date->first_tok : f.look.end;
    read_behind(&f, behind, end);
    uint32_t first = subject.first_tok < verb ? subject.first_tok : verb;
    if (!is_claimed(&f, first, date->first_tok > verb ? date->first_tok : behind))
        return;
    f.event.subject = f.subject.entity;
    f.event.noun = f.subject.noun;
    f.event.person = f.subject.person;
    f.event.home = row->object == GLY_EVENT_SELF;
    if (f.subject.key)
        add_claim(&f, date->span);
    /* An unbound "he" is told by the name of the other. */
    if (row->object == GLY_EVENT_OTHER && f.event.object.count > 1) {
        f.subject.key = gly_bag_hash(&f.event.object) | 1;
        f.event.noun = 0;
        add_claim(&f, date->span);
    }
}

/* "Holm (1871-1936)", "his death in 1936" */
static void read_life(struct gly_claimer *c, uint32_t sent, uint32_t entity,
                      uint32_t first_tok, uint32_t end_tok, const char *verb,
                      struct gly_span span, struct gly_claim_time time)
{
    struct frame f = {.c = c, .sent = sent};
    for (uint32_t i = 0; i < c->words->counts[GLY_CLAIM_EVENTS]; i++) {
        const struct gly_event_row *row = gly_claim_event_row(c->words, i);
        if (gly_str_is(gly_claim_row_text(c->words, row->verb), verb)) {
            f.row = row;
            f.number = i;
        }
    }
    if (!f.row || c->names->entities[entity].ambiguous)
        return;
    uint64_t both[2] = {1, entity};
    f.subject = (struct gly_claim_subject){
        .key = gly_word_hash((const char *)both, sizeof both) | 1,
        .entity = entity,
        .first_tok = first_tok,
        .end_tok = end_tok};
    f.event = (struct gly_claim_event){.from = time,
                                       .to = time,
                                       .person = 255,
                                       .type = GLY_EVENT_SELF,
                                       .subject = entity,
                                       .home = true};
    add_claim(&f, span);
}

static struct gly_claim_time year_time(int32_t year)
{
    return (struct gly_claim_time){.first = gly_day_number(year, 1, 1),
                                   .last = gly_day_number(year, 12, 31)};
}

static void read_bracket(struct gly_claimer *c, const struct gly_date *date)
{
    const struct gly_tok *toks = c->doc->toks.at;
    uint32_t open = date->first_tok - 1, close = date->first_tok + date->tok_count;
    if (date->first_tok < 2 || close >= c->doc->toks.count ||
        !gly_str_is(gly_tok_text(c->doc, &toks[open]), "(") ||
        !gly_str_is(gly_tok_text(c->doc, &toks[close]), ")") ||
        date->kind != GLY_DATE_PERIOD || !gly_claim_date_is_plain(date) ||
        date->to.year == GLY_NO_YEAR || date->to.year - date->from.year < 15 ||
        date->to.year - date->from.year > 110)
        return;
    uint32_t n = gly_name_at(c->names, open - 1);
    if (n == GLY_NONE || c->names->names[n].kind != GLY_NAME_PERSON ||
        !gly_claimer_owns(c, date->span.start))
        return;
    const struct gly_name *name = &c->names->names[n];
    uint32_t end = name->first_tok + name->tok_count;
    if (end != open)
        return;
    read_life(c, date->sent, name->entity, name->first_tok, end, "be born", date->span,
              year_time(date->from.year));
    read_life(c, date->sent, name->entity, name->first_tok, end, "die", date->span,
              year_time(date->to.year));
}

static uint32_t possessor(const struct gly_claimer *c, uint32_t tok,
                          uint32_t *ret_first)
{
    uint32_t n = gly_name_at(c->names, tok);
    *ret_first = tok;
    if (n != GLY_NONE) {
        const struct gly_name *name = &c->names->names[n];
        *ret_first = name->first_tok;
        return name->flags & GLY_NAME_POSSESSIVE &&
                       name->first_tok + name->tok_count == tok + 1
                   ? name->entity
                   : GLY_NONE;
    }
    uint32_t start = c->doc->toks.at[tok].span.start;
    uint32_t low = 0, high = c->names->mention_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (c->names->mentions[middle].span.start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < c->names->mention_count &&
                   c->names->mentions[low].span.start == start &&
                   c->names->mentions[low].kind == GLY_MENTION_PRONOUN
               ? c->names->mentions[low].entity
               : GLY_NONE;
}

static void read_death(struct gly_claimer *c, const struct gly_date *date)
{
    const struct gly_tok *toks = c->doc->toks.at;
    uint32_t first = c->doc->sents.at[date->sent].first_tok, tok = date->first_tok;
    if (tok < first + 3 || !gly_claim_date_is_plain(date) ||
        date->kind != GLY_DATE_POINT)
        return;
    struct gly_str link = gly_tok_text(c->doc, &toks[tok - 1]);
    struct gly_str noun = gly_tok_text(c->doc, &toks[tok - 2]);
    bool death = gly_str_is(noun, "death"), birth = gly_str_is(noun, "birth");
    if ((!gly_str_is(link, "in") && !gly_str_is(link, "on")) || (!death && !birth) ||
        !gly_claimer_owns(c, date->span.start))
        return;
    uint32_t start, entity = possessor(c, tok - 3, &start);
    if (entity != GLY_NONE)
        read_life(c, date->sent, entity, start, tok - 2, death ? "die" : "be born",
                  date->span, gly_claim_time_of(c->doc, date));
}

/* Call for each event of a dated sentence; `times` counts them by row, or says which rows
 * are told of more than once: only those are read. */
static void walk(struct gly_claimer *c, uint32_t *times, bool read)
{
    uint32_t last = GLY_NONE;
    for (uint32_t d = 0; d < c->dates->count; d++) {
        const struct gly_date *date = &c->dates->at[d];
        if (date->sent == GLY_NONE || !speaks(c, date->sent))
            continue;
        if (read) {
            read_bracket(c, date);
            read_death(c, date);
        }
        if (date->sent == last)
            continue;
        last = date->sent;
        const struct gly_claim_sent *s = &c->sents[last];
        unsigned events = 0;
        for (uint32_t i = s->first; i < s->first + s->count; i++) {
            uint32_t event = gly_claim_entry(c->words, c->profile.at[i].entry)->event;
            if (!event || events++ >= EVENTS_PER_SENTENCE)
                continue;
            if (!read)
                times[event - 1]++;
            else if (times[event - 1] > 1)
                read_event(c, last, c->profile.at[i].tok, event - 1);
        }
    }
}

void gly_claimer_events(struct gly_claimer *c)
{
    uint32_t *times = gly_arena_alloc(c->arena, c->words->counts[GLY_CLAIM_EVENTS] + 1,
                                      sizeof *times);
    /* Births and deaths are told without a verb as well: "(1871-1936)". */
    for (uint32_t i = 0; i < c->words->counts[GLY_CLAIM_EVENTS]; i++)
        times[i] = gly_claim_event_row(c->words, i)->object == GLY_EVENT_SELF;
    gly_claimer_count_told(c, false, times);
    walk(c, times, false);
    walk(c, times, true);
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

bool gly_claim_events_clash(const struct gly_claimer *c, const struct gly_claim *a,
                            const struct gly_claim *b)
{
    const struct gly_claim_event *x = &c->events.at[a->detail];
    const struct gly_claim_event *y = &c->events.at[b->detail];
    if (!gly_bag_fits(&x->qualifiers, &y->qualifiers) ||
        x->qualifiers.count != y->qualifiers.count || !meets(&x->agent, &y->agent))
        return false;
    if (x->subject == GLY_NONE && y->subject == GLY_NONE && x->person == 255 &&
        y->person == 255) {
        /* The keys are the same words. */
        if (x->noun && !gly_claim_same_definite(c, x->noun, a->sent, b->sent))
            return false;
    } else if (!persons_fit(c, x, y)) {
        return false;
    }
    if (!x->home &&
        (!gly_bag_fits(&x->object, &y->object) || !meets(&x->place, &y->place)))
        return false;
    if (x->type == GLY_EVENT_TERM)
        return x->from.first <= y->to.first && y->from.first <= x->to.first &&
               (x->from.first != y->from.first || x->to.first != y->to.first);
    return times_differ(&x->from, &y->from);
}
