/* Does a country fit what a description says of it, and whom does one stand for that no
 * grammar ties (<galley/place.h>)? */
#include <galley/check.h>
#include <galley/phrase.h>

#include "note/place.h"

/* ---- Does a country fit? ---- */

static enum gly_answer worse(enum gly_answer a, enum gly_answer b)
{
    return a < b ? a : b;
}

static enum gly_answer type_fits(const struct gly_country *country, unsigned type)
{
    enum gly_answer verdict = GLY_ANSWER_YES;
    uint32_t islands = GLY_COUNTRY_ISLAND | GLY_COUNTRY_ARCHIPELAGO;
    if (type & GLY_DESCRIBED_LANDLOCKED && !(country->flags & GLY_COUNTRY_LANDLOCKED))
        verdict = GLY_ANSWER_NO;
    if (type & GLY_DESCRIBED_COASTAL && country->flags & GLY_COUNTRY_LANDLOCKED)
        verdict = GLY_ANSWER_NO;
    if (type & GLY_DESCRIBED_ISLAND && !(country->flags & islands))
        verdict =
            worse(verdict, country->flags & GLY_COUNTRY_PART ? GLY_ANSWER_TOLERATED
                                                             : GLY_ANSWER_NO);
    return verdict;
}

enum gly_answer gly_description_fits(const struct gly_places *places,
                                     const struct gly_description *description,
                                     unsigned country)
{
    enum gly_answer verdict =
        type_fits(gly_atlas_country(places->atlas, country), description->type);
    if (description->region != GLY_NOWHERE)
        verdict = worse(verdict, gly_country_in_region(places->atlas, country,
                                                       description->region));
    return verdict;
}

/* ---- Whom it stands for ---- */

/* Countries that fit what is said, and those that fit when an island of a country is
 * meant rather than the country ("the Mediterranean island": Majorca). */
struct fitting {
    struct gly_countries countries, holders;
};

static struct fitting find_fitting(const struct gly_places *places,
                                   const struct gly_description *description)
{
    struct gly_description held = *description;
    held.type &= (uint16_t)~GLY_DESCRIBED_ISLAND;
    struct fitting fitting = {0};
    for (unsigned country = 0; country < 256; country++) {
        if (gly_description_fits(places, description, country) != GLY_ANSWER_NO)
            gly_countries_add(&fitting.countries, country);
        if (gly_description_fits(places, &held, country) != GLY_ANSWER_NO)
            gly_countries_add(&fitting.holders, country);
    }
    return fitting;
}

static bool any_fits(const struct gly_places *places, const struct fitting *fitting,
                     const struct gly_toponym *place)
{
    const struct gly_place_reading *feature = gly_place_as(place, GLY_PLACE_FEATURE);
    bool island = feature && gly_atlas_feature(places->atlas, feature->row)->kind ==
                                 GLY_FEATURE_ISLAND;
    struct gly_countries set = gly_place_countries(places, place, false);
    return gly_countries_meet(&set, island ? &fitting->holders : &fitting->countries);
}

/* A book that names so many places names all of them, and each description would look
 * at each place. */
enum { PLACES_MAX = 4000 };

/* How well a place would do if the description were right: it has the right noun, it
 * begins its sentence, it is near. */
static unsigned suits(const struct gly_doc *doc, const struct gly_places *places,
                      const struct gly_description *description,
                      const struct gly_toponym *place)
{
    if (!gly_place_is_sure(place) || place->country == GLY_NOWHERE ||
        (place->kind != GLY_PLACE_COUNTRY && place->kind != GLY_PLACE_CITY))
        return 0;
    const struct gly_country *country =
        gly_atlas_country(places->atlas, place->country);
    unsigned score = 1;
    if (description->region != GLY_NOWHERE &&
        type_fits(country, description->type) != GLY_ANSWER_NO)
        score += description->type & GLY_DESCRIBED_ISLAND ? 8 : 4;
    if (place->form == GLY_PLACE_NOUN && place->kind == GLY_PLACE_COUNTRY)
        score += 1;
    if (place->first_tok == doc->sents.at[place->sent].first_tok)
        score += 2;
    return score;
}

/* A capitalised stranger behind a preposition may be the place that is meant. */
static bool names_stranger(const struct gly_doc *doc, const struct gly_places *places,
                           uint32_t first, uint32_t end)
{
    for (uint32_t tok = first; tok + 1 < end; tok++)
        if (gly_tok_is(doc, tok, "in|on|to|off|near|from|at|across|around") &&
            doc->toks.at[tok + 1].kind == GLY_TOK_WORD &&
            doc->toks.at[tok + 1].flags & GLY_TOK_CAPITALISED &&
            !gly_place_at(places, tok + 1) &&
            !gly_tok_is(doc, tok + 1,
                        "monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
                        "january|february|march|april|may|june|july|august|september|"
                        "october|november|december"))
            return true;
    return false;
}

