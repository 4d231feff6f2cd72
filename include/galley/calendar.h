/* The Gregorian calendar, carried on before its beginning as ISO 8601 does. Years are
 * astronomical: 0 is 1 BC, -43 is 44 BC. Days are numbered; 0 is 1 January 1970. */
#ifndef GALLEY_CALENDAR_H
#define GALLEY_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

/* "No year stated", "no day": what a partial date leaves open. */
#define GLY_NO_YEAR INT32_MIN
#define GLY_NO_DAY  INT32_MIN

/* Years beyond this are no dates of history; day numbers stay far from overflow. */
#define GLY_YEAR_MAX 9999

bool gly_is_leap_year(int32_t year);

/* Days of a month (1 to 12); February has 29 where no year is given. */
unsigned gly_month_days(int32_t year, unsigned month);

/* Does this day exist? With GLY_NO_YEAR: in some year. */
bool gly_is_date(int32_t year, unsigned month, unsigned day);

/* The number of a day that exists. */
int32_t gly_day_number(int32_t year, unsigned month, unsigned day);

/* The day of a number. */
void gly_day_split(int32_t number, int32_t *ret_year, unsigned *ret_month,
                   unsigned *ret_day);

/* 1 for Monday to 7 for Sunday. */
unsigned gly_day_weekday(int32_t number);

/* "Monday" for 1, "January" for 1. */
const char *gly_weekday_name(unsigned weekday);
const char *gly_month_name(unsigned month);

#endif
