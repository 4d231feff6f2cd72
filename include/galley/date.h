/* DATES: days, months, years, decades, centuries, periods and times of day, each as the
 * interval of days it names. Durations ("two weeks") and ages are QUANTITIES.
 *
 * What the text leaves open stays open: "14 May" has no year, "Friday" only a weekday.
 * "05/06/2004" keeps both readings. "Yesterday" and "last year" are dates only where the
 * document says when it was written: `date:` in its front matter, a dateline, a line with
 * nothing but a date at its top. */
#ifndef GALLEY_DATE_H
#define GALLEY_DATE_H

#include <galley/calendar.h>
#include <galley/document.h>

struct gly_pass;

enum gly_date_kind {
    GLY_DATE_POINT,  /* one day, month, year, decade, century: `to` is as `from` */
    GLY_DATE_PERIOD, /* "1939-45", "9 to 12 June", "9am to 5pm" */
    GLY_DATE_TIME,   /* a time of day, with a date when one stands beside it */
};

enum gly_date_flags {
    GLY_DATE_WEEKDAY = 1 << 0,     /* a weekday is named: `weekday` */
    GLY_DATE_CIRCA = 1 << 1,       /* "c.", "about" */
    GLY_DATE_EARLY = 1 << 2,       /* "early 1943", "mid-May", "late": a part of it */
    GLY_DATE_AMBIGUOUS = 1 << 3,   /* day and month may be changed over: `other` */
    GLY_DATE_IMPOSSIBLE = 1 << 4,  /* no such day, in either reading */
    GLY_DATE_ABBREVIATED = 1 << 5, /* the second year of a period lacks its century */
    GLY_DATE_REVERSED = 1 << 6,    /* a period whose end comes before its start */
    GLY_DATE_BC = 1 << 7,
    GLY_DATE_DECADE = 1 << 8,  /* or decades */
    GLY_DATE_CENTURY = 1 << 9, /* or centuries */
    GLY_DATE_SEASON = 1 << 10, /* "summer of 1998": the year is sure */
    GLY_DATE_FISCAL = 1 << 11, /* a fiscal, tax or academic year */
    GLY_DATE_QUARTER = 1 << 12,
    GLY_DATE_NUMERIC = 1 << 13,  /* written in figures alone: 2004-05-14 */
    GLY_DATE_RELATIVE = 1 << 14, /* "yesterday", "last month", by the day of writing */
};

/* As written; what is not said is GLY_NO_YEAR, 0 for month and day, -1 for minute. */
struct gly_moment {
    int32_t year;
    uint8_t month, day;
    int16_t minute; /* of the day */
};

struct gly_date {
    struct gly_span span;
    uint32_t sent;
    uint32_t first_tok, tok_count;
    uint8_t kind;    /* enum gly_date_kind */
    uint8_t weekday; /* 1 for Monday to 7 for Sunday; 0 where none is named */
    uint16_t flags;  /* enum gly_date_flags */
    struct gly_moment from, to;
    struct gly_moment other;     /* AMBIGUOUS: the second reading */
    int32_t first_day, last_day; /* the days it covers (<galley/calendar.h>);
                                    GLY_NO_DAY where no year is known */
};

struct gly_dates {
    const struct gly_date *at; /* in the order of the text, none overlapping */
    uint32_t count;
};

const struct gly_dates *gly_dates(const struct gly_pass *pass);

/* Name as `galley annotate` prints it: "date", "period", "time". */
const char *gly_date_kind_name(unsigned kind);

#endif
