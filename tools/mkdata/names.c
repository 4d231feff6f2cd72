/* Section NAME: what words and phrases say about names (src/base/namelist.h). */

#include "mkdata.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/image_format.h"
#include "base/namelist.h"

struct entry {
    uint64_t hash;
    uint32_t roles;
    uint32_t tier; /* enum gly_name_tier */
};

struct entries {
    struct entry *list;
    size_t count, room;
    uint32_t says[26]; /* of struct gly_name_table */
};

static const char *const role_names[] = {
#define X(NAME, text) text,
    GLY_NAME_ROLES(X)
#undef X
};

static void add(struct entries *entries, const char *text, size_t len, uint32_t roles)
{
    if (len == 0)
        return;
    if (entries->count == entries->room) {
        entries->room = entries->room ? entries->room * 2 : 1 << 16;
        entries->list =
            reallocate(entries->list, entries->room * sizeof entries->list[0]);
    }
    entries->list[entries->count++] =
        (struct entry){.hash = gly_word_hash(text, len),
                       .roles = roles,
                       .tier = gly_name_tier_of(text, len)};
}

/* Verbs of saying are asked for in small letters. */
static void note_saying(struct entries *entries, const char *text, size_t len)
{
    if (text[0] < 'a' || text[0] > 'z')
        fail("names: '%s' is a verb of saying and has a capital", text);
    entries->says[text[0] - 'a'] |= UINT32_C(1) << (text[len - 1] & 31);
}

static bool is_in_word(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
           (unsigned char)c >= 0x80;
}

/* A phrase is found from its first word on, token by token: each beginning of it that may
 * end with a token says that a phrase goes on so. */
static void add_beginnings(struct entries *entries, const char *text, size_t len)
{
    bool parted = false; /* beyond the first word */
    for (size_t i = 1; i < len; i++) {
        parted = parted || text[i - 1] == ' ' || text[i - 1] == '-';
        bool ends =
            parted ? !is_in_word(text[i]) || !is_in_word(text[i - 1]) : text[i] == ' ';
        if (ends && text[i - 1] != ' ')
            add(entries, text, i, GLY_NAME_ROLE(PHRASE));
    }
}

/* Apostrophes are folded to straight ones. */
static void add_text(struct entries *entries, const char *text, uint32_t roles)
{
    char folded[256];
    size_t len = 0;
    for (const char *at = text; *at && len < sizeof folded; len++) {
        bool curly = strncmp(at, "\xE2\x80\x99", 3) == 0;
        folded[len] = *at;
        if (curly)
            folded[len] = '\'';
        at += curly ? 3 : 1;
    }
    add(entries, folded, len, roles);
    if (roles & GLY_NAME_ROLE(SAYS))
        note_saying(entries, text, len);
    add_beginnings(entries, folded, len);
}

static void add_list(struct entries *entries, const char *list, uint32_t roles)
{
    char item[256];
    while (sheet_item(&list, item, sizeof item))
        add_text(entries, item, roles);
}

/* ---- rules/names ---- */

static uint32_t role_of(const struct sheet *sheet, const char *name)
{
    for (unsigned i = 0; i < GLY_NAME_ROLE_COUNT; i++)
        if (strcmp(name, role_names[i]) == 0)
            return UINT32_C(1) << i;
    table_fail(&sheet->table, "'%s' is no role", name);
}

/* Phrases of WordNet are no phrases to galley: their words are joined because they have
 * capitals, and a lookup of each would cost more than it tells. */
static void read_words(struct entries *entries, const struct rules *rules,
                       const char *name, bool phrases)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, name);
    while (sheet_next(&sheet)) {
        const char *list = sheet_get(&sheet, "roles");
        char item[32];
        uint32_t roles = 0;
        while (sheet_item(&list, item, sizeof item))
            roles |= role_of(&sheet, item);
        const char *text = sheet_get(&sheet, "text");
        if (phrases)
            add_text(entries, text, roles);
        else
            add(entries, text, strlen(text), roles);
    }
    sheet_close(&sheet);
}

