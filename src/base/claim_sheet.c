/* What the tables of claims hold: their columns, and what may stand in a cell. */
#include <string.h>

#include "base/claim_build.h"
#include "base/limits.h"

enum cell_type {
    CELL_NAME,   /* any text */
    CELL_WORD,   /* a word in small letters */
    CELL_WORDS,  /* several, separated by '|' */
    CELL_LABEL,  /* words in small letters, one blank between two */
    CELL_CHOICE, /* one of `choices`; empty is the first */
};

struct column {
    const char *name;
    enum cell_type type;
    bool required; /* the table must have it, and no cell may be empty */
    const char *const *choices;
};

static const char *const classes[] = {
#define X(NAME, text) #text,
    GLY_CLAIM_CUES(X)
#undef X
        NULL};
static const char *const objects[] = {"self", "goal", "other", "term", "until", NULL};
static const char *const frames[] = {"verb", "noun",   "active", "intransitive",
                                     "work", "origin", NULL};
static const char *const values[] = {"place",  "thing",    "school",
                                     "office", "occasion", NULL};
static const char *const kinds[] = {"antonym", "quantifier", "verdict",
                                    "state",   "lack",       NULL};
static const char *const tenses[] = {"present", "any", NULL};
static const char *const subjects[] = {"thing", "text", NULL};
static const char *const signs[] = {"+", "-", NULL};
static const char *const deeds[] = {"occasion", "once", "contest", NULL};

#define SOURCE                    \
    {                             \
        "source", CELL_NAME, 0, 0 \
    }

/* A table whose columns are all in another stands behind it. */
static const struct {
    const char *name;
    struct column columns[GLY_CLAIM_COLUMNS];
} sheets[GLY_CLAIM_SHEET_COUNT] = {
    [GLY_CLAIM_SHEET_CUES] = {"cues.csv",
                              {{"class", CELL_CHOICE, true, classes},
                               {"words", CELL_WORDS, true, NULL},
                               SOURCE}},
    [GLY_CLAIM_SHEET_EVENTS] = {"events.csv",
                                {{"verb", CELL_NAME, true, NULL},
                                 {"forms", CELL_WORDS, true, NULL},
                                 {"object", CELL_CHOICE, true, objects},
                                 SOURCE}},
    [GLY_CLAIM_SHEET_RELATIONS] = {"relations.csv",
                                   {{"relation", CELL_NAME, true, NULL},
                                    {"frame", CELL_CHOICE, true, frames},
                                    {"words", CELL_WORDS, true, NULL},
                                    {"links", CELL_WORDS, false, NULL},
                                    {"value", CELL_CHOICE, true, values},
                                    SOURCE}},
    [GLY_CLAIM_SHEET_OPPOSITES] = {"opposites.csv",
                                   {{"word", CELL_WORD, true, NULL},
                                    {"opposite", CELL_WORD, true, NULL},
                                    {"kind", CELL_CHOICE, false, kinds},
                                    SOURCE}},
    [GLY_CLAIM_SHEET_SETS] = {"sets.csv",
                              {{"set", CELL_NAME, true, NULL},
                               {"words", CELL_WORDS, true, NULL},
                               SOURCE}},
    [GLY_CLAIM_SHEET_IMPLICATIVES] = {"implicatives.csv",
                                      {{"verb", CELL_NAME, true, NULL},
                                       {"forms", CELL_WORDS, true, NULL},
                                       {"sign", CELL_CHOICE, true, signs},
                                       SOURCE}},
    [GLY_CLAIM_SHEET_ASYMMETRIC] = {"asymmetric.csv",
                                    {{"verb", CELL_NAME, true, NULL},
                                     {"forms", CELL_WORDS, true, NULL},
                                     {"kind", CELL_CHOICE, false, deeds},
                                     SOURCE}},
    [GLY_CLAIM_SHEET_FORMS] = {"forms.csv",
                               {{"form", CELL_WORD, true, NULL},
                                {"word", CELL_WORD, true, NULL},
                                SOURCE}},
    [GLY_CLAIM_SHEET_LABELS] = {"labels.csv",
                                {{"label", CELL_LABEL, true, NULL},
                                 {"event", CELL_NAME, false, NULL},
                                 {"relation", CELL_NAME, false, NULL},
                                 {"tense", CELL_CHOICE, false, tenses},
                                 {"qualifiers", CELL_WORDS, false, NULL},
                                 {"about", CELL_CHOICE, false, subjects},
                                 SOURCE}},
};

