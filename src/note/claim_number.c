/* How many one has of something: "She has two children", "her three children"; "The hotel
 * has 24 rooms", "the hotel's 28 rooms", "the 28 rooms of the hotel". Told in the present or
 * by a possessive; what narrows the noun must be the same: "her two younger children" are
 * some of them. */
#include "note/claim.h"

#include "base/image_format.h"
#include "note/language.h"
#include "note/look.h"
#include "note/quantity.h"

/* Tokens of a sentence that is read. */
enum { LONGEST = 80, SIEVE = 256, STAFF = 3 };

static const struct gly_str number = GLY_STR("number");

struct reading {
    struct gly_claimer *c;
    const struct gly_quantity *q;
    struct gly_look look;
    uint32_t end; /* the token behind what is counted */
    uint32_t stem;
    struct gly_bag kinds; /* what is counted, by the other words: "of orchid" */
    struct gly_claim_subject owner;
};

/* Words for those who work somewhere are one. */
static uint32_t stem_of(const struct reading *r, uint32_t tok)
{
    static const struct gly_str staff = GLY_STR("employees");
    char form[GLY_CLAIM_FORM];
    if (gly_look_among(&r->look, tok, "employees workers staff") ||
        (gly_look_among(&r->look, tok, "people persons") &&
         gly_look_among(&r->look, r->q->first_tok - 1, "employs employ")))
        return gly_claim_stem(staff);
    return gly_claim_stem(gly_claim_fold(gly_look_at(&r->look, tok), form));
}

/* "36 orchid species", "42 species of orchid": the noun, and what narrows it. */
static void read_kinds(struct reading *r)
{
    const struct gly_reading *tags =
        gly_sent_read(r->c->doc, r->q->sent, GLY_DEPTH_TAGS);
    uint32_t head = r->q->first_tok + r->q->tok_count;
    while (gly_look_has(&r->look, head) &&
           r->look.toks[head].span.start < r->q->noun.start)
        gly_claim_bag_at(r->c, &r->look, head++, &r->kinds);
    r->stem = stem_of(r, head);
    r->end = head + 1;
    if (!tags || !gly_look_among(&r->look, r->end, "of") ||
        !gly_look_has(&r->look, r->end + 1))
        return;
    unsigned tag = gly_claim_xpos(tags, r->look.first, r->end + 1);
    if (tag == GLY_XPOS_NN || tag == GLY_XPOS_NNS) {
        gly_claim_bag_at(r->c, &r->look, r->end + 1, &r->kinds);
        r->end += 2;
    }
}

/* "28 rooms and two flats", "two sons and a daughter" */
static bool counts_on(const struct reading *r)
{
    const struct gly_quantities *all = r->c->quantities;
    const struct gly_quantity *next = r->q + 1;
    return gly_look_among(&r->look, r->end + 1, "another some") ||
           (next < all->at + all->count && next->first_tok <= r->end + 2);
}

/* A count of things that are named and not narrowed further. */
static bool read_noun(struct reading *r)
{
    const struct gly_quantity *q = r->q;
    uint32_t noun = q->first_tok + q->tok_count;
    if (q->class != GLY_QUANTITY_COUNT || q->unit || q->bound != GLY_BOUND_NONE ||
        q->low != q->high || q->low < 1 || q->low > 1e6 ||
        q->noun.end == q->noun.start || q->flags & GLY_QUANTITY_ADJECTIVE ||
        !gly_look_has(&r->look, noun) || q->noun.start < r->look.toks[noun].span.start)
        return false;
    read_kinds(r);
    return !gly_look_is_hyphen(&r->look, r->end) &&
           !gly_look_among(&r->look, r->end,
                           "from by who which that in on at with for named called "
                           "under over left a per each to or more") &&
           !(gly_look_among(&r->look, r->end, "and") && counts_on(r));
}

