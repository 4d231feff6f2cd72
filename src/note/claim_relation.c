/* What stands in a relation that has one answer: "born in", "the author of". The value is
 * made of names. */
#include "note/claim.h"

#include <galley/phrase.h>
#include <galley/place.h>

#include "base/image_format.h"
#include "note/language.h"
#include "note/look.h"

enum { RELATIONS_PER_SENTENCE = 6, VALUE_REACH = 14 };

struct frame {
    struct gly_claimer *c;
    struct gly_look look;
    const struct gly_reading *reading;
    const struct gly_relation_row *row;
    uint32_t sent, trigger;
    struct gly_claim_subject subject;
    struct gly_claim_value value;
    struct gly_span span;
};

static unsigned xpos(const struct frame *f, uint32_t tok)
{
    return gly_look_has(&f->look, tok) ? gly_claim_xpos(f->reading, f->look.first, tok)
                                       : GLY_XPOS_OTHER;
}

static uint32_t cues_at(const struct frame *f, uint32_t tok)
{
    char form[GLY_CLAIM_FORM];
    struct gly_str word = gly_claim_fold(gly_look_at(&f->look, tok), form);
    return gly_claim_entry(f->c->words, gly_claim_find(f->c->words, word))->cues;
}

static void bag_word(const struct frame *f, uint32_t tok, struct gly_bag *bag)
{
    char form[GLY_CLAIM_FORM];
    unsigned kind = gly_look_kind(&f->look, tok);
    if (kind != GLY_TOK_PUNCT && kind != GLY_TOK_SYMBOL &&
        !(cues_at(f, tok) & GLY_CUE_FUNCTION))
        gly_bag_add(bag,
                    gly_claim_stem(gly_claim_fold(gly_look_at(&f->look, tok), form)));
}

/* A word of a name counts whatever it means: "Don Was". */
static void bag_name(const struct frame *f, uint32_t tok, struct gly_bag *bag)
{
    char form[GLY_CLAIM_FORM];
    gly_bag_add(bag, gly_claim_stem(gly_claim_fold(gly_look_at(&f->look, tok), form)));
}

static bool is_called(const struct frame *f, const char *name)
{
    return gly_str_is(gly_claim_row_text(f->c->words, f->row->name), name);
}

static bool is_link(const struct frame *f, uint32_t tok)
{
    struct gly_str word = gly_look_at(&f->look, tok);
    struct gly_str links = gly_claim_row_text(f->c->words, f->row->links);
    while (links.len > 0)
        if (gly_str_eq_nocase(gly_claim_cut(&links), word))
            return true;
    return false;
}

static bool is_copula(const struct frame *f, uint32_t tok)
{
    return gly_look_among(&f->look, tok, "is was are were");
}

/* ---- Values ---- */

static const struct gly_quotation *quoted_at(const struct frame *f, uint32_t tok)
{
    const struct gly_quotations *all = f->c->quotations;
    uint32_t low = 0, high = all->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (all->list[middle].first_tok < tok)
            low = middle + 1;
        else
            high = middle;
    }
    return low < all->count && all->list[low].first_tok == tok &&
                   tok + all->list[low].tok_count <= f->look.end
               ? &all->list[low]
               : NULL;
}

static void widen(struct frame *f, uint32_t first, uint32_t end)
{
    uint32_t start = f->look.toks[first].span.start;
    if (f->span.end == 0)
        f->span.start = start;
    f->span.end = f->look.toks[end - 1].span.end;
}

/* The value that is told behind `tok`: names, or a title in quotation marks, in one noun
 * phrase or in one that explains it. */
