/* Abbreviations: words whose full stop belongs to them. The tokeniser asks whether the
 * stop is part of the token, the sentence splitter whether a sentence may end there. */
#ifndef GALLEY_TEXT_ABBREVIATION_H
#define GALLEY_TEXT_ABBREVIATION_H

#include <galley/span.h>

enum gly_abbreviation_kind {
    GLY_ABBREVIATION_NONE,
    GLY_ABBREVIATION_TITLE,  /* a name follows: "Dr.", "Gen." */
    GLY_ABBREVIATION_BEFORE, /* something follows, a sentence never ends: "e.g.", "vs."
                              */
    GLY_ABBREVIATION_NUMBERED, /* a number follows, else it is a word: "No.", "p." */
    GLY_ABBREVIATION_MONTH,
    GLY_ABBREVIATION_DAY,
    GLY_ABBREVIATION_STATE,  /* after a comma: "Sacramento, Calif." */
    GLY_ABBREVIATION_UNIT,   /* after a number: "5 ft." */
    GLY_ABBREVIATION_TIME,   /* "p.m.": a weekday or a place may follow */
    GLY_ABBREVIATION_PLACE,  /* "Ave.", "Ft.": in a name of a place */
    GLY_ABBREVIATION_SUFFIX, /* after a name: "Inc.", "Jr." */
    GLY_ABBREVIATION_END,    /* often the last word of a sentence: "etc." */
    GLY_ABBREVIATION_WORD,   /* others that are no words without the stop: "approx." */
};

/* What kind of abbreviation `word`, written without its last stop, is; _NONE when it is
 * not in the table, or in it with another capitalisation. */
enum gly_abbreviation_kind gly_abbreviation_find(struct gly_str word);

/* Is the table in the order that finding relies on? For its test. */
bool gly_abbreviations_sorted(void);

/* "Yahoo!": a name that ends with the exclamation mark; `word` without it. */
bool gly_is_exclaimed_name(struct gly_str word);

/* Words that, with a capital, begin a sentence far oftener than they follow an
 * abbreviation inside one: "The", "He", "In". */
bool gly_starts_sentence(struct gly_str word);

#endif