/* "The hotel has 24 rooms", "employs 340 people", "is home to 42 species" */
static bool read_having(struct reading *r)
{
    uint32_t verb = r->q->first_tok - 1;
    bool home = gly_look_among(&r->look, verb, "to") && verb > r->look.first + 2 &&
                gly_look_among(&r->look, verb - 1, "home");
    bool kin = gly_look_among(&r->look, verb, "had") &&
               gly_look_among(&r->look, r->end - 1,
                              "children sons daughters brothers sisters");
    if (home)
        verb -= 2;
    bool told =
        home ? gly_look_among(&r->look, verb, "is are")
             : gly_look_among(&r->look, verb,
                              "has have employs employ comprises contains shows holds "
                              "houses seats keeps displays owns runs operates");
    return (told || kin) && !gly_look_among(&r->look, r->end, "of") &&
           gly_claimer_subject(r->c, r->q->sent, verb, &r->owner) && r->owner.key != 0;
}

/* "the eleven members of the council": without "the", some of them. */
static bool read_belonging(struct reading *r)
{
    return gly_look_among(&r->look, r->q->first_tok - 1, "the all") &&
           gly_look_among(&r->look, r->end, "of") &&
           gly_look_has(&r->look, r->end + 1) &&
           gly_claimer_object(r->c, r->q->sent, r->end + 1, &r->owner) &&
           r->owner.key != 0;
}

/* "its 24 rooms", "the hotel's 24 rooms", "Holm's three children" */
static bool read_possessed(struct reading *r)
{
    const struct gly_claimer *c = r->c;
    char form[GLY_CLAIM_FORM];
    uint32_t tok = r->q->first_tok - 1;
    struct gly_str text = gly_look_at(&r->look, tok);
    if (gly_look_among(&r->look, r->end, "of"))
        return false;
    uint32_t n = gly_look_has(&r->look, tok) ? gly_name_at(c->names, tok) : GLY_NONE;
    if (n != GLY_NONE)
        return c->names->names[n].flags & GLY_NAME_POSSESSIVE &&
               gly_claimer_name(c, n, &r->owner);
    if (gly_word_among(text, "his her"))
        return gly_claimer_mention(c, tok, GLY_MENTION_PRONOUN, &r->owner);
    if (gly_word_among(text, "its"))
        return gly_claimer_antecedent(c, r->q->sent, tok, &r->owner);
    if ((!gly_str_ends(text, "'s") && !gly_str_ends(text, "\u2019s")) ||
        !gly_look_among(&r->look, tok - 1, "the"))
        return false;
    r->owner =
        (struct gly_claim_subject){.first_tok = tok,
                                   .end_tok = tok + 1,
                                   .entity = GLY_NONE,
                                   .noun = gly_claim_stem(gly_claim_fold(text, form)),
                                   .person = 255};
    r->owner.key = gly_claim_definite_key(r->owner.noun);
    return true;
}

/* Now, surely and all of them. */
static bool is_claimed(const struct reading *r)
{
    enum {
        REASONS = GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL | GLY_CUE_PLAN |
                  GLY_CUE_POSSIBLE | GLY_CUE_OTHER | GLY_CUE_CONTRAST | GLY_CUE_YET
    };
    if (!gly_claimer_speaks(r->c, r->q->sent) ||
        gly_claimer_year(r->c, r->q->sent) != GLY_NO_YEAR ||
        !gly_claimer_owns(r->c, r->q->span.start))
        return false;
    for (uint32_t i = r->look.first;
         i < (r->q->class == GLY_QUANTITY_ORDINAL ? r->q->first_tok : r->end); i++)
        if (gly_claim_cues_at(r->c, &r->look, i) & REASONS ||
            gly_look_among(&r->look, i,
                           "when while before after until if were with now "
                           "today"))
            return false;
    return true;
}

/* The noun that an ordinal is of, where it tells that there are so many; 0 for others. */
static uint32_t numbered_noun(const struct gly_look *look, const struct gly_quantity *q)
{
    uint32_t noun = q->first_tok + q->tok_count;
    if (q->low < 2 || q->low > 1000)
        return 0;
    if (gly_look_among(look, noun, "and") &&
        gly_look_among(look, noun + 1, "last final"))
        noun += 2;
    return gly_look_among(look, noun,
                          "floor storey act chapter volume part movement verse stanza "
                          "scene stage section deck arch tower wing round set")
               ? noun
               : 0;
}

