/* When and where something took place that a noun names: "The meeting was held on 14 May" and
 * "the meeting on 16 May", "the two met in Geneva" told as "the meeting in Vienna".
 *
 * One must be told by a verb: of two nouns with a date each the date says which one is
 * meant. What comes back every year is dated by its day alone. */
#include "base/image_format.h"
#include "note/claim_event.h"
#include "note/claim_relation.h"
#include "note/claim_side.h"

enum { REACH = 14, SIEVE = 256, LONGEST = 80 };

static const char *const once[] = {
    "storm",     "fire",   "explosion", "earthquake", "attack",    "battle", "crash",
    "collision", "merger", "eruption",  "accident",   "landslide", "robbery"};
static const char *const often[] = {
    "meeting",  "election", "match", "conference", "ceremony",   "concert", "hearing",
    "summit",   "strike",   "final", "vote",       "debate",     "wedding", "funeral",
    "festival", "race",     "trial", "referendum", "tournament", "talks",   "parade"};

static const struct gly_str place_name = GLY_STR("take place");
static const uint32_t occasion_row = 0xfffffff0;

struct reader {
    struct gly_claimer *c;
    uint32_t stems[GLY_COUNT(once) + GLY_COUNT(often)];
    uint8_t sieve[SIEVE / 8];
};

struct reading {
    struct gly_claimer *c;
    struct gly_look look;
    const struct gly_reading *tags;
    uint32_t sent, tok;
    struct gly_claim_subject subject;
    bool recurs, by_noun;
};

static uint32_t stem_of(const char *word)
{
    return gly_claim_stem((struct gly_str){word, strlen(word)});
}

static void open_reader(struct reader *all, struct gly_claimer *c)
{
    *all = (struct reader){.c = c};
    for (unsigned i = 0; i < GLY_COUNT(all->stems); i++) {
        uint32_t stem =
            stem_of(i < GLY_COUNT(once) ? once[i] : often[i - GLY_COUNT(once)]);
        all->stems[i] = stem;
        all->sieve[stem % SIEVE / 8] |= (uint8_t)(1u << stem % 8);
    }
}

/* The noun's place among the stems; their number for others. */
static unsigned find(const struct reader *all, uint32_t stem)
{
    unsigned i = GLY_COUNT(all->stems);
    if (all->sieve[stem % SIEVE / 8] >> stem % 8 & 1)
        for (i = 0; i < GLY_COUNT(all->stems) && all->stems[i] != stem; i++)
            ;
    return i;
}

/* "was held", "took place": returns the token behind, 0 where it is told by the noun. */
static uint32_t behind_verb(const struct reading *r)
{
    const struct gly_look *look = &r->look;
    uint32_t i = r->tok + 1;
    if (gly_look_among(look, i, "was were"))
        return gly_look_among(look, i + 1, "held played fought staged completed")
                   ? i + 2
                   : 0;
    if (gly_look_among(look, i, "took"))
        return gly_look_among(look, i + 1, "place") ? i + 2 : 0;
    return gly_look_among(look, i, "struck hit happened occurred") ? i + 1 : 0;
}

enum way { NO_WAY, BY_VERB, BY_NOUN, BOTH_WAYS };

/* How it is told, by the words behind the noun. */
static uint8_t way_of(struct gly_claimer *c, uint32_t sent, uint32_t tok)
{
    struct reading r = {.look = gly_look_sent(c->doc, sent), .tok = tok};
    return behind_verb(&r)                                   ? BY_VERB
           : gly_look_among(&r.look, tok + 1, "on of in at") ? BY_NOUN
                                                             : NO_WAY;
}

static bool is_claimed(const struct reading *r, uint32_t end)
{
    enum {
        REASONS = GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL | GLY_CUE_CONDITION |
                  GLY_CUE_PLAN | GLY_CUE_QUALIFIER | GLY_CUE_OTHER
    };
    for (uint32_t i = r->subject.first_tok; i < end; i++)
        if (i != r->tok &&
            (gly_claim_cues_at(r->c, &r->look, i) & REASONS ||
             gly_look_among(&r->look, i, "previous following another recent")))
            return false;
    uint32_t before = r->subject.first_tok;
    return !(before > r->look.first + 1 && gly_look_among(&r->look, before - 1, "of") &&
             gly_look_among(&r->look, before - 2, "minutes anniversary day"));
}

static void add_date(const struct reading *r, const struct gly_date *date)
{
    struct gly_claimer *c = r->c;
    if (!gly_event_is_plain(date) || date->kind != GLY_DATE_POINT ||
        (r->recurs && !(date->from.month && date->from.day)))
        return;
    *GLY_VEC_ADD(c->arena, &c->events) =
        (struct gly_claim_event){.from = gly_event_time(c->doc, date),
                                 .to = gly_event_time(c->doc, date),
                                 .person = 255,
                                 .type = GLY_EVENT_SELF,
                                 .subject = r->subject.entity,
                                 .noun = r->subject.noun,
                                 .home = true,
                                 .occasion = true,
                                 .recurs = r->recurs,
                                 .by_noun = r->by_noun};
    gly_claimer_add(
        c, &(struct gly_claim){.key = gly_claim_event_key(
                                   occasion_row, gly_claim_subject_key(&r->subject)),
                               .span = date->span,
                               .subject = gly_claim_subject_span(c, &r->subject),
                               .what = place_name,
                               .sent = r->sent,
                               .detail = c->events.count - 1,
                               .kind = GLY_CLAIM_DATE});
}

