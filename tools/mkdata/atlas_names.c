/* Currencies, history, demonyms, and what is known of names that are disputed or that
 * may be something else. */

#include "atlas.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RANK_DEMONYM = 2, RANK_CURRENCY = 80, RANK_HISTORY = 90, RANK_DISPUTED = 95 };

static struct gly_atlas_reading reading(enum gly_place_kind kind,
                                        enum gly_atlas_form form, uint16_t row,
                                        uint16_t country)
{
    return (struct gly_atlas_reading){
        .kind = (uint8_t)kind, .form = (uint8_t)form, .row = row, .country = country};
}

static uint16_t only_country(const struct atlas *atlas, struct gly_rows countries)
{
    return countries.count == 1
               ? *(uint16_t *)atlas_row(atlas, GLY_ATLAS_ITEMS, countries.first)
               : GLY_NOWHERE;
}

/* ---- Currencies ---- */

/* "Danish krone" and, with each plural of the unit, "Danish kroner". */
static void name_currency(struct atlas *atlas, const struct sheet *sheet,
                          struct gly_atlas_reading r)
{
    const char *unit = sheet_get(sheet, "unit");
    const char *names = sheet_get(sheet, "names");
    for (char item[128]; sheet_item(&names, item, sizeof item);) {
        atlas_name(atlas, item, r, RANK_CURRENCY);
        size_t len = strlen(item), tail = strlen(unit);
        if (len <= tail || strcmp(item + len - tail, unit) != 0)
            continue;
        const char *plurals = sheet_get(sheet, "plurals");
        for (char plural[128]; sheet_item(&plurals, plural, sizeof plural);) {
            char name[256];
            snprintf(name, sizeof name, "%.*s%s", (int)(len - tail), item, plural);
            atlas_name(atlas, name, r, RANK_CURRENCY);
        }
    }
    r.form = GLY_NAMED_UNIT;
    r.country = GLY_NOWHERE;
    atlas_name(atlas, unit, r, RANK_CURRENCY);
    const char *plurals = sheet_get(sheet, "plurals");
    for (char plural[128]; sheet_item(&plurals, plural, sizeof plural);)
        atlas_name(atlas, plural, r, RANK_CURRENCY);
}

void atlas_read_currencies(struct atlas *atlas, const struct rules *rules)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, "geography/currencies.csv");
    for (uint16_t row = 0; sheet_next(&sheet); row++) {
        const char *names = sheet_get(&sheet, "names");
        char name[128] = "";
        sheet_item(&names, name, sizeof name);
        const char *code = sheet_get(&sheet, "code");
        struct gly_currency facts = {
            .name = atlas_text(atlas, name),
            .unit = atlas_text(atlas, sheet_get(&sheet, "unit")),
            .from = (int16_t)atoi(sheet_get(&sheet, "from")),
            .to = (int16_t)atoi(sheet_get(&sheet, "to")),
            .countries = atlas_list(atlas, &sheet, "countries", GLY_PLACE_COUNTRY),
        };
        memcpy(facts.code, code, strlen(code) < 4 ? strlen(code) : 3);
        *(struct gly_currency *)atlas_add(atlas, GLY_ATLAS_CURRENCIES) = facts;
        uint16_t country = only_country(atlas, facts.countries);
        atlas_name(atlas, code,
                   reading(GLY_PLACE_CURRENCY, GLY_NAMED_NOUN, row, country),
                   RANK_CURRENCY);
        name_currency(atlas, &sheet,
                      reading(GLY_PLACE_CURRENCY, GLY_NAMED_NOUN, row, country));
    }
    sheet_close(&sheet);
}

/* ---- History ---- */

static enum gly_former_kind former_kind(const struct sheet *sheet)
{
    const char *kind = sheet_get(sheet, "kind");
    return strcmp(kind, "former state") == 0 ? GLY_FORMER_STATE
           : strcmp(kind, "name") == 0       ? GLY_FORMER_NAME
           : strcmp(kind, "state") == 0      ? GLY_FORMER_YOUNG
                                             : GLY_FORMER_ORGANISATION;
}

