/* Times of day: "7.30pm", "05:40", "1500 GMT", "8 o'clock". */
#include "note/date.h"
#include "note/quantity.h"

enum { HOUR = 60, DAY = 24 * HOUR };

/* -1 for nothing, 0 for before noon, 12 for after. */
static int half_at(const struct gly_look *look, uint32_t tok)
{
    if (gly_look_among(look, tok, "am a.m. a.m"))
        return 0;
    if (gly_look_among(look, tok, "pm p.m. p.m"))
        return 12;
    return -1;
}

/* "7", "7.30", "7:30", "19:30:15"; false for anything else. */
static bool clock_of(struct gly_str text, char mark, int *ret_hour, int *ret_minute)
{
    int part[3] = {0};
    unsigned len[3] = {0}, k = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c >= '0' && c <= '9' && len[k] < 2) {
            part[k] = part[k] * 10 + (c - '0');
            len[k]++;
        } else if (c == mark && len[k] > 0 && k < 2) {
            k++;
        } else {
            return false;
        }
    }
    *ret_hour = part[0];
    *ret_minute = part[1];
    return (k == 0 || len[1] == 2) && (k < 2 || len[2] == 2) && part[0] <= 24 &&
           part[1] < 60 && part[2] < 60;
}

static uint32_t set_time(struct gly_date *date, int minute, uint32_t end)
{
    date->kind = GLY_DATE_TIME;
    date->from = date->to = gly_moment_none();
    date->from.minute = date->to.minute = (int16_t)(minute % DAY);
    return end;
}

/* "3:16" of John, "1:2" as a ratio, "4:38" as a running time: a colon alone makes a time
 * only in four or five figures with a word before that asks for one, or with a nought
 * first. */
static bool asks_for_time(const struct gly_look *look, uint32_t tok)
{
    return gly_look_among(look, tok,
                          "at from by until till to before after about around and "
                          "between since of - \xE2\x80\x93");
}

static bool is_zone(const struct gly_look *look, uint32_t tok)
{
    return gly_look_among(look, tok,
                          "gmt bst utc est edt pst pdt cet cest ist et hrs hours "
                          "hours. edst") &&
           !gly_look_is_hyphen(look, tok - 1);
}

static uint32_t read_colon(const struct gly_look *look, uint32_t tok,
                           struct gly_str text, struct gly_date *date)
{
    int hour, minute;
    if (!memchr(text.ptr, ':', text.len) || !clock_of(text, ':', &hour, &minute))
        return tok;
    int half = half_at(look, tok + 1);
    if (half >= 0 && hour <= 12)
        return set_time(date, (hour % 12 + half) * HOUR + minute, tok + 2);
    if (is_zone(look, tok + 1))
        return set_time(date, hour * HOUR + minute, tok + 2);
    bool long_form = text.len == 5 || text.len == 8;
    /* "the 9:15 bus" */
    bool leaves = gly_look_among(look, tok - 1, "the a an this") &&
                  gly_look_among(look, tok + 1,
                                 "bus train flight ferry boat tram coach service "
                                 "departure express sailing showing performance");
    if (!long_form && !leaves && !asks_for_time(look, tok - 1))
        return tok;
    if (gly_look_among(look, tok + 1, "scale ratio aspect") ||
        gly_look_among(look, tok - 1, "of ratio scale") || hour == 24 ||
        (gly_str_is(gly_look_at(look, tok + 1), ",") &&
         gly_look_is_glued(look, tok + 2)))
        return tok;
    if (!long_form && gly_look_flags(look, tok - 1) & GLY_TOK_CAPITALISED)
        return tok;
    return set_time(date, hour * HOUR + minute, tok + 1);
}

/* "At 09: 00", "by 9: 30 on 5 May": a clock that was set apart at its colon. Minutes have two
 * figures, and count nothing. */
