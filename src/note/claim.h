/* The inside of the CLAIMS annotation:
 *
 *   claim_form.c      the words of the tables (base/claim_words.h) by their forms
 *   claim_profile.c   the words of each sentence: stems, cues, opposites
 *   claim_scope.c     where sentences stand: sections, entries, and what "the" means there
 *   claim_speaker.c   whose words they are
 *   claim_subject.c   of whom or what a verb speaks
 *   claim_same.c      whether "the wing" is "the museum's new wing"
 *   claim_pronoun.c   what "it", "its" and "the company" stand for
 *   claim_event.c     what happened and when, told by verbs
 *   claim_event_noun.c  the same told by nouns and in brackets
 *   claim_occasion.c  when and where something took place that a noun names
 *   claim_when.c      the date of an event, and whether two dates differ
 *   claim_relation.c  what stands in a relation, told by verbs
 *   claim_relation_noun.c, claim_relation_value.c  by nouns; and the answers
  *   claim_superlative.c  what only one thing can be
 *   claim_fact.c       labels and values: tables, boxes, lines of lists
 *   claim_told.c      what a value beside a label or a question says
 *   claim_question.c  questions and their answers
 *   claim_front.c     front matter against byline and dateline
 *   claim_answer.c    whether two answers of a relation differ
 *   claim_state.c     what one thing is, of two that exclude each other
 *   claim_turn.c      which way something went
 *   claim_days.c      on which days of the week
 *   claim_measure.c   how long, large or heavy one thing is
 *   claim_number.c    how many one has of something
 *   claim_origin.c    of which country somebody is
 *   claim_age.c       how old somebody is
 *   claim_where.c     on which side something lies
 *   claim_deed.c      what came of one thing, of two that exclude each other
 *   claim_end.c       what is done by those who are no more
 *   claim_denied.c    what is denied altogether, and done
 *   claim_lack.c      what somebody has who is said to have none
 *   claim_twin.c      words that have an opposite or are denied, with their neighbours
 *   claim_figure.c    figures, with the words of what they measure
 *   claim_group.c     the odd one out of those of one key
 *   claim_side.c      two sentences laid side by side
 *   claim_compare.c   two sentences that say the same but for one word
 *   claim_clause.c    two short ones, clause by clause
 *   claim_run.c, claim_run_compare.c  two that agree around the word, and go on each in its
 *                     own way
 *   claim_outcome.c   who won the one match of a text
 *   claim_role.c      who does what to whom
 *   claim.c           the index, and the accessors */
#ifndef GALLEY_NOTE_CLAIM_H
#define GALLEY_NOTE_CLAIM_H

#include <galley/claim.h>
#include <galley/date.h>
#include <galley/grid.h>
#include <galley/name.h>
#include <galley/quantity.h>
#include <galley/quotation.h>

#include "base/claim_words.h"
#include "note/look.h"
#include "note/note.h"

/* The entry that has opposites, of the word or of what it is a form of; 0 for none. */
uint32_t gly_claim_find_opposed(const struct gly_claim_words *words,
                                struct gly_str word);

/* ---- Profiles ---- */

enum gly_claim_word_flags {
    GLY_CLAIM_NAME = 1 << 0,   /* written with a capital, not where a sentence begins */
    GLY_CLAIM_NUMBER = 1 << 1, /* has a digit */
    GLY_CLAIM_BREAK = 1 << 2, /* a colon, semicolon, dash or bracket stands before it */
    GLY_CLAIM_COMMA = 1 << 3, /* a comma does */
    GLY_CLAIM_PREFIX = 1 << 4, /* the first part of a hyphenated token */
};

struct gly_claim_word {
    uint32_t tok;
    uint32_t stem;    /* 0 for words without content */
    uint32_t entry;   /* of the word as it stands */
    uint32_t opposed; /* the entry that has opposites */
    uint16_t cues;
    uint16_t flags;
};

struct gly_claim_sent {
    uint32_t first, count; /* of its words */
    uint16_t cues;         /* of all of them */
    bool silent;           /* it claims nothing */
};

