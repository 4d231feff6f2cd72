/* The layer "date": dates, periods and times of day with the days they cover. */
#include <stdio.h>

#include <galley/date.h>

#include "cli/layer.h"

enum { LONGEST_MOMENT = 40 };

/* ISO 8601 as far as it is known: "2004-05-14", "--05-14", "1933", "-0043", "19:30". */
static void write_moment(struct gly_moment moment, char out[LONGEST_MOMENT])
{
    int used = 0;
    out[0] = '\0';
    if (moment.year != GLY_NO_YEAR)
        used = snprintf(out, LONGEST_MOMENT, moment.year < 0 ? "%05d" : "%04d",
                        moment.year);
    else if (moment.month > 0)
        used = snprintf(out, LONGEST_MOMENT, "-");
    if (moment.month > 0)
        used +=
            snprintf(out + used, LONGEST_MOMENT - (size_t)used, "-%02u", moment.month);
    if (moment.day > 0)
        used +=
            snprintf(out + used, LONGEST_MOMENT - (size_t)used, "-%02u", moment.day);
    if (moment.minute >= 0)
        snprintf(out + used, LONGEST_MOMENT - (size_t)used, "%s%02d:%02d",
                 used > 0 ? "T" : "", moment.minute / 60, moment.minute % 60);
}

static const struct gly_dates *dates_of(const struct gly_doc *doc)
{
    return doc->notes[GLY_ANNOTATION_DATES];
}

/* By bit, from the lowest. */
static const char *const flag_names[] = {
    "weekday",     "circa",    "part",    "ambiguous", "impossible",
    "abbreviated", "reversed", "bc",      "decade",    "century",
    "season",      "fiscal",   "quarter", "numeric",   "relative",
};

static void print_text(const struct gly_doc *doc, struct gly_buf *out)
{
    const struct gly_dates *all = dates_of(doc);
    for (uint32_t i = 0; i < all->count; i++) {
        const struct gly_date *date = &all->at[i];
        char from[LONGEST_MOMENT], to[LONGEST_MOMENT];
        write_moment(date->from, from);
        write_moment(date->to, to);
        gly_buf_printf(out, "%6u %-6s '", date->span.start,
                       gly_date_kind_name(date->kind));
        gly_buf_add_str(out, gly_doc_slice(doc, date->span));
        gly_buf_printf(out, "' %s", from);
        if (strcmp(from, to) != 0)
            gly_buf_printf(out, " to %s", to);
        if (date->weekday > 0)
            gly_buf_printf(out, " %s", gly_weekday_name(date->weekday));
        for (unsigned f = 0; f < GLY_COUNT(flag_names); f++)
            if (date->flags & (1u << f))
                gly_buf_printf(out, " [%s]", flag_names[f]);
        gly_buf_putc(out, '\n');
    }
}

static void print_json(const struct gly_doc *doc, struct gly_buf *out)
{
    const struct gly_dates *all = dates_of(doc);
    gly_buf_puts(out, "{\"dates\":[");
    for (uint32_t i = 0; i < all->count; i++) {
        const struct gly_date *date = &all->at[i];
        char from[LONGEST_MOMENT], to[LONGEST_MOMENT];
        write_moment(date->from, from);
        write_moment(date->to, to);
        gly_buf_printf(out, "%s\n{\"start\":%u,\"end\":%u,\"kind\":\"%s\",\"text\":",
                       i > 0 ? "," : "", date->span.start, date->span.end,
                       gly_date_kind_name(date->kind));
        gly_layer_json_string(out, gly_doc_slice(doc, date->span));
        gly_buf_printf(out, ",\"from\":\"%s\",\"to\":\"%s\"", from, to);
        if (date->weekday > 0)
            gly_buf_printf(out, ",\"weekday\":\"%s\"", gly_weekday_name(date->weekday));
        gly_buf_puts(out, ",\"flags\":[");
        bool first = true;
        for (unsigned f = 0; f < GLY_COUNT(flag_names); f++) {
            if (!(date->flags & (1u << f)))
                continue;
            gly_buf_printf(out, "%s\"%s\"", first ? "" : ",", flag_names[f]);
            first = false;
        }
        gly_buf_puts(out, "]}");
    }
    gly_buf_puts(out, "]}\n");
}

static void print_csv(const struct gly_doc *doc, struct gly_buf *out)
{
    static const char *const names[] = {"start", "end", "kind",    "text",
                                        "from",  "to",  "weekday", "flags"};
    const struct gly_dates *all = dates_of(doc);
    struct gly_layer_row row = {0};
    gly_layer_csv_head(names, GLY_COUNT(names), out);
    for (uint32_t i = 0; i < all->count; i++) {
        const struct gly_date *date = &all->at[i];
        char moment[LONGEST_MOMENT], flags[160] = "";
        gly_layer_csv_print(&row, "%u", date->span.start);
        gly_layer_csv_print(&row, "%u", date->span.end);
        gly_layer_csv_text(&row, gly_str(gly_date_kind_name(date->kind)));
        gly_layer_csv_text(&row, gly_doc_slice(doc, date->span));
        write_moment(date->from, moment);
        gly_layer_csv_print(&row, "%s", moment);
        write_moment(date->to, moment);
        gly_layer_csv_print(&row, "%s", moment);
        gly_layer_csv_text(
            &row, gly_str(date->weekday > 0 ? gly_weekday_name(date->weekday) : ""));
        for (unsigned f = 0; f < GLY_COUNT(flag_names); f++)
            if (date->flags & (1u << f)) {
                strcat(flags, flags[0] ? " " : "");
                strcat(flags, flag_names[f]);
            }
        gly_layer_csv_text(&row, gly_str(flags));
        gly_layer_csv_end(&row, out);
    }
}

const struct gly_layer gly_layer_date = {
    .name = "date",
    .needs = GLY_NEED_DATES,
    .formats = {[GLY_LAYER_TEXT] = print_text,
                [GLY_LAYER_JSON] = print_json,
                [GLY_LAYER_CSV] = print_csv},
};