static uint32_t read_parted(const struct gly_look *look, uint32_t tok,
                            struct gly_str text, struct gly_date *date)
{
    struct gly_str behind = gly_look_at(look, tok + 2);
    char both[6];
    int hour, minute;
    if (!gly_str_is(gly_look_at(look, tok + 1), ":") ||
        !gly_look_is_glued(look, tok + 1) || text.len > 2 || behind.len != 2 ||
        !asks_for_time(look, tok - 1) || gly_look_among(look, tok - 1, "of and") ||
        gly_quantity_is_plural(look, tok + 3))
        return tok;
    memcpy(both, text.ptr, text.len);
    both[text.len] = ':';
    memcpy(both + text.len + 1, behind.ptr, 2);
    if (!clock_of((struct gly_str){both, text.len + 3}, ':', &hour, &minute) ||
        hour == 24)
        return tok;
    return set_time(date, hour * HOUR + minute, tok + 3);
}

/* "1500 GMT", "0815 hrs". */
static uint32_t read_military(const struct gly_look *look, uint32_t tok,
                              struct gly_str text, struct gly_date *date)
{
    /* "Between 2200 and 0700": a nought first, after a word that asks for a time. */
    bool zero = text.len == 4 && text.ptr[0] == '0' && asks_for_time(look, tok - 1);
    bool zone = is_zone(look, tok + 1) && !gly_look_among(look, tok + 1, "hours hrs");
    if (text.len != 4 || (!zone && !zero))
        return tok;
    int value = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return tok;
        value = value * 10 + (text.ptr[i] - '0');
    }
    if (value / 100 > 24 || value % 100 > 59)
        return tok;
    return set_time(date, value / 100 * HOUR + value % 100, tok + (zone ? 2 : 1));
}

/* "At noon", "from 9 pm to midnight", "12 noon": hours that have a name. Without a word that
 * asks for a time it may be any part of the day. */
static uint32_t read_named(const struct gly_look *look, uint32_t tok,
                           struct gly_date *date)
{
    bool twelve = gly_look_among(look, tok, "12 twelve");
    uint32_t name = tok + twelve;
    if (!twelve && !asks_for_time(look, tok - 1))
        return tok;
    if (gly_look_among(look, name, "noon midday"))
        return set_time(date, 12 * HOUR, name + 1);
    return gly_look_among(look, name, "midnight") ? set_time(date, 0, name + 1) : tok;
}

uint32_t gly_date_read_time(const struct gly_date_look *at, uint32_t tok,
                            struct gly_date *ret_date)
{
    const struct gly_look *look = &at->look;
    const struct gly_number *number = gly_date_number(at, tok);
    struct gly_str text = gly_look_at(look, tok);
    uint32_t named = tok;
    if (gly_date_names_hour(text) || (number && number->value == 12))
        named = read_named(look, tok, ret_date);
    if (named > tok || !number || number->tok_count != 1)
        return named;
    int hour, minute;
    int half = half_at(look, tok + 1);
    if (half < 0 && gly_look_among(look, tok + 1, "a p") &&
        gly_look_among(look, tok + 2, ".") && gly_look_among(look, tok + 3, "m m."))
        return tok;
    bool words = (number->flags & GLY_NUMBER_WORDS) != 0;
    if (gly_look_among(look, tok + 1, "o'clock o’clock") && number->value >= 1 &&
        number->value <= 12)
        return set_time(ret_date, (int)number->value * HOUR, tok + 2);
    if (words)
        return half >= 0 && number->value >= 1 && number->value <= 12
                   ? set_time(ret_date, ((int)number->value % 12 + half) * HOUR,
                              tok + 2)
                   : tok;
    if (half >= 0 && clock_of(text, '.', &hour, &minute) && hour <= 12)
        return set_time(ret_date, (hour % 12 + half) * HOUR + minute, tok + 2);
    uint32_t end = read_colon(look, tok, text, ret_date);
    if (end == tok)
        end = read_parted(look, tok, text, ret_date);
    if (end == tok)
        end = read_military(look, tok, text, ret_date);
    return end;
}