static void read_given(struct entries *entries, const struct rules *rules)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, "names/given.csv");
    while (sheet_next(&sheet)) {
        const char *sex = sheet_get(&sheet, "sex");
        add_text(entries, sheet_get(&sheet, "name"),
                 (strchr(sex, 'm') ? GLY_NAME_ROLE(GIVEN_MALE) : 0) |
                     (strchr(sex, 'f') ? GLY_NAME_ROLE(GIVEN_FEMALE) : 0));
    }
    sheet_close(&sheet);
}

static void read_surnames(struct entries *entries, const struct rules *rules)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, "names/surnames.csv");
    while (sheet_next(&sheet))
        add_text(entries, sheet_get(&sheet, "name"), GLY_NAME_ROLE(SURNAME));
    sheet_close(&sheet);
}

/* Towns that the tables of geography leave out; for all that they tell, something else may
 * be called so. They are no phrases: their words are joined because they have capitals. */
static void read_towns(struct entries *entries, const struct rules *rules)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, "names/places.csv");
    while (sheet_next(&sheet)) {
        const char *name = sheet_get(&sheet, "name");
        add(entries, name, strlen(name), GLY_NAME_ROLE(MAYBE_PLACE));
    }
    sheet_close(&sheet);
}

/* ---- rules/geography ---- */

struct source {
    const char *table, *columns[5];
};

/* Columns that hold names of places, alone or as lists. */
static const struct source places[] = {
    {"geography/countries.csv", {"name", "aliases", "capitals", "largest_city"}},
    {"geography/cities.csv", {"name", "aliases", "former"}},
    {"geography/divisions.csv", {"name", "aliases", "former", "capital"}},
    {"geography/features.csv", {"name", "aliases", "former"}},
    {"geography/history.csv", {"name", "aliases"}},
};

static void read_places(struct entries *entries, const struct rules *rules)
{
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        struct sheet sheet;
        sheet_open(&sheet, rules, places[i].table);
        while (sheet_next(&sheet)) {
            uint32_t role = GLY_NAME_ROLE(PLACE);
            if (strcmp(places[i].table, "geography/history.csv") == 0 &&
                strcmp(sheet_get(&sheet, "kind"), "organisation") == 0)
                role = GLY_NAME_ROLE(ORG);
            for (const char *const *column = places[i].columns; *column; column++) {
                const char *list = sheet_get(&sheet, *column);
                add_list(entries, strncmp(list, "the ", 4) == 0 ? list + 4 : list,
                         role);
            }
        }
        sheet_close(&sheet);
    }
}

static void read_demonyms(struct entries *entries, const struct rules *rules)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, "geography/demonyms.csv");
    while (sheet_next(&sheet)) {
        const char *kind = sheet_get(&sheet, "kind");
        bool adjective = strcmp(kind, "adjective") == 0;
        if (adjective || strcmp(kind, "person") == 0 || strcmp(kind, "people") == 0)
            add_text(entries, sheet_get(&sheet, "word"),
                     adjective ? GLY_NAME_ROLE(DEMONYM) : GLY_NAME_ROLE(PEOPLE));
    }
    sheet_close(&sheet);
}

/* "Bavarian", "Bavarians"; "Queenslander" is nobody's adjective. */
static void read_division_demonyms(struct entries *entries, const struct rules *rules)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, "geography/divisions.csv");
    while (sheet_next(&sheet)) {
        const char *list = sheet_get(&sheet, "demonyms");
        char item[64], several[68];
        while (sheet_item(&list, item, sizeof item)) {
            size_t len = strlen(item);
            bool people = (len > 3 && strcmp(item + len - 3, "man") == 0) ||
                          (len > 2 && strcmp(item + len - 2, "er") == 0);
            add_text(entries, item,
                     people ? GLY_NAME_ROLE(PEOPLE) : GLY_NAME_ROLE(DEMONYM));
            snprintf(several, sizeof several, "%ss", item);
            if (len > 2 && (people || strcmp(item + len - 2, "an") == 0))
                add_text(entries, several, GLY_NAME_ROLE(PEOPLE));
        }
    }
    sheet_close(&sheet);
}

