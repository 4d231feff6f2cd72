/* Relations told by nouns: "the author of X is Y", "Kestrel's chief executive, Y,". */
#include "note/claim_relation.h"

/* How far behind the noun its copula may stand. */
enum { OWNER_REACH = 22 };

/* ---- Nouns: "the author of X is Y", "Y is the author of X" ---- */

/* The noun of a phrase: before its first preposition. */
static uint32_t stem_before_link(const struct gly_relation_reading *f, uint32_t from,
                                 uint32_t to)
{
    char form[GLY_CLAIM_FORM];
    uint32_t i = from;
    while (i + 1 < to && gly_relation_xpos(f, i + 1) != GLY_XPOS_IN)
        i++;
    return gly_claim_stem(gly_claim_fold(gly_look_at(&f->look, i), form));
}

/* What stands between the link and the copula. */
static bool noun_owner(struct gly_relation_reading *f, uint32_t from, uint32_t to)
{
    if (gly_claimer_object(f->c, f->sent, from, &f->subject) &&
        f->subject.end_tok == to)
        return true;
    f->subject = (struct gly_claim_subject){
        .entity = GLY_NONE, .first_tok = from, .end_tok = to, .person = 255};
    bool known = gly_relation_quoted_at(f, from) != NULL;
    bool named = known || gly_look_among(&f->look, from, "the");
    for (uint32_t i = from; i < to; i++) {
        unsigned tag = gly_relation_xpos(f, i);
        known = known || gly_name_at(f->c->names, i) != GLY_NONE;
        named = named || known;
        if (tag == GLY_XPOS_VBD || tag == GLY_XPOS_MD ||
            gly_look_among(&f->look, i, "and or who which ;"))
            return false;
        gly_claim_bag_at(f->c, &f->look, i, &f->subject.words);
    }
    f->subject.key = gly_bag_hash(&f->subject.words) | 1;
    f->subject.noun = known ? 0 : stem_before_link(f, from, to);
    return named && f->subject.words.count > 0;
}

static bool is_definite(struct gly_relation_reading *f, uint32_t *ret_first)
{
    uint32_t i = f->trigger;
    while (i > f->look.first && f->trigger - i < 5 &&
           !gly_look_among(&f->look, i - 1, "the") &&
           (gly_relation_xpos(f, i - 1) == GLY_XPOS_JJ ||
            gly_relation_xpos(f, i - 1) == GLY_XPOS_NN ||
            gly_relation_xpos(f, i - 1) == GLY_XPOS_JJS))
        i--;
    for (uint32_t k = i; k < f->trigger; k++)
        gly_claim_bag_at(f->c, &f->look, k, &f->value.qualifiers);
    *ret_first = i > f->look.first ? i - 1 : i;
    return i > f->look.first && gly_look_among(&f->look, i - 1, "the");
}

/* A person's name that covers [.., end) or begins at `first`; GLY_NONE for none. */
static uint32_t person_at(const struct gly_relation_reading *f, uint32_t tok)
{
    const struct gly_names *names = f->c->names;
    uint32_t n = gly_look_has(&f->look, tok) ? gly_name_at(names, tok) : GLY_NONE;
    return n != GLY_NONE && names->names[n].kind == GLY_NAME_PERSON &&
                   names->names[n].ground != GLY_NAME_GUESSED &&
                   !(names->names[n].flags & (GLY_NAME_POSSESSIVE | GLY_NAME_ROLE))
               ? n
               : GLY_NONE;
}

static bool take_person(struct gly_relation_reading *f, uint32_t n)
{
    const struct gly_name *name = &f->c->names->names[n];
    if (f->c->names->entities[name->entity].ambiguous)
        return false;
    gly_relation_bag_entity(f, name->entity);
    f->span = name->span;
    return f->value.names.count > 0;
}

/* Does another name follow, or stand before, by "and"? Then there are several. */
static bool is_shared(const struct gly_relation_reading *f, uint32_t n)
{
    const struct gly_name *name = &f->c->names->names[n];
    return gly_look_among(&f->look, name->first_tok + name->tok_count, "and &") ||
           (name->first_tok > f->look.first &&
            gly_look_among(&f->look, name->first_tok - 1, "and &"));
}

/* Where the words that describe the noun begin. */
static uint32_t modifiers_start(struct gly_relation_reading *f)
{
    uint32_t i = f->trigger;
    while (i > f->look.first && f->trigger - i < 4 &&
           (gly_relation_xpos(f, i - 1) == GLY_XPOS_JJ ||
            gly_relation_xpos(f, i - 1) == GLY_XPOS_NN) &&
           gly_name_at(f->c->names, i - 1) == GLY_NONE)
        gly_claim_bag_at(f->c, &f->look, --i, &f->value.qualifiers);
    return i;
}