static bool read_value(struct frame *f, uint32_t tok)
{
    const struct gly_names *names = f->c->names;
    uint32_t end = tok + VALUE_REACH < f->look.end ? tok + VALUE_REACH : f->look.end;
    for (uint32_t i = tok; i < end;) {
        const struct gly_quotation *q = quoted_at(f, i);
        uint32_t n = gly_name_at(names, i);
        if (q && f->value.names.count == 0) {
            uint32_t behind = i + q->tok_count;
            for (uint32_t j = i; j < behind; j++)
                bag_word(f, j, &f->value.names);
            widen(f, i, behind);
            return f->value.names.count > 0;
        }
        if (n != GLY_NONE && names->names[n].first_tok == i) {
            const struct gly_name *name = &names->names[n];
            uint32_t behind = i + name->tok_count;
            if (!(name->flags & GLY_NAME_POSSESSIVE)) {
                for (uint32_t j = i; j < behind; j++)
                    bag_word(f, j, &f->value.names);
                widen(f, i, behind);
                f->span.end = name->span.end;
            }
            i = behind;
            continue;
        }
        /* A name, or a part of one, that the lists do not know. */
        bool joined =
            f->value.names.count > 0 && f->span.end == f->look.toks[i - 1].span.end;
        if (n == GLY_NONE && (joined || xpos(f, i) == GLY_XPOS_NNP) &&
            gly_look_flags(&f->look, i) & GLY_TOK_CAPITALISED) {
            struct gly_str text = gly_look_at(&f->look, i);
            if (!gly_str_ends(text, "s") || !memchr(text.ptr, '\'', text.len)) {
                bag_name(f, i, &f->value.names);
                widen(f, i, i + 1);
            }
            i++;
            continue;
        }
        unsigned tag = xpos(f, i);
        bool named = f->value.names.count > 0;
        if (gly_look_among(&f->look, i, "of and &") ||
            (gly_look_among(&f->look, i, ",") && !named)) {
            i++;
            continue;
        }
        if (named || tag == GLY_XPOS_VBD || tag == GLY_XPOS_VBZ ||
            tag == GLY_XPOS_VBP || tag == GLY_XPOS_MD || tag == GLY_XPOS_IN ||
            tag == GLY_XPOS_TO ||
            cues_at(f, i) & (GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL) ||
            gly_look_among(&f->look, i, "; : ( a an one either or"))
            break;
        i++;
    }
    return f->value.names.count > 0;
}

/* The end of the name that begins at a token, also of one that the lists do not know; the
 * token itself for none. */
static uint32_t place_end(const struct frame *f, uint32_t tok)
{
    uint32_t n = gly_name_at(f->c->names, tok);
    if (n != GLY_NONE) {
        const struct gly_name *name = &f->c->names->names[n];
        return name->first_tok == tok && !(name->flags & GLY_NAME_POSSESSIVE)
                   ? tok + name->tok_count
                   : tok;
    }
    uint32_t end = tok;
    while (gly_look_has(&f->look, end) && gly_name_at(f->c->names, end) == GLY_NONE &&
           xpos(f, end) == GLY_XPOS_NNP &&
           gly_look_flags(&f->look, end) & GLY_TOK_CAPITALISED)
        end++;
    return end;
}

/* "the town of Macon, Georgia": a place and what it lies in. */
static bool read_place(struct frame *f, uint32_t tok)
{
    const struct gly_names *names = f->c->names;
    uint32_t i = tok;
    while (
        i < tok + 6 && gly_look_has(&f->look, i) && gly_name_at(names, i) == GLY_NONE &&
        !(gly_look_flags(&f->look, i) & GLY_TOK_CAPITALISED) &&
        (gly_look_among(&f->look, i,
                        "the town city village of suburb borough modern present - day "
                        "small district port capital county state province what now "
                        "is central downtown") ||
         xpos(f, i) == GLY_XPOS_JJ))
        i++;
    unsigned parts = 0;
    while (parts < 4 && gly_look_has(&f->look, i)) {
        uint32_t behind = place_end(f, i);
        if (behind == i)
            break;
        for (uint32_t j = i; j < behind; j++)
            bag_word(f, j, parts == 0 ? &f->value.first : &f->value.parent);
        if (parts == 0)
            f->value.place = i;
        else if (parts == 1)
            f->value.within = i;
        widen(f, i, behind);
        parts++;
        i = behind;
        if (gly_look_among(&f->look, i, "province state county"))
            i++;
        if (gly_look_among(&f->look, i, "and or") &&
            gly_name_at(names, i + 1) != GLY_NONE)
            return false;
        if (!gly_look_among(&f->look, i, ","))
            break;
        i++;
    }
    for (unsigned k = 0; k < f->value.first.count; k++)
        gly_bag_add(&f->value.names, f->value.first.stems[k]);
    return parts > 0;
}

