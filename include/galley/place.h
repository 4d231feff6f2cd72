/* PLACES: every name of a place in a document, what it may stand for and how sure that
 * is; and the descriptions that refer back to one ("the landlocked nation").
 *
 * Two questions, two answers. Does the text speak of a country at all? Every mention
 * counts, doubtful ones too: that keeps rules silent. Does the text claim something of a
 * country? Only mentions that are certain count, and where a name has several readings a
 * claim is wrong only if it is wrong of all of them. */
#ifndef GALLEY_PLACE_H
#define GALLEY_PLACE_H

#include <galley/atlas.h>
#include <galley/document.h>

struct gly_pass;

/* How a name is written. */
enum gly_place_form {
    GLY_PLACE_NOUN,
    GLY_PLACE_ADJECTIVE, /* "Lithuanian" */
    GLY_PLACE_PERSON,    /* "a Dane" */
    GLY_PLACE_PEOPLE,    /* "Danes" */
    GLY_PLACE_COMBINING, /* "Sino" of "Sino-Russian" */
    GLY_PLACE_UNIT,      /* "kroner", of several currencies */
};

enum gly_place_flags {
    GLY_PLACE_POSSESSIVE = 1 << 0,
    GLY_PLACE_QUOTED = 1 << 1,    /* inside quotation marks or a block quotation */
    GLY_PLACE_TITLE = 1 << 2,     /* emphasised: perhaps the name of a work */
    GLY_PLACE_HEADING = 1 << 3,   /* in a heading, a caption, a cell, capitals */
    GLY_PLACE_IN_PHRASE = 1 << 4, /* inside words that are no place: Danish pastry */
    GLY_PLACE_PART = 1 << 5,      /* part of a longer capitalised name */
    GLY_PLACE_DOUBTFUL = 1 << 6,  /* may be a person or a thing */
    GLY_PLACE_ELSEWHERE = 1 << 7, /* another place of the name is meant: Paris, Texas */
    GLY_PLACE_ON_DISPUTE = 1 << 8, /* its status is disputed */
    GLY_PLACE_FORMER_NAME = 1 << 9,
    GLY_PLACE_SEVERAL = 1 << 10,    /* several countries have a place of this name */
    GLY_PLACE_HYPHENATED = 1 << 11, /* "US-led", "Sino-Russian" */
    GLY_PLACE_NON = 1 << 12,        /* behind "non-": "non-EU" */
    /* Nothing may be claimed of such a mention. */
    GLY_PLACE_UNSURE =
        GLY_PLACE_IN_PHRASE | GLY_PLACE_PART | GLY_PLACE_DOUBTFUL | GLY_PLACE_ELSEWHERE,
};

/* One thing that a name may stand for. */
struct gly_place_reading {
    uint8_t kind;     /* enum gly_place_kind */
    uint8_t form;     /* enum gly_place_form */
    uint16_t row;     /* of the table of its kind */
    uint16_t former;  /* a name that was given up */
    uint16_t country; /* it is, lies in or belongs to; or GLY_NOWHERE */
};

/* A mention, in the order of the text; names inside a phrase follow the phrase. */
struct gly_toponym {
    struct gly_span span; /* the name, without article and possessive ending */
    uint32_t first_tok, tok_count;
    uint32_t sent, block;
    uint16_t flags; /* enum gly_place_flags */
    uint8_t kind;   /* the reading taken; GLY_PLACE_PHRASE for a phrase */
    uint8_t form;
    uint16_t row;
    uint16_t country;
    const struct gly_place_reading *readings; /* all of them, the best known first */
    uint32_t reading_count;
};

/* What a description says of the country it stands for. */
enum gly_description_type {
    GLY_DESCRIBED_LANDLOCKED = 1 << 0,
    GLY_DESCRIBED_COASTAL = 1 << 1,
    GLY_DESCRIBED_ISLAND = 1 << 2,    /* an island or an island state */
    GLY_DESCRIBED_SOVEREIGN = 1 << 3, /* "nation", "country": no mere island */
    GLY_DESCRIBED_STATE = 1 << 4,     /* "state": may be one of a federation */
    GLY_DESCRIBED_DEFINITE = 1 << 5,  /* "the", "this" */
    GLY_DESCRIBED_QUOTED = 1 << 6,    /* inside quotation marks */
    GLY_DESCRIBED_HEADING = 1 << 7,   /* in a heading or a cell */
};

/* "the Southeast Asian island", "Malta, a landlocked country". */
struct gly_description {
    struct gly_span span;          /* from its first claim to the noun */
    struct gly_span claim;         /* the region word, else what names the type */
    uint32_t first_tok, tok_count; /* with the determiner */
    uint32_t sent, block;
    uint16_t region;  /* row, GLY_NOWHERE when it names none */
    uint16_t type;    /* enum gly_description_type */
    uint32_t subject; /* index of the place it is tied to by grammar, or GLY_NONE */
};