/* An office of which a firm has one, also where no "the" says so. */
static bool is_single_office(const struct gly_relation_reading *f)
{
    return gly_look_among(&f->look, f->trigger, "ceo chairman chairwoman president") ||
           (gly_look_among(&f->look, f->trigger, "executive") &&
            f->trigger > f->look.first &&
            gly_look_among(&f->look, f->trigger - 1, "chief"));
}

/* "Ann Hale, the chief executive of Kestrel, said": the name before the noun. */
static void read_beside(struct gly_relation_reading *f)
{
    uint32_t noun = f->trigger, i = modifiers_start(f);
    if (i > f->look.first && gly_look_among(&f->look, i - 1, "the"))
        i--;
    else if (!is_single_office(f))
        return;
    if (i < f->look.first + 2 || !gly_look_among(&f->look, i - 1, ","))
        return;
    uint32_t n = person_at(f, i - 2);
    if (n == GLY_NONE || is_shared(f, n) || !gly_look_has(&f->look, noun + 2) ||
        !gly_claimer_object(f->c, f->sent, noun + 2, &f->subject) ||
        f->subject.key == 0 || f->subject.noun != 0 ||
        gly_look_among(&f->look, f->subject.end_tok, "and"))
        return;
    if (gly_relation_is_claimed(f, i, noun) && take_person(f, n))
        gly_relation_add(f);
}

/* "Brunau, the capital of Ostermark, is": the place before the noun. */
static void read_place_beside(struct gly_relation_reading *f)
{
    uint32_t noun = f->trigger, first = noun;
    if (first < f->look.first + 3 || !gly_look_among(&f->look, first - 1, "the") ||
        !gly_look_among(&f->look, first - 2, ",") ||
        gly_name_at(f->c->names, first - 3) == GLY_NONE ||
        !gly_look_has(&f->look, noun + 2) ||
        !gly_claimer_object(f->c, f->sent, noun + 2, &f->subject) ||
        f->subject.key == 0 || f->subject.noun != 0)
        return;
    uint32_t n = gly_name_at(f->c->names, first - 3);
    const struct gly_name *name = &f->c->names->names[n];
    if (!(name->flags & GLY_NAME_POSSESSIVE) && !is_shared(f, n) &&
        gly_relation_is_claimed(f, first, noun) &&
        gly_relation_read_place(f, name->first_tok))
        gly_relation_add(f);
}

/* Is the relation told by a verb as well? "The author" wrote it, but the director of a
 * museum did not direct it. */
static bool is_deed(const struct gly_relation_reading *f)
{
    return gly_str_starts(gly_claim_row_text(f->c->words, f->row->name), "be ");
}

/* An organisation, or what nothing tells to be something else: not a place, whose
 * captains and mayors are many. */
static bool is_firm(const struct gly_relation_reading *f, uint32_t n)
{
    const struct gly_name *name = &f->c->names->names[n];
    return name->kind == GLY_NAME_ORGANISATION ||
           (name->ground == GLY_NAME_GUESSED && name->kind != GLY_NAME_PLACE);
}

/* Whatever the name looks like: no person has a chief executive. */
static bool has_executive(const struct gly_relation_reading *f, uint32_t n)
{
    return f->c->names->names[n].kind != GLY_NAME_PLACE &&
           gly_look_among(&f->look, f->trigger, "executive ceo");
}

/* "Kestrel Norway", named behind Kestrel: another firm. */
static bool is_branch(const struct gly_relation_reading *f, uint32_t n)
{
    const struct gly_names *names = f->c->names;
    uint32_t first =
        names->mentions[names->entities[names->names[n].entity].first].name;
    return first != GLY_NONE &&
           names->names[n].tok_count > names->names[first].tok_count;
}

/* "Kestrel chief executive Ann Hale", "Kestrel's chief executive, Ann Hale,". */
static void read_between(struct gly_relation_reading *f)
{
    uint32_t noun = f->trigger, i = modifiers_start(f), behind = noun + 1;
    if (i == f->look.first || !is_single_office(f))
        return;
    uint32_t owner = gly_name_at(f->c->names, i - 1);
    if (gly_look_among(&f->look, behind, ","))
        behind++;
    uint32_t n = person_at(f, behind);
    if (owner == GLY_NONE || n == GLY_NONE ||
        (!is_firm(f, owner) && !has_executive(f, owner)) ||
        f->c->names->names[n].first_tok != behind || is_shared(f, n) ||
        is_branch(f, owner) || gly_look_among(&f->look, i - 1, "and") ||
        !gly_claimer_name(f->c, owner, &f->subject))
        return;
    /* "Former Kestrel chief executive" */
    uint32_t from = f->c->names->names[owner].first_tok;
    from -= from > f->look.first;
    if (gly_relation_is_claimed(f, from, noun) && take_person(f, n))
        gly_relation_add(f);
}

