/* What a value beside a label, or behind a question, says: a date, names, a place. It must
 * be understood to its last word: "1998 (as a school)" and "Ann Hale (until May)" are not. */
#include "note/claim_event.h"

struct value {
    struct gly_claimer *c;
    const struct gly_claim_told *told;
    struct gly_look look; /* from the first token of the value to its last */
};

static void bag_word(const struct value *v, uint32_t tok, struct gly_bag *bag)
{
    char form[GLY_CLAIM_FORM];
    gly_bag_add(bag, gly_claim_stem(gly_claim_fold(gly_look_at(&v->look, tok), form)));
}

static void bag_qualifiers(const struct value *v, struct gly_bag *bag)
{
    struct gly_str list = gly_claim_row_text(v->c->words, v->told->qualifiers);
    while (list.len > 0)
        gly_bag_add(bag, gly_claim_stem(gly_claim_cut(&list)));
}

/* The one date of the value; false where there is none, or more. */
static bool find_date(const struct value *v, const struct gly_date **ret_date)
{
    const struct gly_dates *dates = v->c->dates;
    uint32_t d = gly_claimer_date_from(v->c, v->look.first);
    if (d == dates->count || dates->at[d].first_tok >= v->look.end ||
        (d + 1 < dates->count && dates->at[d + 1].first_tok < v->look.end))
        return false;
    *ret_date = &dates->at[d];
    return true;
}

/* "(age 64)", "(aged 71)": the token behind it, or `tok` where none begins there. */
static uint32_t skip_age(const struct value *v, uint32_t tok)
{
    if (gly_look_among(&v->look, tok, "(") &&
        gly_look_among(&v->look, tok + 1, "age aged") &&
        gly_look_kind(&v->look, tok + 2) == GLY_TOK_NUMBER &&
        gly_look_among(&v->look, tok + 3, ")"))
        return tok + 4;
    return tok;
}

/* The token behind the date and the age that begin at `tok`; itself where none do. */
static uint32_t skip_date(const struct value *v, const struct gly_date *date,
                          uint32_t tok)
{
    return date && tok == date->first_tok ? tok + date->tok_count : skip_age(v, tok);
}

static bool is_capitalised(const struct value *v, uint32_t tok)
{
    return gly_look_kind(&v->look, tok) == GLY_TOK_WORD &&
           gly_look_flags(&v->look, tok) & GLY_TOK_CAPITALISED;
}

/* Words in capitals that are no name, and those that qualify one. */
static bool is_name_word(const struct value *v, uint32_t tok)
{
    enum {
        QUALIFYING = GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL | GLY_CUE_CONDITION |
                     GLY_CUE_HEARSAY | GLY_CUE_PLAN | GLY_CUE_QUALIFIER | GLY_CUE_YET
    };
    return is_capitalised(v, tok) &&
           !(gly_claim_cues_at(v->c, &v->look, tok) & QUALIFYING) &&
           !gly_look_among(&v->look, tok,
                           "various several unknown vacant anonymous unnamed see tbc "
                           "tba joint multiple many worldwide global n/a");
}

/* ---- Events ---- */

/* Beside its date the value has at most a place and an age. */
static bool is_date_alone(const struct value *v, const struct gly_date *date)
{
    for (uint32_t i = v->look.first; i < v->look.end;) {
        uint32_t behind = skip_date(v, date, i);
        if (behind == i && !gly_look_among(&v->look, i, ", . in on at") &&
            !is_name_word(v, i))
            return false;
        i = behind > i ? behind : i + 1;
    }
    return true;
}

static void file(const struct value *v, struct gly_claim claim)
{
    struct gly_claimer *c = v->c;
    const struct gly_claim_subject *subject = &v->told->subject;
    claim.subject = (struct gly_span){c->doc->toks.at[subject->first_tok].span.start,
                                      c->doc->toks.at[subject->end_tok - 1].span.end};
    claim.sent = c->doc->toks.at[v->look.first].sent;
    if (gly_claimer_owns(c, claim.span.start))
        gly_claimer_add(c, &claim);
}

static void file_event(const struct value *v)
{
    struct gly_claimer *c = v->c;
    const struct gly_event_row *row = gly_claim_event_row(c->words, v->told->row);
    const struct gly_date *date;
    if (row->object > GLY_EVENT_GOAL || !find_date(v, &date) ||
        date->kind != GLY_DATE_POINT || !gly_event_is_plain(date) ||
        date->flags & GLY_DATE_RELATIVE || !is_date_alone(v, date))
        return;
    struct gly_claim_event event = {.from = gly_event_time(c->doc, date),
                                    .person = 255,
                                    .type = (uint8_t)row->object,
                                    .subject = v->told->subject.entity,
                                    .home = row->object == GLY_EVENT_SELF};
    event.to = event.from;
    bag_qualifiers(v, &event.qualifiers);
    *GLY_VEC_ADD(c->arena, &c->events) = event;
    file(v, (struct gly_claim){
                .key = gly_claim_event_key(row->group, v->told->subject.key),
                .span = date->span,
                .what = gly_claim_row_text(c->words, row->verb),
                .detail = c->events.count - 1,
                .kind = GLY_CLAIM_DATE});
}