/* "the hotel's seventh floor", "the fourth act of the opera" */
static bool read_ordinal(struct reading *r)
{
    uint32_t noun = numbered_noun(&r->look, r->q);
    const struct gly_reading *tags =
        noun ? gly_sent_read(r->c->doc, r->q->sent, GLY_DEPTH_TAGS) : NULL;
    if (!tags || gly_claim_xpos(tags, r->look.first, noun) != GLY_XPOS_NN ||
        gly_claim_xpos(tags, r->look.first, noun + 1) == GLY_XPOS_NN)
        return false;
    r->stem = stem_of(r, noun);
    r->end = noun + 1;
    return read_belonging(r) || read_possessed(r);
}

static void read_number(struct gly_claimer *c, const struct gly_quantity *q)
{
    bool ordinal = q->class == GLY_QUANTITY_ORDINAL;
    struct reading r = {.c = c,
                        .q = q,
                        .look = gly_look_sent(c->doc, q->sent),
                        .owner = {.entity = GLY_NONE, .person = 255}};
    if (q->first_tok == r.look.first || r.look.end - r.look.first > LONGEST ||
        !(ordinal ? read_ordinal(&r)
                  : read_noun(&r) && (read_having(&r) || read_belonging(&r) ||
                                      read_possessed(&r))) ||
        !is_claimed(&r))
        return;
    uint64_t parts[2] = {gly_claim_subject_key(&r.owner), r.stem};
    struct gly_claim_value *value = GLY_VEC_ADD(c->arena, &c->values);
    *value = (struct gly_claim_value){.place = GLY_NONE,
                                      .within = GLY_NONE,
                                      .noun = gly_claim_subject_head(&r.owner),
                                      .year = GLY_NO_YEAR,
                                      .qualifiers = r.kinds,
                                      .number = true,
                                      .ordinal = ordinal,
                                      .type = GLY_VALUE_THING};
    gly_bag_add(&value->names, (uint32_t)q->low);
    gly_claimer_add(c,
                    &(struct gly_claim){
                        .key = gly_claim_relation_key(
                            number, gly_word_hash((const char *)parts, sizeof parts)),
                        .span = q->span,
                        .subject = gly_claim_subject_span(c, &r.owner),
                        .what = number,
                        .sent = q->sent,
                        .detail = c->values.count - 1,
                        .kind = GLY_CLAIM_VALUE});
}

/* To tag a sentence is dear: does the word before the number leave it possible that it says
 * how many one has? The stem of what is counted, 0 for no. */
static uint32_t told_stem(struct gly_claimer *c, const struct gly_quantity *q)
{
    char form[GLY_CLAIM_FORM];
    bool ordinal = q->class == GLY_QUANTITY_ORDINAL;
    if ((!ordinal && q->class != GLY_QUANTITY_COUNT) || q->sent == GLY_NONE ||
        q->bound != GLY_BOUND_NONE || c->sents[q->sent].silent)
        return 0;
    struct gly_look look = gly_look_sent(c->doc, q->sent);
    uint32_t noun = ordinal ? numbered_noun(&look, q) : q->first_tok + q->tok_count;
    if (q->first_tok == look.first || noun == 0 || !gly_look_has(&look, noun))
        return 0;
    struct gly_str before = gly_look_at(&look, q->first_tok - 1);
    if (!gly_str_ends(before, "s") &&
        !gly_word_among(before, "has have had employ to the all his her"))
        return 0;
    while (!ordinal && gly_look_has(&look, noun + 1) &&
           look.toks[noun].span.start < q->noun.start)
        noun++;
    if (gly_look_among(&look, noun, "workers staff people persons employees"))
        return STAFF;
    return gly_claim_stem(gly_claim_fold(gly_look_at(&look, noun), form)) | 1;
}

void gly_claimer_numbers(struct gly_claimer *c)
{
    uint8_t times[SIEVE] = {0};
    const struct gly_quantities *all = c->quantities;
    for (unsigned read = 0; read < 2; read++)
        for (uint32_t i = 0; i < all->count; i++) {
            uint32_t stem = told_stem(c, &all->at[i]);
            if (stem && read && times[stem % SIEVE] > 1)
                read_number(c, &all->at[i]);
            else if (stem && !read && times[stem % SIEVE] < UINT8_MAX)
                times[stem % SIEVE]++;
        }
}