struct gly_places {
    const struct gly_atlas *atlas;
    const struct gly_toponym *at;
    uint32_t count;
    /* By token: 1 + index of the mention that begins there (a phrase before the names in
     * it), 0 for none. */
    const uint32_t *starts;
    const struct gly_description *descriptions;
    uint32_t description_count;
    struct gly_countries named; /* those of all mentions, as they are taken */
    int latest_year;            /* that the document names, 0 for none */
};

const struct gly_places *gly_places(const struct gly_pass *pass);

/* The mention that begins at a token, NULL when none does. */
const struct gly_toponym *gly_place_at(const struct gly_places *places, uint32_t tok);

/* Is it certain that this mention is what its reading says, in the writer's own words
 * of a running text? Quotations pass: a finding there is a note at most. */
bool gly_place_is_sure(const struct gly_toponym *place);

/* A sure mention of a country, by name ("Denmark") or, where `adjective`, by adjective:
 * its row, else GLY_NOWHERE. */
uint16_t gly_place_country(const struct gly_toponym *place, bool adjective);

/* Is its status disputed, or that of its country? Then nothing is said of owners. */
bool gly_place_is_disputed(const struct gly_places *places,
                           const struct gly_toponym *place);

/* All countries a mention may speak of, whatever its reading; with `namesakes` also
 * those that have a place of the name that the tables do not list. */
struct gly_countries gly_place_countries(const struct gly_places *places,
                                         const struct gly_toponym *place,
                                         bool namesakes);

/* Has it a reading of this kind? The first one, NULL when none. */
const struct gly_place_reading *gly_place_as(const struct gly_toponym *place,
                                             enum gly_place_kind kind);

/* From where to where it reaches, in degrees: a country's main body of land, a point for
 * a city, a lake, a mountain or an island. Nothing where that is not known, or where it
 * crosses the antimeridian. */
struct gly_box {
    double south, north, west, east;
};
bool gly_place_box(const struct gly_places *places, const struct gly_toponym *place,
                   struct gly_box *ret_box);

/* Does a country fit what a description says? */
enum gly_answer gly_description_fits(const struct gly_places *places,
                                     const struct gly_description *description,
                                     unsigned country);
/* For a description that no grammar ties: the place it most likely stands for, when no
 * place named in reach fits it; GLY_NONE when one fits, or none is named. */
uint32_t gly_description_antecedent(const struct gly_pass *pass,
                                    const struct gly_places *places,
                                    const struct gly_description *description);

/* Does what a description says fit any country that a name may stand for? */
bool gly_place_may_be(const struct gly_places *places,
                      const struct gly_description *description,
                      const struct gly_toponym *place);
/* The place that a description is wrong of, by grammar or as the one it most likely stands
 * for; GLY_NONE where it is right, or where words around it keep it from being a claim. */
uint32_t gly_description_misfit(const struct gly_pass *pass,
                                const struct gly_places *places,
                                const struct gly_description *description);

/* ---- Guards: words that make a claim another than it seems ---- */

enum gly_guard {
    GLY_GUARD_NEGATED = 1 << 0,   /* not, never, no longer, wrongly, contrary to */
    GLY_GUARD_PAST = 1 << 1,      /* former, then, once, until, medieval */
    GLY_GUARD_MAYBE = 1 << 2,     /* if, would, could, candidate, proposed, dubbed */
    GLY_GUARD_QUESTION = 1 << 3,  /* the sentence asks */
    GLY_GUARD_SPORT = 1 << 4,     /* qualifying, tournament, team, league */
    GLY_GUARD_FICTION = 1 << 5,   /* novel, film, game, fictional */
    GLY_GUARD_PAST_VERB = 1 << 6, /* was, were, had */
};

/* Guards in the tokens [first, end), and those within `around` tokens of them in the
 * same sentence. */
unsigned gly_guards(const struct gly_doc *doc, uint32_t first, uint32_t end);
unsigned gly_guards_near(const struct gly_doc *doc, uint32_t first, uint32_t end,
                         uint32_t around);
/* Guards in a whole sentence. */
unsigned gly_sentence_guards(const struct gly_doc *doc, uint32_t sent);
/* The first year (1000 to 2099) in a sentence, 0 for none; `ret_last` the last one. */
int gly_sentence_year(const struct gly_doc *doc, uint32_t sent, int *ret_last);

/* The option "places" of a rule (<galley/check.h>): tables of a house, as under the key of
 * that name. They count for every rule that reads places. */
#define GLY_PLACES_OPTION(index)                                    \
    {                                                               \
        .rule = (index), .key = "places", .type = GLY_OPTION_FILES, \
        .help = "tables of places of your own"                      \
    }

#endif
