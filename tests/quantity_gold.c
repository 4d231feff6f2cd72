#include "quantity_gold.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <galley/date.h>

#include "note/note.h"
#include "note/number.h"
#include "text.h"

enum { MOST_ITEMS = 16, LONGEST_LINE = 1024 };

struct item {
    struct gly_span span;
    char class[16], value[48], unit[16], bound[16], noun[48], half[16], role[16];
    char weekday[4];
    bool used;
};

struct line {
    char text[LONGEST_LINE];
    size_t len;
    struct item items[MOST_ITEMS];
    unsigned count;
};

static bool is_bound(const char *word)
{
    return gly_word_among(gly_str(word), "over atleast under upto about nearly vague");
}

static void copy(char *to, size_t size, const char *from)
{
    snprintf(to, size, "%s", from);
}

/* "count 12 about noun=firms" */
static void read_item(char *spec, struct item *item)
{
    char *rest;
    for (char *word = strtok_r(spec, " ", &rest); word;
         word = strtok_r(NULL, " ", &rest)) {
        if (!item->class[0])
            copy(item->class, sizeof item->class, word);
        else if (strncmp(word, "noun=", 5) == 0)
            copy(item->noun, sizeof item->noun, word + 5);
        else if (strncmp(word, "h=", 2) == 0)
            copy(item->half, sizeof item->half, word + 2);
        else if (strncmp(word, "role=", 5) == 0)
            copy(item->role, sizeof item->role, word + 5);
        else if (strncmp(word, "weekday=", 8) == 0)
            copy(item->weekday, sizeof item->weekday, word + 8);
        else if (is_bound(word))
            copy(item->bound, sizeof item->bound, word);
        else if (!item->value[0])
            copy(item->value, sizeof item->value, word);
        else
            copy(item->unit, sizeof item->unit, word);
    }
}

/* Take the marks out of a line. */
static bool read_line(const char *at, struct line *line)
{
    *line = (struct line){.len = 0};
    while (*at && *at != '\n') {
        const char *bar = strchr(at, '|'), *close = bar ? strchr(bar, ']') : NULL;
        if (*at == '[' && at[1] != '[' && close) {
            struct item *item = &line->items[line->count++];
            item->span.start = (uint32_t)line->len;
            memcpy(line->text + line->len, at + 1, (size_t)(bar - at - 1));
            line->len += (size_t)(bar - at - 1);
            item->span.end = (uint32_t)line->len;
            char spec[256];
            snprintf(spec, sizeof spec, "%.*s", (int)(close - bar - 1), bar + 1);
            read_item(spec, item);
            at = close + 1;
        } else {
            line->text[line->len++] = *at++;
        }
        if (line->count == MOST_ITEMS || line->len + 256 > LONGEST_LINE)
            return false;
    }
    return true;
}

/* ---- Comparing ---- */

static bool near(double a, double b)
{
    return fabs(a - b) <= 1e-6 * fmax(1, fabs(b));
}

static void print_moment(struct gly_moment m, char *out, size_t size)
{
    char year[16] = "-";
    if (m.year != GLY_NO_YEAR && m.year <= 0)
        snprintf(year, sizeof year, "%dbc", 1 - m.year);
    else if (m.year != GLY_NO_YEAR)
        snprintf(year, sizeof year, m.month > 0 ? "%04d" : "%d", m.year);
    if (m.minute >= 0)
        snprintf(out, size, "%02d:%02d", m.minute / 60, m.minute % 60);
    else if (m.day > 0)
        snprintf(out, size, "%s-%02d-%02d", year, m.month, m.day);
    else if (m.month > 0)
        snprintf(out, size, "%s-%02d", year, m.month);
    else
        snprintf(out, size, "%s", m.year == GLY_NO_YEAR ? "" : year);
}

static void print_date(const struct gly_date *date, char *out, size_t size)
{
    char from[32], to[32];
    print_moment(date->from, from, sizeof from);
    print_moment(date->to, to, sizeof to);
    if (strcmp(from, to) == 0)
        snprintf(out, size, "%s", from);
    else
        snprintf(out, size, "%s:%s", from, to);
}

static bool value_agrees(const char *want, const struct gly_quantity *q)
{
    if (!want[0])
        return true;
    char *end;
    double low = strtod(want, &end), high = low;
    if (*end == ':')
        high = strtod(end + 1, NULL);
    return near(q->low, low) && near(q->high, high);
}

static bool quantity_agrees(const struct item *item, const struct gly_doc *doc,
                            const struct gly_quantity *q)
{
    const char *unit = q->unit ? q->unit->symbol : "";
    if (strcmp(item->class, gly_quantity_class_name(q->class)) != 0 ||
        !value_agrees(item->value, q))
        return false;
    if (!gly_quantity_is_value(q) && q->class != GLY_QUANTITY_ORDINAL)
        return true;
    if (strcmp(item->unit, unit) != 0 ||
        strcmp(item->bound, gly_bound_name(q->bound)) != 0)
        return false;
    if (item->noun[0] && !gly_str_is(gly_doc_slice(doc, q->noun), item->noun))
        return false;
    if (item->role[0] && strcmp(item->role, gly_role_name(q->role)) != 0)
        return false;
    return !item->half[0] || near(q->half, strtod(item->half, NULL));
}