/* ---- The sentence ---- */

static bool speaks(const struct gly_claimer *c, uint32_t sent)
{
    const struct gly_claim_sent *s = &c->sents[sent];
    return !s->silent &&
           !(s->cues & (GLY_CUE_HEARSAY | GLY_CUE_CORRECT | GLY_CUE_CONDITION));
}

static bool is_claimed(struct frame *f, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        uint32_t cues = cues_at(f, i);
        if (cues & (GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL | GLY_CUE_CONDITION) ||
            (cues & GLY_CUE_PLAN && i != f->trigger) ||
            gly_look_among(&f->look, i,
                           "former late then onetime past future ex until before when "
                           "new incoming outgoing next acting interim joint previous "
                           "designate elect co"))
            return false;
        if (cues & GLY_CUE_QUALIFIER)
            bag_word(f, i, &f->value.qualifiers);
    }
    return true;
}

static void date_sentence(struct frame *f)
{
    const struct gly_dates *dates = f->c->dates;
    uint32_t low = 0, high = dates->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (dates->at[middle].first_tok < f->look.first)
            low = middle + 1;
        else
            high = middle;
    }
    f->value.year = GLY_NO_YEAR;
    for (; low < dates->count && dates->at[low].first_tok < f->look.end; low++)
        if (dates->at[low].from.year != GLY_NO_YEAR && f->value.year == GLY_NO_YEAR)
            f->value.year = dates->at[low].from.year;
}

static void add_claim(struct frame *f)
{
    struct gly_claimer *c = f->c;
    struct gly_str name = gly_claim_row_text(c->words, f->row->name);
    date_sentence(f);
    if (f->row->value == GLY_VALUE_OFFICE &&
        (f->value.past || f->value.year != GLY_NO_YEAR))
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
    f->value.noun = f->subject.noun;
    *GLY_VEC_ADD(c->arena, &c->values) = f->value;
    gly_claimer_add(c,
                    &(struct gly_claim){
                        .key = gly_claim_relation_key(name, f->subject.key),
                        .span = f->span,
                        .subject = {c->doc->toks.at[f->subject.first_tok].span.start,
                                    c->doc->toks.at[f->subject.end_tok - 1].span.end},
                        .what = name,
                        .sent = f->sent,
                        .detail = c->values.count - 1,
                        .kind = GLY_CLAIM_VALUE,
                    });
}

/* ---- Verbs: "was born in", "is a farm located in" ---- */

static bool verb_subject(struct frame *f)
{
    uint32_t verb = f->trigger;
    if (gly_claimer_subject(f->c, f->sent, verb, &f->subject))
        return true;
    /* "X is a farm located in": the copula's subject. */
    uint32_t i = verb;
    while (i > f->look.first + 1 && verb - i < 8 &&
           !gly_look_among(&f->look, i - 1, "a an the") && !is_copula(f, i - 1))
        i--;
    if (i < f->look.first + 2 || !gly_look_among(&f->look, i - 1, "a an the") ||
        !is_copula(f, i - 2))
        return false;
    f->value.past = gly_look_among(&f->look, i - 2, "was");
    bool found = gly_claimer_subject(f->c, f->sent, i - 2, &f->subject);
    f->subject.passive = true;
    return found;
}

/* "born to a weaver in Leeds", "died on 3 May 1871 at York": the link to the place stands
 * farther on. */
