/* Of which country somebody or something is: "Reyes is a Chilean architect" and "the Peruvian
 * architect", "Lumen, a Swiss bank," and "the Danish bank". Who has two countries is told by
 * both in one place; where one may have changed it, nothing is said. */
#include "note/claim.h"

#include <galley/place.h>

#include "base/image_format.h"
#include "note/name.h"
#include "note/claim_side.h"
#include "note/language.h"
#include "note/look.h"

enum { WORDS = 4 };

static const struct gly_str nationality = GLY_STR("nationality");

struct reading {
    struct gly_claimer *c;
    struct gly_look look;
    uint32_t sent, tok, behind; /* the adjective, and the token behind it */
    uint32_t noun;              /* the head: "architect" */
    uint16_t country;
    struct gly_claim_subject subject;
    bool called; /* not said to be it, but called so */
};

/* The noun that the adjective describes: small letters, up to a mark or a small word. */
static bool read_noun(struct reading *r)
{
    const struct gly_look *look = &r->look;
    uint32_t i = r->behind;
    for (; gly_look_has(look, i) && i < r->behind + WORDS; i++) {
        char first = r->c->doc->text.ptr[look->toks[i].span.start];
        if (gly_look_kind(look, i) != GLY_TOK_WORD || first < 'a' || first > 'z' ||
            gly_look_among(look, i,
                           "of in on at from who which that and with by for near to "
                           "whose but or as is was has had when where while than "
                           "will would can could may"))
            break;
    }
    r->noun = i - 1;
    return i > r->behind && !gly_look_is_hyphen(look, r->behind) &&
           !gly_look_is_hyphen(look, r->tok - 1) && !gly_look_is_hyphen(look, i) &&
           !gly_look_among(look, r->noun,
                           "born descent origin parents family national citizen "
                           "language team side branch embassy edition version");
}

/* "Reyes is a Chilean architect", "Reyes, a Chilean architect," */
static bool read_said(struct reading *r)
{
    const struct gly_look *look = &r->look;
    uint32_t article = r->tok - 1;
    if (!gly_look_among(look, article, "a an the") || article < look->first + 2 ||
        !gly_look_among(look, article - 1, "is was ,"))
        return false;
    uint32_t n = gly_name_at(r->c->names, article - 2);
    return n != GLY_NONE &&
           r->c->names->names[n].first_tok + r->c->names->names[n].tok_count ==
               article - 1 &&
           gly_claimer_name(r->c, n, &r->subject);
}

/* "The Peruvian architect has", said of the only one who is called so. */
static bool read_called(struct reading *r)
{
    r->noun = r->behind;
    r->called = true;
    uint32_t entity = gly_names_described(r->c->names, gly_look_at(&r->look, r->noun));
    uint32_t n = gly_look_has(&r->look, r->noun + 1)
                     ? gly_name_at(r->c->names, r->noun + 1)
                     : GLY_NONE;
    if (entity == GLY_NONE || n != GLY_NONE ||
        !gly_look_among(&r->look, r->tok - 1, "the") ||
        gly_look_among(&r->look, r->noun + 1, "of in who which that") ||
        r->c->names->entities[entity].ambiguous)
        return false;
    r->subject = (struct gly_claim_subject){.first_tok = r->tok - 1,
                                            .end_tok = r->noun + 1,
                                            .entity = gly_claimer_alias(r->c, entity),
                                            .person = 255};
    r->subject.key = gly_claim_entity_key(r->subject.entity);
    return true;
}

/* A person, or what is of one country as a firm is: "the Dutch government" is that of the
 * Dutch. */
static bool has_origin(const struct reading *r)
{
    return r->c->names->entities[r->subject.entity].kind == GLY_NAME_PERSON
               ? !gly_look_among(&r->look, r->noun,
                                 "government army people public side state team")
               : gly_look_among(&r->look, r->noun,
                                "company firm bank airline group retailer manufacturer "
                                "maker chain brewery publisher brand shipyard yard "
                                "newspaper magazine orchestra band");
}

static bool is_claimed(const struct reading *r)
{
    enum {
        REASONS =
            GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL | GLY_CUE_OTHER | GLY_CUE_QUALIFIER
    };
    uint32_t from = r->subject.first_tok < r->tok ? r->subject.first_tok : r->tok;
    for (uint32_t i = from; i <= r->noun; i++)
        if (gly_claim_cues_at(r->c, &r->look, i) & REASONS)
            return false;
    return gly_claimer_speaks(r->c, r->sent) &&
           gly_claimer_owns(r->c, r->look.toks[r->tok].span.start);
}

static void read_origin(struct gly_claimer *c, const struct gly_toponym *place)
{
    uint32_t tok = place->first_tok, sent = c->doc->toks.at[tok].sent;
    uint16_t country = gly_place_country(place, true);
    if (country == GLY_NOWHERE || sent == GLY_NONE || c->sents[sent].silent)
        return;
    struct reading r = {.c = c,
                        .look = gly_look_sent(c->doc, sent),
                        .sent = sent,
                        .tok = tok,
                        .behind = tok + place->tok_count,
                        .country = country,
                        .subject = {.entity = GLY_NONE, .person = 255}};
    if (tok == r.look.first || !gly_look_has(&r.look, r.behind) || !read_noun(&r) ||
        !(read_said(&r) || read_called(&r)) || r.subject.key == 0 || !has_origin(&r) ||
        !is_claimed(&r))
        return;
    struct gly_claim_value *value = GLY_VEC_ADD(c->arena, &c->values);
    *value = (struct gly_claim_value){.place = GLY_NONE,
                                      .within = GLY_NONE,
                                      .year = GLY_NO_YEAR,
                                      .origin = true,
                                      .by_noun = r.called,
                                      .type = GLY_VALUE_THING};
    gly_bag_add(&value->names, country + 1u);
    gly_claimer_add(c, &(struct gly_claim){
                           .key = gly_claim_relation_key(nationality, r.subject.key),
                           .span = place->span,
                           .subject = gly_claim_subject_span(c, &r.subject),
                           .what = nationality,
                           .sent = sent,
                           .detail = c->values.count - 1,
                           .kind = GLY_CLAIM_VALUE});
}

void gly_claimer_origins(struct gly_claimer *c)
{
    const struct gly_places *places = c->doc->notes[GLY_ANNOTATION_PLACES];
    for (uint32_t i = 0; places && i < places->count; i++)
        read_origin(c, &places->at[i]);
}
