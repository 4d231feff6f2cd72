/* What "it", "its" and "the company" stand for where the names do not tell: the subject of
 * what was said just before, or the one that the sentence is about to name.
 *
 * Subjects go on being spoken of; what stands elsewhere seldom does. Where a sentence between
 * brings in something new ("It has a wing"), "it" may mean that, and nothing is the answer. */
#include "note/claim.h"

#include "base/image_format.h"
#include "note/language.h"

enum { SENTENCES_BACK = 4, LEAD_REACH = 16 };

/* What stands for a firm behind "the". */
static const char firms[] = "company firm business group retailer manufacturer maker "
                            "chain airline bank brewery publisher brand operator";

/* Last words of organisations that nobody calls a company. */
static const char bodies[] =
    "council university authority government parliament court college school ministry "
    "office agency department commission union association institute society party "
    "church army museum library hospital committee police";

static bool is_finite(unsigned tag)
{
    return tag == GLY_XPOS_VBD || tag == GLY_XPOS_VBZ || tag == GLY_XPOS_VBP ||
           tag == GLY_XPOS_MD;
}

/* The first verb of a sentence that has a subject, before `end`; GLY_NONE for none. */
static uint32_t first_verb(const struct gly_look *look,
                           const struct gly_reading *reading, uint32_t end)
{
    for (uint32_t i = look->first; i < end; i++)
        if (is_finite(gly_claim_xpos(reading, look->first, i)))
            return i;
    return GLY_NONE;
}

static bool is_the_firm(const struct gly_look *look, uint32_t tok)
{
    return gly_look_among(look, tok, "the") && gly_look_among(look, tok + 1, firms);
}

/* The subject of a verb, unless it is a pronoun itself: what it stands for is never asked
 * for in turn. */
static bool plain_subject(const struct gly_claimer *c, uint32_t sent, uint32_t verb,
                          const struct gly_look *look, struct gly_claim_subject *ret)
{
    for (uint32_t i = look->first; i < verb; i++)
        if (gly_look_among(look, i, "it this that they who which what there"))
            return false;
    return gly_claimer_subject(c, sent, verb, ret) && ret->key != 0;
}

/* "The bakery chain Brotherton" */
static bool is_called_firm(const struct gly_look *look, const struct gly_claimer *c,
                           const struct gly_claim_subject *s)
{
    const struct gly_names *names = c->names;
    uint32_t n = gly_name_at(names, s->end_tok - 1);
    return n != GLY_NONE && names->names[n].first_tok > look->first &&
           gly_look_among(look, names->names[n].first_tok - 1, firms);
}

/* One thing that is nobody: for "it". */
static bool is_thing(const struct gly_claimer *c, const struct gly_look *look,
                     const struct gly_reading *reading,
                     const struct gly_claim_subject *s)
{
    if (s->entity != GLY_NONE) {
        const struct gly_entity *entity = &c->names->entities[s->entity];
        return entity->kind != GLY_NAME_PERSON || entity->ground == GLY_NAME_GUESSED ||
               gly_look_among(look, s->end_tok - 1, firms) ||
               is_called_firm(look, c, s);
    }
    unsigned tag = gly_claim_xpos(reading, look->first, s->end_tok - 1);
    return s->person == 255 && tag != GLY_XPOS_NNS && tag != GLY_XPOS_NNPS;
}

/* "Since its launch in May, the probe has": what opens the sentence points ahead. */
static bool is_ahead(const struct gly_claimer *c, uint32_t sent, uint32_t tok,
                     const struct gly_look *look, const struct gly_reading *reading,
                     struct gly_claim_subject *ret)
{
    uint32_t comma = tok + 1;
    if (!gly_look_among(look, look->first,
                        "before after since when until upon with despite by in on "
                        "following during as while at for from") ||
        tok - look->first > 3)
        return false;
    while (comma < tok + LEAD_REACH && gly_look_has(look, comma) &&
           !gly_look_among(look, comma, ","))
        comma++;
    if (!gly_look_among(look, comma, ",") || !gly_look_has(look, comma + 1) ||
        !gly_claimer_object(c, sent, comma + 1, ret) || ret->key == 0)
        return false;
    uint32_t verb = ret->end_tok;
    while (gly_claim_xpos(reading, look->first, verb) == GLY_XPOS_RB)
        verb++;
    unsigned tag = gly_claim_xpos(reading, look->first, verb);
    return gly_look_has(look, verb) && (is_finite(tag) || tag == GLY_XPOS_VBN);
}