static void read_history(struct atlas *atlas, const struct rules *rules)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, "geography/history.csv");
    for (uint16_t row = 0; sheet_next(&sheet); row++) {
        const char *name = sheet_get(&sheet, "name");
        struct gly_former facts = {
            .name = atlas_text(atlas, name),
            .kind = (uint16_t)former_kind(&sheet),
            .from = (int16_t)atoi(sheet_get(&sheet, "from")),
            .to = (int16_t)atoi(sheet_get(&sheet, "to")),
            .countries = atlas_list(atlas, &sheet, "countries", GLY_PLACE_COUNTRY),
        };
        *(struct gly_former *)atlas_add(atlas, GLY_ATLAS_FORMER) = facts;
        struct gly_atlas_reading r = reading(GLY_PLACE_FORMER, GLY_NAMED_NOUN, row,
                                             only_country(atlas, facts.countries));
        r.former = facts.kind == GLY_FORMER_STATE || facts.kind == GLY_FORMER_NAME;
        atlas_name(atlas, name, r, RANK_HISTORY);
        const char *aliases = sheet_get(&sheet, "aliases");
        for (char item[128]; sheet_item(&aliases, item, sizeof item);)
            atlas_name(atlas, item, r, RANK_HISTORY);
    }
    sheet_close(&sheet);
}

/* ---- Demonyms ---- */

static enum gly_atlas_form form_of(const struct sheet *sheet)
{
    const char *kind = sheet_get(sheet, "kind");
    return strcmp(kind, "adjective") == 0 ? GLY_NAMED_ADJECTIVE
           : strcmp(kind, "person") == 0  ? GLY_NAMED_PERSON
           : strcmp(kind, "people") == 0  ? GLY_NAMED_PEOPLE
                                          : GLY_NAMED_COMBINING;
}

/* States that have ended, by the codes they had. */
static uint16_t former_state(const struct atlas *atlas, const char *code)
{
    static const char *const states[][2] = {
        {"SU", "Soviet Union"},
        {"YU", "Yugoslavia"},
        {"CS", "Czechoslovakia"},
        {"DD", "East Germany"},
    };
    for (size_t i = 0; i < GLY_COUNT(states); i++)
        if (strcmp(code, states[i][0]) == 0)
            return atlas_find(atlas, states[i][1], GLY_PLACE_FORMER, GLY_NOWHERE);
    return GLY_NOWHERE;
}

static struct gly_atlas_reading
demonym_reading(const struct atlas *atlas, const struct sheet *sheet, const char *place)
{
    uint16_t country = atlas_country(atlas, place);
    struct gly_atlas_reading r =
        reading(GLY_PLACE_COUNTRY, form_of(sheet), country, country);
    if (strcmp(sheet_get(sheet, "scope"), "city") == 0) {
        r.kind = GLY_PLACE_CITY;
        r.row = atlas_find(atlas, sheet_get(sheet, "note"), GLY_PLACE_CITY, country);
    } else if (country == GLY_NOWHERE) {
        r.kind = GLY_PLACE_FORMER;
        r.former = 1;
        r.row = former_state(atlas, place);
        if (r.row == GLY_NOWHERE) {
            r.kind = GLY_PLACE_REGION;
            r.row = atlas_find(atlas, place, GLY_PLACE_REGION, GLY_NOWHERE);
            r.former = 0;
        }
    }
    return r;
}

