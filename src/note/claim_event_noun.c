/* Events that are told without a verb: "her resignation on 3 May", "the launch of the probe
 * in August", "Holm (1871-1936)". */
#include "note/claim_event.h"

#include "base/image_format.h"
#include "note/language.h"

/* ---- Brackets ---- */

static struct gly_claim_time year_time(int32_t year)
{
    return (struct gly_claim_time){.first = gly_day_number(year, 1, 1),
                                   .last = gly_day_number(year, 12, 31)};
}

/* The event by its name in events.csv; GLY_NONE where the table has no such row. */
static uint32_t number_of(const struct gly_claimer *c, const char *verb)
{
    for (uint32_t i = 0; i < c->words->counts[GLY_CLAIM_EVENTS]; i++)
        if (gly_str_is(
                gly_claim_row_text(c->words, gly_claim_event_row(c->words, i)->verb),
                verb))
            return i;
    return GLY_NONE;
}

static void add_year(struct gly_claimer *c, const struct gly_date *date, uint32_t name,
                     const char *verb, int32_t year)
{
    struct gly_event_frame f;
    uint32_t number = number_of(c, verb);
    if (number == GLY_NONE ||
        !gly_event_frame_init(c, date->sent, date->first_tok, number, &f) ||
        !gly_claimer_name(c, name, &f.subject))
        return;
    f.event.from = f.event.to = year_time(year);
    gly_event_add(&f, date->span);
}

void gly_event_read_bracket(struct gly_claimer *c, const struct gly_date *date)
{
    const struct gly_tok *toks = c->doc->toks.at;
    uint32_t open = date->first_tok - 1, close = date->first_tok + date->tok_count;
    if (date->first_tok < 2 || close >= c->doc->toks.count ||
        !gly_str_is(gly_tok_text(c->doc, &toks[open]), "(") ||
        !gly_str_is(gly_tok_text(c->doc, &toks[close]), ")") ||
        date->kind != GLY_DATE_PERIOD || !gly_event_is_plain(date) ||
        date->from.year == GLY_NO_YEAR || date->to.year == GLY_NO_YEAR ||
        date->to.year - date->from.year < 15 || date->to.year - date->from.year > 110)
        return;
    uint32_t n = gly_name_at(c->names, open - 1);
    if (n == GLY_NONE || c->names->names[n].kind != GLY_NAME_PERSON)
        return;
    const struct gly_name *name = &c->names->names[n];
    uint32_t end = name->first_tok + name->tok_count;
    if (end != open)
        return;
    add_year(c, date, n, "be born", date->from.year);
    add_year(c, date, n, "die", date->to.year);
}

/* ---- Nouns ---- */

/* "the acquisition of X", "her discovery of X": the one who has it did it, and to whom it
 * was done stands behind "of". */
static bool is_deed(const struct gly_event_frame *f)
{
    return gly_look_among(&f->look, f->verb,
                          "acquisition takeover purchase discovery invention arrest "
                          "capture execution assassination");
}

/* "Vidal's", "her": whose event it is, before the noun and what describes it. */
static bool read_owner(struct gly_event_frame *f, struct gly_claim_subject *ret)
{
    struct gly_claimer *c = f->c;
    uint32_t i = f->verb;
    while (i > f->look.first && f->verb - i < 2 &&
           gly_claim_xpos(f->reading, f->look.first, i - 1) == GLY_XPOS_JJ)
        i--;
    if (i == f->look.first)
        return false;
    uint32_t n = gly_name_at(c->names, i - 1);
    if (n != GLY_NONE) {
        const struct gly_name *name = &c->names->names[n];
        return name->flags & GLY_NAME_POSSESSIVE &&
               name->first_tok + name->tok_count == i && gly_claimer_name(c, n, ret);
    }
    return gly_look_among(&f->look, i - 1, "his her its their") &&
           (gly_claimer_mention(c, i - 1, GLY_MENTION_PRONOUN, ret) ||
            gly_claimer_antecedent(c, f->sent, i - 1, ret));
}

/* Does the phrase open the sentence, or follow a word that asks for a time? "They approved
 * the closure in May": the month is that of the verb before it. */
static bool has_own_date(const struct gly_event_frame *f, uint32_t first)
{
    while (first > f->look.first &&
           (gly_look_among(&f->look, first - 1, "the") ||
            gly_claim_xpos(f->reading, f->look.first, first - 1) == GLY_XPOS_JJ))
        first--;
    return first == f->look.first ||
           gly_look_among(
               &f->look, first - 1,
               ", at after before since until till to during following upon and");
}

void gly_event_read_noun(struct gly_claimer *c, uint32_t sent, uint32_t tok,
                         uint32_t number)
{
    struct gly_event_frame f;
    struct gly_claim_subject owner;
    if (!gly_event_frame_init(c, sent, tok, number, &f) ||
        f.row->object >= GLY_EVENT_TERM)
        return;
    uint32_t behind = tok + 1, first = tok > f.look.first + 3 ? tok - 3 : f.look.first;
    bool owned = read_owner(&f, &owner);
    if (!has_own_date(&f, owned ? owner.first_tok : tok))
        return;
    if (gly_look_among(&f.look, behind, "of") &&
        (!owned || f.row->object == GLY_EVENT_GOAL)) {
        if (!gly_claimer_object(c, sent, tok + 2, &f.subject))
            return;
        behind = f.subject.end_tok;
        if (owned)
            f.event.agent = owner.words;
    } else if (owned && !is_deed(&f)) {
        f.subject = owner;
    } else {
        return;
    }
    const struct gly_date *date = gly_event_date_behind(&f);
    if (!date || !gly_event_is_plain(date) || date->kind != GLY_DATE_POINT ||
        date->first_tok < behind || !gly_event_joins(&f, date) ||
        gly_look_among(&f.look, date->first_tok, "from between"))
        return;
    f.event.from = f.event.to = gly_event_time(c->doc, date);
    gly_event_read_behind(&f, behind, date->first_tok);
    if (gly_event_is_claimed(&f, first, date->first_tok))
        gly_event_add(&f, date->span);
}
