/* What the text says in figures: NUMBERS are the numerals as they stand, QUANTITIES what
 * each of them means. A check reads QUANTITIES; NUMBERS is there for the one that asks
 * how a figure was written.
 *
 * A printed number is an interval: "3.5 million" is anything from 3.45 to 3.55 million.
 * gly_quantity_low() and _high() give it; counts of things written out are exact. A
 * hedge ("about", "more than") is told apart in `bound` and widens nothing. */
#ifndef GALLEY_QUANTITY_H
#define GALLEY_QUANTITY_H

#include <galley/document.h>

struct gly_pass;
struct gly_measures;

/* ---- Units ---- */

enum gly_dimension {
    GLY_DIM_NONE,
    GLY_DIM_LENGTH,
    GLY_DIM_AREA,
    GLY_DIM_VOLUME,
    GLY_DIM_MASS,
    GLY_DIM_TIME,
    GLY_DIM_TEMPERATURE,
    GLY_DIM_ANGLE,
    GLY_DIM_SPEED,
    GLY_DIM_PRESSURE,
    GLY_DIM_ENERGY,
    GLY_DIM_POWER,
    GLY_DIM_VOLTAGE,
    GLY_DIM_CURRENT,
    GLY_DIM_FREQUENCY,
    GLY_DIM_FORCE,
    GLY_DIM_DATA,
    GLY_DIM_RATE,
    GLY_DIM_PIXEL,
    GLY_DIM_LEVEL,
    GLY_DIM_CONSUMPTION,
    GLY_DIM_CONCENTRATION,
    GLY_DIM_FRACTION, /* parts per million */
    GLY_DIM_PERCENT,
    GLY_DIM_PERCENTAGE_POINT,
    GLY_DIM_MONEY,
    GLY_DIM_COUNT, /* from here on: of a house's own units, see docs/configuration.md */
};

enum gly_measure_system {
    GLY_SYSTEM_SI,
    GLY_SYSTEM_IMPERIAL, /* British and American alike */
    GLY_SYSTEM_UK,
    GLY_SYSTEM_US,
    GLY_SYSTEM_CALENDAR, /* months and years: of no fixed length */
    GLY_SYSTEM_CURRENCY,
    GLY_SYSTEM_OTHER,
};

/* A row of rules/figures/units.csv or of a house's own table, or a currency. Two with the
 * same symbol are the same unit or, as gallons and tons are, differ by system. */
struct gly_measure {
    const char *symbol; /* "km", "%", "GBP"; "$" where nobody says whose */
    uint8_t dimension;  /* enum gly_dimension, or beyond it */
    uint8_t system;     /* enum gly_measure_system */
    double factor; /* times this, plus offset, is the base unit of its dimension; */
    double offset; /* of money neither means anything */
};

/* The unit that a spelling names in this document, in full ("km", "square miles"); NULL
 * for none. Both need GLY_NEED_NUMBERS: which units there are, the configuration says too. */
const struct gly_measure *gly_measure_find(const struct gly_doc *doc,
                                           struct gly_str spelling);

/* The next unit of the same symbol behind `unit` (the British gallon behind the American
 * one); NULL when there is none. Start with NULL to get the first of `symbol`. */
const struct gly_measure *gly_measure_next(const struct gly_doc *doc,
                                           const char *symbol,
                                           const struct gly_measure *unit);

/* ---- NUMBERS: numerals as they stand ---- */

enum gly_number_flags {
    GLY_NUMBER_WORDS = 1 << 0,   /* in words, at least in part: "twelve", "two dozen" */
    GLY_NUMBER_DIGITS = 1 << 1,  /* with digits; "3.5 million" has both */
    GLY_NUMBER_ORDINAL = 1 << 2, /* "third", "12th" */
    GLY_NUMBER_FRACTION = 1 << 3, /* "two-thirds", "half", "1/2", "2½" */
    GLY_NUMBER_GROUPED = 1 << 4,  /* thousands are set apart */
    GLY_NUMBER_NEGATIVE = 1 << 5, /* a minus sign, or accounting brackets */
    GLY_NUMBER_VAGUE = 1 << 6,    /* "dozens", "thousands": no value but a size */
    GLY_NUMBER_PLURAL = 1 << 7,   /* "1990s", "50s" */
    GLY_NUMBER_SHAPED = 1 << 8, /* several numbers in one: "12/5", "3:16", "2.4.1"; the
                                     value is that of the first */
    GLY_NUMBER_HYPHENATED = 1 << 9,  /* a hyphen joins it to the word behind */
    GLY_NUMBER_APOSTROPHE = 1 << 10, /* "'90s": the century is left out */
    GLY_NUMBER_ZERO_FIRST = 1 << 11, /* "007": no amount is written so */
};

struct gly_number {
    struct gly_span span; /* digits, words and the scale word; no sign, no unit */
    uint32_t first_tok, tok_count;
    double value;
    double half;      /* half of the last printed place: 0.05 for "3.2", 5e4 for
                         "3.2 million", 0.5 for "1,204"; 0 for words and fractions */
    uint8_t decimals; /* as printed, before the scale word */
    uint8_t scale;    /* power of ten that a scale word or letter gives: 6 */
    uint8_t zeros;    /* zeros at the end of an integer: 3 for "5,000" */
    uint16_t flags;   /* enum gly_number_flags */
};

struct gly_numbers {
    const struct gly_number *at; /* in the order of the text, none overlapping */
    uint32_t count;
    const struct gly_measures
        *units; /* those that the configuration adds; NULL: none */
};

const struct gly_numbers *gly_numbers(const struct gly_pass *pass);

/* ---- QUANTITIES: what the numbers mean ---- */