static uint32_t place_link(const struct frame *f)
{
    uint32_t verb = f->trigger;
    if (f->row->value != GLY_VALUE_PLACE)
        return verb + 1;
    for (uint32_t i = verb + 1; i < verb + 14 && gly_look_has(&f->look, i); i++) {
        unsigned tag = xpos(f, i);
        if (gly_look_among(&f->look, i, "; : ( who which while when after before") ||
            tag == GLY_XPOS_VBD || tag == GLY_XPOS_MD || tag == GLY_XPOS_VBG)
            break;
        if (is_link(f, i) && !(gly_look_flags(&f->look, i + 1) & GLY_TOK_HAS_DIGIT) &&
            (gly_look_flags(&f->look, i + 1) & GLY_TOK_CAPITALISED || i == verb + 1 ||
             gly_look_among(&f->look, i + 1, "modern the what present")))
            return i;
    }
    return verb + 1;
}

static void read_verb(struct frame *f)
{
    uint32_t verb = f->trigger, link = place_link(f);
    unsigned tag = xpos(f, verb);
    if (tag != GLY_XPOS_VBN && tag != GLY_XPOS_VBD && tag != GLY_XPOS_JJ)
        return;
    bool known = is_called(f, "be best known");
    if (!is_link(f, link) ||
        (known && !gly_look_among(&f->look, verb - 1, "best mainly primarily chiefly")))
        return;
    if (!verb_subject(f) || f->subject.key == 0)
        return;
    bool active = is_called(f, "die") || is_called(f, "graduate");
    if (f->subject.passive == active)
        return;
    uint32_t first = f->subject.first_tok < verb ? f->subject.first_tok : verb;
    for (uint32_t i = first; i < verb; i++)
        f->value.past = f->value.past || gly_look_among(&f->look, i, "was were");
    bool found = f->row->value == GLY_VALUE_PLACE ? read_place(f, link + 1)
                                                  : read_value(f, link + 1);
    if (found && is_claimed(f, first, link))
        add_claim(f);
}

/* ---- Nouns: "the author of X is Y", "Y is the author of X" ---- */

/* The noun of a phrase: before its first preposition. */
static uint32_t stem_before_link(const struct frame *f, uint32_t from, uint32_t to)
{
    char form[GLY_CLAIM_FORM];
    uint32_t i = from;
    while (i + 1 < to && xpos(f, i + 1) != GLY_XPOS_IN)
        i++;
    return gly_claim_stem(gly_claim_fold(gly_look_at(&f->look, i), form));
}

/* What stands between the link and the copula. */
static bool noun_owner(struct frame *f, uint32_t from, uint32_t to)
{
    if (gly_claimer_object(f->c, f->sent, from, &f->subject) &&
        f->subject.end_tok == to)
        return true;
    f->subject = (struct gly_claim_subject){
        .entity = GLY_NONE, .first_tok = from, .end_tok = to, .person = 255};
    bool known = quoted_at(f, from) != NULL;
    bool named = known || gly_look_among(&f->look, from, "the");
    for (uint32_t i = from; i < to; i++) {
        unsigned tag = xpos(f, i);
        known = known || gly_name_at(f->c->names, i) != GLY_NONE;
        named = named || known;
        if (tag == GLY_XPOS_VBD || tag == GLY_XPOS_MD ||
            gly_look_among(&f->look, i, "and or who which ;"))
            return false;
        bag_word(f, i, &f->subject.words);
    }
    f->subject.key = gly_bag_hash(&f->subject.words) | 1;
    f->subject.noun = known ? 0 : stem_before_link(f, from, to);
    return named && f->subject.words.count > 0;
}

static bool is_definite(struct frame *f, uint32_t *ret_first)
{
    uint32_t i = f->trigger;
    while (i > f->look.first && f->trigger - i < 5 &&
           !gly_look_among(&f->look, i - 1, "the") &&
           (xpos(f, i - 1) == GLY_XPOS_JJ || xpos(f, i - 1) == GLY_XPOS_NN ||
            xpos(f, i - 1) == GLY_XPOS_JJS))
        i--;
    for (uint32_t k = i; k < f->trigger; k++)
        bag_word(f, k, &f->value.qualifiers);
    *ret_first = i > f->look.first ? i - 1 : i;
    return i > f->look.first && gly_look_among(&f->look, i - 1, "the");
}