/* A text in small letters with straight apostrophes, cut at the size of the buffer. */
enum { GLY_CLAIM_FORM = GLY_CLAIM_WORD_BYTES };
struct gly_str gly_claim_fold(struct gly_str text, char form[GLY_CLAIM_FORM]);
uint32_t gly_claim_stem(struct gly_str folded);

/* ---- The work ---- */

enum { GLY_BAG_MAX = 10 };

/* Stems without order. */
struct gly_bag {
    uint32_t stems[GLY_BAG_MAX];
    uint8_t count;
};

void gly_bag_add(struct gly_bag *bag, uint32_t stem);
bool gly_bag_has(const struct gly_bag *bag, uint32_t stem);
unsigned gly_bag_shared(const struct gly_bag *a, const struct gly_bag *b);
/* Is the smaller one part of the larger, or are both empty? */
bool gly_bag_fits(const struct gly_bag *a, const struct gly_bag *b);
uint64_t gly_bag_hash(const struct gly_bag *bag);

/* When: an interval of days, or a day of no year. */
struct gly_claim_time {
    int32_t first, last; /* GLY_NO_DAY without a year */
    uint8_t month, day;  /* 0 where they are not said */
    uint8_t part;        /* of a decade: 1 early, 2 mid, 3 late */
};

struct gly_claim_event {
    struct gly_bag object, agent, place, qualifiers;
    struct gly_claim_time from, to;
    uint8_t person;                 /* enum gly_sex of an unbound pronoun; 255: none */
    uint8_t type;                   /* enum gly_event_object */
    uint32_t subject;               /* entity, GLY_NONE for none */
    uint32_t noun;                  /* as of gly_claim_subject */
    bool occasion, recurs, by_noun; /* told of a noun: "the meeting", and by it alone */
    bool home; /* places of the event are values, not conditions: born, died */
};

struct gly_claim_value {
    struct gly_bag names, rest, qualifiers; /* its names; the rest of the sentence */
    struct gly_bag first, parent; /* of a place: its name, and those it lies in */
    uint32_t place, within;       /* tokens where they begin, GLY_NONE */
    uint32_t noun;                /* as of gly_claim_subject */
    int32_t year;                 /* the first one of the sentence */
    uint8_t type;                 /* enum gly_relation_value */
    bool past;
    bool timeless; /* what was so is so: no tense tells it apart */
    bool label;    /* told by a label, in the present */
    bool exact;   /* names that share a word are two, unless one has all of the other */
    bool person;  /* one person, by name */
    bool number;  /* how many one has */
    bool ordinal; /* there is such a one: "the seventh floor" */
    bool origin;  /* of which country one is */
    bool occasion, by_noun; /* where something took place; told by its noun alone */
    bool only;              /* a place that lies in no other of its kind: a capital */
    const struct gly_quantity *measured; /* how long it is; NULL for other values */
    uint32_t last;                       /* the stem of the last word of the name */
};

/* Who does it to whom is told by the key and the side of the claim; this is the rest. */
struct gly_claim_role {
    struct gly_bag words, marks; /* of the sentence; marks: names and numbers */
    int32_t year;                /* that holds there, GLY_NO_YEAR */
    bool dated;                  /* the sentence itself names it */
    bool apart;                  /* "again", "in turn": told apart from another deed */
    bool once;
    bool contest;
    bool match; /* a word says on what occasion: "game", "election" */
};

/* What something is; the side of the claim tells which of the two. */
struct gly_claim_state {
    uint32_t head; /* stem of the noun that the word describes, 0 for none */
    uint32_t noun; /* as of gly_claim_subject */
    int32_t year;
    bool past, present;
    bool other;    /* it tells of another one, and only keeps apart what follows */
    bool definite; /* "the stone house" */
    bool compared; /* "harder than": with `whole` */
    uint8_t
        sum; /* of a side: what it and its opposite come to, east and west; else 0 */
    bool turned, by_noun; /* it rose or fell; told by "the fall in" */
    uint8_t days;         /* of the week, as bits; 0: it is told of none */
    bool all_days, closed;
    bool ended;           /* of one that is no more */
    bool contest;         /* won or lost */
    bool denied;          /* of what is denied altogether, and of what is done */
    struct gly_bag whole; /* of what it is the side */
};

