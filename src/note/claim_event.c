/* When something happened that happens once: a verb of rules/claims/events.csv, of whom it
 * speaks, and the one date that belongs to it. */
#include "note/claim_event.h"

#include "base/image_format.h"
#include "note/language.h"

/* Verbs looked at in one sentence: more of them are a list. */
enum { EVENTS_PER_SENTENCE = 6, REACH = 40 };

/* ---- The frame ---- */

bool gly_event_frame_init(struct gly_claimer *c, uint32_t sent, uint32_t tok,
                          uint32_t number, struct gly_event_frame *ret)
{
    const struct gly_event_row *row = gly_claim_event_row(c->words, number);
    *ret = (struct gly_event_frame){
        .c = c,
        .look = gly_look_sent(c->doc, sent),
        .reading = gly_sent_read(c->doc, sent, GLY_DEPTH_TAGS),
        .sent = sent,
        .verb = tok,
        .row = row,
        .number = number,
        .subject = {.entity = GLY_NONE, .person = 255},
        .event = {.type = row->object, .subject = GLY_NONE, .person = 255}};
    return ret->reading && gly_claimer_owns(c, c->doc->toks.at[tok].span.start);
}

static bool is_stop(const struct gly_event_frame *f, uint32_t tok)
{
    unsigned tag = gly_claim_xpos(f->reading, f->look.first, tok);
    return gly_look_among(&f->look, tok,
                          ", ; : ( ) by in on at after before when while during with "
                          "and who which where until till from for as to following "
                          "near because under against") ||
           tag == GLY_XPOS_VBD || tag == GLY_XPOS_MD;
}

void gly_event_read_behind(struct gly_event_frame *f, uint32_t from, uint32_t end)
{
    struct gly_bag *bag = &f->event.object;
    const struct gly_names *names = f->c->names;
    for (uint32_t i = from; i < end; i++) {
        if (i == from && gly_look_among(&f->look, i, "up out down"))
            continue; /* "set up" */
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
            gly_claim_bag_at(f->c, &f->look, i, bag);
        if (!bag && gly_look_among(&f->look, i, ", ; : ( ) and who which where when"))
            break;
    }
}

bool gly_event_is_claimed(struct gly_event_frame *f, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        uint32_t cues = gly_claim_cues_at(f->c, &f->look, i);
        if (cues & (GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL | GLY_CUE_CONDITION) ||
            (cues & GLY_CUE_PLAN && i < f->verb))
            return false;
        /* "the new pool" is told from others by its words. */
        bool inside =
            f->subject.noun && i >= f->subject.first_tok && i < f->subject.end_tok;
        if (cues & GLY_CUE_QUALIFIER && !inside) {
            char form[GLY_CLAIM_FORM];
            gly_bag_add(&f->event.qualifiers,
                        gly_claim_stem(gly_claim_fold(gly_look_at(&f->look, i), form)));
        }
    }
    return true;
}

/* ---- Claims ---- */

void gly_event_add(struct gly_event_frame *f, struct gly_span span)
{
    struct gly_claimer *c = f->c;
    if (f->subject.key == 0)
        return;
    f->event.subject = f->subject.entity;
    f->event.noun = gly_claim_subject_head(&f->subject);
    f->event.person = f->subject.person;
    f->event.home = f->row->object == GLY_EVENT_SELF;
    *GLY_VEC_ADD(c->arena, &c->events) = f->event;
    gly_claimer_add(c, &(struct gly_claim){
                           .key = gly_claim_event_key(
                               f->row->group, gly_claim_subject_key(&f->subject)),
                           .span = span,
                           .subject = gly_claim_subject_span(c, &f->subject),
                           .what = gly_claim_row_text(c->words, f->row->verb),
                           .sent = f->sent,
                           .detail = c->events.count - 1,
                           .kind = GLY_CLAIM_DATE,
                       });
}