/* The words of an entity's fullest name, as the value. */
static void bag_entity(struct frame *f, uint32_t entity)
{
    const struct gly_names *names = f->c->names;
    const struct gly_name *canonical = &names->names[names->entities[entity].canonical];
    struct gly_look whole = {f->c->doc, f->look.toks, 0, f->c->doc->toks.count};
    char form[GLY_CLAIM_FORM];
    for (uint32_t i = 0; i < canonical->tok_count; i++)
        gly_bag_add(&f->value.names,
                    gly_claim_stem(gly_claim_fold(
                        gly_look_at(&whole, canonical->first_tok + i), form)));
}

/* A person's name that covers [.., end) or begins at `first`; GLY_NONE for none. */
static uint32_t person_at(const struct frame *f, uint32_t tok)
{
    const struct gly_names *names = f->c->names;
    uint32_t n = gly_look_has(&f->look, tok) ? gly_name_at(names, tok) : GLY_NONE;
    return n != GLY_NONE && names->names[n].kind == GLY_NAME_PERSON &&
                   names->names[n].ground != GLY_NAME_GUESSED &&
                   !(names->names[n].flags & (GLY_NAME_POSSESSIVE | GLY_NAME_ROLE))
               ? n
               : GLY_NONE;
}

static bool take_person(struct frame *f, uint32_t n)
{
    const struct gly_name *name = &f->c->names->names[n];
    if (f->c->names->entities[name->entity].ambiguous)
        return false;
    bag_entity(f, name->entity);
    f->span = name->span;
    return f->value.names.count > 0;
}

/* Does another name follow, or stand before, by "and"? Then there are several. */
static bool is_shared(const struct frame *f, uint32_t n)
{
    const struct gly_name *name = &f->c->names->names[n];
    return gly_look_among(&f->look, name->first_tok + name->tok_count, "and &") ||
           (name->first_tok > f->look.first &&
            gly_look_among(&f->look, name->first_tok - 1, "and &"));
}

/* Where the words that describe the noun begin. */
static uint32_t modifiers_start(struct frame *f)
{
    uint32_t i = f->trigger;
    while (i > f->look.first && f->trigger - i < 4 &&
           (xpos(f, i - 1) == GLY_XPOS_JJ || xpos(f, i - 1) == GLY_XPOS_NN) &&
           gly_name_at(f->c->names, i - 1) == GLY_NONE)
        bag_word(f, --i, &f->value.qualifiers);
    return i;
}

/* An office of which a firm has one, also where no "the" says so. */
static bool is_single_office(const struct frame *f)
{
    return gly_look_among(&f->look, f->trigger, "ceo chairman chairwoman president") ||
           (gly_look_among(&f->look, f->trigger, "executive") &&
            f->trigger > f->look.first &&
            gly_look_among(&f->look, f->trigger - 1, "chief"));
}

/* "Ann Hale, the chief executive of Kestrel, said": the name before the noun. */
static void read_beside(struct frame *f)
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
        f->subject.entity == GLY_NONE ||
        gly_look_among(&f->look, f->subject.end_tok, "and"))
        return;
    if (is_claimed(f, i, noun) && take_person(f, n))
        add_claim(f);
}

/* An organisation, or what nothing tells to be something else: not a place, whose
 * captains and mayors are many. */
static bool is_firm(const struct frame *f, uint32_t n)
{
    const struct gly_name *name = &f->c->names->names[n];
    return name->kind == GLY_NAME_ORGANISATION ||
           (name->ground == GLY_NAME_GUESSED && name->kind != GLY_NAME_PLACE);
}

