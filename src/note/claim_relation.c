/* What stands in a relation that has one answer: "born in", "the author of". The value is
 * made of names. */
#include "note/claim_relation.h"

#include <galley/phrase.h>

#include "base/image_format.h"
#include "note/name.h"

enum { RELATIONS_PER_SENTENCE = 6 };

/* ---- Frames ---- */

bool gly_relation_is_link(const struct gly_relation_reading *f, uint32_t tok)
{
    struct gly_str word = gly_look_at(&f->look, tok);
    struct gly_str links = gly_claim_row_text(f->c->words, f->row->links);
    while (links.len > 0)
        if (gly_str_eq_nocase(gly_claim_cut(&links), word))
            return true;
    return false;
}

bool gly_relation_is_claimed(struct gly_relation_reading *f, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        uint32_t cues = gly_claim_cues_at(f->c, &f->look, i);
        if (cues & (GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL | GLY_CUE_CONDITION) ||
            (cues & GLY_CUE_PLAN && i != f->trigger) ||
            gly_look_among(&f->look, i, "until before when then joint jointly co") ||
            (f->row->frame == GLY_FRAME_NOUN &&
             gly_look_among(&f->look, i,
                            "former late onetime past future ex new incoming outgoing "
                            "next acting interim previous designate elect")))
            return false;
        bool inside = i >= f->subject.first_tok && i < f->subject.end_tok;
        if (cues & GLY_CUE_QUALIFIER && !inside)
            gly_claim_bag_at(f->c, &f->look, i, &f->value.qualifiers);
    }
    return true;
}

static bool is_called(const struct gly_relation_reading *f, const char *name)
{
    return gly_str_is(gly_claim_row_text(f->c->words, f->row->name), name);
}

/* Is the clause dated? "X is owned by Y, which bought it in 2011" is not. */
static bool is_dated(const struct gly_relation_reading *f)
{
    const struct gly_dates *dates = f->c->dates;
    uint32_t d = gly_claimer_date_from(f->c, f->look.first);
    for (; d < dates->count && dates->at[d].first_tok < f->look.end; d++) {
        bool apart = false;
        if (dates->at[d].from.year == GLY_NO_YEAR)
            continue;
        for (uint32_t i = f->trigger + 1; i < dates->at[d].first_tok && !apart; i++)
            apart = f->look.toks[i].span.start >= f->span.end &&
                    gly_look_among(&f->look, i, "which who when after that") &&
                    gly_look_among(&f->look, i - 1, ",");
        /* "has been its chief executive since 2019" */
        apart = apart || gly_look_among(&f->look, dates->at[d].first_tok - 1, "since");
        if (!apart)
            return true;
    }
    return false;
}

static bool names_lake(const struct gly_relation_reading *f)
{
    for (uint32_t i = f->trigger; i < f->look.end; i++)
        if (gly_look_among(&f->look, i, "lake lakes reservoir loch lough lagoon"))
            return true;
    return false;
}

/* "succeeded him as mayor": in this office, and perhaps by another one elsewhere. */
static void bag_office(struct gly_relation_reading *f)
{
    uint32_t i = f->look.first;
    while (i < f->look.end && !gly_look_among(&f->look, i, "as"))
        i++;
    for (uint32_t end = i + 5; i < end && gly_look_has(&f->look, i) &&
                               gly_look_kind(&f->look, i) == GLY_TOK_WORD;
         i++)
        gly_claim_bag_at(f->c, &f->look, i, &f->value.qualifiers);
}