static void read_demonyms(struct atlas *atlas, const struct rules *rules)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, "geography/demonyms.csv");
    while (sheet_next(&sheet)) {
        char word[128] = "";
        snprintf(word, sizeof word, "%s", sheet_get(&sheet, "word"));
        size_t len = strlen(word);
        if (len > 0 && word[len - 1] == '-')
            word[len - 1] = '\0';
        const char *places = sheet_get(&sheet, "place");
        for (char place[128]; sheet_item(&places, place, sizeof place);) {
            struct gly_atlas_reading r = demonym_reading(atlas, &sheet, place);
            if (r.row != GLY_NOWHERE)
                atlas_name(atlas, word, r, RANK_DEMONYM + r.kind);
        }
    }
    sheet_close(&sheet);

    sheet_open(&sheet, rules, "geography/confusable.csv");
    while (sheet_next(&sheet)) {
        uint16_t country = atlas_country(atlas, sheet_get(&sheet, "country"));
        uint16_t other = atlas_country(atlas, sheet_get(&sheet, "other_country"));
        struct gly_confusable *pair = atlas_add(atlas, GLY_ATLAS_CONFUSABLE);
        *pair = (struct gly_confusable){country, other};
    }
    sheet_close(&sheet);
}

/* ---- Disputed and ambiguous names ---- */

static bool is_named(const struct atlas *atlas, const char *text)
{
    for (size_t i = 0; i < atlas->name_count; i++)
        if (!atlas->names[i].bare && strcmp(atlas->names[i].text, text) == 0)
            return true;
    return false;
}

static void read_disputed(struct atlas *atlas, const struct rules *rules)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, "geography/disputed.csv");
    for (uint16_t row = 0; sheet_next(&sheet); row++) {
        const char *name = sheet_get(&sheet, "name");
        struct gly_disputed facts = {
            .name = atlas_text(atlas, name),
            .parties = atlas_list(atlas, &sheet, "parties", GLY_PLACE_COUNTRY),
        };
        *(struct gly_disputed *)atlas_add(atlas, GLY_ATLAS_DISPUTED) = facts;
        atlas_flag(atlas, name, GLY_LABEL_DISPUTED);
        if (!is_named(atlas, name))
            atlas_name(atlas, name,
                       reading(GLY_PLACE_DISPUTED, GLY_NAMED_NOUN, row, GLY_NOWHERE),
                       RANK_DISPUTED);
    }
    sheet_close(&sheet);
}

static uint16_t treatment(const struct sheet *sheet)
{
    const char *name = sheet_get(sheet, "treatment");
    if (strcmp(name, "phrase") == 0)
        return GLY_LABEL_PHRASE;
    if (strcmp(name, "never-place") == 0)
        return GLY_LABEL_NEVER;
    if (strcmp(name, "needs-context") == 0)
        return GLY_LABEL_NEEDS_CONTEXT;
    if (strcmp(name, "which-place") == 0)
        return GLY_LABEL_WHICH;
    table_fail(&sheet->table, "treatment '%s' is not known", name);
}

static void read_ambiguous(struct atlas *atlas, const struct rules *rules)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, "geography/ambiguous.csv");
    while (sheet_next(&sheet)) {
        const char *text = sheet_get(&sheet, "text");
        uint16_t flags = treatment(&sheet);
        atlas_flag(atlas, text, flags);
        if (flags != GLY_LABEL_PHRASE)
            continue;
        /* Things have plurals: "Danish pastries", "guinea pigs". */
        char plural[160];
        size_t len = strlen(text);
        snprintf(plural, sizeof plural, "%ss", text);
        if (len > 2 && text[len - 1] == 'y' && !strchr("aeiou", text[len - 2]))
            snprintf(plural, sizeof plural, "%.*sies", (int)len - 1, text);
        if (len > 0 && text[len - 1] != 's')
            atlas_flag(atlas, plural, flags);
    }
    sheet_close(&sheet);
}

void atlas_read_names(struct atlas *atlas, const struct rules *rules)
{
    read_history(atlas, rules);
    read_demonyms(atlas, rules);
    read_disputed(atlas, rules);
    read_ambiguous(atlas, rules);
}
