#include "text/abbreviation.h"

#include "text/chars.h"

/* How a word must be written to be the abbreviation. */
enum form {
    ANY,     /* in any capitalisation: "etc.", "Etc." */
    CAPITAL, /* with a capital first letter, or all capitals: "Gen.", not "gen." */
    LOWER,   /* only in lower case: "no one." is no number, "min." may be */
};

enum { LONGEST = 6 }; /* bytes of the longest word in the table */

struct abbreviation {
    char word[8]; /* lower case, without the last stop, padded with NUL */
    uint8_t kind; /* enum gly_abbreviation_kind */
    uint8_t form; /* enum form */
};

#define TITLE    GLY_ABBREVIATION_TITLE
#define BEFORE   GLY_ABBREVIATION_BEFORE
#define NUMBERED GLY_ABBREVIATION_NUMBERED
#define MONTH    GLY_ABBREVIATION_MONTH
#define DAY      GLY_ABBREVIATION_DAY
#define STATE    GLY_ABBREVIATION_STATE
#define UNIT     GLY_ABBREVIATION_UNIT
#define TIME     GLY_ABBREVIATION_TIME
#define PLACE    GLY_ABBREVIATION_PLACE
#define SUFFIX   GLY_ABBREVIATION_SUFFIX
#define END      GLY_ABBREVIATION_END
#define WORD     GLY_ABBREVIATION_WORD

/* Sorted by word (bytes); tests/test_sentence.c holds it to that. English as edited in
 * newspapers and reference books: the traditional abbreviations of American states, of
 * military and academic titles, of months and measures. Words that are also ordinary
 * ones ("no", "sat", "fig") have a kind whose neighbours must confirm them. One a line,
 * to be read and corrected. */