void gly_relation_add(struct gly_relation_reading *f)
{
    struct gly_claimer *c = f->c;
    struct gly_str name = gly_claim_row_text(c->words, f->row->name);

    /* A river that flows into a lake may well leave it, and flow into the sea. */
    if (is_called(f, "flow") &&
        (gly_look_among(&f->look, f->look.first, "from then there") || names_lake(f)))
        return;
    f->value.year = gly_claimer_year(c, f->sent);
    if (is_called(f, "be succeeded"))
        bag_office(f);
    if (f->row->value == GLY_VALUE_OFFICE && (f->value.past || is_dated(f)))
        return;
    const struct gly_claim_sent *s = &c->sents[f->sent];
    for (uint32_t i = s->first; i < s->first + s->count; i++) {
        const struct gly_claim_word *word = &c->profile.at[i];
        uint32_t at = c->doc->toks.at[word->tok].span.start;
        if ((at < f->span.start || at >= f->span.end) && word->tok != f->trigger &&
            (word->tok < f->subject.first_tok || word->tok >= f->subject.end_tok))
            gly_bag_add(&f->value.rest, word->stem);
    }
    f->value.type = f->row->value;
    f->value.timeless = is_called(f, "be born") || is_called(f, "be buried");
    f->value.only = is_called(f, "capital");
    f->value.noun = gly_claim_subject_head(&f->subject);
    *GLY_VEC_ADD(c->arena, &c->values) = f->value;
    gly_claimer_add(
        c, &(struct gly_claim){
               .key = gly_claim_relation_key(name, gly_claim_subject_key(&f->subject)),
               .span = f->span,
               .subject = gly_claim_subject_span(c, &f->subject),
               .what = name,
               .sent = f->sent,
               .detail = c->values.count - 1,
               .kind = GLY_CLAIM_VALUE,
           });
}

/* ---- Verbs: "was born in", "is a farm located in" ---- */

static bool verb_subject(struct gly_relation_reading *f)
{
    uint32_t verb = f->trigger;
    if (gly_claimer_subject(f->c, f->sent, verb, &f->subject))
        return true;
    /* "X is a farm located in": the copula's subject. */
    uint32_t i = verb;
    while (i > f->look.first + 1 && verb - i < 8 &&
           !gly_look_among(&f->look, i - 1, "a an the") &&
           !gly_relation_is_copula(f, i - 1))
        i--;
    if (i < f->look.first + 2 || !gly_look_among(&f->look, i - 1, "a an the") ||
        !gly_relation_is_copula(f, i - 2))
        return false;
    f->value.past = gly_look_among(&f->look, i - 2, "was");
    bool found = gly_claimer_subject(f->c, f->sent, i - 2, &f->subject);
    f->subject.passive = true;
    return found;
}

/* "flows east for 40 kilometres into": the way stands before the link. */
static uint32_t way_link(const struct gly_relation_reading *f)
{
    uint32_t verb = f->trigger;
    for (uint32_t i = verb + 1; i < verb + 10 && gly_look_has(&f->look, i); i++) {
        unsigned tag = gly_relation_xpos(f, i);
        if (gly_relation_is_link(f, i))
            return i;
        if (gly_look_among(&f->look, i, ", ; : ( and who which where before") ||
            gly_name_at(f->c->names, i) != GLY_NONE || tag == GLY_XPOS_VBD ||
            tag == GLY_XPOS_VBZ || tag == GLY_XPOS_MD || tag == GLY_XPOS_VBG)
            break;
    }
    return verb + 1;
}

/* "born to a weaver in Leeds", "died on 3 May 1871 at York": the link to the place stands
 * farther on. */
static uint32_t place_link(const struct gly_relation_reading *f)
{
    uint32_t verb = f->trigger;
    if (f->row->value != GLY_VALUE_PLACE)
        return f->row->frame == GLY_FRAME_INTRANSITIVE ? way_link(f) : verb + 1;
    for (uint32_t i = verb + 1; i < verb + 14 && gly_look_has(&f->look, i); i++) {
        unsigned tag = gly_relation_xpos(f, i);
        if (gly_look_among(&f->look, i, "; : ( who which while when after before") ||
            tag == GLY_XPOS_VBD || tag == GLY_XPOS_MD || tag == GLY_XPOS_VBG)
            break;
        if (gly_relation_is_link(f, i) &&
            !(gly_look_flags(&f->look, i + 1) & GLY_TOK_HAS_DIGIT) &&
            (gly_look_flags(&f->look, i + 1) & GLY_TOK_CAPITALISED || i == verb + 1 ||
             gly_look_among(&f->look, i + 1, "modern the what present")))
            return i;
    }
    return verb + 1;
}