/* Does the sentence bring in something new that "it" may mean: as its subject, or behind a
 * verb? What stands behind a preposition seldom is. */
static bool brings_in(const struct gly_look *look, const struct gly_reading *reading,
                      uint32_t verb)
{
    for (uint32_t i = look->first; i < look->end; i++) {
        if (!gly_look_among(look, i, "a an another new one"))
            continue;
        unsigned before =
            i > look->first ? gly_claim_xpos(reading, look->first, i - 1) : GLY_XPOS_VB;
        if (before != GLY_XPOS_IN && before != GLY_XPOS_TO &&
            !(i == verb + 1 && gly_look_among(look, verb, "is was")))
            return true;
    }
    return false;
}

static bool is_behind(const struct gly_claimer *c, uint32_t sent, bool whose,
                      struct gly_claim_subject *ret)
{
    const struct gly_sent *sents = c->doc->sents.at;
    for (uint32_t s = sent; s > 0 && sent - s < SENTENCES_BACK; s--) {
        uint32_t before = s - 1;
        if (sents[before].block != sents[sent].block || c->sents[before].silent)
            return false;
        struct gly_look look = gly_look_sent(c->doc, before);
        const struct gly_reading *reading =
            gly_sent_read(c->doc, before, GLY_DEPTH_TAGS);
        uint32_t verb = reading ? first_verb(&look, reading, look.end) : GLY_NONE;
        if (verb == GLY_NONE || (!whose && brings_in(&look, reading, verb)))
            return false;
        if (gly_look_among(&look, look.first, "it its"))
            continue;
        return plain_subject(c, before, verb, &look, ret) &&
               is_thing(c, &look, reading, ret);
    }
    return false;
}

bool gly_claimer_antecedent(const struct gly_claimer *c, uint32_t sent, uint32_t tok,
                            struct gly_claim_subject *ret)
{
    struct gly_look look = gly_look_sent(c->doc, sent);
    const struct gly_reading *reading = gly_sent_read(c->doc, sent, GLY_DEPTH_TAGS);
    struct gly_claim_subject found = {.entity = GLY_NONE, .person = 255};
    bool whose = gly_look_among(&look, tok, "its");
    if (!reading || (!whose && !gly_look_among(&look, tok, "it")))
        return false;
    uint32_t verb = first_verb(&look, reading, tok);
    bool bound = verb != GLY_NONE
                     ? whose && plain_subject(c, sent, verb, &look, &found) &&
                           is_thing(c, &look, reading, &found)
                     : (is_ahead(c, sent, tok, &look, reading, &found) &&
                        is_thing(c, &look, reading, &found)) ||
                           is_behind(c, sent, whose, &found);
    if (!bound)
        return false;
    *ret = found;
    if (found.told_end == 0) {
        ret->told_first = found.first_tok;
        ret->told_end = found.end_tok;
    }
    ret->first_tok = tok;
    ret->end_tok = tok + 1;
    return true;
}

/* ---- "The company" ---- */

static bool is_firm(const struct gly_claimer *c, uint32_t entity)
{
    const struct gly_names *names = c->names;
    const struct gly_entity *e = &names->entities[entity];
    const struct gly_name *name = &names->names[e->canonical];
    struct gly_str last =
        gly_tok_text(c->doc, &c->doc->toks.at[name->first_tok + name->tok_count - 1]);
    return !e->ambiguous && !gly_word_among(last, bodies) &&
           (e->kind == GLY_NAME_ORGANISATION ||
            (e->ground == GLY_NAME_GUESSED && e->kind != GLY_NAME_PLACE));
}

/* Is another name, which may be a firm's, there from token `from` on, before `tok`? */
static bool has_rival(const struct gly_claimer *c, uint32_t from, uint32_t tok,
                      uint32_t entity)
{
    for (uint32_t i = from; i < tok; i++) {
        uint32_t n = gly_name_at(c->names, i);
        if (n == GLY_NONE || gly_claimer_alias(c, c->names->names[n].entity) == entity)
            continue;
        const struct gly_entity *e = &c->names->entities[c->names->names[n].entity];
        if (e->kind != GLY_NAME_PLACE &&
            (e->kind != GLY_NAME_PERSON || e->ground == GLY_NAME_GUESSED))
            return true;
    }
    return false;
}