/* "Kestrel chief executive Ann Hale", "Kestrel's chief executive, Ann Hale,". */
static void read_between(struct frame *f)
{
    uint32_t noun = f->trigger, i = modifiers_start(f), behind = noun + 1;
    if (i == f->look.first || !is_single_office(f))
        return;
    uint32_t owner = gly_name_at(f->c->names, i - 1);
    if (gly_look_among(&f->look, behind, ","))
        behind++;
    uint32_t n = person_at(f, behind);
    if (owner == GLY_NONE || n == GLY_NONE || !is_firm(f, owner) ||
        f->c->names->names[n].first_tok != behind || is_shared(f, n) ||
        gly_look_among(&f->look, i - 1, "and") ||
        !gly_claimer_name(f->c, owner, &f->subject))
        return;
    /* "Former Kestrel chief executive" */
    uint32_t from = f->c->names->names[owner].first_tok;
    from -= from > f->look.first;
    if (is_claimed(f, from, noun) && take_person(f, n))
        add_claim(f);
}

/* "Kestrel's headquarters are in Leeds": the owner before the noun. */
static bool owner_before(struct frame *f)
{
    uint32_t i = modifiers_start(f);
    uint32_t n = i > f->look.first ? gly_name_at(f->c->names, i - 1) : GLY_NONE;
    return n != GLY_NONE && f->c->names->names[n].flags & GLY_NAME_POSSESSIVE &&
           gly_claimer_name(f->c, n, &f->subject);
}

static void read_possessed(struct frame *f)
{
    uint32_t copula = f->trigger + 1, first = f->trigger;
    if (!gly_look_among(&f->look, copula, "is was are were") || !owner_before(f))
        return;
    f->value.past = gly_look_among(&f->look, copula, "was were");
    bool place = f->row->value == GLY_VALUE_PLACE;
    uint32_t behind =
        copula + 1 + (place && gly_look_among(&f->look, copula + 1, "in at"));
    if ((place ? read_place(f, behind) : read_value(f, behind)) &&
        is_claimed(f, first, copula))
        add_claim(f);
}

static void read_noun(struct frame *f)
{
    uint32_t noun = f->trigger, first;
    bool is_noun = xpos(f, noun) == GLY_XPOS_NN || xpos(f, noun) == GLY_XPOS_NNS;
    /* Before a name the tagger takes "executive" for an adjective. */
    if (!is_noun && !is_single_office(f))
        return;
    if (!is_link(f, noun + 1)) {
        struct frame own = *f;
        if (f->row->value == GLY_VALUE_OFFICE)
            read_between(&own);
        own = *f;
        read_possessed(&own);
        return;
    }
    if (f->row->value == GLY_VALUE_OFFICE) {
        struct frame own = *f;
        read_beside(&own);
    }
    if (!is_definite(f, &first))
        return;
    if (gly_look_among(&f->look, noun, "city") && f->value.qualifiers.count == 0)
        return;
    uint32_t end = noun + 2 + 20 < f->look.end ? noun + 2 + 20 : f->look.end;
    uint32_t copula = noun + 2;
    if (first > f->look.first && is_copula(f, first - 1)) {
        /* "Y is the author of X" */
        struct gly_claim_subject value;
        f->value.past = gly_look_among(&f->look, first - 1, "was");
        if (!gly_claimer_subject(f->c, f->sent, first - 1, &value) ||
            value.entity == GLY_NONE || !gly_look_has(&f->look, noun + 2) ||
            !gly_claimer_object(f->c, f->sent, noun + 2, &f->subject) ||
            f->subject.key == 0)
            return;
        bag_entity(f, value.entity);
        widen(f, value.first_tok, value.end_tok);
        if (is_claimed(f, first, noun))
            add_claim(f);
        return;
    }
    if (first > f->look.first + 1)
        return;
    while (copula < end && !is_copula(f, copula))
        copula++;
    if (copula >= end || !noun_owner(f, noun + 2, copula) || f->subject.key == 0)
        return;
    f->value.past = gly_look_among(&f->look, copula, "was were");
    bool place = f->row->value == GLY_VALUE_PLACE;
    uint32_t behind =
        copula + 1 + (place && gly_look_among(&f->look, copula + 1, "in at"));
    if ((place ? read_place(f, behind) : read_value(f, behind)) &&
        is_claimed(f, first, noun))
        add_claim(f);
}