const char *gly_claim_sheet_name(enum gly_claim_sheet sheet)
{
    return sheets[sheet].name;
}

const char *gly_claim_sheet_column(enum gly_claim_sheet sheet, unsigned column)
{
    return column < GLY_CLAIM_COLUMNS ? sheets[sheet].columns[column].name : NULL;
}

enum gly_claim_sheet gly_claim_sheet_of(const struct gly_str *columns, uint32_t count)
{
    for (unsigned s = 0; s < GLY_CLAIM_SHEET_COUNT; s++) {
        bool fits = true;
        for (unsigned c = 0; c < GLY_CLAIM_COLUMNS && fits; c++) {
            const struct column *column = &sheets[s].columns[c];
            bool found = !column->required;
            for (uint32_t i = 0; i < count && !found; i++)
                found = gly_str_is(columns[i], column->name);
            fits = found;
        }
        if (fits)
            return (enum gly_claim_sheet)s;
    }
    return GLY_CLAIM_SHEET_COUNT;
}

/* ---- Cells ---- */

/* Which of the choices it is; that of their NULL where it is none. */
static unsigned choice(const char *const *choices, struct gly_str cell)
{
    unsigned i = 0;
    while (choices[i] && !gly_str_is(cell, choices[i]))
        i++;
    return i;
}

/* Letters are looked up small, and a token has no blank in it. */
static bool is_word(struct gly_str word)
{
    for (size_t i = 0; i < word.len; i++) {
        unsigned char c = (unsigned char)word.ptr[i];
        if (c <= ' ' || (c >= 'A' && c <= 'Z'))
            return false;
    }
    return word.len > 0 && word.len <= GLY_CLAIM_WORD_BYTES;
}

static bool is_label(struct gly_str label)
{
    struct gly_str rest = label;
    while (rest.len > 0) {
        const char *blank = memchr(rest.ptr, ' ', rest.len);
        size_t len = blank ? (size_t)(blank - rest.ptr) : rest.len;
        if (!is_word((struct gly_str){rest.ptr, len}) || len + 1 == rest.len)
            return false;
        len += blank != NULL;
        rest = (struct gly_str){rest.ptr + len, rest.len - len};
    }
    return label.len > 0 && label.len <= GLY_CLAIM_WORD_BYTES;
}

static bool are_words(struct gly_str list)
{
    bool more = true;
    while (more) {
        more = memchr(list.ptr, '|', list.len) != NULL;
        if (!is_word(gly_claim_cut(&list)))
            return false;
    }
    return true;
}

const char *gly_claim_sheet_fault(enum gly_claim_sheet sheet, unsigned number,
                                  struct gly_str cell)
{
    const struct column *column = &sheets[sheet].columns[number];
    if (cell.len == 0)
        return column->required ? "may not be empty" : NULL;
    if (cell.len > GLY_LIMIT_CELL_BYTES)
        return "is too long";
    switch (column->type) {
    case CELL_WORD:
        return is_word(cell) ? NULL : "is not one word in small letters";
    case CELL_LABEL:
        return is_label(cell) ? NULL : "is not made of words in small letters";
    case CELL_WORDS:
        return are_words(cell) ? NULL
                               : "is not a list of words in small letters, separated "
                                 "by '|'";
    case CELL_CHOICE:
        return column->choices[choice(column->choices, cell)]
                   ? NULL
                   : "is not a word this column knows";
    default:
        return NULL;
    }
}

unsigned gly_claim_sheet_choice(enum gly_claim_sheet sheet, unsigned column,
                                struct gly_str cell)
{
    const char *const *choices = sheets[sheet].columns[column].choices;
    return cell.len > 0 ? choice(choices, cell) : 0;
}
