#include <galley/calendar.h>

bool gly_is_leap_year(int32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

unsigned gly_month_days(int32_t year, unsigned month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool long_february = year == GLY_NO_YEAR || gly_is_leap_year(year);
    return month == 2 && long_february ? 29 : days[month - 1];
}

bool gly_is_date(int32_t year, unsigned month, unsigned day)
{
    return month >= 1 && month <= 12 && day >= 1 && day <= gly_month_days(year, month);
}

/* Howard Hinnant, "chrono-compatible low-level date algorithms": years begin in March,
 * so that the leap day is the last of its year; an era is 400 years. */
int32_t gly_day_number(int32_t year, unsigned month, unsigned day)
{
    int32_t y = year - (month <= 2);
    int32_t era = (y >= 0 ? y : y - 399) / 400;
    int32_t of_era = y - era * 400;
    int32_t from_march = (int32_t)(month > 2 ? month - 3 : month + 9);
    int32_t of_year = (153 * from_march + 2) / 5 + (int32_t)day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void gly_day_split(int32_t number, int32_t *ret_year, unsigned *ret_month,
                   unsigned *ret_day)
{
    int32_t z = number + 719468;
    int32_t era = (z >= 0 ? z : z - 146096) / 146097;
    int32_t day = z - era * 146097;
    int32_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    int32_t of_year = day - (365 * year + year / 4 - year / 100);
    int32_t from_march = (5 * of_year + 2) / 153;
    *ret_day = (unsigned)(of_year - (153 * from_march + 2) / 5 + 1);
    *ret_month = (unsigned)(from_march < 10 ? from_march + 3 : from_march - 9);
    *ret_year = year + era * 400 + (*ret_month <= 2);
}

unsigned gly_day_weekday(int32_t number)
{
    /* 1 January 1970 was a Thursday. */
    int32_t from_monday = (number + 3) % 7;
    return (unsigned)(from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

const char *gly_weekday_name(unsigned weekday)
{
    static const char *const names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
    return names[(weekday + 6) % 7];
}

const char *gly_month_name(unsigned month)
{
    static const char *const names[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    return names[(month + 11) % 12];
}
