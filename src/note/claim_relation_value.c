/* The answers of relations: names, titles, places. */
#include "note/claim_relation.h"

enum { VALUE_REACH = 14 };

/* A word of a name counts whatever it means: "Don Was". */
static void bag_name(const struct gly_relation_reading *f, uint32_t tok,
                     struct gly_bag *bag)
{
    char form[GLY_CLAIM_FORM];
    gly_bag_add(bag, gly_claim_stem(gly_claim_fold(gly_look_at(&f->look, tok), form)));
}

const struct gly_quotation *gly_relation_quoted_at(const struct gly_relation_reading *f,
                                                   uint32_t tok)
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

void gly_relation_widen(struct gly_relation_reading *f, uint32_t first, uint32_t end)
{
    uint32_t start = f->look.toks[first].span.start;
    if (f->span.end == 0)
        f->span.start = start;
    f->span.end = f->look.toks[end - 1].span.end;
}

/* One person by a full name: whose last word tells two of one given name apart. */
static void note_person(struct gly_relation_reading *f, const struct gly_name *name)
{
    if (name->kind != GLY_NAME_PERSON || name->ground == GLY_NAME_GUESSED ||
        name->tok_count < 2 || f->value.person)
        return;
    char form[GLY_CLAIM_FORM];
    uint32_t last = name->first_tok + name->tok_count - 1;
    f->value.person = true;
    f->value.last = gly_claim_stem(
        gly_claim_fold(gly_tok_text(f->c->doc, &f->c->doc->toks.at[last]), form));
}

/* The value that is told behind `tok`: names, or a title in quotation marks, in one noun
 * phrase or in one that explains it. */
bool gly_relation_read_value(struct gly_relation_reading *f, uint32_t tok)
{
    const struct gly_names *names = f->c->names;
    uint32_t end = tok + VALUE_REACH < f->look.end ? tok + VALUE_REACH : f->look.end;
    for (uint32_t i = tok; i < end;) {
        const struct gly_quotation *q = gly_relation_quoted_at(f, i);
        uint32_t n = gly_name_at(names, i);
        if (q && f->value.names.count == 0) {
            uint32_t behind = i + q->tok_count;
            for (uint32_t j = i; j < behind; j++)
                gly_claim_bag_at(f->c, &f->look, j, &f->value.names);
            gly_relation_widen(f, i, behind);
            return f->value.names.count > 0;
        }
        if (n != GLY_NONE && names->names[n].first_tok == i) {
            const struct gly_name *name = &names->names[n];
            uint32_t behind = i + name->tok_count;
            if (!(name->flags & GLY_NAME_POSSESSIVE)) {
                for (uint32_t j = i; j < behind; j++)
                    gly_claim_bag_at(f->c, &f->look, j, &f->value.names);
                gly_relation_widen(f, i, behind);
                f->span.end = name->span.end;
                note_person(f, name);
            }
            i = behind;
            continue;
        }
        /* A name, or a part of one, that the lists do not know. */
        bool joined =
            f->value.names.count > 0 && f->span.end == f->look.toks[i - 1].span.end;
        if (n == GLY_NONE && (joined || gly_relation_xpos(f, i) == GLY_XPOS_NNP) &&
            gly_look_flags(&f->look, i) & GLY_TOK_CAPITALISED) {
            struct gly_str text = gly_look_at(&f->look, i);
            if (!gly_str_ends(text, "s") || !memchr(text.ptr, '\'', text.len)) {
                bag_name(f, i, &f->value.names);
                gly_relation_widen(f, i, i + 1);
            }
            i++;
            continue;
        }
        unsigned tag = gly_relation_xpos(f, i);
        bool named = f->value.names.count > 0;
        if (gly_look_among(&f->look, i, "of and &") ||
            (gly_look_among(&f->look, i, ",") && !named)) {
            i++;
            continue;
        }
        if (named || tag == GLY_XPOS_VBD || tag == GLY_XPOS_VBZ ||
            tag == GLY_XPOS_VBP || tag == GLY_XPOS_MD || tag == GLY_XPOS_IN ||
            tag == GLY_XPOS_TO ||
            gly_claim_cues_at(f->c, &f->look, i) &
                (GLY_CUE_NOT | GLY_CUE_NO | GLY_CUE_MODAL) ||
            gly_look_among(&f->look, i, "; : ( a an one either or"))
            break;
        i++;
    }
    return f->value.names.count > 0;
}

/* The end of the name that begins at a token, also of one that the lists do not know; the
 * token itself for none. */
static uint32_t place_end(const struct gly_relation_reading *f, uint32_t tok)
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
           gly_relation_xpos(f, end) == GLY_XPOS_NNP &&
           gly_look_flags(&f->look, end) & GLY_TOK_CAPITALISED)
        end++;
    return end;
}

/* "the town of Macon, Georgia": a place and what it lies in. */
bool gly_relation_read_place(struct gly_relation_reading *f, uint32_t tok)
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
         gly_relation_xpos(f, i) == GLY_XPOS_JJ))
        i++;
    unsigned parts = 0;
    while (parts < 4 && gly_look_has(&f->look, i)) {
        uint32_t behind = place_end(f, i);
        if (behind == i)
            break;
        for (uint32_t j = i; j < behind; j++)
            gly_claim_bag_at(f->c, &f->look, j,
                             parts == 0 ? &f->value.first : &f->value.parent);
        if (parts == 0)
            f->value.place = i;
        else if (parts == 1)
            f->value.within = i;
        gly_relation_widen(f, i, behind);
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

/* The words of an entity's fullest name, as the value. */
void gly_relation_bag_entity(struct gly_relation_reading *f, uint32_t entity)
{
    const struct gly_names *names = f->c->names;
    const struct gly_name *canonical = &names->names[names->entities[entity].canonical];
    struct gly_look whole = {f->c->doc, f->look.toks, 0, f->c->doc->toks.count};
    char form[GLY_CLAIM_FORM];
    note_person(f, canonical);
    for (uint32_t i = 0; i < canonical->tok_count; i++)
        gly_bag_add(&f->value.names,
                    gly_claim_stem(gly_claim_fold(
                        gly_look_at(&whole, canonical->first_tok + i), form)));
}