/* "died in Graz and was buried there": the one place named before; GLY_NONE for none. */
static uint32_t place_meant(const struct gly_relation_reading *f)
{
    uint32_t found = GLY_NONE;
    if (f->row->value != GLY_VALUE_PLACE ||
        !gly_look_among(&f->look, f->trigger + 1, "there"))
        return GLY_NONE;
    for (uint32_t i = f->look.first + 1; i < f->trigger; i++) {
        uint32_t n = gly_name_at(f->c->names, i);
        if (n == GLY_NONE || f->c->names->names[n].first_tok != i ||
            !gly_look_among(&f->look, i - 1, "in at to"))
            continue;
        if (found != GLY_NONE)
            return GLY_NONE;
        found = i;
    }
    return found;
}

static void read_verb(struct gly_relation_reading *f)
{
    uint32_t verb = f->trigger, link = place_link(f);
    unsigned tag = gly_relation_xpos(f, verb);
    bool active = f->row->frame == GLY_FRAME_INTRANSITIVE;
    if (tag != GLY_XPOS_VBD && (active ? tag != GLY_XPOS_VBZ && tag != GLY_XPOS_VBP
                                       : tag != GLY_XPOS_VBN && tag != GLY_XPOS_JJ))
        return;
    bool known = is_called(f, "be best known");
    uint32_t there = place_meant(f);
    if ((!gly_relation_is_link(f, link) && there == GLY_NONE) ||
        (known && !gly_look_among(&f->look, verb - 1, "best mainly primarily chiefly")))
        return;
    if (!verb_subject(f) || f->subject.key == 0)
        return;
    if (f->subject.passive == active)
        return;
    uint32_t first = f->subject.first_tok < verb ? f->subject.first_tok : verb;
    for (uint32_t i = first; i < verb; i++)
        f->value.past = f->value.past || gly_look_among(&f->look, i, "was were");
    f->value.past = f->value.past || (active && tag == GLY_XPOS_VBD);
    /* "Stan, born in Cluj, ...": what happened, not where something stands. */
    bool stands = is_called(f, "be located") || is_called(f, "be based") ||
                  is_called(f, "be housed");
    if (!stands && f->row->value == GLY_VALUE_PLACE)
        f->value.past = true;
    /* "Born in Cluj, Stan ...": what follows the answer is the subject. */
    if (f->subject.first_tok > verb)
        f->look.end = f->subject.first_tok;
    bool found = f->row->value == GLY_VALUE_PLACE
                     ? gly_relation_read_place(f, there != GLY_NONE ? there : link + 1)
                     : gly_relation_read_value(f, link + 1);
    if (found && gly_relation_is_claimed(f, first, link))
        gly_relation_add(f);
}

/* ---- "Y wrote X" ---- */

/* Told of in company, "with X": there may be others. */
static bool has_company(const struct gly_relation_reading *f)
{
    for (uint32_t i = f->look.first; i < f->look.end; i++)
        if (gly_look_among(&f->look, i, "alongside together jointly co") ||
            (gly_look_among(&f->look, i, "with") &&
             (gly_name_at(f->c->names, i + 1) != GLY_NONE ||
              gly_look_among(&f->look, i + 1, "his her their the"))))
            return true;
    return false;
}

/* "the match", "the player of the match award": there is one each time. */
static bool is_given_often(const struct gly_relation_reading *f)
{
    return f->subject.words.count < 2 ||
           gly_look_among(
               &f->look, f->subject.end_tok - 1,
               "award awards prize prizes medal medals match game toss stage "
               "round set point points title trophy cup seat seats vote votes "
               "ball penalty corner kick leg final finals half");
}

