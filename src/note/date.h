/* The inside of DATES: readers of single dates and times, which date.c joins. */
#ifndef GALLEY_NOTE_DATE_H
#define GALLEY_NOTE_DATE_H

#include <galley/date.h>

#include "note/number.h"

/* The years below 1000 that a document may mean by a bare number: those about the years it
 * marks with AD. None where `last` is 0. */
struct gly_early_years {
    int32_t first, last;
};

struct gly_date_look {
    struct gly_look look;
    const struct gly_numbers *numbers;
    uint32_t next; /* the first number not behind us */
    struct gly_early_years early;
};

/* The number that begins at token `tok`, NULL for none. */
const struct gly_number *gly_date_number(const struct gly_date_look *at, uint32_t tok);

/* A moment that says nothing yet. */
static inline struct gly_moment gly_moment_none(void)
{
    return (struct gly_moment){.year = GLY_NO_YEAR, .minute = -1};
}

/* 1 to 12 for the name of a month at a token, "Sept." included; 0 for none. */
unsigned gly_date_month(const struct gly_look *look, uint32_t tok);
/* 1 to 7 for the name of a weekday; `ret_short` for "Mon", "Tues". */
unsigned gly_date_weekday(const struct gly_look *look, uint32_t tok, bool *ret_short);

/* Is the plain number of four digits at `tok` a year where it stands? */
bool gly_date_is_year(const struct gly_date_look *at, uint32_t tok);

/* Two marks are asked for. */
struct gly_early_years gly_date_early_years(const struct gly_doc *doc,
                                            const struct gly_numbers *numbers);

/* Each reads one date that begins at token `tok`, fills kind, flags, from and to, and
 * returns the token behind it; `tok` where there is none. */
uint32_t gly_date_read_day(const struct gly_date_look *at, uint32_t tok,
                           struct gly_date *ret_date);
uint32_t gly_date_read_year(const struct gly_date_look *at, uint32_t tok,
                            struct gly_date *ret_date);
uint32_t gly_date_read_numeric(const struct gly_date_look *at, uint32_t tok,
                               struct gly_date *ret_date);
uint32_t gly_date_read_time(const struct gly_date_look *at, uint32_t tok,
                            struct gly_date *ret_date);

/* May a word be the name of an hour: noon, midday, midnight? By its length and letters. */
static inline bool gly_date_names_hour(struct gly_str text)
{
    return (text.len == 4 || text.len == 6 || text.len == 8) &&
           (text.ptr[0] == 'n' || text.ptr[0] == 'm') &&
           (text.ptr[1] == 'o' || text.ptr[1] == 'i') &&
           (text.ptr[2] == 'o' || text.ptr[2] == 'd');
}

/* Set the days that a date covers, and the flags that its days give. */
void gly_date_settle(struct gly_date *date);

/* "2021-05-03" with or without quotation marks, and whatever time follows it; no year where
 * it is something else. */
struct gly_moment gly_date_iso_day(struct gly_str text);

/* The dates and, in a document that says when it was written, those named by that day; in
 * the order of the text. `ret` is left alone where nothing says so. */
void gly_dates_add_relative(struct gly_doc *doc, const struct gly_date *dates,
                            uint32_t count, struct gly_dates *ret);

#endif