/* "the trial in Berlin of his brother": another one. */
static bool is_narrowed(const struct reading *r, uint32_t tok)
{
    return r->by_noun && gly_look_among(&r->look, tok, "of between for against with");
}

static void add_place(const struct reading *r, uint32_t tok)
{
    struct gly_claimer *c = r->c;
    struct gly_relation_reading f = {.c = c,
                                     .look = r->look,
                                     .reading = r->tags,
                                     .sent = r->sent,
                                     .trigger = r->tok,
                                     .value = {.place = GLY_NONE, .within = GLY_NONE}};
    uint32_t n = gly_look_has(&r->look, tok) ? gly_name_at(c->names, tok) : GLY_NONE;
    if (n == GLY_NONE ||
        is_narrowed(r, c->names->names[n].first_tok + c->names->names[n].tok_count) ||
        !gly_relation_read_place(&f, tok))
        return;
    f.value.type = GLY_VALUE_PLACE;
    f.value.past = true;
    f.value.noun = r->subject.noun;
    f.value.year = r->recurs ? gly_claimer_year(c, r->sent) : GLY_NO_YEAR;
    f.value.occasion = true;
    f.value.by_noun = r->by_noun;
    *GLY_VEC_ADD(c->arena, &c->values) = f.value;
    gly_claimer_add(
        c, &(struct gly_claim){.key = gly_claim_relation_key(
                                   place_name, gly_claim_subject_key(&r->subject)),
                               .span = f.span,
                               .subject = gly_claim_subject_span(c, &r->subject),
                               .what = place_name,
                               .sent = r->sent,
                               .detail = c->values.count - 1,
                               .kind = GLY_CLAIM_VALUE});
}

static void read_behind(const struct reading *r, uint32_t from, uint32_t end)
{
    const struct gly_dates *dates = r->c->dates;
    for (uint32_t i = from; i < end && gly_look_has(&r->look, i); i++) {
        if (gly_look_among(&r->look, i,
                           ", ; : and but which who when where after before"))
            return;
        if (gly_look_among(&r->look, i, "in at"))
            add_place(r, i + 1);
        if (!gly_look_among(&r->look, i, "on in of"))
            continue;
        uint32_t d = gly_claimer_date_from(r->c, i + 1);
        if (d < dates->count && dates->at[d].first_tok == i + 1 &&
            !is_narrowed(r, i + 1 + dates->at[d].tok_count))
            add_date(r, &dates->at[d]);
    }
}

/* "the annual meeting" up to the noun, also behind a preposition. */
static bool read_phrase(struct reading *r)
{
    uint32_t i = r->tok;
    while (i > r->look.first && r->tok - i < 4 &&
           !gly_look_among(&r->look, i - 1, "the") &&
           gly_name_at(r->c->names, i - 1) == GLY_NONE &&
           gly_look_kind(&r->look, i - 1) == GLY_TOK_WORD)
        i--;
    if (i == r->look.first || !gly_look_among(&r->look, i - 1, "the"))
        return gly_claimer_phrase_before(r->c, r->sent, r->tok + 1, &r->subject);
    r->subject.first_tok = i - 1;
    r->subject.end_tok = r->tok + 1;
    for (; i <= r->tok; i++)
        gly_claim_bag_at(r->c, &r->look, i, &r->subject.words);
    char form[GLY_CLAIM_FORM];
    r->subject.noun =
        gly_claim_stem(gly_claim_fold(gly_look_at(&r->look, r->tok), form));
    r->subject.key = gly_claim_definite_key(r->subject.noun);
    return true;
}

static void read_occasion(const struct reader *all, uint32_t sent, uint32_t tok,
                          unsigned which)
{
    struct reading r = {.c = all->c,
                        .look = gly_look_sent(all->c->doc, sent),
                        .sent = sent,
                        .tok = tok,
                        .recurs = which >= GLY_COUNT(once),
                        .subject = {.entity = GLY_NONE, .person = 255}};
    uint32_t behind = behind_verb(&r);
    if (tok == r.look.first || r.look.end - r.look.first > LONGEST ||
        (!behind && !gly_look_among(&r.look, tok + 1, "on of in at")) ||
        !gly_claimer_owns(all->c, r.look.toks[tok].span.start))
        return;
    r.by_noun = !behind;
    r.tags = gly_sent_read(all->c->doc, sent, GLY_DEPTH_TAGS);
    if (!r.tags || !read_phrase(&r) || r.subject.key == 0 ||
        !is_claimed(&r, behind ? behind : tok))
        return;
    read_behind(&r, behind ? behind : tok + 1, behind ? tok + REACH : tok + 2);
}

/* One told by a verb and one told by its noun are needed. */
void gly_claimer_occasions(struct gly_claimer *c)
{
    struct reader all;
    uint8_t told[GLY_COUNT(all.stems) + 1] = {0};
    open_reader(&all, c);
    for (unsigned read = 0; read < 2; read++)
        for (uint32_t s = 0; s < c->doc->sents.count; s++) {
            const struct gly_claim_sent *sent = &c->sents[s];
            if (!gly_claimer_speaks(c, s))
                continue;
            for (uint32_t i = sent->first; i < sent->first + sent->count; i++) {
                unsigned which = find(&all, c->profile.at[i].stem);
                if (which == GLY_COUNT(all.stems))
                    continue;
                if (!read)
                    told[which] |= way_of(c, s, c->profile.at[i].tok);
                else if (told[which] == BOTH_WAYS)
                    read_occasion(&all, s, c->profile.at[i].tok, which);
            }
        }
}