/* clang-format off */
static const struct abbreviation abbreviations[] = {
    {"a.m", TIME, ANY},
    {"abbr", WORD, ANY},
    {"abt", WORD, ANY},
    {"acad", WORD, CAPITAL},
    {"adj", WORD, ANY},
    {"adm", TITLE, CAPITAL},
    {"adv", WORD, ANY},
    {"al", END, LOWER},
    {"ala", STATE, CAPITAL},
    {"amb", TITLE, CAPITAL},
    {"anon", WORD, ANY},
    {"app", NUMBERED, ANY},
    {"approx", WORD, ANY},
    {"appt", WORD, ANY},
    {"apr", MONTH, CAPITAL},
    {"apt", NUMBERED, ANY},
    {"ariz", STATE, CAPITAL},
    {"ark", STATE, CAPITAL},
    {"art", NUMBERED, ANY},
    {"arts", NUMBERED, ANY},
    {"assn", SUFFIX, CAPITAL},
    {"assoc", WORD, ANY},
    {"asst", WORD, ANY},
    {"attn", BEFORE, ANY},
    {"atty", TITLE, CAPITAL},
    {"aug", MONTH, CAPITAL},
    {"ave", PLACE, CAPITAL},
    {"avg", WORD, ANY},
    {"b", NUMBERED, LOWER},
    {"bap", NUMBERED, LOWER},
    {"bldg", WORD, ANY},
    {"blvd", PLACE, ANY},
    {"brig", TITLE, CAPITAL},
    {"bros", SUFFIX, CAPITAL},
    {"c", NUMBERED, LOWER},
    {"ca", NUMBERED, ANY},
    {"cal", STATE, CAPITAL},
    {"calif", STATE, CAPITAL},
    {"capt", TITLE, CAPITAL},
    {"cf", BEFORE, ANY},
    {"ch", NUMBERED, ANY},
    {"chap", NUMBERED, ANY},
    {"chaps", NUMBERED, ANY},
    {"cl", NUMBERED, ANY},
    {"cm", UNIT, LOWER},
    {"cmdr", TITLE, CAPITAL},
    {"co", SUFFIX, CAPITAL},
    {"col", TITLE, CAPITAL},
    {"colo", STATE, CAPITAL},
    {"conf", WORD, CAPITAL},
    {"conn", STATE, CAPITAL},
    {"cont", WORD, ANY},
    {"corp", SUFFIX, CAPITAL},
    {"cos", SUFFIX, CAPITAL},
    {"cpl", TITLE, CAPITAL},
    {"cu", UNIT, LOWER},
    {"d", NUMBERED, LOWER},
    {"dec", MONTH, CAPITAL},
    {"del", STATE, CAPITAL},
    {"dep", TITLE, CAPITAL},
    {"dept", WORD, ANY},
    {"det", TITLE, CAPITAL},
    {"dist", WORD, ANY},
    {"div", WORD, ANY},
    {"dr", TITLE, CAPITAL},
    {"drs", TITLE, CAPITAL},
    {"e.g", BEFORE, ANY},
    {"ed", WORD, LOWER},
    {"eds", WORD, ANY},
    {"eg", BEFORE, ANY},
    {"eq", NUMBERED, ANY},
    {"eqs", NUMBERED, ANY},
    {"esp", WORD, ANY},
    {"esq", SUFFIX, ANY},
    {"est", WORD, LOWER},
    {"etc", END, ANY},
    {"excl", WORD, ANY},
    {"ext", NUMBERED, ANY},
    {"feb", MONTH, CAPITAL},
    {"ff", END, LOWER},
    {"fig", NUMBERED, ANY},
    {"figs", NUMBERED, ANY},
    {"fl", NUMBERED, LOWER},
    {"fla", STATE, CAPITAL},
    {"fr", TITLE, CAPITAL},
    {"freq", WORD, ANY},
    {"fri", DAY, CAPITAL},
    {"ft", PLACE, ANY},
    {"g", UNIT, LOWER},
    {"ga", STATE, CAPITAL},
    {"gal", UNIT, LOWER},
    {"gen", TITLE, CAPITAL},
    {"gov", TITLE, CAPITAL},
    {"govs", TITLE, CAPITAL},
    {"govt", WORD, ANY},
    {"hon", TITLE, CAPITAL},
    {"hr", UNIT, LOWER},
    {"hrs", UNIT, ANY},
    {"hwy", PLACE, CAPITAL},
    {"i.e", BEFORE, ANY},
    {"ibid", END, ANY},
    {"ie", BEFORE, ANY},
    {"ill", STATE, CAPITAL},
    {"illus", WORD, ANY},
    {"in", UNIT, LOWER},
    {"inc", SUFFIX, ANY},
    {"incl", WORD, ANY},
    {"ind", STATE, CAPITAL},
    {"insp", TITLE, CAPITAL},
    {"inst", WORD, CAPITAL},
    {"intl", WORD, ANY},
    {"jan", MONTH, CAPITAL},
    {"jr", SUFFIX, CAPITAL},
    {"jul", MONTH, CAPITAL},
    {"jun", MONTH, CAPITAL},
    {"kan", STATE, CAPITAL},
    {"kg", UNIT, LOWER},
    {"km", UNIT, LOWER},
    {"ky", STATE, CAPITAL},
    {"l", NUMBERED, LOWER},
    {"la", STATE, CAPITAL},
    {"lb", UNIT, LOWER},
    {"lbs", UNIT, LOWER},
    {"ll", NUMBERED, LOWER},
    {"lt", TITLE, CAPITAL},
    {"ltd", SUFFIX, ANY},
    {"m", NUMBERED, LOWER},
    {"maj", TITLE, CAPITAL},
    {"mar", MONTH, CAPITAL},
    {"mass", STATE, CAPITAL},
    {"max", UNIT, LOWER},
    {"md", STATE, CAPITAL},
    {"messrs", TITLE, CAPITAL},
    {"mfg", WORD, ANY},
    {"mg", UNIT, LOWER},
    {"mi", UNIT, LOWER},
    {"mich", STATE, CAPITAL},
    {"min", UNIT, LOWER},
    {"minn", STATE, CAPITAL},
    {"mins", UNIT, LOWER},
    {"misc", WORD, ANY},
    {"miss", STATE, CAPITAL},
    {"mlle", TITLE, CAPITAL},
    {"mm", UNIT, LOWER},
    {"mme", TITLE, CAPITAL},
    {"mo", STATE, CAPITAL},
    {"mon", DAY, CAPITAL},
    {"mont", STATE, CAPITAL},
    {"mos", UNIT, LOWER},
    {"mr", TITLE, CAPITAL},
    {"mrs", TITLE, CAPITAL},
    {"ms", TITLE, CAPITAL},
    {"mt", TITLE, CAPITAL},
    {"mtn", PLACE, CAPITAL},
    {"mts", TITLE, CAPITAL},
    {"n.b", BEFORE, ANY},
    {"natl", WORD, ANY},
    {"neb", STATE, CAPITAL},
    {"nev", STATE, CAPITAL},
    {"no", NUMBERED, ANY},
    {"nos", NUMBERED, ANY},
    {"nov", MONTH, CAPITAL},
    {"obs", WORD, ANY},
    {"oct", MONTH, CAPITAL},
    {"okla", STATE, CAPITAL},
    {"ont", STATE, CAPITAL},
    {"op", NUMBERED, ANY},
    {"ore", STATE, CAPITAL},
    {"oz", UNIT, LOWER},
    {"p", NUMBERED, LOWER},
    {"p.m", TIME, ANY},
    {"pa", STATE, CAPITAL},
    {"par", NUMBERED, ANY},
    {"para", NUMBERED, ANY},
    {"paras", NUMBERED, ANY},
    {"penn", STATE, CAPITAL},
    {"pfc", TITLE, CAPITAL},
    {"phd", SUFFIX, ANY},
    {"pl", NUMBERED, ANY},
    {"pls", WORD, ANY},
    {"pp", NUMBERED, LOWER},
    {"pres", TITLE, CAPITAL},
    {"prof", TITLE, CAPITAL},
    {"profs", TITLE, CAPITAL},
    {"prov", WORD, ANY},
    {"pt", NUMBERED, ANY},
    {"pte", SUFFIX, CAPITAL},
    {"pty", SUFFIX, CAPITAL},
    {"pub", NUMBERED, LOWER},
    {"pvt", TITLE, CAPITAL},
    {"q.v", END, ANY},
    {"qtr", WORD, ANY},
    {"que", STATE, CAPITAL},
    {"r", NUMBERED, LOWER},
    {"rd", PLACE, CAPITAL},
    {"ref", NUMBERED, ANY},
    {"refs", NUMBERED, ANY},
    {"reg", NUMBERED, ANY},
    {"rep", TITLE, CAPITAL},
    {"reps", TITLE, CAPITAL},
    {"resp", WORD, ANY},
    {"rev", TITLE, CAPITAL},
    {"rt", TITLE, CAPITAL},
    {"rte", PLACE, CAPITAL},
    {"sat", DAY, CAPITAL},
    {"sec", NUMBERED, ANY},
    {"secs", UNIT, LOWER},
    {"sect", NUMBERED, ANY},
    {"sen", TITLE, CAPITAL},
    {"sens", TITLE, CAPITAL},
    {"sep", MONTH, CAPITAL},
    {"sept", MONTH, CAPITAL},
    {"ser", NUMBERED, ANY},
    {"sgt", TITLE, CAPITAL},
    {"sp", NUMBERED, ANY},
    {"spp", WORD, LOWER},
    {"sq", BEFORE, ANY},
    {"sr", SUFFIX, CAPITAL},
    {"ss", TITLE, CAPITAL},
    {"st", PLACE, CAPITAL},
    {"ste", TITLE, CAPITAL},
    {"sts", PLACE, CAPITAL},
    {"sun", DAY, CAPITAL},
    {"supp", NUMBERED, ANY},
    {"supt", TITLE, CAPITAL},
    {"tel", NUMBERED, ANY},
    {"temp", NUMBERED, ANY},
    {"tenn", STATE, CAPITAL},
    {"tex", STATE, CAPITAL},
    {"thu", DAY, CAPITAL},
    {"thur", DAY, CAPITAL},
    {"thurs", DAY, CAPITAL},
    {"trans", NUMBERED, ANY},
    {"treas", TITLE, CAPITAL},
    {"tue", DAY, CAPITAL},
    {"tues", DAY, CAPITAL},
    {"univ", WORD, CAPITAL},
    {"v", BEFORE, LOWER},
    {"va", STATE, CAPITAL},
    {"var", NUMBERED, LOWER},
    {"vers", NUMBERED, ANY},
    {"viz", BEFORE, ANY},
    {"vol", NUMBERED, ANY},
    {"vols", NUMBERED, ANY},
    {"vs", BEFORE, ANY},
    {"vt", STATE, CAPITAL},
    {"wash", STATE, CAPITAL},
    {"wed", DAY, CAPITAL},
    {"wis", STATE, CAPITAL},
    {"wt", UNIT, LOWER},
    {"wyo", STATE, CAPITAL},
    {"yd", UNIT, LOWER},
    {"yds", UNIT, LOWER},
    {"yr", UNIT, LOWER},
    {"yrs", UNIT, LOWER},
};
/* clang-format on */

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static const struct abbreviation *find(uint64_t word)
{
    size_t low = 0, high = GLY_COUNT(abbreviations);
    word = gly_bytes_in_order(word);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint64_t entry;
        memcpy(&entry, abbreviations[middle].word, sizeof entry);
        entry = gly_bytes_in_order(entry);
        if (word == entry)
            return &abbreviations[middle];
        if (word < entry)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

enum gly_abbreviation_kind gly_abbreviation_find(struct gly_str word)
{
    if (word.len == 0 || word.len > LONGEST)
        return GLY_ABBREVIATION_NONE;
    uint64_t bytes = gly_bytes_at(word, 0, word.len), lower = gly_bytes_fold(bytes);
    bool any_upper = bytes != lower;
    const struct abbreviation *found = find(lower);
    if (!found)
        return GLY_ABBREVIATION_NONE;
    bool fits = found->form == ANY ||
                (found->form == CAPITAL ? is_upper(word.ptr[0]) : !any_upper);
    return fits ? found->kind : GLY_ABBREVIATION_NONE;
}

bool gly_abbreviations_sorted(void)
{
    for (size_t i = 1; i < GLY_COUNT(abbreviations); i++)
        if (memcmp(abbreviations[i - 1].word, abbreviations[i].word, 8) >= 0)
            return false;
    return true;
}

bool gly_is_exclaimed_name(struct gly_str word)
{
    static const char *const names[] = {"Yahoo", "Jeopardy", "Joomla", "Yum"};
    return gly_str_one_of(word, names, GLY_COUNT(names));
}

bool gly_starts_sentence(struct gly_str word)
{
    static const gly_short_word words[] = {
        "the",   "it",     "he",    "she",   "they",   "we",       "you",     "this",
        "that",  "these",  "those", "in",    "on",     "at",       "but",     "and",
        "if",    "when",   "while", "there", "his",    "her",      "its",     "their",
        "our",   "for",    "as",    "after", "before", "what",     "who",     "why",
        "how",   "some",   "many",  "with",  "from",   "by",       "to",      "also",
        "then",  "so",     "no",    "not",   "all",    "an",       "a",       "one",
        "my",    "is",     "are",   "most",  "both",   "although", "because", "however",
        "since", "during", "under", "more",  "other",  "another",  "such",    "each",
    };
    return gly_word_in(word, words, GLY_COUNT(words));
}