/* Who did it to what; the side of the claim tells which of two things it was. */
struct gly_claim_deed_told {
    struct gly_bag agent, object;
    uint32_t doer;          /* entity, GLY_NONE */
    uint32_t noun;          /* of the object, as of gly_claim_subject */
    struct gly_moment when; /* the first date of the sentence */
};

/* Where things stand in a document; claim_scope.c. */
struct gly_claim_scope {
    uint32_t *sections; /* by block: how many headings and entries begin before it */
    uint32_t *logs;     /* by block: how many entries of a log begin before it */
    uint8_t *entries;   /* by block: not 0 where it stands in an entry */
    uint8_t *several;   /* by stem: how often something new is called by it */
    uint32_t several_mask;
    bool reference; /* many small sections, each on a thing of its own */
};

/* Of whom a verb speaks. */
struct gly_claim_subject {
    uint64_t key; /* 0 for nobody */
    uint32_t entity;
    uint32_t first_tok, end_tok;
    uint8_t person; /* enum gly_sex of an unbound "he" or "she", else 255 */
    bool passive;
    uint32_t verb_start; /* first token of the verb group */
    uint32_t noun;       /* stem of the noun of "the fix"; 0 where a name is in it */
    uint32_t told_first, told_end; /* what a pronoun stands for; 0 for none */
    uint32_t head;                 /* the same, also of "the church at Lomsa" */
    struct gly_bag words;
};

/* What a label or a question tells of something named beside it. */
struct gly_claim_told {
    struct gly_claim_subject subject;
    uint32_t first_tok, end_tok; /* the value */
    uint32_t row;                /* of events or relations */
    uint32_t qualifiers;         /* gly_claim_row_text(): "first|last" */
    bool relation, any_tense;
};

struct gly_claimer {
    struct gly_doc *doc;
    struct gly_arena *arena;
    const struct gly_claim_words *words;
    const struct gly_names *names;
    const struct gly_quotations *quotations;
    const struct gly_dates *dates;
    const struct gly_quantities *quantities;
    struct gly_claim_scope scope;
    uint32_t next_quantity; /* while the profile is made */
    uint32_t *alias;  /* by entity: what a short name means; NULL: there are none */
    uint32_t *spoken; /* by entity: how often it is quoted; NULL: nobody is twice */
    GLY_VEC(struct gly_claim_word) profile;
    struct gly_claim_sent *sents;
    GLY_VEC(struct gly_claim) list;
    GLY_VEC(struct gly_claim_event) events;
    GLY_VEC(struct gly_claim_value) values;
    GLY_VEC(struct gly_claim_told) told;
    GLY_VEC(struct gly_claim_role) roles;
    GLY_VEC(struct gly_claim_state) states;
    GLY_VEC(struct gly_claim_deed_told) deeds;
    uint32_t *slots; /* by key: 1 + the last claim */
    uint32_t mask, used;
    struct gly_claims claims;
};

/* Add a claim: under its key, or under that of its speaker. */
void gly_claimer_add(struct gly_claimer *c, const struct gly_claim *claim);

void gly_claimer_profile(struct gly_claimer *c);
void gly_claimer_scope(struct gly_claimer *c);

/* Do two sentences speak of different things by where they stand? Entries of lists and of
 * references, orders without a subject, what points back, or side by side in one paragraph:
 * they are set against each other. */
bool gly_claims_parallel(const struct gly_claimer *c, const struct gly_claim *a,
                         const struct gly_claim *b);
/* Is a noun described between the two, as one of several: "the new school"? */
bool gly_claims_noun_divided(const struct gly_claimer *c, uint32_t noun,
                             const struct gly_claim *a, const struct gly_claim *b);
/* Does one of these words stand in the two or between them? */
bool gly_claims_told_between(const struct gly_claimer *c, const struct gly_claim *a,
                             const struct gly_claim *b, const char *words);