static void read_active(struct gly_relation_reading *f)
{
    struct gly_claim_subject agent;
    uint32_t verb = f->trigger;
    unsigned tag = gly_relation_xpos(f, verb);
    bool present = f->row->value == GLY_VALUE_OFFICE &&
                   (tag == GLY_XPOS_VBZ || tag == GLY_XPOS_VBP);
    if ((tag != GLY_XPOS_VBD && !present) || has_company(f) ||
        !gly_claimer_subject(f->c, f->sent, verb, &agent) || agent.passive ||
        agent.entity == GLY_NONE || !gly_look_has(&f->look, verb + 1))
        return;
    const struct gly_quotation *title = gly_relation_quoted_at(f, verb + 1);
    if (title) {
        f->subject = (struct gly_claim_subject){.first_tok = verb + 1,
                                                .end_tok = verb + 1 + title->tok_count,
                                                .entity = GLY_NONE,
                                                .person = 255};
        for (uint32_t i = verb + 1; i < f->subject.end_tok; i++)
            gly_claim_bag_at(f->c, &f->look, i, &f->subject.words);
        f->subject.key = gly_claim_title_key(&f->subject.words);
    } else if (!gly_claimer_object(f->c, f->sent, verb + 1, &f->subject) ||
               f->subject.key == 0) {
        return;
    }
    if (f->row->value == GLY_VALUE_OCCASION && is_given_often(f))
        return;
    unsigned next = gly_relation_xpos(f, f->subject.end_tok + 1);
    if (gly_look_among(&f->look, f->subject.end_tok, "and") && next != GLY_XPOS_VBD &&
        next != GLY_XPOS_VBZ)
        return;
    f->value.past = (f->row->value == GLY_VALUE_OFFICE && !present) ||
                    f->row->value == GLY_VALUE_OCCASION;
    gly_relation_bag_entity(f, agent.entity);
    gly_relation_widen(f, agent.first_tok, agent.end_tok);
    if (gly_relation_is_claimed(f, agent.first_tok, verb))
        gly_relation_add(f);
}

/* ---- "The Salt Road, a novel by Y" ---- */

static void read_work(struct gly_relation_reading *f)
{
    uint32_t noun = f->trigger, i = noun;
    if (!gly_look_among(&f->look, noun + 1, "by") || has_company(f))
        return;
    while (i > f->look.first && noun - i < 4 &&
           !gly_look_among(&f->look, i - 1, "a an the his her"))
        i--;
    if (i < f->look.first + 3 || !gly_look_among(&f->look, i - 1, "a an the his her"))
        return;
    uint32_t before = i - 2;
    bool copula = gly_relation_is_copula(f, before);
    if ((!copula && !gly_look_among(&f->look, before, ",")) ||
        !gly_claimer_phrase_before(f->c, f->sent, before, &f->subject) ||
        f->subject.key == 0)
        return;
    if (gly_relation_read_value(f, noun + 2))
        gly_relation_add(f);
}

/* ---- "Leeds-based Kestrel" ---- */

/* "the Leeds-based bank": the only one that is called so. */
static bool read_based_called(struct gly_relation_reading *f, uint32_t place)
{
    uint32_t noun = f->trigger + 1, first = f->c->names->names[place].first_tok;
    uint32_t entity =
        gly_look_has(&f->look, noun)
            ? gly_names_described(f->c->names, gly_look_at(&f->look, noun))
            : GLY_NONE;
    if (entity == GLY_NONE || first == f->look.first ||
        !gly_look_among(&f->look, first - 1, "the") ||
        f->row->value != GLY_VALUE_PLACE || f->c->names->entities[entity].ambiguous ||
        (gly_look_has(&f->look, noun + 1) &&
         gly_name_at(f->c->names, noun + 1) != GLY_NONE))
        return false;
    f->subject = (struct gly_claim_subject){.first_tok = first - 1,
                                            .end_tok = noun + 1,
                                            .entity = gly_claimer_alias(f->c, entity),
                                            .person = 255};
    f->subject.key = gly_claim_entity_key(f->subject.entity);
    if (gly_relation_read_place(f, first))
        gly_relation_add(f);
    return true;
}

static void read_based(struct gly_relation_reading *f)
{
    uint32_t based = f->trigger;
    uint32_t place = gly_name_at(f->c->names, based - 2);
    uint32_t i = based + 1;
    if (place != GLY_NONE && read_based_called(f, place))
        return;
    while (i < based + 5 && gly_look_has(&f->look, i) &&
           gly_name_at(f->c->names, i) == GLY_NONE &&
           (gly_relation_xpos(f, i) == GLY_XPOS_NN ||
            gly_relation_xpos(f, i) == GLY_XPOS_JJ))
        i++;
    uint32_t name = gly_look_has(&f->look, i) ? gly_name_at(f->c->names, i) : GLY_NONE;
    if (place == GLY_NONE || name == GLY_NONE ||
        f->c->names->names[name].kind == GLY_NAME_PERSON ||
        f->c->names->names[name].first_tok != i ||
        !gly_claimer_name(f->c, name, &f->subject))
        return;
    if (f->row->value == GLY_VALUE_PLACE &&
        gly_relation_read_place(f, f->c->names->names[place].first_tok))
        gly_relation_add(f);
}

