/* What only one thing can be: "X is the oldest bridge in the county", "Y, the first woman to
 * cross the lake". The words from "the" to the end of the phrase must be the same. */
#include "note/claim_relation.h"

#include "base/image_format.h"

enum { FILTER = 1 << 10, PHRASE_REACH = 16 };

static const struct gly_str one = GLY_STR("be");

/* "the oldest", "the first": a word of which one thing is meant. */
static bool is_single(const struct gly_claimer *c, uint32_t at)
{
    const struct gly_doc *doc = c->doc;
    uint32_t tok = c->profile.at[at].tok;
    struct gly_str text = gly_tok_text(doc, &doc->toks.at[tok]);
    if (tok == 0 || !c->profile.at[at].stem || text.len < 4)
        return false;

    bool shaped = gly_str_ends(text, "est") && text.len > 5;
    return (shaped || (c->profile.at[at].entry &&
                       gly_word_among(text, "first last only sole"))) &&
           gly_word_among(gly_tok_text(doc, &doc->toks.at[tok - 1]), "the");
}

static bool ends_phrase(const struct gly_relation_reading *f, uint32_t tok)
{
    unsigned tag = gly_relation_xpos(f, tok);
    return gly_look_among(
               &f->look, tok,
               ", ; : ( ) . ! and but or who which that whose where when while "
               "until since because as by with") ||
           gly_look_is_dash(&f->look, tok) || tag == GLY_XPOS_VBD ||
           tag == GLY_XPOS_VBZ || tag == GLY_XPOS_VBP || tag == GLY_XPOS_MD;
}

/* The words of the phrase; false where it leaves open of how many it is the one. */
static bool read_phrase(struct gly_relation_reading *f, struct gly_bag *bag)
{
    uint32_t the = GLY_NONE, tok = f->trigger;
    bool open = false; /* "to climb", "in the county": what tells of how many */
    for (; gly_look_has(&f->look, tok) && !ends_phrase(f, tok); tok++) {
        if (tok - f->trigger > PHRASE_REACH ||
            gly_look_among(&f->look, tok, "ever so this these those his her its their"))
            return false;
        if (gly_look_among(&f->look, tok, "the"))
            the = tok;
        open = open || gly_look_among(&f->look, tok, "in of on to for");
        gly_claim_bag_at(f->c, &f->look, tok, bag);
    }
    f->subject.first_tok = f->trigger - 1;
    f->subject.end_tok = tok;
    if (the != GLY_NONE && gly_name_at(f->c->names, tok - 1) == GLY_NONE) {
        char form[GLY_CLAIM_FORM];
        f->subject.noun =
            gly_claim_stem(gly_claim_fold(gly_look_at(&f->look, tok - 1), form));
    }
    /* "the largest": of what, another sentence said. */
    return bag->count >= 2 && bag->count < GLY_BAG_MAX &&
           (open || !gly_look_among(&f->look, f->trigger, "first last only sole"));
}

static bool read_holder(struct gly_relation_reading *f, struct gly_claim_subject *ret)
{
    uint32_t before = f->trigger - 2;
    if (f->trigger < f->look.first + 3)
        return false;
    if (gly_relation_is_copula(f, before)) {
        f->value.past = gly_look_among(&f->look, before, "was were");
        return gly_claimer_subject(f->c, f->sent, before, ret);
    }
    return gly_look_among(&f->look, before, ",") &&
           gly_claimer_phrase_before(f->c, f->sent, before, ret);
}

/* "The first woman to cross the lake was Y." */
static bool read_behind(struct gly_relation_reading *f, struct gly_claim_subject *ret)
{
    uint32_t copula = f->subject.end_tok;
    uint32_t n = gly_look_has(&f->look, copula + 1)
                     ? gly_name_at(f->c->names, copula + 1)
                     : GLY_NONE;
    if (f->trigger > f->look.first + 1 || !gly_relation_is_copula(f, copula) ||
        n == GLY_NONE || !gly_claimer_name(f->c, n, ret))
        return false;
    f->value.past = gly_look_among(&f->look, copula, "was were");
    return true;
}