/* "from 1991 to 1995", "until 1967" */
static bool read_span(struct gly_event_frame *f, const struct gly_date *date)
{
    const struct gly_doc *doc = f->c->doc;
    if (f->row->object == GLY_EVENT_UNTIL) {
        uint32_t tok = date->first_tok;
        if (gly_look_among(&f->look, tok - 1, "the"))
            tok--;
        if (date->kind != GLY_DATE_POINT ||
            !gly_look_among(&f->look, tok - 1, "until till"))
            return false;
        f->event.from = f->event.to = gly_event_time(doc, date);
        return true;
    }
    if (date->kind != GLY_DATE_PERIOD || date->from.year == GLY_NO_YEAR ||
        date->to.year == GLY_NO_YEAR)
        return false;
    f->event.from = (struct gly_claim_time){.first = date->from.year};
    f->event.to = (struct gly_claim_time){.first = date->to.year};
    return true;
}

static uint32_t until_date(const struct gly_event_frame *f)
{
    const struct gly_dates *dates = f->c->dates;
    uint32_t d = gly_claimer_date_from(f->c, f->verb + 1);
    return d < dates->count && dates->at[d].first_tok < f->look.end &&
                   dates->at[d].first_tok - f->verb < REACH
               ? d
               : GLY_NONE;
}

/* To whom it is done: the subject of a passive, the object of an active verb. */
static bool find_goal(struct gly_event_frame *f, uint32_t *ret_behind)
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
static bool acts_alone(struct gly_event_frame *f)
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

/* When it happened, or from when to when. Returns the date. */
static const struct gly_date *read_date(struct gly_event_frame *f,
                                        const struct gly_claim_subject *subject)
{
    if (f->row->object >= GLY_EVENT_TERM) {
        uint32_t d = until_date(f);
        const struct gly_date *date = d == GLY_NONE ? NULL : &f->c->dates->at[d];
        return date && gly_event_is_plain(date) && read_span(f, date) ? date : NULL;
    }
    const struct gly_date *late = gly_event_date_behind(f);
    struct gly_claim_subject goal = f->subject;
    f->subject = *subject;
    const struct gly_date *early = gly_event_date_before(f);
    f->subject = goal;
    const struct gly_date *date = late ? late : early;
    if (!date || (late && early) || !gly_event_is_plain(date) ||
        !gly_event_joins(f, date) || date->kind != GLY_DATE_POINT)
        return NULL;
    f->event.from = f->event.to = gly_event_time(f->c->doc, date);
    return date;
}

/* "set up", "broke out": without its particle the verb tells of something else. */
static bool has_particle(const struct gly_event_frame *f)
{
    if (gly_look_among(&f->look, f->verb, "set"))
        return gly_look_among(&f->look, f->verb + 1, "up");
    if (gly_look_among(&f->look, f->verb, "broke"))
        return gly_look_among(&f->look, f->verb + 1, "out");

    if (gly_look_among(&f->look, f->verb, "fought"))
        return gly_look_among(&f->look, f->verb - 1, "was were ,");
    if (gly_look_among(&f->look, f->verb, "burned burnt"))
        return gly_look_among(&f->look, f->verb + 1, "down");
    /* "the year ended in March": there is one each year. */
    return !gly_look_among(&f->look, f->verb, "ended concluded") ||
           f->verb == f->look.first ||
           !gly_look_among(
               &f->look, f->verb - 1,
               "year years quarter half period month months week weeks day season "
               "session term round talks meeting trading which that who");
}

/* "comes into force on", "takes effect on": the verb before the noun, or the noun itself. */
static uint32_t verb_of_phrase(const struct gly_look *look, uint32_t tok)
{
    bool force = gly_look_among(look, tok, "force");
    uint32_t verb = force ? tok - 2 : tok - 1;
    if (!gly_look_has(look, verb))
        return tok;
    bool found = force
                     ? gly_look_among(look, tok - 1, "into") &&
                           gly_look_among(look, verb,
                                          "come comes came coming enter enters entered")
                     : gly_look_among(look, verb, "take takes took taking");
    return found ? verb : tok;
}

