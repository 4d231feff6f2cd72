/* Rows of history.csv, demonyms.csv, confusable.csv, disputed.csv and ambiguous.csv. */
#include <stdio.h>
#include <string.h>

#include "base/atlas_builder.h"

/* ---- History ---- */

static uint32_t former_row(struct gly_atlas_builder *b, unsigned kind)
{
    uint16_t known = b->over ? gly_builder_find(b, gly_builder_cell(b, "name"),
                                                GLY_PLACE_FORMER, GLY_NOWHERE)
                             : GLY_NOWHERE;
    if (known != GLY_NOWHERE) {
        const struct gly_former *former = gly_builder_row(b, GLY_ATLAS_FORMER, known);
        if (former->kind == kind)
            return known;
    }
    gly_builder_add(b, GLY_ATLAS_FORMER);
    return b->counts[GLY_ATLAS_FORMER] - 1;
}

void gly_builder_history(struct gly_atlas_builder *b)
{
    static const char *const kinds[] = {
        [GLY_FORMER_STATE] = "former state", [GLY_FORMER_NAME] = "name",
        [GLY_FORMER_YOUNG] = "state",        [GLY_FORMER_ORGANISATION] = "organisation",
        [GLY_FORMER_CAPITAL] = "capital",
    };
    int kind = gly_builder_word(b, "kind", kinds, GLY_COUNT(kinds));
    if (kind < 0)
        return;
    const char *name = gly_builder_cell(b, "name");
    uint32_t row = former_row(b, (unsigned)kind);
    struct gly_former facts =
        *(struct gly_former *)gly_builder_row(b, GLY_ATLAS_FORMER, row);
    facts.name = gly_builder_text(b, name);
    facts.kind = (uint16_t)kind;
    if (gly_builder_has(b, "from"))
        facts.from = gly_builder_year(b, "from");
    if (gly_builder_has(b, "to"))
        facts.to = gly_builder_year(b, "to");
    gly_builder_list(b, "countries", GLY_PLACE_COUNTRY, &facts.countries);
    *(struct gly_former *)gly_builder_row(b, GLY_ATLAS_FORMER, row) = facts;
    if (facts.kind == GLY_FORMER_CAPITAL) /* the city has its name */
        return;
    struct gly_atlas_reading r = gly_builder_reading(
        b, GLY_PLACE_FORMER, GLY_NAMED_NOUN, row, gly_builder_only(b, facts.countries));
    r.former = facts.kind == GLY_FORMER_STATE || facts.kind == GLY_FORMER_NAME;
    gly_builder_name(b, name, r, GLY_RANK_HISTORY);
    gly_builder_names(b, "aliases", r, GLY_RANK_HISTORY);
}

/* ---- Demonyms ---- */

/* States that have ended, by the codes they had. */
static uint16_t former_state(const struct gly_atlas_builder *b, const char *code)
{
    static const char *const states[][2] = {
        {"SU", "Soviet Union"},
        {"YU", "Yugoslavia"},
        {"CS", "Czechoslovakia"},
        {"DD", "East Germany"},
    };
    for (size_t i = 0; i < GLY_COUNT(states); i++)
        if (strcmp(code, states[i][0]) == 0)
            return gly_builder_find(b, states[i][1], GLY_PLACE_FORMER, GLY_NOWHERE);
    return GLY_NOWHERE;
}

static struct gly_atlas_reading demonym_reading(const struct gly_atlas_builder *b,
                                                unsigned form, const char *place)
{
    uint16_t country = gly_builder_country(b, place);
    struct gly_atlas_reading r = {.kind = GLY_PLACE_COUNTRY,
                                  .form = (uint8_t)form,
                                  .row = country,
                                  .country = country};
    if (gly_builder_is(b, "scope", "city")) {
        r.kind = GLY_PLACE_CITY;
        r.row =
            gly_builder_find(b, gly_builder_cell(b, "note"), GLY_PLACE_CITY, country);
    } else if (country == GLY_NOWHERE) {
        r.kind = GLY_PLACE_FORMER;
        r.former = 1;
        r.row = former_state(b, place);
        if (r.row == GLY_NOWHERE) {
            r.kind = GLY_PLACE_REGION;
            r.row = gly_builder_find(b, place, GLY_PLACE_REGION, GLY_NOWHERE);
            r.former = 0;
        }
    }
    return r;
}