/* What stands behind a copula. */
static bool read_answer(struct gly_relation_reading *f, uint32_t copula)
{
    bool place = f->row->value == GLY_VALUE_PLACE;
    f->value.past = gly_look_among(&f->look, copula, "was were");
    uint32_t tok =
        copula + 1 + (place && gly_look_among(&f->look, copula + 1, "in at"));
    return place ? gly_relation_read_place(f, tok) : gly_relation_read_value(f, tok);
}

/* "Kestrel's headquarters are in Leeds": the owner before the noun. */
static bool owner_before(struct gly_relation_reading *f)
{
    uint32_t i = modifiers_start(f);
    if (i == f->look.first)
        return false;
    if (gly_look_among(&f->look, i - 1, "its his her"))
        return gly_claimer_mention(f->c, i - 1, GLY_MENTION_PRONOUN, &f->subject) ||
               gly_claimer_antecedent(f->c, f->sent, i - 1, &f->subject);
    uint32_t n = gly_name_at(f->c->names, i - 1);
    return n != GLY_NONE && f->c->names->names[n].flags & GLY_NAME_POSSESSIVE &&
           gly_claimer_name(f->c, n, &f->subject);
}

/* "beside its headquarters in Leeds"; not "from its headquarters in Leeds to". */
static void read_standing(struct gly_relation_reading *f)
{
    for (uint32_t i = f->look.first; i < f->look.end; i++)
        if (gly_look_among(&f->look, i, "from move moves moved relocated left"))
            return;
    if (gly_claimer_year(f->c, f->sent) == GLY_NO_YEAR && owner_before(f) &&
        gly_relation_is_claimed(f, f->subject.first_tok, f->trigger) &&
        gly_relation_read_place(f, f->trigger + 2))
        gly_relation_add(f);
}

/* "Its author, Hugo Frey, never", "the novel's author, Hugo Frey," */
static void read_possessed_apposed(struct gly_relation_reading *f)
{
    uint32_t behind = f->trigger + 2;
    uint32_t n = person_at(f, behind);
    if (n == GLY_NONE || f->c->names->names[n].first_tok != behind || is_shared(f, n) ||
        !owner_before(f))
        return;
    behind += f->c->names->names[n].tok_count;
    bool listed = person_at(f, behind + 1) != GLY_NONE;
    if (gly_look_among(&f->look, behind, ", .") && !listed &&
        gly_relation_is_claimed(f, f->subject.first_tok, f->trigger) &&
        take_person(f, n))
        gly_relation_add(f);
}

static void read_possessed(struct gly_relation_reading *f)
{
    uint32_t copula = f->trigger + 1;
    if (is_deed(f) && gly_look_among(&f->look, copula, ",")) {
        read_possessed_apposed(f);
        return;
    }
    if (f->row->value == GLY_VALUE_PLACE && gly_look_among(&f->look, copula, "in at"))
        read_standing(f);
    else if (gly_relation_is_copula(f, copula) && owner_before(f) &&
             read_answer(f, copula) && gly_relation_is_claimed(f, f->trigger, copula))
        gly_relation_add(f);
}

/* "Y is the author of X": `first` is the token of "the". */
static void read_predicate(struct gly_relation_reading *f, uint32_t first)
{
    struct gly_claim_subject value;
    uint32_t owner = f->trigger + 2;
    f->value.past = gly_look_among(&f->look, first - 1, "was");
    if (!gly_claimer_subject(f->c, f->sent, first - 1, &value) ||
        value.entity == GLY_NONE || !gly_look_has(&f->look, owner) ||
        !gly_claimer_object(f->c, f->sent, owner, &f->subject) || f->subject.key == 0)
        return;
    gly_relation_bag_entity(f, value.entity);
    gly_relation_widen(f, value.first_tok, value.end_tok);
    if (gly_relation_is_claimed(f, first, f->trigger))
        gly_relation_add(f);
}

/* "Y has been chief executive of X since 2011." */
static bool read_held(struct gly_relation_reading *f)
{
    struct gly_relation_reading held = *f;
    uint32_t first = modifiers_start(&held);
    if (first < f->look.first + 3 || !gly_look_among(&f->look, first - 1, "been") ||
        !gly_look_among(&f->look, first - 2, "has"))
        return false;
    read_predicate(&held, first);
    return true;
}