/* ---- "Y wrote X" ---- */

/* Told of in company: there may be others. */
static bool has_company(const struct frame *f)
{
    for (uint32_t i = f->look.first; i < f->look.end; i++)
        if (gly_look_among(&f->look, i, "with alongside together jointly co"))
            return true;
    return false;
}

static void read_active(struct frame *f)
{
    struct gly_claim_subject agent;
    uint32_t verb = f->trigger;
    if (xpos(f, verb) != GLY_XPOS_VBD || has_company(f) ||
        !gly_claimer_subject(f->c, f->sent, verb, &agent) || agent.passive ||
        agent.entity == GLY_NONE || !gly_look_has(&f->look, verb + 1))
        return;
    const struct gly_quotation *title = quoted_at(f, verb + 1);
    if (title) {
        f->subject = (struct gly_claim_subject){.first_tok = verb + 1,
                                                .end_tok = verb + 1 + title->tok_count,
                                                .entity = GLY_NONE,
                                                .person = 255};
        for (uint32_t i = verb + 1; i < f->subject.end_tok; i++)
            bag_word(f, i, &f->subject.words);
        f->subject.key = gly_claim_title_key(&f->subject.words);
    } else if (!gly_claimer_object(f->c, f->sent, verb + 1, &f->subject) ||
               f->subject.entity == GLY_NONE) {
        return;
    }
    if (gly_look_among(&f->look, f->subject.end_tok, "and"))
        return;
    bag_entity(f, agent.entity);
    widen(f, agent.first_tok, agent.end_tok);
    if (is_claimed(f, agent.first_tok, verb))
        add_claim(f);
}

/* ---- "Leeds-based Kestrel" ---- */

static void read_based(struct frame *f)
{
    uint32_t based = f->trigger;
    uint32_t place = gly_name_at(f->c->names, based - 2);
    uint32_t i = based + 1;
    while (i < based + 5 && gly_look_has(&f->look, i) &&
           gly_name_at(f->c->names, i) == GLY_NONE &&
           (xpos(f, i) == GLY_XPOS_NN || xpos(f, i) == GLY_XPOS_JJ))
        i++;
    uint32_t name = gly_look_has(&f->look, i) ? gly_name_at(f->c->names, i) : GLY_NONE;
    if (place == GLY_NONE || name == GLY_NONE ||
        f->c->names->names[name].kind == GLY_NAME_PERSON ||
        f->c->names->names[name].first_tok != i ||
        !gly_claimer_name(f->c, name, &f->subject))
        return;
    if (f->row->value == GLY_VALUE_PLACE &&
        read_place(f, f->c->names->names[place].first_tok))
        add_claim(f);
}

static void read_relation(struct gly_claimer *c, uint32_t sent, uint32_t tok,
                          const struct gly_relation_row *row)
{
    struct frame f = {.c = c,
                      .look = gly_look_sent(c->doc, sent),
                      .reading = gly_sent_read(c->doc, sent, GLY_DEPTH_TAGS),
                      .row = row,
                      .sent = sent,
                      .trigger = tok,
                      .value = {.place = GLY_NONE, .within = GLY_NONE}};
    if (!f.reading)
        return;
    switch ((enum gly_relation_frame)row->frame) {
    case GLY_FRAME_VERB:
        if (tok >= f.look.first + 2 && gly_look_is_hyphen(&f.look, tok - 1))
            read_based(&f);
        else
            read_verb(&f);
        break;
    case GLY_FRAME_NOUN:
        read_noun(&f);
        break;
    case GLY_FRAME_ACTIVE:
        read_active(&f);
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
        if (!speaks(c, s))
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