/* "the Asian country he left was Laos": its own sentence says which. */
static bool is_told_behind(const struct gly_doc *doc,
                           const struct gly_description *description,
                           const struct gly_toponym *place)
{
    uint32_t first = place->first_tok;
    if (first <= description->first_tok || place->sent != description->sent ||
        place->kind == GLY_PLACE_PHRASE)
        return false;
    first -= gly_tok_is(doc, first - 1, "the");
    return gly_tok_is(doc, first - 1,
                      "is|was|remains|:|(|namely|being|called|named|—|–");
}

uint32_t gly_description_antecedent(const struct gly_pass *pass,
                                    const struct gly_places *places,
                                    const struct gly_description *description)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t best = GLY_NONE;
    unsigned best_score = 0;
    if (places->count > PLACES_MAX)
        return GLY_NONE;
    struct fitting fitting = find_fitting(places, description);
    /* What the first words leave open, the rest may name: the paragraph where no place
     * stands in it yet, the whole text where none stands before. */
    uint32_t block_first = doc->blocks.at[description->block].first_tok;
    uint32_t block_end = block_first + doc->blocks.at[description->block].tok_count;
    for (uint32_t i = 0; i < places->count; i++) {
        const struct gly_toponym *place = &places->at[i];
        bool before = place->first_tok < description->first_tok;
        if (is_told_behind(doc, description, place) &&
            any_fits(places, &fitting, place))
            return GLY_NONE;
        if (!before && best != GLY_NONE &&
            (place->first_tok >= block_end ||
             places->at[best].first_tok >= block_first)) {
            if (place->sent == description->sent)
                continue;
            break;
        }
        if (place->kind == GLY_PLACE_PHRASE ||
            (place->first_tok >= description->first_tok &&
             place->first_tok < description->first_tok + description->tok_count))
            continue;
        if (any_fits(places, &fitting, place))
            return GLY_NONE;
        if (description->type & GLY_DESCRIBED_STATE &&
            gly_place_as(place, GLY_PLACE_DIVISION))
            return GLY_NONE;
        unsigned score = before ? suits(doc, places, description, place) : 0;
        if (score > 0 && score >= best_score) {
            best = i;
            best_score = score;
        }
    }
    if (best != GLY_NONE && description->type & GLY_DESCRIBED_ISLAND &&
        !(description->type & GLY_DESCRIBED_SOVEREIGN) &&
        names_stranger(doc, places, places->at[best].first_tok, description->first_tok))
        return GLY_NONE;
    return best;
}

/* ---- Is it wrong? ---- */

bool gly_place_may_be(const struct gly_places *places,
                      const struct gly_description *description,
                      const struct gly_toponym *subject)
{
    struct gly_countries set = gly_place_countries(places, subject, true);
    for (unsigned country = 0; country < 256; country++)
        if (gly_countries_has(&set, country) &&
            gly_description_fits(places, description, country) != GLY_ANSWER_NO)
            return true;
    return gly_countries_empty(&set);
}

uint32_t gly_description_misfit(const struct gly_pass *pass,
                                const struct gly_places *places,
                                const struct gly_description *description)
{
    const struct gly_doc *doc = gly_pass_doc(pass);
    uint32_t first = description->first_tok;
    uint32_t end = first + description->tok_count;
    uint32_t index = description->subject;
    /* What follows "the landlocked country" is said of it, not of the words. */
    unsigned guards = index == GLY_NONE
                          ? gly_guards(doc, first > 3 ? first - 3 : 0, end)
                          : gly_guards_near(doc, first, end, 3);
    unsigned silencing = GLY_GUARD_NEGATED | GLY_GUARD_PAST | GLY_GUARD_FICTION |
                         (index == GLY_NONE ? 0u : (unsigned)GLY_GUARD_MAYBE);
    if (description->type & GLY_DESCRIBED_HEADING || guards & silencing)
        return GLY_NONE;
    if (index == GLY_NONE)
        return description->type & GLY_DESCRIBED_DEFINITE
                   ? gly_description_antecedent(pass, places, description)
                   : GLY_NONE;
    const struct gly_toponym *subject = &places->at[index];
    return gly_place_country(subject, false) == GLY_NOWHERE ||
                   gly_place_may_be(places, description, subject)
               ? GLY_NONE
               : index;
}
