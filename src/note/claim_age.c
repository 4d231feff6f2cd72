/* How old somebody is, as a newspaper tells it: "Voss, 43, said", "43-year-old Edwin Voss",
 * "the 43-year-old" behind a sentence about him. */
#include "note/claim.h"

#include "base/image_format.h"
#include "note/language.h"
#include "note/look.h"

enum { YOUNGEST = 16, OLDEST = 109, NOUNS_BETWEEN = 3, LONGEST = 80 };

static const struct gly_str age = GLY_STR("age");

/* A number of two or three digits that may be an age; 0 for none. */
static unsigned age_at(const struct gly_look *look, uint32_t tok)
{
    struct gly_str text = gly_look_at(look, tok);
    unsigned years = 0;
    if (gly_look_kind(look, tok) != GLY_TOK_NUMBER || text.len < 2 || text.len > 3)
        return 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return 0;
        years = years * 10 + (unsigned)(text.ptr[i] - '0');
    }
    return years >= YOUNGEST && years <= OLDEST ? years : 0;
}

/* "43-year-old": the age; `tok` is the number. */
static unsigned years_old(const struct gly_look *look, uint32_t tok)
{
    return gly_look_is_hyphen(look, tok + 1) &&
                   gly_look_among(look, tok + 2, "year years") &&
                   gly_look_is_hyphen(look, tok + 3) &&
                   gly_look_among(look, tok + 4, "old")
               ? age_at(look, tok)
               : 0;
}

/* A birthday may lie between two ages that differ by one: a year and the next share one. */
static void add_year(struct gly_bag *bag, unsigned years)
{
    gly_bag_add(bag, years);
    gly_bag_add(bag, years + 1);
}

/* "At the time", "in 2011": an age of then. */
static bool is_of_now(const struct gly_claimer *c, uint32_t sent,
                      const struct gly_look *look)
{
    if (!gly_claimer_speaks(c, sent) || look->end - look->first > LONGEST)
        return false;
    uint32_t d = gly_claimer_date_from(c, look->first);
    for (; d < c->dates->count && c->dates->at[d].first_tok < look->end; d++)
        if (c->dates->at[d].from.year != GLY_NO_YEAR &&
            !gly_look_among(look, c->dates->at[d].first_tok - 1, "since"))
            return false;
    for (uint32_t i = look->first; i < look->end; i++)
        if (gly_look_among(look, i,
                           "then when time aged age died born ago until later"))
            return false;
    return true;
}

static void file(struct gly_claimer *c, const struct gly_look *look, uint32_t sent,
                 uint32_t tok, uint32_t behind, const struct gly_claim_subject *who)
{
    struct gly_span span = {look->toks[tok].span.start,
                            look->toks[behind - 1].span.end};
    if (who->key == 0 || who->entity == GLY_NONE ||
        c->names->entities[who->entity].kind != GLY_NAME_PERSON ||
        !gly_claimer_owns(c, span.start) || !is_of_now(c, sent, look))
        return;
    struct gly_claim_value *value = GLY_VEC_ADD(c->arena, &c->values);
    *value = (struct gly_claim_value){.place = GLY_NONE,
                                      .within = GLY_NONE,
                                      .year = GLY_NO_YEAR,
                                      .type = GLY_VALUE_THING};
    add_year(&value->names, age_at(look, tok));
    gly_claimer_add(c, &(struct gly_claim){.key = gly_claim_relation_key(age, who->key),
                                           .span = span,
                                           .subject = gly_claim_subject_span(c, who),
                                           .what = age,
                                           .sent = sent,
                                           .detail = c->values.count - 1,
                                           .kind = GLY_CLAIM_VALUE});
}

/* "The 43-year-old has": the one person of whom the sentence before speaks. */
static bool find_described(const struct gly_claimer *c, uint32_t sent,
                           struct gly_claim_subject *ret)
{
    const struct gly_sent *sents = c->doc->sents.at;
    uint32_t found = GLY_NONE;
    if (sent == 0 || sents[sent - 1].block != sents[sent].block)
        return false;
    struct gly_look look = gly_look_sent(c->doc, sent - 1);
    uint32_t first = sents[sent - 1].first_tok, end = first + sents[sent - 1].tok_count;
    for (uint32_t i = first; i < end; i++) {
        uint32_t n = gly_name_at(c->names, i);
        if (n == GLY_NONE || c->names->names[n].first_tok != i ||
            c->names->names[n].kind != GLY_NAME_PERSON)
            continue;
        if (found != GLY_NONE &&
            c->names->names[found].entity != c->names->names[n].entity)
            return false;
        found = n;
    }
    if (gly_look_among(&look, look.first, "he she"))
        return found == GLY_NONE &&
               gly_claimer_mention(c, look.first, GLY_MENTION_PRONOUN, ret);
    return found != GLY_NONE && c->names->names[found].first_tok < first + 3 &&
           !(c->names->names[found].flags & GLY_NAME_POSSESSIVE) &&
           gly_claimer_name(c, found, ret);
}