/* "The act takes effect on 1 May": what is to come is dated as well. */
static void read_effect(struct gly_claimer *c, uint32_t sent, uint32_t noun,
                        uint32_t number)
{
    struct gly_event_frame f;
    struct gly_look look = gly_look_sent(c->doc, sent);
    uint32_t verb = verb_of_phrase(&look, noun);
    if (verb == noun || !gly_event_frame_init(c, sent, noun, number, &f))
        return;
    uint32_t group = verb;
    while (group > look.first && gly_look_among(&look, group - 1, "will shall to due"))
        group--;
    /* "was to take effect": a plan that has come to nothing. */
    if (gly_look_among(&look, group, "to due") &&
        gly_look_among(&look, group - 1, "was were"))
        return;
    if (!gly_claimer_subject(c, sent, group, &f.subject) || f.subject.key == 0)
        return;
    const struct gly_date *date = gly_event_date_behind(&f);
    if (!date || date->first_tok > noun + 3 || !gly_event_is_plain(date) ||
        !gly_event_joins(&f, date) || date->kind != GLY_DATE_POINT ||
        gly_look_among(&look, date->first_tok + date->tok_count,
                       "for in at to on with") ||
        !gly_event_is_claimed(&f, f.subject.first_tok, noun))
        return;
    f.event.from = f.event.to = gly_event_time(c->doc, date);
    gly_event_add(&f, date->span);
}

static void read_verb(struct gly_claimer *c, uint32_t sent, uint32_t verb,
                      uint32_t number)
{
    struct gly_event_frame f;
    if (!gly_event_frame_init(c, sent, verb, number, &f))
        return;

    unsigned tag = gly_claim_xpos(f.reading, f.look.first, verb);
    if (!has_particle(&f))
        return;
    if (gly_look_among(&f.look, verb, "force effect")) {
        read_effect(c, sent, verb, number);
        return;
    }
    if (tag == GLY_XPOS_NN) {
        gly_event_read_noun(c, sent, verb, number);
        return;
    }
    if ((tag != GLY_XPOS_VBD && tag != GLY_XPOS_VBN) ||
        (!gly_claimer_subject(c, sent, verb, &f.subject) && !acts_alone(&f)))
        return;
    struct gly_claim_subject subject = f.subject;
    uint32_t behind = verb + 1;
    if (f.row->object == GLY_EVENT_GOAL && !find_goal(&f, &behind))
        return;
    const struct gly_date *date = read_date(&f, &subject);
    if (!date)
        return;
    bool follows = date->first_tok > verb;
    gly_event_read_behind(&f, behind, follows ? date->first_tok : f.look.end);
    uint32_t first = subject.first_tok < verb ? subject.first_tok : verb;
    if (!gly_event_is_claimed(&f, first, follows ? date->first_tok : behind))
        return;
    gly_event_add(&f, date->span);
    /* An unbound "he" is told by the name of the other. */
    if (f.row->object == GLY_EVENT_OTHER && f.event.object.count > 1) {
        f.subject.key = gly_bag_hash(&f.event.object) | 1;
        f.subject.noun = 0;
        gly_event_add(&f, date->span);
    }
}

/* Call for each event of a dated sentence; `times` counts them by row, or says which rows
 * are told of more than once: only those are read. */
static void walk(struct gly_claimer *c, uint32_t *times, bool read)
{
    uint32_t last = GLY_NONE;
    for (uint32_t d = 0; d < c->dates->count; d++) {
        const struct gly_date *date = &c->dates->at[d];
        if (date->sent == GLY_NONE || !gly_claimer_speaks(c, date->sent))
            continue;
        if (read)
            gly_event_read_bracket(c, date);
        if (date->sent == last)
            continue;
        last = date->sent;
        const struct gly_claim_sent *s = &c->sents[last];
        unsigned events = 0;
        for (uint32_t i = s->first; i < s->first + s->count; i++) {
            uint32_t event = gly_claim_entry(c->words, c->profile.at[i].entry)->event;
            if (!event || events++ >= EVENTS_PER_SENTENCE)
                continue;

            uint32_t group = gly_claim_event_row(c->words, event - 1)->group;
            if (!read)
                times[group]++;
            else if (times[group] > 1)
                read_verb(c, last, c->profile.at[i].tok, event - 1);
        }
    }
}

void gly_claimer_events(struct gly_claimer *c)
{
    uint32_t *times = gly_arena_alloc(c->arena, c->words->counts[GLY_CLAIM_EVENTS] + 1,
                                      sizeof *times);
    /* Births and deaths are told without a verb as well: "(1871-1936)". */

    for (uint32_t i = 0; i < c->words->counts[GLY_CLAIM_EVENTS]; i++) {
        const struct gly_event_row *row = gly_claim_event_row(c->words, i);
        times[row->group] += row->object == GLY_EVENT_SELF;
    }
    gly_claimer_count_told(c, false, times);
    walk(c, times, false);
    walk(c, times, true);
}