/* Do they stand in two entries of a log: of two versions or days? */
bool gly_claims_logged_apart(const struct gly_claimer *c, const struct gly_claim *a,
                             const struct gly_claim *b);
/* Do they stand side by side in one paragraph, or in one of several entries? */
bool gly_claims_adjoin(const struct gly_claimer *c, const struct gly_claim *a,
                       const struct gly_claim *b);

/* The key of whom or what claims are filed under: of "the new wing" that of its noun, so
 * that "the museum's new wing" meets it. */
uint32_t gly_claim_subject_head(const struct gly_claim_subject *subject);
uint64_t gly_claim_subject_key(const struct gly_claim_subject *subject);
/* Do two claims of one key speak of one thing? The first may say more of it ("the museum's
 * new wing") than the second ("the wing"), and none beside it is told of between. */
bool gly_claims_same_thing(const struct gly_claimer *c, uint32_t noun,
                           const struct gly_claim *a, const struct gly_claim *b);

/* Does "the" and a noun mean the same in two sentences? `noun` is its stem. */
bool gly_claim_same_definite(const struct gly_claimer *c, uint32_t noun, uint32_t sent,
                             uint32_t other);

/* Count who is quoted. */
void gly_claimer_hear(struct gly_claimer *c);
/* Whose words stand at this offset: GLY_NONE for the document's own, the entity of a speaker
 * who is quoted more than once, or GLY_CLAIM_NOBODY. */
#define GLY_CLAIM_NOBODY (UINT32_MAX - 1)
uint32_t gly_claimer_speaker(const struct gly_claimer *c, uint32_t offset);
/* Are the words at this offset a claim of somebody's: of the document itself, or of a speaker
 * who is quoted more than once? */
bool gly_claimer_owns(const struct gly_claimer *c, uint32_t offset);

/* The cues of a token, enum gly_claim_cue; "didn't" denies. */
uint32_t gly_claim_cues_at(const struct gly_claimer *c, const struct gly_look *look,
                           uint32_t tok);
/* Add the stem of a token that has content. */
void gly_claim_bag_at(const struct gly_claimer *c, const struct gly_look *look,
                      uint32_t tok, struct gly_bag *bag);

/* Is the sentence read, and neither reported, corrected nor conditional? */
bool gly_claimer_speaks(const struct gly_claimer *c, uint32_t sent);

/* The first year that a sentence names, GLY_NO_YEAR for none. */
int32_t gly_claimer_year(const struct gly_claimer *c, uint32_t sent);

/* The first date at or behind a token, as an index. */
uint32_t gly_claimer_date_from(const struct gly_claimer *c, uint32_t tok);

/* The part of speech of a token, enum gly_xpos, from the words of its sentence. */
unsigned gly_claim_xpos(const struct gly_reading *reading, uint32_t first_tok,
                        uint32_t tok);

bool gly_claimer_subject(const struct gly_claimer *c, uint32_t sent, uint32_t verb,
                         struct gly_claim_subject *ret);
/* The noun phrase, or the title in quotation marks, that ends before `tok`. */
bool gly_claimer_phrase_before(const struct gly_claimer *c, uint32_t sent, uint32_t tok,
                               struct gly_claim_subject *ret);
/* The noun phrase that begins at `tok`. */
bool gly_claimer_object(const struct gly_claimer *c, uint32_t sent, uint32_t tok,
                        struct gly_claim_subject *ret);

/* What "it" or "its" at `tok` stands for. */
bool gly_claimer_antecedent(const struct gly_claimer *c, uint32_t sent, uint32_t tok,
                            struct gly_claim_subject *ret);
/* The firm that "the company" at `tok` means, GLY_NONE where that is in doubt. */
uint32_t gly_claimer_firm(const struct gly_claimer *c, uint32_t sent, uint32_t tok);
/* The words that tell whom a claim is about: the name for a pronoun. */
struct gly_span gly_claim_subject_span(const struct gly_claimer *c,
                                       const struct gly_claim_subject *subject);
/* Find the short names of firms. */
void gly_claimer_alias_names(struct gly_claimer *c);
static inline uint32_t gly_claimer_alias(const struct gly_claimer *c, uint32_t entity)
{
    return c->alias ? c->alias[entity] : entity;
}