static bool date_agrees(const struct item *item, const struct gly_date *date)
{
    char value[80];
    print_date(date, value, sizeof value);
    if (item->weekday[0] && date->weekday != strtoul(item->weekday, NULL, 10))
        return false;
    return strcmp(item->class, gly_date_kind_name(date->kind)) == 0 &&
           strcmp(item->value, value) == 0;
}

static struct item *item_at(struct line *line, struct gly_span span)
{
    for (unsigned i = 0; i < line->count; i++)
        if (line->items[i].span.start == span.start &&
            line->items[i].span.end == span.end)
            return &line->items[i];
    return NULL;
}

static void tell(struct gly_buf *out, unsigned number, const char *what,
                 const struct gly_doc *doc, struct gly_span span)
{
    gly_buf_printf(out, "%u: %s '", number, what);
    gly_buf_add_str(out, gly_doc_slice(doc, span));
    gly_buf_puts(out, "'");
}

static void tell_quantity(struct gly_buf *out, unsigned number,
                          const struct gly_doc *doc, const struct gly_quantity *q)
{
    tell(out, number, "found", doc, q->span);
    gly_buf_printf(
        out, " %s %g:%g %s %s h=%g role=%s noun=", gly_quantity_class_name(q->class),
        q->low, q->high, q->unit ? q->unit->symbol : "", gly_bound_name(q->bound),
        q->half, gly_role_name(q->role));
    gly_buf_add_str(out, gly_doc_slice(doc, q->noun));
    gly_buf_putc(out, '\n');
}

static void score_doc(struct line *line, unsigned number, const struct gly_doc *doc,
                      struct gold_totals *totals, struct gly_buf *out)
{
    const struct gly_quantities *quantities = doc->notes[GLY_ANNOTATION_QUANTITIES];
    const struct gly_dates *dates = doc->notes[GLY_ANNOTATION_DATES];
    for (uint32_t i = 0; i < quantities->count; i++) {
        const struct gly_quantity *q = &quantities->at[i];
        if (q->class == GLY_QUANTITY_DATE)
            continue;
        totals->found++;
        struct item *item = item_at(line, q->span);
        if (item && quantity_agrees(item, doc, q)) {
            item->used = true;
            totals->right++;
        } else {
            tell_quantity(out, number, doc, q);
        }
    }
    for (uint32_t i = 0; i < dates->count; i++) {
        const struct gly_date *date = &dates->at[i];
        char value[80];
        totals->found++;
        struct item *item = item_at(line, date->span);
        if (item && date_agrees(item, date)) {
            item->used = true;
            totals->right++;
        } else {
            tell(out, number, "found", doc, date->span);
            print_date(date, value, sizeof value);
            gly_buf_printf(out, " %s %s\n", gly_date_kind_name(date->kind), value);
        }
    }
    for (unsigned i = 0; i < line->count; i++) {
        const struct item *item = &line->items[i];
        totals->gold++;
        if (item->used)
            continue;
        tell(out, number, "wanted", doc, item->span);
        gly_buf_printf(out, " %s %s %s %s %s %s %s\n", item->class, item->value,
                       item->unit, item->bound, item->noun, item->half, item->role);
    }
}

static void score_line(const char *at, unsigned number, struct gold_totals *totals,
                       struct gly_buf *out)
{
    struct line line;
    bool markdown = strncmp(at, "md: ", 4) == 0;
    if (!read_line(markdown ? at + 4 : at, &line)) {
        gly_buf_printf(out, "%u: too long\n", number);
        return;
    }
    struct gly_str text = {line.text, line.len};
    struct text t;
    struct gly_doc *doc;
    text_read(&t, text);
    doc = t.doc;
    if (markdown) {
        doc = gly_reader_markdown.read(&t.arena, &t.source);
        gly_doc_tokenise(doc);
    }
    gly_annotate(doc, gly_annotation_closure(GLY_NEED_QUANTITIES), NULL);
    /* Spans of Markdown are those of its source. */
    for (unsigned i = 0; markdown && i < line.count; i++)
        line.items[i].span = gly_doc_text_span(doc, line.items[i].span);
    totals->lines++;
    score_doc(&line, number, doc, totals, out);
    text_release(&t);
}

bool gold_score(const char *path, struct gold_totals *totals, struct gly_buf *out)
{
    FILE *file = fopen(path, "r");
    char at[LONGEST_LINE];
    if (!file)
        return false;
    *totals = (struct gold_totals){0};
    for (unsigned number = 1; fgets(at, sizeof at, file); number++)
        if (at[0] != '#' && at[0] != '\n')
            score_line(at, number, totals, out);
    fclose(file);
    return true;
}

double gold_f1(const struct gold_totals *totals)
{
    double sum = (double)totals->gold + totals->found;
    return sum > 0 ? 2.0 * totals->right / sum : 0;
}