void gly_builder_demonym(struct gly_atlas_builder *b)
{
    static const char *const kinds[] = {"adjective", "person", "people", "combining"};
    static const uint8_t forms[] = {GLY_NAMED_ADJECTIVE, GLY_NAMED_PERSON,
                                    GLY_NAMED_PEOPLE, GLY_NAMED_COMBINING};
    int kind = gly_builder_word(b, "kind", kinds, GLY_COUNT(kinds));
    if (kind < 0)
        return;
    char word[128] = "";
    snprintf(word, sizeof word, "%s", gly_builder_cell(b, "word"));
    size_t len = strlen(word);
    if (len > 0 && word[len - 1] == '-')
        word[len - 1] = '\0';
    const char *places = gly_builder_cell(b, "place");
    for (char place[128]; gly_builder_item(b, "place", &places, place);) {
        struct gly_atlas_reading r = demonym_reading(b, forms[kind], place);
        if (r.row != GLY_NOWHERE)
            gly_builder_name(b, word, r, GLY_RANK_DEMONYM + r.kind);
        else if (b->over)
            gly_builder_wrong(b, "place", "there is no '%.60s'", place);
    }
}

void gly_builder_confusable(struct gly_atlas_builder *b)
{
    uint16_t country = gly_builder_home(b, "country");
    uint16_t other = gly_builder_home(b, "other_country");
    if (b->record->is_bad)
        return;
    struct gly_confusable *pair = gly_builder_add(b, GLY_ATLAS_CONFUSABLE);
    *pair = (struct gly_confusable){country, other};
}

/* ---- Disputed and ambiguous names ---- */

void gly_builder_disputed(struct gly_atlas_builder *b)
{
    const char *name = gly_builder_cell(b, "name");
    struct gly_disputed facts = {.name = gly_builder_text(b, name)};
    gly_builder_list(b, "parties", GLY_PLACE_COUNTRY, &facts.parties);
    uint32_t row = b->counts[GLY_ATLAS_DISPUTED];
    *(struct gly_disputed *)gly_builder_add(b, GLY_ATLAS_DISPUTED) = facts;
    gly_builder_flag(b, name, GLY_LABEL_DISPUTED, 0);
    if (!gly_builder_is_named(b, name))
        gly_builder_name(b, name,
                         gly_builder_reading(b, GLY_PLACE_DISPUTED, GLY_NAMED_NOUN, row,
                                             GLY_NOWHERE),
                         GLY_RANK_DISPUTED);
}

/* Things have plurals: "Danish pastries", "guinea pigs". */
static void flag_plural(struct gly_atlas_builder *b, const char *text, uint16_t flags)
{
    char plural[160];
    size_t len = strlen(text);
    if (len == 0 || len + 4 > GLY_ATLAS_NAME_MAX || text[len - 1] == 's')
        return;
    snprintf(plural, sizeof plural, "%ss", text);
    if (len > 2 && text[len - 1] == 'y' && !strchr("aeiou", text[len - 2]))
        snprintf(plural, sizeof plural, "%.*sies", (int)len - 1, text);
    gly_builder_flag(b, plural, flags, 0);
}

void gly_builder_ambiguous(struct gly_atlas_builder *b)
{
    static const char *const words[] = {"phrase", "never-place", "needs-context",
                                        "which-place", "place"};
    static const uint16_t flags[] = {GLY_LABEL_PHRASE, GLY_LABEL_NEVER,
                                     GLY_LABEL_NEEDS_CONTEXT, GLY_LABEL_WHICH, 0};
    int word = gly_builder_word(b, "treatment", words, GLY_COUNT(words));
    if (word < 0)
        return;
    uint16_t all =
        GLY_LABEL_PHRASE | GLY_LABEL_NEVER | GLY_LABEL_NEEDS_CONTEXT | GLY_LABEL_WHICH;
    const char *text = gly_builder_cell(b, "text");
    gly_builder_flag(b, text, flags[word], b->over ? all : 0);
    if (flags[word] == GLY_LABEL_PHRASE)
        flag_plural(b, text, flags[word]);
}