uint32_t gly_claimer_firm(const struct gly_claimer *c, uint32_t sent, uint32_t tok)
{
    struct gly_look here = gly_look_sent(c->doc, sent);
    if (!is_the_firm(&here, tok))
        return GLY_NONE;
    for (uint32_t s = sent; s > 0 && sent - s < SENTENCES_BACK; s--) {
        struct gly_look look = gly_look_sent(c->doc, s - 1);
        struct gly_claim_subject found;
        if (gly_look_among(&look, look.first, "it its") ||
            is_the_firm(&look, look.first))
            continue;
        if (c->sents[s - 1].silent)
            return GLY_NONE;
        const struct gly_reading *reading =
            gly_sent_read(c->doc, s - 1, GLY_DEPTH_TAGS);
        uint32_t verb = reading ? first_verb(&look, reading, look.end) : GLY_NONE;
        for (uint32_t i = look.first; i < verb && verb != GLY_NONE; i++)
            if (is_the_firm(&look, i))
                return GLY_NONE;
        return verb != GLY_NONE && plain_subject(c, s - 1, verb, &look, &found) &&
                       found.entity != GLY_NONE &&
                       (is_firm(c, found.entity) || is_called_firm(&look, c, &found)) &&
                       !has_rival(c, look.first, tok, found.entity)
                   ? found.entity
                   : GLY_NONE;
    }
    return GLY_NONE;
}

/* ---- Short names of firms ---- */

/* "Kestrel Foods ... Kestrel": a word alone that no list knows means the one name of several
 * words that begins with it, unless that is a building's or the like. */
void gly_claimer_alias_names(struct gly_claimer *c)
{
    const struct gly_names *names = c->names;
    struct gly_str text, other;
    c->alias = NULL;
    for (uint32_t e = 0; e < names->entity_count; e++) {
        const struct gly_entity *entity = &names->entities[e];
        const struct gly_name *name = &names->names[entity->canonical];
        if (name->tok_count < 2 || entity->ambiguous ||
            (entity->kind != GLY_NAME_ORGANISATION &&
             (entity->kind != GLY_NAME_PERSON || entity->ground != GLY_NAME_GUESSED)))
            continue;
        text = gly_tok_text(c->doc, &c->doc->toks.at[name->first_tok]);
        for (uint32_t m = e + 1; m < names->entity_count && m < e + LEAD_REACH; m++) {
            const struct gly_entity *shorter = &names->entities[m];
            const struct gly_name *alone = &names->names[shorter->canonical];
            other = alone->tok_count > 1
                        ? gly_tok_text(c->doc, &c->doc->toks.at[alone->first_tok])
                        : gly_doc_slice(c->doc, alone->span);
            if (!gly_str_eq(text, other))
                continue;
            if (alone->tok_count > 1 || shorter->ground != GLY_NAME_GUESSED)
                break;
            if (!c->alias) {
                c->alias =
                    gly_arena_alloc(c->arena, names->entity_count, sizeof *c->alias);
                for (uint32_t i = 0; i < names->entity_count; i++)
                    c->alias[i] = i;
            }
            c->alias[m] = e;
            break;
        }
    }
}

struct gly_span gly_claim_subject_span(const struct gly_claimer *c,
                                       const struct gly_claim_subject *subject)
{
    const struct gly_tok *toks = c->doc->toks.at;
    struct gly_str first = gly_tok_text(c->doc, &toks[subject->first_tok]);
    if (subject->entity != GLY_NONE && subject->end_tok == subject->first_tok + 1 &&
        gly_word_among(first, "it its he she his her"))
        return c->names->names[c->names->entities[subject->entity].canonical].span;
    uint32_t told = subject->entity == GLY_NONE ? subject->told_end : 0;
    uint32_t from = told ? subject->told_first : subject->first_tok;
    uint32_t end = told ? told : subject->end_tok;
    return (struct gly_span){toks[from].span.start, toks[end - 1].span.end};
}

bool gly_claimer_is_name(const struct gly_claimer *c, uint32_t first, uint32_t end,
                         struct gly_claim_subject *ret)
{
    uint32_t n = first < end ? gly_name_at(c->names, first) : GLY_NONE;
    return n != GLY_NONE && c->names->names[n].first_tok == first &&
           first + c->names->names[n].tok_count == end && gly_claimer_name(c, n, ret);
}