enum gly_quantity_class {
    /* Numbers that say how many or how much */
    GLY_QUANTITY_COUNT,    /* of things: "12 lorries" */
    GLY_QUANTITY_AMOUNT,   /* with a unit: "3 km", "£5m", "40%", "two weeks" */
    GLY_QUANTITY_NUMBER,   /* of something that stands elsewhere: "rose to 12" */
    GLY_QUANTITY_FRACTION, /* a part of a whole: "two-thirds", "one in eight" */
    GLY_QUANTITY_MULTIPLE, /* "twice", "three times", "fivefold" */
    GLY_QUANTITY_AGE,      /* in years */
    GLY_QUANTITY_ORDINAL,  /* "third", "12th" */
    /* Numbers that only look like it */
    GLY_QUANTITY_DATE,      /* part of an entry of DATES */
    GLY_QUANTITY_LABEL,     /* which one: "No. 20", "Apollo 11", "Route 66" */
    GLY_QUANTITY_REFERENCE, /* section, page, table, verse, statute, citation mark */
    GLY_QUANTITY_VERSION,
    GLY_QUANTITY_PHONE,
    GLY_QUANTITY_CODE, /* ISBN, DOI, postal code, formation, part number */
    GLY_QUANTITY_ADDRESS,
    GLY_QUANTITY_SCORE,
    GLY_QUANTITY_RATIO, /* ratios, map scales, odds */
    GLY_QUANTITY_CLASS_COUNT
};

/* What the words before it say of the value. */
enum gly_bound {
    GLY_BOUND_NONE,
    GLY_BOUND_ABOUT,    /* about, around, some, roughly, estimated */
    GLY_BOUND_NEARLY,   /* nearly, almost: not reached */
    GLY_BOUND_OVER,     /* more than, over: strictly */
    GLY_BOUND_AT_LEAST, /* at least, no fewer than */
    GLY_BOUND_UNDER,    /* fewer than, under: strictly */
    GLY_BOUND_UP_TO,    /* up to, at most, as many as */
    GLY_BOUND_VAGUE,    /* "dozens", "thousands" */
};

/* Which part it plays beside other figures, where the words at its side say so. */
enum gly_role {
    GLY_ROLE_NONE,
    GLY_ROLE_TOTAL,    /* "in all", "a total of" */
    GLY_ROLE_PART,     /* the 19 of "19 of 27 games" */
    GLY_ROLE_WHOLE,    /* the 27 */
    GLY_ROLE_FROM,     /* "rose from" */
    GLY_ROLE_TO,       /* "rose to" */
    GLY_ROLE_BY,       /* "rose by" */
    GLY_ROLE_VERSUS,   /* "compared with" */
    GLY_ROLE_PRIOR,    /* "up from", "down from": the earlier value */
    GLY_ROLE_TARGET,   /* "the target of" */
    GLY_ROLE_FORECAST, /* "is expected to reach", "forecast" */
};

enum gly_quantity_flags {
    GLY_QUANTITY_RANGE = 1 << 0,      /* "5 to 10": low and high differ */
    GLY_QUANTITY_ADJECTIVE = 1 << 1,  /* "a 30-minute film" */
    GLY_QUANTITY_IN_WORDS = 1 << 2,   /* no digit in it */
    GLY_QUANTITY_DESCENDING = 1 << 3, /* a range written high to low */
    GLY_QUANTITY_COMPOUND = 1 << 4,   /* "6ft 4in", "two hours and 45 minutes" */
    GLY_QUANTITY_SLIDING = 1 << 5,    /* a scale letter or unit was guessed */
};

struct gly_quantity {
    struct gly_span span; /* currency, number, scale and unit; not what is counted */
    uint32_t sent;
    uint32_t first_tok, tok_count;
    uint32_t number, number_count; /* its numerals, in NUMBERS */
    uint8_t class;                 /* enum gly_quantity_class */
    uint8_t bound;                 /* enum gly_bound */
    uint8_t role;                  /* enum gly_role */
    uint8_t flags;                 /* enum gly_quantity_flags */
    double low, high;              /* as stated; they differ in a range only */
    double half;                   /* of the last printed place, in the same unit; 0 for
                                      what is counted one by one */
    const struct gly_measure *unit; /* NULL without one */
    struct gly_span noun;           /* head of what is counted: "officers"; empty where
                                      nothing is, or it was not found */
    struct gly_span phrase;         /* from behind the number to that head: "enlisted
                                      officers" */
    struct gly_span per;            /* "a year", "per head", "/day"; empty without */
    struct gly_span owner; /* whose it is, as written: "the firm" of "the firm's 12
                                       lorries", "its"; empty where the words beside it do
                                       not say */
    uint32_t date;         /* of class DATE: its entry in DATES; else GLY_NONE */
};

struct gly_quantities {
    const struct gly_quantity *at; /* in the order of the text, none overlapping */
    uint32_t count;
};

const struct gly_quantities *gly_quantities(const struct gly_pass *pass);

/* Does it say how many or how much? The classes from COUNT to AGE. */
static inline bool gly_quantity_is_value(const struct gly_quantity *q)
{
    return q->class <= GLY_QUANTITY_AGE;
}

/* The interval that the printed digits stand for. */
static inline double gly_quantity_low(const struct gly_quantity *q)
{
    return q->low - q->half;
}

static inline double gly_quantity_high(const struct gly_quantity *q)
{
    return q->high + q->half;
}

/* Are both in the same unit, or both without one? */
bool gly_quantity_same_unit(const struct gly_quantity *a, const struct gly_quantity *b);

/* Names as `galley annotate` prints them: "count", "about", "total". */
const char *gly_quantity_class_name(unsigned class);
const char *gly_bound_name(unsigned bound);
const char *gly_role_name(unsigned role);

#endif