static void read_ambiguous(struct entries *entries, const struct rules *rules)
{
    struct sheet sheet;
    sheet_open(&sheet, rules, "geography/ambiguous.csv");
    while (sheet_next(&sheet)) {
        const char *treatment = sheet_get(&sheet, "treatment");
        const char *text = sheet_get(&sheet, "text");
        if (strcmp(treatment, "needs-context") == 0)
            add_text(entries, text, GLY_NAME_ROLE(MAYBE_PLACE));
        /* "Danish pastry" is no name, "Abraham Accords" is one. */
        const char *last = strrchr(text, ' ');
        if (strcmp(treatment, "phrase") == 0 && last && last[1] >= 'A' &&
            last[1] <= 'Z')
            add_text(entries, text, GLY_NAME_ROLE(JOINED));
    }
    sheet_close(&sheet);
}

/* ---- The section ---- */

static int compare(const void *a, const void *b)
{
    const struct entry *left = a, *right = b;
    return (left->hash > right->hash) - (left->hash < right->hash);
}

/* One entry for a text, with all it can be. */
static void merge(struct entries *entries)
{
    qsort(entries->list, entries->count, sizeof entries->list[0], compare);
    size_t kept = 0;
    for (size_t i = 0; i < entries->count; i++) {
        if (kept > 0 && entries->list[kept - 1].hash == entries->list[i].hash)
            entries->list[kept - 1].roles |= entries->list[i].roles;
        else
            entries->list[kept++] = entries->list[i];
    }
    entries->count = kept;
}

static void place(struct gly_name_table *table, struct gly_name_slot *slots,
                  const struct entry *entry)
{
    uint32_t count = table->tiers[entry->tier].slot_count;
    uint32_t at = gly_word_home(entry->hash, count);
    uint32_t probes = 0;
    if (entry->tier == GLY_NAME_TIER_OTHER)
        slots += table->tiers[GLY_NAME_TIER_SMALL].slot_count;
    while (slots[at].roles != 0) {
        if (slots[at].check == (uint32_t)entry->hash)
            fail("names: two texts have one hash");
        at = at + 1 == count ? 0 : at + 1;
        probes++;
    }
    slots[at] = (struct gly_name_slot){(uint32_t)entry->hash, entry->roles};
    if (probes > table->tiers[entry->tier].probe_count)
        table->tiers[entry->tier].probe_count = probes;
}

void make_names(const struct rules *rules, struct section *ret_section)
{
    struct entries entries = {0};
    read_words(&entries, rules, "names/words.csv", true);
    read_words(&entries, rules, "names/wordnet.csv", false);
    read_given(&entries, rules);
    read_surnames(&entries, rules);
    read_towns(&entries, rules);
    read_places(&entries, rules);
    read_demonyms(&entries, rules);
    read_division_demonyms(&entries, rules);
    read_ambiguous(&entries, rules);
    merge(&entries);

    struct gly_name_table table = {0};
    size_t counts[GLY_NAME_TIERS] = {0}, size = sizeof table;
    for (size_t i = 0; i < entries.count; i++)
        counts[entries.list[i].tier]++;
    for (unsigned t = 0; t < GLY_NAME_TIERS; t++) {
        table.tiers[t].slot_count = (uint32_t)counts[t] * 5 / 3 + 1;
        size += table.tiers[t].slot_count * sizeof(struct gly_name_slot);
    }
    unsigned char *bytes = allocate(size);
    for (size_t i = 0; i < entries.count; i++)
        place(&table, (void *)(bytes + sizeof table), &entries.list[i]);
    memcpy(table.says, entries.says, sizeof table.says);
    memcpy(bytes, &table, sizeof table);
    free(entries.list);
    *ret_section = (struct section){.tag = "NAME", .bytes = bytes, .size = size};
}