/* To tag a sentence is dear: do the words beside the trigger leave it possible? */
static bool may_be_told(const struct gly_relation_reading *f)
{
    uint32_t behind = f->trigger + 1;
    bool place = f->row->value == GLY_VALUE_PLACE;
    switch ((enum gly_relation_frame)f->row->frame) {
    case GLY_FRAME_WORK:
        return gly_look_among(&f->look, behind, "by");
    case GLY_FRAME_INTRANSITIVE:
        return true;
    case GLY_FRAME_VERB:
        return place || gly_relation_is_link(f, behind);
    case GLY_FRAME_ACTIVE:
        return gly_look_flags(&f->look, behind) & GLY_TOK_CAPITALISED ||
               gly_look_kind(&f->look, behind) == GLY_TOK_PUNCT ||
               gly_look_among(&f->look, behind, "the a an his her its their");
    case GLY_FRAME_NOUN:
        return gly_relation_is_link(f, behind) || gly_relation_is_copula(f, behind) ||
               f->row->value == GLY_VALUE_OFFICE ||
               gly_look_among(&f->look, behind, ",") ||
               (place && gly_look_among(&f->look, behind, "in at"));
    case GLY_FRAME_ORIGIN:
        return gly_look_is_hyphen(&f->look, f->trigger - 1) ||
               gly_look_among(&f->look, f->trigger - 1, "his her");
    }
    return true;
}

static void read_relation(struct gly_claimer *c, uint32_t sent, uint32_t tok,
                          const struct gly_relation_row *row)
{
    struct gly_relation_reading f = {.c = c,
                                     .look = gly_look_sent(c->doc, sent),
                                     .row = row,
                                     .sent = sent,
                                     .trigger = tok,
                                     .value = {.place = GLY_NONE, .within = GLY_NONE}};
    if (!may_be_told(&f))
        return;
    f.reading = gly_sent_read(c->doc, sent, GLY_DEPTH_TAGS);
    if (!f.reading)
        return;
    switch ((enum gly_relation_frame)row->frame) {
    case GLY_FRAME_INTRANSITIVE:
        read_verb(&f);
        break;
    case GLY_FRAME_VERB:
        if (tok >= f.look.first + 2 && gly_look_is_hyphen(&f.look, tok - 1))
            read_based(&f);
        else
            read_verb(&f);
        break;
    case GLY_FRAME_WORK:
        read_work(&f);
        break;
    case GLY_FRAME_NOUN:
        gly_relation_read_noun(&f);
        break;
    case GLY_FRAME_ACTIVE:
        read_active(&f);
        break;
    case GLY_FRAME_ORIGIN:
        gly_relation_read_origin(&f);
        break;
    }
}

/* Call for each word of a relation; `times` counts them by relation, or says which are told
 * of more than once: only those are read. */
static void walk(struct gly_claimer *c, uint32_t *times, bool read)
{
    for (uint32_t s = 0; s < c->doc->sents.count; s++) {
        const struct gly_claim_sent *sent = &c->sents[s];
        unsigned seen = 0;
        if (!gly_claimer_speaks(c, s))
            continue;
        for (uint32_t i = sent->first; i < sent->first + sent->count; i++) {
            uint32_t tok = c->profile.at[i].tok;
            uint32_t link =
                gly_claim_entry(c->words, c->profile.at[i].entry)->relations;
            if (!link || seen++ >= RELATIONS_PER_SENTENCE)
                continue;
            for (; link; link = gly_claim_link(c->words, link)->next) {
                const struct gly_relation_row *row = gly_claim_relation_row(
                    c->words, gly_claim_link(c->words, link)->row);
                if (!read)
                    times[row->group]++;
                else if (times[row->group] > 1 &&
                         gly_claimer_owns(c, c->doc->toks.at[tok].span.start))
                    read_relation(c, s, tok, row);
            }
        }
    }
}

void gly_claimer_relations(struct gly_claimer *c)
{
    uint32_t *times = gly_arena_alloc(
        c->arena, c->words->counts[GLY_CLAIM_RELATIONS] + 1, sizeof *times);
    gly_claimer_count_told(c, true, times);
    walk(c, times, false);
    walk(c, times, true);
}