/* "In 1990 X was", "X is the largest in 2011"; what stands behind a comma, as in ", begun in
 * 1180", is told of X and not of what it is. */
static bool is_dated(const struct gly_relation_reading *f)
{
    const struct gly_dates *dates = f->c->dates;
    uint32_t d = gly_claimer_date_from(f->c, f->look.first);
    for (; d < dates->count && dates->at[d].first_tok < f->look.end; d++)
        if (dates->at[d].from.year != GLY_NO_YEAR &&
            !(gly_look_among(&f->look, f->subject.end_tok, ",") &&
              dates->at[d].first_tok > f->subject.end_tok))
            return true;
    return false;
}

static void read_single(struct gly_claimer *c, uint32_t sent, uint32_t tok)
{
    struct gly_relation_reading f = {
        .c = c,
        .look = gly_look_sent(c->doc, sent),
        .sent = sent,
        .trigger = tok,
        .value = {.place = GLY_NONE, .within = GLY_NONE, .type = GLY_VALUE_THING}};
    struct gly_claim_subject holder;
    struct gly_bag bag = {.count = 0};

    if (tok > f.look.first + 1 && !gly_relation_is_copula(&f, tok - 2) &&
        !gly_look_among(&f.look, tok - 2, ","))
        return;
    f.reading = gly_sent_read(c->doc, sent, GLY_DEPTH_TAGS);
    if (!f.reading)
        return;

    bool holds = read_holder(&f, &holder) && holder.entity != GLY_NONE;
    if (!read_phrase(&f, &bag) || (!holds && !read_behind(&f, &holder)))
        return;

    bool timeless = gly_look_among(&f.look, tok, "first last");
    f.value.year = gly_claimer_year(c, sent);
    if (!timeless && (f.value.past || is_dated(&f)))
        return;
    if (!timeless)
        f.value.year = GLY_NO_YEAR;

    for (uint32_t i = holder.first_tok < tok ? holder.first_tok : tok; i < tok; i++)
        if (gly_claim_cues_at(c, &f.look, i) &
            (GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL | GLY_CUE_CONDITION |
             GLY_CUE_PLAN | GLY_CUE_NOW | GLY_CUE_CONTRAST | GLY_CUE_POSSIBLE))
            return;
    f.value.past = false;
    f.value.timeless = f.value.exact = true;
    f.value.noun = f.subject.noun;
    gly_relation_bag_entity(&f, holder.entity);
    *GLY_VEC_ADD(c->arena, &c->values) = f.value;
    const struct gly_tok *toks = c->doc->toks.at;
    gly_claimer_add(c, &(struct gly_claim){
                           .key = gly_claim_relation_key(one, gly_bag_hash(&bag) | 1),
                           .span = {toks[holder.first_tok].span.start,
                                    toks[holder.end_tok - 1].span.end},
                           .subject = {toks[f.subject.first_tok].span.start,
                                       toks[f.subject.end_tok - 1].span.end},
                           .what = one,
                           .sent = sent,
                           .detail = c->values.count - 1,
                           .kind = GLY_CLAIM_VALUE});
}

/* Count the superlatives, or read those that the document has more than once. */
static void walk(struct gly_claimer *c, uint8_t *times, bool read)
{
    for (uint32_t s = 0; s < c->doc->sents.count; s++) {
        const struct gly_claim_sent *sent = &c->sents[s];
        if (!gly_claimer_speaks(c, s))
            continue;
        for (uint32_t i = sent->first; i < sent->first + sent->count; i++) {
            if (!is_single(c, i))
                continue;
            uint8_t *count = &times[c->profile.at[i].stem % FILTER];
            uint32_t tok = c->profile.at[i].tok;
            if (!read)
                *count = (uint8_t)(*count + (*count < 2));
            else if (*count > 1 && gly_claimer_owns(c, c->doc->toks.at[tok].span.start))
                read_single(c, s, tok);
        }
    }
}

void gly_claimer_superlatives(struct gly_claimer *c)
{
    uint8_t *times = gly_arena_alloc(c->arena, FILTER, 1);
    walk(c, times, false);
    walk(c, times, true);
}