/* "his son, John Voss, 27": who may bear the name of the father. */
static bool is_of_kin(const struct gly_look *look, uint32_t tok)
{
    uint32_t noun = tok - 1 - gly_look_among(look, tok - 1, ",");
    return gly_look_among(
        look, noun,
        "son father daughter mother brother sister wife husband nephew "
        "cousin uncle grandson grandfather namesake");
}

static void read_beside(struct gly_claimer *c, uint32_t n, uint8_t *namesakes)
{
    const struct gly_name *name = &c->names->names[n];
    struct gly_look look = gly_look_sent(c->doc, name->sent);
    uint32_t end = name->first_tok + name->tok_count, tok = end + 1;
    struct gly_claim_subject who;
    if (is_of_kin(&look, name->first_tok))
        namesakes[name->entity] = 1;
    if (name->flags & GLY_NAME_POSSESSIVE || namesakes[name->entity] ||
        !gly_claimer_name(c, n, &who))
        return;
    if (gly_look_among(&look, end, ",") && age_at(&look, tok) &&
        gly_look_among(&look, tok + 1, ", .")) {
        file(c, &look, name->sent, tok, tok + 1, &who);
        return;
    }
    /* "Voss, who is 43," */
    tok += gly_look_among(&look, end, ",");
    if (gly_look_among(&look, tok - 1, "who") && gly_look_among(&look, tok, "is") &&
        age_at(&look, tok + 1) && gly_look_among(&look, tok + 2, ", .")) {
        file(c, &look, name->sent, tok + 1, tok + 2, &who);
        return;
    }
    tok = name->first_tok;
    for (unsigned i = 0; i <= NOUNS_BETWEEN && tok >= look.first + 5; i++, tok--) {
        if (years_old(&look, tok - 5)) {
            file(c, &look, name->sent, tok - 5, tok, &who);
            return;
        }
        if (gly_look_kind(&look, tok - 1) != GLY_TOK_WORD ||
            gly_look_flags(&look, tok - 1) & GLY_TOK_CAPITALISED ||
            gly_look_among(&look, tok - 1, "of and or whose with by to the a"))
            return;
    }
}

static void read_description(struct gly_claimer *c, uint32_t sent)
{
    struct gly_look look = gly_look_sent(c->doc, sent);
    struct gly_claim_subject who;
    uint32_t tok = look.first + 1;
    if (c->sents[sent].silent || !gly_look_among(&look, look.first, "the") ||
        !years_old(&look, tok) || !find_described(c, sent, &who))
        return;
    const struct gly_reading *tags = gly_sent_read(c->doc, sent, GLY_DEPTH_TAGS);
    unsigned behind = tags ? gly_claim_xpos(tags, look.first, tok + 5) : GLY_XPOS_OTHER;
    if (behind == GLY_XPOS_VBD || behind == GLY_XPOS_VBZ || behind == GLY_XPOS_MD ||
        gly_look_among(&look, tok + 5, ","))
        file(c, &look, sent, tok, tok + 5, &who);
}

/* In the order of the text. */
void gly_claimer_ages(struct gly_claimer *c)
{
    const struct gly_names *names = c->names;
    uint8_t *namesakes = gly_arena_alloc(c->arena, names->entity_count + 1, 1);
    uint32_t next = 0;
    for (uint32_t n = 0; n <= names->name_count; n++) {
        const struct gly_name *name = n < names->name_count ? &names->names[n] : NULL;
        uint32_t sents = name ? name->sent + 1 : c->doc->sents.count;
        if (name && (name->kind != GLY_NAME_PERSON || name->outer != GLY_NONE ||
                     name->sent == GLY_NONE))
            continue;
        for (; next < sents; next++)
            if (c->doc->sents.at[next].tok_count > 6 &&
                c->doc->toks.at[c->doc->sents.at[next].first_tok + 1].flags &
                    GLY_TOK_HAS_DIGIT)
                read_description(c, next);
        if (name)
            read_beside(c, n, namesakes);
    }
}