/* The key of a title in quotation marks, from its words. */
uint64_t gly_claim_title_key(const struct gly_bag *words);
uint64_t gly_claim_entity_key(uint32_t entity);
/* The key of "the" and a noun, by its stem. */
uint64_t gly_claim_definite_key(uint32_t stem);
/* A pronoun or description that stands for an entity; `kind`: enum gly_mention_kind. */
bool gly_claimer_mention(const struct gly_claimer *c, uint32_t tok, unsigned kind,
                         struct gly_claim_subject *ret);
/* A name. */
bool gly_claimer_name(const struct gly_claimer *c, uint32_t name,
                      struct gly_claim_subject *ret);

/* ---- What is told outside of sentences ---- */

/* Is this block the document's own, and in English? */
bool gly_claim_is_read(const struct gly_doc *doc, uint32_t block);

/* Fill c->told, whose values have not been looked at yet. */
void gly_claimer_facts(struct gly_claimer *c);
void gly_claimer_questions(struct gly_claimer *c);
/* Count them into `times`, by event or by group of relations. */
void gly_claimer_count_told(const struct gly_claimer *c, bool relations,
                            uint32_t *times);
/* File those whose value is understood to its last word. */
void gly_claimer_file_told(struct gly_claimer *c);
/* File date and author of the front matter, and those of a dateline and a byline. */
void gly_claimer_front(struct gly_claimer *c, const struct gly_resources *resources);

/* Is token range [first, end) one name and nothing else? */
bool gly_claimer_is_name(const struct gly_claimer *c, uint32_t first, uint32_t end,
                         struct gly_claim_subject *ret);

/* ---- Keys ---- */

uint64_t gly_claim_event_key(uint32_t row, uint64_t subject);
uint64_t gly_claim_relation_key(struct gly_str name, uint64_t subject);

/* ---- The kinds ---- */

void gly_claimer_events(struct gly_claimer *c);
void gly_claimer_relations(struct gly_claimer *c);
void gly_claimer_superlatives(struct gly_claimer *c);
void gly_claimer_ages(struct gly_claimer *c);
void gly_claimer_occasions(struct gly_claimer *c);
void gly_claimer_numbers(struct gly_claimer *c);
void gly_claimer_measures(struct gly_claimer *c);
void gly_claimer_origins(struct gly_claimer *c);
void gly_claimer_twins(struct gly_claimer *c);
void gly_claimer_figures(struct gly_claimer *c);
void gly_claimer_roles(struct gly_claimer *c);

bool gly_claim_events_clash(const struct gly_claimer *c, const struct gly_claim *a,
                            const struct gly_claim *b);
bool gly_claim_values_clash(const struct gly_claimer *c, const struct gly_claim *a,
                            const struct gly_claim *b);
bool gly_claim_measures_clash(const struct gly_claimer *c, const struct gly_claim *a,
                              const struct gly_claim *b);
bool gly_claim_twins_clash(const struct gly_claimer *c, const struct gly_claim *a,
                           const struct gly_claim *b);

bool gly_claim_states_clash(const struct gly_claimer *c, const struct gly_claim *a,
                            const struct gly_claim *b);
bool gly_claim_deeds_clash(const struct gly_claimer *c, const struct gly_claim *a,
                           const struct gly_claim *b);
bool gly_claim_roles_clash(const struct gly_claimer *c, const struct gly_claim *a,
                           const struct gly_claim *b);
bool gly_claim_figures_clash(const struct gly_claimer *c, const struct gly_claim *a,
                             const struct gly_claim *b);

/* What stands behind gly_claims(). */
const struct gly_claims *gly_doc_claims(const struct gly_doc *doc);
void gly_doc_claims_disputes(const struct gly_doc *doc, const struct gly_claim *first,
                             void (*each)(void *context,
                                          const struct gly_claim_dispute *dispute),
                             void *context);
bool gly_doc_claims_clash(const struct gly_doc *doc, const struct gly_claim *earlier,
                          const struct gly_claim *later);

#endif