/* ---- Relations ---- */

static void widen(const struct value *v, uint32_t tok, struct gly_span *span)
{
    if (span->end == 0)
        span->start = v->look.toks[tok].span.start;
    span->end = v->look.toks[tok].span.end;
}

/* The words of the fullest name of what the name at a token names. */
static void bag_entity(const struct value *v, uint32_t tok, struct gly_bag *bag)
{
    const struct gly_names *names = v->c->names;
    uint32_t n = gly_name_at(names, tok);
    if (n == GLY_NONE)
        return;
    const struct gly_name *full = gly_name_canonical(names, n);
    struct gly_look look = {v->c->doc, v->look.toks, 0, v->c->doc->toks.count};
    char form[GLY_CLAIM_FORM];
    for (uint32_t i = 0; i < full->tok_count; i++)
        gly_bag_add(bag, gly_claim_stem(gly_claim_fold(
                             gly_look_at(&look, full->first_tok + i), form)));
}

/* "Ann Hale", "Ann Hale and Bo Lind", "Ludwig van der Berg": names and nothing else, one of
 * which the annotation has as well. */
static bool read_names(const struct value *v, struct gly_claim_value *value,
                       struct gly_span *span)
{
    bool known = false;
    for (uint32_t i = v->look.first; i < v->look.end; i++) {
        if (gly_look_among(&v->look, i, ", & and . of the de la van von der den di da"))
            continue;
        if (!is_name_word(v, i))
            return false;
        known = known || gly_name_at(v->c->names, i) != GLY_NONE;
        bag_word(v, i, &value->names);
        bag_entity(v, i, &value->names);
        widen(v, i, span);
    }
    return known;
}

/* "Leeds", "Leeds, England", "4 May 1961, Leeds": one place, and what it lies in. */
static bool read_place(const struct value *v, struct gly_claim_value *value,
                       struct gly_span *span)
{
    const struct gly_date *date = NULL;
    unsigned parts = 0;
    bool comma = true;
    find_date(v, &date);
    for (uint32_t i = v->look.first; i < v->look.end;) {
        uint32_t behind = skip_date(v, date, i);
        bool next = behind > i || gly_look_among(&v->look, i, ", . in at on");
        if (next) {
            comma = true;
            i = behind > i ? behind : i + 1;
            continue;
        }
        if (!is_name_word(v, i) ||
            (gly_look_flags(&v->look, i) & GLY_TOK_LINE_BREAK && i > v->look.first))
            return false;
        if (comma && parts == 0)
            value->place = i;
        else if (comma && parts == 1)
            value->within = i;
        parts += comma;
        comma = false;
        bag_word(v, i, parts == 1 ? &value->first : &value->parent);
        widen(v, i++, span);
    }
    value->names = value->first;
    return parts > 0 && gly_name_at(v->c->names, value->place) != GLY_NONE;
}

static void file_relation(const struct value *v)
{
    struct gly_claimer *c = v->c;
    const struct gly_relation_row *row = gly_claim_relation_row(c->words, v->told->row);
    struct gly_claim_value value = {.place = GLY_NONE,
                                    .within = GLY_NONE,
                                    .year = GLY_NO_YEAR,
                                    .type = (uint8_t)row->value,
                                    .timeless = v->told->any_tense,
                                    .label = true};
    struct gly_span span = {0, 0};
    if (row->value == GLY_VALUE_SCHOOL ||
        !(row->value == GLY_VALUE_PLACE ? read_place(v, &value, &span)
                                        : read_names(v, &value, &span)))
        return;
    bag_qualifiers(v, &value.qualifiers);
    *GLY_VEC_ADD(c->arena, &c->values) = value;
    struct gly_str name = gly_claim_row_text(c->words, row->name);
    file(v,
         (struct gly_claim){.key = gly_claim_relation_key(name, v->told->subject.key),
                            .span = span,
                            .what = name,
                            .detail = c->values.count - 1,
                            .kind = GLY_CLAIM_VALUE});
}

/* ---- All of them ---- */

void gly_claimer_count_told(const struct gly_claimer *c, bool relations,
                            uint32_t *times)
{
    for (uint32_t i = 0; i < c->told.count; i++) {
        const struct gly_claim_told *told = &c->told.at[i];
        if (told->relation == relations)
            times[relations ? gly_claim_relation_row(c->words, told->row)->group

                            : gly_claim_event_row(c->words, told->row)->group]++;
    }
}

void gly_claimer_file_told(struct gly_claimer *c)
{
    for (uint32_t i = 0; i < c->told.count; i++) {
        const struct gly_claim_told *told = &c->told.at[i];
        struct value v = {
            c, told, {c->doc, c->doc->toks.at, told->first_tok, told->end_tok}};
        if (told->relation)
            file_relation(&v);
        else
            file_event(&v);
    }
}