/* "The author of X, Y, said" */
static void read_apposed(struct gly_relation_reading *f, uint32_t first)
{
    uint32_t owner = f->trigger + 2;
    if (!gly_look_has(&f->look, owner) ||
        !gly_claimer_object(f->c, f->sent, owner, &f->subject) || f->subject.key == 0 ||
        !gly_look_among(&f->look, f->subject.end_tok, ","))
        return;
    uint32_t n = person_at(f, f->subject.end_tok + 1);
    if (n == GLY_NONE || f->c->names->names[n].first_tok != f->subject.end_tok + 1 ||
        is_shared(f, n))
        return;
    uint32_t behind = f->c->names->names[n].first_tok + f->c->names->names[n].tok_count;
    /* "The authors of X, Y, Z and" */
    bool listed = person_at(f, behind + 1) != GLY_NONE;
    if (gly_look_among(&f->look, behind, ", .") && !listed &&
        gly_relation_is_claimed(f, first, f->trigger) && take_person(f, n))
        gly_relation_add(f);
}

/* "The author of X is Y." */
static void read_subject(struct gly_relation_reading *f, uint32_t first)
{
    uint32_t copula = f->trigger + 2;
    while (copula < f->trigger + OWNER_REACH && gly_look_has(&f->look, copula) &&
           !gly_relation_is_copula(f, copula))
        copula++;
    if (gly_relation_is_copula(f, copula) && noun_owner(f, f->trigger + 2, copula) &&
        f->subject.key != 0 && read_answer(f, copula) &&
        gly_relation_is_claimed(f, first, f->trigger))
        gly_relation_add(f);
}

void gly_relation_read_noun(struct gly_relation_reading *f)
{
    uint32_t noun = f->trigger, first;
    unsigned tag = gly_relation_xpos(f, noun);
    struct gly_relation_reading own = *f;
    /* Before a name the tagger takes "executive" for an adjective. */
    if (tag != GLY_XPOS_NN && tag != GLY_XPOS_NNS && !is_single_office(f))
        return;
    if (!gly_relation_is_link(f, noun + 1)) {
        if (f->row->value == GLY_VALUE_OFFICE)
            read_between(&own);
        read_possessed(f);
        return;
    }
    if (f->row->value == GLY_VALUE_OFFICE || is_deed(f))
        read_beside(&own);
    else if (f->row->value == GLY_VALUE_PLACE)
        read_place_beside(&own);
    if (is_single_office(f) && read_held(f))
        return;
    if (!is_definite(f, &first) ||
        (gly_look_among(&f->look, noun, "city") && f->value.qualifiers.count == 0))
        return;
    struct gly_relation_reading apposed = *f;
    read_apposed(&apposed, first);
    if (first > f->look.first && gly_relation_is_copula(f, first - 1))
        read_predicate(f, first);
    else if (first <= f->look.first + 1)
        read_subject(f, first);
}

/* ---- "His native Y" ---- */

/* "Y, the city of his birth": the comma behind the place; GLY_NONE for none. */
static uint32_t comma_before(const struct gly_relation_reading *f)
{
    uint32_t tok = f->trigger;
    return tok >= f->look.first + 6 && gly_look_among(&f->look, tok - 2, "of") &&
                   gly_look_among(&f->look, tok - 3,
                                  "city town village country island county place") &&
                   gly_look_among(&f->look, tok - 4, "the") &&
                   gly_look_among(&f->look, tok - 5, ",")
               ? tok - 5
               : GLY_NONE;
}

/* "Y-born X": the name behind the word. */
static bool name_behind(struct gly_relation_reading *f)
{
    uint32_t i = f->trigger + 1;
    while (i < f->trigger + 4 && gly_look_has(&f->look, i) &&
           gly_relation_xpos(f, i) == GLY_XPOS_NN &&
           gly_name_at(f->c->names, i) == GLY_NONE)
        i++;
    uint32_t n = person_at(f, i);
    return n != GLY_NONE && f->c->names->names[n].first_tok == i &&
           gly_claimer_name(f->c, n, &f->subject);
}

void gly_relation_read_origin(struct gly_relation_reading *f)
{
    uint32_t tok = f->trigger, n;
    if (gly_look_is_hyphen(&f->look, tok - 1)) {
        n = gly_look_among(&f->look, tok, "born") && tok >= f->look.first + 2
                ? gly_name_at(f->c->names, tok - 2)
                : GLY_NONE;
        if (n == GLY_NONE || !name_behind(f) ||
            !gly_relation_read_place(f, f->c->names->names[n].first_tok))
            return;
    } else {
        uint32_t comma = comma_before(f);
        bool native = gly_look_among(&f->look, tok, "native");
        n = !native && comma != GLY_NONE ? gly_name_at(f->c->names, comma - 1)
                                         : GLY_NONE;
        if (!gly_claimer_mention(f->c, tok - 1, GLY_MENTION_PRONOUN, &f->subject) ||
            (!native && n == GLY_NONE) ||
            !gly_relation_read_place(f, native ? tok + 1
                                               : f->c->names->names[n].first_tok))
            return;
    }
    if (gly_relation_is_claimed(f, tok, tok + 1))
        gly_relation_add(f);
}
